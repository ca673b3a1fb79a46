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
mod phrase;

use std::ops::Range;

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use jiff::civil::{self, Date};

use chronicle::{is_lead_in, opening};
pub(super) use chronicle::{label, opening_hour, placed_label};

use self::phrase::Bridge;
use super::clause::{Clauses, LIKELY};
use super::event::Event;
use super::merge::Incident;
use crate::date::PartialDate;
use crate::document::BlockKind;
use crate::text::Sentence;
use crate::vocabulary::Modality;
use crate::when::{DateReader, Lead, When};

/// The news of an article are as many days old at most.
const RECENT: i32 = 7;

/// A day without a year that is so many days old at most is of the year that is nearest to publication.
const NEWS: i32 = 60;

/// A sentence that says no more than when is of so many tokens at most.
const SHORT: usize = 8;

/// What a passage tells of one year lies so many days apart at most.
const PASSAGE: i32 = 120;

/// A date with the end of its span.
type Dated = (PartialDate, Option<PartialDate>);

/// What the text has said of time up to some sentence.
#[derive(Clone, Debug, Default)]
pub(super) struct Story {
    /// The last day of a deed, which "two days later" counts from.
    day: Option<Date>,
    /// The date of the last deed, however exact, with its block.
    told: Option<(usize, PartialDate)>,
    /// The last date given in a block, with the block.
    near: Option<(usize, Dated)>,
    /// The date that stands over the text, with the blocks that it holds for.
    heading: Option<(Range<usize>, Dated)>,
    /// The first day of the month named last without a day.
    month: Option<Date>,
    /// The last year written out.
    year: Option<i16>,
    /// The last day or month written with its year, and those counted to it, with the block.
    era: Option<(usize, Date)>,
    /// The day of publication.
    published: Option<Date>,
    /// "A day after …" between deeds whose dates are not told beside it.
    spans: Vec<Span>,
    /// Of a chronicle, the blocks that begin with a date.
    entries: HashSet<usize>,
    /// The block of the entry being read.
    entry: Option<usize>,
    /// The blocks with the lead-in of a list, and where the list ends.
    lists: HashMap<usize, usize>,
    /// The year that stands on a line above the entry that this block is.
    years: HashMap<usize, i16>,
    /// What the outline has found already of the dates of a sentence, by where it stands.
    found: HashMap<Range<usize>, Vec<When>>,
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

impl Story {
    /// The entry of a chronicle that is being read.
    pub(super) fn entry(&self) -> Option<usize> {
        self.entry
    }

    /// The date phrases of a sentence. Without a day of publication, days without a year are of the year last written.
    pub(super) fn find(&mut self, dates: &DateReader, sentence: &Sentence, text: &str, published: Option<Date>) -> Vec<When> {
        if let Some(whens) = self.found.remove(&sentence.span) {
            return whens;
        }
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
    ///
    /// `verbs` are the first tokens of verbs that tell of an event, each with the event.
    pub(super) fn date(&mut self, clauses: &Clauses<'_>, events: &mut [Event], whens: &[When], verbs: &[(usize, usize)]) {
        let mut whens: Vec<When> = whens.to_vec();
        let block = clauses.sentence.block;
        self.keep_year(block, &mut whens);
        self.keep_era(block, &mut whens);
        self.count(block, &mut whens);
        self.go_on(block, &whens);
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
        let published = self.published;
        let ahead = |when: &When| published.is_some_and(|published| when.date.first_day() > published);
        let spanned = |when: &When| when.bridges;
        let mut weak: Vec<Option<Dated>> = vec![None; events.len()];
        for at in 0..events.len() {
            if events[at].modality == Modality::Threatened || events[at].count {
                continue;
            }
            let best = |events: &[Event]| {
                whens
                    .iter()
                    .filter(|when| when.lead != Lead::Until && !spanned(when))
                    // "the next day", and nothing says after which.
                    .filter(|when| !(when.relative_to_context && ahead(when)))
                    // In "on Monday, a day after X fell", Monday is not the day that X fell.
                    .filter(|when| {
                        !bridges.iter().any(|bridge| bridge.from == Some(at) && when.span.start < bridge.when.span.start)
                    })
                    .filter_map(|when| Some((clauses.cost(events, at, when)?, clauses.gap(&events[at], when), when)))
                    .min_by_key(|(cost, gap, _)| (*cost, *gap))
            };
            let told = best(events);
            // "carried out strikes on X, killing nine on Monday": by whichever verb tells of it.
            let likely = told.is_some_and(|(cost, ..)| cost <= LIKELY);
            let (token, noun) = (events[at].token, events[at].noun);
            let mut also = None;
            let others = verbs.iter().filter(|&&(verb, event)| event == at && verb != token);
            for &(verb, _) in others.filter(|_| !likely && !whens.is_empty()) {
                (events[at].token, events[at].noun) = (verb, false);
                let by_verb = best(events).filter(|(cost, ..)| *cost <= LIKELY);
                also = also.into_iter().chain(by_verb).min_by_key(|(cost, gap, _)| (*cost, *gap));
            }
            (events[at].token, events[at].noun) = (token, noun);
            match also.or(told) {
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
                let told = clauses.is_news(event) || event.noun && !event.several;
                event.near = self.likely(clauses.sentence.block, weak, told);
                event.news = whens.is_empty() && clauses.is_news(event);
            }
        }
        self.remember(clauses, events, &whens);
    }

    /// What is told of a passage's year goes on with the passage.
    fn go_on(&mut self, block: usize, whens: &[When]) {
        let Some((at, era)) = self.era.filter(|(at, _)| block.abs_diff(*at) <= 1) else { return };
        let mut days = whens.iter().map(|when| when.date.first_day());
        if at != block
            && let Some(day) = days.find(|day| apart(*day, era) <= PASSAGE)
        {
            self.era = Some((block, day));
        }
    }

    /// "… on 17 July 2014 … On 15 July": in a passage about another year, days without a year are of that.
    fn keep_era(&mut self, block: usize, whens: &mut [When]) {
        for when in whens.iter_mut() {
            if let Some(day) = when.era() {
                self.era = Some((block, day));
                continue;
            }
            let (Some((at, era)), Some(published)) = (self.era, self.published) else { continue };
            let Some(near) = when.in_year_of(era) else { continue };
            let (told, day) = (when.date.first_day(), near.date.first_day());
            // The next paragraph goes on with the passage only if it tells of the same days.
            let (news, passage) = match block.abs_diff(at) {
                0 => (NEWS, PASSAGE),
                1 => (3 * NEWS, PASSAGE / 2),
                _ => continue,
            };
            if apart(told, published) > news && apart(day, era) <= passage && apart(told, era) > PASSAGE {
                *when = near;
                self.era = Some((block, day));
            }
        }
    }

    /// Counts the phrases that count from what the text speaks of, no more exactly than that is told; without it they date nothing.
    fn count(&self, block: usize, whens: &mut Vec<When>) {
        let mut last: Option<PartialDate> = None;
        let own = whens.iter().find(|when| !when.relative_to_context).map(|when| when.date);
        let era = self.era.map(|(_, day)| PartialDate::Day(day));
        let month = self.month.map(|first| PartialDate::Month(first.year(), first.month()));
        whens.retain_mut(|when| {
            if !when.relative_to_context {
                last = Some(when.date);
                return true;
            }
            let here = self.told.filter(|(at, _)| *at == block).map(|(_, date)| date);
            let day = self.day.map(PartialDate::Day);
            let here = here.filter(|date| day.is_none() || day_of(*date).is_some() || !when.is_of_the_day());
            let Some(told) = last.or(here).or(day).or(own).or(era).or(month) else { return when.bridges };
            let exact = matches!(told, PartialDate::Month(..)).then(|| when.in_month(told.first_day())).flatten();
            let counted = exact.unwrap_or_else(|| {
                let mut counted = when.counted_from(told.first_day());
                counted.until = counted.until.filter(|_| day_of(told).is_some());
                counted.date = counted.date.as_exact_as(told);
                counted
            });
            // Nothing that is told lies ahead of its telling.
            let ahead = self.published.is_some_and(|published| counted.date.first_day() > published);
            if !ahead || when.date.first_day() > counted.date.first_day() {
                *when = counted;
            }
            true
        });
    }

    /// The date that is only likely.
    fn likely(&self, block: usize, speech: Option<Dated>, told: bool) -> Option<PartialDate> {
        let heading = self.heading.as_ref().filter(|(blocks, _)| blocks.contains(&block)).map(|(_, dated)| dated.0);
        let near = self.near.filter(|(at, _)| told && *at == block).map(|(_, dated)| dated.0);
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
        let month = |when: &&When| matches!(when.date, PartialDate::Month(..)) && when.lead != Lead::Noun;
        self.month = whens.iter().rfind(month).map(|when| when.date.first_day()).or(self.month);
        let told = events
            .iter()
            .filter(|event| event.modality != Modality::Threatened)
            .rev()
            .find_map(|event| Some((event.date?, event.until)));
        let said =
            || whens.iter().filter(|when| when.lead == Lead::At && !when.bridges).map(|when| (when.date, when.until)).next();
        // "Then came Tuesday."
        let tokens = &clauses.sentence.tokens;
        if let [when] = whens
            && events.is_empty()
            && tokens.len() <= SHORT
            && !when.bridges
            && tokens.last().is_some_and(|token| token.folded != "?")
        {
            self.near = Some((clauses.sentence.block, (when.date, when.until)));
        }
        if let Some(dated) = told {
            self.near = Some((clauses.sentence.block, dated));
        }
        // "two days later": after the end of a span.
        if let Some((date, until)) = told.or_else(said) {
            let end = until.unwrap_or(date);
            self.told = Some((clauses.sentence.block, end));
            self.day = day_of(end).or(self.day);
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
            // "Two days after the explosion": the day of the entry is that of the explosion.
            let before = |at: usize| incidents[at].told.iter().any(|told| told.sentence < span.sentence);
            let heads = incidents[from].event.date.is_none() && incidents[from].event.near.is_some();
            if heads
                && before(from)
                && !before(deed)
                && incidents[deed].event.date.is_none()
                && let Some(day) = day(from)
            {
                incidents[deed].event.date = Some(span.when.counted_from(day).date);
            } else if incidents[from].event.date.is_none()
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

/// Days between two days.
fn apart(one: Date, other: Date) -> i32 {
    one.since(other).map_or(i32::MAX, |span| span.get_days().abs())
}

/// The day of a date that is exact to the day.
fn day_of(date: PartialDate) -> Option<civil::Date> {
    match date {
        PartialDate::Day(day) => Some(day),
        _ => None,
    }
}
