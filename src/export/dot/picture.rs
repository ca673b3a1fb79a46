//! A picture: nodes, edges, a title and a legend, written as DOT.

use std::collections::BTreeMap;

use dot_writer::{Attributes, DotWriter, Scope};

use super::label::{count, escape_label, wrap};
use super::palette::{self, EdgeStyle, NodeStyle};
use crate::graph::{Actor, KnowledgeGraph};
use crate::vocabulary::ActorKind;

/// Characters of a name on one line.
const NAME_WIDTH: usize = 20;

/// What is to be drawn, in the order of drawing.
pub(super) struct Picture {
    title: String,
    nodes: Vec<DrawnNode>,
    edges: Vec<DrawnEdge>,
    actors: BTreeMap<String, usize>,
    kinds: Vec<ActorKind>,
    has_incidents: bool,
}

struct DrawnNode {
    label: String,
    tooltip: String,
    style: NodeStyle,
}

struct DrawnEdge {
    from: usize,
    to: usize,
    label: String,
    tooltip: String,
    style: EdgeStyle,
    /// Drawn from `to` to `from`, so that what came first stands first.
    backwards: bool,
}

impl DrawnEdge {
    /// For the legend.
    fn sample(style: EdgeStyle) -> DrawnEdge {
        DrawnEdge { from: 0, to: 0, label: String::new(), tooltip: style.name.to_owned(), style, backwards: false }
    }
}

impl Picture {
    pub(super) fn new(graph: &KnowledgeGraph, what: &str) -> Picture {
        let mut days: Vec<_> = graph.documents().filter_map(|info| info.published).collect();
        days.sort_unstable();
        let mut title = format!("{what}\n{}", count(graph.documents().count(), "article"));
        match (days.first(), days.last()) {
            (Some(first), Some(last)) if first != last => title.push_str(&format!(", {first} … {last}")),
            (Some(day), _) => title.push_str(&format!(", {day}")),
            _ => {}
        }
        Picture { title, nodes: Vec::new(), edges: Vec::new(), actors: BTreeMap::new(), kinds: Vec::new(), has_incidents: false }
    }

    /// The node of an actor, drawn once.
    pub(super) fn actor(&mut self, graph: &KnowledgeGraph, id: &str) -> usize {
        if let Some(&node) = self.actors.get(id) {
            return node;
        }
        let actor = graph.get::<Actor>(id);
        let kind = actor.map_or(ActorKind::Generic, |actor| actor.kind);
        let aliases = actor.map(|actor| actor.aliases.join(", ")).filter(|aliases| !aliases.is_empty());
        let name = graph.actor_name(id);
        let tooltip = match aliases {
            Some(aliases) => format!("{name} ({kind}), also {aliases}"),
            None => format!("{name} ({kind})"),
        };
        self.nodes.push(DrawnNode { label: wrap(name, NAME_WIDTH), tooltip, style: palette::actor(kind) });
        if !self.kinds.contains(&kind) {
            self.kinds.push(kind);
        }
        self.actors.insert(id.to_owned(), self.nodes.len() - 1);
        self.nodes.len() - 1
    }

    pub(super) fn incident(&mut self, label: String, tooltip: String) -> usize {
        self.has_incidents = true;
        self.nodes.push(DrawnNode { label, tooltip, style: palette::INCIDENT });
        self.nodes.len() - 1
    }

    pub(super) fn edge(&mut self, from: usize, to: usize, style: EdgeStyle, label: String, tooltip: String) {
        self.edges.push(DrawnEdge { from, to, label, tooltip, style, backwards: false });
    }

    /// An edge whose end stands before its start.
    pub(super) fn edge_back(&mut self, from: usize, to: usize, style: EdgeStyle, tooltip: String) {
        self.edges.push(DrawnEdge { from, to, label: String::new(), tooltip, style, backwards: true });
    }

    /// The picture as DOT.
    pub(super) fn write(mut self) -> String {
        self.kinds.sort_unstable();
        // The writer panics when its target fails; a vector never does.
        let mut bytes = Vec::new();
        {
            let mut writer = DotWriter::from(&mut bytes);
            let mut graph = writer.digraph();
            self.frame(&mut graph);
            for (at, node) in self.nodes.iter().enumerate() {
                write_node(&mut graph, &format!("n{at}"), &node.label, &node.tooltip, node.style);
            }
            for edge in &self.edges {
                let (from, to) = (format!("n{}", edge.from), format!("n{}", edge.to));
                write_edge(&mut graph, &from, &to, edge);
            }
            self.legend(&mut graph);
        }
        // Labels are text and the writer adds ASCII, so nothing is ever replaced.
        String::from_utf8_lossy(&bytes).into_owned()
    }

    fn frame(&self, graph: &mut Scope) {
        let title = escape_label(&self.title);
        for (name, value) in [
            ("rankdir", "LR"),
            ("label", &title),
            ("labelloc", "t"),
            ("fontname", palette::FONT),
            ("fontsize", "18"),
            ("fontcolor", palette::TEXT),
            ("bgcolor", "white"),
            ("pad", "0.3"),
            ("nodesep", "0.35"),
            ("ranksep", "0.9"),
        ] {
            graph.set(name, value, true);
        }
        graph.node_attributes().set("fontname", palette::FONT, true).set("fontsize", "12", true).set("margin", "0.14,0.08", true);
        graph.edge_attributes().set("fontname", palette::FONT, true).set("fontsize", "10", true).set("arrowsize", "0.8", true);
    }

    /// Explains what the picture uses, and nothing else.
    fn legend(&self, graph: &mut Scope) {
        let mut lines: Vec<EdgeStyle> = Vec::new();
        for edge in &self.edges {
            if !lines.contains(&edge.style) {
                lines.push(edge.style);
            }
        }
        lines.sort_by_key(|line| line.name);
        if self.nodes.is_empty() {
            return;
        }
        let mut legend = graph.cluster();
        for (name, value) in
            [("label", "Legend"), ("fontsize", "12"), ("style", "rounded"), ("color", "#BBBBBB"), ("margin", "12")]
        {
            legend.set(name, value, true);
        }
        let small = [("fontsize", "10"), ("margin", "0.08,0.04"), ("height", "0.3"), ("width", "0.5")];
        let mut row_ends: Vec<String> = Vec::new();
        for (at, style) in lines.into_iter().enumerate() {
            let (from, to) = (format!("legend_from{at}"), format!("legend_line{at}"));
            legend.node_named(from.as_str()).set("shape", "point", true).set("width", "0.06", true).set(
                "color",
                style.color,
                true,
            );
            let mut name = legend.node_named(to.as_str());
            for (attribute, value) in
                [("label", style.name), ("shape", "plaintext"), ("fontcolor", style.color)].into_iter().chain(small)
            {
                name.set(attribute, value, true);
            }
            drop(name);
            write_edge(&mut legend, &from, &to, &DrawnEdge::sample(style));
            row_ends.push(to);
        }
        let kinds = self.kinds.iter().map(|&kind| (kind.as_str().replace('-', " "), palette::actor(kind)));
        let incident = self.has_incidents.then(|| ("incident".to_owned(), palette::INCIDENT));
        for (at, (name, style)) in kinds.chain(incident).enumerate() {
            let id = format!("legend_kind{at}");
            legend.node_attributes().set("fontsize", "10", true).set("margin", "0.08,0.04", true).set("height", "0.3", true);
            write_node(&mut legend, &id, &name, &name, style);
            // Unseen edges lay the kinds out in rows beside the lines.
            let row = at % row_ends.len().max(1);
            if let Some(end) = row_ends.get_mut(row) {
                legend.edge(end.as_str(), id.as_str()).attributes().set("style", "invis", true);
                *end = id;
            }
        }
    }
}

fn write_node(scope: &mut Scope, id: &str, label: &str, tooltip: &str, style: NodeStyle) {
    let mut node = scope.node_named(id);
    for (name, value) in [
        ("label", escape_label(label).as_str()),
        ("tooltip", &escape_label(tooltip)),
        ("shape", style.shape),
        ("style", style.style),
        ("fillcolor", style.fill),
        ("color", style.border),
        ("fontcolor", palette::TEXT),
        ("peripheries", style.peripheries),
    ] {
        node.set(name, value, true);
    }
}

fn write_edge(scope: &mut Scope, from: &str, to: &str, edge: &DrawnEdge) {
    let style = edge.style;
    let (first, second) = if edge.backwards { (to, from) } else { (from, to) };
    let mut attributes = scope.edge(first, second).attributes();
    let (head, arrow) = if edge.backwards { ("arrowtail", "back") } else { ("arrowhead", "forward") };
    let tooltip = escape_label(&edge.tooltip);
    for (name, value) in [
        ("label", escape_label(&edge.label).as_str()),
        ("tooltip", &tooltip),
        ("labeltooltip", &tooltip),
        ("color", style.color),
        ("fontcolor", style.color),
        ("style", style.style),
        ("penwidth", style.width),
        ("dir", arrow),
        (head, style.arrow),
    ] {
        if !value.is_empty() {
            attributes.set(name, value, true);
        }
    }
}
