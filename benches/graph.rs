//! How long it takes to build, save and load a large graph, and to answer the key questions.
//!
//! `cargo bench --bench graph`, and with `--features sparql` the same questions in SPARQL.

mod generated;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use petgraph::Direction::{Incoming, Outgoing};
use petgraph::stable_graph::NodeIndex;
use petgraph::visit::{EdgeRef, IntoEdgeReferences};
use reprisal::graph::{Format, NodeKind, Relation, RollUp};
use reprisal::{Extraction, KnowledgeGraph, petgraph};

static EXTRACTIONS: LazyLock<Vec<Extraction>> = LazyLock::new(|| generated::extractions(generated::FULL));
static GRAPH: LazyLock<KnowledgeGraph> = LazyLock::new(|| drawn(KnowledgeGraph::from_extractions(EXTRACTIONS.iter())));
static SAVED: LazyLock<String> = LazyLock::new(|| GRAPH.to_text(Format::Json).expect("a graph can be written"));

// A program may print.
#[allow(clippy::print_stdout)]
fn main() {
    let graph = GRAPH.petgraph();
    println!("{} nodes, {} edges, {} bytes saved", graph.node_count(), graph.edge_count(), SAVED.len());
    divan::main();
}

/// A graph is drawn when it is first looked at.
fn drawn(graph: KnowledgeGraph) -> KnowledgeGraph {
    black_box(graph.petgraph().edge_count());
    graph
}

fn edges() -> ItemsCount {
    ItemsCount::new(GRAPH.petgraph().edge_count())
}

#[divan::bench(sample_count = 3)]
fn build(bencher: Bencher) {
    let extractions = &*EXTRACTIONS;
    bencher.counter(edges()).bench(|| drawn(KnowledgeGraph::from_extractions(extractions)));
}

#[divan::bench(sample_count = 3)]
fn build_without_drawing(bencher: Bencher) {
    let extractions = &*EXTRACTIONS;
    bencher.counter(edges()).bench(|| KnowledgeGraph::from_extractions(extractions));
}

/// Extractions of five deeds each, taken in one by one; items are documents.
#[divan::bench(sample_count = 3)]
fn merge_documents(bencher: Bencher) {
    let extractions = &*EXTRACTIONS;
    bencher.counter(ItemsCount::new(extractions.len())).bench(|| KnowledgeGraph::from_extractions(extractions));
}

/// Graphs of parts of the news become one, as from several machines; items are documents.
#[divan::bench(sample_count = 3)]
fn merge_partial_graphs(bencher: Bencher) {
    let parts: Vec<KnowledgeGraph> =
        EXTRACTIONS.chunks(EXTRACTIONS.len().div_ceil(8)).map(KnowledgeGraph::from_extractions).collect();
    bencher.counter(ItemsCount::new(EXTRACTIONS.len())).bench(|| {
        let mut graph = KnowledgeGraph::new();
        for part in &parts {
            graph.merge(part);
        }
        graph
    });
}

#[divan::bench(sample_count = 3)]
fn save(bencher: Bencher) {
    let graph = &*GRAPH;
    bencher.counter(edges()).bench(|| graph.to_text(Format::Json).map(|text| text.len()));
}

#[divan::bench(sample_count = 3)]
fn load(bencher: Bencher) {
    let saved = &*SAVED;
    bencher.counter(edges()).bench(|| drawn(KnowledgeGraph::from_text(saved).expect("as it was saved")));
}

#[divan::bench(sample_count = 3)]
fn load_without_drawing(bencher: Bencher) {
    let saved = &*SAVED;
    bencher.counter(edges()).bench(|| KnowledgeGraph::from_text(saved).expect("as it was saved"));
}

#[divan::bench(sample_count = 10)]
fn all_retaliations_as_a_view(bencher: Bencher) {
    let graph = &*GRAPH;
    bencher.bench(|| graph.view().roll_up(RollUp::Named).retaliations().len());
}

#[divan::bench(sample_count = 10)]
fn all_attacks_as_a_view(bencher: Bencher) {
    let graph = &*GRAPH;
    bencher.bench(|| graph.view().attacked().len());
}

/// Who retaliated against whom, by hand.
#[divan::bench(sample_count = 20)]
fn all_pairs_by_hand(bencher: Bencher) {
    let graph = &*GRAPH;
    bencher.bench(|| all_pairs(graph).len());
}

/// Whom one actor retaliated against, by hand.
#[divan::bench(sample_count = 100)]
fn one_actor_by_hand(bencher: Bencher) {
    let graph = &*GRAPH;
    let who = graph.index(NodeKind::Actor, ACTOR).expect("an actor");
    bencher.bench(|| pairs_of(graph, black_box(who)).len());
}

/// Whom those attacked whom one actor attacked: two hops of the view.
#[divan::bench(sample_count = 100)]
fn two_hops_by_hand(bencher: Bencher) {
    let graph = &*GRAPH;
    let who = graph.index(NodeKind::Actor, RARE).expect("an actor");
    bencher.bench(|| {
        let first: BTreeSet<NodeIndex> = attacked(graph, black_box(who)).collect();
        first.into_iter().flat_map(|whom| attacked(graph, whom)).collect::<BTreeSet<NodeIndex>>().len()
    });
}

/// Of many deeds.
const ACTOR: &str = "actor-100";
/// Of few.
const RARE: &str = "actor-900";

fn ends(
    graph: &KnowledgeGraph,
    node: NodeIndex,
    relation: Relation,
    way: petgraph::Direction,
) -> impl Iterator<Item = NodeIndex> {
    let edges = graph.petgraph().edges_directed(node, way).filter(move |edge| edge.weight().relation == relation);
    edges.map(move |edge| if way == Outgoing { edge.target() } else { edge.source() })
}

fn attacked(graph: &KnowledgeGraph, who: NodeIndex) -> impl Iterator<Item = NodeIndex> {
    ends(graph, who, Relation::Perpetrated, Outgoing).flat_map(|deed| ends(graph, deed, Relation::Targeted, Outgoing))
}

fn all_pairs(graph: &KnowledgeGraph) -> BTreeSet<(NodeIndex, NodeIndex)> {
    let answers = graph.petgraph().edge_references().filter(|edge| edge.weight().relation == Relation::RetaliatedFor);
    let mut answers: Vec<NodeIndex> = answers.map(|edge| edge.source()).collect();
    answers.dedup();
    let pairs = answers.into_iter().flat_map(|deed| {
        ends(graph, deed, Relation::Perpetrated, Incoming)
            .flat_map(move |who| ends(graph, deed, Relation::Targeted, Outgoing).map(move |whom| (who, whom)))
    });
    pairs.collect()
}

fn pairs_of(graph: &KnowledgeGraph, who: NodeIndex) -> BTreeSet<NodeIndex> {
    let deeds = ends(graph, who, Relation::Perpetrated, Outgoing);
    let answers = deeds.filter(|&deed| ends(graph, deed, Relation::RetaliatedFor, Outgoing).next().is_some());
    answers.flat_map(|deed| ends(graph, deed, Relation::Targeted, Outgoing)).collect()
}

#[cfg(feature = "sparql")]
mod sparql {
    use divan::Bencher;
    use reprisal::sparql::{Limits, Query};

    use super::GRAPH;

    fn ask(bencher: Bencher, text: &str) {
        let graph = &*GRAPH;
        let query = Query::parse(text).expect("a question");
        bencher.bench(|| query.run(graph, &Limits::none()).expect("an answer").len());
    }

    #[divan::bench(sample_count = 10)]
    fn all_pairs(bencher: Bencher) {
        ask(bencher, "SELECT DISTINCT ?who ?whom { ?i v:retaliatedFor ?j . ?i v:perpetrator ?who . ?i v:target ?whom }");
    }

    /// The same by the view, of asserted deeds only.
    #[divan::bench(sample_count = 10)]
    fn all_pairs_of_the_view(bencher: Bencher) {
        ask(bencher, "SELECT ?who ?whom { ?who v:retaliatedAgainst ?whom }");
    }

    #[divan::bench(sample_count = 100)]
    fn one_actor(bencher: Bencher) {
        ask(bencher, "SELECT DISTINCT ?whom { ?i v:retaliatedFor ?j . ?i v:perpetrator a:actor-100 . ?i v:target ?whom }");
    }

    #[divan::bench(sample_count = 100)]
    fn two_hops(bencher: Bencher) {
        ask(
            bencher,
            "SELECT DISTINCT ?whom { ?i v:perpetrator a:actor-900 ; v:target ?between . ?j v:perpetrator ?between ; v:target ?whom }",
        );
    }

    #[divan::bench(sample_count = 10)]
    fn all_chains_of_one_actor(bencher: Bencher) {
        ask(bencher, "SELECT DISTINCT ?whom { ?i v:perpetrator a:actor-100 ; v:retaliatedFor+/v:perpetrator ?whom }");
    }

    #[divan::bench(sample_count = 10)]
    fn a_month(bencher: Bencher) {
        ask(
            bencher,
            "SELECT ?i { ?i v:earliest ?day FILTER(?day >= \"2020-02-01\"^^xsd:date && ?day < \"2020-03-01\"^^xsd:date) }",
        );
    }
}
