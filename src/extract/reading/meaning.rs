//! What groups of words stand for, and what the text has named before.

use crate::ontology::schema::Makes;
use crate::vocabulary::IncidentKind;

/// What a group stands for.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::extract) struct Reading {
    /// Members of the cast that it stands for.
    pub actors: Vec<usize>,
    /// A place (index into [`Ontology::places`]).
    pub place: Option<usize>,
    /// Who is said to hold it: "Houthi-held".
    pub held_by: Vec<usize>,
    /// What its head noun makes of the name beside it.
    pub makes: Option<Makes>,
    /// The means that the head noun hints at.
    pub means: Option<IncidentKind>,
    /// The head noun of a means, as written.
    pub weapon: Option<String>,
    /// Nominal triggers of its head.
    pub triggers: Vec<usize>,
    /// Whether its last word is the name.
    pub named: bool,
    /// Whether it was read through an earlier mention.
    pub referred: bool,
    /// Who owns it: "Iran's", "its".
    pub owner: Option<usize>,
    /// The state that bare forces or their sites serve if an armed group hits them, or if they hit one: "soldiers", "an army convoy".
    pub state: Option<usize>,
    /// Who is meant if not the actor: of "its" where the first candidate cannot be.
    pub other: Option<usize>,
}

/// A standing relation that a group states: (subject, object) members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::extract) enum Stated {
    Backs(usize, usize),
    Leads(usize, usize),
    PartOf(usize, usize),
}

/// An actor named in the document so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::extract) struct Named {
    pub member: usize,
    pub sentence: usize,
    pub token: usize,
    /// Only as where something is: "in Damascus".
    pub located: bool,
    /// As the subject of a verb.
    pub subject: bool,
    /// By its name, not by a word for somebody named before.
    pub own: bool,
    /// As one that somebody acts against.
    pub against: bool,
    /// By a noun of several: "American jets", "US and British jets".
    pub several: bool,
}

/// Forces, weapons or groups whose owner the text told: "four Houthi boats", "X's mercenaries".
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::extract) struct Thing {
    /// The noun, without its plural ending.
    pub noun: String,
    pub member: usize,
    pub sentence: usize,
}
