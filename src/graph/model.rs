//! Nodes and edges of the graph.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::id::Id;
use crate::date::PartialDate;
use crate::extraction::{Evidence, IncidentRecord};
use crate::vocabulary::{ActorKind, IncidentKind, Modality, Origin, PlaceKind, Predicate, Status};

/// A node of the graph.
///
/// ```
/// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
/// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
/// use reprisal::graph::Node;
///
/// let states = graph.petgraph().node_weights().filter(|node| matches!(node, Node::Actor(actor) if actor.kind.as_str() == "state"));
/// assert_eq!(states.map(Node::id).collect::<Vec<_>>(), ["iran", "israel", "united-states"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Node {
    /// Who can act or be acted on.
    Actor(Box<Actor>),
    /// Where things happen.
    Place(Box<Place>),
    /// An armed or coercive deed.
    Incident(Incident),
}

/// An actor, put together from every document that names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Actor {
    /// Slug, unique among actors.
    pub id: String,
    /// Preferred name.
    pub name: String,
    /// Every other name, in order, each once.
    pub aliases: Vec<String>,
    /// What sort of actor.
    pub kind: ActorKind,
    /// Id of the actor to whose account its deeds go; its own when it stands alone.
    pub principal: String,
    /// Where the actor comes from.
    pub origin: Origin,
    /// Ids of the documents that name it, in order; empty when only the ontology does.
    pub documents: Vec<Id>,
}

/// A place, put together from every document that names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Place {
    /// Slug, unique among places.
    pub id: String,
    /// Preferred name.
    pub name: String,
    /// What sort of place; absent when the ontology lacks it.
    pub kind: Option<PlaceKind>,
    /// Id of the smallest place around it.
    pub within: Option<String>,
    /// Ids of the documents that name it, in order; empty when only the ontology does.
    pub documents: Vec<Id>,
}

/// What is told of an armed or coercive deed, beside who, to whom and where.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Details {
    /// What sort of deed.
    pub kind: IncidentKind,
    /// When, as exact as the text allows; the first of a span.
    pub date: Option<PartialDate>,
    /// The last day of a span.
    pub until: Option<PartialDate>,
    /// People killed.
    pub killed: Option<u32>,
    /// People wounded.
    pub wounded: Option<u32>,
    /// What it was done with.
    pub weapon: Option<String>,
    /// Whether it is told as fact, denied or threatened.
    pub modality: Modality,
    /// What is made of it, and on whose word.
    pub status: Status,
    /// How sure the reader is of who did it to whom, from 0 to 1.
    pub confidence: f32,
    /// Actor id of the voice that the text gives for it.
    pub attributed_to: Option<Id>,
    /// Actor ids of those who claimed the deed, in order.
    pub claimed_by: Box<[Id]>,
    /// Actor ids of those who denied a part in it, in order.
    pub denied_by: Box<[Id]>,
}

/// One deed, as one document tells it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Report {
    /// Id of the document, `#`, and the id within the document: `article-7#i1`.
    pub id: Id,
    /// Id of the document that tells of it.
    pub document: Id,
    /// What it tells.
    pub details: Arc<Details>,
    /// Actor ids of those who did it, in order; empty when the document does not say.
    pub perpetrators: Box<[Id]>,
    /// Actor ids of those it was done to, in order; empty when the document does not say.
    pub targets: Box<[Id]>,
    /// Place ids, in order.
    pub places: Box<[Id]>,
    /// Ids of the reports, of the same document, whose deeds it answers, in order.
    pub answers: Box<[Id]>,
    /// The sentences that state it.
    pub evidence: Box<[Citation]>,
}

/// One armed or coercive deed, as all documents together tell it.
///
/// Its [`Details`] are reached through it: `incident.kind`. They are the best word of all its reports; where the reports
/// differ, every report keeps its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Incident {
    /// The least id of its reports: `article-7#i1`.
    pub id: Id,
    /// The best word of all reports.
    pub details: Arc<Details>,
    /// The reports, one or more, in id order.
    pub reports: Box<[Arc<Report>]>,
    /// The sentences of several reports; those of one are its own.
    pub(super) joint: Box<[Citation]>,
    /// What people corrected, if anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrected: Option<Box<Corrected>>,
}

/// What people corrected of an incident.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Corrected {
    /// Actor ids of those who did it, in place of what the reports say.
    pub perpetrators: Option<Vec<Id>>,
    /// Actor ids of those to whom it was done, in place of what the reports say.
    pub targets: Option<Vec<Id>>,
    /// Why, for each correction.
    pub reasons: Vec<String>,
}

impl Corrected {
    /// What stands in the place of what the reports say of one side.
    pub(super) fn side(&self, relation: Relation) -> Option<&[Id]> {
        match relation {
            Relation::Perpetrated => self.perpetrators.as_deref(),
            Relation::Targeted => self.targets.as_deref(),
            _ => None,
        }
    }
}

impl Report {
    /// The record of it, as the document that tells of it was read: incidents have their ids within that document.
    #[must_use]
    pub fn record(&self) -> IncidentRecord {
        let local = |id: &Id| id.get(self.document.len() + 1..).unwrap_or(id).to_owned();
        let texts = |ids: &[Id]| ids.iter().map(ToString::to_string).collect();
        IncidentRecord {
            id: local(&self.id),
            kind: self.kind,
            perpetrators: texts(&self.perpetrators),
            targets: texts(&self.targets),
            places: texts(&self.places),
            date: self.date,
            until: self.until,
            killed: self.killed,
            wounded: self.wounded,
            weapon: self.weapon.clone(),
            modality: self.modality,
            status: Some(self.status),
            confidence: self.confidence,
            attributed_to: self.attributed_to.as_ref().map(ToString::to_string),
            claimed_by: texts(&self.claimed_by),
            denied_by: texts(&self.denied_by),
            retaliates_for: self.answers.iter().map(local).collect(),
            evidence: self.evidence.iter().map(|citation| (*citation.evidence).clone()).collect(),
        }
    }
}

impl Deref for Report {
    type Target = Details;

    fn deref(&self) -> &Details {
        &self.details
    }
}

impl Deref for Incident {
    type Target = Details;

    fn deref(&self) -> &Details {
        &self.details
    }
}

impl Incident {
    /// The sentences of all reports, by report and place in its document.
    #[must_use]
    pub fn evidence(&self) -> &[Citation] {
        match &*self.reports {
            [one] => &one.evidence,
            _ => &self.joint,
        }
    }

    /// Ids of the documents that tell of it, in order, each once.
    pub fn documents(&self) -> impl Iterator<Item = &Id> {
        let mut last: Option<&Id> = None;
        self.reports.iter().map(|report| &report.document).filter(move |&document| last.replace(document) != Some(document))
    }
}

/// A sentence and the document that it stands in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Citation {
    /// Id of the document.
    pub document: Id,
    /// The sentence.
    pub evidence: Arc<Evidence>,
}

/// An edge of the graph: one for each relation between two nodes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Edge {
    /// What relates the two.
    pub relation: Relation,
    /// Most edges are at incidents and have none, so that little room is kept for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) grounds: Option<Box<Grounds>>,
}

/// What stands behind an edge alone.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Grounds {
    pub(super) evidence: Vec<Citation>,
    standing: Vec<Standing>,
}

impl Grounds {
    pub(super) fn join(grounds: &mut Option<Box<Grounds>>, other: Grounds) {
        let joined = grounds.get_or_insert_default();
        joined.evidence.extend(other.evidence);
        joined.standing.extend(other.standing);
    }

    pub(super) fn of(evidence: Vec<Citation>, standing: Vec<Standing>) -> Option<Box<Grounds>> {
        (!evidence.is_empty() || !standing.is_empty()).then(|| Box::new(Grounds { evidence, standing }))
    }
}

impl Edge {
    /// The sentences that state it. An edge at an incident may have none of its own: then those of the incident hold,
    /// see [`KnowledgeGraph::evidence`](crate::KnowledgeGraph::evidence).
    #[must_use]
    pub fn evidence(&self) -> &[Citation] {
        self.grounds.as_ref().map_or(&[], |grounds| &grounds.evidence)
    }

    /// What the ontology says of it; empty when only documents do.
    #[must_use]
    pub fn standing(&self) -> &[Standing] {
        self.grounds.as_ref().map_or(&[], |grounds| &grounds.standing)
    }

    /// Whether the ontology alone states it.
    #[must_use]
    pub fn is_only_standing(&self) -> bool {
        self.evidence().is_empty() && !self.standing().is_empty()
    }

    /// The firmest way in which any sentence states it: asserted before denied before threatened.
    #[must_use]
    pub fn modality(&self) -> Modality {
        self.evidence().iter().map(|citation| citation.evidence.modality).min().unwrap_or(Modality::Asserted)
    }
}

/// A fact of the ontology, with the time for which it holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Standing {
    /// First day, as exact as known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<PartialDate>,
    /// Last day, as exact as known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<PartialDate>,
    /// Title of a leader.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
}

/// What an edge says.
///
/// ```
/// use reprisal::graph::{NodeKind, Relation};
///
/// assert_eq!(Relation::RetaliatedFor.as_str(), "retaliated_for");
/// assert_eq!(Relation::Targeted.ends(), (NodeKind::Incident, NodeKind::Actor));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Relation {
    /// Actor did incident.
    Perpetrated,
    /// Incident was done to actor.
    Targeted,
    /// Incident happened in place.
    OccurredIn,
    /// Incident answers incident.
    RetaliatedFor,
    /// Actor arms, funds, trains, directs or supports actor.
    Backs,
    /// Actor belongs to actor.
    PartOf,
    /// Actor leads or commands actor.
    Leads,
}

impl Relation {
    /// Every relation, in order.
    pub const ALL: &'static [Relation] = &[
        Relation::Perpetrated,
        Relation::Targeted,
        Relation::OccurredIn,
        Relation::RetaliatedFor,
        Relation::Backs,
        Relation::PartOf,
        Relation::Leads,
    ];

    /// The spelling in saved graphs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Relation::Perpetrated => "perpetrated",
            Relation::Targeted => "targeted",
            Relation::OccurredIn => "occurred_in",
            Relation::RetaliatedFor => "retaliated_for",
            Relation::Backs => "backs",
            Relation::PartOf => "part_of",
            Relation::Leads => "leads",
        }
    }

    /// In words, as a label: "part of".
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Relation::Perpetrated => "perpetrated",
            Relation::Targeted => "targeted",
            Relation::OccurredIn => "occurred in",
            Relation::RetaliatedFor => "retaliated for",
            Relation::Backs => "backs",
            Relation::PartOf => "part of",
            Relation::Leads => "leads",
        }
    }

    /// The relation as documents state it between two actors; none of those at incidents.
    #[must_use]
    pub const fn predicate(self) -> Option<Predicate> {
        match self {
            Relation::Backs => Some(Predicate::Backs),
            Relation::PartOf => Some(Predicate::PartOf),
            Relation::Leads => Some(Predicate::Leads),
            _ => None,
        }
    }

    /// The kinds of node that it leads from and to.
    #[must_use]
    pub const fn ends(self) -> (NodeKind, NodeKind) {
        match self {
            Relation::Perpetrated => (NodeKind::Actor, NodeKind::Incident),
            Relation::Targeted => (NodeKind::Incident, NodeKind::Actor),
            Relation::OccurredIn => (NodeKind::Incident, NodeKind::Place),
            Relation::RetaliatedFor => (NodeKind::Incident, NodeKind::Incident),
            Relation::Backs | Relation::PartOf | Relation::Leads => (NodeKind::Actor, NodeKind::Actor),
        }
    }
}

impl fmt::Display for Relation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl From<Predicate> for Relation {
    fn from(predicate: Predicate) -> Relation {
        match predicate {
            Predicate::Backs => Relation::Backs,
            Predicate::PartOf => Relation::PartOf,
            Predicate::Leads => Relation::Leads,
        }
    }
}

/// The sort of a node. Ids are unique within a sort.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum NodeKind {
    /// [`Node::Actor`]
    Actor,
    /// [`Node::Place`]
    Place,
    /// [`Node::Incident`]
    Incident,
}

impl NodeKind {
    /// The word for messages.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            NodeKind::Actor => "actor",
            NodeKind::Place => "place",
            NodeKind::Incident => "incident",
        }
    }
}

impl Node {
    /// The sort of node.
    #[must_use]
    pub fn kind(&self) -> NodeKind {
        match self {
            Node::Actor(_) => NodeKind::Actor,
            Node::Place(_) => NodeKind::Place,
            Node::Incident(_) => NodeKind::Incident,
        }
    }

    /// Its id, unique among nodes of its sort.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Node::Actor(actor) => &actor.id,
            Node::Place(place) => &place.id,
            Node::Incident(incident) => &incident.id,
        }
    }
}

/// What a node can hold: [`Actor`], [`Place`] or [`Incident`]. Makes the look-ups of the graph generic.
///
/// ```
/// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
/// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
/// use reprisal::graph::{Actor, NodeWeight, Place};
///
/// let nodes: Vec<_> = graph.petgraph().node_weights().collect();
/// let actors = nodes.iter().filter_map(|node| Actor::of(node)).count();
/// let places = nodes.iter().filter_map(|node| Place::of(node)).count();
/// assert!(actors + places < nodes.len(), "incidents are nodes as well");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait NodeWeight: Sized {
    /// Its sort.
    const KIND: NodeKind;
    /// The content of a node of this sort.
    fn of(node: &Node) -> Option<&Self>;
}

macro_rules! node_weight {
    ($($weight:ident)*) => {
        $(impl NodeWeight for $weight {
            const KIND: NodeKind = NodeKind::$weight;
            fn of(node: &Node) -> Option<&Self> {
                match node {
                    Node::$weight(weight) => Some(weight),
                    _ => None,
                }
            }
        })*
    };
}

node_weight![Actor Place Incident];
