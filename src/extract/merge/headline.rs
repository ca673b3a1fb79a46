//! A headline tells in short what the article tells again.

use super::same::{dates_agree, tolls_agree};
use super::{Incident, fold, join, kinds_agree, places_agree};
use crate::extract::cast::Cast;
use crate::extract::event::Event;
use crate::ontology::Ontology;
use crate::vocabulary::IncidentKind;

/// Lets what only the headline tells be the first incident of the text that nothing speaks against.
pub(super) fn absorb(incidents: &mut Vec<Incident>, incident_of: &mut [Option<usize>], cast: &Cast<'_>, ontology: &Ontology) {
    let titled = |incident: &Incident| incident.told.iter().all(|told| told.headline);
    let mut hosts: Vec<Option<usize>> = vec![None; incidents.len()];
    let mut taken: Vec<usize> = Vec::new();
    for at in 0..incidents.len() {
        if !titled(&incidents[at]) {
            continue;
        }
        let same = |host: &usize| !taken.contains(host) && is_same(&incidents[at], &incidents[*host], cast, ontology);
        let host = (at + 1..incidents.len()).filter(|&host| !titled(&incidents[host])).find(same);
        hosts[at] = host;
        taken.extend(host);
    }
    for at in 0..incidents.len() {
        let Some(host) = hosts[at] else { continue };
        let headline = incidents[at].clone();
        let known = &mut incidents[host];
        let (answers, replies) = (known.event.answers, known.event.replies);
        join(&mut known.event, &headline.event, cast, ontology);
        // What a headline answers stands beside it.
        (known.event.answers, known.event.replies) = (answers, replies);
        let told = headline.told.into_iter().map(|told| Event { answers: false, replies: false, ..told });
        known.told.splice(0..0, told);
    }
    fold(incidents, incident_of, &hosts);
}

/// Whether nothing that a headline says speaks against an incident, and something speaks for it.
fn is_same(headline: &Incident, incident: &Incident, cast: &Cast<'_>, ontology: &Ontology) -> bool {
    let (one, other) = (&headline.event, &incident.event);
    let (agents, targets) = (cast.sides_agree(&one.agents, &other.agents), cast.sides_agree(&one.targets, &other.targets));
    let known = one.kind != IncidentKind::Attack && one.kind == other.kind;
    one.modality == other.modality
        && agents != Some(false)
        && targets != Some(false)
        && (agents.is_some() || targets.is_some() || known)
        && tolls_agree(one, other)
        && dates_agree(one, other)
        && kinds_agree(one.kind, other.kind)
        && places_agree(&one.places, &other.places, ontology)
}
