//! `reprisal ontology …` as a user runs it.

#![cfg(feature = "cli")]

use std::fs;
use std::path::{Path, PathBuf};

use crate::common::program::reprisal;

const ATLANTIS: &str = r#"( actors: [
  ( id: "atlantis", name: "Atlantis", kind: State, adjectives: ["Atlantean"], military: "royal-guard" ),
  ( id: "royal-guard", name: "Royal Guard", kind: Military, principal: "atlantis", part_of: [(of: "sea-league", since: "2014-06")] ),
  ( id: "sea-league", name: "Sea League", kind: Coalition, exact: ["SL"], backed_by: [(by: "atlantis")] ),
  ( id: "king-otto", name: "King Ottó", kind: Person, principal: "royal-guard", speaks_for: "atlantis",
    leads: [(of: "royal-guard", role: "commander", since: "2019", until: "2020-01-03")] ),
], places: [
  ( id: "atlantis", name: "Atlantis", kind: Country, state: "atlantis" ),
  ( id: "pearl-bay", name: "Pearl Bay", kind: Port, within: "atlantis", held_by: [(by: "sea-league")] ),
], triggers: [
  ( id: "flood.verb", pos: Verb, incident: Attack, lemmas: ["flood", "drown"], examples: [("It floods.", [])] ),
], cues: [
  ( id: "answer.cue", phrases: ["in answer to"], effect: Answers ),
] )"#;

fn folder(name: &str, text: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("ontology_command").join(name);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("a.ron"), text).unwrap();
    folder
}

/// Exit status, standard output and standard error of `reprisal ontology ARGUMENTS --no-builtin`.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    reprisal(&[&["ontology"], arguments, &["--no-builtin"]].concat()).within(folder).run().parts()
}

#[test]
fn check_says_so_when_all_is_in_order() {
    let (status, out, _) = run(&folder("good", ATLANTIS), &["check", "."]);
    assert_eq!((status, out.as_str()), (0, "1 file checked, no problems found\n"));
}

#[test]
fn check_shows_place_line_caret_and_what_was_meant() {
    let text = "( actors: [\n  ( id: \"atlantis\", name: \"Atlantis\", kind: State ),\n  ( id: \"guard\", name: \"Guard\", kind: Military, principal: \"atlants\" ),\n] )";
    let (status, out, _) = run(&folder("dangling", text), &["check", "."]);
    let expected = r#"error[dangling-reference]: `principal` refers to the actor `atlants`, which does not exist
 --> ./a.ron:3:61
  |
3 |   ( id: "guard", name: "Guard", kind: Military, principal: "atlants" ),
  |                                                             ^^^^^^^
  |
help: did you mean `atlantis`?
  |
3 |   ( id: "guard", name: "Guard", kind: Military, principal: "atlantis" ),
  |                                                                   +

1 file checked: 1 error, 0 warnings
"#;
    assert_eq!((status, out.as_str()), (1, expected));
}

#[test]
fn check_lets_warnings_pass_unless_it_is_strict() {
    let folder = folder("warning", "( triggers: [ ( id: \"a\", pos: Verb, lemmas: [\"a\"] ) ] )");
    let (status, out, _) = run(&folder, &["check", "."]);
    assert!(status == 0 && out.ends_with("1 file checked: 0 errors, 1 warning\n"), "{out}");
    assert_eq!(run(&folder, &["check", "--strict", "."]).0, 1);
}

#[test]
fn check_takes_the_folder_as_option_too_and_reads_it_once() {
    let (status, out, _) = run(&folder("option", ATLANTIS), &["--ontology", ".", "check"]);
    assert_eq!((status, out.as_str()), (0, "1 file checked, no problems found\n"));
}

#[test]
fn the_language_alone_carries_a_folder_of_another_war() {
    let war = folder("war", r#"( actors: [ ( id: "house", name: "House", kind: State, exact: ["IDF", "US"] ) ] )"#);
    let run = |arguments: &[&str]| reprisal(arguments).within(&war).run();
    assert_eq!(run(&["ontology", "check", "."]).status, 1, "the shipped ontology has the names, too");
    assert_eq!(run(&["ontology", "check", "--language-only", "."]).status, 0);
    assert_eq!(run(&["ontology", "list", "--language-only", "--ontology", "."]).out.lines().count(), 1);
    assert_eq!(run(&["ontology", "list", "--language-only", "--no-builtin"]).status, 2);
}

#[test]
fn a_missing_folder_is_a_failure() {
    let (status, out, error) = run(&folder("missing", ATLANTIS), &["check", "nowhere"]);
    assert_eq!((status, out.as_str()), (2, ""));
    assert!(error.contains("nowhere: there is no such ontology folder"), "{error}");
}

#[test]
fn show_tells_all_about_an_actor_and_a_place_of_one_name() {
    let (status, out, _) = run(&folder("show", ATLANTIS), &["--ontology", ".", "show", "ATLANTIS"]);
    let expected = "\
Atlantis: actor atlantis, state
  adjectives      Atlantean
  counts deeds of royal-guard
  military        royal-guard
  voices          king-otto
  backs           sea-league
  state of        atlantis

Atlantis: place atlantis, country
  state           atlantis
  holds           pearl-bay
";
    assert_eq!((status, out.as_str()), (0, expected));
}

#[test]
fn show_follows_principals_posts_and_memberships_both_ways() {
    let folder = folder("both", ATLANTIS);
    let (_, king, _) = run(&folder, &["--ontology", ".", "show", "king otto"]);
    assert!(king.contains("  deeds count for royal-guard → atlantis\n"), "{king}");
    assert!(king.contains("  leads           royal-guard (commander, 2019 to 2020-01-03)\n"), "{king}");
    let (_, guard, _) = run(&folder, &["--ontology", ".", "show", "royal-guard"]);
    assert!(guard.contains("  part of         sea-league (since 2014-06)\n"), "{guard}");
    assert!(guard.contains("  led by          king-otto (commander, 2019 to 2020-01-03)\n"), "{guard}");
    let (_, league, _) = run(&folder, &["--ontology", ".", "show", "SL"]);
    assert!(league.contains("  members         royal-guard (since 2014-06)\n  backed by       atlantis\n"), "{league}");
    assert!(league.contains("  holds           pearl-bay\n"), "{league}");
    let (_, bay, _) = run(&folder, &["--ontology", ".", "show", "Pearl Bay"]);
    assert!(bay.contains("  within          atlantis\n  held by         sea-league\n"), "{bay}");
}

#[test]
fn show_of_an_unknown_name_asks_what_was_meant() {
    let (status, out, error) = run(&folder("unknown", ATLANTIS), &["--ontology", ".", "show", "Royl Guard"]);
    assert_eq!(
        (status, out.as_str(), error.as_str()),
        (1, "", "no actor or place is called `Royl Guard`; did you mean `Royal Guard`?\n")
    );
}

#[test]
fn list_gives_one_entry_a_line() {
    let folder = folder("list", ATLANTIS);
    let list = |arguments: &[&str]| run(&folder, &[&["--ontology", ".", "list"], arguments].concat());
    assert_eq!(list(&["places"]).1, "atlantis   country  Atlantis\npearl-bay  port     Pearl Bay\n");
    assert_eq!(list(&["--kind", "military"]).1, "royal-guard  military  Royal Guard\n");
    assert_eq!(list(&["--kind", "vessel"]), (1, String::new(), String::new()));
    assert_eq!(list(&["triggers"]).1, "flood.verb  attack  flood, drown\n");
    assert_eq!(list(&["cues"]).1, "answer.cue  answers  in answer to\n");
    assert_eq!(list(&[]).1.lines().count(), 6);
}

#[test]
fn list_of_an_unknown_kind_is_a_wrong_usage() {
    let (status, out, error) = run(&folder("kind", ATLANTIS), &["--ontology", ".", "list", "--kind", "miltary"]);
    assert_eq!((status, out.as_str()), (2, ""));
    assert!(error.contains("there is no kind `miltary`; did you mean `military`?"), "{error}");
}
