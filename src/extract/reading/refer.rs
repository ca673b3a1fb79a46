//! Definite descriptions: to the actor named before.

use super::{GroupReader, Named, Reading, Stated, Thing};
use crate::extract::group::{Chunk, Group};
use crate::extract::tag::{Tag, Word};
use crate::lexicon::Form;
use crate::ontology::schema::{Act, Makes, Slot, WordClass};
use crate::recognize::Mention;
use crate::vocabulary::{ActorKind, PlaceKind, Predicate};

/// How many names back the only actor of a kind is looked for, so that reading stays linear.
const REMEMBERED: usize = 400;

/// For how many sentences a group goes by the last word of its name: "the front".
const SO_NAMED: usize = 4;

/// For how many sentences a group goes by the noun that it was called by: "the mercenaries".
const CALLED: usize = 12;

impl GroupReader<'_, '_> {
    /// "the Iran-backed rebels", "the rebels": a class named with "the" is the group named before, if one fits.
    pub(super) fn definite_class(&mut self, group: &Group, mention: &Mention, named: usize, backers: &[usize]) -> usize {
        let Some(entry) = mention.actor.map(|actor| &self.ontology.actors()[actor]) else { return named };
        let written = !self.sentence.tokens[mention.tokens.end - 1].capital;
        // "an Israeli-linked tanker" is a ship.
        if entry.kind != ActorKind::Generic || !written || !backers.is_empty() && self.is_class_of_bystanders(named) {
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
            // "killed nine vigilantes after an attack by the vigilantes": themselves.
            None if group.definite && self.is_named_here(named, mention) => None,
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

    /// Whether the sentence names a class by itself before this mention of it.
    fn is_named_here(&self, class: usize, mention: &Mention) -> bool {
        let here = self.named.iter().rev().take_while(|named| named.sentence == self.number);
        here.filter(|named| named.own && named.token < mention.tokens.start).any(|named| named.member == class)
    }

    /// Whether the name at this token is the subject of a finite verb.
    pub(super) fn is_subject(&self, token: usize) -> bool {
        let Some(index) = self.chunks.groups.iter().position(|group| group.tokens.contains(&token)) else { return false };
        let group = &self.chunks.groups[index];
        // "the Lebanese movement": the adjective is no subject.
        let last = group.mentions.last().is_some_and(|&mention| self.mentions[mention].tokens.contains(&token));
        // "the group": a description that names nobody.
        let describes = group.mentions.is_empty() && group.definite;
        if !group.pronoun
            && !describes
            && !(last && (group.name_last || self.makes_of(group.words.last().and_then(Word::generic)).is_some()))
        {
            return false;
        }
        let place = self.chunks.group_at[index];
        let row = |at: usize| self.chunks.row.get(at);
        if matches!(place.checked_sub(1).and_then(row), Some(Chunk::Preposition(..) | Chunk::Verb(_))) {
            return false;
        }
        let mut next = place + 1;
        while matches!(row(next), Some(Chunk::Preposition(..))) && matches!(row(next + 1), Some(Chunk::Group(_))) {
            next += 2;
        }
        // "X, the movement backed by Y, said"
        let closes = matches!((row(next), row(next + 1)), (Some(Chunk::Comma), Some(Chunk::Verb(_))));
        if closes {
            // "One of the militias, X, said"
            next += 1;
        } else if matches!(row(next), Some(Chunk::Comma)) {
            let close = (next + 1..self.chunks.row.len()).find(|&at| self.chunks.row[at] == Chunk::Comma);
            next = close.map_or(next, |close| close + 1);
        }
        match row(next) {
            Some(Chunk::Verb(verb)) => {
                let verb = &self.chunks.verbs[*verb];
                let reduced = !verb.finite_auxiliary
                    && matches!(verb.form, Form::Past | Form::Participle)
                    && matches!(row(next + 1), Some(Chunk::Preposition(Some(Slot::By), _)));
                !verb.infinitive && !reduced && (verb.finite_auxiliary || verb.form != Form::Ing)
            }
            _ => false,
        }
    }

    /// Whom a possessive may mean if not the first candidate: the last other actor named before it.
    pub(super) fn other_owner(&self, group: &Group, first: usize) -> Option<usize> {
        let before = |named: &&Named| {
            self.number - named.sentence <= 2 && (named.sentence < self.number || named.token < group.tokens.start)
        };
        // "British and American jets bombed their bases": neither's.
        let place = |named: &Named| {
            let group = self.chunks.groups.iter().position(|group| group.tokens.contains(&named.token));
            group.filter(|_| named.sentence == self.number).map(|group| self.chunks.group_at[group])
        };
        let firsts: Vec<usize> = self
            .named
            .iter()
            .rev()
            .take_while(|named| named.sentence == self.number)
            .filter(|named| named.member == first)
            .filter_map(place)
            .collect();
        let joined = |named: &Named| {
            let joins = |chunk: &Chunk| matches!(chunk, Chunk::Group(_) | Chunk::Conjunction);
            let between = |at: usize, one: usize| &self.chunks.row[one.min(at)..=one.max(at)];
            let coordinated = |row: &[Chunk]| row.iter().all(joins) && row.contains(&Chunk::Conjunction);
            place(named).is_some_and(|at| firsts.iter().any(|&one| coordinated(between(at, one))))
        };
        let other = |named: &&Named| {
            !named.located
                && !joined(named)
                && !self.cast.same_side(named.member, first)
                && self.cast.kind(named.member) != ActorKind::Person
                && !self.is_class_of_bystanders(named.member)
        };
        let near = || self.named.iter().rev().take_while(|named| self.number - named.sentence <= 2).filter(before).filter(other);
        // Who has forces of its own before a class or a people.
        let armed = |named: &&Named| self.cast.fights(named.member);
        near().find(armed).or_else(|| near().next()).map(|named| named.member)
    }

    /// "the group": the last actor of a fitting kind.
    pub(super) fn refer(&self, kinds: &[ActorKind]) -> Option<usize> {
        let near = |named: &&Named| self.number - named.sentence <= 6;
        let fits = |named: &&Named| kinds.contains(&self.cast.kind(named.member));
        // A militia that acts for a state is the last that "the rebels" would mean.
        let own = |named: &&Named| {
            let principal = self.ontology.actor(&self.cast.actor(named.member).principal);
            fits(named) && principal.is_none_or(|principal| principal.kind != ActorKind::State)
        };
        let last = || self.named.iter().rev().take_while(near);
        // Of several in one sentence, what the sentence speaks of: "X, one of the groups in Y, said …".
        let topic = |last: &Named| {
            let here = || self.named.iter().rev().take_while(near).filter(|named| named.sentence == last.sentence);
            // "X, one of the factions of Y, said the faction …": X.
            let part = |named: &&Named| named.subject && self.cast.is_part(named.member, last.member);
            if last.sentence == self.number
                && !last.subject
                && let Some(part) = here().filter(own).find(part)
            {
                return Some(part);
            }
            // "hit by X, a faction of Y": X.
            let member = |named: &&Named| named.token < last.token && self.cast.is_part(named.member, last.member);
            if let Some(part) = here().filter(own).find(member).filter(|_| !last.subject && last.sentence != self.number) {
                return Some(part);
            }
            if last.subject || !last.own || last.sentence == self.number {
                None
            } else {
                here().filter(own).find(|named| named.subject)
            }
        };
        // "X calls Y its partner against Z. The group …": Y.
        let spared = |found: &Named| {
            let mut here = last().filter(|named| named.sentence == found.sentence && !named.against).filter(own);
            here.next().filter(|_| found.against && found.sentence < self.number)
        };
        let last = last()
            .find(own)
            .map(|last| spared(last).unwrap_or(last))
            .map(|last| topic(last).unwrap_or(last))
            .or_else(|| last().find(fits));
        // Further back, the only one.
        let only = || {
            let mut fitting = self.named.iter().rev().take(REMEMBERED).filter(fits);
            let first = fitting.next()?;
            fitting.all(|other| other.member == first.member).then_some(first)
        };
        // "a group linked to X … the group": a class that arms bear, for want of a name.
        let class = |named: &&Named| {
            let actor = self.cast.actor(named.member);
            actor.kind == ActorKind::Generic && !self.is_class_of_bystanders(named.member)
        };
        let classes = || self.named.iter().rev().take_while(near).find(class).filter(|_| kinds.contains(&ActorKind::ArmedGroup));
        last.or_else(only).or_else(classes).map(|named| named.member)
    }

    /// The class of armed groups that this sentence or one of the three before it speaks of.
    pub(super) fn class_before(&self) -> Option<usize> {
        let near = |named: &&Named| self.number - named.sentence <= 3;
        let class =
            |named: &&Named| self.cast.kind(named.member) == ActorKind::Generic && !self.is_class_of_bystanders(named.member);
        self.named.iter().rev().take_while(near).find(class).map(|named| named.member)
    }

    /// "the alliance": of those named last, one that somebody else in the document is a part of.
    pub(super) fn refer_alliance(&self, kinds: &[ActorKind]) -> Option<usize> {
        if kinds != [ActorKind::Coalition] {
            return None;
        }
        let near = |named: &&Named| self.number - named.sentence <= 6;
        let united = |named: &&Named| {
            let kind = self.cast.kind(named.member);
            matches!(kind, ActorKind::ArmedGroup | ActorKind::Organisation)
                && self.named.iter().any(|other| self.cast.is_part(other.member, named.member))
        };
        self.named.iter().rev().take_while(near).find(united).map(|named| named.member)
    }

    /// "X, an elite unit of the movement": the movement is none but the one that X is a part of.
    pub(super) fn whole_of_apposed(&self, index: usize, named: usize) -> Option<usize> {
        let place = self.chunks.group_at[index];
        let [.., Chunk::Group(part), Chunk::Comma, Chunk::Group(_), Chunk::Preposition(Some(Slot::Of), _)] =
            self.chunks.row[..place]
        else {
            return None;
        };
        let own = self.chunks.groups[part].mentions.last().and_then(|&mention| self.mentions[mention].actor);
        let part = own.and_then(|actor| self.cast.member(&self.ontology.actors()[actor].id)).filter(|&part| part == named)?;
        let near = self.named.iter().rev().take_while(|named| self.number - named.sentence <= 6);
        near.map(|named| named.member).find(|&whole| whole != part && self.cast.is_part(part, whole))
    }

    /// Whether a group opens its sentence and leads somebody by the clause after it: "The man who commanded X …".
    pub(super) fn leads_after(&self, index: usize) -> bool {
        let place = self.chunks.group_at[index];
        if place != 0 {
            return false;
        }
        let (Some(Chunk::Relative), Some(Chunk::Verb(verb))) = (self.chunks.row.get(place + 1), self.chunks.row.get(place + 2))
        else {
            return false;
        };
        let leads = |rule: usize| self.ontology.triggers()[rule].relation == Some(Predicate::Leads);
        self.chunks.verbs[*verb].main.as_ref().is_some_and(|word| word.verb_triggers(self.ontology).any(leads))
    }

    /// The one person that the two sentences before name.
    pub(super) fn person_before(&self) -> Option<usize> {
        let near = |named: &&Named| self.number - named.sentence <= 2;
        let earlier = self.named.iter().rev().take_while(near).filter(|named| named.sentence < self.number);
        let mut people = earlier.filter(|named| self.cast.kind(named.member) == ActorKind::Person);
        let first = people.next()?.member;
        people.all(|other| other.member == first).then_some(first)
    }

    /// "the Hamas leader", "the group's leader": whoever leads it, if a sentence just before names him.
    pub(super) fn leader_before(&self, index: usize, led: usize) -> Option<usize> {
        let group = &self.chunks.groups[index];
        let place = self.chunks.group_at[index];
        // "the Hamas leader, X", "the Hamas leader in Gaza": perhaps another.
        let alone = !matches!(self.chunks.row.get(place + 1), Some(Chunk::Comma | Chunk::Break | Chunk::Group(_)));
        let led = &self.cast.actor(led).id;
        let leads = |named: &&Named| {
            let entry = self.ontology.actor(&self.cast.actor(named.member).id);
            named.sentence < self.number && entry.is_some_and(|entry| entry.leads.iter().any(|leads| leads.of == *led))
        };
        let near = self.named.iter().rev().take_while(|named| self.number - named.sentence <= 2);
        near.filter(|_| alone && group.definite).find(leads).map(|named| named.member)
    }

    /// "the army": the last one of a state.
    fn is_army(&self, member: usize) -> bool {
        let actor = self.cast.actor(member);
        let state = || self.ontology.actor(&actor.principal).is_none_or(|principal| principal.kind == ActorKind::State);
        actor.kind == ActorKind::Military && state()
    }

    /// "the army": the last one named; `abroad` if a corps abroad will do, which is no army of its state.
    pub(super) fn refer_army(&mut self, abroad: bool) -> Option<usize> {
        let near = |named: &&Named| self.number - named.sentence <= 6;
        let whole = |named: &&Named| {
            let actor = self.cast.actor(named.member);
            let principal = self.ontology.actor(&actor.principal);
            let home = self.home.is_none_or(|home| self.ontology.actors()[home].id == actor.principal);
            principal.and_then(|principal| principal.military.as_ref()).map_or(home, |military| *military == actor.id)
        };
        let fits = |named: &&Named| self.is_army(named.member) && (abroad || whole(named));
        let last = self.named.iter().rev().take_while(near).find(fits).map(|named| named.member)?;
        // "the X air force … the army": the whole.
        let state = self.cast.actor(last).principal.clone();
        let whole = self.ontology.actor(&state).and_then(|state| state.military.clone());
        let whole = whole.and_then(|id| self.cast.by_id(&id)).filter(|&whole| self.cast.is_part(last, whole));
        whole.or(Some(last))
    }

    /// "… of X. That is an alliance to which Y belongs": X, whom the sentence before names last.
    pub(super) fn said_of_that(&mut self, readings: &mut [Reading]) {
        let [Chunk::Group(that), Chunk::Verb(verb), Chunk::Group(what), ..] = self.chunks.row[..] else { return };
        let group = &self.chunks.groups[that];
        let kinds = [ActorKind::ArmedGroup, ActorKind::Coalition, ActorKind::Organisation, ActorKind::Generic];
        // "an umbrella to which …" can be nothing else.
        let whole = matches!(self.chunks.row[3..], [Chunk::Preposition(Some(Slot::To), _), Chunk::Relative, ..]);
        let open = readings[what].actors.is_empty() && (whole || readings[what].makes == Some(Makes::Group));
        if !group.pronoun || !self.chunks.verbs[verb].copula || !open || !self.chunks.groups[what].single {
            return;
        }
        let named = self
            .named
            .iter()
            .rev()
            .find(|named| named.own && named.sentence < self.number && kinds.contains(&self.cast.kind(named.member)));
        let Some(member) = named.filter(|named| self.number - named.sentence <= 2).map(|named| named.member) else { return };
        let token = group.tokens.start;
        let at = self.named.partition_point(|named| (named.sentence, named.token) < (self.number, token));
        self.named.insert(
            at,
            Named {
                member,
                sentence: self.number,
                token,
                located: false,
                subject: true,
                own: false,
                against: false,
                several: false,
            },
        );
        for reading in [that, what] {
            readings[reading].actors = vec![member];
            readings[reading].referred = true;
        }
    }

    /// "coalition aircraft", "rebel positions": the actor that a class noun before the head refers to.
    pub(super) fn class_owner(&mut self, group: &Group) -> Option<usize> {
        let (_, modifiers) = group.words.split_last()?;
        let mut classes = modifiers.iter().filter_map(Word::generic).map(|(class, _)| &self.ontology.generics()[class]);
        // "regime helicopters": of the land.
        if classes.clone().any(|class| class.makes == Makes::Officials && class.at_home && !class.of_state) {
            return self.state_around().or_else(|| self.home_state());
        }
        classes.find(|class| class.makes == Makes::Group && !class.refers.is_empty()).and_then(|class| self.refer(&class.refers))
    }

    /// The state whose army "the army" is.
    pub(super) fn home_state(&mut self) -> Option<usize> {
        let id = self.ontology.actors()[self.home?].id.clone();
        self.cast.by_id(&id)
    }

    /// The state that the text is about, else the one in whose country the sentence says it happened.
    pub(super) fn state_of_text(&mut self) -> Option<usize> {
        let home = self.home.map(|home| self.ontology.actors()[home].id.clone());
        // "gunmen overran a post of X's army, killing eight soldiers": X's.
        let here = || self.named.iter().rev().take_while(|named| named.sentence == self.number);
        let hit = here().find(|named| !named.subject && self.is_army(named.member));
        let hit = hit.map(|named| self.cast.actor(named.member).principal.clone());
        let id = self.state_speaking().or(hit).or(home);
        let state = id.and_then(|id| self.cast.by_id(&id)).or_else(|| self.state_around())?;
        let military = self.ontology.actor(&self.cast.actor(state).id).and_then(|entry| entry.military.clone());
        Some(military.and_then(|id| self.cast.member(&id)).unwrap_or(state))
    }

    /// "The Turkish army said 12 soldiers had died": the state whose forces or officials speak.
    fn state_speaking(&self) -> Option<String> {
        let speaks = |verb: usize| {
            let act = |rule: usize| self.ontology.triggers()[rule].acts.contains(&Act::Speaks);
            self.chunks.verbs[verb].main.as_ref().is_some_and(|word| word.verb_triggers(self.ontology).any(act))
        };
        self.mentions.iter().find_map(|mention| {
            let actor = &self.ontology.actors()[mention.actor?];
            let index = self.chunks.groups.iter().position(|group| group.tokens.contains(&mention.tokens.start))?;
            let group = &self.chunks.groups[index];
            let body = matches!(actor.kind, ActorKind::Military | ActorKind::Government) && group.name_last;
            let servants = !group.name_last
                && matches!(self.makes_of(group.words.last().and_then(Word::generic)), Some(Makes::Officials | Makes::Forces));
            let principal = self.ontology.actor(self.ontology.principal(&actor.id))?;
            let place = self.chunks.group_at[index];
            let says = matches!(self.chunks.row.get(place + 1), Some(Chunk::Verb(verb)) if speaks(*verb));
            let own = self.is_subject(mention.tokens.start) && says && principal.kind == ActorKind::State;
            (own && (body || servants)).then(|| principal.id.clone())
        })
    }

    /// The state in whose country the sentence says it happened.
    pub(super) fn state_around(&mut self) -> Option<usize> {
        let country = self.mentions.iter().find_map(|mention| {
            let around = |place: &&crate::ontology::PlaceEntry| place.kind == PlaceKind::Country;
            let place = &self.ontology.places()[mention.place?];
            // A country is where it happened only behind a preposition.
            let mut before = self.tagged.tags[..mention.tokens.start].iter().rev().skip_while(|tag| **tag == Tag::Adjective);
            let there = place.kind != PlaceKind::Country || before.next() == Some(&Tag::Preposition);
            self.ontology.around(&place.id).find(around).filter(|_| there).map(|country| country.id.clone())
        })?;
        self.cast.by_id(&country)
    }

    /// "Israel, whose jets": the owner is the last one named before the clause.
    pub(super) fn whose_owner(&self, group: &Group, before: &[Reading]) -> Option<usize> {
        if !self.lexicon.is_word(&self.sentence.tokens[group.tokens.start], WordClass::RelativePossessive) {
            return None;
        }
        before.last()?.actors.last().copied()
    }

    /// The head noun of a group, without its plural ending.
    pub(super) fn noun(&self, index: usize) -> Option<String> {
        let group = &self.chunks.groups[index];
        let head = group.words.last().filter(|word| word.start + word.len == group.tokens.end && !group.name_last)?;
        let words: Vec<&str> =
            self.sentence.tokens[head.start..head.start + head.len].iter().map(|token| token.folded.as_str()).collect();
        Some(words.join(" ").trim_end_matches('s').to_owned())
    }

    /// "the mercenaries", after "X's mercenaries": the one group that was called so.
    pub(super) fn called(&self, index: usize) -> Option<usize> {
        let noun = self.noun(index)?;
        let near = |thing: &&Thing| self.number - thing.sentence <= CALLED;
        let mut called = self.things.iter().rev().take_while(near).filter(|thing| thing.noun == noun);
        let first = called.next().filter(|thing| self.is_group(thing.member))?.member;
        called.all(|thing| thing.member == first).then_some(first)
    }

    /// "the front", after "the Popular Front": the group named last whose name ends with this word.
    pub(super) fn named_so(&self, group: &Group, head: &Word) -> Option<usize> {
        let bare = group.definite && group.mentions.is_empty() && group.number.is_none() && group.compounds.is_empty();
        if !bare || group.possessor.is_some() || group.pronoun_owner {
            return None;
        }
        let part = |rule: usize| self.ontology.triggers()[rule].relation == Some(Predicate::PartOf);
        let reach = match head.generic().map(|(class, _)| &self.ontology.generics()[class]) {
            Some(class) if class.makes == Makes::Forces && !class.of_state && class.means.is_none() => SO_NAMED,
            // "the movement" may be any.
            Some(class) if matches!(class.makes, Makes::Group | Makes::Part) => 1,
            None if head.noun_triggers(self.ontology).any(part) => SO_NAMED,
            _ => return None,
        };
        let noun = &self.sentence.tokens[group.tokens.end - 1].folded;
        let so = |named: &&Named| {
            let actor = self.cast.actor(named.member);
            let ends = actor.name.rsplit_once(' ').is_some_and(|(_, last)| last.to_lowercase() == *noun);
            named.own && ends && self.is_group(named.member) && actor.kind != ActorKind::Generic
        };
        let near = |named: &&Named| self.number - named.sentence <= reach;
        self.named.iter().rev().take_while(near).find(so).map(|named| named.member)
    }

    /// "its neighbour": of these kinds the actor named last that is not of the owner's side.
    pub(super) fn beside_owner(&self, owner: usize, kinds: &[ActorKind]) -> Option<usize> {
        let near = |named: &&Named| self.number - named.sentence <= CALLED;
        let other = |named: &&Named| {
            let principal = &self.cast.actor(named.member).principal;
            let kind = self.ontology.actor(principal).map(|entry| entry.kind);
            kind.is_some_and(|kind| kinds.contains(&kind)) && !self.cast.same_side(named.member, owner)
        };
        let named = self.named.iter().rev().take_while(near).find(other)?;
        self.cast.member(&self.cast.actor(named.member).principal).or(Some(named.member))
    }

    /// "the boats", after "four Houthi boats": whose they were.
    pub(super) fn thing_before(&self, index: usize) -> Option<usize> {
        let noun = self.noun(index)?;
        let near = |thing: &&Thing| self.number - thing.sentence <= 4;
        self.things.iter().rev().take_while(near).find(|thing| thing.noun == noun).map(|thing| thing.member)
    }
}
