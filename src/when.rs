//! Dates in English news prose: "on Tuesday", "Jan. 23", "late last year", "two weeks ago".
//!
//! News tells of the past: a weekday or a day without year is the last such day up to the day of publication, the
//! *anchor*. Without an anchor only what is written in full is found. All words come from the ontology.
//!
//! ```
//! use reprisal::{Ontology, when::DateReader};
//!
//! let dates = DateReader::new(Ontology::builtin()?);
//! let anchor = "2024-01-24".parse().ok();
//! let found = dates.find("Jets hit the depot late on Tuesday.", anchor);
//! assert_eq!(found[0].date.to_string(), "2024-01-23");
//! # Ok::<(), reprisal::ontology::OntologyError>(())
//! ```

pub(crate) mod calendar;
mod phrase;
mod resolve;
pub(crate) mod scan;
mod words;

use std::ops::Range;

use jiff::civil::Date;

use crate::date::PartialDate;
use resolve::{Said, Unit, resolve_beside};

pub use phrase::DateReader;

/// A date that a sentence gives.
///
/// ```
/// use reprisal::{Ontology, when::DateReader};
///
/// let dates = DateReader::new(Ontology::builtin()?);
/// let found = dates.find("Three days earlier, the post had been shelled.", "2024-01-24".parse().ok());
/// assert!(found[0].relative_to_context);
/// assert_eq!(found[0].counted_from("2024-01-10".parse().unwrap()).date.to_string(), "2024-01-07");
/// # Ok::<(), reprisal::ontology::OntologyError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// The day, month or year, as exact as the phrase; the first of a span.
    pub date: PartialDate,
    /// The last day of a span.
    pub until: Option<PartialDate>,
    /// Bytes of the phrase in the sentence, with its preposition.
    pub span: Range<usize>,
    /// How the phrase hangs in the sentence.
    pub lead: Lead,
    /// Whether the phrase counts from what the text was just speaking of ("three days earlier"). Then [`When::date`]
    /// counts from the anchor for want of better, and [`When::counted_from`] gives the day meant.
    pub relative_to_context: bool,
    /// Whether what it counts from follows: "a day after the raid", "hours before troops came".
    pub bridges: bool,
    said: Said,
}

/// How a date phrase hangs in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Lead {
    /// It dates the deed: "on Tuesday", "in 2019".
    At,
    /// The deed lasts from then on: "since late 2019".
    Since,
    /// The deed lasts up to then: "until May".
    Until,
    /// It names a thing and need not date the deed: "the 2015 deal", "the October 7 attack".
    Noun,
}

impl When {
    /// The same phrase counted from another day: for "two days later" the day of the incident told before it.
    #[must_use]
    pub fn counted_from(&self, day: Date) -> When {
        match resolve_beside(self.said, day) {
            Some((date, until)) => When { date, until, ..self.clone() },
            None => self.clone(),
        }
    }

    /// Whether the phrase goes on from a day, not from a month: "the same evening", "the next day".
    pub(crate) fn is_of_the_day(&self) -> bool {
        matches!(self.said, Said::Shift { unit: Unit::Days(1), count: -1..=1, .. })
    }

    /// "on the 26th of that month": the day of the month that begins on `first`.
    pub(crate) fn in_month(&self, first: Date) -> Option<When> {
        let Said::DayOfMonth { day, which: None } = self.said else { return None };
        let date = PartialDate::Day(first.with().day(day).build().ok()?);
        Some(When { date, until: None, ..self.clone() })
    }

    /// The day that a phrase like "a day after" counts from, given the day that it leads to.
    pub(crate) fn counted_back(&self, day: Date) -> Option<PartialDate> {
        let Said::Shift { unit, count, .. } = self.said else { return None };
        resolve::shifted(unit, -count, day).map(|(date, _)| date)
    }

    /// A day without its year, as if it were told about that day: of the year that brings it nearest.
    pub(crate) fn in_year_of(&self, day: Date) -> Option<When> {
        let Said::Date { written, which: None, of_year: None } = self.said else { return None };
        let near = |year: i16| {
            let date = PartialDate::Day(Date::new(year, written.month, written.day?).ok()?);
            Some((date.first_day().since(day).ok()?.get_days().abs(), date))
        };
        let (_, date) = (day.year() - 1..=day.year() + 1).filter_map(near).min_by_key(|(far, _)| *far)?;
        (written.year.is_none() && self.until.is_none()).then(|| When { date, ..self.clone() })
    }

    /// A day or month without its year, of this year.
    pub(crate) fn in_year(&self, year: i16) -> Option<When> {
        let Said::Date { written, which: None, of_year: None } = self.said else { return None };
        let moved = |date: PartialDate| match date {
            PartialDate::Day(day) => Date::new(year, day.month(), day.day()).ok().map(PartialDate::Day),
            PartialDate::Month(_, month) => Some(PartialDate::Month(year, month)),
            PartialDate::Year(_) => None,
        };
        let until = match self.until {
            Some(until) => Some(moved(until)?),
            None => None,
        };
        let date = moved(self.date).filter(|_| written.year.is_none())?;
        Some(When { date, until, ..self.clone() })
    }

    /// The first day of a date that is written with its year, and its month at least.
    pub(crate) fn era(&self) -> Option<Date> {
        if let Said::Anniversary { .. } = self.said {
            return Some(self.date.first_day());
        }
        let Said::Date { written, which: None, of_year: None } = self.said else { return None };
        written.year.map(|_| self.date.first_day())
    }

    /// Whether the phrase is a date as calendars write it, which at most lacks its year.
    pub(crate) fn is_written(&self) -> bool {
        matches!(self.said, Said::Date { which: None, of_year: None, .. } | Said::Year(_) | Said::Season { year: Some(_), .. })
    }
}
