//! What is said on stderr, and the exit status.

use std::error::Error;
use std::fmt;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use reprisal::RonError;
use reprisal::document::Meter;
use reprisal::graph::GraphError;
use reprisal::investigate::NotFound;
use reprisal::ontology::OntologyError;
use reprisal::query::{NotUnderstood, PatternError};
use serde::{Deserialize, Serialize};

use crate::args;
use crate::interrupt;
use crate::progress::Progress;
use crate::table::clean_lines;

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
#[derive(Debug)]
pub enum Failure {
    /// What the library says, as it says it.
    Library(String),
    File {
        path: PathBuf,
        source: std::io::Error,
    },
    Output(std::io::Error),
    Usage(String),
    NothingRead,
    AllSkipped(String),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Library(why) | Failure::Usage(why) => f.write_str(why),
            Failure::File { path, source } => write!(f, "{}: {source}", path.display()),
            Failure::Output(why) => write!(f, "cannot write the output: {why}"),
            Failure::NothingRead => f.write_str("nothing could be read: give articles, a file of records or a saved graph"),
            Failure::AllSkipped(why) => write!(f, "nothing could be read: {why}"),
        }
    }
}

impl Error for Failure {}

macro_rules! told_by_the_library {
    ($($error:ident),*) => {$(
        impl From<$error> for Failure {
            fn from(why: $error) -> Failure {
                Failure::Library(why.to_string())
            }
        }
    )*};
}

told_by_the_library!(GraphError, NotFound, NotUnderstood, OntologyError, PatternError, RonError);

impl From<std::io::Error> for Failure {
    fn from(why: std::io::Error) -> Failure {
        Failure::Output(why)
    }
}

/// Something in the input that had to be skipped.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// File, line and column, as far as they are known.
    pub place: String,
    /// What is wrong and what to do.
    pub message: String,
}

/// Tells of problems as they come, counts them, and sums up.
#[derive(Default)]
pub struct Report {
    quiet: bool,
    /// When the step under way began, where somebody wants to know.
    step: Option<Instant>,
    read: usize,
    skipped: usize,
    /// The first problem, where nobody is told of problems as they come.
    unsaid: Option<String>,
    cut: usize,
    stopped: bool,
    may_be_empty: bool,
    progress: Progress,
}

impl Report {
    pub fn new(quiet: bool, verbose: bool) -> Report {
        Report { quiet, step: verbose.then(Instant::now), ..Report::default() }
    }

    /// A step is done: says what it made and how long it took, to those who want to know.
    pub fn step(&mut self, made: impl FnOnce() -> String) {
        if let Some(began) = self.step {
            let made = made();
            self.say("step", &format!("{:.3} s: {made}", began.elapsed().as_secs_f64()));
            self.step = Some(Instant::now());
        }
    }

    /// How many items were read.
    pub fn items(&self) -> usize {
        self.read
    }

    /// How many had to be skipped.
    pub fn skipped(&self) -> usize {
        self.skipped
    }

    /// A run over inputs begins: how far it has come is shown where a terminal reads.
    pub fn begin(&mut self, meter: &Meter, inputs: &[PathBuf], from: args::From) {
        if !self.quiet {
            self.progress = Progress::over(meter, inputs, from);
        }
    }

    /// The run is over.
    pub fn end(&mut self) {
        self.progress.end();
    }

    /// The run was stopped before its end.
    pub fn stopped(&mut self) {
        self.stopped = true;
    }

    /// Whether the run was stopped before its end.
    pub fn was_stopped(&self) -> bool {
        self.stopped
    }

    /// Counts something that was read.
    pub fn read(&mut self) {
        self.read += 1;
        if let Some(counted) = self.progress.count(self.read) {
            self.note(&counted);
        }
    }

    pub fn skip(&mut self, problem: &Problem) {
        self.skipped += 1;
        let told = format!("{}: {}", problem.place, problem.message);
        self.say("skipped", &told);
        if self.quiet {
            self.unsaid.get_or_insert(told);
        }
    }

    /// Tells what was left out of a document, if anything was.
    pub fn cut(&mut self, left_out: &[Problem]) {
        self.cut += usize::from(!left_out.is_empty());
        for problem in left_out {
            self.say("cut", &format!("{}: {}", problem.place, problem.message));
        }
    }

    pub fn note(&self, message: &str) {
        self.say("note", message);
    }

    /// A part of something larger may hold nothing.
    pub fn of_part(&mut self, part: bool) {
        self.may_be_empty = part;
    }

    /// Fails when nothing at all was read.
    pub fn require_input(&self) -> Result<(), Failure> {
        match &self.unsaid {
            _ if self.read > 0 || self.may_be_empty => Ok(()),
            Some(problem) => Err(Failure::AllSkipped(problem.clone())),
            None => Err(Failure::NothingRead),
        }
    }

    pub fn conclude(&mut self, outcome: Outcome) -> ExitCode {
        self.step(|| "the rest, and the output written".to_owned());
        if self.skipped > 0 || self.cut > 0 || self.stopped {
            let cut = if self.cut > 0 { format!(" ({} of them in part)", self.cut) } else { String::new() };
            let stopped = if self.stopped { ", stopped before the end" } else { "" };
            self.say("summary", &format!("{} read{cut}, {} skipped{stopped}", self.read, self.skipped));
        }
        match self.skipped + self.cut {
            _ if self.stopped => ExitCode::from(interrupt::STATUS),
            0 => outcome.status(),
            _ => Outcome::Nothing.status(),
        }
    }

    pub fn fail(&self, failure: &Failure) -> ExitCode {
        self.progress.end();
        write_line("error", &failure.to_string());
        ExitCode::from(2)
    }

    fn say(&self, word: &str, message: &str) {
        if !self.quiet {
            self.progress.aside(|| write_line(word, message));
        }
    }
}

/// Ends the program with what is wrong with its arguments, or with the help that they ask for. Arguments are shown, and may be names of files.
pub fn misused(error: &clap::Error) -> ! {
    let message = error.render().to_string();
    let harmless = clean_lines(&message);
    if harmless != message {
        // Nobody is left to tell when stderr is closed.
        let _ = std::io::stderr().write_all(harmless.as_bytes());
        std::process::exit(error.exit_code());
    }
    error.exit()
}

fn write_line(word: &str, message: &str) {
    let style = match word {
        "error" => anstyle::AnsiColor::Red.on_default().bold(),
        "skipped" | "cut" => anstyle::AnsiColor::Yellow.on_default().bold(),
        _ => anstyle::Style::new().bold(),
    };
    // Nobody is left to tell when stderr is closed.
    let _ = writeln!(anstream::stderr().lock(), "{style}{word}{style:#}: {}", clean_lines(message.trim_end_matches('\n')));
}
