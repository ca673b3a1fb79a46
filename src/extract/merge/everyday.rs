//! Markets, schools, buses: where nobody is said to own what was hit, the people were.

use super::{Event, Incident};
use crate::extract::cast::Cast;
use crate::ontology::Ontology;
use crate::vocabulary::{ActorKind, IncidentKind};

/// Lets the civilians of the ontology stand for sites of everyday life whose target nobody names, or only the place does. What
/// comes from abroad onto a land that a state holds hits the state.
pub(super) fn stand_in(incidents: &mut [Incident], cast: &mut Cast<'_>, ontology: &Ontology) {
    let Some(class) = cast.civilians() else { return };
    for incident in incidents.iter_mut() {
        let event = &incident.event;
        if !event.civil || event.agents.is_empty() || !event.agents.iter().all(|&agent| cast.fights(agent)) {
            continue;
        }
        // Whoever is named, or was hurt, was aimed at.
        let by_place = |target: &usize| event.holders.contains(target) && !event.victims.contains(target);
        if !event.targets.iter().all(by_place) || !event.victims.is_empty() {
            continue;
        }
        let group = |&target: &usize| cast.kind(target) == ActorKind::ArmedGroup;
        // A state far from home may have aimed at anything.
        let state = |&agent: &usize| !matches!(cast.kind(agent), ActorKind::ArmedGroup | ActorKind::Coalition);
        let vague = event.places.is_empty() && event.killed.is_none() && event.agents.iter().any(state);
        let open = event.targets.is_empty() && !vague;
        let held = !event.targets.is_empty() && event.targets.iter().all(group);
        if open || held || is_at_home(event, cast, ontology) || is_terror(event, cast) {
            incident.event.targets = cast.by_id(class).into_iter().collect();
        }
    }
}

/// Whether a perpetrator rules the country where it happened, or holds a part of it, or is a group that holds nothing elsewhere.
pub(super) fn is_at_home(event: &Event, cast: &Cast<'_>, ontology: &Ontology) -> bool {
    let lands = event.places.iter().filter_map(|&place| ontology.country(&ontology.places()[place].id));
    let lands: Vec<&str> = lands.map(|country| country.id.as_str()).collect();
    let home = |agent: usize| {
        let actor = cast.actor(agent);
        let side = actor.principal.as_str();
        let held = ontology.places().iter().filter(|place| place.held_by.iter().any(|held| held.by == side));
        let mut held = held.filter_map(|place| ontology.country(&place.id)).peekable();
        let rules = |land: &&str| ontology.place(land).is_some_and(|country| country.state.as_deref() == Some(side));
        lands.iter().any(rules)
            || actor.kind == ActorKind::ArmedGroup && held.peek().is_none()
            || held.any(|country| lands.contains(&country.id.as_str()))
    };
    event.agents.iter().any(|&agent| home(agent))
}

/// Whether an armed group set off a bomb or shot there, rather than sent something across a border.
fn is_terror(event: &Event, cast: &Cast<'_>) -> bool {
    let group = |&agent: &usize| cast.kind(agent) == ActorKind::ArmedGroup;
    event.agents.iter().all(group) && matches!(event.kind, IncidentKind::Bombing | IncidentKind::Shooting | IncidentKind::Raid)
}
