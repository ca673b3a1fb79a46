//! Words and marks of a pattern.

use std::ops::Range;

use super::syntax::{By, Verb};

/// Words that begin a filter.
pub(super) const FILTERS: &[&str] = &["in", "since", "until", "during", "as-of", "kind", "status", "sources"];
/// Words that a pattern may begin with.
pub(super) const SHAPES: &[&str] = &["list", "why", "whether", "count"];

/// A word or a mark, and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub(super) what: What,
    /// In bytes.
    pub(super) at: Range<usize>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum What {
    Word(String),
    /// Between quotation marks, so never a keyword.
    Quoted(String),
    /// `?`, `?x`
    Variable(String),
    Star,
    Bar,
    Colon,
    Semicolon,
}

impl Token {
    /// Whether it is this keyword, in any case.
    pub(super) fn is(&self, keyword: &str) -> bool {
        matches!(&self.what, What::Word(word) if word.eq_ignore_ascii_case(keyword))
    }

    pub(super) fn is_filter(&self) -> bool {
        FILTERS.iter().any(|keyword| self.is(keyword))
    }

    /// The verb, and whether its sides are turned about.
    pub(super) fn verb(&self) -> Option<(Verb, bool)> {
        let What::Word(word) = &self.what else { return None };
        let word = word.to_ascii_lowercase().replace('_', "-");
        Verb::ALL.iter().find_map(|&verb| match () {
            () if verb.as_str() == word => Some((verb, false)),
            () if verb.turned() == Some(&word) => Some((verb, true)),
            () => None,
        })
    }

    /// Its text, when it is a word.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.what {
            What::Word(text) | What::Quoted(text) => Some(text),
            _ => None,
        }
    }
}

/// Cuts a pattern; fails with the place of a quotation mark that is never closed.
pub(super) fn tokens(pattern: &str) -> Result<Vec<Token>, Range<usize>> {
    let mut tokens = Vec::new();
    let mut rest = pattern.char_indices().peekable();
    while let Some((start, c)) = rest.next() {
        let what = match c {
            c if c.is_whitespace() => continue,
            '*' => What::Star,
            '|' => What::Bar,
            ':' => What::Colon,
            ';' => What::Semicolon,
            '"' | '“' | '”' => {
                let mut text = String::new();
                loop {
                    match rest.next() {
                        Some((_, '"' | '“' | '”')) => break,
                        Some((_, '\\')) => text.extend(rest.next().map(|(_, c)| c)),
                        Some((_, c)) => text.push(c),
                        None => return Err(start..pattern.len()),
                    }
                }
                What::Quoted(text)
            }
            c => {
                let mut text = String::from(c);
                while let Some((_, c)) = rest.next_if(|&(_, c)| !ends_word(c)) {
                    text.push(c);
                }
                match text.strip_prefix('?') {
                    Some(name) => What::Variable(name.to_owned()),
                    None => What::Word(text),
                }
            }
        };
        let end = rest.peek().map_or(pattern.len(), |&(at, _)| at);
        tokens.push(Token { what, at: start..end });
    }
    Ok(tokens)
}

fn ends_word(c: char) -> bool {
    c.is_whitespace() || matches!(c, '*' | '|' | ':' | ';' | '"' | '“' | '”')
}

/// Whether a name needs no quotation marks: it is one word that is no keyword.
pub(super) fn is_plain(name: &str) -> bool {
    match tokens(name).as_deref() {
        Ok([token]) => {
            matches!(&token.what, What::Word(word) if word == name)
                && !name.contains('\\')
                && name.parse::<crate::date::PartialDate>().is_err()
                && !token.is_filter()
                && !token.is("by")
                && token.verb().is_none()
                && !SHAPES.iter().any(|keyword| token.is(keyword))
        }
        _ => false,
    }
}

/// A name between quotation marks.
pub(super) fn quoted(name: &str) -> String {
    let mut text = String::from('"');
    for c in name.chars() {
        if matches!(c, '"' | '“' | '”' | '\\') {
            text.push('\\');
        }
        text.push(c);
    }
    text + "\""
}

/// What deeds can be counted by.
pub(super) fn by(word: &str) -> Option<By> {
    By::ALL.iter().copied().find(|by| by.as_str().eq_ignore_ascii_case(word))
}
