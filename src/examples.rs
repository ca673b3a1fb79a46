//! Runs the examples of an ontology: sentences with what must come out of them.
//!
//! A test set that authors write beside their rules. What is expected is written as [`Statement`]s.
//!
//! ```
//! use reprisal::examples;
//! use reprisal::ontology::{Layers, Ontology, SourceFile, rules};
//!
//! let own = r#"( actors: [
//!   ( id: "sea-league", name: "Sea League", kind: ArmedGroup,
//!     examples: [("Sea League fighters shelled a US base.", ["sea-league attacked united-states"])] ),
//! ] )"#;
//! let mut sources = Layers::default().read()?;
//! sources.push(SourceFile { path: "own.ron".into(), text: own.into(), layer: 1 });
//! let ontology = Ontology::from_sources(&sources)?;
//! let own = rules(&sources)?.into_iter().filter(|rule| rule.layer == 1);
//! let trials = examples::run(&ontology, own);
//! assert!(trials[0].passed());
//! assert_eq!(trials[0].found, ["sea-league attacked united-states (shelling)"]);
//! # Ok::<(), reprisal::ontology::OntologyError>(())
//! ```

mod statement;

use std::collections::BTreeSet;

pub use statement::{Predicate, Statement, Unreadable, statements};

use crate::document::DocumentReader;
use crate::extract::Reader;
use crate::ontology::{Example, Location, Ontology, Rule, Section};
use crate::suggest::nearest;
use crate::vocabulary::Modality;

/// How one example came out.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Trial {
    /// The section of the rule that carries the example.
    pub section: Section,
    /// The id of that rule.
    pub rule: String,
    /// Where the sentence stands.
    pub location: Location,
    /// What was read.
    pub sentence: String,
    /// What must come out, as the author wrote it.
    pub expected: Vec<String>,
    /// All that came out.
    pub found: Vec<String>,
    /// What was expected and did not come out.
    pub missing: Vec<String>,
    /// What came out and must not.
    pub unexpected: Vec<String>,
    /// What is wrong with the example itself, for people: a statement that cannot be read, an id that nobody has.
    pub notes: Vec<String>,
}

impl Trial {
    /// Whether all came out that was expected and nothing that must not.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.missing.is_empty() && self.unexpected.is_empty()
    }
}

/// Leaves out what cannot come out with this ontology: examples of the shipped rules that name an actor which it lacks, as one
/// for another war does. Also tells how many there were.
///
/// ```
/// use reprisal::examples::fitting;
/// use reprisal::ontology::{Layers, Ontology, Shipped, rules};
///
/// let layers = Layers { shipped: Shipped::Language, folders: vec!["examples/ontologies/sudan".into()] };
/// let sources = layers.read()?;
/// let (_, left_out) = fitting(&Ontology::from_sources(&sources)?, rules(&sources)?);
/// assert!(left_out > 100);
/// # Ok::<(), reprisal::ontology::OntologyError>(())
/// ```
#[must_use]
pub fn fitting(ontology: &Ontology, mut rules: Vec<Rule>) -> (Vec<Rule>, usize) {
    let known = |id: &String| ontology.actor(id).is_some();
    let fits = |text: &String| {
        text.parse::<Statement>().map_or(true, |statement| [statement.subject, statement.object].iter().flatten().all(known))
    };
    let mut left_out = 0;
    for rule in rules.iter_mut().filter(|rule| rule.layer == 0) {
        let before = rule.examples.len();
        rule.examples.retain(|example| example.expected.iter().all(fits));
        left_out += before - rule.examples.len();
    }
    (rules, left_out)
}

/// Reads every example of the rules and compares, in the order given.
///
/// All that is expected must come out. Beyond it no asserted deed between two known sides may come out; a denied or
/// threatened one neither, once the example expects any of that modality. Relations may come out beside what is
/// expected, except where nothing at all is expected.
///
/// ```
/// use reprisal::examples;
/// use reprisal::ontology::{Layers, Ontology, rules};
///
/// let sources = Layers::default().read()?;
/// let ontology = Ontology::from_sources(&sources)?;
/// let some = rules(&sources)?.into_iter().filter(|rule| !rule.examples.is_empty()).take(3);
/// assert!(examples::run(&ontology, some).iter().all(|trial| trial.passed()));
/// # Ok::<(), reprisal::ontology::OntologyError>(())
/// ```
#[must_use]
pub fn run(ontology: &Ontology, rules: impl IntoIterator<Item = Rule>) -> Vec<Trial> {
    let trier = Trier { ontology, documents: DocumentReader::new(ontology), reader: Reader::new(ontology) };
    rules
        .into_iter()
        .flat_map(|rule| {
            let trials: Vec<Trial> =
                rule.examples.into_iter().map(|example| trier.run(rule.section, &rule.id, example)).collect();
            trials
        })
        .collect()
}

struct Trier<'o> {
    ontology: &'o Ontology,
    documents: DocumentReader,
    reader: Reader<'o>,
}

impl Trier<'_> {
    fn run(&self, section: Section, rule: &str, example: Example) -> Trial {
        let document = self.documents.text("example", example.sentence.as_str());
        let found = statements(&self.reader.read(&document), self.ontology);
        let mut missing = Vec::new();
        let mut notes = Vec::new();
        let mut wanted: Vec<Statement> = Vec::new();
        for text in &example.expected {
            match text.parse::<Statement>() {
                Ok(statement) => {
                    if !found.iter().any(|found| statement.covers(found)) {
                        missing.push(text.clone());
                        notes.extend(self.doubts(&statement));
                    }
                    wanted.push(statement);
                }
                Err(error) => {
                    missing.push(text.clone());
                    notes.push(format!("`{text}`: {error}"));
                }
            }
        }
        let unexpected: BTreeSet<String> = found
            .iter()
            .filter(|found| may_not_come(found, &wanted, example.expected.is_empty()))
            .map(|found| found.without_kind().to_string())
            .collect();
        notes.dedup();
        Trial {
            section,
            rule: rule.to_owned(),
            location: example.location,
            sentence: example.sentence,
            expected: example.expected,
            found: found.iter().map(Statement::to_string).collect(),
            missing,
            unexpected: unexpected.into_iter().collect(),
            notes,
        }
    }

    /// Why a statement that did not come out may never do so.
    fn doubts(&self, statement: &Statement) -> Vec<String> {
        let sides = [&statement.subject, &statement.object].into_iter().flatten();
        sides
            .filter_map(|id| {
                let ids = self.ontology.actors().iter().map(|actor| actor.id.as_str());
                let principal = self.ontology.principal(id);
                if self.ontology.actor(id).is_none() {
                    let meant = nearest(id, ids).map(|meant| format!("; did you mean `{meant}`?")).unwrap_or_default();
                    Some(format!("the ontology has no actor `{id}`{meant}"))
                } else if statement.is_deed() && principal != id {
                    Some(format!("deeds of and against `{id}` count for `{principal}`"))
                } else {
                    None
                }
            })
            .collect()
    }
}

/// Whether a statement must not come out of an example that expects others.
fn may_not_come(found: &Statement, wanted: &[Statement], nothing: bool) -> bool {
    let found = found.without_kind();
    if wanted.iter().any(|wanted| wanted.without_kind() == found) {
        return false;
    }
    if !found.is_deed() {
        return nothing;
    }
    let told = found.modality == Modality::Asserted || wanted.iter().any(|wanted| wanted.modality == found.modality);
    // A deed of which one side is open is no edge of the graph.
    told && found.subject.is_some() && found.object.is_some()
}
