//! Incidents told twice in one document become one; what one telling leaves open, another fills.

mod again;
mod cause;
mod everyday;
mod foe;
mod headline;
mod kind;
mod same;
mod side;
mod tell;

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use cause::{answer, provoke};
pub(super) use same::places_agree;
use same::{is_same, join, kinds_agree};
use side::{aim, hold, occupy, stand_in};
use tell::{attribute_all, foiled, follow, resumed};

use super::cast::Cast;
use super::event::{Event, extend};
use super::{denial, toll};
use crate::date::PartialDate;
use crate::ontology::Ontology;
use crate::vocabulary::ActorKind;

/// How many incidents back a new telling may reach, so that reading stays linear in the length of a text.
pub(super) const REMEMBERED: usize = 400;

/// How many days after a blow "X hit back" still speaks of it.
const PROVOKES: i32 = 30;

/// An incident and the events that tell of it.
#[derive(Clone, Debug)]
pub(super) struct Incident {
    pub event: Event,
    pub told: Vec<Event>,
    /// Whether it was last told as what another answers.
    pub is_background: bool,
    /// The rules that told of it.
    pub rules: Vec<usize>,
    pub causes: Vec<usize>,
}

/// Merges the events of a document, in reading order.
pub(super) fn merge(
    events: Vec<Event>,
    housed: &HashMap<usize, Vec<usize>>,
    cast: &mut Cast<'_>,
    ontology: &Ontology,
) -> Vec<Incident> {
    let mut incidents: Vec<Incident> = Vec::new();
    let mut incident_of: Vec<Option<usize>> = vec![None; events.len()];
    // In the order in which they were told last.
    let mut recent: Vec<usize> = Vec::new();
    let mut answers: Vec<Vec<usize>> = vec![Vec::new(); events.len()];
    for (index, event) in events.iter().enumerate() {
        for &cause in &event.causes {
            answers[cause].push(index);
        }
    }
    for index in toll::after_deeds(&events) {
        let event = &events[index];
        if event.lacking {
            continue;
        }
        let mut event = event.clone();
        if event.follows && event.agents.is_empty() {
            follow(&incidents, &mut event, cast);
        }
        if event.raiders {
            foiled(&incidents, &mut event, cast);
        }
        stand_in(&mut event, cast);
        // An incident is never the one that it answers.
        let linked: Vec<usize> = event
            .causes
            .iter()
            .chain(&answers[index])
            .chain(&event.apart)
            .filter_map(|&other| incident_of.get(other).copied().flatten())
            .collect();
        if event.all {
            attribute_all(&mut incidents, &event, cast);
            continue;
        }
        if event.denial {
            denial::deny(&mut incidents, event, cast);
            continue;
        }
        // "X hit back" after a blow at X is none that X struck before.
        let provoked = |at: &usize| {
            let last = |other: &Incident| other.told.last().map_or(other.event.sentence, |told| told.sentence);
            let since = last(&incidents[*at]);
            let replies = event.replies && !incidents[*at].event.replies;
            let answers = (event.answers && !incidents[*at].event.answers || replies) && !event.noun && event.targets.is_empty();
            answers
                && since < event.sentence
                && incidents.iter().any(|other| {
                    let known = &other.event;
                    // What happened long before provokes no more.
                    let old = |day: PartialDate| {
                        let gap = event.date.map(|date| (date.first_day() - day.last_day()).get_days());
                        gap.is_some_and(|days| days > PROVOKES)
                    };
                    let earlier =
                        known.date.is_some_and(|day| old(day) || incidents[*at].event.date.is_some_and(|date| day < date));
                    let since = last(other) > since && last(other) <= event.sentence && event.sentence - last(other) <= 1;
                    since && !earlier && !known.agents.is_empty() && cast.share_side(&known.targets, &event.agents)
                })
        };
        // "X hit back for the bombardment": nobody answers what he did himself.
        let answered = |at: &usize| {
            let bare = event.agents.is_empty() && !incidents[*at].event.agents.is_empty();
            bare && answers[index].iter().any(|&other| cast.share_side(&events[other].agents, &incidents[*at].event.agents))
        };
        let same = |at: &usize| {
            !event.distinct
                && !answered(at)
                && !linked.contains(at)
                && !provoked(at)
                && is_same(&incidents[*at], &event, cast, ontology)
        };
        let wording = |at: &usize| incidents[*at].rules.contains(&event.rule);
        // "the strikes" are the last strikes rather than the last attack.
        let candidates = || (0..incidents.len()).rev().take(REMEMBERED).filter(same);
        let last = || recent.iter().rev().take(REMEMBERED).copied().find(same);
        let kind = |at: &usize| incidents[*at].event.kind == event.kind;
        let apart = event.aside || event.toll_of.is_some();
        let found = match event.same.and_then(|other| incident_of[other]) {
            Some(at) => Some(at),
            None if event.resumes => match resumed(&incidents, &event, &linked, cast) {
                Some(at) => Some(at),
                None => continue,
            },
            None if apart => event.toll_of.and_then(|deed| incident_of[deed]),
            None => {
                // "X took part in the operation": in one that X did rather than one that nobody is said to have done.
                let agrees = |at: &usize| cast.sides_agree(&incidents[*at].event.agents, &event.agents) == Some(true);
                let own = || candidates().find(|at| event.noun && event.definite && !event.accused && agrees(at));
                // "X claimed the attack": one that hit somebody rather than a toll.
                let named = event.noun && event.definite && !event.agents.is_empty() && event.targets.is_empty();
                let aimed = |at: &usize| {
                    let known = &incidents[*at].event;
                    let people = |&target: &usize| cast.kind(target) == ActorKind::Civilians;
                    named && known.agents.is_empty() && (!known.targets.iter().all(people) || !known.holders.is_empty())
                };
                candidates()
                    .find(|at| wording(at) && (agrees(at) || event.agents.is_empty()))
                    .or_else(own)
                    .or_else(|| candidates().find(wording))
                    .or_else(|| recent.iter().rev().take(REMEMBERED).copied().find(|at| aimed(at) && same(at)))
                    .or_else(|| candidates().find(kind))
                    .or_else(last)
            }
        };
        let at = match found {
            Some(at) => {
                let known = &mut incidents[at];
                join(&mut known.event, &event, cast, ontology);
                extend(&mut known.rules, &[event.rule]);
                known.told.push(event);
                known.is_background = !answers[index].is_empty();
                at
            }
            None => {
                let is_background = !answers[index].is_empty();
                incidents.push(Incident {
                    is_background,
                    rules: vec![event.rule],
                    told: vec![event.clone()],
                    event,
                    causes: Vec::new(),
                });
                incidents.len() - 1
            }
        };
        incident_of[index] = Some(at);
        let near = recent.len().saturating_sub(REMEMBERED);
        if let Some(place) = recent[near..].iter().rposition(|&other| other == at) {
            recent.remove(near + place);
        }
        recent.push(at);
    }
    let caused: HashSet<usize> = events.iter().flat_map(|event| event.causes.iter().copied()).collect();
    let answered: Vec<bool> = (0..events.len()).map(|index| caused.contains(&index)).collect();
    toll::absorb(&mut incidents, &mut incident_of, &events, &answered, cast, ontology);
    headline::absorb(&mut incidents, &mut incident_of, cast, ontology);
    link(&mut incidents, &events, &incident_of);
    again::causes(&mut incidents, &mut incident_of, cast, ontology);
    link(&mut incidents, &events, &incident_of);
    // Nobody retaliates for a deed of his own.
    for at in 0..incidents.len() {
        let own = |cause: &usize| {
            let (agents, theirs) = (&incidents[at].event.agents, &incidents[*cause].event.agents);
            !theirs.is_empty() && theirs.iter().all(|one| agents.iter().any(|other| cast.same_side(*one, *other)))
        };
        let causes: Vec<usize> = incidents[at].causes.iter().copied().filter(|cause| !own(cause)).collect();
        incidents[at].causes = causes;
    }
    occupy(&mut incidents, housed, cast, ontology);
    side::slain(&mut incidents, cast, ontology);
    hold(&mut incidents, cast, ontology);
    aim(&mut incidents, cast, ontology);
    side::unarmed(&mut incidents, cast, ontology);
    everyday::stand_in(&mut incidents, cast, ontology);
    answer(&mut incidents, cast);
    provoke(&mut incidents, cast);
    foe::face(&mut incidents, cast, ontology);
    foe::reported(&mut incidents, cast, ontology);
    foe::fought(&mut incidents, cast);
    answer(&mut incidents, cast);
    kind::sharpen(&mut incidents, cast, ontology);
    side::dead(&mut incidents, cast);
    side::affiliated(&mut incidents, cast);
    incidents
}

/// Notes which incident answers which.
fn link(incidents: &mut [Incident], events: &[Event], incident_of: &[Option<usize>]) {
    for incident in incidents.iter_mut() {
        incident.causes.clear();
    }
    for (index, event) in events.iter().enumerate() {
        let Some(at) = incident_of[index] else { continue };
        let causes: Vec<usize> =
            event.causes.iter().filter_map(|&cause| incident_of[cause]).filter(|&cause| cause != at).collect();
        extend(&mut incidents[at].causes, &causes);
    }
}

/// Drops incidents that others now tell of, and keeps the events pointing to theirs.
pub(super) fn fold(incidents: &mut Vec<Incident>, incident_of: &mut [Option<usize>], hosts: &[Option<usize>]) {
    let kept: Vec<usize> = (0..hosts.len()).filter(|&at| hosts[at].is_none()).collect();
    for of in incident_of.iter_mut() {
        *of = of.map(|at| hosts[at].unwrap_or(at)).and_then(|at| kept.binary_search(&at).ok());
    }
    let mut hosts = hosts.iter();
    incidents.retain(|_| hosts.next().is_none_or(Option::is_none));
}
