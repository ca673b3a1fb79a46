//! Groups that end with a generic noun: "US troops", "his movement", "an Iran-backed militia", "the group".

use super::{GroupReader, Reading, Stated};
use crate::extract::tag::Word;
use crate::lexicon::NameForm;
use crate::ontology::schema::{Effect, GenericEntry, Makes, WordClass};
use crate::vocabulary::ActorKind;

/// A generic noun with what stands beside it in its group.
#[derive(Clone, Copy)]
pub(super) struct Noun<'g> {
    /// Its group.
    pub index: usize,
    pub class: &'g GenericEntry,
    pub head: &'g Word,
    /// Whether it is plural.
    pub many: bool,
    /// Whose it is, as far as a name in the group or before it says so.
    pub owner: Option<usize>,
    /// Whose it is by a genitive: "Israel's".
    pub possessor: Option<usize>,
    /// Where a name in the group says that it stands.
    pub owner_place: Option<usize>,
    /// The actors of the names in the group, each with its mention.
    pub actors: &'g [(usize, usize)],
    /// Who is said to back it: "Iran-backed".
    pub backers: &'g [usize],
    /// The actors of the names that a hyphen ties to a word, and what the word does.
    pub compounds: &'g [(usize, Option<Effect>)],
    /// What the groups before it stand for.
    pub before: &'g [Reading],
}

impl GroupReader<'_, '_> {
    /// What a generic noun stands for.
    pub(super) fn generic(&mut self, noun: Noun<'_>, mut reading: Reading) -> Reading {
        let Noun { index, class, head, many, owner, .. } = noun;
        let group = &self.chunks.groups[index];
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
        let wields = noun.compounds.iter().find(|(_, effect)| *effect == Some(Effect::Wields)).map(|(member, _)| *member);
        let owner = owner.or(wields.filter(|_| class.makes == Makes::Weapon));
        let owner = owner.or_else(|| if group.pronoun_owner { self.pronoun(group) } else { None });
        // "Hamas-led gunmen"
        let led = noun.compounds.iter().find(|(_, effect)| *effect == Some(Effect::Led)).map(|(member, _)| *member);
        let owner = owner.or(led.filter(|_| matches!(class.makes, Makes::Group | Makes::Forces)));
        // "the Damascus government": who governs speaks from the seat.
        let owner = owner.or_else(|| noun.actors.last().map(|(_, member)| *member).filter(|_| class.makes == Makes::Officials));
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
            reading.actors = self.refer_several(&class.refers, number as usize, None);
            reading.referred = !reading.actors.is_empty();
            return reading;
        }
        let noun = Noun { owner, ..noun };
        match class.makes {
            Makes::Group => self.generic_group(noun, &mut reading),
            Makes::Forces => self.generic_forces(noun, &mut reading),
            Makes::People => self.generic_people(noun, &mut reading),
            Makes::Property | Makes::Weapon | Makes::Officials | Makes::Leader | Makes::Part | Makes::Thing => {
                if self.generic_thing(noun, &mut reading) {
                    return reading;
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
        // "such militias"
        let first = &self.sentence.tokens[group.tokens.start];
        let such = self.lexicon.is_word(first, WordClass::Demonstrative) && !self.lexicon.is_word(first, WordClass::Definite);
        if reading.actors.is_empty() && such && many && matches!(class.makes, Makes::Group | Makes::Part) {
            reading.actors.extend(self.class_before());
            reading.referred = !reading.actors.is_empty();
        }
        // "the River Companies": a name, though one that nothing tells more of.
        if reading.referred && owner.is_none() && group.is_titled(head, &self.sentence.tokens, self.lexicon) {
            reading.referred = false;
            reading.actors.clear();
        }
        if let Some(&member) = reading.actors.last().filter(|_| reading.referred) {
            self.refers_to(group, member);
        }
        if reading.actors.is_empty() && self.serves_state(group, head) {
            reading.state = self.state_of_text();
        }
        reading
    }

    /// "Iraqi militias", "an Iran-backed group", "the rebels".
    fn generic_group(&mut self, noun: Noun<'_>, reading: &mut Reading) {
        let Noun { index, class, head, many, owner, possessor, backers, before, .. } = noun;
        let group = &self.chunks.groups[index];
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
            let barred = self.own_subject(group);
            reading.actors.extend(self.refer_several(&class.refers, several as usize, barred));
            reading.referred = !reading.actors.is_empty();
        } else if let Some(member) = self.contact_class(index, head.start..head.start + head.len) {
            // "X and the militias it sponsors"
            reading.actors.push(member);
        // "the assailants" are whoever did it, not whoever was named last.
        } else if group.definite && !self.lexicon.is_word(&self.sentence.tokens[head.start], WordClass::Assailant) {
            let named = self.called(index).or_else(|| self.refer(&class.refers));
            let named = named.map(|named| self.whole_of_apposed(index, named).unwrap_or(named));
            reading.actors.extend(named.or_else(|| self.refer_alliance(&class.refers)));
            reading.referred = !reading.actors.is_empty();
        }
    }

    /// "US troops", "both units", "security forces".
    fn generic_forces(&mut self, noun: Noun<'_>, reading: &mut Reading) {
        let Noun { index, class, head, many, owner, backers, .. } = noun;
        let group = &self.chunks.groups[index];
        let collective = self.lexicon.is_word(&self.sentence.tokens[head.start], WordClass::Collective);
        // "both units"
        let both = group.number.filter(|&number| group.definite && many && number == 2 && owner.is_none());
        let both = both.map(|number| self.refer_several(&[ActorKind::ArmedGroup], number as usize, None));
        if let Some(both) = both.filter(|both| !both.is_empty()) {
            reading.actors = both;
            reading.referred = true;
        } else if let Some(state) = owner.filter(|_| many || collective).and_then(|owner| self.led_state(owner)) {
            let military = self.military(state);
            reading.actors.push(military);
            reading.referred = true;
        } else if let Some(group) = backers.first().copied().filter(|&backer| owner.is_none() && self.is_group(backer)) {
            // "Houthi-affiliated forces"
            reading.actors.push(group);
        } else if let Some(owner) = owner {
            // "Iranian-backed Houthi gunboats"
            if self.is_group(owner) {
                self.state_backing(backers, owner);
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

    /// "Yemeni fishermen", "the man who led X".
    fn generic_people(&mut self, noun: Noun<'_>, reading: &mut Reading) {
        let Noun { index, class, many, owner, .. } = noun;
        let group = &self.chunks.groups[index];
        // "The man who led X"
        let leader = if group.definite && !many && self.leads_after(index) { self.person_before() } else { None };
        if leader.is_some() {
            reading.makes = Some(Makes::Leader);
            reading.referred = true;
        }
        let alone = || class.alone.as_deref().and_then(|id| self.cast.by_id(id));
        reading.actors.extend(leader.or(owner).or_else(alone));
    }

    /// "a Houthi depot", "his drones", "the junta", "its leader": things and people of somebody. Whether that is all there is to say.
    fn generic_thing(&mut self, noun: Noun<'_>, reading: &mut Reading) -> bool {
        let Noun { index, class, head, many, owner, possessor, owner_place, backers, .. } = noun;
        let group = &self.chunks.groups[index];
        let inner = group.words.iter().rev().skip(1).find(|word| self.makes_of(word.generic()) == Some(Makes::Group)).cloned();
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
            self.state_backing(backers, owner);
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
            return true;
        }
        // "the junta": that of the state that the text is about.
        let at_home = class.at_home && class.makes == Makes::Officials && group.definite;
        let governed = if at_home { self.home_state() } else { None };
        reading.actors.extend(owner.or(backed).or(held).or(governed));
        if owner.is_none() {
            reading.place = owner_place;
        }
        false
    }
}
