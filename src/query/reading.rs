//! What is said of an answer as a whole: the answer in one line, and other readings of the question.

use std::collections::BTreeSet;

use petgraph::stable_graph::NodeIndex;

use super::answer::{Reading, counted};
use super::rows::Draft;
use super::search::Search;
use super::standing::Said;
use super::syntax::{Query, Shape, Term, Verb};
use crate::vocabulary::Status;

impl Search<'_> {
    /// The answer in one line: how many there are, whether it is so.
    pub(super) fn summary(&self, query: &Query, drafts: &[&Draft]) -> Option<String> {
        if !matches!(query.shape, Shape::Whether | Shape::Count(_)) {
            return None;
        }
        let nodes: BTreeSet<NodeIndex> = drafts.iter().flat_map(|draft| draft.deeds.iter().copied()).collect();
        let deeds: Vec<_> = nodes.iter().filter_map(|&node| self.incident(node)).collect();
        let documents: BTreeSet<&str> = deeds.iter().flat_map(|deed| deed.documents()).map(|id| id.as_str()).collect();
        let read = counted(self.graph.documents().count(), "document");
        if let Shape::Count(_) = query.shape
            && query.has_deeds()
        {
            return Some(format!("{}, told of in {} of {read}", counted(deeds.len(), "incident"), documents.len()));
        }
        if drafts.is_empty() {
            return Some(format!("no statement of that in {read}"));
        }
        if deeds.is_empty() {
            let edges = drafts.iter().flat_map(|draft| draft.relations.iter());
            let said: Vec<Said> = edges.filter_map(|&(clause, edge)| self.said(query, clause, edge)).collect();
            let documents: BTreeSet<&str> =
                said.iter().flat_map(|said| said.evidence.iter()).map(|citation| citation.document.as_str()).collect();
            let status = statuses(said.iter().filter_map(|said| said.status));
            return Some(match documents.len() {
                0 => format!("yes, but only the ontology says so, and none of {read}"),
                number => format!("yes, in {number} of {read}{status}"),
            });
        }
        let first = deeds.iter().filter_map(|deed| deed.date).min_by_key(|date| date.first_day());
        let last = deeds.iter().filter_map(|deed| deed.until.or(deed.date)).max_by_key(|date| date.last_day());
        let when = match (first, last) {
            (Some(first), Some(last)) if first != last => format!(", {first} … {last}"),
            (Some(day), _) | (None, Some(day)) => format!(", {day}"),
            (None, None) => String::new(),
        };
        let status = statuses(deeds.iter().map(|deed| deed.status));
        Some(format!("yes: {}{when}, told of in {} of {read}{status}", counted(deeds.len(), "incident"), documents.len()))
    }

    /// Other readings of the same question that have an answer.
    pub(super) fn readings(&self, query: &Query, total: usize) -> Vec<Reading> {
        let [clause] = query.clauses.as_slice() else { return Vec::new() };
        let mut readings = Vec::new();
        let mut other = |otherwise: String, change: &dyn Fn(&mut Query)| {
            let mut changed = query.clone();
            change(&mut changed);
            let rows = if changed == *query { 0 } else { self.total(&changed) };
            if rows > 0 {
                readings.push(Reading { otherwise, pattern: changed.to_string(), rows });
            }
        };
        let turn = |verb: Verb| move |query: &mut Query| query.clauses.iter_mut().for_each(|clause| clause.verb = verb);
        match clause.verb {
            Verb::RetaliatedAgainst => other("by who provoked it, not by who was hit".to_owned(), &turn(Verb::ProvokedBy)),
            Verb::ProvokedBy => other("by who was hit, not by who provoked it".to_owned(), &turn(Verb::RetaliatedAgainst)),
            _ => {}
        }
        if total > 0 {
            return readings;
        }
        if !clause.verb.is_deed() && !self.standing {
            let rows = self.clone().standing(true).total(query);
            if rows > 0 {
                let otherwise = "only the ontology says so, see it with --standing".to_owned();
                return vec![Reading { otherwise, pattern: query.to_string(), rows }];
            }
        }
        if clause.filter.statuses.is_empty() && query.filter.statuses.is_empty() && clause.verb != Verb::Denied {
            other("only threatened, denied or taken back".to_owned(), &|query| query.filter.statuses = Status::ALL.to_vec());
        }
        for (ends, id) in
            [&clause.subject, &clause.object].into_iter().enumerate().flat_map(|(end, term)| parts(term).map(move |id| (end, id)))
        {
            let principal = self.names.principal(id);
            if principal != id && clause.verb.is_deed() {
                other(format!("of {} as a whole", self.names.actor_name(principal)), &|query| {
                    for clause in &mut query.clauses {
                        *(if ends == 0 { &mut clause.subject } else { &mut clause.object }) = Term::account(principal);
                    }
                });
            }
        }
        if query.shape == Shape::Why {
            other("such deeds, of which no document says what they answer".to_owned(), &|query| query.shape = Shape::List);
        }
        readings
    }
}

/// The ids of actors that are meant alone.
fn parts(term: &Term) -> impl Iterator<Item = &str> {
    let names = match term {
        Term::Named(names) => names.as_slice(),
        Term::Open { .. } => &[],
    };
    names.iter().filter(|name| !name.account).map(|name| name.id.as_str())
}

/// What to say of the word that something stands on, where that is not the writer's.
fn statuses(found: impl Iterator<Item = Status>) -> String {
    let found: BTreeSet<Status> = found.collect();
    let words: Vec<&str> = found.iter().map(|status| status.as_str()).collect();
    if found.iter().all(|status| *status == Status::Asserted) { String::new() } else { format!(" ({})", words.join(", ")) }
}
