//! Values within values: sentences, reports, records, facts. Written as JSON, in the spelling in which they are read back.

use std::borrow::Cow;

use serde::{Deserialize, Serialize, Serializer};

use crate::extraction::{ActorRecord, Evidence, IncidentRecord, PlaceRecord};
use crate::graph::{Actor, Citation, Place, Report, Standing};
use crate::vocabulary::{ActorKind, Origin, PlaceKind};

/// A value within a value.
pub(in crate::export) enum Nested<'v> {
    /// Sentences.
    Evidence(Vec<&'v Citation>),
    /// What every document says of an incident.
    Reports(&'v [std::sync::Arc<Report>]),
    /// What documents and the ontology know of an actor or a place.
    Records(Vec<Record<'v>>),
    /// Facts of the ontology.
    Standing(Vec<&'v Standing>),
}

impl Nested<'_> {
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Nested::Evidence(list) => list.is_empty(),
            Nested::Reports(list) => list.is_empty(),
            Nested::Records(list) => list.is_empty(),
            Nested::Standing(list) => list.is_empty(),
        }
    }
}

impl Serialize for Nested<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Nested::Evidence(list) => serializer.collect_seq(list.iter().map(|citation| Quote::of(citation))),
            Nested::Reports(list) => serializer.collect_seq(list.iter().map(|report| Told::of(report))),
            Nested::Records(list) => list.serialize(serializer),
            Nested::Standing(list) => list.serialize(serializer),
        }
    }
}

/// A sentence and the document that it stands in.
#[derive(Serialize, Deserialize)]
pub(in crate::export) struct Quote<'v> {
    pub(in crate::export) document: Cow<'v, str>,
    #[serde(flatten)]
    pub(in crate::export) evidence: Cow<'v, Evidence>,
}

impl<'v> Quote<'v> {
    fn of(citation: &'v Citation) -> Quote<'v> {
        Quote { document: Cow::Borrowed(&citation.document), evidence: Cow::Borrowed(&citation.evidence) }
    }
}

/// An incident as one document tells it: the document, and its record as extractions have it.
#[derive(Serialize, Deserialize)]
pub(in crate::export) struct Told<'v> {
    pub(in crate::export) document: Cow<'v, str>,
    #[serde(flatten)]
    pub(in crate::export) incident: IncidentRecord,
}

impl<'v> Told<'v> {
    pub(in crate::export) fn of(report: &'v Report) -> Told<'v> {
        Told { document: Cow::Borrowed(&report.document), incident: report.record() }
    }
}

/// What some documents or the ontology know of an actor or a place. What a record does not say is as its node has it.
#[derive(Default, Serialize, Deserialize)]
pub(in crate::export) struct Record<'v> {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::export) name: Option<Cow<'v, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::export) aliases: Option<Cow<'v, [String]>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::export) kind: Option<Cow<'v, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::export) principal: Option<Cow<'v, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::export) origin: Option<Origin>,
    /// Of a place; empty where the record gives none, though its node has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::export) within: Option<Cow<'v, str>>,
    /// The documents that have this record.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(in crate::export) documents: Vec<Cow<'v, str>>,
    /// Whether the ontology has it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(in crate::export) ontology: bool,
}

impl<'v> Record<'v> {
    pub(super) fn of_actor(record: &'v ActorRecord, node: &Actor) -> Record<'v> {
        let kind: Option<ActorKind> = (record.kind != node.kind).then_some(record.kind);
        Record {
            name: differs(&record.name, &node.name),
            aliases: (record.aliases != node.aliases).then_some(Cow::Borrowed(&record.aliases)),
            kind: kind.map(|kind| Cow::Borrowed(kind.as_str())),
            principal: differs(&record.principal, &node.principal),
            origin: (record.origin != node.origin).then_some(record.origin),
            ..Record::default()
        }
    }

    pub(super) fn of_place(record: &'v PlaceRecord, node: &Place) -> Record<'v> {
        let kind: Option<Option<PlaceKind>> = (record.kind != node.kind).then_some(record.kind);
        let within = (record.within != node.within).then(|| record.within.as_deref().unwrap_or_default());
        Record {
            name: differs(&record.name, &node.name),
            kind: kind.map(|kind| Cow::Borrowed(kind.map_or("", PlaceKind::as_str))),
            within: within.map(Cow::Borrowed),
            ..Record::default()
        }
    }
}

fn differs<'v>(text: &'v str, other: &str) -> Option<Cow<'v, str>> {
    (text != other).then_some(Cow::Borrowed(text))
}
