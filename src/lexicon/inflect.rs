//! The forms of English verbs and nouns, from a lemma or from forms written out ("strike/struck/struck").

use std::collections::HashMap;

use crate::ontology::schema::Pos;
use crate::ontology::{Ontology, WordClass};

/// A grammatical form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// strike
    Base,
    /// strikes
    Third,
    /// striking
    Ing,
    /// struck, where past and participle look the same
    Past,
    /// wrote
    PastOnly,
    /// written
    Participle,
    /// militia
    Singular,
    /// militias
    Plural,
}

/// The irregular verbs that an ontology writes out somewhere, so that phrases need not: "take/took/taken" does for "take aim".
pub(super) struct Irregular(HashMap<String, (String, String)>);

impl Irregular {
    pub(super) fn of(ontology: &Ontology) -> Irregular {
        let verbs = ontology.words().iter().filter(|entry| entry.class == WordClass::Verb).flat_map(|entry| &entry.words);
        let triggers = ontology.triggers().iter().filter(|trigger| trigger.pos == Pos::Verb).flat_map(|trigger| &trigger.lemmas);
        let mut forms = HashMap::new();
        for entry in verbs.chain(triggers) {
            let mut written = entry.split('/');
            if let (Some(base), Some(past)) = (written.next(), written.next())
                && !base.contains(' ')
            {
                let participle = written.next().unwrap_or(past);
                forms.entry(base.to_owned()).or_insert_with(|| (past.to_owned(), participle.to_owned()));
            }
        }
        Irregular(forms)
    }

    /// A phrase with its forms, if its verb is irregular and the phrase does not write them itself.
    pub(super) fn written_out(&self, lemma: &str) -> String {
        match lemma.split_once(' ') {
            Some((head, tail)) if !lemma.contains('/') => match self.0.get(head) {
                Some((past, participle)) => format!("{lemma}/{past} {tail}/{participle} {tail}"),
                None => lemma.to_owned(),
            },
            _ => lemma.to_owned(),
        }
    }
}

/// The forms of a verb; of several words the first is inflected: "carry out", "carried out".
pub(super) fn verb(entry: &str) -> Vec<(String, Form)> {
    let mut written = entry.split('/');
    let base = written.next().unwrap_or_default().trim();
    let (past, participle) = (written.next(), written.next());
    let (head, tail) = base.split_once(' ').map_or((base, String::new()), |(head, tail)| (head, format!(" {tail}")));
    // "shot and killed": written pasts stand as they are.
    let past_form = past.map_or_else(|| format!("{}{tail}", regular_past(head)), str::to_owned);
    let past_head = past_form.split(' ').next().unwrap_or_default().to_owned();
    let participle_form = participle.map_or_else(|| past_form.clone(), str::to_owned);
    let mut out = vec![
        (base.to_owned(), Form::Base),
        (format!("{}{tail}", third(head)), Form::Third),
        (format!("{}{tail}", ing(head, &past_head)), Form::Ing),
    ];
    if past_form == participle_form {
        out.push((past_form, Form::Past));
    } else {
        out.push((past_form, Form::PastOnly));
        out.push((participle_form, Form::Participle));
    }
    out
}

/// The forms of a noun; of several words the last is inflected: "air strike", "air strikes".
pub(super) fn noun(entry: &str) -> Vec<(String, Form)> {
    let (singular, plural) = match entry.split_once('/') {
        Some((singular, plural)) => (singular.trim().to_owned(), plural.trim().to_owned()),
        None => (entry.trim().to_owned(), third(entry.trim())),
    };
    if singular == plural {
        return vec![(singular, Form::Plural)];
    }
    vec![(singular, Form::Singular), (plural, Form::Plural)]
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

fn ends_consonant_y(word: &str) -> bool {
    let mut back = word.chars().rev();
    back.next() == Some('y') && back.next().is_some_and(|c| !is_vowel(c))
}

fn third(word: &str) -> String {
    if ends_consonant_y(word) {
        format!("{}ies", &word[..word.len() - 1])
    } else if ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end)) {
        format!("{word}es")
    } else {
        format!("{word}s")
    }
}

/// Whether the last consonant doubles: one vowel group, consonant-vowel-consonant at the end.
fn doubles(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    let [.., before, vowel, last] = letters[..] else { return false };
    let groups =
        letters.windows(2).filter(|pair| !is_vowel(pair[0]) && is_vowel(pair[1])).count() + usize::from(is_vowel(letters[0]));
    groups == 1 && closes(before, vowel, last)
}

/// Whether an irregular verb doubles its last consonant: "overrun", "begin" as well.
fn doubles_irregular(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    matches!(letters[..], [.., before, vowel, last] if closes(before, vowel, last))
}

/// Consonant, vowel, consonant.
fn closes(before: char, vowel: char, last: char) -> bool {
    !is_vowel(before) && is_vowel(vowel) && !is_vowel(last) && !matches!(last, 'w' | 'x' | 'y')
}

fn regular_past(word: &str) -> String {
    if word.ends_with('e') {
        format!("{word}d")
    } else if ends_consonant_y(word) {
        format!("{}ied", &word[..word.len() - 1])
    } else if doubles(word) {
        format!("{word}{}ed", word.chars().last().unwrap_or_default())
    } else {
        format!("{word}ed")
    }
}

fn ing(word: &str, past: &str) -> String {
    let last = word.chars().last().unwrap_or_default();
    if word.ends_with('e') && !word.ends_with("ee") {
        return match word.strip_suffix("ie") {
            Some(stem) => format!("{stem}ying"),
            None => format!("{}ing", &word[..word.len() - 1]),
        };
    }
    if past == format!("{word}{last}ed") || (!past.ends_with("ed") && doubles_irregular(word)) {
        return format!("{word}{last}ing");
    }
    format!("{word}ing")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(entry: &str) -> Vec<String> {
        verb(entry).into_iter().map(|(word, _)| word).collect()
    }

    #[test]
    fn verbs_inflect() {
        assert_eq!(forms("bomb"), ["bomb", "bombs", "bombing", "bombed"]);
        assert_eq!(forms("carry out"), ["carry out", "carries out", "carrying out", "carried out"]);
        assert_eq!(forms("strike/struck/struck"), ["strike", "strikes", "striking", "struck"]);
        assert_eq!(forms("hit/hit/hit"), ["hit", "hits", "hitting", "hit"]);
        assert_eq!(forms("target"), ["target", "targets", "targeting", "targeted"]);
        assert_eq!(forms("kidnap/kidnapped/kidnapped"), ["kidnap", "kidnaps", "kidnapping", "kidnapped"]);
        assert_eq!(forms("write/wrote/written"), ["write", "writes", "writing", "wrote", "written"]);
        assert_eq!(forms("shoot down/shot down/shot down"), ["shoot down", "shoots down", "shooting down", "shot down"]);
        assert_eq!(forms("plan/planned/planned")[2], "planning");
        assert_eq!(forms("overrun/overran/overrun")[2], "overrunning");
    }

    #[test]
    fn nouns_inflect() {
        assert_eq!(noun("facility")[1].0, "facilities");
        assert_eq!(noun("gunman/gunmen")[1].0, "gunmen");
        assert_eq!(noun("personnel/personnel").len(), 1);
    }
}
