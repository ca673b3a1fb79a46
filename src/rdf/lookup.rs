//! Looking statements up by pattern: along the edges where they lead to the answer, else over all subjects of a sort.

use petgraph::Direction::{self, Incoming, Outgoing};
use petgraph::stable_graph::{EdgeReferences, NodeIndex};
use petgraph::visit::{EdgeRef, IntoEdgeReferences};

use super::values::{Ends, Sort, Values, drawn, once_each, relation, sentences};
use super::{Account, Cited, Pattern, Quad, Statements, Term, Word};
use crate::graph::{Edge, Incident, Node, NodeKind, NodeWeight, Relation};

/// Statements, found one after the other as they are asked for.
pub struct Matches<'g>(Way<'g>);

/// How statements are found. What questions ask most goes along the edges, and costs nothing to set out on.
enum Way<'g> {
    /// What is said of one subject under one word.
    Of {
        subject: Term<'g>,
        predicate: Word,
        object: Option<Term<'g>>,
        values: Values<'g>,
    },
    /// Back along the edges that lead to an object.
    To {
        subjects: Ends<'g>,
        predicate: Word,
        object: Term<'g>,
    },
    /// All edges of a relation.
    Along {
        edges: EdgeReferences<'g, Edge, u32>,
        relation: Relation,
        way: Direction,
        predicate: Word,
    },
    /// All that a view says.
    Across {
        pairs: std::vec::IntoIter<(NodeIndex, NodeIndex)>,
        predicate: Word,
    },
    /// What is said under one word, subject by subject.
    Each {
        statements: Statements<'g>,
        subjects: Terms<'g>,
        predicate: Word,
        subject: Term<'g>,
        values: Values<'g>,
    },
    /// All else.
    Search(Box<dyn Iterator<Item = Quad<'g>> + 'g>),
    Nowhere,
}

type Terms<'g> = Box<dyn Iterator<Item = Term<'g>> + 'g>;

impl<'g> Iterator for Matches<'g> {
    type Item = Quad<'g>;

    fn next(&mut self) -> Option<Quad<'g>> {
        let together = |subject, predicate, object| Some(Quad { subject, predicate, object, document: None });
        match &mut self.0 {
            Way::Of { subject, predicate, object, values } => {
                let value = match object {
                    Some(object) => values.find(|value| value == object)?,
                    None => values.next()?,
                };
                together(*subject, *predicate, value)
            }
            Way::To { subjects, predicate, object } => together(Term::Node(subjects.next()?), *predicate, *object),
            Way::Along { edges, relation, way, predicate } => {
                let edge = edges.find(|edge| edge.weight().relation == *relation)?;
                let (subject, object) =
                    if *way == Outgoing { (edge.source(), edge.target()) } else { (edge.target(), edge.source()) };
                together(Term::Node(subject), *predicate, Term::Node(object))
            }
            Way::Across { pairs, predicate } => {
                let (subject, object) = pairs.next()?;
                together(Term::Node(subject), *predicate, Term::Node(object))
            }
            Way::Each { statements, subjects, predicate, subject, values } => loop {
                if let Some(value) = values.next() {
                    return together(*subject, *predicate, value);
                }
                *subject = subjects.next()?;
                *values = statements.values(*subject, *predicate, None);
            },
            Way::Search(quads) => quads.next(),
            Way::Nowhere => None,
        }
    }
}

impl<'g> Statements<'g> {
    /// The statements that a pattern asks for, each once. What the pattern leaves open is searched lazily.
    #[must_use]
    pub fn matching(self, pattern: Pattern<'g>) -> Matches<'g> {
        let Pattern { subject, predicate, object, account } = pattern;
        Matches(match predicate {
            Some(predicate) if account == Account::Together => self.together(subject, predicate, object),
            _ => self.search(pattern),
        })
    }

    /// What all documents together say under one word.
    fn together(self, subject: Option<Term<'g>>, predicate: Word, object: Option<Term<'g>>) -> Way<'g> {
        match (subject, object, drawn(predicate)) {
            (Some(subject), object, _) => Way::Of { subject, predicate, object, values: self.values(subject, predicate, None) },
            (None, Some(object), Some((relation, way))) => match object {
                Term::Node(index) => Way::To { subjects: self.ends(index, relation, way.opposite()), predicate, object },
                _ => Way::Nowhere,
            },
            (None, None, Some((relation, way))) => {
                Way::Along { edges: self.graph.petgraph().edge_references(), relation, way, predicate }
            }
            (None, None, None) if predicate.is_view() => Way::Across { pairs: self.all_across(predicate).into_iter(), predicate },
            (None, None, None) => {
                let subjects = self.subjects(Some(predicate), Account::Together);
                Way::Each { statements: self, subjects, predicate, subject: Term::Word(predicate), values: Values::None }
            }
            (None, Some(_), None) => {
                self.search(Pattern { subject, predicate: Some(predicate), object, account: Account::Together })
            }
        }
    }

    fn search(self, pattern: Pattern<'g>) -> Way<'g> {
        let Pattern { subject, predicate, object, account } = pattern;
        Way::Search(match (subject, object) {
            (Some(subject), None) => Box::new(self.about(subject, predicate, account)),
            (Some(subject), Some(object)) => {
                Box::new(self.about(subject, predicate, account).filter(move |quad| quad.object == object))
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
            (None, None) => {
                Box::new(self.subjects(predicate, account).flat_map(move |subject| self.about(subject, predicate, account)))
            }
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
        if let Account::Of(document) = account {
            let told = self.graph.told_in(document).into_iter().map(Term::Node);
            return Box::new(told.filter(move |subject| self.sort(*subject).as_ref().is_some_and(fits)));
        }
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
            Word::Attacked | Word::RetaliatedAgainst => {
                return Some(self.perpetrators(self.ends(to, Relation::Targeted, Incoming)));
            }
            Word::ProvokedBy => {
                let done = self.ends(to, Relation::Perpetrated, Outgoing);
                return Some(self.perpetrators(done.flat_map(move |deed| self.ends(deed, Relation::RetaliatedFor, Incoming))));
            }
            _ => drawn(word).or_else(|| Some((relation(word)?, Outgoing)))?,
        };
        Some(Box::new(self.ends(to, relation, way.opposite()).map(Term::Node)))
    }

    /// Who did the asserted ones of these incidents, each once.
    fn perpetrators(self, incidents: impl Iterator<Item = NodeIndex>) -> Terms<'g> {
        let asserted = incidents.filter(|&incident| self.is_asserted(incident));
        let who = once_each(asserted.flat_map(|incident| self.ends(incident, Relation::Perpetrated, Incoming)).collect());
        Box::new(who.into_iter().map(Term::Node))
    }
}
