//! Which incident of a sentence answers which.

use super::fill::Filled;
use super::trace::By;
use super::{Event, EventReader, extend};
use crate::extract::argument::Argument;
use crate::extract::group::Chunk;
use crate::extract::tag::CueHit;
use crate::lexicon::{Form, WordSense};
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
        let left = (0..self.events.len())
            .filter(|&event| self.events[event].modality == Modality::Asserted && !self.events[event].lacking)
            .filter(|&event| self.events[event].token < token && !causes.contains(&event))
            .max_by_key(|&event| self.events[event].token);
        if let Some(event) = left.filter(|_| prepositional) {
            extend(&mut self.events[event].causes, &causes);
        }
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
                    let Some(cause) = named.or_else(|| self.unnamed(hit.end, true)) else { continue };
                    let answer = if opening {
                        order
                            .iter()
                            .copied()
                            .find(|&event| event != cause && self.events[event].token > comma && self.main_clause(event))
                    } else {
                        self.answering(hit.start, &order)
                    };
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
        let armed = |one: &usize| {
            use ActorKind::{ArmedGroup, Coalition, Military, State};
            matches!(self.cast.actor(*one).kind, ArmedGroup | Coalition | Military | State)
        };
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
        let group = self.chunks.groups.iter().position(|group| (cue..=cue + 1).contains(&group.tokens.start))?;
        let reading = &self.readings[group];
        let person =
            reading.actors.last().copied().filter(|&member| reading.named && self.cast.actor(member).kind == ActorKind::Person);
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

    /// "The missiles that hit the base were X's answer", "they called the strike retaliation for", "it was payback": the noun
    /// tells of an incident that its clause speaks of by another word.
    pub(super) fn equate(&mut self) {
        for group in 0..self.chunks.groups.len() {
            let Some(answer) = self.of_group[group].filter(|&event| self.events[event].noun) else { continue };
            let Some(other) = self.equated(group) else { continue };
            self.own_answer(group, answer, other);
            if let Some(deed) = self.called_so(group, other) {
                let causes = self.events[answer].causes.clone();
                extend(&mut self.events[deed].causes, &causes);
                self.events[deed].answers = true;
            } else if self.chunks.groups[other].pronoun {
                self.events[answer].resumes = true;
            } else if let Some(event) = self.of_group[other].or(self.of_arms[other]).filter(|&event| event != answer) {
                self.events[answer].same = Some(event);
            }
        }
    }

    /// "X fired rockets at Y, calling them an answer to Z": the deed of the clause before the gerund.
    fn called_so(&self, group: usize, other: usize) -> Option<usize> {
        let at = self.chunks.group_at[group];
        let verb = self.chunks.row[..at].iter().rposition(|chunk| matches!(chunk, Chunk::Verb(_)))?;
        let Chunk::Verb(calls) = self.chunks.row[verb] else { return None };
        let chunk = &self.chunks.verbs[calls];
        let comma = matches!(verb.checked_sub(1).map(|at| &self.chunks.row[at]), Some(Chunk::Comma));
        if chunk.form != Form::Ing || chunk.finite_auxiliary || !comma || !self.chunks.groups[other].pronoun {
            return None;
        }
        let start = chunk.tokens.start;
        let before = |&event: &usize| {
            let event = &self.events[event];
            event.token < start && event.modality == Modality::Asserted && !event.lacking
        };
        (0..self.events.len()).filter(before).max_by_key(|&event| self.events[event].token)
    }

    /// "X called the raid payback for Y's strike": whoever calls a deed an answer made it, unless it was hit.
    fn own_answer(&mut self, group: usize, answer: usize, other: usize) {
        let Some(deed) = self.of_group[other].filter(|_| self.events[answer].answers) else { return };
        let at = self.chunks.group_at[group];
        let verb = self.chunks.row[..at].iter().rev().find_map(|chunk| match chunk {
            Chunk::Verb(verb) => Some(*verb),
            _ => None,
        });
        let Some(verb) = verb.filter(|&verb| !self.chunks.verbs[verb].copula && !self.chunks.verbs[verb].passive) else { return };
        let arguments = self.arguments.of_verb(verb);
        let subjects = arguments.iter().filter(|argument| argument.slot == Slot::Subject);
        let speakers: Vec<usize> = subjects.flat_map(|subject| self.readings[subject.group].actors.clone()).collect();
        let hit = |event: &Event| {
            let sides = [&event.targets, &event.victims, &event.holders];
            sides.into_iter().any(|side| self.cast.share_side(side, &speakers))
        };
        let open = self.events[deed].agents.is_empty() && self.events[answer].agents.is_empty();
        if open && !speakers.is_empty() && !hit(&self.events[deed]) {
            extend(&mut self.events[deed].agents, &speakers);
            self.events[deed].lacking = false;
        }
    }

    /// "Drones hit the port, an attack claimed by X": the noun after the comma tells of what the clause before it told.
    pub(super) fn comment(&mut self) {
        for group in 0..self.chunks.groups.len() {
            let own = |event: &usize| self.events[*event].noun && self.events[*event].same.is_none();
            let Some(at) = self.of_group[group].filter(own) else { continue };
            let place = self.chunks.group_at[group];
            let row = |at: usize| self.chunks.row.get(at);
            let after_comma = place.checked_sub(1).and_then(row) == Some(&Chunk::Comma);
            // "…, an attack killed three": a clause of its own.
            let open = match (row(place + 1), row(place + 2)) {
                (Some(Chunk::Verb(verb)), Some(Chunk::Preposition(Some(Slot::By | Slot::On | Slot::To), _))) => {
                    !self.chunks.verbs[*verb].finite_auxiliary
                }
                (Some(Chunk::Verb(_)), _) => false,
                (Some(Chunk::Relative), _) => true,
                (Some(Chunk::Preposition(..)), Some(Chunk::Relative)) => true,
                (Some(Chunk::Group(_)), Some(Chunk::Verb(_))) => true,
                _ => false,
            };
            if !after_comma || !self.chunks.groups[group].single || !open {
                continue;
            }
            let token = self.chunks.groups[group].tokens.start;
            let before = (0..self.events.len())
                .filter(|&event| self.events[event].token < token && self.events[event].modality == Modality::Asserted)
                .max_by_key(|&event| self.events[event].token);
            if let Some(deed) = before.filter(|&deed| {
                let sides = self.cast.sides_agree(&self.events[deed].agents, &self.events[at].agents);
                deed != at && sides != Some(false) && self.events[deed.max(at)].same.is_none()
            }) {
                self.events[deed.max(at)].same = Some(deed.min(at));
            }
        }
    }

    /// The group that a predicate noun speaks of.
    fn equated(&self, group: usize) -> Option<usize> {
        let at = self.chunks.group_at[group];
        let row = |back: usize| at.checked_sub(back).and_then(|at| self.chunks.row.get(at));
        let subject = |verb: usize| {
            let subject = self.arguments.of_verb(verb).into_iter().find(|argument| argument.slot == Slot::Subject)?;
            Some(subject.group)
        };
        let patient = |verb: usize| {
            let object = self.arguments.of_verb(verb).into_iter().find(|argument| argument.slot == Slot::Object)?;
            Some(object.group)
        };
        // "There were raids" speaks of nothing else.
        let there = |group: &usize| {
            let first = self.chunks.groups[*group].tokens.start;
            self.lexicon.is_word(&self.sentence_tokens[first], WordClass::There)
        };
        match (row(1)?, row(2), row(3)) {
            (Chunk::Verb(verb), ..) if self.chunks.verbs[*verb].copula => subject(*verb).filter(|group| !there(group)),
            (Chunk::Group(object), Some(Chunk::Verb(verb)), _) if self.equates(*verb) => Some(*object),
            (Chunk::Preposition(Some(Slot::As), _), Some(Chunk::Group(object)), Some(Chunk::Verb(verb)))
                if self.equates(*verb) =>
            {
                Some(*object)
            }
            (Chunk::Preposition(Some(Slot::As), _), Some(Chunk::Verb(verb)), _) if self.equates(*verb) => patient(*verb),
            _ => None,
        }
    }

    fn equates(&self, verb: usize) -> bool {
        self.chunks.verbs[verb].main.as_ref().is_some_and(|word| self.acts(word).any(|act| act == Act::Equates))
    }

    /// "In response, X bombed Y": an answer that names neither who answers nor what is answered.
    pub(super) fn reply(&mut self) {
        for group in 0..self.chunks.groups.len() {
            let answers = |rule: &usize| self.trigger(*rule).acts.contains(&Act::Answers);
            if self.of_group[group].is_some() || !self.readings[group].triggers.iter().any(answers) {
                continue;
            }
            // "In retaliation for this", "in response to these crimes": for what was told before.
            let points = |group: usize| {
                let first = self.chunks.groups[group].tokens.start;
                let found = self.lexicon.words_at(self.sentence_tokens, first);
                let class = |sense: &WordSense| matches!(sense, WordSense::Class(WordClass::Demonstrative, _));
                self.of_group[group].is_none() && found.iter().any(|found| found.senses.iter().any(class))
            };
            let names = |argument: &Argument| matches!(argument.slot, Slot::To | Slot::For) && !points(argument.group);
            if self.arguments.of_noun(group).iter().any(names) {
                continue;
            }
            let tokens = self.chunks.groups[group].tokens.clone();
            let asserted = |&event: &usize| self.events[event].modality == Modality::Asserted && !self.events[event].lacking;
            let left = (0..self.events.len())
                .filter(asserted)
                .filter(|&event| self.events[event].token < tokens.start && !self.events[event].noun)
                .max_by_key(|&event| self.events[event].token);
            let right = (0..self.events.len())
                .filter(asserted)
                .filter(|&event| self.events[event].token >= tokens.end)
                .min_by_key(|&event| self.events[event].token);
            let prepositional = self.chunks.group_at[group]
                .checked_sub(1)
                .is_some_and(|at| matches!(self.chunks.row[at], Chunk::Preposition(Some(Slot::In | Slot::As), _)));
            // "After X had shelled Y, Y launched a raid in retaliation": what the verb tells that it hangs on.
            let governed = || {
                let verb = self.arguments.above(tokens.end - 1).into_iter().next()?.verb;
                let arguments = self.arguments.of_verb(verb);
                let mut objects = arguments.iter().filter(|argument| argument.slot == Slot::Object);
                let told = self.of_verb[verb].or_else(|| objects.find_map(|argument| self.of_group[argument.group]));
                told.filter(|event| asserted(event) && self.events[*event].token < tokens.start)
            };
            let left = if prepositional { governed().or(left) } else { left };
            // "The strikes were a response", "were in retaliation": what is said to be one.
            let said = self.said_to_be(group).filter(&asserted);
            // "In retaliation, after Y had shelled X, X bombed Y": the main clause.
            let right = right.map(|right| self.after_opening(tokens.end, right));
            let answer = match left {
                _ if said.is_some() => said,
                Some(event) => prepositional.then_some(event),
                None => right,
            };
            if let Some(event) = answer {
                self.events[event].replies = true;
            }
        }
    }

    /// The deed that a copula says is an answer: "the strikes were a response", "the strikes, it said, were in retaliation".
    fn said_to_be(&self, group: usize) -> Option<usize> {
        let at = self.chunks.group_at[group];
        let row = |back: usize| at.checked_sub(back).and_then(|at| self.chunks.row.get(at));
        let verb = match (row(1)?, row(2)) {
            (Chunk::Verb(verb), _) => *verb,
            (Chunk::Preposition(Some(Slot::In | Slot::As), _), Some(Chunk::Verb(verb))) => *verb,
            _ => return None,
        };
        let chunk = &self.chunks.verbs[verb];
        if !chunk.copula || chunk.negated || chunk.modal || self.chunks.groups[group].negated {
            return None;
        }
        let arguments = self.arguments.of_verb(verb);
        let subject = arguments.iter().find(|argument| argument.slot == Slot::Subject)?;
        // "its strikes on Y were": the tree may take Y for the subject.
        let before = self.chunks.row[..self.chunks.group_at[subject.group]].iter().rev();
        let phrase = before.take_while(|chunk| matches!(chunk, Chunk::Group(_) | Chunk::Preposition(..)));
        let mut nouns = phrase.filter_map(|chunk| match chunk {
            Chunk::Group(group) => self.of_group[*group],
            _ => None,
        });
        self.of_group[subject.group].or_else(|| nouns.next())
    }

    /// The deed of the main clause, where a clause that says after what it was done opens before it.
    fn after_opening(&self, from: usize, first: usize) -> usize {
        let start = |chunk: &Chunk| match *chunk {
            Chunk::Group(group) => self.chunks.groups[group].tokens.start,
            Chunk::Verb(verb) => self.chunks.verbs[verb].tokens.start,
            Chunk::Preposition(_, at) => at,
            _ => 0,
        };
        let row = &self.chunks.row;
        let Some(next) = row.iter().position(|chunk| start(chunk) >= from) else { return first };
        let opens = matches!(row[next], Chunk::Subordinator | Chunk::Preposition(Some(Slot::After), _))
            || matches!(row.get(next - usize::from(next > 0)), Some(Chunk::Subordinator));
        let comma = row[next..].iter().position(|chunk| *chunk == Chunk::Comma).map(|comma| next + comma);
        let Some(end) = comma.filter(|_| opens).and_then(|comma| row.get(comma + 1)).map(start) else { return first };
        let main = |&event: &usize| {
            let event = &self.events[event];
            event.token >= end && event.modality == Modality::Asserted && !event.lacking
        };
        (0..self.events.len()).filter(main).min_by_key(|&event| self.events[event].token).unwrap_or(first)
    }

    /// "That prompted X to bomb Y", "the raid led X to bomb Y": what the infinitive tells answers the subject.
    pub(super) fn prompted(&mut self) {
        for verb in 0..self.chunks.verbs.len() {
            let chunk = &self.chunks.verbs[verb];
            let prompts = |rule: usize| {
                let trigger = self.trigger(rule);
                trigger.acts.contains(&Act::Supports)
                    && trigger.frame.agent == [Slot::Object]
                    && trigger.frame.event.contains(&Slot::Clause)
            };
            let prompts = chunk.main.as_ref().is_some_and(|word| word.verb_triggers(self.ontology).any(prompts));
            if !prompts || chunk.negated || chunk.modal || chunk.passive {
                continue;
            }
            let Some(answer) = self.infinitive_after(verb).and_then(|next| self.of_verb[next]) else { continue };
            let arguments = self.arguments.of_verb(verb);
            let Some(subject) = arguments.iter().find(|argument| argument.slot == Slot::Subject) else { continue };
            match self.of_group[subject.group].or(self.of_arms[subject.group]).filter(|&cause| cause != answer) {
                Some(cause) => extend(&mut self.events[answer].causes, &[cause]),
                None if self.chunks.groups[subject.group].pronoun => self.events[answer].replies = true,
                None => {}
            }
        }
    }

    /// "X's reply came on Monday, when missiles hit Y": the clause tells of the reply.
    pub(super) fn came_when(&mut self) {
        for group in 0..self.of_group.len() {
            let Some(answer) = self.of_group[group] else { continue };
            let event = &self.events[answer];
            let open = event.answers && event.targets.is_empty() && event.same.is_none() && !event.agents.is_empty();
            let after = &self.chunks.row[self.chunks.group_at[group] + 1..];
            let [Chunk::Verb(came), rest @ ..] = after else { continue };
            let (true, None) = (open && !self.chunks.verbs[*came].modal, self.of_verb[*came]) else { continue };
            let Some(clause) = rest.iter().position(|chunk| *chunk == Chunk::Subordinator) else { continue };
            if rest[..clause].iter().any(|chunk| matches!(chunk, Chunk::Verb(_) | Chunk::Break)) {
                continue;
            }
            let told = rest[clause..].iter().find_map(|chunk| match chunk {
                Chunk::Verb(verb) => self.of_verb[*verb],
                _ => None,
            });
            let Some(deed) = told.filter(|&deed| deed != answer) else { continue };
            let (one, other) = (&self.events[answer], &self.events[deed]);
            let agree = self.cast.sides_agree(&one.agents, &other.agents) != Some(false);
            if agree && other.modality == Modality::Asserted && self.events[answer.max(deed)].same.is_none() {
                let agents = one.agents.clone();
                if other.agents.is_empty() {
                    extend(&mut self.events[deed].agents, &agents);
                }
                self.events[deed].answers = true;
                self.events[answer.max(deed)].same = Some(answer.min(deed));
            }
        }
    }

    /// "It kept its word, firing …": what follows answers something.
    pub(super) fn keep_word(&mut self) {
        for (number, hit) in self.cues.iter().enumerate() {
            if self.ontology.cues()[hit.cue].effect != Effect::Replies {
                continue;
            }
            self.by(By::Cue(number));
            let may = |&event: &usize| !self.events[event].lacking && self.events[event].modality == Modality::Asserted;
            let after = (0..self.events.len())
                .filter(may)
                .filter(|&event| self.events[event].token >= hit.end)
                .min_by_key(|&event| self.events[event].token);
            // "X fired missiles, making good on its promise"
            let comma = hit.start.checked_sub(1).is_some_and(|before| self.sentence_tokens[before].folded == ",");
            let before = (0..self.events.len())
                .filter(may)
                .filter(|&event| self.events[event].token < hit.start)
                .max_by_key(|&event| self.events[event].token);
            // "Y killed four men in return", but "in return for" says for what.
            let adverb = self.lexicon.is_word(&self.sentence_tokens[hit.start], WordClass::Preposition);
            let ends = self.sentence_tokens.get(hit.end).is_none_or(|token| !token.folded.contains(char::is_alphanumeric));
            if adverb && before.is_some() && !ends {
                continue;
            }
            let answer = if comma || adverb && ends { before.or(after) } else { after };
            match answer {
                Some(event) => self.events[event].replies = true,
                None => self.awaits = true,
            }
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
            if self.ontology.cues()[hit.cue].effect != Effect::Parts {
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
