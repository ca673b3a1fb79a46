//! `reprisal compare`: what changed from one graph to another.

use std::io::Write;
use std::path::PathBuf;

use reprisal::extraction::DocumentInfo;
use reprisal::investigate::{self, Altered, Comparison, Deed, Link, Tie};

use crate::args::{OutputArgs, ReadArgs};
use crate::material::Material;
use crate::report::{Failure, Outcome, Report};
use crate::table::{self, Cell, Column, Row, Table, Tint};
use crate::view_args::ViewArgs;
use crate::wording::{self, counted};

pub const EXAMPLES: &str = "\
Examples:
  reprisal compare yesterday.json today.json
  reprisal compare graph.json new-articles/              # all that is old counts as removed
  reprisal compare yesterday.json today.json --format md --evidence 1

Exit status 1 means that nothing changed.";

#[derive(Debug, clap::Args)]
pub struct CompareArgs {
    /// What was known: a saved graph, a file of records, an article or a folder
    #[arg(value_name = "OLD")]
    pub old: PathBuf,
    /// What is known now
    #[arg(value_name = "NEW")]
    pub new: PathBuf,
    #[command(flatten)]
    pub read: ReadArgs,
    #[command(flatten)]
    pub output: OutputArgs,
    #[command(flatten)]
    pub view: ViewArgs,
}

pub fn run(args: &CompareArgs, out: &mut impl Write, report: &mut Report) -> Result<Outcome, Failure> {
    let mut gather = |path: &PathBuf| Material::gather(&args.read.inputs(vec![path.clone()]), report);
    let (old, new) = (gather(&args.old)?, gather(&args.new)?);
    let found = investigate::compare(&old.view(&args.view)?, &new.view(&args.view)?);
    let columns = vec![Column::words("Change"), Column::words("What"), Column::words("Now"), Column::number("Sources")];
    let rows = rows(&found);
    table::write(&args.output, 0, &Table { columns, rows }, &found, std::slice::from_ref(&found), out)?;
    report.note(&summary(&found));
    Ok(Outcome::found(!found.is_empty()))
}

fn summary(found: &Comparison) -> String {
    if found.is_empty() {
        return "nothing changed".to_owned();
    }
    let counts = [
        (found.documents_added.len(), "new document"),
        (found.documents_changed.len(), "changed document"),
        (found.documents_removed.len(), "removed document"),
        (found.actors_added.len(), "new actor"),
        (found.incidents_added.len(), "new incident"),
        (found.incidents_changed.len(), "changed incident"),
        (found.incidents_removed.len(), "removed incident"),
        (found.ties_added.len(), "new relation"),
        (found.answers_added.len(), "new answer"),
    ];
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    counts.map(|(count, one)| counted(count, one)).collect::<Vec<_>>().join(", ")
}

fn rows(found: &Comparison) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    rows.extend(found.documents_added.iter().map(|info| document("+ document", Tint::More, info)));
    rows.extend(found.documents_changed.iter().map(|info| document("~ document", Tint::Doubt, info)));
    rows.extend(found.documents_removed.iter().map(|info| document("- document", Tint::Against, info)));
    rows.extend(found.actors_added.iter().map(|actor| row("+ actor", Tint::More, &actor.name, &actor.id)));
    rows.extend(found.actors_removed.iter().map(|actor| row("- actor", Tint::Against, &actor.name, &actor.id)));
    rows.extend(found.incidents_added.iter().map(|new| deed("+ incident", Tint::More, new)));
    rows.extend(found.incidents_changed.iter().map(altered));
    rows.extend(found.incidents_removed.iter().map(|old| deed("- incident", Tint::Against, old)));
    rows.extend(found.ties_added.iter().map(|new| tie("+ relation", Tint::More, new)));
    rows.extend(found.ties_removed.iter().map(|old| tie("- relation", Tint::Against, old)));
    rows.extend(found.answers_added.iter().map(|new| link("+ answer", Tint::More, new)));
    rows.extend(found.answers_removed.iter().map(|old| link("- answer", Tint::Against, old)));
    rows
}

fn row<'c>(change: &str, tint: Tint, what: &str, now: &str) -> Row<'c> {
    Row::new([Cell { text: change.to_owned(), tint }, what.into(), now.into()])
}

fn sources<'c>(mut row: Row<'c>, documents: usize) -> Row<'c> {
    row.cells.push(documents.to_string().into());
    row
}

fn document<'c>(change: &str, tint: Tint, info: &DocumentInfo) -> Row<'c> {
    let now = [info.source.clone(), info.published.map(|day| day.to_string())];
    let title = info.title.as_ref().unwrap_or(&info.id);
    row(change, tint, title, &now.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

fn deed<'c>(change: &str, tint: Tint, deed: &'c Deed) -> Row<'c> {
    sources(row(change, tint, &deed.described, deed.status.as_str()), deed.sources).with_evidence(&deed.evidence)
}

fn altered(altered: &Altered) -> Row<'_> {
    let said = altered.alterations.iter().map(|alteration| {
        let word = |text: &str| if text.is_empty() { "not said".to_owned() } else { text.to_owned() };
        format!("{}: {} → {}", alteration.detail, word(&alteration.before), word(&alteration.after))
    });
    let said = said.collect::<Vec<_>>().join("; ");
    let row = row("~ incident", Tint::Doubt, &altered.deed.described, &said);
    sources(row, altered.deed.sources).with_evidence(&altered.deed.evidence)
}

fn tie<'c>(change: &str, tint: Tint, tie: &'c Tie) -> Row<'c> {
    let standing = tie.standing.iter().map(wording::standing).collect::<Vec<_>>().join("; ");
    sources(row(change, tint, &tie.said(), &standing), tie.sources).with_evidence(&tie.evidence)
}

fn link<'c>(change: &str, tint: Tint, link: &'c Link) -> Row<'c> {
    let row = row(change, tint, &link.answer.described, &format!("answers: {}", link.answered.described));
    sources(row, link.answer.sources).with_evidence(&link.answer.evidence)
}
