//! The program, run as a user runs it: in a terminal of 80 columns, without colour.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// How a run ended and what it said.
#[derive(Debug)]
pub(crate) struct Done {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// A run to be.
pub(crate) struct Run {
    command: Command,
    input: Vec<u8>,
}

/// The program with these arguments, in the folder of the project.
pub(crate) fn reprisal(arguments: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_reprisal"));
    command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).env("COLUMNS", "80").env_remove("NO_COLOR");
    Run { command, input: Vec::new() }
}

impl Done {
    pub(crate) fn of(output: Output) -> Done {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Done { status: output.status.code().expect("an exit status"), out: text(output.stdout), err: text(output.stderr) }
    }

    /// Exit status, standard output and standard error.
    pub(crate) fn parts(self) -> (i32, String, String) {
        (self.status, self.out, self.err)
    }
}

impl Run {
    /// In another folder.
    pub(crate) fn within(mut self, folder: &Path) -> Run {
        self.command.current_dir(folder);
        self
    }

    /// What it finds on standard input.
    pub(crate) fn reading(mut self, input: impl AsRef<[u8]>) -> Run {
        self.input = input.as_ref().to_vec();
        self
    }

    /// With a variable of the environment.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Run {
        self.command.env(name, value);
        self
    }

    /// For a test that starts and ends it in its own way.
    pub(crate) fn command(self) -> Command {
        self.command
    }

    pub(crate) fn run(mut self) -> Done {
        let piped = self.command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = piped.spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        // Beside reading what it says, or both would wait; wrong usage is refused before anything is read.
        let writer = std::thread::spawn(move || drop(stdin.write_all(&self.input)));
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        Done::of(output)
    }
}

/// An empty folder for a test.
pub(crate) fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}
