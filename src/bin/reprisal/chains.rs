//! `reprisal chains`: who answered whom, blow by blow.

use std::io::Write;
use std::path::PathBuf;

use reprisal::investigate::{self, Aside, Chain, SetAside, Step};

use crate::args::{OutputArgs, ReadArgs};
use crate::budget_args::BudgetArgs;
use crate::material::{Material, actor_and_inputs};
use crate::report::{Failure, Outcome, Report};
use crate::table::{self, Cell, Column, Row, Table, Tint};
use crate::view_args::ViewArgs;
use crate::wording::{self, counted};

pub const EXAMPLES: &str = "\
Examples:
  reprisal chains articles/
  reprisal chains \"Red Brigade\" graph.json --limit 5 --evidence 1
  reprisal chains graph.json --format jsonl | jq '.steps[].deed.described'

An answer that is dated before what it answers is not followed; a note names it.";

#[derive(Debug, clap::Args)]
pub struct ChainsArgs {
    /// An actor, if only chains that it is part of are wanted; then articles, files of records or saved graphs
    #[arg(value_name = "[ACTOR] INPUT", required = true)]
    pub words: Vec<PathBuf>,
    /// Show at most so many chains
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
    #[command(flatten)]
    pub read: ReadArgs,
    #[command(flatten)]
    pub output: OutputArgs,
    #[command(flatten)]
    pub view: ViewArgs,
    #[command(flatten)]
    pub budget: BudgetArgs,
}

pub fn run(args: &ChainsArgs, out: &mut impl Write, report: &mut Report) -> Result<Outcome, Failure> {
    let (actor, inputs) = actor_and_inputs(&args.words);
    let material = Material::gather(&args.read.inputs(inputs), report)?;
    let party = actor.map(|actor| material.party(&actor)).transpose()?;
    let view = material.view(&args.view)?;
    let found = investigate::chains_within(&view, party.as_ref(), args.limit, args.budget.budget());
    let columns = vec![
        Column::number("Chain"),
        Column::words("When"),
        Column::words("After"),
        Column::words("What"),
        Column::words("Status"),
        Column::number("Sources"),
    ];
    let rows = found.chains.iter().enumerate().flat_map(|(at, chain)| steps(at + 1, chain)).collect();
    table::write(&args.output, 0, &Table { columns, rows }, &found, &found.chains, out)?;
    found.set_aside.iter().for_each(|aside| report.note(&set_aside(aside)));
    if let Some(stop) = found.stopped {
        report.note(&stop.to_string());
    } else if found.more {
        report.note("there are more; --limit N shows them");
    }
    if found.chains.is_empty() && found.stopped.is_none() {
        let who = party.map(|party| format!(" and concerns {}", party.name)).unwrap_or_default();
        report.note(&format!("no incident that was read answers another{who}"));
    }
    Ok(args.budget.conclude(found.stopped, Outcome::found(!found.chains.is_empty()), report))
}

fn steps(number: usize, chain: &Chain) -> Vec<Row<'_>> {
    let last = chain.steps.len().saturating_sub(1);
    let row = |(at, step): (usize, &'_ Step)| {
        let tint = if at == 0 { Tint::Plain } else { Tint::Faint };
        [
            Cell { text: number.to_string(), tint },
            wording::when(&step.deed),
            step.after.map(|gap| gap.to_string()).unwrap_or_default().into(),
            wording::what(&step.deed).into(),
            wording::status(step.deed.status),
            step.deed.sources.to_string().into(),
        ]
    };
    let below = |at| (at == last).then(|| summary(chain));
    let rows = chain.steps.iter().enumerate();
    rows.map(|(at, step)| Row::new(row((at, step))).with_evidence(&step.deed.evidence).with_notes(below(at)).joined(at > 0))
        .collect()
}

/// "United States – Kataib Hezbollah: 2 deeds in 5 days".
fn summary(chain: &Chain) -> String {
    let [one, other] = &chain.sides;
    let span = chain.span.map(|span| format!(" in {span}").replace(" in the same day", " on one day")).unwrap_or_default();
    format!("{} – {}: {}{span}", wording::actors(one), wording::actors(other), counted(chain.steps.len(), "deed"))
}

fn set_aside(aside: &SetAside) -> String {
    let (answer, answered) = (&aside.answer, &aside.answered);
    let said = format!("{} ({}) is said to answer {} ({})", answer.described, answer.id, answered.described, answered.id);
    match (aside.why, aside.gap) {
        (Aside::TooEarly, Some(gap)) => format!("not followed: {said}, but is dated {gap}"),
        _ => format!("not followed: {said}, which by way of others answers it"),
    }
}
