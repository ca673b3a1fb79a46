//! The abstract syntax of questions: what every front end makes, and what is searched for.

use jiff::civil::Date;

use crate::date::PartialDate;
use crate::vocabulary::{ActorKind, IncidentKind, Status};

/// A question: clauses joined by the variables that they share, and how the answer is to look.
///
/// [`Display`](std::fmt::Display) writes it as a pattern, which [`Query::parse`] reads back as the same query.
///
/// ```
/// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
/// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
/// use reprisal::query::{Clause, Names, Query, Search, Term, Verb};
///
/// let mut query = Query::default();
/// query.clauses.push(Clause::new(Term::anyone(), Verb::RetaliatedAgainst, Term::account("houthis")));
/// let names = Names::of_graph(&graph);
/// let answer = Search::new(&graph, &names).answer(&query);
/// assert_eq!(answer.pattern, "? retaliated-against houthis*");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Query {
    /// How the answer is to look.
    pub shape: Shape,
    /// What must hold, all of it.
    pub clauses: Vec<Clause>,
    /// What must hold of every clause, as far as it can.
    pub filter: Filter,
}

/// Who did what to whom.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Clause {
    /// Who.
    pub subject: Term,
    /// Did what.
    pub verb: Verb,
    /// To whom.
    pub object: Term,
    /// Where, when and on whose word.
    pub filter: Filter,
}

/// One side of a clause.
///
/// ```
/// use reprisal::query::Term;
///
/// assert!(Term::anyone().is_open() && Term::variable("x").is_open());
/// assert!(!Term::actor("iran").is_open());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Term {
    /// Whoever it is: this is what is asked for.
    Open {
        /// The name that other clauses know it by: `?x`.
        variable: Option<String>,
        /// The kinds of actor that will do; empty: all.
        kinds: Vec<ActorKind>,
    },
    /// One of these.
    Named(Vec<Name>),
}

/// An actor in a clause.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name {
    /// Actor id.
    pub id: String,
    /// Whether all that is counted to its account is meant, and not this actor alone: `united-states*`.
    pub account: bool,
}

/// What a clause says of its two sides.
///
/// ```
/// use reprisal::query::Verb;
///
/// assert_eq!(Verb::RetaliatedAgainst.as_str(), "retaliated-against");
/// assert!(Verb::ALL.iter().filter(|verb| !verb.is_deed()).all(|verb| !verb.is_answer()));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Verb {
    /// Subject did a deed to object.
    Attacked,
    /// Subject did a deed to object that answers another deed.
    RetaliatedAgainst,
    /// Subject did a deed, to whomever, that answers one by object.
    ProvokedBy,
    /// Subject did a deed, to whomever, that answers one to object.
    Avenged,
    /// Subject says that a deed to object was its own.
    Claimed,
    /// Subject denies a part in a deed to object.
    Denied,
    /// Subject arms, funds, trains, directs or supports object.
    Backs,
    /// Subject belongs to object.
    PartOf,
    /// Subject leads or commands object.
    Leads,
}

impl Verb {
    /// Every verb, in order.
    pub const ALL: &'static [Verb] = &[
        Verb::Attacked,
        Verb::RetaliatedAgainst,
        Verb::ProvokedBy,
        Verb::Avenged,
        Verb::Claimed,
        Verb::Denied,
        Verb::Backs,
        Verb::PartOf,
        Verb::Leads,
    ];

    /// The spelling in patterns.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Verb::Attacked => "attacked",
            Verb::RetaliatedAgainst => "retaliated-against",
            Verb::ProvokedBy => "provoked-by",
            Verb::Avenged => "avenged",
            Verb::Claimed => "claimed-attack-on",
            Verb::Denied => "denied-attack-on",
            Verb::Backs => "backs",
            Verb::PartOf => "part-of",
            Verb::Leads => "leads",
        }
    }

    /// The spelling of the verb with its sides turned about: `attacked-by`.
    #[must_use]
    pub const fn turned(self) -> Option<&'static str> {
        Some(match self {
            Verb::Attacked => "attacked-by",
            Verb::ProvokedBy => "provoked",
            Verb::Backs => "backed-by",
            Verb::PartOf => "includes",
            Verb::Leads => "led-by",
            _ => return None,
        })
    }

    /// Whether it tells of deeds, which have a place, a day and a kind, and not of what relates two actors.
    #[must_use]
    pub const fn is_deed(self) -> bool {
        !matches!(self, Verb::Backs | Verb::PartOf | Verb::Leads)
    }

    /// Whether the deeds it tells of answer others.
    #[must_use]
    pub const fn is_answer(self) -> bool {
        matches!(self, Verb::RetaliatedAgainst | Verb::ProvokedBy | Verb::Avenged)
    }
}

/// Where, when and on whose word.
///
/// ```
/// use reprisal::graph::KnowledgeGraph;
/// use reprisal::query::{Names, Query};
///
/// let names = Names::of_graph(&KnowledgeGraph::new());
/// let query = Query::parse("? attacked ? since 2024-01", &names)?;
/// assert!(query.clauses[0].filter.is_timed() && !query.clauses[0].filter.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Filter {
    /// Place ids: in one of them, or within.
    pub places: Vec<String>,
    /// Not before this; of deeds the day they were done, of relations the day on which they were written of.
    pub since: Option<PartialDate>,
    /// Not after this.
    pub until: Option<PartialDate>,
    /// Only what had been published by this day.
    pub as_of: Option<Date>,
    /// Kinds of deed; empty: all.
    pub kinds: Vec<IncidentKind>,
    /// What is made of it; empty: what is asserted, on whosever word.
    pub statuses: Vec<Status>,
    /// How many independent sources must say so.
    pub sources: Option<usize>,
}

/// How an answer is to look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Shape {
    /// One row for those who did it and those to whom it was done.
    #[default]
    Rows,
    /// One row for each deed, in the order of their days.
    List,
    /// The deeds that were answered.
    Why,
    /// Whether it is so.
    Whether,
    /// How many deeds.
    Count(Option<By>),
}

/// What deeds are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum By {
    /// The month of the deed.
    Month,
    /// The year of the deed.
    Year,
    /// The kind of deed.
    Kind,
    /// The place, as told.
    Place,
    /// Who did it.
    Perpetrator,
    /// To whom it was done.
    Target,
}

impl By {
    /// Every choice, in order.
    pub const ALL: &'static [By] = &[By::Month, By::Year, By::Kind, By::Place, By::Perpetrator, By::Target];

    /// The spelling in patterns.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            By::Month => "month",
            By::Year => "year",
            By::Kind => "kind",
            By::Place => "place",
            By::Perpetrator => "perpetrator",
            By::Target => "target",
        }
    }
}

impl Term {
    /// Whoever it is.
    #[must_use]
    pub fn anyone() -> Term {
        Term::Open { variable: None, kinds: Vec::new() }
    }

    /// Whoever it is, known by this name to other clauses.
    #[must_use]
    pub fn variable(name: &str) -> Term {
        Term::Open { variable: Some(name.to_owned()), kinds: Vec::new() }
    }

    /// This actor alone.
    #[must_use]
    pub fn actor(id: &str) -> Term {
        Term::Named(vec![Name { id: id.to_owned(), account: false }])
    }

    /// All that is counted to the account of this actor.
    #[must_use]
    pub fn account(id: &str) -> Term {
        Term::Named(vec![Name { id: id.to_owned(), account: true }])
    }

    /// Whether it asks for somebody.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self, Term::Open { .. })
    }

    pub(super) fn variable_name(&self) -> Option<&str> {
        match self {
            Term::Open { variable, .. } => variable.as_deref(),
            Term::Named(_) => None,
        }
    }
}

impl Clause {
    /// A clause without a filter.
    #[must_use]
    pub fn new(subject: Term, verb: Verb, object: Term) -> Clause {
        Clause { subject, verb, object, filter: Filter::default() }
    }
}

impl From<Clause> for Query {
    fn from(clause: Clause) -> Query {
        Query { clauses: vec![clause], ..Query::default() }
    }
}

impl Query {
    /// The same question with another look of the answer.
    #[must_use]
    pub fn shape(mut self, shape: Shape) -> Query {
        self.shape = shape;
        self
    }

    /// Whether any clause tells of deeds.
    #[must_use]
    pub fn has_deeds(&self) -> bool {
        self.clauses.iter().any(|clause| clause.verb.is_deed())
    }

    /// What is asked of a clause: its own filter and that of the whole.
    pub(super) fn filters<'q>(&'q self, clause: &'q Clause) -> [&'q Filter; 2] {
        [&clause.filter, &self.filter]
    }
}

impl Filter {
    /// Whether it lets everything through.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Filter::default()
    }

    /// Whether it asks for a day.
    #[must_use]
    pub fn is_timed(&self) -> bool {
        self.since.is_some() || self.until.is_some()
    }

    /// Whether a span of days can lie in the time that is asked for.
    pub(super) fn covers(&self, first: PartialDate, last: PartialDate) -> bool {
        self.since.is_none_or(|since| since.first_day() <= last.last_day())
            && self.until.is_none_or(|until| first.first_day() <= until.last_day())
    }
}
