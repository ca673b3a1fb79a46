//! Reports of one deed in different documents become one incident, with every source kept; different deeds stay apart.

use crate::common::told::document;
use reprisal::graph::{Ground, Linking, RollUp};
use reprisal::petgraph::visit::EdgeRef;
use reprisal::{Extraction, KnowledgeGraph, Modality, Status};

fn graph(documents: &[Extraction]) -> KnowledgeGraph {
    KnowledgeGraph::from_extractions(documents)
}

/// The reports of every incident, as text.
fn incidents(graph: &KnowledgeGraph) -> Vec<String> {
    let reports = |incident: reprisal::graph::IncidentRef| {
        incident.incident().reports.iter().map(|report| report.id.to_string()).collect::<Vec<_>>().join("+")
    };
    graph.incidents().map(reports).collect()
}

#[test]
fn two_articles_about_one_strike_make_one_incident_with_both_sources() {
    let graph = graph(&[
        document("daily", "2024-03-02", &["i1 airstrike northland>eastmark riverton.eastmark 2024-03-01 3"]),
        document("wire", "2024-03-02", &["i1 attack northland-army>eastmark eastmark 2024-03-01 4"]),
    ]);
    assert_eq!(incidents(&graph), ["daily#i1+wire#i1"]);
    let incident = graph.incident("wire#i1").unwrap();
    assert_eq!(incident.id, "daily#i1");
    assert_eq!(incident.describe(), "airstrike by NORTHLAND on EASTMARK, riverton.eastmark, 2024-03-01");
    assert_eq!(incident.killed, Some(4), "tolls grow");
    assert_eq!(incident.reports.iter().map(|report| report.killed).collect::<Vec<_>>(), [Some(3), Some(4)]);
    let support = incident.support();
    assert_eq!((support.documents, support.sources, support.status), (2, 2, Status::Asserted));
    let attacked = graph.view().attacked();
    assert_eq!((attacked.len(), attacked[0].incidents.len(), attacked[0].sources), (1, 1, 2));
}

#[test]
fn why_two_reports_are_one_is_told_and_can_be_undone() {
    let documents = [
        document("daily", "2024-03-02", &["i1 airstrike northland>eastmark riverton.eastmark 2024-03-01 30"]),
        document("wire", "2024-03-02", &["i1 airstrike northland>eastmark riverton.eastmark 2024-03-01 30"]),
    ];
    let linked = graph(&documents);
    let why = linked.why_same("daily#i1");
    assert_eq!((why[0].report.as_str(), why[0].with.as_str()), ("wire#i1", "daily#i1"));
    let grounds: Vec<Ground> = why[0].weighed.grounds.iter().map(|(ground, _)| *ground).collect();
    for ground in [Ground::SameDay, Ground::SamePlace, Ground::SamePerpetrator, Ground::SameTarget, Ground::SameDead] {
        assert!(grounds.contains(&ground), "{ground}: {grounds:?}");
    }
    assert_eq!(why[0].weighed.weight, why[0].weighed.grounds.iter().map(|(_, weight)| weight).sum::<i32>());
    let as_told = linked.with_linking(Linking::AsTold);
    assert_eq!(incidents(&as_told), ["daily#i1", "wire#i1"]);
}

#[test]
fn strikes_on_one_day_in_two_towns_stay_two() {
    let graph = graph(&[
        document("daily", "2024-03-02", &["i1 airstrike northland>eastmark riverton.eastmark 2024-03-01 -"]),
        document("wire", "2024-03-02", &["i1 airstrike northland>eastmark hillford.eastmark 2024-03-01 -"]),
    ]);
    assert_eq!(incidents(&graph), ["daily#i1", "wire#i1"]);
}

#[test]
fn an_answer_is_not_what_it_answers_nor_a_threat_the_deed() {
    let mut threat = document("wire", "2024-03-01", &["i1 airstrike northland>eastmark riverton.eastmark 2024-03-01 -"]);
    threat.incidents[0].modality = Modality::Threatened;
    let graph = graph(&[
        document("daily", "2024-03-02", &["i1 airstrike northland>eastmark riverton.eastmark 2024-03-01 -"]),
        document("evening", "2024-03-02", &["i1 airstrike eastmark>northland riverton.eastmark 2024-03-01 -"]),
        threat,
    ]);
    assert_eq!(incidents(&graph).len(), 3);
}

#[test]
fn what_a_document_tells_apart_stays_apart_and_a_vague_report_joins_neither() {
    let graph = graph(&[
        document(
            "daily",
            "2024-03-02",
            &[
                "i1 airstrike northland>eastmark riverton.eastmark 2024-03-01 -",
                "i2 airstrike northland>eastmark hillford.eastmark 2024-03-01 -",
            ],
        ),
        document("wire", "2024-03-02", &["i1 airstrike northland>eastmark eastmark 2024-03-01 -"]),
    ]);
    assert_eq!(incidents(&graph), ["daily#i1", "daily#i2", "wire#i1"]);
}

#[test]
fn rival_accounts_of_one_deed_are_kept_side_by_side() {
    let mut denial = document("herald", "2024-03-02", &["i1 airstrike northland>eastmark riverton.eastmark 2024-03-01 9"]);
    denial.incidents[0].modality = Modality::Denied;
    denial.incidents[0].denied_by = vec!["northland".into()];
    let graph =
        graph(&[document("daily", "2024-03-02", &["i1 airstrike northland>eastmark riverton.eastmark 2024-03-01 9"]), denial]);
    let incident = graph.incident("daily#i1").unwrap();
    assert_eq!((incident.reports.len(), incident.status), (2, Status::Contested));
    assert_eq!(*incident.denied_by, ["northland"]);
}

#[test]
fn copies_of_one_agency_and_articles_of_one_outlet_count_as_one_source() {
    let line = "i1 airstrike northland>eastmark riverton.eastmark 2024-03-01 9";
    let mut same_outlet = document("daily-2", "2024-03-03", &[line]);
    same_outlet.document.source = Some("http://www.daily.example/other".into());
    same_outlet.incidents[0].evidence[0].text = "Quite another sentence about the raid on the river town.".into();
    let mut independent = document("zeitung", "2024-03-05", &[line]);
    independent.incidents[0].evidence[0].text = "In words of its own, a paper abroad tells of the raid, too.".into();
    let graph =
        graph(&[document("daily", "2024-03-02", &[line]), document("copy", "2024-03-02", &[line]), same_outlet, independent]);
    let support = graph.incident("daily#i1").unwrap().support();
    assert_eq!((support.documents, support.sources), (4, 2));
    assert_eq!(support.first_reported.unwrap().to_string(), "2024-03-02");
    assert_eq!(support.last_reported.unwrap().to_string(), "2024-03-05");
}

#[test]
fn an_edge_has_the_evidence_of_the_reports_that_state_it() {
    let mut other = document("wire", "2024-03-02", &["i1 airstrike northland+southland>eastmark riverton.eastmark 2024-03-01 9"]);
    other.incidents[0].evidence[0].text = "Both neighbours took part in the raid, says the wire.".into();
    let graph =
        graph(&[document("daily", "2024-03-02", &["i1 airstrike northland>eastmark riverton.eastmark 2024-03-01 9"]), other]);
    let edge = |from: &str| {
        let from = graph.index(reprisal::graph::NodeKind::Actor, from).unwrap();
        graph.petgraph().edges(from).next().unwrap().id()
    };
    assert_eq!(graph.evidence(edge("northland")).len(), 2);
    assert_eq!(graph.evidence(edge("southland")).len(), 1);
    assert_eq!(graph.support(edge("southland")).unwrap().documents, 1);
}

#[test]
fn the_graph_of_a_day_knows_only_what_was_published_by_then() {
    let graph = graph(&[
        document("daily", "2024-03-02", &["i1 airstrike northland>eastmark riverton.eastmark 2024-03-01 3"]),
        document("wire", "2024-03-09", &["i1 airstrike northland>eastmark riverton.eastmark 2024-03-01 8"]),
    ]);
    let then = graph.as_of("2024-03-05".parse().unwrap());
    assert_eq!(then.incident("daily#i1").unwrap().killed, Some(3));
    assert_eq!(graph.incident("daily#i1").unwrap().killed, Some(8));
}

#[test]
fn a_view_of_a_time_takes_what_may_have_happened_in_it() {
    let graph = graph(&[document(
        "daily",
        "2024-06-02",
        &[
            "i1 airstrike northland>eastmark riverton.eastmark 2024-03-01 -",
            "i2 shelling northland>eastmark riverton.eastmark 2024-04 -",
            "i3 raid northland>eastmark riverton.eastmark - -",
        ],
    )]);
    let kinds = |since: Option<&str>, until: Option<&str>| -> Vec<String> {
        let date = |text: Option<&str>| text.map(|text| text.parse().unwrap());
        let view = graph.view().since(date(since)).until(date(until));
        view.incidents().map(|incident| incident.kind.to_string()).collect()
    };
    assert_eq!(kinds(None, None), ["airstrike", "shelling", "raid"]);
    assert_eq!(kinds(Some("2024-03-02"), None), ["shelling"]);
    assert_eq!(kinds(Some("2024"), Some("2024-03")), ["airstrike"]);
    assert_eq!(kinds(Some("2024-04-15"), Some("2024-04-15")), ["shelling"]);
}

#[test]
fn who_no_longer_serves_stands_alone_and_deeds_can_be_counted_to_a_chosen_level() {
    let source = reprisal::ontology::SourceFile::new(
        "ranks.ron",
        r#"(actors: [
            (id: "union", name: "Union", kind: Coalition),
            (id: "brigade", name: "Brigade", kind: ArmedGroup, part_of: [(of: "union", since: "2020")]),
            (id: "captain", name: "Captain", kind: Person, principal: "brigade",
                leads: [(of: "brigade", since: "2019", until: "2021-06")]),
            (id: "eastmark", name: "Eastmark", kind: State),
        ])"#,
    );
    let ontology = reprisal::Ontology::from_sources(&[source]).unwrap();
    let mut told = document(
        "daily",
        "2024-06-02",
        &["i1 raid captain>eastmark eastmark 2021-03-01 -", "i2 raid captain>eastmark eastmark 2023-03-01 -"],
    );
    told.actors.retain(|actor| actor.id != "captain");
    let mut graph = graph(&[told]);
    graph.add_standing(&ontology);
    let attackers = |view: reprisal::graph::View| -> Vec<String> {
        view.attacked().iter().map(|row| format!("{} {}", row.perpetrator, row.incidents.len())).collect()
    };
    assert_eq!(attackers(graph.view()), ["brigade 1", "captain 1"]);
    assert_eq!(attackers(graph.view().roll_up(RollUp::Named)), ["captain 2"]);
    assert_eq!(attackers(graph.view().roll_up_to(["union"])), ["captain 1", "union 1"]);
}
