//! `reprisal show`: all that is known of an actor, an incident or a document.

mod actor;
mod document;
mod incident;

use std::io::Write;

use reprisal::investigate::{self, Page, Subject};

use crate::args::{GraphArgs, OutputArgs};
use crate::material::Material;
use crate::report::{Failure, Outcome, Report};
use crate::table::{self, Cell, Column, Row, Table, Tint};
use crate::view_args::ViewArgs;

pub const EXAMPLES: &str = "\
Examples:
  reprisal show \"Red Brigade\" graph.json
  reprisal show article-7#i1 graph.json               # an incident, every report of it
  reprisal show wire-2024-02-03.txt articles/         # a document: what was read from it";

#[derive(Debug, clap::Args)]
pub struct ShowArgs {
    /// The name or id of an actor, or the id of an incident or a document
    #[arg(value_name = "SUBJECT")]
    pub subject: String,
    #[command(flatten)]
    pub input: GraphArgs,
    #[command(flatten)]
    pub output: OutputArgs,
    #[command(flatten)]
    pub view: ViewArgs,
}

pub fn run(args: &ShowArgs, out: &mut impl Write, report: &mut Report) -> Result<Outcome, Failure> {
    let material = Material::gather(&args.input, report)?;
    let subject = Subject::find(&material.graph, &material.names, &args.subject)?;
    let unread = || report.note(&format!("the ontology knows {:?}, but nothing that was read names it", args.subject));
    let Some(page) = investigate::show(&material.view(&args.view)?, &subject) else {
        unread();
        return Ok(Outcome::Nothing);
    };
    if let Page::Actor(actor) = &page
        && actor.documents.is_empty()
    {
        unread();
        if !args.view.look.standing {
            return Ok(Outcome::Nothing);
        }
    }
    let (rows, evidence) = match &page {
        Page::Actor(page) => (actor::rows(page), 1),
        Page::Incident(page) => (incident::rows(page), usize::MAX),
        Page::Document(page) => (document::rows(page), 1),
        _ => (Vec::new(), 0),
    };
    let columns = vec![Column::words("About"), Column::words("What"), Column::number("Sources")];
    table::write(&args.output, evidence, &Table { columns, rows }, &page, std::slice::from_ref(&page), out)?;
    Ok(Outcome::Found)
}

/// A line of a page.
fn line<'p>(about: &str, what: impl Into<Cell>) -> Row<'p> {
    Row::new([Cell { text: about.to_owned(), tint: Tint::Faint }, what.into()])
}

/// A line of a page that so many documents bear out.
fn told<'p>(about: &str, what: impl Into<Cell>, documents: usize) -> Row<'p> {
    let mut row = line(about, what);
    row.cells.push(documents.to_string().into());
    row
}
