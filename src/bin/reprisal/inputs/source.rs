//! What each input is, told by its content, and its items before anything is read out of them.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use reprisal::document::{Document, InputProblem, Inputs, Meter, unpacked};
use reprisal::extraction::ContentHash;
use reprisal::{DocumentReader, graph};

use crate::args::From;
use crate::records;
use crate::report::Problem;

/// An item of an input.
pub enum Item {
    Article(Box<Document>),
    /// A line of a file of records.
    Record {
        place: String,
        line: Vec<u8>,
    },
    Graph {
        place: String,
        source: Box<dyn Read + Send>,
    },
}

impl Item {
    /// Tells it from others; not for a saved graph.
    pub fn hash(&self) -> Option<ContentHash> {
        match self {
            Item::Article(document) => Some(ContentHash::of_all([document.info.id.as_bytes(), document.text.as_bytes()])),
            Item::Record { line, .. } => Some(ContentHash::of_all([line.as_slice()])),
            Item::Graph { .. } => None,
        }
    }

    /// How much room it takes, in bytes.
    pub fn weight(&self) -> usize {
        match self {
            Item::Article(document) => document.text.len(),
            Item::Record { line, .. } => line.len(),
            Item::Graph { .. } => usize::MAX / 2,
        }
    }
}

type Items<'r> = Box<dyn Iterator<Item = Result<Item, Problem>> + Send + 'r>;

/// The items of all inputs, in order. A part may be empty.
pub fn items<'r>(
    paths: &'r [PathBuf],
    from: From,
    part: bool,
    reader: &'r DocumentReader,
    meter: &'r Meter,
) -> impl Iterator<Item = Result<Item, Problem>> + Send + 'r {
    paths.iter().flat_map(move |path| open(path, from, part, reader, meter))
}

fn open<'r>(path: &'r Path, from: From, part: bool, reader: &'r DocumentReader, meter: &'r Meter) -> Items<'r> {
    let stdin = path == Path::new("-");
    let articles = |stdin: Option<Box<dyn BufRead + Send>>| -> Items<'r> {
        let inputs = Inputs::new(reader, [path], from.into()).with_meter(meter);
        let inputs = match stdin {
            Some(stdin) => inputs.with_stdin(stdin),
            None => inputs,
        };
        let item = |document: Result<Document, InputProblem>| Ok(Item::Article(Box::new(document?)));
        Box::new(inputs.map(item))
    };
    // Folders, globs and missing files: the document stage knows what to say.
    if !stdin && !path.is_file() {
        return articles(None);
    }
    let source: io::Result<Box<dyn Read + Send>> =
        if stdin { Ok(Box::new(io::stdin())) } else { File::open(path).map(|file| Box::new(meter.on(file)) as Box<_>) };
    let source = source.and_then(|source| unpacked(Box::new(BufReader::with_capacity(1 << 16, source))));
    let Ok(mut source) = source else { return articles(None) };
    let Ok(start) = source.fill_buf() else { return articles(None) };
    if part && start.is_empty() {
        return Box::new(std::iter::empty());
    }
    let start = String::from_utf8_lossy(start).into_owned();
    let place = if stdin { "standard input".to_owned() } else { path.display().to_string() };
    if from == From::Auto && graph::Format::detect(&start).is_some() {
        return Box::new(std::iter::once(Ok(Item::Graph { place, source: Box::new(source) })));
    }
    if from == From::Auto && records::is_record(&start) {
        return Box::new(records::lines(place, source));
    }
    articles(stdin.then_some(source))
}

impl std::convert::From<InputProblem> for Problem {
    fn from(problem: InputProblem) -> Self {
        let path = problem.path.display();
        let place = match (problem.line, problem.begins) {
            // Nobody can look up a line of standard input.
            (Some(line), Some(begins)) if problem.path == Path::new("-") => format!("{path}:{line} ({begins})"),
            (Some(line), _) => format!("{path}:{line}"),
            (None, _) => path.to_string(),
        };
        Problem { place, message: problem.reason.to_string() }
    }
}

impl std::convert::From<From> for reprisal::document::Format {
    fn from(from: From) -> Self {
        match from {
            From::Auto => Self::Auto,
            From::Text => Self::Text,
            From::Jsonl => Self::Jsonl,
            From::Html => Self::Html,
        }
    }
}
