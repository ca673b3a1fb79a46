//! Why a question is refused.

use std::fmt::{self, Display, Formatter};
use std::ops::Range;

use super::form;

/// A question in English that is refused, and why.
///
/// ```
/// let refused = reprisal::query::ask(&reprisal::KnowledgeGraph::new(), "Is it raining?").unwrap_err();
/// println!("{refused}");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
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
    Form {
        /// The forms that are like it, the nearest first.
        nearest: Vec<String>,
    },
    /// Nothing has this name.
    Unknown(UnknownName),
    /// Several have this name.
    Ambiguous(AmbiguousName),
    /// Words that should be a date are none.
    Date {
        /// The words.
        words: String,
    },
}

/// A name that nothing bears.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnknownName {
    /// "actor" or "place".
    pub what: &'static str,
    /// The name as typed.
    pub name: String,
    /// Names that are like it, the nearest first.
    pub suggestions: Vec<String>,
    /// What else can be said of it.
    pub hint: Option<String>,
}

/// A name that several bear.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AmbiguousName {
    /// The name as typed.
    pub name: String,
    /// Who bears it.
    pub candidates: Vec<Candidate>,
}

/// One of several who bear a name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Candidate {
    /// Preferred name.
    pub name: String,
    /// The id to ask with.
    pub id: String,
    /// Whether any document names it.
    pub told_of: bool,
}

/// A pattern that cannot be read: where, why, and what may be meant.
///
/// ```
/// use reprisal::KnowledgeGraph;
///
/// let wrong = reprisal::query::find(&KnowledgeGraph::new(), "? atacked ?").unwrap_err();
/// assert!(wrong.to_string().contains("attacked"), "{wrong}");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PatternError {
    /// The pattern as typed.
    pub pattern: String,
    /// Where it cannot be read, in bytes.
    pub at: Range<usize>,
    /// Why.
    pub message: String,
    /// What may be meant or done.
    pub help: Option<String>,
}

impl Display for UnknownName {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "no {} is known by the name {:?}", self.what, self.name)?;
        if let Some(hint) = &self.hint {
            write!(f, ": {hint}")?;
        }
        match self.suggestions.as_slice() {
            [] => Ok(()),
            names => write!(f, "; did you mean {}?", names.join(", or ")),
        }
    }
}

impl Display for AmbiguousName {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} can be any of these; ask with the id:", self.name)?;
        for Candidate { name, id, told_of } in &self.candidates {
            write!(f, "\n  {id}  {name}{}", if *told_of { "" } else { " (in no document)" })?;
        }
        Ok(())
    }
}

/// So many forms are shown of a question that is like none.
const SOME_FORMS: usize = 12;

impl Display for NotUnderstood {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.reason {
            Reason::Unknown(unknown) => unknown.fmt(f),
            Reason::Ambiguous(ambiguous) => ambiguous.fmt(f),
            Reason::Date { words } => write!(f, "{words:?} is no date: write 2024, 2024-02, 2024-02-03 or February 2024"),
            Reason::Form { nearest } => {
                write!(f, "the question {:?} is not understood; ", self.question)?;
                let all = form::shown();
                // A few of every sort: all of them would not fit a screen.
                let (lead, forms): (&str, Vec<&String>) = match nearest.as_slice() {
                    [] => ("these are, among others:", all.iter().step_by(all.len().div_ceil(SOME_FORMS).max(1)).collect()),
                    some => ("the nearest that are:", some.iter().collect()),
                };
                f.write_str(lead)?;
                for shown in &forms {
                    write!(f, "\n  {shown}")?;
                }
                write!(f, "\nand {} more, see the help", all.len() - forms.len().min(all.len()))?;
                write!(f, "\nmost also with: in PLACE, since DATE, until DATE, in 2024, in February 2024")
            }
        }
    }
}

impl std::error::Error for NotUnderstood {}

impl Display for PatternError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        // A line break in a pattern would tear the caret from its place.
        let flat = |text: &str| text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>();
        let before = self.pattern.get(..self.at.start).unwrap_or_default().chars().count();
        let wrong = self.pattern.get(self.at.clone()).unwrap_or_default().chars().count().max(1);
        write!(f, "{}\n  {}\n  {}{}", self.message, flat(&self.pattern), " ".repeat(before), "^".repeat(wrong))?;
        self.help.as_ref().map_or(Ok(()), |help| write!(f, " {help}"))
    }
}

impl std::error::Error for PatternError {}
