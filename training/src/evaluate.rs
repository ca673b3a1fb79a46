//! A model against the teacher, from raw text.

use std::collections::HashMap;
use std::ops::Range;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, Result};
use cpu_time::ProcessTime;
use reprisal::syntax::{Parser, Sentence, Tree};

use crate::conllu::{self, Gold};
use crate::tokens;

/// What to compare.
#[derive(clap::Args)]
pub struct Options {
    /// The teacher's trees with byte offsets, as `prepare.py teacher` writes them
    trees: PathBuf,
    /// The folder of the texts; without it the trees' own tokens are parsed
    #[arg(long)]
    texts: Option<PathBuf>,
    /// The model
    #[arg(short, long)]
    model: PathBuf,
    /// Change the spelling before parsing: `upper`, `lower` or `title`
    #[arg(long)]
    spelling: Option<String>,
    /// Print the most frequent confusions of labels and tags
    #[arg(long)]
    confusions: bool,
}

/// What to time.
#[derive(clap::Args)]
pub struct SpeedOptions {
    /// Text files or folders
    texts: Vec<PathBuf>,
    /// The model
    #[arg(short, long)]
    model: PathBuf,
}

/// Times loading and parsing, one thread.
pub fn speed(options: &SpeedOptions) -> Result<()> {
    let begin = Instant::now();
    let parser = Parser::open(&options.model)?;
    let load = begin.elapsed();
    let lexicon = tokens::lexicon()?;
    let texts = tokens::files(&options.texts)?.iter().map(|path| tokens::read(path)).collect::<Result<Vec<_>>>()?;
    let sentences: Vec<Sentence<'_>> = texts.iter().flat_map(|text| tokens::sentences(text, &lexicon)).collect();
    let count: usize = sentences.iter().map(Sentence::len).sum();
    let begin = ProcessTime::now();
    let tags: usize = sentences.iter().map(|sentence| parser.tag(sentence).len()).sum();
    let tagging = begin.elapsed().as_secs_f64();
    let begin = ProcessTime::now();
    let nodes: usize = sentences.iter().map(|sentence| parser.parse(sentence).len()).sum();
    let parsing = begin.elapsed().as_secs_f64();
    println!("load {:.1} ms; {} sentences, {count} tokens ({tags}, {nodes})", load.as_secs_f64() * 1e3, sentences.len());
    println!(
        "tagger {:.0} tokens per CPU-second; tagger and parser {:.0} tokens per CPU-second",
        count as f64 / tagging,
        count as f64 / parsing
    );
    Ok(())
}

#[derive(Default)]
struct Score {
    tokens: usize,
    words: usize,
    aligned: usize,
    tags: usize,
    heads: usize,
    labelled: usize,
    confusions: HashMap<String, usize>,
}

/// What we make of a token: head, tag, label.
type Own = (Option<Range<usize>>, String, String);

/// A token with its place in the file; compounds that we keep whole are one token on the teacher's side as well.
struct Teacher {
    span: Range<usize>,
    head: Option<Range<usize>>,
    tag: String,
    label: String,
}

/// Joins the teacher's pieces of a hyphen compound.
fn collapse(tree: &Gold, text: &str) -> Vec<Teacher> {
    let n = tree.heads.len();
    let mut group: Vec<usize> = (0..n).collect();
    for at in 1..n {
        let (before, here) = (&tree.offsets[at - 1], &tree.offsets[at]);
        let hyphen = |span: &Range<usize>| matches!(text.get(span.clone()), Some("-" | "‐" | "‑" | "–"));
        let touch = before.end == here.start;
        let joined = touch
            && (hyphen(here)
                && text[here.end..].starts_with(char::is_alphanumeric)
                && text[..here.start].ends_with(char::is_alphanumeric)
                || hyphen(before) && group[at - 1] != at - 1 && text[here.start..].starts_with(char::is_alphanumeric));
        if joined {
            group[at] = group[at - 1];
        }
    }
    let span_of = |first: usize| {
        let last = (first..n).take_while(|&at| group[at] == first).last().unwrap_or(first);
        tree.offsets[first].start..tree.offsets[last].end
    };
    (0..n)
        .filter(|&at| group[at] == at)
        .map(|first| {
            let members = (first..n).take_while(|&at| group[at] == first);
            let outer =
                members.filter(|&at| tree.heads[at] == 0 || group[tree.heads[at] as usize - 1] != first).last().unwrap_or(first);
            let head = (tree.heads[outer] as usize).checked_sub(1).map(|head| span_of(group[head]));
            Teacher { span: span_of(first), head, tag: tree.tags[outer].clone(), label: tree.labels[outer].clone() }
        })
        .collect()
}

fn respell(text: &str, spelling: Option<&str>) -> String {
    // Only spellings that keep every byte in its place.
    match spelling {
        Some("upper") => text.to_ascii_uppercase(),
        Some("lower") => text.to_ascii_lowercase(),
        Some("title") => {
            let mut initial = true;
            text.chars()
                .map(|c| {
                    let out = if initial { c.to_ascii_uppercase() } else { c };
                    initial = c.is_whitespace();
                    out
                })
                .collect()
        }
        _ => text.to_owned(),
    }
}

/// Compares and prints.
pub fn run(options: &Options) -> Result<()> {
    let parser = Parser::open(&options.model)?;
    let gold = conllu::read(&options.trees)?;
    let mut score = Score::default();
    let spelling = options.spelling.as_deref();
    if let Some(folder) = &options.texts {
        let lexicon = tokens::lexicon()?;
        let mut by_file: Vec<(String, Vec<Gold>)> = Vec::new();
        for tree in gold {
            let file = tree.file.clone().context("the trees name no file")?;
            match by_file.last_mut() {
                Some((name, trees)) if *name == file => trees.push(tree),
                _ => by_file.push((file, vec![tree])),
            }
        }
        for (file, trees) in by_file {
            let original = tokens::read(&folder.join(&file))?;
            let text = respell(&original, spelling);
            let mut ours: HashMap<Range<usize>, Own> = HashMap::new();
            for sentence in tokens::sentences(&text, &lexicon) {
                let tree = parser.parse(&sentence);
                let spans = sentence.spans();
                for (at, node) in tree.nodes().iter().enumerate() {
                    let head = node.head.map(|head| spans[head].clone());
                    ours.insert(spans[at].clone(), (head, node.tag.to_string(), node.label.to_string()));
                }
            }
            for tree in &trees {
                for token in collapse(tree, &original) {
                    let own = ours.get(&token.span).map(|(head, tag, label)| (*head == token.head, tag.as_str(), label.as_str()));
                    score.add(&token.tag, &token.label, own);
                }
            }
        }
    } else {
        for tree in &gold {
            let spelt = tree.respelled(|_, word| respell(word, spelling));
            let parsed: Tree = parser.parse(&spelt.sentence());
            for (at, node) in parsed.nodes().iter().enumerate() {
                let head = node.head.map_or(0, |head| head as u32 + 1);
                score.add(&tree.tags[at], &tree.labels[at], Some((head == tree.heads[at], node.tag.name(), node.label.name())));
            }
        }
    }
    let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
    println!(
        "{} tokens, {} without punctuation; same token {:.2}; XPOS {:.2}; UAS {:.2}; LAS {:.2}",
        score.tokens,
        score.words,
        percent(score.aligned, score.tokens),
        percent(score.tags, score.tokens),
        percent(score.heads, score.words),
        percent(score.labelled, score.words),
    );
    if options.confusions {
        let mut all: Vec<_> = score.confusions.into_iter().collect();
        all.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        for (name, count) in all.into_iter().take(60) {
            println!("{count:6} {name}");
        }
    }
    Ok(())
}

impl Score {
    /// Counts one of the teacher's tokens; punctuation counts for tags alone.
    fn add(&mut self, tag: &str, label: &str, own: Option<(bool, &str, &str)>) {
        self.tokens += 1;
        let word = label != "punct";
        self.words += usize::from(word);
        let xpos = tag.split_once('|').map_or(tag, |pair| pair.1);
        let Some((head, own_tag, own_label)) = own else {
            *self.confusions.entry("no such token".to_owned()).or_default() += 1;
            return;
        };
        self.aligned += 1;
        if own_tag == xpos {
            self.tags += 1;
        } else {
            *self.confusions.entry(format!("tag {xpos} → {own_tag}")).or_default() += 1;
        }
        if word && head {
            self.heads += 1;
            if own_label == label {
                self.labelled += 1;
            } else {
                *self.confusions.entry(format!("label {label} → {own_label}")).or_default() += 1;
            }
        } else if word {
            *self.confusions.entry(format!("head of {label}")).or_default() += 1;
        }
    }
}
