//! The outline of a document in time: chronicles, whose entries begin with dates, and lists below a dated line.

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use jiff::civil::Date;

use super::{Story, day_of};
use crate::date::PartialDate;
use crate::document::BlockKind;
use crate::lexicon::Lexicon;
use crate::ontology::schema::WordClass;
use crate::recognize::Mention;
use crate::text::{Sentence, Token, TokenKind};
use crate::when::{DateReader, Lead, When};

/// The names of places before the date of a caption are so many tokens at most.
const NAMES: usize = 9;
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
        let (mut years, mut year, mut read) = (HashMap::default(), None, 0);
        let mut openings = Vec::new();
        for sentence in sentences {
            // "2024" on a line of its own, between what the text says.
            let gap = text.get(read..sentence.span.start).unwrap_or_default();
            year = gap.lines().filter_map(year_line).next_back().or(year);
            read = sentence.span.end;
            if last.replace(sentence.block) == Some(sentence.block) {
                continue;
            }
            let whens = dates.find(text.get(sentence.span.clone()).unwrap_or_default(), anchor);
            let written = |when: &When| when.is_written() || label(sentence, &whens).is_some();
            let begins = opening(sentence, &whens);
            if begins.is_some_and(|when| written(when) && day_of(when.date).is_some()) {
                entries.insert(sentence.block);
            }
            openings.extend(begins.filter(|when| written(when)).map(|when| (sentence.block, when.clone())));
            match begins.map(|when| when.date) {
                // "2024: the war widens"
                Some(PartialDate::Year(named)) if sentence.kind == BlockKind::Heading => year = Some(named),
                Some(_) => years.extend(year.map(|year| (sentence.block, year))),
                None => {}
            }
            if published.is_some() {
                found.insert(sentence.span.clone(), whens);
            }
        }
        if entries.len() < ENTRIES {
            entries.clear();
        } else {
            carry_years(&openings, published, &mut years);
        }
        let mut lists = HashMap::default();
        for (at, sentence) in sentences.iter().enumerate().filter(|(_, sentence)| is_lead_in(sentence)) {
            let items = sentences[at + 1..].iter().take_while(|item| item.kind == BlockKind::Item);
            lists.extend(items.last().map(|last| (sentence.block, last.block + 1)));
        }
        Story { entries, lists, found, published, years, ..Story::default() }
    }

    /// "July 19 – …" below a line that says "2024": of that year.
    pub(super) fn keep_year(&self, block: usize, whens: &mut [When]) {
        let Some(&year) = self.years.get(&block) else { return };
        for when in whens {
            *when = when.in_year(year).unwrap_or_else(|| when.clone());
        }
    }
}

/// "Nov. 4, 2020 – … Nov. 28 – … Jan. 13, 2021 – … June 22 – …": entries without a year, from one that has it on, in the order
/// of time.
fn carry_years(openings: &[(usize, When)], published: Option<Date>, years: &mut HashMap<usize, i16>) {
    let mut last: Option<Date> = None;
    for (block, when) in openings {
        if let Some(day) = when.era() {
            last = Some(day);
            continue;
        }
        let Some(before) = last.filter(|_| !years.contains_key(block)) else { continue };
        let of = |year: i16| when.in_year(year).map(|when| when.date.first_day());
        let next = [before.year(), before.year() + 1].into_iter().find(|&year| of(year).is_some_and(|day| day >= before));
        let Some(year) = next.filter(|&year| of(year) <= published || published.is_none()) else { continue };
        years.insert(*block, year);
        last = of(year);
    }
}

/// The year that is all that a line says.
fn year_line(line: &str) -> Option<i16> {
    let digits = line.trim_matches(|c: char| !c.is_ascii_digit());
    let alone = line.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || c.is_ascii_punctuation() || "–—•".contains(c));
    let year = digits.parse().ok().filter(|_| digits.len() == 4 && alone)?;
    (1900..2100).contains(&year).then_some(year)
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

/// The date of a line that names no more than where and when: "Tikrit, June 2014 (handout)", as captions begin.
pub(in crate::extract) fn placed_label<'w>(sentence: &Sentence, whens: &'w [When]) -> Option<&'w When> {
    let [when] = whens else { return None };
    let at = |byte: usize| sentence.tokens.iter().position(|token| token.span.start >= sentence.span.start + byte);
    let (start, end) = (at(when.span.start)?, at(when.span.end).unwrap_or(sentence.tokens.len()));
    let (before, after) = (&sentence.tokens[..start], &sentence.tokens[end..]);
    let named = before.iter().all(|token| match token.kind {
        // "al-Qaim", "Deir ez-Zor"
        TokenKind::Word => token.capital || token.glued || token.folded.len() <= 3,
        TokenKind::Punctuation => matches!(token.folded.as_str(), "," | "-" | "–" | "—" | "(" | "/"),
        _ => false,
    });
    let parted = before.last().is_some_and(|token| token.kind == TokenKind::Punctuation);
    let mut depth = 0_usize;
    let alone = after.iter().all(|token| {
        depth += usize::from(token.folded == "(");
        let inside = depth > 0;
        depth = depth.saturating_sub(usize::from(token.folded == ")"));
        inside || token.kind == TokenKind::Punctuation
    });
    let written = when.is_written() && !matches!(when.date, PartialDate::Year(_));
    let named = named && before.iter().any(|token| token.capital);
    (named && parted && alone && written && start <= NAMES).then_some(when)
}

/// Where a sentence goes on after an hour that no comma parts from a name: "At dawn Turkish jets bombed …".
pub(in crate::extract) fn opening_hour(sentence: &Sentence, mentions: &[Mention], lexicon: &Lexicon) -> Option<usize> {
    let preposition = |at: &usize| lexicon.is_word(&sentence.tokens[*at], WordClass::Preposition);
    // "Shortly before noon X …"
    let first = (0..sentence.tokens.len().min(2)).find(preposition)?;
    let hour = sentence.tokens.get(first + 1).filter(|token| lexicon.is_word(token, WordClass::DayPart))?;
    let goes_on = mentions.iter().any(|mention| mention.tokens.start == first + 2);
    (!hour.capital && goes_on).then_some(first + 2)
}

/// Whether a list may follow.
pub(super) fn is_lead_in(sentence: &Sentence) -> bool {
    sentence.tokens.last().is_some_and(|token| token.folded == ":")
}
