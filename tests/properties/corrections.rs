//! Corrections in RON.

use reprisal::graph::Corrections;

use super::{articles, is_kept};

/// Corrections, fields and values.
pub(super) const WORDS: &[&str] = &[
    "(corrections: [",
    "])",
    "drop(",
    "merge(",
    "split(",
    "redate(",
    "reattribute(",
    "pin(",
    "drop_relation(",
    "incident: \"wire-1#i1\"",
    "incidents: [\"wire-1#i1\", \"wire-2#i1\"]",
    "reason: \"no attack\"",
    "date: \"2024-02\"",
    "perpetrators: [\"iran\"]",
    "targets: []",
    "killed: 3",
    "subject: \"iran\"",
    "predicate: backs",
    "object: \"houthis\"",
    ",",
    ")",
    "\"",
    "\\",
    "Some(",
    "-1",
    "99999999999",
    "date: \"0000-00-00\"",
    "reason: \"\"",
];

/// Any file is refused or heeded: a corrected graph can be kept, and a correction twice is a correction once.
pub(super) fn holds(text: &str) {
    let Ok(corrections) = Corrections::parse(text, "own.ron") else { return };
    let mut graph = articles().clone();
    graph.correct(&corrections);
    is_kept(&graph);
    let _ = graph.unapplied_corrections();
    let once = graph.clone();
    graph.correct(&corrections);
    assert_eq!(graph, once);
}
