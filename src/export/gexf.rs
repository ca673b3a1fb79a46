//! GEXF 1.3 with dates, for Gephi and Gephi Lite: *File > Open*, then *Layout*; *Enable Timeline* at the foot of the window.
//!
//! Colours are those of our pictures, actors are the larger the more incidents they take part in, and lines are dashed where
//! something is threatened and dotted where it is denied. Gephi merges parallel edges, so the network of actors has one edge for
//! each relation between two of them, with a weight and the days as spells; [`Edges::All`](super::network::Edges) has one for
//! each incident, each of its own `kind`. Spells include their last day, and those that overlap are joined.
//!
//! | lost | counted as |
//! |---|---|
//! | sentences beside the first of an edge | sentences |
//! | incidents without a date have no spell: their edges are always there, or at the days of the other incidents | incidents |
//! | what every single report says; corrections | incidents, corrections |
//! | characters that XML 1.0 cannot write | become U+FFFD |

use std::io::{self, Write};

use super::inert::{Form, Inert};
use super::network::{Attribute, Item, Network, Options, Sort, Subject, Value};
use super::xml::{Xml, text};
use super::{Content, Summary};

const NAMESPACES: &[(&str, &str)] =
    &[("xmlns", "http://gexf.net/1.3"), ("xmlns:viz", "http://gexf.net/1.3/viz"), ("version", "1.3")];

/// Writes a network; that of actors unless asked.
///
/// ```
/// use reprisal::export::{Content, gexf, network};
/// # let graph = reprisal::KnowledgeGraph::new();
/// let mut xml = Vec::new();
/// gexf::write(&Content::of(&graph.view()), &network::Options::default(), &mut xml)?;
/// assert!(String::from_utf8(xml)?.contains("timeformat=\"date\""));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When the output cannot be written.
pub fn write(content: &Content, options: &Options, out: &mut impl Write) -> io::Result<Summary> {
    let network = Network::new(content, options, Subject::Actors);
    let mut xml = Xml::new(Inert::new(out, Form::Reference))?;
    xml.open("gexf", NAMESPACES)?;
    xml.line()?;
    meta(&network, &mut xml)?;
    let graph =
        [("defaultedgetype", "directed"), ("mode", "dynamic"), ("timeformat", "date"), ("timerepresentation", "interval")];
    xml.open("graph", &graph)?;
    xml.line()?;
    declare("node", network.node_attributes(), &mut xml)?;
    declare("edge", network.edge_attributes(), &mut xml)?;
    xml.open("nodes", &[])?;
    xml.line()?;
    network.nodes(&mut |node| {
        xml.open("node", &[("id", &node.id), ("label", &node.label)])?;
        values(&node, &mut xml)?;
        color(node.look.line, &mut xml)?;
        xml.empty("viz:size", &[("value", &node.look.size.to_string())])?;
        xml.close("node")?;
        xml.line()
    })?;
    xml.close("nodes")?;
    xml.line()?;
    xml.open("edges", &[])?;
    xml.line()?;
    let mut sentences = 0;
    network.edges(&mut |edge| {
        sentences += further_sentences(&edge);
        let (from, to) = edge.ends.as_ref().map_or(("", ""), |(from, to)| (from, to));
        let weight = edge.weight.unwrap_or(1).to_string();
        let ends = [("source", from), ("target", to), ("type", "directed")];
        let names = [("kind", &*edge.kind), ("label", &*edge.label), ("weight", &*weight)];
        let [a, b, c] = ends;
        let [d, e, f] = names;
        xml.open("edge", &[("id", &edge.id), a, b, c, d, e, f])?;
        values(&edge, &mut xml)?;
        color(edge.look.line, &mut xml)?;
        xml.empty("viz:shape", &[("value", edge.look.stroke)])?;
        xml.close("edge")?;
        xml.line()
    })?;
    xml.close("edges")?;
    xml.close("graph")?;
    xml.close("gexf")?;
    xml.line()?;
    xml.flush()?;
    let mut summary = network.summary();
    let undated = content.incidents().filter(|incident| incident.date.is_none() && incident.until.is_none()).count();
    summary.lost("incidents without a date have no spell", undated);
    summary.lost("sentences beside the first of their edge are left out: node-link and evidence-csv hold all", sentences);
    network.flattened(&mut summary);
    Ok(summary)
}

/// The day is that of the newest document, so that the same graph gives the same bytes.
fn meta(network: &Network, xml: &mut Xml<impl Write>) -> io::Result<()> {
    let newest = network.content().documents().filter_map(|info| info.published).max().map(|day| day.to_string());
    match &newest {
        Some(day) => xml.open("meta", &[("lastmodifieddate", day)])?,
        None => xml.open("meta", &[])?,
    }
    xml.text("creator", &[], concat!("reprisal ", env!("CARGO_PKG_VERSION")))?;
    xml.text("description", &[], &format!("the network of {}", network.subject().as_str()))?;
    xml.close("meta")?;
    xml.line()
}

fn declare(class: &str, attributes: &[Attribute], xml: &mut Xml<impl Write>) -> io::Result<()> {
    xml.open("attributes", &[("class", class), ("mode", "static")])?;
    for attribute in attributes.iter().filter(|attribute| is_held(**attribute)) {
        let sort = match attribute.sort {
            Sort::Count => "long",
            Sort::Share => "double",
            Sort::Flag => "boolean",
            Sort::Text | Sort::Date | Sort::List | Sort::Nested => "string",
        };
        xml.empty("attribute", &[("id", attribute.name), ("title", attribute.name), ("type", sort)])?;
    }
    xml.close("attributes")?;
    xml.line()
}

/// The weight of an edge is no attribute but its own.
fn is_held(attribute: Attribute) -> bool {
    attribute.sort != Sort::Nested && attribute.name != "weight"
}

/// How many sentences an edge has beside its first.
fn further_sentences(edge: &Item) -> usize {
    let count = edge.values.iter().find_map(|(attribute, value)| match value {
        Value::Count(count) if attribute.name == "evidence_count" => Some(*count),
        _ => None,
    });
    usize::try_from(count.unwrap_or(0).saturating_sub(1)).unwrap_or(usize::MAX)
}

fn values(item: &Item, xml: &mut Xml<impl Write>) -> io::Result<()> {
    xml.open("attvalues", &[])?;
    for (attribute, value) in item.values.iter().filter(|(attribute, _)| is_held(*attribute)) {
        xml.empty("attvalue", &[("for", attribute.name), ("value", &text(value, &mut Vec::new())?)])?;
    }
    xml.close("attvalues")?;
    if !item.spells.is_empty() {
        xml.open("spells", &[])?;
        for (start, end) in &item.spells {
            xml.empty("spell", &[("start", &start.to_string()), ("end", &end.to_string())])?;
        }
        xml.close("spells")?;
    }
    Ok(())
}

/// A colour as Gephi has it; nothing of one that has a name alone.
fn color(color: &str, xml: &mut Xml<impl Write>) -> io::Result<()> {
    let part = |at: usize| color.get(at..at + 2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
    match (color.strip_prefix('#'), part(1), part(3), part(5)) {
        (Some(_), Some(red), Some(green), Some(blue)) => {
            let [red, green, blue] = [red, green, blue].map(|part| part.to_string());
            xml.empty("viz:color", &[("r", &red), ("g", &green), ("b", &blue)])
        }
        _ => Ok(()),
    }
}
