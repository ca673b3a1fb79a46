//! `reprisal dot`: a picture.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use reprisal::export::dot::{self, DotView, Options};
use reprisal::export::style::{self, Style};

use crate::args::GraphArgs;
use crate::material::Material;
use crate::output::Output;
use crate::report::{Failure, Outcome, Report};
use crate::view_args::ViewArgs;

pub const EXAMPLES: &str = "\
Examples:
  reprisal dot graph.json | dot -Tsvg > graph.svg
  reprisal dot --view incidents --in Northland --since 2024 articles/ -o incidents.dot
  reprisal dot --view around --actor \"Red Brigade\" --depth 2 graph.json
  reprisal dot --view chain --actor Northland graph.json
  reprisal dot --view map --standing --theme dark graph.json
  reprisal dot --status any --sources 2 --top 30 graph.json";

#[derive(Debug, Args)]
pub struct DotArgs {
    #[command(flatten)]
    pub input: GraphArgs,
    #[command(flatten)]
    pub picture: PictureArgs,
    /// The file to write; standard output unless given
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// What to draw, and how.
#[derive(Debug, Args)]
pub struct PictureArgs {
    /// What to draw
    #[arg(long = "view", value_enum, value_name = "VIEW", default_value_t = Subject::Actors)]
    pub subject: Subject,
    /// Around whom, or whose chains
    #[arg(long, value_name = "ACTOR", required_if_eq("subject", "around"))]
    pub actor: Option<String>,
    /// How many steps away from the actor
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub depth: usize,
    /// How many chains, the longest first
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub chains: usize,
    /// Only these relations between actors
    #[arg(long = "relation", value_enum, value_name = "RELATION,…", value_delimiter = ',')]
    pub relations: Vec<Relation>,
    /// Frame those who belong together: whom one actor backs, or whose deeds one answers for
    #[arg(long, value_enum, value_name = "BY")]
    pub cluster: Option<Cluster>,
    /// How many nodes at most; the least connected of more are drawn as one. 0: all; unless given, as many as can be read
    #[arg(long, value_name = "N")]
    pub top: Option<usize>,
    /// What it is looked at on
    #[arg(long, value_enum, value_name = "THEME", default_value_t = Theme::Light)]
    pub theme: Theme,
    /// A file that changes colours, shapes and arrows of the theme
    #[arg(long, value_name = "FILE.ron")]
    pub style: Option<PathBuf>,
    #[command(flatten)]
    pub view: ViewArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Subject {
    /// Who attacked, retaliated against and backs whom
    Actors,
    /// Who did what to whom, and which incident answers which
    Incidents,
    /// The longest sequence of blow and counterblow, in time
    Chain,
    /// Who has to do with one actor
    Around,
    /// Who backs, belongs to and leads whom
    Map,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Relation {
    Attacked,
    RetaliatedAgainst,
    Backs,
    PartOf,
    Leads,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Cluster {
    None,
    Camp,
    Principal,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Theme {
    Light,
    Dark,
    Print,
}

pub fn run(args: &DotArgs, out: &mut impl Write, report: &mut Report) -> Result<Outcome, Failure> {
    let output = Output::of(args.output.as_deref().unwrap_or(Path::new("-")), &args.input.input.inputs)?;
    let text = draw(&args.input, &args.picture, report)?;
    output.write(out, |out| out.write_all(text.as_bytes()))?;
    Ok(Outcome::Found)
}

/// The picture as DOT.
pub fn draw(input: &GraphArgs, args: &PictureArgs, report: &mut Report) -> Result<String, Failure> {
    // A mistake in a small file is told before a long run.
    let theme = match args.theme {
        Theme::Light => style::Theme::Light,
        Theme::Dark => style::Theme::Dark,
        Theme::Print => style::Theme::Print,
    };
    let changed = args.style.as_ref().map(|path| Style::load(path, theme)).transpose()?;
    let material = Material::gather(input, report)?;
    let actor = args.actor.as_ref().map(|actor| material.party(actor)).transpose()?;
    let mut options = Options::new(match args.subject {
        Subject::Actors => DotView::Actors,
        Subject::Incidents => DotView::Incidents,
        Subject::Chain => DotView::Chain,
        Subject::Around => DotView::Around,
        Subject::Map => DotView::Map,
    });
    options.actor = actor.as_ref();
    options.depth = args.depth;
    options.chains = args.chains;
    options.relations = args.relations.iter().map(|relation| relation.line()).collect();
    options.cluster = args.cluster.map(|cluster| match cluster {
        Cluster::None => dot::Cluster::None,
        Cluster::Camp => dot::Cluster::Camp,
        Cluster::Principal => dot::Cluster::Principal,
    });
    options.top = args.top;
    options.style = changed.as_ref().unwrap_or(Style::of(theme));
    Ok(dot::draw(&material.view(&args.view)?, &options))
}

impl Relation {
    fn line(self) -> style::Line {
        match self {
            Relation::Attacked => style::Line::Attacked,
            Relation::RetaliatedAgainst => style::Line::RetaliatedAgainst,
            Relation::Backs => style::Line::Backs,
            Relation::PartOf => style::Line::PartOf,
            Relation::Leads => style::Line::Leads,
        }
    }
}
