//! Lists and headings: what a line leaves out because the line above it says it.
//!
//! "The army said it had:" stands over items without a subject, "X" alone on a line over the deeds of X. Only what such a
//! line cannot do without is filled in: the subject of a verb that has none, whoever did what an item only names, and the
//! deed done to whatever an item lists.

use super::argument::Arguments;
use super::event::{Event, extend};
use super::group::{Chunk, Chunks};
use super::reading::Reading;
use crate::document::BlockKind;
use crate::extract::cast::Cast;
use crate::ontology::schema::{Makes, Slot};
use crate::recognize::Mention;
use crate::text::{Sentence, TokenKind};
use crate::vocabulary::{ActorKind, Modality};

/// What stands over the lines below.
#[derive(Clone, Debug, Default)]
pub(super) struct Layout {
    /// Who does what the lines tell.
    subjects: Vec<usize>,
    /// The deed that a lead-in tells of and whose targets are listed below.
    deed: Option<Event>,
    /// Whether it is a lead-in with a colon rather than a heading.
    colon: bool,
    /// Whether it begins a paragraph, and holds for the rest of that: "X. Boarded by Y in May."
    label: bool,
    /// The last block that it holds for, at first its own.
    block: usize,
}

/// A sentence as a part of a page.
pub(super) struct Line<'a> {
    pub number: usize,
    pub sentence: &'a Sentence,
    pub mentions: &'a [Mention],
    pub chunks: &'a Chunks,
    pub readings: &'a [Reading],
    pub arguments: &'a dyn Arguments,
    pub cast: &'a Cast<'a>,
}

impl Layout {
    /// Who does what a line without a subject tells of.
    pub(super) fn subjects(&self, sentence: &Sentence) -> &[usize] {
        if self.holds(sentence) { &self.subjects } else { &[] }
    }

    fn holds(&self, sentence: &Sentence) -> bool {
        let until = self.block + usize::from(!self.label);
        (self.block..=until).contains(&sentence.block) && !self.subjects.is_empty()
    }

    /// Fills what the events of a line leave to its lead-in, and makes events of the targets that it lists.
    pub(super) fn complete(&self, line: &Line<'_>, events: &mut Vec<Event>) {
        if !self.colon || !self.holds(line.sentence) {
            return;
        }
        let first = line.chunks.row.iter().find_map(|chunk| match chunk {
            Chunk::Group(group) => Some(*group),
            _ => None,
        });
        let Some(first) = first.filter(|&group| line.chunks.group_at[group] == 0) else { return };
        let acts = |member: &usize| matches!(line.cast.kind(*member), ActorKind::ArmedGroup | ActorKind::Coalition);
        let opens = |event: &Event| line.chunks.groups[first].tokens.contains(&event.token);
        if let Some(event) = events.iter_mut().find(|event| event.noun && opens(event)) {
            let own = |target: &usize| self.subjects.iter().any(|one| line.cast.same_side(*one, *target));
            let done = event.agents.is_empty() && !event.targets.iter().any(own) && event.modality == Modality::Asserted;
            if done && self.subjects.iter().all(acts) {
                extend(&mut event.agents, &self.subjects);
            }
            return;
        }
        let Some(deed) = self.deed.as_ref().filter(|_| events.is_empty() && line.chunks.verbs.is_empty()) else { return };
        let reading = &line.readings[first];
        let hit = !matches!(reading.makes, Some(Makes::Thing | Makes::Officials | Makes::Weapon));
        let targets: Vec<usize> = reading
            .actors
            .iter()
            .copied()
            .filter(|&target| hit && !deed.agents.iter().any(|&agent| line.cast.same_side(agent, target)))
            .collect();
        if !targets.is_empty() {
            let token = line.chunks.groups[first].tokens.start;
            let places = reading.place.into_iter().collect();
            events.push(Event { sentence: line.number, targets, places, token, distinct: true, ..deed.clone() });
        }
    }

    /// Notes what a line says of the lines below it.
    pub(super) fn note(&mut self, line: &Line<'_>, events: &[Event]) {
        let sentence = line.sentence;
        if let Some(subjects) = heading(line) {
            let label = sentence.tokens.last().is_some_and(|token| token.folded == ".");
            *self = Layout { subjects, label, block: sentence.block, ..Layout::default() };
        } else if sentence.tokens.last().is_some_and(|token| token.folded == ":") {
            *self = lead_in(line, events);
        } else if let Some(layout) = caption_of_deeds(line, events) {
            *self = layout;
        } else if self.holds(sentence) {
            // Below a lead-in a line of another subject ends the list, below a name the next heading does.
            let ends = match self.colon {
                true => sentence.kind != BlockKind::Item && has_subject(line),
                false => matches!(sentence.kind, BlockKind::Heading | BlockKind::Title) && has_subject(line),
            };
            self.block = if ends { self.block } else { sentence.block };
            if ends {
                self.subjects.clear();
            }
        }
    }
}

/// The actor that a line consists of: a heading over what it did.
fn heading(line: &Line<'_>) -> Option<Vec<usize>> {
    let mut chunks = line.chunks.row.iter().filter(|chunk| **chunk != Chunk::Break);
    let (Some(Chunk::Group(group)), None) = (chunks.next(), chunks.next()) else { return None };
    let reading = &line.readings[*group];
    let words = line.sentence.tokens.iter().filter(|token| token.kind == TokenKind::Word).count();
    let covered: usize = line.mentions.iter().map(|mention| mention.tokens.len()).sum();
    (words <= covered + 1 && !reading.actors.is_empty()).then(|| reading.actors.clone())
}

/// A heading that names deeds and whose they are: "Attacks by X".
fn caption_of_deeds(line: &Line<'_>, events: &[Event]) -> Option<Layout> {
    let colon = line.sentence.tokens.last().is_some_and(|token| token.folded == ":");
    let heads = colon || matches!(line.sentence.kind, BlockKind::Heading | BlockKind::Title) && line.chunks.verbs.is_empty();
    let [deed] = events else { return None };
    (heads && deed.noun && deed.modality == Modality::Asserted && !deed.agents.is_empty()).then(|| Layout {
        subjects: deed.agents.clone(),
        deed: deed.targets.is_empty().then(|| deed.clone()),
        colon: true,
        block: line.sentence.block,
        ..Layout::default()
    })
}

/// "X said it had:", "X hit the following:".
fn lead_in(line: &Line<'_>, events: &[Event]) -> Layout {
    let mut layout = Layout { colon: true, block: line.sentence.block, ..Layout::default() };
    let Some(last) = line.chunks.verbs.last() else { return caption_of_deeds(line, events).unwrap_or(layout) };
    // "options include to:", "it will:" – plans.
    let before = line.sentence.tokens.iter().rev().nth(1);
    if last.modal || last.infinitive || last.negated || before.is_some_and(|token| token.folded == "to") {
        return layout;
    }
    layout.deed = events
        .iter()
        .rfind(|event| event.modality == Modality::Asserted && !event.agents.is_empty() && event.targets.is_empty())
        .cloned();
    layout.subjects = match &layout.deed {
        Some(deed) => deed.agents.clone(),
        None => (0..line.chunks.verbs.len())
            .rev()
            .map(|verb| subject(line, verb))
            .find(|actors| !actors.is_empty())
            .unwrap_or_default(),
    };
    layout
}

/// The actors in the subject of a verb.
fn subject(line: &Line<'_>, verb: usize) -> Vec<usize> {
    let arguments = line.arguments.of_verb(verb);
    let mut out = Vec::new();
    for argument in arguments.iter().filter(|argument| argument.slot == Slot::Subject) {
        let reading = &line.readings[argument.group];
        let acts = matches!(reading.makes, None | Some(Makes::Forces | Makes::Group | Makes::Officials | Makes::Part));
        if acts && reading.triggers.is_empty() {
            extend(&mut out, &reading.actors);
        }
    }
    out
}

fn has_subject(line: &Line<'_>) -> bool {
    (0..line.chunks.verbs.len()).any(|verb| line.arguments.of_verb(verb).iter().any(|argument| argument.slot == Slot::Subject))
}
