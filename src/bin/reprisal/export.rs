//! `reprisal export`: the graph in the format of another program.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use reprisal::Status;
use reprisal::export::{Content, Summary, evidence_csv};
use reprisal::graph::RollUp;
use reprisal::replace;

use crate::args::{GraphArgs, ViewArgs};
use crate::material::Material;
use crate::report::{Failure, Outcome, Report};

pub const EXAMPLES: &str = "\
Examples:
  reprisal export graph.json --to evidence-csv -o sentences.csv

Everything is written unless narrowed: incidents of every status, each with its status and modality, actors as named, each
with its principal. What a format cannot hold is counted on stderr.";

#[derive(Debug, Args)]
pub struct ExportArgs {
    #[command(flatten)]
    pub input: GraphArgs,
    /// The format
    #[arg(long = "to", value_enum, value_name = "FORMAT")]
    pub format: Format,
    /// The file to write, or the folder of a format of several files; "-" is standard output
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub output: PathBuf,
    #[command(flatten)]
    pub view: ViewArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Every sentence on every incident and relation, a row each, as in GDELT's Mentions
    EvidenceCsv,
}

pub fn run(args: &ExportArgs, out: &mut impl Write, report: &mut Report) -> Result<Outcome, Failure> {
    let material = Material::gather(&args.input, report)?;
    let mut view = material.view(&args.view)?.roll_up(RollUp::Named);
    if args.view.statuses.is_empty() {
        view = view.statuses(Status::ALL.iter().copied());
    }
    let content = Content::of(&view);
    let summary = match args.format {
        Format::EvidenceCsv => to_file(&args.output, out, |mut out| evidence_csv::write(&content, &mut out)),
    }?;
    report.note(&format!("wrote {summary}{}", place(&args.output)));
    for loss in &summary.losses {
        report.note(&format!("not held: {loss}"));
    }
    Ok(Outcome::Found)
}

fn place(path: &Path) -> String {
    if path == Path::new("-") { String::new() } else { format!(" to {}", path.display()) }
}

/// Writes one file, beside its place until it is whole.
fn to_file(
    path: &Path,
    out: &mut impl Write,
    write: impl FnOnce(&mut dyn Write) -> io::Result<Summary>,
) -> Result<Summary, Failure> {
    if path == Path::new("-") {
        return Ok(write(out)?);
    }
    let failed = |source| Failure::File { path: path.to_owned(), source };
    replace::file(path, |out| write(out)).map_err(failed)
}
