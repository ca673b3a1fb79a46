//! Why the graph says something of two actors: everything that it rests on, or what comes nearest to it.

use serde::Serialize;

use super::claim::Claim;
use super::deed::{Deed, by_time};
use super::party::Party;
use super::tie::{Tie, ties};
use crate::graph::{Actor, IncidentRef, View};
use crate::query::{ActorName, Source};
use crate::vocabulary::Modality;

/// What the graph holds for a claim about two actors.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Why {
    /// Who.
    pub subject: ActorName,
    /// What is claimed.
    pub claim: Claim,
    /// Of whom.
    pub object: ActorName,
    /// Everything that bears it out, deeds by date; empty when nothing does.
    pub findings: Vec<Finding>,
    /// What comes nearest to it, where nothing bears it out.
    pub near: Vec<Near>,
}

/// Something that bears out a claim.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Finding {
    /// A deed of the first to the second.
    Deed {
        /// The deed.
        deed: Deed,
        /// What it answered.
        answers: Vec<Deed>,
        /// What answered it.
        answered_by: Vec<Deed>,
    },
    /// A standing relation.
    Tie(Tie),
}

impl Finding {
    /// The sentences that it rests on.
    #[must_use]
    pub fn evidence(&self) -> &[Source] {
        match self {
            Finding::Deed { deed, .. } => &deed.evidence,
            Finding::Tie(tie) => &tie.evidence,
        }
    }
}

/// How something comes near to a claim that nothing bears out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Nearness {
    /// It is only denied.
    Denied,
    /// It is only threatened.
    Threatened,
    /// It was done, but is not told to answer anything.
    NoAnswer,
    /// It answers a deed of the second, and was done to somebody else.
    Provoked,
    /// The principal of one of them stands in for it.
    Principal,
    /// It holds the other way round.
    OtherWay,
    /// Another relation holds between them.
    OtherClaim,
}

/// Something near to a claim.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Near {
    /// How it is near.
    pub how: Nearness,
    /// What it is.
    pub finding: Finding,
}

/// Why the graph says that somebody attacked, retaliated against, backs, leads or belongs to somebody.
///
/// Nothing found is an answer, too: then [`Why::near`] holds what comes nearest, the nearest sort first.
///
/// ```
/// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
/// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
/// use reprisal::investigate::{self, Claim, Party};
///
/// let [israel, houthis] = ["israel", "houthis"].map(|id| Party::of(&graph, id));
/// let why = investigate::why(&graph.view(), &israel, Claim::RetaliatedAgainst, &houthis);
/// assert!(why.findings[0].evidence()[0].text.contains("in answer to"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn why(view: &View, subject: &Party, claim: Claim, object: &Party) -> Why {
    let findings = findings(view, subject, claim, object);
    let near = if findings.is_empty() { near(view, subject, claim, object) } else { Vec::new() };
    Why { subject: subject.actor_name(), claim, object: object.actor_name(), findings, near }
}

fn findings(view: &View, subject: &Party, claim: Claim, object: &Party) -> Vec<Finding> {
    match claim {
        Claim::Attacked | Claim::RetaliatedAgainst => deeds(view, |incident| is_told(view, incident, subject, claim, object)),
        // What a principal's part backs, the principal backs; membership and command are of the named alone.
        Claim::Backs => {
            tied(view, claim, |subjects, objects| subject.counts(view, subjects, None) && object.counts(view, objects, None))
        }
        Claim::PartOf | Claim::Leads => {
            tied(view, claim, |subjects, objects| subjects.id == subject.id && objects.id == object.id)
        }
    }
}

/// Whether an incident bears out that one attacked or retaliated against the other.
fn is_told(view: &View, incident: &IncidentRef, subject: &Party, claim: Claim, object: &Party) -> bool {
    if !subject.did(view, incident) {
        return false;
    }
    let hit = object.suffered(view, incident);
    match claim {
        Claim::RetaliatedAgainst => {
            let answers = incident.answers().next().is_some();
            // Where nobody knows who was hit, it was against those who provoked it.
            answers && (hit || incident.targets().next().is_none() && is_provoked(view, incident, object))
        }
        _ => hit,
    }
}

fn is_provoked(view: &View, incident: &IncidentRef, by: &Party) -> bool {
    incident.answers().any(|answered| by.did(view, &answered))
}

fn deeds(view: &View, wanted: impl Fn(&IncidentRef) -> bool) -> Vec<Finding> {
    let mut incidents: Vec<IncidentRef> = view.incidents().filter(|incident| wanted(incident)).collect();
    incidents.sort_by_cached_key(by_time);
    let all = |others: &mut dyn Iterator<Item = IncidentRef>| others.map(|other| Deed::of(view, other)).collect();
    let finding = |incident: IncidentRef| Finding::Deed {
        deed: Deed::of(view, incident),
        answers: all(&mut incident.answers()),
        answered_by: all(&mut incident.answered_by()),
    };
    incidents.into_iter().map(finding).collect()
}

fn tied(view: &View, claim: Claim, wanted: impl Fn(&Actor, &Actor) -> bool) -> Vec<Finding> {
    let actor = |id: &str| view.graph().get::<Actor>(id);
    let passes = |subject: &str, object: &str| actor(subject).zip(actor(object)).is_some_and(|(s, o)| wanted(s, o));
    ties(view, claim, passes).into_iter().map(Finding::Tie).collect()
}

/// What comes nearest to a claim that nothing bears out, the nearest sort first; nothing is told twice.
fn near(view: &View, subject: &Party, claim: Claim, object: &Party) -> Vec<Near> {
    let mut near: Vec<Near> = Vec::new();
    let mut add = |how: Nearness, findings: Vec<Finding>| {
        for finding in findings {
            if !near.iter().any(|known| known.finding == finding) {
                near.push(Near { how, finding });
            }
        }
    };
    for (how, modality) in [(Nearness::Denied, Modality::Denied), (Nearness::Threatened, Modality::Threatened)] {
        add(how, findings(&view.clone().modality(modality), subject, claim, object));
    }
    if claim == Claim::RetaliatedAgainst {
        add(Nearness::NoAnswer, findings(view, subject, Claim::Attacked, object));
        let provoked = |incident: &IncidentRef| subject.did(view, incident) && is_provoked(view, incident, object);
        add(Nearness::Provoked, deeds(view, provoked));
    }
    let above = |party: &Party| Party::of(view.graph(), view.graph().principal(&party.id));
    let (principal, account) = (above(subject), above(object));
    if principal.id != account.id && (principal.id != subject.id || account.id != object.id) {
        add(Nearness::Principal, findings(view, &principal, claim, &account));
    }
    add(Nearness::OtherWay, findings(view, object, claim, subject));
    for &other in Claim::ALL.iter().filter(|&&other| other != claim && other != Claim::RetaliatedAgainst) {
        add(Nearness::OtherClaim, findings(view, subject, other, object));
        add(Nearness::OtherClaim, findings(view, object, other, subject));
    }
    near
}
