//! From texts and files to extractions.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, Weak};

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
    tools: Arc<Tools>,
}

/// What a reader is made of.
struct Tools {
    ontology: Arc<Ontology>,
    documents: Arc<DocumentReader>,
    reader: reprisal::Reader<'static>,
}

/// Files of an ontology, with what they hold.
type Files = Vec<(PathBuf, String)>;

/// An extraction, or what is wrong with a document.
type Read<'py> = (Option<Bound<'py, PyAny>>, Option<String>);

/// Readers of the same files share their tools, which live as long as one of them: an ontology takes a few megabytes.
static TOOLS: Mutex<Option<HashMap<Files, Weak<Tools>>>> = Mutex::new(None);

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
        Ok(Reader { tools: py.detach(|| tools(&layers))? })
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
        let extraction = py.detach(|| self.tools.reader.read(&document));
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
        let explanation = py.detach(|| self.tools.reader.explain(&document));
        plain(py, &explanation)
    }

    /// The extractions of files, folders and globs, one at a time.
    #[pyo3(signature = (*inputs))]
    fn read_files(&self, inputs: Vec<PathBuf>) -> Documents {
        let documents = self.tools.documents.clone();
        Documents { inputs: Mutex::new(Inputs::new(documents, inputs, Format::Auto)), tools: self.tools.clone() }
    }
}

impl Reader {
    /// What it reads with.
    pub(crate) fn ontology(&self) -> Arc<Ontology> {
        self.tools.ontology.clone()
    }

    /// A text with what is known of it.
    fn document<const N: usize>(&self, text: &str, known: [(&str, Option<String>); N]) -> PyResult<Document> {
        let mut record = Map::new();
        record.insert("text".to_owned(), Value::from(text));
        record.extend(known.into_iter().filter_map(|(name, value)| Some((name.to_owned(), Value::from(value?)))));
        self.tools.documents.record(&Value::Object(record).to_string()).map_err(wrong)
    }
}

/// Extractions of files, as they are read.
#[pyclass(frozen, module = "reprisal._reprisal")]
pub(crate) struct Documents {
    inputs: Mutex<Inputs<'static>>,
    tools: Arc<Tools>,
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
            Ok::<_, PyErr>(document.map(|document| document.map(|document| self.tools.reader.read(&document))))
        })?;
        match next {
            None => Ok(None),
            Some(Ok(extraction)) => Ok(Some((Some(plain(py, &extraction)?), None))),
            Some(Err(problem)) => Ok(Some((None, Some(problem.to_string())))),
        }
    }
}

/// The tools for these layers, made where no reader has them.
fn tools(layers: &Layers) -> PyResult<Arc<Tools>> {
    let sources = layers.read().map_err(wrong)?;
    let key = sources.iter().map(|source| (source.path.clone(), source.text.to_string())).collect();
    let mut known = TOOLS.lock().map_err(unreadable)?;
    let known = known.get_or_insert_default();
    if let Some(tools) = known.get(&key).and_then(Weak::upgrade) {
        return Ok(tools);
    }
    let ontology = Arc::new(Ontology::from_sources(&sources).map_err(wrong)?);
    let documents = Arc::new(DocumentReader::new(&ontology));
    let tools = Arc::new(Tools { reader: reprisal::Reader::new(ontology.clone()), documents, ontology });
    known.retain(|_, tools| tools.strong_count() > 0);
    known.insert(key, Arc::downgrade(&tools));
    Ok(tools)
}
