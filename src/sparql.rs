//! SPARQL, asked of the graph itself: no copy of it is made, and the words are those of [`rdf`](crate::rdf).
//!
//! ```
//! use reprisal::{KnowledgeGraph, sparql};
//! # let graph = KnowledgeGraph::new();
//! let answer = sparql::ask(
//!     &graph,
//!     "SELECT DISTINCT ?who ?whom { ?answer v:retaliatedFor ?deed ; v:perpetrator ?who ; v:target ?whom }",
//! )?;
//! # assert_eq!(answer.len(), 0);
//! # Ok::<(), sparql::SparqlError>(())
//! ```
//!
//! SELECT, ASK, CONSTRUCT and DESCRIBE of SPARQL 1.1 with property paths (`v:retaliatedFor+`), dates that compare, and
//! `GRAPH ?document { … }` for the account of each document. The prefixes of [`PREFIXES`] need no declaration. Nothing is
//! asked of the network: `SERVICE` is refused.

mod answer;
mod dataset;
mod error;
mod limits;
mod once;
mod product;
mod room;
mod rows;
mod value;

use spareval::{QueryEvaluationError, QueryEvaluator, QueryResults};
use spargebra::SparqlParser;

pub use answer::{Answer, Format, Found, Table, Unknown, short};
pub use error::SparqlError;
pub use limits::Limits;
pub use oxrdf;

use crate::graph::KnowledgeGraph;
use crate::rdf::{PREFIXES, Statements};
use dataset::Dataset;
use limits::Watch;
use rows::{Handed, Rows};

/// Brackets deeper than this are no question that somebody meant, and would cost the stack.
const DEEPEST: usize = 48;
/// Bytes; longer questions are no question that somebody meant either.
const LONGEST: usize = 1 << 15;

/// A question in SPARQL.
///
/// ```
/// use reprisal::sparql::{Query, SparqlError};
/// let wrong = Query::parse("SELECT ?who {\n  ?who v:backs }").unwrap_err();
/// assert!(matches!(wrong, SparqlError::Syntax { line: 2, column: 16, .. }));
/// ```
#[derive(Clone, Debug)]
pub struct Query {
    query: spargebra::Query,
    /// Whether each row is wanted once.
    distinct: bool,
    standing: bool,
}

impl Query {
    /// Reads a question.
    ///
    /// # Errors
    /// When it is no SPARQL query, with line and column.
    pub fn parse(text: &str) -> Result<Query, SparqlError> {
        error::check_size(text, LONGEST, DEEPEST)?;
        error::check_escapes(text)?;
        room::with_room(|| {
            let mut parser = SparqlParser::new();
            for (prefix, namespace) in PREFIXES {
                // They are sound: a test reads a question with each of them.
                parser = parser.with_prefix(*prefix, *namespace).unwrap_or_default();
            }
            let mut query = parser.parse_query(text).map_err(|error| error::syntax(&error, text))?;
            let distinct = once::take_distinct(&mut query);
            let (query, patterns) = product::step_by_step(query);
            if patterns > product::MOST {
                return Err(SparqlError::NotOffered(format!("{patterns} patterns are joined: join at most {}", product::MOST)));
            }
            Ok(Query { query, distinct, standing: false })
        })
    }

    /// Also takes facts that only the ontology states.
    #[must_use]
    pub fn standing(mut self, standing: bool) -> Query {
        self.standing = standing;
        self
    }

    /// Answers it, within limits.
    ///
    /// # Errors
    /// When it costs more than the limits allow, or when it asks for what is not offered: another server, an unknown function.
    pub fn run(&self, graph: &KnowledgeGraph, limits: &Limits) -> Result<Answer, SparqlError> {
        room::with_room(|| self.evaluate(graph, limits))
    }

    fn evaluate(&self, graph: &KnowledgeGraph, limits: &Limits) -> Result<Answer, SparqlError> {
        let watch = Watch::start(limits);
        let statements = Statements::of(graph).standing(self.standing);
        let handed = Handed::default();
        let mut dataset = Dataset::new(statements, watch.clone());
        if matches!(self.query, spargebra::Query::Select { .. }) {
            dataset = dataset.handing(handed.clone());
        }
        let evaluator = QueryEvaluator::new().with_cancellation_token(watch.token());
        let failed = |error: QueryEvaluationError| error::evaluation(&error, limits, watch.stopped());
        let results = evaluator.prepare(&self.query).execute(dataset.clone()).map_err(failed)?;
        let (found, cut) = match results {
            QueryResults::Boolean(truth) => (Found::Truth(truth), false),
            QueryResults::Solutions(solutions) => {
                let variables = solutions.variables().to_vec();
                let mut rows = Rows::new(handed, variables.len(), self.distinct);
                let wanted = solutions.filter_map(|row| row.map(|row| rows.add(&row).then_some(())).transpose());
                let (taken, cut) = limits.take(wanted, &watch).map_err(failed)?;
                (Found::Table(Table { variables, rows: rows.written(taken.len(), statements) }), cut)
            }
            QueryResults::Graph(triples) => {
                let (triples, cut) = limits.take(triples, &watch).map_err(failed)?;
                (Found::Triples(answer::each_once(triples)), cut)
            }
        };
        Ok(Answer { found, cut, unknown: dataset.unknown() })
    }
}

/// Answers a question, within the limits that stand unless others are given.
///
/// ```
/// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
/// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
/// use reprisal::sparql::{self, Found};
///
/// let answer = sparql::ask(&graph, "ASK { ?deed v:retaliatedFor ?other }")?;
/// assert!(matches!(answer.found, Found::Truth(true)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// As [`Query::parse`] and [`Query::run`].
pub fn ask(graph: &KnowledgeGraph, text: &str) -> Result<Answer, SparqlError> {
    Query::parse(text)?.run(graph, &Limits::default())
}
