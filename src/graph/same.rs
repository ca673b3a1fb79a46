//! Which reports of different documents tell of one incident.
//!
//! Reports that could be of one deed are paired by what they share (`pair`), every pair is weighed by what speaks for and
//! against it (`weigh`), and the pairs that hold are joined, the surest first, as long as nothing in the two groups
//! contradicts (`group`). A document tells its own incidents apart, so two of its reports are never one.
//!
//! The result follows from the set of documents alone. It is agglomerative clustering with cannot-link constraints, after
//! the record linkage of Fellegi and Sunter (1969); the weights were set by hand on `tests/same_incident.ron`.

mod ground;
mod group;
mod pair;
mod profile;
mod weigh;

use std::collections::HashMap;

pub use ground::{Ground, Weighed};
use serde::Serialize;

use super::corrections::Rulings;
use super::gazetteer::{Gazetteer, Lists, Named};
use super::id::Id;
use super::ledger::Ledger;
use super::model::{Incident, Report};
use crate::parallel;
use group::Groups;
use profile::{Profile, Surroundings, day_number};

/// Whether reports of different documents that tell of one deed become one incident.
///
/// ```
/// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
/// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
/// use reprisal::graph::Linking;
///
/// let linked = graph.incidents().count();
/// let as_told = graph.with_linking(Linking::AsTold).incidents().count();
/// assert!(as_told > linked, "two reports of one strike are two incidents then");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Linking {
    /// They do, where enough speaks for it and nothing against it.
    #[default]
    Linked,
    /// Every report stays an incident of its own.
    AsTold,
}

/// Why a report is taken to tell of the same deed as another of the incident.
///
/// ```
/// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
/// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
/// let strike = graph.incidents().find(|deed| deed.incident().reports.len() > 1).ok_or("told twice")?;
/// for reason in graph.why_same(&strike.incident().id) {
///     println!("{reason:?}");
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct WhySame {
    /// Id of the report.
    pub report: Id,
    /// Id of the report of the incident that is most like it.
    pub with: Id,
    /// What speaks for and against it, and how much together.
    pub weighed: Weighed,
}

/// The incident of every report, in the order of the ledger, as the number of its first report.
pub(super) fn groups(ledger: &Ledger, gazetteer: &Gazetteer, linking: Linking, rulings: &Rulings) -> Vec<usize> {
    if linking == Linking::AsTold && rulings.together.is_empty() {
        return (0..gazetteer.named.len()).collect();
    }
    let surroundings = Surroundings::of(ledger, gazetteer);
    let profiles = profiles(ledger, gazetteer, &surroundings, rulings);
    let busy = pair::Busy::of(&profiles);
    let mut groups = Groups::new(&profiles, |a, b| {
        let (a, b) = (&profiles[a], &profiles[b]);
        rulings.part(a.report, b.report) || weigh::contradicts(&surroundings, a, b)
    });
    if linking == Linking::Linked {
        let pairs = pair::pairs(&profiles, |a, b| weigh::weigh(&surroundings, &busy, a, b).map(|scale| scale.weight));
        groups.join(&pairs.sure);
        groups.attach(&pairs.vague);
    }
    // What people say holds, whatever speaks against it.
    if !rulings.together.is_empty() {
        let numbers: HashMap<&Id, usize> = profiles.iter().zip(0..).map(|(profile, at)| (&profile.report.id, at)).collect();
        for together in &rulings.together {
            groups.hold(together.iter().filter_map(|report| numbers.get(report).copied()));
        }
    }
    groups.into_numbers()
}

fn profiles<'l>(
    ledger: &'l Ledger,
    gazetteer: &'l Gazetteer,
    surroundings: &Surroundings,
    rulings: &Rulings,
) -> Vec<Profile<'l>> {
    let reports = ledger.entries.values().zip(0..).flat_map(|(entry, document)| {
        let published = entry.info.published.map(day_number);
        entry.reports.iter().map(move |report| (document, published, report))
    });
    let reports: Vec<_> = reports.zip(gazetteer.named.iter()).collect();
    parallel::map(&reports, |&((document, published, report), named)| {
        surroundings.profile(document, published, report, named, rulings.dates(report))
    })
}

/// What speaks for and against two reports being of one deed.
pub(super) fn weigh_two(ledger: &Ledger, gazetteer: &Gazetteer, report: &Report, other: &Report) -> Option<Weighed> {
    let surroundings = Surroundings::of(ledger, gazetteer);
    let named = [gazetteer.named(report), gazetteer.named(other)];
    let profile = |report, named| as_told(ledger, &surroundings, report, named);
    let (one, other) = (profile(report, named[0].of(0)), profile(other, named[1].of(0)));
    weigh::weigh(&surroundings, &pair::Busy::default(), &one, &other).map(Weighed::from)
}

/// Why the reports of an incident were joined: for each but the first, what it has in common with the one most like it.
pub(super) fn why(ledger: &Ledger, gazetteer: &Gazetteer, incident: &Incident) -> Vec<WhySame> {
    let surroundings = Surroundings::of(ledger, gazetteer);
    let named: Vec<Named> = incident.reports.iter().map(|report| gazetteer.named(report)).collect();
    let reports = incident.reports.iter().zip(&named);
    let profiles: Vec<Profile> = reports.map(|(report, named)| as_told(ledger, &surroundings, report, named.of(0))).collect();
    let busy = pair::Busy::default();
    let like = |at: usize| {
        let others = (0..profiles.len()).filter(|&other| other != at);
        let weighed = others.filter_map(|other| {
            let scale = weigh::weigh(&surroundings, &busy, &profiles[at], &profiles[other])?;
            Some((Weighed::from(scale), std::cmp::Reverse(other)))
        });
        weighed.max_by_key(|(weighed, other)| (weighed.weight, *other))
    };
    let why = |at: usize| {
        let (weighed, std::cmp::Reverse(with)) = like(at)?;
        Some(WhySame { report: profiles[at].report.id.clone(), with: profiles[with].report.id.clone(), weighed })
    };
    (1..profiles.len()).filter_map(why).collect()
}

/// A report as it is compared, corrected by nobody.
fn as_told<'l>(ledger: &'l Ledger, surroundings: &Surroundings, report: &'l Report, named: Lists<'l>) -> Profile<'l> {
    let mut entries = ledger.entries.values().zip(0..);
    let entry = entries.find(|(entry, _)| entry.info.id == report.document.as_str());
    let (published, document) = entry.map_or((None, u32::MAX), |(entry, document)| (entry.info.published, document));
    surroundings.profile(document, published.map(day_number), report, named, (report.date, report.until))
}
