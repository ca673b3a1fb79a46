//! When incidents happened.
//!
//! A deed takes its date from the nearest of these that says one:
//!
//! 1. the date phrase that hangs on its verb or noun, or on a verb that governs it, in the dependency tree ([`Clauses`]);
//!    several deeds in one sentence each take the date of their own clause, and dates do not cross "after" or "for";
//! 2. another telling of it (`merge`);
//! 3. another deed, when it is told by its distance from that: "a day after …" ([`Span`]);
//! 4. for want of all that, what is only likely ([`Event::near`]): the heading of a chronicle, the date last given in its
//!    paragraph, the day of the speech that tells of it, the day of the article's news.
//!
//! Only the first two tell incidents apart when tellings are merged. [`Story`] goes with the reader through the document.

mod chronicle;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use jiff::civil::{self, Date};

pub(super) use chronicle::label;
use chronicle::{is_lead_in, opening};

use super::argument::Parsed;
use super::event::Event;
use super::merge::Incident;
use crate::date::PartialDate;
use crate::document::BlockKind;
use crate::lexicon::Lexicon;
use crate::ontology::schema::WordClass;
use crate::syntax::{Label, Tag};
use crate::text::{Sentence, Token, TokenKind};
use crate::vocabulary::Modality;
use crate::when::{DateReader, Lead, When};

/// Dearer than this, a date has nothing to do with the deed.
const DEAR: u32 = 12;
/// Dearer than this, a date is only likely: the day of the speech.
const LIKELY: u32 = 4;
/// How far below a date-bearing clause the deed of "a day after …" may stand.
const DEEP: usize = 6;

/// The news of an article are as many days old at most.
const RECENT: i32 = 7;
/// What makes a past perfect, which tells of what went before the news.
const HAD: &str = "had";

/// A date with the end of its span.
type Dated = (PartialDate, Option<PartialDate>);

/// What the text has said of time up to some sentence.
#[derive(Clone, Debug, Default)]
pub(super) struct Story {
    /// The last day of a deed, which "two days later" counts from.
    day: Option<Date>,
    /// The last date given in a block, with the block.
    near: Option<(usize, Dated)>,
    /// The date that stands over the text, with the blocks that it holds for.
    heading: Option<(Range<usize>, Dated)>,
    /// The last year written out.
    year: Option<i16>,
    /// "A day after …" between deeds whose dates are not told beside it.
    spans: Vec<Span>,
    /// Of a chronicle, the blocks that begin with a date.
    entries: HashSet<usize>,
    /// The block of the entry being read.
    entry: Option<usize>,
    /// The blocks with the lead-in of a list, and where the list ends.
    lists: HashMap<usize, usize>,
}

/// "The raid came two days after the attack": a known distance between two deeds.
#[derive(Clone, Debug)]
struct Span {
    sentence: usize,
    /// Token of the trigger of the deed that the phrase dates.
    deed: usize,
    /// Token of the trigger of the deed that the phrase counts from.
    from: usize,
    when: When,
}

/// A sentence as dating sees it.
pub(super) struct Clauses<'a> {
    pub sentence: &'a Sentence,
    pub number: usize,
    pub lexicon: &'a Lexicon,
    pub parsed: Option<&'a Parsed<'a>>,
    /// First tokens of verbs that tell of speech rather than of deeds.
    pub speech: &'a [usize],
}

impl Story {
    /// The entry of a chronicle that is being read.
    pub(super) fn entry(&self) -> Option<usize> {
        self.entry
    }

    /// The date phrases of a sentence. Without a day of publication, days without a year are of the year last written.
    pub(super) fn find(&mut self, dates: &DateReader, text: &str, published: Option<Date>) -> Vec<When> {
        let mut whens = dates.find(text, published);
        if published.is_none() {
            if let Some(when) = whens.iter().rfind(|when| !matches!(when.date, PartialDate::Year(_))) {
                self.year = Some(when.date.first_day().year());
            }
            if let Some(year) = self.year.and_then(|year| Date::new(year, 12, 31).ok()) {
                whens = dates.find(text, Some(year)).into_iter().filter(When::is_written).collect();
            }
        }
        whens
    }

    /// Dates the events of a sentence and remembers what it says of time.
    pub(super) fn date(&mut self, clauses: &Clauses<'_>, events: &mut [Event], whens: &[When]) {
        let mut whens: Vec<When> = whens.to_vec();
        self.count(&mut whens);
        let block = clauses.sentence.block;
        let begins = self.entry != Some(block) && self.entries.contains(&block);
        if begins {
            self.entry = Some(block);
        } else if matches!(clauses.sentence.kind, BlockKind::Title | BlockKind::Heading) {
            self.entry = None;
        }
        let own = opening(clauses.sentence, &whens).filter(|_| begins).map(|when| (when.date, when.until));
        let heads = clauses.is_heading(&whens).or(own.map(|dated| (false, dated)));
        if let Some((alone, dated)) = heads {
            // A line of its own stands over the next block, the beginning of a paragraph over its rest.
            self.heading = Some((block..block + if alone { 2 } else { 1 }, dated));
        }
        // "On Monday the army did the following:"
        let over = whens.iter().find(|when| when.lead == Lead::At && !when.bridges).filter(|_| is_lead_in(clauses.sentence));
        if let (Some(&end), Some(when)) = (self.lists.get(&block), over) {
            self.heading = Some((block..end, (when.date, when.until)));
        }
        let bridges: Vec<Bridge> = whens.iter().filter_map(|when| clauses.bridge(when, events)).collect();
        let spanned = |when: &When| when.bridges;
        let mut weak: Vec<Option<Dated>> = vec![None; events.len()];
        for at in 0..events.len() {
            if events[at].modality == Modality::Threatened {
                continue;
            }
            let cost = |when: &When| clauses.cost(events, at, when);
            let best = whens
                .iter()
                .filter(|when| when.lead != Lead::Until && !spanned(when))
                // In "on Monday, a day after X fell", Monday is not the day that X fell.
                .filter(|when| !bridges.iter().any(|bridge| bridge.from == Some(at) && when.span.start < bridge.when.span.start))
                .filter_map(|when| Some((cost(when)?, clauses.gap(&events[at], when), when)))
                .min_by_key(|(cost, gap, _)| (*cost, *gap));
            match best {
                Some((cost, _, when)) if cost <= LIKELY => (events[at].date, events[at].until) = (Some(when.date), when.until),
                // "On 13 April, the agency said …": what an entry tells is of its day.
                Some((_, _, when)) if own == Some((when.date, when.until)) => {
                    (events[at].date, events[at].until) = (Some(when.date), when.until);
                }
                Some((_, _, when)) => weak[at] = Some((when.date, when.until)),
                None => {}
            }
        }
        for bridge in bridges {
            self.span(clauses, events, &whens, &bridge);
        }
        for (event, weak) in events.iter_mut().zip(weak) {
            if event.modality == Modality::Asserted {
                event.near = self.likely(clauses.sentence.block, weak);
                event.news = whens.is_empty() && clauses.is_news(event);
            }
        }
        self.remember(clauses, events, &whens);
    }

    /// Counts the phrases that count from what the text speaks of.
    fn count(&self, whens: &mut [When]) {
        let mut last: Option<Date> = None;
        let own = whens.iter().find_map(|when| (!when.relative_to_context).then(|| day_of(when.date)).flatten());
        for when in whens.iter_mut() {
            if when.relative_to_context {
                if let Some(day) = last.or(self.day).or(own) {
                    *when = when.counted_from(day);
                }
            } else if let Some(day) = day_of(when.date) {
                last = Some(day);
            }
        }
    }

    /// The date that is only likely.
    fn likely(&self, block: usize, speech: Option<Dated>) -> Option<PartialDate> {
        let heading = self.heading.as_ref().filter(|(blocks, _)| blocks.contains(&block)).map(|(_, dated)| dated.0);
        let near = self.near.filter(|(at, _)| *at == block).map(|(_, dated)| dated.0);
        let speech = speech.map(|dated| dated.0);
        heading.or(near).or(speech)
    }

    /// Dates one end of "a day after" by the other.
    fn span(&mut self, clauses: &Clauses<'_>, events: &mut [Event], whens: &[When], bridge: &Bridge) {
        let day = |at: Option<usize>| at.and_then(|at| events[at].date).and_then(day_of);
        // "two days after the raid he said on Tuesday": the clause has a date without having a deed.
        let said = || {
            whens.iter().find(|when| !when.bridges && clauses.site(when) == Some(bridge.site)).and_then(|when| day_of(when.date))
        };
        match (day(bridge.deed).or_else(|| if bridge.deed.is_none() { said() } else { None }), day(bridge.from)) {
            (Some(day), None) => {
                if let Some(from) = bridge.from {
                    events[from].date = bridge.when.counted_back(day);
                }
            }
            (None, Some(day)) => {
                if let Some(deed) = bridge.deed {
                    events[deed].date = Some(bridge.when.counted_from(day).date);
                }
            }
            (None, None) => {
                if let (Some(deed), Some(from)) = (bridge.deed, bridge.from) {
                    self.spans.push(Span {
                        sentence: clauses.number,
                        deed: events[deed].token,
                        from: events[from].token,
                        when: bridge.when.clone(),
                    });
                }
            }
            (Some(_), Some(_)) => {}
        }
    }

    fn remember(&mut self, clauses: &Clauses<'_>, events: &[Event], whens: &[When]) {
        let told = events
            .iter()
            .filter(|event| event.modality != Modality::Threatened)
            .rev()
            .find_map(|event| Some((event.date?, event.until)));
        let said =
            || whens.iter().filter(|when| when.lead == Lead::At && !when.bridges).map(|when| (when.date, when.until)).next();
        if let Some(dated) = told {
            self.near = Some((clauses.sentence.block, dated));
        }
        if let Some(day) = told.or_else(said).and_then(|(date, _)| day_of(date)) {
            self.day = Some(day);
        }
    }

    /// Dates incidents by those that they are a known distance from.
    pub(super) fn settle(&self, incidents: &mut [Incident], published: Option<Date>) {
        for span in &self.spans {
            let find = |token: usize, incidents: &[Incident]| {
                let told = |event: &Event| event.sentence == span.sentence && event.token == token;
                incidents.iter().position(|incident| incident.told.iter().any(told))
            };
            let (Some(deed), Some(from)) = (find(span.deed, incidents), find(span.from, incidents)) else { continue };
            let day = |at: usize| incidents[at].event.date.or(incidents[at].event.near).and_then(day_of);
            if incidents[from].event.date.is_none()
                && let Some(day) = day(deed)
            {
                incidents[from].event.date = span.when.counted_back(day);
            } else if incidents[deed].event.date.is_none()
                && let Some(day) = day(from)
            {
                incidents[deed].event.date = Some(span.when.counted_from(day).date);
            }
        }
        inherit(incidents, published);
    }
}

/// Gives the day of the news, which is that of the first dated deed, to deeds told in the tense of news with both sides.
fn inherit(incidents: &mut [Incident], published: Option<Date>) {
    let recent = |day: &Date| {
        published.is_none_or(|published| *day <= published && published.since(*day).is_ok_and(|span| span.get_days() <= RECENT))
    };
    let asserted = |event: &Event| event.modality == Modality::Asserted;
    let dated = |event: &Event| event.date.or(event.near);
    let mut days =
        incidents.iter().filter(|incident| asserted(&incident.event)).filter_map(|incident| day_of(dated(&incident.event)?));
    let news = days.find(recent).map(PartialDate::Day);
    for Incident { event, told, .. } in incidents.iter_mut() {
        let sides = !event.agents.is_empty() && !event.targets.is_empty();
        if sides && asserted(event) && dated(event).is_none() && told.iter().any(|told| told.news) {
            event.near = news;
        }
    }
}

/// The two deeds of "a day after".
struct Bridge {
    when: When,
    /// The word that the phrase hangs on.
    site: usize,
    deed: Option<usize>,
    from: Option<usize>,
}

impl Clauses<'_> {
    /// The word that a date phrase hangs on.
    fn site(&self, when: &When) -> Option<usize> {
        self.hang(when).and_then(|(_, site)| site)
    }

    /// The highest word of a date phrase, and the word that it hangs on.
    fn hang(&self, when: &When) -> Option<(usize, Option<usize>)> {
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
        event.token < end
            && (event.token + 1..end).all(|at| {
                tokens[at].folded != ","
                    && tokens[at].folded != ";"
                    && !parsed.tag(at).is_some_and(|tag| tag.is_verb())
                    && !events.iter().any(|other| other.token == at)
            })
    }

    /// Bytes between a deed and a date phrase.
    fn gap(&self, event: &Event, when: &When) -> usize {
        let at = self.sentence.tokens[event.token].span.start - self.sentence.span.start;
        if when.span.start > at { when.span.start - at } else { at.saturating_sub(when.span.end) + 1 }
    }

    /// How far a date phrase is from a deed in the tree; `None` when it dates something else.
    fn cost(&self, events: &[Event], at: usize, when: &When) -> Option<u32> {
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
        let own: Vec<usize> = std::iter::once(word).chain(tree.above(word)).collect();
        let path: Vec<usize> = std::iter::once(site).chain(tree.above(site)).collect();
        let (up, down) = own.iter().enumerate().find_map(|(up, at)| Some((up, path.iter().position(|other| other == at)?)))?;
        let named = when.lead == Lead::Noun
            || tree.head(top) == Some(site)
                && matches!(tree.label(top), Label::Poss | Label::Compound | Label::Nmod | Label::Amod);
        if named && down > 0 {
            return None;
        }
        let mut cost = 0;
        for (step, &child) in own[..up].iter().enumerate() {
            cost += self.up(parsed, child, step + 1 == up)?;
        }
        for &child in &path[..down] {
            cost += self.down(parsed, child, path[down] == word)?;
        }
        // What answers a deed has a date of its own.
        let between = own[..=up].iter().chain(&path[..down]);
        for other in between.filter(|&&other| other != word) {
            let word_of = |event: &Event| parsed.word(event.token) == Some(*other);
            for (index, _) in events.iter().enumerate().filter(|(index, event)| *index != at && word_of(event)) {
                if events[index].causes.contains(&at) || event.causes.contains(&index) {
                    return None;
                }
                cost += 1;
            }
            if self.speech.iter().any(|&token| parsed.word(token) == Some(*other)) {
                cost += LIKELY + 1;
            }
        }
        (cost <= DEAR).then_some(cost)
    }

    /// From a word to what it depends on.
    fn up(&self, parsed: &Parsed<'_>, child: usize, last: bool) -> Option<u32> {
        match parsed.tree.label(child) {
            Label::Ccomp | Label::Parataxis => Some(3),
            // The noun's own date is that of what is told of it; the clause around it speaks of another time.
            Label::Relcl | Label::Acl => last.then_some(2),
            Label::Advcl if self.is_apart(parsed, child) => None,
            Label::Advcl => Some(2),
            Label::Prep | Label::Mark if self.parts(parsed, child) => None,
            _ => Some(1),
        }
    }

    /// From what a date phrase hangs on, up to where the way to the deed begins.
    fn down(&self, parsed: &Parsed<'_>, child: usize, own: bool) -> Option<u32> {
        let verb = parsed.tree.tag(child).is_verb();
        match parsed.tree.label(child) {
            Label::Ccomp | Label::Parataxis => Some(3),
            Label::Relcl | Label::Acl => own.then_some(1),
            Label::Advcl if self.is_apart(parsed, child) => None,
            Label::Advcl => Some(2),
            Label::Conj if verb => Some(4),
            Label::Prep | Label::Mark if self.parts(parsed, child) => None,
            _ => Some(1),
        }
    }

    /// Whether a clause is set apart in time: "after …", "before …".
    fn is_apart(&self, parsed: &Parsed<'_>, clause: usize) -> bool {
        parsed.tree.with(clause, &[Label::Mark, Label::Advmod, Label::Prep]).any(|mark| mark < clause && self.parts(parsed, mark))
    }

    fn parts(&self, parsed: &Parsed<'_>, word: usize) -> bool {
        self.is_word(parsed, word, WordClass::Apart)
    }

    fn is_word(&self, parsed: &Parsed<'_>, word: usize, class: WordClass) -> bool {
        parsed.token(word).is_some_and(|token| self.lexicon.is_word(&self.sentence.tokens[token], class))
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
    fn is_heading(&self, whens: &[When]) -> Option<(bool, Dated)> {
        let when = opening(self.sentence, whens)?;
        let from = self.sentence.span.start;
        let mut after = self.sentence.tokens.iter().skip_while(|token| token.span.start < from + when.span.end);
        let alone = after.all(|token| token.kind != TokenKind::Word);
        (alone || label(self.sentence, whens).is_some()).then_some((alone, (when.date, when.until)))
    }

    /// Whether a deed is told by a verb in the simple past of a main clause, or in the present of headlines.
    fn is_news(&self, event: &Event) -> bool {
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
    fn bridge(&self, when: &When, events: &[Event]) -> Option<Bridge> {
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
        let comma = |token: &Token| token.span.start >= end && token.folded == ",";
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

/// The day of a date that is exact to the day.
fn day_of(date: PartialDate) -> Option<civil::Date> {
    match date {
        PartialDate::Day(day) => Some(day),
        _ => None,
    }
}
