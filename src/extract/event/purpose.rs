//! What a deed is for, and what is put an end to: "strikes to destroy a depot of X", "X suspended its attacks".

use super::fill::Filled;
use super::{EventReader, extend};
use crate::extract::argument::Argument;
use crate::extract::group::Chunk;
use crate::lexicon::Form;
use crate::ontology::schema::{Act, Slot, WordClass};
use crate::vocabulary::Modality;

impl EventReader<'_> {
    /// "launched the raid to kill X", "an operation to clear the town of X": at whom a deed is aimed whose target is not told.
    pub(super) fn purposes(&mut self) {
        for verb in 0..self.chunks.verbs.len() {
            let chunk = &self.chunks.verbs[verb];
            if chunk.negated || chunk.modal || !chunk.infinitive && self.of_verb[verb].is_some() {
                continue;
            }
            let aims = self.aims_at(verb);
            let deed = if chunk.infinitive { self.purposeful(verb) } else { self.explained(verb) };
            let Some(deed) = deed.filter(|_| !aims.is_empty()) else { continue };
            let event = &mut self.events[deed];
            let open = event.modality == Modality::Asserted && event.targets.is_empty() && event.victims.is_empty();
            let own = |aim: &usize| event.agents.iter().any(|agent| self.context.cast.same_side(*agent, *aim));
            if open && !event.agents.is_empty() && !aims.iter().any(own) {
                extend(&mut event.targets, &aims);
            }
        }
    }

    /// "X bombed three sites, saying it was acting against Y": the last deed before, of whoever acts.
    fn explained(&self, verb: usize) -> Option<usize> {
        let at = self.chunks.verb_at[verb];
        let [.., Chunk::Group(subject)] = self.chunks.row[..at] else { return None };
        // "raided by soldiers looking for X"
        let chunk = &self.chunks.verbs[verb];
        let gerund = chunk.form == Form::Ing && !chunk.finite_auxiliary;
        let main = if gerund { verb } else { self.arguments.governor(verb).filter(|&above| self.speaks(above))? };
        let deed = self.told_before(self.chunks.verbs[main].tokens.start, |_| true)?;
        self.cast.share_side(&self.events[deed].agents, &self.readings[subject].actors).then_some(deed)
    }

    /// Whom an infinitive speaks of hitting.
    fn aims_at(&self, verb: usize) -> Vec<usize> {
        if let Some(event) = self.of_verb[verb].map(|event| &self.events[event]) {
            let mut aims = event.targets.clone();
            extend(&mut aims, &event.victims);
            return aims;
        }
        let Some(word) = &self.chunks.verbs[verb].main else { return Vec::new() };
        let aim = |rule: &usize| {
            let trigger = self.trigger(*rule);
            trigger.acts.contains(&Act::Aims) && trigger.frame.event.is_empty()
        };
        let Some(rule) = word.verb_triggers(self.ontology).find(aim) else { return Vec::new() };
        self.fill(&self.trigger(rule).frame, &self.arguments.of_verb(verb)).targets
    }

    /// The deed that an infinitive gives the purpose of: the noun before it, or what the verb above it carries.
    fn purposeful(&self, verb: usize) -> Option<usize> {
        let at = self.chunks.verb_at[verb];
        let row = |back: usize| at.checked_sub(back).and_then(|at| self.chunks.row.get(at));
        let noun = |chunk: Option<&Chunk>| match chunk {
            Some(Chunk::Group(group)) => self.of_group[*group],
            _ => None,
        };
        if let Some(event) = noun(row(1)) {
            return Some(event);
        }
        // "in order to"
        if let (Some(Chunk::Group(_)), Some(Chunk::Preposition(Some(Slot::In), _))) = (row(1), row(2))
            && let Some(event) = noun(row(3))
        {
            return Some(event);
        }
        let governor = self.arguments.governor(verb)?;
        let word = self.chunks.verbs[governor].main.as_ref()?;
        if self.acts(word).any(|act| matches!(act, Act::Threatens | Act::Denies | Act::Speaks)) {
            return None;
        }
        let carried = || {
            let carries = self.acts(word).any(|act| act == Act::Supports) && !self.chunks.verbs[governor].negated;
            let arguments = self.arguments.of_verb(governor);
            let mut objects = arguments.iter().filter(|argument| carries && argument.slot == Slot::Object);
            objects.find_map(|argument| self.of_group[argument.group])
        };
        carried().or(self.of_verb[governor])
    }

    /// "X suspended its attacks", "stop the strikes": they went on until then; what is stopped once never happened.
    pub(super) fn end(&mut self, verb: usize, rule: usize, filled: &Filled, own: Option<usize>, arguments: &[Argument]) {
        let ends_its_own = self.trigger(rule).frame.agent.contains(&Slot::Subject);
        // "called off": it never began.
        let undone = self.trigger(rule).acts.contains(&Act::Threatens);
        let pointed = || self.events_pointed_at(verb, rule, arguments);
        let events = if undone && filled.events.is_empty() { pointed() } else { filled.events.clone() };
        for at in events.into_iter().filter(|&event| Some(event) != own) {
            let event = &mut self.events[at];
            let went_on = event.noun && (event.several || event.definite) && !undone;
            if !went_on {
                event.modality = Modality::Threatened;
            }
            // A habit rather than the one deed told before or after.
            if went_on && ends_its_own && !event.targets.is_empty() {
                (event.distinct, event.several) = (true, true);
            }
            if ends_its_own && event.agents.is_empty() {
                let theirs: Vec<usize> = filled.agents.iter().copied().filter(|agent| !event.targets.contains(agent)).collect();
                extend(&mut event.agents, &theirs);
            }
        }
    }

    /// "approved the strikes but called them off": the last deed that a noun told of before the pronoun, or the verb that
    /// holds it.
    fn events_pointed_at(&self, verb: usize, rule: usize, arguments: &[Argument]) -> Vec<usize> {
        let slots = &self.trigger(rule).frame.event;
        let mut speaks_of = arguments.iter().filter(|argument| slots.contains(&argument.slot));
        let verb = self.chunks.verbs[verb].tokens.clone();
        let holds = self.sentence_tokens[verb.clone()].iter().any(|token| self.lexicon.is_word(token, WordClass::Pronoun));
        if !holds && !speaks_of.all(|argument| self.chunks.groups[argument.group].pronoun) {
            return Vec::new();
        }
        let start = verb.start;
        let before = |&at: &usize| self.events[at].noun && self.events[at].token < start && !self.events[at].lacking;
        (0..self.events.len()).filter(before).max_by_key(|&at| self.events[at].token).into_iter().collect()
    }
}
