//! What stands beside a name and tells what it names.

use std::ops::Range;

use super::witness::{Sort, Witness};
use crate::lexicon::{SignSense, WordSense};
use crate::ontology::WordClass;
use crate::ontology::schema::{Act, Makes, Pos};
use crate::text::TokenKind;
use crate::vocabulary::{ActorKind, IncidentKind, Predicate};

/// How many words a description may have.
const REACH: usize = 12;

impl Witness<'_> {
    /// Whether a noun or title tells that this is a person.
    pub(super) fn is_told(&self, name: &Range<usize>) -> bool {
        let is_person = |sort: Sort| sort.kind == ActorKind::Person;
        self.is_titled(name.start)
            || self.noun_before(name.start).is_some_and(is_person)
            || self.named_before(name.start).is_some_and(is_person)
            || self.introduced_before(name).is_some_and(is_person)
            || self.described_after(name).is_some_and(is_person)
            || self.is_leader_by_verb(name.start)
    }

    /// "led since 1992 by X", "its leader is X".
    fn is_leader_by_verb(&self, start: usize) -> bool {
        let word = |at: usize| self.token(at).map(|token| token.folded.as_str());
        let Some(before) = start.checked_sub(1) else { return false };
        if word(before) == Some("by") {
            return (before.saturating_sub(6)..before).any(|at| self.is_led(at));
        }
        let be = self.senses(before).any(|sense| matches!(sense, WordSense::Class(WordClass::Be, _)));
        be && self.noun_ending(before).is_some_and(|sort| sort.kind == ActorKind::Person)
    }

    /// Whether the way it begins, or what is done to it, makes it a person.
    pub(super) fn is_likely(&self, name: &Range<usize>) -> bool {
        if self.is_placed(name.start) || !self.ends_clean(name.end) {
            return false;
        }
        self.is_given_name(name.start) || self.is_victim(name)
    }

    /// "in X", "to X": a place, or a source.
    fn is_placed(&self, start: usize) -> bool {
        start.checked_sub(1).and_then(|at| self.token(at)).is_some_and(|token| self.lexicon.is_word(token, WordClass::Placing))
    }

    fn is_given_name(&self, at: usize) -> bool {
        let matches = self.lexicon.signs_at(&self.sentence.tokens, at);
        matches.iter().any(|found| {
            found
                .senses
                .iter()
                .any(|sense| matches!(sense, SignSense::First(index) if self.ontology.signs()[*index].kind == ActorKind::Person))
        })
    }

    /// "killed X", "the killing of X", "X was killed".
    fn is_victim(&self, name: &Range<usize>) -> bool {
        let harms = |at: usize, pos: Pos| {
            self.senses(at).any(|sense| match sense {
                WordSense::Trigger(index, _) => {
                    let trigger = &self.ontology.triggers()[index];
                    let person = matches!(trigger.incident, Some(IncidentKind::Assassination | IncidentKind::Abduction));
                    trigger.pos == pos && (person || trigger.acts.contains(&Act::Harms))
                }
                _ => false,
            })
        };
        let Some(before) = name.start.checked_sub(1) else { return self.suffers(name.end, &harms) };
        let of = self.token(before).is_some_and(|token| token.folded == "of") && before > 0 && harms(before - 1, Pos::Noun);
        of || harms(before, Pos::Verb) || self.suffers(name.end, &harms)
    }

    fn suffers(&self, end: usize, harms: &impl Fn(usize, Pos) -> bool) -> bool {
        let helping = |at: usize| {
            self.senses(at).any(|sense| {
                matches!(sense, WordSense::Class(WordClass::Be | WordClass::Auxiliary | WordClass::Adverb | WordClass::Modal, _))
            })
        };
        let verb = (end..end + 4).find(|&at| !helping(at)).unwrap_or(end);
        verb > end && harms(verb, Pos::Verb)
    }

    /// Whether what follows a name lets it end: no common noun that it would modify.
    fn ends_clean(&self, end: usize) -> bool {
        let Some(token) = self.token(end) else { return true };
        if token.glued {
            return false;
        }
        token.kind != TokenKind::Word
            || self.senses(end).any(|sense| match sense {
                WordSense::Class(class, _) => class != WordClass::Adjective && class != WordClass::Nobody,
                WordSense::Trigger(index, _) => self.ontology.triggers()[index].pos == Pos::Verb,
                WordSense::Cue(_) | WordSense::Generic(..) => false,
            })
    }

    /// Whether the sentence ends in a colon and speaks of persons, so that a list of them follows.
    pub(super) fn announces(&self) -> bool {
        let tokens = &self.sentence.tokens;
        let told = || (1..tokens.len()).any(|end| self.noun_ending(end).is_some_and(|sort| sort.kind == ActorKind::Person));
        tokens.last().is_some_and(|last| last.folded == ":") && told()
    }

    /// Whether a name opens an item of a list.
    pub(super) fn opens_item(&self, name: &Range<usize>) -> bool {
        let tokens = &self.sentence.tokens;
        let first = tokens[..name.start].iter().all(|token| token.kind != TokenKind::Word);
        first && tokens.get(name.end).is_none_or(|next| next.kind == TokenKind::Punctuation)
    }

    /// The noun that ends right before a token, as a sort of actor.
    fn noun_ending(&self, end: usize) -> Option<Sort> {
        let tokens = &self.sentence.tokens;
        (1..=3).rev().filter_map(|len| end.checked_sub(len)).find_map(|start| {
            let len = end - start;
            let leader = self.lexicon.words_at(tokens, start).into_iter().filter(|found| found.len == len).any(|found| {
                found.senses.iter().any(
                    |sense| matches!(sense, WordSense::Generic(index, _) if self.ontology.generics()[*index].makes == Makes::Leader),
                )
            });
            if leader {
                return Some(Sort::person());
            }
            let signs = self.lexicon.signs_at(tokens, start);
            let found = signs.iter().filter(|found| found.len == len).flat_map(|found| found.senses);
            found
                .filter_map(|sense| match sense {
                    SignSense::Noun(index) => Some(self.sort(*index)),
                    _ => None,
                })
                .next()
        })
    }

    fn is_quote(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| matches!(token.folded.as_str(), "\"" | "“" | "‘" | "'" | "«"))
    }

    /// "Gen. X", "Sheikh X".
    fn is_titled(&self, start: usize) -> bool {
        let stop = |at: usize| self.token(at).is_some_and(|token| token.folded == ".");
        let Some(mut at) = start.checked_sub(1) else { return false };
        if stop(at) && at > 0 {
            at -= 1;
        }
        self.mention(at).is_none()
            && self.token(at).is_some_and(|token| self.lexicon.is_word(token, WordClass::Title) && token.capital)
    }

    /// "commander X", "the tanker X".
    pub(super) fn noun_before(&self, start: usize) -> Option<Sort> {
        let end = if start.checked_sub(1).is_some_and(|at| self.is_quote(at)) { start - 1 } else { start };
        self.noun_ending(end).filter(|_| end > 0 && self.token(end).is_none_or(|token| !token.glued))
    }

    /// "a group calling itself X", "a commander of Y known as X".
    pub(super) fn named_before(&self, start: usize) -> Option<Sort> {
        // "a group calling itself "the Revolutionaries""
        let article = |at: usize| self.token(at).is_some_and(|token| self.lexicon.is_word(token, WordClass::Definite));
        let start = if start.checked_sub(1).is_some_and(article) { start - 1 } else { start };
        let end = if start.checked_sub(1).is_some_and(|at| self.is_quote(at)) { start - 1 } else { start };
        let tokens = &self.sentence.tokens;
        let names = |sense: &WordSense| matches!(sense, WordSense::Class(WordClass::Naming, _));
        let naming = (1..=6).rev().filter_map(|len| end.checked_sub(len)).find(|&at| {
            self.lexicon.words_at(tokens, at).iter().any(|found| found.len == end - at && found.senses.iter().any(names))
        })?;
        // Only a person is described at length: "a commander of Y known as X".
        let sort = self.head_before(naming)?;
        (sort.kind == ActorKind::Person || self.noun_ending(naming).is_some()).then_some(sort)
    }

    /// "its leader, X", "the commander of Y, X", "a previously unknown group, X,".
    pub(super) fn introduced_before(&self, name: &Range<usize>) -> Option<Sort> {
        let comma = name.start.checked_sub(1).filter(|&at| self.token(at).is_some_and(|token| token.folded == ","))?;
        let sort = self.head_before(comma)?;
        if sort.kind == ActorKind::Person {
            return Some(sort).filter(|_| self.ends_clean(name.end));
        }
        // Of anything but a person only "a group, X, …".
        let directly = self.noun_ending(comma).is_some();
        let indefinite = (comma.saturating_sub(6)..comma)
            .any(|at| self.token(at).is_some_and(|token| matches!(token.folded.as_str(), "a" | "an" | "another")));
        let closed = self.token(name.end).is_some_and(|token| token.folded == ",");
        (directly && indefinite && closed).then_some(sort)
    }

    /// The head of the noun phrase that ends before a token: "commander" of "the commander of its rocket unit".
    fn head_before(&self, end: usize) -> Option<Sort> {
        let mut head = None;
        let mut at = end;
        while at > 0 && end - at <= REACH {
            if let Some(sort) = self.noun_ending(at) {
                let next = self.token(at).map(|token| token.folded.as_str());
                if at == end || matches!(next, Some("of" | "in" | "for" | "at" | "from")) {
                    head = Some(sort);
                }
            }
            at -= 1;
            if self.breaks(at) {
                break;
            }
        }
        head
    }

    /// Whether a noun phrase cannot go on over a token.
    fn breaks(&self, at: usize) -> bool {
        let Some(token) = self.token(at) else { return true };
        match token.kind {
            TokenKind::Punctuation => !matches!(token.folded.as_str(), "\"" | "“" | "”" | "."),
            TokenKind::Word if !token.capital && !token.glued => {
                let mut senses = self.senses(at).peekable();
                senses.peek().is_some()
                    && senses.all(|sense| match sense {
                        WordSense::Class(class, _) => matches!(
                            class,
                            WordClass::Relative
                                | WordClass::Be
                                | WordClass::Auxiliary
                                | WordClass::Modal
                                | WordClass::Verb
                                | WordClass::Pronoun
                                | WordClass::Subordinator
                        ),
                        WordSense::Trigger(index, _) => self.ontology.triggers()[index].pos == Pos::Verb,
                        _ => false,
                    })
            }
            _ => false,
        }
    }

    /// "X, a senior commander of Y", "X (commander of its rocket unit)", "X, who heads Y", "X, in charge of …".
    pub(super) fn described_after(&self, name: &Range<usize>) -> Option<Sort> {
        let end = name.end;
        let mark = self.token(end)?;
        if self.is_placed(name.start) || !matches!(mark.folded.as_str(), "," | "(" | "-" | "–" | "—") {
            return None;
        }
        let mut at = end + 1;
        // ", 34, "
        if self.token(at).is_some_and(|token| token.kind == TokenKind::Number)
            && self.token(at + 1).is_some_and(|token| token.folded == ",")
        {
            at += 2;
        }
        let word = |at: usize| self.token(at).map(|token| token.folded.as_str());
        if matches!(word(at), Some("who" | "whom" | "whose")) {
            return Some(Sort::person());
        }
        // "described as", "identified as"
        if word(at + 1) == Some("as") && self.breaks(at) {
            at += 2;
        }
        let start = at;
        while at < start + REACH {
            let stop = self.token(at).is_none()
                || self.breaks(at)
                || self.token(at).is_some_and(|token| token.folded == "." || self.is_preposition(at));
            if stop {
                // "in charge of": the phrase holds a preposition of its own.
                let phrase = (at == start)
                    .then(|| (1..=3).find_map(|len| self.noun_ending(at + len).filter(|_| self.is_preposition(at))))
                    .flatten();
                // "a militia backed by"
                let participle = || (at > start + 1 && self.is_verb(at - 1)).then(|| self.noun_ending(at - 1)).flatten();
                return phrase.or_else(|| (at > start).then(|| self.noun_ending(at).or_else(participle)).flatten());
            }
            // "a commander and founder of", "a group and its allies"
            if at > start && self.is_conjunction(at) {
                return self.noun_ending(at).filter(|sort| sort.kind == ActorKind::Person);
            }
            at += 1;
        }
        None
    }

    fn is_verb(&self, at: usize) -> bool {
        self.senses(at)
            .any(|sense| matches!(sense, WordSense::Trigger(index, _) if self.ontology.triggers()[index].pos == Pos::Verb))
    }

    fn is_preposition(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| self.lexicon.is_word(token, WordClass::Preposition))
    }

    fn is_conjunction(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| self.lexicon.is_word(token, WordClass::Conjunction))
    }

    /// "the group Khalil Nasir leads": the name is a leader's.
    pub(super) fn is_led(&self, at: usize) -> bool {
        self.senses(at).any(|sense| match sense {
            WordSense::Trigger(index, _) => self.ontology.triggers()[index].relation == Some(Predicate::Leads),
            _ => false,
        })
    }
}
