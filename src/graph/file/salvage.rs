//! What is whole in a saved graph that was damaged, or changed by hand.

use std::sync::Arc;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::saved::{SavedDocument, SavedGraph};
use super::scan::{List, Scan};
use super::{Format, GRAPH_VERSION, GraphError, checksum, header, parse};
use crate::graph::KnowledgeGraph;
use crate::graph::ledger::Ids;

/// What is whole in a saved graph that cannot be loaded.
///
/// A document is whole when its line is as it was saved, and so are the lines of all actors and places that it names.
///
/// ```
/// # use reprisal::graph::{Format, KnowledgeGraph, Salvage};
/// # let graph = KnowledgeGraph::new();
/// let saved = graph.to_text(Format::Json)?;
/// let salvage = Salvage::of(saved.as_bytes(), false).unwrap();
/// assert!(salvage.left_out.is_empty());
/// assert_eq!(salvage.graph, graph);
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Salvage {
    /// The graph of all that is whole.
    pub graph: KnowledgeGraph,
    /// What is not.
    pub left_out: Vec<LeftOut>,
    /// What else is to be said: what is there, but cannot be vouched for.
    pub notes: Vec<String>,
}

/// A line of a saved graph that is not whole.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LeftOut {
    /// Number of the line, from 1.
    pub line: usize,
    /// What stands there, and why it is left out.
    pub why: String,
    /// Whether it is a document.
    pub document: bool,
    /// Whether it can be read and was only changed.
    pub changed: bool,
}

impl Salvage {
    /// Looks at a saved graph line by line. With `accept_changed` documents are taken, too, that can be read but are not as
    /// they were saved.
    ///
    /// # Errors
    /// When the bytes do not start like a saved graph, or are of a version that keeps no documents by line: 1, or a newer one.
    pub fn of(bytes: &[u8], accept_changed: bool) -> Result<Salvage, GraphError> {
        let text = String::from_utf8_lossy(bytes);
        let text = text.trim_start_matches('\u{feff}');
        let format = Format::detect(text).ok_or(GraphError::NotAGraph)?;
        let version = header(text)?;
        let whole = |graph| Ok(Salvage { graph, left_out: Vec::new(), notes: Vec::new() });
        match KnowledgeGraph::from_text(text) {
            Ok(graph) => return whole(graph),
            Err(error) if version == Some(1) => return Err(error),
            Err(_) => {}
        }
        if accept_changed && let Ok(graph) = parse::<SavedGraph>(text, format).and_then(SavedGraph::graph) {
            return whole(graph);
        }
        let scan = Scan::of(text, format);
        let mut left_out = Vec::new();
        let actors = Records::of(&scan.list("actors"), format, "an actor", &mut left_out);
        let places = Records::of(&scan.list("places"), format, "a place", &mut left_out);
        let saved = SavedGraph {
            standing_actors: all(&scan.list("standing-actors"), format, "an actor of the ontology", &mut left_out),
            standing_places: all(&scan.list("standing-places"), format, "a place of the ontology", &mut left_out),
            standing_facts: all(&scan.list("standing-facts"), format, "a fact of the ontology", &mut left_out),
            corrections: all(&scan.list("corrections"), format, "a correction", &mut left_out).into_iter().collect(),
            ..SavedGraph::default()
        };
        let (mut graph, _, _) = saved.open();
        let sums = version.is_none_or(|version| version >= u64::from(GRAPH_VERSION));
        let look = Look { actors, places, format, accept_changed, sums };
        let mut ids = Ids::default();
        let documents = scan.list("documents");
        for (at, record) in documents.records.iter().enumerate() {
            match look.document(&mut graph, &mut ids, record) {
                Ok(()) => {}
                Err((why, changed)) => left_out.push(LeftOut { line: documents.line + at, why, document: true, changed }),
            }
        }
        left_out.sort_by_key(|left| left.line);
        let notes = notes(&graph, &scan, format, sums, &left_out);
        Ok(Salvage { graph, left_out, notes })
    }
}

fn notes(graph: &KnowledgeGraph, scan: &Scan, format: Format, sums: bool, left_out: &[LeftOut]) -> Vec<String> {
    let mut notes = Vec::new();
    if !sums {
        notes.push("graphs of version 2 hold no checksums: a line that can be read is taken as it is".to_owned());
        return notes;
    }
    if !scan.has_lists() {
        notes.push("its lines are not as this program writes them, so nobody can say which documents are whole".to_owned());
    } else if scan.checksum.is_none() {
        notes.push("the end of the file is missing, and nobody can say what stood there".to_owned());
    } else if left_out.is_empty() && scan.checksum != Some(scan.sum(GRAPH_VERSION.into(), format, None)) {
        notes.push("every document that is there is whole, but others or something beside them may be missing".to_owned());
    }
    let corrections = graph.corrections.iter().count();
    if corrections > 0 && !notes.is_empty() | !left_out.is_empty() {
        notes.push(format!("corrections hold no checksums of their own; look through the {corrections} that can be read"));
    }
    notes
}

/// What documents are looked at with.
struct Look {
    actors: Records<crate::extraction::ActorRecord>,
    places: Records<crate::extraction::PlaceRecord>,
    format: Format,
    accept_changed: bool,
    /// Whether documents hold checksums.
    sums: bool,
}

impl Look {
    /// Adds a document that is whole to the graph; else says why it is not, and whether it is only changed.
    fn document(&self, graph: &mut KnowledgeGraph, ids: &mut Ids, record: &str) -> Result<(), (String, bool)> {
        let parted = checksum::parted(record, self.format);
        let name = || match parted.map_or(record.get(1..).unwrap_or_default(), |(_, rest)| rest).split_once("id") {
            Some((_, rest)) => string(rest).map_or_else(|| "a document".to_owned(), |id| format!("document {id}")),
            None => "a document".to_owned(),
        };
        let unreadable = || (format!("{}: the line cannot be read", name()), false);
        let saved: SavedDocument = read(record, self.format).ok_or_else(unreadable)?;
        let id = saved.document.id.clone();
        let damaged =
            |what: &str, line: usize| (format!("document {id}: it names {what} whose line, {line}, cannot be read"), false);
        let missing = |what: &str| (format!("document {id}: it names {what} that is not there"), false);
        let actors = self.actors.named(&saved.actors, "an actor", damaged, missing)?;
        let places = self.places.named(&saved.places, "a place", damaged, missing)?;
        if self.sums && !self.accept_changed {
            let hashes = saved.actors.iter().map(|&at| self.actors.hashes.get(at));
            let hashes = hashes.chain(saved.places.iter().map(|&at| self.places.hashes.get(at))).flatten().copied();
            match parted {
                None => return Err((format!("document {id}: it has no checksum"), true)),
                Some((sum, rest)) if checksum::of_document(checksum::of(rest.as_bytes()), hashes) != sum => {
                    return Err((
                        format!("document {id}, or an actor or place that it names, was changed or damaged since it was saved"),
                        true,
                    ));
                }
                Some(_) => {}
            }
        }
        let SavedDocument { document, incidents, relations, .. } = saved;
        let entry =
            crate::graph::ledger::Entry::of(ids, document.into_owned(), actors, places, incidents.into(), relations.into());
        graph.ledger.put(Arc::new(entry));
        Ok(())
    }
}

/// The records of a list by number, as far as they can be read.
struct Records<R> {
    line: usize,
    records: Vec<Option<Arc<R>>>,
    hashes: Vec<u64>,
}

type Why = (String, bool);

impl<R: DeserializeOwned> Records<R> {
    fn of(list: &List, format: Format, what: &str, left_out: &mut Vec<LeftOut>) -> Records<R> {
        let records = each(list, format, what, left_out).into_iter().map(|record| record.map(Arc::new)).collect();
        Records { line: list.line, records, hashes: list.records.iter().map(|record| checksum::of(record.as_bytes())).collect() }
    }

    /// The records of these numbers.
    fn named(
        &self,
        numbers: &[usize],
        what: &str,
        damaged: impl Fn(&str, usize) -> Why,
        missing: impl Fn(&str) -> Why,
    ) -> Result<Vec<Arc<R>>, Why> {
        let named = |&number: &usize| match self.records.get(number) {
            Some(Some(record)) => Ok(record.clone()),
            Some(None) => Err(damaged(what, self.line + number)),
            None => Err(missing(what)),
        };
        numbers.iter().map(named).collect()
    }
}

/// The records of a list, none where one cannot be read.
fn each<R: DeserializeOwned>(list: &List, format: Format, what: &str, left_out: &mut Vec<LeftOut>) -> Vec<Option<R>> {
    let one = |(at, record): (usize, &&str)| {
        let found = read(record, format);
        if found.is_none() {
            let why = format!("{what}: the line cannot be read");
            left_out.push(LeftOut { line: list.line + at, why, document: false, changed: false });
        }
        found
    };
    list.records.iter().enumerate().map(one).collect()
}

fn all<R: DeserializeOwned>(list: &List, format: Format, what: &str, left_out: &mut Vec<LeftOut>) -> Vec<R> {
    each(list, format, what, left_out).into_iter().flatten().collect()
}

fn read<'r, R: Deserialize<'r>>(record: &'r str, format: Format) -> Option<R> {
    let read = |record| match format {
        Format::Json => serde_json::from_str(record).ok(),
        Format::Ron => ron::from_str(record).ok(),
    };
    // The last line of version 2 also ends the graph.
    let end = if format == Format::Json { "]}" } else { "])" };
    read(record).or_else(|| read(record.trim_end().strip_suffix(end)?))
}

/// The string after a colon, as far as a line that cannot be read gives it.
fn string(text: &str) -> Option<String> {
    let at = text.find(':')? + 1;
    serde_json::Deserializer::from_str(text.get(at..)?).into_iter::<String>().next()?.ok()
}
