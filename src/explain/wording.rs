//! Explanations in plain words.

use std::fmt;

use serde::Serialize;

use super::{Fate, Group, NoEdge, Nobody, Passed, ReadAs, Stands, Unread, Why};
use crate::ontology::schema::Makes;

/// Writes a variant the way it is serialised, its hyphens as spaces.
fn plain(value: &impl Serialize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => f.write_str(&word.replace('-', " ")),
        _ => Ok(()),
    }
}

impl fmt::Display for ReadAs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        plain(self, f)
    }
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Unread::NoTrigger => "no word is a trigger, so it was not parsed and no rule was tried",
            Unread::Question => "a question asserts nothing, so no rule was tried",
        })
    }
}

impl fmt::Display for Passed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Passed::ReadAs(ReadAs::Name) => f.write_str("part of a name"),
            Passed::ReadAs(ReadAs::Date) => f.write_str("part of a date"),
            Passed::ReadAs(ReadAs::Aside) => f.write_str("in brackets, which are passed over"),
            Passed::ReadAs(as_what) => write!(f, "read as {as_what}"),
            Passed::NotHead(group) => write!(f, "not the last word of “{group}”, which alone is read"),
            Passed::PartOf(phrase) => write!(f, "part of “{phrase}”"),
            Passed::Told => f.write_str("another rule of the word told of the incident"),
            Passed::Question => f.write_str("a question asserts nothing"),
        }
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Why::Needs(roles) => {
                let roles: Vec<String> = roles.iter().map(|role| format!("{role:?}").to_lowercase()).collect();
                write!(f, "it needs a role that nothing fills: {}", roles.join(", "))
            }
            Why::Empty => f.write_str("nobody, no place and no weapon stands in its slots"),
            Why::Backdrop => f.write_str("it tells of people harmed in a war, by no one deed"),
            Why::Complement => f.write_str("none of the words that must follow it follows it"),
            Why::ObjectTells => f.write_str("its object tells of the incident"),
            Why::Told => f.write_str("another rule of the word told of the incident"),
            Why::NotAsserted => f.write_str("the relation is denied or only possible"),
            Why::Unrelated => f.write_str("one side of the relation is open, or the two cannot stand in it"),
            Why::ChangedNothing => f.write_str("it tells of no incident itself, and changed none beside it"),
            Why::Occupies => f.write_str("it only says who occupies a site"),
            Why::NoDeed => f.write_str("the rule says that this is no deed"),
        }
    }
}

impl fmt::Display for Fate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fate::Incidents(ids) => f.write_str(&ids.join(", ")),
            Fate::NoSides => f.write_str("left out: neither side is known"),
            Fate::NoPerpetrator => f.write_str("left out: nobody is known to have done it"),
            Fate::NothingResumed => f.write_str("left out: it speaks of an earlier incident, and none fits"),
        }
    }
}

impl fmt::Display for Stands {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Stands::Victim => "its people were hurt",
            Stands::Holder => "it holds the place that was hit",
            Stands::Context => "by the rest of the document",
        })
    }
}

impl fmt::Display for NoEdge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            NoEdge::NoPerpetrator => "nobody is known to have done it",
            NoEdge::NoTarget => "nobody is known to have been hit",
            NoEdge::OwnSide => "both sides count for one principal",
            NoEdge::Denied => "it is denied",
            NoEdge::Threatened => "it is only threatened",
        })
    }
}

impl Group {
    /// Why it stands for nobody, in words.
    #[must_use]
    pub fn why_nobody(&self) -> Option<String> {
        Some(match self.nobody? {
            Nobody::Place => "a place".to_owned(),
            Nobody::Trigger => "it tells of something".to_owned(),
            Nobody::Pronoun => "a pronoun, and nobody before it fits".to_owned(),
            Nobody::NoOwner => match self.makes {
                Some(Makes::Property) => "property without an owner".to_owned(),
                Some(Makes::Weapon) => "a weapon without an owner".to_owned(),
                makes => {
                    format!("{} of nobody named", makes.map(|makes| format!("{makes:?}").to_lowercase()).unwrap_or_default())
                }
            },
            Nobody::NoReferent => "nobody before it fits".to_owned(),
            Nobody::UnknownNoun => "a noun that the ontology lacks".to_owned(),
            Nobody::Thing => "a thing without a name".to_owned(),
        })
    }
}
