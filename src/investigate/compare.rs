//! What changed from one graph to another: what a new batch of documents brought.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::claim::Claim;
use super::deed::{Deed, by_time, name};
use super::tie::{Tie, ties};
use crate::extraction::DocumentInfo;
use crate::graph::{Actor, IncidentRef, KnowledgeGraph, Report, View};
use crate::query::ActorName;

/// What changed from one graph to another.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Comparison {
    /// Documents that only the new graph holds.
    pub documents_added: Vec<DocumentInfo>,
    /// Documents that only the old graph holds.
    pub documents_removed: Vec<DocumentInfo>,
    /// Documents that both hold, in different versions; as the new graph has them.
    pub documents_changed: Vec<DocumentInfo>,
    /// Actors that no document of the old graph names.
    pub actors_added: Vec<ActorName>,
    /// Actors that no document of the new graph names.
    pub actors_removed: Vec<ActorName>,
    /// Incidents that the old graph does not know.
    pub incidents_added: Vec<Deed>,
    /// Incidents that the new graph does not know any more.
    pub incidents_removed: Vec<Deed>,
    /// Incidents of which the new graph says something else.
    pub incidents_changed: Vec<Altered>,
    /// Relations that are new.
    pub ties_added: Vec<Tie>,
    /// Relations that nothing states any more.
    pub ties_removed: Vec<Tie>,
    /// Answers that are new.
    pub answers_added: Vec<Link>,
    /// Answers that nothing states any more.
    pub answers_removed: Vec<Link>,
}

/// An incident of which the new graph says something else.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Altered {
    /// The incident as the new graph has it.
    pub deed: Deed,
    /// Ids of the incidents of the old graph that it was; several when they have become one.
    pub was: Vec<String>,
    /// What is different.
    pub alterations: Vec<Alteration>,
}

/// A detail that is different.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Alteration {
    /// Which: "status", "killed", "perpetrators".
    pub detail: &'static str,
    /// What the old graph says, in words; empty when nothing.
    pub before: String,
    /// What the new graph says, in words; empty when nothing.
    pub after: String,
}

/// One incident answers another.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Link {
    /// The answer.
    pub answer: Deed,
    /// What it answers.
    pub answered: Deed,
}

impl Comparison {
    /// Whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Comparison::default()
    }
}

/// What changed from one graph to another, looked at in the same way.
///
/// Incidents are the same when a report of one document tells of both, whichever id they bear. All incidents are
/// compared, whatever the modality of the views.
///
/// ```
/// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
/// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
/// use reprisal::investigate::compare;
///
/// let before = graph.as_of("2024-03-01".parse()?);
/// let news = compare(&before.view(), &graph.view());
/// assert_eq!((news.documents_added.len(), news.incidents_removed.len()), (1, 0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn compare(old: &View, new: &View) -> Comparison {
    let (before, after) = (old.graph(), new.graph());
    let changed = changed(before, after);
    let same = Same { before, after, changed: changed.iter().map(|info| info.id.as_str()).collect() };
    let mut comparison = Comparison {
        documents_added: after.documents().filter(|info| before.document(&info.id).is_none()).cloned().collect(),
        documents_removed: before.documents().filter(|info| after.document(&info.id).is_none()).cloned().collect(),
        documents_changed: changed.iter().map(|&info| info.clone()).collect(),
        actors_added: named_only_in(after, before),
        actors_removed: named_only_in(before, after),
        ..Comparison::default()
    };
    for incident in in_order(after) {
        let was = same.before(&incident);
        if was.is_empty() {
            comparison.incidents_added.push(Deed::of(new, incident));
            continue;
        }
        let alterations = alterations(old, &was, new, incident);
        if !alterations.is_empty() {
            let was = was.iter().map(|was| was.id.to_string()).collect();
            comparison.incidents_changed.push(Altered { deed: Deed::of(new, incident), was, alterations });
        }
    }
    let gone = in_order(before).into_iter().filter(|incident| same.after(incident).is_empty());
    comparison.incidents_removed = gone.map(|incident| Deed::of(old, incident)).collect();
    compare_ties(old, new, &mut comparison);
    compare_answers(old, new, &same, &mut comparison);
    comparison
}

/// Documents that both graphs hold, in different versions.
fn changed<'g>(before: &KnowledgeGraph, after: &'g KnowledgeGraph) -> Vec<&'g DocumentInfo> {
    after.documents().filter(|info| before.document(&info.id).is_some_and(|known| known != *info)).collect()
}

fn named_only_in(graph: &KnowledgeGraph, other: &KnowledgeGraph) -> Vec<ActorName> {
    let is_named = |id: &str| other.get::<Actor>(id).is_some_and(|actor| !actor.documents.is_empty());
    let only_here = |actor: &&Actor| !actor.documents.is_empty() && !is_named(&actor.id);
    graph.nodes::<Actor>().filter(only_here).map(|actor| name(graph, &actor.id)).collect()
}

fn in_order(graph: &KnowledgeGraph) -> Vec<IncidentRef<'_>> {
    let mut incidents: Vec<IncidentRef> = graph.incidents().collect();
    incidents.sort_by_cached_key(by_time);
    incidents
}

/// Which incidents of the two graphs are the same.
struct Same<'g> {
    before: &'g KnowledgeGraph,
    after: &'g KnowledgeGraph,
    changed: BTreeSet<&'g str>,
}

impl<'g> Same<'g> {
    fn before(&self, incident: &IncidentRef) -> Vec<IncidentRef<'g>> {
        self.counterparts(incident, self.before)
    }

    fn after(&self, incident: &IncidentRef) -> Vec<IncidentRef<'g>> {
        self.counterparts(incident, self.after)
    }

    /// The incidents of the other graph that share a report, in id order, each once.
    fn counterparts(&self, incident: &IncidentRef, other: &'g KnowledgeGraph) -> Vec<IncidentRef<'g>> {
        let mut found: BTreeMap<&str, IncidentRef> = BTreeMap::new();
        for report in &incident.reports {
            let Some(there) = other.incident(&report.id) else { continue };
            let theirs = there.incident().reports.iter().find(|theirs| theirs.id == report.id);
            if theirs.is_some_and(|theirs| self.is_same(report, theirs)) {
                found.insert(&there.incident().id, there);
            }
        }
        found.into_values().collect()
    }

    /// In another version of a document, the report of this number may be of another deed.
    fn is_same(&self, one: &Report, other: &Report) -> bool {
        let sharing = |a: &[crate::graph::Id], b: &[crate::graph::Id]| a == b || a.iter().any(|id| b.contains(id));
        !self.changed.contains(one.document.as_str())
            || sharing(&one.perpetrators, &other.perpetrators) && sharing(&one.targets, &other.targets)
    }
}

/// What the new graph says differently of an incident.
fn alterations(old: &View, was: &[IncidentRef], new: &View, incident: IncidentRef) -> Vec<Alteration> {
    let mut alterations = Vec::new();
    if was.len() > 1 {
        let ids = was.iter().map(|was| was.id.as_str()).collect::<Vec<_>>().join(", ");
        alterations.push(Alteration { detail: "one incident", before: ids, after: incident.id.to_string() });
    }
    let after = details(&Deed::of(new, incident));
    let before: Vec<_> = was.iter().map(|&was| details(&Deed::of(old, was))).collect();
    for (at, (detail, after)) in after.into_iter().enumerate() {
        let said: BTreeSet<&str> = before.iter().filter_map(|details| details.get(at)).map(|(_, says)| says.as_str()).collect();
        // Of incidents that have become one, a word that one of them had already is nothing new.
        if !said.contains(after.as_str()) {
            let before = said.into_iter().filter(|says| !says.is_empty()).collect::<Vec<_>>().join("; ");
            alterations.push(Alteration { detail, before, after });
        }
    }
    alterations
}

/// The details of an incident in words, always the same ones in the same order.
fn details(deed: &Deed) -> Vec<(&'static str, String)> {
    let actors = |actors: &[ActorName]| actors.iter().map(|actor| actor.name.as_str()).collect::<Vec<_>>().join(", ");
    let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
    vec![
        ("status", deed.status.to_string()),
        ("killed", number(deed.killed)),
        ("wounded", number(deed.wounded)),
        ("perpetrators", actors(&deed.who)),
        ("targets", actors(&deed.whom)),
        ("date", deed.when()),
        ("place", deed.place.clone()),
        ("kind", deed.kind.to_string()),
        ("weapon", deed.weapon.clone().unwrap_or_default()),
        ("claimed by", actors(&deed.claimed_by)),
        ("denied by", actors(&deed.denied_by)),
        ("documents", deed.documents.to_string()),
    ]
}

fn compare_ties(old: &View, new: &View, comparison: &mut Comparison) {
    for claim in [Claim::Backs, Claim::Leads, Claim::PartOf] {
        let told = |view: &View| ties(view, claim, |_, _| true);
        let ends = |tie: &Tie| (tie.subject.id.clone(), tie.object.id.clone());
        let mut before: BTreeMap<_, Tie> = told(old).into_iter().map(|tie| (ends(&tie), tie)).collect();
        comparison.ties_added.extend(told(new).into_iter().filter(|tie| before.remove(&ends(tie)).is_none()));
        comparison.ties_removed.extend(before.into_values());
    }
}

fn compare_answers(old: &View, new: &View, same: &Same, comparison: &mut Comparison) {
    let is_there = |answer: &[IncidentRef], answered: &[IncidentRef]| {
        answer.iter().any(|answer| answer.answers().any(|other| answered.iter().any(|known| known.id == other.id)))
    };
    let link = |view: &View, answer, answered| Link { answer: Deed::of(view, answer), answered: Deed::of(view, answered) };
    for answer in in_order(same.after) {
        for answered in answer.answers().filter(|answered| !is_there(&same.before(&answer), &same.before(answered))) {
            comparison.answers_added.push(link(new, answer, answered));
        }
    }
    for answer in in_order(same.before) {
        for answered in answer.answers().filter(|answered| !is_there(&same.after(&answer), &same.after(answered))) {
            comparison.answers_removed.push(link(old, answer, answered));
        }
    }
}
