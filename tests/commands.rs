//! The commands that look into a graph: what they print, in which formats, and how they exit.
#![cfg(feature = "cli")]

use std::fs;
use std::path::PathBuf;

use crate::common::program::{Run, reprisal};

const ARTICLES: &str = "tests/fixtures/articles.jsonl";

/// Exit status, standard output and standard error.
fn run(arguments: &[&str]) -> (i32, String, String) {
    command(arguments).run().parts()
}

fn command(arguments: &[&str]) -> Run {
    // The shipped actors are not needed, and take time to load.
    reprisal(&[arguments, &["--no-builtin"]].concat())
}

fn read(arguments: &[&str], input: &str) -> (i32, String, String) {
    command(arguments).reading(input).run().parts()
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn saved(name: &str, lines: &[usize]) -> String {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("commands");
    fs::create_dir_all(&folder).unwrap();
    let articles = fs::read_to_string(ARTICLES).unwrap();
    let kept: Vec<&str> = articles.lines().enumerate().filter(|(at, _)| lines.contains(at)).map(|(_, line)| line).collect();
    let file = folder.join(name);
    fs::write(&file, kept.join("\n")).unwrap();
    file.to_str().unwrap().to_owned()
}

#[test]
fn why_quotes_everything_and_shows_the_nearest_where_there_is_nothing() {
    let (status, out, err) = run(&["why", "the US", "attacked", "KH", ARTICLES]);
    assert_eq!(status, 0, "{err}");
    assert!(err.contains("understood as: why United States attacked Kataib Hezbollah"), "{err}");
    let out = squeezed(&out);
    assert!(out.contains("answers: drone attack by Islamic Resistance in Iraq on United States, Tower 22, 2024-01-28"), "{out}");
    assert!(out.contains("in retaliation for the drone attack that killed three soldiers in Jordan.” US jets hit"), "{out}");
    let (status, out, err) = run(&["why", "Houthis", "backs", "Iran", ARTICLES]);
    assert_eq!(status, 1);
    assert!(err.contains("nothing that was read says that Houthis backs Iran; nearest:"), "{err}");
    assert!(squeezed(&out).contains("the other way round Iran backs Houthis"), "{out}");
}

#[test]
fn names_and_claims_that_are_none_get_a_suggestion() {
    let (status, out, err) = run(&["why", "Houthys", "backs", "Iran", ARTICLES]);
    assert_eq!((status, out.as_str()), (2, ""));
    assert!(err.contains("no actor is known by the name \"Houthys\"; did you mean Houthis"), "{err}");
    let (status, _, err) = run(&["why", "Houthis", "back", "Iran", ARTICLES]);
    assert!(status == 2 && err.contains("did you mean backs?"), "{err}");
    let (status, _, err) = run(&["show", "border-strike", ARTICLES]);
    assert!(status == 2 && err.contains("did you mean border-strikes?"), "{err}");
}

#[test]
fn chains_and_timelines_take_an_actor_before_the_inputs() {
    let (status, out, _) = run(&["chains", ARTICLES]);
    assert!(status == 0 && out.starts_with("Chain  When"), "{out}");
    assert!(out.contains("1 day "), "{out}");
    let (status, about, _) = run(&["chains", "Israel", ARTICLES]);
    assert!(status == 0 && about.contains("Houthis – Israel: 2 deeds in 1 day") && !about.contains("Kataib"), "{about}");
    let (status, out, err) = run(&["chains", "Popular Mobilization Forces", ARTICLES]);
    assert_eq!((status, out.as_str()), (1, ""), "{err}");
    let (status, out, _) = run(&["timeline", "Israel", ARTICLES]);
    assert!(status == 0 && out.contains("2024-07-20") && !out.contains("2024-01-28"), "{out}");
    assert!(out.lines().all(|line| line.chars().count() <= 80), "{out}");
    let (status, _, err) = run(&["timeline", "Israel"]);
    assert!(status == 2 && err.contains("Israel"), "a file of that name is not there: {err}");
}

#[test]
fn records_are_known_whatever_the_order_of_their_fields() {
    let record = r#"{"relations":[{"predicate":"backs","subject":"a","object":"b","modality":"asserted","evidence":[]}],
        "actors":[],"document":{"title":null,"id":"d"},"version":1}"#;
    let (status, out, err) = read(&["find", "a backs ?", "-"], &record.replace('\n', ""));
    assert_eq!(status, 0, "{err}");
    assert!(squeezed(&out).contains("a b"), "{out}");
    let article = r#"{"version":"final","document":"yes","text":"A drone hit the base."}"#;
    assert_eq!(read(&["stats", "-"], article).0, 0, "an article may have such fields, too");
}

#[test]
fn a_histogram_has_a_bar_for_every_month() {
    let (_, out, _) = run(&["timeline", ARTICLES, "--by", "month"]);
    let bars: Vec<&str> = out.lines().filter(|line| line.contains('█')).map(|line| &line[..7]).collect();
    assert_eq!(bars, ["2024   ", "2024-01", "2024-02", "2024-07", "undated"], "{out}");
    assert!(out.contains("2024-03          0"), "{out}");
    let (_, csv, _) = run(&["timeline", ARTICLES, "--by", "month", "--format", "csv"]);
    assert!(csv.starts_with("When,Incidents,Killed,Wounded\n") && !csv.contains('█'), "{csv}");
}

#[test]
fn path_says_what_links_two_actors_or_that_nothing_does() {
    let (status, out, _) = run(&["path", "Israel", "KH", ARTICLES]);
    assert_eq!(status, 0);
    assert!(out.contains("Iran backs Kataib Hezbollah") && out.contains("Iran backs Houthis"), "{out}");
    let (status, out, err) = run(&["path", "Israel", "KH", ARTICLES, "--via", "leads"]);
    assert_eq!((status, out.as_str()), (1, ""));
    assert!(err.contains("nothing that was read links Israel and Kataib Hezbollah"), "{err}");
    let (status, out, _) = run(&["path", "Israel", "KH", ARTICLES, "--via", "leads", "--format", "json"]);
    assert!(status == 1 && out.contains("\"hops\": null"), "{out}");
}

#[test]
fn show_knows_actors_incidents_and_documents() {
    let (status, out, _) = run(&["show", "Hezbollah Brigades", ARTICLES]);
    assert!(status == 0 && out.contains("Kataib Hezbollah (kataib-hezbollah)"), "{out}");
    assert!(squeezed(&out).contains("backed by Iran") && squeezed(&out).contains("suffered, by"), "{out}");
    let (status, out, _) = run(&["show", "hodeidah-night#i1", ARTICLES]);
    assert!(status == 0 && squeezed(&out).contains("answers drone attack by Houthis"), "{out}");
    let (status, out, _) = run(&["show", "hodeidah-night", ARTICLES]);
    assert!(status == 0 && out.contains("Israel bombs Hodeidah after drone reaches Tel Aviv"), "{out}");
}

#[test]
fn compare_shows_what_a_batch_brought_and_exits_with_1_when_nothing_changed() {
    let (old, new) = (saved("old.jsonl", &[0, 1]), saved("new.jsonl", &[0, 1, 2]));
    let (status, out, err) = run(&["compare", &old, &new]);
    assert_eq!(status, 0, "{err}");
    assert!(out.contains("+ document  Israel bombs Hodeidah") && out.contains("+ actor"), "{out}");
    assert!(squeezed(&out).contains("+ relation Iran backs Houthis"), "{out}");
    assert!(err.contains("1 new document"), "{err}");
    let (status, out, err) = run(&["compare", &new, &new]);
    assert_eq!((status, out.as_str()), (1, ""));
    assert!(err.contains("nothing changed"), "{err}");
}

#[test]
fn stats_count_in_every_format() {
    let (status, out, _) = run(&["stats", ARTICLES]);
    assert!(status == 0 && squeezed(&out).contains("documents all 3 100%"), "{out}");
    let (_, json, _) = run(&["stats", ARTICLES, "--format", "json"]);
    let stats: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(stats["documents"], 3);
    let (_, lines, _) = run(&["stats", ARTICLES, "--format", "jsonl"]);
    assert_eq!(lines.lines().count(), 1);
}

/// A document whose words would do harm in a spreadsheet, in Markdown and on a terminal.
const HOSTILE: &str = r#"{"version":1,"document":{"id":"d","title":"=HYPERLINK(\"x\")"},"actors":[
    {"id":"a","name":"=1+1","kind":"state","principal":"a","origin":"discovered"},
    {"id":"b","name":"B | *b* <script>","kind":"state","principal":"b","origin":"discovered"},
    {"id":"c","name":"東京の部隊","kind":"military","principal":"c","origin":"discovered"}],
    "relations":[{"subject":"a","predicate":"backs","object":"b","modality":"asserted","evidence":[{"span":[0,1],"text":"@x \u001b[2J","rule":"r"}]}],
    "incidents":[{"id":"i1","kind":"raid","perpetrators":["c"],"targets":["b"],"modality":"asserted","evidence":[{"span":[2,3],"text":"東京","rule":"r"}]}]}"#;

#[test]
fn no_cell_of_a_csv_is_a_formula() {
    let hostile = HOSTILE.replace('\n', "");
    let (status, out, err) = read(&["ask", "who backs whom?", "-", "--format", "csv", "--evidence", "1"], &hostile);
    assert_eq!(status, 0, "{err}");
    let row = out.lines().nth(1).unwrap();
    assert!(row.starts_with("'=1+1,"), "{out}");
    assert!(!out.contains('\u{1b}'), "{out}");
    assert!(out.lines().next().unwrap().ends_with("Sources,Evidence"), "{out}");
}

#[test]
fn markdown_means_what_the_article_says() {
    let hostile = HOSTILE.replace('\n', "");
    let (_, out, _) = read(&["ask", "who backs whom?", "-", "--format", "md"], &hostile);
    assert!(out.contains(r"B \| \*b\* \<script\>"), "{out}");
    assert!(out.lines().nth(1).unwrap().starts_with("| --- |"), "{out}");
}

#[test]
fn wide_characters_take_two_columns() {
    let hostile = HOSTILE.replace('\n', "");
    let (status, out, err) = read(&["timeline", "-"], &hostile);
    assert_eq!(status, 0, "{err}");
    let columns = |line: &str, at: &str| {
        let before = &line[..line.find(at).unwrap()];
        before.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>()
    };
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(columns(lines[0], "Whom"), columns(lines[1], "B |"), "{out}");
}

#[test]
fn every_command_has_examples_in_its_help() {
    for command in ["why", "chains", "path", "timeline", "show", "compare", "stats"] {
        let (status, out, _) = run(&[command, "--help"]);
        assert!(status == 0 && out.contains("Examples:\n  reprisal "), "{out}");
        assert!(out.contains("--evidence") && out.contains("csv"), "{out}");
    }
}
