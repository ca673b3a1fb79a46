//! Denials that name no deed: which of the deeds told before they speak of.

use super::cast::Cast;
use super::event::{Event, extend};
use super::merge::{Incident, REMEMBERED};
use crate::vocabulary::{Modality, Stance};

/// "X denied any role", "the agency withdrew its report": of the last deed that somebody lays at X's door, or that they told
/// of; for want of one, of the last deed told.
pub(super) fn deny(incidents: &mut [Incident], event: Event, cast: &Cast<'_>) {
    let voice = event.voices.first().copied();
    let ours = |members: &[usize]| {
        let member = voice.and_then(|voice| voice.member);
        member.is_some_and(|member| members.iter().any(|&other| cast.same_side(member, other)))
    };
    let spoken = |at: &usize| {
        let member = voice.and_then(|voice| voice.member);
        incidents[*at].told.iter().flat_map(|told| &told.voices).any(|said| member.is_some() && said.member == member)
    };
    let retracts = voice.is_some_and(|voice| voice.stance == Stance::Retracts);
    let far = |at: &usize| {
        let known = &incidents[*at];
        event.sentence - known.told.last().map_or(known.event.sentence, |told| told.sentence)
    };
    let near = |at: &usize| incidents[*at].event.modality == Modality::Asserted && far(at) <= 3;
    let candidates = || (0..incidents.len()).rev().take(REMEMBERED).filter(near);
    let own = |at: &usize| if retracts { spoken(at) } else { ours(&incidents[*at].event.agents) };
    // A report of another's deed may be denied by anybody, a blow by whoever is said to have taken it.
    let other = |at: &usize| {
        let known = &incidents[*at].event;
        far(at) <= 1 && !retracts && !known.agents.is_empty() && (event.disputed || ours(&known.targets))
    };
    let open = |at: &usize| far(at) <= 1 && !retracts && incidents[*at].event.agents.is_empty();
    let found = candidates().find(own).or_else(|| candidates().next().filter(|at| other(at) || open(at)));
    if let Some(at) = found {
        let known = &mut incidents[at];
        extend(&mut known.event.denied_by, &event.denied_by);
        let denies = !known.event.agents.is_empty();
        // Of a deed that nobody is accused of, only a part is denied.
        known.told.push(Event { modality: if denies { Modality::Denied } else { Modality::Asserted }, disputed: false, ..event });
    }
}
