//! Who occupies the sites that are hit: "a base that houses US troops", "the airport, where Turkish soldiers are stationed".

use rustc_hash::FxHashMap as HashMap;

use super::argument::Arguments;
use super::group::{Chunk, Chunks};
use super::reading::Reading;
use crate::ontology::Ontology;
use crate::ontology::schema::{Act, Makes, Slot};
use crate::vocabulary::PlaceKind;

/// Finds the occupants of sites in one sentence.
pub(super) struct HousingReader<'a> {
    pub ontology: &'a Ontology,
    pub chunks: &'a Chunks,
    pub arguments: &'a dyn Arguments,
}

impl HousingReader<'_> {
    /// Lets occupants stand for their sites, and keeps who occupies which place (index into [`Ontology::places`]).
    ///
    /// Returns who occupies sites that the sentence only points back to: "these facilities were used by X".
    pub(super) fn read(&self, readings: &mut [Reading], housed: &mut HashMap<usize, Vec<usize>>) -> Vec<usize> {
        let mut before = Vec::new();
        for verb in 0..self.chunks.verbs.len() {
            let Some(word) = &self.chunks.verbs[verb].main else { continue };
            if self.chunks.verbs[verb].negated {
                continue;
            }
            let rules: Vec<usize> = word.verb_triggers(self.ontology).filter(|&rule| self.houses(rule)).collect();
            for rule in rules {
                let arguments = self.arguments.of_verb(verb);
                let entry = &self.ontology.triggers()[rule];
                let mut sites = groups(&arguments, &entry.frame.target);
                let antecedent = self.arguments.antecedent(verb);
                let lands: Vec<usize> = sites.iter().copied().chain(antecedent).collect();
                sites.retain(|&site| self.is_site(&readings[site]));
                if sites.is_empty() {
                    sites.extend(antecedent.filter(|&site| self.is_site(&readings[site])));
                }
                // "the parts of Yemen which X holds"
                if sites.is_empty() {
                    sites.extend(lands.iter().find_map(|&land| self.part_of_land(land, readings)));
                }
                if sites.is_empty() {
                    sites = self.sites_before(verb, readings);
                }
                if sites.is_empty() && entry.frame.target.contains(&Slot::Subject) {
                    sites.extend(self.site_said_to(verb).filter(|&site| self.is_site(&readings[site])));
                }
                let occupants = self.and_by(groups(&arguments, &entry.frame.agent));
                self.occupy(&occupants, &sites, readings, housed, &mut before);
            }
        }
        for group in 0..self.chunks.groups.len() {
            let rules: Vec<usize> = readings[group].triggers.iter().copied().filter(|&rule| self.houses(rule)).collect();
            for rule in rules {
                let entry = &self.ontology.triggers()[rule];
                let occupants = groups(&self.arguments.of_noun(group), &entry.frame.agent);
                let sites: Vec<usize> = self.described(group).into_iter().collect();
                self.occupy(&occupants, &sites, readings, housed, &mut before);
            }
        }
        for at in 0..self.chunks.row.len() {
            if let Some((site, occupant)) = self.place_of(at, readings) {
                self.occupy(&[occupant], &[site], readings, housed, &mut before);
            }
        }
        before
    }

    /// "the camp from which X had been shelling them", "a train on which soldiers of X were going home": whoever is there.
    fn place_of(&self, at: usize, readings: &[Reading]) -> Option<(usize, usize)> {
        let row = self.chunks.row.get(at..)?;
        let [Chunk::Group(site), rest @ ..] = row else { return None };
        let rest = if let [Chunk::Comma, rest @ ..] = rest { rest } else { rest };
        let [
            Chunk::Preposition(Some(Slot::In | Slot::On | Slot::At | Slot::From | Slot::Aboard | Slot::Inside), _),
            Chunk::Relative,
            Chunk::Group(occupant),
            Chunk::Verb(verb),
            ..,
        ] = rest
        else {
            return None;
        };
        let (bare, there) = (&readings[*site], &readings[*occupant]);
        let open = bare.makes == Some(Makes::Property) && bare.actors.is_empty() && bare.place.is_none();
        let armed = match there.makes {
            Some(makes) => matches!(makes, Makes::Forces | Makes::Group),
            None => there.named,
        };
        let speaks = |rule: usize| self.ontology.triggers()[rule].acts.contains(&Act::Speaks);
        let verb = &self.chunks.verbs[*verb];
        let says = verb.main.as_ref().is_some_and(|word| word.verb_triggers(self.ontology).any(speaks));
        (open && armed && !says && !verb.negated && !verb.passive).then_some((*site, *occupant))
    }

    /// A thing or place that can be occupied and hit; a country as such is neither.
    fn is_site(&self, reading: &Reading) -> bool {
        let land = |place: usize| matches!(self.ontology.places()[place].kind, PlaceKind::Country | PlaceKind::World);
        reading.makes == Some(Makes::Property) || reading.triggers.is_empty() && reading.place.is_some_and(|place| !land(place))
    }

    fn houses(&self, rule: usize) -> bool {
        self.ontology.triggers()[rule].acts.contains(&Act::Houses)
    }

    fn occupy(
        &self,
        occupants: &[usize],
        sites: &[usize],
        readings: &mut [Reading],
        housed: &mut HashMap<usize, Vec<usize>>,
        before: &mut Vec<usize>,
    ) {
        let actors: Vec<usize> = occupants
            .iter()
            .filter(|&&group| {
                !self.is_site(&readings[group]) && !matches!(readings[group].makes, Some(Makes::Thing | Makes::People))
            })
            .flat_map(|&group| readings[group].actors.iter().copied())
            .collect();
        if actors.is_empty() {
            return;
        }
        for &site in sites {
            if self.chunks.groups[site].definite && readings[site].place.is_none() && !self.chunks.groups[site].pronoun_owner {
                before.clone_from(&actors);
            }
            if let Some(place) = readings[site].place {
                housed.entry(place).or_insert_with(|| actors.clone());
            }
            // "the airport of X, where …": the airport rather than the town.
            let outer = self.head_of_phrase(site).filter(|&outer| self.is_site(&readings[outer]));
            let reading = &mut readings[outer.unwrap_or(site)];
            if let Some(place) = reading.place {
                housed.entry(place).or_insert_with(|| actors.clone());
            }
            reading.actors.clone_from(&actors);
            reading.makes = Some(Makes::Property);
        }
    }

    /// The sites that a relative clause of this verb speaks of: "at a base in X that houses", "at A and at B, both of which host".
    fn sites_before(&self, verb: usize, readings: &[Reading]) -> Vec<usize> {
        let at = self.chunks.verb_at[verb];
        let opens = |chunk: &Chunk| matches!(chunk, Chunk::Relative | Chunk::Subordinator);
        let Some(relative) = self.chunks.row[..at].iter().rposition(opens).filter(|relative| at - relative <= 3) else {
            return Vec::new();
        };
        let several =
            matches!(relative.checked_sub(1).map(|left| &self.chunks.row[left]), Some(Chunk::Preposition(Some(Slot::Of), _)));
        let mut sites = Vec::new();
        for chunk in self.chunks.row[..relative].iter().rev() {
            match chunk {
                Chunk::Group(group) if self.is_site(&readings[*group]) => {
                    sites.push(self.head_of_phrase(*group).filter(|&outer| self.is_site(&readings[outer])).unwrap_or(*group));
                    if !several {
                        break;
                    }
                }
                Chunk::Verb(_) | Chunk::Break => break,
                _ => {}
            }
        }
        sites
    }

    /// "used by X and by Y": both.
    fn and_by(&self, mut occupants: Vec<usize>) -> Vec<usize> {
        for &occupant in &occupants.clone() {
            let after = self.chunks.group_at[occupant] + 1;
            if let Some([Chunk::Conjunction, Chunk::Preposition(Some(Slot::By), _), Chunk::Group(other), ..]) =
                self.chunks.row.get(after..)
                && !occupants.contains(other)
            {
                occupants.push(*other);
            }
        }
        occupants
    }

    /// "a clinic in X, said to shelter Y": the clinic.
    fn site_said_to(&self, verb: usize) -> Option<usize> {
        let at = self.chunks.verb_at[verb];
        let said = at.checked_sub(1)?;
        let left = said.checked_sub(1)?;
        let left = if self.chunks.row[left] == Chunk::Comma { left.checked_sub(1)? } else { left };
        match (&self.chunks.row[said], &self.chunks.row[left]) {
            (Chunk::Verb(said), Chunk::Group(before))
                if self.chunks.verbs[verb].infinitive && !self.chunks.verbs[*said].finite_auxiliary =>
            {
                Some(self.head_of_phrase(*before).unwrap_or(*before))
            }
            _ => None,
        }
    }

    /// The group before "of", "in", "at", "near" this one.
    fn head_of_phrase(&self, group: usize) -> Option<usize> {
        let at = self.chunks.group_at[group];
        let slot = match self.chunks.row.get(at.checked_sub(1)?)? {
            Chunk::Preposition(Some(slot), _) => *slot,
            _ => return None,
        };
        match self.chunks.row.get(at.checked_sub(2)?)? {
            Chunk::Group(before) if matches!(slot, Slot::Of | Slot::In | Slot::At | Slot::Near) => Some(*before),
            _ => None,
        }
    }

    /// "areas of X", "the parts of X": a stretch of a country, which can be held.
    fn part_of_land(&self, land: usize, readings: &[Reading]) -> Option<usize> {
        let country = |group: usize| {
            let place = readings[group].place;
            place.is_some_and(|place| self.ontology.places()[place].kind == PlaceKind::Country)
        };
        let whole = match self.chunks.row.get(self.chunks.group_at[land] + 1..) {
            Some([Chunk::Preposition(Some(Slot::Of), _), Chunk::Group(whole), ..]) if !country(land) => *whole,
            _ => land,
        };
        let outer = self.head_of_phrase(whole).filter(|_| country(whole))?;
        let stretch = readings[outer].triggers.is_empty() && !self.chunks.groups[outer].name_last;
        (stretch && matches!(readings[outer].makes, Some(Makes::Thing | Makes::Part | Makes::Property))).then_some(outer)
    }

    /// What an apposition or a predicate speaks of: "the base, home to …", "the base is home to …".
    fn described(&self, group: usize) -> Option<usize> {
        let mut at = self.chunks.group_at[group];
        loop {
            at = at.checked_sub(1)?;
            match self.chunks.row.get(at)? {
                Chunk::Comma | Chunk::Relative => {}
                Chunk::Verb(verb) if self.chunks.verbs[*verb].copula => {}
                Chunk::Group(before) => return Some(*before),
                _ => return None,
            }
        }
    }
}

fn groups(arguments: &[super::argument::Argument], slots: &[Slot]) -> Vec<usize> {
    arguments.iter().filter(|argument| slots.contains(&argument.slot)).map(|argument| argument.group).collect()
}
