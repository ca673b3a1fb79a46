//! Pronouns and definite descriptions: to the actor named before.

use super::{GroupReader, Named, Reading, Stated, Thing};
use crate::extract::group::{Chunk, Group};
use crate::extract::tag::{Tag, Word};
use crate::lexicon::Form;
use crate::ontology::schema::{Act, Makes, Slot, WordClass};
use crate::recognize::Mention;
use crate::vocabulary::{ActorKind, PlaceKind};

/// At whom something is aimed that stands in a clause: nobody fires at himself.
const AIMED: [Slot; 7] = [Slot::At, Slot::On, Slot::Against, Slot::Into, Slot::Toward, Slot::Towards, Slot::Upon];

/// How many groups and prepositions may stand between a verb and whom it is aimed at.
const WITHIN: usize = 7;

/// How many names back the only actor of a kind is looked for, so that reading stays linear.
const REMEMBERED: usize = 400;

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

    /// The actor that a pronoun stands for: the nearest subject before it in its sentence, else the first actor named
    /// there, else the one that the main clause after it names, else the first one of the sentences before.
    pub(super) fn pronoun(&mut self, group: &Group) -> Option<usize> {
        if let Some(first) = group.tokens.clone().find(|&at| self.is_first_person(at)) {
            return self.speaker(first);
        }
        if let Some(backer) = self.contact_subject(group) {
            return Some(backer);
        }
        // Whoever writes "we" is not "they".
        let writes = |at: usize| self.voices.is_writer(self.number, at);
        let beside = |at: &usize| self.is_first_person(*at) && writes(*at) == writes(group.tokens.start);
        let first = (0..self.sentence.tokens.len()).find(beside);
        let us = first.and_then(|first| self.speaker(first));
        [(true, true), (false, true), (true, false), (false, false)]
            .into_iter()
            .find_map(|(single, agrees)| self.antecedent(group, single, agrees, us))
    }

    /// The actor that a pronoun stands for; if `single`, "it" stands for no class of many, and if `agrees`, "its" for no
    /// "US and British jets". Whoever writes "we" is `us`.
    fn antecedent(&self, group: &Group, single: bool, agrees: bool, us: Option<usize>) -> Option<usize> {
        let tokens = || self.sentence.tokens[group.tokens.clone()].iter();
        let person = tokens().any(|token| self.lexicon.is_word(token, WordClass::PersonPronoun));
        if !person && !tokens().any(|token| self.lexicon.is_word(token, WordClass::ThingPronoun)) {
            return None;
        }
        // "Ten of them" are people, not states.
        let part = self.chunks.groups.iter().position(|other| other.tokens == group.tokens).is_some_and(|at| {
            let before = self.chunks.group_at[at].checked_sub(1).and_then(|before| self.chunks.row.get(before));
            matches!(before, Some(Chunk::Preposition(Some(Slot::Of), _)))
        });
        // "It" is no people.
        let several = tokens().any(|token| self.lexicon.is_word(token, WordClass::PluralPronoun));
        let fits = |named: &&Named| {
            let kind = self.cast.actor(named.member).kind;
            let many = matches!(kind, ActorKind::Civilians | ActorKind::Generic);
            let among = several && part && kind == ActorKind::State;
            // "X denied that it had targeted civilians, and said it …"
            let unarmed = self.cast.civilians() == Some(self.cast.actor(named.member).principal.as_str());
            let ours = us.is_some_and(|us| !person && self.cast.same_side(named.member, us));
            !named.located
                && !ours
                && !among
                && (several || person || !agrees || named.sentence != self.number || !self.is_of_several(named.token))
                && (several || !unarmed)
                && (kind == ActorKind::Person) == person
                && (several || !many || !single && kind == ActorKind::Generic)
        };
        // "US warplanes bombed its bases": "its" is no plural.
        let agrees = |named: &&Named| {
            let group = self.chunks.groups.iter().find(|group| group.tokens.contains(&named.token));
            let head = group.filter(|group| !group.name_last).and_then(|group| group.words.last()).and_then(Word::generic);
            several || !single || head.is_none_or(|(_, plural)| !plural)
        };
        // Names stand in reading order, so a sentence is a stretch of the list.
        let of = |sentence: usize| {
            let start = self.named.partition_point(|named| named.sentence < sentence);
            self.named[start..].iter().take_while(move |named| named.sentence == sentence)
        };
        let before = || of(self.number).take_while(|named| named.token < group.tokens.start).filter(fits).filter(agrees);
        let barred = self.own_subject(group);
        let open = |named: &&Named| barred.is_none_or(|barred| !self.cast.same_side(named.member, barred));
        let subjects = || before().filter(open).filter(|named| self.is_subject(named.token));
        // "X, which Y had blamed, said it …": X.
        let subject = subjects().filter(|named| !self.is_in_aside(named.token, group)).last().or_else(|| subjects().last());
        let here = subject.or_else(|| before().find(open));
        let earlier =
            || (1..=2).filter_map(|back| self.number.checked_sub(back)).find_map(|sentence| of(sentence).filter(fits).find(open));
        here.map(|named| named.member)
            .or_else(|| self.main_subject_after(group, person))
            .or_else(|| earlier().map(|named| named.member))
    }

    /// Whether the name at this token stands in a noun of several: "American jets", "US and British jets".
    fn is_of_several(&self, token: usize) -> bool {
        let Some(index) = self.chunks.groups.iter().position(|group| group.tokens.contains(&token)) else { return false };
        let plural =
            |group: &Group| !group.name_last && group.words.last().and_then(Word::generic).is_some_and(|(_, plural)| plural);
        let place = self.chunks.group_at[index];
        let joined = match (self.chunks.row.get(place + 1), self.chunks.row.get(place + 2)) {
            (Some(Chunk::Conjunction), Some(Chunk::Group(other))) => Some(&self.chunks.groups[*other]),
            _ => None,
        };
        plural(&self.chunks.groups[index]) || joined.is_some_and(plural)
    }

    /// "An Iraqi militia said it had …": one of a class, rather than who the class is named after.
    pub(super) fn one_of_class(&self, index: usize, before: &[Reading]) -> Option<usize> {
        let tokens = &self.sentence.tokens[self.chunks.groups[index].tokens.clone()];
        let is = |class: WordClass| tokens.iter().any(|token| self.lexicon.is_word(token, class));
        if !is(WordClass::ThingPronoun) || is(WordClass::PluralPronoun) {
            return None;
        }
        let opens = |&at: &usize| {
            let place = self.chunks.group_at[at].checked_sub(1).map(|place| &self.chunks.row[place]);
            let group = &self.chunks.groups[at];
            matches!(place, None | Some(Chunk::Comma | Chunk::Subordinator)) && !group.pronoun
        };
        let subject = (0..before.len()).rev().find(opens)?;
        let first = &self.sentence.tokens[self.chunks.groups[subject].tokens.start];
        let single = self.lexicon.is_word(first, WordClass::Single);
        match before[subject].actors[..] {
            [class] if single && self.cast.actor(class).kind == ActorKind::Generic => Some(class),
            _ => None,
        }
    }

    /// "Local gunmen said they had …": those, whom nothing names.
    pub(super) fn stands_for_nobody(&self, index: usize, before: &[Reading]) -> bool {
        let tokens = &self.sentence.tokens[self.chunks.groups[index].tokens.clone()];
        let several = tokens.iter().any(|token| self.lexicon.is_word(token, WordClass::PluralPronoun));
        let place = self.chunks.group_at[index];
        let acts = matches!(self.chunks.row.get(place + 1), Some(Chunk::Verb(_)));
        let crowd = |reading: &Reading| {
            reading.actors.is_empty()
                && matches!(reading.makes, Some(Makes::Group | Makes::Forces | Makes::People | Makes::Leader))
        };
        // "Two fighters were in their car when a drone hit them"
        let hit = matches!(place.checked_sub(1).map(|at| &self.chunks.row[at]), Some(Chunk::Verb(_)));
        let clause = || self.chunks.row[..place].iter().any(|chunk| matches!(chunk, Chunk::Subordinator));
        if several && !acts && hit && clause() && before.first().is_some_and(crowd) && self.chunks.group_at[0] == 0 {
            return true;
        }
        let Some(verb) = self.chunks.row[..place].iter().rposition(|chunk| matches!(chunk, Chunk::Verb(_))) else { return false };
        let Some(Chunk::Group(subject)) = verb.checked_sub(1).and_then(|at| self.chunks.row.get(at)) else { return false };
        let opens = verb < 3 && place - verb <= 3;
        let unnamed = before.get(*subject).is_some_and(|reading| {
            reading.actors.is_empty() && matches!(reading.makes, Some(Makes::Group | Makes::Forces | Makes::People))
        });
        several && acts && opens && unnamed
    }

    /// "X blamed it": not X.
    fn own_subject(&self, group: &Group) -> Option<usize> {
        let at = self.chunks.groups.iter().position(|other| other.tokens == group.tokens)?;
        let place = self.chunks.group_at[at];
        // "X said it had …": X.
        let acts = matches!(self.chunks.row.get(place + 1), Some(Chunk::Verb(_)));
        let row = |at: usize| self.chunks.row.get(at);
        // "X sent weapons to it"
        let before = match (place.checked_sub(1).and_then(row), place.checked_sub(2).and_then(row)) {
            (Some(Chunk::Preposition(Some(Slot::To | Slot::For | Slot::Against | Slot::Of), _)), Some(Chunk::Group(_))) => {
                place - 2
            }
            (Some(Chunk::Preposition(Some(Slot::To | Slot::For | Slot::Against), _)), Some(Chunk::Verb(_))) => place - 1,
            (Some(Chunk::Preposition(Some(slot), _)), _) if AIMED.contains(slot) => {
                let passed = |&at: &usize| matches!(row(at), Some(Chunk::Group(_) | Chunk::Preposition(..) | Chunk::Conjunction));
                (place.saturating_sub(WITHIN)..place).rev().find(|at| !passed(at)).map_or(place, |verb| verb + 1)
            }
            _ => place,
        };
        // "X said it was theirs": X's.
        let acted = |chunk: &Chunk| matches!(chunk, Chunk::Verb(verb) if !self.chunks.verbs[*verb].copula);
        let mut verb = before.checked_sub(1).filter(|&verb| row(verb).is_some_and(acted))?;
        // "X continues to arm it", "X goes on arming it"
        while let Some(Chunk::Verb(inner)) = row(verb) {
            let inner = &self.chunks.verbs[*inner];
            let bare = inner.infinitive || inner.form == Form::Ing && !inner.finite_auxiliary;
            let particle = usize::from(matches!(verb.checked_sub(1).and_then(row), Some(Chunk::Preposition(..))));
            let above = verb.checked_sub(1 + particle).filter(|&above| bare && matches!(row(above), Some(Chunk::Verb(_))));
            let Some(above) = above else { break };
            verb = above;
        }
        let subject = match row(verb.checked_sub(1)?) {
            Some(Chunk::Group(subject)) => *subject,
            // "X, which regards it as …"
            Some(Chunk::Relative) => {
                match self.chunks.row[..verb - 1].iter().rev().find(|chunk| !matches!(chunk, Chunk::Comma)) {
                    Some(Chunk::Group(subject)) => *subject,
                    _ => return None,
                }
            }
            _ => return None,
        };
        let tokens = &self.chunks.groups[subject].tokens;
        let here = |named: &&Named| named.sentence == self.number && tokens.contains(&named.token);
        self.named.iter().rev().find(here).map(|named| named.member).filter(|_| group.pronoun && !acts)
    }

    /// "the former", "the latter": of the two actors named last.
    pub(super) fn one_of_two(&self, group: &Group) -> Option<usize> {
        let last = &self.sentence.tokens[group.tokens.end - 1];
        let first = self.lexicon.is_word(last, WordClass::FirstOfTwo);
        if !(group.definite && group.mentions.is_empty()) || !first && !self.lexicon.is_word(last, WordClass::SecondOfTwo) {
            return None;
        }
        let of = |sentence: usize| {
            let mut sides: Vec<usize> = Vec::new();
            let there = self.named.iter().rev().take_while(|named| self.number - named.sentence <= 1);
            for named in there.filter(|named| !named.located && named.sentence == sentence) {
                if sides.iter().all(|&other| !self.cast.same_side(other, named.member)) {
                    sides.push(named.member);
                }
            }
            // With more than two it is not clear which are meant.
            match sides[..] {
                [second, one] => Some(if first { one } else { second }),
                _ => None,
            }
        };
        self.number.checked_sub(1).and_then(of).or_else(|| of(self.number))
    }

    fn is_first_person(&self, token: usize) -> bool {
        let named = self.mentions.iter().any(|mention| mention.tokens.contains(&token));
        let token = &self.sentence.tokens[token];
        // "US" is no "us".
        let acronym = token.upper && token.folded.len() > 1;
        !named
            && !acronym
            && [WordClass::FirstSingular, WordClass::FirstPlural].iter().any(|&class| self.lexicon.is_word(token, class))
    }

    /// Whom "I" or "we" at this token stands for: of a person who says "we", those whom that person serves.
    fn speaker(&mut self, token: usize) -> Option<usize> {
        let plural = self.lexicon.is_word(&self.sentence.tokens[token], WordClass::FirstPlural);
        let Some((sentence, mention)) = self.voices.at(self.number, token) else {
            let writes = plural && self.voices.is_writer(self.number, token);
            return self.voices.state.filter(|_| writes).map(|state| self.cast.known(state, None));
        };
        let speaker = self.member_of(&self.all[sentence][mention], None)?;
        if self.lexicon.is_word(&self.sentence.tokens[token], WordClass::FirstSingular) {
            return Some(speaker);
        }
        let actor = self.cast.actor(speaker);
        let served = self.ontology.actor(&actor.id).and_then(|entry| entry.speaks_for.clone());
        let served = served.unwrap_or_else(|| actor.principal.clone());
        if actor.kind == ActorKind::Person { self.cast.by_id(&served).or(Some(speaker)) } else { Some(speaker) }
    }

    /// Whether a name is the subject of a relative clause between commas that closes before a group.
    fn is_in_aside(&self, token: usize, group: &Group) -> bool {
        let Some(index) = self.chunks.groups.iter().position(|group| group.tokens.contains(&token)) else { return false };
        let place = self.chunks.group_at[index];
        let row = |at: Option<usize>| at.and_then(|at| self.chunks.row.get(at));
        let opens =
            matches!(row(place.checked_sub(1)), Some(Chunk::Relative)) && matches!(row(place.checked_sub(2)), Some(Chunk::Comma));
        let closes = |at: usize| {
            let Some(Chunk::Verb(verb)) = row(Some(at + 1)) else { return false };
            self.chunks.row[at] == Chunk::Comma && self.chunks.verbs[*verb].tokens.end <= group.tokens.start
        };
        opens && (place + 1..self.chunks.row.len()).any(closes)
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

    /// "Hours after it bombed the port, Israel …": the subject of the main clause that an opening clause leads up to.
    fn main_subject_after(&self, group: &Group, person: bool) -> Option<usize> {
        // "Hours after it …" as well.
        let opens = |at: usize| matches!(self.chunks.row.get(at), Some(Chunk::Subordinator | Chunk::Preposition(..)));
        if !(opens(0) || matches!(self.chunks.row.first(), Some(Chunk::Group(_))) && opens(1)) {
            return None;
        }
        let at = self.chunks.groups.iter().position(|other| other.tokens == group.tokens)?;
        let comma = (self.chunks.group_at[at]..self.chunks.row.len()).find(|&at| self.chunks.row[at] == Chunk::Comma)?;
        let Some(Chunk::Group(next)) = self.chunks.row.get(comma + 1) else { return None };
        let mention = *self.chunks.groups[*next].mentions.last().filter(|_| self.chunks.groups[*next].name_last)?;
        let entry = &self.ontology.actors()[self.mentions[mention].actor?];
        let subject = matches!(self.chunks.row.get(comma + 2), Some(Chunk::Verb(_)));
        ((entry.kind == ActorKind::Person) == person && subject).then(|| self.cast.member(&entry.id)).flatten()
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
                && self.cast.actor(named.member).kind != ActorKind::Person
                && !self.is_class_of_bystanders(named.member)
        };
        let near = || self.named.iter().rev().take_while(|named| self.number - named.sentence <= 2).filter(before).filter(other);
        // Who has forces of its own before a class or a people.
        let armed = |named: &&Named| {
            use ActorKind::{ArmedGroup, Coalition, Military, State};
            matches!(self.cast.actor(named.member).kind, ArmedGroup | Coalition | Military | State)
        };
        near().find(armed).or_else(|| near().next()).map(|named| named.member)
    }

    /// "the group": the last actor of a fitting kind.
    pub(super) fn refer(&self, kinds: &[ActorKind]) -> Option<usize> {
        let near = |named: &&Named| self.number - named.sentence <= 6;
        let fits = |named: &&Named| kinds.contains(&self.cast.actor(named.member).kind);
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
        let last = last().find(own).map(|last| topic(last).unwrap_or(last)).or_else(|| last().find(fits));
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

    pub(super) fn refer_army(&self) -> Option<usize> {
        let near = |named: &&Named| self.number - named.sentence <= 6;
        let fits = |named: &&Named| self.is_army(named.member);
        self.named.iter().rev().take_while(near).find(fits).map(|named| named.member)
    }

    /// "the two groups": the last actors of a fitting kind, if there are as many.
    pub(super) fn refer_several(&self, kinds: &[ActorKind], number: usize) -> Vec<usize> {
        let near = |named: &&Named| self.number - named.sentence <= 6;
        let mut found: Vec<usize> = Vec::new();
        for named in self.named.iter().rev().take_while(near) {
            if kinds.contains(&self.cast.actor(named.member).kind) && !found.contains(&named.member) && found.len() < number {
                found.push(named.member);
            }
        }
        if found.len() == number { found } else { Vec::new() }
    }

    /// "both", "all three": the groups that the sentence, or else the one before, has named, if they are as many.
    pub(super) fn several_before(&self, group: &Group) -> Vec<usize> {
        let tokens = &self.sentence.tokens[group.tokens.clone()];
        let bare = group.words.is_empty() && group.mentions.is_empty() && group.possessor.is_none();
        let pair = tokens.iter().any(|token| self.lexicon.is_word(token, WordClass::Pair));
        let all = tokens.len() > 1 && tokens.iter().any(|token| self.lexicon.is_word(token, WordClass::PluralPronoun));
        let number = if pair { Some(2) } else { group.number.filter(|_| all || group.definite) };
        let Some(number) = number.filter(|_| bare && tokens.len() <= 2) else { return Vec::new() };
        let of = |sentence: usize| {
            let mut found: Vec<usize> = Vec::new();
            for named in self.named.iter().rev().take_while(|named| self.number - named.sentence <= 1) {
                let fits = named.sentence == sentence && self.cast.actor(named.member).kind == ActorKind::ArmedGroup;
                if fits && !found.contains(&named.member) {
                    found.push(named.member);
                }
            }
            if found.len() != number as usize {
                // "X, Y and Z belong to W. All three …": not W.
                let all = found.clone();
                found.retain(|&whole| !all.iter().any(|&part| self.cast.is_part(part, whole)));
            }
            if found.len() == number as usize { found } else { Vec::new() }
        };
        let here = of(self.number);
        if here.is_empty() { self.number.checked_sub(1).map(of).unwrap_or_default() } else { here }
    }

    /// "coalition aircraft", "rebel positions": the actor that a class noun before the head refers to.
    pub(super) fn class_owner(&self, group: &Group) -> Option<usize> {
        let (_, modifiers) = group.words.split_last()?;
        let class = modifiers.iter().filter_map(Word::generic).map(|(class, _)| &self.ontology.generics()[class]);
        class.filter(|class| class.makes == Makes::Group && !class.refers.is_empty()).find_map(|class| self.refer(&class.refers))
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

    /// "the boats", after "four Houthi boats": whose they were.
    pub(super) fn thing_before(&self, index: usize) -> Option<usize> {
        let noun = self.noun(index)?;
        let near = |thing: &&Thing| self.number - thing.sentence <= 4;
        self.things.iter().rev().take_while(near).find(|thing| thing.noun == noun).map(|thing| thing.member)
    }
}
