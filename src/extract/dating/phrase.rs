//! Which date phrase of a sentence dates which of its deeds.

use super::super::argument::Parsed;
use super::super::clause::{Clauses, LIKELY};
use super::super::event::Event;
use super::Dated;
use super::chronicle::{label, opening, placed_label};
use crate::document::BlockKind;
use crate::ontology::schema::WordClass;
use crate::syntax::{Label, Tag};
use crate::text::TokenKind;
use crate::vocabulary::Modality;
use crate::when::{Lead, When};

/// How far below a date-bearing clause the deed of "a day after …" may stand.
const DEEP: usize = 6;
/// What makes a past perfect, which tells of what went before the news.
const HAD: &str = "had";

/// The two deeds of "a day after".
pub(super) struct Bridge {
    pub when: When,
    /// The word that the phrase hangs on.
    pub site: usize,
    pub deed: Option<usize>,
    pub from: Option<usize>,
}

impl Clauses<'_> {
    /// The word that a date phrase hangs on.
    pub(super) fn site(&self, when: &When) -> Option<usize> {
        self.hang(when).and_then(|(_, site)| site)
    }

    /// The highest word of a date phrase, and the word that it hangs on.
    fn hang(&self, when: &When) -> Option<(usize, Option<usize>)> {
        let (top, site) = self.hang_in_tree(when)?;
        let opens = opening(self.sentence, std::slice::from_ref(when)).is_some();
        Some((top, site.map(|site| if opens { self.main_verb(site, top) } else { site })))
    }

    /// "On Monday, hours after X had …, Y struck": Monday is the day of the main clause, whatever stands between.
    fn main_verb(&self, site: usize, top: usize) -> usize {
        let Some(parsed) = self.parsed else { return site };
        let tree = &parsed.tree;
        let later = |verb: usize| tree.head(verb).filter(|&head| head > verb && tree.label(verb) == Label::Advcl);
        let comma = tree
            .dependents(top)
            .chain([top + 1, top + 2, top + 3])
            .any(|word| word < tree.len() && tree.tag(word) == Tag::Comma && word < site);
        let main = || std::iter::successors(Some(site), |&verb| later(verb)).take(DEEP).last();
        if comma { main().unwrap_or(site) } else { site }
    }

    fn hang_in_tree(&self, when: &When) -> Option<(usize, Option<usize>)> {
        let parsed = self.parsed?;
        let tree = &parsed.tree;
        let words: Vec<usize> = (0..tree.len()).filter(|&word| self.is_inside(parsed, word, when)).collect();
        let (first, last) = (*words.first()?, *words.last()?);
        // A preposition knows best: names that follow a date at once are easily taken for what it modifies.
        if when.lead != Lead::Noun
            && let Some(prep) = words.iter().copied().find(|&word| tree.label(word) == Label::Prep)
        {
            let outside = std::iter::once(prep).chain(tree.above(prep)).find(|&word| !words.contains(&word));
            return Some((prep, outside));
        }
        let top = std::iter::once(last).chain(tree.above(last)).take_while(|word| words.contains(word)).last()?;
        // "Last month Ali Hassan was killed"
        if first == 0 && when.lead != Lead::Noun && matches!(tree.label(top), Label::Compound | Label::Nmod | Label::Amod) {
            return Some((top, tree.above(top).find(|&word| tree.tag(word).is_verb()).or(tree.head(top))));
        }
        Some((top, tree.head(top)))
    }

    fn is_inside(&self, parsed: &Parsed<'_>, word: usize, when: &When) -> bool {
        let from = self.sentence.span.start;
        parsed.span(word).start < from + when.span.end && parsed.span(word).end > from + when.span.start
    }

    /// Whether a date phrase follows a deed with neither a verb nor a comma nor another deed between: "an attack on a post
    /// in the north on Tuesday".
    fn follows(&self, events: &[Event], event: &Event, when: &When) -> bool {
        let from = self.sentence.span.start + when.span.start;
        let Some(parsed) = self.parsed.filter(|_| event.noun && when.lead == Lead::At) else { return false };
        let tokens = &self.sentence.tokens;
        let end = tokens.iter().position(|token| token.span.start >= from).unwrap_or(tokens.len());
        // "retaliation for Tuesday's attack": the day is the attack's.
        let owns = tokens.iter().any(|token| token.span.start == from + when.span.len() && token.folded == "'s");
        event.token < end
            && !owns
            && (event.token + 1..end).all(|at| {
                // A comma between names is that of a list of places.
                let list = || tokens[at - 1].capital && tokens.get(at + 1).is_some_and(|next| next.capital);
                (tokens[at].folded != "," || list())
                    && tokens[at].folded != ";"
                    && !parsed.tag(at).is_some_and(|tag| tag.is_verb())
                    && !events.iter().any(|other| other.token == at)
            })
    }

    /// Bytes between a deed and a date phrase.
    pub(super) fn gap(&self, event: &Event, when: &When) -> usize {
        let at = self.sentence.tokens[event.token].span.start - self.sentence.span.start;
        if when.span.start > at { when.span.start - at } else { at.saturating_sub(when.span.end) + 1 }
    }

    /// How far a date phrase is from a deed in the tree; `None` when it dates something else.
    pub(super) fn cost(&self, events: &[Event], at: usize, when: &When) -> Option<u32> {
        let event = &events[at];
        let (Some(parsed), Some(word), Some((top, site))) =
            (self.parsed, self.parsed.and_then(|parsed| parsed.word(event.token)), self.hang(when))
        else {
            // A label dates what has no date of its own.
            return (when.lead != Lead::Noun).then_some(if self.parsed.is_some() { LIKELY } else { 0 });
        };
        let tree = &parsed.tree;
        // A phrase that nothing governs is a fragment of its own.
        let Some(site) = site else { return Some(LIKELY) };
        if when.lead == Lead::Since && (self.is_superlative(parsed, site) || self.is_superlative(parsed, word)) {
            return None;
        }
        // "since Friday, when jets struck"
        if tree.above(word).take(DEEP).any(|at| self.is_inside(parsed, at, when)) {
            return Some(1);
        }
        if self.follows(events, event, when) {
            return Some(1);
        }
        // "bombed Y in revenge for the attack in X on Sunday": the attack was on Sunday.
        let tied = |index: usize, other: &Event| event.causes.contains(&index) || other.causes.contains(&at);
        if events.iter().enumerate().any(|(index, other)| index != at && tied(index, other) && self.follows(events, other, when))
        {
            return None;
        }
        let named = when.lead == Lead::Noun
            || tree.head(top) == Some(site)
                && matches!(tree.label(top), Label::Poss | Label::Compound | Label::Nmod | Label::Amod);
        self.way(parsed, events, at, site, named)
    }

    /// "the deadliest since", "the first since": the date is not the deed's.
    fn is_superlative(&self, parsed: &Parsed<'_>, site: usize) -> bool {
        let tree = &parsed.tree;
        let ranks = |word: usize| matches!(tree.tag(word), Tag::Jjs | Tag::Rbs) || self.is_word(parsed, word, WordClass::Rank);
        ranks(site)
            || tree
                .with(site, &[Label::Amod, Label::Attr, Label::Acomp, Label::Advmod])
                .any(|word| ranks(word) || tree.dependents(word).any(ranks))
    }

    /// Whether the sentence begins with a date that stands over what follows: the date, and whether it stands alone.
    pub(super) fn is_heading(&self, whens: &[When]) -> Option<(bool, Dated)> {
        let from = self.sentence.span.start;
        if let Some(when) = placed_label(self.sentence, whens) {
            let stop = self.sentence.tokens.last().is_some_and(|token| token.folded == ".");
            return Some((!stop, (when.date, when.until)));
        }
        let when = opening(self.sentence, whens)?;
        let mut after = self.sentence.tokens.iter().skip_while(|token| token.span.start < from + when.span.end);
        let alone = after.all(|token| token.kind != TokenKind::Word);
        (alone || label(self.sentence, whens).is_some()).then_some((alone, (when.date, when.until)))
    }

    /// Whether a deed is told by a verb in the simple past of a main clause, or in the present of headlines.
    pub(super) fn is_news(&self, event: &Event) -> bool {
        let Some((parsed, word)) = self.parsed.and_then(|parsed| Some((parsed, parsed.word(event.token)?))) else {
            return false;
        };
        let tree = &parsed.tree;
        // "An airstrike killed three": the verb that the noun is subject or object of.
        let verb = std::iter::once(word).chain(tree.above(word)).take(3).find(|&at| tree.tag(at).is_verb());
        let Some(verb) = verb else { return false };
        if matches!(tree.label(verb), Label::Relcl | Label::Acl | Label::Advcl | Label::Pcomp | Label::Xcomp) {
            return false;
        }
        let finite = tree
            .with(verb, &[Label::Aux, Label::Auxpass])
            .next()
            .or_else(|| tree.head(verb).filter(|_| tree.label(verb) == Label::Conj && tree.tag(verb) == Tag::Vbn))
            .unwrap_or(verb);
        let title = matches!(self.sentence.kind, BlockKind::Title | BlockKind::Heading);
        let past = tree.tag(finite) == Tag::Vbd && !parsed.is(finite, HAD);
        past || title && tree.tag(finite) == Tag::Vbz
    }

    /// The deeds that a phrase like "a day after" stands between.
    pub(super) fn bridge(&self, when: &When, events: &[Event]) -> Option<Bridge> {
        let parsed = self.parsed.filter(|_| when.bridges)?;
        let tree = &parsed.tree;
        let end = self.sentence.span.start + when.span.end;
        let joint = (0..tree.len()).rev().find(|&word| parsed.span(word).end <= end)?;
        let word_of = |event: &Event| parsed.word(event.token);
        // The clause or noun after "after".
        let object = tree.with(joint, &[Label::Pobj, Label::Pcomp]).next();
        let above = || tree.above(joint).find(|&word| tree.tag(word).is_verb() || tree.tag(word).is_noun());
        let (root, site) = match (object, tree.label(joint)) {
            (Some(object), _) => (object, above()),
            (None, Label::Mark | Label::Advmod) => (tree.head(joint)?, tree.head(joint).and_then(|head| tree.head(head))),
            (None, _) => (tree.head(joint)?, above()),
        };
        let depth = |word: usize| {
            std::iter::once(word).chain(tree.above(word)).take(DEEP).position(|at| at == root).filter(|_| word > joint)
        };
        let asserted = |event: &Event| event.modality != Modality::Threatened;
        let from = (0..events.len())
            .filter(|&at| asserted(&events[at]))
            .filter_map(|at| Some((depth(word_of(&events[at])?)?, at)))
            .min()
            .map(|(_, at)| at);
        // Where the tree sees it otherwise, the first deed before the next comma.
        let comma = |token: &crate::text::Token| token.span.start >= end && token.folded == ",";
        let stop = self.sentence.tokens.iter().position(comma).unwrap_or(self.sentence.tokens.len());
        let after = |at: &usize| self.sentence.tokens[events[*at].token].span.start >= end && events[*at].token < stop;
        let from = from
            .or_else(|| (0..events.len()).filter(|&at| asserted(&events[at])).filter(after).min_by_key(|&at| events[at].token));
        let inside = |event: &Event| word_of(event).is_some_and(|word| word == root || tree.above(word).any(|at| at == root));
        let deed = (0..events.len())
            .filter(|&at| Some(at) != from && asserted(&events[at]))
            .filter(|&at| !inside(&events[at]) || word_of(&events[at]).is_some_and(|word| word < joint))
            .min_by_key(|&at| {
                let word = word_of(&events[at]).unwrap_or(usize::MAX);
                (Some(word) != site, word.abs_diff(joint))
            });
        Some(Bridge { when: when.clone(), site: site.unwrap_or(root), deed, from })
    }
}
