//! Exports of the graph to what other programs read.

pub mod dot;
pub mod page;
