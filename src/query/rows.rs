//! Rows in the making: one fact told by many documents becomes one row.

use std::collections::{BTreeMap, BTreeSet};

use super::answer::{Row, Source};
use crate::date::PartialDate;
use crate::extraction::Span;
use crate::graph::{Citation, IncidentRef, KnowledgeGraph, distinct};

/// A row whose lists are still sets.
#[derive(Default)]
pub(super) struct Draft<'s> {
    pub(super) row: Row,
    evidence: BTreeMap<(&'s str, Span, &'s str), Source>,
    documents: BTreeSet<&'s str>,
    incidents: BTreeMap<&'s str, IncidentRef<'s>>,
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

    /// Adds kind, place, time and sentences of an incident.
    pub(super) fn tell(&mut self, graph: &KnowledgeGraph, incident: IncidentRef<'s>) {
        self.incidents.insert(&incident.incident().id, incident);
        self.documents.insert(&incident.incident().document);
        self.what.insert(incident.kind.as_str().replace('-', " "));
        self.places.extend(Some(incident.place_names()).filter(|places| !places.is_empty()));
        self.cite(graph, &incident.incident().evidence);
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
            deeds: distinct(self.incidents.values().copied()),
            incidents: self.incidents.into_keys().map(str::to_owned).collect(),
            sources: self.documents.len(),
            evidence: self.evidence.into_values().collect(),
            ..self.row
        }
    }
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
