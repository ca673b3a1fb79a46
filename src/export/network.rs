//! A network of nodes and edges, as programs that draw and count networks take it: one description that node-link, Cytoscape,
//! GraphML and GEXF write, each in its own spelling.
//!
//! There are two networks ([`Subject`]). That of **incidents** is the graph itself: actors, places and incidents, and what
//! relates them. That of **actors** is what comes of it: who attacked, retaliated against, backs, belongs to and leads whom, as the
//! [`View`](crate::graph::View) counts it, with the number of incidents, their dates and the first sentence.
//!
//! | attribute of an edge | holds |
//! |---|---|
//! | `relation` | `perpetrated`, `targeted`, `occurred_in`, `retaliated_for`; `attacked`, `retaliated_against`; `backs`, `part_of`, `leads` |
//! | `weight`, `incidents`, `first_date`, `last_date`, `killed`, `wounded` | of actors: how many incidents, or documents that state a relation; which, when, with what toll |
//! | `date`, `until` | of incidents: of the incident at the edge |
//! | `modality`, `status`, `confidence`, `sources`, `documents`, `evidence_count` | what is made of it, and on how many sources and sentences it stands |
//! | `quote`, `told_by`, `document`, `title`, `published`, `outlet`, `url` | the first sentence, whose word it is, and where it stands |
//! | `standing`, `only_ontology` | what the ontology says of a relation, and whether nothing else does |
//! | `evidence` | all sentences, nested |

// Only GraphML and GEXF, which need a crate of their own, declare attributes and have colours.
#![cfg_attr(not(feature = "exports"), allow(dead_code, unused_imports))]

mod actors;
mod attribute;
mod incidents;
mod nested;
mod passage;

use std::borrow::Cow;
use std::io;

use jiff::civil::Date;

use super::style::{Style, Theme};
use super::{Content, Summary};
use crate::graph::Edge as GraphEdge;

pub(super) use attribute::{Attribute, Sort, Value};
pub(super) use nested::{Nested, Quote, Record, Told};

/// What the nodes and edges of a network are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Subject {
    /// Actors, places and incidents, and what relates them.
    Incidents,
    /// Actors, and what they did to and are to each other, counted.
    Actors,
}

/// Whether what several incidents say of two actors is one edge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Edges {
    /// One edge for each relation between two actors, with how many incidents it counts.
    #[default]
    Counted,
    /// An edge for each incident and for each document that states a relation.
    All,
}

/// What to write of a network, and how.
///
/// ```
/// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
/// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
/// use reprisal::export::network::{Options, Subject};
/// use reprisal::export::{Content, node_link};
///
/// let mut file = Vec::new();
/// let options = Options::of(Subject::Actors);
/// node_link::write(&Content::of(&graph.view()), &options, node_link::LinksKey::Links, &mut file)?;
/// assert!(file.starts_with(b"{"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Options<'s> {
    /// Which network; unless given, what the format is mostly used for.
    pub subject: Option<Subject>,
    /// Whether edges between actors are counted. Of incidents every edge is one of a kind.
    pub edges: Edges,
    /// The colours.
    pub style: &'s Style,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Options { subject: None, edges: Edges::default(), style: Style::of(Theme::Light) }
    }
}

impl Options<'_> {
    /// The default look, of one network.
    #[must_use]
    pub fn of(subject: Subject) -> Options<'static> {
        Options { subject: Some(subject), ..Options::default() }
    }
}

impl Subject {
    /// The word for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Subject::Incidents => "incidents",
            Subject::Actors => "actors",
        }
    }
}

/// A network to be written.
pub(super) enum Network<'c, 'g> {
    Incidents(incidents::Incidents<'c, 'g>),
    Actors(actors::Actors<'c, 'g>),
}

/// A node or an edge: its name among all of its sort, and what is said of it.
pub(super) struct Item<'v> {
    pub(super) id: String,
    pub(super) label: Cow<'v, str>,
    /// Whence and whither, of an edge.
    pub(super) ends: Option<(String, String)>,
    /// What tells an edge from others between the same two.
    pub(super) kind: Cow<'v, str>,
    pub(super) weight: Option<usize>,
    pub(super) values: Vec<(Attribute, Value<'v>)>,
    /// The days on which it was, from and to; always there when there are none.
    pub(super) spells: Vec<(Date, Date)>,
    pub(super) look: Look<'v>,
}

/// How a node or an edge looks.
#[derive(Clone, Copy, Default)]
pub(super) struct Look<'v> {
    pub(super) fill: &'v str,
    pub(super) line: &'v str,
    /// As in CSS: solid, dashed or dotted.
    pub(super) stroke: &'static str,
    /// Diameter of a node, where a mean one is 10.
    pub(super) size: f32,
}

impl<'c, 'g> Network<'c, 'g> {
    pub(super) fn new(content: &'c Content<'g>, options: &Options<'c>, usual: Subject) -> Network<'c, 'g> {
        match options.subject.unwrap_or(usual) {
            Subject::Incidents => Network::Incidents(incidents::Incidents { content, style: options.style }),
            Subject::Actors => Network::Actors(actors::Actors::of(content, options)),
        }
    }

    pub(super) fn subject(&self) -> Subject {
        match self {
            Network::Incidents(_) => Subject::Incidents,
            Network::Actors(_) => Subject::Actors,
        }
    }

    pub(super) fn content(&self) -> &'c Content<'g> {
        match self {
            Network::Incidents(network) => network.content,
            Network::Actors(network) => network.content,
        }
    }

    /// What can be said of nodes.
    pub(super) fn node_attributes(&self) -> &'static [Attribute] {
        match self {
            Network::Incidents(_) => incidents::NODES,
            Network::Actors(_) => actors::NODES,
        }
    }

    /// What can be said of edges.
    pub(super) fn edge_attributes(&self) -> &'static [Attribute] {
        match self {
            Network::Incidents(_) => incidents::EDGES,
            Network::Actors(_) => actors::EDGES,
        }
    }

    pub(super) fn nodes(&self, each: &mut dyn FnMut(Item) -> io::Result<()>) -> io::Result<()> {
        match self {
            Network::Incidents(network) => network.nodes(each),
            Network::Actors(network) => network.nodes(each),
        }
    }

    pub(super) fn edges(&self, each: &mut dyn FnMut(Item) -> io::Result<()>) -> io::Result<()> {
        match self {
            Network::Incidents(network) => network.edges(each),
            Network::Actors(network) => network.edges(each),
        }
    }

    /// What was written, and what the network as such does not hold.
    pub(super) fn summary(&self) -> Summary {
        let mut summary = match self {
            Network::Incidents(network) => network.summary(),
            Network::Actors(network) => network.summary(),
        };
        let content = self.content();
        if !content.view().takes_standing() {
            let facts = content.graph().petgraph().edge_weights().filter(|edge| GraphEdge::is_only_standing(edge)).count();
            summary.lost("relations that only the ontology states are left out: --standing writes them", facts);
        }
        summary
    }

    /// What no format without nested values holds.
    pub(super) fn flattened(&self, summary: &mut Summary) {
        let graph = self.content().graph();
        if self.subject() == Subject::Incidents {
            let apart = |incident: &crate::graph::IncidentRef| incident.reports.len() > 1;
            let several = self.content().incidents().filter(apart).count();
            summary.lost("incidents of several reports have only what all together say: node-link holds every report", several);
        }
        summary
            .lost("corrections are not held, only what comes of them: node-link holds them", graph.corrections().iter().count());
    }
}

impl<'v> Item<'v> {
    pub(super) fn node(id: String, label: impl Into<Cow<'v, str>>) -> Item<'v> {
        let label: Cow<str> = label.into();
        // Programs take a node without a label for a fault.
        let label = if label.trim().is_empty() { Cow::Owned(id.clone()) } else { label };
        Item {
            id,
            label,
            ends: None,
            kind: Cow::Borrowed(""),
            weight: None,
            values: Vec::with_capacity(24),
            spells: Vec::new(),
            look: Look { size: 10.0, ..Look::default() },
        }
    }

    pub(super) fn edge(id: String, label: impl Into<Cow<'v, str>>, from: String, to: String) -> Item<'v> {
        Item { ends: Some((from, to)), ..Item::node(id, label) }
    }

    pub(super) fn put(&mut self, attribute: Attribute, value: impl Into<Value<'v>>) {
        let value = value.into();
        if !value.is_empty() {
            self.values.push((attribute, value));
        }
    }
}
