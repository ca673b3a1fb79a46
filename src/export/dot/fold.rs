//! What has no room in a picture: the least connected nodes become one, and the picture says so.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::label::count;
use super::picture::{Edge, Node, Picture, Sort};
use super::{Options, words};

/// Leaves the most connected nodes, and one for all others.
pub(super) fn fold(picture: &mut Picture, options: &Options) {
    let all = picture.nodes.len();
    if all <= options.top || options.top == 0 {
        return;
    }
    let mut degrees = vec![0_usize; all];
    for end in picture.edges.iter().flat_map(|edge| [edge.from, edge.to]) {
        if let Some(degree) = degrees.get_mut(end) {
            *degree += 1;
        }
    }
    let mut order: Vec<usize> = (0..all).collect();
    order.sort_by_key(|&at| (!picture.nodes[at].marked, Reverse(degrees[at]), at));
    let mut kept: Vec<usize> = order.into_iter().take(options.top).collect();
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

/// The lines between the nodes that are left; those of one sort to the others become one.
fn joined(edges: Vec<Edge>, place: impl Fn(usize) -> usize, others: usize) -> Vec<Edge> {
    let mut left: Vec<Edge> = Vec::new();
    let mut to_others: BTreeMap<_, Edge> = BTreeMap::new();
    for mut edge in edges {
        (edge.from, edge.to) = (place(edge.from), place(edge.to));
        if edge.from != others && edge.to != others {
            left.push(edge);
        } else if edge.from != edge.to {
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
