//! Asks the typed graph who retaliated against whom, and quotes the sentence behind each answer.
//!
//! `cargo run --example who_retaliated`

#![allow(clippy::print_stdout)]

use std::error::Error;

use reprisal::document::{Format, Inputs};
use reprisal::{DocumentReader, KnowledgeGraph, Ontology, Reader};

fn main() -> Result<(), Box<dyn Error>> {
    let ontology = Ontology::builtin()?;
    let documents = DocumentReader::new(ontology);
    let reader = Reader::new(ontology);
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/articles");
    let extractions: Vec<_> =
        Inputs::new(&documents, [folder], Format::Auto).filter_map(Result::ok).map(|document| reader.read(&document)).collect();
    let graph = KnowledgeGraph::from_extractions(&extractions);

    for answer in graph.view().retaliations() {
        let name = |id: Option<&str>| id.map_or("somebody".to_owned(), |id| graph.actor_name(id).to_owned());
        let when = answer.date.map_or("undated".to_owned(), |date| date.to_string());
        println!("{} against {}, {when}", name(answer.perpetrator), name(answer.target));
        for answered in &answer.answered {
            println!("    for: {}", answered.describe());
        }
        if let Some(citation) = answer.evidence.first() {
            println!("    {}: “{}”", citation.document, citation.evidence.text.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
    Ok(())
}
