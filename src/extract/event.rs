//! Incidents of one sentence: triggers, their frames, what supports, threatens, denies or claims them.

mod credit;
mod deed;
mod deny;
mod equate;
mod fill;
mod forces;
mod govern;
mod hurt;
mod link;
mod modality;
mod noun;
mod pair;
mod purpose;
mod put;
mod relate;
mod relative;
mod reply;
mod sort;
mod subject;
mod toll;
pub(super) mod trace;
mod verb;
mod voice;

pub(super) use deed::Event;
use rustc_hash::FxHashMap as HashMap;

use fill::missing;
use trace::{By, Site, Trace};
pub(super) use voice::Said;

use super::argument::{Argument, Arguments};
use super::cast::Cast;
use super::group::{Chunk, Chunks};
use super::reading::Reading;
use super::tag::{CueHit, Word};
use crate::explain::Concluded;
use crate::lexicon::{Form, Lexicon, WordSense};
use crate::ontology::Ontology;
use crate::ontology::schema::{Act, Slot, TriggerEntry, WordClass};
use crate::text::Token;
use crate::vocabulary::{IncidentKind, Modality};

/// How many words may stand between a verb and its complement.
const COMPLEMENT_REACH: usize = 16;

/// The sentence that an [`EventReader`] reads.
pub(super) struct Context<'a> {
    pub ontology: &'a Ontology,
    /// Number of the sentence.
    pub sentence: usize,
    pub sentence_tokens: &'a [Token],
    pub chunks: &'a Chunks,
    pub readings: &'a [Reading],
    /// Of whom each group is said: "X is a force that …".
    pub described: &'a [Vec<usize>],
    pub arguments: &'a dyn Arguments,
    pub cues: &'a [CueHit],
    pub cast: &'a Cast<'a>,
    /// The member that holds each place named in the sentence.
    pub holders: &'a HashMap<usize, usize>,
    /// Who does what a verb without a subject tells of, as the line above says.
    pub implied: &'a [usize],
    pub lexicon: &'a Lexicon,
    /// Who spoke last in the sentences before.
    pub carried: Option<Said>,
    /// Whether the sentence before begins with a deed or its means: "The strike …".
    pub deed_before: bool,
}

/// A relation as one sentence tells it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ToldRelation {
    /// Index into [`Ontology::triggers`].
    pub rule: usize,
    pub subject: usize,
    pub object: usize,
    /// First token of its trigger.
    pub token: usize,
    pub modality: Modality,
    pub voices: Vec<Said>,
}

/// Reads the incidents of one sentence.
pub(super) struct EventReader<'a> {
    context: Context<'a>,
    pub events: Vec<Event>,
    /// Relations told by verbs and nouns.
    pub relations: Vec<ToldRelation>,
    /// Who spoke last in it.
    pub voice: Option<Said>,
    /// Events that the incident told of before this sentence answers: "this was in response to …".
    pub provocations: Vec<usize>,
    /// The next sentence tells of an answer: "it did not go unanswered".
    pub awaits: bool,
    /// The event of each noun group.
    of_group: Vec<Option<usize>>,
    /// The event of each verb group.
    of_verb: Vec<Option<usize>>,
    /// The event that each group of weapons had a part in.
    of_arms: Vec<Option<usize>>,
    /// Where to put down what is done, if anybody asks.
    trace: Option<&'a mut Trace>,
}

impl<'a> std::ops::Deref for EventReader<'a> {
    type Target = Context<'a>;

    fn deref(&self) -> &Context<'a> {
        &self.context
    }
}

impl<'a> EventReader<'a> {
    pub(super) fn new(context: Context<'a>, trace: Option<&'a mut Trace>) -> Self {
        EventReader {
            of_group: vec![None; context.chunks.groups.len()],
            of_verb: vec![None; context.chunks.verbs.len()],
            of_arms: vec![None; context.chunks.groups.len()],
            context,
            events: Vec::new(),
            relations: Vec::new(),
            voice: None,
            provocations: Vec::new(),
            awaits: false,
            trace,
        }
    }

    /// Reads the sentence.
    pub(super) fn read(&mut self) {
        for group in 0..self.chunks.groups.len() {
            self.noun(group);
        }
        self.coordinated();
        for group in 0..self.chunks.groups.len() {
            // Only now are the nouns on the right read as well.
            if let Some(at) = self.of_group[group].filter(|&at| self.events[at].answers) {
                let (rule, arguments) = (self.events[at].rule, self.arguments.of_noun(group));
                let filled = self.fill(&self.trigger(rule).frame, &arguments);
                self.tries(Site::Noun(group), rule, &arguments, &filled);
                self.answer_causes(at, &filled);
            }
        }
        for group in 0..self.chunks.groups.len() {
            self.harm_in(group);
        }
        for verb in 0..self.chunks.verbs.len() {
            self.verb(verb);
        }
        for group in 0..self.chunks.groups.len() {
            self.armed_cause(group);
        }
        self.shares();
        self.by(By::Step(Concluded::AnsweredBy));
        for verb in 0..self.chunks.verbs.len() {
            self.answered_by(verb);
        }
        for verb in 0..self.chunks.verbs.len() {
            self.governing(verb);
        }
        self.doers_named();
        self.doers_within();
        self.passers_by();
        self.purposes();
        self.listed();
        self.several();
        for at in 0..self.events.len() {
            self.events[at].lacking &= self.events[at].agents.is_empty();
        }
        for group in 0..self.of_group.len() {
            self.answer_for(group);
        }
        self.own_answers();
        for group in 0..self.of_group.len() {
            self.of_group[group] = self.of_group[group].filter(|&event| !self.events[event].lacking);
        }
        self.cue_modality();
        self.links();
        self.prompted();
        self.came_when();
        self.by(By::Step(Concluded::Equal));
        self.equate();
        self.comment();
        self.by(By::Step(Concluded::Reply));
        self.reply();
        self.keep_word();
        self.identify();
        self.credit();
        self.part();
        self.included();
        self.died_when();
        self.brought_on();
        self.voices();
        self.own_words();
        self.enlist();
        self.by(By::Nobody);
        self.tolls();
        let marks = |at: usize| {
            let found = self.lexicon.words_at(self.sentence_tokens, at);
            found.iter().any(|found| found.senses.contains(&WordSense::Class(WordClass::Unclaimed, Form::Base)))
        };
        let unclaimed = (0..self.sentence_tokens.len()).any(marks);
        self.events.iter_mut().for_each(|event| event.unclaimed = unclaimed && event.agents.is_empty());
    }

    /// The deed of this sort that was told last before a token.
    fn told_before(&self, token: usize, sort: impl Fn(&Event) -> bool) -> Option<usize> {
        let told = (0..self.events.len()).filter(|&at| self.events[at].token < token && sort(&self.events[at]));
        told.max_by_key(|&at| self.events[at].token)
    }

    /// The deed of this sort that is told first from a token on.
    fn told_from(&self, token: usize, sort: impl Fn(&Event) -> bool) -> Option<usize> {
        let told = (0..self.events.len()).filter(|&at| self.events[at].token >= token && sort(&self.events[at]));
        told.min_by_key(|&at| self.events[at].token)
    }

    pub(super) fn trigger(&self, index: usize) -> &'a TriggerEntry {
        &self.ontology.triggers()[index]
    }

    /// Whether one of the trigger's complements follows the verb in its clause, or stands in its subject or object.
    pub(super) fn is_completed(&self, verb: usize, trigger: &TriggerEntry, arguments: &[Argument]) -> bool {
        let from = self.chunks.verbs[verb].tokens.end;
        let to = self.sentence_tokens.len().min(from + COMPLEMENT_REACH);
        let after = &self.sentence_tokens[from.min(to)..to];
        let core = [Slot::Subject, Slot::Object, Slot::With];
        let objects = arguments.iter().filter(|argument| core.contains(&argument.slot));
        let objects = objects.map(|argument| &self.sentence_tokens[self.chunks.groups[argument.group].tokens.clone()]);
        // "whose salaries come from"
        let start = self.chunks.verbs[verb].tokens.start;
        let before = if arguments.is_empty() { &[] } else { &self.sentence_tokens[start.saturating_sub(4)..start] };
        let stretches: Vec<&[Token]> = [after, before].into_iter().chain(objects).collect();
        trigger.complements.iter().any(|complement| {
            let is_here = |mut tokens: std::slice::Iter<Token>| {
                complement.split(' ').all(|word| tokens.next().is_some_and(|token| token.folded == word))
            };
            let is_there = |stretch: &&[Token]| {
                let first = |at: &usize| complement.starts_with(&stretch[*at].folded);
                (0..stretch.len()).filter(first).any(|at| is_here(stretch[at..].iter()))
            };
            stretches.iter().any(is_there)
        })
    }

    pub(super) fn event(&self, rule: usize, token: usize, kind: IncidentKind) -> Event {
        let mut event = Event::new(self.sentence, token, rule, kind);
        event.loose = self.trigger(rule).acts.contains(&Act::Loose);
        event
    }

    /// Whether the sentence begins with a deed or its means: "The strike …".
    pub(super) fn begins_with_deed(&self) -> bool {
        match self.chunks.row.first() {
            Some(Chunk::Group(group)) => self.of_group[*group].or(self.of_arms[*group]).is_some(),
            _ => false,
        }
    }
}

impl EventReader<'_> {
    /// The first tokens of the verbs that tell of an event, each with the event.
    pub(super) fn verbs_of_events(&self) -> Vec<(usize, usize)> {
        let main = |verb: usize| self.chunks.verbs[verb].main.as_ref().map(|word| word.start);
        // "left five dead and 22 wounded on Monday"
        let toll = |verb: usize| {
            let token = main(verb).filter(|_| self.goes_on_with_toll(verb))?;
            (0..self.events.len()).filter(|&at| self.events[at].token < token).max_by_key(|&at| self.events[at].token)
        };
        let told = self.of_verb.iter().enumerate();
        told.filter_map(|(verb, event)| Some((main(verb)?, event.or_else(|| toll(verb))?))).collect()
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
