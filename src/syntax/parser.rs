//! Text to trees, greedily, in time that grows with the sentence's length.

use std::path::Path;

use once_cell::sync::OnceCell;

use super::bare_relative;
use super::features;
use super::label::{Label, Pos, Tag};
use super::lemma;
use super::model::{Model, ModelError, Parts};
use super::moves::MoveScores;
use super::perceptron;
use super::tagger;
use super::token::Sentence;
use super::transition::{MOVES, Move, NO_LABEL, Nodes, State};
use super::tree::{Node, Tree};
use super::word;

/// A tagger and dependency parser.
///
/// ```
/// use reprisal::syntax::{Label, Parser, Sentence};
///
/// let parser = Parser::builtin()?;
/// let text = "Rebels were hit by a drone on Monday.";
/// let sentence = Sentence::new(text, 0..text.len());
/// let tree = parser.parse(&sentence);
/// let hit = tree.root().expect("a sentence with words has a root");
/// assert_eq!(sentence.word(hit), "hit");
/// let victim = tree.with(hit, &[Label::Nsubjpass]).next().map(|at| sentence.word(at));
/// assert_eq!(victim, Some("Rebels"));
/// # Ok::<(), reprisal::syntax::ModelError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Parser {
    model: Model,
}

/// The model file that is part of this crate.
const MODEL: &[u8] = include_bytes!("../../model/english.model");

impl Parser {
    /// The parser with the model that is part of this crate; loaded at the first call and kept.
    ///
    /// # Errors
    /// When the model inside the crate is damaged, which no build that passed its tests can have.
    pub fn builtin() -> Result<&'static Parser, ModelError> {
        static BUILTIN: OnceCell<Parser> = OnceCell::new();
        BUILTIN.get_or_try_init(|| Parser::from_bytes(MODEL))
    }

    /// The CRC-32 of the model that is part of this crate, which tells one model from another.
    #[must_use]
    pub fn builtin_checksum() -> u32 {
        Parts::checksum(MODEL)
    }

    /// A parser from the bytes of a model file.
    ///
    /// # Errors
    /// When they are no model, of another version, or damaged.
    pub fn from_bytes(bytes: &[u8]) -> Result<Parser, ModelError> {
        Ok(Parser { model: Model::new(Parts::from_bytes(bytes)?)? })
    }

    /// A parser from a model file.
    ///
    /// # Errors
    /// When it cannot be read, or is no model, of another version, or damaged.
    pub fn open(path: impl AsRef<Path>) -> Result<Parser, ModelError> {
        let path = path.as_ref();
        let bytes = std::fs::read(path).map_err(|source| ModelError::Read { path: path.to_owned(), source })?;
        Parser::from_bytes(&bytes)
    }

    /// A parser from a model's parts.
    ///
    /// # Errors
    /// When they do not fit together.
    pub fn from_parts(parts: Parts) -> Result<Parser, ModelError> {
        Ok(Parser { model: Model::new(parts)? })
    }

    /// The tags of a sentence.
    #[must_use]
    pub fn tag(&self, sentence: &Sentence<'_>) -> Vec<(Pos, Tag)> {
        let words = word::look(sentence, &self.model.words);
        let (tags, _) = tagger::tag(&words, &self.model.tagger);
        tags.into_iter().map(|tag| self.model.tags[usize::from(tag)]).collect()
    }

    /// The tree of a sentence: one root, every word with one head, no crossing arcs.
    #[must_use]
    pub fn parse(&self, sentence: &Sentence<'_>) -> Tree {
        self.parse_with(sentence, &[])
    }

    /// The tree of a sentence of which the tags of some words are known.
    #[must_use]
    pub fn parse_with(&self, sentence: &Sentence<'_>, known: &[(usize, Tag)]) -> Tree {
        let model = &self.model;
        let words = word::look(sentence, &model.words);
        let (mut tags, tag_margins) = tagger::tag(&words, &model.tagger);
        for &(at, tag) in known {
            let index = model.tags.iter().position(|&(_, of)| of == tag).and_then(|index| index.try_into().ok());
            if let (Some(slot), Some(index)) = (tags.get_mut(at), index) {
                *slot = index;
            }
        }
        let nodes = Nodes::new(&words, &tags);
        let mut state = State::new(words.len());
        let mut margins = vec![0; words.len() + 1];
        let mut moves = MoveScores::new(&model.moves);
        let mut label_keys = model.labeller.features();
        let mut scores = [0; 256];
        while !state.done() {
            let (step, margin) = match state.forced() {
                Some(step) => (step, i32::MAX),
                None => choose(&state, moves.of(&state, &nodes)),
            };
            let label = match state.arc(step) {
                None => NO_LABEL,
                Some((head, dependent)) => {
                    margins[dependent] = margin;
                    let mark = tags.get(dependent - 1).is_some_and(|&tag| model.tags[usize::from(tag)].1.is_mark());
                    if let Some(punct) = model.punct.filter(|_| mark) {
                        moves.apply(&mut state, step, punct);
                        continue;
                    }
                    features::label_features(&state, &nodes, head, dependent, &mut label_keys);
                    model.labeller.score(&label_keys, &mut scores);
                    perceptron::best(&scores[..model.labeller.classes()]).0 as u8
                }
            };
            moves.apply(&mut state, step, label);
        }
        let [tag_unit, move_unit, _] = model.units;
        // Where there was no choice the margin has no end.
        let margin = |of: i32, unit: f32| if of == i32::MAX { f32::INFINITY } else { of as f32 * unit };
        let mut nodes: Vec<Node> = (1..=words.len())
            .map(|at| {
                let (pos, tag) = model.tags[usize::from(tags[at - 1])];
                let head = state.head(at).checked_sub(1);
                let label = match head {
                    None => Label::Root,
                    Some(_) => model.labels.get(usize::from(state.label(at))).copied().unwrap_or(Label::Dep),
                };
                let (margin, tag_margin) = (margin(margins[at], move_unit), margin(tag_margins[at - 1], tag_unit));
                Node { head, label, tag, pos, margin, tag_margin }
            })
            .collect();
        bare_relative::reattach(&mut nodes);
        Tree::new(nodes)
    }

    /// The lemma of a word with this tag, in small letters; names stay as they are.
    #[must_use]
    pub fn lemma(&self, word: &str, tag: Tag) -> String {
        lemma::lemma(word, tag, &self.model)
    }
}

/// The best allowed move, and its margin before the second best.
fn choose(state: &State, scores: [i32; 3]) -> (Move, i32) {
    let mut best: Option<(Move, i32)> = None;
    let mut second = None;
    for step in MOVES.into_iter().filter(|&step| state.allows(step)) {
        let score = scores[step as usize];
        match best {
            Some((_, top)) if score <= top => second = second.max(Some(score)),
            _ => {
                second = best.map(|(_, top)| top);
                best = Some((step, score));
            }
        }
    }
    let (step, top) = best.unwrap_or((Move::Right, 0));
    (step, second.map_or(i32::MAX, |second| top - second))
}
