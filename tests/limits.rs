//! A document that is no article costs no more than a long one: it is skipped or read in part, that is told, and the others are read.

#![cfg(feature = "cli")]

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use crate::common::program::reprisal;

/// Before and after the poison.
const SOUND: &str = "{\"id\": \"sound\", \"text\": \"Israel bombed Hezbollah on Monday.\"}\n";

fn file(name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("limits");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    fs::write(&path, bytes).unwrap();
    path
}

/// Exit status, standard output and standard error.
fn run(command: &str, path: &Path, arguments: &[&str]) -> (i32, String, String) {
    reprisal(&[&[command, path.to_str().unwrap()], arguments].concat()).run().parts()
}

/// What comes of a record of this text between two sound ones: its extraction, if there is one, and what is told of it.
fn poisoned(name: &str, text: &str, arguments: &[&str]) -> (i32, Option<serde_json::Value>, String) {
    let line = serde_json::json!({"id": "poison", "published": "2024-02-01", "text": text});
    between(name, &line.to_string(), arguments)
}

fn between(name: &str, line: &str, arguments: &[&str]) -> (i32, Option<serde_json::Value>, String) {
    let path = file(name, format!("{SOUND}{line}\n{SOUND}"));
    let (status, out, err) = run("extract", &path, arguments);
    let lines: Vec<&str> = out.lines().collect();
    assert!(lines.len() >= 2, "{name}: {err}");
    assert_eq!(lines[0], lines[lines.len() - 1], "{name}: the sound ones are read alike");
    assert!(lines[0].contains("\"id\":\"sound\"") && lines[0].contains("airstrike"), "{name}: {}", lines[0]);
    let poison = (lines.len() == 3).then(|| serde_json::from_str(lines[1]).unwrap());
    (status, poison, err)
}

fn incidents(extraction: Option<&serde_json::Value>) -> usize {
    extraction.unwrap()["incidents"].as_array().unwrap().len()
}

#[test]
fn a_document_that_is_too_long_is_skipped() {
    let (status, read, err) = poisoned("long.jsonl", &"Israel struck Iran. ".repeat(200), &["--longest-document", "2K"]);
    assert_eq!((status, read), (1, None));
    assert!(err.contains("long.jsonl:2: it is longer than 2048 bytes, too long for one article; split it"), "{err}");
    assert!(err.contains("summary: 2 read, 1 skipped"), "{err}");
}

#[test]
fn a_long_text_is_read_in_part() {
    let text = format!("{}Iran bombed Israel.", "Israel bombed Hezbollah. ".repeat(100));
    let (status, read, err) = poisoned("text.jsonl", &text, &["--longest-text", "1000"]);
    assert_eq!(status, 1);
    assert!(err.contains("cut: poison: of its 2519 bytes of text only the first 999 were read; see --longest-text"), "{err}");
    assert!(err.contains("summary: 3 read (1 of them in part), 0 skipped"), "{err}");
    let read = read.unwrap().to_string();
    assert!(read.contains("hezbollah") && !read.contains("\"iran\""), "{read}");
    // Letters of several bytes, and no place to cut.
    let (status, read, err) = poisoned("letters.jsonl", &"ü".repeat(2000), &["--longest-text", "1001"]);
    assert_eq!((status, incidents(read.as_ref())), (1, 0));
    assert!(err.contains("only the first 1000 were read"), "{err}");
    let (status, read, err) = poisoned("whole.jsonl", &text, &["--longest-text", "0"]);
    assert_eq!(status, 0, "{err}");
    assert!(read.unwrap().to_string().contains("\"iran\""));
}

#[test]
fn sentences_after_the_last_name_that_is_followed_are_left_unread() {
    let letters = |number: usize| char::from(b'a' + u8::try_from(number).unwrap());
    let mut text = String::new();
    for number in 0..12 {
        let letter = letters(number);
        write!(text, "Commander Kar{letter}m Nas{letter}d struck Israel. ").unwrap();
    }
    let (status, read, err) = poisoned("names.jsonl", &text, &["--most-names", "5"]);
    assert_eq!(status, 1);
    assert!(
        err.contains(
            "of its 12 sentences only the first 5 were read, since they name 5 that the ontology lacks; see --most-names"
        ),
        "{err}"
    );
    let read = read.unwrap().to_string();
    assert!(read.contains("Karam Nasad") && !read.contains("Karfm Nasfd"), "{read}");
    assert_eq!(poisoned("names.jsonl", &text, &["--most-names", "12"]).0, 0, "as many as may be");
}

#[test]
fn sentences_after_the_last_deed_that_counts_are_left_unread() {
    let mut text = String::new();
    for number in 2..42 {
        write!(text, "Israel bombed Hezbollah, killing {number} people. ").unwrap();
    }
    let (status, read, err) = poisoned("deeds.jsonl", &text, &["--most-deeds", "10"]);
    assert_eq!(status, 1);
    assert!(
        err.contains("sentences only the first 10 were read, since they tell of 10 deeds already; see --most-deeds"),
        "{err}"
    );
    assert_eq!(incidents(read.as_ref()), 10);
    let (status, read, err) = poisoned("deeds.jsonl", &text, &[]);
    assert_eq!((status, incidents(read.as_ref())), (0, 40), "{err}");
}

#[test]
fn what_is_cut_is_told_by_every_command_that_reads() {
    let path = file("told.txt", "Israel bombed Hezbollah. ".repeat(100));
    let graph = file("told.json", "");
    let graph = graph.to_str().unwrap();
    for (command, more) in [("build", vec!["-o", graph]), ("explain", vec![]), ("stats", vec![]), ("timeline", vec![])] {
        let arguments: Vec<&str> = more.into_iter().chain(["--longest-text", "1000"]).collect();
        let (status, _, err) = run(command, &path, &arguments);
        assert_eq!(status, 1, "{command}: {err}");
        assert!(err.contains("only the first 999 were read"), "{command}: {err}");
    }
    let (status, _, err) = run("extract", &path, &["--longest-text", "12 parsecs"]);
    assert_eq!(status, 2);
    assert!(err.contains("write a number of bytes"), "{err}");
}

#[test]
fn nesting_without_end_is_refused_or_read_in_bounded_room() {
    let deep = "[".repeat(200_000);
    let lines = [deep.clone(), "{\"a\":".repeat(100_000), format!("{{\"id\": \"x\", \"text\": \"Israel.\", \"more\": {deep}")];
    for line in lines {
        let (status, read, err) = between("nested.jsonl", &line, &[]);
        assert_eq!((status, read), (1, None));
        assert!(err.contains("nested.jsonl:2: this is no JSON (recursion limit"), "{err}");
    }
    for text in
        ["(".repeat(100_000), "“".repeat(50_000), "said that Iran said ".repeat(2_000), "Iran, which hit Iran, ".repeat(2_000)]
    {
        let (status, read, err) = poisoned("brackets.jsonl", &text, &["--longest-text", "40K"]);
        assert!(read.is_some() && status <= 1, "{err}");
    }
}

#[test]
fn sentences_and_words_without_end_are_read() {
    let endless = [
        "struck Iran the base of ".repeat(2_000),
        "a ".repeat(20_000),
        "U.".repeat(20_000),
        "a-".repeat(20_000),
        "A".repeat(200_000),
    ];
    for text in endless.into_iter().chain([
        "e\u{301}\u{301}\u{301}".repeat(9_000),
        "Iran, Israel, ".repeat(2_000),
        "- Iran\n".repeat(9_000),
    ]) {
        let (status, read, err) = poisoned("endless.jsonl", &text, &["--longest-text", "0"]);
        assert!(status == 0 && read.is_some(), "{}: {err}", &text[..10]);
    }
}

#[cfg(feature = "html")]
#[test]
fn pages_that_nest_or_run_on_without_end_are_refused() {
    let article =
        "<p>Israel bombed Hezbollah on Monday, and the people of the town fled to the hills, where they stayed.</p>".repeat(9);
    let page = |before: &str| format!("<html><body>{before}{article}</body></html>");
    let marks: String = (0..5_000).map(|number| format!("<b a{number}>")).collect();
    let attributes: String = (0..30_000).map(|number| format!(" a{number}=1")).collect();
    let poisons = [
        ("deep", page(&"<div>".repeat(20_000)), "nested more than 512 deep"),
        ("marks", page(&"<b><i><u><font>".repeat(5_000)), "nested more than 512 deep"),
        ("table", page(&"<table><tr><td>".repeat(2_000)), "nested more than 512 deep"),
        ("wide", page(&"<hr>".repeat(700_000)), "makes more than 600000 elements"),
        ("opened again and again", page(&format!("<p>{marks}</p>{}", "<p>x</p>".repeat(5_000))), "the HTML"),
        ("attributes", page(&format!("<div{attributes}>")), "a tag of more than 8000 words"),
        ("comment", page(&format!("<!--{attributes}-->")), "a tag of more than 8000 words"),
    ];
    for (name, page, told) in poisons {
        let line = serde_json::json!({"id": "poison", "html": page});
        let (status, read, err) = between("page.jsonl", &line.to_string(), &[]);
        assert_eq!((status, read), (1, None), "{name}: {err}");
        assert!(err.contains("page.jsonl:2: the HTML") && err.contains(told), "{name}: {err}");
    }
    let script = format!("<script>{}</script>", "let a = \"<b>\" + 'c';\n".repeat(20_000));
    let picture = format!("<img src=\"data:image/png;base64,{}\">", "iVBORw0KGgo/AAAA+NSUhEUg".repeat(20_000));
    for sound in [script, picture, "<div>".repeat(100), "<p><b>x".repeat(100)] {
        let line = serde_json::json!({"id": "sound page", "html": page(&sound)});
        let (status, read, err) = between("page.jsonl", &line.to_string(), &[]);
        assert!(status == 0 && incidents(read.as_ref()) > 0, "{err}");
    }
}

#[cfg(feature = "compressed")]
mod packed {
    use std::io::Write;

    use super::*;

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        packer.write_all(text).unwrap();
        packer.finish().unwrap()
    }

    fn zstandard(text: &[u8]) -> Vec<u8> {
        ruzstd::encoding::compress_to_vec(text, ruzstd::encoding::CompressionLevel::Fastest)
    }

    #[test]
    fn what_unpacks_to_more_than_a_text_can_is_refused() {
        let blank = vec![b'\n'; 1 << 20];
        // Records that were sound are read until it shows.
        let bombs = [
            ("bomb.jsonl.gz", gzip(SOUND.as_bytes()), gzip(&blank)),
            ("bomb.jsonl.zst", zstandard(SOUND.as_bytes()), zstandard(&blank)),
        ];
        for (name, first, part) in bombs {
            let path = file(name, [first, part.repeat(100)].concat());
            let (status, out, err) = run("extract", &path, &[]);
            assert_eq!((status, out.lines().count()), (1, 1), "{name}: {err}");
            assert!(err.contains("it unpacks to more than 250 times its size"), "{name}: {err}");
            assert!(err.contains("summary: 1 read, 1 skipped"), "{name}: {err}");
        }
        let path = file("bomb.txt.gz", gzip(&"Israel struck. ".repeat(99_999).into_bytes()));
        let (status, _, err) = run("extract", &path, &["--longest-document", "1M"]);
        assert_eq!(status, 2, "nothing was read");
        assert!(err.contains("it is longer than 1 MiB"), "{err}");
    }

    #[test]
    fn records_that_were_cut_short_end_with_a_word() {
        let record = r#"{"version": 1, "document": {"id": "d"}, "actors": [], "places": [], "incidents": [], "relations": []}"#;
        let packed = gzip(format!("{record}\n").repeat(2_000).as_bytes());
        let path = file("cut.jsonl.gz", &packed[..packed.len() - 20]);
        let (status, _, err) = run("stats", &path, &[]);
        assert_eq!(status, 1, "{err}");
        assert_eq!(err.matches("skipped: ").count(), 1, "{err}");
    }
}
