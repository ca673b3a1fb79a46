//! The arc-hybrid transition system.
//!
//! Kuhlmann, Gómez-Rodríguez & Satta (2011); trained with the dynamic oracle of Goldberg & Nivre (2013), *Training
//! Deterministic Parsers with Non-Deterministic Oracles*. A move looks at the top of the stack (`s0`, under it `s1`) and
//! the front of the buffer (`b0`); every word is pushed and popped once, so a sentence of n words takes 2n moves.

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
pub(super) struct Node {
    head: u32,
    pub(super) label: u8,
    /// Leftmost and second leftmost, rightmost and second rightmost dependent.
    pub(super) left: [u32; 2],
    pub(super) right: [u32; 2],
    /// How many dependents on each side.
    pub(super) valency: [u8; 2],
    /// Which labels the dependents on each side have, a bit each.
    pub(super) labels: [u64; 2],
}

/// The parser's state in one sentence.
#[derive(Clone, Debug)]
pub struct State {
    pub(super) nodes: Vec<Node>,
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
        let mut stack = Vec::with_capacity(words + 1);
        stack.push(0);
        State { nodes: vec![node; words + 2], stack, front: 1, words }
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

    /// The node that stands for "none".
    pub(super) fn none(&self) -> usize {
        self.words + 1
    }

    /// The word `depth` behind the front of the buffer; n + 1 for none.
    pub(super) fn ahead(&self, depth: usize) -> usize {
        (self.front + depth).min(self.none())
    }

    /// The outermost dependent of a node on a side, or the next: n + 1 for none.
    pub(super) fn child(&self, node: usize, side: usize, next: usize) -> usize {
        let node = &self.nodes[node];
        (if side == 0 { node.left[next] } else { node.right[next] }) as usize
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
    pub(super) word: Vec<u32>,
    pub(super) tag: Vec<u32>,
    pub(super) cluster: Vec<u32>,
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
