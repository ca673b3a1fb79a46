//! What is sound of every kind of input, taken from examples, tests and the ontology when it is wanted.

use std::fs;
use std::path::{Path, PathBuf};

use reprisal::graph::Format;
use reprisal::{Extraction, KnowledgeGraph};

use super::exports::written;

/// A folder of the crate, also when a crate within it asks.
fn folder(name: &str) -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.ancestors().map(|above| above.join(name)).find(|path| path.is_dir()).expect("the folder is part of the crate")
}

/// The files of a folder and the folders in it that end so, in order.
fn files(of: &str, ending: &str) -> Vec<String> {
    let mut paths = vec![folder(of)];
    let mut found = Vec::new();
    while let Some(path) = paths.pop() {
        if path.is_dir() {
            paths.extend(fs::read_dir(&path).expect("a folder").map(|entry| entry.expect("an entry").path()));
        } else if path.extension().is_some_and(|extension| extension == ending) {
            found.push(path);
        }
    }
    found.sort();
    found.iter().map(|path| fs::read_to_string(path).expect("a text")).collect()
}

fn records() -> Vec<Extraction> {
    let lines = include_str!("../fixtures/articles.jsonl").lines();
    lines.map(|line| serde_json::from_str(line).expect("a record")).collect()
}

/// A graph of each document, with what the ontology says of its actors.
fn graphs() -> Vec<KnowledgeGraph> {
    let ontology = reprisal::Ontology::from_sources(&[reprisal::ontology::SourceFile::new(
        "own.ron",
        r#"(actors: [(id: "iran", name: "Iran", kind: State), (id: "houthis", name: "Houthis", kind: ArmedGroup, backed_by: [(by: "iran", since: "2014")])])"#,
    )]);
    let ontology = ontology.expect("it is an ontology");
    let corrections = reprisal::graph::Corrections::parse(&corrections()[0], "own.ron").expect("they are corrections");
    let one = |record: &Extraction| {
        let mut graph = KnowledgeGraph::from_extractions([record]);
        graph.add_standing(&ontology);
        graph.correct(&corrections);
        graph
    };
    records().iter().map(one).collect()
}

/// Articles in pieces of a few paragraphs: what is short is tried often.
pub(super) fn articles() -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    for article in files("examples/articles", "txt") {
        let mut piece = String::new();
        for paragraph in article.split_inclusive("\n\n") {
            if !piece.is_empty() && piece.len() + paragraph.len() > 600 {
                pieces.push(std::mem::take(&mut piece));
            }
            piece.push_str(paragraph);
        }
        pieces.push(piece);
    }
    pieces
}

#[cfg(all(feature = "reader", feature = "html"))]
pub(super) fn pages() -> Vec<String> {
    let paragraphs = |text: &str| text.split("\n\n").map(|paragraph| format!("<p>{paragraph}</p>")).collect::<String>();
    let page = |text: &String| {
        format!(
            "<!DOCTYPE html><html><head><title>A page</title></head><body><article>{}</article></body></html>",
            paragraphs(text)
        )
    };
    articles().iter().map(page).collect()
}

#[cfg(feature = "reader")]
pub(super) fn lines() -> Vec<String> {
    files("examples/articles", "jsonl").iter().flat_map(|file| file.lines()).map(str::to_owned).collect()
}

pub(super) fn extractions() -> Vec<String> {
    records().iter().map(|record| serde_json::to_string(record).expect("a record can be written")).collect()
}

pub(super) fn saved() -> Vec<String> {
    let both =
        |graph: KnowledgeGraph| [Format::Json, Format::Ron].map(|format| graph.to_text(format).expect("it can be written"));
    graphs().into_iter().flat_map(both).collect()
}

pub(super) fn ontologies() -> Vec<String> {
    let mut all = files("examples/ontologies", "ron");
    all.extend(files("ontology", "ron"));
    all
}

pub(super) fn corrections() -> Vec<String> {
    let document = &records()[0].document.id;
    vec![format!(
        r#"(corrections: [
            drop(incident: "{document}#i1", reason: "no attack"),
            merge(incidents: ["{document}#i1", "{document}#i2"], reason: "one raid"),
            split(incident: "{document}#i1", reason: "another"),
            redate(incident: "{document}#i1", date: "2024-02", reason: "the ministry"),
            reattribute(incident: "{document}#i2", perpetrators: ["iran"], targets: [], reason: "claimed"),
            pin(incident: "{document}#i1", killed: 3, reason: "the inquest"),
            drop_relation(subject: "iran", predicate: backs, object: "houthis", reason: "satire"),
        ])"#
    )]
}

pub(super) fn questions() -> Vec<String> {
    reprisal::query::forms().iter().map(|form| form.replace(['{', '}'], "")).collect()
}

pub(super) fn patterns() -> Vec<String> {
    let mut all: Vec<String> = questions()
        .iter()
        .filter_map(|question| reprisal::query::ask(super::articles(), question).ok())
        .map(|answer| answer.pattern)
        .collect();
    all.push(
        "count by month ?x:armed-group attacked israel*|iran in red-sea since 2024-01 until 2024-02; ?x backs ?; status any"
            .to_owned(),
    );
    all
}

#[cfg(feature = "sparql")]
pub(super) fn sparql() -> Vec<String> {
    [
        "SELECT ?a (COUNT(?i) AS ?n) WHERE { ?i a ?kind . OPTIONAL { ?i ?p ?a } FILTER(?n > 1) } GROUP BY ?a ORDER BY DESC(?n) LIMIT 5",
        "SELECT DISTINCT ?g ?s WHERE { GRAPH ?g { ?s ?p \"x\"@en } { ?s ?q ?o } UNION { ?o ?q ?s } MINUS { ?s a ?o } VALUES ?s { UNDEF } }",
        "ASK { ?a (^!<x:y>|<x:z>/<x:y>)* ?b . BIND(STRLEN(STR(?b)) AS ?l) FILTER EXISTS { ?b ?c ?a } }",
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o . { SELECT ?s WHERE { ?s a ?t } LIMIT 2 } }",
    ]
    .map(str::to_owned)
    .to_vec()
}

pub(super) fn dates() -> Vec<String> {
    let phrases = [
        "2024-02-29\n2024-02\n2024",
        "Planes struck on Tuesday night, two days after the raid of Jan. 4, 2024, and three weeks before 2025.",
        "from late 2019 until mid-May, between 3 and 5 March, last month, on the eve of 1 January, in the 1990s",
    ];
    let mut all: Vec<String> = phrases.map(str::to_owned).to_vec();
    all.extend(articles().iter().flat_map(|text| text.lines()).filter(|line| line.contains("day")).map(str::to_owned));
    all
}

pub(super) fn fields() -> Vec<String> {
    vec![
        ["red-army", "blue", "ford", "Red Army", "the Reds", "wire-1", "The \"Wire\"", "They struck.", "a drone"].join("\u{1e}"),
        ["a\"b", "a\\", "<p>", "=1", "\n", "../x", "\u{1b}[1m", "</script>", "{|}"].join("\u{1e}"),
    ]
}

pub(super) fn networks() -> Vec<String> {
    use reprisal::export::{network::Options, node_link};
    let write = |graph: &KnowledgeGraph| {
        written(graph, |content, out| node_link::write(content, &Options::default(), node_link::LinksKey::Edges, out))
    };
    graphs().iter().map(write).collect()
}

#[cfg(feature = "exports")]
pub(super) fn quads() -> Vec<String> {
    graphs().iter().map(|graph| written(graph, reprisal::export::nquads::write)).collect()
}

pub(super) fn styles() -> Vec<String> {
    let mut all = files("src/export/style", "ron");
    all.push(r##"(theme: Dark, background: "#AA0000", actors: {State: (shape: "box")}, lines: {Backs: (color: "#AA0000", arrow: "vee")})"##.into());
    all
}
