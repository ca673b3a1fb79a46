//! From matches to rows: what is told of the same is put together, ordered, and only then written out.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;
use petgraph::stable_graph::{EdgeIndex, NodeIndex};

use super::answer::{ActorName, Answer, Binding, Reading, Row, Source, counted};
use super::english::Understood;
use super::plan::published_by;
use super::search::{Event, Fact, Search};
use super::standing::{self, Said};
use super::syntax::{By, Query, Shape, Term, Verb};
use crate::date::PartialDate;
use crate::extraction::Span;
use crate::graph::{Citation, IncidentRef};
use crate::vocabulary::Status;

type Pair<'g> = (Option<&'g str>, Option<&'g str>);

/// What makes matches one row.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Key<'g> {
    /// The days of a deed that stands by itself, undated ones last.
    days: Option<(bool, Option<(Date, Date)>)>,
    deed: Option<NodeIndex>,
    group: Option<(bool, String)>,
    pairs: Vec<Pair<'g>>,
}

/// What a row is made of.
#[derive(Default)]
struct Draft {
    deeds: BTreeSet<NodeIndex>,
    /// Relations with the clause that asks for them.
    relations: BTreeSet<(usize, EdgeIndex)>,
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
        let summary = self.summary(query, &drafts);
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
            readings: self.readings(query, total),
            documents: self.graph.documents().count(),
        }
    }

    /// How many rows a query has.
    fn total(&self, query: &Query) -> usize {
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
        let mut writing =
            Writing { search: self, query, row: Row::default(), evidence: BTreeMap::new(), documents: BTreeSet::new() };
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

    fn summary(&self, query: &Query, drafts: &[(Key, Draft)]) -> Option<String> {
        if !matches!(query.shape, Shape::Whether | Shape::Count(_)) {
            return None;
        }
        let nodes: BTreeSet<NodeIndex> = drafts.iter().flat_map(|(_, draft)| draft.deeds.iter().copied()).collect();
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
            let edges = drafts.iter().flat_map(|(_, draft)| draft.relations.iter());
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

    fn said(&self, query: &Query, clause: usize, edge: EdgeIndex) -> Option<Said<'g>> {
        let filters = query.filters(query.clauses.get(clause)?);
        Some(standing::said(self, self.graph.petgraph().edge_weight(edge)?, filters))
    }

    /// Other readings of the same question that have an answer.
    fn readings(&self, query: &Query, total: usize) -> Vec<Reading> {
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

/// A row as it is written.
struct Writing<'s, 'g, 'q> {
    search: &'s Search<'g>,
    query: &'q Query,
    row: Row,
    evidence: BTreeMap<(&'g str, Span, &'g str), Source>,
    documents: BTreeSet<&'g str>,
}

impl<'g> Writing<'_, 'g, '_> {
    /// Whether a document counts that was published when it was.
    fn counts(&self, document: &str) -> bool {
        let filters = self.query.clauses.iter().map(|clause| &clause.filter).chain([&self.query.filter]);
        filters.filter_map(|filter| filter.as_of).all(|day| published_by(self.search.graph, document, day))
    }

    fn cite(&mut self, citations: impl IntoIterator<Item = &'g Citation>, as_source: bool) {
        for citation in citations {
            if self.counts(&citation.document) {
                let key = (citation.document.as_str(), citation.evidence.span, citation.evidence.text.as_str());
                self.evidence.entry(key).or_insert_with(|| Source::new(self.search.graph, citation));
                self.documents.extend(as_source.then_some(citation.document.as_str()));
            }
        }
    }

    fn sure(&mut self, confidence: f32) {
        self.row.confidence = Some(self.row.confidence.map_or(confidence, |known| known.max(confidence)));
    }

    /// Adds kind, place, time and sentences of an incident, and what it answers.
    fn tell(&mut self, deed: IncidentRef<'g>) {
        let incident = deed.incident();
        let documents: Vec<&str> = incident.documents().map(|id| id.as_str()).filter(|id| self.counts(id)).collect();
        self.documents.extend(documents);
        self.cite(&incident.evidence, true);
        self.sure(incident.confidence);
        let row = &mut self.row;
        row.deeds += 1;
        row.incidents.push(incident.id.to_string());
        row.status.push(incident.status);
        row.what.push(incident.kind.as_str().replace('-', " "));
        row.places.extend(Some(deed.place_names()).filter(|places| !places.is_empty()));
        row.since = [row.since, incident.date].into_iter().flatten().min_by_key(|date| date.first_day());
        row.until = [row.until, incident.until.or(incident.date)].into_iter().flatten().max_by_key(|date| date.last_day());
        let who = row.who.first().map(|who| who.id.clone()).unwrap_or_default();
        let answered: Vec<String> = deed.answers().map(|answered| answered.describe_to(&who)).collect();
        row.for_what.extend(answered);
    }

    /// Adds the sentences of a relation, those that deny it, which are no sources of it, and the ontology's word.
    fn relate(&mut self, clause: usize, edge: EdgeIndex) {
        let Some(said) = self.search.said(self.query, clause, edge) else { return };
        for citation in &said.evidence {
            self.sure(citation.evidence.confidence);
        }
        self.cite(said.evidence, true);
        self.cite(said.denials, false);
        self.row.status.extend(said.status);
        self.row.what.extend(said.standing.iter().filter_map(|fact| fact.role.clone()));
        self.row.standing.extend(said.standing.into_iter().cloned());
    }

    fn finish(mut self) -> Row {
        for list in [&mut self.row.what, &mut self.row.for_what, &mut self.row.places, &mut self.row.incidents] {
            list.sort_unstable();
            list.dedup();
        }
        for list in [&mut self.row.who, &mut self.row.whom] {
            list.sort_unstable();
            list.dedup();
        }
        self.row.status.sort_unstable();
        self.row.status.dedup();
        self.row.standing.sort_unstable();
        self.row.standing.dedup();
        Row { sources: self.documents.len(), evidence: self.evidence.into_values().collect(), ..self.row }
    }
}
