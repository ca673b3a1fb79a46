//! What documents and the ontology say, out of statements.

use std::collections::{BTreeMap, HashMap};

use super::Reading;
use super::values::Of;
use crate::date::PartialDate;
use crate::export::nquads::quads::Mark;
use crate::export::rdf::{ONTOLOGY, word};
use crate::extraction::{
    ActorRecord, ContentHash, DocumentInfo, EXTRACTION_VERSION, Evidence, Extraction, IncidentRecord, PlaceRecord,
    RelationRecord, Voice,
};
use crate::graph::{KnowledgeGraph, Standing};
use crate::rdf::Word;
use crate::vocabulary::{ActorKind, IncidentKind, Modality, Origin, Predicate, Stance};

/// A report, the incident that it is of, and the line that says so.
type Reports = BTreeMap<Mark, (Option<Mark>, u32)>;

impl Reading<'_> {
    /// The documents that the statements tell of, by id.
    pub(super) fn documents(&self) -> BTreeMap<String, Mark> {
        let (of_type, article) = (self.quads.known(Word::Type.iri()), self.quads.known(Word::Document.iri()));
        let accounts = [word::REPORT, word::NAMES].map(|word| self.quads.known(word));
        let marks = self.quads.iter().filter_map(|told| match told.graph {
            Some(graph) if accounts.contains(&Some(told.predicate)) => Some(graph),
            _ => (Some(told.predicate) == of_type && Some(told.object) == article).then_some(told.subject),
        });
        marks.filter_map(|mark| Some((self.quads.id(mark, "document")?, mark))).collect()
    }

    pub(super) fn extractions(&mut self, documents: BTreeMap<String, Mark>) -> Vec<Extraction> {
        let mut reports = self.reports();
        let mut relations = self.relations();
        let documents = documents.into_iter().map(|(id, document)| {
            let of = Of { subject: document, graph: None };
            let here = Of { subject: document, graph: Some(document) };
            let (actors, places) = self.records(here);
            let reports = reports.remove(&document).unwrap_or_default();
            Extraction {
                version: EXTRACTION_VERSION,
                actors,
                places,
                incidents: reports.into_iter().filter_map(|report| self.incident(&id, document, report)).collect(),
                relations: relations.remove(&document).unwrap_or_default(),
                document: DocumentInfo {
                    title: self.text(of, Word::Headline.iri()).map(str::to_owned),
                    source: self.text(of, Word::Source.iri()).map(str::to_owned),
                    published: self.value(of, Word::Published.iri()),
                    content: self.content(of),
                    id,
                },
            }
        });
        documents.collect()
    }

    fn content(&mut self, of: Of) -> Option<ContentHash> {
        let digits = self.text(of, word::CONTENT_HASH)?;
        u64::from_str_radix(digits, 16).ok().map(ContentHash)
    }

    /// The reports in every graph.
    fn reports(&self) -> HashMap<Mark, Reports> {
        let mut found: HashMap<Mark, Reports> = HashMap::new();
        let (report, of_type) = (self.quads.known(word::REPORT), self.quads.known(Word::Type.iri()));
        let class = self.quads.known(word::REPORT_CLASS);
        for told in self.quads.iter() {
            let Some(graph) = told.graph else { continue };
            if Some(told.predicate) == report {
                found.entry(graph).or_default().insert(told.object, (Some(told.subject), told.line));
            } else if Some(told.predicate) == of_type && Some(told.object) == class {
                found.entry(graph).or_default().entry(told.subject).or_insert((None, told.line));
            }
        }
        found
    }

    fn incident(&mut self, document: &str, graph: Mark, report: (Mark, (Option<Mark>, u32))) -> Option<IncidentRecord> {
        let (report, (incident, line)) = report;
        let local = |id: String| Some(id.strip_prefix(document)?.strip_prefix('#')?.to_owned());
        let itself = Of { subject: report, graph: Some(graph) };
        let Some(id) = self.quads.id(report, "report").and_then(local) else {
            self.problem(line, format!("no report of the document {document} has this name: left out"));
            return None;
        };
        // A report alone is told as its incident.
        let of = match incident {
            Some(incident) if !self.says(itself, Word::Kind.iri()) => Of { subject: incident, graph: Some(graph) },
            _ => itself,
        };
        let kind: IncidentKind = self.required(of, Word::Kind.iri(), line, &format!("the report {document}#{id}"))?;
        let modality = self.value(of, Word::Modality.iri()).unwrap_or(Modality::Asserted);
        let evidence = self.quads.of(report, Word::Evidence.iri(), itself.graph).map(|told| told.object).collect::<Vec<_>>();
        Some(IncidentRecord {
            kind,
            perpetrators: self.ids(of, Word::Perpetrator.iri(), "actor"),
            targets: self.ids(of, Word::Target.iri(), "actor"),
            places: self.ids(of, Word::OccurredIn.iri(), "place"),
            date: self.value(of, Word::Date.iri()),
            until: self.value(of, Word::Until.iri()),
            killed: self.value(of, Word::Killed.iri()),
            wounded: self.value(of, Word::Wounded.iri()),
            weapon: self.text(of, Word::Weapon.iri()).map(str::to_owned),
            modality,
            status: self.value(of, Word::Status.iri()),
            confidence: self.value(of, Word::Confidence.iri()).unwrap_or(1.0),
            attributed_to: self.id(of, Word::AttributedTo.iri(), "actor"),
            claimed_by: self.ids(of, Word::ClaimedBy.iri(), "actor"),
            denied_by: self.ids(of, Word::DeniedBy.iri(), "actor"),
            retaliates_for: self.ids(itself, word::ANSWERS, "report").into_iter().filter_map(local).collect(),
            evidence: evidence.into_iter().map(|sentence| self.sentence(sentence)).collect(),
            id,
        })
    }

    fn sentence(&mut self, sentence: Mark) -> Evidence {
        let of = Of { subject: sentence, graph: None };
        let voices: Vec<Mark> = self.quads.of(sentence, word::VOICE, None).map(|told| told.object).collect();
        let mut voices: Vec<(u32, Voice)> = voices.into_iter().filter_map(|voice| self.voice(voice)).collect();
        voices.sort();
        let span = [word::FROM, word::TO].map(|word| self.value(of, word).unwrap_or_default());
        let text = |word: Word| self.text(of, word.iri()).unwrap_or_default().to_owned();
        Evidence {
            span,
            text: text(Word::Quote),
            rule: text(Word::Rule),
            modality: self.value(of, Word::Modality.iri()).unwrap_or(Modality::Asserted),
            attributed_to: self.id(of, Word::AccordingTo.iri(), "actor"),
            voices: voices.into_iter().map(|(_, voice)| voice).collect(),
            confidence: self.value(of, Word::Confidence.iri()).unwrap_or(1.0),
        }
    }

    fn voice(&mut self, voice: Mark) -> Option<(u32, Voice)> {
        let of = Of { subject: voice, graph: None };
        let order = self.value(of, word::ORDER).unwrap_or_default();
        let stance: Stance = self.value(of, word::STANCE)?;
        let words = self.text(of, word::WORDS).unwrap_or_default().to_owned();
        Some((order, Voice { actor: self.id(of, Word::AccordingTo.iri(), "actor"), words, stance }))
    }

    /// The relations that documents state: every sentence is a record of its own.
    fn relations(&mut self) -> HashMap<Mark, Vec<RelationRecord>> {
        let mut found: HashMap<Mark, Vec<RelationRecord>> = HashMap::new();
        let predicate = self.quads.known(Word::Predicate.iri());
        for told in self.quads.iter().filter(|told| Some(told.predicate) == predicate) {
            let of = Of { subject: told.subject, graph: None };
            // Facts and corrections speak of relations, too, and are in no document.
            let Some(document) = self.quads.of(told.subject, Word::QuotedFrom.iri(), None).next() else { continue };
            let ends = [Word::Subject, Word::Object].map(|word| self.id(of, word.iri(), "actor"));
            let ([Some(subject), Some(object)], Some(predicate)) = (ends, self.predicate(told.object)) else { continue };
            let evidence = vec![self.sentence(told.subject)];
            let record = RelationRecord { evidence, ..RelationRecord::new(subject, predicate, object) };
            found.entry(document.object).or_default().push(record);
        }
        found
    }

    pub(super) fn predicate(&self, mark: Mark) -> Option<Predicate> {
        let iri = self.quads.iri(mark)?;
        let words = [(Word::Backs, Predicate::Backs), (Word::PartOf, Predicate::PartOf), (Word::Leads, Predicate::Leads)];
        words.into_iter().find(|(word, _)| word.iri() == iri).map(|(_, predicate)| predicate)
    }

    /// The records that a document or the ontology has.
    fn records(&mut self, of: Of) -> (Vec<ActorRecord>, Vec<PlaceRecord>) {
        let (mut actors, mut places) = (Vec::new(), Vec::new());
        let named: Vec<(Mark, u32)> =
            self.quads.of(of.subject, word::NAMES, of.graph).map(|told| (told.object, told.line)).collect();
        for (record, line) in named {
            let of = Of { subject: record, graph: None };
            if let Some(id) = self.id(of, word::DESCRIBES, "actor") {
                actors.extend(self.actor(of, id, line));
            } else if let Some(id) = self.id(of, word::DESCRIBES, "place") {
                places.push(self.place(of, id));
            } else {
                self.problem(line, "the record that it names describes neither actor nor place: left out".to_owned());
            }
        }
        (actors, places)
    }

    fn actor(&mut self, of: Of, id: String, line: u32) -> Option<ActorRecord> {
        let kind: ActorKind = self.required(of, Word::Kind.iri(), line, &format!("the record of the actor {id}"))?;
        Some(ActorRecord {
            name: self.text(of, Word::Label.iri()).unwrap_or(&id).to_owned(),
            aliases: self.texts(of, Word::AltLabel.iri()),
            kind,
            principal: self.id(of, Word::Principal.iri(), "actor").unwrap_or_else(|| id.clone()),
            origin: self.value(of, Word::Origin.iri()).unwrap_or(Origin::Discovered),
            mentions: Vec::new(),
            id,
        })
    }

    fn place(&mut self, of: Of, id: String) -> PlaceRecord {
        PlaceRecord {
            name: self.text(of, Word::Label.iri()).unwrap_or(&id).to_owned(),
            kind: self.value(of, Word::Kind.iri()),
            within: self.id(of, Word::Within.iri(), "place"),
            mentions: Vec::new(),
            id,
        }
    }

    /// What the ontology states.
    pub(super) fn standing(&mut self, graph: &mut KnowledgeGraph) {
        let Some(ontology) = self.quads.known(ONTOLOGY) else { return };
        let (actors, places) = self.records(Of { subject: ontology, graph: Some(ontology) });
        actors.into_iter().for_each(|record| graph.stand_actor(record));
        places.into_iter().for_each(|record| graph.stand_place(record));
        let (of_type, class) = (self.quads.known(Word::Type.iri()), self.quads.known(word::FACT_CLASS));
        for told in self.quads.iter().filter(|told| Some(told.predicate) == of_type && Some(told.object) == class) {
            let of = Of { subject: told.subject, graph: told.graph };
            let predicate = self.quads.of(told.subject, Word::Predicate.iri(), told.graph).next();
            let ends = [Word::Subject, Word::Object].map(|word| self.id(of, word.iri(), "actor"));
            let predicate = predicate.and_then(|told| self.predicate(told.object));
            let ([Some(from), Some(to)], Some(predicate)) = (ends, predicate) else {
                self.problem(told.line, "this fact does not say who has to do with whom: left out".to_owned());
                continue;
            };
            let role = self.text(of, word::ROLE).map(str::to_owned);
            let [since, until]: [Option<PartialDate>; 2] = [word::SINCE, Word::Until.iri()].map(|word| self.value(of, word));
            graph.stand_facts(from.into(), predicate.into(), to.into(), [Standing { since, until, role }]);
        }
    }
}
