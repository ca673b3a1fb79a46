//! Greedy left-to-right tagger: averaged perceptron over hashed features.
//!
//! After Collins (2002), *Discriminative Training Methods for Hidden Markov Models*, decoded greedily; the classes are
//! joint universal and treebank tags ("VERB|VBN"), because the universal tag alone does not tell a passive.

use super::hash::feature;
use super::perceptron::{self, Sparse};
use super::table::Features;
use super::word::Word;

/// Stands for "no tag": before the sentence.
const OUTSIDE: u32 = 255;

/// Collects the features of the word at `at`, given the tags before it.
pub fn features(words: &[Word], tags: &[u8], at: usize, out: &mut impl Features) {
    out.clear();
    let none = Word { id: 1, suffix: [1; 4], prefix: [1; 2], shape: 1, cluster: 0xFFFF, class: 0xFFFF, sure: 0 };
    let word = |offset: isize| at.checked_add_signed(offset).and_then(|k| words.get(k)).copied().unwrap_or(none);
    let tag = |back: usize| at.checked_sub(back).and_then(|k| tags.get(k)).map_or(OUTSIDE, |&t| u32::from(t));
    let (w, l1, l2, r1, r2) = (word(0), word(-1), word(-2), word(1), word(2));
    let (t1, t2) = (tag(1), tag(2));
    let mut t = 0;
    macro_rules! f {
        ($($value:expr),*) => {{
            out.push(feature(t, [$($value),*]));
            t += 1;
        }};
    }
    f!(0);
    f!(w.id);
    f!(w.suffix[0]);
    f!(w.suffix[1]);
    f!(w.suffix[2]);
    f!(w.suffix[3]);
    f!(w.prefix[0]);
    f!(w.prefix[1]);
    f!(w.shape);
    f!(t1);
    f!(t2, t1);
    f!(t1, w.id);
    f!(t2, w.id);
    f!(l2.id);
    f!(l1.id);
    f!(r1.id);
    f!(r2.id);
    f!(l1.id, w.id);
    f!(w.id, r1.id);
    f!(l1.suffix[2]);
    f!(r1.suffix[2]);
    f!(r2.suffix[2]);
    f!(w.shape, r1.shape);
    f!(l1.shape, w.shape);
    f!(l1.shape, r1.shape);
    f!(t1, w.suffix[2]);
    f!(t1, r1.id);
    f!(t1, w.id, r1.id);
    f!(w.suffix[2], r1.suffix[2]);
    f!(t2, t1, w.suffix[1]);
    // Words used alike.
    f!(w.cluster);
    f!(l1.cluster);
    f!(r1.cluster);
    f!(w.cluster, r1.cluster);
    f!(l1.cluster, w.cluster);
    f!(t1, w.cluster);
    f!(t1, r1.cluster);
    f!(t1, w.cluster, r1.cluster);
    f!(w.cluster, w.suffix[1]);
    // Tags that a dictionary allows.
    f!(w.class, w.shape);
    f!(l1.class, w.class);
    f!(w.class, r1.class);
    f!(t1, w.class);
    f!(t1, w.class, r1.class);
    f!(t2, t1, w.class);
    f!(l1.class, w.class, r1.class);
    f!(w.class, w.suffix[1]);
    f!(w.class, r1.class, r2.class);
    f!(r1.class);
    f!(w.class, r1.id, t1);
    f!(l1.id, w.class, r1.class);
    let _ = t;
}

/// The tags of a sentence, by number, with the margin of each before the second best.
#[must_use]
pub(super) fn tag(words: &[Word], weights: &Sparse) -> (Vec<u8>, Vec<i32>) {
    let mut tags = Vec::with_capacity(words.len());
    let mut margins = Vec::with_capacity(words.len());
    let mut scores = [0; 256];
    let mut keys = weights.features();
    for (at, word) in words.iter().enumerate() {
        let (tag, margin) = match word.sure.checked_sub(1) {
            Some(tag) => (tag, i32::MAX),
            None => {
                features(words, &tags, at, &mut keys);
                weights.score(&keys, &mut scores);
                let (tag, margin) = perceptron::best(&scores[..weights.classes()]);
                (tag as u8, margin)
            }
        };
        tags.push(tag);
        margins.push(margin);
    }
    (tags, margins)
}
