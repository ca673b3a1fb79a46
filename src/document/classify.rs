//! What a line of a page is, seen by itself.

use std::ops::Range;

use super::lines::trimmed;
use super::phrases::Phrases;
use crate::ontology::schema::Effect;

/// What a line is; ranges are bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// No part of the article.
    Boilerplate,
    /// Names who wrote it.
    Byline(Range<usize>),
    /// A linked headline without its label.
    Aside(Range<usize>),
    /// A caption without label and credit.
    Caption(Range<usize>),
    /// An item of a list without its mark.
    Item(Range<usize>),
    /// Full sentences.
    Sentences(Range<usize>),
    /// A line without full stop: headline, heading, stray word.
    Fragment(Range<usize>),
}

/// Longer lines than this, in bytes, are paragraphs whatever they end in.
const LONGEST_FRAGMENT: usize = 220;
/// Bylines are shorter than this, in bytes.
const LONGEST_BYLINE: usize = 110;
/// As many words in small letters make a caption of what follows "Photo:"; fewer make it a credit.
const CAPTION_WORDS: usize = 3;

/// Classifies one line, its hashtags cut off.
pub(super) fn classify(text: &str, line: Range<usize>, phrases: &Phrases) -> Class {
    let body = without_clock(text, line, phrases);
    let part = &text[body.clone()];
    if !part.contains(char::is_alphabetic) || is_weather(part) || is_sign_off(part) || is_remark(part) {
        return Class::Boilerplate;
    }
    let cut = |from: usize| trimmed(text, body.start + from..body.end);
    if let Some(from) = phrases.label(Effect::Caption, part.trim_start_matches(['©', ' ', '('])) {
        let skipped = part.len() - part.trim_start_matches(['©', ' ', '(']).len();
        let caption = without_credit(text, cut(from + skipped), phrases);
        return if small_words(&text[caption.clone()]) >= CAPTION_WORDS { Class::Caption(caption) } else { Class::Boilerplate };
    }
    if let Some(from) = phrases.label(Effect::Aside, part) {
        let headline = cut(from);
        return if words(&text[headline.clone()]) > 1 { Class::Aside(headline) } else { Class::Boilerplate };
    }
    let boilerplate = || phrases.start_apart(Effect::Boilerplate, part).is_some() || phrases.is_whole(Effect::Furniture, part);
    let named = || phrases.start(Effect::Byline, part).is_some_and(|end| end < part.len());
    if part.len() <= LONGEST_BYLINE && !ends_sentence(part) && named() && !boilerplate() {
        return Class::Byline(body);
    }
    if is_boilerplate(part, phrases) {
        return Class::Boilerplate;
    }
    let caption = if part.len() <= 2 * LONGEST_FRAGMENT { without_credit(text, body.clone(), phrases) } else { body.clone() };
    if caption.end < body.end {
        return if small_words(&text[caption.clone()]) >= CAPTION_WORDS { Class::Caption(caption) } else { Class::Boilerplate };
    }
    if let Some(mark) = item_mark(part) {
        return Class::Item(cut(mark));
    }
    if part.len() > LONGEST_FRAGMENT || (ends_sentence(part) && !is_question_heading(part)) {
        Class::Sentences(body)
    } else {
        Class::Fragment(body)
    }
}

/// Whether the text ends as a sentence does; quotes and brackets may close after the full stop.
pub(super) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(|c: char| c.is_whitespace() || "\"'”’»)]".contains(c)).ends_with(['.', '!', '?', '…'])
}

fn is_question_heading(part: &str) -> bool {
    part.len() < 90 && part.ends_with('?') && !part.contains(". ")
}

/// Whether the line begins with the mark of a list item.
pub(super) fn is_item(line: &str) -> bool {
    item_mark(line).is_some()
}

/// How many bytes the mark takes: "•", "-", "*", "+", "1.", "2)".
fn item_mark(line: &str) -> Option<usize> {
    let first = line.chars().next()?;
    let mark = if "•*+-–»·▪●‣◦■".contains(first) {
        first.len_utf8()
    } else {
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        let closed = line[digits..].starts_with(['.', ')']);
        if digits == 0 || digits > 2 || !closed {
            return None;
        }
        digits + 1
    };
    let spaced = line[mark..].starts_with(char::is_whitespace) || "•●■▪».".contains(first);
    (spaced && !line[mark..].trim().is_empty()).then_some(mark)
}

fn is_boilerplate(part: &str, phrases: &Phrases) -> bool {
    if phrases.start_apart(Effect::Boilerplate, part).is_some()
        || part.starts_with('©')
        || phrases.is_whole(Effect::Furniture, part)
    {
        return true;
    }
    // Bars of links: "Download PDF | Cite | Share", "operations | army | north".
    let cells: Vec<&str> = part
        .split(['|', '•', '\t', '>'])
        .flat_map(|cell| cell.split("  "))
        .map(str::trim)
        .filter(|cell| !cell.is_empty())
        .collect();
    let furniture =
        |cell: &str| phrases.is_whole(Effect::Furniture, cell) || phrases.start_apart(Effect::Boilerplate, cell).is_some();
    let timed = part.len() < 80
        && !ends_sentence(part)
        && part.contains(|c: char| c.is_ascii_digit())
        && phrases.start(Effect::Timestamp, part).is_some();
    // "Institute | Information cut-off: 14:00".
    let clocked = |cell: &&str| cell.contains(|c: char| c.is_ascii_digit()) && phrases.start(Effect::Timestamp, cell).is_some();
    timed
        || (cells.len() == 2 && part.len() < LONGEST_BYLINE && clocked(&cells[1]))
        || (cells.len() > 1 && cells.iter().all(|cell| furniture(cell)))
        || (cells.len() > 2 && cells.iter().all(|cell| words(cell) <= 4))
}

/// "New York 12°C, HI 58° LO 50°".
fn is_weather(part: &str) -> bool {
    part.len() < 80 && part.contains('°') && !ends_sentence(part)
}

/// "--AGENCY", "-30-", "int/khz".
fn is_sign_off(part: &str) -> bool {
    let short = words(part) <= 2 && part.len() < 20;
    short
        && (part.starts_with("--")
            || (part.starts_with('-') && part.ends_with('-'))
            || (part.contains('/') && !part.contains(char::is_uppercase)))
}

/// A whole line in brackets: "(Adds details, background)".
fn is_remark(part: &str) -> bool {
    part.len() < 160
        && !ends_sentence(part)
        && (part.starts_with('(') && part.ends_with(')') || part.starts_with('[') && part.ends_with(']'))
}

/// Cuts "Photo: …", "Source: …", "© …" off the end of a caption.
fn without_credit(text: &str, span: Range<usize>, phrases: &Phrases) -> Range<usize> {
    let part = &text[span.clone()];
    let sign = part.char_indices().skip(1).find(|&(at, c)| c == '©' && part.len() - at < 60).map(|(at, _)| at);
    let label =
        part.char_indices().filter(|&(_, c)| c.is_whitespace() || c == '(').map(|(at, c)| at + c.len_utf8()).find(|&at| {
            let before = part[..at].trim_end();
            let parted = before.ends_with(['.', '–', '—', '-', '|', '(', '/', '”', '"']);
            parted && part.len() - at < 120 && phrases.label(Effect::Caption, &part[at..]).is_some()
        });
    match sign.into_iter().chain(label).chain(agency(part)).min() {
        Some(at) => {
            let kept = part[..at].trim_end_matches(|c: char| c.is_whitespace() || "–—-|(/".contains(c));
            span.start..span.start + kept.len()
        }
        None => span,
    }
}

/// Where the bracket with an agency begins that closes a short caption: "Smoke over the port. (Agency)".
fn agency(part: &str) -> Option<usize> {
    let open = part.strip_suffix(')')?.rfind('(')?;
    let inside = &part[open + 1..part.len() - 1];
    let named = words(inside) <= 4 && small_words(inside) == 0 && inside.starts_with(char::is_uppercase);
    (named && part.len() <= LONGEST_FRAGMENT && part[..open].trim_end().ends_with('.')).then_some(open)
}

/// Cuts the clock off an entry of a live page: "23:05 - No attack", "[3:40 p.m. ET] Jets are heard".
fn without_clock(text: &str, span: Range<usize>, phrases: &Phrases) -> Range<usize> {
    let whole = &text[span.clone()];
    let part = whole.trim_start_matches(['[', '(']);
    let hours = part.bytes().take_while(u8::is_ascii_digit).count();
    let minutes = part[hours..].strip_prefix([':', '.']).map_or(0, |rest| rest.bytes().take_while(u8::is_ascii_digit).count());
    if !(1..=2).contains(&hours) || minutes != 2 {
        return span;
    }
    let mut rest = &part[hours + 3..];
    let apart = rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || "|])apAP".contains(c));
    let dotted = part[hours..].starts_with('.');
    let mut zoned = false;
    // "p.m. ET"
    while let Some(end) = phrases.start(Effect::Clock, rest) {
        rest = rest[end..].trim_start_matches('.');
        zoned = true;
    }
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || "-–—|:])".contains(c));
    // "3.40 million" is no hour.
    if apart && (zoned || !dotted) { span.end - rest.len()..span.end } else { span }
}

/// Cuts runs of hashtags off both ends; one hashtag before or after words is a part of them.
pub(super) fn without_hashtags(text: &str, span: Range<usize>) -> Range<usize> {
    let is_tag = |word: &str| word.len() > 1 && word.starts_with('#') && word[1..].starts_with(|c: char| c.is_alphabetic());
    let mut kept = span.clone();
    let words: Vec<&str> = text[span.clone()].split_whitespace().collect();
    let leading = words.iter().take_while(|word| is_tag(word)).count();
    let trailing = words.iter().rev().take_while(|word| is_tag(word)).count();
    if leading == words.len() {
        return span.start..span.start;
    }
    let (first, last) = (words[leading], words[words.len() - 1 - trailing]);
    let at = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    if leading > 1 {
        kept.start = at(first);
    }
    if trailing > 1 || (trailing == 1 && ends_sentence(last)) {
        kept.end = at(last) + last.len();
    }
    kept
}

/// How many words.
pub(super) fn words(part: &str) -> usize {
    part.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

/// How many words in small letters.
pub(super) fn small_words(part: &str) -> usize {
    part.split_whitespace().filter(|word| word.starts_with(|c: char| c.is_lowercase())).count()
}
