//! What an answer that names no cause answers.

use super::{Incident, REMEMBERED};
use crate::extract::cast::Cast;
use crate::extract::event::{Event, extend};
use crate::vocabulary::{ActorKind, IncidentKind, Modality};

/// "strikes on Y in response to rockets that Y had fired": for want of another, at whom Y fired is who answers.
pub(super) fn provoke(incidents: &mut [Incident], cast: &Cast<'_>) {
    for at in 0..incidents.len() {
        let answer = incidents[at].event.clone();
        for cause in incidents[at].causes.clone() {
            let event = &mut incidents[cause].event;
            let theirs = !event.agents.is_empty()
                && !event.site
                && event.agents.iter().all(|&one| cast.share_side(&[one], &answer.targets));
            if theirs && event.targets.is_empty() && event.holders.is_empty() && event.victims.is_empty() {
                extend(&mut event.targets, &answer.agents);
            }
        }
    }
}

/// "Warplanes hit back": those of the state that the deed before hit, if whoever did it is hit.
fn hit_back(incidents: &mut [Incident], at: usize, cast: &Cast<'_>) {
    let event = &incidents[at].event;
    if !event.agents.is_empty() || !event.forces || !incidents[at].told.iter().any(|told| told.answers && told.forces) {
        return;
    }
    let state = |&member: &usize| cast.of_state(member);
    let fits = |&other: &usize| {
        let other = &incidents[other].event;
        // "F-15s responded by striking its positions": not those of whoever was hit before.
        let aimed = event.targets.is_empty()
            || cast.share_side(&other.agents, &event.targets)
            || cast.share_side(&other.targets, &event.targets) && other.targets.iter().any(state);
        other.modality == Modality::Asserted && !other.agents.is_empty() && aimed && other.targets.iter().any(state)
    };
    let told = incidents[at].causes.iter().copied().find(fits);
    let Some(cause) = told.or_else(|| (0..at).rev().take(4).find(fits)) else { return };
    let (agents, targets) = (incidents[cause].event.targets.clone(), incidents[cause].event.agents.clone());
    let event = &mut incidents[at].event;
    event.agents = agents.into_iter().filter(state).collect();
    if event.agents.iter().any(|&agent| cast.share_side(&[agent], &event.targets)) {
        event.targets.clear();
    }
    if event.targets.is_empty() {
        extend(&mut event.targets, &targets);
    }
}

/// "X hit back" without a cause answers the last attack on X, or by the one that X hits.
pub(super) fn answer(incidents: &mut [Incident], cast: &Cast<'_>) {
    for at in 0..incidents.len() {
        hit_back(incidents, at, cast);
        // An answer without a target is aimed at whom it answers.
        if incidents[at].event.targets.is_empty() && !incidents[at].event.agents.is_empty() {
            let provokers: Vec<usize> =
                incidents[at].causes.iter().flat_map(|&cause| incidents[cause].event.agents.clone()).collect();
            let event = &mut incidents[at].event;
            let others: Vec<usize> =
                provokers.into_iter().filter(|other| !event.agents.iter().any(|agent| cast.same_side(*agent, *other))).collect();
            extend(&mut event.targets, &others);
        }
        let event = &incidents[at].event;
        let replies = incidents[at].told.iter().any(|told| told.replies);
        let answers = replies || incidents[at].told.iter().any(|told| told.answers);
        if !answers || !incidents[at].causes.is_empty() {
            continue;
        }
        // What answers a deed is not what it answered.
        let answered = |other: usize| incidents[other].causes.contains(&at);
        let provokes = |other: &Event| {
            let hurt = cast.share_side(&other.targets, &event.agents);
            // "Iran-backed militias fired …", answered by a blow at one of them.
            let theirs = cast.sides_agree(&other.agents, &event.targets) != Some(false);
            hurt && theirs && !other.mutual && other.modality == Modality::Asserted
        };
        let cause = (0..at)
            .rev()
            .take(REMEMBERED)
            .chain((at + 1..incidents.len()).take(REMEMBERED))
            .find(|&other| !answered(other) && provokes(&incidents[other].event));
        // Whoever hits back may hit another than who hit him: a ship for a ship.
        let hurt = |other: &Event| {
            let ours = |members: &[usize]| cast.share_side(members, &event.agents);
            ours(&other.targets) && !ours(&other.agents) && !other.mutual && other.modality == Modality::Asserted
        };
        let cause = cause.or_else(|| (0..at).rev().take(8).find(|&other| !answered(other) && hurt(&incidents[other].event)));
        // "X answered with raids on Y": what Y did last, to whomever.
        let theirs = |other: &Event| {
            cast.share_side(&other.agents, &event.targets)
                && !cast.share_side(&other.agents, &event.agents)
                && !other.mutual
                && other.modality == Modality::Asserted
        };
        // "retaliatory strikes on Y after Y had attacked a firm": in the same sentence.
        let here = |other: &usize| incidents[*other].event.sentence == event.sentence;
        let near = (0..at).rev().take(4).chain((at + 1..incidents.len()).take(2).filter(here));
        let cause = cause.or_else(|| near.into_iter().find(|&other| !answered(other) && theirs(&incidents[other].event)));
        // "In response": to what was told last, if nothing speaks against it.
        let before = || {
            let last = |other: usize| {
                incidents[other].told.iter().map(|told| told.sentence).filter(|&told| told <= event.sentence).max()
            };
            let soon = |other: usize| last(other).is_some_and(|last| event.sentence - last <= 3);
            let may = |other: &Event| {
                let own = cast.share_side(&other.agents, &event.agents);
                let aimed = other.targets.is_empty() || other.agents.is_empty() || cast.share_side(&other.agents, &event.targets);
                !own && aimed && other.modality == Modality::Asserted
            };
            let near = (0..at).rev().take(4).chain((at + 1..incidents.len()).take(4));
            near.into_iter().find(|&other| !answered(other) && soon(other) && may(&incidents[other].event))
        };
        // "The group responded with rockets": without a target, to what was told last as well.
        let person = |&agent: &usize| cast.kind(agent) == ActorKind::Person;
        let open = event.targets.is_empty()
            && (!event.noun || event.kind != IncidentKind::Attack)
            && !event.agents.iter().any(person)
            && event.modality == Modality::Asserted;
        // "X sank ships. Y answered with raids on X": whoever is hit provoked it, whomever he hit.
        let theirs = || {
            let own = !event.targets.is_empty() && !event.noun && event.modality == Modality::Asserted;
            before().filter(|&other| own && cast.share_side(&incidents[other].event.agents, &event.targets))
        };
        // "Y shelled Z in X's land. X hit back, bombing W": what was told last, whomever the answer hit.
        let last = || {
            let verb =
                !event.noun && event.modality == Modality::Asserted && !event.agents.is_empty() && !event.targets.is_empty();
            let foreign = |&other: &usize| {
                let told = &incidents[other];
                let near = told.told.iter().any(|one| one.sentence <= event.sentence && event.sentence - one.sentence <= 1);
                let own = cast.share_side(&told.event.agents, &event.agents);
                let states = |side: &[usize]| side.iter().all(|&one| cast.of_state(one));
                let sides = states(&event.agents) && states(&told.event.agents) && !told.event.agents.is_empty();
                near && !own && sides && !answered(other) && told.event.modality == Modality::Asserted
            };
            at.checked_sub(1).filter(|_| verb).filter(foreign)
        };
        if let Some(cause) = cause.or_else(|| if replies || open { before() } else { theirs() }).or_else(last) {
            incidents[at].causes.push(cause);
            if incidents[at].event.targets.is_empty() {
                let agents = incidents[cause].event.agents.clone();
                extend(&mut incidents[at].event.targets, &agents);
            }
        }
    }
}
