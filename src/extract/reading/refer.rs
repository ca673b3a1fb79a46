//! Pronouns and definite descriptions: to the actor named before.

use super::{GroupReader, Named, Stated};
use crate::extract::group::Group;
use crate::ontology::schema::WordClass;
use crate::recognize::Mention;
use crate::vocabulary::ActorKind;

impl GroupReader<'_, '_> {
    /// "the Iran-backed rebels", "the rebels": a class named with "the" is the group named before, if one fits.
    pub(super) fn definite_class(&mut self, group: &Group, mention: &Mention, named: usize, backers: &[usize]) -> usize {
        let Some(entry) = mention.actor.map(|actor| &self.ontology.actors()[actor]) else { return named };
        let written = !self.sentence.tokens[mention.tokens.end - 1].capital;
        if entry.kind != ActorKind::Generic || !written {
            return named;
        }
        let stated = self.stated.iter().rev().find_map(|stated| match stated {
            Stated::Backs(backer, backed) if *backed == named => Some(*backer),
            _ => None,
        });
        let backer = backers.first().copied().or(stated);
        let found = match backer {
            Some(backer) if group.definite => self.refer_backed(backer),
            Some(_) if !backers.is_empty() && entry.backed_by.is_empty() => {
                return self.backed_group(backers[0], mention.tokens.clone(), group);
            }
            None if group.definite && group.mentions.len() == 1 && mention.tokens.len() == 1 => {
                self.refer(&[ActorKind::ArmedGroup])
            }
            _ => None,
        };
        if let (Some(found), Some(backer)) = (found, stated) {
            // What was stated of the class is stated of the group that it stands for.
            self.stated.retain(|stated| *stated != Stated::Backs(backer, named));
            self.state_backing(&[backer], found);
        }
        found.unwrap_or(named)
    }

    /// The actor that a pronoun stands for: the first one named in this sentence before it, else in the one before.
    pub(super) fn pronoun(&self, group: &Group) -> Option<usize> {
        let tokens = || self.sentence.tokens[group.tokens.clone()].iter();
        let person = tokens().any(|token| self.lexicon.is_word(token, WordClass::PersonPronoun));
        if !person && !tokens().any(|token| self.lexicon.is_word(token, WordClass::ThingPronoun)) {
            return None;
        }
        let fits = |named: &&Named| (self.cast.actor(named.member).kind == ActorKind::Person) == person;
        // Names stand in reading order, so a sentence is a stretch of the list.
        let of = |sentence: usize| {
            let start = self.named.partition_point(|named| named.sentence < sentence);
            self.named[start..].iter().take_while(move |named| named.sentence == sentence)
        };
        let here = of(self.number).take_while(|named| named.token < group.tokens.start).find(fits);
        let earlier = || (1..=2).filter_map(|back| self.number.checked_sub(back)).find_map(|sentence| of(sentence).find(fits));
        here.or_else(earlier).map(|named| named.member)
    }

    /// Whom a possessive may mean if not the first candidate: the last other actor named before it.
    pub(super) fn other_owner(&self, group: &Group, first: usize) -> Option<usize> {
        let before = |named: &&Named| {
            self.number - named.sentence <= 2 && (named.sentence < self.number || named.token < group.tokens.start)
        };
        let other =
            |named: &&Named| !self.cast.same_side(named.member, first) && self.cast.actor(named.member).kind != ActorKind::Person;
        self.named
            .iter()
            .rev()
            .take_while(|named| self.number - named.sentence <= 2)
            .filter(before)
            .find(other)
            .map(|named| named.member)
    }

    /// "the group": the last actor of a fitting kind.
    pub(super) fn refer(&self, kinds: &[ActorKind]) -> Option<usize> {
        let near = |named: &&Named| self.number - named.sentence <= 6;
        self.named
            .iter()
            .rev()
            .take_while(near)
            .find(|named| kinds.contains(&self.cast.actor(named.member).kind))
            .map(|named| named.member)
    }
}
