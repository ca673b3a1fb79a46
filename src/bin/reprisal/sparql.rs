//! `reprisal sparql`: a question in SPARQL and its answer.

use std::io::Write;
use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, ValueEnum};
use reprisal::rdf::{PREFIXES, Word};
use reprisal::sparql::{Answer, Format, Found, Limits, Query, SparqlError, Table, oxrdf, short};

use crate::args::GraphArgs;
use crate::inputs;
use crate::report::{Failure, Outcome, Report};
use crate::table::{self, Column, clean, clean_json};

/// Ask a question in SPARQL
#[derive(Debug, Args)]
#[command(allow_missing_positional = true, after_help = help())]
pub struct SparqlArgs {
    /// The question; the first INPUT with --file
    #[arg(value_name = "QUERY")]
    query: Option<String>,
    /// Read the question from a file
    #[arg(short, long, value_name = "FILE")]
    file: Option<PathBuf>,
    #[command(flatten)]
    input: GraphArgs,
    /// How to write rows; triples are written as N-Triples
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Rows::Table)]
    format: Rows,
    /// So many rows at most; 0 for all
    #[arg(long, value_name = "N", default_value_t = 10_000)]
    rows: usize,
    /// So many seconds at most; 0 for any time
    #[arg(long, value_name = "N", default_value_t = 30)]
    seconds: u64,
    /// So many statements looked at at most, which bounds the memory, too; 0 for all
    #[arg(long, value_name = "N", default_value_t = 20_000_000)]
    statements: u64,
    /// Also take what only the ontology says
    #[arg(long)]
    standing: bool,
}

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Rows {
    /// Columns as wide as the terminal allows
    Table,
    /// SPARQL 1.1 Query Results JSON
    Json,
    /// SPARQL 1.1 Query Results CSV
    Csv,
}

pub fn run(args: &SparqlArgs, out: &mut impl Write, report: &mut Report) -> Result<Outcome, Failure> {
    let query = question(args)?;
    let input = args.input();
    let ontology = inputs::ontology(&input, report)?;
    let graph = inputs::graph(&input, &ontology, report)?;
    let limits = Limits::none()
        .rows(Some(args.rows).filter(|rows| *rows > 0))
        .time(Some(Duration::from_secs(args.seconds)).filter(|time| !time.is_zero()))
        .statements(Some(args.statements).filter(|statements| *statements > 0));
    let answer = query.standing(args.standing).run(&graph, &limits).map_err(|error| Failure::Usage(error.to_string()))?;
    write(&answer, args.format, out)?;
    if answer.cut {
        report.note(&format!("cut after {} rows: there are more; add a LIMIT, or see --rows", answer.len()));
    }
    for unknown in &answer.unknown {
        let nearest = unknown.nearest.as_ref().map(|nearest| format!(": did you mean {nearest}?")).unwrap_or_default();
        report.note(&format!("the graph holds no {}{nearest}", unknown.name));
    }
    if answer.is_empty() && !matches!(answer.found, Found::Truth(_)) {
        report.note("no answer: what was read does not say");
    }
    Ok(Outcome::found(!answer.is_empty()))
}

impl SparqlArgs {
    /// With a file, what stands in the place of the question is an input.
    fn input(&self) -> GraphArgs {
        let mut input = self.input.clone();
        if self.file.is_some() {
            input.input.inputs.splice(0..0, self.query.as_ref().map(PathBuf::from));
        }
        input
    }
}

/// The question, from the command line or the file.
fn question(args: &SparqlArgs) -> Result<Query, Failure> {
    let Some(path) = &args.file else {
        let text =
            args.query.as_deref().ok_or_else(|| Failure::Usage("give a question, or a file with one: --file".to_owned()))?;
        return Query::parse(text).map_err(|error| Failure::Usage(error.to_string()));
    };
    let text = std::fs::read_to_string(path).map_err(|source| Failure::File { path: path.clone(), source })?;
    let placed = |error: SparqlError| match error {
        SparqlError::Syntax { .. } => Failure::Usage(format!("{}:{error}", path.display())),
        _ => Failure::Usage(error.to_string()),
    };
    Query::parse(text.strip_prefix('\u{feff}').unwrap_or(&text)).map_err(placed)
}

fn write(answer: &Answer, format: Rows, out: &mut impl Write) -> Result<(), Failure> {
    match (&answer.found, format) {
        (Found::Truth(truth), Rows::Table) => writeln!(out, "{}", if *truth { "yes" } else { "no" })?,
        (Found::Table(table), Rows::Table) => write_table(table, out)?,
        (_, format) => {
            let mut text = Vec::new();
            answer.write(if format == Rows::Json { Format::Json } else { Format::Csv }, &mut text)?;
            let text = String::from_utf8_lossy(&text);
            match (&answer.found, format) {
                (Found::Triples(_), _) | (_, Rows::Table | Rows::Csv) => write_lines(&text, out)?,
                (_, Rows::Json) => writeln!(out, "{}", clean_json(text.trim_end().to_owned()))?,
            }
        }
    }
    Ok(())
}

/// Line by line, with nothing that can do anything to a terminal.
fn write_lines(text: &str, out: &mut impl Write) -> std::io::Result<()> {
    text.lines().try_for_each(|line| writeln!(out, "{}", clean(line)))
}

fn write_table(found: &Table, out: &mut impl Write) -> Result<(), Failure> {
    if found.rows.is_empty() {
        return Ok(());
    }
    // Titles are few and live as long as the program.
    let columns = found.variables.iter().zip(0..).map(|(variable, at)| {
        let title: &'static str = format!("?{}", variable.as_str()).leak();
        let number = |row: &Vec<Option<oxrdf::Term>>| row.get(at).is_some_and(|term| term.as_ref().is_none_or(is_number));
        Column { right: found.rows.iter().all(number), ..Column::words(title) }
    });
    let columns = columns.collect();
    let cell = |term: &Option<oxrdf::Term>| term.as_ref().map(short).unwrap_or_default();
    let rows = found.rows.iter().map(|row| table::Row::new(row.iter().map(cell)));
    table::Table { columns, rows: rows.collect() }.write(table::terminal_width(), 0, out)?;
    Ok(())
}

fn is_number(term: &oxrdf::Term) -> bool {
    use oxrdf::vocab::xsd;
    matches!(term, oxrdf::Term::Literal(literal) if [xsd::INTEGER, xsd::DECIMAL, xsd::DOUBLE].contains(&literal.datatype()))
}

fn help() -> String {
    let prefixes: Vec<String> =
        PREFIXES.iter().map(|(prefix, namespace)| format!("  {:8} {namespace}", format!("{prefix}:"))).collect();
    let said = Word::ALL.iter().filter(|word| !word.meaning().starts_with("class") && !word.meaning().starts_with("wider"));
    let words: Vec<String> = said.map(|word| format!("  {word:22} {}", word.meaning())).collect();
    format!(
        "Examples:\n  \
         reprisal sparql 'SELECT DISTINCT ?who ?whom {{ ?i v:retaliatedFor ?j ; v:perpetrator ?who ; v:target ?whom }}' graph.json\n  \
         reprisal sparql 'SELECT ?i ?day {{ ?i v:target/v:principal a:united-states ; v:earliest ?day \
         FILTER(?day >= \"2024-01-01\"^^xsd:date) }} ORDER BY ?day' graph.json --format csv\n  \
         reprisal sparql 'ASK {{ a:iran v:backs a:houthis }}' articles/\n  \
         reprisal sparql --file question.rq graph.json\n\n\
         Prefixes, known without declaration:\n{}\n\n\
         Words (GRAPH ?document {{ … }} asks for what each document says by itself):\n{}",
        prefixes.join("\n"),
        words.join("\n")
    )
}
