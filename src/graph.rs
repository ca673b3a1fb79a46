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
//! The graph keeps what every document says, by document, and is drawn from that when it is first looked at: documents
//! can be [added](KnowledgeGraph::add), [replaced](KnowledgeGraph::replace) and [removed](KnowledgeGraph::remove) at any
//! time, with the same result as building it anew. [`KnowledgeGraph::merge`] is commutative, associative and idempotent, and
//! everything that leaves the graph is ordered by ids: the same documents give the same bytes in whatever order and on
//! however many machines they were read.

mod accounts;
mod corrections;
mod deeds;
mod draw;
mod file;
mod gazetteer;
mod id;
mod incident;
mod ledger;
mod membership;
mod model;
mod prepared;
mod same;
mod standing;
mod status;
mod support;
mod view;

use std::collections::BTreeSet;

use once_cell::sync::OnceCell;
use petgraph::Direction;
use petgraph::stable_graph::{EdgeIndex, NodeIndex, StableDiGraph};
use petgraph::visit::{EdgeRef, IntoEdgeReferences};

pub(crate) use accounts::Records;
pub use corrections::{Correction, Corrections, Unapplied};
pub use file::{Format, GRAPH_VERSION, GraphError, LeftOut, Salvage};
pub use id::Id;
pub use incident::IncidentRef;
pub use model::{
    Actor, Citation, Corrected, Details, Edge, Incident, Node, NodeKind, NodeWeight, Place, Relation, Report, Standing,
};
pub use prepared::{Prepared, Preparer};
pub use same::{Ground, Linking, Weighed, WhySame};
pub use support::Support;
pub use view::{Attacked, Related, Retaliation, RollUp, View};

use crate::extraction::{DocumentInfo, Extraction};
use corrections::Rulings;
use draw::Drawing;
use gazetteer::Gazetteer;
use ledger::Ledger;
#[cfg(feature = "exports")]
pub(crate) use ledger::{Entry, StandingFacts, Stated};

/// Actors, places and incidents of many documents, with the sentences behind every edge.
///
/// ```
/// use reprisal::extraction::{ActorRecord, DocumentInfo, Evidence, IncidentRecord};
/// use reprisal::{ActorKind, Extraction, IncidentKind, KnowledgeGraph};
///
/// let mut said = Extraction::new(DocumentInfo::new("wire-1"));
/// said.actors = vec![
///     ActorRecord::new("hill-guard", "Hill Guard", ActorKind::ArmedGroup),
///     ActorRecord::new("norvania", "Norvania", ActorKind::State),
/// ];
/// let mut raid = IncidentRecord::new("i1", IncidentKind::Raid);
/// raid.perpetrators.push("hill-guard".to_owned());
/// raid.targets.push("norvania".to_owned());
/// raid.evidence.push(Evidence::new("The Hill Guard raided a Norvanian post.", "mine"));
/// said.incidents.push(raid);
///
/// let mut graph = KnowledgeGraph::new();
/// graph.add(&said);
/// let attacked = graph.view().attacked();
/// assert_eq!((attacked[0].perpetrator, attacked[0].target), ("hill-guard", "norvania"));
/// ```
#[derive(Clone, Default)]
pub struct KnowledgeGraph {
    ledger: Ledger,
    linking: Linking,
    corrections: Corrections,
    /// Drawn when first looked at, and anew after a change.
    drawing: OnceCell<Drawing>,
}

impl KnowledgeGraph {
    /// An empty graph.
    #[must_use]
    pub fn new() -> KnowledgeGraph {
        KnowledgeGraph::default()
    }

    /// Folds extractions into a graph; their order does not show.
    ///
    /// ```
    /// use reprisal::{Extraction, KnowledgeGraph};
    ///
    /// let lines = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
    /// let read: Vec<Extraction> = lines.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    /// let graph = KnowledgeGraph::from_extractions(&read);
    /// assert_eq!(graph.documents().count(), 3);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn from_extractions<'a>(extractions: impl IntoIterator<Item = &'a Extraction>) -> KnowledgeGraph {
        let mut graph = KnowledgeGraph::new();
        for extraction in extractions {
            graph.add(extraction);
        }
        graph
    }

    /// Adds what one document says. The same extraction twice counts once.
    ///
    /// Of two versions of one document, told by its id, the later published stays; see [`KnowledgeGraph::replace`] to put
    /// one in the place of the other whatever their dates. Ids that the extraction uses without a record of their own get
    /// a node that bears the id as its name.
    pub fn add(&mut self, extraction: &Extraction) {
        self.ledger.add(extraction);
        self.drawing.take();
    }

    /// Puts this version of a document in the place of the one that is there, if any; says whether one was.
    ///
    /// ```
    /// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
    /// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    /// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
    /// let mut later = read[0].clone();
    /// later.incidents.clear();
    /// assert!(!graph.is_empty());
    /// # let mut graph = graph;
    /// assert!(graph.replace(&later), "the document was there");
    /// assert!(graph.remove("hodeidah-night"));
    /// assert_eq!(graph.documents().count(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn replace(&mut self, extraction: &Extraction) -> bool {
        let known = self.remove(&extraction.document.id);
        self.add(extraction);
        known
    }

    /// Takes a document and everything that it alone says out of the graph; false when it is not there.
    pub fn remove(&mut self, document: &str) -> bool {
        let known = self.ledger.remove(document);
        if known {
            self.drawing.take();
        }
        known
    }

    /// Joins another graph into this one. Order and grouping of merges do not show, and what both hold counts once.
    ///
    /// ```
    /// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
    /// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    /// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
    /// use reprisal::KnowledgeGraph;
    ///
    /// let mut here = KnowledgeGraph::from_extractions(&read[..1]);
    /// let there = KnowledgeGraph::from_extractions(&read[1..]);
    /// here.merge(&there);
    /// assert_eq!(here, graph);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn merge(&mut self, other: &KnowledgeGraph) {
        self.ledger.merge(&other.ledger);
        self.corrections.merge(&other.corrections);
        self.drawing.take();
    }

    /// Chooses whether incidents that several documents tell of become one; they do unless this is called.
    #[must_use]
    pub fn with_linking(mut self, linking: Linking) -> KnowledgeGraph {
        self.linking = linking;
        self.drawing.take();
        self
    }

    /// Adds corrections, which every change of the graph heeds from then on. They are saved with it.
    ///
    /// ```
    /// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
    /// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    /// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
    /// # let mut graph = graph;
    /// use reprisal::graph::Corrections;
    ///
    /// let file = r#"( corrections: [ drop(incident: "hodeidah-night#i1", reason: "a hoax") ] )"#;
    /// graph.correct(&Corrections::parse(file, "mine.ron")?);
    /// assert!(graph.unapplied_corrections().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn correct(&mut self, corrections: &Corrections) {
        self.corrections.merge(corrections);
        self.drawing.take();
    }

    /// The corrections that the graph heeds.
    #[must_use]
    pub fn corrections(&self) -> &Corrections {
        &self.corrections
    }

    /// The corrections that do not apply to the graph as it is now, and why.
    #[must_use]
    pub fn unapplied_corrections(&self) -> Vec<Unapplied> {
        self.drawing().unapplied.clone()
    }

    /// The petgraph underneath, for its algorithms.
    ///
    /// ```
    /// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
    /// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    /// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
    /// let plain = graph.petgraph();
    /// let centre = plain.node_indices().max_by_key(|&node| plain.neighbors_undirected(node).count());
    /// assert_eq!(centre.map(|node| plain[node].id()), Some("border-strikes#i1"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn petgraph(&self) -> &StableDiGraph<Node, Edge> {
        &self.drawing().graph
    }

    fn drawing(&self) -> &Drawing {
        self.drawing.get_or_init(|| {
            let gazetteer = Gazetteer::of(&self.ledger);
            let rulings = Rulings::of(&self.corrections, &self.ledger, &gazetteer);
            let groups = same::groups(&self.ledger, &gazetteer, self.linking, &rulings);
            draw::draw(&self.ledger, gazetteer, &groups, rulings)
        })
    }

    /// The graph of the documents that were published by this day; of documents without a date nothing is kept.
    #[must_use]
    pub fn as_of(&self, day: jiff::civil::Date) -> KnowledgeGraph {
        self.filtered(|info| info.published.is_some_and(|published| published <= day))
    }

    /// The graph of some of the documents.
    ///
    /// ```
    /// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
    /// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    /// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
    /// let since = "2024-06-01".parse().ok();
    /// let later = graph.filtered(|document| document.published >= since);
    /// assert_eq!(later.documents().count(), 1);
    /// assert_eq!(graph.as_of("2024-02-03".parse()?).documents().count(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn filtered(&self, mut keep: impl FnMut(&DocumentInfo) -> bool) -> KnowledgeGraph {
        let mut graph = self.clone();
        graph.drawing.take();
        graph.ledger.entries.retain(|_, entry| keep(&entry.info));
        graph
    }

    /// Whether it holds no document and no fact.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ledger == Ledger::default() && self.corrections.is_empty()
    }

    /// The documents that were read, in id order.
    pub fn documents(&self) -> impl Iterator<Item = &DocumentInfo> {
        self.ledger.entries.values().map(|entry| &entry.info)
    }

    /// The document of this id.
    #[must_use]
    pub fn document(&self, id: &str) -> Option<&DocumentInfo> {
        self.ledger.entries.get(id).map(|entry| &entry.info)
    }

    /// What a document says, as it was told.
    #[cfg(feature = "exports")]
    pub(crate) fn entry(&self, document: &str) -> Option<&Entry> {
        self.ledger.entries.get(document).map(|entry| &**entry)
    }

    /// What the ontology states.
    #[cfg(feature = "exports")]
    pub(crate) fn standing_facts(&self) -> &StandingFacts {
        &self.ledger.standing
    }

    /// The incidents that a document tells of, and the actors whose relations it states.
    pub(crate) fn told_in(&self, document: &str) -> BTreeSet<NodeIndex> {
        let drawing = self.drawing();
        let entry = self.ledger.entries.get(document);
        let incidents = entry.into_iter().flat_map(|entry| &entry.reports).filter_map(|report| drawing.incident(&report.id));
        let relations = entry.into_iter().flat_map(|entry| &entry.relations);
        let actors = relations.filter_map(|stated| drawing.index(NodeKind::Actor, &stated.subject));
        incidents.chain(actors).collect()
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
        self.drawing().nodes(N::KIND).filter_map(|index| N::of(self.petgraph().node_weight(index)?))
    }

    /// The node of this sort and id.
    ///
    /// ```
    /// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
    /// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    /// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
    /// use reprisal::graph::{Actor, Place};
    ///
    /// assert_eq!(graph.get::<Actor>("houthis").map(|actor| actor.name.as_str()), Some("Houthis"));
    /// assert!(graph.get::<Place>("houthis").is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn get<N: NodeWeight>(&self, id: &str) -> Option<&N> {
        self.index(N::KIND, id).and_then(|index| N::of(&self.petgraph()[index]))
    }

    /// All incidents, each with its way around the graph, in id order.
    ///
    /// ```
    /// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
    /// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    /// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
    /// let answers: Vec<String> = graph.incidents().filter(|deed| deed.is_answer()).map(|deed| deed.describe()).collect();
    /// assert!(answers.iter().any(|deed| deed.contains("Hodeidah")), "{answers:?}");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn incidents(&self) -> impl Iterator<Item = IncidentRef<'_>> {
        self.drawing().nodes(NodeKind::Incident).filter_map(|index| IncidentRef::new(self, index))
    }

    /// The incident of this id, or with a report of this id, with its way around the graph.
    #[must_use]
    pub fn incident(&self, id: &str) -> Option<IncidentRef<'_>> {
        self.drawing().incident(id).and_then(|index| IncidentRef::new(self, index))
    }

    /// Why the reports of an incident are taken to tell of one deed: one entry for each report but the first. Empty for an
    /// incident of one report, and for an id that the graph does not hold.
    #[must_use]
    pub fn why_same(&self, incident: &str) -> Vec<WhySame> {
        let gazetteer = Gazetteer::of(&self.ledger);
        self.incident(incident).map_or_else(Vec::new, |found| same::why(&self.ledger, &gazetteer, found.incident()))
    }

    /// What speaks for and against two reports being of one deed; nothing when something rules it out, or when the graph
    /// does not hold them.
    #[must_use]
    pub fn weigh(&self, report: &str, other: &str) -> Option<Weighed> {
        let gazetteer = Gazetteer::of(&self.ledger);
        same::weigh_two(&self.ledger, &gazetteer, self.ledger.report(report)?, self.ledger.report(other)?)
    }

    /// All edges of one relation with their ends, in the order of the ids of the ends.
    ///
    /// ```
    /// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
    /// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    /// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
    /// use reprisal::graph::Relation;
    ///
    /// let led: Vec<_> = graph.edges(Relation::Leads).map(|(leader, _, group)| (leader.id(), group.id())).collect();
    /// assert_eq!(led, [("abu-hussein-al-hamidawi", "kataib-hezbollah")]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn edges(&self, relation: Relation) -> impl Iterator<Item = (&Node, &Edge, &Node)> {
        let graph = self.petgraph();
        // They were added in order.
        let edges = graph.edge_references().filter(move |edge| edge.weight().relation == relation);
        edges.map(move |edge| (&graph[edge.source()], edge.weight(), &graph[edge.target()]))
    }

    /// The sentences behind an edge: its own, else those of the incident at its end.
    #[must_use]
    pub fn evidence(&self, edge: EdgeIndex) -> &[Citation] {
        let graph = self.petgraph();
        let Some(weight) = graph.edge_weight(edge) else { return &[] };
        let ends = graph.edge_endpoints(edge).map(|(from, to)| [from, to]).unwrap_or_default();
        match ends.iter().find_map(|&end| Incident::of(graph.node_weight(end)?)) {
            Some(incident) if weight.evidence().is_empty() => incident.evidence(),
            _ => weight.evidence(),
        }
    }

    /// The index of a node in the petgraph underneath.
    #[must_use]
    pub fn index(&self, kind: NodeKind, id: &str) -> Option<NodeIndex> {
        self.drawing().index(kind, id)
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

    /// The nodes at the other end of the edges of one relation, in id order.
    fn neighbours(&self, node: NodeIndex, relation: Relation, direction: Direction) -> Vec<NodeIndex> {
        let edges = self.petgraph().edges_directed(node, direction).filter(|edge| edge.weight().relation == relation);
        let mut ends: Vec<NodeIndex> =
            edges.map(|edge| if direction == Direction::Outgoing { edge.target() } else { edge.source() }).collect();
        // Nodes of one sort lie in id order.
        ends.sort_unstable();
        ends
    }
}

impl std::fmt::Debug for KnowledgeGraph {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let documents: Vec<&Id> = self.ledger.entries.keys().take(10).collect();
        f.debug_struct("KnowledgeGraph").field("documents", &self.ledger.entries.len()).field("first", &documents).finish()
    }
}

/// Equal content, however it came together.
impl PartialEq for KnowledgeGraph {
    fn eq(&self, other: &KnowledgeGraph) -> bool {
        self.ledger == other.ledger && self.linking == other.linking && self.corrections == other.corrections
    }
}
