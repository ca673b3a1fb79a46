//! N-Quads: the whole graph goes out and comes back.

use proptest::prelude::*;
use reprisal::export::Content;
use reprisal::export::nquads::{self, Import};
use reprisal::graph::{Correction, Corrections, Format};
use reprisal::ontology::SourceFile;
use reprisal::{Extraction, KnowledgeGraph, Ontology};
use serde_json::{Value, json};

fn written(graph: &KnowledgeGraph) -> String {
    let mut out = Vec::new();
    nquads::write(&Content::of(&graph.everything()), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn read(text: &str) -> Import {
    nquads::read(text.as_bytes()).unwrap()
}

fn saved(graph: &KnowledgeGraph) -> String {
    graph.to_text(Format::Json).unwrap()
}

fn articles() -> KnowledgeGraph {
    let records: Vec<Extraction> =
        include_str!("fixtures/articles.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    KnowledgeGraph::from_extractions(&records)
}

fn ontology() -> Ontology {
    let source = r#"(
        actors: [
            (id: "crown", name: "Crown", kind: State, aliases: ["The Crown", "Ruritania"]),
            (id: "red", name: "Red", kind: ArmedGroup, backed_by: [(by: "crown", since: "2019", until: "2023-05")]),
            (id: "captain", name: "Captain", kind: Person, leads: [(of: "red", role: "commander")]),
        ],
        places: [(id: "shire", name: "Shire", kind: Province)],
    )"#;
    Ontology::from_sources(&[SourceFile { layer: 1, path: "own.ron".into(), text: source.into() }]).unwrap()
}

/// One of few, so that things meet.
fn one_of(words: &'static [&'static str]) -> impl Strategy<Value = Value> {
    prop::sample::select(words).prop_map(Value::from)
}

fn maybe(value: impl Strategy<Value = Value>) -> impl Strategy<Value = Value> {
    prop::option::of(value).prop_map(|value| value.unwrap_or(Value::Null))
}

fn some(value: impl Strategy<Value = Value>, most: usize) -> impl Strategy<Value = Value> {
    prop::collection::vec(value, 0..=most).prop_map(Value::from)
}

const ACTORS: &[&str] = &["red", "blue", "crown", "captain", "odd one/#%<>\"{}é", "-", "."];
const PLACES: &[&str] = &["ford", "shire", "the \u{2028}isle"];
const NAMES: &[&str] = &["Red", "", "Red \"Army\"\n", "الأحمر", "a\\b\u{0}\t\u{1f}", "]]>"];
const MODALITIES: &[&str] = &["asserted", "denied", "threatened"];
const DATES: &[&str] = &["2024-05-01", "2024-05-02", "2024-05", "2024"];

fn sentence() -> impl Strategy<Value = Value> {
    let stance = one_of(&["says", "claims", "denies", "rumours"]);
    let voice = (maybe(one_of(ACTORS)), one_of(NAMES), stance)
        .prop_map(|(actor, words, stance)| json!({"actor": actor, "words": words, "stance": stance}));
    (0..4usize, one_of(NAMES), one_of(&["raid.verb", ""]), one_of(MODALITIES), maybe(one_of(ACTORS)), some(voice, 3), 0..5u8)
        .prop_map(|(from, text, rule, modality, voice, voices, sure)| {
            json!({"span": [from, from + 9], "text": text, "rule": rule, "modality": modality, "attributed_to": voice,
                "voices": voices, "confidence": f32::from(sure) / 3.7})
        })
}

fn incident() -> impl Strategy<Value = Value> {
    let sides = (some(one_of(ACTORS), 2), some(one_of(ACTORS), 2), some(one_of(PLACES), 2));
    let when = (maybe(one_of(DATES)), maybe(one_of(&["2024-05-03"])), prop::option::of(0..3u32), prop::option::of(0..3u32));
    let status = maybe(one_of(&["asserted", "claimed", "contested", "denied"]));
    let word = (one_of(MODALITIES), status, maybe(one_of(ACTORS)), some(one_of(ACTORS), 2), some(one_of(ACTORS), 2));
    let rest = (maybe(one_of(NAMES)), some(one_of(&["i0", "i1", "i2", "i9"]), 2), some(sentence(), 2), 0..5u8);
    (one_of(&["raid", "attack"]), sides, when, word, rest).prop_map(|(kind, sides, when, word, rest)| {
        json!({
            "kind": kind, "perpetrators": sides.0, "targets": sides.1, "places": sides.2,
            "date": when.0, "until": when.1, "killed": when.2, "wounded": when.3,
            "modality": word.0, "status": word.1, "attributed_to": word.2, "claimed_by": word.3, "denied_by": word.4,
            "weapon": rest.0, "retaliates_for": rest.1, "evidence": rest.2, "confidence": f32::from(rest.3) / 4.3,
        })
    })
}

fn any_document() -> impl Strategy<Value = Extraction> {
    let actor = (one_of(ACTORS), one_of(NAMES), some(one_of(NAMES), 2), one_of(&["state", "person", "generic"]), one_of(ACTORS))
        .prop_map(|(id, name, aliases, kind, principal)| {
            json!({"id": id, "name": name, "aliases": aliases, "kind": kind, "principal": principal, "origin": "composed"})
        });
    let place = (one_of(PLACES), one_of(NAMES), maybe(one_of(&["city", "sea"])), maybe(one_of(PLACES)))
        .prop_map(|(id, name, kind, within)| json!({"id": id, "name": name, "kind": kind, "within": within}));
    let relation = (one_of(ACTORS), one_of(&["backs", "part_of", "leads"]), one_of(ACTORS), one_of(MODALITIES), some(sentence(), 2))
        .prop_map(|(subject, predicate, object, modality, evidence)| {
            json!({"subject": subject, "predicate": predicate, "object": object, "modality": modality, "evidence": evidence})
        });
    let info = (
        one_of(&["d1", "d2", "a b#c.html", "é/ü?x=1"]),
        maybe(one_of(NAMES)),
        maybe(one_of(&["https://one.example/a b", "wire"])),
        maybe(one_of(&["2024-05-03", "2024-05-04"])),
        maybe(one_of(&["00000000000000ff"])),
    );
    let said = (some(actor, 4), some(place, 2), prop::collection::vec(incident(), 0..4), some(relation, 2));
    (info, said).prop_map(|((id, title, source, published, content), (actors, places, mut incidents, relations))| {
        for (at, incident) in incidents.iter_mut().enumerate() {
            incident["id"] = format!("i{at}").into();
        }
        let document = json!({"id": id, "title": title, "source": source, "published": published, "content": content});
        let record = json!({"version": 1, "document": document, "actors": actors, "places": places, "incidents": incidents,
            "relations": relations});
        serde_json::from_value(record).unwrap()
    })
}

fn any_correction() -> impl Strategy<Value = Correction> {
    let report = || prop::sample::select(vec!["d1#i0", "d1#i1", "d2#i0", "a b#c.html#i0", "nobody#i7"]);
    let corrections = (0..7usize, report(), report(), any::<bool>()).prop_map(|(which, one, other, more)| {
        let more = |value: Value| if more { value } else { Value::Null };
        match which {
            0 => json!({"merge": {"incidents": [one, other], "reason": "one deed"}}),
            1 => json!({"split": {"incident": one, "from": more(other.into()), "reason": ""}}),
            2 => json!({"redate": {"incident": one, "date": "2024-05", "until": more("2024-06-01".into()), "reason": "so"}}),
            3 => json!({"reattribute": {"incident": one, "perpetrators": more(json!([])), "targets": ["red"], "reason": "so"}}),
            4 => json!({"drop": {"incident": one, "reason": "never was"}}),
            5 => json!({"drop_relation": {"subject": "crown", "predicate": "backs", "object": "red", "reason": "so"}}),
            _ => json!({"pin": {"incident": one, "status": more("contested".into()), "killed": 4, "reason": "so"}}),
        }
    });
    corrections.prop_map(|correction| serde_json::from_value(correction).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
    #[test]
    fn what_was_written_comes_back(
        documents in prop::collection::vec(any_document(), 0..5),
        corrections in prop::collection::vec(any_correction(), 0..3),
        standing in any::<bool>(),
    ) {
        let mut graph = KnowledgeGraph::from_extractions(&documents);
        if standing {
            graph.add_standing(&ontology());
        }
        graph.correct(&corrections.into_iter().collect::<Corrections>());
        let text = written(&graph);
        let import = read(&text);
        prop_assert_eq!(&import.problems, &[]);
        prop_assert_eq!(saved(&import.graph), saved(&graph));
        let mut lines: Vec<&str> = text.lines().collect();
        let many = lines.len();
        lines.sort_unstable();
        lines.dedup();
        prop_assert_eq!(lines.len(), many, "no statement is written twice");
        // In another order, with what others put between.
        lines.reverse();
        let other = "\n# a remark\n<urn:x> <urn:y> \"z\"@en <urn:reprisal:document:d1> .\n_:b <urn:y> _:c .\n";
        prop_assert_eq!(saved(&read(&lines.join(other)).graph), saved(&graph));
    }
}

#[test]
fn a_graph_of_articles_comes_back() {
    let mut graph = articles();
    assert_eq!(saved(&read(&written(&graph)).graph), saved(&graph));
    graph.add_standing(&ontology());
    assert_eq!(saved(&read(&written(&graph)).graph), saved(&graph));
}
