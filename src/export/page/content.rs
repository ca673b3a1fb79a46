//! What the page holds, as plain data. The script in `viewer/` reads it under these names.

use jiff::civil::Date;
use serde::Serialize;

use crate::date::PartialDate;
use crate::extraction::Voice;
use crate::graph::{Relation, Standing};
use crate::vocabulary::{ActorKind, IncidentKind, Modality, Status};

/// Everything that the page shows. Actors, incidents, documents and sentences refer to each other by their place in these lists.
#[derive(Debug, Serialize)]
pub(super) struct Content {
    pub(super) title: String,
    pub(super) built: Built,
    /// The roll-up that the page opens with.
    pub(super) roll_up: &'static str,
    /// What is shown when the page opens.
    pub(super) modalities: Vec<Modality>,
    pub(super) documents: Vec<Document>,
    pub(super) sentences: Vec<Sentence>,
    pub(super) actors: Vec<Actor>,
    pub(super) incidents: Vec<Incident>,
    pub(super) relations: Vec<Relationship>,
    pub(super) positions: Positions,
}

#[derive(Debug, Serialize)]
pub(super) struct Built {
    pub(super) by: &'static str,
    pub(super) on: Option<Date>,
}

#[derive(Debug, Serialize)]
pub(super) struct Document {
    pub(super) id: String,
    pub(super) title: Option<String>,
    pub(super) source: Option<String>,
    pub(super) published: Option<Date>,
}

#[derive(Debug, Serialize)]
pub(super) struct Sentence {
    pub(super) document: usize,
    pub(super) text: String,
}

#[derive(Debug, Serialize)]
pub(super) struct Actor {
    pub(super) id: String,
    pub(super) name: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) aliases: Vec<String>,
    pub(super) kind: ActorKind,
    pub(super) principal: usize,
    /// How many documents name it.
    pub(super) documents: usize,
}

/// Those on both sides of an incident, under each roll-up.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct Sides {
    pub(super) who: Vec<usize>,
    pub(super) whom: Vec<usize>,
}

#[derive(Debug, Serialize)]
pub(super) struct Incident {
    pub(super) id: String,
    pub(super) kind: IncidentKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) date: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) until: Option<PartialDate>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) place: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) killed: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) wounded: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) weapon: Option<String>,
    pub(super) modality: Modality,
    pub(super) status: Status,
    /// Rounded to hundredths.
    pub(super) confidence: f64,
    pub(super) named: Sides,
    /// Absent where it is the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) principal: Option<Sides>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) answers: Vec<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) claimed_by: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) denied_by: Vec<String>,
    /// How many independent sources tell of it.
    pub(super) sources: usize,
    pub(super) evidence: Vec<Evidence>,
}

/// A standing relation between two actors.
#[derive(Debug, Serialize)]
pub(super) struct Relationship {
    pub(super) subject: usize,
    pub(super) relation: Relation,
    pub(super) object: usize,
    pub(super) modality: Modality,
    pub(super) status: Status,
    pub(super) sources: usize,
    pub(super) evidence: Vec<Evidence>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) standing: Vec<Standing>,
}

/// A sentence, and how it bears on what it is quoted for.
#[derive(Debug, Serialize)]
pub(super) struct Evidence {
    pub(super) sentence: usize,
    /// The words that tell of it: from and to, counted in UTF-16 as scripts count.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) marks: Vec<[usize; 2]>,
    pub(super) modality: Modality,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) voices: Vec<Voice>,
}

/// Where nodes stand, as a row of number, x and y; incidents are numbered after the actors.
#[derive(Debug, Default, Serialize)]
pub(super) struct Positions {
    pub(super) actors: ByRollUp,
    pub(super) incidents: ByRollUp,
}

#[derive(Debug, Default, Serialize)]
pub(super) struct ByRollUp {
    pub(super) principal: Vec<i32>,
    pub(super) named: Vec<i32>,
}
