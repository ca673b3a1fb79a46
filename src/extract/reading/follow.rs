//! Who follows whom: "X's fighters", "X and Y, the leaders of A and B".

use super::{GroupReader, Reading, Stated};
use crate::extract::group::Chunk;
use crate::ontology::schema::{Makes, Slot};
use crate::vocabulary::ActorKind;

impl GroupReader<'_, '_> {
    /// "X's forces", "the fighters of X", "the movement X of Y": whom X leads by the ontology.
    pub(super) fn state_followers(&mut self, index: usize, readings: &[Reading]) {
        let group = &self.chunks.groups[index];
        if !matches!(readings[index].makes, Some(Makes::Forces | Makes::Group)) && !group.name_last {
            return;
        }
        let place = self.chunks.group_at[index];
        let after = match (self.chunks.row.get(place + 1), self.chunks.row.get(place + 2)) {
            (Some(Chunk::Preposition(Some(Slot::Of), _)), Some(Chunk::Group(next))) if self.chunks.groups[*next].name_last => {
                Some(*next)
            }
            _ => None,
        };
        // "the army led by X"
        let led = readings[index].actors.last().filter(|_| group.mentions.is_empty() && !group.pronoun_owner);
        let owner = group.possessor.or(after).map(|owner| readings[owner].actors.last());
        let Some(&person) = owner.unwrap_or(led) else { return };
        if self.cast.kind(person) != ActorKind::Person {
            return;
        }
        let own = readings[index].actors.last().copied().filter(|_| group.name_last);
        let led = match own {
            Some(own) => Some(own).filter(|&own| self.leads(person, own)),
            None => self.force_of(person),
        };
        if let Some(led) = led {
            self.stated.push(Stated::Leads(person, led));
        }
    }

    /// "X and Y, leaders respectively of A and B": each leads what the ontology has him lead.
    pub(super) fn state_leaders(&mut self, index: usize, readings: &[Reading]) {
        let group = &self.chunks.groups[index];
        let plural = group.words.last().and_then(|word| word.generic()).is_some_and(|(_, plural)| plural);
        let place = self.chunks.group_at[index];
        let row = |at: Option<usize>| at.and_then(|at| self.chunks.row.get(at));
        let leaders = readings[index].makes == Some(Makes::Leader) && plural && !group.name_last && !self.is_former(group);
        if !leaders || !matches!(row(place.checked_sub(1)), Some(Chunk::Comma)) {
            return;
        }
        // A row of names, joined by commas and conjunctions.
        let members = |chunks: &mut dyn Iterator<Item = &Chunk>| {
            let mut out = Vec::new();
            for chunk in chunks {
                match chunk {
                    Chunk::Group(other) if self.chunks.groups[*other].name_last => out.extend(readings[*other].actors.last()),
                    Chunk::Comma | Chunk::Conjunction => {}
                    _ => break,
                }
            }
            out
        };
        let people: Vec<usize> = members(&mut self.chunks.row[..place - 1].iter().rev());
        let of = matches!(row(Some(place + 1)), Some(Chunk::Preposition(Some(Slot::Of), _)));
        let led: Vec<usize> = if of { members(&mut self.chunks.row[place + 2..].iter()) } else { Vec::new() };
        for person in people {
            if self.cast.kind(person) != ActorKind::Person {
                continue;
            }
            if let Some(&led) = led.iter().find(|&&led| self.leads(person, led)) {
                self.stated.push(Stated::Leads(person, led));
                self.cast.serves(person, led);
            }
        }
    }

    /// Whose "his fighters" are: those of the armed group that he leads.
    pub(super) fn followers_of(&mut self, owner: usize, pronoun: bool) -> Option<usize> {
        let person = pronoun && self.cast.kind(owner) == ActorKind::Person;
        let force = if person { self.force_of(owner)? } else { return None };
        (self.cast.kind(force) == ActorKind::ArmedGroup).then_some(force)
    }

    /// "Y, of which X is the head": Y.
    pub(super) fn led_by_relative(&self, index: usize, readings: &[Reading]) -> Option<usize> {
        let place = self.chunks.group_at[index];
        match self.chunks.row.get(..place)? {
            [.., Chunk::Group(led), Chunk::Comma, Chunk::Preposition(Some(Slot::Of), _), Chunk::Relative]
            | [.., Chunk::Group(led), Chunk::Preposition(Some(Slot::Of), _), Chunk::Relative] => {
                readings[*led].actors.last().copied().filter(|&led| self.is_group(led))
            }
            _ => None,
        }
    }

    /// "its founder and first leader, X": of whom the noun before is told.
    pub(super) fn led_with(&self, index: usize, readings: &[Reading]) -> Option<usize> {
        let place = self.chunks.group_at[index];
        let row = |back: usize| place.checked_sub(back).and_then(|at| self.chunks.row.get(at));
        let (Some(Chunk::Conjunction), Some(Chunk::Group(before))) = (row(1), row(2)) else { return None };
        let group = &self.chunks.groups[*before];
        let leads = readings[*before].makes == Some(Makes::Leader) && !group.name_last;
        let bare = !self.chunks.groups[index].definite;
        readings[*before].actors.last().copied().or(readings[*before].owner).filter(|_| leads && bare)
    }
}
