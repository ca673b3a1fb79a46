//! Incidents of one sentence: triggers, their frames, what supports, threatens, denies or claims them.

mod fill;
mod govern;
mod link;

use std::collections::HashMap;

use crate::date::PartialDate;

use fill::Filled;

use super::argument::Arguments;
use super::cast::Cast;
use super::group::Chunks;
use super::reading::Reading;
use super::tag::{CueHit, Word};
use crate::ontology::Ontology;
use crate::ontology::schema::{Act, Slot, TriggerEntry};
use crate::vocabulary::{ActorKind, IncidentKind, Modality, Predicate};

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
    /// A plural noun without article or date: "assaults on American soldiers" tells of a habit.
    pub several: bool,
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
    /// Events that the incident told of before this sentence answers: "this was in response to …".
    pub provocations: Vec<usize>,
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

impl<'a> EventReader<'a> {
    pub(super) fn new(context: Context<'a>) -> Self {
        EventReader {
            of_group: vec![None; context.chunks.groups.len()],
            of_verb: vec![None; context.chunks.verbs.len()],
            context,
            events: Vec::new(),
            relations: Vec::new(),
            provocations: Vec::new(),
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

    pub(super) fn trigger(&self, index: usize) -> &'a TriggerEntry {
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
            event.several = !event.definite
                && self.chunks.groups[group].number.is_none()
                && self.chunks.groups[group].words.last().is_some_and(Word::is_plural);
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

    pub(super) fn event(&self, rule: usize, token: usize, kind: IncidentKind) -> Event {
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
            several: false,
            noun: false,
            answers: false,
            causes: Vec::new(),
            attributed_to: None,
            claimed_by: Vec::new(),
            denied_by: Vec::new(),
            mutual: false,
        }
    }

    fn relation(&mut self, rule: usize, filled: &Filled) {
        for &subject in &filled.agents {
            for &object in &filled.targets {
                if subject != object && self.can_relate(self.trigger(rule).relation, subject, object) {
                    self.relations.push((rule, subject, object));
                }
            }
        }
    }

    /// Whether two actors are of kinds that this relation can hold between.
    fn can_relate(&self, relation: Option<Predicate>, subject: usize, object: usize) -> bool {
        let (subject, object) = (self.cast.actor(subject).kind, self.cast.actor(object).kind);
        let person = |kind| kind == ActorKind::Person;
        let group =
            |kind| matches!(kind, ActorKind::ArmedGroup | ActorKind::Generic | ActorKind::Military | ActorKind::Organisation);
        match relation {
            Some(Predicate::Leads) => person(subject) && !person(object),
            Some(Predicate::PartOf) => group(subject) && (group(object) || object == ActorKind::Coalition),
            Some(Predicate::Backs) => !person(subject) && matches!(object, ActorKind::ArmedGroup | ActorKind::Generic),
            _ => false,
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
}

/// Adds what is not there yet.
pub(super) fn extend<T: Copy + PartialEq>(to: &mut Vec<T>, from: &[T]) {
    for &item in from {
        if !to.contains(&item) {
            to.push(item);
        }
    }
}
