//! Rows of CSV, cell by cell.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};

use super::cell::{harmless, output_error};
use super::column::{Column, Value};

/// Writes rows of CSV and counts them.
pub(super) struct Rows<W: Write> {
    writer: csv::Writer<W>,
    /// What stands between the texts of a list.
    between: &'static str,
    buffer: String,
    written: usize,
}

impl<W: Write> Rows<W> {
    pub(super) fn new(out: W, between: &'static str) -> Rows<W> {
        Rows { writer: csv::Writer::from_writer(out), between, buffer: String::new(), written: 0 }
    }

    /// The first row.
    pub(super) fn header<S: AsRef<[u8]>>(&mut self, names: impl IntoIterator<Item = S>) -> io::Result<()> {
        self.writer.write_record(names).map_err(output_error)
    }

    /// One cell, as it is.
    pub(super) fn raw(&mut self, cell: &str) -> io::Result<()> {
        self.writer.write_field(cell).map_err(output_error)
    }

    /// One cell. Texts are made harmless.
    pub(super) fn cell(&mut self, value: &Value) -> io::Result<()> {
        self.buffer.clear();
        // Nothing goes wrong in writing to a text.
        let _ = match value {
            Value::Nothing => Ok(()),
            Value::Text(text) => return self.raw(&harmless(text)),
            Value::Texts(all) => {
                list(all, self.between, &mut self.buffer);
                self.writer.write_field(&*harmless(&self.buffer)).map_err(output_error)?;
                return Ok(());
            }
            Value::Count(number) => write!(self.buffer, "{number}"),
            // With its point, so that a column of them is never one of whole numbers.
            Value::Share(number) => write!(self.buffer, "{number:?}"),
            Value::Day(day) => write!(self.buffer, "{day}"),
        };
        self.writer.write_field(&self.buffer).map_err(output_error)
    }

    /// The cells of some columns.
    pub(super) fn cells<T>(&mut self, columns: &[Column<T>], item: &T) -> io::Result<()> {
        columns.iter().try_for_each(|column| self.cell(&(column.value)(item)))
    }

    /// Ends a row.
    pub(super) fn end(&mut self) -> io::Result<()> {
        self.written += 1;
        self.writer.write_record(None::<&[u8]>).map_err(output_error)
    }

    /// How many rows were written below the header.
    pub(super) fn finish(mut self) -> io::Result<usize> {
        self.writer.flush()?;
        Ok(self.written)
    }
}

/// Texts in one cell. Of those that hold a `;`, which stands between them, or a `%`, the two are percent-encoded.
fn list(all: &[Cow<str>], between: &str, out: &mut String) {
    for (number, text) in all.iter().enumerate() {
        if number > 0 {
            out.push_str(between);
        }
        if !text.contains([';', '%']) {
            out.push_str(text);
            continue;
        }
        for c in text.chars() {
            match c {
                ';' => out.push_str("%3B"),
                '%' => out.push_str("%25"),
                _ => out.push(c),
            }
        }
    }
}
