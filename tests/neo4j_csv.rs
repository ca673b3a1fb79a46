//! The folder that Neo4j imports.
#![cfg(feature = "exports")]

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::rc::Rc;

use reprisal::KnowledgeGraph;
use reprisal::export::{Content, neo4j_csv};

use crate::common::tables::{hostile, is_harmless, rows, turned, war};

/// Files in memory.
#[derive(Clone, Default)]
struct File(Rc<RefCell<Vec<u8>>>);

impl Write for File {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn written(graph: &KnowledgeGraph) -> BTreeMap<String, Vec<u8>> {
    let mut files: BTreeMap<String, File> = BTreeMap::new();
    let content = Content::of(&graph.everything());
    neo4j_csv::write(&content, |name| Ok(files.entry(name.to_owned()).or_default().clone())).unwrap();
    files.into_iter().map(|(name, file)| (name, file.0.take())).collect()
}

#[test]
fn headers_are_typed_and_an_answer_carries_its_sentence() {
    let files = written(&war());
    let header = |name: &str| String::from_utf8_lossy(files[name].split(|&byte| byte == b'\n').next().unwrap()).into_owned();
    assert_eq!(header("actors.csv"), "id:ID(Actor),name,aliases:string[],kind,principal,origin,:LABEL");
    assert!(header("incidents.csv").starts_with("id:ID(Incident),name,kind,date:date,date_text,precision,"));
    let answers = rows(&files["incident_retaliated_for_incident.csv"]);
    let [answer] = &answers[..] else { panic!("{answers:?}") };
    assert_eq!([&answer[":START_ID(Incident)"], &answer[":END_ID(Incident)"]], ["wire#i2", "daily#i1"]);
    assert_eq!([&answer[":TYPE"], &answer["document"], &answer["span_end:long"]], ["RETALIATED_FOR", "wire", "10"]);
    assert!(answer["quote"].starts_with("This sentence tells of i2"));
}

#[test]
fn a_date_stands_only_where_the_day_is_known() {
    let incidents = rows(&written(&war())["incidents.csv"]);
    let dates = |id: &str| {
        let row = incidents.iter().find(|row| row["id:ID(Incident)"] == id).unwrap();
        ["date:date", "date_text", "precision", "earliest:date", "latest:date"].map(|column| row[column].clone())
    };
    assert_eq!(dates("daily#i1"), ["2024-03-01", "2024-03-01", "day", "2024-03-01", "2024-03-01"]);
    assert_eq!(dates("wire#i2"), ["", "2024-03", "month", "2024-03-01", "2024-03-31"]);
    assert_eq!(dates("wire#i3"), ["", "", "", "", ""]);
}

/// What the importer does first: every id once in its space, every end there.
#[test]
fn ids_are_unique_and_every_end_is_there() {
    for graph in [war(), hostile(), KnowledgeGraph::new()] {
        let files = written(&graph);
        let mut ids: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut ends: Vec<(String, String)> = Vec::new();
        for (name, csv) in files.iter().filter(|(name, _)| name.ends_with(".csv")) {
            assert!(is_harmless(csv), "{name}");
            for (column, cell) in rows(csv).iter().flatten() {
                let space = |start: &str| Some(column.strip_prefix(start)?.trim_end_matches(')').to_owned());
                if let Some(space) = space("id:ID(") {
                    assert!(!cell.is_empty() && cell.trim() == cell, "{name}: {cell:?}");
                    assert!(ids.entry(space).or_default().insert(cell.clone()), "{name}: {cell} twice");
                } else if let Some(space) = space(":START_ID(").or_else(|| space(":END_ID(")) {
                    ends.push((space, cell.clone()));
                }
            }
        }
        for (space, id) in ends {
            assert!(ids[&space].contains(&id), "{space} {id}");
        }
        let command = String::from_utf8_lossy(&files["README.md"]).into_owned();
        for name in files.keys().filter(|name| name.ends_with(".csv")) {
            assert!(command.contains(&format!("={name} \\\n")), "{name}");
        }
    }
}

#[test]
fn lists_can_be_taken_apart_again() {
    let actors = rows(&written(&hostile())["actors.csv"]);
    let actor = actors.iter().find(|row| row["id:ID(Actor)"].starts_with("%3Dcmd")).unwrap();
    assert_eq!(actor["aliases:string[]"], "'+alias%3B with%3B semicolons;-x;50%25 Front;@handle");
    assert_eq!(actor["name"], "'=1+1");
}

#[test]
fn the_same_graph_makes_the_same_bytes() {
    assert_eq!(written(&hostile()), written(&turned()));
}

#[test]
fn a_folder_is_made_and_written_whole() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("neo4j_csv");
    let _ = std::fs::remove_dir_all(&folder);
    let graph = war();
    let content = Content::of(&graph.everything());
    let summary = neo4j_csv::write_folder(&content, &folder).unwrap();
    assert!(summary.to_string().ends_with("relationships"), "{summary}");
    let names = || -> BTreeSet<String> {
        std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    };
    assert_eq!(names(), written(&graph).into_keys().collect());
    // What else is there stays, and a second run leaves nothing behind.
    std::fs::write(folder.join("notes.txt"), "mine").unwrap();
    neo4j_csv::write_folder(&content, &folder).unwrap();
    assert!(names().contains("notes.txt") && names().len() == written(&graph).len() + 1);
    let error = neo4j_csv::write_folder(&content, &folder.join("notes.txt")).unwrap_err();
    assert!(error.to_string().contains("name a folder"), "{error}");
}
