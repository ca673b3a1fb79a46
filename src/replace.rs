//! Files and folders that are whole or not there: written beside their place, flushed to the disk and renamed.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

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
pub fn file<T, E: From<io::Error>>(path: &Path, write: impl FnOnce(&mut BufWriter<File>) -> Result<T, E>) -> Result<T, E> {
    if path.metadata().is_ok_and(|found| !found.is_file()) {
        let mut out = BufWriter::new(File::options().write(true).open(path)?);
        let written = write(&mut out)?;
        out.flush()?;
        return Ok(written);
    }
    let (path, beside) = beside(path)?;
    let whole = || {
        let mut out = BufWriter::new(File::create(&beside)?);
        let written = write(&mut out)?;
        out.flush()?;
        out.get_ref().sync_all()?;
        std::fs::rename(&beside, &path)?;
        Ok(written)
    };
    let written = whole();
    if written.is_err() {
        // The first error is the one to tell; what is left behind is only the part.
        let _ = std::fs::remove_file(&beside);
    }
    written
}

/// Writes files into a folder, which is made where it is not there: beside their places until all of them are whole.
///
/// `write` is handed what opens a file by its name. Other files in the folder stay.
///
/// # Errors
/// What the system or the writing says; then no file that was there before has changed.
pub fn folder<T>(
    path: &Path,
    write: impl FnOnce(&mut dyn FnMut(&str) -> io::Result<BufWriter<File>>) -> io::Result<T>,
) -> io::Result<T> {
    if path.metadata().is_ok_and(|found| !found.is_dir()) {
        return Err(io::Error::new(io::ErrorKind::NotADirectory, "this is a file: name a folder, which is made if need be"));
    }
    let new = !path.exists();
    std::fs::create_dir_all(path)?;
    let beside = path.join(format!(".{}.part", std::process::id()));
    // What a run that was cut off left there.
    let _ = std::fs::remove_dir_all(&beside);
    let written = std::fs::create_dir(&beside).and_then(|()| fill(path, &beside, write));
    // The first error is the one to tell; what is left behind is only the part.
    let _ = std::fs::remove_dir_all(&beside);
    if written.is_err() && new {
        let _ = std::fs::remove_dir(path);
    }
    written
}

fn fill<T>(
    path: &Path,
    beside: &Path,
    write: impl FnOnce(&mut dyn FnMut(&str) -> io::Result<BufWriter<File>>) -> io::Result<T>,
) -> io::Result<T> {
    let mut names: Vec<String> = Vec::new();
    let written = write(&mut |name| {
        let file = File::create(beside.join(name))?;
        names.push(name.to_owned());
        Ok(BufWriter::new(file))
    })?;
    for name in &names {
        File::options().write(true).open(beside.join(name))?.sync_all()?;
    }
    names.iter().try_for_each(|name| std::fs::rename(beside.join(name), path.join(name)))?;
    Ok(written)
}

/// Writes a file by its path beside its place, for what writes no streams, flushes it to the disk and renames it.
///
/// # Errors
/// What the system or the writing says; the file that was there before is left as it was.
pub fn path<T, E: From<io::Error>>(path: &Path, write: impl FnOnce(&Path) -> Result<T, E>) -> Result<T, E> {
    let (path, beside) = beside(path)?;
    let written = write(&beside).and_then(|written| {
        File::options().write(true).open(&beside)?.sync_all()?;
        std::fs::rename(&beside, &path)?;
        Ok(written)
    });
    if written.is_err() {
        let _ = std::fs::remove_file(&beside);
    }
    written
}

/// Where a file is, and where it is written until it is whole.
fn beside(path: &Path) -> io::Result<(PathBuf, PathBuf)> {
    let name = path.file_name().ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "this is no name of a file"))?;
    // A link keeps pointing where it points.
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let beside = path.with_file_name(format!(".{}.{}.part", name.to_string_lossy(), std::process::id()));
    Ok((path, beside))
}
