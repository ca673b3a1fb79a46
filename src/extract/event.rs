//! Incidents of one sentence: triggers, their frames, what supports, threatens, denies or claims them.

use std::collections::HashMap;

use crate::date::PartialDate;

use super::argument::{Argument, Arguments};
use super::cast::Cast;
use super::group::{Chunk, Chunks};
use super::reading::Reading;
use super::tag::{CueHit, Word};
use crate::ontology::Ontology;
use crate::ontology::schema::{Act, Effect, Frame, Makes, Role, Slot, TriggerEntry};
use crate::vocabulary::{ActorKind, IncidentKind, Modality};

/// An incident as one sentence tells it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Event {
    pub sentence: usize,
    /// First token of its trigger.
    pub token: usize,
    /// Index into [`Ontology::triggers`].
    pub rule: usize,
    pub kind: IncidentKind,
    pub agents: Vec<usize>,
    pub targets: Vec<usize>,
    /// Holders of the places that were hit, who may stand in for a missing target.
    pub holders: Vec<usize>,
    /// Actors hurt by it, who stand in for a missing target.
    pub victims: Vec<usize>,
    /// Indexes into [`Ontology::places`].
    pub places: Vec<usize>,
    pub date: Option<PartialDate>,
    pub until: Option<PartialDate>,
    /// The last date given before it in its paragraph, for want of one of its own.
    pub near: Option<PartialDate>,
    pub killed: Option<u32>,
    pub wounded: Option<u32>,
    pub weapon: Option<String>,
    pub modality: Modality,
    /// A noun with "the", "this": tells of an incident already named.
    pub definite: bool,
    pub noun: bool,
    /// "retaliation", "hit back": answers something.
    pub answers: bool,
    /// Incidents of this sentence (indexes into the sentence's list) that it answers.
    pub causes: Vec<usize>,
    pub attributed_to: Option<usize>,
    pub claimed_by: Vec<usize>,
    pub denied_by: Vec<usize>,
    /// Both sides did it to each other.
    pub mutual: bool,
}

/// The sentence that an [`EventReader`] reads.
pub(super) struct Context<'a> {
    pub ontology: &'a Ontology,
    /// Number of the sentence.
    pub sentence: usize,
    pub chunks: &'a Chunks,
    pub readings: &'a [Reading],
    pub arguments: &'a dyn Arguments,
    pub cues: &'a [CueHit],
    pub cast: &'a Cast<'a>,
    /// The member that holds each place named in the sentence.
    pub holders: &'a HashMap<usize, usize>,
}

/// Reads the incidents of one sentence.
pub(super) struct EventReader<'a> {
    context: Context<'a>,
    pub events: Vec<Event>,
    /// Relations told by verbs and nouns: (trigger, subject, object).
    pub relations: Vec<(usize, usize, usize)>,
    /// The event of each noun group.
    of_group: Vec<Option<usize>>,
    /// The event of each verb group.
    of_verb: Vec<Option<usize>>,
}

impl<'a> std::ops::Deref for EventReader<'a> {
    type Target = Context<'a>;

    fn deref(&self) -> &Context<'a> {
        &self.context
    }
}

/// What the arguments of a trigger say, by role.
#[derive(Clone, Debug, Default)]
struct Filled {
    agents: Vec<usize>,
    targets: Vec<usize>,
    holders: Vec<usize>,
    victims: Vec<usize>,
    victim_groups: Vec<usize>,
    weapons: Vec<usize>,
    places: Vec<usize>,
    events: Vec<usize>,
    causes: Vec<usize>,
    /// Incidents that stand where an actor might: "the strike killed".
    carriers: Vec<usize>,
    means: Option<IncidentKind>,
    weapon: Option<String>,
}

impl<'a> EventReader<'a> {
    pub(super) fn new(context: Context<'a>) -> Self {
        EventReader {
            of_group: vec![None; context.chunks.groups.len()],
            of_verb: vec![None; context.chunks.verbs.len()],
            context,
            events: Vec::new(),
            relations: Vec::new(),
        }
    }

    /// Reads the sentence.
    pub(super) fn read(&mut self) {
        for group in 0..self.chunks.groups.len() {
            self.noun(group);
        }
        for group in 0..self.chunks.groups.len() {
            // Only now are the nouns on the right read as well.
            if let Some(at) = self.of_group[group].filter(|&at| self.events[at].answers) {
                let filled = self.fill(&self.trigger(self.events[at].rule).frame, &self.arguments.of_noun(group));
                self.answer_causes(at, &filled);
            }
        }
        for verb in 0..self.chunks.verbs.len() {
            self.verb(verb);
        }
        for verb in 0..self.chunks.verbs.len() {
            self.governing(verb);
        }
        self.cue_modality();
        self.links();
    }

    fn trigger(&self, index: usize) -> &'a TriggerEntry {
        &self.ontology.triggers()[index]
    }

    fn noun(&mut self, group: usize) {
        let triggers = self.readings[group].triggers.clone();
        if triggers.is_empty() {
            return;
        }
        let arguments = self.arguments.of_noun(group);
        for rule in triggers {
            let trigger = self.trigger(rule);
            let filled = self.fill(&trigger.frame, &arguments);
            if let Some(_relation) = trigger.relation {
                self.relation(rule, &filled);
                continue;
            }
            let Some(kind) = trigger.incident else { continue };
            if !self.has_needs(trigger, &filled) {
                continue;
            }
            let token = self.chunks.groups[group].words.last().map_or(self.chunks.groups[group].tokens.start, |word| word.start);
            let mut event = self.event(rule, token, kind);
            event.noun = true;
            event.definite = self.chunks.groups[group].definite;
            event.answers = trigger.acts.contains(&Act::Answers);
            if event.kind == IncidentKind::Attack {
                event.kind = self.readings[group].means.unwrap_or(event.kind);
            }
            self.put(&mut event, &filled, trigger);
            self.events.push(event);
            self.of_group[group] = Some(self.events.len() - 1);
            return;
        }
    }

    fn event(&self, rule: usize, token: usize, kind: IncidentKind) -> Event {
        Event {
            sentence: self.sentence,
            token,
            rule,
            kind,
            agents: Vec::new(),
            targets: Vec::new(),
            holders: Vec::new(),
            victims: Vec::new(),
            places: Vec::new(),
            date: None,
            until: None,
            near: None,
            killed: None,
            wounded: None,
            weapon: None,
            modality: Modality::Asserted,
            definite: false,
            noun: false,
            answers: false,
            causes: Vec::new(),
            attributed_to: None,
            claimed_by: Vec::new(),
            denied_by: Vec::new(),
            mutual: false,
        }
    }

    /// Moves what the arguments say into an event; what it has already stands.
    fn put(&self, event: &mut Event, filled: &Filled, trigger: &TriggerEntry) {
        extend(&mut event.agents, &filled.agents);
        let mutual = trigger.acts.contains(&Act::Mutual);
        let targets: Vec<usize> =
            filled.targets.iter().copied().filter(|target| mutual || !filled.agents.contains(target)).collect();
        extend(&mut event.targets, &targets);
        event.mutual |= mutual;
        extend(&mut event.holders, &filled.holders);
        extend(&mut event.victims, &filled.victims);
        extend(&mut event.places, &filled.places);
        if event.weapon.is_none() {
            event.weapon.clone_from(&filled.weapon);
        }
        if let Some(means) = filled.means.filter(|_| event.kind == IncidentKind::Attack) {
            event.kind = means;
        }
        if mutual {
            let both: Vec<usize> = event.agents.iter().chain(&event.targets).copied().collect();
            extend(&mut event.agents, &both);
            extend(&mut event.targets, &both);
        }
        if trigger.acts.contains(&Act::Harms) {
            let number = self.casualties(&filled.victim_groups);
            let slot = if trigger.acts.contains(&Act::Wounds) { &mut event.wounded } else { &mut event.killed };
            *slot = slot.or(number);
        }
    }

    /// How many people the victim groups count.
    fn casualties(&self, groups: &[usize]) -> Option<u32> {
        let counts = groups.iter().filter_map(|&group| {
            let reading = &self.readings[group];
            let one = reading.named && reading.actors.iter().any(|&member| self.cast.actor(member).kind == ActorKind::Person);
            self.chunks.groups[group].number.or(one.then_some(1))
        });
        counts.reduce(|sum, count| sum.saturating_add(count))
    }

    fn has_needs(&self, trigger: &TriggerEntry, filled: &Filled) -> bool {
        trigger.needs.iter().all(|need| match need {
            Role::Agent => !filled.agents.is_empty(),
            Role::Target => !filled.targets.is_empty(),
            Role::Victim => !filled.victim_groups.is_empty(),
            Role::Weapon => filled.weapon.is_some() || !filled.weapons.is_empty() || !filled.carriers.is_empty(),
            Role::Place => !filled.places.is_empty(),
            Role::Event => !filled.events.is_empty(),
            Role::Cause => !filled.causes.is_empty(),
        })
    }

    fn fill(&self, frame: &Frame, arguments: &[Argument]) -> Filled {
        let mut filled = Filled::default();
        let aimed = arguments.iter().any(|argument| argument.slot != Slot::Modifier && frame.target.contains(&argument.slot));
        let mut site = false;
        for argument in arguments {
            let reading = &self.readings[argument.group];
            let has = |slots: &[Slot]| slots.contains(&argument.slot);
            let incident = self.of_group[argument.group];
            let modifier = argument.slot == Slot::Modifier;
            if let Some(event) = incident.filter(|_| !modifier) {
                if has(&frame.event) {
                    filled.events.push(event);
                }
                if has(&frame.cause) {
                    filled.causes.push(event);
                }
                if has(&frame.agent) || has(&frame.weapon) || argument.slot == Slot::In {
                    filled.carriers.push(event);
                }
                if !(has(&frame.target) || has(&frame.victim)) {
                    continue;
                }
                // "hit by an attack": the incident is no target.
                continue;
            }
            // "the Jordan drone attack": a country beside the noun is where it was, unless the noun says whom it hit.
            if modifier && reading.place.is_some() && !aimed {
                filled.places.extend(reading.place);
                continue;
            }
            if has(&frame.agent) && !matches!(reading.makes, Some(Makes::Thing)) {
                // A seat or place acts only as a bare name: "Tehran said", not "in Tehran".
                extend(&mut filled.agents, &reading.actors);
                filled.means = filled.means.or(reading.means);
                if reading.makes == Some(Makes::Weapon) {
                    filled.weapon = filled.weapon.or(reading.weapon.clone());
                }
            }
            if has(&frame.weapon) && reading.makes == Some(Makes::Weapon) {
                filled.weapons.push(argument.group);
                filled.weapon = filled.weapon.or(reading.weapon.clone());
                filled.means = filled.means.or(reading.means);
                // "fired Iranian missiles" does not make Iran the one who fired; "missiles from Iran struck" does.
                if argument.slot != Slot::Object && argument.slot != Slot::With && argument.slot != Slot::Using {
                    extend(&mut filled.agents, &reading.actors);
                }
                continue;
            }
            if has(&frame.victim) {
                filled.victim_groups.push(argument.group);
                // Passers-by of some nationality do not stand for their state.
                if !matches!(reading.makes, Some(Makes::People | Makes::Thing | Makes::Officials)) {
                    extend(&mut filled.victims, &reading.actors);
                }
            }
            let locative = matches!(
                argument.slot,
                Slot::In
                    | Slot::Near
                    | Slot::Inside
                    | Slot::Outside
                    | Slot::Across
                    | Slot::Around
                    | Slot::Off
                    | Slot::Over
                    | Slot::Within
            );
            if has(&frame.target) && !has(&frame.victim) {
                site |= reading.actors.is_empty() && reading.makes == Some(Makes::Property);
                let site_only = reading.place.is_some() && reading.actors.is_empty();
                if !matches!(reading.makes, Some(Makes::Thing))
                    || reading.triggers.is_empty() && !reading.actors.is_empty() && reading.makes == Some(Makes::Thing)
                {
                    extend(&mut filled.targets, &reading.actors);
                }
                if site_only {
                    filled.holders.extend(reading.place.and_then(|place| self.holders.get(&place).copied()));
                }
                filled.places.extend(reading.place.filter(|place| !filled.places.contains(place)));
            } else if has(&frame.place) || locative {
                filled.places.extend(reading.place.filter(|place| !filled.places.contains(place)));
                // "a strike near a US base": no target, but "on" is told above.
            }
        }
        // "targets in Eilat": a site that nobody is said to own is its holder's.
        if site {
            let holders: Vec<usize> = filled.places.iter().filter_map(|place| self.holders.get(place).copied()).collect();
            extend(&mut filled.holders, &holders);
        }
        filled
    }

    fn relation(&mut self, rule: usize, filled: &Filled) {
        for &subject in &filled.agents {
            for &object in &filled.targets {
                if subject != object && matches!(self.cast.actor(object).kind, ActorKind::ArmedGroup | ActorKind::Generic) {
                    self.relations.push((rule, subject, object));
                }
            }
        }
    }

    fn verb(&mut self, verb: usize) {
        let group = &self.chunks.verbs[verb];
        let Some(word) = &group.main else { return };
        let token = word.start;
        let triggers: Vec<usize> = word.verb_triggers(self.ontology).collect();
        let arguments = self.arguments.of_verb(verb);
        for rule in triggers {
            let trigger = self.trigger(rule);
            let filled = self.fill(&trigger.frame, &arguments);
            if trigger.relation.is_some() {
                if !group.negated && !group.modal {
                    self.relation(rule, &filled);
                }
                continue;
            }
            let Some(kind) = trigger.incident else { continue };
            if self.of_verb[verb].is_some() || !self.has_needs(trigger, &filled) {
                continue;
            }
            let objects =
                arguments.iter().any(|argument| argument.slot == Slot::Object && self.of_group[argument.group].is_some());
            let empty = filled.agents.is_empty()
                && filled.targets.is_empty()
                && filled.holders.is_empty()
                && filled.victim_groups.is_empty()
                && filled.carriers.is_empty();
            if (objects && !trigger.acts.contains(&Act::Answers)) || empty && filled.weapon.is_none() && filled.places.is_empty()
            {
                continue;
            }
            // "the strike killed five": one incident, told by its noun.
            let carrier = filled.carriers.first().copied();
            let at = match carrier.filter(|_| !trigger.acts.contains(&Act::Answers)) {
                Some(at) => at,
                None => {
                    let mut event = self.event(rule, token, kind);
                    event.answers = trigger.acts.contains(&Act::Answers);
                    self.events.push(event);
                    self.events.len() - 1
                }
            };
            let mut event = self.events[at].clone();
            self.put(&mut event, &filled, trigger);
            if carrier.is_none() || trigger.acts.contains(&Act::Answers) {
                event.modality = self.verb_modality(verb);
            }
            self.events[at] = event;
            self.of_verb[verb] = Some(at);
            self.answer_causes(at, &filled);
        }
    }

    fn answer_causes(&mut self, at: usize, filled: &Filled) {
        if self.events[at].answers {
            let causes: Vec<usize> = filled.causes.iter().copied().filter(|&cause| cause != at).collect();
            extend(&mut self.events[at].causes, &causes);
        }
    }

    fn verb_modality(&self, verb: usize) -> Modality {
        let group = &self.chunks.verbs[verb];
        if group.negated {
            Modality::Denied
        } else if group.modal || group.infinitive && !self.is_fact_infinitive(verb) {
            Modality::Threatened
        } else {
            Modality::Asserted
        }
    }

    /// "continued to strike", "managed to hit": the infinitive tells of a fact.
    fn is_fact_infinitive(&self, verb: usize) -> bool {
        let Some(governor) = self.arguments.governor(verb) else { return false };
        let Some(word) = &self.chunks.verbs[governor].main else { return false };
        self.acts(word).any(|act| act == Act::Supports) && !self.chunks.verbs[governor].modal
    }

    fn acts(&self, word: &'a Word) -> impl Iterator<Item = Act> + 'a {
        let ontology = self.ontology;
        word.verb_triggers(ontology).flat_map(move |trigger| ontology.triggers()[trigger].acts.iter().copied())
    }

    /// What a verb without a deed of its own does to the incidents beside it.
    fn governing(&mut self, verb: usize) {
        let group = &self.chunks.verbs[verb];
        let Some(word) = &group.main else { return };
        let arguments = self.arguments.of_verb(verb);
        let own = self.of_verb[verb];
        let rules: Vec<usize> = word.verb_triggers(self.ontology).collect();
        for rule in rules {
            let trigger = self.trigger(rule);
            let filled = self.fill(&trigger.frame, &arguments);
            for act in &trigger.acts {
                match act {
                    Act::Supports => {
                        for &event in &filled.events {
                            if Some(event) == own {
                                continue;
                            }
                            let modality = self.verb_modality(verb);
                            let mut supported = self.events[event].clone();
                            if supported.agents.is_empty() {
                                extend(&mut supported.agents, &filled.agents);
                            }
                            if supported.targets.is_empty() {
                                extend(&mut supported.targets, &filled.targets);
                            }
                            extend(&mut supported.holders, &filled.holders);
                            extend(&mut supported.places, &filled.places);
                            if let Some(means) = filled.means.filter(|_| supported.kind == IncidentKind::Attack) {
                                supported.kind = means;
                            }
                            if modality != Modality::Asserted {
                                supported.modality = modality;
                            }
                            self.events[event] = supported;
                        }
                    }
                    Act::Threatens => self.threaten(verb, &filled, own),
                    Act::Denies => self.deny(verb, &filled),
                    Act::Attributes => {
                        let negated = self.chunks.verbs[verb].negated;
                        for &event in filled.events.iter().filter(|_| !negated) {
                            if Some(event) == own {
                                continue;
                            }
                            let agents: Vec<usize> = filled
                                .agents
                                .iter()
                                .copied()
                                .filter(|agent| !self.events[event].targets.contains(agent))
                                .collect();
                            if self.events[event].agents.is_empty() {
                                extend(&mut self.events[event].agents, &agents);
                            }
                            if trigger.frame.agent.contains(&Slot::Subject) {
                                extend(&mut self.events[event].claimed_by, &agents);
                            }
                        }
                    }
                    Act::Speaks => self.speak(verb, &filled),
                    _ => {}
                }
            }
        }
    }

    /// "vowed to strike", "threatened attacks": what follows is not done.
    fn threaten(&mut self, verb: usize, filled: &Filled, own: Option<usize>) {
        let next = self.infinitive_after(verb);
        let dependents = filled.events.iter().copied().chain(next.and_then(|next| self.of_verb[next]));
        let dependents: Vec<usize> = dependents.filter(|event| Some(*event) != own).collect();
        for event in dependents {
            self.events[event].modality = Modality::Threatened;
            if self.events[event].agents.is_empty() {
                let agents: Vec<usize> =
                    filled.agents.iter().copied().filter(|agent| !self.events[event].targets.contains(agent)).collect();
                extend(&mut self.events[event].agents, &agents);
            }
        }
        // "vowed to carry out strikes"
        let carries = |next: &usize| {
            self.chunks.verbs[*next].main.as_ref().is_some_and(|word| self.acts(word).any(|act| act == Act::Supports))
        };
        if let Some(next) = next.filter(carries) {
            let (first, last) = (self.chunks.verbs[next].tokens.start, self.chunks.verb_at[next]);
            let object = self.chunks.row.get(last + 1);
            if let Some(Chunk::Group(group)) = object {
                if let Some(event) = self.of_group[*group].filter(|&event| self.events[event].token > first) {
                    self.events[event].modality = Modality::Threatened;
                }
            }
        }
    }

    fn infinitive_after(&self, verb: usize) -> Option<usize> {
        let at = self.chunks.verb_at[verb];
        self.chunks.row[at + 1..]
            .iter()
            .take(5)
            .take_while(|chunk| !matches!(chunk, Chunk::Break | Chunk::Comma | Chunk::Conjunction))
            .find_map(|chunk| match chunk {
                Chunk::Verb(next) => Some(*next),
                _ => None,
            })
            .filter(|&next| {
                self.chunks.verbs[next].infinitive
                    || self.chunks.verbs[next].modal
                    || self.chunks.verbs[next].form == crate::lexicon::Form::Ing
            })
    }

    fn deny(&mut self, verb: usize, filled: &Filled) {
        let at = self.chunks.verb_at[verb];
        let mut events = filled.events.clone();
        // "denied attacking", "denied any part in the attack"
        for chunk in self.chunks.row[at + 1..].iter().take(6).take_while(|chunk| !matches!(chunk, Chunk::Break | Chunk::Comma)) {
            match chunk {
                Chunk::Verb(next) => events.extend(self.of_verb[*next]),
                Chunk::Group(group) => events.extend(self.of_group[*group]),
                _ => {}
            }
        }
        events.sort_unstable();
        events.dedup();
        for event in events {
            let event = &mut self.events[event];
            event.agents.retain(|agent| !filled.agents.contains(agent));
            extend(&mut event.denied_by, &filled.agents);
            if !event.noun {
                event.modality = Modality::Denied;
            }
        }
    }

    fn speak(&mut self, verb: usize, filled: &Filled) {
        let Some(&voice) = filled.agents.first() else { return };
        let token = self.chunks.verbs[verb].tokens.start;
        for event in &mut self.events {
            // The voice of a sentence speaks of what it says, not of the incident that is its subject.
            if event.token != token && event.attributed_to.is_none() {
                event.attributed_to = Some(voice);
            }
        }
    }

    /// Cues that make the incidents after them a threat: "if", "plans for", "risk of".
    fn cue_modality(&mut self) {
        for hit in self.cues {
            if self.ontology.cues()[hit.cue].effect != Effect::Threatens {
                continue;
            }
            let reach = self.reach(hit.end);
            for event in &mut self.events {
                if event.token >= hit.start
                    && event.token < reach
                    && event.token <= hit.end + 6
                    && event.modality == Modality::Asserted
                {
                    event.modality = Modality::Threatened;
                }
            }
        }
    }

    /// The token where the clause that starts at `from` ends.
    fn reach(&self, from: usize) -> usize {
        self.chunks
            .row
            .iter()
            .filter_map(|chunk| match chunk {
                Chunk::Verb(verb) if self.chunks.verbs[*verb].tokens.start >= from => Some(self.chunks.verbs[*verb].tokens.end),
                _ => None,
            })
            .min()
            .unwrap_or(usize::MAX)
    }

    /// "A in retaliation for B", "in response to B, A", "B prompted A".
    fn links(&mut self) {
        let mut order: Vec<usize> = (0..self.events.len()).collect();
        order.sort_by_key(|&event| self.events[event].token);
        let mut done: Vec<usize> = Vec::new();
        for hit in self.cues {
            let effect = self.ontology.cues()[hit.cue].effect;
            if !matches!(effect, Effect::Answers | Effect::AnsweredBy) || done.iter().any(|&end| hit.start < end) {
                continue;
            }
            // Of overlapping cues the longest counts.
            let longest = self
                .cues
                .iter()
                .filter(|other| other.start <= hit.start && other.end >= hit.end)
                .map(|other| other.end - other.start)
                .max();
            if longest > Some(hit.end - hit.start) {
                continue;
            }
            done.push(hit.end);
            let inside = |event: &&usize| (hit.start..hit.end).contains(&self.events[**event].token);
            let left = order.iter().rev().find(|&&event| self.events[event].token < hit.start).copied();
            let first_right =
                order.iter().filter(|event| !inside(event)).find(|&&event| self.events[event].token >= hit.end).copied();
            match effect {
                Effect::Answers => {
                    let opening = left.is_none();
                    let Some(cause) = first_right else { continue };
                    let answer = if opening {
                        let comma = self.comma_after(hit.end);
                        order
                            .iter()
                            .copied()
                            .find(|&event| event != cause && self.events[event].token > comma && self.main_clause(event))
                    } else {
                        self.answering(hit.start, &order)
                    };
                    if let Some(answer) = answer.filter(|&answer| answer != cause) {
                        extend(&mut self.events[answer].causes, &[cause]);
                    }
                }
                _ => {
                    if let (Some(cause), Some(answer)) = (left, first_right) {
                        extend(&mut self.events[answer].causes, &[cause]);
                    }
                }
            }
        }
    }

    fn comma_after(&self, token: usize) -> usize {
        let mut passed = 0;
        for chunk in &self.chunks.row {
            match chunk {
                Chunk::Group(group) => passed = self.chunks.groups[*group].tokens.end,
                Chunk::Verb(verb) => passed = self.chunks.verbs[*verb].tokens.end,
                Chunk::Preposition(_, at) => passed = at + 1,
                Chunk::Comma if passed > token => return passed,
                _ => {}
            }
        }
        token
    }

    fn main_clause(&self, event: usize) -> bool {
        self.events[event].modality == Modality::Asserted || self.events[event].modality == Modality::Threatened
    }

    /// The incident before a cue that the cue speaks of: the verb of the clause before a noun inside it.
    fn answering(&self, cue: usize, order: &[usize]) -> Option<usize> {
        let before: Vec<usize> = order.iter().copied().filter(|&event| self.events[event].token < cue).collect();
        let full = |&&event: &&usize| !self.events[event].agents.is_empty();
        before.iter().rev().find(full).or(before.last()).copied()
    }
}

/// Adds what is not there yet.
pub(super) fn extend<T: Copy + PartialEq>(to: &mut Vec<T>, from: &[T]) {
    for &item in from {
        if !to.contains(&item) {
            to.push(item);
        }
    }
}
