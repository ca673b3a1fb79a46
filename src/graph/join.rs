//! How two accounts of one thing become one: every join is commutative, associative and idempotent.
//!
//! Of single values one account wins as a whole, by an order that looks at the values alone; lists are united.

use std::cmp::Ordering;

use super::model::{Actor, Citation, Edge, Incident, Node, Place, Standing};
use crate::extraction::DocumentInfo;

/// Something that another account of the same thing can be joined into.
pub(super) trait Join {
    fn join(&mut self, other: Self);
}

/// Orders and dedupes a list.
fn canonical<T: Ord>(list: &mut Vec<T>) {
    list.sort_unstable();
    list.dedup();
}

fn unite<T: Ord>(list: &mut Vec<T>, other: Vec<T>) {
    list.extend(other);
    canonical(list);
}

/// Keeps the lesser value; a value beats none.
fn lesser<T: Ord>(mine: &mut Option<T>, other: Option<T>) {
    if let Some(other) = other
        && mine.as_ref().is_none_or(|mine| other < *mine)
    {
        *mine = Some(other);
    }
}

/// The order among citations: where they stand, then everything else.
fn citation_order(a: &Citation, b: &Citation) -> Ordering {
    let key = |c: &Citation| (c.evidence.span, c.evidence.modality);
    let text = |c: &'_ Citation| (c.evidence.rule.clone(), c.evidence.text.clone(), c.evidence.attributed_to.clone());
    a.document
        .cmp(&b.document)
        .then_with(|| key(a).cmp(&key(b)))
        .then_with(|| text(a).cmp(&text(b)))
        .then_with(|| a.evidence.voices.cmp(&b.evidence.voices))
        .then_with(|| a.evidence.confidence.total_cmp(&b.evidence.confidence))
}

/// A number that is none could not be saved.
fn sureness(confidence: f32) -> f32 {
    if confidence.is_finite() { confidence.clamp(0.0, 1.0) + 0.0 } else { 0.0 }
}

fn canonical_citations(citations: &mut Vec<Citation>) {
    for citation in citations.iter_mut() {
        citation.evidence.confidence = sureness(citation.evidence.confidence);
    }
    citations.sort_by(citation_order);
    citations.dedup();
}

fn unite_citations(citations: &mut Vec<Citation>, other: Vec<Citation>) {
    citations.extend(other);
    canonical_citations(citations);
}

impl Actor {
    /// Puts the lists in order, as a first account of the actor.
    pub(super) fn canonical(mut self) -> Actor {
        canonical(&mut self.aliases);
        self.aliases.retain(|alias| *alias != self.name && *alias != self.id);
        canonical(&mut self.documents);
        self
    }

    /// The least account gives name, kind and principal: ontology first, a bare id as name last, whoever serves
    /// another before whoever is not known to.
    fn head(&self) -> impl Ord + '_ {
        (self.origin, self.name == self.id, self.principal == self.id, &self.name, self.kind, &self.principal)
    }
}

impl Join for Actor {
    fn join(&mut self, mut other: Actor) {
        if other.head() < self.head() {
            std::mem::swap(self, &mut other);
        }
        self.aliases.push(other.name);
        unite(&mut self.aliases, other.aliases);
        // A bare id that stood in for a name is no alias.
        self.aliases.retain(|alias| *alias != self.name && *alias != self.id);
        unite(&mut self.documents, other.documents);
    }
}

impl Place {
    /// Puts the lists in order, as a first account of the place.
    pub(super) fn canonical(mut self) -> Place {
        canonical(&mut self.documents);
        self
    }

    fn head(&self) -> impl Ord + '_ {
        (self.kind.is_none(), self.within.is_none(), self.name == self.id, &self.name, self.kind, &self.within)
    }
}

impl Join for Place {
    fn join(&mut self, mut other: Place) {
        if other.head() < self.head() {
            std::mem::swap(self, &mut other);
        }
        unite(&mut self.documents, other.documents);
    }
}

impl Incident {
    /// Puts the lists in order, as a first account of the incident.
    pub(super) fn canonical(mut self) -> Incident {
        self.confidence = sureness(self.confidence);
        canonical(&mut self.claimed_by);
        canonical(&mut self.denied_by);
        canonical_citations(&mut self.evidence);
        self
    }
}

impl Join for Incident {
    fn join(&mut self, other: Incident) {
        if other.document < self.document {
            self.document = other.document;
        }
        self.kind = self.kind.min(other.kind);
        self.modality = self.modality.min(other.modality);
        lesser(&mut self.date, other.date);
        lesser(&mut self.until, other.until);
        lesser(&mut self.killed, other.killed);
        lesser(&mut self.wounded, other.wounded);
        lesser(&mut self.weapon, other.weapon);
        lesser(&mut self.status, other.status);
        self.confidence = self.confidence.max(other.confidence);
        lesser(&mut self.attributed_to, other.attributed_to);
        unite(&mut self.claimed_by, other.claimed_by);
        unite(&mut self.denied_by, other.denied_by);
        unite_citations(&mut self.evidence, other.evidence);
    }
}

impl Join for Node {
    fn join(&mut self, other: Node) {
        match (self, other) {
            (Node::Actor(mine), Node::Actor(other)) => mine.join(other),
            (Node::Place(mine), Node::Place(other)) => mine.join(other),
            (Node::Incident(mine), Node::Incident(other)) => mine.join(other),
            // Nodes are looked up by sort and id, so the two are of one sort.
            _ => {}
        }
    }
}

impl Node {
    /// Puts the lists in order, as a first account.
    pub(super) fn canonical(self) -> Node {
        match self {
            Node::Actor(actor) => Node::Actor(actor.canonical()),
            Node::Place(place) => Node::Place(place.canonical()),
            Node::Incident(incident) => Node::Incident(incident.canonical()),
        }
    }
}

impl Edge {
    /// Puts the lists in order, as a first account.
    pub(super) fn canonical(mut self) -> Edge {
        canonical_citations(&mut self.evidence);
        canonical::<Standing>(&mut self.standing);
        self
    }
}

impl Join for Edge {
    fn join(&mut self, other: Edge) {
        unite_citations(&mut self.evidence, other.evidence);
        unite(&mut self.standing, other.standing);
    }
}

impl Join for DocumentInfo {
    fn join(&mut self, other: DocumentInfo) {
        lesser(&mut self.title, other.title);
        lesser(&mut self.source, other.source);
        lesser(&mut self.published, other.published);
    }
}
