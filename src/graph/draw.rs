//! From the ledger to the graph: actors and places from all that is said of them, incidents from their reports, edges.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use petgraph::stable_graph::{EdgeIndex, NodeIndex, StableDiGraph};

use super::corrections::{Rulings, Unapplied};
use super::gazetteer::{Gazetteer, Lists, Named, Numbers, number};
use super::id::Id;
use super::incident;
use super::ledger::{Ledger, canonical_citations};
use super::model::{Citation, Edge, Grounds, Incident, Node, NodeKind, Relation, Report};

/// The graph as drawn: nodes of one sort lie together in the order of ids, actors before places before incidents, and edges
/// of one relation in the order of their ends.
#[derive(Clone, Debug, Default)]
pub(super) struct Drawing {
    pub(super) graph: StableDiGraph<Node, Edge>,
    /// How many actors there are.
    actors: usize,
    /// How many places there are.
    places: usize,
    /// The incident of every report whose id is not that of the incident.
    others: HashMap<Id, NodeIndex>,
    /// The principal of every actor that is not its own.
    pub(super) principals: HashMap<NodeIndex, NodeIndex>,
    /// What every actor belongs to or leads: looked up for every deed of actors with thousands of other edges.
    pub(super) memberships: HashMap<NodeIndex, Vec<(EdgeIndex, NodeIndex)>>,
    /// Corrections that do not apply.
    pub(super) unapplied: Vec<Unapplied>,
}

impl Drawing {
    /// All nodes of one sort, in id order.
    pub(super) fn nodes(&self, kind: NodeKind) -> impl Iterator<Item = NodeIndex> + use<> {
        self.range(kind).map(NodeIndex::new)
    }

    /// The node of this sort and id.
    pub(super) fn index(&self, kind: NodeKind, id: &str) -> Option<NodeIndex> {
        let Range { mut start, mut end } = self.range(kind);
        while start < end {
            let middle = start.midpoint(end);
            match self.graph.node_weight(NodeIndex::new(middle))?.id().cmp(id) {
                std::cmp::Ordering::Less => start = middle + 1,
                std::cmp::Ordering::Equal => return Some(NodeIndex::new(middle)),
                std::cmp::Ordering::Greater => end = middle,
            }
        }
        None
    }

    /// The incident of this id, or with a report of this id.
    pub(super) fn incident(&self, id: &str) -> Option<NodeIndex> {
        self.index(NodeKind::Incident, id).or_else(|| self.others.get(id).copied())
    }

    fn range(&self, kind: NodeKind) -> Range<usize> {
        let incidents = self.actors + self.places;
        match kind {
            NodeKind::Actor => 0..self.actors,
            NodeKind::Place => self.actors..incidents,
            NodeKind::Incident => incidents..self.graph.node_count(),
        }
    }
}

/// Draws the graph of a ledger; every report is of the incident of the given number.
pub(super) fn draw(ledger: &Ledger, gazetteer: Gazetteer, groups: &[usize], rulings: Rulings) -> Drawing {
    let Gazetteer { actors, places, named } = gazetteer;
    let reports: Vec<&Arc<Report>> = ledger.reports().collect();
    let mut told = told(&reports, groups);
    let mut drawing = Drawing { actors: actors.len(), places: places.len(), ..Drawing::default() };
    drawing.graph = StableDiGraph::with_capacity(actors.len() + places.len() + told.len(), most_edges(ledger));
    for node in actors
        .into_iter()
        .map(|actor| Node::Actor(Box::new(actor)))
        .chain(places.into_iter().map(|place| Node::Place(Box::new(place))))
    {
        drawing.graph.add_node(node);
    }
    told.retain(|numbers| {
        let reports = numbers.iter().map(|&report| Arc::clone(reports[report as usize])).collect();
        let incident = rulings.correct(incident::from_reports(reports));
        incident.map(|incident| drawing.put(incident)).is_some()
    });
    drawing.know_principals();
    for (relation, listed) in LISTED {
        let links = drawing.links(relation, &named, listed, &told);
        drawing.link(relation, links);
    }
    for (relation, links) in drawing.between_actors(ledger, &rulings) {
        drawing.link(relation, links);
    }
    drawing.unapplied = rulings.unapplied;
    drawing
}

/// The reports of every incident, by number and in the order of their ids; incidents in the order of ids, too.
fn told(reports: &[&Arc<Report>], groups: &[usize]) -> Vec<Numbers> {
    let mut by_group: Vec<(usize, u32)> = groups.iter().copied().zip(0..).collect();
    by_group.sort_unstable();
    let id = |report: &u32| &reports[*report as usize].id;
    let told = by_group.chunk_by(|(group, _), (other, _)| group == other).map(|group| {
        let mut numbers: Numbers = group.iter().map(|&(_, report)| report).collect();
        numbers.sort_by(|a, b| id(a).cmp(id(b)));
        numbers
    });
    let mut told: Vec<Numbers> = told.collect();
    told.sort_by(|a, b| a.first().map(id).cmp(&b.first().map(id)));
    told
}

/// More edges than these the graph of a ledger cannot have.
fn most_edges(ledger: &Ledger) -> usize {
    let of_report =
        |report: &Report| report.perpetrators.len() + report.targets.len() + report.places.len() + report.answers.len();
    let at_incidents: usize = ledger.reports().map(|report| of_report(report)).sum();
    at_incidents + ledger.entries.values().map(|entry| entry.relations.len()).sum::<usize>() + ledger.standing.facts.len()
}

impl Drawing {
    fn know_principals(&mut self) {
        let actors = self.nodes(NodeKind::Actor).filter_map(|at| match &self.graph[at] {
            Node::Actor(actor) if actor.principal != actor.id => Some((at, self.index(NodeKind::Actor, &actor.principal)?)),
            _ => None,
        });
        self.principals = actors.collect();
    }

    fn put(&mut self, incident: Incident) {
        let others: Vec<Id> = incident.reports.iter().skip(1).map(|report| report.id.clone()).collect();
        let index = self.graph.add_node(Node::Incident(incident));
        self.others.extend(others.into_iter().map(|report| (report, index)));
    }

    fn actor(&self, id: &str) -> Option<u32> {
        self.index(NodeKind::Actor, id).map(|at| number(at.index()))
    }

    /// The edges of one relation at incidents, each told by the given reports.
    fn links(&self, relation: Relation, named: &Named, listed: List, told: &[Numbers]) -> Vec<Link> {
        let (places, first) = (number(self.actors), number(self.actors + self.places));
        // The incident of every report; none where it was dropped.
        let mut incident_of: Vec<Option<u32>> = vec![None; named.len()];
        if relation == Relation::RetaliatedFor {
            for (reports, node) in told.iter().zip(first..) {
                reports.iter().for_each(|&report| incident_of[report as usize] = Some(node));
            }
        }
        let mut links = Vec::new();
        for (reports, (node, incident)) in told.iter().zip((first..).zip(self.graph.node_weights().skip(first as usize))) {
            let Node::Incident(incident) = incident else { continue };
            let mut link = |number: u32, evidence: Vec<Citation>| {
                let (from, to) = match relation {
                    Relation::Perpetrated => (number, node),
                    Relation::Targeted => (node, number),
                    Relation::OccurredIn => (node, places + number),
                    _ => (node, incident_of[number as usize].unwrap_or(node)),
                };
                if from != to {
                    links.push(Link { from, to, grounds: Grounds::of(evidence, Vec::new()) });
                }
            };
            if let Some(corrected) = incident.corrected.as_ref().and_then(|corrected| corrected.side(relation)) {
                corrected.iter().filter_map(|id| self.actor(id)).for_each(|number| link(number, Vec::new()));
                continue;
            }
            let lists = || reports.iter().map(|&report| listed(named.of(report as usize)));
            if reports.len() == 1 {
                lists().flatten().for_each(|&number| link(number, Vec::new()));
                continue;
            }
            let mut numbers: Numbers = lists().flatten().copied().collect();
            numbers.sort_unstable();
            numbers.dedup();
            for number in numbers {
                // Where all reports say so, the sentences of the incident hold.
                let evidence = match lists().all(|list| list.contains(&number)) {
                    true => Vec::new(),
                    false => {
                        let saying = incident.reports.iter().zip(lists()).filter(|(_, list)| list.contains(&number));
                        saying.flat_map(|(report, _)| report.evidence.iter().cloned()).collect()
                    }
                };
                link(number, evidence);
            }
        }
        links
    }

    /// The edges between actors, by relation.
    fn between_actors(&self, ledger: &Ledger, rulings: &Rulings) -> BTreeMap<Relation, Vec<Link>> {
        let mut links: BTreeMap<Relation, Vec<Link>> = BTreeMap::new();
        for stated in ledger.entries.values().flat_map(|entry| &entry.relations) {
            if rulings.no_relation.contains(&(stated.subject.clone(), stated.relation, stated.object.clone())) {
                continue;
            }
            if let (Some(from), Some(to)) = (self.actor(&stated.subject), self.actor(&stated.object)) {
                let grounds = Grounds::of(stated.evidence.clone(), Vec::new());
                links.entry(stated.relation).or_default().push(Link { from, to, grounds });
            }
        }
        for ((from, relation, to), standing) in &ledger.standing.facts {
            // A fact about an actor that the ontology lacks is left out: its checker reports it.
            if let (Some(from), Some(to)) = (self.actor(from), self.actor(to)) {
                let grounds = Grounds::of(Vec::new(), standing.iter().cloned().collect());
                links.entry(*relation).or_default().push(Link { from, to, grounds });
            }
        }
        links
    }

    fn link(&mut self, relation: Relation, mut links: Vec<Link>) {
        // Several documents may state one relation, and several reports of an incident the answer to another.
        links.sort_by_key(|link| (link.from, link.to));
        for same in links.chunk_by_mut(|a, b| (a.from, a.to) == (b.from, b.to)) {
            let Some((&mut Link { from, to, ref mut grounds }, more)) = same.split_first_mut() else { continue };
            let mut grounds = grounds.take();
            more.iter_mut().filter_map(|link| link.grounds.take()).for_each(|other| Grounds::join(&mut grounds, *other));
            grounds.iter_mut().for_each(|grounds| canonical_citations(&mut grounds.evidence));
            let (from, to) = (NodeIndex::from(from), NodeIndex::from(to));
            let edge = self.graph.add_edge(from, to, Edge { relation, grounds });
            if matches!(relation, Relation::PartOf | Relation::Leads) {
                self.memberships.entry(from).or_default().push((edge, to));
            }
        }
    }
}

/// An edge to be: the numbers of its ends, and what stands behind it alone.
struct Link {
    from: u32,
    to: u32,
    grounds: Option<Box<Grounds>>,
}

/// A list of a report.
type List = fn(Lists<'_>) -> &[u32];

/// What a report lists, by the relation that the list becomes.
const LISTED: [(Relation, List); 4] = [
    (Relation::Perpetrated, |named| named.perpetrators),
    (Relation::Targeted, |named| named.targets),
    (Relation::OccurredIn, |named| named.places),
    (Relation::RetaliatedFor, |named| named.answers),
];
