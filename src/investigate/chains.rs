//! Tit for tat: sequences of incidents in which each answers the one before.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap, HashMap};
use std::ops::ControlFlow;

use petgraph::Direction::{Incoming, Outgoing};
use petgraph::algo::{greedy_feedback_arc_set, toposort};
use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;
use serde::Serialize;

use super::deed::{Deed, accounts, by_time};
use super::gap::Gap;
use super::party::Party;
use crate::budget::{Budget, Stop};
use crate::graph::{IncidentRef, View};
use crate::query::ActorName;

/// Sequences of incidents in which each answers the one before.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Chains {
    /// The chains, longest first, then earliest first. None is part of another.
    pub chains: Vec<Chain>,
    /// Whether there are more than asked for.
    pub more: bool,
    /// Answers that no chain follows, and why.
    pub set_aside: Vec<SetAside>,
    /// Why the search was stopped before everything was looked at; absent when it was not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stopped: Option<Stop>,
}

/// Incidents of which each answers the one before.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Chain {
    /// Those who did the first, third, … deed, and those who did the second, fourth, …
    pub sides: [Vec<ActorName>; 2],
    /// From the first to the last deed, as far as both have a date.
    pub span: Option<Gap>,
    /// The deeds, two or more, in order.
    pub steps: Vec<Step>,
}

/// A deed of a chain.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Step {
    /// How long after the one before; none for the first, and where a date lacks.
    pub after: Option<Gap>,
    /// The deed.
    pub deed: Deed,
}

/// An answer that no chain follows.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct SetAside {
    /// Why.
    pub why: Aside,
    /// The deed that is said to answer.
    pub answer: Deed,
    /// What it is said to answer.
    pub answered: Deed,
    /// How the dates lie.
    pub gap: Option<Gap>,
}

/// Why no chain follows an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Aside {
    /// It is dated before what it answers.
    TooEarly,
    /// By way of others it would answer itself.
    Circle,
}

/// The longest chains of the view, at most `limit`; with a party only those in which it does or suffers something.
///
/// Chains run from an incident that answers nothing to one that nothing answers. An answer that is dated before what it
/// answers is set aside; so is one of every circle. Work and memory are bounded by the size of the graph and the limit, and by
/// the budget of [`chains_within`], which is the usual one.
///
/// ```
/// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
/// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
/// use reprisal::investigate;
///
/// let found = investigate::chains(&graph.view(), None, 5);
/// assert!(found.chains.iter().all(|chain| chain.steps.len() > 1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn chains(view: &View, about: Option<&Party>, limit: usize) -> Chains {
    chains_within(view, about, limit, Budget::default())
}

/// The same [`chains`], as far as a budget allows: a step is a deed that a way may go on to.
///
/// ```
/// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
/// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
/// use reprisal::budget::Budget;
/// use reprisal::investigate;
///
/// let found = investigate::chains_within(&graph.view(), None, 5, Budget::default().steps(Some(1)));
/// assert!(found.stopped.is_some());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn chains_within(view: &View, about: Option<&Party>, limit: usize, budget: Budget) -> Chains {
    let mut answers = Answers::of(view);
    let mut set_aside = answers.set_aside_early(view);
    set_aside.extend(answers.set_aside_circles(view));
    if let Some(party) = about {
        set_aside.retain(|aside| [&aside.answer, &aside.answered].iter().any(|deed| is_party(deed, party)));
    }
    let Longest { mut ways, more, stopped } = answers.longest(view, about, limit, budget);
    let chains = ways.drain(..).map(|steps| chain(view, &steps)).collect();
    Chains { chains, more, set_aside, stopped }
}

fn is_party(deed: &Deed, party: &Party) -> bool {
    deed.who.iter().chain(&deed.whom).any(|actor| actor.id == party.id)
}

/// What answers what: nodes in order of time, edges from a deed to its answers.
struct Answers<'g> {
    graph: DiGraph<IncidentRef<'g>, ()>,
}

impl<'g> Answers<'g> {
    fn of(view: &View<'g>) -> Answers<'g> {
        let links = |incident: &IncidentRef| incident.answers().next().is_some() || incident.answered_by().next().is_some();
        let mut incidents: Vec<IncidentRef> = view.incidents().filter(links).collect();
        incidents.sort_by_cached_key(by_time);
        let mut graph = DiGraph::new();
        let nodes: HashMap<&str, NodeIndex> =
            incidents.iter().map(|&incident| (incident.incident().id.as_str(), graph.add_node(incident))).collect();
        for incident in &incidents {
            for answered in incident.answers() {
                if let (Some(&from), Some(&to)) = (nodes.get(answered.id.as_str()), nodes.get(incident.id.as_str()))
                    && from != to
                {
                    graph.add_edge(from, to, ());
                }
            }
        }
        Answers { graph }
    }

    fn set_aside_early(&mut self, view: &View) -> Vec<SetAside> {
        let graph = &self.graph;
        let reversed = |from, to| Gap::between(&graph[from], &graph[to]).is_some_and(Gap::is_reversed);
        let early = graph.edge_references().filter(|edge| reversed(edge.source(), edge.target())).map(|edge| edge.id()).collect();
        self.remove(view, early, Aside::TooEarly)
    }

    fn set_aside_circles(&mut self, view: &View) -> Vec<SetAside> {
        // Only what lies on a circle need be looked at, and mostly nothing does.
        if toposort(&self.graph, None).is_ok() {
            return Vec::new();
        }
        let closing = greedy_feedback_arc_set(&self.graph).map(|edge| edge.id()).collect();
        self.remove(view, closing, Aside::Circle)
    }

    fn remove(&mut self, view: &View, edges: BTreeSet<EdgeIndex>, why: Aside) -> Vec<SetAside> {
        let told = |&edge: &EdgeIndex| {
            let (answered, answer) = self.graph.edge_endpoints(edge)?;
            let (answered, answer) = (self.graph[answered], self.graph[answer]);
            let gap = Gap::between(&answered, &answer);
            Some(SetAside { why, answer: Deed::of(view, answer), answered: Deed::of(view, answered), gap })
        };
        let told = edges.iter().filter_map(told).collect();
        self.graph.retain_edges(|_, edge| !edges.contains(&edge));
        told
    }

    /// The longest ways from a start to an end, best first.
    fn longest(&self, view: &View, about: Option<&Party>, limit: usize, budget: Budget) -> Longest<'g> {
        let ahead = Ahead::of(&self.graph, |incident| match about {
            None => true,
            Some(party) => party.did(view, incident) || party.suffered(view, incident),
        });
        let mut ways = Ways { steps: Vec::new(), open: BinaryHeap::new(), ahead };
        for start in self.graph.externals(Incoming) {
            ways.go(start, None);
        }
        let mut spent = budget.begin();
        let mut found = Vec::new();
        while let Some(way) = ways.open.pop() {
            let mut next: Vec<NodeIndex> = self.graph.neighbors_directed(way.at, Outgoing).collect();
            next.sort_unstable();
            if next.is_empty() && way.length > 1 {
                if found.len() == limit {
                    return Longest { ways: found, more: true, stopped: None };
                }
                found.push(ways.steps_to(&way).into_iter().map(|at| self.graph[at]).collect());
            }
            if let ControlFlow::Break(stop) = spent.spend(1 + next.len()) {
                return Longest { ways: found, more: true, stopped: Some(stop) };
            }
            for at in next {
                ways.go(at, Some(&way));
            }
        }
        Longest { ways: found, more: false, stopped: None }
    }
}

/// What was found of the longest ways.
struct Longest<'g> {
    ways: Vec<Vec<IncidentRef<'g>>>,
    more: bool,
    stopped: Option<Stop>,
}

/// Ways from starts on, the one that can become longest first. They share their first steps.
struct Ways {
    /// A node and the step before it.
    steps: Vec<(NodeIndex, Option<usize>)>,
    open: BinaryHeap<Way>,
    ahead: Ahead,
}

/// A way from a start, ordered: the one that can become longest, of equals the one that starts first, then the one
/// that is nearest to its end.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Way {
    reach: u32,
    start: Reverse<NodeIndex>,
    length: u32,
    step: Reverse<usize>,
    at: NodeIndex,
    party: bool,
}

impl Ways {
    /// Starts a way, or takes one a step further, if it can still come by the party.
    fn go(&mut self, at: NodeIndex, from: Option<&Way>) {
        let length = from.map_or(0, |way| way.length) + 1;
        let party = from.is_some_and(|way| way.party) || self.ahead.is_party(at);
        let Some(rest) = self.ahead.rest(at, party) else { return };
        let step = Reverse(self.steps.len());
        self.steps.push((at, from.map(|way| way.step.0)));
        let start = from.map_or(Reverse(at), |way| way.start);
        self.open.push(Way { reach: length + rest, start, length, step, at, party });
    }

    fn steps_to(&self, way: &Way) -> Vec<NodeIndex> {
        let step = |at: usize| self.steps.get(at);
        let back = std::iter::successors(step(way.step.0), |(_, before)| step((*before)?));
        let mut order: Vec<NodeIndex> = back.map(|(at, _)| *at).collect();
        order.reverse();
        order
    }
}

/// How long the ways ahead of every node are: any, and those that come by the party.
struct Ahead {
    any: Vec<u32>,
    by_party: Vec<Option<u32>>,
    party: Vec<bool>,
}

impl Ahead {
    fn of<'g>(graph: &DiGraph<IncidentRef<'g>, ()>, is_party: impl Fn(&IncidentRef<'g>) -> bool) -> Ahead {
        let party: Vec<bool> = graph.node_weights().map(is_party).collect();
        let mut any = vec![0; party.len()];
        let mut by_party = vec![None; party.len()];
        for at in toposort(graph, None).unwrap_or_default().into_iter().rev() {
            let (mut longest, mut with_party) = (0, None);
            for next in graph.neighbors(at).map(NodeIndex::index) {
                longest = longest.max(any[next] + 1);
                let rest = if party[next] { Some(any[next] + 1) } else { by_party[next].map(|rest: u32| rest + 1) };
                with_party = with_party.max(rest);
            }
            any[at.index()] = longest;
            by_party[at.index()] = with_party;
        }
        Ahead { any, by_party, party }
    }

    fn is_party(&self, at: NodeIndex) -> bool {
        self.party.get(at.index()).copied().unwrap_or(false)
    }

    /// How much longer a way can get from a node; none when it cannot come by the party any more.
    fn rest(&self, at: NodeIndex, party: bool) -> Option<u32> {
        if party { self.any.get(at.index()).copied() } else { self.by_party.get(at.index()).copied().flatten() }
    }
}

fn chain(view: &View, incidents: &[IncidentRef]) -> Chain {
    let side = |first: usize| {
        let deeds = incidents.iter().skip(first).step_by(2);
        let all: BTreeSet<ActorName> = deeds.flat_map(|deed| accounts(view, deed, deed.perpetrators())).collect();
        all.into_iter().collect()
    };
    let gap = |at: usize| Gap::between(incidents.get(at.checked_sub(1)?)?, incidents.get(at)?);
    let step = |(at, incident): (usize, &IncidentRef)| Step { after: gap(at), deed: Deed::of(view, *incident) };
    let span = incidents.first().zip(incidents.last()).and_then(|(first, last)| Gap::between(first, last));
    Chain { sides: [side(0), side(1)], span, steps: incidents.iter().enumerate().map(step).collect() }
}
