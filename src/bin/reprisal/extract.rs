//! `reprisal extract`: one JSON line a document.

use std::io::Write;
use std::path::Path;

use reprisal::extraction::EXTRACTION_VERSION;

use crate::args::ExtractArgs;
use crate::inputs::journal::Journal;
use crate::inputs::{self, Held, Readers};
use crate::interrupt;
use crate::output::Output;
use crate::records;
use crate::report::{Failure, Outcome, Problem, Report};
use crate::table::clean_json;

pub fn run(args: &ExtractArgs, out: &mut impl Write, report: &mut Report) -> Result<Outcome, Failure> {
    let output = Output::of(args.output.as_deref().unwrap_or(Path::new("-")), &args.input.inputs)?;
    let ontology = inputs::ontology(&args.input, report)?;
    let readers = Readers::new(&ontology, args.input.limits.limits()).of_part(args.part);
    interrupt::watch();
    report.of_part(args.part);
    match &args.output {
        Some(path) if args.resume => {
            let mut journal = Journal::open(path, inputs::run_of(&args.input)?, report)?;
            let write = |line: String, journal: Option<&mut Journal>| journal.map_or(Ok(()), |journal| journal.write(&line));
            inputs::each(&args.input, &readers, Some(&mut journal), report, line, write)?;
            if report.was_stopped() {
                report.note(&format!("the same command goes on from here to {}", path.display()));
            } else {
                report.require_input()?;
                journal.rename_to(path)?;
            }
        }
        _ => output.lines(out, |mut out| lines(args, &readers, &mut out, report))?,
    }
    Ok(Outcome::Found)
}

/// Writes a line for every document.
fn lines(args: &ExtractArgs, readers: &Readers, out: &mut impl Write, report: &mut Report) -> Result<(), Failure> {
    let form = |held| line(held).or_else(|problem| if args.part { problem_line(problem) } else { Err(problem) });
    inputs::each(&args.input, readers, None, report, form, |line, _| Ok(writeln!(out, "{line}")?))?;
    report.require_input()
}

fn line(held: Result<Held, Problem>) -> Result<String, Problem> {
    match held? {
        Held::Extraction(extraction) => match serde_json::to_string(&extraction) {
            Ok(line) => Ok(clean_json(line)),
            Err(error) => Err(Problem { place: extraction.document.id, message: error.to_string() }),
        },
        Held::Graph(_) => Err(Problem {
            place: "a saved graph".to_owned(),
            message: "holds no documents to extract from: give the articles it was built of".to_owned(),
        }),
    }
}

/// What is wrong as a line among records: a program that starts this one again when it fails must not do so for a bad article.
fn problem_line(problem: Problem) -> Result<String, Problem> {
    let line = records::ProblemRecord { version: EXTRACTION_VERSION, problem: &problem };
    serde_json::to_string(&line).map(clean_json).map_err(|_| problem)
}
