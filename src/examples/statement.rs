//! Statements: what a sentence says, in a form that authors write and read.

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt;
use std::str::FromStr;

use crate::extraction::Extraction;
use crate::ontology::Ontology;
use crate::suggest::nearest;
use crate::vocabulary::{self, IncidentKind, Modality};

/// What a sentence says of two actors, written `[MODALITY: ]SUBJECT PREDICATE OBJECT[ (KIND)]`.
///
/// ```
/// use reprisal::examples::Statement;
///
/// let statement: Statement = "threatened: iran attacked united-states (missile-attack)".parse()?;
/// assert_eq!(statement.subject.as_deref(), Some("iran"));
/// assert_eq!(statement.to_string(), "threatened: iran attacked united-states (missile-attack)");
/// assert!("iran hates israel".parse::<Statement>().is_err());
/// # Ok::<(), reprisal::examples::Unreadable>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Statement {
    /// How the text holds it; what is asserted needs no word.
    pub modality: Modality,
    /// Actor id; none, written `?`, where the text does not say.
    pub subject: Option<String>,
    /// What relates them.
    pub predicate: Predicate,
    /// Actor id; none, written `?`, where the text does not say.
    pub object: Option<String>,
    /// The kind of a deed; none where any will do.
    pub kind: Option<IncidentKind>,
}

/// What a statement says of its two actors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Predicate {
    /// Subject did an incident to object.
    Attacked,
    /// Subject did an incident to object, which answers another.
    Retaliated,
    /// A standing relation.
    Related(vocabulary::Predicate),
}

/// Why a text is no statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable(String);

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for Unreadable {}

impl Predicate {
    /// The word for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Predicate::Attacked => "attacked",
            Predicate::Retaliated => "retaliated",
            Predicate::Related(predicate) => predicate.as_str(),
        }
    }

    fn all() -> impl Iterator<Item = Predicate> {
        let related = vocabulary::Predicate::ALL.iter().copied().map(Predicate::Related);
        [Predicate::Attacked, Predicate::Retaliated].into_iter().chain(related)
    }
}

impl Statement {
    /// Whether it tells of a deed and not of a standing relation.
    #[must_use]
    pub fn is_deed(&self) -> bool {
        matches!(self.predicate, Predicate::Attacked | Predicate::Retaliated)
    }

    /// The same, whatever the kind of the deed.
    #[must_use]
    pub fn without_kind(&self) -> Statement {
        Statement { kind: None, ..self.clone() }
    }

    /// Whether `other` says what this asks for.
    #[must_use]
    pub fn covers(&self, other: &Statement) -> bool {
        self.without_kind() == other.without_kind() && self.kind.is_none_or(|kind| other.kind == Some(kind))
    }
}

impl fmt::Display for Statement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.modality != Modality::Asserted {
            write!(f, "{}: ", self.modality)?;
        }
        let side = |side: &Option<String>| side.clone().unwrap_or_else(|| "?".to_owned());
        write!(f, "{} {} {}", side(&self.subject), self.predicate.as_str(), side(&self.object))?;
        match self.kind {
            Some(kind) => write!(f, " ({kind})"),
            None => Ok(()),
        }
    }
}

impl FromStr for Statement {
    type Err = Unreadable;

    fn from_str(text: &str) -> Result<Statement, Unreadable> {
        let (modality, rest) = match text.split_once(':') {
            Some((word, rest)) => (word_of("modality", word.trim(), Modality::ALL, |modality| modality.as_str())?, rest.trim()),
            None => (Modality::Asserted, text.trim()),
        };
        let (rest, kind) = match rest.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')) {
            Some((rest, kind)) => {
                (rest, Some(word_of("kind of incident", kind.trim(), IncidentKind::ALL, |kind| kind.as_str())?))
            }
            None => (rest, None),
        };
        let words: Vec<&str> = rest.split_whitespace().collect();
        let &[subject, predicate, object] = words.as_slice() else {
            return Err(Unreadable("a statement is `SUBJECT PREDICATE OBJECT`, two ids of actors and a word between".to_owned()));
        };
        let all: Vec<Predicate> = Predicate::all().collect();
        let predicate = word_of("predicate", predicate, &all, |predicate| predicate.as_str())?;
        let side = |id: &str| (id != "?").then(|| id.to_owned());
        let statement = Statement { modality, subject: side(subject), predicate, object: side(object), kind };
        if kind.is_some() && !statement.is_deed() {
            return Err(Unreadable(format!("`{}` tells of no incident and has no kind", predicate.as_str())));
        }
        Ok(statement)
    }
}

/// The item that a word names.
fn word_of<T: Copy>(list: &str, word: &str, all: &[T], name: impl Fn(T) -> &'static str) -> Result<T, Unreadable> {
    if let Some(&found) = all.iter().find(|&&item| name(item) == word) {
        return Ok(found);
    }
    let names: Vec<&str> = all.iter().map(|&item| name(item)).collect();
    let meant = nearest(word, names.iter().copied()).map(|meant| format!("; did you mean `{meant}`?")).unwrap_or_default();
    Err(Unreadable(format!("`{word}` is no {list}{meant} (one of: {})", names.join(", "))))
}

/// What an extraction says. Deeds go to the account of principals, and one that an actor would do to itself is left out.
///
/// ```
/// use reprisal::examples::statements;
/// use reprisal::{DocumentReader, Ontology, Reader};
///
/// let ontology = Ontology::builtin()?;
/// let said = Reader::new(ontology).read(&DocumentReader::new(ontology).text("a", "Iran backs the Houthis."));
/// let said: Vec<String> = statements(&said, ontology).iter().map(|statement| statement.to_string()).collect();
/// assert_eq!(said, ["iran backs houthis"]);
/// # Ok::<(), reprisal::ontology::OntologyError>(())
/// ```
#[must_use]
pub fn statements(extraction: &Extraction, ontology: &Ontology) -> BTreeSet<Statement> {
    let mut out = BTreeSet::new();
    for incident in &extraction.incidents {
        for subject in sides(&incident.perpetrators, ontology) {
            for object in sides(&incident.targets, ontology) {
                if subject.is_some() && subject == object {
                    continue;
                }
                let predicates = match incident.retaliates_for.is_empty() {
                    true => &[Predicate::Attacked][..],
                    false => &[Predicate::Attacked, Predicate::Retaliated],
                };
                out.extend(predicates.iter().map(|&predicate| Statement {
                    modality: incident.modality,
                    subject: subject.clone(),
                    predicate,
                    object: object.clone(),
                    kind: Some(incident.kind),
                }));
            }
        }
    }
    out.extend(extraction.relations.iter().map(|relation| Statement {
        modality: relation.modality,
        subject: Some(relation.subject.clone()),
        predicate: Predicate::Related(relation.predicate),
        object: Some(relation.object.clone()),
        kind: None,
    }));
    out
}

/// The principals of one side of an incident; none, once, where nobody is named.
fn sides(ids: &[String], ontology: &Ontology) -> Vec<Option<String>> {
    if ids.is_empty() {
        return vec![None];
    }
    let principals: BTreeSet<&str> = ids.iter().map(|id| ontology.principal(id)).collect();
    principals.into_iter().map(|id| Some(id.to_owned())).collect()
}
