//! Whether two tellings are of one incident, and what they make together.

use super::Incident;
use crate::date::PartialDate;
use crate::extract::cast::Cast;
use crate::extract::event::{Event, extend};
use crate::ontology::Ontology;
use crate::ontology::schema::Act;
use crate::vocabulary::{ActorKind, IncidentKind, Modality, PlaceKind, Stance};

pub(super) fn is_same(incident: &Incident, event: &Event, cast: &Cast<'_>, ontology: &Ontology) -> bool {
    let known = &incident.event;
    // "X bombed Y. X denied that it bombed Y.": one deed, which is contested.
    let contested = known.modality != event.modality;
    if contested && !(is_voiced_denial(known) && is_told(event) || is_voiced_denial(event) && is_told(known)) {
        return false;
    }
    // What was suspended was a habit.
    if known.several && known.distinct && !event.several {
        return false;
    }
    // The entries of a chronicle each tell of their own deeds.
    if matches!((known.entry, event.entry), (Some(one), Some(other)) if one != other) {
        return false;
    }
    // "X struck Y", says the lead; "last spring X struck Y" is another.
    let head = incident.told.iter().map(|told| told.sentence).max().unwrap_or(known.sentence);
    if known.lead && known.date.is_none() && event.old && !event.definite && event.sentence > head {
        return false;
    }
    let far = event.sentence.saturating_sub(incident.told.last().map_or(known.sentence, |told| told.sentence));
    if is_toll(incident, event, cast) {
        return true;
    }
    // Who returns fire does not tell of the clash.
    if known.mutual != event.mutual && event.answers && !event.noun {
        return false;
    }
    // Two ships by name are two deeds.
    let ships = |side: &[usize]| -> Vec<usize> {
        side.iter().copied().filter(|&member| cast.kind(member) == ActorKind::Vessel).collect()
    };
    let (ours, theirs) = (ships(&known.targets), ships(&event.targets));
    if !ours.is_empty() && !theirs.is_empty() && !ours.iter().any(|ship| theirs.contains(ship)) {
        return false;
    }
    // Nobody strikes himself.
    let mutual = known.mutual || event.mutual;
    if !mutual && (cast.share_side(&known.agents, &event.targets) || cast.share_side(&event.agents, &known.targets)) {
        return false;
    }
    let agents = cast.sides_agree(&known.agents, &event.agents);
    // A region that was hit may be where somebody else was aimed at.
    let targets = match cast.sides_agree(&known.targets, &event.targets) {
        Some(false) if agents == Some(true) && (is_land(known, cast, ontology) || is_land(event, cast, ontology)) => None,
        targets => targets,
    };
    // "X blames Y for it; Z attributes the shelling to W": who did it is contested, what was done is not.
    let rival = event.accused && known.accused && event.noun && event.definite && far <= 2;
    let agents = if rival && agents == Some(false) { None } else { agents };
    if agents == Some(false) || targets == Some(false) || contested && (agents.is_none() || targets.is_none()) {
        return false;
    }
    // "the blast": of a missile as of a bomb.
    let blast = |event: &Event| event.loose && event.kind == IncidentKind::Bombing;
    // "the bombing": from the air, too.
    let bombed = |one: &Event, other: &Event| {
        let strikes = ontology.triggers()[one.rule].acts.contains(&Act::Strikes);
        one.kind == IncidentKind::Bombing && strikes && other.kind == IncidentKind::Airstrike
    };
    let bombed = bombed(known, event) || bombed(event, known);
    if !(kinds_agree(known.kind, event.kind) || blast(known) || blast(event) || bombed)
        || !places_agree(&known.places, &event.places, ontology)
    {
        return false;
    }
    // "It killed X": one of those who died.
    let among = |counted: bool, few: u32, many: u32| counted && few <= many && far <= 2;
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
    // What the lead does not tell, and the earlier telling does not date, a day of its own sets apart.
    let retold = known.lead || incident.told.iter().any(|told| told.headline);
    let plain = !event.noun && !event.definite && !event.resumes;
    if plain && event.date.is_some() && known.date.is_none() && !retold && far >= 2 {
        return false;
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
    // "repeated attacks" are none of those that have a day of their own.
    let habit = |habit: &Event, deed: &Event| {
        habit.several
            && habit.date.is_none()
            && !deed.several
            && deed.date.is_some_and(|date| matches!(date, PartialDate::Day(_)))
    };
    // "A girl was wounded. … the killing of two of its men": another.
    let others = harms && event.noun && !event.victims.is_empty() && known.victims.is_empty() && known.targets.is_empty();
    if others && known.agents.is_empty() && known.wounded.is_some() && known.killed.is_none() {
        return false;
    }
    match (agents, targets) {
        (Some(true), Some(true)) if habit(known, event) || habit(event, known) => false,
        (Some(true), Some(true)) => true,
        // A habit does not tell who did the one deed.
        (None, Some(true)) if event.several && event.date.is_none() && known.agents.is_empty() && !known.several => far == 0,
        // "answered the killing of its men the day before. Jets struck its camps": not then.
        (None, Some(true)) if incident.is_background && plain && known.date.is_some() && event.date.is_none() => far == 0,
        (Some(true), None) | (None, Some(true)) => far <= 4 || event.definite,
        // "the strike" with the side that the earlier telling left open.
        (None, None) if !bare && event.noun && event.definite && (known.agents.is_empty() || known.targets.is_empty()) => {
            far <= 4
        }
        // One clause says who, another of the same sentence says whom.
        (None, None) if !bare && is_open(known, event) => far == 0 || elaborates || dated && far <= 6,
        // "X bombed the city. Three missiles hit a block in the Old Town": there.
        _ if bare && elaborates && !harms && event.weapon.is_some() && !known.places.is_empty() && !event.places.is_empty() => {
            !known.agents.is_empty()
        }
        _ if bare && elaborates && harms => {
            // "Shells fell on the resort. Nine people died."
            let shot = known.weapon.is_some() && known.killed.is_none() && event.killed.is_some();
            !known.agents.is_empty() || shot
        }
        _ if bare && event.noun && event.definite => far <= 4,
        _ if bare => known.kind == event.kind && (far <= 1 || dated && far <= 6 && known.agents.is_empty()),
        _ => false,
    }
}

pub(super) fn is_told(event: &Event) -> bool {
    event.modality == Modality::Asserted
}

/// Whether somebody is said to deny that it happened.
pub(super) fn is_voiced_denial(event: &Event) -> bool {
    event.modality == Modality::Denied && event.voices.iter().any(|voice| voice.stance == Stance::Denies)
}

/// "… conducted an attack, resulting in the death of X", "X was killed … in the raids": the harm done by the deed that the
/// same sentence names.
pub(super) fn is_toll(incident: &Incident, event: &Event, cast: &Cast<'_>) -> bool {
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
pub(super) fn is_open(one: &Event, other: &Event) -> bool {
    let half = |event: &Event| event.agents.is_empty() != event.targets.is_empty();
    half(one) && half(other) && one.agents.is_empty() != other.agents.is_empty()
}

pub(super) fn kinds_agree(one: IncidentKind, other: IncidentKind) -> bool {
    use IncidentKind::{Abduction, Airstrike, Assassination, Attack, Clash, Cyberattack, DroneAttack, MissileAttack, Raid};
    use IncidentKind::{NavalAttack, RocketAttack, Seizure, Shelling};
    // Nobody is assassinated by a clash.
    let other_than = |kind| matches!(kind, Clash | Seizure | Abduction | Cyberattack | NavalAttack);
    if one == Assassination && other_than(other) || other == Assassination && other_than(one) {
        return false;
    }
    let vague = |kind| matches!(kind, Attack | Assassination);
    let air = |kind| matches!(kind, Airstrike | DroneAttack | MissileAttack | Raid);
    let fired = |kind| matches!(kind, DroneAttack | MissileAttack | RocketAttack);
    // "The base was shelled": with rockets, too.
    let shelled = |kind| matches!(kind, Shelling | RocketAttack);
    one == other
        || vague(one)
        || vague(other)
        || air(one) && air(other)
        || fired(one) && fired(other)
        || shelled(one) && shelled(other)
}

pub(in crate::extract) fn places_agree(one: &[usize], other: &[usize], ontology: &Ontology) -> bool {
    let nested = |a: usize, b: usize| {
        let (a, b) = (&ontology.places()[a].id, &ontology.places()[b].id);
        ontology.around(a).any(|place| place.id == *b) || ontology.around(b).any(|place| place.id == *a)
    };
    one.is_empty() || other.is_empty() || one.iter().any(|&a| other.iter().any(|&b| nested(a, b)))
}

/// Adds members; of a class and a group of that class told of one incident in two places, the group counts.
pub(super) fn join_sides(known: &mut Vec<usize>, more: &[usize], classes: &[usize], cast: &Cast<'_>) {
    let covered = |class: usize, by: &[usize]| by.iter().any(|&member| cast.covers(class, member));
    // "militias including X" and "X and other militias" mean both.
    let alone = |class: usize, among: &[usize]| !classes.contains(&class) && !covered(class, among);
    let kept: Vec<usize> = more.iter().copied().filter(|&class| !(alone(class, more) && covered(class, known))).collect();
    let before = known.clone();
    known.retain(|&class| !(alone(class, &before) && covered(class, &kept)));
    extend(known, &kept);
}

/// Whether all that is known of its target is the region that it hit, or the seat of a state.
pub(super) fn is_land(event: &Event, cast: &Cast<'_>, ontology: &Ontology) -> bool {
    let land = |&target: &usize| {
        let id = &cast.actor(target).id;
        let region = |place: usize| ontology.places()[place].id == *id && ontology.places()[place].kind != PlaceKind::Country;
        event.seats.contains(&target) || event.places.iter().any(|&place| region(place))
    };
    !event.targets.is_empty() && event.targets.iter().all(land)
}

pub(super) fn join(known: &mut Event, event: &Event, cast: &Cast<'_>, ontology: &Ontology) {
    let apart = !cast.share_side(&event.targets, &known.targets);
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
    extend(&mut known.seats, &event.seats);
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
    // Somebody may deny it another day.
    if is_told(event) {
        known.near = known.near.or(event.near);
    }
    // A toll rather than the names that the text happens to give.
    if known.counted && event.killed.is_some() && !event.counted {
        (known.killed, known.counted) = (event.killed, false);
    } else if known.killed.is_none() {
        (known.killed, known.counted) = (event.killed, event.counted);
    }
    known.wounded = known.wounded.or(event.wounded);
    known.origin = known.origin.or(event.origin);
    known.weapon = known.weapon.take().or_else(|| event.weapon.clone());
    known.attributed_to = known.attributed_to.or(event.attributed_to);
    known.answers |= event.answers;
    known.chief |= event.chief;
    known.site |= event.site;
    known.civil |= event.civil;
    known.several &= event.several;
    known.replies |= event.replies;
    // What is called an attack before it is called a raid stays one.
    if event.kind != IncidentKind::Raid {
        known.sharpen(event.kind, event.loose);
    }
}

/// Whether no day told of one speaks against the day of the other.
pub(super) fn dates_agree(one: &Event, other: &Event) -> bool {
    match (one.date, other.date) {
        (Some(one), Some(other)) => one.contains(other.first_day()) || other.contains(one.first_day()),
        _ => true,
    }
}

/// Whether no toll told of one speaks against that of the other.
pub(super) fn tolls_agree(one: &Event, other: &Event) -> bool {
    let agree = |a: Option<u32>, b: Option<u32>| a.is_none() || b.is_none() || a == b;
    agree(one.killed, other.killed) && agree(one.wounded, other.wounded)
}
