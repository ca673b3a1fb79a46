//! Python bindings: articles to extractions, extractions to a graph, questions to the graph.
//!
//! What Rust hands over is plain data, made into dicts and lists; `package/reprisal/__init__.py` puts the names on it that Python expects.

mod graph;
mod reader;

use pyo3::create_exception;
use pyo3::exceptions::{PyOSError, PyValueError};
use pyo3::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

create_exception!(_reprisal, ReprisalError, PyValueError, "What was asked for is not understood, or the input is not in order.");

/// A mistake as Python sees it.
fn wrong(error: impl std::fmt::Display) -> PyErr {
    ReprisalError::new_err(error.to_string())
}

/// A file that could not be read or written.
fn unreadable(error: impl std::fmt::Display) -> PyErr {
    PyOSError::new_err(error.to_string())
}

/// Plain data as dicts and lists, by way of JSON: the numbers are then those that the program writes.
fn plain<'py>(py: Python<'py>, value: &impl Serialize) -> PyResult<Bound<'py, PyAny>> {
    py.import("json")?.call_method1("loads", (serde_json::to_string(value).map_err(wrong)?,))
}

/// Plain data of dicts and lists.
fn of_plain<T: DeserializeOwned>(value: &Bound<'_, PyAny>) -> PyResult<T> {
    let text: String = value.py().import("json")?.call_method1("dumps", (value,))?.extract()?;
    serde_json::from_str(&text).map_err(wrong)
}

#[pymodule]
fn _reprisal(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add("ReprisalError", module.py().get_type::<ReprisalError>())?;
    module.add_class::<reader::Reader>()?;
    module.add_class::<reader::Documents>()?;
    module.add_class::<graph::Graph>()
}
