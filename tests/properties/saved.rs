//! Saved graphs, in JSON and in RON.

use reprisal::KnowledgeGraph;
use reprisal::graph::Format;

use super::dot::draws;
use super::is_kept;

/// Headers, fields and values of both formats.
pub(super) const WORDS: &[&str] = &[
    "{\"reprisal-graph\": 2,\n",
    "(reprisal_graph: 2,\n",
    "\"actors\": [\n",
    "actors: [\n",
    "],\n\"places\": [\n",
    "],\nplaces: [\n",
    "],\n\"documents\": [\n",
    "],\ndocuments: [\n",
    "],\n\"standing-actors\": [\n",
    "],\nstanding_actors: [\n",
    "],\n\"standing-places\": [\n",
    "],\n\"standing-facts\": [\n",
    "],\n\"corrections\": [\n",
    "]}",
    "])",
    "{\"document\":{\"id\":\"a\"}",
    "(document:(id:\"a\")",
    "\"actors\":[0,99999999999]",
    "\"actors\":[0]",
    "{\"id\":\"a\",\"name\":\"A\",\"kind\":\"state\",\"principal\":\"a\"}",
    ",\n",
    ",",
    "}",
    ")",
    "NaN",
    "inf",
    "-1",
    "1e999",
    "\"reprisal-graph\": 3",
    "Some(",
    "r#\"",
    "/*",
    "//",
    "\\",
    "\"",
    "\u{0}",
];

/// Any file is refused, with what to do, or loads as a graph that can be kept and drawn.
pub(super) fn holds(text: &str) {
    let _ = Format::detect(text);
    match KnowledgeGraph::from_text(text) {
        Ok(graph) => {
            is_kept(&graph);
            draws(&graph.everything());
            let _ = graph.unapplied_corrections();
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}
