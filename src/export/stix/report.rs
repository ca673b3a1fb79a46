//! Documents as reports.

use std::io::{self, Write};

use rustc_hash::FxHashMap;

use super::object::{Id, Object, Reference};
use super::{Bundle, Stamp, incident_id, named, relationship_id};
use crate::export::Tie;
use crate::export::address::uri;
use crate::graph::IncidentRef;

/// What a document tells of, by number.
#[derive(Default)]
struct Told {
    incidents: Vec<u32>,
    ties: Vec<u32>,
}

impl<'g, W: Write> Bundle<'_, 'g, W> {
    /// Writes a report for every document; says how many tell of nothing.
    pub(super) fn reports(&mut self) -> io::Result<usize> {
        let content = self.content;
        let incidents: Vec<IncidentRef<'g>> = content.incidents().collect();
        let ties: Vec<Tie<'g>> = content.ties().collect();
        let told = self.told(&incidents, &ties);
        let mut bare = 0;
        for info in content.documents() {
            let Some(told) = told.get(info.id.as_str()) else {
                bare += 1;
                continue;
            };
            let mut refs: Vec<Id> = Vec::new();
            for incident in told.incidents.iter().filter_map(|number| incidents.get(*number as usize)) {
                refs.push(incident_id(&incident.incident().id));
            }
            for tie in told.ties.iter().filter_map(|number| ties.get(*number as usize)).filter(|tie| self.has(tie.to)) {
                refs.extend([self.node_id(tie.from), self.node_id(tie.to), relationship_id(tie)]);
            }
            refs.sort_unstable();
            refs.dedup();
            let head = self.head(Id::new("report", &format!("document:{}", info.id)), std::iter::once(info.id.as_str()));
            let reference = Reference {
                source_name: info.outlet().filter(|outlet| !outlet.is_empty()).unwrap_or(&info.id),
                description: None,
                url: info.url().map(uri),
                external_id: &info.id,
            };
            self.put(&Object::Report {
                head,
                name: named(info.title.as_deref().unwrap_or_default(), &info.id),
                report_types: ["threat-report"],
                published: info.published.and_then(Stamp::of).unwrap_or(self.undated),
                external_references: [reference],
                object_refs: &refs,
            })?;
        }
        Ok(bare)
    }

    /// What every document tells of.
    fn told(&self, incidents: &[IncidentRef<'g>], ties: &[Tie<'g>]) -> FxHashMap<&'g str, Told> {
        let mut told: FxHashMap<&str, Told> = FxHashMap::default();
        for (incident, number) in incidents.iter().zip(0..) {
            for document in incident.incident().documents() {
                told.entry(document).or_default().incidents.push(number);
            }
        }
        for (tie, number) in ties.iter().zip(0..) {
            let mut last = None;
            for citation in tie.evidence() {
                // Sentences of one document lie together.
                if last.replace(&citation.document) != Some(&citation.document) {
                    told.entry(&citation.document).or_default().ties.push(number);
                }
            }
            // An incident without a sentence has its documents all the same.
            if tie.evidence().is_empty()
                && let Some(incident) = tie.incident()
            {
                for document in incident.documents() {
                    told.entry(document).or_default().ties.push(number);
                }
            }
        }
        told
    }
}
