//! Trees in CoNLL-U.

use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result, bail};
use reprisal::syntax::Sentence;

/// One tree.
#[derive(Clone, Debug, Default)]
pub struct Gold {
    /// The tokens, joined by single spaces.
    pub text: String,
    /// Where each stands in `text`.
    pub spans: Vec<Range<usize>>,
    /// Joint tags.
    pub tags: Vec<String>,
    /// Heads, 0 for the root, words from 1.
    pub heads: Vec<u32>,
    /// Labels.
    pub labels: Vec<String>,
    /// Byte offsets in the file that `file` names, when the tree has them.
    pub offsets: Vec<Range<usize>>,
    /// The file of the sentence, when it is told.
    pub file: Option<String>,
}

impl Gold {
    /// The sentence as the parser takes it.
    pub fn sentence(&self) -> Sentence<'_> {
        Sentence::from_tokens(&self.text, self.spans.clone())
    }

    fn push(&mut self, form: &str) {
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        let from = self.text.len();
        self.text.push_str(form);
        self.spans.push(from..self.text.len());
    }

    /// Whether every word leads up to one root.
    fn is_tree(&self) -> bool {
        let n = self.heads.len();
        let leads_up = |from: usize| {
            let mut at = from;
            for _ in 0..=n {
                match self.heads[at] as usize {
                    0 => return true,
                    head if head > n => return false,
                    head => at = head - 1,
                }
            }
            false
        };
        self.heads.iter().filter(|&&head| head == 0).count() == 1 && (0..n).all(leads_up)
    }

    /// The same tree over other spellings.
    pub fn respelled(&self, spell: impl Fn(usize, &str) -> String) -> Gold {
        let mut out = Gold { tags: self.tags.clone(), heads: self.heads.clone(), labels: self.labels.clone(), ..Gold::default() };
        for (at, span) in self.spans.iter().enumerate() {
            out.push(&spell(at, &self.text[span.clone()]));
        }
        out
    }
}

/// Reads a file of trees; what is no tree is left out.
pub fn read(path: &Path) -> Result<Vec<Gold>> {
    let source = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let mut out = Vec::new();
    let mut tree = Gold::default();
    let mut file = None;
    for (number, line) in source.lines().enumerate() {
        if let Some(name) = line.strip_prefix("# file = ") {
            file = Some(name.to_owned());
        } else if line.is_empty() {
            if !tree.spans.is_empty() {
                let mut tree = std::mem::take(&mut tree);
                tree.file = file.clone();
                if tree.is_tree() {
                    out.push(tree);
                }
            }
        } else if !line.starts_with('#') {
            let fields: Vec<&str> = line.split('\t').collect();
            let &[_, form, _, upos, xpos, _, head, label, _, misc] = &fields[..] else {
                bail!("{}:{}: a token has ten fields, not {}", path.display(), number + 1, fields.len());
            };
            tree.push(form);
            tree.tags.push(format!("{upos}|{xpos}"));
            tree.heads.push(
                head.parse().with_context(|| format!("{}:{}: the head {head:?} is no number", path.display(), number + 1))?,
            );
            tree.labels.push(label.to_owned());
            let offset = |name: &str| misc.split('|').find_map(|part| part.strip_prefix(name)?.strip_prefix('=')?.parse().ok());
            if let (Some(start), Some(end)) = (offset("Start"), offset("End")) {
                tree.offsets.push(start..end);
            }
        }
    }
    if !tree.spans.is_empty() && tree.is_tree() {
        tree.file = file;
        out.push(tree);
    }
    Ok(out)
}
