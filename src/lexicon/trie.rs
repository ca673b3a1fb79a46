//! A trie over folded tokens.
//!
//! Matching on tokens, not bytes, never loses "Iran" in "Iran Air Xy" to a longer name that ends inside a word.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::Match;
use crate::text::WordNumber;

/// The phrases that start at one token, shortest first.
pub type Matches<'l, T> = SmallVec<[Match<'l, T>; 2]>;

/// Phrases of words, each with its readings.
#[derive(Clone, Debug)]
pub(super) struct Trie<T> {
    /// The node of each word that begins a phrase, by its number; 0 for the others.
    first: Vec<u32>,
    steps: FxHashMap<(u32, u32), u32>,
    /// By node; the first is no phrase.
    nodes: Vec<Node<T>>,
}

#[derive(Clone, Debug)]
struct Node<T> {
    senses: Vec<T>,
    /// Whether no phrase goes on from here.
    last: bool,
}

impl<T> Default for Node<T> {
    fn default() -> Self {
        Node { senses: Vec::new(), last: true }
    }
}

impl<T> Default for Trie<T> {
    fn default() -> Self {
        Trie { first: Vec::new(), steps: FxHashMap::default(), nodes: vec![Node::default()] }
    }
}

impl<T: PartialEq> Trie<T> {
    /// Adds a reading of a phrase.
    pub(super) fn insert(&mut self, phrase: &[WordNumber], sense: T) {
        let Some((&WordNumber(first), rest)) = phrase.split_first() else { return };
        let first = first as usize;
        if self.first.len() <= first {
            self.first.resize(first + 1, 0);
        }
        if self.first[first] == 0 {
            self.first[first] = self.nodes.len() as u32;
            self.nodes.push(Node::default());
        }
        let mut node = self.first[first];
        for &WordNumber(word) in rest {
            let next = self.nodes.len() as u32;
            let to = *self.steps.entry((node, word)).or_insert(next);
            if to == next {
                self.nodes[node as usize].last = false;
                self.nodes.push(Node::default());
            }
            node = to;
        }
        let senses = &mut self.nodes[node as usize].senses;
        if !senses.contains(&sense) {
            senses.push(sense);
        }
    }

    /// The phrases that begin with these words, shortest first.
    pub(super) fn prefixes(&self, words: impl IntoIterator<Item = WordNumber>) -> Matches<'_, T> {
        let mut out = Matches::new();
        let mut words = words.into_iter();
        let first = words.next().and_then(|WordNumber(word)| self.first.get(word as usize).copied());
        let mut at = first.unwrap_or(0);
        let mut len = 1;
        while let Some(node) = self.nodes.get(at as usize).filter(|_| at > 0) {
            if !node.senses.is_empty() {
                out.push(Match { len, senses: &node.senses });
            }
            if node.last {
                break;
            }
            let Some(WordNumber(word)) = words.next() else { break };
            at = self.steps.get(&(at, word)).copied().unwrap_or(0);
            len += 1;
        }
        out
    }
}
