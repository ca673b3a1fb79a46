//! What the sentences tell of, and what became of it: tellings, relations, incident records.

use serde::{Deserialize, Serialize};

use crate::vocabulary::{IncidentKind, Modality, Predicate};

/// An incident as one sentence tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Told {
    /// `e1`, `e2`, … through the document.
    pub event: String,
    /// The rule that told of it.
    pub rule: String,
    /// Its trigger, as written.
    pub word: String,
    /// What sort of deed.
    pub kind: IncidentKind,
    /// How the sentence holds it.
    pub modality: Modality,
    /// Actor ids of those who did it.
    pub perpetrators: Vec<String>,
    /// Actor ids of those it was done to.
    pub targets: Vec<String>,
    /// What became of it.
    pub fate: Fate,
}

/// What became of the telling of an incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Fate {
    /// It is told in these incident records; several, when it speaks of "all of them".
    Incidents(Vec<String>),
    /// Left out: neither side is known, and nothing answers it.
    NoSides,
    /// Left out: its rule needs a perpetrator, and no verb beside it gave one.
    NoPerpetrator,
    /// Left out: it speaks of an earlier incident, and none fits.
    NothingResumed,
}

/// A relation that a sentence states.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Relation {
    /// Id of the trigger, or the name of the construction.
    pub rule: String,
    /// Actor id.
    pub subject: String,
    /// What relates them.
    pub predicate: Predicate,
    /// Actor id.
    pub object: String,
}

/// An incident record and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Incident {
    /// `i1`, `i2`, … as in the extraction.
    pub id: String,
    /// The tellings that were merged into it.
    pub events: Vec<String>,
    /// Numbers of the sentences that tell of it.
    pub sentences: Vec<usize>,
    /// Targets that no telling names outright, with what they stand in for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stand_ins: Vec<StandIn>,
    /// Why it gives no edge `attacked`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_edge: Option<NoEdge>,
}

/// A target that no telling names outright.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct StandIn {
    /// Actor id.
    pub actor: String,
    /// What it stands in for.
    pub stands: Stands,
}

/// How an actor comes to be a target that no telling names outright.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Stands {
    /// Its people were hurt.
    Victim,
    /// It holds the place that was hit.
    Holder,
    /// From the rest of the document: it occupies the site, did what the incident answers, or is fought there.
    Context,
}

/// Why an incident gives no edge `attacked`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum NoEdge {
    /// Nobody is known to have done it.
    NoPerpetrator,
    /// Nobody is known to have been hit.
    NoTarget,
    /// Both sides count for one principal.
    OwnSide,
    /// It is denied.
    Denied,
    /// It is only threatened.
    Threatened,
}
