//! An incident as plain data.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Serialize;

use crate::date::PartialDate;
use crate::graph::{Actor, Citation, IncidentRef, KnowledgeGraph, View};
use crate::query::{ActorName, Source};
use crate::vocabulary::{IncidentKind, Modality, Status};

/// An incident as plain data, with its sentences.
///
/// ```
/// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
/// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
/// let timeline = reprisal::investigate::timeline(&graph.view(), None);
/// let first = &timeline.dated[0];
/// println!("{}: {} ({} documents)", first.when(), first.described, first.documents);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Deed {
    /// Id of the incident.
    pub id: String,
    /// In words, everybody as the documents name them.
    pub described: String,
    /// What sort of deed.
    pub kind: IncidentKind,
    /// To whose account it goes; empty when the documents do not say.
    pub who: Vec<ActorName>,
    /// Whom it was done to; empty when the documents do not say.
    pub whom: Vec<ActorName>,
    /// Where, in words; empty when not known.
    pub place: String,
    /// When; the first day of a span.
    pub date: Option<PartialDate>,
    /// The last day of a span.
    pub until: Option<PartialDate>,
    /// People killed.
    pub killed: Option<u32>,
    /// People wounded.
    pub wounded: Option<u32>,
    /// What it was done with.
    pub weapon: Option<String>,
    /// Whether it is told as fact, denied or threatened.
    pub modality: Modality,
    /// What is made of it, and on whose word.
    pub status: Status,
    /// How sure the reader is of who did it to whom, from 0 to 1.
    pub confidence: f32,
    /// Those who claimed it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub claimed_by: Vec<ActorName>,
    /// Those who denied a part in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub denied_by: Vec<ActorName>,
    /// How many documents tell of it.
    pub documents: usize,
    /// How many of them are independent, see [`Support`](crate::graph::Support).
    pub sources: usize,
    /// The day on which the first of them was published.
    pub first_reported: Option<Date>,
    /// The day on which the last of them was published.
    pub last_reported: Option<Date>,
    /// The sentences that tell of it.
    pub evidence: Vec<Source>,
}

impl Deed {
    pub(super) fn of(view: &View, incident: IncidentRef) -> Deed {
        let graph = view.graph();
        let support = incident.support();
        let names = |ids: &[crate::graph::Id]| ids.iter().map(|id| name(graph, id)).collect();
        Deed {
            id: incident.id.to_string(),
            described: incident.describe(),
            kind: incident.kind,
            who: accounts(view, &incident, incident.perpetrators()),
            whom: accounts(view, &incident, incident.targets()),
            place: incident.place_names(),
            date: incident.date,
            until: incident.until,
            killed: incident.killed,
            wounded: incident.wounded,
            weapon: incident.weapon.clone(),
            modality: incident.modality,
            status: incident.status,
            confidence: incident.confidence,
            claimed_by: names(&incident.claimed_by),
            denied_by: names(&incident.denied_by),
            documents: incident.documents().count(),
            sources: support.sources,
            first_reported: support.first_reported,
            last_reported: support.last_reported,
            evidence: sources(graph, incident.evidence()),
        }
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
}

/// The accounts of actors of an incident, in id order, each once.
pub(super) fn accounts<'g>(view: &View<'g>, incident: &IncidentRef, actors: impl Iterator<Item = &'g Actor>) -> Vec<ActorName> {
    let ids: BTreeSet<&str> = actors.map(|actor| view.account_on(actor, incident.date)).collect();
    ids.into_iter().map(|id| name(view.graph(), id)).collect()
}

pub(super) fn name(graph: &KnowledgeGraph, id: &str) -> ActorName {
    ActorName { id: id.to_owned(), name: graph.actor_name(id).to_owned() }
}

/// Sentences with their articles, each once: a sentence that fired two rules is quoted once.
pub(super) fn sources<'c>(graph: &KnowledgeGraph, citations: impl IntoIterator<Item = &'c Citation>) -> Vec<Source> {
    let mut seen = BTreeSet::new();
    let new = |citation: &&Citation| seen.insert((citation.document.clone(), citation.evidence.span));
    citations.into_iter().filter(new).map(|citation| Source::new(graph, citation)).collect()
}

/// What orders incidents by time, undated ones last.
pub(super) fn by_time(incident: &IncidentRef) -> impl Ord + use<> {
    let day = incident.date.or(incident.until);
    (day.is_none(), day.map(PartialDate::first_day), incident.id.clone())
}
