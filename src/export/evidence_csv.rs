//! Sentences as CSV, in the shape of GDELT's Mentions: a row for every sentence on every incident and relation.
//!
//! | column | holds |
//! |---|---|
//! | `event` | the incident, or the edge between two actors |
//! | `mention` | number of the sentence there, from 1 |
//! | `document`, `source`, `published`, `title` | where it stands |
//! | `from`, `to` | byte offsets of the sentence in the text of the document |
//! | `rule`, `confidence`, `modality`, `told_by` | how it was read, and on whose word it stands |
//! | `quote` | the sentence |

use std::io::{self, Write};

use super::cell::harmless;
use super::{Content, Summary, Tie};
use crate::graph::Citation;

const HEADER: [&str; 13] = [
    "event",
    "mention",
    "document",
    "source",
    "published",
    "title",
    "from",
    "to",
    "rule",
    "confidence",
    "modality",
    "told_by",
    "quote",
];

/// Writes the sentences of a view.
///
/// ```
/// use reprisal::export::{Content, evidence_csv};
/// # let graph = reprisal::KnowledgeGraph::new();
/// let mut csv = Vec::new();
/// evidence_csv::write(&Content::of(&graph.everything()), &mut csv)?;
/// assert!(csv.starts_with(b"event,mention,document,"));
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
/// When the output cannot be written.
pub fn write(content: &Content, out: &mut impl Write) -> io::Result<Summary> {
    let mut rows = Rows { content, writer: csv::Writer::from_writer(out), written: 0 };
    rows.writer.write_record(HEADER)?;
    for incident in content.incidents() {
        rows.write(&incident.id, incident.incident().evidence())?;
    }
    for tie in content.ties().filter(|tie| tie.incident().is_none()) {
        rows.write(&tie.key().to_string(), tie.edge.evidence())?;
    }
    rows.writer.flush()?;
    let mut summary = Summary::default();
    summary.wrote("sentences", rows.written);
    let bare = |tie: &Tie| tie.edge.is_only_standing();
    summary.lost("relations that only the ontology states have no sentence", content.ties().filter(bare).count());
    Ok(summary)
}

struct Rows<'c, 'g, W: Write> {
    content: &'c Content<'g>,
    writer: csv::Writer<W>,
    written: usize,
}

impl<W: Write> Rows<'_, '_, W> {
    fn write(&mut self, event: &str, citations: &[Citation]) -> io::Result<()> {
        for (number, Citation { document, evidence }) in citations.iter().enumerate() {
            let info = self.content.graph().document(document);
            let text = |text: Option<&String>| harmless(text.map_or("", String::as_str)).into_owned();
            let [from, to] = evidence.span;
            self.writer.write_record([
                &*harmless(event),
                &(number + 1).to_string(),
                &harmless(document),
                &text(info.and_then(|info| info.source.as_ref())),
                &info.and_then(|info| info.published).map(|day| day.to_string()).unwrap_or_default(),
                &text(info.and_then(|info| info.title.as_ref())),
                &from.to_string(),
                &to.to_string(),
                &harmless(&evidence.rule),
                &evidence.confidence.to_string(),
                evidence.modality.as_str(),
                &harmless(&evidence.told_by()),
                &harmless(&evidence.text),
            ])?;
            self.written += 1;
        }
        Ok(())
    }
}
