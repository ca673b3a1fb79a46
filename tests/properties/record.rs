//! Articles as lines of JSON.

use super::{readers, reads};

/// Fields and marks.
pub(super) const WORDS: &[&str] = &[
    "{",
    "}",
    "\"id\":",
    "\"text\":",
    "\"html\":",
    "\"title\":",
    "\"published\":",
    "\"source\":",
    ",",
    ":",
    "\"",
    "\\\"",
    "\\u0000",
    "\\ud83d\\ude80",
    "\\ud800",
    "\\n",
    "null",
    "true",
    "-1",
    "1e400",
    "[",
    "]",
    "\"2024-01-04\"",
    "\"2024-13-45\"",
    "\"4 January 2024\"",
    "\"a1\"",
    "\"Iran struck a base in Iraq on Monday.\"",
    "\"Hezbollah hit back.\\n\\nBy Jane Roe\"",
    "{\"id\":\"a\",\"text\":\"",
    "\u{feff}",
    "\"<p>Iran struck a base.</p>\"",
];

/// Any line is read as a record or refused; what it says of itself goes before what its text says.
pub(super) fn holds(line: &str) {
    let (documents, _) = readers();
    match documents.record(line) {
        Ok(document) => {
            let extraction = reads(&document);
            assert_eq!(extraction.document, document.info);
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}
