//! What people know better: corrections hold over every rebuild, and those that no longer apply are told.

use crate::common::told::document;
use reprisal::graph::{Corrections, Format};
use reprisal::{Extraction, IncidentKind, KnowledgeGraph, Status};

const STRIKE: &str = "i1 airstrike northland>eastmark riverton.eastmark 2024-03-01 3";

fn documents() -> Vec<Extraction> {
    vec![
        document("daily", "2024-03-02", &[STRIKE, "i2 raid southland>eastmark hillford.eastmark 2024-02-01 -"]),
        document("wire", "2024-03-02", &[STRIKE]),
        document("far", "2024-03-20", &["i1 shelling northland>eastmark hillford.eastmark 2024-03-19 -"]),
    ]
}

fn corrected(corrections: &str) -> KnowledgeGraph {
    let mut graph = KnowledgeGraph::from_extractions(&documents());
    graph.correct(&Corrections::parse(&format!("(corrections: [{corrections}])"), "corrections.ron").unwrap());
    assert_eq!(graph.unapplied_corrections(), []);
    graph
}

fn described(graph: &KnowledgeGraph) -> Vec<String> {
    graph.incidents().map(|incident| format!("{} {}", incident.id, incident.describe())).collect()
}

#[test]
fn without_corrections_the_two_tellings_are_one() {
    assert_eq!(
        described(&corrected("")),
        [
            "daily#i1 airstrike by NORTHLAND on EASTMARK, riverton.eastmark, 2024-03-01",
            "daily#i2 raid by SOUTHLAND on EASTMARK, hillford.eastmark, 2024-02-01",
            "far#i1 shelling by NORTHLAND on EASTMARK, hillford.eastmark, 2024-03-19",
        ]
    );
}

#[test]
fn reports_can_be_merged_and_split_by_hand() {
    let merged = corrected(r#"merge(incidents: ["far#i1", "daily#i1"], reason: "the paper was late")"#);
    assert_eq!(merged.incident("far#i1").unwrap().reports.len(), 3);
    let split = corrected(r#"split(incident: "wire#i1", reason: "two bridges")"#);
    assert_eq!(split.incident("wire#i1").unwrap().reports.len(), 1);
    let split = corrected(r#"split(incident: "wire#i1", from: "daily#i1", reason: "two bridges")"#);
    assert_eq!(split.incidents().count(), 4);
}

#[test]
fn an_incident_can_be_redated_reattributed_pinned_and_dropped() {
    let graph = corrected(
        r#"redate(incident: "far#i1", date: "2024-03-18", reason: "local time"),
           reattribute(incident: "wire#i1", perpetrators: ["southland"], reason: "wreckage"),
           pin(incident: "wire#i1", killed: 7, kind: DroneAttack, reason: "the inquest"),
           drop(incident: "daily#“tells of i2 raid”", reason: "a metaphor")"#,
    );
    assert_eq!(
        described(&graph),
        [
            "daily#i1 drone attack by SOUTHLAND on EASTMARK, riverton.eastmark, 2024-03-01",
            "far#i1 shelling by NORTHLAND on EASTMARK, hillford.eastmark, 2024-03-18",
        ]
    );
    let pinned = graph.incident("wire#i1").unwrap();
    assert_eq!((pinned.killed, pinned.kind, pinned.status), (Some(7), IncidentKind::DroneAttack, Status::Asserted));
    assert_eq!(pinned.corrected.as_ref().unwrap().reasons, ["wreckage", "the inquest"]);
    assert_eq!(*pinned.reports[0].perpetrators, ["northland"], "what documents say is kept");
}

#[test]
fn a_date_that_was_put_right_links_reports_that_were_apart() {
    let graph = corrected(
        r#"redate(incident: "far#i1", date: "2024-02-01", reason: "an old deed"),
           reattribute(incident: "far#i1", perpetrators: ["southland"], reason: "it was them")"#,
    );
    assert_eq!(graph.incident("far#i1").unwrap().reports.len(), 1, "the sides as told still differ");
}

#[test]
fn corrections_outlast_saving_replacing_and_merging() {
    let graph = corrected(r#"drop(incident: "far#i1", reason: "hearsay")"#);
    let mut loaded = KnowledgeGraph::from_text(&graph.to_text(Format::Json).unwrap()).unwrap();
    assert_eq!(loaded, graph);
    assert_eq!(KnowledgeGraph::from_text(&graph.to_text(Format::Ron).unwrap()).unwrap(), graph);
    loaded.replace(&documents()[2]);
    assert_eq!(described(&loaded), described(&graph));
    let mut merged = KnowledgeGraph::from_extractions(&documents());
    merged.merge(&graph);
    assert_eq!(merged, graph);
}

#[test]
fn a_correction_that_does_not_apply_is_told_with_the_reason() {
    let mut graph = KnowledgeGraph::from_extractions(&documents());
    let text = r#"(corrections: [
        drop(incident: "gone#i1", reason: "r"),
        drop(incident: "daily#“no such words”", reason: "r"),
        pin(incident: "daily#“This sentence”", reason: "r"),
        reattribute(incident: "far#i1", perpetrators: ["northlnd"], reason: "r"),
        drop_relation(subject: "northland", predicate: backs, object: "southland", reason: "r"),
    ])"#;
    graph.correct(&Corrections::parse(text, "corrections.ron").unwrap());
    let told: Vec<String> = graph
        .unapplied_corrections()
        .iter()
        .map(|unapplied| format!("{}: {}", unapplied.correction, unapplied.because))
        .collect();
    assert_eq!(
        told,
        [
            "reattribute far#i1: no document names the actor northlnd; did you mean northland?",
            "drop daily#“no such words”: no incident of daily is told in a sentence with “no such words”",
            "drop gone#i1: there is no report gone#i1",
            "drop northland backs southland: no document states it",
            "pin daily#“This sentence”: “This sentence” stands in sentences of several incidents: daily#i1, daily#i2",
        ]
    );
    assert_eq!(graph.incidents().count(), 3);
}

#[test]
fn a_malformed_file_is_told_with_line_and_column() {
    let told = |text: &str| Corrections::parse(text, "mine.ron").unwrap_err().to_string();
    let missing = told("(corrections: [\n  drop(incident: \"a#i1\"),\n])");
    assert!(missing.starts_with("mine.ron:2:") && missing.contains("reason"), "{missing}");
    let unknown = told("(corrections: [\n  dorp(incident: \"a#i1\", reason: \"\"),\n])");
    assert!(unknown.starts_with("mine.ron:2:") && unknown.contains("dorp"), "{unknown}");
    let date = told("(corrections: [\n\n  redate(incident: \"a#i1\", date: \"2024-13\", reason: \"\"),\n])");
    assert!(date.starts_with("mine.ron:3:") && date.contains("is no date"), "{date}");
}
