//! What all reports together make of an incident.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::model::Report;
use crate::vocabulary::Status;

/// The status of an incident that several documents tell of.
///
/// What one holds and another denies or takes back is contested; else the firmest word stands: asserted, claimed,
/// attributed, retracted, denied, threatened.
pub(super) fn of_reports(reports: &[Arc<Report>]) -> Status {
    let told: BTreeSet<Status> = reports.iter().map(|report| report.status).collect();
    let held = told.iter().any(|status| matches!(status, Status::Asserted | Status::Claimed | Status::Attributed));
    let doubted = told.iter().any(|status| matches!(status, Status::Contested | Status::Denied | Status::Retracted));
    match told.first() {
        _ if held && doubted => Status::Contested,
        Some(&first) => first,
        None => Status::Asserted,
    }
}
