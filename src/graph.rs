//! The knowledge graph: a fold of extractions over a petgraph `StableDiGraph`.
//!
//! ```text
//! Actor ─perpetrated→ Incident ─targeted→ Actor        Actor ─backs, part_of, leads→ Actor
//!                     Incident ─occurred_in→ Place
//!                     Incident ─retaliated_for→ Incident
//! ```
//!
//! Incidents are nodes, so that an incident can answer an incident. Who attacked whom and who retaliated against whom are
//! [views](View) over these edges. Every incident and every edge has [evidence](KnowledgeGraph::evidence).
//!
//! [`KnowledgeGraph::merge`] is commutative, associative and idempotent, and everything that leaves the graph is ordered
//! by ids: the same documents give the same bytes in whatever order and on however many machines they were read.

mod add;
mod file;
mod incident;
mod join;
mod model;
mod view;

use std::collections::{BTreeMap, HashMap};

use petgraph::Direction;
use petgraph::stable_graph::{EdgeIndex, NodeIndex, StableDiGraph};
use petgraph::visit::{EdgeRef, IntoEdgeReferences};

pub use file::{Format, GRAPH_VERSION, GraphError, write_atomically};
pub use incident::IncidentRef;
pub use model::{Actor, Citation, Edge, Incident, Node, NodeKind, NodeWeight, Place, Relation, Standing};
pub use view::{Attacked, Related, Retaliation, RollUp, View, distinct};

use crate::extraction::{DocumentInfo, Extraction};
use join::Join;

/// Actors, places and incidents of many documents, with the sentences behind every edge.
#[derive(Clone, Debug, Default)]
pub struct KnowledgeGraph {
    graph: StableDiGraph<Node, Edge>,
    nodes: BTreeMap<NodeKind, BTreeMap<String, NodeIndex>>,
    /// For look-up only: its order is never read.
    links: HashMap<(NodeIndex, NodeIndex, Relation), EdgeIndex>,
    documents: BTreeMap<String, DocumentInfo>,
}

/// The id of an incident in the graph.
fn incident_id(document: &str, incident: &str) -> String {
    format!("{document}#{incident}")
}

impl KnowledgeGraph {
    /// An empty graph.
    #[must_use]
    pub fn new() -> KnowledgeGraph {
        KnowledgeGraph::default()
    }

    /// Folds extractions into a graph; their order does not show.
    pub fn from_extractions<'a>(extractions: impl IntoIterator<Item = &'a Extraction>) -> KnowledgeGraph {
        let mut graph = KnowledgeGraph::new();
        for extraction in extractions {
            graph.add(extraction);
        }
        graph
    }

    /// Joins another graph into this one. Order and grouping of merges do not show, and what both hold counts once.
    pub fn merge(&mut self, other: &KnowledgeGraph) {
        for document in other.documents.values() {
            self.put_document(document.clone());
        }
        for node in other.graph.node_weights() {
            self.put(node.clone());
        }
        for (from, edge, to) in other.all_edges() {
            self.link(from.id(), edge.clone(), to.id());
        }
    }

    /// The petgraph underneath, for its algorithms.
    #[must_use]
    pub fn petgraph(&self) -> &StableDiGraph<Node, Edge> {
        &self.graph
    }

    /// Whether it holds no document and no node.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty() && self.graph.node_count() == 0
    }

    /// The documents that were read, in id order.
    pub fn documents(&self) -> impl Iterator<Item = &DocumentInfo> {
        self.documents.values()
    }

    /// The document of this id.
    #[must_use]
    pub fn document(&self, id: &str) -> Option<&DocumentInfo> {
        self.documents.get(id)
    }

    /// All nodes of one sort, in id order.
    ///
    /// ```
    /// # use reprisal::{KnowledgeGraph, graph::Actor};
    /// # let graph = KnowledgeGraph::new();
    /// let names: Vec<&str> = graph.nodes::<Actor>().map(|actor| actor.name.as_str()).collect();
    /// # assert!(names.is_empty());
    /// ```
    pub fn nodes<N: NodeWeight + 'static>(&self) -> impl Iterator<Item = &N> {
        let indices = self.nodes.get(&N::KIND).into_iter().flat_map(BTreeMap::values);
        indices.filter_map(|&index| N::of(&self.graph[index]))
    }

    /// The node of this sort and id.
    #[must_use]
    pub fn get<N: NodeWeight>(&self, id: &str) -> Option<&N> {
        self.index(N::KIND, id).and_then(|index| N::of(&self.graph[index]))
    }

    /// All incidents, each with its way around the graph, in id order.
    pub fn incidents(&self) -> impl Iterator<Item = IncidentRef<'_>> {
        self.nodes
            .get(&NodeKind::Incident)
            .into_iter()
            .flat_map(BTreeMap::values)
            .filter_map(|&index| IncidentRef::new(self, index))
    }

    /// The incident of this id, with its way around the graph.
    #[must_use]
    pub fn incident(&self, id: &str) -> Option<IncidentRef<'_>> {
        self.index(NodeKind::Incident, id).and_then(|index| IncidentRef::new(self, index))
    }

    /// All edges of one relation with their ends, in the order of the ids of the ends.
    pub fn edges(&self, relation: Relation) -> impl Iterator<Item = (&Node, &Edge, &Node)> {
        self.all_edges().into_iter().filter(move |(_, edge, _)| edge.relation == relation)
    }

    /// The sentences behind an edge: its own, else those of the incident at its end.
    #[must_use]
    pub fn evidence(&self, edge: EdgeIndex) -> &[Citation] {
        let Some(weight) = self.graph.edge_weight(edge) else { return &[] };
        let ends = self.graph.edge_endpoints(edge).map(|(from, to)| [from, to]).unwrap_or_default();
        match ends.iter().find_map(|&end| Incident::of(self.graph.node_weight(end)?)) {
            Some(incident) if weight.evidence.is_empty() => &incident.evidence,
            _ => &weight.evidence,
        }
    }

    /// The index of a node in the petgraph underneath.
    #[must_use]
    pub fn index(&self, kind: NodeKind, id: &str) -> Option<NodeIndex> {
        self.nodes.get(&kind)?.get(id).copied()
    }

    /// The name of an actor; the id of one that the graph does not hold.
    #[must_use]
    pub fn actor_name<'a>(&'a self, id: &'a str) -> &'a str {
        self.get::<Actor>(id).map_or(id, |actor| &actor.name)
    }

    /// Id of the actor to whose account the deeds of this one go.
    #[must_use]
    pub fn principal<'a>(&'a self, id: &'a str) -> &'a str {
        self.get::<Actor>(id).map_or(id, |actor| &actor.principal)
    }

    /// The place and the places around it, smallest first.
    pub fn around<'a>(&'a self, place: &str) -> impl Iterator<Item = &'a Place> {
        // The bound keeps a circle of places from hanging the reader.
        std::iter::successors(self.get::<Place>(place), |place| self.get::<Place>(place.within.as_deref()?)).take(16)
    }

    /// Asserted facts as documents tell them, deeds counted to principals.
    #[must_use]
    pub fn view(&self) -> View<'_> {
        View::new(self)
    }

    fn all_edges(&self) -> Vec<(&Node, &Edge, &Node)> {
        let mut edges: Vec<_> = self
            .graph
            .edge_references()
            .map(|edge| (&self.graph[edge.source()], edge.weight(), &self.graph[edge.target()]))
            .collect();
        edges.sort_by_key(|(from, edge, to)| (edge.relation, from.id(), to.id()));
        edges
    }

    /// The nodes at the other end of the edges of one relation, in id order.
    fn neighbours(&self, node: NodeIndex, relation: Relation, direction: Direction) -> Vec<NodeIndex> {
        let mut ends: Vec<NodeIndex> = self
            .graph
            .edges_directed(node, direction)
            .filter(|edge| edge.weight().relation == relation)
            .map(|edge| if direction == Direction::Outgoing { edge.target() } else { edge.source() })
            .collect();
        ends.sort_by_key(|&end| self.graph[end].id());
        ends
    }

    fn put_document(&mut self, info: DocumentInfo) {
        match self.documents.get_mut(&info.id) {
            Some(known) => known.join(info),
            None => drop(self.documents.insert(info.id.clone(), info)),
        }
    }

    fn put(&mut self, node: Node) {
        match self.index(node.kind(), node.id()) {
            Some(index) => self.graph[index].join(node.canonical()),
            None => {
                let (kind, id) = (node.kind(), node.id().to_owned());
                let index = self.graph.add_node(node.canonical());
                self.nodes.entry(kind).or_default().insert(id, index);
            }
        }
    }

    /// Links two nodes that exist; false when one does not.
    fn link(&mut self, from: &str, edge: Edge, to: &str) -> bool {
        let (from_kind, to_kind) = edge.relation.ends();
        let (Some(from), Some(to)) = (self.index(from_kind, from), self.index(to_kind, to)) else { return false };
        let link = (from, to, edge.relation);
        match self.links.get(&link) {
            Some(&index) => self.graph[index].join(edge.canonical()),
            None => {
                let index = self.graph.add_edge(from, to, edge.canonical());
                self.links.insert(link, index);
            }
        }
        true
    }
}

/// Equal content; the order in which it was added does not count.
impl PartialEq for KnowledgeGraph {
    fn eq(&self, other: &KnowledgeGraph) -> bool {
        let nodes = |graph: &KnowledgeGraph| -> Vec<Node> {
            graph.nodes.values().flat_map(BTreeMap::values).map(|&index| graph.graph[index].clone()).collect()
        };
        self.documents == other.documents && nodes(self) == nodes(other) && self.all_edges() == other.all_edges()
    }
}
