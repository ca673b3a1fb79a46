//! The hand-written ontology: actors, places, generic nouns, triggers, cues and structural words.
//!
//! [`Ontology::builtin`] is what the crate ships; [`Ontology::load`] layers folders of RON files over it or replaces it.
//! An entry of a later layer replaces the entry of the same id.

mod builtin;
mod check;
mod diagnostic;
mod find;
mod layers;
mod load;
mod locate;
mod rules;
pub mod schema;
mod syntax;

use std::collections::HashMap;

use jiff::civil::Date;

pub use check::check;
pub use diagnostic::{Code, Diagnostic, Location, Severity};
pub use find::Found;
pub use layers::{Layers, Shipped, SourceFile};
pub use load::OntologyError;
pub use rules::{Example, Rule, Section, rules};
pub use schema::{ActorEntry, CueEntry, GenericEntry, PlaceEntry, SignEntry, TriggerEntry, WordClass, WordEntry};

use crate::vocabulary::PlaceKind;

/// A loaded ontology, its ids resolved.
///
/// ```
/// use reprisal::Ontology;
/// use reprisal::ontology::SourceFile;
///
/// let own = r#"( actors: [ ( id: "hill-guard", name: "Hill Guard", kind: ArmedGroup, aliases: ["the Guard"] ) ] )"#;
/// let ontology = Ontology::from_sources(&[SourceFile::new("own.ron", own)])?;
/// assert_eq!(ontology.actor("hill-guard").map(|actor| actor.name.as_str()), Some("Hill Guard"));
/// # Ok::<(), reprisal::ontology::OntologyError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Ontology {
    actors: Vec<ActorEntry>,
    places: Vec<PlaceEntry>,
    generics: Vec<GenericEntry>,
    signs: Vec<SignEntry>,
    triggers: Vec<TriggerEntry>,
    cues: Vec<CueEntry>,
    words: Vec<WordEntry>,
    actor_index: HashMap<String, usize>,
    place_index: HashMap<String, usize>,
}

impl Ontology {
    /// All actors, in id order.
    #[must_use]
    pub fn actors(&self) -> &[ActorEntry] {
        &self.actors
    }

    /// All places, in id order.
    #[must_use]
    pub fn places(&self) -> &[PlaceEntry] {
        &self.places
    }

    /// All classes of generic nouns, in id order.
    #[must_use]
    pub fn generics(&self) -> &[GenericEntry] {
        &self.generics
    }

    /// All signs of unknown names, in id order.
    #[must_use]
    pub fn signs(&self) -> &[SignEntry] {
        &self.signs
    }

    /// All triggers, in id order.
    #[must_use]
    pub fn triggers(&self) -> &[TriggerEntry] {
        &self.triggers
    }

    /// All cues, in id order.
    #[must_use]
    pub fn cues(&self) -> &[CueEntry] {
        &self.cues
    }

    /// All structural words, in the order of the files.
    #[must_use]
    pub fn words(&self) -> &[WordEntry] {
        &self.words
    }

    /// The words of one class.
    pub fn words_of(&self, class: WordClass) -> impl Iterator<Item = &str> {
        self.words.iter().filter(move |entry| entry.class == class).flat_map(|entry| entry.words.iter().map(String::as_str))
    }

    /// The actor of this id.
    #[must_use]
    pub fn actor(&self, id: &str) -> Option<&ActorEntry> {
        self.actor_index.get(id).map(|&at| &self.actors[at])
    }

    /// The place of this id.
    #[must_use]
    pub fn place(&self, id: &str) -> Option<&PlaceEntry> {
        self.place_index.get(id).map(|&at| &self.places[at])
    }

    /// To whose account the deeds of this actor go: the end of its chain of principals, itself when it has none.
    ///
    /// ```
    /// let ontology = reprisal::Ontology::builtin()?;
    /// assert_eq!(ontology.principal("us-central-command"), "united-states");
    /// # Ok::<(), reprisal::ontology::OntologyError>(())
    /// ```
    #[must_use]
    pub fn principal<'a>(&'a self, id: &'a str) -> &'a str {
        let mut id = id;
        // The checker reports cycles; the bound keeps a bad ontology from hanging the reader.
        for _ in 0..8 {
            match self.actor(id).and_then(|actor| actor.principal.as_deref()) {
                Some(next) if next != id => id = next,
                _ => break,
            }
        }
        id
    }

    /// The place and the places around it, smallest first.
    ///
    /// ```
    /// let ontology = reprisal::Ontology::builtin()?;
    /// let around: Vec<&str> = ontology.around("hodeidah").map(|place| place.id.as_str()).collect();
    /// assert!(around.contains(&"yemen"));
    /// # Ok::<(), reprisal::ontology::OntologyError>(())
    /// ```
    pub fn around<'a>(&'a self, place: &str) -> impl Iterator<Item = &'a PlaceEntry> {
        std::iter::successors(self.place(place), |entry| entry.within.as_deref().and_then(|id| self.place(id))).take(16)
    }

    /// The country that a place lies in.
    #[must_use]
    pub fn country(&self, place: &str) -> Option<&PlaceEntry> {
        self.around(place).find(|entry| entry.kind == PlaceKind::Country)
    }

    /// The actor that holds a place on a day: who is said to hold it or what is around it, else the country's state.
    #[must_use]
    pub fn holder(&self, place: &str, day: Option<Date>) -> Option<&str> {
        self.around(place).find_map(|entry| {
            let held = entry.held_by.iter().find(|hold| {
                day.is_none_or(|day| {
                    hold.since.is_none_or(|since| since.first_day() <= day)
                        && hold.until.is_none_or(|until| day <= until.last_day())
                })
            });
            held.map(|hold| hold.by.as_str()).or(entry.state.as_deref())
        })
    }
}
