//! Which incident of a sentence answers which.

use super::fill::Filled;
use super::trace::By;
use super::{Event, EventReader, extend};
use crate::extract::group::Chunk;
use crate::extract::tag::CueHit;
use crate::lexicon::Form;
use crate::ontology::schema::{Act, Effect, Makes, Pos, Slot, WordClass};
use crate::vocabulary::{ActorKind, IncidentKind, Modality};

impl<'a> EventReader<'a> {
    pub(super) fn answer_causes(&mut self, at: usize, filled: &Filled) {
        if self.events[at].answers {
            let causes: Vec<usize> = filled.causes.iter().copied().filter(|&cause| cause != at).collect();
            extend(&mut self.events[at].causes, &causes);
            // "punished X for the killing of Y": X did it.
            let punishes = self.trigger(self.events[at].rule).frame.target.contains(&Slot::Object);
            for cause in causes.into_iter().filter(|_| punishes) {
                let event = &self.events[cause];
                let hit = [&event.targets, &event.victims].iter().any(|side| self.cast.share_side(side, &filled.targets));
                let open = event.agents.is_empty() && event.modality == Modality::Asserted;
                if open && !hit && !filled.targets.is_empty() && !filled.agents.is_empty() {
                    extend(&mut self.events[cause].agents, &filled.targets);
                }
            }
        }
    }

    /// "payback for the drone that exploded in X": what the weapon did.
    pub(super) fn armed_cause(&mut self, group: usize) {
        let Some(at) = self.of_group[group].filter(|&at| self.events[at].answers) else { return };
        let causes = &self.trigger(self.events[at].rule).frame.cause;
        let arguments = self.arguments.of_noun(group);
        let armed = arguments.iter().filter(|argument| causes.contains(&argument.slot));
        let armed: Vec<usize> = armed.filter_map(|argument| self.of_arms[argument.group]).filter(|&other| other != at).collect();
        extend(&mut self.events[at].causes, &armed);
    }

    /// "It was payback, X said, for B", "A, in retaliation, X said, for B": an answer without a perpetrator of its own.
    pub(super) fn answer_for(&mut self, group: usize) {
        let Some(at) = self.of_group[group].filter(|&at| self.events[at].lacking && self.events[at].answers) else { return };
        let causes = self.events[at].causes.clone();
        let token = self.chunks.groups[group].tokens.start;
        // A cue says it better.
        let cued = self
            .cues
            .iter()
            .any(|hit| self.ontology.cues()[hit.cue].effect == Effect::Answers && (hit.start..hit.end).contains(&token));
        if causes.is_empty() || cued {
            return;
        }
        if self.equated(group).is_some_and(|other| self.chunks.groups[other].pronoun) {
            return extend(&mut self.provocations, &causes);
        }
        let place = self.chunks.group_at[group].checked_sub(1);
        let prepositional =
            place.is_some_and(|at| matches!(self.chunks.row[at], Chunk::Preposition(Some(Slot::In | Slot::As), _)));
        let prepositional = prepositional || place.is_some_and(|at| self.is_in_what_is_called(at + 1));
        let left = (0..self.events.len())
            .filter(|&event| self.events[event].is_fact() && self.events[event].token < token && !causes.contains(&event))
            .max_by_key(|&event| self.events[event].token);
        if let Some(event) = left.filter(|_| prepositional) {
            extend(&mut self.events[event].causes, &causes);
        }
    }

    /// Whether the verb above the one that tells of a deed makes a threat of it: "swore to avenge".
    fn is_vowed(&self, event: usize) -> bool {
        let verb = self.of_verb.iter().position(|&told| told == Some(event));
        let above = verb.and_then(|verb| self.arguments.governor(verb));
        let word = above.and_then(|above| self.chunks.verbs[above].main.as_ref());
        word.is_some_and(|word| self.acts(word).any(|act| act == Act::Threatens))
    }

    /// "in what X called": before this place.
    fn is_in_what_is_called(&self, place: usize) -> bool {
        let [.., Chunk::Preposition(Some(Slot::In), _), Chunk::Group(what), Chunk::Group(_), Chunk::Verb(verb)] =
            self.chunks.row[..place]
        else {
            return false;
        };
        let first = &self.sentence_tokens[self.chunks.groups[what].tokens.start];
        self.lexicon.is_word(first, WordClass::FreeRelative) && self.equates(verb)
    }

    /// "A in retaliation for B", "in response to B, A", "B prompted A".
    pub(super) fn links(&mut self) {
        let mut order: Vec<usize> = (0..self.events.len()).filter(|&event| !self.events[event].lacking).collect();
        order.sort_by_key(|&event| self.events[event].token);
        let mut done: Vec<usize> = Vec::new();
        for (number, hit) in self.cues.iter().enumerate() {
            self.by(By::Cue(number));
            let effect = self.ontology.cues()[hit.cue].effect;
            if !matches!(effect, Effect::Answers | Effect::AnsweredBy) || done.iter().any(|&end| hit.start < end) {
                continue;
            }
            // Of overlapping cues the longest counts.
            let longest = self
                .cues
                .iter()
                .filter(|other| other.start <= hit.start && other.end >= hit.end)
                .map(|other| other.end - other.start)
                .max();
            if longest > Some(hit.end - hit.start) {
                continue;
            }
            done.push(hit.end);
            let inside = |event: &&usize| (hit.start..hit.end).contains(&self.events[**event].token);
            let left = order.iter().rev().find(|&&event| self.events[event].token < hit.start).copied();
            let first_right =
                order.iter().filter(|event| !inside(event)).find(|&&event| self.events[event].token >= hit.end).copied();
            // "has sworn to avenge Y": the vow itself.
            let vows = |event: &&usize| {
                let told = &self.events[**event];
                inside(event) && told.answers && !told.noun && self.is_vowed(**event)
            };
            let vow = order.iter().find(vows).copied();
            match effect {
                Effect::Answers => {
                    let opening = left.is_none() && !self.chunks.verbs.iter().any(|verb| verb.tokens.end <= hit.start);
                    // "In response to the rockets, X shelled Y": what stands behind the comma is the answer.
                    let comma = self.comma_after(hit.end);
                    let far = |event: &usize| self.events[*event].token > comma;
                    let behind = |event: &usize| {
                        opening && comma > hit.end && far(event) && order.iter().filter(|&event| far(event)).count() == 1
                    };
                    let named = first_right.filter(|event| !behind(event) && !self.stands_off(hit, *event));
                    let Some(cause) = named.or_else(|| self.unnamed(hit.end, true)) else {
                        self.avenges_own(hit, &order);
                        continue;
                    };
                    let answer = if opening {
                        order
                            .iter()
                            .copied()
                            .find(|&event| event != cause && self.events[event].token > comma && self.main_clause(event))
                    } else {
                        self.answering(hit.start, &order)
                    };
                    let answer = vow.filter(|&vow| vow != cause).or(answer);
                    if answer.is_none() && !opening && !self.is_preposition(hit) {
                        self.provocations.push(cause);
                    }
                    // "bombed X; Y protested over a raid"
                    let another = |answer: &usize| {
                        let between = self.events[*answer].token + 1..hit.start;
                        self.is_preposition(hit) && self.chunks.verbs.iter().any(|verb| between.contains(&verb.tokens.start))
                    };
                    if let Some(answer) = answer.filter(|answer| *answer != cause && !another(answer)) {
                        extend(&mut self.events[answer].causes, &[cause]);
                        self.of_another(cause, answer);
                    }
                }
                _ => {
                    let answer = left.and_then(|left| self.drawn(left, hit.end, first_right)).or(first_right);
                    if let (Some(cause), Some(answer)) = (left, answer) {
                        extend(&mut self.events[answer].causes, &[cause]);
                    }
                }
            }
        }
    }

    /// "X began shelling in revenge for its men": for whatever was done to them.
    fn avenges_own(&mut self, hit: &CueHit, order: &[usize]) {
        let Some(answer) = self.answering(hit.start, order).filter(|&answer| !self.events[answer].noun) else { return };
        let own = |group: usize| {
            let agents = &self.events[answer].agents;
            let named = self.readings[group].actors.iter();
            self.chunks.groups[group].pronoun_owner
                && named.clone().any(|one| agents.iter().any(|&agent| self.cast.same_side(*one, agent)))
        };
        let theirs = self.chunks.groups.iter().position(|group| group.tokens.start == hit.end).is_some_and(own);
        self.events[answer].answers |= theirs && !self.is_preposition(hit);
    }

    /// "bombed X over an attack", not "over X … an attack": a preposition alone speaks of the noun right behind it.
    fn stands_off(&self, hit: &CueHit, event: usize) -> bool {
        let group = self.of_group.iter().position(|of| *of == Some(event));
        self.is_preposition(hit) && group.is_none_or(|group| self.chunks.groups[group].tokens.start != hit.end)
    }

    fn is_preposition(&self, hit: &CueHit) -> bool {
        hit.end == hit.start + 1 && self.lexicon.is_word(&self.sentence_tokens[hit.start], WordClass::Preposition)
    }

    /// "X fired at Y in response to its raid": Y's, as nobody answers himself.
    fn of_another(&mut self, cause: usize, answer: usize) {
        let Some(group) = self.of_group.iter().position(|of| *of == Some(cause)) else { return };
        let other = self.readings[group].other.filter(|_| self.chunks.groups[group].pronoun_owner);
        let agents = &self.events[answer].agents;
        let own = |one: &usize| agents.iter().any(|&agent| self.cast.same_side(agent, *one));
        let Some(other) = other.filter(|other| !own(other)) else { return };
        let event = &self.events[cause];
        if !event.agents.is_empty() && event.agents.iter().all(own) {
            self.events[cause].agents = vec![other];
        }
    }

    /// "The raid drew a missile in return": the missile, of whoever the raid hit, and at whoever raided.
    fn drawn(&mut self, cause: usize, cue: usize, next: Option<usize>) -> Option<usize> {
        if next.is_some_and(|next| !self.is_after_clause(cue, next)) {
            return None;
        }
        let answer = self.unnamed(cue, false)?;
        let Event { agents, targets, holders, .. } = &self.events[cause];
        let struck = if targets.is_empty() { holders.clone() } else { targets.clone() };
        let against = agents.clone();
        let armed = |one: &usize| self.cast.fights(*one);
        if self.events[answer].agents.is_empty() && struck.iter().all(armed) {
            extend(&mut self.events[answer].agents, &struck);
        }
        let own = |one: &usize| self.events[answer].agents.iter().any(|&agent| self.cast.same_side(agent, *one));
        let against: Vec<usize> = against.into_iter().filter(|one| !own(one)).collect();
        extend(&mut self.events[answer].targets, &against);
        Some(answer)
    }

    /// Whether a verb or a comma stands between a cue and an incident.
    fn is_after_clause(&self, cue: usize, event: usize) -> bool {
        let token = self.events[event].token;
        self.chunks.verbs.iter().any(|verb| cue <= verb.tokens.start && verb.tokens.end <= token)
            || self.comma_after(cue) > cue && self.comma_after(cue) <= token
    }

    /// The incident that a means stands for, or, with `victims`, whoever suffered it: "in response to a drone", "as revenge for X".
    fn unnamed(&mut self, cue: usize, victims: bool) -> Option<usize> {
        // "an army over which X presides": not over X.
        let relative =
            |at: usize| self.sentence_tokens.get(at).is_some_and(|token| self.lexicon.is_word(token, WordClass::Relative));
        let group = self.chunks.groups.iter().position(|group| (cue..=cue + 1).contains(&group.tokens.start))?;
        if relative(cue) && self.chunks.groups[group].tokens.start > cue {
            return None;
        }
        let reading = &self.readings[group];
        let person =
            reading.actors.last().copied().filter(|&member| reading.named && self.cast.kind(member) == ActorKind::Person);
        let kind = match reading.means.filter(|_| reading.makes == Some(Makes::Weapon)) {
            Some(means) => means,
            None => person.filter(|_| victims).map(|_| IncidentKind::Assassination)?,
        };
        let rule =
            self.ontology.triggers().iter().position(|trigger| trigger.incident == Some(kind) && trigger.pos == Pos::Noun)?;
        let mut event = self.event(rule, self.chunks.groups[group].tokens.start, kind);
        event.noun = true;
        event.weapon.clone_from(&reading.weapon);
        match person {
            Some(person) => event.victims.push(person),
            None => extend(&mut event.agents, &reading.actors),
        }
        if event.agents.is_empty() && person.is_none() {
            event.agents = self.launched_by(group);
        }
        self.events.push(event);
        Some(self.events.len() - 1)
    }

    /// "the rockets that X had fired", "the rockets X fired": X.
    fn launched_by(&self, weapon: usize) -> Vec<usize> {
        let after = &self.chunks.row[self.chunks.group_at[weapon] + 1..];
        let after = if let [Chunk::Relative, rest @ ..] = after { rest } else { after };
        let [Chunk::Group(who), Chunk::Verb(verb), ..] = after else { return Vec::new() };
        let launches = |rule: usize| self.trigger(rule).frame.weapon.contains(&Slot::Object);
        let verb = &self.chunks.verbs[*verb];
        let fired = verb.main.as_ref().is_some_and(|word| word.verb_triggers(self.ontology).any(launches));
        if fired && !verb.negated && !verb.modal { self.readings[*who].actors.clone() } else { Vec::new() }
    }

    /// "hit back by bombing Y", "returned fire, shelling Y": the answer is what the gerund tells.
    pub(super) fn answered_by(&mut self, verb: usize) {
        let Some(deed) = self.of_verb[verb].filter(|_| self.chunks.verbs[verb].form == Form::Ing) else { return };
        let Some(governor) = self.arguments.governor(verb) else { return };
        let answers = |rule: usize| self.trigger(rule).acts.contains(&Act::Answers);
        let word = self.chunks.verbs[governor].main.as_ref();
        let Some(answer) = self.of_verb[governor] else {
            // "responded by firing rockets": the rockets alone tell of the deed.
            let by = self.chunks.verb_at[verb].checked_sub(1).map(|at| &self.chunks.row[at]);
            let by = matches!(by, Some(Chunk::Preposition(Some(Slot::By | Slot::With), _) | Chunk::Comma));
            if by && word.is_some_and(|word| word.verb_triggers(self.ontology).any(answers)) {
                self.events[deed].answers = true;
            }
            return;
        };
        // "hit ten camps, retaliating for the raid"
        let (main, comment) = (&self.events[answer], &self.events[deed]);
        let says_why = comment.answers && comment.targets.is_empty() && !main.answers && main.modality == comment.modality;
        if answer != deed && says_why && self.cast.sides_agree(&main.agents, &comment.agents) == Some(true) {
            let causes = comment.causes.clone();
            self.events[answer].answers = true;
            extend(&mut self.events[answer].causes, &causes);
            self.events[answer.max(deed)].same = Some(answer.min(deed));
        }
        if answer != deed && self.events[answer].answers && !self.events[deed].answers {
            self.events[deed].answers = true;
            self.events[answer.max(deed)].same = Some(answer.min(deed));
        }
    }

    /// "the deaths of two men in a raid", "the killing of X in a strike": the raid killed them.
    pub(super) fn harm_in(&mut self, group: usize) {
        let harms = |event: usize| self.trigger(self.events[event].rule).acts.contains(&Act::Harms);
        let Some(harm) = self.of_group[group].filter(|&event| harms(event)) else { return };
        let arguments = self.arguments.of_noun(group);
        let mut within = arguments.iter().filter(|argument| argument.slot == Slot::In);
        let deed = within.find_map(|argument| self.of_group[argument.group]).filter(|&deed| deed != harm && !harms(deed));
        let Some(deed) = deed.filter(|&deed| self.events[deed].same.is_none()) else { return };
        let (agents, theirs) = (&self.events[harm].agents, &self.events[deed].agents);
        if self.cast.sides_agree(agents, theirs) != Some(false) {
            self.events[harm.max(deed)].same = Some(harm.min(deed));
        }
    }

    /// "attacks by X, including a raid on Y": the raid is X's as well.
    pub(super) fn included(&mut self) {
        for (number, hit) in self.cues.iter().enumerate() {
            if self.ontology.cues()[hit.cue].effect != Effect::Includes {
                continue;
            }
            self.by(By::Cue(number));
            let event_of = |group: usize| self.of_group[group];
            let starts = |group: &usize| (hit.end..=hit.end + 1).contains(&self.chunks.groups[*group].tokens.start);
            let part = (0..self.of_group.len()).find(starts).and_then(event_of);
            let whole = (0..self.of_group.len())
                .filter(|&group| self.chunks.groups[group].tokens.end <= hit.start)
                .filter_map(event_of)
                .next_back();
            if let (Some(part), Some(whole)) = (part, whole)
                && part != whole
                && self.events[part].agents.is_empty()
                && self.events[whole].modality == self.events[part].modality
            {
                self.events[part].agents = self.events[whole].agents.clone();
                self.events[part].agent_ground = self.events[whole].agent_ground;
            }
        }
    }

    /// "The raid came days after the killing": two incidents, whatever they share.
    pub(super) fn part(&mut self) {
        for (number, hit) in self.cues.iter().enumerate() {
            self.by(By::Cue(number));
            // "over the following days"
            let determined =
                hit.start.checked_sub(1).is_some_and(|at| self.lexicon.is_word(&self.sentence_tokens[at], WordClass::Determiner));
            if self.ontology.cues()[hit.cue].effect != Effect::Parts || determined && hit.end - hit.start == 1 {
                continue;
            }
            let opening = !self.chunks.verbs.iter().any(|verb| verb.tokens.end <= hit.start)
                && !self.events.iter().any(|event| event.token < hit.start);
            let comma = if opening { self.comma_after(hit.end) } else { hit.start };
            let single = hit.end - hit.start == 1;
            // "its heaviest strikes since the war ended, killing nine": only what stands in the phrase is another.
            let within = if single && self.ranks_before(hit.start) { self.comma_after(hit.end) } else { usize::MAX };
            let within = if within <= hit.end { usize::MAX } else { within };
            // "He died after a drone hit his car": the harm is that of the hit.
            let result = |event: &Event| {
                let harms = self.trigger(event.rule).acts.contains(&Act::Harms);
                single && harms && event.agents.is_empty() && !event.noun
            };
            let (one, other): (Vec<usize>, Vec<usize>) = if opening {
                (0..self.events.len()).partition(|&event| self.events[event].token < comma)
            } else {
                (0..self.events.len())
                    .filter(|&event| self.events[event].token < hit.start || self.events[event].token >= hit.end)
                    .partition(|&event| self.events[event].token < hit.start)
            };
            let one: Vec<usize> = one.into_iter().filter(|&event| !result(&self.events[event])).collect();
            let other: Vec<usize> = other.into_iter().filter(|&event| opening || self.events[event].token < within).collect();
            for &first in &one {
                for &second in &other {
                    extend(&mut self.events[first].apart, &[second]);
                    extend(&mut self.events[second].apart, &[first]);
                }
            }
        }
    }

    /// Whether a superlative or another word of rank stands in the part of the sentence before a token: "the deadliest raid since".
    fn ranks_before(&self, token: usize) -> bool {
        let before = self.sentence_tokens[..token].iter().rev().take_while(|token| !matches!(token.folded.as_str(), "," | ";"));
        self.lexicon.is_word(&self.sentence_tokens[token], WordClass::Since)
            && before.into_iter().any(|token| self.lexicon.is_word(token, WordClass::Rank))
    }

    pub(super) fn comma_after(&self, token: usize) -> usize {
        let mut passed = 0;
        for chunk in &self.chunks.row {
            match chunk {
                Chunk::Group(group) => passed = self.chunks.groups[*group].tokens.end,
                Chunk::Verb(verb) => passed = self.chunks.verbs[*verb].tokens.end,
                Chunk::Preposition(_, at) => passed = at + 1,
                Chunk::Comma if passed > token => return passed,
                _ => {}
            }
        }
        token
    }

    pub(super) fn main_clause(&self, event: usize) -> bool {
        self.events[event].modality == Modality::Asserted || self.events[event].modality == Modality::Threatened
    }

    /// The incident before a cue that the cue speaks of: the verb of the clause before a noun inside it.
    pub(super) fn answering(&self, cue: usize, order: &[usize]) -> Option<usize> {
        let before: Vec<usize> = order.iter().copied().filter(|&event| self.events[event].token < cue).collect();
        let full = |&&event: &&usize| !self.events[event].agents.is_empty();
        before.iter().rev().find(full).or(before.last()).copied()
    }
}
