//! How much an answer may cost.

use std::cell::Cell;
use std::rc::Rc;
use std::time::{Duration, Instant};

use spareval::{CancellationToken, QueryEvaluationError};

/// How much an answer may cost.
///
/// Time and statements are counted whenever a statement is fetched, so a question that multiplies its own `VALUES` alone can
/// overrun them: ask questions of strangers in a process that can be ended.
///
/// ```
/// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
/// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
/// use reprisal::sparql::{Limits, Query};
///
/// let query = Query::parse("SELECT * { ?s ?p ?o }")?;
/// let answer = query.run(&graph, &Limits::default().rows(10))?;
/// assert_eq!((answer.len(), answer.cut), (10, true));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// So many rows or triples at most; the answer says when it was cut.
    pub rows: Option<usize>,
    /// So long at most; then there is no answer.
    pub time: Option<Duration>,
    /// So many statements fetched at most; then there is no answer. It also bounds the memory that sorting, grouping and
    /// joining need: some hundred bytes a statement.
    pub statements: Option<u64>,
}

impl Default for Limits {
    /// 10,000 rows, 30 seconds, 20 million statements.
    fn default() -> Limits {
        Limits { rows: Some(10_000), time: Some(Duration::from_secs(30)), statements: Some(20_000_000) }
    }
}

impl Limits {
    /// None.
    #[must_use]
    pub fn none() -> Limits {
        Limits { rows: None, time: None, statements: None }
    }

    /// So many rows or triples at most, or all.
    #[must_use]
    pub fn rows(mut self, rows: impl Into<Option<usize>>) -> Limits {
        self.rows = rows.into();
        self
    }

    /// So long at most, or as long as it takes.
    #[must_use]
    pub fn time(mut self, time: impl Into<Option<Duration>>) -> Limits {
        self.time = time.into();
        self
    }

    /// So many statements fetched at most, or all that are wanted.
    #[must_use]
    pub fn statements(mut self, statements: impl Into<Option<u64>>) -> Limits {
        self.statements = statements.into();
        self
    }

    /// What comes until the limit, and whether there was more.
    pub(super) fn take<T>(
        &self,
        mut items: impl Iterator<Item = Result<T, QueryEvaluationError>>,
        watch: &Watch,
    ) -> Result<(Vec<T>, bool), QueryEvaluationError> {
        let mut taken = Vec::new();
        while self.rows.is_none_or(|most| taken.len() < most) {
            match items.next() {
                Some(item) => taken.push(item?),
                None => return Ok((taken, false)),
            }
            watch.look();
        }
        Ok((taken, items.next().transpose()?.is_some()))
    }
}

/// Which limit stopped an evaluation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    Time,
    Statements,
}

/// Stops an evaluation when it has cost enough.
#[derive(Clone)]
pub(super) struct Watch(Rc<State>);

struct State {
    token: CancellationToken,
    end: Option<Instant>,
    statements: Option<u64>,
    fetched: Cell<u64>,
    looks: Cell<u32>,
    stopped: Cell<Option<Stop>>,
}

/// Looking at the clock costs more than a step.
const LOOKS: u32 = 1024;

impl Watch {
    pub(super) fn start(limits: &Limits) -> Watch {
        Watch(Rc::new(State {
            token: CancellationToken::new(),
            end: limits.time.and_then(|time| Instant::now().checked_add(time)),
            statements: limits.statements,
            fetched: Cell::new(0),
            looks: Cell::new(0),
            stopped: Cell::new(None),
        }))
    }

    pub(super) fn token(&self) -> CancellationToken {
        self.0.token.clone()
    }

    /// Which limit stopped the evaluation, if one did.
    pub(super) fn stopped(&self) -> Option<Stop> {
        self.0.stopped.get()
    }

    /// Counts a statement.
    pub(super) fn fetched(&self) {
        let fetched = self.0.fetched.get() + 1;
        self.0.fetched.set(fetched);
        if self.0.statements.is_some_and(|most| fetched > most) {
            self.stop(Stop::Statements);
        }
        self.look();
    }

    /// Looks at the clock, the first time and now and then.
    pub(super) fn look(&self) {
        let looks = self.0.looks.get();
        self.0.looks.set(if looks + 1 < LOOKS { looks + 1 } else { 0 });
        if looks == 0 && self.0.end.is_some_and(|end| Instant::now() >= end) {
            self.stop(Stop::Time);
        }
    }

    fn stop(&self, stop: Stop) {
        if self.0.stopped.get().is_none() {
            self.0.stopped.set(Some(stop));
        }
        self.0.token.cancel();
    }
}
