//! `reprisal page`: one HTML file to explore the graph in.

use std::io::Write;
use std::path::PathBuf;

use jiff::civil::Date;
use reprisal::export::page::{self, PageOptions, Triggers};

use crate::args::GraphArgs;
use crate::material::Material;
use crate::output::Output;
use crate::report::{Failure, Outcome, Report};
use crate::view_args::ViewArgs;

pub const EXAMPLES: &str = "\
Examples:
  reprisal page articles/ -o graph.html
  reprisal page graph.json --since 2024 --title \"The war since 2024\" -o since-2024.html
  reprisal page graph.json --standing -o graph.html      # with what only the ontology says

The file needs no network and no server: open it in a browser, send it, put it on a site.";

/// A page larger than this is slow to open.
const LARGE: usize = 20_000_000;

#[derive(Debug, clap::Args)]
pub struct PageArgs {
    #[command(flatten)]
    pub input: GraphArgs,
    /// The file to write; "-" is standard output
    #[arg(short, long, value_name = "FILE.html")]
    pub output: PathBuf,
    /// What stands above the page
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// The day to name as that of its making; the day of the newest document unless given
    #[arg(long, value_name = "DAY")]
    pub built_on: Option<Date>,
    #[command(flatten)]
    pub view: ViewArgs,
}

pub fn run(args: &PageArgs, out: &mut impl Write, report: &mut Report) -> Result<Outcome, Failure> {
    let output = Output::of(&args.output, &args.input.input.inputs)?;
    let material = Material::gather(&args.input, report)?;
    let view = material.view(&args.view)?;
    let mut options = PageOptions::default();
    options.title.clone_from(&args.title);
    options.built_on = args.built_on;
    options.roll_up = args.view.look.roll_up.into();
    options.triggers = Some(Triggers::of(&material.ontology));
    let mut html = Vec::new();
    page::write(&view, &options, &mut html)?;
    if html.len() > LARGE {
        let megabytes = html.len() / 1_000_000;
        report.note(&format!("the page has {megabytes} MB and will open slowly; --since, --in or --sources make it smaller"));
    }
    output.write(out, |out| out.write_all(&html))?;
    Ok(Outcome::Found)
}
