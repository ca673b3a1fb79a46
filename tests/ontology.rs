//! The shipped ontology, and loading of others.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use reprisal::Ontology;
use reprisal::ontology::{Found, Layers, OntologyError, Severity, Shipped, SourceFile, check};

const STATE: &str = r#"( actors: [ ( id: "atlantis", name: "Atlantis", kind: State, aliases: ["Kingdom of Átlantis"] ) ] )"#;

/// A new folder with the given files.
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("ontology").join(name);
    let _ = fs::remove_dir_all(&root);
    fs::create_dir_all(&root).unwrap();
    for (path, text) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    root
}

fn load(folder: &Path) -> Result<Ontology, OntologyError> {
    Ontology::load(&Layers { shipped: Shipped::Nothing, folders: vec![folder.to_owned()] })
}

fn ron_files(folder: &Path, found: &mut BTreeSet<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            ron_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "ron") {
            found.insert(path);
        }
    }
}

#[test]
fn the_shipped_files_are_those_of_the_folder() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut on_disk = BTreeSet::new();
    ron_files(&root.join("ontology"), &mut on_disk);
    let sources = Layers::default().read().unwrap();
    let embedded: BTreeSet<PathBuf> = sources.iter().map(|source| root.join(&source.path)).collect();
    assert_eq!(embedded, on_disk, "list every file of ontology/ in src/ontology/builtin.rs");
    assert_eq!(embedded.len(), sources.len());
}

#[test]
fn the_shipped_ontology_has_no_errors() {
    let found = check(&Layers::default().read().unwrap());
    let errors: Vec<String> =
        found.iter().filter(|finding| finding.severity() == Severity::Error).map(ToString::to_string).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    Ontology::builtin().unwrap();
}

#[test]
fn the_examples_of_the_guide_are_ontology_files() {
    let guide = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("ontology/README.md")).unwrap();
    let blocks: Vec<&str> = guide.split("```ron\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert!(blocks.len() >= 5);
    for block in blocks {
        Ontology::from_sources(&[SourceFile::new("README.md", block)]).unwrap();
    }
}

#[test]
fn a_folder_is_read_with_its_subfolders_and_only_for_ron_files() {
    let folder = folder("deep", &[("a/b/one.ron", STATE), ("notes.txt", "no RON"), (".hidden.ron", "("), (".git/two.ron", "(")]);
    let ontology = load(&folder).unwrap();
    assert_eq!(ontology.actors().len(), 1);
}

#[test]
fn a_later_folder_replaces_entries_of_an_earlier_one() {
    let first = folder("first", &[("a.ron", STATE)]);
    let second = folder("second", &[("a.ron", r#"( actors: [ ( id: "atlantis", name: "New Atlantis", kind: State ) ] )"#)]);
    let ontology = Ontology::load(&Layers { shipped: Shipped::Nothing, folders: vec![first, second] }).unwrap();
    assert_eq!(ontology.actor("atlantis").unwrap().name, "New Atlantis");
}

#[test]
fn a_folder_that_is_missing_or_empty_is_an_error_that_names_it() {
    let missing = load(Path::new("no/such/folder")).unwrap_err();
    assert_eq!(missing.to_string(), "no/such/folder: there is no such ontology folder");
    let empty = folder("empty", &[("readme.txt", "")]);
    let error = load(&empty).unwrap_err().to_string();
    assert_eq!(error, format!("{}: holds no ontology file; ontology files end in .ron", empty.display()));
}

#[test]
fn a_file_that_is_no_text_is_an_error_with_its_line() {
    let folder = folder("latin", &[("a.ron", "")]);
    fs::write(folder.join("a.ron"), b"// one\n// caf\xe9\n()").unwrap();
    let error = load(&folder).unwrap_err().to_string();
    assert!(error.ends_with("a.ron:2: is no UTF-8 text; save the file as UTF-8"), "{error}");
}

#[test]
fn a_byte_order_mark_does_no_harm() {
    let folder = folder("mark", &[("a.ron", &format!("\u{feff}{STATE}"))]);
    assert_eq!(load(&folder).unwrap().actors().len(), 1);
}

#[test]
fn a_typo_is_told_with_place_and_what_was_meant() {
    let source = SourceFile::new("mine.ron", "( actors: [\n  ( id: \"a\", name: \"A\", kind: Stat ) ] )");
    let error = Ontology::from_sources(&[source]).unwrap_err().to_string();
    assert_eq!(error, "mine.ron:2:31: `Stat` is no known kind; did you mean `State`?");
}

#[test]
fn a_missing_field_is_told_with_the_entry() {
    let source = SourceFile::new("mine.ron", "( places: [\n  ( id: \"a\", name: \"A\" ) ] )");
    let error = Ontology::from_sources(&[source]).unwrap_err().to_string();
    assert_eq!(error, "mine.ron:2:10: the field `kind` of `a` is missing (a place must have `kind`)");
}

#[test]
fn entries_are_found_by_id_name_and_alias() {
    let ontology = Ontology::from_sources(&[SourceFile::new("a.ron", STATE)]).unwrap();
    for name in ["atlantis", "ATLANTIS", "kingdom of atlantis", "Kingdom-of Atlantis"] {
        assert!(matches!(ontology.find(name)[..], [Found::Actor(actor)] if actor.id == "atlantis"), "{name}");
    }
    assert!(ontology.find("Lemuria").is_empty());
    assert_eq!(ontology.nearest_name("Atlants"), Some("atlantis"));
}

#[cfg(feature = "reader")]
#[test]
fn a_title_and_a_first_name_that_are_a_name_take_the_surname_with_them() {
    let file = r#"( actors: [
        ( id: "atlantis", name: "Atlantis", kind: State ),
        ( id: "ondo-maro", name: "Ondo Maro", kind: Person, principal: "atlantis", aliases: ["Prime Minister Ondo"], short: ["Maro"],
          leads: [(of: "atlantis", role: "prime minister")] ),
        ( id: "red-front", name: "Red Front", kind: ArmedGroup ),
    ] )"#;
    let folder = folder("titles", &[("a.ron", file)]);
    let ontology = Ontology::load(&Layers { shipped: Shipped::Language, folders: vec![folder] }).unwrap();
    let text = "Ondo Maro leads. Prime Minister Ondo Maro of Atlantis ordered an offensive against the Red Front.";
    let document = reprisal::DocumentReader::new(&ontology).text("test", text);
    let read = reprisal::Reader::new(&ontology).read(&document);
    let led = read.relations.iter().map(|relation| format!("{} {} {}", relation.subject, relation.predicate, relation.object));
    assert_eq!(led.collect::<Vec<_>>(), ["ondo-maro leads atlantis"]);
}
