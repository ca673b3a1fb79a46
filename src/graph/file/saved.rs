//! The shapes of what is saved, and the graph that they make.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize};

use super::GraphError;
use crate::extraction::{ActorRecord, ContentHash, DocumentInfo, IncidentRecord, PlaceRecord, RelationRecord};
use crate::graph::KnowledgeGraph;
use crate::graph::corrections::Correction;
use crate::graph::id::Id;
use crate::graph::ledger::{Entry, Ids};
use crate::graph::model::{Relation, Standing};

/// All that a document says, as saved.
#[derive(Serialize, Deserialize)]
#[serde(rename = "Document")]
pub(super) struct SavedDocument<'a> {
    pub(super) document: Cow<'a, DocumentInfo>,
    /// Numbers of actors.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) actors: Vec<usize>,
    /// Numbers of places.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) places: Vec<usize>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) incidents: Vec<IncidentRecord>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) relations: Vec<RelationRecord>,
}

/// A fact of the ontology as saved.
#[derive(Serialize, Deserialize)]
#[serde(rename = "Fact")]
pub(super) struct SavedFact {
    pub(super) from: Id,
    pub(super) relation: Relation,
    pub(super) to: Id,
    pub(super) standing: BTreeSet<Standing>,
}

/// All that a graph of versions 2 and 3 says, as saved.
#[derive(Default, Deserialize)]
#[serde(rename = "Graph")]
pub(super) struct SavedGraph {
    #[serde(rename = "reprisal-graph", alias = "reprisal_graph")]
    pub(super) _version: u64,
    pub(super) actors: Vec<ActorRecord>,
    pub(super) places: Vec<PlaceRecord>,
    pub(super) documents: Vec<SavedDocument<'static>>,
    #[serde(rename = "standing-actors", alias = "standing_actors")]
    pub(super) standing_actors: Vec<ActorRecord>,
    #[serde(rename = "standing-places", alias = "standing_places")]
    pub(super) standing_places: Vec<PlaceRecord>,
    #[serde(rename = "standing-facts", alias = "standing_facts")]
    pub(super) standing_facts: Vec<SavedFact>,
    #[serde(default)]
    pub(super) corrections: BTreeSet<Correction>,
    /// Of all that comes before; version 2 has none.
    #[serde(default, deserialize_with = "stated")]
    pub(super) checksum: Option<ContentHash>,
}

/// In RON, too, it stands there as it is.
fn stated<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<ContentHash>, D::Error> {
    ContentHash::deserialize(deserializer).map(Some)
}

/// What the documents of a saved graph share.
pub(super) struct Shared {
    pub(super) actors: Vec<Arc<ActorRecord>>,
    pub(super) places: Vec<Arc<PlaceRecord>>,
    pub(super) ids: Ids,
}

impl SavedGraph {
    /// The graph without its documents, what they share, and the documents.
    pub(super) fn open(self) -> (KnowledgeGraph, Shared, Vec<SavedDocument<'static>>) {
        let mut graph = KnowledgeGraph::new();
        let ledger = &mut graph.ledger;
        let actors: Vec<Arc<ActorRecord>> = self.actors.into_iter().map(Arc::new).collect();
        let places: Vec<Arc<PlaceRecord>> = self.places.into_iter().map(Arc::new).collect();
        let ids = ledger.keep(&actors, &places);
        self.standing_actors.into_iter().for_each(|record| ledger.standing.actor(record));
        self.standing_places.into_iter().for_each(|record| ledger.standing.place(record));
        for SavedFact { from, relation, to, standing } in self.standing_facts {
            ledger.standing.facts.entry((from, relation, to)).or_default().extend(standing);
        }
        graph.corrections = self.corrections.into_iter().collect();
        (graph, Shared { actors, places, ids }, self.documents)
    }

    pub(super) fn graph(self) -> Result<KnowledgeGraph, GraphError> {
        let (mut graph, shared, documents) = self.open();
        let mut ids = shared.ids.clone();
        for document in documents {
            graph.ledger.put(Arc::new(shared.entry(&mut ids, document)?));
        }
        Ok(graph)
    }
}

impl Shared {
    /// What a saved document says.
    pub(super) fn entry(&self, ids: &mut Ids, saved: SavedDocument) -> Result<Entry, GraphError> {
        let SavedDocument { document, actors, places, incidents, relations } = saved;
        let actors = look_up(&self.actors, &actors, "actor", &document)?;
        let places = look_up(&self.places, &places, "place", &document)?;
        Ok(Entry::of(ids, document.into_owned(), actors, places, incidents.into(), relations.into()))
    }
}

/// The records of these numbers.
fn look_up<R>(
    records: &[Arc<R>],
    numbers: &[usize],
    list: &'static str,
    document: &DocumentInfo,
) -> Result<Vec<Arc<R>>, GraphError> {
    let find = |&number: &usize| {
        let found = records.get(number).cloned();
        found.ok_or_else(|| GraphError::Dangling { document: document.id.clone(), list, number })
    };
    numbers.iter().map(find).collect()
}
