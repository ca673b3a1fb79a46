//! Every format that a graph is written in, whatever its names and sentences are.

use std::io;

use reprisal::KnowledgeGraph;
use reprisal::export::network::{Options, Subject};
use reprisal::export::node_link::LinksKey;
use reprisal::export::page::{self, PageOptions};
use reprisal::export::{Content, Summary, cypher, cytoscape, node_link};
use reprisal::export::{style::Style, style::Theme};

use super::dot::of_fields;

/// As of pictures; see there how a text becomes a graph.
pub(super) const WORDS: &[&str] = super::dot::WORDS;

/// Every format is written, twice the same; those that are read back are the same graph.
pub(super) fn holds(text: &str) {
    let graph = of_fields(text);
    let again =
        node_link::read(&written(&graph, |content, out| node_link::write(content, &Options::default(), LinksKey::Edges, out)));
    assert_eq!(again.expect("what was written is read").graph, graph);
    for subject in [Subject::Incidents, Subject::Actors] {
        let json = written(&graph, |content, out| cytoscape::write(content, &Options::of(subject), out));
        serde_json::from_str::<serde_json::Value>(&json).expect("it is JSON");
    }
    let statements = written(&graph, cypher::write);
    assert!(!statements.contains('\u{0}'), "no program takes a zero byte");
    let mut html = Vec::new();
    page::write(&graph.everything(), &PageOptions::default(), &mut html).expect("memory takes everything");
    is_one_script(&String::from_utf8(html).expect("a page is text"));
    assert_eq!(Style::of(Theme::Light), Style::of(Theme::Light));
    #[cfg(feature = "exports")]
    crates(&graph);
}

#[cfg(feature = "exports")]
fn crates(graph: &KnowledgeGraph) {
    use reprisal::export::{events_csv, evidence_csv, ftm, gexf, graphml, neo4j_csv, nquads, stix, turtle};

    let quads = written(graph, nquads::write);
    assert_eq!(nquads::read(quads.as_bytes()).expect("what was written is read").graph, *graph);
    written(graph, turtle::write);
    for subject in [Subject::Incidents, Subject::Actors] {
        is_xml(&written(graph, |content, out| gexf::write(content, &Options::of(subject), out)));
        is_xml(&written(graph, |content, out| graphml::write(content, &Options::of(subject), out)));
    }
    let bundle = written(graph, |content, out| stix::write(content, &stix::Options::default(), out));
    serde_json::from_str::<serde_json::Value>(&bundle).expect("it is JSON");
    for line in written(graph, ftm::write).lines() {
        serde_json::from_str::<serde_json::Value>(line).expect("it is JSON");
    }
    is_harmless(&written(graph, |content, out| events_csv::write(content, events_csv::Options::default(), out)));
    is_harmless(&written(graph, evidence_csv::write));
    neo4j_csv::write(&Content::of(&graph.everything()), |_| Ok(io::sink())).expect("a sink takes everything");
}

/// What a format writes; twice the same.
pub(crate) fn written(graph: &KnowledgeGraph, write: impl Fn(&Content, &mut Vec<u8>) -> io::Result<Summary>) -> String {
    let view = graph.everything();
    let content = Content::of(&view);
    let text = || {
        let mut out = Vec::new();
        write(&content, &mut out).expect("memory takes everything");
        String::from_utf8(out).expect("it is text")
    };
    let first = text();
    assert_eq!(text(), first, "written again, it is the same");
    first
}

/// The page has the tags that it comes with, and no more: nothing of an article ended a script or began an element.
fn is_one_script(html: &str) {
    assert_eq!(html.matches("</script").count(), html.matches("<script").count());
    assert_eq!(html.matches("<script").count(), empty().matches("<script").count());
    assert!(!html.contains('\u{0}'), "no browser shows a zero byte");
}

/// The page of an empty graph.
fn empty() -> &'static str {
    static PAGE: std::sync::OnceLock<String> = std::sync::OnceLock::new();
    PAGE.get_or_init(|| {
        let mut html = Vec::new();
        page::write(&KnowledgeGraph::new().everything(), &PageOptions::default(), &mut html).expect("memory takes everything");
        String::from_utf8(html).expect("a page is text")
    })
}

/// XML that is well formed, of characters that XML 1.0 has.
#[cfg(feature = "exports")]
fn is_xml(text: &str) {
    let outlawed = |c: char| matches!(c, '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    assert!(!text.contains(outlawed), "a character that XML has not");
    let mut reader = quick_xml::Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => break,
            Ok(_) => {}
            Err(error) => panic!("{error}\n{text}"),
        }
    }
}

/// A table in which no cell is a formula.
#[cfg(feature = "exports")]
fn is_harmless(text: &str) {
    for row in csv::ReaderBuilder::new().has_headers(true).from_reader(text.as_bytes()).into_records() {
        for cell in &row.expect("every row has all cells") {
            let is_number = cell.parse::<f64>().is_ok();
            assert!(is_number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?} is a formula");
        }
    }
}
