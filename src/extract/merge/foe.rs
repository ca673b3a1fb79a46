//! Who did it where no telling says so: the one foe that those who were hit have in the document.

use super::Incident;
use crate::extract::cast::Cast;
use crate::extract::event::Event;
use crate::ontology::Ontology;
use crate::ontology::schema::Act;
use crate::vocabulary::{ActorKind, IncidentKind, Modality};

/// So many deeds are told by a text that would name a further foe.
const LONG: usize = 5;

/// Gives deeds without a perpetrator to the one actor at blows with all whom they hit, in a document that tells of no
/// other. What nobody is said to have done stays open.
pub(super) fn face(incidents: &mut [Incident], cast: &Cast<'_>, ontology: &Ontology) {
    // Deeds that are filled say nothing of others.
    let known: Vec<Known> = incidents.iter().map(|incident| Known::of(incident, cast)).collect();
    let long = known.iter().filter(|deed| deed.asserted).count() >= LONG;
    // "Seven soldiers were hurt": perhaps in a raid of their own.
    let hurts = |told: &Event| ontology.triggers()[told.rule].acts.contains(&Act::Wounds);
    for at in 0..incidents.len() {
        let incident = &incidents[at];
        let event = &incident.event;
        let open = event.agents.is_empty() && !event.targets.is_empty() && event.modality == Modality::Asserted;
        if !open || incident.told.iter().any(|told| told.unclaimed || told.stranger) || incident.told.iter().all(hurts) {
            continue;
        }
        // Whoever bombed some villagers need not have shot others.
        let civilians = |&target: &usize| cast.civilians() == Some(cast.actor(target).principal.as_str());
        if event.targets.iter().all(civilians) {
            continue;
        }
        let own = |member: usize| event.targets.iter().any(|&target| cast.same_side(target, member));
        // "In response to an attack that killed soldiers of X, X bombed Y" alone does not say that Y killed them: in a short
        // text, what tells of their foe stands in a sentence of its own.
        let beside = |other: usize| {
            let here = |told: &Event| incident.told.iter().any(|own| own.sentence == told.sentence);
            !long && incidents[other].told.iter().all(here)
        };
        let foes = known.iter().enumerate().filter(|&(other, deed)| other != at && deed.asserted).flat_map(|(other, deed)| {
            let hit = cast.share_side(&deed.targets, &event.targets);
            let hits = cast.share_side(&deed.agents, &event.targets);
            // A habit does not tell who did one deed.
            let tells = !deed.several && !beside(other);
            let foes = |side: bool, members: &[usize]| if side { members.to_vec() } else { Vec::new() };
            // "missiles were fired in response": by the country where the bombs fell.
            let answers = event.answers || event.replies || incident.causes.contains(&other);
            [foes(hit, &deed.agents), foes(hits, if answers { &deed.hit } else { &deed.targets })]
                .concat()
                .into_iter()
                .map(move |foe| (foe, tells))
        });
        // A ship that was seized strikes nobody.
        let fights = |foe: usize| cast.kind(foe) != ActorKind::Vessel;
        let mut foes: Vec<(usize, bool)> = foes.filter(|&(foe, _)| !own(foe) && fights(foe)).collect();
        // "launched from X": X, where it is one of those at blows with them.
        let from = |foe: usize| event.origin.is_some_and(|origin| cast.same_side(origin, foe));
        if foes.iter().any(|&(foe, _)| from(foe)) {
            foes.retain(|&(foe, _)| from(foe));
        }
        let Some(&(foe, _)) = foes.iter().find(|(_, tells)| *tells) else { continue };
        if foes.iter().all(|&(other, _)| cast.same_side(foe, other)) && can(event, foe, cast, ontology) {
            incidents[at].event.agents = vec![foe];
        }
    }
}

/// "Soldiers killed nine militants", told of a state that one armed group fights in the document: of that group. "X killed
/// nine soldiers", "X fired forty rockets", told of a group that one state fights there: of that state, or at it.
pub(super) fn fought(incidents: &mut [Incident], cast: &Cast<'_>) {
    let group = |&member: &usize| cast.kind(member) == ActorKind::ArmedGroup;
    let state = |&member: &usize| cast.of_state(member);
    for at in 0..incidents.len() {
        let event = &incidents[at].event;
        let nobody = event.targets.is_empty() && event.victims.is_empty() && event.modality == Modality::Asserted;
        if !nobody || event.agents.is_empty() {
            continue;
        }
        let militants = event.men && event.agents.iter().all(state);
        // "X began firing rockets": where they fell is not said.
        let fires = matches!(
            event.kind,
            IncidentKind::RocketAttack | IncidentKind::MissileAttack | IncidentKind::DroneAttack | IncidentKind::Shelling
        );
        let afar = fires && event.places.is_empty() && event.holders.is_empty() && !event.several;
        let soldiers = afar || incidents[at].told.iter().any(|told| told.soldiers);
        let soldiers = soldiers && event.agents.iter().all(group);
        if !militants && !soldiers {
            continue;
        }
        let ours = |side: &[usize]| cast.share_side(side, &event.agents);
        let friend =
            |&member: &usize| event.agents.iter().any(|&agent| cast.is_backed(member, agent) || cast.belongs(member, agent));
        let told = incidents.iter().map(|incident| &incident.event).filter(|other| other.modality == Modality::Asserted);
        let foes = told.flat_map(|other| {
            let hits = if ours(&other.targets) { other.agents.as_slice() } else { &[] };
            let hit = if ours(&other.agents) { other.targets.as_slice() } else { &[] };
            let fits = |member: &usize| if militants { group(member) } else { state(member) };
            hits.iter().chain(hit).copied().filter(fits).collect::<Vec<usize>>()
        });
        let mut foes = foes.filter(|foe| !friend(foe));
        let Some(foe) = foes.next() else { continue };
        if foes.all(|other| cast.same_side(foe, other)) {
            incidents[at].event.targets = vec![foe];
        }
    }
}

/// "The army said two launchers of X were destroyed", "a post of Y was hit, X said": an army that reports blows at an armed group,
/// or a group that reports blows at a state, and says of nobody that they struck them, tells of its own.
pub(super) fn reported(incidents: &mut [Incident], cast: &Cast<'_>, ontology: &Ontology) {
    for at in 0..incidents.len() {
        let event = &incidents[at].event;
        let told = incidents[at].told.iter().all(|told| {
            let rule = &ontology.triggers()[told.rule];
            let verb = !told.noun && (rule.acts.contains(&Act::Strikes) || !rule.frame.weapon.is_empty());
            verb && !told.unclaimed && told.claimed_by.is_empty()
        });
        let open = event.agents.is_empty() && event.modality == Modality::Asserted;
        if !open || !told || event.targets.is_empty() {
            continue;
        }
        let mut speakers = incidents[at].told.iter().filter_map(|told| told.voices.first()?.member);
        let Some(speaker) = speakers.next() else { continue };
        let able = |&target: &usize| match cast.kind(speaker) {
            ActorKind::Military | ActorKind::State | ActorKind::Government => cast.kind(target) == ActorKind::ArmedGroup,
            ActorKind::ArmedGroup => cast.of_state(target),
            _ => false,
        };
        let friend = |&target: &usize| cast.are_friends(target, speaker);
        let others = incidents.iter().any(|other| {
            let by_another = other.event.agents.iter().any(|&agent| !cast.same_side(agent, speaker));
            by_another && cast.share_side(&other.event.targets, &event.targets)
        });
        if event.targets.iter().all(able) && !others && !event.targets.iter().any(friend) {
            incidents[at].event.agents = vec![speaker];
        }
    }
}

/// The sides of a deed as the text tells them.
struct Known {
    agents: Vec<usize>,
    /// Whom some telling names as hit.
    targets: Vec<usize>,
    /// The same, with those who only hold the place.
    hit: Vec<usize>,
    asserted: bool,
    several: bool,
}

impl Known {
    fn of(incident: &Incident, cast: &Cast<'_>) -> Known {
        let event = &incident.event;
        // A state that bombs somebody in a country is no foe of the country.
        let state = |&agent: &usize| matches!(cast.kind(agent), ActorKind::State | ActorKind::Military);
        let named = |told: &Event, target: usize| {
            [&told.targets, &told.victims, &told.bystanders].iter().any(|side| cast.share_side(side, &[target]))
        };
        let aimed = |&target: &usize| !event.agents.iter().all(state) || incident.told.iter().any(|told| named(told, target));
        Known {
            agents: event.agents.clone(),
            targets: event.targets.iter().copied().filter(aimed).collect(),
            hit: event.targets.clone(),
            asserted: event.modality == Modality::Asserted,
            several: event.several,
        }
    }
}

/// Whether an actor of this sort does deeds of this sort.
fn can(event: &Event, foe: usize, cast: &Cast<'_>, ontology: &Ontology) -> bool {
    if cast.civilians() == Some(cast.actor(foe).principal.as_str()) {
        return false;
    }
    let ships = ontology.signs().iter().any(|sign| sign.principal.as_deref() == Some(cast.actor(foe).id.as_str()));
    let flies = event.kind == IncidentKind::Airstrike && !event.loose;
    let group = matches!(cast.kind(foe), ActorKind::ArmedGroup | ActorKind::Generic);
    cast.of_state(foe) || group && !flies && !ships
}
