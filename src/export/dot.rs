//! Pictures of the graph in the DOT language of Graphviz.
//!
//! Two views: [`DotView::Actors`] draws at most one edge for each relation between two actors, [`DotView::Incidents`] draws
//! every incident as a node between who did it and to whom. Both carry a legend of what they use, colours that colour-blind
//! readers can tell apart, and the sentences as tooltips. Ids of nodes are made up, so no name can break the file.

mod actors;
mod incidents;
mod label;
mod palette;
mod picture;

pub use label::escape_label;

use crate::graph::{KnowledgeGraph, RollUp};

/// What is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum DotView {
    /// Actors, with who attacked, retaliated against and backs whom.
    #[default]
    Actors,
    /// Actors and incidents, with who did what to whom and which incident answers which.
    Incidents,
}

/// How it is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DotOptions {
    /// What is drawn.
    pub view: DotView,
    /// To whose account deeds are counted.
    pub roll_up: RollUp,
    /// Whether facts are drawn that only the ontology states, see [`KnowledgeGraph::add_standing`].
    pub standing: bool,
}

/// Draws the graph. The same graph always gives the same text.
///
/// ```
/// use reprisal::export::dot::{self, DotOptions};
/// # let graph = reprisal::KnowledgeGraph::new();
/// assert!(dot::draw(&graph, DotOptions::default()).starts_with("digraph {"));
/// ```
#[must_use]
pub fn draw(graph: &KnowledgeGraph, options: DotOptions) -> String {
    let view = graph.view().roll_up(options.roll_up).standing(options.standing);
    let picture = match options.view {
        DotView::Actors => actors::picture(&view),
        DotView::Incidents => incidents::picture(&view),
    };
    picture.write()
}
