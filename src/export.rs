//! Exports of the graph to what other programs read, and pictures of it.
//!
//! Every format has a module with a `write` of its own, which takes [`Content`], what a [`View`](crate::graph::View) holds, and
//! writes it out as it goes: `graph.everything()` for all, `graph.view()` narrowed for a part. What a format cannot hold stands
//! in the documentation of its module, and the [`Summary`] counts it.

mod column;
mod content;
mod property_graph;
#[cfg(feature = "exports")]
mod rows;
mod sentence;
mod summary;

#[cfg(feature = "exports")]
mod address;
#[cfg(feature = "exports")]
pub mod cell;
#[cfg(feature = "exports")]
mod country;
pub mod cypher;
pub mod cytoscape;
pub mod dot;
#[cfg(feature = "exports")]
pub mod events_csv;
#[cfg(feature = "exports")]
pub mod evidence_csv;
#[cfg(feature = "exports")]
pub mod ftm;
#[cfg(feature = "exports")]
pub mod gexf;
#[cfg(feature = "exports")]
pub mod graphml;
mod inert;
#[cfg(feature = "exports")]
pub mod neo4j_csv;
pub mod network;
pub mod node_link;
#[cfg(feature = "exports")]
pub mod nquads;
pub mod page;
#[cfg(feature = "exports")]
mod rdf;
#[cfg(feature = "sqlite")]
pub mod sqlite;
#[cfg(feature = "exports")]
pub mod stix;
pub mod style;
#[cfg(feature = "exports")]
pub mod turtle;
#[cfg(feature = "exports")]
mod xml;

pub use content::{Content, EdgeKey, NodeKey, Tie};
pub use summary::{Loss, Summary};
