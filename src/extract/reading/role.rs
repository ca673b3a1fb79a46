//! Who leads and who belongs to whom, as roles and names state it.

use super::{GroupReader, Reading, Stated};
use crate::extract::group::{Chunk, Group};
use crate::lexicon::WordSense;
use crate::ontology::schema::{Makes, Slot, WordClass};
use crate::recognize::Mention;
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
        let leader_word = group.words.iter().any(|word| self.makes_of(word.generic()) == Some(Makes::Leader))
            || group.mentions.last().is_some_and(|&mention| self.has_title(&self.mentions[mention]));
        let is_person = |member: usize| self.cast.actor(member).kind == ActorKind::Person;
        let person = readings[index].actors.last().copied().filter(|&member| group.name_last && is_person(member));
        let place = self.chunks.group_at[index];
        let row = |at: usize| self.chunks.row.get(at);
        if let Some(person) = person {
            if leader_word && !self.is_former(group) {
                let inside = group.mentions.iter().rev().skip(1).find_map(|&mention| self.member_of(&self.mentions[mention], None));
                let led = match inside {
                    Some(led) => Some(led),
                    None => group
                        .possessor
                        .and_then(|possessor| readings[possessor].actors.last().copied())
                        .or_else(
                            || if group.pronoun_owner { self.led_before(person).or_else(|| self.pronoun(group)) } else { None },
                        )
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

    /// Whether a name holds an office of its own: "President Biden".
    fn has_title(&self, mention: &Mention) -> bool {
        let first = &self.sentence.tokens[mention.tokens.start..=mention.tokens.start];
        mention.tokens.len() > 1
            && self.lexicon.words_at(first, 0).iter().any(|found| {
                found.senses.iter().any(|sense| match sense {
                    WordSense::Generic(class, _) => self.ontology.generics()[*class].makes == Makes::Leader,
                    _ => false,
                })
            })
    }

    /// What this person is known to lead, if the text named it shortly before: for "its leader X".
    fn led_before(&self, person: usize) -> Option<usize> {
        let near = self.named.iter().rev().take_while(|named| self.number - named.sentence <= 4);
        near.map(|named| named.member).find(|&member| self.is_led_by(member, person))
    }

    /// Whether the ontology has this person lead the actor, or act on its account.
    fn is_led_by(&self, member: usize, person: usize) -> bool {
        let (led, person) = (self.cast.actor(member), self.cast.actor(person));
        let entry = self.ontology.actor(&person.id);
        led.kind != ActorKind::Person
            && (led.principal == person.principal
                || entry.is_some_and(|entry| entry.leads.iter().any(|leading| leading.of == led.id)))
    }

    /// "X, Hamas's armed wing", "X is part of Y", "X, one of the factions of Y".
    pub(super) fn state_parts(&mut self, index: usize, readings: &[Reading]) {
        if readings[index].makes != Some(Makes::Part) {
            return;
        }
        let Some(&whole) = readings[index].actors.last() else { return };
        let place = self.chunks.group_at[index];
        let row = |at: Option<usize>| at.and_then(|at| self.chunks.row.get(at));
        let mut at = place.checked_sub(1);
        if let Some(Chunk::Verb(verb)) = row(at) {
            if !self.chunks.verbs[*verb].copula {
                return;
            }
            at = at.and_then(|at| at.checked_sub(1));
        }
        while matches!(row(at), Some(Chunk::Comma | Chunk::Relative)) {
            at = at.and_then(|at| at.checked_sub(1));
        }
        let Some(Chunk::Group(part)) = row(at) else { return };
        let part = readings[*part].actors.last().copied().filter(|_| self.chunks.groups[*part].name_last);
        let free =
            |member: usize| !matches!(self.cast.actor(member).kind, ActorKind::State | ActorKind::Person | ActorKind::Government);
        if let Some(part) = part.filter(|&part| part != whole && free(part) && free(whole)) {
            self.stated.push(Stated::PartOf(part, whole));
        }
    }

    /// The state that a head of state or government leads, by the ontology: "President X" alone.
    pub(super) fn office(&mut self, person: usize) -> Option<usize> {
        let id = self.cast.actor(person).id.clone();
        let entry = self.ontology.actor(&id)?;
        let led =
            entry.leads.iter().map(|leading| leading.of.clone()).find(|of| {
                self.ontology.actor(of).is_some_and(|led| matches!(led.kind, ActorKind::State | ActorKind::Government))
            })?;
        self.cast.by_id(&led)
    }

    pub(super) fn state_lead(&mut self, person: usize, led: Option<usize>) {
        // "the Kurdish prime minister X": of a name that X does not lead, the office counts.
        let led = match led {
            Some(led) if !self.is_led_by(led, person) && !self.is_group(led) => self.office(person).or(Some(led)),
            led => led,
        };
        if let Some(led) = led.filter(|&led| led != person && self.cast.actor(led).kind != ActorKind::Person) {
            self.stated.push(Stated::Leads(person, led));
        }
    }
}
