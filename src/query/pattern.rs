//! Patterns: `?x backs ?y; ?y attacked israel* in red-sea since 2024-01`.

use std::ops::Range;

use super::names::{Names, NoName};
use super::problem::PatternError;
use super::syntax::{By, Clause, Filter, Name, Query, Shape, Term, Verb};
use super::token::{FILTERS, SHAPES, Token, What, by, tokens};
use crate::date::PartialDate;
use crate::suggest::nearest;
use crate::vocabulary::{ActorKind, IncidentKind, Status};

/// More clauses than that nobody means.
const CLAUSES: usize = 8;

impl Query {
    /// Reads a pattern.
    ///
    /// ```
    /// # use reprisal::{KnowledgeGraph, query::{Names, Query}};
    /// # let names = Names::of_graph(&KnowledgeGraph::new());
    /// let query = Query::parse("why ? attacked ? since 2024-01", &names).unwrap();
    /// assert_eq!(query.to_string(), "why ? attacked ? since 2024-01");
    ///
    /// let error = Query::parse("? atacked ?", &names).unwrap_err();
    /// assert_eq!(error.to_string(), "no verb in this clause\n  ? atacked ?\n    ^^^^^^^ did you mean attacked?");
    /// ```
    ///
    /// # Errors
    /// When it is no pattern, or names somebody or some place unknown: with the place and what may be meant.
    pub fn parse(pattern: &str, names: &Names) -> Result<Query, PatternError> {
        let wrong =
            |wrong: Wrong| PatternError { pattern: pattern.to_owned(), at: wrong.at, message: wrong.message, help: wrong.help };
        let tokens = tokens(pattern)
            .map_err(|at| wrong(Wrong { at, message: "this quotation mark is never closed".to_owned(), help: None }))?;
        let parser = Parser { tokens: &tokens, end: pattern.len(), names };
        parser.query().map_err(wrong)
    }
}

/// What is wrong where.
struct Wrong {
    at: Range<usize>,
    message: String,
    help: Option<String>,
}

impl Wrong {
    fn new<T>(at: Range<usize>, message: impl Into<String>, help: Option<String>) -> Result<T, Wrong> {
        Err(Wrong { at, message: message.into(), help })
    }
}

struct Parser<'p> {
    tokens: &'p [Token],
    end: usize,
    names: &'p Names,
}

impl<'p> Parser<'p> {
    fn query(&self) -> Result<Query, Wrong> {
        let mut query = Query::default();
        let (shape, rest) = self.shape()?;
        query.shape = shape;
        for segment in rest.split(|token| token.what == What::Semicolon) {
            match segment.first() {
                None => {}
                Some(first) if first.is_filter() && !segment.iter().any(|token| token.verb().is_some()) => {
                    self.filter(segment, &mut query.filter)?;
                }
                Some(first) if query.clauses.len() == CLAUSES => {
                    return Wrong::new(first.at.clone(), format!("a pattern has at most {CLAUSES} clauses"), None);
                }
                Some(_) => query.clauses.push(self.clause(segment)?),
            }
        }
        if query.clauses.is_empty() {
            return Wrong::new(
                self.end..self.end,
                "a clause is wanting",
                Some("write: WHO VERB WHOM, such as ? attacked ?".to_owned()),
            );
        }
        Ok(query)
    }

    fn shape(&self) -> Result<(Shape, &'p [Token]), Wrong> {
        let Some((first, rest)) = self.tokens.split_first() else { return Ok((Shape::Rows, self.tokens)) };
        let shape = match SHAPES.iter().find(|keyword| first.is(keyword)) {
            Some(&"list") => Shape::List,
            Some(&"why") => Shape::Why,
            Some(&"whether") => Shape::Whether,
            Some(_) => match rest {
                [token, what, rest @ ..] if token.is("by") && what.text().is_some() => {
                    let word = what.text().unwrap_or_default();
                    let Some(by) = by(word) else {
                        let words: Vec<&str> = By::ALL.iter().map(|by| by.as_str()).collect();
                        return Wrong::new(what.at.clone(), "deeds are not counted by this", Some(one_of(word, &words)));
                    };
                    return Ok((Shape::Count(Some(by)), rest));
                }
                _ => Shape::Count(None),
            },
            None => return Ok((Shape::Rows, self.tokens)),
        };
        Ok((shape, rest))
    }

    fn clause(&self, segment: &'p [Token]) -> Result<Clause, Wrong> {
        let verb = segment.iter().enumerate().find_map(|(at, token)| Some((at, token.verb()?)));
        let Some((at, (verb, turned))) = verb else { return self.no_verb(segment) };
        let after = &segment[at + 1..];
        let object_end = after.iter().position(Token::is_filter).unwrap_or(after.len());
        let here = &segment[at].at;
        let subject = self.term(&segment[..at], here.start)?;
        let object = self.term(&after[..object_end], here.end)?;
        let (subject, object) = if turned { (object, subject) } else { (subject, object) };
        let mut clause = Clause::new(subject, verb, object);
        let filters = &after[object_end..];
        self.filter(filters, &mut clause.filter)?;
        let not_here = |token: &&Token| token.is("in") || token.is("kind");
        match filters.iter().find(not_here) {
            Some(token) if !verb.is_deed() && !clause.filter.kinds.is_empty() | !clause.filter.places.is_empty() => {
                let message = format!("{:?} tells of no deed, so it has no place and no kind", verb.as_str());
                Wrong::new(token.at.clone(), message, None)
            }
            _ => Ok(clause),
        }
    }

    fn no_verb<T>(&self, segment: &[Token]) -> Result<T, Wrong> {
        let verbs: Vec<&str> = Verb::ALL.iter().flat_map(|verb| [Some(verb.as_str()), verb.turned()]).flatten().collect();
        // A verb cut in two is put together first.
        let pairs = segment
            .windows(2)
            .filter_map(|pair| Some((format!("{}-{}", pair[0].text()?, pair[1].text()?), pair[0].at.start..pair[1].at.end)));
        let words = segment.iter().filter_map(|token| Some((token.text()?.to_owned(), token.at.clone())));
        let near = pairs.chain(words).find_map(|(word, at)| Some((nearest(&word, verbs.iter().copied())?, at)));
        if let Some((verb, at)) = near {
            return Wrong::new(at, "no verb in this clause", Some(format!("did you mean {verb}?")));
        }
        let at = segment.first().map_or(self.end, |token| token.at.start)..segment.last().map_or(self.end, |token| token.at.end);
        Wrong::new(at, "no verb in this clause", Some(format!("the verbs are {}", verbs.join(", "))))
    }

    fn term(&self, tokens: &[Token], at: usize) -> Result<Term, Wrong> {
        let Some((first, rest)) = tokens.split_first() else {
            return Wrong::new(at..at, "somebody is wanting here", Some("write ? for anyone, ?x, an id or a name".to_owned()));
        };
        if let What::Variable(name) = &first.what {
            return self.open(name, first, rest);
        }
        let named = tokens.split(|token| token.what == What::Bar).map(|tokens| self.named(tokens, at));
        Ok(Term::Named(named.collect::<Result<_, Wrong>>()?))
    }

    fn open(&self, name: &str, first: &Token, rest: &[Token]) -> Result<Term, Wrong> {
        if !name.chars().all(|c| c.is_alphanumeric() || c == '_') {
            return Wrong::new(first.at.clone(), "a variable is named with letters and digits", Some("such as ?x".to_owned()));
        }
        let variable = (!name.is_empty()).then(|| name.to_owned());
        match rest {
            [] => Ok(Term::Open { variable, kinds: Vec::new() }),
            [colon, kinds @ ..] if colon.what == What::Colon => {
                let (kinds, rest) = self.words("kind of actor", colon, kinds, ActorKind::ALL)?;
                match rest.first() {
                    None => Ok(Term::Open { variable, kinds }),
                    Some(token) => Wrong::new(token.at.clone(), "a verb or the end is wanting here", None),
                }
            }
            [token, ..] => Wrong::new(token.at.clone(), "a verb or the end is wanting here", None),
        }
    }

    fn named(&self, tokens: &[Token], at: usize) -> Result<Name, Wrong> {
        let (words, account) = match tokens {
            [words @ .., star] if star.what == What::Star => (words, true),
            words => (words, false),
        };
        let span = words.first().map_or(at, |token| token.at.start)..words.last().map_or(at, |token| token.at.end);
        if let Some(token) = words.iter().find(|token| token.text().is_none()) {
            return Wrong::new(token.at.clone(), "this belongs to no name", None);
        }
        let name = words.iter().filter_map(Token::text).collect::<Vec<_>>().join(" ");
        if name.is_empty() {
            return Wrong::new(span, "a name is wanting here", None);
        }
        match self.names.actor(&name, false) {
            Ok(found) => Ok(Name { id: found.id, account: account || found.account }),
            Err(problem) => self.no_name(span, problem),
        }
    }

    fn no_name<T>(&self, at: Range<usize>, problem: NoName) -> Result<T, Wrong> {
        match problem {
            NoName::Unknown(mut unknown) => {
                let help = match unknown.suggestions.as_slice() {
                    [] => None,
                    names => Some(format!("did you mean {}?", names.join(", or "))),
                };
                unknown.suggestions.clear();
                Wrong::new(at, unknown.to_string(), help)
            }
            NoName::Ambiguous(ambiguous) => Wrong::new(at, ambiguous.to_string(), None),
        }
    }

    fn filter(&self, mut tokens: &[Token], filter: &mut Filter) -> Result<(), Wrong> {
        while let Some((keyword, rest)) = tokens.split_first() {
            if !keyword.is_filter() {
                let help = one_of(keyword.text().unwrap_or_default(), FILTERS);
                return Wrong::new(keyword.at.clone(), "a filter or \";\" is wanting here", Some(help));
            }
            let what = FILTERS.iter().find(|word| keyword.is(word)).copied().unwrap_or_default();
            let end = rest.iter().position(Token::is_filter).unwrap_or(rest.len());
            let (value, next) = rest.split_at(end);
            let again = match what {
                "in" | "during" if date(value).is_some() => {
                    let day = date(value);
                    put(&mut filter.since, day) | put(&mut filter.until, day)
                }
                "in" => !std::mem::replace(&mut filter.places, self.places(keyword, value)?).is_empty(),
                "since" | "until" | "during" => {
                    let Some(date) = date(value) else { return self.no_date(keyword, value) };
                    let until = what != "since" && put(&mut filter.until, Some(date));
                    until | (what != "until" && put(&mut filter.since, Some(date)))
                }
                "as-of" => match date(value) {
                    Some(PartialDate::Day(day)) => put(&mut filter.as_of, Some(day)),
                    // What had been published by the end of it.
                    Some(date) => put(&mut filter.as_of, Some(date.last_day())),
                    None => return self.no_date(keyword, value),
                },
                "kind" => {
                    let (kinds, rest) = self.words("kind of deed", keyword, value, IncidentKind::ALL)?;
                    self.no_more(rest)?;
                    !std::mem::replace(&mut filter.kinds, kinds).is_empty()
                }
                "status" => {
                    let any = matches!(value, [one] if one.is("any"));
                    let (statuses, rest) =
                        if any { (Status::ALL.to_vec(), &[][..]) } else { self.words("status", keyword, value, Status::ALL)? };
                    self.no_more(rest)?;
                    !std::mem::replace(&mut filter.statuses, statuses).is_empty()
                }
                _ => match value {
                    [number] if number.text().is_some_and(|text| text.parse::<usize>().is_ok()) => {
                        put(&mut filter.sources, number.text().and_then(|text| text.parse().ok()))
                    }
                    _ => return Wrong::new(self.span(keyword, value), "how many sources?", Some("write: sources 2".to_owned())),
                },
            };
            if again {
                return Wrong::new(keyword.at.clone(), format!("{what:?} is said twice"), None);
            }
            tokens = next;
        }
        Ok(())
    }

    fn places(&self, keyword: &Token, value: &[Token]) -> Result<Vec<String>, Wrong> {
        let place = |tokens: &[Token]| {
            let span = self.span(keyword, tokens);
            if let Some(token) = tokens.iter().find(|token| token.text().is_none()) {
                return Wrong::new(token.at.clone(), "this belongs to no name", None);
            }
            let name = tokens.iter().filter_map(Token::text).collect::<Vec<_>>().join(" ");
            if name.is_empty() {
                return Wrong::new(span, "a place or a date is wanting here", None);
            }
            self.names.place(&name, false).map(|found| found.id).or_else(|problem| self.no_name(span, problem))
        };
        value.split(|token| token.what == What::Bar).map(place).collect()
    }

    fn no_date<T>(&self, keyword: &Token, value: &[Token]) -> Result<T, Wrong> {
        Wrong::new(self.span(keyword, value), "this is no date", Some("write 2024, 2024-02 or 2024-02-03".to_owned()))
    }

    fn no_more(&self, rest: &[Token]) -> Result<(), Wrong> {
        match rest.first() {
            None => Ok(()),
            Some(token) => Wrong::new(token.at.clone(), "a filter or \";\" is wanting here", None),
        }
    }

    /// Words of a list with bars between them.
    fn words<'t, W>(&self, what: &str, before: &Token, tokens: &'t [Token], all: &[W]) -> Result<(Vec<W>, &'t [Token]), Wrong>
    where
        W: Copy + std::fmt::Display + std::str::FromStr,
    {
        let known: Vec<String> = all.iter().map(W::to_string).collect();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let mut words = Vec::new();
        let mut rest = tokens;
        while let Some((token, after)) = rest.split_first() {
            let text = token.text().unwrap_or_default();
            match text.to_ascii_lowercase().parse() {
                Ok(word) => words.push(word),
                Err(_) => return Wrong::new(token.at.clone(), format!("{text:?} is no {what}"), Some(one_of(text, &known))),
            }
            rest = after;
            match rest.split_first() {
                Some((bar, after)) if bar.what == What::Bar => rest = after,
                _ => break,
            }
        }
        if words.is_empty() {
            return Wrong::new(before.at.clone(), format!("a {what} is wanting here"), Some(one_of("", &known)));
        }
        Ok((words, rest))
    }

    /// Where a value stands; its keyword when it is wanting.
    fn span(&self, keyword: &Token, value: &[Token]) -> Range<usize> {
        match (value.first(), value.last()) {
            (Some(first), Some(last)) => first.at.start..last.at.end,
            _ => keyword.at.clone(),
        }
    }
}

/// Puts a value where there is none; true when there is one.
fn put<T>(place: &mut Option<T>, value: Option<T>) -> bool {
    std::mem::replace(place, value).is_some()
}

fn date(tokens: &[Token]) -> Option<PartialDate> {
    match tokens {
        [Token { what: What::Word(word), .. }] => word.parse().ok(),
        _ => None,
    }
}

/// "Did you mean", or all that can stand there.
fn one_of(word: &str, known: &[&str]) -> String {
    match nearest(word, known.iter().copied()) {
        Some(near) if !word.is_empty() => format!("did you mean {near}?"),
        _ => format!("it can be {}", known.join(", ")),
    }
}
