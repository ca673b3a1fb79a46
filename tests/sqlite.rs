//! The SQLite database.
#![cfg(all(feature = "sqlite", feature = "exports"))]

use std::path::{Path, PathBuf};

use reprisal::KnowledgeGraph;
use reprisal::export::{Content, sqlite};
use rusqlite::{Connection, OpenFlags};

use crate::common::tables::{hostile, turned, war};

fn written(graph: &KnowledgeGraph, name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sqlite");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    sqlite::write(&Content::of(&graph.everything()), &path).unwrap();
    path
}

/// The first columns of the rows that answer.
fn ask<const N: usize>(path: &Path, question: &str) -> Vec<[String; N]> {
    let database = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let mut asked = database.prepare(question).unwrap();
    let text = |row: &rusqlite::Row, at: usize| row.get_ref(at).unwrap().as_str_or_null().unwrap().unwrap_or("-").to_owned();
    let rows = asked.query_map([], |row| Ok(std::array::from_fn(|at| text(row, at)))).unwrap();
    rows.map(Result::unwrap).collect()
}

#[test]
fn views_answer_who_attacked_and_who_retaliated() {
    let path = written(&war(), "war.db");
    let rows = ask::<4>(&path, "SELECT perpetrator, target, incident, answered FROM retaliated ORDER BY target");
    assert_eq!(
        rows,
        [["eastmark", "northland", "wire#i2", r#"["daily#i1"]"#], ["eastmark", "northland-army", "wire#i2", r#"["daily#i1"]"#]]
    );
    let pairs = ask::<2>(&path, "SELECT DISTINCT perpetrator_account, target_account FROM attacked ORDER BY 1");
    assert_eq!(pairs, [["eastmark", "northland"], ["northland", "eastmark"]]);
    let quoted = ask::<2>(&path, "SELECT quote, document FROM attacked WHERE incident = 'wire#i2' LIMIT 1");
    assert_eq!(quoted[0][1], "wire");
    // Each report keeps its own word.
    let told = ask::<2>(&path, "SELECT id, CAST(killed AS TEXT) FROM reports WHERE incident = 'daily#i1' ORDER BY id");
    assert_eq!(told, [["daily#i1", "5"], ["wire#i1", "3"]]);
}

#[test]
fn where_nobody_was_hit_the_provoker_is_answered() {
    let path = written(&hostile(), "provoked.db");
    let rows = ask::<2>(&path, "SELECT target, incident FROM retaliated WHERE target_is_provoker ORDER BY 1");
    let incident = "doc with spaces; and #hash%20.txt#=i5";
    assert_eq!(rows, [[" lead and trail ", incident], ["-5", incident]]);
}

#[test]
fn words_of_sentences_are_found_and_hostile_texts_are_kept_as_they_are() {
    let path = written(&hostile(), "hostile.db");
    let found = "SELECT count(*) || '' FROM evidence_fts WHERE evidence_fts MATCH 'quoted'";
    assert_eq!(ask::<1>(&path, found), [["8"]]);
    let quotes = ask::<1>(&path, "SELECT quote FROM evidence WHERE relation LIKE '%backs%'");
    assert!(
        quotes[0][0]
            .ends_with("back\r\nnext\u{2028}line\u{2029}para\u{85}nel\u{7}bell\0nul\t\u{202e}right-to-left\u{202c} العربية 💥")
    );
    assert_eq!(ask::<1>(&path, "PRAGMA integrity_check"), [["ok"]]);
    assert_eq!(ask::<1>(&path, "SELECT 'x' FROM pragma_foreign_key_check"), [[""; 1]; 0]);
}

#[test]
fn the_same_graph_makes_the_same_bytes() {
    let [one, other] = [written(&hostile(), "one.db"), written(&turned(), "other.db")].map(|path| std::fs::read(path).unwrap());
    assert!(one == other);
}

#[test]
fn a_file_that_cannot_be_written_says_so() {
    let error = sqlite::write(&Content::of(&war().everything()), Path::new("no/such/folder/graph.db")).unwrap_err();
    assert!(!error.to_string().is_empty());
}
