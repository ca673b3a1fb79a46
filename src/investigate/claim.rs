//! What can be said of two actors.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::graph::Relation;
use crate::suggest;

/// What the graph can say of two actors.
///
/// ```
/// use reprisal::graph::Relation;
/// use reprisal::investigate::Claim;
///
/// assert_eq!("retaliated-against".parse(), Ok(Claim::RetaliatedAgainst));
/// assert_eq!(Claim::Backs.relation(), Some(Relation::Backs));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Claim {
    /// The first did a deed to the second.
    Attacked,
    /// The first did a deed to the second that answers another.
    RetaliatedAgainst,
    /// The first arms, funds, trains, directs or supports the second.
    Backs,
    /// The first belongs to the second.
    PartOf,
    /// The first leads or commands the second.
    Leads,
}

impl Claim {
    /// Every claim, in order.
    pub const ALL: &'static [Claim] = &[Claim::Attacked, Claim::RetaliatedAgainst, Claim::Backs, Claim::PartOf, Claim::Leads];

    /// The spelling on the command line and in output.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Claim::Attacked => "attacked",
            Claim::RetaliatedAgainst => "retaliated-against",
            Claim::Backs => "backs",
            Claim::PartOf => "part-of",
            Claim::Leads => "leads",
        }
    }

    /// The relation that states it; none for what is told of incidents.
    #[must_use]
    pub const fn relation(self) -> Option<Relation> {
        match self {
            Claim::Backs => Some(Relation::Backs),
            Claim::PartOf => Some(Relation::PartOf),
            Claim::Leads => Some(Relation::Leads),
            Claim::Attacked | Claim::RetaliatedAgainst => None,
        }
    }

    /// As the verb of a sentence: "retaliated against".
    #[must_use]
    pub const fn verb(self) -> &'static str {
        match self {
            Claim::Attacked => "attacked",
            Claim::RetaliatedAgainst => "retaliated against",
            Claim::Backs => "backs",
            Claim::PartOf => "is part of",
            Claim::Leads => "leads",
        }
    }
}

impl fmt::Display for Claim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A word that is no claim.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnknownClaim {
    /// The word as typed.
    pub word: String,
}

impl fmt::Display for UnknownClaim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = || Claim::ALL.iter().map(|claim| claim.as_str());
        write!(f, "{:?} is none of {}", self.word, words().collect::<Vec<_>>().join(", "))?;
        match suggest::nearest(&self.word, words()) {
            Some(near) => write!(f, "; did you mean {near}?"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for UnknownClaim {}

impl FromStr for Claim {
    type Err = UnknownClaim;

    fn from_str(word: &str) -> Result<Claim, UnknownClaim> {
        // "part of", "part_of" and "part-of" are one.
        let wanted = word.trim().to_lowercase().replace([' ', '_'], "-");
        let found = Claim::ALL.iter().find(|claim| claim.as_str() == wanted);
        found.copied().ok_or_else(|| UnknownClaim { word: word.to_owned() })
    }
}
