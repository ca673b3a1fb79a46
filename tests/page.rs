//! The page: one file with everything in it, that nothing in an article can break. What a reader can do with it is tested in a
//! browser, see `tests/page/run`.

use reprisal::export::page::{self, PageOptions};
use reprisal::graph::RollUp;
use reprisal::{Extraction, KnowledgeGraph, Modality, Status};
use serde_json::Value;

const HOSTILE: [&str; 6] = [
    "</script><script>alert(1)</script>",
    "<!-- <script>",
    "\u{2028}\u{2029}\u{0}\u{85}\n\"'\\",
    "&lt;b&gt; &amp;",
    "{{data}} {{script}} %s",
    "\u{202e}كتائب حزب الله 🚀",
];

fn records() -> Vec<Extraction> {
    include_str!("fixtures/articles.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn written(records: &[Extraction], options: &PageOptions) -> String {
    let mut html = Vec::new();
    page::write(&KnowledgeGraph::from_extractions(records).view(), options, &mut html).unwrap();
    String::from_utf8(html).unwrap()
}

/// The data as the script reads them.
fn data(html: &str) -> Value {
    let (_, rest) = html.split_once(r#"<script id="data" type="application/json">"#).unwrap();
    serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap()
}

/// The page without its script, style sheet and data.
fn frame(html: &str) -> String {
    let (head, rest) = html.split_once(r#"<script id="data""#).unwrap();
    let (before, style) = head.split_once("<style").unwrap();
    let (_, after) = style.split_once("</style>").unwrap();
    let (_, end) = rest.rsplit_once("</script>").unwrap();
    format!("{before}{after}{end}")
}

#[test]
fn the_file_asks_nothing_of_the_network() {
    let html = written(&records(), &PageOptions::default());
    let frame = frame(&html);
    for loading in ["src=", "href=", "@import", "url(", "http:", "https:"] {
        assert!(!frame.contains(loading), "{loading}: {frame}");
    }
    assert!(!html.contains("@import"));
    let (_, policy) = html.split_once("Content-Security-Policy\" content=\"").unwrap();
    let policy = policy.split_once('"').unwrap().0;
    assert!(policy.starts_with("default-src 'none'; script-src 'sha256-"), "{policy}");
    assert!(!policy.contains("unsafe") && !policy.contains("http"), "{policy}");
}

#[test]
fn the_same_graph_gives_the_same_bytes() {
    let mut backwards = records();
    backwards.reverse();
    let html = written(&records(), &PageOptions::default());
    assert_eq!(html, written(&backwards, &PageOptions::default()));
    assert!(html.len() < 1_000_000, "{}", html.len());
}

#[test]
fn it_says_of_what_and_by_what_it_was_built() {
    let data_of = |options: &PageOptions| data(&written(&records(), options));
    let plain = data_of(&PageOptions::default());
    assert_eq!(plain["documents"].as_array().unwrap().len(), 3);
    assert_eq!(plain["built"]["by"], format!("reprisal {}", env!("CARGO_PKG_VERSION")));
    assert_eq!(plain["built"]["on"], "2024-07-21", "the day of the newest document");
    let mut options = PageOptions::default();
    options.built_on = Some(jiff::civil::date(2025, 1, 2));
    options.title = Some("Strikes & <answers>".to_owned());
    options.roll_up = RollUp::Named;
    let html = written(&records(), &options);
    assert!(html.contains("<title>Strikes &amp; &lt;answers&gt;</title>"));
    let told = data(&html);
    assert_eq!(
        (&told["built"]["on"], &told["roll_up"], &told["title"]),
        (&"2025-01-02".into(), &"named".into(), &"Strikes & <answers>".into())
    );
}

#[test]
fn incidents_of_every_modality_and_both_accounts_are_in_it() {
    let mut records = records();
    let threatened = &mut records[0].incidents[0];
    threatened.modality = Modality::Threatened;
    let data = data(&written(&records, &PageOptions::default()));
    let incidents = data["incidents"].as_array().unwrap();
    let told: usize = KnowledgeGraph::from_extractions(&records).incidents().count();
    assert_eq!(incidents.len(), told);
    assert!(incidents.iter().any(|incident| incident["modality"] == "threatened"));
    assert!(incidents.iter().any(|incident| incident["principal"].is_object()), "where it differs from those named");
    let actors = data["actors"].as_array().unwrap();
    for incident in incidents {
        for side in ["who", "whom"] {
            for number in incident["named"][side].as_array().unwrap() {
                assert!(actors.get(number.as_u64().unwrap() as usize).is_some());
            }
        }
        assert!(!incident["evidence"].as_array().unwrap().is_empty());
    }
}

#[test]
fn a_view_of_certain_incidents_gives_a_page_of_them() {
    let graph = KnowledgeGraph::from_extractions(&records());
    let held = |view: reprisal::graph::View| {
        let mut html = Vec::new();
        page::write(&view, &PageOptions::default(), &mut html).unwrap();
        data(&String::from_utf8(html).unwrap())
    };
    let kind = held(graph.view().kinds([reprisal::IncidentKind::Airstrike]));
    assert!(kind["incidents"].as_array().unwrap().iter().all(|incident| incident["kind"] == "airstrike"));
    assert_eq!(kind["modalities"], serde_json::json!(["asserted"]));
    let all = held(graph.view().statuses(Status::ALL.iter().copied()));
    assert_eq!(all["incidents"].as_array().unwrap().len(), graph.incidents().count(), "each once");
    assert_eq!(all["modalities"].as_array().unwrap().len(), 3);
    assert!(held(graph.view().sources(3))["relations"].as_array().unwrap().is_empty());
}

#[test]
fn it_has_the_colours_of_the_other_pictures() {
    let script = include_str!("../src/export/page/viewer.js");
    for style in [include_str!("../src/export/style/light.ron"), include_str!("../src/export/style/dark.ron")] {
        let (_, lines) = style.split_once("lines: {").unwrap();
        for line in lines.split("color: \"").skip(1) {
            let colour = line.split('"').next().unwrap();
            assert!(script.contains(colour), "{colour}");
        }
    }
}

#[test]
fn every_node_has_a_place() {
    let data = data(&written(&records(), &PageOptions::default()));
    let actors = data["actors"].as_array().unwrap().len() as i64;
    let incidents = data["incidents"].as_array().unwrap();
    for roll_up in ["principal", "named"] {
        let places: Vec<i64> =
            data["positions"]["incidents"][roll_up].as_array().unwrap().iter().map(|n| n.as_i64().unwrap()).collect();
        let nodes: Vec<i64> = places.chunks(3).map(|node| node[0]).collect();
        assert_eq!(nodes.iter().filter(|&&node| node >= actors).count(), incidents.len());
    }
}

#[test]
fn no_text_of_an_article_can_end_the_data() {
    for hostile in HOSTILE {
        let mut records = records();
        for record in &mut records {
            record.document.id.push_str(hostile);
            record.document.title = Some(hostile.into());
            record.actors.iter_mut().for_each(|actor| actor.name = hostile.into());
            record.places.iter_mut().for_each(|place| place.name = hostile.into());
            let evidence = record.incidents.iter_mut().flat_map(|incident| &mut incident.evidence);
            evidence.for_each(|evidence| evidence.text = hostile.into());
        }
        let mut options = PageOptions::default();
        options.title = Some(hostile.into());
        let html = written(&records, &options);
        let clean = written(&self::records(), &PageOptions::default());
        for tag in ["<script", "</script", "<!--"] {
            assert_eq!(html.matches(tag).count(), clean.matches(tag).count(), "{tag} by {hostile:?}");
        }
        let data = data(&html);
        assert_eq!(data["actors"][0]["name"], hostile);
        assert_eq!(data["title"], hostile);
    }
}

#[test]
fn the_empty_graph_is_an_empty_page() {
    let data = data(&written(&[], &PageOptions::default()));
    assert_eq!(data["incidents"], Value::Array(Vec::new()));
    assert_eq!(data["built"]["on"], Value::Null);
}

#[test]
#[cfg(feature = "reader")]
fn the_words_that_tell_of_a_deed_are_marked() {
    use reprisal::export::page::Triggers;
    use reprisal::{Ontology, Reader};

    let ontology = Ontology::builtin().unwrap();
    let text = "Day 1 – “Ağrı” 🚀: Israel bombed Hezbollah positions in response to a Hezbollah rocket attack.";
    let document = reprisal::DocumentReader::new(ontology).text("a", text);
    let mut options = PageOptions::default();
    options.triggers = Some(Triggers::of(ontology));
    let data = data(&written(&[Reader::new(ontology).read(&document)], &options));
    let mut marked: Vec<String> = Vec::new();
    for incident in data["incidents"].as_array().unwrap() {
        for evidence in incident["evidence"].as_array().unwrap() {
            let sentence = data["sentences"][evidence["sentence"].as_u64().unwrap() as usize]["text"].as_str().unwrap();
            // As scripts count.
            let units: Vec<u16> = sentence.encode_utf16().collect();
            for mark in evidence["marks"].as_array().unwrap() {
                let [from, to] = [0, 1].map(|at| mark[at].as_u64().unwrap() as usize);
                marked.push(String::from_utf16(&units[from..to]).unwrap());
            }
        }
    }
    for words in ["bombed", "in response to", "rocket attack"] {
        assert!(marked.iter().any(|mark| mark == words), "{words}: {marked:?}");
    }
}

#[test]
#[cfg(feature = "cli")]
fn the_command_writes_the_file() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("page");
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("graph.html");
    let run = |extra: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_reprisal"));
        command.args(["page", "examples/articles"]).args(extra).current_dir(env!("CARGO_MANIFEST_DIR"));
        command.output().unwrap()
    };
    let output = run(&["-o", file.to_str().unwrap(), "--title", "Examples", "--since", "2024"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let html = std::fs::read_to_string(&file).unwrap();
    let incidents = data(&html)["incidents"].as_array().unwrap().clone();
    assert!(!incidents.is_empty() && incidents.iter().all(|incident| incident["date"].as_str().unwrap() >= "2024"));
    assert_eq!(run(&["-o", "-", "--title", "Examples", "--since", "2024"]).stdout, html.as_bytes());
    assert!(String::from_utf8_lossy(&run(&[]).stderr).contains("--output"));
    let standing = run(&["-o", "-", "--standing"]).stdout;
    assert!(standing.len() > html.len());
    std::fs::remove_dir_all(&folder).unwrap();
}
