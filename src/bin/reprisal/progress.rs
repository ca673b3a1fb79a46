//! How far a long run has come: a bar with rate and time left on a terminal, a count now and then elsewhere.

use std::path::{Path, PathBuf};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use reprisal::document::{Inputs, Meter};

use crate::args::From;

/// A bar for a terminal; nothing elsewhere.
pub struct Progress {
    bar: ProgressBar,
    meter: Meter,
}

/// Where nobody watches, a line is written after so many items.
const COUNTED: usize = 100_000;

/// What is over sooner needs no bar.
const SMALL: u64 = 1 << 20;

impl Default for Progress {
    fn default() -> Self {
        Progress { bar: ProgressBar::hidden(), meter: Meter::default() }
    }
}

impl Progress {
    /// Of a run over inputs.
    pub fn over(meter: &Meter, inputs: &[PathBuf], from: From) -> Progress {
        let target = ProgressDrawTarget::stderr();
        if target.is_hidden() {
            return Progress::default();
        }
        let unknown = inputs.iter().any(|input| input == Path::new("-"));
        let size = if unknown { 0 } else { Inputs::size(inputs, from.into()) };
        if !unknown && size < SMALL {
            return Progress::default();
        }
        let (bar, template) = if unknown {
            (ProgressBar::no_length(), "{spinner} {msg} documents read, {bytes}, {elapsed}")
        } else {
            (ProgressBar::new(size), "{wide_bar} {msg} documents, {bytes}/{total_bytes}, {bytes_per_sec}, {eta} left")
        };
        bar.set_draw_target(target);
        // The template is ours and sound.
        bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.enable_steady_tick(Duration::from_millis(200));
        Progress { bar, meter: meter.clone() }
    }

    /// So many items are read: shows it, or returns the line to write.
    pub fn count(&self, items: usize) -> Option<String> {
        if self.bar.is_hidden() {
            return items.is_multiple_of(COUNTED).then(|| format!("{items} read"));
        }
        if items.is_multiple_of(64) {
            self.bar.set_position(self.meter.read().min(self.bar.length().unwrap_or(u64::MAX)));
            self.bar.set_message(items.to_string());
        }
        None
    }

    /// Writes something while the bar is out of the way.
    pub fn aside(&self, write: impl FnOnce()) {
        self.bar.suspend(write);
    }

    /// Takes the bar away.
    pub fn end(&self) {
        self.bar.finish_and_clear();
    }
}
