//! The sentences behind an edge or an incident, as attributes.

use std::collections::BTreeSet;

use super::attribute::Sort::{Count, Date, Nested as Within, Text};
use super::{Attribute, Item, Nested};
use crate::date::PartialDate;
use crate::graph::{Citation, KnowledgeGraph};

pub(super) const DOCUMENTS: Attribute = Attribute::new("documents", Count);
pub(super) const EVIDENCE_COUNT: Attribute = Attribute::new("evidence_count", Count);
pub(super) const QUOTE: Attribute = Attribute::new("quote", Text);
pub(super) const TOLD_BY: Attribute = Attribute::new("told_by", Text);
pub(super) const DOCUMENT: Attribute = Attribute::new("document", Text);
pub(super) const TITLE: Attribute = Attribute::new("title", Text);
pub(super) const PUBLISHED: Attribute = Attribute::new("published", Date);
pub(super) const OUTLET: Attribute = Attribute::new("outlet", Text);
pub(super) const URL: Attribute = Attribute::new("url", Text);
pub(super) const EVIDENCE: Attribute = Attribute::new("evidence", Within);

/// Says how many sentences there are, and quotes one with its document: the best, if one is given, else the first.
pub(super) fn put<'v>(item: &mut Item<'v>, graph: &'v KnowledgeGraph, citations: &[&'v Citation], best: Option<&'v Citation>) {
    item.put(EVIDENCE_COUNT, citations.len());
    item.put(DOCUMENTS, documents(citations.iter().copied()));
    // A document that states something without a sentence of its own has an empty one.
    let first = || citations.iter().copied().find(|citation| !citation.evidence.text.is_empty());
    let quoted = best.or_else(first).or(citations.first().copied());
    let Some(Citation { document, evidence }) = quoted else { return };
    item.put(QUOTE, evidence.text.as_str());
    item.put(TOLD_BY, evidence.told_by());
    item.put(DOCUMENT, document.as_str());
    if let Some(info) = graph.document(document) {
        item.put(TITLE, info.title.as_deref());
        if let Some(day) = info.published {
            item.put(PUBLISHED, PartialDate::Day(day));
        }
        item.put(OUTLET, info.outlet());
        item.put(URL, info.url());
    }
}

/// The sentence that tells of an answer and of what it answers: better than one that tells of the answer alone.
pub(super) fn answering<'v>(answer: &'v [Citation], answered: &[Citation]) -> Option<&'v Citation> {
    let tells_too = |citation: &&Citation| {
        let place = |citation: &Citation| (citation.document.clone(), citation.evidence.span);
        let same = |other: &Citation| place(other) == place(citation) && other.evidence.text == citation.evidence.text;
        !citation.evidence.text.is_empty() && answered.iter().any(same)
    };
    answer.iter().find(tells_too)
}

/// All sentences.
pub(super) fn put_all<'v>(item: &mut Item<'v>, citations: Vec<&'v Citation>) {
    item.put(EVIDENCE, Nested::Evidence(citations));
}

/// How many documents the sentences stand in.
pub(super) fn documents<'v>(citations: impl Iterator<Item = &'v Citation>) -> usize {
    let mut citations = citations.map(|citation| citation.document.as_str());
    let Some(first) = citations.next() else { return 0 };
    let mut others: BTreeSet<&str> = citations.filter(|document| *document != first).collect();
    others.insert(first);
    others.len()
}
