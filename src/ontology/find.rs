//! Looks entries up by what people call them.

use super::{ActorEntry, Ontology, PlaceEntry};
use crate::fold::fold;
use crate::suggest::nearest;

/// What a name stands for.
///
/// ```
/// use reprisal::ontology::{Found, Ontology};
///
/// let ontology = Ontology::builtin()?;
/// let Some(Found::Place(place)) = ontology.find("Hodeidah").into_iter().next() else { panic!("it is a town") };
/// assert!(place.names().any(|name| name == "Hodeidah"));
/// # Ok::<(), reprisal::ontology::OntologyError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Found<'o> {
    /// An actor.
    Actor(&'o ActorEntry),
    /// A place.
    Place(&'o PlaceEntry),
}

impl ActorEntry {
    /// Every name that the entry gives: name, aliases, exact and short names, adjectives, metonyms.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let lists = [&self.aliases, &self.exact, &self.short, &self.adjectives, &self.metonyms];
        std::iter::once(self.name.as_str()).chain(lists.into_iter().flatten().map(String::as_str))
    }
}

impl PlaceEntry {
    /// Every name that the entry gives: name, aliases, exact names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain([&self.aliases, &self.exact].into_iter().flatten().map(String::as_str))
    }
}

impl Ontology {
    /// The actors and places of this id, else all that have this name, whatever its case, accents, apostrophes and hyphens.
    ///
    /// ```
    /// use reprisal::Ontology;
    /// use reprisal::ontology::Found;
    ///
    /// let ontology = Ontology::builtin()?;
    /// assert!(matches!(ontology.find("Ansar Allah")[..], [Found::Actor(actor)] if actor.id == "houthis"));
    /// assert_eq!(ontology.nearest_name("Hodeida"), Some("Hodeida"));
    /// # Ok::<(), reprisal::ontology::OntologyError>(())
    /// ```
    #[must_use]
    pub fn find(&self, name: &str) -> Vec<Found<'_>> {
        let by_id: Vec<Found<'_>> =
            self.actor(name).map(Found::Actor).into_iter().chain(self.place(name).map(Found::Place)).collect();
        if !by_id.is_empty() {
            return by_id;
        }
        let wanted = fold(name);
        let actors = self.actors.iter().filter(|entry| entry.names().any(|name| fold(name) == wanted)).map(Found::Actor);
        let places = self.places.iter().filter(|entry| entry.names().any(|name| fold(name) == wanted)).map(Found::Place);
        actors.chain(places).collect()
    }

    /// The id or name of an actor or place that is nearest to a misspelt one.
    #[must_use]
    pub fn nearest_name(&self, name: &str) -> Option<&str> {
        let actors = self.actors.iter().flat_map(|entry| std::iter::once(entry.id.as_str()).chain(entry.names()));
        let places = self.places.iter().flat_map(|entry| std::iter::once(entry.id.as_str()).chain(entry.names()));
        nearest(name, actors.chain(places))
    }
}
