//! Inputs: what each one is, told by its content, and what it holds.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use reprisal::document::{Document, Format, InputProblem, Inputs};
use reprisal::graph::{Corrections, GraphError, Linking};
use reprisal::{DocumentReader, Extraction, KnowledgeGraph, Ontology, Reader};

use crate::args::{From, GraphArgs, InputArgs};
use crate::ontology_args::OntologyArgs;
use crate::records::{self, records};
use crate::report::{Failure, Problem, Report};

/// What an input holds.
pub enum Item {
    Extraction(Box<Extraction>),
    Graph(Box<KnowledgeGraph>),
}

type Items<'r> = Box<dyn Iterator<Item = Result<Item, Problem>> + 'r>;

/// How many documents are read at a time; the order of the output is that of the input whatever the number.
const BATCH: usize = if cfg!(feature = "parallel") { 256 } else { 1 };

/// Everything that turns inputs into extractions.
pub struct Readers<'o> {
    documents: DocumentReader,
    reader: Reader<'o>,
}

impl<'o> Readers<'o> {
    pub fn new(ontology: &'o Ontology) -> Readers<'o> {
        Readers { documents: DocumentReader::new(ontology), reader: Reader::new(ontology) }
    }

    fn read(&self, documents: Vec<Result<Document, InputProblem>>) -> Vec<Result<Item, Problem>> {
        let read = |document: Result<Document, InputProblem>| match document {
            Ok(document) => Ok(Item::Extraction(Box::new(self.reader.read(&document)))),
            Err(problem) => Err(Problem::from(problem)),
        };
        #[cfg(feature = "parallel")]
        {
            use rayon::iter::{IntoParallelIterator, ParallelIterator};
            documents.into_par_iter().map(read).collect()
        }
        #[cfg(not(feature = "parallel"))]
        documents.into_iter().map(read).collect()
    }
}

/// The graph of all inputs, with the facts of the ontology. Tells of what is skipped; fails when nothing could be read.
pub fn graph(args: &GraphArgs, ontology: &Ontology, report: &mut Report) -> Result<KnowledgeGraph, Failure> {
    // A mistake in a small file is told before a long run.
    let corrections = args.making.corrections.iter().map(Corrections::load).collect::<Result<Vec<_>, _>>()?;
    let readers = Readers::new(ontology);
    let mut graph = KnowledgeGraph::new();
    for item in items(&args.input, &readers) {
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
    graph.add_standing(ontology);
    for corrections in &corrections {
        graph.correct(corrections);
    }
    if let Some(day) = args.making.as_of {
        graph = graph.as_of(day);
    }
    if args.making.as_told {
        graph = graph.with_linking(Linking::AsTold);
    }
    for unapplied in graph.unapplied_corrections() {
        report.note(&format!("correction does not apply: {}: {}", unapplied.correction, unapplied.because));
    }
    Ok(graph)
}

/// What each document says, in the order of the inputs.
pub fn extractions<'r>(args: &'r InputArgs, readers: &'r Readers<'_>) -> impl Iterator<Item = Result<Extraction, Problem>> + 'r {
    items(args, readers).map(|item| match item? {
        Item::Extraction(extraction) => Ok(*extraction),
        Item::Graph(_) => Err(Problem {
            place: "a saved graph".to_owned(),
            message: "holds no documents to extract from: give the articles it was built of".to_owned(),
        }),
    })
}

/// The documents of the inputs, unread.
pub fn documents<'r>(
    paths: &[PathBuf],
    from: From,
    reader: &'r DocumentReader,
) -> impl Iterator<Item = Result<Document, Problem>> + 'r {
    Inputs::new(reader, paths, from.into()).map(|document| document.map_err(Problem::from))
}

/// The ontology in use.
pub fn ontology(args: &impl AsRef<OntologyArgs>) -> Result<Ontology, Failure> {
    Ok(Ontology::load(&args.as_ref().layers())?)
}

pub fn items<'r>(args: &'r InputArgs, readers: &'r Readers<'_>) -> impl Iterator<Item = Result<Item, Problem>> + 'r {
    args.inputs.iter().flat_map(move |path| open(path, args.from, readers))
}

fn open<'r>(path: &'r Path, from: From, readers: &'r Readers<'_>) -> Items<'r> {
    let stdin = path == Path::new("-");
    let articles = |stdin: Option<Box<dyn BufRead + Send>>| -> Items<'r> {
        let inputs = Inputs::new(&readers.documents, [path], from.into());
        let inputs = match stdin {
            Some(stdin) => inputs.with_stdin(stdin),
            None => inputs,
        };
        Box::new(batched(inputs, readers))
    };
    // Folders, globs and missing files: the document stage knows what to say.
    if !stdin && !path.is_file() {
        return articles(None);
    }
    let place = if stdin { "standard input".to_owned() } else { path.display().to_string() };
    let source: io::Result<Box<dyn Read + Send>> = match stdin {
        true => Ok(Box::new(io::stdin())),
        false => File::open(path).map(|file| Box::new(file) as Box<dyn Read + Send>),
    };
    let mut source = match source {
        Ok(source) => BufReader::with_capacity(1 << 16, source),
        Err(_) => return articles(None),
    };
    let Ok(start) = source.fill_buf() else { return articles(None) };
    let start = String::from_utf8_lossy(start).into_owned();
    if from == From::Auto && reprisal::graph::Format::detect(&start).is_some() {
        return Box::new(std::iter::once(saved_graph(&place, source)));
    }
    if from == From::Auto && records::is_record(&start) {
        return Box::new(records(place, source));
    }
    articles(stdin.then(|| Box::new(source) as Box<dyn BufRead + Send>))
}

/// Reads documents some at a time, which several threads may share.
fn batched<'r>(mut inputs: Inputs<'r>, readers: &'r Readers<'_>) -> impl Iterator<Item = Result<Item, Problem>> + 'r {
    std::iter::from_fn(move || {
        let batch: Vec<_> = inputs.by_ref().take(BATCH).collect();
        (!batch.is_empty()).then(|| readers.read(batch))
    })
    .flatten()
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

impl std::convert::From<InputProblem> for Problem {
    fn from(problem: InputProblem) -> Self {
        let path = problem.path.display();
        let place = match problem.line {
            Some(line) => format!("{path}:{line}"),
            None => path.to_string(),
        };
        Problem { place, message: problem.reason.to_string() }
    }
}

impl std::convert::From<From> for Format {
    fn from(from: From) -> Self {
        match from {
            From::Auto => Format::Auto,
            From::Text => Format::Text,
            From::Jsonl => Format::Jsonl,
            From::Html => Format::Html,
        }
    }
}
