//! Turtle: what all documents together say, as RDF that Protégé, Jena, GraphDB and rdflib open.
//!
//! The default graph alone, as in the [module on RDF](crate::rdf) and with what readers of SEM, ORG, PROV-O, schema.org and SKOS
//! look for beside our words: labels, types, `sem:hasActor`, `sem:eventType`, `org:subOrganizationOf`, `schema:url`; and an
//! ontology header that explains our words. What every document says for itself has no room here: [`nquads`](super::nquads)
//! has a named graph for each.

use std::io::{self, BufWriter, Write};

use super::inert::{Form, Inert};
use super::rdf::{Teller, Turtle};
use super::{Content, Summary};

/// Writes the statements of a view.
///
/// ```
/// use reprisal::export::{Content, turtle};
/// # let graph = reprisal::KnowledgeGraph::new();
/// let mut written = Vec::new();
/// turtle::write(&Content::of(&graph.everything()), &mut written)?;
/// assert!(written.starts_with(b"@prefix a: <urn:reprisal:actor:> ."));
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
/// When the output cannot be written.
pub fn write(content: &Content, out: &mut impl Write) -> io::Result<Summary> {
    let mut teller = Teller::new(content, Turtle::new(BufWriter::with_capacity(1 << 16, Inert::new(out, Form::Escape)))?);
    teller.together()?;
    let (mut summary, turtle) = teller.done();
    turtle.finish()?;
    let documents = content.documents().len();
    summary.lost("documents have no account of their own: nquads has a named graph for each", documents);
    let corrections = content.graph().corrections().iter().count();
    summary.lost("corrections are heeded and not told: nquads tells them", corrections);
    Ok(summary)
}
