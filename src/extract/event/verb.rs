//! Deeds and relations that verbs tell.

use super::fill::missing;
use super::trace::Site;
use super::{EventReader, extend};
use crate::explain::Why;
use crate::extract::argument::Argument;
use crate::extract::group::Chunk;
use crate::extract::standing::taken_back;
use crate::ontology::schema::{Act, Makes, Role, Slot, WordClass};
use crate::vocabulary::{ActorKind, IncidentKind, Modality, Predicate};

impl EventReader<'_> {
    /// "X paid Y back": the verb and its complement tell of a deed, not of support.
    fn is_idiom(&self, verb: usize) -> bool {
        let triggers = self.chunks.verbs[verb].main.iter().flat_map(|word| word.verb_triggers(self.ontology));
        let mut deeds = triggers.map(|rule| self.trigger(rule)).filter(|trigger| trigger.incident.is_some());
        deeds.any(|trigger| !trigger.complements.is_empty() && self.is_completed(verb, trigger, &[]))
    }

    /// Whether a state brings down drones or missiles that were sent rather than one that flew about.
    fn intercepts(&self, arguments: &[Argument], agents: &[usize]) -> bool {
        use ActorKind::{ArmedGroup, Coalition, Government, Military, State};
        let kind = |member: &usize| self.cast.actor(*member).kind;
        let state =
            !agents.is_empty() && agents.iter().all(|agent| matches!(kind(agent), State | Military | Government | Coalition));
        let sent = |argument: &Argument| {
            let (group, reading) = (&self.chunks.groups[argument.group], &self.readings[argument.group]);
            let several = self.is_plural_class(argument.group) || group.number.is_some_and(|number| number > 1);
            let armed = reading.actors.iter().any(|member| kind(member) == ArmedGroup);
            argument.slot == Slot::Object && reading.makes == Some(Makes::Weapon) && (several || armed)
        };
        state && arguments.iter().any(sent)
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

    pub(super) fn verb(&mut self, verb: usize) {
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
            // "US warships shot down four Houthi drones": they were sent at the ships.
            if trigger.acts.contains(&Act::Downs) && self.intercepts(&arguments, &filled.agents) {
                self.fails(|| Why::Unrelated);
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
