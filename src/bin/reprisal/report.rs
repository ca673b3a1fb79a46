//! What is said on stderr, and the exit status.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use reprisal::export::style::StyleError;
use reprisal::graph::{CorrectionsError, GraphError};
use reprisal::investigate::NotFound;
use reprisal::ontology::OntologyError;
use reprisal::query::{NotUnderstood, PatternError};

use crate::table::clean;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// With an answer.
    Found,
    /// Without one.
    Nothing,
}

impl Outcome {
    pub fn found(found: bool) -> Outcome {
        if found { Outcome::Found } else { Outcome::Nothing }
    }

    pub fn status(self) -> ExitCode {
        match self {
            Outcome::Found => ExitCode::SUCCESS,
            Outcome::Nothing => ExitCode::from(1),
        }
    }
}

/// Why a command could not be carried out.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error(transparent)]
    NotUnderstood(#[from] NotUnderstood),
    #[error(transparent)]
    NotFound(#[from] NotFound),
    #[error(transparent)]
    Pattern(#[from] PatternError),
    #[error(transparent)]
    Ontology(#[from] OntologyError),
    #[error(transparent)]
    Graph(#[from] GraphError),
    #[error(transparent)]
    Style(#[from] StyleError),
    #[error(transparent)]
    Corrections(#[from] CorrectionsError),
    #[error("{}: {source}", path.display())]
    File { path: PathBuf, source: std::io::Error },
    #[error("cannot write the output: {0}")]
    Output(#[from] std::io::Error),
    #[error("{0}")]
    Usage(String),
    #[error("nothing could be read: give articles, a file of records or a saved graph")]
    NothingRead,
}

/// Something in the input that had to be skipped.
#[derive(Debug, PartialEq, Eq)]
pub struct Problem {
    /// File, line and column, as far as they are known.
    pub place: String,
    /// What is wrong and what to do.
    pub message: String,
}

/// Tells of problems as they come, counts them, and sums up.
pub struct Report {
    quiet: bool,
    read: usize,
    skipped: usize,
}

impl Report {
    pub fn new(quiet: bool) -> Report {
        Report { quiet, read: 0, skipped: 0 }
    }

    /// Counts something that was read.
    pub fn read(&mut self) {
        self.read += 1;
    }

    pub fn skip(&mut self, problem: &Problem) {
        self.skipped += 1;
        self.say("skipped", &format!("{}: {}", problem.place, problem.message));
    }

    pub fn note(&self, message: &str) {
        self.say("note", message);
    }

    /// Fails when nothing at all was read.
    pub fn require_input(&self) -> Result<(), Failure> {
        if self.read == 0 { Err(Failure::NothingRead) } else { Ok(()) }
    }

    pub fn conclude(&self, outcome: Outcome) -> ExitCode {
        if self.skipped == 0 {
            return outcome.status();
        }
        self.say("summary", &format!("{} read, {} skipped", self.read, self.skipped));
        Outcome::Nothing.status()
    }

    pub fn fail(&self, failure: &Failure) -> ExitCode {
        write_line("error", &failure.to_string());
        ExitCode::from(2)
    }

    fn say(&self, word: &str, message: &str) {
        if !self.quiet {
            write_line(word, message);
        }
    }
}

fn write_line(word: &str, message: &str) {
    let style = match word {
        "error" => anstyle::AnsiColor::Red.on_default().bold(),
        "skipped" => anstyle::AnsiColor::Yellow.on_default().bold(),
        _ => anstyle::Style::new().bold(),
    };
    let lines: Vec<String> = message.lines().map(clean).collect();
    // Nobody is left to tell when stderr is closed.
    let _ = writeln!(anstream::stderr().lock(), "{style}{word}{style:#}: {}", lines.join("\n"));
}
