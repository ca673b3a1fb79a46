//! `reprisal stats`: figures.

use std::io::Write;

use reprisal::investigate::{self, Count, Stats};

use crate::args::{GraphArgs, OutputArgs};
use crate::material::Material;
use crate::report::{Failure, Outcome, Report};
use crate::table::{self, Cell, Column, Row, Table, Tint};
use crate::view_args::ViewArgs;

pub const EXAMPLES: &str = "\
Examples:
  reprisal stats articles/
  reprisal stats graph.json --top 25
  reprisal stats graph.json --format csv > figures.csv";

#[derive(Debug, clap::Args)]
pub struct StatsArgs {
    #[command(flatten)]
    pub input: GraphArgs,
    /// Show at most so many of every list; json and jsonl hold all
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub top: usize,
    #[command(flatten)]
    pub output: OutputArgs,
    #[command(flatten)]
    pub view: ViewArgs,
}

pub fn run(args: &StatsArgs, out: &mut impl Write, report: &mut Report) -> Result<Outcome, Failure> {
    let material = Material::gather(&args.input, report)?;
    let stats = investigate::stats(&material.view(&args.view)?);
    let columns = vec![Column::words("Of"), Column::words("Which"), Column::number("Count"), Column::number("Share")];
    let rows = rows(&stats, args.top);
    table::write(&args.output, 0, &Table { columns, rows }, &stats, std::slice::from_ref(&stats), out)?;
    Ok(Outcome::Found)
}

fn rows(stats: &Stats, top: usize) -> Vec<Row<'static>> {
    let mut rows = Vec::new();
    let mut section = |of: &str, lines: &[(&str, usize)], whole: usize| {
        for (at, (which, count)) in lines.iter().enumerate() {
            rows.push(row(of, at == 0, which, *count, whole));
        }
    };
    let all = stats.documents;
    section("documents", &[("all", all), ("that tell of nothing", stats.silent)], all);
    section("documents by source", &listed(&stats.sources, top), all);
    section("documents by month", &listed(&stats.published, usize::MAX), all);
    section("actors", &[("all", stats.actors)], stats.actors);
    section("actors by kind", &listed(&stats.actor_kinds, top), stats.actors);
    section("places", &[("all", stats.places)], stats.places);
    section("incidents", &listed(&stats.modalities, top), stats.incidents);
    let viewed = [
        ("dated", stats.dated),
        ("undated", stats.viewed - stats.dated.min(stats.viewed)),
        ("placed", stats.placed),
        ("with both sides", stats.both_sides),
        ("told by several documents", stats.confirmed),
        ("that answer another", stats.answers),
    ];
    section("asserted incidents", &viewed, stats.viewed);
    section("incidents by kind", &listed(&stats.kinds, top), stats.viewed);
    section("incidents by status", &listed(&stats.statuses, top), stats.viewed);
    section("incidents by month", &listed(&stats.months, usize::MAX), stats.viewed);
    section("perpetrators", &listed(&stats.perpetrators, top), stats.viewed);
    section("targets", &listed(&stats.targets, top), stats.viewed);
    section("pairs", &listed(&stats.pairs, top), stats.viewed);
    section("links", &listed(&stats.edges, top), 0);
    rows
}

fn listed(counts: &[Count], most: usize) -> Vec<(&str, usize)> {
    counts.iter().take(most).map(|count| (name(count), count.count)).collect()
}

fn name(count: &Count) -> &str {
    if count.name.is_empty() { "not said" } else { &count.name }
}

/// What is counted stands out in the first line of its list.
fn row(of: &str, first: bool, which: &str, count: usize, whole: usize) -> Row<'static> {
    let share = if whole == 0 { String::new() } else { format!("{:.0}%", 100.0 * count as f64 / whole as f64) };
    let tint = if first { Tint::More } else { Tint::Faint };
    Row::new([Cell { text: of.to_owned(), tint }, which.into(), count.to_string().into(), share.into()])
}
