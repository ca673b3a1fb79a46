//! What is said of a name beside it: "X, the commander of Y", "X and Z, both commanders of Y", "He made his name as head of Y".

use super::{GroupReader, Reading};
use crate::extract::group::Chunk;
use crate::ontology::schema::{Effect, Makes, Slot, WordClass};
use crate::vocabulary::{ActorKind, Predicate};

impl GroupReader<'_, '_> {
    /// The group that describes a name: "X, the commander of Y", "X is the head of Y", "X as chairman of Y".
    pub(super) fn description(&self, index: usize) -> Option<usize> {
        let place = self.chunks.group_at[index];
        // A possessor has no place in the row.
        if self.chunks.row.get(place) != Some(&Chunk::Group(index)) {
            return None;
        }
        if let Some(next) = self.description_of_several(place) {
            return Some(next);
        }
        match (self.chunks.row.get(place + 1), self.chunks.row.get(place + 2)) {
            (Some(Chunk::Comma | Chunk::Preposition(Some(Slot::As), _)), Some(Chunk::Group(next)))
                if !self.chunks.groups[*next].pronoun =>
            {
                Some(*next)
            }
            // "Y's man in the capital, X, is the leader of Z"
            (Some(Chunk::Comma), Some(Chunk::Verb(verb))) if self.chunks.verbs[*verb].copula && place > 0 => {
                let apposed = self.chunks.row[place - 1] == Chunk::Comma;
                match self.chunks.row.get(place + 3) {
                    Some(Chunk::Group(next)) if apposed => Some(*next),
                    _ => None,
                }
            }
            // "X, as leader of Y, …"
            (Some(Chunk::Comma), Some(Chunk::Preposition(Some(Slot::As), _))) => match self.chunks.row.get(place + 3) {
                Some(Chunk::Group(next)) => Some(*next),
                _ => None,
            },
            // "X and Z, both of them commanders of Y"
            (Some(Chunk::Comma), Some(Chunk::Group(both))) if self.chunks.groups[*both].pronoun => {
                match (self.chunks.row.get(place + 3), self.chunks.row.get(place + 4), self.chunks.row.get(place + 5)) {
                    (Some(Chunk::Group(next)), ..) => Some(*next),
                    (Some(Chunk::Preposition(Some(Slot::Of), _)), Some(Chunk::Group(_)), Some(Chunk::Group(next))) => Some(*next),
                    _ => None,
                }
            }
            // "X, for his part, the leader of Y"
            (Some(Chunk::Comma), Some(Chunk::Comma)) => match self.chunks.row.get(place + 3) {
                Some(Chunk::Group(next)) => Some(*next),
                _ => None,
            },
            (Some(Chunk::Verb(verb)), Some(Chunk::Group(next))) if self.chunks.verbs[*verb].copula => Some(*next),
            // "X was elected secretary-general of Y"
            (Some(Chunk::Verb(verb)), Some(Chunk::Group(next))) if self.is_made(*verb) => Some(*next),
            // "X, who is the head of Y"
            (Some(Chunk::Comma), Some(Chunk::Relative)) => match (self.chunks.row.get(place + 3), self.chunks.row.get(place + 4))
            {
                (Some(Chunk::Verb(verb)), Some(Chunk::Group(next))) if self.chunks.verbs[*verb].copula => Some(*next),
                _ => None,
            },
            // "X, described as a senior commander of Y"
            (Some(Chunk::Comma), Some(Chunk::Verb(verb))) if !self.chunks.verbs[*verb].finite_auxiliary => {
                match (self.chunks.row.get(place + 3), self.chunks.row.get(place + 4)) {
                    (Some(Chunk::Preposition(Some(Slot::As), _)), Some(Chunk::Group(next))) => Some(*next),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// "X and Z, both commanders of Y", "X and Z, both of them commanders of Y": of the first of them as well.
    pub(super) fn description_of_several(&self, place: usize) -> Option<usize> {
        let row = |at: usize| self.chunks.row.get(at);
        let named = |at: usize| match row(at) {
            Some(&Chunk::Group(group)) => {
                let group = &self.chunks.groups[group];
                group.name_last && group.words.is_empty()
            }
            _ => false,
        };
        let mut at = place + 1;
        let mut joined = false;
        while !joined && matches!(row(at), Some(Chunk::Comma | Chunk::Conjunction)) && named(at + 1) {
            joined = row(at) == Some(&Chunk::Conjunction);
            at += 2;
        }
        let (true, Some(Chunk::Comma), Some(&Chunk::Group(first))) = (joined, row(at), row(at + 1)) else { return None };
        let several = |group: usize| {
            let group = &self.chunks.groups[group];
            group.words.last().and_then(|word| word.generic()).is_some_and(|(_, plural)| plural) && !group.name_last
        };
        let role = match (row(at + 2), row(at + 3), row(at + 4)) {
            _ if several(first) => first,
            (Some(Chunk::Preposition(Some(Slot::Of), _)), Some(Chunk::Group(_)), Some(&Chunk::Group(next)))
                if self.chunks.groups[first].pronoun =>
            {
                next
            }
            _ => return None,
        };
        // "X and Z, leaders respectively of Y and W"
        let paired = self.tagged.cues.iter().any(|hit| self.effect(hit.cue) == Effect::Pairs);
        (several(role) && !paired).then_some(role)
    }

    /// "the preacher at the head of Y": the head, whatever the description begins with.
    pub(super) fn head_of_it(&self, next: usize, readings: &[Reading]) -> Option<usize> {
        let place = self.chunks.group_at[next];
        match (self.chunks.row.get(place + 1), self.chunks.row.get(place + 2)) {
            (Some(Chunk::Preposition(Some(Slot::At), _)), Some(Chunk::Group(head)))
                if readings[*head].makes == Some(Makes::Leader) && readings[next].makes != Some(Makes::Leader) =>
            {
                Some(*head)
            }
            _ => None,
        }
    }

    /// Whether a verb tells that somebody was put at the head of something: "was appointed".
    pub(super) fn is_made(&self, verb: usize) -> bool {
        let verb = &self.chunks.verbs[verb];
        let appoints = |rule: usize| {
            let trigger = &self.ontology.triggers()[rule];
            trigger.relation == Some(Predicate::Leads) && trigger.frame.agent.contains(&Slot::Object)
        };
        verb.passive
            && !verb.negated
            && !verb.modal
            && verb.main.iter().any(|word| word.verb_triggers(self.ontology).any(appoints))
    }

    /// Whom the described person leads; of "the leader and a founder of Y" both lead Y.
    pub(super) fn described_led(&self, next: usize, readings: &[Reading]) -> Option<usize> {
        let own = readings[next].actors.iter().rev().copied().find(|&member| self.cast.kind(member) != ActorKind::Person);
        own.or_else(|| {
            let place = self.chunks.group_at[next];
            match (self.chunks.row.get(place + 1), self.chunks.row.get(place + 2)) {
                (Some(Chunk::Conjunction), Some(Chunk::Group(other))) if readings[*other].makes == Some(Makes::Leader) => {
                    readings[*other].actors.last().copied()
                }
                _ => None,
            }
        })
    }

    /// "He made his name as head of X": the person whom the clause speaks of.
    pub(super) fn named_for(&self, role: usize, readings: &[Reading]) -> Option<usize> {
        let place = self.chunks.group_at[role];
        let group = &self.chunks.groups[role];
        let leads = readings[role].makes == Some(Makes::Leader) && !group.name_last && !group.definite && !self.is_former(group);
        let row = &self.chunks.row[..place];
        let [before @ .., Chunk::Preposition(Some(Slot::As), _)] = row else { return None };
        let verb = before.iter().rposition(|chunk| matches!(chunk, Chunk::Verb(_)))?;
        let (Chunk::Verb(main), Some(Chunk::Group(subject))) = (&before[verb], before.get(verb.checked_sub(1)?)) else {
            return None;
        };
        let main = &self.chunks.verbs[*main];
        let plain = !main.passive
            && !main.negated
            && !main.modal
            && before[verb + 1..].iter().all(|chunk| matches!(chunk, Chunk::Group(_)));
        let person = readings[*subject].actors.last().copied().filter(|&member| self.cast.kind(member) == ActorKind::Person);
        person.filter(|_| plain && leads)
    }

    /// "Y, whose leader …": the group before the relative.
    pub(super) fn whose(&self, index: usize, readings: &[Reading]) -> Option<usize> {
        let group = &self.chunks.groups[index];
        let relative =
            self.lexicon.is_word(&self.sentence.tokens[group.tokens.start], WordClass::Possessive) && group.pronoun_owner;
        let place = self.chunks.group_at[index];
        match (
            place.checked_sub(1).and_then(|at| self.chunks.row.get(at)),
            place.checked_sub(2).and_then(|at| self.chunks.row.get(at)),
        ) {
            (Some(Chunk::Comma), Some(Chunk::Group(before))) if relative && readings[index].actors.is_empty() => {
                readings[*before].actors.last().copied()
            }
            _ => None,
        }
    }
}
