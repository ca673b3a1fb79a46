//! From files, folders, patterns and standard input to documents.

#![cfg(feature = "reader")]

use std::fs;
use std::path::PathBuf;

use reprisal::document::{DocumentReader, Format, InputProblem, Inputs, looks_like_graph};

/// A folder of its own for each test, removed at its end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a folder");
        Folder(path)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(&path, bytes).expect("a file");
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn reader() -> &'static DocumentReader {
    DocumentReader::builtin().expect("the shipped ontology loads")
}

/// Ids of the documents and sentences of the problems.
fn read(inputs: &[PathBuf], format: Format) -> (Vec<String>, Vec<InputProblem>) {
    let (mut ids, mut problems) = (Vec::new(), Vec::new());
    for read in Inputs::new(reader(), inputs, format) {
        match read {
            Ok(document) => ids.push(document.info.id),
            Err(problem) => problems.push(problem),
        }
    }
    (ids, problems)
}

fn sentence(problems: &[InputProblem]) -> String {
    problems.iter().map(InputProblem::message).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_folder_is_read_with_its_subfolders_in_the_order_of_names() {
    let folder = Folder::new("folder");
    folder.write("b.txt", "Guns fell silent.");
    folder.write("a/z.md", "Guns fell silent.");
    folder.write("c.jsonl", "{\"id\": \"r1\", \"text\": \"Guns fell silent.\"}\n\n{\"text\": \"Guns fell silent.\"}");
    folder.write("picture.png", [0, 1, 2]);
    folder.write(".hidden.txt", "Guns fell silent.");
    let (ids, problems) = read(std::slice::from_ref(&folder.0), Format::Auto);
    let base = folder.0.to_string_lossy().replace('\\', "/");
    assert_eq!(ids, [format!("{base}/a/z.md"), format!("{base}/b.txt"), "r1".to_owned(), format!("{base}/c.jsonl:3")]);
    assert_eq!(problems, []);
}

#[test]
fn a_pattern_stands_for_the_files_it_matches_and_a_file_is_read_once() {
    let folder = Folder::new("pattern");
    let first = folder.write("n1.txt", "Guns fell silent.");
    folder.write("n2.txt", "Guns fell silent.");
    folder.write("m3.txt", "Guns fell silent.");
    let (ids, problems) = read(&[folder.0.join("n*.txt"), first], Format::Auto);
    assert_eq!((ids.len(), problems.len()), (2, 0));
    let (_, problems) = read(&[folder.0.join("x*.txt")], Format::Auto);
    assert!(sentence(&problems).contains("no file matches"), "{problems:?}");
}

#[test]
fn each_bad_input_gets_a_sentence_and_the_others_are_read() {
    let folder = Folder::new("bad");
    let inputs = [
        folder.0.join("missing.txt"),
        folder.write("empty.txt", " \n"),
        folder.write("empty.jsonl", "\n"),
        folder.write("binary.txt", b"GIF\0\0\x01"),
        folder.write("latin.txt", b"Guns \xe9 fell"),
        folder.write("wide.txt", b"\xff\xfeG\0u\0"),
        folder.write("graph.json", "{ \"reprisal-graph\": 1}"),
        folder.write("pictures/a.png", "x").parent().expect("a parent").to_path_buf(),
        folder.write("good.txt", "Guns fell silent."),
    ];
    let (ids, problems) = read(&inputs, Format::Auto);
    assert_eq!(ids.len(), 1);
    let said = problems
        .iter()
        .map(|problem| (problem.path.file_name().expect("a name").to_string_lossy().into_owned(), problem.message()));
    let said: Vec<(String, String)> = said.collect();
    for (name, part) in [
        ("missing.txt", "no such file"),
        ("empty.txt", "empty"),
        ("empty.jsonl", "empty"),
        ("binary.txt", "binary"),
        ("latin.txt", "offset 5"),
        ("wide.txt", "no UTF-8"),
        ("graph.json", "saved graph"),
        ("pictures", "holds no articles"),
    ] {
        assert!(said.iter().any(|(path, message)| path == name && message.contains(part)), "{name}: {said:?}");
    }
    assert_eq!(said.len(), 8);
}

#[cfg(unix)]
#[test]
fn nothing_in_a_folder_is_passed_over_in_silence() {
    let folder = Folder::new("silence");
    folder.write("here.txt", "Israel bombed Hezbollah.");
    std::os::unix::fs::symlink("nowhere.txt", folder.0.join("gone.txt")).unwrap();
    let deep = "d/".repeat(66);
    std::fs::create_dir_all(folder.0.join(&deep)).unwrap();
    folder.write(&format!("{deep}far.txt"), "Israel bombed Hezbollah.");
    let (read_ids, problems) = read(std::slice::from_ref(&folder.0), Format::Auto);
    assert_eq!(read_ids.len(), 1);
    let told = problems.iter().map(InputProblem::to_string).collect::<Vec<_>>().join("\n");
    assert_eq!(problems.len(), 2, "{told}");
    assert!(told.contains("gone.txt: it cannot be read: ") && told.contains("more than 64 folders deep"), "{told}");
}

#[cfg(not(feature = "html"))]
#[test]
fn a_saved_page_in_a_folder_is_told_of_where_this_build_cannot_read_it() {
    let folder = Folder::new("saved_pages");
    folder.write("a.txt", "Guns fell silent.");
    folder.write("page.html", "<html><body><p>Guns fell silent.</p></body></html>");
    let (ids, problems) = read(std::slice::from_ref(&folder.0), Format::Auto);
    assert_eq!((ids.len(), problems.len()), (1, 1));
    assert!(sentence(&problems).contains("build with the feature \"html\""), "{}", sentence(&problems));
}

#[test]
fn a_bad_record_is_reported_with_its_line_and_the_others_are_read() {
    let folder = Folder::new("records");
    let mut lines =
        b"{\"id\": \"a\", \"text\": \"Guns fell silent.\"}\nno json\n[1]\n{\"id\": \"b\"}\n{\"id\": \"c\", \"text\": 5}\n\
        {\"id\": \"d\", \"text\": \"Guns.\", \"published\": \"soon\"}\n{\"text\": \"\xff\"}\n"
            .to_vec();
    lines.extend_from_slice(b"{\"id\": \"e\", \"text\": \"Guns fell silent.\"}");
    let file = folder.write("news.ndjson", lines);
    let (ids, problems) = read(&[file], Format::Auto);
    assert_eq!(ids, ["a", "e"]);
    let found: Vec<Option<usize>> = problems.iter().map(|problem| problem.line).collect();
    assert_eq!(found, [2, 3, 4, 5, 6, 7].map(Some));
    for part in ["no JSON", "a list", "no \"text\"", "holds a number", "no date", "offset 10"] {
        assert!(sentence(&problems).contains(part), "{part}: {}", sentence(&problems));
    }
    assert!(problems[0].to_string().contains("news.ndjson:2: "));
}

#[test]
fn an_endless_line_is_refused_and_the_next_one_read() {
    let long = format!(
        "{{\"id\": \"a\", \"text\": \"{}\"}}\n{{\"id\": \"b\", \"text\": \"Guns fell silent.\"}}\n",
        "x".repeat(17 << 20)
    );
    let mut inputs = Inputs::new(reader(), ["-"], Format::Jsonl).with_stdin(long.as_bytes());
    let problem = inputs.next().expect("a problem").expect_err("a problem");
    assert_eq!(problem.line, Some(1));
    assert!(problem.message().contains("16 MiB"), "{problem}");
    assert_eq!(inputs.next().expect("a document").expect("a document").info.id, "b");
    assert!(inputs.next().is_none());
}

#[test]
fn standard_input_is_told_by_its_content() {
    let text: Vec<_> = Inputs::new(reader(), ["-"], Format::Auto).with_stdin("Guns fell silent.".as_bytes()).collect();
    assert_eq!(text[0].as_ref().expect("a document").info.id, "-");
    let record = "{\"text\": \"Guns fell silent.\"}";
    let records: Vec<_> = Inputs::new(reader(), ["-"], Format::Auto).with_stdin(record.as_bytes()).collect();
    assert_eq!(records[0].as_ref().expect("a document").info.id, "-:1");
    let forced: Vec<_> = Inputs::new(reader(), ["-"], Format::Text).with_stdin(record.as_bytes()).collect();
    assert_eq!(forced[0].as_ref().expect("a document").text, record);
}

#[test]
fn a_saved_graph_is_known_by_its_first_bytes() {
    assert!(looks_like_graph(b"{\"reprisal-graph\": 1, \"actors\": []}"));
    assert!(looks_like_graph(b"\n {\n  \"reprisal-graph\": 2"));
    assert!(looks_like_graph(b"(\n reprisal_graph: 1,"));
    assert!(!looks_like_graph(b"{\"id\": \"reprisal-graph\"}".as_slice().get(..10).expect("bytes")));
    assert!(!looks_like_graph(b"The \"reprisal-graph\" of the war"));
    assert!(!looks_like_graph(b""));
}

#[test]
fn an_article_without_a_day_is_of_the_day_in_the_name_of_its_file() {
    let folder = Folder::new("dated-names");
    let published = |name: &str, text: &str| {
        let path = folder.write(name, text);
        let reader = DocumentReader::new(reprisal::Ontology::builtin().unwrap());
        let document = Inputs::new(&reader, [&path], Format::Auto).next().unwrap().unwrap();
        document.info.published.map(|day| day.to_string())
    };
    let text = "A drone hit the base late on Friday, officers said.\n";
    assert_eq!(published("wire-2024-02-03-strikes.txt", text).as_deref(), Some("2024-02-03"));
    assert_eq!(published("2024_02_03.txt", text).as_deref(), Some("2024-02-03"));
    assert_eq!(published("report-2024-13-03.txt", text), None);
    assert_eq!(published("1234-56-7.txt", text), None);
    let stamped = format!("Base hit\n\nPublished: 5 March 2024\n\n{text}");
    assert_eq!(published("copy-2024-02-03.txt", &stamped).as_deref(), Some("2024-03-05"), "the page goes before its name");
}

#[cfg(feature = "compressed")]
mod packed {
    use std::io::Write;

    use super::*;

    fn gzip(text: &str) -> Vec<u8> {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(text.as_bytes()).expect("room");
        packer.finish().expect("room")
    }

    fn zstandard(text: &str) -> Vec<u8> {
        ruzstd::encoding::compress_to_vec(text.as_bytes(), ruzstd::encoding::CompressionLevel::Fastest)
    }

    #[test]
    fn packed_articles_and_records_are_read_as_if_they_were_not() {
        let folder = Folder::new("packed");
        let record = |id: &str| format!("{{\"id\": \"{id}\", \"text\": \"Guns fell silent.\"}}\n");
        folder.write("a.txt.gz", gzip("Guns fell silent."));
        folder.write("b.jsonl.zst", zstandard(&(record("r1") + &record("r2"))));
        folder.write("c.txt.zst", zstandard("Guns fell silent."));
        folder.write("d.png.gz", gzip("no article"));
        let (ids, problems) = read(std::slice::from_ref(&folder.0), Format::Auto);
        let base = folder.0.to_string_lossy().replace('\\', "/");
        assert_eq!(ids, [format!("{base}/a.txt.gz"), "r1".to_owned(), "r2".to_owned(), format!("{base}/c.txt.zst")]);
        assert_eq!(problems, []);
    }

    #[test]
    fn parts_packed_one_behind_the_other_are_one_file() {
        let folder = Folder::new("parts");
        let record = |id: &str| format!("{{\"id\": \"{id}\", \"text\": \"Guns fell silent.\"}}\n");
        folder.write("a.jsonl.gz", [gzip(&record("r1")), gzip(&record("r2"))].concat());
        let skipped = [&[0x5a, 0x2a, 0x4d, 0x18, 3, 0, 0, 0][..], b"xyz"].concat();
        folder.write("b.jsonl.zst", [zstandard(&record("r3")), skipped, zstandard(&record("r4"))].concat());
        let (ids, problems) = read(std::slice::from_ref(&folder.0), Format::Auto);
        assert_eq!(ids, ["r1", "r2", "r3", "r4"]);
        assert_eq!(problems, []);
    }

    #[test]
    fn a_packed_file_that_was_cut_short_is_told_and_the_others_are_read() {
        let folder = Folder::new("cut");
        for (name, packed) in
            [("a.txt.gz", gzip(&"Guns fell silent. ".repeat(99))), ("b.txt.zst", zstandard(&"Guns. ".repeat(99)))]
        {
            folder.write(name, &packed[..packed.len() / 2]);
        }
        folder.write("c.txt", "Guns fell silent.");
        let (ids, problems) = read(std::slice::from_ref(&folder.0), Format::Auto);
        assert_eq!((ids.len(), problems.len()), (1, 2), "{problems:?}");
        assert!(sentence(&problems).contains("it cannot be read"), "{problems:?}");
    }
}
