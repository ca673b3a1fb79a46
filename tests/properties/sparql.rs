//! SPARQL.

use std::time::Duration;

use reprisal::sparql::{Limits, Query};

use super::articles;

/// Words and marks of SPARQL.
pub(super) const WORDS: &[&str] = &[
    "SELECT ",
    "* ",
    "DISTINCT ",
    "?x ",
    "?y ",
    "WHERE ",
    "{ ",
    "} ",
    ". ",
    "; ",
    "a ",
    "r:attacked ",
    "r:Incident ",
    "OPTIONAL ",
    "UNION ",
    "MINUS ",
    "FILTER",
    "(",
    ")",
    "EXISTS ",
    "NOT ",
    "BIND(",
    " AS ?z)",
    "VALUES ?x { ",
    "UNDEF ",
    "GROUP BY ",
    "ORDER BY ",
    "HAVING",
    "COUNT(*)",
    "LIMIT 5 ",
    "OFFSET 1 ",
    "ASK ",
    "CONSTRUCT ",
    "DESCRIBE ",
    "GRAPH ?g ",
    "FROM ",
    "SERVICE ",
    "<http://a/b>",
    "PREFIX p: <x:> ",
    "\"a\"",
    "'''",
    "@en ",
    "^^xsd:integer ",
    "1e400 ",
    "-1 ",
    "+",
    "*",
    "/",
    "|",
    "^",
    "!",
    "&&",
    "REGEX(",
    "\"(a*)*$\"",
    "REPLACE(",
    "STR(",
    "LANG(",
    "<<",
    ">>",
    "LATERAL ",
    "#",
    "\\u0000",
    "\u{0}",
    "é",
    ",",
    "=",
    "<",
    "IN ",
    "SUM(",
    "STRLEN(",
    "SUBSTR(",
    "IF(",
    "COALESCE(",
    "NOW()",
    "RAND()",
    "UUID()",
    "xsd:dateTime(",
];

/// Any question is refused, with its place, or answered within limits.
pub(super) fn holds(text: &str) {
    match Query::parse(text) {
        Ok(query) => {
            let limits = Limits::default().rows(200).statements(20_000).time(Duration::from_millis(500));
            if let Ok(answer) = query.run(articles(), &limits) {
                let _ = format!("{answer:?}");
            }
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}
