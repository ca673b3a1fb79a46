//! Standing relations: sentences of one construction each, and all that is asserted in them.

#![cfg(feature = "reader")]

use std::collections::BTreeSet;
use std::path::Path;

use reprisal::ontology::{Layers, Shipped};
use reprisal::{DocumentReader, Extraction, Modality, Ontology, Predicate, Reader};
use serde::Deserialize;

#[derive(Deserialize)]
struct Cases {
    shipped: Vec<(String, BTreeSet<String>)>,
    sudan: Vec<(String, BTreeSet<String>)>,
}

fn cases() -> Cases {
    ron::from_str(include_str!("standing.ron")).unwrap()
}

fn reading(ontology: &Ontology) -> impl Fn(&str) -> Extraction {
    let (documents, reader) = (DocumentReader::new(ontology), Reader::new(ontology));
    move |text| reader.read(&documents.text("case", text))
}

/// The relations of one modality; backing goes to the account of principals.
fn relations(extraction: &Extraction, modality: Modality) -> BTreeSet<String> {
    let principal = |id: &str| {
        let actor = extraction.actors.iter().find(|actor| actor.id == id);
        actor.map_or_else(|| id.to_owned(), |actor| actor.principal.clone())
    };
    let told = extraction.relations.iter().filter(|relation| relation.modality == modality);
    told.map(|relation| {
        let sides = match relation.predicate {
            Predicate::Backs => (principal(&relation.subject), principal(&relation.object)),
            _ => (relation.subject.clone(), relation.object.clone()),
        };
        format!("{} {} {}", sides.0, relation.predicate, sides.1)
    })
    .collect()
}

fn check(ontology: &Ontology, cases: &[(String, BTreeSet<String>)]) {
    let read = reading(ontology);
    for (text, expected) in cases {
        assert_eq!(&relations(&read(text), Modality::Asserted), expected, "{text}");
    }
}

#[test]
fn constructions_of_standing_relations() {
    check(Ontology::builtin().unwrap(), &cases().shipped);
}

#[test]
fn another_war_is_told_in_the_same_words() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/ontologies/sudan");
    let ontology = Ontology::load(&Layers { shipped: Shipped::Language, folders: vec![folder] }).unwrap();
    check(&ontology, &cases().sudan);
}

#[test]
fn what_is_denied_or_feared_is_kept_apart() {
    let ontology = Ontology::builtin().unwrap();
    let read = reading(ontology);
    for (text, modality, expected) in [
        ("Iran denies arming the Houthis.", Modality::Denied, "iran backs houthis"),
        ("Iran does not fund Hamas.", Modality::Denied, "iran backs hamas"),
        ("Turkey no longer supports Ahrar al-Sham.", Modality::Denied, "turkey backs ahrar-al-sham"),
        ("Iran may arm the Taliban.", Modality::Threatened, "iran backs taliban"),
        ("Iran vowed to arm Hamas.", Modality::Threatened, "iran backs hamas"),
    ] {
        let extraction = read(text);
        assert_eq!(relations(&extraction, modality), BTreeSet::from([expected.to_owned()]), "{text}");
        assert!(relations(&extraction, Modality::Asserted).is_empty(), "{text}");
    }
}

#[test]
fn a_relation_told_once_as_a_fact_is_a_fact() {
    let ontology = Ontology::builtin().unwrap();
    let extraction = reading(ontology)("Iran arms the Houthis, UN experts found. Iran denies arming the Houthis.");
    let relation = extraction.relations.iter().find(|relation| relation.object == "houthis").unwrap();
    assert_eq!(relation.modality, Modality::Asserted);
    let modalities: Vec<Modality> = relation.evidence.iter().map(|evidence| evidence.modality).collect();
    assert_eq!(modalities, [Modality::Asserted, Modality::Denied]);
    assert!(relation.evidence.iter().all(|evidence| !evidence.text.is_empty() && !evidence.rule.is_empty()));
}

/// Actors that no ontology knows.
#[test]
fn unknown_groups_and_leaders() {
    let ontology = Ontology::builtin().unwrap();
    let read = reading(ontology);
    for (text, expected) in [
        (
            "The Ituri Liberation Front, a rebel group trained by Uganda's neighbour Kenya, took the town.",
            "kenya backs ituri-liberation-front",
        ),
        ("Gustavo Pardo, the commander of the Black Eagles Front, was shot dead.", "gustavo-pardo leads black-eagles-front"),
        ("The rebel group Ituri Liberation Front is backed by Kenya.", "kenya backs ituri-liberation-front"),
    ] {
        let told = relations(&read(text), Modality::Asserted);
        assert!(told.contains(expected), "{text}: {told:?}");
    }
}
