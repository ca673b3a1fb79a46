//! Where a command writes: standard output, or a file whose place it takes before it reads, so that what is in the way is told
//! before a long run and nobody else writes there meanwhile.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use reprisal::KnowledgeGraph;
use reprisal::replace::Place;

use crate::report::Failure;
use crate::table::is_active;

/// Where a command writes.
pub struct Output {
    path: PathBuf,
    /// None for standard output.
    place: Option<Place>,
}

impl Output {
    /// A file, or "-" for standard output. It may be none of the inputs, which would be lost.
    pub fn of(path: &Path, inputs: &[PathBuf]) -> Result<Output, Failure> {
        spare(path, inputs)?;
        Output::over(path)
    }

    /// A file that may be read, too, or "-" for standard output.
    pub fn over(path: &Path) -> Result<Output, Failure> {
        if path == Path::new("-") {
            return Ok(Output { path: path.to_owned(), place: None });
        }
        let place = Place::take(path).map_err(|source| Failure::File { path: path.to_owned(), source })?;
        Ok(Output { path: path.to_owned(), place: Some(place) })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes a file beside its place until it is whole, or to standard output.
    pub fn write<T>(&self, out: &mut impl Write, write: impl FnOnce(&mut dyn Write) -> io::Result<T>) -> Result<T, Failure> {
        match &self.place {
            None => Ok(write(out)?),
            Some(place) => place.file(|out| write(out)).map_err(|source| self.failed(source)),
        }
    }

    /// Writes lines to a file as they come, or to standard output; it is not an error of the file when something else fails.
    pub fn lines(&self, out: &mut impl Write, write: impl FnOnce(&mut dyn Write) -> Result<(), Failure>) -> Result<(), Failure> {
        let Some(place) = &self.place else { return write(out) };
        place.file(|out: &mut BufWriter<File>| write(out)).map_err(|failure| match failure {
            Failure::Output(source) => self.failed(source),
            failure => failure,
        })
    }

    /// Saves a graph to the file, or writes it to standard output.
    pub fn graph(&self, out: &mut impl Write, graph: &KnowledgeGraph) -> Result<(), Failure> {
        match &self.place {
            Some(place) => Ok(graph.save_at(place)?),
            None => Ok(graph.write_escaped(out, is_active)?),
        }
    }

    fn failed(&self, source: io::Error) -> Failure {
        Failure::File { path: self.path.clone(), source }
    }
}

/// Refuses to write over an input.
pub fn spare(path: &Path, inputs: &[PathBuf]) -> Result<(), Failure> {
    match inputs.iter().any(|input| is_same(input, path)) {
        false => Ok(()),
        true => Err(overwritten(path)),
    }
}

pub fn overwritten(path: &Path) -> Failure {
    Failure::Usage(format!("{} is an input and would be overwritten: name another file to write", path.display()))
}

/// Whether two paths lead to one file.
pub fn is_same(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other && one.is_file())
}
