//! Patterns.

use reprisal::query::{self, Names, Query};

use super::articles;

/// Words and marks of patterns.
pub(super) const WORDS: &[&str] = &[
    "?",
    "?x",
    "?y",
    ":",
    "*",
    "|",
    ";",
    " ",
    "\"",
    "\\",
    "attacked ",
    "attacked-by ",
    "retaliated-against ",
    "provoked-by ",
    "backs ",
    "backed-by ",
    "part-of ",
    "leads ",
    "iran",
    "israel",
    "houthis",
    "Kataib Hezbollah",
    "state",
    "armed-group",
    "in ",
    "red-sea",
    "since ",
    "until ",
    "during ",
    "as-of ",
    "2024-01",
    "2024-01-04",
    "9999",
    "-0001",
    "kind ",
    "strike",
    "status ",
    "any",
    "denied",
    "sources ",
    "2",
    "list ",
    "why ",
    "whether ",
    "count ",
    "count by month ",
    "by ",
    "“",
    "é",
    "\u{0}",
    "\u{202e}",
    "99999999999999999999",
];

/// Any pattern is refused, or means what its standing form means, which reads back as itself.
pub(super) fn holds(pattern: &str) {
    let names = Names::of_graph(articles());
    match Query::parse(pattern, &names) {
        Ok(query) => {
            let written = query.to_string();
            let again = Query::parse(&written, &names).unwrap_or_else(|error| panic!("{written:?}: {error}"));
            assert_eq!(again, query, "{written}");
            assert_eq!(again.to_string(), written);
            let answer = query::find(articles(), pattern).expect("it was read before");
            assert_eq!(query::find(articles(), &written).expect("it was read before"), answer);
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}
