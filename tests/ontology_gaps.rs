//! `reprisal ontology gaps` as a user runs it.

#![cfg(feature = "cli")]

use std::fs;
use std::path::{Path, PathBuf};

use crate::common::program::reprisal;

fn folder(name: &str, file: &str, text: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("ontology_gaps").join(name);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(file), text).unwrap();
    folder
}

/// Exit status, standard output and standard error of `reprisal ontology ARGUMENTS` in a folder.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    reprisal(&[&["ontology"], arguments].concat()).within(folder).run().parts()
}

const ARTICLE: &str = "\
Qamar Brigade shells a post

Fighters of the Qamar Brigade shelled an Israeli post near Dawrin on Monday. The Qamar Brigade has three hundred men.
An official, Mirza Tolan, spoke of two dead. Tolan went home later.

Perhaps the weather helped. General Staff officers met Foreign Minister Israel Katz in March.
";

#[test]
fn gaps_lists_unknown_names_first_those_that_mattered() {
    let folder = folder("gaps", "article.txt", ARTICLE);
    let (status, out, _) = run(&folder, &["gaps", "article.txt"]);
    let expected = "\
Name           In a role  By a trigger  Mentions  Documents
Qamar Brigade          1             1         2          1
  “Fighters of the Qamar Brigade shelled an Israeli post near Dawrin on Monday.”
    article.txt

Dawrin                 1             1         1          1
  “Fighters of the Qamar Brigade shelled an Israeli post near Dawrin on Monday.”
    article.txt
";
    assert!(status == 0 && out.starts_with(expected), "{out}");
    let names: Vec<&str> =
        out.lines().filter(|line| line.ends_with("  1")).map(|line| line.split("  ").next().unwrap()).collect();
    assert_eq!(names, ["Qamar Brigade", "Dawrin", "Mirza Tolan"], "{out}");
}

#[test]
fn gaps_closes_when_the_ontology_learns_the_name() {
    let folder = folder("closed", "article.txt", ARTICLE);
    let own = r#"( actors: [ ( id: "qamar-brigade", name: "Qamar Brigade", kind: ArmedGroup ) ] )"#;
    fs::write(folder.join("own.ron"), own).unwrap();
    let (_, out, _) = run(&folder, &["gaps", "article.txt", "--ontology", "own.ron"]);
    assert!(out.contains("Dawrin") && !out.contains("\nQamar"), "{out}");
}

#[test]
fn gaps_writes_json_and_keeps_to_its_limit() {
    let folder = folder("json", "article.txt", ARTICLE);
    let (status, out, error) = run(&folder, &["gaps", "article.txt", "--json", "--limit", "1"]);
    let list: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((status, list.as_array().unwrap().len()), (0, 1));
    assert_eq!((&list[0]["name"], &list[0]["in_role"]), (&"Qamar Brigade".into(), &1.into()));
    assert!(error.contains("2 more; --limit N shows them"), "{error}");
}

#[test]
fn gaps_without_any_and_without_input() {
    let folder = folder("none", "plain.txt", "Israel struck a Hezbollah depot on Monday. On Tuesday March rain fell.\n");
    let (status, out, error) = run(&folder, &["gaps", "plain.txt"]);
    assert_eq!((status, out.as_str()), (1, ""));
    assert!(error.contains("no name is missing from the ontology"), "{error}");
    assert_eq!(run(&folder, &["gaps", "nowhere.txt"]).0, 2);
}
