//! `extract --part` and `build --part`: what a cluster runs on every part of a corpus.
#![cfg(feature = "cli")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::common::program::reprisal;

/// Articles, some without an id, and lines that are none.
const LINES: [&str; 9] = [
    r#"{"id": "first", "published": "2024-02-01", "text": "Israel bombed Hezbollah."}"#,
    r#"{"id": "cut", "text": "Israel"#,
    r#"{"text": "Hezbollah shelled Israel."}"#,
    r#"{"text": 7}"#,
    r#"{"text": "Hezbollah shelled Israel.", "published": "2024-02-03"}"#,
    "",
    r#"{"id": "last", "text": "Iran attacked Israel. Israel retaliated, striking Iran."}"#,
    r#"{"id": "first", "published": "2024-02-02", "text": "Iran bombed Syria."}"#,
    r#"{"text": "Hezbollah shelled Israel."}"#,
];

fn run(arguments: &[&str], input: &str) -> (i32, String, String) {
    reprisal(arguments).reading(input).run().parts()
}

fn part(command: &[&str], input: &str) -> String {
    let (status, out, err) = run(command, input);
    assert_eq!((status, err.as_str()), (0, ""), "{command:?}");
    out
}

const EXTRACT: [&str; 6] = ["extract", "--quiet", "--part", "--from", "jsonl", "-"];
const BUILD: [&str; 6] = ["build", "--quiet", "--part", "-", "-o", "-"];

fn file(name: &str, text: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("parts");
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join(name), text).expect("a file");
    folder.join(name)
}

#[test]
fn what_cannot_be_read_is_a_line_and_no_failure() {
    let out = part(&EXTRACT, &LINES.join("\n"));
    let lines: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines.len(), 8);
    let wrong: Vec<(usize, &str)> =
        lines.iter().enumerate().filter_map(|(at, line)| Some((at, line["problem"]["place"].as_str()?))).collect();
    let [(1, cut), (3, number)] = wrong[..] else { panic!("{wrong:?}") };
    assert_eq!(cut, "-:2 ({\"id\": \"cut\", \"text\": \"Israel)");
    assert_eq!(number, "-:4 ({\"text\": 7})");
    assert!(lines[3]["problem"]["message"].as_str().is_some_and(|message| message.contains("holds a number")));
    assert!(lines.iter().all(|line| line["version"] == 1));
}

#[test]
fn articles_without_an_id_are_called_the_same_in_every_part() {
    let ids = |lines: &[&str]| -> Vec<String> {
        let out = part(&EXTRACT, &lines.join("\n"));
        let lines = out.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
        lines.filter_map(|line| Some(line["document"]["id"].as_str()?.to_owned())).collect()
    };
    let all = ids(&LINES);
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), 4, "one text of two days is two articles: {all:?}");
    assert_eq!([ids(&LINES[..4]), ids(&LINES[4..])].concat(), all);
}

#[test]
fn an_empty_part_is_no_failure() {
    assert_eq!(part(&EXTRACT, ""), "");
    let empty = part(&BUILD, "");
    let file = file("empty.json", &empty);
    let (status, out, _) = run(&["stats", "--format", "json", file.to_str().expect("UTF-8")], "");
    assert!(status == 0 && out.contains("\"documents\": 0"), "{out}");
    // A whole that is empty is a mistake.
    assert_eq!(run(&EXTRACT.map(|word| if word == "--part" { "--quiet" } else { word })[..1], "").0, 2);
}

#[test]
fn graphs_of_parts_make_the_graph_of_the_whole() {
    let whole = file("whole.jsonl", &LINES.join("\n"));
    let (status, whole, told) = run(&["build", "--part", whole.to_str().expect("UTF-8"), "-o", "-"], "");
    assert_eq!(status, 1, "two lines are skipped: {told}");
    // Documents are dealt out as their number comes, records as their id has it: two ways to make parts.
    let mut parts: Vec<PathBuf> = Vec::new();
    for (number, lines) in LINES.chunks(2).enumerate() {
        let records = part(&EXTRACT, &lines.join("\n"));
        let (records, problems): (Vec<&str>, Vec<&str>) = records.lines().partition(|line| !line.contains("\"problem\""));
        assert_eq!(problems.len(), usize::from(number < 2));
        parts.push(file(&format!("{number}.json"), &part(&BUILD, &records.join("\n"))));
    }
    parts.reverse();
    let parts: Vec<&str> = parts.iter().map(|part| part.to_str().expect("UTF-8")).collect();
    let merged = part(&[&["merge", "--quiet", "-o", "-"], parts.as_slice()].concat(), "");
    assert_eq!(merged, whole);
}

#[test]
fn lines_of_problems_among_records_are_told_and_skipped() {
    let records = part(&EXTRACT, &LINES[1..3].join("\n"));
    let (status, graph, told) = run(&["build", "-", "-o", "-"], &records);
    assert_eq!(status, 1);
    assert!(told.contains("skipped: standard input:1: was not read: -:1 ("), "{told}");
    assert!(graph.contains("hezbollah"));
}
