//! The shapes of the RON files, field for field as an author writes them.
//!
//! Every file is one `( section: [entry, …], … )`; a file may hold any of the sections.

mod actor;
mod cue;
mod noun;
mod trigger;
mod word;

use serde::{Deserialize, Serialize};

pub use actor::{ActorEntry, Backing, Leading, Membership, PlaceEntry};
pub use cue::{CueEntry, Effect};
pub use noun::{GenericEntry, Makes, SignEntry};
pub use trigger::{Act, Frame, Pos, Role, Slot, TriggerEntry};
pub use word::{WordClass, WordEntry};

/// One ontology file.
///
/// ```
/// use reprisal::Ontology;
/// use reprisal::ontology::SourceFile;
///
/// let file = r#"(
///     actors: [ ( id: "hill-guard", name: "Hill Guard", kind: ArmedGroup ) ],
///     places: [ ( id: "northport", name: "Northport", kind: City, held_by: [( by: "hill-guard" )] ) ],
/// )"#;
/// let ontology = Ontology::from_sources(&[SourceFile::new("own.ron", file)])?;
/// assert_eq!(ontology.holder("northport", None), Some("hill-guard"));
/// # Ok::<(), reprisal::ontology::OntologyError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct File {
    /// Who can act or be acted on.
    pub actors: Vec<ActorEntry>,
    /// Where things happen.
    pub places: Vec<PlaceEntry>,
    /// Generic nouns and what they make of a name beside them.
    pub generics: Vec<GenericEntry>,
    /// What tells the names that the ontology lacks.
    pub signs: Vec<SignEntry>,
    /// Verbs and nouns that tell of an incident or a relation.
    pub triggers: Vec<TriggerEntry>,
    /// Fixed phrases that link, claim, deny, threaten.
    pub cues: Vec<CueEntry>,
    /// Words of the language that carry structure: determiners, auxiliaries, months, numbers…
    pub words: Vec<WordEntry>,
}
