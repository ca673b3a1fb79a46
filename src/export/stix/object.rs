//! The objects of STIX that are written.

use std::fmt;

use once_cell::sync::Lazy;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use uuid::Uuid;

use super::time::Stamp;
use crate::date::PartialDate;
use crate::graph::{Actor, Incident};

/// The namespace of all ids.
static NAMESPACE: Lazy<Uuid> = Lazy::new(|| Uuid::new_v5(&Uuid::NAMESPACE_URL, b"urn:reprisal:stix"));

/// The id of an object: its type and a UUID made of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Id {
    pub(super) kind: &'static str,
    uuid: Uuid,
}

impl Id {
    pub(super) fn new(kind: &'static str, name: &str) -> Id {
        // The type is part of the name: a bundle that calls an army an identity does not change the threat actor of another.
        Id { kind, uuid: Uuid::new_v5(&NAMESPACE, format!("{kind} {name}").as_bytes()) }
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}--{}", self.kind, self.uuid)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// What all objects have.
#[derive(Clone, Copy, Serialize)]
pub(super) struct Head {
    pub(super) spec_version: &'static str,
    pub(super) id: Id,
    pub(super) created_by_ref: Id,
    pub(super) created: Stamp,
    pub(super) modified: Stamp,
}

/// An object of a bundle.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub(super) enum Object<'a> {
    Identity {
        #[serde(flatten)]
        head: Head,
        name: &'a str,
        identity_class: &'static str,
        #[serde(skip_serializing_if = "Option::is_none")]
        extensions: Option<Extensions<'a>>,
    },
    ThreatActor {
        #[serde(flatten)]
        head: Head,
        name: &'a str,
        threat_actor_types: [&'static str; 1],
        #[serde(skip_serializing_if = "<[String]>::is_empty")]
        aliases: &'a [String],
        extensions: Extensions<'a>,
    },
    Location {
        #[serde(flatten)]
        head: Head,
        name: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        country: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        region: Option<&'a str>,
    },
    Incident {
        #[serde(flatten)]
        head: Head,
        name: &'a str,
        labels: [&'static str; 2],
        confidence: u8,
        #[serde(skip_serializing_if = "<[Reference]>::is_empty")]
        external_references: &'a [Reference<'a>],
        extensions: Extensions<'a>,
    },
    Relationship {
        #[serde(flatten)]
        head: Head,
        relationship_type: &'static str,
        #[serde(skip_serializing_if = "Option::is_none")]
        description: Option<&'a str>,
        source_ref: Id,
        target_ref: Id,
        #[serde(skip_serializing_if = "Option::is_none")]
        start_time: Option<Stamp>,
        #[serde(skip_serializing_if = "Option::is_none")]
        stop_time: Option<Stamp>,
        #[serde(skip_serializing_if = "Option::is_none")]
        confidence: Option<u8>,
        #[serde(skip_serializing_if = "<[Reference]>::is_empty")]
        external_references: &'a [Reference<'a>],
    },
    Report {
        #[serde(flatten)]
        head: Head,
        name: &'a str,
        report_types: [&'static str; 1],
        published: Stamp,
        external_references: [Reference<'a>; 1],
        object_refs: &'a [Id],
    },
    ExtensionDefinition {
        #[serde(flatten)]
        head: Head,
        name: &'static str,
        description: &'static str,
        schema: &'static str,
        version: &'static str,
        extension_types: [&'static str; 1],
    },
}

impl Object<'_> {
    pub(super) fn head(&self) -> &Head {
        match self {
            Object::Identity { head, .. }
            | Object::ThreatActor { head, .. }
            | Object::Location { head, .. }
            | Object::Incident { head, .. }
            | Object::Relationship { head, .. }
            | Object::Report { head, .. }
            | Object::ExtensionDefinition { head, .. } => head,
        }
    }
}

/// A sentence or a document.
#[derive(Serialize)]
pub(super) struct Reference<'a> {
    pub(super) source_name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<String>,
    pub(super) external_id: &'a str,
}

/// Our own properties, under the id of their definition.
pub(super) struct Extensions<'a> {
    pub(super) definition: Id,
    pub(super) details: Details<'a>,
}

impl Serialize for Extensions<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(&self.definition, &self.details)?;
        map.end()
    }
}

/// What we say of an incident or an actor beyond the words of STIX.
#[derive(Clone, Default, Serialize)]
pub(super) struct Details<'a> {
    extension_type: &'static str,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    origin: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    principal_ref: Option<Id>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    aliases: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_precision: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    killed: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    wounded: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    weapon: Option<&'a str>,
    /// Those that are no objects.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) places: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    modality: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
}

impl<'a> Details<'a> {
    pub(super) fn of_actor(actor: &'a Actor, aliases: &'a [String], principal: Option<Id>) -> Details<'a> {
        Details {
            extension_type: "property-extension",
            kind: actor.kind.as_str(),
            origin: Some(actor.origin.as_str()),
            principal_ref: principal,
            aliases,
            ..Details::default()
        }
    }

    pub(super) fn of_incident(incident: &'a Incident) -> Details<'a> {
        Details {
            extension_type: "property-extension",
            kind: incident.kind.as_str(),
            date: incident.date,
            until: incident.until,
            date_precision: incident.date.map(|date| match date {
                PartialDate::Day(_) => "day",
                PartialDate::Month(..) => "month",
                PartialDate::Year(_) => "year",
            }),
            killed: incident.killed,
            wounded: incident.wounded,
            weapon: incident.weapon.as_deref(),
            modality: Some(incident.modality.as_str()),
            status: Some(incident.status.as_str()),
            ..Details::default()
        }
    }
}
