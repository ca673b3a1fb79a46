//! The facts of the ontology in the graph.

use super::KnowledgeGraph;
use super::ledger::StandingFacts;
use super::model::{Relation, Standing};
use crate::extraction::{ActorRecord, PlaceRecord};
use crate::ontology::Ontology;
use crate::vocabulary::Origin;

impl KnowledgeGraph {
    /// Adds the facts of the ontology: its actors, what relates them, and its places.
    ///
    /// They are told apart from what documents say ([`Edge::standing`](super::Edge::standing), empty
    /// [`Actor::documents`](super::Actor::documents)) and views leave them out unless asked.
    pub fn add_standing(&mut self, ontology: &Ontology) {
        let standing = &mut self.ledger.standing;
        for entry in ontology.actors() {
            standing.actor(ActorRecord {
                id: entry.id.clone(),
                name: entry.name.clone(),
                aliases: entry.aliases.iter().chain(&entry.exact).cloned().collect(),
                kind: entry.kind,
                principal: ontology.principal(&entry.id).to_owned(),
                origin: Origin::Ontology,
                mentions: Vec::new(),
            });
            let id = entry.id.as_str();
            for fact in &entry.part_of {
                stand(standing, id, Relation::PartOf, &fact.of, Standing { since: fact.since, until: fact.until, role: None });
            }
            for fact in &entry.backed_by {
                stand(standing, &fact.by, Relation::Backs, id, Standing { since: fact.since, until: fact.until, role: None });
            }
            for fact in &entry.leads {
                let says = Standing { since: fact.since, until: fact.until, role: fact.role.clone() };
                stand(standing, id, Relation::Leads, &fact.of, says);
            }
        }
        for entry in ontology.places() {
            standing.place(PlaceRecord {
                id: entry.id.clone(),
                name: entry.name.clone(),
                kind: Some(entry.kind),
                within: entry.within.clone(),
                mentions: Vec::new(),
            });
        }
        self.drawing.take();
    }

    /// Takes the facts of the ontology out again.
    pub fn remove_standing(&mut self) {
        self.ledger.standing = StandingFacts::default();
        self.drawing.take();
    }
}

fn stand(standing: &mut StandingFacts, from: &str, relation: Relation, to: &str, says: Standing) {
    standing.facts.entry((from.into(), relation, to.into())).or_default().insert(says);
}
