//! Long runs that are interrupted go on where they stopped.

#![cfg(feature = "cli")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// More than is worked on at a time.
const MANY: usize = 700;

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("resume-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// A record, and now and then a line that is none.
fn record(number: usize) -> String {
    match number % 90 {
        89 => "{\"text\": 7}\n".to_owned(),
        _ => format!(
            "{{\"id\": \"n{number}\", \"published\": \"2024-02-0{}\", \"text\": \"Israel bombed Hezbollah.\"}}\n",
            1 + number % 9
        ),
    }
}

fn records(from: usize, to: usize) -> String {
    (from..to).map(record).collect()
}

fn start(arguments: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_reprisal"));
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().expect("the program")
}

fn give(child: &mut Child, text: &str) {
    // A program that has stopped takes nothing more.
    let _ = child.stdin.as_mut().expect("an input").write_all(text.as_bytes());
}

fn run(arguments: &[&str], text: &str) -> Output {
    let mut child = start(arguments);
    give(&mut child, text);
    child.wait_with_output().expect("an end")
}

/// Kills a run that has made some way.
fn interrupted(arguments: &[&str], mark: &Path) {
    let mut child = start(arguments);
    give(&mut child, &records(0, 600));
    let begun = Instant::now();
    while !mark.exists() {
        assert!(begun.elapsed() < Duration::from_secs(120), "the run makes no way");
        std::thread::yield_now();
    }
    child.kill().expect("a running program");
    child.wait().expect("an end");
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn a_killed_extraction_goes_on_and_writes_the_same_bytes() {
    let folder = folder("extract");
    let (whole, resumed) = (folder.join("whole.jsonl"), folder.join("resumed.jsonl"));
    let all = records(0, MANY);
    run(&["extract", "-", "-o", whole.to_str().unwrap()], &all);
    let arguments = ["extract", "-", "-o", resumed.to_str().unwrap(), "--resume"];
    interrupted(&arguments, &folder.join("resumed.jsonl.part.json"));
    assert!(!resumed.exists(), "what is not whole has not its name");
    let done = run(&arguments, &all);
    let told = String::from_utf8_lossy(&done.stderr);
    assert!(told.contains("going on after"), "{told}");
    assert!(told.contains("693 read, 7 skipped"), "{told}");
    assert_eq!(text(&resumed), text(&whole));
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 2, "nothing else is left");
}

#[test]
fn a_killed_build_goes_on_and_saves_the_same_graph() {
    let folder = folder("build");
    let (whole, resumed) = (folder.join("whole.json"), folder.join("resumed.json"));
    let all = records(0, MANY);
    run(&["build", "-", "-o", whole.to_str().unwrap()], &all);
    let arguments = ["build", "-", "-o", resumed.to_str().unwrap(), "--resume"];
    interrupted(&arguments, &folder.join("resumed.json.part.json"));
    run(&arguments, &all);
    assert_eq!(text(&resumed), text(&whole));
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 2, "nothing else is left");
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_a_run_with_what_is_done_and_a_way_to_go_on() {
    let folder = folder("interrupt");
    let (path, mark) = (folder.join("out.jsonl"), folder.join("out.jsonl.part.json"));
    let arguments = ["extract", "-", "-o", path.to_str().unwrap(), "--resume"];
    let mut child = start(&arguments);
    give(&mut child, &records(0, 600));
    let begun = Instant::now();
    while !mark.exists() {
        assert!(begun.elapsed() < Duration::from_secs(120), "the run makes no way");
        std::thread::yield_now();
    }
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill");
    assert!(sent.success());
    give(&mut child, &records(600, MANY));
    let done = child.wait_with_output().expect("an end");
    let told = String::from_utf8_lossy(&done.stderr);
    assert_eq!(done.status.code(), Some(130), "{told}");
    assert!(told.contains("the same command goes on from here") && told.contains("stopped before the end"), "{told}");
    run(&arguments, &records(0, MANY));
    let whole = folder.join("whole.jsonl");
    run(&["extract", "-", "-o", whole.to_str().unwrap()], &records(0, MANY));
    assert_eq!(text(&path), text(&whole));
}

#[test]
fn a_run_goes_on_only_over_the_same_inputs() {
    let folder = folder("other");
    let path = folder.join("out.jsonl");
    let arguments = ["extract", "-", "-o", path.to_str().unwrap(), "--resume"];
    interrupted(&arguments, &folder.join("out.jsonl.part.json"));
    let other_limits = ["extract", "-", "-o", path.to_str().unwrap(), "--resume", "--most-deeds", "5"];
    assert_eq!(run(&other_limits, &records(0, MANY)).status.code(), Some(2));
    let done = run(&arguments, &records(5, MANY));
    let told = String::from_utf8_lossy(&done.stderr);
    assert_eq!(done.status.code(), Some(2));
    assert!(told.contains("other inputs") && told.contains("remove it"), "{told}");
}

#[test]
fn to_resume_without_a_file_to_write_is_wrong_usage() {
    let done = run(&["extract", "-", "--resume"], "");
    assert_eq!(done.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&done.stderr).contains("--output"));
}
