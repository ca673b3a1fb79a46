//! The features by which the parser chooses moves and labels. Those of moves come in three parts: what can be told of the
//! stack alone, of the buffer alone, and of both, because a move changes only one of them and the scores of the other hold.

use super::hash::feature;
use super::table::Features;
use super::transition::{Nodes, State};

fn bucket(distance: usize) -> u32 {
    match distance {
        0..=4 => distance as u32,
        5..=7 => 5,
        8..=11 => 6,
        12..=19 => 7,
        _ => 8,
    }
}

/// The labels of the dependents on one side as one number.
fn set(labels: u64) -> u32 {
    (labels ^ (labels >> 32).wrapping_mul(0x9E37_79B1)) as u32
}

/// Collects the features by which the next move is chosen.
pub fn move_features(state: &State, nodes: &Nodes, out: &mut impl Features) {
    out.clear();
    stack_features(state, nodes, out);
    buffer_features(state, nodes, out);
    joint_features(state, nodes, out);
}

// The number of a template is part of its features: a model knows them by it. Features of nodes that are not there are left
// out where they would say nothing that the single tags do not say.

/// Adds what the uppermost nodes of the stack say, and their dependents; it holds until one of them gets another dependent.
pub(super) fn stack_features(state: &State, nodes: &Nodes, out: &mut impl Features) {
    let none = state.none();
    let (s0, s1, s2) = (state.stack(0), state.stack(1), state.stack(2));
    let w = |node: usize| nodes.word[node];
    let p = |node: usize| nodes.tag[node];
    let c = |node: usize| nodes.cluster[node];
    let lab = |node: usize| u32::from(state.nodes[node].label);
    let valency = |node: usize, side: usize| u32::from(state.nodes[node].valency[side]);
    let set = |node: usize, side: usize| set(state.nodes[node].labels[side]);
    macro_rules! f {
        ($template:expr; $there:expr; $($value:expr),*) => {
            out.push_if($there, feature($template, [$($value),*]))
        };
    }
    let (s0w, s0p, s0c, s1w, s1p, s1c) = (w(s0), p(s0), c(s0), w(s1), p(s1), c(s1));
    let (s2w, s2p) = (w(s2), p(s2));
    let (left, right) = (|node: usize| state.child(node, 0, 0), |node: usize| state.child(node, 1, 0));
    let (s0l, s0r, s1l, s1r) = (left(s0), right(s0), left(s1), right(s1));
    let under = if s1 == none { 9 } else { bucket(s0 - s1) };
    // What is not there is passed over in one step.
    macro_rules! child {
        ($node:ident, $template:expr) => {
            f!($template; true; w($node));
            f!($template + 1; true; p($node));
            f!($template + 2; true; lab($node));
        };
    }
    if s0l != none {
        child!(s0l, 161);
        f!(191; true; s1p, s0p, p(s0l));
        f!(193; true; s1w, w(s0l), s0p);
        f!(194; true; s1p, w(s0l), s0w);
        f!(195; true; s1w, w(s0l), s0w);
        f!(254; true; s1c, w(s0l), s0c);
    }
    if s0r != none {
        child!(s0r, 164);
        f!(192; true; s1p, s0p, p(s0r));
        f!(196; true; s1w, w(s0r), s0p);
        f!(197; true; s1p, s0w, w(s0r));
        f!(198; true; s1w, s0w, w(s0r));
        f!(252; true; s1c, s0w, c(s0r));
        f!(253; true; s1p, s0w, c(s0r));
    }
    if s1l != none {
        child!(s1l, 167);
        f!(188; true; s1p, p(s1l), s0p);
    }
    if s1r != none {
        child!(s1r, 170);
        f!(189; true; s1p, p(s1r), s0p);
        f!(201; true; s1w, s0w, w(s1r));
        f!(202; true; s1p, s0w, w(s1r));
        f!(256; true; s1c, s0w, c(s1r));
    }
    let seconds = [state.child(s0, 0, 1), state.child(s0, 1, 1), state.child(s1, 0, 1), state.child(s1, 1, 1)];
    for (node, template) in seconds.into_iter().zip((176..).step_by(2)) {
        if node != none {
            f!(template; true; w(node));
            f!(template + 1; true; lab(node), p(node));
        }
    }
    f!(101; true; s0w, s0p);
    f!(102; true; s0w);
    f!(103; true; s0p);
    f!(104; s1 != none; s1w, s1p);
    f!(105; s1 != none; s1w);
    f!(106; true; s1p);
    f!(115; s2 != none; s2w);
    f!(116; true; s2p);
    f!(124; s1 != none; s1w, s1p, s0w, s0p);
    f!(125; s1 != none; s1w, s1p, s0p);
    f!(126; s1 != none; s1p, s0w, s0p);
    f!(127; s1 != none; s1w, s0w);
    f!(128; s1 != none; s1w, s0p);
    f!(129; s1 != none; s1p, s0w);
    f!(130; s1 != none; s1p, s0p);
    f!(140; s2 != none; s2p, s0p);
    f!(141; s2 != none; s2w, s0w);
    f!(147; s2 != none; s2p, s1p, s0p);
    f!(199; s2 != none; s2w, s1p, w(s0r), s0w);
    f!(200; s2 != none; s2w, s1p, s0w);
    f!(205; s1 != none; s1p, lab(s1l), lab(s1r), s0p);
    f!(207; true; s0w, lab(s0l), lab(s0r));
    f!(208; s1 != none; s1w, lab(s1l), lab(s1r));
    f!(215; s1 != none; under, s0w);
    f!(216; s1 != none; under, s0p);
    f!(217; s1 != none; under, s1w);
    f!(218; s1 != none; under, s1p);
    f!(219; s1 != none; under, s1p, s0p);
    f!(220; true; valency(s0, 1), s0w);
    f!(221; true; valency(s0, 1), s0p);
    f!(222; true; valency(s0, 0), s0w);
    f!(223; true; valency(s0, 0), s0p);
    f!(224; s1 != none; valency(s1, 1), s1w);
    f!(225; s1 != none; valency(s1, 1), s1p);
    f!(228; true; set(s0, 1), s0w);
    f!(229; true; set(s0, 1), s0p);
    f!(230; true; set(s0, 0), s0w);
    f!(231; true; set(s0, 0), s0p);
    f!(232; s1 != none; set(s1, 1), s1w);
    f!(233; s1 != none; set(s1, 1), s1p);
    f!(234; s1 != none; set(s1, 1), s1p, s0p);
    f!(235; s1 != none; set(s1, 0), s1p, s0p);
    f!(239; true; s0c);
    f!(240; s1 != none; s1c);
    f!(246; s1 != none; s1c, s0c);
    f!(247; s1 != none; s1c, s0p);
    f!(248; s1 != none; s1p, s0c);
    f!(255; s2 != none; s2w, s0w, c(s0r));
}

/// Adds what the front of the buffer says, and its dependents.
pub(super) fn buffer_features(state: &State, nodes: &Nodes, out: &mut impl Features) {
    let none = state.none();
    let [b0, b1, b2, b3] = [0, 1, 2, 3].map(|depth| state.ahead(depth));
    let w = |node: usize| nodes.word[node];
    let p = |node: usize| nodes.tag[node];
    let c = |node: usize| nodes.cluster[node];
    let lab = |node: usize| u32::from(state.nodes[node].label);
    let valency = |node: usize, side: usize| u32::from(state.nodes[node].valency[side]);
    macro_rules! f {
        ($template:expr; $there:expr; $($value:expr),*) => {
            out.push_if($there, feature($template, [$($value),*]))
        };
    }
    let (b0w, b0p, b0c) = (w(b0), p(b0), c(b0));
    let (b1w, b1p, b1c, b2p) = (w(b1), p(b1), c(b1), p(b2));
    let (b0l, second) = (state.child(b0, 0, 0), state.child(b0, 0, 1));
    f!(173; b0l != none; w(b0l));
    f!(174; b0l != none; p(b0l));
    f!(175; b0l != none; lab(b0l));
    f!(184; second != none; w(second));
    f!(185; second != none; lab(second), p(second));
    f!(107; b0 != none; b0w, b0p);
    f!(108; b0 != none; b0w);
    f!(109; true; b0p);
    f!(110; b1 != none; b1w, b1p);
    f!(111; b1 != none; b1w);
    f!(112; true; b1p);
    f!(113; b2 != none; w(b2));
    f!(114; true; b2p);
    f!(117; b3 != none; p(b3));
    f!(131; b1 != none; b0p, b1p);
    f!(132; b1 != none; b0w, b1p);
    f!(133; b1 != none; b0p, b1w);
    f!(144; b0 != none; b0p, b1p, b2p);
    f!(209; b0 != none; b0w, lab(b0l));
    f!(226; b0 != none; valency(b0, 0), b0w);
    f!(227; b0 != none; valency(b0, 0), b0p);
    f!(241; b0 != none; b0c);
    f!(242; b1 != none; b1c);
}

/// Adds what stack and buffer say together.
pub(super) fn joint_features(state: &State, nodes: &Nodes, out: &mut impl Features) {
    let none = state.none();
    let (s0, s1, s2) = (state.stack(0), state.stack(1), state.stack(2));
    let [b0, b1, b2] = [0, 1, 2].map(|depth| state.ahead(depth));
    let w = |node: usize| nodes.word[node];
    let p = |node: usize| nodes.tag[node];
    let c = |node: usize| nodes.cluster[node];
    let lab = |node: usize| u32::from(state.nodes[node].label);
    let set = |node: usize, side: usize| set(state.nodes[node].labels[side]);
    macro_rules! f {
        ($template:expr; $there:expr; $($value:expr),*) => {
            out.push_if($there, feature($template, [$($value),*]))
        };
    }
    let (s0w, s0p, s0c, s1w, s1p, s1c) = (w(s0), p(s0), c(s0), w(s1), p(s1), c(s1));
    let (s2w, s2p, b0w, b0p, b0c) = (w(s2), p(s2), w(b0), p(b0), c(b0));
    let (b1w, b1p, b2p) = (w(b1), p(b1), p(b2));
    let (s0l, s0r) = (state.child(s0, 0, 0), state.child(s0, 1, 0));
    let (s1r, b0l) = (state.child(s1, 1, 0), state.child(b0, 0, 0));
    let near = if b0 == none { 9 } else { bucket(b0 - s0) };
    f!(100; true; s0p, b0p);
    f!(118; b0 != none; s0w, s0p, b0w, b0p);
    f!(119; b0 != none; s0w, s0p, b0p);
    f!(120; b0 != none; s0p, b0w, b0p);
    f!(121; b0 != none; s0w, b0w);
    f!(122; b0 != none; s0w, b0p);
    f!(123; b0 != none; s0p, b0w);
    f!(134; s1 != none; s1p, b0p);
    f!(135; s1 != none; s1w, b0w);
    f!(136; s1 != none; s1w, b0p);
    f!(137; s1 != none; s1p, b0w);
    f!(138; b1 != none; s0w, b1w);
    f!(139; b1 != none; s0p, b1p);
    f!(142; s2 != none; s2p, b0p);
    f!(143; s2 != none; s2w, b0w);
    f!(145; b0 != none; s0p, b0p, b1p);
    f!(146; s1 != none; s1p, s0p, b0p);
    f!(148; s1 != none; s1p, b0p, b1p);
    f!(149; b0 != none; s0p, b0p, b1p, b2p);
    f!(150; s1 != none; s1p, s0p, b0p, b1p);
    f!(151; s2 != none; s2p, s1p, s0p, b0p);
    f!(152; s1 != none; s1w, s0p, b0w);
    f!(153; s1 != none; s1p, s0w, b0w);
    f!(154; s1 != none; s1p, s0p, b0w);
    f!(155; s1 != none; s1w, s0w, b0p);
    f!(156; s1 != none; s1w, s0p, b0p);
    f!(157; s1 != none; s1p, s0w, b0p);
    f!(158; b1 != none; s0w, b0p, b1p);
    f!(159; b1 != none; s0p, b0w, b1p);
    f!(160; b1 != none; s0w, b0w, b1p);
    f!(186; s0l != none; s0p, p(s0l), b0p);
    f!(187; s0r != none; s0p, p(s0r), b0p);
    f!(190; b0l != none; s0p, b0p, p(b0l));
    f!(203; s1r != none; s1w, lab(s1r), s0p, b0p);
    f!(204; true; s0p, lab(s0l), lab(s0r), b0p);
    f!(206; b0 != none; b0p, lab(b0l), s0p);
    f!(210; true; near, s0w);
    f!(211; true; near, s0p);
    f!(212; true; near, b0w);
    f!(213; true; near, b0p);
    f!(214; true; near, s0p, b0p);
    f!(236; b0 != none; set(b0, 0), b0p, s0p);
    f!(237; true; set(s0, 1), s0p, b0p);
    f!(238; true; set(s0, 0), s0p, b0p);
    f!(243; b0 != none; s0c, b0c);
    f!(244; b0 != none; s0c, b0p);
    f!(245; b0 != none; s0p, b0c);
    f!(249; s1 != none; s1c, b0c);
    f!(250; s1 != none; s1c, s0p, b0c);
    f!(251; s1 != none; s1c, s0w, b0p);
}

/// Collects the features of the label of an arc from `head` to `dependent`, when the dependent is complete.
pub fn label_features(state: &State, nodes: &Nodes, head: usize, dependent: usize, out: &mut impl Features) {
    out.clear();
    let none = state.none();
    let side = u32::from(dependent > head);
    let w = |node: usize| nodes.word[node];
    let p = |node: usize| nodes.tag[node];
    let c = |node: usize| nodes.cluster[node];
    let lab = |node: usize| u32::from(state.nodes[node].label);
    let (d, h) = (&state.nodes[dependent], &state.nodes[head]);
    let (hw, hp, dw, dp) = (w(head), p(head), w(dependent), p(dependent));
    let mut t = 400;
    macro_rules! f {
        ($($value:expr),*) => {{
            out.push(feature(t, [side, $($value),*]));
            t += 1;
        }};
    }
    f!(hw);
    f!(hp);
    f!(dw);
    f!(dp);
    f!(hw, hp);
    f!(dw, dp);
    f!(hp, dp);
    f!(hw, dp);
    f!(hp, dw);
    f!(hw, dw);
    f!(hw, hp, dp);
    f!(hp, dw, dp);
    let distance = bucket(dependent.abs_diff(head));
    f!(distance, hp, dp);
    f!(distance, dp);
    f!(distance, dw);
    let (l1, l2, r1, r2) = (d.left[0] as usize, d.left[1] as usize, d.right[0] as usize, d.right[1] as usize);
    // Most words have no dependents: what is not there is passed over in one step.
    for node in [l1, l2, r1, r2] {
        if node == none {
            t += 3;
            continue;
        }
        f!(w(node), hp, dp);
        f!(lab(node), hp, dp);
        f!(lab(node), dw);
    }
    if l1 == none {
        t += 1;
    } else {
        f!(w(l1), dw, hp);
    }
    if r1 == none {
        t += 2;
    } else {
        f!(w(r1), dw, hp);
        f!(c(r1), dw, hp);
    }
    f!(set(d.labels[0]), dp, hp);
    f!(set(d.labels[1]), dp, hp);
    f!(set(h.labels[0]), dp, hp);
    f!(set(h.labels[1]), dp, hp);
    f!(set(h.labels[0]), dp, hw);
    f!(set(h.labels[1]), dp, hw);
    f!(set(h.labels[1]), dw, hp);
    f!(set(d.labels[0]), dw);
    let neighbour = |node: usize, by: isize| node.checked_add_signed(by).filter(|&k| k <= state.words()).unwrap_or(none);
    for node in [neighbour(dependent, -1), neighbour(dependent, 1), neighbour(head, -1), neighbour(head, 1)] {
        f!(p(node), dp, hp);
        f!(w(node), dp);
    }
    f!(c(dependent));
    f!(c(head), dp);
    f!(c(dependent), hp);
    f!(c(dependent), c(head));
    f!(c(dependent), hw);
    f!(dw, c(head));
    f!(c(dependent), hp, dp, distance);
    let _ = t;
}
