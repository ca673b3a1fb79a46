//! The outline of a document in time: chronicles, whose entries begin with dates, and lists below a dated line.

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use jiff::civil::Date;

use super::{Story, day_of};
use crate::document::BlockKind;
use crate::text::{Sentence, Token, TokenKind};
use crate::when::{DateReader, Lead, When};

/// So many paragraphs that begin with a date make a chronicle.
const ENTRIES: usize = 3;

/// How many words may name where an entry plays before its date.
const SITE: usize = 5;

impl Story {
    /// A story of which only the outline is known: whether it is a chronicle, entries that begin with dates.
    pub(in crate::extract) fn new(dates: &DateReader, sentences: &[Sentence], text: &str, published: Option<Date>) -> Story {
        // Which year it is does not matter for finding the phrase.
        let anchor = published.or_else(|| Date::new(2000, 12, 31).ok());
        let (mut entries, mut found) = (HashSet::default(), HashMap::default());
        let mut last = None;
        for sentence in sentences {
            if last.replace(sentence.block) == Some(sentence.block) {
                continue;
            }
            let whens = dates.find(text.get(sentence.span.clone()).unwrap_or_default(), anchor);
            let written = |when: &When| when.is_written() || label(sentence, &whens).is_some();
            if opening(sentence, &whens).is_some_and(|when| written(when) && day_of(when.date).is_some()) {
                entries.insert(sentence.block);
            }
            if published.is_some() {
                found.insert(sentence.span.clone(), whens);
            }
        }
        if entries.len() < ENTRIES {
            entries.clear();
        }
        let mut lists = HashMap::default();
        for (at, sentence) in sentences.iter().enumerate().filter(|(_, sentence)| is_lead_in(sentence)) {
            let items = sentences[at + 1..].iter().take_while(|item| item.kind == BlockKind::Item);
            lists.extend(items.last().map(|last| (sentence.block, last.block + 1)));
        }
        Story { entries, lists, found, published, ..Story::default() }
    }
}

/// The date phrase that a sentence begins with.
pub(super) fn opening<'w>(sentence: &Sentence, whens: &'w [When]) -> Option<&'w When> {
    let when = whens.first().filter(|when| when.lead == Lead::At && !when.bridges)?;
    let words = |token: &&Token| matches!(token.kind, TokenKind::Word | TokenKind::Number);
    let start = sentence.span.start + when.span.start;
    let before = || sentence.tokens.iter().filter(words).take_while(|token| token.span.start < start);
    // "3. RIYADH, March 26."
    let place = || {
        let mut site = before().skip_while(|token| token.kind == TokenKind::Number);
        let upper = |token: &Token| token.upper && token.folded.len() > 1;
        before().count() <= SITE && site.next().is_some_and(upper) && site.all(upper)
    };
    (before().next().is_none() || place()).then_some(when)
}

/// Where a sentence goes on after a date that labels it: "9 May, 02:00 – …", "13 June: …".
pub(in crate::extract) fn label(sentence: &Sentence, whens: &[When]) -> Option<usize> {
    let end = sentence.span.start + opening(sentence, whens)?.span.end;
    let mut after = sentence.tokens.iter().skip_while(|token| token.span.start < end);
    let is_mark = |token: &Token| matches!(token.folded.as_str(), "-" | "–" | "—" | ":" | "|");
    after.find(|token| token.kind == TokenKind::Word || is_mark(token)).filter(|token| token.kind != TokenKind::Word)?;
    after.next().map(|token| token.span.start)
}

/// Whether a list may follow.
pub(super) fn is_lead_in(sentence: &Sentence) -> bool {
    sentence.tokens.last().is_some_and(|token| token.folded == ":")
}
