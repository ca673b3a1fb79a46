//! How a deed is told: as done, threatened, planned or prevented.

use super::fill::Filled;
use super::trace::By;
use super::{EventReader, extend};
use crate::extract::group::Chunk;
use crate::lexicon::Form;
use crate::ontology::schema::{Act, Effect, Slot};
use crate::vocabulary::Modality;

impl<'a> EventReader<'a> {
    pub(super) fn verb_modality(&self, verb: usize) -> Modality {
        let group = &self.chunks.verbs[verb];
        if group.negated {
            Modality::Denied
        } else if group.modal
            || self.is_inverted(verb)
            || self.is_to_go_on(verb)
            || group.infinitive && !group.perfect && !self.is_fact_infinitive(verb)
        {
            Modality::Threatened
        } else {
            Modality::Asserted
        }
    }

    /// "will resume firing", "would go back to bombing": yet to come.
    fn is_to_go_on(&self, verb: usize) -> bool {
        let at = self.chunks.verb_at[verb];
        let row = |back: usize| at.checked_sub(back).and_then(|at| self.chunks.row.get(at));
        let above = match (row(1), row(2)) {
            (Some(Chunk::Verb(above)), _) | (Some(Chunk::Preposition(Some(Slot::To), _)), Some(Chunk::Verb(above))) => *above,
            // "would go back to bombing"
            (Some(Chunk::Preposition(Some(Slot::To), _)), Some(Chunk::Group(_))) => match row(3) {
                Some(Chunk::Verb(above)) => *above,
                _ => return false,
            },
            _ => return false,
        };
        let (group, above) = (&self.chunks.verbs[verb], &self.chunks.verbs[above]);
        let told = |act: Act| matches!(act, Act::Speaks | Act::Attributes | Act::Denies);
        let tells = above.main.as_ref().is_some_and(|word| self.acts(word).any(told));
        group.form == Form::Ing && !group.finite_auxiliary && above.modal && !above.negated && !tells
    }

    /// "Had X attacked, …": a condition.
    fn is_inverted(&self, verb: usize) -> bool {
        let at = self.chunks.verb_at[verb];
        let row = |back: usize| at.checked_sub(back).and_then(|at| self.chunks.row.get(at));
        let opens = matches!(row(3), None | Some(Chunk::Comma | Chunk::Break | Chunk::Conjunction));
        match (row(1), row(2)) {
            (Some(Chunk::Group(_)), Some(Chunk::Verb(before))) if opens => {
                let before = &self.chunks.verbs[*before];
                before.main.is_none() && before.perfect && !self.chunks.verbs[verb].finite_auxiliary
            }
            _ => false,
        }
    }

    /// "continued to strike", "managed to hit": the infinitive tells of a fact.
    pub(super) fn is_fact_infinitive(&self, verb: usize) -> bool {
        let supports = |governor: usize| {
            let governor = &self.chunks.verbs[governor];
            !governor.modal && governor.main.as_ref().is_some_and(|word| self.acts(word).any(|act| act == Act::Supports))
        };
        // "took the opportunity to bomb": the tree hangs the infinitive on the noun.
        let before = match self.chunks.verb_at[verb].checked_sub(1).map(|at| &self.chunks.row[at]) {
            Some(&Chunk::Verb(before)) if self.chunks.verbs[before].main.as_ref().is_some_and(|word| word.len > 1) => {
                Some(before)
            }
            _ => None,
        };
        self.arguments.governor(verb).or(before).is_some_and(supports) || before.is_some_and(supports)
    }

    /// "vowed to strike", "threatened attacks": what follows is not done.
    pub(super) fn threaten(&mut self, verb: usize, rule: usize, filled: &Filled, own: Option<usize>) {
        // "vowed to keep striking": on to the verb that tells of a deed.
        let mut next = self.infinitive_after(verb);
        while let Some(further) = next.filter(|&next| self.of_verb[next].is_none()).and_then(|next| self.infinitive_after(next)) {
            if self.of_verb[further].is_none() {
                break;
            }
            next = Some(further);
        }
        // "vowed to punish X for bombing Y": X did.
        next = next.filter(|&next| self.blamed_for(next).is_none());
        // "promised a response to the strike": the response is to come, the strike was.
        let objects: Vec<usize> = self
            .arguments
            .of_verb(verb)
            .iter()
            .filter(|argument| argument.slot == Slot::Object)
            .map(|argument| argument.group)
            .collect();
        let promised = |&&event: &&usize| objects.is_empty() || objects.iter().any(|&group| self.of_group[group] == Some(event));
        let events: Vec<usize> = filled.events.iter().filter(promised).copied().collect();
        let dependents = events.into_iter().chain(next.and_then(|next| self.of_verb[next]));
        // "promised not to attack" is no threat.
        let promises = self.trigger(rule).stance.is_some();
        let withheld = |event: usize| promises && !self.events[event].noun && self.events[event].modality == Modality::Denied;
        // "the strike failed to kill X": it was made.
        let arguments = self.arguments.of_verb(verb);
        let subjects = arguments.iter().filter(|argument| argument.slot == Slot::Subject);
        let made: Vec<usize> = subjects.filter_map(|argument| self.of_group[argument.group]).collect();
        // "considers the strikes as payback": they were made.
        let judged = self.chunks.verbs[verb].main.as_ref().is_some_and(|word| self.acts(word).any(|act| act == Act::Equates));
        let known = |event: usize| judged && self.events[event].noun && self.events[event].definite;
        // "a strike that X had sworn to avenge": it was made.
        let start = self.chunks.verbs[verb].tokens.start;
        let answers =
            |next: usize| self.chunks.verbs[next].main.iter().any(|word| self.acts(word).any(|act| act == Act::Answers));
        let avenged = next.is_some_and(answers);
        let made_before = |event: usize| avenged && self.events[event].token < start;
        let dependents = dependents.filter(|&event| !known(event) && !made_before(event));
        let dependents: Vec<usize> =
            dependents.filter(|event| Some(*event) != own && !made.contains(event) && !withheld(*event)).collect();
        for event in dependents {
            self.events[event].modality = Modality::Threatened;
            if self.events[event].agents.is_empty() {
                let agents: Vec<usize> =
                    filled.agents.iter().copied().filter(|agent| !self.events[event].targets.contains(agent)).collect();
                extend(&mut self.events[event].agents, &agents);
            }
        }
        for event in self.kept_from(verb) {
            self.events[event].modality = Modality::Threatened;
        }
        // "vowed to carry out strikes"
        let carries = |next: &usize| {
            self.chunks.verbs[*next].main.as_ref().is_some_and(|word| self.acts(word).any(|act| act == Act::Supports))
        };
        if let Some(next) = next.filter(carries) {
            let (first, last) = (self.chunks.verbs[next].tokens.start, self.chunks.verb_at[next]);
            let object = self.chunks.row.get(last + 1);
            if let Some(Chunk::Group(group)) = object
                && let Some(event) = self.of_group[*group].filter(|&event| self.events[event].token > first)
            {
                self.events[event].modality = Modality::Threatened;
            }
        }
    }

    /// "deter X from conducting or supporting attacks": the incidents that somebody is kept from.
    fn kept_from(&self, verb: usize) -> Vec<usize> {
        let row = &self.chunks.row[self.chunks.verb_at[verb]..];
        let from = row.windows(2).position(|pair| {
            matches!(pair, [Chunk::Preposition(Some(Slot::From), _), Chunk::Verb(next)] if self.chunks.verbs[*next].form == Form::Ing)
        });
        let Some(from) = from else { return Vec::new() };
        let mut events = Vec::new();
        for chunk in &row[from + 1..] {
            match chunk {
                Chunk::Verb(next) if self.chunks.verbs[*next].form == Form::Ing => events.extend(self.of_verb[*next]),
                Chunk::Conjunction | Chunk::Comma => {}
                Chunk::Group(group) => {
                    events.extend(self.of_group[*group]);
                    break;
                }
                _ => break,
            }
        }
        events
    }

    pub(super) fn infinitive_after(&self, verb: usize) -> Option<usize> {
        let at = self.chunks.verb_at[verb];
        self.chunks.row[at + 1..]
            .iter()
            .take(5)
            .take_while(|chunk| !matches!(chunk, Chunk::Break | Chunk::Comma | Chunk::Conjunction))
            .find_map(|chunk| match chunk {
                Chunk::Verb(next) => Some(*next),
                _ => None,
            })
            .filter(|&next| {
                self.chunks.verbs[next].infinitive || self.chunks.verbs[next].modal || self.chunks.verbs[next].form == Form::Ing
            })
    }

    /// Cues that make the incidents after them a threat: "if", "plans for", "risk of".
    pub(super) fn cue_modality(&mut self) {
        for (number, hit) in self.cues.iter().enumerate() {
            self.by(By::Cue(number));
            if self.ontology.cues()[hit.cue].effect != Effect::Threatens {
                continue;
            }
            let reach = self.reach(hit.end);
            for event in &mut self.events {
                if event.token >= hit.start
                    && event.token < reach
                    && event.token <= hit.end + 6
                    && event.modality == Modality::Asserted
                    && event.denied_by.is_empty()
                {
                    event.modality = Modality::Threatened;
                }
            }
        }
    }
}
