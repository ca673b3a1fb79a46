//! Node-link JSON back into a graph: what every document says is put together from the nodes and edges, and the graph is drawn
//! from that anew.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::str::FromStr;

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;

use super::super::network::{Quote, Record, Subject, Told};
use super::{AsideFact, AsideRelation, Head, NODE_LINK_VERSION};
use crate::export::{Content, EdgeKey, NodeKey};
use crate::extraction::{
    ActorRecord, DocumentInfo, EXTRACTION_VERSION, Evidence, Extraction, IncidentRecord, PlaceRecord, RelationRecord,
};
use crate::graph::{Corrections, KnowledgeGraph, NodeKind, Relation, Standing};
use crate::vocabulary::{Modality, Origin};

/// A graph that was read, and what is to be known of the file.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Imported {
    /// The graph.
    pub graph: KnowledgeGraph,
    /// What of the file was not taken, for people; empty when the file is as it was written.
    pub notes: Vec<String>,
}

/// Why a file cannot be read as a network of this crate.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NodeLinkError {
    /// It is no JSON, is cut short, or holds something where it cannot be.
    #[error("{line}:{column}: {message}")]
    Damaged {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What is wrong.
        message: String,
    },
    /// It is JSON, but no network that this crate wrote whole.
    #[error("1:1: {0}")]
    NotANetwork(String),
    /// A node or an edge says something that cannot be.
    #[error("{place}: {message}")]
    Content {
        /// The node or edge, by its name.
        place: String,
        /// What is wrong.
        message: String,
    },
}

/// What is looked at first, to tell whose file it is.
#[derive(Deserialize)]
struct Glance {
    graph: Option<Value>,
    nodes: Option<Vec<IgnoredAny>>,
    #[serde(alias = "links")]
    edges: Option<Vec<IgnoredAny>>,
    #[serde(rename = "reprisal-graph")]
    saved: Option<IgnoredAny>,
}

#[derive(Deserialize)]
struct File {
    graph: Head,
    nodes: Vec<Node>,
    #[serde(alias = "links")]
    edges: Vec<Edge>,
}

/// A node; others than ours have none of this.
#[derive(Deserialize)]
struct Node {
    id: Value,
    r#type: Option<Value>,
    #[serde(default)]
    slug: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    principal: String,
    origin: Option<Origin>,
    within: Option<String>,
    #[serde(default)]
    records: Vec<Record<'static>>,
    #[serde(default)]
    reports: Vec<Told<'static>>,
}

#[derive(Deserialize)]
struct Edge {
    source: Value,
    target: Value,
    relation: Option<Value>,
    #[serde(default)]
    evidence: Vec<Quote<'static>>,
    #[serde(default)]
    standing: Vec<Standing>,
}

/// Reads the network of incidents that [`write`](super::write) wrote, also after NetworkX read it and wrote it again.
///
/// The graph is the same as the one that was written. Nodes, edges and attributes of others are left out, and said so in the
/// notes. Names, records and reports may be edited; edges at incidents follow from the reports.
///
/// # Errors
/// When the text is no JSON, no network of this crate, or one of another version or of actors; with line and column.
pub fn read(text: &str) -> Result<Imported, NodeLinkError> {
    let text = text.trim_start_matches('\u{feff}');
    if !text.trim_start().starts_with('{') {
        return Err(NodeLinkError::NotANetwork("this is no node-link JSON, which begins with {".to_owned()));
    }
    check(&serde_json::from_str(text).map_err(|error| damaged(&error))?)?;
    let File { graph: head, nodes, edges } = serde_json::from_str(text).map_err(|error| damaged(&error))?;
    let mut assembly = Assembly::default();
    for info in head.documents {
        assembly.documents.insert(info.id.clone(), blank(info));
    }
    let mut names: HashMap<String, (NodeKind, String)> = HashMap::new();
    for node in nodes {
        let kind = node.r#type.as_ref().and_then(Value::as_str).and_then(kind_of_node);
        match (kind, node.id.as_str()) {
            (Some(kind), Some(id)) => {
                names.insert(id.to_owned(), (kind, node.slug.clone()));
                assembly.node(kind, node)?;
            }
            _ => assembly.foreign_nodes += 1,
        }
    }
    let mut drawn: HashSet<String> = HashSet::new();
    for edge in edges {
        let name = |end: &Value| end.as_str().and_then(|id| names.get(id));
        let relation = edge.relation.as_ref().and_then(Value::as_str).and_then(relation_of);
        match (name(&edge.source), relation, name(&edge.target)) {
            (Some((from, one)), Some(relation), Some((to, other))) if relation.ends() == (*from, *to) => {
                drawn.insert(EdgeKey(NodeKey(*from, one), relation, NodeKey(*to, other)).to_string());
                assembly.relation(one, relation, other, edge.evidence);
                assembly.facts(one, relation, other, edge.standing);
            }
            _ => assembly.foreign_edges += 1,
        }
    }
    for report in head.set_aside.reports {
        assembly.report(report)?;
    }
    for AsideRelation { subject, relation, object, evidence } in head.set_aside.relations {
        assembly.relation(&subject, relation, &object, evidence);
    }
    for AsideFact { subject, relation, object, standing } in head.set_aside.facts {
        assembly.facts(&subject, relation, &object, standing);
    }
    Ok(assembly.imported(head.corrections.into_iter().collect(), drawn))
}

/// Whether it is one of our networks, and of incidents.
fn check(file: &Glance) -> Result<(), NodeLinkError> {
    let refuse = |why: String| Err(NodeLinkError::NotANetwork(why));
    if file.saved.is_some() {
        return refuse("this is a saved graph, not node-link JSON: all commands take it as it is".to_owned());
    }
    if file.nodes.is_none() || file.edges.is_none() {
        let missing = if file.nodes.is_none() { "\"nodes\"" } else { "\"edges\" (or \"links\")" };
        return refuse(format!("this is no node-link JSON: it has no list {missing}"));
    }
    let head = |key: &str| file.graph.as_ref().and_then(|graph| graph.get(key));
    let Some(version) = head("reprisal") else {
        return refuse(
            "this is node-link JSON, but reprisal did not write it: its \"graph\" has no \"reprisal\", so there are no documents \
             and sentences to read; write one with `reprisal export --to node-link`"
                .to_owned(),
        );
    };
    if version.as_u64() != Some(NODE_LINK_VERSION.into()) {
        return refuse(format!(
            "this file has version {version}, and this program reads version {NODE_LINK_VERSION}: update the program"
        ));
    }
    if head("network").and_then(Value::as_str) != Some(Subject::Incidents.as_str()) {
        return refuse(
            "this is the network of actors, which only counts what documents say: export that of incidents, with --view incidents"
                .to_owned(),
        );
    }
    Ok(())
}

fn damaged(error: &serde_json::Error) -> NodeLinkError {
    let (line, column) = (error.line(), error.column());
    let text = error.to_string();
    // The position stands in its own fields.
    let text = text.strip_suffix(&format!(" at line {line} column {column}")).unwrap_or(&text);
    let message = if error.is_eof() {
        "the file ends here, before it is complete: fetch the whole file".to_owned()
    } else {
        text.to_owned()
    };
    NodeLinkError::Damaged { line, column, message }
}

fn kind_of_node(word: &str) -> Option<NodeKind> {
    [NodeKind::Actor, NodeKind::Place, NodeKind::Incident].into_iter().find(|kind| kind.as_str() == word)
}

fn relation_of(word: &str) -> Option<Relation> {
    Relation::ALL.iter().copied().find(|relation| relation.as_str() == word)
}

fn blank(document: DocumentInfo) -> Extraction {
    Extraction {
        version: EXTRACTION_VERSION,
        document,
        actors: Vec::new(),
        places: Vec::new(),
        incidents: Vec::new(),
        relations: Vec::new(),
    }
}

/// What every document says, and what the ontology does, as it is put together.
#[derive(Default)]
struct Assembly {
    documents: BTreeMap<String, Extraction>,
    actors: Vec<ActorRecord>,
    places: Vec<PlaceRecord>,
    facts: Vec<(String, Relation, String, Vec<Standing>)>,
    foreign_nodes: usize,
    foreign_edges: usize,
    unlisted: usize,
}

impl Assembly {
    fn document(&mut self, id: &str) -> &mut Extraction {
        let Assembly { documents, unlisted, .. } = self;
        documents.entry(id.to_owned()).or_insert_with(|| {
            *unlisted += 1;
            blank(DocumentInfo { id: id.to_owned(), ..DocumentInfo::default() })
        })
    }

    fn node(&mut self, kind: NodeKind, mut node: Node) -> Result<(), NodeLinkError> {
        for report in std::mem::take(&mut node.reports) {
            self.report(report)?;
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

    fn report(&mut self, report: Told) -> Result<(), NodeLinkError> {
        let document = report.document.clone().into_owned();
        let record = incident(report)?;
        self.document(&document).incidents.push(record);
        Ok(())
    }

    /// Adds what documents say of two actors; what is said of incidents stands in their reports.
    fn relation(&mut self, subject: &str, relation: Relation, object: &str, evidence: Vec<Quote>) {
        let Some(predicate) = relation.predicate() else { return };
        let mut by_document: BTreeMap<String, Vec<Evidence>> = BTreeMap::new();
        for Quote { document, evidence } in evidence {
            by_document.entry(document.into_owned()).or_default().push(evidence.into_owned());
        }
        for (document, evidence) in by_document {
            self.document(&document).relations.push(RelationRecord {
                subject: subject.to_owned(),
                predicate,
                object: object.to_owned(),
                modality: Modality::Asserted,
                status: None,
                confidence: 1.0,
                evidence,
            });
        }
    }

    fn facts(&mut self, from: &str, relation: Relation, to: &str, facts: Vec<Standing>) {
        if !facts.is_empty() {
            self.facts.push((from.to_owned(), relation, to.to_owned(), facts));
        }
    }

    fn imported(self, corrections: Corrections, drawn: HashSet<String>) -> Imported {
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

fn incident(report: Told) -> Result<IncidentRecord, NodeLinkError> {
    let local = |id: &str| id.strip_prefix(&*report.document).and_then(|rest| rest.strip_prefix('#')).map(str::to_owned);
    let Some(id) = local(&report.id) else {
        let message = format!("its id does not begin with its document: write {}#…", report.document);
        return Err(NodeLinkError::Content { place: format!("report {}", report.id), message });
    };
    let texts = |ids: &[crate::graph::Id]| ids.iter().map(ToString::to_string).collect();
    Ok(IncidentRecord {
        id,
        kind: report.kind,
        perpetrators: texts(&report.perpetrators),
        targets: texts(&report.targets),
        places: texts(&report.places),
        date: report.date,
        until: report.until,
        killed: report.killed,
        wounded: report.wounded,
        weapon: report.weapon.as_deref().map(str::to_owned),
        modality: report.modality,
        status: Some(report.status),
        confidence: report.confidence,
        attributed_to: report.attributed_to.as_deref().map(str::to_owned),
        claimed_by: texts(&report.claimed_by),
        denied_by: texts(&report.denied_by),
        retaliates_for: report.answers.iter().filter_map(|answered| local(answered)).collect(),
        evidence: report.evidence.into_iter().map(Cow::into_owned).collect(),
    })
}
