//! Looking into the graph: why, chains, path, timeline, show, compare and figures.

use reprisal::graph::{self, RollUp};
use reprisal::investigate::{self, Aside, Chains, Claim, Finding, NotFound, Page, Party, Period, Subject, Timeline};
use reprisal::ontology::SourceFile;
use reprisal::query::Names;
use reprisal::{Extraction, KnowledgeGraph, Ontology, Status};
use serde_json::{Value, json};

/// Actors of the tests. Deeds of the Red Corps count to Redland.
const ACTORS: [(&str, &str, &str); 6] = [
    ("redland", "Redland", "redland"),
    ("red-corps", "Red Corps", "redland"),
    ("blueland", "Blueland", "blueland"),
    ("green-front", "Green Front", "green-front"),
    ("grey-league", "Grey League", "grey-league"),
    ("white-guard", "White Guard", "white-guard"),
];

/// A document from lines such as "i2 2024-01-03 redland > blueland killed 3 answers i1 denied" and "redland backs green-front".
fn document(id: &str, published: &str, lines: &[&str]) -> Extraction {
    let (mut incidents, mut relations) = (Vec::new(), Vec::new());
    for line in lines {
        let words: Vec<&str> = line.split(' ').collect();
        let evidence = json!([{"span": [0, line.len()], "text": format!("{id} says: {line}."), "rule": "test.verb"}]);
        if let [subject, predicate @ ("backs" | "part_of" | "leads"), object] = words[..] {
            relations.push(json!({"subject": subject, "predicate": predicate, "object": object, "modality": "asserted", "evidence": evidence}));
            continue;
        }
        let after = |word: &str| words.iter().position(|other| *other == word).map(|at| words[at + 1]);
        let all = |actor: &str| if actor == "?" { json!([]) } else { json!(actor.split('+').collect::<Vec<_>>()) };
        let modality = ["denied", "threatened"].into_iter().find(|word| words.contains(word)).unwrap_or("asserted");
        let mut incident = json!({"id": words[0], "kind": after("kind").unwrap_or("attack"), "perpetrators": all(words[2]), "targets": all(words[4]),
            "modality": modality, "evidence": evidence, "places": after("in").into_iter().collect::<Vec<_>>(),
            "killed": after("killed").map(|number| number.parse::<u32>().unwrap()),
            "retaliates_for": after("answers").into_iter().collect::<Vec<_>>()});
        if words[1] != "-" {
            let (first, last) = words[1].split_once('…').unwrap_or((words[1], ""));
            incident["date"] = json!(first);
            incident["until"] = if last.is_empty() { Value::Null } else { json!(last) };
        }
        incidents.push(incident);
    }
    let actor = |(id, name, principal): &(&str, &str, &str)| json!({"id": id, "name": name, "kind": "state", "principal": principal, "origin": "ontology"});
    let actors: Vec<Value> = ACTORS.iter().map(actor).collect();
    let record = json!({"version": 1, "document": {"id": id, "title": format!("News of {id}"), "published": published},
        "actors": actors, "incidents": incidents, "relations": relations});
    serde_json::from_value(record).unwrap()
}

fn graph(documents: &[Extraction]) -> KnowledgeGraph {
    KnowledgeGraph::from_extractions(documents)
}

/// A feud over two documents.
fn feud() -> KnowledgeGraph {
    graph(&[
        document(
            "north",
            "2024-01-20",
            &[
                "i1 2024-01-01 green-front > blueland killed 3",
                "i2 2024-01-04 blueland > green-front killed 5 answers i1",
                "i3 2024-01-10 green-front > blueland answers i2",
                "i4 2024-01-15 red-corps > grey-league",
                "redland backs green-front",
            ],
        ),
        document(
            "south",
            "2024-02-20",
            &[
                "i1 2024-02-01 white-guard > redland threatened",
                "i2 - white-guard > grey-league denied",
                "i3 - grey-league > white-guard",
            ],
        ),
    ])
}

fn party(graph: &KnowledgeGraph, id: &str) -> Party {
    Party::of(graph, id)
}

fn why(graph: &KnowledgeGraph, subject: &str, claim: Claim, object: &str) -> investigate::Why {
    investigate::why(&graph.view(), &party(graph, subject), claim, &party(graph, object))
}

/// What is near, as "how: in words".
fn near(graph: &KnowledgeGraph, subject: &str, claim: Claim, object: &str) -> Vec<String> {
    let why = why(graph, subject, claim, object);
    assert!(why.findings.is_empty());
    let words = |finding: &Finding| match finding {
        Finding::Deed { deed, .. } => deed.described.clone(),
        Finding::Tie(tie) => tie.said(),
        _ => unreachable!(),
    };
    let how = |near: &investigate::Near| serde_json::to_value(near.how).unwrap().as_str().unwrap().to_owned();
    why.near.iter().map(|near| format!("{}: {}", how(near), words(&near.finding))).collect()
}

#[test]
fn why_gives_every_deed_with_its_sentences_and_what_it_answered() {
    let graph = feud();
    let why = why(&graph, "blueland", Claim::Attacked, "green-front");
    let [Finding::Deed { deed, answers, answered_by }] = why.findings.as_slice() else { panic!("{why:?}") };
    assert_eq!((deed.killed, deed.status, deed.documents, deed.sources), (Some(5), Status::Asserted, 1, 1));
    assert_eq!(deed.evidence[0].text, "north says: i2 2024-01-04 blueland > green-front killed 5 answers i1.");
    assert_eq!(deed.evidence[0].rule, "test.verb");
    assert_eq!(deed.first_reported.unwrap().to_string(), "2024-01-20");
    assert_eq!((answers[0].id.as_str(), answered_by[0].id.as_str()), ("north#i1", "north#i3"));
    assert!(why.near.is_empty());
}

#[test]
fn deeds_of_a_part_are_why_its_principal_did_something() {
    let graph = feud();
    assert_eq!(why(&graph, "redland", Claim::Attacked, "grey-league").findings.len(), 1);
    let named = graph.view().roll_up(RollUp::Named);
    let why = investigate::why(&named, &party(&graph, "redland"), Claim::Attacked, &party(&graph, "grey-league"));
    assert!(why.findings.is_empty(), "as named, Redland did nothing");
}

#[test]
fn where_nothing_is_found_the_nearest_is_shown() {
    let graph = feud();
    assert_eq!(
        near(&graph, "white-guard", Claim::Attacked, "redland"),
        ["threatened: attack by White Guard on Redland, 2024-02-01"]
    );
    assert_eq!(
        near(&graph, "white-guard", Claim::Attacked, "grey-league"),
        ["denied: attack by White Guard on Grey League", "other-way: attack by Grey League on White Guard"]
    );
    assert_eq!(near(&graph, "green-front", Claim::Backs, "redland"), ["other-way: Redland backs Green Front"]);
    assert_eq!(near(&graph, "red-corps", Claim::Backs, "green-front"), ["principal: Redland backs Green Front"]);
    assert_eq!(near(&graph, "redland", Claim::Leads, "green-front"), ["other-claim: Redland backs Green Front"]);
    assert_eq!(
        near(&graph, "redland", Claim::RetaliatedAgainst, "grey-league"),
        ["no-answer: attack by Red Corps on Grey League, 2024-01-15"]
    );
    assert!(near(&graph, "grey-league", Claim::Backs, "blueland").is_empty());
}

#[test]
fn an_answer_to_nobody_known_is_against_those_who_provoked_it() {
    let graph = graph(&[document(
        "d",
        "2024-01-09",
        &["i1 - blueland > redland", "i2 - redland > ? answers i1", "i3 - redland > grey-league answers i1"],
    )]);
    assert_eq!(why(&graph, "redland", Claim::RetaliatedAgainst, "blueland").findings.len(), 1);
    let graph =
        self::graph(&[document("d", "2024-01-09", &["i1 - blueland > redland", "i3 - redland > grey-league answers i1"])]);
    assert_eq!(near(&graph, "redland", Claim::RetaliatedAgainst, "blueland")[0], "provoked: attack by Redland on Grey League");
}

/// Chains as the ids of their deeds.
fn ids(chains: &Chains) -> Vec<String> {
    let ids = |chain: &investigate::Chain| chain.steps.iter().map(|step| step.deed.id.as_str()).collect::<Vec<_>>().join(" ");
    chains.chains.iter().map(ids).collect()
}

fn chains(lines: &[&str]) -> Chains {
    investigate::chains(&graph(&[document("d", "2024-03-01", lines)]).view(), None, 10)
}

#[test]
fn chains_follow_answers_and_count_the_days_between() {
    let graph = feud();
    let found = investigate::chains(&graph.view(), None, 10);
    assert_eq!(ids(&found), ["north#i1 north#i2 north#i3"]);
    let chain = &found.chains[0];
    let gaps: Vec<String> = chain.steps.iter().filter_map(|step| step.after).map(|gap| gap.to_string()).collect();
    assert_eq!((gaps, chain.span.unwrap().to_string()), (vec!["3 days".to_owned(), "6 days".to_owned()], "9 days".to_owned()));
    assert_eq!(chain.sides.each_ref().map(|side| side[0].name.as_str()), ["Green Front", "Blueland"]);
    let about = |id: &str| ids(&investigate::chains(&graph.view(), Some(&party(&graph, id)), 10));
    assert_eq!((about("blueland").len(), about("grey-league").len()), (1, 0));
}

#[test]
fn the_longest_chain_comes_first_and_none_is_part_of_another() {
    let found = chains(&[
        "i1 2024-01-01 redland > blueland",
        "i2 2024-01-02 blueland > redland answers i1",
        "i3 2024-01-03 redland > blueland answers i2",
        "i4 2024-01-03 blueland > redland answers i1",
        "i5 2023-01-01 grey-league > redland",
        "i6 2023-01-02 redland > grey-league answers i5",
    ]);
    assert_eq!(ids(&found), ["d#i1 d#i2 d#i3", "d#i5 d#i6", "d#i1 d#i4"], "then the earliest first");
    assert!(!found.more);
}

#[test]
fn an_answer_dated_before_what_it_answers_is_set_aside() {
    let found = chains(&[
        "i1 2024-01-09 redland > blueland",
        "i2 2024-01-02 blueland > redland answers i1",
        "i3 2024-01 blueland > redland answers i1",
    ]);
    assert_eq!(ids(&found), ["d#i1 d#i3"], "January may be late in January");
    let [aside] = found.set_aside.as_slice() else { panic!("{found:?}") };
    assert_eq!((aside.why, aside.gap.unwrap().to_string()), (Aside::TooEarly, "7 days earlier".to_owned()));
    let within = chains(&["i1 2024-01-01…2024-02-20 redland > blueland", "i2 2024-02-02 blueland > redland answers i1"]);
    assert_eq!(within.chains[0].steps[1].after.unwrap().to_string(), "0–32 days", "an answer to the first of many");
}

#[test]
fn circles_of_answers_end() {
    let found = chains(&[
        "i1 - redland > blueland answers i3",
        "i2 - blueland > redland answers i1",
        "i3 - redland > blueland answers i2",
    ]);
    assert_eq!((found.chains.len(), found.chains[0].steps.len()), (1, 3));
    assert_eq!(found.set_aside.iter().map(|aside| aside.why).collect::<Vec<_>>(), [Aside::Circle]);
    assert!(chains(&["i1 - redland > blueland answers i1"]).chains.is_empty());
}

#[test]
fn chains_are_bounded_however_they_branch() {
    // Twenty layers of two deeds that each answer both before them: a million chains.
    let mut record = document("d", "2024-03-01", &["i0 - redland > blueland"]);
    let start = record.incidents[0].clone();
    record.incidents.clear();
    for layer in 0..20 {
        for twin in ["a", "b"] {
            let mut incident = start.clone();
            incident.id = format!("{twin}{layer:02}");
            incident.retaliates_for =
                if layer == 0 { vec![] } else { ["a", "b"].map(|twin| format!("{twin}{:02}", layer - 1)).into() };
            record.incidents.push(incident);
        }
    }
    let found = investigate::chains(&graph(&[record]).view(), None, 5);
    assert_eq!((found.chains.len(), found.more), (5, true));
    assert!(found.chains.iter().all(|chain| chain.steps.len() == 20));
}

#[test]
fn a_very_long_chain_is_no_danger() {
    let mut record = document("d", "2024-03-01", &["i0 - redland > blueland"]);
    let start = record.incidents[0].clone();
    for at in 1..5000 {
        let mut incident = start.clone();
        incident.id = format!("i{at}");
        incident.retaliates_for = vec![format!("i{}", at - 1)];
        record.incidents.push(incident);
    }
    assert_eq!(investigate::chains(&graph(&[record]).view(), None, 1).chains[0].steps.len(), 5000);
}

/// The way from one actor to another in sentences.
fn path(graph: &KnowledgeGraph, from: &str, to: &str, via: &[Claim]) -> Option<Vec<String>> {
    let path = investigate::path(&graph.view(), &party(graph, from), &party(graph, to), via);
    path.hops.map(|hops| hops.into_iter().map(|hop| hop.said).collect())
}

#[test]
fn the_shortest_way_between_two_actors_is_found_in_either_direction() {
    let graph = feud();
    let way = ["Redland backs Green Front", "Green Front attacked Blueland"];
    assert_eq!(path(&graph, "redland", "blueland", &[]).unwrap(), way);
    let back = ["Green Front attacked Blueland", "Redland backs Green Front"];
    assert_eq!(path(&graph, "blueland", "redland", &[]).unwrap(), back);
    assert_eq!(path(&graph, "redland", "blueland", &[Claim::Backs]), None);
    assert_eq!(path(&graph, "redland", "redland", &[]).unwrap(), Vec::<String>::new());
    assert_eq!(path(&graph, "redland", "nobody", &[]), None);
    let parts = path(&graph, "grey-league", "green-front", &[Claim::Attacked, Claim::Backs]).unwrap();
    assert_eq!(parts, ["Red Corps attacked Grey League", "deeds of Red Corps count to Redland", "Redland backs Green Front"]);
    let hops = investigate::path(&graph.view(), &party(&graph, "green-front"), &party(&graph, "blueland"), &[]).hops.unwrap();
    assert_eq!((hops[0].deeds, hops[0].forward, hops[0].also.len(), hops[0].evidence.len()), (2, true, 3, 2));
}

fn days(timeline: &Timeline) -> Vec<String> {
    timeline.dated.iter().map(|deed| format!("{} {}", deed.when(), deed.id)).collect()
}

#[test]
fn a_timeline_is_in_the_order_of_time_with_what_has_no_date_apart() {
    let graph = feud();
    let all = investigate::timeline(&graph.view(), None);
    assert_eq!(days(&all), ["2024-01-01 north#i1", "2024-01-04 north#i2", "2024-01-10 north#i3", "2024-01-15 north#i4"]);
    assert_eq!(all.undated[0].id, "south#i3");
    let red = investigate::timeline(&graph.view(), Some(&party(&graph, "redland")));
    assert_eq!(days(&red), ["2024-01-15 north#i4"]);
}

#[test]
fn incidents_are_counted_by_month_with_the_empty_months_between() {
    let graph = graph(&[document(
        "d",
        "2024-06-01",
        &[
            "i1 2023-11-05 redland > blueland killed 2",
            "i2 2023-11 redland > blueland killed 1",
            "i3 2024-02-02 redland > blueland",
            "i4 2024 redland > blueland",
            "i5 - redland > blueland",
        ],
    )]);
    let timeline = investigate::timeline(&graph.view(), None);
    let rows = |period| -> Vec<String> {
        let when = |bucket: &investigate::Bucket| bucket.when.map_or("undated".to_owned(), |when| when.to_string());
        timeline.by(period).iter().map(|bucket| format!("{} {} {}", when(bucket), bucket.incidents, bucket.killed)).collect()
    };
    assert_eq!(rows(Period::Month), ["2023-11 2 3", "2023-12 0 0", "2024 1 0", "2024-01 0 0", "2024-02 1 0", "undated 1 0"]);
    assert_eq!(rows(Period::Year), ["2023 2 3", "2024 2 0", "undated 1 0"]);
}

#[test]
fn a_page_of_an_actor_tells_what_it_did_and_suffered_and_whom_it_is_tied_to() {
    let graph = feud();
    let Some(Page::Actor(page)) = investigate::show(&graph.view(), &Subject::Actor(party(&graph, "redland"))) else { panic!() };
    assert_eq!(page.parts.iter().map(|part| part.id.as_str()).collect::<Vec<_>>(), ["red-corps"]);
    assert_eq!((page.by.incidents, page.against.incidents, page.ties.len()), (1, 0, 1));
    assert_eq!(page.by.others[0].name, "Grey League");
    let Some(Page::Actor(page)) = investigate::show(&graph.view(), &Subject::Actor(party(&graph, "blueland"))) else { panic!() };
    assert_eq!((page.by.answers, page.by.killed, page.against.incidents, page.against.killed), (1, 5, 2, 3));
    assert_eq!(page.against.last.unwrap().to_string(), "2024-01-10");
}

#[test]
fn a_page_of_an_incident_sets_reports_that_differ_side_by_side() {
    let told = |id, killed| {
        document(id, "2024-01-04", &[&format!("i1 2024-01-02 redland > blueland in dover kind airstrike killed {killed}")])
    };
    let mut documents = [told("a", 12), told("b", 13), told("c", 13)];
    documents[1].incidents[0].perpetrators = vec!["red-corps".into()];
    let graph = graph(&documents);
    let page = investigate::show(&graph.view(), &Subject::Incident("b#i1".into()));
    let Some(Page::Incident(page)) = page else { panic!() };
    assert_eq!((page.deed.id.as_str(), page.reports.len(), page.joined.len()), ("a#i1", 3, 2), "one deed");
    // That one names the Red Corps and the others Redland is no difference.
    let [killed] = page.differences.as_slice() else { panic!("{:?}", page.differences) };
    let said: Vec<_> = killed.versions.iter().map(|version| (version.says.as_str(), version.reports.join(" "))).collect();
    assert_eq!(killed.detail, "killed");
    assert_eq!(said, [("13", "b#i1 c#i1".to_owned()), ("12", "a#i1".to_owned())]);
}

#[test]
fn a_page_of_a_document_tells_what_was_read_from_it() {
    let graph = feud();
    let Some(Page::Document(page)) = investigate::show(&graph.view(), &Subject::Document("south".into())) else { panic!() };
    let deeds: Vec<_> = page.deeds.iter().map(|deed| (deed.id.as_str(), deed.status.as_str())).collect();
    assert_eq!(deeds, [("south#i1", "threatened"), ("south#i2", "denied"), ("south#i3", "asserted")]);
    assert!(page.ties.is_empty() && page.deeds.iter().flat_map(|deed| &deed.evidence).all(|source| source.document == "south"));
    assert_eq!(investigate::show(&graph.view(), &Subject::Document("north.txt".into())), None);
}

#[test]
fn what_is_to_be_shown_is_found_by_id_name_file_or_title() {
    let mut graph = feud();
    graph.add(&document("news/east.txt", "2024-01-01", &[]));
    graph.add(&document("old/east.txt", "2024-01-01", &[]));
    graph.add(&document("news/west.txt", "2024-01-01", &[]));
    let names = Names::of_graph(&graph);
    let find = |typed: &str| Subject::find(&graph, &names, typed);
    assert_eq!(find("north#i2"), Ok(Subject::Incident("north#i2".into())));
    assert_eq!(find("south"), Ok(Subject::Document("south".into())));
    assert_eq!(find("west.txt"), Ok(Subject::Document("news/west.txt".into())));
    assert_eq!(find("west"), Ok(Subject::Document("news/west.txt".into())));
    assert_eq!(find("News of south"), Ok(Subject::Document("south".into())));
    assert_eq!(find("the red corps"), Ok(Subject::Actor(party(&graph, "red-corps"))));
    let Err(NotFound::Ambiguous { candidates, .. }) = find("east.txt") else { panic!() };
    assert_eq!(candidates, ["news/east.txt", "old/east.txt"]);
    let unknown = find("Gray League").unwrap_err().to_string();
    assert!(unknown.ends_with("did you mean Grey League?"), "{unknown}");
    assert!(find("north#i22").unwrap_err().to_string().contains("did you mean north#i2?"));
    assert!(find("front").unwrap_err().to_string().contains("did you mean Green Front"));
    assert!(find("").is_err());
}

#[test]
fn a_name_that_several_bear_lists_them() {
    let file = r#"(actors: [(id: "a", name: "Union Guard of A", kind: ArmedGroup, aliases: ["Union Guard"]),
        (id: "b", name: "Union Guard of B", kind: ArmedGroup, aliases: ["Union Guard"])])"#;
    let ontology = Ontology::from_sources(&[SourceFile::new("a.ron", file)]).unwrap();
    let graph = feud();
    let names = Names::of_graph(&graph).with_ontology(&ontology);
    let said = Party::find(&graph, &names, "Union Guard").unwrap_err().to_string();
    assert!(said.contains("Union Guard of A (a)") && said.contains("Union Guard of B (b)"), "{said}");
    assert_eq!(Party::find(&graph, &names, "b").unwrap().name, "Union Guard of B");
}

#[test]
fn compare_tells_what_a_new_batch_changed() {
    let old = feud();
    let mut new = feud();
    new.remove("south");
    new.replace(&document(
        "north",
        "2024-01-21",
        &[
            "i1 2024-01-01 green-front > blueland killed 4",
            "i2 2024-01-04 blueland > green-front killed 5 answers i1",
            "i3 2024-01-10 green-front > blueland",
            "i4 2024-01-15 grey-league > white-guard",
            "blueland backs grey-league",
        ],
    ));
    new.add(&document(
        "west",
        "2024-03-01",
        &["i1 2024-02-27 redland > blueland", "i2 2024-02-28 blueland > redland answers i1"],
    ));
    let found = investigate::compare(&old.view(), &new.view());
    let documents = |infos: &[reprisal::extraction::DocumentInfo]| infos.iter().map(|info| info.id.clone()).collect::<Vec<_>>();
    assert_eq!(documents(&found.documents_added), ["west"]);
    assert_eq!(documents(&found.documents_removed), ["south"]);
    assert_eq!(documents(&found.documents_changed), ["north"]);
    let ids = |deeds: &[investigate::Deed]| deeds.iter().map(|deed| deed.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&found.incidents_added), ["north#i4", "west#i1", "west#i2"], "another deed under an old number");
    assert_eq!(ids(&found.incidents_removed), ["north#i4", "south#i1", "south#i2", "south#i3"]);
    let [changed] = found.incidents_changed.as_slice() else { panic!("{:?}", found.incidents_changed) };
    let said: Vec<_> = changed.alterations.iter().map(|a| (a.detail, a.before.as_str(), a.after.as_str())).collect();
    assert_eq!((changed.deed.id.as_str(), said), ("north#i1", vec![("killed", "3", "4")]));
    assert_eq!(found.ties_added.iter().map(investigate::Tie::said).collect::<Vec<_>>(), ["Blueland backs Grey League"]);
    assert_eq!(found.ties_removed.iter().map(investigate::Tie::said).collect::<Vec<_>>(), ["Redland backs Green Front"]);
    assert_eq!(found.answers_added.iter().map(|link| link.answer.id.as_str()).collect::<Vec<_>>(), ["west#i2"]);
    assert_eq!(found.answers_removed.iter().map(|link| link.answer.id.as_str()).collect::<Vec<_>>(), ["north#i3"]);
    assert!(investigate::compare(&new.view(), &new.view()).is_empty());
}

#[test]
fn a_second_report_of_a_deed_changes_it_and_adds_none() {
    let told = |id, killed| {
        document(id, "2024-01-04", &[&format!("i1 2024-01-02 redland > blueland in dover kind airstrike killed {killed}")])
    };
    let old = graph(&[told("b", 12)]);
    // The incident takes the id of its first report, which is new.
    let new = graph(&[told("a", 13), told("b", 12)]);
    let found = investigate::compare(&old.view(), &new.view());
    assert!(found.incidents_added.is_empty() && found.incidents_removed.is_empty());
    let said: Vec<_> =
        found.incidents_changed[0].alterations.iter().map(|a| format!("{} {} {}", a.detail, a.before, a.after)).collect();
    assert_eq!(said, ["killed 12 13", "documents 1 2"]);
}

#[test]
fn figures_count_what_was_read() {
    let mut graph = feud();
    graph.add(&document("quiet", "2024-02-01", &[]));
    let stats = investigate::stats(&graph.view());
    assert_eq!((stats.documents, stats.silent, stats.incidents, stats.viewed), (3, 1, 7, 5));
    assert_eq!((stats.dated, stats.placed, stats.both_sides, stats.answers), (4, 0, 5, 2));
    let first = |counts: &[investigate::Count]| (counts[0].name.clone(), counts[0].count);
    assert_eq!(first(&stats.perpetrators), ("Green Front".into(), 2));
    assert_eq!(first(&stats.pairs), ("Green Front → Blueland".into(), 2));
    assert_eq!(first(&stats.published), ("2024-01".into(), 1));
    assert_eq!(stats.published.iter().map(|count| count.count).sum::<usize>(), 3);
}

#[test]
fn an_empty_graph_has_nothing_to_say_and_says_it() {
    let graph = KnowledgeGraph::new();
    let view = graph.view();
    let nobody = party(&graph, "nobody");
    assert!(investigate::chains(&view, None, 0).chains.is_empty());
    assert!(investigate::timeline(&view, Some(&nobody)).by(Period::Month).is_empty());
    assert_eq!(investigate::show(&view, &Subject::Actor(nobody.clone())), None);
    assert_eq!(investigate::path(&view, &nobody, &nobody, &[]).hops, None);
    for &claim in Claim::ALL {
        assert!(investigate::why(&view, &nobody, claim, &nobody).near.is_empty());
        assert_eq!(claim.as_str().parse::<Claim>(), Ok(claim));
    }
    assert_eq!("Part of".parse::<Claim>(), Ok(Claim::PartOf));
    assert!("attaked".parse::<Claim>().unwrap_err().to_string().ends_with("did you mean attacked?"));
    assert_eq!(investigate::stats(&view).documents, 0);
}

#[test]
fn the_graph_and_all_that_is_found_can_be_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<KnowledgeGraph>();
    shared::<graph::View>();
    shared::<graph::IncidentRef>();
    shared::<graph::Support>();
    shared::<Names>();
    shared::<reprisal::query::Answer>();
    shared::<investigate::Why>();
    shared::<investigate::Chains>();
    shared::<investigate::Path>();
    shared::<investigate::Timeline>();
    shared::<investigate::Page>();
    shared::<investigate::Comparison>();
    shared::<investigate::Stats>();
    let graph = feud();
    std::thread::scope(|scope| {
        let counts: Vec<usize> = (0..2)
            .map(|_| scope.spawn(|| investigate::timeline(&graph.view(), None).dated.len()))
            .map(|thread| thread.join().unwrap())
            .collect();
        assert_eq!(counts, [4, 4]);
    });
}

#[test]
fn everything_found_can_be_serialised() {
    let graph = feud();
    let view = graph.view();
    let (red, blue) = (party(&graph, "redland"), party(&graph, "blueland"));
    let why = serde_json::to_value(investigate::why(&view, &blue, Claim::Attacked, &party(&graph, "green-front"))).unwrap();
    assert_eq!(why["findings"][0]["deed"]["deed"]["killed"], 5);
    let chains = serde_json::to_value(investigate::chains(&view, None, 3)).unwrap();
    assert_eq!(chains["chains"][0]["steps"][1]["after"], json!({"least": 3, "most": 3}));
    let path = serde_json::to_value(investigate::path(&view, &red, &blue, &[])).unwrap();
    assert_eq!(path["hops"][0]["claim"], "backs");
    let page = serde_json::to_value(investigate::show(&view, &Subject::Actor(red))).unwrap();
    assert_eq!(page["actor"]["by"]["incidents"], 1);
    serde_json::to_string(&investigate::compare(&view, &KnowledgeGraph::new().view())).unwrap();
    serde_json::to_string(&investigate::stats(&view)).unwrap();
    serde_json::to_string(&investigate::timeline(&view, None)).unwrap();
}
