//! Settings of a project: `reprisal.toml`, whose entries stand for options that a command line leaves out.
//!
//! An entry is the long name of an option: `ontology = ["my-ontology"]`, `roll-up = "named"`. It counts for every command that
//! has the option; in a table of a command's name, `[dot]`, for that command alone. What the command line gives counts instead.

use std::any::TypeId;
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::path::{Path, PathBuf};

use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Args, Command};
use reprisal::suggest::nearest;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::report::Failure;

/// The name of the file, looked for in the folder that the program is started in and the folders around it.
pub const NAME: &str = "reprisal.toml";

/// Which settings to take.
#[derive(Clone, Debug, Args)]
pub struct SettingsArgs {
    /// Take settings from this file; unless given, from reprisal.toml here or in a folder around
    #[arg(long, value_name = "FILE.toml", global = true, conflicts_with = "no_config", hide_short_help = true)]
    pub config: Option<PathBuf>,
    /// Take no settings from a file
    #[arg(long, global = true, hide_short_help = true)]
    pub no_config: bool,
}

/// What a file of settings adds to a command line.
#[derive(Debug)]
pub struct Settings {
    /// The file.
    pub path: PathBuf,
    /// The options that it adds, as they would be typed.
    pub options: Vec<OsString>,
    /// The command line with them.
    pub words: Vec<OsString>,
}

impl fmt::Display for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let options: Vec<_> = self.options.iter().map(|option| option.to_string_lossy()).collect();
        write!(f, "{} adds {}", self.path.display(), options.join(" "))
    }
}

/// Where a mistake stands in a file, and what it is.
struct Wrong {
    at: usize,
    message: String,
}

/// The settings that count for a command line: `command` is the program's, built, `words` is the line, and `given` what the
/// program makes of it.
pub fn of(command: &Command, words: &[OsString], given: &ArgMatches) -> Result<Option<Settings>, Failure> {
    let path = match given.get_one::<PathBuf>("config") {
        _ if given.get_flag("no_config") => None,
        Some(path) => Some(path.clone()),
        None => find(&std::env::current_dir()?),
    };
    let Some(path) = path else { return Ok(None) };
    let text = std::fs::read_to_string(&path).map_err(|source| Failure::File { path: path.clone(), source })?;
    let line = Line::of(command, words, given);
    let options = read(&text, path.parent().unwrap_or(Path::new("")), &line).map_err(|wrong| {
        let before = text.get(..wrong.at).unwrap_or(&text);
        let (line, column) = (before.lines().count().max(1), before.rsplit('\n').next().unwrap_or_default().chars().count() + 1);
        let line = line + usize::from(before.ends_with('\n'));
        Failure::Usage(format!("{}:{line}:{column}: {}", path.display(), wrong.message))
    })?;
    let words = line.with(&options);
    Ok(Some(Settings { path, options, words }))
}

/// The file in this folder or the nearest one around it; as short as it can be written.
pub fn find(folder: &Path) -> Option<PathBuf> {
    let found = folder.ancestors().map(|folder| folder.join(NAME)).find(|path| path.is_file())?;
    Some(found.strip_prefix(folder).map(Path::to_path_buf).unwrap_or(found))
}

/// A command line.
struct Line<'l> {
    /// The program.
    program: &'l Command,
    words: &'l [OsString],
    /// The outermost command, the innermost, and what is given to that.
    outer: &'l str,
    command: &'l Command,
    given: &'l ArgMatches,
}

impl<'l> Line<'l> {
    fn of(program: &'l Command, words: &'l [OsString], given: &'l ArgMatches) -> Line<'l> {
        let mut line = Line { program, words, outer: "", command: program, given };
        while let Some((next, matches)) = line.given.subcommand()
            && let Some(inner) = line.command.find_subcommand(next)
        {
            line.outer = if line.outer.is_empty() { inner.get_name() } else { line.outer };
            (line.command, line.given) = (inner, matches);
        }
        line
    }

    /// Whether the line itself says something of an option, or something that does not go with it.
    fn decides(&self, arg: &Arg) -> bool {
        let is_given = |arg: &Arg| {
            let id = arg.get_id().as_str();
            self.given.try_contains_id(id).is_ok()
                && matches!(self.given.value_source(id), Some(ValueSource::CommandLine | ValueSource::EnvVariable))
        };
        let against = |one: &Arg, other: &Arg| {
            self.command.get_arg_conflicts_with(one).iter().any(|against| against.get_id() == other.get_id())
        };
        let decides = |other: &Arg| is_given(other) && (against(arg, other) || against(other, arg));
        is_given(arg) || self.command.get_arguments().any(decides)
    }

    /// The line with options.
    fn with(&self, options: &[OsString]) -> Vec<OsString> {
        // Behind "--" stands no option.
        let end = self.words.iter().position(|word| word == "--").unwrap_or(self.words.len());
        let (before, after) = self.words.split_at(end);
        [before, options, after].concat()
    }

    /// What is wrong with the line with these options.
    fn refuses(&self, options: &[OsString]) -> Option<String> {
        let error = self.program.clone().try_get_matches_from(self.with(options)).err()?;
        let text = error.to_string();
        let lines: Vec<&str> = text.lines().map(str::trim).take_while(|line| !line.is_empty()).collect();
        Some(lines.join(" ").trim_start_matches("error: ").to_owned())
    }
}

fn read(text: &str, folder: &Path, line: &Line<'_>) -> Result<Vec<OsString>, Wrong> {
    let table = DeTable::parse(text)
        .map_err(|error| Wrong { at: error.span().map_or(0, |span| span.start), message: error.message().to_owned() })?;
    let mut options = Vec::new();
    for (key, value) in table.get_ref() {
        let whole = key.get_ref().as_ref();
        if let (Some(of), DeValue::Table(entries)) = (line.program.find_subcommand(whole), value.get_ref()) {
            for (key, value) in entries {
                known(key, std::iter::once(of), of.get_name())?;
                if of.get_name() == line.outer {
                    enter(key, value, folder, line, &mut options)?;
                }
            }
        } else {
            known(key, line.program.get_subcommands(), "any command")?;
            enter(key, value, folder, line, &mut options)?;
        }
    }
    Ok(options)
}

/// Refuses an entry that no command has an option for.
fn known<'c>(key: &Spanned<impl AsRef<str>>, commands: impl Iterator<Item = &'c Command>, whose: &str) -> Result<(), Wrong> {
    let word = key.get_ref().as_ref();
    let longs: Vec<&str> = commands.flat_map(arguments).filter_map(Arg::get_long).collect();
    if longs.contains(&word) {
        return Ok(());
    }
    let meant = nearest(word, longs).map_or_else(String::new, |near| format!(": did you mean “{near}”?"));
    Err(Wrong { at: key.span().start, message: format!("“{word}” is no option of {whose}{meant}") })
}

/// The arguments of a command and of those below it; which settings to take cannot be a setting.
fn arguments(command: &Command) -> impl Iterator<Item = &Arg> {
    let below = command.get_subcommands().flat_map(Command::get_arguments);
    let told = |arg: &&Arg| !matches!(arg.get_id().as_str(), "config" | "no_config" | "help" | "version");
    command.get_arguments().chain(below).filter(told)
}

/// Adds an entry as options, if the command has them and the line says nothing of it.
fn enter(
    key: &Spanned<impl AsRef<str>>,
    value: &Spanned<DeValue<'_>>,
    folder: &Path,
    line: &Line<'_>,
    options: &mut Vec<OsString>,
) -> Result<(), Wrong> {
    let long = key.get_ref().as_ref();
    let Some(arg) = line.command.get_arguments().find(|arg| arg.get_long() == Some(long)) else { return Ok(()) };
    if line.decides(arg) {
        return Ok(());
    }
    for value in match value.get_ref() {
        DeValue::Array(values) => values.iter().collect(),
        _ => vec![value],
    } {
        let Some(option) = option(arg, long, value, folder)? else { continue };
        options.push(option);
        if let Some(message) = line.refuses(options) {
            return Err(Wrong { at: value.span().start, message });
        }
    }
    Ok(())
}

/// A value as an option; none for a flag that is not set.
fn option(arg: &Arg, long: &str, value: &Spanned<DeValue<'_>>, folder: &Path) -> Result<Option<OsString>, Wrong> {
    let wrong = |wanted: &str| {
        let message = format!("“{long}” takes {wanted}, and this is of the type {}", value.get_ref().type_str());
        Err(Wrong { at: value.span().start, message })
    };
    let text = match value.get_ref() {
        DeValue::Boolean(set) if !arg.get_action().takes_values() => {
            return Ok(set.then(|| OsString::from(format!("--{long}"))));
        }
        _ if !arg.get_action().takes_values() => return wrong("true or false"),
        DeValue::String(text) => text.to_string(),
        DeValue::Integer(number) => number.to_string(),
        DeValue::Float(number) => number.to_string(),
        DeValue::Datetime(date) => date.to_string(),
        _ => return wrong("a word or a number"),
    };
    // Paths are those beside the file, wherever the program is started.
    let is_path = arg.get_value_parser().type_id() == TypeId::of::<PathBuf>();
    let text = if is_path { folder.join(text).into_os_string() } else { OsString::from(text) };
    Ok(Some([OsStr::new("--"), OsStr::new(long), OsStr::new("="), &text].into_iter().collect()))
}
