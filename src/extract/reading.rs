//! What a noun group stands for: actors, a place, a means, an incident.

mod appose;
mod attach;
mod backing;
mod beside;
mod class;
mod description;
mod follow;
mod generic;
mod meaning;
mod member;
mod name;
mod office;
mod pronoun;
mod refer;
mod role;
mod several;

pub(super) use meaning::{Named, Reading, Stated, Thing};

use self::generic::Noun;
use super::cast::Cast;
use super::first_person::Voices;
use super::group::{Chunks, Group, slot_of};
use super::standing::has_bearer;
use super::tag::{Tag, Tagged};
use crate::extraction::Span;
use crate::lexicon::{Lexicon, NameForm};
use crate::ontology::Ontology;
use crate::ontology::schema::{Effect, Makes, Slot};
use crate::recognize::Mention;
use crate::text::Sentence;

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
    /// Whose things were named so far, by their noun.
    pub things: &'a mut Vec<Thing>,
    /// The state whose army "the army" is, for want of a nearer one.
    pub home: Option<usize>,
    /// Who speaks where, by the names of the document.
    pub voices: &'a Voices,
    pub all: &'a [Vec<Mention>],
}

impl GroupReader<'_, '_> {
    /// Reads all groups.
    pub(super) fn read(&mut self) -> Vec<Reading> {
        let mut readings: Vec<Reading> = Vec::with_capacity(self.chunks.groups.len());
        // A pronoun may stand before the name that it means.
        for mention in self.mentions {
            if let Some(actor) = mention.actor {
                self.cast.known(actor, None);
            }
        }
        for index in 0..self.chunks.groups.len() {
            let mut reading = self.group(index, &readings);
            let group = &self.chunks.groups[index];
            if let Some(&first) = reading.actors.last().filter(|_| group.pronoun_owner) {
                reading.other = self.other_owner(group, first);
            }
            readings.push(reading);
        }
        self.said_of_that(&mut readings);
        for index in 0..readings.len() {
            self.same_after(index, &mut readings);
        }
        // Owners that follow: "depots of the Houthis", "militias supported by Iran", "a base housing US troops".
        for index in (0..readings.len()).rev() {
            self.owner_after(index, &mut readings);
        }
        for index in 0..readings.len() {
            self.place_after(index, &mut readings);
            self.held_as(index, &mut readings);
            self.held_after(index, &mut readings);
            self.named_after(index, &mut readings);
            self.members_after(index, &mut readings);
            self.alliance_of_backed(index, &readings);
            self.state_roles(index, &readings);
        }
        for index in 0..readings.len() {
            self.person_after(index, &mut readings);
        }
        self.head_of_state_forces(&readings);
        self.listed_leaders(&readings);
        self.opening_backer(&readings);
        for (index, reading) in readings.iter().enumerate() {
            let Some(noun) = self.noun(index).filter(|_| !reading.referred) else { continue };
            if let (Some(&member), Some(makes @ (Makes::Forces | Makes::Weapon | Makes::Group))) =
                (reading.actors.last(), reading.makes)
                && (makes != Makes::Group || self.is_group(member))
            {
                self.things.push(Thing { noun, member, sentence: self.number });
            }
        }
        readings
    }

    pub(super) fn span(&self, mention: &Mention) -> Span {
        [self.sentence.tokens[mention.tokens.start].span.start, self.sentence.tokens[mention.tokens.end - 1].span.end]
    }

    /// The actor of a mention, noted as named here.
    pub(super) fn actor_of(&mut self, index: usize) -> Option<usize> {
        let mention = &self.mentions[index];
        let span = self.span(mention);
        if let Some(place) = mention.place {
            self.cast.place(place, span);
        }
        let member = self.member_of(mention, Some(span))?;
        let token = mention.tokens.start;
        if self.named.last().is_none_or(|last| (last.member, last.sentence, last.token) != (member, self.number, token)) {
            let before = token.checked_sub(1).map(|before| self.tagged.tags[before]);
            // "Lebanon's Hezbollah"
            let end = mention.tokens.end;
            let homes = self.tagged.tags.get(end) == Some(&Tag::PossessiveMark)
                && matches!(self.tagged.tags.get(end + 1), Some(Tag::Name(_)));
            let located = mention.place.is_some() && (before == Some(Tag::Preposition) || homes);
            let subject = self.is_subject(token);
            let against = token.checked_sub(1).is_some_and(|at| slot_of(&self.sentence.tokens[at].folded) == Some(Slot::Against));
            let several = self.is_of_several(token);
            self.named.push(Named { member, sentence: self.number, token, located, subject, own: true, against, several });
        }
        self.state_own_backer(mention, member);
        self.state_own_whole(mention, member);
        Some(member)
    }

    /// Notes that a group of words stands for an actor named before.
    fn refers_to(&mut self, group: &Group, member: usize) {
        let (token, subject) = (group.tokens.start, self.is_subject(group.tokens.start));
        let (own, several) = (false, self.is_of_several(token));
        self.named.push(Named { member, sentence: self.number, token, located: false, subject, own, against: false, several });
    }

    /// The actor of "Iran-" in "Iran-backed": nobody that "it" or "the country" would refer to.
    fn compound_actor(&mut self, index: usize) -> Option<usize> {
        let mention = &self.mentions[index];
        self.member_of(mention, Some(self.span(mention)))
    }

    /// The member of the cast that a mention names.
    pub(super) fn member_of(&mut self, mention: &Mention, span: Option<Span>) -> Option<usize> {
        match (mention.actor, mention.found) {
            (Some(actor), _) => Some(self.cast.known(actor, span)),
            (None, Some(found)) => Some(self.cast.found(found, span)),
            (None, None) => None,
        }
    }

    pub(super) fn effect(&self, cue: usize) -> Effect {
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
            if self.mentions[mention].actor.is_none() && self.mentions[mention].found.is_none() {
                self.actor_of(mention);
            }
        }
        reading.held_by =
            compound_actors.iter().filter(|(_, effect)| *effect == Some(Effect::Holds)).map(|(member, _)| *member).collect();
        let backers: Vec<usize> =
            compound_actors.iter().filter(|(_, effect)| *effect == Some(Effect::Backs)).map(|(member, _)| *member).collect();
        let possessor = self.whose_owner(group, before).or_else(|| {
            group.possessor.and_then(|possessor| before.get(possessor)).and_then(|reading| reading.actors.last().copied())
        });

        let owned = group.pronoun_owner && !self.is_of_people_beside(index, before);
        reading.owner = possessor.or_else(|| if owned { self.pronoun(group) } else { None });
        let several = self.several_before(group);
        if !several.is_empty() {
            reading.actors = several;
            reading.referred = true;
            return reading;
        }
        if group.pronoun {
            if self.stands_for_nobody(index, before) {
                return reading;
            }
            let member = self.one_of_class(index, before).or_else(|| self.counted_among(index, before));
            let member = member.or_else(|| self.somebody_before(index, before)).or_else(|| self.pronoun(group));
            if let Some(member) = member {
                reading.actors.push(member);
                reading.referred = true;
                reading.other = self.other_owner(group, member);
                self.refers_to(group, member);
            }
            return reading;
        }
        if group.name_last {
            return self.name(index, reading, &actors, &backers, possessor);
        }
        if let Some(member) = self.one_of_two(group) {
            reading.actors.push(member);
            reading.referred = true;
            self.refers_to(group, member);
            return reading;
        }
        let last = group.words.last().filter(|word| word.start + word.len == group.tokens.end);
        let known = last.filter(|word| word.generic().is_some() || word.noun_triggers(self.ontology).next().is_some());
        let Some(head) = known.or_else(|| self.code_named(group)).or(last) else {
            // An unknown head: its names may still own it.
            let owner = actors.last().map(|(_, member)| *member).or(possessor);
            reading.actors.extend(owner.or_else(|| if group.pronoun_owner { self.pronoun(group) } else { None }));
            reading.makes = Some(Makes::Thing);
            return reading;
        };
        if let Some(member) = self.proxies(group, head) {
            reading.actors.push(member);
            reading.makes = Some(Makes::Group);
            return reading;
        }
        reading.triggers =
            head.noun_triggers(self.ontology).filter(|&rule| !has_bearer(&self.ontology.triggers()[rule])).collect();
        let generic = head.generic();
        reading.makes = self.makes_of(generic);
        // "a Baghdad militia": a seat beside a noun is only a place.
        let owner =
            actors.iter().rev().find(|(mention, _)| self.mentions[*mention].form != NameForm::Metonym).map(|(_, member)| *member);
        // "a Jordan base": where it stands, not whose it is.
        let hosted = generic.is_some_and(|(class, _)| self.ontology.generics()[class].hosted);
        let land = group.mentions.last().is_some_and(|&mention| {
            let mention = &self.mentions[mention];
            let acronym = self.sentence.tokens[mention.tokens.clone()].iter().all(|token| token.upper);
            mention.place.is_some() && mention.form == NameForm::Name && !acronym
        });
        // "hit its target": what it aimed at.
        if group.pronoun_owner && generic.is_some_and(|(class, _)| self.ontology.generics()[class].aimed) {
            reading.owner = None;
            return reading;
        }
        let owner = owner.filter(|_| !(hosted && land)).or(possessor).or_else(|| self.class_owner(group));
        // "its neighbour": not its owner.
        if let Some((class, _)) = generic.filter(|(class, _)| self.ontology.generics()[*class].other && group.mentions.is_empty())
        {
            let owner = owner.or_else(|| if group.pronoun_owner { self.pronoun(group) } else { None });
            let member = owner.and_then(|owner| self.beside_owner(owner, &self.ontology.generics()[class].refers));
            reading.owner = None;
            reading.actors.extend(member);
            reading.referred = member.is_some();
            return reading;
        }
        // "the front", of a group whose name ends so.
        if let Some(member) = self.named_so(group, head).filter(|_| owner.is_none()) {
            reading.actors.push(member);
            reading.triggers.clear();
            reading.makes = Some(Makes::Group);
            reading.referred = true;
            self.refers_to(group, member);
            return reading;
        }
        let owner_place = group.mentions.last().and_then(|&mention| self.mentions[mention].place);
        if !reading.triggers.is_empty() {
            // Modifiers of an incident; "rocket attack" hints at its means. "US-led strikes" are American ones, too.
            let led = compound_actors.iter().filter(|(_, effect)| *effect == Some(Effect::Led));
            reading.actors.extend(actors.iter().map(|(_, member)| *member).chain(led.map(|(member, _)| *member)));
            if reading.actors.is_empty() && !group.pronoun_owner {
                reading.actors.extend(self.class_owner(group));
                reading.referred = !reading.actors.is_empty();
            }
            // "the Jordan drone attack": as written a place; "Jordanian" or an acronym is the state.
            reading.place = group.mentions.iter().find_map(|&mention| {
                let mention = &self.mentions[mention];
                let acronym = self.sentence.tokens[mention.tokens.clone()].iter().all(|token| token.upper);
                mention.place.filter(|_| mention.actor.is_none() || mention.form != NameForm::Adjective && !acronym)
            });
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
        let many = generic.is_some_and(|(_, plural)| plural);
        let class = &self.ontology.generics()[class];
        let noun = Noun {
            index,
            class,
            head,
            many,
            owner,
            possessor,
            owner_place,
            actors: &actors,
            backers: &backers,
            compounds: &compound_actors,
            before,
        };
        self.generic(noun, reading)
    }

    pub(super) fn group_span(&self, group: &Group) -> Span {
        [self.sentence.tokens[group.tokens.start].span.start, self.sentence.tokens[group.tokens.end - 1].span.end]
    }
}
