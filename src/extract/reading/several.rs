//! Words for several at once, or for one of two: "the two groups", "both of them", "the former", "the latter".

use super::{GroupReader, Named};
use crate::extract::group::{Chunk, Group};
use crate::ontology::schema::WordClass;
use crate::vocabulary::ActorKind;

impl GroupReader<'_, '_> {
    /// "the former", "the latter": of the two actors named last.
    pub(super) fn one_of_two(&self, group: &Group) -> Option<usize> {
        let last = &self.sentence.tokens[group.tokens.end - 1];
        let first = self.lexicon.is_word(last, WordClass::FirstOfTwo);
        if !(group.definite && group.mentions.is_empty()) || !first && !self.lexicon.is_word(last, WordClass::SecondOfTwo) {
            return None;
        }
        let of = |sentence: usize| {
            let mut sides: Vec<usize> = Vec::new();
            let there = self.named.iter().rev().take_while(|named| self.number - named.sentence <= 1);
            for named in there.filter(|named| !named.located && named.sentence == sentence) {
                if sides.iter().all(|&other| !self.cast.same_side(other, named.member)) {
                    sides.push(named.member);
                }
            }
            // With more than two it is not clear which are meant.
            match sides[..] {
                [second, one] => Some(if first { one } else { second }),
                _ => None,
            }
        };
        let pair = self.pair_before(group.tokens.start).map(|(one, second)| if first { one } else { second });
        pair.or_else(|| self.number.checked_sub(1).and_then(of)).or_else(|| of(self.number))
    }

    /// The last two names of actors that a conjunction joins before a token of the sentence.
    pub(super) fn pair_before(&self, token: usize) -> Option<(usize, usize)> {
        let named = |group: usize| {
            let group = &self.chunks.groups[group];
            let last = &self.mentions[*group.mentions.last().filter(|_| group.name_last)?];
            let entry = &self.ontology.actors()[last.actor?];
            (group.tokens.end <= token).then(|| self.cast.member(&entry.id)).flatten()
        };
        let pair = |row: &[Chunk]| match row {
            [Chunk::Group(one), Chunk::Conjunction, Chunk::Group(second)] => Some((named(*one)?, named(*second)?)),
            _ => None,
        };
        self.chunks.row.windows(3).rev().find_map(pair)
    }

    /// "the two groups": the last actors of a fitting kind, if there are as many. Who is `barred` is none of them: "X arms both groups".
    pub(super) fn refer_several(&self, kinds: &[ActorKind], number: usize, barred: Option<usize>) -> Vec<usize> {
        let near = |named: &&Named| self.number - named.sentence <= 6;
        let mut found: Vec<usize> = Vec::new();
        for named in self.named.iter().rev().take_while(near) {
            let known = found.iter().copied().chain(barred).any(|other| self.cast.same_side(other, named.member));
            if kinds.contains(&self.cast.kind(named.member)) && !known && found.len() < number {
                found.push(named.member);
            }
        }
        if found.len() == number { found } else { Vec::new() }
    }

    /// "both", "all three": the groups that the sentence, or else the one before, has named, if they are as many.
    pub(super) fn several_before(&self, group: &Group) -> Vec<usize> {
        let tokens = &self.sentence.tokens[group.tokens.clone()];
        let bare = group.words.is_empty() && group.mentions.is_empty() && group.possessor.is_none();
        let pair = tokens.iter().any(|token| self.lexicon.is_word(token, WordClass::Pair));
        let all = tokens.len() > 1 && tokens.iter().any(|token| self.lexicon.is_word(token, WordClass::PluralPronoun));
        let number = if pair { Some(2) } else { group.number.filter(|_| all || group.definite) };
        let Some(number) = number.filter(|_| bare && tokens.len() <= 2) else { return Vec::new() };
        let of = |sentence: usize| {
            let mut found: Vec<usize> = Vec::new();
            for named in self.named.iter().rev().take_while(|named| self.number - named.sentence <= 1) {
                let fits = named.sentence == sentence && self.cast.kind(named.member) == ActorKind::ArmedGroup;
                if fits && !found.contains(&named.member) {
                    found.push(named.member);
                }
            }
            if found.len() != number as usize {
                // "X, Y and Z belong to W. All three …": not W.
                let all = found.clone();
                found.retain(|&whole| !all.iter().any(|&part| self.cast.is_part(part, whole)));
            }
            if found.len() == number as usize { found } else { Vec::new() }
        };
        let here = of(self.number);
        if here.is_empty() { self.number.checked_sub(1).map(of).unwrap_or_default() } else { here }
    }
}
