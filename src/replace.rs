//! Files that are whole or not there: written beside their place, flushed to the disk and renamed.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Writes a file beside its place, flushes it to the disk and renames it, so that nobody ever meets half a file.
///
/// What is no regular file, such as a pipe or a terminal, is written to as it is.
///
/// ```
/// # let folder = std::env::temp_dir();
/// # let path = folder.join(format!("reprisal-doc-{}.txt", std::process::id()));
/// use std::io::Write;
/// reprisal::replace::file(&path, |out| writeln!(out, "whole"))?;
/// # assert_eq!(std::fs::read_to_string(&path)?, "whole\n");
/// # std::fs::remove_file(&path)?;
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
/// What the system or the writing says; the file that was there before is left as it was.
pub fn file<T>(path: &Path, write: impl FnOnce(&mut BufWriter<File>) -> io::Result<T>) -> io::Result<T> {
    if path.metadata().is_ok_and(|found| !found.is_file()) {
        let mut out = BufWriter::new(File::options().write(true).open(path)?);
        let written = write(&mut out)?;
        return out.flush().map(|()| written);
    }
    let name = path.file_name().ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "this is no name of a file"))?;
    // A link keeps pointing where it points.
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let beside = path.with_file_name(format!(".{}.{}.part", name.to_string_lossy(), std::process::id()));
    let written = File::create(&beside).and_then(|file| {
        let mut out = BufWriter::new(file);
        let written = write(&mut out)?;
        out.flush()?;
        out.get_ref().sync_all()?;
        std::fs::rename(&beside, &path).map(|()| written)
    });
    if written.is_err() {
        // The first error is the one to tell; what is left behind is only the part.
        let _ = std::fs::remove_file(&beside);
    }
    written
}
