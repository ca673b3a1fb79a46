//! `reprisal completions`: what a shell needs to complete commands and options.

use std::io::Write;

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use crate::args::Cli;
use crate::report::{Failure, Outcome};

pub const EXAMPLES: &str = "\
Examples:
  reprisal completions bash > ~/.local/share/bash-completion/completions/reprisal
  reprisal completions zsh > ~/.zfunc/_reprisal       # a folder of $fpath
  reprisal completions fish > ~/.config/fish/completions/reprisal.fish";

#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    pub shell: Shell,
}

pub fn run(args: &CompletionsArgs, out: &mut impl Write) -> Result<Outcome, Failure> {
    // In memory first: the generator panics where a pipe is closed.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "reprisal", &mut script);
    out.write_all(&script)?;
    Ok(Outcome::Found)
}
