//! ACLED's sorts of actor, in the words that it uses since 2021.

use crate::graph::{Actor, KnowledgeGraph, Place};
use crate::vocabulary::ActorKind;

/// A sort of actor, with ACLED's number, by which it orders the two of an interaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Inter {
    State = 1,
    Civilians = 7,
    External = 8,
}

impl Inter {
    /// The sort of an actor in a country. Whether an armed group is a rebel group or a militia our kinds do not tell, nor whose
    /// side a person or a ship is on; and forces of a state are external or not only where the country is known.
    pub(super) fn of(graph: &KnowledgeGraph, actor: &Actor, country: Option<&Place>) -> Option<Inter> {
        match actor.kind {
            ActorKind::State | ActorKind::Government | ActorKind::Military => {
                is_at_home(graph, actor, country?).map(|home| if home { Inter::State } else { Inter::External })
            }
            ActorKind::Civilians => Some(Inter::Civilians),
            _ => None,
        }
    }

    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Inter::State => "State forces",
            Inter::Civilians => "Civilians",
            Inter::External => "External/Other forces",
        }
    }

    /// The two sorts together, the lesser first; of one side alone "State forces only".
    pub(super) fn interaction(self, other: Option<Inter>) -> String {
        match other {
            Some(other) => {
                let (first, second) = (self.min(other), self.max(other));
                // ACLED names what is done to civilians last.
                let (first, second) = if first == Inter::Civilians { (second, first) } else { (first, second) };
                format!("{}-{}", first.as_str(), second.as_str())
            }
            None => format!("{} only", self.as_str()),
        }
    }
}

/// Whether forces of a state are in their country, which shares its id with its state. Where an ontology has it otherwise the
/// graph knows neither the state as a place nor the country as an actor, and nothing can be said.
fn is_at_home(graph: &KnowledgeGraph, actor: &Actor, country: &Place) -> Option<bool> {
    let shared = graph.get::<Place>(&actor.principal).is_some() || graph.get::<Actor>(&country.id).is_some();
    shared.then_some(country.id == actor.principal)
}
