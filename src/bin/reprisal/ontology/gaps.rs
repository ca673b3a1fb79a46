//! `reprisal ontology gaps`.

use std::io::Write;
use std::path::PathBuf;

use reprisal::gaps::{Gap, GapReader, Gaps};
use reprisal::{DocumentReader, Ontology};

use crate::args::From;
use crate::inputs;
use crate::limit_args::LimitArgs;
use crate::report::{Failure, Outcome, Report};
use crate::table::{Column, Note, Row, Table, clean_json, terminal_width};

/// Which documents to look through, and how to tell.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct GapsArgs {
    /// Articles, folders of articles, JSON Lines; "-" is standard input
    #[arg(value_name = "INPUT", required = true)]
    inputs: Vec<PathBuf>,

    /// What the input is; told by its content unless given
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = From::Auto)]
    from: From,

    /// Show at most so many names
    #[arg(long, value_name = "N", default_value_t = 40)]
    limit: usize,

    /// Write one JSON list
    #[arg(long)]
    json: bool,

    #[command(flatten)]
    limits: LimitArgs,
}

pub(super) fn run(ontology: &Ontology, args: &GapsArgs, out: &mut dyn Write, report: &mut Report) -> Result<Outcome, Failure> {
    let documents = DocumentReader::new(ontology).with_limits(args.limits.limits());
    let reader = GapReader::new(ontology);
    let mut gaps = Gaps::default();
    for document in inputs::documents(&args.inputs, args.from, &documents) {
        match document {
            Ok(document) => {
                gaps.add(reader.read(&document));
                report.read();
                let left_out = document.cut.map(|cut| inputs::cut_short(&document, cut));
                report.cut(left_out.as_slice());
            }
            Err(problem) => report.skip(&problem),
        }
    }
    report.require_input()?;
    let ranked = gaps.ranked();
    let shown = &ranked[..args.limit.min(ranked.len())];
    if args.json {
        let json = serde_json::to_string_pretty(shown).map_err(std::io::Error::other)?;
        writeln!(out, "{}", clean_json(json))?;
    } else if !shown.is_empty() {
        table(shown).write(terminal_width(), 0, &mut { out })?;
    }
    match ranked.len() - shown.len() {
        _ if ranked.is_empty() => report.note("no name is missing from the ontology"),
        0 => {}
        more => report.note(&format!("{more} more; --limit N shows them")),
    }
    Ok(Outcome::found(!ranked.is_empty()))
}

fn table(gaps: &[Gap]) -> Table<'static> {
    let columns = vec![
        Column::words("Name"),
        Column::number("In a role"),
        Column::number("By a trigger"),
        Column::number("Mentions"),
        Column::number("Documents"),
    ];
    let row = |gap: &Gap| {
        let counts = [gap.in_role, gap.beside_trigger, gap.mentions, gap.documents];
        let cells = std::iter::once(gap.name.clone()).chain(counts.iter().map(usize::to_string));
        Row::new(cells).with_notes([Note { text: format!("“{}”", gap.example.trim()), below: gap.document.clone() }])
    };
    Table { columns, rows: gaps.iter().map(row).collect() }
}
