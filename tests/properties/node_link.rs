//! Node-link JSON.

use reprisal::export::{network::Options, node_link};

use super::exports::written;
use super::is_kept;

/// Fields and values.
pub(super) const WORDS: &[&str] = &[
    "{\"directed\": true, \"multigraph\": true,\n\"graph\": ",
    "\"nodes\": [",
    "\"edges\": [",
    "\"links\": [",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"id\": \"actor:a\"",
    "\"label\": \"\"",
    "\"records\": [",
    "\"reports\": [",
    "\"source\": \"actor:a\"",
    "\"target\": \"incident:b#i1\"",
    "\"key\": \"backs\"",
    "\"evidence\": [",
    "\"documents\": [",
    "\"version\": 1",
    "null",
    "\"corrections\": []",
    "\"set_aside\": [",
    "1e400",
    "-1",
    "\"\\u0000\"",
];

/// Any file is refused, with its place, or read as a graph that can be kept and goes out and comes back.
pub(super) fn holds(text: &str) {
    let Ok(imported) = node_link::read(text) else { return };
    is_kept(&imported.graph);
    let again =
        written(&imported.graph, |content, out| node_link::write(content, &Options::default(), node_link::LinksKey::Edges, out));
    assert_eq!(node_link::read(&again).expect("what was written is read").graph, imported.graph);
}
