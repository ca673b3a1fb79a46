//! Answers as typed values, and how they are written.

use std::collections::HashSet;
use std::io::{self, Write};

use oxrdf::{Term, Triple, Variable};
use sparesults::{QueryResultsFormat, QueryResultsSerializer};

use crate::graph::{Actor, NodeKind, NodeWeight, Place};
use crate::rdf::{OWN, PREFIXES, Statements, Word};
use crate::suggest;

/// What was found.
///
/// ```
/// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
/// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
/// use reprisal::sparql::{self, Format};
///
/// let answer = sparql::ask(&graph, "SELECT ?a ?b { ?a v:backs ?b }")?;
/// let mut table = Vec::new();
/// answer.write(Format::Csv, &mut table)?;
/// assert_eq!(String::from_utf8(table)?.lines().count(), answer.len() + 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Answer {
    /// Rows, a truth value or triples, as the question asks.
    pub found: Found,
    /// Whether there was more than the limit allows.
    pub cut: bool,
    /// Names in the question that the graph does not hold: often the reason why nothing was found.
    pub unknown: Vec<Unknown>,
}

/// What a question asks for.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Found {
    /// Of SELECT.
    Table(Table),
    /// Of ASK.
    Truth(bool),
    /// Of CONSTRUCT and DESCRIBE, each once.
    Triples(Vec<Triple>),
}

/// Rows of terms.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Table {
    /// What the columns are called.
    pub variables: Vec<Variable>,
    /// A term for each column, where there is one.
    pub rows: Vec<Vec<Option<Term>>>,
}

/// A name that the graph does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unknown {
    /// With its prefix: `a:houthi`.
    pub name: String,
    /// The nearest name that the graph holds: `a:houthis`.
    pub nearest: Option<String>,
}

/// How an answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// SPARQL 1.1 Query Results JSON Format.
    Json,
    /// SPARQL 1.1 Query Results CSV Format.
    Csv,
}

impl Answer {
    /// How many rows or triples; 1 when it is true, 0 when it is false.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.found {
            Found::Table(table) => table.rows.len(),
            Found::Truth(truth) => usize::from(*truth),
            Found::Triples(triples) => triples.len(),
        }
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Writes it; triples as N-Triples in every format.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write(&self, format: Format, mut out: impl Write) -> io::Result<()> {
        let serializer = QueryResultsSerializer::from_format(match format {
            Format::Json => QueryResultsFormat::Json,
            Format::Csv => QueryResultsFormat::Csv,
        });
        match &self.found {
            Found::Truth(truth) => serializer.serialize_boolean_to_writer(out, *truth).map(drop),
            Found::Table(table) => {
                let mut rows = serializer.serialize_solutions_to_writer(out, table.variables.clone())?;
                for row in &table.rows {
                    rows.serialize(
                        table.variables.iter().zip(row).filter_map(|(variable, term)| Some((variable, term.as_ref()?))),
                    )?;
                }
                rows.finish().map(drop)
            }
            Found::Triples(triples) => triples.iter().try_for_each(|triple| writeln!(out, "{triple} .")),
        }
    }
}

impl Unknown {
    pub(super) fn new(iri: &str, statements: Statements) -> Unknown {
        let graph = statements.graph();
        let rest = iri.strip_prefix(OWN).unwrap_or(iri);
        let nearest = match rest.split_once(':') {
            Some(("v", word)) => {
                let words = Word::ALL.iter().filter_map(|word| word.as_str().strip_prefix("v:"));
                suggest::nearest(word, words).map(|word| format!("v:{word}"))
            }
            Some(("actor", id)) => suggest::nearest(id, graph.nodes::<Actor>().map(|actor| actor.id.as_str()))
                .map(|id| node_name(statements, Actor::KIND, id)),
            Some(("place", id)) => suggest::nearest(id, graph.nodes::<Place>().map(|place| place.id.as_str()))
                .map(|id| node_name(statements, Place::KIND, id)),
            _ => None,
        };
        Unknown { name: short_iri(iri), nearest }
    }
}

fn node_name(statements: Statements, kind: NodeKind, id: &str) -> String {
    let index = statements.graph().index(kind, id);
    let iri = index.and_then(|index| statements.iri(crate::rdf::Term::Node(index)));
    iri.map_or_else(|| id.to_owned(), |iri| short_iri(&iri))
}

/// A term for people: an IRI with its prefix where it has one, the text of a literal.
///
/// ```
/// use reprisal::sparql::{oxrdf::NamedNode, short};
/// let iri = NamedNode::new("urn:reprisal:actor:houthis").unwrap();
/// assert_eq!(short(&iri.into()), "a:houthis");
/// ```
#[must_use]
pub fn short(term: &Term) -> String {
    match term {
        Term::NamedNode(iri) => short_iri(iri.as_str()),
        Term::Literal(literal) => literal.value().to_owned(),
        other => other.to_string(),
    }
}

fn short_iri(iri: &str) -> String {
    let prefixed = PREFIXES.iter().find_map(|(prefix, namespace)| Some(format!("{prefix}:{}", iri.strip_prefix(namespace)?)));
    prefixed.unwrap_or_else(|| format!("<{iri}>"))
}

pub(super) fn each_once(triples: Vec<Triple>) -> Vec<Triple> {
    let mut seen = HashSet::new();
    triples.into_iter().filter(|triple| seen.insert(triple.clone())).collect()
}
