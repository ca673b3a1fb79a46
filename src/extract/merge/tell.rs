//! Tellings by a pronoun or by nothing at all: of which incident before they speak.

use super::same::kinds_agree;
use super::{Incident, REMEMBERED};
use crate::date::PartialDate;
use crate::extract::cast::Cast;
use crate::extract::event::{Event, extend};
use crate::vocabulary::Modality;

/// What lies so many days before the last deed is not one of "these".
const WEEK: i32 = 7;

/// The last incident that a pronoun can speak of: one that lacks what is said of it before one that agrees with it.
pub(super) fn resumed(incidents: &[Incident], event: &Event, linked: &[usize], cast: &Cast<'_>) -> Option<usize> {
    let near = |at: &usize| {
        let known = &incidents[*at].event;
        let last = incidents[*at].told.last().map_or(known.sentence, |told| told.sentence);
        let theirs = cast.share_side(&known.targets, &event.agents);
        known.modality == Modality::Asserted && event.sentence - last <= 3 && !linked.contains(at) && !theirs
    };
    let agrees = |at: &usize| {
        let known = &incidents[*at].event.agents;
        // The patron that ordered it and the group that did it.
        let agree = |one: usize, other: usize| cast.same_side(one, other) || cast.is_backed(other, one);
        // "It was a camp of X": one that hit nobody whom the text has named.
        let site = event.owners.is_empty() || incidents[*at].event.targets.is_empty() && incidents[*at].event.owners.is_empty();
        event.agents.is_empty() && site || known.iter().any(|one| event.agents.iter().any(|other| agree(*one, *other)))
    };
    let candidates = || (0..incidents.len()).rev().take(REMEMBERED).filter(near);
    let open = |at: &usize| incidents[*at].event.agents.is_empty() && !event.agents.is_empty();
    // A deed whose victim is known before a mere toll.
    let aimed = |at: &usize| {
        let known = &incidents[*at].event;
        !known.targets.is_empty() || !known.holders.is_empty() || !known.bystanders.is_empty()
    };
    // "X claimed it. Washington blames Y."
    let claimed = candidates().max_by_key(|&at| (incidents[at].told.last().map(|told| told.sentence), at)).filter(|&at| {
        let accused = incidents[at].told.last().is_some_and(|told| (told.accuses || told.accused) && !event.agents.is_empty());
        event.accuses && (accused || !incidents[at].event.claimed_by.is_empty())
    });
    if claimed.is_some() {
        return claimed;
    }
    candidates().find(|at| open(at) && aimed(at)).or_else(|| candidates().find(open)).or_else(|| candidates().find(agrees))
}

/// "More missiles were launched": by whoever launched the last ones.
pub(super) fn follow(incidents: &[Incident], event: &mut Event, cast: &Cast<'_>) {
    let fits = |incident: &&Incident| {
        let known = &incident.event;
        let last = incident.told.last().map_or(known.sentence, |told| told.sentence);
        let theirs = cast.share_side(&event.targets, &known.agents);
        known.modality == Modality::Asserted
            && event.sentence - last <= 4
            && !known.agents.is_empty()
            && !theirs
            && !incident.is_background
    };
    let near = || incidents.iter().rev().take(REMEMBERED).filter(fits);
    let before = near().find(|incident| incident.event.kind == event.kind);
    if let Some(before) = before.or_else(|| near().find(|incident| kinds_agree(incident.event.kind, event.kind))) {
        extend(&mut event.agents, &before.event.agents);
    }
}

/// "Troops killed three of the attackers": whoever did what was told last is hit.
pub(super) fn foiled(incidents: &[Incident], event: &mut Event, cast: &Cast<'_>) {
    let theirs = |incident: &&Incident| {
        let known = &incident.event;
        let last = incident.told.last().map_or(known.sentence, |told| told.sentence);
        known.modality == Modality::Asserted
            && event.sentence.saturating_sub(last) <= 4
            && !known.mutual
            && !known.agents.is_empty()
            && !cast.share_side(&known.agents, &event.agents)
    };
    let open = event.targets.is_empty() && event.victims.is_empty() && event.modality == Modality::Asserted;
    if let Some(before) = incidents.iter().rev().take(REMEMBERED).filter(|_| open).find(theirs) {
        extend(&mut event.targets, &before.event.agents);
    }
}

/// "He blamed all of them on X": every incident so far that lacks a perpetrator; of "both" the last two.
pub(super) fn attribute_all(incidents: &mut [Incident], event: &Event, cast: &Cast<'_>) {
    let mut left = if event.pair { 2 } else { incidents.len() };
    let mut last: Option<PartialDate> = None;
    for incident in incidents.iter_mut().rev().take(REMEMBERED) {
        let known = &mut incident.event;
        // What somebody else did long before is not spoken of.
        let older = |day: PartialDate| last.is_some_and(|last| (last.first_day() - day.last_day()).get_days() > WEEK);
        if known.modality == Modality::Asserted && known.date.is_some_and(older) {
            break;
        }
        last = last.or(known.date.filter(|_| known.agents.is_empty()));
        let theirs = cast.share_side(&known.targets, &event.agents);
        if left > 0 && known.modality == Modality::Asserted && known.agents.is_empty() && !theirs {
            left -= 1;
            extend(&mut known.agents, &event.agents);
            incident.told.push(event.clone());
        }
    }
}
