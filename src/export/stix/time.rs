//! Moments as STIX writes them.

use std::fmt;

use jiff::civil::{Date, date};
use serde::{Serialize, Serializer};

use crate::date::PartialDate;

/// The beginning or the end of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stamp {
    day: Date,
    end: bool,
}

impl Stamp {
    /// What stands for a day that nobody knows.
    pub(super) const FIRST: Stamp = Stamp { day: date(2020, 1, 1), end: false };

    /// The beginning of a day; STIX has years of four digits.
    pub(super) fn of(day: Date) -> Option<Stamp> {
        (day.year() >= 1).then_some(Stamp { day, end: false })
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{}", self.day, if self.end { "23:59:59.999Z" } else { "00:00:00.000Z" })
    }
}

impl Serialize for Stamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// From when to when.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Span {
    pub(super) start: Option<Stamp>,
    pub(super) stop: Option<Stamp>,
}

impl Span {
    /// The days of a date, or of a span; one that ends before it begins has no end.
    pub(super) fn of(from: Option<PartialDate>, until: Option<PartialDate>) -> Span {
        let start = from.and_then(|date| Stamp::of(date.first_day()));
        let stop = until.or(from).and_then(|date| Stamp::of(date.last_day())).map(|stop| Stamp { end: true, ..stop });
        Span { start, stop: stop.filter(|stop| start.is_none_or(|start| start < *stop)) }
    }
}
