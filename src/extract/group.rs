//! Noun groups and verb groups of a tagged sentence, in a row of chunks.

mod noun;

use std::ops::Range;

use smallvec::SmallVec;

use self::noun::group;
use super::tag::{Tag, Tagged, Word};
use crate::lexicon::{Form, Lexicon, SignSense, WordSense};
use crate::ontology::Ontology;
use crate::ontology::schema::{Effect, Slot, WordClass};
use crate::recognize::Mention;
use crate::text::{Sentence, Token, TokenKind};

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

    /// "the River Companies": whether its head and the word before have capitals of their own, as names do. "The Defence Forces"
    /// say no more than which forces are meant.
    pub(super) fn is_titled(&self, head: &Word, tokens: &[Token], lexicon: &Lexicon) -> bool {
        let end = head.start + head.len;
        let plain = |token: &Token| token.kind == TokenKind::Word && !token.capital && token.folded.len() > 4;
        let capital = |at: usize| tokens.get(at).is_some_and(|token| token.capital && token.kind == TokenKind::Word);
        let before = head.start.checked_sub(1).filter(|&at| at > self.tokens.start && capital(at));
        let plain_before = before.is_some_and(|at| {
            let signs = lexicon.signs_at(tokens, at);
            signs.iter().any(|found| found.senses.iter().any(|sense| matches!(sense, SignSense::Plain(_))))
        });
        before.is_some() && !plain_before && (head.start..end).all(capital) && tokens.iter().any(plain)
    }

    /// Whether its head, no name, tells of a deed: "American and British strikes".
    pub(super) fn tells_deed(&self, ontology: &Ontology) -> bool {
        let head = self.words.last().filter(|word| !self.name_last && word.start + word.len == self.tokens.end);
        head.is_some_and(|word| word.tells_deed(ontology))
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

/// "east of": near; "at the hands of": by.
fn phrasal(tagged: &Tagged, at: usize) -> Option<Slot> {
    tagged.words[at].as_ref()?.senses.iter().find_map(|sense| match sense {
        WordSense::Class(WordClass::Beside, _) => Some(Slot::Near),
        WordSense::Class(WordClass::Agentive, _) => Some(Slot::By),
        _ => None,
    })
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
                            .or_else(|| phrasal(tagged, at).filter(|slot| *slot == Slot::By))
                            .or_else(|| slot_of(&sentence.tokens[at].folded))
                            .or_else(|| phrasal(tagged, at));
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

/// "in overnight strikes": the word for the day is an adjective of the noun after it.
fn dates_noun(sentence: &Sentence, tagged: &Tagged, lexicon: &Lexicon, at: usize) -> bool {
    let adjective = sentence.tokens.get(at).is_some_and(|token| lexicon.is_word(token, WordClass::Adjective));
    adjective && matches!(tagged.tags.get(at + 1), Some(Tag::Noun | Tag::Adjective | Tag::Number))
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
