//! News of the war in Sudan, read with the ontology of `examples/ontologies/sudan`: nothing in the crate may depend on the war that the shipped
//! ontology describes.
#![cfg(feature = "reader")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::{fs, iter};

use reprisal::ontology::{Layers, Shipped, check};
use reprisal::{DocumentReader, Extraction, Modality, Ontology, Origin, Predicate, Reader};
use serde_json::Value;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/ontologies/sudan")
}

fn layers(shipped: Shipped) -> Layers {
    Layers { shipped, folders: vec![folder()] }
}

fn ontology() -> &'static Ontology {
    static ONTOLOGY: OnceLock<Ontology> = OnceLock::new();
    ONTOLOGY.get_or_init(|| Ontology::load(&layers(Shipped::Language)).unwrap())
}

/// Every article by its name.
fn articles() -> BTreeMap<String, String> {
    let files = fs::read_dir(folder().join("articles")).unwrap().map(|entry| entry.unwrap().path());
    let texts = files.filter(|path| path.extension().is_some_and(|extension| extension == "txt"));
    texts.map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(&path).unwrap())).collect()
}

fn extractions() -> &'static BTreeMap<String, Extraction> {
    static READ: OnceLock<BTreeMap<String, Extraction>> = OnceLock::new();
    READ.get_or_init(|| {
        let (documents, reader) = (DocumentReader::new(ontology()), Reader::new(ontology()));
        articles().into_iter().map(|(name, text)| (name.clone(), reader.read(&documents.text(&name, &text)))).collect()
    })
}

/// What somebody reads in an article: "subject predicate object". Deeds and backing go to the account of principals.
type Triples = BTreeSet<String>;

/// The deeds of one incident.
fn deeds(perpetrators: &[String], targets: &[String], retaliates: bool) -> Triples {
    let pairs = perpetrators
        .iter()
        .flat_map(|who| targets.iter().map(move |whom| (ontology().principal(who), ontology().principal(whom))));
    let told = |(who, whom): (&str, &str)| {
        let answer = retaliates.then(|| format!("{who} retaliated {whom}"));
        iter::once(format!("{who} attacked {whom}")).chain(answer)
    };
    pairs.filter(|(who, whom)| who != whom).flat_map(told).collect()
}

fn relation(subject: &str, predicate: &str, object: &str) -> String {
    let (subject, object) = match predicate {
        "backs" => (ontology().principal(subject), ontology().principal(object)),
        _ => (subject, object),
    };
    format!("{subject} {predicate} {object}")
}

fn read_triples(extraction: &Extraction) -> Triples {
    let incidents = extraction.incidents.iter().filter(|incident| incident.modality == Modality::Asserted);
    let relations = extraction.relations.iter().filter(|relation| relation.modality == Modality::Asserted);
    incidents
        .flat_map(|incident| deeds(&incident.perpetrators, &incident.targets, !incident.retaliates_for.is_empty()))
        .chain(relations.map(|told| relation(&told.subject, &told.predicate.to_string(), &told.object)))
        .collect()
}

/// What a careful human reads; `examples/ontologies/README.md` says how it is written down.
fn gold_triples(name: &str) -> Triples {
    let text = fs::read_to_string(folder().join(format!("articles/{name}.gold.json"))).unwrap();
    let gold: Value = serde_json::from_str(&text).unwrap();
    let ids = |value: &Value| -> Vec<String> { serde_json::from_value(value.clone()).unwrap() };
    let incidents = gold["incidents"].as_array().unwrap().iter().filter(|incident| incident["modality"] == "asserted");
    let relations = gold["relations"].as_array().unwrap();
    incidents
        .flat_map(|incident| {
            deeds(&ids(&incident["perpetrators"]), &ids(&incident["targets"]), !ids(&incident["retaliates_for"]).is_empty())
        })
        .chain(relations.iter().map(|told| {
            let field = |name: &str| told[name].as_str().unwrap();
            relation(field("subject"), field("predicate"), field("object"))
        }))
        .collect()
}

#[test]
fn the_ontology_is_in_order() {
    let found = check(&layers(Shipped::Language).read().unwrap());
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn the_language_alone_has_no_actor_and_no_place_and_is_in_order() {
    let layers = Layers { shipped: Shipped::Language, folders: Vec::new() };
    let language = Ontology::load(&layers).unwrap();
    assert!(language.actors().is_empty() && language.places().is_empty());
    let whole = Ontology::builtin().unwrap();
    assert_eq!(language.triggers(), whole.triggers());
    assert_eq!(language.cues(), whole.cues());
    assert_eq!(language.generics(), whole.generics());
    assert_eq!(language.words(), whole.words());
    let found = check(&layers.read().unwrap());
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn gold_names_only_what_the_ontology_knows() {
    let predicates = [Predicate::Backs, Predicate::PartOf, Predicate::Leads].map(|predicate| predicate.to_string());
    for name in articles().keys() {
        for triple in gold_triples(name) {
            let words: Vec<&str> = triple.split(' ').collect();
            assert!(ontology().actor(words[0]).is_some() && ontology().actor(words[2]).is_some(), "{name}: {triple}");
            assert!(
                ["attacked", "retaliated"].contains(&words[1]) || predicates.iter().any(|known| known == words[1]),
                "{name}: {triple}"
            );
        }
    }
}

#[test]
fn clear_facts_come_out() {
    let clear = [
        ("wire-2025-09-19-el-fasher-mosque", "rapid-support-forces attacked civilians"),
        ("wire-2025-09-19-el-fasher-mosque", "sudan attacked rapid-support-forces"),
        ("wire-2025-09-19-el-fasher-mosque", "hemedti leads rapid-support-forces"),
        ("wire-2025-09-19-el-fasher-mosque", "united-arab-emirates backs rapid-support-forces"),
        ("brief-2025-04-29-tit-for-tat", "sudan attacked rapid-support-forces"),
        ("brief-2025-04-29-tit-for-tat", "rapid-support-forces retaliated sudan"),
        ("brief-2025-04-29-tit-for-tat", "sudan retaliated rapid-support-forces"),
        ("think-tank-2024-12-24-zurrug", "joint-force attacked rapid-support-forces"),
        ("ngo-2024-05-09-west-darfur", "abdelrahim-dagalo leads rapid-support-forces"),
        ("communique-2025-06-10-border-triangle", "subul-al-salam part_of libyan-national-army"),
        ("communique-2025-06-10-border-triangle", "united-arab-emirates backs rapid-support-forces"),
        ("analysis-2024-11-20-who-arms-whom", "ukraine attacked wagner-group"),
        ("newspaper-2025-05-06-port-sudan-drones", "rapid-support-forces attacked sudan"),
        ("newspaper-2025-10-29-el-fasher-falls", "rapid-support-forces attacked sudan"),
    ];
    for (article, fact) in clear {
        assert!(gold_triples(article).contains(fact), "{article}: gold lacks {fact}");
        let found = read_triples(&extractions()[article]);
        assert!(found.contains(fact), "{article}: {fact} is not among {found:?}");
    }
}

#[test]
fn nobody_of_the_shipped_war_appears() {
    for (name, extraction) in extractions() {
        for actor in extraction.actors.iter().filter(|actor| actor.origin == Origin::Ontology) {
            assert!(ontology().actor(&actor.id).is_some(), "{name}: {} is no actor of the war in Sudan", actor.id);
        }
        for place in &extraction.places {
            assert!(ontology().place(&place.id).is_some(), "{name}: {} is no place of the war in Sudan", place.id);
        }
    }
}

/// Floors somewhat under what is reached, so that a change which ruins another war is seen. Raise them as the reader gets better.
#[test]
fn the_whole_is_read_about_as_well_as_before() {
    const PRECISION: f64 = 0.78;
    const RECALL: f64 = 0.56;
    let (mut right, mut said, mut stated) = (0_u32, 0_u32, 0_u32);
    let mut wrong = Vec::new();
    for (name, extraction) in extractions() {
        let (found, gold) = (read_triples(extraction), gold_triples(name));
        let count = |triples: usize| u32::try_from(triples).unwrap();
        right += count(found.intersection(&gold).count());
        said += count(found.len());
        stated += count(gold.len());
        wrong.extend(found.difference(&gold).map(|triple| format!("{name}: {triple}")));
    }
    let (precision, recall) = (f64::from(right) / f64::from(said), f64::from(right) / f64::from(stated));
    assert!(precision >= PRECISION, "precision {precision:.3} is under {PRECISION}; wrong:\n{}", wrong.join("\n"));
    assert!(recall >= RECALL, "recall {recall:.3} is under {RECALL}: {right} right of {stated}");
}
