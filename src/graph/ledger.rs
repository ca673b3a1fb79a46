//! What documents say, kept by document: adding, joining, replacing and removing look at nothing but the documents.
//!
//! The ledger is the source of truth, and the graph is drawn from it: whatever way a set of documents came together, the
//! ledger is the same, and so is the graph.

use std::borrow::Cow;
use std::collections::btree_map::Entry as Slot;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::id::Id;
use super::model::{Citation, Details, Relation, Report, Standing};
use crate::extraction::{ActorRecord, DocumentInfo, Evidence, Extraction, IncidentRecord, PlaceRecord, RelationRecord};
use crate::vocabulary::{Modality, Status};

/// What one document says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    /// That of its document.
    pub(crate) id: Id,
    pub(crate) info: DocumentInfo,
    /// Without their mentions, by id.
    pub(crate) actors: Vec<Arc<ActorRecord>>,
    /// Without their mentions, by id.
    pub(crate) places: Vec<Arc<PlaceRecord>>,
    /// By id.
    pub(crate) reports: Vec<Arc<Report>>,
    /// By subject, relation and object.
    pub(crate) relations: Vec<Stated>,
}

/// A relation that a document states.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Stated {
    pub(crate) subject: Id,
    pub(crate) relation: Relation,
    pub(crate) object: Id,
    pub(crate) evidence: Vec<Citation>,
}

/// What the ontology adds: its actors and places, and what relates actors.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct StandingFacts {
    pub(crate) actors: BTreeMap<Id, ActorRecord>,
    pub(crate) places: BTreeMap<Id, PlaceRecord>,
    pub(crate) facts: BTreeMap<(Id, Relation, Id), BTreeSet<Standing>>,
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
pub(super) struct Pool {
    ids: Ids,
    actors: Shared<ActorRecord>,
    places: Shared<PlaceRecord>,
}

/// Records by id; those of one id differ where programs or ontologies did.
#[derive(Clone, Debug)]
struct Shared<T>(FxHashMap<Id, SmallVec<[Known<T>; 1]>>);

/// A record as documents give it, without its mentions, and as it is kept. Most documents give it alike, so what is kept need
/// not be made again to find that out.
#[derive(Clone, Debug)]
struct Known<T> {
    given: Arc<T>,
    kept: Arc<T>,
}

impl<T> Default for Shared<T> {
    fn default() -> Shared<T> {
        Shared(FxHashMap::default())
    }
}

impl<T: PartialEq> Shared<T> {
    /// What is kept of a record of this id: of one that was given before and is the `same`, else of the one that `make` makes.
    fn one(&mut self, ids: &mut Ids, id: &str, same: impl Fn(&T) -> bool, make: impl FnOnce() -> (Arc<T>, Arc<T>)) -> Arc<T> {
        if let Some(known) = self.0.get(id).and_then(|known| known.iter().find(|known| same(&known.given))) {
            return known.kept.clone();
        }
        let (given, kept) = make();
        let known = self.0.entry(ids.one(id)).or_default();
        let kept = known.iter().find(|known| known.kept == kept).map_or(kept, |known| known.kept.clone());
        known.push(Known { given, kept: kept.clone() });
        kept
    }
}

/// Ids of actors and places, each kept once.
#[derive(Clone, Debug, Default)]
pub(super) struct Ids(FxHashSet<Id>);

impl Ids {
    fn one(&mut self, id: &str) -> Id {
        match self.0.get(id) {
            Some(known) => known.clone(),
            None => {
                let id = Id::from(id);
                self.0.insert(id.clone());
                id
            }
        }
    }

    /// Ids in order, each once.
    fn all(&mut self, ids: &[String]) -> Box<[Id]> {
        let mut ids: Vec<Id> = ids.iter().map(|id| self.one(id)).collect();
        sort_once(&mut ids);
        ids.into_boxed_slice()
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
        let entry = self.pool.entry(Cow::Borrowed(extraction));
        self.put(Arc::new(entry));
    }

    pub(super) fn put(&mut self, entry: Arc<Entry>) {
        match self.entries.entry(entry.id.clone()) {
            Slot::Occupied(known) if **known.get() == *entry || known.get().outranks(&entry) => {}
            Slot::Occupied(mut known) => drop(known.insert(entry)),
            Slot::Vacant(free) => drop(free.insert(entry)),
        }
    }

    /// All reports, by document, then id.
    pub(super) fn reports(&self) -> impl Iterator<Item = &Arc<Report>> {
        self.entries.values().flat_map(|entry| &entry.reports)
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

    /// Keeps records that the documents of a saved graph share; gives their ids.
    pub(super) fn keep(&mut self, actors: &[Arc<ActorRecord>], places: &[Arc<PlaceRecord>]) -> Ids {
        let Pool { ids, actors: known_actors, places: known_places } = &mut self.pool;
        for actor in actors {
            known_actors.one(ids, &actor.id, |known| known == &**actor, || (actor.clone(), actor.clone()));
        }
        for place in places {
            known_places.one(ids, &place.id, |known| known == &**place, || (place.clone(), place.clone()));
        }
        ids.clone()
    }
}

impl Pool {
    /// What a document says, as a ledger keeps it.
    pub(super) fn entry(&mut self, extraction: Cow<'_, Extraction>) -> Entry {
        let Pool { ids, actors, places } = self;
        let actor = |record: &ActorRecord| {
            let same = |known: &ActorRecord| {
                let head = |actor: &ActorRecord| (actor.kind, actor.origin);
                known.mentions.is_empty()
                    && head(known) == head(record)
                    && (&known.name, &known.principal, &known.aliases) == (&record.name, &record.principal, &record.aliases)
            };
            let make = || {
                let given = Arc::new(ActorRecord { mentions: Vec::new(), ..record.clone() });
                (given, Arc::new(bare_actor(record)))
            };
            actors.one(ids, &record.id, same, make)
        };
        let actors = extraction.actors.iter().map(actor).collect();
        let place = |record: &PlaceRecord| {
            let same = |known: &PlaceRecord| {
                known.mentions.is_empty()
                    && (&known.name, known.kind, &known.within) == (&record.name, record.kind, &record.within)
            };
            let make = || {
                let bare = Arc::new(PlaceRecord { mentions: Vec::new(), ..record.clone() });
                (bare.clone(), bare)
            };
            places.one(ids, &record.id, same, make)
        };
        let places = extraction.places.iter().map(place).collect();
        let (document, incidents, relations) = match extraction {
            Cow::Borrowed(told) => (told.document.clone(), Cow::Borrowed(&*told.incidents), Cow::Borrowed(&*told.relations)),
            Cow::Owned(told) => (told.document, Cow::Owned(told.incidents), Cow::Owned(told.relations)),
        };
        Entry::of(&mut self.ids, document, actors, places, incidents, relations)
    }
}

impl Entry {
    /// What a document says, as records; of those that are borrowed only what is kept is copied.
    pub(super) fn of(
        ids: &mut Ids,
        info: DocumentInfo,
        mut actors: Vec<Arc<ActorRecord>>,
        mut places: Vec<Arc<PlaceRecord>>,
        incidents: Cow<'_, [IncidentRecord]>,
        relations: Cow<'_, [RelationRecord]>,
    ) -> Entry {
        let document = Id::from(info.id.as_str());
        sort_once(&mut actors);
        sort_once(&mut places);
        let mut full = format!("{document}#");
        let stem = full.len();
        let id = |incident: &IncidentRecord| {
            full.truncate(stem);
            full.push_str(&incident.id);
            Id::from(full.as_str())
        };
        let mut known: Vec<Id> = incidents.iter().map(id).collect();
        sort_once(&mut known);
        let mut report = |record: Cow<'_, IncidentRecord>| Arc::new(report(ids, &document, record, &known));
        let mut reports: Vec<Arc<Report>> = match incidents {
            Cow::Borrowed(records) => records.iter().map(|record| report(Cow::Borrowed(record))).collect(),
            Cow::Owned(records) => records.into_iter().map(|record| report(Cow::Owned(record))).collect(),
        };
        // A document that uses an id twice tells of one deed under it; the first record stands.
        reports.sort_by(|a, b| a.id.cmp(&b.id));
        reports.dedup_by(|later, first| later.id == first.id);
        // What is collected in place keeps the room of the records.
        reports.shrink_to_fit();
        let mut stated: BTreeMap<(Id, Relation, Id), Vec<Citation>> = BTreeMap::new();
        let mut state = |record: Cow<'_, RelationRecord>| {
            let key = (ids.one(&record.subject), record.predicate.into(), ids.one(&record.object));
            stated.entry(key).or_default().extend(statements(&document, record));
        };
        match relations {
            Cow::Borrowed(records) => records.iter().for_each(|record| state(Cow::Borrowed(record))),
            Cow::Owned(records) => records.into_iter().for_each(|record| state(Cow::Owned(record))),
        }
        let relation = |((subject, relation, object), mut evidence): ((Id, Relation, Id), Vec<Citation>)| {
            canonical_citations(&mut evidence);
            evidence.shrink_to_fit();
            Stated { subject, relation, object, evidence }
        };
        let relations = stated.into_iter().map(relation).collect();
        Entry { id: document, info, actors, places, reports, relations }
    }
}

/// The report that a record makes; `known` are the ids of the document's reports, in order.
fn report(ids: &mut Ids, document: &Id, record: Cow<'_, IncidentRecord>, known: &[Id]) -> Report {
    let cite = |evidence: Evidence| cite(document, evidence);
    let (record, mut evidence, weapon): (_, Vec<Citation>, _) = match record {
        Cow::Borrowed(own) => (record, own.evidence.iter().cloned().map(cite).collect(), own.weapon.clone()),
        Cow::Owned(mut own) => {
            let evidence = std::mem::take(&mut own.evidence).into_iter().map(cite).collect();
            let weapon = own.weapon.take();
            (Cow::Owned(own), evidence, weapon)
        }
    };
    // All begin with the document and a sign.
    let stem = document.len() + 1;
    let id = |local: &str| {
        let found = known.binary_search_by(|known| known[stem..].cmp(local)).ok()?;
        known.get(found).cloned()
    };
    // An answered incident without a record says nothing; an incident does not answer itself.
    let mut answers: Vec<Id> =
        record.retaliates_for.iter().filter(|answered| **answered != record.id).filter_map(|answered| id(answered)).collect();
    sort_once(&mut answers);
    canonical_citations(&mut evidence);
    Report {
        id: id(&record.id).unwrap_or_else(|| document.clone()),
        document: document.clone(),
        details: Arc::new(Details {
            kind: record.kind,
            date: record.date,
            until: record.until,
            killed: record.killed,
            wounded: record.wounded,
            weapon,
            modality: record.modality,
            status: record.status.unwrap_or(match record.modality {
                Modality::Denied => Status::Denied,
                Modality::Threatened => Status::Threatened,
                Modality::Asserted => Status::Asserted,
            }),
            confidence: sureness(record.confidence),
            attributed_to: record.attributed_to.as_deref().map(|voice| ids.one(voice)),
            claimed_by: ids.all(&record.claimed_by),
            denied_by: ids.all(&record.denied_by),
        }),
        perpetrators: ids.all(&record.perpetrators),
        targets: ids.all(&record.targets),
        places: ids.all(&record.places),
        answers: answers.into_boxed_slice(),
        evidence: evidence.into_boxed_slice(),
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
        self.reports.iter().map(|report| report.record())
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
    pub(crate) fn actor(&mut self, record: ActorRecord) {
        let record = bare_actor(&record);
        let known = self.actors.entry(record.id.as_str().into()).or_insert_with(|| record.clone());
        if record < *known {
            *known = record;
        }
    }

    pub(crate) fn place(&mut self, record: PlaceRecord) {
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
fn statements(document: &Id, record: Cow<'_, RelationRecord>) -> Vec<Citation> {
    let modality = record.modality;
    let mut evidence = match record {
        Cow::Borrowed(record) => record.evidence.clone(),
        Cow::Owned(record) => record.evidence,
    };
    if evidence.is_empty() {
        evidence.push(Evidence {
            span: [0, 0],
            text: String::new(),
            rule: String::new(),
            modality,
            attributed_to: None,
            voices: Vec::new(),
            confidence: 1.0,
        });
    }
    // The record's word on modality holds for sentences that say nothing of their own.
    for evidence in evidence.iter_mut().filter(|evidence| evidence.modality == Modality::Asserted) {
        evidence.modality = modality;
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
        let (one, other) = (&a.evidence, &b.evidence);
        a.document
            .cmp(&b.document)
            .then_with(|| place(a).cmp(&place(b)))
            .then_with(|| one.rule.cmp(&other.rule))
            .then_with(|| one.text.cmp(&other.text))
            .then_with(|| one.attributed_to.cmp(&other.attributed_to))
            .then_with(|| one.voices.cmp(&other.voices))
            .then_with(|| one.confidence.total_cmp(&other.confidence))
    });
    citations.dedup();
}
