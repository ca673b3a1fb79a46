//! How well reports of one deed in different documents are told from those of different deeds: pairwise precision and
//! recall on incident records of our own, see `same_incident.md`.
//!
//! `SAME_INCIDENT=wrong cargo test same_incident:: -- --nocapture` shows what the development set gets wrong.

#![allow(clippy::print_stdout)]

use std::collections::BTreeMap;

use reprisal::extraction::{ActorRecord, DocumentInfo, IncidentRecord, PlaceRecord};
use reprisal::{Extraction, IncidentKind, KnowledgeGraph, Modality, Ontology, Origin, PartialDate, Status};
use serde::Deserialize;

#[derive(Deserialize)]
struct Set {
    documents: Vec<Document>,
}

#[derive(Deserialize)]
struct Document {
    id: String,
    source: String,
    published: jiff::civil::Date,
    incidents: Vec<Telling>,
}

#[derive(Deserialize)]
struct Telling {
    id: String,
    story: String,
    kind: IncidentKind,
    perpetrators: Vec<String>,
    targets: Vec<String>,
    places: Vec<String>,
    date: Option<PartialDate>,
    until: Option<PartialDate>,
    killed: Option<u32>,
    wounded: Option<u32>,
    weapon: Option<String>,
    modality: Modality,
    status: Option<Status>,
    #[serde(default)]
    claimed_by: Vec<String>,
    #[serde(default)]
    denied_by: Vec<String>,
    #[serde(default)]
    answers: Vec<String>,
}

fn load(text: &str) -> Set {
    let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    options.from_str(text).unwrap()
}

/// A document as the reader would hand it over: records for what the ontology knows, with the places around.
fn extraction(document: &Document, ontology: &Ontology) -> Extraction {
    let named = document.incidents.iter().flat_map(|told| told.perpetrators.iter().chain(&told.targets));
    let actors = named.filter_map(|id| ontology.actors().iter().find(|entry| entry.id == *id)).map(|entry| {
        let mut who = ActorRecord::new(entry.id.clone(), entry.name.clone(), entry.kind);
        who.principal = ontology.principal(&entry.id).to_owned();
        who.origin = Origin::Ontology;
        who
    });
    let mut places: BTreeMap<&str, PlaceRecord> = BTreeMap::new();
    for id in document.incidents.iter().flat_map(|told| &told.places) {
        let mut next = Some(id.as_str());
        while let Some(entry) = next.and_then(|id| ontology.places().iter().find(|entry| entry.id == id)) {
            let record = {
                let mut spot = PlaceRecord::new(entry.id.clone(), entry.name.clone());
                spot.kind = Some(entry.kind);
                spot.within = entry.within.clone();
                spot
            };
            places.insert(&entry.id, record);
            next = entry.within.as_deref();
        }
    }
    let incident = |told: &Telling| {
        let mut deed = IncidentRecord::new(told.id.clone(), told.kind);
        deed.perpetrators = told.perpetrators.clone();
        deed.targets = told.targets.clone();
        deed.places = told.places.clone();
        deed.date = told.date;
        deed.until = told.until;
        deed.killed = told.killed;
        deed.wounded = told.wounded;
        deed.weapon = told.weapon.clone();
        deed.modality = told.modality;
        deed.status = told.status;
        deed.confidence = 1.0;
        deed.claimed_by = told.claimed_by.clone();
        deed.denied_by = told.denied_by.clone();
        deed.retaliates_for = told.answers.clone();
        deed
    };
    let mut article = DocumentInfo::new(document.id.clone());
    article.source = Some(document.source.clone());
    article.published = Some(document.published);
    let mut said = Extraction::new(article);
    said.actors = actors.collect();
    said.places = places.into_values().collect();
    said.incidents = document.incidents.iter().map(incident).collect();
    said
}

/// Pairs right, pairs found, pairs wanted; over all deeds, the mean share of a report's group that is right, and found.
struct Score {
    precision: f64,
    recall: f64,
    b_cubed: (f64, f64),
}

impl std::fmt::Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Score { precision, recall, b_cubed } = self;
        write!(f, "precision {precision:.3}, recall {recall:.3}; by report {:.3} and {:.3}", b_cubed.0, b_cubed.1)
    }
}

fn score(text: &str, show: bool) -> Score {
    let ontology = Ontology::builtin().unwrap();
    let set = load(text);
    let mut graph = KnowledgeGraph::from_extractions(
        &set.documents.iter().map(|document| extraction(document, ontology)).collect::<Vec<_>>(),
    );
    graph.add_standing(ontology);
    let told: Vec<(String, &Telling, String)> = set
        .documents
        .iter()
        .flat_map(|document| document.incidents.iter().map(move |told| (document, told)))
        .map(|(document, told)| {
            let id = format!("{}#{}", document.id, told.id);
            let group = graph.incident(&id).unwrap().id.to_string();
            (id, told, group)
        })
        .collect();
    let (mut right, mut found, mut wanted) = (0, 0, 0);
    for (at, (id, told_a, group)) in told.iter().enumerate() {
        for (other_id, told_b, other_group) in &told[at + 1..] {
            let (same, joined) = (told_a.story == told_b.story, group == other_group);
            right += usize::from(same && joined);
            found += usize::from(joined);
            wanted += usize::from(same);
            if show && same != joined {
                let line = |told: &Telling| {
                    format!(
                        "{} {:?} {:?}→{:?} in {:?} {:?}..{:?} killed {:?} {:?} {:?}",
                        told.story,
                        told.kind,
                        told.perpetrators,
                        told.targets,
                        told.places,
                        told.date.map(|d| d.to_string()),
                        told.until.map(|d| d.to_string()),
                        told.killed,
                        told.wounded,
                        told.modality
                    )
                };
                println!("{} {id} {other_id}\n   {}\n   {}", if same { "MISSED" } else { "WRONG " }, line(told_a), line(told_b));
                println!("     {:?}", graph.weigh(id, other_id).map(|weighed| (weighed.weight, weighed.grounds)));
                for why in graph.why_same(group).iter().filter(|_| joined) {
                    println!("     {} with {}: {} {:?}", why.report, why.with, why.weighed.weight, why.weighed.grounds);
                }
            }
        }
    }
    let mut sums = (0.0, 0.0);
    for (_, told_a, group) in &told {
        let count =
            |wanted: &dyn Fn(&(String, &Telling, String)) -> bool| told.iter().filter(|other| wanted(other)).count() as f64;
        let both = count(&|other| other.2 == *group && other.1.story == told_a.story);
        sums.0 += both / count(&|other| other.2 == *group);
        sums.1 += both / count(&|other| other.1.story == told_a.story);
    }
    let reports = told.len() as f64;
    Score {
        precision: right as f64 / found.max(1) as f64,
        recall: right as f64 / wanted.max(1) as f64,
        b_cubed: (sums.0 / reports, sums.1 / reports),
    }
}

#[test]
fn reports_of_one_deed_are_joined_and_those_of_different_deeds_are_not() {
    let show = std::env::var("SAME_INCIDENT").is_ok_and(|word| word == "wrong");
    let development = score(include_str!("same_incident.ron"), show);
    let unseen = score(include_str!("same_incident_unseen.ron"), false);
    println!("development {development}\nunseen {unseen}");
    assert!(development.precision >= 0.97 && development.recall >= 0.84, "development {development}");
    assert!(unseen.precision >= 0.95 && unseen.recall >= 0.77, "unseen {unseen}");
}
