//! What comes from outside can do nothing to a terminal, a spreadsheet, a browser or a file system: articles, ids, names of files, ontologies
//! and corrections that try to, through every command and every export.
#![cfg(feature = "cli")]

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Sets the title of a window, colours, turns the direction, ends with what is active in eight bits.
const EVIL: &str = "\u{1b}]0;owned\u{7}\u{1b}[31;7;5m\u{202e}\u{9b}2J\u{8}\u{2066}";
/// Breaks out of what formats quote with.
const QUOTES: &str = "'\"`</script><script>alert(1)</script>]]>-->\\\r\n=1+1;{}\u{2028}";

struct Done {
    status: Option<i32>,
    out: Vec<u8>,
    err: String,
}

/// A folder of its own, with hostile things in it.
struct Scene(PathBuf);

impl Scene {
    fn new(name: &str) -> Scene {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("hostile").join(name).join("inside");
        let _ = fs::remove_dir_all(folder.parent().unwrap());
        fs::create_dir_all(&folder).unwrap();
        let scene = Scene(folder);
        scene.file("articles.jsonl", articles());
        scene.file("records.jsonl", include_str!("interchange/hostile.jsonl"));
        scene.file("told.jsonl", told());
        let done = scene.run(&["build", "told.jsonl", "records.jsonl", "articles.jsonl", "-o", "graph.json"]);
        assert_eq!(done.status, Some(0), "{}", done.err);
        scene
    }

    fn file(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.0.join(name), text).unwrap();
    }

    fn run<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Done {
        let output = Command::new(env!("CARGO_BIN_EXE_reprisal"))
            .args(arguments)
            .current_dir(&self.0)
            // Without it what writes to a pipe takes escapes out, which would hide them.
            .env("CLICOLOR_FORCE", "1")
            .env("COLUMNS", "100")
            .stdin(Stdio::null())
            .output()
            .unwrap();
        Done { status: output.status.code(), out: output.stdout, err: String::from_utf8_lossy(&output.stderr).into_owned() }
    }

    /// What a command writes for people, on both streams, is inert.
    fn is_inert(&self, arguments: &[&str]) -> Done {
        let done = self.run(arguments);
        for (stream, text) in [("stdout", &*String::from_utf8_lossy(&done.out)), ("stderr", &*done.err)] {
            if let Some(active) = active(text) {
                panic!("{arguments:?} writes {active:?} to {stream}:\n{}", text.escape_debug());
            }
        }
        assert!(done.status.is_some_and(|status| status <= 2), "{arguments:?}: {}", done.err);
        done
    }

    /// All files that lie beside the folder or in it.
    fn files(&self) -> BTreeSet<PathBuf> {
        let mut found = BTreeSet::new();
        let mut folders = vec![self.0.parent().unwrap().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                match path.is_dir() {
                    true => folders.push(path),
                    false => found.extend([path]),
                }
            }
        }
        found
    }
}

/// What in a text is more than text to a terminal: all but line breaks and the colours of the program itself, which are plain numbers.
fn active(text: &str) -> Option<String> {
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c != '\n' && is_active(c)) {
        let sequence = rest[at..].strip_prefix("\u{1b}[").and_then(|rest| rest.split_once('m')).map(|(codes, _)| codes);
        match sequence.filter(|codes| codes.chars().all(|c| c.is_ascii_digit() || c == ';')) {
            Some(codes) if codes != "31;7;5" => rest = &rest[at + 3 + codes.len()..],
            _ => return Some(rest[at..].chars().take(12).collect()),
        }
    }
    None
}

fn is_active(c: char) -> bool {
    c.is_control() || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Articles that are read, with everything around their text hostile.
fn articles() -> String {
    let ids = ["../../etc/x", "/etc/passwd", "..\\..\\x", "javascript:alert(1)", &format!("d{EVIL}"), &format!("d{QUOTES}\0")];
    let line = |(at, id): (usize, &&str)| {
        let text = format!(
            "Iran struck a base of the United States in Iraq on Monday, killing 3 soldiers, {EVIL} officials said.\n\nHezbollah \
             fired rockets at Israel{EVIL} on Tuesday in retaliation for the strike. The {QUOTES} Brigade, a militia backed by Iran, claimed an attack \
             on Haifa."
        );
        let title = format!("Strike {at} {EVIL} {QUOTES}");
        let source = if at % 2 == 0 {
            "javascript:alert(document.domain)".to_owned()
        } else {
            format!("https://x.example/{EVIL}{QUOTES}")
        };
        serde_json::json!({"id": id, "title": title, "source": source, "published": "2024-01-04", "text": text}).to_string()
    };
    ids.iter().enumerate().map(line).collect::<Vec<_>>().join("\n")
}

/// Records with hostile actors, as another program may write them.
fn told() -> String {
    let name = format!("Red{EVIL}{QUOTES}");
    let evidence = serde_json::json!([{"span": [0, 9], "text": format!("They {EVIL} struck {QUOTES}"), "rule": name, "modality": "asserted",
        "voices": [{"actor": name, "words": name, "stance": "says"}]}]);
    let actor = |id: &str| serde_json::json!({"id": id, "name": name, "aliases": [name], "kind": "armed-group", "principal": id, "origin": "discovered"});
    let incident = |id: &str, who: &str, whom: &str, answers: &[&str]| {
        serde_json::json!({"id": id, "kind": "airstrike", "perpetrators": [who], "targets": [whom], "places": [name], "date": "2024-01-03", "killed": 3,
            "weapon": name, "modality": "asserted", "claimed_by": [who], "denied_by": [whom], "attributed_to": whom,
            "retaliates_for": answers, "evidence": evidence, "confidence": 0.9})
    };
    let relation = serde_json::json!({"subject": "red", "predicate": "backs", "object": name, "modality": "asserted", "evidence": evidence, "confidence": 0.9});
    serde_json::json!({
        "version": 1,
        "document": {"id": format!("told{EVIL}"), "title": name, "source": name, "published": "2024-01-04"},
        "actors": [actor("red"), actor(&name)],
        "places": [{"id": name, "name": name, "kind": "city", "within": null}],
        "incidents": [incident("i1", "red", &name, &[]), incident(&format!("i{EVIL}"), &name, "red", &["i1"])],
        "relations": [relation],
    })
    .to_string()
}

#[test]
fn no_escape_sequence_of_an_article_reaches_a_terminal() {
    let scene = Scene::new("terminal");
    let mut commands: Vec<Vec<&str>> = vec![
        vec!["build", "told.jsonl", "articles.jsonl", "-o", "-"],
        vec!["extract", "articles.jsonl"],
        vec!["extract", "--part", "articles.jsonl"],
        vec!["explain", "articles.jsonl"],
        vec!["explain", "--tree", "articles.jsonl"],
        vec!["explain", "--json", "articles.jsonl"],
        vec!["show", "red", "graph.json"],
        vec!["show", "../../etc/x", "graph.json"],
        vec!["show", "iran", "graph.json"],
        vec!["path", "red", "iran", "graph.json"],
        vec!["compare", "told.jsonl", "graph.json"],
        vec!["ontology", "gaps", "articles.jsonl"],
        vec!["ontology", "gaps", "--json", "articles.jsonl"],
    ];
    for format in ["json", "jsonl", "csv", "md"] {
        commands.push(vec!["ask", "who attacked whom?", "graph.json", "--format", format]);
    }
    for command in [
        &["ask", "who attacked whom?"][..],
        &["ask", "who backs whom?"],
        &["find", "? retaliated-against ?"],
        &["find", "list ? attacked ?; status any"],
        &["why", "red", "backs", "iran"],
        &["chains"],
        &["timeline"],
        &["stats"],
    ] {
        commands.push([command, &["graph.json"]].concat());
        commands.push([command, &["graph.json", "--format", "md"]].concat());
    }
    let incidents = String::from_utf8(scene.run(&["find", "list ? attacked ?", "graph.json", "--format", "json"]).out).unwrap();
    let ids: Vec<&str> = incidents.split('"').filter(|word| word.contains("#i") && !word.contains('\\')).collect();
    commands.extend(ids.iter().take(3).map(|id| vec!["show", id, "graph.json"]));
    for command in &commands {
        scene.is_inert(command);
    }
}

#[test]
fn no_escape_sequence_reaches_a_terminal_with_what_is_said_of_mistakes() {
    let scene = Scene::new("mistakes");
    let named = format!("x{EVIL}").replace('/', "");
    scene.file("broken.json", format!("{{\"reprisal-graph\": 2, {EVIL}"));
    scene.file(
        "broken.jsonl",
        format!(
            "{{\"id\": \"{EVIL}\"\n{{\"id\": \"\\u001b[2J\", \"text\": 5}}\n{{\"text\": \"a\", \"published\": \"\\u001b[2J\"}}"
        ),
    );
    scene.file("broken.ron", format!("(corrections: [drop(incident: \"a{EVIL}\", {EVIL}"));
    let correction = format!("(corrections: [drop(incident: \"told{}#i9\", reason: \"{}\")])", ron(EVIL), ron(EVIL));
    scene.file("corrections.ron", correction);
    scene.file("style.ron", format!("(background: \"{EVIL}\")"));
    let strange = scene.0.join(&named);
    fs::write(&strange, "{").unwrap();
    let commands: &[&[&str]] = &[
        &["stats", "broken.json"],
        &["stats", "broken.jsonl"],
        &["extract", "--part", "broken.jsonl"],
        &["stats", "graph.json", "--corrections", "broken.ron"],
        &["stats", "graph.json", "--corrections", "corrections.ron"],
        &["dot", "graph.json", "--style", "style.ron"],
        &["dot", "graph.json", "--style", &named],
        &["ask", &named, "graph.json"],
        &["ask", &format!("who attacked {EVIL}?"), "graph.json"],
        &["find", &named, "graph.json"],
        &["find", &format!("? attacked \"{EVIL}\""), "graph.json"],
        &["show", &named, "graph.json"],
        &["why", &named, "backs", "iran", "graph.json"],
        &["why", "red", &named, "iran", "graph.json"],
        &["stats", &named],
        &["stats", &format!("missing{EVIL}")],
        &["stats", "graph.json", &format!("--{EVIL}")],
        &["stats", "graph.json", "--since", EVIL],
        &[EVIL],
        &["remove", "graph.json", &named, "-o", "other.json"],
        &["import", "nquads", &named, "-o", "other.json"],
        &["import", "node-link", &named, "-o", "other.json"],
        &["build", "graph.json", "-o", &format!("missing/{EVIL}")],
        &["build", "graph.json", "-o", &format!("{named}.json")],
        &["ontology", "show", &named],
        &["ontology", "list", "--kind", &named],
        &["ontology", "test", "--filter", &named],
        &["--ontology", &named, "ontology", "list"],
    ];
    for command in commands {
        scene.is_inert(command);
    }
}

/// Characters as RON writes them in a string.
fn ron(text: &str) -> String {
    text.chars().map(|c| format!("\\u{{{:x}}}", u32::from(c))).collect()
}

#[test]
fn no_escape_sequence_of_an_ontology_reaches_a_terminal() {
    let scene = Scene::new("ontology");
    let name = format!("Evil {}", ron(EVIL));
    let actor =
        |id: &str, more: &str| format!("(id: \"{id}\", name: \"{name}\", kind: ArmedGroup, aliases: [\"{name} Front\"]{more})");
    let sound = format!(
        "(actors: [{}], places: [(id: \"evil-town\", name: \"{name}\", kind: City)], \
         triggers: [(id: \"zap\", lemmas: [\"zap\"], pos: Verb, incident: Attack, examples: [(\"{name} zapped Iran.\", [\"{name}\"])])])",
        actor("evil", "")
    );
    let folder = format!("o{EVIL}").replace('/', "");
    fs::create_dir(scene.0.join(&folder)).unwrap();
    scene.file(&format!("{folder}/sound{EVIL}.ron"), sound);
    for (at, wrong) in [
        format!("(actors: [{} {EVIL}", actor("evil", "")),
        format!("(actors: [{}], {EVIL}: 3)", actor("evil", "")),
        format!("(actors: [{}, {}])", actor("evil", ", principal: \"\\u{1b}[2J\""), actor("evil", "")),
        "(actors: [(id: \"evil\", name: \"a\", kind: Armed\u{1b}Group)])".to_owned(),
        format!("(actors: [(id: \"ev{}\", name: \"a{EVIL}\", kind: State, principal: \"ev{}x\")])", ron(EVIL), ron(EVIL)),
        format!("(triggers: [(id: \"zap{}\", lemmas: [\"{name}\"], pos: Verb, incident: Attack, examples: [(\"{EVIL}\", [\"{EVIL}\"])])])", ron(EVIL)),
    ]
    .into_iter()
    .enumerate()
    {
        scene.file(&format!("wrong-{at}.ron"), wrong);
        let own = format!("wrong-{at}.ron");
        scene.is_inert(&["ontology", "check", &own]);
        scene.is_inert(&["stats", "articles.jsonl", "--ontology", &own]);
    }
    for command in [
        &["ontology", "check", &folder][..],
        &["ontology", "test", &folder, "--verbose"],
        &["ontology", "--ontology", &folder, "show", "evil"],
        &["ontology", "--ontology", &folder, "show", "evil-town"],
        &["ontology", "--ontology", &folder, "show", "evilx"],
        &["ontology", "--ontology", &folder, "list"],
        &["ontology", "--ontology", &folder, "list", "triggers"],
        &["explain", "articles.jsonl", "--ontology", &folder],
        &["ask", "who attacked whom?", "articles.jsonl", "--ontology", &folder],
    ] {
        scene.is_inert(command);
    }
}

#[test]
fn no_export_hands_a_control_character_on() {
    let scene = Scene::new("exports");
    let formats =
        ["evidence-csv", "node-link", "cytoscape", "graphml", "gexf", "turtle", "nquads", "stix", "ftm", "events-csv", "cypher"];
    let mut outputs: Vec<(String, String)> = Vec::new();
    for format in formats {
        let done = scene.run(&["export", "graph.json", "--to", format]);
        assert_eq!(done.status, Some(0), "{format}: {}", done.err);
        assert_eq!(active(&done.err), None);
        outputs.push((format.to_owned(), String::from_utf8(done.out).unwrap()));
    }
    for view in ["actors", "incidents", "chain", "map"] {
        let done = scene.run(&["dot", "graph.json", "--view", view]);
        assert_eq!(done.status, Some(0), "{view}: {}", done.err);
        outputs.push((format!("dot {view}"), String::from_utf8(done.out).unwrap()));
    }
    assert_eq!(scene.run(&["page", "graph.json", "-o", "page.html"]).status, Some(0));
    let page = fs::read_to_string(scene.0.join("page.html")).unwrap();
    assert!(!page.contains("<script>alert"));
    for scheme in ["href=\"javascript:", "src=\"javascript:", "href='javascript:"] {
        assert!(!page.contains(scheme));
    }
    outputs.push(("page".to_owned(), page));
    // Programs read these: tabs and the direction of writing are theirs to show.
    let control = |c: char| c.is_control() && !matches!(c, '\n' | '\t' | '\r');
    let active: Vec<(&str, char)> =
        outputs.iter().filter_map(|(format, text)| Some((format.as_str(), text.chars().find(|&c| control(c))?))).collect();
    assert_eq!(active, Vec::new());
}

#[test]
fn no_id_leads_out_of_the_folder_that_is_written() {
    let scene = Scene::new("folder");
    let before = scene.files();
    let written = |path: &str| scene.0.join(path);
    for command in [
        &["export", "graph.json", "--to", "neo4j-csv", "-o", "neo4j"][..],
        &["extract", "articles.jsonl", "-o", "records.out"],
        &["extract", "--part", "articles.jsonl", "-o", "part.out"],
        &["extract", "--resume", "articles.jsonl", "-o", "resumed.out"],
        &["page", "graph.json", "-o", "page.html"],
        &["dot", "graph.json", "-o", "graph.dot"],
        &["build", "graph.json", "-o", "again.json"],
    ] {
        let done = scene.run(command);
        assert_eq!(done.status, Some(0), "{command:?}: {}", done.err);
    }
    let new: BTreeSet<PathBuf> = scene.files().difference(&before).cloned().collect();
    let named: BTreeSet<PathBuf> =
        ["records.out", "part.out", "resumed.out", "page.html", "graph.dot", "again.json"].into_iter().map(written).collect();
    let folder = written("neo4j");
    let others: Vec<&Path> =
        new.iter().map(PathBuf::as_path).filter(|path| !named.contains(*path) && path.parent() != Some(&folder)).collect();
    assert_eq!(others, Vec::<&Path>::new());
    assert!(named.is_subset(&new));
    assert!(
        new.iter()
            .filter(|path| path.parent() == Some(&folder))
            .all(|path| { path.extension().is_some_and(|extension| extension == "csv" || extension == "md") })
    );
}
