//! `reprisal doctor`: what the program has and finds, and whether it works.

use std::io::{self, Write};
use std::process::{Command, Stdio};

use clap::Args;
use reprisal::ontology::{Severity, check, rules};
use reprisal::syntax::{self, Parser};
use reprisal::{Ontology, examples};

use crate::labelled::Page;
use crate::ontology_args::OntologyArgs;
use crate::report::{Failure, Outcome};
use crate::settings;
use crate::table::terminal_width;
use crate::wording::counted;

pub const EXAMPLES: &str = "\
Examples:
  reprisal doctor
  reprisal doctor --ontology my-ontology

Exit status: 0 when everything that reading needs is in order, 1 when something is not, 2 for wrong usage or failure.";

#[derive(Debug, Args)]
pub struct DoctorArgs {
    #[command(flatten)]
    pub ontology: OntologyArgs,
}

/// Features that change what the program can do.
const FEATURES: [(&str, bool); 3] =
    [("html", cfg!(feature = "html")), ("sparql", cfg!(feature = "sparql")), ("sqlite", cfg!(feature = "sqlite"))];

pub fn run(args: &DoctorArgs, out: &mut impl Write) -> Result<Outcome, Failure> {
    let mut page = Page::new(out, terminal_width()).labels(8);
    page.title(&format!("reprisal {}", env!("CARGO_PKG_VERSION")))?;
    let named = |has: bool| FEATURES.iter().filter(|feature| feature.1 == has).map(|feature| feature.0).collect::<Vec<_>>();
    let (with, without) = (named(true), named(false));
    let said = [("with", &with), ("without", &without)].into_iter().filter(|(_, names)| !names.is_empty());
    let said: Vec<String> = said.map(|(word, names)| format!("{word} {}", names.join(", "))).collect();
    page.row("features", &said.join("; "))?;
    if !without.is_empty() {
        page.result(&format!("for these: cargo install reprisal --features {}", without.join(",")))?;
    }
    let sound = [parser(&mut page)?, ontology(args, &mut page)?];
    settings(&mut page)?;
    graphviz(&mut page)?;
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    page.row("threads", &format!("{threads}; RAYON_NUM_THREADS sets another number"))?;
    Ok(Outcome::found(sound.iter().all(|&sound| sound)))
}

fn parser(page: &mut Page<'_>) -> io::Result<bool> {
    let loaded = Parser::builtin();
    page.row(
        "parser",
        &match loaded {
            Ok(_) => format!("model of format {}, checksum {:08x} in order", syntax::VERSION, Parser::builtin_checksum()),
            Err(ref error) => error.to_string(),
        },
    )?;
    if loaded.is_err() {
        page.result("install the program again")?;
    }
    Ok(loaded.is_ok())
}

/// The ontology in use: what it holds, its mistakes, and whether its rules read their examples.
fn ontology(args: &DoctorArgs, page: &mut Page<'_>) -> Result<bool, Failure> {
    let layers = args.ontology.layers();
    let sources = layers.read()?;
    let folders: Vec<String> = layers.folders.iter().map(|folder| folder.display().to_string()).collect();
    let own = if folders.is_empty() { String::new() } else { format!(", {} laid over what is shipped", folders.join(", ")) };
    let errors = check(&sources).iter().filter(|finding| finding.severity() == Severity::Error).count();
    if errors > 0 {
        page.row("ontology", &format!("{}{own}: {}", counted(sources.len(), "file"), counted(errors, "error")))?;
        page.result(&format!("reprisal ontology check {}", folders.join(" ")))?;
        return Ok(false);
    }
    let ontology = Ontology::from_sources(&sources)?;
    let holds = [
        counted(ontology.actors().len(), "actor"),
        counted(ontology.places().len(), "place"),
        counted(ontology.triggers().len(), "trigger"),
        counted(ontology.cues().len(), "cue"),
    ];
    page.row("ontology", &format!("{} of {}{own}", holds.join(", "), counted(sources.len(), "file")))?;
    let (rules, _) = examples::fitting(&ontology, rules(&sources)?);
    let trials = examples::run(&ontology, rules);
    let failed = trials.iter().filter(|trial| !trial.passed()).count();
    page.row("reading", &format!("{}, {failed} read otherwise than they must", counted(trials.len(), "example")))?;
    if failed > 0 {
        page.result(&format!("reprisal ontology test {}", folders.join(" ")))?;
    }
    Ok(failed == 0)
}

fn settings(page: &mut Page<'_>) -> io::Result<()> {
    match settings::find(&std::env::current_dir()?) {
        Some(path) => page.row("settings", &path.display().to_string()),
        None => page.row("settings", &format!("none: no {} in this folder or around it", settings::NAME)),
    }
}

/// Only pictures need Graphviz, so its absence is no fault.
fn graphviz(page: &mut Page<'_>) -> io::Result<()> {
    let said = Command::new("dot").arg("-V").stdin(Stdio::null()).output();
    match said {
        // It says so on stderr.
        Ok(said) if said.status.success() => page.row("Graphviz", String::from_utf8_lossy(&said.stderr).trim()),
        _ => {
            page.row("Graphviz", "not found: `reprisal render` needs it, nothing else does")?;
            page.result("apt install graphviz, brew install graphviz, winget install graphviz")
        }
    }
}
