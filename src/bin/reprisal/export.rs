//! `reprisal export`: the graph in the format of another program.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use reprisal::Status;
use reprisal::export::network::{self, Subject};
use reprisal::export::node_link::{self, LinksKey};
use reprisal::export::{
    Content, Summary, cypher, cytoscape, events_csv, evidence_csv, ftm, gexf, graphml, neo4j_csv, nquads, stix, turtle,
};
use reprisal::graph::RollUp;

use crate::args::GraphArgs;
use crate::material::Material;
use crate::output::{self, Output};
use crate::report::{Failure, Outcome, Report};
use crate::view_args::ViewArgs;

pub const EXAMPLES: &str = "\
Examples:
  reprisal export graph.json --to evidence-csv -o sentences.csv
  reprisal export graph.json --to node-link -o graph.node-link.json        # NetworkX; all that the graph holds
  reprisal export articles/ --to gexf -o graph.gexf                        # Gephi: who attacked and backs whom
  reprisal export articles/ --to gexf --view incidents -o incidents.gexf   # Gephi: every incident a node
  reprisal export articles/ --to graphml --view actors -o actors.graphml   # yEd
  reprisal export articles/ --to turtle -o graph.ttl                       # Protégé, triple stores
  reprisal export graph.json --to nquads -o graph.nq                       # the same, with an account of each document
  reprisal export articles/ --to stix --profile opencti -o bundle.json     # OpenCTI
  reprisal export articles/ --to ftm -o entities.ftm.json                  # Aleph
  reprisal export articles/ --to events-csv --since 2024 -o events.csv
  reprisal export graph.json --to neo4j-csv -o neo4j/          # README.md there has the command
  reprisal export graph.json --to cypher | cypher-shell
  reprisal export graph.json --to sqlite -o graph.db

Everything is written unless narrowed: incidents of every status, each with its status and modality, actors as named, each
with its principal. What a format cannot hold is counted on stderr.";

#[derive(Debug, Args)]
pub struct ExportArgs {
    #[command(flatten)]
    pub input: GraphArgs,
    /// The format
    #[arg(long = "to", value_enum, value_name = "FORMAT")]
    pub format: Format,
    /// The file to write, or the folder of a format of several files; "-" is standard output
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub output: PathBuf,
    /// events-csv: incidents that are denied or threatened, and cyberattacks, too
    #[arg(long)]
    pub all: bool,
    #[command(flatten)]
    pub network: NetworkArgs,
    #[command(flatten)]
    pub stix: StixArgs,
    #[command(flatten)]
    pub view: ViewArgs,
}

/// What of the graph to write as a network, and how.
#[derive(Debug, Args)]
pub struct NetworkArgs {
    /// Of networks (node-link, cytoscape, graphml, gexf): which; incidents unless given, of gexf actors
    #[arg(long = "view", value_enum, value_name = "NETWORK")]
    pub subject: Option<NetworkView>,
    /// Of the network of actors: one edge for each relation between two actors, or one for each incident and document
    #[arg(long, value_enum, value_name = "EDGES")]
    pub edges: Option<Edges>,
    /// Of node-link: what the list of edges is called; older programs want "links"
    #[arg(long, value_enum, value_name = "KEY")]
    pub links_key: Option<Links>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum NetworkView {
    /// Actors, places and incidents, and what relates them: the whole graph
    Incidents,
    /// Who attacked, retaliated against, backs, belongs to and leads whom, counted as --roll-up says
    Actors,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Edges {
    /// One for each relation between two actors, with its weight
    Counted,
    /// One for each incident, and for each document that states a relation
    All,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Links {
    Edges,
    Links,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Every sentence on every incident and relation, a row each, as in GDELT's Mentions
    EvidenceCsv,
    /// Node-link JSON, for NetworkX and D3; holds everything, and `reprisal import` reads it back
    NodeLink,
    /// Cytoscape JSON, for Cytoscape and Cytoscape.js
    Cytoscape,
    /// GraphML, for yEd, Gephi, Cytoscape, NetworkX, igraph
    #[value(name = "graphml")]
    GraphMl,
    /// GEXF 1.3 with dates, for Gephi
    Gexf,
    /// RDF as Turtle: what all documents together tell, for Protégé and triple stores
    Turtle,
    /// RDF as N-Quads: the same, and a named graph for the account of each document; `reprisal import` reads it back
    Nquads,
    /// A bundle of STIX 2.1, for OpenCTI, MISP and other platforms of threat intelligence
    Stix,
    /// Entities of FollowTheMoney, a line of JSON each, for Aleph and the `ftm` tool
    Ftm,
    /// Every incident, a row each, in the columns of ACLED, with codes of CAMEO and PLOVER
    EventsCsv,
    /// A folder of CSV files with typed headers, for the bulk import of Neo4j
    #[value(name = "neo4j-csv")]
    Neo4jCsv,
    /// A Cypher script that can be run again
    Cypher,
    /// A SQLite database, for pandas or Datasette
    Sqlite,
}

impl Format {
    /// The network that it is mostly used for; none of what is no network.
    fn usual(self) -> Option<Subject> {
        match self {
            Format::NodeLink | Format::Cytoscape | Format::GraphMl => Some(Subject::Incidents),
            Format::Gexf => Some(Subject::Actors),
            _ => None,
        }
    }
}

pub fn run(args: &ExportArgs, out: &mut impl Write, report: &mut Report) -> Result<Outcome, Failure> {
    check(args)?;
    let output = match args.format {
        // A folder, and what no stream writes.
        Format::Neo4jCsv | Format::Sqlite => None,
        _ => Some(Output::of(&args.output, &args.input.input.inputs)?),
    };
    output::spare(&args.output, &args.input.input.inputs)?;
    let subject = args.network.subject(args.format)?;
    let material = Material::gather(&args.input, report)?;
    let mut view = material.view(&args.view)?;
    // What comes of the graph is told as the view counts it; else everything is written.
    if subject != Some(Subject::Actors) {
        view = view.roll_up(RollUp::Named);
        if args.view.statuses.is_empty() {
            view = view.statuses(Status::ALL.iter().copied());
        }
    }
    let content = Content::of(&view);
    let network = args.network.options(subject);
    let bundle = args.stix.options(args.format)?;
    let summary = match args.format {
        Format::EvidenceCsv => to_file(output.as_ref(), out, |mut out| evidence_csv::write(&content, &mut out)),
        Format::NodeLink => {
            to_file(output.as_ref(), out, |mut out| node_link::write(&content, &network, args.network.links_key(), &mut out))
        }
        Format::Cytoscape => to_file(output.as_ref(), out, |mut out| cytoscape::write(&content, &network, &mut out)),
        Format::GraphMl => to_file(output.as_ref(), out, |mut out| graphml::write(&content, &network, &mut out)),
        Format::Gexf => to_file(output.as_ref(), out, |mut out| gexf::write(&content, &network, &mut out)),
        Format::Turtle => to_file(output.as_ref(), out, |mut out| turtle::write(&content, &mut out)),
        Format::Nquads => to_file(output.as_ref(), out, |mut out| nquads::write(&content, &mut out)),
        Format::Stix => to_file(output.as_ref(), out, |mut out| stix::write(&content, &bundle, &mut out)),
        Format::Ftm => to_file(output.as_ref(), out, |mut out| ftm::write(&content, &mut out)),
        Format::EventsCsv => to_file(output.as_ref(), out, |mut out| {
            let mut options = events_csv::Options::default();
            options.all = args.all;
            events_csv::write(&content, options, &mut out)
        }),
        Format::Neo4jCsv => neo4j_csv::write_folder(&content, &args.output).map_err(|source| at(&args.output, source)),
        Format::Cypher => to_file(output.as_ref(), out, |mut out| cypher::write(&content, &mut out)),
        Format::Sqlite => to_database(&args.output, &content),
    }?;
    report.note(&format!("wrote {summary}{}", place(&args.output)));
    match subject {
        Some(Subject::Actors) => report.note("the network of actors; --view incidents writes every incident as a node"),
        Some(_) => report.note("the network of incidents; --view actors writes who attacked, answered and backs whom"),
        None => {}
    }
    for loss in &summary.losses {
        report.note(&format!("not held: {loss}"));
    }
    Ok(Outcome::Found)
}

/// How to write a bundle of STIX.
#[derive(Debug, Args)]
pub struct StixArgs {
    /// Of STIX: for whom; OpenCTI passes over relationships of our own, which become "related-to"
    #[arg(long, value_enum, value_name = "PROFILE")]
    pub profile: Option<Profile>,
    /// Of STIX: what the armed forces of states are; threat actors unless given
    #[arg(long, value_enum, value_name = "TYPE")]
    pub armies: Option<Armies>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Profile {
    /// Whoever reads STIX 2.1
    Standard,
    /// OpenCTI
    #[value(name = "opencti")]
    OpenCti,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Armies {
    ThreatActor,
    Identity,
}

impl StixArgs {
    /// How a bundle is written; fails where an option is of other formats.
    fn options(&self, format: Format) -> Result<stix::Options, Failure> {
        if format != Format::Stix && (self.profile.is_some() || self.armies.is_some()) {
            return Err(Failure::Usage("--profile and --armies are of STIX: they go with --to stix".to_owned()));
        }
        let mut options = stix::Options::default();
        if self.profile == Some(Profile::OpenCti) {
            options.profile = stix::Profile::OpenCti;
        }
        if self.armies == Some(Armies::Identity) {
            options.armies = stix::Armies::Identity;
        }
        Ok(options)
    }
}

impl NetworkArgs {
    /// Which network a format writes; fails where an option is of other formats.
    fn subject(&self, format: Format) -> Result<Option<Subject>, Failure> {
        let wrong = |what: &str| Err(Failure::Usage(what.to_owned()));
        let Some(usual) = format.usual() else {
            return match (self.subject, self.edges, self.links_key) {
                (None, None, None) => Ok(None),
                (Some(_), ..) => wrong("--view chooses a network: it goes with --to node-link, cytoscape, graphml or gexf"),
                _ => wrong("--edges and --links-key are of networks: they go with --to node-link, cytoscape, graphml or gexf"),
            };
        };
        let subject = self.subject.map_or(usual, |view| match view {
            NetworkView::Incidents => Subject::Incidents,
            NetworkView::Actors => Subject::Actors,
        });
        if subject != Subject::Actors && self.edges.is_some() {
            return wrong("--edges is of the network of actors: add --view actors; of incidents every edge is one of a kind");
        }
        if format != Format::NodeLink && self.links_key.is_some() {
            return wrong("--links-key is of node-link: add --to node-link");
        }
        Ok(Some(subject))
    }

    fn options(&self, subject: Option<Subject>) -> network::Options<'static> {
        let mut options = network::Options::default();
        options.subject = subject;
        options.edges = match self.edges {
            Some(Edges::All) => network::Edges::All,
            _ => network::Edges::Counted,
        };
        options
    }

    fn links_key(&self) -> LinksKey {
        match self.links_key {
            Some(Links::Links) => LinksKey::Links,
            _ => LinksKey::Edges,
        }
    }
}

/// Whether what is asked for goes together.
fn check(args: &ExportArgs) -> Result<(), Failure> {
    let wrong = |message: &str| Err(Failure::Usage(message.to_owned()));
    let unnamed = args.output == Path::new("-");
    match args.format {
        Format::Sqlite if !cfg!(feature = "sqlite") => {
            wrong("this program was built without SQLite: build it with --features sqlite")
        }
        Format::Sqlite if unnamed => wrong("a database is no stream: name the file with -o graph.db"),
        Format::Neo4jCsv if unnamed => wrong("this format is several files: name the folder with -o FOLDER"),
        format if args.all && format != Format::EventsCsv => {
            wrong("--all is of events-csv; other formats hold every incident unless narrowed by --status")
        }
        _ => Ok(()),
    }
}

#[cfg(feature = "sqlite")]
fn to_database(path: &Path, content: &Content) -> Result<Summary, Failure> {
    reprisal::export::sqlite::write(content, path).map_err(|source| at(path, source))
}

#[cfg(not(feature = "sqlite"))]
fn to_database(_: &Path, _: &Content) -> Result<Summary, Failure> {
    Ok(Summary::default())
}

fn at(path: &Path, source: io::Error) -> Failure {
    Failure::File { path: path.to_owned(), source }
}

fn place(path: &Path) -> String {
    if path == Path::new("-") { String::new() } else { format!(" to {}", path.display()) }
}

/// Writes one file, beside its place until it is whole.
fn to_file(
    output: Option<&Output>,
    out: &mut impl Write,
    write: impl FnOnce(&mut dyn Write) -> io::Result<Summary>,
) -> Result<Summary, Failure> {
    match output {
        Some(output) => output.write(out, write),
        None => Ok(write(out)?),
    }
}
