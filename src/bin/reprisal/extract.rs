//! `reprisal extract`: one JSON line a document.

use std::io::Write;
use std::path::Path;

use reprisal::replace;

use crate::args::ExtractArgs;
use crate::inputs::journal::Journal;
use crate::inputs::{self, Held, Readers};
use crate::interrupt;
use crate::report::{Failure, Outcome, Problem, Report};
use crate::table::clean_json;

pub fn run(args: &ExtractArgs, out: &mut impl Write, report: &mut Report) -> Result<Outcome, Failure> {
    let ontology = inputs::ontology(&args.input)?;
    let readers = Readers::new(&ontology, args.input.limits.limits());
    interrupt::watch();
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
        Some(path) if path != Path::new("-") => {
            let written = replace::file(path, |out| lines(args, &readers, out, report));
            written.map_err(|failure| match failure {
                Failure::Output(source) => Failure::File { path: path.clone(), source },
                failure => failure,
            })?;
        }
        _ => lines(args, &readers, out, report)?,
    }
    Ok(Outcome::Found)
}

/// Writes a line for every document.
fn lines(args: &ExtractArgs, readers: &Readers, out: &mut impl Write, report: &mut Report) -> Result<(), Failure> {
    inputs::each(&args.input, readers, None, report, line, |line, _| Ok(writeln!(out, "{line}")?))?;
    report.require_input()
}

fn line(held: Held) -> Result<String, Problem> {
    match held {
        Held::Extraction(extraction) => match serde_json::to_string(&extraction) {
            Ok(line) => Ok(clean_json(&line)),
            Err(error) => Err(Problem { place: extraction.document.id, message: error.to_string() }),
        },
        Held::Graph(_) => Err(Problem {
            place: "a saved graph".to_owned(),
            message: "holds no documents to extract from: give the articles it was built of".to_owned(),
        }),
    }
}
