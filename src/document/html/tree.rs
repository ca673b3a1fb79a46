//! A page of HTML as a tree of bounded size and depth, whatever the page.
//!
//! Whoever looks into the tree goes down it by recursion, tags that are never closed are opened again in every paragraph, and every
//! attribute of a tag is compared with all others: a page of some kilobytes can be made to fill a memory, a stack or a day.

use dom_query::{Document, NodeRef};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};
use std::fmt;

/// Elements, texts and comments of a page.
const MOST_NODES: usize = 600_000;
/// Browsers nest elements no deeper.
const DEEPEST: usize = 512;
/// Words and signs of a tag, or of a comment.
const MOST_WORDS: usize = 8_000;
/// So many nodes may come of one piece of a page.
const ROOM: usize = 1 << 20;

/// Why a page is none that anybody reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Endless {
    Deep,
    Wide,
    Tag,
}

impl fmt::Display for Endless {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Deep => write!(f, "the HTML is nested more than {DEEPEST} deep, which no article is; give its text instead"),
            Self::Wide => {
                write!(f, "the HTML makes more than {MOST_NODES} elements, which no article does; give its text instead")
            }
            Self::Tag => {
                write!(f, "the HTML holds a tag of more than {MOST_WORDS} words, which no article does; give its text instead")
            }
        }
    }
}

/// The tree of a page.
pub(super) fn tree(html: &str) -> Result<Document, Endless> {
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let mut parser = parse_document(Document::default(), ParseOpts { tree_builder, ..ParseOpts::default() });
    let mut rest = html;
    let (mut nodes, mut text, mut words) = (0, 0, 0);
    while !rest.is_empty() {
        // Every tag of the piece may open all that are open again.
        let (piece, later) = rest.split_at(boundary(rest, (ROOM / (nodes + 1)).clamp(16, 16 << 10)));
        parser.process(StrTendril::from_slice(piece));
        let document = &parser.tokenizer.sink.sink;
        let last = last(document).ok_or(Endless::Deep)?;
        words = if document.tree.len() > nodes { 0 } else { words + signs(piece) };
        if words > MOST_WORDS * SIGN {
            // A long script or text grows, a tag does not until its end.
            let grown = if last.is_text() { last.text().len() } else { 0 };
            if grown <= text {
                return Err(Endless::Tag);
            }
            (text, words) = (grown, 0);
        }
        if document.tree.len() > nodes {
            text = 0;
        }
        nodes = document.tree.len();
        if nodes > MOST_NODES {
            return Err(Endless::Wide);
        }
        rest = later;
    }
    let document = parser.finish();
    if is_deep(&document) { Err(Endless::Deep) } else { Ok(document) }
}

/// What a space counts for; a slash may part attributes, too, but stands in packed pictures as well.
const SIGN: usize = 8;

fn signs(piece: &str) -> usize {
    let weight = |byte: u8| match byte {
        b' ' | b'\t' | b'\n' | b'\r' | 0x0c | b'"' | b'\'' => SIGN,
        b'/' => 1,
        _ => 0,
    };
    piece.bytes().map(weight).sum()
}

/// Where a character ends after so many bytes, or the text.
fn boundary(text: &str, bytes: usize) -> usize {
    (bytes..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}

/// The node made last on the way down; `None` when it lies too deep.
fn last(document: &Document) -> Option<NodeRef<'_>> {
    let mut node = document.root();
    for _ in 0..=DEEPEST {
        match node.last_child() {
            Some(child) => node = child,
            None => return Some(node),
        }
    }
    None
}

fn is_deep(document: &Document) -> bool {
    let (mut node, mut depth) = (document.root(), 0);
    loop {
        if let Some(child) = node.first_child() {
            depth += 1;
            if depth > DEEPEST {
                return true;
            }
            node = child;
            continue;
        }
        while node.next_sibling().is_none() {
            match node.parent() {
                Some(parent) if depth > 0 => (node, depth) = (parent, depth - 1),
                _ => return false,
            }
        }
        match node.next_sibling() {
            Some(next) => node = next,
            None => return false,
        }
    }
}
