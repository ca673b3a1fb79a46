//! Which words of a document make an unknown name.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::GapReader;
use crate::document::Document;
use crate::fold::fold;
use crate::lexicon::{NameForm, WordSense};
use crate::ontology::WordClass;
use crate::ontology::schema::Makes;
use crate::recognize::Mention;
use crate::text::{Sentence, Token, TokenKind};

/// Letters of an article that a hyphen ties to a name: "al-", "el-".
const LONGEST_ARTICLE: usize = 2;

/// A mention of an unknown name in a document.
pub(super) struct Found<'s> {
    pub(super) sentence: &'s Sentence,
    /// Bytes of the document.
    pub(super) span: Range<usize>,
    pub(super) spelling: String,
    /// The fuller name that the document gives.
    pub(super) name: String,
    /// One word at the start of a sentence: its capital tells nothing.
    doubtful: bool,
}

/// The names of one document so far.
#[derive(Default)]
pub(super) struct Names<'s> {
    found: Vec<Found<'s>>,
    /// Words that the document writes with a small letter.
    small: BTreeSet<String>,
}

impl<'s> Names<'s> {
    pub(super) fn note_small_words(&mut self, sentence: &Sentence) {
        let words = sentence.tokens.iter().filter(|token| token.kind == TokenKind::Word && !token.capital);
        self.small.extend(words.map(|token| token.folded.clone()));
    }

    /// Adds the unknown names of a sentence.
    pub(super) fn collect(&mut self, reader: &GapReader<'_>, document: &Document, sentence: &'s Sentence, mentions: &[Mention]) {
        let tokens = &sentence.tokens;
        let words = || tokens.iter().filter(|token| token.kind == TokenKind::Word);
        // A line of capitals throughout: a headline among the paragraphs.
        if words().count() > 3 && words().filter(|token| token.folded.chars().count() > 3).all(|token| token.capital) {
            return;
        }
        let text = document.text.get(sentence.span.clone()).unwrap_or_default();
        let whens = reader.dates.find(text, document.info.published);
        let taken: Vec<bool> = tokens
            .iter()
            .enumerate()
            .map(|(at, token)| {
                let from = token.span.start - sentence.span.start;
                mentions.iter().any(|mention| mention.tokens.contains(&at)) || whens.iter().any(|when| when.span.contains(&from))
            })
            .collect();
        let mut at = 0;
        while at < tokens.len() {
            let end = run_end(tokens, &taken, at);
            if end == at {
                at += 1;
                continue;
            }
            self.add(reader, document, sentence, mentions, at..end);
            at = end;
        }
    }

    fn add(
        &mut self,
        reader: &GapReader<'_>,
        document: &Document,
        sentence: &'s Sentence,
        mentions: &[Mention],
        run: Range<usize>,
    ) {
        let tokens = &sentence.tokens;
        let Some(mut name) = trimmed(reader, tokens, run.clone()) else { return };
        // "Gaza Relief Front": a place before it belongs to the name.
        let before = mentions.iter().find(|mention| mention.tokens.end == name.start && !tokens[name.start].glued);
        if let Some(place) = before.filter(|mention| mention.is_place_first() && mention.form != NameForm::Adjective) {
            name.start = place.tokens.start;
            // "occupied Golan | Heights": two known names that overlap.
            let known = |at: usize| {
                let found = reader.lexicon.name_at(tokens, at, &document.text, false);
                found.is_some_and(|(len, _)| at + len >= name.end)
            };
            if name.clone().any(known) {
                return;
            }
        }
        let span = tokens[name.start].span.start..tokens[name.end - 1].span.end;
        let Some(spelling) = document.text.get(span.clone()) else { return };
        let opens = opens_sentence(tokens, name.start);
        self.found.push(Found {
            sentence,
            span,
            spelling: spelling.to_owned(),
            name: spelling.to_owned(),
            doubtful: opens && name.len() == 1,
        });
    }

    /// The names of the document that stand, a surname with the full name it belongs to.
    pub(super) fn settled(self) -> Vec<Found<'s>> {
        let sure: BTreeSet<String> =
            self.found.iter().filter(|found| !found.doubtful).map(|found| fold(&found.spelling)).collect();
        let mut full: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
        for found in &self.found {
            if let Some((_, last)) = found.spelling.rsplit_once(' ') {
                full.entry(fold(last)).or_default().insert(fold(&found.spelling), found.spelling.clone());
            }
        }
        let stands = |found: &Found<'_>| {
            let folded = fold(&found.spelling);
            let one_word = !found.spelling.contains(' ');
            !(one_word && self.small.contains(&folded)) && (!found.doubtful || sure.contains(&folded))
        };
        let (standing, found): (Vec<bool>, Vec<Found<'s>>) = (self.found.iter().map(stands).collect(), self.found);
        let kept = found.into_iter().zip(standing).filter(|(_, stands)| *stands).map(|(found, _)| found);
        kept.map(|mut found| {
            // Two people of one surname cannot be told apart.
            if let Some(only) = full.get(&fold(&found.spelling)).filter(|names| names.len() == 1) {
                found.name.clone_from(only.values().next().unwrap_or(&found.spelling));
            }
            found
        })
        .collect()
    }
}

/// The end of the run of capitalised words that begins at `start`; `start` when none does.
fn run_end(tokens: &[Token], taken: &[bool], start: usize) -> usize {
    let free = |at: usize| at < tokens.len() && !taken[at] && tokens[at].kind == TokenKind::Word;
    let article = |at: usize| {
        let tied = free(at + 1) && tokens[at + 1].glued && tokens[at + 1].capital;
        free(at) && tied && !tokens[at].capital && tokens[at].folded.chars().count() <= LONGEST_ARTICLE
    };
    let mut at = start;
    // "anti-Qamar": the hyphen ties it to a word that is no part of the name.
    while (free(at) && tokens[at].capital) || article(at) {
        at += if tokens[at].capital { 1 } else { 2 };
    }
    at
}

/// A run without titles and other words before the name; none when every word of it is known.
fn trimmed(reader: &GapReader<'_>, tokens: &[Token], run: Range<usize>) -> Option<Range<usize>> {
    let mut known = vec![false; tokens.len()];
    let mut leads = vec![false; tokens.len()];
    for at in run.clone() {
        // "Monday", where no day of publication makes it a date.
        leads[at] |= reader.known.contains(&tokens[at].folded);
        known[at] |= leads[at] || tokens[at].folded.chars().count() == 1;
        for found in reader.lexicon.words_at(tokens, at).iter().filter(|found| at + found.len <= run.end) {
            let only_leads = found.senses.iter().any(|sense| leads_name(reader, *sense, opens_sentence(tokens, at)));
            for inside in at..at + found.len {
                known[inside] = true;
                leads[inside] |= only_leads;
            }
        }
    }
    let start = run.clone().find(|&at| !leads[at])?;
    let end = run.clone().rev().find(|&at| !leads[at])? + 1;
    (start..end).any(|at| !known[at]).then_some(start..end)
}

/// Whether a word may stand before a name without belonging to it.
fn leads_name(reader: &GapReader<'_>, sense: WordSense, opens: bool) -> bool {
    match sense {
        WordSense::Class(WordClass::Verb | WordClass::Adjective, _) => opens,
        WordSense::Class(..) => true,
        WordSense::Generic(index, _) => {
            matches!(reader.ontology.generics()[index].makes, Makes::Officials | Makes::Leader)
        }
        WordSense::Trigger(..) | WordSense::Cue(_) => false,
    }
}

/// Whether a word stands where any word has a capital: at the start, after a quotation mark, a colon, a bullet.
fn opens_sentence(tokens: &[Token], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| &tokens[before]) else { return true };
    before.kind == TokenKind::Punctuation && !matches!(before.folded.as_str(), "," | "(" | "[" | "/" | "&" | ".")
}
