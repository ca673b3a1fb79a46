//! Lines of a file of records, one at a time, of bounded length.

use std::io::BufRead;

use super::problem::Reason;

/// The lines of a source that are not blank, numbered from 1.
pub(super) struct RecordLines<R> {
    source: R,
    /// Longer lines are refused, in bytes.
    most: usize,
    number: usize,
    any: bool,
    done: bool,
}

/// A line, or what is wrong with it.
pub(super) enum Line {
    Text(String),
    Bad(Reason),
}

impl<R: BufRead> RecordLines<R> {
    pub(super) fn new(source: R, most: usize) -> RecordLines<R> {
        RecordLines { source, most, number: 0, any: false, done: false }
    }

    /// Whether any line was not blank.
    pub(super) fn any(&self) -> bool {
        self.any
    }

    /// The next line that is not blank, and its number. A source that fails ends with the failure.
    pub(super) fn next_line(&mut self) -> Option<(usize, Line)> {
        while !self.done {
            self.pass_blank();
            self.number += 1;
            let line = match self.bytes() {
                Ok(Some(bytes)) => text(bytes),
                Ok(None) => return None,
                Err(reason) => Line::Bad(reason),
            };
            if !matches!(&line, Line::Text(text) if text.trim().is_empty()) {
                self.any = true;
                return Some((self.number, line));
            }
        }
        None
    }

    /// Passes over empty lines.
    fn pass_blank(&mut self) {
        // What fails is told by whoever reads on.
        while let Ok(buffer) = self.source.fill_buf() {
            let blank = buffer.iter().take_while(|&&byte| byte == b'\n').count();
            if blank == 0 {
                return;
            }
            self.number += blank;
            self.source.consume(blank);
        }
    }

    /// The bytes of the next line; of a line that is too long nothing is kept.
    fn bytes(&mut self) -> Result<Option<Vec<u8>>, Reason> {
        let (mut bytes, mut too_long) = (Vec::new(), false);
        loop {
            let buffer = match self.source.fill_buf() {
                Ok(buffer) => buffer,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(error) => {
                    self.done = true;
                    return Err(Reason::Unreadable(error.to_string()));
                }
            };
            if buffer.is_empty() {
                self.done = true;
                break;
            }
            let end = buffer.iter().position(|&byte| byte == b'\n');
            let taken = end.map_or(buffer.len(), |end| end + 1);
            too_long |= bytes.len() + taken > self.most;
            if too_long {
                bytes = Vec::new();
            } else {
                bytes.extend_from_slice(&buffer[..taken]);
            }
            self.source.consume(taken);
            if end.is_some() {
                break;
            }
        }
        match (too_long, self.done && bytes.is_empty()) {
            (true, _) => Err(Reason::TooLong { most: self.most }),
            (false, true) => Ok(None),
            (false, false) => Ok(Some(bytes)),
        }
    }
}

fn text(bytes: Vec<u8>) -> Line {
    match String::from_utf8(bytes) {
        Ok(text) => Line::Text(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)),
        Err(error) => Line::Bad(Reason::NotUtf8 { at: error.utf8_error().valid_up_to() }),
    }
}
