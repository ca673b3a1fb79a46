//! Who shares a backer with a name or a class beside it: "X and other Z-backed groups", "Z-backed X and Y", "groups that Z backs
//! include X".

use super::{Standing, StandingReader, state};
use crate::extract::group::{Chunk, Compound};
use crate::lexicon::Form;
use crate::ontology::schema::{Effect, Makes, Slot};
use crate::vocabulary::{ActorKind, Predicate};

impl StandingReader<'_> {
    /// Who backs the class that a group names: "Emirati-backed units".
    pub(super) fn backer(&self, index: usize, stated: &[(usize, usize)]) -> Option<usize> {
        let group = &self.chunks.groups[index];
        let backs = |compound: &&Compound| compound.effect == Some(Effect::Backs) && !group.name_last;
        let compound = group.compounds.iter().find(backs).and_then(|compound| self.member(compound.mention));
        let generic = |class: usize| self.cast.kind(class) == ActorKind::Generic;
        let class = |&&(_, class): &&(usize, usize)| generic(class) && self.readings[index].actors.contains(&class);
        compound.or_else(|| stated.iter().find(class).map(|&(backer, _)| backer))
    }

    /// "Z-backed X and Y", "the Z-backed groups X and Y": whom a name joined to a backed one shares its backer with.
    pub(super) fn joined(&self, stated: &[(usize, usize)], out: &mut Vec<Standing>) {
        for (index, group) in self.chunks.groups.iter().enumerate().filter(|(_, group)| group.name_last) {
            let backs = |compound: &&Compound| compound.effect == Some(Effect::Backs);
            // "Z-backed militias X and Y": a class that is a name of its own.
            let class = group.mentions.first().filter(|_| group.mentions.len() > 1).and_then(|&mention| self.member(mention));
            let class = class.filter(|&class| self.cast.kind(class) == ActorKind::Generic);
            let own = self.readings[index].actors.last();
            let theirs = |&&(_, backed): &&(usize, usize)| class.is_some() && Some(&backed) == own;
            let compound = group.compounds.iter().find(backs).and_then(|compound| self.member(compound.mention));
            let Some(backer) = compound.or_else(|| stated.iter().find(theirs).map(|&(backer, _)| backer)) else { continue };
            // "groups X and Y": the noun counts both.
            let several = class.is_some() || group.words.iter().any(|word| word.generic().is_some_and(|(_, plural)| plural));
            let members = self.names_after(self.chunks.group_at[index]);
            let backed = members.into_iter().filter(|&member| several || self.cast.is_backed(member, backer));
            self.state_backed(backer, backed, out);
        }
    }

    /// The bare names joined to the one at this chunk: "X, Y and Z".
    fn names_after(&self, from: usize) -> Vec<usize> {
        let mut items = Vec::new();
        let mut at = from + 1;
        let mut joined = false;
        while !joined {
            let start = at;
            while matches!(self.row(Some(at)), Some(Chunk::Comma | Chunk::Conjunction)) {
                joined |= matches!(self.row(Some(at)), Some(Chunk::Conjunction));
                at += 1;
            }
            let Some(Chunk::Group(group)) = self.row(Some(at)).filter(|_| at > start) else { break };
            let named = &self.chunks.groups[*group];
            let bare = named.name_last && named.words.is_empty() && named.compounds.is_empty() && !named.definite;
            let Some(&member) = self.readings[*group].actors.last().filter(|_| bare) else { break };
            items.push(member);
            at += 1;
        }
        if joined { items } else { Vec::new() }
    }

    /// "Groups that Z backs include X and Y", "The groups backed by Z are X and Y": names that a class is told to consist of.
    pub(super) fn of_class(&self, stated: &[(usize, usize)], out: &mut Vec<Standing>) {
        for (index, group) in self.chunks.groups.iter().enumerate() {
            let plural = group.words.last().is_some_and(|word| word.generic().is_some_and(|(_, plural)| plural));
            if group.name_last || !plural || group.negated || self.readings[index].makes != Some(Makes::Group) {
                continue;
            }
            let mut at = self.chunks.group_at[index] + 1;
            let mut backer = self.backer(index, stated);
            if matches!(self.row(Some(at)), Some(Chunk::Relative)) {
                at += 1;
            }
            match (self.row(Some(at)), self.row(Some(at + 1)), self.row(Some(at + 2))) {
                (Some(Chunk::Group(subject)), Some(Chunk::Verb(verb)), _) if self.backs(*verb) => {
                    backer = backer.or_else(|| self.readings[*subject].actors.last().copied());
                    at += 2;
                }
                // "groups that live on X's money"
                (Some(Chunk::Verb(verb)), Some(Chunk::Group(means)), _)
                    if self.backs(*verb) && !self.chunks.verbs[*verb].passive && self.chunks.verbs[*verb].form != Form::Ing =>
                {
                    let reading = &self.readings[*means];
                    backer = backer.or_else(|| reading.actors.last().copied().or(reading.owner));
                    at += 2;
                }
                (Some(Chunk::Verb(verb)), Some(Chunk::Preposition(Some(Slot::By), _)), Some(Chunk::Group(agent)))
                    if self.backs(*verb) =>
                {
                    backer = backer.or_else(|| self.readings[*agent].actors.last().copied());
                    at += 3;
                }
                _ => {}
            }
            let (Some(backer), Some(Chunk::Verb(verb))) = (backer, self.row(Some(at))) else { continue };
            let first = self.row(Some(at + 1)).and_then(|chunk| match chunk {
                Chunk::Group(first) if self.chunks.groups[*first].name_last => Some(self.chunks.groups[*first].tokens.start),
                _ => None,
            });
            let comprises = self.cues.iter().any(|hit| {
                let comprises = self.ontology.cues()[hit.cue].effect == Effect::Comprises;
                comprises && Some(hit.end) == first
            });
            if first.is_none() || !(comprises || self.chunks.verbs[*verb].copula) || !self.is_stated(*verb) {
                continue;
            }
            self.state_backed(backer, self.list_after(at + 1, true), out);
        }
    }

    /// "X, Y and other Z-backed groups": the names before are of the class.
    pub(super) fn others(&self, stated: &[(usize, usize)], out: &mut Vec<Standing>) {
        for (index, group) in self.chunks.groups.iter().enumerate().filter(|(_, group)| group.distinct) {
            let Some(&class) = self.readings[index].actors.last() else { continue };
            let place = self.chunks.group_at[index];
            let listed = matches!(self.row(place.checked_sub(1)), Some(Chunk::Conjunction));
            // "X, like other Z-backed groups, …"
            let likened = self.cues.iter().any(|hit| {
                let includes = self.ontology.cues()[hit.cue].effect == Effect::Includes;
                includes && hit.end == group.tokens.start
            });
            let Some(at) = place.checked_sub(2).filter(|_| (listed || likened) && !group.negated) else { continue };
            let at = if matches!(self.row(Some(at)), Some(Chunk::Comma)) { at.saturating_sub(1) } else { at };
            for &(backer, _) in stated.iter().filter(|(_, backed)| *backed == class) {
                self.state_backed(backer, self.list_before(at), out);
            }
        }
    }

    /// "X is Iran-backed": who backs whom by an adjective alone.
    pub(super) fn adjectives(&self, out: &mut Vec<Standing>) {
        for (index, group) in self.chunks.groups.iter().enumerate() {
            let bare = group.words.is_empty() && group.mentions.is_empty() && !group.pronoun;
            let backs = |compound: &&Compound| compound.effect == Some(Effect::Backs);
            let Some(compound) = group.compounds.iter().find(backs).filter(|_| bare) else { continue };
            let Some(backer) = self.member(compound.mention) else { continue };
            let place = self.chunks.group_at[index];
            let Some(Chunk::Verb(verb)) = self.row(place.checked_sub(1)) else { continue };
            if !self.chunks.verbs[*verb].copula {
                continue;
            }
            for object in self.subjects(*verb).into_iter().filter(|&member| self.is_group(member)) {
                state(out, Standing { rule: None, predicate: Predicate::Backs, subject: backer, object });
            }
        }
    }

    /// That armed groups among these are backed.
    pub(super) fn state_backed(&self, subject: usize, backed: impl IntoIterator<Item = usize>, out: &mut Vec<Standing>) {
        for object in backed.into_iter().filter(|&member| self.cast.kind(member) == ActorKind::ArmedGroup) {
            state(out, Standing { rule: None, predicate: Predicate::Backs, subject, object });
        }
    }

    /// Whether a verb tells who backs whom, as a fact.
    fn backs(&self, verb: usize) -> bool {
        let tells = |rule: usize| self.ontology.triggers()[rule].relation == Some(Predicate::Backs);
        let main = self.chunks.verbs[verb].main.as_ref();
        main.is_some_and(|word| word.verb_triggers(self.ontology).any(tells)) && self.is_stated(verb)
    }
}
