//! `reprisal add` and `reprisal remove`: a saved graph with more, newer or fewer documents.

use std::collections::BTreeSet;
use std::io::Write;

use reprisal::KnowledgeGraph;

use crate::args::{AddArgs, RemoveArgs};
use crate::inputs::journal::Journal;
use crate::inputs::{self, Held, Readers};
use crate::output::{self, Output};
use crate::report::{Failure, Outcome, Report};
use crate::table::clean;
use crate::{interrupt, saved};

pub fn add(args: &AddArgs, out: &mut impl Write, report: &mut Report) -> Result<Outcome, Failure> {
    let path = args.output.as_deref().unwrap_or(&args.graph);
    output::spare(path, &args.input.inputs)?;
    // Taken before the graph is read, so that nobody changes it meanwhile.
    let output = Output::over(path)?;
    let mut graph = saved::load(&args.graph)?;
    let ontology = inputs::ontology(&args.input, report)?;
    let readers = Readers::new(&ontology, args.input.limits.limits());
    let (mut added, mut replaced) = (0, 0);
    let take = |held: Held, _: Option<&mut Journal>| {
        match held {
            Held::Extraction(extraction) => match graph.replace(&extraction) {
                true => replaced += 1,
                false => added += 1,
            },
            Held::Graph(other) => {
                let known: BTreeSet<&str> = graph.documents().map(|document| document.id.as_str()).collect();
                let both = other.documents().filter(|document| known.contains(document.id.as_str())).count();
                let new = other.documents().count() - both;
                graph.merge(&other);
                added += new;
                replaced += both;
            }
        }
        Ok(())
    };
    interrupt::watch();
    inputs::each(&args.input, &readers, None, report, |held| held, take)?;
    report.require_input()?;
    save(&graph, &output, out, report, &format!("{added} added, {replaced} replaced"))
}

pub fn remove(args: &RemoveArgs, out: &mut impl Write, report: &mut Report) -> Result<Outcome, Failure> {
    let output = Output::over(args.output.as_deref().unwrap_or(&args.graph))?;
    let mut graph = saved::load(&args.graph)?;
    let missing: Vec<&String> = args.documents.iter().filter(|document| !graph.remove(document)).collect();
    if missing.is_empty() {
        return save(&graph, &output, out, report, &format!("{} removed", args.documents.len()));
    }
    // All or nothing: half a removal would be hard to repeat.
    let known: Vec<&str> = graph.documents().map(|document| document.id.as_str()).collect();
    for document in missing {
        let meant = reprisal::suggest::nearest(document, known.iter().copied());
        let meant = meant.map_or_else(String::new, |known| format!("; did you mean {known}?"));
        writeln!(out, "{}", clean(&format!("no document {document} in {}{meant}", args.graph.display())))?;
    }
    writeln!(out, "nothing was removed")?;
    Ok(Outcome::Nothing)
}

fn save(graph: &KnowledgeGraph, output: &Output, out: &mut impl Write, report: &Report, done: &str) -> Result<Outcome, Failure> {
    output.graph(out, graph)?;
    report.note(&format!("{done}: {} documents in {}", graph.documents().count(), output.path().display()));
    for unapplied in graph.unapplied_corrections() {
        report.note(&format!("correction does not apply: {}: {}", unapplied.correction, unapplied.because));
    }
    Ok(Outcome::Found)
}
