//! Lists of those that a standing relation holds of: members, proxies, what a line announces.

use std::ops::Range;

use super::{Standing, StandingReader, can_relate, state};
use crate::extract::group::Chunk;
use crate::extract::tag::CueHit;
use crate::ontology::schema::{Effect, Makes, Slot};
use crate::text::TokenKind;
use crate::vocabulary::{ActorKind, Predicate};

/// What a line that ends in a colon says of the list after it: "The members of Y are:".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::extract) struct Announced {
    rule: Option<usize>,
    predicate: Predicate,
    /// The side that the line names.
    told: usize,
    /// Whether the items are the subjects.
    items_first: bool,
}

impl StandingReader<'_> {
    /// What the sentence announces of the items of a list after it.
    pub(in crate::extract) fn announces(&self) -> Option<Announced> {
        self.tokens.last().filter(|last| last.folded == ":")?;
        for group in 0..self.chunks.groups.len() {
            for (rule, noun) in self.nouns(group).into_iter().filter(|_| self.is_several(group)) {
                let trigger = &self.ontology.triggers()[rule];
                let items_first = trigger.frame.agent.contains(&Slot::Bearer);
                let slots = if items_first { &trigger.frame.target } else { &trigger.frame.agent };
                if let (Some(predicate), Some(&told)) = (trigger.relation, self.beside(group, &noun, trigger, slots).first()) {
                    return Some(Announced { rule: Some(rule), predicate, told, items_first });
                }
            }
        }
        let comprises = |hit: &&CueHit| self.ontology.cues()[hit.cue].effect == Effect::Comprises;
        let hit = self.cues.iter().rfind(comprises)?;
        let last = self.chunks.row.iter().rposition(|chunk| match *chunk {
            Chunk::Group(group) => self.chunks.groups[group].tokens.end <= hit.start,
            _ => false,
        })?;
        let told = self.heads(last).into_iter().find_map(|(at, group)| self.whole(group, at).first().copied())?;
        Some(Announced { rule: None, predicate: Predicate::PartOf, told, items_first: true })
    }

    /// An item of an announced list: its first name.
    pub(in crate::extract) fn item(&self, announced: Announced) -> Option<Standing> {
        let first = self.chunks.groups.first().filter(|group| {
            group.name_last && self.tokens[..group.tokens.start].iter().all(|token| token.kind != TokenKind::Word)
        })?;
        let item = self.readings[0].actors.last().copied().filter(|&item| item != announced.told && !first.pronoun)?;
        let (subject, object) = if announced.items_first { (item, announced.told) } else { (announced.told, item) };
        let fits = match announced.rule {
            Some(rule) => can_relate(&self.ontology.triggers()[rule], self.cast, subject, object),
            None => self.is_group(item),
        };
        fits.then_some(Standing { rule: announced.rule, predicate: announced.predicate, subject, object })
    }

    /// A list of names that begins at this chunk: "X, Y and Z"; without a conjunction only its first item, unless it is `open`.
    pub(super) fn list_after(&self, from: usize, open: bool) -> Vec<usize> {
        self.list_from(from, open).0
    }

    /// The same, and where in the row it ends.
    pub(super) fn list_from(&self, from: usize, open: bool) -> (Vec<usize>, usize) {
        let mut items = Vec::new();
        let mut at = from;
        let mut joined = false;
        while let Some(Chunk::Group(group)) = self.row(Some(at)) {
            let Some(&member) = self.readings[*group].actors.last() else { break };
            items.push(member);
            at += 1;
            while matches!(self.row(Some(at)), Some(Chunk::Preposition(Some(Slot::In), _)))
                && matches!(self.row(Some(at + 1)), Some(Chunk::Group(place)) if self.readings[*place].place.is_some())
            {
                at += 2;
            }
            let aside = self.aside_after(at);
            at += aside;
            if joined {
                break;
            }
            let start = at;
            // "made up of X, and Z" is no list of two.
            if items.len() == 1
                && matches!((self.row(Some(at)), self.row(Some(at + 1))), (Some(Chunk::Comma), Some(Chunk::Conjunction)))
            {
                break;
            }
            // "X, led by P; Y, led by Q; and Z": only a semicolon parts what commas divide.
            let parts = |chunk: &Chunk| matches!(chunk, Chunk::Comma | Chunk::Conjunction) || aside > 0 && *chunk == Chunk::Break;
            while self.row(Some(at)).is_some_and(parts) {
                joined |= matches!(self.row(Some(at)), Some(Chunk::Conjunction));
                at += 1;
            }
            // "X and Y and Z": a list goes on.
            if start == at {
                break;
            }
        }
        if !joined && !open {
            items.truncate(1);
        }
        (items, at)
    }

    /// How many chunks after an item only say whose it is: ", led by P", "of P".
    fn aside_after(&self, at: usize) -> usize {
        let person = |at: usize| match self.row(Some(at)) {
            Some(Chunk::Group(group)) => {
                let mut actors = self.readings[*group].actors.iter();
                actors.any(|&actor| self.cast.kind(actor) == ActorKind::Person)
            }
            _ => false,
        };
        let led = |verb: usize| !self.chunks.verbs[verb].finite_auxiliary;
        match (self.row(Some(at)), self.row(Some(at + 1)), self.row(Some(at + 2))) {
            (Some(Chunk::Comma), Some(Chunk::Verb(verb)), Some(Chunk::Preposition(Some(Slot::By), _)))
                if led(*verb) && person(at + 3) =>
            {
                4
            }
            (Some(Chunk::Preposition(Some(Slot::Of | Slot::Under), _)), _, _) if person(at + 1) => 2,
            _ => 0,
        }
    }

    /// A list of names that ends at this chunk.
    pub(super) fn list_before(&self, from: usize) -> Vec<usize> {
        let mut items = Vec::new();
        let mut at = Some(from);
        while let Some(Chunk::Group(group)) = self.row(at) {
            let Some(&member) = self.readings[*group].actors.last().filter(|_| self.chunks.groups[*group].name_last) else {
                break;
            };
            if !items.is_empty() && !self.is_group(member) {
                break;
            }
            items.push(member);
            at = at.and_then(|at| at.checked_sub(1));
            let mut parted = false;
            while matches!(self.row(at), Some(Chunk::Comma | Chunk::Conjunction)) {
                parted = true;
                at = at.and_then(|at| at.checked_sub(1));
            }
            if !parted {
                break;
            }
        }
        items
    }

    /// "Y, which includes X and Z", "Y, made up of X and Z": who is part of the whole before.
    pub(super) fn members(&self, hit: &CueHit, stated: &[(usize, usize)], out: &mut Vec<Standing>) {
        let effect = self.ontology.cues()[hit.cue].effect;
        if !matches!(effect, Effect::Includes | Effect::Comprises) {
            return;
        }
        let starts = |chunk: &Chunk| match *chunk {
            Chunk::Group(group) => self.chunks.groups[group].tokens.start >= hit.end,
            _ => false,
        };
        let Some(first) = self.chunks.row.iter().position(starts) else { return };
        let Some(Chunk::Group(group)) = self.row(Some(first)) else { return };
        if self.chunks.groups[*group].tokens.start > hit.end {
            return;
        }
        let members = self.list_after(first, true);
        let ends = |chunk: &Chunk| match *chunk {
            Chunk::Group(group) => self.chunks.groups[group].tokens.end <= hit.start,
            _ => false,
        };
        let Some(last) = self.chunks.row.iter().rposition(ends) else { return };
        let between = self.chunks.row.get(last + 1..first).unwrap_or_default();
        let verbs = between.iter().filter_map(|chunk| match chunk {
            Chunk::Verb(verb) => Some(*verb),
            _ => None,
        });
        let plain = |chunk: &Chunk| match *chunk {
            Chunk::Comma | Chunk::Relative | Chunk::Verb(_) | Chunk::Preposition(..) => true,
            // "among them"
            Chunk::Group(group) => self.chunks.groups[group].tokens.end <= hit.end,
            _ => false,
        };
        let facts: Vec<bool> = verbs.map(|verb| self.is_stated(verb)).collect();
        if !between.iter().all(plain) || facts.len() > 1 || facts.contains(&false) {
            return;
        }
        for (at, group) in self.heads(last) {
            self.nouns(group).into_iter().for_each(|(rule, noun)| self.listed(group, rule, &noun, &members, out));
            // "Iran-backed factions in the state's pay (such as X and Z)"
            if let Some(backer) = self.backer(group, stated) {
                self.state_backed(backer, members.iter().copied(), out);
            }
            let mut wholes = if effect == Effect::Comprises { self.whole(group, at) } else { Vec::new() };
            wholes.retain(|whole| !members.contains(whole));
            for &whole in &wholes {
                for &member in &members {
                    let kind = self.cast.kind(member);
                    let belongs = self.is_group(member) && kind != ActorKind::Generic
                        || kind == ActorKind::State && self.cast.kind(whole) == ActorKind::Coalition;
                    if belongs {
                        state(out, Standing { rule: None, predicate: Predicate::PartOf, subject: member, object: whole });
                    }
                }
            }
            if !wholes.is_empty() {
                break;
            }
        }
    }

    /// "Y's proxies, such as X and Z": the members bear the noun.
    pub(super) fn listed(&self, group: usize, rule: usize, noun: &Range<usize>, members: &[usize], out: &mut Vec<Standing>) {
        let trigger = &self.ontology.triggers()[rule];
        let side = |slots: &[Slot]| {
            if slots.contains(&Slot::Bearer) { members.to_vec() } else { self.beside(group, noun, trigger, slots) }
        };
        self.relate(rule, &side(&trigger.frame.agent), &side(&trigger.frame.target), out);
    }

    /// The heads of the noun phrase that ends with this chunk, the outermost first: "an umbrella of militias", "a bloc led by Y".
    pub(super) fn heads(&self, last: usize) -> Vec<(usize, usize)> {
        let mut out = Vec::new();
        let mut at = Some(last);
        while let Some(Chunk::Group(group)) = self.row(at) {
            let before = at.and_then(|at| at.checked_sub(1));
            let further = at.and_then(|at| at.checked_sub(2));
            let by = matches!(self.row(before), Some(Chunk::Preposition(Some(Slot::By), _)));
            if !by {
                out.push((at.unwrap_or_default(), *group));
            }
            at = match (self.row(before), self.row(further)) {
                (Some(Chunk::Preposition(..)), Some(Chunk::Group(_))) => further,
                (Some(Chunk::Preposition(..)), Some(Chunk::Verb(verb))) if !self.chunks.verbs[*verb].finite_auxiliary => {
                    further.and_then(|at| at.checked_sub(1))
                }
                _ => None,
            };
        }
        out.reverse();
        out
    }

    /// The named whole that a group is, or is said of.
    pub(super) fn whole(&self, index: usize, at: usize) -> Vec<usize> {
        use ActorKind::{ArmedGroup, Coalition, Military, Organisation};
        let eligible = |member: &usize| matches!(self.cast.kind(*member), ArmedGroup | Coalition | Organisation | Military);
        let group = &self.chunks.groups[index];
        let named: Vec<usize> = self.readings[index].actors.iter().copied().filter(eligible).collect();
        if group.name_last {
            return named;
        }
        let umbrella = |rule: usize| self.ontology.triggers()[rule].frame.target.contains(&Slot::Bearer);
        if self.readings[index].makes != Some(Makes::Group) && !self.nouns(index).iter().any(|(rule, _)| umbrella(*rule)) {
            return Vec::new();
        }
        if !named.is_empty() && self.readings[index].referred {
            return named;
        }
        let said_of = self.bearers_before(index, at);
        said_of.into_iter().filter(eligible).collect()
    }
}
