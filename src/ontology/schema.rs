//! The shapes of the RON files, field for field as an author writes them.
//!
//! Every file is one `( section: [entry, …], … )`; a file may hold any of the sections.

use serde::{Deserialize, Serialize};

use crate::date::PartialDate;
use crate::vocabulary::{ActorKind, IncidentKind, PlaceKind, Predicate, Stance};

/// One ontology file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct File {
    /// Who can act or be acted on.
    pub actors: Vec<ActorEntry>,
    /// Where things happen.
    pub places: Vec<PlaceEntry>,
    /// Generic nouns and what they make of a name beside them.
    pub generics: Vec<GenericEntry>,
    /// What tells the names that the ontology lacks.
    pub signs: Vec<SignEntry>,
    /// Verbs and nouns that tell of an incident or a relation.
    pub triggers: Vec<TriggerEntry>,
    /// Fixed phrases that link, claim, deny, threaten.
    pub cues: Vec<CueEntry>,
    /// Words of the language that carry structure: determiners, auxiliaries, months, numbers…
    pub words: Vec<WordEntry>,
}

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

/// Generic nouns of one behaviour.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GenericEntry {
    /// Name of the class, unique among generics.
    pub id: String,
    /// Singular nouns; plurals are derived, irregular ones written "man/men".
    pub nouns: Vec<String>,
    /// What "NAME noun" stands for.
    pub makes: Makes,
    /// The incident kind that the noun hints at as a means: "drone" hints at a drone attack.
    #[serde(default)]
    pub means: Option<IncidentKind>,
    /// Kinds of actor that a bare definite noun of the class may refer back to: "the group".
    #[serde(default)]
    pub refers: Vec<ActorKind>,
    /// Whether a bare noun of the class belongs to the state that the text is about: "security forces", also without "the".
    #[serde(default)]
    pub at_home: bool,
    /// Whether those of the class serve a state, so that bare ones whom an armed group hits, or who hit one, are those of the state that
    /// the text is about: "soldiers", "an army convoy".
    #[serde(default)]
    pub of_state: bool,
    /// Actor id that a bare noun of the class stands for: "merchant ships".
    #[serde(default)]
    pub alone: Option<String>,
    /// Sentences with the triples that must come out of them.
    #[serde(default)]
    pub examples: Vec<(String, Vec<String>)>,
}

/// What a generic noun makes of a name beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Makes {
    /// Armed servants of the named: "US troops", "Houthi fighters".
    Forces,
    /// A group known by its nationality or backer: "Iraqi militias", "Iran-backed factions".
    Group,
    /// Something owned or run by the named, which stands for it as a target: "US base", "Houthi depots".
    Property,
    /// A means, which stands for the named as an agent: "a US drone", "Iranian missiles".
    Weapon,
    /// People who speak for the named: "Israeli officials".
    Officials,
    /// A part of the named: "Hamas's armed wing".
    Part,
    /// A leader or commander of the named: "the group's commander".
    Leader,
    /// Unarmed people of the named: "Yemeni fishermen".
    People,
    /// An event noun or other thing that is nobody: "Houthi statement".
    Thing,
}

/// What tells that an unknown name names an actor of one sort.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignEntry {
    /// Name of the sort, unique among signs.
    pub id: String,
    /// What sort of actor the name names.
    pub kind: ActorKind,
    /// To whose account its deeds go; to its own when absent.
    #[serde(default)]
    pub principal: Option<String>,
    /// Singular nouns that describe the name: "the tanker X", "X, a militia"; plurals are derived.
    #[serde(default)]
    pub nouns: Vec<String>,
    /// Words that such a name begins with: "Liwa", "Abu", "USS".
    #[serde(default)]
    pub first: Vec<String>,
    /// Words that such a name ends with: "Brigade", "Oil".
    #[serde(default)]
    pub last: Vec<String>,
}

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
    /// Kinds of actor that the object of the relation can be; empty: whoever can stand in it.
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
    /// Puts an end to what its `event` slots speak of, which went on until then: "suspend its attacks".
    Ends,
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

impl WordClass {
    /// Whether the class only marks what a word means: the word is a noun or adjective like others, and may be part of a name.
    #[must_use]
    pub const fn is_mark(self) -> bool {
        matches!(self, WordClass::Collective | WordClass::Dead | WordClass::Hurt | WordClass::Land | WordClass::Border)
    }
}

/// Fixed phrases of one effect.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CueEntry {
    /// Name of the rule, unique among cues; evidence cites it.
    pub id: String,
    /// Phrases, word by word; lower case matches any case.
    pub phrases: Vec<String>,
    /// What the phrase does.
    pub effect: Effect,
    /// Sentences with the triples that must come out of them.
    #[serde(default)]
    pub examples: Vec<(String, Vec<String>)>,
}

/// What a fixed phrase does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Effect {
    /// The incident before it answers the incident after it: "in retaliation for".
    Answers,
    /// The incident after it answers the incident before it: "prompted", "drew".
    AnsweredBy,
    /// The incident after it, in its sentence or the next, answers what was told before: "kept its word", "did not go unanswered".
    Replies,
    /// Sets the incident before it apart from the incident after it: "days after", "before".
    Parts,
    /// Holds of the whole sentence: it tells of what is feared, planned or conditional.
    Threatens,
    /// What follows is whose word the sentence gives: "according to".
    Voices,
    /// The clause that it stands in is hearsay: "reportedly", "rumours that".
    Hearsay,
    /// What the verb beside it tells is wrong: "falsely".
    Disputes,
    /// What a denial of one's own part denies without naming the deed: "role", "involvement".
    Charges,
    /// What somebody else said of a deed: "accusation", "report".
    Reports,
    /// Negates the verb beside it.
    Negates,
    /// Denies the incidents of its clause.
    Denies,
    /// "X-backed Y", "backed by": the left or following name backs the other.
    Backs,
    /// "X-held Y": the left name holds the place on the right, so that a blow there is a blow at it.
    Holds,
    /// "X-fired Y": the left name used the weapon on the right.
    Wields,
    /// Gives members of the class before it: "militias such as X".
    Includes,
    /// Gives members of the whole before it: "an alliance made up of X and Y".
    Comprises,
    /// Ties the first of several perpetrators to the first of several targets, and so on: "respectively".
    Pairs,
    /// Whoever is named after it acts with whoever is named before it: "together with".
    Joins,
    /// Whoever is named after it did what was told before it: "so did".
    Likewise,
    /// "X-led Y": the left name leads, and belongs to, the coalition named on the right.
    Led,
    /// Starts a line of boilerplate that the reader drops.
    Boilerplate,
    /// Is a whole line, or a whole cell of a line, of boilerplate: "Share", "World News".
    Furniture,
    /// Starts a new passage about other events ("Related:", "Read more:").
    Aside,
    /// Labels a picture caption or a photo credit: "Photo:", "FILE PHOTO:".
    Caption,
    /// Starts a line that names who wrote the article.
    Byline,
    /// Goes before the date of publication: "Updated:".
    Timestamp,
    /// Follows the hour of an entry of a live page: "p.m.", "GMT".
    Clock,
    /// Goes before the name of whoever issues the document: "Statement by".
    Issues,
    /// Heads a document whose signature names its issuer: "Letter to".
    Signed,
}

/// Words of one class.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordEntry {
    /// The class that they belong to.
    pub class: WordClass,
    /// The words; verbs with irregular forms as "go/went/gone", words that stand for a figure as "1/January/Jan".
    pub words: Vec<String>,
}

/// A class of words that carry structure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum WordClass {
    /// the, a, this.
    Determiner,
    /// in, on, by.
    Preposition,
    /// he, it, they.
    Pronoun,
    /// the, this: what follows was named before.
    Definite,
    /// he, her: stands for a person.
    PersonPronoun,
    /// it, their: stands for anybody else.
    ThingPronoun,
    /// The first of the two just named: "the former".
    FirstOfTwo,
    /// The second of the two just named: "the latter".
    SecondOfTwo,
    /// I, me: whoever speaks.
    FirstSingular,
    /// we, our, my: those for whom the speaker speaks.
    FirstPlural,
    /// another, previous, separate: the incident so named is none of those told before.
    Distinct,
    /// each other: what several do, they do to each other.
    Reciprocal,
    /// what: opens a clause that stands for a thing, "what X called a base".
    FreeRelative,
    /// "whose".
    RelativePossessive,
    /// Of the kind of those told before: "more", "second", "further".
    Further,
    /// no, neither, none of: what they stand before did not do it or suffer it.
    NegativeDeterminer,
    /// they, them, those: stands for several.
    PluralPronoun,
    /// both: stands for two.
    Pair,
    /// east of, north of: stands before a place that it is near.
    Beside,
    /// a, another: one of a kind.
    Single,
    /// patrol, family: one word for several people.
    Collective,
    /// along with: who follows suffered the same.
    Companion,
    /// dead, killed: after a number, so many died.
    Dead,
    /// wounded, injured: after a number, so many were hurt.
    Hurt,
    /// former, late: the office is over.
    Former,
    /// its, their, his.
    Possessive,
    /// who, which, that.
    Relative,
    /// and, or, as well as.
    Conjunction,
    /// while, after, because.
    Subordinator,
    /// be, have, do in all forms.
    Auxiliary,
    /// Forms of "be", which make passives.
    Be,
    /// would, could, may.
    Modal,
    /// not, never, no.
    Negation,
    /// again, also, reportedly.
    Adverb,
    /// Further adjectives that may stand before a head noun.
    Adjective,
    /// Common verbs that are no triggers.
    Verb,
    /// Titles before a person's name: "President", "Gen.".
    Title,
    /// Abbreviations that end in a full stop without ending a sentence.
    Abbreviation,
    /// Ordinary words that an alias may not be without `exact`.
    Ordinary,
    /// al, bin: small words inside names.
    Particle,
    /// called, known as: between a noun and the name that it describes.
    Naming,
    /// Street, News: a name with such a word is no actor.
    Nobody,
    /// in, near, to: an unknown name after it is a place or a source.
    Placing,
    /// there: stands for the place named last.
    There,
    /// soil, territory: after the adjective of a country, the country as a place.
    Land,
    /// border, frontier: after two countries, both as places.
    Border,
    /// 1/January/Jan: full name first.
    Month,
    /// 1/Monday/Mon: full name first.
    Weekday,
    /// 3/three.
    Number,
    /// st, nd, rd, th.
    OrdinalSuffix,
    /// 6/summer: the month that it begins with.
    Season,
    /// 12-25/Christmas Day: month and day.
    Holiday,
    /// 7 days/week/weeks: its length in days or months.
    TimeUnit,
    /// -1/yesterday: days from the day of publication.
    RelativeDay,
    /// -1/the day before: days from what the text speaks of.
    ContextDay,
    /// morning, night, dawn.
    DayPart,
    /// early, mid, late.
    PartOfPeriod,
    /// -1/last, 0/this, 1/next.
    Which,
    /// "three days ago".
    Ago,
    /// after, before: an offset that another deed may follow, "a day after the raid".
    Bridge,
    /// a few, several: how many is not told.
    Vague,
    /// after, for: what follows has a time of its own.
    Apart,
    /// first, worst: ranks a deed among others, "the first since May".
    Rank,
    /// -1/earlier, 1/later: direction of a count from what the text speaks of.
    Offset,
    /// on, in, during: before a date.
    DateLead,
    /// since, from: before the first day of a span.
    Since,
    /// until: before the last day of a span.
    Until,
    /// between, from: before the ends of a span.
    RangeOpen,
    /// to, until, and: between the ends of a span.
    RangeJoin,
}
