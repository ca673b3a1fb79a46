//! An incident together with its way around the graph.

use std::ops::Deref;

use petgraph::Direction::{Incoming, Outgoing};
use petgraph::stable_graph::NodeIndex;

use super::KnowledgeGraph;
use super::model::{Actor, Incident, NodeWeight, Place, Relation};

/// An [`Incident`] that knows who did it, to whom, where, and what it answers.
#[derive(Clone, Copy)]
pub struct IncidentRef<'g> {
    graph: &'g KnowledgeGraph,
    index: NodeIndex,
    incident: &'g Incident,
}

impl<'g> IncidentRef<'g> {
    pub(super) fn new(graph: &'g KnowledgeGraph, index: NodeIndex) -> Option<IncidentRef<'g>> {
        let incident = Incident::of(graph.petgraph().node_weight(index)?)?;
        Some(IncidentRef { graph, index, incident })
    }

    /// The incident itself, for as long as the graph lives.
    #[must_use]
    pub fn incident(&self) -> &'g Incident {
        self.incident
    }

    /// Who did it, in id order.
    pub fn perpetrators(&self) -> impl Iterator<Item = &'g Actor> + use<'g> {
        self.others(Relation::Perpetrated, Incoming)
    }

    /// To whom it was done, in id order.
    pub fn targets(&self) -> impl Iterator<Item = &'g Actor> + use<'g> {
        self.others(Relation::Targeted, Outgoing)
    }

    /// Where it happened, in id order.
    pub fn places(&self) -> impl Iterator<Item = &'g Place> + use<'g> {
        self.others(Relation::OccurredIn, Outgoing)
    }

    /// The incidents that it answers, in id order.
    pub fn answers(&self) -> impl Iterator<Item = IncidentRef<'g>> + use<'g> {
        self.incidents(Outgoing)
    }

    /// The incidents that answer it, in id order.
    pub fn answered_by(&self) -> impl Iterator<Item = IncidentRef<'g>> + use<'g> {
        self.incidents(Incoming)
    }

    /// The incident in words: "drone attack by Red Brigade on Blue Army, Northland, 2024-01-28".
    #[must_use]
    pub fn describe(&self) -> String {
        self.words(&names(self.targets()))
    }

    /// The incident in words, for the one it was done to: its target goes without saying when that is the account of
    /// the actor alone.
    #[must_use]
    pub fn describe_to(&self, actor: &str) -> String {
        let mine = self.graph.principal(actor);
        if self.targets().all(|target| target.principal == mine) { self.words("") } else { self.describe() }
    }

    fn words(&self, targets: &str) -> String {
        let mut words = self.kind.as_str().replace('-', " ");
        for (link, actors) in [(" by ", names(self.perpetrators()).as_str()), (" on ", targets)] {
            if !actors.is_empty() {
                words.push_str(link);
                words.push_str(actors);
            }
        }
        for detail in [self.place_names(), self.when()].into_iter().filter(|detail| !detail.is_empty()) {
            words.push_str(", ");
            words.push_str(&detail);
        }
        words
    }

    /// Where it happened, in words; a place around another that is given is left out. Empty when not known.
    #[must_use]
    pub fn place_names(&self) -> String {
        let places: Vec<&Place> = self.places().collect();
        let around_another =
            |outer: &Place| places.iter().any(|place| self.graph.around(&place.id).skip(1).any(|around| around.id == outer.id));
        let nearest: Vec<&str> = places.iter().filter(|place| !around_another(place)).map(|place| place.name.as_str()).collect();
        nearest.join(" and ")
    }

    /// When it happened, in words; a span as "2024-01-28 … 2024-02-02". Empty when not known.
    #[must_use]
    pub fn when(&self) -> String {
        match (self.date, self.until) {
            (Some(date), Some(until)) if until != date => format!("{date} … {until}"),
            (Some(date), _) => date.to_string(),
            (None, Some(until)) => format!("… {until}"),
            (None, None) => String::new(),
        }
    }

    fn others<N: NodeWeight + 'g>(
        &self,
        relation: Relation,
        way: petgraph::Direction,
    ) -> impl Iterator<Item = &'g N> + use<'g, N> {
        let graph = self.graph;
        graph.neighbours(self.index, relation, way).into_iter().filter_map(|index| N::of(&graph.petgraph()[index]))
    }

    fn incidents(&self, way: petgraph::Direction) -> impl Iterator<Item = IncidentRef<'g>> + use<'g> {
        let graph = self.graph;
        let found = graph.neighbours(self.index, Relation::RetaliatedFor, way).into_iter();
        found.filter_map(|index| IncidentRef::new(graph, index))
    }
}

/// Names of actors as a list in words.
fn names<'g>(actors: impl Iterator<Item = &'g Actor>) -> String {
    actors.map(|actor| actor.name.as_str()).collect::<Vec<_>>().join(" and ")
}

impl Deref for IncidentRef<'_> {
    type Target = Incident;

    fn deref(&self) -> &Incident {
        self.incident
    }
}

impl std::fmt::Debug for IncidentRef<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.incident.fmt(f)
    }
}

impl PartialEq for IncidentRef<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.incident == other.incident
    }
}
