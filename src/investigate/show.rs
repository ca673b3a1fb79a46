//! All that is known of one actor, incident or document.

mod actor;
mod document;
mod incident;

use serde::Serialize;

use super::party::{NotFound, Party};
use crate::graph::{KnowledgeGraph, View};
use crate::query::Names;
use crate::suggest;

pub use actor::{ActorPage, Tally};
pub use document::{DocumentPage, Mention};
pub use incident::{IncidentPage, ReportLine, Version, Versions, Word};

/// What can be shown.
///
/// ```
/// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
/// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
/// use reprisal::investigate::Subject;
/// use reprisal::query::Names;
///
/// let names = Names::of_graph(&graph);
/// assert!(matches!(Subject::find(&graph, &names, "hodeidah-night"), Ok(Subject::Document(_))));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Subject {
    /// An actor.
    Actor(Party),
    /// An incident, by its id or that of one of its reports.
    Incident(String),
    /// A document, by its id.
    Document(String),
}

/// All that is known of a subject.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Page {
    /// Of an actor.
    Actor(Box<ActorPage>),
    /// Of an incident.
    Incident(Box<IncidentPage>),
    /// Of a document.
    Document(Box<DocumentPage>),
}

impl Subject {
    /// What a person means by a name or an id: an incident or document of this id, an actor of this name, else the one
    /// document whose id ends in it or whose title it is.
    ///
    /// # Errors
    /// When nothing bears the name, or several things do.
    pub fn find(graph: &KnowledgeGraph, names: &Names, typed: &str) -> Result<Subject, NotFound> {
        let typed = typed.trim();
        if let Some(incident) = graph.incident(typed) {
            return Ok(Subject::Incident(incident.id.to_string()));
        }
        if graph.document(typed).is_some() {
            return Ok(Subject::Document(typed.to_owned()));
        }
        let (typed_name, suggestions) = match Party::find(graph, names, typed) {
            Ok(party) => return Ok(Subject::Actor(party)),
            Err(NotFound::Unknown { typed, suggestions, .. }) => (typed, suggestions),
            Err(ambiguous) => return Err(ambiguous),
        };
        match documents(graph, typed).as_slice() {
            [id] => Ok(Subject::Document((*id).to_owned())),
            [] => Err(NotFound::Unknown {
                what: "actor, incident or document",
                typed: typed_name,
                suggestions: if suggestions.is_empty() { near(graph, typed) } else { suggestions },
            }),
            ids => Err(NotFound::Ambiguous { typed: typed_name, candidates: ids.iter().map(|&id| id.to_owned()).collect() }),
        }
    }
}

/// Documents whose id ends in the words, as the name of a file does, or whose title they are.
fn documents<'g>(graph: &'g KnowledgeGraph, typed: &str) -> Vec<&'g str> {
    let is_named = |id: &str| {
        let name = id.rsplit(['/', '\\']).next().unwrap_or(id);
        name == typed || name.rsplit_once('.').is_some_and(|(stem, _)| stem == typed) || id.ends_with(&format!("/{typed}"))
    };
    let is_titled = |title: &Option<String>| title.as_ref().is_some_and(|title| title.eq_ignore_ascii_case(typed));
    let found = graph.documents().filter(|info| !typed.is_empty() && (is_named(&info.id) || is_titled(&info.title)));
    found.map(|info| info.id.as_str()).collect()
}

fn near(graph: &KnowledgeGraph, typed: &str) -> Vec<String> {
    let incidents = graph.incidents().map(|incident| incident.incident().id.as_str());
    let ids = graph.documents().map(|info| info.id.as_str()).chain(incidents);
    suggest::nearest(typed, ids).map(str::to_owned).into_iter().collect()
}

/// All that is known of a subject; none when the graph does not hold it.
///
/// ```
/// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
/// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
/// use reprisal::investigate::{Page, Subject, show};
/// use reprisal::query::Names;
///
/// let subject = Subject::find(&graph, &Names::of_graph(&graph), "Houthis")?;
/// let Some(Page::Actor(page)) = show(&graph.view(), &subject) else { return Err("an actor has a page".into()) };
/// println!("{}", serde_json::to_string(&page)?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn show(view: &View, subject: &Subject) -> Option<Page> {
    Some(match subject {
        Subject::Actor(party) => Page::Actor(Box::new(actor::page(view, party)?)),
        Subject::Incident(id) => Page::Incident(Box::new(incident::page(view, id)?)),
        Subject::Document(id) => Page::Document(Box::new(document::page(view, id)?)),
    })
}
