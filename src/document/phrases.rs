//! The fixed phrases around an article, compiled for look-up at the start of a line.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::ontology::Ontology;
use crate::ontology::schema::Effect;

/// Longer phrases are not looked for, in bytes.
const LONGEST: usize = 160;

/// Phrases of the ontology that tell the parts of a page apart.
#[derive(Clone, Debug, Default)]
pub(super) struct Phrases {
    /// By effect and first word.
    by_first: FxHashMap<Effect, FxHashMap<String, Vec<Vec<String>>>>,
}

/// A word of a line in lower case; a figure is "#".
#[derive(Debug)]
struct Word {
    text: String,
    span: Range<usize>,
}

impl Phrases {
    /// Compiles the cues of an ontology that concern the page.
    pub(super) fn new(ontology: &Ontology) -> Phrases {
        let mut phrases = Phrases::default();
        for cue in ontology.cues() {
            for phrase in &cue.phrases {
                let words: Vec<String> = words(&phrase.replace('#', "0"), usize::MAX).into_iter().map(|word| word.text).collect();
                if let Some(first) = words.first() {
                    phrases.by_first.entry(cue.effect).or_default().entry(first.clone()).or_default().push(words);
                }
            }
        }
        // The longest first.
        phrases
            .by_first
            .values_mut()
            .flat_map(FxHashMap::values_mut)
            .for_each(|list| list.sort_by_key(|words| std::cmp::Reverse(words.len())));
        phrases
    }

    /// The end of the longest phrase of this effect that the line begins with, marks before it aside.
    pub(super) fn start(&self, effect: Effect, line: &str) -> Option<usize> {
        self.match_start(effect, line).map(|(end, _)| end)
    }

    /// The same, but a phrase of one word must stand apart: "Tags: …", not "Tags were torn off".
    pub(super) fn start_apart(&self, effect: Effect, line: &str) -> Option<usize> {
        let (end, len) = self.match_start(effect, line)?;
        (len > 1 || after_label(&line[end..]).is_some() || line[end..].trim().is_empty()).then_some(end)
    }

    /// Where the text after a label begins: a phrase of this effect and then a mark, as in "Read more: …".
    pub(super) fn label(&self, effect: Effect, line: &str) -> Option<usize> {
        let end = self.start(effect, line)?;
        after_label(&line[end..]).map(|skip| end + skip)
    }

    /// Whether the whole of it, marks aside, is one phrase of this effect.
    pub(super) fn is_whole(&self, effect: Effect, cell: &str) -> bool {
        let words = if cell.len() > LONGEST { Vec::new() } else { words(cell, usize::MAX) };
        let Some(first) = words.first() else { return false };
        self.list(effect, first).iter().any(|phrase| phrase.len() == words.len() && matches(phrase, &words))
    }

    fn match_start(&self, effect: Effect, line: &str) -> Option<(usize, usize)> {
        let head = line.char_indices().map(|(at, _)| at).find(|&at| at >= LONGEST).map_or(line, |at| &line[..at]);
        // Most lines begin with no phrase, which their first word tells.
        let list = self.list(effect, words(head, 1).first()?);
        let words = words(head, list.first()?.len());
        let phrase = list.iter().find(|phrase| matches(phrase, &words))?;
        Some((words[phrase.len() - 1].span.end, phrase.len()))
    }

    fn list(&self, effect: Effect, first: &Word) -> &[Vec<String>] {
        self.by_first.get(&effect).and_then(|by_first| by_first.get(&first.text)).map_or(&[], Vec::as_slice)
    }
}

fn matches(phrase: &[String], words: &[Word]) -> bool {
    words.len() >= phrase.len() && phrase.iter().zip(words).all(|(expected, word)| *expected == word.text)
}

/// How many bytes of mark and space follow a label; `None` when a word follows directly.
fn after_label(rest: &str) -> Option<usize> {
    let marks = rest.trim_start().strip_prefix([':', '|', '»', '›', '/', '>', '►', '▶'])?;
    let text = marks.trim_start_matches(|c: char| c.is_whitespace() || ":|»›/>►▶-–—".contains(c));
    Some(rest.len() - text.len())
}

/// The first words, no more than so many: letters, with apostrophes inside, and figures.
fn words(text: &str, most: usize) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut open = false;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let digit = c.is_ascii_digit();
        let apostrophe = matches!(c, '\'' | '’') && open;
        let grouping = matches!(c, ',' | '.') && open && text[end..].starts_with(|c: char| c.is_ascii_digit());
        if !(c.is_alphanumeric() || apostrophe || grouping) {
            open = false;
            continue;
        }
        let full = words.len() == most;
        match words.last_mut().filter(|word| open && (digit || grouping) == (word.text == "#")) {
            Some(word) => {
                if apostrophe {
                    word.text.push('\'');
                } else if word.text != "#" {
                    word.text.extend(c.to_lowercase());
                }
                word.span.end = end;
            }
            None if full && (digit || c.is_alphabetic()) => break,
            None if digit => words.push(Word { text: "#".to_owned(), span: at..end }),
            None if c.is_alphabetic() => words.push(Word { text: c.to_lowercase().collect(), span: at..end }),
            None => {}
        }
        open = true;
    }
    words
}
