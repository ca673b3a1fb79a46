//! Incidents in the columns of ACLED.
#![cfg(feature = "exports")]

use std::io::{self, ErrorKind, Write};

use reprisal::export::events_csv::{self, Options};
use reprisal::export::{Content, Summary};
use reprisal::{KnowledgeGraph, Modality};

use crate::common::tables::{Row, hostile, is_harmless, rows, turned, war};
use crate::common::told::document;

fn all() -> Options {
    let mut options = Options::default();
    options.all = true;
    options
}

fn written(graph: &KnowledgeGraph, options: Options) -> (Vec<u8>, Summary) {
    let mut csv = Vec::new();
    let summary = events_csv::write(&Content::of(&graph.everything()), options, &mut csv).unwrap();
    (csv, summary)
}

fn row(graph: &KnowledgeGraph, id: &str) -> Row {
    let (csv, _) = written(graph, all());
    rows(&csv).into_iter().find(|row| row["event_id_cnty"] == id).unwrap()
}

/// One incident of one document, published on 5 March 2024.
fn one(line: &str) -> Row {
    row(&KnowledgeGraph::from_extractions([&document("wire", "2024-03-05", &[line])]), "wire#i1")
}

#[test]
fn the_columns_of_acled_come_first_in_its_order() {
    let (csv, _) = written(&KnowledgeGraph::new(), Options::default());
    let header = String::from_utf8(csv).unwrap();
    let acled = "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,\
        actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,\
        longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp,";
    assert!(header.starts_with(acled), "{header}");
}

#[test]
fn actor1_did_it_and_what_it_answers_stands_in_the_tags() {
    let graph = war();
    let answer = row(&graph, "wire#i2");
    assert_eq!([&answer["actor1"], &answer["actor2"], &answer["assoc_actor_2"]], ["EASTMARK", "NORTHLAND-ARMY", "NORTHLAND"]);
    assert_eq!([&answer["retaliates_for"], &answer["tags"]], ["daily#i1", "direction=actor1>actor2; retaliates_for=daily#i1"]);
    assert_eq!([&answer["event_date"], &answer["time_precision"], &answer["date"]], ["2024-03-01", "3", "2024-03"]);
    assert_eq!([&answer["sub_event_type"], &answer["cameo"], &answer["plover_mode"]], ["Air/drone strike", "195", "drone"]);
    let raid = row(&graph, "daily#i1");
    assert_eq!([&raid["fatalities"], &raid["documents"], &raid["sources"]], ["5", "daily; wire", "2"]);
    assert_eq!([&raid["country"], &raid["location"], &raid["geo_precision"]], ["eastmark", "riverton.eastmark", "1"]);
    assert_eq!([&raid["inter1"], &raid["inter2"]], ["External/Other forces", "State forces"]);
    assert_eq!(raid["interaction"], "State forces-External/Other forces");
    assert_eq!([&raid["event_type"], &raid["timestamp"]], ["Battles", "1709683200"]);
}

#[test]
fn what_was_denied_or_threatened_has_a_row_only_when_asked_for() {
    let graph = war();
    let (csv, summary) = written(&graph, Options::default());
    let ids: Vec<String> = rows(&csv).iter().map(|row| row["event_id_cnty"].clone()).collect();
    assert_eq!(ids, ["daily#i1", "wire#i2"]);
    let lost: Vec<String> = summary.losses.iter().map(ToString::to_string).collect();
    assert!(lost[0].starts_with("2 incidents that are denied or threatened have no row"), "{lost:?}");
    assert!(lost[1].starts_with("1 cyberattacks have no row"), "{lost:?}");

    assert_eq!(rows(&written(&graph, all()).0).len(), 5);
    let denied = row(&graph, "wire#i4");
    assert_eq!([&denied["cameo"], &denied["plover_mode"], &denied["modality"]], ["", "heavy-weapons; negation", "denied"]);
    let feared = row(&graph, "wire#i3");
    assert_eq!([&feared["cameo"], &feared["plover_event"], &feared["plover_mode"]], ["", "ASSAULT", "hypothetical"]);
    let cyber = row(&graph, "wire#i5");
    assert_eq!([&cyber["event_type"], &cyber["plover_event"], &cyber["plover_context"]], ["", "COERCE", "cyber"]);
    // One who threatens does so with words.
    let threat = row(&hostile(), "doc with spaces; and #hash%20.txt#i3");
    assert_eq!([&threat["cameo"], &threat["plover_event"], &threat["plover_mode"]], ["138", "THREATEN", "violence"]);
}

#[test]
fn dates_are_as_exact_as_they_are_told() {
    let precision = |date: &str| one(&format!("i1 raid northland>eastmark - {date} -"))["time_precision"].clone();
    assert_eq!(["2024-03-01", "2024-03", "2024", "-"].map(precision), ["1", "3", "3", ""]);
    let mut spanned = document("wire", "2024-03-05", &["i1 raid northland>eastmark - 2024-03-01 -"]);
    spanned.incidents[0].until = Some("2024-03-04".parse().unwrap());
    let spanned = row(&KnowledgeGraph::from_extractions([&spanned]), "wire#i1");
    assert_eq!([&spanned["time_precision"], &spanned["until"]], ["2", "2024-03-04"]);
    assert_eq!(one("i1 raid northland>eastmark - 2019-01-01 -")["plover_mode"], "historical");
}

#[test]
fn kind_weapon_and_target_make_the_codes() {
    let coded = |line: &str, weapon: Option<&str>| {
        let mut told = document("wire", "2024-03-05", &[line]);
        told.incidents[0].weapon = weapon.map(str::to_owned);
        told.incidents[0].modality = Modality::Asserted;
        let row = row(&KnowledgeGraph::from_extractions([&told]), "wire#i1");
        [&row["sub_event_type"], &row["cameo"], &row["plover_mode"]].map(Clone::clone)
    };
    let bombing = "i1 bombing northland>eastmark - - -";
    assert_eq!(coded(bombing, None), ["Remote explosive/landmine/IED", "183", "explosives"]);
    assert_eq!(coded(bombing, Some("a Suicide belt")), ["Suicide bomb", "1831", "suicide-attack"]);
    assert_eq!(coded(bombing, Some("two car bombs")), ["Remote explosive/landmine/IED", "1832", "explosives"]);
    assert_eq!(coded("i1 attack northland>eastmark - - -", None), ["Armed clash", "190", ""]);
    assert_eq!(coded("i1 attack northland>- - - -", None), ["Attack", "190", ""]);
    assert_eq!(coded("i1 seizure northland>- - - -", None), ["Other", "171", "seize"]);
    let killing = "i1 assassination northland>- - - -";
    assert_eq!(coded(killing, Some("drones")), ["Air/drone strike", "186", "targeted; drone"]);
    assert_eq!(coded("i1 assassination northland>- - - 0", None), ["Attack", "185", "targeted"]);
}

#[test]
fn hostile_texts_stay_one_line_a_row_and_no_formula() {
    let (csv, _) = written(&hostile(), all());
    assert!(is_harmless(&csv));
    let row = row(&hostile(), "doc with spaces; and #hash%20.txt#i 1");
    assert_eq!(row["documents"], "doc with spaces%3B and #hash%2520.txt");
    assert!(row["notes"].contains("]]> <b>&amp; \\ back next\u{2028}line"), "{}", row["notes"]);
    assert_eq!(row["source"], "News.example");
}

#[test]
fn the_same_graph_makes_the_same_bytes() {
    assert_eq!(written(&hostile(), all()).0, written(&turned(), all()).0);
}

/// A reader that went away.
struct Closed;

impl Write for Closed {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_reader_that_goes_away_is_a_broken_pipe() {
    let graph = hostile();
    let content = Content::of(&graph.everything());
    let told = |result: io::Result<Summary>| result.unwrap_err().kind();
    assert_eq!(told(events_csv::write(&content, all(), &mut Closed)), ErrorKind::BrokenPipe);
    assert_eq!(told(reprisal::export::evidence_csv::write(&content, &mut Closed)), ErrorKind::BrokenPipe);
    assert_eq!(told(reprisal::export::cypher::write(&content, &mut Closed)), ErrorKind::BrokenPipe);
    assert_eq!(told(reprisal::export::neo4j_csv::write(&content, |_| Ok(Closed))), ErrorKind::BrokenPipe);
}
