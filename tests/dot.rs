//! Pictures: what they show, and that no name can break them.
#![allow(clippy::print_stderr)] // to tell of a test that is skipped

use std::io::Write;
use std::process::{Command, Stdio};

use reprisal::export::dot::{self, DotOptions, DotView, escape_label};
use reprisal::graph::RollUp;
use reprisal::{Extraction, KnowledgeGraph};

const HOSTILE: [&str; 10] = [
    "Bad\"]; evil [label=\"x",
    "back\\slash\\",
    "\\N \\G \\l \\E",
    "<b>bold</b> &amp; &lt;",
    "{rec|ord} <port>",
    "line\nbreak\r\t\u{0}\u{7f}\u{85}",
    "كتائب حزب الله",
    "🚀 \u{202e}reversed\u{202c}",
    "-> subgraph {} // # /* */ ;",
    "",
];

fn records() -> Vec<Extraction> {
    include_str!("fixtures/articles.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn draw(records: &[Extraction], view: DotView, roll_up: RollUp) -> String {
    let graph = KnowledgeGraph::from_extractions(records);
    dot::draw(&graph, DotOptions { view, roll_up, standing: false })
}

/// Graphviz's own reading of a picture; none, with a word, when Graphviz is not there.
fn graphviz(text: &str) -> Option<String> {
    let graphviz = Command::new("dot").arg("-Tsvg").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let Ok(mut graphviz) = graphviz else {
        eprintln!("skipped: Graphviz (dot) is not installed");
        return None;
    };
    graphviz.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let done = graphviz.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success() && !said.contains("syntax"), "{said}\n{text}");
    Some(String::from_utf8(done.stdout).unwrap())
}

#[test]
fn one_pair_has_at_most_one_edge_for_each_relation() {
    let text = draw(&records(), DotView::Actors, RollUp::Principal);
    assert_eq!(text.matches("label=\"2 attacks\\n2024-01-23 … 02-02\"").count(), 1, "{text}");
    assert_eq!(text.matches("label=\"1 retaliation\\n2024-02-02\"").count(), 2, "against the group and its backer");
    assert_eq!(text.matches("label=\"backs (2 articles)\"").count(), 1);
    let mut edges: Vec<(&str, &str)> = text
        .lines()
        .filter_map(|line| line.trim().starts_with('n').then(|| line.split_once(" [")).flatten())
        .filter(|(ends, _)| ends.contains("->"))
        .map(|(ends, attributes)| (ends, attributes.split("fontcolor=").nth(1).unwrap().split('"').nth(1).unwrap()))
        .collect();
    let drawn = edges.len();
    edges.sort_unstable();
    edges.dedup();
    assert_eq!((drawn, edges.len()), (13, 13));
}

#[test]
fn relations_are_told_apart_by_colour_and_by_line() {
    let text = draw(&records(), DotView::Actors, RollUp::Principal);
    for (name, color, style) in
        [("attacked", "#D55E00", "solid"), ("retaliated against", "#0072B2", "dashed"), ("backs", "#007A5A", "dotted")]
    {
        assert!(text.contains(&format!("label=\"{name}\"")), "the legend names {name}");
        assert!(text.contains(&format!("color=\"{color}\"")) && text.contains(&format!("style=\"{style}\"")));
    }
    assert!(text.contains("Who attacked, retaliated against and backs whom\\n3 articles, 2024-02-03 … 2024-07-21"));
    assert!(text.contains("“The Iran-backed Kataib Hezbollah is one of the strongest factions"), "tooltips quote");
}

#[test]
fn incidents_show_kind_day_place_and_the_dead() {
    let text = draw(&records(), DotView::Incidents, RollUp::Principal);
    assert!(text.contains("label=\"airstrike\\n2024-02-02\\nAl-Qaim\\n16 killed\""), "{text}");
    assert!(text.contains("label=\"in retaliation for\""));
    assert!(!text.contains("would be answered"), "threats are not drawn");
}

#[test]
fn roll_up_decides_who_is_drawn() {
    assert!(!draw(&records(), DotView::Actors, RollUp::Principal).contains("Central Command\""));
    assert!(draw(&records(), DotView::Actors, RollUp::Named).contains("label=\"US Central Command\""));
}

#[test]
fn graphviz_reads_both_views() {
    for view in [DotView::Actors, DotView::Incidents] {
        for roll_up in [RollUp::Principal, RollUp::Named] {
            let Some(svg) = graphviz(&draw(&records(), view, roll_up)) else { return };
            assert!(svg.contains("Kataib Hezbollah</text>"));
        }
    }
}

#[test]
fn the_empty_graph_is_an_empty_picture() {
    let text = draw(&[], DotView::Actors, RollUp::Principal);
    assert!(!text.contains("cluster"));
    graphviz(&text);
}

#[test]
fn no_name_can_break_a_picture() {
    for hostile in HOSTILE {
        let mut records = records();
        for record in &mut records {
            record.document.id.push_str(hostile);
            record.document.title = Some(hostile.into());
            record.actors.iter_mut().for_each(|actor| actor.name = hostile.into());
            record.places.iter_mut().for_each(|place| place.name = hostile.into());
            record
                .incidents
                .iter_mut()
                .flat_map(|incident| &mut incident.evidence)
                .for_each(|evidence| evidence.text = hostile.into());
        }
        for view in [DotView::Actors, DotView::Incidents] {
            let text = draw(&records, view, RollUp::Principal);
            assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{text:?}");
            let Some(svg) = graphviz(&text) else { continue };
            assert!(!svg.contains(">x</text>") && !svg.contains("<title>evil</title>"), "{svg}");
        }
    }
}

#[test]
fn an_escaped_label_is_shown_as_it_was() {
    for label in ["a \"quoted\" \\N name", "tail\\", "&amp; <b>", "{a|b}"] {
        let text = format!("digraph {{ n0 [label=\"{}\"] }}", escape_label(label));
        let Some(svg) = graphviz(&text) else { return };
        let shown = svg.split("<text").nth(1).and_then(|rest| rest.split_once('>')?.1.split_once("</text>")).unwrap().0;
        let shown =
            shown.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&#160;", " ").replace("&amp;", "&");
        assert_eq!(shown, label);
    }
}
