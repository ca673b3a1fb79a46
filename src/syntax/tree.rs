//! Dependency trees.

use super::label::{Label, Pos, Tag};

/// One word of a tree.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Node {
    /// The word it depends on; none for the root.
    pub head: Option<usize>,
    /// How it depends on it.
    pub label: Label,
    /// Its treebank tag.
    pub tag: Tag,
    /// Its universal tag.
    pub pos: Pos,
    /// How far the chosen head lay before the next best choice when it was made, in the perceptron's own units: 0 is a
    /// toss-up, infinity where there was no choice. Not a probability.
    pub margin: f32,
    /// The same for the tag.
    pub tag_margin: f32,
}

/// The dependency tree of one sentence, by token.
///
/// ```
/// use reprisal::syntax::{Label, Parser, Sentence};
///
/// let text = "The army shelled two towns.";
/// let sentence = Sentence::new(text, 0..text.len());
/// let tree = Parser::builtin()?.parse(&sentence);
/// let shelled = tree.root().ok_or("a sentence has a root")?;
/// let towns = tree.with(shelled, &[Label::Dobj]).next().ok_or("a verb has an object")?;
/// let phrase: Vec<&str> = tree.subtree(towns).into_iter().map(|at| sentence.word(at)).collect();
/// assert_eq!(phrase, ["two", "towns"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tree {
    nodes: Vec<Node>,
    /// Dependents of all words, in order, and where those of each word begin.
    dependents: Vec<u32>,
    starts: Vec<u32>,
}

impl Tree {
    /// A tree of nodes whose heads lie in the sentence; a head that does not, or that is the word itself, counts as none.
    #[must_use]
    pub fn new(mut nodes: Vec<Node>) -> Tree {
        let words = nodes.len();
        let mut starts = vec![0u32; words + 1];
        for (at, node) in nodes.iter_mut().enumerate() {
            node.head = node.head.filter(|&head| head < words && head != at);
            if let Some(head) = node.head {
                starts[head + 1] += 1;
            }
        }
        for at in 0..words {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let mut dependents = vec![0u32; *starts.last().unwrap_or(&0) as usize];
        for (at, node) in nodes.iter().enumerate() {
            if let Some(head) = node.head {
                dependents[next[head] as usize] = at as u32;
                next[head] += 1;
            }
        }
        Tree { nodes, dependents, starts }
    }

    /// How many words it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether it has no word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// All words, in order.
    #[must_use]
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The word that a word depends on; none for the root and past the end.
    #[must_use]
    pub fn head(&self, word: usize) -> Option<usize> {
        self.nodes.get(word)?.head
    }

    /// How a word depends on its head.
    ///
    /// # Panics
    /// When there is no such word.
    #[must_use]
    pub fn label(&self, word: usize) -> Label {
        self.nodes[word].label
    }

    /// The treebank tag of a word.
    ///
    /// # Panics
    /// When there is no such word.
    #[must_use]
    pub fn tag(&self, word: usize) -> Tag {
        self.nodes[word].tag
    }

    /// The words that depend on a word, in order.
    #[must_use]
    pub fn dependents(&self, word: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let range = match (self.starts.get(word), self.starts.get(word + 1)) {
            (Some(&from), Some(&to)) => from as usize..to as usize,
            _ => 0..0,
        };
        self.dependents[range].iter().map(|&at| at as usize)
    }

    /// The dependents of a word with one of these labels, in order.
    #[must_use]
    pub fn with<'a>(&'a self, word: usize, labels: &'a [Label]) -> impl DoubleEndedIterator<Item = usize> + 'a {
        self.dependents(word).filter(move |&at| labels.contains(&self.nodes[at].label))
    }

    /// The words above a word, nearest first.
    pub fn above(&self, word: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.head(word), move |&at| self.head(at)).take(self.len())
    }

    /// The root; a sentence without words has none.
    #[must_use]
    pub fn root(&self) -> Option<usize> {
        self.nodes.iter().position(|node| node.head.is_none())
    }

    /// The words that a word dominates, with itself, in order.
    #[must_use]
    pub fn subtree(&self, word: usize) -> Vec<usize> {
        let mut out = Vec::new();
        let mut open = vec![word];
        while let Some(at) = open.pop() {
            if at < self.len() && out.len() <= self.len() {
                out.push(at);
                open.extend(self.dependents(at));
            }
        }
        out.sort_unstable();
        out
    }
}
