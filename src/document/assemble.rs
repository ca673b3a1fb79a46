//! From lines to a document: the head with title, byline and date, then the blocks.

use std::ops::Range;

use jiff::civil::Date;

use super::classify::{Class, classify, small_words, without_hashtags, words};
use super::dateline::{Dateline, Datelines};
use super::lines::logical;
use super::phrases::Phrases;
use super::published::{Stamp, dates, first_full_date, stamp};
use super::{Block, BlockKind, Cut, Document, DocumentInfo, Limits};
use crate::ontology::schema::Effect;
use crate::when::calendar::{Calendar, Written};
use crate::when::scan::scan;

/// The head is at most so many lines that are not boilerplate…
const HEAD_LINES: usize = 12;
/// … within so many bytes.
const HEAD_BYTES: usize = 1200;
/// A headline has as many words, or fewer with one in small letters.
const TITLE_WORDS: usize = 5;
/// "Statement No. 14, Friday 3 May 2024, 9 p.m.": at most so many words.
const LONGEST_HEAD: usize = 12;
/// Headlines are shorter than this, in bytes.
const LONGEST_TITLE: usize = 200;
/// A dateline stands in one of the first paragraphs.
const DATELINE_PARAGRAPHS: usize = 3;
/// A dateline without year is of the year after the last full date in the text, when that is not longer ago, in days.
const NEAR: i32 = 200;

/// A line, what it is, and the date it bears when it is a time stamp.
struct Line {
    span: Range<usize>,
    class: Class,
    stamp: Option<Stamp>,
    in_head: bool,
}

/// The parts of a document found so far.
pub(super) struct Page<'a> {
    pub(super) calendar: &'a Calendar,
    pub(super) phrases: &'a Phrases,
    pub(super) datelines: &'a Datelines,
    pub(super) limits: &'a Limits,
}

impl Page<'_> {
    /// Reads a text into a document.
    pub(super) fn document(&self, id: String, text: String) -> Document {
        let read = self.limits.read(&text);
        let cut = (read.len() < text.len()).then_some(Cut::Text { read: read.len(), of: text.len() });
        let mut lines = self.lines(read);
        drop_breadcrumbs(read, &mut lines);
        let title = title(read, &lines);
        let mut byline = None;
        let mut blocks = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            let is_title = title == Some(at);
            let (kind, span) = match &line.class {
                Class::Sentences(span) | Class::Fragment(span) | Class::Aside(span) if is_title => (BlockKind::Title, span),
                _ if line.stamp.is_some() => {
                    byline = byline.or_else(|| author(read, line));
                    continue;
                }
                Class::Boilerplate => continue,
                Class::Byline(span) if line.in_head || small_words(&read[span.clone()]) <= 1 => {
                    byline = byline.or_else(|| Some(span.clone()));
                    continue;
                }
                Class::Fragment(span)
                    if is_kicker(&read[span.clone()]) && in_masthead(&lines, at, title) && !self.issues(read, &lines, at) =>
                {
                    continue;
                }
                Class::Fragment(span) | Class::Aside(span) | Class::Byline(span) => (BlockKind::Heading, span),
                Class::Caption(span) => (BlockKind::Caption, span),
                Class::Item(span) => (BlockKind::Item, span),
                Class::Sentences(span) => (BlockKind::Paragraph, span),
            };
            blocks.push(Block { span: span.clone(), kind });
        }
        let dateline = self.cut_dateline(read, &mut blocks);
        let published = self.published(read, &lines, title, dateline.as_ref());
        let title = title
            .and_then(|_| blocks.iter().find(|block| block.kind == BlockKind::Title))
            .map(|block| read[block.span.clone()].to_owned());
        let content = Some(crate::extraction::ContentHash::of(&text));
        let info = DocumentInfo { id, title, source: None, published, content };
        Document { info, byline, dateline: dateline.map(|dateline| dateline.span), blocks, cut, text }
    }

    fn lines(&self, text: &str) -> Vec<Line> {
        let mut kept = 0;
        let mut begun = false;
        let mut stamped = false;
        let line = |span: Range<usize>| {
            let span = without_hashtags(text, span);
            let class = classify(text, span.clone(), self.phrases);
            let in_head = kept < HEAD_LINES && span.start < HEAD_BYTES;
            let stamp = match class {
                Class::Caption(_) | Class::Aside(_) | Class::Item(_) => None,
                _ => stamp(&text[span.clone()], self.calendar, self.phrases).filter(|stamp| {
                    // Below the first sentences a date alone is a heading of a chronicle.
                    stamp.labelled || (in_head && !(begun && stamped))
                }),
            };
            stamped |= stamp.is_some();
            begun |= stamp.is_none() && matches!(class, Class::Sentences(_));
            kept += usize::from(class != Class::Boilerplate);
            Line { span, class, stamp, in_head }
        };
        logical(text).into_iter().map(line).collect()
    }

    /// Whether the line names whoever issues the document: "Statement" stands below it.
    fn issues(&self, text: &str, lines: &[Line], at: usize) -> bool {
        let next = lines.get(at + 1).map(|line| &text[line.span.clone()]);
        next.is_some_and(|next| words(next) <= LONGEST_HEAD && self.phrases.start(Effect::Headed, next).is_some())
    }

    /// Cuts the dateline off one of the first paragraphs.
    fn cut_dateline(&self, text: &str, blocks: &mut [Block]) -> Option<Dateline> {
        let paragraphs = blocks.iter_mut().filter(|block| block.kind == BlockKind::Paragraph).take(DATELINE_PARAGRAPHS);
        for block in paragraphs {
            if let Some(dateline) = self.datelines.find(text, &block.span, self.calendar) {
                block.span.start = dateline.rest;
                return Some(dateline);
            }
        }
        None
    }

    /// The day of publication: a labelled stamp, another stamp, the dateline, the title.
    fn published(&self, text: &str, lines: &[Line], title: Option<usize>, dateline: Option<&Dateline>) -> Option<Date> {
        let stamps = || lines.iter().enumerate().filter(|(at, _)| Some(*at) != title).filter_map(|(_, line)| line.stamp.as_ref());
        let stamped = stamps().find(|stamp| stamp.labelled).or_else(|| stamps().next()).map(|stamp| stamp.date);
        let written = dateline.and_then(|dateline| dateline.date);
        stamped
            .or_else(|| written.and_then(|written| written.full().or_else(|| self.year_nearby(text, written))))
            .or_else(|| title.and_then(|at| lines[at].stamp.as_ref()).map(|stamp| stamp.date))
    }

    /// The day of a dateline without year, when the text gives a full date shortly before it.
    fn year_nearby(&self, text: &str, written: Written) -> Option<Date> {
        let tokens = scan(text);
        let last = dates(&tokens, self.calendar).filter_map(|(date, ..)| date.full()).max()?;
        let on = |year: i16| Date::new(year, written.month, written.day?).ok();
        let day = on(last.year()).filter(|day| *day >= last).or_else(|| on(last.year() + 1))?;
        last.until(day).is_ok_and(|gap| gap.get_days() <= NEAR).then_some(day)
    }

    /// The day that a free text names, for records: "2024-01-24T09:00:00Z", "January 24, 2024".
    pub(super) fn day(&self, text: &str) -> Option<Date> {
        first_full_date(&scan(text), self.calendar).map(|(date, ..)| date)
    }
}

/// Whether the words could be an outlet, a section or a city.
fn is_kicker(part: &str) -> bool {
    words(part) <= TITLE_WORDS && small_words(part) <= 1
}

/// Whether the line stands above the headline or beside a time stamp.
fn in_masthead(lines: &[Line], at: usize, title: Option<usize>) -> bool {
    let stamped = |at: usize| title != Some(at) && lines.get(at).is_some_and(|line| line.stamp.is_some());
    let beside = stamped(at + 1) || at.checked_sub(1).is_some_and(stamped);
    lines[at].in_head && (beside || title.is_some_and(|title| at < title))
}

/// The writer before the date of a stamp: "By NAME | May 6, 2025".
fn author(text: &str, line: &Line) -> Option<Range<usize>> {
    let stamp = line.stamp.as_ref().filter(|_| matches!(line.class, Class::Byline(_)))?;
    let before = text[line.span.start..line.span.start + stamp.span.start].split('|').next()?;
    let before = before.trim_end_matches(|c: char| c.is_whitespace() || ",–—-".contains(c));
    (words(before) > 1).then(|| line.span.start..line.span.start + before.len())
}

/// Makes boilerplate of a head line that repeats a later one, alone ("HEADLINE") or after a path ("Home > HEADLINE").
fn drop_breadcrumbs(text: &str, lines: &mut [Line]) {
    for at in 0..lines.len() {
        let line = &text[lines[at].span.clone()];
        let mut later = lines[at + 1..].iter().take_while(|line| line.in_head).map(|line| &text[line.span.clone()]);
        if lines[at].in_head
            && matches!(lines[at].class, Class::Fragment(_))
            && line.len() <= LONGEST_TITLE
            && later.any(|later| words(later) > 2 && line.ends_with(later))
        {
            lines[at].class = Class::Boilerplate;
            lines[at].stamp = None;
        }
    }
}

/// The index of the headline: the first line before the first paragraph that reads like one, else the first of any words.
fn title(text: &str, lines: &[Line]) -> Option<usize> {
    let end = lines
        .iter()
        .position(|line| matches!(line.class, Class::Sentences(_) | Class::Item(_)) && line.stamp.is_none())
        .unwrap_or(lines.len());
    let candidates = || {
        lines[..end].iter().enumerate().filter_map(|(at, line)| {
            let (Class::Fragment(span) | Class::Aside(span)) = &line.class else { return None };
            let part = &text[span.clone()];
            let fits = line.in_head && part.len() <= LONGEST_TITLE;
            (fits && line.stamp.as_ref().is_none_or(|stamp| dated_headline(part, stamp))).then_some((at, part))
        })
    };
    let reads_like_one = |part: &str| words(part) >= TITLE_WORDS || (words(part) > 2 && small_words(part) > 0);
    let mut undated = candidates().filter(|(at, _)| lines[*at].stamp.is_none());
    let first = undated.find(|(_, part)| reads_like_one(part));
    first.or_else(|| candidates().find(|(_, part)| words(part) > 1)).map(|(at, _)| at)
}

/// Whether the date stands at the end of words that could be a headline: "Situation report, March 24, 2025".
fn dated_headline(part: &str, stamp: &Stamp) -> bool {
    let bare = !stamp.labelled && stamp.words > 1 && stamp.span.start > 0;
    bare && !part.contains(['|', '•']) && stamp.span.end >= part.trim_end_matches(')').len()
}
