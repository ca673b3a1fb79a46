//! Kinds that no single telling gives: the means of other blows of the same side, a killing of one man.

use super::Incident;
use crate::extract::cast::Cast;
use crate::extract::event::Event;
use crate::ontology::Ontology;
use crate::ontology::schema::Act;
use crate::vocabulary::{ActorKind, IncidentKind, Modality};

/// Sharpens "attack" by what the rest of the document tells.
pub(super) fn sharpen(incidents: &mut [Incident], cast: &Cast<'_>, ontology: &Ontology) {
    for at in 0..incidents.len() {
        let event = &mut incidents[at].event;
        let groups = |&agent: &usize| matches!(cast.kind(agent), ActorKind::ArmedGroup | ActorKind::Generic);
        // "the strike on the Golan Heights" of a group that has no aircraft.
        if event.kind == IncidentKind::Airstrike && event.loose && !event.agents.is_empty() && event.agents.iter().all(groups) {
            event.kind = IncidentKind::Attack;
        }
        let event = &incidents[at].event;
        if event.kind == IncidentKind::Bombing && is_bombed(&incidents[at], cast, ontology) {
            incidents[at].event.kind = IncidentKind::Airstrike;
        }
        let event = &incidents[at].event;
        let raid = event.kind == IncidentKind::Raid && event.loose;
        if event.kind != IncidentKind::Attack && !raid || event.modality == Modality::Denied {
            continue;
        }
        if !raid && is_killing(&incidents[at], cast, ontology) {
            incidents[at].event.kind = IncidentKind::Assassination;
        } else if is_from_the_air(&incidents[at], incidents, cast, ontology) {
            incidents[at].event.kind = IncidentKind::Airstrike;
        }
    }
}

/// Whether nothing is told but that somebody was killed whose name or rank is given: "X killed the commander of Y".
fn is_killing(incident: &Incident, cast: &Cast<'_>, ontology: &Ontology) -> bool {
    let event = &incident.event;
    let person = |&target: &usize| cast.kind(target) == ActorKind::Person;
    let kills = |rule: usize| {
        let acts = &ontology.triggers()[rule].acts;
        acts.contains(&Act::Harms) && !acts.contains(&Act::Wounds)
    };
    event.weapon.is_none()
        && !event.targets.is_empty()
        && (event.chief || event.targets.iter().any(person))
        && event.killed.is_some_and(|killed| killed <= 3)
        && incident.told.iter().any(|told| kills(told.rule))
}

/// "the American bombing of X"
fn is_bombed(incident: &Incident, cast: &Cast<'_>, ontology: &Ontology) -> bool {
    let strikes = |rule: usize| ontology.triggers()[rule].acts.contains(&Act::Strikes);
    let agents = &incident.event.agents;
    let bombs = incident.told.iter().any(|told| told.kind == IncidentKind::Bombing && strikes(told.rule));
    bombs && !agents.is_empty() && agents.iter().all(|&agent| cast.of_state(agent)) && incident.event.weapon.is_none()
}

/// "X struck a depot", "X's raid on a depot": from the air, where X strikes from the air elsewhere in the document.
fn is_from_the_air(incident: &Incident, incidents: &[Incident], cast: &Cast<'_>, ontology: &Ontology) -> bool {
    let event = &incident.event;
    let strikes = |rule: usize| ontology.triggers()[rule].acts.contains(&Act::Strikes);
    let state = |&agent: &usize| cast.of_state(agent);
    let ship = |&target: &usize| cast.kind(target) == ActorKind::Vessel;
    !event.agents.is_empty()
        && !event.targets.iter().any(ship)
        && event.agents.iter().all(state)
        && (event.loose || incident.told.iter().any(|told| strikes(told.rule)))
        && (event.kind == IncidentKind::Attack && is_abroad(event, cast, ontology)
            || incidents
                .iter()
                .any(|other| other.event.kind == IncidentKind::Airstrike && cast.share_side(&other.event.agents, &event.agents)))
}

/// Whether a state hit an armed group in another country.
fn is_abroad(event: &Event, cast: &Cast<'_>, ontology: &Ontology) -> bool {
    let group = |&target: &usize| matches!(cast.kind(target), ActorKind::ArmedGroup | ActorKind::Generic);
    let state_of = |place: usize| {
        let around = ontology.around(&ontology.places()[place].id);
        around.into_iter().find_map(|around| around.state.clone())
    };
    let own = |state: &String| event.agents.iter().any(|&agent| cast.actor(agent).principal == *state);
    let states: Vec<String> = event.places.iter().filter_map(|&place| state_of(place)).collect();
    event.targets.iter().any(group) && !states.is_empty() && !states.iter().any(own)
}
