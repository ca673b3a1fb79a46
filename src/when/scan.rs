//! The small tokens that date phrases are made of: words, figures, single marks.

use std::borrow::Cow;

use crate::fold;

/// A token; its text keeps the case.
#[derive(Clone, Debug)]
pub(crate) struct Token<'t> {
    /// The text.
    pub(crate) text: &'t str,
    /// The text in lower case.
    pub(crate) lower: Cow<'t, str>,
    /// Byte offset of the first byte.
    pub(crate) start: usize,
    /// Byte offset after the last byte.
    pub(crate) end: usize,
    /// The value of a figure; "2,500" is one figure.
    pub(crate) number: Option<i64>,
}

impl Token<'_> {
    /// Whether it is a word, neither figure nor mark.
    pub(crate) fn is_word(&self) -> bool {
        self.text.starts_with(char::is_alphabetic)
    }

    /// Whether it begins with a capital.
    pub(crate) fn is_capitalised(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    /// Whether it is this mark.
    pub(crate) fn is(&self, mark: &str) -> bool {
        self.text == mark
    }
}

/// A token takes about as many bytes of a text.
const BYTES: usize = 5;

/// Splits text into tokens. A capital after a small letter begins a new word, which parts glued words ("fromFriday").
pub(crate) fn scan(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::with_capacity(text.len() / BYTES + 1);
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        if first.is_whitespace() {
            continue;
        }
        let mut end = start + first.len_utf8();
        if first.is_alphabetic() {
            let mut last = first;
            while let Some(&(at, next)) = chars.peek() {
                if !next.is_alphabetic() || (last.is_lowercase() && next.is_uppercase()) {
                    break;
                }
                last = next;
                end = at + next.len_utf8();
                chars.next();
            }
        } else if first.is_ascii_digit() {
            while let Some(&(at, next)) = chars.peek() {
                let grouped = next == ',' && is_thousands_group(&text[at + 1..]);
                if !next.is_ascii_digit() && !grouped {
                    break;
                }
                end = at + 1;
                chars.next();
            }
        }
        let token = &text[start..end];
        let number = if first.is_ascii_digit() { token.replace(',', "").parse().ok() } else { None };
        tokens.push(Token {
            text: token,
            lower: if token == "’" { Cow::Borrowed("'") } else { fold::lower(token) },
            start,
            end,
            number,
        });
    }
    tokens
}

/// Three digits and no fourth.
fn is_thousands_group(rest: &str) -> bool {
    let digits = rest.bytes().take(4).take_while(u8::is_ascii_digit).count();
    digits == 3
}
