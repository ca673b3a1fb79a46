//! The README and the pages of `docs/` show what the program really prints.
//!
//! A block of commands ("```console") holds `$ reprisal …` lines, or `$ cargo run --release -- …`, and their output, which `…`
//! may cut after some paragraphs. `UPDATE_PAGES=1 cargo test pages::` writes the output anew.
#![cfg(feature = "cli")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const CUT: &str = "…";
const SAVED: &str = "graph.json";
/// Below the output of a command that did not succeed stands its exit status.
const EXIT: &str = "(exit status ";

/// Rows of an answer that the first block shows.
const ROWS: usize = 4;

/// The pages, README first.
fn pages() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut docs: Vec<PathBuf> = fs::read_dir(root.join("docs")).unwrap().map(|entry| entry.unwrap().path()).collect();
    docs.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    docs.sort();
    docs.insert(0, root.join("README.md"));
    docs
}

/// The arguments of a command line that can be run here; `None` for pipes and other programs.
fn arguments(line: &str) -> Option<Vec<String>> {
    let command = line.strip_prefix("$ ")?;
    let rest = command.strip_prefix("cargo run --release -- ").or_else(|| command.strip_prefix("reprisal "))?;
    if rest.contains(['|', '>']) {
        return None;
    }
    // Between quotes of either sort stands one argument, whatever its spaces.
    let mut arguments = Vec::new();
    let mut rest = rest.trim_start();
    while let Some(first) = rest.chars().next() {
        let (argument, after) = match first {
            '"' | '\'' => rest[1..].split_once(first)?,
            _ => rest.split_once(' ').unwrap_or((rest, "")),
        };
        arguments.push(argument.to_owned());
        rest = after.trim_start();
    }
    Some(arguments)
}

/// What a reader at a terminal sees: notes, then the answer. A graph is saved in the scratch folder instead.
fn run(arguments: &[String], page: usize) -> Vec<String> {
    let saved = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("page-{page}.json")).to_str().unwrap().to_owned();
    let output = Command::new(env!("CARGO_BIN_EXE_reprisal"))
        .args(arguments.iter().map(|argument| if argument == SAVED { &saved } else { argument }))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("COLUMNS", "80")
        .env_remove("RUST_LOG")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    // Only the pages of `docs/` show how a question is refused, and they say so: see `check`.
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() || page > 0, "{arguments:?}: {told}");
    let code = output.status.code().unwrap_or_else(|| panic!("{arguments:?}: {told}"));
    let text = [output.stderr, output.stdout].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
    let mut lines: Vec<String> = text.replace(&saved, SAVED).lines().map(|line| line.trim_end().to_owned()).collect();
    if code != 0 {
        lines.push(format!("{EXIT}{code})"));
    }
    lines
}

/// The first paragraphs, without the blank line after the last.
fn paragraphs(lines: &[String], count: usize) -> &[String] {
    let ends = lines.iter().enumerate().filter(|(_, line)| line.is_empty()).map(|(number, _)| number);
    &lines[..ends.chain([lines.len()]).nth(count - 1).unwrap_or(lines.len())]
}

/// The whole answer, or its first rows and the cut.
fn shown(output: &[String], rows: Option<usize>) -> Vec<String> {
    let mut end = output.len();
    while end > 0 && output[end - 1].is_empty() {
        end -= 1;
    }
    let Some(rows) = rows else { return output[..end].to_vec() };
    let mut lines = paragraphs(&output[..end], rows).to_vec();
    lines.push(CUT.to_owned());
    lines
}

/// One command of a page with the lines below it, up to the next command or the end of the block.
struct Shown<'t> {
    command: &'t str,
    arguments: Vec<String>,
    /// Numbers of the lines of the output.
    lines: std::ops::Range<usize>,
}

fn commands<'t>(lines: &[&'t str]) -> Vec<Shown<'t>> {
    let mut found = Vec::new();
    let mut inside = false;
    for (number, line) in lines.iter().enumerate() {
        if line.starts_with("```") {
            inside = *line == "```console";
        } else if inside && let Some(arguments) = arguments(line) {
            let below = lines[number + 1..].iter().take_while(|line| !line.starts_with("```") && !line.starts_with("$ "));
            let lines = number + 1..number + 1 + below.count();
            // A command without output only shows how it is called.
            if !lines.is_empty() {
                found.push(Shown { command: line, arguments, lines });
            }
        }
    }
    found
}

/// The lines of a page that the output does not have, in this order.
fn missing<'t>(wanted: &[&'t str], output: &[String]) -> Vec<&'t str> {
    let mut rest = output.iter();
    wanted.iter().copied().filter(|line| !rest.clone().any(|given| given == line) || !rest.any(|given| given == line)).collect()
}

#[test]
fn the_pages_show_what_the_program_prints() {
    let wrong: Vec<String> = pages().iter().enumerate().flat_map(|(number, path)| check(path, number)).collect();
    assert!(
        wrong.is_empty(),
        "pages show lines that the program does not print, or not in this order:\n{}\n\
         Look whether the change was meant, then run: UPDATE_PAGES=1 cargo test pages::",
        wrong.join("\n")
    );
}

/// The lines of a page that the program does not print; writes them anew when asked to.
fn check(path: &Path, page: usize) -> Vec<String> {
    let text = fs::read_to_string(path).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let commands = commands(&lines);
    if page == 0 {
        assert!(
            commands.first().is_some_and(|first| first.command.starts_with("$ cargo run")),
            "README.md begins with the program"
        );
    }
    let update = std::env::var_os("UPDATE_PAGES").is_some();
    let mut written: Vec<String> = Vec::new();
    let mut copied = 0;
    let mut wrong = Vec::new();
    for (number, command) in commands.iter().enumerate() {
        let output = run(&command.arguments, page);
        let here = &lines[command.lines.clone()];
        let kept: Vec<&str> = here.iter().copied().take_while(|line| *line != CUT).collect();
        if update {
            let rows = (kept.len() < here.len()).then(|| if (page, number) == (0, 0) { ROWS } else { rows(&kept) });
            written.extend(lines[copied..command.lines.start].iter().map(|line| (*line).to_owned()));
            written.extend(shown(&output, rows));
            copied = command.lines.end;
        } else {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if let Some(exit) = output.last().filter(|line| line.starts_with(EXIT) && !here.contains(&line.as_str())) {
                wrong.push(format!("{name}: {}\n    does not say {exit}", command.command));
            }
            wrong.extend(missing(&kept, &output).into_iter().map(|line| format!("{name}: {}\n    {line}", command.command)));
        }
    }
    if update {
        written.extend(lines[copied..].iter().map(|line| (*line).to_owned()));
        fs::write(path, written.join("\n") + "\n").unwrap();
    }
    wrong
}

/// The end of the command whose words are shown in the page of exports.
const SHOWN_EXPORT: &str = "-o events.csv\n";

/// How many paragraphs a block has.
fn rows(lines: &[&str]) -> usize {
    lines.split(|line| line.is_empty()).count()
}

/// A picture of a page: the arguments of the command above it, and its file.
fn pictures(text: &str) -> Vec<(Vec<String>, String)> {
    let mut found = Vec::new();
    let mut command: Option<Vec<String>> = None;
    for line in text.lines() {
        if let Some(arguments) = arguments(line) {
            command = Some(arguments);
        } else if line.starts_with("![") {
            let file = line.rsplit_once('(').unwrap().1.trim_end_matches(')');
            found.push((command.take().unwrap_or_else(|| panic!("{line}: no command stands above it")), file.to_owned()));
        }
    }
    found
}

#[test]
fn every_picture_shows_what_its_command_draws() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("docs/pictures.md")).unwrap();
    let pictures = pictures(&page);
    assert!(pictures.len() >= 5);
    for (mut arguments, file) in pictures {
        assert!(arguments.first().is_some_and(|first| first == "render"), "{file}");
        assert_eq!(arguments.last(), Some(&format!("docs/{file}")));
        if std::env::var_os("UPDATE_PAGES").is_some() {
            run(&arguments, 1);
        }
        arguments[0] = "dot".to_owned();
        arguments.truncate(arguments.len() - 2);
        let picture = fs::read_to_string(root.join("docs").join(&file)).unwrap();
        let shown = picture.replace("&#39;", "'").replace("&#45;", "-").replace("&#160;", " ");
        for line in run(&arguments, 1).iter().filter_map(|line| line.split_once("label=\"")?.1.split_once('"')) {
            for part in line.0.split("\\n") {
                assert!(
                    shown.contains(&format!(">{part}</text>")),
                    "{file} does not show {part:?}: run UPDATE_PAGES=1 cargo test pages::"
                );
            }
        }
    }
}

#[test]
fn the_page_of_exports_has_every_format_and_shows_what_is_really_said() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/exports.md");
    let mut page = fs::read_to_string(&file).unwrap();
    let told = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_reprisal"));
        let output = command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).stdin(Stdio::null()).output().unwrap();
        String::from_utf8(output.stderr).unwrap()
    };
    let refused = told(&["export", "x.json", "--to", "nonsense"]).replace('\n', " ");
    let (_, formats) = refused.split_once("possible values: ").expect("the formats");
    let formats: Vec<&str> = formats.split(']').next().unwrap().split(',').map(str::trim).collect();
    assert!(formats.len() > 12, "{formats:?}");
    for format in formats {
        assert!(page.contains(&format!("| [`{format}`](#")), "{format} is not in the table");
    }
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("exported-events.csv");
    let path = path.to_str().unwrap();
    let said = told(&["export", "examples/articles", "--to", "events-csv", "-o", path]).replace(path, "events.csv");
    let from = page.find(SHOWN_EXPORT).expect("the export that is shown") + SHOWN_EXPORT.len();
    let shown = from..from + page[from..].find("```").expect("the end of its block");
    if std::env::var_os("UPDATE_PAGES").is_some() {
        page.replace_range(shown, &said);
        fs::write(file, page).unwrap();
    } else {
        assert_eq!(page[shown], said, "docs/exports.md: run UPDATE_PAGES=1 cargo test pages::");
    }
}
