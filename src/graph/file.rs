//! Saved graphs: versioned JSON and RON of our own shape, one record a line, ordered by ids.
//!
//! ```json
//! {"reprisal-graph": 3,
//! "actors": [],
//! "places": [],
//! "documents": [],
//! "standing-actors": [],
//! "standing-places": [],
//! "standing-facts": [],
//! "corrections": [],
//! "checksum": "9e3779b97f4a7c15"}
//! ```
//!
//! The header comes first, so that any reader can tell the format and its version from the first bytes. Every document has a
//! line with all that it says, and names its actors and places by their number, from 0, in the lists before. What follows
//! from the documents, such as which of their incidents are one, is not saved.
//!
//! The last line holds a checksum of all records, and every document one of itself and of what it names, so that of a damaged
//! file can be said what is [whole](Salvage). A file that only looks different, with other ends of lines or indentation, is
//! not taken for changed.

mod checksum;
mod first;
mod lines;
mod salvage;
mod saved;
mod scan;
mod write;

use std::error::Error;
use std::fmt;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

use super::KnowledgeGraph;
use crate::extraction::ContentHash;
use crate::replace::Place;
use first::FirstGraph;
pub use salvage::{LeftOut, Salvage};
use saved::SavedGraph;
use scan::Scan;

/// The version of the format that this crate writes, and the newest that it reads. Older ones are read, too.
pub const GRAPH_VERSION: u32 = 3;

/// How a graph is written.
///
/// ```
/// use reprisal::graph::Format;
/// use std::path::Path;
///
/// assert_eq!(Format::of_path(Path::new("war.ron")), Format::Ron);
/// assert_eq!(Format::detect("{\"reprisal-graph\": 3,"), Some(Format::Json));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JSON: the first bytes are `{"reprisal-graph":`.
    Json,
    /// RON: the first bytes are `(reprisal_graph:`.
    Ron,
}

impl Format {
    /// The format that the name of a file asks for: RON for `.ron`, else JSON.
    #[must_use]
    pub fn of_path(path: &Path) -> Format {
        if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("ron")) { Format::Ron } else { Format::Json }
    }

    /// The format of a text that starts like a saved graph; the text may be cut short after the header.
    #[must_use]
    pub fn detect(text: &str) -> Option<Format> {
        let starts = |open: char, name: &str| {
            let rest = text.trim_start_matches('\u{feff}').trim_start().strip_prefix(open)?;
            rest.trim_start().strip_prefix(name)?.trim_start().strip_prefix(':')
        };
        match () {
            () if starts('{', "\"reprisal-graph\"").is_some() => Some(Format::Json),
            () if starts('(', "reprisal_graph").is_some() => Some(Format::Ron),
            () => None,
        }
    }
}

/// Why a graph could not be read or written.
///
/// ```
/// use reprisal::KnowledgeGraph;
/// use reprisal::graph::GraphError;
///
/// assert!(matches!(KnowledgeGraph::from_text("a letter"), Err(GraphError::NotAGraph)));
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub enum GraphError {
    /// The file could not be read or written.
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The text does not start like a saved graph.
    NotAGraph,
    /// The graph was saved by a newer program.
    Version {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// The version of the format.
        version: u64,
    },
    /// The graph can be read, but is not as it was saved.
    Changed,
    /// The text starts like a saved graph, but cannot be read as one: cut short or damaged.
    Damaged {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What is wrong and what to do.
        message: String,
    },
    /// A document names an actor or a place by a number that the lists do not hold.
    Dangling {
        /// Id of the document.
        document: String,
        /// What it names: an actor or a place.
        list: &'static str,
        /// The number, from 0.
        number: usize,
    },
    /// Something is said to be told by a document that is not among the documents; of version 1.
    Unlisted {
        /// Id of the document.
        document: String,
    },
}

impl fmt::Display for GraphError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { path, source } => write!(f, "{}: {source}", path.display()),
            Self::NotAGraph => {
                f.write_str("1:1: this is no saved graph: it starts with neither {\"reprisal-graph\": … nor (reprisal_graph: …")
            }
            Self::Version { line, column, version } => write!(
                f,
                "{line}:{column}: this graph has format version {version}, and this program reads version {GRAPH_VERSION}: \
             update the program or build the graph again"
            ),
            Self::Changed => f.write_str("the graph was changed or damaged since it was saved: its checksum does not fit"),
            Self::Damaged { line, column, message } => write!(f, "{line}:{column}: {message}"),
            Self::Dangling { document, list, number } => write!(
                f,
                "document {document}: there is no {list} of the number {number} in the saved graph: build the graph again"
            ),
            Self::Unlisted { document } => write!(f, "there is no document {document} in the saved graph: build the graph again"),
        }
    }
}

impl Error for GraphError {}

impl KnowledgeGraph {
    /// The graph as text of one format. Equal graphs give equal text.
    ///
    /// ```
    /// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
    /// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    /// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
    /// use reprisal::KnowledgeGraph;
    /// use reprisal::graph::Format;
    ///
    /// let text = graph.to_text(Format::Json)?;
    /// assert_eq!(KnowledgeGraph::from_text(&text)?, graph);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// When a value cannot be written in the format, which no value of the model causes.
    pub fn to_text(&self, format: Format) -> io::Result<String> {
        let mut text = Vec::new();
        self.write(&mut text, format)?;
        String::from_utf8(text).map_err(io::Error::other)
    }

    /// Writes the text of one format, a document at a time.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn write(&self, mut out: impl Write, format: Format) -> io::Result<()> {
        write::write(self, &mut out, format, None).map(drop)
    }

    /// Writes JSON in which characters stand escaped for which `escape` holds, such as those that a terminal would obey. It
    /// loads as the same graph.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn write_escaped(&self, mut out: impl Write, escape: fn(char) -> bool) -> io::Result<()> {
        write::write(self, &mut out, Format::Json, Some(escape)).map(drop)
    }

    /// Reads a graph from text; the format is told from its first bytes.
    ///
    /// # Errors
    /// When the text is no saved graph, is cut short, damaged or changed, or is of a newer version.
    pub fn from_text(text: &str) -> Result<KnowledgeGraph, GraphError> {
        let text = text.trim_start_matches('\u{feff}');
        let format = Format::detect(text).ok_or(GraphError::NotAGraph)?;
        let version = header(text)?;
        if version == Some(1) {
            return parse::<FirstGraph>(text, format)?.graph();
        }
        if format == Format::Json
            && version == Some(GRAPH_VERSION.into())
            && let Some(graph) = lines::read(text)
        {
            return Ok(graph);
        }
        let saved: SavedGraph = parse(text, format)?;
        let stated = saved.checksum;
        let graph = saved.graph()?;
        let is_as_saved = || {
            let scan = Scan::of(text, format);
            scan.is_whole() && stated == Some(scan.sum(GRAPH_VERSION.into(), format, None))
        };
        match (version, stated) {
            (Some(2), None) => Ok(graph),
            _ if is_as_saved() => Ok(graph),
            // What only looks different has the checksum that it had.
            (_, Some(stated)) if graph.checksum(format).is_ok_and(|sum| sum == stated) => Ok(graph),
            _ => Err(GraphError::Changed),
        }
    }

    /// The checksum with which it is saved.
    fn checksum(&self, format: Format) -> io::Result<ContentHash> {
        write::write(self, &mut io::sink(), format, None)
    }

    /// Reads a graph from the bytes of a file.
    ///
    /// # Errors
    /// When the bytes are no saved graph, are cut short, damaged or changed, or are of a newer version.
    pub fn from_bytes(bytes: &[u8]) -> Result<KnowledgeGraph, GraphError> {
        match std::str::from_utf8(bytes) {
            Ok(text) => KnowledgeGraph::from_text(text),
            Err(error) => {
                let read = String::from_utf8_lossy(bytes.get(..error.valid_up_to()).unwrap_or_default());
                Format::detect(&read).ok_or(GraphError::NotAGraph)?;
                let (line, column) = end(&read);
                Err(GraphError::Damaged {
                    line,
                    column: column + 1,
                    message: "the saved graph holds bytes that are no text".to_owned(),
                })
            }
        }
    }

    /// Saves the graph: RON when the name ends in `.ron`, else JSON. The file is whole or as it was before.
    ///
    /// ```
    /// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
    /// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    /// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
    /// use reprisal::KnowledgeGraph;
    ///
    /// # let folder = std::env::temp_dir().join(format!("reprisal-save-{}", std::process::id()));
    /// # std::fs::create_dir_all(&folder)?;
    /// # let path = folder.join("war.json");
    /// graph.save(&path)?;
    /// assert_eq!(KnowledgeGraph::load(&path)?, graph);
    /// # std::fs::remove_dir_all(&folder)?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// When the file cannot be written, and when another process is writing it.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<(), GraphError> {
        let path = path.as_ref();
        let failed = |source| GraphError::Io { path: path.to_owned(), source };
        self.save_at(&Place::take(path).map_err(failed)?)
    }

    /// Saves the graph in a place that this process has taken, see [`save`](KnowledgeGraph::save): what was read from there
    /// since, and changed, is what it replaces.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn save_at(&self, place: &Place) -> Result<(), GraphError> {
        let path = place.named();
        place
            .file(|out| self.write(out, Format::of_path(path)))
            .map_err(|source| GraphError::Io { path: path.to_owned(), source })
    }

    /// Loads a saved graph; the format is told from the content.
    ///
    /// # Errors
    /// When the file cannot be read, is no saved graph, is cut short, damaged or changed, or is of a newer version.
    pub fn load(path: impl AsRef<Path>) -> Result<KnowledgeGraph, GraphError> {
        let path = path.as_ref();
        let bytes = std::fs::read(path).map_err(|source| GraphError::Io { path: path.to_owned(), source })?;
        KnowledgeGraph::from_bytes(&bytes)
    }
}

/// The version that the header of a saved graph states, if it states any.
fn header(text: &str) -> Result<Option<u64>, GraphError> {
    let rest = text.split_once(':').map_or("", |(_, rest)| rest).trim_start();
    let (digits, after) = rest.split_at(rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len()));
    match digits.parse::<u64>() {
        Ok(version) if (1..=u64::from(GRAPH_VERSION)).contains(&version) => Ok(Some(version)),
        Ok(version) => {
            let (line, column) = end(text.strip_suffix(after).unwrap_or(text));
            Err(GraphError::Version { line, column, version })
        }
        Err(_) => Ok(None),
    }
}

fn parse<T: DeserializeOwned>(text: &str, format: Format) -> Result<T, GraphError> {
    match format {
        Format::Json => serde_json::from_str(text).map_err(|error| json_error(&error)),
        Format::Ron => ron::from_str(text).map_err(|error| ron_error(text, &error)),
    }
}

/// Line and column, from 1, of the last character.
fn end(text: &str) -> (usize, usize) {
    let (line, last) = text.split('\n').enumerate().last().unwrap_or_default();
    (line + 1, last.chars().count())
}

fn json_error(error: &serde_json::Error) -> GraphError {
    let (line, column) = (error.line(), error.column());
    let text = error.to_string();
    // The position stands in its own fields.
    let text = text.strip_suffix(&format!(" at line {line} column {column}")).unwrap_or(&text);
    let message = if error.is_eof() { cut_short() } else { text.to_owned() };
    GraphError::Damaged { line, column, message }
}

fn ron_error(text: &str, error: &ron::error::SpannedError) -> GraphError {
    let end = error.span.end;
    let read = text.split_inclusive('\n').take(end.line.saturating_sub(1)).map(|line| line.chars().count()).sum::<usize>()
        + end.col.saturating_sub(1);
    // RON tells what it misses, or where the string began that never ends; that the text ends says more.
    if read >= text.trim_end().chars().count() || !text.trim_end().ends_with(')') {
        let last = text.lines().last().unwrap_or_default();
        return GraphError::Damaged { line: text.lines().count(), column: last.chars().count(), message: cut_short() };
    }
    GraphError::Damaged { line: error.span.start.line, column: error.span.start.col, message: error.code.to_string() }
}

fn cut_short() -> String {
    "the saved graph ends here, before it is complete: build it again or fetch the whole file".to_owned()
}
