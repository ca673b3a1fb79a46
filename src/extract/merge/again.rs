//! What an answer answers may be told again elsewhere: in the headline, or as no more than "the barrage".

use super::same::{dates_agree, is_told, tolls_agree};
use super::{Incident, REMEMBERED, fold, join, kinds_agree, places_agree};
use crate::extract::cast::Cast;
use crate::extract::event::Event;
use crate::ontology::Ontology;
use crate::vocabulary::IncidentKind;

/// Joins the tellings of one cause: two of the same answer that agree, and one of which nothing is said with one that hurt
/// whoever answers.
pub(super) fn causes(incidents: &mut Vec<Incident>, incident_of: &mut [Option<usize>], cast: &Cast<'_>, ontology: &Ontology) {
    let mut hosts: Vec<Option<usize>> = vec![None; incidents.len()];
    let mut taken = vec![false; incidents.len()];
    for at in 0..incidents.len() {
        for &cause in &incidents[at].causes {
            if hosts[cause].is_some() || taken[cause] {
                continue;
            }
            let free = |other: &usize| {
                *other != cause && *other != at && hosts[*other].is_none() && !incidents[*other].causes.contains(&at)
            };
            let twin = incidents[at].causes.iter().copied().filter(free);
            let twin = twin.into_iter().find(|&other| is_twin(&incidents[cause], &incidents[other], cast, ontology));
            hosts[cause] = twin.or_else(|| {
                let near = (0..cause).rev().take(REMEMBERED).chain((cause + 1..incidents.len()).take(REMEMBERED));
                let bare = is_bare(&incidents[cause]);
                near.filter(free).find(|&other| bare && is_meant(&incidents[cause], &incidents[other], &incidents[at], cast))
            });
            if let Some(host) = hosts[cause] {
                taken[host] = true;
            }
        }
    }
    for at in 0..incidents.len() {
        let Some(host) = hosts[at] else { continue };
        let cause = incidents[at].clone();
        join(&mut incidents[host].event, &cause.event, cast, ontology);
        incidents[host].told.extend(cause.told);
        incidents[host].told.sort_by_key(|told| (told.sentence, told.token));
    }
    fold(incidents, incident_of, &hosts);
}

/// Whether an answer that names both means one deed by them.
fn is_twin(one: &Incident, other: &Incident, cast: &Cast<'_>, ontology: &Ontology) -> bool {
    let (a, b) = (&one.event, &other.event);
    let (agents, targets) = (cast.sides_agree(&a.agents, &b.agents), cast.sides_agree(&a.targets, &b.targets));
    // One sentence names two deeds where it names two.
    let apart = one.told.iter().all(|told| other.told.iter().all(|also| also.sentence != told.sentence));
    apart
        && is_told(a)
        && is_told(b)
        && agents != Some(false)
        && targets != Some(false)
        && (agents.is_some() || targets.is_some() || is_bare(one))
        && agree(a, b)
        && places_agree(&a.places, &b.places, ontology)
}

/// Whether no more is said of a deed than that it was.
fn is_bare(incident: &Incident) -> bool {
    let event = &incident.event;
    event.noun
        && is_told(event)
        && event.agents.is_empty()
        && event.targets.is_empty()
        && event.holders.is_empty()
        && event.places.is_empty()
        && event.killed.is_none()
}

/// Whether a deed hurt whoever answers what is said no more of, and nothing tells the two apart.
fn is_meant(bare: &Incident, other: &Incident, answer: &Incident, cast: &Cast<'_>) -> bool {
    let (deed, answer) = (&other.event, &answer.event);
    is_told(deed)
        && !deed.mutual
        && cast.share_side(&deed.targets, &answer.agents)
        && cast.sides_agree(&deed.agents, &answer.targets) != Some(false)
        && agree(&bare.event, deed)
}

/// Whether kinds, days and tolls of two tellings agree.
fn agree(one: &Event, other: &Event) -> bool {
    let vague = one.kind == IncidentKind::Bombing && one.loose || other.kind == IncidentKind::Bombing && other.loose;
    // "the attacks on the bases" and one of them
    one.several == other.several
        && dates_agree(one, other)
        && tolls_agree(one, other)
        && (vague || kinds_agree(one.kind, other.kind))
}
