//! Pictures: whatever the names are, what is written is DOT.

use reprisal::export::dot::{self, DotView, Options};
use reprisal::extraction::{
    ActorRecord, DocumentInfo, EXTRACTION_VERSION, Evidence, IncidentRecord, PlaceRecord, RelationRecord,
};
use reprisal::graph::{Actor, View};
use reprisal::investigate::Party;
use reprisal::{ActorKind, Extraction, IncidentKind, KnowledgeGraph, Modality, Origin, PlaceKind, Predicate};

/// What could end a label, and what Graphviz takes for more than text.
pub(super) const WORDS: &[&str] = &[
    "\"",
    "\\",
    "\\\"",
    "\\N",
    "\\l",
    "\n",
    "\r",
    "\t",
    "{",
    "}",
    "[",
    "]",
    "<",
    ">",
    "<b>",
    "&amp;",
    "&",
    "|",
    ";",
    "->",
    "--",
    "//",
    "/*",
    "#",
    "digraph",
    "label=",
    "\u{0}",
    "\u{1b}[31m",
    "\u{202e}",
    "é",
    "🚀",
    "حزب الله",
    "]]>",
    "</script>",
    "'",
    "`",
    "a",
    "Red Army",
    "=1+1",
    "../",
    "javascript:",
];

/// The views that can be drawn.
const VIEWS: [DotView; 5] = [DotView::Actors, DotView::Map, DotView::Around, DotView::Incidents, DotView::Chain];

/// Names, ids, titles and sentences of any text, one a field of the input (fields end with `\u{1e}`), make pictures that are DOT.
pub(super) fn holds(text: &str) {
    let graph = of_fields(text);
    super::is_kept(&graph);
    draws(&graph.everything());
}

/// Draws every view of a graph; each is DOT.
pub(crate) fn draws(view: &View) {
    let first = view.graph().nodes::<Actor>().next();
    let actor = first.map(|actor| Party::of(view.graph(), &actor.id));
    for which in VIEWS {
        let mut options = Options::new(which);
        options.actor = actor.as_ref();
        is_dot(&dot::draw(view, &options));
    }
}

/// Two actors and a place whose names, ids and sentences are the fields of a text.
pub(crate) fn of_fields(text: &str) -> KnowledgeGraph {
    let mut fields = text.split('\u{1e}');
    let mut next = || fields.next().unwrap_or("x").to_owned();
    let (one, two, place) = (next(), format!("{}2", next()), next());
    let (name, alias, title, source, sentence, weapon) = (next(), next(), next(), next(), next(), next());
    let evidence = Evidence {
        span: [0, sentence.len()],
        text: sentence,
        rule: "strike.verb".to_owned(),
        modality: Modality::Asserted,
        attributed_to: Some(two.clone()),
        voices: Vec::new(),
        confidence: 0.9,
    };
    let actor = |id: &str, principal: &str| ActorRecord {
        id: id.to_owned(),
        name: name.clone(),
        aliases: vec![alias.clone()],
        kind: ActorKind::ArmedGroup,
        principal: principal.to_owned(),
        origin: Origin::Discovered,
        mentions: Vec::new(),
    };
    let incident = |id: &str, who: &str, whom: &str, answers: &[&str]| IncidentRecord {
        id: id.to_owned(),
        kind: IncidentKind::ALL[0],
        perpetrators: vec![who.to_owned()],
        targets: vec![whom.to_owned()],
        places: vec![place.clone()],
        date: "2024-03-01".parse().ok(),
        until: None,
        killed: Some(3),
        wounded: None,
        weapon: Some(weapon.clone()),
        modality: Modality::Asserted,
        status: None,
        confidence: 0.9,
        attributed_to: Some(who.to_owned()),
        claimed_by: vec![who.to_owned()],
        denied_by: vec![whom.to_owned()],
        retaliates_for: answers.iter().map(|&id| id.to_owned()).collect(),
        evidence: vec![evidence.clone()],
    };
    let relation = RelationRecord {
        subject: one.clone(),
        predicate: Predicate::ALL[0],
        object: two.clone(),
        modality: Modality::Asserted,
        status: None,
        confidence: 0.9,
        evidence: vec![evidence.clone()],
    };
    let record = Extraction {
        version: EXTRACTION_VERSION,
        document: DocumentInfo { id: title.clone(), title: Some(title), source: Some(source), published: None, content: None },
        actors: vec![actor(&one, &one), actor(&two, &one)],
        places: vec![PlaceRecord {
            id: place.clone(),
            name: alias.clone(),
            kind: Some(PlaceKind::City),
            within: None,
            mentions: Vec::new(),
        }],
        incidents: vec![incident("i1", &one, &two, &[]), incident("i2", &two, &one, &["i1"])],
        relations: vec![relation],
    };
    KnowledgeGraph::from_extractions([&record])
}

/// Quotation marks are closed, brackets match outside of them, and nothing that no terminal or parser takes stands anywhere.
pub(crate) fn is_dot(text: &str) {
    let mut open = Vec::new();
    let (mut quoted, mut escaped) = (false, false);
    for c in text.chars() {
        assert!(!c.is_control() || matches!(c, '\n' | '\t'), "{c:?} in a picture:\n{text}");
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ if quoted => {}
            '{' | '[' => open.push(c),
            '}' => assert_eq!(open.pop(), Some('{'), "{text}"),
            ']' => assert_eq!(open.pop(), Some('['), "{text}"),
            _ => assert!(c.is_ascii(), "{c:?} outside of quotation marks:\n{text}"),
        }
    }
    assert!(!quoted && open.is_empty(), "something is not closed:\n{text}");
}
