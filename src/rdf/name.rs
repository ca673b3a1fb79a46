//! IRIs of what is in the graph, and back.
//!
//! `urn:reprisal:` and the sort, then the id: `urn:reprisal:actor:houthis`. Of ids, all but letters, digits and `-._~` is
//! percent-encoded; an incident of the document `a/b.txt` is `urn:reprisal:incident:a%2Fb.txt%23i1`. Evidence is
//! named by what it is for and its number there, from 1: `urn:reprisal:evidence:a%2Fb.txt%23i1/2`,
//! `urn:reprisal:evidence:iran/backs/houthis/1`.

use std::fmt::Write;

use petgraph::stable_graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;

use super::vocabulary::{OWN, Word};
use super::{Cited, Statements, Term};
use crate::graph::{Actor, Incident, NodeKind, NodeWeight, Place, Relation};

impl<'g> Statements<'g> {
    /// The IRI of a term; `None` of literals.
    #[must_use]
    pub fn iri(&self, term: Term<'g>) -> Option<String> {
        let mut iri = String::new();
        self.write_iri(term, &mut iri).map(|()| iri)
    }

    /// Adds the IRI of a term to a text; `None` of literals.
    pub(crate) fn write_iri(&self, term: Term<'g>, iri: &mut String) -> Option<()> {
        let graph = self.graph.petgraph();
        match term {
            Term::Node(index) => {
                let node = graph.node_weight(index)?;
                name(iri, node.kind().as_str(), node.id());
            }
            Term::Unlisted(kind, id) => name(iri, kind.as_str(), id),
            Term::Document(id) => name(iri, "document", id),
            Term::Evidence(Cited::InReport { incident, report, number }) => {
                let incident = Incident::of(graph.node_weight(incident)?)?;
                name(iri, "evidence", &incident.reports.get(report as usize)?.id);
                numbered(iri, number);
            }
            Term::Evidence(Cited::OnEdge { edge, number }) => {
                let (from, to) = graph.edge_endpoints(edge)?;
                let relation = graph.edge_weight(edge)?.relation;
                name(iri, "evidence", graph.node_weight(from)?.id());
                iri.push('/');
                iri.push_str(relation.as_str());
                iri.push('/');
                encode(iri, graph.node_weight(to)?.id());
                numbered(iri, number);
            }
            Term::Word(word) => iri.push_str(word.iri()),
            Term::Text(_) | Term::Date(_) | Term::Count(_) | Term::Share(_) => return None,
        }
        Some(())
    }

    /// The term of an IRI; `None` when the graph holds nothing of this name.
    #[must_use]
    pub fn named(&self, iri: &str) -> Option<Term<'g>> {
        if let Some(word) = Word::of_iri(iri) {
            return Some(Term::Word(word));
        }
        let (sort, rest) = iri.strip_prefix(OWN)?.split_once(':')?;
        let term = match sort {
            "actor" => self.node_or_unlisted(NodeKind::Actor, &decode(rest)?),
            "place" => self.node_or_unlisted(NodeKind::Place, &decode(rest)?),
            "incident" => self.graph.index(NodeKind::Incident, &decode(rest)?).map(Term::Node),
            "document" => self.graph.document(&decode(rest)?).map(|info| Term::Document(&info.id)),
            "evidence" => self.evidence_named(rest),
            _ => None,
        }?;
        // The same name written in another way is another IRI.
        (self.iri(term)? == iri).then_some(term)
    }

    fn node_or_unlisted(&self, kind: NodeKind, id: &str) -> Option<Term<'g>> {
        if let Some(index) = self.graph.index(kind, id) {
            return Some(Term::Node(index));
        }
        // Named by others only.
        let named = match kind {
            NodeKind::Actor => self.graph.nodes::<Actor>().map(|actor| actor.principal.as_str()).find(|name| *name == id),
            _ => self.graph.nodes::<Place>().filter_map(|place| place.within.as_deref()).find(|name| *name == id),
        };
        named.map(|id| Term::Unlisted(kind, id))
    }

    fn evidence_named(&self, rest: &str) -> Option<Term<'g>> {
        let graph = self.graph.petgraph();
        let parts: Vec<&str> = rest.split('/').collect();
        let (cited, many) = match parts[..] {
            [report, number] => {
                let id = decode(report)?;
                let incident = self.graph.incident(&id)?;
                let at = incident.incident().reports.iter().position(|report| report.id == *id)?;
                let index = self.graph.index(NodeKind::Incident, &incident.id)?;
                let cited = Cited::InReport { incident: index, report: u32::try_from(at).ok()?, number: from_one(number)? };
                (cited, incident.incident().reports.get(at)?.evidence.len())
            }
            [from, relation, to, number] => {
                let end = |id: &str| self.graph.index(NodeKind::Actor, &decode(id)?);
                let edge = edge_between(self, end(from)?, relation, end(to)?)?;
                (Cited::OnEdge { edge, number: from_one(number)? }, graph.edge_weight(edge)?.evidence().len())
            }
            _ => return None,
        };
        let (Cited::InReport { number, .. } | Cited::OnEdge { number, .. }) = cited;
        ((number as usize) < many).then_some(Term::Evidence(cited))
    }
}

fn edge_between(statements: &Statements, from: NodeIndex, relation: &str, to: NodeIndex) -> Option<EdgeIndex> {
    let relation = Relation::ALL.iter().find(|known| known.predicate().is_some() && known.as_str() == relation)?;
    let graph = statements.graph.petgraph();
    graph.edges_connecting(from, to).find(|edge| edge.weight().relation == *relation).map(|edge| edge.id())
}

/// Adds the name of what has an id.
pub(crate) fn name(iri: &mut String, sort: &str, id: &str) {
    // No more room than most names need: answers hold many. An incident's name grows by two in being encoded.
    iri.reserve(OWN.len() + sort.len() + id.len() + 3);
    iri.push_str(OWN);
    iri.push_str(sort);
    iri.push(':');
    encode(iri, id);
}

fn numbered(iri: &mut String, number: u32) {
    // Writing to a string does not fail.
    let _ = write!(iri, "/{}", u64::from(number) + 1);
}

fn from_one(number: &str) -> Option<u32> {
    number.parse::<u32>().ok()?.checked_sub(1)
}

/// Adds an id, percent-encoded.
pub(crate) fn encode(iri: &mut String, id: &str) {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
    if id.bytes().all(plain) {
        iri.push_str(id);
        return;
    }
    for byte in id.bytes() {
        if plain(byte) {
            iri.push(char::from(byte));
        } else {
            let _ = write!(iri, "%{byte:02X}");
        }
    }
}

/// The id that was encoded.
pub(crate) fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = match (first, after) {
            (b'%', [high, low, after @ ..]) => {
                let digit = |byte: &u8| char::from(*byte).to_digit(16);
                bytes.push(u8::try_from(digit(high)? * 16 + digit(low)?).ok()?);
                after
            }
            (byte, after) => {
                bytes.push(*byte);
                after
            }
        };
    }
    String::from_utf8(bytes).ok()
}
