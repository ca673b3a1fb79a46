//! What holds of any input, a file a kind of input: one function that takes any text and fails when something does not hold.
//!
//! `robustness` tries each with texts thrown together from its words, and `fuzz/` with what a fuzzer makes of its seeds.

mod corrections;
mod date;
mod dot;
mod exports;
mod extraction;
#[cfg(all(feature = "reader", feature = "html"))]
mod html;
mod node_link;
#[cfg(feature = "exports")]
mod nquads;
mod ontology;
mod pattern;
mod question;
#[cfg(feature = "reader")]
mod record;
mod saved;
mod seeds;
#[cfg(feature = "sparql")]
mod sparql;
mod style;
#[cfg(feature = "reader")]
mod text;

use std::sync::OnceLock;

use reprisal::graph::Format;
#[cfg(feature = "reader")]
use reprisal::{Document, DocumentReader, Ontology, Reader};
use reprisal::{Extraction, KnowledgeGraph};

/// A kind of input.
#[derive(Clone, Copy)]
pub(crate) struct Kind {
    /// What fuzz targets and folders of finds are called.
    pub(crate) name: &'static str,
    /// Words that mean something to what reads it.
    pub(crate) words: &'static [&'static str],
    /// Sound inputs.
    pub(crate) seeds: fn() -> Vec<String>,
    /// Fails when something does not hold of an input.
    pub(crate) holds: fn(&str),
}

macro_rules! kinds {
    ($($(#[$when:meta])* $name:ident $seeds:ident;)*) => {
        /// All kinds of input that this build reads.
        pub(crate) const ALL: &[Kind] = &[
            $($(#[$when])* Kind { name: stringify!($name), words: $name::WORDS, seeds: seeds::$seeds, holds: $name::holds },)*
        ];
    };
}

kinds! {
    #[cfg(feature = "reader")]
    text articles;
    #[cfg(all(feature = "reader", feature = "html"))]
    html pages;
    #[cfg(feature = "reader")]
    record lines;
    extraction extractions;
    saved saved;
    ontology ontologies;
    corrections corrections;
    question questions;
    pattern patterns;
    #[cfg(feature = "sparql")]
    sparql sparql;
    date dates;
    dot fields;
    exports fields;
    node_link networks;
    #[cfg(feature = "exports")]
    nquads quads;
    style styles;
}

/// The kind of this name.
pub(crate) fn kind(name: &str) -> Kind {
    *ALL.iter().find(|kind| kind.name == name).unwrap_or_else(|| panic!("this build reads no {name}"))
}

/// A graph of a few articles, of which questions are asked.
pub(crate) fn articles() -> &'static KnowledgeGraph {
    static GRAPH: OnceLock<KnowledgeGraph> = OnceLock::new();
    GRAPH.get_or_init(|| {
        let lines = include_str!("../fixtures/articles.jsonl").lines();
        let records: Vec<Extraction> = lines.map(|line| serde_json::from_str(line).expect("a record")).collect();
        KnowledgeGraph::from_extractions(&records)
    })
}

/// The shipped ontology, as readers of documents and of sentences.
#[cfg(feature = "reader")]
pub(crate) fn readers() -> &'static (DocumentReader, Reader<'static>) {
    static READERS: OnceLock<(DocumentReader, Reader<'static>)> = OnceLock::new();
    READERS.get_or_init(|| {
        let ontology = Ontology::builtin().expect("the shipped ontology loads");
        (DocumentReader::new(ontology), Reader::new(ontology))
    })
}

/// Reads a document: all that is quoted stands in it, and a second reading gives the same.
#[cfg(feature = "reader")]
pub(crate) fn reads(document: &Document) -> Extraction {
    let (_, reader) = readers();
    let extraction = reader.read(document);
    let deeds = extraction.incidents.iter().flat_map(|incident| &incident.evidence);
    for evidence in deeds.chain(extraction.relations.iter().flat_map(|relation| &relation.evidence)) {
        let [from, to] = evidence.span;
        assert_eq!(document.text.get(from..to), Some(evidence.text.as_str()), "evidence quotes the text");
        assert!((0.0..=1.0).contains(&evidence.confidence), "{} is no confidence", evidence.confidence);
    }
    let mentions = extraction.actors.iter().flat_map(|actor| &actor.mentions);
    for [from, to] in mentions.chain(extraction.places.iter().flat_map(|place| &place.mentions)) {
        assert!(document.text.get(*from..*to).is_some_and(|name| !name.is_empty()), "a mention is a part of the text");
    }
    assert_eq!(reader.read(document), extraction, "read again, it is the same");
    extraction
}

/// Saves a graph in both formats and loads it again.
pub(crate) fn is_kept(graph: &KnowledgeGraph) {
    for format in [Format::Json, Format::Ron] {
        let text = graph.to_text(format).expect("a graph can be written");
        let again = KnowledgeGraph::from_text(&text).unwrap_or_else(|error| panic!("what was saved loads: {error}\n{text}"));
        assert_eq!(again.to_text(format).expect("a graph can be written"), text, "loaded, it is the same");
    }
}
