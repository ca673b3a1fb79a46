//! Frozen perceptron weights.

use super::buckets::{Buckets, Keys};
use super::table::{Known, MOST, Table, touch};

/// Weights of features over many classes.
#[derive(Clone, Debug, Default)]
pub struct Sparse {
    /// Feature → where its weights lie: of a short row where they begin and how many there are, of a long one, which has
    /// the length [`LONG`], the number of its first block.
    index: Table<u32>,
    /// Short rows: few weights that are not zero, by class.
    weights: Vec<(u8, i16)>,
    /// Long rows: the weights of all classes, zeros included, in blocks that add up with a few instructions.
    blocks: Vec<Block>,
    classes: usize,
}

/// Weights of so many classes that follow each other.
type Block = [i16; BLOCK];
const BLOCK: usize = 16;

/// The length that stands for a long row, and from how many weights on a row is one.
const LONG: u32 = 0xFF;
const LONG_FROM: u8 = 16;

/// Features with their quantised weights by class, laid flat.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// The features, rising.
    pub keys: Vec<u32>,
    /// How many weights each feature has.
    pub lengths: Vec<u8>,
    /// The class of each weight.
    pub classes: Vec<u8>,
    /// The weights.
    pub weights: Vec<i8>,
}

/// What a quantised weight stands for: small weights need more resolution than large ones.
#[must_use]
pub(super) fn square(q: i8) -> i16 {
    i16::from(q) * i16::from(q).abs()
}

impl Sparse {
    /// From rows of features over `classes` classes; weights of other classes are left out.
    #[must_use]
    pub fn new(rows: &Rows, classes: usize) -> Sparse {
        let (mut weights, mut blocks) = (Vec::new(), Vec::new());
        let mut rest = rows.classes.iter().zip(&rows.weights).map(|(&class, &q)| (class, square(q)));
        let index = rows.keys.iter().zip(&rows.lengths).map(|(&key, &length)| {
            let row = rest.by_ref().take(usize::from(length));
            if length < LONG_FROM {
                let from = weights.len() as u32;
                weights.extend(row);
                return (key, from << 8 | u32::from(length));
            }
            let from = blocks.len();
            blocks.resize(from + classes.div_ceil(BLOCK), [0; BLOCK]);
            for (class, weight) in row {
                let at = usize::from(class);
                blocks[from + at / BLOCK][at % BLOCK] = weight;
            }
            (key, (from as u32) << 8 | LONG)
        });
        let index = Table::new(index);
        Sparse { index, weights, blocks, classes }
    }

    /// How many classes it tells apart.
    #[must_use]
    pub fn classes(&self) -> usize {
        self.classes
    }

    /// Takes the features of a decision.
    #[must_use]
    pub(super) fn features(&self) -> Known<'_> {
        Known::new(&self.index)
    }

    /// Adds up the scores of all classes.
    #[inline]
    pub(super) fn score(&self, features: &Known<'_>, scores: &mut [i32]) {
        let (mut short, mut long) = ([0u32; MOST], [0u32; MOST]);
        let (mut shorts, mut longs) = (0, 0);
        for packed in features.values() {
            short[shorts % MOST] = packed;
            long[longs % MOST] = packed >> 8;
            let is_long = packed & LONG == LONG;
            shorts += usize::from(!is_long);
            longs += usize::from(is_long);
        }
        let (short, long) = (&short[..shorts], &long[..longs]);
        let blocks = self.classes.div_ceil(BLOCK);
        let block = |at: usize| self.blocks.get(at).unwrap_or(&[0; BLOCK]);
        let every_line = |&from: &u32| (from as usize..from as usize + blocks).step_by(2);
        touch(long.iter().flat_map(every_line).map(|at| block(at)[0] as u32));
        touch(short.iter().map(|&packed| self.weights.get((packed >> 8) as usize).map_or(0, |&(_, weight)| weight as u32)));
        for (number, scores) in scores.chunks_mut(BLOCK).enumerate() {
            let mut sums = [0i32; BLOCK];
            // The largest weight is half of what 16 bits hold, so the sum of two has room.
            for pair in long.chunks(2) {
                let of = |at: usize| pair.get(at).map_or(&[0; BLOCK], |&from| block(from as usize + number));
                let (one, two) = (of(0), of(1));
                for at in 0..BLOCK {
                    sums[at] += i32::from(one[at].wrapping_add(two[at]));
                }
            }
            scores.copy_from_slice(&sums[..scores.len()]);
        }
        for packed in short {
            let (from, len) = ((packed >> 8) as usize, (packed & 0xFF) as usize);
            for &(class, weight) in &self.weights[from..from + len] {
                scores[usize::from(class)] += i32::from(weight);
            }
        }
    }
}

/// The best class and how far it lies before the second.
#[must_use]
pub fn best(scores: &[i32]) -> (usize, i32) {
    let (mut first, mut second, mut class) = (i32::MIN, i32::MIN, 0);
    for (at, &score) in scores.iter().enumerate() {
        if score > first {
            (second, first, class) = (first, score, at);
        } else if score > second {
            second = score;
        }
    }
    (class, if second == i32::MIN { 0 } else { first - second })
}

/// So many weights are added up at once.
const LANE: usize = 16;

/// Weights for the three moves of the parser, as differences to SHIFT.
#[derive(Clone, Debug, Default)]
pub(super) struct Moves {
    /// Feature → the quantised weights of LEFT and RIGHT, a byte each.
    weights: Buckets,
}

impl Moves {
    /// From the features, rising, and their quantised weights for LEFT and RIGHT.
    #[must_use]
    pub(super) fn new(keys: &[u32], left: &[i8], right: &[i8]) -> Moves {
        let weights = left.iter().zip(right).map(|(&left, &right)| u16::from_be_bytes([left as u8, right as u8]));
        Moves { weights: Buckets::new(keys.iter().copied().zip(weights)) }
    }

    /// The scores of LEFT and RIGHT.
    #[inline]
    #[must_use]
    pub(super) fn score(&self, features: &Keys) -> [i32; 2] {
        let mut found = [0; MOST];
        let features = features.keys();
        self.weights.values(features, &mut found);
        let (mut left, mut right) = (0, 0);
        // Whole lanes: what lies past the end is 0.
        for lane in found.chunks_exact(LANE).take(features.len().div_ceil(LANE)) {
            for &both in lane {
                let (l, r) = ((both as i16) >> 8, ((both << 8) as i16) >> 8);
                left += i32::from(l) * i32::from(l.wrapping_abs());
                right += i32::from(r) * i32::from(r.wrapping_abs());
            }
        }
        [left, right]
    }
}
