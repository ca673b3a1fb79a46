//! Exports of the graph to what other programs read, and pictures of it.
//!
//! Every format has a module with a `write` of its own, which takes [`Content`], what a [`View`](crate::graph::View) holds, and
//! writes it out as it goes: `graph.everything()` for all, `graph.view()` narrowed for a part. What a format cannot hold stands
//! in the documentation of its module, and the [`Summary`] counts it.

mod content;
mod summary;

#[cfg(feature = "exports")]
pub mod cell;
pub mod dot;
#[cfg(feature = "exports")]
pub mod evidence_csv;
pub mod page;
pub mod style;

pub use content::{Content, EdgeKey, NodeKey, Tie};
pub use summary::{Loss, Summary};
