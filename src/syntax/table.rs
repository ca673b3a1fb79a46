//! Sorted hash tables that load in one sweep and answer with about one cache miss.

use std::hint::black_box;

/// A table from 32-bit keys, which are hashes already, to small values. Slots are laid in key order, each at or after
/// the place that the key's upper bits name, so a search ends at the first larger key.
#[derive(Clone, Debug)]
pub(super) struct Table<V> {
    slots: Vec<(u32, V)>,
    shift: u32,
    /// A bit for the uppermost bits of every key: small enough to stay near, it turns most absent keys away.
    present: Vec<u64>,
}

/// How many bits there are for every slot, as a power of two.
const SPREAD: u32 = 2;

/// How many slots a search looks at before it asks whether to go on.
const WINDOW: usize = 4;

impl<V: Copy + Default> Table<V> {
    /// Builds a table from entries in rising order of keys; of equal keys the first counts. Key 0 is not allowed.
    #[must_use]
    pub(super) fn new(entries: impl ExactSizeIterator<Item = (u32, V)>) -> Table<V> {
        let room = (entries.len() * 5 / 3).next_power_of_two().max(16);
        let shift = 32 - room.trailing_zeros();
        let mut slots: Vec<(u32, V)> = vec![(0, V::default()); room];
        let mut present = vec![0; (room << SPREAD) / 64];
        let mut next = 0;
        for (key, value) in entries {
            let bit = (key >> (shift - SPREAD)) as usize;
            present[bit / 64] |= 1 << (bit % 64);
            let at = ((key >> shift) as usize).max(next);
            if at >= slots.len() {
                slots.resize(at + 1, (0, V::default()));
            }
            slots[at] = (key, value);
            next = at + 1;
        }
        // A search past the end stops here.
        slots.extend([(0, V::default()); WINDOW]);
        Table { slots, shift, present }
    }

    /// Whether a key may be there; when not, it is not.
    #[inline(always)]
    #[must_use]
    pub(super) fn may_hold(&self, key: u32) -> bool {
        let bit = (key >> (self.shift - SPREAD)) as usize;
        self.present.get(bit / 64).is_some_and(|bits| bits >> (bit % 64) & 1 == 1)
    }

    /// The value of a key.
    #[inline(always)]
    #[must_use]
    pub(super) fn get(&self, key: u32) -> Option<V> {
        if !self.may_hold(key) {
            return None;
        }
        let at = (key >> self.shift) as usize;
        let mut slots = self.slots.get(at..)?.iter();
        loop {
            let &(found, value) = slots.next()?;
            if found == key {
                return Some(value);
            }
            if found == 0 || found > key {
                return None;
            }
        }
    }
}

impl Table<u32> {
    /// The value of a key, or 0. Most keys stand in the first slots: to look at all of these at once without a branch lets
    /// the processor wait for the memory of many keys at a time.
    #[inline(always)]
    #[must_use]
    pub(super) fn value(&self, key: u32) -> u32 {
        let at = (key >> self.shift) as usize;
        let Some(window) = self.slots.get(at..at + WINDOW) else { return 0 };
        // Empty slots end a search as larger keys do.
        if window[WINDOW - 1].0.wrapping_sub(1) < key.wrapping_sub(1) {
            return self.get(key).unwrap_or_default();
        }
        let mut at = 0;
        for &(found, _) in &window[..WINDOW - 1] {
            at += usize::from(found.wrapping_sub(1) < key.wrapping_sub(1));
        }
        let (found, value) = window[at % WINDOW];
        value * u32::from(found == key)
    }
}

/// Keys that a table may hold, of those that were offered.
pub(super) struct Known<'t> {
    table: &'t Table<u32>,
    keys: [u32; MOST],
    count: usize,
}

/// More keys than one decision ever has.
pub(super) const MOST: usize = 256;

impl<'t> Known<'t> {
    pub(super) fn new(table: &'t Table<u32>) -> Known<'t> {
        Known { table, keys: [0; MOST], count: 0 }
    }

    /// The keys that were offered.
    pub(super) fn keys(&self) -> &[u32] {
        &self.keys[..self.count.min(MOST)]
    }

    /// Has the processor fetch what is going to be looked up. So short a loop runs far ahead of the memory, and it waits for all
    /// of it at once, where the look-ups themselves would have it wait for a few at a time.
    #[inline(always)]
    pub(super) fn touch(&self) {
        let mut touched = 0;
        for &key in self.keys() {
            touched |= self.table.slots.get((key >> self.table.shift) as usize).map_or(0, |slot| slot.0);
        }
        black_box(touched);
    }

    /// The value of a key, or 0.
    #[inline(always)]
    pub(super) fn value(&self, key: u32) -> u32 {
        self.table.value(key)
    }
}

/// Where the features of a decision go.
pub trait Features {
    /// Forgets the features of the last decision.
    fn clear(&mut self);
    /// Takes a feature.
    #[inline(always)]
    fn push(&mut self, feature: u32) {
        self.push_if(true, feature);
    }
    /// Takes a feature if this holds.
    fn push_if(&mut self, holds: bool, feature: u32);
}

impl Features for Vec<u32> {
    fn clear(&mut self) {
        self.clear();
    }

    fn push_if(&mut self, holds: bool, feature: u32) {
        if holds {
            self.push(feature);
        }
    }
}

impl Features for Known<'_> {
    fn clear(&mut self) {
        self.count = 0;
    }

    #[inline(always)]
    fn push_if(&mut self, holds: bool, feature: u32) {
        // No branch: what does not count is overwritten by the next.
        self.keys[self.count % MOST] = feature;
        self.count += usize::from(holds & self.table.may_hold(feature));
    }
}

impl<V: Copy + Default> Default for Table<V> {
    fn default() -> Table<V> {
        Table::new(std::iter::empty())
    }
}
