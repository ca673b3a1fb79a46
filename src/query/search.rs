//! The graph made ready for questions, and what is found in it.

use std::collections::HashMap;

use petgraph::Direction::{self, Outgoing};
use petgraph::stable_graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;

use super::names::Names;
use super::run;
use super::syntax::Query;
use crate::budget::{Budget, Stop};
use crate::graph::{Actor, Incident, KnowledgeGraph, NodeKind, NodeWeight, Relation, RollUp};

/// So many rows can be read.
const ROWS: usize = 1000;

/// A graph made ready for questions: who is counted to whose account is looked up once.
///
/// ```
/// # use reprisal::{KnowledgeGraph, query::{Names, Query, Search}};
/// # let graph = KnowledgeGraph::new();
/// let names = Names::of_graph(&graph);
/// let search = Search::new(&graph, &names);
/// let query = Query::parse("?x backs ?y; ?y attacked ?", &names).unwrap();
/// assert!(search.answer(&query).rows.is_empty());
/// ```
#[derive(Clone, Debug)]
pub struct Search<'g> {
    pub(super) graph: &'g KnowledgeGraph,
    pub(super) names: &'g Names,
    pub(super) roll_up: RollUp,
    pub(super) standing: bool,
    pub(super) limit: usize,
    pub(super) budget: Budget,
    /// Those counted to an account, by its id.
    counted: HashMap<&'g str, Vec<NodeIndex>>,
}

/// One way in which a query holds.
///
/// ```
/// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
/// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
/// use reprisal::query::{Names, Query, Search};
///
/// let names = Names::of_graph(&graph);
/// let query = Query::parse("iran backs ?x; ?x attacked ?", &names)?;
/// let (found, left_out) = Search::new(&graph, &names).matches(&query);
/// assert!(found.iter().all(|found| found.facts.len() == 2));
/// println!("{left_out:?}");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Match<'g> {
    /// What each clause holds of, in their order.
    pub facts: Vec<Fact<'g>>,
}

/// What a clause holds of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Fact<'g> {
    /// Id of the subject, or of its account; absent where nobody is named, which only lists and counts take.
    pub who: Option<&'g str>,
    /// Id of the object, or of its account.
    pub whom: Option<&'g str>,
    /// The deed or the relation.
    pub event: Event,
}

/// What a clause tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Event {
    /// The node of an incident.
    Deed(NodeIndex),
    /// The edge of a relation.
    Relation(EdgeIndex),
}

/// What a search left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct LeftOut {
    /// Incidents that would fit but for a date, which no document gives.
    pub undated: usize,
    /// Incidents that would fit, but nobody says who did it, or to whom.
    pub unnamed: usize,
    /// Why it was stopped before everything was looked at; none when it was not.
    pub stopped: Option<Stop>,
}

impl<'g> Search<'g> {
    /// Deeds counted to principals, and only what documents say.
    #[must_use]
    pub fn new(graph: &'g KnowledgeGraph, names: &'g Names) -> Search<'g> {
        let mut counted: HashMap<&str, Vec<NodeIndex>> = HashMap::new();
        for actor in graph.nodes::<Actor>() {
            counted.entry(&actor.principal).or_default().extend(graph.index(NodeKind::Actor, &actor.id));
        }
        Search { graph, names, roll_up: RollUp::default(), standing: false, limit: ROWS, budget: Budget::default(), counted }
    }

    /// Counts deeds to principals or to actors as named.
    #[must_use]
    pub fn roll_up(mut self, roll_up: RollUp) -> Search<'g> {
        self.roll_up = roll_up;
        self
    }

    /// Also takes facts that only the ontology states, see [`KnowledgeGraph::add_standing`].
    #[must_use]
    pub fn standing(mut self, standing: bool) -> Search<'g> {
        self.standing = standing;
        self
    }

    /// How many rows an answer has at most; 1000 unless this is called.
    #[must_use]
    pub fn limit(mut self, rows: usize) -> Search<'g> {
        self.limit = rows;
        self
    }

    /// How much work a search may cost, and each other reading of the question that is looked at.
    #[must_use]
    pub fn budget(mut self, budget: Budget) -> Search<'g> {
        self.budget = budget;
        self
    }

    /// Every way in which a query holds, in no order that means anything, and what had to be left out.
    #[must_use]
    pub fn matches(&self, query: &Query) -> (Vec<Match<'g>>, LeftOut) {
        let mut matches = Vec::new();
        let left_out = self.each(query, |facts| matches.push(Match { facts: facts.to_vec() }));
        (matches, left_out)
    }

    /// Calls back for every way in which a query holds, with what each clause holds of.
    pub fn each(&self, query: &Query, mut found: impl FnMut(&[Fact<'g>])) -> LeftOut {
        run::run(self, query, &mut found)
    }

    /// The account of an actor in this search.
    pub(super) fn account(&self, actor: &'g Actor) -> &'g str {
        match self.roll_up {
            RollUp::Principal => &actor.principal,
            RollUp::Named => &actor.id,
        }
    }

    /// Those counted to an account.
    pub(super) fn counted_to(&self, account: &str) -> &[NodeIndex] {
        self.counted.get(account).map_or(&[], Vec::as_slice)
    }

    /// Whether an incident answers another.
    pub(super) fn answers(&self, incident: NodeIndex) -> bool {
        self.across(incident, Relation::RetaliatedFor, Outgoing).next().is_some()
    }

    pub(super) fn actor(&self, index: NodeIndex) -> Option<&'g Actor> {
        Actor::of(self.graph.petgraph().node_weight(index)?)
    }

    pub(super) fn incident(&self, index: NodeIndex) -> Option<&'g Incident> {
        Incident::of(self.graph.petgraph().node_weight(index)?)
    }

    /// The nodes at the other end of the edges of one relation.
    pub(super) fn across(
        &self,
        node: NodeIndex,
        relation: Relation,
        way: Direction,
    ) -> impl Iterator<Item = NodeIndex> + use<'g> {
        let edges = self.graph.petgraph().edges_directed(node, way).filter(move |edge| edge.weight().relation == relation);
        edges.map(move |edge| if way == Outgoing { edge.target() } else { edge.source() })
    }
}
