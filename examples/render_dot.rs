//! Draws who attacked, backs and retaliated against whom in one text, as Graphviz DOT.
//!
//! `cargo run --example render_dot | dot -Tsvg > graph.svg`

#![allow(clippy::print_stdout)]

use std::error::Error;

use reprisal::export::dot::{Options, draw};
use reprisal::{DocumentReader, KnowledgeGraph, Ontology, Reader};

const TEXT: &str = "Israel bombed Houthi fuel depots in Hodeidah on July 20, 2024 in response to a Houthi drone attack on Tel Aviv. \
     The Iran-backed Houthis vowed to answer.";

fn main() -> Result<(), Box<dyn Error>> {
    let ontology = Ontology::builtin()?;
    let document = DocumentReader::new(ontology).text("example", TEXT);
    let graph = KnowledgeGraph::from_extractions([&Reader::new(ontology).read(&document)]);
    print!("{}", draw(&graph.view(), &Options::default()));
    Ok(())
}
