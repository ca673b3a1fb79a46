//! `reprisal man`: the manual, made of what `--help` says.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, Command, CommandFactory};
use clap_mangen::Man;
use reprisal::replace;

use crate::args::Cli;
use crate::report::{Failure, Outcome};

pub const EXAMPLES: &str = "\
Examples:
  reprisal man | man -l -
  reprisal man ask | man -l -
  reprisal man --dir ~/.local/share/man/man1      # all pages: man reprisal, man reprisal-ask";

#[derive(Debug, Args)]
pub struct ManArgs {
    /// The command whose page to write; the program's unless given
    #[arg(value_name = "COMMAND", conflicts_with = "dir")]
    pub command: Option<String>,
    /// Write all pages into this folder, which is made if need be
    #[arg(long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
}

pub fn run(args: &ManArgs, out: &mut impl Write) -> Result<Outcome, Failure> {
    let mut program = Cli::command().disable_help_subcommand(true);
    // Gives every command the name of its page, "reprisal-ask", and the options that are for all.
    program.build();
    if let Some(folder) = &args.dir {
        replace::folder(folder, |open| pages(&program, "reprisal", open))
            .map_err(|source| Failure::File { path: folder.clone(), source })?;
        return Ok(Outcome::Found);
    }
    let command = match &args.command {
        None => &program,
        Some(name) => program.find_subcommand(name).ok_or_else(|| {
            let names: Vec<&str> = program.get_subcommands().map(Command::get_name).collect();
            Failure::Usage(format!("there is no command “{name}”: it is one of {}", names.join(", ")))
        })?,
    };
    let name = args.command.as_ref().map_or_else(|| "reprisal".to_owned(), |_| format!("reprisal-{}", command.get_name()));
    out.write_all(&page(command, &name)?)?;
    Ok(Outcome::Found)
}

/// The page of a command.
fn page(command: &Command, name: &str) -> io::Result<Vec<u8>> {
    let mut page = Vec::new();
    // A page has the day of its making unless told otherwise, and ours are the same every day.
    Man::new(command.clone()).title(name.to_uppercase()).date("").render(&mut page)?;
    Ok(page)
}

/// The pages of a command and of those below it.
fn pages<W: Write>(command: &Command, name: &str, open: &mut dyn FnMut(&str) -> io::Result<W>) -> io::Result<()> {
    open(&format!("{name}.1"))?.write_all(&page(command, name)?)?;
    command.get_subcommands().try_for_each(|below| pages(below, &format!("{name}-{}", below.get_name()), open))
}
