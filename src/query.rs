//! Questions to the graph: a small abstract [`Query`], an English front end to it, and answers with their sentences.
//!
//! ```
//! # let graph = reprisal::KnowledgeGraph::new();
//! let answer = reprisal::query::ask(&graph, "Who retaliated against whom since January 2024?").unwrap();
//! assert_eq!(answer.understood, "who retaliated against whom since 2024-01");
//! assert!(answer.rows.is_empty());
//!
//! let refused = reprisal::query::ask(&graph, "Will there be peace?").unwrap_err();
//! assert!(refused.to_string().contains("who retaliated against whom?"));
//! ```

mod answer;
mod form;
mod names;
mod rows;
mod run;
mod time;

use std::fmt;

pub use answer::{ActorName, Answer, Row, Source};
pub use names::{Named, Names};

use crate::date::PartialDate;
use crate::graph::{Actor, KnowledgeGraph, RollUp};
use crate::vocabulary::Modality;

/// Asks the graph a question in English; names are those that the graph knows.
///
/// # Errors
/// When the question is of no form that is understood, or names somebody unknown; it is never guessed at.
pub fn ask(graph: &KnowledgeGraph, question: &str) -> Result<Answer, NotUnderstood> {
    let names = Names::of_graph(graph);
    Ok(Query::parse(question, &names)?.run(graph, &names))
}

/// The forms of question that are understood.
#[must_use]
pub fn forms() -> &'static [&'static str] {
    form::SHOWN
}

/// What a question asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Asked {
    /// Who retaliated against whom.
    Retaliated,
    /// Who attacked whom.
    Attacked,
    /// Who backs whom.
    Backs,
    /// Who leads whom.
    Leads,
    /// Who is part of what.
    PartOf,
    /// What happened.
    Happened,
}

/// Somebody in a question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Who {
    /// Anybody: this is what is asked for.
    #[default]
    Anyone,
    /// An actor, what is counted to its account, and to whose account it is counted.
    Named(Named),
}

impl Who {
    /// Whether the actor of a deed is meant.
    fn means(&self, actor: &Actor) -> bool {
        match self {
            Who::Anyone => true,
            Who::Named(named) => {
                named.ids.contains(&actor.id) || named.ids.contains(&actor.principal) || named.principals.contains(&actor.id)
            }
        }
    }

    /// Whether exactly this actor is meant.
    fn is(&self, actor: &str) -> bool {
        match self {
            Who::Anyone => true,
            Who::Named(named) => named.ids.contains(actor),
        }
    }

    fn name(&self) -> Option<&str> {
        match self {
            Who::Anyone => None,
            Who::Named(named) => Some(&named.name),
        }
    }
}

/// A question that is understood. [`fmt::Display`] echoes it in one standing form.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    /// What is asked for.
    pub asked: Asked,
    /// Who does it.
    pub subject: Who,
    /// To whom it is done.
    pub object: Who,
    /// Where it is done, there or within.
    pub place: Option<Named>,
    /// From when, included.
    pub since: Option<PartialDate>,
    /// Until when, included.
    pub until: Option<PartialDate>,
    /// Whether only deeds count that answer others, which are the reason asked for.
    pub why: bool,
    /// To whose account deeds are counted in the answer.
    pub roll_up: RollUp,
    /// Whether to look at what is asserted, denied or threatened.
    pub modality: Modality,
    /// Whether facts count that only the ontology states, see [`KnowledgeGraph::add_standing`].
    pub standing: bool,
}

impl Query {
    /// Asks for everybody, everywhere, at all times, as far as it is asserted.
    #[must_use]
    pub fn new(asked: Asked) -> Query {
        Query {
            asked,
            subject: Who::Anyone,
            object: Who::Anyone,
            place: None,
            since: None,
            until: None,
            why: false,
            roll_up: RollUp::default(),
            modality: Modality::Asserted,
            standing: false,
        }
    }

    /// Reads a question in English.
    ///
    /// # Errors
    /// When it is of no form that is understood, or names somebody or some place unknown, or a date that is none.
    pub fn parse(question: &str, names: &Names) -> Result<Query, NotUnderstood> {
        form::parse(question, names)
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Finite verb, auxiliary and infinitive.
        let (finite, auxiliary, infinitive) = match self.asked {
            Asked::Retaliated => ("retaliated against", "did", "retaliate against"),
            Asked::Attacked => ("attacked", "did", "attack"),
            Asked::Backs => ("backs", "does", "back"),
            Asked::Leads => ("leads", "does", "lead"),
            Asked::PartOf => ("is part of", "is", "part of"),
            Asked::Happened => ("", "", ""),
        };
        let thing = if matches!(self.asked, Asked::PartOf | Asked::Leads) { "what" } else { "whom" };
        match (self.asked, self.subject.name(), self.object.name()) {
            (Asked::Happened, ..) => f.write_str("what happened")?,
            (_, subject, object) if self.why => {
                write!(f, "why did {} {infinitive} {}", subject.unwrap_or("anyone"), object.unwrap_or("anyone"))?;
            }
            (_, None, None) => write!(f, "who {finite} {thing}")?,
            (_, None, Some(object)) => write!(f, "who {finite} {object}")?,
            (_, Some(subject), None) => write!(f, "{thing} {auxiliary} {subject} {infinitive}")?,
            (_, Some(subject), Some(object)) => write!(f, "{auxiliary} {subject} {infinitive} {object}")?,
        }
        if let Some(place) = &self.place {
            write!(f, " in {}", place.name)?;
        }
        match (self.since, self.until) {
            (Some(since), Some(until)) if since == until => write!(f, " in {since}"),
            (Some(since), Some(until)) => write!(f, " from {since} to {until}"),
            (Some(since), None) => write!(f, " since {since}"),
            (None, Some(until)) => write!(f, " until {until}"),
            (None, None) => Ok(()),
        }
    }
}

/// A question that is refused, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotUnderstood {
    /// The question as asked.
    pub question: String,
    /// What is not understood.
    pub reason: Reason,
}

/// Why a question is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// It is of no form that is understood.
    Form,
    /// No actor has this name.
    Actor {
        /// The name as typed.
        name: String,
        /// Names that are like it.
        suggestions: Vec<String>,
    },
    /// No place has this name.
    Place {
        /// The name as typed.
        name: String,
        /// Names that are like it.
        suggestions: Vec<String>,
    },
    /// Words that should be a date are none.
    Date {
        /// The words.
        words: String,
    },
}

impl fmt::Display for NotUnderstood {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unknown = |f: &mut fmt::Formatter<'_>, what: &str, name: &str, suggestions: &[String]| {
            write!(f, "no {what} is known by the name {name:?}")?;
            match suggestions {
                [] => Ok(()),
                _ => write!(f, "; did you mean {}?", suggestions.join(", or ")),
            }
        };
        match &self.reason {
            Reason::Actor { name, suggestions } => unknown(f, "actor", name, suggestions),
            Reason::Place { name, suggestions } => unknown(f, "place", name, suggestions),
            Reason::Date { words } => write!(f, "{words:?} is no date: write 2024, 2024-02, 2024-02-03 or February 2024"),
            Reason::Form => {
                write!(f, "the question {:?} is not understood; these are:", self.question)?;
                for shown in forms() {
                    write!(f, "\n  {shown}")?;
                }
                write!(f, "\neach also with: in PLACE, since DATE, until DATE, in 2024, in February 2024")
            }
        }
    }
}

impl std::error::Error for NotUnderstood {}
