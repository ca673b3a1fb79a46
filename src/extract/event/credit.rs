//! Who did what was told before: "it was X's work", "the attackers were members of X".

use super::fill::Filled;
use super::{Event, EventReader, extend};
use crate::extract::argument::Argument;
use crate::extract::group::Chunk;
use crate::ontology::schema::{Act, Makes, Pos, Slot, TriggerEntry, WordClass};
use crate::vocabulary::{ActorKind, IncidentKind, Modality, Predicate};

impl<'a> EventReader<'a> {
    /// "It was an American drone": who did what was told just before.
    pub(super) fn identify(&mut self) {
        for verb in 0..self.chunks.verbs.len() {
            if !self.chunks.verbs[verb].copula || self.chunks.verbs[verb].negated || self.chunks.verbs[verb].modal {
                continue;
            }
            let at = self.chunks.verb_at[verb];
            let row = |at: Option<usize>| at.and_then(|at| self.chunks.row.get(at));
            let (Some(&Chunk::Group(subject)), Some(&Chunk::Group(weapon))) = (row(at.checked_sub(1)), row(Some(at + 1))) else {
                continue;
            };
            if self.dead_were(subject, weapon) || self.was_site(subject, weapon) || self.target_was(verb, weapon) {
                continue;
            }
            let reading = &self.readings[weapon];
            let owned = reading.makes == Some(Makes::Weapon) && !reading.actors.is_empty();
            // "it was theirs"
            let theirs = self.chunks.groups[weapon].pronoun && !reading.actors.is_empty();
            // "it was the group's work"
            let doers = if owned || theirs { reading.actors.clone() } else { self.credited(weapon) };
            // "the drone was theirs"
            let told = theirs && self.chunks.groups[subject].definite && self.readings[subject].makes == Some(Makes::Weapon);
            if doers.is_empty() || !self.chunks.groups[subject].pronoun && !told {
                continue;
            }
            let kind = reading.means.unwrap_or(IncidentKind::Attack);
            let tells = |trigger: &TriggerEntry| trigger.incident == Some(kind) && trigger.pos == Pos::Noun;
            let Some(rule) = self.ontology.triggers().iter().position(tells) else { continue };
            let mut event = self.event(rule, self.chunks.groups[weapon].tokens.start, kind);
            extend(&mut event.agents, &doers);
            event.weapon.clone_from(&reading.weapon);
            event.noun = true;
            event.definite = true;
            event.resumes = true;
            self.events.push(event);
        }
    }

    /// "The dead were members of X": whom the deed told before killed. Whether the sentence says so.
    fn dead_were(&mut self, subject: usize, who: usize) -> bool {
        let group = &self.chunks.groups[subject];
        let dead = self.lexicon.is_word(&self.sentence_tokens[group.tokens.end - 1], WordClass::Dead);
        let bears_arms = |&actor: &usize| self.cast.is_armed(actor);
        // "members of X" end with a name.
        let members = self.readings[who].named && self.readings[who].actors.iter().all(bears_arms);
        let makes = self.readings[who].makes;
        let armed = members || matches!(makes, Some(Makes::Forces | Makes::Group | Makes::Leader | Makes::Part | Makes::People));
        if !dead || !group.definite || !armed || self.readings[who].actors.is_empty() {
            return false;
        }
        let harms = |trigger: &TriggerEntry| {
            let kills = trigger.acts.contains(&Act::Harms) && !trigger.acts.contains(&Act::Wounds);
            trigger.pos == Pos::Verb && trigger.incident == Some(IncidentKind::Attack) && kills
        };
        let Some(rule) = self.ontology.triggers().iter().position(harms) else { return false };
        let mut event = self.event(rule, group.tokens.start, IncidentKind::Attack);
        event.victims.clone_from(&self.readings[who].actors);
        event.killed = group.number;
        self.events.push(event);
        true
    }

    /// "It was a training camp of X", "the building was X's headquarters": whose the site was that was hit before. Whether the
    /// sentence says so.
    fn was_site(&mut self, subject: usize, what: usize) -> bool {
        let (group, site) = (&self.chunks.groups[subject], &self.readings[what]);
        let bears_arms = |&actor: &usize| self.cast.is_armed(actor);
        let owned = site.makes == Some(Makes::Property) && !site.actors.is_empty() && site.actors.iter().all(bears_arms);
        let before = &self.readings[subject];
        let points = group.pronoun || group.definite && before.makes == Some(Makes::Property);
        let aims = |trigger: &TriggerEntry| trigger.acts.contains(&Act::Aims);
        let Some(rule) = self.ontology.triggers().iter().position(aims).filter(|_| owned && points) else { return false };
        if !self.events.is_empty() {
            return false;
        }
        let mut event = self.event(rule, group.tokens.start, IncidentKind::Attack);
        event.holders.clone_from(&site.actors);
        event.owners.clone_from(&site.actors);
        (event.noun, event.definite, event.resumes) = (true, true, true);
        self.events.push(event);
        true
    }

    /// "The target of the attack was a depot of X": X was hit. Whether the sentence says so.
    fn target_was(&mut self, verb: usize, what: usize) -> bool {
        let at = self.chunks.verb_at[verb];
        let [.., Chunk::Group(target), Chunk::Preposition(Some(Slot::Of | Slot::In), _), Chunk::Group(deed)] =
            self.chunks.row[..at]
        else {
            return false;
        };
        let aims = |class: usize| self.ontology.generics()[class].aimed;
        let noun = self.chunks.groups[target].words.last().and_then(|word| word.generic());
        let actors = self.readings[what].actors.clone();
        let Some(event) = self.of_group[deed].filter(|_| noun.is_some_and(|(class, _)| aims(class)) && !actors.is_empty()) else {
            return false;
        };
        let own = |actor: &usize| self.events[event].agents.iter().any(|agent| self.cast.same_side(*agent, *actor));
        if actors.iter().any(own) {
            return false;
        }
        extend(&mut self.events[event].targets, &actors);
        true
    }

    /// Whose work something is said to be: "the handiwork of X", "its doing".
    fn credited(&self, group: usize) -> Vec<usize> {
        let credits = |rule: &usize| {
            let trigger = self.trigger(*rule);
            trigger.incident.is_none() && trigger.acts.contains(&Act::Attributes)
        };
        let Some(&rule) = self.readings[group].triggers.iter().find(|rule| credits(rule)) else { return Vec::new() };
        let mut doers = self.fill(&self.trigger(rule).frame, &self.arguments.of_noun(group)).agents;
        if self.chunks.groups[group].pronoun_owner {
            extend(&mut doers, &self.readings[group].actors);
        }
        doers
    }

    /// "A bomb killed five, the work of X": the noun after the comma says who did what the clause before it tells.
    pub(super) fn credit(&mut self) {
        for group in 0..self.chunks.groups.len() {
            let before = self.chunks.group_at[group].checked_sub(1).map(|at| &self.chunks.row[at]);
            // "described the bombing as the work of X"
            let as_such = matches!(before, Some(Chunk::Preposition(Some(Slot::As), _)));
            let after_comma = before == Some(&Chunk::Comma) || as_such;
            let doers = if after_comma { self.credited(group) } else { Vec::new() };
            let token = self.chunks.groups[group].tokens.start;
            let open = |event: &Event| event.modality == Modality::Asserted && event.agents.is_empty();
            let deed = self.told_before(token, open);
            if let Some(deed) = deed.filter(|_| !doers.is_empty()) {
                extend(&mut self.events[deed].agents, &doers);
                self.events[deed].accused = true;
            }
        }
    }

    /// "raids on its hideouts, in which X captured two of its men": X raided them.
    pub(super) fn doers_within(&mut self) {
        for verb in 0..self.chunks.verbs.len() {
            let Some(inner) = self.of_verb[verb] else { continue };
            let row = &self.chunks.row[..self.chunks.verb_at[verb]];
            let [.., Chunk::Preposition(Some(Slot::In), _), Chunk::Relative, Chunk::Group(_)] = row else { continue };
            let within = row.iter().rev().skip(3).find_map(|chunk| match chunk {
                Chunk::Group(group) => self.of_group[*group],
                _ => None,
            });
            let Some(deed) = within.filter(|&deed| deed != inner) else { continue };
            let (event, own) = (&self.events[deed], &self.events[inner]);
            let open = event.agents.is_empty() && event.is_fact() && own.is_fact();
            let hit = event.targets.iter().chain(&event.victims).chain(&event.holders);
            if open && !hit.clone().any(|side| own.agents.iter().any(|agent| self.cast.same_side(*agent, *side))) {
                let agents = own.agents.clone();
                extend(&mut self.events[deed].agents, &agents);
            }
        }
    }

    /// "X was behind Y's worst attack, the bombing of Z": the bombing is the attack, and Y suffered it.
    pub(super) fn renamed(&mut self, slots: &[Slot], arguments: &[Argument], filled: &mut Filled) {
        for argument in arguments.iter().filter(|argument| slots.contains(&argument.slot)) {
            let mut rest = &self.chunks.row[self.chunks.group_at[argument.group] + 1..];
            while let [Chunk::Preposition(..), Chunk::Group(_), after @ ..] = rest {
                rest = after;
            }
            let [Chunk::Comma, Chunk::Group(apposed), ..] = rest else { continue };
            let Some(named) = self.of_group[*apposed].filter(|_| self.chunks.groups[*apposed].definite) else { continue };
            if !self.events[named].agents.is_empty() || filled.events.contains(&named) {
                continue;
            }
            let owner = self.chunks.groups[argument.group].possessor;
            let owners = owner.map(|owner| self.readings[owner].actors.clone()).unwrap_or_default();
            if let Some(first) = self.of_group[argument.group].filter(|_| !self.cast.share_side(&owners, &filled.agents)) {
                let event = &mut self.events[first];
                event.agents.retain(|agent| !owners.contains(agent));
                let (one, other) = (first.min(named), first.max(named));
                self.events[other].same = Some(one);
            }
            filled.events.push(named);
        }
    }

    /// "Both gunmen were from X", "the attackers belonged to X": X did what was told before.
    pub(super) fn doers_named(&mut self) {
        let ontology = self.ontology;
        let belongs = |rule: usize| ontology.triggers()[rule].relation == Some(Predicate::PartOf);
        for verb in 0..self.chunks.verbs.len() {
            let chunk = &self.chunks.verbs[verb];
            let says = chunk.copula || chunk.main.as_ref().is_some_and(|word| word.verb_triggers(self.ontology).any(belongs));
            if !says || chunk.negated || chunk.modal {
                continue;
            }
            let place = self.chunks.verb_at[verb];
            let row = |at: usize| self.chunks.row.get(at);
            let Some(Chunk::Group(subject)) = place.checked_sub(1).and_then(row) else { continue };
            let group = &self.chunks.groups[*subject];
            let first = &self.sentence_tokens[group.tokens.start];
            let both = self.lexicon.is_word(first, WordClass::PluralPronoun) || self.lexicon.is_word(first, WordClass::Pair);
            let doers = (group.definite || both) && group.is_assailants(self.sentence_tokens, self.lexicon);
            // "They belonged to X", of whoever was not named.
            let party = |member: &usize| matches!(self.cast.kind(*member), ActorKind::ArmedGroup | ActorKind::Generic);
            let crowd = group.pronoun && both && !chunk.copula && !self.readings[*subject].actors.iter().any(party);
            let doers = doers || crowd;
            // "were loyal to X"
            let adjective = matches!(row(place + 1), Some(Chunk::Group(alone)) if chunk.copula && self.is_bare_adjective(*alone))
                && matches!(row(place + 2), Some(Chunk::Preposition(Some(Slot::To), _)));
            let next = match row(place + 1) {
                _ if adjective => 3,
                Some(Chunk::Preposition(Some(Slot::From | Slot::To), _)) => 2,
                _ => 1,
            };
            let Some(Chunk::Group(named)) = row(place + next).filter(|_| doers) else { continue };
            let armed = |member: &usize| self.cast.kind(*member) == ActorKind::ArmedGroup;
            let agents: Vec<usize> = self.readings[*named].actors.iter().copied().filter(armed).collect();
            let attributes = |trigger: &TriggerEntry| trigger.acts == [Act::Attributes] && trigger.stance.is_none();
            let rule = self.ontology.triggers().iter().position(attributes);
            let (false, Some(rule)) = (agents.is_empty(), rule) else { continue };
            let mut event = self.event(rule, chunk.tokens.start, IncidentKind::Attack);
            event.agents = agents;
            (event.noun, event.definite, event.resumes, event.accuses) = (true, true, true, true);
            self.events.push(event);
        }
    }
}
