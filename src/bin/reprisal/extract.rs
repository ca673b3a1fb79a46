//! `reprisal extract`: one JSON line a document.

use std::io::Write;

use crate::args::ExtractArgs;
use crate::inputs;
use crate::report::{Failure, Outcome, Report};
use crate::table::clean_json;

pub fn run(args: &ExtractArgs, out: &mut impl Write, report: &mut Report) -> Result<Outcome, Failure> {
    let ontology = inputs::ontology(&args.input)?;
    let readers = inputs::Readers::new(&ontology);
    for extraction in inputs::extractions(&args.input, &readers) {
        match extraction {
            Ok(extraction) => {
                report.read();
                let line = serde_json::to_string(&extraction).map_err(std::io::Error::other)?;
                writeln!(out, "{}", clean_json(&line))?;
            }
            Err(problem) => report.skip(&problem),
        }
    }
    report.require_input()?;
    Ok(Outcome::Found)
}
