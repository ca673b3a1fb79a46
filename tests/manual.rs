//! What the program tells of itself: completions, man pages, its state, its steps.

use std::fs;

use crate::common::program::{reprisal, scratch};

#[test]
fn every_shell_gets_completions_that_know_the_commands() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let done = reprisal(&["completions", shell]).run();
        assert_eq!(done.status, 0);
        assert!(done.out.contains("timeline") && done.out.contains("roll-up"), "{shell}");
    }
    assert!(reprisal(&["completions", "csh"]).run().err.contains("possible values: bash"));
}

#[test]
fn the_manual_has_a_page_for_every_command_with_its_examples() {
    let page = reprisal(&["man", "ask"]).run().out;
    assert!(page.contains(".TH REPRISAL-ASK 1"), "{page}");
    assert!(page.contains("who retaliated against whom?"), "{page}");
    assert!(reprisal(&["man", "aks"]).run().err.contains("there is no command “aks”: it is one of build,"));
    let folder = scratch("manual");
    assert_eq!(reprisal(&["man", "--dir", folder.to_str().unwrap()]).run().status, 0);
    for name in ["reprisal.1", "reprisal-ask.1", "reprisal-ontology-check.1"] {
        assert!(fs::read_to_string(folder.join(name)).unwrap().contains(".SH SYNOPSIS"), "{name}");
    }
}

#[test]
fn the_doctor_says_what_is_there_and_what_is_missing() {
    let done = reprisal(&["doctor"]).run();
    assert_eq!(done.status, 0, "{}{}", done.out, done.err);
    for label in ["features", "parser", "ontology", "reading", "settings", "Graphviz", "threads"] {
        assert!(done.out.contains(label), "{}", done.out);
    }
    assert!(done.out.contains("checksum") && done.out.contains("0 read otherwise"), "{}", done.out);
}

#[test]
fn the_doctor_finds_an_ontology_that_is_not_in_order() {
    let folder = scratch("doctor");
    fs::write(
        folder.join("own.ron"),
        r#"( actors: [( id: "a", name: "Blue Front", kind: ArmedGroup, part_of: [( to: "nobody" )] )] )"#,
    )
    .unwrap();
    let done = reprisal(&["doctor", "--ontology", folder.to_str().unwrap()]).run();
    assert_eq!(done.status, 1, "{}{}", done.out, done.err);
    assert!(done.out.contains("reprisal ontology check"), "{}", done.out);
}

#[test]
fn whoever_wants_to_know_is_told_what_each_step_made() {
    let done = reprisal(&["stats", "--verbose", "--from", "text", "-"]).reading("Iran hit Israel on 3 May 2024.").run();
    let steps: Vec<&str> = done.err.lines().filter(|line| line.starts_with("step: ")).collect();
    assert_eq!(steps.len(), 3, "{}", done.err);
    assert!(steps[0].contains("ontology loaded") && steps[1].contains("1 read, 0 skipped"), "{}", done.err);
    assert!(!reprisal(&["stats", "--from", "text", "-"]).reading("Iran hit Israel.").run().err.contains("step"));
}

#[test]
fn help_puts_under_a_heading_what_belongs_there() {
    let help = reprisal(&["ask", "--help"]).run().out;
    let (before, rest) = help.split_once("Limits of one document:").unwrap();
    let (of_document, of_question) = rest.split_once("Limits of a question:").unwrap();
    let options = |text: &str| text.lines().filter(|line| line.trim_start().starts_with("--")).count();
    assert_eq!((options(of_document), options(of_question)), (4, 3), "{help}");
    assert!(before.contains("--corrections") && before.contains("--roll-up"), "{before}");
    let first = reprisal(&["--help"]).run().out;
    assert!(first.contains("First steps:\n  reprisal ask"), "{first}");
}
