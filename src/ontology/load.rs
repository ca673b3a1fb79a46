//! From RON files to an [`Ontology`].

use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::fmt;
use std::path::{Path, PathBuf};

use once_cell::sync::OnceCell;

use super::diagnostic::Location;
use super::layers::{Layers, SourceFile};
use super::schema::File;
use super::{Ontology, builtin, syntax};

/// Why an ontology could not be loaded.
///
/// ```
/// use reprisal::Ontology;
/// use reprisal::ontology::{Layers, OntologyError, Shipped};
///
/// let layers = Layers { shipped: Shipped::All, folders: vec!["no/such/folder".into()] };
/// assert!(matches!(Ontology::load(&layers), Err(OntologyError::Missing { .. })));
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub enum OntologyError {
    /// A file or folder could not be read.
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A folder does not exist.
    Missing {
        /// The folder.
        path: PathBuf,
    },
    /// A folder holds no ontology file.
    NoFiles {
        /// The folder.
        path: PathBuf,
    },
    /// A file is no UTF-8 text.
    NotText {
        /// The file.
        path: PathBuf,
        /// The first line that is no text, from 1.
        line: usize,
    },
    /// A file is no ontology.
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

impl fmt::Display for OntologyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { path, source } => write!(f, "{}: cannot be read: {source}", path.display()),
            Self::Missing { path } => write!(f, "{}: there is no such ontology folder", path.display()),
            Self::NoFiles { path } => write!(f, "{}: holds no ontology file; ontology files end in .ron", path.display()),
            Self::NotText { path, line } => write!(f, "{}:{line}: is no UTF-8 text; save the file as UTF-8", path.display()),
            Self::Syntax { path, line, column, message } => write!(f, "{}:{line}:{column}: {message}", path.display()),
        }
    }
}

impl Error for OntologyError {}

impl Ontology {
    /// The shipped ontology, read once.
    ///
    /// # Errors
    /// Only when the shipped files are broken, which the tests exclude.
    pub fn builtin() -> Result<&'static Ontology, OntologyError> {
        static BUILTIN: OnceCell<Ontology> = OnceCell::new();
        BUILTIN.get_or_try_init(|| Ontology::from_sources(&builtin::files()))
    }

    /// Loads layers: the shipped files and folders of RON files.
    ///
    /// Only the form of the files is checked here; [`check`](super::check) finds what is wrong with what they say.
    ///
    /// # Errors
    /// A folder that is missing or holds no `.ron` file, a file that cannot be read, the first file that is no ontology.
    pub fn load(layers: &Layers) -> Result<Ontology, OntologyError> {
        if *layers == Layers::default() {
            return Ontology::builtin().cloned();
        }
        Ontology::from_sources(&layers.read()?)
    }

    /// Reads the given files; a later entry replaces an earlier one of the same id.
    ///
    /// # Errors
    /// The first file that is no ontology, with line and column.
    pub fn from_sources(sources: &[SourceFile]) -> Result<Ontology, OntologyError> {
        let mut whole = File::default();
        for source in sources {
            let file = syntax::parse(&source.text).map_err(|error| syntax_error(&source.path, &source.text, *error))?;
            whole.actors.extend(file.actors);
            whole.places.extend(file.places);
            whole.generics.extend(file.generics);
            whole.signs.extend(file.signs);
            whole.triggers.extend(file.triggers);
            whole.cues.extend(file.cues);
            whole.words.extend(file.words);
        }
        Ok(Ontology::from_file(whole))
    }

    /// Indexes entries; of those with one id the last counts.
    pub(super) fn from_file(whole: File) -> Ontology {
        let mut ontology = Ontology {
            actors: last_of_each(whole.actors, |entry| &entry.id),
            places: last_of_each(whole.places, |entry| &entry.id),
            generics: last_of_each(whole.generics, |entry| &entry.id),
            signs: last_of_each(whole.signs, |entry| &entry.id),
            triggers: last_of_each(whole.triggers, |entry| &entry.id),
            cues: last_of_each(whole.cues, |entry| &entry.id),
            words: whole.words,
            ..Ontology::default()
        };
        ontology.actor_index = index(ontology.actors.iter().map(|entry| &entry.id));
        ontology.place_index = index(ontology.places.iter().map(|entry| &entry.id));
        ontology
    }
}

fn last_of_each<T>(entries: Vec<T>, id: impl Fn(&T) -> &String) -> Vec<T> {
    let by_id: BTreeMap<String, T> = entries.into_iter().map(|entry| (id(&entry).clone(), entry)).collect();
    by_id.into_values().collect()
}

fn index<'a>(ids: impl Iterator<Item = &'a String>) -> HashMap<String, usize> {
    ids.enumerate().map(|(at, id)| (id.clone(), at)).collect()
}

/// What a file that is no ontology is refused with.
pub(super) fn syntax_error(path: &Path, text: &str, error: syntax::SyntaxError) -> OntologyError {
    let location = Location::new(0, path.to_owned(), text, error.span);
    let hint = match (error.suggestion, error.help) {
        (Some(suggestion), _) => format!("; did you mean `{suggestion}`?"),
        (None, Some(help)) => format!(" ({help})"),
        (None, None) => String::new(),
    };
    let message = error.message + &hint;
    OntologyError::Syntax { path: location.path, line: location.line, column: location.column, message }
}
