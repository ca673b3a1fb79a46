//! The `reprisal` program: reads articles or a saved graph, answers questions, draws pictures.
//!
//! Exit status: 0 with an answer, 1 without one or when something had to be skipped or read in part, 2 for wrong usage or failure.

// A program has no outside. Some of the looks of a table wait for the commands that use them.
#![allow(unreachable_pub)]

mod answer;
mod args;
mod ask;
mod budget_args;
mod build;
mod chains;
mod change;
mod compare;
mod completions;
mod diagnostic;
mod doctor;
mod dot;
mod explain;
mod export;
mod extract;
mod find;
mod import;
mod inputs;
mod interrupt;
mod labelled;
mod limit_args;
mod man;
mod material;
mod ontology;
mod ontology_args;
mod output;
mod page;
mod path;
mod progress;
mod records;
mod render;
mod repair;
mod report;
mod saved;
mod settings;
mod show;
#[cfg(feature = "sparql")]
mod sparql;
mod stats;
mod table;
mod timeline;
mod view_args;
mod why;
mod wording;

use std::ffi::OsString;
use std::io::{ErrorKind, Write};
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};

use args::{Cli, Command};
use report::{Failure, Outcome, Report};
use settings::Settings;

fn main() -> ExitCode {
    let (cli, settings) = match arguments() {
        Ok(arguments) => arguments,
        Err(failure) => return Report::default().fail(&failure),
    };
    cli.color.apply();
    let mut report = Report::new(cli.quiet, cli.verbose);
    if let Some(settings) = settings.filter(|settings| !settings.options.is_empty()) {
        report.note(&settings.to_string());
    }
    let stdout: Box<dyn Write> = match &cli.command {
        // Many records without a colour among them, of which nothing must be looked at to take colours out.
        Command::Extract(_) => Box::new(std::io::stdout().lock()),
        _ => Box::new(anstream::stdout().lock()),
    };
    let mut out = std::io::BufWriter::with_capacity(1 << 16, stdout);
    let done = match &cli.command {
        Command::Build(args) => build::run(args, &mut out, &mut report),
        Command::Add(args) => change::add(args, &mut out, &mut report),
        Command::Remove(args) => change::remove(args, &mut out, &mut report),
        Command::Extract(args) => extract::run(args, &mut out, &mut report),
        Command::Explain(args) => explain::run(args, &mut out, &mut report),
        Command::Ask(args) => ask::run(args, &mut out, &mut report),
        Command::Find(args) => find::run(args, &mut out, &mut report),
        Command::Dot(args) => dot::run(args, &mut out, &mut report),
        Command::Page(args) => page::run(args, &mut out, &mut report),
        Command::Export(args) => export::run(args, &mut out, &mut report),
        Command::Import(args) => import::run(args, &mut out, &mut report),
        Command::Repair(args) => repair::run(args, &mut out, &mut report),
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
        Command::Doctor(args) => doctor::run(args, &mut out),
        Command::Completions(args) => completions::run(args, &mut out),
        Command::Man(args) => man::run(args, &mut out),
    };
    match done.and_then(|outcome| Ok(out.flush().map(|()| outcome)?)) {
        Ok(outcome) => report.conclude(outcome),
        // Whoever reads has enough.
        Err(Failure::Output(error)) if error.kind() == ErrorKind::BrokenPipe => Outcome::Found.status(),
        Err(failure) => report.fail(&failure),
    }
}

/// What the command line and the settings of the project ask for.
fn arguments() -> Result<(Cli, Option<Settings>), Failure> {
    let words: Vec<_> = std::env::args_os().collect();
    let mut command = Cli::command();
    // Options for all commands are among those of each from here on.
    command.build();
    let read = |command: clap::Command, words: &[OsString]| {
        command.try_get_matches_from(words).unwrap_or_else(|error| report::misused(&error))
    };
    let mut given = read(command.clone(), &words);
    let settings = settings::of(&command, &words, &given)?;
    if let Some(settings) = &settings {
        given = read(command, &settings.words);
    }
    Ok((Cli::from_arg_matches(&given).unwrap_or_else(|error| report::misused(&error)), settings))
}
