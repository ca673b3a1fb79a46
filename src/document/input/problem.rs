//! What can be wrong with an input.

use std::error::Error;
use std::fmt;
use std::path::{Path, PathBuf};

use crate::document::RecordError;

/// An input, or a line of one, that gives no document.
///
/// ```
/// use reprisal::DocumentReader;
/// use reprisal::document::input::Reason;
/// use reprisal::document::{Format, Inputs};
///
/// let documents = DocumentReader::builtin()?;
/// let problem = Inputs::new(documents, ["no/such/file"], Format::Auto).next().and_then(Result::err);
/// assert_eq!(problem.map(|problem| problem.reason), Some(Reason::Missing));
/// # Ok::<(), reprisal::ontology::OntologyError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct InputProblem {
    /// The file or folder, or the input as given.
    pub path: PathBuf,
    /// The line of a file of records, from 1.
    pub line: Option<usize>,
    /// What is wrong.
    pub reason: Reason,
    /// How the line begins, for who cannot look it up.
    pub begins: Option<String>,
}

/// Why an input gives no document.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// Nothing of this name is there.
    Missing,
    /// A glob found nothing.
    NoMatch,
    /// A glob is malformed.
    BadPattern(String),
    /// The system refused to read it.
    Unreadable(String),
    /// A folder without files of the known extensions.
    NoArticles(String),
    /// A folder far down in folders.
    TooDeep {
        /// So many folders are entered, one in another.
        most: usize,
    },
    /// There is nothing in it.
    Empty,
    /// It is no text.
    Binary,
    /// It is text of another encoding.
    NotUtf8 {
        /// The offset of the first wrong byte, in the file or, in a file of records, in the line.
        at: usize,
    },
    /// A document or a line is too long.
    TooLong {
        /// The longest that is read, in bytes.
        most: usize,
    },
    /// It is a saved graph.
    Graph,
    /// It is HTML, which this build does not read.
    NoHtml,
    /// The page holds no article.
    NoArticle(String),
    /// The record is no document.
    Record(RecordError),
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("there is no such file or folder; check the path"),
            Self::NoMatch => f.write_str("no file matches this pattern; quote it and check the path"),
            Self::BadPattern(why) => write!(f, "this is no valid pattern: {why}"),
            Self::Unreadable(why) => write!(f, "it cannot be read: {why}"),
            Self::NoArticles(why) => write!(f, "the folder holds no articles; articles are files ending in {why}"),
            Self::TooDeep { most } => {
                write!(f, "it lies more than {most} folders deep, and was not looked into; give it by itself")
            }
            Self::Empty => f.write_str("it is empty; there is nothing to read"),
            Self::Binary => f.write_str("this is a binary file; give the article as text"),
            Self::NotUtf8 { at } => write!(f, "this is no UTF-8 (the byte at offset {at} is wrong); convert it to UTF-8 first"),
            Self::TooLong { most } => write!(f, "it is longer than {}, too long for one article; split it", size(*most)),
            Self::Graph => f.write_str("this is a saved graph, not an article; it cannot be read as text"),
            Self::NoHtml => {
                f.write_str("this is HTML, which this build cannot read; build with the feature \"html\" or give the text")
            }
            Self::NoArticle(why) => f.write_str(why),
            Self::Record(why) => write!(f, "{why}; the line is skipped"),
        }
    }
}

impl Error for Reason {}

fn size(bytes: usize) -> String {
    const MIB: usize = 1 << 20;
    if bytes >= MIB && bytes.is_multiple_of(MIB) { format!("{} MiB", bytes / MIB) } else { format!("{bytes} bytes") }
}

impl InputProblem {
    pub(super) fn new(path: &Path, line: Option<usize>, reason: Reason) -> InputProblem {
        InputProblem { path: path.to_path_buf(), line, reason, begins: None }
    }

    /// The same of a line with this text.
    pub(super) fn of_line(self, text: &str) -> InputProblem {
        const SHOWN: usize = 60;
        let text = text.trim();
        let begins = text.char_indices().nth(SHOWN).map_or(text.to_owned(), |(end, _)| format!("{}…", &text[..end]));
        InputProblem { begins: Some(begins), ..self }
    }

    /// What is wrong and what to do, one sentence.
    #[must_use]
    pub fn message(&self) -> String {
        self.reason.to_string()
    }
}

impl fmt::Display for InputProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", self.reason)
    }
}

impl std::error::Error for InputProblem {}
