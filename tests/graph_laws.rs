//! However a set of documents came together, the graph is the same: a property test.

use crate::common::told::document;
use proptest::prelude::*;
use reprisal::graph::Format;
use reprisal::{Extraction, KnowledgeGraph};

/// A document of few names, days and places, so that deeds meet; of two days of publication, so that versions meet.
fn any_document() -> impl Strategy<Value = Extraction> {
    let side = prop::sample::select(vec!["northland", "northland-army", "eastmark", "-"]);
    let kind = prop::sample::select(vec!["attack", "airstrike", "shelling"]);
    let place = prop::sample::select(vec!["riverton.eastmark", "hillford.eastmark", "eastmark", "-"]);
    let date = prop::sample::select(vec!["2024-03-01", "2024-03-02", "2024-03", "2024", "-"]);
    let incident = (kind, side.clone(), side, place, date, 0..4u32)
        .prop_map(|(kind, who, whom, place, date, killed)| format!("{kind} {who}>{whom} {place} {date} {killed}"));
    (0..5usize, 3..6u32, prop::collection::vec(incident, 0..4)).prop_map(|(number, day, incidents)| {
        let lines: Vec<String> = incidents.iter().enumerate().map(|(at, line)| format!("i{at} {line}")).collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let mut document = document(&format!("d{number}"), &format!("2024-03-0{day}"), &lines);
        for at in 1..document.incidents.len() {
            let answered = document.incidents[at - 1].id.clone();
            document.incidents[at].retaliates_for.push(answered);
        }
        document
    })
}

fn graph<'a>(documents: impl IntoIterator<Item = &'a Extraction>) -> KnowledgeGraph {
    KnowledgeGraph::from_extractions(documents)
}

fn merged(graphs: &[&KnowledgeGraph]) -> KnowledgeGraph {
    let mut whole = KnowledgeGraph::new();
    graphs.iter().for_each(|graph| whole.merge(graph));
    whole
}

/// Everything that can be seen of a graph: its file, its incidents with their reports, and its edges.
fn seen(graph: &KnowledgeGraph) -> String {
    let incidents: Vec<_> = graph.incidents().map(|incident| format!("{incident:?} {}", incident.describe())).collect();
    let edges: Vec<_> = reprisal::graph::Relation::ALL
        .iter()
        .flat_map(|&relation| graph.edges(relation))
        .map(|(from, edge, to)| format!("{} {:?} {}", from.id(), edge, to.id()))
        .collect();
    format!("{}\n{incidents:?}\n{edges:?}", graph.to_text(Format::Json).unwrap())
}

proptest! {
    #[test]
    fn order_and_split_of_documents_do_not_show(
        documents in prop::collection::vec(any_document(), 1..10), turn in 0..10usize, cut in 0..10usize
    ) {
        let expected = seen(&graph(&documents));
        let mut turned = documents.clone();
        turned.rotate_left(turn % documents.len());
        turned.reverse();
        prop_assert_eq!(&seen(&graph(&turned)), &expected);
        let (left, right) = turned.split_at(cut % (documents.len() + 1));
        prop_assert_eq!(&seen(&merged(&[&graph(left), &graph(right)])), &expected);
    }

    #[test]
    fn merging_is_commutative_associative_and_idempotent(
        a in prop::collection::vec(any_document(), 0..4),
        b in prop::collection::vec(any_document(), 0..4),
        c in prop::collection::vec(any_document(), 0..4),
    ) {
        let (a, b, c) = (graph(&a), graph(&b), graph(&c));
        prop_assert_eq!(seen(&merged(&[&a, &b])), seen(&merged(&[&b, &a])));
        prop_assert_eq!(seen(&merged(&[&merged(&[&a, &b]), &c])), seen(&merged(&[&a, &merged(&[&b, &c])])));
        prop_assert_eq!(seen(&merged(&[&a, &a])), seen(&a));
    }

    #[test]
    fn a_document_removed_leaves_the_graph_as_if_it_had_never_been(
        documents in prop::collection::vec(any_document(), 1..8), at in 0..8usize
    ) {
        let gone = documents[at % documents.len()].document.id.clone();
        let mut removed = graph(&documents);
        prop_assert!(!seen(&removed).is_empty(), "it is drawn before the change, too");
        prop_assert!(removed.remove(&gone));
        prop_assert!(!removed.remove(&gone));
        prop_assert_eq!(seen(&removed), seen(&graph(documents.iter().filter(|document| document.document.id != gone))));
    }

    #[test]
    fn a_document_replaced_leaves_the_graph_as_if_only_the_new_had_been(
        documents in prop::collection::vec(any_document(), 1..8), new in any_document()
    ) {
        let mut replaced = graph(&documents);
        let known = documents.iter().any(|document| document.document.id == new.document.id);
        prop_assert_eq!(replaced.replace(&new), known);
        let others = documents.iter().filter(|document| document.document.id != new.document.id);
        prop_assert_eq!(seen(&replaced), seen(&graph(others.chain([&new]))));
    }

    #[test]
    fn a_saved_graph_comes_back_as_it_was(documents in prop::collection::vec(any_document(), 0..8)) {
        let graph = graph(&documents);
        for format in [Format::Json, Format::Ron] {
            prop_assert_eq!(seen(&KnowledgeGraph::from_text(&graph.to_text(format).unwrap()).unwrap()), seen(&graph));
        }
    }
}
