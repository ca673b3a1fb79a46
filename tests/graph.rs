//! The graph: what extractions become, the laws of merging, saving and loading.

use std::fs;
use std::path::PathBuf;

use reprisal::graph::{Actor, Format, GraphError, IncidentRef, Place, Relation, RollUp};
use reprisal::{Extraction, KnowledgeGraph, Modality, Ontology};

fn extractions() -> Vec<Extraction> {
    include_str!("fixtures/articles.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn graph() -> KnowledgeGraph {
    KnowledgeGraph::from_extractions(&extractions())
}

fn one(extraction: &Extraction) -> KnowledgeGraph {
    KnowledgeGraph::from_extractions([extraction])
}

fn merged(graphs: &[&KnowledgeGraph]) -> KnowledgeGraph {
    let mut whole = KnowledgeGraph::new();
    graphs.iter().for_each(|graph| whole.merge(graph));
    whole
}

/// Extractions that disagree about the same actor, place and incident.
fn quarrelling() -> Vec<Extraction> {
    let mut all = extractions();
    let mut other = all[0].clone();
    other.document.title = None;
    other.actors[0].name = "Other Name".into();
    other.actors[0].kind = reprisal::ActorKind::Government;
    other.actors[1].origin = reprisal::Origin::Discovered;
    other.places[0].kind = None;
    other.incidents[0].killed = Some(2);
    other.incidents[0].date = None;
    other.incidents[0].evidence[0].confidence = 0.5;
    other.actors.remove(2);
    all.push(other);
    all
}

fn scratch(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("graph").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn the_order_of_documents_does_not_show_in_the_bytes() {
    let all = quarrelling();
    let expected = KnowledgeGraph::from_extractions(&all).to_text(Format::Json).unwrap();
    for turn in 0..all.len() {
        let mut turned: Vec<&Extraction> = all.iter().cycle().skip(turn).take(all.len()).collect();
        assert_eq!(KnowledgeGraph::from_extractions(turned.clone()).to_text(Format::Json).unwrap(), expected);
        turned.reverse();
        assert_eq!(KnowledgeGraph::from_extractions(turned).to_text(Format::Json).unwrap(), expected);
    }
}

#[test]
fn merge_is_commutative_associative_and_idempotent() {
    let parts: Vec<KnowledgeGraph> = quarrelling().iter().map(one).collect();
    for a in &parts {
        assert_eq!(merged(&[a, a]), *a);
        for b in &parts {
            assert_eq!(merged(&[a, b]), merged(&[b, a]));
            for c in &parts {
                assert_eq!(merged(&[&merged(&[a, b]), c]), merged(&[a, &merged(&[b, c])]));
            }
        }
    }
}

#[test]
fn merging_graphs_is_the_same_as_adding_their_documents() {
    let all = quarrelling();
    let parts: Vec<KnowledgeGraph> = all.iter().map(one).collect();
    assert_eq!(merged(&parts.iter().collect::<Vec<_>>()), KnowledgeGraph::from_extractions(&all));
}

#[test]
fn the_same_document_twice_counts_once() {
    let all = extractions();
    let twice = KnowledgeGraph::from_extractions(all.iter().chain(&all));
    assert_eq!(twice, graph());
    assert_eq!(twice.documents().count(), 3);
}

#[test]
fn every_incident_and_every_edge_has_evidence_of_a_known_document() {
    let graph = graph();
    assert!(graph.petgraph().edge_count() > 20);
    for edge in graph.petgraph().edge_indices() {
        let evidence = graph.evidence(edge);
        assert!(!evidence.is_empty(), "{:?}", graph.petgraph()[edge]);
        assert!(evidence.iter().all(|citation| graph.document(&citation.document).is_some()));
    }
    assert!(graph.incidents().all(|incident| !incident.evidence().is_empty()));
}

#[test]
fn statements_of_one_relation_gather_on_one_edge() {
    let graph = graph();
    let backs: Vec<_> = graph.edges(Relation::Backs).filter(|(_, _, to)| to.id() == "kataib-hezbollah").collect();
    assert_eq!(backs.len(), 1);
    assert_eq!(backs[0].1.evidence().len(), 2);
    let denied = graph.edges(Relation::Backs).find(|(_, _, to)| to.id() == "islamic-resistance-in-iraq").unwrap();
    assert_eq!(denied.1.modality(), Modality::Denied);
}

#[test]
fn attacks_are_counted_to_principals_unless_asked_otherwise() {
    let graph = graph();
    let rows = graph.view().attacked();
    let row = rows.iter().find(|row| row.perpetrator == "united-states" && row.target == "kataib-hezbollah").unwrap();
    assert_eq!((row.incidents.len(), row.sources), (2, 2), "two documents tell of one of them");
    assert_eq!(row.incidents[0].date.unwrap().to_string(), "2024-01-23");
    assert!(!rows.iter().any(|row| row.perpetrator == "kataib-hezbollah"), "a threat is no attack");
    let named = graph.view().roll_up(RollUp::Named).attacked();
    assert!(named.iter().any(|row| row.perpetrator == "us-central-command" && row.incidents.len() == 1));
}

#[test]
fn a_retaliation_names_the_incident_that_it_answers_and_who_provoked_it() {
    let graph = graph();
    let rows = graph.view().retaliations();
    let target = Some("kataib-hezbollah");
    let row = rows.iter().find(|row| row.incident.id == "border-strikes#i1" && row.target == target).unwrap();
    assert_eq!(row.perpetrator, Some("united-states"));
    assert_eq!(row.provokers, ["islamic-resistance-in-iraq"]);
    let answered: Vec<String> = row.answered.iter().map(IncidentRef::describe).collect();
    assert_eq!(answered, ["drone attack by Islamic Resistance in Iraq on United States, Tower 22, 2024-01-28"]);
    assert_eq!(row.evidence.len(), 3);
    assert!(!rows.iter().any(|row| row.incident.modality != Modality::Asserted));
    let threats = graph.view().modality(Modality::Threatened).retaliations();
    assert_eq!(threats.len(), 1);
}

#[test]
fn what_only_the_ontology_says_is_told_apart_and_left_out_of_views() {
    let source = reprisal::ontology::SourceFile::new(
        "standing.ron",
        r#"(actors: [
            (id: "iran", name: "Iran", kind: State),
            (id: "badr", name: "Badr Organization", kind: ArmedGroup, backed_by: [(by: "iran", since: "1982"), (by: "nobody")]),
        ], places: [(id: "karbala", name: "Karbala", kind: City, within: "iraq")])"#,
    );
    let ontology = Ontology::from_sources(&[source]).unwrap();
    let mut graph = graph();
    let before = graph.view().related(Relation::Backs).len();
    graph.add_standing(&ontology);
    graph.add_standing(&ontology);
    assert_eq!(graph.view().related(Relation::Backs).len(), before);
    let standing = graph.view().standing(true).related(Relation::Backs);
    let row = standing.iter().find(|row| row.object == "badr").unwrap();
    assert!(row.evidence.is_empty());
    assert_eq!(row.standing[0].since.unwrap().to_string(), "1982");
    assert!(graph.get::<Actor>("badr").unwrap().documents.is_empty());
    assert_eq!(graph.around("karbala").map(|place| place.id.as_str()).collect::<Vec<_>>(), ["karbala", "iraq"]);
}

#[test]
fn ids_without_a_record_get_a_node_that_bears_the_id() {
    let line = r#"{"version":1,"document":{"id":"d"},"incidents":[{"id":"i1","kind":"raid","perpetrators":["ghost"],"places":["nowhere"],
        "modality":"asserted","retaliates_for":["i1","i9"]}],"relations":[{"subject":"ghost","predicate":"leads","object":"band","modality":"asserted"}]}"#;
    let graph = one(&serde_json::from_str(line).unwrap());
    assert_eq!(graph.get::<Actor>("ghost").unwrap().name, "ghost");
    assert_eq!(graph.get::<Place>("nowhere").unwrap().name, "nowhere");
    assert_eq!(graph.edges(Relation::RetaliatedFor).count(), 0);
    assert_eq!(graph.edges(Relation::Leads).next().unwrap().1.evidence()[0].document, "d");
}

#[test]
fn a_saved_graph_comes_back_as_it_was_from_json_and_from_ron() {
    let folder = scratch("round-trip");
    let mut graph = KnowledgeGraph::from_extractions(&quarrelling());
    graph.add_standing(&Ontology::from_sources(&[]).unwrap());
    for (name, header) in
        [("graph.json", "{\"reprisal-graph\": 3,\n\"actors\": ["), ("graph.ron", "(reprisal_graph: 3,\nactors: [")]
    {
        let path = folder.join(name);
        graph.save(&path).unwrap();
        assert!(fs::read_to_string(&path).unwrap().starts_with(header));
        assert_eq!(KnowledgeGraph::load(&path).unwrap(), graph);
        graph.save(&path).unwrap();
    }
    let mut files: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    files.sort();
    assert_eq!(files, ["graph.json", "graph.ron"], "nothing is left beside");
}

#[test]
fn the_empty_graph_can_be_saved_and_read() {
    for format in [Format::Json, Format::Ron] {
        let text = KnowledgeGraph::new().to_text(format).unwrap();
        assert!(KnowledgeGraph::from_text(&text).unwrap().is_empty());
    }
}

#[test]
fn hostile_names_survive_saving() {
    let mut extraction = extractions().remove(0);
    extraction.actors[0].name = "\"]; evil\n\\ \u{202e}\u{0} (r#) 'كتائب'".into();
    extraction.incidents[0].evidence[0].confidence = f32::NAN;
    let graph = one(&extraction);
    for format in [Format::Json, Format::Ron] {
        assert_eq!(KnowledgeGraph::from_text(&graph.to_text(format).unwrap()).unwrap(), graph);
    }
}

#[test]
fn a_graph_cut_at_any_byte_is_refused_with_a_place_and_never_panics() {
    for format in [Format::Json, Format::Ron] {
        let text = one(&extractions()[2]).to_text(format).unwrap();
        let whole = text.trim_end().len();
        for cut in (0..whole).filter(|&cut| text.is_char_boundary(cut)) {
            match KnowledgeGraph::from_text(&text[..cut]) {
                Err(GraphError::NotAGraph) => assert!(cut < 20),
                Err(GraphError::Damaged { line, column, .. }) => {
                    let there = text.lines().nth(line.checked_sub(1).unwrap()).unwrap();
                    assert!(column <= there.chars().count() + 1, "{line}:{column} is no place of the file");
                }
                other => panic!("cut at {cut}: {other:?}"),
            }
        }
        let half = (whole / 2..).find(|&at| text.is_char_boundary(at)).unwrap();
        let error = KnowledgeGraph::from_text(&text[..half]).unwrap_err().to_string();
        assert!(error.contains("before it is complete"), "{error}");
    }
}

#[test]
fn damaged_files_are_told_in_one_sentence_with_line_and_column() {
    let told = |text: &str| KnowledgeGraph::from_text(text).unwrap_err().to_string();
    let json = graph().to_text(Format::Json).unwrap();
    let ron = graph().to_text(Format::Ron).unwrap();
    assert!(
        told(&json.replacen(": 3,", ": 4,", 1))
            .starts_with("1:20: this graph has format version 4, and this program reads version 3")
    );
    assert!(told(&ron.replacen(": 3,", ": 4,", 1)).contains("format version 4, and this program reads version 3"));
    assert!(told("{\"version\":1}").starts_with("1:1: this is no saved graph"));
    assert!(told("").starts_with("1:1: this is no saved graph"));
    let mistyped = told(&json.replacen("\"kind\":\"coalition\"", "\"kind\":\"coalitoin\"", 1));
    assert!(mistyped.starts_with("7:109: unknown") && mistyped.contains("coalitoin"), "{mistyped}");
    let dangling = told(&json.replacen("\"actors\":[0,", "\"actors\":[99,", 1));
    assert!(dangling.starts_with("document washington-answers: there is no actor of the number 99"), "{dangling}");
    assert!(!dangling.contains('\n'));
}

#[test]
fn a_file_that_cannot_be_written_leaves_nothing_behind() {
    let folder = scratch("unwritable");
    assert!(graph().save(folder.join("missing").join("graph.json")).is_err());
    assert!(graph().save(&folder).is_err());
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
}

#[test]
fn graphs_cross_threads() {
    fn crosses<T: Send + Sync>() {}
    crosses::<KnowledgeGraph>();
    crosses::<IncidentRef>();
}

#[test]
fn a_saved_graph_may_be_laid_out_otherwise_but_not_lack_a_comma() {
    let graph = graph();
    let text = graph.to_text(Format::Json).unwrap();
    assert_eq!(KnowledgeGraph::from_text(&text.replace('\n', " ")).unwrap(), graph, "on one line");
    assert_eq!(KnowledgeGraph::from_text(&text.replace('\n', "\r\n")).unwrap(), graph, "by an editor of another system");
    let documents = text.find("\n\"documents\"").unwrap();
    let comma = documents + text[documents..].find("},\n").unwrap() + 1;
    let without = format!("{}{}", &text[..comma], &text[comma + 1..]);
    assert!(KnowledgeGraph::from_text(&without).unwrap_err().to_string().contains("expected"));
}
