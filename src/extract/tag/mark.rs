//! Marks between words: which of them part clauses, and which parentheses and dashes read as commas.

use super::{Tag, Tagger};
use crate::extract::standing::has_bearer;
use crate::lexicon::WordSense;
use crate::ontology::schema::{Effect, Makes};
use crate::text::{Token, TokenKind};

pub(super) fn punctuation(mark: &str) -> Tag {
    match mark {
        "," => Tag::Comma,
        "\"" | "“" | "”" | "‘" | "’" | "'" | "«" | "»" => Tag::Quote,
        "/" | "&" => Tag::Conjunction,
        "$" | "%" | "#" | "@" | "*" | "•" => Tag::Adverb,
        _ => Tag::Break,
    }
}

/// The brackets around a whole sentence, which is told like any other.
pub(super) fn around(tokens: &[Token]) -> Vec<usize> {
    let mut depth = 0_usize;
    let close = tokens.iter().position(|token| {
        depth += usize::from(token.folded == "(");
        depth = depth.saturating_sub(usize::from(token.folded == ")"));
        depth == 0
    });
    let rest = |close: usize| tokens[close + 1..].iter().all(|token| token.kind == TokenKind::Punctuation);
    close.filter(|&close| close > 0 && rest(close)).map_or(Vec::new(), |close| vec![0, close])
}

impl Tagger<'_> {
    /// Where parentheses that hold a role after a name, or the members of a class, close.
    pub(super) fn role_in_parentheses(&self, open: usize) -> Option<usize> {
        let tokens = &self.sentence.tokens;
        let lists = |sense: &WordSense| match sense {
            WordSense::Cue(cue) => {
                matches!(self.ontology.cues()[*cue].effect, Effect::Includes | Effect::Comprises | Effect::Backs)
            }
            _ => false,
        };
        let list = self.lexicon.words_at(tokens, open + 1).iter().any(|found| found.senses.iter().any(lists));
        open.checked_sub(1).filter(|&before| list || self.named[before].is_some())?;
        let close = (open + 1..tokens.len().min(open + 24)).find(|&at| tokens[at].folded == ")")?;
        let leads = |sense: &WordSense| match sense {
            WordSense::Generic(class, _) => self.ontology.generics()[*class].makes == Makes::Leader,
            WordSense::Trigger(rule, _) => has_bearer(&self.ontology.triggers()[*rule]),
            _ => false,
        };
        let role = list
            || (open + 1..close.min(open + 6)).any(|at| {
                self.named[at].is_none() && self.lexicon.words_at(tokens, at).iter().any(|found| found.senses.iter().any(leads))
            });
        role.then_some(close)
    }

    /// "X - one of the groups in Y - said": a pair of dashes around a description reads as commas.
    pub(super) fn paired_dashes(&self) -> Vec<usize> {
        let tokens = &self.sentence.tokens;
        let dash = |at: usize| {
            let token = &tokens[at];
            let apart = |one: &Token, other: &Token| one.span.end < other.span.start;
            let spaced = at > 0 && at + 1 < tokens.len() && apart(&tokens[at - 1], token) && apart(token, &tokens[at + 1]);
            token.folded == "—" || spaced && matches!(token.folded.as_str(), "-" | "–")
        };
        let all: Vec<usize> = (0..tokens.len()).filter(|&at| dash(at)).collect();
        let [open, close] = all[..] else { return Vec::new() };
        let described = open > 0 && self.named[open - 1].is_some() && close + 1 < tokens.len() && close - open <= 24;
        let plain = tokens.get(open + 1).is_some_and(|token| !token.capital && token.kind == TokenKind::Word);
        if described && plain { all } else { Vec::new() }
    }
}
