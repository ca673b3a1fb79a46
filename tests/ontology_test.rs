//! `reprisal ontology test` as a user runs it.

#![cfg(feature = "cli")]

use std::fs;
use std::path::{Path, PathBuf};

use crate::common::program::reprisal;

const GOOD: &str = r#"( actors: [
  ( id: "sea-league", name: "Sea League", kind: ArmedGroup, adjectives: ["Leaguer"],
    examples: [ ("Sea League fighters shelled an Israeli post.", ["sea-league attacked israel (shelling)"]),
                ("The Sea League vowed to strike Israel.", ["threatened: sea-league attacked israel"]) ] ),
], triggers: [
  ( id: "drench.verb", pos: Verb, incident: Attack, lemmas: ["drench"],
    frame: (agent: [Subject, By], target: [Object]), needs: [Agent, Target],
    examples: [ ("Sea League fighters drenched a US base.", ["sea-league attacked united-states"]),
                ("Rain drenched the town.", []) ] ),
] )"#;

const BAD: &str = r#"( actors: [
  ( id: "sea-league", name: "Sea League", kind: ArmedGroup ),
], triggers: [
  ( id: "soak.verb", pos: Verb, incident: Attack, lemmas: ["soak"],
    frame: (agent: [Subject, By], target: [Object]),
    examples: [ ("The Sea League soaked a US base.", ["sea-leage attacked united-states"]) ] ),
  ( id: "splash.verb", pos: Verb, incident: Attack, lemmas: ["splash"] ),
] )"#;

fn folder(name: &str, file: &str, text: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("ontology_test").join(name);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(file), text).unwrap();
    folder
}

const ANOTHER_WAR: &str = r#"( actors: [
  ( id: "norvania", name: "Norvania", kind: State ),
  ( id: "hill-guard", name: "Hill Guard", kind: ArmedGroup,
    examples: [ ("Hill Guard fighters shelled Norvania.", ["hill-guard attacked norvania"]) ] ),
] )"#;

/// Exit status, standard output and standard error of `reprisal ontology ARGUMENTS` in a folder.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    reprisal(&[&["ontology"], arguments].concat()).within(folder).run().parts()
}

#[test]
fn the_shipped_ontology_passes_and_wants_no_example() {
    let (status, out, _) = run(Path::new("."), &["test"]);
    assert!(status == 0 && out.lines().count() == 1 && out.ends_with(" examples, 0 failed\n"), "{out}");
}

#[test]
fn a_layer_is_tested_over_the_shipped_ontology_and_together_with_it() {
    let folder = folder("good", "a.ron", GOOD);
    let count = |out: &str| out.split(' ').next().unwrap().parse::<usize>().unwrap();
    let shipped = count(&run(&folder, &["test"]).1);
    let (status, out, _) = run(&folder, &["test", "."]);
    assert_eq!((status, count(&out)), (0, shipped + 4), "{out}");
    assert_eq!(run(&folder, &["test", "--ontology", "."]).1, out);
}

#[test]
fn verbose_shows_also_what_passed() {
    let (status, out, _) = run(&folder("verbose", "a.ron", GOOD), &["test", ".", "--filter", "drench", "-v"]);
    let expected = "\
./a.ron:8:19: ok: drench.verb
  sentence    Sea League fighters drenched a US base.
  found       sea-league attacked united-states (attack)
./a.ron:9:19: ok: drench.verb
  sentence    Rain drenched the town.
2 examples, 0 failed
";
    assert_eq!((status, out.as_str()), (0, expected));
}

#[test]
fn a_failure_shows_place_sentence_and_what_was_meant() {
    let (status, out, _) = run(&folder("bad", "b.ron", BAD), &["test", ".", "--filter", ".verb"]);
    let expected = "\
./b.ron:6:19: failed: soak.verb
  sentence    The Sea League soaked a US base.
  expected    sea-leage attacked united-states
  found       sea-league attacked united-states (attack)
  missing     sea-leage attacked united-states
  unexpected  sea-league attacked united-states
  note        the ontology has no actor `sea-leage`; did you mean `sea-league`?

1 rule has no example: splash.verb
";
    let (shown, summary) = out.split_at(expected.len().min(out.len()));
    assert_eq!((status, shown), (1, expected));
    assert!(summary.ends_with(" examples, 1 failed\n"), "{summary}");
}

#[test]
fn a_filter_that_fits_nothing_and_a_missing_folder_are_wrong_usage() {
    let folder = folder("usage", "a.ron", GOOD);
    let (status, out, error) = run(&folder, &["test", ".", "--filter", "drnch.verb"]);
    assert_eq!((status, out.as_str()), (2, ""));
    assert!(error.contains("no rule has an id with `drnch.verb` in it; did you mean `drench.verb`?"), "{error}");
    assert_eq!(run(&folder, &["test", "nowhere"]).0, 2);
}

#[test]
fn of_another_war_only_such_shipped_examples_are_read_as_name_nobody_else() {
    let folder = folder("another_war", "war.ron", ANOTHER_WAR);
    let (status, out, _) = run(&folder, &["test", "--language-only", "."]);
    assert_eq!(status, 0, "{out}");
    assert!(out.contains("of the shipped rules left out: they speak of actors that are not here"), "{out}");
    let doctor = reprisal(&["doctor", "--language-only", "--ontology", "."]).within(&folder).run();
    assert_eq!(doctor.status, 0, "{}", doctor.out);
}
