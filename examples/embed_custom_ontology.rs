//! Reads news of another war: the shipped words and rules, and actors and places of your own on top.
//!
//! `cargo run --example embed_custom_ontology`

#![allow(clippy::print_stdout)]

use std::error::Error;

use reprisal::graph::Relation;
use reprisal::ontology::{Layers, SourceFile};
use reprisal::{DocumentReader, KnowledgeGraph, Ontology, Reader};

const ACTORS: &str = r#"(
    actors: [
        (id: "norvania", name: "Norvania", kind: State, adjectives: ["Norvanian"], metonyms: ["Port Aster"]),
        (id: "hill-guard", name: "Hill Guard", kind: ArmedGroup, exact: ["HG"]),
        (id: "mira-voss", name: "Mira Voss", kind: Person, principal: "hill-guard", leads: [(of: "hill-guard")]),
    ],
    places: [(id: "oster-pass", name: "Oster Pass", kind: Site)],
)"#;

const TEXT: &str = "Hill Guard fighters shelled a Norvanian army post at Oster Pass on 3 March 2021. Norvanian jets hit back, bombing \
     Hill Guard camps. The group's leader, Mira Voss, denied that the Hill Guard had attacked first.";

fn main() -> Result<(), Box<dyn Error>> {
    let mut sources = Layers::default().read()?;
    sources.push(SourceFile::new("norvania.ron", ACTORS));
    let ontology = Ontology::from_sources(&sources)?;

    let document = DocumentReader::new(&ontology).text("norvania", TEXT);
    let extraction = Reader::new(&ontology).read(&document);
    let graph = KnowledgeGraph::from_extractions([&extraction]);
    for pair in graph.view().attacked() {
        println!("{} attacked {}", graph.actor_name(pair.perpetrator), graph.actor_name(pair.target));
    }
    for answer in graph.view().retaliations() {
        println!("{} retaliated: {}", graph.actor_name(answer.perpetrator.unwrap_or("somebody")), answer.incident.describe());
    }
    for related in graph.view().related(Relation::Leads) {
        println!("{} leads {}", graph.actor_name(related.subject), graph.actor_name(related.object));
    }
    Ok(())
}
