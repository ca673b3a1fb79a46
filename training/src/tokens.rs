//! Text to tokens, as the reader cuts it.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use reprisal::Ontology;
use reprisal::lexicon::Lexicon;
use reprisal::syntax::Sentence;

/// Which texts to cut.
#[derive(clap::Args)]
pub struct Options {
    /// Text files, or folders of them; paragraphs are separated by blank lines
    #[arg(required = true)]
    inputs: Vec<PathBuf>,
    /// Where to write: one token a line, a tab and whether a space follows; a blank line after each sentence
    #[arg(short, long)]
    output: PathBuf,
}

/// A paragraph with the byte at which it begins.
pub fn paragraphs(text: &str) -> Vec<(usize, &str)> {
    let mut out = Vec::new();
    let mut start = 0;
    for part in text.split("\n\n") {
        if !part.trim().is_empty() {
            out.push((start, part));
        }
        start += part.len() + 2;
    }
    out
}

/// All text files of the inputs, sorted.
pub fn files(inputs: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut out = Vec::new();
    for input in inputs {
        if input.is_dir() {
            let mut inside = Vec::new();
            for entry in std::fs::read_dir(input).with_context(|| format!("reading {}", input.display()))? {
                inside.push(entry?.path());
            }
            inside.sort();
            out.extend(inside.into_iter().filter(|path| path.extension().is_some_and(|e| e == "txt")));
        } else {
            out.push(input.clone());
        }
    }
    Ok(out)
}

/// The sentences of a text, cut as the reader cuts them.
pub fn sentences<'t>(text: &'t str, lexicon: &Lexicon) -> Vec<Sentence<'t>> {
    let mut out = Vec::new();
    for (start, paragraph) in paragraphs(text) {
        for span in reprisal::text::split(paragraph, lexicon) {
            let sentence = Sentence::new(text, span.start + start..span.end + start);
            if !sentence.is_empty() {
                out.push(sentence);
            }
        }
    }
    out
}

/// The reader's lexicon over the built-in ontology.
pub fn lexicon() -> Result<Lexicon> {
    Ok(Lexicon::new(Ontology::builtin()?))
}

/// A text file, unreadable bytes replaced.
pub fn read(path: &Path) -> Result<String> {
    let bytes = std::fs::read(path).with_context(|| format!("reading {}", path.display()))?;
    Ok(String::from_utf8_lossy(&bytes).replace("\r\n", "\n"))
}

/// Cuts the texts.
pub fn run(options: &Options) -> Result<()> {
    let lexicon = lexicon()?;
    let mut out = std::io::BufWriter::new(std::fs::File::create(&options.output)?);
    for path in files(&options.inputs)? {
        let text = read(&path)?;
        writeln!(out, "# document = {}", path.file_name().unwrap_or_default().to_string_lossy())?;
        for sentence in sentences(&text, &lexicon) {
            let spans = sentence.spans();
            for (at, word) in sentence.words().enumerate() {
                let space = spans.get(at + 1).is_none_or(|next| next.start > spans[at].end);
                writeln!(out, "{word}\t{}", u8::from(space))?;
            }
            writeln!(out)?;
        }
    }
    out.flush()?;
    Ok(())
}
