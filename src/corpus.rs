//! Many documents: read on all cores, in bounded memory, and taken in their order.
//!
//! ```
//! use reprisal::document::{Format, Inputs};
//! use reprisal::{DocumentReader, Ontology, Reader, corpus};
//!
//! let ontology = Ontology::builtin()?;
//! let (documents, reader) = (DocumentReader::new(ontology), Reader::new(ontology));
//! let articles = Inputs::new(&documents, ["examples/articles"], Format::Auto);
//! let graph = corpus::graph(articles, &reader, |problem| eprintln!("skipped: {problem}"));
//! assert!(graph.view().retaliations().len() > 3);
//! # Ok::<(), reprisal::ontology::OntologyError>(())
//! ```

use crate::document::Document;
use crate::extract::Reader;
use crate::extraction::Extraction;
use crate::graph::{KnowledgeGraph, Prepared, Preparer};
use crate::pipeline;

/// What says what a document tells of: the [`Reader`] of this crate, or a reader of your own, by rules, by a neural network, by
/// hand. A closure is one, too.
///
/// ```
/// use reprisal::corpus::Extractor;
/// use reprisal::{Document, Extraction, Reader};
///
/// /// Reads by rules, and asks something slow only where these find nothing.
/// struct Both<'o> {
///     rules: Reader<'o>,
/// }
///
/// impl Extractor for Both<'_> {
///     fn extract(&self, document: &Document) -> Extraction {
///         let read = self.rules.read(document);
///         if read.incidents.is_empty() { slow(document) } else { read }
///     }
/// }
/// # fn slow(document: &Document) -> Extraction {
/// #     Extraction::new(document.info.clone())
/// # }
/// ```
pub trait Extractor: Sync {
    /// What a document says.
    fn extract(&self, document: &Document) -> Extraction;
}

impl Extractor for Reader<'_> {
    fn extract(&self, document: &Document) -> Extraction {
        self.read(document)
    }
}

impl<F: Fn(&Document) -> Extraction + Sync> Extractor for F {
    fn extract(&self, document: &Document) -> Extraction {
        self(document)
    }
}

/// Reads documents on all cores and takes what each says, in their order; what waits in between is bounded.
///
/// Documents come as [`Inputs`](crate::document::Inputs) gives them, each or what is wrong with it. The first failure of `take`
/// ends the run.
///
/// ```
/// use reprisal::document::{Format, Inputs};
/// use reprisal::{DocumentReader, Ontology, Reader, corpus};
///
/// let ontology = Ontology::builtin()?;
/// let (documents, reader) = (DocumentReader::new(ontology), Reader::new(ontology));
/// let mut lines = Vec::new();
/// corpus::read(Inputs::new(&documents, ["examples/articles"], Format::Auto), &reader, |said| {
///     if let Ok(said) = said {
///         lines.push(serde_json::to_string(&said)?);
///     }
///     Ok::<(), serde_json::Error>(())
/// })?;
/// assert!(lines.len() > 8);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// What `take` fails with.
pub fn read<P: Send, E>(
    documents: impl Iterator<Item = Result<Document, P>> + Send,
    extractor: &impl Extractor,
    mut take: impl FnMut(Result<Extraction, P>) -> Result<(), E>,
) -> Result<(), E> {
    let work = |document: Result<Document, P>| document.map(|document| extractor.extract(&document));
    pipeline::run(pipeline::batches(documents, weight), work, |batch| batch.into_iter().try_for_each(&mut take))
}

/// The graph of documents, read on all cores; what is wrong with some is told and the rest read.
///
/// ```
/// use reprisal::{Document, DocumentReader, Extraction, corpus};
///
/// let documents = DocumentReader::builtin()?;
/// let articles = ["First.", "Second."].iter().enumerate().map(|(at, text)| documents.text(format!("a{at}"), *text));
/// let mine = |document: &Document| Extraction::new(document.info.clone());
/// let graph = corpus::graph(articles.map(Ok::<_, String>), &mine, |problem| println!("{problem}"));
/// assert_eq!(graph.documents().count(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn graph<P: Send>(
    documents: impl Iterator<Item = Result<Document, P>> + Send,
    extractor: &impl Extractor,
    mut problem: impl FnMut(P),
) -> KnowledgeGraph {
    let (mut graph, preparer) = (KnowledgeGraph::new(), Preparer::default());
    let work = |document: Result<Document, P>| document.map(|document| preparer.prepare(&extractor.extract(&document)));
    let take = |batch: Vec<Result<Prepared, P>>| {
        graph.extend(batch.into_iter().filter_map(|document| document.map_err(&mut problem).ok()));
        Ok::<(), std::convert::Infallible>(())
    };
    let Ok(()) = pipeline::run(pipeline::batches(documents, weight), work, take);
    graph
}

/// How much a document is, in bytes.
fn weight<P>(document: &Result<Document, P>) -> usize {
    document.as_ref().map_or(0, |document| document.text.len())
}
