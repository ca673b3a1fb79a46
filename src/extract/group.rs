//! Noun groups and verb groups of a tagged sentence, in a row of chunks.

use std::ops::Range;

use smallvec::SmallVec;

use super::tag::{CueHit, Tag, Tagged, Word};
use crate::lexicon::{Form, Lexicon, NameForm, WordSense};
use crate::ontology::Ontology;
use crate::ontology::schema::{Act, Effect, Pos, Slot, WordClass};
use crate::recognize::Mention;
use crate::text::{Sentence, Token};
use crate::vocabulary::ActorKind;

/// A name tied by a hyphen to the word after it: "Iran-backed", "US-led".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Compound {
    /// Index of the mention.
    pub mention: usize,
    /// What the word after it does, when a cue says so.
    pub effect: Option<Effect>,
}

/// A noun group: determiner, modifiers, head.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Group {
    pub tokens: Range<usize>,
    /// Mentions that modify or are the head, compounds left out.
    pub mentions: Vec<usize>,
    pub compounds: Vec<Compound>,
    /// The group that owns it: "Israel's".
    pub possessor: Option<usize>,
    /// Whether a definite determiner or possessive stands before it.
    pub definite: bool,
    /// Possessive pronoun: "its".
    pub pronoun_owner: bool,
    /// Whether it is a pronoun.
    pub pronoun: bool,
    /// Whether its last word names people by their nation: "two Indians".
    pub nationals: bool,
    /// Whether a word such as "another" stands in it.
    pub distinct: bool,
    /// Of the kind of those told before: "more missiles", "a second drone".
    pub further: bool,
    /// Whether a word such as "no" stands before it.
    pub negated: bool,
    /// Whether it is a pronoun for several.
    pub plural: bool,
    /// How many, when said.
    pub number: Option<u32>,
    /// Whether it is one, said with an article: "a soldier", not "a patrol".
    pub single: bool,
    /// The words of its generic nouns and nominal triggers, in order.
    pub words: Vec<Word>,
    /// Whether the last word is a mention.
    pub name_last: bool,
}

impl Group {
    /// "the attackers", "both assailants": nameless people called after what they did.
    pub(super) fn is_assailants(&self, tokens: &[Token], lexicon: &Lexicon) -> bool {
        self.mentions.is_empty() && lexicon.is_word(&tokens[self.tokens.end - 1], WordClass::Assailant)
    }

    /// Whether its head, no name, tells of a deed: "American and British strikes".
    pub(super) fn tells_deed(&self, ontology: &Ontology) -> bool {
        let tells = |rule: usize| ontology.triggers()[rule].incident.is_some();
        let head = self.words.last().filter(|word| !self.name_last && word.start + word.len == self.tokens.end);
        head.is_some_and(|word| word.noun_triggers(ontology).any(tells))
    }
}

/// A verb group: auxiliaries and main verb.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct VerbGroup {
    pub tokens: Range<usize>,
    /// The main verb; none for a bare "be" or "have".
    pub main: Option<Word>,
    pub form: Form,
    /// "was struck"
    pub passive: bool,
    pub negated: bool,
    /// "would", "may", or "will".
    pub modal: bool,
    /// After "to".
    pub infinitive: bool,
    /// After "have": "to have struck", "has struck".
    pub perfect: bool,
    /// Whether an auxiliary stands before the main verb.
    pub finite_auxiliary: bool,
    pub copula: bool,
}

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Chunk {
    Group(usize),
    Verb(usize),
    Preposition(Option<Slot>, usize),
    Conjunction,
    Comma,
    Subordinator,
    Relative,
    Quote,
    Break,
}

/// The chunks of a sentence.
#[derive(Clone, Debug, Default)]
pub(super) struct Chunks {
    pub row: Vec<Chunk>,
    pub groups: Vec<Group>,
    pub verbs: Vec<VerbGroup>,
    /// The place of each group in the row.
    pub group_at: Vec<usize>,
    /// The place of each verb group in the row.
    pub verb_at: Vec<usize>,
}

/// The slot of a preposition.
pub(super) fn slot_of(word: &str) -> Option<Slot> {
    let mut name: SmallVec<[u8; 16]> = word.as_bytes().into();
    name.first_mut()?.make_ascii_uppercase();
    let name = std::str::from_utf8(&name).ok()?;
    serde::Deserialize::deserialize(serde::de::value::StrDeserializer::<NoSlot>::new(name)).ok()
}

/// A word is no preposition. It comes up all the time, and nobody wants to be told why.
#[derive(Debug)]
struct NoSlot;

impl std::fmt::Display for NoSlot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("no slot")
    }
}

impl std::error::Error for NoSlot {}

impl serde::de::Error for NoSlot {
    fn custom<T: std::fmt::Display>(_: T) -> NoSlot {
        NoSlot
    }
}

/// "on to": onto, in two words.
fn split(tokens: &[Token], at: usize) -> Option<Slot> {
    let [.., on, to] = tokens.get(..=at)? else { return None };
    slot_of(&format!("{}{}", on.folded, to.folded)).filter(|slot| matches!(slot, Slot::Onto))
}

/// "east of": near.
fn beside(tagged: &Tagged, at: usize) -> Option<Slot> {
    let beside = |sense: &WordSense| matches!(sense, WordSense::Class(WordClass::Beside, _));
    tagged.words[at].as_ref().filter(|word| word.senses.iter().any(beside)).map(|_| Slot::Near)
}

/// Cuts a tagged sentence into chunks.
pub(super) fn chunk(
    sentence: &Sentence,
    tagged: &Tagged,
    mentions: &[Mention],
    lexicon: &Lexicon,
    ontology: &Ontology,
) -> Chunks {
    let mut chunks = Chunks::default();
    let tags = &tagged.tags;
    let mut at = 0;
    while at < tags.len() {
        match tags[at] {
            Tag::Determiner | Tag::Number | Tag::Adjective | Tag::Noun | Tag::Name(_) | Tag::Possessive | Tag::Pronoun => {
                at = group(sentence, tagged, mentions, lexicon, ontology, at, &mut chunks);
            }
            Tag::Modal | Tag::Be | Tag::Auxiliary | Tag::Verb(_) | Tag::To | Tag::Negation => at = verb(tagged, at, &mut chunks),
            tag => {
                let len = tagged.words[at].as_ref().map_or(1, |word| word.start + word.len - at).max(1);
                let chunk = match tag {
                    Tag::Preposition => {
                        let next_time = tags[at + len..].iter().find(|tag| !matches!(tag, Tag::Adverb));
                        // "on Tuesday", "since late 2019": a date has no slot.
                        let slot = split(&sentence.tokens, at)
                            .or_else(|| slot_of(&sentence.tokens[at].folded))
                            .or_else(|| beside(tagged, at));
                        // "for Wednesday's attack"
                        let owned = tags[at + len..].iter().find(|tag| **tag != Tag::Time) == Some(&Tag::PossessiveMark);
                        let dated = next_time == Some(&Tag::Time) && !owned && !dates_noun(sentence, tagged, lexicon, at + len);
                        (!dated).then_some(Chunk::Preposition(slot, at))
                    }
                    Tag::Conjunction => Some(Chunk::Conjunction),
                    Tag::Comma => Some(Chunk::Comma),
                    Tag::Subordinator | Tag::Complementizer => Some(Chunk::Subordinator),
                    Tag::Relative => Some(Chunk::Relative),
                    Tag::Quote => Some(Chunk::Quote),
                    // "Friday's strikes"
                    Tag::PossessiveMark if at > 0 && tags[at - 1] == Tag::Time => None,
                    Tag::Break | Tag::PossessiveMark => Some(Chunk::Break),
                    _ => None,
                };
                chunks.row.extend(chunk);
                at += len;
            }
        }
    }
    chunks.group_at = vec![0; chunks.groups.len()];
    chunks.verb_at = vec![0; chunks.verbs.len()];
    for (place, chunk) in chunks.row.iter().enumerate() {
        match *chunk {
            Chunk::Group(index) => chunks.group_at[index] = place,
            Chunk::Verb(index) => chunks.verb_at[index] = place,
            _ => {}
        }
    }
    chunks
}

fn group(
    sentence: &Sentence,
    tagged: &Tagged,
    mentions: &[Mention],
    lexicon: &Lexicon,
    ontology: &Ontology,
    start: usize,
    chunks: &mut Chunks,
) -> usize {
    let tags = &tagged.tags;
    let deed = |word: &Word| word.noun_triggers(ontology).any(|rule| ontology.triggers()[rule].incident.is_some());
    let mut possessor = None;
    let mut at = start;
    loop {
        let from = at;
        let mut group = Group { possessor, ..Group::default() };
        let mut headed = false;
        while at < tags.len() {
            match tags[at] {
                Tag::Pronoun if at == from => {
                    group.pronoun = true;
                    group.plural = lexicon.is_word(&sentence.tokens[at], WordClass::PluralPronoun);
                    at += 1;
                    break;
                }
                Tag::Determiner | Tag::Possessive if !headed => {
                    group.definite |= lexicon.is_word(&sentence.tokens[at], WordClass::Definite) || tags[at] == Tag::Possessive;
                    group.pronoun_owner |= tags[at] == Tag::Possessive;
                    let end = at + tagged.words[at].as_ref().map_or(1, |word| word.start + word.len - at).max(1);
                    let single = lexicon.is_word(&sentence.tokens[at], WordClass::Single);
                    group.single |= end == at + 1 && single;
                    // "four of its soldiers"
                    let counts = end > at + 1 && !single;
                    group.number = group.number.or_else(|| lexicon.number(&sentence.tokens[at]).filter(|_| counts));
                    // "both units", not "both the X and the Y"
                    let pair = lexicon.is_word(&sentence.tokens[at], WordClass::Pair) && tags.get(end) == Some(&Tag::Noun);
                    group.number = group.number.or(pair.then_some(2));
                    at = end;
                }
                Tag::Number if !headed => {
                    if let Some(number) = hyphened(sentence, at, lexicon) {
                        group.number = Some(number);
                        at += 2;
                        continue;
                    }
                    // "a 35-year-old soldier" is one.
                    let counts = !sentence.tokens.get(at + 1).is_some_and(|next| next.glued);
                    group.number = lexicon.number(&sentence.tokens[at]).filter(|_| counts).or(group.number);
                    at += 1;
                }
                Tag::Adverb
                    if !headed
                        && at > from
                        && matches!(tags.get(at + 1), Some(Tag::Adjective | Tag::Number | Tag::Noun | Tag::Name(_))) =>
                {
                    at += 1
                }
                // "the October 7 attack", but not "strikes Hodeidah a day after drone hits Eilat"
                Tag::Time
                    if at > from
                        && !group.name_last
                        && !(headed && lexicon.is_word(&sentence.tokens[at], WordClass::Preposition))
                        && tags[at..]
                            .iter()
                            .find(|tag| **tag != Tag::Time)
                            .is_some_and(|tag| matches!(tag, Tag::Noun | Tag::Adjective)) =>
                {
                    at += 1
                }
                Tag::Mute
                    if at > from && matches!(tags.get(at + 1), Some(Tag::Adjective | Tag::Number | Tag::Noun | Tag::Name(_))) =>
                {
                    at += 1;
                }
                // "held X responsible"
                Tag::Adjective
                    if group.name_last
                        && !matches!(tags.get(at + 1), Some(Tag::Noun | Tag::Name(_) | Tag::Adjective | Tag::Number)) =>
                {
                    break;
                }
                // "fighters loyal to X"
                Tag::Adjective
                    if headed
                        && !matches!(
                            tags.get(at + 1),
                            Some(Tag::Noun | Tag::Name(_) | Tag::Adjective | Tag::Number | Tag::Conjunction | Tag::Comma)
                        ) =>
                {
                    break;
                }
                // "left three fighters dead"
                Tag::Adjective | Tag::Noun
                    if plural_before(&group, at) && lexicon.is_word(&sentence.tokens[at], WordClass::Adjective) =>
                {
                    break;
                }
                Tag::Adjective => {
                    group.words.extend(tagged.words[at].clone().filter(|word| word.start == at));
                    at += 1;
                }
                // "its deadliest wave of strikes"
                Tag::Noun if at > from && !headed && counts_deeds(sentence, tagged, lexicon, ontology, at) => at += 2,
                // "killed US troops days after": the days are not the troops'.
                Tag::Noun if headed && parts(tagged, at, ontology) => break,
                // "called the raid on Turkish troops payback for"
                Tag::Noun if plural_before(&group, at) && answers(tagged, at, ontology) => break,
                Tag::Noun => {
                    group.words.extend(tagged.words[at].clone().filter(|word| word.start == at));
                    headed = true;
                    group.name_last = false;
                    at += 1;
                }
                // "officers X killed", "the strike X carried out": a name that acts starts a group of its own.
                Tag::Name(index) if plural_before(&group, at) && acts(&mentions[index], ontology) => break,
                Tag::Name(index)
                    if group.words.last().is_some_and(|word| word.start + word.len == at && (word.is_plural() || deed(word)))
                        && acts(&mentions[index], ontology)
                        && matches!(
                            tags.get(mentions[index].tokens.end),
                            Some(Tag::Auxiliary | Tag::Verb(Form::Past | Form::Third | Form::Base))
                        ) =>
                {
                    break;
                }
                // "In the afternoon Israeli jets bombed": the jets are not the afternoon's.
                Tag::Name(_) if headed && lexicon.is_word(&sentence.tokens[at - 1], WordClass::DayPart) => break,
                Tag::Name(index) => {
                    let end = mentions[index].tokens.end;
                    let glued_next = sentence.tokens.get(end).is_some_and(|token| token.glued);
                    if glued_next {
                        let effect = tagged.cues.iter().find(|hit| hit.start == end).map(|hit| ontology.cues()[hit.cue].effect);
                        group.compounds.push(Compound { mention: index, effect });
                        at = end;
                        if !matches!(tags.get(end), Some(Tag::Name(_))) {
                            at = end + 1;
                        }
                    } else {
                        group.mentions.push(index);
                        group.name_last = true;
                        headed = true;
                        at = end;
                    }
                }
                _ => break,
            }
        }
        while at > from + 1 && tags[at - 1] == Tag::Mute {
            at -= 1;
        }
        group.tokens = from..at.max(from + 1);
        let last = &sentence.tokens[group.tokens.end - 1];
        group.single &=
            group.number.is_none() && !plural_before(&group, group.tokens.end) && !lexicon.is_word(last, WordClass::Collective);
        group.nationals = group.mentions.last().is_some_and(|&last| {
            let mention = &mentions[last];
            mention.form == NameForm::Adjective && mention.tokens.end == at && !group.definite
        });
        group.distinct = sentence.tokens[group.tokens.clone()].iter().any(|token| lexicon.is_word(token, WordClass::Distinct));
        group.further = lexicon.is_word(&sentence.tokens[from], WordClass::Further)
            || from + 1 < group.tokens.end && lexicon.is_word(&sentence.tokens[from + 1], WordClass::Further);
        group.negated = lexicon.is_word(&sentence.tokens[from], WordClass::NegativeDeterminer);
        at = group.tokens.end;
        chunks.groups.push(group);
        let index = chunks.groups.len() - 1;
        let more = matches!(
            tags.get(at + 1),
            Some(Tag::Adjective | Tag::Noun | Tag::Name(_) | Tag::Number | Tag::Verb(Form::Ing | Form::Past))
        );
        // "Iran's most powerful proxy"
        let graded = matches!(tags.get(at + 1), Some(Tag::Determiner | Tag::Adverb)) && tags.get(at + 2) == Some(&Tag::Adjective);
        let more = more || graded;
        if tags.get(at) == Some(&Tag::PossessiveMark) && more {
            possessor = Some(index);
            at += 1;
            if matches!(tags[at], Tag::Verb(_)) {
                // "Israel's killing of": the tagger saw a verb; a possessor makes it a noun.
                let word = tagged.words[at].clone();
                let end = word.as_ref().map_or(at + 1, |word| word.start + word.len);
                chunks.groups.push(Group { tokens: at..end, possessor, words: word.into_iter().collect(), ..Group::default() });
                chunks.row.push(Chunk::Group(chunks.groups.len() - 1));
                return end;
            }
            continue;
        }
        chunks.row.push(Chunk::Group(index));
        return at;
    }
}

/// Whether a noun says no more than that what follows "of" was done time and again.
fn counts_deeds(sentence: &Sentence, tagged: &Tagged, lexicon: &Lexicon, ontology: &Ontology, at: usize) -> bool {
    let [noun, of, next, ..] = &sentence.tokens[at..] else { return false };
    // A name or an adjective may stand before the deeds.
    let plain = |tag: &Tag| matches!(tag, Tag::Noun | Tag::Name(_) | Tag::Adjective);
    let deeds = || {
        let words = tagged.words.get(at + 2..).unwrap_or_default();
        let row = words.iter().zip(&tagged.tags[at + 2..]).take_while(|(_, tag)| plain(tag));
        row.filter_map(|(word, _)| word.as_ref()).any(|word| word.noun_triggers(ontology).next().is_some())
    };
    lexicon.is_word(noun, WordClass::Series)
        && slot_of(&of.folded) == Some(Slot::Of)
        && tagged.words[at].as_ref().is_none_or(|word| word.len == 1)
        && !lexicon.is_word(next, WordClass::Determiner)
        && deeds()
}

/// "forty-five": two words, the second tied to the first.
fn hyphened(sentence: &Sentence, at: usize, lexicon: &Lexicon) -> Option<u32> {
    let [tens, ones] = sentence.tokens.get(at..at + 2)? else { return None };
    let glued = ones.glued;
    let (tens, ones) = (lexicon.number(tens)?, lexicon.number(ones)?);
    (glued && tens % 10 == 0 && (20..100).contains(&tens) && (1..10).contains(&ones)).then_some(tens + ones)
}

/// Whether the word before token `at` is a plural generic noun of the group.
fn plural_before(group: &Group, at: usize) -> bool {
    group.words.last().is_some_and(|word| word.start + word.len == at && word.generic().is_some_and(|(_, plural)| plural))
}

/// "in overnight strikes": the word for the day is an adjective of the noun after it.
fn dates_noun(sentence: &Sentence, tagged: &Tagged, lexicon: &Lexicon, at: usize) -> bool {
    let adjective = sentence.tokens.get(at).is_some_and(|token| lexicon.is_word(token, WordClass::Adjective));
    adjective && matches!(tagged.tags.get(at + 1), Some(Tag::Noun | Tag::Adjective | Tag::Number))
}

/// Whether a phrase that sets two incidents apart begins at token `at`: "days after".
fn parts(tagged: &Tagged, at: usize, ontology: &Ontology) -> bool {
    let here = |hit: &CueHit| hit.start == at && hit.end - hit.start > 1 && ontology.cues()[hit.cue].effect == Effect::Parts;
    tagged.cues.iter().any(here)
}

/// Whether the noun at token `at` tells of an answer: "payback".
fn answers(tagged: &Tagged, at: usize, ontology: &Ontology) -> bool {
    let answer = |rule: usize| ontology.triggers()[rule].acts.contains(&Act::Answers);
    tagged.words[at].as_ref().is_some_and(|word| word.noun_triggers(ontology).any(answer))
}

/// Whether a mention names a state or a group, as it stands, rather than a person, a ship or a place.
fn acts(mention: &Mention, ontology: &Ontology) -> bool {
    let kind = mention.actor.map(|actor| ontology.actors()[actor].kind);
    matches!(kind, Some(ActorKind::State | ActorKind::ArmedGroup | ActorKind::Military)) && mention.form != NameForm::Adjective
}

fn verb(tagged: &Tagged, start: usize, chunks: &mut Chunks) -> usize {
    let tags = &tagged.tags;
    let mut verb = VerbGroup {
        tokens: start..start,
        main: None,
        form: Form::Base,
        passive: false,
        negated: false,
        modal: false,
        infinitive: tags[start] == Tag::To,
        perfect: false,
        finite_auxiliary: false,
        copula: false,
    };
    let mut at = start;
    let mut be = false;
    while at < tags.len() {
        match tags[at] {
            // "not to strike"
            Tag::To if tags[start..at].iter().all(|tag| *tag == Tag::Negation) => verb.infinitive = true,
            Tag::Modal => {
                verb.modal = true;
                verb.finite_auxiliary = true;
            }
            Tag::Be => {
                be = true;
                verb.finite_auxiliary = true;
            }
            Tag::Auxiliary => {
                verb.finite_auxiliary = true;
                verb.perfect = true;
                be = false;
            }
            Tag::Negation => verb.negated = true,
            Tag::Adverb | Tag::Time if at > start => {}
            Tag::Verb(form) => {
                verb.form = form;
                verb.main = tagged.words[at].clone();
                let end = tagged.words[at].as_ref().map_or(at + 1, |word| word.start + word.len);
                verb.passive = be && matches!(form, Form::Past | Form::Participle);
                at = end.max(at + 1);
                break;
            }
            _ => break,
        }
        at += 1;
    }
    verb.copula = verb.main.is_none() && be;
    verb.tokens = start..at.max(start + 1);
    let end = verb.tokens.end;
    chunks.verbs.push(verb);
    chunks.row.push(Chunk::Verb(chunks.verbs.len() - 1));
    end
}

impl Word {
    /// The nominal triggers among its readings.
    pub(super) fn noun_triggers<'a>(&'a self, ontology: &'a Ontology) -> impl Iterator<Item = usize> + 'a {
        self.triggers(ontology, Pos::Noun)
    }

    /// The verbal triggers among its readings.
    pub(super) fn verb_triggers<'a>(&'a self, ontology: &'a Ontology) -> impl Iterator<Item = usize> + 'a {
        self.triggers(ontology, Pos::Verb)
    }

    fn triggers<'a>(&'a self, ontology: &'a Ontology, pos: Pos) -> impl Iterator<Item = usize> + 'a {
        self.senses.iter().filter_map(move |sense| match sense {
            WordSense::Trigger(index, _) if ontology.triggers()[*index].pos == pos => Some(*index),
            _ => None,
        })
    }

    /// Whether it is the plural of a nominal trigger.
    pub(super) fn is_plural(&self) -> bool {
        self.senses.iter().any(|sense| matches!(sense, WordSense::Trigger(_, Form::Plural)))
    }

    /// The class of generic nouns that it belongs to, and whether it is plural.
    pub(super) fn generic(&self) -> Option<(usize, bool)> {
        self.senses.iter().find_map(|sense| match sense {
            WordSense::Generic(index, form) => Some((*index, *form == Form::Plural)),
            _ => None,
        })
    }
}
