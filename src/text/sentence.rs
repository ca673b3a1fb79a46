//! Sentence boundaries within a block.

use super::token::{Token, TokenKind};
use crate::lexicon::Lexicon;
use crate::ontology::schema::WordClass;

/// Word classes that begin sentences and no names.
const OPENERS: [WordClass; 5] =
    [WordClass::Determiner, WordClass::Pronoun, WordClass::Possessive, WordClass::Preposition, WordClass::Subordinator];

/// No sentence of prose has as many tokens. What runs on longer is a list or a table without stops, and is cut here, so
/// that the time for reading a document grows with its length alone.
const LONGEST: usize = 400;

/// Most sentences have no more tokens.
const USUAL: usize = 24;

/// Splits the tokens of a block at the ends of its sentences.
pub(super) fn split(tokens: Vec<Token>, lexicon: &Lexicon) -> Vec<Vec<Token>> {
    let mut out = Vec::new();
    let mut sentence: Vec<Token> = Vec::with_capacity(USUAL);
    let mut rest = tokens.into_iter().peekable();
    while let Some(token) = rest.next() {
        let ends = ends_sentence(&token, sentence.last(), rest.peek(), lexicon);
        sentence.push(token);
        if sentence.len() >= LONGEST {
            out.push(std::mem::replace(&mut sentence, Vec::with_capacity(USUAL)));
            continue;
        }
        if !ends {
            continue;
        }
        // Closing quotes and brackets, and runs of stops, belong to the sentence that they end.
        while let Some(next) = rest.peek() {
            let closing = matches!(next.folded.as_str(), "”" | "’" | "\"" | ")" | "]" | "." | "!" | "?");
            let touches = sentence.last().is_some_and(|last| last.span.end == next.span.start);
            if !(closing && touches && sentence.len() < LONGEST) {
                break;
            }
            sentence.extend(rest.next());
        }
        let starts = rest.peek().is_none_or(|next| {
            next.capital
                || next.kind == TokenKind::Number
                || (next.kind == TokenKind::Punctuation && next.folded != "," && next.folded != ";")
        });
        if starts {
            out.push(std::mem::replace(&mut sentence, Vec::with_capacity(USUAL)));
        }
    }
    if !sentence.is_empty() {
        out.push(sentence);
    }
    out
}

fn ends_sentence(token: &Token, before: Option<&Token>, next: Option<&Token>, lexicon: &Lexicon) -> bool {
    match token.folded.as_str() {
        "!" | "?" | "…" => true,
        "." => !before.is_some_and(|word| {
            word.span.end == token.span.start
                && (lexicon.is_abbreviation(&word.folded) || (word.capital && word.folded.chars().count() == 1))
        }),
        // "… in the U.S. The group …": a small word with a capital can only begin a sentence.
        _ => {
            token.stop
                && next
                    .is_some_and(|next| next.capital && !next.upper && OPENERS.iter().any(|&class| lexicon.is_word(next, class)))
        }
    }
}
