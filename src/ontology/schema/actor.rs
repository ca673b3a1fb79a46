//! Entries of actors and places: who and where.

use serde::{Deserialize, Serialize};

use crate::date::PartialDate;
use crate::vocabulary::{ActorKind, PlaceKind};

/// An actor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActorEntry {
    /// Slug, unique among actors.
    pub id: String,
    /// Preferred name.
    pub name: String,
    /// What sort of actor.
    pub kind: ActorKind,
    /// Further names; case, accents, apostrophes, hyphens and the article "al-" spelling are folded by the reader.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Names that count only in exactly this case: acronyms and names that are ordinary words.
    #[serde(default)]
    pub exact: Vec<String>,
    /// Short names (a surname) that count only in a document that also gives the full name; several actors may share one.
    #[serde(default)]
    pub short: Vec<String>,
    /// Adjectives and demonyms: "Iranian", "Iranians".
    #[serde(default)]
    pub adjectives: Vec<String>,
    /// Names of a seat that stand for the actor where something acts or speaks: "Tehran", "Downing Street".
    #[serde(default)]
    pub metonyms: Vec<String>,
    /// To whose account its deeds go; itself when absent.
    #[serde(default)]
    pub principal: Option<String>,
    /// The actor that "X forces" and "X troops" stand for.
    #[serde(default)]
    pub military: Option<String>,
    /// The actor that this official or body speaks for.
    #[serde(default)]
    pub speaks_for: Option<String>,
    /// Organisations that it belongs to.
    #[serde(default)]
    pub part_of: Vec<Membership>,
    /// Actors that arm, fund or direct it.
    #[serde(default)]
    pub backed_by: Vec<Backing>,
    /// Actors that it leads or commands.
    #[serde(default)]
    pub leads: Vec<Leading>,
    /// Sentences with the triples that must come out of them.
    #[serde(default)]
    pub examples: Vec<(String, Vec<String>)>,
}

/// Membership of an organisation, for a while.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Membership {
    /// Actor id of the organisation.
    pub of: String,
    /// First day, as exact as known.
    #[serde(default)]
    pub since: Option<PartialDate>,
    /// Last day, as exact as known.
    #[serde(default)]
    pub until: Option<PartialDate>,
}

/// Backing by another actor, for a while.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Backing {
    /// Actor id of the backer.
    pub by: String,
    /// First day, as exact as known.
    #[serde(default)]
    pub since: Option<PartialDate>,
    /// Last day, as exact as known.
    #[serde(default)]
    pub until: Option<PartialDate>,
}

/// Command of an actor, for a while.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leading {
    /// Actor id of what is led.
    pub of: String,
    /// Title: "secretary-general", "deputy commander".
    #[serde(default)]
    pub role: Option<String>,
    /// First day, as exact as known.
    #[serde(default)]
    pub since: Option<PartialDate>,
    /// Last day, as exact as known.
    #[serde(default)]
    pub until: Option<PartialDate>,
}

/// A place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceEntry {
    /// Slug, unique among places; a country may share its slug with the state.
    pub id: String,
    /// Preferred name.
    pub name: String,
    /// What sort of place.
    pub kind: PlaceKind,
    /// Further names.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Names that count only in exactly this case.
    #[serde(default)]
    pub exact: Vec<String>,
    /// Place id of the smallest place around it.
    #[serde(default)]
    pub within: Option<String>,
    /// Actor id of the state of a country.
    #[serde(default)]
    pub state: Option<String>,
    /// Actors other than the country's state that hold or run it, so that an attack on it is an attack on them.
    #[serde(default)]
    pub held_by: Vec<Backing>,
}
