//! A picture as DOT.

use std::collections::BTreeSet;

use dot_writer::{Attributes, DotWriter, Scope};

use super::label::escape_label;
use super::picture::{Edge, Node, Picture, Sort};
use crate::export::style::{Line, NodeStyle, Style};
use crate::vocabulary::Modality;

pub(super) fn write(picture: &Picture, title: &str, style: &Style) -> String {
    // The writer panics when its target fails; a vector never does.
    let mut bytes = Vec::new();
    {
        let mut writer = DotWriter::from(&mut bytes);
        let mut graph = writer.digraph();
        let pen = Pen { picture, style };
        pen.page(&mut graph, title);
        for (at, node) in picture.nodes.iter().enumerate().filter(|(_, node)| node.frame.is_none()) {
            pen.node(&mut graph, at, node);
        }
        for (frame, name) in picture.frames.iter().enumerate() {
            pen.frame(&mut graph, frame, name);
        }
        for edge in &picture.edges {
            let ends = [edge.from, edge.to].map(|end| format!("n{end}"));
            pen.edge(&mut graph, &ends, edge);
        }
        pen.axis(&mut graph);
        pen.legend(&mut graph);
    }
    // Labels are text and the writer adds ASCII, so nothing is ever replaced.
    String::from_utf8_lossy(&bytes).into_owned()
}

struct Pen<'p> {
    picture: &'p Picture,
    style: &'p Style,
}

impl Pen<'_> {
    fn page(&self, graph: &mut Scope, title: &str) {
        let notes = self.picture.notes.iter().map(|note| format!("\n{note}"));
        let title = escape_label(&format!("{title}{}", notes.collect::<String>()));
        let font = escape_plain(&self.style.font);
        for (name, value) in [
            ("rankdir", "LR"),
            // Frames must not pull nodes out of the order from left to right.
            ("newrank", "true"),
            ("label", title.as_str()),
            ("labelloc", "t"),
            ("fontname", &font),
            ("fontsize", "18"),
            ("fontcolor", self.style.text.as_str()),
            ("bgcolor", self.style.background.as_str()),
            ("pad", "0.3"),
            ("nodesep", "0.35"),
            ("ranksep", "0.9"),
        ] {
            graph.set(name, value, true);
        }
        graph.node_attributes().set("fontname", &font, true).set("fontsize", "12", true).set("margin", "0.14,0.08", true);
        graph.edge_attributes().set("fontname", &font, true).set("fontsize", "10", true).set("arrowsize", "0.8", true);
    }

    fn look(&self, sort: Sort) -> &NodeStyle {
        match sort {
            Sort::Actor(kind) => self.style.actor(kind),
            Sort::Incident => &self.style.incident,
            Sort::Blow(true) => &self.style.sides.0,
            Sort::Blow(false) => &self.style.sides.1,
            Sort::Others => &self.style.others,
        }
    }

    fn node(&self, scope: &mut Scope, at: usize, node: &Node) {
        let url = node.url.as_deref().unwrap_or_default();
        let width = if node.marked { "3" } else { "" };
        self.shape(
            scope,
            &format!("n{at}"),
            &node.label,
            &node.tooltip,
            self.look(node.sort),
            &[("URL", url), ("penwidth", width)],
        );
    }

    fn shape(&self, scope: &mut Scope, id: &str, label: &str, tooltip: &str, look: &NodeStyle, more: &[(&str, &str)]) {
        let mut node = scope.node_named(id);
        for (name, value) in [
            ("label", escape_label(label).as_str()),
            ("tooltip", &escape_label(tooltip)),
            ("shape", look.shape.as_str()),
            ("style", &format!("filled,{}", look.outline.as_str())),
            ("fillcolor", look.fill.as_str()),
            ("color", look.border.as_str()),
            ("fontcolor", self.style.text.as_str()),
            ("peripheries", &look.peripheries.to_string()),
        ] {
            node.set(name, value, true);
        }
        for (name, value) in more.iter().filter(|(_, value)| !value.is_empty()) {
            node.set(name, &escape_plain(value), true);
        }
    }

    fn frame(&self, graph: &mut Scope, frame: usize, name: &str) {
        let mut cluster = graph.cluster();
        self.frame_look(&mut cluster, name);
        for (at, node) in self.picture.nodes.iter().enumerate().filter(|(_, node)| node.frame == Some(frame)) {
            self.node(&mut cluster, at, node);
        }
    }

    fn frame_look(&self, cluster: &mut Scope, name: &str) {
        let (label, faint) = (escape_label(name), self.style.faint.as_str());
        for (name, value) in [
            ("label", label.as_str()),
            ("fontsize", "12"),
            ("style", "rounded"),
            ("color", faint),
            ("fontcolor", faint),
            ("margin", "12"),
        ] {
            cluster.set(name, value, true);
        }
    }

    fn edge(&self, scope: &mut Scope, ends: &[String; 2], edge: &Edge) {
        let (color, arrow) = self.style.line(edge.line);
        let [from, to] = ends;
        let (first, second) = if edge.is_backwards() { (to, from) } else { (from, to) };
        let (head, way) = if edge.is_backwards() { ("arrowtail", "back") } else { ("arrowhead", "forward") };
        let (label, tooltip) = (escape_label(&edge.label), escape_label(&edge.tooltip));
        let url = edge.url.as_deref().map(escape_plain).unwrap_or_default();
        let mut attributes = scope.edge(first.as_str(), second.as_str()).attributes();
        for (name, value) in [
            ("label", label.as_str()),
            ("tooltip", &tooltip),
            ("labeltooltip", &tooltip),
            ("URL", &url),
            ("color", color),
            ("fontcolor", color),
            ("style", stroke(edge.modality)),
            ("penwidth", &width(edge.count)),
            ("dir", way),
            (head, arrow),
        ] {
            if !value.is_empty() {
                attributes.set(name, value, true);
            }
        }
    }

    /// Days from left to right, each above what happened on it.
    fn axis(&self, graph: &mut Scope) {
        let faint = self.style.faint.as_str();
        for (at, (day, nodes)) in self.picture.axis.iter().enumerate() {
            let mark = format!("day{at}");
            let mut column = graph.subgraph();
            column.set("rank", "same", true);
            {
                let mut node = column.node_named(mark.as_str());
                for (name, value) in
                    [("label", escape_label(day).as_str()), ("shape", "plaintext"), ("fontcolor", faint), ("fontsize", "11")]
                {
                    node.set(name, value, true);
                }
            }
            for node in nodes {
                column.node_named(format!("n{node}"));
            }
            drop(column);
            if let Some(before) = at.checked_sub(1) {
                let mut line = graph.edge(format!("day{before}"), mark).attributes();
                line.set("color", faint, true).set("arrowhead", "none", true).set("weight", "10", true);
            }
        }
    }

    /// Explains what the picture uses, and nothing else.
    fn legend(&self, graph: &mut Scope) {
        if self.picture.nodes.is_empty() {
            return;
        }
        let mut legend = graph.cluster();
        self.frame_look(&mut legend, "Legend");
        let small = [("fontsize", "10"), ("margin", "0.08,0.04"), ("height", "0.3"), ("width", "0.5")];
        let mut row_ends: Vec<String> = Vec::new();
        for (at, (line, modality)) in self.lines().into_iter().enumerate() {
            let ends = [format!("legend_from{at}"), format!("legend_line{at}")];
            let name = if modality == Modality::Asserted { line.to_string() } else { format!("{line} ({modality})") };
            let (color, _) = self.style.line(line);
            legend.node_named(ends[0].as_str()).set("shape", "point", true).set("width", "0.06", true).set("color", color, true);
            let mut text = legend.node_named(ends[1].as_str());
            let look = [("label", name.as_str()), ("shape", "plaintext"), ("fontcolor", color)];
            for (attribute, value) in look.into_iter().chain(small) {
                text.set(attribute, value, true);
            }
            drop(text);
            let sample =
                Edge { from: 0, to: 0, line, modality, count: 1, label: String::new(), tooltip: name.clone(), url: None };
            self.edge(&mut legend, &ends, &sample);
            let [_, end] = ends;
            row_ends.push(end);
        }
        let sorts: BTreeSet<Sort> = self.picture.nodes.iter().map(|node| node.sort).collect();
        for (at, sort) in sorts.into_iter().filter(|sort| *sort != Sort::Others).enumerate() {
            let id = format!("legend_kind{at}");
            legend.node_attributes().set("fontsize", "10", true).set("margin", "0.08,0.04", true).set("height", "0.3", true);
            let name = name(sort);
            self.shape(&mut legend, &id, &name, &name, self.look(sort), &[]);
            // Unseen edges lay the kinds out in rows beside the lines.
            let row = at % row_ends.len().max(1);
            if let Some(end) = row_ends.get_mut(row) {
                legend.edge(end.as_str(), id.as_str()).attributes().set("style", "invis", true);
                *end = id;
            }
        }
    }

    fn lines(&self) -> BTreeSet<(Line, Modality)> {
        self.picture.edges.iter().map(|edge| (edge.line, edge.modality)).collect()
    }
}

/// What the legend calls a node.
fn name(sort: Sort) -> String {
    match sort {
        Sort::Actor(kind) => kind.as_str().replace('-', " "),
        Sort::Incident => "incident".to_owned(),
        Sort::Blow(true) => "by those who began".to_owned(),
        Sort::Blow(false) => "by the others".to_owned(),
        Sort::Others => "others".to_owned(),
    }
}

/// How a line is drawn, by the word on which it stands.
fn stroke(modality: Modality) -> &'static str {
    match modality {
        Modality::Asserted => "solid",
        Modality::Threatened => "dashed",
        Modality::Denied => "dotted",
    }
}

/// Points: the more often, the wider, ever more slowly.
fn width(count: usize) -> String {
    let doublings = count.max(1).ilog2();
    format!("{:.1}", (1.4 + 0.7 * f64::from(doublings)).min(6.0))
}

/// Text that Graphviz does not show: nothing in it is a line break or an entity.
fn escape_plain(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control())
        .flat_map(|c| matches!(c, '"' | '\\').then_some('\\').into_iter().chain([c]))
        .collect()
}
