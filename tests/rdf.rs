//! The graph as RDF: which statements there are, and that looking them up by pattern finds exactly those.

use std::collections::{HashMap, HashSet};

use proptest::prelude::*;
use reprisal::extraction::{DocumentInfo, EXTRACTION_VERSION};
use reprisal::ontology::SourceFile;
use reprisal::rdf::{Account, PREFIXES, Pattern, Quad, Statements, Term, Word};
use reprisal::{Extraction, KnowledgeGraph, Ontology};
use serde_json::json;

fn graph() -> KnowledgeGraph {
    let records: Vec<Extraction> =
        include_str!("fixtures/articles.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    KnowledgeGraph::from_extractions(&records)
}

/// The statements about one name as "predicate object".
fn said(graph: &KnowledgeGraph, iri: &str, account: Account) -> Vec<String> {
    let statements = Statements::of(graph);
    let subject = statements.named(iri);
    assert!(subject.is_some(), "{iri}");
    let account = match account {
        Account::Of(document) => Account::Of(graph.documents().find(|info| info.id == document).unwrap().id.as_str()),
        _ => Account::Together,
    };
    let object = |term: Term| match term {
        Term::Text(text) => format!("{text:?}"),
        Term::Date(date) => date.to_string(),
        Term::Count(count) => count.to_string(),
        Term::Share(share) => share.get().to_string(),
        Term::Word(word) => word.to_string(),
        other => statements.iri(other).unwrap().replace("urn:reprisal:", ""),
    };
    let quads = statements.matching(Pattern { subject, account, ..Pattern::default() });
    quads.map(|quad| format!("{} {}", quad.predicate, object(quad.object))).collect()
}

#[test]
fn an_incident_says_who_whom_where_when_and_on_whose_word() {
    let said = said(&graph(), "urn:reprisal:incident:border-strikes%23i1", Account::Together);
    for expected in [
        "rdf:type sem:Event",
        "v:kind \"airstrike\"",
        "v:perpetrator actor:us-central-command",
        "v:target actor:kataib-hezbollah",
        "v:occurredIn place:al-qaim",
        "v:retaliatedFor incident:border-strikes%23i2",
        "v:date 2024-02-02",
        "v:earliest 2024-02-02",
        "v:latest 2024-02-02",
        "v:status \"asserted\"",
        "v:modality \"asserted\"",
        "v:reportedIn document:border-strikes",
        "v:evidence evidence:border-strikes%23i1/1",
    ] {
        assert!(said.iter().any(|statement| statement == expected), "{expected} in {said:#?}");
    }
}

#[test]
fn evidence_leads_to_sentence_and_document() {
    let graph = graph();
    let evidence = said(&graph, "urn:reprisal:evidence:border-strikes%23i1/1", Account::Together);
    assert!(evidence.iter().any(|statement| statement.contains("in retaliation for the drone attack")), "{evidence:#?}");
    assert!(evidence.contains(&"prov:wasQuotedFrom document:border-strikes".to_owned()));
    let document = said(&graph, "urn:reprisal:document:border-strikes", Account::Together);
    assert!(document.contains(&"schema:datePublished 2024-02-03".to_owned()), "{document:#?}");
}

#[test]
fn the_words_of_ours_lead_to_those_that_others_know() {
    assert_eq!(said(&graph(), "urn:reprisal:v:perpetrator", Account::Together), ["rdfs:subPropertyOf sem:hasActor"]);
    let prefixes: HashMap<&str, &str> = PREFIXES.iter().copied().collect();
    for word in Word::ALL {
        let (prefix, local) = word.as_str().split_once(':').unwrap();
        assert_eq!(word.iri(), format!("{}{local}", prefixes[prefix]), "{word}");
        assert_eq!(Word::of_iri(word.iri()), Some(*word));
    }
}

fn telling(document: &str, killed: u32, denied: bool) -> Extraction {
    let modality = if denied { "denied" } else { "asserted" };
    let record = json!({
        "version": EXTRACTION_VERSION,
        "document": {"id": document, "published": "2024-05-02"},
        "actors": [{"id": "red", "name": "Red", "kind": "armed-group", "principal": "crown", "origin": "ontology"}],
        "places": [{"id": "ford", "name": "Ford", "within": "shire"}],
        "incidents": [{"id": "i1", "kind": "raid", "perpetrators": ["red"], "targets": ["blue"], "places": ["ford"],
            "date": "2024-05", "killed": killed, "modality": "asserted",
            "evidence": [{"span": [0, 9], "text": "Red raided.", "rule": "raid.verb"}]}],
        "relations": [{"subject": "crown", "predicate": "backs", "object": "red", "modality": modality,
            "evidence": [{"span": [10, 20], "text": "The crown backs Red.", "rule": "back.verb"}]}],
    });
    serde_json::from_value(record).unwrap()
}

#[test]
fn every_document_keeps_its_own_account() {
    let graph = KnowledgeGraph::from_extractions([&telling("one", 3, false), &telling("two", 5, true)]);
    let told = |document: &'static str| said(&graph, "urn:reprisal:actor:crown", Account::Of(document));
    assert_eq!(told("one"), ["v:backs actor:red"]);
    assert!(told("two").is_empty(), "what it denies it does not say");
    assert!(said(&graph, "urn:reprisal:actor:crown", Account::Together).contains(&"v:backs actor:red".to_owned()));
    let killed = |document| {
        let incident = graph.incident(&format!("{document}#i1")).unwrap().id.replace('#', "%23");
        let said = said(&graph, &format!("urn:reprisal:incident:{incident}"), Account::Of(document));
        said.into_iter().filter(|statement| statement.starts_with("v:killed")).collect::<Vec<_>>()
    };
    assert_eq!(killed("one"), ["v:killed 3"]);
    assert_eq!(killed("two"), ["v:killed 5"]);
    let denial = said(&graph, "urn:reprisal:evidence:crown/backs/red/2", Account::Together);
    assert!(denial.contains(&"rdf:predicate v:backs".to_owned()), "{denial:#?}");
    assert!(denial.contains(&"v:modality \"denied\"".to_owned()), "{denial:#?}");
}

#[test]
fn a_date_is_as_exact_as_known_and_has_days_to_compare() {
    let graph = KnowledgeGraph::from_extractions([&telling("one", 3, false)]);
    let said = said(&graph, "urn:reprisal:incident:one%23i1", Account::Together);
    for expected in ["v:date 2024-05", "v:earliest 2024-05-01", "v:latest 2024-05-31"] {
        assert!(said.iter().any(|statement| statement == expected), "{expected} in {said:#?}");
    }
}

#[test]
fn what_is_named_without_a_node_has_a_name_all_the_same() {
    let record = json!({
        "version": EXTRACTION_VERSION,
        "document": {"id": "one"},
        "actors": [{"id": "red", "name": "Red", "kind": "armed-group", "principal": "crown", "origin": "ontology"}],
        "places": [{"id": "ford", "name": "Ford", "within": "shire"}],
    });
    let graph = KnowledgeGraph::from_extractions([&serde_json::from_value(record).unwrap()]);
    assert!(said(&graph, "urn:reprisal:actor:red", Account::Together).contains(&"v:principal actor:crown".to_owned()));
    let statements = Statements::of(&graph);
    let object = statements.named("urn:reprisal:place:shire");
    assert!(object.is_some());
    let found: Vec<Quad> = statements.matching(Pattern { object, ..Pattern::default() }).collect();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].predicate, Word::Within);
    // To whose account deeds go is an actor of the graph, even if nobody describes it.
    assert!(said(&graph, "urn:reprisal:actor:crown", Account::Together).iter().any(|said| said.contains("label")));
    assert_eq!(statements.named("urn:reprisal:actor:nobody"), None);
    assert_eq!(statements.named("urn:reprisal:actor:%72ed"), None, "another IRI, however it reads");
}

#[test]
fn facts_of_the_ontology_are_statements_when_asked_for() {
    let source = r#"(actors: [(id: "red", name: "Red", kind: ArmedGroup, backed_by: [(by: "crown")]), (id: "crown", name: "Crown", kind: State)])"#;
    let ontology = Ontology::from_sources(&[SourceFile { path: "a.ron".into(), text: source.to_owned(), layer: 0 }]).unwrap();
    let mut graph = KnowledgeGraph::new();
    graph.add_standing(&ontology);
    let backing = Pattern { predicate: Some(Word::Backs), ..Pattern::default() };
    assert_eq!(Statements::of(&graph).matching(backing).count(), 0);
    assert_eq!(Statements::of(&graph).standing(true).matching(backing).count(), 1);
    let named = Pattern { account: Account::Each, ..Pattern::default() };
    assert_eq!(Statements::of(&graph).standing(true).matching(named).count(), 0);
}

/// The statements that a pattern asks for, by looking at every one.
fn filtered<'g>(all: &[Quad<'g>], pattern: Pattern<'g>) -> HashSet<Quad<'g>> {
    let fits = |quad: &&Quad<'g>| {
        pattern.subject.is_none_or(|subject| subject == quad.subject)
            && pattern.predicate.is_none_or(|predicate| predicate == quad.predicate)
            && pattern.object.is_none_or(|object| object == quad.object)
            && match pattern.account {
                Account::Together => quad.document.is_none(),
                Account::Of(document) => quad.document == Some(document),
                _ => quad.document.is_some(),
            }
    };
    all.iter().filter(fits).copied().collect()
}

/// Looks up a pattern with every part given or left open, in every account.
fn check_lookups<'g>(statements: Statements<'g>, all: &[Quad<'g>], one: Quad<'g>, other: Quad<'g>) {
    let document = one.document.or(other.document);
    let accounts = [Some(Account::Together), Some(Account::Each), document.map(Account::Of)];
    for account in accounts.into_iter().flatten() {
        for given in 0..8 {
            let pattern = Pattern {
                subject: (given & 1 != 0).then_some(one.subject),
                predicate: (given & 2 != 0).then_some(one.predicate),
                object: (given & 4 != 0).then_some(other.object),
                account,
            };
            let found: Vec<Quad> = statements.matching(pattern).collect();
            let once: HashSet<Quad> = found.iter().copied().collect();
            assert_eq!(found.len(), once.len(), "each once: {pattern:?}");
            assert_eq!(once, filtered(all, pattern), "{pattern:?}");
        }
    }
}

fn check(graph: &KnowledgeGraph) {
    let statements = Statements::of(graph);
    let all: Vec<Quad> = statements.iter().collect();
    assert_eq!(all.len(), all.iter().collect::<HashSet<_>>().len(), "each once");
    let mut names: HashMap<String, Term> = HashMap::new();
    for term in all.iter().flat_map(|quad| [quad.subject, quad.object]) {
        if let Some(iri) = statements.iri(term) {
            assert_eq!(statements.named(&iri), Some(term), "{iri}");
            assert_eq!(*names.entry(iri).or_insert(term), term, "one name, one term");
        }
    }
    // Some of them, from all over.
    for (at, quad) in all.iter().enumerate().step_by(all.len() / 60 + 1) {
        check_lookups(statements, &all, *quad, *quad);
        check_lookups(statements, &all, *quad, all[(at * 7 + 3) % all.len()]);
    }
}

#[test]
fn lookups_find_exactly_what_there_is_in_articles() {
    check(&graph());
}

fn record() -> impl Strategy<Value = Extraction> {
    let actor = || prop::sample::select(vec!["red", "blue", "green", "o'dd / one"]);
    let some = |range| prop::collection::vec(actor(), range);
    let incident = (
        prop::sample::select(vec!["raid", "clash", "bombing"]),
        some(0..3),
        some(0..3),
        prop::collection::vec(prop::sample::select(vec!["ford", "mill"]), 0..2),
        prop::option::of(prop::sample::select(vec!["2024", "2024-05", "2024-05-03", "2024-05-04"])),
        prop::option::of(0_u32..3),
        prop::sample::select(vec!["asserted", "denied", "threatened"]),
        prop::collection::vec(1_usize..4, 0..2),
        some(0..2),
    );
    let relation = (actor(), prop::sample::select(vec!["backs", "part_of", "leads"]), actor(), prop::bool::ANY);
    let document = prop::sample::select(vec!["one", "a b/c.txt", "ünë#i1"]);
    let incidents = prop::collection::vec(incident, 0..4);
    (document, incidents, prop::collection::vec(relation, 0..4)).prop_map(|(document, incidents, relations)| {
        let sentence = json!([{"span": [0, 9], "text": "They struck.", "rule": "strike.verb", "attributed_to": "red", "confidence": 0.7}]);
        let incident = |(number, it): (usize, &_)| {
            let (kind, who, whom, places, date, killed, modality, answers, claimed): &(_, Vec<_>, Vec<_>, Vec<_>, _, _, _, Vec<_>, Vec<_>) = it;
            let answers: Vec<String> = answers.iter().map(|answered| format!("i{answered}")).collect();
            json!({"id": format!("i{}", number + 1), "kind": kind, "perpetrators": who, "targets": whom, "places": places,
                "date": date, "killed": killed, "modality": modality, "retaliates_for": answers, "claimed_by": claimed,
                "attributed_to": claimed.first(), "evidence": sentence})
        };
        let incidents: Vec<_> = incidents.iter().enumerate().map(incident).collect();
        let relation = |(subject, predicate, object, asserted): &(_, _, _, bool)| {
            json!({"subject": subject, "predicate": predicate, "object": object,
                "modality": if *asserted { "asserted" } else { "denied" }, "evidence": sentence})
        };
        let relations: Vec<_> = relations.iter().map(relation).collect();
        let mut article = DocumentInfo::new(document);
        article.title = Some("Title".to_owned());
        let mut record = Extraction::new(article);
        record.incidents = serde_json::from_value(json!(incidents)).unwrap();
        record.relations = serde_json::from_value(json!(relations)).unwrap();
        record.actors = serde_json::from_value(json!([
            {"id": "red", "name": "Red", "aliases": ["Reds", "raid"], "kind": "armed-group", "principal": "crown", "origin": "ontology"},
            {"id": "blue", "name": "Blue", "kind": "state", "principal": "blue", "origin": "ontology"},
        ]))
        .unwrap();
        record.places = serde_json::from_value(json!([{"id": "ford", "name": "Ford", "kind": "city", "within": "shire"}])).unwrap();
        record
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn lookups_find_exactly_what_there_is(records in prop::collection::vec(record(), 1..4)) {
        check(&KnowledgeGraph::from_extractions(&records));
    }
}
