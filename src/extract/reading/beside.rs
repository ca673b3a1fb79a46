//! Whom a pronoun or a class beside a name stands for: "X and the militias it arms", "the army of X … it".

use super::{GroupReader, Named, Reading};
use crate::extract::group::{Chunk, Group};
use crate::ontology::schema::{Makes, Slot};
use crate::vocabulary::{ActorKind, Predicate};

impl GroupReader<'_, '_> {
    /// "The army of X was hit. It …": X is no place here.
    pub(super) fn head_of_state_forces(&mut self, readings: &[Reading]) {
        for (index, group) in self.chunks.groups.iter().enumerate() {
            let place = self.chunks.group_at[index];
            let (Some(Chunk::Preposition(Some(Slot::Of), _)), Some(Chunk::Group(owner))) =
                (self.chunks.row.get(place + 1), self.chunks.row.get(place + 2))
            else {
                continue;
            };
            if group.name_last || readings[index].makes != Some(Makes::Forces) || readings[index].actors.is_empty() {
                continue;
            }
            let tokens = self.chunks.groups[*owner].tokens.clone();
            let subject = self.is_subject(group.tokens.start);
            let number = self.number;
            let inside = |named: &&mut Named| named.sentence == number && tokens.contains(&named.token);
            for named in self.named.iter_mut().rev().take(16).filter(inside) {
                (named.located, named.subject) = (false, subject);
            }
        }
    }

    /// "X and the militias it arms": X, whom the pronoun stands beside.
    pub(super) fn contact_subject(&self, group: &Group) -> Option<usize> {
        let index = self.chunks.groups.iter().position(|other| other.tokens == group.tokens)?;
        let place = self.chunks.group_at[index];
        let row = |at: Option<usize>| at.and_then(|at| self.chunks.row.get(at));
        let (Some(Chunk::Group(class)), Some(Chunk::Verb(verb))) = (row(place.checked_sub(1)), row(Some(place + 1))) else {
            return None;
        };
        let class = &self.chunks.groups[*class];
        let backs = |rule: usize| self.ontology.triggers()[rule].relation == Some(Predicate::Backs);
        let arms = self.chunks.verbs[*verb].main.as_ref().is_some_and(|word| word.verb_triggers(self.ontology).any(backs));
        let joined = matches!(row(place.checked_sub(2)), Some(Chunk::Conjunction));
        if !(arms && joined && group.pronoun && class.mentions.is_empty()) {
            return None;
        }
        let before = self.named.iter().rev().take_while(|named| named.sentence == self.number);
        let mut before = before.filter(|named| named.token < class.tokens.start && !named.located);
        before.next().map(|named| named.member)
    }

    /// "the militias that Y sponsors", "Y and the militias that it sponsors": Y.
    fn relative_backer(&mut self, group: &Group) -> Option<usize> {
        let index = self.chunks.groups.iter().position(|other| other.tokens == group.tokens)?;
        let Some(Chunk::Verb(verb)) = self.chunks.row.get(self.chunks.group_at[index] + 1) else { return None };
        let backs = |rule: usize| self.ontology.triggers()[rule].relation == Some(Predicate::Backs);
        let word = self.chunks.verbs[*verb].main.as_ref()?;
        let ends = !matches!(self.chunks.row.get(self.chunks.group_at[index] + 2), Some(Chunk::Group(_) | Chunk::Verb(_)));
        if !ends || !word.verb_triggers(self.ontology).any(backs) || self.chunks.verbs[*verb].negated {
            return None;
        }
        if group.pronoun {
            let before = self.named.iter().rev().take_while(|named| named.sentence == self.number);
            let fits = |named: &&Named| named.token < group.tokens.start && !named.located;
            return before.into_iter().find(fits).map(|named| named.member);
        }
        let mention = *group.mentions.last().filter(|_| group.name_last)?;
        let member = self.member_of(&self.mentions[mention], None)?;
        let kind = self.cast.actor(member).kind;
        matches!(kind, ActorKind::State | ActorKind::Government | ActorKind::Military).then_some(member)
    }

    /// "Y and the militias it arms": the class that Y backs.
    pub(super) fn contact_class(&mut self, index: usize, head: std::ops::Range<usize>) -> Option<usize> {
        let place = self.chunks.group_at[index];
        let (next, relative) = match (self.chunks.row.get(place + 1), self.chunks.row.get(place + 2)) {
            (Some(Chunk::Group(next)), _) => (*next, false),
            (Some(Chunk::Relative), Some(Chunk::Group(next))) => (*next, true),
            _ => return None,
        };
        let group = &self.chunks.groups[next];
        let backer = if relative { self.relative_backer(group)? } else { self.contact_subject(group)? };
        let member = self.backed_group(backer, head, &self.chunks.groups[index]);
        self.state_backing(&[backer], member);
        Some(member)
    }
}
