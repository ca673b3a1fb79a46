//! One sentence as a witness of unknown names: the stretches of capitals in it, and which parts of them are names.

use std::collections::HashSet;
use std::ops::Range;

use super::is_article;
use crate::lexicon::{Form, Lexicon, Match, NameForm, SignSense, WordSense};
use crate::ontology::schema::{Makes, Pos};
use crate::ontology::{Ontology, WordClass};
use crate::recognize::Mention;
use crate::text::{Sentence, Token, TokenKind};
use crate::vocabulary::ActorKind;

/// What sort of actor a name names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sort {
    pub kind: ActorKind,
    pub principal: Option<String>,
}

impl Sort {
    pub(super) fn person() -> Sort {
        Sort { kind: ActorKind::Person, principal: None }
    }
}

/// A sentence and what is known of its words.
pub(super) struct Witness<'a> {
    pub sentence: &'a Sentence,
    pub text: &'a str,
    pub lexicon: &'a Lexicon,
    pub ontology: &'a Ontology,
    /// The names of the ontology in it.
    pub mentions: &'a [Mention],
    /// Words that the document writes without a capital.
    pub lower: &'a HashSet<&'a str>,
}

impl Witness<'_> {
    /// The names told by what they are (`strong`), or by what is done to them and how they begin. `item` says that the
    /// sentence may be an item of a list of persons.
    pub(super) fn names(&self, strong: bool, item: bool) -> Vec<(Range<usize>, Sort)> {
        let mut out = Vec::new();
        for stretch in self.stretches() {
            if let Some((tokens, sort)) = self.joined(&stretch) {
                if strong {
                    out.push((tokens, sort));
                }
                continue;
            }
            let mut rest = stretch.clone();
            if let Some((tokens, sort)) = self.thing(&stretch) {
                // What goes before "the Zulfiqar Brigade" may be a person's name, what follows as well.
                if strong {
                    out.push((tokens.clone(), sort));
                }
                rest = if tokens.start - stretch.start > stretch.end - tokens.end {
                    stretch.start..tokens.start
                } else {
                    tokens.end..stretch.end
                };
            }
            for person in self.persons(rest) {
                let told =
                    if strong { self.is_told(&person) || item && self.opens_item(&person) } else { self.is_likely(&person) };
                if told {
                    out.push((person, Sort::person()));
                }
            }
        }
        out
    }

    /// Stretches of capitalised words with the small words, numbers and initials between them.
    fn stretches(&self) -> Vec<Range<usize>> {
        let tokens = &self.sentence.tokens;
        let mut out = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let article = self.is_particle(at) && tokens.get(at + 1).is_some_and(|next| next.capital && next.glued);
            if !(self.is_capital(at) || article) {
                at += 1;
                continue;
            }
            let start = at;
            at += 1;
            while at < tokens.len() {
                let next = tokens.get(at + 1);
                let inner = self.is_particle(at) && next.is_some_and(|next| next.capital && self.is_capital(at + 1));
                let inner_pair = self.is_particle(at)
                    && next.is_some_and(|_| self.is_particle(at + 1))
                    && tokens.get(at + 2).is_some_and(|after| after.capital);
                let number = tokens[at].kind == TokenKind::Number && tokens[at].folded.len() <= 4 && tokens[at - 1].capital;
                // "Harry S. Truman", "St. Nikolas"
                let initial = tokens[at].folded == "."
                    && next.is_some_and(|next| next.capital)
                    && (tokens[at - 1].upper && tokens[at - 1].folded.chars().count() == 1
                        || self.lexicon.is_abbreviation(&tokens[at - 1].folded)
                            && !self.lexicon.is_word(&tokens[at - 1], WordClass::Title));
                if !(self.is_capital(at) || inner || inner_pair || number || initial) {
                    break;
                }
                at += 1;
            }
            // "Khalil-led": the part before the hyphen is a modifier.
            let mut end = at;
            while end > start && tokens.get(end).is_some_and(|next| next.glued) {
                end -= 1;
            }
            if end > start {
                out.push(start..end);
            }
        }
        out
    }

    /// A word that a name may hold: with a capital, no date, and not one that only begins the sentence.
    pub(super) fn is_capital(&self, at: usize) -> bool {
        let tokens = &self.sentence.tokens;
        let token = &tokens[at];
        if token.kind != TokenKind::Word || !token.capital || self.lexicon.is_calendar(&token.folded) {
            return false;
        }
        let opens = at == 0
            || tokens[at - 1].kind == TokenKind::Punctuation
                && matches!(
                    tokens[at - 1].folded.as_str(),
                    ":" | "\"" | "“" | "•" | "-" | "–" | "—" | "*" | "‘" | "’" | "." | "…"
                );
        if !opens || self.is_sign(at) {
            return true;
        }
        let ordinary = self.is_common(at)
            || self.lower.contains(token.folded.as_str())
            || ["ing", "ly", "ed"].iter().any(|end| token.folded.ends_with(end)) && token.folded.len() > 4;
        !ordinary || self.mention(at).is_some()
    }

    fn is_particle(&self, at: usize) -> bool {
        // "at-Tanf", but "the brigade at Binyamina"
        let joined = self.sentence.tokens.get(at + 1).is_some_and(|next| next.glued);
        self.sentence.tokens.get(at).is_some_and(|token| {
            let particle = self.lexicon.is_word(token, WordClass::Particle) && !token.capital;
            particle && (joined || !self.lexicon.is_word(token, WordClass::Preposition))
        })
    }

    /// Whether names begin or end with the word.
    fn is_sign(&self, at: usize) -> bool {
        let matches = self.lexicon.signs_at(&self.sentence.tokens, at);
        matches.iter().any(|found| found.senses.iter().any(|sense| matches!(sense, SignSense::First(_))))
    }

    pub(super) fn mention(&self, at: usize) -> Option<&Mention> {
        self.mentions.iter().find(|mention| mention.tokens.contains(&at))
    }

    pub(super) fn senses(&self, at: usize) -> impl Iterator<Item = WordSense> + '_ {
        let token = self.sentence.tokens.get(at..at + 1).unwrap_or_default();
        let matches = if token.is_empty() { Default::default() } else { self.lexicon.words_at(token, 0) };
        matches.into_iter().flat_map(|found: Match<'_, WordSense>| found.senses.iter().copied())
    }

    /// Whether the words are a generic noun written with capitals: "the Air Force of X".
    pub(super) fn is_noun(&self, range: &Range<usize>) -> bool {
        let words = self.sentence.tokens.get(range.clone()).unwrap_or_default();
        let generic = |found: &Match<'_, WordSense>| {
            found.len == words.len() && found.senses.iter().any(|sense| matches!(sense, WordSense::Generic(..)))
        };
        !words.is_empty() && self.lexicon.words_at(words, 0).iter().any(generic)
    }

    /// Whether the language has the word beside names; particles are parts of names.
    fn is_common(&self, at: usize) -> bool {
        self.senses(at).any(|sense| !matches!(sense, WordSense::Class(WordClass::Particle, _)))
    }

    /// Whether a word with a capital may be part of a person's name: a verb may, a title or noun may not.
    fn is_name(&self, at: usize) -> bool {
        let token = &self.sentence.tokens[at];
        let glued_article = at > 0 && token.glued && is_article(&self.sentence.tokens[at - 1], self.lexicon);
        // "Abu Omar al-Iraqi", also where "al-Iraqi" is a name of the ontology.
        let byname = |mention: &Mention| glued_article && mention.tokens.end == at + 1 && mention.tokens.start + 1 >= at;
        if self.mention(at).is_some_and(|mention| !byname(mention)) {
            return false;
        }
        if glued_article || self.begins(at, ActorKind::Person) {
            return true;
        }
        // "Mohammed Shia al-Sudani": an adjective inside a name.
        let inside = at > 0 && self.mention(at - 1).is_none() && self.begins(at - 1, ActorKind::Person);
        if inside && self.senses(at).all(|sense| matches!(sense, WordSense::Class(WordClass::Adjective, _))) {
            return true;
        }
        let verb = |sense: WordSense| match sense {
            WordSense::Class(class, _) => matches!(class, WordClass::Verb | WordClass::Particle),
            WordSense::Trigger(index, _) => self.ontology.triggers()[index].pos == Pos::Verb,
            WordSense::Cue(_) => true,
            WordSense::Generic(..) => false,
        };
        self.senses(at).all(verb)
    }

    fn begins(&self, at: usize, kind: ActorKind) -> bool {
        self.sign(at, |sense| matches!(sense, SignSense::First(index) if self.ontology.signs()[index].kind == kind)).is_some()
    }

    /// The sign at a token that fits, and its length.
    pub(super) fn sign(&self, at: usize, fits: impl Fn(SignSense) -> bool) -> Option<(usize, SignSense)> {
        let matches = self.lexicon.signs_at(&self.sentence.tokens, at);
        matches
            .iter()
            .rev()
            .find_map(|found| found.senses.iter().copied().find(|&sense| fits(sense)).map(|sense| (found.len, sense)))
    }

    pub(super) fn sort(&self, index: usize) -> Sort {
        let entry = &self.ontology.signs()[index];
        Sort { kind: entry.kind, principal: entry.principal.clone() }
    }

    /// The persons whom a stretch may name: its parts between titles, nouns and known names.
    fn persons(&self, stretch: Range<usize>) -> Vec<Range<usize>> {
        let tokens = &self.sentence.tokens;
        let mut out: Vec<Range<usize>> = Vec::new();
        let mut start = stretch.start;
        for at in stretch.start..=stretch.end {
            let inner = at < stretch.end && (self.is_particle(at) || tokens[at].folded == "." || self.is_name(at));
            if inner && tokens[at].kind != TokenKind::Number {
                continue;
            }
            let words = (start..at).filter(|&at| tokens[at].capital && !is_article(&tokens[at], self.lexicon)).count();
            let nobody = (start..at).any(|at| self.lexicon.is_word(&tokens[at], WordClass::Nobody));
            // What precedes a known surname or a place name without a break belongs to it.
            if (2..=6).contains(&words) && !nobody && !self.is_place_after(at) && !(start..at).all(|at| tokens[at].upper) {
                let end = (start..at).rev().find(|&at| tokens[at].capital).map_or(at, |last| last + 1);
                out.push(start..end);
            }
            start = at + 1;
        }
        out
    }

    /// "Ahmad al-Jaber air base", "Khalid Nasir street": named for a person.
    fn is_place_after(&self, at: usize) -> bool {
        let Some(token) = self.sentence.tokens.get(at) else { return false };
        if self.lexicon.is_word(token, WordClass::Nobody) {
            return true;
        }
        let matches = self.lexicon.words_at(&self.sentence.tokens, at);
        token.kind == TokenKind::Word
            && matches.iter().any(|found| {
                found.senses.iter().any(|sense| match sense {
                    WordSense::Generic(index, Form::Singular | Form::Base) => {
                        self.ontology.generics()[*index].makes == Makes::Property
                    }
                    _ => false,
                })
            })
    }

    /// The group, organisation or ship that a stretch names.
    fn thing(&self, stretch: &Range<usize>) -> Option<(Range<usize>, Sort)> {
        self.ship(stretch).or_else(|| self.group(stretch))
    }

    /// "MV Nadia", "the tanker Ocean Pearl".
    fn ship(&self, stretch: &Range<usize>) -> Option<(Range<usize>, Sort)> {
        let vessel = |index: usize| self.ontology.signs()[index].kind == ActorKind::Vessel;
        let prefixed = stretch.clone().find_map(|at| {
            let upper = self.sentence.tokens[at].upper;
            let (len, sense) = self.sign(at, |sense| matches!(sense, SignSense::First(index) if upper && vessel(index)))?;
            let SignSense::First(index) = sense else { return None };
            (at + len < stretch.end && self.mention(at).is_none()).then(|| (at..stretch.end, self.sort(index)))
        });
        if prefixed.is_some() {
            return prefixed;
        }
        let described = self.noun_before(stretch.start).or_else(|| self.named_before(stretch.start));
        let after = || self.described_after(stretch);
        let sort = described.or_else(after).filter(|sort| sort.kind == ActorKind::Vessel)?;
        let taken = self.mention(stretch.start).is_some_and(|mention| {
            mention.tokens.end >= stretch.end
                || mention.actor.is_some() && !matches!(mention.form, NameForm::Short | NameForm::Metonym)
        });
        let word = |at: usize| self.mention(at).is_none() && !self.is_common(at);
        let named = stretch.clone().any(word) || stretch.len() > 1;
        let all_titles = stretch.clone().all(|at| self.lexicon.is_word(&self.sentence.tokens[at], WordClass::Title));
        (!taken && named && !all_titles).then(|| (stretch.clone(), sort))
    }

    /// A name that a noun describes, or that begins or ends as names of groups and companies do.
    fn group(&self, stretch: &Range<usize>) -> Option<(Range<usize>, Sort)> {
        let tokens = &self.sentence.tokens;
        let other = |index: usize| !matches!(self.ontology.signs()[index].kind, ActorKind::Vessel | ActorKind::Person);
        // "the Iraqi Zulfiqar Brigade": the adjective is no part of the name.
        let mut start = stretch.start;
        while let Some(mention) =
            self.mention(start).filter(|mention| mention.tokens.end < stretch.end && mention.tokens.start == start)
        {
            let adjective = mention.form == NameForm::Adjective || mention.actor.is_some() && mention.place.is_none();
            if !adjective {
                break;
            }
            start = mention.tokens.end;
        }
        let whole = start..stretch.end;
        let unknown = |range: &Range<usize>| {
            !self.is_noun(range)
                && range.clone().any(|at| {
                    tokens[at].capital
                        && self.mention(at).is_none()
                        && !self.is_common(at)
                        && !is_article(&tokens[at], self.lexicon)
                        && !self.lower.contains(tokens[at].folded.as_str())
                        && self
                            .sign(at, |sense| !matches!(sense, SignSense::Noun(_) | SignSense::Plain(_)))
                            .is_none_or(|(_, sense)| self.is_person_sign(sense))
                })
        };
        let nobody = |range: &Range<usize>| range.clone().any(|at| self.lexicon.is_word(&tokens[at], WordClass::Nobody));
        let opening = whole.clone().find_map(|at| {
            let (_, sense) = self.sign(at, |sense| matches!(sense, SignSense::First(index) if other(index)))?;
            let SignSense::First(index) = sense else { return None };
            // "Harakat al-X": no name of a person goes before it.
            let from = at..whole.end;
            (self.mention(at).is_none() && from.len() > 1 && unknown(&from)).then(|| (from, self.sort(index)))
        });
        if opening.is_some() {
            return opening.filter(|(range, _)| !self.is_known_acronym(range.end));
        }
        // "the Guards' Aerospace Force": a description more than a name, and its owner is known.
        let owned = start.checked_sub(1).and_then(|at| self.token(at)).is_some_and(|token| token.kind == TokenKind::Possessive);
        let closing = if owned { 0..0 } else { whole.clone() }.rev().find_map(|at| {
            let (_, sense) = self.sign(at, |sense| matches!(sense, SignSense::Last(index) if other(index)))?;
            let SignSense::Last(index) = sense else { return None };
            let to = self.after_titles(start, at)..at + 1;
            let name = || unknown(&to) && !nobody(&to) || self.is_coined(&to) || self.is_declared(&to);
            (self.mention(at).is_none() && to.len() > 1 && name()).then(|| (to, self.sort(index)))
        });
        if closing.is_some() {
            return closing.filter(|(range, _)| !self.is_known_acronym(range.end));
        }
        let is_person = |sort: Sort| sort.kind == ActorKind::Person;
        if self.noun_before(whole.start).is_some_and(is_person) || self.begins(whole.start, ActorKind::Person) {
            return None;
        }
        let name = || unknown(&whole) && !nobody(&whole) || self.is_declared(&whole);
        if owned || whole.is_empty() || !name() || self.is_known_acronym(whole.end) {
            return None;
        }
        let fits = |sort: &Sort| !matches!(sort.kind, ActorKind::Vessel | ActorKind::Person);
        let before = self.noun_before(whole.start).filter(|sort| fits(sort) && !self.is_led(whole.end));
        let named = || self.named_before(whole.start).filter(fits);
        let introduced = || self.introduced_before(&whole).filter(fits);
        let after = || self.described_after(&whole).filter(fits);
        // Of "Believing Youth" at the start of a sentence only "Youth" is sure to be a name.
        let cut = whole.len() == 1
            && whole.start.checked_sub(1).and_then(|at| self.token(at)).is_some_and(|token| token.capital && !token.upper);
        if cut || self.mention(whole.start).is_some() {
            return None;
        }
        before.or_else(named).or_else(introduced).or_else(after).map(|sort| (whole.clone(), sort))
    }

    fn is_person_sign(&self, sense: SignSense) -> bool {
        let (SignSense::First(index)
        | SignSense::Last(index)
        | SignSense::Coined(index)
        | SignSense::Plain(index)
        | SignSense::Noun(index)) = sense;
        self.ontology.signs()[index].kind == ActorKind::Person
    }

    /// Leaves titles and leaders before a name out: "Commander Zulfiqar Brigade".
    pub(super) fn after_titles(&self, start: usize, end: usize) -> usize {
        (start..end)
            .rev()
            .find(|&at| {
                self.senses(at).any(|sense| match sense {
                    WordSense::Class(WordClass::Title, _) => true,
                    WordSense::Generic(index, _) => self.ontology.generics()[index].makes == Makes::Leader,
                    _ => false,
                })
            })
            .map_or(start, |at| at + 1)
    }

    /// The acronym in parentheses after a name.
    pub(super) fn acronym_after(&self, end: usize) -> Option<String> {
        let tokens = &self.sentence.tokens;
        let (open, token, close) = (tokens.get(end)?, tokens.get(end + 1)?, tokens.get(end + 2)?);
        let fits = open.folded == "(" && close.folded == ")" && token.upper && (2..=6).contains(&token.folded.chars().count());
        (fits && self.mention(end + 1).is_none())
            .then(|| self.text.get(token.span.clone()).unwrap_or_default().replace('.', ""))
            .filter(|acronym| !acronym.is_empty())
    }

    /// "Hashd Forces (PMF)": the name is a spelling of an actor of the ontology.
    fn is_known_acronym(&self, end: usize) -> bool {
        let tokens = &self.sentence.tokens;
        tokens.get(end).is_some_and(|token| token.folded == "(")
            && tokens.get(end + 2).is_some_and(|token| token.folded == ")")
            && self.mention(end + 1).is_some_and(|mention| mention.actor.is_some())
    }

    pub(super) fn token(&self, at: usize) -> Option<&Token> {
        self.sentence.tokens.get(at)
    }
}
