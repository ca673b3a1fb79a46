//! `reprisal why`: everything that a claim rests on.

use std::io::Write;

use reprisal::investigate::{self, Claim, Deed, Finding, Near, Nearness, Why};
use reprisal::query::Source;

use crate::args::{GraphArgs, OutputArgs};
use crate::material::Material;
use crate::report::{Failure, Outcome, Report};
use crate::table::{self, Cell, Column, Row, Table};
use crate::view_args::ViewArgs;
use crate::wording;

pub const EXAMPLES: &str = "\
Examples:
  reprisal why Northland attacked \"Red Brigade\" articles/
  reprisal why \"Red Brigade\" retaliated-against Northland graph.json
  reprisal why Southland backs \"Red Brigade\" graph.json --format md --evidence 5

Where nothing bears the claim out, what comes nearest is shown, and the exit status is 1.";

#[derive(Debug, clap::Args)]
pub struct WhyArgs {
    /// Who
    #[arg(value_name = "A")]
    pub subject: String,
    /// What is claimed: attacked, retaliated-against, backs, part-of or leads
    #[arg(value_name = "CLAIM")]
    pub claim: Claim,
    /// Of whom
    #[arg(value_name = "B")]
    pub object: String,
    #[command(flatten)]
    pub input: GraphArgs,
    #[command(flatten)]
    pub output: OutputArgs,
    #[command(flatten)]
    pub view: ViewArgs,
}

pub fn run(args: &WhyArgs, out: &mut impl Write, report: &mut Report) -> Result<Outcome, Failure> {
    let material = Material::gather(&args.input, report)?;
    let (subject, object) = (material.party(&args.subject)?, material.party(&args.object)?);
    let view = material.view(&args.view)?;
    let why = investigate::why(&view, &subject, args.claim, &object);
    let claim = format!("{} {} {}", subject.name, args.claim.verb(), object.name);
    report.note(&format!("understood as: why {claim}"));
    if why.findings.is_empty() {
        report.note(&format!("nothing that was read says that {claim}{}", if why.near.is_empty() { "" } else { "; nearest:" }));
        let rows: Vec<Row> = why.near.iter().map(|near| row(&near.finding, Some(near))).collect();
        table::write(&args.output, 3, &Table { columns: columns(true), rows }, &why, &why.near, out)?;
        return Ok(Outcome::Nothing);
    }
    table::write(&args.output, usize::MAX, &told(&why), &why, &why.findings, out)?;
    Ok(Outcome::Found)
}

fn told(why: &Why) -> Table<'_> {
    Table { columns: columns(false), rows: why.findings.iter().map(|finding| row(finding, None)).collect() }
}

fn columns(near: bool) -> Vec<Column> {
    let how = near.then_some(Column::words("How near"));
    let rest = [Column::words("What"), Column::words("Status"), Column::words("By rule"), Column::number("Sources")];
    how.into_iter().chain(rest).collect()
}

fn row<'w>(finding: &'w Finding, near: Option<&Near>) -> Row<'w> {
    let mut cells: Vec<Cell> = near.map(|near| how(near.how).into()).into_iter().collect();
    let row = |cells| Row { cells, ..Row::default() };
    match finding {
        Finding::Deed { deed, answers, answered_by } => {
            let sides = [("claimed by", &deed.claimed_by), ("denied by", &deed.denied_by)];
            let sides = sides.into_iter().filter(|(_, actors)| !actors.is_empty());
            let links = links("answers", answers).chain(links("answered by", answered_by));
            cells.extend([
                deed.described.as_str().into(),
                wording::status(deed.status),
                rules(&deed.evidence).into(),
                deed.sources.to_string().into(),
            ]);
            let notes = sides.map(|(word, actors)| format!("{word} {}", wording::actors(actors))).chain(links);
            row(cells).with_notes(notes.collect::<Vec<_>>()).with_evidence(&deed.evidence)
        }
        Finding::Tie(tie) => {
            let status = tie.status.map(wording::status).unwrap_or_default();
            cells.extend([tie.said().into(), status, rules(&tie.evidence).into(), tie.sources.to_string().into()]);
            row(cells)
                .with_notes(tie.standing.iter().map(wording::standing))
                .with_evidence(tie.evidence.iter().chain(&tie.denials))
        }
        _ => row(cells),
    }
}

fn links<'w>(word: &'static str, deeds: &'w [Deed]) -> impl Iterator<Item = String> + 'w {
    deeds.iter().map(move |deed| format!("{word}: {} ({})", deed.described, deed.id))
}

/// The rules that fired, each once.
fn rules(evidence: &[Source]) -> String {
    let mut rules: Vec<&str> = evidence.iter().map(|source| source.rule.as_str()).collect();
    rules.sort_unstable();
    rules.dedup();
    rules.join(", ")
}

fn how(how: Nearness) -> &'static str {
    match how {
        Nearness::Denied => "only denied",
        Nearness::Threatened => "only threatened",
        Nearness::NoAnswer => "answers nothing",
        Nearness::Provoked => "provoked by it, done to others",
        Nearness::Principal => "by the principal",
        Nearness::OtherWay => "the other way round",
        _ => "another relation",
    }
}
