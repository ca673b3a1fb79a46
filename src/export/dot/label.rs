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

/// Characters of a label; of a longer one the beginning is shown.
const LABEL_LENGTH: usize = 120;

/// The beginning of a text, with "…" for the rest.
pub(super) fn beginning(text: &str, length: usize) -> String {
    match text.char_indices().nth(length) {
        Some((end, _)) => format!("{} …", text.get(..end).unwrap_or_default().trim_end()),
        None => text.to_owned(),
    }
}

/// Breaks text at spaces into lines of about `width` characters; what is too long for any label is cut.
pub(super) fn wrap(text: &str, width: usize) -> String {
    let mut lines: Vec<String> = Vec::new();
    for word in beginning(text, LABEL_LENGTH).split_whitespace() {
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
        let text = beginning(citation.evidence.text.trim(), QUOTE_LENGTH);
        let title = graph.document(&citation.document).and_then(|info| info.title.as_deref()).unwrap_or(&citation.document);
        let title = beginning(title, LABEL_LENGTH);
        let voices = citation.evidence.told_by();
        let voices = if voices.is_empty() { voices } else { format!("; {voices}") };
        quotes.push(format!("“{text}” ({title}{voices})"));
    }
    if more > 0 {
        quotes.push(format!("… and {more} more"));
    }
    quotes.join("\n")
}

/// Where the first article that has an address stands; only what a browser opens as a page counts as one.
pub(super) fn url<'c>(graph: &KnowledgeGraph, citations: impl IntoIterator<Item = &'c Citation>) -> Option<String> {
    let mut sources = citations.into_iter().filter_map(|citation| graph.document(&citation.document)?.source.as_deref());
    let is_page = |source: &&str| {
        let scheme = ["https://", "http://"].iter().any(|scheme| source.starts_with(scheme));
        scheme && !source.chars().any(|c| c.is_whitespace() || c.is_control())
    };
    sources.find(is_page).map(str::to_owned)
}
