//! The graph and what is asked of it.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use reprisal::export::dot::{self, DotView};
use reprisal::export::network::{self, Subject};
use reprisal::export::node_link::{self, LinksKey};
use reprisal::export::style::{Style, Theme};
use reprisal::export::{Content, Summary, cytoscape, events_csv, evidence_csv, ftm, gexf, graphml, nquads, page, stix, turtle};
use reprisal::graph::{GraphError, RollUp, View};
use reprisal::investigate::{self, Party};
use reprisal::query::{Answer, Names, Query, Search, Understood};
use reprisal::{Extraction, KnowledgeGraph, Ontology, Status};

use crate::reader::Reader;
use crate::{of_plain, plain, unreadable, wrong};

/// A graph of what documents say, with the facts of the ontology beside it.
#[pyclass(module = "reprisal._reprisal")]
pub(crate) struct Graph {
    graph: KnowledgeGraph,
    ontology: Arc<Ontology>,
}

#[pymethods]
impl Graph {
    #[new]
    fn new(reader: PyRef<'_, Reader>) -> Graph {
        Graph::of(KnowledgeGraph::new(), reader.ontology())
    }

    /// Loads a saved graph.
    #[staticmethod]
    fn load(py: Python<'_>, path: PathBuf, reader: PyRef<'_, Reader>) -> PyResult<Graph> {
        let ontology = reader.ontology();
        py.detach(|| KnowledgeGraph::load(&path)).map(|graph| Graph::of(graph, ontology)).map_err(refused)
    }

    /// Saves the graph: RON when the name ends in .ron, else JSON.
    fn save(&self, py: Python<'_>, path: PathBuf) -> PyResult<()> {
        py.detach(|| self.told().save(&path)).map_err(refused)
    }

    /// Adds what a document says; a document of the same id is replaced.
    fn add(&mut self, extraction: &Bound<'_, PyAny>) -> PyResult<()> {
        let extraction: Extraction = of_plain(extraction)?;
        self.graph.replace(&extraction);
        Ok(())
    }

    /// Takes a document out; false when it is not there.
    fn remove(&mut self, document: &str) -> bool {
        self.graph.remove(document)
    }

    /// Adds what another graph holds.
    fn merge(&mut self, other: PyRef<'_, Graph>) {
        self.graph.merge(&other.graph);
    }

    /// The documents.
    fn documents<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        plain(py, &self.graph.documents().collect::<Vec<_>>())
    }

    fn __len__(&self) -> usize {
        self.graph.documents().count()
    }

    fn __eq__(&self, other: PyRef<'_, Graph>) -> bool {
        self.told() == other.told()
    }

    /// Answers a question in English.
    #[pyo3(signature = (question, *, roll_up = "principal", standing = false))]
    fn ask<'py>(&self, py: Python<'py>, question: &str, roll_up: &str, standing: bool) -> PyResult<Bound<'py, PyAny>> {
        let roll_up = account(roll_up)?;
        let answer = py.detach(|| {
            let names = self.names();
            let understood = Understood::read(question, &names).map_err(wrong)?;
            Ok::<Answer, PyErr>(Search::new(&self.graph, &names).roll_up(roll_up).standing(standing).ask(&understood))
        })?;
        plain(py, &answer)
    }

    /// Finds what fits a pattern.
    #[pyo3(signature = (pattern, *, roll_up = "principal", standing = false))]
    fn find<'py>(&self, py: Python<'py>, pattern: &str, roll_up: &str, standing: bool) -> PyResult<Bound<'py, PyAny>> {
        let roll_up = account(roll_up)?;
        let answer = py.detach(|| {
            let names = self.names();
            let query = Query::parse(pattern, &names).map_err(wrong)?;
            Ok::<Answer, PyErr>(Search::new(&self.graph, &names).roll_up(roll_up).standing(standing).answer(&query))
        })?;
        plain(py, &answer)
    }

    /// Who answered whom, blow by blow.
    #[pyo3(signature = (actor = None, *, limit = usize::MAX))]
    fn chains<'py>(&self, py: Python<'py>, actor: Option<&str>, limit: usize) -> PyResult<Bound<'py, PyAny>> {
        let party = self.party(actor)?;
        plain(py, &investigate::chains(&self.graph.view(), party.as_ref(), limit))
    }

    /// What happened when.
    #[pyo3(signature = (actor = None))]
    fn timeline<'py>(&self, py: Python<'py>, actor: Option<&str>) -> PyResult<Bound<'py, PyAny>> {
        let party = self.party(actor)?;
        plain(py, &investigate::timeline(&self.graph.view(), party.as_ref()))
    }

    /// Figures.
    fn stats<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        plain(py, &investigate::stats(&self.graph.view()))
    }

    /// A picture, as DOT.
    #[pyo3(signature = (view = "actors", *, actor = None, depth = 1, chains = 1, top = None, theme = "light", standing = false))]
    #[expect(clippy::too_many_arguments, reason = "named arguments of Python")]
    fn to_dot(
        &self,
        view: &str,
        actor: Option<&str>,
        depth: usize,
        chains: usize,
        top: Option<usize>,
        theme: &str,
        standing: bool,
    ) -> PyResult<String> {
        let party = self.party(actor)?;
        let mut options = dot::Options::new(match view {
            "actors" => DotView::Actors,
            "incidents" => DotView::Incidents,
            "chain" => DotView::Chain,
            "around" => DotView::Around,
            "map" => DotView::Map,
            _ => return Err(one_of("view", "actors, incidents, chain, around, map")),
        });
        if options.view == DotView::Around && party.is_none() {
            return Err(PyValueError::new_err("the view \"around\" needs an actor"));
        }
        options.actor = party.as_ref();
        (options.depth, options.chains, options.top) = (depth, chains, top);
        options.style = Style::of(match theme {
            "light" => Theme::Light,
            "dark" => Theme::Dark,
            "print" => Theme::Print,
            _ => return Err(one_of("theme", "light, dark, print")),
        });
        Ok(dot::draw(&self.graph.view().standing(standing), &options))
    }

    /// The graph as text of a format; `network` chooses that of incidents or of actors.
    #[pyo3(signature = (format, *, network = None, standing = false))]
    fn export(&self, py: Python<'_>, format: &str, network: Option<&str>, standing: bool) -> PyResult<String> {
        let mut options = network::Options::default();
        options.subject = match network {
            None => None,
            Some("incidents") => Some(Subject::Incidents),
            Some("actors") => Some(Subject::Actors),
            Some(_) => return Err(one_of("network", "incidents, actors")),
        };
        let counted = options.subject == Some(Subject::Actors) || (format == "gexf" && options.subject.is_none());
        let text = py.detach(|| {
            let mut out = Vec::new();
            let view = self.graph.view().standing(standing);
            // What comes of the graph is told as the view counts it; else everything is written.
            let view = if counted { view } else { everything(view) };
            let content = Content::of(&view);
            let written: Option<io::Result<Summary>> = Some(match format {
                "node-link" => node_link::write(&content, &options, LinksKey::Edges, &mut out),
                "cytoscape" => cytoscape::write(&content, &options, &mut out),
                "graphml" => graphml::write(&content, &options, &mut out),
                "gexf" => gexf::write(&content, &options, &mut out),
                "turtle" => turtle::write(&content, &mut out),
                "nquads" => nquads::write(&content, &mut out),
                "stix" => stix::write(&content, &stix::Options::default(), &mut out),
                "ftm" => ftm::write(&content, &mut out),
                "events-csv" => events_csv::write(&content, events_csv::Options::default(), &mut out),
                "evidence-csv" => evidence_csv::write(&content, &mut out),
                "page" => page::write(&self.graph.view().standing(standing), &page::PageOptions::default(), &mut out)
                    .map(|()| Summary::default()),
                _ => return None,
            });
            written.map(|written| written.map(|_| String::from_utf8_lossy(&out).into_owned()))
        });
        let formats = "node-link, cytoscape, graphml, gexf, turtle, nquads, stix, ftm, events-csv, evidence-csv, page";
        text.ok_or_else(|| one_of("format", formats))?.map_err(unreadable)
    }
}

impl Graph {
    fn of(mut graph: KnowledgeGraph, ontology: Arc<Ontology>) -> Graph {
        graph.add_standing(&ontology);
        Graph { graph, ontology }
    }

    /// What documents say, without the facts of the ontology, which whoever loads it brings along.
    fn told(&self) -> KnowledgeGraph {
        let mut told = self.graph.clone();
        told.remove_standing();
        told
    }

    fn names(&self) -> Names {
        Names::of_graph(&self.graph).with_ontology(&self.ontology)
    }

    fn party(&self, actor: Option<&str>) -> PyResult<Option<Party>> {
        actor.map(|actor| Party::find(&self.graph, &self.names(), actor).map_err(wrong)).transpose()
    }
}

/// All that documents tell, by those named.
fn everything(view: View<'_>) -> View<'_> {
    view.roll_up(RollUp::Named).statuses(Status::ALL.iter().copied())
}

fn account(roll_up: &str) -> PyResult<RollUp> {
    match roll_up {
        "principal" => Ok(RollUp::Principal),
        "named" => Ok(RollUp::Named),
        _ => Err(one_of("roll_up", "principal, named")),
    }
}

fn one_of(what: &str, words: &str) -> PyErr {
    PyValueError::new_err(format!("{what} is one of {words}"))
}

fn refused(error: GraphError) -> PyErr {
    match error {
        GraphError::Io { .. } => unreadable(error),
        _ => wrong(error),
    }
}
