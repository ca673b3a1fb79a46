//! The one spelling used for comparing names.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds a name: case, accents, apostrophes and dots carry no meaning, a hyphen is a space.
///
/// ```
/// use reprisal::fold::fold;
/// assert_eq!(fold("Katāʾib Ḥizballāh"), "kataib hizballah");
/// assert_eq!(fold("al-Qa’im"), "al qaim");
/// assert_eq!(fold("U.S."), "us");
/// ```
#[must_use]
pub fn fold(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut space = false;
    // Most words of English need no more.
    if name.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        out.push_str(name);
        out.make_ascii_lowercase();
        return out;
    }
    for c in name.nfkd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase) {
        match c {
            '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | 'ʾ' | 'ʿ' | '`' | '´' | '.' => {}
            'ı' => push(&mut out, &mut space, "i"),
            'ł' => push(&mut out, &mut space, "l"),
            'ø' => push(&mut out, &mut space, "o"),
            'đ' => push(&mut out, &mut space, "d"),
            'ß' => push(&mut out, &mut space, "ss"),
            c if c.is_whitespace() || matches!(c, '-' | '‐' | '‑' | '–') => space = !out.is_empty(),
            c if is_combining_mark(c) => {}
            c => push(&mut out, &mut space, c.encode_utf8(&mut [0; 4])),
        }
    }
    out
}

/// A word in small letters; one that has no others, as most have not, is not copied.
#[cfg(feature = "reader")]
pub(crate) fn lower(word: &str) -> std::borrow::Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) { word.into() } else { word.to_lowercase().into() }
}

fn push(out: &mut String, space: &mut bool, text: &str) {
    if std::mem::take(space) {
        out.push(' ');
    }
    out.push_str(text);
}
