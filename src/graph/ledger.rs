//! What documents say, kept by document: adding, joining, replacing and removing look at nothing but the documents.
//!
//! The ledger is the source of truth, and the graph is drawn from it: whatever way a set of documents came together, the
//! ledger is the same, and so is the graph.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::hash::Hash;
use std::sync::Arc;

use super::id::Id;
use super::model::{Citation, Details, Relation, Report, Standing};
use crate::extraction::{ActorRecord, DocumentInfo, Evidence, Extraction, IncidentRecord, PlaceRecord, RelationRecord};
use crate::vocabulary::{Modality, Status};

/// What one document says.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    pub(super) info: DocumentInfo,
    /// Without their mentions, by id.
    pub(super) actors: Vec<Arc<ActorRecord>>,
    /// Without their mentions, by id.
    pub(super) places: Vec<Arc<PlaceRecord>>,
    /// By id.
    pub(super) reports: Vec<Arc<Report>>,
    /// By subject, relation and object.
    pub(super) relations: Vec<Stated>,
}

/// A relation that a document states.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stated {
    pub(super) subject: Id,
    pub(super) relation: Relation,
    pub(super) object: Id,
    pub(super) evidence: Vec<Citation>,
}

/// What the ontology adds: its actors and places, and what relates actors.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct StandingFacts {
    pub(super) actors: BTreeMap<Id, ActorRecord>,
    pub(super) places: BTreeMap<Id, PlaceRecord>,
    pub(super) facts: BTreeMap<(Id, Relation, Id), BTreeSet<Standing>>,
}

/// Documents and the ontology's facts.
#[derive(Clone, Debug, Default)]
pub(super) struct Ledger {
    pub(super) entries: BTreeMap<Id, Arc<Entry>>,
    pub(super) standing: StandingFacts,
    pool: Pool,
}

/// Equal records are kept once. Says nothing of its own, so it does not count when ledgers are compared.
#[derive(Clone, Debug, Default)]
struct Pool {
    ids: HashSet<Id>,
    actors: HashSet<Arc<ActorRecord>>,
    places: HashSet<Arc<PlaceRecord>>,
}

fn shared<T: Hash + Eq>(pool: &mut HashSet<Arc<T>>, value: T) -> Arc<T> {
    match pool.get(&value) {
        Some(known) => known.clone(),
        None => {
            let value = Arc::new(value);
            pool.insert(value.clone());
            value
        }
    }
}

impl Pool {
    fn id(&mut self, id: &str) -> Id {
        match self.ids.get(id) {
            Some(known) => known.clone(),
            None => {
                let id = Id::from(id);
                self.ids.insert(id.clone());
                id
            }
        }
    }

    /// Ids in order, each once.
    fn ids(&mut self, ids: &[String]) -> Vec<Id> {
        let ids: BTreeSet<&str> = ids.iter().map(String::as_str).collect();
        ids.into_iter().map(|id| self.id(id)).collect()
    }
}

impl PartialEq for Ledger {
    fn eq(&self, other: &Ledger) -> bool {
        self.entries == other.entries && self.standing == other.standing
    }
}

impl Ledger {
    /// Adds what a document says. Of two versions of one document the later published stays, and of two of one day the one
    /// that is the greater by its content: which came first does not show.
    pub(super) fn add(&mut self, extraction: &Extraction) {
        let entry = self.entry(extraction);
        self.put(Arc::new(entry));
    }

    pub(super) fn put(&mut self, entry: Arc<Entry>) {
        match self.entries.get(entry.info.id.as_str()) {
            Some(known) if **known == *entry || known.outranks(&entry) => {}
            _ => {
                let id = self.pool.id(&entry.info.id);
                self.entries.insert(id, entry);
            }
        }
    }

    /// The report of this id.
    pub(super) fn report(&self, id: &str) -> Option<&Report> {
        // An id of a document may hold the sign, too.
        let documents = id.match_indices('#').filter_map(|(at, _)| self.entries.get(&id[..at]));
        documents.flat_map(|entry| &entry.reports).find(|report| report.id == id).map(Arc::as_ref)
    }

    /// Takes a document out; false when it is not there.
    pub(super) fn remove(&mut self, document: &str) -> bool {
        self.entries.remove(document).is_some()
    }

    pub(super) fn merge(&mut self, other: &Ledger) {
        for entry in other.entries.values() {
            self.put(entry.clone());
        }
        for record in other.standing.actors.values() {
            self.standing.actor(record.clone());
        }
        for record in other.standing.places.values() {
            self.standing.place(record.clone());
        }
        for (key, facts) in &other.standing.facts {
            self.standing.facts.entry(key.clone()).or_default().extend(facts.iter().cloned());
        }
    }

    fn entry(&mut self, extraction: &Extraction) -> Entry {
        let actors = extraction.actors.iter().map(|record| shared(&mut self.pool.actors, bare_actor(record))).collect();
        let bare = |record: &PlaceRecord| PlaceRecord { mentions: Vec::new(), ..record.clone() };
        let places = extraction.places.iter().map(|record| shared(&mut self.pool.places, bare(record))).collect();
        self.entry_of(extraction.document.clone(), actors, places, extraction.incidents.clone(), extraction.relations.clone())
    }

    /// Puts what a saved document says.
    pub(super) fn put_records(
        &mut self,
        info: DocumentInfo,
        actors: Vec<Arc<ActorRecord>>,
        places: Vec<Arc<PlaceRecord>>,
        incidents: Vec<IncidentRecord>,
        relations: Vec<RelationRecord>,
    ) {
        self.pool.actors.extend(actors.iter().cloned());
        self.pool.places.extend(places.iter().cloned());
        let entry = self.entry_of(info, actors, places, incidents, relations);
        self.put(Arc::new(entry));
    }

    fn entry_of(
        &mut self,
        info: DocumentInfo,
        mut actors: Vec<Arc<ActorRecord>>,
        mut places: Vec<Arc<PlaceRecord>>,
        incidents: Vec<IncidentRecord>,
        relations: Vec<RelationRecord>,
    ) -> Entry {
        let document = self.pool.id(&info.id);
        sort_once(&mut actors);
        sort_once(&mut places);
        let known: HashSet<String> = incidents.iter().map(|incident| incident.id.clone()).collect();
        let mut reports: BTreeMap<Id, Arc<Report>> = BTreeMap::new();
        for record in incidents {
            let report = self.report_of(&document, record, &known);
            // A document that uses an id twice tells of one deed under it; the first record stands.
            reports.entry(report.id.clone()).or_insert_with(|| Arc::new(report));
        }
        let mut stated: BTreeMap<(Id, Relation, Id), Vec<Citation>> = BTreeMap::new();
        for record in relations {
            let key = (self.pool.id(&record.subject), record.predicate.into(), self.pool.id(&record.object));
            stated.entry(key).or_default().extend(statements(&document, record));
        }
        let relation = |((subject, relation, object), mut evidence): ((Id, Relation, Id), Vec<Citation>)| {
            canonical_citations(&mut evidence);
            Stated { subject, relation, object, evidence }
        };
        Entry {
            info,
            actors,
            places,
            reports: reports.into_values().collect(),
            relations: stated.into_iter().map(relation).collect(),
        }
    }

    fn report_of(&mut self, document: &Id, record: IncidentRecord, known: &HashSet<String>) -> Report {
        let id = |incident: &str| -> Id { format!("{document}#{incident}").into() };
        // An answered incident without a record says nothing; an incident does not answer itself.
        let answered =
            record.retaliates_for.iter().filter(|answered| **answered != record.id && known.contains(answered.as_str()));
        let answers: BTreeSet<Id> = answered.map(|answered| id(answered)).collect();
        let mut evidence: Vec<Citation> = record.evidence.into_iter().map(|evidence| cite(document, evidence)).collect();
        canonical_citations(&mut evidence);
        Report {
            id: id(&record.id),
            document: document.clone(),
            details: Details {
                kind: record.kind,
                date: record.date,
                until: record.until,
                killed: record.killed,
                wounded: record.wounded,
                weapon: record.weapon,
                modality: record.modality,
                status: record.status.unwrap_or(match record.modality {
                    Modality::Denied => Status::Denied,
                    Modality::Threatened => Status::Threatened,
                    Modality::Asserted => Status::Asserted,
                }),
                confidence: sureness(record.confidence),
                attributed_to: record.attributed_to.as_deref().map(|voice| self.pool.id(voice)),
                claimed_by: self.pool.ids(&record.claimed_by),
                denied_by: self.pool.ids(&record.denied_by),
            },
            perpetrators: self.pool.ids(&record.perpetrators),
            targets: self.pool.ids(&record.targets),
            places: self.pool.ids(&record.places),
            answers: answers.into_iter().collect(),
            evidence,
        }
    }
}

impl Entry {
    /// Whether this version of a document stays when the other comes: a total order over what they hold.
    fn outranks(&self, other: &Entry) -> bool {
        let rank = |entry: &Entry| (entry.info.published, entry.info.content);
        // Versions that differ in neither were read by different programs or ontologies; what they hold decides.
        rank(self).cmp(&rank(other)).then_with(|| format!("{self:?}").cmp(&format!("{other:?}"))).is_ge()
    }
}

impl Entry {
    /// The incidents as records, as they were added.
    pub(super) fn incidents(&self) -> impl Iterator<Item = IncidentRecord> {
        let local = |id: &Id| id[self.info.id.len() + 1..].to_owned();
        let texts = |ids: &[Id]| ids.iter().map(ToString::to_string).collect();
        self.reports.iter().map(move |report| IncidentRecord {
            id: local(&report.id),
            kind: report.kind,
            perpetrators: texts(&report.perpetrators),
            targets: texts(&report.targets),
            places: texts(&report.places),
            date: report.date,
            until: report.until,
            killed: report.killed,
            wounded: report.wounded,
            weapon: report.weapon.clone(),
            modality: report.modality,
            status: Some(report.status),
            confidence: report.confidence,
            attributed_to: report.attributed_to.as_ref().map(ToString::to_string),
            claimed_by: texts(&report.claimed_by),
            denied_by: texts(&report.denied_by),
            retaliates_for: report.answers.iter().map(local).collect(),
            evidence: report.evidence.iter().map(|citation| Evidence::clone(&citation.evidence)).collect(),
        })
    }

    /// The relations as records.
    pub(super) fn relations(&self) -> impl Iterator<Item = RelationRecord> {
        self.relations.iter().filter_map(|stated| {
            Some(RelationRecord {
                subject: stated.subject.to_string(),
                predicate: stated.relation.predicate()?,
                object: stated.object.to_string(),
                modality: Modality::Asserted,
                status: None,
                confidence: 1.0,
                evidence: stated.evidence.iter().map(|citation| Evidence::clone(&citation.evidence)).collect(),
            })
        })
    }
}

impl StandingFacts {
    pub(super) fn actor(&mut self, record: ActorRecord) {
        let known = self.actors.entry(record.id.as_str().into()).or_insert_with(|| record.clone());
        if record < *known {
            *known = record;
        }
    }

    pub(super) fn place(&mut self, record: PlaceRecord) {
        let known = self.places.entry(record.id.as_str().into()).or_insert_with(|| record.clone());
        if record < *known {
            *known = record;
        }
    }
}

fn bare_actor(record: &ActorRecord) -> ActorRecord {
    let mut record = ActorRecord { mentions: Vec::new(), ..record.clone() };
    record.aliases.sort_unstable();
    record.aliases.dedup();
    record
}

fn sort_once<T: Ord>(list: &mut Vec<T>) {
    list.sort_unstable();
    list.dedup();
}

/// The sentences of a relation; without any, the bare document stands for it.
fn statements(document: &Id, record: RelationRecord) -> Vec<Citation> {
    let mut evidence = record.evidence;
    if evidence.is_empty() {
        evidence.push(Evidence {
            span: [0, 0],
            text: String::new(),
            rule: String::new(),
            modality: record.modality,
            attributed_to: None,
            voices: Vec::new(),
            confidence: 1.0,
        });
    }
    // The record's word on modality holds for sentences that say nothing of their own.
    for evidence in evidence.iter_mut().filter(|evidence| evidence.modality == Modality::Asserted) {
        evidence.modality = record.modality;
    }
    evidence.into_iter().map(|evidence| cite(document, evidence)).collect()
}

fn cite(document: &Id, mut evidence: Evidence) -> Citation {
    evidence.confidence = sureness(evidence.confidence);
    Citation { document: document.clone(), evidence: Arc::new(evidence) }
}

/// A number that is none could not be saved.
fn sureness(confidence: f32) -> f32 {
    if confidence.is_finite() { confidence.clamp(0.0, 1.0) + 0.0 } else { 0.0 }
}

/// Puts citations in the order of where they stand, each once.
pub(super) fn canonical_citations(citations: &mut Vec<Citation>) {
    citations.sort_by(|a, b| {
        let place = |c: &Citation| (c.evidence.span, c.evidence.modality);
        let words = |c: &'_ Citation| (c.evidence.rule.clone(), c.evidence.text.clone(), c.evidence.attributed_to.clone());
        a.document
            .cmp(&b.document)
            .then_with(|| place(a).cmp(&place(b)))
            .then_with(|| words(a).cmp(&words(b)))
            .then_with(|| a.evidence.voices.cmp(&b.evidence.voices))
            .then_with(|| a.evidence.confidence.total_cmp(&b.evidence.confidence))
    });
    citations.dedup();
}
