//! `reprisal render`: a picture as an image, drawn by Graphviz.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use clap::{Args, ValueEnum};

use crate::args::GraphArgs;
use crate::dot::{self, PictureArgs};
use crate::output::Output;
use crate::report::{Failure, Outcome, Report};

pub const EXAMPLES: &str = "\
Examples:
  reprisal render articles/ -o who-attacked-whom.svg
  reprisal render --view chain --actor Northland graph.json -o blow-by-blow.png
  reprisal render --view map --standing --engine sfdp graph.json -o map.pdf

Graphviz does the drawing: apt install graphviz, brew install graphviz, winget install graphviz.";

#[derive(Debug, Args)]
pub struct RenderArgs {
    #[command(flatten)]
    pub input: GraphArgs,
    #[command(flatten)]
    pub picture: PictureArgs,
    /// The image to write: .svg, .png or .pdf
    #[arg(short, long, value_name = "FILE", value_parser = Image::of)]
    pub output: Image,
    /// How Graphviz lays it out: dot in layers, neato and sfdp as if by springs (sfdp for many nodes)
    #[arg(long, value_enum, value_name = "ENGINE", default_value_t = Engine::Dot)]
    pub engine: Engine,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Engine {
    Dot,
    Neato,
    Sfdp,
}

/// An image file, and what sort of image its name says.
#[derive(Clone, Debug)]
pub struct Image {
    path: PathBuf,
    format: &'static str,
}

impl Image {
    fn of(path: &str) -> Result<Image, String> {
        let extension = Path::new(path).extension().and_then(|extension| extension.to_str()).map(str::to_ascii_lowercase);
        let format = ["svg", "png", "pdf"].into_iter().find(|format| extension.as_deref() == Some(*format));
        let image = |format| Image { path: PathBuf::from(path), format };
        format.map(image).ok_or_else(|| "the name must end in .svg, .png or .pdf".to_owned())
    }
}

pub fn run(args: &RenderArgs, report: &mut Report) -> Result<Outcome, Failure> {
    let Image { path, format } = &args.output;
    let output = Output::of(path, &args.input.input.inputs)?;
    let text = dot::draw(&args.input, &args.picture, report)?;
    let image = graphviz(&text, args.engine, format)?;
    output.write(&mut std::io::sink(), |out| out.write_all(&image))?;
    Ok(Outcome::Found)
}

/// What Graphviz makes of DOT.
fn graphviz(text: &str, engine: Engine, format: &str) -> Result<Vec<u8>, Failure> {
    let engine = match engine {
        Engine::Dot => "dot",
        Engine::Neato => "neato",
        Engine::Sfdp => "sfdp",
    };
    let mut command = Command::new("dot");
    // Springs would let nodes lie on each other.
    command.args([&format!("-K{engine}"), &format!("-T{format}"), "-Goverlap=prism"]);
    let started = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut graphviz = started.map_err(|error| {
        let install = "install Graphviz (apt install graphviz, brew install graphviz), or write DOT with `reprisal dot`";
        Failure::Usage(format!("cannot run `dot`, which draws the picture: {error}; {install}"))
    })?;
    // Graphviz reads everything before it writes anything, so nothing can block here; that it stops early is told below.
    let sent = graphviz.stdin.take().map(|mut stdin| stdin.write_all(text.as_bytes()));
    let done = graphviz.wait_with_output()?;
    if !done.status.success() || done.stdout.is_empty() || matches!(sent, Some(Err(_))) {
        let said = String::from_utf8_lossy(&done.stderr);
        return Err(Failure::Usage(format!("Graphviz could not draw the picture: {}", said.trim())));
    }
    Ok(done.stdout)
}
