//! Finds date phrases in the tokens of a sentence.

use jiff::civil::{Date, Weekday};
use rustc_hash::FxHashSet;

use super::calendar::{Calendar, Written};
use super::resolve::{Said, Unit, Which, resolve};
use super::scan::{Token, scan};
use super::words::Words;
use super::{Lead, When};
use crate::ontology::{Ontology, WordClass};

/// Finds date phrases; compiled once from the words of an ontology.
///
/// ```
/// use reprisal::{Ontology, when::DateReader};
///
/// let dates = DateReader::new(Ontology::builtin()?);
/// let found = dates.find("The town fell in March 2021.", None);
/// assert_eq!(found[0].date.to_string(), "2021-03");
/// # Ok::<(), reprisal::ontology::OntologyError>(())
/// ```
#[derive(Clone, Debug)]
pub struct DateReader {
    calendar: Calendar,
    seasons: Words<i8>,
    weekends: Words<i8>,
    holidays: Words<(i8, i8)>,
    units: Words<Unit>,
    relative_days: Words<i64>,
    context_days: Words<i64>,
    which: Words<i64>,
    offsets: Words<i64>,
    ago: Words<()>,
    bridge: Words<()>,
    vague: Words<()>,
    day_parts: Words<()>,
    parts_of_period: Words<()>,
    same_period: Words<i64>,
    leads: Words<()>,
    determiners: Words<()>,
    since: Words<()>,
    until: Words<()>,
    range_open: Words<()>,
    /// What the core of a phrase begins with, but for figures: most words begin none.
    openers: FxHashSet<String>,
}

/// Things are counted so far in words, "the third", before a day of the month is more likely.
const FEW: i8 = 4;

/// A phrase as found: what it says, where its core stands, and what leads to it.
struct Found {
    said: Said,
    /// Index of the first token of the phrase.
    first: usize,
    /// Index of the first token of its core.
    core: usize,
    /// Index after its last token.
    next: usize,
    lead: Lead,
    /// "between" or "from" stands before it.
    opens_range: bool,
    /// The other end of a span.
    end: Option<Said>,
}

impl DateReader {
    /// Compiles the date words of an ontology.
    #[must_use]
    pub fn new(ontology: &Ontology) -> DateReader {
        let plain = |class| Words::plain(ontology, class);
        let figures = |class| Words::with_figures(ontology, class, |figure| figure.parse().ok());
        let mut reader = DateReader {
            calendar: Calendar::new(ontology),
            seasons: Words::with_figures(ontology, WordClass::Season, |figure| {
                figure.parse().ok().filter(|month| (1..=12).contains(month))
            }),
            weekends: Words::with_figures(ontology, WordClass::Weekend, |figure| {
                figure.parse().ok().filter(|day| (1..=7).contains(day))
            }),
            holidays: Words::with_figures(ontology, WordClass::Holiday, |figure| {
                let (month, day) = figure.split_once('-')?;
                // A leap year, so that every day of any year passes.
                Date::new(2000, month.parse().ok()?, day.parse().ok()?).ok().map(|date| (date.month(), date.day()))
            }),
            units: Words::with_figures(ontology, WordClass::TimeUnit, |figure| match figure.split_once(' ')? {
                (count, "days") => count.parse().ok().map(Unit::Days),
                (count, "months") => count.parse().ok().map(Unit::Months),
                _ => None,
            }),
            relative_days: figures(WordClass::RelativeDay),
            context_days: figures(WordClass::ContextDay),
            which: figures(WordClass::Which),
            offsets: figures(WordClass::Offset),
            ago: plain(WordClass::Ago),
            bridge: plain(WordClass::Bridge),
            vague: plain(WordClass::Vague),
            day_parts: plain(WordClass::DayPart),
            parts_of_period: plain(WordClass::PartOfPeriod),
            same_period: figures(WordClass::SamePeriod),
            leads: plain(WordClass::DateLead),
            determiners: plain(WordClass::Determiner),
            since: plain(WordClass::Since),
            until: plain(WordClass::Until),
            range_open: plain(WordClass::RangeOpen),
            openers: FxHashSet::default(),
        };
        let days = [&reader.relative_days, &reader.context_days, &reader.which].into_iter().flat_map(Words::openers);
        let units = reader.units.openers().chain(reader.vague.openers()).chain(reader.same_period.openers());
        let named = reader
            .weekends
            .openers()
            .chain(reader.seasons.openers())
            .chain(reader.holidays.openers())
            .chain(reader.calendar.openers());
        let openers = days.chain(units).chain(named).cloned().collect();
        reader.openers = openers;
        reader
    }

    /// The date phrases of one sentence in order, held against the day of publication.
    #[must_use]
    pub fn find(&self, text: &str, anchor: Option<Date>) -> Vec<When> {
        let tokens = scan(text);
        let mut found: Vec<Found> = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let floor = found.last().map_or(0, |last| last.next);
            match self.found_at(&tokens, at, floor) {
                Some(phrase) => {
                    at = phrase.next;
                    match found.last_mut() {
                        Some(last) if self.joins(&tokens, last, &phrase) => join(last, &phrase),
                        _ => found.push(phrase),
                    }
                }
                None => at += 1,
            }
        }
        let bridges = |phrase: &Found| {
            matches!(phrase.said, Said::Shift { context: true, .. })
                && self.bridge.before(&tokens, phrase.next).is_some()
                && tokens.get(phrase.next).is_some_and(|after| after.is_word() || after.number.is_some())
                && (self.determiners.at(&tokens, phrase.next).is_some() || !self.is_lead(&tokens, phrase.next))
        };
        found.iter().filter_map(|phrase| Some(When { bridges: bridges(phrase), ..when(phrase, &tokens, anchor)? })).collect()
    }

    fn found_at(&self, tokens: &[Token<'_>], at: usize, floor: usize) -> Option<Found> {
        let (said, next) = self.said_at(tokens, at, floor)?;
        let (first, mut lead, opens_range) = self.lead_before(tokens, at, floor);
        let named = at > floor && self.determiners.at(tokens, at - 1).is_some();
        let past_part = self.day_parts.at(tokens, next).map_or(next, |(_, after)| after);
        let goes_on = tokens.get(past_part).is_some_and(Token::is_word) && !self.is_lead(tokens, past_part);
        let written = matches!(said, Said::Date { .. } | Said::Year(_) | Said::Weekday { .. } | Said::Season { .. });
        if written && named && goes_on && lead == Lead::At {
            lead = Lead::Noun;
        }
        // "in an overnight raid", "in overnight raids": "in overnight" alone says nothing.
        let beside = at > floor && (named || self.leads.before(tokens, at).is_some());
        let relative = matches!(said, Said::Shift { unit: Unit::Days(1), context: false, .. }) && next == at + 1;
        let plain = tokens.get(next).is_some_and(|token| !token.is_capitalised());
        if relative && beside && goes_on && plain && lead == Lead::At {
            lead = Lead::Noun;
        }
        let found = Found { said, first, core: at, next, lead, opens_range, end: None };
        let bare = matches!(
            said,
            Said::Year(_) | Said::Date { written: Written { day: None, year: None, .. }, which: None, of_year: None }
        );
        if bare && !self.is_led(tokens, &found, floor) || matches!(said, Said::Year(_)) && is_count(tokens, &found) {
            return None;
        }
        let next = self.day_parts.at(tokens, next).map_or(next, |(_, after)| after);
        Some(Found { next, ..found })
    }

    /// Whether something says that a month or year alone is one: "in May", "the 2015 deal", "(2014)", "to 2022".
    fn is_led(&self, tokens: &[Token<'_>], found: &Found, floor: usize) -> bool {
        let Some(before) = found.core.checked_sub(1).map(|at| &tokens[at]) else { return false };
        // "the May" alone says nothing; "the May attack" does.
        let only_the = found.first + 1 == found.core && self.determiners.at(tokens, found.first).is_some();
        let led = found.first < found.core && (!only_the || found.lead == Lead::Noun);
        let ends_range = self.calendar.joins_range(before) && floor > 0 && found.core - floor <= 2;
        let bracketed = before.is("(") && tokens.get(found.next).is_some_and(|token| token.is(")"));
        led || ends_range || bracketed
    }

    /// What the phrase that begins at this token says, and the index after it.
    fn said_at(&self, tokens: &[Token<'_>], at: usize, floor: usize) -> Option<(Said, usize)> {
        tokens.get(at).filter(|token| token.number.is_some() || self.openers.contains(&*token.lower))?;
        let relative = self.relative_days.at(tokens, at);
        if let Some((count, next)) = self.context_days.at(tokens, at) {
            // "the day before yesterday"
            if relative.is_none_or(|(_, longer)| longer <= next) {
                return Some((Said::Shift { unit: Unit::Days(1), count, context: true }, next));
            }
        }
        if let Some((count, next)) = relative {
            // "overnight on Friday", "last night, Monday": the date says more.
            let after = self.leads.at(tokens, next).map_or(next, |(_, after)| after);
            let dated = self.calendar.date_at(tokens, after).is_some() || self.weekday_at(tokens, after, None).is_some();
            return (!dated).then_some((Said::Shift { unit: Unit::Days(1), count, context: false }, next));
        }
        if let Some((figure, next)) = self.which.at(tokens, at)
            && let Some(said) = self.which_at(tokens, next, Which::of(figure))
        {
            return Some(said);
        }
        self.counted_at(tokens, at)
            .or_else(|| self.date_at(tokens, at, None))
            .or_else(|| self.weekend_at(tokens, at, None))
            .or_else(|| self.day_alone(tokens, at, floor))
            .or_else(|| self.same_at(tokens, at))
            .or_else(|| self.weekday_at(tokens, at, None))
            .or_else(|| self.season_at(tokens, at, None))
            .or_else(|| self.holiday_at(tokens, at))
            .or_else(|| {
                self.calendar
                    .year(tokens, at)
                    .filter(|(year, _)| (1950..2050).contains(year))
                    .map(|(year, next)| (Said::Year(year), next))
            })
    }

    /// What follows "last", "this" or "next".
    fn which_at(&self, tokens: &[Token<'_>], at: usize, which: Which) -> Option<(Said, usize)> {
        if let Some((unit, next)) = self.units.at(tokens, at) {
            // "the last days of January"
            let of = self.leads.at(tokens, next).and_then(|(_, of)| self.date_at(tokens, of, None));
            if let Some(said) = of.filter(|_| which == Which::Last) {
                return Some(said);
            }
            let said = match (unit, which) {
                (Unit::Days(0), _) | (Unit::Days(1), Which::This) => return None,
                (Unit::Days(1) | Unit::Months(13..), Which::Last) => Said::Past { unit, count: 1 },
                _ => Said::Period { unit, which },
            };
            return Some((said, next));
        }
        if let Some((count, next)) = self.calendar.count(tokens, at).filter(|_| which == Which::Last)
            && let Some((unit, next)) = self.units.at(tokens, next)
        {
            // "the last 24 hours"
            let said = if unit == Unit::Days(0) {
                Said::Past { unit: Unit::Days(1), count: (count + 12) / 24 }
            } else {
                Said::Past { unit, count }
            };
            return Some((said, next));
        }
        self.date_at(tokens, at, Some(which))
            .or_else(|| self.weekend_at(tokens, at, Some(which)))
            .or_else(|| self.weekday_at(tokens, at, Some(which)))
            .or_else(|| self.season_at(tokens, at, Some(which)))
    }

    /// "two weeks ago", "three days earlier", "a day after".
    fn counted_at(&self, tokens: &[Token<'_>], at: usize) -> Option<(Said, usize)> {
        let (count, unit, next) = self.measure_at(tokens, at)?;
        if let Some((_, next)) = self.ago.at(tokens, next) {
            if let Some((month, next)) = self.anniversary_at(tokens, next).filter(|_| matches!(unit, Unit::Months(12..))) {
                return Some((Said::Anniversary { unit, count, month }, next));
            }
            return Some((Said::Shift { unit, count: -count, context: false }, next));
        }
        let (sign, after) = self.offsets.at(tokens, next)?;
        // "three days on, …", but "three days on the road"
        let ends = tokens.get(after).is_none_or(|token| !token.is_word() && token.number.is_none());
        let next = Some(after).filter(|_| ends || self.leads.at(tokens, next).is_none())?;
        Some((Said::Shift { unit, count: sign * count, context: true }, next))
    }

    /// "today", "this week" after "ten years ago"; whether only the month is meant.
    fn anniversary_at(&self, tokens: &[Token<'_>], at: usize) -> Option<(bool, usize)> {
        if let Some((_, next)) = self.relative_days.at(tokens, at).filter(|(days, _)| *days == 0) {
            return Some((false, next));
        }
        let (_, next) = self.which.at(tokens, at).filter(|(which, _)| *which == 0)?;
        let (_, next) = self.units.at(tokens, next).filter(|(unit, _)| matches!(unit, Unit::Days(7) | Unit::Months(1)))?;
        Some((true, next))
    }

    /// "two weeks"; hours are too short to count: "hours", "a few hours".
    fn measure_at(&self, tokens: &[Token<'_>], at: usize) -> Option<(i64, Unit, usize)> {
        if let Some((count, next)) = self.calendar.count(tokens, at) {
            let (unit, next) = self.units.at(tokens, next)?;
            return Some((count, unit, next));
        }
        let next = self.vague.at(tokens, at).map_or(at, |(_, next)| next);
        let (unit, next) = self.units.at(tokens, next).filter(|(unit, _)| *unit == Unit::Days(0))?;
        Some((0, unit, next))
    }

    fn date_at(&self, tokens: &[Token<'_>], at: usize, which: Option<Which>) -> Option<(Said, usize)> {
        let (written, next) = self.calendar.date_at(tokens, at)?;
        if let Some(said) = self.month_of_same(tokens, &written, next) {
            return Some(said);
        }
        let of_year =
            if written.year.is_none() { self.of_period(tokens, next, |unit| matches!(unit, Unit::Months(12))) } else { None };
        let (of_year, next) = of_year.map_or((None, next), |(which, next)| (Some(which), next));
        Some((Said::Date { written, which, of_year }, next))
    }

    fn weekday_at(&self, tokens: &[Token<'_>], at: usize, which: Option<Which>) -> Option<(Said, usize)> {
        let (weekday, _) = self.calendar.weekday(tokens.get(at)?).filter(|&(_, full)| full)?;
        let mut next = at + 1;
        let mut day = None;
        if tokens.get(next).is_some_and(|token| token.is("("))
            && let Some((number, close)) = self.calendar.day_of_month(tokens, next + 1)
            && tokens.get(close).is_some_and(|token| token.is(")"))
        {
            (day, next) = (Some(number), close + 1);
        }
        let past_part = self.day_parts.at(tokens, next).map_or(next, |(_, after)| after);
        let of_week = self.of_period(tokens, past_part, |unit| matches!(unit, Unit::Days(7)));
        let (of_week, next) = of_week.map_or((None, next), |(which, next)| (Some(which), next));
        Some((Said::Weekday { weekday, day, which, of_week }, next))
    }

    /// "over the weekend": its first day.
    fn weekend_at(&self, tokens: &[Token<'_>], at: usize, which: Option<Which>) -> Option<(Said, usize)> {
        let (first, next) = self.weekends.at(tokens, at)?;
        let weekday = Weekday::from_monday_one_offset(first).ok()?;
        // "weekend homes"
        let ends = tokens.get(next).is_none_or(|after| !after.is_word() || self.is_lead(tokens, next) || after.is_capitalised());
        (which.is_some() || ends).then_some((
            Said::Weekday { weekday, day: None, which: which.filter(|which| *which == Which::Next), of_week: None },
            next,
        ))
    }

    /// "the fourth of this month"; "on the 17th" where no noun follows.
    fn day_alone(&self, tokens: &[Token<'_>], at: usize, floor: usize) -> Option<(Said, usize)> {
        let the = at.checked_sub(1).filter(|&the| self.determiners.at(tokens, the).is_some())?;
        let (day, next) = self.calendar.ordinal(tokens, at)?;
        if let Some((which, next)) = self.of_period(tokens, next, |unit| unit == Unit::Months(1)) {
            return Some((Said::DayOfMonth { day, which: Some(which) }, next));
        }
        // "on the 26th of that month"
        let of = self.leads.at(tokens, next).map_or(next, |(_, next)| next);
        if let Some((_, of)) = self.same_period.at(tokens, of)
            && let Some((Unit::Months(1), next)) = self.units.at(tokens, of)
        {
            return Some((Said::DayOfMonth { day, which: None }, next));
        }
        let led = the > 0 && self.leads.before(tokens, the).is_some();
        let after = tokens.get(next);
        // "on the first of three days", "on the second floor"
        let begins = self.is_lead(tokens, next) || self.determiners.at(tokens, next).is_some();
        let noun = after.is_some_and(|after| after.is_word() && !after.is_capitalised()) && !begins;
        // "on the first" tells rather of a row, but not after another date: "this month: on the third, …".
        let row = tokens[at].is_word() && day <= FEW && floor == 0;
        let parted = self.leads.at(tokens, next).is_some() && tokens[at].is_word();
        (led && !noun && !row && !parted && !after.is_some_and(|after| after.is("-")))
            .then_some((Said::DayOfMonth { day, which: None }, next))
    }

    /// "that summer", "the same year", "the following week", "the following July".
    fn same_at(&self, tokens: &[Token<'_>], at: usize) -> Option<(Said, usize)> {
        let (on, next) = self.same_period.at(tokens, at)?;
        if let Some((month, next)) = self.seasons.at(tokens, next) {
            return Some((Said::Same { month: Some(month), unit: Unit::Months(3), on }, next));
        }
        if let Some((Written { year: None, day: None, month, .. }, next)) = self.calendar.date_at(tokens, next) {
            return Some((Said::Same { month: Some(month), unit: Unit::Months(1), on }, next));
        }
        let (unit, next) = self.units.at(tokens, next)?;
        let fits = matches!(unit, Unit::Months(1 | 12)) || unit == Unit::Days(7) && on != 0;
        fits.then_some((Said::Same { month: None, unit, on }, next))
    }

    /// "July of the following year".
    fn month_of_same(&self, tokens: &[Token<'_>], written: &Written, at: usize) -> Option<(Said, usize)> {
        let (_, at) = self.leads.at(tokens, at).filter(|_| written.year.is_none() && written.day.is_none())?;
        let (on, next) = self.same_period.at(tokens, at)?;
        let (_, next) = self.units.at(tokens, next).filter(|(unit, _)| *unit == Unit::Months(12))?;
        Some((Said::Same { month: Some(written.month), unit: Unit::Months(12), on }, next))
    }

    /// "last year" in "March last year", "of this week" in "Tuesday of this week".
    fn of_period(&self, tokens: &[Token<'_>], at: usize, fits: impl Fn(Unit) -> bool) -> Option<(Which, usize)> {
        let at = if tokens.get(at).is_some_and(|token| token.is(",")) { at + 1 } else { at };
        let at = self.leads.at(tokens, at).map_or(at, |(_, next)| next);
        let (figure, next) = self.which.at(tokens, at)?;
        let (unit, next) = self.units.at(tokens, next)?;
        fits(unit).then_some((Which::of(figure), next))
    }

    fn season_at(&self, tokens: &[Token<'_>], at: usize, which: Option<Which>) -> Option<(Said, usize)> {
        let (month, next) = self.seasons.at(tokens, at)?;
        let year_at = self.leads.at(tokens, next).map_or(next, |(_, after)| after);
        if let Some((year, next)) = self.calendar.year(tokens, year_at) {
            return Some((Said::Season { month, year: Some(year), which }, next));
        }
        which.map(|_| (Said::Season { month, year: None, which }, next))
    }

    fn holiday_at(&self, tokens: &[Token<'_>], at: usize) -> Option<(Said, usize)> {
        let ((month, day), next) =
            tokens.get(at).filter(|token| token.is_capitalised()).and_then(|_| self.holidays.at(tokens, at))?;
        let (year, next) = self.calendar.year(tokens, next).map_or((None, next), |(year, next)| (Some(year), next));
        let written = Written { weekday: None, year, month, day: Some(day), last: None };
        Some((Said::Date { written, which: None, of_year: None }, next))
    }

    fn is_lead(&self, tokens: &[Token<'_>], at: usize) -> bool {
        [&self.leads, &self.since, &self.until, &self.day_parts].iter().any(|words| words.at(tokens, at).is_some())
            || tokens.get(at).is_some_and(|token| self.calendar.joins_range(token))
    }

    /// Walks left over "early", "night", "on", "since": where the phrase begins, how it hangs, whether it opens a span.
    fn lead_before(&self, tokens: &[Token<'_>], core: usize, floor: usize) -> (usize, Lead, bool) {
        let (mut first, mut lead, mut opens_range) = (core, Lead::At, false);
        // "before dawn on Saturday" is no "before Saturday"
        let mut parted = false;
        while first > floor {
            // "mid-October"
            let end = if tokens[first - 1].is("-") { first - 1 } else { first };
            let within = |start: Option<usize>| start.filter(|&start| start >= floor);
            if let Some(start) = within(self.parts_of_period.before(tokens, end)) {
                first = start;
                continue;
            }
            if end < first {
                break;
            }
            if within(self.range_open.before(tokens, first)).is_some() {
                opens_range = true;
            }
            if let Some(start) = within(self.day_parts.before(tokens, first)) {
                (first, parted) = (start, true);
            } else if let Some(start) =
                within(self.leads.before(tokens, first).or_else(|| self.determiners.before(tokens, first)))
            {
                first = start;
            } else if let Some(start) = within(self.since.before(tokens, first)) {
                (first, lead) = (start, if parted { lead } else { Lead::Since });
                break;
            } else if let Some(start) = within(self.until.before(tokens, first)) {
                (first, lead) = (start, if parted { lead } else { Lead::Until });
                break;
            } else {
                first -= usize::from(opens_range);
                break;
            }
        }
        (first, lead, opens_range)
    }

    /// Whether two phrases are the ends of one span: "from 2015 to the truce of 2022", "Nov 11 – Nov 13".
    fn joins(&self, tokens: &[Token<'_>], first: &Found, second: &Found) -> bool {
        let between = &tokens[first.next..second.core];
        let Some((joiner, rest)) = between.split_first() else { return false };
        let few = rest.len() <= 4 && rest.iter().all(Token::is_word);
        first.end.is_none() && few && self.calendar.joins_range(joiner) && (first.opens_range || !joiner.is_word())
    }
}

/// Whether a year is a count or a part of something else: "of 2000 fighters", "2020-built".
fn is_count(tokens: &[Token<'_>], found: &Found) -> bool {
    let Some(after) = tokens.get(found.next) else { return false };
    let plural = after.is_word() && !after.is_capitalised() && after.text.len() > 4 && after.lower.ends_with('s');
    let glued = after.start == tokens[found.next - 1].end && !".,;)'’–—?!:\"”".contains(after.text);
    glued || (plural && found.lead != Lead::Noun)
}

/// Makes one span of two ends; the first borrows the year of the second.
fn join(first: &mut Found, second: &Found) {
    if let (Said::Date { written: a, which: None, of_year: a_year }, Said::Date { written: b, of_year: b_year, .. }) =
        (&mut first.said, &second.said)
        && a.year.is_none()
        && a_year.is_none()
        && a.month <= b.month
    {
        (a.year, *a_year) = (b.year, *b_year);
    }
    (first.end, first.next) = (Some(second.said), second.next);
}

fn when(phrase: &Found, tokens: &[Token<'_>], anchor: Option<Date>) -> Option<When> {
    let (date, own_until) = resolve(phrase.said, anchor)?;
    let end = phrase.end.and_then(|said| resolve(said, anchor)).map(|(date, until)| until.unwrap_or(date));
    let until = end.filter(|end| end.last_day() >= date.first_day()).or(own_until);
    let span = tokens.get(phrase.first)?.start..tokens.get(phrase.next.checked_sub(1)?)?.end;
    let relative_to_context =
        matches!(phrase.said, Said::Shift { context: true, .. } | Said::DayOfMonth { which: None, .. } | Said::Same { .. });
    Some(When { date, until, span, lead: phrase.lead, relative_to_context, bridges: false, said: phrase.said })
}
