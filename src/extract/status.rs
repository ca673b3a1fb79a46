//! What a document as a whole makes of a deed or a relation: who holds it, who denies it, on whose word it stands.

use super::cast::Cast;
use super::event::{Event, Said};
use super::merge::Incident;
use crate::document::Document;
use crate::extraction::Voice;
use crate::vocabulary::{Modality, Stance, Status};

/// Whether a voice stands against what it speaks of.
fn is_against(said: &Said) -> bool {
    matches!(said.stance, Stance::Denies | Stance::Retracts)
}

/// What the tellings of an incident come to.
pub(super) fn of_incident(incident: &Incident, cast: &Cast<'_>) -> Status {
    let event = &incident.event;
    let ours = |member: usize| event.agents.iter().any(|&agent| cast.same_side(agent, member));
    // A denial of one's own part contests the deed only where one is said to have a part.
    let denies_deed = |told: &Event| told.modality == Modality::Denied && told.voices.iter().any(is_against);
    let denied = incident.told.iter().any(|told| denies_deed(told) || told.disputed)
        || event.denied_by.iter().any(|&member| ours(member))
        || incident.told.iter().flat_map(|told| &told.voices).any(|said| is_against(said) && said.member.is_some_and(ours));
    let confirms = |said: &Said| said.stance == Stance::Confirms && said.member.is_some_and(ours);
    let all: Vec<Said> = incident
        .told
        .iter()
        .flat_map(|told| told.voices.iter().copied())
        .map(|said| if confirms(&said) { Said { stance: Stance::Claims, ..said } } else { said })
        .collect();
    let holds: Vec<&Event> = incident.told.iter().filter(|told| told.modality == event.modality && !told.denial).collect();
    of(event.modality, &holds.iter().map(|told| told.voices.as_slice()).collect::<Vec<_>>(), denied, &all, cast)
}

/// The status of what is told with these voices, telling by telling.
pub(super) fn of(modality: Modality, told: &[&[Said]], denied: bool, all: &[Said], cast: &Cast<'_>) -> Status {
    let held = |said: &&Said| !is_against(said);
    match modality {
        Modality::Threatened => Status::Threatened,
        Modality::Denied if all.iter().any(|said| said.stance == Stance::Retracts) => Status::Retracted,
        Modality::Denied => Status::Denied,
        Modality::Asserted => {
            let same = |one: &Said, other: &Said| match (one.member, other.member) {
                (Some(one), Some(other)) => cast.same_side(one, other),
                (one, other) => one == other,
            };
            let retracted = |said: &Said| all.iter().any(|other| other.stance == Stance::Retracts && same(other, said));
            let own_word = |voices: &&[Said]| voices.iter().any(|said| held(&said));
            if !told.is_empty() && told.iter().all(|voices| voices.iter().any(&retracted)) {
                return Status::Retracted;
            }
            if denied {
                return Status::Contested;
            }
            if all.iter().any(|said| said.stance == Stance::Claims) {
                return Status::Claimed;
            }
            let confirmed = all.iter().any(|said| said.stance == Stance::Confirms);
            if !confirmed && !told.is_empty() && told.iter().all(own_word) { Status::Attributed } else { Status::Asserted }
        }
    }
}

/// Voices as records give them.
pub(super) fn records(voices: &[Said], document: &Document, cast: &Cast<'_>) -> Vec<Voice> {
    let mut out: Vec<Voice> = Vec::new();
    for said in voices {
        let voice = Voice {
            actor: said.member.map(|member| cast.actor(member).id.clone()),
            words: document
                .text
                .get(said.span[0]..said.span[1])
                .unwrap_or_default()
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
            stance: said.stance,
        };
        if !out.contains(&voice) {
            out.push(voice);
        }
    }
    out
}
