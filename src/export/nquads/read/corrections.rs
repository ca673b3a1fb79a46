//! What people corrected, out of statements.

use std::collections::BTreeSet;

use super::Reading;
use super::values::Of;
use crate::export::rdf::word;
use crate::graph::{Correction, Corrections, Id};
use crate::rdf::Word;

impl Reading<'_> {
    pub(super) fn corrections(&mut self) -> Corrections {
        let (of_type, class) = (self.quads.known(Word::Type.iri()), self.quads.known(word::CORRECTION_CLASS));
        let quads = self.quads;
        let told =
            quads.iter().filter(|told| told.graph.is_some() && Some(told.predicate) == of_type && Some(told.object) == class);
        let mut corrections = Vec::new();
        for told in told {
            let before = self.problems.len();
            match self.correction(Of { subject: told.subject, graph: told.graph }) {
                Some(correction) => corrections.push(correction),
                None if self.problems.len() == before => {
                    self.problem(told.line, "this correction does not say what it corrects: left out".to_owned());
                }
                None => {}
            }
        }
        corrections.into_iter().collect()
    }

    fn correction(&mut self, of: Of) -> Option<Correction> {
        let reason = self.text(of, word::REASON).unwrap_or_default().to_owned();
        let incident = || self.text(of, word::OF).map(str::to_owned);
        Some(match self.text(of, word::CORRECTS)? {
            "merge" => Correction::Merge { incidents: self.texts(of, word::OF).into_iter().collect(), reason },
            "split" => {
                Correction::Split { incident: incident()?, from: self.text(of, word::SPLIT_FROM).map(str::to_owned), reason }
            }
            "redate" => Correction::Redate {
                incident: incident()?,
                date: self.value(of, Word::Date.iri())?,
                until: self.value(of, Word::Until.iri()),
                reason,
            },
            "reattribute" => Correction::Reattribute {
                incident: incident()?,
                perpetrators: self.side(of, "perpetrators", Word::Perpetrator),
                targets: self.side(of, "targets", Word::Target),
                reason,
            },
            "drop" => Correction::Drop { incident: incident()?, reason },
            "drop-relation" => {
                let predicate = self.quads.of(of.subject, Word::Predicate.iri(), of.graph).next()?;
                let end = |word: Word| self.id(of, word.iri(), "actor").map(Id::from);
                Correction::DropRelation {
                    subject: end(Word::Subject)?,
                    predicate: self.predicate(predicate.object)?,
                    object: end(Word::Object)?,
                    reason,
                }
            }
            "pin" => Correction::Pin {
                incident: incident()?,
                status: self.value(of, Word::Status.iri()),
                kind: self.value(of, Word::Kind.iri()),
                killed: self.value(of, Word::Killed.iri()),
                wounded: self.value(of, Word::Wounded.iri()),
                reason,
            },
            _ => return None,
        })
    }

    /// A side, where it is corrected.
    fn side(&self, of: Of, side: &str, word: Word) -> Option<BTreeSet<Id>> {
        let corrected = self.texts(of, word::SIDE).iter().any(|told| told == side);
        corrected.then(|| self.ids(of, word.iri(), "actor").into_iter().map(Id::from).collect())
    }
}
