//! The fixed phrases around an article, compiled for look-up at the start of a line.

use std::collections::HashMap;
use std::ops::Range;

use crate::ontology::Ontology;
use crate::ontology::schema::Effect;

/// Longer phrases are not looked for, in bytes.
const LONGEST: usize = 160;

/// Phrases of the ontology that tell the parts of a page apart.
#[derive(Clone, Debug, Default)]
pub(super) struct Phrases {
    /// By first word.
    by_first: HashMap<String, Vec<(Effect, Vec<String>)>>,
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
                let words: Vec<String> = words(&phrase.replace('#', "0")).map(|word| word.text).collect();
                if let Some(first) = words.first() {
                    phrases.by_first.entry(first.clone()).or_default().push((cue.effect, words));
                }
            }
        }
        // The longest first.
        phrases.by_first.values_mut().for_each(|list| list.sort_by_key(|(_, words)| std::cmp::Reverse(words.len())));
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
        let mut phrases = if cell.len() > LONGEST { None } else { self.begun(effect, cell) }.into_iter().flatten().peekable();
        // Few lines begin as a phrase does: the others need not be cut into words.
        if phrases.peek().is_none() {
            return false;
        }
        let words: Vec<Word> = words(cell).collect();
        phrases.any(|phrase| phrase.len() == words.len() && matches(phrase, &words))
    }

    fn match_start(&self, effect: Effect, line: &str) -> Option<(usize, usize)> {
        let head = line.char_indices().map(|(at, _)| at).find(|&at| at >= LONGEST).map_or(line, |at| &line[..at]);
        let mut phrases = self.begun(effect, head)?.peekable();
        phrases.peek()?;
        let words: Vec<Word> = words(head).collect();
        let phrase = phrases.find(|phrase| matches(phrase, &words))?;
        Some((words[phrase.len() - 1].span.end, phrase.len()))
    }

    /// The phrases of this effect that begin with the first word of the line, the longest first.
    fn begun(&self, effect: Effect, line: &str) -> Option<impl Iterator<Item = &Vec<String>>> {
        let begun = self.by_first.get(&words(line).next()?.text)?;
        Some(begun.iter().filter(move |(of, _)| *of == effect).map(|(_, phrase)| phrase))
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

/// Words of letters, with apostrophes inside, and figures.
fn words(text: &str) -> impl Iterator<Item = Word> + '_ {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let mut word: Option<Word> = None;
        while let Some(&(at, c)) = chars.peek() {
            let end = at + c.len_utf8();
            let digit = c.is_ascii_digit();
            let open = word.is_some();
            let apostrophe = matches!(c, '\'' | '’') && open;
            let grouping = matches!(c, ',' | '.') && open && text[end..].starts_with(|c: char| c.is_ascii_digit());
            match &mut word {
                Some(word) if !(c.is_alphanumeric() || apostrophe || grouping) || (digit || grouping) != (word.text == "#") => {
                    break;
                }
                Some(word) => {
                    if apostrophe {
                        word.text.push('\'');
                    } else if word.text != "#" {
                        word.text.extend(c.to_lowercase());
                    }
                    word.span.end = end;
                }
                None if digit => word = Some(Word { text: "#".to_owned(), span: at..end }),
                None if c.is_alphabetic() => word = Some(Word { text: c.to_lowercase().collect(), span: at..end }),
                None => {}
            }
            chars.next();
        }
        word
    })
}
