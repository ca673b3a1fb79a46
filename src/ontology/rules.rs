//! The entries that carry examples, each with its place in the files.

use std::collections::BTreeMap;
use std::fmt;

use super::diagnostic::Location;
use super::layers::SourceFile;
use super::load::{OntologyError, syntax_error};
use super::locate::{Step, Tree};
use super::schema::Effect;
use super::syntax;

/// An entry of an ontology that may carry examples.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Rule {
    /// The section that it stands in.
    pub section: Section,
    /// Its id, unique in its section.
    pub id: String,
    /// Where its id stands.
    pub location: Location,
    /// The layer of its file; the shipped ontology is layer 0.
    pub layer: usize,
    /// Whether nothing shows what it does and something should. Actors and the phrases of web pages need no example.
    pub lacks_example: bool,
    /// Its examples, in order.
    pub examples: Vec<Example>,
}

/// A text with what must come out of it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Example {
    /// A sentence, or a few.
    pub sentence: String,
    /// Statements as an author writes them: "iran attacked israel".
    pub expected: Vec<String>,
    /// Where the sentence stands.
    pub location: Location,
}

/// A section of an ontology file whose entries may carry examples.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Section {
    /// Who can act or be acted on.
    Actors,
    /// Generic nouns.
    Generics,
    /// Verbs and nouns that tell of an incident or a relation.
    Triggers,
    /// Fixed phrases.
    Cues,
}

impl Section {
    /// The name of the section in a file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Section::Actors => "actors",
            Section::Generics => "generics",
            Section::Triggers => "triggers",
            Section::Cues => "cues",
        }
    }
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The entries that count – of those with one id the last – in the order of the files and of the lines in them.
///
/// ```
/// use reprisal::ontology::{Layers, rules};
///
/// let rules = rules(&Layers::default().read()?)?;
/// assert!(rules.iter().any(|rule| !rule.examples.is_empty()));
/// # Ok::<(), reprisal::ontology::OntologyError>(())
/// ```
///
/// # Errors
/// The first file that is no ontology, with line and column.
pub fn rules(sources: &[SourceFile]) -> Result<Vec<Rule>, OntologyError> {
    let mut last: BTreeMap<(Section, String), Rule> = BTreeMap::new();
    for (source, file) in sources.iter().enumerate() {
        let entries = syntax::parse(&file.text).map_err(|error| syntax_error(&file.path, &file.text, *error))?;
        let tree = Tree::new(&file.text);
        let locate = |steps: &[Step]| {
            let span = tree.node(tree.follow(steps)).span.clone();
            Location::new(source, file.path.clone(), &file.text, syntax::first_line(&file.text, span))
        };
        let mut add = |section: Section, at: usize, id: String, examples: Vec<(String, Vec<String>)>, wanted: bool| {
            let entry = [Step::Key(section.as_str()), Step::Item(at)];
            let place = |steps: &[Step]| locate(&[&entry, steps].concat());
            let rule = Rule {
                section,
                location: place(&[Step::Key("id")]),
                layer: file.layer,
                lacks_example: wanted && examples.is_empty(),
                examples: examples
                    .into_iter()
                    .enumerate()
                    .map(|(number, (sentence, expected))| Example {
                        sentence,
                        expected,
                        location: place(&[Step::Key("examples"), Step::Item(number), Step::Item(0)]),
                    })
                    .collect(),
                id: id.clone(),
            };
            last.insert((section, id), rule);
        };
        for (at, entry) in entries.actors.into_iter().enumerate() {
            add(Section::Actors, at, entry.id, entry.examples, false);
        }
        for (at, entry) in entries.generics.into_iter().enumerate() {
            add(Section::Generics, at, entry.id, entry.examples, true);
        }
        for (at, entry) in entries.triggers.into_iter().enumerate() {
            add(Section::Triggers, at, entry.id, entry.examples, true);
        }
        for (at, entry) in entries.cues.into_iter().enumerate() {
            add(Section::Cues, at, entry.id, entry.examples, !is_of_pages(entry.effect));
        }
    }
    let mut rules: Vec<Rule> = last.into_values().collect();
    rules.sort_by_key(|rule| (rule.location.source, rule.location.span.start));
    Ok(rules)
}

/// Whether a cue marks parts of a page, which a sentence cannot show.
fn is_of_pages(effect: Effect) -> bool {
    use Effect::{Aside, Boilerplate, Byline, Caption, Clock, Furniture, Headed, Issues, Signed, Timestamp};
    matches!(effect, Boilerplate | Furniture | Aside | Caption | Byline | Clock | Headed | Issues | Signed | Timestamp)
}
