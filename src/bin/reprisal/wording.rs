//! Words that cells of several commands share.

use reprisal::Status;
use reprisal::graph::Standing;
use reprisal::investigate::Deed;
use reprisal::query::ActorName;

use crate::table::{Cell, Tint};

/// Actors as a list; "unknown" when there are none.
pub fn actors(actors: &[ActorName]) -> String {
    match actors {
        [] => "unknown".to_owned(),
        _ => actors.iter().map(|actor| actor.name.as_str()).collect::<Vec<_>>().join(", "),
    }
}

/// "1 incident", "2 incidents".
pub fn counted(number: usize, one: &str) -> String {
    format!("{number} {one}{}", if number == 1 { "" } else { "s" })
}

/// When a deed happened.
pub fn when(deed: &Deed) -> Cell {
    match deed.when() {
        when if when.is_empty() => Cell { text: "undated".to_owned(), tint: Tint::Faint },
        when => when.into(),
    }
}

/// A deed in words, for tables that have a column for the date.
pub fn what(deed: &Deed) -> &str {
    deed.described.strip_suffix(&format!(", {}", deed.when())).unwrap_or(&deed.described)
}

/// A status, to be seen where it is doubtful.
pub fn status(status: Status) -> Cell {
    let tint = match status {
        Status::Contested | Status::Threatened => Tint::Doubt,
        Status::Denied | Status::Retracted => Tint::Against,
        _ => Tint::Plain,
    };
    Cell { text: status.to_string(), tint }
}

/// A number; blank when there is none.
pub fn number(number: Option<u32>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

/// What the ontology says.
pub fn standing(fact: &Standing) -> String {
    let time = match (fact.since, fact.until) {
        (Some(since), Some(until)) => format!(", {since} … {until}"),
        (Some(since), None) => format!(", since {since}"),
        (None, Some(until)) => format!(", until {until}"),
        (None, None) => String::new(),
    };
    let role = fact.role.as_ref().map(|role| format!(": {role}")).unwrap_or_default();
    format!("the ontology{role}{time}")
}
