//! What is said of a subject: the one place that says which statements there are.

use std::collections::BTreeSet;

use petgraph::Directed;
use petgraph::Direction::{self, Incoming, Outgoing};
use petgraph::stable_graph::{EdgeIndex, Edges, NodeIndex};
use petgraph::visit::{EdgeRef, IntoEdgeReferences};

use super::{Cited, Share, Statements, Term, Word};
use crate::date::PartialDate;
use crate::graph::{Actor, Details, Edge, Id, Incident, Node, NodeKind, NodeWeight, Place, Relation, Report};
use crate::vocabulary::Modality;

/// What a subject is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Actor,
    Place,
    Incident,
    Document,
    /// A sentence on an incident.
    Sentence,
    /// A sentence on what relates two actors.
    Statement,
    Word,
}

impl Sort {
    pub(super) const ALL: [Sort; 7] =
        [Sort::Actor, Sort::Place, Sort::Incident, Sort::Document, Sort::Sentence, Sort::Statement, Sort::Word];

    /// What can be said of a subject of this sort by all documents together, or by one of them.
    #[rustfmt::skip]
    pub(super) fn words(self, together: bool) -> &'static [Word] {
        use Word as W;
        match self {
            Sort::Actor if together => &[
                W::Type, W::Label, W::AltLabel, W::Kind, W::Principal, W::Origin, W::Backs, W::PartOf, W::Leads,
                W::Attacked, W::RetaliatedAgainst, W::ProvokedBy,
            ],
            Sort::Actor => &[W::Backs, W::PartOf, W::Leads],
            Sort::Place if together => &[W::Type, W::Label, W::Kind, W::Within],
            Sort::Incident if together => &[
                W::Type, W::Kind, W::Perpetrator, W::Target, W::OccurredIn, W::RetaliatedFor, W::Date, W::Until, W::Earliest,
                W::Latest, W::Killed, W::Wounded, W::Weapon, W::Status, W::Modality, W::Confidence, W::AttributedTo,
                W::ClaimedBy, W::DeniedBy, W::ReportedIn, W::Evidence,
            ],
            Sort::Incident => &[
                W::Kind, W::Perpetrator, W::Target, W::OccurredIn, W::RetaliatedFor, W::Date, W::Until, W::Earliest, W::Latest,
                W::Killed, W::Wounded, W::Weapon, W::Status, W::Modality, W::Confidence, W::AttributedTo, W::ClaimedBy,
                W::DeniedBy,
            ],
            Sort::Document if together => &[W::Type, W::Headline, W::Published, W::Source],
            Sort::Sentence if together => &[W::Type, W::Quote, W::QuotedFrom, W::AccordingTo, W::Modality, W::Confidence, W::Rule],
            Sort::Statement if together => &[
                W::Type, W::Subject, W::Predicate, W::Object, W::Quote, W::QuotedFrom, W::AccordingTo, W::Modality,
                W::Confidence, W::Rule,
            ],
            Sort::Word if together => &[W::SubPropertyOf],
            _ => &[],
        }
    }
}

/// The other ends of the edges of one relation.
pub(super) struct Ends<'g> {
    edges: Edges<'g, Edge, Directed, u32>,
    relation: Relation,
    way: Direction,
}

impl Iterator for Ends<'_> {
    type Item = NodeIndex;

    fn next(&mut self) -> Option<NodeIndex> {
        let edge = self.edges.find(|edge| edge.weight().relation == self.relation)?;
        Some(if self.way == Outgoing { edge.target() } else { edge.source() })
    }
}

/// The objects of a subject under one word.
pub(super) enum Values<'g> {
    None,
    One(Term<'g>),
    Many(std::vec::IntoIter<Term<'g>>),
    Nodes(std::vec::IntoIter<NodeIndex>),
    Ends(Ends<'g>),
}

impl<'g> Iterator for Values<'g> {
    type Item = Term<'g>;

    fn next(&mut self) -> Option<Term<'g>> {
        match self {
            Values::None => None,
            Values::One(term) => {
                let term = *term;
                *self = Values::None;
                Some(term)
            }
            Values::Many(terms) => terms.next(),
            Values::Nodes(nodes) => nodes.next().map(Term::Node),
            Values::Ends(ends) => ends.next().map(Term::Node),
        }
    }
}

impl<'g> Values<'g> {
    fn some(term: Option<Term<'g>>) -> Values<'g> {
        term.map_or(Values::None, Values::One)
    }

    fn many(terms: impl IntoIterator<Item = Term<'g>>) -> Values<'g> {
        Values::Many(terms.into_iter().collect::<Vec<_>>().into_iter())
    }

    fn text(text: &'g str) -> Values<'g> {
        Values::One(Term::Text(text))
    }
}

impl<'g> Statements<'g> {
    pub(super) fn sort(self, subject: Term<'g>) -> Option<Sort> {
        Some(match subject {
            Term::Node(index) => match self.graph.petgraph().node_weight(index)? {
                Node::Actor(_) => Sort::Actor,
                Node::Place(_) => Sort::Place,
                Node::Incident(_) => Sort::Incident,
            },
            Term::Document(_) => Sort::Document,
            Term::Evidence(Cited::InReport { .. }) => Sort::Sentence,
            Term::Evidence(Cited::OnEdge { .. }) => Sort::Statement,
            Term::Word(_) => Sort::Word,
            Term::Unlisted(..) | Term::Text(_) | Term::Date(_) | Term::Count(_) | Term::Share(_) => return None,
        })
    }

    /// What is said of a subject under a word, by all documents together or by one, each once.
    pub(super) fn values(self, subject: Term<'g>, word: Word, document: Option<&'g str>) -> Values<'g> {
        // Nothing but incidents has such edges, so there is no need to look at the node.
        if let (Term::Node(index), None, Some((relation, way))) = (subject, document, drawn(word)) {
            return Values::Ends(self.ends(index, relation, way));
        }
        match (subject, document) {
            (Term::Node(index), _) => match (self.graph.petgraph().node_weight(index), document) {
                (Some(Node::Incident(incident)), None) => self.of_incident(index, incident, word),
                (Some(Node::Incident(incident)), Some(document)) => self.of_reports(index, incident, word, document),
                (Some(Node::Actor(actor)), None) => self.of_actor(index, actor, word),
                (Some(Node::Actor(_)), Some(document)) => self.relations(index, word, Some(document)),
                (Some(Node::Place(place)), None) => self.of_place(place, word),
                _ => Values::None,
            },
            (Term::Document(id), None) => self.of_document(id, word),
            (Term::Evidence(cited), None) => self.of_evidence(cited, word),
            (Term::Word(subject), None) if word == Word::SubPropertyOf => Values::some(subject.wider().map(Term::Word)),
            _ => Values::None,
        }
    }

    fn of_actor(self, index: NodeIndex, actor: &'g Actor, word: Word) -> Values<'g> {
        match word {
            Word::Type => Values::One(Term::Word(Word::Actor)),
            Word::Label => Values::text(&actor.name),
            Word::AltLabel => Values::many(actor.aliases.iter().map(|alias| Term::Text(alias))),
            Word::Kind => Values::text(actor.kind.as_str()),
            Word::Origin => Values::text(actor.origin.as_str()),
            Word::Principal => Values::One(self.node(NodeKind::Actor, &actor.principal)),
            word if word.is_view() => Values::Nodes(self.across(index, word).into_iter()),
            _ => self.relations(index, word, None),
        }
    }

    /// What a view says of an actor, by its asserted deeds.
    fn across(self, actor: NodeIndex, word: Word) -> Vec<NodeIndex> {
        let mut found = Vec::new();
        for deed in self.ends(actor, Relation::Perpetrated, Outgoing) {
            self.beyond(deed, word, |other| found.push(other));
        }
        once_each(found)
    }

    /// All that a view says, by actor. Going through the deeds in order is much faster than from every actor to its deeds.
    pub(super) fn all_across(self, word: Word) -> Vec<(NodeIndex, NodeIndex)> {
        let relation = if word == Word::Attacked { Relation::Targeted } else { Relation::RetaliatedFor };
        let edges = self.graph.petgraph().edge_references().filter(|edge| edge.weight().relation == relation);
        let mut deeds: Vec<NodeIndex> = edges.map(|edge| edge.source()).collect();
        deeds.dedup();
        let mut found = Vec::new();
        for deed in deeds {
            for who in self.ends(deed, Relation::Perpetrated, Incoming) {
                self.beyond(deed, word, |other| found.push((who, other)));
            }
        }
        once_each(found)
    }

    /// The actors to whom a view leads from a deed of somebody: what the views are.
    fn beyond(self, deed: NodeIndex, word: Word, found: impl FnMut(NodeIndex)) {
        let answers = || self.ends(deed, Relation::RetaliatedFor, Outgoing);
        let leads = word == Word::Attacked || answers().next().is_some();
        if !leads || !self.is_asserted(deed) {
            return;
        }
        if word == Word::ProvokedBy {
            answers().flat_map(|answered| self.ends(answered, Relation::Perpetrated, Incoming)).for_each(found);
        } else {
            self.ends(deed, Relation::Targeted, Outgoing).for_each(found);
        }
    }

    pub(super) fn is_asserted(self, incident: NodeIndex) -> bool {
        let incident = self.graph.petgraph().node_weight(incident).and_then(Incident::of);
        incident.is_some_and(|incident| incident.modality == Modality::Asserted)
    }

    /// The other ends of the edges of one relation.
    pub(super) fn ends(self, node: NodeIndex, relation: Relation, way: Direction) -> Ends<'g> {
        Ends { edges: self.graph.petgraph().edges_directed(node, way), relation, way }
    }

    /// Whom an actor backs, belongs to or leads, as asserted.
    fn relations(self, index: NodeIndex, word: Word, document: Option<&str>) -> Values<'g> {
        let Some(relation) = relation(word) else { return Values::None };
        let edges = self.graph.petgraph().edges_directed(index, Outgoing);
        let stated = edges.filter(|edge| edge.weight().relation == relation && self.is_stated(edge.weight(), document));
        Values::many(stated.map(|edge| Term::Node(edge.target())))
    }

    /// Whether the edge is a statement of all documents together, or of one.
    fn is_stated(self, edge: &Edge, document: Option<&str>) -> bool {
        let asserts = edge.evidence().iter().any(|citation| {
            citation.evidence.modality == Modality::Asserted && document.is_none_or(|document| citation.document == document)
        });
        asserts || (self.standing && document.is_none() && !edge.standing().is_empty())
    }

    /// The documents that state a relation of an actor.
    pub(super) fn documents_on(self, actor: NodeIndex) -> BTreeSet<&'g str> {
        let edges =
            self.graph.petgraph().edges_directed(actor, Outgoing).filter(|edge| edge.weight().relation.predicate().is_some());
        let citations = edges.flat_map(|edge| edge.weight().evidence());
        citations.map(|citation| citation.document.as_str()).collect()
    }

    fn of_place(self, place: &'g Place, word: Word) -> Values<'g> {
        match word {
            Word::Type => Values::One(Term::Word(Word::Place)),
            Word::Label => Values::text(&place.name),
            Word::Kind => Values::some(place.kind.map(|kind| Term::Text(kind.as_str()))),
            Word::Within => Values::some(place.within.as_deref().map(|around| self.node(NodeKind::Place, around))),
            _ => Values::None,
        }
    }

    fn of_incident(self, index: NodeIndex, incident: &'g Incident, word: Word) -> Values<'g> {
        match word {
            Word::Type => Values::One(Term::Word(Word::Incident)),
            Word::ReportedIn => Values::many(incident.documents().map(|document| Term::Document(document))),
            Word::Evidence => Values::many(sentences(index, incident)),
            _ => self.detail(&incident.details, word),
        }
    }

    /// What one document says of an incident, in one report of it or several.
    fn of_reports(self, index: NodeIndex, incident: &'g Incident, word: Word, document: &str) -> Values<'g> {
        let mut values: Vec<Term> = Vec::new();
        for report in incident.reports.iter().filter(|report| report.document == document) {
            for value in self.of_report(index, report, word) {
                if !values.contains(&value) {
                    values.push(value);
                }
            }
        }
        Values::many(values)
    }

    fn of_report(self, index: NodeIndex, report: &'g Report, word: Word) -> Values<'g> {
        let nodes =
            |kind: NodeKind, ids: &'g [Id]| Values::many(ids.iter().filter_map(|id| self.graph.index(kind, id)).map(Term::Node));
        match word {
            Word::Perpetrator => nodes(NodeKind::Actor, &report.perpetrators),
            Word::Target => nodes(NodeKind::Actor, &report.targets),
            Word::OccurredIn => nodes(NodeKind::Place, &report.places),
            Word::RetaliatedFor => {
                let answered = report.answers.iter().filter_map(|id| self.graph.incident(id));
                let answered = answered.filter_map(|answered| self.graph.index(NodeKind::Incident, &answered.id));
                Values::many(answered.filter(|&answered| answered != index).map(Term::Node))
            }
            _ => self.detail(&report.details, word),
        }
    }

    fn detail(self, details: &'g Details, word: Word) -> Values<'g> {
        let voice = |id: &Id| self.graph.index(NodeKind::Actor, id).map(Term::Node);
        match word {
            Word::Kind => Values::text(details.kind.as_str()),
            Word::Date => Values::some(details.date.map(Term::Date)),
            Word::Until => Values::some(details.until.map(Term::Date)),
            Word::Earliest => Values::some(details.date.map(|date| Term::Date(PartialDate::Day(date.first_day())))),
            Word::Latest => {
                Values::some(details.until.or(details.date).map(|date| Term::Date(PartialDate::Day(date.last_day()))))
            }
            Word::Killed => Values::some(details.killed.map(Term::Count)),
            Word::Wounded => Values::some(details.wounded.map(Term::Count)),
            Word::Weapon => Values::some(details.weapon.as_deref().map(Term::Text)),
            Word::Status => Values::text(details.status.as_str()),
            Word::Modality => Values::text(details.modality.as_str()),
            Word::Confidence => Values::One(Term::Share(Share::new(details.confidence))),
            Word::AttributedTo => Values::some(details.attributed_to.as_ref().and_then(voice)),
            Word::ClaimedBy => Values::many(details.claimed_by.iter().filter_map(voice)),
            Word::DeniedBy => Values::many(details.denied_by.iter().filter_map(voice)),
            _ => Values::None,
        }
    }

    fn of_document(self, id: &str, word: Word) -> Values<'g> {
        let Some(info) = self.graph.document(id) else { return Values::None };
        match word {
            Word::Type => Values::One(Term::Word(Word::Document)),
            Word::Headline => Values::some(info.title.as_deref().map(Term::Text)),
            Word::Published => Values::some(info.published.map(|day| Term::Date(PartialDate::Day(day)))),
            Word::Source => Values::some(info.source.as_deref().map(Term::Text)),
            _ => Values::None,
        }
    }

    fn of_evidence(self, cited: Cited, word: Word) -> Values<'g> {
        let Some(citation) = self.citation(cited) else { return Values::None };
        let text = |text: &'g str| Values::some(Some(text).filter(|text| !text.is_empty()).map(Term::Text));
        match word {
            Word::Quote => text(&citation.evidence.text),
            Word::QuotedFrom => Values::One(Term::Document(&citation.document)),
            Word::AccordingTo => {
                let voice = citation.evidence.attributed_to.as_deref();
                Values::some(voice.and_then(|id| self.graph.index(NodeKind::Actor, id)).map(Term::Node))
            }
            Word::Modality => Values::text(citation.evidence.modality.as_str()),
            Word::Confidence => Values::One(Term::Share(Share::new(citation.evidence.confidence))),
            Word::Rule => text(&citation.evidence.rule),
            _ => match cited {
                Cited::InReport { .. } if word == Word::Type => Values::One(Term::Word(Word::Entity)),
                Cited::OnEdge { edge, .. } => self.of_statement(edge, word),
                Cited::InReport { .. } => Values::None,
            },
        }
    }

    fn of_statement(self, edge: EdgeIndex, word: Word) -> Values<'g> {
        let graph = self.graph.petgraph();
        let Some(((from, to), weight)) = graph.edge_endpoints(edge).zip(graph.edge_weight(edge)) else { return Values::None };
        match word {
            Word::Type => Values::many([Word::Entity, Word::Statement].map(Term::Word)),
            Word::Subject => Values::One(Term::Node(from)),
            Word::Predicate => {
                Values::some(RELATIONS.iter().find(|(_, known)| *known == weight.relation).map(|(word, _)| Term::Word(*word)))
            }
            Word::Object => Values::One(Term::Node(to)),
            _ => Values::None,
        }
    }

    fn node(self, kind: NodeKind, id: &'g str) -> Term<'g> {
        self.graph.index(kind, id).map_or(Term::Unlisted(kind, id), Term::Node)
    }
}

/// The sentences of an incident, report by report.
pub(super) fn sentences<'g>(index: NodeIndex, incident: &Incident) -> Vec<Term<'g>> {
    let mut sentences = Vec::new();
    for (report, told) in (0..).zip(&incident.reports) {
        for (number, _) in (0..).zip(&told.evidence) {
            sentences.push(Term::Evidence(Cited::InReport { incident: index, report, number }));
        }
    }
    sentences
}

const RELATIONS: [(Word, Relation); 3] =
    [(Word::Backs, Relation::Backs), (Word::PartOf, Relation::PartOf), (Word::Leads, Relation::Leads)];

/// The relation as which a word of incidents is drawn, and which way its edges lead from the incident.
pub(super) fn drawn(word: Word) -> Option<(Relation, Direction)> {
    Some(match word {
        Word::Perpetrator => (Relation::Perpetrated, Incoming),
        Word::Target => (Relation::Targeted, Outgoing),
        Word::OccurredIn => (Relation::OccurredIn, Outgoing),
        Word::RetaliatedFor => (Relation::RetaliatedFor, Outgoing),
        _ => return None,
    })
}

/// In order, each once.
pub(super) fn once_each<T: Ord>(mut found: Vec<T>) -> Vec<T> {
    found.sort_unstable();
    found.dedup();
    found
}

/// The relation between actors of a word.
pub(super) fn relation(word: Word) -> Option<Relation> {
    RELATIONS.iter().find(|(known, _)| *known == word).map(|(_, relation)| *relation)
}
