//! What stands after a name and says what it is or who else is meant: members, backers, umbrellas.

use super::{GroupReader, Reading, Stated};
use crate::extract::group::{Chunk, slot_of};
use crate::extract::tag::{CueHit, Word};
use crate::ontology::schema::{Effect, Makes, Slot};
use crate::vocabulary::ActorKind;

impl GroupReader<'_, '_> {
    /// "members of X and of Y": of Y as well.
    pub(super) fn joined_members(&self, index: usize, readings: &mut [Reading]) {
        let group = &self.chunks.groups[index];
        let place = self.chunks.group_at[index];
        let row = |at: usize| self.chunks.row.get(at);
        // The words before the name count its people, and end with "of".
        let counted = self.tagged.words[group.tokens.start].as_ref().is_some_and(|word| {
            let last = &self.sentence.tokens[word.start + word.len - 1];
            word.len > 1 && slot_of(&last.folded) == Some(Slot::Of)
        });
        let again = matches!(row(place + 2), Some(Chunk::Preposition(Some(Slot::Of), _)));
        let (Some(Chunk::Conjunction), Some(Chunk::Group(next))) = (row(place + 1), row(place + 2 + usize::from(again))) else {
            return;
        };
        // "killed members of X and Y hit back": Y begins a clause.
        let object = self.chunks.row[..place].iter().any(|chunk| matches!(chunk, Chunk::Verb(_)));
        let clause = object && !again && matches!(row(place + 3), Some(Chunk::Verb(_)));
        if !counted || clause || !self.chunks.groups[*next].name_last {
            return;
        }
        let others: Vec<usize> = readings[*next].actors.iter().copied().filter(|&other| self.is_group(other)).collect();
        let own = &mut readings[index].actors;
        own.extend(others.into_iter().filter(|other| !own.contains(other)).collect::<Vec<usize>>());
    }

    /// "Iran-backed militias such as X and Y": the members are backed as the class is, and meant with it.
    pub(super) fn members_after(&mut self, index: usize, readings: &mut [Reading]) {
        let class = readings[index].actors.last().copied();
        // "groups like X and Y"
        let plural = self.chunks.groups[index].words.last().and_then(Word::generic).is_some_and(|(_, plural)| plural);
        if class.is_none() && !(plural && matches!(readings[index].makes, Some(Makes::Group | Makes::Forces))) {
            return;
        }
        let end = self.chunks.groups[index].tokens.end;
        let includes = |hit: &&CueHit| (end..=end + 2).contains(&hit.start) && self.effect(hit.cue) == Effect::Includes;
        let Some(hit) = self.tagged.cues.iter().find(includes) else { return };
        if class.is_some_and(|class| !matches!(self.cast.kind(class), ActorKind::Generic | ActorKind::ArmedGroup)) {
            return;
        }
        let Some(first) = self.chunks.groups.iter().position(|group| group.tokens.start >= hit.end) else { return };
        // "X, like other groups, …"
        if self.chunks.groups[first].distinct && self.chunks.groups[index].name_last {
            return;
        }
        let mut at = self.chunks.group_at[first];
        let mut members = Vec::new();
        while let Some(chunk) = self.chunks.row.get(at) {
            match chunk {
                Chunk::Group(group) => match readings[*group].actors.last() {
                    Some(&member) if self.is_group(member) => members.push(member),
                    _ => break,
                },
                Chunk::Comma | Chunk::Conjunction => {}
                _ => break,
            }
            at += 1;
        }
        let backers: Vec<usize> = self
            .stated
            .iter()
            .filter_map(|stated| match stated {
                Stated::Backs(backer, backed) if Some(*backed) == class => Some(*backer),
                _ => None,
            })
            .collect();
        for &member in &members {
            self.state_backing(&backers, member);
        }
        // "bases of militias including X"
        let place = self.chunks.group_at[index];
        let row = |back: usize| place.checked_sub(back).and_then(|at| self.chunks.row.get(at));
        if let (Some(Chunk::Preposition(Some(Slot::Of), _)), Some(Chunk::Group(outer))) = (row(1), row(2))
            && readings[*outer].makes == Some(Makes::Property)
            && class.is_some_and(|class| readings[*outer].actors == [class])
        {
            readings[*outer].actors.extend(&members);
        }
        readings[index].actors.extend(members);
    }

    /// "X, an Iran-backed faction of Y": what the noun is, X is.
    fn described_as_backed(&mut self, next: usize, at: usize, member: usize, readings: &mut [Reading]) -> bool {
        let group = &self.chunks.groups[next];
        let backs = |compound: &&crate::extract::group::Compound| compound.effect == Some(Effect::Backs);
        let of = matches!(self.chunks.row.get(at + 1), Some(Chunk::Preposition(Some(Slot::Of | Slot::In | Slot::Within), _)));
        let Some(mention) = group.compounds.iter().find(backs).map(|compound| compound.mention) else { return false };
        // "X, an Iran-backed coalition of militias"
        let umbrella = group
            .words
            .last()
            .and_then(Word::generic)
            .is_some_and(|(class, _)| self.ontology.generics()[class].refers == [ActorKind::Coalition]);
        let Some(backer) = self.member_of(&self.mentions[mention], None).filter(|_| of && !group.name_last && !umbrella) else {
            return false;
        };
        let said = readings[next].actors.last().copied();
        self.stated.retain(|stated| !matches!(stated, Stated::Backs(by, backed) if *by == backer && Some(*backed) == said));
        if matches!(readings[next].makes, Some(Makes::Group | Makes::Part)) {
            readings[next].actors = vec![member];
        }
        self.state_backing(&[backer], member);
        true
    }

    /// What follows a name: its backer, what it belongs to, what else it is called.
    pub(super) fn name_after(&mut self, index: usize, readings: &mut [Reading]) {
        let Some(&member) = readings[index].actors.last() else { return };
        let end = self.chunks.groups[index].tokens.end;
        if let Some(backer) = self.after_backing(end).and_then(|next| readings[next].actors.last().copied())
            && self.is_group(member)
        {
            self.state_backing(&[backer], member);
        }
        let place = self.chunks.group_at[index];
        // "X, an Iran-backed militia," and "X, an umbrella of Iran-backed militias,".
        if let (Some(Chunk::Comma), Some(Chunk::Group(next))) = (self.chunks.row.get(place + 1), self.chunks.row.get(place + 2)) {
            let mut next = *next;
            if self.is_group(member) && self.described_as_backed(next, place + 2, member, readings) {
                next = index;
            }
            // "an umbrella of …", "a group representing …"
            let of = next != index
                && match self.chunks.row.get(place + 3) {
                    Some(Chunk::Preposition(Some(Slot::Of), _)) => true,
                    Some(Chunk::Verb(verb)) => {
                        let end = self.chunks.verbs[*verb].tokens.end;
                        self.tagged.cues.iter().any(|hit| hit.end == end && self.effect(hit.cue) == Effect::Comprises)
                    }
                    _ => false,
                };
            if let Some(Chunk::Group(inner)) =
                self.chunks.row.get(place + 4).filter(|_| of && !self.chunks.groups[next].name_last)
            {
                next = *inner;
            }
            // "Turkish-backed factions" may be a name of one group; here they are several.
            let written = |index: usize| !self.sentence.tokens[self.chunks.groups[index].tokens.end - 1].capital;
            let generic = |class: usize| self.cast.kind(class) == ActorKind::Generic;
            let class = readings[next].actors.last().copied().filter(|&class| generic(class) || of && written(next));
            let class = class.filter(|_| next != index);
            if let Some(class) = class.filter(|_| self.is_group(member)) {
                let backer = self.stated.iter().find_map(|stated| match stated {
                    Stated::Backs(backer, backed) if *backed == class => Some(*backer),
                    _ => None,
                });
                if let Some(backer) = backer {
                    if !of || !generic(class) {
                        self.stated.retain(|stated| *stated != Stated::Backs(backer, class));
                    }
                    if !of {
                        readings[next].actors = vec![member];
                    }
                    self.state_backing(&[backer], member);
                }
            }
        }
        if let (Some(Chunk::Preposition(Some(Slot::Of), _)), Some(Chunk::Group(next))) =
            (self.chunks.row.get(place + 1), self.chunks.row.get(place + 2))
            && let Some(&whole) = readings[*next].actors.last()
        {
            let part = self.state_part(member, whole);
            readings[index].actors = vec![part];
        }
    }
}
