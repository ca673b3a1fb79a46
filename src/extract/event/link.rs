//! Which incident of a sentence answers which.

use super::fill::Filled;
use super::{EventReader, extend};
use crate::extract::group::Chunk;
use crate::ontology::schema::{Effect, Makes, Pos};
use crate::vocabulary::{ActorKind, IncidentKind, Modality};

impl<'a> EventReader<'a> {
    pub(super) fn answer_causes(&mut self, at: usize, filled: &Filled) {
        if self.events[at].answers {
            let causes: Vec<usize> = filled.causes.iter().copied().filter(|&cause| cause != at).collect();
            extend(&mut self.events[at].causes, &causes);
        }
    }

    /// "A in retaliation for B", "in response to B, A", "B prompted A".
    pub(super) fn links(&mut self) {
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
                    let Some(cause) = first_right.or_else(|| self.unnamed_cause(hit.end)) else { continue };
                    let answer = if opening {
                        let comma = self.comma_after(hit.end);
                        order
                            .iter()
                            .copied()
                            .find(|&event| event != cause && self.events[event].token > comma && self.main_clause(event))
                    } else {
                        self.answering(hit.start, &order)
                    };
                    if answer.is_none() && self.is_said_of_before(hit.start) {
                        self.provocations.push(cause);
                    }
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

    /// Whether a pronoun is the subject of the copula before a cue: "this was in retaliation for".
    fn is_said_of_before(&self, cue: usize) -> bool {
        let copula =
            self.chunks.verbs.iter().position(|verb| verb.copula && verb.tokens.end <= cue && verb.tokens.end + 2 >= cue);
        let Some(copula) = copula else { return false };
        let subject = self.chunks.verb_at[copula].checked_sub(1).and_then(|left| self.chunks.row.get(left));
        matches!(subject, Some(Chunk::Group(group)) if self.chunks.groups[*group].pronoun)
    }

    /// The incident that a means or a victim stands for: "in response to a drone", "as revenge for Soleimani".
    fn unnamed_cause(&mut self, cue: usize) -> Option<usize> {
        let group = self.chunks.groups.iter().position(|group| (cue..=cue + 1).contains(&group.tokens.start))?;
        let reading = &self.readings[group];
        let person =
            reading.actors.last().copied().filter(|&member| reading.named && self.cast.actor(member).kind == ActorKind::Person);
        let kind = match reading.means.filter(|_| reading.makes == Some(Makes::Weapon)) {
            Some(means) => means,
            None => person.map(|_| IncidentKind::Assassination)?,
        };
        let rule =
            self.ontology.triggers().iter().position(|trigger| trigger.incident == Some(kind) && trigger.pos == Pos::Noun)?;
        let mut event = self.event(rule, self.chunks.groups[group].tokens.start, kind);
        event.noun = true;
        event.weapon.clone_from(&reading.weapon);
        match person {
            Some(person) => event.victims.push(person),
            None => extend(&mut event.agents, &reading.actors),
        }
        self.events.push(event);
        Some(self.events.len() - 1)
    }

    pub(super) fn comma_after(&self, token: usize) -> usize {
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

    pub(super) fn main_clause(&self, event: usize) -> bool {
        self.events[event].modality == Modality::Asserted || self.events[event].modality == Modality::Threatened
    }

    /// The incident before a cue that the cue speaks of: the verb of the clause before a noun inside it.
    pub(super) fn answering(&self, cue: usize, order: &[usize]) -> Option<usize> {
        let before: Vec<usize> = order.iter().copied().filter(|&event| self.events[event].token < cue).collect();
        let full = |&&event: &&usize| !self.events[event].agents.is_empty();
        before.iter().rev().find(full).or(before.last()).copied()
    }
}
