//! Who leads and who belongs to whom, as roles and names state it.

use super::{GroupReader, Reading, Stated};
use crate::document::BlockKind;
use crate::extract::group::{Chunk, Group};

use crate::lexicon::{NameForm, WordSense};
use crate::ontology::schema::{Act, Makes, Slot, WordClass};
use crate::recognize::Mention;
use crate::text::TokenKind;
use crate::vocabulary::{ActorKind, Origin};

/// For how many sentences "the movement" may be the one that its leader leads.
const CALLED: usize = 12;

impl GroupReader<'_, '_> {
    /// "Hamas's Qassam Brigades": said by the text, and known to the ontology.
    ///
    /// Gives the part: of "the Guards' Aerospace Force" the one that the ontology has under its whole name.
    pub(super) fn state_part(&mut self, part: usize, whole: usize) -> usize {
        let part = self.whole_name(part, whole).unwrap_or(part);
        let known = self.cast.is_part(part, whole);
        let state = self.cast.kind(whole) == ActorKind::State;
        // "Hamas's Northern Brigade", which the ontology lacks.
        let introduced = self.cast.actor(part).origin == Origin::Discovered && self.is_group(part);
        if introduced {
            self.cast.serves(part, whole);
        }
        if (known || introduced && self.is_group(whole)) && !state {
            self.stated.push(Stated::PartOf(part, whole));
        }
        part
    }

    /// The part of the whole whose names end with the name of an introduced actor.
    fn whole_name(&mut self, part: usize, whole: usize) -> Option<usize> {
        let (actor, whole) = (self.cast.actor(part), &self.cast.actor(whole).id);
        let end = format!(" {}", crate::fold::fold(&actor.name));
        let fits = |entry: &&crate::ontology::ActorEntry| {
            entry.part_of.iter().any(|membership| &membership.of == whole)
                && std::iter::once(&entry.name).chain(&entry.aliases).any(|name| crate::fold::fold(name).ends_with(&end))
        };
        let mut found = self.ontology.actors().iter().filter(|_| actor.origin == Origin::Discovered).filter(fits);
        let id = found.next().filter(|_| found.next().is_none()).map(|entry| entry.id.clone())?;
        self.cast.by_id(&id)
    }

    /// "IRGC Quds Force" as one name states that it belongs to the IRGC.
    pub(super) fn state_own_whole(&mut self, mention: &Mention, member: usize) {
        let Some(entry) = mention.actor.map(|actor| &self.ontology.actors()[actor]) else { return };
        if !matches!(entry.kind, ActorKind::ArmedGroup | ActorKind::Military) {
            return;
        }
        let tokens = &self.sentence.tokens[mention.tokens.clone()];
        if tokens.iter().any(|token| self.lexicon.is_word(token, WordClass::Preposition)) {
            return;
        }
        let opening = |&(start, ..): &(usize, usize, NameForm)| start == mention.tokens.start;
        for (_, inner, form) in self.names_inside(mention).into_iter().filter(opening) {
            let whole = &self.ontology.actors()[inner];
            // "the Houthi navy" only describes, and "al-Qaeda in Yemen" is not said to belong.
            if form != NameForm::Adjective
                && whole.kind != ActorKind::State
                && entry.part_of.iter().any(|membership| membership.of == whole.id)
            {
                let whole = self.cast.known(inner, None);
                self.stated.push(Stated::PartOf(member, whole));
                return;
            }
        }
    }

    /// Leaders and members: "Kataib Hezbollah commander X", "X, the leader of Y", "Y's leader X", "X, part of Y".
    pub(super) fn state_roles(&mut self, index: usize, readings: &[Reading]) {
        let group = &self.chunks.groups[index];
        let leader_word = group.words.iter().any(|word| self.makes_of(word.generic()) == Some(Makes::Leader))
            || group.mentions.last().is_some_and(|&mention| self.has_title(&self.mentions[mention]));
        self.state_followers(index, readings);
        // "He made his name as head of X"
        if let Some(person) = self.named_for(index, readings) {
            let led = self.described_led(index, readings);
            self.state_lead(person, led, index);
        }
        self.state_leaders(index, readings);
        let is_person = |member: usize| self.cast.kind(member) == ActorKind::Person;
        let person = readings[index].actors.last().copied().filter(|&member| group.name_last && is_person(member));
        let place = self.chunks.group_at[index];
        let row = |at: usize| self.chunks.row.get(at);
        // "He is the leader of Y"
        let is = || matches!(row(place + 1), Some(Chunk::Verb(verb)) if self.chunks.verbs[*verb].copula);
        let he = || readings[index].actors.last().copied().filter(|&member| group.pronoun && is_person(member) && is());
        if let Some(person) = person.or_else(he) {
            self.state_service(index, person, readings);
            if leader_word && !self.is_former(group) {
                let inside =
                    group.mentions.iter().rev().skip(1).find_map(|&mention| self.member_of(&self.mentions[mention], None));
                let led = match inside {
                    Some(led) => Some(led),
                    None => group
                        .possessor
                        .and_then(|possessor| readings[possessor].actors.last().copied())
                        .or_else(
                            || if group.pronoun_owner { self.led_before(person).or_else(|| self.pronoun(group)) } else { None },
                        )
                        .or_else(|| self.army_chief(index, person))
                        .or_else(|| self.office(person)),
                };
                // "Prime Minister X of Y", "the secretary-general of the movement X"
                let state_after = match (row(place + 1), row(place + 2)) {
                    (Some(Chunk::Preposition(Some(Slot::Of), _)), Some(Chunk::Group(next))) => {
                        readings[*next].actors.last().copied()
                    }
                    _ => None,
                };
                self.state_lead(person, led.or(state_after), index);
            }
            let role = self
                .description(index)
                .map(|next| self.head_of_it(next, readings).unwrap_or(next))
                .filter(|&next| readings[next].makes == Some(Makes::Leader) && !self.is_former(&self.chunks.groups[next]));
            if let Some(next) = role {
                let of_it = if self.chunks.groups[next].pronoun_owner { self.led_before(person) } else { None };
                let led = of_it.or_else(|| self.described_led(next, readings)).or_else(|| self.led_by_relative(index, readings));
                let led = led.or_else(|| self.bare_office(next, person));
                self.state_lead(person, led, next);
                for led in self.led_beside(next, readings) {
                    self.state_lead(person, Some(led), next);
                }
            }
            return;
        }
        // "the leader of Hezbollah, Hassan Nasrallah", "its leader, X"
        let told_of = || {
            // "X, the leader of Y, Z": the leader is X.
            let (comma, name) = (place.checked_sub(1).and_then(row), place.checked_sub(2).and_then(row));
            matches!(comma, Some(Chunk::Comma))
                && matches!(name, Some(Chunk::Group(name)) if self.chunks.groups[*name].name_last
                    && readings[*name].actors.last().is_some_and(|&member| is_person(member)))
        };
        if readings[index].makes == Some(Makes::Leader) && !group.name_last && !self.is_former(group) && !told_of() {
            let person_at = |at: usize| match row(at) {
                Some(Chunk::Group(next)) => {
                    let member = readings[*next].actors.last().copied();
                    member
                        .filter(|&member| self.chunks.groups[*next].name_last && is_person(member))
                        .map(|member| (*next, member))
                }
                _ => None,
            };
            let mut at = place + 1;
            let mut of_group = None;
            while matches!(row(at), Some(Chunk::Preposition(Some(Slot::Of | Slot::In), _)))
                && matches!(row(at + 1), Some(Chunk::Group(_)))
            {
                // "the secretary-general of the movement X"
                of_group = of_group.or_else(|| person_at(at + 1));
                at += 2;
            }
            let mut named = false;
            match row(at) {
                Some(Chunk::Comma) => at += 1,
                // "whose leader is X", "a commander of Y known as X"
                Some(Chunk::Verb(verb)) => {
                    let verb = &self.chunks.verbs[*verb];
                    named = self.is_naming(verb.tokens.start);
                    if verb.copula || named {
                        at += 1;
                    }
                }
                _ => {}
            }
            if named && matches!(row(at), Some(Chunk::Preposition(Some(Slot::As), _))) {
                at += 1;
            }
            if let Some((inner, person)) = of_group {
                let class = self.chunks.groups[inner].words.iter().find_map(|word| word.generic());
                let led = class.and_then(|(class, _)| self.refer(&self.ontology.generics()[class].refers));
                self.state_lead(person, led, index);
            } else if let Some((_, person)) = person_at(at).filter(|_| !self.speaks_after(place, at)) {
                let own = readings[index].actors.last().copied();
                let led = if group.pronoun_owner { self.led_before(person).or(own) } else { own };
                let led = led.or_else(|| self.whose(index, readings)).or_else(|| self.led_with(index, readings));
                let led = led.or_else(|| self.bare_office(index, person));
                self.state_lead(person, led, index);
                for led in self.led_beside(index, readings) {
                    self.state_lead(person, Some(led), index);
                }
            }
        }
    }

    /// "Jets killed a commander of X, Y said": whoever speaks after the comma is no commander of X.
    fn speaks_after(&self, role: usize, name: usize) -> bool {
        let verb = |at: usize| match self.chunks.row.get(at) {
            Some(Chunk::Verb(verb)) => Some(&self.chunks.verbs[*verb]),
            _ => None,
        };
        let speaks = |rule: usize| self.ontology.triggers()[rule].acts.contains(&Act::Speaks);
        let says =
            verb(name + 1).and_then(|verb| verb.main.as_ref()).is_some_and(|word| word.verb_triggers(self.ontology).any(speaks));
        says && self.chunks.row[name - 1] == Chunk::Comma && (0..role).any(|at| verb(at).is_some())
    }

    pub(super) fn is_naming(&self, at: usize) -> bool {
        self.lexicon
            .words_at(&self.sentence.tokens, at)
            .iter()
            .any(|found| found.senses.iter().any(|sense| matches!(sense, WordSense::Class(WordClass::Naming, _))))
    }

    /// Whose person this is, leader or not: "a Hamas fighter, X", "the Hezbollah spokesman X".
    fn state_service(&mut self, index: usize, person: usize, readings: &[Reading]) {
        let group = &self.chunks.groups[index];
        let inside = (!group.words.is_empty())
            .then(|| group.mentions.iter().rev().skip(1).find_map(|&mention| self.member_of(&self.mentions[mention], None)))
            .flatten();
        let possessor = group.possessor.and_then(|possessor| readings[possessor].actors.last().copied());
        let described = self.description(index).filter(|&next| {
            use Makes::{Forces, Group, Leader, Officials};
            matches!(readings[next].makes, Some(Leader | Officials | Group | Forces)) && !self.chunks.groups[next].name_last
        });
        let described = described.and_then(|next| self.described_led(next, readings));
        if let Some(whom) = inside.or(possessor).or(described) {
            self.cast.serves(person, whom);
        }
    }

    /// "The Y leaders are:" and the items of the list after it.
    pub(super) fn listed_leaders(&mut self, readings: &[Reading]) {
        let colon = self.sentence.tokens.last().is_some_and(|last| last.folded == ":");
        let leaders = (0..readings.len()).find(|&index| {
            let plural = self.chunks.groups[index].words.last().and_then(|word| word.generic()).is_some_and(|(_, plural)| plural);
            readings[index].makes == Some(Makes::Leader) && plural && !readings[index].actors.is_empty()
        });
        if colon {
            self.cast.listed = leaders.and_then(|index| readings[index].actors.last().copied());
            return;
        }
        let Some(led) = self.cast.listed else { return };
        if self.sentence.kind != BlockKind::Item {
            self.cast.listed = None;
            return;
        }
        let opens = |index: &usize| {
            let start = self.chunks.groups[*index].tokens.start;
            self.sentence.tokens[..start].iter().all(|token| token.kind == TokenKind::Punctuation)
        };
        let person = (0..readings.len()).next().filter(opens).and_then(|index| readings[index].actors.last().copied());
        self.state_lead_of(person, led);
    }

    fn state_lead_of(&mut self, person: Option<usize>, led: usize) {
        if let Some(person) = person.filter(|&person| self.cast.kind(person) == ActorKind::Person) {
            self.stated.push(Stated::Leads(person, led));
            self.cast.serves(person, led);
        }
    }

    /// "the commander of X, Y and Z": those after X.
    fn led_beside(&self, index: usize, readings: &[Reading]) -> Vec<usize> {
        let row = |at: usize| self.chunks.row.get(at);
        let mut at = self.chunks.group_at[index] + 1;
        if !matches!(row(at), Some(Chunk::Preposition(Some(Slot::Of), _))) {
            return Vec::new();
        }
        let mut items = Vec::new();
        let mut joined = false;
        loop {
            let Some(Chunk::Group(group)) = row(at + 1) else { return Vec::new() };
            let Some(&member) = readings[*group].actors.last().filter(|_| self.chunks.groups[*group].name_last) else {
                return Vec::new();
            };
            if !self.is_group(member) {
                return Vec::new();
            }
            items.push(member);
            at += 2;
            if joined {
                break;
            }
            match (row(at), row(at + 1)) {
                (Some(Chunk::Comma), Some(Chunk::Conjunction)) if items.len() > 1 => {
                    joined = true;
                    at += 1;
                }
                (Some(Chunk::Comma), _) => {}
                (Some(Chunk::Conjunction), _) => joined = true,
                _ => return Vec::new(),
            }
        }
        items.split_off(1)
    }

    pub(super) fn is_former(&self, group: &Group) -> bool {
        self.sentence.tokens[group.tokens.clone()].iter().any(|token| self.lexicon.is_word(token, WordClass::Former))
    }

    /// Whether a name holds an office of its own: "President Biden".
    fn has_title(&self, mention: &Mention) -> bool {
        self.title_class(mention).is_some()
    }

    /// The class of the title that a name begins with.
    pub(super) fn title_class(&self, mention: &Mention) -> Option<usize> {
        // A title may have two words, but the name goes on after it.
        let title = &self.sentence.tokens[mention.tokens.start..mention.tokens.end - 1];
        let matches = if title.is_empty() { Default::default() } else { self.lexicon.words_at(title, 0) };
        matches.iter().flat_map(|found| found.senses).find_map(|sense| match sense {
            WordSense::Generic(class, _) if self.ontology.generics()[*class].makes == Makes::Leader => Some(*class),
            _ => None,
        })
    }

    /// What this person is known to lead, if the text named it shortly before: for "its leader X".
    fn led_before(&self, person: usize) -> Option<usize> {
        let near = self.named.iter().rev().take_while(|named| self.number - named.sentence <= 4);
        let known = near.map(|named| named.member).find(|&member| self.is_led_by(member, person));
        known.or_else(|| {
            // Of somebody unknown: the last group named before.
            let actor = self.cast.actor(person);
            let start = self.named.iter().position(|named| named.sentence == self.number && named.member == person);
            let before = self.named[..start.unwrap_or(self.named.len())].iter().rev();
            let group = |member: &usize| {
                matches!(self.cast.kind(*member), ActorKind::ArmedGroup | ActorKind::Organisation | ActorKind::Coalition)
            };
            let near = before.take_while(|named| self.number - named.sentence <= 2).map(|named| named.member);
            if actor.origin == Origin::Discovered { near.into_iter().find(group) } else { None }
        })
    }

    /// Whether the ontology has this person lead the actor, or act on its account.
    fn is_led_by(&self, member: usize, person: usize) -> bool {
        let (led, person) = (self.cast.actor(member), self.cast.actor(person));
        let entry = self.ontology.actor(&person.id);
        led.kind != ActorKind::Person
            && (led.principal == person.principal
                || entry.is_some_and(|entry| entry.leads.iter().any(|leading| leading.of == led.id)))
    }

    /// Whether the ontology has the person lead the actor.
    pub(super) fn leads(&self, person: usize, led: usize) -> bool {
        let led = &self.cast.actor(led).id;
        self.ontology.actor(&self.cast.actor(person).id).is_some_and(|entry| entry.leads.iter().any(|leading| leading.of == *led))
    }

    /// Whom the person leads by the ontology, named in the sentences before, where the possessor of the role bears no name.
    fn led_as_possessor(&self, person: usize, role: usize) -> Option<usize> {
        let unnamed = |possessor: usize| self.chunks.groups[possessor].mentions.is_empty();
        self.chunks.groups[role].possessor.filter(|&possessor| unnamed(possessor))?;
        let mut near = self.named.iter().rev().take_while(|named| self.number - named.sentence <= CALLED);
        near.find(|named| self.leads(person, named.member)).map(|named| named.member)
    }

    fn state_lead(&mut self, person: usize, led: Option<usize>, role: usize) {
        // "the Kurdish prime minister X": of a name that X does not lead, the office counts.
        let led = match led {
            Some(led) if !self.is_led_by(led, person) && (!self.is_group(led) || self.cast.kind(led) == ActorKind::Generic) => {
                self.office(person).or(Some(led))
            }
            // "the Y of Z, whose commander, X": of the two the one that X leads.
            Some(led) if !self.leads(person, led) => {
                let start = self.chunks.groups[role].tokens.start;
                let here = |named: &&super::Named| named.sentence == self.number && named.token < start;
                let mut near = self.named.iter().rev().take_while(|named| named.sentence == self.number).filter(here);
                let whose = self.lexicon.is_word(&self.sentence.tokens[start], WordClass::RelativePossessive);
                let near = near.find(|named| whose && self.leads(person, named.member)).map(|named| named.member);
                // "X, the movement's leader": of the movements named before, his.
                let near = near.or_else(|| self.led_as_possessor(person, role));
                // "chief of staff of the armed forces": of those that he leads.
                let id = &self.cast.actor(led).id;
                let written = |actor: usize| self.ontology.actors()[actor].id == *id;
                let mut after = self.mentions.iter().filter(|mention| mention.tokens.start >= start);
                let referred = !after.any(|mention| mention.actor.is_some_and(written));
                let military = self.cast.kind(led) == ActorKind::Military && !self.chunks.groups[role].pronoun_owner;
                near.or_else(|| if referred && military { self.force_of(person) } else { None }).or(Some(led))
            }
            led => led,
        };
        // "the Iraqi commander X" leads somebody, but not Iraq; "Iraq's army chief X" its army.
        let state = |led: usize, cast: &super::Cast| matches!(cast.kind(led), ActorKind::State);
        let led = match led {
            Some(led) if state(led, self.cast) && !self.heads_states(role) && self.names_army(role) => Some(self.military(led)),
            led => led,
        };
        let led = led.filter(|&led| {
            !state(led, self.cast)
                || match self.heads_junta(role) {
                    Some(junta) => junta,
                    None => self.heads_states(role),
                }
        });
        if let Some(led) = led.filter(|&led| led != person && self.cast.kind(led) != ActorKind::Person) {
            self.cast.serves(person, led);
            self.stated.push(Stated::Leads(person, led));
        }
    }
}
