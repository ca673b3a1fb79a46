//! "Three people were killed and 87 wounded": a toll told apart from the deed that took it.

use super::cast::Cast;
use super::clause::Clauses;
use super::event::Event;
use super::merge::{Incident, fold, places_agree};
use crate::ontology::Ontology;
use crate::ontology::schema::Act;
use crate::vocabulary::{ActorKind, Modality};

/// How many sentences after its deed a toll may be told.
const REACH: usize = 2;
/// How many events of one sentence may stand between a toll and its deed.
const NEAR: usize = 40;

/// Finds the deeds that took the tolls of a sentence: the nearest in the tree, but none that is told to be another.
pub(super) fn lead_back(clauses: &Clauses<'_>, events: &mut [Event], ontology: &Ontology) {
    let Some(parsed) = clauses.parsed else { return };
    let tolls: Vec<usize> = (0..events.len()).filter(|&at| is_toll(&events[at], ontology)).collect();
    for &at in &tolls {
        let Some(site) = parsed.word(events[at].token) else { continue };
        let deeds: Vec<usize> =
            (0..events.len()).filter(|deed| !tolls.contains(deed) && events[*deed].modality == Modality::Asserted).collect();
        let cost = |&deed: &usize| Some((clauses.way(parsed, events, deed, site, false)?, events[deed].token, deed));
        let host = deeds.iter().filter_map(cost).min().map(|(_, _, deed)| deed);
        // "Ten were hurt after rockets hit the town": by the rockets, though dates do not pass "after".
        let below = |deed: &usize| {
            let apart = events[at].apart.contains(deed) || events[*deed].apart.contains(&at);
            let word = parsed.word(events[*deed].token).filter(|_| !apart && events[*deed].token > events[at].token);
            word.is_some_and(|word| parsed.tree.above(word).take(4).any(|above| above == site))
        };
        let host = host.or_else(|| deeds.iter().copied().find(below));
        events[at].toll_of = host;
        events[at].aside = host.is_none() && !deeds.is_empty();
    }
}

/// The events in reading order, but tolls right after the deeds that took them.
pub(super) fn after_deeds(events: &[Event]) -> Vec<usize> {
    let deed = |at: usize| events[at].toll_of.filter(|&deed| deed > at && deed - at <= NEAR);
    (0..events.len())
        .filter(|&at| deed(at).is_none())
        .flat_map(|at| std::iter::once(at).chain((0..at).rev().take(NEAR).rev().filter(move |&toll| deed(toll) == Some(at))))
        .collect()
}

/// Whether a clause tells of people hurt, and neither by whom nor on whose side.
fn is_toll(event: &Event, ontology: &Ontology) -> bool {
    event.modality == Modality::Asserted
        && !event.noun
        && [&event.agents, &event.targets, &event.victims].iter().all(|side| side.is_empty())
        && (event.killed.is_some() || event.wounded.is_some())
        && ontology.triggers()[event.rule].acts.contains(&Act::Harms)
}

/// Lets tolls without a perpetrator count for the deed that the same sentence tells of, else the sentences before it.
pub(super) fn absorb(
    incidents: &mut Vec<Incident>,
    incident_of: &mut [Option<usize>],
    events: &[Event],
    answered: &[bool],
    cast: &Cast<'_>,
    ontology: &Ontology,
) {
    let mut hosts: Vec<Option<usize>> = vec![None; incidents.len()];
    for at in 0..incidents.len() {
        let linked = |index: usize| incident_of[index] == Some(at) && answered[index];
        if (0..incident_of.len()).any(linked) || !is_bare(&incidents[at], cast, ontology) {
            continue;
        }
        let bare: Vec<bool> = incidents.iter().map(|incident| is_bare(incident, cast, ontology)).collect();
        let causes: Vec<usize> =
            (0..incident_of.len()).filter(|&index| answered[index]).filter_map(|index| incident_of[index]).collect();
        let toll = incidents[at].event.clone();
        let open = |host: &usize| {
            let event = &incidents[*host].event;
            *host != at
                && !bare[*host]
                && hosts[*host].is_none()
                && event.modality == Modality::Asserted
                && takes(event, &toll, ontology)
        };
        if toll.aside {
            continue;
        }
        // The deed that the sentence itself leads back to.
        let own = (0..incident_of.len()).filter(|&index| incident_of[index] == Some(at));
        if let Some(host) = own.filter_map(|index| incident_of[events[index].toll_of?]).find(open) {
            hosts[at] = Some(host);
            continue;
        }
        let sentence = toll.sentence;
        // The deed of a sentence is told first, what it answers after it.
        let told_in = |sentence: usize| {
            let token =
                |host: &usize| incidents[*host].told.iter().filter(|told| told.sentence == sentence).map(|told| told.token).min();
            let hosts = (0..incidents.len()).filter(open).filter_map(|host| Some((causes.contains(&host), token(&host)?, host)));
            hosts.min().map(|(_, _, host)| host)
        };
        hosts[at] = (0..=REACH).filter_map(|back| sentence.checked_sub(back)).find_map(told_in);
    }
    for at in 0..incidents.len() {
        let Some(host) = hosts[at] else { continue };
        let toll = incidents[at].clone();
        let known = &mut incidents[host];
        if known.event.killed.is_none() || known.event.counted && !toll.event.counted {
            known.event.killed = toll.event.killed.or(known.event.killed);
            known.event.counted &= toll.event.killed.is_none();
        }
        known.event.wounded = known.event.wounded.or(toll.event.wounded);
        known.told.extend(toll.told);
    }
    fold(incidents, incident_of, &hosts);
}

/// Whether nothing but a toll is told: no perpetrator, and no target but people.
fn is_bare(incident: &Incident, cast: &Cast<'_>, ontology: &Ontology) -> bool {
    let event = &incident.event;
    let people = |&target: &usize| matches!(cast.kind(target), ActorKind::Civilians);
    event.modality == Modality::Asserted
        && event.agents.is_empty()
        && event.targets.iter().all(people)
        && (event.killed.is_some() || event.wounded.is_some())
        && incident.told.iter().all(|told| !told.noun && ontology.triggers()[told.rule].acts.contains(&Act::Harms))
}

/// Whether a deed can have taken a toll: it has none of the kind, and happened there and then.
fn takes(event: &Event, toll: &Event, ontology: &Ontology) -> bool {
    let open = |known: Option<u32>, said: Option<u32>| known.is_none() || said.is_none() || known == said;
    let adds = event.killed.is_none() && toll.killed.is_some() || event.wounded.is_none() && toll.wounded.is_some();
    let then = match (event.date, toll.date) {
        (Some(one), Some(other)) => one.contains(other.first_day()) || other.contains(one.first_day()),
        _ => true,
    };
    let counted = event.counted && !toll.counted && toll.killed.is_some();
    (adds || counted)
        && then
        && (counted || open(event.killed, toll.killed))
        && open(event.wounded, toll.wounded)
        && places_agree(&event.places, &toll.places, ontology)
}
