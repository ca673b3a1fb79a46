//! Statements as read, in no order of the file.

use std::collections::HashMap;
use std::io::{self, BufRead};
use std::sync::Arc;

use oxrdf::{GraphName, NamedOrBlankNode, Term};
use oxttl::NQuadsParser;

use super::read::Problem;
use crate::rdf::{OWN, decode};

/// A name or a literal, by number.
pub(super) type Mark = u32;

/// A statement, with the line on which it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Told {
    pub(super) subject: Mark,
    pub(super) predicate: Mark,
    /// Nothing is the default graph.
    pub(super) graph: Option<Mark>,
    pub(super) object: Mark,
    pub(super) line: u32,
}

/// Statements, to be looked up by subject.
#[derive(Debug, Default)]
pub(super) struct Quads {
    /// Names begin with `<`, literals with `"`.
    texts: Vec<Arc<str>>,
    marks: HashMap<Arc<str>, Mark>,
    told: Vec<Told>,
}

impl Quads {
    /// Reads statements a line; what is damaged is told.
    pub(super) fn read(mut input: impl BufRead, problems: &mut Vec<Problem>) -> io::Result<Quads> {
        let mut quads = Quads::default();
        let (mut line, mut number) = (Vec::new(), 0u32);
        loop {
            line.clear();
            if input.read_until(b'\n', &mut line)? == 0 {
                break;
            }
            number = number.saturating_add(1);
            // What is cut short in the middle of a statement ends without the end of a line.
            let text = if number == 1 { line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&line) } else { &line };
            for quad in NQuadsParser::new().for_slice(text) {
                match quad {
                    Ok(quad) => quads.take(quad, number),
                    Err(error) => {
                        problems.push(Problem { line: number, message: error.message().to_owned() });
                        break;
                    }
                }
            }
        }
        quads.told.sort_unstable();
        // One statement on two lines is one statement.
        quads.told.dedup_by_key(|told| (told.subject, told.predicate, told.graph, told.object));
        Ok(quads)
    }

    fn take(&mut self, quad: oxrdf::Quad, line: u32) {
        let subject = match quad.subject {
            NamedOrBlankNode::NamedNode(name) => self.name(name.as_str()),
            NamedOrBlankNode::BlankNode(blank) => self.mark(&format!("_{}", blank.as_str())),
        };
        let object = match quad.object {
            Term::NamedNode(name) => self.name(name.as_str()),
            Term::BlankNode(blank) => self.mark(&format!("_{}", blank.as_str())),
            Term::Literal(literal) => self.mark(&format!("\"{}", literal.value())),
        };
        let graph = match quad.graph_name {
            GraphName::DefaultGraph => None,
            GraphName::NamedNode(name) => Some(self.name(name.as_str())),
            GraphName::BlankNode(blank) => Some(self.mark(&format!("_{}", blank.as_str()))),
        };
        let predicate = self.name(quad.predicate.as_str());
        self.told.push(Told { subject, predicate, graph, object, line });
    }

    fn name(&mut self, iri: &str) -> Mark {
        self.mark(&format!("<{iri}"))
    }

    fn mark(&mut self, text: &str) -> Mark {
        if let Some(known) = self.marks.get(text) {
            return *known;
        }
        // So many names would not fit into memory.
        let mark = Mark::try_from(self.texts.len()).unwrap_or(Mark::MAX);
        let text: Arc<str> = text.into();
        self.texts.push(text.clone());
        self.marks.insert(text, mark);
        mark
    }

    /// The number of an IRI, where anything has it.
    pub(super) fn known(&self, iri: &str) -> Option<Mark> {
        self.marks.get(format!("<{iri}").as_str()).copied()
    }

    /// Every statement.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Told> {
        self.told.iter()
    }

    /// What is said of a subject under a word: in one graph, or in any.
    pub(super) fn of(&self, subject: Mark, predicate: &str, graph: Option<Mark>) -> impl Iterator<Item = &Told> {
        let predicate = self.known(predicate);
        let from = self.told.partition_point(|told| (told.subject, Some(told.predicate)) < (subject, predicate));
        let said = self.told.get(from..).unwrap_or_default().iter();
        let said = said.take_while(move |told| (told.subject, Some(told.predicate)) == (subject, predicate));
        said.filter(move |told| graph.is_none() || told.graph == graph)
    }

    /// The IRI of a name.
    pub(super) fn iri(&self, mark: Mark) -> Option<&str> {
        self.texts.get(mark as usize)?.strip_prefix('<')
    }

    /// The text of a literal.
    pub(super) fn literal(&self, mark: Mark) -> Option<&str> {
        self.texts.get(mark as usize)?.strip_prefix('"')
    }

    /// The id in a name of ours: that of an actor in `urn:reprisal:actor:…`.
    pub(super) fn id(&self, mark: Mark, sort: &str) -> Option<String> {
        decode(self.iri(mark)?.strip_prefix(OWN)?.strip_prefix(sort)?.strip_prefix(':')?)
    }
}
