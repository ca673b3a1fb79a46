//! Constructions of the language of conflict news, by item: what a careful reader takes from each short text.
//!
//! `constructions.ron` is for development; `constructions_unseen.ron` was written beside it and is only scored, never tuned
//! on. `layouts.ron` and `layouts_unseen.ron` do the same for lists, timelines, live pages, the noise of pages, first
//! persons and what clauses leave out. A case that fails is not hidden: the test prints how many of each item come out whole and holds the sums at floors,
//! which may only rise.

#![cfg(feature = "reader")]
#![allow(clippy::print_stdout)]

use std::collections::{BTreeMap, BTreeSet};

use crate::common::deeds;
use reprisal::{DocumentReader, Extraction, Modality, Ontology, Predicate, Reader};
use serde::Deserialize;

#[derive(Deserialize)]
struct Cases {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    about: String,
    text: String,
    published: Option<String>,
    expect: BTreeSet<String>,
}

/// Right, wrong and missed statements.
#[derive(Default)]
struct Score {
    right: usize,
    wrong: usize,
    missed: usize,
}

impl Score {
    fn precision(&self) -> f64 {
        self.right as f64 / (self.right + self.wrong).max(1) as f64
    }

    fn recall(&self) -> f64 {
        self.right as f64 / (self.right + self.missed).max(1) as f64
    }
}

/// What an extraction says, as "subject predicate object", deeds and backing on the account of principals.
fn statements(extraction: &Extraction, ontology: &Ontology) -> BTreeSet<String> {
    let principal = |id: &str| {
        let found = extraction.actors.iter().find(|actor| actor.id == id).map(|actor| actor.principal.clone());
        found.unwrap_or_else(|| ontology.principal(id).to_owned())
    };
    let mut out = deeds(extraction, principal);
    for relation in extraction.relations.iter().filter(|relation| relation.modality == Modality::Asserted) {
        let (subject, object) = match relation.predicate {
            Predicate::Backs => (principal(&relation.subject), principal(&relation.object)),
            _ => (relation.subject.clone(), relation.object.clone()),
        };
        out.insert(format!("{subject} {} {object}", relation.predicate));
    }
    out
}

fn score(path: &str) -> Score {
    let text = std::fs::read_to_string(format!("{}/tests/{path}", env!("CARGO_MANIFEST_DIR"))).expect("the cases are there");
    let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    let cases: Cases = options.from_str(&text).expect("the cases are RON");
    let ontology = Ontology::builtin().expect("the shipped ontology loads");
    let documents = DocumentReader::new(ontology);
    let reader = Reader::new(ontology);
    let mut sum = Score::default();
    let mut items: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for case in &cases.cases {
        let mut document = documents.text("case", &case.text);
        if let Some(published) = &case.published {
            document.info.published = Some(published.parse().expect("a date"));
        }
        let found = statements(&reader.read(&document), ontology);
        sum.right += found.intersection(&case.expect).count();
        sum.wrong += found.difference(&case.expect).count();
        sum.missed += case.expect.difference(&found).count();
        let item = items.entry(case.about.split(':').next().unwrap_or_default()).or_default();
        item.0 += usize::from(found == case.expect);
        item.1 += 1;
    }
    for (item, (whole, all)) in &items {
        println!("{item:30} {whole:3} of {all:3} whole");
    }
    println!("{path}: precision {:.3}, recall {:.3}", sum.precision(), sum.recall());
    sum
}

#[test]
fn constructions_are_read_as_well_as_before() {
    let score = score("constructions.ron");
    assert!(score.precision() >= 0.97, "precision fell to {:.3}", score.precision());
    assert!(score.recall() >= 0.86, "recall fell to {:.3}", score.recall());
}

#[test]
fn unseen_constructions_are_read_as_well_as_before() {
    let score = score("constructions_unseen.ron");
    assert!(score.precision() >= 0.94, "precision fell to {:.3}", score.precision());
    assert!(score.recall() >= 0.60, "recall fell to {:.3}", score.recall());
}

#[test]
fn layouts_and_voices_are_read_as_well_as_before() {
    let score = score("layouts.ron");
    assert!(score.precision() >= 0.97, "precision fell to {:.3}", score.precision());
    assert!(score.recall() >= 0.90, "recall fell to {:.3}", score.recall());
}

#[test]
fn unseen_layouts_and_voices_are_read_as_well_as_before() {
    let score = score("layouts_unseen.ron");
    assert!(score.precision() >= 0.95, "precision fell to {:.3}", score.precision());
    assert!(score.recall() >= 0.87, "recall fell to {:.3}", score.recall());
}
