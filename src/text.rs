//! Sentences and tokens, with byte offsets into the document.

mod sentence;
mod token;

use std::ops::Range;

pub(crate) use token::WordNumber;
pub use token::{Token, TokenKind, tokenize};

use crate::document::{BlockKind, Document};
use crate::lexicon::Lexicon;

/// One sentence of a document.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Sentence {
    /// Where it stands in the document.
    pub span: Range<usize>,
    /// Its tokens, in order.
    pub tokens: Vec<Token>,
    /// What block it belongs to.
    pub block: usize,
    /// What kind of block that is.
    pub kind: BlockKind,
}

/// Splits the blocks of a document into sentences and tokens, for use with this lexicon.
///
/// ```
/// use reprisal::lexicon::Lexicon;
/// use reprisal::{DocumentReader, Ontology};
///
/// let ontology = Ontology::builtin()?;
/// let document = DocumentReader::new(ontology).text("a", "Quiet day\n\nNothing moved. Nobody came.");
/// let sentences = reprisal::text::sentences(&document, &Lexicon::new(ontology));
/// assert_eq!(sentences.len(), 3);
/// # Ok::<(), reprisal::ontology::OntologyError>(())
/// ```
#[must_use]
pub fn sentences(document: &Document, lexicon: &Lexicon) -> Vec<Sentence> {
    let mut out = Vec::new();
    for (at, block) in document.blocks.iter().enumerate() {
        let Some(text) = document.text.get(block.span.clone()) else { continue };
        let mut tokens = tokenize(text, block.span.start);
        lexicon.look_up(&mut tokens);
        for tokens in sentence::split(tokens, lexicon) {
            let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { continue };
            out.push(Sentence { span: first.span.start..last.span.end, tokens, block: at, kind: block.kind });
        }
    }
    out
}

/// Splits running text without blocks into sentences, as byte ranges.
///
/// ```
/// use reprisal::Ontology;
/// use reprisal::lexicon::Lexicon;
///
/// let text = "Gen. Mora spoke. Then the guns fell silent.";
/// let sentences = reprisal::text::split(text, &Lexicon::new(Ontology::builtin()?));
/// assert_eq!(sentences.iter().map(|span| &text[span.clone()]).collect::<Vec<_>>()[0], "Gen. Mora spoke.");
/// # Ok::<(), reprisal::ontology::OntologyError>(())
/// ```
#[must_use]
pub fn split(text: &str, lexicon: &Lexicon) -> Vec<Range<usize>> {
    sentence::split(tokenize(text, 0), lexicon)
        .into_iter()
        .filter_map(|tokens| Some(tokens.first()?.span.start..tokens.last()?.span.end))
        .collect()
}
