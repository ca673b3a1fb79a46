//! Who stands under whom: "X, under its commander P".

use super::{Standing, StandingReader, has_bearer};
use crate::extract::group::Chunk;
use crate::ontology::schema::{Slot, TriggerEntry};
use crate::vocabulary::{ActorKind, Predicate};

impl StandingReader<'_> {
    /// "X, under its commander P,", "X fighters under P", "X, nominally under Y,".
    pub(super) fn under(&self, out: &mut Vec<Standing>) {
        let rule = |predicate: Predicate| {
            let told =
                |trigger: &TriggerEntry| trigger.relation == Some(predicate) && has_bearer(trigger) && trigger.who.is_empty();
            self.ontology.triggers().iter().position(told)
        };
        for at in 1..self.chunks.row.len() {
            let (Some(Chunk::Preposition(Some(Slot::Under), _)), Some(Chunk::Group(above))) =
                (self.row(Some(at)), self.row(Some(at + 1)))
            else {
                continue;
            };
            // "X is now under P"
            if let Some(Chunk::Verb(verb)) = self.row(Some(at - 1))
                && self.chunks.verbs[*verb].copula
                && self.chunks.groups[*above].name_last
            {
                let led: Vec<usize> = self.subjects(*verb).into_iter().filter(|&member| self.is_group(member)).collect();
                let over: Vec<usize> = self.readings[*above].actors.clone();
                let person = |member: &usize| self.cast.kind(*member) == ActorKind::Person;
                if over.iter().all(person) {
                    rule(Predicate::Leads).into_iter().for_each(|rule| self.relate(rule, &over, &led, out));
                }
            }
            let aside = matches!(self.row(Some(at - 1)), Some(Chunk::Comma));
            let below = match (self.row(Some(at - 1)), self.row(at.checked_sub(2))) {
                (Some(Chunk::Group(below)), _) | (Some(Chunk::Comma), Some(Chunk::Group(below))) => *below,
                _ => continue,
            };
            let led: Vec<usize> = self.actors(below).into_iter().filter(|&member| self.is_group(member)).collect();
            let named = self.chunks.groups[*above].name_last;
            let Some(&over) = self.readings[*above].actors.last().filter(|_| named && !led.is_empty()) else { continue };
            if self.cast.kind(over) == ActorKind::Person {
                rule(Predicate::Leads).into_iter().for_each(|rule| self.relate(rule, &[over], &led, out));
            } else if aside && matches!(self.row(Some(at + 2)), Some(Chunk::Comma)) {
                rule(Predicate::PartOf).into_iter().for_each(|rule| self.relate(rule, &led, &[over], out));
            }
        }
    }
}
