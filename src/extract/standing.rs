//! Standing relations that nouns tell of somebody: "X, a proxy of Y", "Y's patron X", "Y, an umbrella of groups that includes X".
//!
//! A noun of a relation has a bearer, the one that it is said of ([`Slot::Bearer`]); the other side stands beside the noun.

mod backed;
mod bearer;
mod fact;
mod list;
mod under;

use std::ops::Range;

pub(super) use fact::{can_relate, has_bearer, is_denied, taken_back};
pub(super) use list::Announced;

use super::argument::Arguments;
use super::cast::Cast;
use super::group::{Chunk, Chunks};
use super::reading::Reading;
use super::tag::CueHit;
use crate::lexicon::{Lexicon, NameForm, WordSense};
use crate::ontology::Ontology;
use crate::ontology::schema::{Makes, Slot, TriggerEntry, WordClass};
use crate::recognize::Mention;
use crate::text::Token;
use crate::vocabulary::{ActorKind, Predicate};

/// How many words after a noun its complement may stand.
const COMPLEMENT_REACH: usize = 6;

/// Reads the standing relations that the nouns and lists of one sentence state.
pub(super) struct StandingReader<'a> {
    pub ontology: &'a Ontology,
    pub lexicon: &'a Lexicon,
    pub tokens: &'a [Token],
    pub mentions: &'a [Mention],
    pub chunks: &'a Chunks,
    pub readings: &'a [Reading],
    pub arguments: &'a dyn Arguments,
    pub cues: &'a [CueHit],
    pub cast: &'a Cast<'a>,
}

/// A relation, by the rule that states it: of a trigger, or of a list of members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    pub rule: Option<usize>,
    pub predicate: Predicate,
    pub subject: usize,
    pub object: usize,
}

/// Adds a relation once; nobody stands in one to himself.
fn state(out: &mut Vec<Standing>, standing: Standing) {
    if standing.subject != standing.object && !out.contains(&standing) {
        out.push(standing);
    }
}

impl StandingReader<'_> {
    pub(super) fn read(&self, stated: &[(usize, usize)]) -> Vec<Standing> {
        let mut out = Vec::new();
        for group in 0..self.chunks.groups.len() {
            for (rule, noun) in self.nouns(group) {
                self.noun(group, rule, noun, &mut out);
            }
        }
        for hit in self.cues {
            self.members(hit, stated, &mut out);
        }
        self.under(&mut out);
        self.others(stated, &mut out);
        self.joined(stated, &mut out);
        self.of_class(stated, &mut out);
        self.adjectives(&mut out);
        out
    }

    /// The nouns of a group that have a bearer: its head, the noun before its name, or the one that counts it ("a member of X").
    fn nouns(&self, group: usize) -> Vec<(usize, Range<usize>)> {
        let group = &self.chunks.groups[group];
        let name = group.mentions.last().filter(|_| group.name_last).map(|&last| self.mentions[last].tokens.start);
        let head = name.unwrap_or(group.tokens.end);
        let mut out = Vec::new();
        for at in group.tokens.clone() {
            for found in self.lexicon.words_at(self.tokens, at) {
                let noun = at..at + found.len;
                let of = self.tokens.get(noun.end).is_some_and(|token| self.lexicon.is_word(token, WordClass::Preposition));
                if noun.end != head && !(of && noun.end < head)
                    || group.mentions.iter().any(|&mention| self.mentions[mention].tokens.contains(&at))
                {
                    continue;
                }
                let rules = found.senses.iter().filter_map(|sense| match sense {
                    WordSense::Trigger(rule, _) if has_bearer(&self.ontology.triggers()[*rule]) => Some(*rule),
                    _ => None,
                });
                out.extend(rules.map(|rule| (rule, noun.clone())));
            }
        }
        out
    }

    fn noun(&self, group: usize, rule: usize, noun: Range<usize>, out: &mut Vec<Standing>) {
        let trigger = &self.ontology.triggers()[rule];
        if is_denied(self.ontology, self.chunks, self.arguments, group) {
            return;
        }
        let bearers = self.bearers(group, &noun);
        if bearers.is_empty() || !self.is_completed(trigger, noun.end) {
            return;
        }
        let side = |slots: &[Slot]| {
            if slots.contains(&Slot::Bearer) {
                return bearers.clone();
            }
            // "two of the groups in Y, X and Z": neither is Y.
            let mut beside = self.beside(group, &noun, trigger, slots);
            if bearers.len() > 1 {
                beside.retain(|member| !bearers.contains(member));
            }
            beside
        };
        self.relate(rule, &side(&trigger.frame.agent), &side(&trigger.frame.target), out);
    }

    /// Whether one of the words that a noun wants follows it: "a recipient of arms".
    fn is_completed(&self, trigger: &TriggerEntry, from: usize) -> bool {
        let after = || self.tokens[from..].iter().take(COMPLEMENT_REACH);
        trigger.complements.is_empty() || after().any(|token| trigger.complements.contains(&token.folded))
    }

    /// What a rule says of those on its two sides, as far as they can stand in its relation.
    fn relate(&self, rule: usize, subjects: &[usize], objects: &[usize], out: &mut Vec<Standing>) {
        let trigger = &self.ontology.triggers()[rule];
        let Some(predicate) = trigger.relation else { return };
        for &subject in subjects {
            for &object in objects {
                if can_relate(trigger, self.cast, subject, object) {
                    state(out, Standing { rule: Some(rule), predicate, subject, object });
                }
            }
        }
    }

    /// The actors that stand beside a noun in these slots.
    fn beside(&self, index: usize, noun: &Range<usize>, trigger: &TriggerEntry, slots: &[Slot]) -> Vec<usize> {
        let group = &self.chunks.groups[index];
        // "a member of X": the group ends with the name.
        let counted =
            group.name_last && self.tokens.get(noun.end).is_some_and(|token| self.lexicon.is_word(token, WordClass::Preposition));
        if counted {
            return if slots.contains(&Slot::Of) { self.readings[index].actors.clone() } else { Vec::new() };
        }
        let mut out = Vec::new();
        if slots.contains(&Slot::Possessive) {
            let possessor = group.possessor.and_then(|possessor| self.readings[possessor].actors.last().copied());
            // "its ally": of whom, is too often unclear.
            let pronoun = self.readings[index]
                .owner
                .filter(|&owner| trigger.relation == Some(Predicate::PartOf) || self.is_joined_to(index, owner));
            out.extend(possessor.or(pronoun));
        }
        // "Turkey's Syrian proxies": Turkey's; "its Syrian proxies" are not Syria's.
        if slots.contains(&Slot::Modifier) && out.is_empty() && !group.pronoun_owner {
            let before = group.mentions.iter().filter(|&&mention| self.mentions[mention].tokens.end <= noun.start);
            out.extend(before.filter_map(|&mention| self.member(mention)));
        }
        if !group.name_last {
            let arguments = self.arguments.of_noun(index);
            for argument in
                arguments.iter().filter(|argument| argument.slot != Slot::Modifier && argument.slot != Slot::Possessive)
            {
                // "an alliance of Turkish-backed factions": who they are is not said.
                let unnamed = trigger.relation == Some(Predicate::PartOf)
                    && slots == trigger.frame.agent
                    && !self.is_proper(argument.group);
                if slots.contains(&argument.slot) && !unnamed {
                    out.extend(self.readings[argument.group].actors.iter().copied());
                }
            }
            // "the coalition, of which X is a member"
            if slots.contains(&Slot::Of) && out.is_empty() {
                out.extend(self.relative_whole(index));
            }
        }
        out
    }

    /// "Iran and its ally X": the owner stands right before.
    fn is_joined_to(&self, index: usize, owner: usize) -> bool {
        let place = self.chunks.group_at[index];
        let joined = matches!(self.row(place.checked_sub(1)), Some(Chunk::Conjunction));
        joined && matches!(self.row(place.checked_sub(2)), Some(Chunk::Group(before)) if self.readings[*before].actors == [owner])
    }

    /// Whether a group ends with a proper name: not a class such as "Turkish-backed factions".
    fn is_proper(&self, group: usize) -> bool {
        let group = &self.chunks.groups[group];
        group.name_last && self.tokens[group.tokens.end - 1].capital
    }

    /// Of whom each group is said, as far as it describes a name: "X is a force that …".
    pub(super) fn described(&self) -> Vec<Vec<usize>> {
        let place = |index: usize| self.chunks.group_at[index];
        let describes = |index: usize| {
            let makes = matches!(self.readings[index].makes, Some(Makes::Group | Makes::Forces | Makes::Part | Makes::Thing));
            let group = &self.chunks.groups[index];
            // "X, Afghans whom Y pays", "X, villagers whom Y armed"
            let relative = self.row(Some(place(index) + 1)) == Some(&Chunk::Relative);
            let people = |&mention: &usize| {
                let unarmed = |member: usize| self.cast.kind(member) == ActorKind::Civilians;
                self.mentions[mention].form == NameForm::Adjective || self.member(mention).is_some_and(unarmed)
            };
            let nation = relative && group.name_last && group.mentions.last().is_some_and(people);
            let crowd = relative && !group.name_last && self.readings[index].makes == Some(Makes::People);
            (makes && !group.name_last || nation || crowd) && !group.pronoun
        };
        let in_row = |index: usize| self.row(Some(place(index))) == Some(&Chunk::Group(index));
        let bearers = |index: usize| match self.row(place(index).checked_sub(1)) {
            Some(Chunk::Comma | Chunk::Verb(_)) if describes(index) && in_row(index) => {
                let bearers = self.bearers_before(index, place(index));
                bearers.into_iter().filter(|&member| self.is_group(member)).collect()
            }
            _ => Vec::new(),
        };
        (0..self.chunks.groups.len()).map(bearers).collect()
    }

    fn member(&self, mention: usize) -> Option<usize> {
        let mention = &self.mentions[mention];
        match (mention.actor, mention.found) {
            (Some(actor), _) => self.cast.member(&self.ontology.actors()[actor].id),
            (None, Some(found)) => self.cast.member(self.cast.found_id(found)),
            (None, None) => None,
        }
    }

    fn row(&self, at: Option<usize>) -> Option<&Chunk> {
        at.and_then(|at| self.chunks.row.get(at))
    }

    /// "Y, of which X is a member": Y.
    fn relative_whole(&self, index: usize) -> Vec<usize> {
        let place = self.chunks.group_at[index];
        let back = |count: usize| self.row(place.checked_sub(count));
        let relative = matches!(back(1), Some(Chunk::Verb(_)))
            && matches!(back(2), Some(Chunk::Group(_)))
            && matches!(back(3), Some(Chunk::Relative))
            && matches!(back(4), Some(Chunk::Preposition(Some(Slot::Of), _)));
        if !relative {
            return Vec::new();
        }
        let whole = if matches!(back(5), Some(Chunk::Comma)) { back(6) } else { back(5) };
        match whole {
            Some(Chunk::Group(whole)) => self.readings[*whole].actors.last().copied().into_iter().collect(),
            _ => Vec::new(),
        }
    }

    /// Whether a copula or the like states a fact, and nothing above it takes it back.
    fn is_stated(&self, verb: usize) -> bool {
        let chunk = &self.chunks.verbs[verb];
        !chunk.negated && !chunk.modal && taken_back(self.ontology, self.chunks, self.arguments, verb).is_none()
    }

    /// The name before a comma: "X, one of …", "X in Syria, a proxy of …".
    fn apposed(&self, comma: usize) -> Vec<usize> {
        let Some(mut at) = comma.checked_sub(1) else { return Vec::new() };
        // A parenthesis that closes: "X (a proxy of …)".
        while let (
            Some(Chunk::Group(group)),
            Some(Chunk::Preposition(Some(Slot::In | Slot::Near | Slot::At), _)),
            Some(Chunk::Group(_)),
        ) = (self.row(Some(at)), self.row(at.checked_sub(1)), self.row(at.checked_sub(2)))
        {
            if self.readings[*group].place.is_none() {
                break;
            }
            at -= 2;
        }
        match self.row(Some(at)) {
            Some(Chunk::Group(group)) if self.chunks.groups[*group].name_last => {
                let located = self.readings[*group].place.is_some()
                    && matches!(self.row(at.checked_sub(1)), Some(Chunk::Preposition(Some(Slot::In | Slot::Near | Slot::At), _)));
                // "trained in Iran, the group's supplier": the state, where no other name stands before it.
                let state = |member: &usize| self.cast.kind(*member) == ActorKind::State;
                self.actors(*group).into_iter().filter(|member| !located || state(member)).collect()
            }
            _ => Vec::new(),
        }
    }

    fn subjects(&self, verb: usize) -> Vec<usize> {
        if !self.is_stated(verb) {
            return Vec::new();
        }
        let arguments = self.arguments.of_verb(verb);
        let subjects = arguments.iter().filter(|argument| argument.slot == Slot::Subject);
        let told: Vec<usize> = subjects.flat_map(|argument| self.actors(argument.group)).collect();
        if !told.is_empty() {
            return told;
        }
        let mut at = self.chunks.verb_at[verb].checked_sub(1);
        while matches!(self.row(at), Some(Chunk::Relative)) {
            at = at.and_then(|at| at.checked_sub(1));
        }
        match (self.row(at), at) {
            (Some(Chunk::Group(_)), Some(at)) => self.list_before(at),
            (Some(Chunk::Comma), Some(at)) => self.apposed(at),
            _ => Vec::new(),
        }
    }

    /// Whether a colon or a dash stands before this chunk's group.
    fn is_announced(&self, at: usize) -> bool {
        let Some(Chunk::Group(group)) = self.row(Some(at)) else { return false };
        let start = self.chunks.groups[*group].tokens.start;
        start.checked_sub(1).is_some_and(|before| matches!(self.tokens[before].folded.as_str(), ":" | "-" | "–" | "—"))
    }

    /// The groups of a group that bear a name.
    fn actors(&self, group: usize) -> Vec<usize> {
        self.readings[group].actors.clone()
    }

    fn is_group(&self, member: usize) -> bool {
        use ActorKind::{ArmedGroup, Coalition, Generic, Military, Organisation};
        matches!(self.cast.kind(member), ArmedGroup | Generic | Military | Coalition | Organisation)
    }
}
