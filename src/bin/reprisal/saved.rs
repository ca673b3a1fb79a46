//! Saved graphs as inputs: loaded, or what to do about one that cannot be.

use std::path::Path;

use reprisal::KnowledgeGraph;
use reprisal::graph::{GraphError, Salvage};

use crate::report::{Failure, Problem};
use crate::wording::counted;

/// The saved graph in a file.
pub fn load(path: &Path) -> Result<KnowledgeGraph, Failure> {
    let bytes = std::fs::read(path).map_err(|source| Failure::File { path: path.to_owned(), source })?;
    KnowledgeGraph::from_bytes(&bytes).map_err(|error| {
        let Problem { place, message } = problem(&path.display().to_string(), &bytes, &error);
        Failure::Usage(format!("{place}: {message}"))
    })
}

/// What is wrong with a saved graph, and how to go on with what is whole in it.
pub fn problem(place: &str, bytes: &[u8], error: &GraphError) -> Problem {
    let (at, wrong) = match error {
        GraphError::Damaged { line, column, message } => (format!("{place}:{line}:{column}"), message.clone()),
        GraphError::Version { line, column, .. } => {
            let told = error.to_string();
            let message = told.split_once(": ").map_or(told.as_str(), |(_, message)| message).to_owned();
            return Problem { place: format!("{place}:{line}:{column}"), message };
        }
        error => (place.to_owned(), error.to_string()),
    };
    let Ok(salvage) = Salvage::of(bytes, false) else { return Problem { place: at, message: wrong } };
    let whole = salvage.graph.documents().count();
    let all = whole + salvage.left_out.iter().filter(|left| left.document).count();
    let file = if Path::new(place).exists() { place } else { "FILE" };
    let changed = salvage.left_out.iter().find(|left| left.changed).filter(|_| matches!(error, GraphError::Changed));
    let (at, wrong) = changed.map_or((at, wrong), |left| (format!("{place}:{}", left.line), left.why.clone()));
    let accept = if matches!(error, GraphError::Changed) { ", with --accept-changed also what you changed yourself" } else { "" };
    let all = counted(all, "document");
    Problem {
        place: at,
        message: format!("{wrong}; {whole} of {all} in it are whole: reprisal repair {file} -o whole.json saves them{accept}"),
    }
}
