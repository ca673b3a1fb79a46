//! Which ontology to use: arguments that several subcommands share.

use std::path::PathBuf;

use reprisal::ontology::{Layers, Shipped};

/// Which ontology to use.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct OntologyArgs {
    /// Add the ontology files (*.ron) of this folder over the shipped ones; may be given more than once
    #[arg(long, value_name = "DIR", global = true)]
    pub(crate) ontology: Vec<PathBuf>,

    /// Leave the shipped actors and places out and keep the language: words, triggers, cues and generic nouns
    #[arg(long, global = true, conflicts_with = "no_builtin")]
    pub(crate) language_only: bool,

    /// Leave the shipped ontology out
    #[arg(long, global = true)]
    pub(crate) no_builtin: bool,
}

impl OntologyArgs {
    /// The layers that the arguments name.
    #[must_use]
    pub(crate) fn layers(&self) -> Layers {
        let shipped = match (self.language_only, self.no_builtin) {
            (_, true) => Shipped::Nothing,
            (true, false) => Shipped::Language,
            (false, false) => Shipped::All,
        };
        Layers { shipped, folders: self.ontology.clone() }
    }
}
