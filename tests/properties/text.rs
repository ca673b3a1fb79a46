//! Articles as plain text.

use reprisal::KnowledgeGraph;
use reprisal::syntax::{Parser, Sentence};

use super::{is_kept, readers, reads};

/// Words that mean something to the reader, marks, other scripts, rubbish.
pub(super) const WORDS: &[&str] = &[
    "Iran",
    "Hezbollah",
    "the group",
    "struck",
    "attacks",
    "was hit by",
    "in retaliation for",
    ", which",
    "who",
    "Israel's",
    "-backed",
    "U.S.",
    "on Jan. 4",
    "killing 3",
    "“",
    "”",
    "\n\n",
    ". ",
    ", ",
    "(",
    ")",
    "—",
    "…",
    "🚀",
    "حزب الله",
    "\u{202e}",
    "\u{0}",
    "can't",
    "HEADLINE",
    "https://a.b/c",
    "vowed to",
    "and",
    "By Jane Roe\n",
    "BEIRUT (AP) — ",
    "Jan. 4, 2024",
    "\r\n",
    "\u{2028}",
    "\u{feff}",
    "e\u{301}",
    "ﬁ",
    "İ",
    "ß",
    "\u{1f}",
    "* ",
    "- ",
    "1. ",
    "|",
    "\t",
    "said",
    "he",
    "it",
    "denied",
    "claimed responsibility for",
    "two days later",
    "respectively",
    "1,000",
    "dozens of",
    "soldiers",
    "'s",
    "''",
    "\"",
];

/// Any text is read, its evidence quotes it, and every sentence has a tree.
pub(super) fn holds(text: &str) {
    let (documents, _) = readers();
    let extraction = reads(&documents.text("x", text));
    is_kept(&KnowledgeGraph::from_extractions([&extraction]));
    let start: String = text.chars().take(2_000).collect();
    is_a_tree(&start);
}

fn is_a_tree(text: &str) {
    let sentence = Sentence::new(text, 0..text.len());
    let tree = Parser::builtin().expect("the model is sound").parse(&sentence);
    assert_eq!(tree.len(), sentence.len());
    let roots = tree.nodes().iter().filter(|node| node.head.is_none()).count();
    assert_eq!(roots, usize::from(!tree.is_empty()), "one root");
    for word in 0..tree.len() {
        assert!(tree.above(word).count() < tree.len(), "a circle at {word}");
    }
}
