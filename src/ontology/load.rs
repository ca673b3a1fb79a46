//! From RON files to an [`Ontology`].

use std::collections::BTreeMap;
use std::path::PathBuf;

use once_cell::sync::OnceCell;

use super::schema::File;
use super::{Ontology, builtin};

/// One ontology file: where it lies and what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// The path to show in messages.
    pub path: PathBuf,
    /// RON.
    pub text: String,
}

/// Which ontology to load.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layers {
    /// Whether the shipped ontology is the lowest layer.
    pub builtin: bool,
    /// Folders of RON files, each over the ones before it.
    pub folders: Vec<PathBuf>,
}

impl Default for Layers {
    fn default() -> Self {
        Layers { builtin: true, folders: Vec::new() }
    }
}

/// Why an ontology could not be loaded.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OntologyError {
    /// A file or folder could not be read.
    #[error("{path}: {source}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file is no ontology.
    #[error("{path}:{line}:{column}: {message}")]
    Syntax {
        /// The file.
        path: PathBuf,
        /// Line, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
        /// What is wrong.
        message: String,
    },
}

/// Reads RON the way all ontology files are written: `implicit_some`, no surprises.
pub(super) fn options() -> ron::Options {
    ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
}

impl Ontology {
    /// The shipped ontology, read once.
    ///
    /// # Errors
    /// Only when the shipped files are broken, which the tests exclude.
    pub fn builtin() -> Result<&'static Ontology, OntologyError> {
        static BUILTIN: OnceCell<Ontology> = OnceCell::new();
        BUILTIN.get_or_try_init(|| Ontology::from_sources(&builtin::files()))
    }

    /// Reads the given files; a later entry replaces an earlier one of the same id.
    ///
    /// # Errors
    /// The first file that is no ontology, with line and column.
    pub fn from_sources(sources: &[SourceFile]) -> Result<Ontology, OntologyError> {
        let mut whole = File::default();
        for source in sources {
            let file: File = options().from_str(&source.text).map_err(|error| OntologyError::Syntax {
                path: source.path.clone(),
                line: error.span.start.line,
                column: error.span.start.col,
                message: error.code.to_string(),
            })?;
            whole.actors.extend(file.actors);
            whole.places.extend(file.places);
            whole.generics.extend(file.generics);
            whole.triggers.extend(file.triggers);
            whole.cues.extend(file.cues);
            whole.words.extend(file.words);
        }
        let mut ontology = Ontology {
            actors: last_of_each(whole.actors, |entry| &entry.id),
            places: last_of_each(whole.places, |entry| &entry.id),
            generics: last_of_each(whole.generics, |entry| &entry.id),
            triggers: last_of_each(whole.triggers, |entry| &entry.id),
            cues: last_of_each(whole.cues, |entry| &entry.id),
            words: whole.words,
            ..Ontology::default()
        };
        ontology.actor_index = ontology.actors.iter().enumerate().map(|(at, entry)| (entry.id.clone(), at)).collect();
        ontology.place_index = ontology.places.iter().enumerate().map(|(at, entry)| (entry.id.clone(), at)).collect();
        Ok(ontology)
    }
}

fn last_of_each<T>(entries: Vec<T>, id: impl Fn(&T) -> &String) -> Vec<T> {
    let by_id: BTreeMap<String, T> = entries.into_iter().map(|entry| (id(&entry).clone(), entry)).collect();
    by_id.into_values().collect()
}
