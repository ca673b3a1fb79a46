//! Standing relations that verbs and nouns tell: whose sides stand where the tree does not say so.

use super::fill::Filled;
use super::{EventReader, ToldRelation, extend};
use crate::explain::Why;
use crate::extract::argument::Argument;
use crate::extract::group::Chunk;
use crate::extract::standing::{can_relate, taken_back};
use crate::extract::tag::{CueHit, Word};
use crate::lexicon::Form;
use crate::ontology::schema::{Effect, Frame, Makes, Slot, TriggerEntry};
use crate::text::Token;
use crate::vocabulary::{ActorKind, Modality, Predicate};

/// How many words after a verb those stand that say in whose support it is.
const SUPPORT_REACH: usize = 10;

impl EventReader<'_> {
    /// The relation of a verb's trigger, between its sides wherever they stand: "X has armed Y for years".
    pub(super) fn verb_relates(&mut self, verb: usize, rule: usize, arguments: &[Argument]) {
        let (group, trigger) = (&self.chunks.verbs[verb], self.trigger(rule));
        let Some(token) = group.main.as_ref().map(|word| word.start) else { return };
        let own = if group.negated { Some(Modality::Denied) } else { group.modal.then_some(Modality::Threatened) };
        let modality = own.or_else(|| taken_back(self.ontology, self.chunks, self.arguments, verb));
        let told = self.participle_of(verb, arguments).or_else(|| self.object_relative(verb, arguments));
        let mut arguments = told.unwrap_or_else(|| arguments.to_vec());
        // "X sends arms to Y by way of Z": Z does not send them.
        let acts = |argument: &Argument| argument.slot == Slot::Subject && !self.readings[argument.group].actors.is_empty();
        if !group.passive && trigger.frame.agent.contains(&Slot::Subject) && arguments.iter().any(acts) {
            arguments.retain(|argument| argument.slot != Slot::By);
        }
        // "owes its rockets to X": whose they are is no other side.
        if trigger.frame.target.contains(&Slot::Subject) && trigger.frame.agent.contains(&Slot::Object) {
            arguments.retain(|argument| argument.slot != Slot::Object || !self.chunks.groups[argument.group].pronoun_owner);
        }
        // "joined X's assault": in a deed, not in X.
        if trigger.relation == Some(Predicate::PartOf) {
            arguments.retain(|argument| argument.slot != Slot::Object || self.of_group[argument.group].is_none());
        }
        let mut filled = self.fill(&trigger.frame, &arguments);
        if let Some(blamed) = self.blamed_for(verb).filter(|_| trigger.frame.agent.contains(&Slot::Subject)) {
            filled.agents = blamed;
        }
        self.described_sides(&mut filled, &trigger.frame, &arguments);
        // "Iranian drones were handed over to X": Iran's.
        if group.passive && filled.agents.is_empty() && trigger.frame.target.contains(&Slot::To) {
            let things = arguments.iter().filter(|argument| argument.slot == Slot::Object);
            let own = |group: usize| !self.chunks.groups[group].name_last && !self.readings[group].referred;
            let owners = things.filter(|thing| own(thing.group)).flat_map(|thing| &self.readings[thing.group].actors);
            filled.agents = owners.copied().collect();
        }
        self.gapped_sides(verb, &mut filled, &trigger.frame, &arguments);
        self.shared_sides(verb, rule, &mut filled);
        self.open_sides(&mut filled, &trigger.frame, &arguments);
        if filled.targets.is_empty() && trigger.frame.target == [Slot::Of] {
            filled.targets = self.after_complement(verb, trigger);
        }
        self.users(&mut filled, &trigger.frame, token);
        if !trigger.complements.is_empty() && !self.is_completed(verb, trigger, &arguments) {
            self.fails(|| Why::Complement);
        } else if trigger.relation == Some(Predicate::PartOf) && (self.is_of_things(verb, &filled) || self.is_of_property(verb)) {
            self.fails(|| Why::Unrelated);
        } else {
            self.relation(rule, &filled, token, modality.unwrap_or(Modality::Asserted));
            if modality.is_some() {
                self.fails(|| Why::NotAsserted);
            }
        }
    }

    /// "X, led by Y, and Z, led by W, …": the participle after a comma speaks of the name before it, whatever the tree says.
    pub(super) fn participle_of(&self, verb: usize, arguments: &[Argument]) -> Option<Vec<Argument>> {
        let chunk = &self.chunks.verbs[verb];
        let place = self.chunks.verb_at[verb];
        let row = |at: Option<usize>| at.and_then(|at| self.chunks.row.get(at));
        let clause = matches!(row(place.checked_sub(1)), Some(Chunk::Relative));
        let bare = matches!(chunk.form, Form::Past | Form::Participle) && !chunk.infinitive;
        let bare = bare && if clause { chunk.passive } else { !chunk.finite_auxiliary };
        // "X and Y, who are backed by Z": Y.
        let left = place.checked_sub(usize::from(clause));
        let (Some(Chunk::Comma), Some(Chunk::Group(named)), Some(Chunk::Preposition(slot, _)), Some(Chunk::Group(agent))) = (
            row(left.and_then(|at| at.checked_sub(1))),
            row(left.and_then(|at| at.checked_sub(2))),
            row(Some(place + 1)),
            row(Some(place + 2)),
        ) else {
            return None;
        };
        if !bare || !self.chunks.groups[*named].name_last {
            return None;
        }
        let core = |argument: &&Argument| !matches!(argument.slot, Slot::Subject | Slot::Object | Slot::By);
        let mut out = vec![Argument { slot: Slot::Object, group: *named, margin: None }];
        out.extend(slot.map(|slot| Argument { slot, group: *agent, margin: None }));
        out.extend(arguments.iter().filter(core).filter(|argument| argument.group != *agent).copied());
        Some(out)
    }

    /// "X is a force that Y arms": the force is X.
    pub(super) fn described_sides(&self, filled: &mut Filled, frame: &Frame, arguments: &[Argument]) {
        for argument in arguments {
            let actors = &self.readings[argument.group].actors;
            let said_of = self.said_of(argument.group);
            if said_of.is_empty() {
                continue;
            }
            let sides = [(&mut filled.agents, &frame.agent), (&mut filled.targets, &frame.target)];
            for (side, _) in sides.into_iter().filter(|(_, slots)| slots.contains(&argument.slot)) {
                side.retain(|member| !actors.contains(member));
                extend(side, said_of);
            }
        }
    }

    /// Of whom a group is said: "X, a coalition of groups to which …" as well.
    pub(super) fn said_of(&self, group: usize) -> &[usize] {
        let place = self.chunks.group_at[group];
        let row = |back: usize| place.checked_sub(back).and_then(|at| self.chunks.row.get(at));
        match (row(1), row(2)) {
            (Some(Chunk::Preposition(Some(Slot::Of), _)), Some(Chunk::Group(whole)))
                if self.described[group].is_empty() && !self.chunks.groups[group].name_last =>
            {
                &self.described[*whole]
            }
            _ => &self.described[group],
        }
    }

    /// "X, which Z says Y finances", "Y, which Z says finances X": what the relative clause of a verb of speech speaks of.
    pub(super) fn gapped_sides(&self, verb: usize, filled: &mut Filled, frame: &Frame, arguments: &[Argument]) {
        let row = &self.chunks.row[..self.chunks.verb_at[verb]];
        let speech = |chunk: &Chunk| matches!(chunk, Chunk::Verb(speech) if self.speaks(*speech));
        let (before, subject) = match row {
            [before @ .., Chunk::Relative, Chunk::Group(_), said, Chunk::Group(subject)] if speech(said) => {
                (before, Some(*subject))
            }
            [before @ .., Chunk::Relative, Chunk::Group(_), said] if speech(said) => (before, None),
            _ => return,
        };
        let Some(Chunk::Group(antecedent)) = before.iter().rev().find(|chunk| **chunk != Chunk::Comma) else { return };
        let actors = &self.readings[*antecedent].actors;
        let end = self.chunks.verbs[verb].tokens.end;
        let follows =
            |argument: &Argument| argument.slot == Slot::Object && self.chunks.groups[argument.group].tokens.start >= end;
        match subject {
            Some(subject) if frame.target.contains(&Slot::Object) && !arguments.iter().any(follows) => {
                filled.agents.clone_from(&self.readings[subject].actors);
                filled.targets.clone_from(actors);
            }
            None if frame.agent.contains(&Slot::Subject) && !self.chunks.verbs[verb].passive => filled.agents.clone_from(actors),
            // "X, which Z says is armed by Y"
            None if frame.target.contains(&Slot::Object) && self.chunks.verbs[verb].passive => filled.targets.clone_from(actors),
            _ => {}
        }
    }

    /// "X funds, arms and trains Y": verbs of one relation in a row share their sides.
    pub(super) fn shared_sides(&self, verb: usize, rule: usize, filled: &mut Filled) {
        let relation = self.trigger(rule).relation;
        let sides = |other: usize| {
            let word = self.chunks.verbs[other].main.as_ref()?;
            let told = word.verb_triggers(self.ontology).find(|&told| self.trigger(told).relation == relation)?;
            let (frame, arguments) = (&self.trigger(told).frame, self.arguments.of_verb(other));
            let mut sides = self.fill(frame, &arguments);
            self.gapped_sides(other, &mut sides, frame, &arguments);
            Some(sides)
        };
        if filled.agents.is_empty() {
            let first = std::iter::successors(self.verb_before(verb), |&other| self.verb_before(other)).last();
            extend(&mut filled.agents, &first.and_then(sides).map(|sides| sides.agents).unwrap_or_default());
        }
        if filled.targets.is_empty() {
            let last = std::iter::successors(self.verb_after(verb), |&other| self.verb_after(other)).last();
            extend(&mut filled.targets, &last.and_then(sides).map(|sides| sides.targets).unwrap_or_default());
        }
        // "is armed and directed by Y": the participle shares whom the first says, and the first by whom.
        let passive = |verb: Option<usize>| verb.filter(|&verb| self.chunks.verbs[verb].passive);
        if filled.targets.is_empty() && passive(self.verb_before(verb)).is_some() {
            let first = std::iter::successors(self.verb_before(verb), |&other| self.verb_before(other)).last();
            extend(&mut filled.targets, &first.and_then(sides).map(|sides| sides.targets).unwrap_or_default());
        }
        if filled.agents.is_empty() && passive(Some(verb)).is_some() {
            let last = std::iter::successors(self.verb_after(verb), |&other| self.verb_after(other)).last();
            let by = last.map(|last| self.arguments.of_verb(last)).unwrap_or_default();
            let by = by.iter().filter(|argument| argument.slot == Slot::By);
            let agents: Vec<usize> = by.flat_map(|argument| self.readings[argument.group].actors.clone()).collect();
            extend(&mut filled.agents, &agents);
        }
    }

    /// The verb group that commas and conjunctions part from this one, and nothing else, on its left.
    fn verb_before(&self, verb: usize) -> Option<usize> {
        self.joined_verb(self.chunks.row[..self.chunks.verb_at[verb]].iter().rev())
    }

    /// The same on its right.
    fn verb_after(&self, verb: usize) -> Option<usize> {
        self.joined_verb(self.chunks.row[self.chunks.verb_at[verb] + 1..].iter())
    }

    fn joined_verb<'c>(&self, mut chunks: impl Iterator<Item = &'c Chunk>) -> Option<usize> {
        let joins = |chunk: &Chunk| matches!(chunk, Chunk::Comma | Chunk::Conjunction);
        chunks.next().filter(|chunk| joins(chunk))?;
        match chunks.find(|chunk| !joins(chunk)) {
            Some(Chunk::Verb(other)) => Some(*other),
            _ => None,
        }
    }

    /// "relies on Iranian weapons", "whose salaries come from Iran": things speak for their owners.
    pub(super) fn open_sides(&self, filled: &mut Filled, frame: &Frame, arguments: &[Argument]) {
        let beside = |slots: &[Slot]| {
            let fits = |argument: &&Argument| argument.slot != Slot::Modifier && slots.contains(&argument.slot);
            let actors = |argument: &Argument| {
                let reading = &self.readings[argument.group];
                if reading.actors.is_empty() { reading.owner.into_iter().collect() } else { reading.actors.clone() }
            };
            arguments.iter().filter(fits).flat_map(actors).collect::<Vec<usize>>()
        };
        if filled.agents.is_empty() {
            extend(&mut filled.agents, &beside(&frame.agent));
        }
        // "several factions, including X and Y"
        let classes = arguments.iter().filter(|argument| frame.target.contains(&argument.slot));
        let named = classes.flat_map(|class| self.examples_of(class.group)).collect::<Vec<usize>>();
        let belongs = |target: &usize| filled.agents.iter().any(|agent| self.cast.same_side(*agent, *target));
        if !named.is_empty() && !filled.targets.iter().any(|target| self.cast.kind(*target) == ActorKind::ArmedGroup) {
            extend(&mut filled.targets, &named.into_iter().filter(|named| !belongs(named)).collect::<Vec<usize>>());
        }
        if filled.targets.is_empty() {
            extend(&mut filled.targets, &beside(&frame.target));
        }
    }

    /// The armed groups by name that a class of groups includes: "several factions, among them X and Y".
    fn examples_of(&self, class: usize) -> Vec<usize> {
        let group = &self.chunks.groups[class];
        let plural = group.words.last().is_some_and(|word| word.generic().is_some_and(|(_, plural)| plural));
        let groups = matches!(self.readings[class].makes, Some(Makes::Group | Makes::Part));
        if group.name_last || !plural || !groups {
            return Vec::new();
        }
        // "forces outside its control, among them X"
        let mut place = self.chunks.group_at[class] + 1;
        while let (Some(Chunk::Preposition(..)), Some(Chunk::Group(_))) =
            (self.chunks.row.get(place), self.chunks.row.get(place + 1))
        {
            place += 2;
        }
        let last = |place: usize| match self.chunks.row.get(place - 1) {
            Some(Chunk::Group(last)) => self.chunks.groups[*last].tokens.end,
            _ => group.tokens.end,
        };
        let ends = [group.tokens.end, last(place)];
        let includes = |hit: &&CueHit| {
            self.has_effect(hit, Effect::Includes) && ends.iter().any(|&end| (end..=end + 2).contains(&hit.start))
        };
        let Some(hit) = self.cues.iter().find(includes) else { return Vec::new() };
        let Some(first) = self.chunks.groups.iter().position(|group| group.tokens.start == hit.end) else { return Vec::new() };
        let mut out = Vec::new();
        for chunk in &self.chunks.row[self.chunks.group_at[first]..] {
            match chunk {
                Chunk::Group(member) if self.chunks.groups[*member].name_last => extend(&mut out, &self.readings[*member].actors),
                Chunk::Comma | Chunk::Conjunction => {}
                _ => break,
            }
        }
        out.retain(|&member| self.cast.kind(member) == ActorKind::ArmedGroup);
        out
    }

    /// "X took the town with the support of Y": X.
    pub(super) fn helped(&self, noun: usize) -> Vec<usize> {
        let before = self.chunks.group_at[noun].checked_sub(1).map(|place| &self.chunks.row[place]);
        if !matches!(before, Some(Chunk::Preposition(Some(Slot::With), _))) {
            return Vec::new();
        }
        let above = self.arguments.above(self.chunks.groups[noun].tokens.end - 1).into_iter().next();
        let Some(above) = above.filter(|above| !self.speaks(above.verb) && !above.relative) else { return Vec::new() };
        let arguments = self.arguments.of_verb(above.verb);
        let subjects = arguments.iter().filter(|argument| argument.slot == Slot::Subject);
        // Allies of a state that take part are no backers.
        let armed = |member: &usize| self.cast.kind(*member) == ActorKind::ArmedGroup;
        subjects.flat_map(|argument| self.readings[argument.group].actors.clone()).filter(armed).collect()
    }

    /// "rockets supplied by X": X backs whoever fired them, or did the deed that the sentence has told.
    pub(super) fn users(&self, filled: &mut Filled, frame: &Frame, token: usize) {
        if !frame.target.is_empty() || filled.weapons.is_empty() || filled.agents.is_empty() {
            return;
        }
        let used: Vec<usize> = filled.weapons.iter().flat_map(|&thing| self.used_by(thing)).collect();
        extend(&mut filled.targets, &used);
        // "X supplied drones" says to whom only so.
        if !used.is_empty() || frame.agent.contains(&Slot::Subject) {
            return;
        }
        let armed = filled.weapons.iter().find_map(|&group| self.of_arms[group]);
        let before = || (0..self.events.len()).rev().find(|&at| self.events[at].noun && self.events[at].token < token);
        if let Some(at) = armed.or_else(before) {
            let users: Vec<usize> = self.events[at].agents.iter().copied().filter(|user| !filled.agents.contains(user)).collect();
            extend(&mut filled.targets, &users);
        }
    }

    /// "sent troops to the town in support of X": whom the complement of a verb ends with.
    fn after_complement(&self, verb: usize, trigger: &TriggerEntry) -> Vec<usize> {
        let from = self.chunks.verbs[verb].tokens.end;
        let tokens = &self.sentence_tokens[from..];
        let end = |complement: &String| {
            let words: Vec<&str> = complement.split(' ').collect();
            let here = |stretch: &[Token]| stretch.iter().map(|token| token.folded.as_str()).eq(words.iter().copied());
            tokens.windows(words.len()).take(SUPPORT_REACH).position(here).map(|at| from + at + words.len())
        };
        let Some(end) = trigger.complements.iter().find_map(end) else { return Vec::new() };
        let group = self.chunks.groups.iter().position(|group| group.tokens.start == end && group.name_last);
        group.map_or_else(Vec::new, |group| self.readings[group].actors.clone())
    }

    /// "the drones that X used": X.
    fn used_by(&self, thing: usize) -> Vec<usize> {
        let place = self.chunks.group_at[thing] + 1;
        let place = place + usize::from(self.chunks.row.get(place) == Some(&Chunk::Relative));
        match (self.chunks.row.get(place), self.chunks.row.get(place + 1)) {
            (Some(Chunk::Group(user)), Some(Chunk::Verb(_))) => self.readings[*user].actors.clone(),
            _ => Vec::new(),
        }
    }

    /// "strongholds belonging to X": the participle speaks of what stands before it, never of the subject of the clause.
    pub(super) fn is_of_things(&self, verb: usize, filled: &Filled) -> bool {
        let chunk = &self.chunks.verbs[verb];
        let before = self.chunks.row[..self.chunks.verb_at[verb]].iter().rev().find_map(|chunk| match chunk {
            Chunk::Group(group) => Some(*group),
            _ => None,
        });
        let named = |group: usize| self.readings[group].actors.iter().any(|actor| filled.agents.contains(actor));
        chunk.form == Form::Ing && !chunk.finite_auxiliary && before.is_some_and(|group| !named(group))
    }

    /// "a dhow that officials say belonged to X": nobody is a part of X.
    pub(super) fn is_of_property(&self, verb: usize) -> bool {
        // Whatever the tree makes of it.
        let beside = match &self.chunks.row[..self.chunks.verb_at[verb]] {
            [.., Chunk::Group(thing), Chunk::Relative] => Some(*thing),
            [.., Chunk::Group(thing), Chunk::Relative, Chunk::Group(_), Chunk::Verb(said)] if self.speaks(*said) => Some(*thing),
            _ => None,
        };
        let antecedent = beside.or_else(|| self.arguments.antecedent(verb));
        antecedent
            .is_some_and(|group| self.readings[group].makes == Some(Makes::Property) && !self.chunks.groups[group].name_last)
    }

    /// "took over the X Brigade": a verb of command whose object is a body of armed men, by name.
    pub(super) fn takes_command(&self, word: &Word, arguments: &[Argument]) -> bool {
        let leads = |rule: usize| self.trigger(rule).relation == Some(Predicate::Leads);
        let body = |argument: &Argument| {
            let actors = &self.readings[argument.group].actors;
            let force = |&member: &usize| matches!(self.cast.kind(member), ActorKind::Military | ActorKind::ArmedGroup);
            self.chunks.groups[argument.group].name_last && !actors.is_empty() && actors.iter().all(force)
        };
        word.verb_triggers(self.ontology).any(leads)
            && arguments.iter().any(|argument| argument.slot == Slot::Object && body(argument))
    }

    pub(super) fn relation(&mut self, rule: usize, filled: &Filled, token: usize, modality: Modality) {
        let backs = self.trigger(rule).relation == Some(Predicate::Backs);
        for &subject in &filled.agents {
            // "A commander of X trained Y": X backs it.
            let person = backs && self.cast.kind(subject) == ActorKind::Person;
            let principal = if person { self.cast.member(&self.cast.actor(subject).principal) } else { None };
            let subject = principal.unwrap_or(subject);
            for &object in &filled.targets {
                if subject != object && can_relate(self.trigger(rule), self.cast, subject, object) {
                    let voices = Vec::new();
                    self.relations.push(ToldRelation { rule, subject, object, token, modality, voices });
                }
            }
        }
    }
}
