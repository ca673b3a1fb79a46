//! All that is known of an actor.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::date::PartialDate;
use crate::extraction::DocumentInfo;
use crate::graph::{Actor, IncidentRef, View};
use crate::investigate::claim::Claim;
use crate::investigate::deed::{Deed, accounts, by_time, name};
use crate::investigate::party::Party;
use crate::investigate::stats::{Count, ranked};
use crate::investigate::tie::{Tie, ties};
use crate::query::ActorName;
use crate::vocabulary::{ActorKind, Modality, Origin};

/// All that is known of an actor.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ActorPage {
    /// Slug.
    pub id: String,
    /// Preferred name.
    pub name: String,
    /// Every other name.
    pub aliases: Vec<String>,
    /// What sort of actor.
    pub kind: ActorKind,
    /// Where it comes from.
    pub origin: Origin,
    /// To whose account its deeds go; none when it stands alone.
    pub principal: Option<ActorName>,
    /// Those whose deeds go to its account, as far as documents name them.
    pub parts: Vec<ActorName>,
    /// Who backs, leads and belongs to whom, as far as it is one of the two.
    pub ties: Vec<Tie>,
    /// What it did.
    pub by: Tally,
    /// What was done to it.
    pub against: Tally,
    /// What it only threatened.
    pub threatened: Tally,
    /// What it is said to have done, and nobody but those who deny it speaks of.
    pub denied: Tally,
    /// The documents that name it.
    pub documents: Vec<DocumentInfo>,
}

/// Deeds counted.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Tally {
    /// How many.
    pub incidents: usize,
    /// Whom they were done to, or who did them; most first.
    pub others: Vec<Count>,
    /// What sort of deeds; most first.
    pub kinds: Vec<Count>,
    /// How many of them answer another deed.
    pub answers: usize,
    /// People killed, as far as documents say.
    pub killed: u64,
    /// The first date.
    pub first: Option<PartialDate>,
    /// The last date.
    pub last: Option<PartialDate>,
    /// The deeds by date.
    pub deeds: Vec<Deed>,
}

pub(super) fn page(view: &View, party: &Party) -> Option<ActorPage> {
    let graph = view.graph();
    let actor: &Actor = graph.get(&party.id)?;
    let did = |incident: &IncidentRef| party.did(view, incident);
    let suffered = |incident: &IncidentRef| party.suffered(view, incident);
    let parts =
        graph.nodes::<Actor>().filter(|part| part.id != actor.id && part.principal == actor.id && !part.documents.is_empty());
    let kept = |modality| tally(&view.clone().modality(modality), did, |incident| accounts(view, incident, incident.targets()));
    let mut told = Vec::new();
    for claim in [Claim::Backs, Claim::Leads, Claim::PartOf] {
        told.extend(ties(view, claim, |subject, object| subject == actor.id || object == actor.id));
    }
    Some(ActorPage {
        id: actor.id.clone(),
        name: actor.name.clone(),
        aliases: actor.aliases.clone(),
        kind: actor.kind,
        origin: actor.origin,
        principal: (actor.principal != actor.id).then(|| name(graph, &actor.principal)),
        parts: parts.map(|part| name(graph, &part.id)).collect(),
        ties: told,
        by: tally(view, did, |incident| accounts(view, incident, incident.targets())),
        against: tally(view, suffered, |incident| accounts(view, incident, incident.perpetrators())),
        threatened: kept(Modality::Threatened),
        denied: kept(Modality::Denied),
        documents: actor.documents.iter().filter_map(|id| graph.document(id)).cloned().collect(),
    })
}

fn tally(view: &View, wanted: impl Fn(&IncidentRef) -> bool, others: impl Fn(&IncidentRef) -> Vec<ActorName>) -> Tally {
    let mut incidents: Vec<IncidentRef> = view.incidents().filter(|incident| wanted(incident)).collect();
    incidents.sort_by_cached_key(by_time);
    let mut counts: BTreeMap<ActorName, usize> = BTreeMap::new();
    for other in incidents.iter().flat_map(others) {
        *counts.entry(other).or_default() += 1;
    }
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for incident in &incidents {
        *kinds.entry(incident.kind.to_string()).or_default() += 1;
    }
    let days: BTreeSet<_> = incidents.iter().filter_map(|incident| incident.date).map(|date| (date.first_day(), date)).collect();
    Tally {
        incidents: incidents.len(),
        others: ranked(counts.into_iter().map(|(actor, count)| (Some(actor.id), actor.name, count))),
        kinds: ranked(kinds.into_iter().map(|(kind, count)| (None, kind, count))),
        answers: incidents.iter().filter(|incident| incident.answers().next().is_some()).count(),
        killed: incidents.iter().filter_map(|incident| incident.killed).map(u64::from).sum(),
        first: days.first().map(|(_, date)| *date),
        last: days.last().map(|(_, date)| *date),
        deeds: incidents.into_iter().map(|incident| Deed::of(view, incident)).collect(),
    }
}
