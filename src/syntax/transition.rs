//! The arc-hybrid transition system.
//!
//! Kuhlmann, Gómez-Rodríguez & Satta (2011); trained with the dynamic oracle of Goldberg & Nivre (2013), *Training
//! Deterministic Parsers with Non-Deterministic Oracles*. A move looks at the top of the stack (`s0`, under it `s1`) and
//! the front of the buffer (`b0`); every word is pushed and popped once, so a sentence of n words takes 2n moves.

use super::hash::feature;
use super::table::Features;
use super::word::Word;

/// A move of the parser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// `b0` goes onto the stack.
    Shift = 0,
    /// `s0` becomes a dependent of `b0` and is popped.
    Left = 1,
    /// `s0` becomes a dependent of `s1` and is popped.
    Right = 2,
}

/// All moves, by number.
pub const MOVES: [Move; 3] = [Move::Shift, Move::Left, Move::Right];

/// No label yet.
pub const NO_LABEL: u8 = 255;

/// What is known of one node: 0 is the root, 1 to n the words, n + 1 stands for "none".
#[derive(Clone, Copy, Debug)]
struct Node {
    head: u32,
    label: u8,
    /// Leftmost and second leftmost, rightmost and second rightmost dependent.
    left: [u32; 2],
    right: [u32; 2],
    /// How many dependents on each side.
    valency: [u8; 2],
    /// Which labels the dependents on each side have, a bit each.
    labels: [u64; 2],
}

/// The parser's state in one sentence.
#[derive(Clone, Debug)]
pub struct State {
    nodes: Vec<Node>,
    stack: Vec<u32>,
    front: usize,
    words: usize,
}

impl State {
    /// The state before the first move, in a sentence of `words` words.
    #[must_use]
    pub fn new(words: usize) -> State {
        let none = words as u32 + 1;
        let node = Node { head: none, label: NO_LABEL, left: [none; 2], right: [none; 2], valency: [0; 2], labels: [0; 2] };
        State { nodes: vec![node; words + 2], stack: vec![0], front: 1, words }
    }

    /// Whether all words are attached.
    #[must_use]
    pub fn done(&self) -> bool {
        self.front > self.words && self.stack.len() == 1
    }

    /// The front of the buffer; n + 1 when it is empty.
    #[must_use]
    pub fn buffer(&self) -> usize {
        self.front.min(self.words + 1)
    }

    /// The node `depth` below the top of the stack; n + 1 for none.
    #[must_use]
    pub fn stack(&self, depth: usize) -> usize {
        self.stack.len().checked_sub(depth + 1).map_or(self.words + 1, |at| self.stack[at] as usize)
    }

    /// The stack, from the root up.
    #[must_use]
    pub fn stacked(&self) -> &[u32] {
        &self.stack
    }

    /// How many words the sentence has.
    #[must_use]
    pub fn words(&self) -> usize {
        self.words
    }

    /// The head that a node has been given; n + 1 for none yet.
    #[must_use]
    pub fn head(&self, node: usize) -> usize {
        self.nodes[node].head as usize
    }

    /// The label that a node has been given.
    #[must_use]
    pub fn label(&self, node: usize) -> u8 {
        self.nodes[node].label
    }

    /// Whether a move is allowed. The root takes a dependent only at the end, so it has exactly one.
    #[must_use]
    pub fn allows(&self, step: Move) -> bool {
        let buffer = self.front <= self.words;
        match step {
            Move::Shift => buffer,
            Move::Left => buffer && self.stack.len() > 1,
            Move::Right => self.stack.len() > 2 || self.stack.len() == 2 && !buffer,
        }
    }

    /// The only allowed move, where there is no choice.
    #[must_use]
    pub fn forced(&self) -> Option<Move> {
        let mut allowed = MOVES.into_iter().filter(|&step| self.allows(step));
        let first = allowed.next()?;
        allowed.next().is_none().then_some(first)
    }

    /// The arc (head, dependent) that a move would make.
    #[must_use]
    pub fn arc(&self, step: Move) -> Option<(usize, usize)> {
        match step {
            Move::Shift => None,
            Move::Left => Some((self.buffer(), self.stack(0))),
            Move::Right => Some((self.stack(1), self.stack(0))),
        }
    }

    /// Makes a move; an arc gets `label`.
    pub fn apply(&mut self, step: Move, label: u8) {
        let arc = self.arc(step);
        match step {
            Move::Shift => {
                self.stack.push(self.front as u32);
                self.front += 1;
            }
            Move::Left | Move::Right => {
                self.stack.pop();
            }
        }
        let Some((head, dependent)) = arc else { return };
        self.nodes[dependent].head = head as u32;
        self.nodes[dependent].label = label;
        let side = usize::from(step == Move::Right);
        let node = &mut self.nodes[head];
        let ends = if side == 0 { &mut node.left } else { &mut node.right };
        *ends = [dependent as u32, ends[0]];
        node.valency[side] = (node.valency[side] + 1).min(5);
        node.labels[side] |= 1u64.checked_shl(u32::from(label)).unwrap_or(0);
    }
}

/// Words, tags and clusters by node, with the root and "none" at the ends.
#[derive(Clone, Debug)]
pub struct Nodes {
    word: Vec<u32>,
    tag: Vec<u32>,
    cluster: Vec<u32>,
}

impl Nodes {
    /// From the words and tags of a sentence.
    #[must_use]
    pub fn new(words: &[Word], tags: &[u8]) -> Nodes {
        let with_ends = |root: u32, none: u32, inner: &mut dyn Iterator<Item = u32>| -> Vec<u32> {
            std::iter::once(root).chain(inner).chain(std::iter::once(none)).collect()
        };
        Nodes {
            word: with_ends(0, 1, &mut words.iter().map(|w| w.id)),
            tag: with_ends(254, 253, &mut tags.iter().map(|&t| u32::from(t))),
            cluster: with_ends(0xFFFE, 0xFFFF, &mut words.iter().map(|w| w.cluster)),
        }
    }
}

fn bucket(distance: usize) -> u32 {
    match distance {
        0..=4 => distance as u32,
        5..=7 => 5,
        8..=11 => 6,
        12..=19 => 7,
        _ => 8,
    }
}

/// Collects the features by which the next move is chosen.
pub fn move_features(state: &State, nodes: &Nodes, out: &mut impl Features) {
    out.clear();
    let none = state.words + 1;
    let (s0, s1, s2) = (state.stack(0), state.stack(1), state.stack(2));
    let at = |k: usize| if state.front + k <= state.words { state.front + k } else { none };
    let (b0, b1, b2, b3) = (at(0), at(1), at(2), at(3));
    let w = |node: usize| nodes.word[node];
    let p = |node: usize| nodes.tag[node];
    let c = |node: usize| nodes.cluster[node];
    let lab = |node: usize| u32::from(state.nodes[node].label);
    let child = |node: usize, side: usize, k: usize| -> usize {
        if node == none {
            return none;
        }
        let node = &state.nodes[node];
        (if side == 0 { node.left[k] } else { node.right[k] }) as usize
    };
    let mut t = 100;
    // A feature of nodes that are not there says nothing that the single tags do not say.
    macro_rules! f {
        ($node:expr; $($value:expr),*) => {{
            if $node != none {
                out.push(feature(t, [$($value),*]));
            }
            t += 1;
        }};
    }
    macro_rules! g {
        ($($value:expr),*) => {{
            out.push(feature(t, [$($value),*]));
            t += 1;
        }};
    }
    let (s0w, s0p, s1w, s1p, b0w, b0p) = (w(s0), p(s0), w(s1), p(s1), w(b0), p(b0));
    let (b1w, b1p, b2p, s2w, s2p) = (w(b1), p(b1), p(b2), w(s2), p(s2));
    g!(s0p, b0p);
    g!(s0w, s0p);
    g!(s0w);
    g!(s0p);
    f!(s1; s1w, s1p);
    f!(s1; s1w);
    g!(s1p);
    f!(b0; b0w, b0p);
    f!(b0; b0w);
    g!(b0p);
    f!(b1; b1w, b1p);
    f!(b1; b1w);
    g!(b1p);
    f!(b2; w(b2));
    g!(b2p);
    f!(s2; s2w);
    g!(s2p);
    f!(b3; p(b3));
    // Pairs.
    f!(b0; s0w, s0p, b0w, b0p);
    f!(b0; s0w, s0p, b0p);
    f!(b0; s0p, b0w, b0p);
    f!(b0; s0w, b0w);
    f!(b0; s0w, b0p);
    f!(b0; s0p, b0w);
    f!(s1; s1w, s1p, s0w, s0p);
    f!(s1; s1w, s1p, s0p);
    f!(s1; s1p, s0w, s0p);
    f!(s1; s1w, s0w);
    f!(s1; s1w, s0p);
    f!(s1; s1p, s0w);
    f!(s1; s1p, s0p);
    f!(b1; b0p, b1p);
    f!(b1; b0w, b1p);
    f!(b1; b0p, b1w);
    f!(s1; s1p, b0p);
    f!(s1; s1w, b0w);
    f!(s1; s1w, b0p);
    f!(s1; s1p, b0w);
    f!(b1; s0w, b1w);
    f!(b1; s0p, b1p);
    f!(s2; s2p, s0p);
    f!(s2; s2w, s0w);
    f!(s2; s2p, b0p);
    f!(s2; s2w, b0w);
    // Triples and more.
    f!(b0; b0p, b1p, b2p);
    f!(b0; s0p, b0p, b1p);
    f!(s1; s1p, s0p, b0p);
    f!(s2; s2p, s1p, s0p);
    f!(s1; s1p, b0p, b1p);
    f!(b0; s0p, b0p, b1p, b2p);
    f!(s1; s1p, s0p, b0p, b1p);
    f!(s2; s2p, s1p, s0p, b0p);
    f!(s1; s1w, s0p, b0w);
    f!(s1; s1p, s0w, b0w);
    f!(s1; s1p, s0p, b0w);
    f!(s1; s1w, s0w, b0p);
    f!(s1; s1w, s0p, b0p);
    f!(s1; s1p, s0w, b0p);
    f!(b1; s0w, b0p, b1p);
    f!(b1; s0p, b0w, b1p);
    f!(b1; s0w, b0w, b1p);
    // Dependents.
    let (s0l, s0r, s1l, s1r, b0l) = (child(s0, 0, 0), child(s0, 1, 0), child(s1, 0, 0), child(s1, 1, 0), child(b0, 0, 0));
    for node in [s0l, s0r, s1l, s1r, b0l] {
        f!(node; w(node));
        f!(node; p(node));
        f!(node; lab(node));
    }
    for node in [child(s0, 0, 1), child(s0, 1, 1), child(s1, 0, 1), child(s1, 1, 1), child(b0, 0, 1)] {
        f!(node; w(node));
        f!(node; lab(node), p(node));
    }
    f!(s0l; s0p, p(s0l), b0p);
    f!(s0r; s0p, p(s0r), b0p);
    f!(s1l; s1p, p(s1l), s0p);
    f!(s1r; s1p, p(s1r), s0p);
    f!(b0l; s0p, b0p, p(b0l));
    f!(s0l; s1p, s0p, p(s0l));
    f!(s0r; s1p, s0p, p(s0r));
    // Where a preposition attaches: its object with the words before it.
    f!(s0l; s1w, w(s0l), s0p);
    f!(s0l; s1p, w(s0l), s0w);
    f!(s0l; s1w, w(s0l), s0w);
    f!(s0r; s1w, w(s0r), s0p);
    f!(s0r; s1p, s0w, w(s0r));
    f!(s0r; s1w, s0w, w(s0r));
    f!(s2; s2w, s1p, w(s0r), s0w);
    f!(s2; s2w, s1p, s0w);
    f!(s1r; s1w, s0w, w(s1r));
    f!(s1r; s1p, s0w, w(s1r));
    f!(s1r; s1w, lab(s1r), s0p, b0p);
    // Labels of both outer dependents, with the tags.
    g!(s0p, lab(s0l), lab(s0r), b0p);
    f!(s1; s1p, lab(s1l), lab(s1r), s0p);
    f!(b0; b0p, lab(b0l), s0p);
    g!(s0w, lab(s0l), lab(s0r));
    f!(s1; s1w, lab(s1l), lab(s1r));
    f!(b0; b0w, lab(b0l));
    // Distance.
    let near = if b0 == none { 9 } else { bucket(b0 - s0) };
    let under = if s1 == none { 9 } else { bucket(s0 - s1) };
    g!(near, s0w);
    g!(near, s0p);
    g!(near, b0w);
    g!(near, b0p);
    g!(near, s0p, b0p);
    f!(s1; under, s0w);
    f!(s1; under, s0p);
    f!(s1; under, s1w);
    f!(s1; under, s1p);
    f!(s1; under, s1p, s0p);
    // How many dependents, and of which kinds.
    let valency = |node: usize, side: usize| u32::from(state.nodes[node].valency[side]);
    let set = |node: usize, side: usize| {
        let bits = state.nodes[node].labels[side];
        (bits ^ (bits >> 32).wrapping_mul(0x9E37_79B1)) as u32
    };
    g!(valency(s0, 1), s0w);
    g!(valency(s0, 1), s0p);
    g!(valency(s0, 0), s0w);
    g!(valency(s0, 0), s0p);
    f!(s1; valency(s1, 1), s1w);
    f!(s1; valency(s1, 1), s1p);
    f!(b0; valency(b0, 0), b0w);
    f!(b0; valency(b0, 0), b0p);
    g!(set(s0, 1), s0w);
    g!(set(s0, 1), s0p);
    g!(set(s0, 0), s0w);
    g!(set(s0, 0), s0p);
    f!(s1; set(s1, 1), s1w);
    f!(s1; set(s1, 1), s1p);
    f!(s1; set(s1, 1), s1p, s0p);
    f!(s1; set(s1, 0), s1p, s0p);
    f!(b0; set(b0, 0), b0p, s0p);
    g!(set(s0, 1), s0p, b0p);
    g!(set(s0, 0), s0p, b0p);
    // Clusters.
    let (s0c, s1c, b0c, b1c) = (c(s0), c(s1), c(b0), c(b1));
    g!(s0c);
    f!(s1; s1c);
    f!(b0; b0c);
    f!(b1; b1c);
    f!(b0; s0c, b0c);
    f!(b0; s0c, b0p);
    f!(b0; s0p, b0c);
    f!(s1; s1c, s0c);
    f!(s1; s1c, s0p);
    f!(s1; s1p, s0c);
    f!(s1; s1c, b0c);
    f!(s1; s1c, s0p, b0c);
    f!(s1; s1c, s0w, b0p);
    f!(s0r; s1c, s0w, c(s0r));
    f!(s0r; s1p, s0w, c(s0r));
    f!(s0l; s1c, w(s0l), s0c);
    f!(s2; s2w, s0w, c(s0r));
    f!(s1r; s1c, s0w, c(s1r));
    let _ = t;
}

/// Collects the features of the label of an arc from `head` to `dependent`, when the dependent is complete.
pub fn label_features(state: &State, nodes: &Nodes, head: usize, dependent: usize, out: &mut impl Features) {
    out.clear();
    let none = state.words + 1;
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
    macro_rules! n {
        ($node:expr; $($value:expr),*) => {{
            if $node != none {
                out.push(feature(t, [side, $($value),*]));
            }
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
    for node in [l1, l2, r1, r2] {
        n!(node; w(node), hp, dp);
        n!(node; lab(node), hp, dp);
        n!(node; lab(node), dw);
    }
    n!(l1; w(l1), dw, hp);
    n!(r1; w(r1), dw, hp);
    n!(r1; c(r1), dw, hp);
    let set = |bits: u64| (bits ^ (bits >> 32).wrapping_mul(0x9E37_79B1)) as u32;
    f!(set(d.labels[0]), dp, hp);
    f!(set(d.labels[1]), dp, hp);
    f!(set(h.labels[0]), dp, hp);
    f!(set(h.labels[1]), dp, hp);
    f!(set(h.labels[0]), dp, hw);
    f!(set(h.labels[1]), dp, hw);
    f!(set(h.labels[1]), dw, hp);
    f!(set(d.labels[0]), dw);
    let neighbour = |node: usize, by: isize| node.checked_add_signed(by).filter(|&k| k <= state.words).unwrap_or(none);
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
