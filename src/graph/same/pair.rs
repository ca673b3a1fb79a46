//! Which reports are worth comparing, and what comes of it.

use std::collections::{HashMap, HashSet};

use super::ground::Weighed;
use super::profile::{Account, Profile, Time, days};

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
    days: HashSet<(Account, Account, i32, i32)>,
}

impl Busy {
    pub(super) fn of(profiles: &[Profile]) -> Busy {
        let mut days = HashSet::new();
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
        sides(a).any(|(who, whom, day)| {
            let days = sides(b).filter(|other| (other.0, other.1) == (who, whom)).map(|other| other.2);
            days.into_iter().any(|other| self.days.contains(&(who, whom, day.min(other), (day - other).abs())))
        })
    }
}

/// Who did it to whom, and on which day.
fn sides(profile: &Profile) -> impl Iterator<Item = (Account, Account, i32)> {
    let day = profile.time.days().map(|(first, _)| number(first));
    let pairs =
        move |day| profile.perpetrators.iter().flat_map(move |&who| profile.targets.iter().map(move |&whom| (who, whom, day)));
    day.into_iter().flat_map(pairs)
}

/// The number of a day.
fn number(day: jiff::civil::Date) -> i32 {
    days(jiff::civil::date(1970, 1, 1), day)
}

/// What two reports have in common that are worth comparing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Key {
    /// A day, and an account on either side.
    Day(i32, bool, Account),
    /// A day and a place.
    DayPlace(i32, u32),
    /// A month, and an account on either side; for reports that do not give the day.
    Month(i32, bool, Account),
    /// A month and a place; for reports that do not give the day.
    MonthPlace(i32, u32),
    /// A year, who and whom; for reports that do not give the day.
    Year(i16, Account, Account),
    /// About when it was published, who and whom.
    Published(i32, Account, Account),
    /// About when it was published, and a place.
    PublishedPlace(i32, u32),
    /// A place and a number of dead, whenever.
    Toll(u32, u32),
    /// A person or ship that was hit, whenever.
    Victim(Account),
}

impl Key {
    /// Whether it is there for reports that do not give the day: those that do meet by the day.
    fn is_vague(self) -> bool {
        matches!(self, Key::Month(..) | Key::MonthPlace(..) | Key::Year(..) | Key::Published(..) | Key::PublishedPlace(..))
    }
}

fn keys(profile: &Profile, keys: &mut Vec<Key>) {
    let dated: Vec<i32> = match profile.time {
        // Next to each other counts, too.
        Time::Days(first, last) => (number(first)..=number(last).saturating_add(1)).collect(),
        _ => Vec::new(),
    };
    for &day in &dated {
        keys.extend(profile.perpetrators.iter().map(|&who| Key::Day(day, true, who)));
        keys.extend(profile.targets.iter().map(|&whom| Key::Day(day, false, whom)));
        keys.extend(profile.places.iter().map(|place| Key::DayPlace(day, place.number)));
    }
    if let Time::Days(first, _) | Time::Within(first, _) | Time::Campaign(first, _) = profile.time {
        let month = i32::from(first.year()) * 12 + i32::from(first.month());
        if !profile.time.is_long() {
            keys.extend(profile.perpetrators.iter().map(|&who| Key::Month(month, true, who)));
            keys.extend(profile.targets.iter().map(|&whom| Key::Month(month, false, whom)));
            keys.extend(profile.places.iter().map(|place| Key::MonthPlace(month, place.number)));
        }
        for &who in &profile.perpetrators {
            keys.extend(profile.targets.iter().map(|&whom| Key::Year(first.year(), who, whom)));
        }
    }
    let about = match profile.time {
        Time::Days(first, _) => Some(first),
        _ => profile.published,
    };
    if let Some(about) = about {
        let stretch = number(about).div_euclid(STRETCH);
        for stretch in [stretch, stretch + 1] {
            for &who in &profile.perpetrators {
                keys.extend(profile.targets.iter().map(|&whom| Key::Published(stretch, who, whom)));
            }
            keys.extend(profile.places.iter().map(|place| Key::PublishedPlace(stretch, place.number)));
        }
    }
    if let Some(killed) = profile.report.killed.filter(|&killed| killed >= MANY) {
        keys.extend(profile.places.iter().map(|place| Key::Toll(killed, place.number)));
    }
    keys.extend(profile.victims.iter().map(|&victim| Key::Victim(victim)));
}

/// The pairs of reports that may be of one deed, the surest first.
pub(super) struct Pairs {
    /// Of reports that are equally exact about the time.
    pub(super) sure: Vec<Pair>,
    /// Of a report that does not give the day, and another.
    pub(super) vague: Vec<Pair>,
}

/// Pairs reports and weighs every pair.
pub(super) fn pairs(profiles: &[Profile], weigh: impl Fn(usize, usize) -> Option<Weighed>) -> Pairs {
    // A list that is sorted once is much lighter than a table of millions of short lists.
    let mut keyed: Vec<(Key, usize)> = Vec::new();
    let mut of_one = Vec::new();
    for (at, profile) in profiles.iter().enumerate() {
        keys(profile, &mut of_one);
        keyed.extend(of_one.drain(..).map(|key| (key, at)));
    }
    keyed.sort_unstable();
    keyed.dedup();
    let mut candidates: Vec<(usize, usize)> = Vec::new();
    let meets_by_day = |at: usize| matches!(profiles[at].time, Time::Days(..));
    for same in keyed.chunk_by(|(key, _), (other, _)| key == other) {
        let [(key, _), _, ..] = *same else { continue };
        let mut block: Vec<usize> = same.iter().map(|&(_, at)| at).collect();
        if key.is_vague() && block.iter().all(|&at| meets_by_day(at)) {
            continue;
        }
        if block.len() > NEIGHBOURS {
            block.sort_by_cached_key(|&at| (likeness(&profiles[at]), at));
        }
        for (n, &a) in block.iter().enumerate() {
            let others = block[n + 1..].iter().filter(|&&b| {
                profiles[b].document != profiles[a].document && !(key.is_vague() && meets_by_day(a) && meets_by_day(b))
            });
            candidates.extend(others.take(NEIGHBOURS).map(|&b| (a.min(b), a.max(b))));
        }
    }
    candidates.sort_unstable();
    candidates.dedup();
    let weighed = candidates.into_iter().filter_map(|(a, b)| Some(Pair { weight: weigh(a, b)?.weight, a, b }));
    let exact = |at: usize| profiles[at].time.is_exact();
    let (mut sure, mut vague): (Vec<Pair>, Vec<Pair>) = weighed.partition(|pair| exact(pair.a) && exact(pair.b));
    sure.retain(|pair| pair.weight >= ENOUGH);
    vague.retain(|pair| pair.weight >= ENOUGH_ALONE);
    keep_clear(profiles, &mut sure);
    sure.sort_by_key(|pair| (std::cmp::Reverse(pair.weight), pair.a, pair.b));
    Pairs { sure, vague }
}

/// Brings like reports together in a crowd.
fn likeness(profile: &Profile) -> impl Ord + use<> {
    let place = profile.places.iter().map(|place| place.number).min();
    let (who, whom) = (profile.perpetrators.first().copied(), profile.targets.first().copied());
    (place, profile.report.killed, profile.report.date, who, whom)
}

/// Drops the pairs in which a report could as well be of another deed of the other document.
fn keep_clear(profiles: &[Profile], pairs: &mut Vec<Pair>) {
    // For a report and another document, what speaks for its likeliest and its next likeliest report there.
    let mut likeliest: HashMap<(usize, u32), (i32, i32)> = HashMap::new();
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
