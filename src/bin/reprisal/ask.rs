//! `reprisal ask`: a question and its answer.

use std::io::Write;

use reprisal::Status;
use reprisal::graph::Standing;
use reprisal::query::{ActorName, Asked, Names, Query, Row};

use crate::args::AskArgs;
use crate::inputs;
use crate::report::{Failure, Outcome, Report};
use crate::table::{self, Column, Table};

/// How many sentences a row quotes.
const EVIDENCE: usize = 3;

pub fn run(args: &AskArgs, out: &mut impl Write, report: &mut Report) -> Result<Outcome, Failure> {
    let ontology = inputs::ontology(&args.input)?;
    let mut graph = inputs::graph(&args.input, &ontology, report)?;
    if args.look.standing {
        graph.add_standing(&ontology);
    }
    let names = Names::of_graph(&graph).with_ontology(&ontology);
    let mut query = Query::parse(&args.question, &names)?;
    query.roll_up = args.look.roll_up.into();
    query.modality = args.modality;
    query.standing = args.look.standing;
    report.note(&format!("understood as: {query}"));
    let answer = query.run(&graph, &names);
    let columns = columns(query.asked);
    let rows = answer.rows.iter().map(|row| tell(row, &columns)).collect();
    table::write(&args.output, EVIDENCE, &Table { columns, rows }, &answer, &answer.rows, out)?;
    if answer.undated > 0 {
        report.note(&format!("left out for want of a date: {}", counted(answer.undated, "incident")));
    }
    if answer.rows.is_empty() {
        report.note("no answer: what was read does not say");
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Found)
}

/// A row of the table, with its sentences and what the ontology says.
fn tell<'a>(row: &'a Row, columns: &[Column]) -> table::Row<'a> {
    let cells = columns.iter().map(|column| cell(column.title, row));
    table::Row::new(cells).with_evidence(&row.evidence).with_notes(row.standing.iter().map(standing))
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
    titles.iter().map(|&title| if title == "Sources" { Column::number(title) } else { Column::words(title) }).collect()
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

/// What the ontology says of a row.
fn standing(fact: &Standing) -> String {
    let time = match (fact.since, fact.until) {
        (Some(since), Some(until)) => format!(", {since} … {until}"),
        (Some(since), None) => format!(", since {since}"),
        (None, Some(until)) => format!(", until {until}"),
        (None, None) => String::new(),
    };
    format!("the ontology{time}")
}
