//! Saved graphs: older versions are read, damage and changes are noticed, and what is whole can be had.

use std::fs;
use std::path::Path;

use reprisal::KnowledgeGraph;
use reprisal::graph::{Format, GRAPH_VERSION, GraphError, Relation, Salvage};

fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/graphs").join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn graph() -> KnowledgeGraph {
    KnowledgeGraph::from_text(&fixture("version-3.json")).expect("a saved graph")
}

fn documents(graph: &KnowledgeGraph) -> Vec<&str> {
    graph.documents().map(|document| document.id.as_str()).collect()
}

fn edges(graph: &KnowledgeGraph) -> Vec<String> {
    let told = |relation: &Relation| {
        let relation = *relation;
        graph.edges(relation).map(move |(from, _, to)| format!("{} {relation} {}", from.id(), to.id())).collect::<Vec<_>>()
    };
    Relation::ALL.iter().flat_map(told).collect()
}

#[test]
fn every_version_that_was_ever_written_is_read_in_json_and_in_ron() {
    for version in 1..=GRAPH_VERSION {
        let read = |ending: &str| KnowledgeGraph::from_text(&fixture(&format!("version-{version}.{ending}")));
        let (json, ron) = (read("json").expect("JSON"), read("ron").expect("RON"));
        assert_eq!(json, ron, "version {version}");
        assert_eq!(documents(&json), ["harbour-1", "harbour-2", "tigris-1"], "version {version}");
    }
}

#[test]
fn version_2_comes_out_as_version_3_with_all_that_it_held() {
    for format in [Format::Json, Format::Ron] {
        let (old, new) = match format {
            Format::Json => ("version-2.json", "version-3.json"),
            Format::Ron => ("version-2.ron", "version-3.ron"),
        };
        let text = KnowledgeGraph::from_text(&fixture(old)).unwrap().to_text(format).unwrap();
        assert_eq!(text, fixture(new));
    }
}

#[test]
fn version_1_comes_out_with_every_edge_and_sentence_that_it_held() {
    let text = fixture("version-1.json");
    let graph = KnowledgeGraph::from_text(&text).unwrap();
    let saved: serde_json::Value = serde_json::from_str(&text).unwrap();
    let text_of = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let mut held: Vec<String> = saved["edges"]
        .as_array()
        .unwrap()
        .iter()
        .map(|edge| format!("{} {} {}", text_of(&edge["from"]), text_of(&edge["relation"]), text_of(&edge["to"])))
        .collect();
    let mut read = edges(&graph);
    held.sort();
    read.sort();
    // Two reports of one deed are one incident now; here each stands for itself, or is joined under the id of the first.
    let gone: Vec<&String> = held.iter().filter(|edge| !read.contains(edge)).collect();
    let joined: Vec<String> = graph
        .incidents()
        .flat_map(|incident| {
            let reports = incident.incident().reports.iter().map(|report| report.id.to_string()).collect::<Vec<_>>();
            if reports.len() > 1 { reports } else { Vec::new() }
        })
        .collect();
    assert!(gone.iter().all(|edge| joined.iter().any(|report| edge.contains(report.as_str()))), "{gone:?}");
    for sentence in ["killing four fighters.", "A Houthi spokesman claimed the attack.", "Iran, which backs the Houthis,"] {
        assert!(graph.to_text(Format::Json).unwrap().contains(sentence), "{sentence}");
    }
}

#[test]
fn a_graph_that_was_changed_by_one_letter_is_refused() {
    for (name, from, to) in [
        ("version-3.json", "\"killed\":4", "\"killed\":7"),
        ("version-3.json", "Houthi drone attack", "Houthi drone attacc"),
        ("version-3.json", "\"name\":\"Houthis\"", "\"name\":\"Houthys\""),
        ("version-3.json", "\"killed\":3,\"reason\"", "\"killed\":2,\"reason\""),
        ("version-3.json", "\"checksum\":\"", "\"checksum\":\"f"),
        ("version-3.ron", "killed:Some(4)", "killed:Some(7)"),
    ] {
        let text = fixture(name);
        assert!(text.contains(from), "{name} holds {from}");
        let changed = text.replacen(from, to, 1);
        let error = KnowledgeGraph::from_text(&changed).err();
        assert!(matches!(error, Some(GraphError::Changed)) || to.ends_with('f'), "{from} → {to}: {error:?}");
    }
}

#[test]
fn any_flipped_bit_is_noticed_or_changes_nothing() {
    let text = fixture("version-3.json").into_bytes();
    let graph = graph();
    // A prime step meets every sort of place.
    for at in (0..text.len() * 8).step_by(211) {
        let mut flipped = text.clone();
        flipped[at / 8] ^= 1 << (at % 8);
        if let Ok(read) = KnowledgeGraph::from_bytes(&flipped) {
            assert_eq!(read, graph, "bit {at} makes another graph");
        }
    }
}

#[test]
fn a_file_that_only_looks_different_is_not_taken_for_changed() {
    let (text, graph) = (fixture("version-3.json"), graph());
    let spaced = text.replace("\":", "\" : ").replace("},{", "},\n      {");
    assert_eq!(KnowledgeGraph::from_text(&spaced).unwrap(), graph, "by another program");
    assert_eq!(KnowledgeGraph::from_text(&text.replace('–', "\\u2013")).unwrap(), graph, "with escapes");
    assert_eq!(KnowledgeGraph::from_text(&text.replace('\n', "\r\n")).unwrap(), graph, "by an editor of another system");
    let ron = fixture("version-3.ron");
    assert_eq!(KnowledgeGraph::from_text(&ron.replace('\n', "\n  ")).unwrap(), graph, "RON");
}

#[test]
fn of_a_damaged_graph_the_documents_that_are_whole_are_named_and_kept() {
    let text = fixture("version-3.json");
    let salvage = |text: &str| Salvage::of(text.as_bytes(), false).unwrap();
    let changed = salvage(&text.replacen("\"killed\":4", "\"killed\":7", 1));
    assert_eq!(documents(&changed.graph), ["harbour-2", "tigris-1"]);
    let [left] = changed.left_out.as_slice() else { panic!("{:?}", changed.left_out) };
    assert!(left.document && left.changed && left.why.contains("harbour-1"), "{left:?}");
    assert!(text.lines().nth(left.line - 1).unwrap().contains("\"id\":\"harbour-1\""), "{left:?}");
    let end = text.find("\"id\":\"tigris-1\"").unwrap() + 300;
    let cut = salvage(&text[..end]);
    assert_eq!(documents(&cut.graph), ["harbour-1", "harbour-2"]);
    assert!(cut.left_out[0].why.contains("tigris-1: the line cannot be read"), "{:?}", cut.left_out);
    assert!(cut.notes.iter().any(|note| note.contains("the end of the file is missing")), "{:?}", cut.notes);
}

#[test]
fn a_document_is_not_whole_when_an_actor_that_it_names_is_not() {
    let text = fixture("version-3.json");
    let without = |start: &str| text.lines().filter(|line| !line.starts_with(start)).collect::<Vec<_>>().join("\n") + "\n";
    // Without a line the numbers of the documents mean others.
    let lost = Salvage::of(without("  {\"id\":\"houthis\"").as_bytes(), false).unwrap();
    assert!(!documents(&lost.graph).iter().any(|id| id.starts_with("harbour")), "{:?}", documents(&lost.graph));
    let broken = text.replacen("{\"id\":\"kataib-hezbollah\",\"name\"", "{\"id\":\"kataib-hezbollah\"\"name\"", 1);
    let broken = Salvage::of(broken.as_bytes(), false).unwrap();
    assert_eq!(documents(&broken.graph), ["harbour-1", "harbour-2"]);
    let why: Vec<&str> = broken.left_out.iter().map(|left| left.why.as_str()).collect();
    assert!(why[0].starts_with("an actor: ") && why[1].contains("tigris-1: it names an actor whose line, 8,"), "{why:?}");
}

#[test]
fn what_somebody_changed_by_hand_is_taken_when_that_is_said() {
    let changed = fixture("version-3.json").replacen("\"killed\":4", "\"killed\":7", 1);
    let accepted = Salvage::of(changed.as_bytes(), true).unwrap();
    assert!(accepted.left_out.is_empty());
    assert_eq!(documents(&accepted.graph).len(), 3);
    assert!(accepted.graph.to_text(Format::Json).unwrap().contains("\"killed\":7"));
    let saved = accepted.graph.to_text(Format::Json).unwrap();
    assert_eq!(KnowledgeGraph::from_text(&saved).unwrap(), accepted.graph, "with a checksum that fits");
}

#[test]
fn a_graph_without_its_checksum_is_refused() {
    let text = fixture("version-3.json");
    let start = text.find(",\n\"checksum\": ").unwrap();
    assert!(matches!(KnowledgeGraph::from_text(&format!("{}}}\n", &text[..start])), Err(GraphError::Changed)));
}

#[test]
fn bytes_that_are_no_text_are_told_with_their_place() {
    let mut bytes = fixture("version-3.json").into_bytes();
    let at = bytes.windows(7).position(|window| window == b"Houthis").unwrap();
    bytes[at] = 0xff;
    let error = KnowledgeGraph::from_bytes(&bytes).unwrap_err().to_string();
    assert!(error.ends_with("the saved graph holds bytes that are no text"), "{error}");
    assert!(error.starts_with("5:"), "{error}");
}

#[test]
fn salvage_never_panics_whatever_is_cut_or_flipped() {
    for name in ["version-1.json", "version-2.json", "version-2.ron", "version-3.json", "version-3.ron"] {
        let text = fixture(name).into_bytes();
        for at in (0..text.len()).step_by(509) {
            let _ = Salvage::of(&text[..at], false);
            let mut flipped = text.clone();
            flipped[at] ^= 0x15;
            for accept in [false, true] {
                let _ = Salvage::of(&flipped, accept);
            }
        }
    }
}

#[cfg(feature = "cli")]
mod program {
    use super::*;
    use crate::common::program::{Done, reprisal, scratch};

    fn folder(name: &str) -> std::path::PathBuf {
        scratch(&format!("saved-{name}"))
    }

    fn run(folder: &Path, arguments: &[&str]) -> Done {
        reprisal(arguments).within(folder).run()
    }

    #[test]
    fn a_damaged_graph_is_told_with_the_command_that_saves_what_is_whole() {
        let folder = folder("repair");
        fs::write(folder.join("graph.json"), fixture("version-3.json").replacen("\"killed\":4", "\"killed\":7", 1)).unwrap();
        let asked = run(&folder, &["stats", "graph.json", "--no-builtin"]);
        assert_eq!(asked.status, 2);
        assert!(
            asked.err.contains("2 of 3 documents in it are whole: reprisal repair graph.json -o whole.json"),
            "{}",
            asked.err
        );
        let repaired = run(&folder, &["repair", "graph.json", "-o", "whole.json"]);
        assert_eq!(repaired.status, 1, "something was left out: {}", repaired.err);
        assert!(repaired.err.contains("document harbour-1"), "{}", repaired.err);
        assert_eq!(documents(&KnowledgeGraph::load(folder.join("whole.json")).unwrap()), ["harbour-2", "tigris-1"]);
        let accepted = run(&folder, &["repair", "graph.json", "--accept-changed", "-o", "changed.json"]);
        assert_eq!(accepted.status, 0, "{}", accepted.err);
        assert_eq!(documents(&KnowledgeGraph::load(folder.join("changed.json")).unwrap()).len(), 3);
        let over = run(&folder, &["repair", "graph.json", "-o", "graph.json"]);
        assert_eq!(over.status, 2, "the damaged file stays");
    }

    #[test]
    fn a_whole_graph_needs_no_repair() {
        let folder = folder("whole");
        fs::write(folder.join("graph.json"), fixture("version-3.json")).unwrap();
        let done = run(&folder, &["repair", "graph.json"]);
        assert_eq!(done.status, 0, "{}", done.err);
        assert!(done.err.contains("3 of 3 documents are whole"), "{}", done.err);
    }

    #[test]
    fn a_damaged_graph_is_never_replaced_by_what_is_added_to_it() {
        let folder = folder("lost");
        let damaged = fixture("version-3.json").replacen("\"killed\":4", "\"killed\":7", 1);
        fs::write(folder.join("graph.json"), &damaged).unwrap();
        fs::write(folder.join("new.jsonl"), "{\"id\": \"n\", \"text\": \"Israel bombed Hezbollah.\"}\n").unwrap();
        for arguments in [
            ["build", "graph.json", "new.jsonl", "-o", "graph.json"].as_slice(),
            &["add", "graph.json", "new.jsonl"],
            &["remove", "graph.json", "tigris-1"],
        ] {
            let done = run(&folder, arguments);
            assert_eq!(done.status, 2, "{arguments:?}: {}", done.err);
            assert_eq!(fs::read_to_string(folder.join("graph.json")).unwrap(), damaged, "{arguments:?}");
        }
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 2, "nothing is left beside");
    }

    #[test]
    fn an_input_is_never_written_over() {
        let folder = folder("over");
        fs::write(folder.join("graph.json"), fixture("version-3.json")).unwrap();
        fs::write(folder.join("news.jsonl"), "{\"id\": \"n\", \"text\": \"Israel bombed Hezbollah.\"}\n").unwrap();
        for arguments in [
            ["build", "news.jsonl", "-o", "news.jsonl"].as_slice(),
            &["extract", "news.jsonl", "-o", "news.jsonl"],
            &["export", "graph.json", "--to", "node-link", "-o", "./graph.json"],
            &["page", "graph.json", "-o", "graph.json"],
            &["dot", "graph.json", "-o", "graph.json"],
            &["add", "graph.json", "news.jsonl", "-o", "news.jsonl"],
        ] {
            let done = run(&folder, arguments);
            assert_eq!(done.status, 2, "{arguments:?}: {}", done.err);
            assert!(done.err.contains("is an input and would be overwritten"), "{arguments:?}: {}", done.err);
        }
        assert_eq!(fs::read_to_string(folder.join("graph.json")).unwrap(), fixture("version-3.json"));
    }
}
