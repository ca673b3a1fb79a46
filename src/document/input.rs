//! From the inputs of a command line to a stream of documents.
//!
//! An input is a file, as it is or packed with gzip or Zstandard, a folder (read with its subfolders, in the order of the names), a glob such as `news/2024-*.txt`,
//! or `-` for standard input. One document at a time is held; what cannot be read is reported and the rest still read.
//!
//! A document read from a file has the path of the file as given as its id, one from a folder the folder as given and the
//! path below it, always with `/`; standard input is `-`. A record of JSON Lines has the `id` that it gives, else
//! `PATH:LINE`.

mod expand;
mod format;
mod lines;
mod meter;
mod problem;
mod unpack;

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::{Component, Path, PathBuf};

use super::{Document, DocumentReader, published};
use crate::held::Held;
use expand::Files;
use format::Kind;
use lines::{Line, RecordLines};

pub use format::{Format, looks_like_graph};
pub use meter::{Meter, Metered};
pub use problem::{InputProblem, Reason};
pub use unpack::unpacked;

/// So many bytes tell the format.
const PEEKED: u64 = 8 << 10;

/// The name that stands for standard input.
const STDIN: &str = "-";

/// A stream of the documents in some inputs.
///
/// ```
/// use reprisal::DocumentReader;
/// use reprisal::document::{Format, Inputs};
///
/// let documents = DocumentReader::builtin()?;
/// for document in Inputs::new(documents, ["examples/articles", "no/such/folder"], Format::Auto) {
///     match document {
///         Ok(document) => println!("{}: {} bytes", document.info.id, document.text.len()),
///         Err(problem) => println!("skipped {problem}"),
///     }
/// }
/// # Ok::<(), reprisal::ontology::OntologyError>(())
/// ```
pub struct Inputs<'r> {
    reader: Held<'r, DocumentReader>,
    format: Format,
    files: Files,
    /// The ids of the files that were read, where one may come twice.
    seen: Option<HashSet<String>>,
    stdin: Option<Box<dyn BufRead + Send + 'r>>,
    meter: Meter,
    records: Option<Records<'r>>,
}

/// A file of records being read.
struct Records<'r> {
    id: String,
    lines: RecordLines<Box<dyn BufRead + Send + 'r>>,
}

impl<'r> Inputs<'r> {
    /// The documents of these inputs, in the order given. A file that is named twice is read once.
    pub fn new<I>(reader: impl Into<Held<'r, DocumentReader>>, inputs: I, format: Format) -> Inputs<'r>
    where
        I: IntoIterator,
        I::Item: AsRef<Path>,
    {
        let inputs: Vec<PathBuf> = inputs.into_iter().map(|input| input.as_ref().to_path_buf()).collect();
        let once = matches!(inputs.as_slice(), [one] if one.exists());
        let seen = (!once).then(HashSet::new);
        Inputs {
            reader: reader.into(),
            format,
            files: Files::new(inputs, format),
            seen,
            stdin: None,
            meter: Meter::default(),
            records: None,
        }
    }

    /// Reads `-` from here instead of the standard input of the program.
    #[must_use]
    pub fn with_stdin(mut self, stdin: impl BufRead + Send + 'r) -> Inputs<'r> {
        self.stdin = Some(Box::new(stdin));
        self
    }

    /// Counts what is read of the files.
    #[must_use]
    pub fn with_meter(mut self, meter: &Meter) -> Inputs<'r> {
        self.meter = meter.clone();
        self
    }

    /// How many bytes there are to read in these inputs: what the files have on the disk.
    pub fn size<I>(inputs: I, format: Format) -> u64
    where
        I: IntoIterator,
        I::Item: AsRef<Path>,
    {
        let inputs = inputs.into_iter().map(|input| input.as_ref().to_path_buf()).collect();
        Files::new(inputs, format).flatten().filter_map(|path| path.metadata().ok()).map(|found| found.len()).sum()
    }

    /// Opens a file; a text comes back as its document, records are read on from [`Inputs::records`].
    fn open(&mut self, path: &Path) -> Option<Result<Document, InputProblem>> {
        let id = id(path);
        if self.seen.as_mut().is_some_and(|seen| !seen.insert(id.clone())) {
            return None;
        }
        let problem = |reason| Some(Err(InputProblem::new(path, None, reason)));
        let source: Box<dyn BufRead + Send + 'r> = if id == STDIN {
            self.stdin.take().unwrap_or_else(|| Box::new(BufReader::new(io::stdin())))
        } else {
            match File::open(path) {
                Ok(file) => Box::new(BufReader::with_capacity(1 << 16, self.meter.on(file))),
                Err(error) => return problem(Reason::Unreadable(error.to_string())),
            }
        };
        let (start, source) = match unpacked(source).and_then(peeked) {
            Ok(peeked) => peeked,
            Err(error) => return problem(Reason::Unreadable(error.to_string())),
        };
        let kind = match format::kind(path, &start, self.format) {
            Ok(kind) => kind,
            Err(reason) => return problem(reason),
        };
        let source: Box<dyn BufRead + Send + 'r> = Box::new(Cursor::new(start).chain(source));
        if kind == Kind::Jsonl {
            self.records = Some(Records { id, lines: RecordLines::new(source, self.longest()) });
            return None;
        }
        match whole(source, self.longest()).and_then(|text| self.document(id, text, kind)) {
            Ok(document) => Some(Ok(document)),
            Err(reason) => problem(reason),
        }
    }

    /// Longer documents and lines are refused.
    fn longest(&self) -> usize {
        self.reader.limits().document.unwrap_or(usize::MAX)
    }

    #[cfg_attr(not(feature = "html"), allow(clippy::unnecessary_wraps))]
    fn document(&self, id: String, text: String, kind: Kind) -> Result<Document, Reason> {
        // What the page says of its day goes before what its file is called.
        let named = published::in_name(&id);
        let document = match kind {
            #[cfg(feature = "html")]
            Kind::Html => self.reader.html(id, &text).map_err(|error| Reason::NoArticle(error.to_string()))?,
            _ => self.reader.text(id, text),
        };
        let said = document.info.published;
        Ok(document.with_published(said.or(named)))
    }

    /// The next record of the open file; `None` at its end.
    fn record(&mut self) -> Option<Result<Document, InputProblem>> {
        let records = self.records.as_mut()?;
        let Some((number, line)) = records.lines.next_line() else {
            let empty = !records.lines.any();
            let id = std::mem::take(&mut records.id);
            self.records = None;
            return empty.then(|| Err(InputProblem::new(Path::new(&id), None, Reason::Empty)));
        };
        let problem = |reason| InputProblem::new(Path::new(&records.id), Some(number), reason);
        let read = match line {
            Line::Text(text) => self.reader.record(&text).map_err(|error| problem(Reason::Record(error)).of_line(&text)),
            Line::Bad(reason) => Err(problem(reason)),
        };
        Some(read.map(|mut document| {
            if document.info.id.is_empty() {
                document.info.id = format!("{}:{number}", records.id);
            }
            document
        }))
    }
}

impl Iterator for Inputs<'_> {
    type Item = Result<Document, InputProblem>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(read) = self.record() {
                return Some(read);
            }
            let read = match self.files.next()? {
                Ok(path) => self.open(&path),
                Err(problem) => Some(Err(problem)),
            };
            if read.is_some() {
                return read;
            }
        }
    }
}

/// The path as an identity, the same however it was typed: with `/`, once, and without `.` in it.
fn id(path: &Path) -> String {
    let mut id = String::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::RootDir => id.push('/'),
            part => {
                if !id.is_empty() && !id.ends_with('/') {
                    id.push('/');
                }
                id.push_str(&part.as_os_str().to_string_lossy());
            }
        }
    }
    id
}

/// The first bytes of a source, enough to know its format, and the rest. A pipe may give them in small pieces.
fn peeked<R: BufRead>(mut source: R) -> io::Result<(Vec<u8>, R)> {
    let mut start = Vec::new();
    source.by_ref().take(PEEKED).read_to_end(&mut start)?;
    Ok((start, source))
}

/// The whole text of a source that is no longer than so many bytes.
fn whole(source: impl Read, most: usize) -> Result<String, Reason> {
    let mut bytes = Vec::new();
    source
        .take((most as u64).saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| Reason::Unreadable(error.to_string()))?;
    if bytes.len() > most {
        return Err(Reason::TooLong { most });
    }
    if bytes.contains(&0) {
        return Err(Reason::Binary);
    }
    let text = String::from_utf8(bytes).map_err(|error| Reason::NotUtf8 { at: error.utf8_error().valid_up_to() })?;
    if text.trim().is_empty() { Err(Reason::Empty) } else { Ok(text) }
}
