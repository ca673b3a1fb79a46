//! Saved graphs as this crate writes them, a record a line: read line by line, on all cores with the feature `parallel`.

use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::saved::SavedGraph;
use super::scan::{Scan, hashes};
use super::{Format, GRAPH_VERSION};
use crate::graph::KnowledgeGraph;
use crate::graph::ledger::Entry;
use crate::parallel;

/// So many documents are read at a time by one core.
const BATCH: usize = 512;

/// The graph of a text of JSON; nothing when anything is otherwise than this crate wrote it.
pub(super) fn read(text: &str) -> Option<KnowledgeGraph> {
    let scan = Scan::of(text, Format::Json);
    if !scan.is_whole() {
        return None;
    }
    let saved = SavedGraph {
        actors: all(&scan, "actors")?,
        places: all(&scan, "places")?,
        standing_actors: all(&scan, "standing-actors")?,
        standing_places: all(&scan, "standing-places")?,
        standing_facts: all(&scan, "standing-facts")?,
        corrections: all(&scan, "corrections")?.into_iter().collect(),
        ..SavedGraph::default()
    };
    let (mut graph, shared, _) = saved.open();
    let documents = scan.list("documents").records;
    let batches: Vec<&[&str]> = documents.chunks(BATCH).collect();
    let read = |batch: &&[&str]| -> Option<Vec<([u64; 2], Arc<Entry>)>> {
        let mut ids = shared.ids.clone();
        let entry = |record: &&str| {
            let entry = shared.entry(&mut ids, serde_json::from_str(record).ok()?).ok()?;
            Some((hashes(record, Format::Json)?, Arc::new(entry)))
        };
        batch.iter().map(entry).collect()
    };
    let mut known = Vec::with_capacity(documents.len());
    for entries in parallel::map(&batches, read) {
        for (hashes, entry) in entries? {
            known.push(hashes);
            graph.ledger.put(entry);
        }
    }
    (scan.checksum == Some(scan.sum(GRAPH_VERSION.into(), Format::Json, Some(&known)))).then_some(graph)
}

/// The records of a list.
fn all<R: DeserializeOwned>(scan: &Scan, list: &str) -> Option<Vec<R>> {
    scan.list(list).records.iter().map(|record| serde_json::from_str(record).ok()).collect()
}
