//! Pronouns: to the actor that they stand for.

use super::{GroupReader, Named, Reading};
use crate::extract::group::{Chunk, Group, slot_of};
use crate::extract::tag::Word;
use crate::lexicon::Form;
use crate::ontology::schema::{Act, Makes, Slot, WordClass};
use crate::vocabulary::ActorKind;

/// At whom something is aimed that stands in a clause: nobody fires at himself.
const AIMED: [Slot; 7] = [Slot::At, Slot::On, Slot::Against, Slot::Into, Slot::Toward, Slot::Towards, Slot::Upon];

/// How many groups and prepositions may stand between a verb and whom it is aimed at.
const WITHIN: usize = 7;

impl GroupReader<'_, '_> {
    /// The actor that a pronoun stands for: the nearest subject before it in its sentence, else the first actor named
    /// there, else the one that the main clause after it names, else the first one of the sentences before.
    pub(super) fn pronoun(&mut self, group: &Group) -> Option<usize> {
        if let Some(first) = group.tokens.clone().find(|&at| self.is_first_person(at)) {
            return self.speaker(first);
        }
        if let Some(backer) = self.contact_subject(group) {
            return Some(backer);
        }
        if let Some(asked) = self.asked_to(group) {
            return Some(asked);
        }
        // Whoever writes "we" is not "they".
        let writes = |at: usize| self.voices.is_writer(self.number, at);
        let beside = |at: &usize| self.is_first_person(*at) && writes(*at) == writes(group.tokens.start);
        let first = (0..self.sentence.tokens.len()).find(beside);
        let us = first.and_then(|first| self.speaker(first));
        // "its fighters": a state has soldiers.
        let fighters = group
            .words
            .last()
            .and_then(Word::generic)
            .is_some_and(|(class, _)| self.ontology.generics()[class].makes == Makes::Group && group.pronoun_owner);
        let passes = || [(true, true), (false, true), (true, false), (false, false)].into_iter();
        let armed = |(single, agrees)| {
            let found = self.antecedent(group, single, agrees, us)?;
            (!fighters || self.cast.kind(found) != ActorKind::State).then_some(found)
        };
        passes()
            .find_map(armed)
            .or_else(|| self.fighters_before(group).filter(|_| fighters))
            .or_else(|| passes().find_map(|(single, agrees)| self.antecedent(group, single, agrees, us)))
    }

    /// The armed group named last before a group of words, here or in the two sentences before.
    fn fighters_before(&self, group: &Group) -> Option<usize> {
        let near = |named: &&Named| self.number - named.sentence <= 2;
        let before = |named: &&Named| named.sentence < self.number || named.token < group.tokens.start;
        let armed = |named: &&Named| self.cast.kind(named.member) == ActorKind::ArmedGroup;
        self.named.iter().rev().take_while(near).filter(before).find(armed).map(|named| named.member)
    }

    /// The actor that a pronoun stands for; if `single`, "it" stands for no class of many, and if `agrees`, "its" for no
    /// "US and British jets". Whoever writes "we" is `us`.
    fn antecedent(&self, group: &Group, single: bool, agrees: bool, us: Option<usize>) -> Option<usize> {
        let tokens = || self.sentence.tokens[group.tokens.clone()].iter();
        let person = tokens().any(|token| self.lexicon.is_word(token, WordClass::PersonPronoun));
        if !person && !tokens().any(|token| self.lexicon.is_word(token, WordClass::ThingPronoun)) {
            return None;
        }
        // "Ten of them" are people, not states.
        let part = self.chunks.groups.iter().position(|other| other.tokens == group.tokens).is_some_and(|at| {
            let before = self.chunks.group_at[at].checked_sub(1).and_then(|before| self.chunks.row.get(before));
            matches!(before, Some(Chunk::Preposition(Some(Slot::Of), _)))
        });
        let apposed = self.apposed_to(group);
        // "It" is no people.
        let several = tokens().any(|token| self.lexicon.is_word(token, WordClass::PluralPronoun));
        let fits = |named: &&Named| {
            let kind = self.cast.kind(named.member);
            let many = matches!(kind, ActorKind::Civilians | ActorKind::Generic);
            // … but "the US Marines, ten of them" are.
            let crowd = !group.pronoun_owner && named.sentence == self.number && named.several;
            let among = several && part && kind == ActorKind::State && !crowd;
            // "X denied that it had targeted civilians, and said it …"
            let unarmed = self.cast.civilians() == Some(self.cast.actor(named.member).principal.as_str());
            let ours = us.is_some_and(|us| !person && self.cast.same_side(named.member, us));
            // "was killed by Israel": no place.
            let by = || {
                let before = named.token.checked_sub(1).filter(|_| named.sentence == self.number);
                before.is_some_and(|at| slot_of(&self.sentence.tokens[at].folded) == Some(Slot::By))
            };
            (!named.located || by())
                && apposed != Some((named.sentence, named.token))
                && !ours
                && !among
                && (several || person || !agrees || !named.several)
                && (!agrees || named.sentence != self.number || !self.is_of_deed(named.token))
                && (!several || !agrees || named.sentence != self.number || !self.is_of_one(named.token))
                && (several || !unarmed)
                && (kind == ActorKind::Person) == person
                && (several || !many || !single && kind == ActorKind::Generic)
        };
        // Names stand in reading order, so a sentence is a stretch of the list.
        let of = |sentence: usize| {
            let start = self.named.partition_point(|named| named.sentence < sentence);
            self.named[start..].iter().take_while(move |named| named.sentence == sentence)
        };
        let before = || of(self.number).take_while(|named| named.token < group.tokens.start).filter(fits);
        let barred = self.own_subject(group);
        let open = |named: &&Named| barred.is_none_or(|barred| !self.cast.same_side(named.member, barred));
        let subjects = || before().filter(open).filter(|named| self.is_subject(named.token));
        // "X, which Y had blamed, said it …": X.
        let subject = subjects().filter(|named| !self.is_in_aside(named.token, group)).last().or_else(|| subjects().last());
        let here = subject.or_else(|| before().find(open));
        let earlier =
            || (1..=2).filter_map(|back| self.number.checked_sub(back)).find_map(|sentence| of(sentence).filter(fits).find(open));
        here.map(|named| named.member)
            .or_else(|| self.main_subject_after(group, person))
            .or_else(|| earlier().map(|named| named.member))
    }

    /// "X, one of its factions": X, which is none of its own, by its sentence and token.
    fn apposed_to(&self, group: &Group) -> Option<(usize, usize)> {
        let index = self.chunks.groups.iter().position(|other| other.tokens == group.tokens).filter(|_| group.pronoun_owner)?;
        let noun = group.words.last().and_then(Word::generic).map(|(class, _)| self.ontology.generics()[class].makes);
        let place = self.chunks.group_at[index];
        let row = |back: usize| place.checked_sub(back).and_then(|at| self.chunks.row.get(at));
        let (Some(Makes::Group | Makes::Part), Some(Chunk::Comma), Some(&Chunk::Group(named))) = (noun, row(1), row(2)) else {
            return None;
        };
        let named = &self.chunks.groups[named];
        let last = named.mentions.last().filter(|_| named.name_last)?;
        Some((self.number, self.mentions[*last].tokens.start))
    }

    /// Whether the name at this token stands in a noun of several: "American jets", "US and British jets".
    pub(super) fn is_of_several(&self, token: usize) -> bool {
        let Some(index) = self.chunks.groups.iter().position(|group| group.tokens.contains(&token)) else { return false };
        let plural =
            |group: &Group| !group.name_last && group.words.last().and_then(Word::generic).is_some_and(|(_, plural)| plural);
        let place = self.chunks.group_at[index];
        let joined = match (self.chunks.row.get(place + 1), self.chunks.row.get(place + 2)) {
            (Some(Chunk::Conjunction), Some(Chunk::Group(other))) => Some(&self.chunks.groups[*other]),
            _ => None,
        };
        plural(&self.chunks.groups[index]) || joined.is_some_and(plural)
    }

    /// Whether the name at this token stands in a noun of one thing: "an Israeli tank" is no "they".
    fn is_of_one(&self, token: usize) -> bool {
        let Some(index) = self.chunks.groups.iter().position(|group| group.tokens.contains(&token)) else { return false };
        let group = &self.chunks.groups[index];
        let crowd = self.lexicon.is_word(&self.sentence.tokens[group.tokens.end - 1], WordClass::Collective);
        // "It enrolled them"
        let it = group.pronoun && !group.plural;
        it || group.single && !group.name_last && !crowd && group.words.last().is_some_and(|word| word.generic().is_some())
    }

    /// Whether the name at this token says whose deed a noun tells of: "American and British strikes".
    fn is_of_deed(&self, token: usize) -> bool {
        let Some(index) = self.chunks.groups.iter().position(|group| group.tokens.contains(&token)) else { return false };
        let deed = |group: &Group| group.tells_deed(self.ontology);
        let place = self.chunks.group_at[index];
        let joined = match (self.chunks.row.get(place + 1), self.chunks.row.get(place + 2)) {
            (Some(Chunk::Conjunction), Some(Chunk::Group(other))) => Some(&self.chunks.groups[*other]),
            _ => None,
        };
        deed(&self.chunks.groups[index]) || joined.is_some_and(deed)
    }

    /// "An Iraqi militia said it had …": one of a class, rather than who the class is named after.
    pub(super) fn one_of_class(&self, index: usize, before: &[Reading]) -> Option<usize> {
        let tokens = &self.sentence.tokens[self.chunks.groups[index].tokens.clone()];
        let is = |class: WordClass| tokens.iter().any(|token| self.lexicon.is_word(token, class));
        if !is(WordClass::ThingPronoun) || is(WordClass::PluralPronoun) {
            return None;
        }
        let opens = |&at: &usize| {
            let place = self.chunks.group_at[at].checked_sub(1).map(|place| &self.chunks.row[place]);
            let group = &self.chunks.groups[at];
            matches!(place, None | Some(Chunk::Comma | Chunk::Subordinator)) && !group.pronoun
        };
        let subject = (0..before.len()).rev().find(opens)?;
        let first = &self.sentence.tokens[self.chunks.groups[subject].tokens.start];
        let single = self.lexicon.is_word(first, WordClass::Single);
        match before[subject].actors[..] {
            [class] if single && self.cast.kind(class) == ActorKind::Generic => Some(class),
            _ => None,
        }
    }

    /// "X's men stopped a Druze trader and shot him": one whom nothing but a people or a side names.
    pub(super) fn somebody_before(&self, index: usize, before: &[Reading]) -> Option<usize> {
        let tokens = &self.sentence.tokens[self.chunks.groups[index].tokens.clone()];
        let after_verb =
            matches!(self.chunks.group_at[index].checked_sub(1).map(|at| &self.chunks.row[at]), Some(Chunk::Verb(_)));
        if !after_verb || !tokens.iter().any(|token| self.lexicon.is_word(token, WordClass::PersonPronoun)) {
            return None;
        }
        let somebody = |&at: &usize| {
            let (group, reading) = (&self.chunks.groups[at], &before[at]);
            let own = matches!(self.chunks.group_at[at].checked_sub(1).map(|at| &self.chunks.row[at]), Some(Chunk::Verb(_)));
            group.single
                && own
                && !group.name_last
                && reading.triggers.is_empty()
                && matches!(reading.makes, None | Some(Makes::People | Makes::Group | Makes::Forces))
                && !self.lexicon.is_word(&self.sentence.tokens[group.tokens.end - 1], WordClass::Collective)
        };
        let named = (0..before.len())
            .rev()
            .find(|&at| before[at].actors.iter().any(|&member| self.cast.kind(member) == ActorKind::Person) || somebody(&at))?;
        before[named].actors.last().copied().filter(|_| somebody(&named))
    }

    /// "X, its leader, was among those killed by Y": X.
    pub(super) fn counted_among(&self, index: usize, before: &[Reading]) -> Option<usize> {
        let group = &self.chunks.groups[index];
        let mut several = self.sentence.tokens[group.tokens.clone()].iter();
        let [row @ .., Chunk::Verb(be), Chunk::Preposition(Some(Slot::Among), _)] =
            &self.chunks.row[..self.chunks.group_at[index]]
        else {
            return None;
        };
        let be =
            self.chunks.verbs[*be].main.is_none() && several.any(|token| self.lexicon.is_word(token, WordClass::PluralPronoun));
        // "X, its leader, was"
        let row = match row {
            [inner @ .., Chunk::Comma] => &inner[..inner.iter().rposition(|chunk| *chunk == Chunk::Comma).unwrap_or(inner.len())],
            _ => row,
        };
        let Some(Chunk::Group(subject)) = row.last().filter(|_| be) else { return None };
        before.get(*subject).filter(|reading| reading.named).and_then(|reading| reading.actors.last()).copied()
    }

    /// Whether the verb at this place of the row is one of speech.
    fn speaks_at(&self, place: usize) -> bool {
        let Some(Chunk::Verb(verb)) = self.chunks.row.get(place) else { return false };
        let speaks = |rule: usize| self.ontology.triggers()[rule].acts.contains(&Act::Speaks);
        self.chunks.verbs[*verb].main.as_ref().is_some_and(|word| word.verb_triggers(self.ontology).any(speaks))
    }

    /// "Local gunmen said they had …": those, whom nothing names.
    pub(super) fn stands_for_nobody(&self, index: usize, before: &[Reading]) -> bool {
        let tokens = &self.sentence.tokens[self.chunks.groups[index].tokens.clone()];
        let several = tokens.iter().any(|token| self.lexicon.is_word(token, WordClass::PluralPronoun));
        let place = self.chunks.group_at[index];
        let acts = matches!(self.chunks.row.get(place + 1), Some(Chunk::Verb(_)));
        let crowd = |reading: &Reading| {
            reading.actors.is_empty()
                && matches!(reading.makes, Some(Makes::Group | Makes::Forces | Makes::People | Makes::Leader))
        };
        // "Two fighters were in their car when a drone hit them"
        let hit = matches!(place.checked_sub(1).map(|at| &self.chunks.row[at]), Some(Chunk::Verb(_)));
        let clause = || self.chunks.row[..place].iter().any(|chunk| matches!(chunk, Chunk::Subordinator));
        if several && !acts && hit && clause() && before.first().is_some_and(crowd) && self.chunks.group_at[0] == 0 {
            return true;
        }
        // "Rebels in the north said on Monday that they had …"
        let row = &self.chunks.row;
        let speaks = row.iter().position(|chunk| matches!(chunk, Chunk::Verb(_))).filter(|&at| at < place && self.speaks_at(at));
        let clear = |from: usize, to: usize| {
            row[from..to].iter().all(|chunk| match chunk {
                Chunk::Group(group) => before.get(*group).is_none_or(|reading| reading.actors.is_empty()),
                Chunk::Preposition(..) | Chunk::Subordinator => true,
                _ => false,
            })
        };
        if several
            && acts
            && before.first().is_some_and(crowd)
            && self.chunks.group_at[0] == 0
            && speaks.is_some_and(|verb| clear(1, verb) && clear(verb + 1, place))
        {
            return true;
        }
        // "…, which they had mined": the same.
        let subject = |at: &usize| matches!(row.get(self.chunks.group_at[*at] + 1), Some(Chunk::Verb(_)));
        let same = |at: &usize| {
            let other = &self.sentence.tokens[self.chunks.groups[*at].tokens.clone()];
            self.chunks.groups[*at].pronoun
                && other.iter().map(|token| &token.folded).eq(tokens.iter().map(|token| &token.folded))
        };
        let again = (0..index).rev().filter(subject).find(same);
        if several && acts && again.is_some_and(|at| before[at].actors.is_empty()) {
            return true;
        }
        // "went after the raiders and killed nine of them"
        let start = self.chunks.groups[index].tokens.start;
        let part = start.checked_sub(1).is_some_and(|before| self.sentence.tokens[before].folded == "of");
        let assailants = |at: usize| {
            let group = &self.chunks.groups[at];
            group.definite && group.is_assailants(&self.sentence.tokens, self.lexicon)
        };
        if several && part && (0..index).any(|at| assailants(at) && before[at].actors.is_empty()) {
            return true;
        }
        let Some(verb) = self.chunks.row[..place].iter().rposition(|chunk| matches!(chunk, Chunk::Verb(_))) else { return false };
        let Some(Chunk::Group(subject)) = verb.checked_sub(1).and_then(|at| self.chunks.row.get(at)) else { return false };
        let opens = verb < 3 && place - verb <= 3;
        let unnamed = before.get(*subject).is_some_and(|reading| {
            reading.actors.is_empty() && matches!(reading.makes, Some(Makes::Group | Makes::Forces | Makes::People))
        });
        several && acts && opens && unnamed
    }

    /// "X asked Y to end its bombing": Y's.
    fn asked_to(&self, group: &Group) -> Option<usize> {
        let at = self.chunks.groups.iter().position(|other| other.tokens == group.tokens)?;
        let mut place = self.chunks.group_at[at].checked_sub(1)?;
        let row = |at: usize| self.chunks.row.get(at);
        if matches!(row(place), Some(Chunk::Preposition(..))) {
            place = place.checked_sub(1)?;
        }
        // "to stop arming its allies"
        while matches!(row(place), Some(Chunk::Verb(verb)) if self.chunks.verbs[*verb].form == Form::Ing && !self.chunks.verbs[*verb].infinitive)
        {
            place = place.checked_sub(1)?;
        }
        let Some(Chunk::Verb(verb)) = row(place).filter(|_| place >= 2) else { return None };
        let (Some(Chunk::Group(asked)), Some(Chunk::Verb(asks))) = (row(place - 1), row(place - 2)) else { return None };
        let acts = |rule: usize| {
            let trigger = &self.ontology.triggers()[rule];
            trigger.acts.iter().any(|act| matches!(act, Act::Speaks | Act::Threatens))
                || trigger.acts.contains(&Act::Supports) && trigger.frame.agent == [Slot::Object]
        };
        let asks = self.chunks.verbs[*asks].main.as_ref().is_some_and(|word| word.verb_triggers(self.ontology).any(acts));
        let tokens = &self.chunks.groups[*asked].tokens;
        let here = |named: &&Named| named.sentence == self.number && tokens.contains(&named.token);
        let asked = self.named.iter().rev().find(here).map(|named| named.member);
        asked.filter(|_| asks && self.chunks.verbs[*verb].infinitive)
    }

    /// "patients and their relatives": of nobody who was named.
    pub(super) fn is_of_people_beside(&self, index: usize, before: &[Reading]) -> bool {
        let place = self.chunks.group_at[index];
        let row = |back: usize| place.checked_sub(back).and_then(|at| self.chunks.row.get(at));
        let (Some(Chunk::Conjunction), Some(Chunk::Group(beside))) = (row(1), row(2)) else { return false };
        let tokens = &self.sentence.tokens[self.chunks.groups[index].tokens.clone()];
        let several = tokens.iter().any(|token| self.lexicon.is_word(token, WordClass::PluralPronoun));
        several && before.get(*beside).is_some_and(|reading| reading.actors.is_empty() && reading.makes == Some(Makes::People))
    }

    /// "X blamed it": not X.
    pub(super) fn own_subject(&self, group: &Group) -> Option<usize> {
        let at = self.chunks.groups.iter().position(|other| other.tokens == group.tokens)?;
        let place = self.chunks.group_at[at];
        // "X said it had …": X.
        let acts = matches!(self.chunks.row.get(place + 1), Some(Chunk::Verb(_)));
        let row = |at: usize| self.chunks.row.get(at);
        // "X sent weapons to it"
        let before = match (place.checked_sub(1).and_then(row), place.checked_sub(2).and_then(row)) {
            (Some(Chunk::Preposition(Some(Slot::To | Slot::For | Slot::Against | Slot::Of), _)), Some(Chunk::Group(_))) => {
                place - 2
            }
            (Some(Chunk::Preposition(Some(Slot::To | Slot::For | Slot::Against), _)), Some(Chunk::Verb(_))) => place - 1,
            (Some(Chunk::Preposition(Some(slot), _)), _) if AIMED.contains(slot) => {
                let passed = |&at: &usize| matches!(row(at), Some(Chunk::Group(_) | Chunk::Preposition(..) | Chunk::Conjunction));
                (place.saturating_sub(WITHIN)..place).rev().find(|at| !passed(at)).map_or(place, |verb| verb + 1)
            }
            _ => place,
        };
        // "X said it was theirs": X's.
        let acted = |chunk: &Chunk| matches!(chunk, Chunk::Verb(verb) if !self.chunks.verbs[*verb].copula);
        let mut verb = before.checked_sub(1).filter(|&verb| row(verb).is_some_and(acted))?;
        // "X continues to arm it", "X goes on arming it"
        while let Some(Chunk::Verb(inner)) = row(verb) {
            let inner = &self.chunks.verbs[*inner];
            let bare = inner.infinitive || inner.form == Form::Ing && !inner.finite_auxiliary;
            let particle = usize::from(matches!(verb.checked_sub(1).and_then(row), Some(Chunk::Preposition(..))));
            let above = verb.checked_sub(1 + particle).filter(|&above| bare && matches!(row(above), Some(Chunk::Verb(_))));
            let Some(above) = above else { break };
            verb = above;
        }
        // "X leads it", "X founded it": one of them is not the other.
        let relates = |rule: usize| self.ontology.triggers()[rule].relation.is_some();
        let word = match row(verb) {
            Some(Chunk::Verb(verb)) => self.chunks.verbs[*verb].main.as_ref(),
            _ => None,
        };
        if word.is_some_and(|word| word.verb_triggers(self.ontology).any(relates)) && self.is_of_person(verb) {
            return None;
        }
        let subject = match row(verb.checked_sub(1)?) {
            Some(Chunk::Group(subject)) => *subject,
            // "X, which regards it as …"
            Some(Chunk::Relative) => {
                match self.chunks.row[..verb - 1].iter().rev().find(|chunk| !matches!(chunk, Chunk::Comma)) {
                    Some(Chunk::Group(subject)) => *subject,
                    _ => return None,
                }
            }
            _ => return None,
        };
        let tokens = &self.chunks.groups[subject].tokens;
        let here = |named: &&Named| named.sentence == self.number && tokens.contains(&named.token);
        self.named.iter().rev().find(here).map(|named| named.member).filter(|_| group.pronoun && !acts)
    }

    /// Whether the subject right before a verb is a person.
    fn is_of_person(&self, verb: usize) -> bool {
        let Some(Chunk::Group(subject)) = verb.checked_sub(1).and_then(|at| self.chunks.row.get(at)) else { return false };
        let tokens = &self.chunks.groups[*subject].tokens;
        let here = |named: &&Named| named.sentence == self.number && tokens.contains(&named.token);
        self.named.iter().rev().find(here).is_some_and(|named| self.cast.kind(named.member) == ActorKind::Person)
    }

    fn is_first_person(&self, token: usize) -> bool {
        let named = self.mentions.iter().any(|mention| mention.tokens.contains(&token));
        let token = &self.sentence.tokens[token];
        // "US" is no "us".
        let acronym = token.upper && token.folded.len() > 1;
        !named
            && !acronym
            && [WordClass::FirstSingular, WordClass::FirstPlural].iter().any(|&class| self.lexicon.is_word(token, class))
    }

    /// Whom "I" or "we" at this token stands for: of a person who says "we", those whom that person serves.
    fn speaker(&mut self, token: usize) -> Option<usize> {
        let plural = self.lexicon.is_word(&self.sentence.tokens[token], WordClass::FirstPlural);
        let Some((sentence, mention)) = self.voices.at(self.number, token) else {
            let writes = plural && self.voices.is_writer(self.number, token);
            return self.voices.state.filter(|_| writes).map(|state| self.cast.known(state, None));
        };
        let speaker = self.member_of(&self.all[sentence][mention], None)?;
        if self.lexicon.is_word(&self.sentence.tokens[token], WordClass::FirstSingular) {
            return Some(speaker);
        }
        let actor = self.cast.actor(speaker);
        let served = self.ontology.actor(&actor.id).and_then(|entry| entry.speaks_for.clone());
        let served = served.unwrap_or_else(|| actor.principal.clone());
        if actor.kind == ActorKind::Person { self.cast.by_id(&served).or(Some(speaker)) } else { Some(speaker) }
    }

    /// Whether a name is the subject of a relative clause between commas that closes before a group.
    fn is_in_aside(&self, token: usize, group: &Group) -> bool {
        let Some(index) = self.chunks.groups.iter().position(|group| group.tokens.contains(&token)) else { return false };
        let place = self.chunks.group_at[index];
        let row = |at: Option<usize>| at.and_then(|at| self.chunks.row.get(at));
        let opens = matches!(row(place.checked_sub(1)), Some(Chunk::Relative));
        let closes = |at: usize| {
            let Some(Chunk::Verb(verb)) = row(Some(at + 1)) else { return false };
            self.chunks.row[at] == Chunk::Comma && self.chunks.verbs[*verb].tokens.end <= group.tokens.start
        };
        opens && (place + 1..self.chunks.row.len()).any(closes)
    }

    /// "Hours after it bombed the port, Israel …": the subject of the main clause that an opening clause leads up to.
    fn main_subject_after(&self, group: &Group, person: bool) -> Option<usize> {
        // "Hours after it …" as well.
        let opens = |at: usize| matches!(self.chunks.row.get(at), Some(Chunk::Subordinator | Chunk::Preposition(..)));
        if !(opens(0) || matches!(self.chunks.row.first(), Some(Chunk::Group(_))) && opens(1)) {
            return None;
        }
        let at = self.chunks.groups.iter().position(|other| other.tokens == group.tokens)?;
        let comma = (self.chunks.group_at[at]..self.chunks.row.len()).find(|&at| self.chunks.row[at] == Chunk::Comma)?;
        let Some(Chunk::Group(next)) = self.chunks.row.get(comma + 1) else { return None };
        let mention = *self.chunks.groups[*next].mentions.last().filter(|_| self.chunks.groups[*next].name_last)?;
        let entry = &self.ontology.actors()[self.mentions[mention].actor?];
        let subject = matches!(self.chunks.row.get(comma + 2), Some(Chunk::Verb(_)));
        ((entry.kind == ActorKind::Person) == person && subject).then(|| self.cast.member(&entry.id)).flatten()
    }
}
