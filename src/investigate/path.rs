//! What links two actors: the shortest way over relations and deeds.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::ops::ControlFlow;

use petgraph::Direction::{Incoming, Outgoing};
use petgraph::stable_graph::NodeIndex;
use petgraph::visit::EdgeRef;
use serde::Serialize;

use super::claim::Claim;
use super::deed::{name, sources};
use super::party::Party;
use crate::budget::{Budget, Stop};
use crate::graph::{Actor, Citation, Edge, Incident, Node, NodeKind, NodeWeight, Relation, RollUp, View};
use crate::query::{ActorName, Source};

/// What links two actors.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Path {
    /// One actor.
    pub from: ActorName,
    /// The other.
    pub to: ActorName,
    /// The way from one to the other; none when nothing links them, empty when they are one.
    pub hops: Option<Vec<Hop>>,
    /// How many actors are linked to the first, as far as they were looked at.
    pub reached: usize,
    /// Why the search was stopped before everybody was looked at; absent when it was not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stopped: Option<Stop>,
}

/// A step of the way, between two actors that something links.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Hop {
    /// The nearer one.
    pub from: ActorName,
    /// The one further on.
    pub to: ActorName,
    /// What links them; none where the deeds of one only count to the account of the other.
    pub claim: Option<Claim>,
    /// Whether the nearer one is the subject.
    pub forward: bool,
    /// In a sentence, the subject first: "Iran backs Houthis".
    pub said: String,
    /// What else links them, in sentences.
    pub also: Vec<String>,
    /// How many deeds it stands for; none of a relation.
    pub deeds: usize,
    /// How many documents say so.
    pub documents: usize,
    /// How many of them are independent, see [`Support`](crate::graph::Support).
    pub sources: usize,
    /// The sentences; empty when only the ontology says so.
    pub evidence: Vec<Source>,
}

/// The shortest way from one actor to another over what the view holds, in either direction of every link.
///
/// `via` says which links count; empty, all do. Where deeds are counted to principals, a part is linked to its principal, which is no step of its own.
/// Of ways of one length the one whose links more documents state is preferred, step by step.
///
/// ```
/// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
/// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
/// use reprisal::investigate::{self, Claim, Party};
///
/// let (iran, america) = (Party::of(&graph, "iran"), Party::of(&graph, "united-states"));
/// let path = investigate::path(&graph.view(), &iran, &america, Claim::ALL);
/// let hops = path.hops.ok_or("they are linked")?;
/// assert_eq!(hops.last().map(|hop| hop.to.id.as_str()), Some("united-states"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn path(view: &View, from: &Party, to: &Party, via: &[Claim]) -> Path {
    path_within(view, from, to, via, Budget::default())
}

/// The same [`path`], as far as a budget allows: a step is a link of an actor that was reached. No actor is looked at twice, so a
/// graph never takes more steps than it has links.
///
/// ```
/// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
/// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
/// use reprisal::budget::Budget;
/// use reprisal::investigate::{self, Claim, Party};
///
/// let (iran, america) = (Party::of(&graph, "iran"), Party::of(&graph, "united-states"));
/// let path = investigate::path_within(&graph.view(), &iran, &america, Claim::ALL, Budget::none());
/// assert!(path.stopped.is_none());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn path_within(view: &View, from: &Party, to: &Party, via: &[Claim], budget: Budget) -> Path {
    let links = Links::of(view, via);
    let index = |party: &Party| view.graph().index(NodeKind::Actor, &party.id);
    let Way { way, reached, stopped } = match (index(from), index(to)) {
        (Some(start), Some(end)) => links.shortest(start, end, budget),
        _ => Way { way: None, reached: 0, stopped: None },
    };
    let hops = way.map(|way| way.windows(2).filter_map(|pair| links.hop(*pair.first()?, *pair.last()?)).collect());
    Path { from: from.actor_name(), to: to.actor_name(), hops, reached, stopped }
}

/// What was found of the shortest way.
struct Way {
    /// The nodes from start to end, both included.
    way: Option<Vec<NodeIndex>>,
    /// How many actors were reached.
    reached: usize,
    stopped: Option<Stop>,
}

/// The links of actors that count.
struct Links<'v, 'g> {
    view: &'v View<'g>,
    via: BTreeSet<Claim>,
    incidents: HashSet<&'g str>,
    /// Relations of an actor, and the parts of an account.
    ties: HashMap<NodeIndex, Vec<Tied<'g>>>,
}

/// A neighbour by a relation or an account.
struct Tied<'g> {
    other: NodeIndex,
    sort: Sort,
    citations: Vec<&'g Citation>,
}

/// What links two actors; none where the deeds of one count to the account of the other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Sort {
    claim: Option<Claim>,
    forward: bool,
}

/// What states a link.
#[derive(Default)]
struct Grounds<'g> {
    deeds: usize,
    citations: Vec<&'g Citation>,
}

impl Grounds<'_> {
    fn documents(&self) -> usize {
        self.citations.iter().map(|citation| &citation.document).collect::<BTreeSet<_>>().len()
    }
}

type Found<'g> = BTreeMap<NodeIndex, BTreeMap<Sort, Grounds<'g>>>;

impl<'v, 'g> Links<'v, 'g> {
    fn of(view: &'v View<'g>, via: &[Claim]) -> Links<'v, 'g> {
        let via: BTreeSet<Claim> =
            if via.is_empty() { Claim::ALL.iter().copied().collect() } else { via.iter().copied().collect() };
        let deeds = via.contains(&Claim::Attacked) || via.contains(&Claim::RetaliatedAgainst);
        let incidents =
            if deeds { view.incidents().map(|incident| incident.incident().id.as_str()).collect() } else { HashSet::new() };
        let mut links = Links { view, via, incidents, ties: HashMap::new() };
        let named = view.clone().roll_up(RollUp::Named);
        for claim in links.via.clone() {
            for row in claim.relation().map(|relation| named.related(relation)).unwrap_or_default() {
                links.tie(row.subject, Some(claim), row.object, &row.evidence);
            }
        }
        for actor in view.graph().nodes::<Actor>().filter(|actor| view.account(actor) != actor.id) {
            links.tie(&actor.id, None, view.account(actor), &[]);
        }
        links
    }

    fn tie(&mut self, subject: &str, claim: Option<Claim>, object: &str, citations: &[&'g Citation]) {
        let index = |id: &str| self.view.graph().index(NodeKind::Actor, id);
        let (Some(subject), Some(object)) = (index(subject), index(object)) else { return };
        for (at, other, forward) in [(subject, object, true), (object, subject, false)] {
            self.ties.entry(at).or_default().push(Tied { other, sort: Sort { claim, forward }, citations: citations.to_vec() });
        }
    }

    fn shortest(&self, start: NodeIndex, end: NodeIndex, budget: Budget) -> Way {
        let mut spent = budget.begin();
        let mut before: HashMap<NodeIndex, NodeIndex> = HashMap::from([(start, start)]);
        let mut steps: HashMap<NodeIndex, usize> = HashMap::from([(start, 0)]);
        let mut done: HashSet<NodeIndex> = HashSet::new();
        let mut open = VecDeque::from([start]);
        while let Some(at) = open.pop_front() {
            if at == end {
                let back = std::iter::successors(Some(end), |at| before.get(at).copied().filter(|earlier| earlier != at));
                let mut way: Vec<NodeIndex> = back.collect();
                way.reverse();
                return Way { way: Some(way), reached: before.len() - 1, stopped: None };
            }
            if !done.insert(at) {
                continue;
            }
            let here = steps.get(&at).copied().unwrap_or_default();
            let links = self.view.graph().petgraph().edges_directed(at, Outgoing).count()
                + self.view.graph().petgraph().edges_directed(at, Incoming).count();
            if let ControlFlow::Break(stop) = spent.spend(1 + links) {
                return Way { way: None, reached: before.len() - 1, stopped: Some(stop) };
            }
            let strength = |links: &BTreeMap<Sort, Grounds>| links.values().map(Grounds::documents).max();
            // From a part to the whole is no step: its deeds are those of the whole.
            let step = |links: &BTreeMap<Sort, Grounds>| usize::from(links.keys().all(|sort| sort.claim.is_some()));
            let mut found: Vec<_> =
                self.around(at).into_iter().map(|(other, links)| (strength(&links), step(&links), other)).collect();
            found.sort_by_key(|&(strength, _, other)| (std::cmp::Reverse(strength), other));
            for (_, step, other) in found {
                if steps.get(&other).is_none_or(|&known| here + step < known) {
                    steps.insert(other, here + step);
                    before.insert(other, at);
                    if step == 0 { open.push_front(other) } else { open.push_back(other) }
                }
            }
        }
        Way { way: None, reached: before.len() - 1, stopped: None }
    }

    /// Everybody that something links to an actor.
    fn around(&self, at: NodeIndex) -> Found<'g> {
        let graph = self.view.graph().petgraph();
        let mut found = Found::new();
        for Tied { other, sort, citations } in self.ties.get(&at).into_iter().flatten() {
            found.entry(*other).or_default().entry(sort.clone()).or_default().citations.extend(citations);
        }
        for forward in [true, false] {
            for edge in graph.edges_directed(at, if forward { Outgoing } else { Incoming }) {
                self.deed(edge.weight(), if forward { edge.target() } else { edge.source() }, forward, &mut found);
            }
        }
        found.remove(&at);
        found
    }

    /// Those at the other side of a deed; an edge that is none to a deed gives none.
    fn deed(&self, edge: &Edge, incident: NodeIndex, forward: bool, found: &mut Found<'g>) {
        let graph = self.view.graph().petgraph();
        let (near, far, way) = if forward {
            (Relation::Perpetrated, Relation::Targeted, Outgoing)
        } else {
            (Relation::Targeted, Relation::Perpetrated, Incoming)
        };
        let Some(deed) = graph.node_weight(incident).and_then(Incident::of) else { return };
        if edge.relation != near || !self.incidents.contains(deed.id.as_str()) {
            return;
        }
        let answers = graph.edges(incident).any(|edge| edge.weight().relation == Relation::RetaliatedFor);
        let claims = [(Claim::Attacked, true), (Claim::RetaliatedAgainst, answers)];
        for edge in graph.edges_directed(incident, way).filter(|edge| edge.weight().relation == far) {
            let other = if forward { edge.target() } else { edge.source() };
            for (claim, _) in claims.into_iter().filter(|(claim, holds)| *holds && self.via.contains(claim)) {
                let grounds = found.entry(other).or_default().entry(Sort { claim: Some(claim), forward }).or_default();
                grounds.deeds += 1;
                grounds.citations.extend(deed.evidence());
            }
        }
    }

    /// The step between two neighbours.
    fn hop(&self, from: NodeIndex, to: NodeIndex) -> Option<Hop> {
        let graph = self.view.graph();
        let actor = |at: NodeIndex| graph.petgraph().node_weight(at).map(Node::id).map(|id| name(graph, id));
        let (from_name, to_name) = (actor(from)?, actor(to)?);
        let said = |sort: &Sort| {
            let (subject, object) = if sort.forward { (&from_name, &to_name) } else { (&to_name, &from_name) };
            match sort.claim {
                Some(claim) => format!("{} {} {}", subject.name, claim.verb(), object.name),
                None => format!("deeds of {} count to {}", subject.name, object.name),
            }
        };
        let mut links: Vec<(Sort, Grounds)> = self.around(from).remove(&to)?.into_iter().collect();
        // Of two equal ones that of the nearer as the subject.
        let order = |(sort, grounds): &(Sort, Grounds)| {
            (std::cmp::Reverse((grounds.documents(), grounds.deeds)), sort.claim, !sort.forward)
        };
        links.sort_by_cached_key(order);
        let mut links = links.into_iter();
        let (sort, grounds) = links.next()?;
        let cited: Vec<Citation> = grounds.citations.iter().map(|&citation| citation.clone()).collect();
        Some(Hop {
            said: said(&sort),
            also: links.map(|(sort, _)| said(&sort)).collect(),
            from: from_name,
            to: to_name,
            claim: sort.claim,
            forward: sort.forward,
            deeds: grounds.deeds,
            documents: grounds.documents(),
            sources: graph.support_of(&cited).map_or(0, |support| support.sources),
            evidence: sources(graph, grounds.citations),
        })
    }
}
