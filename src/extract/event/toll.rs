//! How many people an incident killed and wounded.

use std::ops::Range;

use super::{Event, EventReader};
use crate::extract::argument::Argument;
use crate::extract::group::{Chunk, slot_of};
use crate::extract::tag::Word;
use crate::ontology::schema::{Act, Effect, Makes, Pos, Slot, TriggerEntry, WordClass};
use crate::vocabulary::{ActorKind, IncidentKind, Modality};

/// How many words may stand between a number and what became of so many: "12 other people were lightly injured".
const REACH: usize = 5;

impl EventReader<'_> {
    /// How many people the victims of a trigger are, with those who suffered the same: "killed X along with two guards".
    pub(super) fn casualties(&self, trigger: usize, victims: &[usize]) -> Option<u32> {
        let companions = self.companions(trigger, victims);
        let counted: Vec<usize> = victims.iter().copied().chain(companions).collect();
        let others = self.others_beside(&counted);
        let counts = counted.iter().filter_map(|&group| self.count(group));
        // "killed the group's chief of staff, X, and four others"
        let chief = |group: &usize| {
            let (group, reading) = (&self.chunks.groups[*group], &self.readings[*group]);
            let plural = group.words.last().and_then(Word::generic).is_some_and(|(_, plural)| plural);
            group.number.is_none() && !plural && reading.makes == Some(Makes::Leader)
        };
        let chief = others.is_some() && counted.iter().any(chief) && !counted.iter().any(|&group| self.count(group).is_some());
        let counts = counts.chain(chief.then_some(1)).chain(others);
        let below = || victims.first().and_then(|&group| self.count(self.counted_below(group)?));
        counts.reduce(|sum, count| sum.saturating_add(count)).or_else(below)
    }

    /// "killed X, the mayor, and four others": how many others the list goes on with that the tree hangs elsewhere.
    fn others_beside(&self, counted: &[usize]) -> Option<u32> {
        let last = *counted.iter().max()?;
        let mut rest = &self.chunks.row[self.chunks.group_at[last] + 1..];
        // What stands beside the last of them.
        if let [Chunk::Comma, Chunk::Group(_), after @ ..] = rest {
            rest = after;
        }
        let mut after = rest.iter().skip_while(|chunk| **chunk == Chunk::Comma);
        let (Some(Chunk::Conjunction), Some(Chunk::Group(others)), next) = (after.next(), after.next(), after.next()) else {
            return None;
        };
        let people = self.readings[*others].makes == Some(Makes::People) && !counted.contains(others);
        let acts = matches!(next, Some(Chunk::Verb(_)));
        self.chunks.groups[*others].number.filter(|_| people && !acts)
    }

    /// Whether the victims are persons by name.
    pub(super) fn only_names(&self, victims: &[usize]) -> bool {
        victims.iter().all(|&group| self.chunks.groups[group].number.is_none() && self.readings[group].named)
    }

    /// How many people a group is.
    fn count(&self, group: usize) -> Option<u32> {
        let reading = &self.readings[group];
        // "2,000 sites were hit and their guards killed"
        if matches!(reading.makes, Some(Makes::Property | Makes::Weapon)) {
            return None;
        }
        let named = reading.named && reading.actors.iter().any(|&member| self.cast.kind(member) == ActorKind::Person);
        let group = &self.chunks.groups[group];
        // "ten of X's men"
        let of_theirs = || {
            let owner = &self.chunks.groups[group.possessor?];
            let of = self.sentence_tokens[owner.tokens.clone()].iter().any(|token| token.folded == "of");
            owner.number.filter(|_| of && group.number.is_none())
        };
        let denied = group
            .tokens
            .start
            .checked_sub(1)
            .is_some_and(|before| self.lexicon.is_word(&self.sentence_tokens[before], WordClass::Negation));
        // "killed one, wounded two"
        let alone = || {
            let (number, len) = self.lexicon.count_at(self.sentence_tokens, group.tokens.start)?;
            (group.tokens.len() == len).then_some(number)
        };
        let one = named || group.single && !group.name_last;
        group.number.or_else(of_theirs).or_else(alone).or(one.then_some(1)).filter(|_| !denied && !group.negated)
    }

    /// Of whom a group without a number is a part or the loss: "the lives of ten people".
    fn counted_below(&self, group: usize) -> Option<usize> {
        let chunk = &self.chunks.groups[group];
        let bare = chunk.number.is_none() && chunk.mentions.is_empty() && !chunk.single;
        let place = self.chunks.group_at[group];
        match (self.chunks.row.get(place + 1), self.chunks.row.get(place + 2)) {
            (Some(Chunk::Preposition(Some(Slot::Of), _)), Some(Chunk::Group(of))) if bare => {
                self.chunks.groups[*of].number.map(|_| *of)
            }
            _ => None,
        }
    }

    /// The groups after "along with", in the clause of a trigger.
    fn companions(&self, trigger: usize, victims: &[usize]) -> Vec<usize> {
        let Some(first) = victims.iter().map(|&group| self.chunks.groups[group].tokens.start).min() else { return Vec::new() };
        let from = first.min(trigger);
        let next = |at: usize| self.chunks.verbs.iter().any(|verb| verb.tokens.start > trigger && verb.tokens.end <= at);
        let groups = self.chunks.groups.iter().enumerate();
        groups
            .filter(|(index, group)| {
                let start = group.tokens.start;
                start > from && !victims.contains(index) && !next(start) && self.ends_before(WordClass::Companion, start)
            })
            .map(|(index, _)| index)
            .collect()
    }

    /// Whether a phrase of a class ends at a token.
    fn ends_before(&self, class: WordClass, end: usize) -> bool {
        (end.saturating_sub(REACH)..end).any(|at| self.lexicon.has_class(self.sentence_tokens, at, end - at, class))
    }

    /// "left five dead and 22 injured": the second half of a toll, and no verb.
    pub(super) fn goes_on_with_toll(&self, verb: usize) -> bool {
        let place = self.chunks.verb_at[verb];
        let row = |back: usize| place.checked_sub(back).and_then(|at| self.chunks.row.get(at));
        let (Some(Chunk::Group(hurt)), Some(Chunk::Conjunction), Some(Chunk::Group(dead))) = (row(1), row(2), row(3)) else {
            return false;
        };
        let (hurt, dead) = (&self.chunks.groups[*hurt], &self.chunks.groups[*dead]);
        let marks = |class: WordClass| self.lexicon.is_word(&self.sentence_tokens[dead.tokens.end - 1], class);
        let bare = !self.chunks.verbs[verb].finite_auxiliary && hurt.number.is_some() && hurt.mentions.is_empty();
        // "five people dead and 22 wounded"
        let counted = match row(4) {
            Some(Chunk::Group(people)) if dead.tokens.len() == 1 => self.chunks.groups[*people].number.is_some(),
            _ => dead.number.is_some() && dead.tokens.len() > 1,
        };
        bare && counted && (marks(WordClass::Dead) || marks(WordClass::Hurt))
    }

    /// "five dead and 22 injured", "with six wounded": a number and what became of so many, for what the verbs leave open.
    pub(super) fn tolls(&mut self) {
        for group in 0..self.chunks.groups.len() {
            let Some(number) = self.chunks.groups[group].number else { continue };
            let tokens = self.chunks.groups[group].tokens.clone();
            let is = |at: usize, class: WordClass| {
                self.sentence_tokens.get(at).is_some_and(|token| self.lexicon.is_word(token, class))
            };
            let of = |class: WordClass| {
                // "12 wounded", where the adjective ends the group, or the word after the group.
                is(tokens.end, class) || tokens.len() > 1 && is(tokens.end - 1, class)
            };
            let tally = self.tally_before(tokens.start);
            let (dead, hurt) = match tally {
                Some(dead) => (dead, !dead),
                None => (of(WordClass::Dead), of(WordClass::Hurt)),
            };
            if dead == hurt {
                continue;
            }
            let open = |at: &usize| {
                let event = &self.events[*at];
                event.modality == Modality::Asserted && if dead { event.killed.is_none() } else { event.wounded.is_none() }
            };
            let harms = |at: &usize| {
                self.events[*at].killed.is_some()
                    || self.events[*at].wounded.is_some()
                    || self.trigger(self.events[*at].rule).acts.contains(&Act::Harms)
            };
            let before = |at: &usize| self.events[*at].token < tokens.end;
            // A verb has counted them.
            let counted = |event: &Event| if dead { event.killed } else { event.wounded } == Some(number);
            let last = self.events.iter().filter(|event| event.token < tokens.start).max_by_key(|event| event.token);
            if last.is_some_and(counted) {
                continue;
            }
            let all = || (0..self.events.len()).rev().filter(open);
            let found = all().filter(before).find(harms).or_else(|| all().find(before)).or_else(|| all().next_back());
            match found {
                Some(at) => {
                    let event = &mut self.events[at];
                    *(if dead { &mut event.killed } else { &mut event.wounded }) = Some(number);
                }
                None if self.events.is_empty() => self.toll_of_before(tokens.start, number, dead),
                None => {}
            }
        }
        self.tolls_in_brackets();
        self.counted_by_cue();
    }

    /// "put the number of militants killed at nine": whether the number at this token counts the dead, or else the wounded.
    fn tally_before(&self, number: usize) -> Option<bool> {
        let tokens = self.sentence_tokens;
        let slot = slot_of(&tokens[number.checked_sub(1)?].folded)?;
        let is = |at: usize, class: WordClass| self.lexicon.is_word(&tokens[at], class);
        let from = |at: usize| at.saturating_sub(REACH)..at;
        let says = matches!(slot, Slot::At | Slot::As | Slot::To | Slot::From | Slot::Between);
        let harm = from(number - 1).rev().find(|&at| is(at, WordClass::Dead) || is(at, WordClass::Hurt)).filter(|_| says)?;
        from(harm).any(|at| is(at, WordClass::Tally)).then(|| is(harm, WordClass::Dead))
    }

    /// "a raid on X (four killed, ten injured)": the toll of what was told before the brackets.
    fn tolls_in_brackets(&mut self) {
        let tokens = self.sentence_tokens;
        let bracket = |from: usize, mark: &str| (from..tokens.len()).find(|&at| tokens[at].folded == mark);
        let mut at = 0;
        while let Some(open) = bracket(at, "(") {
            let close = bracket(open, ")").unwrap_or(tokens.len());
            at = close.max(open + 1);
            let told = |event: &(usize, &Event)| event.1.token < open && event.1.modality == Modality::Asserted;
            let Some((event, _)) = self.events.iter().enumerate().filter(told).max_by_key(|(_, event)| event.token) else {
                continue;
            };
            let mut at = open + 1;
            while at < close {
                let number = at;
                at += 1;
                let Some((count, len)) = self.lexicon.count_at(tokens, number) else { continue };
                at = number + len;
                let until = close.min(number + len + REACH);
                let ends = |at: usize| {
                    tokens[at].folded == "," || tokens[at].folded == ";" || self.lexicon.number(&tokens[at]).is_some()
                };
                let is = |at: &usize| {
                    self.lexicon.is_word(&tokens[*at], WordClass::Dead) || self.lexicon.is_word(&tokens[*at], WordClass::Hurt)
                };
                let Some(harm) = (number + len..until).take_while(|&at| !ends(at)).find(is) else { continue };
                let dead = self.lexicon.is_word(&tokens[harm], WordClass::Dead);
                let event = &mut self.events[event];
                (if dead { &mut event.killed } else { &mut event.wounded }).get_or_insert(count);
            }
        }
    }

    /// "The toll rose to 14": a number that a phrase makes one of the dead.
    fn counted_by_cue(&mut self) {
        let hits: Vec<usize> = self.cues.iter().filter(|hit| self.has_effect(hit, Effect::Counts)).map(|hit| hit.end).collect();
        for end in hits {
            let follows = |tokens: &Range<usize>| (end..=end + 2).contains(&tokens.start);
            // "at the cost of two aircraft"
            let things = |group: usize| matches!(self.readings[group].makes, Some(Makes::Property | Makes::Weapon));
            let counts = self.chunks.groups.iter().enumerate();
            let counts = counts.filter(|(index, group)| follows(&group.tokens) && !things(*index)).map(|(_, group)| group);
            let number = |tokens: &Range<usize>| {
                tokens.clone().find_map(|at| self.lexicon.count_at(self.sentence_tokens, at)).map(|(number, _)| number)
            };
            let Some(number) = counts.filter_map(|group| group.number.or_else(|| number(&group.tokens))).next() else { continue };
            let told = (0..self.events.len()).rev().find(|&at| {
                self.events[at].modality == Modality::Asserted && self.events[at].killed.is_none_or(|killed| killed == number)
            });
            match told {
                Some(at) => self.events[at].killed = Some(number),
                None if self.events.is_empty() => self.toll_of_before(end, number, true),
                None => {}
            }
        }
    }

    /// A toll of what an earlier sentence told.
    fn toll_of_before(&mut self, token: usize, number: u32, dead: bool) {
        let harms = |trigger: &TriggerEntry| {
            let wounds = trigger.acts.contains(&Act::Wounds);
            trigger.pos == Pos::Verb
                && trigger.incident == Some(IncidentKind::Attack)
                && trigger.acts.contains(&Act::Harms)
                && wounds != dead
        };
        let Some(rule) = self.ontology.triggers().iter().position(harms) else { return };
        let mut event = self.event(rule, token, IncidentKind::Attack);
        event.count = true;
        *(if dead { &mut event.killed } else { &mut event.wounded }) = Some(number);
        self.events.push(event);
    }

    /// Whether people were harmed in a war as a whole.
    pub(super) fn is_backdrop(&self, arguments: &[Argument]) -> bool {
        arguments.iter().filter(|argument| argument.slot == Slot::In).any(|argument| {
            let group = &self.chunks.groups[argument.group];
            let tokens = group.tokens.clone();
            let last = self.sentence_tokens.get(tokens.end - 1);
            last.is_some_and(|token| self.lexicon.is_word(token, WordClass::Backdrop)) && self.of_group[argument.group].is_none()
        })
    }
}
