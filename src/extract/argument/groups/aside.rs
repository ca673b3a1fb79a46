//! What goes on behind a phrase between commas: "X killed, in one night, Y".

use super::ByGroups;
use crate::extract::group::Chunk;

/// How many chunks a phrase between commas may have.
const ASIDE: usize = 7;

impl ByGroups<'_> {
    /// "X killed, in one night, Y": what a verb is done to, behind a phrase between commas. A date is no chunk.
    pub(in crate::extract::argument) fn object_after_aside(&self, verb: usize) -> Option<usize> {
        let at = self.chunks.verb_at[verb] + 1;
        let object = match self.chunks.row.get(at..)? {
            [Chunk::Comma, Chunk::Preposition(..), Chunk::Group(_), Chunk::Comma, Chunk::Group(object), ..]
            | [Chunk::Comma, Chunk::Comma, Chunk::Group(object), ..] => *object,
            _ => return None,
        };
        let after = self.row(self.chunks.group_at[object] + 1);
        (!matches!(after, Some(Chunk::Verb(_)))).then_some(object)
    }

    /// The comma that ends the phrases of a noun.
    pub(in crate::extract::argument) fn row_comma(&self, from: usize) -> Option<usize> {
        let mut at = from;
        while matches!((self.row(at), self.row(at + 1)), (Some(Chunk::Preposition(..)), Some(Chunk::Group(_)))) {
            at += 2;
        }
        matches!(self.row(at), Some(Chunk::Comma)).then_some(at)
    }

    /// "X belongs, as does Y, to Z": where the phrase begins that goes on after what stands between commas.
    pub(in crate::extract::argument) fn after_aside(&self, comma: usize) -> Option<usize> {
        let closes = |at: &usize| matches!(self.row(*at), Some(Chunk::Comma));
        let end = (comma + 1..=comma + ASIDE).find(closes)?;
        matches!((self.row(end + 1), self.row(end + 2)), (Some(Chunk::Preposition(..)), Some(Chunk::Group(_)))).then_some(end + 1)
    }
}
