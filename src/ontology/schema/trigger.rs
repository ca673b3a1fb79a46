//! Entries of triggers: verbs and nouns that tell of an incident or a relation, and where their arguments stand.

use serde::{Deserialize, Serialize};

use crate::vocabulary::{ActorKind, IncidentKind, Predicate, Stance};

/// A verb or noun class that tells of an incident, a relation or a support for one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TriggerEntry {
    /// Name of the rule, unique among triggers; evidence cites it.
    pub id: String,
    /// Verb or noun.
    pub pos: Pos,
    /// Lemmas; irregular forms are written out: "strike/struck/struck", "man/men"; several words are allowed: "open fire".
    pub lemmas: Vec<String>,
    /// The kind of incident told of.
    #[serde(default)]
    pub incident: Option<IncidentKind>,
    /// The relation told of; agent is its subject and target its object.
    #[serde(default)]
    pub relation: Option<Predicate>,
    /// Kinds of actor that the subject of the relation can be; empty: whoever can stand in it.
    #[serde(default)]
    pub who: Vec<ActorKind>,
    /// Kinds of actor that the object of the relation can be, or that every target of the deed must be; empty: whoever can
    /// stand in it.
    #[serde(default)]
    pub whom: Vec<ActorKind>,
    /// Words one of which must follow in the clause, with other words between: "left … dead", "reduced … to rubble".
    #[serde(default)]
    pub complements: Vec<String>,
    /// What the trigger does beside telling of an incident of its own.
    #[serde(default)]
    pub acts: Vec<Act>,
    /// What its speaker does with the deed that it speaks of; without it nobody is heard.
    #[serde(default)]
    pub stance: Option<Stance>,
    /// Where its arguments stand.
    #[serde(default)]
    pub frame: Frame,
    /// Roles without which the trigger does not fire.
    #[serde(default)]
    pub needs: Vec<Role>,
    /// Sentences with the triples that must come out of them.
    #[serde(default)]
    pub examples: Vec<(String, Vec<String>)>,
}

/// Part of speech of a trigger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Pos {
    /// A verb, in all its forms.
    Verb,
    /// A noun, singular and plural.
    Noun,
}

/// What a trigger does beside telling of an incident of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Act {
    /// Leaves the means open, so that a nearer word for the kind counts: "strike", "raid", "killing".
    Loose,
    /// Its incident answers an earlier one: "retaliate", "revenge"; what it answers stands in the `cause` slots.
    Answers,
    /// Lends its arguments to the incident noun in its `event` slots: "carry out", "launch".
    Supports,
    /// Makes an incident in its `event` slots a threat: "vow", "plan".
    Threatens,
    /// Denies the incident in its `event` slots or clause: "deny".
    Denies,
    /// Names the perpetrator of the incident in its `event` slots: "claim", "blame", "accuse".
    Attributes,
    /// Names the target of the incident in its `event` slots, or of the last one told: "whose target was". Without such
    /// slots, the target of the deed that it is the purpose of: "an operation to root out X".
    Aims,
    /// Tells of a blow whose means is left to the rest of the text: "struck", "hit".
    Strikes,
    /// Brings down what flies. Where a state brings down what others sent at it, that is no incident, the launch was: "shoot down".
    Downs,
    /// The subject makes an incident known that is told by its object: its own, unless it was hit by it: "announce".
    Announces,
    /// Puts an end to what its `event` slots speak of, which went on until then: "suspend its attacks".
    Ends,
    /// Tells of a deed only as one to come: "will pay".
    Promised,
    /// Tells of a deed only where its subject is new to the text: "a car exploded", not "the car".
    Fresh,
    /// Harms people: its target is a victim, which need not be the one aimed at.
    Harms,
    /// Its victims are wounded, not killed.
    Wounds,
    /// Is aimed at the people whom it hurts, whoever they are: "massacre", "execute".
    Persons,
    /// Tells of speech; its subject is the voice of its clause.
    Speaks,
    /// Says that one thing is another: "be seen as", "call".
    Equates,
    /// Two sides fight: agent and target each do it to the other.
    Mutual,
    /// Tells who occupies, runs or owns a site: a blow at the site in its `target` slots is a blow at its agent.
    Houses,
    /// No deed by itself; stops a nearer reading ("strike a deal").
    Nothing,
}

/// Where the arguments of a trigger stand.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Frame {
    /// Who does it.
    pub agent: Vec<Slot>,
    /// To whom it is done.
    pub target: Vec<Slot>,
    /// Who is hurt by it.
    pub victim: Vec<Slot>,
    /// What it is done with.
    pub weapon: Vec<Slot>,
    /// Where it is done.
    pub place: Vec<Slot>,
    /// The incident that it speaks of.
    pub event: Vec<Slot>,
    /// The incident that it answers.
    pub cause: Vec<Slot>,
}

/// A role that a frame fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Role {
    /// Who does it.
    Agent,
    /// To whom it is done.
    Target,
    /// Who is hurt by it.
    Victim,
    /// What it is done with.
    Weapon,
    /// Where it is done.
    Place,
    /// The incident that it speaks of.
    Event,
    /// The incident that it answers.
    Cause,
}

/// A grammatical position relative to the trigger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
#[allow(missing_docs)] // the prepositions speak for themselves
pub enum Slot {
    /// Subject of the active verb (the reader turns passives round).
    Subject,
    /// Object of the active verb.
    Object,
    /// Possessor before a noun: "Israel's strikes".
    Possessive,
    /// Adjective or noun directly before a noun: "US strikes", "drone attack".
    Modifier,
    /// Clause or infinitive that depends on the verb: "vowed to strike".
    Clause,
    /// Whom a noun is said of: "X, a proxy of Y", "Y's proxy X", "X is a proxy of Y".
    Bearer,
    About,
    Across,
    After,
    Against,
    Along,
    Among,
    Around,
    Aboard,
    As,
    At,
    Before,
    Behind,
    Between,
    By,
    For,
    From,
    In,
    Inside,
    Into,
    Near,
    Of,
    Off,
    On,
    Onto,
    Outside,
    Over,
    Through,
    To,
    Toward,
    Towards,
    Under,
    Upon,
    Using,
    Via,
    With,
    Within,
}
