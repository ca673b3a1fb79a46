//! What documents and the ontology say, as they were told: what an export needs to hold a graph whole, and an import to put it
//! together again.

use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;
use std::sync::Arc;

use super::KnowledgeGraph;
use super::corrections::Correction;
use super::id::Id;
use super::model::{Citation, NodeKind, Relation, Report, Standing};
use crate::extraction::{ActorRecord, PlaceRecord};

/// The different records of actors or of places, each with the documents that have it.
#[derive(Debug)]
pub(crate) struct Records<'g, R> {
    /// In order, so those of one id lie together.
    records: Vec<&'g R>,
    /// Numbers of a record and of a document that has it, in order.
    held: Vec<(u32, u32)>,
    documents: Vec<&'g str>,
}

/// What has an id.
pub(crate) trait Named {
    fn id(&self) -> &str;
}

impl Named for ActorRecord {
    fn id(&self) -> &str {
        &self.id
    }
}

impl Named for PlaceRecord {
    fn id(&self) -> &str {
        &self.id
    }
}

impl<'g, R: Named + Ord + Hash> Records<'g, R> {
    fn of(entries: impl Iterator<Item = (&'g Id, &'g [Arc<R>])>) -> Records<'g, R> {
        // Most documents share their records, and to compare places is quicker than to compare words.
        let mut numbers: HashMap<*const R, u32> = HashMap::new();
        let mut records: Vec<&R> = Vec::new();
        let mut held: Vec<(u32, u32)> = Vec::new();
        let mut documents: Vec<&str> = Vec::new();
        for ((document, list), at) in entries.zip(0..) {
            documents.push(document);
            for record in list {
                let number = numbers.entry(Arc::as_ptr(record)).or_insert_with(|| {
                    records.push(record);
                    u32::try_from(records.len() - 1).unwrap_or(u32::MAX)
                });
                held.push((*number, at));
            }
        }
        let (records, places) = ranked(records);
        for (record, _) in &mut held {
            *record = places.get(*record as usize).copied().unwrap_or(u32::MAX);
        }
        held.sort_unstable();
        Records { records, held, documents }
    }

    /// The records of one id, each with the documents that have it.
    pub(crate) fn of_id(&self, id: &str) -> impl Iterator<Item = (&'g R, Vec<&'g str>)> {
        let start = self.records.partition_point(|record| record.id() < id);
        let records = self.records.iter().zip(0u32..).skip(start).take_while(move |(record, _)| record.id() == id);
        records.map(|(record, number)| {
            let first = self.held.partition_point(|(held, _)| *held < number);
            let held = self.held.iter().skip(first).take_while(|(held, _)| *held == number);
            (*record, held.filter_map(|(_, document)| self.documents.get(*document as usize).copied()).collect())
        })
    }
}

/// Records in order, each once, and the place there of every one.
fn ranked<R: Ord>(records: Vec<&R>) -> (Vec<&R>, Vec<u32>) {
    let mut order: Vec<usize> = (0..records.len()).collect();
    order.sort_by(|a, b| records[*a].cmp(records[*b]));
    let mut ranked: Vec<&R> = Vec::new();
    let mut places = vec![0; records.len()];
    for at in order {
        if ranked.last() != Some(&records[at]) {
            ranked.push(records[at]);
        }
        places[at] = u32::try_from(ranked.len() - 1).unwrap_or(u32::MAX);
    }
    (ranked, places)
}

/// A fact of the ontology: who, what, whom, and when.
pub(crate) type Fact<'g> = (&'g Id, Relation, &'g Id, &'g BTreeSet<Standing>);

impl KnowledgeGraph {
    /// The records that documents have of actors.
    pub(crate) fn actor_records(&self) -> Records<'_, ActorRecord> {
        Records::of(self.ledger.entries.values().map(|entry| (&entry.id, entry.actors.as_slice())))
    }

    /// The records that documents have of places.
    pub(crate) fn place_records(&self) -> Records<'_, PlaceRecord> {
        Records::of(self.ledger.entries.values().map(|entry| (&entry.id, entry.places.as_slice())))
    }

    /// The record that the ontology has of an actor.
    pub(crate) fn standing_actor(&self, id: &str) -> Option<&ActorRecord> {
        self.ledger.standing.actors.get(id)
    }

    /// The record that the ontology has of a place.
    pub(crate) fn standing_place(&self, id: &str) -> Option<&PlaceRecord> {
        self.ledger.standing.places.get(id)
    }

    /// The reports of incidents that corrections drop.
    pub(crate) fn dropped_reports(&self) -> impl Iterator<Item = &Report> {
        let drops = self.corrections.iter().any(|correction| matches!(correction, Correction::Drop { .. }));
        let reports = drops.then(|| self.ledger.reports()).into_iter().flatten().map(Arc::as_ref);
        reports.filter(|report| self.drawing().incident(&report.id).is_none())
    }

    /// The relations that documents state and corrections drop, with the sentences of one document.
    pub(crate) fn dropped_relations(&self) -> impl Iterator<Item = (&Id, Relation, &Id, &[Citation])> {
        let dropped = self.corrections.iter().filter_map(|correction| match correction {
            Correction::DropRelation { subject, predicate, object, .. } => Some((subject, Relation::from(*predicate), object)),
            _ => None,
        });
        let dropped: BTreeSet<(&Id, Relation, &Id)> = dropped.collect();
        let entries = (!dropped.is_empty()).then(|| self.ledger.entries.values()).into_iter().flatten();
        let stated = entries.flat_map(|entry| &entry.relations);
        let stated = stated.map(|stated| (&stated.subject, stated.relation, &stated.object, stated.evidence.as_slice()));
        stated.filter(move |&(subject, relation, object, _)| dropped.contains(&(subject, relation, object)))
    }

    /// The facts of the ontology about actors whom nothing else knows: they are not drawn.
    pub(crate) fn undrawn_facts(&self) -> impl Iterator<Item = Fact<'_>> {
        let drawn = |id: &Id| self.index(NodeKind::Actor, id).is_some();
        let facts = self.ledger.standing.facts.iter();
        facts.filter(move |((from, _, to), _)| !drawn(from) || !drawn(to)).map(|((from, relation, to), facts)| {
            let relation: Relation = *relation;
            (from, relation, to, facts)
        })
    }

    /// Adds an actor of the ontology.
    pub(crate) fn stand_actor(&mut self, record: ActorRecord) {
        self.ledger.standing.actor(record);
        self.drawing.take();
    }

    /// Adds a place of the ontology.
    pub(crate) fn stand_place(&mut self, record: PlaceRecord) {
        self.ledger.standing.place(record);
        self.drawing.take();
    }

    /// Adds facts of the ontology about two actors.
    pub(crate) fn stand_facts(&mut self, from: Id, relation: Relation, to: Id, facts: impl IntoIterator<Item = Standing>) {
        self.ledger.standing.facts.entry((from, relation, to)).or_default().extend(facts);
        self.drawing.take();
    }
}
