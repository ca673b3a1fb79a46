//! Cytoscape JSON (`.cyjs`), for Cytoscape, Cytoscape.js and NetworkX: `File > Import > Network from File…`.
//!
//! Names, labels and numbers are attributes; lists of texts are lists. What is nested, such as all sentences of an edge, is
//! kept as a text of JSON (`evidence_json`), since Cytoscape's tables know no nested values. `name` is what Cytoscape shows, and
//! `interaction` what it calls the relation of an edge.
//!
//! | lost | counted as |
//! |---|---|
//! | corrections, and what they dropped; documents that nothing cites | corrections |

use std::io::{self, Write};

use super::inert::{Form, Inert};
use super::network::{Item, Network, Options, Subject, Value};
use super::node_link::{separate, write_json, write_value};
use super::{Content, Summary};

/// Writes a network; that of incidents unless asked.
///
/// ```
/// use reprisal::export::{Content, cytoscape, network};
/// # let graph = reprisal::KnowledgeGraph::new();
/// let mut json = Vec::new();
/// cytoscape::write(&Content::of(&graph.everything()), &network::Options::default(), &mut json)?;
/// assert!(json.starts_with(b"{\"data\": "));
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
/// When the output cannot be written.
pub fn write(content: &Content, options: &Options, out: &mut impl Write) -> io::Result<Summary> {
    let network = Network::new(content, options, Subject::Incidents);
    let name = network.subject().as_str();
    let out = &mut Inert::new(out, Form::Escape);
    writeln!(
        out,
        "{{\"data\": {{\"name\": \"{name}\", \"shared_name\": \"{name}\"}}, \"directed\": true, \"multigraph\": true,"
    )?;
    out.write_all(b"\"elements\": {\"nodes\": [")?;
    let mut first = true;
    network.nodes(&mut |node| {
        separate(&mut first, out)?;
        write_json(out, b"{\"data\": {\"id\": ", &node.id)?;
        write_json(out, b", \"value\": ", &node.id)?;
        values(&node, out)
    })?;
    out.write_all(b"],\n\"edges\": [")?;
    first = true;
    network.edges(&mut |edge| {
        separate(&mut first, out)?;
        let (from, to) = edge.ends.as_ref().map_or(("", ""), |(from, to)| (from, to));
        write_json(out, b"{\"data\": {\"id\": ", &edge.id)?;
        write_json(out, b", \"source\": ", from)?;
        write_json(out, b", \"target\": ", to)?;
        write_json(out, b", \"key\": ", &edge.kind)?;
        write_json(out, b", \"interaction\": ", &edge.kind)?;
        values(&edge, out)
    })?;
    out.write_all(b"]}}\n")?;
    out.flush()?;
    let mut summary = network.summary();
    let corrections = content.graph().corrections().iter().count();
    summary.lost("corrections are not held, only what comes of them: node-link holds them", corrections);
    Ok(summary)
}

fn values(item: &Item, out: &mut impl Write) -> io::Result<()> {
    // A name in their words is what Cytoscape shows, so the attribute of that name goes before.
    write_json(out, b", \"name\": ", &item.label)?;
    let mut json = Vec::new();
    for (attribute, value) in item.values.iter().filter(|(attribute, _)| attribute.name != "name") {
        out.write_all(b", \"")?;
        out.write_all(attribute.name.as_bytes())?;
        match value {
            Value::Nested(_) => {
                json.clear();
                write_value(value, &mut json)?;
                write_json(out, b"_json\": ", &String::from_utf8_lossy(&json))?;
            }
            value => {
                out.write_all(b"\": ")?;
                write_value(value, out)?;
            }
        }
    }
    out.write_all(b"}}")
}
