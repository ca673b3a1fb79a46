//! What speaks for and against two reports being of one deed.

use super::super::gazetteer::Numbers;
use super::ground::{Ground, Scale};
use super::pair::{Busy, ENOUGH};
use super::profile::{Account, Profile, Spot, Surroundings, Time, meet};
use crate::vocabulary::{ActorKind, IncidentKind, PlaceKind};

/// Whether something rules out that two reports are of one deed.
fn excludes(around: &Surroundings, a: &Profile, b: &Profile) -> bool {
    a.document == b.document
        || a.threatened != b.threatened
        || !kinds_agree(a.kind, b.kind)
        || !times_agree(a, b)
        || places_differ(around, a, b)
        || victims_differ(a, b)
        || swapped(a, b)
}

/// Whether two reports that others hold together contradict each other: ruled out, or of different perpetrators without much
/// else in common.
pub(super) fn contradicts(around: &Surroundings, a: &Profile, b: &Profile) -> bool {
    weigh_all(around, &Busy::default(), a, b).is_none_or(|scale| scale.weight < ENOUGH && scale.holds(Ground::OtherPerpetrator))
}

/// What speaks for and against two reports being of one deed; nothing when something rules it out.
pub(super) fn weigh(around: &Surroundings, busy: &Busy, a: &Profile, b: &Profile) -> Option<Scale> {
    weigh_all(around, busy, a, b).filter(Scale::identifies)
}

fn weigh_all(around: &Surroundings, busy: &Busy, a: &Profile, b: &Profile) -> Option<Scale> {
    if excludes(around, a, b) {
        return None;
    }
    let mut weighed = Scale::default();
    weighed.add(time(a, b)?);
    place(around, a, b).into_iter().for_each(|ground| weighed.add(ground));
    let (who, whom) = (
        party(around, (a.named.perpetrators, &a.perpetrators), (b.named.perpetrators, &b.perpetrators)),
        party(around, (a.named.targets, &a.targets), (b.named.targets, &b.targets)),
    );
    match who {
        Some(Party::Named) => weighed.add(Ground::SamePerpetrator),
        Some(Party::Account) => weighed.add(Ground::SamePerpetratorAccount),
        // Anybody may threaten anybody.
        Some(Party::Kindred | Party::Other) if a.threatened => return None,
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
    if a.kind == b.kind && a.kind != IncidentKind::Attack {
        weighed.add(Ground::SameKind);
    }
    match toll(a.killed, b.killed) {
        Some(Toll::Same(dead)) => weighed.add_much(Ground::SameDead, dead),
        Some(Toll::Other) if grew(a, b) || grew(b, a) => weighed.add(Ground::MoreDead),
        Some(Toll::Other) => weighed.add(Ground::OtherDead),
        _ => {}
    }
    match toll(a.wounded, b.wounded) {
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
pub(super) fn kinds_agree(a: IncidentKind, b: IncidentKind) -> bool {
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
    let gap = |(first, last): (i32, i32), (other_first, other_last): (i32, i32)| (other_first - last).max(first - other_last);
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
    let since = |published: Option<i32>, day: i32| published.map(|published| published - day);
    let together = |days: Option<i32>, most: i32| match days {
        Some(days) if days.abs() <= most => Ground::PublishedTogether,
        _ => Ground::PublishedApart,
    };
    Some(match (a.time, b.time) {
        (Time::Days(a1, a2), Time::Days(b1, b2)) if a1 <= b2 && b1 <= a2 => Ground::SameDay,
        (Time::Days(..), Time::Days(..)) => Ground::NextDay,
        (Time::Unknown, Time::Unknown) => together(a.published.zip(b.published).map(|(a, b)| b - a), 2),
        (Time::Unknown, Time::Days(_, day)) => together(since(a.published, day), 4),
        (Time::Days(_, day), Time::Unknown) => together(since(b.published, day), 4),
        (Time::Unknown, _) | (_, Time::Unknown) => Ground::PublishedApart,
        (Time::Campaign(..), _) => Ground::SameBeginning,
        (a, b) if a.is_long() || b.is_long() => Ground::SameYear,
        _ => Ground::SamePeriod,
    })
}

/// Whether both name small places of which none lies in another.
fn places_differ(around: &Surroundings, a: &Profile, b: &Profile) -> bool {
    let narrow = |profile: &Profile| !profile.places.is_empty() && around.spots(&profile.places).all(Spot::is_narrow);
    narrow(a) && narrow(b) && !nested(around, a, b)
}

fn nested(around: &Surroundings, a: &Profile, b: &Profile) -> bool {
    let lie_in =
        |inner: &Numbers, outer: &Numbers| around.spots(inner).any(|spot| outer.iter().any(|&outer| spot.lies_in(outer)));
    lie_in(&a.places, &b.places) || lie_in(&b.places, &a.places)
}

fn place(around: &Surroundings, a: &Profile, b: &Profile) -> Option<Ground> {
    if a.places.is_empty() || b.places.is_empty() {
        return None;
    }
    let shared = || around.spots(&a.places).filter(|place| b.places.contains(&place.number));
    Some(match () {
        () if shared().any(Spot::is_narrow) => Ground::SamePlace,
        () if shared().any(|place| place.kind.is_none()) => Ground::SameName,
        () if shared().any(|place| place.kind != Some(PlaceKind::World)) => Ground::SameArea,
        () if nested(around, a, b) => Ground::PlaceWithin,
        // Where a place lies that nobody describes is not known.
        () if around.spots(&a.places).chain(around.spots(&b.places)).any(|place| place.kind.is_none()) => Ground::OtherName,
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
fn party(around: &Surroundings, (a, a_accounts): (&[u32], &Numbers), (b, b_accounts): (&[u32], &Numbers)) -> Option<Party> {
    if a.is_empty() || b.is_empty() {
        return None;
    }
    let described = |account: &Account| matches!(around.kind(*account), ActorKind::Generic | ActorKind::Civilians);
    let joint = |account: &Account| around.kind(*account) == ActorKind::Coalition;
    let party = match () {
        () if meet(a, b) => Party::Named,
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
    a.published.zip(b.published).is_some_and(|(a, b)| a < b) && a.killed < b.killed
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
