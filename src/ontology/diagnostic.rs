//! What the checker says, and where.

use std::fmt;
use std::ops::Range;
use std::path::PathBuf;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The ontology does not say what its author means.
    Error,
    /// It works, but is likely to surprise.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        })
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $kebab:literal, $severity:ident, $description:literal;)*) => {
        /// What sort of problem was found.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = $description] $variant,)*
        }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)*];

            /// The name that messages give, such as `duplicate-id`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Code::$variant => $kebab,)* }
            }

            /// One sentence on what the problem is.
            #[must_use]
            pub const fn description(self) -> &'static str {
                match self { $(Code::$variant => $description,)* }
            }

            /// How bad it is.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    Syntax = "syntax", Error, "The file is no RON of the shape that ontology files have.";
    UnknownField = "unknown-field", Error, "An entry has a field that its sort of entry does not know.";
    MissingField = "missing-field", Error, "An entry lacks a field that it must have.";
    UnknownKind = "unknown-kind", Error, "A kind, role, slot or other fixed word is not in its list.";
    BadId = "bad-id", Error, "An id is no slug of lower-case letters, digits and single hyphens.";
    DuplicateId = "duplicate-id", Error, "Two entries of one layer have the same id.";
    EmptyName = "empty-name", Error, "A name, word or phrase is empty or holds nothing that can be read.";
    DuplicateAlias = "duplicate-alias", Error, "Two actors or two places share a name, so that text cannot tell them apart.";
    RepeatedAlias = "repeated-alias", Warning, "An entry gives the same name twice; spellings that differ in case, accents, apostrophes or hyphens are one.";
    OrdinaryAlias = "ordinary-alias", Warning, "A name is an ordinary word and does not stand in `exact`.";
    DanglingReference = "dangling-reference", Error, "An entry refers to an id that no entry has.";
    Cycle = "cycle", Error, "Entries refer to each other in a circle.";
    EmptyRange = "empty-range", Error, "A range of dates ends before it begins.";
    OverlappingRanges = "overlapping-ranges", Error, "Two ranges of the same relation overlap.";
    MissingExample = "missing-example", Warning, "A trigger has no example sentence.";
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A place in an ontology file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Location {
    /// Index of the file among the sources that were checked.
    pub source: usize,
    /// The path of the file.
    pub path: PathBuf,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Bytes of the file's text; of a string what stands between its quotes.
    pub span: Range<usize>,
}

impl Location {
    /// The location of a span of a text.
    pub(super) fn new(source: usize, path: PathBuf, text: &str, span: Range<usize>) -> Location {
        let before = &text[..span.start];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = before.matches('\n').count() + 1;
        Location { source, path, line, column: before[line_start..].chars().count() + 1, span }
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.path.display(), self.line, self.column)
    }
}

/// One finding.
///
/// ```
/// use reprisal::ontology::{Severity, SourceFile, check};
///
/// let found = check(&[SourceFile::new("own.ron", "( actors: [ ( name: \"Hill Guard\" ) ] )")]);
/// assert_eq!((found[0].severity(), found[0].location.line), (Severity::Error, 1));
/// println!("{}: {}", found[0].code.as_str(), found[0].message);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// What sort of problem.
    pub code: Code,
    /// Where it is.
    pub location: Location,
    /// What is wrong, in words.
    pub message: String,
    /// What probably was meant: text to put in place of the span.
    pub suggestion: Option<String>,
    /// How to mend it.
    pub help: Option<String>,
    /// The other place that it clashes with.
    pub other: Option<Location>,
}

impl Diagnostic {
    /// How bad it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

impl fmt::Display for Diagnostic {
    /// One line: `path:line:column: error[code]: message; did you mean …?`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}[{}]: {}", self.location, self.severity(), self.code, self.message)?;
        match &self.suggestion {
            Some(suggestion) => write!(f, "; did you mean `{suggestion}`?"),
            None => Ok(()),
        }
    }
}
