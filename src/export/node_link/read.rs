//! Node-link JSON back into a graph: what every document says is put together from the nodes and edges, and the graph is drawn
//! from that anew.

use std::collections::{HashMap, HashSet};
use std::error::Error;
use std::fmt;

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;

use super::super::network::{Quote, Record, Subject, Told};
use super::assembly::Assembly;
use super::{AsideFact, AsideRelation, Head, NODE_LINK_VERSION};
use crate::export::{EdgeKey, NodeKey};
use crate::graph::{KnowledgeGraph, NodeKind, Relation, Standing};
use crate::vocabulary::Origin;

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
#[derive(Debug)]
#[non_exhaustive]
pub enum NodeLinkError {
    /// It is no JSON, is cut short, or holds something where it cannot be.
    Damaged {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What is wrong.
        message: String,
    },
    /// It is JSON, but no network that this crate wrote whole.
    NotANetwork(String),
    /// A node or an edge says something that cannot be.
    Content {
        /// The node or edge, by its name.
        place: String,
        /// What is wrong.
        message: String,
    },
}

impl fmt::Display for NodeLinkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Damaged { line, column, message } => write!(f, "{line}:{column}: {message}"),
            Self::NotANetwork(why) => write!(f, "1:1: {why}"),
            Self::Content { place, message } => write!(f, "{place}: {message}"),
        }
    }
}

impl Error for NodeLinkError {}

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
pub(super) struct Node {
    pub(super) id: Value,
    pub(super) r#type: Option<Value>,
    #[serde(default)]
    pub(super) slug: String,
    #[serde(default)]
    pub(super) name: String,
    #[serde(default)]
    pub(super) aliases: Vec<String>,
    #[serde(default)]
    pub(super) kind: String,
    #[serde(default)]
    pub(super) principal: String,
    pub(super) origin: Option<Origin>,
    pub(super) within: Option<String>,
    #[serde(default)]
    pub(super) records: Vec<Record<'static>>,
    #[serde(default)]
    pub(super) reports: Vec<Told<'static>>,
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
/// ```
/// use reprisal::export::node_link::{NodeLinkError, read};
///
/// assert!(matches!(read("{\"nodes\": []}"), Err(NodeLinkError::NotANetwork(_))));
/// ```
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
        assembly.list(info);
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
        assembly.report(report);
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
    let message = match text {
        _ if error.is_eof() => "the file ends here, before it is complete: fetch the whole file",
        "trailing characters" => "more follows the JSON object: node-link JSON is one object, not one a line",
        text => text,
    };
    NodeLinkError::Damaged { line, column, message: message.to_owned() }
}

fn kind_of_node(word: &str) -> Option<NodeKind> {
    [NodeKind::Actor, NodeKind::Place, NodeKind::Incident].into_iter().find(|kind| kind.as_str() == word)
}

fn relation_of(word: &str) -> Option<Relation> {
    Relation::ALL.iter().copied().find(|relation| relation.as_str() == word)
}
