//! Plain petgraph graphs of actors: what a view tells, for petgraph's algorithms, and a graph of your own as what a document says.
//!
//! The [`KnowledgeGraph`](crate::KnowledgeGraph) itself is open to petgraph, too ([`petgraph`](crate::KnowledgeGraph::petgraph)):
//! there incidents are nodes, with everything that is known of them. Here nodes are ids of actors and edges are what one did to
//! or is to another, counted.
//!
//! ```
//! use reprisal::extraction::DocumentInfo;
//! use reprisal::investigate::Claim;
//! use reprisal::petgraph::Graph;
//! use reprisal::{KnowledgeGraph, plain_graph};
//!
//! let mut mine = Graph::new();
//! let (guard, norvania) = (mine.add_node("hill-guard"), mine.add_node("norvania"));
//! mine.add_edge(guard, norvania, Claim::Attacked);
//! mine.add_edge(norvania, guard, Claim::RetaliatedAgainst);
//! let said = plain_graph::extraction(DocumentInfo::new("mine"), &mine);
//!
//! let graph = KnowledgeGraph::from_extractions([&said]);
//! let again = plain_graph::of(&graph.view());
//! assert_eq!(again.node_count(), 2);
//! assert!(again.edge_weights().any(|tie| tie.claim == Claim::RetaliatedAgainst && tie.count == 1));
//! ```

use std::collections::BTreeMap;

use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;

use crate::extraction::{DocumentInfo, Extraction, IncidentRecord, RelationRecord};
use crate::graph::{Relation, View};
use crate::investigate::Claim;
use crate::vocabulary::IncidentKind;

/// What one actor did to or is to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tie {
    /// What it is.
    pub claim: Claim,
    /// How many incidents it counts; of a relation, how many sentences state it, and 0 where only the ontology does.
    pub count: usize,
}

/// What a view tells of actors, an edge for each claim about two; actors without any are left out. Nodes lie in id order.
///
/// ```
/// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
/// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
/// let plain = reprisal::plain_graph::of(&graph.view());
/// assert_eq!(plain.node_weights().filter(|id| *id == "iran").count(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn of(view: &View) -> DiGraph<String, Tie> {
    let mut ties: BTreeMap<(&str, &str, Claim), usize> = BTreeMap::new();
    for (pairs, claim) in [(view.attacked(), Claim::Attacked), (view.retaliated(), Claim::RetaliatedAgainst)] {
        ties.extend(pairs.iter().map(|pair| ((pair.perpetrator, pair.target, claim), pair.incidents.len())));
    }
    for (relation, claim) in [(Relation::Backs, Claim::Backs), (Relation::PartOf, Claim::PartOf), (Relation::Leads, Claim::Leads)]
    {
        ties.extend(view.related(relation).iter().map(|row| ((row.subject, row.object, claim), row.evidence.len())));
    }
    let mut graph = DiGraph::new();
    let mut nodes: BTreeMap<&str, NodeIndex> =
        ties.keys().flat_map(|&(from, to, _)| [(from, NodeIndex::end()), (to, NodeIndex::end())]).collect();
    nodes.iter_mut().for_each(|(id, node)| *node = graph.add_node((*id).to_owned()));
    for ((from, to, claim), count) in ties {
        graph.add_edge(nodes[from], nodes[to], Tie { claim, count });
    }
    graph
}

/// A graph whose nodes are ids of actors and whose edges are claims, as what a document says. Who retaliated against another
/// answers an attack of that one that nothing more is known of.
///
/// ```
/// use reprisal::extraction::DocumentInfo;
/// use reprisal::investigate::Claim;
/// use reprisal::petgraph::Graph;
///
/// let mut mine = Graph::new();
/// let [a, b] = ["hill-guard", "norvania"].map(|id| mine.add_node(id));
/// mine.add_edge(a, b, Claim::Attacked);
/// let said = reprisal::plain_graph::extraction(DocumentInfo::new("mine"), &mine);
/// assert_eq!((said.incidents[0].perpetrators[0].as_str(), said.incidents[0].targets[0].as_str()), ("hill-guard", "norvania"));
/// ```
#[must_use]
pub fn extraction<N: AsRef<str>>(document: DocumentInfo, graph: &DiGraph<N, Claim>) -> Extraction {
    let mut said = Extraction::new(document);
    let attack = |said: &mut Extraction, from: &str, to: &str| {
        let number = format!("i{}", said.incidents.len() + 1);
        let mut incident = IncidentRecord::new(number.clone(), IncidentKind::Attack);
        (incident.perpetrators, incident.targets) = (vec![from.to_owned()], vec![to.to_owned()]);
        said.incidents.push(incident);
        number
    };
    for edge in graph.edge_references() {
        let (from, to) = (graph[edge.source()].as_ref(), graph[edge.target()].as_ref());
        match edge.weight() {
            Claim::Attacked => drop(attack(&mut said, from, to)),
            Claim::RetaliatedAgainst => {
                let answered = attack(&mut said, to, from);
                attack(&mut said, from, to);
                said.incidents.iter_mut().rev().take(1).for_each(|answer| answer.retaliates_for = vec![answered.clone()]);
            }
            claim => {
                let predicate = claim.relation().and_then(Relation::predicate);
                said.relations.extend(predicate.map(|predicate| RelationRecord::new(from, predicate, to)));
            }
        }
    }
    said
}
