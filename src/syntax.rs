//! Tagger and dependency parser.
//!
//! ```text
//! text ─token→ Sentence ─word→ features ─tagger→ tags ─transition→ Tree (heads, labels, margins)
//! ```
//!
//! A greedy averaged-perceptron tagger (Collins 2002) feeds a greedy arc-hybrid parser (Kuhlmann et al. 2011) that was
//! trained with a dynamic oracle (Goldberg & Nivre 2013), with a labeller of its own. Features are hashed, so the model
//! holds numbers only; it lies in the crate (`model/`, with its recipe and the terms of its sources), nothing is fetched
//! at run time. Labels follow ClearNLP as spaCy's English models use them ([`Label`]).

mod bare_relative;
mod buckets;
mod features;
mod hash;
mod label;
mod lemma;
mod model;
mod moves;
mod parser;
mod perceptron;
mod role;
mod table;
mod tagger;
mod token;
mod transition;
mod tree;
mod word;

pub use label::{Label, Pos, Tag};
pub use model::{ModelError, VERSION};
pub use parser::Parser;
pub(crate) use role::shared_agent;
pub use role::{Roles, expand, is_passive, obliques, resolve};
pub use token::{Sentence, tokenize};
pub use tree::{Node, Tree};

/// What the trainer shares with the parser, so that both see the same features. No part of the public interface.
#[doc(hidden)]
pub mod training {
    pub use super::features::{label_features, move_features};
    pub use super::hash::{normal, word as hash_word};
    pub use super::model::{Irregular, Parts};
    pub use super::perceptron::{Rows, Sparse, best};
    pub use super::tagger::features as tag_features;
    pub use super::transition::{MOVES, Move, NO_LABEL, Nodes, State};
    pub use super::word::{Casing, Entry, Word, Words, casing, look};
}
