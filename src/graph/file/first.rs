//! Version 1 of the format: nodes and edges. What every document said is told by its incidents and by the sentences of the
//! edges, and put together again.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::GraphError;
use super::saved::SavedFact;
use crate::date::PartialDate;
use crate::extraction::{ActorRecord, DocumentInfo, Evidence, Extraction, IncidentRecord, PlaceRecord, RelationRecord};
use crate::graph::KnowledgeGraph;
use crate::graph::model::{Relation, Standing};
use crate::vocabulary::{ActorKind, IncidentKind, Modality, Origin, PlaceKind};

/// All that a graph says, as saved.
#[derive(Deserialize)]
#[serde(rename = "Graph")]
pub(super) struct FirstGraph {
    documents: Vec<DocumentInfo>,
    actors: Vec<FirstActor>,
    places: Vec<FirstPlace>,
    incidents: Vec<FirstIncident>,
    edges: Vec<FirstEdge>,
}

#[derive(Deserialize)]
#[serde(rename = "Actor")]
struct FirstActor {
    id: String,
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    kind: ActorKind,
    principal: String,
    origin: Origin,
    /// Empty when only the ontology names it.
    #[serde(default)]
    documents: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename = "Place")]
struct FirstPlace {
    id: String,
    name: String,
    #[serde(default)]
    kind: Option<PlaceKind>,
    #[serde(default)]
    within: Option<String>,
    #[serde(default)]
    documents: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename = "Incident")]
struct FirstIncident {
    /// Id of the document, `#`, and the id within the document.
    id: String,
    document: String,
    kind: IncidentKind,
    #[serde(default)]
    date: Option<PartialDate>,
    #[serde(default)]
    until: Option<PartialDate>,
    #[serde(default)]
    killed: Option<u32>,
    #[serde(default)]
    wounded: Option<u32>,
    #[serde(default)]
    weapon: Option<String>,
    modality: Modality,
    #[serde(default)]
    attributed_to: Option<String>,
    #[serde(default)]
    claimed_by: Vec<String>,
    #[serde(default)]
    denied_by: Vec<String>,
    #[serde(default)]
    evidence: Vec<FirstCitation>,
}

#[derive(Deserialize)]
#[serde(rename = "Citation")]
struct FirstCitation {
    document: String,
    evidence: Evidence,
}

#[derive(Deserialize)]
#[serde(rename = "SavedEdge")]
struct FirstEdge {
    from: String,
    relation: Relation,
    to: String,
    #[serde(default)]
    evidence: Vec<FirstCitation>,
    #[serde(default)]
    standing: Vec<Standing>,
}

impl FirstGraph {
    /// The graph of what the documents said.
    pub(super) fn graph(self) -> Result<KnowledgeGraph, GraphError> {
        let mut graph = KnowledgeGraph::new();
        let mut documents: BTreeMap<String, Extraction> =
            self.documents.into_iter().map(|document| (document.id.clone(), Extraction::new(document))).collect();
        for FirstActor { id, name, aliases, kind, principal, origin, documents: named } in self.actors {
            let record = ActorRecord { id, name, aliases, kind, principal, origin, mentions: Vec::new() };
            match named.is_empty() {
                true => graph.ledger.standing.actor(record),
                false => each(&mut documents, &named, |said| said.actors.push(record.clone()))?,
            }
        }
        for FirstPlace { id, name, kind, within, documents: named } in self.places {
            let record = PlaceRecord { id, name, kind, within, mentions: Vec::new() };
            match named.is_empty() {
                true => graph.ledger.standing.place(record),
                false => each(&mut documents, &named, |said| said.places.push(record.clone()))?,
            }
        }
        let mut about = About::default();
        for edge in self.edges {
            match edge.relation.predicate() {
                None => about.edge(edge),
                Some(predicate) => {
                    let (subject, object) = (edge.from, edge.to);
                    for FirstCitation { document, evidence } in edge.evidence {
                        let evidence = vec![evidence];
                        let relation = RelationRecord { evidence, ..RelationRecord::new(&subject, predicate, &object) };
                        each(&mut documents, &[document], |said| said.relations.push(relation.clone()))?;
                    }
                    if !edge.standing.is_empty() {
                        let fact = SavedFact {
                            from: subject.as_str().into(),
                            relation: edge.relation,
                            to: object.as_str().into(),
                            standing: edge.standing.into_iter().collect(),
                        };
                        graph.ledger.standing.facts.entry((fact.from, fact.relation, fact.to)).or_default().extend(fact.standing);
                    }
                }
            }
        }
        for incident in self.incidents {
            let document = incident.document.clone();
            let record = about.record(incident);
            each(&mut documents, &[document], |said| said.incidents.push(record.clone()))?;
        }
        documents.values().for_each(|said| graph.add(said));
        Ok(graph)
    }
}

/// Does something with what these documents say.
fn each(
    documents: &mut BTreeMap<String, Extraction>,
    ids: &[String],
    mut with: impl FnMut(&mut Extraction),
) -> Result<(), GraphError> {
    for id in ids {
        with(documents.get_mut(id).ok_or_else(|| GraphError::Unlisted { document: id.clone() })?);
    }
    Ok(())
}

/// Those at the other end of the edges of every incident, by its id.
#[derive(Default)]
struct About {
    perpetrators: BTreeMap<String, Vec<String>>,
    targets: BTreeMap<String, Vec<String>>,
    places: BTreeMap<String, Vec<String>>,
    answered: BTreeMap<String, Vec<String>>,
}

impl About {
    fn edge(&mut self, FirstEdge { from, relation, to, .. }: FirstEdge) {
        let (ends, incident, other) = match relation {
            Relation::Perpetrated => (&mut self.perpetrators, to, from),
            Relation::Targeted => (&mut self.targets, from, to),
            Relation::OccurredIn => (&mut self.places, from, to),
            _ => (&mut self.answered, from, to),
        };
        ends.entry(incident).or_default().push(other);
    }

    /// The incident as its document told it.
    fn record(&mut self, told: FirstIncident) -> IncidentRecord {
        let local = |id: &str| {
            let local = id.strip_prefix(told.document.as_str()).and_then(|rest| rest.strip_prefix('#'));
            local.map(str::to_owned)
        };
        let answered = self.answered.remove(&told.id).unwrap_or_default();
        IncidentRecord {
            // Another document's incident is none that a document can answer.
            retaliates_for: answered.iter().filter_map(|id| local(id)).collect(),
            id: local(&told.id).unwrap_or_else(|| told.id.clone()),
            kind: told.kind,
            perpetrators: self.perpetrators.remove(&told.id).unwrap_or_default(),
            targets: self.targets.remove(&told.id).unwrap_or_default(),
            places: self.places.remove(&told.id).unwrap_or_default(),
            date: told.date,
            until: told.until,
            killed: told.killed,
            wounded: told.wounded,
            weapon: told.weapon,
            modality: told.modality,
            status: None,
            confidence: 1.0,
            attributed_to: told.attributed_to,
            claimed_by: told.claimed_by,
            denied_by: told.denied_by,
            evidence: told.evidence.into_iter().map(|citation| citation.evidence).collect(),
        }
    }
}
