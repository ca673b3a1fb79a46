//! The `reprisal` program: reads articles or a saved graph, answers questions, draws pictures.
//!
//! Exit status: 0 with an answer, 1 without one or when something had to be skipped, 2 for wrong usage or failure.

// A program has no outside.
#![allow(unreachable_pub)]

mod args;
mod ask;
mod build;
mod change;
mod diagnostic;
mod dot;
mod explain;
mod extract;
mod inputs;
mod ontology;
mod ontology_args;
mod records;
mod report;
#[cfg(feature = "sparql")]
mod sparql;
mod table;

use std::io::{ErrorKind, Write};
use std::process::ExitCode;

use clap::Parser;

use args::{Cli, Command};
use report::{Failure, Outcome, Report};

fn main() -> ExitCode {
    let cli = Cli::parse();
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
        Command::Dot(args) => dot::run(args, &mut out, &mut report),
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
