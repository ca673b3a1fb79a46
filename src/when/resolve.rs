//! From what a phrase says to days, months and years, seen from the day of publication.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use super::calendar::Written;
use crate::date::PartialDate;

/// A date or a span of dates.
pub(super) type Dates = (PartialDate, Option<PartialDate>);

/// A length of time: days or months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Days(i64),
    Months(i64),
}

/// Which of a row: the last, this, the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    Last,
    This,
    Next,
}

impl Which {
    pub(super) fn of(figure: i64) -> Which {
        match figure {
            ..=-1 => Which::Last,
            0 => Which::This,
            1.. => Which::Next,
        }
    }

    fn sign(self) -> i64 {
        match self {
            Which::Last => -1,
            Which::This => 0,
            Which::Next => 1,
        }
    }
}

/// What a phrase says, before it is held against the day of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// A written date; `which` of its month ("last December") or of its year ("March last year").
    Date { written: Written, which: Option<Which>, of_year: Option<Which> },
    /// A year.
    Year(i16),
    /// A weekday, perhaps with the day of the month ("Sunday (28)"), perhaps of another week.
    Weekday { weekday: Weekday, day: Option<i8>, which: Option<Which>, of_week: Option<Which> },
    /// Three months from this one.
    Season { month: i8, year: Option<i16>, which: Option<Which> },
    /// "last week", "this year".
    Period { unit: Unit, which: Which },
    /// "in the past three days".
    Past { unit: Unit, count: i64 },
    /// "the fourth of this month"; alone, "on the 17th", of the month that the text was just speaking of.
    DayOfMonth { day: i8, which: Option<Which> },
    /// "that month", "that year"; with a month, "that summer" of three months, "that July", "July of that year"; and, `on`
    /// by one, "the following month", "the following July".
    Same { month: Option<i8>, unit: Unit, on: i64 },
    /// "two weeks ago", "yesterday"; `context` when not counted from the day of publication.
    Shift { unit: Unit, count: i64, context: bool },
    /// "ten years ago today", or with `month` "ten years ago this week".
    Anniversary { unit: Unit, count: i64, month: bool },
}

/// The dates meant; `None` when they need an anchor and there is none, or when there is no such day.
pub(super) fn resolve(said: Said, anchor: Option<Date>) -> Option<Dates> {
    let (date, until) = unchecked(said, anchor)?;
    exists(date).then(|| (date, until.filter(|until| exists(*until))))
}

/// Whether the calendar holds the date; years are counted on from anchors at its very ends.
fn exists(date: PartialDate) -> bool {
    match date {
        PartialDate::Year(year) => Date::new(year, 1, 1).is_ok(),
        PartialDate::Month(year, month) => Date::new(year, month, 1).is_ok(),
        PartialDate::Day(_) => true,
    }
}

fn unchecked(said: Said, anchor: Option<Date>) -> Option<Dates> {
    match said {
        Said::Date { written, which, of_year } => date(written, which, of_year, anchor),
        Said::Year(year) => Some((PartialDate::Year(year), None)),
        Said::Weekday { weekday, day, which, of_week } => {
            weekday_near(weekday, day, which, of_week, anchor?).map(|day| (PartialDate::Day(day), None))
        }
        Said::Season { month, year, which } => season(month, year, which, anchor),
        Said::Period { unit, which } => period(unit, which, anchor?),
        // "in the last decade" begins on no day.
        Said::Past { unit, count } => shifted(unit, -count, anchor?).map(|(date, _)| (date, anchor.map(PartialDate::Day))),
        Said::Shift { unit, count, .. } => shifted(unit, count, anchor?),
        Said::Anniversary { unit, count, month } => {
            let day = shift(anchor?, unit, -count)?;
            let date = if month { PartialDate::Month(day.year(), day.month()) } else { PartialDate::Day(day) };
            Some((date, None))
        }
        Said::DayOfMonth { day, which } => {
            let anchor = anchor?;
            let months = which.map_or(0..=12, |which| -which.sign()..=-which.sign());
            let on = |back: i64| shift(anchor.first_of_month(), Unit::Months(1), -back)?.with().day(day).build().ok();
            months.filter_map(on).find(|on| which.is_some() || *on <= anchor).map(|on| (PartialDate::Day(on), None))
        }
        Said::Same { month, unit, on } => same(month, unit, on, anchor?),
    }
}

/// A phrase that counts from what the text was just speaking of, seen from a day of that.
pub(super) fn resolve_beside(said: Said, day: Date) -> Option<Dates> {
    let Said::DayOfMonth { day: number, which: None } = said else { return resolve(said, Some(day)) };
    let on = |months: i64| shift(day.first_of_month(), Unit::Months(1), months)?.with().day(number).build().ok();
    // "On the 7th of September …, then on the 24th": the nearest, and rather on than back.
    let far = |on: &Date| {
        on.since(day).map_or(i32::MAX, |span| if span.get_days() < 0 { -2 * span.get_days() } else { span.get_days() })
    };
    [0, 1, -1].into_iter().filter_map(on).min_by_key(far).map(|on| (PartialDate::Day(on), None))
}

/// The season, month or year of a day, or the one `on` from it.
fn same(month: Option<i8>, unit: Unit, on: i64, day: Date) -> Option<Dates> {
    if let Some(month) = month {
        // "the following July" may be of the same year.
        let over = unit == Unit::Months(12) || month <= day.month();
        let year = day.year() + i16::try_from(on).ok().filter(|_| over).unwrap_or(0);
        return match unit {
            Unit::Months(3) => season(month, Some(year), None, None),
            _ => Some((PartialDate::Month(year, month), None)),
        };
    }
    let day = shift(if unit == Unit::Months(1) { day.first_of_month() } else { day }, unit, on)?;
    Some(match unit {
        Unit::Months(12) => (PartialDate::Year(day.year()), None),
        _ => (PartialDate::Month(day.year(), day.month()), None),
    })
}

/// `count` units from `from`; fewer than two weeks keep the day, fewer than two years the month.
pub(super) fn shifted(unit: Unit, count: i64, from: Date) -> Option<Dates> {
    let day = shift(from, unit, count)?;
    let date = match unit {
        Unit::Days(length) if length < 7 || (length * count).abs() < 14 => PartialDate::Day(day),
        Unit::Days(_) => PartialDate::Month(day.year(), day.month()),
        Unit::Months(length) if length < 12 => PartialDate::Month(day.year(), day.month()),
        Unit::Months(_) => PartialDate::Year(day.year()),
    };
    Some((date, None))
}

fn shift(from: Date, unit: Unit, count: i64) -> Option<Date> {
    let span = match unit {
        Unit::Days(length) => Span::new().try_days(length.checked_mul(count)?),
        Unit::Months(length) => Span::new().try_months(length.checked_mul(count)?),
    };
    from.checked_add(span.ok()?).ok()
}

/// A written date; a missing year is that of the nearest past, a day of grace for clocks elsewhere.
fn date(written: Written, which: Option<Which>, of_year: Option<Which>, anchor: Option<Date>) -> Option<Dates> {
    let Written { weekday, month, .. } = written;
    let year = match (written.year, of_year, which) {
        (Some(year), _, _) => Some(year),
        (None, Some(of_year), _) => Some(i16::try_from(i64::from(anchor?.year()) + of_year.sign()).ok()?),
        (None, None, Some(Which::This)) => Some(anchor?.year()),
        _ => None,
    };
    let Some(first) = written.day else {
        let year = match year {
            Some(year) => year,
            None => year_of_month(month, which, anchor?),
        };
        return Some((PartialDate::Month(year, month), None));
    };
    let year = match year {
        Some(year) => year,
        None => {
            let limit = anchor?.tomorrow().ok()?;
            let past = || (0..9).filter_map(|back| Date::new(limit.year() - back, month, first).ok()).filter(|day| *day <= limit);
            let fitting = past().find(|day| weekday.is_some_and(|weekday| day.weekday() == weekday));
            fitting.or_else(|| past().next())?.year()
        }
    };
    let day = PartialDate::Day(Date::new(year, month, first).ok()?);
    let last = written.last.and_then(|last| Date::new(year, month, last).ok()).map(PartialDate::Day);
    Some((day, last))
}

fn year_of_month(month: i8, which: Option<Which>, anchor: Date) -> i16 {
    let this = anchor.year();
    match which {
        Some(Which::Next) => this + i16::from(month <= anchor.month()),
        Some(Which::Last) => this - i16::from(month >= anchor.month()),
        _ => this - i16::from(month > anchor.month()),
    }
}

/// The weekday before the anchor or on it. A day of the month must fit the weekday to be believed.
fn weekday_near(weekday: Weekday, day: Option<i8>, which: Option<Which>, of_week: Option<Which>, anchor: Date) -> Option<Date> {
    if let Some(week) = of_week {
        let monday = monday_of(anchor, week)?;
        return monday.checked_add(i64::from(weekday.to_monday_zero_offset()).days()).ok();
    }
    let back = i64::from(anchor.weekday().since(weekday));
    let last = anchor.checked_sub(back.days()).ok()?;
    if let Some(number) = day {
        let weeks = [0, -1, -2, -3, -4, 1, -5, -6, -7, -8];
        let fitting = weeks.iter().filter_map(|week| shift(last, Unit::Days(7), *week)).find(|day| day.day() == number);
        if fitting.is_some() {
            return fitting;
        }
    }
    match which {
        Some(Which::Last) if back == 0 => shift(last, Unit::Days(7), -1),
        Some(Which::Next) => shift(last, Unit::Days(7), 1),
        _ => Some(last),
    }
}

fn monday_of(anchor: Date, week: Which) -> Option<Date> {
    let monday = anchor.checked_sub(i64::from(anchor.weekday().to_monday_zero_offset()).days()).ok()?;
    shift(monday, Unit::Days(7), week.sign())
}

fn season(month: i8, year: Option<i16>, which: Option<Which>, anchor: Option<Date>) -> Option<Dates> {
    let year = match (year, which) {
        (Some(year), _) => year,
        (None, Some(Which::This)) => anchor?.year(),
        (None, Some(Which::Next)) => year_of_month(month, Some(Which::Next), anchor?),
        (None, _) => {
            // The last summer that is over.
            let anchor = anchor?;
            let over = shift(anchor, Unit::Months(1), -3)?;
            over.year() - i16::from(month > over.month())
        }
    };
    let end = shift(Date::new(year, month, 1).ok()?, Unit::Months(1), 2)?;
    Some((PartialDate::Month(year, month), Some(PartialDate::Month(end.year(), end.month()))))
}

fn period(unit: Unit, which: Which, anchor: Date) -> Option<Dates> {
    let month_of = |day: Date| PartialDate::Month(day.year(), day.month());
    Some(match unit {
        Unit::Days(length) if length < 7 => (PartialDate::Day(shift(anchor, Unit::Days(1), which.sign())?), None),
        // A week is told no closer than its month, but this week begins on a day and ends today.
        Unit::Days(_) => {
            let first = monday_of(anchor, which)?;
            let last = shift(first, Unit::Days(1), 6)?;
            match which {
                Which::This => (PartialDate::Day(first), Some(PartialDate::Day(anchor))),
                _ if first.month() == last.month() => (month_of(first), None),
                _ => (month_of(first), Some(month_of(last))),
            }
        }
        Unit::Months(length) if length < 12 => (month_of(shift(anchor.first_of_month(), unit, which.sign())?), None),
        Unit::Months(_) => (PartialDate::Year(shift(anchor.first_of_year(), unit, which.sign())?.year()), None),
    })
}
