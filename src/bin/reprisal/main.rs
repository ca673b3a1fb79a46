//! The `reprisal` program.

mod diagnostic;
mod ontology;
mod ontology_args;

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;

/// Reads news articles about armed conflict into a knowledge graph.
#[derive(Parser)]
#[command(version)]
enum Cli {
    Ontology(ontology::OntologyCommand),
}

fn main() -> ExitCode {
    let Cli::Ontology(command) = Cli::parse();
    let mut out = Vec::new();
    let code = ontology::run(&command, &mut out).unwrap_or_else(|error| {
        let _ = writeln!(std::io::stderr(), "error: {error}");
        ExitCode::from(2)
    });
    match std::io::stdout().write_all(&out) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => ExitCode::from(2),
        _ => code,
    }
}
