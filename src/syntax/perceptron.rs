//! Frozen perceptron weights.

use super::table::{Known, MOST, Table};

/// Weights of features over many classes, few of them non-zero.
#[derive(Clone, Debug, Default)]
pub struct Sparse {
    /// Feature → where its weights begin and how many there are.
    index: Table<u32>,
    weights: Vec<(u8, i16)>,
    classes: usize,
}

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
        let weights = rows.classes.iter().zip(&rows.weights).map(|(&class, &q)| (class, square(q))).collect();
        let mut from = 0u32;
        let index = rows.keys.iter().zip(&rows.lengths).map(|(&key, &length)| {
            let packed = from << 8 | u32::from(length);
            from += u32::from(length);
            (key, packed)
        });
        Sparse { index: Table::new(index), weights, classes }
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
        scores.fill(0);
        let mut rows = [0u32; MOST];
        let mut count = 0;
        for (row, packed) in rows.iter_mut().zip(features.values()) {
            *row = packed;
            count += 1;
        }
        for packed in &rows[..count] {
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

/// Weights for the three moves of the parser, as differences to SHIFT.
#[derive(Clone, Debug, Default)]
pub(super) struct Moves {
    table: Table<u32>,
}

impl Moves {
    /// From the features, rising, and their quantised weights for LEFT and RIGHT.
    #[must_use]
    pub(super) fn new(keys: &[u32], left: &[i8], right: &[i8]) -> Moves {
        let weights =
            left.iter().zip(right).map(|(&left, &right)| u32::from(square(left) as u16) << 16 | u32::from(square(right) as u16));
        Moves { table: Table::new(keys.iter().copied().zip(weights)) }
    }

    /// Takes the features of a decision.
    #[must_use]
    pub(super) fn features(&self) -> Known<'_> {
        Known::new(&self.table)
    }

    /// The scores of SHIFT, LEFT and RIGHT.
    #[inline]
    #[must_use]
    pub(super) fn score(features: &Known<'_>) -> [i32; 3] {
        let both = |[_, left, right]: [i32; 3], both: u32| {
            [0, left + i32::from((both >> 16) as i16), right + i32::from(both as u16 as i16)]
        };
        features.values().fold([0; 3], both)
    }
}
