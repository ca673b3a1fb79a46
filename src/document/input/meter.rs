//! How far reading has come.

use std::io::{self, BufRead, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Counts the bytes read from files, as they lie on the disk; copies count together.
///
/// ```
/// use reprisal::document::Meter;
/// use std::io::Read;
///
/// let meter = Meter::default();
/// let mut text = String::new();
/// meter.on(&b"four"[..]).read_to_string(&mut text)?;
/// assert_eq!(meter.read(), 4);
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Meter(Arc<AtomicU64>);

impl Meter {
    /// So many bytes were read.
    #[must_use]
    pub fn read(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    /// A source whose bytes are counted.
    pub fn on<R>(&self, source: R) -> Metered<R> {
        Metered { source, meter: self.clone() }
    }

    fn add(&self, bytes: usize) {
        self.0.fetch_add(bytes as u64, Ordering::Relaxed);
    }
}

/// A source whose bytes are counted.
#[derive(Debug)]
pub struct Metered<R> {
    source: R,
    meter: Meter,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(buffer)?;
        self.meter.add(read);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Metered<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.source.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.meter.add(amount);
        self.source.consume(amount);
    }
}
