//! Dates: of saved graphs, and phrases of articles.

use reprisal::PartialDate;

/// Words of dates.
pub(super) const WORDS: &[&str] = &[
    "2024",
    "-",
    "01",
    "31",
    "9999",
    "-9999",
    "0000",
    "12-31",
    "on ",
    "Monday",
    "last ",
    "next ",
    "two ",
    "days ",
    "weeks ",
    "months ",
    "years ",
    "ago",
    "later",
    "earlier",
    "January ",
    "Feb. 30, ",
    "the ",
    "night ",
    "of ",
    "since ",
    "until ",
    "between ",
    "and ",
    "from ",
    "to ",
    "4th ",
    "October 7 ",
    "99999999999 ",
    "million ",
    "decades ",
    "centuries ",
    "spring ",
    "mid-",
    "early ",
    "a ",
    "day ",
    "after ",
    "before ",
    "yesterday",
    "today",
    "Ramadan",
    "1/2/2024",
    "٢٠٢٤",
    ",",
    ".",
    "(",
    ")",
    "\u{0}",
    "é",
];

/// A date that is read is written as it was, and no phrase is beyond the calendar.
pub(super) fn holds(text: &str) {
    for line in text.lines() {
        if let Ok(date) = line.parse::<PartialDate>() {
            assert_eq!(date.to_string(), line);
            assert!(date.first_day() <= date.last_day());
            assert!(date.contains(date.first_day()) && date.contains(date.last_day()));
        }
    }
    #[cfg(feature = "reader")]
    phrases(text);
}

#[cfg(feature = "reader")]
fn phrases(text: &str) {
    use jiff::civil::Date;
    use reprisal::when::DateReader;
    use std::sync::OnceLock;

    static READER: OnceLock<DateReader> = OnceLock::new();
    let reader = READER.get_or_init(|| DateReader::new(reprisal::Ontology::builtin().expect("the shipped ontology loads")));
    for anchor in [None, Some(Date::constant(2024, 2, 29)), Some(Date::MIN), Some(Date::MAX)] {
        for when in reader.find(text, anchor) {
            assert!(text.get(when.span.clone()).is_some_and(|phrase| !phrase.is_empty()), "a phrase is a part of the text");
            assert!(when.until.is_none_or(|until| when.date.first_day() <= until.last_day()), "{when:?} ends before it begins");
            for day in [Date::MIN, Date::MAX, Date::constant(2023, 3, 1)] {
                let _ = when.counted_from(day);
            }
        }
    }
}
