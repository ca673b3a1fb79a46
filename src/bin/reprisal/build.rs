//! `reprisal build`: a graph of all inputs, saved.

use std::io::Write;
use std::path::Path;

use reprisal::graph::{Actor, Format, Incident};

use crate::args::BuildArgs;
use crate::inputs;
use crate::report::{Failure, Outcome, Report};
use crate::table::clean_json;

pub fn run(args: &BuildArgs, out: &mut impl Write, report: &mut Report) -> Result<Outcome, Failure> {
    let graph = inputs::graph(&args.input, &inputs::ontology(&args.input)?, report)?;
    if args.output == Path::new("-") {
        out.write_all(clean_json(&graph.to_text(Format::Json)?).as_bytes())?;
    } else {
        graph.save(&args.output)?;
    }
    report.note(&format!(
        "saved {} documents, {} actors, {} incidents to {}",
        graph.documents().count(),
        graph.nodes::<Actor>().count(),
        graph.nodes::<Incident>().count(),
        args.output.display(),
    ));
    Ok(Outcome::Found)
}
