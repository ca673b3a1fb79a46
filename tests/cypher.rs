//! The Cypher script.
#![cfg(feature = "exports")]

use reprisal::KnowledgeGraph;
use reprisal::export::{Content, cypher};

use crate::common::tables::{hostile, turned, war};

fn written(graph: &KnowledgeGraph) -> String {
    let mut script = Vec::new();
    cypher::write(&Content::of(&graph.everything()), &mut script).unwrap();
    String::from_utf8(script).unwrap()
}

#[test]
fn a_statement_is_a_line_and_nodes_come_before_what_relates_them() {
    let script = written(&war());
    let lines: Vec<&str> = script.lines().collect();
    assert!(lines.iter().all(|line| line.ends_with(';')));
    let starts = |word: &str| lines.iter().position(|line| line.starts_with(word)).unwrap();
    assert!(starts("CREATE CONSTRAINT") < starts("MERGE (n:") && starts("MERGE (n:") < starts("MATCH (a:"));
    assert!(lines.iter().skip(starts("MATCH (a:")).all(|line| line.starts_with("MATCH (a:")));
    assert!(script.contains(
        "MATCH (a:Incident {id: 'wire#i2'}), (b:Incident {id: 'daily#i1'}) MERGE (a)-[r:RETALIATED_FOR {eid: \
         'incident:wire#i2 retaliated_for incident:daily#i1'}]->(b) SET r.status = 'asserted', r.modality = 'asserted', "
    ));
    assert!(script.contains(
        "n.kind = 'raid', n.date = date('2024-03-01'), n.date_text = '2024-03-01', n.precision = 'day', \
         n.earliest = date('2024-03-01'), n.latest = date('2024-03-01'), n.killed = 5, "
    ));
}

#[test]
fn no_text_ends_its_quotes_or_its_line() {
    let script = written(&hostile());
    for line in script.lines() {
        assert!(!line.contains(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')), "{line}");
        let mut inside = false;
        let mut letters = line.chars();
        while let Some(c) = letters.next() {
            match c {
                '\\' if inside => drop(letters.next()),
                '\'' => inside = !inside,
                ';' if !inside => assert_eq!(letters.as_str(), ""),
                _ => {}
            }
        }
        assert!(!inside, "{line}");
    }
    assert!(
        script.contains(r#"\'single\'; 100% ]]> <b>&amp; \\ back\r\nnext\u2028line\u2029para\u0085nel\u0007bell\u0000nul\t"#)
    );
}

#[test]
fn the_same_graph_makes_the_same_bytes() {
    assert_eq!(written(&hostile()), written(&turned()));
}
