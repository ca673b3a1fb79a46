//! Every trigger and cue of the shipped ontology carries sentences and what must come out of them.

#![cfg(feature = "reader")]

use std::collections::BTreeSet;

use reprisal::{Document, DocumentReader, Extraction, Modality, Ontology, Reader};

/// What an extraction says, as "subject predicate object", deeds on the account of principals.
fn triples(extraction: &Extraction, ontology: &Ontology) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for incident in extraction.incidents.iter().filter(|incident| incident.modality == Modality::Asserted) {
        for who in &incident.perpetrators {
            for whom in &incident.targets {
                let (who, whom) = (ontology.principal(who), ontology.principal(whom));
                if who == whom {
                    continue;
                }
                out.insert(format!("{who} attacked {whom}"));
                if !incident.retaliates_for.is_empty() {
                    out.insert(format!("{who} retaliated {whom}"));
                }
            }
        }
    }
    for relation in &extraction.relations {
        out.insert(format!("{} {} {}", relation.subject, relation.predicate, relation.object));
    }
    out
}

fn read(documents: &DocumentReader, reader: &Reader<'_>, sentence: &str) -> Extraction {
    let document: Document = documents.text("example", sentence);
    reader.read(&document)
}

#[test]
fn every_example_in_the_ontology_comes_out_as_written() {
    let ontology = Ontology::builtin().expect("the shipped ontology loads");
    let documents = DocumentReader::new(ontology);
    let reader = Reader::new(ontology);
    let triggers = ontology.triggers().iter().map(|entry| (&entry.id, &entry.examples));
    let cues = ontology.cues().iter().map(|entry| (&entry.id, &entry.examples));
    let mut wrong = Vec::new();
    let mut tried = 0;
    for (id, examples) in triggers.chain(cues) {
        for (sentence, expected) in examples {
            tried += 1;
            let found = triples(&read(&documents, &reader, sentence), ontology);
            let expected: BTreeSet<String> = expected.iter().cloned().collect();
            let deeds: BTreeSet<String> = found
                .iter()
                .filter(|triple| expected.contains(*triple) || triple.contains(" attacked ") || triple.contains(" retaliated "))
                .cloned()
                .collect();
            if deeds != expected {
                wrong.push(format!("{id}: {sentence}\n    expected {expected:?}\n    found    {found:?}"));
            }
        }
    }
    assert!(tried > 50, "only {tried} examples");
    assert!(wrong.is_empty(), "{} of {tried} examples:\n{}", wrong.len(), wrong.join("\n"));
}
