//! `reprisal import`: a graph from the format of another program.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use reprisal::export::node_link;
use reprisal::graph::{Actor, Format as Saved};

use crate::report::{Failure, Outcome, Report};
use crate::table::clean_json;

pub const EXAMPLES: &str = "\
Examples:
  reprisal export graph.json --to node-link -o graph.node-link.json
  reprisal import node-link graph.node-link.json -o again.json";

#[derive(Debug, Args)]
pub struct ImportArgs {
    /// The format
    #[arg(value_enum, value_name = "FORMAT")]
    pub format: Format,
    /// The file; "-" is standard input
    #[arg(value_name = "FILE")]
    pub input: PathBuf,
    /// The file to write: RON when its name ends in .ron, else JSON; "-" is standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Node-link JSON, as `reprisal export --to node-link` writes it, also after NetworkX
    NodeLink,
}

pub fn run(args: &ImportArgs, out: &mut impl Write, report: &mut Report) -> Result<Outcome, Failure> {
    let text = text(&args.input)?;
    let wrong = |error: &dyn std::fmt::Display| Failure::Usage(format!("{}:{error}", args.input.display()));
    let (graph, notes) = match args.format {
        Format::NodeLink => node_link::read(&text).map(|read| (read.graph, read.notes)).map_err(|error| wrong(&error))?,
    };
    for note in &notes {
        report.note(note);
    }
    if args.output == Path::new("-") {
        out.write_all(clean_json(&graph.to_text(Saved::Json)?).as_bytes())?;
    } else {
        graph.save(&args.output)?;
    }
    report.note(&format!(
        "saved {} documents, {} actors, {} incidents to {}",
        graph.documents().count(),
        graph.nodes::<Actor>().count(),
        graph.incidents().count(),
        args.output.display(),
    ));
    Ok(Outcome::Found)
}

fn text(path: &Path) -> Result<String, Failure> {
    let mut text = String::new();
    let read = match path == Path::new("-") {
        true => std::io::stdin().read_to_string(&mut text),
        false => std::fs::File::open(path).and_then(|mut file| file.read_to_string(&mut text)),
    };
    read.map(|_| text).map_err(|source| Failure::File { path: path.to_owned(), source })
}
