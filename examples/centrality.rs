//! Runs algorithms of petgraph on the graph: where deeds lead (PageRank), and how two actors hang together (A*).
//!
//! `cargo run --example centrality`

#![allow(clippy::print_stdout)]

use std::error::Error;

use reprisal::document::{Format, Inputs};
use reprisal::graph::{Node, NodeKind, Relation};
use reprisal::petgraph::algo::{astar, page_rank};
use reprisal::petgraph::visit::{EdgeRef, NodeIndexable, UndirectedAdaptor};
use reprisal::{DocumentReader, KnowledgeGraph, Ontology, Reader};

fn main() -> Result<(), Box<dyn Error>> {
    let ontology = Ontology::builtin()?;
    let documents = DocumentReader::new(ontology);
    let reader = Reader::new(ontology);
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/articles");
    let mut graph = KnowledgeGraph::new();
    for document in Inputs::new(&documents, [folder], Format::Auto).filter_map(Result::ok) {
        graph.add(&reader.read(&document));
    }
    rank(&graph);
    link(&graph, "turkey", "houthis");
    Ok(())
}

/// Edges lead from those who do something over the deed to those whom it is done to, and from an answer to what it answers.
fn rank(graph: &KnowledgeGraph) {
    let whole = graph.petgraph();
    let ranks = page_rank(whole, 0.85, 50);
    let actor = |node| match &whole[node] {
        Node::Actor(actor) => Some((actor.name.as_str(), ranks.get(whole.to_index(node)).copied()?)),
        _ => None,
    };
    let mut actors: Vec<(&str, f64)> = whole.node_indices().filter_map(actor).collect();
    actors.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    println!("Actors that deeds and ties lead to, by PageRank:");
    for (name, rank) in actors.iter().take(8) {
        println!("  {rank:.4}  {name}");
    }
}

/// The way of fewest steps, whichever way edges point. Places link everybody, so they are far.
fn link(graph: &KnowledgeGraph, from: &str, to: &str) {
    let whole = graph.petgraph();
    let (Some(start), Some(end)) = (graph.index(NodeKind::Actor, from), graph.index(NodeKind::Actor, to)) else { return };
    println!("\nThe shortest way from {} to {}:", graph.actor_name(from), graph.actor_name(to));
    let cost = |relation| if relation == Relation::OccurredIn { 100 } else { 1 };
    match astar(UndirectedAdaptor(whole), start, |node| node == end, |edge| cost(edge.weight().relation), |_| 0) {
        Some((_, way)) => way.iter().for_each(|&node| println!("  {}", words(graph, &whole[node]))),
        None => println!("  there is none"),
    }
}

fn words(graph: &KnowledgeGraph, node: &Node) -> String {
    match node {
        Node::Actor(actor) => actor.name.clone(),
        node => graph.incident(node.id()).map_or_else(|| node.id().to_owned(), |incident| format!("– {}", incident.describe())),
    }
}
