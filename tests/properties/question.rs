//! Questions in English.

use reprisal::query;

use super::articles;

/// Words of questions, names, dates.
pub(super) const WORDS: &[&str] = &[
    "who ",
    "whom ",
    "did ",
    "attack ",
    "attacked ",
    "retaliate ",
    "retaliated ",
    "against ",
    "why ",
    "how many ",
    "times ",
    "since ",
    "until ",
    "between ",
    "and ",
    "in ",
    "January 2024",
    "2024-01-04",
    "last week",
    "Iran",
    "Israel",
    "the Houthis",
    "Kataib Hezbollah",
    "the Red Sea",
    "?",
    "backs ",
    "backed by ",
    "which ",
    "groups ",
    "where ",
    "when ",
    "does ",
    "has ",
    "list ",
    "per month",
    "’s ",
    "'s ",
    "\"",
    ",",
    "é",
    "\u{202e}",
    "\u{0}",
    "99999999999",
    "respond to ",
    "first ",
    "most ",
    "killed ",
];

/// Any question is refused, with what may be asked, or answered the same each time; its pattern gives the same rows.
pub(super) fn holds(question: &str) {
    let first = query::ask(articles(), question);
    match (&first, query::ask(articles(), question)) {
        (Ok(answer), Ok(again)) => {
            assert_eq!(*answer, again, "asked again, it is the same");
            let by_pattern =
                query::find(articles(), &answer.pattern).unwrap_or_else(|error| panic!("{}: {error}", answer.pattern));
            assert_eq!(by_pattern.pattern, answer.pattern);
            assert_eq!(by_pattern.rows, answer.rows);
        }
        (Err(error), Err(again)) => assert_eq!(error.to_string(), again.to_string()),
        (first, again) => panic!("{first:?}, then {again:?}"),
    }
}
