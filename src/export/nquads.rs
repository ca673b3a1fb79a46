//! N-Quads: the statements of [`turtle`](super::turtle) in the default graph, and a named graph for the account of each
//! document, for Jena, GraphDB, Oxigraph, Virtuoso and rdflib.
//!
//! The named graphs hold the whole of every account, so that [`read`] gives back the graph. Of what questions in SPARQL do not
//! need they tell in words of ours:
//!
//! | in the graph of a document | says |
//! |---|---|
//! | `i:… v:report r`, `r a v:Report` | which incident a report is of; the id that the document gives it is in the name of `r` |
//! | `r v:answers r`, `r v:evidence e` | the reports that it answers, its sentences |
//! | `r v:kind …`, `r v:perpetrator …` and so on | what a report says, where the document has several of one incident, or where the incident was dropped by a correction; else the incident itself has that |
//! | `d:… v:names rec` | how the document describes an actor or a place; `rec` is in the graph `urn:reprisal:records`, as documents share records: `v:describes`, `rdfs:label`, `skos:altLabel`, `v:kind`, `v:principal`, `v:origin`, `v:within` |
//!
//! | in the default graph | says |
//! |---|---|
//! | `e:… v:from`, `v:to` | where in the text the sentence stands |
//! | `e:… v:voice w`, `w a v:Voice` | on whose word it stands: `v:order`, `v:words`, `v:stance`, `sem:accordingTo` |
//! | `d:… v:contentHash` | which version of the text it was |
//!
//! | in a graph of its own | says |
//! |---|---|
//! | `urn:reprisal:ontology` | what the ontology states, where it is asked for: `v:names` as above; `f a v:Fact` with `rdf:subject`, `rdf:predicate`, `rdf:object`, `v:since`, `v:until`, `v:role` |
//! | `urn:reprisal:corrections` | `c a v:Correction`: `v:corrects` what, `v:of` which incident, `v:reason`, and what is put in the place of what is told |

mod quads;
mod read;

use std::io::{self, BufWriter, Write};

use oxttl::NQuadsSerializer;

use super::inert::{Form, Inert};
use super::rdf::{Lines, Teller};
use super::{Content, Summary};

pub use read::{Import, ImportError, Problem, read};

/// Writes the statements of a view.
///
/// ```
/// use reprisal::export::{Content, nquads};
/// # let graph = reprisal::KnowledgeGraph::new();
/// let mut written = Vec::new();
/// nquads::write(&Content::of(&graph.everything()), &mut written)?;
/// assert!(nquads::read(written.as_slice())?.graph == graph);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When the output cannot be written.
pub fn write(content: &Content, out: &mut impl Write) -> io::Result<Summary> {
    let mut teller = Teller::new(
        content,
        Lines(NQuadsSerializer::new().for_writer(BufWriter::with_capacity(1 << 16, Inert::new(out, Form::Escape)))),
    );
    teller.together()?;
    teller.accounts()?;
    let (mut summary, lines) = teller.done();
    lines.0.finish().flush()?;
    let corrections = content.graph().corrections().iter().count();
    let untold = if content.is_whole() { 0 } else { corrections };
    summary.lost("corrections are heeded and not told, as a part of the graph is written", untold);
    Ok(summary)
}
