//! Circles of principals, of places within places, of members.

use std::collections::{HashMap, VecDeque};

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;

use super::{At, Report, Whole};
use crate::ontology::diagnostic::Code;
use crate::ontology::locate::Step;

pub(super) fn check(whole: &Whole<'_>, report: &mut Report<'_>) {
    let actors: Vec<(&str, At)> = whole.actors.iter().map(|actor| (actor.entry.id.as_str(), actor.at)).collect();
    let places: Vec<(&str, At)> = whole.places.iter().map(|place| (place.entry.id.as_str(), place.at)).collect();
    let principals = whole.actors.iter().map(|actor| actor.entry.principal.as_deref());
    let around = whole.places.iter().map(|place| place.entry.within.as_deref());
    let members = whole.actors.iter().enumerate().flat_map(|(from, actor)| {
        let steps = |index| vec![Step::Key("part_of"), Step::Item(index), Step::Key("of")];
        actor.entry.part_of.iter().enumerate().map(move |(index, membership)| (from, membership.of.as_str(), steps(index)))
    });
    let single = |field| move |(from, to): (usize, Option<&'_ str>)| to.map(|to| (from, to.to_owned(), vec![Step::Key(field)]));
    find(&actors, principals.enumerate().filter_map(single("principal")), "principal", report);
    find(&places, around.enumerate().filter_map(single("within")), "within", report);
    find(&actors, members.map(|(from, to, steps)| (from, to.to_owned(), steps)), "part_of", report);
}

/// Reports every circle once, at the entry of its smallest id.
fn find(
    entries: &[(&str, At)],
    references: impl Iterator<Item = (usize, String, Vec<Step>)>,
    field: &str,
    report: &mut Report<'_>,
) {
    let by_id: HashMap<&str, usize> = entries.iter().enumerate().map(|(at, &(id, _))| (id, at)).collect();
    let mut graph: DiGraph<usize, Vec<Step>> = DiGraph::new();
    let nodes: Vec<NodeIndex> = (0..entries.len()).map(|at| graph.add_node(at)).collect();
    for (from, to, steps) in references {
        if let Some(&to) = by_id.get(to.as_str()) {
            graph.add_edge(nodes[from], nodes[to], steps);
        }
    }
    for mut component in kosaraju_scc(&graph) {
        // Entries are in id order, and so are the nodes.
        component.sort();
        let Some(circle) = component.first().and_then(|&start| circle(&graph, start)) else { continue };
        let mut ids: Vec<&str> = circle.iter().map(|&node| entries[graph[node]].0).collect();
        ids.push(ids[0]);
        let next = circle.get(1).copied().unwrap_or(circle[0]);
        let steps = graph.find_edge(circle[0], next).map(|edge| graph[edge].clone()).unwrap_or_default();
        let location = report.locate(entries[graph[circle[0]]].1, &steps);
        let message = match circle.len() {
            1 => format!("`{}` has itself as `{field}`", ids[0]),
            _ => format!("`{field}` goes in a circle: {}", ids.join(" → ")),
        };
        report.add(Code::Cycle, location, message).help = Some("leave the field out of one of the entries".to_owned());
    }
}

/// The shortest way from a node back to itself.
fn circle(graph: &DiGraph<usize, Vec<Step>>, start: NodeIndex) -> Option<Vec<NodeIndex>> {
    let mut came_from: HashMap<NodeIndex, NodeIndex> = HashMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(node) = queue.pop_front() {
        for next in graph.edges(node).map(|edge| edge.target()) {
            if next == start {
                let mut circle: Vec<NodeIndex> = std::iter::successors(Some(node), |node| came_from.get(node).copied()).collect();
                circle.reverse();
                return Some(circle);
            }
            came_from.entry(next).or_insert_with(|| {
                queue.push_back(next);
                node
            });
        }
    }
    None
}
