//! What the features know of each word.

use super::hash;
use super::table::Table;
use super::token::Sentence;

/// What is known of one word beforehand; 0 stands for "none".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The class of tags that a dictionary allows, from 1.
    pub class: u16,
    /// The cluster of words used alike, from 1.
    pub cluster: u16,
    /// The joint tag that the word always has, from 1.
    pub sure: u8,
}

/// What is known of words beforehand.
#[derive(Clone, Debug, Default)]
pub struct Words {
    table: Table<Entry>,
}

impl Words {
    /// From entries in rising order of the words' hashes.
    #[must_use]
    pub fn new(entries: &[(u32, Entry)]) -> Words {
        Words { table: Table::new(entries.iter().copied()) }
    }

    fn get(&self, word: u32) -> Entry {
        self.table.get(word).unwrap_or_default()
    }

    /// The class of a word's possible tags; 0 where the dictionary has no such word.
    #[must_use]
    pub fn class(&self, word: &str) -> u16 {
        self.get(hash::word(word)).class
    }
}

/// How a sentence uses capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Casing {
    /// As usual: capitals tell names.
    Plain,
    /// All capitals or none: case tells nothing.
    Lost,
    /// A headline In Title Case: a capital tells little.
    Title,
}

/// Tells how a sentence uses capitals.
#[must_use]
pub fn casing(sentence: &Sentence<'_>) -> Casing {
    let (mut long, mut initial, mut upper, mut words) = (0, 0, 0, 0);
    for word in sentence.words() {
        let mut letters = word.chars().filter(|c| c.is_alphabetic());
        let Some(first) = letters.next() else { continue };
        words += 1;
        let rest = letters.clone().count();
        if first.is_uppercase() && letters.all(char::is_uppercase) && rest > 0 {
            upper += 1;
        }
        if rest >= 3 {
            long += 1;
            initial += usize::from(first.is_uppercase());
        }
    }
    if words < 4 || long == 0 {
        Casing::Plain
    } else if upper * 10 >= words * 8 || (initial == 0 && upper == 0 && !starts_upper(sentence)) {
        Casing::Lost
    } else if long >= 4 && initial * 20 >= long * 19 {
        Casing::Title
    } else {
        Casing::Plain
    }
}

fn starts_upper(sentence: &Sentence<'_>) -> bool {
    sentence.words().find_map(|word| word.chars().find(|c| c.is_alphabetic())).is_some_and(char::is_uppercase)
}

/// What the features know of one word.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    /// The word itself.
    pub id: u32,
    /// Its last one to four characters.
    pub suffix: [u32; 4],
    /// Its first and its first three characters.
    pub prefix: [u32; 2],
    /// Capitals, small letters, digits and marks, runs cut at three.
    pub shape: u32,
    /// Its cluster.
    pub cluster: u32,
    /// Its class of possible tags.
    pub class: u32,
    /// The tag it always has, from 1.
    pub sure: u8,
}

/// So much of a word is looked at.
const MOST_CHARS: usize = 64;

/// So many runs and marks make a shape.
const MOST_SHAPE: usize = 13;

/// Looks at every word of a sentence.
#[must_use]
pub fn look(sentence: &Sentence<'_>, words: &Words) -> Vec<Word> {
    let case = casing(sentence);
    let mut chars: Vec<char> = Vec::new();
    let mut out = Vec::with_capacity(sentence.len());
    for (at, form) in sentence.words().enumerate() {
        chars.clear();
        chars.extend(form.chars().take(MOST_CHARS).map(hash::normal));
        // As long as all of it has been looked at, as it nearly always has.
        let id = if chars.len() < MOST_CHARS { hash::characters(chars.iter().copied()) } else { hash::word(form) };
        let mut entry = words.get(id);
        if entry == Entry::default()
            && let Some((_, last)) = form.rsplit_once('-')
        {
            // An unknown compound behaves as its last part does: "pro-Iran", "counter-offensive".
            entry = Entry { sure: 0, ..words.get(hash::word(last)) };
        }
        let tail = |n: usize| hash::characters(chars[chars.len().saturating_sub(n)..].iter().copied());
        let head = |n: usize| hash::characters(chars[..n.min(chars.len())].iter().copied());
        out.push(Word {
            id,
            suffix: [tail(1), tail(2), tail(3), tail(4)],
            prefix: [head(1), head(3)],
            shape: shape(form, case, at == 0),
            cluster: u32::from(entry.cluster),
            class: u32::from(entry.class),
            sure: entry.sure,
        });
    }
    out
}

fn shape(form: &str, case: Casing, initial: bool) -> u32 {
    // And how the sentence is written.
    let mut shape = ['\0'; MOST_SHAPE + 1];
    let mut many = 0;
    let mut run = ('\0', 0);
    for c in form.chars() {
        let kind = if c.is_ascii_digit() {
            'd'
        } else if c.is_alphabetic() {
            if case != Casing::Lost && c.is_uppercase() { 'X' } else { 'x' }
        } else {
            hash::normal(c)
        };
        run = if run.0 == kind { (kind, run.1 + 1) } else { (kind, 1) };
        if run.1 <= 3 {
            shape[many] = kind;
            many += 1;
        }
        if many == MOST_SHAPE {
            break;
        }
    }
    shape[many] = match case {
        Casing::Lost => 'l',
        Casing::Title => 't',
        Casing::Plain if initial => 'i',
        Casing::Plain => 'p',
    };
    hash::characters(shape[..=many].iter().copied())
}
