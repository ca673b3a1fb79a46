//! `reprisal timeline`: what happened when.

use std::io::Write;
use std::path::PathBuf;

use clap::ValueEnum;
use reprisal::Status;
use reprisal::investigate::{self, Bucket, Deed, Period, Timeline};

use crate::args::{OutputArgs, ReadArgs};
use crate::material::{Material, actor_and_inputs};
use crate::report::{Failure, Outcome, Report};
use crate::table::{self, Cell, Column, Row, Table, Tint, terminal_width};
use crate::view_args::ViewArgs;
use crate::wording;

pub const EXAMPLES: &str = "\
Examples:
  reprisal timeline articles/
  reprisal timeline \"Red Brigade\" graph.json --evidence 1
  reprisal timeline Northland graph.json --by month
  reprisal timeline graph.json --format csv > incidents.csv";

#[derive(Debug, clap::Args)]
pub struct TimelineArgs {
    /// An actor, if only what it did and suffered is wanted; then articles, files of records or saved graphs
    #[arg(value_name = "[ACTOR] INPUT", required = true)]
    pub words: Vec<PathBuf>,
    /// Count incidents instead of listing them
    #[arg(long, value_enum, value_name = "PERIOD")]
    pub by: Option<By>,
    #[command(flatten)]
    pub read: ReadArgs,
    #[command(flatten)]
    pub output: OutputArgs,
    #[command(flatten)]
    pub view: ViewArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum By {
    Month,
    Year,
}

pub fn run(args: &TimelineArgs, out: &mut impl Write, report: &mut Report) -> Result<Outcome, Failure> {
    let (actor, inputs) = actor_and_inputs(&args.words);
    let material = Material::gather(&args.read.inputs(inputs), report)?;
    let party = actor.map(|actor| material.party(&actor)).transpose()?;
    let timeline = investigate::timeline(&material.view(&args.view)?, party.as_ref());
    match args.by {
        Some(by) => {
            let buckets = timeline.by(if by == By::Month { Period::Month } else { Period::Year });
            table::write(&args.output, 0, &histogram(&buckets), &buckets, &buckets, out)?;
        }
        None => {
            let deeds: Vec<&Deed> = timeline.dated.iter().chain(&timeline.undated).collect();
            table::write(&args.output, 0, &list(&timeline), &timeline, &deeds, out)?;
        }
    }
    let found = !timeline.dated.is_empty() || !timeline.undated.is_empty();
    if !found {
        let who = party.map(|party| format!(" that {} did or suffered", party.name)).unwrap_or_default();
        report.note(&format!("what was read tells of no incident{who}"));
    }
    Ok(Outcome::found(found))
}

fn list(timeline: &Timeline) -> Table<'_> {
    let columns = vec![
        Column::words("When"),
        Column::words("What"),
        Column::words("Who"),
        Column::words("Whom"),
        Column::words("Where"),
        Column::number("Killed"),
        Column::number("Sources"),
    ];
    let row = |deed| {
        let doubt = deed_status(deed);
        let cells = [
            wording::when(deed),
            Cell { text: format!("{}{doubt}", deed.kind.as_str().replace('-', " ")), tint: wording::status(deed.status).tint },
            wording::actors(&deed.who).into(),
            wording::actors(&deed.whom).into(),
            deed.place.as_str().into(),
            wording::number(deed.killed).into(),
            deed.sources.to_string().into(),
        ];
        Row::new(cells).with_evidence(&deed.evidence)
    };
    Table { columns, rows: timeline.dated.iter().chain(&timeline.undated).map(row).collect() }
}

/// Said of a deed that stands on less than the word of the writer.
fn deed_status(deed: &Deed) -> String {
    if deed.status == Status::Asserted { String::new() } else { format!(" ({})", deed.status) }
}

fn histogram(buckets: &[Bucket]) -> Table<'static> {
    let columns = vec![
        Column::words("When"),
        Column::number("Incidents"),
        Column::number("Killed"),
        Column::number("Wounded"),
        Column::drawn(""),
    ];
    let most = buckets.iter().map(|bucket| bucket.incidents).max().unwrap_or(0).max(1);
    // What the other columns leave.
    let room = terminal_width().saturating_sub(42).max(10);
    let row = |bucket: &Bucket| {
        let when = bucket.when.map(|when| when.to_string());
        let tint = if when.is_none() || bucket.incidents == 0 { Tint::Faint } else { Tint::Plain };
        let bar = if bucket.incidents == 0 { 0 } else { (bucket.incidents * room / most).max(1) };
        Row::new([
            Cell { text: when.unwrap_or_else(|| "undated".to_owned()), tint },
            Cell { text: bucket.incidents.to_string(), tint },
            Cell { text: bucket.killed.to_string(), tint },
            Cell { text: bucket.wounded.to_string(), tint },
            Cell { text: "█".repeat(bar), tint: Tint::More },
        ])
    };
    Table { columns, rows: buckets.iter().map(row).collect() }
}
