//! Three steps side by side: what is read is worked on, and what comes of it is taken, in order. What waits between the steps is
//! bounded, so that a slow step holds up those before it.

use std::sync::mpsc::sync_channel;

/// So many batches wait between two steps.
const WAITING: usize = 1;

/// Works on batches of items on all cores, and takes what comes of every batch, in the order of the source. The first failure
/// ends all steps.
///
/// ```
/// use reprisal::pipeline;
/// let mut squares = Vec::new();
/// let taken = pipeline::run(pipeline::batches(1..=3, |_| 1), |number| number * number, |batch| {
///     squares.extend(batch);
///     Ok::<(), ()>(())
/// });
/// assert_eq!((taken, squares), (Ok(()), vec![1, 4, 9]));
/// ```
///
/// # Errors
/// What `take` fails with.
pub fn run<T: Send, R: Send, E>(
    source: impl Iterator<Item = Vec<T>> + Send,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(Vec<R>) -> Result<(), E>,
) -> Result<(), E> {
    let (read, unread) = sync_channel::<Vec<T>>(WAITING);
    let (done, taken) = sync_channel(WAITING);
    let work = &work;
    std::thread::scope(|scope| {
        // A step whose successor is gone has nothing left to do.
        scope.spawn(move || source.map(|batch| read.send(batch)).find(Result::is_err));
        scope.spawn(move || unread.into_iter().map(|batch| done.send(all(batch, work))).find(Result::is_err));
        let taken = taken;
        taken.iter().try_for_each(&mut take)
    })
}

#[cfg(feature = "parallel")]
fn all<T: Send, R: Send>(batch: Vec<T>, work: &(impl Fn(T) -> R + Sync)) -> Vec<R> {
    use rayon::iter::{IntoParallelIterator, ParallelIterator};
    batch.into_par_iter().map(work).collect()
}

#[cfg(not(feature = "parallel"))]
fn all<T, R>(batch: Vec<T>, work: &impl Fn(T) -> R) -> Vec<R> {
    batch.into_iter().map(work).collect()
}

/// Puts items together until they are many or heavy; `weight` is in bytes.
///
/// ```
/// use reprisal::pipeline::batches;
///
/// let sizes: Vec<usize> = batches(0..1000, |_| 1).map(|batch| batch.len()).collect();
/// assert_eq!(sizes, [256, 256, 256, 232]);
/// ```
pub fn batches<T>(mut items: impl Iterator<Item = T>, weight: impl Fn(&T) -> usize) -> impl Iterator<Item = Vec<T>> {
    const MANY: usize = 256;
    const HEAVY: usize = 4 << 20;
    std::iter::from_fn(move || {
        let (mut batch, mut heavy) = (Vec::new(), 0);
        while batch.len() < MANY && heavy < HEAVY {
            let Some(item) = items.next() else { break };
            heavy += weight(&item);
            batch.push(item);
        }
        (!batch.is_empty()).then_some(batch)
    })
}
