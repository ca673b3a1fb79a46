//! Appositions: what stands beside a group and is the same.

use super::{GroupReader, Reading};
use crate::extract::group::Chunk;
use crate::extract::tag::CueHit;
use crate::ontology::schema::{Act, Effect, Makes, Slot, WordClass};
use crate::vocabulary::ActorKind;

impl GroupReader<'_, '_> {
    /// "an Iran-backed militia, Kataib Hezbollah,", "a group supported by X: Y": the class stands for the group named after it.
    pub(super) fn named_after(&mut self, index: usize, readings: &mut [Reading]) {
        let group = &self.chunks.groups[index];
        let Some(&class) = readings[index].actors.last() else { return };
        if readings[index].makes != Some(Makes::Group) && !(group.name_last && self.cast.kind(class) == ActorKind::Generic)
            || group.tokens.is_empty()
        {
            return;
        }
        let row = |at: usize| self.chunks.row.get(at);
        let mut at = self.chunks.group_at[index] + 1;
        loop {
            match (row(at), row(at + 1)) {
                (Some(Chunk::Preposition(..)), Some(Chunk::Group(_))) => at += 2,
                (Some(Chunk::Verb(verb)), Some(Chunk::Preposition(..))) if !self.chunks.verbs[*verb].finite_auxiliary => at += 1,
                _ => break,
            }
        }
        let (Some(mark), Some(Chunk::Group(next))) = (row(at), row(at + 1)) else { return };
        let named = &self.chunks.groups[*next];
        let before = named.tokens.start.checked_sub(1).map(|token| self.sentence.tokens[token].folded.as_str());
        let apposed = match mark {
            // "militants, Hezbollah and Hamas" is a list.
            Chunk::Comma => {
                matches!(row(at + 2), Some(Chunk::Comma)) && !matches!(row(at + 3), Some(Chunk::Conjunction | Chunk::Group(_)))
            }
            Chunk::Break => matches!(before, Some(":" | "-" | "–" | "—")),
            _ => false,
        };
        let Some(&member) = readings[*next].actors.last().filter(|_| apposed && named.name_last) else { return };
        if self.cast.kind(member) != ActorKind::ArmedGroup || member == class || self.cast.kind(class) != ActorKind::Generic {
            return;
        }
        self.backed_as(class, member);
        readings[index].actors = vec![member];
        // "facilities of an Iran-backed militia, X": X's.
        let place = self.chunks.group_at[index];
        let back = |count: usize| place.checked_sub(count).and_then(row);
        let outer = match (back(1), back(2), back(3)) {
            (Some(Chunk::Preposition(..)), Some(Chunk::Group(outer)), _) => Some(*outer),
            (Some(Chunk::Preposition(..)), Some(Chunk::Verb(_)), Some(Chunk::Group(outer))) => Some(*outer),
            _ => None,
        };
        if let Some(outer) = outer.filter(|&outer| readings[outer].actors == [class]) {
            readings[outer].actors = vec![member];
        }
    }

    /// "what Ankara called a base of the PKK": whatever it is called.
    pub(super) fn called_after(&self, index: usize, readings: &mut [Reading]) {
        let group = &self.chunks.groups[index];
        let first = &self.sentence.tokens[group.tokens.start];
        let place = self.chunks.group_at[index];
        let row = |at: usize| self.chunks.row.get(at);
        // "a body calling itself X": X.
        if let Some(Chunk::Group(named)) = row(place + 1)
            && readings[index].actors.is_empty()
            && readings[index].triggers.is_empty()
            && self.chunks.groups[*named].name_last
            && (group.tokens.start + 1..group.tokens.end).any(|at| self.is_naming(at))
        {
            readings[index] = readings[*named].clone();
            return;
        }
        if !self.lexicon.is_word(first, WordClass::FreeRelative) {
            return;
        }
        // "what it said were bases of X"
        let spoken = usize::from(matches!(row(place + 1), Some(Chunk::Group(_))));
        let Some(Chunk::Verb(verb)) = row(place + 1 + spoken) else { return };
        let speaks = self.chunks.verbs[*verb].main.as_ref().is_some_and(|word| {
            word.verb_triggers(self.ontology).any(|trigger| {
                let acts = &self.ontology.triggers()[trigger].acts;
                acts.contains(&Act::Speaks) || acts.contains(&Act::Equates)
            })
        });
        let mut next = place + 2 + spoken;
        // "what X described as Y", "what X took to be Y", "what X said was Y"
        let copula = |at: usize| matches!(row(at), Some(Chunk::Verb(verb)) if self.chunks.verbs[*verb].copula);
        while matches!(row(next), Some(Chunk::Preposition(Some(Slot::As), _) | Chunk::Quote)) || copula(next) {
            next += 1;
        }
        if let Some(Chunk::Group(named)) = row(next).filter(|_| speaks)
            && readings[*named].triggers.is_empty()
        {
            readings[index] = readings[*named].clone();
        }
    }

    /// "Hezbollah, the Lebanese movement": another word for the same group.
    pub(super) fn same_after(&mut self, index: usize, readings: &mut [Reading]) {
        self.ship_of(index, readings);
        let place = self.chunks.group_at[index];
        let (Some(Chunk::Comma), Some(Chunk::Group(next))) = (self.chunks.row.get(place + 1), self.chunks.row.get(place + 2))
        else {
            return;
        };
        let next = *next;
        // "a previously unknown group, Ahrar al-Jabal, claimed …"
        let closed = matches!(self.chunks.row.get(place + 3), Some(Chunk::Comma));
        let unnamed = readings[index].makes == Some(Makes::Group)
            && (readings[index].actors.is_empty() || readings[index].referred)
            && !self.chunks.groups[index].definite;
        if let Some(&named) = readings[next].actors.last().filter(|_| closed && unnamed && self.chunks.groups[next].name_last) {
            if self.is_group(named) {
                readings[index].actors = vec![named];
            }
            return;
        }
        // "The vessel, a Greek tanker, was hit"
        let ship = readings[index].makes == Some(Makes::Property) && readings[index].actors.is_empty() && self.is_ship(index);
        if ship && closed && readings[next].makes != Some(Makes::Weapon) && !readings[next].actors.is_empty() {
            readings[index].actors = readings[next].actors.clone();
            return;
        }
        // "two Greek tankers, X and Y": those.
        if self.is_class_of_ships(index) {
            let ships = self.ships_from(place + 2, readings);
            if !ships.is_empty() {
                readings[index].actors = ships;
                return;
            }
        }
        // "One of them, the Giants Brigades, drove …"
        let before = place.checked_sub(1).and_then(|before| self.chunks.row.get(before));
        if let (Some(Chunk::Group(one)), Some(&named)) = (before, readings[next].actors.last())
            && self.chunks.groups[index].pronoun
            && self.chunks.groups[*one].words.is_empty()
            && readings[*one].actors.is_empty()
            && closed
            && self.chunks.groups[next].name_last
            && self.is_group(named)
        {
            readings[*one] = Reading { actors: vec![named], named: true, ..Reading::default() };
            return;
        }
        let Some(&member) = readings[index].actors.last().filter(|_| self.chunks.groups[index].name_last) else { return };
        // "…, two Hezbollah fighters were killed": so many of them are not the group.
        let described = readings[next].makes == Some(Makes::Group)
            && !self.chunks.groups[next].name_last
            && self.chunks.groups[next].number.is_none();
        let listed = matches!(self.chunks.row.get(place + 3), Some(Chunk::Conjunction));
        // "X, a coalition of militias": its members are named yet.
        let class = self.chunks.groups[next].words.last().and_then(|word| word.generic());
        let umbrella = class.is_some_and(|(class, _)| self.ontology.generics()[class].refers == [ActorKind::Coalition]);
        if described && !listed && !umbrella && self.is_group(member) && self.chunks.groups[next].compounds.is_empty() {
            readings[next].actors = vec![member];
            readings[next].referred = false;
        }
    }

    /// "two Greek tankers": whether a group ends with a class that ships are of.
    fn is_class_of_ships(&self, index: usize) -> bool {
        let last = self.chunks.groups[index].mentions.last().and_then(|&mention| self.mentions[mention].actor);
        let class = last.map(|actor| &self.ontology.actors()[actor].id);
        let mut signs = self.ontology.signs().iter().filter(|sign| sign.kind == ActorKind::Vessel);
        class.is_some_and(|class| signs.any(|sign| sign.principal.as_ref() == Some(class)))
    }

    /// The ships whose names are joined from this chunk on: "X and Y", "X, Y and Z".
    fn ships_from(&self, from: usize, readings: &[Reading]) -> Vec<usize> {
        let mut ships = Vec::new();
        let mut at = from;
        while let Some(&Chunk::Group(group)) = self.chunks.row.get(at) {
            let vessel = |member: &usize| self.cast.kind(*member) == ActorKind::Vessel;
            let Some(&ship) = readings[group].actors.last().filter(|ship| vessel(ship) && self.chunks.groups[group].name_last)
            else {
                break;
            };
            ships.push(ship);
            at += 1;
            while matches!(self.chunks.row.get(at), Some(Chunk::Comma | Chunk::Conjunction)) {
                at += 1;
            }
        }
        ships
    }

    /// "captured the town, the last stronghold of X": X held it.
    pub(super) fn held_as(&self, index: usize, readings: &mut [Reading]) {
        let place = self.chunks.group_at[index];
        let (Some(Chunk::Comma), Some(Chunk::Group(next))) = (self.chunks.row.get(place + 1), self.chunks.row.get(place + 2))
        else {
            return;
        };
        let (group, site) = (&self.chunks.groups[*next], &readings[*next]);
        let armed = |&member: &usize| self.cast.is_armed(member);
        let owned = site.makes == Some(Makes::Property) && !group.name_last && group.number.is_none();
        if owned && readings[index].place.is_some() && !site.actors.is_empty() && site.actors.iter().all(armed) {
            readings[index].held_by = site.actors.clone();
        }
    }

    /// "hills held by X", "territory under X's control", "areas that X holds": X holds them.
    pub(super) fn held_after(&self, index: usize, readings: &mut [Reading]) {
        let end = self.chunks.groups[index].tokens.end;
        let land = readings[index].actors.is_empty()
            && readings[index].triggers.is_empty()
            && matches!(readings[index].makes, None | Some(Makes::Thing));
        let place = self.chunks.group_at[index];
        let row = |after: usize| self.chunks.row.get(place + after);
        let holds = |hit: &CueHit| hit.start == end && self.ontology.cues()[hit.cue].effect == Effect::Holds;
        let holder = match (row(1), row(2), row(3)) {
            (Some(Chunk::Verb(verb)), Some(Chunk::Preposition(Some(Slot::By), _)), Some(Chunk::Group(holder)))
                if !self.chunks.verbs[*verb].finite_auxiliary && self.tagged.cues.iter().any(holds) =>
            {
                *holder
            }
            (Some(Chunk::Preposition(Some(Slot::Under), _)), Some(Chunk::Group(rule)), _)
                if readings[*rule].makes == Some(Makes::Thing) && !self.chunks.groups[*rule].name_last =>
            {
                *rule
            }
            (Some(Chunk::Relative), Some(Chunk::Group(holder)), Some(Chunk::Verb(verb))) if self.houses(*verb) => *holder,
            (Some(Chunk::Group(holder)), Some(Chunk::Verb(verb)), _) if self.houses(*verb) => *holder,
            _ => return,
        };
        // "areas under their control"
        let theirs = readings[holder].owner.filter(|_| readings[holder].actors.is_empty());
        let joined = match (&self.chunks.row[self.chunks.group_at[holder] + 1..], readings[holder].actors.last()) {
            ([Chunk::Conjunction, Chunk::Group(next), rest @ ..], Some(_))
                if self.chunks.groups[*next].name_last && !matches!(rest.first(), Some(Chunk::Verb(_))) =>
            {
                readings[*next].actors.clone()
            }
            _ => Vec::new(),
        };
        let group = |&member: &usize| self.is_group(member);
        if land && readings[holder].actors.iter().all(group) {
            let holders = readings[holder].actors.iter().chain(&theirs).chain(&joined).copied().filter(group).collect();
            readings[index].held_by = holders;
        }
    }

    /// Whether a verb says who occupies a site or a stretch of land.
    fn houses(&self, verb: usize) -> bool {
        let houses = |rule: usize| self.ontology.triggers()[rule].acts.contains(&Act::Houses);
        let verb = &self.chunks.verbs[verb];
        !verb.negated && !verb.modal && verb.main.as_ref().is_some_and(|word| word.verb_triggers(self.ontology).any(houses))
    }

    /// "Another ship of the fleet, the X, was hit": the X.
    fn ship_of(&mut self, index: usize, readings: &mut [Reading]) {
        let place = self.chunks.group_at[index];
        let ship = readings[index].makes == Some(Makes::Property) && readings[index].actors.is_empty();
        let Some(
            [
                Chunk::Group(_),
                Chunk::Preposition(Some(Slot::Of | Slot::In | Slot::From), _),
                Chunk::Group(_),
                Chunk::Comma,
                Chunk::Group(named),
                Chunk::Comma | Chunk::Verb(_),
                ..,
            ],
        ) = self.chunks.row.get(place..).filter(|_| ship)
        else {
            return;
        };
        let vessel = |member: &usize| self.cast.kind(*member) == ActorKind::Vessel;
        if self.is_ship(index) && self.chunks.groups[*named].name_last && readings[*named].actors.iter().all(vessel) {
            readings[index].actors = readings[*named].actors.clone();
        }
    }

    /// "Fuad Shukr, the senior commander who …": the description stands for the person.
    pub(super) fn person_after(&mut self, index: usize, readings: &mut [Reading]) {
        let place = self.chunks.group_at[index];
        let (Some(Chunk::Comma), Some(Chunk::Group(next))) = (self.chunks.row.get(place + 1), self.chunks.row.get(place + 2))
        else {
            return;
        };
        // "The group's deputy leader, Fuad Shukr, was killed"
        if let Some(&person) = readings[*next].actors.last()
            && readings[index].makes == Some(Makes::Leader)
            && readings[index].actors.is_empty()
            && self.chunks.groups[*next].name_last
            && self.cast.kind(person) == ActorKind::Person
            && matches!(self.chunks.row.get(place + 3), Some(Chunk::Comma))
        {
            readings[index].actors = vec![person];
            return;
        }
        // "led by a poet, X"
        let by = matches!(place.checked_sub(1).map(|at| &self.chunks.row[at]), Some(Chunk::Preposition(Some(Slot::By), _)));
        let closed = !matches!(self.chunks.row.get(place + 3), Some(Chunk::Conjunction | Chunk::Group(_)));
        if let Some(&person) = readings[*next].actors.last()
            && by
            && closed
            && self.chunks.groups[index].single
            && readings[index].actors.is_empty()
            && readings[index].triggers.is_empty()
            && self.chunks.groups[*next].name_last
            && self.cast.kind(person) == ActorKind::Person
        {
            readings[index] = Reading { actors: vec![person], named: true, ..Reading::default() };
            return;
        }
        let Some(&member) = readings[index].actors.last().filter(|_| self.chunks.groups[index].name_last) else { return };
        if self.cast.kind(member) == ActorKind::Person
            && readings[*next].makes == Some(Makes::Leader)
            && !self.chunks.groups[*next].name_last
        {
            readings[*next].actors = vec![member];
        }
    }
}
