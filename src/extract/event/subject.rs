//! Who does what a verb tells of: its subject, whoever acts with it, and the line above where there is none.

use super::fill::Filled;
use super::{EventReader, extend};
use crate::extract::argument::Argument;
use crate::extract::group::Chunk;
use crate::lexicon::Form;
use crate::ontology::schema::{Act, Slot};

impl EventReader<'_> {
    /// The roles of a verb; where it has no subject at all, that of the line above acts.
    pub(super) fn fill_verb(&self, verb: usize, rule: usize, arguments: &[Argument]) -> Filled {
        let frame = &self.trigger(rule).frame;
        let mut filled = self.fill(frame, arguments);
        if filled.agents.is_empty() && frame.agent.contains(&Slot::Subject) && self.lacks_subject(verb, arguments) {
            extend(&mut filled.agents, &self.subject_above(verb));
        }
        let acts = |argument: &&Argument| frame.agent.contains(&argument.slot) && argument.slot == Slot::Subject;
        for argument in arguments.iter().filter(acts) {
            let partners = if filled.agents.is_empty() { Vec::new() } else { self.partners(argument.group) };
            let theirs: Vec<usize> = partners.into_iter().filter(|partner| !filled.targets.contains(partner)).collect();
            extend(&mut filled.agents, &theirs);
        }
        filled
    }

    /// Whether a verb opens the sentence as one that somebody not named there does: "Shelled a post", "and hit a depot".
    fn lacks_subject(&self, verb: usize, arguments: &[Argument]) -> bool {
        let group = &self.chunks.verbs[verb];
        let active = !group.finite_auxiliary
            && !group.infinitive
            && matches!(group.form, Form::Past | Form::PastOnly | Form::Third | Form::Base);
        let acted = |slot: Slot| arguments.iter().any(|argument| argument.slot == slot);
        let aimed = [Slot::Object, Slot::At, Slot::On, Slot::Against, Slot::Toward].into_iter().any(acted);
        let opens = match self.chunks.row[..self.chunks.verb_at[verb]].split_last() {
            None => true,
            // "NAME: shelled a post"
            Some((Chunk::Break, [Chunk::Group(_)])) => true,
            // "NAME says: shelled a post"
            Some((Chunk::Break, [.., Chunk::Verb(speech)])) => self.speaks(*speech),
            // "fired at a post and hit a depot"
            Some((Chunk::Conjunction | Chunk::Comma, before)) => {
                before.iter().rev().find_map(|chunk| match chunk {
                    Chunk::Verb(other) => Some(self.lacks_subject(*other, &self.arguments.of_verb(*other))),
                    _ => None,
                }) == Some(true)
            }
            Some(_) => false,
        };
        active && aimed && opens && !acted(Slot::Subject) && !acted(Slot::By)
    }

    /// Who does what a verb without a subject tells of: the label of the line, else the line above.
    fn subject_above(&self, verb: usize) -> Vec<usize> {
        match self.chunks.row[..self.chunks.verb_at[verb]] {
            [Chunk::Group(label), Chunk::Break, ..] if !self.readings[label].actors.is_empty() => {
                self.readings[label].actors.clone()
            }
            [.., Chunk::Verb(speech), Chunk::Break] => {
                let said = self.arguments.of_verb(speech);
                let mut subject = said.iter().filter(|argument| argument.slot == Slot::Subject);
                subject.next().map(|argument| self.readings[argument.group].actors.clone()).unwrap_or_default()
            }
            _ => self.implied.to_vec(),
        }
    }

    fn speaks(&self, verb: usize) -> bool {
        self.chunks.verbs[verb].main.as_ref().is_some_and(|word| self.acts(word).any(|act| act == Act::Speaks))
    }
}
