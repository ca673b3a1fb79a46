//! The search itself: step by step, each around what the steps before it have bound.

use std::collections::HashSet;
use std::ops::ControlFlow;

use petgraph::Direction::{Incoming, Outgoing};
use petgraph::stable_graph::{EdgeIndex, NodeIndex};
use petgraph::visit::{EdgeRef, IntoEdgeReferences};

use super::plan::{Plan, Side, Step};
use super::search::{Event, Fact, LeftOut, Search};
use super::syntax::{Query, Shape, Verb};
use crate::budget::{Spent, Stop};
use crate::graph::{Actor, Node, NodeKind, Relation, RollUp};

/// After so many matches a question asks for too much: they are held in memory.
const MATCHES: usize = 2_000_000;

/// Calls back for every way in which a query holds.
pub(super) fn run<'g>(search: &Search<'g>, query: &Query, found: Found<'_, 'g>) -> LeftOut {
    let plan = Plan::new(search, query);
    let nothing = Fact { who: None, whom: None, event: Event::Deed(NodeIndex::end()) };
    let mut run = Run {
        search,
        plan: &plan,
        unnamed: query.shape == Shape::Rows,
        bound: vec![None; plan.variables],
        facts: vec![nothing; plan.steps.len()],
        undated: HashSet::new(),
        nameless: HashSet::new(),
        matches: 0,
        spent: search.budget.begin(),
    };
    let stopped = run.step(0, found).break_value();
    LeftOut { undated: run.undated.len(), unnamed: run.nameless.len(), stopped }
}

/// A search under way.
struct Run<'s, 'g, 'q> {
    search: &'s Search<'g>,
    plan: &'s Plan<'q>,
    /// Whether deeds count as left out that lack a name which is asked for.
    unnamed: bool,
    bound: Vec<Option<&'g str>>,
    facts: Vec<Fact<'g>>,
    undated: HashSet<NodeIndex>,
    nameless: HashSet<NodeIndex>,
    matches: usize,
    spent: Spent,
}

type Found<'f, 'g> = &'f mut dyn FnMut(&[Fact<'g>]);

impl<'g, 'q> Run<'_, 'g, 'q> {
    fn step(&mut self, at: usize, found: Found<'_, 'g>) -> ControlFlow<Stop> {
        let plan = self.plan;
        let Some(step) = plan.steps.get(at) else {
            found(&self.facts);
            self.matches += 1;
            return if self.matches < MATCHES { ControlFlow::Continue(()) } else { ControlFlow::Break(Stop::Matches) };
        };
        if !step.verb.is_deed() {
            return self.relations(at, step, found);
        }
        let mut incidents = self.candidates(step);
        incidents.sort_unstable();
        incidents.dedup();
        self.spent.spend(1)?;
        for incident in incidents {
            self.spent.spend(1)?;
            self.deed(at, step, incident, found)?;
        }
        ControlFlow::Continue(())
    }

    /// The nodes that a side can be, where it is somebody known.
    fn known(&self, side: &Side<'q>) -> Option<Vec<NodeIndex>> {
        match side {
            Side::Named { actors, .. } => Some(actors.clone()),
            Side::Open { variable, named, .. } => {
                let bound = self.bound.get((*variable)?).copied().flatten()?;
                match *named || self.search.roll_up == RollUp::Named {
                    true => Some(self.search.graph.index(NodeKind::Actor, bound).into_iter().collect()),
                    false => Some(self.search.counted_to(bound).to_vec()),
                }
            }
        }
    }

    /// The incidents that a step can be about: those around the side that has fewer, else all.
    fn candidates(&self, step: &Step<'q>) -> Vec<NodeIndex> {
        let search = self.search;
        let graph = search.graph.petgraph();
        let around = |actors: &[NodeIndex], relation, way| -> Vec<NodeIndex> {
            actors.iter().flat_map(|&actor| search.across(actor, relation, way)).collect()
        };
        let answering = |answered: Vec<NodeIndex>| -> Vec<NodeIndex> {
            answered.into_iter().flat_map(|answered| search.across(answered, Relation::RetaliatedFor, Incoming)).collect()
        };
        let by_subject = match step.verb {
            // Whoever speaks of a deed need not have done it.
            Verb::Claimed | Verb::Denied => None,
            _ => self.known(&step.subject).map(|actors| around(&actors, Relation::Perpetrated, Outgoing)),
        };
        let by_object = self.known(&step.object).map(|actors| match step.verb {
            Verb::ProvokedBy => answering(around(&actors, Relation::Perpetrated, Outgoing)),
            Verb::Avenged => answering(around(&actors, Relation::Targeted, Incoming)),
            _ => around(&actors, Relation::Targeted, Incoming),
        });
        match (by_subject, by_object) {
            (Some(one), Some(other)) if one.len() > other.len() => other,
            (Some(one), Some(_)) => one,
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) if step.verb.is_answer() || step.answers => {
                let edges = graph.edge_references().filter(|edge| edge.weight().relation == Relation::RetaliatedFor);
                edges.map(|edge| edge.source()).collect()
            }
            (None, None) => step.there(search).unwrap_or_else(|| {
                graph.node_indices().filter(|&node| matches!(graph.node_weight(node), Some(Node::Incident(_)))).collect()
            }),
        }
    }

    fn deed(&mut self, at: usize, step: &Step<'q>, index: NodeIndex, found: Found<'_, 'g>) -> ControlFlow<Stop> {
        let search = self.search;
        let Some(incident) = search.incident(index) else { return ControlFlow::Continue(()) };
        if !step.holds_of(search, index, incident) {
            return ControlFlow::Continue(());
        }
        let actors = |nodes: &mut dyn Iterator<Item = NodeIndex>| -> Vec<&'g Actor> {
            nodes.filter_map(|node| search.actor(node)).collect()
        };
        let ids = |ids: &'g [crate::graph::Id]| ids.iter().filter_map(|id| search.graph.get::<Actor>(id)).collect::<Vec<_>>();
        let subjects = match step.verb {
            Verb::Claimed => ids(&incident.claimed_by),
            Verb::Denied => ids(&incident.denied_by),
            _ => actors(&mut search.across(index, Relation::Perpetrated, Incoming)),
        };
        let answered = || search.across(index, Relation::RetaliatedFor, Outgoing);
        let objects = match step.verb {
            Verb::ProvokedBy => {
                actors(&mut answered().flat_map(|answered| search.across(answered, Relation::Perpetrated, Incoming)))
            }
            Verb::Avenged => actors(&mut answered().flat_map(|answered| search.across(answered, Relation::Targeted, Outgoing))),
            _ => actors(&mut search.across(index, Relation::Targeted, Outgoing)),
        };
        // Who claims or denies a deed is always named.
        let subjects = self.sides(&step.subject, &subjects, !matches!(step.verb, Verb::Claimed | Verb::Denied));
        let objects = self.sides(&step.object, &objects, true);
        let in_time = step.in_time(incident);
        let mut pairs = Vec::new();
        for &(who, whose) in &subjects {
            for &(whom, other) in &objects {
                let own = step.verb.is_deed() && whose.is_some() && whose == other && search.roll_up == RollUp::Principal;
                // Nobody attacks, and nobody answers, himself; a claim is one's own.
                if own && step.apart() || pairs.contains(&(who, whom)) {
                    continue;
                }
                pairs.push((who, whom));
            }
        }
        self.spent.spend(pairs.len().saturating_sub(1))?;
        for (who, whom) in pairs {
            let nameless = self.unnamed && (who.is_none() || whom.is_none());
            match in_time {
                None => drop(self.undated.insert(index)),
                Some(false) => {}
                Some(true) if nameless => drop(self.nameless.insert(index)),
                Some(true) => self.bind(at, step, Fact { who, whom, event: Event::Deed(index) }, found)?,
            }
        }
        ControlFlow::Continue(())
    }

    /// Those of the actors that a side lets in, each with its account; nobody at all where none is told of and any will do.
    fn sides(&self, side: &Side<'q>, actors: &[&'g Actor], may_lack: bool) -> Vec<(Option<&'g str>, Option<&'g str>)> {
        if actors.is_empty() && may_lack && side.takes_nobody() {
            return vec![(None, None)];
        }
        let mut sides = Vec::new();
        for actor in actors {
            if let Some(shown) = self.admits(side, actor) {
                let side = (Some(shown), Some(self.search.account(actor)));
                if !sides.contains(&side) {
                    sides.push(side);
                }
            }
        }
        sides
    }

    /// The id by which an actor stands on a side; none when it does not fit there.
    fn admits(&self, side: &Side<'q>, actor: &'g Actor) -> Option<&'g str> {
        match side {
            Side::Named { ids, principals, .. } => match () {
                () if ids.contains(&actor.id.as_str()) => Some(&actor.id),
                () if principals.contains(&actor.principal) => Some(self.search.account(actor)),
                () => None,
            },
            Side::Open { variable, named, kinds } => {
                let shown = if *named { actor.id.as_str() } else { self.search.account(actor) };
                let bound = variable.and_then(|variable| self.bound.get(variable).copied().flatten());
                let kind = || self.search.graph.get::<Actor>(shown).map_or(actor.kind, |actor| actor.kind);
                (bound.is_none_or(|bound| bound == shown) && (kinds.is_empty() || kinds.contains(&kind()))).then_some(shown)
            }
        }
    }

    /// Takes a fact, and goes on to the next step with what it binds.
    fn bind(&mut self, at: usize, step: &Step<'q>, fact: Fact<'g>, found: Found<'_, 'g>) -> ControlFlow<Stop> {
        let variables = [(step.subject.variable(), fact.who), (step.object.variable(), fact.whom)];
        // One variable on both sides is one actor.
        if let [(Some(one), who), (Some(other), whom)] = variables
            && one == other
            && who != whom
        {
            return ControlFlow::Continue(());
        }
        let before = variables.map(|(variable, _)| variable.and_then(|variable| self.bound.get(variable).copied().flatten()));
        for (variable, value) in variables {
            if let Some(place) = variable.and_then(|variable| self.bound.get_mut(variable)) {
                *place = value;
            }
        }
        if let Some(place) = self.facts.get_mut(step.clause) {
            *place = fact;
        }
        let flow = self.step(at + 1, found);
        for ((variable, _), value) in variables.into_iter().zip(before) {
            if let Some(place) = variable.and_then(|variable| self.bound.get_mut(variable)) {
                *place = value;
            }
        }
        flow
    }

    fn relations(&mut self, at: usize, step: &Step<'q>, found: Found<'_, 'g>) -> ControlFlow<Stop> {
        let search = self.search;
        let graph = search.graph.petgraph();
        let relation = match step.verb {
            Verb::Backs => Relation::Backs,
            Verb::PartOf => Relation::PartOf,
            _ => Relation::Leads,
        };
        let around = |actors: Vec<NodeIndex>, way| -> Vec<EdgeIndex> {
            let edges = actors.into_iter().flat_map(|actor| graph.edges_directed(actor, way));
            edges.filter(|edge| edge.weight().relation == relation).map(|edge| edge.id()).collect()
        };
        let edges = match (self.known(&step.subject), self.known(&step.object)) {
            (Some(subjects), _) => around(subjects, Outgoing),
            (None, Some(objects)) => around(objects, Incoming),
            (None, None) => {
                graph.edge_references().filter(|edge| edge.weight().relation == relation).map(|edge| edge.id()).collect()
            }
        };
        self.spent.spend(1)?;
        for edge in edges {
            self.spent.spend(1)?;
            let Some((from, to)) = graph.edge_endpoints(edge) else { continue };
            let (Some(from), Some(to)) = (search.actor(from), search.actor(to)) else { continue };
            let own = relation == Relation::Backs && search.roll_up == RollUp::Principal && from.principal == to.principal;
            let (Some(who), Some(whom)) = (self.admits(&step.subject, from), self.admits(&step.object, to)) else { continue };
            if !own && step.states(search, edge) {
                self.bind(at, step, Fact { who: Some(who), whom: Some(whom), event: Event::Relation(edge) }, found)?;
            }
        }
        ControlFlow::Continue(())
    }
}
