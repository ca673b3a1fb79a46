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
use crate::graph::ledger::Ledger;

/// Writes a graph, a document at a time; characters for which `escape` holds are escaped in JSON. Says the checksum of the whole.
pub(super) fn write(
    graph: &KnowledgeGraph,
    out: &mut impl Write,
    format: Format,
    escape: Option<&dyn Fn(char) -> bool>,
) -> io::Result<ContentHash> {
    let Ledger { entries, standing, .. } = &graph.ledger;
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
    let mut writer = Writer { out, format, escape, chain: Chain::default(), record: Vec::new() };
    writer.begin()?;
    let actors = writer.list("actors", actors.iter())?;
    let places = writer.list("places", places.iter())?;
    writer.documents(documents, &actors, &places)?;
    writer.list("standing-actors", standing.actors.values())?;
    writer.list("standing-places", standing.places.values())?;
    writer.list("standing-facts", facts)?;
    writer.list("corrections", graph.corrections.iter())?;
    writer.end()
}

struct Writer<'w, W> {
    out: &'w mut W,
    format: Format,
    escape: Option<&'w dyn Fn(char) -> bool>,
    chain: Chain,
    /// The one that is being written.
    record: Vec<u8>,
}

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
            self.spell(&record)?;
            let hash = checksum::of(&self.record);
            self.chain.add(hash);
            hashes.push(hash);
            self.separate(at)?;
            self.out.write_all(&self.record)?;
        }
        self.out.write_all(b"]")?;
        Ok(hashes)
    }

    /// Writes the documents, each with its checksum.
    fn documents<'d>(
        &mut self,
        documents: impl Iterator<Item = SavedDocument<'d>>,
        actors: &[u64],
        places: &[u64],
    ) -> io::Result<()> {
        self.head("documents")?;
        for (at, document) in documents.enumerate() {
            self.spell(&document)?;
            let rest = self.record.get(1..).unwrap_or_default();
            let hash = checksum::of(rest);
            let named = |numbers: &[usize], hashes: &[u64]| -> Vec<u64> {
                numbers.iter().filter_map(|&number| hashes.get(number).copied()).collect()
            };
            let named = named(&document.actors, actors).into_iter().chain(named(&document.places, places));
            let sum = checksum::of_document(hash, named);
            self.chain.add(hash);
            self.chain.add(sum.0);
            let rest = std::mem::take(&mut self.record);
            self.separate(at)?;
            write!(self.out, "{}{sum}\",", checksum::opening(self.format))?;
            self.out.write_all(rest.get(1..).unwrap_or_default())?;
            self.record = rest;
        }
        self.out.write_all(b"]")
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

    /// The text of a record.
    fn spell(&mut self, record: &impl Serialize) -> io::Result<()> {
        self.record.clear();
        match self.format {
            Format::Json => serde_json::to_writer(&mut self.record, record)?,
            Format::Ron => self.record.extend(ron::to_string(record).map_err(io::Error::other)?.into_bytes()),
        }
        if let (Some(escape), Format::Json) = (self.escape, self.format) {
            self.record = escaped(&String::from_utf8_lossy(&self.record), escape).into_bytes();
        }
        Ok(())
    }
}

/// JSON that reads the same, with characters of its strings escaped.
fn escaped(json: &str, escape: &dyn Fn(char) -> bool) -> String {
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
fn numbered<'l, R: Ord>(records: impl Iterator<Item = &'l Arc<R>>) -> (Vec<&'l Arc<R>>, HashMap<*const R, usize>) {
    let lying: HashMap<*const R, &Arc<R>> = records.map(|record| (Arc::as_ptr(record), record)).collect();
    let mut list: Vec<&Arc<R>> = lying.values().copied().collect();
    list.sort_unstable();
    list.dedup();
    let number = |record: &Arc<R>| list.binary_search(&record).ok();
    let numbers = lying.iter().filter_map(|(at, record)| Some((*at, number(record)?))).collect();
    (list, numbers)
}
