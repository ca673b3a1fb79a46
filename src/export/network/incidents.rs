//! The network of incidents: the graph itself.

use std::io;

use jiff::civil::Date as Day;

use super::attribute::Sort::{Date, Flag, List, Nested as Within, Share, Text};
use super::attribute::{
    ALIASES, KILLED, KIND, MODALITY, NAME, PRINCIPAL, RELATION, SLUG, SOURCES, STANDING, STATUS, TYPE, WOUNDED,
};
use super::nested::Record;
use super::{Attribute, Item, Look, Nested, passage};
use crate::export::style::{Line, Style};
use crate::export::{Content, NodeKey, Summary, Tie};
use crate::extraction::{ActorRecord, PlaceRecord};
use crate::graph::{Actor, Details, Incident, IncidentRef, NodeWeight, Place, Records, Relation};
use crate::vocabulary::{Modality, PlaceKind};

const ORIGIN: Attribute = Attribute::new("origin", Text);
const WITHIN: Attribute = Attribute::new("within", Text);
const RECORDS: Attribute = Attribute::new("records", Within);
const DATE: Attribute = Attribute::new("date", Date);
const UNTIL: Attribute = Attribute::new("until", Date);
const WEAPON: Attribute = Attribute::new("weapon", Text);
const CONFIDENCE: Attribute = Attribute::new("confidence", Share);
const ATTRIBUTED_TO: Attribute = Attribute::new("attributed_to", Text);
const CLAIMED_BY: Attribute = Attribute::new("claimed_by", List);
const DENIED_BY: Attribute = Attribute::new("denied_by", List);
const CORRECTED: Attribute = Attribute::new("corrected_because", List);
const REPORTS: Attribute = Attribute::new("reports", Within);
const ONLY_ONTOLOGY: Attribute = Attribute::new("only_ontology", Flag);

pub(super) const NODES: &[Attribute] = &[
    TYPE,
    SLUG,
    NAME,
    KIND,
    ALIASES,
    PRINCIPAL,
    ORIGIN,
    WITHIN,
    DATE,
    UNTIL,
    KILLED,
    WOUNDED,
    WEAPON,
    MODALITY,
    STATUS,
    CONFIDENCE,
    ATTRIBUTED_TO,
    CLAIMED_BY,
    DENIED_BY,
    CORRECTED,
    SOURCES,
    passage::EVIDENCE_COUNT,
    passage::DOCUMENTS,
    passage::QUOTE,
    passage::TOLD_BY,
    passage::DOCUMENT,
    passage::TITLE,
    passage::PUBLISHED,
    passage::OUTLET,
    passage::URL,
    RECORDS,
    REPORTS,
];

pub(super) const EDGES: &[Attribute] = &[
    RELATION,
    DATE,
    UNTIL,
    MODALITY,
    STATUS,
    CONFIDENCE,
    SOURCES,
    passage::EVIDENCE_COUNT,
    passage::DOCUMENTS,
    passage::QUOTE,
    passage::TOLD_BY,
    passage::DOCUMENT,
    passage::TITLE,
    passage::PUBLISHED,
    passage::OUTLET,
    passage::URL,
    ONLY_ONTOLOGY,
    STANDING,
    passage::EVIDENCE,
];

/// The graph as a network.
pub(in crate::export) struct Incidents<'c, 'g> {
    pub(super) content: &'c Content<'g>,
    pub(super) style: &'c Style,
}

impl<'g> Incidents<'_, 'g> {
    pub(super) fn nodes(&self, each: &mut dyn FnMut(Item) -> io::Result<()>) -> io::Result<()> {
        let graph = self.content.graph();
        let records = graph.actor_records();
        for actor in self.content.of_kind::<Actor>() {
            each(self.actor(actor, &records))?;
        }
        let records = graph.place_records();
        for place in self.content.of_kind::<Place>() {
            each(self.place(place, &records))?;
        }
        for incident in self.content.incidents() {
            each(self.incident(incident))?;
        }
        Ok(())
    }

    pub(super) fn edges(&self, each: &mut dyn FnMut(Item) -> io::Result<()>) -> io::Result<()> {
        self.content.ties().try_for_each(|tie| each(self.tie(&tie)))
    }

    pub(super) fn summary(&self) -> Summary {
        let mut summary = Summary::default();
        summary.wrote("actors", self.content.of_kind::<Actor>().count());
        summary.wrote("places", self.content.of_kind::<Place>().count());
        summary.wrote("incidents", self.content.of_kind::<Incident>().count());
        summary.wrote("edges", self.content.ties().len());
        summary
    }

    fn actor<'v>(&'v self, actor: &'g Actor, records: &Records<'g, ActorRecord>) -> Item<'v> {
        let key = NodeKey(crate::graph::NodeKind::Actor, &actor.id);
        let mut item = Item::node(key.to_string(), actor.name.as_str());
        item.put(TYPE, "actor");
        item.put(SLUG, actor.id.as_str());
        item.put(NAME, actor.name.as_str());
        item.put(KIND, actor.kind.as_str());
        item.put(ALIASES, actor.aliases.as_slice());
        item.put(PRINCIPAL, actor.principal.as_str());
        item.put(ORIGIN, actor.origin.as_str());
        item.put(passage::DOCUMENTS, actor.documents.len());
        let told = records.of_id(&actor.id).map(|(record, documents)| (Record::of_actor(record, actor), documents));
        let standing = self.content.graph().standing_actor(&actor.id).map(|record| Record::of_actor(record, actor));
        item.put(RECORDS, Nested::Records(self.known(told, standing)));
        let look = self.style.actor(actor.kind);
        item.look = Look { fill: look.fill.as_str(), line: look.border.as_str(), stroke: "solid", size: 16.0 };
        item
    }

    fn place<'v>(&'v self, place: &'g Place, records: &Records<'g, PlaceRecord>) -> Item<'v> {
        let key = NodeKey(crate::graph::NodeKind::Place, &place.id);
        let mut item = Item::node(key.to_string(), place.name.as_str());
        item.put(TYPE, "place");
        item.put(SLUG, place.id.as_str());
        item.put(NAME, place.name.as_str());
        item.put(KIND, place.kind.map(PlaceKind::as_str));
        item.put(WITHIN, place.within.as_deref());
        item.put(passage::DOCUMENTS, place.documents.len());
        let told = records.of_id(&place.id).map(|(record, documents)| (Record::of_place(record, place), documents));
        let standing = self.content.graph().standing_place(&place.id).map(|record| Record::of_place(record, place));
        item.put(RECORDS, Nested::Records(self.known(told, standing)));
        let look = &self.style.others;
        item.look = Look { fill: look.fill.as_str(), line: look.border.as_str(), stroke: "solid", size: 8.0 };
        item
    }

    /// The records of the documents that are written, and of the ontology where that is.
    fn known<'v>(&self, told: impl Iterator<Item = (Record<'v>, Vec<&'v str>)>, standing: Option<Record<'v>>) -> Vec<Record<'v>> {
        let told = told.map(|(record, documents)| {
            let held = documents.into_iter().filter(|document| self.content.holds_document(document));
            Record { documents: held.map(Into::into).collect(), ..record }
        });
        let standing = standing.filter(|_| self.content.view().takes_standing());
        let standing = standing.map(|record| Record { ontology: true, ..record });
        told.filter(|record| !record.documents.is_empty()).chain(standing).collect()
    }

    fn incident<'v>(&'v self, incident: IncidentRef<'g>) -> Item<'v> {
        let told = incident.incident();
        let key = NodeKey(crate::graph::NodeKind::Incident, &told.id);
        let mut item = Item::node(key.to_string(), incident.describe());
        item.put(TYPE, "incident");
        item.put(SLUG, told.id.as_str());
        put_details(&mut item, &told.details);
        item.put(KIND, told.kind.as_str());
        for (attribute, toll) in [(KILLED, told.killed), (WOUNDED, told.wounded)] {
            if let Some(toll) = toll {
                item.put(attribute, toll);
            }
        }
        item.put(WEAPON, told.weapon.as_deref());
        item.put(STATUS, told.status.as_str());
        item.put(ATTRIBUTED_TO, told.attributed_to.as_deref());
        item.put(CLAIMED_BY, &*told.claimed_by);
        item.put(DENIED_BY, &*told.denied_by);
        item.put(CORRECTED, told.corrected.as_ref().map_or(&[][..], |corrected| corrected.reasons.as_slice()));
        item.put(SOURCES, incident.support().sources);
        passage::put(&mut item, self.content.graph(), &told.evidence().iter().collect::<Vec<_>>(), None);
        item.put(REPORTS, Nested::Reports(&told.reports));
        item.spells.extend(spell(&told.details));
        let look = &self.style.incident;
        let (fill, line) = (look.fill.as_str(), look.border.as_str());
        item.look = Look { fill, line, stroke: stroke(told.modality), size: 6.0 };
        item
    }

    fn tie<'v>(&'v self, tie: &Tie<'g>) -> Item<'v> {
        let graph = self.content.graph();
        let key = tie.key();
        let relation = tie.relation();
        let mut item = Item::edge(key.to_string(), relation.words(), key.0.to_string(), key.2.to_string());
        item.kind = relation.as_str().into();
        item.put(RELATION, relation.as_str());
        match tie.incident() {
            Some(incident) => {
                put_details(&mut item, &incident.details);
                item.spells.extend(spell(&incident.details));
            }
            None if tie.edge.is_only_standing() => {}
            None => {
                item.put(MODALITY, tie.modality().as_str());
                let shares = tie.evidence().iter().map(|citation| citation.evidence.confidence);
                item.put(CONFIDENCE, shares.fold(0.0, f32::max));
            }
        }
        if let Some(support) = graph.support(tie.index) {
            item.put(STATUS, support.status.as_str());
            item.put(SOURCES, support.sources);
        }
        let evidence: Vec<_> = tie.evidence().iter().collect();
        let best = match (relation, Incident::of(tie.to)) {
            (Relation::RetaliatedFor, Some(answered)) => passage::answering(tie.evidence(), answered.evidence()),
            _ => None,
        };
        passage::put(&mut item, graph, &evidence, best);
        if self.content.view().takes_standing() && !tie.edge.standing().is_empty() {
            item.put(ONLY_ONTOLOGY, tie.edge.is_only_standing());
            item.put(STANDING, Nested::Standing(tie.edge.standing().iter().collect()));
        }
        passage::put_all(&mut item, evidence);
        item.look = Look { line: self.color(relation), stroke: stroke(tie.modality()), ..Look::default() };
        item
    }

    fn color(&self, relation: Relation) -> &str {
        let line = match relation {
            Relation::Perpetrated => Line::Did,
            Relation::Targeted => Line::AimedAt,
            Relation::RetaliatedFor => Line::InRetaliationFor,
            Relation::Backs => Line::Backs,
            Relation::PartOf => Line::PartOf,
            Relation::Leads => Line::Leads,
            Relation::OccurredIn => return self.style.faint.as_str(),
        };
        self.style.line(line).0
    }
}

/// When it was, on whose word, and how sure that is.
fn put_details(item: &mut Item, details: &Details) {
    for (attribute, date) in [(DATE, details.date), (UNTIL, details.until)] {
        if let Some(date) = date {
            item.put(attribute, date);
        }
    }
    item.put(MODALITY, details.modality.as_str());
    item.put(CONFIDENCE, details.confidence);
}

/// The days of a deed.
pub(super) fn spell(details: &Details) -> Option<(Day, Day)> {
    let first = details.date.or(details.until)?;
    let last = details.until.unwrap_or(first).last_day();
    Some((first.first_day(), last.max(first.first_day())))
}

/// Lines of what is told as fact are solid, of what is threatened dashed, of what is denied dotted.
pub(super) fn stroke(modality: Modality) -> &'static str {
    match modality {
        Modality::Asserted => "solid",
        Modality::Threatened => "dashed",
        Modality::Denied => "dotted",
    }
}
