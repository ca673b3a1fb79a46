//! Node-link JSON: what is written is read back as the same graph, and whoever edits a file is told what became of it.

use proptest::prelude::*;
use reprisal::export::network::{Options, Subject};
use reprisal::export::node_link::{self, LinksKey};
use reprisal::export::{Content, Summary};
use reprisal::graph::Format;
use reprisal::{Extraction, KnowledgeGraph};
use serde_json::{Value, json};

use crate::common::any;
use crate::common::told::document;

fn written(content: &Content, options: &Options) -> (String, Summary) {
    let mut out = Vec::new();
    let summary = node_link::write(content, options, LinksKey::Edges, &mut out).unwrap();
    (String::from_utf8(out).unwrap(), summary)
}

fn everything(graph: &KnowledgeGraph) -> String {
    written(&Content::of(&graph.everything()), &Options::default()).0
}

/// A blow and its answer in one document, told in another, too.
fn documents() -> Vec<Extraction> {
    let mut daily = document(
        "daily",
        "2024-03-03",
        &[
            "i1 airstrike northland-army>eastmark riverton.eastmark 2024-03-01 3",
            "i2 shelling eastmark>northland hillford.northland 2024-03-02 -",
        ],
    );
    daily.incidents[1].retaliates_for.push("i1".to_owned());
    let wire = document("wire", "2024-03-03", &["i1 airstrike northland-army>eastmark riverton.eastmark 2024-03-01 3"]);
    vec![daily, wire]
}

fn graph() -> KnowledgeGraph {
    KnowledgeGraph::from_extractions(&documents())
}

fn parsed(graph: &KnowledgeGraph) -> Value {
    serde_json::from_str(&everything(graph)).unwrap()
}

fn find<'v>(list: &'v Value, key: &str, value: &str) -> &'v Value {
    list.as_array().unwrap().iter().find(|item| item[key] == value).unwrap_or_else(|| panic!("{key} {value} in {list:#}"))
}

proptest! {
    #[test]
    fn what_is_written_is_read_back_as_the_same_graph(graph in any::graph()) {
        let text = everything(&graph);
        let read = node_link::read(&text).unwrap();
        prop_assert_eq!(read.graph.to_text(Format::Json).unwrap(), graph.to_text(Format::Json).unwrap());
        prop_assert_eq!(read.notes, Vec::<String>::new());
        prop_assert_eq!(everything(&read.graph), text);
    }
}

#[test]
fn a_node_says_what_a_person_wants_to_see_and_what_every_document_has() {
    let file = parsed(&graph());
    assert_eq!((&file["directed"], &file["multigraph"]), (&json!(true), &json!(true)));
    let actor = find(&file["nodes"], "id", "actor:northland-army");
    assert_eq!(actor["label"], "NORTHLAND-ARMY");
    assert_eq!(actor["principal"], "northland");
    assert_eq!(actor["records"], json!([{"documents": ["daily", "wire"]}]));
    let incident = find(&file["nodes"], "id", "incident:daily#i1");
    assert_eq!(incident["label"], "airstrike by NORTHLAND-ARMY on EASTMARK, riverton.eastmark, 2024-03-01");
    assert_eq!((&incident["killed"], &incident["documents"]), (&json!(3), &json!(2)));
    assert_eq!(incident["reports"].as_array().unwrap().len(), 2);
    assert_eq!((&incident["reports"][1]["document"], &incident["reports"][1]["id"]), (&json!("wire"), &json!("i1")));
    assert_eq!(file["graph"]["documents"][1]["id"], "wire");
}

#[test]
fn an_edge_says_the_sentence_its_document_and_its_address() {
    let file = parsed(&graph());
    let answer = find(&file["edges"], "key", "retaliated_for");
    assert_eq!((&answer["source"], &answer["target"]), (&json!("incident:daily#i2"), &json!("incident:daily#i1")));
    assert!(answer["quote"].as_str().unwrap().starts_with("This sentence tells of i2 shelling"));
    assert_eq!((&answer["document"], &answer["url"]), (&json!("daily"), &json!("https://daily.example/news")));
    assert_eq!((&answer["outlet"], &answer["published"]), (&json!("daily.example"), &json!("2024-03-03")));
    assert_eq!(
        (&answer["modality"], &answer["status"], &answer["date"]),
        (&json!("asserted"), &json!("asserted"), &json!("2024-03-02"))
    );
    assert_eq!((&answer["evidence_count"], &answer["evidence"][0]["rule"]), (&json!(1), &json!("test")));
}

#[test]
fn an_answer_is_quoted_with_the_sentence_that_tells_of_both() {
    let mut documents = documents();
    let mut both = documents[0].incidents[0].evidence[0].clone();
    (both.span, both.text) = ([50, 90], "They shelled the town in answer to the raid.".to_owned());
    documents[0].incidents.iter_mut().for_each(|incident| incident.evidence.push(both.clone()));
    let file = parsed(&KnowledgeGraph::from_extractions(&documents));
    assert_eq!(find(&file["edges"], "key", "retaliated_for")["quote"], both.text.as_str());
}

#[test]
fn the_network_of_actors_counts_and_dates() {
    let graph = graph();
    let (text, summary) = written(&Content::of(&graph.view()), &Options::of(Subject::Actors));
    assert_eq!(summary.to_string(), "2 actors, 3 edges");
    let file: Value = serde_json::from_str(&text).unwrap();
    let edge = find(&file["edges"], "key", "retaliated_against");
    assert_eq!((&edge["source"], &edge["target"]), (&json!("actor:eastmark"), &json!("actor:northland")));
    assert_eq!(
        (&edge["weight"], &edge["first_date"], &edge["incidents"]),
        (&json!(1), &json!("2024-03-02"), &json!(["daily#i2"]))
    );
    let error = node_link::read(&text).unwrap_err().to_string();
    assert!(error.contains("network of actors") && error.contains("--view incidents"), "{error}");
}

#[test]
fn older_programs_get_their_links() {
    let mut out = Vec::new();
    let graph = graph();
    node_link::write(&Content::of(&graph.everything()), &Options::default(), LinksKey::Links, &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert!(text.contains("\n\"links\": [") && !text.contains("\n\"edges\": ["), "{text}");
    assert_eq!(node_link::read(&text).unwrap().graph, graph);
}

#[test]
fn order_and_attributes_of_others_do_not_matter() {
    let graph = graph();
    let mut file = parsed(&graph);
    for list in ["nodes", "edges"] {
        let items = file[list].as_array_mut().unwrap();
        items.reverse();
        items.iter_mut().for_each(|item| item["community"] = json!(7));
    }
    let read = node_link::read(&file.to_string()).unwrap();
    assert_eq!((read.graph, read.notes), (graph, Vec::new()));
}

#[test]
fn what_others_added_is_left_out_and_told() {
    let graph = graph();
    let mut file = parsed(&graph);
    file["nodes"].as_array_mut().unwrap().push(json!({"id": 7, "type": "hub"}));
    file["edges"].as_array_mut().unwrap().push(json!({"source": 7, "target": "actor:eastmark", "key": 0}));
    let read = node_link::read(&file.to_string()).unwrap();
    assert_eq!(read.graph, graph);
    assert_eq!(
        read.notes,
        [
            "1 nodes are no actors, places or incidents of reprisal, and were left out",
            "1 edges are no relations of reprisal between such nodes, and were left out"
        ]
    );
}

#[test]
fn edges_that_the_reports_do_not_tell_are_told_of() {
    let mut file = parsed(&graph());
    let edges = file["edges"].as_array_mut().unwrap();
    let perpetrated = edges.iter_mut().find(|edge| edge["key"] == "perpetrated").unwrap();
    perpetrated["source"] = json!("actor:northland");
    let read = node_link::read(&file.to_string()).unwrap();
    assert_eq!(read.graph, graph());
    assert!(read.notes[0].contains("edit the reports"), "{:?}", read.notes);
    assert!(read.notes[1].contains("drawn again"), "{:?}", read.notes);
}

#[test]
fn a_name_that_was_edited_is_taken() {
    let mut file = parsed(&graph());
    let nodes = file["nodes"].as_array_mut().unwrap();
    nodes.iter_mut().find(|node| node["id"] == "actor:eastmark").unwrap()["name"] = json!("East Mark");
    let read = node_link::read(&file.to_string()).unwrap();
    assert_eq!(read.graph.actor_name("eastmark"), "East Mark");
}

#[test]
fn what_is_no_such_file_is_told_with_its_place() {
    let whole = everything(&graph());
    let cut = &whole[..whole.len() / 2];
    let ours = r#"{"graph": {"reprisal": 1, "network": "incidents"}, "edges": [], "nodes": [
        {"id": "actor:x", "type": "actor", "slug": "x", "kind": "wizard", "records": [{"documents": ["d"]}]}]}"#;
    let cases: [(&str, &str); 9] = [
        ("", "1:1: this is no node-link JSON, which begins with {"),
        ("An article.", "1:1: this is no node-link JSON, which begins with {"),
        ("[1, 2]", "1:1: this is no node-link JSON"),
        (r#"{"nodes": [], "graph": {}}"#, "1:1: this is no node-link JSON: it has no list \"edges\""),
        (r#"{"nodes": [{"id": 1}], "links": [], "graph": {}}"#, "reprisal did not write it"),
        (r#"{"nodes": [], "edges": [], "graph": {"reprisal": 99, "network": "incidents"}}"#, "version 99"),
        (r#"{"reprisal-graph": 2}"#, "this is a saved graph"),
        (cut, "before it is complete"),
        (ours, "node \"actor:x\": \"wizard\" is no ActorKind"),
    ];
    for (text, expected) in cases {
        let error = node_link::read(text).unwrap_err().to_string();
        assert!(error.contains(expected), "{expected:?} in {error:?}");
    }
    assert!(whole.lines().count() > 10);
}

#[test]
fn part_of_a_graph_is_read_back_as_that_part() {
    let graph = graph();
    let shellings = graph.everything().kinds([reprisal::IncidentKind::Shelling]);
    let (text, summary) = written(&Content::of(&shellings), &Options::default());
    assert!(summary.to_string().contains("1 incidents"), "{summary}");
    let read = node_link::read(&text).unwrap();
    assert_eq!(read.graph.incidents().map(|incident| incident.id.to_string()).collect::<Vec<_>>(), ["daily#i2"]);
    assert_eq!(read.graph.documents().count(), 1);
}

#[cfg(feature = "cli")]
mod command {
    use crate::common::program::reprisal;

    const ARTICLES: &str = "tests/fixtures/articles.jsonl";

    /// Exit status, standard output and standard error.
    fn run(arguments: &[&str]) -> (i32, String, String) {
        reprisal(arguments).run().parts()
    }

    fn file(name: &str) -> String {
        let folder = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("node-link");
        std::fs::create_dir_all(&folder).unwrap();
        folder.join(name).to_str().unwrap().to_owned()
    }

    #[test]
    fn a_saved_graph_goes_out_and_comes_back_byte_for_byte() {
        let [saved, exported, again] = ["saved.json", "exported.json", "again.json"].map(file);
        assert_eq!(run(&["build", ARTICLES, "--no-builtin", "-o", &saved]).0, 0);
        let (status, out, err) = run(&["export", &saved, "--no-builtin", "--to", "node-link", "-o", &exported]);
        assert_eq!((status, out.as_str()), (0, ""), "{err}");
        assert!(err.contains("the network of incidents; --view actors writes"), "{err}");
        let (status, _, err) = run(&["import", "node-link", &exported, "-o", &again]);
        assert!(status == 0 && err.contains("note: saved "), "{err}");
        assert_eq!(std::fs::read(&again).unwrap(), std::fs::read(&saved).unwrap());
    }

    #[test]
    fn each_format_says_which_network_it_wrote() {
        for (format, network, start) in [
            ("node-link", "incidents", "{\"directed\": true"),
            ("cytoscape", "incidents", "{\"data\": "),
            ("graphml", "incidents", "<?xml "),
            ("gexf", "actors", "<?xml "),
        ] {
            let (status, out, err) = run(&["export", ARTICLES, "--no-builtin", "--to", format]);
            assert!(status == 0 && out.starts_with(start), "{format}: {err}");
            assert!(err.contains(&format!("note: the network of {network}; --view ")), "{format}: {err}");
            let (_, again, _) = run(&["export", ARTICLES, "--no-builtin", "--to", format]);
            assert_eq!(again, out, "{format}");
        }
    }

    #[test]
    fn options_of_other_formats_are_refused() {
        for (options, expected) in [
            (["--to", "evidence-csv", "--view", "actors"], "--view chooses a network"),
            (["--to", "gexf", "--links-key", "links"], "--links-key is of node-link"),
            (["--to", "graphml", "--edges", "all"], "add --view actors"),
        ] {
            let (status, _, err) = run(&[&["export", ARTICLES, "--no-builtin"], &options[..]].concat());
            assert!(status == 2 && err.contains(expected), "{expected}: {err}");
        }
    }

    #[test]
    fn a_wrong_file_is_told_with_line_and_column() {
        let wrong = file("wrong.json");
        std::fs::write(&wrong, "{\"nodes\": [],\n \"links\": [}").unwrap();
        let (status, _, err) = run(&["import", "node-link", &wrong, "-o", &file("never.json")]);
        assert!(status == 2 && err.contains("wrong.json:2:12: "), "{err}");
    }
}
