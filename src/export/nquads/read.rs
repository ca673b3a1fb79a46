//! Reading N-Quads back into a graph.

mod corrections;
mod documents;
mod values;

use std::error::Error;
use std::fmt;
use std::io::{self, BufRead};

use super::quads::Quads;
use crate::export::rdf::word;
use crate::graph::KnowledgeGraph;
use crate::rdf::Word;

/// A graph that was read from N-Quads.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Import {
    /// The graph.
    pub graph: KnowledgeGraph,
    /// What could not be read and was left out.
    pub problems: Vec<Problem>,
}

/// Something that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// The line, from 1.
    pub line: u32,
    /// What is wrong with it, and what was done.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.line, self.message)
    }
}

/// Why nothing could be made of N-Quads.
#[derive(Debug)]
#[non_exhaustive]
pub enum ImportError {
    /// The input could not be read.
    Io(io::Error),
    /// It speaks of nothing of ours.
    Foreign {
        /// How many statements it has.
        statements: usize,
        /// How many lines are no statements.
        damaged: usize,
    },
    /// It tells of documents and holds the account of none.
    NoAccounts {
        /// How many documents.
        documents: usize,
    },
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(why) => why.fmt(f),
            Self::Foreign { statements, damaged } => write!(
                f,
                "none of its {statements} statements speaks of a document of reprisal ({damaged} lines cannot be read): give a file that \
         `reprisal export --to nquads` wrote"
            ),
            Self::NoAccounts { documents } => write!(
                f,
                "it tells of {documents} documents and holds no account of any of them: a graph is read from N-Quads with a named graph \
         for each document, as `reprisal export --to nquads` writes them"
            ),
        }
    }
}

impl Error for ImportError {}

impl From<io::Error> for ImportError {
    fn from(why: io::Error) -> Self {
        Self::Io(why)
    }
}

/// Reads the graph that [`write`](super::write) wrote.
///
/// The order of the statements, empty lines, comments and statements of others do not matter. A line that is no statement, and
/// a value that is none, are left out and [told](Import::problems).
///
/// ```
/// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
/// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
/// use reprisal::export::{Content, nquads};
///
/// let mut file = Vec::new();
/// nquads::write(&Content::of(&graph.everything()), &mut file)?;
/// assert_eq!(nquads::read(&file[..])?.graph, graph);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When the input cannot be read, or is nothing that this crate wrote.
pub fn read(input: impl BufRead) -> Result<Import, ImportError> {
    let mut problems = Vec::new();
    let quads = Quads::read(input, &mut problems)?;
    let mut reading = Reading { quads: &quads, problems };
    let documents = reading.documents();
    if documents.is_empty() && quads.known("urn:reprisal:v:").is_none() {
        return Err(ImportError::Foreign { statements: quads.iter().count(), damaged: reading.problems.len() });
    }
    let accounts = [word::REPORT_CLASS, word::NAMES].iter().any(|word| {
        quads.iter().any(|told| {
            told.graph.is_some() && { Some(told.predicate) == quads.known(word) || Some(told.object) == quads.known(word) }
        })
    });
    let incidents = quads.known(Word::Incident.iri()).is_some_and(|class| {
        let kind = quads.known(Word::Type.iri());
        quads.iter().any(|told| {
            told.object == class && Some(told.predicate) == kind && reading.quads.id(told.subject, "incident").is_some()
        })
    });
    if incidents && !accounts {
        return Err(ImportError::NoAccounts { documents: documents.len() });
    }
    let mut graph = KnowledgeGraph::new();
    for extraction in reading.extractions(documents) {
        graph.add(&extraction);
    }
    reading.standing(&mut graph);
    graph.correct(&reading.corrections());
    let mut problems = reading.problems;
    problems.sort_by_key(|problem| problem.line);
    Ok(Import { graph, problems })
}

/// Makes records of statements.
struct Reading<'q> {
    quads: &'q Quads,
    problems: Vec<Problem>,
}
