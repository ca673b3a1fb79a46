//! Where the arguments of a verb or a nominal incident stand.
//!
//! [`Arguments`] is all that the frames know of syntax. [`ByTree`] reads them off a dependency tree; [`ByGroups`] finds
//! them by the order of noun and verb groups, for headlines, fragments and where the tree and the groups disagree.

mod groups;
mod tree;

pub(super) use groups::ByGroups;
pub(super) use tree::{ByTree, Parsed};

use crate::ontology::schema::Slot;

/// A group that stands in a slot of a trigger.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Argument {
    pub slot: Slot,
    /// Index of a noun group.
    pub group: usize,
    /// How far ahead of the next best tree the parser was where it hung the group there; none where the order of groups
    /// says so.
    pub margin: Option<f32>,
}

/// A verb that governs what stands at a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Above {
    /// Index of a verb group.
    pub verb: usize,
    /// The slot of the verb that it stands in, however deep.
    pub slot: Slot,
    /// Whether a relative clause lies between the two.
    pub relative: bool,
}

/// Finds the arguments of triggers in one sentence.
pub(super) trait Arguments {
    /// The arguments of a verb group, as for an active verb: what a passive verb has for a subject is its object.
    fn of_verb(&self, verb: usize) -> Vec<Argument>;
    /// The arguments of the noun that heads a group.
    fn of_noun(&self, group: usize) -> Vec<Argument>;
    /// The verb group that the infinitive, gerund or clause of this verb group depends on.
    fn governor(&self, verb: usize) -> Option<usize>;
    /// The verbs that govern what stands at a token, nearest first.
    fn above(&self, token: usize) -> Vec<Above>;
    /// The token on which the word at this token depends, if that is a noun.
    fn noun_above(&self, token: usize) -> Option<usize>;
    /// The token on which the word at this token depends.
    fn head(&self, token: usize) -> Option<usize>;
    /// The group that the relative clause of this verb group speaks of.
    fn antecedent(&self, verb: usize) -> Option<usize>;
}

/// What the finder must know of a group beside its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Nature {
    /// It names a place and nothing that acts.
    pub place: bool,
    /// It names a country or a capital: a place as well as an actor.
    pub country: bool,
    /// It is a bare name of an actor.
    pub name: bool,
    /// It tells of an incident.
    pub incident: bool,
    /// It is a means: drones, missiles.
    pub weapon: bool,
    /// A thing that somebody owns: "a US base".
    pub property: bool,
}
