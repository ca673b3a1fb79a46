//! Settings of a project, `reprisal.toml`: what it may say, for which command, and what counts more.

use std::fs;
use std::path::PathBuf;

use crate::common::program::{reprisal, scratch};

const WAR: &str = r#"( actors: [( id: "sea-league", name: "Sea League", kind: ArmedGroup )] )"#;

/// A project with an ontology of its own, an article and settings.
fn project(name: &str, settings: &str) -> PathBuf {
    let folder = scratch(&format!("settings-{name}"));
    for inner in ["war", "articles"] {
        fs::create_dir_all(folder.join(inner)).unwrap();
    }
    fs::write(folder.join("war/actors.ron"), WAR).unwrap();
    fs::write(folder.join("articles/one.txt"), "Sea League fighters shelled a US base on 3 May 2024.\n").unwrap();
    fs::write(folder.join("reprisal.toml"), settings).unwrap();
    folder
}

#[test]
fn an_option_in_the_settings_counts_for_every_command_that_has_it() {
    let folder = project("all", "ontology = [\"war\"]\nroll-up = \"named\"\n");
    let done = reprisal(&["ask", "who attacked whom?", "articles"]).within(&folder).run();
    assert_eq!(done.status, 0, "{}", done.err);
    assert!(done.out.contains("Sea League"), "{}", done.out);
    assert!(done.err.contains("reprisal.toml adds --ontology=war --roll-up=named"), "{}", done.err);
    // `extract` knows no roll-up.
    let done = reprisal(&["extract", "articles"]).within(&folder).run();
    assert!(done.out.contains("sea-league") && done.err.ends_with("reprisal.toml adds --ontology=war\n"), "{}", done.err);
}

#[test]
fn settings_are_found_from_a_folder_inside_and_paths_stay_those_beside_the_file() {
    let folder = project("inside", "ontology = [\"war\"]\n");
    let done = reprisal(&["ask", "who attacked whom?", "one.txt"]).within(&folder.join("articles")).run();
    assert!(done.out.contains("Sea League"), "{}{}", done.out, done.err);
}

#[test]
fn the_command_line_counts_more() {
    let folder = project("line", "ontology = [\"war\"]\nlanguage-only = true\nformat = \"json\"\n");
    let done = reprisal(&["ask", "who attacked whom?", "articles", "--format", "csv"]).within(&folder).run();
    assert!(!done.err.contains("--format"), "{}", done.err);
    let done = reprisal(&["ask", "who attacked whom?", "articles", "--no-builtin"]).within(&folder).run();
    assert!(!done.err.contains("language-only"), "what does not go with the line is left out: {}", done.err);
    let done = reprisal(&["ask", "who attacked whom?", "articles", "--no-config"]).within(&folder).run();
    assert!(!done.err.contains("adds") && !done.out.contains("Sea League"), "{}{}", done.out, done.err);
}

#[test]
fn a_table_is_for_the_command_of_its_name() {
    let folder = project("table", "ontology = [\"war\"]\n\n[dot]\ntheme = \"dark\"\n");
    let done = reprisal(&["dot", "articles"]).within(&folder).run();
    assert!(done.err.contains("--theme=dark"), "{}", done.err);
    let done = reprisal(&["stats", "articles"]).within(&folder).run();
    assert!(!done.err.contains("--theme"), "{}", done.err);
}

#[test]
fn another_file_can_be_named() {
    let folder = project("named", "theme = \"dark\"\n");
    fs::write(folder.join("print.toml"), "theme = \"print\"\n").unwrap();
    let done = reprisal(&["dot", "articles", "--config", "print.toml"]).within(&folder).run();
    assert!(done.err.contains("print.toml adds --theme=print"), "{}", done.err);
    let done = reprisal(&["dot", "articles", "--config", "none.toml"]).within(&folder).run();
    assert_eq!(done.status, 2);
    assert!(done.err.contains("none.toml"), "{}", done.err);
}

#[test]
fn a_mistake_is_told_with_its_place_and_what_may_be_meant() {
    for (settings, told) in [
        ("# ours\nontolgy = [\"war\"]\n", "reprisal.toml:2:1: “ontolgy” is no option of any command: did you mean “ontology”?"),
        (
            "theme = \"blue\"\n",
            "reprisal.toml:1:9: invalid value 'blue' for '--theme <THEME>' [possible values: light, dark, print]",
        ),
        ("standing = 1\n", "reprisal.toml:1:12: “standing” takes true or false, and this is of the type integer"),
        (
            "longest-text = {a = 1}\n",
            "reprisal.toml:1:16: “longest-text” takes a word or a number, and this is of the type table",
        ),
        ("[dot]\nlongest = 1\n", "reprisal.toml:2:1: “longest” is no option of dot"),
        ("theme = \"dark\n", "reprisal.toml:1:"),
    ] {
        let folder = project("wrong", settings);
        let done = reprisal(&["dot", "articles"]).within(&folder).run();
        assert_eq!(done.status, 2, "{settings}");
        assert!(done.err.contains(told), "{settings}{}", done.err);
    }
}

#[test]
fn what_stands_behind_two_dashes_is_no_option() {
    let folder = project("dashes", "format = \"csv\"\nontology = [\"war\"]\n");
    let done = reprisal(&["ask", "who attacked whom?", "--", "articles"]).within(&folder).run();
    assert!(done.out.starts_with("Who,"), "{}{}", done.out, done.err);
}
