//! What questions and investigations work on: the ontology, the graph of the inputs and the names that both know.

use std::path::{Path, PathBuf};

use reprisal::graph::View;
use reprisal::investigate::Party;
use reprisal::query::Names;
use reprisal::{KnowledgeGraph, Ontology};

use crate::args::GraphArgs;
use crate::inputs;
use crate::report::{Failure, Report};
use crate::view_args::ViewArgs;

/// The ontology in use, a graph, and the names that both know.
pub struct Material {
    pub ontology: Ontology,
    pub graph: KnowledgeGraph,
    pub names: Names,
}

impl Material {
    /// Reads the inputs.
    pub fn gather(input: &GraphArgs, report: &mut Report) -> Result<Material, Failure> {
        let ontology = inputs::ontology(input, report)?;
        let graph = inputs::graph(input, &ontology, report)?;
        let names = Names::of_graph(&graph).with_ontology(&ontology);
        Ok(Material { ontology, graph, names })
    }

    /// The graph as asked for.
    pub fn view(&self, args: &ViewArgs) -> Result<View<'_>, Failure> {
        Ok(args.of(&self.graph, &self.names)?)
    }

    /// The actor of a name.
    pub fn party(&self, typed: &str) -> Result<Party, Failure> {
        Ok(Party::find(&self.graph, &self.names, typed)?)
    }
}

/// Takes the actor off words of which the first may name one: when it is no file and inputs follow.
pub fn actor_and_inputs(words: &[PathBuf]) -> (Option<String>, Vec<PathBuf>) {
    match words {
        [first, rest @ ..] if !rest.is_empty() && first != Path::new("-") && !first.exists() && !is_pattern(first) => {
            (Some(first.to_string_lossy().into_owned()), rest.to_vec())
        }
        _ => (None, words.to_vec()),
    }
}

/// Whether it is written as the paths of several files.
fn is_pattern(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?', '[', '/'])
}
