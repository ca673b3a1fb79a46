//! What speaks for and against two reports being of one deed.

use std::fmt;

use super::super::id::Id;
use super::super::model::Place;
use super::pair::{Busy, ENOUGH};
use super::profile::{Profile, Surroundings, Time, days, is_narrow};
use crate::vocabulary::{ActorKind, IncidentKind, Modality, PlaceKind};

/// Something that two reports have in common, or in which they differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Ground {
    /// The same day, or the same span of days.
    SameDay,
    /// Days next to each other.
    NextDay,
    /// One gives a month or year in which the day of the other lies, or both the same.
    SamePeriod,
    /// Both tell of a time that began together.
    SameBeginning,
    /// They agree on nothing nearer than a year.
    SameYear,
    /// At least one gives no date, and they were published close to each other.
    PublishedTogether,
    /// At least one gives no date, and they were published far from each other.
    PublishedApart,
    /// The same town, base or site.
    SamePlace,
    /// The same place, of which nothing more is known.
    SameName,
    /// The same country, province or sea.
    SameArea,
    /// The place of one lies in that of the other.
    PlaceWithin,
    /// Different names of places of which nothing more is known.
    OtherName,
    /// Different countries, provinces or seas.
    OtherArea,
    /// The same perpetrator, as named.
    SamePerpetrator,
    /// Perpetrators of one account.
    SamePerpetratorAccount,
    /// Perpetrators that belong together, or of which one is a mere description.
    KindredPerpetrator,
    /// Different perpetrators: who did it is in dispute, or it was not one deed.
    OtherPerpetrator,
    /// Different perpetrators of one deed to civilians: each side lays it at the door of the other.
    DisputedPerpetrator,
    /// The same target, as named.
    SameTarget,
    /// Targets of one account.
    SameTargetAccount,
    /// Targets that belong together, or of which one is a mere description.
    KindredTarget,
    /// Different targets.
    OtherTarget,
    /// The same person or ship was hit.
    SameVictim,
    /// The same kind of deed.
    SameKind,
    /// The same number of dead.
    SameDead,
    /// Numbers of dead that differ more than counting does.
    OtherDead,
    /// Numbers of dead of which the one published later is the higher.
    MoreDead,
    /// The same number of wounded.
    SameWounded,
    /// Numbers of wounded that differ more than counting does.
    OtherWounded,
    /// The same weapon.
    SameWeapon,
    /// Both were done in answer to something.
    BothAnswer,
    /// The two fight so often that a document tells of several such deeds on one day.
    BusyDay,
}

impl Ground {
    /// How much it weighs, in tenths; below zero, against.
    fn weight(self, much: i32) -> i32 {
        match self {
            Ground::SameDay => 20,
            Ground::NextDay => 9,
            Ground::SameBeginning => 15,
            Ground::SamePeriod => 0,
            Ground::SameYear => -12,
            Ground::PublishedTogether => -4,
            Ground::PublishedApart => -35,
            Ground::SamePlace => 25,
            Ground::SameName => 17,
            Ground::SameArea => 5,
            Ground::PlaceWithin => 6,
            Ground::OtherName => -8,
            Ground::OtherArea => -20,
            Ground::SamePerpetrator => 13,
            Ground::SamePerpetratorAccount => 11,
            Ground::KindredPerpetrator => 7,
            Ground::OtherPerpetrator => -30,
            Ground::DisputedPerpetrator => -15,
            Ground::SameTarget => 13,
            Ground::SameTargetAccount => 11,
            Ground::KindredTarget => 5,
            Ground::OtherTarget => -8,
            Ground::SameVictim => 20,
            Ground::SameKind => 6,
            // Few dead are common, many are not.
            Ground::SameDead => [3, 7, 12, 14, 16].get(much as usize).copied().unwrap_or(20),
            Ground::OtherDead => -12,
            Ground::MoreDead => -4,
            Ground::SameWounded => {
                if much > 4 {
                    10
                } else {
                    5
                }
            }
            Ground::OtherWounded => -5,
            Ground::SameWeapon => 3,
            Ground::BothAnswer => 4,
            Ground::BusyDay => -12,
        }
    }

    /// In words, for people.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Ground::SameDay => "same day",
            Ground::NextDay => "next day",
            Ground::SamePeriod => "dates agree",
            Ground::SameYear => "same year",
            Ground::SameBeginning => "began together",
            Ground::PublishedTogether => "published together",
            Ground::PublishedApart => "published apart",
            Ground::SamePlace => "same place",
            Ground::SameName => "same name of a place",
            Ground::SameArea => "same area",
            Ground::PlaceWithin => "one place within the other",
            Ground::OtherName => "different names of places",
            Ground::OtherArea => "different areas",
            Ground::SamePerpetrator => "same perpetrator",
            Ground::SamePerpetratorAccount => "perpetrators of one account",
            Ground::KindredPerpetrator => "perpetrators that belong together",
            Ground::OtherPerpetrator => "different perpetrators",
            Ground::DisputedPerpetrator => "perpetrators in dispute",
            Ground::SameTarget => "same target",
            Ground::SameTargetAccount => "targets of one account",
            Ground::KindredTarget => "targets that belong together",
            Ground::OtherTarget => "different targets",
            Ground::SameVictim => "same person or ship",
            Ground::SameKind => "same kind",
            Ground::SameDead => "same number of dead",
            Ground::OtherDead => "different numbers of dead",
            Ground::MoreDead => "more dead, published later",
            Ground::SameWounded => "same number of wounded",
            Ground::OtherWounded => "different numbers of wounded",
            Ground::SameWeapon => "same weapon",
            Ground::BothAnswer => "both an answer",
            Ground::BusyDay => "several such deeds on that day",
        }
    }
}

impl fmt::Display for Ground {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The weight of a number of dead that tells a deed from others.
const MANY_DEAD: i32 = 14;

/// Everything that speaks for and against two reports being of one deed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Weighed {
    /// The grounds, each with its weight in tenths.
    pub grounds: Vec<(Ground, i32)>,
    /// Their sum, in tenths.
    pub weight: i32,
}

impl Weighed {
    /// Whether at least two of who, whom, where and a number of dead agree, or a person or ship was hit: a day and one side do not make a deed.
    fn identifies(&self) -> bool {
        use Ground::{
            KindredPerpetrator, KindredTarget, PlaceWithin, SameArea, SameName, SamePerpetrator, SamePerpetratorAccount,
            SamePlace, SameTarget, SameTargetAccount, SameVictim,
        };
        let any = |wanted: &[Ground]| self.grounds.iter().any(|(ground, _)| wanted.contains(ground));
        let who = any(&[SamePerpetrator, SamePerpetratorAccount, KindredPerpetrator]);
        let whom = any(&[SameTarget, SameTargetAccount, KindredTarget]);
        let place = any(&[SamePlace, SameName, SameArea, PlaceWithin]);
        let dead = self.grounds.iter().any(|&(ground, weight)| ground == Ground::SameDead && weight >= MANY_DEAD);
        [who, whom, place, dead].into_iter().filter(|agrees| *agrees).count() >= 2 || any(&[SameVictim])
    }

    fn add(&mut self, ground: Ground) {
        self.add_much(ground, 0);
    }

    fn add_much(&mut self, ground: Ground, much: i32) {
        let weight = ground.weight(much);
        self.grounds.push((ground, weight));
        self.weight += weight;
    }
}

/// Whether something rules out that two reports are of one deed.
fn excludes(around: &Surroundings, a: &Profile, b: &Profile) -> bool {
    a.report.document == b.report.document
        || (a.report.modality == Modality::Threatened) != (b.report.modality == Modality::Threatened)
        || !kinds_agree(a.report.kind, b.report.kind)
        || !times_agree(a, b)
        || places_differ(around, a, b)
        || victims_differ(around, a, b)
        || swapped(a, b)
}

/// Whether two reports that others hold together contradict each other: ruled out, or of different perpetrators without much
/// else in common.
pub(super) fn contradicts<'l>(around: &Surroundings<'l>, a: &Profile<'l>, b: &Profile<'l>) -> bool {
    weigh_all(around, &Busy::default(), a, b).is_none_or(|weighed| {
        weighed.weight < ENOUGH && weighed.grounds.iter().any(|(ground, _)| *ground == Ground::OtherPerpetrator)
    })
}

/// What speaks for and against two reports being of one deed; nothing when something rules it out.
pub(super) fn weigh<'l>(around: &Surroundings<'l>, busy: &Busy<'l>, a: &Profile<'l>, b: &Profile<'l>) -> Option<Weighed> {
    weigh_all(around, busy, a, b).filter(Weighed::identifies)
}

fn weigh_all<'l>(around: &Surroundings<'l>, busy: &Busy<'l>, a: &Profile<'l>, b: &Profile<'l>) -> Option<Weighed> {
    if excludes(around, a, b) {
        return None;
    }
    let mut weighed = Weighed::default();
    weighed.add(time(a, b)?);
    place(around, a, b).into_iter().for_each(|ground| weighed.add(ground));
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
    if victims(around, &a.report.targets).any(|id| b.report.targets.contains(id)) {
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
fn places_differ(around: &Surroundings, a: &Profile, b: &Profile) -> bool {
    let narrow = |profile: &Profile| !profile.places.is_empty() && profile.places.iter().all(|place| is_narrow(place));
    narrow(a) && narrow(b) && !nested(around, &a.places, &b.places)
}

fn nested(around: &Surroundings, a: &[&Place], b: &[&Place]) -> bool {
    a.iter().any(|a| b.iter().any(|b| around.lies_in(&a.id, &b.id) || around.lies_in(&b.id, &a.id)))
}

fn place(around: &Surroundings, a: &Profile, b: &Profile) -> Option<Ground> {
    if a.places.is_empty() || b.places.is_empty() {
        return None;
    }
    let shared = || a.places.iter().filter(|place| b.places.iter().any(|other| other.id == place.id));
    Some(match () {
        () if shared().any(|place| is_narrow(place)) => Ground::SamePlace,
        () if shared().any(|place| place.kind.is_none()) => Ground::SameName,
        () if shared().any(|place| place.kind != Some(PlaceKind::World)) => Ground::SameArea,
        () if nested(around, &a.places, &b.places) => Ground::PlaceWithin,
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
fn party<'l>(
    around: &Surroundings,
    (a, a_accounts): (&[Id], &std::collections::BTreeSet<&'l str>),
    (b, b_accounts): (&[Id], &std::collections::BTreeSet<&'l str>),
) -> Option<Party> {
    if a.is_empty() || b.is_empty() {
        return None;
    }
    let described = |account: &&str| matches!(around.kind(account), ActorKind::Generic | ActorKind::Civilians);
    let joint = |account: &&str| around.kind(account) == ActorKind::Coalition;
    let party = match () {
        () if a.iter().any(|id| b.contains(id)) => Party::Named,
        () if !a_accounts.is_disjoint(b_accounts) => Party::Account,
        () if a_accounts.iter().all(described) || b_accounts.iter().all(described) => Party::Kindred,
        () if a_accounts.iter().any(|one| b_accounts.iter().any(|other| around.akin(one, other))) => Party::Kindred,
        // Who belongs to a coalition is not known.
        () if a_accounts.iter().any(joint) || b_accounts.iter().any(joint) => return None,
        () => Party::Other,
    };
    Some(party)
}

/// The persons and ships among the targets.
fn victims<'r>(around: &Surroundings, targets: &'r [Id]) -> impl Iterator<Item = &'r Id> {
    targets.iter().filter(|id| matches!(around.kind(id), ActorKind::Person | ActorKind::Vessel))
}

/// Whether both name persons or ships that were hit, and none in common.
fn victims_differ(around: &Surroundings, a: &Profile, b: &Profile) -> bool {
    let mut of_a = victims(around, &a.report.targets).peekable();
    of_a.peek().is_some() && victims(around, &b.report.targets).next().is_some() && !of_a.any(|id| b.report.targets.contains(id))
}

/// Whether who did it in one is who was hit in the other, both ways: then one answers the other.
fn swapped(a: &Profile, b: &Profile) -> bool {
    let crosses =
        |a: &Profile, b: &Profile| !a.perpetrators.is_disjoint(&b.targets) && a.perpetrators.is_disjoint(&b.perpetrators);
    crosses(a, b) && (crosses(b, a) || b.perpetrators.is_empty()) || crosses(b, a) && a.perpetrators.is_empty()
}

/// Whether it was done to civilians alone.
fn civilians(around: &Surroundings, profile: &Profile) -> bool {
    !profile.targets.is_empty()
        && profile.targets.iter().all(|target| matches!(around.kind(target), ActorKind::Civilians | ActorKind::Generic))
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
