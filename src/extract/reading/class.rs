//! What sort of thing a noun or an actor is.

use super::GroupReader;
use crate::extract::group::{Chunk, Group};
use crate::extract::tag::Word;
use crate::lexicon::WordSense;
use crate::ontology::schema::Makes;
use crate::vocabulary::{ActorKind, IncidentKind};

impl GroupReader<'_, '_> {
    /// "soldiers", "an army convoy", "a police station": those of some state.
    pub(super) fn serves_state(&self, group: &Group, head: &Word) -> bool {
        let of_state = |word: &Word| word.generic().is_some_and(|(class, _)| self.ontology.generics()[class].of_state);
        of_state(head) || group.words.iter().any(of_state)
    }

    /// Whether the verb after a group tells of a blow from the air.
    pub(super) fn bombs(&self, index: usize) -> bool {
        let Some(Chunk::Verb(verb)) = self.chunks.row.get(self.chunks.group_at[index] + 1) else { return false };
        let air = |rule: usize| self.ontology.triggers()[rule].incident == Some(IncidentKind::Airstrike);
        self.chunks.verbs[*verb].main.as_ref().is_some_and(|word| word.verb_triggers(self.ontology).any(air))
    }

    /// "Operation Rising Sun": a deed with a name of its own.
    pub(super) fn code_named<'g>(&self, group: &'g Group) -> Option<&'g Word> {
        let word = group.words.first()?;
        let rest = self.sentence.tokens.get(word.start + word.len..group.tokens.end)?;
        let tells = word.noun_triggers(self.ontology).any(|rule| self.ontology.triggers()[rule].incident.is_some());
        let capitals = self.sentence.tokens[word.start].capital && rest.iter().all(|token| token.capital || token.glued);
        (tells && capitals && group.mentions.is_empty() && rest.iter().all(|token| !token.folded.ends_with('s'))).then_some(word)
    }

    /// The means that a generic noun at a token hints at.
    pub(super) fn means_at(&self, token: usize) -> Option<IncidentKind> {
        let found = self.lexicon.words_at(&self.sentence.tokens, token);
        found.iter().filter(|found| found.len == 1).flat_map(|found| found.senses).find_map(|sense| match sense {
            WordSense::Generic(class, _) => self.ontology.generics()[*class].means,
            _ => None,
        })
    }

    pub(super) fn makes_of(&self, generic: Option<(usize, bool)>) -> Option<Makes> {
        generic.map(|(class, _)| self.ontology.generics()[class].makes)
    }

    /// Civilians, merchant ships: a class of those who bear no arms.
    pub(super) fn is_class_of_bystanders(&self, member: usize) -> bool {
        let actor = self.cast.actor(member);
        let unarmed = || self.ontology.actor(&actor.id).is_some_and(|entry| entry.backed_by.is_empty() && entry.leads.is_empty());
        match actor.kind {
            ActorKind::Civilians => true,
            ActorKind::Generic => {
                // "ships" are a class as well, that of the ships which a sign tells.
                let told = self.ontology.signs().iter().any(|sign| sign.principal.as_deref() == Some(&actor.id));
                (told || self.ontology.generics().iter().any(|class| class.alone.as_deref() == Some(&actor.id))) && unarmed()
            }
            _ => false,
        }
    }

    pub(super) fn is_group(&self, member: usize) -> bool {
        matches!(
            self.cast.kind(member),
            ActorKind::ArmedGroup | ActorKind::Generic | ActorKind::Military | ActorKind::Coalition | ActorKind::Organisation
        )
    }

    /// "his group", "Nasrallah's movement": the one that he serves.
    pub(super) fn led_group(&mut self, owner: usize) -> Option<usize> {
        let actor = self.cast.actor(owner);
        let principal = self.ontology.actor(&actor.principal).filter(|_| actor.kind == ActorKind::Person)?;
        let id = principal.id.clone();
        matches!(principal.kind, ActorKind::ArmedGroup | ActorKind::Organisation | ActorKind::Coalition)
            .then(|| self.cast.by_id(&id))
            .flatten()
    }

    /// "the president's troops": those of the state that he serves.
    pub(super) fn led_state(&mut self, owner: usize) -> Option<usize> {
        let actor = self.cast.actor(owner);
        let principal = self.ontology.actor(&actor.principal).filter(|_| actor.kind == ActorKind::Person)?;
        let id = principal.id.clone();
        if principal.kind == ActorKind::State { self.cast.by_id(&id) } else { None }
    }

    pub(super) fn military(&mut self, owner: usize) -> usize {
        let id = self.cast.actor(owner).id.clone();
        let military = self.ontology.actor(&id).and_then(|entry| entry.military.clone());
        military.and_then(|id| self.cast.by_id(&id)).unwrap_or(owner)
    }

    /// "the joint US and UK strikes": the name is one of those whose deed the next group tells of.
    pub(super) fn joins_deed(&self, index: usize) -> bool {
        let place = self.chunks.group_at[index];
        let (Some(Chunk::Conjunction), Some(Chunk::Group(next))) =
            (self.chunks.row.get(place + 1), self.chunks.row.get(place + 2))
        else {
            return false;
        };
        let next = &self.chunks.groups[*next];
        !next.mentions.is_empty() && next.tells_deed(self.ontology)
    }
}
