//! The same input and the same version give the same bytes, whatever the threads, the language, the time zone, the home, the order of the
//! files and the folder in which the program runs.
#![cfg(all(feature = "cli", feature = "parallel"))]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Articles in a folder `news` of a folder of their own.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("determinism").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("news/more")).unwrap();
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/articles");
    for (from, to) in [
        ("wire-briefs.jsonl", "briefs.jsonl"),
        ("wire-2024-02-03-us-strikes.txt", "wire.txt"),
        ("brief-2024-01-11-tanker-seizure.txt", "more/brief.txt"),
        ("translated-2024-07-21-hodeidah.txt", "more/a translation.txt"),
    ] {
        fs::copy(examples.join(from), folder.join("news").join(to)).unwrap();
    }
    folder
}

/// Where and how the program runs.
struct Place<'p> {
    folder: &'p Path,
    variables: &'p [(&'p str, &'p str)],
}

impl Place<'_> {
    fn run(&self, arguments: &[&str]) -> Vec<u8> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_reprisal"));
        // No home, no language, nothing else of whoever runs the tests.
        command.env_clear().envs(self.variables.iter().copied()).env("COLUMNS", "100");
        let output = command.arg("--quiet").args(arguments).current_dir(self.folder).stdin(Stdio::null()).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    }

    /// The records and the graph of the articles.
    fn read(&self, inputs: &[&str]) -> BTreeMap<String, Vec<u8>> {
        let records = self.run(&[&["extract"], inputs].concat());
        self.run(&[&["build", "-o", "graph.json"], inputs].concat());
        let graph = fs::read(self.folder.join("graph.json")).unwrap();
        BTreeMap::from([("extract".to_owned(), records), ("build".to_owned(), graph)])
    }

    /// What every command writes of the articles, by its name.
    fn everything(&self, inputs: &[&str]) -> BTreeMap<String, Vec<u8>> {
        let mut all = self.read(inputs);
        for command in [
            &["ask", "who attacked whom?"][..],
            &["find", "? retaliated-against ?"],
            &["dot"],
            &["stats"],
            &["export", "--to", "node-link"],
            &["export", "--to", "gexf"],
            &["export", "--to", "nquads"],
            &["export", "--to", "stix"],
            &["export", "--to", "events-csv"],
            &["export", "--to", "cypher"],
        ] {
            all.insert(command.join(" "), self.run(&[command, &["graph.json"]].concat()));
        }
        self.run(&["page", "graph.json", "-o", "page.html"]);
        all.insert("page".to_owned(), fs::read(self.folder.join("page.html")).unwrap());
        all
    }
}

fn same(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>, because: &str) {
    let differ: Vec<&String> = one.keys().filter(|name| one.get(*name) != other.get(*name)).collect();
    assert_eq!(differ, Vec::<&String>::new(), "{because}");
}

#[test]
fn threads_language_time_zone_and_home_change_no_byte() {
    let folder = folder("surroundings");
    let inputs = ["news"];
    let plain = Place { folder: &folder, variables: &[("RAYON_NUM_THREADS", "1")] }.everything(&inputs);
    assert!(plain.values().all(|bytes| !bytes.is_empty()));
    for variables in [
        &[("RAYON_NUM_THREADS", "2"), ("LANG", "tr_TR.UTF-8"), ("LC_ALL", "tr_TR.UTF-8"), ("TZ", "Pacific/Kiritimati")][..],
        &[("RAYON_NUM_THREADS", "8"), ("LANG", "C"), ("LC_ALL", "C"), ("TZ", "America/Los_Angeles"), ("HOME", "/nonexistent")],
        &[("LANG", "de_DE.ISO-8859-1"), ("TZ", "no such zone"), ("HOME", ""), ("TMPDIR", "/nonexistent")],
    ] {
        same(&plain, &Place { folder: &folder, variables }.everything(&inputs), &format!("{variables:?}"));
    }
}

#[test]
fn the_order_of_files_changes_no_byte_of_a_graph_and_only_the_order_of_records() {
    let folder = folder("order");
    let place = Place { folder: &folder, variables: &[] };
    let mut one = place.read(&["news"]);
    let mut other = place.read(&["news/wire.txt", "news/more/brief.txt", "news/briefs.jsonl", "news/more/a translation.txt"]);
    let lines = |bytes: Vec<u8>| {
        let mut lines: Vec<String> = String::from_utf8(bytes).unwrap().lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(lines(one.remove("extract").unwrap()), lines(other.remove("extract").unwrap()));
    same(&one, &other, "the order of files");
}

#[test]
fn a_path_is_one_id_however_it_is_typed_and_wherever_the_program_runs() {
    let (here, there) = (folder("here"), folder("there"));
    let one = Place { folder: &here, variables: &[] }.read(&["news"]);
    for typed in ["news/", "./news", "news//", ".//news/.", "./news/./more/.."] {
        let place = Place { folder: &there, variables: &[] };
        let extract = place.run(&["extract", typed]);
        match typed.ends_with("..") {
            // What lies behind a link may be elsewhere: such a path stays as it is.
            true => assert_ne!(extract, one["extract"]),
            false => assert_eq!(extract, one["extract"], "{typed}"),
        }
    }
    same(&one, &Place { folder: &there, variables: &[] }.read(&["news"]), "another folder");
    // An absolute path is another id: nothing but ids differs.
    let absolute = there.join("news");
    let place = Place { folder: &here, variables: &[] };
    let extract = String::from_utf8(place.run(&["extract", absolute.to_str().unwrap()])).unwrap();
    let before = format!("{}/", there.to_str().unwrap());
    assert_eq!(extract.replace(&before, ""), String::from_utf8(one["extract"].clone()).unwrap());
}

#[test]
fn twice_in_one_process_is_the_same() {
    use reprisal::export::dot::{self, DotView, Options};
    use reprisal::graph::Format;
    use reprisal::{DocumentReader, KnowledgeGraph, Ontology, Reader};

    let text = include_str!("../examples/articles/wire-2024-02-03-us-strikes.txt");
    let once = || {
        // Nothing is shared between the two, and every map is hashed with a key of its own if it is hashed with one.
        let ontology = Ontology::from_sources(&reprisal::ontology::Layers::default().read().unwrap()).unwrap();
        let read = Reader::new(&ontology).read(&DocumentReader::new(&ontology).text("wire", text));
        let mut graph = KnowledgeGraph::from_extractions([&read]);
        graph.add_standing(&ontology);
        let drawn = dot::draw(&graph.everything(), &Options::new(DotView::Incidents));
        (graph.to_text(Format::Json).unwrap(), graph.to_text(Format::Ron).unwrap(), drawn)
    };
    assert_eq!(once(), once());
}
