//! Commands and options.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::budget_args::{self, BudgetArgs};
use crate::limit_args::LimitArgs;
use crate::ontology_args::OntologyArgs;
use crate::settings::SettingsArgs;
use crate::view_args::LookArgs;

const STATUS: &str = "\
Exit status: 0 with an answer, 1 without one or when something had to be skipped or read in part, 2 for wrong usage or failure.";

/// What stands below the list of commands.
fn after_help() -> String {
    let sparql = if cfg!(feature = "sparql") {
        ""
    } else {
        "Questions in SPARQL: this program was built without them; build it with --features sparql.\n\n"
    };
    format!("{FIRST_STEPS}\n\n{sparql}{STATUS}")
}

const FIRST_STEPS: &str = "\
First steps:
  reprisal ask \"who attacked whom?\" articles/    ask a folder of articles
  reprisal build articles/ -o graph.json         read once, ask often
  reprisal why X attacked Y graph.json           the sentences behind a claim
  reprisal page graph.json -o graph.html         one file to explore it all in
  reprisal doctor                                is everything in order?";

/// Reads news articles about armed conflict into a knowledge graph of actors, incidents and retaliation.
#[derive(Debug, Parser)]
#[command(name = "reprisal", version, arg_required_else_help = true, subcommand_required = true, after_help = after_help())]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
    /// When to use colour
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    pub color: Color,
    /// Say nothing on stderr but failures
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Also say on stderr what was read and made, and how long each step took
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub verbose: bool,
    #[command(flatten)]
    pub settings: SettingsArgs,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Build a graph and save it
    #[command(after_help = "\
Examples:
  reprisal build articles/ -o graph.json
  reprisal build january.jsonl february.jsonl -o graph.ron
  reprisal build graph.json new-article.txt -o graph.json    # add to a saved graph")]
    #[command(visible_alias = "merge")]
    Build(BuildArgs),
    /// Add documents to a saved graph; one that it holds already is replaced
    #[command(after_help = "\
Examples:
  reprisal add graph.json today.jsonl
  reprisal add graph.json corrected-article.txt -o newer.json")]
    Add(AddArgs),
    /// Take documents out of a saved graph, with everything that they alone say
    #[command(after_help = "\
Examples:
  reprisal remove graph.json articles/hoax.txt
  reprisal remove graph.json wire-7 wire-9 -o without.json")]
    Remove(RemoveArgs),
    /// Write what each document says, one JSON line a document, in the order of the input
    #[command(after_help = "\
Examples:
  reprisal extract articles/ > records.jsonl
  reprisal extract news.jsonl.gz -o records.jsonl --resume   # again after an interruption: it goes on
  cat article.txt | reprisal extract --from text -
  split --number l/8 --filter 'reprisal extract --part - > $FILE.records' news.jsonl      # or as a job of Spark: examples/spark")]
    Extract(ExtractArgs),
    /// Say sentence by sentence how a document was read: which rules were tried, and why nothing came of some
    #[command(after_help = "\
Examples:
  echo \"A drone hit the base.\" | reprisal explain --from text -
  reprisal explain article.txt --grep struck         # only sentences with that word
  reprisal explain article.txt --sentence 3 --tree   # one sentence, with its words and their heads
  reprisal explain --json article.txt | jq .incidents")]
    Explain(ExplainArgs),
    /// Ask a question; every answer stands with its sentences
    #[command(after_help = ask_help())]
    Ask(AskArgs),
    /// Find what fits a pattern; every answer stands with its sentences
    #[command(after_help = FIND_HELP)]
    Find(FindArgs),
    /// Draw the graph as DOT, for Graphviz
    #[command(after_help = crate::dot::EXAMPLES)]
    Dot(crate::dot::DotArgs),
    /// Draw the graph as SVG, PNG or PDF, with the help of Graphviz
    #[command(after_help = crate::render::EXAMPLES)]
    Render(crate::render::RenderArgs),
    /// Write one HTML file to explore the graph in, with everything in it
    #[command(after_help = crate::page::EXAMPLES)]
    Page(crate::page::PageArgs),
    /// Write the graph in the format of another program
    #[command(after_help = crate::export::EXAMPLES)]
    Export(crate::export::ExportArgs),
    /// Say what is whole in a damaged graph, and save that
    #[command(after_help = crate::repair::EXAMPLES)]
    Repair(crate::repair::RepairArgs),
    /// Make a graph of what another program holds, and save it
    #[command(after_help = crate::import::EXAMPLES)]
    Import(crate::import::ImportArgs),
    /// Show everything that a claim about two actors rests on, or what comes nearest to it
    #[command(after_help = crate::why::EXAMPLES)]
    Why(crate::why::WhyArgs),
    /// Show who answered whom, blow by blow
    #[command(after_help = crate::chains::EXAMPLES, override_usage = "reprisal chains [OPTIONS] [ACTOR] <INPUT>...")]
    Chains(crate::chains::ChainsArgs),
    /// Show what links two actors
    #[command(after_help = crate::path::EXAMPLES)]
    Path(crate::path::PathArgs),
    /// Show what happened when
    #[command(after_help = crate::timeline::EXAMPLES, override_usage = "reprisal timeline [OPTIONS] [ACTOR] <INPUT>...")]
    Timeline(crate::timeline::TimelineArgs),
    /// Show all that is known of an actor, an incident or a document
    #[command(after_help = crate::show::EXAMPLES)]
    Show(crate::show::ShowArgs),
    /// Show what changed from one graph to another: what a new batch of articles brought
    #[command(after_help = crate::compare::EXAMPLES)]
    Compare(crate::compare::CompareArgs),
    /// Count what was read
    #[command(after_help = crate::stats::EXAMPLES)]
    Stats(crate::stats::StatsArgs),
    Ontology(crate::ontology::OntologyCommand),
    #[cfg(feature = "sparql")]
    Sparql(crate::sparql::SparqlArgs),
    /// Look at what the program has and finds: parser, ontology, settings, Graphviz
    #[command(after_help = crate::doctor::EXAMPLES)]
    Doctor(crate::doctor::DoctorArgs),
    /// Write the completions of a shell
    #[command(after_help = crate::completions::EXAMPLES)]
    Completions(crate::completions::CompletionsArgs),
    /// Write the manual, as man pages
    #[command(after_help = crate::man::EXAMPLES)]
    Man(crate::man::ManArgs),
}

/// Where to read from.
#[derive(Clone, Debug, Args)]
pub struct InputArgs {
    /// Articles, files of records (JSON Lines) or saved graphs; "-" is standard input
    #[arg(value_name = "INPUT", required = true)]
    pub inputs: Vec<PathBuf>,
    /// What the input is; told by its content unless given
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = From::Auto)]
    pub from: From,
    #[command(flatten)]
    pub ontology: OntologyArgs,
    #[command(flatten)]
    pub limits: LimitArgs,
}

/// How a graph is made of what was read.
#[derive(Clone, Debug, Args)]
pub struct MakingArgs {
    /// A file of corrections: merge, split, redate, reattribute, drop, pin; may be given several times
    #[arg(long, value_name = "FILE.ron")]
    pub corrections: Vec<PathBuf>,
    /// Only what was published by this day
    #[arg(long, value_name = "DAY")]
    pub as_of: Option<jiff::civil::Date>,
    /// Keep every report an incident of its own, also where several documents tell of one deed
    #[arg(long)]
    pub as_told: bool,
}

/// What to make a graph of, and how.
#[derive(Clone, Debug, Args)]
pub struct GraphArgs {
    #[command(flatten)]
    pub input: InputArgs,
    #[command(flatten)]
    pub making: MakingArgs,
}

impl AsRef<OntologyArgs> for InputArgs {
    fn as_ref(&self) -> &OntologyArgs {
        &self.ontology
    }
}

impl AsRef<OntologyArgs> for GraphArgs {
    fn as_ref(&self) -> &OntologyArgs {
        &self.input.ontology
    }
}

#[derive(Debug, Args)]
pub struct AddArgs {
    /// The saved graph
    #[arg(value_name = "GRAPH")]
    pub graph: PathBuf,
    #[command(flatten)]
    pub input: InputArgs,
    /// The file to write; the saved graph itself unless given
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct RemoveArgs {
    /// The saved graph
    #[arg(value_name = "GRAPH")]
    pub graph: PathBuf,
    /// Ids of documents
    #[arg(value_name = "DOCUMENT", required = true)]
    pub documents: Vec<String>,
    /// The file to write; the saved graph itself unless given
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct BuildArgs {
    #[command(flatten)]
    pub input: GraphArgs,
    /// The file to write: RON when its name ends in .ron, else JSON; "-" is standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// Note in FILE.part how far the run has come, and go on from there when it was interrupted
    #[arg(long)]
    pub resume: bool,
    /// The input is a part of something larger, and another program runs this one on each: an empty part is no failure,
    /// documents without an id are named by their content
    #[arg(long, conflicts_with = "resume")]
    pub part: bool,
}

#[derive(Debug, Args)]
pub struct ExtractArgs {
    #[command(flatten)]
    pub input: InputArgs,
    /// The file to write; standard output unless given
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Note in FILE.part how far the run has come, and go on from there when it was interrupted
    #[arg(long, requires = "output")]
    pub resume: bool,
    /// The input is a part of something larger, and another program runs this one on each: an empty part is no failure,
    /// documents without an id are named by their content, and what cannot be read becomes a line
    /// {"version": …, "problem": {"place": …, "message": …}} instead of a status of 1
    #[arg(long, conflicts_with = "resume")]
    pub part: bool,
}

#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// Articles, folders of articles, JSON Lines; "-" is standard input
    #[arg(value_name = "FILE", required = true)]
    pub inputs: Vec<PathBuf>,
    /// What the input is; told by its content unless given
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = From::Auto)]
    pub from: From,
    /// Only the sentence of this number
    #[arg(long, value_name = "N")]
    pub sentence: Option<usize>,
    /// Only sentences that hold this text, in any case
    #[arg(long, value_name = "TEXT")]
    pub grep: Option<String>,
    /// Also show the words with their tags and heads
    #[arg(long)]
    pub tree: bool,
    /// Write one JSON object a document, one a line
    #[arg(long, conflicts_with = "tree")]
    pub json: bool,
    #[command(flatten)]
    pub ontology: OntologyArgs,
    #[command(flatten)]
    pub limits: LimitArgs,
}

#[derive(Debug, Args)]
pub struct AskArgs {
    /// The question, in English
    #[arg(value_name = "QUESTION")]
    pub question: String,
    #[command(flatten)]
    pub input: GraphArgs,
    #[command(flatten)]
    pub output: OutputArgs,
    /// Ask for what is asserted, denied or threatened
    #[arg(long, value_name = "MODALITY", default_value = "asserted")]
    pub modality: reprisal::Modality,
    #[command(flatten)]
    pub look: LookArgs,
    #[command(flatten)]
    pub limits: QuestionArgs,
}

#[derive(Debug, Args)]
pub struct FindArgs {
    /// The pattern: clauses WHO VERB WHOM with filters, joined by ";"
    #[arg(value_name = "PATTERN")]
    pub pattern: String,
    #[command(flatten)]
    pub input: GraphArgs,
    #[command(flatten)]
    pub output: OutputArgs,
    #[command(flatten)]
    pub look: LookArgs,
    #[command(flatten)]
    pub limits: QuestionArgs,
}

/// How much of an answer is given, and how much work it may cost.
#[derive(Debug, Args)]
pub struct QuestionArgs {
    /// Give so many rows at most; 0 for all
    #[arg(long, value_name = "N", default_value_t = 1000, help_heading = budget_args::HEADING)]
    pub rows: usize,
    #[command(flatten)]
    pub budget: BudgetArgs,
}

/// What to make a graph of the inputs with, for commands that name their inputs in their own way.
#[derive(Debug, Args)]
pub struct ReadArgs {
    /// What the input is; told by its content unless given
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = From::Auto)]
    pub from: From,
    #[command(flatten)]
    pub ontology: OntologyArgs,
    #[command(flatten)]
    pub making: MakingArgs,
    #[command(flatten)]
    pub limits: LimitArgs,
}

impl ReadArgs {
    /// To read from these.
    pub fn inputs(&self, inputs: Vec<PathBuf>) -> GraphArgs {
        let (ontology, limits) = (self.ontology.clone(), self.limits.clone());
        GraphArgs { input: InputArgs { inputs, from: self.from, ontology, limits }, making: self.making.clone() }
    }
}

/// How to write rows.
#[derive(Debug, Args)]
pub struct OutputArgs {
    /// How to write the answer
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Table)]
    pub format: Format,
    /// How many sentences to quote for every row; json and jsonl hold all of them
    #[arg(long, value_name = "N", alias = "quotes")]
    pub evidence: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    Auto,
    Always,
    Never,
}

impl Color {
    /// Sets it for everything that is written; "auto" heeds NO_COLOR and whether a terminal reads.
    pub fn apply(self) {
        match self {
            Color::Auto => anstream::ColorChoice::Auto,
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum From {
    Auto,
    Text,
    Jsonl,
    Html,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Columns as wide as the terminal allows
    Table,
    /// One JSON object
    Json,
    /// A JSON line a row
    Jsonl,
    /// Comma-separated values, for spreadsheets
    Csv,
    /// A Markdown table
    Md,
}

const FIND_HELP: &str = "\
Patterns:
  ?  ?x  ?:state        anyone, the same one wherever it stands, one of a kind
  north  \"Red Brigade\"  that actor alone, by id or name
  north*                with all that is counted to its account
  north*|south*         one of these

  verbs    attacked, retaliated-against (who was hit by the answer),
           provoked-by (who did what is answered), avenged (who was hit by
           what is answered), claimed-attack-on, denied-attack-on, backs,
           part-of, leads;
           turned about: attacked-by, provoked, backed-by, includes, led-by
  filters  in PLACE, since DATE, until DATE, in DATE, as-of DAY (of its news),
           kind drone-attack|airstrike, status any|contested|denied|threatened…,
           sources N; after a \";\" they hold for all clauses
  before   list (one row a deed), why (what it answered), whether (is it so),
           count, count by month|year|kind|place|perpetrator|target

Examples:
  reprisal find '? retaliated-against north*' articles/
  reprisal find '?x backs ?y; ?y attacked north*' graph.json
  reprisal find 'red-brigade* attacked ? in north since 2024-01' graph.json
  reprisal find 'count by month ? attacked north* sources 2' graph.json";

fn ask_help() -> String {
    let forms: Vec<String> = reprisal::query::forms().iter().map(|form| format!("  {form}")).collect();
    format!(
        "Questions:\n{}\nmost also with: in PLACE, since DATE, until DATE, in 2024, in February 2024\n\nExamples:\n  \
         reprisal ask \"who retaliated against whom?\" articles/\n  \
         reprisal ask \"why did X attack Y since 2024?\" graph.json --format json\n\n{STATUS}",
        forms.join("\n")
    )
}
