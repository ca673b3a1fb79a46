//! Denials: of the deeds that their sentence names, and of those told before it.

use super::fill::Filled;
use super::{EventReader, extend};
use crate::extract::argument::Argument;
use crate::extract::group::Chunk;
use crate::ontology::schema::{Act, Effect, Slot};
use crate::vocabulary::{IncidentKind, Modality, Stance};

impl EventReader<'_> {
    pub(super) fn deny(&mut self, verb: usize, rule: usize, filled: &Filled, arguments: &[Argument]) {
        let stance = self.trigger(rule).stance.unwrap_or(Stance::Denies);
        if self.is_unsaid(verb) || self.chunks.verbs[verb].modal {
            return;
        }
        if self.trigger(rule).frame.event.contains(&Slot::Subject) {
            for event in self.reported_before(verb) {
                self.events[event].modality = Modality::Denied;
                extend(&mut self.events[event].denied_by, &filled.agents);
            }
            return;
        }
        let at = self.chunks.verb_at[verb];
        let mut events = filled.events.clone();
        // "denied attacking", "denied any part in the attack"
        let row = &self.chunks.row[at + 1..];
        let (mut clause, mut reports) = (false, false);
        let mut untrue = Vec::new();
        for (ahead, chunk) in row.iter().enumerate().take(6) {
            match chunk {
                Chunk::Break | Chunk::Comma => break,
                Chunk::Subordinator => clause = true,
                Chunk::Verb(next) => {
                    clause = false;
                    events.extend(self.of_verb[*next]);
                }
                // "denied that the attack had to do with …": not the attack.
                Chunk::Group(_) if clause && matches!(row.get(ahead + 1), Some(Chunk::Verb(next)) if !self.carries(*next)) => {}
                Chunk::Group(group) => {
                    // "dismissed claims about an attack on the ship": there was none.
                    untrue.extend(self.of_group[*group].filter(|_| reports));
                    reports |= self.reports(*group);
                    events.extend(self.of_group[*group]);
                }
                _ => {}
            }
        }
        events.sort_unstable();
        events.dedup();
        if events.is_empty() {
            return self.deny_before(verb, rule, stance, filled, arguments);
        }
        for at in events {
            let event = &mut self.events[at];
            extend(&mut event.denied_by, &filled.agents);
            if !event.noun || untrue.contains(&at) && !event.definite && !event.accused {
                event.modality = Modality::Denied;
            } else if !event.accused {
                // Named in a denial alone; whom somebody accuses stays accused.
                event.agents.retain(|agent| !filled.agents.contains(agent));
            }
        }
    }

    /// "Reports that X had shelled Y were false": what the report tells.
    fn reported_before(&self, verb: usize) -> Vec<usize> {
        let end = self.chunks.verbs[verb].tokens.start;
        let reports = |effect: Effect| matches!(effect, Effect::Reports | Effect::Hearsay);
        let hits = self.cues.iter().filter(|hit| hit.start < end && reports(self.ontology.cues()[hit.cue].effect));
        let Some(start) = hits.map(|hit| hit.start).min().filter(|_| !self.chunks.verbs[verb].negated) else { return Vec::new() };
        (0..self.events.len()).filter(|&event| (start..end).contains(&self.events[event].token)).collect()
    }

    /// "claims", "reports": whether a group speaks of what is said.
    fn reports(&self, group: usize) -> bool {
        let tokens = &self.chunks.groups[group].tokens;
        self.cues.iter().any(|hit| tokens.contains(&hit.start) && self.ontology.cues()[hit.cue].effect == Effect::Reports)
    }

    /// Whether a verb tells of a deed, or lends one its arguments: "the attack took place".
    fn carries(&self, verb: usize) -> bool {
        let word = self.chunks.verbs[verb].main.as_ref();
        self.of_verb[verb].is_some() || word.is_some_and(|word| self.acts(word).any(|act| act == Act::Supports))
    }

    /// "X denied any role", "a charge that X rejects", "X denied it": of the deed told before.
    fn deny_before(&mut self, verb: usize, rule: usize, stance: Stance, filled: &Filled, arguments: &[Argument]) {
        let Some(voice) = self.speaker(verb, stance) else { return };
        let holds = |group: usize, effect: Effect| {
            let tokens = &self.chunks.groups[group].tokens;
            self.cues.iter().any(|hit| tokens.contains(&hit.start) && self.ontology.cues()[hit.cue].effect == effect)
        };
        let charges = |group: usize| holds(group, Effect::Charges) || holds(group, Effect::Reports);
        let object = arguments.iter().find(|argument| argument.slot == Slot::Object).map(|argument| argument.group);
        let object = object.or_else(|| self.arguments.antecedent(verb));
        let next = self.chunks.row.get(self.chunks.verb_at[verb] + 1);
        let speaks_of = |group: usize| self.chunks.groups[group].pronoun || self.of_group[group].is_some() || charges(group);
        // "denied any role in the protests": of something else.
        let other = arguments.iter().any(|argument| {
            matches!(argument.slot, Slot::In | Slot::Of | Slot::For | Slot::With | Slot::To) && !speaks_of(argument.group)
        });
        let fits = match object {
            None => matches!(next, None | Some(Chunk::Break | Chunk::Comma | Chunk::Conjunction)),
            Some(object) => speaks_of(object) && !other,
        };
        if !fits {
            return;
        }
        let reports = object.is_some_and(|object| holds(object, Effect::Reports));
        // "X said that Y had broken the law, a claim that Y rejects": of what the sentence itself says.
        let start = self.chunks.verbs[verb].tokens.start;
        let said = self
            .chunks
            .verbs
            .iter()
            .filter(|before| before.tokens.end <= start)
            .any(|before| before.main.as_ref().is_some_and(|word| self.acts(word).any(|act| act == Act::Speaks)));
        if reports && said && !self.events.iter().any(|event| event.token < start) {
            return;
        }
        let token = self.chunks.verbs[verb].tokens.start;
        let mut event = self.event(rule, token, IncidentKind::Attack);
        event.noun = true;
        event.definite = true;
        event.resumes = true;
        event.denial = true;
        event.modality = Modality::Denied;
        extend(&mut event.denied_by, &filled.agents);
        event.voices.push(voice);
        // A report is denied by whoever likes, a part by whoever is said to have had it.
        event.disputed = reports;
        self.events.push(event);
    }
}
