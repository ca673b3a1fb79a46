//! Forces without a name: whose soldiers "soldiers" are, and who "the attackers" are.

use super::fill::Filled;
use super::{EventReader, extend};
use crate::extract::argument::Argument;
use crate::extract::group::Chunk;
use crate::extract::tag::Word;
use crate::ontology::schema::{Frame, Makes, Slot};
use crate::vocabulary::ActorKind;

impl EventReader<'_> {
    /// Whether those of a group serve some state: "soldiers".
    pub(super) fn are_soldiers(&self, group: usize) -> bool {
        let of_state = |class: usize| {
            let class = &self.ontology.generics()[class];
            class.of_state && class.makes == Makes::Forces
        };
        self.chunks.groups[group].words.iter().filter_map(Word::generic).any(|(class, _)| of_state(class))
    }

    /// "the attackers", "three of the raiders".
    pub(super) fn is_assailants(&self, group: usize) -> bool {
        let place = self.chunks.group_at[group];
        let whole = match (self.chunks.row.get(place + 1), self.chunks.row.get(place + 2)) {
            (Some(Chunk::Preposition(Some(Slot::Of), _)), Some(Chunk::Group(whole))) => Some(*whole),
            // "four of" in one
            (Some(Chunk::Group(whole)), _) if self.sentence_tokens[self.chunks.groups[group].tokens.end - 1].folded == "of" => {
                Some(*whole)
            }
            _ => None,
        };
        let named = |at: usize| {
            let group = &self.chunks.groups[at];
            group.definite && group.is_assailants(self.sentence_tokens, self.lexicon)
        };
        // "chased the raiders and killed four of them"
        let them = |whole: usize| self.chunks.groups[whole].pronoun && self.readings[whole].actors.is_empty();
        named(group) || whole.is_some_and(|whole| named(whole) || them(whole) && (0..group).any(named))
    }

    /// "soldiers and X's fighters": bare forces beside those of a named side are those of the state that the text is about.
    pub(super) fn enlisted(&self, filled: &mut Filled, frame: &Frame, arguments: &[Argument]) {
        let joins = |chunk: &Chunk| matches!(chunk, Chunk::Group(_) | Chunk::Conjunction | Chunk::Comma);
        for bare in arguments {
            let reading = &self.readings[bare.group];
            let mixed = matches!(reading.makes, Some(Makes::Forces | Makes::Group));
            let Some(state) = reading.state.filter(|_| mixed || reading.actors.is_empty()) else { continue };
            let beside = |other: &&Argument| {
                let (one, two) = (self.chunks.group_at[bare.group], self.chunks.group_at[other.group]);
                let between = &self.chunks.row[one.min(two)..=one.max(two)];
                let reading = &self.readings[other.group];
                let fights =
                    reading.named && reading.place.is_none() || matches!(reading.makes, Some(Makes::Forces | Makes::Group));
                other.slot == bare.slot && fights && between.iter().all(joins) && between.contains(&Chunk::Conjunction)
            };
            let others = arguments.iter().filter(beside).flat_map(|other| &self.readings[other.group].actors);
            let named: Vec<usize> = reading.actors.iter().chain(others).copied().collect();
            let armed = |side: &[usize]| side.iter().all(|&one| self.cast.kind(one) == ActorKind::ArmedGroup);
            if named.is_empty() || named.iter().any(|&one| self.cast.same_side(one, state)) {
                continue;
            }
            if frame.agent.contains(&bare.slot) {
                extend(&mut filled.agents, &[state]);
            } else if frame.victim.contains(&bare.slot) && !filled.agents.is_empty() && armed(&filled.agents) {
                extend(&mut filled.victims, &[state]);
            } else if frame.target.contains(&bare.slot) && !filled.agents.is_empty() && armed(&filled.agents) {
                extend(&mut filled.targets, &[state]);
            }
        }
    }

    /// Bare forces, if the other side is an armed group: those of the state that the text is about.
    pub(super) fn servants(
        &self,
        agents: &[usize],
        hurt: &[usize],
        acts: Option<usize>,
        hit: Option<usize>,
    ) -> (Option<usize>, Option<usize>) {
        let foes = |side: &[usize], state: usize| {
            !side.is_empty()
                && side.iter().all(|&one| {
                    let armed = matches!(self.cast.kind(one), ActorKind::ArmedGroup | ActorKind::Coalition | ActorKind::Generic);
                    armed && !self.cast.same_side(one, state) && !self.cast.is_backed(one, state)
                })
        };
        let acts = acts.filter(|&state| agents.is_empty() && (hurt.is_empty() || foes(hurt, state)));
        let hit = hit.filter(|&state| hurt.is_empty() && foes(agents, state));
        (acts, hit)
    }

    /// Bare forces at blows with an armed group that only another verb names.
    pub(super) fn enlist(&mut self) {
        for at in 0..self.events.len() {
            let event = &self.events[at];
            let hurt: Vec<usize> = event.targets.iter().chain(&event.victims).copied().collect();
            let (acts, hit) = self.servants(&event.agents, &hurt, event.state_acts, event.state_hit);
            self.events[at].agents.extend(acts);
            self.events[at].targets.extend(hit);
        }
    }
}
