//! What every document says, put together from nodes and edges.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::str::FromStr;

use super::super::network::{Quote, Record, Told};
use super::read::{Imported, Node, NodeLinkError};
use crate::export::Content;
use crate::extraction::{ActorRecord, DocumentInfo, Evidence, Extraction, PlaceRecord, RelationRecord};
use crate::graph::{Corrections, KnowledgeGraph, NodeKind, Relation, Standing};
use crate::vocabulary::Origin;

/// What every document says, and what the ontology does, as it is put together.
#[derive(Default)]
pub(super) struct Assembly {
    documents: BTreeMap<String, Extraction>,
    actors: Vec<ActorRecord>,
    places: Vec<PlaceRecord>,
    facts: Vec<(String, Relation, String, Vec<Standing>)>,
    /// Nodes and edges of others.
    pub(super) foreign_nodes: usize,
    pub(super) foreign_edges: usize,
    unlisted: usize,
}

impl Assembly {
    /// Begins what a document says.
    pub(super) fn list(&mut self, info: DocumentInfo) {
        self.documents.insert(info.id.clone(), Extraction::new(info));
    }

    fn document(&mut self, id: &str) -> &mut Extraction {
        let Assembly { documents, unlisted, .. } = self;
        documents.entry(id.to_owned()).or_insert_with(|| {
            *unlisted += 1;
            Extraction::new(DocumentInfo::new(id))
        })
    }

    pub(super) fn node(&mut self, kind: NodeKind, mut node: Node) -> Result<(), NodeLinkError> {
        for report in std::mem::take(&mut node.reports) {
            self.report(report);
        }
        for record in std::mem::take(&mut node.records) {
            match kind {
                NodeKind::Actor => {
                    let actor = actor(&node, &record)?;
                    for document in &record.documents {
                        self.document(document).actors.push(actor.clone());
                    }
                    self.actors.extend(record.ontology.then_some(actor));
                }
                NodeKind::Place => {
                    let place = place(&node, &record)?;
                    for document in &record.documents {
                        self.document(document).places.push(place.clone());
                    }
                    self.places.extend(record.ontology.then_some(place));
                }
                NodeKind::Incident => {}
            }
        }
        Ok(())
    }

    pub(super) fn report(&mut self, Told { document, incident }: Told) {
        self.document(&document).incidents.push(incident);
    }

    /// Adds what documents say of two actors; what is said of incidents stands in their reports.
    pub(super) fn relation(&mut self, subject: &str, relation: Relation, object: &str, evidence: Vec<Quote>) {
        let Some(predicate) = relation.predicate() else { return };
        let mut by_document: BTreeMap<String, Vec<Evidence>> = BTreeMap::new();
        for Quote { document, evidence } in evidence {
            by_document.entry(document.into_owned()).or_default().push(evidence.into_owned());
        }
        for (document, evidence) in by_document {
            let record = RelationRecord { evidence, ..RelationRecord::new(subject, predicate, object) };
            self.document(&document).relations.push(record);
        }
    }

    pub(super) fn facts(&mut self, from: &str, relation: Relation, to: &str, facts: Vec<Standing>) {
        if !facts.is_empty() {
            self.facts.push((from.to_owned(), relation, to.to_owned(), facts));
        }
    }

    pub(super) fn imported(self, corrections: Corrections, drawn: HashSet<String>) -> Imported {
        let mut graph = KnowledgeGraph::new();
        for extraction in self.documents.into_values() {
            graph.add(&extraction);
        }
        self.actors.into_iter().for_each(|record| graph.stand_actor(record));
        self.places.into_iter().for_each(|record| graph.stand_place(record));
        for (from, relation, to, facts) in self.facts {
            graph.stand_facts(from.into(), relation, to.into(), facts);
        }
        graph.correct(&corrections);
        let mut notes = Vec::new();
        let mut note = |count: usize, what: &str| {
            if count > 0 {
                notes.push(format!("{count} {what}"));
            }
        };
        note(self.foreign_nodes, "nodes are no actors, places or incidents of reprisal, and were left out");
        note(self.foreign_edges, "edges are no relations of reprisal between such nodes, and were left out");
        note(self.unlisted, "documents are cited but not listed in \"graph\": nothing is known of them but their ids");
        let (untold, unlisted) = differences(&graph, drawn);
        note(
            untold,
            "edges are not what the reports of their incidents say, and were not taken: edit the reports, or use corrections",
        );
        note(unlisted, "edges that the reports tell of are not in the file, and were drawn again");
        Imported { graph, notes }
    }
}

/// How many edges of a file the graph does not have, and the other way round.
fn differences(graph: &KnowledgeGraph, mut drawn: HashSet<String>) -> (usize, usize) {
    let content = Content::of(&graph.everything());
    let unlisted = content.ties().filter(|tie| !drawn.remove(&tie.key().to_string())).count();
    (drawn.len(), unlisted)
}

fn actor(node: &Node, record: &Record) -> Result<ActorRecord, NodeLinkError> {
    Ok(ActorRecord {
        id: node.slug.clone(),
        name: said(&record.name, &node.name),
        aliases: record.aliases.as_ref().map_or_else(|| node.aliases.clone(), |aliases| aliases.clone().into_owned()),
        kind: word(node, &said(&record.kind, &node.kind))?,
        principal: said(&record.principal, &node.principal),
        origin: record.origin.or(node.origin).unwrap_or(Origin::Discovered),
        mentions: Vec::new(),
    })
}

fn place(node: &Node, record: &Record) -> Result<PlaceRecord, NodeLinkError> {
    let kind = said(&record.kind, &node.kind);
    let within = record.within.as_deref().map(str::to_owned).or_else(|| node.within.clone());
    Ok(PlaceRecord {
        id: node.slug.clone(),
        name: said(&record.name, &node.name),
        kind: if kind.is_empty() { None } else { Some(word(node, &kind)?) },
        within: within.filter(|within| !within.is_empty()),
        mentions: Vec::new(),
    })
}

/// What a record says, else its node.
fn said(record: &Option<Cow<str>>, node: &str) -> String {
    record.as_deref().unwrap_or(node).to_owned()
}

fn word<T: FromStr<Err: std::fmt::Display>>(node: &Node, word: &str) -> Result<T, NodeLinkError> {
    word.parse()
        .map_err(|error: T::Err| NodeLinkError::Content { place: format!("node {}", node.id), message: error.to_string() })
}
