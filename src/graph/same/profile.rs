//! What the comparison of reports needs to know of each, worked out once; actors and places by number, as they are compared
//! millions of times.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use jiff::civil::Date;

use super::super::draw::Gazetteer;
use super::super::id::Id;
use super::super::ledger::Ledger;
use super::super::model::{self, Relation, Report};
use crate::date::PartialDate;
use crate::vocabulary::{ActorKind, PlaceKind};

/// The number of an actor.
pub(super) type Account = u32;

/// Actors, places and documents around the reports.
pub(super) struct Surroundings<'l> {
    /// The number and the day of publication of every document.
    documents: HashMap<&'l str, (u32, Option<Date>)>,
    actors: HashMap<&'l str, Actor>,
    /// The kind of every account.
    kinds: Vec<ActorKind>,
    /// Pairs of accounts of which one belongs to or is backed by the other, either way round.
    akin: HashSet<(Account, Account)>,
    places: HashMap<&'l str, Spot>,
}

/// What is known of an actor.
#[derive(Clone, Copy)]
struct Actor {
    number: Account,
    kind: ActorKind,
    /// To whose account its deeds go.
    account: Account,
}

/// A place.
#[derive(Clone)]
pub(super) struct Spot {
    pub(super) number: u32,
    pub(super) kind: Option<PlaceKind>,
    /// The numbers of the places around it, itself first.
    around: Rc<[u32]>,
}

/// One report, as it is compared.
pub(super) struct Profile<'l> {
    pub(super) report: &'l Report,
    /// The number of its document.
    pub(super) document: u32,
    pub(super) published: Option<Date>,
    pub(super) time: Time,
    /// Accounts of those who did it, in order.
    pub(super) perpetrators: Vec<Account>,
    /// Accounts of those to whom it was done, in order.
    pub(super) targets: Vec<Account>,
    /// The smallest places that it names.
    pub(super) places: Vec<Spot>,
    /// The persons and ships among those to whom it was done, as actors of their own.
    pub(super) victims: Vec<Account>,
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
        let numbers: HashMap<&str, Account> = gazetteer.actors.keys().map(Id::as_str).zip(0..).collect();
        let number = |id: &str| numbers.get(id).copied();
        let actor = |(id, actor): (&'l Id, &model::Actor)| {
            let own = number(id).unwrap_or(Account::MAX);
            (id.as_str(), Actor { number: own, kind: actor.kind, account: number(&actor.principal).unwrap_or(own) })
        };
        let actors: HashMap<&str, Actor> = gazetteer.actors.iter().map(actor).collect();
        let stated = ledger.entries.values().flat_map(|entry| &entry.relations);
        let stated = stated.map(|stated| (&stated.subject, stated.relation, &stated.object));
        let standing = ledger.standing.facts.keys().map(|(subject, relation, object)| (subject, *relation, object));
        let mut akin = HashSet::new();
        for (subject, relation, object) in stated.chain(standing) {
            let ends = (actors.get(subject.as_str()), actors.get(object.as_str()));
            if let (Relation::PartOf | Relation::Backs, (Some(one), Some(other))) = (relation, ends) {
                akin.insert((one.account, other.account));
                akin.insert((other.account, one.account));
            }
        }
        let documents = ledger.entries.iter().zip(0..);
        let documents = documents.map(|((id, entry), number)| (id.as_str(), (number, entry.info.published))).collect();
        let kinds = gazetteer.actors.values().map(|actor| actor.kind).collect();
        Surroundings { documents, actors, kinds, akin, places: spots(gazetteer) }
    }

    pub(super) fn profile(&self, report: &'l Report) -> Profile<'l> {
        let accounts = |ids: &[Id]| {
            let mut accounts: Vec<Account> = ids.iter().filter_map(|id| Some(self.actors.get(id.as_str())?.account)).collect();
            accounts.sort_unstable();
            accounts.dedup();
            accounts
        };
        let victim = |id: &Id| {
            let actor = self.actors.get(id.as_str())?;
            matches!(actor.kind, ActorKind::Person | ActorKind::Vessel).then_some(actor.number)
        };
        let (document, published) = self.documents.get(report.document.as_str()).copied().unwrap_or((u32::MAX, None));
        Profile {
            report,
            document,
            published,
            time: Time::of(report.date, report.until),
            perpetrators: accounts(&report.perpetrators),
            targets: accounts(&report.targets),
            places: self.smallest(&report.places),
            victims: report.targets.iter().filter_map(victim).collect(),
        }
    }

    /// The places that lie around no other of them.
    fn smallest(&self, ids: &[Id]) -> Vec<Spot> {
        let spots: Vec<&Spot> = ids.iter().filter_map(|id| self.places.get(id.as_str())).collect();
        let around_another = |outer: &Spot| spots.iter().any(|spot| spot.number != outer.number && spot.lies_in(outer));
        spots.iter().filter(|spot| !around_another(spot)).map(|spot| Spot::clone(spot)).collect()
    }

    /// Whether one account belongs to or is backed by the other.
    pub(super) fn akin(&self, one: Account, other: Account) -> bool {
        self.akin.contains(&(one, other))
    }

    pub(super) fn kind(&self, account: Account) -> ActorKind {
        self.kinds.get(account as usize).copied().unwrap_or(ActorKind::Generic)
    }
}

fn spots(gazetteer: &Gazetteer) -> HashMap<&str, Spot> {
    let numbers: HashMap<&str, u32> = gazetteer.places.keys().map(Id::as_str).zip(0..).collect();
    let around = |id: &str| gazetteer.around(id).filter_map(|place| numbers.get(place.id.as_str()).copied()).collect();
    let spots = gazetteer.places.iter().zip(0..);
    spots.map(|((id, place), number)| (id.as_str(), Spot { number, kind: place.kind, around: around(id) })).collect()
}

impl Spot {
    /// Whether it is the other place or lies in it.
    pub(super) fn lies_in(&self, outer: &Spot) -> bool {
        self.around.contains(&outer.number)
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
