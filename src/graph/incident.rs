//! An incident together with its way around the graph.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;
use std::sync::Arc;

use petgraph::Direction::{Incoming, Outgoing};
use petgraph::stable_graph::NodeIndex;
use petgraph::visit::EdgeRef;

use super::KnowledgeGraph;
use super::id::Id;
use super::model::{Actor, Details, Incident, NodeWeight, Place, Relation, Report};
use super::status;
use crate::date::PartialDate;
use crate::vocabulary::{IncidentKind, Modality};

/// An [`Incident`] that knows who did it, to whom, where, and what it answers.
///
/// ```
/// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
/// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
/// let strike = graph.incidents().find(|deed| deed.is_answer()).ok_or("there is an answer")?;
/// let before = strike.answers().next().ok_or("it answers something")?;
/// assert!(before.answered_by().any(|deed| deed.incident().id == strike.incident().id));
/// assert!(strike.perpetrators().count() > 0 && !strike.when().is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy)]
pub struct IncidentRef<'g> {
    graph: &'g KnowledgeGraph,
    index: NodeIndex,
    incident: &'g Incident,
}

impl<'g> IncidentRef<'g> {
    pub(crate) fn new(graph: &'g KnowledgeGraph, index: NodeIndex) -> Option<IncidentRef<'g>> {
        let incident = Incident::of(graph.petgraph().node_weight(index)?)?;
        Some(IncidentRef { graph, index, incident })
    }

    /// The graph that holds it.
    #[must_use]
    pub fn graph(&self) -> &'g KnowledgeGraph {
        self.graph
    }

    /// The incident itself, for as long as the graph lives.
    #[must_use]
    pub fn incident(&self) -> &'g Incident {
        self.incident
    }

    /// Who did it, in id order.
    pub fn perpetrators(&self) -> impl Iterator<Item = &'g Actor> + use<'g> {
        self.others(Relation::Perpetrated, Incoming)
    }

    /// To whom it was done, in id order.
    pub fn targets(&self) -> impl Iterator<Item = &'g Actor> + use<'g> {
        self.others(Relation::Targeted, Outgoing)
    }

    /// Where it happened, in id order.
    pub fn places(&self) -> impl Iterator<Item = &'g Place> + use<'g> {
        self.others(Relation::OccurredIn, Outgoing)
    }

    /// Its place in the petgraph underneath.
    #[must_use]
    pub fn index(&self) -> NodeIndex {
        self.index
    }

    /// Whether it answers another.
    #[must_use]
    pub fn is_answer(&self) -> bool {
        let mut edges = self.graph.petgraph().edges_directed(self.index, Outgoing);
        edges.any(|edge| edge.weight().relation == Relation::RetaliatedFor)
    }

    /// Visits the other ends of its edges of one relation, in no order.
    pub(super) fn ends(&self, relation: Relation, mut visit: impl FnMut(NodeIndex)) {
        let way = if relation == Relation::Perpetrated { Incoming } else { Outgoing };
        for edge in self.graph.petgraph().edges_directed(self.index, way) {
            if edge.weight().relation == relation {
                visit(if way == Incoming { edge.source() } else { edge.target() });
            }
        }
    }

    /// The incidents that it answers, in id order.
    pub fn answers(&self) -> impl Iterator<Item = IncidentRef<'g>> + use<'g> {
        self.incidents(Outgoing)
    }

    /// The incidents that answer it, in id order.
    pub fn answered_by(&self) -> impl Iterator<Item = IncidentRef<'g>> + use<'g> {
        self.incidents(Incoming)
    }

    /// The incident in words: "drone attack by Red Brigade on Blue Army, Northland, 2024-01-28".
    #[must_use]
    pub fn describe(&self) -> String {
        self.words(&names(self.targets()))
    }

    /// The incident in words, for the one it was done to: its target goes without saying when that is the account of
    /// the actor alone.
    #[must_use]
    pub fn describe_to(&self, actor: &str) -> String {
        let mine = self.graph.principal(actor);
        if self.targets().all(|target| target.principal == mine) { self.words("") } else { self.describe() }
    }

    fn words(&self, targets: &str) -> String {
        let mut words = self.kind.as_str().replace('-', " ");
        for (link, actors) in [(" by ", names(self.perpetrators()).as_str()), (" on ", targets)] {
            if !actors.is_empty() {
                words.push_str(link);
                words.push_str(actors);
            }
        }
        for detail in [self.place_names(), self.when()].into_iter().filter(|detail| !detail.is_empty()) {
            words.push_str(", ");
            words.push_str(&detail);
        }
        words
    }

    /// Where it happened, in words; a place around another that is given is left out. Empty when not known.
    #[must_use]
    pub fn place_names(&self) -> String {
        let places: Vec<&Place> = self.places().collect();
        let around_another =
            |outer: &Place| places.iter().any(|place| self.graph.around(&place.id).skip(1).any(|around| around.id == outer.id));
        let nearest: Vec<&str> = places.iter().filter(|place| !around_another(place)).map(|place| place.name.as_str()).collect();
        nearest.join(" and ")
    }

    /// When it happened, in words; a span as "2024-01-28 … 2024-02-02". Empty when not known.
    #[must_use]
    pub fn when(&self) -> String {
        match (self.date, self.until) {
            (Some(date), Some(until)) if until != date => format!("{date} … {until}"),
            (Some(date), _) => date.to_string(),
            (None, Some(until)) => format!("… {until}"),
            (None, None) => String::new(),
        }
    }

    fn others<N: NodeWeight + 'g>(
        &self,
        relation: Relation,
        way: petgraph::Direction,
    ) -> impl Iterator<Item = &'g N> + use<'g, N> {
        let graph = self.graph;
        graph.neighbours(self.index, relation, way).into_iter().filter_map(|index| N::of(&graph.petgraph()[index]))
    }

    fn incidents(&self, way: petgraph::Direction) -> impl Iterator<Item = IncidentRef<'g>> + use<'g> {
        let graph = self.graph;
        let found = graph.neighbours(self.index, Relation::RetaliatedFor, way).into_iter();
        found.filter_map(|index| IncidentRef::new(graph, index))
    }
}

/// Names of actors as a list in words; one that is named beside its principal goes without saying.
fn names<'g>(actors: impl Iterator<Item = &'g Actor>) -> String {
    let actors: Vec<&Actor> = actors.collect();
    let beside = |actor: &Actor| actor.principal != actor.id && actors.iter().any(|other| other.id == actor.principal);
    actors.iter().filter(|actor| !beside(actor)).map(|actor| actor.name.as_str()).collect::<Vec<_>>().join(" and ")
}

impl Deref for IncidentRef<'_> {
    type Target = Incident;

    fn deref(&self) -> &Incident {
        self.incident
    }
}

impl std::fmt::Debug for IncidentRef<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.incident.fmt(f)
    }
}

impl PartialEq for IncidentRef<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.incident == other.incident
    }
}

/// The incident of one or more reports, with the best word of all.
///
/// Of the most exact dates and the nearest kinds, the one that most reports give; of equals the least. Tolls grow, so the
/// highest stands.
pub(super) fn from_reports(mut reports: Vec<Arc<Report>>) -> Incident {
    reports.sort_by(|a, b| a.id.cmp(&b.id));
    let id = reports.first().map_or_else(|| Id::from(""), |report| report.id.clone());
    let (details, joint) = match reports.as_slice() {
        [one] => (one.details.clone(), Box::default()),
        _ => (Arc::new(best(&reports)), reports.iter().flat_map(|report| report.evidence.iter().cloned()).collect()),
    };
    Incident { id, details, reports: reports.into_boxed_slice(), joint, corrected: None }
}

fn best(reports: &[Arc<Report>]) -> Details {
    // What only denies or threatens a deed says less of it than what tells of it.
    let modality = reports.iter().map(|report| report.modality).min().unwrap_or(Modality::Asserted);
    let firm: Vec<&Report> = reports.iter().map(Arc::as_ref).filter(|report| report.modality == modality).collect();
    let exact = firm.iter().filter_map(|report| report.date.map(exactness)).min();
    let when =
        most(firm.iter().filter_map(|report| Some((report.date.filter(|&date| Some(exactness(date)) == exact)?, report.until))));
    let near = firm.iter().map(|report| report.kind).filter(|kind| *kind != IncidentKind::Attack);
    let voices: BTreeSet<&Option<Id>> = firm.iter().map(|report| &report.attributed_to).collect();
    let all = |listed: fn(&Report) -> &[Id]| {
        reports.iter().flat_map(|report| listed(report).iter().cloned()).collect::<BTreeSet<Id>>().into_iter().collect()
    };
    Details {
        kind: most(near).unwrap_or(IncidentKind::Attack),
        date: when.map(|(date, _)| date),
        until: when.and_then(|(_, until)| until),
        killed: firm.iter().filter_map(|report| report.killed).max(),
        wounded: firm.iter().filter_map(|report| report.wounded).max(),
        weapon: most(firm.iter().filter_map(|report| report.weapon.as_ref())).cloned(),
        modality,
        status: status::of_reports(reports),
        confidence: 1.0 - firm.iter().map(|report| 1.0 - report.confidence).product::<f32>(),
        // One voice is that of the incident only when everybody goes by it.
        attributed_to: match voices.len() {
            1 => voices.into_iter().next().cloned().flatten(),
            _ => None,
        },
        claimed_by: all(|report| &report.details.claimed_by),
        denied_by: all(|report| &report.details.denied_by),
    }
}

/// A day before a month before a year.
fn exactness(date: PartialDate) -> u8 {
    match date {
        PartialDate::Day(_) => 0,
        PartialDate::Month(..) => 1,
        PartialDate::Year(_) => 2,
    }
}

/// What is said most often; of equals the least.
fn most<T: Ord>(said: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    said.for_each(|word| *counts.entry(word).or_default() += 1);
    // The first of the highest: `max_by_key` would give the last.
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(word, _)| word)
}
