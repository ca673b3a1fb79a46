//! The end of a question: place, time, and what to count by, in any order.

use std::ops::Range;

use super::form::{ENGLISH, Word};
use super::time::{self, Window};

/// Where a question proper ends, and what comes after.
#[derive(Clone, Debug, Default)]
pub(super) struct Tail {
    pub(super) end: usize,
    /// The words that name a place.
    pub(super) place: Option<Range<usize>>,
    pub(super) window: Window,
    /// What deeds are counted by.
    pub(super) by: Option<String>,
}

const IN: [&str; 8] = ["in", "at", "near", "off", "inside", "within", "around", "over"];
const BY: [&str; 4] = ["by", "per", "each", "every"];

/// Every way to end a question: with the fewest words taken for a place first, for a name may hold an "in" of its own.
pub(super) fn tails(words: &[Word]) -> Vec<Tail> {
    let texts: Vec<&str> = words.iter().map(|word| word.text).collect();
    let plain = settle(&texts, words, Tail { end: words.len(), ..Tail::default() });
    let mut tails = vec![plain.clone()];
    let places = (1..plain.end).rev().filter(|&at| IN.contains(&words[at].folded.as_str()) && at + 1 < plain.end);
    for at in places {
        let with_place = Tail { end: at, place: Some(at + 1..plain.end), ..plain.clone() };
        tails.push(settle(&texts, words, with_place));
    }
    tails
}

/// Takes time and what to count by off the end.
fn settle(texts: &[&str], words: &[Word], mut tail: Tail) -> Tail {
    loop {
        if let (None, [before @ .., by, what]) = (&tail.by, &words[..tail.end])
            && BY.contains(&by.folded.as_str())
            && let Some(found) = ENGLISH.counted_by.get(&what.folded)
        {
            tail.by = Some(found.clone());
            tail.end = before.len();
            continue;
        }
        match time::last(&texts[..tail.end]) {
            Some((at, window)) if at > 0 => {
                tail.window.since = tail.window.since.or(window.since);
                tail.window.until = tail.window.until.or(window.until);
                tail.end = at;
            }
            _ => return tail,
        }
    }
}
