//! Which reports are worth comparing, and what comes of it.

use rustc_hash::{FxHashMap, FxHashSet};

use super::profile::{Account, Profile, Time};
use super::weigh::kinds_agree;
use crate::date::PartialDate;
use crate::parallel;
use crate::vocabulary::IncidentKind;

/// Two reports, by number, that are taken to be of one deed, and how much speaks for it.
pub(super) struct Pair {
    pub(super) weight: i32,
    pub(super) a: usize,
    pub(super) b: usize,
}

/// How much must speak for two reports being of one deed, in tenths.
pub(super) const ENOUGH: i32 = 28;

/// How much must speak for a report without a day being of the deed of another, when it can be of no other.
const ENOUGH_ALONE: i32 = 22;

/// How much more must speak for the likeliest of several reports of one document than for the next, in tenths.
pub(super) const CLEARER: i32 = 4;

/// Reports that share a key are compared with so many of the next, in an order that brings like ones together.
const NEIGHBOURS: usize = 64;

/// So many dead tell a deed in a place from others there, whenever it was.
const MANY: u32 = 4;

/// Undated reports are compared with those published in the same or the next stretch of so many days.
const STRETCH: i32 = 8;

/// When a document tells of several deeds by one side to another, on one day or on days next to each other: then that two
/// reports are of the same two sides says little.
#[derive(Debug, Default)]
pub(super) struct Busy {
    /// Who, whom, the day, and how many days later the next deed was.
    days: FxHashSet<(Account, Account, i32, i32)>,
}

impl Busy {
    pub(super) fn of(profiles: &[Profile]) -> Busy {
        let mut days = FxHashSet::default();
        // Reports come by document.
        for document in profiles.chunk_by(|a, b| a.document == b.document) {
            let told: Vec<(Account, Account, i32)> = document.iter().flat_map(sides).collect();
            for (at, &(who, whom, day)) in told.iter().enumerate() {
                for &(other_who, other_whom, other_day) in &told[at + 1..] {
                    if (who, whom) == (other_who, other_whom) && (day - other_day).abs() <= 1 {
                        days.insert((who, whom, day.min(other_day), (day - other_day).abs()));
                    }
                }
            }
        }
        Busy { days }
    }

    /// Whether two reports could be of two of several such deeds.
    pub(super) fn blurs(&self, a: &Profile, b: &Profile) -> bool {
        !self.days.is_empty()
            && sides(a).any(|(who, whom, day)| {
                let days = sides(b).filter(|other| (other.0, other.1) == (who, whom)).map(|other| other.2);
                days.into_iter().any(|other| self.days.contains(&(who, whom, day.min(other), (day - other).abs())))
            })
    }
}

/// Who did it to whom, and on which day.
fn sides(profile: &Profile) -> impl Iterator<Item = (Account, Account, i32)> {
    let day = profile.time.days().map(|(first, _)| first);
    let pairs =
        move |day| profile.perpetrators.iter().flat_map(move |&who| profile.targets.iter().map(move |&whom| (who, whom, day)));
    day.into_iter().flat_map(pairs)
}

/// What two reports have in common that are worth comparing, packed into a number: millions of them are sorted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Key(u64);

/// What is packed into a key.
#[derive(Clone, Copy)]
enum Sort {
    /// A day, and an account that did it.
    DayWho,
    /// A day, and an account to which it was done.
    DayWhom,
    /// A day and a place.
    DayPlace,
    /// A place and a number of dead, whenever.
    Toll,
    /// A person or ship that was hit, whenever.
    Victim,
    /// A month, and an account that did it; this and what follows is for reports that do not give the day.
    MonthWho,
    /// A month, and an account to which it was done.
    MonthWhom,
    /// A month and a place.
    MonthPlace,
    /// A year, who and whom.
    Year,
    /// About when it was published, who and whom.
    Published,
    /// About when it was published, and a place.
    PublishedPlace,
}

impl Key {
    /// Days from year −9999 to 9999 fit into 24 bits, as do numbers of dead but for absurd ones.
    fn new(sort: Sort, time: i64, number: u32) -> Key {
        Key((sort as u64) << 60 | ((time as u64) & 0xff_ffff) << 32 | u64::from(number))
    }

    /// Whether it is there for reports that do not give the day: those that do meet by the day.
    fn is_vague(self) -> bool {
        self >= Key::new(Sort::MonthWho, 0, 0)
    }
}

/// Pairs of accounts by number.
#[derive(Default)]
struct Sides(FxHashMap<(Account, Account), u32>);

impl Sides {
    fn number(&mut self, who: Account, whom: Account) -> u32 {
        let next = self.0.len();
        *self.0.entry((who, whom)).or_insert(u32::try_from(next).unwrap_or(u32::MAX))
    }
}

/// The keys of a report that gives the day.
fn keys(profile: &Profile, take: &mut impl FnMut(Key)) {
    if let Time::Days(first, last) = profile.time {
        // Next to each other counts, too.
        for day in i64::from(first)..=i64::from(last) + 1 {
            profile.perpetrators.iter().for_each(|&who| take(Key::new(Sort::DayWho, day, who)));
            profile.targets.iter().for_each(|&whom| take(Key::new(Sort::DayWhom, day, whom)));
            profile.places.iter().for_each(|&place| take(Key::new(Sort::DayPlace, day, place)));
        }
    }
    if let Some(killed) = profile.killed.filter(|&killed| killed >= MANY) {
        profile.places.iter().for_each(|&place| take(Key::new(Sort::Toll, i64::from(killed), place)));
    }
    profile.victims.iter().for_each(|&victim| take(Key::new(Sort::Victim, 0, victim)));
}

/// The keys by which a report meets those that do not give the day.
fn vague_keys(profile: &Profile, sides: &mut Sides, take: &mut impl FnMut(Key)) {
    let mut between = |sort: Sort, time: i64| {
        for &who in &profile.perpetrators {
            profile.targets.iter().for_each(|&whom| take(Key::new(sort, time, sides.number(who, whom))));
        }
    };
    if let Some(first) = profile.date.map(PartialDate::first_day) {
        between(Sort::Year, i64::from(first.year()));
    }
    let about = match profile.time {
        Time::Days(first, _) => Some(first),
        _ => profile.published,
    };
    // The stretch of days, and the next.
    let stretches = about.map(|about| i64::from(about.div_euclid(STRETCH))).into_iter().flat_map(|at| [at, at + 1]);
    stretches.clone().for_each(|stretch| between(Sort::Published, stretch));
    for stretch in stretches {
        profile.places.iter().for_each(|&place| take(Key::new(Sort::PublishedPlace, stretch, place)));
    }
    if let Some(first) = profile.date.map(PartialDate::first_day).filter(|_| !profile.time.is_long()) {
        let month = i64::from(first.year()) * 12 + i64::from(first.month());
        profile.perpetrators.iter().for_each(|&who| take(Key::new(Sort::MonthWho, month, who)));
        profile.targets.iter().for_each(|&whom| take(Key::new(Sort::MonthWhom, month, whom)));
        profile.places.iter().for_each(|&place| take(Key::new(Sort::MonthPlace, month, place)));
    }
}

/// The pairs of reports that may be of one deed, the surest first.
pub(super) struct Pairs {
    /// Of reports that are equally exact about the time.
    pub(super) sure: Vec<Pair>,
    /// Of a report that does not give the day, and another.
    pub(super) vague: Vec<Pair>,
}

/// What rules out most pairs of reports: little, so that it is at hand for all reports.
#[derive(Clone, Copy)]
struct Brief {
    document: u32,
    kind: IncidentKind,
    /// Whether it gives the day.
    by_day: bool,
}

impl Brief {
    fn of(profile: &Profile) -> Brief {
        Brief { document: profile.document, kind: profile.kind, by_day: matches!(profile.time, Time::Days(..)) }
    }
}

/// Pairs reports and weighs every pair.
pub(super) fn pairs(profiles: &[Profile], weigh: impl Fn(&Profile, &Profile) -> Option<i32> + Sync) -> Pairs {
    let briefs: Vec<Brief> = profiles.iter().map(Brief::of).collect();
    let candidates = candidates(profiles, &briefs);
    let weigh = |&(a, b): &(u32, u32)| {
        let (a, b) = (a as usize, b as usize);
        let weight = weigh(&profiles[a], &profiles[b]).filter(|&weight| weight >= ENOUGH.min(ENOUGH_ALONE))?;
        Some(Pair { weight, a, b })
    };
    let weighed = parallel::filter_map(&candidates, weigh);
    let exact = |at: usize| profiles[at].time.is_exact();
    let (mut sure, mut vague): (Vec<Pair>, Vec<Pair>) = weighed.into_iter().partition(|pair| exact(pair.a) && exact(pair.b));
    sure.retain(|pair| pair.weight >= ENOUGH);
    vague.retain(|pair| pair.weight >= ENOUGH_ALONE);
    keep_clear(profiles, &mut sure);
    sure.sort_by_key(|pair| (std::cmp::Reverse(pair.weight), pair.a, pair.b));
    Pairs { sure, vague }
}

/// The reports that share a key, by number, in order, each pair once.
fn candidates(profiles: &[Profile], briefs: &[Brief]) -> Vec<(u32, u32)> {
    // A list that is sorted once is much lighter than a table of millions of short lists.
    let mut keyed: Vec<(Key, u32)> = Vec::new();
    let meets_by_day = |at: u32| briefs[at as usize].by_day;
    let mut sides = Sides::default();
    let mut wanted: FxHashSet<Key> = FxHashSet::default();
    for (profile, at) in profiles.iter().zip(0..).filter(|&(_, at)| !meets_by_day(at)) {
        vague_keys(profile, &mut sides, &mut |key| {
            wanted.insert(key);
            keyed.push((key, at));
        });
    }
    for (profile, at) in profiles.iter().zip(0..) {
        keys(profile, &mut |key| keyed.push((key, at)));
        if meets_by_day(at) {
            vague_keys(profile, &mut sides, &mut |key| keyed.extend(wanted.contains(&key).then_some((key, at))));
        }
    }
    parallel::sort(&mut keyed);
    keyed.dedup();
    let mut candidates: Vec<(u32, u32)> = Vec::new();
    for same in keyed.chunk_by(|(key, _), (other, _)| key == other) {
        let [(key, _), _, ..] = *same else { continue };
        let mut block: Vec<u32> = same.iter().map(|&(_, at)| at).collect();
        if block.len() > NEIGHBOURS {
            block.sort_by_cached_key(|&at| (likeness(&profiles[at as usize]), at));
        }
        for (n, &a) in block.iter().enumerate() {
            let brief = briefs[a as usize];
            let by_day = key.is_vague() && brief.by_day;
            let others = block[n + 1..].iter().map(|&b| (b, briefs[b as usize]));
            let others = others.filter(|(_, other)| other.document != brief.document && !(by_day && other.by_day));
            let possible = others.take(NEIGHBOURS).filter(|(_, other)| kinds_agree(brief.kind, other.kind));
            candidates.extend(possible.map(|(b, _)| (a.min(b), a.max(b))));
        }
    }
    parallel::sort(&mut candidates);
    candidates.dedup();
    candidates
}

/// Brings like reports together in a crowd.
fn likeness(profile: &Profile) -> impl Ord + use<> {
    let place = profile.places.iter().copied().min();
    let (who, whom) = (profile.perpetrators.first().copied(), profile.targets.first().copied());
    (place, profile.killed, profile.date, who, whom)
}

/// Drops the pairs in which a report could as well be of another deed of the other document.
fn keep_clear(profiles: &[Profile], pairs: &mut Vec<Pair>) {
    // For a report and another document, what speaks for its likeliest and its next likeliest report there.
    let mut likeliest: FxHashMap<(usize, u32), (i32, i32)> = FxHashMap::default();
    let ways = |pair: &Pair| [(pair.a, pair.b), (pair.b, pair.a)];
    for pair in pairs.iter() {
        for (one, other) in ways(pair) {
            let (first, second) = likeliest.entry((one, profiles[other].document)).or_insert((i32::MIN, i32::MIN));
            if pair.weight > *first {
                *second = *first;
                *first = pair.weight;
            } else if pair.weight > *second {
                *second = pair.weight;
            }
        }
    }
    pairs.retain(|pair| {
        ways(pair).into_iter().all(|(one, other)| {
            let best = likeliest.get(&(one, profiles[other].document));
            best.is_none_or(|&(first, second)| pair.weight == first && first.saturating_sub(second) >= CLEARER)
        })
    });
}
