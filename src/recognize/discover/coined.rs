//! Names that are made of common words: "the Harbour Brigades", "Sons of the Marsh".

use std::ops::Range;

use super::witness::{Sort, Witness};
use crate::lexicon::SignSense;
use crate::ontology::WordClass;
use crate::text::TokenKind;
use crate::vocabulary::ActorKind;

impl Witness<'_> {
    /// "the Lions of the Valley", "Voice of the Oppressed, a militia": an armed group whose name goes on after "of".
    pub(super) fn joined(&self, stretch: &Range<usize>) -> Option<(Range<usize>, Sort)> {
        let word = |at: usize, class: WordClass| self.token(at).is_some_and(|token| self.lexicon.is_word(token, class));
        let before = stretch.start.checked_sub(1)?;
        let of = if word(before, WordClass::Definite) { before.checked_sub(1)? } else { before };
        let head = of.checked_sub(1).filter(|_| self.token(of).is_some_and(|token| token.folded == "of"))?;
        let mut start = head;
        while start > 0 && self.is_capital(start - 1) && self.mention(start - 1).is_none() {
            start -= 1;
        }
        let name = start..stretch.end;
        if !self.is_written(&(start..head + 1)) || !self.is_written(stretch) || self.after_titles(start, head + 1) != start {
            return None;
        }
        // The first word of a sentence has its capital from there.
        let coined = (start > 0).then(|| self.sign(head, |sense| matches!(sense, SignSense::Coined(_)))).flatten();
        if let Some((_, SignSense::Coined(index))) = coined {
            return Some((name, self.sort(index)));
        }
        let told = self.described_after(&name).or_else(|| self.named_before(start)).or_else(|| self.introduced_before(&name));
        let told = told.or_else(|| self.noun_before(start));
        told.filter(|sort| sort.kind == ActorKind::ArmedGroup).map(|sort| (name, sort))
    }

    /// "the Harbour Brigades": a name though its words are common ones, by the word that it ends with.
    pub(super) fn is_coined(&self, name: &Range<usize>) -> bool {
        let plain = |at: usize| self.sign(at, |sense| matches!(sense, SignSense::Plain(_))).is_some() || self.is_ordinal(at);
        let Some(last) = name.end.checked_sub(1).filter(|_| self.is_proper(name)) else { return false };
        let coins = self.sign(last, |sense| matches!(sense, SignSense::Coined(_))).is_some();
        coins && !(name.start..last).all(plain)
    }

    /// "the Dawn Movement (DM)", "Mountain Wolves, a militia that …": a name by what the text says of it.
    pub(super) fn is_declared(&self, name: &Range<usize>) -> bool {
        let initials = || {
            let words = self.sentence.tokens.get(name.clone()).unwrap_or_default();
            words.iter().filter_map(|token| token.folded.chars().next()).collect::<String>()
        };
        let called = || self.acronym_after(name.end).is_some_and(|acronym| acronym.to_lowercase() == initials());
        let armed = |sort: Sort| sort.kind == ActorKind::ArmedGroup;
        let described = || name.len() > 1 && self.described_after(name).is_some_and(armed);
        // "a group calling itself the Revolutionaries"
        let styled = || self.named_before(name.start).is_some_and(|sort| !matches!(sort.kind, ActorKind::Person));
        self.is_proper(name) && (called() || described() || styled())
    }

    /// Words with capitals that are no name of the ontology and no generic noun.
    fn is_proper(&self, name: &Range<usize>) -> bool {
        self.is_written(name) && !self.is_noun(name)
    }

    /// Words with capitals that are no name of the ontology.
    fn is_written(&self, name: &Range<usize>) -> bool {
        let proper = |at: usize| self.token(at).is_some_and(|token| token.capital) && self.mention(at).is_none();
        !name.is_empty() && name.clone().all(proper)
    }

    fn is_ordinal(&self, at: usize) -> bool {
        self.token(at)
            .is_some_and(|token| token.kind == TokenKind::Number || token.folded.starts_with(|c: char| c.is_ascii_digit()))
    }
}
