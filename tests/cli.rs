//! The command line: what it prints where, and how it exits.
#![cfg(feature = "cli")]

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use crate::common::program::{self, Done, reprisal};

const ARTICLES: &str = "tests/fixtures/articles.jsonl";

fn run(arguments: &[&str]) -> Done {
    reprisal(arguments).run()
}

fn scratch(name: &str) -> PathBuf {
    program::scratch(&format!("cli/{name}"))
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn ask_prints_a_table_with_the_sentence_and_the_article_below_each_row() {
    let asked = run(&["ask", "who retaliated against whom?", ARTICLES]);
    assert_eq!(asked.status, 0);
    let expected = "\
Israel         Houthis           drone attack by Houthis,   2024-07-20        1
                                 2024-07-19
  “Israeli jets bombed Hodeidah on Saturday in answer to the Houthi drone that
  had struck Tel Aviv a day before.”
    Israel bombs Hodeidah after drone reaches Tel Aviv,
    https://example.org/news/hodeidah-night, 2024-07-21
";
    let squeeze = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(squeeze(&asked.out).contains(&squeeze(expected)), "{}", asked.out);
    assert!(asked.out.starts_with("Who "));
    assert!(asked.out.lines().all(|line| line.chars().count() <= 80), "{}", asked.out);
    assert!(asked.err.contains("understood as: who retaliated against whom"), "{}", asked.err);
}

#[test]
fn tables_fit_narrow_terminals() {
    let asked = reprisal(&["ask", "who retaliated against whom?", ARTICLES]).with("COLUMNS", "50").run();
    assert!(asked.out.lines().all(|line| line.chars().count() <= 50), "{}", asked.out);
}

#[test]
fn ask_answers_as_json_and_as_json_lines() {
    let whole = run(&["ask", "who backs Kataib Hezbollah?", ARTICLES, "--format", "json"]);
    let answer: serde_json::Value = serde_json::from_str(&whole.out).unwrap();
    assert_eq!(answer["understood"], "who backs Kataib Hezbollah");
    assert_eq!(answer["rows"][0]["who"][0]["id"], "iran");
    let lines = run(&["ask", "who backs whom?", ARTICLES, "--format", "jsonl", "-q"]);
    let rows: Vec<serde_json::Value> = lines.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(rows.len(), 2);
    assert_eq!(lines.err, "");
}

#[test]
fn the_exit_status_tells_an_answer_from_none_from_a_failure() {
    assert_eq!(run(&["ask", "who backs Israel?", ARTICLES]).status, 1);
    assert_eq!(run(&["ask", "who backs Israel?", ARTICLES]).out, "");
    let refused = run(&["ask", "will there be peace?", ARTICLES]);
    assert_eq!((refused.status, refused.out.as_str()), (2, ""));
    assert!(refused.err.contains("what happened in PLACE?"));
    assert_eq!(run(&["ask"]).status, 2);
    assert_eq!(run(&["frobnicate"]).status, 2);
    assert_eq!(run(&["ask", "who backs whom?", "no-such-file.txt"]).status, 2);
}

#[test]
fn a_saved_graph_answers_like_the_articles_that_it_was_built_of() {
    let folder = scratch("saved");
    for name in ["graph.json", "graph.ron", "graph.txt"] {
        let file = folder.join(name);
        let built = run(&["build", ARTICLES, "-o", text(&file)]);
        assert_eq!((built.status, built.out.as_str()), (0, ""), "{}", built.err);
        assert!(built.err.contains("3 documents"));
        let question = "who retaliated against whom?";
        assert_eq!(run(&["ask", question, text(&file)]).out, run(&["ask", question, ARTICLES]).out);
        let again = run(&["build", text(&file), ARTICLES, "-o", "-"]);
        assert_eq!(again.out, run(&["build", ARTICLES, "-o", "-"]).out, "what is there already counts once");
    }
}

#[test]
fn extract_writes_one_line_a_document_in_the_order_of_the_input() {
    let extracted = run(&["extract", ARTICLES]);
    let ids =
        |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["document"]["id"].as_str().unwrap().to_owned();
    assert_eq!(extracted.out.lines().map(ids).collect::<Vec<_>>(), ["border-strikes", "washington-answers", "hodeidah-night"]);
    let again = reprisal(&["extract", "-"]).reading(extracted.out.as_bytes()).run();
    assert_eq!(again.out, extracted.out);
}

#[test]
fn dot_writes_a_picture_to_a_file_or_to_standard_output() {
    let file = scratch("dot").join("picture.dot");
    let printed = run(&["dot", "--view", "incidents", "--roll-up", "named", ARTICLES]);
    assert!(printed.out.starts_with("digraph {"));
    let written = run(&["dot", "--view", "incidents", "--roll-up", "named", ARTICLES, "-o", text(&file)]);
    assert_eq!((written.status, written.out.as_str()), (0, ""));
    assert_eq!(fs::read_to_string(file).unwrap(), printed.out);
}

#[test]
fn render_makes_an_image_or_says_what_lacks() {
    let image = scratch("render").join("picture.svg");
    let drawn = run(&["render", "--view", "chain", "--actor", "Kataib Hezbollah", ARTICLES, "-o", text(&image)]);
    if drawn.err.contains("install Graphviz") {
        assert_eq!(drawn.status, 2);
        return;
    }
    assert_eq!((drawn.status, drawn.out.as_str()), (0, ""), "{}", drawn.err);
    assert!(fs::read_to_string(&image).unwrap().contains("Blow by blow: Kataib Hezbollah"));
    let other = run(&["render", ARTICLES, "-o", "picture.gif"]);
    assert_eq!(other.status, 2);
    assert!(other.err.contains("must end in .svg, .png or .pdf"), "{}", other.err);
}

#[test]
fn a_picture_of_an_unknown_actor_place_or_style_is_refused() {
    for (arguments, word) in [
        (["--actor", "Nobody At All"], "Nobody At All"),
        (["--in", "Nowhereville"], "no place is known by the name \"Nowhereville\""),
        (["--style", "no-such-file.ron"], "no-such-file.ron"),
        (["--status", "perhaps"], "a status is one of"),
        (["--view", "around"], "--actor"),
    ] {
        let refused = run(&["dot", arguments[0], arguments[1], ARTICLES]);
        assert_eq!(refused.status, 2);
        assert!(refused.err.contains(word), "{}", refused.err);
    }
}

#[test]
fn investigations_keep_to_a_place_a_kind_and_a_status() {
    let rows = |more: &[&str]| {
        let arguments = [&["timeline", ARTICLES, "--format", "csv"], more].concat();
        run(&arguments).out.lines().count()
    };
    let all = rows(&[]);
    for more in [["--in", "Al-Qaim"], ["--kind", "airstrike,missile-attack"], ["--status", "claimed"], ["--sources", "2"]] {
        let some = rows(&more);
        assert!(some < all, "{more:?}: {some} of {all}");
    }
    assert!(rows(&["--status", "any"]) > all, "threats are told of in the articles");
}

#[test]
fn bad_lines_are_told_with_their_number_and_the_others_are_read() {
    let mut input = fs::read(ARTICLES).unwrap();
    input.extend(b"{\"version\": 1, \"document\"\n\n{\"version\": 99, \"document\": {\"id\": \"x\"}}\n\xff\xfe\n{\"a\": 1}\n");
    let asked = reprisal(&["ask", "who backs whom?", "-"]).reading(&input).run();
    assert_eq!(asked.status, 1);
    assert!(asked.out.contains("Iran"));
    for said in [
        "standard input:4: column",
        "standard input:6: this record has version 99",
        "standard input:7: is no UTF-8",
        "standard input:8: ",
        "3 read, 4 skipped",
    ] {
        assert!(asked.err.contains(said), "{said}: {}", asked.err);
    }
}

#[test]
fn damaged_and_newer_graphs_are_told_with_line_and_column() {
    let folder = scratch("damaged");
    let whole = run(&["build", ARTICLES, "-o", "-"]).out;
    let half = folder.join("half.json");
    fs::write(&half, &whole.as_bytes()[..whole.len() / 2]).unwrap();
    let newer = folder.join("newer.json");
    fs::write(&newer, whole.replacen(": 3,", ": 7,", 1)).unwrap();
    let empty = folder.join("empty.json");
    fs::write(&empty, "").unwrap();
    let asked = run(&["ask", "who backs whom?", text(&half), text(&newer), text(&empty), "missing.json", ARTICLES]);
    assert_eq!(asked.status, 1);
    assert!(asked.out.contains("Iran"), "the good input is read");
    for said in [
        "half.json:",
        "before it is complete",
        "newer.json:1:20: this graph has format version 7",
        "empty.json: it is empty",
        "missing.json: ",
        "3 read, 4 skipped",
    ] {
        assert!(asked.err.contains(said), "{said}: {}", asked.err);
    }
    assert_eq!(run(&["ask", "who backs whom?", text(&half)]).status, 2, "nothing could be read");
}

#[test]
fn a_graph_that_cannot_be_written_is_a_failure_that_leaves_nothing() {
    let folder = scratch("unwritable");
    let built = run(&["build", ARTICLES, "-o", text(&folder.join("missing/graph.json"))]);
    assert_eq!(built.status, 2);
    assert!(built.err.contains("missing/graph.json: "), "{}", built.err);
    assert_eq!(fs::read_dir(folder).unwrap().count(), 0);
}

#[test]
fn colour_is_there_when_asked_for_and_never_without_a_terminal() {
    assert!(!run(&["ask", "who backs whom?", ARTICLES]).out.contains('\u{1b}'));
    assert!(run(&["ask", "who backs whom?", ARTICLES, "--color", "always"]).out.contains('\u{1b}'));
    assert!(!run(&["--color", "never", "ask", "who backs whom?", ARTICLES]).out.contains('\u{1b}'));
}

#[test]
fn control_characters_of_articles_do_not_reach_the_terminal() {
    let line = r#"{"version":1,"document":{"id":"d\u001b]0;x\u0007"},"actors":[
        {"id":"a","name":"A\u001b[31m\u202e","kind":"state","principal":"a","origin":"discovered"}],"relations":[{"subject":"a","predicate":"backs",
        "object":"b\u009b","modality":"asserted","evidence":[{"span":[0,1],"text":"red \u001b[2J\nnext","rule":"r"}]}]}"#;
    let asked = reprisal(&["ask", "who backs whom?", "-"]).reading(line.replace('\n', "").as_bytes()).run();
    assert_eq!(asked.status, 0, "{}", asked.err);
    assert!(asked.out.contains("\\u{1b}[2J next"), "{}", asked.out);
    assert!(!asked.out.chars().any(|c| c.is_control() && c != '\n' || c == '\u{202e}'));
}

#[test]
fn a_closed_pipe_is_no_error() {
    let mut records = String::new();
    for at in 0..2000 {
        records.push_str(
            &fs::read_to_string(ARTICLES).unwrap().lines().next().unwrap().replace("\"border-strikes\"", &format!("\"d{at}\"")),
        );
        records.push('\n');
    }
    let file = scratch("pipe").join("many.jsonl");
    fs::write(&file, records).unwrap();
    let mut child = reprisal(&["extract", text(&file)]).command().stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut some = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut some).unwrap();
    let ended = Done::of(child.wait_with_output().unwrap());
    assert_eq!((ended.status, ended.err.as_str()), (0, ""));
}

#[test]
fn help_shows_examples_and_the_exit_status() {
    for command in ["build", "extract", "ask", "dot"] {
        let help = run(&[command, "--help"]);
        assert_eq!(help.status, 0);
        assert!(help.out.contains("Examples:\n  reprisal") || help.out.contains("Examples:"), "{}", help.out);
    }
    assert!(run(&["--help"]).out.contains("Exit status: 0 with an answer"));
    assert!(run(&["ask", "--help"]).out.contains("who retaliated against whom?"));
}

#[test]
fn find_prints_what_fits_a_pattern() {
    let found = run(&["find", "?x backs ?y; ?y attacked israel*", ARTICLES, "--evidence", "1"]);
    assert_eq!(found.status, 0, "{}", found.err);
    assert!(found.out.starts_with("Variables "), "{}", found.out);
    assert!(found.out.contains("?x Iran"), "{}", found.out);
    assert!(found.out.lines().all(|line| line.chars().count() <= 80), "{}", found.out);
    let whether = run(&["find", "whether israel* backs iran*", ARTICLES]);
    assert_eq!((whether.status, whether.out.as_str()), (1, "no statement of that in 3 documents\n"));
    let lines = run(&["find", "count by month ? attacked ?", ARTICLES, "--format", "jsonl"]);
    assert!(lines.out.lines().all(|line| line.starts_with("{\"group\":\"")), "{}", lines.out);
    assert!(run(&["find", "--help"]).out.contains("red-brigade* attacked ? in north since 2024-01"));
}

#[test]
fn a_pattern_that_cannot_be_read_is_shown_with_a_caret() {
    let wrong = run(&["find", "? attacked kataib-hezbolah", ARTICLES]);
    assert_eq!(wrong.status, 2);
    assert!(wrong.err.contains("  ? attacked kataib-hezbolah\n"), "{}", wrong.err);
    assert!(wrong.err.contains("             ^^^^^^^^^^^^^^^ did you mean Kataib Hezbollah?"), "{}", wrong.err);
}

#[test]
fn ask_says_what_it_understood_and_what_it_mended() {
    let asked = run(&["ask", "who retailated against Kataib Hezbollah?", ARTICLES]);
    assert_eq!(asked.status, 0, "{}", asked.err);
    for said in [
        "read \"retailated\" as \"retaliated\"",
        "understood as: who retaliated against Kataib Hezbollah",
        "as a pattern: ? retaliated-against kataib-hezbollah*",
    ] {
        assert!(asked.err.contains(said), "{said}: {}", asked.err);
    }
}

#[test]
fn documents_are_added_replaced_and_removed_with_the_result_of_a_build_without_them() {
    let folder = scratch("change");
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        fs::write(&path, text).unwrap();
        path
    };
    let line = |id: &str, text: &str| format!("{{\"id\": \"{id}\", \"text\": \"{text}\", \"published\": \"2024-02-03\"}}\n");
    let old = write("old.jsonl", &(line("a", "Israel bombed Hodeidah on Friday.") + &line("b", "Iran backs the Houthis.")));
    let new = write("new.jsonl", &(line("a", "Israel bombed Sanaa on Friday.") + &line("c", "Turkey shelled Kobani.")));
    let (grown, fresh) = (folder.join("grown.json"), folder.join("fresh.json"));
    assert_eq!(run(&["build", text(&old), "-o", text(&grown)]).status, 0);
    let added = run(&["add", text(&grown), text(&new)]);
    assert!(added.err.contains("1 added, 1 replaced: 3 documents"), "{}", added.err);
    let removed = run(&["remove", text(&grown), "b"]);
    assert!(removed.err.contains("1 removed: 2 documents"), "{}", removed.err);
    assert_eq!(run(&["build", text(&new), "-o", text(&fresh)]).status, 0);
    assert_eq!(fs::read(&grown).unwrap(), fs::read(&fresh).unwrap());
    let missing = run(&["remove", text(&grown), "a", "cc"]);
    assert_eq!(missing.status, 1);
    assert!(missing.out.contains("no document cc") && missing.out.contains("nothing was removed"), "{}", missing.out);
    assert_eq!(fs::read(&grown).unwrap(), fs::read(&fresh).unwrap());
}

#[test]
fn corrections_are_heeded_and_those_that_do_not_apply_are_told() {
    let folder = scratch("corrections");
    let article = folder.join("raid.txt");
    fs::write(&article, "Israel bombed the Houthis in Hodeidah on Friday.\n").unwrap();
    let corrections = folder.join("mine.ron");
    let id = text(&article);
    let rules = format!(
        "(corrections: [drop(incident: {:?}, reason: \"a drill\"), pin(incident: \"x#i1\", reason: \"no\")])",
        format!("{id}#“bombed the Houthis”")
    );
    fs::write(&corrections, rules).unwrap();
    assert_eq!(run(&["ask", "who attacked whom?", id]).status, 0);
    let asked = run(&["ask", "who attacked whom?", id, "--corrections", text(&corrections)]);
    assert_eq!(asked.status, 1, "{}", asked.out);
    assert!(asked.err.contains("correction does not apply: pin x#i1: there is no report x#i1"), "{}", asked.err);
    fs::write(&corrections, "(corrections: [\n  dorp()])").unwrap();
    let broken = run(&["ask", "who attacked whom?", id, "--corrections", text(&corrections)]);
    assert_eq!(broken.status, 2);
    assert!(broken.err.contains("mine.ron:2:"), "{}", broken.err);
}

#[test]
fn a_reader_who_has_enough_of_a_long_csv_is_no_failure() {
    let run = reprisal(&["timeline", "examples/articles", "--format", "csv", "--status", "any", "--evidence", "9"]);
    let mut child = run.command().stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // As `head` does; the program is still reading its ontology.
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert!(output.status.success());
}
