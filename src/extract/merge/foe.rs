//! Who did it where no telling says so: the one foe that those who were hit have in the document.

use super::Incident;
use crate::extract::cast::Cast;
use crate::extract::event::Event;
use crate::ontology::Ontology;
use crate::ontology::schema::Act;
use crate::vocabulary::{ActorKind, IncidentKind, Modality};

/// Gives deeds without a perpetrator to the one actor at blows with all whom they hit, in a document that tells of no
/// other. What nobody is said to have done stays open.
pub(super) fn face(incidents: &mut [Incident], cast: &Cast<'_>, ontology: &Ontology) {
    // Deeds that are filled say nothing of others.
    let told: Vec<(Vec<usize>, Vec<usize>)> = incidents
        .iter()
        .map(|incident| &incident.event)
        .filter(|event| event.modality == Modality::Asserted)
        .map(|event| (event.agents.clone(), event.targets.clone()))
        .collect();
    // "Seven soldiers were hurt": perhaps in a raid of their own.
    let hurts = |told: &Event| ontology.triggers()[told.rule].acts.contains(&Act::Wounds);
    for incident in incidents.iter_mut() {
        let event = &incident.event;
        let open = event.agents.is_empty() && !event.targets.is_empty() && event.modality == Modality::Asserted;
        if !open || incident.told.iter().any(|told| told.unclaimed) || incident.told.iter().all(hurts) {
            continue;
        }
        let own = |member: usize| event.targets.iter().any(|&target| cast.same_side(target, member));
        let mut foes = told.iter().flat_map(|(agents, targets)| {
            let (hit, hits) = (cast.share_side(targets, &event.targets), cast.share_side(agents, &event.targets));
            let foes = |side: bool, members: &Vec<usize>| if side { members.clone() } else { Vec::new() };
            [foes(hit, agents), foes(hits, targets)].concat()
        });
        let Some(foe) = foes.find(|&foe| !own(foe)) else { continue };
        if foes.all(|other| own(other) || cast.same_side(foe, other)) && can(event, foe, cast) {
            incident.event.agents = vec![foe];
        }
    }
}

/// Whether an actor of this sort does deeds of this sort.
fn can(event: &Event, foe: usize, cast: &Cast<'_>) -> bool {
    let kind = cast.actor(foe).kind;
    let flies = event.kind == IncidentKind::Airstrike && !event.loose;
    match kind {
        ActorKind::State | ActorKind::Military | ActorKind::Government | ActorKind::Coalition => true,
        ActorKind::ArmedGroup | ActorKind::Generic => !flies,
        _ => false,
    }
}
