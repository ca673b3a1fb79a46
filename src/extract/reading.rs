//! What a noun group stands for: actors, a place, a means, an incident.

mod appose;
mod attach;
mod backing;
mod beside;
mod class;
mod follow;
mod meaning;
mod office;
mod pronoun;
mod refer;
mod role;

pub(super) use meaning::{Named, Reading, Stated, Thing};

use super::cast::Cast;
use super::first_person::Voices;
use super::group::{Chunks, Group};
use super::standing::has_bearer;
use super::tag::{Tag, Tagged, Word};
use crate::extraction::Span;
use crate::lexicon::{Lexicon, NameForm, WordSense};
use crate::ontology::Ontology;
use crate::ontology::schema::{Effect, Makes, WordClass};
use crate::recognize::Mention;
use crate::text::Sentence;
use crate::vocabulary::ActorKind;

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
            self.named.push(Named { member, sentence: self.number, token, located, subject, own: true });
        }
        self.state_own_backer(mention, member);
        self.state_own_whole(mention, member);
        Some(member)
    }

    /// Notes that a group of words stands for an actor named before.
    fn refers_to(&mut self, group: &Group, member: usize) {
        let (token, subject) = (group.tokens.start, self.is_subject(group.tokens.start));
        self.named.push(Named { member, sentence: self.number, token, located: false, subject, own: false });
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
            if let Some(member) =
                self.one_of_class(index, before).or_else(|| self.somebody_before(index, before)).or_else(|| self.pronoun(group))
            {
                reading.actors.push(member);
                reading.referred = true;
                reading.other = self.other_owner(group, member);
                self.refers_to(group, member);
            }
            return reading;
        }
        if group.name_last {
            let last = *group.mentions.last().unwrap_or(&0);
            let mention = &self.mentions[last];
            reading.place = mention.place;
            // "Israeli warplanes", where that is a name of its own.
            reading.means = self.means_at(mention.tokens.end - 1);
            if let Some(&(_, named)) = actors.last().filter(|(mention, _)| *mention == last) {
                let member = self.definite_class(group, mention, named, &backers);
                // "the American destroyer Mason": a ship that nobody else is known to own.
                if self.cast.kind(member) == ActorKind::Vessel
                    && let Some(&(_, nation)) = actors.iter().rev().nth(1)
                    && self.cast.kind(nation) == ActorKind::State
                {
                    self.cast.serves(member, nation);
                }
                reading.referred = member != named;
                // "its backer Turkey" is no part of Turkey.
                let role =
                    group.words.iter().flat_map(|word| &word.senses).any(
                        |sense| matches!(sense, WordSense::Trigger(rule, _) if has_bearer(&self.ontology.triggers()[*rule])),
                    );
                // "its neighbour Turkey" neither.
                let other = |word: &Word| word.generic().is_some_and(|(class, _)| self.ontology.generics()[class].other);
                let role = role || group.words.iter().any(other);
                let whole = group.mentions.len() == 1 && !group.words.is_empty() && group.compounds.is_empty();
                let region = mention.place.is_some() && whole && !role;
                if region && !self.joins_deed(index) {
                    // "southern Israel" is a part of the country, not the state.
                    return reading;
                }
                // "Israeli civilians": who hits them hits their state, unless it is the state itself.
                let nation = actors
                    .iter()
                    .rev()
                    .skip(1)
                    .map(|&(_, nation)| nation)
                    .find(|&nation| self.is_class_of_bystanders(member) && self.cast.kind(nation) == ActorKind::State);
                // "the Iranian-backed militia Kataib Hezbollah": one name for its class beside its own.
                if let Some(&(_, class)) = actors.iter().rev().nth(1)
                    && self.cast.kind(class) == ActorKind::Generic
                    && self.cast.kind(member) == ActorKind::ArmedGroup
                {
                    self.backed_as(class, member);
                }
                reading.other = nation.map(|_| member);
                // "the Guards and their Quds Force"
                let owner = possessor.or_else(|| reading.owner.filter(|_| group.pronoun_owner && self.is_group(member)));
                let part = owner.map_or(member, |owner| self.state_part(member, owner));
                reading.actors.push(nation.unwrap_or(part));
                if !self.is_class_of_bystanders(member) {
                    self.state_backing(&backers, member);
                }
                // "the Iran-backed militia X": the class is X.
                for &(_, class) in actors.iter().rev().skip(1) {
                    self.rename_backed(class, member);
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
        // "a Houthi-fired missile"
        let wields = compound_actors.iter().find(|(_, effect)| *effect == Some(Effect::Wields)).map(|(member, _)| *member);
        let owner = owner.or(wields.filter(|_| class.makes == Makes::Weapon));
        let owner = owner.or_else(|| if group.pronoun_owner { self.pronoun(group) } else { None });
        // "Hamas-led gunmen"
        let led = compound_actors.iter().find(|(_, effect)| *effect == Some(Effect::Led)).map(|(member, _)| *member);
        let owner = owner.or(led.filter(|_| matches!(class.makes, Makes::Group | Makes::Forces)));
        // "the Damascus government": who governs speaks from the seat.
        let owner = owner.or_else(|| actors.last().map(|(_, member)| *member).filter(|_| class.makes == Makes::Officials));
        // "X's government": that of his state.
        let state = owner.filter(|_| class.makes == Makes::Officials).and_then(|owner| self.led_state(owner));
        let owner = state.or(owner);
        // "his movement", "his division": the one that he leads.
        let one = matches!(class.makes, Makes::Group | Makes::Part | Makes::Forces) && !many && class.means.is_none();
        if let Some(led) =
            owner.filter(|_| one && group.mentions.is_empty()).and_then(|owner| self.followers_of(owner, group.pronoun_owner))
        {
            reading.actors.push(led);
            reading.referred = true;
            reading.makes = Some(class.makes);
            self.refers_to(group, led);
            return reading;
        }
        // "the two sides"
        let sides = class.makes == Makes::Officials && class.refers.len() > 1 && many && owner.is_none();
        if let Some(number) = group.number.filter(|number| sides && group.definite && (2..=4).contains(number)) {
            reading.actors = self.refer_several(&class.refers, number as usize);
            reading.referred = !reading.actors.is_empty();
            return reading;
        }
        match class.makes {
            Makes::Group => {
                if let Some(&backer) = backers.first() {
                    let referred = if group.definite { self.refer_backed(backer) } else { None };
                    let named = owner.filter(|&owner| self.is_group(owner));
                    reading.referred = named.is_none() && referred.is_some();
                    let member = match named.or(referred) {
                        Some(named) => named,
                        None => self.backed_group(backer, head.start..head.start + head.len, group),
                    };
                    self.state_backing(&[backer], member);
                    reading.actors.push(member);
                } else if let Some(led) = owner.and_then(|owner| self.led_group(owner)) {
                    reading.actors.push(led);
                    reading.referred = true;
                } else if let Some(owner) = owner {
                    let mention = group.mentions.last().map(|&mention| &self.mentions[mention]);
                    let adjective = mention.is_some_and(|mention| mention.form != NameForm::Metonym);
                    let flies = group.words.iter().rev().skip(1).filter_map(Word::generic).any(|(class, _)| {
                        self.ontology.generics()[class].makes == Makes::Forces && self.ontology.generics()[class].means.is_some()
                    });
                    let named = if group.definite { self.refer(&class.refers) } else { None };
                    if flies || self.bombs(index) && self.cast.kind(owner) == ActorKind::State {
                        // "Israeli F-15 fighters", "Israeli fighters bombed"
                        reading.actors.push(self.military(owner));
                    } else if let Some(led) = self.followers_of(owner, group.pronoun_owner) {
                        // "his fighters"
                        reading.actors.push(led);
                    } else if self.is_group(owner) || possessor == Some(owner) || group.pronoun_owner || !adjective {
                        reading.actors.push(owner);
                    } else if let Some(named) = named {
                        // "the Lebanese movement"
                        reading.actors.push(named);
                        reading.referred = true;
                    } else {
                        reading.actors.push(self.national_group(owner, group));
                    }
                } else if let Some(backer) = self.affiliated_with(index, before) {
                    // "the Guards and affiliated militia groups"
                    let member = self.backed_group(backer, head.start..head.start + head.len, group);
                    self.state_backing(&[backer], member);
                    reading.actors.push(member);
                } else if let Some(several) = group.number.filter(|number| group.definite && many && (2..=4).contains(number)) {
                    // "the two organizations"
                    reading.actors.extend(self.refer_several(&class.refers, several as usize));
                    reading.referred = !reading.actors.is_empty();
                } else if let Some(member) = self.contact_class(index, head.start..head.start + head.len) {
                    // "X and the militias it sponsors"
                    reading.actors.push(member);
                // "the assailants" are whoever did it, not whoever was named last.
                } else if group.definite && !self.lexicon.is_word(&self.sentence.tokens[head.start], WordClass::Assailant) {
                    reading.actors.extend(self.called(index).or_else(|| self.refer(&class.refers)));
                    reading.referred = !reading.actors.is_empty();
                }
            }
            Makes::Forces => {
                let collective = self.lexicon.is_word(&self.sentence.tokens[head.start], WordClass::Collective);
                // "both units"
                let both = group.number.filter(|&number| group.definite && many && number == 2 && owner.is_none());
                let both = both.map(|number| self.refer_several(&[ActorKind::ArmedGroup], number as usize));
                if let Some(both) = both.filter(|both| !both.is_empty()) {
                    reading.actors = both;
                    reading.referred = true;
                } else if let Some(state) = owner.filter(|_| many || collective).and_then(|owner| self.led_state(owner)) {
                    let military = self.military(state);
                    reading.actors.push(military);
                    reading.referred = true;
                } else if let Some(owner) = owner {
                    // "Iranian-backed Houthi gunboats"
                    if self.is_group(owner) {
                        self.state_backing(&backers, owner);
                    }
                    // "his soldiers"
                    let led = self.followers_of(owner, group.pronoun_owner);
                    reading.actors.push(led.unwrap_or_else(|| self.military(owner)));
                } else if let Some(owner) = if group.definite { self.thing_before(index) } else { None } {
                    reading.actors.push(owner);
                    reading.referred = true;
                } else if let Some(state) = if class.at_home { self.state_around() } else { None } {
                    reading.actors.push(self.military(state));
                } else if class.at_home || group.definite && !class.refers.is_empty() {
                    let referred = match if class.of_state { self.refer_army(false) } else { self.refer(&class.refers) } {
                        Some(member) => Some(member),
                        None => self.home_state().map(|state| self.military(state)),
                    };
                    reading.actors.extend(referred.or_else(|| self.refer_army(true).filter(|_| class.of_state)));
                    reading.referred = !reading.actors.is_empty();
                }
            }
            Makes::People => {
                // "The man who led X"
                let leader = if group.definite && !many && self.leads_after(index) { self.person_before() } else { None };
                if leader.is_some() {
                    reading.makes = Some(Makes::Leader);
                    reading.referred = true;
                }
                let alone = || class.alone.as_deref().and_then(|id| self.cast.by_id(id));
                reading.actors.extend(leader.or(owner).or_else(alone));
            }
            Makes::Property | Makes::Weapon | Makes::Officials | Makes::Leader | Makes::Part | Makes::Thing => {
                let inner =
                    group.words.iter().rev().skip(1).find(|word| self.makes_of(word.generic()) == Some(Makes::Group)).cloned();
                let backed = match (backers.first(), inner) {
                    (Some(&backer), Some(word)) => {
                        let member = self.backed_group(backer, word.start..word.start + word.len, group);
                        self.state_backing(&[backer], member);
                        Some(member)
                    }
                    // "Iran-backed factions"
                    (Some(&backer), None) if class.makes == Makes::Part && owner.is_none() => {
                        // "the Iran-backed faction"
                        let named = if group.definite && !many { self.refer_backed(backer) } else { None };
                        reading.referred = named.is_some();
                        let member = match named {
                            Some(named) => named,
                            None => self.backed_group(backer, head.start..head.start + head.len, group),
                        };
                        self.state_backing(&[backer], member);
                        Some(member)
                    }
                    // "US-supplied missiles": whoever fires them is another.
                    (_, None) if class.makes == Makes::Weapon => None,
                    (backer, _) => backer.copied(),
                };
                // "Iranian-backed Houthi drones"
                if let Some(owner) = owner.filter(|&owner| self.is_group(owner)) {
                    self.state_backing(&backers, owner);
                }
                let held = reading.held_by.first().copied().filter(|_| class.makes == Makes::Property);
                // "his party", "the Lebanese faction", "his drones", "his country"
                let national = group.definite && possessor.is_none() && !group.pronoun_owner && !class.refers.is_empty();
                let theirs = class.makes == Makes::Weapon || class.makes == Makes::Thing && class.refers == [ActorKind::State];
                let part = class.makes == Makes::Part;
                let owner = match owner {
                    Some(state) if part && national && self.cast.kind(state) == ActorKind::State => {
                        let named = self.refer(&class.refers);
                        reading.referred = named.is_some();
                        named.or(owner)
                    }
                    Some(person) if part => self.led_group(person).or(owner),
                    Some(person) if theirs => self.led_group(person).or_else(|| self.led_state(person)).or(owner),
                    _ => owner,
                };
                let leads = class.makes == Makes::Leader && !class.refers.is_empty();
                let leader = owner.filter(|_| leads).and_then(|owner| self.leader_before(index, owner));
                if let (Some(leader), Some(led)) = (leader, owner) {
                    self.stated.push(Stated::Leads(leader, led));
                    // "The group" after it is none that only says whose leader he was.
                    let here = (self.number, &group.tokens);
                    self.named.retain(|named| (named.member, named.sentence) != (led, here.0) || !here.1.contains(&named.token));
                    reading.actors.push(leader);
                    reading.referred = true;
                    return reading;
                }
                // "the junta": that of the state that the text is about.
                let at_home = class.at_home && class.makes == Makes::Officials && group.definite;
                let governed = if at_home { self.home_state() } else { None };
                reading.actors.extend(owner.or(backed).or(held).or(governed));
                if owner.is_none() {
                    reading.place = owner_place;
                }
            }
        }
        if reading.actors.is_empty() && group.definite && matches!(class.makes, Makes::Forces | Makes::Weapon) {
            reading.actors.extend(self.thing_before(index));
        }
        // "the faction"
        if reading.actors.is_empty() && group.definite && class.makes == Makes::Part && !class.refers.is_empty() {
            reading.actors.extend(self.refer(&class.refers));
            reading.referred = !reading.actors.is_empty();
        }
        if let Some(&member) = reading.actors.last().filter(|_| reading.referred) {
            self.refers_to(group, member);
        }
        if reading.actors.is_empty() && self.serves_state(group, head) {
            reading.state = self.state_of_text();
        }
        reading
    }

    pub(super) fn group_span(&self, group: &Group) -> Span {
        [self.sentence.tokens[group.tokens.start].span.start, self.sentence.tokens[group.tokens.end - 1].span.end]
    }
}
