//! Builds a graph of a folder of articles and says what is in it.
//!
//! `cargo run --example build_graph`

#![allow(clippy::print_stdout)]

use std::error::Error;

use reprisal::document::{Format, Inputs};
use reprisal::graph::{Actor, Incident, Place};
use reprisal::{DocumentReader, Ontology, Reader, corpus};

fn main() -> Result<(), Box<dyn Error>> {
    let ontology = Ontology::builtin()?;
    let documents = DocumentReader::new(ontology);
    let reader = Reader::new(ontology);
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/articles");

    // On all cores; a broken article is a value like any other: say so and go on.
    let articles = Inputs::new(&documents, [folder], Format::Auto);
    let graph = corpus::graph(articles, &reader, |problem| println!("skipped: {problem}"));

    println!("{} documents", graph.documents().count());
    println!("{} actors, {} places", graph.nodes::<Actor>().count(), graph.nodes::<Place>().count());
    println!("{} incidents", graph.nodes::<Incident>().count());
    let mut attacked = graph.view().attacked();
    attacked.sort_by_key(|pair| (std::cmp::Reverse(pair.incidents.len()), pair.perpetrator, pair.target));
    for pair in attacked.iter().take(5) {
        println!(
            "{} attacked {}: {} incidents",
            graph.actor_name(pair.perpetrator),
            graph.actor_name(pair.target),
            pair.incidents.len()
        );
    }
    Ok(())
}
