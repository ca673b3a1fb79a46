//! Questions that would take too much are stopped, with what they found, in the same place everywhere.

use std::time::Duration;

use reprisal::budget::{Budget, STEPS, Stop};
use reprisal::investigate::{self, Party};
use reprisal::query::{Names, Query, Search};
use reprisal::{Extraction, KnowledgeGraph};

/// Everybody attacks everybody, in so many rounds, and every attack answers those of the round before.
fn feud(actors: usize, rounds: usize) -> KnowledgeGraph {
    let pairs = || (0..actors).flat_map(move |who| (0..actors).filter(move |whom| *whom != who).map(move |whom| (who, whom)));
    let mut incidents = Vec::new();
    for round in 0..rounds {
        for (who, whom) in pairs() {
            let answers: Vec<String> = (0..actors)
                .filter(|other| round > 0 && *other != whom)
                .map(|other| format!("r{}-{whom}-{other}", round - 1))
                .collect();
            incidents.push(serde_json::json!({
                "id": format!("r{round}-{who}-{whom}"), "kind": "raid", "perpetrators": [format!("side-{who}")],
                "targets": [format!("side-{whom}")], "date": format!("2024-01-{:02}", round + 1), "modality": "asserted",
                "retaliates_for": answers,
            }));
        }
    }
    let named = (0..actors).map(|at| {
        let id = format!("side-{at}");
        serde_json::json!({"id": id, "name": id, "kind": "armed-group", "principal": id, "origin": "ontology"})
    });
    let record = serde_json::json!({
        "version": 1, "document": {"id": "feud"}, "actors": named.collect::<Vec<_>>(), "incidents": incidents,
    });
    let record: Extraction = serde_json::from_value(record).expect("a record");
    KnowledgeGraph::from_extractions([&record])
}

fn party(graph: &KnowledgeGraph, id: &str) -> Party {
    Party::find(graph, &Names::of_graph(graph), id).expect("an actor")
}

#[test]
fn a_join_without_end_is_stopped_by_its_steps_with_what_it_found() {
    let graph = feud(12, 4);
    let names = Names::of_graph(&graph);
    let query = Query::parse("?a attacked ?b; ?c attacked ?d; ?e attacked ?f", &names).unwrap();
    let answer = |steps| Search::new(&graph, &names).budget(Budget::default().steps(Some(steps))).answer(&query);
    let stopped = answer(50_000);
    assert!(stopped.stopped == Some(Stop::Steps) && !stopped.rows.is_empty());
    assert_eq!(stopped, answer(50_000), "in the same place every time");
    let nothing = answer(1);
    let told = nothing.remarks().join("\n");
    assert!(nothing.rows.is_empty() && told.contains("stopped before everything was looked at"), "{told}");
    assert!(!told.contains("no answer"), "nobody knows: {told}");
}

#[test]
fn what_costs_less_than_the_budget_is_answered_in_full() {
    let graph = feud(6, 3);
    let names = Names::of_graph(&graph);
    let query = Query::parse("? attacked side-1", &names).unwrap();
    let search = Search::new(&graph, &names);
    let usual = search.clone().answer(&query);
    assert_eq!((usual.stopped, usual.total), (None, 5));
    assert_eq!(search.budget(Budget::none()).answer(&query), usual);
    const { assert!(STEPS > 1_000_000) };
}

#[test]
fn time_is_bounded_only_where_somebody_asks_for_it() {
    let graph = feud(6, 3);
    let names = Names::of_graph(&graph);
    let query = Query::parse("? attacked side-1", &names).unwrap();
    let over = Search::new(&graph, &names).budget(Budget::none().time(Some(Duration::ZERO))).answer(&query);
    assert_eq!((over.stopped, over.rows.len()), (Some(Stop::Time), 0));
    assert!(over.remarks().join("\n").contains("the time is over"));
}

#[test]
fn chains_and_paths_heed_a_budget_too() {
    let graph = feud(6, 8);
    let view = graph.view();
    let all = investigate::chains_within(&view, None, 10, Budget::default());
    assert_eq!((all.stopped, all.chains.len()), (None, 10));
    let few = investigate::chains_within(&view, None, usize::MAX, Budget::none().steps(Some(20_000)));
    assert_eq!(few.stopped, Some(Stop::Steps));
    assert!(few.more && few.chains.len() > 10 && few.chains[..10] == all.chains[..], "the longest come first");
    let (one, other) = (party(&graph, "side-0"), party(&graph, "side-5"));
    assert!(investigate::path_within(&view, &one, &other, &[], Budget::default()).hops.is_some());
    let stopped = investigate::path_within(&view, &one, &other, &[], Budget::none().steps(Some(3)));
    assert_eq!((stopped.stopped, stopped.hops), (Some(Stop::Steps), None));
}

#[cfg(feature = "cli")]
mod program {
    use crate::common::program::reprisal;

    use super::*;
    use reprisal::graph::Format;

    fn run(name: &str, arguments: &[&str]) -> (i32, String, String) {
        let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("budget-{name}.json"));
        std::fs::write(&file, feud(6, 4).to_text(Format::Json).unwrap()).unwrap();
        let inputs = [file.to_str().unwrap(), "--no-builtin", "--evidence", "0"];
        reprisal(&[arguments, &inputs].concat()).run().parts()
    }

    #[test]
    fn a_stopped_search_says_so_gives_what_it_found_and_exits_with_1() {
        for arguments in [
            ["find", "?a attacked ?b; ?c attacked ?d", "--steps", "300"].as_slice(),
            &["ask", "who attacked whom", "--steps", "30"],
            &["chains", "--steps", "2000", "--limit", "100000"],
            &["path", "side-0", "side-5", "--steps", "3"],
        ] {
            let (status, out, err) = run(arguments[0], arguments);
            assert_eq!(status, 1, "{arguments:?}: {err}");
            assert!(
                err.contains("stopped before everything was looked at") && err.contains("--steps is"),
                "{arguments:?}: {err}"
            );
            assert!(arguments[0] == "path" || out.contains("side-"), "{arguments:?}: {out}");
        }
    }

    #[test]
    fn rows_can_be_limited_and_all_be_had() {
        let (status, out, err) = run("rows", &["find", "? attacked ?", "--rows", "2", "--format", "jsonl"]);
        assert_eq!((status, out.lines().count()), (0, 2), "{err}");
        assert!(err.contains("only the first 2 of 30 rows are given") && err.contains("--rows 0"), "{err}");
        let (_, out, _) = run("all", &["find", "? attacked ?", "--rows", "0", "--format", "jsonl"]);
        assert_eq!(out.lines().count(), 30);
    }
}
