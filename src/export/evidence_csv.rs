//! Sentences as CSV, in the shape of GDELT's Mentions: a row for every sentence on every incident and relation.
//!
//! | column | holds | in GDELT's Mentions |
//! |---|---|---|
//! | `event` | the incident (`event_id_cnty` of `events_csv`), or the name of the edge between two actors | GLOBALEVENTID |
//! | `event_date` | the first day of the incident | EventTimeDate |
//! | `published` | when the document was published | MentionTimeDate |
//! | `source` | the outlet or the address | MentionSourceName |
//! | `document` | the document | MentionIdentifier |
//! | `mention` | number of the sentence among those on the event, from 1 | – |
//! | `span_start`, `span_end` | where the sentence stands | SentenceID, which is a number there |
//! | `actor1`, `actor1_start`, `actor1_end` | who did it, or the subject, and where the sentence names it | Actor1CharOffset |
//! | `actor2`, `actor2_start`, `actor2_end` | to whom it was done, or the object, and where the sentence names it | Actor2CharOffset |
//! | `confidence` | from 0 to 1, how sure the reader is | Confidence, in per cent |
//! | `kind` | the kind of deed, or the relation | – |
//! | `modality`, `told_by` | how it is told, and on whose word | – |
//! | `rule` | the trigger that fired | ActionCharOffset, instead of: a graph does not keep where it stands |
//! | `title`, `quote` | the headline and the sentence | – |
//!
//! Offsets count bytes, from 0, in the text of the document as given: `text.encode()[span_start:span_end].decode()` is the quote. An actor
//! has none where the sentence names it otherwise than by its name or an alias ("the group", "Ruritanian jets"). Of several
//! actors on a side the first that the sentence names has the column.

use std::io::{self, Write};

use super::column::{Column, Value, count, share, text};
use super::rows::Rows;
use super::sentence::{About, Sentence};
use super::{Content, Summary, Tie};
use crate::date::PartialDate;
use crate::extraction::DocumentInfo;
use crate::graph::{Actor, Node, NodeWeight};

/// Writes the sentences of a view.
///
/// ```
/// use reprisal::export::{Content, evidence_csv};
/// # let graph = reprisal::KnowledgeGraph::new();
/// let mut csv = Vec::new();
/// evidence_csv::write(&Content::of(&graph.everything()), &mut csv)?;
/// assert!(csv.starts_with(b"event,event_date,published,source,document,"));
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
/// When the output cannot be written.
pub fn write(content: &Content, out: &mut impl Write) -> io::Result<Summary> {
    let mut rows = Rows::new(out, "; ");
    let columns = columns();
    rows.header(columns.iter().map(|column| column.name))?;
    let mut document: Option<&DocumentInfo> = None;
    let mut sides = [Vec::new(), Vec::new()];
    for sentence in content.sentences() {
        // Sentences that follow each other stand in one document for the most part.
        let id = &sentence.citation.document;
        document = document.filter(|info| info.id == **id).or_else(|| content.graph().document(id));
        if sentence.number == 1 {
            sides = sides_of(&sentence.about);
        }
        let [one, other] = [named(&sides[0], &sentence), named(&sides[1], &sentence)];
        rows.cells(&columns, &Mention { sentence, document, one, other })?;
        rows.end()?;
    }
    let mut summary = Summary::default();
    summary.wrote("sentences", rows.finish()?);
    let bare = |tie: &Tie| tie.edge.is_only_standing();
    summary.lost("relations that only the ontology states have no sentence", content.ties().filter(bare).count());
    Ok(summary)
}

struct Mention<'g> {
    sentence: Sentence<'g>,
    document: Option<&'g DocumentInfo>,
    one: Option<Named<'g>>,
    other: Option<Named<'g>>,
}

/// An actor, and where in its document a sentence names it.
struct Named<'g> {
    actor: &'g Actor,
    at: Option<[usize; 2]>,
}

/// The actors on the two sides: perpetrators and targets, or the ends of the relation.
fn sides_of<'g>(about: &About<'g>) -> [Vec<&'g Actor>; 2] {
    let end = |node: &'g Node| Actor::of(node).into_iter().collect();
    match about {
        About::Incident(incident) => [incident.perpetrators().collect(), incident.targets().collect()],
        About::Relation(tie) => [end(tie.from), end(tie.to)],
    }
}

/// The first of some actors that a sentence names, else the first.
fn named<'g>(actors: &[&'g Actor], sentence: &Sentence) -> Option<Named<'g>> {
    let evidence = &sentence.citation.evidence;
    let found = actors.iter().find_map(|actor| {
        let names = std::iter::once(&actor.name).chain(&actor.aliases).map(String::as_str);
        let places = names.filter_map(|name| find(&evidence.text, name));
        // The earliest, and of several that begin there the longest.
        let [start, end] = places.min_by_key(|&[start, end]| (start, usize::MAX - end))?;
        Some(Named { actor, at: Some([evidence.span[0].saturating_add(start), evidence.span[0].saturating_add(end)]) })
    });
    found.or_else(|| actors.first().map(|actor| Named { actor, at: None }))
}

/// Where a text has a name as words of its own.
fn find(text: &str, name: &str) -> Option<[usize; 2]> {
    if name.is_empty() {
        return None;
    }
    let apart = |at: &usize| {
        let around = (text.get(..*at), text.get(at + name.len()..));
        matches!(around, (Some(before), Some(after))
            if !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric))
    };
    text.match_indices(name).map(|(at, _)| at).find(apart).map(|at| [at, at + name.len()])
}

fn columns<'g>() -> [Column<Mention<'g>>; 21] {
    [
        text("event", |mention| match &mention.sentence.about {
            About::Incident(incident) => incident.incident().id.as_str().into(),
            About::Relation(tie) => tie.key().to_string().into(),
        }),
        text("event_date", |mention| match mention.sentence.about {
            About::Incident(incident) => incident.date.map(PartialDate::first_day).into(),
            About::Relation(_) => Value::Nothing,
        }),
        text("published", |mention| mention.document.and_then(|info| info.published).into()),
        text("source", |mention| mention.document.and_then(|info| info.source.as_ref()).into()),
        text("document", |mention| mention.sentence.citation.document.as_str().into()),
        count("mention", |mention| Value::number(mention.sentence.number)),
        count("span_start", |mention| Value::number(mention.sentence.citation.evidence.span[0])),
        count("span_end", |mention| Value::number(mention.sentence.citation.evidence.span[1])),
        text("actor1", |mention| actor(mention.one.as_ref())),
        count("actor1_start", |mention| at(mention.one.as_ref(), 0)),
        count("actor1_end", |mention| at(mention.one.as_ref(), 1)),
        text("actor2", |mention| actor(mention.other.as_ref())),
        count("actor2_start", |mention| at(mention.other.as_ref(), 0)),
        count("actor2_end", |mention| at(mention.other.as_ref(), 1)),
        share("confidence", |mention| Value::Share(mention.sentence.citation.evidence.confidence)),
        text("kind", |mention| match mention.sentence.about {
            About::Incident(incident) => incident.kind.as_str().into(),
            About::Relation(tie) => tie.relation().as_str().into(),
        }),
        text("modality", |mention| mention.sentence.citation.evidence.modality.as_str().into()),
        text("told_by", |mention| mention.sentence.citation.evidence.told_by().into()),
        text("rule", |mention| mention.sentence.citation.evidence.rule.as_str().into()),
        text("title", |mention| mention.document.and_then(|info| info.title.as_ref()).into()),
        text("quote", |mention| mention.sentence.citation.evidence.text.as_str().into()),
    ]
}

fn actor<'a>(named: Option<&'a Named>) -> Value<'a> {
    named.map(|named| &named.actor.id).into()
}

fn at(named: Option<&Named>, end: usize) -> Value<'static> {
    let place = named.and_then(|named| named.at);
    place.and_then(|place| place.get(end).copied()).map_or(Value::Nothing, Value::number)
}
