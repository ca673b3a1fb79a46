//! Two words for one deed: "the missiles were X's answer", "calling them payback", "an attack claimed by X".

use super::{Event, EventReader, extend};
use crate::extract::group::Chunk;
use crate::lexicon::Form;
use crate::ontology::schema::{Act, Slot, WordClass};
use crate::vocabulary::Modality;

impl EventReader<'_> {
    /// "The missiles that hit the base were X's answer", "they called the strike retaliation for", "it was payback": the noun
    /// tells of an incident that its clause speaks of by another word.
    pub(super) fn equate(&mut self) {
        for group in 0..self.chunks.groups.len() {
            let Some(answer) = self.of_group[group].filter(|&event| self.events[event].noun) else { continue };
            let Some(other) = self.equated(group) else { continue };
            if let Some(deed) = self.called_so(group, other) {
                let causes = self.events[answer].causes.clone();
                extend(&mut self.events[deed].causes, &causes);
                self.events[deed].answers = true;
            } else if self.chunks.groups[other].pronoun {
                self.events[answer].resumes = true;
            } else if let Some(event) = self.of_group[other].or(self.of_arms[other]).filter(|&event| event != answer) {
                self.events[answer].same = Some(event);
            }
        }
    }

    /// "X fired rockets at Y, calling them an answer to Z": the deed of the clause before the gerund.
    fn called_so(&self, group: usize, other: usize) -> Option<usize> {
        let at = self.chunks.group_at[group];
        let verb = self.chunks.row[..at].iter().rposition(|chunk| matches!(chunk, Chunk::Verb(_)))?;
        let Chunk::Verb(calls) = self.chunks.row[verb] else { return None };
        let chunk = &self.chunks.verbs[calls];
        let comma = matches!(verb.checked_sub(1).map(|at| &self.chunks.row[at]), Some(Chunk::Comma));
        if chunk.form != Form::Ing || chunk.finite_auxiliary || !comma || !self.chunks.groups[other].pronoun {
            return None;
        }
        self.told_before(chunk.tokens.start, Event::is_fact)
    }

    /// Whether the noun stands beside a demonstrative after a verb that says what something is: "called that payback".
    fn is_called_that(&self, group: usize) -> bool {
        let first = &self.sentence_tokens[self.chunks.groups[group].tokens.start];
        let before = self.chunks.group_at[group].checked_sub(1).map(|at| &self.chunks.row[at]);
        let calls = matches!(before, Some(Chunk::Verb(verb)) if self.equates(*verb) && !self.chunks.verbs[*verb].copula);
        calls && self.lexicon.is_word(first, WordClass::Demonstrative)
    }

    /// "X called the raid payback for Y's strike", "X called that payback": whoever calls a deed an answer made it.
    pub(super) fn own_answers(&mut self) {
        for group in 0..self.chunks.groups.len() {
            let Some(answer) = self.of_group[group].filter(|&event| self.events[event].noun) else { continue };
            let token = self.chunks.groups[group].tokens.start;
            let deed = if self.is_called_that(group) {
                self.told_before(token, |event| event.is_fact() && !event.noun)
            } else {
                self.equated(group).and_then(|other| self.of_group[other])
            };
            deed.into_iter().for_each(|deed| self.own_answer(group, answer, deed));
        }
    }

    /// The same of one deed, unless whoever calls it so was hit by it.
    fn own_answer(&mut self, group: usize, answer: usize, deed: usize) {
        if !self.events[answer].answers {
            return;
        }
        let at = self.chunks.group_at[group];
        let verb = self.chunks.row[..at].iter().rev().find_map(|chunk| match chunk {
            Chunk::Verb(verb) => Some(*verb),
            _ => None,
        });
        let Some(verb) = verb.filter(|&verb| !self.chunks.verbs[verb].copula && !self.chunks.verbs[verb].passive) else { return };
        let arguments = self.arguments.of_verb(verb);
        let subjects = arguments.iter().filter(|argument| argument.slot == Slot::Subject);
        let speakers: Vec<usize> = subjects.flat_map(|subject| self.readings[subject.group].actors.clone()).collect();
        let hit = |event: &Event| {
            let sides = [&event.targets, &event.victims, &event.holders];
            sides.into_iter().any(|side| self.cast.share_side(side, &speakers))
        };
        let open = self.events[deed].agents.is_empty() && self.events[answer].agents.is_empty();
        if open && !speakers.is_empty() && !hit(&self.events[deed]) {
            extend(&mut self.events[deed].agents, &speakers);
            self.events[deed].lacking = false;
        }
    }

    /// "Drones hit the port, an attack claimed by X": the noun after the comma tells of what the clause before it told.
    pub(super) fn comment(&mut self) {
        for group in 0..self.chunks.groups.len() {
            let own = |event: &usize| self.events[*event].noun && self.events[*event].same.is_none();
            let Some(at) = self.of_group[group].filter(own) else { continue };
            let place = self.chunks.group_at[group];
            let row = |at: usize| self.chunks.row.get(at);
            let after_comma = place.checked_sub(1).and_then(row) == Some(&Chunk::Comma);
            // "…, an attack killed three": a clause of its own.
            let open = match (row(place + 1), row(place + 2)) {
                (Some(Chunk::Verb(verb)), Some(Chunk::Preposition(Some(Slot::By | Slot::On | Slot::To), _))) => {
                    !self.chunks.verbs[*verb].finite_auxiliary
                }
                (Some(Chunk::Verb(_)), _) => false,
                (Some(Chunk::Relative), _) => true,
                (Some(Chunk::Preposition(..)), Some(Chunk::Relative)) => true,
                (Some(Chunk::Group(_)), Some(Chunk::Verb(_))) => true,
                _ => false,
            };
            if !after_comma || !self.chunks.groups[group].single || !open {
                continue;
            }
            let token = self.chunks.groups[group].tokens.start;
            let before = self.told_before(token, |event| event.modality == Modality::Asserted);
            if let Some(deed) = before.filter(|&deed| {
                let sides = self.cast.sides_agree(&self.events[deed].agents, &self.events[at].agents);
                deed != at && sides != Some(false) && self.events[deed.max(at)].same.is_none()
            }) {
                self.events[deed.max(at)].same = Some(deed.min(at));
            }
        }
    }

    /// The group that a predicate noun speaks of.
    pub(super) fn equated(&self, group: usize) -> Option<usize> {
        let at = self.chunks.group_at[group];
        let row = |back: usize| at.checked_sub(back).and_then(|at| self.chunks.row.get(at));
        let subject = |verb: usize| {
            let subject = self.arguments.of_verb(verb).into_iter().find(|argument| argument.slot == Slot::Subject)?;
            Some(subject.group)
        };
        let patient = |verb: usize| {
            let object = self.arguments.of_verb(verb).into_iter().find(|argument| argument.slot == Slot::Object)?;
            Some(object.group)
        };
        // "There were raids" speaks of nothing else.
        let there = |group: &usize| {
            let first = self.chunks.groups[*group].tokens.start;
            self.lexicon.is_word(&self.sentence_tokens[first], WordClass::There)
        };
        match (row(1)?, row(2), row(3)) {
            (Chunk::Verb(verb), ..) if self.chunks.verbs[*verb].copula => subject(*verb).filter(|group| !there(group)),
            (Chunk::Group(object), Some(Chunk::Verb(verb)), _) if self.equates(*verb) => Some(*object),
            (Chunk::Preposition(Some(Slot::As), _), Some(Chunk::Group(object)), Some(Chunk::Verb(verb)))
                if self.equates(*verb) =>
            {
                Some(*object)
            }
            (Chunk::Preposition(Some(Slot::As), _), Some(Chunk::Verb(verb)), _) if self.equates(*verb) => patient(*verb),
            // "described the raid on X as an answer"
            (Chunk::Preposition(Some(Slot::As), _), Some(Chunk::Group(_)), Some(Chunk::Preposition(..))) => {
                let mut before = at - 2;
                while let [.., Chunk::Group(_), Chunk::Preposition(..), Chunk::Group(_)] = self.chunks.row[..=before] {
                    before -= 2;
                }
                match (&self.chunks.row[before], before.checked_sub(1).map(|at| &self.chunks.row[at])) {
                    (Chunk::Group(object), Some(Chunk::Verb(verb))) if self.equates(*verb) => Some(*object),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    pub(super) fn equates(&self, verb: usize) -> bool {
        self.chunks.verbs[verb].main.as_ref().is_some_and(|word| self.acts(word).any(|act| act == Act::Equates))
    }
}
