//! What the comparison of reports needs to know of each, worked out once.

use std::collections::{BTreeSet, HashMap, HashSet};

use jiff::civil::Date;

use super::super::draw::Gazetteer;
use super::super::id::Id;
use super::super::ledger::Ledger;
use super::super::model::{Actor, Place, Relation, Report};
use crate::date::PartialDate;
use crate::vocabulary::{ActorKind, PlaceKind};

/// Actors, places and documents around the reports.
pub(super) struct Surroundings<'l> {
    ledger: &'l Ledger,
    gazetteer: &'l Gazetteer,
    /// Pairs of accounts of which one belongs to or is backed by the other, either way round.
    akin: HashSet<(&'l str, &'l str)>,
    /// The places around each place, itself first.
    around: HashMap<&'l str, Vec<&'l Place>>,
}

/// One report, as it is compared.
pub(super) struct Profile<'l> {
    pub(super) report: &'l Report,
    pub(super) published: Option<Date>,
    pub(super) time: Time,
    /// Accounts of those who did it.
    pub(super) perpetrators: BTreeSet<&'l str>,
    /// Accounts of those to whom it was done.
    pub(super) targets: BTreeSet<&'l str>,
    /// The smallest places that it names.
    pub(super) places: Vec<&'l Place>,
}

/// When a deed was done, as far as its report says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Time {
    /// It does not say.
    Unknown,
    /// From one day to another, both included; mostly the same.
    Days(Date, Date),
    /// Some time between two days.
    Within(Date, Date),
    /// Over a time that began between two days: many deeds under one head.
    Campaign(Date, Date),
}

/// A span of more days is a campaign, not one deed.
const LONGEST_DEED: i32 = 6;

impl Time {
    fn of(date: Option<PartialDate>, until: Option<PartialDate>) -> Time {
        match (date, until) {
            (Some(PartialDate::Day(first)), None) => Time::Days(first, first),
            (Some(first), Some(last)) if days(first.last_day(), last.last_day()) > LONGEST_DEED => {
                Time::Campaign(first.first_day(), first.last_day())
            }
            (Some(PartialDate::Day(first)), Some(PartialDate::Day(last))) if first <= last => Time::Days(first, last),
            (Some(first), _) => Time::Within(first.first_day(), first.last_day()),
            (None, _) => Time::Unknown,
        }
    }

    pub(super) fn is_campaign(self) -> bool {
        matches!(self, Time::Campaign(..))
    }

    /// Whether it is some day of a year.
    pub(super) fn is_long(self) -> bool {
        matches!(self, Time::Within(first, last) if days(first, last) > 31)
    }

    /// Whether it tells this deed from one some days before or after.
    pub(super) fn is_exact(self) -> bool {
        matches!(self, Time::Days(..) | Time::Campaign(..))
    }

    /// The days of it when it is exact to the day.
    pub(super) fn days(self) -> Option<(Date, Date)> {
        match self {
            Time::Days(first, last) => Some((first, last)),
            _ => None,
        }
    }
}

/// Days from one date to another.
pub(super) fn days(from: Date, to: Date) -> i32 {
    from.until(to).map_or(i32::MAX, |span| span.get_days())
}

impl<'l> Surroundings<'l> {
    pub(super) fn of(ledger: &'l Ledger, gazetteer: &'l Gazetteer) -> Surroundings<'l> {
        let stated = ledger.entries.values().flat_map(|entry| &entry.relations);
        let stated = stated.map(|stated| (&stated.subject, stated.relation, &stated.object));
        let standing = ledger.standing.facts.keys().map(|(subject, relation, object)| (subject, *relation, object));
        let mut akin = HashSet::new();
        for (subject, relation, object) in stated.chain(standing) {
            if matches!(relation, Relation::PartOf | Relation::Backs) {
                let ends = (gazetteer.principal(subject), gazetteer.principal(object));
                akin.insert(ends);
                akin.insert((ends.1, ends.0));
            }
        }
        let around = gazetteer.places.keys().map(|id| (id.as_str(), gazetteer.around(id).collect())).collect();
        Surroundings { ledger, gazetteer, akin, around }
    }

    pub(super) fn profile(&self, report: &'l Report) -> Profile<'l> {
        let accounts = |ids: &'l [Id]| ids.iter().map(|id| self.gazetteer.principal(id)).collect();
        Profile {
            report,
            published: self.ledger.entries.get(&report.document).and_then(|entry| entry.info.published),
            time: Time::of(report.date, report.until),
            perpetrators: accounts(&report.perpetrators),
            targets: accounts(&report.targets),
            places: self.smallest(&report.places),
        }
    }

    /// The places that lie around no other of them.
    fn smallest(&self, ids: &'l [Id]) -> Vec<&'l Place> {
        let around_another = |outer: &Id| ids.iter().any(|id| id != outer && self.lies_in(id, outer));
        ids.iter().filter(|id| !around_another(id)).filter_map(|id| self.gazetteer.places.get(id)).collect()
    }

    /// Whether a place is the other or lies in it.
    pub(super) fn lies_in(&self, place: &str, outer: &str) -> bool {
        self.around.get(place).is_some_and(|around| around.iter().any(|place| place.id == outer))
    }

    /// Whether one account belongs to or is backed by the other.
    pub(super) fn akin(&self, one: &str, other: &str) -> bool {
        self.akin.contains(&(one, other))
    }

    pub(super) fn actor(&self, id: &str) -> Option<&'l Actor> {
        self.gazetteer.actors.get(id)
    }

    pub(super) fn kind(&self, actor: &str) -> ActorKind {
        self.actor(actor).map_or(ActorKind::Generic, |actor| actor.kind)
    }
}

/// Whether a place is small enough for two deeds there on one day to be likely one.
pub(super) fn is_narrow(place: &Place) -> bool {
    place.kind.is_some_and(|kind| {
        use PlaceKind::{Country, Province, Region, Sea, Strait, World};
        !matches!(kind, World | Country | Region | Province | Sea | Strait)
    })
}
