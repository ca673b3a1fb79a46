//! What a verb is done to, where it does not stand right behind it.

use super::ByGroups;
use crate::extract::group::Chunk;
use crate::lexicon::Form;
use crate::ontology::schema::Slot;

impl ByGroups<'_> {
    /// The objects right of a verb, and where to go on.
    pub(super) fn objects(&self, verb: usize) -> (Vec<usize>, usize) {
        let mut at = self.chunks.verb_at[verb] + 1;
        while matches!(self.row(at), Some(Chunk::Quote)) {
            at += 1;
        }
        match self.row(at) {
            Some(Chunk::Group(_)) => self.coordinated_right(at, false),
            Some(Chunk::Comma) => (self.object_after_aside(verb).into_iter().collect(), self.after_aside(at).unwrap_or(at)),
            _ => (Vec::new(), at),
        }
    }

    /// "Were hit with missiles by the army the seats of the party": in translated news the subject of a passive that opens
    /// the sentence follows its phrases, without a preposition.
    pub(super) fn late_subject(&self, verb: usize) -> Vec<usize> {
        let at = self.chunks.verb_at[verb];
        let opens = self.chunks.row[..at].iter().all(|chunk| matches!(chunk, Chunk::Break | Chunk::Quote));
        let mut rest = self.chunks.row[at + 1..].windows(2);
        let found = rest.find_map(|pair| match pair {
            [Chunk::Verb(_) | Chunk::Comma | Chunk::Conjunction | Chunk::Break, _] => Some(None),
            [Chunk::Group(_), Chunk::Group(late)] => Some(Some(*late)),
            _ => None,
        });
        found.flatten().filter(|_| opens).into_iter().collect()
    }

    /// "X hit with two drones a car of Y": the object that follows the means.
    pub(in crate::extract::argument) fn object_after_means(&self, verb: usize) -> Option<usize> {
        let group = &self.chunks.verbs[verb];
        let at = self.chunks.verb_at[verb];
        let means = matches!(self.row(at + 1), Some(Chunk::Preposition(Some(Slot::With), _)));
        let (Some(Chunk::Group(_)), Some(Chunk::Group(object))) = (self.row(at + 2), self.row(at + 3)) else { return None };
        let active = group.form == Form::Past && !group.passive && !group.infinitive;
        (means && active && !matches!(self.row(at + 4), Some(Chunk::Verb(_)))).then_some(*object)
    }

    /// "Hit were a base of X and a camp of Y": what follows the auxiliary of a participle that opens the sentence.
    pub(super) fn after_inversion(&self, verb: usize) -> Vec<usize> {
        let at = self.chunks.verb_at[verb];
        let opens = self.chunks.row[..at].iter().all(|chunk| matches!(chunk, Chunk::Break | Chunk::Quote));
        let participle = matches!(self.chunks.verbs[verb].form, Form::Past | Form::Participle | Form::Base);
        match (self.row(at + 1), self.row(at + 2)) {
            (Some(Chunk::Verb(be)), Some(Chunk::Group(_))) if opens && participle && self.chunks.verbs[*be].main.is_none() => {
                self.coordinated_right(at + 2, false).0
            }
            _ => Vec::new(),
        }
    }
}
