//! All that was read from a document.

use serde::Serialize;

use crate::extraction::DocumentInfo;
use crate::graph::{Actor, Place, View};
use crate::investigate::claim::Claim;
use crate::investigate::deed::{Deed, by_time};
use crate::investigate::tie::{Tie, ties};
use crate::vocabulary::Modality;

/// All that was read from a document.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct DocumentPage {
    /// What is known of it beside its text.
    pub info: DocumentInfo,
    /// The actors that it names.
    pub actors: Vec<Mention>,
    /// The places that it names.
    pub places: Vec<Mention>,
    /// The incidents that it tells of, whether as fact, denied or threatened, by date, with its own sentences. Details are
    /// the best word of all documents.
    pub deeds: Vec<Deed>,
    /// The relations that it states, with its own sentences.
    pub ties: Vec<Tie>,
}

/// An actor or place that a document names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Mention {
    /// Slug.
    pub id: String,
    /// Preferred name.
    pub name: String,
    /// What sort of actor or place; empty when not known.
    pub kind: String,
    /// Whether no other document names it.
    pub only_here: bool,
}

pub(super) fn page(view: &View, id: &str) -> Option<DocumentPage> {
    let graph = view.graph();
    let info = graph.document(id)?.clone();
    let tells = |documents: &[crate::graph::Id]| documents.iter().any(|document| *document == id);
    let actors = graph.nodes::<Actor>().filter(|actor| tells(&actor.documents)).map(|actor| Mention {
        id: actor.id.clone(),
        name: actor.name.clone(),
        kind: actor.kind.to_string(),
        only_here: actor.documents.len() == 1,
    });
    let places = graph.nodes::<Place>().filter(|place| tells(&place.documents)).map(|place| Mention {
        id: place.id.clone(),
        name: place.name.clone(),
        kind: place.kind.map(|kind| kind.to_string()).unwrap_or_default(),
        only_here: place.documents.len() == 1,
    });
    let mut incidents: Vec<_> =
        graph.incidents().filter(|incident| incident.documents().any(|document| *document == id)).collect();
    incidents.sort_by_cached_key(by_time);
    let mut deeds: Vec<Deed> = incidents.into_iter().map(|incident| Deed::of(view, incident)).collect();
    deeds.iter_mut().for_each(|deed| deed.evidence.retain(|source| source.document == id));
    let mut told = Vec::new();
    for claim in [Claim::Backs, Claim::Leads, Claim::PartOf] {
        for modality in [Modality::Asserted, Modality::Denied, Modality::Threatened] {
            told.extend(ties(&view.clone().modality(modality).standing(false), claim, |_, _| true));
        }
    }
    for tie in &mut told {
        tie.evidence.retain(|source| source.document == id);
        tie.denials.retain(|source| source.document == id);
    }
    told.retain(|tie| !tie.evidence.is_empty());
    Some(DocumentPage { info, actors: actors.collect(), places: places.collect(), deeds, ties: told })
}
