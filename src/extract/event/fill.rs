//! From the arguments of a trigger to its roles.

use super::{EventReader, extend};
use crate::extract::argument::Argument;
use crate::extract::confidence::Ground;
use crate::extract::locating::is_locative;
use crate::ontology::schema::{Act, Frame, Makes, Role, Slot, TriggerEntry, WordClass};
use crate::vocabulary::{ActorKind, IncidentKind, PlaceKind};

/// What the arguments of a trigger say, by role.
#[derive(Clone, Debug, Default)]
pub(super) struct Filled {
    pub(super) agents: Vec<usize>,
    pub(super) targets: Vec<usize>,
    pub(super) holders: Vec<usize>,
    pub(super) owners: Vec<usize>,
    /// Targets that the name of their seat stands for.
    pub(super) seats: Vec<usize>,
    /// Who is meant by "its" in a target if not the perpetrator.
    pub(super) others: Vec<usize>,
    /// Who is meant by "it" as the perpetrator if not the target.
    pub(super) other_agents: Vec<usize>,
    /// Who is meant by "its" in a perpetrator if not the target.
    pub(super) other_owners: Vec<usize>,
    /// Who holds the place that it was launched from.
    pub(super) launchers: Vec<usize>,
    pub(super) victims: Vec<usize>,
    pub(super) bystanders: Vec<usize>,
    /// Classes in the plural: "Iran-backed militias", not "an Iran-backed militia".
    pub(super) several: Vec<usize>,
    pub(super) victim_groups: Vec<usize>,
    pub(super) weapons: Vec<usize>,
    /// Groups of weapons in any role but the target: what they did in one clause they did in the other.
    pub(super) arms: Vec<usize>,
    pub(super) places: Vec<usize>,
    pub(super) events: Vec<usize>,
    pub(super) causes: Vec<usize>,
    /// Its object is a place: "took the town from X".
    pub(super) placed: bool,
    /// The state from whose soil it came.
    pub(super) origin: Option<usize>,
    /// Incidents that stand where an actor might: "the strike killed".
    pub(super) carriers: Vec<usize>,
    /// Whether a target is a site that nobody is said to own.
    pub(super) site: bool,
    /// Such a site of everyday life: a market, a school.
    pub(super) civil: bool,
    /// "troops killed three": forces that nobody is said to own did it.
    pub(super) forces: bool,
    /// "two fighters were killed": men that nobody is said to own were hurt.
    pub(super) men: bool,
    /// Soldiers that nobody is said to own were hit.
    pub(super) soldiers: bool,
    /// Whose those are who act or are hit as bare forces, if it is an armed group that they are at blows with.
    pub(super) state_acts: Option<usize>,
    pub(super) state_hit: Option<usize>,
    /// An office of a state that nobody names is hit.
    pub(super) office: bool,
    /// Gunmen of nobody named did it.
    pub(super) gunmen: bool,
    /// Somebody did it whose name is none that the text explains: "Mountain Wolves attacked".
    pub(super) stranger: bool,
    /// People whom nobody is said to own are its target, or were hurt by it.
    pub(super) people_hit: bool,
    pub(super) people_hurt: bool,
    /// The states of those who are named by nothing but their nation: "four Indians were shot dead".
    pub(super) nationals: Vec<usize>,
    /// Men did it, not a strike: "gunmen of X killed".
    pub(super) hands: bool,
    /// "killed three of the attackers": whoever did what was told before.
    pub(super) raiders: bool,
    /// What they do they do to each other.
    pub(super) mutual: bool,
    /// People who are nobody's were hurt: "30 villagers".
    pub(super) villagers: bool,
    /// Shells fell among people of nobody named.
    pub(super) people_among: bool,
    /// Weapons were hit on the ground: a missile, a rocket launcher.
    pub(super) arms_hit: bool,
    /// One who was hurt leads others.
    pub(super) chief: bool,
    /// How the sides were found.
    pub(super) agent_ground: Option<Ground>,
    pub(super) target_ground: Option<Ground>,
    pub(super) means: Option<IncidentKind>,
    pub(super) weapon: Option<String>,
}

impl Filled {
    /// Whether aircraft of nobody named act.
    pub(super) fn flies(&self) -> bool {
        self.forces && self.means == Some(IncidentKind::Airstrike)
    }

    /// Notes how the sides were found that the last argument brought.
    fn ground(&mut self, ground: Ground) {
        if !self.agents.is_empty() {
            self.agent_ground.get_or_insert(ground);
        }
        if !self.targets.is_empty() || !self.victims.is_empty() {
            self.target_ground.get_or_insert(ground);
        }
    }
}

impl<'a> EventReader<'a> {
    /// Whether a noun of property stands between the last name of a group and its head.
    fn owns_between(&self, group: usize) -> bool {
        let group = &self.chunks.groups[group];
        let Some((head, modifiers)) = group.words.split_last() else { return false };
        let property = |word: &super::Word| {
            word.generic().is_some_and(|(class, _)| self.ontology.generics()[class].makes == Makes::Property)
        };
        !group.name_last && !group.mentions.is_empty() && modifiers.iter().any(|word| word.start < head.start && property(word))
    }

    pub(super) fn has_needs(&self, trigger: &TriggerEntry, filled: &Filled) -> bool {
        missing(trigger, filled).next().is_none()
    }

    pub(super) fn fill(&self, frame: &Frame, arguments: &[Argument]) -> Filled {
        let mut filled = Filled::default();
        let aimed = arguments.iter().any(|argument| argument.slot != Slot::Modifier && frame.target.contains(&argument.slot));
        // "an attack on American forces at a Jordanian facility": only where they were.
        let forces = arguments.iter().any(|argument| {
            let reading = &self.readings[argument.group];
            matches!(argument.slot, Slot::On | Slot::Against | Slot::Object)
                && frame.target.contains(&argument.slot)
                && (reading.named && reading.place.is_none()
                    || matches!(reading.makes, Some(Makes::Forces | Makes::People | Makes::Group)))
                && !reading.actors.is_empty()
        });
        let mut site = false;
        let mut sites = Vec::new();
        let mut ground = Ground::Tree;
        for argument in arguments {
            filled.ground(ground);
            let reading = &self.readings[argument.group];
            ground = Ground::of(argument.margin, reading.referred);
            let has = |slots: &[Slot]| slots.contains(&argument.slot);
            let incident = self.of_group[argument.group];
            let modifier = argument.slot == Slot::Modifier;
            if let Some(event) = incident.filter(|_| !modifier) {
                if has(&frame.event) {
                    filled.events.push(event);
                }
                if has(&frame.cause) {
                    filled.causes.push(event);
                }
                if !self.events[event].lacking && (has(&frame.agent) || has(&frame.weapon) || argument.slot == Slot::In) {
                    filled.carriers.push(event);
                }
                if !(has(&frame.target) || has(&frame.victim)) {
                    continue;
                }
                // "hit by an attack": the incident is no target.
                continue;
            }
            // "the Jordan drone attack": a country beside the noun is where it was, unless the noun says whom it hit.
            if modifier && reading.place.is_some() && !aimed {
                filled.places.extend(reading.place);
                continue;
            }
            // "the Saudi oil attack", "the US embassy attack": what stands between the name and the noun was hit.
            if modifier && self.owns_between(argument.group) {
                extend(&mut filled.targets, &reading.actors);
                continue;
            }
            // "the terrorist assault on Y by X": X's, whoever the class was last said of.
            let by = |other: &Argument| {
                matches!(other.slot, Slot::By) && has(&frame.agent) && !self.readings[other.group].actors.is_empty()
            };
            if modifier && reading.referred && arguments.iter().any(by) {
                continue;
            }
            // "its capture", "the tanker's seizure": a ship without arms suffers what is said to be its.
            let suffers = (modifier || argument.slot == Slot::Possessive) && has(&frame.agent) && !aimed;
            if suffers && !reading.actors.is_empty() && reading.actors.iter().all(|&member| self.is_unarmed(member)) {
                extend(&mut filled.targets, &reading.actors);
                continue;
            }
            if reading.makes == Some(Makes::Weapon) && (has(&frame.agent) || has(&frame.weapon)) {
                filled.arms.push(argument.group);
            }
            // "a drone from Iraq": where it came from is not who sent it.
            let origin = argument.slot == Slot::From && reading.place.is_some() && frame.agent.first() != Some(&Slot::From);
            let state = reading.actors.last().filter(|&&member| self.cast.kind(member) == ActorKind::State);
            filled.origin = filled.origin.or(state.copied().filter(|_| origin && reading.named));
            // "fired from a Houthi area", "fired from X's territory", "launched from Houthi-held Hodeidah"
            if argument.slot == Slot::From && !frame.weapon.is_empty() {
                let armed = |&&member: &&usize| self.cast.kind(member) == ActorKind::ArmedGroup;
                filled.launchers.extend(reading.held_by.iter().filter(armed));
                if matches!(reading.makes, Some(Makes::Thing | Makes::Property)) {
                    filled.launchers.extend(reading.actors.iter().filter(armed));
                }
            }
            // "dropped from a jet of X": by X.
            let carrier = argument.slot == Slot::From && !frame.weapon.is_empty() && reading.makes == Some(Makes::Forces);
            if carrier && frame.agent.contains(&Slot::By) && filled.agents.is_empty() {
                extend(&mut filled.agents, &reading.actors);
                filled.means = filled.means.or(reading.means);
            }
            // "Iranian support for X": the noun of the rule itself is no thing that stands between.
            let thing = matches!(reading.makes, Some(Makes::Thing)) && !modifier;
            if has(&frame.agent) && !origin && !thing {
                // A seat or place acts only as a bare name: "Tehran said", not "in Tehran".
                extend(&mut filled.agents, &reading.actors);
                filled.forces |= reading.actors.is_empty() && reading.makes == Some(Makes::Forces);
                filled.state_acts = filled.state_acts.or(reading.state);
                filled.hands |= matches!(reading.makes, Some(Makes::Forces | Makes::Group));
                filled.gunmen |= reading.actors.is_empty() && reading.makes == Some(Makes::Group);
                filled.stranger |= reading.actors.is_empty() && !modifier && self.is_stranger(argument.group);
                let group = &self.chunks.groups[argument.group];
                if group.pronoun {
                    filled.other_agents.extend(reading.other);
                } else if group.pronoun_owner {
                    filled.other_owners.extend(reading.other);
                }
                filled.means = filled.means.or(reading.means);
                if reading.makes == Some(Makes::Weapon) {
                    filled.weapon = filled.weapon.or(reading.weapon.clone());
                }
            }
            // "deployed bombers against X"
            let sent = argument.slot == Slot::Object
                && reading.makes == Some(Makes::Forces)
                && has(&frame.weapon)
                && arguments.iter().any(|argument| argument.slot == Slot::Against);
            if sent {
                filled.weapons.push(argument.group);
                filled.means = filled.means.or(reading.means);
                continue;
            }
            if has(&frame.weapon) && reading.makes == Some(Makes::Weapon) {
                // "the air force launched drones": rather than an air strike.
                if reading.means == Some(IncidentKind::DroneAttack)
                    && filled.means.is_none_or(|means| means == IncidentKind::Airstrike)
                {
                    filled.means = reading.means;
                }
                filled.weapons.push(argument.group);
                filled.weapon = filled.weapon.or(reading.weapon.clone());
                filled.means = filled.means.or(reading.means);
                // "fired Iranian missiles" does not make Iran the one who fired; "missiles from Iran struck" does.
                if argument.slot != Slot::Object && argument.slot != Slot::With && argument.slot != Slot::Using {
                    extend(&mut filled.agents, &reading.actors);
                }
                continue;
            }
            if has(&frame.victim) {
                filled.victim_groups.push(argument.group);
                let fights = matches!(reading.makes, Some(Makes::Group | Makes::Leader));
                filled.chief |= reading.makes == Some(Makes::Leader);
                filled.men |= reading.actors.is_empty() && fights && !self.chunks.groups[argument.group].definite;
                extend(&mut filled.victims, &self.among(argument.group));
                // Passers-by of some nationality do not stand for their state.
                let unknown = reading.makes == Some(Makes::Thing) && self.chunks.groups[argument.group].words.is_empty();
                // "Two Indians were killed": perhaps only passers-by.
                let group = &self.chunks.groups[argument.group];
                // "four Hezbollah men" are fighters of the group.
                // "a Palestinian man" is one of a people that is a side of its own.
                let armed = reading.makes == Some(Makes::People)
                    && reading
                        .actors
                        .last()
                        .is_some_and(|&member| matches!(self.cast.kind(member), ActorKind::ArmedGroup | ActorKind::Generic));
                // "a Hamas official" is one of its men.
                let armed = armed
                    || reading.makes == Some(Makes::Officials)
                        && reading.actors.last().is_some_and(|&member| self.cast.kind(member) == ActorKind::ArmedGroup);
                let nationals = group.name_last && group.nationals;
                if !nationals
                    && (unknown || !matches!(reading.makes, Some(Makes::People | Makes::Thing | Makes::Officials)) || armed)
                {
                    extend(&mut filled.victims, &reading.actors);
                } else if nationals || reading.makes == Some(Makes::People) {
                    extend(&mut filled.bystanders, &reading.actors);
                    if nationals {
                        extend(&mut filled.nationals, &reading.actors);
                    }
                }
            }
            // One man may be anybody.
            let abroad = |&member: &usize| self.cast.kind(member) == ActorKind::State;
            let many = self.is_plural_class(argument.group)
                || self.chunks.groups[argument.group].number.is_some_and(|number| number > 1);
            if reading.makes == Some(Makes::People)
                && !(self.chunks.groups[argument.group].name_last && self.chunks.groups[argument.group].nationals)
                && (reading.actors.is_empty() || has(&frame.victim) && reading.actors.iter().all(abroad))
                && many
            {
                filled.people_hit |= has(&frame.target) && !has(&frame.victim);
                filled.people_hurt |= has(&frame.victim);
                // "two of her crew" are not just anybody.
                let group = &self.chunks.groups[argument.group];
                // "leaves 100 dead": perhaps fighters.
                let dead = self.lexicon.is_word(&self.sentence_tokens[group.tokens.end - 1], WordClass::Dead);
                filled.villagers |= has(&frame.victim) && !dead && !group.pronoun_owner && group.possessor.is_none();
                filled.people_among |= has(&frame.target) && argument.slot == Slot::Among;
            }
            if has(&frame.target) || has(&frame.victim) {
                filled.raiders |= reading.actors.is_empty() && self.is_assailants(argument.group);
                filled.state_hit = filled.state_hit.or(reading.state);
                filled.soldiers |= reading.actors.is_empty() && self.are_soldiers(argument.group);
            }
            // "an air strike on militants near X"
            filled.men |= has(&frame.target)
                && !has(&frame.victim)
                && reading.makes == Some(Makes::Group)
                && reading.actors.is_empty()
                && !self.chunks.groups[argument.group].definite
                && self.is_plural_class(argument.group);
            filled.office |= has(&frame.target)
                && !has(&frame.agent)
                && reading.makes == Some(Makes::Officials)
                && reading.actors.is_empty()
                && self.chunks.groups[argument.group].definite
                && !self.is_plural_class(argument.group);
            let locative = is_locative(argument.slot);
            let there = has(&frame.target) || matches!(argument.slot, Slot::In | Slot::At | Slot::Inside | Slot::On | Slot::Into);
            filled.civil |= there && reading.actors.is_empty() && self.is_civil(argument.group);
            if self.is_plural_class(argument.group) {
                extend(&mut filled.several, &reading.actors);
            }
            // … or "at Erbil", whoever sits there.
            let seat = reading.named && reading.place.is_some();
            let where_they_were = forces && argument.slot == Slot::At && (reading.makes == Some(Makes::Property) || seat);
            if (has(&frame.target) || has(&frame.place) || locative) && !where_they_were {
                extend(&mut filled.holders, &reading.held_by);
                extend(&mut filled.owners, &reading.held_by);
            }
            if where_they_were {
                filled.places.extend(reading.place.filter(|place| !filled.places.contains(place)));
            } else if has(&frame.target) && !has(&frame.victim) {
                filled.others.extend(reading.other);
                site |= reading.actors.is_empty() && reading.makes == Some(Makes::Property);
                filled.arms_hit |= argument.slot == Slot::Object && self.is_arms(argument.group);
                let site_only = reading.place.is_some() && reading.actors.is_empty();
                // "strikes on the Syrian border": only where they were.
                let border = self.is_border(argument.group);
                if !matches!(reading.makes, Some(Makes::Thing))
                    || !border && reading.triggers.is_empty() && !reading.actors.is_empty() && reading.makes == Some(Makes::Thing)
                {
                    extend(&mut filled.targets, &reading.actors);
                    // "a strike on Damascus": of whom, those who were hurt may tell.
                    let town =
                        |place: usize| !matches!(self.ontology.places()[place].kind, PlaceKind::Country | PlaceKind::World);
                    if reading.place.is_some_and(town) {
                        extend(&mut filled.seats, &reading.actors);
                    }
                }
                if site_only {
                    let holder = reading.place.and_then(|place| self.holders.get(&place).copied());
                    filled.holders.extend(holder);
                    if reading.place.is_some_and(|place| self.ontology.places()[place].kind.is_site()) {
                        filled.owners.extend(holder);
                    }
                }
                // "took X from Y": Y is not where it was.
                let source = argument.slot == Slot::From && !reading.actors.is_empty();
                filled.places.extend(reading.place.filter(|place| !source && !filled.places.contains(place)));
            } else if has(&frame.place) || locative {
                filled.placed |= argument.slot == Slot::Object && reading.place.is_some();
                filled.places.extend(reading.place.filter(|place| !filled.places.contains(place)));
                // "rockets landed in X": in whose town they landed.
                // "a rocket wounded a farmer in X"
                let fired = frame.weapon.contains(&Slot::Subject) || has(&frame.place) && !filled.arms.is_empty();
                let fell = fired && argument.slot == Slot::In && reading.actors.is_empty();
                let country = |place: usize| matches!(self.ontology.places()[place].kind, PlaceKind::Country | PlaceKind::World);
                // "a resort in Anbar province": too wide for who holds it to be meant.
                let wide = filled.civil && self.is_wide(argument.group);
                let town = reading.place.filter(|&place| fell && !country(place) && !wide);
                filled.holders.extend(town.and_then(|place| self.holders.get(&place).copied()));
                // "killed two men on the bridge of the tanker": a ship is both where and what was hit.
                let vessel = |&&member: &&usize| self.cast.kind(member) == ActorKind::Vessel;
                let vessels: Vec<usize> = reading.actors.iter().filter(vessel).copied().collect();
                extend(&mut filled.targets, &vessels);
                // "destroyed a drone on a Houthi launch rail": for want of a target, whose site it was.
                // "rockets landed near the US embassy"
                let seat = |member: &usize| reading.named && self.cast.kind(*member) == ActorKind::Government;
                let site = reading.makes == Some(Makes::Property) || reading.actors.iter().all(seat);
                if site && matches!(argument.slot, Slot::On | Slot::In | Slot::At | Slot::Inside | Slot::Outside | Slot::Near) {
                    extend(&mut sites, &reading.actors);
                }
            }
        }
        filled.ground(ground);
        if filled.agents.is_empty() {
            let launchers = std::mem::take(&mut filled.launchers);
            extend(&mut filled.agents, &launchers);
        }
        if filled.targets.is_empty() && filled.victims.is_empty() {
            extend(&mut filled.holders, &sites);
            extend(&mut filled.owners, &sites);
        }
        // "targets in Eilat": a site that nobody is said to own is its holder's.
        filled.site = site;
        if site {
            let wide: Vec<usize> = arguments
                .iter()
                .filter(|argument| filled.civil && self.is_wide(argument.group))
                .filter_map(|argument| self.readings[argument.group].place)
                .collect();
            let narrow = filled.places.iter().filter(|place| !wide.contains(place));
            let holders: Vec<usize> = narrow.filter_map(|place| self.holders.get(place).copied()).collect();
            extend(&mut filled.holders, &holders);
        }
        let hurt: Vec<usize> = filled.targets.iter().chain(&filled.victims).copied().collect();
        self.enlisted(&mut filled, frame, arguments);
        let (acts, hit) = self.servants(&filled.agents, &hurt, filled.state_acts, filled.state_hit);
        filled.agents.extend(acts);
        // "gunmen ambushed an army patrol"
        let hit = hit.or(filled.state_hit.filter(|_| filled.gunmen && filled.agents.is_empty() && hurt.is_empty()));
        filled.targets.extend(hit);
        filled
    }
}

/// The roles that a trigger needs and nothing fills.
pub(super) fn missing(trigger: &TriggerEntry, filled: &Filled) -> impl Iterator<Item = Role> {
    trigger.needs.iter().copied().filter(|need| match need {
        // "Warplanes hit back": those of whoever was hit.
        // "lost two men to a strike": of whoever struck.
        Role::Agent => {
            let flies = filled.flies() && trigger.acts.contains(&Act::Answers);
            let struck = !filled.carriers.is_empty() && trigger.acts.contains(&Act::Harms);
            filled.agents.is_empty() && !flies && !struck
        }
        Role::Target => {
            // What needs a place as well wants one that somebody holds: "took Marib", not "took Israel by surprise".
            if trigger.needs.contains(&Role::Place) && trigger.frame.target.contains(&Slot::Object) {
                return filled.holders.is_empty() || !filled.targets.is_empty();
            }
            let taken = filled.people_hit || filled.soldiers;
            let people = taken && trigger.incident == Some(IncidentKind::Abduction) || filled.raiders;
            filled.targets.is_empty() && filled.holders.is_empty() && !people
        }
        Role::Victim => filled.victim_groups.is_empty(),
        Role::Weapon => filled.weapon.is_none() && filled.weapons.is_empty() && filled.carriers.is_empty(),
        Role::Place => filled.places.is_empty() || trigger.frame.place.contains(&Slot::Object) && !filled.placed,
        Role::Event => filled.events.is_empty(),
        Role::Cause => filled.causes.is_empty(),
    })
}
