//! One process at a time: an advisory lock on a file that says who holds it.

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};

/// A lock that the system gives back when its holder ends, however it ends.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    /// Takes the lock, or says who holds it.
    pub(super) fn take(path: &Path) -> io::Result<Lock> {
        loop {
            let opened = File::options().read(true).write(true).create(true).truncate(false).open(path);
            let mut file = opened.map_err(|error| cannot_make(path, error))?;
            match file.try_lock() {
                Ok(()) => {}
                // A file system without locks: its files are still whole.
                Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {}
                Err(TryLockError::Error(error)) => return Err(error),
                Err(TryLockError::WouldBlock) => return Err(held(file)),
            }
            // Its holder may have removed it since it was opened: then the next one has another file.
            if !is_at(&file, path)? {
                continue;
            }
            // Who holds it is for people to know; on a full disk the writing says what is wrong.
            let _ = file.set_len(0).and_then(|()| file.rewind()).and_then(|()| writeln!(file, "{}", std::process::id()));
            return Ok(Lock { path: path.to_owned(), _file: file });
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Elsewhere nobody could tell that a file was removed after it was opened, so it stays.
        if cfg!(unix) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

fn held(mut file: File) -> io::Error {
    let mut text = String::new();
    let process = file.read_to_string(&mut text).ok().and_then(|_| text.trim().parse::<u32>().ok());
    let who = match process {
        Some(process) if process == std::process::id() => "this program".to_owned(),
        Some(process) => format!("process {process}"),
        None => "another process".to_owned(),
    };
    io::Error::new(ErrorKind::ResourceBusy, format!("{who} is writing it: wait until that is done, or name another file"))
}

/// Why no file can be made beside another.
fn cannot_make(path: &Path, error: io::Error) -> io::Error {
    let folder = folder(path);
    let told = match error.kind() {
        ErrorKind::NotFound if !folder.exists() => {
            format!("there is no folder {}: make it first, or name another", folder.display())
        }
        ErrorKind::NotADirectory => format!("{} is no folder", folder.display()),
        ErrorKind::PermissionDenied => format!("no leave to write in the folder {}", folder.display()),
        ErrorKind::ReadOnlyFilesystem => format!("the folder {} can only be read", folder.display()),
        _ => return error,
    };
    io::Error::new(error.kind(), told)
}

/// The folder that a file is in.
pub(super) fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let file = file.metadata()?;
    match path.symlink_metadata() {
        Ok(found) if found.is_symlink() => {
            Err(io::Error::new(ErrorKind::InvalidInput, format!("{} is a link, and should be a file: remove it", path.display())))
        }
        Ok(found) => Ok((found.dev(), found.ino()) == (file.dev(), file.ino())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps)]
fn is_at(_: &File, _: &Path) -> io::Result<bool> {
    Ok(true)
}
