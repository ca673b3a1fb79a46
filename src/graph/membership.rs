//! Who belongs to whom, and when.

use std::collections::BTreeSet;

use super::KnowledgeGraph;
use super::id::Id;
use super::model::{Actor, Edge, Node, NodeKind};
use crate::date::PartialDate;

/// Memberships are followed so many steps up.
const STEPS: usize = 8;

/// Whether an actor served its principal on a date: it did unless all that is known of it has other dates.
pub(super) fn serves(graph: &KnowledgeGraph, actor: &Actor, date: Option<PartialDate>) -> bool {
    let Some(date) = date.filter(|_| actor.principal != actor.id) else { return true };
    let mut dated = false;
    for (edge, above) in memberships(graph, &actor.id) {
        // What serves the same principal stands for it.
        if above.id == actor.principal || above.principal == actor.principal {
            if holds(edge, date) {
                return true;
            }
            dated = true;
        }
    }
    !dated
}

/// The first of the wanted actors that an actor is or belongs to on a date, nearest first; its own id when there is none.
pub(super) fn first_above<'g>(graph: &'g KnowledgeGraph, actor: &'g Actor, date: Option<PartialDate>, wanted: &[Id]) -> &'g str {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut level: Vec<&'g Actor> = vec![actor];
    for _ in 0..STEPS {
        if let Some(found) = wanted.iter().find_map(|wanted| level.iter().find(|actor| *wanted == actor.id.as_str())) {
            return &found.id;
        }
        let mut above: Vec<&'g Actor> = Vec::new();
        for member in level.into_iter().filter(|member| seen.insert(&member.id)) {
            let holding = memberships(graph, &member.id).filter(|(edge, _)| date.is_none_or(|date| holds(edge, date)));
            above.extend(holding.map(|(_, above)| above));
            above.extend(graph.get::<Actor>(&member.principal).filter(|_| serves(graph, member, date)));
        }
        above.sort_by(|a, b| a.id.cmp(&b.id));
        above.dedup_by(|a, b| a.id == b.id);
        level = above;
    }
    &actor.id
}

/// What an actor belongs to or leads.
fn memberships<'g>(graph: &'g KnowledgeGraph, actor: &str) -> impl Iterator<Item = (&'g Edge, &'g Actor)> + use<'g> {
    let at = graph.index(NodeKind::Actor, actor);
    let edges = at.and_then(|at| graph.drawing().memberships.get(&at)).into_iter().flatten();
    edges.filter_map(|&(edge, above)| match &graph.petgraph()[above] {
        Node::Actor(above) => Some((&graph.petgraph()[edge], above)),
        _ => None,
    })
}

/// Whether a relation holds on a date: what documents state holds always, what the ontology states in its time.
fn holds(edge: &Edge, date: PartialDate) -> bool {
    !edge.evidence.is_empty()
        || edge.standing.iter().any(|fact| {
            fact.since.is_none_or(|since| since.first_day() <= date.last_day())
                && fact.until.is_none_or(|until| date.first_day() <= until.last_day())
        })
}
