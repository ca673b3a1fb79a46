//! Who belongs to whom, and when.

use std::collections::BTreeSet;

use petgraph::stable_graph::NodeIndex;

use super::KnowledgeGraph;
use super::id::Id;
use super::model::{Actor, Edge, Node};
use crate::date::PartialDate;

/// Memberships are followed so many steps up.
const STEPS: usize = 8;

/// To whose account the deeds of an actor go on a date: to its principal, unless all that is known of its service has other
/// dates; then it stands alone.
pub(super) fn principal(graph: &KnowledgeGraph, actor: NodeIndex, date: Option<PartialDate>) -> NodeIndex {
    match graph.drawing().principals.get(&actor) {
        Some(&principal) if serves(graph, actor, date) => principal,
        _ => actor,
    }
}

fn serves(graph: &KnowledgeGraph, at: NodeIndex, date: Option<PartialDate>) -> bool {
    let (Some(date), Node::Actor(actor)) = (date, &graph.petgraph()[at]) else { return true };
    let mut dated = false;
    for (edge, above) in memberships(graph, at) {
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
pub(super) fn first_above(graph: &KnowledgeGraph, actor: NodeIndex, date: Option<PartialDate>, wanted: &[Id]) -> NodeIndex {
    let mut seen: BTreeSet<NodeIndex> = BTreeSet::new();
    let mut level = BTreeSet::from([actor]);
    for _ in 0..STEPS {
        let is = |at: &&NodeIndex, wanted: &Id| *wanted == graph.petgraph()[**at].id();
        if let Some(&found) = wanted.iter().find_map(|wanted| level.iter().find(|at| is(at, wanted))) {
            return found;
        }
        let mut above = BTreeSet::new();
        for member in level.into_iter().filter(|&member| seen.insert(member)) {
            let edges = graph.drawing().memberships.get(&member).into_iter().flatten();
            let holding = edges.filter(|(edge, _)| date.is_none_or(|date| holds(&graph.petgraph()[*edge], date)));
            above.extend(holding.map(|&(_, above)| above));
            above.insert(principal(graph, member, date));
        }
        level = above;
    }
    actor
}

/// What an actor belongs to or leads.
fn memberships(graph: &KnowledgeGraph, actor: NodeIndex) -> impl Iterator<Item = (&Edge, &Actor)> {
    let edges = graph.drawing().memberships.get(&actor).into_iter().flatten();
    edges.filter_map(|&(edge, above)| match &graph.petgraph()[above] {
        Node::Actor(above) => Some((&graph.petgraph()[edge], &**above)),
        _ => None,
    })
}

/// Whether a relation holds on a date: what documents state holds always, what the ontology states in its time.
fn holds(edge: &Edge, date: PartialDate) -> bool {
    !edge.evidence().is_empty()
        || edge.standing().iter().any(|fact| {
            fact.since.is_none_or(|since| since.first_day() <= date.last_day())
                && fact.until.is_none_or(|until| date.first_day() <= until.last_day())
        })
}
