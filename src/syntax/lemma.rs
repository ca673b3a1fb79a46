//! The lemma of a word, given its tag.
//!
//! As WordNet's *morphy*: irregular forms first, then endings are replaced and the first result that the dictionary
//! knows with the right tag counts.

use super::hash;
use super::label::Tag;
use super::model::Model;

/// Endings by what they may stand for, the likelier first.
const VERB: [(&str, &str); 9] =
    [("ies", "y"), ("es", "e"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", "")];
const NOUN: [(&str, &str); 7] =
    [("ies", "y"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"), ("men", "man"), ("ses", "s"), ("s", "")];
const GRADED: [(&str, &str); 6] = [("ier", "y"), ("iest", "y"), ("er", "e"), ("est", "e"), ("er", ""), ("est", "")];

pub(super) fn lemma(word: &str, tag: Tag, model: &Model) -> String {
    let lower: String = word.chars().map(|c| if c.is_ascii_digit() { c } else { hash::normal(c) }).collect();
    let (class, base, endings): (char, Tag, &[(&str, &str)]) = match tag {
        Tag::Nnp => return word.to_owned(),
        Tag::Nnps => return word.strip_suffix('s').unwrap_or(word).to_owned(),
        Tag::Vb | Tag::Vbd | Tag::Vbg | Tag::Vbn | Tag::Vbp | Tag::Vbz | Tag::Md => ('v', Tag::Vb, &VERB),
        Tag::Nns => ('n', Tag::Nn, &NOUN),
        Tag::Jjr | Tag::Jjs => ('a', Tag::Jj, &GRADED),
        Tag::Rbr | Tag::Rbs => ('r', Tag::Rb, &GRADED),
        _ => return lower,
    };
    let irregular = model.irregular.binary_search_by(|entry| (entry.form.as_str(), entry.class).cmp(&(lower.as_str(), class)));
    if let Ok(at) = irregular {
        return model.irregular[at].lemma.clone();
    }
    if matches!(tag, Tag::Vb | Tag::Vbp | Tag::Md) {
        return lower;
    }
    let known = |stem: &str| {
        let class = model.words.class(stem);
        class.checked_sub(1).and_then(|class| model.classes.get(usize::from(class))).is_some_and(|tags| tags.contains(&base))
    };
    let mut fallback = None;
    for (ending, replacement) in endings {
        let Some(stem) = lower.strip_suffix(ending) else { continue };
        if stem.is_empty() || ending.ends_with('s') && !(tag == Tag::Nns || tag == Tag::Vbz) {
            continue;
        }
        let candidate = format!("{stem}{replacement}");
        if known(&candidate) {
            return candidate;
        }
        // "bombing", "hitting": an unknown stem keeps its consonant, a doubled one loses it.
        let mut chars = candidate.chars().rev();
        if replacement.is_empty() && !ending.ends_with('s') && chars.next() == chars.next() {
            let single = &candidate[..candidate.len() - 1];
            if known(single) {
                return single.to_owned();
            }
        }
        fallback.get_or_insert(candidate);
    }
    fallback.unwrap_or(lower)
}
