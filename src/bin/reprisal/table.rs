//! Rows as commands print them: for a terminal, as JSON, JSON Lines, CSV or Markdown.
//!
//! A command makes a [`Table`] for people and hands over the value that it stands for; JSON writes the value.

mod clean;
mod csv;
mod layout;
mod markdown;
mod quote;

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use reprisal::query::Source;
use serde::Serialize;

pub use clean::{clean, clean_json, clean_lines, is_active};
pub use layout::{terminal_width, wrap};

use crate::args::{Format, OutputArgs};

/// Columns and rows.
pub struct Table<'a> {
    pub columns: Vec<Column>,
    pub rows: Vec<Row<'a>>,
}

/// A column.
pub struct Column {
    pub title: &'static str,
    /// Whether its cells stand at its right edge.
    pub right: bool,
    /// Whether it is drawn for the eye only: CSV leaves it out.
    pub drawn: bool,
}

impl Column {
    /// A column of words.
    pub const fn words(title: &'static str) -> Column {
        Column { title, right: false, drawn: false }
    }

    /// A column of numbers.
    pub const fn number(title: &'static str) -> Column {
        Column { title, right: true, drawn: false }
    }

    /// A column that draws what another says.
    pub const fn drawn(title: &'static str) -> Column {
        Column { title, right: false, drawn: true }
    }
}

/// What a cell holds, and how much it should catch the eye.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    pub text: String,
    pub tint: Tint,
}

/// How a cell looks on a terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tint {
    #[default]
    Plain,
    /// Something that another row said, or of no great weight.
    Faint,
    /// What is doubted.
    Doubt,
    /// What is said not to be so.
    Against,
    /// What is new or more.
    More,
}

impl Tint {
    fn style(self) -> Style {
        match self {
            Tint::Plain => Style::new(),
            Tint::Faint => Style::new().dimmed(),
            Tint::Doubt => AnsiColor::Yellow.on_default(),
            Tint::Against => AnsiColor::Red.on_default(),
            Tint::More => AnsiColor::Green.on_default(),
        }
    }
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Cell {
        Cell { text: text.into(), tint: Tint::Plain }
    }
}

/// A row, what stands below it, and the sentences behind it.
#[derive(Default)]
pub struct Row<'a> {
    pub cells: Vec<Cell>,
    pub evidence: Vec<&'a Source>,
    pub notes: Vec<Note>,
    /// Whether no blank line parts it from the row before.
    pub joined: bool,
}

/// A text below a row, with a fainter text below it.
#[derive(Clone, Debug, Default)]
pub struct Note {
    pub text: String,
    pub below: String,
}

impl From<String> for Note {
    fn from(text: String) -> Note {
        Note { text, below: String::new() }
    }
}

impl Note {
    /// Both texts in one line, harmless for terminals.
    fn line(&self) -> String {
        match self.below.as_str() {
            "" => clean(&self.text),
            below => format!("{} [{}]", clean(&self.text), clean(below)),
        }
    }
}

impl<'a> Row<'a> {
    pub fn new(cells: impl IntoIterator<Item = impl Into<Cell>>) -> Row<'a> {
        Row { cells: cells.into_iter().map(Into::into).collect(), ..Row::default() }
    }

    /// The row right below the one before.
    pub fn joined(mut self, joined: bool) -> Row<'a> {
        self.joined = joined;
        self
    }

    /// The row with the sentences that it rests on.
    pub fn with_evidence(mut self, evidence: impl IntoIterator<Item = &'a Source>) -> Row<'a> {
        self.evidence.extend(evidence);
        self
    }

    /// The row with lines below it.
    pub fn with_notes(mut self, notes: impl IntoIterator<Item = impl Into<Note>>) -> Row<'a> {
        self.notes.extend(notes.into_iter().map(Into::into));
        self
    }

    /// The text of a cell; empty where the row is short.
    fn text(&self, at: usize) -> String {
        self.cells.get(at).map(|cell| clean(&cell.text)).unwrap_or_default()
    }
}

/// Writes what a command found in the format asked for: `whole` as JSON, one of `rows` a JSON line, else the table.
///
/// `evidence` is how many sentences a row quotes unless the command line says; JSON holds all of them.
pub fn write<W: Serialize, R: Serialize>(
    output: &OutputArgs,
    evidence: usize,
    table: &Table,
    whole: &W,
    rows: &[R],
    out: &mut impl Write,
) -> io::Result<()> {
    let evidence = output.evidence.unwrap_or(evidence);
    match output.format {
        Format::Table => table.write(terminal_width(), evidence, out),
        Format::Csv => table.write_csv(evidence, out),
        Format::Md => table.write_markdown(evidence, out),
        Format::Json => writeln!(out, "{}", clean_json(serde_json::to_string_pretty(whole)?)),
        Format::Jsonl => rows.iter().try_for_each(|row| Ok(writeln!(out, "{}", clean_json(serde_json::to_string(row)?))?)),
    }
}
