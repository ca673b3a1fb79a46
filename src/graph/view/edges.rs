//! The edges of the graph that a view takes.

use petgraph::stable_graph::EdgeReference;
use petgraph::visit::{EdgeRef, IntoEdgeReferences};
use rustc_hash::FxHashSet;

use super::View;
use crate::graph::{Edge, KnowledgeGraph, NodeKind, RollUp};
use crate::vocabulary::{Modality, Status};

impl KnowledgeGraph {
    /// All that the graph holds: deeds of every status, actors as named, and what only the ontology states.
    #[must_use]
    pub fn everything(&self) -> View<'_> {
        self.view().roll_up(RollUp::Named).statuses(Status::ALL.iter().copied()).standing(true)
    }
}

impl<'g> View<'g> {
    /// The edges of the graph that the view takes, actors as named, in the order of the graph: those at the incidents that it
    /// takes, answers where it takes both sides, and what relates actors on one of the view's [modalities](View::modalities).
    pub fn edges(&self) -> impl Iterator<Item = EdgeReference<'g, Edge>> + use<'g> {
        let taken: FxHashSet<_> = self.incidents().map(|incident| incident.index()).collect();
        let (view, modalities) = (self.clone(), self.modalities());
        self.graph.petgraph().edge_references().filter(move |edge| {
            let (from, to) = edge.weight().relation.ends();
            let there = |kind, index| kind != NodeKind::Incident || taken.contains(&index);
            let between_actors = edge.weight().relation.predicate().is_some();
            there(from, edge.source())
                && there(to, edge.target())
                && (!between_actors || view.takes_edge(edge.weight(), &modalities))
        })
    }

    /// Whether an edge between actors is stated as the view wants it.
    fn takes_edge(&self, edge: &Edge, modalities: &[Modality]) -> bool {
        let stated = edge.evidence().iter().any(|citation| modalities.contains(&citation.evidence.modality));
        let enough = || self.graph.support_of(edge.evidence()).is_some_and(|support| support.sources >= self.deeds.sources);
        (self.standing && !edge.standing().is_empty()) || (stated && (self.deeds.sources < 2 || enough()))
    }
}
