//! What is known of words before training: dictionary classes, clusters, irregular forms.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result, bail};
use reprisal::Ontology;
use reprisal::syntax::training::{Entry, Irregular, hash_word, normal};

use crate::conllu::Gold;

/// Tags by word, clusters by word, and irregular forms.
#[derive(Default)]
pub struct Dictionary {
    /// Possible tags of each word.
    pub tags: BTreeMap<String, BTreeSet<String>>,
    /// Cluster of each word, from 1.
    pub clusters: BTreeMap<String, u16>,
    /// Irregular forms.
    pub irregular: Vec<Irregular>,
    /// The joint tag of words that always have the same.
    pub sure: BTreeMap<String, String>,
}

/// A word must be seen so often before what is seen of it enters the dictionary.
const SEEN: usize = 10;
/// A tag counts from this share of a word's sightings.
const SHARE: f64 = 0.02;
/// A word is sure of its tag after so many sightings …
const SURE_SEEN: usize = 30;
/// … with at least this share.
const SURE: f64 = 0.998;

fn rows(path: &Path, fields: usize) -> Result<Vec<Vec<String>>> {
    let source = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let mut out = Vec::new();
    for (number, line) in source.lines().enumerate() {
        let row: Vec<String> = line.split('\t').map(str::to_owned).collect();
        if row.len() != fields {
            bail!("{}:{}: {} fields, not {fields}", path.display(), number + 1, row.len());
        }
        out.push(row);
    }
    Ok(out)
}

/// The words of the built-in ontology with their tags: verbs and nouns of triggers and generics in all forms, names.
pub fn ontology_words() -> Result<BTreeMap<String, BTreeSet<String>>> {
    let mut out: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (word, tag) in reprisal::lexicon::tagged_words(Ontology::builtin()?) {
        let word: String = word.chars().map(normal).collect();
        out.entry(word).or_default().insert(tag.to_owned());
    }
    Ok(out)
}

/// Prints the ontology's words, one a line.
pub fn print_words() -> Result<()> {
    let words: Vec<String> = ontology_words()?.into_keys().collect();
    println!("{}", words.join("\n"));
    Ok(())
}

impl Dictionary {
    /// Reads the tables that `prepare.py` writes; an absent one stays empty.
    pub fn read(classes: Option<&Path>, clusters: Option<&Path>, lemmas: Option<&Path>, ontology: bool) -> Result<Dictionary> {
        let mut out = Dictionary::default();
        if let Some(path) = classes {
            for row in rows(path, 2)? {
                out.tags.entry(row[0].chars().map(normal).collect()).or_default().extend(row[1].split('|').map(str::to_owned));
            }
        }
        if ontology {
            for (word, mut tags) in ontology_words()? {
                // A common word stays common although it is part of a name.
                if out.tags.contains_key(&word) || tags.len() > 1 {
                    tags.remove("NNP");
                }
                if !tags.is_empty() {
                    out.tags.entry(word).or_default().extend(tags);
                }
            }
        }
        if let Some(path) = clusters {
            for row in rows(path, 2)? {
                out.clusters.insert(row[0].chars().map(normal).collect(), row[1].parse().context("a cluster's number")?);
            }
        }
        if let Some(path) = lemmas {
            for row in rows(path, 3)? {
                let class = row[1].chars().next().unwrap_or('n');
                out.irregular.push(Irregular { form: row[0].clone(), class, lemma: row[2].clone() });
            }
            out.irregular.sort_by(|a, b| (&a.form, a.class).cmp(&(&b.form, b.class)));
            out.irregular.dedup_by(|a, b| a.form == b.form && a.class == b.class);
        }
        Ok(out)
    }

    /// Adds the tags that frequent words have in the trees.
    pub fn observe(&mut self, trees: &[Gold]) {
        let mut seen: BTreeMap<String, BTreeMap<&str, usize>> = BTreeMap::new();
        for tree in trees {
            for (span, tag) in tree.spans.iter().zip(&tree.tags) {
                let word: String = tree.text[span.clone()].chars().map(normal).collect();
                *seen.entry(word).or_default().entry(tag).or_default() += 1;
            }
        }
        for (word, tags) in seen {
            let all: usize = tags.values().sum();
            let share = |count: usize| count as f64 / all as f64;
            if all >= SURE_SEEN
                && let Some((tag, _)) = tags.iter().find(|(_, count)| share(**count) >= SURE)
            {
                self.sure.insert(word.clone(), (*tag).to_owned());
            }
            if all >= SEEN {
                let often = tags.iter().filter(|(_, count)| share(**count) >= SHARE);
                let names = often.map(|(tag, _)| tag.split_once('|').map_or(*tag, |pair| pair.1).to_owned());
                self.tags.entry(word).or_default().extend(names);
            }
        }
    }

    /// The names of the classes, from number 1, and what is known of words by hash, sorted.
    pub fn table(&self, joint: &[String]) -> (Vec<String>, Vec<(u32, Entry)>) {
        let name = |tags: &BTreeSet<String>| tags.iter().cloned().collect::<Vec<_>>().join("|");
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for tags in self.tags.values() {
            *counts.entry(name(tags)).or_default() += 1;
        }
        let names: Vec<String> = counts.into_keys().collect();
        let mut table: BTreeMap<u32, Entry> = BTreeMap::new();
        for (word, tags) in &self.tags {
            let class = names.binary_search(&name(tags)).map_or(0, |at| at as u16 + 1);
            table.entry(hash_word(word)).or_default().class = class;
        }
        for (word, &cluster) in &self.clusters {
            table.entry(hash_word(word)).or_default().cluster = cluster;
        }
        for (word, tag) in &self.sure {
            table.entry(hash_word(word)).or_default().sure = joint.binary_search(tag).map_or(0, |at| at as u8 + 1);
        }
        (names, table.into_iter().collect())
    }
}
