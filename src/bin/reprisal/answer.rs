//! What `ask` and `find` share: how the graph is searched, and how an answer is written.

use std::io::Write;

use reprisal::Status;
use reprisal::graph::Standing;
use reprisal::query::{ActorName, Answer, By, Query, Row, Search, Shape, Verb};

use crate::args::{Format, OutputArgs, QuestionArgs};
use crate::material::Material;
use crate::report::{Failure, Outcome, Report};
use crate::table::{self, Column, Table};
use crate::view_args::LookArgs;

/// How many sentences a row quotes.
const EVIDENCE: usize = 3;

/// A search in the material, as the arguments want it.
pub fn search<'m>(material: &'m Material, look: &LookArgs, limits: &QuestionArgs) -> Search<'m> {
    let rows = if limits.rows == 0 { usize::MAX } else { limits.rows };
    let search = Search::new(&material.graph, &material.names).roll_up(look.roll_up.into()).standing(look.standing);
    search.limit(rows).budget(limits.budget.budget())
}

/// Writes an answer, and says what else is to be said of it.
pub fn write(
    query: &Query,
    answer: &Answer,
    output: &OutputArgs,
    limits: &QuestionArgs,
    out: &mut impl Write,
    report: &Report,
) -> Result<Outcome, Failure> {
    if let Some(summary) = answer.summary.as_ref().filter(|_| output.format == Format::Table) {
        writeln!(out, "{}{}", table::clean(summary), if answer.rows.is_empty() { "" } else { "\n" })?;
    }
    // Without "by", the one line says it all.
    if query.shape != Shape::Count(None) || output.format != Format::Table {
        let columns = columns(query);
        let rows = answer.rows.iter().map(|row| tell(row, query, &columns)).collect();
        // Counts are read side by side.
        let evidence = if matches!(query.shape, Shape::Count(_)) { 0 } else { EVIDENCE };
        table::write(output, evidence, &Table { columns, rows }, answer, &answer.rows, out)?;
    }
    answer.remarks().iter().for_each(|remark| report.note(remark));
    if answer.rows.len() < answer.total {
        report.note("--rows N gives more, --rows 0 all of them");
    }
    Ok(limits.budget.conclude(answer.stopped, Outcome::found(!answer.rows.is_empty()), report))
}

/// The columns that a question asks for.
fn columns(query: &Query) -> Vec<Column> {
    let last = query.clauses.iter().rfind(|clause| clause.verb.is_deed()).or(query.clauses.last());
    let verb = last.map_or(Verb::Attacked, |clause| clause.verb);
    let titles: &[&'static str] = match (query.shape, verb) {
        (Shape::Count(Some(By::Month)), _) => &["Month", "Incidents", "What", "Sources"],
        (Shape::Count(Some(By::Year)), _) => &["Year", "Incidents", "What", "Sources"],
        (Shape::Count(Some(By::Kind)), _) => &["Kind", "Incidents", "When", "Sources"],
        (Shape::Count(Some(By::Place)), _) => &["Place", "Incidents", "What", "When", "Sources"],
        (Shape::Count(_), _) => &["By", "Incidents", "What", "When", "Sources"],
        (_, Verb::Backs) => &["Who", "Backs whom", "Sources"],
        (_, Verb::Leads) => &["Who", "Leads whom", "As", "Sources"],
        (_, Verb::PartOf) => &["Who", "Part of", "Sources"],
        (Shape::Why, _) => &["Who", "Whom", "For what", "When", "Sources"],
        (Shape::List | Shape::Whether, _) => &["When", "What", "Who", "Whom", "Where", "Sources"],
        (_, Verb::RetaliatedAgainst) => &["Who", "Whom", "For what", "When", "Sources"],
        (_, Verb::ProvokedBy) => &["Who", "Provoked by", "For what", "When", "Sources"],
        (_, Verb::Avenged) => &["Who", "Avenged", "For what", "When", "Sources"],
        (_, Verb::Claimed) => &["Who", "Claimed attack on", "What", "When", "Sources"],
        (_, Verb::Denied) => &["Who", "Denied attack on", "What", "When", "Sources"],
        _ => &["Who", "Whom", "What", "When", "Sources"],
    };
    let joined = query.clauses.len() > 1 && query.shape == Shape::Rows;
    let titles = joined.then_some(&"Variables").into_iter().chain(titles);
    let column = |&title| if matches!(title, "Sources" | "Incidents") { Column::number(title) } else { Column::words(title) };
    titles.map(column).collect()
}

/// A row of the table, with its sentences and what the ontology says.
fn tell<'a>(row: &'a Row, query: &Query, columns: &[Column]) -> table::Row<'a> {
    let cells = columns.iter().map(|column| cell(column.title, row, query));
    table::Row::new(cells).with_evidence(&row.evidence).with_notes(row.standing.iter().map(standing))
}

fn cell(column: &str, row: &Row, query: &Query) -> String {
    let kinds = format!("{}{}", row.what.join(", "), held(row));
    match column {
        "Variables" => {
            let bound = row.bindings.iter().map(|binding| format!("?{} {}", binding.variable, binding.actor.name));
            bound.collect::<Vec<_>>().join(", ")
        }
        "By" | "Month" | "Year" | "Kind" | "Place" => row.group.clone().unwrap_or_default(),
        "Incidents" => row.deeds.to_string(),
        "Who" => names(&row.who),
        "Backs whom" | "Leads whom" | "Part of" => names(&row.whom) + &held(row),
        "Whom" | "Provoked by" | "Avenged" | "Claimed attack on" | "Denied attack on" => names(&row.whom),
        "What" if row.deeds > 1 && !matches!(query.shape, Shape::Count(_)) => format!("{}: {kinds}", counted(row.deeds)),
        "What" | "As" => kinds,
        "For what" => row.for_what.join("; ") + &held(row),
        "Where" => row.places.join("; "),
        "When" => when(row),
        _ => row.sources.to_string(),
    }
}

/// Said of a row that is not simply so.
fn held(row: &Row) -> String {
    let doubt = [Status::Contested, Status::Retracted, Status::Denied, Status::Threatened];
    let words: Vec<&str> = row.status.iter().filter(|status| doubt.contains(status)).map(|status| status.as_str()).collect();
    match words.is_empty() {
        true => String::new(),
        false if words.len() == row.status.len() => format!(" ({})", words.join(", ")),
        false => format!(" ({} in part)", words.join(", ")),
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

fn counted(number: usize) -> String {
    format!("{number} incident{}", if number == 1 { "" } else { "s" })
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
