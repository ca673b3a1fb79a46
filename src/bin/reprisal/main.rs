//! The `reprisal` program: reads articles or a saved graph, answers questions, draws pictures.
//!
//! Exit status: 0 with an answer, 1 without one or when something had to be skipped or read in part, 2 for wrong usage or failure.

// A program has no outside. Some of the looks of a table wait for the commands that use them.
#![allow(unreachable_pub)]

mod answer;
mod args;
mod ask;
mod build;
mod chains;
mod change;
mod compare;
mod diagnostic;
mod dot;
mod explain;
mod export;
mod extract;
mod find;
mod import;
mod inputs;
mod interrupt;
mod limit_args;
mod material;
mod ontology;
mod ontology_args;
mod page;
mod path;
mod pipeline;
mod progress;
mod records;
mod render;
mod report;
mod show;
#[cfg(feature = "sparql")]
mod sparql;
mod stats;
mod table;
mod timeline;
mod why;
mod wording;

use std::io::{ErrorKind, Write};
use std::process::ExitCode;

use clap::Parser;

use args::{Cli, Command};
use report::{Failure, Outcome, Report};

fn main() -> ExitCode {
    let cli = Cli::try_parse().unwrap_or_else(|error| report::misused(&error));
    cli.color.apply();
    let mut report = Report::new(cli.quiet);
    let mut out = std::io::BufWriter::new(anstream::stdout().lock());
    let done = match &cli.command {
        Command::Build(args) => build::run(args, &mut out, &mut report),
        Command::Add(args) => change::add(args, &mut report),
        Command::Remove(args) => change::remove(args, &mut out, &mut report),
        Command::Extract(args) => extract::run(args, &mut out, &mut report),
        Command::Explain(args) => explain::run(args, &mut out, &mut report),
        Command::Ask(args) => ask::run(args, &mut out, &mut report),
        Command::Find(args) => find::run(args, &mut out, &mut report),
        Command::Dot(args) => dot::run(args, &mut out, &mut report),
        Command::Page(args) => page::run(args, &mut out, &mut report),
        Command::Export(args) => export::run(args, &mut out, &mut report),
        Command::Import(args) => import::run(args, &mut out, &mut report),
        Command::Render(args) => render::run(args, &mut report),
        Command::Why(args) => why::run(args, &mut out, &mut report),
        Command::Chains(args) => chains::run(args, &mut out, &mut report),
        Command::Path(args) => path::run(args, &mut out, &mut report),
        Command::Timeline(args) => timeline::run(args, &mut out, &mut report),
        Command::Show(args) => show::run(args, &mut out, &mut report),
        Command::Compare(args) => compare::run(args, &mut out, &mut report),
        Command::Stats(args) => stats::run(args, &mut out, &mut report),
        Command::Ontology(args) => ontology::run(args, &mut out, &mut report),
        #[cfg(feature = "sparql")]
        Command::Sparql(args) => sparql::run(args, &mut out, &mut report),
    };
    match done.and_then(|outcome| Ok(out.flush().map(|()| outcome)?)) {
        Ok(outcome) => report.conclude(outcome),
        // Whoever reads has enough.
        Err(Failure::Output(error)) if error.kind() == ErrorKind::BrokenPipe => Outcome::Found.status(),
        Err(failure) => report.fail(&failure),
    }
}
