//! What follows a group and completes it: owners, appositions, members.

use super::{GroupReader, Named, Reading};
use crate::extract::group::Chunk;
use crate::extract::tag::Word;
use crate::lexicon::{Form, NameForm};
use crate::ontology::schema::{Act, Makes, Slot, WordClass};
use crate::vocabulary::{ActorKind, PlaceKind, Predicate};

impl GroupReader<'_, '_> {
    /// "the town", "the village": the one named last, here or before.
    pub(in crate::extract) fn towns(&self, readings: &mut [Reading], before: Option<usize>) {
        for (index, group) in self.chunks.groups.iter().enumerate() {
            let last = &self.sentence.tokens[group.tokens.end - 1];
            let bare = group.definite && group.mentions.is_empty() && group.possessor.is_none() && !group.pronoun;
            let of = matches!(
                self.chunks.row.get(self.chunks.group_at[index] + 1),
                Some(Chunk::Preposition(Some(Slot::Of | Slot::In | Slot::Near), _) | Chunk::Relative)
            );
            let reading = &readings[index];
            if !bare
                || of
                || !self.lexicon.is_word(last, WordClass::Town)
                || reading.place.is_some()
                || !reading.actors.is_empty()
            {
                continue;
            }
            let here = self.mentions.iter().rev().filter(|mention| mention.tokens.end <= group.tokens.start);
            let here = here.filter(|mention| mention.is_place_first()).find_map(|mention| mention.place);
            let settled = |place: &usize| matches!(self.ontology.places()[*place].kind, PlaceKind::City | PlaceKind::District);
            readings[index].place = here.or(before).filter(settled);
        }
    }

    /// "the town of X", "the Ukrainian port of X": X.
    pub(super) fn place_after(&self, index: usize, readings: &mut [Reading]) {
        let at = self.chunks.group_at[index];
        let (Some(Chunk::Preposition(Some(Slot::Of), _)), Some(Chunk::Group(next))) =
            (self.chunks.row.get(at + 1), self.chunks.row.get(at + 2))
        else {
            return;
        };
        let (group, named) = (&self.chunks.groups[index], &readings[*next]);
        // "the city of Tel Aviv" is the place, whomever its name stands for elsewhere.
        let town = self.lexicon.is_word(&self.sentence.tokens[group.tokens.end - 1], WordClass::Town);
        let place = named.place.filter(|_| (town || named.actors.is_empty()) && self.chunks.groups[*next].name_last);
        let settled = place.filter(|&place| {
            let kind = self.ontology.places()[place].kind;
            !matches!(kind, PlaceKind::Country | PlaceKind::World)
        });
        let reading = &mut readings[index];
        if reading.makes == Some(Makes::Property) && reading.place.is_none() && !group.name_last && reading.triggers.is_empty() {
            reading.place = settled;
        }
    }

    /// "the authorities in Tehran": those of the state that the seat stands for.
    fn officials_at(&mut self, index: usize, readings: &mut [Reading]) {
        let (group, at) = (&self.chunks.groups[index], self.chunks.group_at[index]);
        let (Some(Chunk::Preposition(Some(Slot::In), _)), Some(Chunk::Group(next))) =
            (self.chunks.row.get(at + 1), self.chunks.row.get(at + 2))
        else {
            return;
        };
        let seat = &self.chunks.groups[*next];
        let metonym = |&mention: &usize| self.mentions[mention].form == NameForm::Metonym;
        let reading = &readings[index];
        let open = reading.makes == Some(Makes::Officials) && reading.actors.is_empty() && group.definite;
        if open && !group.name_last && seat.name_last && seat.mentions.last().is_some_and(metonym) {
            readings[index].actors = readings[*next].actors.clone();
            let (tokens, subject, number) = (seat.tokens.clone(), self.is_subject(group.tokens.start), self.number);
            let inside = |named: &&mut Named| named.sentence == number && tokens.contains(&named.token);
            for named in self.named.iter_mut().rev().take(16).filter(inside) {
                (named.located, named.subject) = (false, subject);
            }
        }
    }

    /// Fills the owner of a bare generic group from what follows it.
    pub(super) fn owner_after(&mut self, index: usize, readings: &mut [Reading]) {
        let reading = &readings[index];
        let group = &self.chunks.groups[index];
        let place = self.chunks.group_at[index];
        let row = |at: usize| self.chunks.row.get(at);
        let generic = matches!(
            reading.makes,
            Some(
                Makes::Property
                    | Makes::Group
                    | Makes::Forces
                    | Makes::Weapon
                    | Makes::Leader
                    | Makes::People
                    | Makes::Officials
                    | Makes::Part
            )
        );
        self.called_after(index, readings);
        if group.name_last {
            self.joined_members(index, readings);
            // "Hezbollah, backed by Iran", "the Quds Force of the IRGC".
            self.name_after(index, readings);
            return;
        }
        self.backed_of(index, readings);
        self.officials_at(index, readings);
        let reading = &readings[index];
        let backs = self.backing_after(group.tokens.end);
        let unknown = reading.makes == Some(Makes::Thing) && group.words.is_empty();
        if !(generic || unknown) || !(reading.actors.is_empty() || reading.referred) {
            if let (true, Some(&member)) = (backs, reading.actors.last()) {
                let backer = self.after_backing(group.tokens.end).and_then(|next| readings[next].actors.last().copied());
                if let Some(backer) = backer.filter(|_| self.is_group(member)) {
                    self.state_backing(&[backer], member);
                }
            }
            return;
        }
        if let Some(taken) = self.taken_for(index, readings) {
            readings[index] = Reading { means: None, weapon: None, ..readings[taken].clone() };
            return;
        }
        let reading = &readings[index];
        let leads = reading.makes == Some(Makes::Leader);
        let actor_at = |at: usize| match row(at) {
            Some(Chunk::Group(group)) => {
                let reading = &readings[*group];
                // "the head of X's operations"
                let owner = reading.owner.filter(|_| leads && !reading.triggers.is_empty());
                reading.actors.last().copied().or(owner).map(|member| (*group, member))
            }
            _ => None,
        };
        // "a base in Syria used by Hezbollah"
        let mut after = place + 1;
        let located = |at: usize| {
            matches!(row(at), Some(Chunk::Preposition(Some(Slot::In | Slot::Near | Slot::At | Slot::Outside), _)))
                && matches!(row(at + 1), Some(Chunk::Group(_)))
        };
        let land = |at: usize| matches!(row(at), Some(Chunk::Group(group)) if readings[*group].place.is_some());
        while located(after) {
            after += 2;
            // "sites in X and Y linked to Z"
            while land(after - 1) && matches!(row(after), Some(Chunk::Comma | Chunk::Conjunction)) && land(after + 1) {
                after += 2;
            }
        }
        let belongs = |word: &Word| {
            let part = |rule: usize| self.ontology.triggers()[rule].relation == Some(Predicate::PartOf);
            word.verb_triggers(self.ontology).any(part)
        };
        // "a villa in X, alleged to belong to Y"
        if let (Some(Chunk::Comma), Some(Chunk::Verb(said)), Some(Chunk::Verb(inner))) =
            (row(after), row(after + 1), row(after + 2))
            && !self.chunks.verbs[*said].finite_auxiliary
            && self.chunks.verbs[*inner].infinitive
        {
            after += 1;
        }
        // "a boat that belonged to X"
        if let (Some(Chunk::Relative), Some(Chunk::Verb(verb)), Some(Chunk::Preposition(Some(Slot::To), _))) =
            (row(after), row(after + 1), row(after + 2))
            && !self.chunks.verbs[*verb].negated
            && !self.chunks.verbs[*verb].finite_auxiliary
            && self.chunks.verbs[*verb].main.as_ref().is_some_and(belongs)
        {
            after += 1;
        }
        // "missiles located in an area that X holds"
        if let (
            Some(Chunk::Verb(verb)),
            Some(Chunk::Preposition(Some(Slot::In | Slot::At | Slot::Near), _)),
            Some(Chunk::Group(area)),
        ) = (row(after), row(after + 1), row(after + 2))
            && matches!(reading.makes, Some(Makes::Weapon | Makes::Property))
            && !self.chunks.verbs[*verb].main.as_ref().is_some_and(|word| {
                word.verb_triggers(self.ontology).any(|rule| self.ontology.triggers()[rule].incident.is_some())
            })
            && !self.chunks.verbs[*verb].finite_auxiliary
            && let Some(&holder) = readings[*area].held_by.last()
        {
            readings[index].actors = vec![holder];
            return;
        }
        // "planes, probably belonging to Israel,"
        if let (Some(Chunk::Comma), Some(Chunk::Verb(verb)), Some(Chunk::Preposition(Some(Slot::To), _))) =
            (row(after), row(after + 1), row(after + 2))
            && self.chunks.verbs[*verb].form == Form::Ing
            && !self.chunks.verbs[*verb].finite_auxiliary
            && self.chunks.verbs[*verb].main.as_ref().is_some_and(belongs)
        {
            after += 1;
        }
        let found = match row(after) {
            // "villages in anger at the death of X": the death is.
            Some(Chunk::Preposition(Some(Slot::Of), _))
                if after > place + 3
                    && !matches!(row(after - 1), Some(Chunk::Group(group)) if readings[*group].place.is_some()
                    || readings[*group].makes == Some(Makes::Property)) =>
            {
                None
            }
            Some(Chunk::Preposition(Some(Slot::Of), _)) => actor_at(after + 1),
            // "bases with American troops"
            Some(Chunk::Preposition(Some(Slot::With), _)) if reading.makes == Some(Makes::Property) => {
                actor_at(after + 1).filter(|&(group, _)| readings[group].makes == Some(Makes::Forces))
            }
            _ if reading.makes == Some(Makes::Leader)
                && matches!(row(place + 1), Some(Chunk::Preposition(Some(Slot::In), _))) =>
            {
                // "a leader in Kataib Hezbollah", not "in Iraq".
                actor_at(place + 2).filter(|&(_, member)| self.is_group(member))
            }
            Some(Chunk::Preposition(Some(Slot::From), _)) if !matches!(reading.makes, Some(Makes::Property)) => {
                // "a drone from Iraq": whose it is, the country does not tell.
                let land = |group: usize| readings[group].place.is_some() && reading.makes == Some(Makes::Weapon);
                actor_at(after + 1).filter(|&(group, _)| !land(group))
            }
            // "fighters loyal to X"
            Some(Chunk::Group(_)) if backs && after == place + 1 => self
                .after_backing(group.tokens.end)
                .and_then(|next| readings[next].actors.last().copied().map(|member| (next, member)))
                .filter(|&(_, member)| self.is_group(member)),
            Some(Chunk::Verb(verb)) => {
                let verb = &self.chunks.verbs[*verb];
                // "gunmen believed to be from X"
                // "gunmen believed to belong to X"
                let property = reading.makes == Some(Makes::Property);
                let copula = matches!(row(after + 1), Some(Chunk::Verb(next)) if {
                    let next = &self.chunks.verbs[*next];
                    next.infinitive && (next.copula && !property || next.main.as_ref().is_some_and(belongs))
                });
                let from = matches!(row(after + 2), Some(Chunk::Preposition(Some(Slot::From | Slot::With | Slot::To), _)));
                if copula && !verb.finite_auxiliary {
                    let at = if from { after + 3 } else { after + 2 };
                    let owns = |member: usize| {
                        self.is_group(member)
                            || property && matches!(self.cast.kind(member), ActorKind::State | ActorKind::Government)
                    };
                    let Some((_, member)) = actor_at(at).filter(|&(_, member)| owns(member)) else { return };
                    readings[index].actors = vec![member];
                    return;
                }
                let rules = || verb.main.as_ref().into_iter().flat_map(|word| word.verb_triggers(self.ontology));
                // "a depot used by X" has an occupant.
                let houses = rules().any(|rule| self.ontology.triggers()[rule].acts.contains(&Act::Houses));
                // "gunmen sent by X" are X's as its missiles would be; "gunmen killed by X" are not.
                let people = matches!(reading.makes, Some(Makes::Forces | Makes::Group | Makes::People));
                let sends = |rule: usize| people && self.ontology.triggers()[rule].frame.weapon.contains(&Slot::Object);
                let tells = !houses && rules().any(|rule| self.ontology.triggers()[rule].incident.is_some() && !sends(rule));
                let by = matches!(row(after + 1), Some(Chunk::Preposition(Some(Slot::By | Slot::To | Slot::With), _)));
                let group = reading.makes == Some(Makes::Group);
                if backs && after == place + 1 {
                    // "a ship linked to X" is not X's.
                    let theirs = |&(_, member): &(usize, usize)| {
                        let armed = self.cast.kind(member) == ActorKind::ArmedGroup;
                        group
                            || reading.makes == Some(Makes::Forces) && armed
                            || reading.makes == Some(Makes::Property) && self.is_group(member) && !self.is_ship(index)
                    };
                    actor_at(after + 2).filter(theirs)
                } else if !tells && by && !verb.finite_auxiliary {
                    actor_at(after + 2)
                } else if !tells
                    && !verb.finite_auxiliary
                    && (unknown && !self.chunks.groups[index].pronoun_owner || reading.makes == Some(Makes::Property))
                {
                    actor_at(after + 1)
                } else {
                    None
                }
            }
            _ => None,
        };
        // "a column of soldiers and X's fighters": soldiers of the state, and X's.
        if let (Some(Makes::Forces | Makes::Group), Some(Chunk::Preposition(Some(Slot::Of), _)), Some(Chunk::Group(of))) =
            (reading.makes, row(after), row(after + 1))
            && let Some(state) = readings[*of].state.filter(|_| readings[*of].actors.is_empty())
        {
            let joined = match (row(after + 2), row(after + 3)) {
                (Some(Chunk::Conjunction), Some(Chunk::Group(next)))
                    if matches!(readings[*next].makes, Some(Makes::Forces | Makes::Group)) =>
                {
                    readings[*next].actors.clone()
                }
                _ => Vec::new(),
            };
            readings[index].state = Some(state);
            readings[index].actors = joined;
            return;
        }
        let Some((owner, member)) = found else {
            // "a patrol of hunters": no state's.
            if matches!((row(after), row(after + 1)), (Some(Chunk::Preposition(Some(Slot::Of), _)), Some(Chunk::Group(of))) if readings[*of].makes.is_some())
            {
                readings[index].state = None;
            }
            return;
        };
        if unknown {
            // "a column of the Houthis": whatever it is, it is theirs, and acts for them if they bear arms.
            let armed = self.cast.is_armed(member);
            let reading = &mut readings[index];
            reading.actors = vec![member];
            if armed && self.chunks.groups[owner].name_last {
                reading.makes = Some(Makes::Property);
            }
            return;
        }
        let makes = reading.makes;
        let readings_actor = match makes {
            // Whoever is loyal to a group is of that group; whom a state arms is not the state's.
            Some(Makes::Group) if backs && self.cast.kind(member) != ActorKind::ArmedGroup => {
                let head = group.words.last().map_or(group.tokens.clone(), |word| word.start..word.start + word.len);
                let made = self.backed_group(member, head, group);
                self.state_backing(&[member], made);
                made
            }
            Some(Makes::Forces) => {
                let state = self.led_state(member);
                self.military(state.unwrap_or(member))
            }
            // "the government of X"
            Some(Makes::Officials) => self.led_state(member).unwrap_or(member),
            _ => member,
        };
        // "sites of the two groups", "facilities used by the Guards and the militias"
        let mut all = readings[owner].actors.clone();
        let at = self.chunks.group_at[owner];
        // "positions of X and of Y"
        let again = matches!((row(at + 2), at.checked_sub(1).and_then(row)), (Some(Chunk::Preposition(slot, _)), Some(Chunk::Preposition(first, _)))
            if slot == first && matches!(slot, Some(Slot::Of | Slot::By)));
        if let (Some(Chunk::Conjunction), Some(Chunk::Group(next))) = (row(at + 1), row(at + 2 + usize::from(again))) {
            all.extend(
                readings[*next]
                    .actors
                    .last()
                    .filter(|&&other| readings[*next].makes != Some(Makes::Thing) && self.is_group(other)),
            );
        }
        // "commanders of X and Y", but not "killed men of X and Y hit back"
        let object = self.chunks.row[..place].iter().any(|chunk| matches!(chunk, Chunk::Verb(_)));
        let clause = object && matches!(row(at + 3 + usize::from(again)), Some(Chunk::Verb(_)));
        let plural = group.words.last().and_then(Word::generic).is_some_and(|(_, plural)| plural);
        // "a patrol of the army and X"
        let joint = self.lexicon.is_word(&self.sentence.tokens[group.tokens.end - 1], WordClass::Collective);
        let forces = makes == Some(Makes::Forces);
        let several =
            makes == Some(Makes::Property) || (plural || joint) && !clause && (readings_actor == member || joint || forces);
        if forces && several {
            for member in &mut all {
                let state = self.led_state(*member).unwrap_or(*member);
                *member = self.military(state);
            }
        }
        let reading = &mut readings[index];
        reading.state = None;
        reading.actors = if several && all.len() > 1 { all } else { vec![readings_actor] };
        reading.referred = false;
    }

    /// "two houses in X, which it took to be bases of Y": whose they are.
    fn taken_for(&self, index: usize, readings: &[Reading]) -> Option<usize> {
        if readings[index].makes != Some(Makes::Property) {
            return None;
        }
        let row = |at: usize| self.chunks.row.get(at);
        let mut at = self.chunks.group_at[index] + 1;
        while matches!((row(at), row(at + 1)), (Some(Chunk::Preposition(..)), Some(Chunk::Group(_)))) {
            at += 2;
            // "in Erbil, in northern Iraq, which"
            let place = matches!(row(at + 2), Some(Chunk::Group(group)) if readings[*group].place.is_some());
            at += usize::from(place && row(at) == Some(&Chunk::Comma) && matches!(row(at + 1), Some(Chunk::Preposition(..))));
        }
        at += usize::from(matches!(row(at), Some(Chunk::Comma)));
        let (Some(Chunk::Relative), Some(Chunk::Group(_)), Some(Chunk::Verb(verb))) = (row(at), row(at + 1), row(at + 2)) else {
            return None;
        };
        let word = self.chunks.verbs[*verb].main.as_ref()?;
        let acts = |act: Act| word.verb_triggers(self.ontology).any(|rule| self.ontology.triggers()[rule].acts.contains(&act));
        let equates = acts(Act::Equates);
        if self.chunks.verbs[*verb].negated || !equates && !acts(Act::Speaks) {
            return None;
        }
        let mut next = at + 3;
        let copula = |at: usize| matches!(row(at), Some(Chunk::Verb(verb)) if self.chunks.verbs[*verb].copula);
        while matches!(row(next), Some(Chunk::Preposition(Some(Slot::As | Slot::For), _) | Chunk::Quote)) || copula(next) {
            next += 1;
        }
        let Some(Chunk::Group(named)) = row(next).filter(|_| equates || next > at + 3) else { return None };
        let theirs = &readings[*named];
        let fits = theirs.makes == Some(Makes::Property) && theirs.triggers.is_empty() && !theirs.actors.is_empty();
        fits.then_some(*named)
    }

    /// Whether the head of a group describes ships.
    pub(super) fn is_ship(&self, index: usize) -> bool {
        let noun = self.noun(index).unwrap_or_default();
        let ships = self.ontology.signs().iter().filter(|sign| sign.kind == ActorKind::Vessel);
        ships.flat_map(|sign| &sign.nouns).any(|known| noun.ends_with(known.as_str()))
            || self.ontology.actors().iter().any(|actor| {
                let told = self.ontology.signs().iter().any(|sign| sign.principal.as_deref() == Some(&actor.id));
                told && actor.aliases.iter().any(|alias| alias.trim_end_matches('s') == noun)
            })
    }
}
