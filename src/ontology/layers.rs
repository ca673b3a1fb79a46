//! Which ontology files are read, and in what order.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::builtin;
use super::load::OntologyError;

/// One ontology file: where it lies and what it holds.
///
/// ```
/// use reprisal::ontology::{Layers, Ontology, SourceFile};
///
/// let mut sources = Layers::default().read()?;
/// sources.push(SourceFile::new("own.ron", r#"( actors: [ ( id: "hill-guard", name: "Hill Guard", kind: ArmedGroup ) ] )"#));
/// assert!(Ontology::from_sources(&sources)?.actor("hill-guard").is_some());
/// # Ok::<(), reprisal::ontology::OntologyError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// The path to show in messages.
    pub path: PathBuf,
    /// RON.
    pub text: String,
    /// The layer that it belongs to: its entries replace those of lower layers, and may not clash with those of its own.
    pub layer: usize,
}

impl SourceFile {
    /// A file of the lowest layer.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>, text: impl Into<String>) -> SourceFile {
        SourceFile { path: path.into(), text: text.into(), layer: 0 }
    }
}

/// How much of the shipped ontology is the lowest layer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shipped {
    /// All of it.
    #[default]
    All,
    /// What it knows of English and of armed conflict as such: words, triggers, cues and generic nouns, but no actor and no place.
    Language,
    /// Nothing: the folders stand alone.
    Nothing,
}

/// Which ontology to load.
///
/// ```
/// use reprisal::Ontology;
/// use reprisal::ontology::{Layers, Shipped};
///
/// let layers = Layers { shipped: Shipped::Language, folders: vec!["examples/ontologies/sudan".into()] };
/// let ontology = Ontology::load(&layers)?;
/// assert!(ontology.actor("houthis").is_none(), "another war, other actors");
/// # Ok::<(), reprisal::ontology::OntologyError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layers {
    /// How much of the shipped ontology is the lowest layer.
    pub shipped: Shipped,
    /// Folders of RON files (or single files), each over the ones before it.
    pub folders: Vec<PathBuf>,
}

impl Layers {
    /// Reads all files: the shipped ones are layer 0, the folders follow as layers 1, 2, …
    ///
    /// A folder is searched with the folders in it for `*.ron`, in the order of the paths; names that begin with a dot are left out.
    ///
    /// # Errors
    /// A folder that is missing or holds no such file, and a file that cannot be read or is no text.
    pub fn read(&self) -> Result<Vec<SourceFile>, OntologyError> {
        let mut sources = match self.shipped {
            Shipped::All => builtin::files(),
            Shipped::Language => builtin::language(),
            Shipped::Nothing => Vec::new(),
        };
        for (folder, layer) in self.folders.iter().zip(1..) {
            let mut paths = BTreeSet::new();
            collect(folder, true, &mut BTreeSet::new(), &mut paths)?;
            if paths.is_empty() {
                return Err(OntologyError::NoFiles { path: folder.clone() });
            }
            for path in paths {
                let text = read_text(&path)?;
                sources.push(SourceFile { path, text, layer });
            }
        }
        Ok(sources)
    }
}

/// Adds the RON files at or below `path`; `seen` keeps a link back to an outer folder from being followed for ever.
fn collect(path: &Path, named: bool, seen: &mut BTreeSet<PathBuf>, found: &mut BTreeSet<PathBuf>) -> Result<(), OntologyError> {
    let failed = |source| OntologyError::Io { path: path.to_owned(), source };
    let metadata = fs::metadata(path).map_err(|source| match source.kind() {
        ErrorKind::NotFound if named => OntologyError::Missing { path: path.to_owned() },
        _ => failed(source),
    })?;
    if !metadata.is_dir() {
        if path.extension().is_some_and(|extension| extension == "ron") {
            found.insert(path.to_owned());
        }
        return Ok(());
    }
    if seen.insert(fs::canonicalize(path).map_err(failed)?) {
        let entries = fs::read_dir(path).map_err(failed)?.collect::<Result<Vec<_>, _>>().map_err(failed)?;
        let visible = entries.iter().filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'));
        // Sorted here as well, so that of two links to one folder always the same is followed.
        for inner in visible.map(fs::DirEntry::path).collect::<BTreeSet<_>>() {
            collect(&inner, false, seen, found)?;
        }
    }
    Ok(())
}

fn read_text(path: &Path) -> Result<String, OntologyError> {
    let bytes = fs::read(path).map_err(|source| OntologyError::Io { path: path.to_owned(), source })?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = good.iter().filter(|&&byte| byte == b'\n').count() + 1;
        OntologyError::NotText { path: path.to_owned(), line }
    })?;
    // Some editors begin a file with a byte order mark, which is no RON.
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}
