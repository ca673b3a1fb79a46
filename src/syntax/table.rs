//! Sorted hash tables that load in one sweep and answer with about one cache miss.

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
        slots.push((0, V::default()));
        Table { slots, shift, present }
    }

    /// The value of a key.
    #[inline(always)]
    #[must_use]
    pub(super) fn get(&self, key: u32) -> Option<V> {
        let bit = (key >> (self.shift - SPREAD)) as usize;
        if self.present.get(bit / 64)? >> (bit % 64) & 1 == 0 {
            return None;
        }
        let mut at = (key >> self.shift) as usize;
        loop {
            let &(found, value) = self.slots.get(at)?;
            if found == key {
                return Some(value);
            }
            if found == 0 || found > key {
                return None;
            }
            at += 1;
        }
    }
}

impl<V: Copy + Default> Default for Table<V> {
    fn default() -> Table<V> {
        Table::new(std::iter::empty())
    }
}
