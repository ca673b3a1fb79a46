//! Words, numbers and punctuation.
//!
//! A hyphen compound ("Iran-backed") becomes its parts, each marked as [`glued`](Token::glued) to the one before; so
//! does a word that runs into the next ("QasemSoleimani"). A possessive `'s` is a token of its own; a verb contracted with a
//! pronoun ("they'd") is one, spelled out.

use std::ops::Range;

use smallvec::SmallVec;

use crate::fold::fold;

/// One token.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// Where it stands in the document.
    pub span: Range<usize>,
    /// Its folded spelling; punctuation stands for itself.
    pub folded: String,
    /// What it is.
    pub kind: TokenKind,
    /// Whether a hyphen, and nothing else, ties it to the token before.
    pub glued: bool,
    /// Whether it starts with a capital.
    pub capital: bool,
    /// Whether it has letters and all of them are capitals.
    pub upper: bool,
    /// Whether it ends with its own full stop: "U.S."
    pub stop: bool,
    /// Its folded spelling as a number of the lexicon that split the text into sentences.
    pub(crate) word: WordNumber,
}

/// A word by its number in the vocabulary of one lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct WordNumber(pub(crate) u32);

impl WordNumber {
    /// No lexicon has looked at it.
    pub(crate) const UNSEEN: WordNumber = WordNumber(u32::MAX);
    /// The lexicon does not hold it.
    pub(crate) const UNKNOWN: WordNumber = WordNumber(u32::MAX - 1);
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters.
    Word,
    /// Digits.
    Number,
    /// The possessive ending.
    Possessive,
    /// Anything else.
    Punctuation,
}

/// A token takes about as many bytes of a text.
const BYTES: usize = 5;

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | 'ʾ' | 'ʿ' | '`' | '´')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑')
}

/// Splits `text` into tokens; `base` is added to all offsets.
///
/// ```
/// let tokens = reprisal::text::tokenize("Iran-backed fighters", 0);
/// assert_eq!(tokens.iter().map(|token| token.folded.as_str()).collect::<Vec<_>>(), ["iran", "backed", "fighters"]);
/// ```
#[must_use]
pub fn tokenize(text: &str, base: usize) -> Vec<Token> {
    let mut chars: Vec<(usize, char)> = Vec::with_capacity(text.len());
    chars.extend(text.char_indices());
    let end_of = |i: usize| chars.get(i).map_or(text.len(), |&(at, _)| at);
    let at = |i: usize| chars.get(i).map_or('\0', |&(_, c)| c);
    let mut out: Vec<Token> = Vec::with_capacity(text.len() / BYTES + 1);
    let mut i = 0;
    let mut glued = false;
    while i < chars.len() {
        let c = at(i);
        if c.is_whitespace() || c.is_control() || c == '\u{200b}' || c == '\u{feff}' {
            i += 1;
            glued = false;
            continue;
        }
        let start = i;
        if c.is_alphanumeric() {
            i = word_end(&at, i);
            // "U.S." and "a.k.a." keep their last full stop.
            let dotted = (start..i).any(|k| at(k) == '.') && at(i) == '.' && at(start).is_alphabetic();
            if dotted {
                i += 1;
            }
            let raw = &text[end_of(start)..end_of(i)];
            for piece in camel_pieces(raw) {
                let from = end_of(start) + piece.start;
                let word = &raw[piece.clone()];
                let glue = glued && piece.start == 0;
                out.push(word_token(word, base + from..base + from + word.len(), glue, dotted));
            }
            glued = false;
            // Possessive: "Iran's", "rebels'".
            if let Some((word, letters)) = clitic(&at, start, i) {
                out.push(contracted(word, base + end_of(i)..base + end_of(i + 1 + letters)));
                i += 1 + letters;
            } else if is_apostrophe(at(i)) {
                let s = at(i + 1);
                if (s == 's' || s == 'S') && !at(i + 2).is_alphanumeric() {
                    out.push(mark(base + end_of(i)..base + end_of(i + 2)));
                    i += 2;
                } else if matches!(at(i - 1), 's' | 'S') && at(i + 1) == ' ' && at(i + 2).is_alphabetic() {
                    out.push(mark(base + end_of(i)..base + end_of(i + 1)));
                    i += 1;
                }
            }
            if is_hyphen(at(i)) && at(i + 1).is_alphanumeric() {
                i += 1;
                glued = true;
            }
        } else {
            i += 1;
            let raw = &text[end_of(start)..end_of(i)];
            out.push(Token {
                span: base + end_of(start)..base + end_of(i),
                folded: raw.to_owned(),
                kind: TokenKind::Punctuation,
                glued: false,
                capital: false,
                upper: false,
                stop: false,
                word: WordNumber::UNSEEN,
            });
            glued = false;
        }
    }
    out
}

/// The end of the word that starts at `i`: letters and digits, apostrophes inside, dots of initials, commas of numbers.
fn word_end(at: &impl Fn(usize) -> char, start: usize) -> usize {
    let mut i = start;
    loop {
        let c = at(i);
        let next = at(i + 1);
        if c.is_alphanumeric() || is_mark(c) {
            i += 1;
        } else if is_apostrophe(c) && next.is_alphabetic() && i > start {
            if clitic(at, start, i).is_some() {
                return i;
            }
            // Not the possessive.
            if (next == 's' || next == 'S') && !at(i + 2).is_alphanumeric() {
                return i;
            }
            i += 1;
        } else if c == '.' && next.is_alphanumeric() && is_initial(at, start, i)
            || (c == ',' || c == '.') && at(i - 1).is_ascii_digit() && next.is_ascii_digit()
        {
            i += 1;
        } else {
            return i;
        }
    }
}

/// The words that others are contracted with, as in "they'd"; behind any other word an apostrophe belongs to a name.
const HOSTS: [&str; 10] = ["i", "you", "he", "she", "it", "we", "they", "who", "that", "there"];

/// What is left of contracted words, and the words themselves; "'d" may be "would" as well, which the parser tells.
const CLITICS: [(&str, &str); 6] = [("s", "is"), ("d", "had"), ("m", "am"), ("ll", "will"), ("ve", "have"), ("re", "are")];

/// The word contracted with the one at `start..apostrophe`, and its number of letters.
fn clitic(at: &impl Fn(usize) -> char, start: usize, apostrophe: usize) -> Option<(&'static str, usize)> {
    if !is_apostrophe(at(apostrophe)) || apostrophe - start > 5 {
        return None;
    }
    let is = |from: usize, word: &str| word.chars().enumerate().all(|(k, c)| at(from + k).to_ascii_lowercase() == c);
    if !HOSTS.iter().any(|host| host.len() == apostrophe - start && is(start, host)) {
        return None;
    }
    let whole = |letters: &str| is(apostrophe + 1, letters) && !at(apostrophe + 1 + letters.len()).is_alphanumeric();
    CLITICS.iter().find(|(letters, _)| whole(letters)).map(|(letters, word)| (*word, letters.len()))
}

fn contracted(word: &str, span: Range<usize>) -> Token {
    Token { folded: word.to_owned(), kind: TokenKind::Word, ..mark(span) }
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// Whether every letter run of `start..dot` is a single letter, as in "U.S" or "a.k": the last one is, and those before
/// a full stop inside the word have been asked about already.
fn is_initial(at: &impl Fn(usize) -> char, start: usize, dot: usize) -> bool {
    let single = dot == start + 1 || dot > start + 1 && at(dot - 2) == '.';
    // The letter after the dot must stand alone as well: "U.S.", not "end.The".
    single && !at(dot - 1).is_ascii_digit() && !at(dot + 2).is_alphanumeric()
}

/// Cuts words that run together: "QasemSoleimani", "fromFriday".
fn camel_pieces(word: &str) -> SmallVec<[Range<usize>; 2]> {
    let mut out = SmallVec::new();
    let mut from = 0;
    let mut previous = None::<char>;
    for (at, c) in word.char_indices() {
        if previous.is_some_and(char::is_lowercase) && c.is_uppercase() && at - from >= 2 {
            out.push(from..at);
            from = at;
        }
        previous = Some(c);
    }
    out.push(from..word.len());
    out
}

fn word_token(word: &str, span: Range<usize>, glued: bool, stop: bool) -> Token {
    let mut letters = word.chars().filter(|c| c.is_alphabetic()).peekable();
    let kind = if word.starts_with(|c: char| c.is_ascii_digit()) { TokenKind::Number } else { TokenKind::Word };
    Token {
        span,
        folded: fold(word),
        kind,
        glued,
        capital: word.chars().next().is_some_and(char::is_uppercase),
        upper: letters.peek().is_some() && letters.all(char::is_uppercase),
        stop,
        word: WordNumber::UNSEEN,
    }
}

fn mark(span: Range<usize>) -> Token {
    Token {
        span,
        folded: "'s".to_owned(),
        kind: TokenKind::Possessive,
        glued: false,
        capital: false,
        upper: false,
        stop: false,
        word: WordNumber::UNSEEN,
    }
}
