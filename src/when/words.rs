//! Short phrases with a figure each, looked up in tokens.

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::scan::{Token, scan};
use crate::ontology::{Ontology, WordClass};

/// The phrases of one class and what each stands for.
#[derive(Clone, Debug)]
pub(super) struct Words<T> {
    phrases: FxHashMap<String, T>,
    /// The words that phrases begin and end with: most tokens are neither.
    first: FxHashSet<String>,
    last: FxHashSet<String>,
    longest: usize,
}

impl<T> Default for Words<T> {
    fn default() -> Words<T> {
        Words { phrases: FxHashMap::default(), first: FxHashSet::default(), last: FxHashSet::default(), longest: 0 }
    }
}

impl<T: Copy> Words<T> {
    /// Compiles the entries of a class; `read` takes the part before the first slash. Entries that it refuses are left out.
    pub(super) fn with_figures(ontology: &Ontology, class: WordClass, read: impl Fn(&str) -> Option<T>) -> Words<T> {
        let mut words = Words::default();
        for entry in ontology.words_of(class) {
            if let Some((figure, forms)) = entry.split_once('/')
                && let Some(value) = read(figure.trim())
            {
                forms.split('/').for_each(|form| words.insert(form, value));
            }
        }
        words
    }

    /// The words that phrases begin with.
    pub(super) fn openers(&self) -> impl Iterator<Item = &String> {
        self.first.iter()
    }

    fn insert(&mut self, phrase: &str, value: T) {
        let tokens = scan(phrase);
        self.longest = self.longest.max(tokens.len());
        self.first.extend(tokens.first().map(|token| token.lower.to_string()));
        self.last.extend(tokens.last().map(|token| token.lower.to_string()));
        self.phrases.insert(joined(&tokens).0, value);
    }

    /// The longest phrase that begins at a token, and the index after it.
    pub(super) fn at(&self, tokens: &[Token<'_>], at: usize) -> Option<(T, usize)> {
        tokens.get(at).filter(|token| self.first.contains(&*token.lower))?;
        let longest = self.longest.min(tokens.len().saturating_sub(at));
        let (phrase, ends) = joined(&tokens[at..at + longest]);
        (1..=longest).rev().find_map(|len| {
            let value = self.phrases.get(&phrase[..ends[len - 1]])?;
            Some((*value, at + len))
        })
    }

    /// The index of the first token of the longest phrase that ends before a token.
    pub(super) fn before(&self, tokens: &[Token<'_>], end: usize) -> Option<usize> {
        tokens.get(end.checked_sub(1)?).filter(|token| self.last.contains(&*token.lower))?;
        let longest = self.longest.min(end);
        let (phrase, ends) = joined(&tokens[end - longest..end]);
        // A word begins after the space that follows the one before it.
        let starts = |&word: &usize| word.checked_sub(1).map_or(0, |before| ends[before] + 1);
        (0..longest).find(|word| self.phrases.contains_key(&phrase[starts(word)..])).map(|word| end - longest + word)
    }
}

impl Words<()> {
    /// Compiles the entries of a class that stand for nothing but themselves.
    pub(super) fn plain(ontology: &Ontology, class: WordClass) -> Words<()> {
        let mut words = Words::default();
        ontology.words_of(class).flat_map(|entry| entry.split('/')).for_each(|form| words.insert(form, ()));
        words
    }
}

/// Tokens as a phrase, and where each ends in it.
fn joined(tokens: &[Token<'_>]) -> (String, SmallVec<[usize; 8]>) {
    let (mut phrase, mut ends) = (String::new(), SmallVec::new());
    for token in tokens {
        if !phrase.is_empty() {
            phrase.push(' ');
        }
        phrase.push_str(&token.lower);
        ends.push(phrase.len());
    }
    (phrase, ends)
}
