//! Tokens as treebanks write them.
//!
//! Splits follow the Penn Treebank as spaCy keeps them: "did|n't", "Iran|'s", "$|5", "10|km", a full stop apart from the
//! word that it ends a sentence after, but "U.S." and "Nov." whole. A hyphen compound ("Iran-backed", "tit-for-tat") is
//! one token, because as one it is one adjective or noun, and its parts are read by rule.
//!
//! The tokens of [`crate::text`] are finer and serve the recognition of names; the two meet over byte offsets.

use std::ops::Range;

/// One sentence, cut into tokens for the parser.
///
/// ```
/// use reprisal::syntax::Sentence;
///
/// let text = "They didn't stay.";
/// let sentence = Sentence::new(text, 0..text.len());
/// assert_eq!(sentence.words().collect::<Vec<_>>(), ["They", "did", "n't", "stay", "."]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence<'t> {
    text: &'t str,
    tokens: Vec<Range<usize>>,
}

/// No sentence is parsed beyond this many tokens; what is longer is no prose.
pub(super) const LONGEST: usize = 20_000;

/// A token takes about as many bytes of a sentence.
const BYTES: usize = 5;

impl<'t> Sentence<'t> {
    /// Cuts `span` of `text`, which should be one sentence, into tokens. A span that does not lie in the text, or cuts a
    /// character, gives a sentence without tokens.
    #[must_use]
    pub fn new(text: &'t str, span: Range<usize>) -> Sentence<'t> {
        let tokens = text.get(span.clone()).map_or_else(Vec::new, |own| tokenize(own, span.start));
        Sentence { text, tokens }
    }

    /// A sentence of tokens that were cut elsewhere. Spans that do not lie in the text count as empty words.
    #[must_use]
    pub fn from_tokens(text: &'t str, mut tokens: Vec<Range<usize>>) -> Sentence<'t> {
        tokens.truncate(LONGEST);
        Sentence { text, tokens }
    }

    /// How many tokens it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether it has no token.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// The spelling of a token; empty past the end.
    #[must_use]
    pub fn word(&self, token: usize) -> &'t str {
        self.tokens.get(token).and_then(|span| self.text.get(span.clone())).unwrap_or("")
    }

    /// Where each token stands in the text, in bytes.
    #[must_use]
    pub fn spans(&self) -> &[Range<usize>] {
        &self.tokens
    }

    /// The tokens' spellings, in order.
    #[must_use]
    pub fn words(&self) -> impl ExactSizeIterator<Item = &'t str> + '_ {
        (0..self.len()).map(|token| self.word(token))
    }
}

/// Cuts one sentence into tokens; `base` is added to every offset.
///
/// ```
/// use reprisal::syntax::tokenize;
///
/// assert_eq!(tokenize("Guns fell silent.", 100), [100..104, 105..109, 110..116, 116..117]);
/// ```
#[must_use]
pub fn tokenize(sentence: &str, base: usize) -> Vec<Range<usize>> {
    let mut cutter = Cutter { text: sentence, out: Vec::with_capacity(sentence.len() / BYTES + 1) };
    let end = last_word_end(sentence);
    let mut start = None;
    for (at, c) in sentence.char_indices() {
        if is_gap(c) {
            if let Some(from) = start.take() {
                cutter.chunk(from..at, end);
            }
        } else if start.is_none() {
            start = Some(at);
        }
    }
    if let Some(from) = start {
        cutter.chunk(from..sentence.len(), end);
    }
    cutter.out.truncate(LONGEST);
    for span in &mut cutter.out {
        *span = span.start + base..span.end + base;
    }
    cutter.out
}

fn is_gap(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{200e}' | '\u{200f}' | '\u{2060}')
}

/// Where the last chunk with a letter or digit ends: a full stop there ends the sentence.
fn last_word_end(sentence: &str) -> usize {
    sentence.char_indices().rev().find(|(_, c)| c.is_alphanumeric()).map_or(0, |(at, c)| at + c.len_utf8())
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`' | '´')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '–')
}

/// What stands apart from the word before it.
fn is_closing(c: char) -> bool {
    matches!(c, ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '"' | '”' | '»' | '…' | '%' | '°' | '*' | '|' | '>')
        || is_apostrophe(c)
}

/// Endings that are words of their own after an apostrophe.
const CLITICS: [&str; 6] = ["s", "re", "ve", "ll", "d", "m"];
/// Units that spaCy cuts from the number they touch.
const UNITS: [&str; 12] = ["km", "kg", "mm", "cm", "m", "g", "ft", "mph", "kph", "nm", "lb", "mi"];

struct Cutter<'t> {
    text: &'t str,
    out: Vec<Range<usize>>,
}

impl Cutter<'_> {
    /// Cuts what stands between two gaps. `end` is where the sentence's last word ends.
    fn chunk(&mut self, chunk: Range<usize>, end: usize) {
        if self.plain(chunk.clone()) {
            return;
        }
        let Range { mut start, end: mut stop } = chunk;
        if self.text[start..stop].contains("://") || is_address(&self.text[start..stop]) {
            self.out.push(start..stop);
            return;
        }
        // From the front: quotes, brackets, currency.
        while let Some(c) = self.text[start..stop].chars().next() {
            if c.is_alphanumeric() || self.is_clitic(start..stop) {
                break;
            }
            let run = self.run_from(start, stop, c);
            if c == '.' && run == 1 && self.text[start + 1..stop].starts_with(|d: char| d.is_ascii_digit())
                || matches!(c, '-' | '+')
                    && run == c.len_utf8()
                    && self.text[start + run..stop].starts_with(|d: char| d.is_ascii_digit())
            {
                break;
            }
            self.out.push(start..start + run);
            start += run;
        }
        // From the back, in reverse.
        let mut tail: Vec<Range<usize>> = Vec::new();
        while start < stop {
            let word = &self.text[start..stop];
            let Some(last) = word.chars().next_back() else { break };
            let cut = if let Some(clitic) = clitic_len(word) {
                clitic
            } else if word.ends_with("...") || word.ends_with("--") {
                word.len() - word.trim_end_matches(last).len()
            } else if last == '.' {
                if word.len() == 1 || !self.keeps_stop(word, stop, end) { 1 } else { 0 }
            } else if is_closing(last) || (is_hyphen(last) || last == '—' || last == '/') {
                last.len_utf8()
            } else {
                unit_len(word)
            };
            if cut == 0 || cut >= word.len() && word.chars().all(char::is_alphanumeric) {
                break;
            }
            tail.push(stop - cut..stop);
            stop -= cut;
        }
        if start < stop {
            self.middle(start..stop);
        }
        self.out.extend(tail.into_iter().rev());
    }

    /// Takes what has nothing to be cut at, as most words of prose, with or without a comma after it.
    fn plain(&mut self, chunk: Range<usize>) -> bool {
        let whole = &self.text[chunk.clone()];
        let word = whole.strip_suffix(',').unwrap_or(whole);
        let Some((first, rest)) = word.as_bytes().split_first() else { return false };
        let letters = first.is_ascii_alphabetic() && rest.iter().all(u8::is_ascii_lowercase);
        if !letters || word.eq_ignore_ascii_case("cannot") {
            return false;
        }
        let end = chunk.start + word.len();
        self.out.push(chunk.start..end);
        if end < chunk.end {
            self.out.push(end..chunk.end);
        }
        true
    }

    fn is_clitic(&self, chunk: Range<usize>) -> bool {
        let mut chars = self.text[chunk].chars();
        let rest = |chars: std::str::Chars<'_>| chars.as_str().to_lowercase();
        chars.next().is_some_and(is_apostrophe) && CLITICS.contains(&rest(chars).as_str())
    }

    /// How many bytes of the same mark begin here: "...", "--", "''".
    fn run_from(&self, start: usize, stop: usize, c: char) -> usize {
        let rest = &self.text[start..stop];
        match c {
            '.' | '-' | '\'' | '`' | '*' | '_' | '=' => rest.len() - rest.trim_start_matches(c).len(),
            _ => c.len_utf8(),
        }
    }

    /// Whether the full stop belongs to the word: "U.S." always, "Nov." where the sentence goes on.
    fn keeps_stop(&self, word: &str, stop: usize, end: usize) -> bool {
        let body = &word[..word.len() - 1];
        if body.contains('.')
            && body.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-'))
            && body.split(['.', '-']).all(|part| part.chars().count() <= 2)
        {
            return true;
        }
        let letters = body.chars().count();
        let initial = letters == 1 && body.chars().all(char::is_uppercase);
        let goes_on = stop <= end;
        let short =
            body.chars().all(char::is_alphabetic) && (letters <= 4 || letters <= 5 && body.starts_with(char::is_uppercase));
        // A stop that touches the next sentence's first word is a missing space, not an abbreviation.
        goes_on && (initial || short)
    }

    /// Cuts inside what is left: dashes, missing spaces, "can|not", "did|n't".
    fn middle(&mut self, word: Range<usize>) {
        let text = self.text;
        let chars: Vec<(usize, char)> = text[word.clone()].char_indices().map(|(at, c)| (at + word.start, c)).collect();
        let mut from = word.start;
        let mut k = 0;
        let letter = |k: Option<usize>| k.and_then(|k| chars.get(k)).is_some_and(|(_, c)| c.is_alphabetic());
        let digit = |k: Option<usize>| k.and_then(|k| chars.get(k)).is_some_and(|(_, c)| c.is_ascii_digit());
        while k < chars.len() {
            let (at, c) = chars[k];
            let (before, after) = (k.checked_sub(1), Some(k + 1));
            let next = chars.get(k + 1).map_or('\0', |&(_, c)| c);
            let run = match c {
                '—' | '"' | '“' | '”' | '(' | ')' | '[' | ']' | '…' | '{' | '}' | '<' | '>' | '|' | '&'
                    if from < at || c != '&' =>
                {
                    if c == '&' {
                        0
                    } else {
                        c.len_utf8()
                    }
                }
                '-' if next == '-' => text[at..word.end].len() - text[at..word.end].trim_start_matches('-').len(),
                '.' if next == '.' => text[at..word.end].len() - text[at..word.end].trim_start_matches('.').len(),
                '/' if letter(before) && letter(after) => 1,
                ',' | ';' | ':' | '!' | '?' if !(digit(before) && digit(after)) => 1,
                // "ended.The": a space is missing.
                '.' if before.and_then(|b| chars.get(b)).is_some_and(|(_, c)| c.is_lowercase())
                    && next.is_uppercase()
                    && at - from > 1 =>
                {
                    1
                }
                _ => 0,
            };
            if run > 0 {
                self.word(from..at);
                self.out.push(at..at + run);
                from = at + run;
                while chars.get(k).is_some_and(|&(at, _)| at < from) {
                    k += 1;
                }
                continue;
            }
            // "QasemSoleimani": a space is missing.
            if c.is_uppercase()
                && before.and_then(|b| chars.get(b)).is_some_and(|(_, c)| c.is_lowercase())
                && text[from..at].chars().count() >= 3
                && text[from..at].chars().all(char::is_alphabetic)
            {
                self.word(from..at);
                from = at;
            }
            k += 1;
        }
        self.word(from..word.end);
    }

    /// A word without marks around it.
    fn word(&mut self, word: Range<usize>) {
        if word.is_empty() {
            return;
        }
        let own = &self.text[word.clone()];
        if own.eq_ignore_ascii_case("cannot") {
            self.out.push(word.start..word.start + 3);
            self.out.push(word.start + 3..word.end);
            return;
        }
        self.out.push(word);
    }
}

/// The length of a clitic at the end: "'s", "'ll", "n't".
fn clitic_len(word: &str) -> Option<usize> {
    let at = word.char_indices().rev().take(3).find(|&(_, c)| is_apostrophe(c))?.0;
    let mark = word[at..].chars().next()?.len_utf8();
    let rest = word[at + mark..].to_ascii_lowercase();
    if rest == "t" && word[..at].ends_with(['n', 'N']) && at > 1 {
        return Some(word.len() - at + 1);
    }
    (at > 0 && CLITICS.contains(&rest.as_str())).then_some(word.len() - at)
}

/// The length of a unit that touches a number: "10km".
fn unit_len(word: &str) -> usize {
    let digits = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',')).len();
    let rest = &word[digits..];
    if digits > 0 && UNITS.contains(&rest) { rest.len() } else { 0 }
}

/// Web and mail addresses, hashtags and handles stay whole.
fn is_address(chunk: &str) -> bool {
    chunk.starts_with("www.")
        || chunk.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
        || chunk.starts_with(['@', '#']) && chunk.len() > 1 && chunk.chars().skip(1).all(|c| c.is_alphanumeric() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::tokenize;

    fn cut(sentence: &str) -> String {
        tokenize(sentence, 0).into_iter().map(|span| &sentence[span]).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn treebank_splits() {
        let cases = [
            ("They didn't fire.", "They did n't fire ."),
            ("Iran's forces and the rebels' camp", "Iran 's forces and the rebels ' camp"),
            ("\"We can't,\" he said.", "\" We ca n't , \" he said ."),
            ("“We won’t,” he said.", "“ We wo n’t , ” he said ."),
            ("It is in the U.S.", "It is in the U.S."),
            ("U.S. Marines hit it on Nov. 5.", "U.S. Marines hit it on Nov. 5 ."),
            ("Iran-backed, U.S.-led and tit-for-tat", "Iran-backed , U.S.-led and tit-for-tat"),
            ("It cost $5.2m, or 10% (3,000 euros).", "It cost $ 5.2 m , or 10 % ( 3,000 euros ) ."),
            ("It lies 10km from F-16s and AK-47s.", "It lies 10 km from F-16s and AK-47s ."),
            ("He cannot go -- not now...", "He can not go -- not now ..."),
            ("militia—said he—left", "militia — said he — left"),
            ("It ended.The rebels fled.", "It ended . The rebels fled ."),
            ("fromFriday QasemSoleimani McGurk", "from Friday Qasem Soleimani McGurk"),
            ("Mr. Biden, Gen. Cavoli and J. Smith met.", "Mr. Biden , Gen. Cavoli and J. Smith met ."),
            ("soldiers and/or police 24/7", "soldiers and / or police 24/7"),
            ("at 5:30 p.m. on 9/11", "at 5:30 p.m. on 9/11"),
            ("see https://example.org/a?b=c, he wrote", "see https://example.org/a?b=c, he wrote"),
            ("", ""),
            ("... !!", "... ! !"),
        ];
        for (sentence, expected) in cases {
            assert_eq!(cut(sentence), expected, "{sentence}");
        }
    }

    #[test]
    fn any_text_is_covered_but_for_gaps() {
        for text in
            ["🚀 launched🚀", "الحوثيون أطلقوا صواريخ", "a\u{0}b\u{7}c", "'''", "-", "'s", "n't", "—", "a..b", "$", "&", "x&y"]
        {
            let spans = tokenize(text, 0);
            let covered: usize = spans.iter().map(std::ops::Range::len).sum();
            let solid: usize = text.chars().filter(|c| !super::is_gap(*c)).map(char::len_utf8).sum();
            assert_eq!(covered, solid, "{text:?}");
            assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start), "{text:?}");
        }
    }
}
