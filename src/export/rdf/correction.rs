//! What people corrected, in a graph of its own.

use std::collections::BTreeSet;
use std::io;

use super::word::{self, common};
use super::{CORRECTIONS, Object, Sink, Teller};
use crate::graph::{Correction, Id};
use crate::rdf::Word;

impl<S: Sink> Teller<'_, '_, S> {
    pub(super) fn correction(&mut self, correction: &Correction) -> io::Result<()> {
        CORRECTIONS.clone_into(&mut self.graph);
        // Equal corrections have one name, whoever writes them.
        let number = twox_hash::XxHash3_64::oneshot(format!("{correction:?}").as_bytes());
        self.subject = format!("urn:reprisal:correction:{number:016x}");
        self.say(common::TYPE, Object::Name(word::CORRECTION_CLASS))?;
        self.say(word::CORRECTS, Object::Text(action(correction)))?;
        self.say(word::REASON, Object::Text(correction.reason()))?;
        match correction {
            Correction::Merge { incidents, .. } => {
                incidents.iter().try_for_each(|incident| self.say(word::OF, Object::Text(incident)))
            }
            Correction::Split { incident, from, .. } => {
                self.say(word::OF, Object::Text(incident))?;
                self.say_text(word::SPLIT_FROM, from.as_deref())
            }
            Correction::Redate { incident, date, until, .. } => {
                self.say(word::OF, Object::Text(incident))?;
                self.say_date(Word::Date.iri(), Some(*date))?;
                self.say_date(Word::Until.iri(), *until)
            }
            Correction::Reattribute { incident, perpetrators, targets, .. } => {
                self.say(word::OF, Object::Text(incident))?;
                self.side("perpetrators", Word::Perpetrator, perpetrators.as_ref())?;
                self.side("targets", Word::Target, targets.as_ref())
            }
            Correction::Drop { incident, .. } => self.say(word::OF, Object::Text(incident)),
            Correction::DropRelation { subject, predicate, object, .. } => self.relates(subject, (*predicate).into(), object),
            Correction::Pin { incident, status, kind, killed, wounded, .. } => {
                self.say(word::OF, Object::Text(incident))?;
                self.say_text(Word::Status.iri(), status.map(|status| status.as_str()))?;
                self.say_text(Word::Kind.iri(), kind.map(|kind| kind.as_str()))?;
                killed.map_or(Ok(()), |count| self.say_count(Word::Killed.iri(), count))?;
                wounded.map_or(Ok(()), |count| self.say_count(Word::Wounded.iri(), count))
            }
        }
    }

    /// A side that was corrected; nobody may be on it.
    fn side(&mut self, side: &str, word: Word, actors: Option<&BTreeSet<Id>>) -> io::Result<()> {
        let Some(actors) = actors else { return Ok(()) };
        self.say(word::SIDE, Object::Text(side))?;
        actors.iter().try_for_each(|id| self.say_named(word.iri(), "actor", id))
    }
}

fn action(correction: &Correction) -> &'static str {
    match correction {
        Correction::Merge { .. } => "merge",
        Correction::Split { .. } => "split",
        Correction::Redate { .. } => "redate",
        Correction::Reattribute { .. } => "reattribute",
        Correction::Drop { .. } => "drop",
        Correction::DropRelation { .. } => "drop-relation",
        Correction::Pin { .. } => "pin",
    }
}
