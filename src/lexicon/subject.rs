//! Whether a text speaks of armed conflict at all, told from its words in one sweep, so that sport, business and weather
//! cost no more than to look at them.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::inflect::{self, Irregular};
use crate::ontology::Ontology;
use crate::ontology::schema::{Pos, Role, TriggerEntry, WordClass};
use crate::vocabulary::{ActorKind, Predicate};

/// So few bytes are read whatever their words are: a short text says nothing twice.
const SHORT: usize = 400;

/// What a word or phrase shows: a bit each.
type Signs = u8;

/// See [`WordClass::Warlike`].
const WARLIKE: Signs = 1;
/// See [`WordClass::Violent`].
const VIOLENT: Signs = 2;
/// See [`WordClass::Armed`].
const ARMED: Signs = 4;
/// May tell of a deed, or of support.
const TRIGGER: Signs = 8;
/// Names somebody who acts.
const ACTOR: Signs = 16;
/// Names those who bear arms.
const FORCE: Signs = 32;
/// Names a place.
const PLACE: Signs = 64;
/// Names a person of whom the ontology knows.
const PERSON: Signs = 128;
/// Tells texts that may speak of armed conflict from all others.
///
/// ```
/// use reprisal::Ontology;
/// use reprisal::lexicon::Subject;
///
/// let subject = Subject::new(Ontology::builtin()?);
/// let recipe = "Stir the flour into the butter and let it rest. ".repeat(100);
/// assert!(!subject.may_be_conflict("Shortbread", &recipe));
/// # Ok::<(), reprisal::ontology::OntologyError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Subject {
    words: FxHashMap<u64, Signs>,
    /// Phrases of more words, by the first.
    phrases: FxHashMap<u64, Vec<Phrase>>,
    /// Names, by the first word, which has a capital.
    names: FxHashMap<u64, Vec<Phrase>>,
}

/// A phrase after its first word.
#[derive(Clone, Debug)]
struct Phrase {
    rest: Vec<u64>,
    /// The only spelling that counts, without full stops.
    exact: Option<String>,
    sign: Signs,
    /// Index of the actor named.
    actor: usize,
}

impl Subject {
    /// Compiles what an ontology knows of the subject.
    #[must_use]
    pub fn new(ontology: &Ontology) -> Subject {
        let mut subject = Subject::default();
        for entry in ontology.words() {
            let sign = match entry.class {
                WordClass::Warlike => WARLIKE,
                WordClass::Violent => VIOLENT,
                WordClass::Armed => ARMED,
                _ => continue,
            };
            entry.words.iter().for_each(|word| subject.add(word, sign));
        }
        let irregular = Irregular::of(ontology);
        let tells = |trigger: &&TriggerEntry| {
            let deed = trigger.incident.is_some() && !trigger.needs.contains(&Role::Weapon);
            trigger.complements.is_empty() && (deed || trigger.relation == Some(Predicate::Backs))
        };
        for trigger in ontology.triggers().iter().filter(tells) {
            for lemma in &trigger.lemmas {
                let forms = match trigger.pos {
                    Pos::Verb => inflect::verb(&irregular.written_out(lemma)),
                    Pos::Noun => inflect::noun(lemma),
                };
                forms.iter().for_each(|(form, _)| subject.add(form, TRIGGER));
            }
        }
        for (at, actor) in ontology.actors().iter().enumerate() {
            let sign = match actor.kind {
                ActorKind::ArmedGroup | ActorKind::Coalition | ActorKind::Military => ACTOR | FORCE,
                ActorKind::State | ActorKind::Government => ACTOR,
                ActorKind::Person => ACTOR | PERSON,
                // Companies, ships and classes of people are in all news.
                _ => continue,
            };
            actor
                .names()
                .filter(|name| !actor.short.iter().any(|short| short == name))
                .for_each(|name| subject.name(name, actor.exact.iter().any(|exact| exact == name), sign, at));
        }
        for place in ontology.places() {
            place.names().for_each(|name| subject.name(name, place.exact.iter().any(|exact| exact == name), PLACE, 0));
        }
        subject
    }

    fn add(&mut self, phrase: &str, sign: Signs) {
        let mut words = Words::of(phrase);
        let Some(first) = words.next() else { return };
        let rest: Vec<u64> = words.map(|word| word.hash).collect();
        if rest.is_empty() {
            *self.words.entry(first.hash).or_default() |= sign;
        } else {
            self.phrases.entry(first.hash).or_default().push(Phrase { rest, exact: None, sign, actor: 0 });
        }
    }

    fn name(&mut self, name: &str, exact: bool, sign: Signs, actor: usize) {
        let mut words = Words::of(name);
        let Some(first) = words.next() else { return };
        let exact = exact.then(|| name.replace('.', ""));
        self.names.entry(first.hash).or_default().push(Phrase {
            rest: words.map(|word| word.hash).collect(),
            exact,
            sign,
            actor,
        });
    }

    /// Whether an article may speak of armed conflict. One that does not is not worth reading; one that does may still tell of
    /// nothing.
    #[must_use]
    pub fn may_be_conflict(&self, title: &str, text: &str) -> bool {
        let (mut violent, mut armed) = (false, false);
        text.len() < SHORT
            || std::iter::once(title).chain(text.split('\n').flat_map(|line| line.split(". "))).any(|sentence| {
                let seen = self.sentence(sentence);
                violent |= seen.violent;
                armed |= seen.armed;
                seen.conflict || violent && armed
            })
    }

    /// Whether a sentence of such a text may speak of the conflict itself.
    #[must_use]
    pub fn speaks_of_it(&self, text: &str, sentence: &str) -> bool {
        if text.len() < SHORT {
            return true;
        }
        let seen = self.sentence(sentence);
        seen.conflict || seen.violent || seen.armed
    }

    fn sentence(&self, sentence: &str) -> Seen {
        let (mut seen, mut found) = (Seen::default(), 0);
        let mut actors: SmallVec<[usize; 4]> = SmallVec::new();
        let mut words = Words::of(sentence);
        while let Some(word) = words.next() {
            found |= self.words.get(&word.hash).copied().unwrap_or_default();
            let phrases = self.phrases.get(&word.hash);
            // In small letters the words that names begin with are other words.
            let names = self.names.get(&word.hash).filter(|_| word.capital);
            for phrase in phrases.into_iter().chain(names).flatten().filter(|phrase| words.clone().stands(&word, phrase)) {
                found |= phrase.sign;
                if phrase.sign & ACTOR != 0 && !actors.contains(&phrase.actor) {
                    actors.push(phrase.actor);
                }
            }
            if found & (WARLIKE | FORCE) != 0 {
                return Seen { conflict: true, ..seen };
            }
        }
        seen.violent = found & VIOLENT != 0;
        seen.armed = found & ARMED != 0;
        seen.conflict = seen.violent && found & (PLACE | ACTOR) != 0
            || found & TRIGGER != 0 && (seen.armed || actors.len() > 1)
            || found & PERSON != 0 && actors.len() > 1;
        seen
    }
}

/// What a sentence shows.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    conflict: bool,
    violent: bool,
    armed: bool,
}

/// A run of letters and figures.
struct Word {
    from: usize,
    /// Of its letters, whatever their case.
    hash: u64,
    capital: bool,
}

/// The words of a text. A full stop inside, as in "U.S.", is no part of a word; letters beyond ASCII are folded.
#[derive(Clone)]
struct Words<'t> {
    text: &'t str,
    at: usize,
}

/// The first byte of the three of a mark of general punctuation, such as a dash or a curly quote.
const PUNCTUATION: u8 = 0xE2;

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80 && byte != PUNCTUATION
}

/// FNV-1a, 64 bits.
fn mixed(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01B3)
}

impl<'t> Words<'t> {
    fn of(text: &'t str) -> Words<'t> {
        Words { text, at: 0 }
    }

    /// Whether a phrase stands here whose first word was `first`.
    fn stands(mut self, first: &Word, phrase: &Phrase) -> bool {
        phrase.rest.iter().all(|&word| self.next().is_some_and(|next| next.hash == word))
            && phrase.exact.as_ref().is_none_or(|exact| {
                let spelling = self.text.get(first.from..self.at).unwrap_or_default();
                spelling.chars().filter(|&c| c != '.').eq(exact.chars())
            })
    }

    fn byte(&self, ahead: usize) -> u8 {
        self.text.as_bytes().get(self.at + ahead).copied().unwrap_or(b' ')
    }
}

impl Iterator for Words<'_> {
    type Item = Word;

    fn next(&mut self) -> Option<Word> {
        while self.at < self.text.len() && !is_letter(self.byte(0)) {
            self.at += if self.byte(0) == PUNCTUATION { 3 } else { 1 };
        }
        let from = self.at;
        let first = *self.text.as_bytes().get(from)?;
        let (mut hash, mut plain) = (0, true);
        loop {
            let byte = self.byte(0);
            if is_letter(byte) {
                hash = mixed(hash, byte);
                plain &= byte.is_ascii();
            } else if byte != b'.' || !is_letter(self.byte(1)) {
                break;
            }
            self.at += 1;
        }
        if !plain {
            let folded = crate::fold::fold(self.text.get(from..self.at).unwrap_or_default());
            hash = folded.bytes().fold(0, mixed);
        }
        Some(Word { from, hash, capital: first.is_ascii_uppercase() || !first.is_ascii() })
    }
}
