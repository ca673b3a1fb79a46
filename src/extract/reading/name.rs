//! Groups that end with a name.

use super::{GroupReader, Reading, has_bearer};
use crate::extract::tag::Word;
use crate::lexicon::WordSense;
use crate::ontology::schema::Makes;
use crate::vocabulary::ActorKind;

impl GroupReader<'_, '_> {
    /// "Hezbollah", "the US destroyer Mason", "the Iran-backed militia Kataib Hezbollah": what the name and those before it stand for.
    pub(super) fn name(
        &mut self,
        index: usize,
        mut reading: Reading,
        actors: &[(usize, usize)],
        backers: &[usize],
        possessor: Option<usize>,
    ) -> Reading {
        let group = &self.chunks.groups[index];
        let last = *group.mentions.last().unwrap_or(&0);
        let mention = &self.mentions[last];
        reading.place = mention.place;
        // "Israeli warplanes", where that is a name of its own.
        reading.means = self.means_at(mention.tokens.end - 1);
        if let Some(&(_, named)) = actors.last().filter(|(mention, _)| *mention == last) {
            let member = self.definite_class(group, mention, named, backers);
            // "the American destroyer Mason": a ship that nobody else is known to own.
            if self.cast.kind(member) == ActorKind::Vessel
                && let Some(&(_, nation)) = actors.iter().rev().nth(1)
                && self.cast.kind(nation) == ActorKind::State
            {
                self.cast.serves(member, nation);
            }
            reading.referred = member != named;
            // "its backer Turkey" is no part of Turkey.
            let role = group
                .words
                .iter()
                .flat_map(|word| &word.senses)
                .any(|sense| matches!(sense, WordSense::Trigger(rule, _) if has_bearer(&self.ontology.triggers()[*rule])));
            // "its neighbour Turkey" neither.
            let other = |word: &Word| word.generic().is_some_and(|(class, _)| self.ontology.generics()[class].other);
            let role = role || group.words.iter().any(other);
            let whole = group.mentions.len() == 1 && !group.words.is_empty() && group.compounds.is_empty();
            let region = mention.place.is_some() && whole && !role;
            if region && !self.joins_deed(index) {
                // "southern Israel" is a part of the country, not the state.
                return reading;
            }
            // "Israeli civilians": who hits them hits their state, unless it is the state itself.
            let nation = actors
                .iter()
                .rev()
                .skip(1)
                .map(|&(_, nation)| nation)
                .find(|&nation| self.is_class_of_bystanders(member) && self.cast.kind(nation) == ActorKind::State);
            // "the Iranian-backed militia Kataib Hezbollah": one name for its class beside its own.
            if let Some(&(_, class)) = actors.iter().rev().nth(1)
                && self.cast.kind(class) == ActorKind::Generic
                && self.cast.kind(member) == ActorKind::ArmedGroup
            {
                self.backed_as(class, member);
            }
            reading.other = nation.map(|_| member);
            // "the Guards and their Quds Force"
            let owner = possessor.or_else(|| reading.owner.filter(|_| group.pronoun_owner && self.is_group(member)));
            let part = owner.map_or(member, |owner| self.state_part(member, owner));
            reading.actors.push(nation.unwrap_or(part));
            if !self.is_class_of_bystanders(member) {
                self.state_backing(backers, member);
            }
            // "the Iran-backed militia X": the class is X.
            for &(_, class) in actors.iter().rev().skip(1) {
                self.rename_backed(class, member);
            }
        } else if let Some(&(_, owner)) = actors.last() {
            // "the US base Al-Asad": a place with an owner.
            if group.words.iter().any(|word| self.makes_of(word.generic()) == Some(Makes::Property)) {
                reading.actors.push(owner);
                reading.makes = Some(Makes::Property);
            }
        }
        reading
    }
}
