//! Saved graphs: versioned JSON and RON of our own shape, one record a line, ordered by ids.
//!
//! ```json
//! {"reprisal-graph": 2,
//! "actors": [],
//! "places": [],
//! "documents": [],
//! "standing-actors": [],
//! "standing-places": [],
//! "standing-facts": [],
//! "corrections": []}
//! ```
//!
//! The header comes first, so that any reader can tell the format and its version from the first bytes. Every document has a
//! line with all that it says, and names its actors and places by their number, from 0, in the lists before. What follows
//! from the documents, such as which of their incidents are one, is not saved.

mod lines;

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, de};

use super::KnowledgeGraph;
use super::corrections::Correction;
use super::id::Id;
use super::ledger::{Entry, Ids, Ledger};
use super::model::{Relation, Standing};
use crate::extraction::{ActorRecord, DocumentInfo, IncidentRecord, PlaceRecord, RelationRecord};

/// The version of the format that this crate writes, and the newest that it reads.
pub const GRAPH_VERSION: u32 = 2;

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
    /// A document names an actor or a place by a number that the lists do not hold.
    #[error("document {document}: there is no {list} of the number {number} in the saved graph: build the graph again")]
    Dangling {
        /// Id of the document.
        document: String,
        /// What it names: an actor or a place.
        list: &'static str,
        /// The number, from 0.
        number: usize,
    },
}

/// All that a document says, as saved.
#[derive(Serialize, Deserialize)]
#[serde(rename = "Document")]
struct SavedDocument<'a> {
    document: Cow<'a, DocumentInfo>,
    /// Numbers of actors.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    actors: Vec<usize>,
    /// Numbers of places.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    places: Vec<usize>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    incidents: Vec<IncidentRecord>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    relations: Vec<RelationRecord>,
}

/// A fact of the ontology as saved.
#[derive(Serialize, Deserialize)]
#[serde(rename = "Fact")]
struct SavedFact {
    from: Id,
    relation: Relation,
    to: Id,
    standing: BTreeSet<Standing>,
}

#[derive(Deserialize)]
#[serde(rename = "Graph")]
struct SavedGraph {
    #[serde(rename = "reprisal-graph", alias = "reprisal_graph")]
    _version: Version,
    actors: Vec<ActorRecord>,
    places: Vec<PlaceRecord>,
    documents: Vec<SavedDocument<'static>>,
    #[serde(rename = "standing-actors", alias = "standing_actors")]
    standing_actors: Vec<ActorRecord>,
    #[serde(rename = "standing-places", alias = "standing_places")]
    standing_places: Vec<PlaceRecord>,
    #[serde(rename = "standing-facts", alias = "standing_facts")]
    standing_facts: Vec<SavedFact>,
    #[serde(default)]
    corrections: BTreeSet<Correction>,
}

/// What the documents of a saved graph share.
struct Shared {
    actors: Vec<Arc<ActorRecord>>,
    places: Vec<Arc<PlaceRecord>>,
    ids: Ids,
}

impl SavedGraph {
    /// The graph without its documents, what they share, and the documents.
    fn open(self) -> (KnowledgeGraph, Shared, Vec<SavedDocument<'static>>) {
        let mut graph = KnowledgeGraph::new();
        let ledger = &mut graph.ledger;
        let actors: Vec<Arc<ActorRecord>> = self.actors.into_iter().map(Arc::new).collect();
        let places: Vec<Arc<PlaceRecord>> = self.places.into_iter().map(Arc::new).collect();
        let ids = ledger.keep(&actors, &places);
        self.standing_actors.into_iter().for_each(|record| ledger.standing.actor(record));
        self.standing_places.into_iter().for_each(|record| ledger.standing.place(record));
        for SavedFact { from, relation, to, standing } in self.standing_facts {
            ledger.standing.facts.entry((from, relation, to)).or_default().extend(standing);
        }
        graph.corrections = self.corrections.into_iter().collect();
        (graph, Shared { actors, places, ids }, self.documents)
    }
}

impl Shared {
    /// What a saved document says.
    fn entry(&self, ids: &mut Ids, saved: SavedDocument) -> Result<Entry, GraphError> {
        let SavedDocument { document, actors, places, incidents, relations } = saved;
        let actors = look_up(&self.actors, &actors, "actor", &document)?;
        let places = look_up(&self.places, &places, "place", &document)?;
        Ok(Entry::of(ids, document.into_owned(), actors, places, incidents, relations))
    }
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
        let mut text = Vec::new();
        self.write(&mut text, format)?;
        String::from_utf8(text).map_err(io::Error::other)
    }

    /// Writes the text of one format, a document at a time.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn write(&self, mut out: impl Write, format: Format) -> io::Result<()> {
        match format {
            Format::Json => write!(out, "{{\"reprisal-graph\": {GRAPH_VERSION}")?,
            Format::Ron => write!(out, "(reprisal_graph: {GRAPH_VERSION}")?,
        }
        let Ledger { entries, standing, .. } = &self.ledger;
        let (actors, actor_numbers) = numbered(entries.values().flat_map(|entry| &entry.actors));
        let (places, place_numbers) = numbered(entries.values().flat_map(|entry| &entry.places));
        let documents = entries.values().map(|entry| SavedDocument {
            document: Cow::Borrowed(&entry.info),
            actors: entry.actors.iter().filter_map(|actor| actor_numbers.get(&Arc::as_ptr(actor)).copied()).collect(),
            places: entry.places.iter().filter_map(|place| place_numbers.get(&Arc::as_ptr(place)).copied()).collect(),
            incidents: entry.incidents().collect(),
            relations: entry.relations().collect(),
        });
        let facts = standing.facts.iter().map(|((from, relation, to), standing)| SavedFact {
            from: from.clone(),
            relation: *relation,
            to: to.clone(),
            standing: standing.clone(),
        });
        section(&mut out, format, "actors", actors.iter())?;
        section(&mut out, format, "places", places.iter())?;
        section(&mut out, format, "documents", documents)?;
        section(&mut out, format, "standing-actors", standing.actors.values())?;
        section(&mut out, format, "standing-places", standing.places.values())?;
        section(&mut out, format, "standing-facts", facts)?;
        section(&mut out, format, "corrections", self.corrections.iter())?;
        out.write_all(if format == Format::Json { b"}\n" } else { b")\n" })
    }

    /// Reads a graph from text; the format is told from its first bytes.
    ///
    /// # Errors
    /// When the text is no saved graph, is cut short or damaged, or is of another version.
    pub fn from_text(text: &str) -> Result<KnowledgeGraph, GraphError> {
        let text = text.trim_start_matches('\u{feff}');
        let saved: SavedGraph = match Format::detect(text).ok_or(GraphError::NotAGraph)? {
            Format::Json => match lines::read(text) {
                Some(graph) => return Ok(graph),
                None => serde_json::from_str(text).map_err(|error| json_error(&error))?,
            },
            Format::Ron => ron::from_str(text).map_err(|error| ron_error(text, &error))?,
        };
        let (mut graph, shared, documents) = saved.open();
        let mut ids = shared.ids.clone();
        for document in documents {
            graph.ledger.put(Arc::new(shared.entry(&mut ids, document)?));
        }
        Ok(graph)
    }

    /// Saves the graph: RON when the name ends in `.ron`, else JSON. The file is whole or as it was before.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<(), GraphError> {
        let path = path.as_ref();
        crate::replace::file(path, |out| self.write(out, Format::of_path(path)))
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

/// Records in order, each once, and the number in the list of every record by where it lies in memory: documents share
/// records, and equal ones may lie apart.
fn numbered<'l, R: Ord>(records: impl Iterator<Item = &'l Arc<R>>) -> (Vec<&'l Arc<R>>, HashMap<*const R, usize>) {
    let lying: HashMap<*const R, &Arc<R>> = records.map(|record| (Arc::as_ptr(record), record)).collect();
    let mut list: Vec<&Arc<R>> = lying.values().copied().collect();
    list.sort_unstable();
    list.dedup();
    let number = |record: &Arc<R>| list.binary_search(&record).ok();
    let numbers = lying.iter().filter_map(|(at, record)| Some((*at, number(record)?))).collect();
    (list, numbers)
}

/// The records of these numbers.
fn look_up<R>(
    records: &[Arc<R>],
    numbers: &[usize],
    list: &'static str,
    document: &DocumentInfo,
) -> Result<Vec<Arc<R>>, GraphError> {
    let find = |&number: &usize| {
        let found = records.get(number).cloned();
        found.ok_or_else(|| GraphError::Dangling { document: document.id.clone(), list, number })
    };
    numbers.iter().map(find).collect()
}

/// Writes one list, a record a line.
fn section<T: Serialize>(out: &mut impl Write, format: Format, name: &str, records: impl Iterator<Item = T>) -> io::Result<()> {
    match format {
        Format::Json => write!(out, ",\n\"{name}\": [")?,
        Format::Ron => write!(out, ",\n{}: [", name.replace('-', "_"))?,
    }
    for (at, record) in records.enumerate() {
        out.write_all(if at == 0 { b"\n  " } else { b",\n  " })?;
        match format {
            Format::Json => serde_json::to_writer(&mut *out, &record)?,
            Format::Ron => out.write_all(ron::to_string(&record).map_err(io::Error::other)?.as_bytes())?,
        }
    }
    out.write_all(b"]")
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
