//! Pictures: whatever the names are, what is written is DOT.

use reprisal::export::dot::{self, DotView, Options};
use reprisal::extraction::{ActorRecord, DocumentInfo, Evidence, IncidentRecord, PlaceRecord, RelationRecord};
use reprisal::graph::{Actor, View};
use reprisal::investigate::Party;
use reprisal::{ActorKind, Extraction, IncidentKind, KnowledgeGraph, Origin, PlaceKind, Predicate};

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
    let evidence = {
        let mut quote = Evidence::new(sentence, "strike.verb");
        quote.attributed_to = Some(two.clone());
        quote.confidence = 0.9;
        quote
    };
    let actor = |id: &str, principal: &str| {
        let mut who = ActorRecord::new(id, name.clone(), ActorKind::ArmedGroup);
        who.aliases = vec![alias.clone()];
        who.principal = principal.to_owned();
        who.origin = Origin::Discovered;
        who
    };
    let incident = |id: &str, who: &str, whom: &str, answers: &[&str]| {
        let mut deed = IncidentRecord::new(id, IncidentKind::ALL[0]);
        deed.perpetrators = vec![who.to_owned()];
        deed.targets = vec![whom.to_owned()];
        deed.places = vec![place.clone()];
        deed.date = "2024-03-01".parse().ok();
        deed.killed = Some(3);
        deed.weapon = Some(weapon.clone());
        deed.confidence = 0.9;
        deed.attributed_to = Some(who.to_owned());
        deed.claimed_by = vec![who.to_owned()];
        deed.denied_by = vec![whom.to_owned()];
        deed.retaliates_for = answers.iter().map(|&id| id.to_owned()).collect();
        deed.evidence = vec![evidence.clone()];
        deed
    };
    let relation = {
        let mut tie = RelationRecord::new(one.clone(), Predicate::ALL[0], two.clone());
        tie.confidence = 0.9;
        tie.evidence = vec![evidence.clone()];
        tie
    };
    let mut article = DocumentInfo::new(title.clone());
    article.title = Some(title);
    article.source = Some(source);
    let mut said = Extraction::new(article);
    said.actors = vec![actor(&one, &one), actor(&two, &one)];
    said.places = vec![{
        let mut spot = PlaceRecord::new(place.clone(), alias.clone());
        spot.kind = Some(PlaceKind::City);
        spot
    }];
    said.incidents = vec![incident("i1", &one, &two, &[]), incident("i2", &two, &one, &["i1"])];
    said.relations = vec![relation];
    KnowledgeGraph::from_extractions([&said])
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
