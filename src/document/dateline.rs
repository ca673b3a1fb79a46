//! Datelines: "CITY, Feb 24 (Agency) - " before the first sentence.

use std::collections::BTreeSet;
use std::ops::Range;

use super::published::dates;
use crate::ontology::Ontology;
use crate::when::calendar::{Calendar, Written};
use crate::when::scan::{Token, scan};

/// A dateline, cut off its paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Dateline {
    /// Where it stands in the text, without the dash.
    pub(super) span: Range<usize>,
    /// Where the paragraph goes on.
    pub(super) rest: usize,
    /// The date in it; the year may be missing.
    pub(super) date: Option<Written>,
}

/// Datelines end within so many bytes.
const LONGEST: usize = 110;
/// More words than this name no place.
const MOST_WORDS: usize = 7;
/// A place without capitals, date or agency has at most as many words.
const MOST_PLAIN_WORDS: usize = 3;

/// Tells datelines from "HAMAS: …".
#[derive(Clone, Debug, Default)]
pub(super) struct Datelines {
    /// Names of actors in lower case.
    actors: BTreeSet<String>,
}

/// The mark between a dateline and the sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Dash,
    Colon,
    Stop,
    Slash,
    Bracket,
}

const MARKS: &[(&str, Mark)] = &[
    (" - ", Mark::Dash),
    (" – ", Mark::Dash),
    (" — ", Mark::Dash),
    (" -- ", Mark::Dash),
    ("— ", Mark::Dash),
    ("—", Mark::Dash),
    (": ", Mark::Colon),
    (". ", Mark::Stop),
    ("/ ", Mark::Slash),
    (") ", Mark::Bracket),
];

impl Datelines {
    pub(super) fn new(ontology: &Ontology) -> Datelines {
        let names =
            ontology.actors().iter().flat_map(|actor| std::iter::once(&actor.name).chain(&actor.aliases).chain(&actor.exact));
        Datelines { actors: names.map(|name| name.to_lowercase()).collect() }
    }

    /// The dateline that the paragraph begins with.
    pub(super) fn find(&self, text: &str, paragraph: &Range<usize>, calendar: &Calendar) -> Option<Dateline> {
        let part = &text[paragraph.clone()];
        let mut starts = part.char_indices().map(|(at, _)| at).take_while(|&at| at < LONGEST);
        starts.find_map(|at| {
            let (mark, kind) = MARKS.iter().find(|(mark, _)| part[at..].starts_with(mark))?;
            // The closing bracket belongs to the dateline.
            let end = if *kind == Mark::Bracket { at + 1 } else { at };
            let after = &part[at + mark.len()..];
            let rest = after.trim_start_matches(|c: char| c.is_whitespace() || "-–—".contains(c));
            let begins = rest.starts_with(|c: char| !c.is_lowercase()) && rest.split_whitespace().nth(2).is_some();
            let tokens = scan(&part[..end]);
            let date = self.read(&tokens, *kind, calendar).filter(|_| begins)?;
            Some(Dateline { span: paragraph.start..paragraph.start + end, rest: paragraph.end - rest.len(), date })
        })
    }

    /// Whether the tokens before the mark are a dateline; its date if it has one.
    fn read(&self, tokens: &[Token<'_>], mark: Mark, calendar: &Calendar) -> Option<Option<Written>> {
        let dated = dates(tokens, calendar).find(|(written, ..)| written.day.is_some() && written.last.is_none());
        let date = dated.map(|(written, ..)| written);
        let in_date = |at: usize| dated.is_some_and(|(_, first, next)| (first..next).contains(&at));
        let (mut depth, mut bracketed) = (0_usize, false);
        let mut place: Vec<&Token<'_>> = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            match token.text {
                "(" => (depth, bracketed) = (depth + 1, true),
                ")" => depth = depth.saturating_sub(1),
                "," | "." | "/" | "-" | "'" | "’" => {}
                _ if depth > 0 || in_date(at) => {}
                _ if token.is_word() && token.is_capitalised() => place.push(token),
                // A sentence, a quotation, a figure.
                _ => return None,
            }
        }
        let capitals = |token: &&Token<'_>| token.text.chars().count() > 2 && !token.text.contains(char::is_lowercase);
        let shouted = place.first().is_some_and(capitals);
        let names: Vec<&str> = place.iter().map(|token| &*token.lower).collect();
        let actor = date.is_none() && !bracketed && self.actors.contains(&names.join(" "));
        if place.len() > MOST_WORDS || actor || depth > 0 {
            return None;
        }
        let plain = (1..=MOST_PLAIN_WORDS).contains(&place.len());
        let holds = match mark {
            Mark::Dash => shouted || bracketed || plain,
            Mark::Colon => shouted || (date.is_some() && plain),
            Mark::Stop => place.first().is_some_and(|token| token.text.len() > 3) && place.iter().all(capitals),
            Mark::Slash => plain && !shouted,
            Mark::Bracket => date.is_some() && plain,
        };
        holds.then_some(date)
    }
}
