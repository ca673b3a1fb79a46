//! Deeds and relations that nouns tell, and whose a noun's arguments are.

use super::fill::missing;
use super::trace::Site;
use super::{Event, EventReader, extend};
use crate::explain::Why;
use crate::extract::argument::Argument;
use crate::extract::group::Chunk;
use crate::extract::standing::is_denied;
use crate::extract::tag::Word;
use crate::lexicon::Form;
use crate::ontology::schema::{Act, Frame, Role, Slot, WordClass};
use crate::vocabulary::{ActorKind, Modality};

impl EventReader<'_> {
    pub(super) fn noun(&mut self, group: usize) {
        let triggers = self.readings[group].triggers.clone();
        if triggers.is_empty() || self.is_office(group) {
            return;
        }
        let mut arguments = self.arguments.of_noun(group);
        // "an attack pinned by X on Y": both stand beside the participle.
        let blamed = self.is_blamed_by(group);
        // "an attack, pinned by X on Y, on Z": Z was attacked.
        let closed = blamed
            .filter(|&verb| self.chunks.row[verb - 1] == Chunk::Comma)
            .and_then(|verb| self.chunks.row[verb..].iter().position(|chunk| *chunk == Chunk::Comma).map(|comma| verb + comma));
        let apart = |at: usize| blamed.is_none_or(|verb| at < verb) || closed.is_some_and(|closed| at > closed);
        arguments.retain(|argument| apart(self.chunks.group_at[argument.group]));
        for rule in triggers {
            let trigger = self.trigger(rule);
            let arguments = self.possessed(&trigger.frame, &arguments);
            let mut filled = self.fill(&trigger.frame, &arguments);
            // "a raid by X together with Y"
            let known = !filled.agents.is_empty();
            for argument in arguments.iter().filter(|argument| known && argument.slot == Slot::By) {
                let partners = self.partners(argument.group);
                extend(&mut filled.agents, &partners);
            }
            let embroiled = trigger.acts.contains(&Act::Mutual) && filled.agents.is_empty() && !filled.targets.is_empty();
            if embroiled {
                filled.agents = self.embroiled(group, &filled.targets);
            }
            if trigger.relation.is_some() && filled.targets.is_empty() {
                filled.targets = self.helped(group);
            }
            self.tries(Site::Noun(group), rule, &arguments, &filled);
            if trigger.relation.is_some() {
                let denied = is_denied(self.ontology, self.chunks, self.arguments, group);
                let token = self.chunks.groups[group].tokens.end - 1;
                self.relation(rule, &filled, token, if denied { Modality::Denied } else { Modality::Asserted });
                continue;
            }
            let Some(kind) = trigger.incident else { continue };
            // "carried out retaliatory strikes": the verb may yet say who.
            let lacks = !self.has_needs(trigger, &filled);
            if lacks {
                self.fails(|| Why::Needs(missing(trigger, &filled).collect()));
            }
            // "the murder": told of before.
            let told = self.chunks.groups[group].definite;
            if lacks && !told && trigger.needs.iter().any(|need| *need != Role::Agent) {
                continue;
            }
            let token = self.chunks.groups[group].words.last().map_or(self.chunks.groups[group].tokens.start, |word| word.start);
            let mut event = self.event(rule, token, kind);
            event.noun = true;
            event.lacking = lacks && trigger.needs.contains(&Role::Agent);
            event.distinct = self.chunks.groups[group].distinct;
            // "Another strike": by whoever struck before.
            event.follows = self.chunks.groups[group].further && !self.chunks.groups[group].definite;
            event.definite = self.chunks.groups[group].definite || self.is_of_a_day(group);
            event.several = !event.definite
                && self.chunks.groups[group].number.is_none()
                && self.chunks.groups[group].words.last().is_some_and(Word::is_plural);
            // "a retaliatory raid"
            let tokens = &self.sentence_tokens[self.chunks.groups[group].tokens.clone()];
            let retaliatory = tokens.iter().any(|token| self.lexicon.is_word(token, WordClass::Retaliatory));
            event.answers = trigger.acts.contains(&Act::Answers) || retaliatory;
            if self.chunks.groups[group].negated {
                event.modality = Modality::Denied;
            }
            if let Some(means) = self.readings[group].means {
                event.sharpen(means, false);
            }
            self.put(&mut event, &filled, trigger);
            // Two blows, so that those of one side do not hit each other.
            if embroiled && !event.lacking {
                (event.agents, event.targets) = (filled.agents.clone(), filled.targets.clone());
                let back = Event { agents: event.targets.clone(), targets: event.agents.clone(), ..event.clone() };
                self.events.push(back);
            }
            self.events.push(event);
            self.of_group[group] = Some(self.events.len() - 1);
            self.tells(self.events.len() - 1);
            return;
        }
    }

    /// "Friday's strikes", "last night's raid": known ones.
    fn is_of_a_day(&self, group: usize) -> bool {
        let possessor = self.chunks.groups[group].possessor.map(|possessor| (possessor, &self.readings[possessor]));
        possessor.is_some_and(|(possessor, reading)| {
            let bare =
                reading.actors.is_empty() && reading.triggers.is_empty() && reading.makes.is_none() && reading.place.is_none();
            bare && self.chunks.groups[possessor].mentions.is_empty()
        })
    }

    /// "Haniyeh's assassination by Israel": whoever owns a harm that somebody else did suffered it.
    fn possessed(&self, frame: &Frame, arguments: &[Argument]) -> Vec<Argument> {
        let mut arguments = arguments.to_vec();
        let stands = |slot: Slot| arguments.iter().any(|argument| argument.slot == slot);
        let person =
            |group: usize| self.readings[group].actors.last().is_some_and(|&member| self.cast.kind(member) == ActorKind::Person);
        let by = stands(Slot::By);
        let of = stands(Slot::Of);
        // "the attacks of X on Y"
        let aimed = arguments
            .iter()
            .filter(|argument| argument.slot != Slot::Of && argument.slot != Slot::Modifier)
            .find(|argument| frame.target.contains(&argument.slot))
            .map(|argument| argument.group);
        if let (Some(aim), true) = (aimed, !by && frame.agent.contains(&Slot::By)) {
            let owner = |argument: &&mut Argument| argument.slot == Slot::Of && argument.group < aim;
            arguments.iter_mut().filter(owner).for_each(|argument| argument.slot = Slot::By);
        }
        if let Some(&victim) = frame.victim.first() {
            for argument in &mut arguments {
                let owner = argument.slot == Slot::Possessive && (by || person(argument.group));
                // "the Soleimani assassination"
                let named = argument.slot == Slot::Modifier && person(argument.group);
                if !of && (owner || named) {
                    argument.slot = victim;
                }
            }
        }
        arguments
    }

    /// Where in the row the participle stands that says who is accused of a deed: "the attack on the port, pinned by X on Y".
    fn is_blamed_by(&self, group: usize) -> Option<usize> {
        let from = self.chunks.group_at[group] + 1;
        let passed = |chunk: &&Chunk| matches!(chunk, Chunk::Group(_) | Chunk::Preposition(..) | Chunk::Comma);
        let at = from + self.chunks.row[from..].iter().take_while(passed).count();
        let Some(Chunk::Verb(verb)) = self.chunks.row.get(at) else { return None };
        let chunk = &self.chunks.verbs[*verb];
        let bare = matches!(chunk.form, Form::Participle | Form::Past) && !chunk.finite_auxiliary;
        // "an attack claimed by X on Y" is one on Y.
        let accuses = |rule: usize| {
            let trigger = self.trigger(rule);
            trigger.acts.contains(&Act::Attributes) && !trigger.frame.agent.contains(&Slot::Subject)
        };
        let mut rules = chunk.main.iter().flat_map(|word| word.verb_triggers(self.ontology));
        (bare && rules.any(accuses)).then_some(at)
    }
}
