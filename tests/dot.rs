//! Pictures: what they show, and that no name can break them.
#![allow(clippy::print_stderr)] // to tell of a test that is skipped

use std::io::Write;
use std::process::{Command, Stdio};

use reprisal::export::dot::{self, Cluster, DotView, Options, escape_label};
use reprisal::export::style::{Line, Style, Theme};
use reprisal::graph::RollUp;
use reprisal::investigate::Party;
use reprisal::{Extraction, KnowledgeGraph, Modality, PartialDate, Status};

use crate::common::told::document;

const HOSTILE: [&str; 11] = [
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
    LONG,
];

/// Ten thousand characters without a space.
const LONG: &str = match std::str::from_utf8(&[b'x'; 10_000]) {
    Ok(text) => text,
    Err(_) => "",
};

fn records() -> Vec<Extraction> {
    include_str!("fixtures/articles.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn draw(records: &[Extraction], view: DotView, roll_up: RollUp) -> String {
    let graph = KnowledgeGraph::from_extractions(records);
    dot::draw(&graph.view().roll_up(roll_up), &Options::new(view))
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
fn relations_are_told_apart_by_colour_and_by_arrow() {
    let text = draw(&records(), DotView::Actors, RollUp::Principal);
    for (name, color, arrow) in
        [("attacked", "#D55E00", "normal"), ("retaliated against", "#0072B2", "normalnormal"), ("backs", "#007A5A", "odiamond")]
    {
        assert!(text.contains(&format!("label=\"{name}\"")), "the legend names {name}");
        assert!(text.contains(&format!("color=\"{color}\"")) && text.contains(&format!("arrowhead=\"{arrow}\"")));
    }
    assert!(text.contains("Who attacked, retaliated against and backs whom\\n3 articles, 2024-02-03 … 2024-07-21"));
    assert!(text.contains("“The Iran-backed Kataib Hezbollah is one of the strongest factions"), "tooltips quote");
}

/// Northland and its foe strike each other; what is threatened and denied stands beside it.
fn tit_for_tat() -> KnowledgeGraph {
    let mut graph = KnowledgeGraph::new();
    let mut chain = document(
        "chain",
        "2024-03-09",
        &[
            "i1 airstrike northland>eastmark riverton.eastmark 2024-03-01 3",
            "i2 rocket-attack eastmark>northland harbour.northland 2024-03-02 -",
            "i3 airstrike northland>eastmark riverton.eastmark 2024-03-06 12",
            "i4 airstrike northland>eastmark - - -",
            "i5 shelling eastmark>southland - - -",
        ],
    );
    chain.incidents[1].retaliates_for = vec!["i1".into()];
    chain.incidents[2].retaliates_for = vec!["i2".into()];
    for (at, modality, status) in [(3, Modality::Threatened, Status::Threatened), (4, Modality::Denied, Status::Denied)] {
        chain.incidents[at].modality = modality;
        chain.incidents[at].status = Some(status);
    }
    graph.add(&chain);
    graph
}

fn of(graph: &KnowledgeGraph, options: &Options) -> String {
    let text = dot::draw(&graph.view().statuses(Status::ALL.iter().copied()), options);
    graphviz(&text);
    text
}

/// The lines between nodes of a picture, without those of the legend and the axis.
fn lines(text: &str) -> Vec<&str> {
    let is_line = |line: &&str| line.starts_with('n') && line.split_once(" [").is_some_and(|(ends, _)| ends.contains("->"));
    text.lines().map(str::trim).filter(is_line).collect()
}

#[test]
fn a_threat_is_dashed_and_a_denied_deed_dotted() {
    let text = of(&tit_for_tat(), &Options::new(DotView::Actors));
    let style = |style: &str| lines(&text).iter().filter(|line| line.contains(&format!("style=\"{style}\""))).count();
    assert_eq!((style("dashed"), style("dotted")), (1, 1), "{text}");
    assert!(text.contains("attacked (threatened)") && text.contains("attacked (denied)"), "the legend says so");
}

#[test]
fn the_more_often_the_wider() {
    let text = of(&tit_for_tat(), &Options::new(DotView::Actors));
    let width = |label: &str| {
        let line = lines(&text).into_iter().find(|line| line.contains(label)).unwrap();
        line.split("penwidth=\"").nth(1).unwrap().split('"').next().unwrap().parse::<f64>().unwrap()
    };
    assert!(width("2 attacks") > width("1 attack\\n"), "{text}");
}

#[test]
fn a_chain_runs_in_time_with_arrows_back_to_what_was_answered() {
    let text = of(&tit_for_tat(), &Options::new(DotView::Chain));
    let days: Vec<usize> = ["2024-03-01", "2024-03-02", "2024-03-06"]
        .iter()
        .map(|day| text.find(&format!("label=\"{day}\"")).unwrap_or_else(|| panic!("{day} is on the axis: {text}")))
        .collect();
    assert!(days.is_sorted());
    assert_eq!(text.matches("rank=\"same\"").count(), 3);
    let lines = lines(&text);
    assert_eq!(lines.len(), 2);
    assert!(lines.iter().all(|line| line.contains("arrowtail=\"normal\"") && line.contains("dir=\"back\"")));
    assert!(lines[0].contains("label=\"1 day\"") && lines[1].contains("label=\"4 days\""), "{lines:?}");
    let nobody = Party::of(&tit_for_tat(), "southland");
    let mut options = Options::new(DotView::Chain);
    options.actor = Some(&nobody);
    assert!(of(&tit_for_tat(), &options).contains("no incident answers another"));
}

#[test]
fn around_an_actor_stands_who_has_to_do_with_it() {
    let graph = tit_for_tat();
    let southland = Party::of(&graph, "southland");
    let mut options = Options::new(DotView::Around);
    options.actor = Some(&southland);
    let near = of(&graph, &options);
    assert!(near.contains("label=\"EASTMARK\"") && !near.contains("label=\"NORTHLAND\""), "{near}");
    options.depth = 2;
    assert!(of(&graph, &options).contains("label=\"NORTHLAND\""));
}

#[test]
fn what_has_no_room_is_told() {
    let attacks: Vec<String> = (0..30).map(|at| format!("i{at} airstrike a{at}>victim - 2024-03-0{} -", at % 9 + 1)).collect();
    let attacks: Vec<&str> = attacks.iter().map(String::as_str).collect();
    let mut graph = KnowledgeGraph::new();
    graph.add(&document("many", "2024-03-09", &attacks));
    let mut options = Options::new(DotView::Actors);
    options.top = Some(10);
    let text = of(&graph, &options);
    assert!(text.contains("label=\"and 21 others\"") && text.contains("10 of 31 drawn, the least connected 21 as one"), "{text}");
    assert!(text.contains("label=\"21 attacks\""), "nothing is lost from the count");
    options.top = Some(0);
    assert!(!of(&graph, &options).contains("others"));
    options.top = None;
    assert!(!of(&graph, &options).contains("others"), "so many can be read");
}

#[test]
fn where_everybody_fights_everybody_few_are_drawn() {
    let pairs = (0..40).flat_map(|who| (0..40).filter(move |whom| *whom != who).map(move |whom| (who, whom)));
    let attacks: Vec<String> =
        pairs.map(|(who, whom)| format!("i{who}-{whom} airstrike a{who}>a{whom} - 2024-03-01 -")).collect();
    let attacks: Vec<&str> = attacks.iter().map(String::as_str).collect();
    let mut graph = KnowledgeGraph::new();
    graph.add(&document("melee", "2024-03-09", &attacks));
    let text = of(&graph, &Options::new(DotView::Actors));
    let drawn = lines(&text).len();
    assert!((50..=160).contains(&drawn), "{drawn} lines can be followed");
    assert!(text.contains("of 40 drawn, the least connected"));
}

#[test]
fn of_many_incidents_those_that_answer_others_are_drawn_with_their_sides() {
    let attacks: Vec<String> = (0..300).map(|at| format!("i{at} airstrike a{}>b{} - 2024-03-01 -", at % 60, at % 50)).collect();
    let attacks: Vec<&str> = attacks.iter().map(String::as_str).collect();
    let mut many = document("many", "2024-03-09", &attacks);
    many.incidents[217].retaliates_for = vec!["i113".into()];
    let mut graph = KnowledgeGraph::new();
    graph.add(&many);
    let text = of(&graph, &Options::new(DotView::Incidents));
    assert!(text.contains("in retaliation for"), "the one answer among 300 deeds is drawn");
    assert!(text.matches("airstrike").count() >= 20 && text.contains("drawn, the least connected"), "{text}");
    assert!(["A37", "B17", "A53", "B13"].iter().all(|side| text.contains(&format!("label=\"{side}\""))), "{text}");
}

#[test]
fn camps_are_framed() {
    let text = {
        let graph = KnowledgeGraph::from_extractions(&records());
        let mut options = Options::new(DotView::Actors);
        options.cluster = Some(Cluster::Camp);
        of(&graph, &options)
    };
    assert!(text.contains("label=\"Camp of Iran\""), "{text}");
}

#[test]
fn time_place_kind_and_sources_choose_what_is_drawn() {
    let graph = tit_for_tat();
    let options = Options::new(DotView::Incidents);
    let march: PartialDate = "2024-03-02".parse().unwrap();
    let drawn = |view: reprisal::graph::View| lines(&dot::draw(&view, &options)).len();
    assert_eq!(drawn(graph.view()), 3 * 2 + 2);
    assert_eq!(drawn(graph.view().until(march)), 2 * 2 + 1);
    assert_eq!(drawn(graph.view().places(["northland"])), 2, "in a town there");
    assert_eq!(drawn(graph.view().places(["riverton.eastmark"])), 4);
    assert_eq!(drawn(graph.view().kinds([reprisal::IncidentKind::RocketAttack])), 2);
    assert_eq!(drawn(graph.view().sources(2)), 0);
    assert_eq!(drawn(graph.view().statuses([Status::Threatened])), 2);
}

#[test]
fn themes_and_files_change_how_it_looks() {
    let graph = tit_for_tat();
    let mut options = Options::new(DotView::Actors);
    options.style = Style::of(Theme::Dark);
    let dark = of(&graph, &options);
    assert!(dark.contains("bgcolor=\"#15191E\"") && !dark.contains("#D55E00"));
    options.style = Style::of(Theme::Print);
    let print = of(&graph, &options);
    let grey = |color: &str| color.len() < 6 || color[..2] == color[2..4] && color[2..4] == color[4..6];
    assert!(print.split('#').skip(1).all(|rest| grey(&rest[..6])), "{print}");
    let mine = Style::parse(
        "(lines: {Attacked: (color: \"#123456\")}, actors: {State: (shape: \"hexagon\")})",
        Theme::Light,
        "mine.ron",
    );
    let mine = mine.unwrap();
    options.style = &mine;
    let text = of(&graph, &options);
    assert!(text.contains("#123456") && !text.contains("#D55E00"));
    assert_eq!(mine.line(Line::Attacked).1, "normal", "what the file does not say stays");
    for (wrong, word) in [
        ("(", "mine.ron:1:"),
        ("(background: \"red;\")", "is no colour"),
        ("(lines: {Eats: (color: \"red\")})", "Eats"),
        ("(incident: (shape: \"box, evil\"))", "is no name of a shape"),
        ("(colour: \"red\")", "colour"),
    ] {
        let error = Style::parse(wrong, Theme::Light, "mine.ron").unwrap_err().to_string();
        assert!(error.starts_with("mine.ron:1:") && error.contains(word), "{error}");
    }
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
            record.document.source = Some(format!("https://example.org/{hostile}"));
            record.actors.iter_mut().for_each(|actor| actor.name = hostile.into());
            record.places.iter_mut().for_each(|place| place.name = hostile.into());
            record
                .incidents
                .iter_mut()
                .flat_map(|incident| &mut incident.evidence)
                .for_each(|evidence| evidence.text = hostile.into());
        }
        for view in [DotView::Actors, DotView::Incidents, DotView::Chain, DotView::Map] {
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
