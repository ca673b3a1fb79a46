//! Writes a graph, a record a line, with checksums.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::Arc;

use serde::Serialize;

use super::checksum::{self, Chain};
use super::saved::{SavedDocument, SavedFact};
use super::{Format, GRAPH_VERSION};
use crate::extraction::ContentHash;
use crate::graph::KnowledgeGraph;
use crate::graph::ledger::{Entry, Ledger};
use crate::parallel;

/// Whether a character is escaped.
pub(super) type Escape = fn(char) -> bool;

/// Writes a graph, a document at a time; characters for which `escape` holds are escaped in JSON. Says the checksum of the whole.
pub(super) fn write(
    graph: &KnowledgeGraph,
    out: &mut impl Write,
    format: Format,
    escape: Option<Escape>,
) -> io::Result<ContentHash> {
    let Ledger { entries, standing, .. } = &graph.ledger;
    let (actors, actor_numbers) = numbered(entries.values().flat_map(|entry| &entry.actors));
    let (places, place_numbers) = numbered(entries.values().flat_map(|entry| &entry.places));
    let numbers = |entry: &Entry| {
        let actors = entry.actors.iter().filter_map(|actor| actor_numbers.get(&at(actor)).copied()).collect();
        let places = entry.places.iter().filter_map(|place| place_numbers.get(&at(place)).copied()).collect();
        (actors, places)
    };
    let facts = standing.facts.iter().map(|((from, relation, to), standing)| SavedFact {
        from: from.clone(),
        relation: *relation,
        to: to.clone(),
        standing: standing.clone(),
    });
    let mut writer = Writer { out, format, escape, chain: Chain::default() };
    writer.begin()?;
    let actors = writer.list("actors", actors.iter())?;
    let places = writer.list("places", places.iter())?;
    writer.documents(entries.values(), numbers, &actors, &places)?;
    writer.list("standing-actors", standing.actors.values())?;
    writer.list("standing-places", standing.places.values())?;
    writer.list("standing-facts", facts)?;
    writer.list("corrections", graph.corrections.iter())?;
    writer.end()
}

struct Writer<'w, W> {
    out: &'w mut W,
    format: Format,
    escape: Option<Escape>,
    chain: Chain,
}

/// So many documents are put into words at a time, on all cores with the feature `parallel`.
const BATCH: usize = 1 << 10;

impl<W: Write> Writer<'_, W> {
    fn begin(&mut self) -> io::Result<()> {
        self.chain.add(u64::from(GRAPH_VERSION));
        match self.format {
            Format::Json => write!(self.out, "{{\"reprisal-graph\": {GRAPH_VERSION}"),
            Format::Ron => write!(self.out, "(reprisal_graph: {GRAPH_VERSION}"),
        }
    }

    /// Writes one list, a record a line; gives their hashes.
    fn list<T: Serialize>(&mut self, name: &str, records: impl Iterator<Item = T>) -> io::Result<Vec<u64>> {
        self.head(name)?;
        let mut hashes = Vec::new();
        for (at, record) in records.enumerate() {
            let record = spelled(&record, self.format, self.escape)?;
            let hash = checksum::of(&record);
            self.chain.add(hash);
            hashes.push(hash);
            self.separate(at)?;
            self.out.write_all(&record)?;
        }
        self.out.write_all(b"]")?;
        Ok(hashes)
    }

    /// Writes the documents, each with its checksum; `numbers` are those of the actors and places that it names.
    fn documents<'d>(
        &mut self,
        mut entries: impl Iterator<Item = &'d Arc<Entry>>,
        numbers: impl Fn(&Entry) -> (Vec<usize>, Vec<usize>) + Sync,
        actors: &[u64],
        places: &[u64],
    ) -> io::Result<()> {
        self.head("documents")?;
        let (format, escape) = (self.format, self.escape);
        let one = |entry: &&Arc<Entry>| -> io::Result<(Vec<u8>, u64, ContentHash)> {
            let (who, places_of) = numbers(entry);
            let named = who.iter().filter_map(|&at| actors.get(at)).chain(places_of.iter().filter_map(|&at| places.get(at)));
            let named: Vec<u64> = named.copied().collect();
            let saved = SavedDocument {
                document: Cow::Borrowed(&entry.info),
                actors: who,
                places: places_of,
                incidents: entry.incidents().collect(),
                relations: entry.relations().collect(),
            };
            let record = spelled(&saved, format, escape)?;
            let hash = checksum::of(record.get(1..).unwrap_or_default());
            Ok((record, hash, checksum::of_document(hash, named.into_iter())))
        };
        let mut first = true;
        loop {
            let batch: Vec<&Arc<Entry>> = entries.by_ref().take(BATCH).collect();
            if batch.is_empty() {
                return self.out.write_all(b"]");
            }
            for document in parallel::map(&batch, one) {
                let (record, hash, sum) = document?;
                self.chain.add(hash);
                self.chain.add(sum.0);
                self.separate(usize::from(!first))?;
                first = false;
                write!(self.out, "{}{sum}\",", checksum::opening(format))?;
                self.out.write_all(record.get(1..).unwrap_or_default())?;
            }
        }
    }

    fn end(self) -> io::Result<ContentHash> {
        let sum = self.chain.sum();
        match self.format {
            Format::Json => writeln!(self.out, ",\n\"checksum\": \"{sum}\"}}")?,
            Format::Ron => writeln!(self.out, ",\nchecksum: \"{sum}\")")?,
        }
        Ok(sum)
    }

    fn head(&mut self, name: &str) -> io::Result<()> {
        self.chain.add(checksum::of(name.as_bytes()));
        match self.format {
            Format::Json => write!(self.out, ",\n\"{name}\": ["),
            Format::Ron => write!(self.out, ",\n{}: [", name.replace('-', "_")),
        }
    }

    fn separate(&mut self, at: usize) -> io::Result<()> {
        self.out.write_all(if at == 0 { b"\n  " } else { b",\n  " })
    }
}

/// The text of a record.
fn spelled(record: &impl Serialize, format: Format, escape: Option<Escape>) -> io::Result<Vec<u8>> {
    match format {
        Format::Ron => Ok(ron::to_string(record).map_err(io::Error::other)?.into_bytes()),
        Format::Json => {
            let text = serde_json::to_vec(record)?;
            Ok(match escape {
                Some(escape) => escaped(&String::from_utf8_lossy(&text), escape).into_bytes(),
                None => text,
            })
        }
    }
}

/// JSON that reads the same, with characters of its strings escaped.
fn escaped(json: &str, escape: Escape) -> String {
    let mut written = String::with_capacity(json.len());
    for c in json.chars() {
        if escape(c) {
            let mut units = [0; 2];
            c.encode_utf16(&mut units).iter().for_each(|unit| written.push_str(&format!("\\u{unit:04x}")));
        } else {
            written.push(c);
        }
    }
    written
}

/// Records in order, each once, and the number in the list of every record by where it lies in memory: documents share
/// records, and equal ones may lie apart.
fn numbered<'l, R: Ord>(records: impl Iterator<Item = &'l Arc<R>>) -> (Vec<&'l Arc<R>>, HashMap<usize, usize>) {
    let lying: HashMap<usize, &Arc<R>> = records.map(|record| (at(record), record)).collect();
    let mut list: Vec<&Arc<R>> = lying.values().copied().collect();
    list.sort_unstable();
    list.dedup();
    let number = |record: &Arc<R>| list.binary_search(&record).ok();
    let numbers = lying.iter().filter_map(|(lies, record)| Some((*lies, number(record)?))).collect();
    (list, numbers)
}

/// Where a record lies in memory.
fn at<R>(record: &Arc<R>) -> usize {
    Arc::as_ptr(record).addr()
}
