//! Saved graphs as this crate writes them, a document a line: read line by line, on all cores with the feature `parallel`.

use std::sync::Arc;

use super::SavedGraph;
use crate::graph::KnowledgeGraph;
use crate::graph::ledger::Entry;
use crate::parallel;

const BEFORE: &str = "\n\"documents\": [\n";
const AFTER: &str = "],\n\"standing-actors\": [";

/// So many documents are read at a time by one core.
const BATCH: usize = 512;

/// The graph of a text; nothing when anything is otherwise than this crate writes it, as in a damaged file.
pub(super) fn read(text: &str) -> Option<KnowledgeGraph> {
    // No string in JSON holds the end of a line as it is.
    let (head, rest) = text.split_once(BEFORE)?;
    let (documents, tail) = rest.rsplit_once(AFTER)?;
    let bare = format!("{head}{}{AFTER}{tail}", BEFORE.trim_end());
    let saved: SavedGraph = serde_json::from_str(&bare).ok()?;
    let (mut graph, shared, others) = saved.open();
    if !others.is_empty() {
        return None;
    }
    let lines: Vec<&str> = documents.split('\n').collect();
    let (last, before) = lines.split_last()?;
    let mut records: Vec<&str> = before.iter().map(|line| line.strip_suffix(',')).collect::<Option<_>>()?;
    records.push(last);
    let batches: Vec<&[&str]> = records.chunks(BATCH).collect();
    let read = |batch: &&[&str]| -> Option<Vec<Arc<Entry>>> {
        let mut ids = shared.ids.clone();
        let entry = |record: &&str| shared.entry(&mut ids, serde_json::from_str(record).ok()?).ok().map(Arc::new);
        batch.iter().map(entry).collect()
    };
    for entries in parallel::map(&batches, read) {
        entries?.into_iter().for_each(|entry| graph.ledger.put(entry));
    }
    Some(graph)
}
