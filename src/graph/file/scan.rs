//! A saved graph as lines: its lists and their records, none of them read.

use super::Format;
use super::checksum::{self, Chain};
use crate::extraction::ContentHash;

/// The lists of a saved graph, in their order.
pub(super) const LISTS: [&str; 7] =
    ["actors", "places", "documents", "standing-actors", "standing-places", "standing-facts", "corrections"];

/// The lines of a saved graph.
#[derive(Debug, Default)]
pub(super) struct Scan<'t> {
    lists: Vec<List<'t>>,
    /// As the last line states it.
    pub(super) checksum: Option<ContentHash>,
    /// Whether a line is not as this crate writes it.
    irregular: bool,
}

/// A list and its records, a line each.
#[derive(Clone, Debug, Default)]
pub(super) struct List<'t> {
    pub(super) name: &'static str,
    /// Number of the line of the first record, from 1.
    pub(super) line: usize,
    pub(super) records: Vec<&'t str>,
}

impl<'t> Scan<'t> {
    /// The lines of a text. What is no line of this format counts as a record, if only as one that cannot be read.
    pub(super) fn of(text: &'t str, format: Format) -> Scan<'t> {
        let mut scan = Scan::default();
        // Whether the list goes on after the line before.
        let mut open = false;
        // No string in JSON or RON holds the end of a line as it is.
        for (at, line) in text.split('\n').enumerate().skip(1) {
            let line = line.strip_suffix('\r').unwrap_or(line);
            if let Some(record) = line.strip_prefix("  ") {
                let (bare, more) = match record.strip_suffix(',') {
                    // No record ends with a bracket.
                    Some(rest) => rest.strip_suffix(']').map_or((rest, true), |rest| (rest, false)),
                    None => (record, false),
                };
                scan.irregular |= !open || (!more && bare.len() == record.len());
                open = more;
                scan.push(bare);
            } else if let Some((name, more)) = list(line, format) {
                scan.irregular |= open;
                open = more;
                scan.lists.push(List { name, line: at + 2, records: Vec::new() });
            } else if let Some(sum) = stated(line, format) {
                scan.irregular |= open;
                scan.checksum = Some(sum);
            } else if !line.is_empty() {
                scan.irregular = true;
                scan.push(line);
            }
        }
        scan
    }

    fn push(&mut self, record: &'t str) {
        if let Some(list) = self.lists.last_mut() {
            list.records.push(record);
        }
    }

    /// The records of a list; none where it is not there.
    pub(super) fn list(&self, name: &str) -> List<'t> {
        self.lists.iter().find(|list| list.name == name).cloned().unwrap_or_default()
    }

    /// Whether any list begins where a line does.
    pub(super) fn has_lists(&self) -> bool {
        !self.lists.is_empty()
    }

    /// Whether the lists are those of a graph, each once, and every line is as this crate writes it.
    pub(super) fn is_whole(&self) -> bool {
        !self.irregular && self.checksum.is_some() && self.lists.iter().map(|list| list.name).eq(LISTS)
    }

    /// The checksum that the records have; `documents` are the hashes of each of the documents, where they are known.
    pub(super) fn sum(&self, version: u64, format: Format, documents: Option<&[[u64; 2]]>) -> ContentHash {
        let mut chain = Chain::default();
        chain.add(version);
        for list in &self.lists {
            chain.add(checksum::of(list.name.as_bytes()));
            match documents {
                Some(known) if list.name == "documents" => known.iter().flatten().for_each(|&hash| chain.add(hash)),
                _ if list.name == "documents" => {
                    list.records.iter().filter_map(|record| hashes(record, format)).flatten().for_each(|hash| chain.add(hash));
                }
                _ => list.records.iter().for_each(|record| chain.add(checksum::of(record.as_bytes()))),
            }
        }
        chain.sum()
    }
}

/// What a document adds to the checksum of the whole.
pub(super) fn hashes(record: &str, format: Format) -> Option<[u64; 2]> {
    let (sum, rest) = checksum::parted(record, format)?;
    Some([checksum::of(rest.as_bytes()), sum.0])
}

/// The list that begins with a line, and whether records follow.
fn list(line: &str, format: Format) -> Option<(&'static str, bool)> {
    let (name, rest) = line.split_once(": [")?;
    let known = LISTS.into_iter().find(|list| match format {
        Format::Json => name.strip_prefix('"').and_then(|name| name.strip_suffix('"')) == Some(list),
        Format::Ron => name.replace('_', "-") == *list,
    });
    Some((known?, rest.is_empty()))
}

/// The checksum that a line states.
fn stated(line: &str, format: Format) -> Option<ContentHash> {
    let (before, after) = match format {
        Format::Json => ("\"checksum\": \"", "\"}"),
        Format::Ron => ("checksum: \"", "\")"),
    };
    let digits = line.strip_prefix(before)?.strip_suffix(after)?;
    u64::from_str_radix(digits, 16).ok().map(ContentHash)
}
