//! What sort of thing a group names: arms, a border, a market, a stranger.

use super::{EventReader, Word};
use crate::extract::group::Chunk;
use crate::ontology::schema::{Makes, Slot, WordClass};
use crate::vocabulary::IncidentKind;

impl EventReader<'_> {
    /// "Mountain Wolves", "gunmen of the River Companies": a name that the ontology lacks and nothing tells more of, or one's men.
    pub(super) fn is_stranger(&self, index: usize) -> bool {
        let named = |index: usize| {
            let group = &self.chunks.groups[index];
            let capital = |at: usize| self.sentence_tokens.get(at).is_some_and(|token| token.capital && !token.upper);
            let reading = &self.readings[index];
            let unknown = group.mentions.is_empty() && reading.actors.is_empty() && reading.triggers.is_empty();
            // The first word of a sentence has its capital from there.
            unknown && reading.place.is_none() && capital(group.tokens.end - 1) && group.tokens.end > 1
        };
        let of = match self.chunks.row.get(self.chunks.group_at[index] + 1..) {
            Some([Chunk::Preposition(Some(Slot::Of), _), Chunk::Group(of), ..]) => Some(*of),
            _ => None,
        };
        named(index) || of.is_some_and(named)
    }

    /// Missiles, a missile launcher.
    pub(super) fn is_arms(&self, group: usize) -> bool {
        let group = &self.chunks.groups[group];
        let fired = |class: usize| {
            let class = &self.ontology.generics()[class];
            class.makes == Makes::Weapon && matches!(class.means, Some(IncidentKind::MissileAttack | IncidentKind::RocketAttack))
        };
        !group.name_last && group.words.iter().filter_map(Word::generic).any(|(class, _)| fired(class))
    }

    /// "the Iraqi-Syrian border": neither country.
    pub(super) fn is_border(&self, group: usize) -> bool {
        let group = &self.chunks.groups[group];
        !group.name_last && self.lexicon.is_word(&self.sentence_tokens[group.tokens.end - 1], WordClass::Border)
    }

    /// A province, a district.
    pub(super) fn is_wide(&self, group: usize) -> bool {
        let group = &self.chunks.groups[group];
        let noun = group.words.last().filter(|_| !group.name_last).and_then(Word::generic);
        noun.is_some_and(|(class, _)| self.ontology.generics()[class].wide)
    }

    /// A market, a school.
    pub(super) fn is_civil(&self, index: usize) -> bool {
        let group = &self.chunks.groups[index];
        let civil = |class: usize| self.ontology.generics()[class].civil;
        // "a bus that was carrying soldiers", "a bus full of soldiers of X"
        let described = match self.chunks.row.get(self.chunks.group_at[index] + 1) {
            Some(Chunk::Relative) => true,
            Some(Chunk::Group(next)) => !self.readings[*next].actors.is_empty(),
            _ => false,
        };
        let noun = !group.name_last && group.words.last().and_then(Word::generic).is_some_and(|(class, _)| civil(class));
        noun && !described
    }

    pub(super) fn is_plural_class(&self, group: usize) -> bool {
        let group = &self.chunks.groups[group];
        match group.words.last().filter(|_| !group.name_last) {
            Some(word) => word.generic().is_some_and(|(_, plural)| plural),
            None => self.sentence_tokens.get(group.tokens.end - 1).is_some_and(|token| token.folded.ends_with('s')),
        }
    }
}
