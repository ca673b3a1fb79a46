//! Text in pictures: escaping, wrapping, counting.

use crate::graph::{Citation, KnowledgeGraph};

/// How many sentences a tooltip quotes.
const QUOTED: usize = 3;
/// How many characters of a sentence a tooltip quotes.
const QUOTE_LENGTH: usize = 240;

/// Escapes text for a quoted DOT string, so that Graphviz shows it as it is: quotes, backslashes, HTML entities and line
/// breaks; other control characters become spaces.
///
/// ```
/// use reprisal::export::dot::escape_label;
/// assert_eq!(escape_label("\"x\"\n\\N &amp;"), r#"\"x\"\n\\N &amp;amp;"#);
/// ```
#[must_use]
pub fn escape_label(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' => escaped.push_str("\\\""),
            '\\' => escaped.push_str("\\\\"),
            '\n' => escaped.push_str("\\n"),
            '&' => escaped.push_str("&amp;"),
            // Marks that turn the direction of text could make a label lie about what follows.
            c if c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Breaks text at spaces into lines of about `width` characters.
pub(super) fn wrap(text: &str, width: usize) -> String {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.join("\n")
}

/// "1 attack", "3 attacks".
pub(super) fn count(number: usize, one: &str) -> String {
    format!("{number} {one}{}", if number == 1 { "" } else { "s" })
}

/// The first sentences, quoted, each with its article.
pub(super) fn tooltip<'c>(graph: &KnowledgeGraph, citations: impl IntoIterator<Item = &'c Citation>) -> String {
    let mut quotes: Vec<String> = Vec::new();
    let mut more = 0;
    for citation in citations {
        if quotes.len() == QUOTED {
            more += 1;
            continue;
        }
        let text = citation.evidence.text.trim();
        let cut: String = text.chars().take(QUOTE_LENGTH).collect();
        let ellipsis = if cut.len() < text.len() { " …" } else { "" };
        let title = graph.document(&citation.document).and_then(|info| info.title.as_deref()).unwrap_or(&citation.document);
        let voices = citation.evidence.told_by();
        let voices = if voices.is_empty() { voices } else { format!("; {voices}") };
        quotes.push(format!("“{cut}{ellipsis}” ({title}{voices})"));
    }
    if more > 0 {
        quotes.push(format!("… and {more} more"));
    }
    quotes.join("\n")
}
