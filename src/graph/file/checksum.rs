//! Checksums: of the whole that is saved, and of every document with the actors and places that it names.
//!
//! They are of the records as written (XXH3, 64 bits), not of what stands between them, and so cost one pass over the text
//! on all cores.

use super::Format;
use crate::extraction::ContentHash;

/// The hash of a record as written.
pub(super) fn of(record: &[u8]) -> u64 {
    twox_hash::XxHash3_64::oneshot(record)
}

/// The checksum of a document: of its record without the checksum, then of the records of the actors and places that it names.
/// So it does not fit any more when one of these is lost and its numbers mean others.
pub(super) fn of_document(record: u64, named: impl Iterator<Item = u64>) -> ContentHash {
    let mut chain = Chain::default();
    chain.add(record);
    named.for_each(|record| chain.add(record));
    chain.sum()
}

/// The checksum of a list of hashes, one after the other.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Chain(u64);

impl Chain {
    pub(super) fn add(&mut self, hash: u64) {
        let mut both = [0; 16];
        let (before, added) = both.split_at_mut(8);
        before.copy_from_slice(&self.0.to_le_bytes());
        added.copy_from_slice(&hash.to_le_bytes());
        self.0 = of(&both);
    }

    pub(super) fn sum(self) -> ContentHash {
        ContentHash(self.0)
    }
}

/// How a document's record begins, up to the digits of its checksum.
pub(super) const fn opening(format: Format) -> &'static str {
    match format {
        Format::Json => "{\"checksum\":\"",
        Format::Ron => "(checksum:\"",
    }
}

/// Parts a document's record into its checksum and what that is of.
pub(super) fn parted(record: &str, format: Format) -> Option<(ContentHash, &str)> {
    let (digits, rest) = record.strip_prefix(opening(format))?.split_at_checked(16)?;
    Some((ContentHash(u64::from_str_radix(digits, 16).ok()?), rest.strip_prefix("\",")?))
}
