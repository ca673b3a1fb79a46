//! What the comparison of reports needs to know of each, worked out once; actors and places by number, as they are compared
//! millions of times.

use jiff::civil::Date;
use rustc_hash::FxHashSet;

use super::super::gazetteer::{Gazetteer, Lists, Numbers};
use super::super::ledger::Ledger;
use super::super::model::{Relation, Report};
use crate::date::PartialDate;
use crate::vocabulary::{ActorKind, IncidentKind, Modality, PlaceKind};

/// The number of an actor.
pub(super) type Account = u32;

/// Actors and places around the reports.
pub(super) struct Surroundings {
    /// By number.
    actors: Vec<Actor>,
    /// Pairs of accounts of which one belongs to or is backed by the other, either way round.
    akin: FxHashSet<(Account, Account)>,
    /// By number.
    places: Vec<Spot>,
}

/// What is known of an actor.
#[derive(Clone, Copy)]
struct Actor {
    kind: ActorKind,
    /// To whose account its deeds go.
    account: Account,
}

/// A place.
pub(super) struct Spot {
    pub(super) number: u32,
    pub(super) kind: Option<PlaceKind>,
    /// The numbers of the places around it, itself first.
    around: Vec<u32>,
}

/// One report, as it is compared. What most pairs of reports differ in is copied here, as a report lies far away in memory.
pub(super) struct Profile<'l> {
    pub(super) report: &'l Report,
    pub(super) kind: IncidentKind,
    pub(super) threatened: bool,
    pub(super) killed: Option<u32>,
    pub(super) wounded: Option<u32>,
    /// Whom it names.
    pub(super) named: Lists<'l>,
    /// The number of its document.
    pub(super) document: u32,
    /// The number of the day on which the document was published.
    pub(super) published: Option<i32>,
    /// The date that it gives.
    pub(super) date: Option<PartialDate>,
    pub(super) time: Time,
    /// Accounts of those who did it, in order.
    pub(super) perpetrators: Numbers,
    /// Accounts of those to whom it was done, in order.
    pub(super) targets: Numbers,
    /// The smallest places that it names.
    pub(super) places: Numbers,
    /// The persons and ships among those to whom it was done, as actors of their own.
    pub(super) victims: Numbers,
}

/// When a deed was done, as far as its report says.
///
/// Days are numbered, as they are compared millions of times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Time {
    /// It does not say.
    Unknown,
    /// From one day to another, both included; mostly the same.
    Days(i32, i32),
    /// Some time between two days.
    Within(i32, i32),
    /// Over a time that began between two days: many deeds under one head.
    Campaign(i32, i32),
}

/// A span of more days is a campaign, not one deed.
const LONGEST_DEED: i32 = 6;

impl Time {
    fn of(date: Option<PartialDate>, until: Option<PartialDate>) -> Time {
        let days = |date: PartialDate| (day_number(date.first_day()), day_number(date.last_day()));
        match (date.map(days), until.map(days)) {
            (Some((first, end)), Some((_, last))) if last - end > LONGEST_DEED => Time::Campaign(first, end),
            (Some((first, end)), None) if first == end => Time::Days(first, first),
            (Some((first, end)), Some((day, last))) if first == end && day == last && first <= last => Time::Days(first, last),
            (Some((first, end)), _) => Time::Within(first, end),
            (None, _) => Time::Unknown,
        }
    }

    pub(super) fn is_campaign(self) -> bool {
        matches!(self, Time::Campaign(..))
    }

    /// Whether it is some day of a year.
    pub(super) fn is_long(self) -> bool {
        matches!(self, Time::Within(first, last) if last - first > 31)
    }

    /// Whether it tells this deed from one some days before or after.
    pub(super) fn is_exact(self) -> bool {
        matches!(self, Time::Days(..) | Time::Campaign(..))
    }

    /// The days of it when it is exact to the day.
    pub(super) fn days(self) -> Option<(i32, i32)> {
        match self {
            Time::Days(first, last) => Some((first, last)),
            _ => None,
        }
    }
}

/// The number of a day, from 1970 on.
pub(super) fn day_number(day: Date) -> i32 {
    jiff::civil::date(1970, 1, 1).until(day).map_or(i32::MAX, |span| span.get_days())
}

impl Surroundings {
    pub(super) fn of(ledger: &Ledger, gazetteer: &Gazetteer) -> Surroundings {
        let actor = |(actor, own): (&super::super::model::Actor, u32)| {
            let account = if actor.principal == actor.id { None } else { gazetteer.actor(&actor.principal) };
            Actor { kind: actor.kind, account: account.unwrap_or(own) }
        };
        let actors: Vec<Actor> = gazetteer.actors.iter().zip(0..).map(actor).collect();
        let stated = ledger.entries.values().flat_map(|entry| &entry.relations);
        let stated = stated.map(|stated| (&stated.subject, stated.relation, &stated.object));
        let standing = ledger.standing.facts.keys().map(|(subject, relation, object)| (subject, *relation, object));
        let account = |id: &str| Some(actors.get(gazetteer.actor(id)? as usize)?.account);
        let mut akin = FxHashSet::default();
        for (subject, relation, object) in stated.chain(standing) {
            if let (Relation::PartOf | Relation::Backs, (Some(one), Some(other))) =
                (relation, (account(subject), account(object)))
            {
                akin.insert((one, other));
                akin.insert((other, one));
            }
        }
        let spot = |(place, number): (&super::super::model::Place, u32)| Spot {
            number,
            kind: place.kind,
            around: gazetteer.around(number).collect(),
        };
        let places = gazetteer.places.iter().zip(0..).map(spot).collect();
        Surroundings { actors, akin, places }
    }

    pub(super) fn profile<'l>(
        &self,
        document: u32,
        published: Option<i32>,
        report: &'l Report,
        named: Lists<'l>,
        (date, until): (Option<PartialDate>, Option<PartialDate>),
    ) -> Profile<'l> {
        let accounts = |numbers: &[u32]| {
            let mut accounts: Numbers = numbers.iter().filter_map(|&at| Some(self.actors.get(at as usize)?.account)).collect();
            accounts.sort_unstable();
            accounts.dedup();
            accounts
        };
        let victim = |number: &&u32| matches!(self.kind(**number), ActorKind::Person | ActorKind::Vessel);
        Profile {
            report,
            kind: report.kind,
            threatened: report.modality == Modality::Threatened,
            killed: report.killed,
            wounded: report.wounded,
            named,
            document,
            published,
            date,
            time: Time::of(date, until),
            perpetrators: accounts(named.perpetrators),
            targets: accounts(named.targets),
            places: self.smallest(named.places),
            victims: named.targets.iter().filter(victim).copied().collect(),
        }
    }

    /// The places that lie around no other of them.
    fn smallest(&self, places: &[u32]) -> Numbers {
        let around_another = |outer: u32| self.spots(places).any(|spot| spot.number != outer && spot.lies_in(outer));
        places.iter().copied().filter(|&place| !around_another(place)).collect()
    }

    /// The places of these numbers.
    pub(super) fn spots<'a>(&'a self, places: &'a [u32]) -> impl Iterator<Item = &'a Spot> {
        places.iter().filter_map(|&place| self.places.get(place as usize))
    }

    /// Whether one account belongs to or is backed by the other.
    pub(super) fn akin(&self, one: Account, other: Account) -> bool {
        self.akin.contains(&(one, other))
    }

    pub(super) fn kind(&self, account: Account) -> ActorKind {
        self.actors.get(account as usize).map_or(ActorKind::Generic, |actor| actor.kind)
    }
}

impl Spot {
    /// Whether it is the other place or lies in it.
    pub(super) fn lies_in(&self, outer: u32) -> bool {
        self.around.contains(&outer)
    }

    /// Whether it is small enough for two deeds there on one day to be likely one.
    pub(super) fn is_narrow(&self) -> bool {
        self.kind.is_some_and(|kind| {
            use PlaceKind::{Country, Province, Region, Sea, Strait, World};
            !matches!(kind, World | Country | Region | Province | Sea | Strait)
        })
    }
}

/// Whether two ordered lists have something in common.
pub(super) fn meet(one: &[Account], other: &[Account]) -> bool {
    one.iter().any(|account| other.contains(account))
}
