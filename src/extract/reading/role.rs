//! Who leads and who belongs to whom, as roles and names state it.

use super::{GroupReader, Reading, Stated};
use crate::extract::group::{Chunk, Group};
use crate::ontology::schema::{Makes, Slot, WordClass};
use crate::vocabulary::ActorKind;

impl GroupReader<'_, '_> {
    /// "Hamas's Qassam Brigades": said by the text, and known to the ontology.
    pub(super) fn state_part(&mut self, part: usize, whole: usize) {
        let (part_id, whole_id) = (self.cast.actor(part).id.clone(), self.cast.actor(whole).id.clone());
        let known =
            self.ontology.actor(&part_id).is_some_and(|entry| entry.part_of.iter().any(|membership| membership.of == whole_id));
        let state = self.cast.actor(whole).kind == ActorKind::State;
        if known && !state {
            self.stated.push(Stated::PartOf(part, whole));
        }
    }

    /// Leaders and members: "Kataib Hezbollah commander X", "X, the leader of Y", "Y's leader X", "X, part of Y".
    pub(super) fn state_roles(&mut self, index: usize, readings: &[Reading]) {
        let group = &self.chunks.groups[index];
        let leader_word = group.words.iter().any(|word| self.makes_of(word.generic()) == Some(Makes::Leader));
        let is_person = |member: usize| self.cast.actor(member).kind == ActorKind::Person;
        let person = readings[index].actors.last().copied().filter(|&member| group.name_last && is_person(member));
        let place = self.chunks.group_at[index];
        let row = |at: usize| self.chunks.row.get(at);
        if let Some(person) = person {
            if leader_word && !self.is_former(group) {
                let inside = group.mentions.iter().rev().skip(1).find_map(|&mention| self.mentions[mention].actor);
                let led = match inside {
                    Some(actor) => Some(self.cast.known(actor, None)),
                    None => group
                        .possessor
                        .and_then(|possessor| readings[possessor].actors.last().copied())
                        .or_else(|| if group.pronoun_owner { self.pronoun(group) } else { None })
                        .or_else(|| self.office(person)),
                };
                self.state_lead(person, led);
            }
            // "X, (the) commander of Y,"
            let next = match (row(place + 1), row(place + 2)) {
                (Some(Chunk::Comma), Some(Chunk::Group(next))) => Some(*next),
                (Some(Chunk::Verb(verb)), Some(Chunk::Group(next))) if self.chunks.verbs[*verb].copula => Some(*next),
                _ => None,
            };
            if let Some(next) =
                next.filter(|&next| readings[next].makes == Some(Makes::Leader) && !self.is_former(&self.chunks.groups[next]))
            {
                self.state_lead(person, readings[next].actors.last().copied());
            }
            return;
        }
        // "the leader of Hezbollah, Hassan Nasrallah", "its leader, X"
        if readings[index].makes == Some(Makes::Leader) && !group.name_last && !self.is_former(group) {
            let mut at = place + 1;
            while matches!(row(at), Some(Chunk::Preposition(Some(Slot::Of | Slot::In), _)))
                && matches!(row(at + 1), Some(Chunk::Group(_)))
            {
                at += 2;
            }
            at += usize::from(matches!(row(at), Some(Chunk::Comma)));
            if let Some(Chunk::Group(next)) = row(at) {
                let member = readings[*next]
                    .actors
                    .last()
                    .copied()
                    .filter(|&member| self.chunks.groups[*next].name_last && is_person(member));
                if let Some(person) = member {
                    self.state_lead(person, readings[index].actors.last().copied());
                }
            }
        }
    }

    pub(super) fn is_former(&self, group: &Group) -> bool {
        self.sentence.tokens[group.tokens.clone()].iter().any(|token| self.lexicon.is_word(token, WordClass::Former))
    }

    /// The state that a head of state or government leads, by the ontology: "President X" alone.
    pub(super) fn office(&mut self, person: usize) -> Option<usize> {
        let id = self.cast.actor(person).id.clone();
        let entry = self.ontology.actor(&id)?;
        let led = entry
            .leads
            .iter()
            .map(|leading| leading.of.clone())
            .find(|of| self.ontology.actor(of).is_some_and(|led| led.kind == ActorKind::State))?;
        self.cast.by_id(&led)
    }

    pub(super) fn state_lead(&mut self, person: usize, led: Option<usize>) {
        if let Some(led) = led.filter(|&led| led != person && self.cast.actor(led).kind != ActorKind::Person) {
            self.stated.push(Stated::Leads(person, led));
        }
    }
}
