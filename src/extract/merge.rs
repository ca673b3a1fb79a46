//! Incidents told twice in one document become one; what one telling leaves open, another fills.

mod headline;

use std::collections::{HashMap, HashSet};

use super::cast::Cast;
use super::event::{Event, extend};
use super::toll;
use super::{confidence, denial, quote, status};
use crate::date::PartialDate;
use crate::document::Document;
use crate::extraction::{Evidence, IncidentRecord};
use crate::ontology::Ontology;
use crate::ontology::schema::Act;
use crate::text::Sentence;
use crate::vocabulary::{ActorKind, IncidentKind, Modality, PlaceKind, Stance, Status};

/// How many incidents back a new telling may reach, so that reading stays linear in the length of a text.
pub(super) const REMEMBERED: usize = 400;

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
        if event.follows {
            follow(&incidents, &mut event, cast);
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
        let same = |at: &usize| !event.distinct && !linked.contains(at) && is_same(&incidents[*at], &event, cast, ontology);
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
            None => candidates().find(wording).or_else(|| candidates().find(kind)).or_else(last),
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
    for (index, event) in events.iter().enumerate() {
        let Some(at) = incident_of[index] else { continue };
        for &cause in &event.causes {
            if let Some(cause) = incident_of[cause].filter(|&cause| cause != at) {
                extend(&mut incidents[at].causes, &[cause]);
            }
        }
    }
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
    hold(&mut incidents, cast);
    aim(&mut incidents, cast, ontology);
    answer(&mut incidents, cast);
    incidents
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

/// The last incident that a pronoun can speak of: one that lacks what is said of it before one that agrees with it.
fn resumed(incidents: &[Incident], event: &Event, linked: &[usize], cast: &Cast<'_>) -> Option<usize> {
    let near = |at: &usize| {
        let known = &incidents[*at].event;
        let last = incidents[*at].told.last().map_or(known.sentence, |told| told.sentence);
        let theirs = known.targets.iter().any(|target| event.agents.iter().any(|agent| cast.same_side(*agent, *target)));
        known.modality == Modality::Asserted && event.sentence - last <= 3 && !linked.contains(at) && !theirs
    };
    let agrees = |at: &usize| {
        let known = &incidents[*at].event.agents;
        // The patron that ordered it and the group that did it.
        let agree = |one: usize, other: usize| cast.same_side(one, other) || cast.is_backed(other, one);
        event.agents.is_empty() || known.iter().any(|one| event.agents.iter().any(|other| agree(*one, *other)))
    };
    let candidates = || (0..incidents.len()).rev().take(REMEMBERED).filter(near);
    let open = |at: &usize| incidents[*at].event.agents.is_empty() && !event.agents.is_empty();
    // A deed whose victim is known before a mere toll.
    let aimed = |at: &usize| {
        let known = &incidents[*at].event;
        !known.targets.is_empty() || !known.holders.is_empty() || !known.bystanders.is_empty()
    };
    // "X claimed it. Washington blames Y."
    let claimed = candidates()
        .max_by_key(|&at| (incidents[at].told.last().map(|told| told.sentence), at))
        .filter(|&at| event.accuses && !incidents[at].event.claimed_by.is_empty());
    if claimed.is_some() {
        return claimed;
    }
    candidates().find(|at| open(at) && aimed(at)).or_else(|| candidates().find(open)).or_else(|| candidates().find(agrees))
}

/// "More missiles were launched": by whoever launched the last ones.
fn follow(incidents: &[Incident], event: &mut Event, cast: &Cast<'_>) {
    let before = incidents.iter().rev().take(REMEMBERED).find(|incident| {
        let known = &incident.event;
        let last = incident.told.last().map_or(known.sentence, |told| told.sentence);
        let theirs = event.targets.iter().any(|target| known.agents.iter().any(|agent| cast.same_side(*agent, *target)));
        known.modality == Modality::Asserted
            && event.sentence - last <= 4
            && !known.agents.is_empty()
            && !theirs
            && !incident.is_background
            && known.kind == event.kind
    });
    if let Some(before) = before {
        extend(&mut event.agents, &before.event.agents);
    }
}

/// "He blamed all of them on X": every incident so far that lacks a perpetrator.
fn attribute_all(incidents: &mut [Incident], event: &Event, cast: &Cast<'_>) {
    for incident in incidents.iter_mut().rev().take(REMEMBERED) {
        let known = &mut incident.event;
        let theirs = known.targets.iter().any(|target| event.agents.iter().any(|agent| cast.same_side(*agent, *target)));
        if known.modality == Modality::Asserted && known.agents.is_empty() && !theirs {
            extend(&mut known.agents, &event.agents);
            incident.told.push(event.clone());
        }
    }
}

/// A site that the text says somebody occupies, hit in a sentence that does not say so.
fn occupy(incidents: &mut [Incident], housed: &HashMap<usize, Vec<usize>>, cast: &Cast<'_>, ontology: &Ontology) {
    for incident in incidents.iter_mut().filter(|incident| incident.event.targets.is_empty()) {
        let event = &incident.event;
        let occupants: Vec<usize> = event
            .places
            .iter()
            .filter(|&&place| ontology.places()[place].kind.is_site())
            .filter_map(|place| housed.get(place))
            .flatten()
            .copied()
            .filter(|&occupant| !event.agents.iter().any(|&agent| cast.same_side(agent, occupant)))
            .collect();
        extend(&mut incident.event.targets, &occupants);
    }
}

/// Where only a place was hit, its holder is the target: when an armed group strikes, or when the two sides are at
/// blows elsewhere in the document. A state's strike inside another country is aimed at somebody there, not at the country.
fn hold(incidents: &mut [Incident], cast: &Cast<'_>) {
    let mut blows: HashSet<(String, String)> = HashSet::new();
    let principal = |member: usize| cast.actor(member).principal.clone();
    for incident in incidents.iter() {
        for &agent in &incident.event.agents {
            blows.extend(incident.event.targets.iter().map(|&target| (principal(agent), principal(target))));
        }
    }
    let at_blows = |one: usize, other: usize| {
        let (one, other) = (principal(one), principal(other));
        blows.contains(&(one.clone(), other.clone())) || blows.contains(&(other, one))
    };
    for incident in incidents.iter_mut() {
        let event = &incident.event;
        if !event.targets.is_empty() {
            continue;
        }
        let people: Vec<usize> = event
            .bystanders
            .iter()
            .copied()
            .filter(|&one| event.agents.iter().any(|&agent| !cast.same_side(agent, one) && at_blows(agent, one)))
            .collect();
        if !people.is_empty() {
            extend(&mut incident.event.targets, &people);
            continue;
        }
        let hit: Vec<usize> = event
            .holders
            .iter()
            .copied()
            .filter(|&holder| {
                !event.agents.iter().any(|&agent| cast.same_side(agent, holder))
                    && (event.agents.is_empty()
                        || event.owners.contains(&holder)
                        || event.agents.iter().any(|&agent| {
                            matches!(cast.actor(agent).kind, ActorKind::ArmedGroup | ActorKind::Generic | ActorKind::Coalition)
                                || at_blows(agent, holder)
                        }))
            })
            .collect();
        // "in the Green Zone near the US embassy": the nearer owner.
        let nearer: Vec<usize> = hit.iter().copied().filter(|holder| event.owners.contains(holder)).collect();
        let hit = if nearer.is_empty() { hit } else { nearer };
        extend(&mut incident.event.targets, &hit);
    }
}

/// "Israel strikes Lebanon": a state's blow at a country is aimed at the group that it fights there, if the document names
/// one and tells of no blow between the two states otherwise.
fn aim(incidents: &mut [Incident], cast: &Cast<'_>, ontology: &Ontology) {
    let is_state =
        |member: usize| matches!(cast.actor(member).kind, ActorKind::State | ActorKind::Military | ActorKind::Coalition);
    let country = |member: usize| ontology.places().iter().position(|place| place.id == cast.actor(member).id);
    for at in 0..incidents.len() {
        let event = &incidents[at].event;
        let [target] = event.targets[..] else { continue };
        let Some(land) = country(target).filter(|land| event.places.contains(land)) else { continue };
        if event.agents.is_empty() || !event.agents.iter().all(|&agent| is_state(agent)) {
            continue;
        }
        let ours = |members: &[usize]| members.iter().any(|one| event.agents.iter().any(|other| cast.same_side(*one, *other)));
        let theirs = |members: &[usize]| members.iter().any(|one| cast.same_side(*one, target));
        let answered = incidents
            .iter()
            .any(|other| theirs(&other.event.agents) && (ours(&other.event.targets) || other.event.targets.is_empty()));
        if answered {
            continue;
        }
        let within =
            |place: usize| ontology.around(&ontology.places()[place].id).any(|around| around.id == ontology.places()[land].id);
        let group = incidents.iter().enumerate().find_map(|(index, other)| {
            let there = other.event.places.is_empty() || other.event.places.iter().any(|&place| within(place));
            (index != at && ours(&other.event.agents) && there).then(|| {
                other.event.targets.iter().copied().find(|&member| {
                    matches!(cast.actor(member).kind, ActorKind::ArmedGroup | ActorKind::Generic | ActorKind::Organisation)
                        && !theirs(&[member])
                })
            })?
        });
        if let Some(group) = group {
            incidents[at].event.targets = vec![group];
        }
    }
}

/// Where no target is told, the actor whose people were hurt stands in for it.
fn stand_in(event: &mut Event, cast: &Cast<'_>) {
    let victims: Vec<usize> = event
        .victims
        .iter()
        .copied()
        .filter(|victim| !event.agents.iter().any(|agent| cast.same_side(*agent, *victim)))
        .collect();
    if event.targets.is_empty() {
        extend(&mut event.targets, &victims);
    }
    if !event.mutual {
        let agents = event.agents.clone();
        event.targets.retain(|target| !agents.contains(target));
    }
}

/// "X hit back" without a cause answers the last attack on X, or by the one that X hits.
fn answer(incidents: &mut [Incident], cast: &Cast<'_>) {
    for at in 0..incidents.len() {
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
        // "Iran-backed militias fired …", answered by a blow at one of them.
        let alike = |one: usize, other: usize| cast.same_side(one, other) || cast.covers(one, other) || cast.covers(other, one);
        let provokes = |other: &Event| {
            let hurt = other.targets.iter().any(|target| event.agents.iter().any(|agent| cast.same_side(*agent, *target)));
            let theirs = other.agents.is_empty()
                || event.targets.is_empty()
                || other.agents.iter().any(|agent| event.targets.iter().any(|target| alike(*agent, *target)));
            hurt && theirs && other.modality == Modality::Asserted
        };
        let cause = (0..at)
            .rev()
            .take(REMEMBERED)
            .chain((at + 1..incidents.len()).take(REMEMBERED))
            .find(|&other| !answered(other) && provokes(&incidents[other].event));
        // "In response": to what was told last, if nothing speaks against it.
        let before = || {
            let may = |other: &Event| {
                let own = other.agents.iter().any(|one| event.agents.iter().any(|agent| cast.same_side(*one, *agent)));
                let aimed = other.targets.is_empty()
                    || other.agents.is_empty()
                    || other.agents.iter().any(|one| event.targets.iter().any(|target| cast.same_side(*one, *target)));
                !own && aimed && other.modality == Modality::Asserted && event.sentence.saturating_sub(other.sentence) <= 3
            };
            (0..at).rev().take(4).find(|&other| !answered(other) && may(&incidents[other].event))
        };
        if let Some(cause) = cause.or_else(|| if replies { before() } else { None }) {
            incidents[at].causes.push(cause);
            if incidents[at].event.targets.is_empty() {
                let agents = incidents[cause].event.agents.clone();
                extend(&mut incidents[at].event.targets, &agents);
            }
        }
    }
}

fn is_same(incident: &Incident, event: &Event, cast: &Cast<'_>, ontology: &Ontology) -> bool {
    let known = &incident.event;
    // "X bombed Y. X denied that it bombed Y.": one deed, which is contested.
    let contested = known.modality != event.modality;
    if contested && !(is_voiced_denial(known) && is_told(event) || is_voiced_denial(event) && is_told(known)) {
        return false;
    }
    // The entries of a chronicle each tell of their own deeds.
    if matches!((known.entry, event.entry), (Some(one), Some(other)) if one != other) {
        return false;
    }
    let far = event.sentence.saturating_sub(incident.told.last().map_or(known.sentence, |told| told.sentence));
    if is_toll(incident, event, cast) {
        return true;
    }
    let sides = |one: &[usize], other: &[usize]| -> Option<bool> {
        let agree = |a: usize, b: usize| cast.same_side(a, b) || cast.covers(a, b) || cast.covers(b, a);
        (!one.is_empty() && !other.is_empty()).then(|| one.iter().any(|a| other.iter().any(|b| agree(*a, *b))))
    };
    // Nobody strikes himself.
    let crossed =
        |agents: &[usize], targets: &[usize]| agents.iter().any(|one| targets.iter().any(|other| cast.same_side(*one, *other)));
    let mutual = known.mutual || event.mutual;
    if !mutual && (crossed(&known.agents, &event.targets) || crossed(&event.agents, &known.targets)) {
        return false;
    }
    let agents = sides(&known.agents, &event.agents);
    // A region that was hit may be where somebody else was aimed at.
    let targets = match sides(&known.targets, &event.targets) {
        Some(false) if agents == Some(true) && (is_land(known, cast, ontology) || is_land(event, cast, ontology)) => None,
        targets => targets,
    };
    if agents == Some(false) || targets == Some(false) || contested && (agents.is_none() || targets.is_none()) {
        return false;
    }
    if !kinds_agree(known.kind, event.kind) || !places_agree(&known.places, &event.places, ontology) {
        return false;
    }
    // "It killed X": one of those who died.
    let among = |counted: bool, few: u32, many: u32| counted && few <= many;
    if matches!((known.killed, event.killed), (Some(a), Some(b)) if a != b && !among(known.counted, a, b) && !among(event.counted, b, a))
    {
        return false;
    }
    if let (Some(one), Some(other)) = (known.date, event.date) {
        let end = |date: PartialDate, until: Option<PartialDate>| until.unwrap_or(date).last_day();
        // A night has two days.
        let gap = |from: PartialDate, to: jiff::civil::Date| from.first_day().yesterday().is_ok_and(|before| before <= to);
        if !(gap(one, end(other, event.until)) && gap(other, end(one, known.until))) {
            return false;
        }
    }
    let bare = event.agents.is_empty() && event.targets.is_empty();
    // Two halves of a deed of one sort and one day.
    let dated =
        known.date.is_some() && known.date == event.date && known.kind == event.kind && event.kind != IncidentKind::Attack;
    // "Six people died at the market": of the blow told just before.
    let own = |target: &usize| known.agents.iter().any(|agent| cast.same_side(*agent, *target));
    let harms = ontology.triggers()[event.rule].acts.contains(&Act::Harms);
    let elaborates = far == 1
        && !event.noun
        && event.agents.is_empty()
        && (event.date.is_none() || event.date == known.date)
        && !incident.is_background
        && !event.targets.iter().any(own);
    match (agents, targets) {
        (Some(true), Some(true)) => true,
        // A habit does not tell who did the one deed.
        (None, Some(true)) if event.several && event.date.is_none() && known.agents.is_empty() && !known.several => far == 0,
        (Some(true), None) | (None, Some(true)) => far <= 4 || event.definite,
        // "the strike" with the side that the earlier telling left open.
        (None, None) if !bare && event.noun && event.definite && (known.agents.is_empty() || known.targets.is_empty()) => {
            far <= 4
        }
        // One clause says who, another of the same sentence says whom.
        (None, None) if !bare && is_open(known, event) => far == 0 || elaborates || dated && far <= 6,
        _ if bare && elaborates && harms => !known.agents.is_empty(),
        _ if bare && event.noun && event.definite => far <= 4,
        _ if bare => known.kind == event.kind && (far <= 1 || dated && far <= 6 && known.agents.is_empty()),
        _ => false,
    }
}

fn is_told(event: &Event) -> bool {
    event.modality == Modality::Asserted
}

/// Whether somebody is said to deny that it happened.
fn is_voiced_denial(event: &Event) -> bool {
    event.modality == Modality::Denied && event.voices.iter().any(|voice| voice.stance == Stance::Denies)
}

/// "… conducted an attack, resulting in the death of X", "X was killed … in the raids": the harm done by the deed that the
/// same sentence names.
fn is_toll(incident: &Incident, event: &Event, cast: &Cast<'_>) -> bool {
    let own = |victim: &usize| incident.event.agents.iter().any(|agent| cast.same_side(*agent, *victim));
    event.agents.is_empty()
        && !event.victims.is_empty()
        && !event.victims.iter().any(own)
        && incident
            .told
            .iter()
            .rev()
            .take_while(|told| told.sentence == event.sentence)
            .any(|told| told.noun && told.victims.is_empty())
}

/// Whether each tells the side that the other leaves open.
fn is_open(one: &Event, other: &Event) -> bool {
    let half = |event: &Event| event.agents.is_empty() != event.targets.is_empty();
    half(one) && half(other) && one.agents.is_empty() != other.agents.is_empty()
}

pub(super) fn kinds_agree(one: IncidentKind, other: IncidentKind) -> bool {
    use IncidentKind::{Airstrike, Assassination, Attack, DroneAttack, MissileAttack, Raid, RocketAttack};
    let vague = |kind| matches!(kind, Attack | Assassination);
    let air = |kind| matches!(kind, Airstrike | DroneAttack | MissileAttack | Raid);
    let fired = |kind| matches!(kind, DroneAttack | MissileAttack | RocketAttack);
    one == other || vague(one) || vague(other) || air(one) && air(other) || fired(one) && fired(other)
}

pub(super) fn places_agree(one: &[usize], other: &[usize], ontology: &Ontology) -> bool {
    let nested = |a: usize, b: usize| {
        let (a, b) = (&ontology.places()[a].id, &ontology.places()[b].id);
        ontology.around(a).any(|place| place.id == *b) || ontology.around(b).any(|place| place.id == *a)
    };
    one.is_empty() || other.is_empty() || one.iter().any(|&a| other.iter().any(|&b| nested(a, b)))
}

/// Adds members; of a class and a group of that class told of one incident in two places, the group counts.
fn join_sides(known: &mut Vec<usize>, more: &[usize], classes: &[usize], cast: &Cast<'_>) {
    let covered = |class: usize, by: &[usize]| by.iter().any(|&member| cast.covers(class, member));
    // "militias including X" and "X and other militias" mean both.
    let alone = |class: usize, among: &[usize]| !classes.contains(&class) && !covered(class, among);
    let kept: Vec<usize> = more.iter().copied().filter(|&class| !(alone(class, more) && covered(class, known))).collect();
    let before = known.clone();
    known.retain(|&class| !(alone(class, &before) && covered(class, &kept)));
    extend(known, &kept);
}

/// Whether all that is known of its target is the region that it hit.
fn is_land(event: &Event, cast: &Cast<'_>, ontology: &Ontology) -> bool {
    let land = |&target: &usize| {
        let id = &cast.actor(target).id;
        let region = |place: usize| ontology.places()[place].id == *id && ontology.places()[place].kind != PlaceKind::Country;
        event.places.iter().any(|&place| region(place))
    };
    !event.targets.is_empty() && event.targets.iter().all(land)
}

pub(super) fn join(known: &mut Event, event: &Event, cast: &Cast<'_>, ontology: &Ontology) {
    let apart = !event.targets.iter().any(|one| known.targets.iter().any(|other| cast.same_side(*one, *other)));
    let mut event = event.clone();
    if apart && !event.targets.is_empty() && is_land(known, cast, ontology) {
        known.targets.clear();
    } else if apart && !known.targets.is_empty() && is_land(&event, cast, ontology) {
        event.targets.clear();
    }
    let event = &event;
    extend(&mut known.classes, &event.classes);
    let classes = known.classes.clone();
    join_sides(&mut known.agents, &event.agents, &classes, cast);
    join_sides(&mut known.targets, &event.targets, &classes, cast);
    if !known.mutual && !event.mutual {
        let agents = known.agents.clone();
        known.targets.retain(|&target| !agents.iter().any(|&agent| cast.same_side(agent, target)));
    }
    extend(&mut known.holders, &event.holders);
    extend(&mut known.owners, &event.owners);
    extend(&mut known.bystanders, &event.bystanders);
    extend(&mut known.places, &event.places);
    extend(&mut known.claimed_by, &event.claimed_by);
    extend(&mut known.denied_by, &event.denied_by);
    extend(&mut known.voices, &event.voices);
    known.accused |= event.accused;
    if is_told(event) {
        known.modality = event.modality;
    }
    // The more exact date counts: a day rather than its month.
    if event.date.is_some_and(|date| known.date.is_none_or(|old| date > old && old.contains(date.first_day()))) {
        known.date = event.date;
        known.until = event.until;
    }
    known.near = known.near.or(event.near);
    // A toll rather than the names that the text happens to give.
    if known.counted && event.killed.is_some() && !event.counted {
        (known.killed, known.counted) = (event.killed, false);
    } else if known.killed.is_none() {
        (known.killed, known.counted) = (event.killed, event.counted);
    }
    known.wounded = known.wounded.or(event.wounded);
    known.weapon = known.weapon.take().or_else(|| event.weapon.clone());
    known.attributed_to = known.attributed_to.or(event.attributed_to);
    known.answers |= event.answers;
    known.several &= event.several;
    known.replies |= event.replies;
    // What is called an attack before it is called a raid stays one.
    if event.kind != IncidentKind::Raid {
        known.sharpen(event.kind, event.loose);
    }
}

/// The incidents that say anything, in order: those with a side, and those that something answers.
pub(super) fn kept(incidents: &[Incident]) -> Vec<usize> {
    let causes: HashSet<usize> = incidents.iter().flat_map(|incident| incident.causes.iter().copied()).collect();
    (0..incidents.len())
        .filter(|&at| {
            let event = &incidents[at].event;
            !event.agents.is_empty() || !event.targets.is_empty() || causes.contains(&at)
        })
        .collect()
}

/// The records of the incidents that say anything.
pub(super) fn records(
    incidents: &[Incident],
    sentences: &[Sentence],
    document: &Document,
    cast: &mut Cast<'_>,
    ontology: &Ontology,
) -> Vec<IncidentRecord> {
    let kept = kept(incidents);
    // `kept` is in ascending order.
    let id_of = |at: usize| kept.binary_search(&at).ok().map(|place| format!("i{}", place + 1));
    kept.iter()
        .map(|&at| {
            let incident = &incidents[at];
            let event = &incident.event;
            let ids = |members: &[usize], cast: &Cast<'_>| -> Vec<String> {
                let mut ids: Vec<String> = members.iter().map(|&member| cast.actor(member).id.clone()).collect();
                ids.sort();
                ids.dedup();
                ids
            };
            let mut quotes: Vec<Evidence> = Vec::new();
            let mut quoted: HashMap<usize, usize> = HashMap::new();
            for told in &incident.told {
                let rule = &ontology.triggers()[told.rule].id;
                let sure = confidence::of_telling(told, event);
                let more = quote(&sentences[told.sentence], document, rule, told.modality, &told.voices, cast, sure);
                match quoted.get(&told.sentence) {
                    // A sentence that tells of it twice is quoted once, with all its voices.
                    Some(&at) => {
                        let known: &mut Evidence = &mut quotes[at];
                        known.modality = known.modality.min(more.modality);
                        known.confidence = known.confidence.max(more.confidence);
                        known.attributed_to = known.attributed_to.take().or(more.attributed_to);
                        let new: Vec<_> = more.voices.into_iter().filter(|voice| !known.voices.contains(voice)).collect();
                        known.voices.extend(new);
                    }
                    None => {
                        quoted.insert(told.sentence, quotes.len());
                        quotes.push(more);
                    }
                }
            }
            let status = status::of_incident(incident, cast);
            let mut places: Vec<String> = event.places.iter().map(|&place| ontology.places()[place].id.clone()).collect();
            places.sort();
            let mut targets = event.targets.clone();
            // A person named beside the group is the nearer word; both are kept.
            targets.sort_by_key(|&member| cast.actor(member).kind == ActorKind::Person);
            let mut causes: Vec<String> = incident.causes.iter().filter_map(|&cause| id_of(cause)).collect();
            causes.sort();
            IncidentRecord {
                id: id_of(at).unwrap_or_default(),
                kind: event.kind,
                perpetrators: ids(&event.agents, cast),
                targets: ids(&targets, cast),
                places,
                date: event.date.or(event.near),
                until: event.until,
                killed: event.killed,
                wounded: event.wounded,
                weapon: event.weapon.clone(),
                modality: if status == Status::Retracted { Modality::Denied } else { event.modality },
                status: Some(status),
                confidence: confidence::of_incident(incident, status),
                attributed_to: event.attributed_to.map(|voice| cast.actor(voice).id.clone()),
                claimed_by: ids(&event.claimed_by, cast),
                denied_by: ids(&event.denied_by, cast),
                retaliates_for: causes,
                evidence: quotes,
            }
        })
        .collect()
}
