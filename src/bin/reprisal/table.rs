//! Tables for the terminal: cells wrap to the width, notes stand below their row.

use std::io::{self, Write};

use anstyle::Style;

/// Between columns.
const GAP: usize = 2;
/// No column gets narrower.
const NARROWEST: usize = 7;
/// Lines of prose longer than this are hard to read.
const WIDEST: usize = 120;

/// A table.
pub struct Table {
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
}

/// A column.
pub struct Column {
    pub title: &'static str,
    /// Whether its cells stand at its right edge.
    pub right: bool,
}

/// A row and what stands below it.
pub struct Row {
    pub cells: Vec<String>,
    pub notes: Vec<Note>,
}

/// A text below a row, with a fainter text below it.
pub struct Note {
    pub text: String,
    pub below: Option<String>,
}

/// The width of the terminal: COLUMNS, else what the system says, else 80.
pub fn terminal_width() -> usize {
    let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let width = told.or_else(|| terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)));
    width.unwrap_or(80).clamp(40, WIDEST)
}

impl Table {
    pub fn write(&self, width: usize, out: &mut impl Write) -> io::Result<()> {
        let widths = self.widths(width);
        let titles: Vec<String> = self.columns.iter().map(|column| column.title.to_owned()).collect();
        self.write_cells(&titles, &widths, Style::new().bold(), out)?;
        let faint = Style::new().dimmed();
        for row in &self.rows {
            let cells: Vec<String> = row.cells.iter().map(|cell| clean(cell)).collect();
            self.write_cells(&cells, &widths, Style::new(), out)?;
            for note in &row.notes {
                for line in wrap(&clean(&note.text), width - 2) {
                    writeln!(out, "  {line}")?;
                }
                for line in note.below.iter().flat_map(|below| wrap(&clean(below), width - 4)) {
                    writeln!(out, "    {faint}{line}{faint:#}")?;
                }
            }
            if !row.notes.is_empty() {
                writeln!(out)?;
            }
        }
        Ok(())
    }

    /// As wide as the cells want, then the widest columns give way.
    fn widths(&self, width: usize) -> Vec<usize> {
        let wanted = |at: usize| self.rows.iter().map(|row| length(&clean(&row.cells[at]))).max().unwrap_or(0);
        let mut widths: Vec<usize> =
            self.columns.iter().enumerate().map(|(at, column)| wanted(at).max(length(column.title))).collect();
        let room = width.saturating_sub(GAP * widths.len().saturating_sub(1));
        while widths.iter().sum::<usize>() > room {
            match widths.iter_mut().max() {
                Some(widest) if *widest > NARROWEST => *widest -= 1,
                _ => break,
            }
        }
        widths
    }

    fn write_cells(&self, cells: &[String], widths: &[usize], style: Style, out: &mut impl Write) -> io::Result<()> {
        let wrapped: Vec<Vec<String>> = cells.iter().zip(widths).map(|(cell, &width)| wrap(cell, width)).collect();
        for at in 0..wrapped.iter().map(Vec::len).max().unwrap_or(0) {
            let mut line = String::new();
            for ((column, lines), &width) in self.columns.iter().zip(&wrapped).zip(widths) {
                let text = lines.get(at).map_or("", String::as_str);
                let padding = " ".repeat(width.saturating_sub(length(text)));
                let (before, after) = if column.right { (padding.as_str(), "") } else { ("", padding.as_str()) };
                line.push_str(&format!("{before}{text}{after}{}", " ".repeat(GAP)));
            }
            writeln!(out, "{style}{}{style:#}", line.trim_end())?;
        }
        Ok(())
    }
}

fn length(text: &str) -> usize {
    text.chars().count()
}

/// Lines of at most `width` characters, broken at spaces where there are any.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let mut rest: Vec<char> = word.chars().collect();
        if let Some(line) = lines.last_mut()
            && length(line) + 1 + rest.len() <= width
        {
            line.push(' ');
            line.push_str(word);
            continue;
        }
        while rest.len() > width.max(1) {
            lines.push(rest.drain(..width.max(1)).collect());
        }
        lines.push(rest.into_iter().collect());
    }
    lines
}

/// Text that cannot do anything to a terminal: line breaks become spaces, other control characters are written out.
pub fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => cleaned.push(' '),
            c if is_active(c) => cleaned.extend(c.escape_unicode()),
            c => cleaned.push(c),
        }
    }
    cleaned
}

/// JSON whose strings cannot do anything to a terminal either: it reads the same, with escapes.
pub fn clean_json(json: &str) -> String {
    let mut cleaned = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            // Between the values; inside strings they are escaped already.
            '\n' | '\r' | '\t' => cleaned.push(c),
            c if is_active(c) => cleaned.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => cleaned.push(c),
        }
    }
    cleaned
}

/// Whether a character can move the cursor, start a control sequence or turn the direction of writing.
fn is_active(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
