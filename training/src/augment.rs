//! Copies of sentences as carelessly typed text and headlines spell them.

use crate::conllu::Gold;
use crate::random::Random;

/// How many of a hundred sentences get a copy of each kind.
#[derive(Clone, Copy, Debug)]
pub struct Share {
    /// WITHOUT CASE, or without capitals.
    pub caseless: f64,
    /// In Title Case, without the final stop.
    pub title: f64,
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The sentences with their copies, in order.
pub fn augment(trees: Vec<Gold>, share: Share) -> Vec<Gold> {
    let mut random = Random(11);
    let mut out = Vec::with_capacity(trees.len());
    for tree in trees {
        let (caseless, title) = (random.unit() < share.caseless, random.unit() < share.title);
        let lower = caseless.then(|| tree.respelled(|_, word| word.to_lowercase()));
        let short = tree.spans.len() <= 25;
        let title = (title && short).then(|| {
            tree.respelled(|at, word| {
                let small = tree.tags[at].ends_with("|IN")
                    || tree.tags[at].ends_with("|DT")
                    || tree.tags[at].ends_with("|CC")
                    || tree.tags[at].ends_with("|TO");
                if small && word.len() < 4 && at > 0 { word.to_owned() } else { capitalised(word) }
            })
        });
        out.push(tree);
        out.extend(lower);
        out.extend(title);
    }
    out
}
