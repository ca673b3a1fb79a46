//! `reprisal dot`: a picture.

use std::io::Write;

use reprisal::export::dot::{self, DotOptions, DotView};
use reprisal::graph::write_atomically;

use crate::args::{DotArgs, View};
use crate::inputs;
use crate::report::{Failure, Outcome, Report};

pub fn run(args: &DotArgs, out: &mut impl Write, report: &mut Report) -> Result<Outcome, Failure> {
    let ontology = inputs::ontology(&args.input)?;
    let graph = inputs::graph(&args.input, &ontology, report)?;
    let view = match args.view {
        View::Actors => DotView::Actors,
        View::Incidents => DotView::Incidents,
    };
    let text = dot::draw(&graph, DotOptions { view, roll_up: args.look.roll_up.into(), standing: args.look.standing });
    match &args.output {
        Some(path) => {
            write_atomically(path, text.as_bytes()).map_err(|source| Failure::File { path: path.clone(), source })?;
        }
        None => out.write_all(text.as_bytes())?,
    }
    Ok(Outcome::Found)
}
