//! Relative clauses that the tree hangs on the wrong noun: whose subject or object a group is, by where it stands.

use super::EventReader;
use crate::extract::argument::Argument;
use crate::extract::group::Chunk;
use crate::lexicon::Form;
use crate::ontology::schema::{Act, Makes, Slot, WordClass};

impl EventReader<'_> {
    /// The arguments of a verb, those of a relative clause put right.
    pub(super) fn arguments_of(&self, verb: usize) -> Vec<Argument> {
        let arguments = self.arguments.of_verb(verb);
        let relative = self.object_relative(verb, &arguments).filter(|told| {
            let named = told.iter().find(|argument| argument.slot == Slot::Object).map(|argument| argument.group);
            // "in revenge for the losses that X had inflicted": no revenge.
            let strays = |argument: &Argument| {
                argument.slot == Slot::Object
                    && Some(argument.group) < named
                    && !self.readings[argument.group].triggers.is_empty()
            };
            let row = &self.chunks.row[..self.chunks.verb_at[verb]];
            let relative = row.iter().rposition(|chunk| *chunk == Chunk::Relative).unwrap_or_default();
            // "raids on X, which Y had ordered": the raids.
            let bound = relative > 0 && row[relative - 1] != Chunk::Comma;
            self.follows_whom(verb) || bound && arguments.iter().any(strays)
        });
        let arguments = relative.or_else(|| self.reduced_relative(verb, &arguments)).unwrap_or(arguments);
        self.relative_of_means(verb, arguments)
    }

    /// "in retaliation for a drone that killed two", "in response to a raid that …": the drone did, the raid did, whatever the
    /// tree says.
    fn relative_of_means(&self, verb: usize, mut arguments: Vec<Argument>) -> Vec<Argument> {
        let [.., Chunk::Preposition(..), Chunk::Group(means), Chunk::Relative] = self.chunks.row[..self.chunks.verb_at[verb]]
        else {
            return arguments;
        };
        let reading = &self.readings[means];
        let weapon = reading.makes == Some(Makes::Weapon);
        let acts = !reading.triggers.is_empty() || !reading.actors.is_empty() && reading.place.is_none();
        if (weapon || acts) && !self.chunks.verbs[verb].passive {
            for argument in arguments.iter_mut().filter(|argument| argument.slot == Slot::Subject) {
                let mut rules = self.readings[argument.group].triggers.iter();
                let told = rules.any(|&rule| {
                    let trigger = self.trigger(rule);
                    trigger.incident.is_some() && (weapon || trigger.acts.contains(&Act::Answers))
                });
                if told && argument.group < means {
                    argument.group = means;
                }
            }
        }
        arguments
    }

    /// Whether a verb stands in a relative clause that "whom" opens.
    fn follows_whom(&self, verb: usize) -> bool {
        let row = &self.chunks.row[..self.chunks.verb_at[verb]];
        let Some(relative) = row.iter().rposition(|chunk| *chunk == Chunk::Relative) else { return false };
        let Some(Chunk::Group(subject)) = row.get(relative + 1) else { return false };
        let before = self.chunks.groups[*subject].tokens.start.checked_sub(1);
        before.is_some_and(|at| self.lexicon.is_word(&self.sentence_tokens[at], WordClass::Whom))
    }

    /// "killed by a bomb dropped from a jet": after a preposition, a thing followed by a bare participle is what was dropped.
    fn reduced_relative(&self, verb: usize, arguments: &[Argument]) -> Option<Vec<Argument>> {
        let chunk = &self.chunks.verbs[verb];
        let bare = matches!(chunk.form, Form::Past | Form::Participle) && !chunk.finite_auxiliary && !chunk.infinitive;
        let place = self.chunks.verb_at[verb];
        let (left, right) = (&self.chunks.row[..place], self.chunks.row.get(place + 1));
        let [before @ .., Chunk::Preposition(Some(Slot::By | Slot::With | Slot::From), _), Chunk::Group(thing)] = left else {
            return None;
        };
        let clause = before.iter().any(|chunk| matches!(chunk, Chunk::Verb(_))) && matches!(right, Some(Chunk::Preposition(..)));
        let known = arguments.iter().any(|argument| argument.slot == Slot::Object && argument.group == *thing);
        if !bare || !clause || known || self.readings[*thing].makes != Some(Makes::Weapon) {
            return None;
        }
        let core = |argument: &&Argument| !matches!(argument.slot, Slot::Subject | Slot::Object);
        let mut out = vec![Argument { slot: Slot::Object, group: *thing, margin: None }];
        out.extend(arguments.iter().filter(core).copied());
        Some(out)
    }

    /// "X, whom Y has armed", "X, which Y itself armed": who stands between the relative and the verb arms, whatever the tree says.
    pub(super) fn object_relative(&self, verb: usize, arguments: &[Argument]) -> Option<Vec<Argument>> {
        if self.chunks.verbs[verb].passive {
            return None;
        }
        let itself = |group: usize| self.chunks.groups[group].pronoun;
        let before = match &self.chunks.row[..self.chunks.verb_at[verb]] {
            [before @ .., Chunk::Group(last)] if itself(*last) && matches!(before.last(), Some(Chunk::Group(_))) => before,
            // "whom fighters from X killed"
            [before @ .., Chunk::Preposition(Some(Slot::From | Slot::Of | Slot::In), _), Chunk::Group(_)] => before,
            before => before,
        };
        let (named, subject) = match before {
            [.., Chunk::Group(named), Chunk::Comma, Chunk::Relative, Chunk::Group(subject)]
            | [.., Chunk::Group(named), Chunk::Relative, Chunk::Group(subject)] => (*named, *subject),
            _ => return None,
        };
        let core = |argument: &&Argument| !matches!(argument.slot, Slot::Subject | Slot::Object);
        let mut out = vec![
            Argument { slot: Slot::Subject, group: subject, margin: None },
            Argument { slot: Slot::Object, group: named, margin: None },
        ];
        out.extend(arguments.iter().filter(core).copied());
        let after = |argument: &&Argument| argument.slot == Slot::Object && argument.group != named && argument.group > subject;
        // "X, which Y gives arms": what is given stands after the verb.
        out.extend(arguments.iter().filter(after).copied());
        Some(out)
    }
}
