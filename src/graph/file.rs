//! Saved graphs: versioned JSON and RON of our own shape, one record a line, ordered by ids.
//!
//! ```json
//! {"reprisal-graph": 1,
//! "documents": [],
//! "actors": [],
//! "places": [],
//! "incidents": [],
//! "edges": []}
//! ```
//!
//! The header comes first, so that any reader can tell the format and its version from the first bytes.

use std::borrow::Cow;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Deserializer, Serialize, de};

use super::KnowledgeGraph;
use super::model::{Actor, Citation, Edge, Incident, Node, Place, Relation, Standing};
use crate::extraction::DocumentInfo;

/// The version of the format that this crate writes, and the newest that it reads.
pub const GRAPH_VERSION: u32 = 1;

/// How a graph is written.
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
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GraphError {
    /// The file could not be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The text does not start like a saved graph.
    #[error("1:1: this is no saved graph: it starts with neither {{\"reprisal-graph\": … nor (reprisal_graph: …")]
    NotAGraph,
    /// The text starts like a saved graph, but cannot be read as one: cut short, damaged, or of a newer version.
    #[error("{line}:{column}: {message}")]
    Damaged {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What is wrong and what to do.
        message: String,
    },
    /// An edge names a node that is not there.
    #[error(
        "edge {number} ({from} {relation} {to}) has an end that is not among the nodes of the saved graph: build the graph again"
    )]
    Dangling {
        /// Number of the edge, from 1.
        number: usize,
        /// Id of the node that it leads from.
        from: String,
        /// What it says.
        relation: Relation,
        /// Id of the node that it leads to.
        to: String,
    },
}

/// An edge as saved: its ends by id; which sorts of node they are follows from the relation.
#[derive(Serialize, Deserialize)]
struct SavedEdge<'a> {
    from: Cow<'a, str>,
    relation: Relation,
    to: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    evidence: Cow<'a, [Citation]>,
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    standing: Cow<'a, [Standing]>,
}

#[derive(Deserialize)]
#[serde(rename = "Graph")]
struct SavedGraph {
    #[serde(rename = "reprisal-graph", alias = "reprisal_graph")]
    _version: Version,
    documents: Vec<DocumentInfo>,
    actors: Vec<Actor>,
    places: Vec<Place>,
    incidents: Vec<Incident>,
    edges: Vec<SavedEdge<'static>>,
}

/// A version number that is refused, where it stands, when it is newer than this crate.
struct Version;

impl<'de> Deserialize<'de> for Version {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match u64::deserialize(deserializer)? {
            version if version == u64::from(GRAPH_VERSION) => Ok(Version),
            version => Err(de::Error::custom(format_args!(
                "this graph has format version {version}, and this program reads version {GRAPH_VERSION}: \
                 update the program or build the graph again"
            ))),
        }
    }
}

impl KnowledgeGraph {
    /// The graph as text of one format. Equal graphs give equal text.
    ///
    /// # Errors
    /// When a value cannot be written in the format, which no value of the model causes.
    pub fn to_text(&self, format: Format) -> io::Result<String> {
        let mut out = match format {
            Format::Json => format!("{{\"reprisal-graph\": {GRAPH_VERSION}"),
            Format::Ron => format!("(reprisal_graph: {GRAPH_VERSION}"),
        };
        let edges = self.all_edges().into_iter().map(|(from, edge, to)| SavedEdge {
            from: from.id().into(),
            relation: edge.relation,
            to: to.id().into(),
            evidence: edge.evidence.as_slice().into(),
            standing: edge.standing.as_slice().into(),
        });
        section(&mut out, format, "documents", self.documents())?;
        section(&mut out, format, "actors", self.nodes::<Actor>())?;
        section(&mut out, format, "places", self.nodes::<Place>())?;
        section(&mut out, format, "incidents", self.nodes::<Incident>())?;
        section(&mut out, format, "edges", edges)?;
        out.push_str(if format == Format::Json { "}\n" } else { ")\n" });
        Ok(out)
    }

    /// Reads a graph from text; the format is told from its first bytes.
    ///
    /// # Errors
    /// When the text is no saved graph, is cut short or damaged, or is of another version.
    pub fn from_text(text: &str) -> Result<KnowledgeGraph, GraphError> {
        let text = text.trim_start_matches('\u{feff}');
        let saved: SavedGraph = match Format::detect(text).ok_or(GraphError::NotAGraph)? {
            Format::Json => serde_json::from_str(text).map_err(|error| json_error(&error))?,
            Format::Ron => ron::from_str(text).map_err(|error| ron_error(text, &error))?,
        };
        let mut graph = KnowledgeGraph::new();
        for document in saved.documents {
            graph.put_document(document);
        }
        let actors = saved.actors.into_iter().map(Node::Actor);
        let places = saved.places.into_iter().map(Node::Place);
        for node in actors.chain(places).chain(saved.incidents.into_iter().map(Node::Incident)) {
            graph.put(node);
        }
        for (at, saved) in saved.edges.into_iter().enumerate() {
            let (from, to, relation) = (saved.from.into_owned(), saved.to.into_owned(), saved.relation);
            let edge = Edge { relation, evidence: saved.evidence.into_owned(), standing: saved.standing.into_owned() };
            if !graph.link(&from, edge, &to) {
                return Err(GraphError::Dangling { number: at + 1, from, relation, to });
            }
        }
        Ok(graph)
    }

    /// Saves the graph: RON when the name ends in `.ron`, else JSON. The file is whole or as it was before.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<(), GraphError> {
        let path = path.as_ref();
        self.to_text(Format::of_path(path))
            .and_then(|text| write_atomically(path, text.as_bytes()))
            .map_err(|source| GraphError::Io { path: path.to_owned(), source })
    }

    /// Loads a saved graph; the format is told from the content.
    ///
    /// # Errors
    /// When the file cannot be read, is no saved graph, is cut short or damaged, or is of another version.
    pub fn load(path: impl AsRef<Path>) -> Result<KnowledgeGraph, GraphError> {
        let path = path.as_ref();
        let text = std::fs::read_to_string(path).map_err(|source| GraphError::Io { path: path.to_owned(), source })?;
        KnowledgeGraph::from_text(&text)
    }
}

/// Writes one list, a record a line.
fn section<T: Serialize>(out: &mut String, format: Format, name: &str, records: impl Iterator<Item = T>) -> io::Result<()> {
    match format {
        Format::Json => out.push_str(&format!(",\n\"{name}\": [")),
        Format::Ron => out.push_str(&format!(",\n{name}: [")),
    }
    for (at, record) in records.enumerate() {
        out.push_str(if at == 0 { "\n  " } else { ",\n  " });
        out.push_str(&match format {
            Format::Json => serde_json::to_string(&record).map_err(io::Error::other)?,
            Format::Ron => ron::to_string(&record).map_err(io::Error::other)?,
        });
    }
    out.push(']');
    Ok(())
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

/// Writes a file beside its place, flushes it to the disk and renames it, so that nobody ever meets half a file.
///
/// What is no regular file, such as a pipe or a terminal, is written to as it is.
///
/// # Errors
/// What the system says; the file that was there before is left as it was.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if path.metadata().is_ok_and(|found| !found.is_file()) {
        return std::fs::OpenOptions::new().write(true).open(path)?.write_all(bytes);
    }
    let name = path.file_name().ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "this is no name of a file"))?;
    // A link keeps pointing where it points.
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let beside = path.with_file_name(format!(".{}.{}.part", name.to_string_lossy(), std::process::id()));
    let written = std::fs::File::create(&beside)
        .and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()
        })
        .and_then(|()| std::fs::rename(&beside, &path));
    if written.is_err() {
        // The first error is the one to tell; what is left behind is only the part.
        let _ = std::fs::remove_file(&beside);
    }
    written
}
