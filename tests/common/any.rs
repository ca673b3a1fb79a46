//! Made-up graphs with everything that a graph can hold, for tests that write one and read it back: several documents that know
//! different things of one actor, deeds that are denied and threatened, voices, relations, corrections, facts of the ontology,
//! reports that are linked, and names that break whatever can be broken.

use proptest::prelude::*;
use reprisal::extraction::{
    ActorRecord, ContentHash, DocumentInfo, Evidence, IncidentRecord, PlaceRecord, RelationRecord, Voice,
};
use reprisal::graph::Corrections;
use reprisal::ontology::SourceFile;
use reprisal::{
    ActorKind, Extraction, IncidentKind, KnowledgeGraph, Modality, Ontology, Origin, PlaceKind, Predicate, Stance, Status,
};

/// Ids of actors; the ontology knows two of them.
pub(crate) const ACTORS: [&str; 6] = ["northland", "northland-army", "eastmark", "red brigade; #1", "50%\"<a>&", "ليبيا\u{2028}"];
const PLACES: [&str; 3] = ["riverton", "hill ford#2", "eastmark"];
const DOCUMENTS: [&str; 4] = ["wire", "daily#3", "far away.txt", "https://x.example/?a=1&b=2"];

/// Texts in which something is hard to write.
pub(crate) const TEXTS: [&str; 8] = [
    "They struck back.",
    "",
    "=HYPERLINK(\"http://evil.example\";\"click\")",
    "<script>alert('x')</script> ]]> &amp; --",
    "line\nbreak\r\ttab\u{0}\u{1b}[31m\u{7f}\u{85}\u{fffe}",
    "\u{202e}reversed\u{202c} كتائب حزب الله 🚀 \u{2028}\u{2029}",
    "back\\slash \\N \"quoted\" 'single' ; , | {} [] # %41",
    "She said: “No.”",
];

fn text() -> impl Strategy<Value = String> {
    prop::sample::select(TEXTS.to_vec()).prop_map(str::to_owned)
}

fn some_of(ids: &'static [&'static str]) -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(prop::sample::select(ids).prop_map(str::to_owned), 0..3)
}

fn one_of<T: Clone + std::fmt::Debug + 'static>(words: &'static [T]) -> impl Strategy<Value = T> {
    prop::sample::select(words)
}

fn voice() -> impl Strategy<Value = Voice> {
    (prop::option::of(one_of(&ACTORS)), text(), one_of(Stance::ALL)).prop_map(|(actor, words, stance)| {
        let mut word = Voice::new(words, stance);
        word.actor = actor.map(str::to_owned);
        word
    })
}

fn evidence() -> impl Strategy<Value = Evidence> {
    let words =
        (text(), one_of(&["strike.verb", "", "retaliate.noun"]), one_of(Modality::ALL), prop::option::of(one_of(&ACTORS)));
    (0..500usize, words, prop::collection::vec(voice(), 0..3), 0..=100u8).prop_map(
        |(start, (text, rule, modality, attributed_to), voices, confidence)| {
            let mut quote = Evidence::new(text, rule);
            quote.span = [start, start + quote.text.len()];
            quote.modality = modality;
            quote.attributed_to = attributed_to.map(str::to_owned);
            quote.voices = voices;
            quote.confidence = f32::from(confidence) / 100.0;
            quote
        },
    )
}

fn incident() -> impl Strategy<Value = IncidentRecord> {
    let date = || prop::option::of(one_of(&["2024-03-01", "2024-03-02", "2024-03", "2024", "2023-12-31"]));
    let sides = (some_of(&ACTORS), some_of(&ACTORS), some_of(&PLACES));
    let details = (one_of(IncidentKind::ALL), date(), date(), prop::option::of(0..40u32), prop::option::of(0..40u32));
    let word = (one_of(Modality::ALL), prop::option::of(one_of(Status::ALL)), 0..=100u8, prop::option::of(text()));
    let told = (prop::option::of(one_of(&ACTORS)), some_of(&ACTORS), some_of(&ACTORS));
    (sides, details, word, told, prop::collection::vec(evidence(), 0..3)).prop_map(
        |((perpetrators, targets, places), (kind, date, until, killed, wounded), word, told, evidence)| {
            let (modality, status, confidence, weapon) = word;
            let (attributed_to, claimed_by, denied_by) = told;
            let mut deed = IncidentRecord::new(String::new(), kind);
            deed.perpetrators = perpetrators;
            deed.targets = targets;
            deed.places = places;
            deed.date = date.map(|date| date.parse().unwrap());
            deed.until = until.map(|date| date.parse().unwrap());
            deed.killed = killed;
            deed.wounded = wounded;
            deed.weapon = weapon;
            deed.modality = modality;
            deed.status = status;
            deed.confidence = f32::from(confidence) / 100.0;
            deed.attributed_to = attributed_to.map(str::to_owned);
            deed.claimed_by = claimed_by;
            deed.denied_by = denied_by;
            deed.evidence = evidence;
            deed
        },
    )
}

fn relation() -> impl Strategy<Value = RelationRecord> {
    let sides = (one_of(&ACTORS), one_of(Predicate::ALL), one_of(&ACTORS));
    (sides, one_of(Modality::ALL), prop::collection::vec(evidence(), 0..3)).prop_map(
        |((subject, predicate, object), modality, evidence)| {
            let mut tie = RelationRecord::new(subject, predicate, object);
            tie.modality = modality;
            tie.confidence = 0.9;
            tie.evidence = evidence;
            tie
        },
    )
}

fn actor() -> impl Strategy<Value = ActorRecord> {
    let names = (one_of(&ACTORS), text(), prop::collection::vec(text(), 0..3));
    (names, one_of(ActorKind::ALL), one_of(&ACTORS), one_of(Origin::ALL)).prop_map(
        |((id, name, aliases), kind, principal, origin)| {
            let mut who = ActorRecord::new(id, name, kind);
            who.aliases = aliases;
            who.principal = principal.to_owned();
            who.origin = origin;
            who
        },
    )
}

fn place() -> impl Strategy<Value = PlaceRecord> {
    (one_of(&PLACES), text(), prop::option::of(one_of(PlaceKind::ALL)), prop::option::of(one_of(&PLACES))).prop_map(
        |(id, name, kind, within)| {
            let mut spot = PlaceRecord::new(id, name);
            spot.kind = kind;
            spot.within = within.map(str::to_owned);
            spot
        },
    )
}

/// One document; some deeds answer others.
pub(crate) fn document() -> impl Strategy<Value = Extraction> {
    let info = (one_of(&DOCUMENTS), prop::option::of(text()), prop::option::of(text()), prop::option::of(1..4i8), any::<bool>());
    let told = (prop::collection::vec(incident(), 0..4), prop::collection::vec(relation(), 0..3));
    (info, prop::collection::vec(actor(), 0..5), prop::collection::vec(place(), 0..3), told).prop_map(
        |((id, title, source, day, hashed), actors, places, (mut incidents, relations))| {
            for (at, incident) in incidents.iter_mut().enumerate() {
                incident.id = format!("i{}", at + 1);
                if at > 0 && incident.killed.is_some() {
                    incident.retaliates_for = vec![format!("i{at}"), "i9".to_owned()];
                }
            }
            let mut article = DocumentInfo::new(id);
            article.title = title;
            article.source = source;
            article.published = day.map(|day| jiff::civil::date(2024, 3, day));
            article.content = hashed.then(|| ContentHash::of(id));
            let mut said = Extraction::new(article);
            said.actors = actors;
            said.places = places;
            said.incidents = incidents;
            said.relations = relations;
            said
        },
    )
}

/// What the ontology knows: standing facts with and without dates.
fn ontology() -> Ontology {
    let text = r#"(
        actors: [
            (id: "northland", name: "Northland", kind: State, aliases: ["the North"]),
            (id: "northland-army", name: "Army", kind: Military, part_of: [(of: "northland", since: "2020", until: "2024-03-01")]),
            (id: "militia", name: "Militia", kind: ArmedGroup, backed_by: [(by: "northland", since: "2021-05")]),
            (id: "chief", name: "Chief", kind: Person, leads: [(of: "militia", role: "commander")]),
        ],
        places: [(id: "eastmark", name: "Eastmark", kind: Country), (id: "riverton", name: "Riverton", kind: City, within: "eastmark")],
    )"#;
    Ontology::from_sources(&[SourceFile { path: "any.ron".into(), text: text.to_owned(), layer: 0 }]).unwrap()
}

/// What people corrected; some of it applies to most graphs.
fn corrections() -> impl Strategy<Value = Corrections> {
    let all = [
        r#"drop(incident: "wire#i1", reason: "no attack")"#,
        r#"merge(incidents: ["wire#i2", "daily#3#i1"], reason: "one raid")"#,
        r#"split(incident: "wire#i1", reason: "another")"#,
        r#"redate(incident: "daily#3#i1", date: "2024-02", reason: "the ministry")"#,
        r#"reattribute(incident: "wire#i2", perpetrators: ["eastmark"], targets: [], reason: "claimed")"#,
        r#"pin(incident: "far away.txt#i1", killed: 3, reason: "the inquest")"#,
        r#"drop_relation(subject: "northland", predicate: backs, object: "eastmark", reason: "satire")"#,
    ];
    prop::sample::subsequence(all.to_vec(), 0..=4)
        .prop_map(|some| Corrections::parse(&format!("(corrections: [{}])", some.join(",")), "any.ron").unwrap())
}

/// A graph of several documents.
pub(crate) fn graph() -> impl Strategy<Value = KnowledgeGraph> {
    (prop::collection::vec(document(), 0..5), corrections(), any::<bool>()).prop_map(|(documents, corrections, standing)| {
        let mut graph = KnowledgeGraph::from_extractions(&documents);
        graph.correct(&corrections);
        if standing {
            graph.add_standing(&ontology());
        }
        graph
    })
}
