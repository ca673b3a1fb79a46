//! A SQLite database, for SQL, pandas and Datasette: what the graph holds as tables, with indexes, views and the words of the
//! sentences.
//!
//! | table | a row for each |
//! |---|---|
//! | `documents`, `actors`, `places`, `incidents` | node |
//! | `perpetrated`, `targeted`, `occurred_in`, `retaliated_for` | edge at an incident |
//! | `relations` | edge between two actors |
//! | `reports` | incident as one document tells it |
//! | `evidence` | sentence on an incident or a relation, `voices` for each voice in it |
//! | `named` | actor or place that a document names |
//! | `evidence_fts` | sentence, by its words (FTS5) |
//!
//! The views `attacked`, `retaliated` and `backed` are those of the library: what is told as fact, actors as named, with their
//! accounts beside them. Lists are arrays of JSON. Dates are texts in ISO 8601; `earliest` and `latest` are days.
//!
//! Of corrections only the reasons are held. The same graph makes the same bytes.

use std::io;
use std::path::Path;

use rusqlite::{Connection, params_from_iter, types};

use super::column::{Column, Kind, Value, count, share, text, texts};
use super::property_graph::{self, documents_of, for_how_long};
use super::sentence::{About, Sentence};
use super::{Content, Summary, Tie};
use crate::extraction::Voice;
use crate::graph::{Actor, Id, Place, Relation, Report};
use crate::replace;

/// Writes a view to a file, beside its place until it is whole.
///
/// ```
/// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
/// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
/// use reprisal::export::{Content, sqlite};
///
/// # let path = std::env::temp_dir().join(format!("reprisal-{}.sqlite", std::process::id()));
/// sqlite::write(&Content::of(&graph.everything()), &path)?;
/// assert!(std::fs::read(&path)?.starts_with(b"SQLite format 3"));
/// # std::fs::remove_file(&path)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When the database cannot be written; the file that was there before is left as it was.
pub fn write(content: &Content, path: &Path) -> io::Result<Summary> {
    replace::path(path, |beside| {
        // What a run that was cut off left there.
        let _ = std::fs::remove_file(beside);
        fill(content, beside).map_err(io::Error::other)
    })
}

fn fill(content: &Content, path: &Path) -> rusqlite::Result<Summary> {
    let mut database = Connection::open(path)?;
    // Nobody sees the file before it is whole.
    database.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA user_version = 1;")?;
    let all = database.transaction()?;
    let mut summary = Summary::default();
    nodes(content, &all, &mut summary)?;
    edges(content, &all, &mut summary)?;
    told(content, &all, &mut summary)?;
    all.execute_batch(include_str!("sqlite/schema.sql"))?;
    all.commit()?;
    database.close().map_err(|(_, error)| error)?;
    Ok(summary)
}

/// Makes a table and fills it; says how many rows it has.
fn table<T>(
    database: &Connection,
    name: &str,
    keys: &str,
    columns: &[Column<T>],
    all: impl Iterator<Item = T>,
) -> rusqlite::Result<usize> {
    let spelled: Vec<String> = columns.iter().map(|column| format!("\"{}\" {}", column.name, sort(column.kind))).collect();
    database.execute_batch(&format!("CREATE TABLE {name} ({}, {keys})", spelled.join(", ")))?;
    let marks = vec!["?"; columns.len()].join(", ");
    let mut insert = database.prepare(&format!("INSERT INTO {name} VALUES ({marks})"))?;
    let mut written = 0;
    for item in all {
        insert.execute(params_from_iter(columns.iter().map(|column| spell((column.value)(&item)))))?;
        written += 1;
    }
    Ok(written)
}

const fn sort(kind: Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::Texts | Kind::Day => "TEXT",
        Kind::Count => "INTEGER",
        Kind::Share => "REAL",
    }
}

fn spell(value: Value) -> types::Value {
    match value {
        Value::Nothing => types::Value::Null,
        Value::Text(text) => text.into_owned().into(),
        Value::Texts(all) if all.is_empty() => types::Value::Null,
        Value::Texts(all) => serde_json::to_string(&all).map_or(types::Value::Null, Into::into),
        Value::Count(number) => i64::try_from(number).unwrap_or(i64::MAX).into(),
        // The shortest decimal that is the number, not its binary neighbour.
        Value::Share(number) => number.to_string().parse::<f64>().unwrap_or_default().into(),
        Value::Day(day) => day.to_string().into(),
    }
}

fn nodes(content: &Content, database: &Connection, summary: &mut Summary) -> rusqlite::Result<()> {
    let id = "PRIMARY KEY (id)";
    summary.wrote("documents", table(database, "documents", id, &property_graph::documents(), content.documents())?);
    summary.wrote("actors", table(database, "actors", id, &property_graph::actors(), content.of_kind::<Actor>())?);
    let within = text("within", |place: &&Place| place.within.as_ref().into());
    let columns: Vec<Column<&Place>> = property_graph::places().into_iter().chain([within]).collect();
    summary.wrote("places", table(database, "places", id, &columns, content.of_kind::<Place>())?);
    summary.wrote("incidents", table(database, "incidents", id, &property_graph::incidents(), content.incidents())?);
    Ok(())
}

fn edges(content: &Content, database: &Connection, summary: &mut Summary) -> rusqlite::Result<()> {
    let of = |relation: Relation| content.ties().filter(move |tie| tie.relation() == relation);
    let mut written = 0;
    for (relation, [from, to], keys) in [
        (Relation::Perpetrated, ["actor", "incident"], ["actors", "incidents"]),
        (Relation::Targeted, ["incident", "actor"], ["incidents", "actors"]),
        (Relation::OccurredIn, ["incident", "place"], ["incidents", "places"]),
        (Relation::RetaliatedFor, ["incident", "answered"], ["incidents", "incidents"]),
    ] {
        let columns = [
            text(from, |tie: &Tie| tie.from.id().into()),
            text(to, |tie: &Tie| tie.to.id().into()),
            texts("documents", |tie: &Tie| Value::Texts(documents_of(tie.evidence()))),
        ];
        let keys = format!(
            "PRIMARY KEY ({from}, {to}), FOREIGN KEY ({from}) REFERENCES {}(id), FOREIGN KEY ({to}) REFERENCES {}(id)",
            keys[0], keys[1]
        );
        written += table(database, relation.as_str(), &keys, &columns, of(relation))?;
    }
    summary.wrote("edges at incidents", written);
    let columns = [
        text("id", |tie: &Tie| tie.key().to_string().into()),
        text("subject", |tie| tie.from.id().into()),
        text("relation", |tie| tie.relation().as_str().into()),
        text("object", |tie| tie.to.id().into()),
        text("modality", |tie| if tie.edge.is_only_standing() { Value::Nothing } else { tie.modality().as_str().into() }),
        count("evidence_count", |tie| Value::number(tie.evidence().len())),
        texts("standing", |tie| Value::Texts(tie.edge.standing().iter().map(for_how_long).collect())),
    ];
    let keys = "PRIMARY KEY (id), FOREIGN KEY (subject) REFERENCES actors(id), FOREIGN KEY (object) REFERENCES actors(id)";
    let relations = content.ties().filter(|tie| tie.incident().is_none());
    summary.wrote("relations", table(database, "relations", keys, &columns, relations)?);
    Ok(())
}

/// What documents tell: reports, sentences, voices, and whom and what they name.
fn told(content: &Content, database: &Connection, summary: &mut Summary) -> rusqlite::Result<()> {
    let told = content.incidents().flat_map(|incident| {
        let incident = incident.incident();
        incident.reports.iter().map(move |report| (&incident.id, report.as_ref()))
    });
    let keys =
        "PRIMARY KEY (id), FOREIGN KEY (incident) REFERENCES incidents(id), FOREIGN KEY (document) REFERENCES documents(id)";
    summary.wrote("reports", table(database, "reports", keys, &reports(), told)?);
    let keys = "PRIMARY KEY (id), FOREIGN KEY (incident) REFERENCES incidents(id), \
                FOREIGN KEY (relation) REFERENCES relations(id), FOREIGN KEY (document) REFERENCES documents(id)";
    summary.wrote("sentences", table(database, "evidence", keys, &evidence(), content.sentences())?);
    let voices = content.sentences().flat_map(|sentence| {
        let voices = &sentence.citation.evidence.voices;
        voices.iter().enumerate().map(move |(at, voice)| (sentence, at + 1, voice))
    });
    let columns = [
        text("evidence", |(sentence, ..): &(Sentence, usize, &Voice)| sentence.id().into()),
        count("number", |&(_, number, _)| Value::number(number)),
        text("actor", |(.., voice)| voice.actor.as_ref().into()),
        text("words", |(.., voice)| voice.words.as_str().into()),
        text("stance", |(.., voice)| voice.stance.as_str().into()),
    ];
    table(
        database,
        "voices",
        "PRIMARY KEY (evidence, number), FOREIGN KEY (evidence) REFERENCES evidence(id)",
        &columns,
        voices,
    )?;
    named(content, database)
}

fn named(content: &Content, database: &Connection) -> rusqlite::Result<()> {
    type Naming<'g> = (&'g Id, Option<&'g String>, Option<&'g String>);
    let actors = content.of_kind::<Actor>();
    let actors = actors.flat_map(|actor| actor.documents.iter().map(|document| (document, Some(&actor.id), None)));
    let places = content.of_kind::<Place>();
    let places = places.flat_map(|place| place.documents.iter().map(|document| (document, None, Some(&place.id))));
    let columns = [
        text("document", |(document, ..): &Naming| document.as_str().into()),
        text("actor", |&(_, actor, _): &Naming| actor.into()),
        text("place", |&(.., place): &Naming| place.into()),
    ];
    let keys = "FOREIGN KEY (document) REFERENCES documents(id), FOREIGN KEY (actor) REFERENCES actors(id), \
                FOREIGN KEY (place) REFERENCES places(id)";
    let held: std::collections::HashSet<&str> = content.documents().map(|info| info.id.as_str()).collect();
    let namings = actors.chain(places).filter(|(document, ..)| held.contains(document.as_str()));
    table(database, "named", keys, &columns, namings).map(drop)
}

fn reports<'g>() -> [Column<(&'g Id, &'g Report)>; 19] {
    [
        text("id", |(_, report)| report.id.as_str().into()),
        text("incident", |(incident, _)| incident.as_str().into()),
        text("document", |(_, report)| report.document.as_str().into()),
        text("kind", |(_, report)| report.kind.as_str().into()),
        text("date_text", |(_, report)| report.date.into()),
        text("until_text", |(_, report)| report.until.into()),
        count("killed", |(_, report)| report.killed.into()),
        count("wounded", |(_, report)| report.wounded.into()),
        text("weapon", |(_, report)| report.weapon.as_ref().into()),
        text("modality", |(_, report)| report.modality.as_str().into()),
        text("status", |(_, report)| report.status.as_str().into()),
        share("confidence", |(_, report)| Value::Share(report.confidence)),
        text("attributed_to", |(_, report)| report.attributed_to.as_ref().into()),
        texts("perpetrators", |(_, report)| Value::of_all(&report.perpetrators)),
        texts("targets", |(_, report)| Value::of_all(&report.targets)),
        texts("places", |(_, report)| Value::of_all(&report.places)),
        texts("answers", |(_, report)| Value::of_all(&report.answers)),
        texts("claimed_by", |(_, report)| Value::of_all(&report.claimed_by)),
        texts("denied_by", |(_, report)| Value::of_all(&report.denied_by)),
    ]
}

fn evidence<'g>() -> Vec<Column<Sentence<'g>>> {
    let incident = text("incident", |sentence: &Sentence| match &sentence.about {
        About::Incident(incident) => incident.incident().id.as_str().into(),
        About::Relation(_) => Value::Nothing,
    });
    let relation = text("relation", |sentence: &Sentence| match &sentence.about {
        About::Incident(_) => Value::Nothing,
        About::Relation(tie) => tie.key().to_string().into(),
    });
    let columns = property_graph::sentences().into_iter().filter(|column| !matches!(column.name, "about" | "voices"));
    columns.chain([incident, relation]).collect()
}
