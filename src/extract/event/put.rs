//! From filled roles into an event: who stands for whom where they conflict.

use super::fill::Filled;
use super::{Event, EventReader, extend};
use crate::ontology::schema::{Act, Pos, TriggerEntry};
use crate::vocabulary::{ActorKind, IncidentKind};

impl EventReader<'_> {
    /// Moves what the arguments say into an event; what it has already stands.
    pub(super) fn put(&self, event: &mut Event, filled: &Filled, trigger: &TriggerEntry) {
        // "it attacked Israel": not Israel.
        let own = |agent: &usize| filled.targets.iter().any(|target| self.cast.same_side(*agent, *target));
        let mutual = trigger.acts.contains(&Act::Mutual) || filled.mutual;
        let conflict = !mutual && filled.agents.iter().all(own);
        if conflict && !filled.other_agents.is_empty() {
            extend(&mut event.agents, &filled.other_agents);
        } else if conflict && filled.others.is_empty() && !filled.other_owners.is_empty() {
            extend(&mut event.agents, &filled.other_owners);
        } else {
            extend(&mut event.agents, &filled.agents);
        }
        // "American aircraft, ships and a submarine": a class of bystanders is no perpetrator beside one that is named.
        let bystander = |agent: &usize| matches!(self.cast.kind(*agent), ActorKind::Civilians | ActorKind::Generic);
        if event.agents.iter().any(|agent| !bystander(agent)) {
            event.agents.retain(|agent| !bystander(agent) || self.is_militant(*agent));
        }
        // "he would answer any attack on his country"
        let serves = |target: &usize| {
            let person = |agent: &usize| self.cast.kind(*agent) == ActorKind::Person && self.cast.same_side(*agent, *target);
            event.agents.iter().any(person)
        };
        let targets: Vec<usize> =
            filled.targets.iter().copied().filter(|target| mutual || !event.agents.contains(target) && !serves(target)).collect();
        extend(&mut event.targets, &targets);
        // "an Israeli strike on its consulate": not Israel's.
        if targets.is_empty() && !filled.targets.is_empty() {
            extend(&mut event.targets, &filled.others);
        }
        extend(&mut event.others, &filled.others);
        event.mutual |= mutual;
        if !event.agents.is_empty() {
            event.agent_ground = event.agent_ground.or(filled.agent_ground);
        }
        if !event.targets.is_empty() || !filled.victims.is_empty() {
            event.target_ground = event.target_ground.or(filled.target_ground);
        }
        event.site |= filled.site;
        event.civil |= filled.civil;
        event.state_acts = event.state_acts.or(filled.state_acts);
        event.state_hit = event.state_hit.or(filled.state_hit);
        event.office |= filled.office;
        event.forces |= filled.forces;
        event.stranger |= filled.stranger;
        event.soldiers |= filled.soldiers;
        event.men |= filled.men;
        event.raiders |= filled.raiders;
        event.chief |= filled.chief;
        // Not whoever is detained, or hurt by what was aimed elsewhere.
        let persons = trigger.acts.contains(&Act::Persons);
        let aimed = matches!(trigger.incident, Some(IncidentKind::Abduction | IncidentKind::Shooting));
        // "struck people who were queueing"
        let struck = filled.people_hit && trigger.acts.contains(&Act::Strikes) && trigger.pos == Pos::Verb;
        event.amid |= filled.people_among || struck;
        event.people |= filled.people_among || struck || filled.people_hit && (aimed || persons) || filled.people_hurt && persons;
        let killed = trigger.acts.contains(&Act::Harms) && !trigger.acts.contains(&Act::Wounds);
        let by_hand = persons || killed && filled.hands && filled.weapon.is_none();
        event.slain |= filled.people_hurt && by_hand;
        if by_hand && filled.victims.is_empty() {
            extend(&mut event.victims, &filled.nationals);
        }
        event.villagers |= filled.villagers;
        event.origin = event.origin.or(filled.origin);
        extend(&mut event.holders, &filled.holders);
        extend(&mut event.owners, &filled.owners);
        extend(&mut event.seats, &filled.seats);
        extend(&mut event.victims, &filled.victims);
        extend(&mut event.bystanders, &filled.bystanders);
        extend(&mut event.classes, &filled.several);
        extend(&mut event.places, &filled.places);
        if event.weapon.is_none() {
            event.weapon.clone_from(&filled.weapon);
        }
        if let Some(means) = filled.means {
            event.sharpen(means, false);
            // "bombed the town with drones"
            let used = !filled.weapons.is_empty() || !filled.arms.is_empty();
            if means == IncidentKind::DroneAttack
                && matches!(event.kind, IncidentKind::Airstrike | IncidentKind::Shooting)
                && used
            {
                event.kind = means;
            }
        }
        // "destroyed two missiles that were ready to be fired"
        let state = |&agent: &usize| self.cast.of_state(agent);
        if filled.arms_hit && trigger.acts.contains(&Act::Strikes) && !event.agents.is_empty() && event.agents.iter().all(state) {
            event.sharpen(IncidentKind::Airstrike, true);
        }
        if mutual {
            let both: Vec<usize> = event.agents.iter().chain(&event.targets).copied().collect();
            extend(&mut event.agents, &both);
            extend(&mut event.targets, &both);
        }
        if trigger.acts.contains(&Act::Harms) {
            let number = self.casualties(event.token, &filled.victim_groups);
            let slot = if trigger.acts.contains(&Act::Wounds) { &mut event.wounded } else { &mut event.killed };
            let open = slot.is_none();
            *slot = slot.or(number);
            event.counted |= open && number.is_some() && self.only_names(&filled.victim_groups);
        }
    }

    /// Whether the ontology says who backs the class: "Iran-backed militias" act, merchant ships do not.
    fn is_militant(&self, member: usize) -> bool {
        self.ontology.actor(&self.cast.actor(member).id).is_none_or(|entry| !entry.backed_by.is_empty())
    }
}
