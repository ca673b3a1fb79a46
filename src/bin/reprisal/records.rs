//! Files of extraction records, as `reprisal extract` writes them.

use std::io::{self, BufRead, Read};

use reprisal::Extraction;
use reprisal::extraction::EXTRACTION_VERSION;
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use crate::inputs::source::Item;
use crate::report::Problem;

/// Whether the first line of an input is an extraction record and no article.
pub fn is_record(start: &str) -> bool {
    let line = start.trim_start_matches('\u{feff}').trim_start();
    let line = line.lines().next().unwrap_or_default();
    match serde_json::from_str::<Probe>(line) {
        // Other programs write the fields in another order.
        Ok(probe) => probe.version.is_some() && (probe.document.is_some() || probe.problem.is_some()) && probe.text.is_none(),
        Err(error) if error.is_data() => false,
        // It is long, of which only the start is there, or damaged.
        Err(_) => {
            line.starts_with("{\"version\"") && ["\"document\"", "\"problem\""].into_iter().any(|field| line.contains(field))
        }
    }
}

/// Longer lines are refused, in bytes. The record of a document that is read within the limits is far shorter.
const LONGEST: u64 = 256 << 20;

/// The lines of a file of records, unread; blank ones are left out. A source that fails ends with the failure.
pub fn lines(place: String, mut reader: impl BufRead + Send) -> impl Iterator<Item = Result<Item, Problem>> + Send {
    let (mut number, mut failed) = (0, false);
    std::iter::from_fn(move || {
        loop {
            if failed {
                return None;
            }
            let mut line = Vec::new();
            number += 1;
            let place = format!("{place}:{number}");
            match read_line(&mut reader, &mut line) {
                Ok(0) => return None,
                Ok(_) if line.len() as u64 > LONGEST => {
                    let message = format!("the line is longer than {} MiB, too long for one record", LONGEST >> 20);
                    return Some(Err(Problem { place, message }));
                }
                Ok(_) if line.trim_ascii().is_empty() => {}
                Ok(_) => return Some(Ok(Item::Record { place, line })),
                Err(error) => {
                    failed = true;
                    return Some(Err(Problem { place, message: error.to_string() }));
                }
            }
        }
    })
    .fuse()
}

/// What stands in the place of the record of a document that could not be read: a line of `reprisal extract --part`.
#[derive(Serialize)]
pub struct ProblemRecord<'p> {
    pub version: u32,
    pub problem: &'p Problem,
}

/// Reads a line; of one that is too long no more than is needed to tell.
fn read_line(reader: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<usize> {
    let read = reader.by_ref().take(LONGEST + 1).read_until(b'\n', line)?;
    if read as u64 > LONGEST && !line.ends_with(b"\n") {
        reader.skip_until(b'\n')?;
    }
    Ok(read)
}

/// What tells records apart.
#[derive(Deserialize)]
struct Probe {
    version: Option<u32>,
    document: Option<IgnoredAny>,
    problem: Option<Problem>,
    /// An article has it.
    text: Option<IgnoredAny>,
}

/// What a line says, or what is wrong with it.
pub fn record(line: &[u8]) -> Result<Extraction, String> {
    let line = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line);
    let text =
        std::str::from_utf8(line).map_err(|error| format!("is no UTF-8 from byte {} of the line on", error.valid_up_to() + 1))?;
    // Nearly all lines are records that this program can read: only of others it matters what they are.
    let read = match serde_json::from_str::<Extraction>(text) {
        Ok(extraction) if extraction.version <= EXTRACTION_VERSION => return Ok(extraction),
        read => read,
    };
    let wrong = |error: serde_json::Error| {
        let (line, column) = (error.line(), error.column());
        let message = error.to_string();
        let message = message.strip_suffix(&format!(" at line {line} column {column}")).unwrap_or(&message).to_owned();
        format!("column {column}: {message}")
    };
    let probe: Probe = serde_json::from_str(text).map_err(wrong)?;
    match probe {
        Probe { problem: Some(Problem { place, message }), .. } => Err(format!("was not read: {place}: {message}")),
        Probe { version: Some(version), document: Some(_), .. } if version > EXTRACTION_VERSION => Err(format!(
            "this record has version {version}, and this program reads version {EXTRACTION_VERSION}: update the program"
        )),
        Probe { version: Some(_), document: Some(_), .. } => read.map_err(wrong),
        _ => Err("is no record of an extraction: it lacks \"version\" or \"document\"".to_owned()),
    }
}
