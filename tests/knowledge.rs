//! Turtle, STIX and FollowTheMoney: what is written, of what is told and of what tries to break it.

use std::collections::BTreeSet;

use crate::common::any;
use proptest::prelude::*;
use reprisal::export::{Content, ftm, nquads, stix, turtle};
use reprisal::{Extraction, KnowledgeGraph, Status};
use serde_json::{Value, json};

fn graph() -> KnowledgeGraph {
    let records = [
        json!({
            "version": 1,
            "document": {"id": "one", "title": "Red raids Ford", "source": "https://www.wire.example/a b", "published": "2024-05-02"},
            "actors": [
                {"id": "red", "name": "Red", "aliases": ["Reds"], "kind": "armed-group", "principal": "red", "origin": "ontology"},
                {"id": "army", "name": "Army", "kind": "military", "principal": "yemen", "origin": "ontology"},
                {"id": "captain", "name": "Captain", "kind": "person", "principal": "red", "origin": "discovered"},
            ],
            "places": [{"id": "ford", "name": "Ford", "kind": "city", "within": "yemen"}, {"id": "deep", "name": "The Deep", "kind": "sea"}],
            "incidents": [
                {"id": "i1", "kind": "raid", "perpetrators": ["red"], "targets": ["army"], "places": ["ford"], "date": "2024-05-01",
                    "killed": 3, "modality": "asserted", "confidence": 0.9, "retaliates_for": ["i2"],
                    "evidence": [{"span": [0, 11], "text": "Red raided.", "rule": "raid.verb", "attributed_to": "captain",
                        "voices": [{"actor": "captain", "words": "the captain", "stance": "claims"}]}]},
                {"id": "i2", "kind": "shelling", "perpetrators": ["army"], "targets": ["red"], "places": ["deep"], "date": "2024-04",
                    "modality": "denied"},
            ],
            "relations": [
                {"subject": "captain", "predicate": "leads", "object": "red", "modality": "asserted",
                    "evidence": [{"span": [12, 30], "text": "Its captain said.", "rule": "lead"}]},
                {"subject": "captain", "predicate": "part_of", "object": "red", "modality": "asserted"},
            ],
        }),
        json!({"version": 1, "document": {"id": "two", "published": "2024-05-09"}}),
    ];
    let records: Vec<Extraction> = records.into_iter().map(|record| serde_json::from_value(record).unwrap()).collect();
    KnowledgeGraph::from_extractions(&records)
}

fn text(write: impl Fn(&Content, &mut Vec<u8>) -> std::io::Result<reprisal::export::Summary>, graph: &KnowledgeGraph) -> String {
    let mut out = Vec::new();
    write(&Content::of(&graph.everything()), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn objects(graph: &KnowledgeGraph, options: &stix::Options) -> Vec<Value> {
    let bundle: Value = serde_json::from_str(&text(|content, out| stix::write(content, options, out), graph)).unwrap();
    bundle["objects"].as_array().unwrap().clone()
}

fn of_type<'o>(objects: &'o [Value], kind: &str) -> Vec<&'o Value> {
    objects.iter().filter(|object| object["type"] == kind).collect()
}

fn entities(graph: &KnowledgeGraph) -> Vec<Value> {
    text(ftm::write, graph).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn turtle_says_what_readers_of_common_vocabularies_look_for() {
    let turtle = text(turtle::write, &graph());
    for expected in [
        "i:one%23i1 a sem:Event ;",
        "    rdfs:label \"raid by Red on Army, Ford, 2024-05-01\"",
        "    sem:hasActor a:red, a:army ;",
        "    sem:eventType kind:raid",
        "    sem:hasTimeStamp \"2024-04\"^^xsd:gYearMonth ;",
        "    v:evidence e:one%23i1\\/1 ;",
        "    sem:accordingTo a:captain ;",
        "    v:voice voice:one%23i1\\/1\\/1 .",
        "    schema:url <https://www.wire.example/a%20b>",
        "    org:headOf a:red ;",
        "    org:memberOf a:red ;",
        "a:red v:attacked a:army ;",
        "v:perpetrator a owl:ObjectProperty ;",
        "    rdfs:subPropertyOf sem:hasActor .",
        "    v:confidence \"0.9\"^^xsd:decimal ;",
        "    v:killed 3 ;",
    ] {
        assert!(turtle.contains(expected), "{expected} in\n{turtle}");
    }
}

#[test]
fn a_narrowed_view_tells_of_nothing_else() {
    let graph = graph();
    let view = graph.view().statuses([Status::Asserted]);
    let mut out = Vec::new();
    nquads::write(&Content::of(&view), &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert!(text.contains("urn:reprisal:incident:one%23i1"), "{text}");
    for left_out in ["one%23i2", "urn:reprisal:place:deep", "urn:reprisal:document:two"] {
        assert!(!text.contains(left_out), "{left_out} in\n{text}");
    }
    let back = nquads::read(text.as_bytes()).unwrap();
    assert_eq!(back.problems, []);
    assert_eq!(
        back.graph.incidents().map(|incident| incident.describe()).collect::<Vec<_>>(),
        ["raid by Red on Army, Ford, 2024-05-01"]
    );
}

#[test]
fn stix_has_actors_by_what_they_are_and_armies_as_asked() {
    let graph = graph();
    let bundle = objects(&graph, &stix::Options::default());
    let names = |bundle: &[Value], kind| {
        of_type(bundle, kind).iter().map(|object| object["name"].as_str().unwrap().to_owned()).collect::<BTreeSet<_>>()
    };
    assert_eq!(names(&bundle, "threat-actor"), ["Army", "Red"].map(str::to_owned).into());
    assert_eq!(of_type(&bundle, "threat-actor").iter().find(|actor| actor["name"] == "Red").unwrap()["aliases"], json!(["Reds"]));
    let mut options = stix::Options::default();
    options.armies = stix::Armies::Identity;
    assert_eq!(names(&objects(&graph, &options), "threat-actor"), ["Red".to_owned()].into());
    let place = of_type(&bundle, "location");
    assert_eq!(
        place.iter().map(|place| (&place["name"], &place["country"])).collect::<Vec<_>>(),
        [(&json!("Ford"), &json!("YE"))]
    );
    let denied = of_type(&bundle, "incident").into_iter().find(|incident| incident["labels"][0] == "shelling").unwrap();
    let extension = denied["extensions"].as_object().unwrap().values().next().unwrap();
    assert_eq!(
        (&extension["modality"], &extension["places"]),
        (&json!("denied"), &json!(["The Deep"])),
        "a place of no country is told by name"
    );
}

#[test]
fn stix_says_who_did_what_and_opencti_understands_it() {
    let graph = graph();
    let kinds = |options| {
        let objects = objects(&graph, &options);
        of_type(&objects, "relationship")
            .iter()
            .map(|told| told["relationship_type"].as_str().unwrap().to_owned())
            .collect::<BTreeSet<_>>()
    };
    let standard = kinds(stix::Options::default());
    assert_eq!(
        standard,
        ["attributed-to", "leads", "located-at", "part-of", "retaliated-for", "targets"].map(str::to_owned).into()
    );
    let mut options = stix::Options::default();
    options.profile = stix::Profile::OpenCti;
    assert_eq!(kinds(options), ["attributed-to", "related-to"].map(str::to_owned).into());
    let objects = objects(&graph, &options);
    let answer = of_type(&objects, "relationship")
        .into_iter()
        .find(|told| told["description"].as_str().is_some_and(|words| words.starts_with("retaliated for")));
    assert!(answer.unwrap()["source_ref"].as_str().unwrap().starts_with("incident--"));
    let raid = of_type(&objects, "incident").into_iter().find(|incident| incident["labels"][0] == "raid").unwrap();
    assert_eq!(raid["confidence"], 90);
    assert_eq!(raid["external_references"][0]["description"], "Red raided.");
    assert_eq!(raid["external_references"][0]["source_name"], "wire.example");
    assert_eq!(raid["external_references"][0]["url"], "https://www.wire.example/a%20b");
    assert_eq!(raid["created"], "2024-05-02T00:00:00.000Z");
    let [report] = of_type(&objects, "report")[..] else { panic!("one report: the other document tells of nothing") };
    assert!(report["object_refs"].as_array().unwrap().contains(&raid["id"]));
}

#[test]
fn ftm_has_events_with_those_who_organised_them_and_the_article() {
    let entities = entities(&graph());
    let of = |schema: &str| {
        entities.iter().filter(|entity| entity["schema"] == schema).map(|entity| &entity["properties"]).collect::<Vec<_>>()
    };
    let event = of("Event").into_iter().find(|event| event["keywords"][0] == "raid").unwrap();
    assert_eq!(event["organizer"], json!(["reprisal-actor-red"]));
    assert_eq!(event["involved"], json!(["reprisal-actor-army"]));
    assert_eq!((&event["proof"], &event["country"]), (&json!(["reprisal-article-one"]), &json!(["ye"])));
    assert_eq!(event["summary"], json!(["3 killed"]));
    assert_eq!(of("UnknownLink")[0]["role"], json!(["retaliated for"]));
    assert_eq!(of("Directorship")[0]["director"], json!(["reprisal-actor-captain"]));
    assert_eq!(of("Membership")[0]["member"], json!(["reprisal-actor-captain"]));
    assert!(of("Documentation").iter().any(|link| link["summary"] == json!(["Red raided."])));
    assert_eq!(of("Article")[0]["sourceUrl"], json!(["https://www.wire.example/a%20b"]));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]
    #[test]
    fn whatever_is_in_a_graph_is_written_and_every_reference_leads_somewhere(graph in any::graph()) {
        let import = nquads::read(text(nquads::write, &graph).as_bytes()).unwrap();
        prop_assert_eq!(&import.problems, &[]);
        let saved = |graph: &KnowledgeGraph| graph.to_text(reprisal::graph::Format::Json).unwrap();
        prop_assert_eq!(saved(&import.graph), saved(&graph));
        let turtle = text(turtle::write, &graph);
        prop_assert!(!turtle.contains('\u{0}'), "control characters are escaped");

        let bundle = objects(&graph, &stix::Options::default());
        let ids: BTreeSet<&str> = bundle.iter().map(|object| object["id"].as_str().unwrap()).collect();
        prop_assert_eq!(ids.len(), bundle.len(), "every object has an id of its own");
        for object in &bundle {
            let refs = ["created_by_ref", "source_ref", "target_ref"].iter().filter_map(|key| object[*key].as_str());
            let listed = object["object_refs"].as_array().into_iter().flatten().filter_map(Value::as_str);
            prop_assert!(refs.chain(listed).all(|id| ids.contains(id)), "{}", object);
            if let (Some(start), Some(stop)) = (object["start_time"].as_str(), object["stop_time"].as_str()) {
                prop_assert!(start < stop);
            }
        }

        let entities = entities(&graph);
        let ids: BTreeSet<&str> = entities.iter().map(|entity| entity["id"].as_str().unwrap()).collect();
        prop_assert_eq!(ids.len(), entities.len());
        for entity in &entities {
            for (name, values) in entity["properties"].as_object().unwrap() {
                let entities = ["organizer", "involved", "proof", "addressEntity", "document", "entity", "subject", "object", "member", "organization", "director"];
                for value in values.as_array().unwrap() {
                    prop_assert!(!entities.contains(&name.as_str()) || ids.contains(value.as_str().unwrap()), "{} {}", name, entity);
                }
            }
        }
    }
}

#[cfg(feature = "cli")]
mod program {
    use crate::common::program::reprisal;

    const ARTICLES: &str = "tests/fixtures/articles.jsonl";

    fn run(arguments: &[&str]) -> (i32, String, String) {
        reprisal(arguments).run().parts()
    }

    fn file(name: &str) -> String {
        let folder = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("knowledge");
        std::fs::create_dir_all(&folder).unwrap();
        folder.join(name).to_str().unwrap().to_owned()
    }

    #[test]
    fn a_graph_goes_out_as_nquads_and_comes_back() {
        let [graph, quads, again] = ["graph.json", "graph.nq", "again.json"].map(file);
        assert_eq!(run(&["build", ARTICLES, "-o", &graph, "--no-builtin"]).0, 0);
        let (status, _, told) = run(&["export", &graph, "--to", "nquads", "-o", &quads, "--no-builtin"]);
        assert_eq!(status, 0, "{told}");
        assert!(told.contains("statements to"), "{told}");
        let (status, _, told) = run(&["import", "nquads", &quads, "-o", &again]);
        assert_eq!(status, 0, "{told}");
        assert_eq!(std::fs::read_to_string(&again).unwrap(), std::fs::read_to_string(&graph).unwrap());
        // A line that was cut off is told; the rest is read.
        let text = std::fs::read_to_string(&quads).unwrap();
        std::fs::write(&quads, &text[..text.trim_end().len() - 9]).unwrap();
        let (status, _, told) = run(&["import", "nquads", &quads, "-o", &again]);
        assert_eq!(status, 1, "{told}");
        assert!(told.contains(&format!("graph.nq:{}: ", text.lines().count())), "{told}");
    }

    #[test]
    fn what_is_no_such_file_is_refused_in_plain_words() {
        let path = file("foreign.nq");
        std::fs::write(&path, "<urn:a> <urn:b> <urn:c> .\n").unwrap();
        let (status, _, told) = run(&["import", "nquads", &path, "-o", "-"]);
        assert_eq!(status, 2);
        assert!(told.contains("none of its 1 statements speaks of a document of reprisal"), "{told}");
        let (_, turtle, _) = run(&["export", ARTICLES, "--to", "nquads", "--no-builtin"]);
        let together: Vec<&str> =
            turtle.lines().filter(|line| !line.contains("> <urn:reprisal:document:") || !line.ends_with("> .")).collect();
        let together: Vec<&str> = together.into_iter().filter(|line| !line.contains("<urn:reprisal:records>")).collect();
        std::fs::write(&path, together.join("\n")).unwrap();
        let (status, _, told) = run(&["import", "nquads", &path, "-o", "-"]);
        assert_eq!(status, 2, "{told}");
        assert!(told.contains("holds no account of any of them"), "{told}");
    }

    #[test]
    fn options_of_stix_go_with_stix() {
        let (status, _, told) = run(&["export", ARTICLES, "--to", "ftm", "--profile", "opencti", "--no-builtin"]);
        assert_eq!(status, 2);
        assert!(told.contains("they go with --to stix"), "{told}");
        let (status, bundle, told) =
            run(&["export", ARTICLES, "--to", "stix", "--profile", "opencti", "--armies", "identity", "--no-builtin"]);
        assert_eq!(status, 0, "{told}");
        assert!(bundle.contains("related-to") && !bundle.contains("nation-state"), "{bundle}");
        assert_eq!(
            bundle,
            run(&["export", ARTICLES, "--to", "stix", "--profile", "opencti", "--armies", "identity", "--no-builtin"]).1
        );
    }
}
