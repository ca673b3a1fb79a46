//! What stands behind an incident or an edge: who says so, who denies it, how many independent sources there are.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use petgraph::stable_graph::EdgeIndex;
use serde::Serialize;

use super::KnowledgeGraph;
use super::id::Id;
use super::incident::IncidentRef;
use super::model::{Citation, Incident, NodeWeight};
use crate::extraction::{DocumentInfo, Voice};
use crate::fold::fold;
use crate::vocabulary::{Modality, Stance, Status};

/// What stands behind an incident or an edge.
///
/// ```
/// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
/// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
/// let strike = graph.incidents().find(|deed| deed.incident().documents().count() == 2).ok_or("told twice")?;
/// let support = strike.support();
/// assert_eq!(support.documents, 2);
/// println!("{}, from {} sources", support.status, support.sources);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Support {
    /// What all evidence together makes of it.
    pub status: Status,
    /// On whose word it stands, each once; empty where only the writers speak.
    pub voices: Vec<Voice>,
    /// How many documents tell of it.
    pub documents: usize,
    /// How many of them are independent: documents of one outlet, and documents that hold the same sentence, count once.
    pub sources: usize,
    /// The day on which the first of them was published.
    pub first_reported: Option<Date>,
    /// The day on which the last of them was published.
    pub last_reported: Option<Date>,
}

impl KnowledgeGraph {
    /// What stands behind an edge: its own sentences, else those of the incident at its end. Nothing for an edge that only
    /// the ontology states, and for an index that the graph does not hold.
    #[must_use]
    pub fn support(&self, edge: EdgeIndex) -> Option<Support> {
        let graph = self.petgraph();
        let (weight, (from, to)) = (graph.edge_weight(edge)?, graph.edge_endpoints(edge)?);
        let incident = [from, to].into_iter().find_map(|end| Incident::of(graph.node_weight(end)?));
        let evidence = self.evidence(edge);
        match incident {
            // Where the reports differ, the word of those that say so counts.
            Some(incident) if !weight.evidence().is_empty() => {
                let says = |document: &Id| weight.evidence().iter().any(|citation| citation.document == *document);
                let reports: Vec<_> = incident.reports.iter().filter(|report| says(&report.document)).cloned().collect();
                Some(self.supported(super::status::of_reports(&reports), evidence))
            }
            Some(incident) => Some(self.supported(incident.status, evidence)),
            None if evidence.is_empty() => None,
            None => Some(self.supported(of_sentences(evidence), evidence)),
        }
    }

    /// What stands behind sentences that state one thing; none, when nothing does.
    #[must_use]
    pub fn support_of(&self, evidence: &[Citation]) -> Option<Support> {
        (!evidence.is_empty()).then(|| self.supported(of_sentences(evidence), evidence))
    }

    fn supported(&self, status: Status, evidence: &[Citation]) -> Support {
        let documents: BTreeSet<&Id> = evidence.iter().map(|citation| &citation.document).collect();
        let infos: Vec<&DocumentInfo> = documents.iter().filter_map(|document| self.document(document)).collect();
        let published = || infos.iter().filter_map(|info| info.published);
        let voices: BTreeSet<&Voice> = evidence.iter().flat_map(|citation| &citation.evidence.voices).collect();
        Support {
            status,
            voices: voices.into_iter().cloned().collect(),
            documents: documents.len(),
            sources: independent(&documents, &infos, evidence),
            first_reported: published().min(),
            last_reported: published().max(),
        }
    }
}

impl IncidentRef<'_> {
    /// What stands behind the incident.
    #[must_use]
    pub fn support(&self) -> Support {
        self.graph().supported(self.status, self.incident().evidence())
    }
}

/// What the sentences of a relation make of it: what one holds and another denies is contested, else the firmest stands.
fn of_sentences(evidence: &[Citation]) -> Status {
    let of = |modality: Modality| evidence.iter().filter(move |citation| citation.evidence.modality == modality);
    let denied = of(Modality::Denied).next().is_some();
    let held = || of(Modality::Asserted);
    if held().next().is_none() {
        return if denied { Status::Denied } else { Status::Threatened };
    }
    let claims = |citation: &Citation| citation.evidence.voices.iter().any(|voice| voice.stance == Stance::Claims);
    match () {
        () if denied => Status::Contested,
        () if held().any(|citation| citation.evidence.voices.is_empty()) => Status::Asserted,
        () if held().any(claims) => Status::Claimed,
        () => Status::Attributed,
    }
}

/// How many groups of documents share neither outlet nor a sentence.
fn independent(documents: &BTreeSet<&Id>, infos: &[&DocumentInfo], evidence: &[Citation]) -> usize {
    if documents.len() < 2 {
        return documents.len();
    }
    let mut marks: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for info in infos {
        marks.entry(outlet(info)).or_default().push(&info.id);
    }
    for citation in evidence.iter().filter(|citation| citation.evidence.text.len() >= SHORTEST_COPY) {
        // Agencies' copy comes with other quotation marks and spaces.
        let words: String = fold(&citation.evidence.text).chars().filter(|c| c.is_alphanumeric()).collect();
        marks.entry(format!("\u{0}{words}")).or_default().push(&citation.document);
    }
    let numbers: BTreeMap<&str, usize> = documents.iter().enumerate().map(|(number, id)| (id.as_str(), number)).collect();
    let mut groups = petgraph::unionfind::UnionFind::<usize>::new(documents.len());
    for sharing in marks.values() {
        let mut sharing = sharing.iter().filter_map(|document| numbers.get(document));
        if let Some(&first) = sharing.next() {
            for &other in sharing {
                groups.union(first, other);
            }
        }
    }
    groups.into_labeling().into_iter().collect::<BTreeSet<usize>>().len()
}

/// A shorter sentence is no sign that one document copied another.
const SHORTEST_COPY: usize = 40;

/// The outlet that a document comes from: the host of its address, else its source as given, else itself.
fn outlet(info: &DocumentInfo) -> String {
    info.outlet().map_or_else(|| format!("\u{0}\u{0}{}", info.id), str::to_lowercase)
}
