//! What all targets share.

#[path = "../../tests/properties/mod.rs"]
#[allow(dead_code)]
mod properties;

use std::fmt::Write as _;
use std::path::Path;
use std::sync::OnceLock;
use std::{fs, io};

/// Longer seeds are cut here: a fuzzer changes little of a long input.
const LONGEST: usize = 16 << 10;

/// Runs a target. It runs on a thread with the stack that threads of the program have, so that what needs more is found; what it is given
/// is kept in the file that `FUZZ_LAST` names, since nothing can be written once the stack is used up.
pub fn run(name: &str, data: &[u8]) {
    static KIND: OnceLock<properties::Kind> = OnceLock::new();
    static LAST: OnceLock<Option<std::ffi::OsString>> = OnceLock::new();
    let kind = *KIND.get_or_init(|| properties::kind(name));
    if let Some(last) = LAST.get_or_init(|| std::env::var_os("FUZZ_LAST")) {
        fs::write(last, data).expect("the file for the last input can be written");
    }
    let text = String::from_utf8_lossy(data);
    let done = std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(2 << 20);
        thread.spawn_scoped(scope, || (kind.holds)(&text)).expect("a thread").join()
    });
    if done.is_err() {
        std::process::abort();
    }
}

/// Writes seeds to `FOLDER/<target>/` and words to `FOLDER/<target>.dict`.
///
/// # Errors
/// When they cannot be written.
pub fn write_seeds(folder: &Path) -> io::Result<()> {
    for kind in properties::ALL {
        let own = folder.join(kind.name);
        fs::create_dir_all(&own)?;
        for (number, seed) in (kind.seeds)().iter().enumerate() {
            fs::write(own.join(format!("seed-{number}")), &seed[..seed.floor_char_boundary(LONGEST)])?;
        }
        let mut dictionary = String::new();
        for word in kind.words {
            let bytes = word.bytes().fold(String::new(), |mut bytes, byte| {
                let _ = match byte {
                    b' '..=b'~' if !matches!(byte, b'"' | b'\\') => write!(bytes, "{}", char::from(byte)),
                    _ => write!(bytes, "\\x{byte:02X}"),
                };
                bytes
            });
            let _ = writeln!(dictionary, "\"{bytes}\"");
        }
        fs::write(folder.join(format!("{}.dict", kind.name)), dictionary)?;
    }
    Ok(())
}
