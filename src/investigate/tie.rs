//! A standing relation of two actors as plain data.

use serde::Serialize;

use super::claim::Claim;
use super::deed::{name, sources};
use crate::graph::{Citation, Related, RollUp, Standing, View};
use crate::query::{ActorName, Source};
use crate::vocabulary::Status;

/// Who backs, leads or belongs to whom, with the sentences that say so.
///
/// ```
/// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
/// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
/// let news = reprisal::investigate::compare(&reprisal::KnowledgeGraph::new().view(), &graph.view());
/// let said: Vec<String> = news.ties_added.iter().map(|tie| tie.said()).collect();
/// assert!(said.iter().any(|said| said.contains("Houthis")), "{said:?}");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Tie {
    /// Who.
    pub subject: ActorName,
    /// What relates them.
    pub claim: Claim,
    /// To whom.
    pub object: ActorName,
    /// What all sentences make of it; none where only the ontology states it.
    pub status: Option<Status>,
    /// How many documents say so.
    pub documents: usize,
    /// How many of them are independent, see [`Support`](crate::graph::Support).
    pub sources: usize,
    /// The sentences that state it; empty when only the ontology does.
    pub evidence: Vec<Source>,
    /// The sentences that deny it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub denials: Vec<Source>,
    /// What the ontology says of it; empty unless the view was asked for it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub standing: Vec<Standing>,
}

impl Tie {
    /// In a sentence: "Iran backs Houthis".
    #[must_use]
    pub fn said(&self) -> String {
        format!("{} {} {}", self.subject.name, self.claim.verb(), self.object.name)
    }

    fn of(view: &View, claim: Claim, related: &Related) -> Tie {
        let graph = view.graph();
        let stated: Vec<Citation> = related.evidence.iter().map(|&citation| citation.clone()).collect();
        let all: Vec<Citation> = related.evidence.iter().chain(&related.denials).map(|&citation| citation.clone()).collect();
        let support = graph.support_of(&stated);
        Tie {
            subject: name(graph, related.subject),
            claim,
            object: name(graph, related.object),
            status: graph.support_of(&all).map(|support| support.status),
            documents: support.as_ref().map_or(0, |support| support.documents),
            sources: support.as_ref().map_or(0, |support| support.sources),
            evidence: sources(graph, related.evidence.iter().copied()),
            denials: sources(graph, related.denials.iter().copied()),
            standing: related.standing.iter().map(|&fact| fact.clone()).collect(),
        }
    }
}

/// The ties of one sort between actors as named whose ids pass, in the order of ids.
pub(super) fn ties(view: &View, claim: Claim, wanted: impl Fn(&str, &str) -> bool) -> Vec<Tie> {
    let Some(relation) = claim.relation() else { return Vec::new() };
    let related = view.clone().roll_up(RollUp::Named).related(relation);
    related.iter().filter(|row| wanted(row.subject, row.object)).map(|row| Tie::of(view, claim, row)).collect()
}
