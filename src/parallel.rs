//! Work on all cores with the feature `parallel`, else on one, with the same result in the same order.

#[cfg(feature = "parallel")]
use rayon::prelude::*;

/// What comes of every item, in their order.
#[cfg(feature = "parallel")]
pub(crate) fn map<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
    items.par_iter().map(work).collect()
}

#[cfg(not(feature = "parallel"))]
pub(crate) fn map<T, R>(items: &[T], work: impl Fn(&T) -> R) -> Vec<R> {
    items.iter().map(work).collect()
}

/// What comes of the items, in their order, where something does.
#[cfg(feature = "parallel")]
pub(crate) fn filter_map<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> Option<R> + Sync + Send) -> Vec<R> {
    items.par_iter().with_min_len(1 << 10).filter_map(work).collect()
}

#[cfg(not(feature = "parallel"))]
pub(crate) fn filter_map<T, R>(items: &[T], work: impl Fn(&T) -> Option<R>) -> Vec<R> {
    items.iter().filter_map(work).collect()
}

/// Puts items in order; equal ones must be alike.
#[cfg(feature = "parallel")]
pub(crate) fn sort<T: Ord + Send>(items: &mut [T]) {
    items.par_sort_unstable();
}

#[cfg(not(feature = "parallel"))]
pub(crate) fn sort<T: Ord>(items: &mut [T]) {
    items.sort_unstable();
}

/// What comes of two works that have nothing to do with each other.
#[cfg(all(feature = "parallel", feature = "reader"))]
pub(crate) fn both<A: Send, B: Send>(one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B + Send) -> (A, B) {
    rayon::join(one, other)
}

#[cfg(all(not(feature = "parallel"), feature = "reader"))]
pub(crate) fn both<A, B>(one: impl FnOnce() -> A, other: impl FnOnce() -> B) -> (A, B) {
    (one(), other())
}
