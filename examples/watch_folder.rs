//! Watches a folder of articles and prints each new link of retaliation that a new or changed article brings.
//!
//! `cargo run --example watch_folder -- FOLDER` looks every two seconds until it is stopped; with `--once` it reads what is there, one
//! article after the other, and ends.

#![allow(clippy::print_stdout)]

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::time::{Duration, SystemTime};

use reprisal::document::{Format, Inputs};
use reprisal::{DocumentReader, KnowledgeGraph, Ontology, Reader};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let once = arguments.iter().any(|argument| argument == "--once");
    let articles = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/articles");
    let folder = arguments.iter().find(|argument| *argument != "--once").map_or(articles, String::as_str);
    let ontology = Ontology::builtin()?;
    let (documents, reader) = (DocumentReader::new(ontology), Reader::new(ontology));

    let mut graph = KnowledgeGraph::new();
    let (mut seen, mut known) = (BTreeMap::new(), BTreeSet::new());
    loop {
        let mut files: Vec<_> = std::fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
        files.sort();
        for file in files {
            let changed = file.metadata().and_then(|found| found.modified()).unwrap_or(SystemTime::UNIX_EPOCH);
            if seen.insert(file.clone(), changed) == Some(changed) {
                continue;
            }
            for document in Inputs::new(&documents, [&file], Format::Auto) {
                match document {
                    // A new version takes the place of the old one.
                    Ok(document) => drop(graph.replace(&reader.read(&document))),
                    Err(problem) => println!("skipped: {problem}"),
                }
            }
            tell(&graph, &mut known);
        }
        if once {
            return Ok(());
        }
        std::thread::sleep(Duration::from_secs(2));
    }
}

/// Prints the links that are not known yet.
fn tell(graph: &KnowledgeGraph, known: &mut BTreeSet<String>) {
    for answer in graph.view().retaliations() {
        for answered in &answer.answered {
            let link = format!("{}\n    answers: {}", answer.incident.describe(), answered.describe());
            if known.insert(link.clone()) {
                println!("{link}");
                if let Some(citation) = answer.evidence.first() {
                    let words: Vec<&str> = citation.evidence.text.split_whitespace().collect();
                    println!("    {}: “{}”", citation.document, words.join(" "));
                }
            }
        }
    }
}
