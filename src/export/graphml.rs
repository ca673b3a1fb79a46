//! GraphML, for yEd, Gephi, Cytoscape, NetworkX, igraph and graph-tool.
//!
//! Every attribute is declared with its type. Node labels are what yEd and Gephi show (yEd after *Layout*), and shapes
//! and colours are those of our pictures. GraphML has no lists: names are joined by `; `. What is nested is kept as JSON:
//! `evidence_json` has all sentences of an edge, `reports_json` what every document says of an incident.
//!
//! | lost | counted as |
//! |---|---|
//! | characters that XML 1.0 cannot write | become U+FFFD |
//! | corrections, and what they dropped; documents that nothing cites | corrections |

use std::io::{self, Write};

use super::inert::{Form, Inert};
use super::network::{Attribute, Item, Network, Options, Sort, Subject};
use super::xml::{Xml, text};
use super::{Content, Summary};

const NAMESPACES: &[(&str, &str)] = &[
    ("xmlns", "http://graphml.graphdrawing.org/xmlns"),
    ("xmlns:y", "http://www.yworks.com/xml/graphml"),
    ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ("xsi:schemaLocation", "http://graphml.graphdrawing.org/xmlns http://www.yworks.com/xml/schema/graphml/1.1/ygraphml.xsd"),
];

/// Writes a network; that of incidents unless asked.
///
/// ```
/// use reprisal::export::{Content, graphml, network};
/// # let graph = reprisal::KnowledgeGraph::new();
/// let mut xml = Vec::new();
/// graphml::write(&Content::of(&graph.everything()), &network::Options::default(), &mut xml)?;
/// assert!(String::from_utf8(xml)?.contains("<graph "));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When the output cannot be written.
pub fn write(content: &Content, options: &Options, out: &mut impl Write) -> io::Result<Summary> {
    let network = Network::new(content, options, Subject::Incidents);
    let mut xml = Xml::new(Inert::new(out, Form::Reference))?;
    xml.open("graphml", NAMESPACES)?;
    xml.line()?;
    keys(&network, &mut xml)?;
    xml.open("graph", &[("id", network.subject().as_str()), ("edgedefault", "directed")])?;
    xml.line()?;
    let mut json = Vec::new();
    network.nodes(&mut |node| {
        xml.open("node", &[("id", &node.id)])?;
        data(&node, 'n', &mut xml, &mut json)?;
        picture_of_node(&node, &mut xml)?;
        xml.close("node")?;
        xml.line()
    })?;
    network.edges(&mut |edge| {
        let (from, to) = edge.ends.as_ref().map_or(("", ""), |(from, to)| (from, to));
        xml.open("edge", &[("id", &edge.id), ("source", from), ("target", to)])?;
        data(&edge, 'e', &mut xml, &mut json)?;
        picture_of_edge(&edge, &mut xml)?;
        xml.close("edge")?;
        xml.line()
    })?;
    xml.close("graph")?;
    xml.line()?;
    xml.close("graphml")?;
    xml.line()?;
    xml.flush()?;
    let mut summary = network.summary();
    let corrections = content.graph().corrections().iter().count();
    summary.lost("corrections are not held, only what comes of them: node-link holds them", corrections);
    Ok(summary)
}

fn keys(network: &Network, xml: &mut Xml<impl Write>) -> io::Result<()> {
    for (of, letter, attributes) in [("node", 'n', network.node_attributes()), ("edge", 'e', network.edge_attributes())] {
        let mut key = |id: &str, name: &str, sort: &str| {
            xml.empty("key", &[("id", id), ("for", of), ("attr.name", name), ("attr.type", sort)])?;
            xml.line()
        };
        key(&format!("{letter}.label"), "label", "string")?;
        for attribute in attributes {
            key(&format!("{letter}.{}", attribute.name), &name(*attribute), sort(attribute.sort))?;
        }
        let look = format!("{of}graphics");
        xml.empty("key", &[("id", &format!("{letter}.look")), ("for", of), ("yfiles.type", &look)])?;
        xml.line()?;
    }
    Ok(())
}

/// The name of an attribute; what is nested says that it is JSON.
fn name(attribute: Attribute) -> String {
    let json = if attribute.sort == Sort::Nested { "_json" } else { "" };
    format!("{}{json}", attribute.name)
}

fn sort(sort: Sort) -> &'static str {
    match sort {
        Sort::Count => "long",
        Sort::Share => "double",
        Sort::Flag => "boolean",
        Sort::Text | Sort::Date | Sort::List | Sort::Nested => "string",
    }
}

fn data(item: &Item, letter: char, xml: &mut Xml<impl Write>, json: &mut Vec<u8>) -> io::Result<()> {
    let mut key = format!("{letter}.label");
    xml.text("data", &[("key", &key)], &item.label)?;
    for (attribute, value) in &item.values {
        key.truncate(2);
        key.push_str(attribute.name);
        xml.text("data", &[("key", &key)], &text(value, json)?)?;
    }
    Ok(())
}

/// How yEd shows a node.
fn picture_of_node(node: &Item, xml: &mut Xml<impl Write>) -> io::Result<()> {
    xml.open("data", &[("key", "n.look")])?;
    xml.open("y:ShapeNode", &[])?;
    let width = (node.label.chars().count() * 7 + 16).to_string();
    xml.empty("y:Geometry", &[("height", "30.0"), ("width", &width), ("x", "0.0"), ("y", "0.0")])?;
    xml.empty("y:Fill", &[("color", node.look.fill), ("transparent", "false")])?;
    xml.empty("y:BorderStyle", &[("color", node.look.line), ("type", stroke(node)), ("width", "1.0")])?;
    xml.text("y:NodeLabel", &[], &node.label)?;
    xml.empty("y:Shape", &[("type", "roundrectangle")])?;
    xml.close("y:ShapeNode")?;
    xml.close("data")
}

/// How yEd shows an edge.
fn picture_of_edge(edge: &Item, xml: &mut Xml<impl Write>) -> io::Result<()> {
    xml.open("data", &[("key", "e.look")])?;
    xml.open("y:PolyLineEdge", &[])?;
    xml.empty("y:LineStyle", &[("color", edge.look.line), ("type", stroke(edge)), ("width", "1.0")])?;
    xml.empty("y:Arrows", &[("source", "none"), ("target", "standard")])?;
    xml.text("y:EdgeLabel", &[], &edge.label)?;
    xml.close("y:PolyLineEdge")?;
    xml.close("data")
}

fn stroke(item: &Item) -> &'static str {
    match item.look.stroke {
        "solid" => "line",
        other => other,
    }
}
