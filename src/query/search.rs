//! The graph made ready for questions, and the search itself: clauses are joined in the order that looks at the least.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

use petgraph::Direction::{self, Incoming, Outgoing};
use petgraph::stable_graph::{EdgeIndex, NodeIndex};
use petgraph::visit::{EdgeRef, IntoEdgeReferences};

use super::names::Names;
use super::plan::{Plan, Side, Step};
use super::syntax::{Query, Shape, Verb};
use crate::graph::{Actor, Incident, KnowledgeGraph, Node, NodeKind, NodeWeight, Relation, RollUp};

/// After so many matches a question asks for too much.
const MATCHES: usize = 2_000_000;
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
    /// Those counted to an account, by its id.
    counted: HashMap<&'g str, Vec<NodeIndex>>,
}

/// One way in which a query holds.
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
    /// Whether it was stopped because too much fits.
    pub stopped: bool,
}

impl<'g> Search<'g> {
    /// Deeds counted to principals, and only what documents say.
    #[must_use]
    pub fn new(graph: &'g KnowledgeGraph, names: &'g Names) -> Search<'g> {
        let mut counted: HashMap<&str, Vec<NodeIndex>> = HashMap::new();
        for actor in graph.nodes::<Actor>() {
            counted.entry(&actor.principal).or_default().extend(graph.index(NodeKind::Actor, &actor.id));
        }
        Search { graph, names, roll_up: RollUp::default(), standing: false, limit: ROWS, counted }
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

    /// Every way in which a query holds, in no order that means anything, and what had to be left out.
    #[must_use]
    pub fn matches(&self, query: &Query) -> (Vec<Match<'g>>, LeftOut) {
        let mut matches = Vec::new();
        let left_out = self.each(query, |facts| matches.push(Match { facts: facts.to_vec() }));
        (matches, left_out)
    }

    /// Calls back for every way in which a query holds, with what each clause holds of.
    pub fn each(&self, query: &Query, mut found: impl FnMut(&[Fact<'g>])) -> LeftOut {
        let plan = Plan::new(self, query);
        let mut run = Run {
            search: self,
            plan: &plan,
            unnamed: matches!(query.shape, Shape::Rows),
            bound: vec![None; plan.variables],
            facts: plan.steps.iter().map(|_| Fact { who: None, whom: None, event: Event::Deed(NodeIndex::end()) }).collect(),
            undated: HashSet::new(),
            nameless: HashSet::new(),
            matches: 0,
        };
        let ended = run.step(0, &mut found);
        LeftOut { undated: run.undated.len(), unnamed: run.nameless.len(), stopped: ended.is_break() }
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

/// A search under way.
struct Run<'s, 'g, 'q> {
    search: &'s Search<'g>,
    plan: &'s Plan<'q>,
    /// Whether deeds count as left out that lack a name which is asked for.
    unnamed: bool,
    bound: Vec<Option<&'g str>>,
    facts: Vec<Fact<'g>>,
    undated: HashSet<NodeIndex>,
    nameless: HashSet<NodeIndex>,
    matches: usize,
}

type Found<'f, 'g> = &'f mut dyn FnMut(&[Fact<'g>]);

impl<'g, 'q> Run<'_, 'g, 'q> {
    fn step(&mut self, at: usize, found: Found<'_, 'g>) -> ControlFlow<()> {
        let plan = self.plan;
        let Some(step) = plan.steps.get(at) else {
            found(&self.facts);
            self.matches += 1;
            return if self.matches < MATCHES { ControlFlow::Continue(()) } else { ControlFlow::Break(()) };
        };
        if !step.verb.is_deed() {
            return self.relations(at, step, found);
        }
        let mut seen = HashSet::new();
        for incident in self.candidates(step) {
            if seen.insert(incident) {
                self.deed(at, step, incident, found)?;
            }
        }
        ControlFlow::Continue(())
    }

    /// The nodes that a side can be, where it is somebody known.
    fn known(&self, side: &Side<'q>) -> Option<Vec<NodeIndex>> {
        match side {
            Side::Named { actors, .. } => Some(actors.clone()),
            Side::Open { variable, named, .. } => {
                let bound = self.bound.get((*variable)?).copied().flatten()?;
                match *named || self.search.roll_up == RollUp::Named {
                    true => Some(self.search.graph.index(NodeKind::Actor, bound).into_iter().collect()),
                    false => Some(self.search.counted_to(bound).to_vec()),
                }
            }
        }
    }

    /// The incidents that a step can be about: those around the side that has fewer, else all.
    fn candidates(&self, step: &Step<'q>) -> Vec<NodeIndex> {
        let search = self.search;
        let graph = search.graph.petgraph();
        let around = |actors: &[NodeIndex], relation, way| -> Vec<NodeIndex> {
            actors.iter().flat_map(|&actor| search.across(actor, relation, way)).collect()
        };
        let answering = |answered: Vec<NodeIndex>| -> Vec<NodeIndex> {
            answered.into_iter().flat_map(|answered| search.across(answered, Relation::RetaliatedFor, Incoming)).collect()
        };
        let by_subject = match step.verb {
            // Whoever speaks of a deed need not have done it.
            Verb::Claimed | Verb::Denied => None,
            _ => self.known(&step.subject).map(|actors| around(&actors, Relation::Perpetrated, Outgoing)),
        };
        let by_object = self.known(&step.object).map(|actors| match step.verb {
            Verb::ProvokedBy => answering(around(&actors, Relation::Perpetrated, Outgoing)),
            Verb::Avenged => answering(around(&actors, Relation::Targeted, Incoming)),
            _ => around(&actors, Relation::Targeted, Incoming),
        });
        match (by_subject, by_object) {
            (Some(one), Some(other)) => {
                if one.len() <= other.len() {
                    one
                } else {
                    other
                }
            }
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) if step.verb.is_answer() || step.answers => {
                let edges = graph.edge_references().filter(|edge| edge.weight().relation == Relation::RetaliatedFor);
                edges.map(|edge| edge.source()).collect()
            }
            (None, None) => {
                graph.node_indices().filter(|&node| matches!(graph.node_weight(node), Some(Node::Incident(_)))).collect()
            }
        }
    }

    fn deed(&mut self, at: usize, step: &Step<'q>, index: NodeIndex, found: Found<'_, 'g>) -> ControlFlow<()> {
        let search = self.search;
        let Some(incident) = search.incident(index) else { return ControlFlow::Continue(()) };
        if !step.holds_of(search, index, incident) {
            return ControlFlow::Continue(());
        }
        let actors = |nodes: &mut dyn Iterator<Item = NodeIndex>| -> Vec<&'g Actor> {
            nodes.filter_map(|node| search.actor(node)).collect()
        };
        let ids = |ids: &'g [crate::graph::Id]| ids.iter().filter_map(|id| search.graph.get::<Actor>(id)).collect::<Vec<_>>();
        let subjects = match step.verb {
            Verb::Claimed => ids(&incident.claimed_by),
            Verb::Denied => ids(&incident.denied_by),
            _ => actors(&mut search.across(index, Relation::Perpetrated, Incoming)),
        };
        let answered = || search.across(index, Relation::RetaliatedFor, Outgoing);
        let objects = match step.verb {
            Verb::ProvokedBy => {
                actors(&mut answered().flat_map(|answered| search.across(answered, Relation::Perpetrated, Incoming)))
            }
            Verb::Avenged => actors(&mut answered().flat_map(|answered| search.across(answered, Relation::Targeted, Outgoing))),
            _ => actors(&mut search.across(index, Relation::Targeted, Outgoing)),
        };
        // Who claims or denies a deed is always named.
        let subjects = self.sides(&step.subject, &subjects, !matches!(step.verb, Verb::Claimed | Verb::Denied));
        let objects = self.sides(&step.object, &objects, true);
        let in_time = step.in_time(incident);
        let mut pairs = Vec::new();
        for &(who, whose) in &subjects {
            for &(whom, other) in &objects {
                let own = step.verb.is_deed() && whose.is_some() && whose == other && search.roll_up == RollUp::Principal;
                // Nobody attacks, and nobody answers, himself; a claim is one's own.
                if own && step.apart() || pairs.contains(&(who, whom)) {
                    continue;
                }
                pairs.push((who, whom));
            }
        }
        for (who, whom) in pairs {
            let nameless = self.unnamed && (who.is_none() || whom.is_none());
            match in_time {
                None => drop(self.undated.insert(index)),
                Some(false) => {}
                Some(true) if nameless => drop(self.nameless.insert(index)),
                Some(true) => self.bind(at, step, Fact { who, whom, event: Event::Deed(index) }, found)?,
            }
        }
        ControlFlow::Continue(())
    }

    /// Those of the actors that a side lets in, each with its account; nobody at all where none is told of and any will do.
    fn sides(&self, side: &Side<'q>, actors: &[&'g Actor], may_lack: bool) -> Vec<(Option<&'g str>, Option<&'g str>)> {
        if actors.is_empty() && may_lack && side.takes_nobody() {
            return vec![(None, None)];
        }
        let mut sides = Vec::new();
        for actor in actors {
            if let Some(shown) = self.admits(side, actor) {
                let side = (Some(shown), Some(self.search.account(actor)));
                if !sides.contains(&side) {
                    sides.push(side);
                }
            }
        }
        sides
    }

    /// The id by which an actor stands on a side; none when it does not fit there.
    fn admits(&self, side: &Side<'q>, actor: &'g Actor) -> Option<&'g str> {
        match side {
            Side::Named { ids, principals, .. } => match () {
                () if ids.contains(&actor.id.as_str()) => Some(&actor.id),
                () if principals.contains(&actor.principal) => Some(self.search.account(actor)),
                () => None,
            },
            Side::Open { variable, named, kinds } => {
                let shown = if *named { actor.id.as_str() } else { self.search.account(actor) };
                let bound = variable.and_then(|variable| self.bound.get(variable).copied().flatten());
                let kind = || self.search.graph.get::<Actor>(shown).map_or(actor.kind, |actor| actor.kind);
                (bound.is_none_or(|bound| bound == shown) && (kinds.is_empty() || kinds.contains(&kind()))).then_some(shown)
            }
        }
    }

    /// Takes a fact, and goes on to the next step with what it binds.
    fn bind(&mut self, at: usize, step: &Step<'q>, fact: Fact<'g>, found: Found<'_, 'g>) -> ControlFlow<()> {
        let variables = [(step.subject.variable(), fact.who), (step.object.variable(), fact.whom)];
        // One variable on both sides is one actor.
        if let [(Some(one), who), (Some(other), whom)] = variables
            && one == other
            && who != whom
        {
            return ControlFlow::Continue(());
        }
        let before = variables.map(|(variable, _)| variable.and_then(|variable| self.bound.get(variable).copied().flatten()));
        for (variable, value) in variables {
            if let Some(place) = variable.and_then(|variable| self.bound.get_mut(variable)) {
                *place = value;
            }
        }
        if let Some(place) = self.facts.get_mut(step.clause) {
            *place = fact;
        }
        let flow = self.step(at + 1, found);
        for ((variable, _), value) in variables.into_iter().zip(before) {
            if let Some(place) = variable.and_then(|variable| self.bound.get_mut(variable)) {
                *place = value;
            }
        }
        flow
    }

    fn relations(&mut self, at: usize, step: &Step<'q>, found: Found<'_, 'g>) -> ControlFlow<()> {
        let search = self.search;
        let graph = search.graph.petgraph();
        let relation = match step.verb {
            Verb::Backs => Relation::Backs,
            Verb::PartOf => Relation::PartOf,
            _ => Relation::Leads,
        };
        let around = |actors: Vec<NodeIndex>, way| -> Vec<EdgeIndex> {
            let edges = actors.into_iter().flat_map(|actor| graph.edges_directed(actor, way));
            edges.filter(|edge| edge.weight().relation == relation).map(|edge| edge.id()).collect()
        };
        let edges = match (self.known(&step.subject), self.known(&step.object)) {
            (Some(subjects), _) => around(subjects, Outgoing),
            (None, Some(objects)) => around(objects, Incoming),
            (None, None) => {
                graph.edge_references().filter(|edge| edge.weight().relation == relation).map(|edge| edge.id()).collect()
            }
        };
        for edge in edges {
            let Some((from, to)) = graph.edge_endpoints(edge) else { continue };
            let (Some(from), Some(to)) = (search.actor(from), search.actor(to)) else { continue };
            let own = relation == Relation::Backs && search.roll_up == RollUp::Principal && from.principal == to.principal;
            let (Some(who), Some(whom)) = (self.admits(&step.subject, from), self.admits(&step.object, to)) else { continue };
            if !own && step.states(search, edge) {
                self.bind(at, step, Fact { who: Some(who), whom: Some(whom), event: Event::Relation(edge) }, found)?;
            }
        }
        ControlFlow::Continue(())
    }
}

/// The places that lie in some place, looked up once for each.
#[derive(Clone, Debug, Default)]
pub(super) struct Within<'q> {
    wanted: Vec<&'q str>,
    known: RefCell<HashMap<NodeIndex, bool>>,
}

impl<'q> Within<'q> {
    pub(super) fn new(wanted: Vec<&'q str>) -> Within<'q> {
        Within { wanted, known: RefCell::default() }
    }

    /// Whether an incident happened there.
    pub(super) fn holds(&self, search: &Search, incident: NodeIndex) -> bool {
        search.across(incident, Relation::OccurredIn, Outgoing).any(|place| {
            let mut known = self.known.borrow_mut();
            *known.entry(place).or_insert_with(|| {
                let id = search.graph.petgraph().node_weight(place).map_or("", Node::id);
                search.graph.around(id).any(|around| self.wanted.contains(&around.id.as_str()))
            })
        })
    }
}
