//! What an export holds: the nodes and edges of a view, in one order, whatever the format.

use std::collections::BTreeSet;
use std::fmt;

use petgraph::stable_graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;

use crate::extraction::DocumentInfo;
use crate::graph::{
    Actor, Citation, Edge, Id, Incident, IncidentRef, KnowledgeGraph, Node, NodeKind, NodeWeight, Place, Relation, View,
};
use crate::vocabulary::Modality;

/// What an export holds of a view: by reference, so that no second graph is made.
///
/// It holds the incidents that the view takes and the [edges](View::edges) at and between them, what relates actors, the
/// actors and places at those edges with their principals and the places around them, and the documents that tell of any of
/// it. A view that takes every incident of the graph also has the actors, places and documents that nothing is told of.
///
/// ```
/// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
/// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
/// use reprisal::export::Content;
///
/// let content = Content::of(&graph.view().since("2024-03".parse().ok()));
/// assert!(!content.is_whole() && content.holds_document("hodeidah-night"));
/// assert_eq!(content.incidents().count(), 3);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Content<'g> {
    view: View<'g>,
    graph: &'g KnowledgeGraph,
    all: bool,
    nodes: Vec<NodeIndex>,
    edges: Vec<EdgeIndex>,
    documents: Vec<&'g DocumentInfo>,
}

/// An edge with its ends.
#[derive(Clone, Copy, Debug)]
pub struct Tie<'g> {
    graph: &'g KnowledgeGraph,
    /// Its place in the petgraph.
    pub index: EdgeIndex,
    /// Where it comes from.
    pub from: &'g Node,
    /// What it says.
    pub edge: &'g Edge,
    /// Where it leads.
    pub to: &'g Node,
}

/// The name of a node among all nodes: its sort and its id, `actor:houthis`. Prints with white space, control characters and
/// `%` percent-encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeKey<'g>(pub NodeKind, pub &'g str);

/// The name of an edge among all edges: `actor:houthis perpetrated incident:article-7#i1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EdgeKey<'g>(pub NodeKey<'g>, pub Relation, pub NodeKey<'g>);

impl<'g> Content<'g> {
    /// What a view takes.
    #[must_use]
    pub fn of(view: &View<'g>) -> Content<'g> {
        let graph = view.graph();
        let incidents: Vec<IncidentRef> = view.incidents().collect();
        let mut edges: Vec<_> =
            view.edges().map(|edge| (edge.weight().relation, edge.source(), edge.target(), edge.id())).collect();
        // Nodes of one sort lie in id order.
        edges.sort_unstable();
        let all = incidents.len() == graph.incidents().count();
        let mut nodes: BTreeSet<NodeIndex> = incidents.iter().map(IncidentRef::index).collect();
        nodes.extend(edges.iter().flat_map(|&(_, from, to, _)| [from, to]));
        let mut documents: BTreeSet<&str> =
            incidents.iter().flat_map(|incident| incident.incident().documents()).map(Id::as_str).collect();
        for &(.., edge) in &edges {
            documents.extend(graph.petgraph()[edge].evidence().iter().map(|citation| citation.document.as_str()));
        }
        if all {
            let told = |documents: &[Id]| !documents.is_empty() || view.takes_standing();
            let actors = graph.nodes::<Actor>().filter(|actor| told(&actor.documents)).map(|actor| (NodeKind::Actor, &actor.id));
            let places = graph.nodes::<Place>().filter(|place| told(&place.documents)).map(|place| (NodeKind::Place, &place.id));
            nodes.extend(actors.chain(places).filter_map(|(kind, id)| graph.index(kind, id)));
        }
        let mut held = nodes.clone();
        for &node in &nodes {
            held.extend(beyond(graph, node));
        }
        let documents = graph.documents().filter(|info| all || documents.contains(info.id.as_str())).collect();
        let mut nodes: Vec<NodeIndex> = held.into_iter().collect();
        nodes.sort_by_key(|&node| (graph.petgraph()[node].kind(), node));
        Content { view: view.clone(), graph, all, nodes, edges: edges.into_iter().map(|(.., edge)| edge).collect(), documents }
    }

    /// The view that it was taken of.
    #[must_use]
    pub fn view(&self) -> &View<'g> {
        &self.view
    }

    /// Whether it holds every incident of the graph.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.all
    }

    /// Whether it holds this document.
    #[must_use]
    pub fn holds_document(&self, id: &str) -> bool {
        self.all || self.documents.binary_search_by(|info| info.id.as_str().cmp(id)).is_ok()
    }

    /// The graph.
    #[must_use]
    pub fn graph(&self) -> &'g KnowledgeGraph {
        self.graph
    }

    /// All nodes, by their place in the petgraph: actors, places, incidents, each in id order.
    #[must_use]
    pub fn indices(&self) -> impl ExactSizeIterator<Item = NodeIndex> {
        self.nodes.iter().copied()
    }

    /// All nodes: actors, places, incidents, each in id order.
    #[must_use]
    pub fn nodes(&self) -> impl ExactSizeIterator<Item = &'g Node> {
        self.nodes.iter().map(|&node| &self.graph.petgraph()[node])
    }

    /// The nodes of one sort, in id order.
    pub fn of_kind<N: NodeWeight + 'g>(&self) -> impl Iterator<Item = &'g N> {
        self.nodes().filter_map(N::of)
    }

    /// The incidents, each with its way around the graph, in id order.
    pub fn incidents(&self) -> impl Iterator<Item = IncidentRef<'g>> {
        self.nodes.iter().filter_map(|&node| IncidentRef::new(self.graph, node))
    }

    /// All edges, by relation, then by their ends.
    #[must_use]
    pub fn ties(&self) -> impl ExactSizeIterator<Item = Tie<'g>> {
        self.edges.iter().map(|&index| Tie::of(self.graph, index))
    }

    /// The documents, in id order.
    #[must_use]
    pub fn documents(&self) -> impl ExactSizeIterator<Item = &'g DocumentInfo> {
        self.documents.iter().copied()
    }
}

impl<'g> Tie<'g> {
    fn of(graph: &'g KnowledgeGraph, index: EdgeIndex) -> Tie<'g> {
        let petgraph = graph.petgraph();
        let (from, to) = petgraph.edge_endpoints(index).unwrap_or_default();
        Tie { graph, index, from: &petgraph[from], edge: &petgraph[index], to: &petgraph[to] }
    }

    /// What it says.
    #[must_use]
    pub fn relation(&self) -> Relation {
        self.edge.relation
    }

    /// Its name among all edges.
    #[must_use]
    pub fn key(&self) -> EdgeKey<'g> {
        EdgeKey(NodeKey::of(self.from), self.edge.relation, NodeKey::of(self.to))
    }

    /// The incident at its end; of an answer the one that answers. `None` of what relates actors.
    #[must_use]
    pub fn incident(&self) -> Option<&'g Incident> {
        Incident::of(self.from).or_else(|| Incident::of(self.to))
    }

    /// The sentences behind it: its own, else those of its incident.
    #[must_use]
    pub fn evidence(&self) -> &'g [Citation] {
        self.graph.evidence(self.index)
    }

    /// Whether it is told as fact, denied or threatened: as its incident is, or in the firmest way in which a sentence has it.
    #[must_use]
    pub fn modality(&self) -> Modality {
        self.incident().map_or_else(|| self.edge.modality(), |incident| incident.modality)
    }
}

impl<'g> NodeKey<'g> {
    /// The name of a node.
    #[must_use]
    pub fn of(node: &'g Node) -> NodeKey<'g> {
        NodeKey(node.kind(), node.id())
    }
}

impl fmt::Display for NodeKey<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.0.as_str())?;
        let mut rest = self.1;
        while let Some(at) = rest.find(|c: char| c.is_whitespace() || c.is_control() || c == '%') {
            let (plain, other) = rest.split_at(at);
            f.write_str(plain)?;
            let mut others = other.chars();
            if let Some(c) = others.next() {
                c.encode_utf8(&mut [0; 4]).bytes().try_for_each(|byte| write!(f, "%{byte:02X}"))?;
            }
            rest = others.as_str();
        }
        f.write_str(rest)
    }
}

impl fmt::Display for EdgeKey<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.0, self.1, self.2)
    }
}

/// The places around a place, or the principal of an actor.
fn beyond(graph: &KnowledgeGraph, node: NodeIndex) -> Vec<NodeIndex> {
    match &graph.petgraph()[node] {
        Node::Place(place) => graph.around(&place.id).filter_map(|place| graph.index(NodeKind::Place, &place.id)).collect(),
        Node::Actor(actor) => graph.index(NodeKind::Actor, &actor.principal).into_iter().collect(),
        Node::Incident(_) => Vec::new(),
    }
}
