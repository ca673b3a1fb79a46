//! Entries of words that carry structure.

use serde::{Deserialize, Serialize};

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
    /// whom: a relative that is never the subject.
    Whom,
    /// both, all, each: may stand between an auxiliary and its verb, "have both armed".
    Floating,
    /// east of, north of: stands before a place that it is near.
    Beside,
    /// Nouns of how many were killed or hurt: "the number of dead", "estimates of those killed".
    Tally,
    /// Prepositions of several words before whoever did it: "at the hands of".
    Agentive,
    /// routinely, often: what it stands beside was done time and again.
    Habit,
    /// also, probably: may stand inside a phrase that a form of "to be" begins, "was also responsible for".
    Inserted,
    /// this, these, such: what it stands before was told of just before.
    Demonstrative,
    /// inside, on board: where those were who stand before it.
    Inside,
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
    /// wave, series: before "of", so many deeds.
    Series,
    /// also, too: who was hit beside others was hit by the same.
    Also,
    /// war, conflict: who was killed in it, no one deed killed.
    Backdrop,
    /// unidentified, "nobody has claimed": who did what the sentence tells of is not known.
    Unclaimed,
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
    /// gunman, attacker: with "the", whoever did the deed told before.
    Assailant,
    /// town, village: with "the", the place named before.
    Town,
    /// had, ordered: whose subject has something done to the object: "had two camps bombed".
    Causative,
    /// retaliatory, tit-for-tat: a deed that answers another.
    Retaliatory,
    /// building, compound: with "the", the site told of before, whatever it was called.
    AnySite,
    /// Ranks of those who command, before a surname: "General", "Ayatollah".
    Officer,
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
    /// 6/weekend: the weekday that it begins with.
    Weekend,
    /// 3/three.
    Number,
    /// st, nd, rd, th.
    OrdinalSuffix,
    /// 7/seventh: a day of the month in words.
    Ordinal,
    /// 0/that/the same: before a month, season or year that the text just spoke of.
    SamePeriod,
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
    /// missile, militants: alone shows that a text may speak of armed conflict.
    Warlike,
    /// attack, explosion: shows it where somebody who acts, or some place, is named in the same sentence.
    Violent,
    /// army, weapons: shows it in a text that speaks of violence, too.
    Armed,
}

impl WordClass {
    /// Whether the class only marks what a word means: the word is a noun or adjective like others, and may be part of a name.
    #[must_use]
    pub const fn is_mark(self) -> bool {
        matches!(
            self,
            WordClass::Collective
                | WordClass::Dead
                | WordClass::Hurt
                | WordClass::Land
                | WordClass::Border
                | WordClass::Unclaimed
                | WordClass::Backdrop
                | WordClass::Series
                | WordClass::Officer
                | WordClass::Town
                | WordClass::AnySite
                | WordClass::Retaliatory
                | WordClass::Causative
                | WordClass::Assailant
        )
    }

    /// Whether the class tells what a text speaks of, and nothing of how it is built.
    #[must_use]
    pub const fn is_subject(self) -> bool {
        matches!(self, WordClass::Warlike | WordClass::Violent | WordClass::Armed)
    }
}
