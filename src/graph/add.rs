//! From extractions and the ontology into the graph.

use std::collections::BTreeSet;

use super::model::{Actor, Citation, Edge, Incident, Node, Place, Relation, Standing};
use super::{KnowledgeGraph, incident_id};
use crate::extraction::{Evidence, Extraction, IncidentRecord, RelationRecord};
use crate::ontology::Ontology;
use crate::vocabulary::{ActorKind, Modality, Origin};

impl KnowledgeGraph {
    /// Adds what one document says. The same extraction twice counts once.
    ///
    /// Ids that the extraction uses without a record of their own get a node that bears the id as its name.
    pub fn add(&mut self, extraction: &Extraction) {
        let document = extraction.document.id.as_str();
        self.put_document(extraction.document.clone());
        for record in &extraction.actors {
            self.put(Node::Actor(Actor {
                id: record.id.clone(),
                name: record.name.clone(),
                aliases: record.aliases.clone(),
                kind: record.kind,
                principal: record.principal.clone(),
                origin: record.origin,
                documents: vec![document.to_owned()],
            }));
        }
        for record in &extraction.places {
            self.put(Node::Place(Place {
                id: record.id.clone(),
                name: record.name.clone(),
                kind: record.kind,
                within: record.within.clone(),
                documents: vec![document.to_owned()],
            }));
        }
        // Whether an id has a record is asked of this extraction alone, lest the order of documents show.
        self.put_nameless(extraction);
        for record in &extraction.incidents {
            self.put(Node::Incident(incident(document, record)));
        }
        for record in &extraction.incidents {
            self.link_incident(extraction, record);
        }
        for record in &extraction.relations {
            let edge = Edge { relation: record.predicate.into(), evidence: statements(document, record), standing: Vec::new() };
            self.link(&record.subject, edge, &record.object);
        }
    }

    /// Makes nodes for ids that the extraction uses without a record.
    fn put_nameless(&mut self, extraction: &Extraction) {
        let documents = || vec![extraction.document.id.clone()];
        let known: BTreeSet<&str> = extraction.actors.iter().map(|actor| actor.id.as_str()).collect();
        let deeds = extraction.incidents.iter().flat_map(|incident| incident.perpetrators.iter().chain(&incident.targets));
        let related = extraction.relations.iter().flat_map(|relation| [&relation.subject, &relation.object]);
        for id in deeds.chain(related).filter(|id| !known.contains(id.as_str())) {
            self.put(Node::Actor(Actor {
                id: id.clone(),
                name: id.clone(),
                aliases: Vec::new(),
                kind: ActorKind::Generic,
                principal: id.clone(),
                origin: Origin::Discovered,
                documents: documents(),
            }));
        }
        let known: BTreeSet<&str> = extraction.places.iter().map(|place| place.id.as_str()).collect();
        let used = extraction.incidents.iter().flat_map(|incident| &incident.places);
        for id in used.filter(|id| !known.contains(id.as_str())) {
            self.put(Node::Place(Place { id: id.clone(), name: id.clone(), kind: None, within: None, documents: documents() }));
        }
    }

    fn link_incident(&mut self, extraction: &Extraction, record: &IncidentRecord) {
        let document = extraction.document.id.as_str();
        let incident = incident_id(document, &record.id);
        let bare = |relation| Edge { relation, evidence: Vec::new(), standing: Vec::new() };
        for actor in &record.perpetrators {
            self.link(actor, bare(Relation::Perpetrated), &incident);
        }
        for actor in &record.targets {
            self.link(&incident, bare(Relation::Targeted), actor);
        }
        for place in &record.places {
            self.link(&incident, bare(Relation::OccurredIn), place);
        }
        for answered in &record.retaliates_for {
            // An answered incident without a record says nothing; an incident does not answer itself.
            if *answered != record.id && extraction.incidents.iter().any(|known| known.id == *answered) {
                self.link(&incident, bare(Relation::RetaliatedFor), &incident_id(document, answered));
            }
        }
    }

    /// Adds the facts of the ontology: its actors, what relates them, and its places.
    ///
    /// They are told apart from what documents say ([`Edge::standing`], empty [`Actor::documents`]) and views leave them
    /// out unless asked.
    pub fn add_standing(&mut self, ontology: &Ontology) {
        for entry in ontology.actors() {
            self.put(Node::Actor(Actor {
                id: entry.id.clone(),
                name: entry.name.clone(),
                aliases: entry.aliases.iter().chain(&entry.exact).cloned().collect(),
                kind: entry.kind,
                principal: ontology.principal(&entry.id).to_owned(),
                origin: Origin::Ontology,
                documents: Vec::new(),
            }));
        }
        for entry in ontology.places() {
            self.put(Node::Place(Place {
                id: entry.id.clone(),
                name: entry.name.clone(),
                kind: Some(entry.kind),
                within: entry.within.clone(),
                documents: Vec::new(),
            }));
        }
        for entry in ontology.actors() {
            let id = entry.id.as_str();
            for fact in &entry.part_of {
                self.stand(id, Relation::PartOf, &fact.of, Standing { since: fact.since, until: fact.until, role: None });
            }
            for fact in &entry.backed_by {
                self.stand(&fact.by, Relation::Backs, id, Standing { since: fact.since, until: fact.until, role: None });
            }
            for fact in &entry.leads {
                let standing = Standing { since: fact.since, until: fact.until, role: fact.role.clone() };
                self.stand(id, Relation::Leads, &fact.of, standing);
            }
        }
    }

    /// A fact about an actor that the ontology lacks is left out: its checker reports it.
    fn stand(&mut self, from: &str, relation: Relation, to: &str, standing: Standing) {
        self.link(from, Edge { relation, evidence: Vec::new(), standing: vec![standing] }, to);
    }
}

fn incident(document: &str, record: &IncidentRecord) -> Incident {
    Incident {
        id: incident_id(document, &record.id),
        document: document.to_owned(),
        kind: record.kind,
        date: record.date,
        until: record.until,
        killed: record.killed,
        wounded: record.wounded,
        weapon: record.weapon.clone(),
        modality: record.modality,
        status: record.status,
        confidence: record.confidence,
        attributed_to: record.attributed_to.clone(),
        claimed_by: record.claimed_by.clone(),
        denied_by: record.denied_by.clone(),
        evidence: record.evidence.iter().map(|evidence| cite(document, evidence.clone())).collect(),
    }
}

/// The sentences of a relation; without any, the bare document stands for it.
fn statements(document: &str, record: &RelationRecord) -> Vec<Citation> {
    let mut evidence = record.evidence.clone();
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

fn cite(document: &str, evidence: Evidence) -> Citation {
    Citation { document: document.to_owned(), evidence }
}
