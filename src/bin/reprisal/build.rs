//! `reprisal build`: a graph of all inputs, saved.

use std::io::Write;
use std::path::Path;

use reprisal::graph::{Actor, Format};

use crate::args::BuildArgs;
use crate::inputs;
use crate::report::{Failure, Outcome, Report};
use crate::table::clean_json;

pub fn run(args: &BuildArgs, out: &mut impl Write, report: &mut Report) -> Result<Outcome, Failure> {
    let mut graph = inputs::graph(&args.input, &inputs::ontology(&args.input)?, report)?;
    let (actors, incidents) = (graph.nodes::<Actor>().filter(|actor| !actor.documents.is_empty()).count(), graph.incidents());
    let (incidents, reports) = incidents.fold((0, 0), |(sum, all), incident| (sum + 1, all + incident.reports.len()));
    // Whoever looks at the saved graph brings the ontology along.
    graph.remove_standing();
    if args.output == Path::new("-") {
        out.write_all(clean_json(&graph.to_text(Format::Json)?).as_bytes())?;
    } else {
        graph.save(&args.output)?;
    }
    report.note(&format!(
        "saved {} documents, {actors} actors, {incidents} incidents of {reports} reports to {}",
        graph.documents().count(),
        args.output.display(),
    ));
    Ok(Outcome::Found)
}
