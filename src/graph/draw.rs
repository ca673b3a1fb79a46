//! From the ledger to the graph: actors and places from all that is said of them, incidents from their reports, edges.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use petgraph::stable_graph::{EdgeIndex, NodeIndex, StableDiGraph};

use super::corrections::{Rulings, Unapplied};
use super::id::Id;
use super::incident;
use super::ledger::{Ledger, canonical_citations};
use super::model::{Actor, Citation, Edge, Node, NodeKind, Place, Relation, Report, Standing};
use crate::extraction::{ActorRecord, PlaceRecord};
use crate::vocabulary::{ActorKind, Origin};

/// The graph as drawn: nodes of one sort and edges of one relation lie in the order of ids.
#[derive(Clone, Debug, Default)]
pub(super) struct Drawing {
    pub(super) graph: StableDiGraph<Node, Edge>,
    pub(super) nodes: BTreeMap<NodeKind, BTreeMap<Id, NodeIndex>>,
    /// The incident of every report.
    pub(super) incidents: HashMap<Id, NodeIndex>,
    /// The principal of every actor that is not its own.
    pub(super) principals: HashMap<NodeIndex, NodeIndex>,
    /// What every actor belongs to or leads: looked up for every deed of actors with thousands of other edges.
    pub(super) memberships: HashMap<NodeIndex, Vec<(EdgeIndex, NodeIndex)>>,
    /// Corrections that do not apply.
    pub(super) unapplied: Vec<Unapplied>,
}

/// What is known of the actors and places of a ledger, each once.
#[derive(Clone, Debug, Default)]
pub(super) struct Gazetteer {
    pub(super) actors: BTreeMap<Id, Actor>,
    pub(super) places: BTreeMap<Id, Place>,
}

impl Gazetteer {
    pub(super) fn of(ledger: &Ledger) -> Gazetteer {
        let mut actors: HashMap<&str, Known<ActorRecord>> = HashMap::new();
        let mut places: HashMap<&str, Known<PlaceRecord>> = HashMap::new();
        for (document, entry) in &ledger.entries {
            for record in &entry.actors {
                know(&mut actors, &record.id).hears(record, Some(document));
                // To whose account deeds go is an actor, too, even if nobody describes it.
                if record.principal != record.id {
                    know(&mut actors, &record.principal).is_named_by(document);
                }
            }
            for record in &entry.places {
                know(&mut places, &record.id).hears(record, Some(document));
            }
            // Ids that a document uses without a record of their own bear the id as their name.
            let parties = entry.reports.iter().flat_map(|report| report.perpetrators.iter().chain(&report.targets));
            let related = entry.relations.iter().flat_map(|stated| [&stated.subject, &stated.object]);
            for id in parties.chain(related) {
                know(&mut actors, id).is_named_by(document);
            }
            for id in entry.reports.iter().flat_map(|report| &report.places) {
                know(&mut places, id).is_named_by(document);
            }
        }
        for (id, record) in &ledger.standing.actors {
            know(&mut actors, id).hears(record, None);
        }
        for (id, record) in &ledger.standing.places {
            know(&mut places, id).hears(record, None);
        }
        Gazetteer {
            actors: actors.into_iter().map(|(id, known)| (id.into(), known.actor(id))).collect(),
            places: places.into_iter().map(|(id, known)| (id.into(), known.place(id))).collect(),
        }
    }

    /// The place and the places around it, smallest first.
    pub(super) fn around<'a>(&'a self, place: &str) -> impl Iterator<Item = &'a Place> {
        // The bound keeps a circle of places from hanging the reader.
        std::iter::successors(self.places.get(place), |place| self.places.get(place.within.as_deref()?)).take(16)
    }
}

/// Different records of one actor or place, and the documents that name it.
#[derive(Debug)]
struct Known<'l, R> {
    records: BTreeSet<&'l R>,
    /// The record that was heard last: most documents share it, and to compare its place is much quicker than its words.
    last: Option<&'l R>,
    documents: Vec<Id>,
}

fn know<'m, 'l, R>(known: &'m mut HashMap<&'l str, Known<'l, R>>, id: &'l str) -> &'m mut Known<'l, R> {
    known.entry(id).or_insert_with(|| Known { records: BTreeSet::new(), last: None, documents: Vec::new() })
}

impl<'l, R: Ord> Known<'l, R> {
    fn hears(&mut self, record: &'l R, document: Option<&Id>) {
        if !self.last.is_some_and(|last| std::ptr::eq(last, record)) {
            self.records.insert(record);
            self.last = Some(record);
        }
        document.into_iter().for_each(|document| self.is_named_by(document));
    }

    /// Documents come in order.
    fn is_named_by(&mut self, document: &Id) {
        if self.documents.last() != Some(document) {
            self.documents.push(document.clone());
        }
    }
}

impl Known<'_, ActorRecord> {
    /// The least record gives name, kind and principal: ontology first, a bare id as name last, whoever serves another
    /// before whoever is not known to. The names of all become aliases.
    fn actor(self, id: &str) -> Actor {
        let head = |record: &ActorRecord| {
            let ActorRecord { name, principal, kind, origin, .. } = record.clone();
            (origin, name == record.id, principal == record.id, name, kind, principal)
        };
        let Some(first) = self.records.iter().min_by_key(|record| head(record)) else {
            return Actor {
                id: id.to_string(),
                name: id.to_string(),
                aliases: Vec::new(),
                kind: ActorKind::Generic,
                principal: id.to_string(),
                origin: Origin::Discovered,
                documents: self.documents,
            };
        };
        let names = self.records.iter().flat_map(|record| record.aliases.iter().chain([&record.name]));
        let aliases: BTreeSet<&String> = names.filter(|alias| **alias != first.name && **alias != first.id).collect();
        Actor {
            id: first.id.clone(),
            name: first.name.clone(),
            aliases: aliases.into_iter().cloned().collect(),
            kind: first.kind,
            principal: first.principal.clone(),
            origin: first.origin,
            documents: self.documents,
        }
    }
}

impl Known<'_, PlaceRecord> {
    fn place(self, id: &str) -> Place {
        let head = |record: &&&PlaceRecord| {
            let PlaceRecord { name, kind, within, .. } = (**record).clone();
            (kind.is_none(), within.is_none(), name == record.id, name, kind, within)
        };
        let first = self.records.iter().min_by_key(head);
        Place {
            id: id.to_string(),
            name: first.map_or_else(|| id.to_string(), |first| first.name.clone()),
            kind: first.and_then(|first| first.kind),
            within: first.and_then(|first| first.within.clone()),
            documents: self.documents,
        }
    }
}

/// Draws the graph of a ledger, its reports being of the given incidents.
pub(super) fn draw(ledger: &Ledger, gazetteer: Gazetteer, incidents: Vec<Vec<Arc<Report>>>, rulings: Rulings) -> Drawing {
    let mut drawing = Drawing::default();
    for (id, actor) in gazetteer.actors {
        drawing.put(id, Node::Actor(actor));
    }
    drawing.know_principals();
    for (id, place) in gazetteer.places {
        drawing.put(id, Node::Place(place));
    }
    let mut incidents: Vec<_> =
        incidents.into_iter().filter_map(|reports| rulings.correct(incident::from_reports(reports))).collect();
    incidents.sort_by(|a, b| a.id.cmp(&b.id));
    for incident in incidents {
        let reports: Vec<Id> = incident.reports.iter().map(|report| report.id.clone()).collect();
        let index = drawing.put(incident.id.clone(), Node::Incident(incident));
        drawing.incidents.extend(reports.into_iter().map(|report| (report, index)));
    }
    drawing.link(ledger, &rulings);
    drawing.unapplied = rulings.unapplied;
    drawing
}

impl Drawing {
    fn put(&mut self, id: Id, node: Node) -> NodeIndex {
        let kind = node.kind();
        let index = self.graph.add_node(node);
        self.nodes.entry(kind).or_default().insert(id, index);
        index
    }

    fn know_principals(&mut self) {
        let actors = self.graph.node_indices().filter_map(|at| match &self.graph[at] {
            Node::Actor(actor) if actor.principal != actor.id => Some((at, self.index(NodeKind::Actor, &actor.principal)?)),
            _ => None,
        });
        self.principals = actors.collect();
    }

    fn index(&self, kind: NodeKind, id: &str) -> Option<NodeIndex> {
        self.nodes.get(&kind)?.get(id).copied()
    }

    fn link(&mut self, ledger: &Ledger, rulings: &Rulings) {
        let mut links: Vec<Link> = Vec::new();
        let mut link = |relation, from, to, evidence, standing| links.push((relation, from, to, evidence, standing));
        for (at, node) in self.graph.node_weights().enumerate() {
            let Node::Incident(incident) = node else { continue };
            // Nodes were added one after the other, and none was taken away.
            let at = NodeIndex::new(at);
            let of_some = incident.reports.len() > 1;
            for (relation, listed) in LISTED {
                let corrected = match relation {
                    Relation::Perpetrated => incident.corrected.as_ref().and_then(|corrected| corrected.perpetrators.as_ref()),
                    Relation::Targeted => incident.corrected.as_ref().and_then(|corrected| corrected.targets.as_ref()),
                    _ => None,
                };
                let ids: BTreeSet<&Id> = match corrected {
                    Some(ids) => ids.iter().collect(),
                    None => incident.reports.iter().flat_map(|report| listed(report)).collect(),
                };
                for id in ids {
                    let (from_kind, to_kind) = relation.ends();
                    let (from, to) = match relation {
                        Relation::Perpetrated => (self.index(from_kind, id), Some(at)),
                        Relation::RetaliatedFor => (Some(at), self.incidents.get(id).copied()),
                        _ => (Some(at), self.index(to_kind, id)),
                    };
                    let (Some(from), Some(to)) = (from, to) else { continue };
                    if from == to {
                        continue;
                    }
                    // Where all reports say so, the sentences of the incident hold.
                    let says = |report: &&Arc<Report>| listed(report).contains(id);
                    let evidence = match corrected.is_none() && of_some && !incident.reports.iter().all(|report| says(&report)) {
                        true => incident.reports.iter().filter(says).flat_map(|report| report.evidence.iter().cloned()).collect(),
                        false => Vec::new(),
                    };
                    link(relation, from, to, evidence, Vec::new());
                }
            }
        }
        for stated in ledger.entries.values().flat_map(|entry| &entry.relations) {
            let ends = (self.index(NodeKind::Actor, &stated.subject), self.index(NodeKind::Actor, &stated.object));
            if rulings.no_relation.contains(&(stated.subject.clone(), stated.relation, stated.object.clone())) {
                continue;
            }
            if let (Some(from), Some(to)) = ends {
                link(stated.relation, from, to, stated.evidence.clone(), Vec::new());
            }
        }
        for ((from, relation, to), standing) in &ledger.standing.facts {
            // A fact about an actor that the ontology lacks is left out: its checker reports it.
            let ends = (self.index(NodeKind::Actor, from), self.index(NodeKind::Actor, to));
            if let (Some(from), Some(to)) = ends {
                link(*relation, from, to, Vec::new(), standing.iter().cloned().collect());
            }
        }
        // Several documents may state one relation, and several reports of an incident the answer to another.
        links.sort_by_key(|&(relation, from, to, ..)| (relation, from, to));
        for same in links.chunk_by_mut(|a, b| (a.0, a.1, a.2) == (b.0, b.1, b.2)) {
            let Some(&mut (relation, from, to, ..)) = same.first_mut() else { continue };
            let mut edge = Edge { relation, evidence: Vec::new(), standing: Vec::new() };
            for (.., evidence, standing) in same {
                edge.evidence.append(evidence);
                edge.standing.append(standing);
            }
            canonical_citations(&mut edge.evidence);
            let edge = self.graph.add_edge(from, to, edge);
            if matches!(relation, Relation::PartOf | Relation::Leads) {
                self.memberships.entry(from).or_default().push((edge, to));
            }
        }
    }
}

/// An edge to be: what it says, its ends, and what stands behind it.
type Link = (Relation, NodeIndex, NodeIndex, Vec<Citation>, Vec<Standing>);

/// A relation, and the list of a report that becomes it.
type Listed = (Relation, fn(&Report) -> &Vec<Id>);

/// What a report lists, by the relation that the list becomes.
const LISTED: [Listed; 4] = [
    (Relation::Perpetrated, |report| &report.perpetrators),
    (Relation::Targeted, |report| &report.targets),
    (Relation::OccurredIn, |report| &report.places),
    (Relation::RetaliatedFor, |report| &report.answers),
];
