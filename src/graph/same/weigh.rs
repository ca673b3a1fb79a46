//! What speaks for and against two reports being of one deed.

use super::super::id::Id;
use super::ground::{Ground, Weighed};
use super::pair::{Busy, ENOUGH};
use super::profile::{Account, Profile, Spot, Surroundings, Time, days, meet};
use crate::vocabulary::{ActorKind, IncidentKind, Modality, PlaceKind};

/// Whether something rules out that two reports are of one deed.
fn excludes(a: &Profile, b: &Profile) -> bool {
    a.document == b.document
        || (a.report.modality == Modality::Threatened) != (b.report.modality == Modality::Threatened)
        || !kinds_agree(a.report.kind, b.report.kind)
        || !times_agree(a, b)
        || places_differ(a, b)
        || victims_differ(a, b)
        || swapped(a, b)
}

/// Whether two reports that others hold together contradict each other: ruled out, or of different perpetrators without much
/// else in common.
pub(super) fn contradicts(around: &Surroundings, a: &Profile, b: &Profile) -> bool {
    weigh_all(around, &Busy::default(), a, b).is_none_or(|weighed| {
        weighed.weight < ENOUGH && weighed.grounds.iter().any(|(ground, _)| *ground == Ground::OtherPerpetrator)
    })
}

/// What speaks for and against two reports being of one deed; nothing when something rules it out.
pub(super) fn weigh(around: &Surroundings, busy: &Busy, a: &Profile, b: &Profile) -> Option<Weighed> {
    weigh_all(around, busy, a, b).filter(Weighed::identifies)
}

fn weigh_all(around: &Surroundings, busy: &Busy, a: &Profile, b: &Profile) -> Option<Weighed> {
    if excludes(a, b) {
        return None;
    }
    let mut weighed = Weighed { grounds: Vec::with_capacity(12), weight: 0 };
    weighed.add(time(a, b)?);
    place(a, b).into_iter().for_each(|ground| weighed.add(ground));
    let (who, whom) = (
        party(around, (&a.report.perpetrators, &a.perpetrators), (&b.report.perpetrators, &b.perpetrators)),
        party(around, (&a.report.targets, &a.targets), (&b.report.targets, &b.targets)),
    );
    match who {
        Some(Party::Named) => weighed.add(Ground::SamePerpetrator),
        Some(Party::Account) => weighed.add(Ground::SamePerpetratorAccount),
        // Anybody may threaten anybody.
        Some(Party::Kindred | Party::Other) if a.report.modality == Modality::Threatened => return None,
        Some(Party::Kindred) => weighed.add(Ground::KindredPerpetrator),
        Some(Party::Other) if civilians(around, a) && civilians(around, b) => weighed.add(Ground::DisputedPerpetrator),
        Some(Party::Other) => weighed.add(Ground::OtherPerpetrator),
        None => {}
    }
    match whom {
        Some(Party::Named) => weighed.add(Ground::SameTarget),
        Some(Party::Account) => weighed.add(Ground::SameTargetAccount),
        Some(Party::Kindred) => weighed.add(Ground::KindredTarget),
        Some(Party::Other) => weighed.add(Ground::OtherTarget),
        None => {}
    }
    if a.victims.iter().any(|id| b.victims.contains(id)) {
        weighed.add(Ground::SameVictim);
    }
    if a.report.kind == b.report.kind && a.report.kind != IncidentKind::Attack {
        weighed.add(Ground::SameKind);
    }
    match toll(a.report.killed, b.report.killed) {
        Some(Toll::Same(dead)) => weighed.add_much(Ground::SameDead, dead),
        Some(Toll::Other) if grew(a, b) || grew(b, a) => weighed.add(Ground::MoreDead),
        Some(Toll::Other) => weighed.add(Ground::OtherDead),
        _ => {}
    }
    match toll(a.report.wounded, b.report.wounded) {
        Some(Toll::Same(wounded)) => weighed.add_much(Ground::SameWounded, wounded),
        Some(Toll::Other) => weighed.add(Ground::OtherWounded),
        _ => {}
    }
    if a.report.weapon.is_some() && a.report.weapon == b.report.weapon {
        weighed.add(Ground::SameWeapon);
    }
    if !a.report.answers.is_empty() && !b.report.answers.is_empty() {
        weighed.add(Ground::BothAnswer);
    }
    if busy.blurs(a, b) {
        weighed.add(Ground::BusyDay);
    }
    Some(weighed)
}

/// Whether one deed may be called by both kinds.
fn kinds_agree(a: IncidentKind, b: IncidentKind) -> bool {
    use IncidentKind as K;
    let (a, b) = (a.min(b), a.max(b));
    let remote =
        |kind| matches!(kind, K::Airstrike | K::DroneAttack | K::RocketAttack | K::MissileAttack | K::Shelling | K::NavalAttack);
    match (a, b) {
        _ if a == b => true,
        (K::Cyberattack, _) | (_, K::Cyberattack) => false,
        (_, K::Attack) => true,
        _ if remote(a) && remote(b) => true,
        (K::Airstrike | K::DroneAttack | K::MissileAttack | K::RocketAttack | K::Shelling | K::Bombing, K::Assassination) => true,
        (K::Airstrike | K::DroneAttack | K::MissileAttack | K::RocketAttack | K::Shelling, K::Bombing) => true,
        (K::Shooting | K::Raid, K::Assassination) | (K::Assassination, K::Raid) => true,
        (K::Shooting | K::Raid, K::Clash) | (K::Shooting, K::Raid) | (K::Shelling, K::Clash) => true,
        (K::Bombing | K::Assassination, K::Clash) => false,
        (K::Raid, K::Seizure | K::Abduction) | (K::NavalAttack, K::Seizure) | (K::Seizure, K::Abduction) => true,
        (K::Shooting, K::NavalAttack) | (K::Raid, K::NavalAttack) => true,
        _ => false,
    }
}

fn times_agree(a: &Profile, b: &Profile) -> bool {
    if a.time.is_campaign() != b.time.is_campaign() {
        return false;
    }
    let gap = |(first, last), (other_first, other_last)| days(last, other_first).max(days(other_last, first));
    match (a.time, b.time) {
        (Time::Days(a1, a2), Time::Days(b1, b2)) => gap((a1, a2), (b1, b2)) <= 1,
        (Time::Unknown, Time::Unknown) => true,
        // Nobody tells of a deed before it is done.
        (Time::Unknown, Time::Days(day, _) | Time::Within(day, _) | Time::Campaign(day, _)) => {
            a.published.is_none_or(|published| published >= day)
        }
        (_, Time::Unknown) => times_agree(b, a),
        // Campaigns are the same when they began at the same time, however far they have got.
        (
            Time::Days(a1, a2) | Time::Within(a1, a2) | Time::Campaign(a1, a2),
            Time::Days(b1, b2) | Time::Within(b1, b2) | Time::Campaign(b1, b2),
        ) => gap((a1, a2), (b1, b2)) <= 0,
    }
}

fn time(a: &Profile, b: &Profile) -> Option<Ground> {
    let since = |published: Option<jiff::civil::Date>, day| published.map(|published| days(day, published));
    let together = |days: Option<i32>, most: i32| match days {
        Some(days) if days.abs() <= most => Ground::PublishedTogether,
        _ => Ground::PublishedApart,
    };
    Some(match (a.time, b.time) {
        (Time::Days(a1, a2), Time::Days(b1, b2)) if a1 <= b2 && b1 <= a2 => Ground::SameDay,
        (Time::Days(..), Time::Days(..)) => Ground::NextDay,
        (Time::Unknown, Time::Unknown) => together(a.published.zip(b.published).map(|(a, b)| days(a, b)), 2),
        (Time::Unknown, Time::Days(_, day)) => together(since(a.published, day), 4),
        (Time::Days(_, day), Time::Unknown) => together(since(b.published, day), 4),
        (Time::Unknown, _) | (_, Time::Unknown) => Ground::PublishedApart,
        (Time::Campaign(..), _) => Ground::SameBeginning,
        (a, b) if a.is_long() || b.is_long() => Ground::SameYear,
        _ => Ground::SamePeriod,
    })
}

/// Whether both name small places of which none lies in another.
fn places_differ(a: &Profile, b: &Profile) -> bool {
    let narrow = |profile: &Profile| !profile.places.is_empty() && profile.places.iter().all(Spot::is_narrow);
    narrow(a) && narrow(b) && !nested(&a.places, &b.places)
}

fn nested(a: &[Spot], b: &[Spot]) -> bool {
    a.iter().any(|a| b.iter().any(|b| a.lies_in(b) || b.lies_in(a)))
}

fn place(a: &Profile, b: &Profile) -> Option<Ground> {
    if a.places.is_empty() || b.places.is_empty() {
        return None;
    }
    let shared = || a.places.iter().filter(|place| b.places.iter().any(|other| other.number == place.number));
    Some(match () {
        () if shared().any(|place| place.is_narrow()) => Ground::SamePlace,
        () if shared().any(|place| place.kind.is_none()) => Ground::SameName,
        () if shared().any(|place| place.kind != Some(PlaceKind::World)) => Ground::SameArea,
        () if nested(&a.places, &b.places) => Ground::PlaceWithin,
        // Where a place lies that nobody describes is not known.
        () if a.places.iter().chain(&b.places).any(|place| place.kind.is_none()) => Ground::OtherName,
        () => Ground::OtherArea,
    })
}

enum Party {
    Named,
    Account,
    Kindred,
    Other,
}

/// How those on one side of two reports belong together; nothing where one does not say.
fn party(around: &Surroundings, (a, a_accounts): (&[Id], &[Account]), (b, b_accounts): (&[Id], &[Account])) -> Option<Party> {
    if a.is_empty() || b.is_empty() {
        return None;
    }
    let described = |account: &Account| matches!(around.kind(*account), ActorKind::Generic | ActorKind::Civilians);
    let joint = |account: &Account| around.kind(*account) == ActorKind::Coalition;
    let party = match () {
        () if a.iter().any(|id| b.contains(id)) => Party::Named,
        () if meet(a_accounts, b_accounts) => Party::Account,
        () if a_accounts.iter().all(described) || b_accounts.iter().all(described) => Party::Kindred,
        () if a_accounts.iter().any(|one| b_accounts.iter().any(|other| around.akin(*one, *other))) => Party::Kindred,
        // Who belongs to a coalition is not known.
        () if a_accounts.iter().any(joint) || b_accounts.iter().any(joint) => return None,
        () => Party::Other,
    };
    Some(party)
}

/// Whether both name persons or ships that were hit, and none in common.
fn victims_differ(a: &Profile, b: &Profile) -> bool {
    !a.victims.is_empty() && !b.victims.is_empty() && !a.victims.iter().any(|id| b.victims.contains(id))
}

/// Whether who did it in one is who was hit in the other, both ways: then one answers the other.
fn swapped(a: &Profile, b: &Profile) -> bool {
    let crosses = |a: &Profile, b: &Profile| meet(&a.perpetrators, &b.targets) && !meet(&a.perpetrators, &b.perpetrators);
    crosses(a, b) && (crosses(b, a) || b.perpetrators.is_empty()) || crosses(b, a) && a.perpetrators.is_empty()
}

/// Whether it was done to civilians alone.
fn civilians(around: &Surroundings, profile: &Profile) -> bool {
    !profile.targets.is_empty()
        && profile.targets.iter().all(|target| matches!(around.kind(*target), ActorKind::Civilians | ActorKind::Generic))
}

/// Whether the other was published later and counts more dead.
fn grew(a: &Profile, b: &Profile) -> bool {
    a.published.zip(b.published).is_some_and(|(a, b)| a < b) && a.report.killed < b.report.killed
}

enum Toll {
    Same(i32),
    Near,
    Other,
}

/// How two counts of people agree. Counts grow by the hour, so half as many again is near.
fn toll(a: Option<u32>, b: Option<u32>) -> Option<Toll> {
    let (a, b) = a.zip(b)?;
    let (low, high) = (a.min(b), a.max(b));
    Some(match () {
        () if low == high => Toll::Same(i32::try_from(low).unwrap_or(i32::MAX)),
        () if high - low <= 2 || high <= low.saturating_mul(2) => Toll::Near,
        () => Toll::Other,
    })
}
