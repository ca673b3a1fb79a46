//! `reprisal build`: a graph of all inputs, saved.

use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use reprisal::graph::{Actor, Format, Preparer};
use reprisal::{KnowledgeGraph, Ontology};

use crate::args::{BuildArgs, InputArgs};
use crate::inputs::journal::Journal;
use crate::inputs::{self, Held, Readers, Ready};
use crate::output::{Output, is_same, overwritten};
use crate::report::{Failure, Outcome, Problem, Report};
use crate::{interrupt, records, saved};

pub fn run(args: &BuildArgs, out: &mut impl Write, report: &mut Report) -> Result<Outcome, Failure> {
    let ontology = inputs::ontology(&args.input, report)?;
    let corrections = inputs::corrections(&args.input)?;
    let output = Output::over(&args.output)?;
    interrupt::watch();
    report.of_part(args.part);
    let (mut graph, input) = begun(args, report)?;
    let journal = if args.resume {
        let journal = Journal::open(&args.output, inputs::run_of(&args.input.input)?, report)?;
        Some(go_on(&input, &ontology, journal, &mut graph, report)?)
    } else {
        let take = |ready, _: Option<&mut Journal>| {
            inputs::add(&mut graph, ready);
            Ok(())
        };
        let preparer = Preparer::default();
        let form = |held: Result<Held, Problem>| held.map(|held| inputs::ready(&preparer, held));
        let readers = Readers::new(&ontology, input.limits.limits()).of_part(args.part);
        inputs::each(&input, &readers, None, report, form, take)?;
        None
    };
    let stopped = report.was_stopped();
    if stopped && args.resume {
        report.note(&format!("the same command goes on from here to {}", args.output.display()));
        return Ok(Outcome::Found);
    }
    let mut graph = inputs::finished(graph, &args.input, &ontology, &corrections, report)?;
    let (actors, incidents) = (graph.nodes::<Actor>().filter(|actor| !actor.documents.is_empty()).count(), graph.incidents());
    let (incidents, reports) = incidents.fold((0, 0), |(sum, all), incident| (sum + 1, all + incident.reports.len()));
    // Whoever looks at the saved graph brings the ontology along.
    graph.remove_standing();
    let output = if stopped { Output::over(&partial(&args.output))? } else { output };
    output.graph(out, &graph)?;
    if let Some(journal) = journal {
        journal.remove()?;
    }
    report.note(&format!(
        "saved {} documents, {actors} actors, {incidents} incidents of {reports} reports to {}",
        graph.documents().count(),
        output.path().display(),
    ));
    Ok(Outcome::Found)
}

/// The graph to begin with and the inputs to read: a saved graph that is to be replaced must be whole, else what it holds would be lost.
fn begun(args: &BuildArgs, report: &mut Report) -> Result<(KnowledgeGraph, InputArgs), Failure> {
    let mut input = args.input.input.clone();
    input.inputs.retain(|input| !is_same(input, &args.output));
    if input.inputs.len() == args.input.input.inputs.len() {
        return Ok((KnowledgeGraph::new(), input));
    }
    let mut start = [0; 64];
    let read = File::open(&args.output).and_then(|mut file| file.read(&mut start));
    let read = read.map_err(|source| Failure::File { path: args.output.clone(), source })?;
    if Format::detect(&String::from_utf8_lossy(start.get(..read).unwrap_or_default())).is_none() {
        return Err(overwritten(&args.output));
    }
    let graph = saved::load(&args.output)?;
    report.read();
    Ok((graph, input))
}

/// Adds what an interrupted run has read to the graph, then reads on.
fn go_on(
    input: &InputArgs,
    ontology: &Ontology,
    mut journal: Journal,
    graph: &mut KnowledgeGraph,
    report: &mut Report,
) -> Result<Journal, Failure> {
    for line in journal.lines()? {
        let record =
            records::record(&line?).map_err(|message| Failure::Usage(format!("the interrupted run is damaged: {message}")))?;
        graph.add(&record);
    }
    let preparer = Preparer::default();
    let form = |held: Result<Held, Problem>| {
        let held = held?;
        let line = match &held {
            Held::Extraction(extraction) => match serde_json::to_string(extraction) {
                Ok(line) => Some(line),
                Err(error) => return Err(Problem { place: extraction.document.id.clone(), message: error.to_string() }),
            },
            Held::Graph(_) => None,
        };
        Ok((inputs::ready(&preparer, held), line))
    };
    let take = |(ready, line): (Ready, Option<String>), journal: Option<&mut Journal>| {
        inputs::add(graph, ready);
        line.zip(journal).map_or(Ok(()), |(line, journal)| journal.write(&line))
    };
    let readers = Readers::new(ontology, input.limits.limits());
    inputs::each(input, &readers, Some(&mut journal), report, form, take)?;
    Ok(journal)
}

/// Where the graph of a stopped run goes: `graph.partial.json` for `graph.json`.
fn partial(path: &Path) -> PathBuf {
    if path == Path::new("-") {
        return path.to_owned();
    }
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(".partial");
    if let Some(extension) = path.extension() {
        name.push(".");
        name.push(extension);
    }
    path.with_file_name(name)
}
