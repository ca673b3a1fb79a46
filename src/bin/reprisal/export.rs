//! `reprisal export`: the graph in the format of another program.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use reprisal::Status;
use reprisal::export::{Content, Summary, cypher, events_csv, evidence_csv, neo4j_csv};
use reprisal::graph::RollUp;
use reprisal::replace;

use crate::args::{GraphArgs, ViewArgs};
use crate::material::Material;
use crate::report::{Failure, Outcome, Report};

pub const EXAMPLES: &str = "\
Examples:
  reprisal export graph.json --to evidence-csv -o sentences.csv
  reprisal export articles/ --to events-csv --since 2024 -o events.csv
  reprisal export graph.json --to neo4j-csv -o neo4j/          # README.md there has the command
  reprisal export graph.json --to cypher | cypher-shell
  reprisal export graph.json --to sqlite -o graph.db

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
    /// events-csv: incidents that are denied or threatened, and cyberattacks, too
    #[arg(long)]
    pub all: bool,
    #[command(flatten)]
    pub view: ViewArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Every sentence on every incident and relation, a row each, as in GDELT's Mentions
    EvidenceCsv,
    /// Every incident, a row each, in the columns of ACLED, with codes of CAMEO and PLOVER
    EventsCsv,
    /// A folder of CSV files with typed headers, for the bulk import of Neo4j
    #[value(name = "neo4j-csv")]
    Neo4jCsv,
    /// A Cypher script that can be run again
    Cypher,
    /// A SQLite database, for pandas or Datasette
    Sqlite,
}

pub fn run(args: &ExportArgs, out: &mut impl Write, report: &mut Report) -> Result<Outcome, Failure> {
    check(args)?;
    let material = Material::gather(&args.input, report)?;
    let mut view = material.view(&args.view)?.roll_up(RollUp::Named);
    if args.view.statuses.is_empty() {
        view = view.statuses(Status::ALL.iter().copied());
    }
    let content = Content::of(&view);
    let summary = match args.format {
        Format::EvidenceCsv => to_file(&args.output, out, |mut out| evidence_csv::write(&content, &mut out)),
        Format::EventsCsv => to_file(&args.output, out, |mut out| {
            let mut options = events_csv::Options::default();
            options.all = args.all;
            events_csv::write(&content, options, &mut out)
        }),
        Format::Neo4jCsv => neo4j_csv::write_folder(&content, &args.output).map_err(|source| at(&args.output, source)),
        Format::Cypher => to_file(&args.output, out, |mut out| cypher::write(&content, &mut out)),
        Format::Sqlite => to_database(&args.output, &content),
    }?;
    report.note(&format!("wrote {summary}{}", place(&args.output)));
    for loss in &summary.losses {
        report.note(&format!("not held: {loss}"));
    }
    Ok(Outcome::Found)
}

/// Whether what is asked for goes together.
fn check(args: &ExportArgs) -> Result<(), Failure> {
    let wrong = |message: &str| Err(Failure::Usage(message.to_owned()));
    let unnamed = args.output == Path::new("-");
    match args.format {
        Format::Sqlite if !cfg!(feature = "sqlite") => {
            wrong("this program was built without SQLite: build it with --features sqlite")
        }
        Format::Sqlite if unnamed => wrong("a database is no stream: name the file with -o graph.db"),
        Format::Neo4jCsv if unnamed => wrong("this format is several files: name the folder with -o FOLDER"),
        format if args.all && format != Format::EventsCsv => {
            wrong("--all is of events-csv; other formats hold every incident unless narrowed by --status")
        }
        _ => Ok(()),
    }
}

#[cfg(feature = "sqlite")]
fn to_database(path: &Path, content: &Content) -> Result<Summary, Failure> {
    reprisal::export::sqlite::write(content, path).map_err(|source| at(path, source))
}

#[cfg(not(feature = "sqlite"))]
fn to_database(_: &Path, _: &Content) -> Result<Summary, Failure> {
    Ok(Summary::default())
}

fn at(path: &Path, source: io::Error) -> Failure {
    Failure::File { path: path.to_owned(), source }
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
    replace::file(path, |out| write(out)).map_err(|source| at(path, source))
}
