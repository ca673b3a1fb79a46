//! Who does what a verb tells of: its subject, whoever acts with it, and the line above where there is none.

use super::fill::Filled;
use super::{Event, EventReader, extend};
use crate::extract::argument::Argument;
use crate::extract::group::Chunk;
use crate::extract::tag::Word;
use crate::lexicon::{Form, WordSense};
use crate::ontology::schema::{Act, Makes, Slot, TriggerEntry, WordClass};
use crate::vocabulary::{ActorKind, IncidentKind, Stance};

impl EventReader<'_> {
    /// "A post of Y was hit as well": by whoever did what was told before.
    pub(super) fn is_hit_too(&self, verb: usize, trigger: &TriggerEntry, arguments: &[Argument]) -> bool {
        let group = &self.chunks.verbs[verb];
        let also = |at: usize| {
            let class = |sense: &WordSense| matches!(sense, WordSense::Class(WordClass::Also, _));
            self.lexicon.words_at(self.sentence_tokens, at).iter().any(|found| found.senses.iter().any(class))
        };
        let near = group.tokens.start..(group.tokens.end + 1).min(self.sentence_tokens.len());
        let pronoun = |argument: &Argument| argument.slot == Slot::Object && self.chunks.groups[argument.group].pronoun;
        group.passive
            && !group.negated
            && !arguments.iter().any(pronoun)
            && !trigger.acts.contains(&Act::Harms)
            && near.into_iter().any(also)
    }

    /// "X blamed Y for bombing the port": Y did.
    pub(super) fn blamed_for(&self, verb: usize) -> Option<Vec<usize>> {
        let place = self.chunks.verb_at[verb];
        // "hold Y responsible for arming Z": the adjective stands alone.
        let skips = matches!(
            (place.checked_sub(2).map(|at| &self.chunks.row[at]), place.checked_sub(3).map(|at| &self.chunks.row[at])),
            (Some(Chunk::Group(group)), Some(Chunk::Group(_))) if self.is_bare_adjective(*group)
        );
        let row = |back: usize| place.checked_sub(back + usize::from(skips && back > 1)).and_then(|at| self.chunks.row.get(at));
        let gerund = self.chunks.verbs[verb].form == Form::Ing && !self.chunks.verbs[verb].finite_auxiliary;
        let (true, Some(Chunk::Preposition(Some(slot), _)), Some(Chunk::Group(before))) = (gerund, row(1), row(2)) else {
            return None;
        };
        // "X charged Y with arming Z"
        let charges = || matches!(row(3), Some(Chunk::Verb(above)) if self.accuses(*above));
        if !(*slot == Slot::For || *slot == Slot::With && charges()) {
            return None;
        }
        let named = |group: usize| {
            let (chunk, reading) = (&self.chunks.groups[group], &self.readings[group]);
            (chunk.name_last || chunk.pronoun) && reading.makes.is_none() && !reading.actors.is_empty()
        };
        let group = match (row(3), row(4)) {
            // "Y was punished by X for bombing": Y.
            (Some(Chunk::Preposition(Some(Slot::By), _)), Some(Chunk::Verb(above))) if self.chunks.verbs[*above].passive => {
                let arguments = self.arguments.of_verb(*above);
                arguments.iter().find(|argument| argument.slot == Slot::Object)?.group
            }
            (Some(Chunk::Verb(above)), _) if !self.chunks.verbs[*above].passive => *before,
            _ => return None,
        };
        named(group).then(|| self.readings[group].actors.clone())
    }

    /// "responsible", "loyal": a word alone that names nothing.
    pub(super) fn is_bare_adjective(&self, group: usize) -> bool {
        let group = &self.chunks.groups[group];
        group.mentions.is_empty() && group.words.is_empty() && !group.pronoun && group.tokens.len() == 1
    }

    fn accuses(&self, verb: usize) -> bool {
        let word = self.chunks.verbs[verb].main.as_ref();
        word.is_some_and(|word| word.verb_triggers(self.ontology).any(|rule| self.trigger(rule).stance == Some(Stance::Accuses)))
    }

    /// "X used the lull to shell Y": the subject of the verb above, where its object is nothing that could act.
    fn subject_over_thing(&self, verb: usize, arguments: &[Argument]) -> Vec<usize> {
        let Some(subject) = arguments.iter().find(|argument| argument.slot == Slot::Subject) else { return Vec::new() };
        let reading = &self.readings[subject.group];
        let inert = reading.actors.is_empty()
            && reading.triggers.is_empty()
            && matches!(reading.makes, None | Some(Makes::Thing))
            && !self.chunks.groups[subject.group].pronoun;
        let Some(above) = self.arguments.governor(verb).filter(|_| inert) else { return Vec::new() };
        let above_arguments = self.arguments.of_verb(above);
        let its_object = above_arguments.iter().any(|argument| (argument.slot, argument.group) == (Slot::Object, subject.group));
        let subjects = above_arguments.iter().filter(|argument| argument.slot == Slot::Subject && its_object);
        if self.chunks.verbs[above].passive {
            return Vec::new();
        }
        subjects.flat_map(|argument| self.readings[argument.group].actors.clone()).collect()
    }

    /// The roles of a verb; where it has no subject at all, that of the line above acts.
    pub(super) fn fill_verb(&self, verb: usize, rule: usize, arguments: &[Argument]) -> Filled {
        let frame = &self.trigger(rule).frame;
        // "X vowed to avenge the killing of Y by Z": who has a subject is done by nobody else.
        let acts = |argument: &Argument| {
            let deed = self.of_group[argument.group].is_some() && self.trigger(rule).acts.contains(&Act::Answers);
            argument.slot == Slot::Subject && (deed || !self.readings[argument.group].actors.is_empty())
        };
        let active = arguments.iter().any(acts) && frame.agent.contains(&Slot::Subject) && !self.chunks.verbs[verb].passive;
        let aside = self.aside_before(verb, rule);
        let asides =
            |argument: &Argument| argument.slot == Slot::Subject && aside.is_some_and(|(said, _)| argument.group == said);
        let led = |argument: &Argument| active && argument.slot == Slot::By && !frame.weapon.contains(&Slot::By);
        let own = |argument: &&Argument| !led(argument) && !asides(argument);
        let mut own: Vec<Argument> = arguments.iter().filter(own).copied().collect();
        own.extend(self.aimed_beyond(verb, rule, arguments));
        let mut filled = self.fill(frame, &own);
        if let Some(blamed) = self.blamed_for(verb).filter(|_| frame.agent.contains(&Slot::Subject)) {
            filled.agents = blamed;
            filled.other_agents.clear();
            filled.other_owners.clear();
        }
        // "X used the lull to shell Y": a lull shells nobody.
        if filled.agents.is_empty() && frame.agent.contains(&Slot::Subject) && self.chunks.verbs[verb].infinitive {
            extend(&mut filled.agents, &self.subject_over_thing(verb, arguments));
        }
        if filled.agents.is_empty() && frame.agent.contains(&Slot::Subject) && self.lacks_subject(verb, arguments) {
            extend(&mut filled.agents, &self.subject_above(verb));
        }
        // "X is a force that has bombed Y": X has.
        if filled.agents.is_empty() {
            let next = |group: usize| self.chunks.row.get(self.chunks.group_at[group] + 1);
            let class = |group: usize| matches!(next(group), Some(Chunk::Relative | Chunk::Verb(_)));
            let acts = |argument: &&Argument| argument.slot == Slot::Subject && frame.agent.contains(&argument.slot);
            let subjects = arguments.iter().filter(acts).filter(|argument| class(argument.group));
            subjects.for_each(|subject| extend(&mut filled.agents, self.said_of(subject.group)));
        }
        // "X. Boarded by Y": X was.
        if self.trigger(rule).incident.is_some()
            && filled.targets.is_empty()
            && filled.victims.is_empty()
            && frame.target.contains(&Slot::Object)
            && self.tells_of_above(verb, arguments)
        {
            extend(&mut filled.targets, self.implied);
        }
        if let Some((_, Some(above))) = aside.filter(|_| filled.agents.is_empty() && arguments.iter().any(asides))
            && !self.chunks.verbs[above].passive
        {
            let above = self.arguments.of_verb(above);
            let subjects = above.iter().filter(|argument| argument.slot == Slot::Subject);
            subjects.for_each(|subject| extend(&mut filled.agents, &self.readings[subject.group].actors));
        }
        // "X and Y shelled each other", "each other's villages"
        if filled.agents.len() > 1 && arguments.iter().any(|argument| self.is_reciprocal(argument)) {
            filled.targets.clear();
            filled.holders.clear();
            let both = filled.agents.clone();
            extend(&mut filled.targets, &both);
            filled.mutual = true;
        }
        // "Houthi missiles were fired at a tanker": nobody else is said to have fired them.
        if filled.agents.is_empty() && self.chunks.verbs[verb].passive && self.trigger(rule).incident.is_some() {
            let own = |group: &&usize| !self.readings[**group].referred && self.readings[**group].place.is_none();
            let owners: Vec<usize> =
                filled.weapons.iter().filter(own).flat_map(|&group| self.readings[group].actors.clone()).collect();
            extend(&mut filled.agents, &owners);
        }
        if self.trigger(rule).incident.is_some() && frame.target.contains(&Slot::Object) {
            extend(&mut filled.targets, &self.occupants(verb, arguments));
        }
        if self.is_accusers(verb, arguments) {
            filled.agents.clear();
            filled.other_agents.clear();
            filled.other_owners.clear();
        }
        let acts = |argument: &&Argument| frame.agent.contains(&argument.slot) && argument.slot == Slot::Subject;
        for argument in arguments.iter().filter(acts) {
            let partners = if filled.agents.is_empty() { Vec::new() } else { self.partners(argument.group) };
            let theirs: Vec<usize> = partners.into_iter().filter(|partner| !filled.targets.contains(partner)).collect();
            extend(&mut filled.agents, &theirs);
        }
        filled
    }

    /// "fired rockets from hills held by X at a post of Y": what stands behind the participle is aimed at.
    fn aimed_beyond(&self, verb: usize, rule: usize, arguments: &[Argument]) -> Option<Argument> {
        let trigger = self.trigger(rule);
        let aims = |slot: Slot| !matches!(slot, Slot::Subject | Slot::Object) && trigger.frame.target.contains(&slot);
        if trigger.frame.weapon.is_empty() || arguments.iter().any(|argument| aims(argument.slot)) {
            return None;
        }
        let row = &self.chunks.row[self.chunks.verb_at[verb] + 1..];
        // "drove a truck loaded with explosives into a post of Y"
        if let [
            Chunk::Group(_),
            Chunk::Verb(loaded),
            Chunk::Preposition(Some(Slot::With), _),
            Chunk::Group(_),
            Chunk::Preposition(Some(slot), _),
            Chunk::Group(group),
            ..,
        ] = row
            && !self.chunks.verbs[*loaded].finite_auxiliary
            && aims(*slot)
        {
            return Some(Argument { slot: *slot, group: *group, margin: None });
        }
        let origin = row.iter().position(|chunk| matches!(chunk, Chunk::Preposition(Some(Slot::From), _)))?;
        let clear = row[..origin].iter().all(|chunk| matches!(chunk, Chunk::Group(_) | Chunk::Preposition(..)));
        match row.get(origin + 1..)? {
            [Chunk::Group(_), Chunk::Verb(held), Chunk::Preposition(Some(Slot::By), _), Chunk::Group(_), rest @ ..]
                if clear && !self.chunks.verbs[*held].finite_auxiliary =>
            {
                let rest = if let [Chunk::Conjunction, Chunk::Group(_), rest @ ..] = rest { rest } else { rest };
                match rest {
                    [Chunk::Preposition(Some(slot), _), Chunk::Group(group), ..] if aims(*slot) => {
                        Some(Argument { slot: *slot, group: *group, margin: None })
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// "flattened a house with five fighters of X inside": armed men in the site of nobody named that is hit.
    fn occupants(&self, verb: usize, arguments: &[Argument]) -> Vec<usize> {
        let site = |argument: &&Argument| {
            let reading = &self.readings[argument.group];
            argument.slot == Slot::Object && reading.makes == Some(Makes::Property) && reading.actors.is_empty()
        };
        let with = |argument: &&Argument| {
            let next = self.chunks.groups[argument.group].tokens.end;
            let place = self.chunks.group_at[argument.group];
            let found = self.lexicon.words_at(self.sentence_tokens, next);
            let inside = |sense: &WordSense| matches!(sense, WordSense::Class(WordClass::Inside, _));
            // "with three of them in it"
            let it = matches!(
                self.chunks.row.get(place + 1..),
                Some([Chunk::Preposition(Some(Slot::In | Slot::On | Slot::Inside | Slot::Aboard), _), Chunk::Group(it), ..])
                    if self.chunks.groups[*it].pronoun
            );
            argument.slot == Slot::With && (it || found.iter().any(|found| found.senses.iter().any(inside)))
        };
        let hit = arguments.iter().any(|argument| site(&argument)) && !self.chunks.verbs[verb].negated;
        let inside = arguments.iter().filter(with).flat_map(|argument| self.readings[argument.group].actors.iter().copied());
        let fights =
            |member: &usize| matches!(self.cast.kind(*member), ActorKind::ArmedGroup | ActorKind::Military | ActorKind::Person);
        inside.filter(|member| hit && fights(member)).collect()
    }

    /// "jets bombed the town, residents said, killing nine": the group that speaks between commas, who does not kill, and the verb
    /// before it, whose subject does.
    fn aside_before(&self, verb: usize, rule: usize) -> Option<(usize, Option<usize>)> {
        let told = self.chunks.verbs[verb].form == Form::Ing && self.trigger(rule).incident.is_some();
        let row = &self.chunks.row[..self.chunks.verb_at[verb]];
        let [before @ .., Chunk::Comma, Chunk::Group(speaker), Chunk::Verb(speech), Chunk::Comma] = row else { return None };
        let above = before.iter().rev().find_map(|chunk| match chunk {
            Chunk::Verb(above) => Some(*above),
            _ => None,
        });
        (told && self.speaks(*speech)).then_some((*speaker, above))
    }

    /// "each other" as the object, or as whose it is.
    fn is_reciprocal(&self, argument: &Argument) -> bool {
        if !matches!(argument.slot, Slot::Object | Slot::At | Slot::On | Slot::Against | Slot::Into) {
            return false;
        }
        let group = &self.chunks.groups[argument.group];
        let owner = group.possessor.map(|owner| &self.chunks.groups[owner].tokens);
        let each = |at: usize| self.lexicon.has_class(self.sentence_tokens, at, 2, WordClass::Reciprocal);
        group.tokens.clone().chain(owner.cloned().unwrap_or_default()).any(each)
    }

    /// Whether a verb opens the sentence as one that somebody not named there does: "Shelled a post", "and hit a depot".
    fn lacks_subject(&self, verb: usize, arguments: &[Argument]) -> bool {
        let group = &self.chunks.verbs[verb];
        let active = !group.finite_auxiliary
            && !group.infinitive
            && matches!(group.form, Form::Past | Form::PastOnly | Form::Third | Form::Base);
        let acted = |slot: Slot| arguments.iter().any(|argument| argument.slot == slot);
        let aimed = [Slot::Object, Slot::At, Slot::On, Slot::Against, Slot::Toward].into_iter().any(acted);
        let opens = match self.chunks.row[..self.chunks.verb_at[verb]].split_last() {
            None => true,
            // "NAME: shelled a post"
            Some((Chunk::Break, [Chunk::Group(_)])) => true,
            // "NAME says: shelled a post"
            Some((Chunk::Break, [.., Chunk::Verb(speech)])) => self.speaks(*speech),
            // "fired at a post and hit a depot"
            Some((Chunk::Conjunction | Chunk::Comma, before)) => {
                before.iter().rev().find_map(|chunk| match chunk {
                    Chunk::Verb(other) => Some(self.lacks_subject(*other, &self.arguments.of_verb(*other))),
                    _ => None,
                }) == Some(true)
            }
            Some(_) => false,
        };
        active && aimed && opens && !acted(Slot::Subject) && !acted(Slot::By)
    }

    /// Whether a participle opens the sentence that tells what was done to whoever the line above names: "Boarded by X".
    fn tells_of_above(&self, verb: usize, arguments: &[Argument]) -> bool {
        let group = &self.chunks.verbs[verb];
        let bare = !group.finite_auxiliary && !group.infinitive && matches!(group.form, Form::Past | Form::Participle);
        let acted = |slot: Slot| arguments.iter().any(|argument| argument.slot == slot);
        let ship = |member: &usize| self.cast.kind(*member) == ActorKind::Vessel;
        let done = acted(Slot::By) || !self.implied.is_empty() && self.implied.iter().all(ship);
        bare && self.chunks.verb_at[verb] == 0 && done && !acted(Slot::Object) && !acted(Slot::Subject)
    }

    /// Who does what a verb without a subject tells of: the label of the line, else the line above.
    fn subject_above(&self, verb: usize) -> Vec<usize> {
        match self.chunks.row[..self.chunks.verb_at[verb]] {
            [Chunk::Group(label), Chunk::Break, ..] if !self.readings[label].actors.is_empty() => {
                self.readings[label].actors.clone()
            }
            [.., Chunk::Verb(speech), Chunk::Break] => {
                let said = self.arguments.of_verb(speech);
                let mut subject = said.iter().filter(|argument| argument.slot == Slot::Subject);
                subject.next().map(|argument| self.readings[argument.group].actors.clone()).unwrap_or_default()
            }
            _ => self.implied.to_vec(),
        }
    }

    /// "the head of X's operations": what somebody heads is no deed.
    pub(super) fn is_office(&self, group: usize) -> bool {
        let place = self.chunks.group_at[group];
        let back = |count: usize| place.checked_sub(count).and_then(|at| self.chunks.row.get(at));
        // "X's" stands before its noun.
        let skipped = usize::from(self.chunks.groups[group].possessor.is_some() && matches!(back(1), Some(Chunk::Break)));
        let skipped = if skipped == 1 && matches!(back(2), Some(Chunk::Group(_))) { 2 } else { 0 };
        let head = match (back(skipped + 1), back(skipped + 2)) {
            (Some(Chunk::Preposition(Some(Slot::Of), _)), Some(Chunk::Group(head))) => *head,
            _ => return false,
        };
        let aimed = self.arguments.of_noun(group).iter().any(|argument| matches!(argument.slot, Slot::On | Slot::Against));
        self.readings[head].makes == Some(Makes::Leader) && !aimed
    }

    /// "X took the town after clashes with Y", "two soldiers of X died in clashes with Y": X clashed with Y.
    pub(super) fn embroiled(&self, noun: usize, with: &[usize]) -> Vec<usize> {
        let Some(above) = self.arguments.above(self.chunks.groups[noun].tokens.end - 1).into_iter().next() else {
            return Vec::new();
        };
        // "the fight against Y" is no one deed.
        let several = self.chunks.groups[noun].words.last().is_some_and(Word::is_plural);
        if self.speaks(above.verb) || !several && self.chunks.groups[noun].definite {
            return Vec::new();
        }
        let arguments = self.arguments.of_verb(above.verb);
        let by = |slot: Slot| {
            let there = arguments.iter().filter(move |argument| argument.slot == slot);
            let sides = there.flat_map(|argument| {
                let reading = &self.readings[argument.group];
                reading.actors.iter().copied().chain(reading.state)
            });
            sides.filter(|side| self.cast.fights(*side) && !with.iter().any(|other| self.cast.same_side(*side, *other)))
        };
        let subjects: Vec<usize> = by(Slot::Subject).collect();
        if subjects.is_empty() { by(Slot::Object).collect() } else { subjects }
    }

    /// "six soldiers of X and eight men of Y were killed in clashes": they fought each other.
    pub(super) fn fought(&self, event: &mut Event, arguments: &[Argument]) {
        let mutual = |rule: &usize| self.trigger(*rule).acts.contains(&Act::Mutual);
        let clash = |argument: &Argument| {
            let known = self.of_group[argument.group].is_some();
            argument.slot == Slot::In && !known && self.readings[argument.group].triggers.iter().any(mutual)
        };
        if !arguments.iter().any(clash) {
            return;
        }
        event.sharpen(IncidentKind::Clash, false);
        let armed = |side: &&usize| self.cast.fights(**side) || self.cast.kind(**side) == ActorKind::Generic;
        let sides: Vec<usize> = event.victims.iter().filter(armed).copied().collect();
        let two = sides.iter().any(|&side| !self.cast.same_side(side, sides[0]));
        if two && event.agents.is_empty() && event.targets.is_empty() {
            extend(&mut event.agents, &sides);
            extend(&mut event.targets, &sides);
            event.mutual = true;
        }
    }

    /// "X accused Y of shelling a town, killing nine": the gerund goes on with the deed, and X did nothing.
    fn is_accusers(&self, verb: usize, arguments: &[Argument]) -> bool {
        let group = &self.chunks.verbs[verb];
        let Some(subject) = arguments.iter().find(|argument| argument.slot == Slot::Subject) else { return false };
        let at = self.chunks.verb_at[verb];
        let opens = matches!(at.checked_sub(1).and_then(|before| self.chunks.row.get(before)), Some(Chunk::Comma));
        if group.form != Form::Ing || group.finite_auxiliary || !opens {
            return false;
        }
        let accuses = |other: usize| {
            let charge = |rule: usize| self.trigger(rule).stance == Some(Stance::Accuses);
            self.chunks.verbs[other].main.as_ref().is_some_and(|word| word.verb_triggers(self.ontology).any(charge))
        };
        let before = self.chunks.row[..at].iter().filter_map(|chunk| match chunk {
            Chunk::Verb(other) => Some(*other),
            _ => None,
        });
        let told = before.clone().any(|other| self.of_verb[other].is_some());
        let mut charges = before.filter(|&other| accuses(other));
        let accuser = |other: usize| {
            self.arguments.of_verb(other).iter().any(|argument| (argument.slot, argument.group) == (Slot::Subject, subject.group))
        };
        told && charges.any(accuser)
    }

    pub(super) fn speaks(&self, verb: usize) -> bool {
        self.chunks.verbs[verb].main.as_ref().is_some_and(|word| self.acts(word).any(|act| act == Act::Speaks))
    }
}
