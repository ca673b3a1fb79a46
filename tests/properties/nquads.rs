//! N-Quads.

use reprisal::export::nquads;

use super::exports::written;
use super::is_kept;

/// Lines and their parts.
pub(super) const WORDS: &[&str] = &[
    "<",
    ">",
    " ",
    " .\n",
    "_:a ",
    "\"",
    "\\u0000",
    "\\U0010FFFF",
    "^^<http://www.w3.org/2001/XMLSchema#date>",
    "@en",
    "\"2024-01-04\"",
    "\"1e400\"",
    "<urn:a>",
    "<rel>",
    "#",
    "\n",
    "%00",
    "%C3%28",
    "%",
    "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> ",
    "é",
    "\u{0}",
];

/// Any file is refused or read as a graph that can be kept and goes out and comes back.
pub(super) fn holds(text: &str) {
    let Ok(imported) = nquads::read(text.as_bytes()) else { return };
    is_kept(&imported.graph);
    let again = written(&imported.graph, nquads::write);
    assert_eq!(nquads::read(again.as_bytes()).expect("what was written is read").graph, imported.graph);
}
