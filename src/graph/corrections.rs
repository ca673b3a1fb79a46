//! What people know better: a file of corrections that every rebuild of the graph heeds.
//!
//! ```ron
//! ( corrections: [
//!     merge(incidents: ["wire-7#i1", "daily-3#i2"], reason: "one raid, told in local and in UTC time"),
//!     split(incident: "wire-9#i1", from: "daily-4#i1", reason: "two bridges"),
//!     redate(incident: "wire-7#i1", date: "2024-01-28", reason: "the statement of the ministry"),
//!     reattribute(incident: "wire-2#i4", perpetrators: ["red-brigade"], reason: "claimed on video"),
//!     drop(incident: "wire-5#“struck a deal”", reason: "no attack"),
//!     drop_relation(subject: "northland", predicate: backs, object: "red-brigade", reason: "satire"),
//!     pin(incident: "wire-7#i1", killed: 3, reason: "the inquest"),
//! ] )
//! ```
//!
//! An incident is named by the id of any of its reports, or by its document and words of a sentence that tells of it, which
//! outlasts a new reading of the document: `wire-5#“struck a deal”`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::gazetteer::Gazetteer;
use super::id::Id;
use super::ledger::Ledger;
use super::model::{Incident, Relation, Report};
use crate::date::PartialDate;
use crate::ron_file::{self, RonError};
use crate::suggest::nearest;
use crate::vocabulary::{IncidentKind, Predicate, Status};

/// One correction, with its reason.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Correction {
    /// These reports are of one incident.
    Merge {
        /// Two or more incidents.
        incidents: BTreeSet<String>,
        /// Why.
        reason: String,
    },
    /// This report is not of the incident with which it was joined.
    Split {
        /// The report.
        incident: String,
        /// A report of the other incident; unless given, the report is an incident of its own.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<String>,
        /// Why.
        reason: String,
    },
    /// The incident was at another time.
    Redate {
        /// The incident.
        incident: String,
        /// When it was.
        date: PartialDate,
        /// The last day of a span.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<PartialDate>,
        /// Why.
        reason: String,
    },
    /// Others did it, or it was done to others.
    Reattribute {
        /// The incident.
        incident: String,
        /// Actor ids of those who did it; as told unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        perpetrators: Option<BTreeSet<Id>>,
        /// Actor ids of those to whom it was done; as told unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        targets: Option<BTreeSet<Id>>,
        /// Why.
        reason: String,
    },
    /// There was no such incident.
    Drop {
        /// The incident, with all its reports.
        incident: String,
        /// Why.
        reason: String,
    },
    /// There is no such relation.
    DropRelation {
        /// Actor id.
        subject: Id,
        /// What relates them.
        predicate: Predicate,
        /// Actor id.
        object: Id,
        /// Why.
        reason: String,
    },
    /// The incident is established, whatever further documents say.
    Pin {
        /// The incident.
        incident: String,
        /// Its status: asserted unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        status: Option<Status>,
        /// What sort of deed; as told unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        kind: Option<IncidentKind>,
        /// People killed; as told unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        killed: Option<u32>,
        /// People wounded; as told unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        wounded: Option<u32>,
        /// Why.
        reason: String,
    },
}

impl Correction {
    /// Why it was made.
    #[must_use]
    pub fn reason(&self) -> &str {
        match self {
            Correction::Merge { reason, .. }
            | Correction::Split { reason, .. }
            | Correction::Redate { reason, .. }
            | Correction::Reattribute { reason, .. }
            | Correction::Drop { reason, .. }
            | Correction::DropRelation { reason, .. }
            | Correction::Pin { reason, .. } => reason,
        }
    }
}

/// What it does, for people: "drop wire-5#i1".
impl fmt::Display for Correction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Correction::Merge { incidents, .. } => {
                write!(f, "merge {}", incidents.iter().map(String::as_str).collect::<Vec<_>>().join(", "))
            }
            Correction::Split { incident, from: Some(from), .. } => write!(f, "split {incident} from {from}"),
            Correction::Split { incident, .. } => write!(f, "split {incident}"),
            Correction::Redate { incident, date, until: None, .. } => write!(f, "redate {incident} to {date}"),
            Correction::Redate { incident, date, until: Some(until), .. } => write!(f, "redate {incident} to {date} … {until}"),
            Correction::Reattribute { incident, .. } => write!(f, "reattribute {incident}"),
            Correction::Drop { incident, .. } => write!(f, "drop {incident}"),
            Correction::DropRelation { subject, predicate, object, .. } => write!(f, "drop {subject} {predicate} {object}"),
            Correction::Pin { incident, .. } => write!(f, "pin {incident}"),
        }
    }
}

/// A set of corrections; in which order they were written does not show.
///
/// ```
/// use reprisal::graph::{Correction, Corrections};
///
/// let corrections = Corrections::parse(
///     r#"( corrections: [ redate(incident: "wire-7#i2", date: "2024-05-01", reason: "the outlet's own correction") ] )"#,
///     "mine.ron",
/// )?;
/// assert!(corrections.iter().all(|correction| matches!(correction, Correction::Redate { .. })));
/// # Ok::<(), reprisal::RonError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Corrections {
    pub(super) corrections: BTreeSet<Correction>,
}

/// A correction that does not apply to the graph as it is now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Unapplied {
    /// The correction.
    pub correction: Correction,
    /// Why it does not apply.
    pub because: String,
}

impl Corrections {
    /// Reads corrections from RON; `place` is the name of the file for messages.
    ///
    /// # Errors
    /// When the text is no list of corrections, with line and column.
    pub fn parse(text: &str, place: &str) -> Result<Corrections, RonError> {
        ron_file::parse(text, place)
    }

    /// Reads a file of corrections.
    ///
    /// # Errors
    /// When the file cannot be read or is no list of corrections.
    pub fn load(path: impl AsRef<Path>) -> Result<Corrections, RonError> {
        let (text, place) = ron_file::text(path.as_ref())?;
        Corrections::parse(&text, &place)
    }

    /// The corrections, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Correction> {
        self.corrections.iter()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.corrections.is_empty()
    }

    /// Adds the corrections of another set.
    pub fn merge(&mut self, other: &Corrections) {
        self.corrections.extend(other.corrections.iter().cloned());
    }
}

impl FromIterator<Correction> for Corrections {
    fn from_iter<I: IntoIterator<Item = Correction>>(corrections: I) -> Corrections {
        Corrections { corrections: corrections.into_iter().collect() }
    }
}

/// Corrections as they bear on the reports of a ledger.
#[derive(Debug, Default)]
pub(super) struct Rulings<'c> {
    /// Reports that are of one incident.
    pub(super) together: Vec<Vec<Id>>,
    /// Reports that are not of one incident.
    apart: BTreeSet<(Id, Id)>,
    /// Reports that are incidents of their own.
    alone: BTreeSet<Id>,
    /// Relations that are left out.
    pub(super) no_relation: BTreeSet<(Id, Relation, Id)>,
    /// What bears on the incident of a report.
    of_report: BTreeMap<Id, Vec<&'c Correction>>,
    /// What does not apply.
    pub(super) unapplied: Vec<Unapplied>,
}

impl<'c> Rulings<'c> {
    pub(super) fn of(corrections: &'c Corrections, ledger: &Ledger, gazetteer: &Gazetteer) -> Rulings<'c> {
        let mut rulings = Rulings::default();
        for correction in &corrections.corrections {
            if let Err(because) = rulings.take(correction, ledger, gazetteer) {
                rulings.unapplied.push(Unapplied { correction: correction.clone(), because });
            }
        }
        rulings
    }

    fn take(&mut self, correction: &'c Correction, ledger: &Ledger, gazetteer: &Gazetteer) -> Result<(), String> {
        match correction {
            Correction::Merge { incidents, .. } => {
                let reports: Vec<Id> = incidents.iter().map(|incident| find(ledger, incident)).collect::<Result<_, _>>()?;
                self.together.push(reports);
            }
            Correction::Split { incident, from: None, .. } => drop(self.alone.insert(find(ledger, incident)?)),
            Correction::Split { incident, from: Some(from), .. } => {
                let (one, other) = (find(ledger, incident)?, find(ledger, from)?);
                self.apart.insert((one.clone(), other.clone()));
                self.apart.insert((other, one));
            }
            Correction::DropRelation { subject, predicate, object, .. } => {
                let key = (subject.clone(), Relation::from(*predicate), object.clone());
                let stated = |entry: &Arc<super::ledger::Entry>| {
                    entry
                        .relations
                        .iter()
                        .any(|stated| (&stated.subject, stated.relation, &stated.object) == (&key.0, key.1, &key.2))
                };
                if !ledger.entries.values().any(stated) {
                    return Err("no document states it".to_owned());
                }
                self.no_relation.insert(key);
            }
            Correction::Reattribute { incident, perpetrators, targets, .. } => {
                let report = find(ledger, incident)?;
                for id in perpetrators.iter().chain(targets).flatten() {
                    if gazetteer.actor(id).is_none() {
                        let known = gazetteer.actors.iter().map(|actor| actor.id.as_str());
                        let meant = nearest(id, known).map_or_else(String::new, |known| format!("; did you mean {known}?"));
                        return Err(format!("no document names the actor {id}{meant}"));
                    }
                }
                self.of_report.entry(report).or_default().push(correction);
            }
            Correction::Redate { incident, .. } | Correction::Drop { incident, .. } | Correction::Pin { incident, .. } => {
                self.of_report.entry(find(ledger, incident)?).or_default().push(correction);
            }
        }
        Ok(())
    }

    /// The dates of a report, as corrected, by which it is compared with others.
    pub(super) fn dates(&self, report: &Report) -> (Option<PartialDate>, Option<PartialDate>) {
        let redated = self.of_report.get(&report.id).into_iter().flatten().find_map(|correction| match correction {
            Correction::Redate { date, until, .. } => Some((Some(*date), *until)),
            _ => None,
        });
        redated.unwrap_or((report.date, report.until))
    }

    /// Whether people hold that two reports are not of one incident.
    pub(super) fn part(&self, a: &Report, b: &Report) -> bool {
        self.alone.contains(&a.id)
            || self.alone.contains(&b.id)
            || (!self.apart.is_empty() && self.apart.contains(&(a.id.clone(), b.id.clone())))
    }

    /// The incident as corrected; nothing when it is dropped.
    pub(super) fn correct(&self, mut incident: Incident) -> Option<Incident> {
        let reports: Vec<Id> = incident.reports.iter().map(|report| report.id.clone()).collect();
        for correction in reports.iter().filter_map(|report| self.of_report.get(report)).flatten() {
            match correction {
                Correction::Drop { .. } => return None,
                Correction::Redate { date, until, .. } => {
                    let details = Arc::make_mut(&mut incident.details);
                    (details.date, details.until) = (Some(*date), *until);
                }
                Correction::Reattribute { perpetrators, targets, .. } => {
                    let list = |ids: &BTreeSet<Id>| ids.iter().cloned().collect();
                    let corrected = incident.corrected.get_or_insert_default();
                    corrected.perpetrators = perpetrators.as_ref().map(list).or(corrected.perpetrators.take());
                    corrected.targets = targets.as_ref().map(list).or(corrected.targets.take());
                }
                Correction::Pin { status, kind, killed, wounded, .. } => {
                    let details = Arc::make_mut(&mut incident.details);
                    details.status = status.unwrap_or(Status::Asserted);
                    details.kind = kind.unwrap_or(details.kind);
                    details.killed = killed.or(details.killed);
                    details.wounded = wounded.or(details.wounded);
                    details.confidence = 1.0;
                }
                _ => {}
            }
            incident.corrected.get_or_insert_default().reasons.push(correction.reason().to_owned());
        }
        Some(incident)
    }
}

/// The report that is named: by its id, or by its document and words of one of its sentences.
fn find(ledger: &Ledger, named: &str) -> Result<Id, String> {
    if let Some(report) = ledger.report(named) {
        return Ok(report.id.clone());
    }
    let quoted = named.split_once('#').and_then(|(document, words)| {
        let inner = words.strip_prefix(['“', '"', '\''])?.strip_suffix(['”', '"', '\''])?;
        Some((document, inner))
    });
    let Some((document, words)) = quoted else { return Err(format!("there is no report {named}")) };
    let Some(entry) = ledger.entries.get(document) else { return Err(format!("there is no document {document}")) };
    let tells = |report: &&Arc<Report>| report.evidence.iter().any(|citation| citation.evidence.text.contains(words));
    let found: Vec<&Arc<Report>> = entry.reports.iter().filter(tells).collect();
    match found.as_slice() {
        [one] => Ok(one.id.clone()),
        [] => Err(format!("no incident of {document} is told in a sentence with “{words}”")),
        several => {
            let ids: Vec<&str> = several.iter().map(|report| report.id.as_str()).collect();
            Err(format!("“{words}” stands in sentences of several incidents: {}", ids.join(", ")))
        }
    }
}
