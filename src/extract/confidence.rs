//! How sure the reader is of what it took from a text: a formula of a few named terms, each of which only raises or only
//! lowers it.
//!
//! ```text
//! telling  = agent × target × noun         how directly one sentence says who did it to whom
//! doubt    = (1 − best telling) × AGAIN^(further tellings that say both, at most 3) × word
//! sureness = 1 − doubt, to two digits
//! ```
//!
//! The tables were set by the precision of each term alone over articles with gold, and the whole was then measured
//! (`ARCHITECTURE.md`).

use super::event::{Event, Said};
use super::merge::Incident;
use crate::vocabulary::{Predicate, Stance, Status};

/// How a side of a deed was found, the firmest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ground {
    /// It stands in a slot of the trigger's, in the tree.
    Tree,
    /// The same, where the parser was close to another tree.
    Shaky,
    /// It stands there by the order of groups.
    Order,
    /// "It", "the group": by an earlier mention.
    Referred,
    /// A verb beside the deed lends it: "carried out", "blamed on".
    Lent,
    /// People of that side were hurt.
    Hurt,
}

/// A margin of the parser below which another tree is likely.
const SHAKY: f32 = 115.0;

/// A telling of a deed by a noun rather than a verb.
const NOUN: f32 = 0.97;

/// Who did it is told, to whom is concluded from the place, its holder or what it answers.
const CONCLUDED: f32 = 0.78;

/// One telling says who, another whom.
const APART: f32 = 0.68;

/// What every further telling leaves of the doubt.
const AGAIN: f32 = 0.6;

/// More tellings than these say no more.
const TELLINGS: usize = 4;

impl Ground {
    /// The ground of an argument, by the parser's margin where the tree says so.
    pub(super) fn of(margin: Option<f32>, referred: bool) -> Ground {
        match margin {
            _ if referred => Ground::Referred,
            None => Ground::Order,
            Some(margin) if margin < SHAKY => Ground::Shaky,
            Some(_) => Ground::Tree,
        }
    }

    fn as_agent(self) -> f32 {
        match self {
            Ground::Tree => 0.94,
            Ground::Shaky | Ground::Referred | Ground::Lent | Ground::Hurt => 0.9,
            Ground::Order => 0.85,
        }
    }

    fn as_target(self) -> f32 {
        match self {
            Ground::Tree => 0.92,
            Ground::Shaky => 0.88,
            Ground::Hurt => 0.78,
            Ground::Lent => 0.75,
            Ground::Order => 0.7,
            Ground::Referred => 0.65,
        }
    }
}

/// What the word of these voices does to the doubt.
fn word(status: Status, voices: impl Iterator<Item = Said>) -> f32 {
    let mut voices = voices;
    match status {
        Status::Claimed => 0.8,
        Status::Contested | Status::Retracted => 1.4,
        Status::Attributed if voices.any(|said| said.stance == Stance::Rumours) => 1.3,
        Status::Attributed => 1.1,
        _ => 1.0,
    }
}

fn round(sureness: f32) -> f32 {
    (sureness.clamp(0.05, 0.99) * 100.0).round() / 100.0
}

/// How sure one telling is of both sides of the incident; none when it does not name both.
fn telling(told: &Event, whole: &Event) -> Option<f32> {
    let says = |own: &[usize], all: &[usize]| all.is_empty() || own.iter().any(|member| all.contains(member));
    if told.denial || !says(&told.agents, &whole.agents) || !says(&told.targets, &whole.targets) {
        return None;
    }
    let agent = if whole.agents.is_empty() { 1.0 } else { told.agent_ground.unwrap_or(Ground::Lent).as_agent() };
    let hurt = !told.noun && !told.victims.is_empty();
    let target = match told.target_ground.unwrap_or(Ground::Lent).as_target() {
        _ if whole.targets.is_empty() => 1.0,
        target if hurt => target.min(Ground::Hurt.as_target()),
        target => target,
    };
    Some(agent * target * if told.noun { NOUN } else { 1.0 })
}

/// How sure the reader is that a sentence says so.
pub(super) fn of_telling(told: &Event, whole: &Event) -> f32 {
    round(telling(told, whole).unwrap_or(APART))
}

/// How sure the reader is that these perpetrators did it to these targets.
pub(super) fn of_incident(incident: &Incident, status: Status) -> f32 {
    let whole = &incident.event;
    let direct: Vec<f32> = incident.told.iter().filter_map(|told| telling(told, whole)).collect();
    let best = direct.iter().copied().reduce(f32::max).unwrap_or_else(|| {
        let aimed = |told: &Event| told.targets.iter().any(|target| whole.targets.contains(target));
        if incident.told.iter().any(aimed) { APART } else { CONCLUDED }
    });
    let further = direct.len().clamp(1, TELLINGS) - 1;
    let voices = incident.told.iter().flat_map(|told| told.voices.iter().copied());
    round(1.0 - (1.0 - best) * AGAIN.powi(further as i32) * word(status, voices))
}

/// How sure the reader is of a relation: stated beside a name, or told by a verb or noun with arguments.
pub(super) fn of_relation(predicate: Predicate, beside: bool, tellings: usize, status: Status, voices: &[Said]) -> f32 {
    let best = match (beside, predicate) {
        (true, Predicate::Backs) => 0.87,
        (true, _) => 0.94,
        (false, _) => 0.78,
    };
    let further = tellings.clamp(1, TELLINGS) - 1;
    round(1.0 - (1.0 - best) * AGAIN.powi(further as i32) * word(status, voices.iter().copied()))
}
