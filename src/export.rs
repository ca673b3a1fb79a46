//! Exports of the graph to what other programs read, and pictures of it.

pub mod dot;
pub mod page;
pub mod style;
