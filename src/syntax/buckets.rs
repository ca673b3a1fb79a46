//! A hash table that is made for hundreds of look-ups at a time.

use std::hint::black_box;

use super::table::{Features, MOST, Table};

/// A table from 32-bit keys, which are hashes already, to 16 bits, where 0 is as good as no value. The upper bits of a key
/// name a bucket, which lies in one line of the processor's cache, so that a look-up waits for memory once and has no branch that
/// could be guessed wrong.
#[derive(Clone, Debug)]
pub(super) struct Buckets {
    buckets: Vec<Bucket>,
    /// What found its bucket full.
    spilled: Table<u16>,
}

/// The lower halves of keys, with their values; where there is none, both are 0.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(32))]
struct Bucket {
    keys: [u16; WIDTH],
    values: [u16; WIDTH],
}

impl Bucket {
    /// The value of a key, or 0.
    #[inline(always)]
    #[expect(clippy::needless_range_loop, reason = "so it is compiled to one comparison of all keys")]
    fn value(&self, key: u16) -> u16 {
        // Masks, and halves laid over each other: so it becomes a comparison of all keys at once. A condition for each slot
        // becomes a branch for each, which is guessed wrong; closures are not sure to be inlined.
        let mut masked = [0; WIDTH];
        for slot in 0..WIDTH {
            masked[slot] = ((self.keys[slot] == key) as u16).wrapping_neg() & self.values[slot];
        }
        let mut half = [0; WIDTH / 2];
        for slot in 0..WIDTH / 2 {
            half[slot] = masked[slot] | masked[slot + WIDTH / 2];
        }
        (half[0] | half[1]) | (half[2] | half[3])
    }
}

/// As many keys as can be compared at once.
const WIDTH: usize = 8;

/// How many buckets: with their upper bits and the lower half, keys are told apart.
const MANY: usize = 1 << 17;

impl Buckets {
    /// Builds a table from entries in rising order of keys, each once.
    #[must_use]
    pub(super) fn new(entries: impl Iterator<Item = (u32, u16)>) -> Buckets {
        let mut buckets = vec![Bucket::default(); MANY];
        let mut spilled = Vec::new();
        let (mut last, mut taken) = (0, 0);
        for (key, value) in entries.filter(|&(_, value)| value != 0) {
            let at = (key >> 15) as usize;
            taken = if at == last { taken } else { 0 };
            last = at;
            let bucket = &mut buckets[at];
            match bucket.keys.get_mut(taken) {
                Some(slot) => {
                    *slot = key as u16;
                    bucket.values[taken] = value;
                }
                None => spilled.push((key, value)),
            }
            taken += 1;
        }
        Buckets { buckets, spilled: Table::new(spilled.into_iter()) }
    }

    /// Has the processor fetch what is going to be looked up. So short a loop runs far ahead of the memory, and it waits for all
    /// of it at once, where the look-ups themselves would have it wait for a few at a time.
    #[inline]
    pub(super) fn touch(&self, keys: &[u32]) {
        let Some(buckets) = self.buckets.first_chunk::<MANY>() else { return };
        let mut touched = 0;
        for &key in keys {
            touched |= buckets[(key >> 15) as usize].keys[0];
        }
        black_box(touched);
    }

    /// The values of keys, 0 where there is none, in the order of the keys.
    #[inline]
    pub(super) fn values(&self, keys: &[u32], values: &mut [u16; MOST]) {
        // An array of which the length is known needs no check of bounds.
        let Some(buckets) = self.buckets.first_chunk::<MANY>() else { return };
        let most = keys.len().min(MOST);
        for (at, &key) in keys[..most].iter().enumerate() {
            let bucket = &buckets[(key >> 15) as usize];
            let mut found = bucket.value(key as u16);
            if bucket.values[WIDTH - 1] != 0 {
                found |= self.spilled.get(key).unwrap_or_default();
            }
            values[at] = found;
        }
    }
}

impl Default for Buckets {
    fn default() -> Buckets {
        Buckets::new(std::iter::empty())
    }
}

/// The features of a decision.
pub(super) struct Keys {
    keys: [u32; MOST],
    count: usize,
}

impl Keys {
    pub(super) fn new() -> Keys {
        Keys { keys: [0; MOST], count: 0 }
    }

    /// The keys that were offered.
    pub(super) fn keys(&self) -> &[u32] {
        &self.keys[..self.count.min(MOST)]
    }
}

impl Features for Keys {
    fn clear(&mut self) {
        self.count = 0;
    }

    #[inline(always)]
    fn push_if(&mut self, holds: bool, feature: u32) {
        // No branch: what does not count is overwritten by the next.
        self.keys[self.count % MOST] = feature;
        self.count += usize::from(holds);
    }
}
