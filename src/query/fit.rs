//! Words laid beside the pieces of a form.

use std::ops::Range;

use super::form::{ENGLISH, Piece, Word, is_near};

/// No name has more words.
const LONGEST_NAME: usize = 12;

/// A form that fits, and the words in its slots.
#[derive(Clone, Default)]
pub(super) struct Filling {
    pub(super) slots: Vec<(usize, Range<usize>)>,
    pub(super) mended: Vec<String>,
    pub(super) slips: usize,
}

/// Collects every way in which words fit the pieces of a form.
pub(super) fn fit(
    pieces: &[Piece],
    piece: usize,
    words: &[Word],
    at: usize,
    mend: bool,
    filling: &Filling,
    found: &mut Vec<Filling>,
) {
    let Some(first) = pieces.get(piece) else {
        if at == words.len() {
            found.push(filling.clone());
        }
        return;
    };
    match first {
        Piece::Slot(_) => {
            for end in at + 1..=words.len().min(at + LONGEST_NAME) {
                if !words.get(at..end).is_some_and(|words| ENGLISH.can_name(words)) {
                    continue;
                }
                let mut filling = filling.clone();
                filling.slots.push((piece, at..end));
                fit(pieces, piece + 1, words, end, mend, &filling, found);
            }
        }
        Piece::Words { choices, optional } => {
            if *optional {
                fit(pieces, piece + 1, words, at, mend, filling, found);
            }
            let mut tried: Vec<usize> = Vec::new();
            for choice in choices {
                let end = at + choice.len();
                let Some(typed) = words.get(at..end) else { continue };
                let Some(mended) = same(typed, choice, mend) else { continue };
                // Two choices that fit the same words need no second try.
                if mended.is_empty() && tried.contains(&end) {
                    continue;
                }
                tried.push(end);
                let mut filling = filling.clone();
                filling.slips += mended.len();
                filling.mended.extend(mended);
                fit(pieces, piece + 1, words, end, mend, &filling, found);
            }
        }
    }
}

/// Whether words are those of a choice; with what had to be mended.
fn same(typed: &[Word], choice: &[String], mend: bool) -> Option<Vec<String>> {
    let mut mended = Vec::new();
    for (word, meant) in typed.iter().zip(choice) {
        if word.folded == *meant {
            continue;
        }
        if !mend || is_near(&word.folded, meant).is_none() {
            return None;
        }
        mended.push(format!("read {:?} as {meant:?}", word.text));
    }
    Some(mended)
}
