//! Trees to a model file.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use indicatif::{ProgressBar, ProgressStyle};
use reprisal::syntax::training::{Nodes, Parts, Words, look};
use reprisal::syntax::{Label, Tag};

use crate::augment::{Share, augment};
use crate::conllu::{self, Gold};
use crate::dictionary::Dictionary;
use crate::quantise::{self, Prune};
use crate::{parser, tagger};

/// What to learn from, and how.
#[derive(clap::Args)]
pub struct Options {
    /// Trees to learn from, CoNLL-U; `FILE*3` counts a file three times
    #[arg(required = true)]
    trees: Vec<String>,
    /// Where to write the model
    #[arg(short, long)]
    output: PathBuf,
    /// Possible tags of words: WORD tab TAG|TAG
    #[arg(long)]
    classes: Option<PathBuf>,
    /// Clusters of words: WORD tab NUMBER
    #[arg(long)]
    clusters: Option<PathBuf>,
    /// Irregular forms: FORM tab v|n|a|r tab LEMMA
    #[arg(long)]
    lemmas: Option<PathBuf>,
    /// Leave the ontology's words out of the dictionary
    #[arg(long)]
    no_ontology: bool,
    /// Read only every so many-th tree, to try things fast
    #[arg(long, default_value_t = 1)]
    every: usize,
    /// Rounds over the trees for the parser
    #[arg(long, default_value_t = 6)]
    epochs: usize,
    /// Rounds for the tagger
    #[arg(long, default_value_t = 5)]
    tagger_epochs: usize,
    /// Folds for the tags that the parser learns from
    #[arg(long, default_value_t = 4)]
    folds: usize,
    /// Features with fewer updates and weights nearer to zero are dropped, UPDATES:WEIGHT
    #[arg(long, default_value = "8:0.1")]
    prune: Prune,
    /// The same for the tagger
    #[arg(long, default_value = "4:0.1")]
    prune_tagger: Prune,
    /// The same for the labeller
    #[arg(long, default_value = "8:0.1")]
    prune_labels: Prune,
    /// More models of other sizes: settings of moves, tagger and labeller with commas between, written beside OUTPUT
    #[arg(long)]
    also: Vec<String>,
    /// Share of sentences copied without case
    #[arg(long, default_value_t = 0.10)]
    caseless: f64,
    /// Share of short sentences copied in title case
    #[arg(long, default_value_t = 0.10)]
    title: f64,
    /// Seed of the random order
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

fn bar(name: &'static str, steps: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg:>12} [{bar:40}] {pos}/{len} {per_sec} {eta}")
        .map(|style| style.progress_chars("=> "))
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(steps as u64).with_style(style).with_message(name)
}

/// The numbers of names, in order of first use by sorted name.
fn numbered<'a>(names: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut out: Vec<String> = names.cloned().collect::<std::collections::BTreeSet<_>>().into_iter().collect();
    out.sort();
    out
}

/// Trains and writes a model.
pub fn run(options: &Options) -> Result<()> {
    let mut trees: Vec<Gold> = Vec::new();
    for source in &options.trees {
        let (path, times) = match source.rsplit_once('*') {
            Some((path, times)) => (path, times.parse::<usize>().with_context(|| format!("the count in {source:?}"))?),
            None => (source.as_str(), 1),
        };
        let read = conllu::read(path.as_ref())?;
        for _ in 0..times {
            trees.extend(read.iter().cloned());
        }
    }
    let trees: Vec<Gold> = trees.into_iter().step_by(options.every.max(1)).collect();
    ensure!(!trees.is_empty(), "there are no trees to learn from");
    let mut dictionary = Dictionary::read(
        options.classes.as_deref(),
        options.clusters.as_deref(),
        options.lemmas.as_deref(),
        !options.no_ontology,
    )?;
    dictionary.observe(&trees);
    let trees = augment(trees, Share { caseless: options.caseless, title: options.title });
    let tokens: usize = trees.iter().map(|tree| tree.spans.len()).sum();
    eprintln!("{} sentences, {tokens} tokens with copies", trees.len());
    let tags = numbered(trees.iter().flat_map(|tree| &tree.tags));
    let (classes, table) = dictionary.table(&tags);
    eprintln!("{} words, {} classes, {} sure of their tag", table.len(), classes.len(), dictionary.sure.len());
    let words = Words::new(&table);
    let labels = numbered(trees.iter().flat_map(|tree| &tree.labels));
    ensure!(tags.len() <= 250 && labels.len() <= 64, "{} tags, {} labels", tags.len(), labels.len());
    let number = |names: &[String], name: &String| names.binary_search(name).expect("all names were collected") as u8;

    let examples: Vec<tagger::Example> = trees
        .iter()
        .map(|tree| tagger::Example {
            words: look(&tree.sentence(), &words),
            tags: tree.tags.iter().map(|tag| number(&tags, tag)).collect(),
        })
        .collect();
    let all: Vec<usize> = (0..examples.len()).collect();
    let progress = bar("jackknife", examples.len() * options.tagger_epochs * (options.folds - 1));
    let predicted = tagger::jackknife(&examples, &tags, options.tagger_epochs, options.folds, || progress.inc(1));
    progress.finish();
    let (mut right, mut count) = (0, 0);
    for (example, predicted) in examples.iter().zip(&predicted) {
        count += predicted.len();
        right += predicted.iter().zip(&example.tags).filter(|(a, b)| a == b).count();
    }
    eprintln!("jackknife: {:.2} % of tags right", 100.0 * right as f64 / count as f64);

    let mark = |joint: &String| joint.split_once('|').and_then(|(_, tag)| tag.parse().ok()).is_some_and(Tag::is_mark);
    let is_mark: Vec<bool> = tags.iter().map(mark).collect();
    let punct = labels.iter().position(|label| label == Label::Punct.name()).map(|at| at as u8);
    let parses: Vec<parser::Example> = trees
        .iter()
        .zip(&examples)
        .zip(&predicted)
        .map(|((tree, example), predicted)| parser::Example {
            nodes: Nodes::new(&example.words, predicted),
            heads: std::iter::once(0).chain(tree.heads.iter().copied()).collect(),
            labels: std::iter::once(0).chain(tree.labels.iter().map(|label| number(&labels, label))).collect(),
            marks: std::iter::once(false).chain(predicted.iter().map(|&tag| is_mark[usize::from(tag)])).collect(),
        })
        .collect();
    drop(predicted);
    let tag_progress = bar("tagger", examples.len() * options.tagger_epochs);
    let progress = bar("parser", examples.len() * options.epochs);
    let (tag_rows, learnt) = std::thread::scope(|scope| {
        let tagging =
            scope.spawn(|| tagger::train(&examples, &all, &tags, options.tagger_epochs, options.seed, || tag_progress.inc(1)));
        let report = |epoch: usize, right: usize, all: usize| {
            eprintln!("epoch {}: {:.2} % of moves right", epoch + 1, 100.0 * right as f64 / all as f64);
        };
        let learnt = parser::train(&parses, labels.len(), punct, options.epochs, options.seed, report, || progress.inc(1));
        (tagging.join().expect("training does not panic"), learnt)
    });
    let (move_rows, label_rows) = (learnt.moves.averaged(), learnt.labeller.averaged());
    eprintln!("features: tagger {}, moves {}, labeller {}", tag_rows.len(), move_rows.len(), label_rows.len());
    let mut sizes = vec![(options.output.clone(), [options.prune, options.prune_tagger, options.prune_labels])];
    for setting in &options.also {
        let parsed = setting.split(',').map(str::parse).collect::<Result<Vec<Prune>, String>>().map_err(anyhow::Error::msg)?;
        let parsed = <[Prune; 3]>::try_from(parsed).map_err(|_| anyhow::anyhow!("{setting:?} needs three settings"))?;
        sizes.push((options.output.with_extension(format!("{}.model", setting.replace([':', ','], "-"))), parsed));
    }
    for (path, [prune, prune_tagger, prune_labels]) in sizes {
        let (tagger, tag_unit) = quantise::sparse(&tag_rows, prune_tagger);
        let (labeller, label_unit) = quantise::sparse(&label_rows, prune_labels);
        let (moves, move_unit) = quantise::moves(&move_rows, prune);
        let parts = Parts {
            tags: tags.clone(),
            labels: labels.clone(),
            classes: classes.clone(),
            words: table.clone(),
            irregular: dictionary.irregular.clone(),
            tagger,
            moves,
            labeller,
            units: [tag_unit, move_unit, label_unit],
        };
        let bytes = parts.to_bytes();
        eprintln!(
            "{}: {:.2} MB; kept: tagger {} features and {} weights, moves {}, labeller {} and {}",
            path.display(),
            bytes.len() as f64 / 1e6,
            parts.tagger.keys.len(),
            parts.tagger.weights.len(),
            parts.moves.0.len(),
            parts.labeller.keys.len(),
            parts.labeller.weights.len(),
        );
        std::fs::write(&path, bytes).with_context(|| format!("writing {}", path.display()))?;
    }
    Ok(())
}
