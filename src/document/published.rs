//! The day of publication as a page gives it: time stamps, bylines with a date, "Updated: …".

use std::ops::Range;

use jiff::civil::Date;

use super::classify::{ends_sentence, small_words, words};
use super::phrases::Phrases;
use crate::ontology::schema::Effect;
use crate::when::calendar::{Calendar, Written};
use crate::when::scan::{Token, scan};

/// A line that gives a date and says little else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    pub(super) date: Date,
    /// Where the date stands in the line.
    pub(super) span: Range<usize>,
    /// "Published", "Updated" stands before the date.
    pub(super) labelled: bool,
    /// Words beside the date.
    pub(super) words: usize,
}

/// More words in small letters than this beside the date make a sentence.
const MOST_SMALL_WORDS: usize = 4;
/// More words than this beside the date make more than a byline.
const MOST_WORDS: usize = 14;
/// An entry of a chronicle has so many words after its date.
const ENTRY_WORDS: usize = 4;
/// Stamps are shorter than this, in bytes.
const LONGEST: usize = 160;

/// Reads a line as a time stamp.
pub(super) fn stamp(line: &str, calendar: &Calendar, phrases: &Phrases) -> Option<Stamp> {
    if line.len() > LONGEST || !line.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let tokens = scan(line);
    let (date, first, next) = first_full_date(&tokens, calendar)?;
    let span = tokens[first].start..tokens[next - 1].end;
    let rest = || tokens[..first].iter().chain(&tokens[next..]).filter(|token| token.is_word() && token.text.chars().count() > 1);
    let small = rest().filter(|token| !token.is_capitalised()).count();
    let words = rest().count();
    let labelled = phrases.start(Effect::Timestamp, line).is_some_and(|end| end <= span.start) || {
        let before = &line[..span.start];
        before.rsplit(['|', '(', '\t', '•']).next().is_some_and(|cell| phrases.is_whole(Effect::Timestamp, cell))
    };
    // A sentence is a stamp only when it begins with the date alone: "8 January 2020. Latest entries first."
    if ends_sentence(line) && !labelled && (span.start > 0 || starts_clause(&line[span.end..])) {
        return None;
    }
    if span.start == 0 && starts_entry(&line[span.end..]) {
        return None;
    }
    let allowed = if labelled { MOST_SMALL_WORDS + 2 } else { MOST_SMALL_WORDS };
    (small <= allowed && words <= MOST_WORDS).then_some(Stamp { date, span, labelled, words })
}

/// Whether a word in small letters follows directly: "January 5, 2024 was a quiet day."
fn starts_clause(rest: &str) -> bool {
    rest.trim_start_matches([' ', ',']).starts_with(char::is_lowercase)
}

/// Whether an entry of a chronicle follows: "January 5, 2024: Jets hit the depot."
fn starts_entry(rest: &str) -> bool {
    let entry = rest.trim_start().strip_prefix([':', '–', '—', '-']);
    entry.is_some_and(|entry| words(entry) >= ENTRY_WORDS && small_words(entry) > 0)
}

/// The first date of day, month and year among the tokens.
pub(super) fn first_full_date(tokens: &[Token<'_>], calendar: &Calendar) -> Option<(Date, usize, usize)> {
    let dated = |(date, at, next): (Written, usize, usize)| date.full().map(|date| (date, at, next));
    dates(tokens, calendar).find_map(dated)
}

/// The dates among the tokens, with the index of the first token and the index after the last.
pub(super) fn dates<'a>(tokens: &'a [Token<'a>], calendar: &'a Calendar) -> impl Iterator<Item = (Written, usize, usize)> + 'a {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < tokens.len() {
            let start = at;
            at += 1;
            if let Some((written, next)) = calendar.date_at(tokens, start) {
                at = next;
                return Some((written, start, next));
            }
        }
        None
    })
}

/// The day in the name of a file, as people name their clippings: `2024-02-03-strikes.txt`, `wire_2024_02_03.html`.
pub(super) fn in_name(path: &str) -> Option<Date> {
    let name = path.rsplit(['/', '\\']).next()?;
    let digits = |text: &str, count: usize| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    let pieces: Vec<&str> = name.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    pieces.windows(3).find_map(|pieces| match *pieces {
        [year, month, day] if digits(year, 4) && digits(month, 2) && digits(day, 2) => {
            Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
        }
        _ => None,
    })
}
