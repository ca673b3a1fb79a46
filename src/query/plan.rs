//! In which order clauses are looked at, with what each asks for made ready.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

use petgraph::Direction::{Incoming, Outgoing};
use petgraph::stable_graph::{EdgeIndex, NodeIndex};

use super::search::Search;
use super::standing::{self, Said};
use super::syntax::{Clause, Filter, Query, Shape, Term, Verb};
use crate::graph::{Incident, KnowledgeGraph, Node, NodeKind, Place, Relation};
use crate::vocabulary::{ActorKind, Modality};

/// The clauses of a query in the order in which they are looked at.
pub(super) struct Plan<'q> {
    pub(super) steps: Vec<Step<'q>>,
    pub(super) variables: usize,
}

/// A clause made ready.
pub(super) struct Step<'q> {
    /// Its place among the clauses.
    pub(super) clause: usize,
    pub(super) subject: Side<'q>,
    pub(super) verb: Verb,
    pub(super) object: Side<'q>,
    /// Whether only deeds count that answer others.
    pub(super) answers: bool,
    filters: [&'q Filter; 2],
    within: Vec<Within<'q>>,
}

/// A side of a clause made ready.
pub(super) enum Side<'q> {
    Open {
        variable: Option<usize>,
        /// Whether actors count as named, because a clause speaks of who belongs to or leads whom.
        named: bool,
        kinds: &'q [ActorKind],
    },
    Named {
        ids: Vec<&'q str>,
        principals: Vec<String>,
        actors: Vec<NodeIndex>,
    },
}

impl<'q> Plan<'q> {
    pub(super) fn new(search: &Search, query: &'q Query) -> Plan<'q> {
        let names: BTreeSet<&str> =
            query.clauses.iter().flat_map(|clause| [&clause.subject, &clause.object]).filter_map(Term::variable_name).collect();
        let names: Vec<&str> = names.into_iter().collect();
        let by_name = |clause: &Clause| matches!(clause.verb, Verb::PartOf | Verb::Leads);
        let as_named: BTreeSet<&str> = query
            .clauses
            .iter()
            .filter(|clause| by_name(clause))
            .flat_map(|clause| [&clause.subject, &clause.object])
            .filter_map(Term::variable_name)
            .collect();
        let side = |clause: &'q Clause, term: &'q Term| match term {
            Term::Open { variable, kinds } => Side::Open {
                variable: variable.as_deref().and_then(|name| names.iter().position(|known| *known == name)),
                named: by_name(clause) || variable.as_deref().is_some_and(|name| as_named.contains(name)),
                kinds,
            },
            Term::Named(listed) => {
                let ids = listed.iter().filter(|name| !name.account).map(|name| name.id.as_str()).collect::<Vec<_>>();
                let accounts = listed.iter().filter(|name| name.account);
                let principals: Vec<String> = accounts.map(|name| search.names.principal(&name.id).to_owned()).collect();
                let alone = ids.iter().filter_map(|id| search.graph.index(NodeKind::Actor, id));
                let counted = principals.iter().flat_map(|principal| search.counted_to(principal)).copied();
                let actors = alone.chain(counted).collect::<BTreeSet<_>>().into_iter().collect();
                Side::Named { ids, principals, actors }
            }
        };
        let mut waiting: Vec<Step> = query
            .clauses
            .iter()
            .enumerate()
            .map(|(at, clause)| {
                let filters = query.filters(clause);
                let places = filters.iter().filter(|filter| !filter.places.is_empty());
                Step {
                    clause: at,
                    subject: side(clause, &clause.subject),
                    verb: clause.verb,
                    object: side(clause, &clause.object),
                    answers: query.shape == Shape::Why || clause.verb.is_answer(),
                    filters,
                    within: places.map(|filter| Within::new(filter.places.iter().map(String::as_str).collect())).collect(),
                }
            })
            .collect();
        // What is known of most comes first, so that the rest is looked up around what it binds.
        let mut steps: Vec<Step> = Vec::new();
        let mut bound: BTreeSet<usize> = BTreeSet::new();
        while !waiting.is_empty() {
            let cost = |step: &Step| {
                let open = [&step.subject, &step.object].iter().filter(|side| !side.is_known(&bound)).count();
                (open, step.verb.is_deed(), step.clause)
            };
            let Some(at) = (0..waiting.len()).min_by_key(|&at| cost(&waiting[at])) else { break };
            let step = waiting.remove(at);
            bound.extend([step.subject.variable(), step.object.variable()].into_iter().flatten());
            steps.push(step);
        }
        Plan { steps, variables: names.len() }
    }
}

impl Side<'_> {
    pub(super) fn variable(&self) -> Option<usize> {
        match self {
            Side::Open { variable, .. } => *variable,
            Side::Named { .. } => None,
        }
    }

    /// Whether a deed of nobody known will do.
    pub(super) fn takes_nobody(&self) -> bool {
        matches!(self, Side::Open { variable: None, kinds, .. } if kinds.is_empty())
    }

    fn is_known(&self, bound: &BTreeSet<usize>) -> bool {
        match self {
            Side::Named { .. } => true,
            Side::Open { variable, .. } => variable.is_some_and(|variable| bound.contains(&variable)),
        }
    }
}

impl Step<'_> {
    /// Whether the two sides must be of different accounts.
    pub(super) fn apart(&self) -> bool {
        !matches!(self.verb, Verb::Avenged | Verb::Claimed | Verb::Denied)
    }

    /// Whether an incident is of the kind, the place and the word that are asked for.
    pub(super) fn holds_of(&self, search: &Search, index: NodeIndex, incident: &Incident) -> bool {
        // What somebody denies may be told by nobody else.
        let any_word = self.verb == Verb::Denied || self.filters.iter().any(|filter| !filter.statuses.is_empty());
        if !any_word && incident.modality != Modality::Asserted {
            return false;
        }
        let passes = |filter: &&Filter| {
            (filter.statuses.is_empty() || filter.statuses.contains(&incident.status))
                && (filter.kinds.is_empty() || filter.kinds.contains(&incident.kind))
                && filter.sources.is_none_or(|sources| independent(search.graph, incident) >= sources)
                && filter.as_of.is_none_or(|day| incident.documents().any(|id| published_by(search.graph, id, day)))
        };
        self.filters.iter().all(passes)
            && (!self.answers || search.answers(index))
            && self.within.iter().all(|within| within.holds(search, index))
    }

    /// The incidents of the places that are asked for; none when no place is.
    pub(super) fn there(&self, search: &Search) -> Option<Vec<NodeIndex>> {
        let within = self.within.first()?;
        let places = search.graph.nodes::<Place>().filter_map(|place| search.graph.index(NodeKind::Place, &place.id));
        let there = places.filter(|&place| within.takes_in(search, place));
        Some(there.flat_map(|place| search.across(place, Relation::OccurredIn, Incoming)).collect())
    }

    /// Whether an incident happened in the time that is asked for; nothing when it has no date.
    pub(super) fn in_time(&self, incident: &Incident) -> Option<bool> {
        let mut timed = self.filters.iter().filter(|filter| filter.is_timed()).peekable();
        if timed.peek().is_none() {
            return Some(true);
        }
        let first = incident.date.or(incident.until)?;
        Some(timed.all(|filter| filter.covers(first, incident.until.unwrap_or(first))))
    }

    /// Whether documents, or the ontology where it is asked, state a relation as it is asked for.
    pub(super) fn states(&self, search: &Search, edge: EdgeIndex) -> bool {
        search.graph.petgraph().edge_weight(edge).is_some_and(|edge| {
            let Said { evidence, standing, .. } = standing::said(search, edge, self.filters);
            !evidence.is_empty() || !standing.is_empty()
        })
    }
}

/// How many independent sources tell of an incident.
fn independent(graph: &KnowledgeGraph, incident: &Incident) -> usize {
    graph.incident(&incident.id).map_or(0, |incident| incident.support().sources)
}

/// Whether a document had been published by a day.
pub(super) fn published_by(graph: &KnowledgeGraph, document: &str, day: jiff::civil::Date) -> bool {
    graph.document(document).and_then(|info| info.published).is_some_and(|published| published <= day)
}

/// The places that lie in some place, looked up once for each.
#[derive(Clone, Debug, Default)]
pub(super) struct Within<'q> {
    wanted: Vec<&'q str>,
    known: RefCell<HashMap<NodeIndex, bool>>,
}

impl<'q> Within<'q> {
    pub(super) fn new(wanted: Vec<&'q str>) -> Within<'q> {
        Within { wanted, known: RefCell::default() }
    }

    /// Whether an incident happened there.
    fn holds(&self, search: &Search, incident: NodeIndex) -> bool {
        search.across(incident, Relation::OccurredIn, Outgoing).any(|place| self.takes_in(search, place))
    }

    fn takes_in(&self, search: &Search, place: NodeIndex) -> bool {
        let mut known = self.known.borrow_mut();
        *known.entry(place).or_insert_with(|| {
            let id = search.graph.petgraph().node_weight(place).map_or("", Node::id);
            search.graph.around(id).any(|around| self.wanted.contains(&around.id.as_str()))
        })
    }
}
