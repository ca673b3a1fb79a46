//! Cells of tables that are safe to open in a spreadsheet.

use std::borrow::Cow;
use std::io;

/// What makes a spreadsheet take a cell for a formula.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// A cell that no spreadsheet takes for a formula: an apostrophe keeps it a text. Numbers stay numbers. A line break in a cell
/// becomes a space, so that a row is a line; of other control characters nothing is left.
///
/// ```
/// use reprisal::export::cell::harmless;
///
/// assert_eq!(harmless("Northport"), "Northport");
/// assert_ne!(harmless("=SUM(A1)"), "=SUM(A1)", "no spreadsheet takes it for a formula");
/// ```
#[must_use]
pub fn harmless(cell: &str) -> Cow<'_, str> {
    let mut cell = Cow::Borrowed(cell);
    if cell.contains(char::is_control) {
        let line = |c: char| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c };
        cell = cell.replace("\r\n", "\n").chars().map(line).filter(|c| !c.is_control()).collect::<String>().into();
    }
    let formula = is_formula(&cell) && cell.trim().parse::<f64>().is_err();
    if formula { format!("'{cell}").into() } else { cell }
}

/// Whether a text begins as formulas do.
pub(super) fn is_formula(text: &str) -> bool {
    text.trim_start().starts_with(FORMULA)
}

/// What went wrong in the output itself when a row could not be written, so that a broken pipe stays one.
///
/// ```
/// use reprisal::export::cell::output_error;
/// use std::io::{Error, ErrorKind};
///
/// let failed = csv::Error::from(Error::from(ErrorKind::BrokenPipe));
/// assert_eq!(output_error(failed).kind(), ErrorKind::BrokenPipe);
/// ```
#[must_use]
pub fn output_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
