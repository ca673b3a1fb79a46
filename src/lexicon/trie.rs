//! A trie over folded tokens.
//!
//! Matching on tokens, not bytes, never loses "Iran" in "Iran Air Xy" to a longer name that ends inside a word.

use std::collections::HashMap;

use super::Match;
use crate::text::Token;

/// Phrases of folded tokens, each with its readings.
#[derive(Clone, Debug)]
pub(super) struct Trie<T> {
    tokens: HashMap<String, u32>,
    steps: HashMap<(u32, u32), u32>,
    senses: Vec<Vec<T>>,
}

impl<T> Default for Trie<T> {
    fn default() -> Self {
        Trie { tokens: HashMap::new(), steps: HashMap::new(), senses: vec![Vec::new()] }
    }
}

impl<T: PartialEq> Trie<T> {
    /// Adds a reading of a phrase.
    pub(super) fn insert(&mut self, phrase: &[String], sense: T) {
        if phrase.is_empty() {
            return;
        }
        let mut node = 0;
        for token in phrase {
            let fresh = self.tokens.len() as u32;
            let token = *self.tokens.entry(token.clone()).or_insert(fresh);
            let next = self.senses.len() as u32;
            let to = *self.steps.entry((node, token)).or_insert(next);
            if to == next {
                self.senses.push(Vec::new());
            }
            node = to;
        }
        let senses = &mut self.senses[node as usize];
        if !senses.contains(&sense) {
            senses.push(sense);
        }
    }

    /// The phrases that start at token `at`, shortest first; none after the last token.
    pub(super) fn prefixes(&self, tokens: &[Token], at: usize) -> Vec<Match<'_, T>> {
        let mut out = Vec::new();
        let mut node = 0;
        for (len, token) in tokens.get(at..).unwrap_or_default().iter().enumerate() {
            let Some(next) = self.tokens.get(&token.folded).and_then(|&token| self.steps.get(&(node, token))) else { break };
            node = *next;
            let senses = &self.senses[node as usize];
            if !senses.is_empty() {
                out.push(Match { len: len + 1, senses });
            }
        }
        out
    }
}
