//! Verbs and cues that carry, threaten, deny, claim or report the incidents beside them.

use super::fill::Filled;
use super::trace::Site;
use super::{Event, EventReader, extend};
use crate::explain::Why;
use crate::extract::argument::Argument;
use crate::extract::group::Chunk;
use crate::extract::tag::Word;
use crate::lexicon::Form;
use crate::ontology::schema::{Act, Effect, Makes, Pos, Slot, TriggerEntry, WordClass};
use crate::vocabulary::{ActorKind, IncidentKind, Modality, Stance};

impl<'a> EventReader<'a> {
    pub(super) fn acts(&self, word: &'a Word) -> impl Iterator<Item = Act> + 'a {
        let ontology = self.ontology;
        word.verb_triggers(ontology).flat_map(move |trigger| ontology.triggers()[trigger].acts.iter().copied())
    }

    /// What a verb without a deed of its own does to the incidents beside it.
    pub(super) fn governing(&mut self, verb: usize) {
        let group = &self.chunks.verbs[verb];
        let Some(word) = &group.main else { return };
        let arguments = self.arguments_of(verb);
        let own = self.of_verb[verb];
        let rules: Vec<usize> = word.verb_triggers(self.ontology).collect();
        for rule in rules {
            let trigger = self.trigger(rule);
            let mut filled = self.fill_verb(verb, rule, &arguments);
            if filled.events.is_empty() && trigger.acts.contains(&Act::Attributes) {
                filled.events.extend(self.deed_behind_participle(verb, &trigger.frame.event));
            }
            if trigger.acts.contains(&Act::Attributes) && trigger.frame.agent.is_empty() {
                let said = self.heard(word.start).into_iter().find_map(|said| said.member);
                filled.agents.extend(said);
            }
            // "an attack on Y, which X says it carried out"
            let deed = self.deed_before_relative(verb, &arguments);
            let carried = deed.filter(|_| {
                let act = trigger.acts.contains(&Act::Supports) || trigger.acts.contains(&Act::Attributes);
                let carries = act && trigger.frame.agent.contains(&Slot::Subject);
                filled.events.is_empty() && carries && trigger.frame.event.contains(&Slot::Object)
            });
            filled.events.extend(carried.and_then(|group| self.of_group[group]));
            if trigger.acts.contains(&Act::Attributes) {
                self.renamed(&trigger.frame.event, &arguments, &mut filled);
            }
            self.tries(Site::Verb(verb), rule, &arguments, &filled);
            // "an ambush laid by X", "an ambush, which X had laid"
            let object = deed.map(|group| Argument { slot: Slot::Object, group, margin: None });
            let reduced = if self.chunks.verbs[verb].finite_auxiliary { object.as_slice() } else { &arguments[..] };
            if !trigger.complements.is_empty() && !self.is_completed(verb, trigger, reduced) {
                self.fails(|| Why::Complement);
                continue;
            }
            for act in &trigger.acts {
                match act {
                    Act::Supports => {
                        if filled.events.is_empty() && trigger.acts.contains(&Act::Answers) {
                            self.announces(verb, &filled.agents);
                        }
                        // "is believed to have carried that out"
                        if filled.events.is_empty() && !filled.agents.is_empty() && !self.chunks.verbs[verb].negated {
                            self.attribute_before(verb, rule, &filled.agents, &arguments);
                        }
                        for &event in &filled.events {
                            if Some(event) == own {
                                continue;
                            }
                            let modality = self.verb_modality(verb);
                            let mut supported = self.events[event].clone();
                            if supported.agents.is_empty() {
                                // "X bombed the port and the tanks": who is named goes before whom "the tanks" might point back to.
                                let own = |target: &usize| filled.agents.iter().any(|agent| self.cast.same_side(*agent, *target));
                                if filled.agents.iter().any(|&agent| self.stands_as(agent, false)) {
                                    supported.targets.retain(|&target| !(own(&target) && self.stands_as(target, true)));
                                }
                                // "X answered with raids on its bases": not X's.
                                if !supported.others.is_empty() && !filled.agents.is_empty() && supported.targets.iter().all(own)
                                {
                                    supported.targets = std::mem::take(&mut supported.others);
                                }
                                // "denied carrying out the strikes"
                                let mut doers = self.doers(&filled, &supported);
                                doers.retain(|doer| !supported.denied_by.contains(doer));
                                extend(&mut supported.agents, &doers);
                            }
                            if supported.targets.is_empty() {
                                extend(&mut supported.targets, &filled.targets);
                            }
                            if supported.agents.is_empty() && trigger.frame.target.contains(&Slot::Subject) {
                                let foes = self.foes_within(verb, event, &supported.targets);
                                extend(&mut supported.agents, &foes);
                            }
                            extend(&mut supported.holders, &filled.holders);
                            extend(&mut supported.places, &filled.places);
                            if let Some(means) = filled.means {
                                supported.sharpen(means, false);
                            }
                            if modality != Modality::Asserted {
                                supported.modality = modality;
                            }
                            // "responded with strikes"
                            supported.answers |= trigger.acts.contains(&Act::Answers);
                            self.events[event] = supported;
                        }
                    }
                    Act::Threatens => self.threaten(verb, rule, &filled, own),
                    Act::Denies => self.deny(verb, rule, &filled, &arguments),
                    // "an attack that X claimed was carried out by Y"
                    Act::Attributes if self.lays_it_on_another(verb, &filled.agents) => {}
                    Act::Attributes => {
                        let negated = self.is_unsaid(verb);
                        // "X was not behind it"
                        if negated && trigger.stance.is_none() {
                            for &event in filled.events.iter().filter(|&&event| Some(event) != own) {
                                extend(&mut self.events[event].denied_by, &filled.agents);
                            }
                        }
                        let volley = if filled.events.is_empty() && !negated { self.volley(rule, &arguments) } else { None };
                        if filled.events.is_empty() && volley.is_none() && !negated && !filled.agents.is_empty() {
                            self.attribute_before(verb, rule, &filled.agents, &arguments);
                        }
                        for &event in filled.events.iter().chain(&volley).filter(|_| !negated) {
                            if Some(event) == own
                                || trigger.acts.contains(&Act::Announces) && !self.is_own_news(event, &filled.agents)
                            {
                                continue;
                            }
                            // "X claimed the attack on its channel": X is not whom it hit.
                            if trigger.frame.agent.contains(&Slot::Subject) {
                                self.events[event].targets.retain(|target| !filled.agents.contains(target));
                            }
                            let agents = self.doers(&filled, &self.events[event]);
                            // "blamed the blasts on X": X is not whom they hit.
                            let in_slot = |slot: &&Slot| -> Vec<usize> {
                                let there = arguments.iter().filter(|argument| argument.slot == **slot);
                                there.flat_map(|argument| self.readings[argument.group].actors.clone()).collect()
                            };
                            let slots = trigger.frame.agent.iter().filter(|slot| matches!(slot, Slot::On | Slot::To));
                            let accused = slots.map(|slot| in_slot(&slot)).find(|actors| !actors.is_empty()).unwrap_or_default();
                            let agents = if agents.is_empty() { accused.clone() } else { agents };
                            if self.events[event].agents.is_empty() {
                                self.events[event].targets.retain(|target| !accused.contains(target));
                                // "an attack blamed on Israel" was not there.
                                let theirs = |place: &usize| {
                                    accused.iter().any(|&one| self.cast.actor(one).id == self.ontology.places()[*place].id)
                                };
                                let places: Vec<usize> =
                                    self.events[event].places.iter().copied().filter(|place| !theirs(place)).collect();
                                self.events[event].places = places;
                            }
                            if self.events[event].agents.is_empty() {
                                extend(&mut self.events[event].agents, &agents);
                            }
                            if trigger.stance == Some(Stance::Claims) {
                                extend(&mut self.events[event].claimed_by, &agents);
                            } else {
                                self.events[event].accused |= !agents.is_empty();
                            }
                        }
                    }
                    Act::Aims if !trigger.frame.event.is_empty() => self.aim(verb, rule, &filled),
                    Act::Ends => self.end(verb, rule, &filled, own, &arguments),
                    _ => {}
                }
            }
        }
    }

    /// "the attack on a post, which X says it carried out": the noun of the deed that the relative clause of a verb without an
    /// object speaks of, whatever stands between.
    fn deed_before_relative(&self, verb: usize, arguments: &[Argument]) -> Option<usize> {
        let chunk = &self.chunks.verbs[verb];
        let own = |argument: &Argument| {
            argument.slot == Slot::Object && self.chunks.groups[argument.group].tokens.start >= chunk.tokens.end
        };
        if chunk.passive || chunk.negated || arguments.iter().any(own) {
            return None;
        }
        let row = &self.chunks.row[..self.chunks.verb_at[verb]];
        let relative = row.iter().rposition(|chunk| *chunk == Chunk::Relative)?;
        let plain = |chunk: &Chunk| match chunk {
            Chunk::Group(_) => true,
            Chunk::Verb(speech) => self.speaks(*speech) && !self.chunks.verbs[*speech].negated,
            _ => false,
        };
        let subject = matches!(row.last(), Some(Chunk::Group(_)));
        if !subject || !row[relative + 1..].iter().all(plain) {
            return None;
        }
        let before = row[..relative].iter().rev().skip_while(|chunk| matches!(chunk, Chunk::Comma));
        let phrase = before.take_while(|chunk| matches!(chunk, Chunk::Group(_) | Chunk::Preposition(..)));
        let mut deeds = phrase.filter_map(|chunk| match chunk {
            Chunk::Group(group) => self.of_group[*group].map(|_| *group),
            _ => None,
        });
        deeds.next()
    }

    /// "X announced a strike on Y": whether those who make a deed known are likely to have done it.
    fn is_own_news(&self, event: usize, speakers: &[usize]) -> bool {
        let event = &self.events[event];
        let fights = |&speaker: &usize| self.cast.fights(speaker) || self.cast.kind(speaker) == ActorKind::Person;
        let mut hit = event.targets.iter().chain(&event.victims).chain(&event.holders).copied().peekable();
        let foe = hit.peek().is_some() && hit.all(|side| !speakers.iter().any(|&speaker| self.cast.are_friends(side, speaker)));
        foe && event.agents.is_empty() && event.modality == Modality::Asserted && speakers.iter().all(fights)
    }

    /// "blamed groups backed by X for the attack": the attack, where the tree hangs it on the participle.
    fn deed_behind_participle(&self, verb: usize, slots: &[Slot]) -> Option<usize> {
        let after = self.chunks.verb_at[verb] + 1;
        let mut participle = false;
        for (at, chunk) in self.chunks.row.iter().enumerate().skip(after) {
            match chunk {
                Chunk::Verb(inner) => {
                    let inner = &self.chunks.verbs[*inner];
                    if inner.finite_auxiliary || !matches!(inner.form, Form::Past | Form::Participle) || participle {
                        return None;
                    }
                    participle = true;
                }
                Chunk::Preposition(Some(slot), _) if participle && slots.contains(slot) => {
                    let Some(Chunk::Group(group)) = self.chunks.row.get(at + 1) else { return None };
                    return self.of_group[*group];
                }
                Chunk::Group(_) | Chunk::Preposition(..) => {}
                _ => return None,
            }
        }
        None
    }

    /// Whether a clause of the verb says that somebody else did it.
    fn lays_it_on_another(&self, verb: usize, own: &[usize]) -> bool {
        (verb + 1..self.chunks.verbs.len()).any(|inner| {
            let by = self.arguments.of_verb(inner);
            let mut others = by.iter().filter(|argument| argument.slot == Slot::By);
            let other = |argument: &Argument| {
                let actors = &self.readings[argument.group].actors;
                !actors.is_empty() && !self.cast.share_side(actors, own)
            };
            self.chunks.verbs[inner].passive && self.arguments.governor(inner) == Some(verb) && others.any(other)
        })
    }

    /// "came under attack during an operation against X": by those whom they were after, who are hit as well.
    fn foes_within(&mut self, verb: usize, event: usize, ours: &[usize]) -> Vec<usize> {
        let at = self.chunks.verb_at[verb];
        let after = self.chunks.row.iter().enumerate().skip(at + 2).find_map(|(place, chunk)| match chunk {
            Chunk::Group(group) if matches!(self.chunks.row[place - 1], Chunk::Preposition(..)) => {
                self.of_group[*group].filter(|&other| other != event).map(|other| (place, other))
            }
            _ => None,
        });
        let Some((place, other)) = after else { return Vec::new() };
        let crossed = self.chunks.row[at + 1..place].iter().any(|chunk| matches!(chunk, Chunk::Verb(_) | Chunk::Comma));
        let foes = self.events[other].targets.clone();
        if crossed || !self.events[other].agents.is_empty() || ours.is_empty() || self.cast.share_side(&foes, ours) {
            return Vec::new();
        }
        extend(&mut self.events[other].agents, ours);
        foes
    }

    /// "claimed responsibility for a barrage of missiles": the weapons stand for what was done with them.
    fn volley(&mut self, rule: usize, arguments: &[Argument]) -> Option<usize> {
        let trigger = self.trigger(rule);
        if !matches!(trigger.stance, Some(Stance::Claims | Stance::Accuses)) {
            return None;
        }
        let weapon = |argument: &&Argument| {
            let (group, reading) = (&self.chunks.groups[argument.group], &self.readings[argument.group]);
            trigger.frame.event.contains(&argument.slot)
                && reading.makes == Some(Makes::Weapon)
                && reading.actors.is_empty()
                && !group.negated
        };
        let group = arguments.iter().find(weapon)?.group;
        // "a drone blamed on X hit a base": what else is blamed on X was told before.
        if self.of_arms[group].is_some() || trigger.stance != Some(Stance::Claims) {
            return self.of_arms[group];
        }
        let kind = self.readings[group].means?;
        let tells = |trigger: &TriggerEntry| trigger.incident == Some(kind) && trigger.pos == Pos::Noun;
        let rule = self.ontology.triggers().iter().position(tells)?;
        let mut event = self.event(rule, self.chunks.groups[group].tokens.start, kind);
        event.noun = true;
        event.definite = self.chunks.groups[group].definite;
        event.weapon.clone_from(&self.readings[group].weapon);
        self.events.push(event);
        self.of_arms[group] = Some(self.events.len() - 1);
        self.of_arms[group]
    }

    /// "X took revenge the same evening: tanks shelled the town": what follows the colon is X's revenge.
    fn announces(&mut self, verb: usize, agents: &[usize]) {
        let Some(own) = self.of_verb[verb] else { return };
        let end = self.chunks.verbs[verb].tokens.end;
        let Some(colon) = (end..self.sentence_tokens.len()).find(|&at| self.sentence_tokens[at].folded == ":") else { return };
        let told = |at: &usize| {
            let event = &self.events[*at];
            event.token > colon && event.modality == Modality::Asserted && !event.lacking
        };
        let first = (0..self.events.len()).filter(told).min_by_key(|&at| self.events[at].token);
        let own_side = |at: &usize| self.events[*at].agents.is_empty() || self.cast.share_side(&self.events[*at].agents, agents);
        let Some(at) = first.filter(own_side) else { return };
        let deed = &mut self.events[at];
        extend(&mut deed.agents, agents);
        deed.targets.retain(|target| !agents.contains(target));
        deed.answers = true;
        self.events[at.max(own)].same = Some(at.min(own));
    }

    /// "X said it was behind it", "they blamed Y": of the incident told before.
    fn attribute_before(&mut self, verb: usize, rule: usize, agents: &[usize], arguments: &[Argument]) {
        let frame = &self.trigger(rule).frame;
        let mut speaks_of = arguments.iter().filter(|argument| frame.event.contains(&argument.slot));
        // "claimed responsibility" says all; "claimed" wants an object.
        let accuses = !frame.agent.contains(&Slot::Subject) || !frame.event.contains(&Slot::Object);
        let pronoun = speaks_of.clone().find(|argument| {
            let own = self.readings[argument.group].actors.iter().any(|actor| agents.contains(actor));
            let group = &self.chunks.groups[argument.group];
            // "Responsibility was claimed a day later by X"
            let charge = group.tokens.len() == 1
                && self.cues.iter().any(|hit| hit.start == group.tokens.start && self.has_effect(hit, Effect::Charges));
            // "joins us from the capital"
            let ours = self.lexicon.is_word(&self.sentence_tokens[group.tokens.start], WordClass::FirstPlural);
            (group.pronoun && !ours || charge) && !group.negated && (!own || !frame.agent.contains(&argument.slot))
        });
        // "Washington blames Iran": for what was told last, if nothing else is named.
        let bare = accuses
            && self.trigger(rule).acts.contains(&Act::Attributes)
            && speaks_of.all(|argument| {
                // "an attack the government blamed on X"
                let speaker = self.readings[argument.group].makes == Some(Makes::Officials)
                    && self.chunks.groups[argument.group].tokens.end <= self.chunks.verbs[verb].tokens.start;
                speaker || self.readings[argument.group].actors.iter().any(|actor| agents.contains(actor))
            })
            && self.infinitive_after(verb).is_none()
            && !arguments.iter().any(|argument| matches!(argument.slot, Slot::Of | Slot::For));
        // "the strike on the clinic, which X blamed on Y": the tree may take the clinic for what is blamed on Y.
        let relative = frame.agent.first() != Some(&Slot::Subject)
            && frame.agent.first() != Some(&Slot::Object)
            && self.arguments.antecedent(verb).is_some();
        if pronoun.is_none() && !bare && !relative || self.chunks.verbs[verb].modal {
            return;
        }
        let token = self.chunks.verbs[verb].tokens.start;
        // "bombings, which left 90 dead and were claimed by X": of what the sentence itself tells.
        let told = (0..self.events.len()).rev().find(|&event| {
            let event = &self.events[event];
            event.token < token
                && event.noun
                && event.agents.is_empty()
                && !event.targets.iter().any(|target| agents.contains(target))
        });
        let stance = self.trigger(rule).stance;
        let voice = stance.and_then(|stance| self.speaker(verb, stance));
        let claims = stance == Some(Stance::Claims);
        if let Some(told) = told {
            let event = &mut self.events[told];
            event.accused |= !claims;
            event.voices.extend(voice);
            return extend(&mut event.agents, agents);
        }
        let mut event = self.event(rule, token, IncidentKind::Attack);
        event.accused = !claims;
        event.voices.extend(voice);
        if claims {
            extend(&mut event.claimed_by, agents);
        }
        extend(&mut event.agents, agents);
        event.noun = true;
        event.definite = true;
        event.resumes = true;
        event.accuses = !frame.agent.contains(&Slot::Subject) || self.trigger(rule).stance == Some(Stance::Accuses);
        event.all = pronoun.is_some_and(|argument| self.is_plural_pronoun(argument.group));
        event.pair = pronoun.is_some_and(|argument| {
            let tokens = &self.sentence_tokens[self.chunks.groups[argument.group].tokens.clone()];
            tokens.iter().all(|token| self.lexicon.is_word(token, WordClass::Pair))
        });
        self.events.push(event);
    }

    /// Who does it of those named as perpetrators: nobody strikes himself or did what he denies, and "it" may be another.
    fn doers(&self, filled: &Filled, event: &Event) -> Vec<usize> {
        // A coalition strikes none of its members.
        let own = |agent: &usize| {
            let mut others = event.targets.iter().chain(&event.denied_by);
            others.any(|other| self.cast.same_side(*agent, *other) || self.cast.is_part(*other, *agent))
        };
        let agents: Vec<usize> = filled.agents.iter().copied().filter(|agent| !own(agent)).collect();
        if !agents.is_empty() {
            return agents;
        }
        filled.other_agents.iter().copied().filter(|agent| !own(agent)).collect()
    }

    /// Whether a group of this sentence stands for an actor by pointing back to it, or by name.
    fn stands_as(&self, member: usize, referred: bool) -> bool {
        self.readings.iter().any(|reading| reading.referred == referred && reading.actors.contains(&member))
    }

    /// "an Israeli raid whose target was X", "it named its target as X".
    fn aim(&mut self, verb: usize, rule: usize, filled: &Filled) {
        if filled.targets.is_empty() || self.chunks.verbs[verb].negated {
            return;
        }
        let told = filled.weapons.iter().find_map(|&weapon| self.of_arms[weapon]);
        if let Some(event) = filled.events.first().copied().or(told) {
            let own = |target: &usize| self.events[event].agents.iter().any(|agent| self.cast.same_side(*agent, *target));
            let targets: Vec<usize> = filled.targets.iter().copied().filter(|target| !own(target)).collect();
            return extend(&mut self.events[event].targets, &targets);
        }
        let mut event = self.event(rule, self.chunks.verbs[verb].tokens.start, IncidentKind::Attack);
        extend(&mut event.agents, &filled.agents);
        extend(&mut event.targets, &filled.targets);
        event.noun = true;
        // "Forty rockets were aimed at X"
        let volley = filled.weapons.first().copied().filter(|&weapon| !self.chunks.groups[weapon].definite);
        if let Some((weapon, means)) = volley.and_then(|weapon| Some((weapon, filled.means?))) {
            event.kind = means;
            event.weapon.clone_from(&filled.weapon);
            extend(&mut event.places, &filled.places);
            self.of_arms[weapon] = Some(self.events.len());
        } else {
            event.definite = true;
            event.resumes = true;
        }
        self.events.push(event);
    }

    fn is_plural_pronoun(&self, group: usize) -> bool {
        self.chunks.groups[group].plural
    }

    /// The token where the clause that starts at `from` ends.
    pub(super) fn reach(&self, from: usize) -> usize {
        self.chunks
            .row
            .iter()
            .filter_map(|chunk| match chunk {
                Chunk::Verb(verb) if self.chunks.verbs[*verb].tokens.start >= from => Some(self.chunks.verbs[*verb].tokens.end),
                _ => None,
            })
            .min()
            .unwrap_or(usize::MAX)
    }
}
