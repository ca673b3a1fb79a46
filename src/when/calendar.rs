//! The calendar words of the ontology, and the absolute dates written with them.

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use jiff::civil::{Date, Weekday};

use super::scan::Token;
use super::words::Words;
use crate::ontology::{Ontology, WordClass};

/// Month names, weekday names and number words, compiled for look-up.
#[derive(Clone, Debug, Default)]
pub(crate) struct Calendar {
    /// Month by name in lower case.
    months: HashMap<String, i8>,
    /// Weekday by name in lower case, and whether the name is written in full.
    weekdays: HashMap<String, (Weekday, bool)>,
    /// Value by number word.
    numbers: HashMap<String, i64>,
    /// The first words of those.
    number_starts: HashSet<String>,
    /// "st", "nd", …
    ordinals: Vec<String>,
    /// Day of the month by "seventh", "twenty-fourth".
    ordinal_words: Words<i8>,
    /// "to", "until", …
    joins: Vec<String>,
    /// "on", "of", …
    leads: Vec<String>,
}

/// A date as written: some parts may be missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Written {
    pub(crate) weekday: Option<Weekday>,
    pub(crate) year: Option<i16>,
    pub(crate) month: i8,
    pub(crate) day: Option<i8>,
    /// The last day of "12 to 13 January".
    pub(crate) last: Option<i8>,
}

impl Written {
    /// The day, if nothing is missing and it is no span.
    pub(crate) fn full(self) -> Option<Date> {
        if self.last.is_some() {
            return None;
        }
        Date::new(self.year?, self.month, self.day?).ok()
    }
}

/// Splits "1/January/Jan" into the figure and the forms; `None` when the figure is missing.
pub(crate) fn figure_and_forms(word: &str) -> Option<(i64, impl Iterator<Item = String>)> {
    let (figure, forms) = word.split_once('/')?;
    Some((figure.trim().parse().ok()?, forms.split('/').map(|form| form.trim().to_lowercase())))
}

fn first_word(words: &str) -> &str {
    words.split(' ').next().unwrap_or_default()
}

impl Calendar {
    /// Compiles the calendar words of an ontology.
    pub(crate) fn new(ontology: &Ontology) -> Calendar {
        let mut calendar = Calendar::default();
        for (figure, forms) in ontology.words_of(WordClass::Month).filter_map(figure_and_forms) {
            if let Some(month) = i8::try_from(figure).ok().filter(|month| (1..=12).contains(month)) {
                calendar.months.extend(forms.map(|form| (form, month)));
            }
        }
        for (figure, forms) in ontology.words_of(WordClass::Weekday).filter_map(figure_and_forms) {
            if let Some(weekday) = i8::try_from(figure).ok().and_then(|n| Weekday::from_monday_one_offset(n).ok()) {
                calendar.weekdays.extend(forms.enumerate().map(|(at, form)| (form, (weekday, at == 0))));
            }
        }
        for (figure, forms) in ontology.words_of(WordClass::Number).filter_map(figure_and_forms) {
            calendar.numbers.extend(forms.map(|form| (form, figure)));
        }
        calendar.ordinal_words =
            Words::with_figures(ontology, WordClass::Ordinal, |figure| figure.parse().ok().filter(|day| (1..=31).contains(day)));
        calendar.number_starts = calendar.numbers.keys().map(|number| first_word(number).to_owned()).collect();
        let lowered = |class| ontology.words_of(class).map(str::to_lowercase).collect();
        calendar.ordinals = lowered(WordClass::OrdinalSuffix);
        calendar.joins = lowered(WordClass::RangeJoin);
        calendar.leads = lowered(WordClass::DateLead);
        calendar
    }

    /// The words that months, weekdays and numbers begin with.
    pub(super) fn openers(&self) -> impl Iterator<Item = &String> {
        self.months.keys().chain(self.weekdays.keys()).chain(&self.number_starts).chain(self.ordinal_words.openers())
    }

    /// The month named by a token, which must be capitalised ("may" is a verb).
    pub(crate) fn month(&self, token: &Token<'_>) -> Option<i8> {
        if token.is_capitalised() { self.months.get(&*token.lower).copied() } else { None }
    }

    /// The weekday named by a token, and whether it is written in full.
    pub(crate) fn weekday(&self, token: &Token<'_>) -> Option<(Weekday, bool)> {
        if token.is_capitalised() { self.weekdays.get(&*token.lower).copied() } else { None }
    }

    /// A count in figures or in words of one to three tokens ("a couple of"), and the index after it.
    pub(crate) fn count(&self, tokens: &[Token<'_>], at: usize) -> Option<(i64, usize)> {
        if let Some(number) = tokens.get(at)?.number {
            return Some((number, at + 1));
        }
        if !self.number_starts.contains(&*tokens.get(at)?.lower) {
            return None;
        }
        (1..=3).rev().find_map(|len| {
            let words: Vec<&str> = tokens.get(at..at + len)?.iter().map(|token| &*token.lower).collect();
            self.numbers.get(&words.join(" ")).map(|&value| (value, at + len))
        })
    }

    /// A day of the month as an ordinal, "7th" or "seventh", and the index after it.
    pub(crate) fn ordinal(&self, tokens: &[Token<'_>], at: usize) -> Option<(i8, usize)> {
        let figure = || self.day_of_month(tokens, at).filter(|(_, next)| *next == at + 2);
        self.ordinal_words.at(tokens, at).or_else(figure)
    }

    /// A day of the month, "7" or "7th", and the index after it.
    pub(crate) fn day_of_month(&self, tokens: &[Token<'_>], at: usize) -> Option<(i8, usize)> {
        let token = tokens.get(at)?;
        let day =
            token.number.and_then(|n| i8::try_from(n).ok()).filter(|day| (1..=31).contains(day) && token.text.len() <= 2)?;
        match tokens.get(at + 1) {
            Some(next) if next.start == token.end && self.ordinals.iter().any(|word| *word == next.lower) => Some((day, at + 2)),
            // "15.5", "10:30", "30km"
            Some(next) if next.start == token.end && (next.is(":") || next.is_word() || next.is("%")) => None,
            _ => Some((day, at + 1)),
        }
    }

    /// A year of four digits, and the index after it.
    pub(crate) fn year(&self, tokens: &[Token<'_>], at: usize) -> Option<(i16, usize)> {
        let token = tokens.get(at)?;
        let year = token.number.and_then(|n| i16::try_from(n).ok()).filter(|year| (1900..=2100).contains(year))?;
        (token.text.len() == 4).then_some((year, at + 1))
    }

    /// The date written at a token, and the index after it. A month alone is a date too.
    pub(crate) fn date_at(&self, tokens: &[Token<'_>], at: usize) -> Option<(Written, usize)> {
        let (weekday, next) = match self.weekday(tokens.get(at)?) {
            Some((weekday, _)) => (Some(weekday), skip_marks(tokens, at + 1, &[".", ","])),
            None => (None, at),
        };
        let found = self
            .numeric(tokens, next, weekday)
            .or_else(|| self.day_first(tokens, next))
            .or_else(|| self.month_first(tokens, next));
        found.map(|(written, next)| (Written { weekday, ..written }, next))
    }

    /// "23 January 2024", "12 to 13 January", "15 Aug, 2019", "7th of October".
    fn day_first(&self, tokens: &[Token<'_>], at: usize) -> Option<(Written, usize)> {
        let (first, next) = self.day_of_month(tokens, at).or_else(|| self.ordinal(tokens, at))?;
        let (day, last, next) = match self.joined_day(tokens, next) {
            Some((last, after)) if last > first => (first, Some(last), after),
            _ => (first, None, next),
        };
        // "the 7th of October", but not "killed 7 in October"
        let ordinal = next > at + 1 || tokens[at].is_word();
        let next = if ordinal
            && last.is_none()
            && tokens.get(next).is_some_and(|token| self.leads.iter().any(|word| *word == token.lower))
        {
            next + 1
        } else {
            next
        };
        let month = self.month(tokens.get(next)?)?;
        let next = skip_marks(tokens, next + 1, &["."]);
        let (year, next) = self.year_after(tokens, next);
        Some((Written { weekday: None, year, month, day: Some(day), last }, next))
    }

    /// "January 23, 2024", "Jan. 23", "October 7th", "January, 06, 2024", "November 11-13, 2018", "January 2020", "January".
    fn month_first(&self, tokens: &[Token<'_>], at: usize) -> Option<(Written, usize)> {
        let month = self.month(tokens.get(at)?)?;
        let mut next = skip_marks(tokens, at + 1, &["."]);
        // An abbreviation's full stop belongs to the date only when the date goes on.
        if next > at + 1 && tokens.get(next).is_none_or(|token| token.number.is_none()) {
            next = at + 1;
        }
        let comma = skip_marks(tokens, next, &[","]);
        let day_at = if comma > next && self.month_with_comma(tokens, comma) { comma } else { next };
        if let Some((day, after)) = self.day_of_month(tokens, day_at) {
            let (last, after) = match self.joined_day(tokens, after) {
                Some((last, after)) if last > day && self.month_after(tokens, after).is_none() => (Some(last), after),
                _ => (None, after),
            };
            let (year, after) = self.year_after(tokens, after);
            return Some((Written { weekday: None, year, month, day: Some(day), last }, after));
        }
        let (year, next) = self.year_after(tokens, next);
        Some((Written { weekday: None, year, month, day: None, last: None }, next))
    }

    /// Whether "06, 2024" stands here, as in "January, 06, 2024".
    fn month_with_comma(&self, tokens: &[Token<'_>], at: usize) -> bool {
        self.day_of_month(tokens, at).is_some_and(|(_, next)| self.year_after(tokens, next).0.is_some())
    }

    fn month_after(&self, tokens: &[Token<'_>], at: usize) -> Option<i8> {
        self.month(tokens.get(at)?)
    }

    /// The second day of "12-13", "12 to 13", "12 and 13".
    fn joined_day(&self, tokens: &[Token<'_>], at: usize) -> Option<(i8, usize)> {
        let joiner = tokens.get(at)?;
        if !self.joins_range(joiner) {
            return None;
        }
        self.day_of_month(tokens, at + 1)
    }

    /// Whether the token stands between the ends of a span: a dash or "to".
    pub(crate) fn joins_range(&self, token: &Token<'_>) -> bool {
        ["-", "–", "—", "/"].contains(&token.text) || self.joins.iter().any(|word| *word == token.lower)
    }

    /// A year with or without a comma before it.
    fn year_after(&self, tokens: &[Token<'_>], at: usize) -> (Option<i16>, usize) {
        let next = skip_marks(tokens, at, &[","]);
        match self.year(tokens, next) {
            Some((year, next)) => (Some(year), next),
            None => (None, at),
        }
    }

    /// "2024-01-31", "2024/01/31", "25/08/2020", "28-09-2022", "15.09.2019", "12.30.23".
    ///
    /// A weekday beside it decides between day and month; else a number above 12 does; else slashes and years of two
    /// digits put the month first, dashes and dots with a full year the day.
    fn numeric(&self, tokens: &[Token<'_>], at: usize, weekday: Option<Weekday>) -> Option<(Written, usize)> {
        let [a, s, b, t, c] = tokens.get(at..at + 5)? else { return None };
        let glued = a.end == s.start && s.end == b.start && b.end == t.start && t.end == c.start;
        if !glued || s.text != t.text || !["-", "/", "."].contains(&s.text) {
            return None;
        }
        let numbers = [a.number?, b.number?, c.number?].map(|n| i16::try_from(n).ok());
        let [Some(x), Some(y), Some(z)] = numbers else { return None };
        let lens = [a.text.len(), b.text.len(), c.text.len()];
        let date = |year: i16, month: i16, day: i16| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
        let found = match lens {
            [4, 1..=2, 1..=2] => date(x, y, z)?,
            [1..=2, 1..=2, 4 | 2] => {
                let year = if lens[2] == 4 { z } else { 2000 + z };
                let (month_first, day_first) = (date(year, x, y), date(year, y, x));
                let fits = |date: Option<Date>| date.filter(|date| weekday.is_none_or(|weekday| date.weekday() == weekday));
                let us_style = s.is("/") || lens[2] == 2;
                let (first, second) = if us_style { (month_first, day_first) } else { (day_first, month_first) };
                fits(first).or(fits(second)).or(first).or(second)?
            }
            _ => return None,
        };
        Some((
            Written { weekday: None, year: Some(found.year()), month: found.month(), day: Some(found.day()), last: None },
            at + 5,
        ))
    }
}

/// The index after at most one of these marks.
fn skip_marks(tokens: &[Token<'_>], at: usize, marks: &[&str]) -> usize {
    if tokens.get(at).is_some_and(|token| marks.contains(&token.text)) { at + 1 } else { at }
}
