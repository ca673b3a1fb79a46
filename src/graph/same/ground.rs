//! The grounds on which reports are taken to be of one deed, and what each weighs.

use std::fmt;

use serde::Serialize;
use smallvec::SmallVec;

/// Something that two reports have in common, or in which they differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
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
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Weighed {
    /// The grounds, each with its weight in tenths.
    pub grounds: Vec<(Ground, i32)>,
    /// Their sum, in tenths.
    pub weight: i32,
}

/// The grounds in the making: as many pairs of reports are weighed as a graph has edges, and few come to anything.
#[derive(Default)]
pub(super) struct Scale {
    grounds: SmallVec<[(Ground, i32); 12]>,
    pub(super) weight: i32,
}

impl From<Scale> for Weighed {
    fn from(scale: Scale) -> Weighed {
        Weighed { grounds: scale.grounds.into_vec(), weight: scale.weight }
    }
}

impl Scale {
    pub(super) fn holds(&self, wanted: Ground) -> bool {
        self.grounds.iter().any(|(ground, _)| *ground == wanted)
    }

    /// Whether at least two of who, whom, where and a number of dead agree, or a person or ship was hit: a day and one side do not make a deed.
    pub(super) fn identifies(&self) -> bool {
        use Ground::{
            KindredPerpetrator, KindredTarget, PlaceWithin, SameArea, SameDead, SameName, SamePerpetrator,
            SamePerpetratorAccount, SamePlace, SameTarget, SameTargetAccount, SameVictim,
        };
        // Each is said once at most.
        let agrees = |&(ground, weight): &(Ground, i32)| match ground {
            SamePerpetrator | SamePerpetratorAccount | KindredPerpetrator => 1,
            SameTarget | SameTargetAccount | KindredTarget => 1,
            SamePlace | SameName | SameArea | PlaceWithin => 1,
            SameDead if weight >= MANY_DEAD => 1,
            SameVictim => 2,
            _ => 0,
        };
        self.grounds.iter().map(agrees).sum::<u32>() >= 2
    }

    pub(super) fn add(&mut self, ground: Ground) {
        self.add_much(ground, 0);
    }

    pub(super) fn add_much(&mut self, ground: Ground, much: i32) {
        let weight = ground.weight(much);
        self.grounds.push((ground, weight));
        self.weight += weight;
    }
}
