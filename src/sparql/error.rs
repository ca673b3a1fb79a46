//! Why a question in SPARQL has no answer.

use spareval::QueryEvaluationError;
use spargebra::SparqlSyntaxError;
use std::error::Error;
use std::fmt;

use super::limits::{Limits, Stop};
use crate::rdf::PREFIXES;

/// Why a question in SPARQL has no answer.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum SparqlError {
    /// It is no SPARQL query.
    Syntax {
        /// Line, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
        /// What stands there and what was expected.
        message: String,
    },
    /// Its time was over.
    TimeOver {
        /// The time that it had, in seconds.
        seconds: f64,
    },
    /// It looked at as many statements as it may.
    TooMuch {
        /// How many it may look at.
        statements: u64,
    },
    /// It asks for what is not offered: another server, an unknown function.
    NotOffered(String),
}

impl fmt::Display for SparqlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax { line, column, message } => write!(f, "{line}:{column}: {message}"),
            Self::TimeOver { seconds } => write!(
                f,
                "stopped after {seconds} s without an answer: join the patterns by shared variables, or allow more time"
            ),
            Self::TooMuch { statements } => write!(
                f,
                "stopped after {statements} statements without an answer: join the patterns by shared variables, or allow more"
            ),
            Self::NotOffered(why) => f.write_str(why),
        }
    }
}

impl Error for SparqlError {}

/// Refuses escapes of characters that are cut short: the reader of questions panics at some of them.
pub(super) fn check_escapes(text: &str) -> Result<(), SparqlError> {
    for (at, _) in text.match_indices('\\') {
        let rest = &text[at + 1..];
        let (sign, digits) = match rest.as_bytes().first() {
            Some(b'u') => ('u', 4),
            Some(b'U') => ('U', 8),
            _ => continue,
        };
        let found = rest[1..].bytes().take(digits).filter(u8::is_ascii_hexdigit).count();
        if found < digits {
            let (line, column) = position(text, at);
            let message = format!("\\{sign} is followed by {digits} hexadecimal digits");
            return Err(SparqlError::Syntax { line, column, message });
        }
    }
    Ok(())
}

/// Refuses what would cost the reader of questions its stack.
pub(super) fn check_size(text: &str, longest: usize, deepest: usize) -> Result<(), SparqlError> {
    if text.len() > longest {
        let message = format!("the question is longer than {longest} bytes");
        return Err(SparqlError::Syntax { line: 1, column: 1, message });
    }
    // Brackets, and signs in a row.
    let (mut depth, mut signs) = (0_usize, 0);
    for (at, c) in text.char_indices() {
        match c {
            '(' | '{' | '[' => depth += 1,
            ')' | '}' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        signs = match c {
            '!' | '^' | '-' | '+' => signs + 1,
            c if c.is_whitespace() => signs,
            _ => 0,
        };
        if depth + signs > deepest {
            let (line, column) = position(text, at);
            return Err(SparqlError::Syntax { line, column, message: format!("brackets stand more than {deepest} deep") });
        }
    }
    Ok(())
}

pub(super) fn evaluation(error: &QueryEvaluationError, limits: &Limits, stopped: Option<Stop>) -> SparqlError {
    match (stopped, limits.time, limits.statements) {
        (Some(Stop::Time), Some(time), _) => SparqlError::TimeOver { seconds: time.as_secs_f64() },
        (Some(Stop::Statements), _, Some(statements)) => SparqlError::TooMuch { statements },
        _ => SparqlError::NotOffered(error.to_string()),
    }
}

/// The parser says what is wrong in words only: "error at 2:16: expected one of …".
pub(super) fn syntax(error: &SparqlSyntaxError, text: &str) -> SparqlError {
    let words = error.to_string();
    let parts = words.strip_prefix("error at ").and_then(|rest| {
        let (place, expected) = rest.split_once(": expected ")?;
        let (line, column) = place.split_once(':')?;
        Some((line.parse::<usize>().ok()?, column.parse::<usize>().ok()?, expected))
    });
    let Some((line, column, expected)) = parts else {
        return SparqlError::Syntax { line: 1, column: 1, message: words };
    };
    if expected.contains("Prefix not found") {
        return undeclared(text, offset(text, line, column));
    }
    let there = text.get(offset(text, line, column)..).unwrap_or_default();
    let there: String = there.trim_start().chars().take_while(|c| !c.is_whitespace()).take(20).collect();
    let start = if there.is_empty() { "the question ends too early".to_owned() } else { format!("{there:?} cannot stand here") };
    SparqlError::Syntax { line, column, message: format!("{start}; expected {}", plain(expected)) }
}

/// A name whose prefix nobody declared ends at this place.
fn undeclared(text: &str, end: usize) -> SparqlError {
    let before = text.get(..end).unwrap_or(text);
    let start = before.rfind(|c: char| c.is_whitespace() || "{}()[]|/^!*+?;,<>\"'@".contains(c)).map_or(0, |at| {
        // The character may be longer than a byte.
        at + before.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
    });
    let name = before.get(start..).unwrap_or_default();
    let prefix = name.split(':').next().unwrap_or_default();
    let known: Vec<String> = PREFIXES.iter().map(|(prefix, _)| format!("{prefix}:")).collect();
    let (line, column) = position(text, start);
    let message = format!("the prefix {prefix}: is not declared; known without declaration: {}", known.join(" "));
    SparqlError::Syntax { line, column, message }
}

/// What the parser expects, in words and without repetition.
fn plain(expected: &str) -> String {
    let mut words: Vec<&str> = Vec::new();
    for item in expected.trim_start_matches("one of ").split(", ") {
        let word = match item.trim_matches('"') {
            "?" | "$" => "a variable",
            "<" | ":" | "_:" => "a name",
            "'" | "'''" | "\\\"" | "\\\"\\\"\\\"" | "" => "a text",
            "+" | "-" => "a number",
            "<<" | "<<(" => continue,
            // Sets of characters.
            other if other.starts_with('[') || other.contains('\\') || other.contains('\'') => continue,
            other => other,
        };
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words.join(", ")
}

/// Line and column of a place in a text, from 1.
fn position(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or(before).chars().count() + 1;
    (line, column)
}

/// The place of a line and column in a text.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text.get(start..).unwrap_or_default();
    start + rest.chars().take(column.saturating_sub(1)).map(char::len_utf8).sum::<usize>()
}
