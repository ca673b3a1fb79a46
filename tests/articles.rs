//! The whole way from the example articles to the graph.
#![cfg(feature = "reader")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use reprisal::document::{Format, Inputs};
use reprisal::graph::{self, Retaliation};
use reprisal::{Document, DocumentReader, Extraction, IncidentKind, KnowledgeGraph, Ontology, Reader};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/articles");

/// Every example article and what was read in it; read once for all tests.
fn read() -> &'static [(Document, Extraction)] {
    static READ: OnceLock<Vec<(Document, Extraction)>> = OnceLock::new();
    READ.get_or_init(|| {
        let ontology = Ontology::builtin().unwrap();
        let (documents, reader) = (DocumentReader::new(ontology), Reader::new(ontology));
        let inputs = Inputs::new(&documents, [FOLDER], Format::Auto).map(|document| document.unwrap());
        inputs.map(|document| (document.clone(), reader.read(&document))).collect()
    })
}

fn extractions() -> impl DoubleEndedIterator<Item = &'static Extraction> {
    read().iter().map(|(_, extraction)| extraction)
}

fn saved(graph: &KnowledgeGraph) -> String {
    graph.to_text(graph::Format::Json).unwrap()
}

fn assert_retaliated(perpetrator: &str, target: &str, day: &str, article: &str) {
    let graph = KnowledgeGraph::from_extractions(extractions());
    let rows = graph.view().retaliations();
    let told = |row: &&Retaliation| {
        row.perpetrator == Some(perpetrator)
            && row.target == Some(target)
            && row.date.is_some_and(|date| date.to_string() == day)
            && row.evidence.iter().any(|citation| citation.document.contains(article) && !citation.evidence.text.is_empty())
    };
    let all: Vec<_> = rows.iter().map(|row| (row.perpetrator, row.target, row.date.map(|date| date.to_string()))).collect();
    assert!(rows.iter().any(|row| told(&row)), "{perpetrator} against {target} on {day} is not among {all:?}");
}

#[test]
fn every_sentence_is_quoted_byte_for_byte() {
    for (document, extraction) in read() {
        let incidents = extraction.incidents.iter().map(|incident| &incident.evidence);
        let relations = extraction.relations.iter().map(|relation| &relation.evidence);
        for quoted in incidents.chain(relations) {
            assert!(!quoted.is_empty(), "{}: something stands without a sentence", document.info.id);
            for evidence in quoted {
                let [start, end] = evidence.span;
                assert_eq!(document.text.get(start..end), Some(evidence.text.as_str()), "{}", document.info.id);
                assert!(!evidence.rule.is_empty(), "{}: {}", document.info.id, evidence.text);
            }
        }
    }
}

#[test]
fn every_article_tells_of_an_incident() {
    assert!(read().len() >= 10, "the examples are in {FOLDER}");
    for extraction in extractions() {
        assert!(!extraction.incidents.is_empty(), "nothing found in {}", extraction.document.id);
    }
}

#[test]
fn every_id_of_an_incident_is_among_the_records() {
    for extraction in extractions() {
        let actors: BTreeSet<&str> = extraction.actors.iter().map(|actor| actor.id.as_str()).collect();
        let places: BTreeSet<&str> = extraction.places.iter().map(|place| place.id.as_str()).collect();
        let incidents: BTreeSet<&str> = extraction.incidents.iter().map(|incident| incident.id.as_str()).collect();
        assert_eq!(incidents.len(), extraction.incidents.len(), "two incidents of {} share an id", extraction.document.id);
        let known = |ids: &BTreeSet<&str>, id: &str| assert!(ids.contains(id), "{}: no record of {id}", extraction.document.id);
        for incident in &extraction.incidents {
            let speakers = incident.evidence.iter().filter_map(|evidence| evidence.attributed_to.as_ref());
            let sides = incident.perpetrators.iter().chain(&incident.targets);
            let voices = incident.attributed_to.iter().chain(&incident.claimed_by).chain(&incident.denied_by).chain(speakers);
            sides.chain(voices).for_each(|id| known(&actors, id));
            incident.places.iter().for_each(|id| known(&places, id));
            incident.retaliates_for.iter().for_each(|id| known(&incidents, id));
        }
        for relation in &extraction.relations {
            known(&actors, &relation.subject);
            known(&actors, &relation.object);
        }
    }
}

#[test]
fn iran_retaliated_against_the_united_states_for_soleimani() {
    assert_retaliated("iran", "united-states", "2020-01-08", "newspaper-2020-01-08");
}

#[test]
fn israel_retaliated_against_iran_for_the_april_attack() {
    assert_retaliated("israel", "iran", "2024-04-19", "think-tank-2024-04-19");
}

#[test]
fn the_order_of_the_articles_does_not_show() {
    let forward = saved(&KnowledgeGraph::from_extractions(extractions()));
    let backward = saved(&KnowledgeGraph::from_extractions(extractions().rev()));
    let (odd, even): (Vec<_>, Vec<_>) = extractions().enumerate().partition(|(number, _)| number % 2 == 1);
    let mixed = saved(&KnowledgeGraph::from_extractions(odd.into_iter().chain(even).map(|(_, extraction)| extraction)));
    assert!(forward == backward && forward == mixed, "the same articles gave different bytes");
}

#[test]
fn two_halves_merged_are_the_whole() {
    let whole = saved(&KnowledgeGraph::from_extractions(extractions()));
    let middle = read().len() / 2;
    let first = KnowledgeGraph::from_extractions(extractions().take(middle));
    let second = KnowledgeGraph::from_extractions(extractions().skip(middle));
    for (one, other) in [(&first, &second), (&second, &first)] {
        let mut merged = one.clone();
        merged.merge(other);
        merged.merge(other);
        assert!(saved(&merged) == whole, "the merged halves differ from the whole");
    }
}

#[test]
fn the_same_article_read_twice_gives_the_same_record() {
    let ontology = Ontology::builtin().unwrap();
    let (documents, reader) = (DocumentReader::new(ontology), Reader::new(ontology));
    let again: BTreeMap<String, Extraction> = Inputs::new(&documents, [FOLDER], Format::Auto)
        .map(|document| document.unwrap())
        .map(|document| (document.info.id.clone(), reader.read(&document)))
        .collect();
    for extraction in extractions() {
        assert_eq!(again.get(&extraction.document.id), Some(extraction), "{}", extraction.document.id);
    }
}

#[test]
fn what_a_group_is_said_to_do_by_habit_does_not_tell_who_did_one_deed() {
    let ontology = Ontology::builtin().unwrap();
    let document = DocumentReader::new(ontology).text(
        "habit",
        "A drone attack on a US base in Jordan killed three soldiers on Sunday.\n\n\
         Harakat Hezbollah al-Nujaba, a group accused of carrying out assaults on American soldiers, issued a statement.",
    );
    let extraction = Reader::new(ontology).read(&document);
    let deed = extraction
        .incidents
        .iter()
        .find(|incident| incident.kind == IncidentKind::DroneAttack)
        .expect("the drone attack is found");
    assert!(deed.perpetrators.is_empty(), "{:?}", deed.perpetrators);
}
