//! Who is hurt by a deed: those whom a list names among the dead, ships without arms.

use super::{Event, EventReader, extend};
use crate::extract::argument::Argument;
use crate::extract::group::Chunk;
use crate::extract::locating::is_locative;
use crate::extract::tag::CueHit;
use crate::lexicon::Form;
use crate::ontology::schema::{Act, Effect, Makes, Slot, TriggerEntry};
use crate::vocabulary::{ActorKind, IncidentKind, Modality};

impl EventReader<'_> {
    /// "killed 12 people, including two fighters of X and Y": whose fighters or men are among those who were hurt.
    pub(super) fn among(&self, group: usize) -> Vec<usize> {
        // "12 people in the town, including"
        let mut place = self.chunks.group_at[group];
        while let (Some(Chunk::Preposition(Some(slot), _)), Some(Chunk::Group(_))) =
            (self.chunks.row.get(place + 1), self.chunks.row.get(place + 2))
            && is_locative(*slot)
        {
            place += 2;
        }
        let Some(Chunk::Group(last)) = self.chunks.row.get(place) else { return Vec::new() };
        let end = self.chunks.groups[*last].tokens.end;
        let includes =
            |hit: &&CueHit| self.ontology.cues()[hit.cue].effect == Effect::Includes && (end..=end + 2).contains(&hit.start);
        let Some(hit) = self.cues.iter().find(includes) else { return Vec::new() };
        let Some(first) = self.chunks.groups.iter().position(|group| group.tokens.start >= hit.end) else { return Vec::new() };
        let mut out = Vec::new();
        let mut owned = false;
        for chunk in &self.chunks.row[self.chunks.group_at[first]..] {
            match chunk {
                Chunk::Group(member) if !owned => {
                    let reading = &self.readings[*member];
                    let group = &self.chunks.groups[*member];
                    let armed = |actor: &usize| {
                        matches!(self.cast.kind(*actor), ActorKind::ArmedGroup | ActorKind::Military | ActorKind::Person)
                    };
                    let fights = matches!(reading.makes, Some(Makes::Forces | Makes::Group | Makes::Leader))
                        || reading.makes == Some(Makes::People) && reading.actors.iter().all(armed)
                        || reading.named && reading.place.is_none() && !group.nationals && reading.actors.iter().all(armed);
                    if fights {
                        extend(&mut out, &reading.actors);
                    }
                }
                Chunk::Group(_) => owned = false,
                Chunk::Preposition(Some(Slot::Of | Slot::From), _) => owned = true,
                Chunk::Comma | Chunk::Conjunction => {}
                _ => break,
            }
        }
        out
    }

    /// "Jets struck the town, killing three": the strike did, whoever they were.
    pub(super) fn deed_of_participle(&self, verb: usize, trigger: &TriggerEntry, arguments: &[Argument]) -> Option<usize> {
        let group = &self.chunks.verbs[verb];
        let at = self.chunks.verb_at[verb];
        let comma = matches!(at.checked_sub(1).and_then(|before| self.chunks.row.get(before)), Some(Chunk::Comma));
        if !trigger.acts.contains(&Act::Harms) || group.form != Form::Ing || group.finite_auxiliary || !comma {
            return None;
        }
        let subject = arguments.iter().find(|argument| argument.slot == Slot::Subject)?.group;
        let governor = self.arguments.governor(verb)?;
        let theirs = self.arguments.of_verb(governor);
        // "carried out a raid on the town, killing three"
        let carried = || {
            let objects = theirs.iter().filter(|argument| argument.slot == Slot::Object);
            objects.filter_map(|argument| self.of_group[argument.group]).find(|&deed| !self.events[deed].lacking)
        };
        let deed = self.of_verb[governor].or_else(carried);
        let deed = deed.filter(|&deed| !self.trigger(self.events[deed].rule).acts.contains(&Act::Answers))?;
        let shared = theirs.iter().any(|argument| argument.slot == Slot::Subject && argument.group == subject);
        shared.then_some(deed)
    }

    /// "a strike on their officers, two of whom had died": the strike killed them.
    pub(super) fn deed_of_partitive(&self, trigger: &TriggerEntry, arguments: &[Argument]) -> Option<usize> {
        if !trigger.acts.contains(&Act::Harms) {
            return None;
        }
        let victims = arguments.iter().filter(|argument| trigger.frame.victim.contains(&argument.slot));
        let partitive = |group: &usize| {
            let place = self.chunks.group_at[*group];
            let group = &self.chunks.groups[*group];
            let of = self.sentence_tokens[group.tokens.end - 1].folded == "of";
            let whom = matches!(self.chunks.row.get(place + 1), Some(Chunk::Relative));
            let comma = matches!(place.checked_sub(1).and_then(|at| self.chunks.row.get(at)), Some(Chunk::Comma));
            of && whom && comma
        };
        let victim = victims.map(|argument| argument.group).find(partitive)?;
        let start = self.chunks.groups[victim].tokens.start;
        self.told_before(start, |event| !event.lacking)
    }

    /// "after Tuesday's attack on the post, in which three died": the attack killed them, wherever the tree hangs the clause.
    pub(super) fn deed_in_which(&self, verb: usize, trigger: &TriggerEntry) -> Option<usize> {
        if !trigger.acts.contains(&Act::Harms) {
            return None;
        }
        let row = &self.chunks.row[..self.chunks.verb_at[verb]];
        let relative = row.iter().rposition(|chunk| *chunk == Chunk::Relative)?;
        let [before @ .., Chunk::Comma, Chunk::Preposition(..)] = &row[..relative] else { return None };
        let subject_only = row[relative + 1..].iter().all(|chunk| matches!(chunk, Chunk::Group(_)));
        let noun = |chunk: &Chunk| match chunk {
            Chunk::Group(group) => self.of_group[*group],
            _ => None,
        };
        let nouns = before.iter().rev().take_while(|chunk| matches!(chunk, Chunk::Group(_) | Chunk::Preposition(..)));
        nouns.filter_map(noun).find(|&deed| subject_only && !self.events[deed].lacking)
    }

    /// "Two soldiers of X died when a shell hit their post": the clause tells of the deed that killed them.
    pub(super) fn died_when(&mut self) {
        for verb in 0..self.chunks.verbs.len() {
            let Some(deed) = self.of_verb[verb] else { continue };
            let Some(above) = self.arguments.governor(verb) else { continue };
            // "was killed and five were hurt when X opened fire"
            let above = self.hurt_before(above).unwrap_or(above);
            let Some(harm) = self.of_verb[above].filter(|&harm| harm != deed) else { continue };
            let (from, to) = (self.chunks.verb_at[above], self.chunks.verb_at[verb]);
            let clause = from < to && self.chunks.row[from..to].contains(&Chunk::Subordinator);
            let harms = |event: usize| self.trigger(self.events[event].rule).acts.contains(&Act::Harms);
            let (one, other) = (&self.events[harm], &self.events[deed]);
            let told = |event: &Event| event.modality == Modality::Asserted && !event.noun && event.same.is_none();
            let suffered = harms(harm) && one.agents.is_empty() && !one.victims.is_empty() && !one.apart.contains(&deed);
            let own = self.cast.share_side(&other.agents, &one.victims);
            let agree = self.cast.sides_agree(&other.targets, &one.victims) != Some(false);
            if clause && suffered && !harms(deed) && told(one) && told(other) && !other.answers && !own && agree {
                self.events[harm.max(deed)].same = Some(harm.min(deed));
            }
        }
    }

    /// "A bomb went off as a convoy of X drove past": whoever passed was aimed at.
    pub(super) fn passers_by(&mut self) {
        for verb in 0..self.chunks.verbs.len() {
            let Some(deed) = self.of_verb[verb] else { continue };
            let event = &self.events[deed];
            let open = event.targets.is_empty() && event.victims.is_empty() && event.modality == Modality::Asserted;
            if !open || event.kind != IncidentKind::Bombing || event.noun {
                continue;
            }
            let after = &self.chunks.row[self.chunks.verb_at[verb] + 1..];
            let clause = after
                .iter()
                .position(|chunk| matches!(chunk, Chunk::Subordinator | Chunk::Preposition(Some(Slot::As), _) | Chunk::Verb(_)));
            let Some([mark, Chunk::Group(subject), Chunk::Verb(passes), ..]) = clause.and_then(|at| after.get(at..)) else {
                continue;
            };
            let harmless = self.of_verb[*passes].is_none();
            let passes = &self.chunks.verbs[*passes];
            let reading = &self.readings[*subject];
            let armed =
                matches!(reading.makes, Some(Makes::Forces | Makes::Property | Makes::Leader)) && !reading.actors.is_empty();
            let own = self.cast.share_side(&event.agents, &reading.actors);
            if !matches!(mark, Chunk::Verb(_)) && armed && harmless && !passes.passive && !own {
                let actors = reading.actors.clone();
                extend(&mut self.events[deed].targets, &actors);
            }
        }
    }

    /// "one was killed and five were hurt": the first of two passive verbs of harm that a conjunction joins.
    fn hurt_before(&self, verb: usize) -> Option<usize> {
        let [before @ .., Chunk::Conjunction, Chunk::Group(_)] = &self.chunks.row[..self.chunks.verb_at[verb]] else {
            return None;
        };
        let first = before.iter().rev().find_map(|chunk| match chunk {
            Chunk::Verb(first) => Some(*first),
            _ => None,
        })?;
        let passive = |verb: usize| {
            let harms = |rule: usize| self.trigger(rule).acts.contains(&Act::Harms);
            let chunk = &self.chunks.verbs[verb];
            chunk.passive && chunk.main.as_ref().is_some_and(|word| word.verb_triggers(self.ontology).any(harms))
        };
        (passive(first) && passive(verb) && self.of_verb[first].is_some()).then_some(first)
    }

    /// "The strike resulted in the deaths of three", "and it led to the death of two": the strike did.
    pub(super) fn brought_on(&mut self) {
        for group in 0..self.of_group.len() {
            let Some(death) = self.of_group[group] else { continue };
            let event = &self.events[death];
            let suffered = self.trigger(event.rule).acts.contains(&Act::Harms) && event.agents.is_empty() && event.same.is_none();
            let above = self.arguments.above(self.chunks.groups[group].tokens.end - 1).into_iter().next();
            let Some(above) = above.filter(|above| suffered && !above.relative && !self.speaks(above.verb)) else { continue };
            if !matches!(above.slot, Slot::To | Slot::In | Slot::Object) {
                continue;
            }
            let arguments = self.arguments.of_verb(above.verb);
            let Some(subject) = arguments.iter().find(|argument| argument.slot == Slot::Subject) else { continue };
            let start = self.chunks.verbs[above.verb].tokens.start;
            let told = |at: &usize| {
                let event = &self.events[*at];
                let answers = event.causes.contains(&death);
                *at != death && event.modality == Modality::Asserted && !event.lacking && event.token < start && !answers
            };
            let deed = match self.of_group[subject.group] {
                Some(deed) => Some(deed).filter(told),
                None if self.chunks.groups[subject.group].pronoun && !self.chunks.groups[subject.group].plural => {
                    (0..self.events.len()).rev().find(told)
                }
                None => None,
            };
            if let Some(deed) = deed {
                self.events[death.max(deed)].same = Some(death.min(deed));
            }
        }
    }

    /// "killed seven and wounded three in a strike", "were killed and ten wounded in a strike": the strike did both.
    pub(super) fn shared_deed(&self, verb: usize, trigger: &TriggerEntry, arguments: &[Argument]) -> Option<usize> {
        let harms = |rule: usize| self.trigger(rule).acts.contains(&Act::Harms);
        if !trigger.acts.contains(&Act::Harms) {
            return None;
        }
        let passive = self.chunks.verbs[verb].passive;
        let subject = arguments.iter().find(|argument| argument.slot == Slot::Subject).map(|argument| argument.group);
        if subject.is_none() && !passive {
            return None;
        }
        let after = &self.chunks.row[self.chunks.verb_at[verb] + 1..];
        let between = after.iter().take_while(|chunk| !matches!(chunk, Chunk::Verb(_)));
        let joined = between.clone().all(|chunk| matches!(chunk, Chunk::Group(_) | Chunk::Conjunction | Chunk::Comma))
            && between.clone().any(|chunk| *chunk == Chunk::Conjunction);
        let next = after.iter().find_map(|chunk| match chunk {
            Chunk::Verb(next) => Some(*next),
            _ => None,
        })?;
        let word = self.chunks.verbs[next].main.as_ref().filter(|_| joined)?;
        let theirs = self.arguments.of_verb(next);
        let same = |argument: &&Argument| argument.slot != Slot::Subject || Some(argument.group) == subject;
        let own = if passive { !self.chunks.verbs[next].finite_auxiliary } else { theirs.iter().all(|one| same(&one)) };
        let within = theirs.iter().filter(|argument| argument.slot == Slot::In);
        let deed = within.filter_map(|argument| self.of_group[argument.group]).find(|&deed| !self.events[deed].lacking);
        deed.filter(|_| own && word.verb_triggers(self.ontology).any(harms))
    }

    /// A ship that bears no arms: of those that a class of ships stands for.
    pub(super) fn is_unarmed(&self, member: usize) -> bool {
        let actor = self.cast.actor(member);
        actor.kind == ActorKind::Vessel
            && self.ontology.actor(&actor.principal).is_some_and(|principal| principal.kind == ActorKind::Generic)
    }
}
