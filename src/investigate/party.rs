//! The actor that an investigation is about.

use std::cmp::Reverse;
use std::fmt;

use serde::Serialize;

use crate::date::PartialDate;
use crate::fold::fold;
use crate::graph::{Actor, IncidentRef, KnowledgeGraph, View};
use crate::query::{ActorName, Names, NoName};
use crate::suggest::nearest;

/// How many suggestions are worth reading.
const SUGGESTIONS: usize = 3;

/// An actor that an investigation is about.
///
/// ```
/// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
/// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
/// use reprisal::investigate::Party;
/// use reprisal::query::Names;
///
/// let party = Party::find(&graph, &Names::of_graph(&graph), "CENTCOM")?;
/// assert_eq!(party, Party::of(&graph, "us-central-command"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[non_exhaustive]
pub struct Party {
    /// Actor id.
    pub id: String,
    /// Preferred name.
    pub name: String,
}

impl Party {
    /// The actor of this id; one that the graph does not hold bears the id as its name.
    #[must_use]
    pub fn of(graph: &KnowledgeGraph, id: &str) -> Party {
        Party { id: id.to_owned(), name: graph.actor_name(id).to_owned() }
    }

    /// The actor that a person means by a name or an id.
    ///
    /// # Errors
    /// When nobody bears the name, or several do.
    pub fn find(graph: &KnowledgeGraph, names: &Names, typed: &str) -> Result<Party, NotFound> {
        if let Some(actor) = graph.get::<Actor>(typed) {
            return Ok(Party { id: actor.id.clone(), name: actor.name.clone() });
        }
        match names.actor(typed, false) {
            Ok(named) => Ok(Party { id: named.id, name: named.name }),
            Err(NoName::Ambiguous(ambiguous)) => {
                let candidates = ambiguous.candidates.iter().map(|candidate| format!("{} ({})", candidate.name, candidate.id));
                Err(NotFound::Ambiguous { typed: ambiguous.name, candidates: candidates.collect() })
            }
            Err(NoName::Unknown(unknown)) => {
                let mut suggestions = part_of_names(graph, typed);
                let alike = unknown.suggestions.into_iter().filter(|name| !suggestions.contains(name));
                suggestions = suggestions.iter().cloned().chain(alike.collect::<Vec<_>>()).take(SUGGESTIONS).collect();
                if suggestions.is_empty() {
                    let known = graph.nodes::<Actor>().map(|actor| actor.name.as_str());
                    suggestions.extend(nearest(typed, known).map(str::to_owned));
                }
                Err(NotFound::Unknown { what: "actor", typed: unknown.name, suggestions })
            }
        }
    }

    /// Whether what an actor did or suffered on a date counts for the party in a view: it is the party itself, or part of its
    /// account.
    #[must_use]
    pub fn counts(&self, view: &View, actor: &Actor, date: Option<PartialDate>) -> bool {
        actor.id == self.id || view.account_on(actor, date) == self.id
    }

    /// Whether the party, or part of its account, did it.
    #[must_use]
    pub fn did(&self, view: &View, incident: &IncidentRef) -> bool {
        incident.perpetrators().any(|actor| self.counts(view, actor, incident.date))
    }

    /// Whether it was done to the party, or to part of its account.
    #[must_use]
    pub fn suffered(&self, view: &View, incident: &IncidentRef) -> bool {
        incident.targets().any(|actor| self.counts(view, actor, incident.date))
    }

    pub(super) fn actor_name(&self) -> ActorName {
        ActorName { id: self.id.clone(), name: self.name.clone() }
    }
}

/// The names of actors in which the words stand, as "Front" does in "Green Front": those that most documents name.
fn part_of_names(graph: &KnowledgeGraph, typed: &str) -> Vec<String> {
    let wanted = format!(" {} ", fold(typed));
    if wanted.trim().is_empty() {
        return Vec::new();
    }
    let holds = |name: &String| format!(" {} ", fold(name)).contains(&wanted);
    let named = |actor: &&Actor| !actor.documents.is_empty() && (holds(&actor.name) || actor.aliases.iter().any(holds));
    let mut found: Vec<&Actor> = graph.nodes::<Actor>().filter(named).collect();
    found.sort_by_key(|actor| Reverse(actor.documents.len()));
    found.into_iter().take(SUGGESTIONS).map(|actor| actor.name.clone()).collect()
}

/// Nothing that an investigation could be about bears the name, or too much does.
///
/// ```
/// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
/// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
/// use reprisal::investigate::{NotFound, Party};
/// use reprisal::query::Names;
///
/// let unknown = Party::find(&graph, &Names::of_graph(&graph), "Atlantis").unwrap_err();
/// assert!(matches!(unknown, NotFound::Unknown { .. }));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotFound {
    /// Nothing bears the name.
    Unknown {
        /// What was looked for: "actor".
        what: &'static str,
        /// The name as typed.
        typed: String,
        /// Names that are like it, most alike first.
        suggestions: Vec<String>,
    },
    /// Several bear the name.
    Ambiguous {
        /// The name as typed.
        typed: String,
        /// Those who bear it, each with its id.
        candidates: Vec<String>,
    },
}

impl fmt::Display for NotFound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotFound::Unknown { what, typed, suggestions } => {
                write!(f, "no {what} is known by the name {typed:?}")?;
                match suggestions.as_slice() {
                    [] => Ok(()),
                    near => write!(f, "; did you mean {}?", near.join(", or ")),
                }
            }
            NotFound::Ambiguous { typed, candidates } => {
                write!(f, "{typed:?} can mean each of these; give its id:")?;
                candidates.iter().try_for_each(|candidate| write!(f, "\n  {candidate}"))
            }
        }
    }
}

impl std::error::Error for NotFound {}
