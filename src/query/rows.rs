//! From matches to rows: what is told of the same is put together, ordered, and only then written out.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use jiff::civil::Date;
use petgraph::stable_graph::{EdgeIndex, NodeIndex};

use super::answer::{ActorName, Answer, Binding, Row};
use super::english::Understood;
use super::search::{Event, Fact, Search};
use super::standing::{self, Said};
use super::syntax::{By, Query, Shape};
use super::writing::Writing;
use crate::date::PartialDate;
use crate::graph::IncidentRef;

type Pair<'g> = (Option<&'g str>, Option<&'g str>);

/// What makes matches one row.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Key<'g> {
    /// The days of a deed that stands by itself, undated ones last.
    days: Option<(bool, Option<(Date, Date)>)>,
    pub(super) deed: Option<NodeIndex>,
    group: Option<(bool, String)>,
    pairs: Vec<Pair<'g>>,
}

/// What a row is made of.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) deeds: BTreeSet<NodeIndex>,
    /// Relations with the clause that asks for them.
    pub(super) relations: BTreeSet<(usize, EdgeIndex)>,
}

impl<'g> Search<'g> {
    /// Answers a question in English.
    #[must_use]
    pub fn ask(&self, question: &Understood) -> Answer {
        let Understood { query, english, mended } = question;
        Answer { understood: english.clone(), mended: mended.clone(), ..self.answer(query) }
    }

    /// Answers a query.
    #[must_use]
    pub fn answer(&self, query: &Query) -> Answer {
        let mut drafts: HashMap<Key<'g>, Draft> = HashMap::new();
        let left_out = self.each(query, |facts| {
            for key in self.keys(query, facts) {
                let draft = drafts.entry(key).or_default();
                for (clause, fact) in facts.iter().enumerate() {
                    match fact.event {
                        Event::Deed(node) => drop(draft.deeds.insert(node)),
                        Event::Relation(edge) => drop(draft.relations.insert((clause, edge))),
                    }
                }
            }
        });
        let total = drafts.len();
        let mut drafts: Vec<(Key, Draft)> = drafts.into_iter().collect();
        self.sort(query, &mut drafts);
        let summary = self.summary(query, &drafts.iter().map(|(_, draft)| draft).collect::<Vec<_>>());
        drafts.truncate(self.limit);
        let pattern = query.to_string();
        Answer {
            understood: pattern.clone(),
            pattern,
            mended: Vec::new(),
            summary,
            rows: drafts.into_iter().map(|(key, draft)| self.row(query, &key, &draft)).collect(),
            total,
            undated: left_out.undated,
            unnamed: left_out.unnamed,
            stopped: left_out.stopped,
            // A search that is too much is so in another reading, too.
            readings: if left_out.stopped.is_none() { self.readings(query, total) } else { Vec::new() },
            documents: self.graph.documents().count(),
        }
    }

    /// How many rows a query has.
    pub(super) fn total(&self, query: &Query) -> usize {
        let mut keys: BTreeSet<Key> = BTreeSet::new();
        self.each(query, |facts| keys.extend(self.keys(query, facts)));
        keys.len()
    }

    fn deed(&self, fact: &Fact<'g>) -> Option<IncidentRef<'g>> {
        match fact.event {
            Event::Deed(node) => self.graph.incident(&self.incident(node)?.id),
            Event::Relation(_) => None,
        }
    }

    /// The rows that a match belongs to.
    fn keys(&self, query: &Query, facts: &[Fact<'g>]) -> Vec<Key<'g>> {
        let last = facts.iter().rev().find_map(|fact| match fact.event {
            Event::Deed(node) => Some((node, fact)),
            Event::Relation(_) => None,
        });
        let pairs = || facts.iter().map(|fact| (fact.who, fact.whom)).collect();
        let Some((node, fact)) = last else { return vec![Key { pairs: pairs(), ..Key::default() }] };
        let date = || {
            let date = self.incident(node).and_then(|incident| incident.date);
            let days = date.map(|date| (date.first_day(), date.last_day()));
            (days.is_none(), days)
        };
        match query.shape {
            Shape::List | Shape::Why | Shape::Whether => vec![Key { days: Some(date()), deed: Some(node), ..Key::default() }],
            Shape::Rows => {
                let alone = matches!(query.clauses.as_slice(), [clause] if clause.verb.is_answer());
                vec![Key { days: alone.then(date), pairs: pairs(), ..Key::default() }]
            }
            Shape::Count(None) => vec![Key::default()],
            Shape::Count(Some(by)) => {
                let group = self.group(by, fact);
                vec![Key { group: Some(group), ..Key::default() }]
            }
        }
    }

    /// What a deed is counted under; first whether that is not known.
    fn group(&self, by: By, fact: &Fact<'g>) -> (bool, String) {
        let Some(deed) = self.deed(fact) else { return (true, String::new()) };
        let known = match by {
            By::Month => deed.date.and_then(|date| match date {
                PartialDate::Day(day) => Some(format!("{:04}-{:02}", day.year(), day.month())),
                PartialDate::Month(..) => Some(date.to_string()),
                PartialDate::Year(_) => None,
            }),
            By::Year => deed.date.map(|date| format!("{:04}", date.first_day().year())),
            By::Kind => Some(deed.kind.as_str().replace('-', " ")),
            By::Place => Some(deed.place_names()).filter(|names| !names.is_empty()),
            By::Perpetrator => fact.who.map(|id| self.names.actor_name(id).to_owned()),
            By::Target => fact.whom.map(|id| self.names.actor_name(id).to_owned()),
        };
        let unknown = if matches!(by, By::Month | By::Year) { "undated" } else { "unknown" };
        known.map_or_else(|| (true, unknown.to_owned()), |known| (false, known))
    }

    /// Deeds by day, pairs with the most first, what is counted by time in its order.
    fn sort(&self, query: &Query, drafts: &mut [(Key, Draft)]) {
        let by_time = matches!(query.shape, Shape::Count(Some(By::Month | By::Year)));
        let documents = |draft: &Draft| {
            let said = draft.relations.iter().filter_map(|&(clause, edge)| self.said(query, clause, edge));
            said.flat_map(|said| said.evidence).map(|citation| citation.document.as_str()).collect::<BTreeSet<_>>().len()
        };
        drafts.sort_by_cached_key(|(key, draft)| {
            let most = match key.days {
                None if by_time => 0,
                None if draft.deeds.is_empty() => documents(draft),
                None => draft.deeds.len(),
                Some(_) => 0,
            };
            (key.days, Reverse(most), key.group.clone(), key.pairs.clone(), key.deed)
        });
    }

    fn row(&self, query: &Query, key: &Key<'g>, draft: &Draft) -> Row {
        let mut writing = Writing::new(self, query);
        let name = |id: &str| ActorName { id: id.to_owned(), name: self.names.actor_name(id).to_owned() };
        for (clause, (who, whom)) in query.clauses.iter().zip(&key.pairs) {
            // Beside deeds, what relates the actors tells only who they are.
            if clause.verb.is_deed() || !query.has_deeds() {
                let Row { who: subjects, whom: objects, .. } = &mut writing.row;
                subjects.extend(who.map(name));
                objects.extend(whom.map(name));
            }
        }
        for (clause, (who, whom)) in query.clauses.iter().zip(&key.pairs) {
            for (term, id) in [(&clause.subject, who), (&clause.object, whom)] {
                let Some((variable, id)) = term.variable_name().zip(*id) else { continue };
                if !writing.row.bindings.iter().any(|known| known.variable == variable) {
                    writing.row.bindings.push(Binding { variable: variable.to_owned(), actor: name(id) });
                }
            }
        }
        writing.row.group = key.group.as_ref().map(|(_, group)| group.clone());
        let deeds = draft.deeds.iter().filter_map(|&node| self.graph.incident(&self.incident(node)?.id));
        for deed in deeds.collect::<Vec<_>>() {
            if key.deed.is_some() {
                let accounts = |actors: &mut dyn Iterator<Item = &'g crate::graph::Actor>| -> Vec<ActorName> {
                    actors.map(|actor| self.account(actor)).collect::<BTreeSet<_>>().into_iter().map(name).collect()
                };
                // Of several deeds the one that the row is about.
                if key.deed.and_then(|node| self.incident(node)) == Some(deed.incident()) {
                    writing.row.who = accounts(&mut deed.perpetrators());
                    writing.row.whom = accounts(&mut deed.targets());
                }
            }
            writing.tell(deed);
        }
        for (clause, edge) in &draft.relations {
            writing.relate(*clause, *edge);
        }
        writing.finish()
    }

    /// What is said of a relation that a clause asks for.
    pub(super) fn said(&self, query: &Query, clause: usize, edge: EdgeIndex) -> Option<Said<'g>> {
        let filters = query.filters(query.clauses.get(clause)?);
        Some(standing::said(self, self.graph.petgraph().edge_weight(edge)?, filters))
    }
}
