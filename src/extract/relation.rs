//! Standing relations as a document tells them, and the records made of them.

use std::collections::BTreeMap;

use super::cast::Cast;
use super::event::Said;
use super::{confidence, status};
use crate::document::Document;
use crate::extraction::{Evidence, RelationRecord};
use crate::ontology::Ontology;
use crate::text::Sentence;
use crate::vocabulary::{ActorKind, Modality, Predicate, Status};

/// A relation with its evidence, before it is a record.
pub(super) struct Relation {
    pub subject: usize,
    pub predicate: Predicate,
    pub object: usize,
    pub sentence: usize,
    pub rule: &'static str,
    pub trigger: Option<usize>,
    pub modality: Modality,
    pub voices: Vec<Said>,
}

/// The records of the relations that a document tells, each once.
pub(super) fn records(
    relations: &[Relation],
    sentences: &[Sentence],
    document: &Document,
    cast: &Cast<'_>,
    ontology: &Ontology,
) -> Vec<RelationRecord> {
    let mut told: BTreeMap<(Predicate, &str, &str), Vec<&Relation>> = BTreeMap::new();
    for relation in relations {
        let (subject, object) = (cast.actor(relation.subject).id.as_str(), cast.actor(relation.object).id.as_str());
        // Nobody backs merchant ships, which a class stands for.
        let ships =
            ontology.signs().iter().any(|sign| sign.kind == ActorKind::Vessel && sign.principal.as_deref() == Some(object));
        if subject != object && !(ships && relation.predicate == Predicate::Backs) {
            told.entry((relation.predicate, subject, object)).or_default().push(relation);
        }
    }
    let record = |((predicate, subject, object), told): ((Predicate, &str, &str), Vec<&Relation>)| {
        // Told once as a fact is told as a fact.
        let firm = told.iter().map(|told| told.modality).min().unwrap_or(Modality::Asserted);
        let holds: Vec<&[Said]> = told.iter().filter(|told| told.modality == firm).map(|told| told.voices.as_slice()).collect();
        let all: Vec<Said> = told.iter().flat_map(|told| told.voices.iter().copied()).collect();
        let denied = told.iter().any(|told| told.modality == Modality::Denied);
        let mut evidence: Vec<Evidence> = Vec::new();
        for relation in &told {
            let rule = relation.trigger.map_or(relation.rule, |trigger| ontology.triggers()[trigger].id.as_str());
            let sure = confidence::of_relation(predicate, relation.trigger.is_none(), 1, Status::Asserted, &[]);
            let sentence = &sentences[relation.sentence];
            let quote = quote(sentence, document, rule, relation.modality, &relation.voices, cast, sure);
            // Relations come in reading order.
            if evidence.last() != Some(&quote) {
                evidence.push(quote);
            }
        }
        let status = status::of(firm, &holds, denied, &all, cast);
        let beside = told.iter().any(|told| told.trigger.is_none());
        RelationRecord {
            subject: subject.to_owned(),
            predicate,
            object: object.to_owned(),
            modality: firm,
            status: Some(status),
            confidence: confidence::of_relation(predicate, beside, holds.len(), status, &all),
            evidence,
        }
    };
    told.into_iter().map(record).collect()
}

/// The evidence that a sentence gives.
pub(super) fn quote(
    sentence: &Sentence,
    document: &Document,
    rule: &str,
    modality: Modality,
    voices: &[Said],
    cast: &Cast<'_>,
    confidence: f32,
) -> Evidence {
    let voices = status::records(voices, document, cast);
    Evidence {
        span: [sentence.span.start, sentence.span.end],
        text: document.text.get(sentence.span.clone()).unwrap_or_default().to_owned(),
        rule: rule.to_owned(),
        modality,
        attributed_to: voices.iter().find_map(|voice| voice.actor.clone()),
        voices,
        confidence,
    }
}
