//! Lines of a label and a text that wraps below itself.

use std::io::{self, Write};

use anstyle::Style;

use crate::table::{clean, wrap};

/// Where the text of a row starts, unless said otherwise.
const ROW: usize = 10;
/// How much further the text of an item below a row starts.
const ITEM: usize = 8;
/// No column of a table gets wider.
const WIDEST: usize = 18;

pub struct Page<'o> {
    out: &'o mut dyn Write,
    width: usize,
    row: usize,
}

impl<'o> Page<'o> {
    pub fn new(out: &'o mut dyn Write, width: usize) -> Page<'o> {
        Page { out, width, row: ROW }
    }

    /// With room for labels of so many characters.
    pub fn labels(mut self, longest: usize) -> Page<'o> {
        self.row = longest + 4;
        self
    }

    pub fn gap(&mut self) -> io::Result<()> {
        writeln!(self.out)
    }

    /// A line by itself.
    pub fn title(&mut self, text: &str) -> io::Result<()> {
        let bold = Style::new().bold();
        for line in wrap(&clean(text), self.width) {
            writeln!(self.out, "{bold}{line}{bold:#}")?;
        }
        Ok(())
    }

    /// A number and a sentence.
    pub fn heading(&mut self, number: &str, text: &str) -> io::Result<()> {
        self.hang(0, number, number.len() + 1, text, Style::new().bold())
    }

    /// A label and what there is to say.
    pub fn row(&mut self, label: &str, text: &str) -> io::Result<()> {
        self.hang(2, label, self.row, text, Style::new())
    }

    /// A row below a row.
    pub fn item(&mut self, label: &str, text: &str) -> io::Result<()> {
        self.hang(self.row, label, self.row + ITEM, text, Style::new())
    }

    /// What came of the rows above.
    pub fn result(&mut self, text: &str) -> io::Result<()> {
        self.hang(self.row, "⇒", self.row + 2, text, Style::new())
    }

    /// A table whose columns are as wide as what stands in them.
    pub fn columns<const N: usize>(&mut self, titles: [&str; N], rows: Vec<[String; N]>) -> io::Result<()> {
        let titles = titles.map(str::to_owned);
        let rows: Vec<[String; N]> =
            std::iter::once(titles).chain(rows).map(|row| row.map(|cell| short(&clean(&cell)))).collect();
        let width = |at: usize| rows.iter().map(|row| row[at].chars().count()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..N).map(width).collect();
        for (number, row) in rows.iter().enumerate() {
            let style = if number == 0 { Style::new().dimmed() } else { Style::new() };
            let cells = row.iter().zip(&widths).map(|(cell, &width)| format!("{cell:width$}"));
            let line = cells.collect::<Vec<_>>().join("  ");
            let line: String = format!("  {}", line.trim_end()).chars().take(self.width).collect();
            writeln!(self.out, "{style}{line}{style:#}")?;
        }
        Ok(())
    }

    fn hang(&mut self, indent: usize, label: &str, at: usize, text: &str, style: Style) -> io::Result<()> {
        let lines = wrap(&clean(text), self.width.saturating_sub(at).max(16));
        let room = at.saturating_sub(indent);
        // A label is followed by its text, whatever its length.
        let mut start = format!("{:indent$}{label:room$}", "");
        if label.chars().count() >= room {
            start.push(' ');
        }
        let lines = if lines.is_empty() { vec![String::new()] } else { lines };
        for (number, line) in lines.iter().enumerate() {
            let before = if number == 0 { start.clone() } else { " ".repeat(at) };
            let line = format!("{before}{line}");
            writeln!(self.out, "{style}{}{style:#}", line.trim_end())?;
        }
        Ok(())
    }
}

fn short(text: &str) -> String {
    if text.chars().count() <= WIDEST {
        return text.to_owned();
    }
    text.chars().take(WIDEST - 1).chain(['…']).collect()
}
