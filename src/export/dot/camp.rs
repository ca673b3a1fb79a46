//! Frames around actors who belong together.

use std::collections::{BTreeMap, BTreeSet};

use super::Cluster;
use super::picture::{Edge, Picture};
use crate::export::style::Line;
use crate::graph::{KnowledgeGraph, Relation, View};

/// Frames the actors of a picture.
pub(super) fn frame(view: &View, cluster: Cluster, picture: &mut Picture) {
    let graph = view.graph();
    let above = match cluster {
        Cluster::None => return,
        Cluster::Camp => above(view),
        Cluster::Principal => BTreeMap::new(),
    };
    let mut members: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (id, node) in picture.actors() {
        let head = if cluster == Cluster::Principal { Some(graph.principal(id)) } else { camp(graph, &above, id) };
        if let Some(head) = head {
            members.entry(head.to_owned()).or_default().push(node);
        }
    }
    for (head, nodes) in members.into_iter().filter(|(_, nodes)| nodes.len() > 1) {
        let name = graph.actor_name(&head);
        // An actor with nobody but its own people is no camp.
        let backs = |edge: &Edge| edge.line == Line::Backs && nodes.contains(&edge.from) && nodes.contains(&edge.to);
        let name = if picture.edges.iter().any(backs) { format!("Camp of {name}") } else { name.to_owned() };
        picture.frame(name, &nodes);
    }
}

/// Who stands above each actor: those who back it; where nobody does, those whom it belongs to or leads.
fn above<'g>(view: &View<'g>) -> BTreeMap<&'g str, BTreeSet<&'g str>> {
    let mut above: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for row in view.related(Relation::Backs) {
        above.entry(row.object).or_default().insert(row.subject);
    }
    let backed: BTreeSet<&str> = above.keys().copied().collect();
    for row in [Relation::PartOf, Relation::Leads].into_iter().flat_map(|relation| view.related(relation)) {
        if !backed.contains(row.subject) {
            above.entry(row.subject).or_default().insert(row.object);
        }
    }
    above
}

/// The one actor at the top of all that stand above an actor; the actor itself when nobody does, none when there are several.
fn camp<'g>(graph: &'g KnowledgeGraph, above: &BTreeMap<&'g str, BTreeSet<&'g str>>, actor: &'g str) -> Option<&'g str> {
    let mut tops = BTreeSet::new();
    let mut seen = BTreeSet::from([actor]);
    let mut open = vec![actor];
    while let Some(next) = open.pop() {
        match above.get(next) {
            Some(above) => open.extend(above.iter().filter(|above| seen.insert(above))),
            None if graph.principal(next) != next => open.extend(Some(graph.principal(next)).filter(|above| seen.insert(above))),
            None => {
                tops.insert(next);
            }
        }
    }
    let mut tops = tops.into_iter();
    tops.next().filter(|_| tops.next().is_none())
}
