//! Whom a pronoun or a class beside a name stands for: "X and the militias it arms", "the army of X … it".

use super::{GroupReader, Named, Reading};
use crate::extract::group::{Chunk, Group};
use crate::ontology::schema::{Effect, Makes, Slot};
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
        // "X and the militias that it arms"
        let before = place.checked_sub(1 + usize::from(row(place.checked_sub(1)) == Some(&Chunk::Relative)));
        let (Some(Chunk::Group(class)), Some(Chunk::Verb(verb))) = (row(before), row(Some(place + 1))) else {
            return None;
        };
        // "depots of X and of the militias it arms"
        let left = before.and_then(|at| at.checked_sub(1));
        let left = left.and_then(|at| at.checked_sub(usize::from(matches!(row(Some(at)), Some(Chunk::Preposition(..))))));
        let class = &self.chunks.groups[*class];
        let backs = |rule: usize| self.ontology.triggers()[rule].relation == Some(Predicate::Backs);
        let arms = self.chunks.verbs[*verb].main.as_ref().is_some_and(|word| word.verb_triggers(self.ontology).any(backs));
        let joined = matches!(row(left), Some(Chunk::Conjunction));
        if !(arms && joined && group.pronoun && class.mentions.is_empty()) {
            return None;
        }
        let before = self.named.iter().rev().take_while(|named| named.sentence == self.number);
        let mut before = before.filter(|named| named.token < class.tokens.start && !named.located);
        before.next().map(|named| named.member)
    }

    /// "Y and the militias it arms", "militias that Y arms": the class that Y backs.
    pub(super) fn contact_class(&mut self, index: usize, head: std::ops::Range<usize>) -> Option<usize> {
        let place = self.chunks.group_at[index] + 1;
        let relative = usize::from(self.chunks.row.get(place) == Some(&Chunk::Relative));
        let &Chunk::Group(next) = self.chunks.row.get(place + relative)? else { return None };
        let next = &self.chunks.groups[next];
        // "X, gunmen whom Y equips": X.
        let apposed = match self.chunks.row[..self.chunks.group_at[index]] {
            [.., Chunk::Group(named), Chunk::Comma] => self.chunks.groups[named].name_last,
            _ => false,
        };
        if apposed {
            return None;
        }
        let backer = self.contact_subject(next).or_else(|| self.relative_backer(next, place + relative + 1))?;
        let member = self.backed_group(backer, head, &self.chunks.groups[index]);
        self.state_backing(&[backer], member);
        Some(member)
    }

    /// Who stands as the subject of a verb of backing: "that Iran arms".
    fn relative_backer(&mut self, subject: &Group, verb: usize) -> Option<usize> {
        let &Chunk::Verb(verb) = self.chunks.row.get(verb)? else { return None };
        let verb = &self.chunks.verbs[verb];
        let backs = |rule: usize| self.ontology.triggers()[rule].relation == Some(Predicate::Backs);
        let arms = verb.main.as_ref().is_some_and(|word| word.verb_triggers(self.ontology).any(backs));
        // "groups that X funds include …": the list tells of each.
        let lists = self.tagged.cues.iter().any(|hit| hit.start == verb.tokens.end && self.effect(hit.cue) == Effect::Comprises);
        if !arms || lists || verb.passive || verb.negated || !subject.name_last {
            return None;
        }
        let mention = &self.mentions[*subject.mentions.last()?];
        let member = self.member_of(mention, Some(self.span(mention)))?;
        matches!(self.cast.kind(member), ActorKind::State | ActorKind::Military | ActorKind::ArmedGroup).then_some(member)
    }
}
