//! `reprisal repair`: what is whole in a saved graph that was damaged, or changed by hand.

use std::io::Write;
use std::path::PathBuf;

use reprisal::graph::Salvage;

use crate::output::Output;
use crate::report::{Failure, Outcome, Problem, Report};
use crate::wording::counted;

pub const EXAMPLES: &str = "\
Examples:
  reprisal repair graph.json                                      # say which documents are whole
  reprisal repair graph.json -o whole.json                        # save them
  reprisal repair graph.json --accept-changed -o changed.json     # after a change by hand

A document is whole when its line is as it was saved, and so are the lines of the actors and places that it names.";

#[derive(Debug, clap::Args)]
pub struct RepairArgs {
    /// The saved graph
    #[arg(value_name = "FILE")]
    pub input: PathBuf,
    /// Save what is whole to this file: RON when its name ends in .ron, else JSON
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Also take documents that can be read but are not as they were saved
    #[arg(long)]
    pub accept_changed: bool,
}

pub fn run(args: &RepairArgs, out: &mut impl Write, report: &mut Report) -> Result<Outcome, Failure> {
    let output = args.output.as_deref().map(|path| Output::of(path, std::slice::from_ref(&args.input))).transpose()?;
    let place = args.input.display().to_string();
    let bytes = std::fs::read(&args.input).map_err(|source| Failure::File { path: args.input.clone(), source })?;
    let salvage = Salvage::of(&bytes, args.accept_changed).map_err(|error| Failure::Usage(format!("{place}:{error}")))?;
    let whole = salvage.graph.documents().count();
    let all = whole + salvage.left_out.iter().filter(|left| left.document).count();
    (0..whole).for_each(|_| report.read());
    for left in &salvage.left_out {
        report.skip(&Problem { place: format!("{place}:{}", left.line), message: left.why.clone() });
    }
    salvage.notes.iter().for_each(|note| report.note(note));
    let said = if args.accept_changed { "can be read" } else { "are whole" };
    report.note(&format!("{whole} of {} {said}", counted(all, "document")));
    match &output {
        Some(output) if whole > 0 => {
            output.graph(out, &salvage.graph)?;
            report.note(&format!("saved {} to {}", counted(whole, "document"), output.path().display()));
        }
        Some(_) => return Err(Failure::Usage(format!("{place}: nothing in it is whole, so nothing was saved"))),
        None if whole > 0 && !salvage.left_out.is_empty() => report.note("-o FILE saves them"),
        None => {}
    }
    Ok(Outcome::found(whole > 0))
}
