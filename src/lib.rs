//! Reads news articles about armed conflict into a knowledge graph of actors, groups and incidents.
//!
//! ```text
//! article ─document→ Document ─text→ sentences, tokens ─recognize→ mentions ─extract→ Extraction ─graph→ KnowledgeGraph ─query/export→ answers, DOT
//!                                          ontology (RON) ─────────┴───────────┘
//! ```
//!
//! An [`Extraction`] is the plain result of reading one document; a [`KnowledgeGraph`] is a fold of extractions.
//! Reading is a map and the graph is a reduce, so threads and machines use the same two steps.

#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod budget;
pub mod date;
pub mod export;
pub mod extraction;
pub mod graph;
pub mod investigate;
pub mod ontology;
pub mod pipeline;
pub mod plain_graph;
pub mod query;
pub mod rdf;
pub mod replace;
#[cfg(feature = "sparql")]
pub mod sparql;
pub mod suggest;
pub mod vocabulary;

#[cfg(feature = "reader")]
pub mod corpus;
#[cfg(feature = "reader")]
pub mod document;
#[cfg(feature = "reader")]
pub mod examples;
#[cfg(feature = "reader")]
pub mod explain;
#[cfg(feature = "reader")]
pub mod extract;
pub mod fold;
#[cfg(feature = "reader")]
pub mod gaps;
#[cfg(feature = "reader")]
pub mod lexicon;
#[cfg(feature = "reader")]
pub mod recognize;
#[cfg(feature = "reader")]
pub mod syntax;
#[cfg(feature = "reader")]
pub mod text;
#[cfg(feature = "reader")]
pub mod when;

mod parallel;
mod ron_file;

#[cfg(feature = "reader")]
mod held;

pub use petgraph;

pub use date::PartialDate;
#[cfg(feature = "reader")]
pub use document::{Document, DocumentReader};
#[cfg(feature = "reader")]
pub use explain::Explanation;
#[cfg(feature = "reader")]
pub use extract::Reader;
pub use extraction::Extraction;
pub use graph::KnowledgeGraph;
#[cfg(feature = "reader")]
pub use held::Held;
pub use ontology::Ontology;
pub use ron_file::RonError;
pub use vocabulary::{ActorKind, IncidentKind, Modality, Origin, PlaceKind, Predicate, Stance, Status};

/// The examples of the README and of the pages for embedders are compiled and run with the documentation tests.
#[doc = include_str!("../README.md")]
#[doc = include_str!("../docs/embedding.md")]
#[cfg(all(doctest, feature = "reader"))]
struct Pages;
