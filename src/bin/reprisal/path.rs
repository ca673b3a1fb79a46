//! `reprisal path`: what links two actors.

use std::io::Write;

use reprisal::investigate::{self, Claim, Hop, Path};

use crate::args::{GraphArgs, OutputArgs};
use crate::budget_args::BudgetArgs;
use crate::material::Material;
use crate::report::{Failure, Outcome, Report};
use crate::table::{self, Column, Row, Table};
use crate::view_args::ViewArgs;
use crate::wording::counted;

pub const EXAMPLES: &str = "\
Examples:
  reprisal path Northland \"Red Brigade\" articles/
  reprisal path \"General Aster\" \"Red Brigade\" graph.json --via backs,leads,part-of
  reprisal path \"Northland Navy\" Southland graph.json --roll-up named --evidence 2";

#[derive(Debug, clap::Args)]
pub struct PathArgs {
    /// One actor
    #[arg(value_name = "A")]
    pub from_actor: String,
    /// The other
    #[arg(value_name = "B")]
    pub to_actor: String,
    #[command(flatten)]
    pub input: GraphArgs,
    /// Only over these links: attacked, retaliated-against, backs, part-of, leads
    #[arg(long, value_name = "CLAIM", value_delimiter = ',')]
    pub via: Vec<Claim>,
    #[command(flatten)]
    pub output: OutputArgs,
    #[command(flatten)]
    pub view: ViewArgs,
    #[command(flatten)]
    pub budget: BudgetArgs,
}

pub fn run(args: &PathArgs, out: &mut impl Write, report: &mut Report) -> Result<Outcome, Failure> {
    let material = Material::gather(&args.input, report)?;
    let (from, to) = (material.party(&args.from_actor)?, material.party(&args.to_actor)?);
    let path = investigate::path_within(&material.view(&args.view)?, &from, &to, &args.via, args.budget.budget());
    if let Some(stop) = path.stopped {
        report.note(&format!("{stop}; {}", reached(&path)));
        table::write(&args.output, 1, &Table { columns: Vec::new(), rows: Vec::new() }, &path, &[(); 0], out)?;
        return Ok(args.budget.conclude(path.stopped, Outcome::Nothing, report));
    }
    let Some(hops) = &path.hops else {
        report.note(&format!("nothing that was read links {} and {}: {}", from.name, to.name, reached(&path)));
        table::write(&args.output, 1, &Table { columns: Vec::new(), rows: Vec::new() }, &path, &[(); 0], out)?;
        return Ok(Outcome::Nothing);
    };
    if hops.is_empty() {
        report.note(&format!("{} is one actor", from.name));
    }
    let columns = vec![
        Column::number("Step"),
        Column::words("From"),
        Column::words("To"),
        Column::words("Link"),
        Column::number("Sources"),
    ];
    let rows = hops.iter().enumerate().map(|(at, hop)| row(at + 1, hop)).collect();
    table::write(&args.output, 1, &Table { columns, rows }, &path, hops, out)?;
    Ok(Outcome::Found)
}

/// "3 actors are linked to the first".
fn reached(path: &Path) -> String {
    match path.reached {
        1 => "1 actor is linked to the first".to_owned(),
        several => format!("{several} actors are linked to the first"),
    }
}

fn row(number: usize, hop: &Hop) -> Row<'_> {
    let deeds = if hop.deeds > 1 { format!(" ({})", counted(hop.deeds, "deed")) } else { String::new() };
    let cells =
        [number.to_string(), hop.from.name.clone(), hop.to.name.clone(), format!("{}{deeds}", hop.said), hop.sources.to_string()];
    let also = (!hop.also.is_empty()).then(|| format!("also: {}", hop.also.join("; ")));
    Row::new(cells).with_notes(also).with_evidence(&hop.evidence)
}
