//! From texts and files to extractions.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Mutex;

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use reprisal::document::{Document, Format, Inputs};
use reprisal::ontology::{Layers, Shipped};
use reprisal::{DocumentReader, Ontology};
use serde_json::{Map, Value};

use crate::{plain, unreadable, wrong};

/// What reads texts with one ontology.
#[pyclass(frozen, module = "reprisal._reprisal")]
pub(crate) struct Reader {
    pub(crate) ontology: &'static Ontology,
    documents: &'static DocumentReader,
    reader: &'static reprisal::Reader<'static>,
}

/// What a reader is made of.
type Parts = (&'static Ontology, &'static DocumentReader, &'static reprisal::Reader<'static>);

/// Files of an ontology, with what they hold.
type Files = Vec<(PathBuf, String)>;

/// An extraction, or what is wrong with a document.
type Read<'py> = (Option<Bound<'py, PyAny>>, Option<String>);

/// Readers live as long as the program, once for the same files, as graphs and iterators refer to them: an ontology takes a few megabytes.
static READERS: Mutex<Option<HashMap<Files, Parts>>> = Mutex::new(None);

#[pymethods]
impl Reader {
    #[new]
    #[pyo3(signature = (ontology = Vec::new(), *, shipped = "all"))]
    fn new(py: Python<'_>, ontology: Vec<PathBuf>, shipped: &str) -> PyResult<Reader> {
        let shipped = match shipped {
            "all" => Shipped::All,
            "language" => Shipped::Language,
            "nothing" => Shipped::Nothing,
            _ => return Err(PyValueError::new_err("shipped is one of \"all\", \"language\", \"nothing\"")),
        };
        let layers = Layers { shipped, folders: ontology };
        let (ontology, documents, reader) = py.detach(|| parts(&layers))?;
        Ok(Reader { ontology, documents, reader })
    }

    /// What one text says.
    #[pyo3(signature = (text, *, id = None, title = None, published = None, source = None, url = None))]
    #[expect(clippy::too_many_arguments, reason = "named arguments of Python")]
    fn read<'py>(
        &self,
        py: Python<'py>,
        text: &str,
        id: Option<String>,
        title: Option<String>,
        published: Option<String>,
        source: Option<String>,
        url: Option<String>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let document =
            self.document(text, [("id", id), ("title", title), ("published", published), ("source", source), ("url", url)])?;
        let extraction = py.detach(|| self.reader.read(&document));
        plain(py, &extraction)
    }

    /// How one text was read.
    #[pyo3(signature = (text, *, id = None, title = None, published = None))]
    fn explain<'py>(
        &self,
        py: Python<'py>,
        text: &str,
        id: Option<String>,
        title: Option<String>,
        published: Option<String>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let document = self.document(text, [("id", id), ("title", title), ("published", published)])?;
        let explanation = py.detach(|| self.reader.explain(&document));
        plain(py, &explanation)
    }

    /// The extractions of files, folders and globs, one at a time.
    #[pyo3(signature = (*inputs))]
    fn read_files(&self, inputs: Vec<PathBuf>) -> Documents {
        Documents { inputs: Mutex::new(Inputs::new(self.documents, inputs, Format::Auto)), reader: self.reader }
    }
}

impl Reader {
    /// A text with what is known of it.
    fn document<const N: usize>(&self, text: &str, known: [(&str, Option<String>); N]) -> PyResult<Document> {
        let mut record = Map::new();
        record.insert("text".to_owned(), Value::from(text));
        record.extend(known.into_iter().filter_map(|(name, value)| Some((name.to_owned(), Value::from(value?)))));
        self.documents.record(&Value::Object(record).to_string()).map_err(wrong)
    }
}

/// Extractions of files, as they are read.
#[pyclass(frozen, module = "reprisal._reprisal")]
pub(crate) struct Documents {
    inputs: Mutex<Inputs<'static>>,
    reader: &'static reprisal::Reader<'static>,
}

#[pymethods]
impl Documents {
    fn __iter__(this: PyRef<'_, Self>) -> PyRef<'_, Self> {
        this
    }

    /// The next extraction.
    fn __next__<'py>(&self, py: Python<'py>) -> PyResult<Option<Read<'py>>> {
        let next = py.detach(|| {
            let document = self.inputs.lock().map_err(unreadable)?.next();
            Ok::<_, PyErr>(document.map(|document| document.map(|document| self.reader.read(&document))))
        })?;
        match next {
            None => Ok(None),
            Some(Ok(extraction)) => Ok(Some((Some(plain(py, &extraction)?), None))),
            Some(Err(problem)) => Ok(Some((None, Some(problem.to_string())))),
        }
    }
}

/// The reader of these layers, made when first asked for.
fn parts(layers: &Layers) -> PyResult<Parts> {
    let sources = layers.read().map_err(wrong)?;
    let key = sources.iter().map(|source| (source.path.clone(), source.text.to_string())).collect();
    let mut readers = READERS.lock().map_err(unreadable)?;
    let readers = readers.get_or_insert_default();
    if let Some(&parts) = readers.get(&key) {
        return Ok(parts);
    }
    let ontology: &'static Ontology = Box::leak(Box::new(Ontology::from_sources(&sources).map_err(wrong)?));
    let documents: &'static DocumentReader = Box::leak(Box::new(DocumentReader::new(ontology)));
    let reader: &'static reprisal::Reader<'static> = Box::leak(Box::new(reprisal::Reader::new(ontology)));
    readers.insert(key, (ontology, documents, reader));
    Ok((ontology, documents, reader))
}
