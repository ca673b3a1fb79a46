//! Offices: which titles head a state, an army, a junta, and who holds them by the ontology.

use super::GroupReader;
use crate::extract::group::Chunk;
use crate::extract::tag::Word;
use crate::lexicon::WordSense;
use crate::ontology::schema::{Makes, Slot, WordClass};
use crate::vocabulary::ActorKind;

impl GroupReader<'_, '_> {
    /// "Netanyahu, the prime minister,": the state that he leads, by the ontology; "Nasrallah, the leader,": the force.
    pub(super) fn bare_office(&mut self, description: usize, person: usize) -> Option<usize> {
        let office = if self.heads_states(description) { self.office(person) } else { None };
        let ranks = |at: usize| self.lexicon.is_word(&self.sentence.tokens[at], WordClass::Officer);
        let ranked = self.chunks.groups[description].tokens.clone().all(ranks);
        office.or_else(|| if ranked { None } else { self.command(person) })
    }

    /// Whether a noun of the group is the title of who heads a state: "president", not "commander".
    pub(super) fn heads_states(&self, index: usize) -> bool {
        let group = &self.chunks.groups[index];
        let heads = |class: usize| {
            let class = &self.ontology.generics()[class];
            class.makes == Makes::Leader && class.refers.contains(&ActorKind::State)
        };
        let titled = group.mentions.last().and_then(|&mention| self.title_class(&self.mentions[mention])).is_some_and(heads);
        // "the top Iranian general": the name stands inside the title.
        let named = |at: usize| group.mentions.iter().any(|&mention| self.mentions[mention].tokens.contains(&at));
        let plain: Vec<_> = group.tokens.clone().filter(|&at| !named(at)).map(|at| self.sentence.tokens[at].clone()).collect();
        let senses = |at: usize| self.lexicon.words_at(&plain, at).into_iter().flat_map(|found| found.senses);
        let is_head = |sense: &WordSense| matches!(sense, WordSense::Generic(class, _) if heads(*class));
        titled || (0..plain.len()).any(|at| senses(at).any(is_head)) || self.is_counterpart(index)
    }

    /// "President X called his Iraqi counterpart": of one who heads a state.
    fn is_counterpart(&self, index: usize) -> bool {
        let mut words = self.chunks.groups[index].words.iter().filter_map(Word::generic);
        let counterpart = words.any(|(class, _)| {
            let class = &self.ontology.generics()[class];
            class.makes == Makes::Leader && class.other
        });
        counterpart && (0..index).any(|earlier| self.heads_states(earlier))
    }

    /// The state that a head of state or government leads, by the ontology: "President X" alone.
    pub(super) fn office(&mut self, person: usize) -> Option<usize> {
        let id = self.cast.actor(person).id.clone();
        let entry = self.ontology.actor(&id)?;
        let led =
            entry.leads.iter().map(|leading| leading.of.clone()).find(|of| {
                self.ontology.actor(of).is_some_and(|led| matches!(led.kind, ActorKind::State | ActorKind::Government))
            })?;
        self.cast.by_id(&led)
    }

    /// "the army chief, X": the force that X commands.
    pub(super) fn army_chief(&mut self, role: usize, person: usize) -> Option<usize> {
        if self.names_army(role) { self.command(person) } else { None }
    }

    /// "army chief", "military commander".
    pub(super) fn names_army(&self, role: usize) -> bool {
        let of_state = |word: &Word| word.generic().is_some_and(|(class, _)| self.ontology.generics()[class].of_state);
        self.chunks.groups[role].words.iter().any(of_state)
    }

    /// "the head of the junta": of the state that it governs; of "the government" nobody says which it is.
    pub(super) fn heads_junta(&self, role: usize) -> Option<bool> {
        let place = self.chunks.group_at[role];
        let (Some(Chunk::Preposition(Some(Slot::Of), _)), Some(Chunk::Group(of))) =
            (self.chunks.row.get(place + 1), self.chunks.row.get(place + 2))
        else {
            return None;
        };
        let of = &self.chunks.groups[*of];
        let governs = |(class, _): (usize, bool)| {
            let class = &self.ontology.generics()[class];
            let junta = class.refers.contains(&ActorKind::Government);
            (class.makes == Makes::Officials && class.at_home).then_some(junta)
        };
        of.words
            .last()
            .and_then(|word| word.generic())
            .filter(|_| of.mentions.is_empty() && of.possessor.is_none())
            .and_then(governs)
    }

    /// The one force that a person commands, by the ontology, if the document speaks of it or of whom it serves.
    pub(super) fn command(&mut self, person: usize) -> Option<usize> {
        self.force_of(person).filter(|&force| {
            let principal = &self.cast.actor(force).principal;
            [force].into_iter().chain(self.cast.member(principal)).any(|member| !self.cast.actor(member).mentions.is_empty())
        })
    }

    /// The one force that a person commands, by the ontology.
    pub(super) fn force_of(&mut self, person: usize) -> Option<usize> {
        let entry = self.ontology.actor(&self.cast.actor(person).id)?;
        let is_force = |id: &str| {
            let led = self.ontology.actor(id);
            led.is_some_and(|led| matches!(led.kind, ActorKind::ArmedGroup | ActorKind::Military))
        };
        let mut led = entry.leads.iter().map(|leading| &leading.of).filter(|of| is_force(of));
        // In several offices, one after the other, of the same.
        let first = led.next().filter(|first| led.all(|of| of == *first))?.clone();
        self.cast.by_id(&first)
    }
}
