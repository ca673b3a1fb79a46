//! Ontologies in RON.

use reprisal::Ontology;
use reprisal::ontology::{self, SourceFile};

/// Sections, fields and values.
pub(super) const WORDS: &[&str] = &[
    "(",
    ")",
    "[",
    "]",
    ",",
    ":",
    "actors: [",
    "places: [",
    "generics: [",
    "signs: [",
    "triggers: [",
    "cues: [",
    "words: [",
    "(id: \"a\", name: \"A\", kind: State)",
    "id: \"a\"",
    "name: \"A\"",
    "kind: Country",
    "aliases: [\"B\", \"\"]",
    "part_of: [(of: \"a\", since: \"2020\", until: \"2019\")]",
    "within: \"a\"",
    "principal: \"a\"",
    "backed_by: [(by: \"b\")]",
    "lemma: \"strike\"",
    "pos: Verb",
    "\"",
    "\\u{0}",
    "r#\"",
    "\"#",
    "//",
    "/*",
    "*/",
    "/* /*",
    "#![enable(implicit_some)]",
    "Some(",
    "None",
    "NaN",
    "0x",
    "'a'",
    "b\"",
    "é",
    "\u{202e}",
    "\u{1b}[31m",
    "\r\n",
    "\u{2028}",
    "{",
    "}",
    "-",
    "1e9",
];

/// Any file is checked, and loads or is refused; what the checker shows lies in the file.
pub(super) fn holds(text: &str) {
    let own = SourceFile::new("own.ron", text);
    let found = ontology::check(std::slice::from_ref(&own));
    for diagnostic in &found {
        let _ = diagnostic.to_string();
    }
    assert_eq!(ontology::check(std::slice::from_ref(&own)), found, "checked again, it is the same");
    let loaded = Ontology::from_sources(std::slice::from_ref(&own));
    assert!(loaded.is_ok() || !found.is_empty(), "what does not load has a finding");
    #[cfg(feature = "reader")]
    {
        let _ = ontology::rules(std::slice::from_ref(&own)).map(|rules| rules.len());
        if let Ok(loaded) = loaded {
            let reader = reprisal::Reader::new(&loaded);
            let document = reprisal::DocumentReader::new(&loaded).text("x", "Northland struck the depot of Eastmark on Monday.");
            let _ = reader.read(&document);
        }
    }
}
