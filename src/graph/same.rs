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

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

pub use ground::{Ground, Weighed};
use serde::Serialize;

use super::corrections::Rulings;
use super::draw::Gazetteer;
use super::id::Id;
use super::ledger::Ledger;
use super::model::{Incident, Report};
use group::Groups;
use profile::{Profile, Surroundings};

/// Whether reports of different documents that tell of one deed become one incident.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Linking {
    /// They do, where enough speaks for it and nothing against it.
    #[default]
    Linked,
    /// Every report stays an incident of its own.
    AsTold,
}

/// Why a report is taken to tell of the same deed as another of the incident.
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

/// The reports of a ledger by incident.
pub(super) fn incidents(ledger: &Ledger, gazetteer: &Gazetteer, linking: Linking, rulings: &Rulings) -> Vec<Vec<Arc<Report>>> {
    let reports: Vec<Arc<Report>> = ledger.entries.values().flat_map(|entry| &entry.reports).cloned().collect();
    let dated: Vec<Arc<Report>> = reports.iter().map(|report| rulings.dated(report)).collect();
    let surroundings = Surroundings::of(ledger, gazetteer);
    let profiles: Vec<Profile> = dated.iter().map(|report| surroundings.profile(report)).collect();
    let numbers: HashMap<&Id, usize> = reports.iter().enumerate().map(|(number, report)| (&report.id, number)).collect();
    let busy = pair::Busy::of(&profiles);
    let ruled_out = |a: &Report, b: &Report| {
        rulings.alone.contains(&a.id) || rulings.alone.contains(&b.id) || rulings.apart.contains(&(a.id.clone(), b.id.clone()))
    };
    let mut groups = Groups::new(&profiles, |a, b| {
        let (a, b) = (&profiles[a], &profiles[b]);
        ruled_out(a.report, b.report) || weigh::contradicts(&surroundings, a, b)
    });
    if linking == Linking::Linked {
        let pairs = pair::pairs(&profiles, |a, b| weigh::weigh(&surroundings, &busy, &profiles[a], &profiles[b]));
        groups.join(&pairs.sure);
        groups.attach(&pairs.vague);
    }
    // What people say holds, whatever speaks against it.
    for together in &rulings.together {
        groups.hold(together.iter().filter_map(|report| numbers.get(report).copied()));
    }
    let groups = groups.into_numbers();
    let mut incidents: BTreeMap<usize, Vec<Arc<Report>>> = BTreeMap::new();
    for (report, group) in reports.into_iter().zip(groups) {
        incidents.entry(group).or_default().push(report);
    }
    incidents.into_values().collect()
}

/// What speaks for and against two reports being of one deed.
pub(super) fn weigh_two(ledger: &Ledger, gazetteer: &Gazetteer, report: &Report, other: &Report) -> Option<Weighed> {
    let surroundings = Surroundings::of(ledger, gazetteer);
    weigh::weigh(&surroundings, &pair::Busy::default(), &surroundings.profile(report), &surroundings.profile(other))
}

/// Why the reports of an incident were joined: for each but the first, what it has in common with the one most like it.
pub(super) fn why(ledger: &Ledger, gazetteer: &Gazetteer, incident: &Incident) -> Vec<WhySame> {
    let surroundings = Surroundings::of(ledger, gazetteer);
    let profiles: Vec<Profile> = incident.reports.iter().map(|report| surroundings.profile(report)).collect();
    let busy = pair::Busy::default();
    let like = |at: usize| {
        let others = (0..profiles.len()).filter(|&other| other != at);
        let weighed = others.filter_map(|other| {
            Some((weigh::weigh(&surroundings, &busy, &profiles[at], &profiles[other])?, std::cmp::Reverse(other)))
        });
        weighed.max_by_key(|(weighed, other)| (weighed.weight, *other))
    };
    let why = |at: usize| {
        let (weighed, std::cmp::Reverse(with)) = like(at)?;
        Some(WhySame { report: profiles[at].report.id.clone(), with: profiles[with].report.id.clone(), weighed })
    };
    (1..profiles.len()).filter_map(why).collect()
}
