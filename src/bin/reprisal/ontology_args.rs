//! Which ontology to use: arguments that several subcommands share.

use std::path::PathBuf;

use reprisal::ontology::Layers;

/// Which ontology to use.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct OntologyArgs {
    /// Add the ontology files (*.ron) of this folder over the shipped ones; may be given more than once
    #[arg(long = "ontology", value_name = "DIR", global = true)]
    pub folders: Vec<PathBuf>,

    /// Leave the shipped ontology out
    #[arg(long, global = true)]
    pub no_builtin: bool,
}

impl OntologyArgs {
    /// The layers that the arguments name.
    #[must_use]
    pub fn layers(&self) -> Layers {
        Layers { builtin: !self.no_builtin, folders: self.folders.clone() }
    }
}
