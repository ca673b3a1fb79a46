//! What a noun group stands for: actors, a place, a means, an incident.

use super::cast::Cast;
use super::group::{Chunk, Chunks, Group};
use super::tag::{Tag, Tagged};
use crate::extraction::Span;
use crate::lexicon::{Lexicon, NameForm};
use crate::ontology::Ontology;
use crate::ontology::schema::{Effect, Makes, Slot};
use crate::recognize::Mention;
use crate::text::Sentence;
use crate::vocabulary::{ActorKind, IncidentKind, Origin};

/// What a group stands for.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Reading {
    /// Members of the cast that it stands for.
    pub actors: Vec<usize>,
    /// A place (index into [`Ontology::places`]).
    pub place: Option<usize>,
    /// What its head noun makes of the name beside it.
    pub makes: Option<Makes>,
    /// The means that the head noun hints at.
    pub means: Option<IncidentKind>,
    /// The head noun of a means, as written.
    pub weapon: Option<String>,
    /// Nominal triggers of its head.
    pub triggers: Vec<usize>,
    /// Whether its last word is the name.
    pub named: bool,
    /// Whether it was read through an earlier mention.
    pub referred: bool,
}

/// A standing relation that a group states: (subject, object) members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stated {
    Backs(usize, usize),
    Leads(usize, usize),
    PartOf(usize, usize),
}

/// An actor named in the document so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub member: usize,
    pub sentence: usize,
    pub token: usize,
}

/// Reads the groups of one sentence.
pub(super) struct GroupReader<'a, 'o> {
    pub ontology: &'o Ontology,
    pub lexicon: &'a Lexicon,
    pub sentence: &'a Sentence,
    pub number: usize,
    pub text: &'a str,
    pub mentions: &'a [Mention],
    pub tagged: &'a Tagged,
    pub chunks: &'a Chunks,
    pub cast: &'a mut Cast<'o>,
    /// Every actor named so far, in reading order.
    pub named: &'a mut Vec<Named>,
    pub stated: Vec<Stated>,
}

impl GroupReader<'_, '_> {
    /// Reads all groups.
    pub(super) fn read(&mut self) -> Vec<Reading> {
        let mut readings: Vec<Reading> = Vec::with_capacity(self.chunks.groups.len());
        for index in 0..self.chunks.groups.len() {
            let reading = self.group(index, &readings);
            readings.push(reading);
        }
        for index in 0..readings.len() {
            self.same_after(index, &mut readings);
        }
        // Owners that follow: "depots of the Houthis", "militias supported by Iran", "a base housing US troops".
        for index in (0..readings.len()).rev() {
            self.owner_after(index, &mut readings);
        }
        for index in 0..readings.len() {
            self.members_after(index, &mut readings);
            self.state_roles(index, &readings);
        }
        for index in 0..readings.len() {
            self.person_after(index, &mut readings);
        }
        self.opening_backer(&readings);
        readings
    }

    fn span(&self, mention: &Mention) -> Span {
        [self.sentence.tokens[mention.tokens.start].span.start, self.sentence.tokens[mention.tokens.end - 1].span.end]
    }

    /// The actor of a mention, noted as named here.
    fn actor_of(&mut self, index: usize) -> Option<usize> {
        let mention = &self.mentions[index];
        let span = self.span(mention);
        if let Some(place) = mention.place {
            self.cast.place(place, span);
        }
        let member = self.cast.known(mention.actor?, Some(span));
        let token = mention.tokens.start;
        if self.named.last().is_none_or(|last| (last.member, last.sentence, last.token) != (member, self.number, token)) {
            self.named.push(Named { member, sentence: self.number, token });
        }
        self.state_own_backer(mention, member);
        Some(member)
    }

    /// The actor of "Iran-" in "Iran-backed": nobody that "it" or "the country" would refer to.
    fn compound_actor(&mut self, index: usize) -> Option<usize> {
        let mention = &self.mentions[index];
        let span = self.span(mention);
        Some(self.cast.known(mention.actor?, Some(span)))
    }

    /// "Iran-backed militias" as one name states that Iran backs them.
    fn state_own_backer(&mut self, mention: &Mention, member: usize) {
        let Some(entry) = mention.actor.map(|actor| &self.ontology.actors()[actor]) else { return };
        if entry.kind != ActorKind::Generic || entry.backed_by.is_empty() {
            return;
        }
        for at in mention.tokens.clone() {
            // Inside the name, not the name itself.
            let end = mention.tokens.end - usize::from(at == mention.tokens.start);
            if at >= end {
                continue;
            }
            let Some((_, senses)) = self.lexicon.name_at(&self.sentence.tokens[..end], at, self.text, false) else { continue };
            let inner = senses.into_iter().find_map(|sense| match sense.named {
                crate::lexicon::Named::Actor(inner) if Some(inner) != mention.actor => Some(inner),
                _ => None,
            });
            let Some(inner) =
                inner.filter(|inner| entry.backed_by.iter().any(|backing| backing.by == self.ontology.actors()[*inner].id))
            else {
                continue;
            };
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

    fn effect(&self, cue: usize) -> Effect {
        self.ontology.cues()[cue].effect
    }

    fn group(&mut self, index: usize, before: &[Reading]) -> Reading {
        let group = &self.chunks.groups[index];
        let mut reading = Reading { named: group.name_last, ..Reading::default() };
        let compound_actors: Vec<(usize, Option<Effect>)> = group
            .compounds
            .iter()
            .filter_map(|compound| self.compound_actor(compound.mention).map(|member| (member, compound.effect)))
            .collect();
        let actors: Vec<(usize, usize)> =
            group.mentions.iter().filter_map(|&mention| self.actor_of(mention).map(|member| (mention, member))).collect();
        for &mention in &group.mentions {
            if self.mentions[mention].actor.is_none() {
                self.actor_of(mention);
            }
        }
        let backers: Vec<usize> =
            compound_actors.iter().filter(|(_, effect)| *effect == Some(Effect::Backs)).map(|(member, _)| *member).collect();
        let possessor =
            group.possessor.and_then(|possessor| before.get(possessor)).and_then(|reading| reading.actors.last().copied());

        if group.pronoun {
            reading.actors.extend(self.pronoun(group));
            reading.referred = !reading.actors.is_empty();
            return reading;
        }
        if group.name_last {
            let last = *group.mentions.last().unwrap_or(&0);
            let mention = &self.mentions[last];
            reading.place = mention.place;
            if let Some(&(_, named)) = actors.last().filter(|(mention, _)| *mention == last) {
                let member = self.definite_class(group, mention, named, &backers);
                reading.referred = member != named;
                let region =
                    mention.place.is_some() && group.mentions.len() == 1 && !group.words.is_empty() && group.compounds.is_empty();
                if region {
                    // "southern Israel" is a part of the country, not the state.
                    return reading;
                }
                reading.actors.push(member);
                self.state_backing(&backers, member);
                if let Some(owner) = possessor {
                    self.state_part(member, owner);
                }
            } else if let Some(&(_, owner)) = actors.last() {
                // "the US base Al-Asad": a place with an owner.
                if group.words.iter().any(|word| self.makes_of(word.generic()) == Some(Makes::Property)) {
                    reading.actors.push(owner);
                    reading.makes = Some(Makes::Property);
                }
            }
            return reading;
        }
        let Some(head) = group.words.last().filter(|word| word.start + word.len == group.tokens.end) else {
            // An unknown head: its names may still own it.
            reading.actors.extend(actors.last().map(|(_, member)| *member).or(possessor));
            reading.makes = Some(Makes::Thing);
            return reading;
        };
        reading.triggers = head.noun_triggers(self.ontology).collect();
        let generic = head.generic();
        reading.makes = self.makes_of(generic);
        // "a Baghdad militia": a seat beside a noun is only a place.
        let owner =
            actors.iter().rev().find(|(mention, _)| self.mentions[*mention].form != NameForm::Metonym).map(|(_, member)| *member);
        let owner = owner.or(possessor);
        let owner_place = group.mentions.last().and_then(|&mention| self.mentions[mention].place);
        if !reading.triggers.is_empty() {
            // Modifiers of an incident; "rocket attack" hints at its means.
            reading.actors.extend(actors.iter().map(|(_, member)| *member));
            reading.place = group
                .mentions
                .iter()
                .find_map(|&mention| self.mentions[mention].place.filter(|_| self.mentions[mention].actor.is_none()));
            reading.means =
                group.words.iter().filter_map(|word| word.generic()).find_map(|(class, _)| self.ontology.generics()[class].means);
            if group.pronoun_owner {
                reading.actors.extend(self.pronoun(group));
            }
            return reading;
        }
        let Some((class, _)) = generic else {
            reading.actors.extend(owner);
            reading.makes = Some(Makes::Thing);
            return reading;
        };
        let class = &self.ontology.generics()[class];
        reading.means = class.means;
        if class.makes == Makes::Weapon {
            reading.weapon = Some(
                self.sentence.tokens[head.start..head.start + head.len]
                    .iter()
                    .map(|token| token.folded.as_str())
                    .collect::<Vec<_>>()
                    .join(" "),
            );
        }
        let owner = owner.or_else(|| if group.pronoun_owner { self.pronoun(group) } else { None });
        match class.makes {
            Makes::Group => {
                if let Some(&backer) = backers.first() {
                    let referred = if group.definite { self.refer_backed(backer) } else { None };
                    let member = match owner.filter(|&owner| self.is_group(owner)).or(referred) {
                        Some(named) => named,
                        None => self.backed_group(backer, head.start..head.start + head.len, group),
                    };
                    self.state_backing(&[backer], member);
                    reading.actors.push(member);
                } else if let Some(owner) = owner {
                    let mention = group.mentions.last().map(|&mention| &self.mentions[mention]);
                    let adjective = mention.is_some_and(|mention| mention.form != NameForm::Metonym);
                    if self.is_group(owner) || possessor == Some(owner) || group.pronoun_owner || !adjective {
                        reading.actors.push(owner);
                    } else {
                        reading.actors.push(self.national_group(owner, group));
                    }
                } else if group.definite {
                    reading.actors.extend(self.refer(&class.refers));
                    reading.referred = !reading.actors.is_empty();
                }
            }
            Makes::Forces => {
                if let Some(owner) = owner {
                    reading.actors.push(self.military(owner));
                } else if group.definite && !class.refers.is_empty() {
                    reading.actors.extend(self.refer(&class.refers));
                    reading.referred = !reading.actors.is_empty();
                }
            }
            Makes::People => {
                reading.actors.extend(owner.or_else(|| class.alone.as_deref().and_then(|id| self.cast.by_id(id))));
            }
            Makes::Property | Makes::Weapon | Makes::Officials | Makes::Leader | Makes::Thing => {
                let inner =
                    group.words.iter().rev().skip(1).find(|word| self.makes_of(word.generic()) == Some(Makes::Group)).cloned();
                let backed = match (backers.first(), inner) {
                    (Some(&backer), Some(word)) => {
                        let member = self.backed_group(backer, word.start..word.start + word.len, group);
                        self.state_backing(&[backer], member);
                        Some(member)
                    }
                    (backer, _) => backer.copied(),
                };
                reading.actors.extend(owner.or(backed));
                if owner.is_none() {
                    reading.place = owner_place;
                }
            }
        }
        reading
    }

    /// "the Iran-backed rebels", "the rebels": a class named with "the" is the group named before, if one fits.
    fn definite_class(&mut self, group: &Group, mention: &Mention, named: usize, backers: &[usize]) -> usize {
        let Some(entry) = mention.actor.map(|actor| &self.ontology.actors()[actor]) else { return named };
        let written = !self.sentence.tokens[mention.tokens.end - 1].capital;
        if entry.kind != ActorKind::Generic || !written {
            return named;
        }
        let stated = self.stated.iter().rev().find_map(|stated| match stated {
            Stated::Backs(backer, backed) if *backed == named => Some(*backer),
            _ => None,
        });
        let backer = backers.first().copied().or(stated);
        let found = match backer {
            Some(backer) if group.definite => self.refer_backed(backer),
            Some(_) if !backers.is_empty() && entry.backed_by.is_empty() => {
                return self.backed_group(backers[0], mention.tokens.clone(), group);
            }
            None if group.definite && group.mentions.len() == 1 && mention.tokens.len() == 1 => {
                self.refer(&[ActorKind::ArmedGroup])
            }
            _ => None,
        };
        if let (Some(found), Some(backer)) = (found, stated) {
            // What was stated of the class is stated of the group that it stands for.
            self.stated.retain(|stated| *stated != Stated::Backs(backer, named));
            self.state_backing(&[backer], found);
        }
        found.unwrap_or(named)
    }

    /// The last armed group named that this actor backs.
    fn refer_backed(&self, backer: usize) -> Option<usize> {
        let backer = &self.cast.actor(backer).id;
        let is_backed = |named: &&Named| {
            let actor = self.cast.actor(named.member);
            let entry = self.ontology.actor(&actor.id);
            actor.kind == ActorKind::ArmedGroup
                && entry.is_some_and(|entry| entry.backed_by.iter().any(|backing| &backing.by == backer))
        };
        self.named.iter().rev().filter(|named| self.number - named.sentence <= 8).find(is_backed).map(|named| named.member)
    }

    fn makes_of(&self, generic: Option<(usize, bool)>) -> Option<Makes> {
        generic.map(|(class, _)| self.ontology.generics()[class].makes)
    }

    fn is_group(&self, member: usize) -> bool {
        matches!(
            self.cast.actor(member).kind,
            ActorKind::ArmedGroup | ActorKind::Generic | ActorKind::Military | ActorKind::Coalition | ActorKind::Organisation
        )
    }

    fn military(&mut self, owner: usize) -> usize {
        let id = self.cast.actor(owner).id.clone();
        let military = self.ontology.actor(&id).and_then(|entry| entry.military.clone());
        military.and_then(|id| self.cast.by_id(&id)).unwrap_or(owner)
    }

    /// "Iran-backed armed factions": the generic actor of that backer, made when the ontology has none.
    fn backed_group(&mut self, backer: usize, head: std::ops::Range<usize>, group: &Group) -> usize {
        let id = self.cast.actor(backer).id.clone();
        let noun = self.sentence.tokens[head.end - 1].folded.clone();
        let is_theirs = |entry: &&crate::ontology::ActorEntry| {
            entry.kind == ActorKind::Generic && entry.backed_by.iter().any(|backing| backing.by == id)
        };
        let candidates: Vec<&crate::ontology::ActorEntry> = self.ontology.actors().iter().filter(is_theirs).collect();
        let fits = |entry: &&&crate::ontology::ActorEntry| {
            std::iter::once(&entry.name).chain(&entry.aliases).any(|alias| crate::fold::fold(alias).ends_with(&noun))
        };
        let chosen = candidates.iter().find(fits).or_else(|| candidates.first()).map(|entry| entry.id.clone());
        if let Some(member) = chosen.and_then(|id| self.cast.by_id(&id)) {
            return member;
        }
        let name = format!("{}-backed {}", self.cast.actor(backer).name, noun);
        let made = format!("{id}-backed-{}", noun.replace(' ', "-"));
        let span = self.group_span(group);
        self.cast.made(&made, &name, ActorKind::Generic, None, Origin::Composed, Some(span))
    }

    /// "Iraqi militias": a group known by its nationality.
    fn national_group(&mut self, owner: usize, group: &Group) -> usize {
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
        let noun = tokens.last().map(|token| token.folded.replace(' ', "-")).unwrap_or_default();
        let span = self.group_span(group);
        self.cast.made(&format!("{owner_id}-{noun}"), &name, ActorKind::Generic, None, Origin::Composed, Some(span))
    }

    fn group_span(&self, group: &Group) -> Span {
        [self.sentence.tokens[group.tokens.start].span.start, self.sentence.tokens[group.tokens.end - 1].span.end]
    }

    fn state_backing(&mut self, backers: &[usize], backed: usize) {
        for &backer in backers {
            if backer != backed {
                self.stated.push(Stated::Backs(backer, backed));
            }
        }
    }

    /// "Hamas's Qassam Brigades": said by the text, and known to the ontology.
    fn state_part(&mut self, part: usize, whole: usize) {
        let (part_id, whole_id) = (self.cast.actor(part).id.clone(), self.cast.actor(whole).id.clone());
        let known =
            self.ontology.actor(&part_id).is_some_and(|entry| entry.part_of.iter().any(|membership| membership.of == whole_id));
        let state = self.cast.actor(whole).kind == ActorKind::State;
        if known && !state {
            self.stated.push(Stated::PartOf(part, whole));
        }
    }

    /// The actor that a pronoun stands for: the first one named in this sentence before it, else in the one before.
    fn pronoun(&self, group: &Group) -> Option<usize> {
        let word = self.sentence.tokens[group.tokens.start..group.tokens.end].iter().map(|token| token.folded.as_str()).find(
            |word| {
                matches!(
                    *word,
                    "it" | "its" | "they" | "them" | "their" | "he" | "his" | "him" | "she" | "her" | "itself" | "themselves"
                )
            },
        )?;
        let person = matches!(word, "he" | "his" | "him" | "she" | "her");
        let fits = |named: &&Named| (self.cast.actor(named.member).kind == ActorKind::Person) == person;
        let here = self.named.iter().filter(|named| named.sentence == self.number && named.token < group.tokens.start).find(fits);
        let earlier = || {
            let last = self.named.iter().rev().filter(|named| named.sentence < self.number).find(fits)?.sentence;
            (self.number - last <= 2).then(|| self.named.iter().filter(|named| named.sentence == last).find(fits)).flatten()
        };
        here.or_else(earlier).map(|named| named.member)
    }

    /// "the group": the last actor of a fitting kind.
    fn refer(&self, kinds: &[ActorKind]) -> Option<usize> {
        let near = |named: &&Named| self.number - named.sentence <= 6;
        self.named
            .iter()
            .rev()
            .filter(near)
            .find(|named| kinds.contains(&self.cast.actor(named.member).kind))
            .map(|named| named.member)
    }

    /// Fills the owner of a bare generic group from what follows it.
    fn owner_after(&mut self, index: usize, readings: &mut [Reading]) {
        let reading = &readings[index];
        let group = &self.chunks.groups[index];
        let place = self.chunks.group_at[index];
        let row = |at: usize| self.chunks.row.get(at);
        let generic = matches!(
            reading.makes,
            Some(
                Makes::Property | Makes::Group | Makes::Forces | Makes::Weapon | Makes::Leader | Makes::People | Makes::Officials
            )
        );
        if group.name_last {
            // "Hezbollah, backed by Iran", "the Quds Force of the IRGC".
            self.name_after(index, readings);
            return;
        }
        let backs = self.backing_after(group.tokens.end);
        if !generic || !(reading.actors.is_empty() || reading.referred) {
            if let (true, Some(&member)) = (backs, reading.actors.last()) {
                let backer = self.after_backing(group.tokens.end).and_then(|next| readings[next].actors.last().copied());
                if let Some(backer) = backer.filter(|_| self.is_group(member)) {
                    self.state_backing(&[backer], member);
                }
            }
            return;
        }
        let actor_at = |at: usize| match row(at) {
            Some(Chunk::Group(group)) => readings[*group].actors.last().copied().map(|member| (*group, member)),
            _ => None,
        };
        // "a base in Syria used by Hezbollah"
        let mut after = place + 1;
        let located = |at: usize| {
            matches!(row(at), Some(Chunk::Preposition(Some(Slot::In | Slot::Near | Slot::At | Slot::Outside), _)))
                && matches!(row(at + 1), Some(Chunk::Group(_)))
        };
        while located(after) {
            after += 2;
        }
        let found = match row(after) {
            Some(Chunk::Preposition(Some(Slot::Of), _)) => actor_at(after + 1),
            Some(Chunk::Preposition(Some(Slot::From), _)) if !matches!(reading.makes, Some(Makes::Property)) => {
                actor_at(after + 1)
            }
            Some(Chunk::Verb(verb)) => {
                let verb = &self.chunks.verbs[*verb];
                let tells = verb.main.as_ref().is_some_and(|word| {
                    word.verb_triggers(self.ontology).any(|trigger| self.ontology.triggers()[trigger].incident.is_some())
                });
                let by = matches!(row(after + 1), Some(Chunk::Preposition(Some(Slot::By | Slot::To | Slot::With), _)));
                let group = reading.makes == Some(Makes::Group);
                if backs && after == place + 1 {
                    // "a ship linked to X" is not X's.
                    if group { actor_at(after + 2) } else { None }
                } else if !tells && by && !verb.finite_auxiliary {
                    actor_at(after + 2)
                } else if !tells && !verb.finite_auxiliary && reading.makes == Some(Makes::Property) {
                    actor_at(after + 1)
                } else {
                    None
                }
            }
            _ => None,
        };
        let Some((_, member)) = found else { return };
        let makes = reading.makes;
        let readings_actor = match makes {
            Some(Makes::Group) if backs => {
                let head = group.words.last().map_or(group.tokens.clone(), |word| word.start..word.start + word.len);
                let made = self.backed_group(member, head, group);
                self.state_backing(&[member], made);
                made
            }
            Some(Makes::Forces) => self.military(member),
            _ => member,
        };
        let reading = &mut readings[index];
        reading.actors = vec![readings_actor];
        reading.referred = false;
    }

    /// Whether a cue of backing stands right after token `at` (behind a comma at most).
    fn backing_after(&self, at: usize) -> bool {
        self.tagged.cues.iter().any(|hit| {
            let gap = hit.start.saturating_sub(at);
            let skipped = at.min(hit.start)..hit.start;
            hit.start >= at
                && gap <= 4
                && hit.end - hit.start >= 2
                && self.effect(hit.cue) == Effect::Backs
                && self.tagged.tags[skipped]
                    .iter()
                    .all(|tag| matches!(tag, Tag::Comma | Tag::Relative | Tag::Be | Tag::Adverb | Tag::Aside | Tag::Auxiliary))
        })
    }

    /// "Iran-backed militias such as X and Y": the members are backed as the class is, and meant with it.
    fn members_after(&mut self, index: usize, readings: &mut [Reading]) {
        let Some(&class) = readings[index].actors.last() else { return };
        let end = self.chunks.groups[index].tokens.end;
        let includes =
            |hit: &&super::tag::CueHit| (end..=end + 2).contains(&hit.start) && self.effect(hit.cue) == Effect::Includes;
        let Some(hit) = self.tagged.cues.iter().find(includes) else { return };
        if !matches!(self.cast.actor(class).kind, ActorKind::Generic | ActorKind::ArmedGroup) {
            return;
        }
        let Some(first) = self.chunks.groups.iter().position(|group| group.tokens.start >= hit.end) else { return };
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
                Stated::Backs(backer, backed) if *backed == class => Some(*backer),
                _ => None,
            })
            .collect();
        for &member in &members {
            self.state_backing(&backers, member);
        }
        readings[index].actors.extend(members);
    }

    /// "Backed by Iran, X …"
    fn opening_backer(&mut self, readings: &[Reading]) {
        let opens =
            |hit: &&super::tag::CueHit| hit.start <= 1 && hit.end - hit.start >= 2 && self.effect(hit.cue) == Effect::Backs;
        let Some(hit) = self.tagged.cues.iter().find(opens) else { return };
        let Some(first) = self.chunks.groups.iter().position(|group| group.tokens.start >= hit.end) else { return };
        let Some(&backer) = readings[first].actors.last() else { return };
        let backed = (first + 1..readings.len()).find(|&index| {
            let place = self.chunks.group_at[index];
            place > 0 && matches!(self.chunks.row.get(place - 1), Some(Chunk::Comma)) && self.chunks.groups[index].name_last
        });
        if let Some(&member) = backed.and_then(|index| readings[index].actors.last()) {
            if self.is_group(member) {
                self.state_backing(&[backer], member);
            }
        }
    }

    /// The group that a cue of backing right after token `end` names: "backed by Iran".
    fn after_backing(&self, end: usize) -> Option<usize> {
        let hit = self.tagged.cues.iter().filter(|hit| {
            hit.start >= end && hit.end - hit.start >= 2 && self.effect(hit.cue) == Effect::Backs && hit.start <= end + 4
        });
        let hit = hit.max_by_key(|hit| hit.end).filter(|_| self.backing_after(end))?;
        let next = self.chunks.groups.iter().position(|group| group.tokens.start >= hit.end)?;
        (self.chunks.groups[next].tokens.start <= hit.end + 1).then_some(next)
    }

    /// "Hezbollah, the Lebanese movement": another word for the same group.
    fn same_after(&mut self, index: usize, readings: &mut [Reading]) {
        let place = self.chunks.group_at[index];
        let (Some(Chunk::Comma), Some(Chunk::Group(next))) = (self.chunks.row.get(place + 1), self.chunks.row.get(place + 2))
        else {
            return;
        };
        let next = *next;
        let Some(&member) = readings[index].actors.last().filter(|_| self.chunks.groups[index].name_last) else { return };
        let described = readings[next].makes == Some(Makes::Group) && !self.chunks.groups[next].name_last;
        let listed = matches!(self.chunks.row.get(place + 3), Some(Chunk::Conjunction));
        if described && !listed && self.is_group(member) && self.chunks.groups[next].compounds.is_empty() {
            readings[next].actors = vec![member];
            readings[next].referred = false;
        }
    }

    /// "Fuad Shukr, the senior commander who …": the description stands for the person.
    fn person_after(&mut self, index: usize, readings: &mut [Reading]) {
        let place = self.chunks.group_at[index];
        let (Some(Chunk::Comma), Some(Chunk::Group(next))) = (self.chunks.row.get(place + 1), self.chunks.row.get(place + 2))
        else {
            return;
        };
        let Some(&member) = readings[index].actors.last().filter(|_| self.chunks.groups[index].name_last) else { return };
        if self.cast.actor(member).kind == ActorKind::Person
            && readings[*next].makes == Some(Makes::Leader)
            && !self.chunks.groups[*next].name_last
        {
            readings[*next].actors = vec![member];
        }
    }

    /// What follows a name: its backer, what it belongs to, what else it is called.
    fn name_after(&mut self, index: usize, readings: &mut [Reading]) {
        let Some(&member) = readings[index].actors.last() else { return };
        let end = self.chunks.groups[index].tokens.end;
        if let Some(backer) = self.after_backing(end).and_then(|next| readings[next].actors.last().copied()) {
            if self.is_group(member) {
                self.state_backing(&[backer], member);
            }
        }
        let place = self.chunks.group_at[index];
        // "X, an Iran-backed militia," and "X, an umbrella of Iran-backed militias,".
        if let (Some(Chunk::Comma), Some(Chunk::Group(next))) = (self.chunks.row.get(place + 1), self.chunks.row.get(place + 2)) {
            let mut next = *next;
            let of = matches!(self.chunks.row.get(place + 3), Some(Chunk::Preposition(Some(Slot::Of), _)));
            if let Some(Chunk::Group(inner)) = self.chunks.row.get(place + 4).filter(|_| of && readings[next].actors.is_empty()) {
                next = *inner;
            }
            let class = readings[next].actors.last().copied().filter(|&class| self.cast.actor(class).kind == ActorKind::Generic);
            if let Some(class) = class.filter(|_| self.is_group(member)) {
                let backer = self.stated.iter().find_map(|stated| match stated {
                    Stated::Backs(backer, backed) if *backed == class => Some(*backer),
                    _ => None,
                });
                if let Some(backer) = backer {
                    if !of {
                        self.stated.retain(|stated| *stated != Stated::Backs(backer, class));
                        readings[next].actors = vec![member];
                    }
                    self.state_backing(&[backer], member);
                }
            }
        }
        if let (Some(Chunk::Preposition(Some(Slot::Of), _)), Some(Chunk::Group(next))) =
            (self.chunks.row.get(place + 1), self.chunks.row.get(place + 2))
        {
            if let Some(&whole) = readings[*next].actors.last() {
                self.state_part(member, whole);
            }
        }
    }

    /// Leaders and members: "Kataib Hezbollah commander X", "X, the leader of Y", "Y's leader X", "X, part of Y".
    fn state_roles(&mut self, index: usize, readings: &[Reading]) {
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

    fn is_former(&self, group: &Group) -> bool {
        self.sentence.tokens[group.tokens.clone()].iter().any(|token| matches!(token.folded.as_str(), "former" | "late" | "ex"))
    }

    /// The state that a head of state or government leads, by the ontology: "President X" alone.
    fn office(&mut self, person: usize) -> Option<usize> {
        let id = self.cast.actor(person).id.clone();
        let entry = self.ontology.actor(&id)?;
        let led = entry
            .leads
            .iter()
            .map(|leading| leading.of.clone())
            .find(|of| self.ontology.actor(of).is_some_and(|led| led.kind == ActorKind::State))?;
        self.cast.by_id(&led)
    }

    fn state_lead(&mut self, person: usize, led: Option<usize>) {
        if let Some(led) = led.filter(|&led| led != person && self.cast.actor(led).kind != ActorKind::Person) {
            self.stated.push(Stated::Leads(person, led));
        }
    }
}
