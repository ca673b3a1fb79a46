//! What happened when.

use serde::{Deserialize, Serialize};

use super::deed::{Deed, by_time};
use super::party::Party;
use crate::date::PartialDate;
use crate::graph::{IncidentRef, View};

/// No more empty months or years than these are filled in between two others.
const FILLED: usize = 120;

/// Incidents in the order of time.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Timeline {
    /// Those with a date, by their first day.
    pub dated: Vec<Deed>,
    /// Those without.
    pub undated: Vec<Deed>,
}

/// What incidents are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Period {
    /// By month. Incidents of which only the year is known stand apart.
    Month,
    /// By year.
    Year,
}

/// How much happened in a month or year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Bucket {
    /// The month or year; a year among months for incidents of which no month is known, none for those without a date.
    pub when: Option<PartialDate>,
    /// How many incidents began then.
    pub incidents: usize,
    /// How many people were killed in them, as far as documents say.
    pub killed: u64,
    /// How many were wounded.
    pub wounded: u64,
}

/// The incidents of the view in the order of time, or those that a party did or suffered.
///
/// ```
/// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
/// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
/// use reprisal::investigate::{Party, Period, timeline};
///
/// let timeline = timeline(&graph.view(), Some(&Party::of(&graph, "houthis")));
/// assert!(timeline.by(Period::Month).iter().any(|bucket| bucket.incidents > 1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn timeline(view: &View, about: Option<&Party>) -> Timeline {
    let concerns = |incident: &IncidentRef| match about {
        None => true,
        Some(party) => party.did(view, incident) || party.suffered(view, incident),
    };
    let mut incidents: Vec<IncidentRef> = view.incidents().filter(concerns).collect();
    incidents.sort_by_cached_key(by_time);
    let (dated, undated) =
        incidents.into_iter().map(|incident| Deed::of(view, incident)).partition(|deed| deed.date.or(deed.until).is_some());
    Timeline { dated, undated }
}

impl Timeline {
    /// How much happened in every month or year from the first to the last, those in which nothing happened included; the
    /// incidents without a date come last.
    #[must_use]
    pub fn by(&self, period: Period) -> Vec<Bucket> {
        let mut buckets: Vec<Bucket> = Vec::new();
        for deed in &self.dated {
            let when = deed.date.or(deed.until).map(|date| period.of(date));
            // A year among months sorts before its first month.
            let at = buckets.partition_point(|bucket| order(bucket.when) < order(when));
            if buckets.get(at).is_none_or(|bucket| bucket.when != when) {
                buckets.insert(at, Bucket { when, incidents: 0, killed: 0, wounded: 0 });
            }
            if let Some(bucket) = buckets.get_mut(at) {
                bucket.count(deed);
            }
        }
        let mut buckets = filled(buckets, period);
        if !self.undated.is_empty() {
            let mut bucket = Bucket { when: None, incidents: 0, killed: 0, wounded: 0 };
            self.undated.iter().for_each(|deed| bucket.count(deed));
            buckets.push(bucket);
        }
        buckets
    }
}

impl Bucket {
    fn count(&mut self, deed: &Deed) {
        self.incidents += 1;
        self.killed += u64::from(deed.killed.unwrap_or(0));
        self.wounded += u64::from(deed.wounded.unwrap_or(0));
    }
}

impl Period {
    /// The period that a date lies in; a year stays a year.
    #[must_use]
    pub fn of(self, date: PartialDate) -> PartialDate {
        let day = date.first_day();
        match (self, date) {
            (Period::Year, _) | (Period::Month, PartialDate::Year(_)) => PartialDate::Year(day.year()),
            (Period::Month, _) => PartialDate::Month(day.year(), day.month()),
        }
    }

    /// The next one.
    fn after(self, date: PartialDate) -> Option<PartialDate> {
        date.last_day().tomorrow().ok().map(|day| self.of(PartialDate::Day(day)))
    }
}

fn order(when: Option<PartialDate>) -> impl Ord {
    when.map(|date| (date.first_day(), matches!(date, PartialDate::Month(..))))
}

/// With those between, in which nothing happened, unless there are too many to show.
fn filled(buckets: Vec<Bucket>, period: Period) -> Vec<Bucket> {
    let whole = |bucket: &&Bucket| period == Period::Year || matches!(bucket.when, Some(PartialDate::Month(..)));
    let mut all: Vec<Bucket> = Vec::new();
    let mut last: Option<PartialDate> = None;
    for bucket in buckets {
        if let (Some(from), Some(to)) = (last, Some(&bucket).filter(whole).and_then(|bucket| bucket.when)) {
            let between: Vec<PartialDate> = std::iter::successors(period.after(from), |&date| period.after(date))
                .take_while(|&date| date < to)
                .take(FILLED + 1)
                .collect();
            if between.len() <= FILLED {
                all.extend(between.into_iter().map(|date| Bucket { when: Some(date), incidents: 0, killed: 0, wounded: 0 }));
            }
        }
        last = Some(&bucket).filter(whole).and_then(|bucket| bucket.when).or(last);
        all.push(bucket);
    }
    // A year without months was put before the first of its months that something happened in.
    all.sort_by_key(|bucket| order(bucket.when));
    all
}
