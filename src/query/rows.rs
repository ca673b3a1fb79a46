//! Rows in the making: one fact told by many documents becomes one row.

use std::collections::{BTreeMap, BTreeSet};

use super::answer::{Row, Source};
use crate::date::PartialDate;
use crate::extraction::Span;
use crate::graph::{Citation, IncidentRef, KnowledgeGraph};
use crate::vocabulary::{Modality, Stance, Status};

/// A row whose lists are still sets.
#[derive(Default)]
pub(super) struct Draft<'s> {
    pub(super) row: Row,
    evidence: BTreeMap<(&'s str, Span, &'s str), Source>,
    documents: BTreeSet<&'s str>,
    incidents: BTreeMap<&'s str, IncidentRef<'s>>,
    statuses: BTreeSet<Status>,
    what: BTreeSet<String>,
    for_what: BTreeSet<String>,
    places: BTreeSet<String>,
}

impl<'s> Draft<'s> {
    pub(super) fn cite(&mut self, graph: &KnowledgeGraph, citations: impl IntoIterator<Item = &'s Citation>) {
        for citation in citations {
            let key = (citation.document.as_str(), citation.evidence.span, citation.evidence.text.as_str());
            self.evidence.entry(key).or_insert_with(|| Source::new(graph, citation));
            self.documents.insert(&citation.document);
        }
    }

    /// Adds the sentences of a relation, and those that deny it, which are no sources of it.
    pub(super) fn relate(&mut self, graph: &KnowledgeGraph, evidence: &[&'s Citation], denials: &[&'s Citation]) {
        self.cite(graph, evidence.iter().copied());
        for &citation in denials {
            let key = (citation.document.as_str(), citation.evidence.span, citation.evidence.text.as_str());
            self.evidence.entry(key).or_insert_with(|| Source::new(graph, citation));
        }
        self.statuses.extend(status(evidence, !denials.is_empty()));
        for citation in evidence {
            self.sure(citation.evidence.confidence);
        }
    }

    fn sure(&mut self, confidence: f32) {
        self.row.confidence = Some(self.row.confidence.map_or(confidence, |known| known.max(confidence)));
    }

    /// Adds kind, place, time and sentences of an incident.
    pub(super) fn tell(&mut self, graph: &KnowledgeGraph, incident: IncidentRef<'s>) {
        self.incidents.insert(&incident.incident().id, incident);
        self.documents.extend(incident.incident().documents().map(|document| document.as_str()));
        self.what.insert(incident.kind.as_str().replace('-', " "));
        self.places.extend(Some(incident.place_names()).filter(|places| !places.is_empty()));
        self.cite(graph, &incident.incident().evidence);
        self.statuses.insert(incident.status);
        self.sure(incident.confidence);
        let (date, until) = (incident.date, incident.until);
        self.row.since = [self.row.since, date].into_iter().flatten().min_by_key(|date| date.first_day());
        self.row.until = [self.row.until, until.or(date)].into_iter().flatten().max_by_key(|date| date.last_day());
    }

    /// Adds an incident that the actor answered.
    pub(super) fn answers(&mut self, incident: IncidentRef, actor: &str) {
        self.for_what.insert(incident.describe_to(actor));
    }

    pub(super) fn role(&mut self, role: Option<String>) {
        self.what.extend(role);
    }

    fn finish(self) -> Row {
        Row {
            what: self.what.into_iter().collect(),
            for_what: self.for_what.into_iter().collect(),
            places: self.places.into_iter().collect(),
            deeds: self.incidents.len(),
            incidents: self.incidents.into_keys().map(str::to_owned).collect(),
            status: self.statuses.into_iter().collect(),
            sources: self.documents.len(),
            evidence: self.evidence.into_values().collect(),
            ..self.row
        }
    }
}

/// What the sentences of a relation make of it; nothing when only the ontology states it.
fn status(evidence: &[&Citation], denied: bool) -> Option<Status> {
    let first = evidence.iter().map(|citation| citation.evidence.modality).min()?;
    let held: Vec<&&Citation> = evidence.iter().filter(|citation| citation.evidence.modality == first).collect();
    let claims = |citation: &&&Citation| citation.evidence.voices.iter().any(|voice| voice.stance == Stance::Claims);
    Some(match first {
        Modality::Denied => Status::Denied,
        Modality::Threatened => Status::Threatened,
        Modality::Asserted if denied => Status::Contested,
        Modality::Asserted if held.iter().any(claims) => Status::Claimed,
        Modality::Asserted if held.iter().all(|citation| !citation.evidence.voices.is_empty()) => Status::Attributed,
        Modality::Asserted => Status::Asserted,
    })
}

/// Rows by what makes them one.
pub(super) struct Rows<'s, K> {
    rows: BTreeMap<K, Draft<'s>>,
}

impl<'s, K: Ord> Rows<'s, K> {
    pub(super) fn new() -> Self {
        Rows { rows: BTreeMap::new() }
    }

    pub(super) fn at(&mut self, key: K) -> &mut Draft<'s> {
        self.rows.entry(key).or_default()
    }

    /// The rows in the given order, then by name.
    pub(super) fn finish<O: Ord>(self, order: impl Fn(&Row) -> O) -> Vec<Row> {
        let mut rows: Vec<Row> = self.rows.into_values().map(Draft::finish).collect();
        rows.sort_by(|a, b| order(a).cmp(&order(b)).then_with(|| (&a.who, &a.whom).cmp(&(&b.who, &b.whom))));
        rows
    }
}

/// Orders rows by their first day, undated ones last.
pub(super) fn by_time(row: &Row) -> impl Ord + use<> {
    (row.since.is_none(), row.since.map(PartialDate::first_day))
}
