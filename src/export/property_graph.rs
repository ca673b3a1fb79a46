//! The graph as property graphs have it, for Neo4j and other speakers of Cypher: written down once for all that write it.
//!
//! ```text
//! (:Actor)-[:PERPETRATED]->(:Incident)-[:TARGETED]->(:Actor)       (:Actor)-[:BACKS|PART_OF|LEADS]->(:Actor)
//!                          (:Incident)-[:OCCURRED_IN]->(:Place)-[:WITHIN]->(:Place)
//!                          (:Incident)-[:RETALIATED_FOR]->(:Incident)
//! (:Evidence)-[:STATES]->(:Incident)      (:Evidence)-[:STATES {role}]->(:Actor), of both ends of a relation
//! (:Evidence)-[:STANDS_IN]->(:Document)          (:Actor)-[:NAMED_IN]->(:Document)<-[:NAMED_IN]-(:Place)
//! ```

use std::borrow::Cow;
use std::collections::HashSet;
use std::io;

use super::column::{Column, Value, count, day, precision, share, text, texts};
use super::sentence::{About, Sentence};
use super::{Content, Summary, Tie};
use crate::date::PartialDate;
use crate::extraction::DocumentInfo;
use crate::graph::{Actor, Citation, Id, Incident, IncidentRef, NodeKind, Place, Relation, Standing};

/// What takes the nodes and relationships, label by label, nodes first.
pub(super) trait Sink {
    /// All nodes of a label; the first column is the id, unique within the label.
    fn nodes<T>(&mut self, label: &'static str, columns: &[Column<T>], all: impl Iterator<Item = T>) -> io::Result<()>;

    /// All relationships of a type between two labels. The first column, if any, tells those between two nodes apart.
    fn relationships<T>(&mut self, ends: &Ends<T>, columns: &[Column<T>], all: impl Iterator<Item = T>) -> io::Result<()>;
}

/// The type of relationships, and what they lead from and to.
pub(super) struct Ends<T> {
    pub(super) name: &'static str,
    pub(super) from: End<T>,
    pub(super) to: End<T>,
}

/// One end of relationships: the label of the nodes, and the id of the node.
pub(super) struct End<T> {
    pub(super) label: &'static str,
    pub(super) id: fn(&T) -> Cow<'_, str>,
}

pub(super) const ACTOR: &str = "Actor";
pub(super) const PLACE: &str = "Place";
pub(super) const INCIDENT: &str = "Incident";
pub(super) const DOCUMENT: &str = "Document";
pub(super) const EVIDENCE: &str = "Evidence";

/// Hands everything over.
pub(super) fn write(content: &Content, sink: &mut impl Sink) -> io::Result<()> {
    sink.nodes(DOCUMENT, &documents(), content.documents())?;
    sink.nodes(ACTOR, &actors(), content.of_kind::<Actor>())?;
    sink.nodes(PLACE, &places(), content.of_kind::<Place>())?;
    sink.nodes(INCIDENT, &incidents(), content.incidents())?;
    sink.nodes(EVIDENCE, &sentences(), content.sentences())?;
    for &relation in Relation::ALL {
        let all = content.ties().filter(|tie| tie.relation() == relation);
        match relation.predicate() {
            None => sink.relationships(&edges(relation), &at_incidents(), all)?,
            Some(_) => sink.relationships(&edges(relation), &between_actors(), all)?,
        }
    }
    within(content, sink)?;
    named(content, sink)?;
    stated(content, sink)
}

/// Counts what does not fit.
pub(super) fn losses(content: &Content, summary: &mut Summary) {
    let joint = content.of_kind::<Incident>().map(|incident| incident.reports.len()).filter(|&reports| reports > 1);
    summary
        .lost("reports of incidents of which several documents tell have only their joint word: node-link has each", joint.sum());
}

pub(super) fn documents<'g>() -> [Column<&'g DocumentInfo>; 5] {
    [
        text("id", |info| info.id.as_str().into()),
        text("title", |info| info.title.as_ref().into()),
        text("source", |info| info.source.as_ref().into()),
        day("published", |info| info.published.into()),
        text("content", |info| info.content.map_or(Value::Nothing, Value::printed)),
    ]
}

pub(super) fn actors<'g>() -> [Column<&'g Actor>; 6] {
    [
        text("id", |actor| actor.id.as_str().into()),
        text("name", |actor| actor.name.as_str().into()),
        texts("aliases", |actor| Value::of_all(&actor.aliases)),
        text("kind", |actor| actor.kind.as_str().into()),
        text("principal", |actor| actor.principal.as_str().into()),
        text("origin", |actor| actor.origin.as_str().into()),
    ]
}

pub(super) fn places<'g>() -> [Column<&'g Place>; 3] {
    [
        text("id", |place| place.id.as_str().into()),
        text("name", |place| place.name.as_str().into()),
        text("kind", |place| place.kind.map_or(Value::Nothing, |kind| kind.as_str().into())),
    ]
}

pub(super) fn incidents<'g>() -> [Column<IncidentRef<'g>>; 21] {
    [
        text("id", |incident| incident.id.as_str().into()),
        text("name", |incident| incident.describe().into()),
        text("kind", |incident| incident.kind.as_str().into()),
        day("date", |incident| Value::day_of(incident.date)),
        text("date_text", |incident| incident.date.into()),
        text("precision", |incident| incident.date.map_or(Value::Nothing, |date| precision(date).into())),
        day("until", |incident| Value::day_of(incident.until)),
        text("until_text", |incident| incident.until.into()),
        day("earliest", |incident| incident.date.map(PartialDate::first_day).into()),
        day("latest", |incident| incident.until.or(incident.date).map(PartialDate::last_day).into()),
        count("killed", |incident| incident.killed.into()),
        count("wounded", |incident| incident.wounded.into()),
        text("weapon", |incident| incident.weapon.as_ref().into()),
        text("modality", |incident| incident.modality.as_str().into()),
        text("status", |incident| incident.status.as_str().into()),
        share("confidence", |incident| Value::Share(incident.confidence)),
        count("sources", |incident| Value::number(sources(incident))),
        text("attributed_to", |incident| incident.attributed_to.as_ref().into()),
        texts("claimed_by", |incident| Value::of_all(&incident.claimed_by)),
        texts("denied_by", |incident| Value::of_all(&incident.denied_by)),
        texts("corrections", |incident| {
            incident.corrected.as_ref().map_or(Value::Nothing, |corrected| Value::of_all(&corrected.reasons))
        }),
    ]
}

pub(super) fn sentences<'g>() -> [Column<Sentence<'g>>; 12] {
    [
        text("id", |sentence| sentence.id().into()),
        text("about", |sentence| sentence.key().into()),
        count("number", |sentence| Value::number(sentence.number)),
        text("document", |sentence| sentence.citation.document.as_str().into()),
        count("span_start", |sentence| Value::number(sentence.citation.evidence.span[0])),
        count("span_end", |sentence| Value::number(sentence.citation.evidence.span[1])),
        text("quote", |sentence| sentence.citation.evidence.text.as_str().into()),
        text("rule", |sentence| sentence.citation.evidence.rule.as_str().into()),
        share("confidence", |sentence| Value::Share(sentence.citation.evidence.confidence)),
        text("modality", |sentence| sentence.citation.evidence.modality.as_str().into()),
        texts("voices", |sentence| {
            let voices = sentence.citation.evidence.voices.iter();
            let told = voices.map(|voice| match &voice.actor {
                Some(actor) => format!("{}: {} ({actor})", voice.stance, voice.words).into(),
                None => format!("{}: {}", voice.stance, voice.words).into(),
            });
            Value::Texts(told.collect())
        }),
        text("attributed_to", |sentence| sentence.citation.evidence.attributed_to.as_ref().into()),
    ]
}

/// The ends of an edge of our graph.
fn edges<'g>(relation: Relation) -> Ends<Tie<'g>> {
    let (from, to) = relation.ends();
    Ends {
        name: name(relation),
        from: End { label: label(from), id: |tie| tie.from.id().into() },
        to: End { label: label(to), id: |tie| tie.to.id().into() },
    }
}

/// What every edge says of the sentences behind it.
const SAID: usize = 8;

fn said<'g>() -> [Column<Tie<'g>>; SAID] {
    [
        text("modality", |tie| tie.modality().as_str().into()),
        count("evidence_count", |tie| Value::number(tie.evidence().len())),
        texts("documents", |tie| Value::Texts(documents_of(tie.evidence()))),
        text("document", |tie| tie.evidence().first().map(|citation| &citation.document).into()),
        count("span_start", |tie| first(tie, |citation| Value::number(citation.evidence.span[0]))),
        count("span_end", |tie| first(tie, |citation| Value::number(citation.evidence.span[1]))),
        share("confidence", |tie| first(tie, |citation| Value::Share(citation.evidence.confidence))),
        text("quote", |tie| first(tie, |citation| citation.evidence.text.as_str().into())),
    ]
}

fn at_incidents<'g>() -> Vec<Column<Tie<'g>>> {
    let status = text("status", |tie: &Tie| tie.incident().map_or(Value::Nothing, |one| one.status.as_str().into()));
    [text("eid", |tie: &Tie| tie.key().to_string().into()), status].into_iter().chain(said()).collect()
}

fn between_actors<'g>() -> Vec<Column<Tie<'g>>> {
    let standing = texts("standing", |tie: &Tie| Value::Texts(tie.edge.standing().iter().map(for_how_long).collect()));
    [text("eid", |tie: &Tie| tie.key().to_string().into())].into_iter().chain(said()).chain([standing]).collect()
}

fn first<'a>(tie: &'a Tie, of: impl Fn(&'a Citation) -> Value<'a>) -> Value<'a> {
    tie.evidence().first().map_or(Value::Nothing, of)
}

/// How many independent sources tell of an incident.
pub(super) fn sources(incident: &IncidentRef) -> usize {
    // Looking at every sentence takes time, and one document is one source.
    if incident.reports.len() == 1 { 1 } else { incident.support().sources }
}

/// The documents that sentences stand in, in order, each once.
pub(super) fn documents_of(citations: &[Citation]) -> Vec<Cow<'_, str>> {
    let mut documents: Vec<&Id> = citations.iter().map(|citation| &citation.document).collect();
    documents.dedup();
    if !documents.is_sorted() {
        documents.sort_unstable();
        documents.dedup();
    }
    documents.into_iter().map(|document| document.as_str().into()).collect()
}

/// A fact of the ontology, with its time as ISO 8601 writes intervals: "commander 2014/2020-01-03", "2011-03/..".
pub(super) fn for_how_long(standing: &Standing) -> Cow<'_, str> {
    let Standing { since, until, role } = standing;
    let open = |date: &Option<_>| date.map_or_else(|| "..".to_owned(), |date: PartialDate| date.to_string());
    let role = role.as_ref().map_or_else(String::new, |role| format!("{role} "));
    format!("{role}{}/{}", open(since), open(until)).into()
}

fn within(content: &Content, sink: &mut impl Sink) -> io::Result<()> {
    type Inside<'g> = (&'g Place, &'g Place);
    let ends = Ends::<Inside> {
        name: "WITHIN",
        from: End { label: PLACE, id: |(place, _)| place.id.as_str().into() },
        to: End { label: PLACE, id: |(_, around)| around.id.as_str().into() },
    };
    let graph = content.graph();
    let around = |place: &Place| graph.get::<Place>(place.within.as_deref()?);
    sink.relationships(&ends, &[], content.of_kind::<Place>().filter_map(|place| Some((place, around(place)?))))
}

fn named(content: &Content, sink: &mut impl Sink) -> io::Result<()> {
    type Naming<'g> = (&'g str, &'g Id);
    let ends = |label| Ends::<Naming> {
        name: "NAMED_IN",
        from: End { label, id: |(named, _)| (*named).into() },
        to: End { label: DOCUMENT, id: |(_, document)| document.as_str().into() },
    };
    let held: HashSet<&str> = content.documents().map(|info| info.id.as_str()).collect();
    let held = |document: &&Id| held.contains(document.as_str());
    let actors = content.of_kind::<Actor>();
    let actors = actors.flat_map(|one| one.documents.iter().filter(held).map(|document| (one.id.as_str(), document)));
    sink.relationships(&ends(ACTOR), &[], actors)?;
    let places = content.of_kind::<Place>();
    let places = places.flat_map(|one| one.documents.iter().filter(held).map(|document| (one.id.as_str(), document)));
    sink.relationships(&ends(PLACE), &[], places)
}

fn stated(content: &Content, sink: &mut impl Sink) -> io::Result<()> {
    type Stating<'g> = (Sentence<'g>, &'g str, &'static str);
    let ends = |label| Ends::<Stating> {
        name: "STATES",
        from: End { label: EVIDENCE, id: |(sentence, ..)| sentence.id().into() },
        to: End { label, id: |(_, id, _)| (*id).into() },
    };
    let incidents = content.sentences().filter_map(|sentence| match sentence.about {
        About::Incident(incident) => Some((sentence, incident.incident().id.as_str(), "")),
        About::Relation(_) => None,
    });
    sink.relationships(&ends(INCIDENT), &[], incidents)?;
    let actors = content.sentences().flat_map(|sentence| match sentence.about {
        About::Incident(_) => Vec::new(),
        About::Relation(tie) => vec![(sentence, tie.from.id(), "subject"), (sentence, tie.to.id(), "object")],
    });
    sink.relationships(&ends(ACTOR), &[text("role", |(.., role): &Stating| (*role).into())], actors)?;
    let ends = Ends::<Sentence> {
        name: "STANDS_IN",
        from: End { label: EVIDENCE, id: |sentence| sentence.id().into() },
        to: End { label: DOCUMENT, id: |sentence| sentence.citation.document.as_str().into() },
    };
    sink.relationships(&ends, &[], content.sentences())
}

const fn label(kind: NodeKind) -> &'static str {
    match kind {
        NodeKind::Actor => ACTOR,
        NodeKind::Place => PLACE,
        NodeKind::Incident => INCIDENT,
    }
}

/// Upper snake case, as Cypher has it.
const fn name(relation: Relation) -> &'static str {
    match relation {
        Relation::Perpetrated => "PERPETRATED",
        Relation::Targeted => "TARGETED",
        Relation::OccurredIn => "OCCURRED_IN",
        Relation::RetaliatedFor => "RETALIATED_FOR",
        Relation::Backs => "BACKS",
        Relation::PartOf => "PART_OF",
        Relation::Leads => "LEADS",
    }
}
