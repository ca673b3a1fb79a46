//! What was read of documents, as lines of JSON that others may have written.

use reprisal::export::page::{self, PageOptions};
use reprisal::investigate;
use reprisal::{Extraction, KnowledgeGraph};

use super::dot::draws;
use super::is_kept;

/// Fields and values.
pub(super) const WORDS: &[&str] = &[
    "{\"version\":1,\"document\":{\"id\":\"a\"},\"actors\":[",
    "\"places\":[",
    "\"incidents\":[",
    "\"relations\":[",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"id\":\"i1\"",
    "\"kind\":\"airstrike\"",
    "\"kind\":\"state\"",
    "\"perpetrators\":[\"a\"]",
    "\"targets\":[\"b\"]",
    "\"date\":\"2024-01\"",
    "\"until\":\"2023\"",
    "\"date\":\"-009999-01-01\"",
    "\"date\":\"9999-12-31\"",
    "\"killed\":4294967295",
    "\"retaliates_for\":[\"i1\"]",
    "\"evidence\":[",
    "\"span\":[0,1]",
    "\"span\":[18446744073709551615,0]",
    "\"confidence\":1e38",
    "\"confidence\":-1",
    "\"modality\":\"asserted\"",
    "\"predicate\":\"backs\"",
    "\"mentions\":[[0,4]]",
    "\"published\":\"2024-01-04\"",
    "\"principal\":\"a\"",
    "\"within\":\"p\"",
    "\"name\":\"\"",
];

/// Any record is refused or makes a graph that can be kept, drawn and looked into.
pub(super) fn holds(text: &str) {
    let records: Vec<Extraction> = text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    if records.is_empty() {
        return;
    }
    for record in &records {
        let written = serde_json::to_string(record).expect("a record can be written");
        let again: Extraction = serde_json::from_str(&written).expect("what was written is read");
        assert_eq!(serde_json::to_string(&again).expect("a record can be written"), written);
    }
    let graph = KnowledgeGraph::from_extractions(&records);
    let turned = KnowledgeGraph::from_extractions(records.iter().rev());
    if records.iter().map(|record| &record.document.id).collect::<std::collections::BTreeSet<_>>().len() == records.len() {
        assert_eq!(graph, turned, "order never shows");
    }
    is_kept(&graph);
    let view = graph.everything();
    draws(&view);
    page::write(&view, &PageOptions::default(), &mut Vec::new()).expect("memory takes everything");
    let _ = (investigate::stats(&view), investigate::timeline(&view, None), investigate::chains(&view, None, 5));
}
