//! GraphML, GEXF and Cytoscape JSON: what they show, and that no text can break them.
#![cfg(feature = "exports")]

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use quick_xml::events::Event;
use reprisal::export::network::{Edges, Options, Subject};
use reprisal::export::{Content, Summary, cytoscape, gexf, graphml};
use reprisal::{Extraction, KnowledgeGraph, Status};
use serde_json::Value;

use crate::common::any;
use crate::common::told::document;

type Writer = fn(&Content, &Options, &mut Vec<u8>) -> std::io::Result<Summary>;

const XML: [Writer; 2] = [graphml::write, gexf::write];

fn text(write: Writer, content: &Content, options: &Options) -> (String, Summary) {
    let mut out = Vec::new();
    let summary = write(content, options, &mut out).unwrap();
    (String::from_utf8(out).unwrap(), summary)
}

/// Elements as "name attribute=value … text", in order; attributes and texts as a reader has them.
fn elements(xml: &str) -> Vec<(String, BTreeMap<String, String>, String)> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut elements: Vec<(String, BTreeMap<String, String>, String)> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    loop {
        let event = reader.read_event().unwrap();
        match &event {
            Event::Start(start) | Event::Empty(start) => {
                let attributes = start.attributes().map(|attribute| {
                    let attribute = attribute.unwrap();
                    let value = quick_xml::escape::unescape(&attribute.value).unwrap().into_owned();
                    (attribute.key.0.to_owned(), value)
                });
                elements.push((start.name().0.to_owned(), attributes.collect(), String::new()));
                if matches!(event, Event::Start(_)) {
                    open.push(elements.len() - 1);
                }
            }
            Event::Text(text) => {
                if let Some(&at) = open.last() {
                    elements[at].2.push_str(text);
                }
            }
            Event::GeneralRef(name) => {
                let text = quick_xml::escape::unescape(&format!("&{};", &**name)).unwrap().into_owned();
                elements[*open.last().unwrap()].2.push_str(&text);
            }
            Event::End(_) => drop(open.pop()),
            Event::Eof => return elements,
            _ => {}
        }
    }
}

/// What a reader of XML has of a text: no character that XML cannot write.
fn legal(text: &str) -> String {
    let illegal = |c: char| (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}');
    text.replace(illegal, "\u{fffd}")
}

/// Three raids, of which one is answered, one is threatened and one has no date.
fn documents() -> Vec<Extraction> {
    let mut daily = document(
        "daily",
        "2024-03-09",
        &[
            "i1 airstrike northland-army>eastmark riverton.eastmark 2024-03-01 3",
            "i2 shelling eastmark>northland hillford.northland 2024-03-02 -",
            "i3 airstrike northland>eastmark - 2024-03-05 2",
            "i4 raid northland>eastmark - 2024-03 -",
            "i5 bombing northland>eastmark - - -",
            "i6 raid eastmark>northland - 2024-04 -",
        ],
    );
    daily.incidents[1].retaliates_for.push("i1".to_owned());
    daily.incidents[5].modality = reprisal::Modality::Threatened;
    vec![daily]
}

fn graph() -> KnowledgeGraph {
    KnowledgeGraph::from_extractions(&documents())
}

#[test]
fn gephi_gets_one_edge_a_relation_with_its_weight_and_its_days() {
    let graph = graph();
    let (xml, summary) = text(gexf::write, &Content::of(&graph.view()), &Options::default());
    assert_eq!(summary.to_string(), "2 actors, 3 edges");
    let losses: Vec<String> = summary.losses.iter().map(ToString::to_string).collect();
    assert!(losses.contains(&"1 incidents without a date have no spell".to_owned()), "{losses:?}");
    assert!(losses.iter().any(|loss| loss.contains("--status any")), "{losses:?}");
    assert!(xml.contains("mode=\"dynamic\" timeformat=\"date\""), "{xml}");
    assert!(xml.contains("<meta lastmodifieddate=\"2024-03-09\">"), "{xml}");
    let elements = elements(&xml);
    let edge = elements.iter().find(|(name, attributes, _)| name == "edge" && attributes["source"] == "actor:northland").unwrap();
    assert_eq!((&*edge.1["kind"], &*edge.1["label"], &*edge.1["weight"]), ("attacked", "attacked", "4"));
    // The day within the month is no spell of its own.
    let line = xml.lines().find(|line| line.starts_with("<edge id=\"actor:northland attacked")).unwrap();
    assert!(line.contains("<spells><spell start=\"2024-03-01\" end=\"2024-03-31\"/></spells>"), "{line}");
    assert!(line.contains("<viz:color r=\"213\" g=\"94\" b=\"0\"/>"), "{line}");
    assert!(xml.contains("<node id=\"actor:northland\" label=\"NORTHLAND\">"), "{xml}");
}

#[test]
fn parallel_edges_are_each_of_their_own_kind() {
    let graph = graph();
    let mut options = Options::default();
    options.edges = Edges::All;
    let view = graph.view().statuses(Status::ALL.iter().copied());
    let (xml, _) = text(gexf::write, &Content::of(&view), &options);
    let elements = elements(&xml);
    let edges: Vec<_> = elements.iter().filter(|(name, ..)| name == "edge").map(|(_, attributes, _)| attributes).collect();
    assert_eq!(edges.len(), 7);
    let kinds: BTreeSet<(&str, &str, &str)> =
        edges.iter().map(|edge| (&*edge["source"], &*edge["target"], &*edge["kind"])).collect();
    assert_eq!(kinds.len(), edges.len());
    assert!(kinds.contains(&("actor:eastmark", "actor:northland", "attacked threatened incident:daily#i6")), "{kinds:?}");
    let threatened = xml.lines().find(|line| line.contains("threatened incident:")).unwrap();
    assert!(threatened.contains("<viz:shape value=\"dashed\"/>"), "{threatened}");
}

#[test]
fn titles_differ_whatever_their_case_and_every_attribute_is_declared() {
    let graph = graph();
    for subject in [Subject::Incidents, Subject::Actors] {
        let (xml, _) = text(gexf::write, &Content::of(&graph.everything()), &Options::of(subject));
        for class in ["node", "edge"] {
            let line = xml.lines().find(|line| line.starts_with(&format!("<attributes class=\"{class}\""))).unwrap();
            let titles: Vec<String> =
                elements(line).iter().filter_map(|(_, attributes, _)| attributes.get("title").cloned()).collect();
            let lower: BTreeSet<String> = titles.iter().map(|title| title.to_lowercase()).collect();
            assert_eq!(lower.len(), titles.len());
            for line in xml.lines().filter(|line| line.starts_with(&format!("<{class} "))) {
                for (_, attributes, _) in elements(line).iter().filter(|(name, ..)| name == "attvalue") {
                    assert!(titles.contains(&attributes["for"]), "{} in {titles:?}", attributes["for"]);
                }
            }
        }
    }
}

#[test]
fn yed_and_gephi_show_names() {
    let graph = graph();
    let (xml, summary) = text(graphml::write, &Content::of(&graph.everything()), &Options::default());
    assert_eq!(summary.to_string(), "3 actors, 4 places, 6 incidents, 15 edges");
    let node = xml.lines().find(|line| line.starts_with("<node id=\"incident:daily#i1\"")).unwrap();
    let label = "airstrike by NORTHLAND-ARMY on EASTMARK, riverton.eastmark, 2024-03-01";
    assert!(node.contains(&format!("<data key=\"n.label\">{label}</data>")), "{node}");
    assert!(node.contains(&format!("<y:NodeLabel>{label}</y:NodeLabel>")), "{node}");
    assert!(node.contains("<data key=\"n.killed\">3</data>"), "{node}");
    assert!(xml.contains("<key id=\"n.killed\" for=\"node\" attr.name=\"killed\" attr.type=\"long\"/>"), "{xml}");
    assert!(xml.contains("<key id=\"e.evidence\" for=\"edge\" attr.name=\"evidence_json\" attr.type=\"string\"/>"), "{xml}");
    let edge = elements(xml.lines().find(|line| line.contains(" retaliated_for ")).unwrap());
    let evidence = edge.iter().find(|(_, attributes, _)| attributes.get("key").is_some_and(|key| key == "e.evidence")).unwrap();
    let evidence: Value = serde_json::from_str(&evidence.2).unwrap();
    assert_eq!(evidence[0]["document"], "daily");
}

#[test]
fn cytoscape_has_names_ids_and_lists() {
    let graph = graph();
    let (json, _) = text(cytoscape::write, &Content::of(&graph.everything()), &Options::default());
    let file: Value = serde_json::from_str(&json).unwrap();
    let (nodes, edges) = (&file["elements"]["nodes"], &file["elements"]["edges"]);
    assert_eq!((nodes.as_array().unwrap().len(), edges.as_array().unwrap().len()), (13, 15));
    let node = nodes.as_array().unwrap().iter().find(|node| node["data"]["id"] == "actor:northland-army").unwrap();
    assert_eq!((&node["data"]["name"], &node["data"]["value"]), (&"NORTHLAND-ARMY".into(), &"actor:northland-army".into()));
    let edge = edges.as_array().unwrap().iter().find(|edge| edge["data"]["interaction"] == "retaliated_for").unwrap();
    assert_eq!(edge["data"]["id"], "incident:daily#i2 retaliated_for incident:daily#i1");
    let evidence: Value = serde_json::from_str(edge["data"]["evidence_json"].as_str().unwrap()).unwrap();
    assert_eq!(evidence[0]["text"], edge["data"]["quote"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn nothing_breaks_the_xml_and_texts_come_back(graph in any::graph(), actors in any::<bool>()) {
        let options = Options::of(if actors { Subject::Actors } else { Subject::Incidents });
        let content = Content::of(&graph.everything());
        for write in XML {
            let (xml, _) = text(write, &content, &options);
            prop_assert_eq!(&legal(&xml), &xml);
            let elements = elements(&xml);
            let nodes: Vec<&str> = elements.iter().filter(|(name, ..)| name == "node").map(|node| &*node.1["id"]).collect();
            let ids: BTreeSet<&str> = nodes.iter().copied().collect();
            prop_assert_eq!(ids.len(), nodes.len());
            let edges: Vec<_> = elements.iter().filter(|(name, ..)| name == "edge").map(|edge| &edge.1).collect();
            prop_assert_eq!(edges.iter().map(|edge| &*edge["id"]).collect::<BTreeSet<_>>().len(), edges.len());
            prop_assert!(edges.iter().all(|edge| ids.contains(&*edge["source"]) && ids.contains(&*edge["target"])));
            let (again, _) = text(write, &content, &options);
            prop_assert_eq!(again, xml);
        }
    }

    #[test]
    fn nothing_breaks_cytoscape(graph in any::graph(), actors in any::<bool>()) {
        let options = Options::of(if actors { Subject::Actors } else { Subject::Incidents });
        let content = Content::of(&graph.everything());
        let (json, _) = text(cytoscape::write, &content, &options);
        let file: Value = serde_json::from_str(&json).unwrap();
        let ids: BTreeSet<&str> =
            file["elements"]["nodes"].as_array().unwrap().iter().map(|node| node["data"]["id"].as_str().unwrap()).collect();
        for edge in file["elements"]["edges"].as_array().unwrap() {
            prop_assert!(ids.contains(edge["data"]["source"].as_str().unwrap()));
            prop_assert!(ids.contains(edge["data"]["target"].as_str().unwrap()));
        }
    }
}

#[test]
fn hostile_texts_come_back_as_they_were() {
    for hostile in any::TEXTS {
        let mut documents = documents();
        documents[0].actors[0].name = hostile.to_owned();
        documents[0].incidents[0].evidence[0].text = hostile.to_owned();
        let graph = KnowledgeGraph::from_extractions(&documents);
        let content = Content::of(&graph.everything());
        let (xml, _) = text(gexf::write, &content, &Options::of(Subject::Incidents));
        let quotes: Vec<String> = elements(&xml)
            .into_iter()
            .filter(|(name, attributes, _)| name == "attvalue" && attributes["for"] == "quote")
            .map(|(_, mut attributes, _)| attributes.remove("value").unwrap())
            .collect();
        assert!(hostile.is_empty() || quotes.contains(&legal(hostile)), "{hostile:?} in {quotes:?}");
        let (xml, _) = text(graphml::write, &content, &Options::default());
        let quotes: Vec<String> = elements(&xml)
            .into_iter()
            .filter(|(_, attributes, _)| attributes.get("key").is_some_and(|key| key == "e.quote"))
            .map(|(.., text)| text)
            .collect();
        assert!(hostile.is_empty() || quotes.contains(&legal(hostile)), "{hostile:?} in {quotes:?}");
    }
}

#[test]
fn a_huge_text_is_written() {
    let mut documents = documents();
    documents[0].incidents[0].evidence[0].text = "x<".repeat(500_000);
    let graph = KnowledgeGraph::from_extractions(&documents);
    let content = Content::of(&graph.everything());
    for write in [graphml::write as Writer, gexf::write, cytoscape::write] {
        assert!(text(write, &content, &Options::of(Subject::Incidents)).0.len() > 1_000_000);
    }
}
