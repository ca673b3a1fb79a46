//! Inputs: what they hold, read on all cores, in their order.

pub mod journal;
pub mod source;

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use reprisal::document::{Cut, Document, Inputs, Limits, Meter};
use reprisal::extraction::ContentHash;
use reprisal::graph::{Corrections, Linking, Prepared, Preparer};
use reprisal::{DocumentReader, Extraction, KnowledgeGraph, Ontology, Reader, pipeline};

use crate::args::{From, GraphArgs, InputArgs};
use crate::ontology_args::OntologyArgs;
use crate::report::{Failure, Problem, Report};
use crate::{interrupt, limit_args, records, saved};
use journal::Journal;
use source::Item;

/// What an item of an input holds.
pub enum Held {
    Extraction(Box<Extraction>),
    Graph(Box<KnowledgeGraph>),
}

/// Everything that turns inputs into extractions.
pub struct Readers<'o> {
    documents: DocumentReader,
    reader: Reader<'o>,
    part: bool,
}

/// What came of an item.
struct Worked<R> {
    /// Tells the item from others, for a journal; absent for a saved graph, which is never passed over.
    hash: Option<ContentHash>,
    /// What was left out of it.
    cut: Vec<Problem>,
    outcome: Result<R, Problem>,
}

impl<'o> Readers<'o> {
    pub fn new(ontology: &'o Ontology, limits: Limits) -> Readers<'o> {
        let documents = DocumentReader::new(ontology).with_limits(limits);
        Readers { documents, reader: Reader::new(ontology).with_limits(limits), part: false }
    }

    /// Names documents without an id by their content, as the place where one stands in a part says nothing of the whole.
    pub fn of_part(mut self, part: bool) -> Readers<'o> {
        self.part = part;
        if part {
            self.documents = self.documents.naming_by_content();
        }
        self
    }

    /// What an item holds; what had to be left out is noted.
    fn read(&self, item: Item, left_out: &mut Vec<Problem>) -> Result<Held, Problem> {
        match item {
            Item::Article(document) => {
                // One fault of ours must not cost anybody the other articles.
                let read = catch_unwind(AssertUnwindSafe(|| self.reader.read_within(&document)));
                let fault = |_| Problem {
                    place: document.info.id.clone(),
                    message: "the program failed at this article, which is a fault of the program: please report it".to_owned(),
                };
                let (extraction, cuts) = read.map_err(fault)?;
                left_out.extend(cuts.into_iter().map(|cut| cut_short(&document, cut)));
                Ok(Held::Extraction(Box::new(extraction)))
            }
            Item::Record { place, line } => match records::record(&line) {
                Ok(extraction) => Ok(Held::Extraction(Box::new(extraction))),
                Err(message) => Err(Problem { place, message }),
            },
            Item::Graph { place, source } => saved_graph(&place, source),
        }
    }
}

/// Reads the inputs on all cores and takes what they hold, or what is wrong, put into the form that the taker wants, in their order. What a
/// journal says is done is passed over. Ends early when somebody presses Ctrl-C and it is [watched](interrupt::watch) for.
pub fn each<R: Send>(
    args: &InputArgs,
    readers: &Readers,
    mut journal: Option<&mut Journal>,
    report: &mut Report,
    form: impl Fn(Result<Held, Problem>) -> Result<R, Problem> + Sync,
    mut take: impl FnMut(R, Option<&mut Journal>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let meter = Meter::default();
    report.begin(&meter, &args.inputs, args.from);
    let mut items = source::items(&args.inputs, args.from, readers.part, &readers.documents, &meter);
    let mut kept = Vec::new();
    if let Some(journal) = &mut journal {
        journal.pass_over(&mut items, &mut kept, report)?;
    }
    let items = kept.into_iter().chain(items).take_while(|_| !interrupt::stopped());
    let weight = |item: &Result<Item, Problem>| item.as_ref().map_or(0, Item::weight);
    let marked = journal.is_some();
    let work = |item: Result<Item, Problem>| match item {
        Ok(item) => {
            let (hash, mut cut) = (if marked { item.hash() } else { None }, Vec::new());
            let outcome = form(readers.read(item, &mut cut));
            Worked { hash, cut, outcome }
        }
        Err(problem) => Worked { hash: None, cut: Vec::new(), outcome: form(Err(problem)) },
    };
    pipeline::run(pipeline::batches(items, weight), work, |batch| {
        for Worked { hash, cut, outcome } in batch {
            if let (Some(journal), Some(hash)) = (&mut journal, hash) {
                journal.did(hash);
            }
            match outcome {
                Ok(held) => {
                    report.read();
                    report.cut(&cut);
                    take(held, journal.as_deref_mut())?;
                }
                Err(problem) => report.skip(&problem),
            }
        }
        journal.as_mut().map_or(Ok(()), |journal| journal.mark())
    })?;
    report.end();
    let counts = format!("{} read, {} skipped, of {} bytes", report.items(), report.skipped(), meter.read());
    report.step(|| counts);
    if interrupt::stopped() {
        report.stopped();
    }
    Ok(())
}

/// The graph of all inputs, with the facts of the ontology. Tells of what is skipped; fails when nothing could be read.
pub fn graph(args: &GraphArgs, ontology: &Ontology, report: &mut Report) -> Result<KnowledgeGraph, Failure> {
    let corrections = corrections(args)?;
    let readers = Readers::new(ontology, args.input.limits.limits());
    let mut graph = KnowledgeGraph::new();
    let preparer = Preparer::default();
    let form = |held: Result<Held, Problem>| held.map(|held| ready(&preparer, held));
    let take = |ready, _: Option<&mut Journal>| {
        add(&mut graph, ready);
        Ok(())
    };
    each(&args.input, &readers, None, report, form, take)?;
    finished(graph, args, ontology, &corrections, report)
}

/// The corrections to apply. A mistake in a small file is told before a long run.
pub fn corrections(args: &GraphArgs) -> Result<Vec<Corrections>, Failure> {
    Ok(args.making.corrections.iter().map(Corrections::load).collect::<Result<_, _>>()?)
}

/// What an item holds, as a graph takes it: made beside other items, while adding is for one after the other.
pub enum Ready {
    Document(Prepared),
    Graph(Box<KnowledgeGraph>),
}

pub fn ready(preparer: &Preparer, held: Held) -> Ready {
    match held {
        Held::Extraction(extraction) => Ready::Document(preparer.take(*extraction)),
        Held::Graph(graph) => Ready::Graph(graph),
    }
}

/// Adds what an item holds.
pub fn add(graph: &mut KnowledgeGraph, ready: Ready) {
    match ready {
        Ready::Document(document) => graph.extend([document]),
        // The first graph need not be copied.
        Ready::Graph(saved) if graph.is_empty() => *graph = *saved,
        Ready::Graph(saved) => graph.merge(&saved),
    }
}

/// The graph of what was read, as the arguments want it.
pub fn finished(
    mut graph: KnowledgeGraph,
    args: &GraphArgs,
    ontology: &Ontology,
    corrections: &[Corrections],
    report: &Report,
) -> Result<KnowledgeGraph, Failure> {
    report.require_input()?;
    graph.add_standing(ontology);
    for corrections in corrections {
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

/// What is said of a document of which something was left out.
pub fn cut_short(document: &Document, cut: Cut) -> Problem {
    Problem { place: document.info.id.clone(), message: limit_args::told(cut) }
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
pub fn ontology(args: &impl AsRef<OntologyArgs>, report: &mut Report) -> Result<Ontology, Failure> {
    let ontology = Ontology::load(&args.as_ref().layers())?;
    let holds = || format!("ontology loaded, {} actors and {} places", ontology.actors().len(), ontology.places().len());
    report.step(holds);
    Ok(ontology)
}

fn saved_graph(place: &str, mut reader: impl io::Read) -> Result<Held, Problem> {
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes).map_err(|error| Problem { place: place.to_owned(), message: error.to_string() })?;
    match KnowledgeGraph::from_bytes(&bytes) {
        Ok(graph) => Ok(Held::Graph(Box::new(graph))),
        Err(error) => Err(saved::problem(place, &bytes, &error)),
    }
}

/// Tells a run from one with other inputs, other limits, another ontology or another version of the program.
pub fn run_of(args: &InputArgs) -> Result<ContentHash, Failure> {
    let mut parts = vec![env!("CARGO_PKG_VERSION").to_owned(), format!("{:?} {:?}", args.from, args.limits.limits())];
    parts.extend(args.inputs.iter().map(|input| input.to_string_lossy().into_owned()));
    parts.extend(args.ontology.layers().read()?.into_iter().map(|file| file.text));
    Ok(ContentHash::of_all(parts))
}
