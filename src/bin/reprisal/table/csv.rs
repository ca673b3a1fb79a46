//! Tables as CSV: a header, a line a row, the sentences in the last column.

use std::io::{self, Write};

use reprisal::export::cell::{harmless, output_error};

use super::{Note, Table, quote};

impl Table<'_> {
    pub(super) fn write_csv(&self, evidence: usize, out: &mut impl Write) -> io::Result<()> {
        let kept: Vec<usize> =
            (0..self.columns.len()).filter(|&at| self.columns.get(at).is_some_and(|column| !column.drawn)).collect();
        let notes = self.rows.iter().any(|row| !row.notes.is_empty());
        let quotes = evidence > 0 && self.rows.iter().any(|row| !row.evidence.is_empty());
        let mut writer = ::csv::Writer::from_writer(out);
        let titles = kept.iter().filter_map(|&at| self.columns.get(at)).map(|column| column.title);
        writer.write_record(titles.chain(notes.then_some("Notes")).chain(quotes.then_some("Evidence"))).map_err(output_error)?;
        for row in &self.rows {
            let mut cells: Vec<String> = kept.iter().map(|&at| harmless(&row.text(at)).into_owned()).collect();
            if notes {
                cells.push(harmless(&lines(&row.notes)).into_owned());
            }
            if quotes {
                cells.push(harmless(&lines(&quote::of(&row.evidence, evidence))).into_owned());
            }
            writer.write_record(&cells).map_err(output_error)?;
        }
        writer.flush()
    }
}

fn lines(notes: &[Note]) -> String {
    notes.iter().map(Note::line).collect::<Vec<_>>().join(" | ")
}
