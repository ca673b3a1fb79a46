//! How a document was read, by the library and from the command line.
#![cfg(feature = "reader")]

use std::sync::OnceLock;

use proptest::prelude::*;
use reprisal::explain::{Fate, NoEdge, Nobody, Outcome, Passed, ReadAs, Sentence, Stands, Tried, Unread, Why};
use reprisal::ontology::schema::Role;
use reprisal::{DocumentReader, Explanation, Ontology, Reader};

fn readers() -> &'static (DocumentReader, Reader<'static>) {
    static READERS: OnceLock<(DocumentReader, Reader<'static>)> = OnceLock::new();
    READERS.get_or_init(|| {
        let ontology = Ontology::builtin().unwrap();
        (DocumentReader::new(ontology), Reader::new(ontology))
    })
}

fn explain(text: &str) -> Explanation {
    let (documents, reader) = readers();
    reader.explain(&documents.text("test", text))
}

fn tried<'s>(sentence: &'s Sentence, word: &str) -> &'s Tried {
    sentence.tried.iter().find(|tried| tried.word == word).unwrap_or_else(|| panic!("{word} in {:#?}", sentence.tried))
}

fn with(tried: &Tried, role: Role) -> &[String] {
    tried.roles.iter().find(|filled| filled.role == role).map_or(&[], |filled| &filled.with)
}

#[test]
fn a_rule_that_fires_shows_its_roles_and_the_incident() {
    let explanation = explain("Israel bombed Hezbollah depots in Baalbek.");
    let sentence = &explanation.sentences[0];
    let bombed = tried(sentence, "bombed");
    assert_eq!(
        (with(bombed, Role::Agent), with(bombed, Role::Target)),
        (&["israel".to_owned()][..], &["hezbollah".to_owned()][..])
    );
    assert_eq!(with(bombed, Role::Place), ["baalbek"]);
    assert_eq!(bombed.outcome, Outcome::Incident { event: "e1".to_owned() });
    assert_eq!(sentence.told[0].fate, Fate::Incidents(vec!["i1".to_owned()]));
    assert_eq!(sentence.told[0].rule, explanation.extraction.incidents[0].evidence[0].rule);
    assert_eq!((explanation.incidents[0].id.as_str(), explanation.incidents[0].no_edge), ("i1", None));
}

#[test]
fn nobody_on_either_side_is_said_with_the_reason() {
    let explanation = explain("A drone hit the base.");
    let sentence = &explanation.sentences[0];
    let nobody: Vec<_> = sentence.groups.iter().map(|group| (group.text.as_str(), group.nobody)).collect();
    assert_eq!(nobody, [("A drone", Some(Nobody::NoOwner)), ("the base", Some(Nobody::NoOwner))]);
    assert_eq!(sentence.groups[1].why_nobody().as_deref(), Some("property without an owner"));
    let hit = tried(sentence, "hit");
    assert!(with(hit, Role::Agent).is_empty() && with(hit, Role::Target).is_empty());
    assert_eq!(with(hit, Role::Weapon), ["drone"]);
    assert_eq!(sentence.told[0].fate, Fate::NoSides);
    assert!(explanation.incidents.is_empty());
}

#[test]
fn a_rule_says_which_role_it_lacks() {
    let explanation = explain("It exploded in Tehran.");
    let hits = |tried: &&Tried| tried.rule == "weapon-hits.verb";
    let exploded = explanation.sentences[0].tried.iter().find(hits).expect("the rule was tried");
    let Outcome::Nothing { why: Why::Needs(roles) } = &exploded.outcome else { panic!("{exploded:#?}") };
    assert_eq!(roles, &[Role::Weapon]);
    assert!(exploded.roles.iter().any(|role| role.role == Role::Weapon && role.needed && role.with.is_empty()));
    assert!(explanation.extraction.incidents.is_empty());
}

#[test]
fn words_that_are_no_triggers_here_are_passed_over_with_the_reason() {
    let explanation = explain("The strike group left, and Iran said it was not a base (a strike).");
    let passed = &explanation.sentences[0].passed_over;
    let why =
        |word: &str| passed.iter().filter(|passed| passed.word == word).map(|passed| passed.why.clone()).collect::<Vec<_>>();
    assert!(why("strike").contains(&Passed::NotHead("The strike group".to_owned())), "{passed:#?}");
    assert!(why("strike").contains(&Passed::ReadAs(ReadAs::Aside)), "{passed:#?}");
    let explanation = explain("Did Israel strike Iran?");
    assert_eq!(explanation.sentences[0].unread, Some(Unread::Question));
    assert!(explanation.sentences[0].tried.is_empty());
}

#[test]
fn a_name_that_the_document_introduces_is_marked() {
    let explanation = explain("Khalil Nasir, a commander of Kataib Hezbollah, was killed in a US airstrike on Monday.");
    let mentions = &explanation.sentences[0].mentions;
    assert_eq!((mentions[0].actor.as_deref(), mentions[0].discovered), (Some("khalil-nasir"), true));
    assert!(mentions[1..].iter().all(|mention| !mention.discovered));
    let led = explanation.sentences[0].relations.iter().any(|relation| relation.subject == "khalil-nasir");
    assert!(led, "{:#?}", explanation.sentences[0].relations);
}

#[test]
fn a_sentence_without_a_trigger_is_not_parsed() {
    let sentence = &explain("It was quiet in Haifa.\n\nIsrael struck Iran.").sentences[0];
    assert_eq!((sentence.unread, sentence.parsed), (Some(Unread::NoTrigger), false));
    assert!(!sentence.words.is_empty() && sentence.words.iter().all(|word| word.tag.is_none() && word.head.is_none()));
    assert_eq!(sentence.mentions[0].place.as_deref(), Some("haifa"));
    let parsed = &explain("Israel struck Iran.").sentences[0];
    assert!(parsed.parsed && parsed.words.iter().filter(|word| word.head.is_none()).count() == 1);
    assert_eq!(parsed.words[1].lemma.as_deref(), Some("strike"));
}

#[test]
fn helpers_and_cues_say_what_they_changed() {
    let explanation = explain("Israel denied the attack on Iran. Iran attacked Israel in response to the raid on Tehran.");
    let denied = tried(&explanation.sentences[0], "denied");
    assert_eq!(denied.outcome, Outcome::Changed);
    assert_eq!(denied.changes[0].names, ["israel"]);
    let cue = explanation.sentences[1].cues.iter().find(|cue| !cue.changes.is_empty()).expect("a cue that links");
    assert_eq!(cue.text, "in response to");
    // The same sentences told again are the same incidents.
    let twice = explain("Israel struck Iran on Monday.\n\nThe strike on Iran by Israel was heavy.");
    assert_eq!(twice.incidents[0].sentences, [1, 2]);
    assert_eq!(twice.incidents[0].events, ["e1", "e2"]);
}

#[test]
fn an_incident_says_why_it_gives_no_edge_and_who_stands_in() {
    let explanation = explain("Hezbollah fighters were killed in a strike.");
    assert_eq!(explanation.incidents[0].no_edge, Some(NoEdge::NoPerpetrator));
    let stands: Vec<_> = explanation.incidents[0].stand_ins.iter().map(|one| (one.actor.as_str(), one.stands)).collect();
    assert_eq!(stands, [("hezbollah", Stands::Victim)]);
    assert_eq!(explain("Iran vowed to strike Israel.").incidents[0].no_edge, Some(NoEdge::Threatened));
}

#[test]
fn it_extracts_what_reading_extracts_and_survives_json() {
    let (documents, reader) = readers();
    for file in glob("examples/articles").into_iter().chain(glob("tests/fixtures")) {
        let Ok(text) = std::fs::read_to_string(&file) else { continue };
        let document = documents.text("test", text);
        let explanation = reader.explain(&document);
        let read = reader.read(&document);
        assert_eq!(explanation.extraction, read, "{}", file.display());
        let ids = |ids: Vec<&String>| ids.into_iter().cloned().collect::<Vec<_>>();
        let told = ids(explanation.incidents.iter().map(|incident| &incident.id).collect());
        assert_eq!(told, ids(read.incidents.iter().map(|incident| &incident.id).collect()));
        // What it says of sentences is what the evidence cites.
        for (incident, record) in explanation.incidents.iter().zip(&read.incidents) {
            let cited = record.evidence.iter().map(|evidence| evidence.span);
            let told = incident.sentences.iter().map(|number| explanation.sentences[number - 1].span);
            assert_eq!(sorted(cited), sorted(told), "{} of {}", incident.id, file.display());
        }
        let json = serde_json::to_string(&explanation).unwrap();
        assert_eq!(serde_json::from_str::<Explanation>(&json).unwrap(), explanation);
    }
}

fn sorted(spans: impl Iterator<Item = [usize; 2]>) -> Vec<[usize; 2]> {
    let mut spans: Vec<_> = spans.collect();
    spans.sort_unstable();
    spans
}

fn glob(folder: &str) -> Vec<std::path::PathBuf> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_explained_as_it_is_read(pieces in prop::collection::vec(prop_oneof![
        3 => prop::sample::select(vec![
            "Iran", "Hezbollah", "the group", "it", "struck", "attacks on", "was hit by", "in retaliation for", "after", "who",
            "denied", "Israel's", "-backed", "vowed to", "killing 3", "a drone", "blamed", ". ", ", ", "(", ")", "?", "\n\n", "“",
        ]).prop_map(str::to_owned),
        1 => any::<String>(),
    ], 0..40)) {
        let (documents, reader) = readers();
        let document = documents.text("test", pieces.join(" "));
        let explanation = reader.explain(&document);
        prop_assert_eq!(&explanation.extraction, &reader.read(&document));
        for sentence in &explanation.sentences {
            prop_assert_eq!(document.text.get(sentence.span[0]..sentence.span[1]), Some(sentence.text.as_str()));
        }
    }
}

#[cfg(feature = "cli")]
mod command {
    use crate::common::program::reprisal;

    fn run(arguments: &[&str], input: &str) -> (i32, String, String) {
        reprisal(&[&["explain", "--from", "text", "-"], arguments].concat()).reading(input).run().parts()
    }

    #[test]
    fn it_says_first_of_all_that_a_document_is_passed_over() {
        let peace = "The two sides met on the field. The visitors struck first and fired home from twenty metres in the end. ";
        let (_, out, _) = run(&[], &format!("{}Fans attacked the bench.", peace.repeat(6)));
        let head = out.lines().take(4).collect::<String>();
        assert!(head.contains("the document is passed over"), "{out}");
        assert!(out.contains("rule"), "what rules would make of it is shown: {out}");
    }

    #[test]
    fn it_says_why_there_is_no_edge() {
        let (status, out, _) = run(&[], "A drone hit the base.");
        assert_eq!(status, 0);
        assert!(out.contains("agent   – “A drone” (subject): nobody (a weapon without an owner)"), "{out}");
        assert!(out.contains("target  – “the base” (object): nobody (property without an owner)"), "{out}");
        assert!(out.contains("left out: neither side is known"), "{out}");
    }

    #[test]
    fn sentences_can_be_chosen_and_lines_fit() {
        let text =
            "Israel struck Hezbollah positions in the hills of southern Lebanon late on Monday. Nobody spoke. Iran hit back.";
        let (status, out, _) = run(&["--grep", "NOBODY", "--tree"], text);
        assert_eq!(status, 0);
        assert!(out.contains("[2] Nobody spoke.") && !out.contains("[1]") && !out.contains("[3]"), "{out}");
        let (_, out, _) = run(&["--sentence", "1", "--tree"], text);
        assert!(out.contains("nsubj") && out.contains("incident i1"), "{out}");
        assert!(out.lines().all(|line| line.chars().count() <= 80), "{out}");
        let (status, out, err) = run(&["--sentence", "9"], text);
        assert_eq!((status, out.as_str()), (1, ""));
        assert!(err.contains("3 sentences"), "{err}");
        assert_eq!(run(&["--json", "--tree"], text).0, 2);
    }

    #[test]
    fn json_has_one_object_a_document() {
        let (status, out, _) = run(&["--json", "--sentence", "1"], "Israel struck Iran. Iran hit back.");
        let whole: serde_json::Value = serde_json::from_str(&out).unwrap();
        assert_eq!(status, 0);
        assert_eq!(whole["version"], 1);
        assert_eq!(whole["sentences"].as_array().unwrap().len(), 1);
        let tried = whole["sentences"][0]["tried"].as_array().unwrap();
        assert!(tried.iter().any(|rule| rule["outcome"]["made"] == "incident"));
        assert_eq!(whole["sentences"][0]["told"][0]["fate"]["incidents"][0], "i1");
        assert_eq!(whole["extraction"]["incidents"][0]["perpetrators"][0], "israel");
    }
}
