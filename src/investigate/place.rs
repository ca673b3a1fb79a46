//! The place that an investigation keeps to.

use super::party::NotFound;
use crate::query::{Names, NoName};

/// The id of the place that a person means by a name or an id.
///
/// ```
/// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
/// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
/// use reprisal::investigate::place;
/// use reprisal::query::Names;
///
/// assert_eq!(place(&Names::of_graph(&graph), "Red Sea")?, "red-sea");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When no place bears the name, or several do.
pub fn place(names: &Names, typed: &str) -> Result<String, NotFound> {
    names.place(typed, false).map(|place| place.id).map_err(|problem| match problem {
        NoName::Ambiguous(ambiguous) => {
            let candidates = ambiguous.candidates.iter().map(|candidate| format!("{} ({})", candidate.name, candidate.id));
            NotFound::Ambiguous { typed: ambiguous.name, candidates: candidates.collect() }
        }
        NoName::Unknown(unknown) => NotFound::Unknown { what: "place", typed: unknown.name, suggestions: unknown.suggestions },
    })
}
