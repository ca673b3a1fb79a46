//! Files and folders that are whole or not there: written beside their place, flushed to the disk and renamed, by one process
//! at a time.
//!
//! What becomes `graph.json` is `.graph.json.part` until it is whole. Who writes it holds an advisory lock on
//! `.graph.json.lock`, so that what stands in the part is always of one process, and what a process that was killed has left
//! there gives way to the next. The lock is a file of its own because the renamed one is another file after every run; it goes
//! when its holder is done. Readers need no lock: what has the name is whole.

mod lock;

use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

use lock::Lock;

/// A place in the file system at which this process alone writes, as long as this value lives.
///
/// What is read to be written again, changed, is read while its place is taken; else what another process writes meanwhile
/// would be lost.
///
/// ```
/// # let folder = std::env::temp_dir();
/// # let path = folder.join(format!("reprisal-doc-place-{}.txt", std::process::id()));
/// use std::io::Write;
/// let place = reprisal::replace::Place::take(&path)?;
/// assert!(reprisal::replace::Place::take(&path).is_err(), "one at a time");
/// place.file(|out| writeln!(out, "whole"))?;
/// # assert_eq!(std::fs::read_to_string(&path)?, "whole\n");
/// # std::fs::remove_file(&path)?;
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct Place {
    named: PathBuf,
    target: Target,
}

#[derive(Debug)]
enum Target {
    /// A regular file, or none yet.
    File { path: PathBuf, part: PathBuf, _lock: Lock },
    /// What is no regular file, such as a pipe or a terminal, is written to as it is.
    Stream,
}

impl Place {
    /// Takes the place of a file.
    ///
    /// # Errors
    /// When another process has taken it, there is no such folder, files cannot be made in it, or a folder has this name.
    pub fn take(named: &Path) -> io::Result<Place> {
        let found = named.metadata();
        if found.as_ref().is_ok_and(fs::Metadata::is_dir) {
            return Err(io::Error::new(ErrorKind::IsADirectory, "this is a folder: name a file in it"));
        }
        if found.is_ok_and(|found| !found.is_file()) {
            return Ok(Place { named: named.to_owned(), target: Target::Stream });
        }
        // A link keeps pointing where it points.
        let path = named.canonicalize().unwrap_or_else(|_| named.to_owned());
        let part = beside(&path, "part")?;
        let lock = Lock::take(&beside(&path, "lock")?)?;
        Ok(Place { named: named.to_owned(), target: Target::File { path, part, _lock: lock } })
    }

    /// The file, as it was named.
    #[must_use]
    pub fn named(&self) -> &Path {
        &self.named
    }

    /// Writes the file beside its place, flushes it to the disk and renames it, so that nobody ever meets half a file.
    ///
    /// # Errors
    /// What the system or the writing says; the file that was there before is left as it was.
    pub fn file<T, E: From<io::Error>>(&self, write: impl FnOnce(&mut BufWriter<File>) -> Result<T, E>) -> Result<T, E> {
        if let Target::Stream = self.target {
            let mut out = BufWriter::new(File::options().write(true).open(&self.named)?);
            let written = write(&mut out)?;
            out.flush()?;
            return Ok(written);
        }
        self.path(|part| {
            let mut out = BufWriter::new(File::create_new(part)?);
            let written = write(&mut out)?;
            out.flush()?;
            Ok(written)
        })
    }

    /// Has the file written by a path beside its place, for what writes no streams, flushes it to the disk and renames it.
    ///
    /// ```
    /// # let folder = std::env::temp_dir().join(format!("reprisal-path-{}", std::process::id()));
    /// # std::fs::create_dir_all(&folder)?;
    /// # let target = folder.join("list.csv");
    /// let place = reprisal::replace::Place::take(&target)?;
    /// place.path(|beside| std::fs::write(beside, "id,name\n"))?;
    /// assert_eq!(std::fs::read_to_string(&target)?, "id,name\n");
    /// # std::fs::remove_dir_all(&folder)?;
    /// # Ok::<(), std::io::Error>(())
    /// ```
    ///
    /// # Errors
    /// What the system or the writing says; the file that was there before is left as it was.
    pub fn path<T, E: From<io::Error>>(&self, write: impl FnOnce(&Path) -> Result<T, E>) -> Result<T, E> {
        let Target::File { path, part, .. } = &self.target else {
            return Err(io::Error::new(ErrorKind::InvalidInput, "this is no file").into());
        };
        // What a run that was cut off left there.
        forget(part)?;
        let written = write(part).and_then(|written| {
            File::options().write(true).open(part)?.sync_all()?;
            // Who may read the file does not change.
            if let Ok(before) = path.metadata() {
                fs::set_permissions(part, before.permissions())?;
            }
            rename(part, path)?;
            Ok(written)
        });
        if written.is_err() {
            // The first error is the one to tell; what is left behind is only the part.
            let _ = fs::remove_file(part);
        }
        written
    }
}

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
/// What the system or the writing says, and when another process is writing it; the file that was there before is left as it
/// was.
pub fn file<T, E: From<io::Error>>(path: &Path, write: impl FnOnce(&mut BufWriter<File>) -> Result<T, E>) -> Result<T, E> {
    Place::take(path)?.file(write)
}

/// Writes a file by its path beside its place, for what writes no streams, flushes it to the disk and renames it.
///
/// ```
/// # let folder = std::env::temp_dir().join(format!("reprisal-by-path-{}", std::process::id()));
/// # std::fs::create_dir_all(&folder)?;
/// # let target = folder.join("list.csv");
/// reprisal::replace::path(&target, |beside| std::fs::write(beside, "id,name\n"))?;
/// assert_eq!(std::fs::read_to_string(&target)?, "id,name\n");
/// # std::fs::remove_dir_all(&folder)?;
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
/// What the system or the writing says, and when another process is writing it; the file that was there before is left as it
/// was.
pub fn path<T, E: From<io::Error>>(path: &Path, write: impl FnOnce(&Path) -> Result<T, E>) -> Result<T, E> {
    Place::take(path)?.path(write)
}

/// Writes files into a folder, which is made where it is not there: beside their places until all of them are whole.
///
/// `write` is handed what opens a file by its name. Other files in the folder stay. Each file is whole or as it was; a process
/// that is killed in the moment in which they get their names leaves some of them new and some as they were.
///
/// ```
/// use std::io::Write;
///
/// # let tables = std::env::temp_dir().join(format!("reprisal-folder-{}", std::process::id()));
/// reprisal::replace::folder(&tables, |open| {
///     open("nodes.csv")?.write_all(b"id\n")?;
///     open("edges.csv")?.write_all(b"from,to\n")
/// })?;
/// assert!(tables.join("edges.csv").exists());
/// # std::fs::remove_dir_all(&tables)?;
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
/// What the system or the writing says, and when another process is writing there; then no file that was there before has
/// changed.
pub fn folder<T>(
    path: &Path,
    write: impl FnOnce(&mut dyn FnMut(&str) -> io::Result<BufWriter<File>>) -> io::Result<T>,
) -> io::Result<T> {
    if path.metadata().is_ok_and(|found| !found.is_dir()) {
        return Err(io::Error::new(ErrorKind::NotADirectory, "this is a file: name a folder, which is made if need be"));
    }
    let new = !path.exists();
    fs::create_dir_all(path)?;
    let beside = path.join(".part");
    let written = Lock::take(&path.join(".lock")).and_then(|_lock| {
        // What a run that was cut off left there.
        if beside.exists() {
            fs::remove_dir_all(&beside)?;
        }
        let written = fs::create_dir(&beside).and_then(|()| fill(path, &beside, write));
        // The first error is the one to tell; what is left behind is only the part.
        let _ = fs::remove_dir_all(&beside);
        written
    });
    if new {
        match &written {
            Ok(_) => sync_folder_of(path)?,
            Err(_) => drop(fs::remove_dir(path)),
        }
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
    names.iter().try_for_each(|name| fs::rename(beside.join(name), path.join(name)))?;
    sync_folder(path)?;
    Ok(written)
}

/// Gives a file that is whole and flushed another name, and flushes the name to the disk, too.
///
/// ```
/// # let folder = std::env::temp_dir().join(format!("reprisal-rename-{}", std::process::id()));
/// # std::fs::create_dir_all(&folder)?;
/// # let (part, whole) = (folder.join("part"), folder.join("whole"));
/// std::fs::write(&part, "all of it")?;
/// reprisal::replace::rename(&part, &whole)?;
/// assert!(whole.exists() && !part.exists());
/// # std::fs::remove_dir_all(&folder)?;
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
/// What the system says.
pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)?;
    sync_folder_of(to)
}

fn sync_folder_of(path: &Path) -> io::Result<()> {
    sync_folder(lock::folder(path))
}

/// Flushes the names in a folder to the disk, where the system lets a folder be opened.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if !cfg!(unix) {
        return Ok(());
    }
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        // Some file systems have no such thing, and some folders may be written in but not read.
        Err(error) if matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::InvalidInput | ErrorKind::Unsupported) => {
            Ok(())
        }
        done => done,
    }
}

/// Removes a file that may not be there.
fn forget(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Longer names may leave no room for an ending.
const LONGEST_NAME: usize = 200;

/// A hidden name beside a file.
fn beside(path: &Path, ending: &str) -> io::Result<PathBuf> {
    let name = path.file_name().ok_or_else(|| io::Error::new(ErrorKind::InvalidInput, "this is no name of a file"))?;
    let mut hidden = std::ffi::OsString::from(".");
    match name.len() {
        0..=LONGEST_NAME => hidden.push(name),
        _ => hidden.push(format!("{:016x}", twox_hash::XxHash3_64::oneshot(name.as_encoded_bytes()))),
    }
    hidden.push(".");
    hidden.push(ending);
    Ok(path.with_file_name(hidden))
}
