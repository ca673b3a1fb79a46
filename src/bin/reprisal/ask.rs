//! `reprisal ask`: a question and its answer.

use std::collections::BTreeMap;
use std::io::Write;

use reprisal::Status;
use reprisal::query::{ActorName, Answer, Asked, Names, Query, Row, Source};

use crate::args::{AskArgs, Format};
use crate::inputs;
use crate::report::{Failure, Outcome, Report};
use crate::table::{self, Column, Table, clean_json};

pub fn run(args: &AskArgs, out: &mut impl Write, report: &mut Report) -> Result<Outcome, Failure> {
    let ontology = inputs::ontology(&args.input)?;
    let graph = inputs::graph(&args.input, &ontology, report)?;
    let names = Names::of_graph(&graph).with_ontology(&ontology);
    let mut query = Query::parse(&args.question, &names)?;
    query.roll_up = args.look.roll_up.into();
    query.modality = args.modality;
    query.standing = args.look.standing;
    report.note(&format!("understood as: {query}"));
    let answer = query.run(&graph, &names);
    match args.format {
        Format::Table => write_table(&answer, query.asked, args.quotes, out)?,
        Format::Json => writeln!(out, "{}", clean_json(&serde_json::to_string_pretty(&answer).map_err(std::io::Error::other)?))?,
        Format::Jsonl => {
            for row in &answer.rows {
                writeln!(out, "{}", clean_json(&serde_json::to_string(row).map_err(std::io::Error::other)?))?;
            }
        }
    }
    if answer.undated > 0 {
        report.note(&format!("left out for want of a date: {}", counted(answer.undated, "incident")));
    }
    if answer.rows.is_empty() {
        report.note("no answer: what was read does not say");
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Found)
}

fn write_table(answer: &Answer, asked: Asked, quotes: usize, out: &mut impl Write) -> Result<(), Failure> {
    if answer.rows.is_empty() {
        return Ok(());
    }
    let columns = columns(asked);
    let rows = answer.rows.iter().map(|row| table::Row {
        cells: columns.iter().map(|column| cell(column.title, row)).collect(),
        notes: notes(row, quotes),
    });
    let rows = rows.collect();
    Table { columns, rows }.write(table::terminal_width(), out)?;
    Ok(())
}

/// The columns that a question asks for.
fn columns(asked: Asked) -> Vec<Column> {
    let titles: &[&'static str] = match asked {
        Asked::Attacked => &["Who", "Whom", "What", "When", "Sources"],
        Asked::Happened => &["When", "What", "Who", "Whom", "Where", "Sources"],
        Asked::Backs => &["Who", "Backs whom", "Sources"],
        Asked::Leads => &["Who", "Leads whom", "As", "Sources"],
        Asked::PartOf => &["Who", "Part of", "Sources"],
        _ => &["Who", "Whom", "For what", "When", "Sources"],
    };
    titles.iter().map(|&title| Column { title, right: title == "Sources" }).collect()
}

fn cell(column: &str, row: &Row) -> String {
    let kinds = format!("{}{}", row.what.join(", "), contested(row));
    match column {
        "Who" => names(&row.who),
        "Backs whom" | "Leads whom" | "Part of" => names(&row.whom) + contested(row),
        "Whom" => names(&row.whom),
        "What" if row.deeds > 1 => format!("{}: {kinds}", counted(row.deeds, "incident")),
        "What" | "As" => kinds,
        "For what" => row.for_what.join("; "),
        "Where" => row.places.join("; "),
        "When" => when(row),
        _ => row.sources.to_string(),
    }
}

/// Said of a row that somebody denies.
fn contested(row: &Row) -> &'static str {
    match row.status[..] {
        [Status::Contested] => " (contested)",
        _ if row.status.contains(&Status::Contested) => " (contested in part)",
        _ => "",
    }
}

fn names(actors: &[ActorName]) -> String {
    match actors {
        [] => "unknown".to_owned(),
        _ => actors.iter().map(|actor| actor.name.as_str()).collect::<Vec<_>>().join(", "),
    }
}

fn when(row: &Row) -> String {
    match (row.since, row.until) {
        (Some(since), Some(until)) if since != until => format!("{since} … {until}"),
        (Some(date), _) | (None, Some(date)) => date.to_string(),
        (None, None) => "undated".to_owned(),
    }
}

fn counted(number: usize, one: &str) -> String {
    format!("{number} {one}{}", if number == 1 { "" } else { "s" })
}

/// The sentences behind a row, each with its article; one of every article before a second of any.
fn notes(row: &Row, quotes: usize) -> Vec<table::Note> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut ranked: Vec<(usize, &Source)> = Vec::new();
    for source in &row.evidence {
        let rank = seen.entry(&source.document).or_default();
        ranked.push((*rank, source));
        *rank += 1;
    }
    ranked.sort_by_key(|(rank, _)| *rank);
    let mut notes: Vec<table::Note> = Vec::new();
    for (_, source) in ranked.iter().take(quotes) {
        let quote = if source.text.is_empty() { String::new() } else { format!("“{}”", source.text.trim()) };
        let voices = source.told_by();
        let below = if voices.is_empty() { article(source) } else { format!("{voices} – {}", article(source)) };
        notes.push(table::Note { text: quote, below: Some(below) });
    }
    if quotes > 0 && ranked.len() > quotes {
        notes.push(table::Note { text: format!("… and {} more", counted(ranked.len() - quotes, "sentence")), below: None });
    }
    for fact in &row.standing {
        let time = match (fact.since, fact.until) {
            (Some(since), Some(until)) => format!(", {since} … {until}"),
            (Some(since), None) => format!(", since {since}"),
            (None, Some(until)) => format!(", until {until}"),
            (None, None) => String::new(),
        };
        notes.push(table::Note { text: format!("the ontology{time}"), below: None });
    }
    notes
}

/// Title, source and date of an article.
fn article(source: &Source) -> String {
    let place = source.source.as_ref().unwrap_or(&source.document);
    let parts = [source.title.clone(), Some(place.clone()), source.published.map(|day| day.to_string())];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
