//! Brings extractions of another tool into the graph: lines of JSON from a reader of your own, and a register of who is who.
//!
//! `cargo run --example own_extractions`

#![allow(clippy::print_stdout)]

use std::error::Error;

use reprisal::extraction::{ActorRecord, DocumentInfo, Evidence, IncidentRecord};
use reprisal::{ActorKind, Extraction, IncidentKind, KnowledgeGraph};
use serde::Deserialize;

/// What the other tool writes: one event a line, names as they stand in the text.
const LINES: &str = r#"
{"url": "https://wire.example/1", "day": "2021-03-03", "who": "Hill Guard", "whom": "Norvania", "what": "shelling", "quote": "Hill Guard fighters shelled a post."}
{"url": "https://wire.example/2", "day": "2021-03-04", "who": "Norvania", "whom": "the Guard", "what": "airstrike", "answers": ["Hill Guard", "shelling"], "quote": "Jets hit camps of the Guard in return."}
"#;

#[derive(Deserialize)]
struct Line {
    url: String,
    day: String,
    who: String,
    whom: String,
    what: IncidentKind,
    #[serde(default)]
    answers: Option<(String, IncidentKind)>,
    quote: String,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut graph = KnowledgeGraph::new();
    for line in LINES.lines().filter(|line| !line.is_empty()) {
        let mut said = extraction(serde_json::from_str(line)?)?;
        said.resolve(&register);
        graph.add(&said);
    }
    for answer in graph.view().retaliations() {
        let name = |id: Option<&str>| id.map_or("somebody".to_owned(), |id| graph.actor_name(id).to_owned());
        println!("{} retaliated against {}", name(answer.perpetrator), name(answer.target));
        for citation in answer.evidence {
            println!("    {}: “{}”", citation.document, citation.evidence.text);
        }
    }
    Ok(())
}

/// A line of the other tool as a record of ours; what it leaves out stays open.
fn extraction(line: Line) -> Result<Extraction, Box<dyn Error>> {
    let mut article = DocumentInfo::new(line.url.clone());
    (article.source, article.published) = (Some(line.url), Some(line.day.parse()?));
    let mut said = Extraction::new(article);
    for name in [&line.who, &line.whom] {
        said.actors.push(ActorRecord::new(name.clone(), name.clone(), ActorKind::ArmedGroup));
    }
    let mut deed = IncidentRecord::new("i1", line.what);
    deed.perpetrators = vec![line.who.clone()];
    deed.targets = vec![line.whom];
    deed.date = Some(line.day.parse()?);
    deed.evidence = vec![Evidence::new(line.quote, "other-tool")];
    if let Some((who, what)) = line.answers {
        let mut before = IncidentRecord::new("i2", what);
        (before.perpetrators, before.targets) = (vec![who], vec![line.who]);
        before.evidence.clone_from(&deed.evidence);
        deed.retaliates_for = vec![before.id.clone()];
        said.incidents.push(before);
    }
    said.incidents.push(deed);
    Ok(said)
}

/// Who is who, in the ids of the house.
fn register(actor: &ActorRecord, _: &DocumentInfo) -> Option<ActorRecord> {
    match actor.name.as_str() {
        "Hill Guard" | "the Guard" => Some(ActorRecord::new("hill-guard", "Hill Guard", ActorKind::ArmedGroup)),
        "Norvania" => Some(ActorRecord::new("norvania", "Norvania", ActorKind::State)),
        _ => None,
    }
}
