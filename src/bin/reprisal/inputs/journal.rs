//! How far a run has come, so that an interrupted one goes on where it stopped.
//!
//! `FILE.part` holds the lines written so far and `FILE.part.json` says up to where they count: how many items of the inputs
//! were done, a hash of these, and how long `FILE.part` was then. A run that goes on cuts `FILE.part` back to that length, passes
//! over as many items, sees by the hash that they are the same, and writes on. At the end both files give way to `FILE`.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, ErrorKind, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use reprisal::extraction::ContentHash;
use reprisal::replace::{self, Place};
use serde::{Deserialize, Serialize};

use super::source::Item;
use crate::report::{Failure, Problem, Report};

/// Where a run stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Mark {
    /// Tells this run from one with other inputs, other limits, another ontology or another version of the program.
    run: ContentHash,
    /// So many items are done.
    items: usize,
    /// The hash of these items, one after the other.
    hash: ContentHash,
    /// The length of what was written, in bytes.
    bytes: u64,
}

/// Keeps the lines that a run has written and how far it has come.
pub struct Journal {
    part: PathBuf,
    marked: Place,
    out: BufWriter<File>,
    mark: Mark,
}

impl Journal {
    /// Begins a run that writes this file in the end, or goes on with it.
    pub fn open(path: &Path, run: ContentHash, report: &Report) -> Result<Journal, Failure> {
        let (part, marked) = (beside(path, ".part"), beside(path, ".part.json"));
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |source| Failure::File { path, source }
        };
        let place = Place::take(&marked).map_err(failed(&marked))?;
        let mark = match fs::read(&marked) {
            // A run that was killed when all was done has no part any more.
            Ok(_) if !part.exists() => None,
            Ok(text) => serde_json::from_slice(&text).ok(),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(failed(&marked)(error)),
        };
        let mark: Mark = mark.unwrap_or(Mark { run, items: 0, hash: ContentHash(0), bytes: 0 });
        if mark.run != run {
            return Err(other_run(&part));
        }
        let mut file = File::options().read(true).write(true).create(true).truncate(false).open(&part).map_err(failed(&part))?;
        if file.metadata().map_err(failed(&part))?.len() < mark.bytes {
            return Err(other_run(&part));
        }
        file.set_len(mark.bytes).and_then(|()| file.seek(SeekFrom::End(0))).map_err(failed(&part))?;
        if mark.items > 0 {
            report.note(&format!("going on after {} documents of an interrupted run", mark.items));
        }
        Ok(Journal { part, marked: place, out: BufWriter::new(file), mark })
    }

    /// The lines that were written before the run went on.
    pub fn lines(&self) -> Result<impl Iterator<Item = std::io::Result<Vec<u8>>> + use<>, Failure> {
        let file = File::open(&self.part).map_err(|source| Failure::File { path: self.part.clone(), source })?;
        Ok(BufReader::new(file).split(b'\n'))
    }

    /// Passes over the items that were done before; saved graphs among them are kept.
    pub fn pass_over(
        &mut self,
        items: &mut impl Iterator<Item = Result<Item, Problem>>,
        kept: &mut Vec<Result<Item, Problem>>,
        report: &mut Report,
    ) -> Result<(), Failure> {
        let (mut left, mut passed) = (self.mark.items, ContentHash(0));
        while left > 0 {
            match items.next() {
                None => return Err(other_run(&self.part)),
                Some(Err(problem)) => report.skip(&problem),
                Some(Ok(item)) => match item.hash() {
                    None => kept.push(Ok(item)),
                    Some(hash) => {
                        passed = followed(passed, hash);
                        left -= 1;
                        report.read();
                    }
                },
            }
        }
        if passed == self.mark.hash { Ok(()) } else { Err(other_run(&self.part)) }
    }

    /// Writes a line.
    pub fn write(&mut self, line: &str) -> Result<(), Failure> {
        self.mark.bytes += line.len() as u64 + 1;
        writeln!(self.out, "{line}").map_err(|source| Failure::File { path: self.part.clone(), source })
    }

    /// One more item is done.
    pub fn did(&mut self, item: ContentHash) {
        self.mark.items += 1;
        self.mark.hash = followed(self.mark.hash, item);
    }

    /// Makes what was written count.
    pub fn mark(&mut self) -> Result<(), Failure> {
        let text = serde_json::to_string(&self.mark).map_err(std::io::Error::other)?;
        self.out.flush().and_then(|()| self.out.get_ref().sync_data()).map_err(|source| self.failed(source))?;
        self.marked.file(|out| writeln!(out, "{text}")).map_err(|source| self.failed(source))
    }

    /// Gives what was written its name.
    pub fn rename_to(mut self, path: &Path) -> Result<(), Failure> {
        self.mark()?;
        replace::rename(&self.part, path).map_err(|source| Failure::File { path: path.to_owned(), source })?;
        fs::remove_file(self.marked.named()).map_err(|source| self.failed(source))
    }

    /// Removes what was written.
    pub fn remove(self) -> Result<(), Failure> {
        // Without the mark the rest counts for nothing.
        [self.marked.named(), &self.part].into_iter().try_for_each(fs::remove_file).map_err(|source| self.failed(source))
    }

    fn failed(&self, source: std::io::Error) -> Failure {
        Failure::File { path: self.part.clone(), source }
    }
}

/// The hash of items with one more.
fn followed(before: ContentHash, item: ContentHash) -> ContentHash {
    ContentHash::of_all([before.0.to_le_bytes(), item.0.to_le_bytes()])
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    PathBuf::from(name)
}

fn other_run(part: &Path) -> Failure {
    let part = part.display();
    Failure::Usage(format!(
        "{part} is of a run with other inputs, other limits, another ontology or another version: remove it and {part}.json to begin anew"
    ))
}
