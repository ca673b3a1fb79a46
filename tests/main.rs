//! What the crate does, seen through its public interface and its command line: one program of tests, since linking one for each file would take longer than running them.
//!
//! `cargo test NAME::` runs the tests of one file.

mod common;

mod another_war;
mod articles;
mod budget;
mod cli;
mod commands;
mod constructions;
mod corrections;
mod cypher;
mod dates;
mod dependencies;
mod determinism;
mod discovered;
mod documents;
mod dot;
mod durable;
mod embedding;
mod events_csv;
mod evidence_csv;
mod explain;
mod graph;
mod graph_laws;
mod hostile;
mod inputs;
mod investigate;
#[cfg(feature = "exports")]
mod knowledge;
mod limits;
mod linking;
#[cfg(feature = "cli")]
mod manual;
mod neo4j_csv;
mod networks;
mod node_link;
#[cfg(feature = "exports")]
mod nquads;
mod ontology;
mod ontology_check;
mod ontology_command;
mod ontology_gaps;
mod ontology_test;
mod page;
mod pages;
mod parts;
mod patterns;
mod properties;
mod questions;
mod rdf;
mod references;
mod resume;
mod robustness;
mod same_incident;
mod saved;
#[cfg(feature = "cli")]
mod settings;
mod slots;
mod sparql;
mod sqlite;
mod standing;
mod subject;
mod syntax;
mod tables;
mod triggers;
mod voices;
