//! Marks and words that cut no noun group although they look like it.

use super::{Tag, Tagger};
use crate::extract::group::slot_of;
use crate::lexicon::Form;
use crate::ontology::schema::Slot;
use crate::syntax::Label;

/// How many words in quotes may be a noun group.
const QUOTED: usize = 7;

impl Tagger<'_> {
    /// 'a "cell" of X': quotes that hold a noun group, or a part of one, are no words of somebody.
    pub(super) fn mute_quotes(&mut self) {
        let tags = &self.out.tags;
        let quotes: Vec<usize> = (0..tags.len()).filter(|&at| tags[at] == Tag::Quote).collect();
        let named = |at: usize| {
            matches!(
                tags[at],
                Tag::Determiner
                    | Tag::Number
                    | Tag::Adjective
                    | Tag::Adverb
                    | Tag::Noun
                    | Tag::Name(_)
                    | Tag::Possessive
                    | Tag::PossessiveMark
                    | Tag::Preposition
                    | Tag::Conjunction
            )
        };
        let mut mute = Vec::new();
        for pair in quotes.chunks_exact(2) {
            let (open, close) = (pair[0], pair[1]);
            if (2..=QUOTED + 1).contains(&(close - open)) && (open + 1..close).all(named) {
                mute.extend([open, close]);
            }
        }
        for at in mute {
            self.out.tags[at] = Tag::Mute;
        }
    }

    /// "a drone of X's hit the base": the possessive owns nothing that follows.
    pub(super) fn mute_possessives(&mut self) {
        for at in 1..self.out.tags.len().saturating_sub(1) {
            let tags = &self.out.tags;
            let (Tag::PossessiveMark, Tag::Name(mention), Tag::Verb(Form::Past | Form::PastOnly | Form::Third)) =
                (tags[at], tags[at - 1], tags[at + 1])
            else {
                continue;
            };
            let start = self.mentions[mention].tokens.start;
            let before = tags[..start].iter().rposition(|tag| *tag != Tag::Determiner);
            let of = before.is_some_and(|before| slot_of(&self.sentence.tokens[before].folded) == Some(Slot::Of));
            if of {
                self.out.tags[at] = Tag::Mute;
            }
        }
    }

    /// "Iranian military and nuclear sites": what joins two modifiers does not end the group.
    pub(super) fn mute_conjunctions(&mut self) {
        let Some(parsed) = self.parsed else { return };
        let tree = &parsed.tree;
        let modifies = |word: usize| matches!(tree.label(word), Label::Amod | Label::Compound | Label::Nmod);
        for at in 1..self.out.tags.len().saturating_sub(1) {
            let tags = &self.out.tags;
            let plain = |tag: Tag| matches!(tag, Tag::Adjective | Tag::Noun);
            if tags[at] != Tag::Conjunction || !plain(tags[at + 1]) || !plain(tags[at - 1]) {
                continue;
            }
            let Some(word) = parsed.word(at).filter(|&word| tree.label(word) == Label::Cc) else { continue };
            let Some(first) = tree.head(word).filter(|&first| modifies(first)) else { continue };
            if tree.head(first).is_some_and(|noun| noun > word + 1) {
                self.out.tags[at] = Tag::Mute;
            }
        }
    }
}
