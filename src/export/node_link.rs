//! Node-link JSON, as NetworkX reads and writes it, and D3 and many others do: everything that the graph holds.
//!
//! ```python
//! import json, networkx as nx
//! graph = nx.node_link_graph(json.load(open("graph.node-link.json")), edges="edges")
//! ```
//!
//! | in the file | holds |
//! |---|---|
//! | `graph` | version, which network, `documents`, `corrections`, and under `set_aside` what corrections dropped |
//! | `nodes` | `id` (`actor:houthis`), `label`, the attributes of the [network](super::network); of an actor or a place its different `records`, of an incident what every document `reports` |
//! | `edges` | `source`, `target`, `key` (what relates them), the attributes of the network, all sentences as `evidence` |
//!
//! The network of incidents is held whole, and [`read`] makes the same graph of it again. That of actors holds what comes of
//! the graph, and cannot be read back.

mod assembly;
mod read;

use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use super::inert::{Form, Inert};
use super::network::{Item, Nested, Network, Options, Quote, Subject, Told, Value};
use super::{Content, Summary};
use crate::extraction::DocumentInfo;
use crate::graph::{Correction, Id, Relation, Standing};

pub use read::{Imported, NodeLinkError, read};

/// The version of the file that this crate writes, and the newest that it reads.
pub const NODE_LINK_VERSION: u32 = 1;

/// What the list of edges is called.
///
/// ```
/// use reprisal::export::node_link::LinksKey;
///
/// assert_eq!((LinksKey::Edges.as_str(), LinksKey::Links.as_str()), ("edges", "links"));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LinksKey {
    /// `edges`, as NetworkX 3.4 and later have it.
    #[default]
    Edges,
    /// `links`, as older programs and D3 have it.
    Links,
}

impl LinksKey {
    /// The key.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            LinksKey::Edges => "edges",
            LinksKey::Links => "links",
        }
    }
}

/// Writes a network; that of incidents unless asked.
///
/// ```
/// use reprisal::export::{Content, network, node_link};
/// # let graph = reprisal::KnowledgeGraph::new();
/// let mut json = Vec::new();
/// let content = Content::of(&graph.everything());
/// node_link::write(&content, &network::Options::default(), node_link::LinksKey::Edges, &mut json)?;
/// let again = node_link::read(std::str::from_utf8(&json)?)?;
/// assert_eq!(again.graph, graph);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When the output cannot be written.
pub fn write(content: &Content, options: &Options, links_key: LinksKey, out: &mut impl Write) -> io::Result<Summary> {
    let network = Network::new(content, options, Subject::Incidents);
    let out = &mut Inert::new(out, Form::Escape);
    out.write_all(b"{\"directed\": true, \"multigraph\": true,\n\"graph\": ")?;
    head(&network, out)?;
    out.write_all(b",\n\"nodes\": [")?;
    let mut first = true;
    network.nodes(&mut |node| {
        separate(&mut first, out)?;
        write_json(out, b"{\"id\": ", &node.id)?;
        values(&node, out)
    })?;
    write!(out, "],\n\"{}\": [", links_key.as_str())?;
    first = true;
    network.edges(&mut |edge| {
        separate(&mut first, out)?;
        let (from, to) = edge.ends.as_ref().map_or(("", ""), |(from, to)| (from, to));
        write_json(out, b"{\"source\": ", from)?;
        write_json(out, b", \"target\": ", to)?;
        write_json(out, b", \"key\": ", &edge.kind)?;
        values(&edge, out)
    })?;
    out.write_all(b"]}\n")?;
    out.flush()?;
    Ok(network.summary())
}

/// What stands at the head of the file, beside its version and the name of the network.
#[derive(Deserialize)]
struct Head {
    #[serde(default)]
    documents: Vec<DocumentInfo>,
    #[serde(default)]
    corrections: Vec<Correction>,
    #[serde(default)]
    set_aside: SetAside,
}

/// What is told but not drawn.
#[derive(Default, Deserialize)]
struct SetAside {
    #[serde(default)]
    reports: Vec<Told<'static>>,
    #[serde(default)]
    relations: Vec<AsideRelation>,
    #[serde(default)]
    facts: Vec<AsideFact>,
}

#[derive(Serialize, Deserialize)]
struct AsideRelation {
    subject: Id,
    relation: Relation,
    object: Id,
    evidence: Vec<Quote<'static>>,
}

#[derive(Serialize, Deserialize)]
struct AsideFact {
    subject: Id,
    relation: Relation,
    object: Id,
    standing: Vec<Standing>,
}

/// Writes what is known of the graph as a whole, a document a line.
fn head(network: &Network, out: &mut impl Write) -> io::Result<()> {
    let (content, subject) = (network.content(), network.subject());
    write!(out, "{{\"reprisal\": {NODE_LINK_VERSION}, \"network\": \"{}\"", subject.as_str())?;
    list(out, "documents", content.documents())?;
    if subject == Subject::Incidents {
        let graph = content.graph();
        list(out, "corrections", graph.corrections().iter())?;
        if content.is_whole() {
            out.write_all(b",\n \"set_aside\": {\"version\": 1")?;
            list(out, "reports", graph.dropped_reports().map(Told::of))?;
            let relations = graph.dropped_relations().map(|(subject, relation, object, evidence)| Aside {
                subject,
                relation,
                object,
                evidence: Some(Nested::Evidence(evidence.iter().collect())),
                standing: None,
            });
            list(out, "relations", relations)?;
            let facts = graph.undrawn_facts().filter(|_| content.view().takes_standing());
            let facts = facts.map(|(subject, relation, object, facts)| Aside {
                subject,
                relation,
                object,
                evidence: None,
                standing: Some(Nested::Standing(facts.iter().collect())),
            });
            list(out, "facts", facts)?;
            out.write_all(b"}")?;
        }
    }
    out.write_all(b"}")
}

/// A relation that is not drawn.
#[derive(Serialize)]
struct Aside<'g> {
    subject: &'g Id,
    relation: Relation,
    object: &'g Id,
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<Nested<'g>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    standing: Option<Nested<'g>>,
}

/// Writes a list if there is anything in it, one a line.
fn list<T: Serialize>(out: &mut impl Write, name: &str, values: impl Iterator<Item = T>) -> io::Result<()> {
    let mut first = true;
    for value in values {
        if first {
            write!(out, ",\n \"{name}\": [")?;
        }
        separate(&mut first, out)?;
        serde_json::to_writer(&mut *out, &value)?;
    }
    if first { Ok(()) } else { out.write_all(b"]") }
}

/// Writes what is said of a node or an edge, and its end.
fn values(item: &Item, out: &mut impl Write) -> io::Result<()> {
    write_json(out, b", \"label\": ", &item.label)?;
    for (attribute, value) in &item.values {
        out.write_all(b", \"")?;
        out.write_all(attribute.name.as_bytes())?;
        out.write_all(b"\": ")?;
        write_value(value, out)?;
    }
    out.write_all(b"}")
}

/// Writes a value as JSON.
pub(super) fn write_value(value: &Value, out: &mut impl Write) -> io::Result<()> {
    match value {
        Value::Text(text) => serde_json::to_writer(out, text),
        Value::Count(count) => serde_json::to_writer(out, count),
        Value::Share(share) => serde_json::to_writer(out, share),
        Value::Date(date) => serde_json::to_writer(out, date),
        Value::Flag(flag) => serde_json::to_writer(out, flag),
        Value::List(list) => serde_json::to_writer(out, list),
        Value::Nested(nested) => serde_json::to_writer(out, nested),
    }
    .map_err(io::Error::from)
}

/// Writes what comes before, and a value as JSON.
pub(super) fn write_json(out: &mut impl Write, before: &[u8], value: &str) -> io::Result<()> {
    out.write_all(before)?;
    serde_json::to_writer(out, value).map_err(io::Error::from)
}

/// Writes what stands between two records: each has a line of its own.
pub(super) fn separate(first: &mut bool, out: &mut impl Write) -> io::Result<()> {
    out.write_all(if std::mem::take(first) { b"\n" } else { b",\n" })
}
