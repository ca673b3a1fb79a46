//! What reading cannot be faster than, for `benches/compare/run`: the records taken out of their lines, or their tokens cut and the
//! names among them found, and nothing made of them. Also writes the names and verbs that a reader in another language needs.
//!
//! `cargo run --release --example raw_limits -- bytes|names NEWS.jsonl...`, `-- merge RECORDS.jsonl` and `-- vocabulary`

use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::time::{Duration, Instant};

use reprisal::graph::Preparer;
use reprisal::ontology::schema::Pos;
use reprisal::recognize::recognize;
use reprisal::{DocumentReader, Extraction, KnowledgeGraph, Ontology, lexicon::Lexicon, text};

// A program may print.
#[allow(clippy::print_stdout)]
fn main() -> Result<(), Box<dyn Error>> {
    let mut words = std::env::args().skip(1);
    let task = words.next().ok_or("say what to do: bytes, names, merge or vocabulary")?;
    let files: Vec<String> = words.collect();
    match task.as_str() {
        "bytes" => println!("{}", bytes(&files)?),
        "names" => println!("{}", names(&files)?),
        "merge" => println!("{}", merge(&files)?),
        "vocabulary" => println!("{}", vocabulary(Ontology::builtin()?)),
        other => return Err(format!("{other} is no task: give bytes, names, merge or vocabulary").into()),
    }
    Ok(())
}

/// Documents and bytes of text.
fn bytes(files: &[String]) -> Result<serde_json::Value, Box<dyn Error>> {
    #[derive(serde::Deserialize)]
    struct Record {
        text: String,
    }
    let (mut documents, mut bytes) = (0, 0);
    for file in files {
        for line in BufReader::new(File::open(file)?).lines() {
            let record: Record = serde_json::from_str(&line?)?;
            documents += 1;
            bytes += record.text.len();
        }
    }
    Ok(serde_json::json!({ "documents": documents, "bytes": bytes }))
}

/// Documents, bytes of text, tokens and names.
fn names(files: &[String]) -> Result<serde_json::Value, Box<dyn Error>> {
    let ontology = Ontology::builtin()?;
    let reader = DocumentReader::new(ontology);
    let lexicon = Lexicon::new(ontology);
    let (mut documents, mut bytes, mut tokens, mut names) = (0, 0, 0, 0);
    for file in files {
        for line in BufReader::new(File::open(file)?).lines() {
            let document = reader.record(&line?)?;
            let sentences = text::sentences(&document, &lexicon);
            documents += 1;
            bytes += document.text.len();
            tokens += sentences.iter().map(|sentence| sentence.tokens.len()).sum::<usize>();
            names += recognize(&sentences, &document.text, &lexicon).iter().map(Vec::len).sum::<usize>();
        }
    }
    Ok(serde_json::json!({ "documents": documents, "bytes": bytes, "tokens": tokens, "names": names }))
}

/// How many extractions become one graph: copied in, by second of processor time, and drawn, too, on all cores, by second of the
/// clock; and how many are taken in, as `reprisal build` does, which needs them no more and copies nothing. The best of five.
fn merge(files: &[String]) -> Result<serde_json::Value, Box<dyn Error>> {
    let mut extractions: Vec<Extraction> = Vec::new();
    for file in files {
        for line in BufReader::new(File::open(file)?).lines() {
            extractions.push(serde_json::from_str(&line?)?);
        }
    }
    let (mut merged, mut drawn, mut given) = (0.0_f64, 0.0_f64, 0.0_f64);
    let many = extractions.len() as f64;
    for _ in 0..5 {
        let (begun, spent) = (Instant::now(), processor_time());
        let graph = copied_in(&extractions);
        let taken = spent.zip(processor_time()).map_or(begun.elapsed(), |(before, after)| after.saturating_sub(before));
        merged = merged.max(many / taken.as_secs_f64());
        if graph.petgraph().node_count() > 0 {
            drawn = drawn.max(many / begun.elapsed().as_secs_f64());
        }
        drop(graph);
        let copies = extractions.clone();
        let (begun, spent) = (Instant::now(), processor_time());
        let preparer = Preparer::default();
        let graph: KnowledgeGraph = copies.into_iter().map(|extraction| preparer.take(extraction)).collect();
        let taken = spent.zip(processor_time()).map_or(begun.elapsed(), |(before, after)| after.saturating_sub(before));
        given = given.max(many / taken.as_secs_f64());
        drop(graph);
    }
    Ok(serde_json::json!({
        "documents": extractions.len(), "merged_per_second": merged, "taken_per_second": given, "drawn_per_second": drawn
    }))
}

/// A function of its own, so that a profile can count what is done in it and nothing else.
#[inline(never)]
fn copied_in(extractions: &[Extraction]) -> KnowledgeGraph {
    KnowledgeGraph::from_extractions(extractions)
}

/// What this thread has had of a processor, where the system tells.
fn processor_time() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

/// Names by actor, and what the verbs of deeds tell of.
fn vocabulary(ontology: &Ontology) -> serde_json::Value {
    let actors = ontology.actors().iter().map(|actor| {
        let names = [&actor.name].into_iter().chain(&actor.aliases).chain(&actor.adjectives);
        (actor.id.clone(), names.cloned().collect::<Vec<_>>())
    });
    let deeds = ontology.triggers().iter().filter(|trigger| trigger.pos == Pos::Verb && trigger.incident.is_some());
    // "strike/struck/struck": the first is the lemma.
    let verbs = deeds.flat_map(|trigger| {
        let kind = trigger.incident.map(|kind| kind.to_string()).unwrap_or_default();
        trigger
            .lemmas
            .iter()
            .filter_map(|lemma| lemma.split('/').next())
            .map(move |lemma| (lemma.to_owned(), kind.clone().into()))
    });
    let verbs: serde_json::Map<String, serde_json::Value> = verbs.filter(|(lemma, _)| !lemma.contains(' ')).collect();
    serde_json::json!({ "actors": actors.collect::<std::collections::BTreeMap<_, _>>(), "verbs": verbs })
}
