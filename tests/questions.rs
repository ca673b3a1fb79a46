//! Questions: what is understood, what is refused, and what is answered.

use reprisal::ontology::SourceFile;
use reprisal::query::{self, Answer, Names, Reason, Row, Search, Understood};
use reprisal::{Extraction, KnowledgeGraph, Ontology};

fn graph() -> KnowledgeGraph {
    let records: Vec<Extraction> =
        include_str!("fixtures/articles.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    KnowledgeGraph::from_extractions(&records)
}

fn ask(question: &str) -> Answer {
    query::ask(&graph(), question).unwrap_or_else(|refused| panic!("{question}: {refused}"))
}

/// The pairs of an answer as "who > whom".
fn pairs(question: &str) -> Vec<String> {
    let names = |actors: &[query::ActorName]| actors.iter().map(|actor| actor.name.clone()).collect::<Vec<_>>().join("+");
    ask(question).rows.iter().map(|row| format!("{} > {}", names(&row.who), names(&row.whom))).collect()
}

fn understood(question: &str) -> String {
    ask(question).understood
}

fn pattern(question: &str) -> String {
    ask(question).pattern
}

fn refused(question: &str) -> Reason {
    query::ask(&graph(), question).unwrap_err().reason
}

#[test]
fn who_retaliated_against_whom_is_answered_with_reason_day_sources_and_sentences() {
    let answer = ask("Who retaliated against whom?");
    let found = |row: &&Row| row.who[0].id == "united-states" && row.whom[0].id == "kataib-hezbollah";
    let row = answer.rows.iter().find(found).unwrap();
    assert_eq!(row.since.unwrap().to_string(), "2024-02-02");
    assert_eq!(row.sources, 2);
    assert_eq!(row.for_what, ["drone attack by Islamic Resistance in Iraq, Tower 22, 2024-01-28"]);
    assert!(row.evidence.iter().any(|source| source.text.contains("in retaliation for the drone attack")));
    assert_eq!(row.evidence[0].title.as_deref(), Some("US jets hit militia depots after deadly drone raid"));
    assert_eq!(
        pairs("who retaliated against whom"),
        ["United States > Iran", "United States > Kataib Hezbollah", "Israel > Houthis", "United States > Houthis"]
    );
}

#[test]
fn one_side_of_a_retaliation_can_be_asked_for() {
    assert_eq!(pairs("who retaliated against Kataib Hezbollah?"), ["United States > Kataib Hezbollah"]);
    assert_eq!(pairs("Whom did Israel retaliate against"), ["Israel > Houthis"]);
    assert_eq!(pairs("Did Israel retaliate against the Houthis?"), ["Israel > Houthis"]);
    assert!(pairs("did israel retaliate against Iran?").is_empty());
}

#[test]
fn threats_are_answers_only_when_asked_for() {
    let answer = ask("whom did Kataib Hezbollah retaliate against?");
    assert!(answer.rows.is_empty());
    assert_eq!(answer.readings[0].pattern, "kataib-hezbollah* retaliated-against ?; status any");
    assert_eq!(query::find(&graph(), &answer.readings[0].pattern).unwrap().rows.len(), 1);
    assert_eq!(ask("what did Kataib Hezbollah threaten?").rows.len(), 1);
}

#[test]
fn attacks_are_one_row_a_pair() {
    assert_eq!(pairs("who attacked the US?"), ["Islamic Resistance in Iraq > United States"], "two articles tell of one attack");
    assert_eq!(pairs("whom did the Houthis attack?"), ["Houthis > commercial shipping", "Houthis > Israel"]);
    let answer = ask("did America attack KH?");
    assert_eq!(answer.summary.unwrap(), "yes: 2 incidents, 2024-01-23 … 2024-02-02, told of in 2 of 3 documents");
    assert_eq!(answer.rows.len(), 2, "one row a deed");
    let row = &ask("who attacked KH?").rows[0];
    assert_eq!((row.incidents.len(), row.deeds, row.sources), (2, 2, 2));
    assert_eq!(ask("who attacked whom").rows.len(), 7);
}

#[test]
fn why_gives_the_deeds_that_were_answered() {
    let answer = ask("Why did Israel attack the Houthis?");
    assert_eq!(answer.understood, "why did Israel attack Houthis");
    assert_eq!(answer.rows[0].for_what, ["drone attack by Houthis, 2024-07-19"]);
    assert!(ask("why did the Houthis attack Israel?").rows.is_empty());
}

#[test]
fn backing_leading_and_membership_can_be_asked_from_both_sides() {
    assert_eq!(pairs("who backs whom?"), ["Iran > Kataib Hezbollah", "Iran > Houthis"]);
    assert_eq!(pairs("who backs Kataib Hezbollah?"), ["Iran > Kataib Hezbollah"]);
    assert_eq!(pairs("Whom does Iran support?"), ["Iran > Kataib Hezbollah", "Iran > Houthis"]);
    assert_eq!(pairs("does Iran back the Houthis?"), ["Iran > Houthis"]);
    assert_eq!(pairs("who leads the Hezbollah Brigades?"), ["Abu Hussein al-Hamidawi > Kataib Hezbollah"]);
    assert_eq!(pairs("what does Abu Hussein al-Hamidawi lead?"), ["Abu Hussein al-Hamidawi > Kataib Hezbollah"]);
    assert_eq!(pairs("what is KH part of?"), ["Kataib Hezbollah > Popular Mobilization Forces"]);
    assert_eq!(pairs("who is part of the PMF?"), ["Kataib Hezbollah > Popular Mobilization Forces"]);
}

#[test]
fn what_happened_in_a_place_includes_what_lies_within() {
    let places = |question: &str| -> Vec<String> { ask(question).rows.into_iter().flat_map(|row| row.places).collect() };
    assert_eq!(places("what happened in Iraq?").len(), 2);
    assert_eq!(places("what happened in Jordan?"), ["Tower 22"]);
    assert_eq!(places("What happened at Tower 22?"), ["Tower 22"]);
    assert_eq!(pairs("who attacked the US in Jordan?").len(), 1);
    assert!(pairs("who attacked the US in Yemen?").is_empty());
}

#[test]
fn time_narrows_the_answer_and_undated_deeds_are_counted() {
    assert_eq!(pairs("who retaliated against whom since July 2024?"), ["Israel > Houthis"]);
    assert_eq!(ask("who retaliated against whom since July 2024?").undated, 1);
    assert_eq!(pairs("who retaliated against whom until 2024-02").len(), 2);
    assert_eq!(pairs("who attacked the Houthis in 2024?"), ["Israel > Houthis"]);
    assert!(pairs("who attacked the Houthis in 2023?").is_empty());
    assert_eq!(pairs("who attacked Iran between January 2024 and 3 Feb 2024"), ["United States > Iran"]);
    assert!(pairs("who attacked Iran after February 2, 2024").is_empty());
    assert_eq!(understood("who attacked Iran before 2024-02-03"), "who attacked Iran until 2024-02-02");
}

#[test]
fn the_question_is_echoed_in_one_standing_form() {
    for (asked, echoed) in [
        ("  WHO   retaliated against WHOM ?", "who retaliated against whom"),
        ("who did the US attack?", "whom did United States attack"),
        ("what was attacked by Israel", "whom did Israel attack"),
        ("why were the Houthis attacked in July 2024?", "why was Houthis attacked in 2024-07"),
        ("Who commands \"Kataib Hezbollah\"?", "who leads Kataib Hezbollah"),
        ("is Kataib Hezbollah part of the PMF?", "is Kataib Hezbollah part of Popular Mobilization Forces"),
        ("what happened since 2024-03", "what happened since 2024-03"),
        (
            "whom did the islamic resistance in iraq attack in Jordan in January 2024?",
            "whom did Islamic Resistance in Iraq attack in Jordan in 2024-01",
        ),
    ] {
        assert_eq!(understood(asked), echoed, "{asked}");
        assert_eq!(understood(echoed), echoed, "the echo is understood as itself");
    }
}

#[test]
fn every_form_that_is_listed_is_understood_and_its_echo_is_understood_as_the_same() {
    assert!(query::forms().len() >= 30);
    for form in query::forms() {
        let question = form.replace('X', "Iran").replace('Y', "Israel").replace("PLACE", "Iraq");
        let answer = ask(&question);
        assert_eq!(pattern(&answer.understood), answer.pattern, "{form} is echoed as {}", answer.understood);
        assert!(answer.mended.is_empty(), "{form}: {:?}", answer.mended);
    }
}

#[test]
fn questions_mean_patterns() {
    for (question, meant) in [
        ("who retaliated against the US since 2024?", "? retaliated-against united-states* since 2024"),
        ("Who hit back at Iran in Iraq?", "? retaliated-against iran* in iraq"),
        ("who provoked Israel", "israel* provoked-by ?"),
        ("who responded to the Houthis?", "? provoked-by houthis*"),
        ("why did the US strike Kataib Hezbollah", "why united-states* attacked kataib-hezbollah*"),
        ("why was Iran bombed by America?", "why united-states* attacked iran*"),
        ("when did Israel hit the Houthis", "list israel* attacked houthis*"),
        ("where did the US attack Kataib Hezbollah", "count by place united-states* attacked kataib-hezbollah*"),
        ("what did Israel do in Yemen in July 2024", "list israel* attacked ? in yemen since 2024-07 until 2024-07"),
        ("what did Israel do in July 2024 in Yemen", "list israel* attacked ? in yemen since 2024-07 until 2024-07"),
        (
            "how many drone attacks on Israel per month since 2024",
            "count by month ? attacked israel* kind drone-attack since 2024",
        ),
        ("how many airstrikes were there in Yemen by place?", "count by place ? attacked ? kind airstrike in yemen"),
        ("how often did the US strike Kataib Hezbollah", "count united-states* attacked kataib-hezbollah*"),
        ("did Iran deny backing the Houthis", "whether iran* backs houthis* status denied|contested"),
        (
            "did Kataib Hezbollah deny any role in the attack on the US",
            "whether kataib-hezbollah* denied-attack-on united-states*",
        ),
        ("who claimed responsibility for the drone attack on Israel", "? claimed-attack-on israel* kind drone-attack"),
        ("what did Kataib Hezbollah threaten?", "list kataib-hezbollah* attacked ? status threatened"),
        ("who was behind the attack on Tower 22", "? attacked ? in tower-22"),
        ("who attacked Hodeidah in 2024", "? attacked ? in hodeidah since 2024 until 2024"),
        ("what followed the attack on the US", "list ? avenged united-states*"),
        // Of what kind the deed was that is answered, no pattern can say; so it is refused.
        ("what did the US do after the drone attack on Israel", ""),
        ("who attacked the US in Iraq and Jordan", "? attacked united-states* in iraq|jordan"),
        ("what did the US do after the attack on the US", "list united-states* avenged united-states*"),
        ("who attacked Israel and the US", "?x attacked israel*; ?x attacked united-states*"),
        ("who attacked Israel or the US", "? attacked israel*|united-states*"),
        ("who backs those who attacked Israel", "?x backs ?y; ?y attacked israel*"),
        ("which groups does Iran back", "iran* backs ?:armed-group|coalition"),
        ("which countries attacked Iran", "?:state attacked iran*"),
        ("who is the leader of Kataib Hezbollah?", "? leads kataib-hezbollah"),
        ("is Kataib Hezbollah a member of the PMF", "whether kataib-hezbollah part-of popular-mobilization-forces"),
        ("what happened on 28 January 2024", "list ? attacked ? since 2024-01-28 until 2024-01-28"),
    ] {
        let found = query::ask(&graph(), question).map(|answer| answer.pattern).unwrap_or_default();
        assert_eq!(found, meant, "{question}");
    }
}

#[test]
fn small_slips_are_forgiven_and_said() {
    for (question, meant, mended) in [
        ("who retailated against Iran", "? retaliated-against iran*", "read \"retailated\" as \"retaliated\""),
        ("who attacked Kataeb Hizbollah", "? attacked kataib-hezbollah*", "read \"Kataeb Hizbollah\" as \"Kataib Hezbollah\""),
        ("what hapened in Hodeida", "list ? attacked ? in hodeidah", "read \"hapened\" as \"happened\""),
    ] {
        let answer = ask(question);
        assert_eq!(answer.pattern, meant, "{question}");
        assert!(answer.mended.contains(&mended.to_owned()), "{:?}", answer.mended);
    }
    assert!(ask("who attacked Iran").mended.is_empty());
    assert!(matches!(refused("who attacked Irak"), Reason::Unknown(_)), "Iran and Iraq are too near to guess");
}

#[test]
fn people_and_things_of_a_state_stand_for_all_that_is_counted_to_it() {
    let file = r#"(actors: [(id: "united-states", name: "United States", kind: State, adjectives: ["American"], military: "us-military"),
        (id: "us-military", name: "US Armed Forces", kind: Military, principal: "united-states"), (id: "iraq", name: "Iraq", kind: State, adjectives: ["Iraqi"]),
        (id: "houthis", name: "Houthis", kind: ArmedGroup, adjectives: ["Houthi"])],
        generics: [(id: "forces", makes: Forces, nouns: ["force", "serviceman/servicemen"]), (id: "groups", makes: Group, nouns: ["militia", "fighter"]),
        (id: "parts", makes: Part, nouns: ["wing"])])"#;
    let ontology = Ontology::from_sources(&[SourceFile::new("a.ron", file)]).unwrap();
    let names = Names::of_graph(&graph()).with_ontology(&ontology);
    let pattern =
        |question: &str| Understood::read(question, &names).map(|read| read.query.to_string()).map_err(|error| error.to_string());
    assert_eq!(pattern("who attacked US forces in Iraq").unwrap(), "? attacked united-states* in iraq");
    assert_eq!(pattern("who attacked American servicemen?").unwrap(), "? attacked united-states*");
    assert_eq!(pattern("who attacked the US Armed Forces?").unwrap(), "? attacked united-states*");
    assert_eq!(pattern("who attacked Houthi fighters").unwrap(), "? attacked houthis*");
    assert_eq!(
        pattern("who attacked Iraqi militias").unwrap_err(),
        "no actor is known by the name \"Iraqi militias\": \"militias\" are groups with accounts of their own, and not all of them are told \
         apart; name one of them"
    );
    assert!(
        pattern("who attacked the American wing")
            .unwrap_err()
            .contains("name no actor by themselves; name who it is, or United States")
    );
}

#[test]
fn a_name_that_several_bear_is_refused_with_all_of_them() {
    let file = r#"(actors: [(id: "ali-red", name: "Ali Red", kind: Person, short: ["Ali"]), (id: "ali-blue", name: "Ali Blue", kind: Person, short: ["Ali"])])"#;
    let ontology = Ontology::from_sources(&[SourceFile::new("a.ron", file)]).unwrap();
    let names = Names::of_graph(&graph()).with_ontology(&ontology);
    let refused = Understood::read("who attacked Ali in Iraq?", &names).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "\"Ali\" can be any of these; ask with the id:\n  ali-blue  Ali Blue (in no document)\n  ali-red  Ali Red (in no document)"
    );
    assert_eq!(Understood::read("who attacked ali-red?", &names).unwrap().query.to_string(), "? attacked ali-red*");
}

#[test]
fn whether_is_answered_with_what_was_read_and_never_with_a_bare_no() {
    assert_eq!(ask("does Israel back Iran?").summary.unwrap(), "no statement of that in 3 documents");
    assert_eq!(ask("does Iran back the Houthis?").summary.unwrap(), "yes, in 1 of 3 documents");
    let threatened = ask("did Kataib Hezbollah attack the US?");
    assert_eq!(threatened.summary.as_deref(), Some("no statement of that in 3 documents"));
    assert_eq!(
        threatened.remarks(),
        ["only threatened, denied or taken back: 1 row, find 'whether kataib-hezbollah* attacked united-states*; status any'"]
    );
}

#[test]
fn names_are_found_whatever_their_accents_case_and_apostrophes() {
    for name in ["kata'ib hezbollah", "KATĀʾIB HEZBOLLAH", "Kataib-Hezbollah", "the Kataib Hezbollah", "kh", "Houthi"] {
        let asked = understood(&format!("who attacked {name}?"));
        assert!(asked.ends_with("Kataib Hezbollah") || asked.ends_with("Houthis"), "{asked}");
    }
}

#[test]
fn a_part_of_a_state_stands_for_itself_and_the_whole_is_pointed_to() {
    assert_eq!(pattern("who attacked the IRGC?"), "? attacked islamic-revolutionary-guard-corps");
    assert_eq!(pairs("who attacked the IRGC?"), ["United States > Islamic Revolutionary Guard Corps"]);
    assert_eq!(pairs("who attacked Iran?"), ["United States > Iran"]);
    let none = ask("whom did the IRGC attack?");
    assert!(none.rows.is_empty() && none.readings.is_empty());
}

#[test]
fn what_is_not_understood_is_refused_with_the_forms_that_are() {
    for question in ["", "?", "Will there be peace?", "who is to blame?", "🤷", "why?"] {
        let refused = query::ask(&graph(), question).unwrap_err();
        assert_eq!(refused.reason, Reason::Form { nearest: Vec::new() }, "{question}");
        assert!(refused.to_string().contains("who retaliated against whom?"));
    }
}

#[test]
fn what_is_nearly_understood_is_refused_with_the_nearest_forms() {
    let Reason::Form { nearest } = refused("why on earth would Iran retaliate?") else { panic!() };
    assert!(nearest.contains(&"why did X retaliate?".to_owned()), "{nearest:?}");
}

#[test]
fn an_unknown_name_is_refused_with_names_that_are_like_it() {
    let Reason::Unknown(unknown) = refused("who attacked Kataeb Hizbolla Iraq?") else { panic!() };
    assert_eq!((unknown.what, unknown.name.as_str()), ("actor", "Kataeb Hizbolla Iraq"));
    assert_eq!(unknown.suggestions[0], "Kataib Hezbollah");
    assert!(matches!(refused("who attacked Qwxz?"), Reason::Unknown(unknown) if unknown.suggestions.is_empty()));
    assert!(matches!(refused("what happened in Hodeidastan?"), Reason::Unknown(unknown) if unknown.suggestions == ["Hodeidah"]));
    assert_eq!(refused("who attacked Iran since last week"), Reason::Date { words: "last week".into() });
}

#[test]
fn names_of_the_ontology_are_known_too_and_its_facts_only_when_asked_for() {
    let file = r#"(actors: [(id: "badr", name: "Badr Organization", kind: ArmedGroup, adjectives: ["Badrist"], backed_by: [(by: "iran", since: "1982")]),
        (id: "iran", name: "Iran", kind: State, metonyms: ["Tehran"])])"#;
    let ontology = Ontology::from_sources(&[SourceFile::new("a.ron", file)]).unwrap();
    let mut graph = graph();
    let names = Names::of_graph(&graph).with_ontology(&ontology);
    let question = Understood::read("does Tehran back Badr Organization?", &names).unwrap();
    assert_eq!(question.query.to_string(), "whether iran* backs badr*");
    assert_eq!(Search::new(&graph, &names).ask(&question).summary.unwrap(), "no statement of that in 3 documents");
    graph.add_standing(&ontology);
    assert!(Search::new(&graph, &names).ask(&question).rows.is_empty());
    let answer = Search::new(&graph, &names).standing(true).ask(&question);
    assert_eq!((answer.rows.len(), answer.rows[0].sources), (1, 0));
    assert_eq!(answer.rows[0].standing[0].since.unwrap().to_string(), "1982");
    assert_eq!(answer.summary.unwrap(), "yes, but only the ontology says so, and none of 3 documents");
}

#[test]
fn answers_are_the_same_whatever_the_order_of_documents() {
    let mut records: Vec<Extraction> =
        include_str!("fixtures/articles.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    records.reverse();
    let turned = KnowledgeGraph::from_extractions(&records);
    for question in ["who retaliated against whom", "who attacked whom", "what happened", "who backs whom"] {
        assert_eq!(query::ask(&turned, question).unwrap(), ask(question));
    }
}

#[test]
fn hostile_questions_never_panic() {
    let graph = graph();
    let long = "did Iran in attack ".repeat(3000);
    for question in [
        long.as_str(),
        "who attacked \u{0}\u{202e}",
        "who attacked Iran in in in 2024",
        "since since",
        "between and",
        "in 2024",
        "who retaliated against whom in 9999-99",
        "why did did did",
        "who attacked whom since 0000 until 9999-12-31 after 9999-12-31",
    ] {
        let _ = query::ask(&graph, question);
    }
}
