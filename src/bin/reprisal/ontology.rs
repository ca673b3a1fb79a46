//! `reprisal ontology`: check, test, show and list what the reader knows, and what it lacks.

mod gaps;
mod list;
mod show;
mod test;

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use reprisal::Ontology;
use reprisal::ontology::{Layers, Severity, check};

use crate::diagnostic::render;
use crate::ontology_args::OntologyArgs;
use crate::report::{Failure, Outcome, Report};

/// Check, test, show or list the ontology: the actors, places, triggers and cues that the reader knows
#[derive(Clone, Debug, Args)]
#[command(after_help = "Examples:
  reprisal ontology check my-ontology
  reprisal ontology test my-ontology
  reprisal ontology gaps articles/
  reprisal ontology show \"Red Brigade\"
  reprisal ontology list --kind armed-group

Exit status: 0 found or in order, 1 not found or problems, 2 usage or failure.")]
pub(crate) struct OntologyCommand {
    #[command(flatten)]
    ontology: OntologyArgs,

    #[command(subcommand)]
    action: Action,
}

#[derive(Clone, Debug, Subcommand)]
enum Action {
    /// Find mistakes in ontology files: clashing names, references to nothing, circles, impossible dates
    #[command(after_help = "The folders are checked as layers over the shipped ontology, so they may refer to its ids;
warnings about the shipped files are left out then. With --language-only they lie over its words and triggers
alone, with --no-builtin they stand alone.

Exit status: 0 in order (warnings allowed), 1 errors (with --strict also warnings), 2 a folder cannot be read.")]
    Check {
        /// Folders of ontology files; without any, the shipped ontology is checked
        #[arg(value_name = "DIR")]
        folders: Vec<PathBuf>,

        /// Let warnings count as errors
        #[arg(long)]
        strict: bool,
    },
    /// Read the examples of the rules and compare what comes out with what must
    #[command(after_help = "The folders are tested as layers over the shipped ontology, whose examples run as well: an entry of
yours may break one. With --no-builtin the folders stand alone.

Examples:
  reprisal ontology test
  reprisal ontology test my-ontology --filter strike --verbose

Exit status: 0 all came out as written, 1 some did not, 2 usage or a folder that cannot be read.")]
    Test(test::TestArgs),
    /// List the names in documents that the ontology lacks, first those that mattered most
    #[command(after_help = "A name matters where it stands in a role: where a trigger has it for who did it, to whom, or where.
Then come names in a sentence with a trigger, then all others. Names of people who only speak, and words that
are no names at all, are among them: the list says what to look at, not what to add.

Examples:
  reprisal ontology gaps articles/
  reprisal ontology gaps january.jsonl --ontology my-ontology --limit 100 --json

Exit status: 0 with names, 1 without or when something had to be skipped or read in part, 2 usage or failure.")]
    Gaps(gaps::GapsArgs),
    /// Show all that is known about an actor or place
    Show {
        /// An id, a name or an alias; case, accents, apostrophes and hyphens do not matter
        name: String,
    },
    /// List entries, one a line
    List {
        /// What to list; actors and places without it
        what: Option<list::What>,

        /// Only actors or places of this kind, for instance armed-group, vessel, base
        #[arg(long, value_name = "KIND")]
        kind: Option<String>,
    },
}

/// Runs the command.
///
/// # Errors
/// An ontology that cannot be loaded, a kind that does not exist, output that cannot be written.
pub(crate) fn run(command: &OntologyCommand, out: &mut dyn Write, report: &mut Report) -> Result<Outcome, Failure> {
    let mut layers = command.ontology.layers();
    match &command.action {
        Action::Check { folders, strict } => {
            lay(&mut layers, folders);
            run_check(&layers, *strict, out)
        }
        Action::Test(args) => {
            lay(&mut layers, &args.folders);
            test::run(&layers, args, out)
        }
        Action::Gaps(args) => gaps::run(&Ontology::load(&layers)?, args, out, report),
        Action::Show { name } => show::run(&Ontology::load(&layers)?, name, out),
        Action::List { what, kind } => list::run(&Ontology::load(&layers)?, *what, kind.as_deref(), out),
    }
}

fn run_check(layers: &Layers, strict: bool, out: &mut dyn Write) -> Result<Outcome, Failure> {
    let sources = layers.read()?;
    let mut found = check(&sources);
    if !layers.folders.is_empty() {
        // An author cannot mend the shipped files, and errors in them come from the author's layers.
        found.retain(|finding| finding.severity() == Severity::Error || sources[finding.location.source].layer > 0);
    }
    let styled = anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never;
    for finding in &found {
        writeln!(out, "{}\n", render(finding, &sources, styled))?;
    }
    let errors = found.iter().filter(|finding| finding.severity() == Severity::Error).count();
    let warnings = found.len() - errors;
    let files = count(sources.len(), "file");
    if found.is_empty() {
        writeln!(out, "{files} checked, no problems found")?;
    } else {
        writeln!(out, "{files} checked: {}, {}", count(errors, "error"), count(warnings, "warning"))?;
    }
    Ok(Outcome::found(errors == 0 && !(strict && warnings > 0)))
}

fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// Lays folders over the others; one that the settings name as well is laid once.
fn lay(layers: &mut Layers, folders: &[PathBuf]) {
    let place = |folder: &PathBuf| folder.canonicalize().unwrap_or_else(|_| folder.clone());
    for folder in folders {
        if !layers.folders.iter().any(|known| place(known) == place(folder)) {
            layers.folders.push(folder.clone());
        }
    }
}
