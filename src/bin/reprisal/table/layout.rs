//! Tables for the terminal: cells wrap to the width, notes and sentences stand below their row.

use std::io::{self, Write};

use anstyle::Style;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{Table, clean, quote};

/// Between columns.
const GAP: usize = 2;
/// No column gets narrower.
const NARROWEST: usize = 7;
/// Lines of prose longer than this are hard to read.
const WIDEST: usize = 120;

/// The width of the terminal: COLUMNS, else what the system says, else 80.
pub fn terminal_width() -> usize {
    let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let width = told.or_else(|| terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)));
    width.unwrap_or(80).clamp(40, WIDEST)
}

impl Table<'_> {
    /// Writes the table with at most so many sentences below every row.
    pub fn write(&self, width: usize, evidence: usize, out: &mut impl Write) -> io::Result<()> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let widths = self.widths(width);
        let title = |text: &'static str| (text.to_owned(), Style::new().bold());
        self.write_cells(self.columns.iter().map(|column| title(column.title)), &widths, out)?;
        let mut parted = true;
        for row in &self.rows {
            let quotes = quote::of(&row.evidence, evidence);
            let more = !quotes.is_empty() || !row.notes.is_empty();
            // A row with something below it stands apart from its neighbours.
            if more && !parted && !row.joined {
                writeln!(out)?;
            }
            let cells = (0..self.columns.len())
                .map(|at| (row.text(at), row.cells.get(at).map(|cell| cell.tint.style()).unwrap_or_default()));
            self.write_cells(cells, &widths, out)?;
            for note in row.notes.iter().chain(&quotes) {
                write_indented(2, &clean(&note.text), width, Style::new(), out)?;
                write_indented(4, &clean(&note.below), width, Style::new().dimmed(), out)?;
            }
            if more {
                writeln!(out)?;
            }
            parted = more;
        }
        Ok(())
    }

    /// As wide as the cells want, then the widest columns give way.
    fn widths(&self, width: usize) -> Vec<usize> {
        let wanted = |at: usize| self.rows.iter().map(|row| row.text(at).width()).max().unwrap_or(0);
        let mut widths: Vec<usize> =
            self.columns.iter().enumerate().map(|(at, column)| wanted(at).max(column.title.width())).collect();
        let room = width.saturating_sub(GAP * widths.len().saturating_sub(1));
        while widths.iter().sum::<usize>() > room {
            match widths.iter_mut().max() {
                Some(widest) if *widest > NARROWEST => *widest -= 1,
                _ => break,
            }
        }
        widths
    }

    fn write_cells(
        &self,
        cells: impl Iterator<Item = (String, Style)>,
        widths: &[usize],
        out: &mut impl Write,
    ) -> io::Result<()> {
        let wrapped: Vec<(Vec<String>, Style)> =
            cells.zip(widths).map(|((cell, style), &width)| (wrap(&cell, width), style)).collect();
        for at in 0..wrapped.iter().map(|(lines, _)| lines.len()).max().unwrap_or(0) {
            let mut line = String::new();
            // Blanks are only written before something, so that no line ends in them.
            let mut blanks = 0;
            for ((column, (lines, style)), &width) in self.columns.iter().zip(&wrapped).zip(widths) {
                let text = lines.get(at).map_or("", String::as_str);
                let padding = width.saturating_sub(text.width());
                if text.is_empty() {
                    blanks += width + GAP;
                    continue;
                }
                let (before, after) = if column.right { (padding, 0) } else { (0, padding) };
                line.push_str(&" ".repeat(blanks + before));
                line.push_str(&format!("{style}{text}{style:#}"));
                blanks = after + GAP;
            }
            writeln!(out, "{line}")?;
        }
        Ok(())
    }
}

fn write_indented(by: usize, text: &str, width: usize, style: Style, out: &mut impl Write) -> io::Result<()> {
    let indent = " ".repeat(by);
    wrap(text, width.saturating_sub(by)).iter().try_for_each(|line| writeln!(out, "{indent}{style}{line}{style:#}"))
}

/// Lines of at most `width` columns, broken at spaces where there are any.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        if let Some(line) = lines.last_mut()
            && line.width() + 1 + word.width() <= width
        {
            line.push(' ');
            line.push_str(word);
            continue;
        }
        lines.push(String::new());
        for c in word.chars() {
            match lines.last_mut() {
                Some(line) if line.is_empty() || line.width() + c.width().unwrap_or(0) <= width => line.push(c),
                _ => lines.push(c.to_string()),
            }
        }
    }
    lines
}
