//! Finding the answer to a query.

use std::collections::BTreeSet;

use super::answer::{ActorName, Answer, Row};
use super::rows::{Rows, by_time};
use super::{Asked, Names, Query, Who};
use crate::date::PartialDate;
use crate::graph::{Actor, IncidentRef, KnowledgeGraph, Relation, RollUp, View};

impl Query {
    /// Answers the query; `names` gives the names to show.
    #[must_use]
    pub fn run(&self, graph: &KnowledgeGraph, names: &Names) -> Answer {
        let mut search = Search { query: self, graph, names, undated: BTreeSet::new() };
        let rows = match self.asked {
            Asked::Retaliated => search.retaliations(),
            Asked::Attacked if self.why => search.retaliations(),
            Asked::Attacked => search.attacks(),
            Asked::Happened => search.incidents(),
            Asked::Backs => search.relations(Relation::Backs),
            Asked::Leads => search.relations(Relation::Leads),
            Asked::PartOf => search.relations(Relation::PartOf),
        };
        Answer { understood: self.to_string(), rows, undated: search.undated.len() }
    }

    fn covers(&self, first: PartialDate, last: PartialDate) -> bool {
        self.since.is_none_or(|since| since.first_day() <= last.last_day())
            && self.until.is_none_or(|until| first.first_day() <= until.last_day())
    }

    fn is_timed(&self) -> bool {
        self.since.is_some() || self.until.is_some()
    }
}

struct Search<'s> {
    query: &'s Query,
    graph: &'s KnowledgeGraph,
    names: &'s Names,
    undated: BTreeSet<&'s str>,
}

impl<'s> Search<'s> {
    /// Deeds are looked at as named, so that a question can be about a part of a principal; rows show accounts.
    fn view(&self) -> View<'s> {
        self.graph.view().roll_up(RollUp::Named).modality(self.query.modality).standing(self.query.standing)
    }

    fn retaliations(&mut self) -> Vec<Row> {
        let mut rows = Rows::new();
        for deed in self.view().retaliations() {
            // Whom it was against is who was hit; who provoked it, when nobody knows who was hit.
            let against = deed.target.map_or_else(|| deed.provokers.clone(), |target| vec![target]);
            let Some(who) = deed.perpetrator else { continue };
            for whom in against {
                if !self.means(&self.query.subject, who) || !self.means(&self.query.object, whom) || !self.fits(deed.incident) {
                    continue;
                }
                let Some((who, whom)) = self.accounts(who, whom) else { continue };
                let draft = rows.at((deed.incident.date.map(first_last), who, whom));
                draft.row.who = vec![self.name(who)];
                draft.row.whom = vec![self.name(whom)];
                draft.tell(self.graph, deed.incident);
                for &answered in &deed.answered {
                    draft.answers(answered, who);
                }
            }
        }
        rows.finish(by_time)
    }

    fn attacks(&mut self) -> Vec<Row> {
        let mut rows = Rows::new();
        for pair in self.view().attacked() {
            if !self.means(&self.query.subject, pair.perpetrator) || !self.means(&self.query.object, pair.target) {
                continue;
            }
            let Some((who, whom)) = self.accounts(pair.perpetrator, pair.target) else { continue };
            for incident in pair.incidents {
                if self.fits(incident) {
                    let draft = rows.at((who, whom));
                    draft.row.who = vec![self.name(who)];
                    draft.row.whom = vec![self.name(whom)];
                    draft.tell(self.graph, incident);
                }
            }
        }
        rows.finish(|row| std::cmp::Reverse(row.deeds))
    }

    fn incidents(&mut self) -> Vec<Row> {
        let mut rows = Rows::new();
        for incident in self.view().incidents() {
            if self.fits(incident) {
                let who = self.accounts_of(incident.perpetrators());
                let whom = self.accounts_of(incident.targets());
                let draft = rows.at((incident.date.map(first_last), incident.kind, who.clone(), whom.clone()));
                draft.row.who = who.into_iter().map(|id| self.name(id)).collect();
                draft.row.whom = whom.into_iter().map(|id| self.name(id)).collect();
                draft.tell(self.graph, incident);
            }
        }
        rows.finish(by_time)
    }

    fn relations(&mut self, relation: Relation) -> Vec<Row> {
        let query = self.query;
        let mut rows = Rows::new();
        for related in self.view().related(relation) {
            let (who, whom, wanted) = if relation == Relation::Backs {
                let Some((who, whom)) = self.accounts(related.subject, related.object) else { continue };
                (who, whom, self.means(&query.subject, related.subject) && self.means(&query.object, related.object))
            } else {
                let wanted = query.subject.is(related.subject) && query.object.is(related.object);
                (related.subject, related.object, wanted)
            };
            // A statement holds for the day on which it was published.
            let published = |document: &str| self.graph.document(document).and_then(|info| info.published).map(PartialDate::Day);
            let mut evidence = related.evidence;
            evidence
                .retain(|citation| !query.is_timed() || published(&citation.document).is_some_and(|day| query.covers(day, day)));
            let mut standing = related.standing;
            standing.retain(|fact| {
                let (since, until) = (fact.since, fact.until);
                query.since.is_none_or(|asked| until.is_none_or(|until| asked.first_day() <= until.last_day()))
                    && query.until.is_none_or(|asked| since.is_none_or(|since| since.first_day() <= asked.last_day()))
            });
            if !wanted || evidence.is_empty() && standing.is_empty() {
                continue;
            }
            let draft = rows.at((who, whom));
            draft.row.who = vec![self.name(who)];
            draft.row.whom = vec![self.name(whom)];
            draft.relate(self.graph, &evidence, &related.denials);
            for fact in standing {
                draft.role(fact.role.clone());
                draft.row.standing.push(fact.clone());
            }
        }
        rows.finish(|row| std::cmp::Reverse(row.sources))
    }

    fn means(&self, who: &Who, actor: &str) -> bool {
        self.graph.get::<Actor>(actor).is_some_and(|actor| who.means(actor))
    }

    /// Whether place and time of an incident fit the query.
    fn fits(&mut self, incident: IncidentRef<'s>) -> bool {
        let within = |place: &str| {
            let wanted = self.query.place.as_ref();
            wanted.is_none_or(|wanted| {
                wanted.ids.contains(place) || self.graph.around(place).any(|around| wanted.ids.contains(&around.id))
            })
        };
        if self.query.place.is_some() && !incident.places().any(|place| within(&place.id)) {
            return false;
        }
        match incident.date {
            _ if !self.query.is_timed() => true,
            Some(date) => self.query.covers(date, incident.until.unwrap_or(date)),
            None => {
                self.undated.insert(&incident.incident().id);
                false
            }
        }
    }

    fn account(&self, actor: &'s str) -> &'s str {
        match self.query.roll_up {
            RollUp::Principal => self.graph.principal(actor),
            RollUp::Named => actor,
        }
    }

    /// The accounts of a pair; none when the deed stays within one account.
    fn accounts(&self, who: &'s str, whom: &'s str) -> Option<(&'s str, &'s str)> {
        let (who, whom) = (self.account(who), self.account(whom));
        (who != whom || self.query.roll_up == RollUp::Named).then_some((who, whom))
    }

    fn accounts_of(&self, actors: impl Iterator<Item = &'s Actor>) -> Vec<&'s str> {
        actors.map(|actor| self.account(&actor.id)).collect::<BTreeSet<_>>().into_iter().collect()
    }

    fn name(&self, id: &str) -> ActorName {
        ActorName { id: id.to_owned(), name: self.names.actor_name(id).to_owned() }
    }
}

/// A date by its first and last day: equal only when equally exact.
fn first_last(date: PartialDate) -> (jiff::civil::Date, jiff::civil::Date) {
    (date.first_day(), date.last_day())
}
