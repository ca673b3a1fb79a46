//! Words and features as 32-bit numbers, so that the model ships no vocabulary.

/// Mixes a template number and its values into a feature; never 0.
#[inline(always)]
#[must_use]
pub(super) fn feature<const N: usize>(template: u32, values: [u32; N]) -> u32 {
    let mut h = (u64::from(template) + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    for value in values {
        h = (h ^ u64::from(value)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
        h ^= h >> 32;
    }
    ((h.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as u32).max(1)
}

/// The number of a run of characters: FNV-1a, 32 bits.
#[inline]
#[must_use]
pub(super) fn characters(chars: impl IntoIterator<Item = char>) -> u32 {
    let mut h: u32 = 0x811C_9DC5;
    for c in chars {
        let c = u32::from(c);
        for byte in [c & 0xFF, c >> 8] {
            if byte != 0 || c == 0 {
                h = (h ^ byte).wrapping_mul(0x0100_0193);
            }
        }
    }
    h.max(2)
}

/// A character as the model sees it: lower case, digits alike, quotes and dashes of one kind.
#[inline]
#[must_use]
pub fn normal(c: char) -> char {
    match c {
        'a'..='z' => c,
        'A'..='Z' => c.to_ascii_lowercase(),
        '0'..='9' => '0',
        '’' | '‘' | 'ʼ' | '`' | '´' => '\'',
        '“' | '”' | '«' | '»' => '"',
        '‐' | '‑' | '–' => '-',
        '—' => '―',
        _ if c.is_ascii() => c,
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

/// The number of a word, whatever its case.
#[must_use]
pub fn word(word: &str) -> u32 {
    characters(word.chars().map(normal))
}
