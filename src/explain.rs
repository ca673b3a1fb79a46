//! How a document was read: for each sentence what every group stands for, which rules were tried, and what came of them.
//!
//! [`Reader::explain`](crate::Reader::explain) reads as [`Reader::read`](crate::Reader::read) does, by the same code, and
//! keeps what it saw on the way. All of it is plain data; `reprisal explain` prints it.
//!
//! ```
//! use reprisal::{DocumentReader, Ontology, Reader};
//!
//! let ontology = Ontology::builtin()?;
//! let document = DocumentReader::new(ontology).text("example", "A drone hit the base.");
//! let explanation = Reader::new(ontology).explain(&document);
//! let tried = &explanation.sentences[0].tried[0];
//! assert_eq!(tried.word, "hit");
//! assert!(explanation.extraction.incidents.is_empty(), "nobody is known to have done it, nobody to be hit");
//! # Ok::<(), reprisal::ontology::OntologyError>(())
//! ```
//!
//! Sentences are counted from 1, and tellings of incidents are called `e1`, `e2`, … through the whole document. Tellings
//! of one deed are merged into an incident record, `i1`, `i2`, …

use serde::{Deserialize, Serialize};

use crate::extraction::{Extraction, Span};
use crate::lexicon::NameForm;
use crate::ontology::schema::{Effect, Makes, Pos, Role, Slot};

mod incident;
mod wording;

pub use incident::{Fate, Incident, NoEdge, Relation, StandIn, Stands, Told};

/// The version of the format that this crate writes. Fields are added over time, never renamed.
pub const EXPLANATION_VERSION: u32 = 1;

/// How one document was read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Explanation {
    /// [`EXPLANATION_VERSION`] of the writer.
    pub version: u32,
    /// Whether reading passes over the document, as it does not speak of armed conflict or tells of no deed with anybody
    /// near. The sentences and incidents then show what rules would make of it; the extraction is without incidents.
    #[serde(default, skip_serializing_if = "is_false")]
    pub passed_over: bool,
    /// The sentences, in order.
    pub sentences: Vec<Sentence>,
    /// The incidents that came of them, in the order of the extraction.
    pub incidents: Vec<Incident>,
    /// What reading gives: the same as [`Reader::read`](crate::Reader::read).
    pub extraction: Extraction,
}

/// How one sentence was read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Sentence {
    /// Its number in the document, from 1.
    pub number: usize,
    /// Where it stands in the text as given.
    pub span: Span,
    /// The sentence, byte for byte.
    pub text: String,
    /// Why no rule was tried at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unread: Option<Unread>,
    /// Whether it has a tree. Only sentences with a trigger are parsed.
    pub parsed: bool,
    /// Its words: those of the tree, or of an unparsed sentence its tokens.
    pub words: Vec<Word>,
    /// Names that the ontology knows or the document introduces.
    pub mentions: Vec<Mention>,
    /// Noun groups, in order.
    pub groups: Vec<Group>,
    /// Verb groups, in order.
    pub verbs: Vec<Verb>,
    /// Triggers whose rules were tried, in the order of trying: nouns before verbs.
    pub tried: Vec<Tried>,
    /// Words that could be triggers, and were read otherwise.
    pub passed_over: Vec<PassedOver>,
    /// Fixed phrases, with what they did; those that only shape documents ("Share", "Photo:") are left out.
    pub cues: Vec<Cue>,
    /// What was concluded from the sentence as a whole.
    pub steps: Vec<Step>,
    /// Incidents that the sentence tells of.
    pub told: Vec<Told>,
    /// Relations that it states, by verbs and nouns or by the groups themselves.
    pub relations: Vec<Relation>,
}

/// Why no rule of a sentence was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Unread {
    /// No word of it is a trigger.
    NoTrigger,
    /// It is a question.
    Question,
}

/// A word of a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Word {
    /// As written.
    pub text: String,
    /// Where it stands in the text as given.
    pub span: Span,
    /// What the reader's own grammar takes it for: `noun`, `verb`, `name`, …
    pub read_as: ReadAs,
    /// Its treebank tag; of a parsed sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// Its dictionary form; of a parsed sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lemma: Option<String>,
    /// How it depends on its head; of a parsed sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The word that it depends on: an index into [`Sentence::words`]; none for the root.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head: Option<usize>,
}

/// What the reader's own grammar takes a word for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
#[allow(missing_docs)] // the names of word classes speak for themselves
pub enum ReadAs {
    Determiner,
    Number,
    Adjective,
    Noun,
    /// Part of a name.
    Name,
    Pronoun,
    Preposition,
    Conjunction,
    Negation,
    Adverb,
    /// A modal, a form of "be", another auxiliary, or "to".
    Auxiliary,
    Verb,
    /// Part of a date.
    Date,
    /// Inside brackets, which are passed over.
    Aside,
    /// A mark.
    Mark,
}

/// A name that the ontology knows, or that the document introduces.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Mention {
    /// As written.
    pub text: String,
    /// Where it stands in the text as given.
    pub span: Span,
    /// Actor id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<String>,
    /// Whether the ontology lacks the actor, and what the document says beside the name tells who it is.
    #[serde(default, skip_serializing_if = "is_false")]
    pub discovered: bool,
    /// Place id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// How it names the actor.
    pub form: NameForm,
}

/// A noun group and what it stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Group {
    /// As written.
    pub text: String,
    /// Where it stands in the text as given.
    pub span: Span,
    /// Ids of the actors that it stands for.
    pub actors: Vec<String>,
    /// Id of the place that it names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// What its head noun makes of a name beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub makes: Option<Makes>,
    /// Rules that its head noun triggers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub triggers: Vec<String>,
    /// Whether its actor was found through an earlier mention: "it", "the group".
    #[serde(default, skip_serializing_if = "is_false")]
    pub referred: bool,
    /// Whether its actors are those who occupy the site, as a verb or noun of the sentence says.
    #[serde(default, skip_serializing_if = "is_false")]
    pub occupied: bool,
    /// Whether a word such as "no" stands before it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub negated: bool,
    /// Why it stands for no actor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nobody: Option<Nobody>,
}

/// Why a group stands for no actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Nobody {
    /// It names a place.
    Place,
    /// It tells of an incident, or of another thing that rules read.
    Trigger,
    /// A pronoun, and nobody before it fits.
    Pronoun,
    /// A noun of a class that takes its actor from a name beside it, without such a name.
    NoOwner,
    /// "the group", "the forces", and nobody before it fits.
    NoReferent,
    /// A noun that the ontology lacks as a noun, without a name beside it.
    UnknownNoun,
    /// A noun that stands for no actor.
    Thing,
}

/// A verb group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Verb {
    /// As written, auxiliaries included.
    pub text: String,
    /// Where it stands in the text as given.
    pub span: Span,
    /// Rules that its main verb triggers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub triggers: Vec<String>,
    /// "was struck"
    pub passive: bool,
    /// "did not strike"
    pub negated: bool,
    /// "would strike"
    pub modal: bool,
    /// "to strike"
    pub infinitive: bool,
}

/// A rule that was tried at a trigger.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Tried {
    /// Id of the rule.
    pub rule: String,
    /// Whether a verb or a noun triggered it.
    pub pos: Pos,
    /// The trigger, as written.
    pub word: String,
    /// Where it stands in the text as given.
    pub span: Span,
    /// The groups that stand in slots of the trigger.
    pub arguments: Vec<Argument>,
    /// The roles that the rule's frame names, with what fills them.
    pub roles: Vec<FilledRole>,
    /// What came of it.
    pub outcome: Outcome,
    /// What it changed in tellings of the sentence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
}

/// A group in a slot of a trigger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Argument {
    /// The slot, as for an active verb.
    pub slot: Slot,
    /// An index into [`Sentence::groups`].
    pub group: usize,
    /// The telling of an incident that the group stands for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<String>,
    /// The roles that it fills.
    pub fills: Vec<Role>,
}

/// A role of a rule, filled or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FilledRole {
    /// The role.
    pub role: Role,
    /// Where the rule looks for it.
    pub slots: Vec<Slot>,
    /// Whether the rule makes nothing without it.
    pub needed: bool,
    /// What stands in those slots: indexes into [`Tried::arguments`].
    pub stands: Vec<usize>,
    /// What fills it: ids of actors or of places, tellings, or the weapon's name.
    pub with: Vec<String>,
    /// Of targets: ids of those who hold the places that were hit, and may stand in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holders: Vec<String>,
}

/// What came of a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "made")]
#[non_exhaustive]
pub enum Outcome {
    /// A telling of an incident.
    Incident {
        /// Its id among [`Sentence::told`].
        event: String,
    },
    /// It adds to what another trigger tells.
    Added {
        /// Its id among [`Sentence::told`].
        event: String,
    },
    /// A relation, or several.
    Relations {
        /// Subjects and objects, as actor ids.
        pairs: Vec<(String, String)>,
    },
    /// It only changed what others tell.
    Changed,
    /// Nothing.
    Nothing {
        /// Why.
        why: Why,
    },
}

/// Why a rule made nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Why {
    /// These roles are needed, and nothing fills them.
    Needs(Vec<Role>),
    /// Nobody and no place, weapon or incident stands in any of its slots.
    Empty,
    /// It tells of people harmed in a war as a whole.
    Backdrop,
    /// None of the words that must follow the verb follows it.
    Complement,
    /// Its object tells of the incident.
    ObjectTells,
    /// Another rule of the same word told of the incident.
    Told,
    /// The relation is denied or only possible.
    NotAsserted,
    /// Nobody on one side of the relation, or two who cannot stand in it.
    Unrelated,
    /// The rule tells of no incident itself, and changed nothing about those beside it.
    ChangedNothing,
    /// The rule only says who occupies a site.
    Occupies,
    /// The rule says that the word tells of no deed.
    NoDeed,
}

/// A change to the telling of an incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Change {
    /// The telling, as in [`Sentence::told`].
    pub event: String,
    /// What changed.
    pub what: Changed,
    /// What came to it or went: ids of actors or places, tellings, or a word.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<String>,
}

/// What a change changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Changed {
    /// A telling that was not there.
    New,
    /// Perpetrators that it gained.
    Perpetrators,
    /// Perpetrators that it lost.
    NotPerpetrators,
    /// Targets that it gained.
    Targets,
    /// Targets that it lost.
    NotTargets,
    /// Actors hurt by it.
    Victims,
    /// Holders of the places that were hit.
    Holders,
    /// Places that it gained.
    Places,
    /// It is asserted, denied or threatened now.
    Modality,
    /// It is of another kind now.
    Kind,
    /// What it was done with.
    Weapon,
    /// How many it killed or wounded.
    Casualties,
    /// Whose word it is.
    AttributedTo,
    /// Who claims it.
    ClaimedBy,
    /// Who denies it.
    DeniedBy,
    /// It answers something.
    Answers,
    /// It answers these tellings.
    Causes,
    /// What was told before this sentence answers it.
    AnsweredBefore,
    /// It is not the same incident as these.
    Apart,
    /// It is the same incident as this.
    Same,
    /// It speaks of an incident told before.
    Resumes,
}

/// A word that could be a trigger, and was not read as one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PassedOver {
    /// As written.
    pub word: String,
    /// Where it stands in the text as given.
    pub span: Span,
    /// The rules that were not tried.
    pub rules: Vec<String>,
    /// Why not.
    pub why: Passed,
}

/// Why a possible trigger was not read as one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Passed {
    /// It was read as this; the rules want another part of speech.
    ReadAs(ReadAs),
    /// It stands inside a noun group, and only the last word of a group is read. This is the group.
    NotHead(String),
    /// It is part of this longer word or phrase.
    PartOf(String),
    /// Another rule of the same word told of the incident.
    Told,
    /// No rule of the sentence is tried, as it is a question.
    Question,
}

/// A fixed phrase.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Cue {
    /// Id of the cue.
    pub rule: String,
    /// As written.
    pub text: String,
    /// Where it stands in the text as given.
    pub span: Span,
    /// What it does.
    pub effect: Effect,
    /// What it did here to tellings of the sentence. Cues such as "-backed" act on groups and are not seen here.
    pub changes: Vec<Change>,
}

/// A conclusion from the sentence as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Step {
    /// What was concluded.
    pub what: Concluded,
    /// What it changed.
    pub changes: Vec<Change>,
}

/// What is concluded from a sentence as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Concluded {
    /// "hit back by bombing": the answer is what the gerund tells.
    AnsweredBy,
    /// "the raid was revenge": two words for one incident.
    Equal,
    /// "In response, …": an answer that does not say to what.
    Reply,
    /// "X hit two posts and Y three": several deeds in one clause.
    Several,
    /// "…, X said": whose word it is.
    Voice,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // as serde calls it
fn is_false(value: &bool) -> bool {
    !value
}

impl Explanation {
    /// What became of the telling of an incident.
    #[must_use]
    pub fn fate(&self, event: &str) -> Option<&Fate> {
        self.sentences.iter().flat_map(|sentence| &sentence.told).find(|told| told.event == event).map(|told| &told.fate)
    }
}
