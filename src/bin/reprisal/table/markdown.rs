//! Tables as Markdown, for notes and reports: notes and sentences in the last columns.

use std::io::{self, Write};

use super::{Note, Table, quote};

impl Table<'_> {
    pub(super) fn write_markdown(&self, evidence: usize, out: &mut impl Write) -> io::Result<()> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let notes = self.rows.iter().any(|row| !row.notes.is_empty());
        let quotes = evidence > 0 && self.rows.iter().any(|row| !row.evidence.is_empty());
        let further = [("Notes", notes), ("Evidence", quotes)];
        let further = further.iter().filter(|(_, there)| *there).map(|(title, _)| *title);
        let titles = self.columns.iter().map(|column| column.title).chain(further.clone());
        write_line(titles.map(escape), out)?;
        let rules = self.columns.iter().map(|column| if column.right { "---:" } else { "---" }).chain(further.map(|_| "---"));
        write_line(rules.map(str::to_owned), out)?;
        for row in &self.rows {
            let mut cells: Vec<String> = (0..self.columns.len()).map(|at| escape(&row.text(at))).collect();
            if notes {
                cells.push(lines(&row.notes));
            }
            if quotes {
                cells.push(lines(&quote::of(&row.evidence, evidence)));
            }
            write_line(cells.into_iter(), out)?;
        }
        Ok(())
    }
}

fn lines(notes: &[Note]) -> String {
    notes.iter().map(|note| escape(&note.line())).collect::<Vec<_>>().join("<br>")
}

fn write_line(cells: impl Iterator<Item = String>, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "| {} |", cells.collect::<Vec<_>>().join(" | "))
}

/// Text that means itself in Markdown, inside a cell.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}
