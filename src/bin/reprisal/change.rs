//! `reprisal add` and `reprisal remove`: a saved graph with more, newer or fewer documents.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

use reprisal::KnowledgeGraph;

use crate::args::{AddArgs, RemoveArgs};
use crate::inputs::journal::Journal;
use crate::inputs::{self, Held, Readers};
use crate::interrupt;
use crate::report::{Failure, Outcome, Report};
use crate::table::clean;

pub fn add(args: &AddArgs, report: &mut Report) -> Result<Outcome, Failure> {
    let mut graph = KnowledgeGraph::load(&args.graph)?;
    let ontology = inputs::ontology(&args.input)?;
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
    let output = args.output.as_deref().unwrap_or(&args.graph);
    save(&graph, output, report, &format!("{added} added, {replaced} replaced"))
}

pub fn remove(args: &RemoveArgs, out: &mut impl Write, report: &mut Report) -> Result<Outcome, Failure> {
    let mut graph = KnowledgeGraph::load(&args.graph)?;
    let missing: Vec<&String> = args.documents.iter().filter(|document| !graph.remove(document)).collect();
    if missing.is_empty() {
        let output = args.output.as_deref().unwrap_or(&args.graph);
        return save(&graph, output, report, &format!("{} removed", args.documents.len()));
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

fn save(graph: &KnowledgeGraph, path: &Path, report: &Report, done: &str) -> Result<Outcome, Failure> {
    graph.save(path)?;
    report.note(&format!("{done}: {} documents in {}", graph.documents().count(), path.display()));
    for unapplied in graph.unapplied_corrections() {
        report.note(&format!("correction does not apply: {}: {}", unapplied.correction, unapplied.because));
    }
    Ok(Outcome::Found)
}
