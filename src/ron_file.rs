//! Small files in RON that people write beside an ontology: styles and corrections.

use std::error::Error;
use std::fmt;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

/// Why a file in RON cannot be used.
///
/// ```
/// use reprisal::{RonError, graph::Corrections};
///
/// let wrong = Corrections::parse("( corrections: [ forget ] )", "mine.ron").unwrap_err();
/// assert!(matches!(&wrong, RonError::Content { line: 1, .. }));
/// assert!(wrong.to_string().starts_with("mine.ron:1:"), "{wrong}");
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub enum RonError {
    /// It cannot be read.
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// It says what such a file cannot.
    Content {
        /// The file.
        place: String,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What is wrong.
        message: String,
    },
}

impl fmt::Display for RonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File { path, source } => write!(f, "{}: {source}", path.display()),
            Self::Content { place, line, column, message } => write!(f, "{place}:{line}:{column}: {message}"),
        }
    }
}

impl Error for RonError {}

/// How people write RON: an option is its value.
pub(crate) fn options() -> ron::Options {
    ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
}

/// Reads a text; `place` is what errors call it.
pub(crate) fn parse<T: DeserializeOwned>(text: &str, place: &str) -> Result<T, RonError> {
    options().from_str(text).map_err(|error| RonError::Content {
        place: place.to_owned(),
        line: error.span.start.line,
        column: error.span.start.col,
        message: error.code.to_string(),
    })
}

/// The text of a file, and what errors call it.
pub(crate) fn text(path: &Path) -> Result<(String, String), RonError> {
    let text = std::fs::read_to_string(path).map_err(|source| RonError::File { path: path.to_owned(), source })?;
    Ok((text, path.display().to_string()))
}
