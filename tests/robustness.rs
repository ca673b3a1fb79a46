//! No text breaks the reader, and every piece of evidence is a piece of the text.

#![cfg(feature = "reader")]

use std::sync::OnceLock;

use proptest::prelude::*;
use reprisal::graph::Format;
use reprisal::syntax::{Parser, Sentence};
use reprisal::{DocumentReader, KnowledgeGraph, Ontology, Reader};

/// Pieces of which texts are thrown together: words that mean something to the reader, marks, other scripts, rubbish.
const PIECES: [&str; 32] = [
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
];

fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(PIECES.to_vec()).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => "[a-zA-Z]{1,12}",
    ];
    prop::collection::vec((piece, any::<bool>()), 0..60)
        .prop_map(|pieces| pieces.into_iter().map(|(piece, space)| if space { piece + " " } else { piece }).collect())
}

fn readers() -> &'static (DocumentReader, Reader<'static>) {
    static READERS: OnceLock<(DocumentReader, Reader<'static>)> = OnceLock::new();
    READERS.get_or_init(|| {
        let ontology = Ontology::builtin().expect("the shipped ontology loads");
        (DocumentReader::new(ontology), Reader::new(ontology))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_and_its_evidence_quotes_it(text in texts()) {
        let (documents, reader) = readers();
        let document = documents.text("x", &text);
        let extraction = reader.read(&document);
        let evidence = extraction.incidents.iter().flat_map(|i| &i.evidence).chain(extraction.relations.iter().flat_map(|r| &r.evidence));
        for evidence in evidence {
            let [from, to] = evidence.span;
            prop_assert_eq!(document.text.get(from..to), Some(evidence.text.as_str()));
        }
        let graph = KnowledgeGraph::from_extractions([&extraction]);
        let saved = graph.to_text(Format::Json)?;
        let loaded = KnowledgeGraph::from_text(&saved).expect("what was saved loads");
        prop_assert_eq!(loaded.to_text(Format::Json)?, saved);
    }

    #[test]
    fn any_text_has_a_tree(text in texts()) {
        let sentence = Sentence::new(&text, 0..text.len());
        let tree = Parser::builtin().expect("the model is sound").parse(&sentence);
        prop_assert_eq!(tree.len(), sentence.len());
        let roots = tree.nodes().iter().filter(|node| node.head.is_none()).count();
        prop_assert_eq!(roots, usize::from(!tree.is_empty()));
        for word in 0..tree.len() {
            prop_assert!(tree.above(word).count() < tree.len(), "a circle at {}", word);
        }
    }
}
