//! What has no room in a picture: the least connected nodes become one, and the picture says so.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::label::count;
use super::picture::{Edge, Node, Picture, Sort};
use super::{Options, READABLE, words};
use crate::export::style::Line;
use crate::vocabulary::Modality;

/// More lines than these nobody can follow, and Graphviz takes minutes over them.
const LINES: usize = 160;
/// So few nodes are drawn whatever lies between them.
const FEWEST: usize = 8;

/// Leaves the most connected nodes, and one for all others.
pub(super) fn fold(picture: &mut Picture, options: &Options) {
    let all = picture.nodes.len();
    let order = most_connected(picture);
    let room = match options.top {
        Some(0) => all,
        Some(top) => top,
        None => readable(&picture.edges, &order),
    };
    if all <= room {
        return;
    }
    let mut kept: Vec<usize> = order.into_iter().take(room).collect();
    kept.sort_unstable();

    let others = kept.len();
    let folded = all - others;
    let place: BTreeMap<usize, usize> = kept.iter().enumerate().map(|(new, &old)| (old, new)).collect();
    let mut at = 0;
    picture.nodes.retain(|_| {
        at += 1;
        place.contains_key(&(at - 1))
    });
    let names = format!("and {}", count(folded, "other"));
    let tooltip = "The least connected of what was found; ask for more with --top".to_owned();
    picture.nodes.push(Node { sort: Sort::Others, label: names, tooltip, url: None, frame: None, marked: false });
    picture.edges = joined(std::mem::take(&mut picture.edges), |end| place.get(&end).copied().unwrap_or(others), others);
    for (_, nodes) in &mut picture.axis {
        *nodes = nodes.iter().filter_map(|node| place.get(node).copied()).collect();
    }
    picture.axis.retain(|(_, nodes)| !nodes.is_empty());
    picture.notes.push(format!("{} of {all} drawn, the least connected {folded} as one", others));
}

/// All nodes, what the picture is about and the most connected first; in a picture of incidents those that most others
/// answer or are answered by, each with its sides.
fn most_connected(picture: &Picture) -> Vec<usize> {
    let all = picture.nodes.len();
    let (mut degrees, mut links) = (vec![0_usize; all], vec![0_usize; all]);
    let mut beside: Vec<Vec<usize>> = vec![Vec::new(); all];
    for edge in &picture.edges {
        for (end, other) in [(edge.from, edge.to), (edge.to, edge.from)] {
            degrees[end] += 1;
            links[end] += usize::from(edge.line == Line::InRetaliationFor);
            beside[end].push(other);
        }
    }
    let is_incident = |at: usize| matches!(picture.nodes[at].sort, Sort::Incident | Sort::Blow(_));
    let mut order: Vec<usize> = (0..all).collect();
    order.sort_by_key(|&at| {
        let node = &picture.nodes[at];
        (!node.marked, !is_incident(at), Reverse(links[at]), Reverse(degrees[at]), at)
    });
    // A deed without those who did it says little.
    let mut placed = vec![false; all];
    let mut told = Vec::with_capacity(all);
    let mut place = |at: usize, told: &mut Vec<usize>| {
        if !std::mem::replace(&mut placed[at], true) {
            told.push(at);
        }
    };
    for at in order {
        place(at, &mut told);
        if is_incident(at) {
            beside[at].iter().for_each(|&other| place(other, &mut told));
        }
    }
    told
}

/// How many nodes can be drawn so that a reader finds his way.
fn readable(edges: &[Edge], order: &[usize]) -> usize {
    let mut rank = vec![0; order.len()];
    for (at, &node) in order.iter().enumerate() {
        rank[node] = at;
    }
    let lines = |room: usize| {
        let kept = |node: usize| if rank[node] < room { node } else { usize::MAX };
        let ends = edges.iter().map(|edge| (kept(edge.from), kept(edge.to), edge.line, edge.modality));
        let is_drawn = |&(from, to, line, _): &(usize, usize, Line, Modality)| {
            from != to && !(is_of_incident(line) && [from, to].contains(&usize::MAX))
        };
        ends.filter(is_drawn).collect::<BTreeSet<_>>().len()
    };
    let mut room = order.len().min(READABLE);
    while room > FEWEST && lines(room) > LINES {
        room -= (room / 10).max(1);
    }
    room
}

/// The lines between the nodes that are left; those of one sort to the others become one.
fn joined(edges: Vec<Edge>, place: impl Fn(usize) -> usize, others: usize) -> Vec<Edge> {
    let mut left: Vec<Edge> = Vec::new();
    let mut to_others: BTreeMap<_, Edge> = BTreeMap::new();
    for mut edge in edges {
        (edge.from, edge.to) = (place(edge.from), place(edge.to));
        if edge.from != others && edge.to != others {
            left.push(edge);
        } else if edge.from != edge.to && !is_of_incident(edge.line) {
            let key = (edge.from, edge.to, edge.line, edge.modality);
            to_others
                .entry(key)
                .and_modify(|joined| {
                    joined.count += edge.count;
                    joined.label = words::tally(joined.line, joined.count);
                    joined.tooltip.clone_from(&joined.label);
                    joined.url = None;
                })
                .or_insert(edge);
        }
    }
    left.extend(to_others.into_values());
    left
}

/// Whether a line ends at an incident: to incidents that have no room, no line says anything.
fn is_of_incident(line: Line) -> bool {
    matches!(line, Line::Did | Line::AimedAt | Line::InRetaliationFor)
}
