//! Looking statements up by pattern: along the edges where they lead to the answer, else over all subjects of a sort.

use std::collections::BTreeSet;

use petgraph::Direction::{Incoming, Outgoing};
use petgraph::stable_graph::NodeIndex;
use petgraph::visit::{EdgeRef, IntoEdgeReferences};

use super::values::{Sort, relation, sentences};
use super::{Account, Cited, Pattern, Quad, Statements, Term, Word};
use crate::graph::{Incident, Node, NodeKind, NodeWeight, Relation};

/// Statements, found one after the other as they are asked for.
pub type Matches<'g> = Box<dyn Iterator<Item = Quad<'g>> + 'g>;

type Terms<'g> = Box<dyn Iterator<Item = Term<'g>> + 'g>;

impl<'g> Statements<'g> {
    /// The statements that a pattern asks for, each once. What the pattern leaves open is searched lazily.
    #[must_use]
    pub fn matching(self, pattern: Pattern<'g>) -> Matches<'g> {
        let Pattern { subject, predicate, object, account } = pattern;
        match (subject, object) {
            // What questions ask most.
            (Some(subject), None) if account == Account::Together && predicate.is_some() => {
                Box::new(self.under(subject, predicate, None))
            }
            (Some(subject), _) => {
                let found = self.about(subject, predicate, account);
                match object {
                    Some(object) => Box::new(found.filter(move |quad| quad.object == object)),
                    None => Box::new(found),
                }
            }
            (None, Some(object)) => {
                let words =
                    self.words_to(object).iter().copied().filter(move |word| predicate.is_none_or(|asked| asked == *word));
                Box::new(words.flat_map(move |word| {
                    let subjects = self.candidates(word, object, account).unwrap_or_else(|| self.subjects(Some(word), account));
                    subjects
                        .flat_map(move |subject| self.about(subject, Some(word), account))
                        .filter(move |quad| quad.object == object)
                }))
            }
            (None, None) if account == Account::Together && predicate.is_some() => {
                Box::new(self.subjects(predicate, account).flat_map(move |subject| self.under(subject, predicate, None)))
            }
            (None, None) => {
                Box::new(self.subjects(predicate, account).flat_map(move |subject| self.about(subject, predicate, account)))
            }
        }
    }

    /// What is said of one subject under one word in one account.
    fn under(
        self,
        subject: Term<'g>,
        predicate: Option<Word>,
        document: Option<&'g str>,
    ) -> impl Iterator<Item = Quad<'g>> + use<'g> {
        predicate.into_iter().flat_map(move |predicate| {
            self.values(subject, predicate, document).map(move |object| Quad { subject, predicate, object, document })
        })
    }

    /// What is said of one subject.
    fn about(self, subject: Term<'g>, predicate: Option<Word>, account: Account<'g>) -> impl Iterator<Item = Quad<'g>> + use<'g> {
        let (one, each) = self.accounts(subject, account);
        one.into_iter().chain(each.into_iter().map(Some)).flat_map(move |document| {
            // Without a predicate all that can be said of such a subject.
            let sort = if predicate.is_none() { self.sort(subject) } else { None };
            let words = sort.map_or(&[][..], |sort| sort.words(document.is_none()));
            words.iter().copied().chain(predicate).flat_map(move |predicate| {
                let values = self.values(subject, predicate, document);
                values.map(move |object| Quad { subject, predicate, object, document })
            })
        })
    }

    /// The accounts in which something may be said of a subject: one, or those of several documents.
    fn accounts(self, subject: Term<'g>, account: Account<'g>) -> (Option<Option<&'g str>>, Vec<&'g str>) {
        match (account, subject) {
            (Account::Together, _) => (Some(None), Vec::new()),
            (Account::Of(document), _) => (Some(Some(document)), Vec::new()),
            (Account::Each, Term::Node(index)) => match self.graph.petgraph().node_weight(index) {
                Some(Node::Incident(incident)) => (None, incident.documents().map(|document| document.as_str()).collect()),
                Some(Node::Actor(_)) => (None, self.documents_on(index).into_iter().collect()),
                _ => (None, Vec::new()),
            },
            (Account::Each, _) => (None, Vec::new()),
        }
    }

    /// Every subject of which the word can be said.
    fn subjects(self, word: Option<Word>, account: Account<'g>) -> Terms<'g> {
        let together = account == Account::Together;
        let fits = move |sort: &Sort| {
            let words = sort.words(together);
            word.map_or(!words.is_empty(), |word| words.contains(&word))
        };
        Box::new(Sort::ALL.into_iter().filter(fits).flat_map(move |sort| self.of_sort(sort)))
    }

    fn of_sort(self, sort: Sort) -> Terms<'g> {
        let nodes = |kind: NodeKind| -> Terms<'g> {
            let graph = self.graph.petgraph();
            let of_kind = move |index: &NodeIndex| graph.node_weight(*index).is_some_and(|node| node.kind() == kind);
            Box::new(graph.node_indices().filter(of_kind).map(Term::Node))
        };
        match sort {
            Sort::Actor => nodes(NodeKind::Actor),
            Sort::Place => nodes(NodeKind::Place),
            Sort::Incident => nodes(NodeKind::Incident),
            Sort::Document => Box::new(self.graph.documents().map(|info| Term::Document(&info.id))),
            Sort::Sentence => {
                let graph = self.graph.petgraph();
                let incidents = graph.node_indices().filter_map(|index| Some((index, Incident::of(graph.node_weight(index)?)?)));
                Box::new(incidents.flat_map(|(index, incident)| sentences(index, incident)))
            }
            Sort::Statement => {
                let edges = self.graph.petgraph().edge_references().filter(|edge| edge.weight().relation.predicate().is_some());
                Box::new(edges.flat_map(|edge| {
                    let (id, many) = (edge.id(), edge.weight().evidence().len());
                    (0..).take(many).map(move |number| Term::Evidence(Cited::OnEdge { edge: id, number }))
                }))
            }
            Sort::Word => Box::new(Word::ALL.iter().map(|word| Term::Word(*word))),
        }
    }

    /// The words under which a term can stand as object.
    #[rustfmt::skip]
    fn words_to(self, object: Term<'g>) -> &'static [Word] {
        use Word as W;
        match object {
            Term::Node(index) => match self.graph.petgraph().node_weight(index) {
                Some(Node::Actor(_)) => &[
                    W::Perpetrator, W::Target, W::Backs, W::PartOf, W::Leads, W::Principal, W::Attacked, W::RetaliatedAgainst,
                    W::ProvokedBy, W::AttributedTo, W::ClaimedBy, W::DeniedBy, W::AccordingTo, W::Subject, W::Object,
                ],
                Some(Node::Place(_)) => &[W::OccurredIn, W::Within],
                Some(Node::Incident(_)) => &[W::RetaliatedFor],
                None => &[],
            },
            Term::Unlisted(NodeKind::Actor, _) => &[W::Principal],
            Term::Unlisted(..) => &[W::Within],
            Term::Document(_) => &[W::ReportedIn, W::QuotedFrom],
            Term::Evidence(_) => &[W::Evidence],
            Term::Word(_) => &[W::Type, W::Predicate, W::SubPropertyOf],
            Term::Text(_) => &[
                W::Label, W::AltLabel, W::Kind, W::Origin, W::Weapon, W::Status, W::Modality, W::Source, W::Headline, W::Quote,
                W::Rule,
            ],
            Term::Date(_) => &[W::Date, W::Until, W::Earliest, W::Latest, W::Published],
            Term::Count(_) => &[W::Killed, W::Wounded],
            Term::Share(_) => &[W::Confidence],
        }
    }

    /// Subjects among which are all those that have this object, where edges lead to them.
    fn candidates(self, word: Word, object: Term<'g>, account: Account<'g>) -> Option<Terms<'g>> {
        let to = match (word, object) {
            (Word::Evidence, Term::Evidence(Cited::InReport { incident, .. })) => {
                return Some(Box::new(std::iter::once(Term::Node(incident))));
            }
            // Corrections change the edges, not what a document says.
            (Word::Perpetrator | Word::Target, _) if account != Account::Together => return None,
            (_, Term::Node(index)) => index,
            _ => return None,
        };
        let (relation, way) = match word {
            Word::Perpetrator => (Relation::Perpetrated, Outgoing),
            Word::Target => (Relation::Targeted, Incoming),
            Word::OccurredIn => (Relation::OccurredIn, Incoming),
            Word::RetaliatedFor => (Relation::RetaliatedFor, Incoming),
            Word::Attacked | Word::RetaliatedAgainst => {
                return Some(self.perpetrators(self.ends(to, Relation::Targeted, Incoming)));
            }
            Word::ProvokedBy => {
                let done = self.ends(to, Relation::Perpetrated, Outgoing);
                return Some(self.perpetrators(done.flat_map(move |deed| self.ends(deed, Relation::RetaliatedFor, Incoming))));
            }
            _ => (relation(word)?, Incoming),
        };
        Some(Box::new(self.ends(to, relation, way).map(Term::Node)))
    }

    /// Who did the asserted ones of these incidents, each once.
    fn perpetrators(self, incidents: impl Iterator<Item = NodeIndex>) -> Terms<'g> {
        let asserted = incidents.filter(|&incident| self.is_asserted(incident));
        let who: BTreeSet<NodeIndex> =
            asserted.flat_map(|incident| self.ends(incident, Relation::Perpetrated, Incoming)).collect();
        Box::new(who.into_iter().map(Term::Node))
    }
}
