//! Inputs: what each one is, told by its content, and what it holds.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use reprisal::extraction::EXTRACTION_VERSION;
use reprisal::graph::{Format, GraphError};
use reprisal::{Extraction, KnowledgeGraph, Ontology};
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::args::{From, InputArgs};
use crate::report::{Failure, Problem, Report};

/// What an input holds.
enum Item {
    Extraction(Box<Extraction>),
    Graph(Box<KnowledgeGraph>),
}

type Items = Box<dyn Iterator<Item = Result<Item, Problem>>>;

/// The graph of all inputs. Tells of what is skipped; fails when nothing could be read.
pub fn graph(args: &InputArgs, report: &mut Report) -> Result<KnowledgeGraph, Failure> {
    let mut graph = KnowledgeGraph::new();
    for item in items(args) {
        match item {
            Ok(Item::Extraction(extraction)) => graph.add(&extraction),
            // The first graph need not be copied.
            Ok(Item::Graph(saved)) if graph.is_empty() => graph = *saved,
            Ok(Item::Graph(saved)) => graph.merge(&saved),
            Err(problem) => {
                report.skip(&problem);
                continue;
            }
        }
        report.read();
    }
    report.require_input()?;
    Ok(graph)
}

/// What each document says, in the order of the inputs.
pub fn extractions(args: &InputArgs) -> impl Iterator<Item = Result<Extraction, Problem>> {
    items(args).map(|item| match item? {
        Item::Extraction(extraction) => Ok(*extraction),
        Item::Graph(_) => Err(Problem {
            place: "a saved graph".to_owned(),
            message: "holds no documents to extract from: give the articles it was built of".to_owned(),
        }),
    })
}

/// The ontology in use.
pub fn ontology() -> Result<&'static Ontology, Failure> {
    Ok(Ontology::builtin()?)
}

fn items(args: &InputArgs) -> impl Iterator<Item = Result<Item, Problem>> {
    let from = args.from;
    args.inputs.iter().flat_map(move |path| open(path, from))
}

fn open(path: &Path, from: From) -> Items {
    let place = if path == Path::new("-") { "standard input".to_owned() } else { path.display().to_string() };
    let reader: io::Result<Box<dyn Read>> = match path {
        _ if path == Path::new("-") => Ok(Box::new(io::stdin())),
        _ => File::open(path).map(|file| Box::new(file) as Box<dyn Read>),
    };
    let mut reader = match reader {
        Ok(reader) => BufReader::with_capacity(1 << 16, reader),
        Err(error) => return one(Err(Problem { place, message: error.to_string() })),
    };
    let start = match reader.fill_buf() {
        Ok(start) => String::from_utf8_lossy(start).into_owned(),
        Err(error) => return one(Err(Problem { place, message: error.to_string() })),
    };
    if start.trim().is_empty() {
        return one(Err(Problem { place, message: "is empty".to_owned() }));
    }
    if Format::detect(&start).is_some() {
        return one(saved_graph(&place, reader));
    }
    match from {
        From::Auto if !start.trim_start().starts_with('{') => articles(place, reader),
        From::Auto | From::Jsonl => Box::new(records(place, reader)),
        From::Text | From::Html => articles(place, reader),
    }
}

fn one(item: Result<Item, Problem>) -> Items {
    Box::new(std::iter::once(item))
}

/// Articles as they are, which the reader turns into extractions.
fn articles(place: String, _reader: impl Read) -> Items {
    one(Err(Problem { place, message: "is no file of records and no saved graph".to_owned() }))
}

fn saved_graph(place: &str, mut reader: impl Read) -> Result<Item, Problem> {
    let mut text = String::new();
    reader.read_to_string(&mut text).map_err(|error| Problem { place: place.to_owned(), message: error.to_string() })?;
    match KnowledgeGraph::from_text(&text) {
        Ok(graph) => Ok(Item::Graph(Box::new(graph))),
        Err(GraphError::Damaged { line, column, message }) => Err(Problem { place: format!("{place}:{line}:{column}"), message }),
        Err(error) => Err(Problem { place: place.to_owned(), message: error.to_string() }),
    }
}

/// JSON Lines; a bad line is a problem of its own and the others are read.
fn records(place: String, mut reader: impl BufRead) -> impl Iterator<Item = Result<Item, Problem>> {
    let mut number = 0;
    let mut line = Vec::new();
    std::iter::from_fn(move || {
        loop {
            line.clear();
            number += 1;
            let place = || format!("{place}:{number}");
            match reader.read_until(b'\n', &mut line) {
                Ok(0) => return None,
                Ok(_) if line.trim_ascii().is_empty() => {}
                Ok(_) => return Some(record(&line).map_err(|message| Problem { place: place(), message })),
                Err(error) => return Some(Err(Problem { place: place(), message: error.to_string() })),
            }
        }
    })
    .fuse()
}

/// What tells records apart.
#[derive(Deserialize)]
struct Probe {
    version: Option<u32>,
    document: Option<IgnoredAny>,
}

fn record(line: &[u8]) -> Result<Item, String> {
    let line = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line);
    let text =
        std::str::from_utf8(line).map_err(|error| format!("is no UTF-8 from byte {} of the line on", error.valid_up_to() + 1))?;
    let wrong = |error: serde_json::Error| {
        let (line, column) = (error.line(), error.column());
        let message = error.to_string();
        let message = message.strip_suffix(&format!(" at line {line} column {column}")).unwrap_or(&message).to_owned();
        format!("column {column}: {message}")
    };
    let probe: Probe = serde_json::from_str(text).map_err(wrong)?;
    match (probe.version, probe.document) {
        (Some(version), Some(_)) if version > EXTRACTION_VERSION => Err(format!(
            "this record has version {version}, and this program reads version {EXTRACTION_VERSION}: update the program"
        )),
        (Some(_), Some(_)) => serde_json::from_str(text).map(|extraction| Item::Extraction(Box::new(extraction))).map_err(wrong),
        _ => Err("is no record of an extraction: it lacks \"version\" or \"document\"".to_owned()),
    }
}
