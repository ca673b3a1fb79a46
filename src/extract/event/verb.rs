//! Deeds and relations that verbs tell.

use super::fill::{Filled, missing};
use super::trace::Site;
use super::{EventReader, extend};
use crate::explain::Why;
use crate::extract::argument::Argument;
use crate::extract::group::Chunk;
use crate::lexicon::Form;
use crate::ontology::TriggerEntry;
use crate::ontology::schema::{Act, Makes, Role, Slot, WordClass};
use crate::vocabulary::{ActorKind, IncidentKind, Modality};

impl EventReader<'_> {
    /// "X paid Y back": the verb and its complement tell of a deed, not of support.
    fn is_idiom(&self, verb: usize) -> bool {
        let triggers = self.chunks.verbs[verb].main.iter().flat_map(|word| word.verb_triggers(self.ontology));
        let mut deeds = triggers.map(|rule| self.trigger(rule)).filter(|trigger| trigger.incident.is_some());
        deeds.any(|trigger| !trigger.complements.is_empty() && self.is_completed(verb, trigger, &[]))
    }

    /// Whether a state brings down drones or missiles that were sent rather than one that flew about.
    fn intercepts(&self, arguments: &[Argument], agents: &[usize]) -> bool {
        let state = !agents.is_empty() && agents.iter().all(|&agent| self.cast.of_state(agent));
        let sent = |argument: &Argument| {
            let (group, reading) = (&self.chunks.groups[argument.group], &self.readings[argument.group]);
            let several = self.is_plural_class(argument.group) || group.number.is_some_and(|number| number > 1);
            let armed = reading.actors.iter().any(|&member| self.cast.kind(member) == ActorKind::ArmedGroup);
            argument.slot == Slot::Object && reading.makes == Some(Makes::Weapon) && (several || armed)
        };
        state && arguments.iter().any(sent)
    }

    /// "the wounded": a bare participle right after its article.
    fn is_participle_noun(&self, verb: usize) -> bool {
        let start = self.chunks.verbs[verb].tokens.start;
        let article = |group: usize| {
            let group = &self.chunks.groups[group];
            let bare = group.words.is_empty() && group.mentions.is_empty() && !group.pronoun && group.possessor.is_none();
            bare && group.definite && group.tokens.len() == 1 && group.tokens.end == start
        };
        let before = self.chunks.verb_at[verb].checked_sub(1).map(|at| &self.chunks.row[at]);
        !self.chunks.verbs[verb].finite_auxiliary && matches!(before, Some(Chunk::Group(group)) if article(*group))
    }

    /// Whether a group points at something told before, or at what is somebody's.
    fn is_known(&self, group: usize) -> bool {
        let group = &self.chunks.groups[group];
        group.definite || group.pronoun || group.pronoun_owner || group.possessor.is_some()
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

    /// Why what the verb tells is no deed of this trigger, with what stands around it.
    fn unfit(&self, verb: usize, trigger: &TriggerEntry, arguments: &[Argument], filled: &Filled) -> Option<Why> {
        // "those responsible will pay": in its subject.
        // "Two bombs fell": as well.
        // "Fire was opened on X by Y": what is opened stands before the passive.
        let agentive = trigger.frame.agent == [Slot::By];
        let subject = agentive || trigger.acts.contains(&Act::Promised) || trigger.frame.weapon.contains(&Slot::Subject);
        // "the losses that X had inflicted"
        let start = self.chunks.verbs[verb].tokens.start;
        let before = |argument: &&Argument| {
            argument.slot == Slot::Object
                && self.chunks.groups[argument.group].tokens.end <= start
                && !self.chunks.verbs[verb].passive
        };
        let relative: Vec<Argument> = arguments.iter().filter(before).copied().collect();
        let around: &[Argument] = if subject { arguments } else { &relative };
        if !trigger.complements.is_empty() && !self.is_completed(verb, trigger, around) {
            return Some(Why::Complement);
        }
        // "US warships shot down four Houthi drones": they were sent at the ships.
        let intercepted = trigger.acts.contains(&Act::Downs) && self.intercepts(arguments, &filled.agents);
        // "took the ship", not "took the town".
        let whom = |member: &usize| trigger.whom.contains(&self.cast.kind(*member));
        let unlike = !trigger.whom.is_empty() && !filled.targets.iter().all(whom);
        // "took over the brigade": command of it.
        let command = trigger.incident == Some(IncidentKind::Seizure)
            && self.chunks.verbs[verb].main.as_ref().is_some_and(|word| self.takes_command(word, arguments));
        // "the car exploded": it was hit.
        let known = |argument: &Argument| argument.slot == Slot::Subject && self.is_known(argument.group);
        let old = trigger.acts.contains(&Act::Fresh) && arguments.iter().any(known);
        if intercepted || unlike || command || old {
            return Some(Why::Unrelated);
        }
        let promised = trigger.acts.contains(&Act::Promised) && self.verb_modality(verb) != Modality::Threatened;
        promised.then_some(Why::NotAsserted)
    }

    /// Whether the answer is told already, by the subject or by the verb above: it gets its causes here.
    fn is_answer_told(&mut self, verb: usize, filled: &Filled) -> bool {
        let group = &self.chunks.verbs[verb];
        // "The rocket fire answered the raid": the fire is the answer.
        let carries = !filled.causes.is_empty() && filled.agents.is_empty() && !group.passive;
        let carrier = filled.carriers.first().copied().filter(|answer| carries && !filled.causes.contains(answer));
        if let Some(answer) = carrier {
            self.events[answer].answers = true;
            self.answer_causes(answer, filled);
            return true;
        }
        // "X fired rockets to avenge Y", "bombed the port to retaliate": the deed before is the answer.
        let above = self.arguments.governor(verb).filter(|_| group.infinitive).and_then(|above| self.of_verb[above]);
        let fits = |answer: &usize| {
            let event = &self.events[*answer];
            let open = filled.targets.is_empty() || event.targets.is_empty();
            let same = open || self.cast.share_side(&filled.targets, &event.targets);
            same && event.modality == Modality::Asserted && !event.agents.is_empty()
        };
        let Some(answer) = above.filter(fits) else { return false };
        self.events[answer].answers = true;
        // "bombed a camp to make X pay"
        self.events[answer].raiders |= filled.raiders;
        extend(&mut self.events[answer].targets, &filled.targets);
        self.answer_causes(answer, filled);
        true
    }

    /// Whether it only says who fired the weapon of a deed told before.
    fn fires_again(&self, verb: usize, trigger: &TriggerEntry, arguments: &[Argument], filled: &Filled) -> bool {
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
        again && self.of_verb[verb].is_none() && self.verb_modality(verb) == Modality::Asserted
    }

    /// Whether its subject or object is nobody or nothing.
    fn has_negated_side(&self, arguments: &[Argument]) -> bool {
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
        arguments.iter().filter(core).any(|argument| self.chunks.groups[argument.group].negated)
    }

    /// Makes events and relations of what a verb tells.
    pub(super) fn verb(&mut self, verb: usize) {
        let group = &self.chunks.verbs[verb];
        let Some(word) = &group.main else { return };
        let token = word.start;
        if self.goes_on_with_toll(verb) || self.is_participle_noun(verb) {
            return;
        }
        let triggers: Vec<usize> = word.verb_triggers(self.ontology).collect();
        let arguments = self.arguments_of(verb);
        for rule in triggers {
            let trigger = self.trigger(rule);
            let mut filled = self.fill_verb(verb, rule, &arguments);
            // "The strike destroyed X. It also killed Y": the strike did.
            let deed = self.deed_before && trigger.incident.is_some() && self.opens_with_pronoun(&arguments);
            if deed {
                filled.agents.clear();
                filled.other_agents.clear();
            }
            // "Two tankers struck in the Red Sea": they were.
            let past = matches!(self.chunks.verbs[verb].form, Form::Past | Form::PastOnly | Form::Participle);
            let bare = past && !self.chunks.verbs[verb].finite_auxiliary;
            let struck = trigger.acts.contains(&Act::Strikes) && bare && filled.targets.is_empty() && filled.victims.is_empty();
            let object = || arguments.iter().any(|argument| argument.slot == Slot::Object);
            let vessel = |&agent: &usize| self.cast.kind(agent) == ActorKind::Vessel || self.is_unarmed(agent);
            if struck && !filled.agents.is_empty() && filled.agents.iter().all(vessel) && !object() {
                filled.targets = std::mem::take(&mut filled.agents);
            }
            self.tries(Site::Verb(verb), rule, &arguments, &filled);
            if trigger.relation.is_some() {
                match self.is_idiom(verb) {
                    true => self.fails(|| Why::Told),
                    false => self.verb_relates(verb, rule, &arguments),
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
            if let Some(why) = self.unfit(verb, trigger, &arguments, &filled) {
                self.fails(|| why);
                continue;
            }
            if trigger.acts.contains(&Act::Answers) && self.is_answer_told(verb, &filled) {
                continue;
            }
            if self.fires_again(verb, trigger, &arguments, &filled) {
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
                // "Eleven passengers were abducted on Monday"
                && !(filled.people_hit && kind == IncidentKind::Abduction)
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
            let vessel = |agent: &usize| self.cast.kind(*agent) == ActorKind::Vessel;
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
            // "X and Y routinely target convoys": none of the deeds told before.
            let tokens = self.chunks.verbs[verb].tokens.clone();
            let beside = tokens.start.saturating_sub(1)..(tokens.end + 1).min(self.sentence_tokens.len());
            let habit = self.sentence_tokens[beside].iter().any(|token| self.lexicon.is_word(token, WordClass::Habit));
            if carrier.is_none() && habit {
                (event.distinct, event.several) = (true, true);
            }
            event.follows |= carrier.is_none() && event.agents.is_empty() && self.is_hit_too(verb, trigger, &arguments);
            event.follows |= event.agents.is_empty() && filled.arms.iter().any(|&group| self.chunks.groups[group].further);
            if carrier.is_none() || trigger.acts.contains(&Act::Answers) {
                event.modality = self.verb_modality(verb);
                if self.has_negated_side(&arguments) {
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
