//! Questions to the graph: one small abstract syntax, [`Query`], with front ends in English and in patterns, and answers
//! with their sentences.
//!
//! ```
//! # let graph = reprisal::KnowledgeGraph::new();
//! let answer = reprisal::query::ask(&graph, "Who retaliated against whom since January 2024?").unwrap();
//! assert_eq!(answer.understood, "who retaliated against whom since 2024-01");
//! assert_eq!(answer.pattern, "? retaliated-against ? since 2024-01");
//! assert!(answer.rows.is_empty());
//!
//! let refused = reprisal::query::ask(&graph, "Will there be peace?").unwrap_err();
//! assert!(refused.to_string().contains("who retaliated against whom?"));
//! ```
//!
//! A pattern is clauses `WHO VERB WHOM`, each with its filters, and what is asked of all after a semicolon:
//!
//! ```text
//! [list | why | whether | count [by month]] houthis* attacked ? in red-sea since 2024-01; ?x backs houthis; status any
//! ```
//!
//! `?` is anyone, `?x` the same one wherever it stands, `?:state` one of a kind, `israel` that actor alone, `israel*` with all
//! that is counted to its account, `iran|syria` one of these.
//!
//! Of the two readings of "against whom", `retaliated-against` takes those who were hit by the deed that answers, and
//! `provoked-by` those who did what it answers; an [`Answer`] says so when the other one has rows, too.

mod answer;
mod english;
mod fit;
mod form;
mod names;
mod pattern;
mod plan;
mod problem;
mod reading;
mod rows;
mod run;
mod search;
mod standing;
mod syntax;
mod tail;
mod time;
mod token;
mod write;
mod writing;

pub use answer::{ActorName, Answer, Binding, Reading, Row, Source};
pub use english::Understood;
pub use names::Names;
pub(crate) use names::NoName;
pub use problem::{AmbiguousName, Candidate, NotUnderstood, PatternError, Reason, UnknownName};
pub use search::{Event, Fact, LeftOut, Match, Search};
pub use syntax::{By, Clause, Filter, Name, Query, Shape, Term, Verb};

use crate::graph::KnowledgeGraph;

/// Asks the graph a question in English; names are those that the graph knows.
///
/// ```
/// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
/// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
/// let answer = reprisal::query::ask(&graph, "Who attacked the Houthis?")?;
/// assert_eq!(answer.rows.len(), 2);
/// assert!(answer.rows.iter().all(|row| !row.evidence.is_empty()), "every row has its sentences");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When the question is of no form that is understood, or names somebody unknown; it is never guessed at.
pub fn ask(graph: &KnowledgeGraph, question: &str) -> Result<Answer, NotUnderstood> {
    let names = Names::of_graph(graph);
    Ok(Search::new(graph, &names).ask(&Understood::read(question, &names)?))
}

/// Asks the graph for what fits a pattern; names are those that the graph knows.
///
/// ```
/// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
/// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
/// let answer = reprisal::query::find(&graph, "?x attacked israel; iran backs ?x")?;
/// assert_eq!(answer.rows[0].who[0].id, "houthis");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When it is no pattern, or names somebody unknown: with the place and what may be meant.
pub fn find(graph: &KnowledgeGraph, pattern: &str) -> Result<Answer, PatternError> {
    let names = Names::of_graph(graph);
    let query = Query::parse(pattern, &names)?;
    Ok(Search::new(graph, &names).answer(&query))
}

/// The forms of question that are understood.
///
/// ```
/// assert!(reprisal::query::forms().iter().any(|form| form.starts_with("who retaliated")));
/// ```
#[must_use]
pub fn forms() -> &'static [String] {
    form::shown()
}
