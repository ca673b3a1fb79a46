//! Who backs whom, as names and modifiers state it.

use super::{GroupReader, Named, Reading, Stated};
use crate::extract::group::{Chunk, Group};
use crate::extract::tag::{CueHit, Tag, Word};
use crate::lexicon::NameForm;
use crate::ontology::schema::{Effect, Makes, Slot};
use crate::recognize::Mention;
use crate::vocabulary::{ActorKind, Origin};

impl GroupReader<'_, '_> {
    /// "Iran-backed militias" as one name states that Iran backs them.
    pub(super) fn state_own_backer(&mut self, mention: &Mention, member: usize) {
        let Some(entry) = mention.actor.map(|actor| &self.ontology.actors()[actor]) else { return };
        if entry.backed_by.is_empty() {
            return;
        }
        for (at, inner, _) in self.names_inside(mention) {
            if !entry.backed_by.iter().any(|backing| backing.by == self.ontology.actors()[inner].id) {
                continue;
            }
            let effect = self
                .tagged
                .cues
                .iter()
                .any(|hit| hit.start > at && hit.end <= mention.tokens.end && self.effect(hit.cue) == Effect::Backs);
            let words = self.sentence.tokens[mention.tokens.clone()].iter().any(|token| {
                let matches = self.lexicon.words_at(std::slice::from_ref(token), 0);
                matches.iter().any(|found| {
                    found
                        .senses
                        .iter()
                        .any(|sense| matches!(sense, crate::lexicon::WordSense::Cue(cue) if self.effect(*cue) == Effect::Backs))
                })
            });
            if effect || words {
                let backer = self.cast.known(inner, None);
                self.stated.push(Stated::Backs(backer, member));
            }
            return;
        }
    }

    /// The actors of the ontology (index into [`Ontology::actors`]) whose names stand inside a name: first token, actor, form.
    pub(super) fn names_inside(&self, mention: &Mention) -> Vec<(usize, usize, NameForm)> {
        let tokens = mention.tokens.clone();
        let mut out = Vec::new();
        for start in tokens.clone() {
            for end in (start + 1..=tokens.end).rev().filter(|&end| (start, end) != (tokens.start, tokens.end)) {
                let Some((len, senses)) = self.lexicon.name_at(&self.sentence.tokens[..end], start, self.text, false) else {
                    continue;
                };
                let actors = senses.into_iter().filter_map(|sense| match sense.named {
                    crate::lexicon::Named::Actor(inner) if start + len == end => Some((inner, sense.form)),
                    _ => None,
                });
                out.extend(actors.filter(|(inner, _)| Some(*inner) != mention.actor).map(|(inner, form)| (start, inner, form)));
            }
        }
        out
    }

    /// The last armed group named that this actor backs.
    pub(super) fn refer_backed(&self, backer: usize) -> Option<usize> {
        let backer = &self.cast.actor(backer).id;
        let is_backed = |named: &&Named| {
            let actor = self.cast.actor(named.member);
            let entry = self.ontology.actor(&actor.id);
            actor.kind == ActorKind::ArmedGroup
                && entry.is_some_and(|entry| entry.backed_by.iter().any(|backing| &backing.by == backer))
        };
        self.named.iter().rev().take_while(|named| self.number - named.sentence <= 8).find(is_backed).map(|named| named.member)
    }

    /// "Iran-backed armed factions": the generic actor of that backer, made when the ontology has none.
    pub(super) fn backed_group(&mut self, backer: usize, head: std::ops::Range<usize>, group: &Group) -> usize {
        let id = self.cast.actor(backer).id.clone();
        let noun = self.sentence.tokens[head.end - 1].folded.clone();
        let is_theirs = |entry: &&crate::ontology::ActorEntry| {
            entry.kind == ActorKind::Generic && entry.backed_by.iter().any(|backing| backing.by == id)
        };
        let mut candidates: Vec<&crate::ontology::ActorEntry> = self.ontology.actors().iter().filter(is_theirs).collect();
        // What a body of the state backs, the state backs.
        let principal = self.cast.actor(backer).principal.clone();
        if candidates.is_empty() && principal != id {
            let theirs = |entry: &&crate::ontology::ActorEntry| {
                entry.kind == ActorKind::Generic && entry.backed_by.iter().any(|backing| backing.by == principal)
            };
            candidates = self.ontology.actors().iter().filter(theirs).collect();
        }
        // "Iran-linked militia groups" are militias first: the earliest word that a name of the class ends with.
        let stem = |word: &str| word.trim_end_matches('s').to_owned();
        let words: Vec<String> = self.sentence.tokens[group.tokens.clone()].iter().map(|token| stem(&token.folded)).collect();
        let rank = |entry: &crate::ontology::ActorEntry| {
            let names = std::iter::once(&entry.name).chain(&entry.aliases).map(|alias| crate::fold::fold(alias));
            let last = names.filter_map(|name| name.split(' ').next_back().map(stem));
            last.filter_map(|last| words.iter().position(|word| *word == last)).min().unwrap_or(usize::MAX)
        };
        let chosen = candidates
            .iter()
            .min_by_key(|entry| (rank(entry), self.cast.member(&entry.id).is_none()))
            .map(|entry| entry.id.clone());
        if let Some(member) = chosen.and_then(|id| self.cast.by_id(&id)) {
            return member;
        }
        let name = format!("{}-backed {}", self.cast.actor(backer).name, noun);
        let made = format!("{id}-backed-{}", noun.replace(' ', "-"));
        let span = self.group_span(group);
        self.cast.made(&made, &name, ActorKind::Generic, None, Origin::Composed, Some(span))
    }

    /// What was stated of a class is stated of the group that it describes.
    pub(super) fn backed_as(&mut self, class: usize, member: usize) {
        let backer = self.stated.iter().find_map(|stated| match stated {
            Stated::Backs(backer, backed) if *backed == class => Some(*backer),
            _ => None,
        });
        if let Some(backer) = backer {
            self.stated.retain(|stated| *stated != Stated::Backs(backer, class));
            self.state_backing(&[backer], member);
        }
    }

    /// "Iran and its proxies": the groups that a state backs.
    pub(super) fn proxies(&mut self, group: &Group, head: &Word) -> Option<usize> {
        let plural = head.generic().is_some_and(|(_, plural)| plural);
        let backed = self.tagged.cues.iter().any(|hit| hit.start == head.start && self.effect(hit.cue) == Effect::Backs);
        if !(group.pronoun_owner && plural && backed) {
            return None;
        }
        let owner = self.pronoun(group).filter(|&owner| self.cast.kind(owner) == ActorKind::State)?;
        // A pronoun is a weak witness: only of a state that is known to have such groups.
        let id = &self.cast.actor(owner).id;
        let theirs = |entry: &crate::ontology::ActorEntry| {
            entry.kind == ActorKind::Generic && entry.backed_by.iter().any(|backing| backing.by == *id)
        };
        self.ontology.actors().iter().any(theirs).then_some(())?;
        let member = self.backed_group(owner, head.start..head.start + head.len, group);
        self.state_backing(&[owner], member);
        Some(member)
    }

    /// "the Guards and affiliated groups": whom a group joined to another is affiliated with, if that may back groups.
    pub(super) fn affiliated_with(&self, index: usize, before: &[Reading]) -> Option<usize> {
        let group = &self.chunks.groups[index];
        let inside = |hit: &CueHit| group.tokens.contains(&hit.start) && hit.end < group.tokens.end;
        let affiliated = self.tagged.cues.iter().any(|hit| inside(hit) && self.effect(hit.cue) == Effect::Backs);
        let joined = self.chunks.group_at[index].checked_sub(1).map(|at| &self.chunks.row[at]) == Some(&Chunk::Conjunction);
        let backer = before.last()?.actors.last().copied().filter(|_| affiliated && joined)?;
        matches!(self.cast.kind(backer), ActorKind::Military | ActorKind::State | ActorKind::Government).then_some(backer)
    }

    /// "Iraqi militias": a group known by its nationality.
    pub(super) fn national_group(&mut self, owner: usize, group: &Group) -> usize {
        let owner_id = self.cast.actor(owner).id.clone();
        let from = group.mentions.last().map_or(group.tokens.start, |&mention| self.mentions[mention].tokens.start);
        let tokens = &self.sentence.tokens[from..group.tokens.end];
        let name = self
            .text
            .get(tokens[0].span.start..tokens[tokens.len() - 1].span.end)
            .unwrap_or_default()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        // "Iraqi militiamen" are the "Iraqi militias" of the ontology.
        let head = group.words.last().and_then(Word::generic).map(|(class, _)| &self.ontology.generics()[class].nouns);
        let first = tokens.first().map(|token| token.folded.clone()).unwrap_or_default();
        // "Iraq militias" in a headline are Iraqi ones.
        let adjectives = || self.ontology.actor(&owner_id).into_iter().flat_map(|entry| &entry.adjectives);
        let mut openings: Vec<String> = adjectives().map(|adjective| crate::fold::fold(adjective)).collect();
        openings.push(first);
        let same = |alias: &String| {
            let folded = crate::fold::fold(alias);
            let opening =
                openings.iter().filter(|opening| folded.starts_with(&format!("{opening} "))).max_by_key(|opening| opening.len());
            let rest = opening
                .and_then(|opening| folded.strip_prefix(opening.as_str()))
                .map(|rest| rest.trim_start_matches(' ').trim_end_matches('s'));
            rest.is_some_and(|rest| head.is_some_and(|nouns| nouns.iter().any(|noun| noun == rest)))
        };
        let known = self
            .ontology
            .actors()
            .iter()
            .find(|entry| entry.kind == ActorKind::Generic && std::iter::once(&entry.name).chain(&entry.aliases).any(same));
        if let Some(member) = known.map(|entry| entry.id.clone()).and_then(|id| self.cast.by_id(&id)) {
            return member;
        }
        let noun = tokens.last().map(|token| token.folded.replace(' ', "-")).unwrap_or_default();
        let span = self.group_span(group);
        self.cast.made(&format!("{owner_id}-{noun}"), &name, ActorKind::Generic, None, Origin::Composed, Some(span))
    }

    pub(super) fn state_backing(&mut self, backers: &[usize], backed: usize) {
        for &backer in backers {
            // "X, affiliated with Y": a faction of an armed body is a part of it.
            let part = self.cast.kind(backer) == ActorKind::ArmedGroup && self.cast.is_part(backed, backer);
            if part {
                self.stated.push(Stated::PartOf(backed, backer));
            } else if backer != backed && !self.serves(backer, backed) {
                self.stated.push(Stated::Backs(backer, backed));
            }
        }
    }

    /// A militia that fights for a state is no backer of it.
    fn serves(&self, backer: usize, backed: usize) -> bool {
        let kind = |member: usize| self.cast.kind(member);
        matches!(kind(backer), ActorKind::ArmedGroup | ActorKind::Generic)
            && matches!(kind(backed), ActorKind::State | ActorKind::Government | ActorKind::Military)
    }

    /// What was stated of a class holds of the group that it stands for.
    pub(super) fn rename_backed(&mut self, class: usize, member: usize) {
        let fits = |stated: &&Stated| matches!(stated, Stated::Backs(_, backed) if *backed == class);
        let backer = self.stated.iter().rev().find(fits).and_then(|stated| match stated {
            Stated::Backs(backer, _) => Some(*backer),
            _ => None,
        });
        let generic = self.cast.kind(class) == ActorKind::Generic;
        if let Some(backer) = backer.filter(|_| generic && self.is_group(member)) {
            self.stated.retain(|stated| *stated != Stated::Backs(backer, class));
            self.state_backing(&[backer], member);
        }
    }

    /// Whether a cue of backing stands right after token `at` (behind a comma at most).
    pub(super) fn backing_after(&self, at: usize) -> bool {
        self.tagged.cues.iter().any(|hit| {
            let gap = hit.start.saturating_sub(at);
            let skipped = at.min(hit.start)..hit.start;
            hit.start >= at
                && gap <= 4
                && hit.end - hit.start >= 2
                && self.effect(hit.cue) == Effect::Backs
                && !self.resumes(skipped.clone())
                && self.tagged.tags[skipped]
                    .iter()
                    .all(|tag| matches!(tag, Tag::Comma | Tag::Relative | Tag::Be | Tag::Adverb | Tag::Aside | Tag::Auxiliary))
        })
    }

    /// "the recruits of X, a former enemy of Y, are trained by Z": after a comma the verb is that of the main clause.
    fn resumes(&self, skipped: std::ops::Range<usize>) -> bool {
        let tags = &self.tagged.tags[skipped];
        let comma = tags.iter().position(|tag| *tag == Tag::Comma);
        comma.is_some_and(|comma| matches!(tags.get(comma + 1), Some(Tag::Be | Tag::Auxiliary)))
    }

    /// "Backed by Iran, X …"
    pub(super) fn opening_backer(&mut self, readings: &[Reading]) {
        let opens = |hit: &&CueHit| hit.start <= 1 && hit.end - hit.start >= 2 && self.effect(hit.cue) == Effect::Backs;
        let Some(hit) = self.tagged.cues.iter().find(opens) else { return };
        let Some(first) = self.chunks.groups.iter().position(|group| group.tokens.start >= hit.end) else { return };
        let Some(&backer) = readings[first].actors.last() else { return };
        let backed = (first + 1..readings.len()).find(|&index| {
            let place = self.chunks.group_at[index];
            place > 0 && matches!(self.chunks.row.get(place - 1), Some(Chunk::Comma)) && self.chunks.groups[index].name_last
        });
        if let Some(&member) = backed.and_then(|index| readings[index].actors.last()).filter(|&&member| self.is_group(member)) {
            self.state_backing(&[backer], member);
        }
    }

    /// The group that a cue of backing right after token `end` names: "backed by Iran".
    pub(super) fn after_backing(&self, end: usize) -> Option<usize> {
        let hit = self.tagged.cues.iter().filter(|hit| {
            hit.start >= end && hit.end - hit.start >= 2 && self.effect(hit.cue) == Effect::Backs && hit.start <= end + 4
        });
        let hit = hit.max_by_key(|hit| hit.end).filter(|_| self.backing_after(end))?;
        let next = self.chunks.groups.iter().position(|group| group.tokens.start >= hit.end)?;
        (self.chunks.groups[next].tokens.start <= hit.end + 1).then_some(next)
    }

    /// "X, a coalition of Turkish-backed groups": what is said of the groups holds of X.
    pub(super) fn alliance_of_backed(&mut self, index: usize, readings: &[Reading]) {
        let place = self.chunks.group_at[index];
        let back = |count: usize| place.checked_sub(count).and_then(|at| self.chunks.row.get(at));
        let (
            Some(Chunk::Comma),
            Some(Chunk::Group(named)),
            Some(Chunk::Preposition(Some(Slot::Of), _)),
            Some(Chunk::Group(inner)),
        ) = (back(1), back(2), self.chunks.row.get(place + 1), self.chunks.row.get(place + 2))
        else {
            return;
        };
        let backs = |compound: &crate::extract::group::Compound| compound.effect == Some(Effect::Backs);
        let (whole, part) = (&self.chunks.groups[*named], &self.chunks.groups[*inner]);
        let (Some(&member), Some(&class)) = (readings[*named].actors.last(), readings[*inner].actors.last()) else { return };
        let united = matches!(self.cast.kind(member), ActorKind::ArmedGroup | ActorKind::Coalition | ActorKind::Organisation);
        let fits = readings[index].makes == Some(Makes::Group) && self.cast.kind(class) == ActorKind::Generic;
        if whole.name_last && united && fits && part.compounds.iter().any(backs) {
            let theirs = |stated: &Stated| match stated {
                Stated::Backs(backer, backed) if *backed == class => Some(*backer),
                _ => None,
            };
            let backers: Vec<usize> = self.stated.iter().filter_map(theirs).collect();
            // A class that the ontology knows is backed as well.
            if self.cast.actor(class).origin == Origin::Composed {
                self.stated.retain(|stated| theirs(stated).is_none());
            }
            self.state_backing(&backers, member);
        }
    }

    /// "the Emirati-backed separatists of X": the class is X.
    pub(super) fn backed_of(&mut self, index: usize, readings: &mut [Reading]) {
        let place = self.chunks.group_at[index];
        let (Some(Chunk::Preposition(Some(Slot::Of | Slot::From), _)), Some(Chunk::Group(next))) =
            (self.chunks.row.get(place + 1), self.chunks.row.get(place + 2))
        else {
            return;
        };
        let (Some(&class), Some(&member)) = (readings[index].actors.last(), readings[*next].actors.last()) else { return };
        let armed = self.cast.kind(member) == ActorKind::ArmedGroup && self.chunks.groups[*next].name_last;
        if armed && readings[index].makes == Some(Makes::Group) && self.cast.kind(class) == ActorKind::Generic {
            self.backed_as(class, member);
            readings[index].actors = vec![member];
        }
    }
}
