//! The forms of question that are understood, and how a question is read by them.
//!
//! A form is a row of words: `a|b` stands for either word, `{…}` for one or more words that name somebody or some place.

use super::names::{Named, Names, Unknown};
use super::time::{self, Window};
use super::{Asked, NotUnderstood, Query, Reason, Who};
use crate::fold::fold;

/// One form and what it asks.
struct Form {
    words: &'static str,
    asked: Asked,
    why: bool,
}

const fn form(words: &'static str, asked: Asked) -> Form {
    Form { words, asked, why: false }
}

const fn why(words: &'static str, asked: Asked) -> Form {
    Form { words, asked, why: true }
}

/// The first form that fits with names that are known is taken.
const FORMS: &[Form] = &[
    form("who retaliated|retaliates against {object}", Asked::Retaliated),
    form("who retaliated", Asked::Retaliated),
    form("whom|who|what did|does {subject} retaliate against", Asked::Retaliated),
    form("did|does {subject} retaliate against {object}", Asked::Retaliated),
    form("did|does {subject} retaliate", Asked::Retaliated),
    why("why did|does {subject} retaliate against {object}", Asked::Retaliated),
    why("why did|does {subject} retaliate", Asked::Retaliated),
    form("who attacked|attacks {object}", Asked::Attacked),
    form("whom|who|what did|does {subject} attack", Asked::Attacked),
    form("did|does {subject} attack {object}", Asked::Attacked),
    form("who|what was|is attacked by {subject}", Asked::Attacked),
    why("why did|does {subject} attack {object}", Asked::Attacked),
    why("why was|were|is|are {object} attacked by {subject}", Asked::Attacked),
    why("why was|were|is|are {object} attacked", Asked::Attacked),
    form("who backs|backed|supports|supported {object}", Asked::Backs),
    form("whom|who|what does|did|do {subject} back|support", Asked::Backs),
    form("does|did|do {subject} back|support {object}", Asked::Backs),
    form("who|what is|was|are backed|supported by {subject}", Asked::Backs),
    form("who leads|led|commands|commanded|heads {object}", Asked::Leads),
    form("whom|who|what does|did {subject} lead|command|head", Asked::Leads),
    form("does|did {subject} lead|command|head {object}", Asked::Leads),
    form("who|what is|was|are led|commanded|headed by {subject}", Asked::Leads),
    form("what|who|whom is|was|are|were {subject} part of", Asked::PartOf),
    form("who|what is|was|are|were part of {object}", Asked::PartOf),
    form("is|was|are|were {subject} part of {object}", Asked::PartOf),
    form("who|what belongs|belonged to {object}", Asked::PartOf),
    form("what|whom|who does|did|do {subject} belong to", Asked::PartOf),
    form("what happened in|at|near {place}", Asked::Happened),
    form("what happened", Asked::Happened),
];

/// The forms as a person would ask them, one of each sort.
pub(super) const SHOWN: &[&str] = &[
    "who retaliated against whom?",
    "who retaliated against X?",
    "whom did X retaliate against?",
    "did X retaliate against Y?",
    "who attacked whom?",
    "who attacked X?",
    "whom did X attack?",
    "did X attack Y?",
    "why did X attack Y?",
    "who backs whom?",
    "who backs X?",
    "whom does X back?",
    "does X back Y?",
    "who leads X?",
    "what does X lead?",
    "who is part of X?",
    "what is X part of?",
    "what happened in PLACE?",
];

/// What the words of a slot may be, when anybody will do.
const ANYONE: &[&str] = &["who", "whom", "what", "anyone", "anybody", "someone", "somebody", "each other"];

/// A question of more words is of no form.
const LONGEST: usize = 60;

/// The words that fill the slots of a form.
#[derive(Clone, Default)]
struct Filling<'q> {
    subject: Option<&'q [&'q str]>,
    object: Option<&'q [&'q str]>,
    place: Option<&'q [&'q str]>,
}

pub(super) fn parse(question: &str, names: &Names) -> Result<Query, NotUnderstood> {
    let refuse = |reason| NotUnderstood { question: question.trim().to_owned(), reason };
    let mut words: Vec<&str> = question
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| matches!(c, '?' | '!' | '"' | '“' | '”' | ',')))
        .filter(|word| !word.is_empty())
        .collect();
    let window = time::take(&mut words).map_err(|words| refuse(Reason::Date { words }))?;
    // Nobody asks that much at once, and every slot is tried at every length.
    if words.len() > LONGEST {
        return Err(refuse(Reason::Form));
    }
    let mut first_unknown = None;
    // The whole first: a name may hold an "in" of its own.
    let tails =
        words.iter().enumerate().rev().filter(|(at, word)| *at > 0 && matches!(fold(word).as_str(), "in" | "at" | "near"));
    for (end, place) in std::iter::once((words.len(), None)).chain(tails.map(|(at, _)| (at, Some(&words[at + 1..])))) {
        match read(&words[..end], place, names) {
            Ok(Some(query)) => return Ok(Query { since: window.since, until: window.until, ..query }),
            Ok(None) => {}
            Err(unknown) => first_unknown = first_unknown.or(Some(unknown)),
        }
    }
    Err(refuse(first_unknown.unwrap_or(Reason::Form)))
}

/// Reads words by the first form that fits; fails when forms fit but a name is unknown.
fn read(words: &[&str], place: Option<&[&str]>, names: &Names) -> Result<Option<Query>, Reason> {
    let folded: Vec<String> = words.iter().map(|word| fold(word)).collect();
    let mut unknown = None;
    for form in FORMS {
        // Only deeds happen somewhere.
        if place.is_some() && !matches!(form.asked, Asked::Retaliated | Asked::Attacked | Asked::Happened) {
            continue;
        }
        let pattern: Vec<&str> = form.words.split(' ').collect();
        let mut fillings = Vec::new();
        fit(&pattern, words, &folded, &Filling::default(), &mut fillings);
        for mut filling in fillings {
            filling.place = filling.place.or(place);
            match fill(form, &filling, names) {
                Ok(query) => return Ok(Some(query)),
                Err(reason) => unknown = unknown.or(Some(reason)),
            }
        }
    }
    unknown.map_or(Ok(None), Err)
}

/// Collects every way in which words fit a pattern.
fn fit<'q>(pattern: &[&str], words: &'q [&'q str], folded: &[String], filling: &Filling<'q>, found: &mut Vec<Filling<'q>>) {
    let Some((&first, rest)) = pattern.split_first() else {
        if words.is_empty() {
            found.push(filling.clone());
        }
        return;
    };
    if !first.starts_with('{') {
        if folded.first().is_some_and(|word| first.split('|').any(|choice| choice == word)) {
            fit(rest, &words[1..], &folded[1..], filling, found);
        }
        return;
    }
    for end in 1..=words.len() {
        let mut filling = filling.clone();
        let slot = match first {
            "{subject}" => &mut filling.subject,
            "{object}" => &mut filling.object,
            _ => &mut filling.place,
        };
        *slot = Some(&words[..end]);
        fit(rest, &words[end..], &folded[end..], &filling, found);
    }
}

fn fill(form: &Form, filling: &Filling, names: &Names) -> Result<Query, Reason> {
    let who = |words: Option<&[&str]>| match words.map(|words| words.join(" ")) {
        Some(words) if !ANYONE.contains(&fold(&words).as_str()) => {
            names.actor(&words).map(Who::Named).map_err(|Unknown { name, suggestions }| Reason::Actor { name, suggestions })
        }
        _ => Ok(Who::Anyone),
    };
    let place: Option<Result<Named, Unknown>> = filling.place.map(|words| names.place(&words.join(" ")));
    let place = place.transpose().map_err(|Unknown { name, suggestions }| Reason::Place { name, suggestions })?;
    let Window { since, until } = Window::default();
    let (subject, object) = (who(filling.subject)?, who(filling.object)?);
    Ok(Query { subject, object, place, since, until, why: form.why, ..Query::new(form.asked) })
}
