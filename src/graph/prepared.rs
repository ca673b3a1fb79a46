//! What a document says, made ready on any thread, so that little is left to do where documents come together.

use std::borrow::Cow;
use std::sync::{Arc, Mutex, PoisonError};

use super::KnowledgeGraph;
use super::ledger::{Entry, Pool};
use crate::extraction::Extraction;

/// What one document says, in the form in which a graph keeps it.
///
/// ```
/// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
/// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
/// use reprisal::KnowledgeGraph;
/// use reprisal::graph::Preparer;
///
/// let preparer = Preparer::default();
/// let mut again = KnowledgeGraph::new();
/// again.extend(read.iter().map(|said| preparer.prepare(said)));
/// assert_eq!(again, graph);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Prepared(Arc<Entry>);

/// Makes extractions ready for a graph, on as many threads as call it.
///
/// ```
/// # use reprisal::{KnowledgeGraph, extraction::Extraction, graph::Preparer};
/// # let extractions: Vec<Extraction> = Vec::new();
/// let preparer = Preparer::default();
/// let prepared: Vec<_> = extractions.iter().map(|extraction| preparer.prepare(extraction)).collect();
/// let graph: KnowledgeGraph = prepared.into_iter().collect();
/// assert_eq!(graph, KnowledgeGraph::from_extractions(&extractions));
/// ```
#[derive(Debug, Default)]
pub struct Preparer {
    /// What those who are at work now share with the documents before, one for each.
    idle: Mutex<Vec<Pool>>,
}

impl Preparer {
    /// What [`KnowledgeGraph::add`] would keep of an extraction.
    pub fn prepare(&self, extraction: &Extraction) -> Prepared {
        self.ready(Cow::Borrowed(extraction))
    }

    /// What [`KnowledgeGraph::add`] would keep of an extraction that nobody needs any more: nothing is copied.
    pub fn take(&self, extraction: Extraction) -> Prepared {
        self.ready(Cow::Owned(extraction))
    }

    fn ready(&self, extraction: Cow<'_, Extraction>) -> Prepared {
        // A pool is never left half changed.
        let idle = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let mut pool = idle().pop().unwrap_or_default();
        let entry = pool.entry(extraction);
        idle().push(pool);
        Prepared(Arc::new(entry))
    }
}

/// Adds what documents say, as [`KnowledgeGraph::add`] does.
impl Extend<Prepared> for KnowledgeGraph {
    fn extend<I: IntoIterator<Item = Prepared>>(&mut self, documents: I) {
        documents.into_iter().for_each(|Prepared(entry)| self.ledger.put(entry));
        self.drawing.take();
    }
}

impl FromIterator<Prepared> for KnowledgeGraph {
    fn from_iter<I: IntoIterator<Item = Prepared>>(documents: I) -> KnowledgeGraph {
        let mut graph = KnowledgeGraph::new();
        graph.extend(documents);
        graph
    }
}
