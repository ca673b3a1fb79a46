//! From an input as given to the files that it stands for.

use std::collections::VecDeque;
use std::fs::{self, FileType};
use std::io;
use std::path::{Path, PathBuf};

use super::format::{EXTENSIONS, Format, by_extension};
use super::problem::{InputProblem, Reason};

type Found = Result<PathBuf, InputProblem>;

/// Deeper folders are not looked into.
const DEEPEST: usize = 64;

/// The files of some inputs, in order, found as they are asked for: of each input the path that exists, else what a pattern
/// matches.
pub(super) struct Files {
    inputs: std::vec::IntoIter<PathBuf>,
    format: Format,
    matches: Option<Matches>,
    folder: Option<Folder>,
}

/// What a pattern matches.
struct Matches {
    pattern: PathBuf,
    paths: glob::Paths,
    any: bool,
}

/// The articles in a folder and below it, in the order of the names. Hidden files and links to folders are left out.
struct Folder {
    path: PathBuf,
    /// What is left of each folder on the way down.
    levels: Vec<std::vec::IntoIter<(PathBuf, FileType)>>,
    failed: VecDeque<InputProblem>,
    any: bool,
}

impl Files {
    pub(super) fn new(inputs: Vec<PathBuf>, format: Format) -> Files {
        Files { inputs: inputs.into_iter(), format, matches: None, folder: None }
    }

    /// A path that exists; the files of a folder come after.
    fn existing(&mut self, path: PathBuf) -> Option<Found> {
        if !path.is_dir() {
            return Some(Ok(path));
        }
        let mut folder = Folder { path: path.clone(), levels: Vec::new(), failed: VecDeque::new(), any: false };
        folder.enter(&path);
        self.folder = Some(folder);
        None
    }

    fn input(&mut self, input: PathBuf) -> Option<Found> {
        if input == Path::new(super::STDIN) {
            return Some(Ok(input));
        }
        if input.exists() {
            return self.existing(input);
        }
        let Some(pattern) = input.to_str().filter(|pattern| pattern.contains(['*', '?', '['])) else {
            return Some(Err(InputProblem::new(&input, None, Reason::Missing)));
        };
        match glob::glob(pattern) {
            Ok(paths) => self.matches = Some(Matches { pattern: input, paths, any: false }),
            Err(error) => return Some(Err(InputProblem::new(&input, None, Reason::BadPattern(error.to_string())))),
        }
        None
    }

    /// The next match of the pattern; `None` where it only leads to a folder, or at the end.
    fn matched(&mut self) -> Option<Found> {
        let matches = self.matches.as_mut()?;
        let Some(path) = matches.paths.next() else {
            let Matches { pattern, any, .. } = self.matches.take()?;
            return (!any).then(|| Err(InputProblem::new(&pattern, None, Reason::NoMatch)));
        };
        matches.any = true;
        match path {
            Ok(path) => self.existing(path),
            Err(error) => Some(Err(InputProblem::new(error.path(), None, Reason::Unreadable(error.error().to_string())))),
        }
    }
}

impl Iterator for Files {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        loop {
            if let Some(folder) = &mut self.folder {
                match folder.next(self.format) {
                    Some(found) => return Some(found),
                    None => self.folder = None,
                }
            }
            let found = if self.matches.is_some() {
                self.matched()
            } else {
                let input = self.inputs.next()?;
                self.input(input)
            };
            if found.is_some() {
                return found;
            }
        }
    }
}

impl Folder {
    fn next(&mut self, format: Format) -> Option<Found> {
        loop {
            if let Some(problem) = self.failed.pop_front() {
                self.any = true;
                return Some(Err(problem));
            }
            let Some(level) = self.levels.last_mut() else {
                return (!std::mem::replace(&mut self.any, true)).then(|| Err(self.without_articles()));
            };
            let Some((path, kind)) = level.next() else {
                self.levels.pop();
                continue;
            };
            let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
            if hidden {
                continue;
            }
            if kind.is_dir() {
                if self.levels.len() > DEEPEST {
                    return Some(Err(InputProblem::new(&path, None, Reason::TooDeep { most: DEEPEST })));
                }
                self.enter(&path);
            } else if wanted(&path, format) {
                match path.metadata() {
                    Ok(file) if file.is_file() => {
                        self.any = true;
                        return Some(Ok(path));
                    }
                    // A link to a folder, a pipe: no article, whatever its name.
                    Ok(_) => {}
                    // A link that leads nowhere.
                    Err(error) => self.failed.push_back(InputProblem::new(&path, None, Reason::Unreadable(error.to_string()))),
                }
            }
        }
    }

    fn enter(&mut self, folder: &Path) {
        let mut fail = |error: io::Error| {
            self.failed.push_back(InputProblem::new(folder, None, Reason::Unreadable(error.to_string())));
        };
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => return fail(error),
        };
        let mut paths = Vec::new();
        for entry in entries {
            match entry.and_then(|entry| entry.file_type().map(|kind| (entry.path(), kind))) {
                Ok(entry) => paths.push(entry),
                Err(error) => fail(error),
            }
        }
        paths.sort_by(|a, b| a.0.cmp(&b.0));
        self.levels.push(paths.into_iter());
    }

    fn without_articles(&self) -> InputProblem {
        let readable = EXTENSIONS.iter().filter(|(_, format)| cfg!(feature = "html") || *format != Format::Html);
        let known: Vec<String> = readable.map(|(extension, _)| format!(".{extension}")).collect();
        InputProblem::new(&self.path, None, Reason::NoArticles(known.join(" ")))
    }
}

/// Whether a file of a folder is an article: of the forced format, else of any.
fn wanted(path: &Path, format: Format) -> bool {
    by_extension(path).is_some_and(|known| format == Format::Auto || known == format)
}
