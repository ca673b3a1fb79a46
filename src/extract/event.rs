//! Incidents of one sentence: triggers, their frames, what supports, threatens, denies or claims them.

mod credit;
mod deed;
mod deny;
mod fill;
mod forces;
mod govern;
mod hurt;
mod link;
mod modality;
mod noun;
mod pair;
mod purpose;
mod relate;
mod subject;
mod toll;
pub(super) mod trace;
mod voice;

pub(super) use deed::Event;
use rustc_hash::FxHashMap as HashMap;

use fill::missing;
use trace::{By, Site, Trace};
pub(super) use voice::Said;

use super::argument::{Argument, Arguments};
use super::cast::Cast;
use super::group::{Chunk, Chunks};
use super::reading::Reading;
use super::standing::taken_back;
use super::tag::{CueHit, Word};
use crate::explain::{Concluded, Why};
use crate::lexicon::{Form, Lexicon, WordSense};
use crate::ontology::Ontology;
use crate::ontology::schema::{Act, Makes, Role, Slot, TriggerEntry, WordClass};
use crate::text::Token;
use crate::vocabulary::{ActorKind, IncidentKind, Modality, Predicate};

/// How many words may stand between a verb and its complement.
const COMPLEMENT_REACH: usize = 16;

/// The sentence that an [`EventReader`] reads.
pub(super) struct Context<'a> {
    pub ontology: &'a Ontology,
    /// Number of the sentence.
    pub sentence: usize,
    pub sentence_tokens: &'a [Token],
    pub chunks: &'a Chunks,
    pub readings: &'a [Reading],
    /// Of whom each group is said: "X is a force that …".
    pub described: &'a [Vec<usize>],
    pub arguments: &'a dyn Arguments,
    pub cues: &'a [CueHit],
    pub cast: &'a Cast<'a>,
    /// The member that holds each place named in the sentence.
    pub holders: &'a HashMap<usize, usize>,
    /// Who does what a verb without a subject tells of, as the line above says.
    pub implied: &'a [usize],
    pub lexicon: &'a Lexicon,
    /// Who spoke last in the sentences before.
    pub carried: Option<Said>,
    /// Whether the sentence before begins with a deed or its means: "The strike …".
    pub deed_before: bool,
}

/// A relation as one sentence tells it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ToldRelation {
    /// Index into [`Ontology::triggers`].
    pub rule: usize,
    pub subject: usize,
    pub object: usize,
    /// First token of its trigger.
    pub token: usize,
    pub modality: Modality,
    pub voices: Vec<Said>,
}

/// Reads the incidents of one sentence.
pub(super) struct EventReader<'a> {
    context: Context<'a>,
    pub events: Vec<Event>,
    /// Relations told by verbs and nouns.
    pub relations: Vec<ToldRelation>,
    /// Who spoke last in it.
    pub voice: Option<Said>,
    /// Events that the incident told of before this sentence answers: "this was in response to …".
    pub provocations: Vec<usize>,
    /// The next sentence tells of an answer: "it did not go unanswered".
    pub awaits: bool,
    /// The event of each noun group.
    of_group: Vec<Option<usize>>,
    /// The event of each verb group.
    of_verb: Vec<Option<usize>>,
    /// The event that each group of weapons had a part in.
    of_arms: Vec<Option<usize>>,
    /// Where to put down what is done, if anybody asks.
    trace: Option<&'a mut Trace>,
}

impl<'a> std::ops::Deref for EventReader<'a> {
    type Target = Context<'a>;

    fn deref(&self) -> &Context<'a> {
        &self.context
    }
}

impl<'a> EventReader<'a> {
    pub(super) fn new(context: Context<'a>, trace: Option<&'a mut Trace>) -> Self {
        EventReader {
            of_group: vec![None; context.chunks.groups.len()],
            of_verb: vec![None; context.chunks.verbs.len()],
            of_arms: vec![None; context.chunks.groups.len()],
            context,
            events: Vec::new(),
            relations: Vec::new(),
            voice: None,
            provocations: Vec::new(),
            awaits: false,
            trace,
        }
    }

    /// Reads the sentence.
    pub(super) fn read(&mut self) {
        for group in 0..self.chunks.groups.len() {
            self.noun(group);
        }
        self.coordinated();
        for group in 0..self.chunks.groups.len() {
            // Only now are the nouns on the right read as well.
            if let Some(at) = self.of_group[group].filter(|&at| self.events[at].answers) {
                let (rule, arguments) = (self.events[at].rule, self.arguments.of_noun(group));
                let filled = self.fill(&self.trigger(rule).frame, &arguments);
                self.tries(Site::Noun(group), rule, &arguments, &filled);
                self.answer_causes(at, &filled);
            }
        }
        for group in 0..self.chunks.groups.len() {
            self.harm_in(group);
        }
        for verb in 0..self.chunks.verbs.len() {
            self.verb(verb);
        }
        for group in 0..self.chunks.groups.len() {
            self.armed_cause(group);
        }
        self.shares();
        self.by(By::Step(Concluded::AnsweredBy));
        for verb in 0..self.chunks.verbs.len() {
            self.answered_by(verb);
        }
        for verb in 0..self.chunks.verbs.len() {
            self.governing(verb);
        }
        self.doers_named();
        self.passers_by();
        self.purposes();
        self.listed();
        self.several();
        for at in 0..self.events.len() {
            self.events[at].lacking &= self.events[at].agents.is_empty();
        }
        for group in 0..self.of_group.len() {
            self.answer_for(group);
        }
        for group in 0..self.of_group.len() {
            self.of_group[group] = self.of_group[group].filter(|&event| !self.events[event].lacking);
        }
        self.cue_modality();
        self.links();
        self.prompted();
        self.came_when();
        self.by(By::Step(Concluded::Equal));
        self.equate();
        self.comment();
        self.by(By::Step(Concluded::Reply));
        self.reply();
        self.keep_word();
        self.identify();
        self.credit();
        self.part();
        self.included();
        self.died_when();
        self.brought_on();
        self.voices();
        self.own_words();
        self.enlist();
        self.by(By::Nobody);
        self.tolls();
        let marks = |at: usize| {
            let found = self.lexicon.words_at(self.sentence_tokens, at);
            found.iter().any(|found| found.senses.contains(&WordSense::Class(WordClass::Unclaimed, Form::Base)))
        };
        let unclaimed = (0..self.sentence_tokens.len()).any(marks);
        self.events.iter_mut().for_each(|event| event.unclaimed = unclaimed && event.agents.is_empty());
    }

    pub(super) fn trigger(&self, index: usize) -> &'a TriggerEntry {
        &self.ontology.triggers()[index]
    }

    /// "X paid Y back": the verb and its complement tell of a deed, not of support.
    fn is_idiom(&self, verb: usize) -> bool {
        let triggers = self.chunks.verbs[verb].main.iter().flat_map(|word| word.verb_triggers(self.ontology));
        let mut deeds = triggers.map(|rule| self.trigger(rule)).filter(|trigger| trigger.incident.is_some());
        deeds.any(|trigger| !trigger.complements.is_empty() && self.is_completed(verb, trigger, &[]))
    }

    /// Whether one of the trigger's complements follows the verb in its clause, or stands in its subject or object.
    pub(super) fn is_completed(&self, verb: usize, trigger: &TriggerEntry, arguments: &[Argument]) -> bool {
        let from = self.chunks.verbs[verb].tokens.end;
        let to = self.sentence_tokens.len().min(from + COMPLEMENT_REACH);
        let after = &self.sentence_tokens[from.min(to)..to];
        let core = [Slot::Subject, Slot::Object, Slot::With];
        let objects = arguments.iter().filter(|argument| core.contains(&argument.slot));
        let objects = objects.map(|argument| &self.sentence_tokens[self.chunks.groups[argument.group].tokens.clone()]);
        // "whose salaries come from"
        let start = self.chunks.verbs[verb].tokens.start;
        let before = if arguments.is_empty() { &[] } else { &self.sentence_tokens[start.saturating_sub(4)..start] };
        let stretches: Vec<&[Token]> = [after, before].into_iter().chain(objects).collect();
        trigger.complements.iter().any(|complement| {
            let is_here = |mut tokens: std::slice::Iter<Token>| {
                complement.split(' ').all(|word| tokens.next().is_some_and(|token| token.folded == word))
            };
            let is_there = |stretch: &&[Token]| {
                let first = |at: &usize| complement.starts_with(&stretch[*at].folded);
                (0..stretch.len()).filter(first).any(|at| is_here(stretch[at..].iter()))
            };
            stretches.iter().any(is_there)
        })
    }

    pub(super) fn event(&self, rule: usize, token: usize, kind: IncidentKind) -> Event {
        let mut event = Event::new(self.sentence, token, rule, kind);
        event.loose = self.trigger(rule).acts.contains(&Act::Loose);
        event
    }

    /// Whether the subject is a pronoun that begins the sentence.
    fn opens_with_pronoun(&self, arguments: &[Argument]) -> bool {
        let first = self.chunks.row.iter().find_map(|chunk| match chunk {
            Chunk::Group(group) => Some(*group),
            _ => None,
        });
        let subject = arguments.iter().find(|argument| argument.slot == Slot::Subject).map(|argument| argument.group);
        let thing = |group: usize| {
            let tokens = self.chunks.groups[group].tokens.clone();
            self.sentence_tokens[tokens].iter().any(|token| self.lexicon.is_word(token, WordClass::ThingPronoun))
        };
        first.is_some() && first == subject && subject.is_some_and(|group| self.chunks.groups[group].pronoun && thing(group))
    }

    /// Whether the sentence begins with a deed or its means: "The strike …".
    pub(super) fn begins_with_deed(&self) -> bool {
        match self.chunks.row.first() {
            Some(Chunk::Group(group)) => self.of_group[*group].or(self.of_arms[*group]).is_some(),
            _ => false,
        }
    }

    fn verb(&mut self, verb: usize) {
        let group = &self.chunks.verbs[verb];
        let Some(word) = &group.main else { return };
        let token = word.start;
        if self.goes_on_with_toll(verb) {
            return;
        }
        let triggers: Vec<usize> = word.verb_triggers(self.ontology).collect();
        let arguments = self.arguments.of_verb(verb);
        for rule in triggers {
            let trigger = self.trigger(rule);
            let mut filled = self.fill_verb(verb, rule, &arguments);
            // "The strike destroyed X. It also killed Y": the strike did.
            let deed = self.deed_before && trigger.incident.is_some() && self.opens_with_pronoun(&arguments);
            if deed {
                filled.agents.clear();
                filled.other_agents.clear();
            }
            self.tries(Site::Verb(verb), rule, &arguments, &filled);
            if trigger.relation.is_some() {
                if self.is_idiom(verb) {
                    self.fails(|| Why::Told);
                    continue;
                }
                let own = if group.negated { Some(Modality::Denied) } else { group.modal.then_some(Modality::Threatened) };
                let modality = own.or_else(|| taken_back(self.ontology, self.chunks, self.arguments, verb));
                let mut arguments = self.participle_of(verb, &arguments).unwrap_or_else(|| arguments.clone());
                // "X sends arms to Y by way of Z": Z does not send them.
                let acts =
                    |argument: &Argument| argument.slot == Slot::Subject && !self.readings[argument.group].actors.is_empty();
                if !group.passive && trigger.frame.agent.contains(&Slot::Subject) && arguments.iter().any(acts) {
                    arguments.retain(|argument| argument.slot != Slot::By);
                }
                let mut filled = self.fill(&trigger.frame, &arguments);
                if let Some(blamed) = self.blamed_for(verb).filter(|_| trigger.frame.agent.contains(&Slot::Subject)) {
                    filled.agents = blamed;
                }
                self.described_sides(&mut filled, &trigger.frame, &arguments);
                self.gapped_sides(verb, &mut filled, &trigger.frame, &arguments);
                self.shared_sides(verb, rule, &mut filled);
                self.open_sides(&mut filled, &trigger.frame, &arguments);
                self.users(&mut filled, &trigger.frame, token);
                if !trigger.complements.is_empty() && !self.is_completed(verb, trigger, &arguments) {
                    self.fails(|| Why::Complement);
                } else if trigger.relation == Some(Predicate::PartOf)
                    && (self.is_of_things(verb, &filled) || self.is_of_property(verb))
                {
                    self.fails(|| Why::Unrelated);
                } else {
                    self.relation(rule, &filled, token, modality.unwrap_or(Modality::Asserted));
                    if modality.is_some() {
                        self.fails(|| Why::NotAsserted);
                    }
                }
                continue;
            }
            let Some(kind) = trigger.incident else { continue };
            // "X and Y fought over the town": each other.
            let sides = filled.agents.iter().any(|&agent| !self.cast.same_side(agent, filled.agents[0]));
            if trigger.acts.contains(&Act::Mutual) && filled.targets.is_empty() && sides {
                filled.targets.clone_from(&filled.agents);
                filled.mutual = true;
            }
            // "those responsible will pay": in its subject.
            // "Two bombs fell": as well.
            let subject = trigger.acts.contains(&Act::Promised) || trigger.frame.weapon.contains(&Slot::Subject);
            let around: &[Argument] = if subject { &arguments } else { &[] };
            if !trigger.complements.is_empty() && !self.is_completed(verb, trigger, around) {
                self.fails(|| Why::Complement);
                continue;
            }
            // "took the ship", not "took the town".
            let whom = |member: &usize| trigger.whom.contains(&self.cast.actor(*member).kind);
            if !trigger.whom.is_empty() && !filled.targets.iter().all(whom) {
                self.fails(|| Why::Unrelated);
                continue;
            }
            // "took over the brigade": command of it.
            if trigger.incident == Some(IncidentKind::Seizure) && self.takes_command(word, &arguments) {
                self.fails(|| Why::Unrelated);
                continue;
            }
            if trigger.acts.contains(&Act::Promised) && self.verb_modality(verb) != Modality::Threatened {
                self.fails(|| Why::NotAsserted);
                continue;
            }
            // "The rocket fire answered the raid": the fire is the answer.
            if let Some(&answer) = filled.carriers.first().filter(|_| {
                trigger.acts.contains(&Act::Answers) && !filled.causes.is_empty() && filled.agents.is_empty() && !group.passive
            }) && !filled.causes.contains(&answer)
            {
                self.events[answer].answers = true;
                self.answer_causes(answer, &filled);
                continue;
            }
            // "X fired rockets to avenge Y", "bombed the port to retaliate": the deed before is the answer.
            if trigger.acts.contains(&Act::Answers)
                && group.infinitive
                && let Some(answer) = self.arguments.governor(verb).and_then(|above| self.of_verb[above])
                && (filled.targets.is_empty()
                    || self.events[answer].targets.is_empty()
                    || self.cast.share_side(&filled.targets, &self.events[answer].targets))
                && self.events[answer].modality == Modality::Asserted
                && !self.events[answer].agents.is_empty()
            {
                self.events[answer].answers = true;
                // "bombed a camp to make X pay"
                self.events[answer].raiders |= filled.raiders;
                extend(&mut self.events[answer].targets, &filled.targets);
                self.answer_causes(answer, &filled);
                continue;
            }
            // "X had launched it", "both were fired by Y": the weapon of the deed told before.
            let pronoun = |argument: &Argument| argument.slot == Slot::Object && self.chunks.groups[argument.group].pronoun;
            // "the drones were sent by X"
            let known = |argument: &Argument| {
                let (group, reading) = (&self.chunks.groups[argument.group], &self.readings[argument.group]);
                let weapon = reading.makes == Some(Makes::Weapon) && reading.actors.is_empty() && group.definite;
                let next = self.chunks.row.get(self.chunks.group_at[argument.group] + 1);
                let described = matches!(next, Some(Chunk::Relative | Chunk::Subordinator | Chunk::Verb(_)));
                argument.slot == Slot::Object
                    && weapon
                    && (!described || self.chunks.verbs[verb].finite_auxiliary)
                    && self.of_arms[argument.group].is_none()
            };
            let blank = filled.targets.is_empty() && filled.holders.is_empty();
            let again = trigger.needs == [Role::Weapon]
                && (arguments.iter().any(pronoun) || blank && arguments.iter().any(known))
                && !filled.agents.is_empty();
            if self.of_verb[verb].is_none() && again && self.verb_modality(verb) == Modality::Asserted {
                let mut event = self.event(rule, token, kind);
                extend(&mut event.agents, &filled.agents);
                event.noun = true;
                event.definite = true;
                event.resumes = true;
                self.events.push(event);
                self.of_verb[verb] = Some(self.events.len() - 1);
                self.tells(self.events.len() - 1);
                continue;
            }
            if self.of_verb[verb].is_some() || !self.has_needs(trigger, &filled) {
                let told = self.of_verb[verb].is_some();
                self.fails(|| if told { Why::Told } else { Why::Needs(missing(trigger, &filled).collect()) });
                continue;
            }
            // "a raid in which ten died"
            let suffers = trigger.frame.victim.contains(&Slot::Subject) && !filled.victim_groups.is_empty();
            // "killed two of its men, actions that …": what comments on the deed is no object.
            let comments = |group: usize| {
                let before = self.chunks.group_at[group].checked_sub(1).map(|at| &self.chunks.row[at]);
                let another = |argument: &Argument| argument.slot == Slot::Object && self.of_group[argument.group].is_none();
                before == Some(&Chunk::Comma) && arguments.iter().any(|other| other.group < group && another(other))
            };
            let objects = !suffers
                && arguments.iter().any(|argument| {
                    argument.slot == Slot::Object && self.of_group[argument.group].is_some() && !comments(argument.group)
                });
            let empty = filled.agents.is_empty()
                && filled.targets.is_empty()
                && filled.holders.is_empty()
                && filled.victim_groups.is_empty()
                && filled.carriers.is_empty()
                && !(filled.flies() && trigger.acts.contains(&Act::Answers))
                // "whoever did it will pay"
                && !(trigger.acts.contains(&Act::Promised) && trigger.needs.is_empty());
            // "X and Y exchanged machine-gun fire": the fire was that of both.
            let mutual = objects && trigger.acts.contains(&Act::Mutual) && !trigger.complements.is_empty();
            if (objects && !mutual && !trigger.acts.contains(&Act::Answers))
                || empty && filled.weapon.is_none() && filled.places.is_empty()
            {
                self.fails(|| if objects { Why::ObjectTells } else { Why::Empty });
                continue;
            }
            // "the ship blew up after the attack": it did nothing to anybody.
            let vessel = |agent: &usize| self.cast.actor(*agent).kind == ActorKind::Vessel;
            let idle = filled.targets.is_empty() && filled.holders.is_empty() && filled.victim_groups.is_empty();
            if idle && !filled.agents.is_empty() && filled.agents.iter().all(vessel) {
                self.fails(|| Why::Empty);
                continue;
            }
            // "40,000 people have been killed in the conflict": by no one deed.
            if trigger.acts.contains(&Act::Harms) && filled.agents.is_empty() && self.is_backdrop(&arguments) {
                self.fails(|| Why::Backdrop);
                continue;
            }
            // "the strike killed five": one incident, told by its noun.
            // "the drone that hit the hangar was flown by X": one incident, told of one weapon.
            let armed = filled.arms.iter().find_map(|&group| self.of_arms[group]);
            let carrier = filled.carriers.first().copied().or(armed);
            let fire = || {
                let object = arguments.iter().find(|argument| mutual && argument.slot == Slot::Object)?;
                self.of_group[object.group]
            };
            let carrier = carrier.or_else(fire);
            let carrier = carrier.or_else(|| self.shared_deed(verb, trigger, &arguments));
            let carrier = carrier.or_else(|| self.deed_of_participle(verb, trigger, &arguments));
            let carrier = carrier.or_else(|| self.deed_of_partitive(trigger, &arguments));
            let carrier = carrier.or_else(|| self.deed_in_which(verb, trigger));
            let at = match carrier.filter(|_| !trigger.acts.contains(&Act::Answers)) {
                Some(at) => at,
                None => {
                    let mut event = self.event(rule, token, kind);
                    event.answers = trigger.acts.contains(&Act::Answers);
                    self.events.push(event);
                    self.events.len() - 1
                }
            };
            let mut event = self.events[at].clone();
            if trigger.acts.contains(&Act::Harms) {
                let others = self.hurt_with(verb, &filled.victims);
                extend(&mut filled.victims, &others);
            }
            self.put(&mut event, &filled, trigger);
            if mutual {
                event.kind = kind;
            }
            if trigger.acts.contains(&Act::Harms) {
                self.fought(&mut event, &arguments);
            }
            if deed && carrier.is_none() {
                (event.noun, event.definite, event.resumes) = (true, true, true);
            }
            // "Another drone hit a barracks": none of the deeds told before, where it says whom it hit.
            let another = |&group: &usize| self.chunks.groups[group].distinct && self.chunks.groups[group].single;
            event.distinct |= carrier.is_none() && !event.targets.is_empty() && filled.arms.iter().any(another);
            event.follows |= carrier.is_none() && event.agents.is_empty() && self.is_hit_too(verb, trigger, &arguments);
            event.follows |= event.agents.is_empty() && filled.arms.iter().any(|&group| self.chunks.groups[group].further);
            if carrier.is_none() || trigger.acts.contains(&Act::Answers) {
                event.modality = self.verb_modality(verb);
                // "No base was hit": nothing happened.
                // "Eight were hurt, none of them badly, when a missile hit the base": none of them is not the missile.
                let aside = |group: usize| {
                    let at = self.chunks.group_at[group];
                    at > 0
                        && self.chunks.row[at - 1] == Chunk::Comma
                        && self.chunks.row[at + 1..]
                            .iter()
                            .take(2)
                            .any(|next| matches!(next, Chunk::Group(next) if self.chunks.groups[*next].pronoun))
                };
                let core = |argument: &&Argument| matches!(argument.slot, Slot::Subject | Slot::Object) && !aside(argument.group);
                if arguments.iter().filter(core).any(|argument| self.chunks.groups[argument.group].negated) {
                    event.modality = Modality::Denied;
                }
            }
            self.events[at] = event;
            self.of_verb[verb] = Some(at);
            self.tells(at);
            for &group in &filled.arms {
                self.of_arms[group] = Some(at);
            }
            self.answer_causes(at, &filled);
        }
    }
}

impl EventReader<'_> {
    /// The first tokens of the verbs that tell of an event, each with the event.
    pub(super) fn verbs_of_events(&self) -> Vec<(usize, usize)> {
        let main = |verb: usize| self.chunks.verbs[verb].main.as_ref().map(|word| word.start);
        // "left five dead and 22 wounded on Monday"
        let toll = |verb: usize| {
            let token = main(verb).filter(|_| self.goes_on_with_toll(verb))?;
            (0..self.events.len()).filter(|&at| self.events[at].token < token).max_by_key(|&at| self.events[at].token)
        };
        let told = self.of_verb.iter().enumerate();
        told.filter_map(|(verb, event)| Some((main(verb)?, event.or_else(|| toll(verb))?))).collect()
    }
}

/// Adds what is not there yet.
pub(super) fn extend<T: Copy + PartialEq>(to: &mut Vec<T>, from: &[T]) {
    for &item in from {
        if !to.contains(&item) {
            to.push(item);
        }
    }
}
