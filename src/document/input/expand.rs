//! From an input as given to the files that it stands for.

use std::fs;
use std::path::{Path, PathBuf};

use super::format::{EXTENSIONS, Format, by_extension};
use super::problem::{InputProblem, Reason};

type Found = Result<PathBuf, InputProblem>;

/// Deeper folders are not looked into.
const DEEPEST: usize = 64;

/// The files of one input, in order: a path that exists, else what a pattern matches.
pub(super) fn expand(input: &Path, format: Format) -> Vec<Found> {
    let problem = |reason| vec![Err(InputProblem::new(input, None, reason))];
    if input == Path::new(super::STDIN) {
        return vec![Ok(input.to_path_buf())];
    }
    if input.exists() {
        return existing(input, format);
    }
    let Some(pattern) = input.to_str().filter(|pattern| pattern.contains(['*', '?', '['])) else {
        return problem(Reason::Missing);
    };
    let matches = match glob::glob(pattern) {
        Ok(matches) => matches,
        Err(error) => return problem(Reason::BadPattern(error.to_string())),
    };
    let found: Vec<Found> = matches
        .flat_map(|path| match path {
            Ok(path) => existing(&path, format),
            Err(error) => vec![Err(InputProblem::new(error.path(), None, Reason::Unreadable(error.error().to_string())))],
        })
        .collect();
    if found.is_empty() { problem(Reason::NoMatch) } else { found }
}

fn existing(path: &Path, format: Format) -> Vec<Found> {
    if !path.is_dir() {
        return vec![Ok(path.to_path_buf())];
    }
    let mut found = Vec::new();
    walk(path, format, 0, &mut found);
    if found.is_empty() {
        let known: Vec<String> = EXTENSIONS.iter().map(|(extension, _)| format!(".{extension}")).collect();
        found.push(Err(InputProblem::new(path, None, Reason::NoArticles(known.join(" ")))));
    }
    found
}

/// The articles in a folder and below it, in the order of the names. Hidden files and links to folders are left out.
fn walk(folder: &Path, format: Format, depth: usize, found: &mut Vec<Found>) {
    let mut fail = |path: &Path, error: std::io::Error| {
        found.push(Err(InputProblem::new(path, None, Reason::Unreadable(error.to_string()))))
    };
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => return fail(folder, error),
    };
    let mut paths = Vec::new();
    for entry in entries {
        match entry.and_then(|entry| entry.file_type().map(|kind| (entry.path(), kind))) {
            Ok(entry) => paths.push(entry),
            Err(error) => fail(folder, error),
        }
    }
    paths.sort_by(|a, b| a.0.cmp(&b.0));
    for (path, kind) in paths {
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if hidden {
            continue;
        }
        if kind.is_dir() && depth < DEEPEST {
            walk(&path, format, depth + 1, found);
        } else if path.is_file() && wanted(&path, format) {
            found.push(Ok(path));
        }
    }
}

/// Whether a file of a folder is an article: of the forced format, else of any.
fn wanted(path: &Path, format: Format) -> bool {
    by_extension(path).is_some_and(|known| format == Format::Auto || known == format)
}
