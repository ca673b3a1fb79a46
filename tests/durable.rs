//! Files are written by one process at a time and are whole or as they were, whatever is in the way.

#![cfg(feature = "cli")]
#![allow(clippy::print_stderr)] // to tell of a test that is skipped

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use reprisal::KnowledgeGraph;
use reprisal::replace::{self, Place};

const NEWS: &str = "{\"id\": \"n1\", \"published\": \"2024-02-01\", \"text\": \"Israel bombed Hezbollah.\"}\n";
const MORE: &str = "{\"id\": \"n2\", \"published\": \"2024-02-02\", \"text\": \"Hezbollah fired rockets at Israel.\"}\n";

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("durable-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_reprisal"));
    command.args(arguments).current_dir(folder).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    program(folder, arguments).stdin(Stdio::null()).output().expect("the program")
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn names(folder: &Path) -> Vec<String> {
    let name = |entry: std::io::Result<fs::DirEntry>| entry.unwrap().file_name().to_string_lossy().into_owned();
    let mut names: Vec<String> = fs::read_dir(folder).unwrap().map(name).collect();
    names.sort();
    names
}

fn documents(path: &Path) -> Vec<String> {
    KnowledgeGraph::load(path).expect("a whole graph").documents().map(|document| document.id.clone()).collect()
}

/// A run that has taken the place of what it writes, and waits for input.
fn waiting(folder: &Path, arguments: &[&str], lock: &str) -> Child {
    let child = program(folder, arguments).spawn().expect("the program");
    let begun = Instant::now();
    while !fs::read_to_string(folder.join(lock)).is_ok_and(|text| text.trim() == child.id().to_string()) {
        assert!(begun.elapsed() < Duration::from_secs(120), "nobody takes the lock");
        std::thread::yield_now();
    }
    child
}

fn finish(mut child: Child, text: &str) -> Output {
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    child.wait_with_output().expect("an end")
}

#[test]
fn of_two_processes_on_one_graph_the_second_is_told_who_holds_it() {
    let folder = folder("two");
    fs::write(folder.join("news.jsonl"), NEWS).unwrap();
    fs::write(folder.join("more.jsonl"), MORE).unwrap();
    assert!(run(&folder, &["build", "news.jsonl", "-o", "graph.json"]).status.success());
    let before = fs::read_to_string(folder.join("graph.json")).unwrap();
    for holder in [["add", "graph.json", "-"].as_slice(), &["build", "graph.json", "-", "-o", "graph.json"]] {
        let first = waiting(&folder, holder, ".graph.json.lock");
        let process = format!("error: graph.json: process {} is writing it: wait until that is done", first.id());
        for second in [
            ["add", "graph.json", "more.jsonl"].as_slice(),
            &["remove", "graph.json", "n1"],
            &["build", "graph.json", "more.jsonl", "-o", "graph.json"],
            &["build", "more.jsonl", "-o", "graph.json", "--resume"],
            &["export", "news.jsonl", "--to", "turtle", "-o", "./graph.json"],
        ] {
            let done = run(&folder, second);
            assert_eq!(done.status.code(), Some(2), "{second:?}: {}", told(&done));
            let told = told(&done).replace("./graph.json", "graph.json");
            assert!(told.starts_with(&process) && told.trim_end().lines().count() == 1, "{second:?}: {told}");
        }
        assert_eq!(run(&folder, &["stats", "graph.json"]).status.code(), Some(0), "who reads needs no lock");
        assert_eq!(fs::read_to_string(folder.join("graph.json")).unwrap(), before, "nothing is written yet");
        assert!(finish(first, "").status.code().is_some());
    }
    let first = waiting(&folder, &["add", "graph.json", "-"], ".graph.json.lock");
    assert!(finish(first, MORE).status.success());
    assert_eq!(documents(&folder.join("graph.json")), ["n1", "n2"]);
    assert_eq!(names(&folder), ["graph.json", "more.jsonl", "news.jsonl"], "locks go with their holders");
}

#[test]
fn what_a_killed_process_left_gives_way_to_the_next() {
    let folder = folder("killed");
    fs::write(folder.join("news.jsonl"), NEWS).unwrap();
    assert!(run(&folder, &["build", "news.jsonl", "-o", "graph.json"]).status.success());
    let mut killed = waiting(&folder, &["add", "graph.json", "-"], ".graph.json.lock");
    killed.kill().unwrap();
    killed.wait().unwrap();
    // Half of what it wrote, as if it had come that far.
    fs::write(folder.join(".graph.json.part"), "{\"reprisal-graph\": 3,\n\"actors\": [").unwrap();
    assert_eq!(documents(&folder.join("graph.json")), ["n1"]);
    fs::write(folder.join("more.jsonl"), MORE).unwrap();
    let done = run(&folder, &["add", "graph.json", "more.jsonl"]);
    assert!(done.status.success(), "{}", told(&done));
    assert_eq!(documents(&folder.join("graph.json")), ["n1", "n2"]);
    assert_eq!(names(&folder), ["graph.json", "more.jsonl", "news.jsonl"], "nothing is left beside");
}

#[test]
fn a_run_that_was_killed_when_all_was_done_begins_anew() {
    let folder = folder("done");
    fs::write(folder.join("news.jsonl"), NEWS).unwrap();
    let arguments = ["extract", "news.jsonl", "-o", "out.jsonl", "--resume"];
    assert!(run(&folder, &arguments).status.success());
    let whole = fs::read_to_string(folder.join("out.jsonl")).unwrap();
    // The lines have their name already, and the mark is still there.
    fs::write(
        folder.join("out.jsonl.part.json"),
        "{\"run\":\"0000000000000001\",\"items\":1,\"hash\":\"0000000000000001\",\"bytes\":9}",
    )
    .unwrap();
    let done = run(&folder, &arguments);
    assert!(done.status.success(), "{}", told(&done));
    assert_eq!(fs::read_to_string(folder.join("out.jsonl")).unwrap(), whole);
    assert_eq!(names(&folder), ["news.jsonl", "out.jsonl"]);
}

/// Every command that writes a file, with where it writes to.
fn writers(output: &str) -> Vec<Vec<String>> {
    let words =
        |text: &str| text.split(' ').map(|word| if word == "OUT" { output.to_owned() } else { word.to_owned() }).collect();
    let mut all: Vec<Vec<String>> = [
        "build news.jsonl -o OUT",
        "extract news.jsonl -o OUT",
        "add graph.json news.jsonl -o OUT",
        "remove graph.json n1 -o OUT",
        "repair graph.json -o OUT",
        "import node-link links.json -o OUT",
        "page graph.json -o OUT",
        "dot graph.json -o OUT",
    ]
    .map(words)
    .into();
    for format in
        ["evidence-csv", "node-link", "cytoscape", "graphml", "gexf", "turtle", "nquads", "stix", "ftm", "events-csv", "cypher"]
    {
        all.push(words(&format!("export graph.json --to {format} -o OUT")));
    }
    all
}

fn prepared(name: &str) -> PathBuf {
    let folder = folder(name);
    fs::write(folder.join("news.jsonl"), format!("{NEWS}{MORE}")).unwrap();
    assert!(run(&folder, &["build", "news.jsonl", "-o", "graph.json"]).status.success());
    assert!(run(&folder, &["export", "graph.json", "--to", "node-link", "-o", "links.json"]).status.success());
    folder
}

/// Runs every command that writes a file, which all must fail with one sentence, and leave nothing.
fn all_fail(folder: &Path, output: &str, sentence: &str) {
    let before = names(folder);
    for arguments in writers(output) {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let done = run(folder, &arguments);
        let errors: Vec<String> = told(&done).lines().filter(|line| line.starts_with("error")).map(str::to_owned).collect();
        assert_eq!(done.status.code(), Some(2), "{arguments:?}: {}", told(&done));
        assert!(errors.len() == 1 && errors[0].contains(sentence) && errors[0].contains(output), "{arguments:?}: {errors:?}");
        assert_eq!(names(folder), before, "{arguments:?} leaves nothing");
    }
}

#[test]
fn a_folder_that_is_not_there_is_told_before_anything_is_read() {
    all_fail(&prepared("missing"), "nowhere/out.json", "there is no folder nowhere: make it first, or name another");
}

#[test]
fn a_folder_in_the_place_of_a_file_is_told() {
    let folder = prepared("folder");
    fs::create_dir(folder.join("taken")).unwrap();
    all_fail(&folder, "taken", "this is a folder: name a file in it");
    assert_eq!(fs::read_dir(folder.join("taken")).unwrap().count(), 0);
}

#[test]
fn a_file_in_the_place_of_a_folder_is_told() {
    all_fail(&prepared("file"), "graph.json/out.json", "graph.json is no folder");
}

#[cfg(unix)]
#[test]
fn a_full_disk_is_told() {
    if !Path::new("/dev/full").exists() {
        eprintln!("skipped: there is no /dev/full here");
        return;
    }
    let folder = prepared("full");
    all_fail(&folder, "/dev/full", "No space left on device");
    for arguments in [["extract", "news.jsonl"].as_slice(), &["build", "news.jsonl", "-o", "-"], &["stats", "graph.json"]] {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let done = program(&folder, arguments).stdin(Stdio::null()).stdout(full).output().unwrap();
        assert_eq!(done.status.code(), Some(2), "{arguments:?}: {}", told(&done));
        assert!(told(&done).contains("cannot write the output: No space left on device"), "{arguments:?}: {}", told(&done));
    }
}

/// A shell lets no file grow beyond a size, as a full disk does: what was there before stays, and nothing is left beside.
#[cfg(unix)]
#[test]
fn a_disk_that_fills_while_a_graph_is_written_leaves_the_old_one() {
    let folder = prepared("limit");
    let many: String = (0..300)
        .map(|at| {
            format!(
                "{{\"id\": \"m{at}\", \"published\": \"2024-02-01\", \"text\": \"Israel bombed Hezbollah in village {at}.\"}}\n"
            )
        })
        .collect();
    fs::write(folder.join("many.jsonl"), many).unwrap();
    let before = fs::read(folder.join("graph.json")).unwrap();
    let names_before = names(&folder);
    for command in
        ["add graph.json many.jsonl", "build graph.json many.jsonl -o graph.json", "export many.jsonl --to turtle -o out.ttl"]
    {
        let line = format!("ulimit -f 16; trap '' XFSZ; exec \"$0\" {command}");
        let done =
            Command::new("bash").args(["-c", &line, env!("CARGO_BIN_EXE_reprisal")]).current_dir(&folder).output().unwrap();
        assert_eq!(done.status.code(), Some(2), "{command}: {}", told(&done));
        assert!(told(&done).contains("File too large"), "{command}: {}", told(&done));
        assert_eq!(fs::read(folder.join("graph.json")).unwrap(), before, "{command}");
        assert_eq!(names(&folder), names_before, "{command}");
    }
}

#[cfg(unix)]
#[test]
fn a_folder_without_leave_to_write_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let folder = prepared("closed");
    let closed = folder.join("closed");
    fs::create_dir(&closed).unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o555)).unwrap();
    if fs::write(closed.join("probe"), "").is_ok() {
        fs::remove_file(closed.join("probe")).unwrap();
        eprintln!("skipped: this user, such as root, may write everywhere");
        return;
    }
    all_fail(&folder, "closed/out.json", "no leave to write in the folder closed");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).unwrap();
}

#[cfg(unix)]
#[test]
fn a_file_keeps_who_may_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let folder = prepared("mode");
    let path = folder.join("graph.json");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    assert!(run(&folder, &["remove", "graph.json", "n1"]).status.success());
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
}

#[cfg(unix)]
#[test]
fn a_link_keeps_pointing_where_it_points() {
    let folder = prepared("link");
    fs::create_dir(folder.join("far")).unwrap();
    fs::rename(folder.join("graph.json"), folder.join("far/graph.json")).unwrap();
    std::os::unix::fs::symlink("far/graph.json", folder.join("graph.json")).unwrap();
    let holder = Place::take(&folder.join("far/graph.json")).unwrap();
    let done = run(&folder, &["remove", "graph.json", "n1"]);
    assert!(told(&done).contains("is writing it"), "both names are of one file: {}", told(&done));
    drop(holder);
    assert!(run(&folder, &["remove", "graph.json", "n1"]).status.success());
    assert!(folder.join("graph.json").is_symlink());
    assert_eq!(documents(&folder.join("far/graph.json")), ["n2"]);
    assert_eq!(names(&folder.join("far")), ["graph.json"]);
}

#[test]
fn whoever_has_read_enough_may_close_the_pipe() {
    let folder = prepared("pipe");
    let many: String = (0..400)
        .map(|at| {
            format!(
                "{{\"id\": \"m{at}\", \"published\": \"2024-02-01\", \"text\": \"Israel bombed Hezbollah in village {at}.\"}}\n"
            )
        })
        .collect();
    fs::write(folder.join("many.jsonl"), many).unwrap();
    for arguments in
        [["find", "list ? attacked ?", "many.jsonl"].as_slice(), &["extract", "many.jsonl"], &["build", "many.jsonl", "-o", "-"]]
    {
        let mut child = program(&folder, arguments).stdin(Stdio::null()).spawn().unwrap();
        let mut some = [0; 10];
        child.stdout.take().unwrap().read_exact(&mut some).unwrap();
        let done = child.wait_with_output().unwrap();
        assert_eq!(done.status.code(), Some(0), "{arguments:?}: {}", told(&done));
        assert!(!told(&done).contains("error"), "{arguments:?}: {}", told(&done));
    }
}

#[test]
fn a_place_is_taken_once_and_given_back() {
    let path = folder("place")
        .join("a file with a name as long as a name of a file may be, which leaves no room for an ending".repeat(2) + ".json");
    let place = Place::take(&path).unwrap();
    let error = Place::take(&path).unwrap_err();
    assert!(error.to_string().starts_with("this program is writing it"), "{error}");
    place.file(|out| writeln!(out, "whole")).unwrap();
    place.file(|out| writeln!(out, "again")).unwrap();
    drop(place);
    assert_eq!(fs::read_to_string(&path).unwrap(), "again\n");
    replace::file(&path, |out| writeln!(out, "new")).unwrap();
    let failed: std::io::Result<()> = replace::file(&path, |out| {
        writeln!(out, "half")?;
        Err(std::io::Error::other("no more"))
    });
    assert!(failed.is_err());
    assert_eq!(fs::read_to_string(&path).unwrap(), "new\n");
    assert_eq!(names(path.parent().unwrap()).len(), 1);
}
