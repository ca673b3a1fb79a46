//! Sentences in the shape of GDELT's Mentions.
#![cfg(feature = "exports")]

use reprisal::KnowledgeGraph;
use reprisal::export::{Content, evidence_csv};

use crate::common::tables::{Row, hostile, is_harmless, rows, turned};
use crate::common::told::document;

fn written(graph: &KnowledgeGraph) -> Vec<u8> {
    let mut csv = Vec::new();
    evidence_csv::write(&Content::of(&graph.everything()), &mut csv).unwrap();
    csv
}

fn only_row(text: &str) -> Row {
    let mut told = document("wire", "2024-03-05", &["i1 raid northland>eastmark - 2024-03 -"]);
    told.actors.iter_mut().filter(|actor| actor.id == "northland").for_each(|actor| actor.aliases.push("the North".into()));
    told.incidents[0].evidence[0].text = text.into();
    told.incidents[0].evidence[0].span = [100, 100 + text.len()];
    rows(&written(&KnowledgeGraph::from_extractions([&told]))).remove(0)
}

#[test]
fn a_row_says_what_the_sentence_states_where_it_stands_and_where_it_names_the_sides() {
    let row = only_row("“Häuser brennen”: NORTHLAND raided the EASTMARKERS in EASTMARK.");
    let columns = ["event", "event_date", "published", "document", "mention", "span_start", "span_end", "kind"];
    assert_eq!(
        columns.map(|column| row[column].as_str()),
        ["wire#i1", "2024-03-01", "2024-03-05", "wire", "1", "100", "168", "raid"]
    );
    // Bytes of the document, not of the sentence; and a word that only begins so is another.
    assert_eq!([&row["actor1"], &row["actor1_start"], &row["actor1_end"]], ["northland", "123", "132"]);
    assert_eq!([&row["actor2"], &row["actor2_start"], &row["actor2_end"]], ["eastmark", "159", "167"]);
}

#[test]
fn an_alias_names_too_and_other_words_do_not() {
    let row = only_row("It was the North that raided the village, said NORTHLAND.");
    assert_eq!([&row["actor1_start"], &row["actor1_end"]], ["107", "116"]);
    assert_eq!([&row["actor2"], &row["actor2_start"], &row["actor2_end"]], ["eastmark", "", ""]);
}

#[test]
fn relations_have_rows_and_hostile_texts_are_harmless() {
    let csv = written(&hostile());
    assert!(is_harmless(&csv));
    assert_eq!(csv, written(&turned()));
    let rows = rows(&csv);
    let denied = rows.iter().find(|row| row["kind"] == "part_of").unwrap();
    assert_eq!([&denied["modality"], &denied["told_by"]], ["denied", "denies: =who"]);
    assert!(denied["quote"].starts_with("'-No. =HYPERLINK"), "{}", denied["quote"]);
    assert_eq!(rows.len(), 10);
}
