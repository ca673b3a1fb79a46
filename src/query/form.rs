//! The forms of questions that are understood: data, in `forms.ron`.

use std::collections::BTreeMap;

use once_cell::sync::Lazy;
use serde::Deserialize;

use super::names::slips;
use crate::fold::fold;
use crate::suggest::likeness;

/// The English of questions.
pub(super) static ENGLISH: Lazy<English> = Lazy::new(|| match ron::from_str::<File>(include_str!("forms.ron")) {
    Ok(file) => English::new(file),
    // A test reads it.
    Err(_) => English::default(),
});

/// The forms as a person would ask them, one of each sort.
static SHOWN: Lazy<Vec<String>> = Lazy::new(|| ENGLISH.forms.iter().map(Form::with_letters).collect());

/// The forms as a person would ask them.
pub(super) fn shown() -> &'static [String] {
    &SHOWN
}

#[derive(Deserialize)]
struct File {
    verbs: BTreeMap<String, Vec<String>>,
    no_name_begins: Vec<String>,
    no_name_ends: Vec<String>,
    anyone: Vec<String>,
    deeds: BTreeMap<String, Vec<String>>,
    counted_by: BTreeMap<String, Vec<String>>,
    forms: Vec<FormEntry>,
}

#[derive(Deserialize)]
struct FormEntry {
    shown: String,
    #[serde(default)]
    listed: String,
    means: String,
    say: Vec<String>,
}

/// What `forms.ron` holds, made ready.
#[derive(Default)]
pub(super) struct English {
    no_name_begins: Vec<String>,
    no_name_ends: Vec<String>,
    /// What may stand where anybody will do.
    pub(super) anyone: Vec<String>,
    /// A word for deeds to their kind; empty for any.
    pub(super) deeds: BTreeMap<String, String>,
    /// Kinds to the word that shows them.
    pub(super) shown_deeds: BTreeMap<String, String>,
    /// A word to what deeds are counted by.
    pub(super) counted_by: BTreeMap<String, String>,
    pub(super) forms: Vec<Form>,
    /// Every form of every verb, to its class.
    verbs: BTreeMap<String, String>,
}

/// One sort of question.
pub(super) struct Form {
    /// How it is echoed.
    pub(super) shown: String,
    /// How it is listed; as it is echoed when empty.
    listed: String,
    /// The pattern that it means.
    pub(super) means: String,
    /// How it can be said.
    pub(super) say: Vec<Vec<Piece>>,
}

/// A piece of a form.
pub(super) enum Piece {
    /// One of these words, or of these rows of words.
    Words { choices: Vec<Vec<String>>, optional: bool },
    /// Words that name something.
    Slot(String),
}

impl English {
    fn new(file: File) -> English {
        // Per verb: base, third person, past, participle, -ing.
        let conjugated: BTreeMap<&str, Vec<Vec<String>>> = file
            .verbs
            .iter()
            .map(|(class, verbs)| {
                let forms = |verb: &String| verb.split(' ').map(|form| form.replace('_', " ")).collect();
                (class.as_str(), verbs.iter().map(forms).collect())
            })
            .collect();
        let verbs = conjugated.iter().flat_map(|(class, verbs)| {
            verbs.iter().flatten().filter_map(|form| Some((form.split(' ').next()?.to_owned(), (*class).to_owned())))
        });
        let turned = |table: &BTreeMap<String, Vec<String>>| -> BTreeMap<String, String> {
            table.iter().flat_map(|(key, words)| words.iter().map(move |word| (word.clone(), key.clone()))).collect()
        };
        let form = |entry: &FormEntry| Form {
            shown: entry.shown.clone(),
            listed: entry.listed.clone(),
            means: entry.means.clone(),
            say: entry.say.iter().map(|say| say.split(' ').map(|piece| Piece::new(piece, &conjugated)).collect()).collect(),
        };
        English {
            no_name_begins: file.no_name_begins,
            no_name_ends: file.no_name_ends,
            anyone: file.anyone,
            deeds: turned(&file.deeds),
            shown_deeds: file.deeds.iter().filter_map(|(kind, words)| Some((kind.clone(), words.first()?.clone()))).collect(),
            counted_by: turned(&file.counted_by),
            verbs: verbs.collect(),
            forms: file.forms.iter().map(form).collect(),
        }
    }

    /// Whether words can be a name.
    pub(super) fn can_name(&self, words: &[Word]) -> bool {
        let is = |list: &[String], word: Option<&Word>| word.is_some_and(|word| list.contains(&word.folded));
        !is(&self.no_name_begins, words.first()) && !is(&self.no_name_ends, words.last())
    }

    /// The forms that share words with a question, the nearest first; none when none does.
    pub(super) fn nearest(&self, words: &[String]) -> Vec<String> {
        let class = |word: &str| self.verbs.get(word).map_or(word, String::as_str).to_owned();
        let asked: Vec<String> = words.iter().map(|word| class(word)).collect();
        let mut ranked: Vec<(usize, usize)> = Vec::new();
        for (at, form) in self.forms.iter().enumerate() {
            let shown = form.with_letters().to_lowercase();
            let own: Vec<String> = shown.trim_end_matches('?').split(' ').map(class).collect();
            let verbs: Vec<&String> = self.verbs.values().collect();
            // A verb in common says more than a question word.
            let weight = |word: &String| if verbs.contains(&word) { 10 } else { usize::from(word.len() > 1) };
            let near = |word: &&String| asked.iter().any(|other| other == *word || is_near(other, word).is_some());
            let score: usize = own.iter().filter(near).map(weight).sum();
            if score >= 10 {
                ranked.push((score, at));
            }
        }
        ranked.sort_by_key(|&(score, at)| (std::cmp::Reverse(score), at));
        ranked.iter().take(4).filter_map(|&(_, at)| shown().get(at).cloned()).collect()
    }
}

impl Form {
    /// The form with letters for names.
    fn with_letters(&self) -> String {
        let (first, second) = if self.shown.contains("{subject}") { ("X", "Y") } else { ("X", "X") };
        let by = if self.means.contains("{by}") { " by month" } else { "" };
        let listed = if self.listed.is_empty() { &self.shown } else { &self.listed };
        let shown = listed.replace("{subject}", first).replace("{target}", second).replace("{object}", second);
        format!("{}{by}?", shown.replace("{other}", "Y").replace("{deeds}", "attacks"))
    }
}

impl Piece {
    fn new(piece: &str, verbs: &BTreeMap<&str, Vec<Vec<String>>>) -> Piece {
        if let Some(slot) = piece.strip_prefix('{') {
            return Piece::Slot(slot.trim_end_matches('}').to_owned());
        }
        let (words, optional) = piece.strip_suffix('?').map_or((piece, false), |words| (words, true));
        let choices: Vec<String> = match words.strip_prefix('@').and_then(|verb| verb.split_once('.')) {
            Some((class, forms)) => {
                let columns = forms
                    .split('/')
                    .filter_map(|form| ["base", "third", "past", "done", "ing"].iter().position(|name| *name == form));
                let of_class = verbs.get(class).map_or(&[][..], Vec::as_slice);
                columns.flat_map(|column| of_class.iter().filter_map(move |verb| verb.get(column).cloned())).collect()
            }
            None => words.split('|').map(|word| word.replace('_', " ")).collect(),
        };
        let choices = choices.iter().map(|choice| choice.split(' ').map(str::to_owned).collect()).collect();
        Piece::Words { choices, optional }
    }
}

/// How many slips of the finger lie between a word as typed and the word meant, if few enough.
pub(super) fn is_near(typed: &str, meant: &str) -> Option<usize> {
    let allowed = slips(meant.chars().count().min(typed.chars().count()));
    if typed.chars().count().abs_diff(meant.chars().count()) > allowed {
        return None;
    }
    Some(likeness::distance(typed, meant)).filter(|&slips| slips <= allowed)
}

/// A word of a question.
#[derive(Clone, Debug)]
pub(super) struct Word<'q> {
    pub(super) text: &'q str,
    pub(super) folded: String,
}

impl<'q> Word<'q> {
    pub(super) fn of(question: &'q str) -> Vec<Word<'q>> {
        let marks = |c: char| matches!(c, '?' | '!' | '"' | '“' | '”' | ',' | '.' | ';' | ':') || c.is_control();
        let words = question.split_whitespace().map(|word| {
            // The dots of "U.S." are its own.
            let bare = word.trim_matches(|c| marks(c) && c != '.');
            if bare.matches('.').count() > 1 { bare } else { bare.trim_matches(marks) }
        });
        words.filter(|word| !word.is_empty()).map(|text| Word { text, folded: fold(text) }).collect()
    }
}
