//! Numbers of several words: "two hundred and twelve", "forty-five", "3 thousand".

use super::Lexicon;
use crate::text::{Token, TokenKind};

/// The word between hundreds and the rest.
const AND: &str = "and";

impl Lexicon {
    /// The number that begins at token `at`, and how many tokens it takes.
    ///
    /// ```
    /// use reprisal::Ontology;
    /// use reprisal::lexicon::Lexicon;
    /// use reprisal::text::tokenize;
    ///
    /// let lexicon = Lexicon::new(Ontology::builtin()?);
    /// let count = |text: &str| lexicon.count_at(&tokenize(text, 0), 0);
    /// assert_eq!(count("two hundred and twelve people"), Some((212, 4)));
    /// assert_eq!(count("forty-five people"), Some((45, 2)));
    /// assert_eq!(count("three thousand five hundred people"), Some((3500, 4)));
    /// assert_eq!(count("two or three people"), Some((2, 1)));
    /// assert_eq!(count("people"), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn count_at(&self, tokens: &[Token], at: usize) -> Option<(u32, usize)> {
        let number = |at: usize| tokens.get(at).and_then(|token| self.number(token));
        let word = |at: usize| tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word);
        let (mut whole, mut part) = (0_u32, number(at)?);
        let mut end = at + 1;
        loop {
            // "two hundred and twelve", but not "two and twelve"
            let joined = tokens.get(end).is_some_and(|token| token.folded == AND)
                && part >= 100
                && part % 100 == 0
                && word(end + 1)
                && number(end + 1).is_some_and(|rest| (1..100).contains(&rest));
            let next = if joined { end + 1 } else { end };
            let Some(more) = number(next).filter(|_| word(next)) else { break };
            let sum = match more {
                100 if (1..100).contains(&part) => part.checked_mul(100),
                1000 | 1_000_000 if (1..1000).contains(&part) => {
                    let Some(sum) = part.checked_mul(more).and_then(|part| whole.checked_add(part)) else { break };
                    (whole, part, end) = (sum, 0, next + 1);
                    continue;
                }
                1..10 if (20..100).contains(&part) && part % 10 == 0 && tokens[next].glued => part.checked_add(more),
                1..100 if part >= 100 && part % 100 == 0 && word(end - 1) => part.checked_add(more),
                // "three thousand five hundred"
                1..1000 if part == 0 && whole > 0 => Some(more),
                _ => None,
            };
            let Some(sum) = sum else { break };
            (part, end) = (sum, next + 1);
        }
        Some((whole.checked_add(part)?, end - at))
    }
}
