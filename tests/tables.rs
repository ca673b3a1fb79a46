//! `reprisal export` to tables: where they go, and what it says where something does not go together.
#![cfg(feature = "cli")]

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use crate::common::program::{Run, reprisal};

const ARTICLES: &str = "tests/fixtures/articles.jsonl";

fn command(arguments: &[&str]) -> Run {
    // The shipped actors are not needed, and take time to load.
    reprisal(&[&["export"], arguments, &[ARTICLES, "--no-builtin"]].concat())
}

/// Exit status, standard output and standard error.
fn run(arguments: &[&str]) -> (i32, String, String) {
    command(arguments).run().parts()
}

fn place(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("tables");
    std::fs::create_dir_all(&folder).unwrap();
    folder.join(name)
}

#[test]
fn events_and_sentences_come_as_rows_and_what_is_left_out_is_counted() {
    let (status, out, err) = run(&["--to", "events-csv"]);
    assert_eq!(status, 0, "{err}");
    assert!(out.starts_with("event_id_cnty,event_date,"), "{out}");
    assert!(err.contains("note: wrote ") && err.contains("not held: "), "{err}");
    let (_, all, _) = run(&["--to", "events-csv", "--all"]);
    assert!(all.lines().count() > out.lines().count());
    let (_, sentences, _) = run(&["--to", "evidence-csv", "--quiet"]);
    assert!(sentences.starts_with("event,event_date,"), "{sentences}");
}

#[test]
fn what_does_not_go_together_is_told_before_anything_is_read() {
    let told = |arguments: &[&str]| {
        let (status, out, err) = run(arguments);
        assert_eq!((status, out.as_str()), (2, ""), "{err}");
        err
    };
    assert!(told(&["--to", "neo4j-csv"]).contains("name the folder with -o FOLDER"));
    assert!(told(&["--to", "cypher", "--all"]).contains("--all is of events-csv"));
    let sqlite = told(&["--to", "sqlite"]);
    let expected = if cfg!(feature = "sqlite") { "name the file with -o graph.db" } else { "build it with --features sqlite" };
    assert!(sqlite.contains(expected), "{sqlite}");
}

#[test]
fn a_folder_is_written_and_a_file_in_its_place_is_left_alone() {
    let folder = place("neo4j");
    let (status, out, err) = run(&["--to", "neo4j-csv", "-o", folder.to_str().unwrap()]);
    assert_eq!((status, out.as_str()), (0, ""), "{err}");
    assert!(folder.join("README.md").is_file() && folder.join("incidents.csv").is_file());
    let file = place("file.txt");
    std::fs::write(&file, "mine").unwrap();
    let (status, _, err) = run(&["--to", "neo4j-csv", "-o", file.to_str().unwrap()]);
    assert_eq!(status, 2);
    assert!(err.contains("file.txt: this is a file: name a folder"), "{err}");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "mine");
}

#[cfg(feature = "sqlite")]
#[test]
fn a_database_is_written() {
    let file = place("graph.db");
    let (status, out, err) = run(&["--to", "sqlite", "-o", file.to_str().unwrap()]);
    assert_eq!((status, out.as_str()), (0, ""), "{err}");
    assert!(std::fs::read(&file).unwrap().starts_with(b"SQLite format 3\0"));
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    for format in ["events-csv", "evidence-csv", "cypher"] {
        let mut child =
            command(&["--to", format, "--quiet"]).command().stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut err = String::new();
        child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
        assert_eq!((child.wait().unwrap().code(), err.as_str()), (Some(0), ""), "{format}");
    }
}
