//! How long the first look at a large saved graph takes, and how much memory the graph takes: resident memory without the
//! text of the quotes, by edge.
//!
//! `cargo bench --bench memory`, on Linux; with `--features parallel` on all cores.

mod generated;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use reprisal::KnowledgeGraph;

// A program may print.
#[allow(clippy::print_stdout)]
fn main() {
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("generated-graph.json");
    // The graph is made and saved by a process of its own, so that what that leaves behind is not measured.
    if std::env::args().any(|word| word == "make") {
        let graph = KnowledgeGraph::from_extractions(generated::extractions(generated::FULL).iter());
        return graph.save(&file).expect("the folder is there");
    }
    let program = std::env::current_exe().expect("a program");
    assert!(Command::new(program).arg("make").status().expect("it was started before").success());
    let before = resident();
    let start = Instant::now();
    let graph = KnowledgeGraph::load(&file).expect("as it was saved");
    let loaded = start.elapsed();
    let edges = graph.petgraph().edge_count();
    let drawn = start.elapsed();
    let quotes = quotes(&graph);
    println!("{edges} edges: loaded in {loaded:.2?}, drawn after {drawn:.2?}");
    match (before, resident()) {
        (Some(before), Some(after)) => {
            let graph = after.saturating_sub(before);
            println!("{graph} bytes, {quotes} of them quotes: {} bytes an edge", graph.saturating_sub(quotes) / edges);
        }
        _ => println!("how much memory it takes is not known here"),
    }
}

/// Bytes of quoted text, which the documents hold and the incidents share.
fn quotes(graph: &KnowledgeGraph) -> usize {
    let reports = graph.incidents().flat_map(|incident| incident.incident().reports.iter());
    let of_reports: usize = reports.flat_map(|report| &report.evidence).map(|citation| citation.evidence.text.len()).sum();
    let related = [reprisal::graph::Relation::Backs, reprisal::graph::Relation::PartOf, reprisal::graph::Relation::Leads];
    let edges = related.into_iter().flat_map(|relation| graph.edges(relation));
    let of_edges: usize = edges.flat_map(|(_, edge, _)| edge.evidence()).map(|citation| citation.evidence.text.len()).sum();
    of_reports + of_edges
}

/// Resident memory of this process in bytes, where the system tells.
fn resident() -> Option<usize> {
    let status = std::fs::read_to_string(Path::new("/proc/self/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(line.trim().strip_suffix("kB")?.trim().parse::<usize>().ok()? * 1024)
}
