//! Frozen perceptron weights.

use std::hint::black_box;

use super::buckets::Buckets;
use super::table::{Known, MOST, Table};

/// Weights of features over many classes.
#[derive(Clone, Debug, Default)]
pub struct Sparse {
    /// Feature → where its weights lie: of a short row its first group and how many there are, of a long one, which has
    /// the length [`LONG`], where it begins, in blocks.
    index: Table<u32>,
    /// Short rows: few weights that are not zero, in groups.
    groups: Vec<Group>,
    /// Long rows: the weights of all classes, zeros included, in whole blocks, which add up with a few instructions.
    rows: Vec<i16>,
    classes: usize,
}

/// Classes with their quantised weights, filled up with weights of nothing: a row is one group or few, and so short a loop seldom
/// has an end that the processor guesses wrong.
type Group = [(u8, i8); GROUP];
const GROUP: usize = 4;

/// So many weights of a long row make a block, and two blocks a line of the processor's cache.
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
pub(super) const fn square(q: i8) -> i16 {
    let q = q as i16;
    q * q.abs()
}

/// The scores of all classes that there can be.
pub(super) type Scores = [i32; 256];

/// What quantised weights stand for, by their bits.
const SQUARES: [i16; 256] = {
    let mut squares = [0; 256];
    let mut bits = 0;
    while bits < 256 {
        squares[bits] = square(bits as u8 as i8);
        bits += 1;
    }
    squares
};

impl Sparse {
    /// From rows of features over `classes` classes; weights of other classes are left out.
    #[must_use]
    pub fn new(rows: &Rows, classes: usize) -> Sparse {
        let (mut groups, mut long): (Vec<Group>, Vec<i16>) = (Vec::new(), Vec::new());
        let mut rest = rows.classes.iter().zip(&rows.weights).map(|(&class, &q)| (class, q));
        let index = rows.keys.iter().zip(&rows.lengths).map(|(&key, &length)| {
            let row = rest.by_ref().take(usize::from(length));
            if length < LONG_FROM {
                let from = groups.len();
                groups.resize(from + usize::from(length).div_ceil(GROUP), Group::default());
                row.enumerate().for_each(|(at, weight)| groups[from + at / GROUP][at % GROUP] = weight);
                return (key, (from as u32) << 8 | (groups.len() - from) as u32);
            }
            let from = long.len();
            long.resize(from + classes.next_multiple_of(BLOCK), 0);
            row.for_each(|(class, q)| long[from + usize::from(class)] = square(q));
            (key, ((from / BLOCK) as u32) << 8 | LONG)
        });
        let index = Table::new(index);
        Sparse { index, groups, rows: long, classes }
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

    /// Adds up the scores of all classes; those of classes that there are not are 0.
    #[inline]
    pub(super) fn score(&self, features: &Known<'_>, scores: &mut Scores) {
        let (mut short, mut long) = ([0u32; MOST], [0u32; MOST]);
        let (mut shorts, mut longs) = (0, 0);
        features.touch();
        for &key in features.keys() {
            let packed = features.value(key);
            short[shorts % MOST] = packed;
            long[longs % MOST] = packed >> 8;
            let is_long = packed & LONG == LONG;
            shorts += usize::from(!is_long);
            longs += usize::from(is_long);
        }
        let (short, long) = (&short[..shorts.min(MOST)], &long[..longs.min(MOST)]);
        let mut touched = 0;
        for &packed in short {
            touched |= self.row(packed).first().map_or(0, |group| group[0].0);
        }
        black_box(touched);
        self.add_long(long, scores);
        for &packed in short {
            for group in self.row(packed) {
                for &(class, q) in group {
                    scores[usize::from(class)] += i32::from(SQUARES[usize::from(q as u8)]);
                }
            }
        }
    }

    /// The groups of a short row.
    #[inline(always)]
    fn row(&self, packed: u32) -> &[Group] {
        let (from, count) = ((packed >> 8) as usize, (packed & 0xFF) as usize);
        self.groups.get(from..from + count).unwrap_or_default()
    }

    /// Sets the scores to the sums of long rows, of which the beginnings are given.
    #[inline]
    fn add_long(&self, long: &[u32], scores: &mut Scores) {
        let room = self.classes.next_multiple_of(BLOCK);
        let row = |from: u32| self.rows.get(from as usize * BLOCK..from as usize * BLOCK + room).unwrap_or_default();
        let mut touched = 0;
        for &from in long {
            for line in row(from).chunks(2 * BLOCK) {
                touched |= line[0];
            }
        }
        black_box(touched);
        let scores = &mut scores[..room];
        scores.fill(0);
        let mut pairs = long.chunks_exact(2);
        for pair in &mut pairs {
            add_two(scores, row(pair[0]), row(pair[1]));
        }
        if let [last] = pairs.remainder() {
            add_two(scores, row(*last), &[0; 256]);
        }
    }
}

/// Adds two rows. A function of its own is compiled to the same few instructions wherever it is called.
#[inline(never)]
fn add_two(scores: &mut [i32], one: &[i16], two: &[i16]) {
    for ((score, &one), &two) in scores.iter_mut().zip(one).zip(two) {
        // The largest weight is half of what 16 bits hold, so the sum of two has room.
        *score += i32::from(one.wrapping_add(two));
    }
}

/// The best class and how far it lies before the second.
#[must_use]
pub fn best(scores: &[i32]) -> (usize, i32) {
    // Sweeps that keep one number each are many scores at a time; one that keeps the best two and where is not.
    let mut first = i32::MIN;
    for &score in scores {
        first = first.max(score);
    }
    let class = scores.iter().position(|&score| score == first).unwrap_or(0);
    let mut second = i32::MIN;
    for (at, &score) in scores.iter().enumerate() {
        second = second.max(if at == class { i32::MIN } else { score });
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

    /// Has the processor fetch the weights of features of which the scores will be asked for: it waits for all of them at once.
    #[inline]
    pub(super) fn touch(&self, features: &[u32]) {
        self.weights.touch(features);
    }

    /// The scores of LEFT and RIGHT; `found` is room for what each feature says.
    #[inline]
    #[must_use]
    pub(super) fn score(&self, features: &[u32], found: &mut [u16; MOST]) -> [i32; 2] {
        self.weights.values(features, found);
        // Whole lanes are added up.
        let end = features.len().min(MOST);
        found[end..end.next_multiple_of(LANE)].fill(0);
        let (mut left, mut right) = (0, 0);
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
