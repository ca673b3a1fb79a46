//! Ctrl-C: the first ends a long run at the next document, with what was done; the second ends it at once.

use std::sync::atomic::{AtomicBool, Ordering};

static STOPPED: AtomicBool = AtomicBool::new(false);

/// Watches for Ctrl-C from now on.
pub fn watch() {
    // Where nobody can watch, Ctrl-C ends the program as it always does.
    let _ = ctrlc::set_handler(|| {
        if STOPPED.swap(true, Ordering::Relaxed) {
            std::process::exit(STATUS.into());
        }
    });
}

/// Whether somebody pressed Ctrl-C.
pub fn stopped() -> bool {
    STOPPED.load(Ordering::Relaxed)
}

/// The exit status of a run that was stopped, as shells have it.
pub const STATUS: u8 = 130;
