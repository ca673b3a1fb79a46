//! Answers that do not say to what: "in response, X bombed Y", "X's reply came at dawn, when", "that prompted X to".

use super::trace::By;
use super::{Event, EventReader, extend};
use crate::extract::argument::Argument;
use crate::extract::group::Chunk;
use crate::lexicon::WordSense;
use crate::ontology::schema::{Act, Effect, Slot, WordClass};
use crate::vocabulary::Modality;

impl EventReader<'_> {
    /// "In response, X bombed Y": an answer that names neither who answers nor what is answered.
    pub(super) fn reply(&mut self) {
        for group in 0..self.chunks.groups.len() {
            let answers = |rule: &usize| self.trigger(*rule).acts.contains(&Act::Answers);
            if self.of_group[group].is_some() || !self.readings[group].triggers.iter().any(answers) {
                continue;
            }
            // "In retaliation for this", "in response to these crimes": for what was told before.
            let points = |group: usize| {
                let first = self.chunks.groups[group].tokens.start;
                let found = self.lexicon.words_at(self.sentence_tokens, first);
                let class = |sense: &WordSense| matches!(sense, WordSense::Class(WordClass::Demonstrative, _));
                self.of_group[group].is_none() && found.iter().any(|found| found.senses.iter().any(class))
            };
            let names = |argument: &Argument| matches!(argument.slot, Slot::To | Slot::For) && !points(argument.group);
            if self.arguments.of_noun(group).iter().any(names) {
                continue;
            }
            let tokens = self.chunks.groups[group].tokens.clone();
            let left = self.told_before(tokens.start, |event| event.is_fact() && !event.noun);
            let right = self.told_from(tokens.end, Event::is_fact);
            let prepositional = self.chunks.group_at[group]
                .checked_sub(1)
                .is_some_and(|at| matches!(self.chunks.row[at], Chunk::Preposition(Some(Slot::In | Slot::As), _)));
            // "After X had shelled Y, Y launched a raid in retaliation": what the verb tells that it hangs on.
            let governed = || {
                let verb = self.arguments.above(tokens.end - 1).into_iter().next()?.verb;
                let arguments = self.arguments.of_verb(verb);
                let mut objects = arguments.iter().filter(|argument| argument.slot == Slot::Object);
                let told = self.of_verb[verb].or_else(|| objects.find_map(|argument| self.of_group[argument.group]));
                told.filter(|&event| self.events[event].is_fact() && self.events[event].token < tokens.start)
            };
            let left = if prepositional { governed().or(left) } else { left };
            // "The strikes were a response", "were in retaliation": what is said to be one.
            let said = self.said_to_be(group).filter(|&event| self.events[event].is_fact());
            // "In retaliation, after Y had shelled X, X bombed Y": the main clause.
            let right = right.map(|right| self.after_opening(tokens.end, right));
            let answer = match left {
                _ if said.is_some() => said,
                Some(event) => prepositional.then_some(event),
                None => right,
            };
            if let Some(event) = answer {
                self.events[event].replies = true;
            }
        }
    }

    /// The deed that a copula says is an answer: "the strikes were a response", "the strikes, it said, were in retaliation".
    fn said_to_be(&self, group: usize) -> Option<usize> {
        let at = self.chunks.group_at[group];
        let row = |back: usize| at.checked_sub(back).and_then(|at| self.chunks.row.get(at));
        let verb = match (row(1)?, row(2)) {
            (Chunk::Verb(verb), _) => *verb,
            (Chunk::Preposition(Some(Slot::In | Slot::As), _), Some(Chunk::Verb(verb))) => *verb,
            _ => return None,
        };
        let chunk = &self.chunks.verbs[verb];
        if !chunk.copula || chunk.negated || chunk.modal || self.chunks.groups[group].negated {
            return None;
        }
        let arguments = self.arguments.of_verb(verb);
        let subject = arguments.iter().find(|argument| argument.slot == Slot::Subject)?;
        // "its strikes on Y were": the tree may take Y for the subject.
        let before = self.chunks.row[..self.chunks.group_at[subject.group]].iter().rev();
        let phrase = before.take_while(|chunk| matches!(chunk, Chunk::Group(_) | Chunk::Preposition(..)));
        let mut nouns = phrase.filter_map(|chunk| match chunk {
            Chunk::Group(group) => self.of_group[*group],
            _ => None,
        });
        self.of_group[subject.group].or_else(|| nouns.next())
    }

    /// The deed of the main clause, where a clause that says after what it was done opens before it.
    fn after_opening(&self, from: usize, first: usize) -> usize {
        let start = |chunk: &Chunk| match *chunk {
            Chunk::Group(group) => self.chunks.groups[group].tokens.start,
            Chunk::Verb(verb) => self.chunks.verbs[verb].tokens.start,
            Chunk::Preposition(_, at) => at,
            _ => 0,
        };
        let row = &self.chunks.row;
        let Some(next) = row.iter().position(|chunk| start(chunk) >= from) else { return first };
        let opens = matches!(row[next], Chunk::Subordinator | Chunk::Preposition(Some(Slot::After), _))
            || matches!(row.get(next - usize::from(next > 0)), Some(Chunk::Subordinator));
        let comma = row[next..].iter().position(|chunk| *chunk == Chunk::Comma).map(|comma| next + comma);
        let Some(end) = comma.filter(|_| opens).and_then(|comma| row.get(comma + 1)).map(start) else { return first };
        self.told_from(end, Event::is_fact).unwrap_or(first)
    }

    /// "That prompted X to bomb Y", "the raid led X to bomb Y": what the infinitive tells answers the subject.
    pub(super) fn prompted(&mut self) {
        for verb in 0..self.chunks.verbs.len() {
            let chunk = &self.chunks.verbs[verb];
            let prompts = |rule: usize| {
                let trigger = self.trigger(rule);
                trigger.acts.contains(&Act::Supports)
                    && trigger.frame.agent == [Slot::Object]
                    && trigger.frame.event.contains(&Slot::Clause)
            };
            let prompts = chunk.main.as_ref().is_some_and(|word| word.verb_triggers(self.ontology).any(prompts));
            if !prompts || chunk.negated || chunk.modal || chunk.passive {
                continue;
            }
            let Some(answer) = self.infinitive_after(verb).and_then(|next| self.of_verb[next]) else { continue };
            let arguments = self.arguments.of_verb(verb);
            let Some(subject) = arguments.iter().find(|argument| argument.slot == Slot::Subject) else { continue };
            match self.of_group[subject.group].or(self.of_arms[subject.group]).filter(|&cause| cause != answer) {
                Some(cause) => extend(&mut self.events[answer].causes, &[cause]),
                None if self.chunks.groups[subject.group].pronoun => self.events[answer].replies = true,
                None => {}
            }
        }
    }

    /// "X's reply came on Monday, when missiles hit Y": the clause tells of the reply.
    pub(super) fn came_when(&mut self) {
        for group in 0..self.of_group.len() {
            let Some(answer) = self.of_group[group] else { continue };
            let event = &self.events[answer];
            let open = event.answers && event.targets.is_empty() && event.same.is_none() && !event.agents.is_empty();
            let after = &self.chunks.row[self.chunks.group_at[group] + 1..];
            let [Chunk::Verb(came), rest @ ..] = after else { continue };
            let (true, None) = (open && !self.chunks.verbs[*came].modal, self.of_verb[*came]) else { continue };
            let Some(clause) = rest.iter().position(|chunk| *chunk == Chunk::Subordinator) else { continue };
            if rest[..clause].iter().any(|chunk| matches!(chunk, Chunk::Verb(_) | Chunk::Break)) {
                continue;
            }
            let told = rest[clause..].iter().find_map(|chunk| match chunk {
                Chunk::Verb(verb) => self.of_verb[*verb],
                _ => None,
            });
            let Some(deed) = told.filter(|&deed| deed != answer) else { continue };
            let (one, other) = (&self.events[answer], &self.events[deed]);
            let agree = self.cast.sides_agree(&one.agents, &other.agents) != Some(false);
            if agree && other.modality == Modality::Asserted && self.events[answer.max(deed)].same.is_none() {
                let agents = one.agents.clone();
                if other.agents.is_empty() {
                    extend(&mut self.events[deed].agents, &agents);
                }
                self.events[deed].answers = true;
                self.events[answer.max(deed)].same = Some(answer.min(deed));
            }
        }
    }

    /// "It kept its word, firing …": what follows answers something.
    pub(super) fn keep_word(&mut self) {
        for (number, hit) in self.cues.iter().enumerate() {
            if self.ontology.cues()[hit.cue].effect != Effect::Replies {
                continue;
            }
            self.by(By::Cue(number));
            let after = self.told_from(hit.end, Event::is_fact);
            // "X fired missiles, making good on its promise"
            let comma = hit.start.checked_sub(1).is_some_and(|before| self.sentence_tokens[before].folded == ",");
            let before = self.told_before(hit.start, Event::is_fact);
            // "Y killed four men in return", but "in return for" says for what.
            let adverb = self.lexicon.is_word(&self.sentence_tokens[hit.start], WordClass::Preposition);
            let ends = self.sentence_tokens.get(hit.end).is_none_or(|token| !token.folded.contains(char::is_alphanumeric));
            if adverb && before.is_some() && !ends {
                continue;
            }
            let answer = if comma || adverb && ends { before.or(after) } else { after };
            match answer {
                Some(event) => self.events[event].replies = true,
                None => self.awaits = true,
            }
        }
    }
}
