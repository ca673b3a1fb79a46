//! What those who embed the crate bring along: a reader of their own, a register of actors, plain graphs.

use std::collections::BTreeSet;

use reprisal::extraction::{ActorRecord, DocumentInfo, Evidence, IncidentRecord, RelationRecord, Voice};
use reprisal::investigate::Claim;
use reprisal::petgraph::graph::DiGraph;
use reprisal::{ActorKind, Extraction, IncidentKind, KnowledgeGraph, Predicate, Stance, plain_graph};

fn info(id: &str) -> DocumentInfo {
    DocumentInfo::new(id)
}

#[test]
fn a_register_says_who_is_who_wherever_an_actor_stands() {
    let mut said = Extraction::new(info("a"));
    for (id, name) in [("the-guard", "the Guard"), ("hill-guard", "Hill Guard")] {
        let mut actor = ActorRecord::new(id, name, ActorKind::ArmedGroup);
        actor.mentions = vec![if id == "the-guard" { [40, 49] } else { [0, 10] }];
        said.actors.push(actor);
    }
    let mut deed = IncidentRecord::new("i1", IncidentKind::Raid);
    deed.perpetrators = vec!["hill-guard".into(), "the-guard".into()];
    deed.claimed_by = vec!["the-guard".into()];
    let mut evidence = Evidence::new("The Guard raided a post, it said.", "mine");
    evidence.attributed_to = Some("the-guard".into());
    let mut voice = Voice::new("it", Stance::Claims);
    voice.actor = Some("the-guard".into());
    evidence.voices = vec![voice];
    deed.evidence.push(evidence);
    said.incidents.push(deed);
    said.relations.push(RelationRecord::new("the-guard", Predicate::PartOf, "hill-guard"));

    said.resolve(&|_: &ActorRecord, document: &DocumentInfo| {
        (document.id == "a").then(|| ActorRecord::new("Q1", "Hill Guard", ActorKind::ArmedGroup))
    });
    assert_eq!(said.actors.len(), 1, "two of one id are one");
    assert_eq!(said.actors[0].mentions, [[0, 10], [40, 49]]);
    assert_eq!(said.actors[0].principal, "Q1");
    let deed = &said.incidents[0];
    assert_eq!((deed.perpetrators.as_slice(), deed.claimed_by.as_slice()), (&["Q1".to_owned()][..], &["Q1".to_owned()][..]));
    assert_eq!(deed.evidence[0].attributed_to.as_deref(), Some("Q1"));
    assert_eq!(deed.evidence[0].voices[0].actor.as_deref(), Some("Q1"));
    assert!(said.relations.is_empty(), "nobody is part of themselves");
}

#[test]
fn whom_a_register_does_not_know_stays() {
    let mut said = Extraction::new(info("a"));
    said.actors.push(ActorRecord::new("x", "X", ActorKind::ArmedGroup));
    let before = said.clone();
    said.resolve(&|_: &ActorRecord, _: &DocumentInfo| None);
    assert_eq!(said, before);
}

#[test]
fn a_plain_graph_goes_in_and_comes_out_again() {
    let mut mine = DiGraph::new();
    let (a, b, c) = (mine.add_node("a"), mine.add_node("b"), mine.add_node("c"));
    mine.add_edge(a, b, Claim::RetaliatedAgainst);
    mine.add_edge(c, a, Claim::Backs);
    mine.add_edge(c, b, Claim::Leads);
    let graph = KnowledgeGraph::from_extractions([&plain_graph::extraction(info("mine"), &mine)]);
    let plain = plain_graph::of(&graph.view());
    let ties: BTreeSet<String> = plain
        .edge_indices()
        .map(|edge| {
            let (from, to) = plain.edge_endpoints(edge).unwrap();
            format!("{} {} {} {}", plain[from], plain[edge].claim, plain[to], plain[edge].count)
        })
        .collect();
    let expected = ["a attacked b 1", "a retaliated-against b 1", "b attacked a 1", "c backs a 1", "c leads b 1"];
    assert_eq!(ties, expected.map(str::to_owned).into());
}

#[cfg(feature = "reader")]
mod reading {
    use std::cell::RefCell;

    use reprisal::document::{Format, Inputs};
    use reprisal::{Document, DocumentReader, Extraction, KnowledgeGraph, Ontology, Reader, corpus};

    const ARTICLES: &str = "examples/articles";

    #[test]
    fn a_corpus_is_read_on_all_cores_as_it_is_on_one() {
        let ontology = Ontology::builtin().unwrap();
        let (documents, reader) = (DocumentReader::new(ontology), Reader::new(ontology));
        let articles = || Inputs::new(&documents, [ARTICLES, "no-such-folder"], Format::Auto);
        let mut one_by_one = KnowledgeGraph::new();
        articles().filter_map(Result::ok).for_each(|document| one_by_one.add(&reader.read(&document)));
        let mut problems = Vec::new();
        assert_eq!(corpus::graph(articles(), &reader, |problem| problems.push(problem)), one_by_one);
        assert_eq!(problems.len(), 1, "what is not there is told");
    }

    #[test]
    fn what_is_taken_comes_in_the_order_of_the_documents_and_a_failure_ends_the_run() {
        let documents = DocumentReader::builtin().unwrap();
        let texts = || (0..1000).map(|number| Ok::<_, ()>(documents.text(format!("{number}"), "Nothing happened.")));
        let nothing = |document: &Document| Extraction::new(document.info.clone());
        let taken = RefCell::new(Vec::new());
        let end = corpus::read(texts(), &nothing, |said| {
            taken.borrow_mut().push(said.unwrap().document.id);
            if taken.borrow().len() < 700 { Ok(()) } else { Err("enough") }
        });
        assert_eq!(end, Err("enough"));
        let expected: Vec<String> = (0..700).map(|number| number.to_string()).collect();
        assert_eq!(taken.into_inner(), expected);
    }
}

#[test]
fn what_is_kept_can_be_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<KnowledgeGraph>();
    shared::<Extraction>();
    shared::<reprisal::Ontology>();
    shared::<reprisal::graph::View<'_>>();
    shared::<reprisal::query::Names>();
    shared::<reprisal::query::Query>();
    shared::<reprisal::query::Answer>();
    shared::<reprisal::graph::GraphError>();
    #[cfg(feature = "reader")]
    shared::<reprisal::Reader<'_>>();
    #[cfg(feature = "reader")]
    shared::<reprisal::DocumentReader>();
}
