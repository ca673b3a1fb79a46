//! `reprisal import`: a graph from the format of another program.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use reprisal::KnowledgeGraph;
use reprisal::export::{node_link, nquads};
use reprisal::graph::Actor;

use crate::output::Output;
use crate::report::{Failure, Outcome, Problem, Report};

pub const EXAMPLES: &str = "\
Examples:
  reprisal export graph.json --to node-link -o graph.node-link.json
  reprisal import node-link graph.node-link.json -o again.json
  reprisal export graph.json --to nquads | reprisal import nquads - -o again.json";

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
    /// N-Quads with a named graph for each document, as `reprisal export --to nquads` writes them
    Nquads,
}

pub fn run(args: &ImportArgs, out: &mut impl Write, report: &mut Report) -> Result<Outcome, Failure> {
    let output = Output::of(&args.output, std::slice::from_ref(&args.input))?;
    let graph = match args.format {
        Format::NodeLink => of_node_link(&args.input, report)?,
        Format::Nquads => of_nquads(&args.input, report)?,
    };
    output.graph(out, &graph)?;
    report.note(&format!(
        "saved {} documents, {} actors, {} incidents to {}",
        graph.documents().count(),
        graph.nodes::<Actor>().count(),
        graph.incidents().count(),
        args.output.display(),
    ));
    Ok(Outcome::Found)
}

fn of_node_link(path: &Path, report: &mut Report) -> Result<KnowledgeGraph, Failure> {
    let mut text = String::new();
    open(path)?.read_to_string(&mut text).map_err(|source| Failure::File { path: path.to_owned(), source })?;
    let read = node_link::read(&text).map_err(|error| Failure::Usage(format!("{}:{error}", path.display())))?;
    for note in &read.notes {
        report.note(note);
    }
    Ok(read.graph)
}

fn of_nquads(path: &Path, report: &mut Report) -> Result<KnowledgeGraph, Failure> {
    let read = nquads::read(open(path)?).map_err(|error| match error {
        nquads::ImportError::Io(source) => Failure::File { path: path.to_owned(), source },
        error => Failure::Usage(format!("{}: {error}", path.display())),
    })?;
    for problem in &read.problems {
        report.skip(&Problem { place: format!("{}:{}", path.display(), problem.line), message: problem.message.clone() });
    }
    Ok(read.graph)
}

fn open(path: &Path) -> Result<Box<dyn BufRead>, Failure> {
    if path == Path::new("-") {
        return Ok(Box::new(std::io::stdin().lock()));
    }
    let file = File::open(path).map_err(|source| Failure::File { path: path.to_owned(), source })?;
    Ok(Box::new(BufReader::new(file)))
}
