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
    /// side a person or a ship is on.
    pub(super) fn of(graph: &KnowledgeGraph, actor: &Actor, country: Option<&Place>) -> Option<Inter> {
        match actor.kind {
            ActorKind::State | ActorKind::Government | ActorKind::Military => {
                Some(if is_abroad(graph, actor, country) { Inter::External } else { Inter::State })
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

/// Whether forces of a state are outside of it. A country shares its id with its state where the ontology says so, which shows
/// in the graph when it knows either both as a place or both as actors.
fn is_abroad(graph: &KnowledgeGraph, actor: &Actor, country: Option<&Place>) -> bool {
    country.is_some_and(|country| {
        let shared = graph.get::<Place>(&actor.principal).is_some() || graph.get::<Actor>(&country.id).is_some();
        country.id != actor.principal && shared
    })
}
