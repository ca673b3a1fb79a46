//! Figures: how much was read, from where, about whom.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use super::deed::accounts;
use super::timeline::Period;
use crate::date::PartialDate;
use crate::extraction::DocumentInfo;
use crate::graph::{Actor, IncidentRef, Place, Relation, View};
use crate::query::ActorName;

/// Something and how often it comes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Count {
    /// Id, of what has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// In words.
    pub name: String,
    /// How often.
    pub count: usize,
}

/// Figures of a graph.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Stats {
    /// How many documents were read.
    pub documents: usize,
    /// Documents by where they come from, most first: the host of an address, else the source as given, else the folder.
    pub sources: Vec<Count>,
    /// Documents by month of publication, in order.
    pub published: Vec<Count>,
    /// How many documents tell of no incident and state no relation.
    pub silent: usize,
    /// How many actors documents name.
    pub actors: usize,
    /// Actors by kind, most first.
    pub actor_kinds: Vec<Count>,
    /// How many places documents name.
    pub places: usize,
    /// How many incidents there are, whether told as fact, denied or threatened.
    pub incidents: usize,
    /// Incidents by whether they are told as fact, denied or threatened.
    pub modalities: Vec<Count>,
    /// Incidents of the view by kind, most first.
    pub kinds: Vec<Count>,
    /// Incidents of the view by status, most first.
    pub statuses: Vec<Count>,
    /// Incidents of the view by month, in order; by year where no month is known.
    pub months: Vec<Count>,
    /// Who did most of them.
    pub perpetrators: Vec<Count>,
    /// Whom most were done to.
    pub targets: Vec<Count>,
    /// Who did most to whom.
    pub pairs: Vec<Count>,
    /// How many incidents the view holds: what the following numbers are parts of.
    pub viewed: usize,
    /// How many have a date.
    pub dated: usize,
    /// How many have a place.
    pub placed: usize,
    /// How many have both somebody who did it and somebody whom it was done to.
    pub both_sides: usize,
    /// How many are told by several documents.
    pub confirmed: usize,
    /// How many answer another.
    pub answers: usize,
    /// Edges by relation.
    pub edges: Vec<Count>,
}

/// Figures of the graph; deeds are those of the view, counted to its accounts.
///
/// ```
/// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
/// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
/// let stats = reprisal::investigate::stats(&graph.view());
/// assert_eq!((stats.documents, stats.silent), (3, 0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn stats(view: &View) -> Stats {
    let graph = view.graph();
    let incidents: Vec<IncidentRef> = view.incidents().collect();
    let told = |passes: &dyn Fn(&IncidentRef) -> bool| incidents.iter().filter(|incident| passes(incident)).count();
    let all = |actors: &dyn Fn(&IncidentRef) -> Vec<ActorName>| by_actor(incidents.iter().flat_map(actors));
    let published = |info: &DocumentInfo| match info.published {
        Some(day) => Period::Month.of(PartialDate::Day(day)).to_string(),
        None => String::new(),
    };
    let month = |incident: &IncidentRef| match incident.date.or(incident.until) {
        Some(date) => Period::Month.of(date).to_string(),
        None => String::new(),
    };
    let actors = || graph.nodes::<Actor>().filter(|actor| !actor.documents.is_empty());
    let pairs = view.attacked().into_iter().map(|pair| {
        let named = |id: &str| graph.actor_name(id).to_owned();
        (None, format!("{} → {}", named(pair.perpetrator), named(pair.target)), pair.incidents.len())
    });
    let relations = Relation::ALL.iter().map(|&relation| Count {
        id: None,
        name: relation.to_string(),
        count: graph.edges(relation).filter(|(_, edge, _)| !edge.is_only_standing()).count(),
    });
    Stats {
        documents: graph.documents().count(),
        sources: tally(graph.documents().map(source)),
        published: in_order(graph.documents().map(published)),
        silent: silent(view),
        actors: actors().count(),
        actor_kinds: tally(actors().map(|actor| actor.kind.to_string())),
        places: graph.nodes::<Place>().filter(|place| !place.documents.is_empty()).count(),
        incidents: graph.incidents().count(),
        modalities: tally(graph.incidents().map(|incident| incident.modality.to_string())),
        kinds: tally(incidents.iter().map(|incident| incident.kind.to_string())),
        statuses: tally(incidents.iter().map(|incident| incident.status.to_string())),
        months: in_order(incidents.iter().map(month)),
        perpetrators: all(&|incident| accounts(view, incident, incident.perpetrators())),
        targets: all(&|incident| accounts(view, incident, incident.targets())),
        pairs: ranked(pairs),
        viewed: incidents.len(),
        dated: told(&|incident| incident.date.or(incident.until).is_some()),
        placed: told(&|incident| incident.places().next().is_some()),
        both_sides: told(&|incident| incident.perpetrators().next().is_some() && incident.targets().next().is_some()),
        confirmed: told(&|incident| incident.documents().nth(1).is_some()),
        answers: told(&|incident| incident.answers().next().is_some()),
        edges: relations.collect(),
    }
}

/// Most first, then by name.
pub(super) fn ranked(counts: impl Iterator<Item = (Option<String>, String, usize)>) -> Vec<Count> {
    let mut counts: Vec<Count> = counts.map(|(id, name, count)| Count { id, name, count }).collect();
    counts.sort_by(|a, b| (Reverse(a.count), &a.name).cmp(&(Reverse(b.count), &b.name)));
    counts
}

fn by_actor(actors: impl Iterator<Item = ActorName>) -> Vec<Count> {
    let mut counts: BTreeMap<ActorName, usize> = BTreeMap::new();
    actors.for_each(|actor| *counts.entry(actor).or_default() += 1);
    ranked(counts.into_iter().map(|(actor, count)| (Some(actor.id), actor.name, count)))
}

fn tally(words: impl Iterator<Item = String>) -> Vec<Count> {
    ranked(in_order(words).into_iter().map(|count| (None, count.name, count.count)))
}

/// In the order of the words, the empty one last.
fn in_order(words: impl Iterator<Item = String>) -> Vec<Count> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    words.for_each(|word| *counts.entry(word).or_default() += 1);
    let empty = counts.remove_entry("");
    counts.into_iter().chain(empty).map(|(name, count)| Count { id: None, name, count }).collect()
}

/// Where a document comes from: the host of an address, the folder of a file, else the source as given; where none is
/// given, the folder that its id names. Empty when not said.
fn source(info: &DocumentInfo) -> String {
    let Some(source) = &info.source else {
        return info.id.rsplit_once('/').map(|(folder, _)| format!("{folder}/")).unwrap_or_default();
    };
    if let Some((_, rest)) = source.split_once("://") {
        let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
        let host = host.rsplit('@').next().unwrap_or(host);
        return host.strip_prefix("www.").unwrap_or(host).to_lowercase();
    }
    match source.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/"),
        None => source.clone(),
    }
}

fn silent(view: &View) -> usize {
    let graph = view.graph();
    let mut speaking: std::collections::BTreeSet<&str> =
        graph.incidents().flat_map(|incident| incident.incident().documents()).map(|id| id.as_str()).collect();
    for relation in [Relation::Backs, Relation::PartOf, Relation::Leads] {
        for (_, edge, _) in graph.edges(relation) {
            speaking.extend(edge.evidence().iter().map(|citation| citation.document.as_str()));
        }
    }
    graph.documents().filter(|info| !speaking.contains(info.id.as_str())).count()
}
