//! Which incidents a view takes.

use std::collections::BTreeSet;

use super::incident::IncidentRef;
use crate::date::PartialDate;
use crate::vocabulary::{IncidentKind, Modality, Status};

/// What an incident must be, to be taken.
#[derive(Clone, Debug)]
pub(super) struct Deeds {
    /// Looked at unless statuses are given.
    pub(super) modality: Modality,
    pub(super) statuses: Vec<Status>,
    pub(super) kinds: Vec<IncidentKind>,
    /// The wanted places and all within; everywhere when absent.
    pub(super) places: Option<BTreeSet<String>>,
    pub(super) sources: usize,
    pub(super) since: Option<PartialDate>,
    pub(super) until: Option<PartialDate>,
}

impl Default for Deeds {
    fn default() -> Self {
        Deeds {
            modality: Modality::Asserted,
            statuses: Vec::new(),
            kinds: Vec::new(),
            places: None,
            sources: 0,
            since: None,
            until: None,
        }
    }
}

impl Deeds {
    pub(super) fn take(&self, incident: &IncidentRef) -> bool {
        self.take_word(incident)
            && (self.kinds.is_empty() || self.kinds.contains(&incident.kind))
            && self.take_time(incident)
            && self.places.as_ref().is_none_or(|places| incident.places().any(|place| places.contains(&place.id)))
            // Asked last, since it has to look at every sentence.
            && (self.sources < 2 || incident.support().sources >= self.sources)
    }

    fn take_word(&self, incident: &IncidentRef) -> bool {
        if self.statuses.is_empty() { incident.modality == self.modality } else { self.statuses.contains(&incident.status) }
    }

    fn take_time(&self, incident: &IncidentRef) -> bool {
        match incident.date {
            _ if self.since.is_none() && self.until.is_none() => true,
            Some(first) => {
                let last = incident.until.unwrap_or(first);
                self.since.is_none_or(|since| since.first_day() <= last.last_day())
                    && self.until.is_none_or(|until| first.first_day() <= until.last_day())
            }
            None => false,
        }
    }
}
