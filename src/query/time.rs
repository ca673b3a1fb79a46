//! Time in questions: "since 2024", "until March 2024", "in January 2024", "between 2019 and 2021".

use jiff::civil::Date;

use crate::date::PartialDate;
use crate::fold::fold;

const MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

/// From when until when, both included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Window {
    pub(super) since: Option<PartialDate>,
    pub(super) until: Option<PartialDate>,
}

/// The phrase of time at the end of a question: where it begins, and the time.
pub(super) fn last(words: &[&str]) -> Option<(usize, Window)> {
    (0..words.len()).rev().take(LONGEST).find_map(|at| Some((at, phrase(words[at])?.window(&words[at + 1..])?)))
}

/// Whether a word can only start a phrase of time ("in" may start one of place, "from" belong to a name).
pub(super) fn is_only_time(folded: &str) -> bool {
    matches!(phrase(folded), Some(Phrase::Since | Phrase::Until | Phrase::After | Phrase::Before))
}

/// "between 3 February 2024 and 4 March 2024"
const LONGEST: usize = 8;

#[derive(Clone, Copy, PartialEq)]
enum Phrase {
    Since,
    Until,
    After,
    Before,
    Between,
    In,
}

fn phrase(word: &str) -> Option<Phrase> {
    Some(match fold(word).as_str() {
        "since" => Phrase::Since,
        "until" | "till" => Phrase::Until,
        "after" => Phrase::After,
        "before" => Phrase::Before,
        "between" | "from" => Phrase::Between,
        "in" | "on" | "during" | "throughout" => Phrase::In,
        _ => return None,
    })
}

impl Phrase {
    fn window(self, words: &[&str]) -> Option<Window> {
        if self == Phrase::Between {
            let at = words.iter().position(|word| matches!(fold(word).as_str(), "and" | "to"))?;
            return Some(Window { since: Some(date(&words[..at])?), until: Some(date(&words[at + 1..])?) });
        }
        let date = date(words)?;
        let day = |day: Result<Date, jiff::Error>| day.ok().map(PartialDate::Day);
        Some(match self {
            Phrase::Since => Window { since: Some(date), until: None },
            Phrase::Until => Window { since: None, until: Some(date) },
            Phrase::After => Window { since: Some(day(date.last_day().tomorrow())?), until: None },
            Phrase::Before => Window { since: None, until: Some(day(date.first_day().yesterday())?) },
            Phrase::In | Phrase::Between => Window { since: Some(date), until: Some(date) },
        })
    }
}

/// "2024", "2024-02", "2024-02-03", "February 2024", "3 Feb 2024", "Feb. 3, 2024".
fn date(words: &[&str]) -> Option<PartialDate> {
    let words: Vec<String> = words.iter().map(|word| word.trim_end_matches(',').to_owned()).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [iso] => iso.parse().ok(),
        [name, year] => format!("{}-{:02}", year_of(year)?, month(name)?).parse().ok(),
        [a, b, year] => {
            let (day, month) = match month(b) {
                Some(month) => (a, month),
                None => (b, month(a)?),
            };
            format!("{}-{month:02}-{:02}", year_of(year)?, day.parse::<u8>().ok()?).parse().ok()
        }
        _ => None,
    }
}

fn year_of(word: &str) -> Option<&str> {
    (word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())).then_some(word)
}

fn month(word: &str) -> Option<usize> {
    let folded = fold(word);
    (folded.len() >= 3).then(|| MONTHS.iter().position(|month| month.starts_with(&folded)).map(|at| at + 1)).flatten()
}
