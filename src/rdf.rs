//! The graph as RDF: which statements it holds, one by one, by pattern or all of them, without a second store.
//!
//! ```text
//! i:article%23i1  a sem:Event ; v:kind "airstrike" ; v:perpetrator a:one ; v:target a:other ; v:retaliatedFor i:article%23i2 ; …
//! a:one           a sem:Actor ; rdfs:label "One" ; v:principal a:its-state ; v:backs a:other ; …
//! e:article%23i1/1  a prov:Entity ; prov:value "One bombed Other." ; prov:wasQuotedFrom d:article ; …
//! d:article       a schema:NewsArticle ; schema:headline "…" ; schema:datePublished "2024-02-03"^^xsd:date ; …
//! ```
//!
//! The **default graph** holds what all documents together say: an incident with the best word of all its reports. Every
//! document has a **named graph**, called as the document is, with its own account: who, whom, where, when and how many as
//! this document tells it, and the relations that it states. What relates actors is a statement where it is asserted; whoever
//! denies it is found by the evidence. What only the ontology says is left out unless [asked for](Statements::standing). [`Word`] is the list of all properties and classes.
//!
//! Questions in SPARQL and exports both read [`Statements`]; what is said of a subject is written down once, in `values.rs`.

mod lookup;
mod name;
mod values;
mod vocabulary;

use petgraph::stable_graph::{EdgeIndex, NodeIndex};

pub use lookup::Matches;
#[cfg(feature = "exports")]
pub(crate) use name::{decode, encode, name};
pub use vocabulary::{OWN, PREFIXES, Word};

use crate::date::PartialDate;
use crate::graph::{Citation, Incident, KnowledgeGraph, NodeKind, NodeWeight};

/// The statements of a graph.
///
/// ```
/// use reprisal::KnowledgeGraph;
/// use reprisal::rdf::{Pattern, Statements, Word};
/// # let graph = KnowledgeGraph::new();
/// let statements = Statements::of(&graph);
/// let answers = Pattern { predicate: Some(Word::RetaliatedFor), ..Pattern::default() };
/// for quad in statements.matching(answers) {
///     println!("{:?} answers {:?}", statements.iri(quad.subject), statements.iri(quad.object));
/// }
/// # assert_eq!(statements.matching(answers).count(), 0);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Statements<'g> {
    graph: &'g KnowledgeGraph,
    standing: bool,
}

/// One end of a statement. Equal terms of one graph are the same RDF term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Term<'g> {
    /// An actor, a place or an incident.
    Node(NodeIndex),
    /// An actor or a place of this id that the graph names and holds no node of: a principal, a place around another.
    Unlisted(NodeKind, &'g str),
    /// The document of this id.
    Document(&'g str),
    /// A sentence in a document.
    Evidence(Cited),
    /// A word of the vocabulary.
    Word(Word),
    /// A literal: text.
    Text(&'g str),
    /// A literal: `xsd:date`, `xsd:gYearMonth` or `xsd:gYear`.
    Date(PartialDate),
    /// A literal: `xsd:integer`.
    Count(u32),
    /// A literal from 0 to 1: `xsd:decimal`.
    Share(Share),
}

/// A number from 0 to 1 that can be compared for being the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Share(u32);

impl Share {
    /// The share of a number; what is no number is 0.
    #[must_use]
    pub fn new(number: f32) -> Share {
        // Adding nought makes -0 the 0 that it equals.
        Share(if number.is_finite() { number.clamp(0.0, 1.0) + 0.0 } else { 0.0 }.to_bits())
    }

    /// The number.
    #[must_use]
    pub fn get(self) -> f32 {
        f32::from_bits(self.0)
    }
}

/// A sentence, by where the graph keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Cited {
    /// In a report of an incident.
    InReport {
        /// The incident.
        incident: NodeIndex,
        /// Which of its reports, from 0.
        report: u32,
        /// Which sentence of the report, from 0.
        number: u32,
    },
    /// On an edge between actors.
    OnEdge {
        /// The edge.
        edge: EdgeIndex,
        /// Which sentence of the edge, from 0.
        number: u32,
    },
}

/// A statement and the graph that it is in.
///
/// ```
/// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
/// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
/// use reprisal::rdf::{Statements, Word};
///
/// let statements = Statements::of(&graph);
/// let links = statements.iter().filter(|quad| quad.predicate == Word::RetaliatedFor && quad.document.is_none());
/// assert!(links.count() >= 3);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Quad<'g> {
    /// Of what it speaks.
    pub subject: Term<'g>,
    /// What it says.
    pub predicate: Word,
    /// What it says it of, or how much.
    pub object: Term<'g>,
    /// Id of the document in whose named graph it is; the default graph when absent.
    pub document: Option<&'g str>,
}

/// Which statements are asked for; everything in the default graph unless narrowed.
///
/// ```
/// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
/// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
/// use reprisal::rdf::{Pattern, Statements, Term};
///
/// let statements = Statements::of(&graph);
/// let about = Pattern { subject: statements.named("urn:reprisal:actor:iran"), ..Pattern::default() };
/// assert!(statements.matching(about).all(|quad| matches!(quad.subject, Term::Node(_))));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pattern<'g> {
    /// Of this subject.
    pub subject: Option<Term<'g>>,
    /// With this predicate.
    pub predicate: Option<Word>,
    /// With this object.
    pub object: Option<Term<'g>>,
    /// In these graphs.
    pub account: Account<'g>,
}

/// Whose account is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Account<'g> {
    /// That of all documents together: the default graph.
    #[default]
    Together,
    /// That of this document: its named graph.
    Of(&'g str),
    /// Those of every document for itself: all named graphs.
    Each,
}

impl<'g> Statements<'g> {
    /// The statements of this graph.
    #[must_use]
    pub fn of(graph: &'g KnowledgeGraph) -> Statements<'g> {
        Statements { graph, standing: false }
    }

    /// Also takes facts that only the ontology states, see [`KnowledgeGraph::add_standing`], into the default graph.
    #[must_use]
    pub fn standing(mut self, standing: bool) -> Statements<'g> {
        self.standing = standing;
        self
    }

    /// The graph whose statements they are.
    #[must_use]
    pub fn graph(&self) -> &'g KnowledgeGraph {
        self.graph
    }

    /// Every statement, subject by subject: those of the default graph, then those of the documents.
    pub fn iter(self) -> impl Iterator<Item = Quad<'g>> {
        let each = Pattern { account: Account::Each, ..Pattern::default() };
        self.matching(Pattern::default()).chain(self.matching(each))
    }

    /// The sentence and its document.
    #[must_use]
    pub fn citation(&self, cited: Cited) -> Option<&'g Citation> {
        let graph = self.graph.petgraph();
        match cited {
            Cited::InReport { incident, report, number } => {
                let incident = Incident::of(graph.node_weight(incident)?)?;
                incident.reports.get(report as usize)?.evidence.get(number as usize)
            }
            Cited::OnEdge { edge, number } => graph.edge_weight(edge)?.evidence().get(number as usize),
        }
    }
}
