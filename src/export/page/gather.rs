//! From a view to what the page holds.

use std::collections::{BTreeMap, BTreeSet};

use super::PageOptions;
use super::content::{Actor, Built, Content, Incident, Relationship, Sides};
use super::evidence::Library;
use super::positions::positions;
use crate::graph::{self, IncidentRef, KnowledgeGraph, Node, Relation, RollUp, View};
use crate::vocabulary::{Modality, Status};

const TITLE: &str = "Attacks, answers and backers";
const BUILT_BY: &str = concat!("reprisal ", env!("CARGO_PKG_VERSION"));

/// Relations between actors, in the order of the legend.
const RELATIONS: [Relation; 3] = [Relation::Backs, Relation::PartOf, Relation::Leads];

pub(super) fn content(view: &View, options: &PageOptions) -> Content {
    let graph = view.graph();
    let mut incidents: Vec<IncidentRef> =
        Modality::ALL.iter().flat_map(|&modality| view.clone().modality(modality).incidents()).collect();
    incidents.sort_by_cached_key(|incident| {
        let day = incident.date.or(incident.until).map(crate::PartialDate::first_day);
        (day.is_none(), day, incident.id.clone())
    });
    // A view of certain statuses takes them whatever the modality.
    incidents.dedup_by(|a, b| a.id == b.id);
    let numbers: BTreeMap<&str, usize> =
        incidents.iter().enumerate().map(|(number, incident)| (incident.incident().id.as_str(), number)).collect();
    let relations: Vec<(&graph::Actor, &graph::Edge, &graph::Actor)> =
        RELATIONS.iter().flat_map(|&relation| related_in(view, relation)).collect();

    let cast = Cast::of(graph, &incidents, &relations);
    let mut library = Library::of(graph, options);
    let incidents: Vec<Incident> =
        incidents.iter().map(|&incident| told(view, incident, &cast, &numbers, &mut library)).collect();
    let relations: Vec<Relationship> = relations
        .into_iter()
        .filter_map(|(from, edge, to)| related(view, (cast.number(&from.id)?, edge, cast.number(&to.id)?), &mut library))
        .collect();
    let actors = cast.actors();
    let newest = library.documents.iter().filter_map(|document| document.published).max();
    Content {
        title: options.title.clone().unwrap_or_else(|| TITLE.to_owned()),
        built: Built { by: BUILT_BY, on: options.built_on.or(newest) },
        roll_up: match options.roll_up {
            RollUp::Principal => "principal",
            RollUp::Named => "named",
        },
        positions: positions(&actors, &incidents, &relations),
        modalities: view.modalities(),
        documents: library.documents,
        sentences: library.sentences,
        actors,
        incidents,
        relations,
    }
}

/// The edges of a relation that the view takes, whether they are asserted, denied or threatened.
fn related_in<'g>(view: &View<'g>, relation: Relation) -> Vec<(&'g graph::Actor, &'g graph::Edge, &'g graph::Actor)> {
    let named = view.clone().roll_up(RollUp::Named);
    let rows = Modality::ALL.iter().flat_map(|&modality| named.clone().modality(modality).related(relation));
    let taken: BTreeSet<(&str, &str)> = rows.map(|row| (row.subject, row.object)).collect();
    let edges = view.graph().edges(relation).filter_map(|(from, edge, to)| match (from, to) {
        (Node::Actor(from), Node::Actor(to)) => Some((&**from, edge, &**to)),
        _ => None,
    });
    edges.filter(|(from, _, to)| taken.contains(&(from.id.as_str(), to.id.as_str()))).collect()
}

/// The actors of the page, in id order.
struct Cast<'g> {
    graph: &'g KnowledgeGraph,
    numbers: BTreeMap<&'g str, usize>,
}

impl<'g> Cast<'g> {
    /// All that take part in something, and those to whose account it goes.
    fn of(
        graph: &'g KnowledgeGraph,
        incidents: &[IncidentRef<'g>],
        relations: &[(&'g graph::Actor, &graph::Edge, &'g graph::Actor)],
    ) -> Cast<'g> {
        let sides = incidents.iter().flat_map(|incident| incident.perpetrators().chain(incident.targets()));
        let ends = relations.iter().flat_map(|&(from, _, to)| [from, to]);
        let ids: BTreeSet<&str> = sides.chain(ends).flat_map(|actor| [actor.id.as_str(), actor.principal.as_str()]).collect();
        Cast { graph, numbers: ids.into_iter().enumerate().map(|(number, id)| (id, number)).collect() }
    }

    fn number(&self, id: &str) -> Option<usize> {
        self.numbers.get(id).copied()
    }

    fn sides(&self, view: &View<'g>, incident: IncidentRef<'g>) -> Sides {
        let numbers = |actors: &mut dyn Iterator<Item = &'g graph::Actor>| {
            let accounts = actors.filter_map(|actor| self.number(view.account_on(actor, incident.date)));
            accounts.collect::<BTreeSet<usize>>().into_iter().collect()
        };
        Sides { who: numbers(&mut incident.perpetrators()), whom: numbers(&mut incident.targets()) }
    }

    fn actors(&self) -> Vec<Actor> {
        let actor = |(&id, &number): (&&str, &usize)| {
            let bare = || Actor {
                id: id.to_owned(),
                name: id.to_owned(),
                aliases: Vec::new(),
                kind: crate::ActorKind::Generic,
                principal: number,
                documents: 0,
            };
            self.graph.get::<graph::Actor>(id).map_or_else(bare, |actor| Actor {
                name: actor.name.clone(),
                aliases: actor.aliases.clone(),
                kind: actor.kind,
                principal: self.number(&actor.principal).unwrap_or(number),
                documents: actor.documents.len(),
                ..bare()
            })
        };
        self.numbers.iter().map(actor).collect()
    }
}

fn told<'g>(
    view: &View<'g>,
    incident: IncidentRef<'g>,
    cast: &Cast<'g>,
    numbers: &BTreeMap<&str, usize>,
    library: &mut Library<'g>,
) -> Incident {
    let names = |ids: &[graph::Id]| ids.iter().map(|id| view.graph().actor_name(id).to_owned()).collect();
    let linked = incident.answers().next().is_some() || incident.answered_by().next().is_some();
    let named = cast.sides(&view.clone().roll_up(RollUp::Named), incident);
    let principal = cast.sides(&view.clone().roll_up(RollUp::Principal), incident);
    Incident {
        id: incident.id.to_string(),
        kind: incident.kind,
        date: incident.date,
        until: incident.until,
        place: incident.place_names(),
        killed: incident.killed,
        wounded: incident.wounded,
        weapon: incident.weapon.clone(),
        modality: incident.modality,
        status: incident.status,
        confidence: (f64::from(incident.confidence) * 100.0).round() / 100.0,
        principal: (principal != named).then_some(principal),
        named,
        answers: incident.answers().filter_map(|answered| numbers.get(answered.id.as_str()).copied()).collect(),
        claimed_by: names(&incident.claimed_by),
        denied_by: names(&incident.denied_by),
        sources: incident.support().sources,
        evidence: library.cite(incident.incident().evidence(), linked),
    }
}

fn related(view: &View, (subject, edge, object): (usize, &graph::Edge, usize), library: &mut Library) -> Option<Relationship> {
    let standing = if view.takes_standing() { edge.standing().to_vec() } else { Vec::new() };
    let support = view.graph().support_of(edge.evidence());
    if support.is_none() && standing.is_empty() {
        return None;
    }
    Some(Relationship {
        subject,
        relation: edge.relation,
        object,
        modality: edge.modality(),
        status: support.as_ref().map_or(Status::Asserted, |support| support.status),
        sources: support.map_or(0, |support| support.sources),
        evidence: library.cite(edge.evidence(), false),
        standing,
    })
}
