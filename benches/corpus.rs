//! Made-up news of any size, the same at every run: sentences from templates, in articles as long as those of newspapers are.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write;

/// What the news is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Genre {
    /// Armed conflict.
    Conflict,
    /// All that a newspaper holds beside.
    General,
}

/// Sentences with gaps, and what fills the gaps.
#[derive(Debug, Deserialize)]
pub(crate) struct Templates {
    lists: BTreeMap<String, Vec<String>>,
    subjects: Vec<Subject>,
}

/// What articles of one sort say.
#[derive(Debug, Deserialize)]
struct Subject {
    headlines: Vec<String>,
    sentences: Vec<String>,
}

/// A made-up article.
#[derive(Debug)]
pub(crate) struct Article {
    /// `conflict-17`
    pub(crate) id: String,
    /// The headline.
    pub(crate) title: String,
    /// The day of publication, `2024-02-03`.
    pub(crate) published: String,
    /// Paragraphs with a blank line between.
    pub(crate) text: String,
}

impl Templates {
    /// The templates of a genre.
    pub(crate) fn of(genre: Genre) -> Templates {
        let text = match genre {
            Genre::Conflict => include_str!("corpus/conflict.ron"),
            Genre::General => include_str!("corpus/general.ron"),
        };
        ron::from_str(text).expect("sound templates")
    }

    /// The article of a number.
    pub(crate) fn article(&self, genre: Genre, number: u64) -> Article {
        let mut dice = Dice::of(number);
        let name = if genre == Genre::Conflict { "conflict" } else { "general" };
        let subject = dice.one(&self.subjects);
        let title = self.filled(&subject.headlines, &mut dice);
        let mut text = String::new();
        for sentence in 0..dice.length() {
            if sentence > 0 {
                text.push_str(if dice.below(3) == 0 { "\n\n" } else { " " });
            }
            text.push_str(&self.filled(&subject.sentences, &mut dice));
        }
        let published = format!("2024-{:02}-{:02}", 1 + dice.below(12), 1 + dice.below(28));
        Article { id: format!("{name}-{number}"), title, published, text }
    }

    fn filled(&self, templates: &[String], dice: &mut Dice) -> String {
        let mut filled = String::new();
        for part in dice.one(templates).split('{') {
            let Some((gap, rest)) = part.split_once('}') else {
                filled.push_str(part);
                continue;
            };
            match gap {
                "n" => write!(filled, "{}", 2 + dice.below(18)).expect("a string grows"),
                "N" => write!(filled, "{}", 20 + 5 * dice.below(90)).expect("a string grows"),
                _ => filled.push_str(dice.one::<String>(&self.lists[gap])),
            }
            filled.push_str(rest);
        }
        let first = filled.chars().next().map(|first| first.to_uppercase().collect::<String>()).unwrap_or_default();
        let rest = filled.chars().skip(1);
        first.chars().chain(rest).collect()
    }
}

/// Numbers that look thrown, from a seed: SplitMix64 (Steele, Lea and Flood 2014).
struct Dice(u64);

impl Dice {
    fn of(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0xD134_2543_DE82_EF95))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[usize::try_from(self.below(of.len() as u64)).expect("small")]
    }

    /// How many sentences an article has: log-normal around 18, as wire stories and features together are; from 3 to 120.
    fn length(&mut self) -> u64 {
        // The sum of twelve throws is nearly normal.
        let throws: f64 = (0..12).map(|_| self.next() as f64 / u64::MAX as f64).sum();
        (18.0 * (0.6 * (throws - 6.0)).exp()).round().clamp(3.0, 120.0) as u64
    }
}
