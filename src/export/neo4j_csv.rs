//! A folder of CSV files for the bulk import of Neo4j: one for each label and each type of relationship, with typed headers.
//!
//! | file | holds |
//! |---|---|
//! | `actors.csv`, `places.csv`, `incidents.csv`, `documents.csv`, `evidence.csv` | nodes: `id:ID(Label)`, properties, `:LABEL` |
//! | `actor_perpetrated_incident.csv`, `incident_targeted_actor.csv`, … | relationships: `:START_ID(Label)`, `:END_ID(Label)`, `:TYPE`, properties |
//! | `README.md` | the command that imports them, and what is in them |
//!
//! ```text
//! (:Actor)-[:PERPETRATED]->(:Incident)-[:TARGETED]->(:Actor)       (:Actor)-[:BACKS|PART_OF|LEADS]->(:Actor)
//!                          (:Incident)-[:OCCURRED_IN]->(:Place)-[:WITHIN]->(:Place)
//!                          (:Incident)-[:RETALIATED_FOR]->(:Incident)
//! (:Evidence)-[:STATES]->(:Incident)      (:Evidence)-[:STATES {role}]->(:Actor), of both ends of a relation
//! (:Evidence)-[:STANDS_IN]->(:Document)          (:Actor)-[:NAMED_IN]->(:Document)<-[:NAMED_IN]-(:Place)
//! ```
//!
//! Ids are those of the graph; white space, control characters, `%` and a first character that a spreadsheet would take for
//! that of a formula are percent-encoded in them, since the importer trims. Lists are joined by `;`, and a `;` or `%` in one of
//! their texts is percent-encoded. Texts are made [harmless](super::cell::harmless). A `date` stands only where the day is
//! known; `date_text` and `precision` have what is known. Relationships carry their first sentence; all are `Evidence`.
//!
//! Not held is what single reports say where several documents tell of one incident, which the summary counts.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::Path;

use super::cell::is_formula;
use super::column::{Column, Kind, Value};
use super::property_graph::{self, Ends, Sink};
use super::rows::Rows;
use super::{Content, Summary};
use crate::replace;

/// What stands in the folder beside the tables.
const README: &str = include_str!("neo4j_csv/README.md");

/// Writes the files of a view, each to what `open` makes of its name.
///
/// ```
/// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
/// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
/// use reprisal::export::{Content, neo4j_csv};
///
/// let mut names = Vec::new();
/// neo4j_csv::write(&Content::of(&graph.everything()), |name| {
///     names.push(name.to_owned());
///     Ok(std::io::sink())
/// })?;
/// assert!(names.iter().any(|name| name.ends_with(".csv")), "{names:?}");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When an output cannot be opened or written.
pub fn write<W: Write>(content: &Content, open: impl FnMut(&str) -> io::Result<W>) -> io::Result<Summary> {
    let mut folder = Folder { open, command: String::new(), nodes: 0, relationships: 0 };
    property_graph::write(content, &mut folder)?;
    let mut readme = (folder.open)("README.md")?;
    readme.write_all(README.replace("FILES", folder.command.trim_end()).as_bytes())?;
    readme.flush()?;
    let mut summary = Summary::default();
    summary.wrote("nodes", folder.nodes);
    summary.wrote("relationships", folder.relationships);
    property_graph::losses(content, &mut summary);
    Ok(summary)
}

/// Writes the files of a view into a folder, which is made where it is not there. Files of these names are replaced when all
/// are whole.
///
/// ```
/// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
/// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
/// use reprisal::export::{Content, neo4j_csv};
///
/// # let folder = std::env::temp_dir().join(format!("reprisal-neo4j-{}", std::process::id()));
/// neo4j_csv::write_folder(&Content::of(&graph.everything()), &folder)?;
/// assert!(std::fs::read_dir(&folder)?.count() > 3);
/// # std::fs::remove_dir_all(&folder)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When the folder or a file cannot be written; what was there before is left as it was.
pub fn write_folder(content: &Content, folder: &Path) -> io::Result<Summary> {
    replace::folder(folder, |open| write(content, open))
}

struct Folder<F> {
    open: F,
    /// The lines that name the files to the importer.
    command: String,
    nodes: usize,
    relationships: usize,
}

impl<W: Write, F: FnMut(&str) -> io::Result<W>> Sink for Folder<F> {
    fn nodes<T>(&mut self, label: &'static str, columns: &[Column<T>], all: impl Iterator<Item = T>) -> io::Result<()> {
        let name = format!("{}.csv", plural(label));
        let mut rows = Rows::new((self.open)(&name)?, ";");
        let Some((id, columns)) = columns.split_first() else { return Ok(()) };
        let header = columns.iter().map(header);
        rows.header([format!("{}:ID({label})", id.name)].into_iter().chain(header).chain([":LABEL".to_owned()]))?;
        for item in all {
            if let Value::Text(id) = (id.value)(&item) {
                rows.raw(&key(&id))?;
            }
            rows.cells(columns, &item)?;
            rows.raw(label)?;
            rows.end()?;
        }
        self.nodes += rows.finish()?;
        self.named("--nodes", &name);
        Ok(())
    }

    fn relationships<T>(&mut self, ends: &Ends<T>, columns: &[Column<T>], all: impl Iterator<Item = T>) -> io::Result<()> {
        let (from, to) = (ends.from.label, ends.to.label);
        let name = format!("{from}_{}_{to}.csv", ends.name).to_lowercase();
        let mut rows = Rows::new((self.open)(&name)?, ";");
        let header = columns.iter().map(header);
        rows.header([format!(":START_ID({from})"), format!(":END_ID({to})"), ":TYPE".to_owned()].into_iter().chain(header))?;
        for item in all {
            rows.raw(&key(&(ends.from.id)(&item)))?;
            rows.raw(&key(&(ends.to.id)(&item)))?;
            rows.raw(ends.name)?;
            rows.cells(columns, &item)?;
            rows.end()?;
        }
        self.relationships += rows.finish()?;
        self.named("--relationships", &name);
        Ok(())
    }
}

impl<F> Folder<F> {
    fn named(&mut self, option: &str, name: &str) {
        // Nothing goes wrong in writing to a text.
        let _ = writeln!(self.command, "  {option}={name} \\");
    }
}

fn plural(label: &str) -> String {
    match label {
        property_graph::EVIDENCE => label.to_lowercase(),
        _ => format!("{}s", label.to_lowercase()),
    }
}

fn header<T>(column: &Column<T>) -> String {
    let kind = match column.kind {
        Kind::Text => "",
        Kind::Texts => ":string[]",
        Kind::Count => ":long",
        Kind::Share => ":double",
        Kind::Day => ":date",
    };
    format!("{}{kind}", column.name)
}

/// An id that the importer keeps as it is: it trims ids, and has none that are empty.
fn key(id: &str) -> Cow<'_, str> {
    if id.is_empty() {
        return "%".into();
    }
    let formula = is_formula(id);
    let unsafe_at = |at: usize, c: char| c.is_whitespace() || c.is_control() || c == '%' || (formula && at == 0);
    if !formula && !id.contains(|c| unsafe_at(1, c)) {
        return id.into();
    }
    let mut key = String::with_capacity(id.len() + 8);
    for (at, c) in id.char_indices() {
        if unsafe_at(at, c) {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                // Nothing goes wrong in writing to a text.
                let _ = write!(key, "%{byte:02X}");
            }
        } else {
            key.push(c);
        }
    }
    key.into()
}
