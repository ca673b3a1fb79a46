//! Queries written as patterns, in one standing form.

use std::fmt::{self, Display, Formatter};

use super::syntax::{Clause, Filter, Name, Query, Shape, Term};
use super::token::{is_plain, quoted};
use crate::vocabulary::Status;

impl Display for Query {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.shape)?;
        for (at, clause) in self.clauses.iter().enumerate() {
            write!(f, "{}{clause}", if at == 0 { "" } else { "; " })?;
        }
        if self.filter.is_empty() { Ok(()) } else { write!(f, ";{}", self.filter) }
    }
}

impl Display for Shape {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Shape::Rows => Ok(()),
            Shape::List => f.write_str("list "),
            Shape::Why => f.write_str("why "),
            Shape::Whether => f.write_str("whether "),
            Shape::Count(None) => f.write_str("count "),
            Shape::Count(Some(by)) => write!(f, "count by {} ", by.as_str()),
        }
    }
}

impl Display for Clause {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}{}", self.subject, self.verb.as_str(), self.object, self.filter)
    }
}

impl Display for Term {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Term::Open { variable, kinds } => {
                write!(f, "?{}", variable.as_deref().unwrap_or_default())?;
                let kinds: Vec<&str> = kinds.iter().map(|kind| kind.as_str()).collect();
                if kinds.is_empty() { Ok(()) } else { write!(f, ":{}", kinds.join("|")) }
            }
            Term::Named(names) => f.write_str(&list(names)),
        }
    }
}

impl Display for Name {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", word(&self.id), if self.account { "*" } else { "" })
    }
}

/// With a space before each part.
impl Display for Filter {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if !self.kinds.is_empty() {
            write!(f, " kind {}", list(&self.kinds))?;
        }
        if !self.places.is_empty() {
            let places: Vec<String> = self.places.iter().map(|place| word(place)).collect();
            write!(f, " in {}", places.join("|"))?;
        }
        if let Some(since) = self.since {
            write!(f, " since {since}")?;
        }
        if let Some(until) = self.until {
            write!(f, " until {until}")?;
        }
        if let Some(day) = self.as_of {
            write!(f, " as-of {day}")?;
        }
        match self.statuses.as_slice() {
            [] => {}
            all if all == Status::ALL => write!(f, " status any")?,
            some => write!(f, " status {}", list(some))?,
        }
        self.sources.map_or(Ok(()), |sources| write!(f, " sources {sources}"))
    }
}

fn list<T: Display>(items: &[T]) -> String {
    items.iter().map(T::to_string).collect::<Vec<_>>().join("|")
}

fn word(id: &str) -> String {
    if is_plain(id) { id.to_owned() } else { quoted(id) }
}
