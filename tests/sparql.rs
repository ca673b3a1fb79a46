//! Questions in SPARQL: they say the same as the typed views, and nothing runs away.
#![cfg(feature = "sparql")]

use std::collections::BTreeSet;
use std::time::Duration;

use reprisal::extraction::EXTRACTION_VERSION;
use reprisal::graph::{Actor, IncidentRef, RollUp};
use reprisal::sparql::{self, Answer, Format, Found, Limits, Query, SparqlError, short};
use reprisal::{Extraction, KnowledgeGraph};
use serde_json::json;

fn graph() -> KnowledgeGraph {
    let records: Vec<Extraction> =
        include_str!("fixtures/articles.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    KnowledgeGraph::from_extractions(&records)
}

fn ask(question: &str) -> Answer {
    sparql::ask(&graph(), question).unwrap_or_else(|error| panic!("{question}: {error}"))
}

/// The rows of an answer, cells between bars.
fn rows_of(answer: &Answer) -> Vec<String> {
    let Found::Table(table) = &answer.found else { panic!("no table: {answer:?}") };
    let cell = |term: &Option<_>| term.as_ref().map(short).unwrap_or_default();
    table.rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>().join(" | ")).collect()
}

fn rows(question: &str) -> Vec<String> {
    rows_of(&ask(question))
}

fn syntax(question: &str) -> (usize, usize, String) {
    match Query::parse(question) {
        Err(SparqlError::Syntax { line, column, message }) => (line, column, message),
        other => panic!("{question}: {other:?}"),
    }
}

#[test]
fn escapes_that_are_cut_short_are_refused_with_their_place() {
    let (line, column, message) = syntax("SELECT * {\n  ?a v:name \"\\Ué\" }");
    assert_eq!((line, column), (2, 14));
    assert_eq!(message, "\\U is followed by 8 hexadecimal digits");
    assert!(Query::parse("SELECT * { ?a v:name \"\\u00e9\" }").is_ok());
}

#[test]
fn who_retaliated_against_whom_is_what_the_view_says() {
    let graph = graph();
    let view = graph.view().roll_up(RollUp::Named).retaliations();
    let mut expected: Vec<String> =
        view.iter().filter_map(|row| Some(format!("a:{} | a:{}", row.perpetrator?, row.target?))).collect();
    expected.sort();
    expected.dedup();
    assert!(expected.len() > 2);
    let by_edges = "SELECT DISTINCT ?who ?whom {
        ?answer v:retaliatedFor ?deed ; v:perpetrator ?who ; v:target ?whom ; v:modality \"asserted\" } ORDER BY ?who ?whom";
    assert_eq!(rows(by_edges), expected);
    assert_eq!(rows("SELECT ?who ?whom { ?who v:retaliatedAgainst ?whom } ORDER BY ?who ?whom"), expected);
}

#[test]
fn deeds_are_counted_to_principals_when_the_question_does() {
    let graph = graph();
    let mut expected: Vec<String> = graph
        .view()
        .attacked()
        .iter()
        .map(|row| format!("a:{} | a:{} | {}", row.perpetrator, row.target, row.incidents.len()))
        .collect();
    expected.sort();
    let question = "SELECT ?who ?whom (COUNT(DISTINCT ?i) AS ?deeds) {
        ?i v:perpetrator/v:principal ?who ; v:target/v:principal ?whom ; v:modality \"asserted\" FILTER(?who != ?whom)
    } GROUP BY ?who ?whom ORDER BY ?who ?whom";
    assert_eq!(rows(question), expected);
}

#[test]
fn provoked_by_and_attacked_are_what_the_views_say() {
    let graph = graph();
    let retaliations = graph.view().roll_up(RollUp::Named).retaliations();
    let pairs = retaliations
        .iter()
        .flat_map(|row| row.perpetrator.into_iter().flat_map(|who| row.provokers.iter().map(move |by| (who, *by))));
    let expected: BTreeSet<String> = pairs.map(|(who, by)| format!("a:{who} | a:{by}")).collect();
    let found: BTreeSet<String> = rows("SELECT ?who ?by { ?who v:provokedBy ?by }").into_iter().collect();
    assert_eq!(found, expected);
    let attacked = graph.view().roll_up(RollUp::Named).attacked();
    let expected: BTreeSet<String> = attacked.iter().map(|row| format!("a:{} | a:{}", row.perpetrator, row.target)).collect();
    let found: BTreeSet<String> = rows("SELECT ?who ?whom { ?who v:attacked ?whom }").into_iter().collect();
    assert_eq!(found, expected);
}

/// Four deeds, each the answer to the one before, on four days.
fn chain() -> KnowledgeGraph {
    let deed = |number: usize| {
        let (who, whom) = if number % 2 == 1 { ("red", "blue") } else { ("blue", "red") };
        let answers: Vec<String> = (number > 1).then(|| format!("i{}", number - 1)).into_iter().collect();
        json!({"id": format!("i{number}"), "kind": "raid", "perpetrators": [who], "targets": [whom], "killed": number,
            "date": format!("2024-05-0{number}"), "modality": "asserted", "retaliates_for": answers,
            "evidence": [{"span": [number * 10, number * 10 + 9], "text": format!("Raid {number}."), "rule": "raid.verb"}]})
    };
    let record = json!({"version": EXTRACTION_VERSION, "document": {"id": "one", "title": "Raids", "published": "2024-05-05", "source": "agency"},
        "incidents": (1..=4).map(deed).collect::<Vec<_>>()});
    KnowledgeGraph::from_extractions([&serde_json::from_value(record).unwrap()])
}

fn chained(question: &str) -> Vec<String> {
    rows_of(&sparql::ask(&chain(), question).unwrap_or_else(|error| panic!("{question}: {error}")))
}

#[test]
fn paths_follow_chains_of_answers() {
    assert_eq!(
        chained("SELECT ?first { i:one%23i4 v:retaliatedFor+ ?first } ORDER BY ?first"),
        ["i:one%23i1", "i:one%23i2", "i:one%23i3"]
    );
    assert_eq!(chained("SELECT ?last { ?last v:retaliatedFor* i:one%23i3 } ORDER BY ?last"), ["i:one%23i3", "i:one%23i4"]);
    assert_eq!(chained("SELECT (COUNT(*) AS ?n) { ?a v:retaliatedFor+ ?b }"), ["6"]);
    assert_eq!(chained("SELECT ?who { i:one%23i2 ^v:retaliatedFor/v:perpetrator ?who }"), ["a:red"]);
}

#[test]
fn dates_compare_and_sort() {
    let since = |filter: &str| format!("SELECT ?i {{ ?i v:date ?day FILTER({filter}) }} ORDER BY ?day");
    assert_eq!(chained(&since("?day >= \"2024-05-03\"^^xsd:date")), ["i:one%23i3", "i:one%23i4"]);
    assert_eq!(chained(&since("?day < \"2024-05-02\"^^xsd:date")), ["i:one%23i1"]);
    assert_eq!(chained("SELECT ?i { ?i v:date \"2024-05-02\"^^xsd:date }"), ["i:one%23i2"]);
    assert_eq!(chained("SELECT (MAX(?day) AS ?last) { ?i v:date ?day }"), ["2024-05-04"]);
    assert_eq!(chained("SELECT ?i { ?i v:date ?day . ?d schema:datePublished ?day }").len(), 0);
    assert!(!rows("SELECT ?i { ?i v:latest ?day FILTER(?day > \"2024-02-01\"^^xsd:date) }").is_empty());
}

#[test]
fn counts_and_sums_are_numbers() {
    assert_eq!(
        chained("SELECT ?who (SUM(?n) AS ?killed) { ?i v:perpetrator ?who ; v:killed ?n } GROUP BY ?who ORDER BY ?who"),
        ["a:blue | 6", "a:red | 4"]
    );
    assert_eq!(chained("SELECT ?i { ?i v:killed ?n FILTER(?n > 3) }"), ["i:one%23i4"]);
    assert_eq!(chained("SELECT ?i { ?i v:killed 2 }"), ["i:one%23i2"]);
    assert!(chained("SELECT ?i { ?i v:killed 02 }").is_empty(), "another literal, as SPARQL has it");
}

#[test]
fn what_is_distinct_does_not_depend_on_what_is_left_out() {
    for pattern in [
        "?i v:perpetrator ?who ; v:target ?whom ; v:retaliatedFor ?j",
        "?i v:retaliatedFor [] ; v:perpetrator ?who ; v:target ?whom",
        "{ ?i v:perpetrator ?who ; v:kind ?k } UNION { ?i v:target ?who ; v:evidence ?e }",
        "?i v:perpetrator ?who ; v:target ?whom ; v:killed ?n FILTER(?n > 2)",
        "?i v:perpetrator ?who OPTIONAL { ?i v:retaliatedFor ?j }",
        "GRAPH ?d { ?i v:perpetrator ?who ; v:killed ?n }",
    ] {
        let all: BTreeSet<String> = rows(&format!("SELECT ?who ?whom {{ {pattern} }}")).into_iter().collect();
        let once = rows(&format!("SELECT DISTINCT ?who ?whom {{ {pattern} }}"));
        assert!(!all.is_empty() && once.len() == all.len(), "each once: {pattern}");
        assert_eq!(once.into_iter().collect::<BTreeSet<_>>(), all, "{pattern}");
    }
    assert_eq!(chained("SELECT DISTINCT ?who { ?i v:perpetrator ?who } ORDER BY DESC(?who)"), ["a:red", "a:blue"]);
    assert_eq!(chained("SELECT DISTINCT ?who { ?i v:perpetrator ?who } ORDER BY ?who LIMIT 1"), ["a:blue"]);
    let limited = Query::parse("SELECT DISTINCT ?who { ?i v:perpetrator ?who ; v:target ?whom }").unwrap();
    let limited = limited.run(&chain(), &Limits::default().rows(1)).unwrap();
    assert_eq!((limited.len(), limited.cut), (1, true));
}

#[test]
fn status_and_modality_filter() {
    let graph = graph();
    let threatened: Vec<IncidentRef> = graph.incidents().filter(|incident| incident.status.as_str() == "threatened").collect();
    assert!(!threatened.is_empty());
    assert_eq!(rows("SELECT ?i { ?i v:status \"threatened\" }").len(), threatened.len());
    assert_eq!(
        rows("SELECT ?i { ?i v:status ?s FILTER(?s IN (\"asserted\", \"claimed\")) }").len() + threatened.len(),
        graph.incidents().count()
    );
}

#[test]
fn names_and_aliases_find_actors() {
    assert_eq!(rows("SELECT ?a { ?a rdfs:label \"Houthis\" }"), ["a:houthis"]);
    assert_eq!(rows("SELECT ?a { ?a rdfs:label|skos:altLabel \"Ansar Allah\" }"), ["a:houthis"]);
    assert_eq!(rows("SELECT ?a { ?a skos:altLabel ?name FILTER(LCASE(?name) = \"ansar allah\") }"), ["a:houthis"]);
    assert_eq!(
        rows("SELECT ?a { BIND(CONCAT(\"Hou\", \"this\") AS ?name) ?a rdfs:label ?name }"),
        ["a:houthis"],
        "computed texts are texts"
    );
    let graph = graph();
    assert_eq!(rows("SELECT ?a { ?a a sem:Actor }").len(), graph.nodes::<Actor>().count());
}

#[test]
fn evidence_comes_with_quote_document_day_and_source() {
    let question = "SELECT ?quote ?title ?day ?source ?rule {
        i:one%23i2 v:evidence ?e . ?e prov:value ?quote ; v:rule ?rule ; prov:wasQuotedFrom ?document .
        ?document schema:headline ?title ; schema:datePublished ?day ; v:source ?source }";
    assert_eq!(chained(question), ["Raid 2. | Raids | 2024-05-05 | agency | raid.verb"]);
}

#[test]
fn each_document_can_be_asked_for_its_account() {
    assert_eq!(chained("SELECT ?document ?n { GRAPH ?document { i:one%23i3 v:killed ?n } }"), ["d:one | 3"]);
    assert_eq!(chained("SELECT ?n { GRAPH d:one { i:one%23i3 v:killed ?n } }"), ["3"]);
    assert_eq!(chained("SELECT ?i { GRAPH d:two { ?i v:killed ?n } }").len(), 0);
    assert_eq!(chained("SELECT ?document { GRAPH ?document {} }"), ["d:one"]);
}

#[test]
fn ask_construct_and_describe() {
    assert_eq!(ask("ASK { a:israel v:attacked a:houthis }").found, Found::Truth(true));
    assert_eq!(ask("ASK { a:israel v:attacked a:iran }").found, Found::Truth(false));
    let mut text = Vec::new();
    let answer = ask("CONSTRUCT { ?who v:attacked ?whom } { ?i v:perpetrator ?who ; v:target ?whom }");
    answer.write(Format::Json, &mut text).unwrap();
    let text = String::from_utf8(text).unwrap();
    assert!(text.contains("<urn:reprisal:actor:israel> <urn:reprisal:v:attacked> <urn:reprisal:actor:houthis> .\n"), "{text}");
    assert_eq!(text.lines().count(), text.lines().collect::<BTreeSet<_>>().len(), "each once");
    let Found::Triples(triples) = ask("DESCRIBE a:houthis").found else { panic!("no triples") };
    assert!(triples.iter().any(|triple| triple.object.to_string() == "\"Ansar Allah\""));
}

#[test]
fn answers_are_written_as_the_standards_have_it() {
    let written = |format| {
        let mut text = Vec::new();
        ask("SELECT ?a ?n { ?a rdfs:label ?n FILTER(?a = a:houthis) }").write(format, &mut text).unwrap();
        String::from_utf8(text).unwrap()
    };
    assert_eq!(written(Format::Csv), "a,n\r\nurn:reprisal:actor:houthis,Houthis\r\n");
    let json: serde_json::Value = serde_json::from_str(&written(Format::Json)).unwrap();
    assert_eq!(json["head"]["vars"], json!(["a", "n"]));
    assert_eq!(json["results"]["bindings"][0]["a"], json!({"type": "uri", "value": "urn:reprisal:actor:houthis"}));
}

#[test]
fn a_mistake_is_shown_at_its_place() {
    assert_eq!(syntax("SELECT ?who { ?who v:backs }").1, 28);
    let (line, column, message) = syntax("SELECT ?who {\n  ?who v:backs }");
    assert_eq!((line, column), (2, 16));
    assert!(message.starts_with("\"}\" cannot stand here; expected a variable, "), "{message}");
    let (line, column, message) = syntax("SELECT ?who {\n  ?who v:backs ?x");
    assert_eq!((line, column), (2, 18));
    assert!(message.starts_with("the question ends too early; expected "), "{message}");
    let (line, column, message) = syntax("SELECT ?é {\n  ?é foo:backs ?x }");
    assert_eq!((line, column), (2, 6), "{message}");
    assert!(message.starts_with("the prefix foo: is not declared; known without declaration: a: "), "{message}");
    assert!(Query::parse("").is_err());
    assert!(Query::parse("INSERT DATA { a:x v:backs a:y }").is_err());
}

#[test]
fn brackets_without_end_and_long_chains_are_no_danger() {
    for (open, close) in [("(", ")"), ("!", ""), ("-", "")] {
        let question = format!("SELECT * {{ ?s ?p ?o FILTER({}1{}) }}", open.repeat(30_000), close.repeat(30_000));
        assert!(Query::parse(&question).is_err());
    }
    assert!(Query::parse(&"{".repeat(40)).is_err());
    let graph = chain();
    for step in ["?s v:retaliatedFor ?o . ", "{ ?s ?p ?o } UNION ", "OPTIONAL { ?s ?p ?o } "] {
        let question = format!("SELECT * {{ {} {{}} }}", step.repeat(2_000));
        if let Ok(query) = Query::parse(&question) {
            let _ = query.run(&graph, &Limits::default().rows(10));
        }
    }
    for link in ["/v:retaliatedFor", "|v:retaliatedFor"] {
        let question = format!("SELECT * {{ ?s v:retaliatedFor{} ?o }}", link.repeat(2_000));
        if let Ok(query) = Query::parse(&question) {
            let _ = query.run(&graph, &Limits::default().rows(10));
        }
    }
    for link in [" || ?s = ?o", " + 1", ", ?s"] {
        let question = format!("SELECT * {{ ?s v:retaliatedFor ?o FILTER(?s IN (?o){}) }}", link.repeat(2_000));
        if let Ok(query) = Query::parse(&question) {
            let _ = query.run(&graph, &Limits::default().rows(10));
        }
    }
}

#[test]
fn products_are_stopped() {
    let graph = graph();
    let product = "{ ?a ?p ?b . ?c ?q ?d . ?e ?r ?f . ?g ?s ?h }";
    let rows = Query::parse(&format!("SELECT * {product}")).unwrap().run(&graph, &Limits::default().rows(100)).unwrap();
    assert_eq!((rows.len(), rows.cut), (100, true));
    let hungry = [
        format!("SELECT (COUNT(*) AS ?n) {product}"),
        format!("SELECT DISTINCT ?a {product} ORDER BY ?h"),
        "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . { ?c ?q ?d } { ?e ?r ?f . ?g ?s ?h FILTER(?e != ?g) } }".to_owned(),
    ];
    for question in hungry {
        let query = Query::parse(&question).unwrap();
        let stopped = query.run(&graph, &Limits::none().statements(100_000));
        assert_eq!(stopped, Err(SparqlError::TooMuch { statements: 100_000 }), "{question}");
        let stopped = query.run(&graph, &Limits::none().time(Duration::ZERO));
        assert_eq!(stopped, Err(SparqlError::TimeOver { seconds: 0.0 }), "{question}");
    }
    let small = "SELECT ?who ?day { ?d schema:datePublished ?day . ?who v:kind \"state\" }";
    assert_eq!(ask(small).len(), 3 * ask("SELECT ?who { ?who v:kind \"state\" }").len(), "a product that is meant is made");
}

#[test]
fn no_other_server_is_asked() {
    let refused = sparql::ask(&graph(), "SELECT * { SERVICE <http://example.com/sparql> { ?s ?p ?o } }");
    assert!(matches!(refused, Err(SparqlError::NotOffered(_))), "{refused:?}");
}

#[test]
fn names_that_the_graph_lacks_are_told_with_the_nearest() {
    let answer = ask("SELECT ?who { a:houthi v:perpetratr ?who }");
    assert!(answer.is_empty());
    let told: Vec<(&str, Option<&str>)> = answer.unknown.iter().map(|it| (it.name.as_str(), it.nearest.as_deref())).collect();
    assert_eq!(told, [("a:houthi", Some("a:houthis")), ("v:perpetratr", Some("v:perpetrator"))]);
}

#[test]
fn every_prefix_is_known_without_declaration() {
    for (prefix, namespace) in reprisal::rdf::PREFIXES {
        let answer = ask(&format!("SELECT (STR({prefix}:x) AS ?iri) {{}}"));
        assert_eq!(rows_of(&answer), [format!("{namespace}x")]);
    }
}
