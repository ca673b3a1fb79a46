//! Columns: what a table holds of the things in its rows, written down once for its header and its cells.

use std::borrow::Cow;
use std::fmt;

use jiff::civil::Date;

use crate::date::PartialDate;

/// A column of a table whose rows are `T`s.
pub(super) struct Column<T> {
    pub(super) name: &'static str,
    /// Cypher tells it by the values.
    #[cfg_attr(not(any(feature = "exports", feature = "sqlite")), allow(dead_code))]
    pub(super) kind: Kind,
    pub(super) value: fn(&T) -> Value<'_>,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Texts,
    Count,
    Share,
    Day,
}

/// What a cell holds.
#[derive(Clone, Debug)]
pub(super) enum Value<'a> {
    Nothing,
    Text(Cow<'a, str>),
    Texts(Vec<Cow<'a, str>>),
    Count(u64),
    Share(f32),
    Day(Date),
}

/// A column of texts.
pub(super) const fn text<T>(name: &'static str, value: fn(&T) -> Value<'_>) -> Column<T> {
    Column { name, kind: Kind::Text, value }
}

/// A column of lists of texts.
pub(super) const fn texts<T>(name: &'static str, value: fn(&T) -> Value<'_>) -> Column<T> {
    Column { name, kind: Kind::Texts, value }
}

/// A column of whole numbers from 0.
pub(super) const fn count<T>(name: &'static str, value: fn(&T) -> Value<'_>) -> Column<T> {
    Column { name, kind: Kind::Count, value }
}

/// A column of numbers from 0 to 1.
pub(super) const fn share<T>(name: &'static str, value: fn(&T) -> Value<'_>) -> Column<T> {
    Column { name, kind: Kind::Share, value }
}

/// A column of days.
pub(super) const fn day<T>(name: &'static str, value: fn(&T) -> Value<'_>) -> Column<T> {
    Column { name, kind: Kind::Day, value }
}

impl<'a> Value<'a> {
    /// Texts, borrowed.
    pub(super) fn of_all<S: AsRef<str> + 'a>(all: impl IntoIterator<Item = &'a S>) -> Value<'a> {
        Value::Texts(all.into_iter().map(|text| Cow::Borrowed(text.as_ref())).collect())
    }

    /// What prints.
    pub(super) fn printed(it: impl fmt::Display) -> Value<'static> {
        Value::Text(it.to_string().into())
    }

    /// The number of something.
    pub(super) fn number(number: usize) -> Value<'static> {
        Value::Count(number as u64)
    }

    /// A date when it is a day.
    pub(super) fn day_of(date: Option<PartialDate>) -> Value<'static> {
        match date {
            Some(PartialDate::Day(day)) => Value::Day(day),
            _ => Value::Nothing,
        }
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Value<'a> {
        Value::Text(text.into())
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Value::Text(text.into())
    }
}

impl<'a, S: AsRef<str>> From<Option<&'a S>> for Value<'a> {
    fn from(text: Option<&'a S>) -> Value<'a> {
        text.map_or(Value::Nothing, |text| Value::Text(text.as_ref().into()))
    }
}

impl From<Option<u32>> for Value<'_> {
    fn from(number: Option<u32>) -> Self {
        number.map_or(Value::Nothing, |number| Value::Count(number.into()))
    }
}

impl From<Option<Date>> for Value<'_> {
    fn from(day: Option<Date>) -> Self {
        day.map_or(Value::Nothing, Value::Day)
    }
}

impl From<Option<PartialDate>> for Value<'_> {
    fn from(date: Option<PartialDate>) -> Self {
        date.map_or(Value::Nothing, Value::printed)
    }
}

/// How exact a date is, in a word.
pub(super) const fn precision(date: PartialDate) -> &'static str {
    match date {
        PartialDate::Day(_) => "day",
        PartialDate::Month(..) => "month",
        PartialDate::Year(_) => "year",
    }
}
