//! The one spelling in which names are compared.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds a name: without accents, case, apostrophes and dots, hyphens as spaces, single spaces.
pub(crate) fn fold(name: &str) -> String {
    let letters = name.nfkd().filter(|&c| !is_combining_mark(c) && !is_dropped(c));
    let lower: String = letters.map(|c| if is_hyphen(c) { ' ' } else { c }).flat_map(char::to_lowercase).collect();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Apostrophes, modifier letters (ayn, hamza) and dots.
fn is_dropped(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | '´' | '.' | '·' | '\u{2b0}'..='\u{2ff}')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '_')
}
