//! Of whom a noun of relation is said: "X, a proxy", "X is seen as a proxy", "Y's patron, X,".

use std::ops::Range;

use super::StandingReader;
use crate::extract::group::Chunk;
use crate::lexicon::Form;
use crate::lexicon::WordSense;
use crate::ontology::schema::{Act, Slot, WordClass};

impl StandingReader<'_> {
    /// Of whom a noun is said.
    pub(super) fn bearers(&self, index: usize, noun: &Range<usize>) -> Vec<usize> {
        let group = &self.chunks.groups[index];
        let last = group.mentions.last().filter(|_| group.name_last).map(|&last| &self.mentions[last]);
        // "Iran's proxy Hezbollah"
        if let Some(last) = last.filter(|last| noun.end == last.tokens.start) {
            let own = self.readings[index].actors.last().copied();
            return own.filter(|_| last.place.is_none() || last.actor.is_some()).into_iter().collect();
        }
        let place = self.chunks.group_at[index];
        if let (false, Some(Chunk::Group(part))) = (self.relative_whole(index).is_empty(), self.row(place.checked_sub(2))) {
            return self.actors(*part);
        }
        let mut before = self.bearers_before(index, place);
        // "Y, whose main component is X": not Y.
        before.retain(|&member| group.possessor.is_some() || self.readings[index].owner != Some(member));
        if !before.is_empty() {
            return before;
        }
        self.bearers_after(index, place)
    }

    /// "X, a proxy", "X and Y are proxies", "X, seen as a proxy", "X and other proxies".
    pub(super) fn bearers_before(&self, index: usize, place: usize) -> Vec<usize> {
        let left = place.checked_sub(1);
        let further = place.checked_sub(2);
        match self.row(left) {
            // "X and Y, both members of"
            Some(Chunk::Comma) if self.is_several(index) && place > 1 && !self.list_before(place - 2).is_empty() => {
                self.list_before(place - 2)
            }
            Some(Chunk::Comma | Chunk::Relative) => self.apposed(place - 1),
            // "X, itself a member of"
            Some(Chunk::Group(same))
                if self.chunks.groups[*same].pronoun
                    && matches!(self.row(further), Some(Chunk::Comma))
                    && self.actors(*same) == self.apposed(place - 2) =>
            {
                self.actors(*same)
            }
            // "X and Y, both of them proxies of", "X, Y and Z, all of them proxies of"
            Some(Chunk::Group(them)) if self.chunks.groups[*them].pronoun => {
                let comma = match self.row(further) {
                    Some(Chunk::Preposition(Some(Slot::Of), _)) => place.checked_sub(4),
                    Some(Chunk::Group(_)) => place.checked_sub(3),
                    _ => None,
                };
                match (comma, comma.and_then(|comma| comma.checked_sub(1))) {
                    (Some(comma), Some(last)) if matches!(self.row(Some(comma)), Some(Chunk::Comma)) => {
                        let several = self.list_before(last);
                        if several.is_empty() { self.apposed(comma) } else { several }
                    }
                    _ => Vec::new(),
                }
            }
            // "X, under the command of"
            Some(Chunk::Preposition(Some(Slot::Under), _)) => match (self.row(further), further) {
                (Some(Chunk::Comma), Some(comma)) => self.apposed(comma),
                (Some(Chunk::Verb(verb)), _) => self.characterised(*verb),
                // "fighters of X under the command of"
                (Some(Chunk::Group(led)), _) => self.actors(*led),
                _ => Vec::new(),
            },
            // "X is on the payroll of"
            Some(Chunk::Preposition(Some(Slot::On), _)) => match self.row(further) {
                Some(Chunk::Verb(verb)) if self.chunks.verbs[*verb].copula => self.subjects(*verb),
                // "X, on Y's payroll since 2017, …"
                Some(Chunk::Comma) => further.map_or_else(Vec::new, |comma| self.apposed(comma)),
                _ => Vec::new(),
            },
            // "X is among the members of"
            Some(Chunk::Preposition(Some(Slot::Among), _)) => match self.row(further) {
                Some(Chunk::Verb(verb)) if self.chunks.verbs[*verb].copula => self.subjects(*verb),
                _ => Vec::new(),
            },
            // "X, considered by Y to be a wing of"
            Some(Chunk::Verb(verb)) if self.chunks.verbs[*verb].copula && self.chunks.verbs[*verb].infinitive => {
                match place.checked_sub(1).and_then(|at| self.regarded_by(at)) {
                    Some(comma) => self.apposed(comma),
                    None => self.subjects(*verb),
                }
            }
            Some(Chunk::Verb(verb)) if self.chunks.verbs[*verb].copula => self.subjects(*verb),
            // "X is the strongest of the groups in"
            Some(Chunk::Preposition(Some(Slot::Of), _)) => match (self.row(further), further) {
                (Some(Chunk::Group(one)), Some(at)) if self.is_superlative(*one) => self.bearers_before(*one, at),
                _ => Vec::new(),
            },
            Some(Chunk::Preposition(Some(Slot::As), _)) => match self.row(further) {
                Some(Chunk::Group(_)) if place > 0 && self.regarded_by(place - 1).is_some() => {
                    self.regarded_by(place - 1).map_or_else(Vec::new, |comma| self.apposed(comma))
                }
                Some(Chunk::Verb(verb)) => self.characterised(*verb),
                Some(Chunk::Group(object)) if matches!(self.row(place.checked_sub(3)), Some(Chunk::Verb(_))) => {
                    self.actors(*object)
                }
                _ => Vec::new(),
            },
            Some(Chunk::Conjunction) if self.chunks.groups[index].distinct => {
                further.map(|at| self.list_before(at)).unwrap_or_default()
            }
            _ => Vec::new(),
        }
    }

    /// The comma before "considered by Y", which ends before this place.
    fn regarded_by(&self, end: usize) -> Option<usize> {
        let row = |back: usize| self.row(end.checked_sub(back));
        let (Some(Chunk::Group(_)), Some(Chunk::Preposition(Some(Slot::By), _)), Some(Chunk::Verb(verb)), Some(Chunk::Comma)) =
            (row(1), row(2), row(3), row(4))
        else {
            return None;
        };
        let chunk = &self.chunks.verbs[*verb];
        let mut rules = chunk.main.iter().flat_map(|word| word.verb_triggers(self.ontology));
        let equates = rules.any(|rule| self.ontology.triggers()[rule].acts.contains(&Act::Equates));
        (equates && !chunk.finite_auxiliary && !chunk.negated).then(|| end - 4)
    }

    /// "whose elite unit"
    fn is_of_relative(&self, index: usize) -> bool {
        let first = &self.tokens[self.chunks.groups[index].tokens.start];
        self.lexicon.is_word(first, WordClass::RelativePossessive)
    }

    /// "the strongest", "the largest": an adjective alone.
    fn is_superlative(&self, index: usize) -> bool {
        let group = &self.chunks.groups[index];
        let bare = group.definite && group.words.is_empty() && group.mentions.is_empty() && !group.pronoun;
        bare && self.tokens[group.tokens.end - 1].folded.ends_with("est")
    }

    /// "both members", "members", "two proxies".
    pub(super) fn is_several(&self, index: usize) -> bool {
        let group = &self.chunks.groups[index];
        let plural = |at: usize| self.lexicon.is_word(&self.tokens[at], WordClass::PluralPronoun);
        let nouns = self.nouns(index);
        let forms = nouns.iter().flat_map(|(_, noun)| self.lexicon.words_at(self.tokens, noun.start));
        // "one of the members"
        if group.tokens.clone().any(|at| self.lexicon.number(&self.tokens[at]) == Some(1)) {
            return false;
        }
        group.number.is_some_and(|number| number > 1)
            || group.tokens.clone().any(plural)
            || forms.flat_map(|found| found.senses).any(|sense| matches!(sense, WordSense::Trigger(_, Form::Plural)))
    }

    /// "X is seen as", "X acts as", "Y regards X as".
    fn characterised(&self, verb: usize) -> Vec<usize> {
        if !self.is_stated(verb) {
            return Vec::new();
        }
        let arguments = self.arguments.of_verb(verb);
        let of = |slot: Slot| -> Vec<usize> {
            arguments.iter().filter(|argument| argument.slot == slot).flat_map(|argument| self.actors(argument.group)).collect()
        };
        let objects = of(Slot::Object);
        if objects.is_empty() { of(Slot::Subject) } else { objects }
    }

    /// "Y's patron, X," and "the backbone of Y is X".
    fn bearers_after(&self, index: usize, place: usize) -> Vec<usize> {
        let mut at = place + 1;
        while matches!(self.row(Some(at)), Some(Chunk::Preposition(..)))
            && matches!(self.row(Some(at + 1)), Some(Chunk::Group(_)))
        {
            at += 2;
        }
        let named = |at: usize| match self.row(Some(at)) {
            Some(Chunk::Group(group)) if self.chunks.groups[*group].name_last => Some(*group),
            _ => None,
        };
        match self.row(Some(at)) {
            // "Y's members: X and Z"
            Some(Chunk::Break) if self.is_announced(at + 1) => {
                named(at + 1).map(|_| self.list_after(at + 1, true)).unwrap_or_default()
            }
            Some(Chunk::Comma | Chunk::Break) => {
                // "two of the groups in Y, X and Z, …"
                if let Some(several) = self.apposed_list(index, place, at + 1) {
                    return several;
                }
                let closed = matches!(self.row(Some(at + 2)), None | Some(Chunk::Comma | Chunk::Break | Chunk::Quote));
                // "Part of Y, X …", "As a member of Y, X …", "Backed by Z and part of Y, X …"
                let opens = match self.row(place.checked_sub(1)) {
                    None => true,
                    Some(Chunk::Preposition(Some(Slot::As), _)) => place == 1,
                    Some(Chunk::Conjunction) => matches!(self.row(Some(0)), Some(Chunk::Verb(_) | Chunk::Preposition(..))),
                    _ => false,
                };
                let closed = closed || opens && matches!(self.row(Some(at + 2)), Some(Chunk::Verb(_)));
                named(at + 1).filter(|_| closed).map(|group| self.actors(group)).unwrap_or_default()
            }
            // "Y factions X and Z"
            Some(Chunk::Group(_)) if at == place + 1 && self.is_several(index) => {
                named(at).map(|_| self.list_after(at, false)).filter(|items| items.len() > 1).unwrap_or_default()
            }
            // "Y, whose elite unit X is"
            Some(Chunk::Group(_)) if at == place + 1 && self.is_of_relative(index) => match self.row(Some(at + 1)) {
                Some(Chunk::Verb(verb)) if self.chunks.verbs[*verb].copula && self.is_stated(*verb) => {
                    named(at).map(|group| self.actors(group)).unwrap_or_default()
                }
                _ => Vec::new(),
            },
            Some(Chunk::Verb(verb)) if self.chunks.verbs[*verb].copula && self.is_stated(*verb) => {
                named(at + 1).map(|_| self.list_after(at + 1, true)).unwrap_or_default()
            }
            _ => Vec::new(),
        }
    }

    /// The names between commas after "two of the members of Y", "Y's strongest members": as many as it says, or several.
    fn apposed_list(&self, index: usize, place: usize, from: usize) -> Option<Vec<usize>> {
        let counted = match (self.row(place.checked_sub(1)), self.row(place.checked_sub(2))) {
            (Some(Chunk::Preposition(Some(Slot::Of), _)), Some(Chunk::Group(count))) => self.chunks.groups[*count].number,
            _ => self.chunks.groups[index].number,
        };
        let (items, end) = self.list_from(from, false);
        let closed = matches!(self.row(Some(end)), None | Some(Chunk::Comma | Chunk::Break | Chunk::Quote | Chunk::Verb(_)));
        let several = counted.map_or(self.is_several(index), |number| number as usize == items.len());
        (several && closed && items.len() > 1).then_some(items)
    }
}
