//! The statements of a graph as exports have them: those that questions are asked of, and what others look for beside them.

mod account;
mod correction;
mod header;
mod sink;
mod together;
pub(crate) mod word;

use std::io;

use petgraph::stable_graph::NodeIndex;
use rustc_hash::FxHashSet;

pub(super) use sink::{Lines, Turtle};
use sink::{Object, Sink};

use super::{Content, Summary};
use crate::date::PartialDate;
use crate::graph::Relation;
use crate::rdf::{Quad, Statements, Term, Word, encode, name};

/// The graph in which the records of actors and places are: several documents share one.
pub(crate) const RECORDS: &str = "urn:reprisal:records";
/// What the ontology states, as a graph and as a subject.
pub(crate) const ONTOLOGY: &str = "urn:reprisal:ontology";
/// The graph of what people corrected.
pub(crate) const CORRECTIONS: &str = "urn:reprisal:corrections";

/// Writes statements of what an export holds.
pub(super) struct Teller<'c, 'g, S: Sink> {
    content: &'c Content<'g>,
    statements: Statements<'g>,
    sink: S,
    /// By place in the petgraph: whether the export holds the node.
    held: Vec<bool>,
    related: FxHashSet<(NodeIndex, Relation, NodeIndex)>,
    /// The graph in which statements are now; empty for the default graph.
    graph: String,
    subject: String,
    object: String,
    written: usize,
}

impl<'c, 'g, S: Sink> Teller<'c, 'g, S> {
    pub(super) fn new(content: &'c Content<'g>, sink: S) -> Teller<'c, 'g, S> {
        let statements = Statements::of(content.graph()).standing(content.view().takes_standing());
        let mut held = Vec::new();
        for index in content.indices() {
            if held.len() <= index.index() {
                held.resize(index.index() + 1, false);
            }
            held[index.index()] = true;
        }
        let petgraph = content.graph().petgraph();
        let ties = content.ties().filter(|tie| tie.relation().predicate().is_some());
        let related = ties.filter_map(|tie| {
            let (from, to) = petgraph.edge_endpoints(tie.index)?;
            Some((from, tie.relation(), to))
        });
        let related = related.collect();
        let [graph, subject, object] = Default::default();
        Teller { content, statements, sink, held, related, graph, subject, object, written: 0 }
    }

    /// What was written, and the sink.
    pub(super) fn done(self) -> (Summary, S) {
        let mut summary = Summary::default();
        summary.wrote("statements", self.written);
        (summary, self.sink)
    }

    fn holds(&self, node: NodeIndex) -> bool {
        self.held.get(node.index()).copied().unwrap_or_default()
    }

    /// Whether a statement speaks of what the export holds alone.
    fn takes(&self, quad: &Quad<'g>) -> bool {
        match (quad.predicate, quad.subject, quad.object) {
            (Word::Backs, Term::Node(from), Term::Node(to)) => self.related.contains(&(from, Relation::Backs, to)),
            (Word::PartOf, Term::Node(from), Term::Node(to)) => self.related.contains(&(from, Relation::PartOf, to)),
            (Word::Leads, Term::Node(from), Term::Node(to)) => self.related.contains(&(from, Relation::Leads, to)),
            (Word::RetaliatedFor, _, Term::Node(to)) => self.holds(to),
            // Views are made of what the export holds.
            (predicate, ..) => !predicate.is_view(),
        }
    }

    /// Speaks of a subject from now on.
    fn about(&mut self, subject: Term<'g>) {
        self.subject.clear();
        let _ = self.statements.write_iri(subject, &mut self.subject);
    }

    /// Speaks of what has a name of its own from now on.
    fn about_named(&mut self, sort: &str, id: &str) {
        self.subject.clear();
        name(&mut self.subject, sort, id);
    }

    /// Says something of the subject.
    fn say(&mut self, predicate: &str, object: Object) -> io::Result<()> {
        let graph = Some(self.graph.as_str()).filter(|graph| !graph.is_empty());
        self.written += 1;
        self.sink.put(graph, &self.subject, predicate, object)
    }

    /// Says something of the subject where there is something to say.
    fn say_text(&mut self, predicate: &str, text: Option<&str>) -> io::Result<()> {
        text.map_or(Ok(()), |text| self.say(predicate, Object::Text(text)))
    }

    fn say_count(&mut self, predicate: &str, count: impl ToString) -> io::Result<()> {
        self.say(predicate, Object::count(&count.to_string()))
    }

    fn say_date(&mut self, predicate: &str, date: Option<PartialDate>) -> io::Result<()> {
        date.map_or(Ok(()), |date| self.say(predicate, Object::date(date, &date.to_string())))
    }

    /// Says that the subject has to do with what has an id.
    fn say_named(&mut self, predicate: &str, sort: &str, id: &str) -> io::Result<()> {
        let mut object = std::mem::take(&mut self.object);
        object.clear();
        name(&mut object, sort, id);
        let said = self.say(predicate, Object::Name(&object));
        self.object = object;
        said
    }

    /// Says what a statement of the graph says.
    fn say_term(&mut self, predicate: &str, object: Term<'g>) -> io::Result<()> {
        match object {
            Term::Text(text) => self.say(predicate, Object::Text(text)),
            Term::Date(date) => self.say_date(predicate, Some(date)),
            Term::Count(count) => self.say_count(predicate, count),
            Term::Share(share) => self.say(predicate, Object::Typed(&share.get().to_string(), oxrdf::vocab::xsd::DECIMAL)),
            Term::Word(word) => self.say(predicate, Object::Name(word.iri())),
            _ => {
                let mut buffer = std::mem::take(&mut self.object);
                buffer.clear();
                let said = match self.statements.write_iri(object, &mut buffer) {
                    Some(()) => self.say(predicate, Object::Name(&buffer)),
                    None => Ok(()),
                };
                self.object = buffer;
                said
            }
        }
    }

    /// Goes into the graph of a document, or another.
    fn enter(&mut self, sort: &str, id: &str) {
        self.graph.clear();
        name(&mut self.graph, sort, id);
    }
}

/// The name of a sentence on what relates two actors in a document: questions name such sentences by their number on the edge.
fn stated(iri: &mut String, sort: &str, from: &str, relation: Relation, to: &str) {
    name(iri, sort, from);
    iri.push('/');
    iri.push_str(relation.as_str());
    iri.push('/');
    encode(iri, to);
}
