//! Text of articles made harmless for terminals.

/// Text that cannot do anything to a terminal: line breaks become spaces, other control characters are written out.
pub fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => cleaned.push(' '),
            c if is_active(c) => cleaned.extend(c.escape_unicode()),
            c => cleaned.push(c),
        }
    }
    cleaned
}

/// As [`clean`], of a text of several lines, which stay lines.
pub fn clean_lines(text: &str) -> String {
    text.split('\n').map(clean).collect::<Vec<_>>().join("\n")
}

/// JSON whose strings cannot do anything to a terminal either: it reads the same, with escapes.
pub fn clean_json(json: &str) -> String {
    let mut cleaned = String::with_capacity(json.len());
    let mut rest = json;
    // Between the values; inside strings they are escaped already.
    let harmful = |c: char| is_active(c) && !matches!(c, '\n' | '\r' | '\t');
    while let Some((at, c)) = rest.char_indices().find(|&(_, c)| harmful(c)) {
        cleaned.push_str(&rest[..at]);
        cleaned.push_str(&format!("\\u{:04x}", u32::from(c)));
        rest = &rest[at + c.len_utf8()..];
    }
    cleaned.push_str(rest);
    cleaned
}

/// Whether a character can move the cursor, start a control sequence or turn the direction of writing.
pub fn is_active(c: char) -> bool {
    c.is_control() || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
