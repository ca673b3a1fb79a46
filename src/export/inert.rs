//! Files that are shown on a terminal do nothing to it: the control characters that JSON, RDF and XML let stand are written as escapes,
//! which read the same. They are delete (U+007F) and those that terminals take for the beginning of a sequence (U+0080 to U+009F).

use std::io::{self, Write};

/// How a character is written by its number.
#[derive(Clone, Copy)]
pub(super) enum Form {
    /// `\u009b`, in JSON, Turtle and N-Quads.
    Escape,
    /// `&#x9b;`, in XML.
    #[cfg(feature = "exports")]
    Reference,
}

/// Passes text on, UTF-8 that may be cut anywhere.
pub(super) struct Inert<W> {
    out: W,
    form: Form,
    /// Whether the last byte was the first of two, which is not passed on yet.
    cut: bool,
}

/// The first byte of U+0080 to U+00BF.
const LEAD: u8 = 0xc2;
const DELETE: u8 = 0x7f;

impl<W: Write> Inert<W> {
    pub(super) fn new(out: W, form: Form) -> Inert<W> {
        Inert { out, form, cut: false }
    }

    fn number(&mut self, number: u8) -> io::Result<()> {
        match self.form {
            Form::Escape => write!(self.out, "\\u{number:04x}"),
            #[cfg(feature = "exports")]
            Form::Reference => write!(self.out, "&#x{number:x};"),
        }
    }
}

impl<W: Write> Write for Inert<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn write_all(&mut self, mut bytes: &[u8]) -> io::Result<()> {
        if let (true, Some((&second, rest))) = (self.cut, bytes.split_first()) {
            self.cut = false;
            if matches!(second, 0x80..=0x9f) {
                self.number(second)?;
                bytes = rest;
            } else {
                self.out.write_all(&[LEAD])?;
            }
        }
        while let Some(at) = bytes.iter().position(|&byte| byte == LEAD || byte == DELETE) {
            let (before, rest) = bytes.split_at(at);
            match rest {
                [DELETE, after @ ..] => {
                    self.out.write_all(before)?;
                    self.number(DELETE)?;
                    bytes = after;
                }
                [LEAD, second @ 0x80..=0x9f, after @ ..] => {
                    self.out.write_all(before)?;
                    self.number(*second)?;
                    bytes = after;
                }
                [LEAD] => {
                    self.cut = true;
                    return self.out.write_all(before);
                }
                _ => {
                    let (character, after) = bytes.split_at((at + 2).min(bytes.len()));
                    self.out.write_all(character)?;
                    bytes = after;
                }
            }
        }
        self.out.write_all(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_is_cut_anywhere_is_passed_on_without_control_characters() {
        let text = "«a\u{9b}2J\u{7f} é\u{85} \u{a0}\u{80}»";
        for size in 1..text.len() {
            let mut out = Vec::new();
            let mut inert = Inert::new(&mut out, Form::Escape);
            text.as_bytes().chunks(size).for_each(|part| inert.write_all(part).unwrap());
            assert_eq!(String::from_utf8(out).unwrap(), "«a\\u009b2J\\u007f é\\u0085 \u{a0}\\u0080»", "in parts of {size}");
        }
    }
}
