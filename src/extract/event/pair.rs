//! Several deeds in one clause: "X hit two posts and Y three", "X and Y hit A and B respectively", "and so did Y".

use super::fill::Filled;
use super::trace::By;
use super::{Event, EventReader, ToldRelation, extend};
use crate::explain::Concluded;
use crate::extract::argument::Argument;
use crate::extract::group::Chunk;
use crate::extract::standing::can_relate;
use crate::extract::tag::CueHit;
use crate::lexicon::Form;
use crate::ontology::schema::{Effect, Makes, Role, Slot, WordClass};
use crate::vocabulary::{ActorKind, Modality};

/// A clause that leaves out its verb.
struct Gap {
    /// The first token of it.
    start: usize,
    subject: usize,
    object: usize,
    /// Its prepositional phrases.
    rest: Vec<Argument>,
}

impl EventReader<'_> {
    /// "strikes in Lebanon, most of them on X and some on Y": whom the shares of several deeds hit.
    pub(super) fn shares(&mut self) {
        for at in 1..self.chunks.row.len().saturating_sub(1) {
            let (Chunk::Group(share), Chunk::Preposition(Some(slot), _), Chunk::Group(hit)) =
                (&self.chunks.row[at - 1], &self.chunks.row[at], &self.chunks.row[at + 1])
            else {
                continue;
            };
            let group = &self.chunks.groups[*share];
            let vague = group.pronoun || group.words.is_empty() && group.mentions.is_empty();
            if !vague || !matches!(slot, Slot::On | Slot::Against | Slot::At) || self.readings[*hit].actors.is_empty() {
                continue;
            }
            let Some(event) = (0..*share).rev().find_map(|before| self.of_group[before]) else { continue };
            let plural = self.events[event].noun && self.trigger(self.events[event].rule).frame.target.contains(slot);
            let own = |actor: &usize| self.events[event].agents.iter().any(|agent| self.cast.same_side(*agent, *actor));
            let actors: Vec<usize> = self.readings[*hit].actors.iter().copied().filter(|actor| !own(actor)).collect();
            if plural {
                extend(&mut self.events[event].targets, &actors);
            }
        }
    }

    /// "X's air strikes and artillery fire against Y": what stands at either noun holds for both, and they are one deed.
    pub(super) fn coordinated(&mut self) {
        for at in 0..self.chunks.row.len().saturating_sub(2) {
            let [Chunk::Group(left), Chunk::Conjunction, Chunk::Group(right)] = self.chunks.row[at..at + 3] else { continue };
            let (Some(one), Some(other)) = (self.of_group[left], self.of_group[right]) else { continue };
            let bare = |group: usize| {
                let group = &self.chunks.groups[group];
                group.mentions.is_empty() && group.compounds.is_empty() && group.possessor.is_none() && !group.definite
            };
            let (first, second) = (&self.events[one], &self.events[other]);
            let plain = |event: &Event| event.noun && !event.answers && !event.mutual && event.same.is_none();
            if one == other || !plain(first) || !plain(second) || !bare(right) || first.modality != second.modality {
                continue;
            }
            let (first, second) = (first.clone(), second.clone());
            let counted = |group: usize| self.chunks.groups[group].number.is_some() || self.chunks.groups[group].single;
            let apart = counted(left) || counted(right);
            for (event, from) in [(one, &second), (other, &first)] {
                let event = &mut self.events[event];
                if event.agents.is_empty() {
                    event.agents.clone_from(&from.agents);
                }
                if event.targets.is_empty() && event.holders.is_empty() && event.victims.is_empty() {
                    event.targets.clone_from(&from.targets);
                    event.holders.clone_from(&from.holders);
                    event.victims.clone_from(&from.victims);
                }
                event.lacking &= from.lacking;
            }
            if !apart {
                self.events[other.max(one)].same = Some(other.min(one));
            }
        }
    }

    /// Takes apart what one clause says of several deeds.
    pub(super) fn several(&mut self) {
        self.by(By::Step(Concluded::Several));
        let told = self.events.len();
        for verb in 0..self.chunks.verbs.len() {
            if let Some(event) = self.of_verb[verb].filter(|&event| event < told && !self.events[event].noun) {
                self.gap(verb, event);
                self.respectively(verb, event);
            }
        }
        self.likewise();
    }

    pub(super) fn has_effect(&self, hit: &CueHit, effect: Effect) -> bool {
        self.ontology.cues()[hit.cue].effect == effect
    }

    /// "X hit two posts and Y three": the verb holds for the second clause as well.
    fn gap(&mut self, verb: usize, at: usize) {
        let Some(gap) = self.gap_after(verb) else { return };
        let trigger = self.trigger(self.events[at].rule);
        let arguments = self.arguments.of_verb(verb);
        let before = |argument: &&Argument| self.chunks.groups[argument.group].tokens.start < gap.start;
        let own: Vec<Argument> = arguments.iter().filter(before).copied().collect();
        let mut more = vec![
            Argument { slot: Slot::Subject, group: gap.subject, margin: None },
            Argument { slot: Slot::Object, group: gap.object, margin: None },
        ];
        more.extend(&gap.rest);
        let (own, more) = (self.fill(&trigger.frame, &own), self.fill(&trigger.frame, &more));
        let alike = self.cast.share_side(&more.agents, &own.agents);
        if own.agents.is_empty()
            || more.agents.is_empty()
            || alike
            || !super::missing(trigger, &own).all(|role| role == Role::Target)
        {
            return;
        }
        let told = self.events[at].clone();
        let mut first = self.alone(&told, &own);
        first.causes.clone_from(&told.causes);
        let mut second = self.alone(&told, &more);
        if second.targets.is_empty() && second.holders.is_empty() {
            second.targets = first.targets.iter().copied().filter(|target| !second.agents.contains(target)).collect();
        }
        second.distinct = true;
        second.apart.push(at);
        self.events[at] = first;
        self.events.push(second);
    }

    /// An event of the same kind and modality as `told` with these sides alone.
    fn alone(&self, told: &Event, filled: &Filled) -> Event {
        let mut event = self.event(told.rule, told.token, told.kind);
        event.modality = told.modality;
        event.answers = told.answers;
        self.put(&mut event, filled, self.trigger(told.rule));
        event
    }

    /// The clause without a verb after a conjunction or a semicolon that follows this verb.
    fn gap_after(&self, verb: usize) -> Option<Gap> {
        let row = &self.chunks.row;
        let from = self.chunks.verb_at[verb] + 1;
        let to = (from..row.len()).find(|&at| matches!(row[at], Chunk::Verb(_))).unwrap_or(row.len());
        let joint = |at: &usize| match row[*at] {
            Chunk::Conjunction => true,
            Chunk::Break => row[*at + 1..to].len() > 1,
            _ => false,
        };
        // A verb further on would be that of the clause.
        let joint = (from..to).filter(joint).find_map(|at| {
            let Some(Chunk::Group(subject)) = row.get(at + 1) else { return None };
            let comma = matches!(row.get(at + 2), Some(Chunk::Comma));
            let Some(Chunk::Group(object)) = row.get(at + 2 + usize::from(comma)) else { return None };
            let next = at + 3 + usize::from(comma);
            self.is_gapped(*subject, *object, comma).then_some((*subject, *object, next))
        });
        let (subject, object, mut next) = joint.filter(|_| to == row.len())?;
        let mut rest = Vec::new();
        while let Some(chunk) = row.get(next) {
            match (chunk, row.get(next + 1)) {
                (Chunk::Preposition(slot, _), Some(Chunk::Group(group))) => {
                    rest.extend(slot.map(|slot| Argument { slot, group: *group, margin: None }));
                    next += 2;
                }
                (Chunk::Break, _) => break,
                // What else follows makes it a list.
                (Chunk::Comma | Chunk::Conjunction, _) => return None,
                _ => next += 1,
            }
        }
        Some(Gap { start: self.chunks.groups[subject].tokens.start, subject, object, rest })
    }

    /// Whether two groups in a row can be who did it and to whom: "Y three", "Y the depot", "Y, drones at a port".
    fn is_gapped(&self, subject: usize, object: usize, comma: bool) -> bool {
        let (who, whom) = (&self.readings[subject], &self.readings[object]);
        let group = &self.chunks.groups[object];
        let named = who.named && !who.actors.is_empty() && self.chunks.groups[subject].compounds.is_empty();
        let counted = group.number.is_some() && group.words.is_empty() && group.mentions.is_empty();
        let weapon = whom.makes == Some(Makes::Weapon);
        let hit = !whom.actors.is_empty() && !group.pronoun && whom.makes != Some(Makes::Thing);
        named && if comma { weapon } else { counted || hit || weapon }
    }

    /// "X and Y hit A and B respectively": X hit A, and Y hit B.
    fn respectively(&mut self, verb: usize, at: usize) {
        let from = self.events[at].token;
        let near = |hit: &&CueHit| self.has_effect(hit, Effect::Pairs) && hit.start > from;
        if !self.cues.iter().any(|hit| near(&hit)) {
            return;
        }
        let frame = &self.trigger(self.events[at].rule).frame;
        let mut arguments = self.arguments.of_verb(verb);
        arguments.sort_by_key(|argument| argument.group);
        let in_order = |slots: &[Slot], known: &[usize]| -> Vec<usize> {
            let mut out = Vec::new();
            for argument in arguments.iter().filter(|argument| slots.contains(&argument.slot)) {
                let there = &self.readings[argument.group].actors;
                extend(&mut out, &there.iter().copied().filter(|member| known.contains(member)).collect::<Vec<_>>());
            }
            out
        };
        let told = &self.events[at];
        let (agents, targets) = (in_order(&frame.agent, &told.agents), in_order(&frame.target, &told.targets));
        if agents.len() != targets.len() || agents.len() < 2 || told.targets.len() != targets.len() {
            return;
        }
        let parts: Vec<Event> = agents
            .iter()
            .zip(&targets)
            .map(|(&agent, &target)| Event { agents: vec![agent], targets: vec![target], distinct: true, ..told.clone() })
            .collect();
        for (number, part) in parts.into_iter().enumerate() {
            if number == 0 {
                self.events[at] = part;
            } else {
                self.events.push(part);
            }
        }
    }

    /// Who acts with whoever a group stands for: "X, together with Y, …".
    pub(super) fn partners(&self, group: usize) -> Vec<usize> {
        let end = self.chunks.groups[group].tokens.end;
        let joins = |hit: &&CueHit| self.has_effect(hit, Effect::Joins) && (end..=end + 1).contains(&hit.start);
        let opens = |hit: &&CueHit| self.has_effect(hit, Effect::Joins) && hit.start == 0 && self.is_opened_by(hit.end, group);
        let Some(hit) = self.cues.iter().find(joins).or_else(|| self.cues.iter().find(opens)) else { return Vec::new() };
        let Some(next) = self.chunks.groups.iter().position(|group| group.tokens.start == hit.end) else { return Vec::new() };
        let reading = &self.readings[next];
        let acts = reading.named || matches!(reading.makes, Some(Makes::Forces | Makes::Group));
        if acts { reading.actors.clone() } else { Vec::new() }
    }

    /// "Together with Y, X …": whether the group at this token is all that a comma parts from the group X.
    fn is_opened_by(&self, token: usize, group: usize) -> bool {
        let Some(next) = self.chunks.groups.iter().position(|group| group.tokens.start == token) else { return false };
        let place = self.chunks.group_at[next];
        let row = (self.chunks.row.get(place + 1), self.chunks.row.get(place + 2));
        matches!(row, (Some(Chunk::Comma), Some(Chunk::Group(after))) if *after == group)
    }

    /// Who was hurt with those whom a verb harms: "killed X outside the town, together with Y".
    pub(super) fn hurt_with(&self, verb: usize, victims: &[usize]) -> Vec<usize> {
        let from = self.chunks.verbs[verb].tokens.end;
        let until = self.chunks.verbs.iter().map(|verb| verb.tokens.start).find(|&start| start >= from).unwrap_or(usize::MAX);
        let joins = |hit: &&CueHit| self.has_effect(hit, Effect::Joins) && hit.start >= from && hit.end <= until;
        let Some(hit) = self.cues.iter().find(joins) else { return Vec::new() };
        let Some(next) = self.chunks.groups.iter().position(|group| group.tokens.start == hit.end) else { return Vec::new() };
        let person = |member: &usize| self.cast.kind(*member) == ActorKind::Person;
        let fits = self.readings[next].named && victims.iter().any(person);
        self.readings[next].actors.iter().copied().filter(|member| fits && person(member)).collect()
    }

    /// "X shelled the post, and so did Y": Y did it as well.
    fn likewise(&mut self) {
        let hits: Vec<CueHit> = self.cues.iter().filter(|hit| self.has_effect(hit, Effect::Likewise)).copied().collect();
        for hit in hits {
            let group = self.chunks.groups.iter().position(|group| group.tokens.start == hit.end);
            // "and so is P's X": X.
            let owned =
                |owner: usize| self.chunks.groups.iter().position(|group| group.possessor == Some(owner)).unwrap_or(owner);
            let group = group.map(owned);
            let Some(group) = group else { continue };
            let mut actors = self.readings[group].actors.clone();
            if let [Chunk::Conjunction, Chunk::Group(other), ..] = self.chunks.row[self.chunks.group_at[group] + 1..] {
                extend(&mut actors, &self.readings[other].actors);
            }
            if !self.lexicon.is_word(&self.sentence_tokens[hit.end - 1], WordClass::Be)
                && !self.lexicon.is_word(&self.sentence_tokens[hit.end - 1], WordClass::Auxiliary)
            {
                self.like(hit, &actors);
                continue;
            }
            let before = |event: &&Event| event.token < hit.start && event.modality == Modality::Asserted;
            // "Z arms X, as it does Y": the pronoun is Z.
            let object = hit.end - hit.start > 2 && self.lexicon.is_word(&self.sentence_tokens[hit.end - 2], WordClass::Pronoun);
            // "X is armed by Z, as is Y": the phrase stands for the passive.
            let be = self.lexicon.is_word(&self.sentence_tokens[hit.end - 1], WordClass::Be);
            let passive = |token: usize| {
                let verb = self.chunks.verbs.iter().find(|verb| verb.tokens.contains(&token));
                verb.is_some_and(|verb| verb.passive || verb.form == Form::Participle && verb.finite_auxiliary)
            };
            // "X is inside Z, as is Y"
            let copular = |token: usize| be && self.lexicon.is_word(&self.sentence_tokens[token], WordClass::Be);
            let related = self.relations.iter().rev().find(|told| told.token < hit.start && told.modality == Modality::Asserted);
            if let Some(told) = related.filter(|told| be == passive(told.token) || copular(told.token)).cloned() {
                // "X has arms from Z, as does Y": Y is armed.
                let turned = self.trigger(told.rule).frame.target.contains(&Slot::Subject);
                let second = object || be && !copular(told.token);
                let second = if be && !copular(told.token) { second } else { second != turned };
                for actor in actors {
                    let (subject, object) = if second { (told.subject, actor) } else { (actor, told.object) };
                    if subject != object && can_relate(self.trigger(told.rule), self.cast, subject, object) {
                        self.relations.push(ToldRelation { subject, object, voices: Vec::new(), ..told });
                    }
                }
                continue;
            }
            let passive = self.events.iter().rev().find(before).is_some_and(|event| passive(event.token));
            if let Some(event) = self.events.iter_mut().rev().find(|event| before(&&**event)) {
                if (object || be && passive) && !event.targets.is_empty() {
                    extend(&mut event.targets, &actors);
                } else if !object && !be && !event.agents.is_empty() {
                    let theirs: Vec<usize> = actors.into_iter().filter(|actor| !event.targets.contains(actor)).collect();
                    extend(&mut event.agents, &theirs);
                }
            }
        }
    }

    /// "Like Y, X belongs to Z": so does Y.
    fn like(&mut self, hit: CueHit, actors: &[usize]) {
        let named = |group: usize| self.is_opened_by(hit.end, group).then(|| self.readings[group].actors.clone());
        let Some(others) = (0..self.chunks.groups.len()).find_map(named).filter(|_| hit.start == 0) else { return };
        let told: Vec<ToldRelation> = self.relations.iter().filter(|told| told.modality == Modality::Asserted).cloned().collect();
        for told in told {
            for &actor in actors {
                let (subject, object) = match (others.contains(&told.subject), others.contains(&told.object)) {
                    (true, false) => (actor, told.object),
                    (false, true) => (told.subject, actor),
                    _ => continue,
                };
                if subject != object && can_relate(self.trigger(told.rule), self.cast, subject, object) {
                    self.relations.push(ToldRelation { subject, object, voices: Vec::new(), ..told.clone() });
                }
            }
        }
    }

    /// "Attacks claimed by X: 1) a raid on A; 2) a strike on B": the deeds listed after a colon are those of whoever did the
    /// deeds that they are listed as.
    pub(super) fn listed(&mut self) {
        let Some(colon) = self.sentence_tokens.iter().position(|token| token.folded == ":") else { return };
        let several = |event: &&Event| event.noun && event.token < colon && !event.agents.is_empty() && event.targets.is_empty();
        let Some(agents) = self.events.iter().rev().find(several).map(|event| event.agents.clone()) else { return };
        for event in self.events.iter_mut().filter(|event| event.noun && event.token > colon && event.agents.is_empty()) {
            event.agents = agents.iter().copied().filter(|agent| !event.targets.contains(agent)).collect();
        }
    }
}
