//! Which format an input has.

use std::path::Path;

use super::problem::Reason;
use super::unpack::ENDINGS;

/// How to read inputs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// By extension, else by content.
    #[default]
    Auto,
    /// Plain text, an article a file.
    Text,
    /// JSON Lines, an article a line.
    Jsonl,
    /// HTML, an article a page (feature `html`).
    Html,
}

/// How a file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Jsonl,
    #[cfg(feature = "html")]
    Html,
}

/// Extensions of articles in a folder. Pages of HTML are told of also where they cannot be read.
pub(super) const EXTENSIONS: &[(&str, Format)] = &[
    ("txt", Format::Text),
    ("text", Format::Text),
    ("md", Format::Text),
    ("jsonl", Format::Jsonl),
    ("ndjson", Format::Jsonl),
    ("html", Format::Html),
    ("htm", Format::Html),
];

/// The format that the extension names; of a packed file the one before.
pub(super) fn by_extension(path: &Path) -> Option<Format> {
    let lower = |path: &Path| Some(path.extension()?.to_str()?.to_ascii_lowercase());
    let mut extension = lower(path)?;
    if ENDINGS.contains(&extension.as_str()) {
        extension = lower(Path::new(path.file_stem()?))?;
    }
    EXTENSIONS.iter().find(|(known, _)| *known == extension).map(|(_, format)| *format)
}

/// How to read what begins with `start`.
pub(super) fn kind(path: &Path, start: &[u8], forced: Format) -> Result<Kind, Reason> {
    if looks_like_graph(start) {
        return Err(Reason::Graph);
    }
    if start.starts_with(b"\xff\xfe") || start.starts_with(b"\xfe\xff") {
        // UTF-16
        return Err(Reason::NotUtf8 { at: 0 });
    }
    if start.contains(&0) || start.starts_with(b"%PDF-") {
        return Err(Reason::Binary);
    }
    let format = if forced == Format::Auto { by_extension(path).unwrap_or_else(|| by_content(start)) } else { forced };
    match format {
        Format::Jsonl => Ok(Kind::Jsonl),
        Format::Text | Format::Auto => Ok(Kind::Text),
        #[cfg(feature = "html")]
        Format::Html => Ok(Kind::Html),
        #[cfg(not(feature = "html"))]
        Format::Html => Err(Reason::NoHtml),
    }
}

fn by_content(start: &[u8]) -> Format {
    let text = without_mark(start);
    let begins = |tag: &[u8]| text.len() >= tag.len() && text[..tag.len()].eq_ignore_ascii_case(tag);
    let object = text.strip_prefix(b"{").map(<[u8]>::trim_ascii_start);
    if object.is_some_and(|rest| rest.starts_with(b"\"") || rest.starts_with(b"}")) {
        Format::Jsonl
    } else if begins(b"<!doctype html") || begins(b"<html") {
        Format::Html
    } else {
        Format::Text
    }
}

/// Without white space and byte order mark before it.
fn without_mark(start: &[u8]) -> &[u8] {
    let text = start.trim_ascii_start();
    text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text).trim_ascii_start()
}

/// Whether bytes begin as a saved graph does: JSON with the key `"reprisal-graph"`, or RON with the field
/// `reprisal_graph`, within the first 200 bytes.
///
/// ```
/// use reprisal::document::looks_like_graph;
///
/// assert!(looks_like_graph(b"{\"reprisal-graph\": 3,"));
/// assert!(!looks_like_graph(b"{\"id\": \"a1\"}"));
/// ```
#[must_use]
pub fn looks_like_graph(bytes: &[u8]) -> bool {
    let text = without_mark(&bytes[..bytes.len().min(200)]);
    let holds = |key: &[u8]| text.windows(key.len()).any(|window| window == key);
    match text.first() {
        Some(b'{') => holds(b"\"reprisal-graph\""),
        Some(b'(') => holds(b"reprisal_graph:"),
        _ => false,
    }
}
