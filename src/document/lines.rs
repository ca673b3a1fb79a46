//! Lines of a text as its writer meant them: hard-wrapped paragraphs are put together again.

use std::ops::Range;

/// A wrapped line is at least this long…
const SHORTEST: usize = 50;
/// … and at most this long, in characters.
const LONGEST: usize = 110;

/// The stretches of text that stand alone: lines, or paragraphs of lines broken at a fixed width. No surrounding space.
pub(super) fn logical(text: &str) -> Vec<Range<usize>> {
    let groups = groups(text);
    match width(text, &groups) {
        Some(width) => groups.iter().flat_map(|group| unwrapped(text, group, width)).collect(),
        None => groups.into_iter().flatten().collect(),
    }
}

/// Runs of lines that no blank line parts.
fn groups(text: &str) -> Vec<Vec<Range<usize>>> {
    // Old Macs ended lines with a carriage return alone.
    let end = if text.contains('\n') { '\n' } else { '\r' };
    let mut groups = vec![Vec::new()];
    let mut start = 0;
    for line in text.split_inclusive(end) {
        let span = trimmed(text, start..start + line.len());
        start += line.len();
        match groups.last_mut() {
            Some(group) if !span.is_empty() => group.push(span),
            Some(group) if !group.is_empty() => groups.push(Vec::new()),
            _ => {}
        }
    }
    groups.retain(|group| !group.is_empty());
    groups
}

/// The span without space, marks of byte order and other invisible characters around it.
pub(super) fn trimmed(text: &str, span: Range<usize>) -> Range<usize> {
    let unseen = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}');
    let part = &text[span.clone()];
    let start = span.start + (part.len() - part.trim_start_matches(unseen).len());
    start..(start + text[start..span.end].trim_end_matches(unseen).len())
}

/// The width at which the lines were broken; `None` for a text with a line a paragraph.
fn width(text: &str, groups: &[Vec<Range<usize>>]) -> Option<usize> {
    let all_capitals = !text.contains(char::is_lowercase);
    let (mut pairs, mut broken, mut width) = (0, 0, 0);
    for pair in groups.iter().flat_map(|group| group.windows(2)) {
        let (first, second) = (&text[pair[0].clone()], &text[pair[1].clone()]);
        let len = first.chars().count();
        if !(SHORTEST..=LONGEST).contains(&len) {
            // One long line is a paragraph by itself, so the text is not wrapped.
            pairs += 4 * usize::from(len > LONGEST);
            continue;
        }
        pairs += 1;
        width = width.max(len);
        let goes_on = second.starts_with(|c: char| c.is_lowercase() || (all_capitals && c.is_alphanumeric()));
        broken += usize::from(goes_on && !super::classify::ends_sentence(first));
    }
    (broken * 10 >= pairs * 3 && broken > 0).then_some(width)
}

/// Joins each line to the next one when the next one's first word would not have fitted on it.
fn unwrapped(text: &str, group: &[Range<usize>], width: usize) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::new();
    let mut last_line = 0..0;
    for line in group {
        let word = text[line.clone()].split_whitespace().next().map_or(0, |word| word.chars().count());
        // Writers and programs differ on the last few columns.
        let full = text[last_line.clone()].chars().count() + 1 + word + 6 > width;
        match joined.last_mut() {
            Some(paragraph) if full && !super::classify::is_item(&text[line.clone()]) => paragraph.end = line.end,
            _ => joined.push(line.clone()),
        }
        last_line = line.clone();
    }
    joined
}
