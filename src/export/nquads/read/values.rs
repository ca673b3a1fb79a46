//! Single values of records.

use std::fmt::Display;
use std::str::FromStr;

use super::{Problem, Reading};
use crate::export::nquads::quads::{Mark, Told};

/// Of what a record speaks: a subject, in one graph or in any.
#[derive(Clone, Copy, Debug)]
pub(super) struct Of {
    pub(super) subject: Mark,
    pub(super) graph: Option<Mark>,
}

impl<'q> Reading<'q> {
    fn first(&self, of: Of, word: &str) -> Option<&'q Told> {
        self.quads.of(of.subject, word, of.graph).next()
    }

    pub(super) fn says(&self, of: Of, word: &str) -> bool {
        self.first(of, word).is_some()
    }

    pub(super) fn problem(&mut self, line: u32, message: String) {
        self.problems.push(Problem { line, message });
    }

    /// The text under a word.
    pub(super) fn text(&self, of: Of, word: &str) -> Option<&'q str> {
        self.quads.literal(self.first(of, word)?.object)
    }

    pub(super) fn texts(&self, of: Of, word: &str) -> Vec<String> {
        let said = self.quads.of(of.subject, word, of.graph);
        said.filter_map(|told| self.quads.literal(told.object).map(str::to_owned)).collect()
    }

    /// The value under a word; one that is none is told.
    pub(super) fn value<T: FromStr<Err: Display>>(&mut self, of: Of, word: &str) -> Option<T> {
        let told = self.first(of, word)?;
        match self.quads.literal(told.object)?.parse() {
            Ok(value) => Some(value),
            Err(error) => {
                self.problem(told.line, format!("{error}: left out"));
                None
            }
        }
    }

    /// The value under a word; a record without it is left out, and told.
    pub(super) fn required<T: FromStr<Err: Display>>(&mut self, of: Of, word: &str, line: u32, what: &str) -> Option<T> {
        let before = self.problems.len();
        let value = self.value(of, word);
        if value.is_none() && self.problems.len() == before {
            self.problem(line, format!("{what} has no <{word}>: left out"));
        }
        value
    }

    /// The id under a word.
    pub(super) fn id(&self, of: Of, word: &str, sort: &str) -> Option<String> {
        self.quads.of(of.subject, word, of.graph).find_map(|told| self.quads.id(told.object, sort))
    }

    /// The ids under a word, in order.
    pub(super) fn ids(&self, of: Of, word: &str, sort: &str) -> Vec<String> {
        let mut ids: Vec<String> =
            self.quads.of(of.subject, word, of.graph).filter_map(|told| self.quads.id(told.object, sort)).collect();
        ids.sort_unstable();
        ids
    }
}
