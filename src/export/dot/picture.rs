//! A picture: nodes, lines and frames, before anything is written.

use std::collections::BTreeMap;

use super::label::{beginning, wrap};
use crate::export::style::Line;
use crate::graph::{Actor, KnowledgeGraph};
use crate::vocabulary::{ActorKind, Modality};

/// Characters of a name on one line.
const NAME_WIDTH: usize = 20;
/// Characters of what is told of an actor.
const TOOLTIP_LENGTH: usize = 500;

/// What is to be drawn, in the order of drawing.
#[derive(Default)]
pub(super) struct Picture {
    pub(super) nodes: Vec<Node>,
    pub(super) edges: Vec<Edge>,
    /// What each frame is called.
    pub(super) frames: Vec<String>,
    /// Marks of an axis from left to right, each with the nodes that stand there.
    pub(super) axis: Vec<(String, Vec<usize>)>,
    /// What had to be left out, in words.
    pub(super) notes: Vec<String>,
    actors: BTreeMap<String, usize>,
}

pub(super) struct Node {
    pub(super) sort: Sort,
    pub(super) label: String,
    pub(super) tooltip: String,
    pub(super) url: Option<String>,
    pub(super) frame: Option<usize>,
    /// Whether the picture is about it.
    pub(super) marked: bool,
}

/// What a node stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sort {
    Actor(ActorKind),
    Incident,
    /// An incident of a chain: by the side that began, or by the other.
    Blow(bool),
    /// Nodes that had no room.
    Others,
}

#[derive(Clone)]
pub(super) struct Edge {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) line: Line,
    pub(super) modality: Modality,
    /// How often it is so: deeds, or documents.
    pub(super) count: usize,
    pub(super) label: String,
    pub(super) tooltip: String,
    pub(super) url: Option<String>,
}

impl Edge {
    /// Whether it is laid out from its end to its start, so that what came first stands first.
    pub(super) fn is_backwards(&self) -> bool {
        self.line == Line::InRetaliationFor
    }
}

impl Picture {
    pub(super) fn new() -> Picture {
        Picture::default()
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
        let also = aliases.map(|aliases| format!(", also {aliases}")).unwrap_or_default();
        let tooltip = beginning(&format!("{name} ({kind}){also}"), TOOLTIP_LENGTH);
        let label = wrap(name, NAME_WIDTH);
        let node = self.node(Node { sort: Sort::Actor(kind), label, tooltip, url: None, frame: None, marked: false });
        self.actors.insert(id.to_owned(), node);
        node
    }

    pub(super) fn node(&mut self, node: Node) -> usize {
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    /// The actors that are drawn, in id order, each with its node.
    pub(super) fn actors(&self) -> impl Iterator<Item = (&str, usize)> {
        self.actors.iter().map(|(id, &node)| (id.as_str(), node))
    }

    /// Puts a frame around nodes.
    pub(super) fn frame(&mut self, name: String, nodes: &[usize]) {
        self.frames.push(name);
        for &at in nodes {
            if let Some(node) = self.nodes.get_mut(at) {
                node.frame = Some(self.frames.len() - 1);
            }
        }
    }
}
