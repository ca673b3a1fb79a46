//! A row as it is written: what incidents and relations say, put together.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::stable_graph::EdgeIndex;

use super::answer::{Row, Source};
use super::plan::published_by;
use super::search::Search;
use super::syntax::Query;
use crate::extraction::Span;
use crate::graph::{Citation, IncidentRef};

/// A row as it is written.
pub(super) struct Writing<'s, 'g, 'q> {
    search: &'s Search<'g>,
    query: &'q Query,
    pub(super) row: Row,
    evidence: BTreeMap<(&'g str, Span, &'g str), Source>,
    documents: BTreeSet<&'g str>,
}

impl<'s, 'g, 'q> Writing<'s, 'g, 'q> {
    pub(super) fn new(search: &'s Search<'g>, query: &'q Query) -> Self {
        Writing { search, query, row: Row::default(), evidence: BTreeMap::new(), documents: BTreeSet::new() }
    }

    /// Whether a document counts that was published when it was.
    fn counts(&self, document: &str) -> bool {
        let filters = self.query.clauses.iter().map(|clause| &clause.filter).chain([&self.query.filter]);
        filters.filter_map(|filter| filter.as_of).all(|day| published_by(self.search.graph, document, day))
    }

    fn cite(&mut self, citations: impl IntoIterator<Item = &'g Citation>, as_source: bool) {
        for citation in citations {
            if self.counts(&citation.document) {
                let key = (citation.document.as_str(), citation.evidence.span, citation.evidence.text.as_str());
                self.evidence.entry(key).or_insert_with(|| Source::new(self.search.graph, citation));
                self.documents.extend(as_source.then_some(citation.document.as_str()));
            }
        }
    }

    fn sure(&mut self, confidence: f32) {
        self.row.confidence = Some(self.row.confidence.map_or(confidence, |known| known.max(confidence)));
    }

    /// Adds kind, place, time and sentences of an incident, and what it answers.
    pub(super) fn tell(&mut self, deed: IncidentRef<'g>) {
        let incident = deed.incident();
        let documents: Vec<&str> = incident.documents().map(|id| id.as_str()).filter(|id| self.counts(id)).collect();
        self.documents.extend(documents);
        self.cite(incident.evidence(), true);
        self.sure(incident.confidence);
        let row = &mut self.row;
        row.deeds += 1;
        row.incidents.push(incident.id.to_string());
        row.status.push(incident.status);
        row.what.push(incident.kind.as_str().replace('-', " "));
        row.places.extend(Some(deed.place_names()).filter(|places| !places.is_empty()));
        row.since = [row.since, incident.date].into_iter().flatten().min_by_key(|date| date.first_day());
        row.until = [row.until, incident.until.or(incident.date)].into_iter().flatten().max_by_key(|date| date.last_day());
        let who = row.who.first().map(|who| who.id.clone()).unwrap_or_default();
        let answered: Vec<String> = deed.answers().map(|answered| answered.describe_to(&who)).collect();
        row.for_what.extend(answered);
    }

    /// Adds the sentences of a relation, those that deny it, which are no sources of it, and the ontology's word.
    pub(super) fn relate(&mut self, clause: usize, edge: EdgeIndex) {
        let Some(said) = self.search.said(self.query, clause, edge) else { return };
        for citation in &said.evidence {
            self.sure(citation.evidence.confidence);
        }
        self.cite(said.evidence, true);
        self.cite(said.denials, false);
        self.row.status.extend(said.status);
        self.row.what.extend(said.standing.iter().filter_map(|fact| fact.role.clone()));
        self.row.standing.extend(said.standing.into_iter().cloned());
    }

    pub(super) fn finish(mut self) -> Row {
        for list in [&mut self.row.what, &mut self.row.for_what, &mut self.row.places, &mut self.row.incidents] {
            list.sort_unstable();
            list.dedup();
        }
        for list in [&mut self.row.who, &mut self.row.whom] {
            list.sort_unstable();
            list.dedup();
        }
        self.row.status.sort_unstable();
        self.row.status.dedup();
        self.row.standing.sort_unstable();
        self.row.standing.dedup();
        Row { sources: self.documents.len(), evidence: self.evidence.into_values().collect(), ..self.row }
    }
}
