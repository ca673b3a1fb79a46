//! Which reports of different documents tell of one incident.

use std::sync::Arc;

use super::draw::Gazetteer;
use super::ledger::Ledger;
use super::model::Report;

/// Whether reports of different documents that tell of one deed become one incident.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Linking {
    /// They do, where enough speaks for it and nothing against it.
    #[default]
    Linked,
    /// Every report stays an incident of its own.
    AsTold,
}

/// The reports of a ledger by incident.
pub(super) fn incidents(ledger: &Ledger, _gazetteer: &Gazetteer, _linking: Linking) -> Vec<Vec<Arc<Report>>> {
    ledger.entries.values().flat_map(|entry| &entry.reports).map(|report| vec![report.clone()]).collect()
}
