//! From incidents to the records of an extraction.

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use super::cast::Cast;
use super::merge::Incident;
use super::relation::quote;
use super::{confidence, status};
use crate::document::Document;
use crate::extraction::{Evidence, IncidentRecord};
use crate::ontology::Ontology;
use crate::text::Sentence;
use crate::vocabulary::{ActorKind, Modality, Status};

/// The incidents that say anything, in order: those with a side, and those that something answers.
pub(super) fn kept(incidents: &[Incident]) -> Vec<usize> {
    let causes: HashSet<usize> = incidents.iter().flat_map(|incident| incident.causes.iter().copied()).collect();
    (0..incidents.len())
        .filter(|&at| {
            let event = &incidents[at].event;
            !event.agents.is_empty() || !event.targets.is_empty() || causes.contains(&at)
        })
        .collect()
}

/// The records of the incidents that say anything.
pub(super) fn records(
    incidents: &[Incident],
    sentences: &[Sentence],
    document: &Document,
    cast: &mut Cast<'_>,
    ontology: &Ontology,
) -> Vec<IncidentRecord> {
    let kept = kept(incidents);
    // `kept` is in ascending order.
    let id_of = |at: usize| kept.binary_search(&at).ok().map(|place| format!("i{}", place + 1));
    kept.iter()
        .map(|&at| {
            let incident = &incidents[at];
            let event = &incident.event;
            let ids = |members: &[usize], cast: &Cast<'_>| -> Vec<String> {
                let mut ids: Vec<String> = members.iter().map(|&member| cast.actor(member).id.clone()).collect();
                ids.sort();
                ids.dedup();
                ids
            };
            let mut quotes: Vec<Evidence> = Vec::new();
            let mut quoted: HashMap<usize, usize> = HashMap::default();
            for told in &incident.told {
                let rule = &ontology.triggers()[told.rule].id;
                let sure = confidence::of_telling(told, event);
                let more = quote(&sentences[told.sentence], document, rule, told.modality, &told.voices, cast, sure);
                match quoted.get(&told.sentence) {
                    // A sentence that tells of it twice is quoted once, with all its voices.
                    Some(&at) => {
                        let known: &mut Evidence = &mut quotes[at];
                        known.modality = known.modality.min(more.modality);
                        known.confidence = known.confidence.max(more.confidence);
                        known.attributed_to = known.attributed_to.take().or(more.attributed_to);
                        let new: Vec<_> = more.voices.into_iter().filter(|voice| !known.voices.contains(voice)).collect();
                        known.voices.extend(new);
                    }
                    None => {
                        quoted.insert(told.sentence, quotes.len());
                        quotes.push(more);
                    }
                }
            }
            let status = status::of_incident(incident, cast);
            let mut places: Vec<String> = event.places.iter().map(|&place| ontology.places()[place].id.clone()).collect();
            places.sort();
            let mut targets = event.targets.clone();
            // A person named beside the group is the nearer word; both are kept.
            targets.sort_by_key(|&member| cast.kind(member) == ActorKind::Person);
            let mut causes: Vec<String> = incident.causes.iter().filter_map(|&cause| id_of(cause)).collect();
            causes.sort();
            IncidentRecord {
                id: id_of(at).unwrap_or_default(),
                kind: event.kind,
                perpetrators: ids(&event.agents, cast),
                targets: ids(&targets, cast),
                places,
                date: event.date.or(event.near),
                until: event.until,
                killed: event.killed,
                wounded: event.wounded,
                weapon: event.weapon.clone(),
                modality: if status == Status::Retracted { Modality::Denied } else { event.modality },
                status: Some(status),
                confidence: confidence::of_incident(incident, status),
                attributed_to: event.attributed_to.map(|voice| cast.actor(voice).id.clone()),
                claimed_by: ids(&event.claimed_by, cast),
                denied_by: ids(&event.denied_by, cast),
                retaliates_for: causes,
                evidence: quotes,
            }
        })
        .collect()
}
