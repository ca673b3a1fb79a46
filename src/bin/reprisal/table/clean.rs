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
pub fn clean_json(json: String) -> String {
    let Some(first) = next_harmful(&json, 0) else { return json };
    let mut cleaned = String::with_capacity(json.len() + 8);
    let (mut from, mut harmful) = (0, Some(first));
    while let Some((at, c)) = harmful {
        cleaned.push_str(&json[from..at]);
        cleaned.push_str(&format!("\\u{:04x}", u32::from(c)));
        from = at + c.len_utf8();
        harmful = next_harmful(&json, from);
    }
    cleaned.push_str(&json[from..]);
    cleaned
}

/// The next character of JSON that must be escaped. Records are long, so only bytes that such a character can begin with are looked
/// at closely.
fn next_harmful(json: &str, from: usize) -> Option<(usize, char)> {
    let begins = |byte: u8| byte < b' ' || matches!(byte, 0x7F | 0xC2 | 0xD8 | 0xE2);
    let mut from = from;
    loop {
        let at = from + json.as_bytes()[from..].iter().position(|&byte| begins(byte))?;
        let c = json[at..].chars().next()?;
        // Between the values; inside strings they are escaped already.
        if is_active(c) && !matches!(c, '\n' | '\r' | '\t') {
            return Some((at, c));
        }
        from = at + c.len_utf8();
    }
}

/// Whether a character can move the cursor, start a control sequence or turn the direction of writing.
pub fn is_active(c: char) -> bool {
    c.is_control() || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
