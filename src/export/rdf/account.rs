//! The account of one document, in a graph of its name: whole, so that the graph can be put together again.
//!
//! What [`Statements`](crate::rdf::Statements) say of an incident in the graph of a document is all that the document says,
//! where the document has one report of it. Of several the graph tells each by itself, and so of a report whose incident was
//! dropped by a correction.

use std::collections::BTreeSet;
use std::io;

use rustc_hash::{FxHashMap, FxHashSet};

use super::word::{self, common};
use super::{ONTOLOGY, Object, RECORDS, Sink, Teller, stated};
use crate::extraction::{ActorRecord, DocumentInfo, Evidence, PlaceRecord};
use crate::graph::{Correction, Entry, Id, NodeKind, Relation, Report, Stated};
use crate::rdf::{Account, Pattern, Term, Word, encode};

/// Which records were described already.
#[derive(Default)]
struct Described {
    /// By where a record lies: most documents share theirs.
    known: FxHashMap<*const (), u64>,
    written: FxHashSet<u64>,
}

/// A record of an actor or of a place.
#[derive(Clone, Copy, Debug)]
enum Record<'r> {
    Actor(&'r ActorRecord),
    Place(&'r PlaceRecord),
}

impl Record<'_> {
    fn kind(self) -> NodeKind {
        match self {
            Record::Actor(_) => NodeKind::Actor,
            Record::Place(_) => NodeKind::Place,
        }
    }

    fn id(&self) -> &str {
        match self {
            Record::Actor(actor) => &actor.id,
            Record::Place(place) => &place.id,
        }
    }

    /// Names one content of a record, whoever writes it.
    fn number(self) -> u64 {
        twox_hash::XxHash3_64::oneshot(format!("{self:?}").as_bytes())
    }

    fn lies(self) -> *const () {
        match self {
            Record::Actor(actor) => std::ptr::from_ref(actor).cast(),
            Record::Place(place) => std::ptr::from_ref(place).cast(),
        }
    }
}

impl<'g, S: Sink> Teller<'_, 'g, S> {
    /// Tells what every document says, each in a graph of its own.
    pub(in crate::export) fn accounts(&mut self) -> io::Result<()> {
        let content = self.content;
        let corrections = content.graph().corrections();
        let dropped = corrections.iter().filter_map(|correction| match correction {
            Correction::DropRelation { subject, predicate, object, .. } => Some((subject, Relation::from(*predicate), object)),
            _ => None,
        });
        let dropped: BTreeSet<_> = dropped.filter(|_| content.is_whole()).collect();
        let mut described = Described::default();
        for info in content.documents() {
            let Some(entry) = content.graph().entry(&info.id) else { continue };
            self.account(info, &mut described, entry)?;
            let gone =
                entry.relations.iter().filter(|stated| dropped.contains(&(&stated.subject, stated.relation, &stated.object)));
            gone.into_iter().try_for_each(|stated| self.dropped_relation(info, stated))?;
        }
        if content.view().takes_standing() {
            self.standing(&mut described)?;
        }
        if content.is_whole() {
            corrections.iter().try_for_each(|correction| self.correction(correction))?;
        }
        self.graph.clear();
        Ok(())
    }

    fn account(&mut self, info: &'g DocumentInfo, described: &mut Described, entry: &'g Entry) -> io::Result<()> {
        self.enter("document", &info.id);
        let mut last = None;
        for quad in self.statements.matching(Pattern { account: Account::Of(&info.id), ..Pattern::default() }) {
            let held = matches!(quad.subject, Term::Node(index) if self.holds(index));
            if !held || !self.takes(&quad) {
                continue;
            }
            if last.replace(quad.subject) != Some(quad.subject) {
                self.about(quad.subject);
            }
            self.say_term(quad.predicate.iri(), quad.object)?;
        }
        entry.reports.iter().try_for_each(|report| self.report(info, report))?;
        let actors = entry.actors.iter().map(|actor| Record::Actor(actor));
        for record in actors.chain(entry.places.iter().map(|place| Record::Place(place))) {
            let index = self.content.graph().index(record.kind(), record.id());
            if index.is_some_and(|index| self.holds(index)) {
                self.about_named("document", &info.id);
                self.names(described, record)?;
            }
        }
        Ok(())
    }

    /// Says that a document has a record, and what the record says when it is the first to have it.
    fn names(&mut self, described: &mut Described, record: Record) -> io::Result<()> {
        let number = *described.known.entry(record.lies()).or_insert_with(|| record.number());
        let mut name = format!("urn:reprisal:record:{}/", record.kind().as_str());
        encode(&mut name, record.id());
        name.push_str(&format!("/{number:016x}"));
        self.say(word::NAMES, Object::Name(&name))?;
        if !described.written.insert(number) {
            return Ok(());
        }
        let graph = std::mem::replace(&mut self.graph, RECORDS.to_owned());
        self.subject = name;
        self.say(common::TYPE, Object::Name(word::RECORD_CLASS))?;
        self.say_named(word::DESCRIBES, record.kind().as_str(), record.id())?;
        match record {
            Record::Actor(actor) => self.actor_record(actor),
            Record::Place(place) => self.place_record(place),
        }?;
        self.graph = graph;
        Ok(())
    }

    fn actor_record(&mut self, actor: &ActorRecord) -> io::Result<()> {
        self.say(Word::Label.iri(), Object::Text(&actor.name))?;
        self.say(Word::Kind.iri(), Object::Text(actor.kind.as_str()))?;
        self.say_named(Word::Principal.iri(), "actor", &actor.principal)?;
        self.say(Word::Origin.iri(), Object::Text(actor.origin.as_str()))?;
        actor.aliases.iter().try_for_each(|alias| self.say(Word::AltLabel.iri(), Object::Text(alias)))
    }

    fn place_record(&mut self, place: &PlaceRecord) -> io::Result<()> {
        self.say(Word::Label.iri(), Object::Text(&place.name))?;
        self.say_text(Word::Kind.iri(), place.kind.map(|kind| kind.as_str()))?;
        place.within.as_deref().map_or(Ok(()), |around| self.say_named(Word::Within.iri(), "place", around))
    }

    fn report(&mut self, info: &DocumentInfo, report: &Report) -> io::Result<()> {
        let incident = self.content.graph().incident(&report.id);
        let gone = incident.is_none();
        let mut alone = false;
        match incident {
            None if !self.content.is_whole() => return Ok(()),
            Some(incident) if !self.holds(incident.index()) => return Ok(()),
            Some(incident) => {
                let here = incident.incident().reports.iter().filter(|report| *report.document == *info.id);
                alone = here.count() == 1;
                self.about_named("incident", &incident.id);
                self.say_named(word::REPORT, "report", &report.id)?;
                if alone {
                    self.unlisted(report)?;
                }
            }
            None => {}
        }
        self.about_named("report", &report.id);
        self.say(common::TYPE, Object::Name(word::REPORT_CLASS))?;
        for answered in &report.answers {
            let held = self.content.graph().incident(answered).map(|answered| self.holds(answered.index()));
            if held.unwrap_or(self.content.is_whole()) {
                self.say_named(word::ANSWERS, "report", answered)?;
            }
        }
        if !alone {
            self.details(report)?;
        }
        let mut sentence = String::new();
        for number in 1..=report.evidence.len() {
            name_sentence(&mut sentence, &report.id, number);
            self.say(Word::Evidence.iri(), Object::Name(&sentence))?;
        }
        if gone {
            for (number, citation) in (1..).zip(&report.evidence) {
                name_sentence(&mut self.subject, &report.id, number);
                self.say(common::TYPE, Object::Name(Word::Entity.iri()))?;
                self.bare_sentence(info, &citation.evidence)?;
            }
        }
        Ok(())
    }

    /// Whose word it is, of those of whom the graph knows nothing else.
    fn unlisted(&mut self, report: &Report) -> io::Result<()> {
        let lists: [(Word, &[Id]); 2] = [(Word::ClaimedBy, &report.claimed_by), (Word::DeniedBy, &report.denied_by)];
        let voice = report.attributed_to.iter().map(|id| (Word::AttributedTo, id));
        let all = voice.chain(lists.into_iter().flat_map(|(word, ids)| ids.iter().map(move |id| (word, id))));
        for (word, id) in all {
            if !self.is_listed(id) {
                self.say_named(word.iri(), "actor", id)?;
            }
        }
        Ok(())
    }

    /// All that a report says, of the report itself.
    fn details(&mut self, report: &Report) -> io::Result<()> {
        self.say(Word::Kind.iri(), Object::Text(report.kind.as_str()))?;
        let lists: [(Word, &str, &[Id]); 5] = [
            (Word::Perpetrator, "actor", &report.perpetrators),
            (Word::Target, "actor", &report.targets),
            (Word::OccurredIn, "place", &report.places),
            (Word::ClaimedBy, "actor", &report.claimed_by),
            (Word::DeniedBy, "actor", &report.denied_by),
        ];
        for (word, sort, ids) in lists {
            ids.iter().try_for_each(|id| self.say_named(word.iri(), sort, id))?;
        }
        report.attributed_to.as_ref().map_or(Ok(()), |id| self.say_named(Word::AttributedTo.iri(), "actor", id))?;
        self.say_date(Word::Date.iri(), report.date)?;
        self.say_date(Word::Until.iri(), report.until)?;
        for (word, count) in [(Word::Killed, report.killed), (Word::Wounded, report.wounded)] {
            count.map_or(Ok(()), |count| self.say_count(word.iri(), count))?;
        }
        self.say_text(Word::Weapon.iri(), report.weapon.as_deref())?;
        self.say(Word::Status.iri(), Object::Text(report.status.as_str()))?;
        self.say(Word::Modality.iri(), Object::Text(report.modality.as_str()))?;
        self.say_term(Word::Confidence.iri(), Term::Share(crate::rdf::Share::new(report.confidence)))
    }

    /// What [`Statements`](crate::rdf::Statements) say of a sentence, of one that no incident and no edge holds.
    fn bare_sentence(&mut self, info: &DocumentInfo, evidence: &Evidence) -> io::Result<()> {
        let filled = |text: &'_ str| !text.is_empty();
        self.say_text(Word::Quote.iri(), Some(evidence.text.as_str()).filter(|text| filled(text)))?;
        self.say_named(Word::QuotedFrom.iri(), "document", &info.id)?;
        evidence.attributed_to.as_deref().map_or(Ok(()), |id| self.say_named(Word::AccordingTo.iri(), "actor", id))?;
        self.say(Word::Modality.iri(), Object::Text(evidence.modality.as_str()))?;
        self.say_term(Word::Confidence.iri(), Term::Share(crate::rdf::Share::new(evidence.confidence)))?;
        self.say_text(Word::Rule.iri(), Some(evidence.rule.as_str()).filter(|text| filled(text)))?;
        self.beyond_words(evidence)
    }

    fn dropped_relation(&mut self, info: &'g DocumentInfo, gone: &Stated) -> io::Result<()> {
        for (number, citation) in (1..).zip(&gone.evidence) {
            self.about_dropped((&gone.subject, gone.relation, &gone.object), &info.id, number);
            self.relates(&gone.subject, gone.relation, &gone.object)?;
            self.say(common::TYPE, Object::Name(Word::Entity.iri()))?;
            self.bare_sentence(info, &citation.evidence)?;
        }
        Ok(())
    }

    /// Who has to do with whom, of what states it.
    pub(super) fn relates(&mut self, from: &str, relation: Relation, to: &str) -> io::Result<()> {
        let word = match relation {
            Relation::Backs => Word::Backs,
            Relation::PartOf => Word::PartOf,
            _ => Word::Leads,
        };
        self.say(common::TYPE, Object::Name(Word::Statement.iri()))?;
        self.say_named(Word::Subject.iri(), "actor", from)?;
        self.say(Word::Predicate.iri(), Object::Name(word.iri()))?;
        self.say_named(Word::Object.iri(), "actor", to)
    }

    /// What the ontology states.
    fn standing(&mut self, described: &mut Described) -> io::Result<()> {
        let content = self.content;
        let facts = content.graph().standing_facts();
        ONTOLOGY.clone_into(&mut self.graph);
        let takes = |teller: &Self, kind, id: &str| {
            content.is_whole() || content.graph().index(kind, id).is_some_and(|index| teller.holds(index))
        };
        let actors = facts.actors.values().map(Record::Actor);
        for record in actors.chain(facts.places.values().map(Record::Place)) {
            if takes(self, record.kind(), record.id()) {
                ONTOLOGY.clone_into(&mut self.subject);
                self.names(described, record)?;
            }
        }
        for ((from, relation, to), standing) in &facts.facts {
            if !takes(self, NodeKind::Actor, from) || !takes(self, NodeKind::Actor, to) {
                continue;
            }
            for (number, fact) in (1..).zip(standing) {
                self.subject.clear();
                stated(&mut self.subject, "fact", from, *relation, to);
                self.subject.push_str(&format!("/{number}"));
                self.say(common::TYPE, Object::Name(word::FACT_CLASS))?;
                self.relates(from, *relation, to)?;
                self.say_date(word::SINCE, fact.since)?;
                self.say_date(Word::Until.iri(), fact.until)?;
                self.say_text(word::ROLE, fact.role.as_deref())?;
            }
        }
        Ok(())
    }
}

fn name_sentence(iri: &mut String, report: &str, number: usize) {
    iri.clear();
    crate::rdf::name(iri, "evidence", report);
    iri.push_str(&format!("/{number}"));
}
