//! How long questions take on a graph of 200,000 incidents and 2,000 actors.
//!
//! `cargo bench --bench questions`

use divan::{Bencher, black_box};
use reprisal::graph::Linking;
use reprisal::query::{Names, Query, Search, Understood};
use reprisal::{Extraction, KnowledgeGraph};

const DOCUMENTS: usize = 20_000;
const INCIDENTS: usize = 10;
const ACTORS: usize = 2_000;
const PLACES: usize = 500;

fn main() {
    divan::main();
}

/// Numbers that look like chance and are the same every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % limit
    }
}

/// Documents of ten incidents; every second one answers the one before.
fn document(number: usize, chance: &mut Chance) -> Extraction {
    let mut incidents = Vec::new();
    for at in 0..INCIDENTS {
        let (who, whom, place) = (chance.below(ACTORS), chance.below(ACTORS), chance.below(PLACES));
        let (year, month, day) = (2015 + chance.below(10), 1 + chance.below(12), 1 + chance.below(28));
        let answers = if at % 2 == 1 { format!("[\"i{}\"]", at - 1) } else { "[]".to_owned() };
        incidents.push(format!(
            r#"{{"id": "i{at}", "kind": "airstrike", "perpetrators": ["a{who}"], "targets": ["a{whom}"], "places": ["p{place}"],
                "date": "{year}-{month:02}-{day:02}", "modality": "asserted", "retaliates_for": {answers}, "evidence": []}}"#
        ));
    }
    let relation = format!(
        r#"{{"subject": "a{}", "predicate": "backs", "object": "a{}", "modality": "asserted", "evidence": []}}"#,
        chance.below(ACTORS),
        chance.below(ACTORS)
    );
    let text = format!(
        r#"{{"version": 1, "document": {{"id": "d{number}", "published": "2025-01-01"}}, "actors": [], "places": [],
            "incidents": [{}], "relations": [{relation}]}}"#,
        incidents.join(", ")
    );
    serde_json::from_str(&text).expect("a sound record")
}

fn graph() -> &'static KnowledgeGraph {
    static GRAPH: std::sync::OnceLock<KnowledgeGraph> = std::sync::OnceLock::new();
    GRAPH.get_or_init(|| {
        let mut chance = Chance(42);
        let mut graph = KnowledgeGraph::new().with_linking(Linking::AsTold);
        for number in 0..DOCUMENTS {
            graph.add(&document(number, &mut chance));
        }
        assert_eq!(graph.incidents().count(), DOCUMENTS * INCIDENTS);
        graph
    })
}

fn names() -> &'static Names {
    static NAMES: std::sync::OnceLock<Names> = std::sync::OnceLock::new();
    NAMES.get_or_init(|| Names::of_graph(graph()))
}

/// The bare search, without the rows.
fn search(bencher: Bencher, pattern: &str) {
    let search = Search::new(graph(), names());
    let query = Query::parse(pattern, names()).expect("a sound pattern");
    bencher.bench(|| {
        let mut found = 0_usize;
        search.each(black_box(&query), |facts| found += facts.len());
        found
    });
}

#[divan::bench(args = [
    "a7* attacked ?",
    "? retaliated-against a7*",
    "a7* provoked-by ?",
    "a7* attacked ? in p7 since 2020",
    "?x backs a7*; ?x attacked ?",
    "a7* attacked ?y; ?y attacked ?",
])]
fn one_actor(bencher: Bencher, pattern: &str) {
    search(bencher, pattern);
}

#[divan::bench(args = ["? retaliated-against ?", "? provoked-by ?", "? attacked ? in p7"], sample_count = 20)]
fn all(bencher: Bencher, pattern: &str) {
    search(bencher, pattern);
}

/// With rows put together, ordered, cut and written.
#[divan::bench(args = ["a7* attacked ?", "? retaliated-against ?", "count by month ? attacked ?"], sample_count = 10)]
fn answers(bencher: Bencher, pattern: &str) {
    let search = Search::new(graph(), names());
    let query = Query::parse(pattern, names()).expect("a sound pattern");
    bencher.bench(|| search.answer(black_box(&query)));
}

#[divan::bench(sample_count = 10)]
fn names_and_accounts(bencher: Bencher) {
    let graph = graph();
    bencher.bench(|| {
        let names = Names::of_graph(graph);
        black_box(Search::new(graph, &names));
    });
}

#[divan::bench(args = ["who retaliated against a7 since 2020?", "who retailated against a7", "is there any hope of that?"])]
fn english(bencher: Bencher, question: &str) {
    bencher.bench(|| Understood::read(black_box(question), names()).is_ok());
}
