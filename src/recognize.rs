//! Names in sentences: which actor or place each one may stand for.

pub mod discover;

use std::ops::Range;

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use crate::lexicon::{Lexicon, NameForm, NameSense, Named as Sense, WordSense};
use crate::ontology::WordClass;
use crate::text::{Sentence, Token, TokenKind};

/// A surname is at most so many tokens long.
const LONGEST_SURNAME: usize = 4;

/// A name in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Mention {
    /// The tokens that it covers.
    pub tokens: Range<usize>,
    /// The actor that it may stand for: an index into [`Ontology::actors`](crate::Ontology::actors).
    pub actor: Option<usize>,
    /// The place that it may stand for: an index into [`Ontology::places`](crate::Ontology::places).
    pub place: Option<usize>,
    /// How it names the actor.
    pub form: NameForm,
    /// The actor of the document alone that it stands for: an index into what [`discover`](discover::discover) found.
    pub found: Option<usize>,
}

impl Mention {
    /// Whether it names a place and, at most by way of its seat or state, an actor.
    #[must_use]
    pub fn is_place_first(&self) -> bool {
        self.place.is_some() && (self.actor.is_none() && self.found.is_none() || self.form == NameForm::Metonym)
    }
}

/// Finds the names of every sentence, leftmost and longest first.
///
/// A short name (a surname) counts only when the document gives the full name as well; of several candidates the one
/// named last before it wins, else the first one after it.
///
/// ```
/// use reprisal::lexicon::Lexicon;
/// use reprisal::recognize::recognize;
/// use reprisal::text::sentences;
/// use reprisal::{DocumentReader, Ontology};
///
/// let ontology = Ontology::builtin()?;
/// let lexicon = Lexicon::new(ontology);
/// let document = DocumentReader::new(ontology).text("a", "Houthi fighters met Iranian envoys.");
/// let mentions = recognize(&sentences(&document, &lexicon), &document.text, &lexicon);
/// let named: Vec<&str> = mentions[0].iter().filter_map(|mention| Some(ontology.actors()[mention.actor?].id.as_str())).collect();
/// assert_eq!(named, ["houthis", "iran"]);
/// # Ok::<(), reprisal::ontology::OntologyError>(())
/// ```
#[must_use]
pub fn recognize(sentences: &[Sentence], text: &str, lexicon: &Lexicon) -> Vec<Vec<Mention>> {
    let Named { full, acronyms } = named(sentences, text, lexicon);
    let mut last_named: HashMap<usize, (usize, usize)> = HashMap::default();
    sentences
        .iter()
        .enumerate()
        .map(|(number, sentence)| {
            let mut mentions = Vec::new();
            let shouted = is_shouted(sentence);
            let mut at = 0;
            while at < sentence.tokens.len() {
                let Some((len, senses)) = name_at(sentence, at, text, shouted, lexicon) else {
                    let token = &sentence.tokens[at];
                    let actor = acronyms.get(&token.folded).copied().filter(|_| token.upper && !shouted);
                    if let Some(actor) = actor {
                        last_named.insert(actor, (number, at));
                        let form = NameForm::Name;
                        mentions.push(Mention { tokens: at..at + 1, actor: Some(actor), place: None, form, found: None });
                    }
                    at += 1;
                    continue;
                };
                if is_in_noun(sentence, at, len, lexicon) {
                    at += len;
                    continue;
                }
                let mut actor: Option<(NameForm, usize)> = None;
                let mut place = None;
                let mut shorts = Vec::new();
                for sense in senses {
                    match sense.named {
                        Sense::Actor(index) if sense.form == NameForm::Short => shorts.push(index),
                        Sense::Actor(index) => {
                            actor = Some(actor.map_or((sense.form, index), |old| old.min((sense.form, index))))
                        }
                        Sense::Place(index) => place = place.or(Some(index)),
                    }
                }
                if actor.is_none() && (place.is_none() || !shorts.is_empty()) {
                    let recent =
                        shorts.iter().filter(|index| last_named.contains_key(index)).max_by_key(|index| last_named[index]);
                    let chosen = recent.or_else(|| shorts.iter().find(|index| full.contains(index)));
                    // "General Soleimani", "Mr Hadi": a rank before a surname that only one has.
                    let title = |at: usize| lexicon.is_word(&sentence.tokens[at], WordClass::Title);
                    let ranked = at.checked_sub(1).is_some_and(title) && !title(at);
                    let chosen = chosen.or_else(|| if ranked && shorts.len() == 1 { shorts.first() } else { None });
                    actor = chosen.map(|&index| (NameForm::Short, index));
                }
                if actor.is_some() || place.is_some() {
                    if let Some((_, index)) = actor {
                        last_named.insert(index, (number, at));
                    }
                    let form = actor.map_or(NameForm::Name, |(form, _)| form);
                    let actor = actor.map(|(_, index)| index);
                    // "Prime Minister Abiy Ahmed", where "Prime Minister Abiy" is a name: one name with its surname.
                    let surname = |last: &Mention| {
                        last.tokens.end == at && last.actor == actor && last.form == NameForm::Name && form == NameForm::Short
                    };
                    match mentions.last_mut().filter(|last| surname(last)) {
                        Some(last) => last.tokens.end = at + len,
                        None => mentions.push(Mention { tokens: at..at + len, actor, place, form, found: None }),
                    }
                    at += len;
                    if let Some((part, len)) = actor.and_then(|whole| part_at(sentence, at, len, whole, text, lexicon)) {
                        let tokens = at + 1..at + 1 + len;
                        mentions.push(Mention { tokens, actor: Some(part), place: None, form: NameForm::Name, found: None });
                        at += 1 + len;
                    }
                } else {
                    at += 1;
                }
            }
            drop_parts_of_unknown_names(sentence, &mut mentions, lexicon);
            mentions
        })
        .collect()
}

/// Whether a name without capitals, which a class may have ("vessels"), is part of a longer noun: "unmanned surface vessels".
fn is_in_noun(sentence: &Sentence, at: usize, len: usize, lexicon: &Lexicon) -> bool {
    let tokens = &sentence.tokens;
    let generic = |sense: &WordSense| matches!(sense, WordSense::Generic(..));
    let covers = |back: usize| {
        let found = lexicon.words_at(tokens, at - back);
        found.iter().any(|found| found.len >= back + len && found.senses.iter().any(generic))
    };
    !tokens[at].capital && (1..=3.min(at)).any(covers)
}

/// The longest name at a token; a middle initial does not part it: "Vladimir V. Putin".
fn name_at<'l>(
    sentence: &Sentence,
    at: usize,
    text: &str,
    shouted: bool,
    lexicon: &'l Lexicon,
) -> Option<(usize, Vec<&'l NameSense>)> {
    let tokens = &sentence.tokens;
    let plain = lexicon.name_at(tokens, at, text, shouted);
    let initial = |token: &Token| token.upper && token.folded.len() == 1;
    let (first, [middle, stop, rest @ ..]) = (tokens.get(at)?, tokens.get(at + 1..)?) else { return plain };
    if !first.capital || !initial(middle) || stop.folded != "." || stop.span.start != middle.span.end {
        return plain;
    }
    let without: Vec<Token> = std::iter::once(first).chain(rest.iter().take(LONGEST_SURNAME)).cloned().collect();
    let named = lexicon.name_at(&without, 0, text, shouted).filter(|(len, _)| *len > 1);
    named.map(|(len, senses)| (len + 2, senses)).or(plain)
}

/// "the Guards' Aerospace Force": the part that goes by both names together, and how many words after the possessive are its name.
fn part_at(sentence: &Sentence, at: usize, len: usize, whole: usize, text: &str, lexicon: &Lexicon) -> Option<(usize, usize)> {
    let tokens = &sentence.tokens;
    tokens.get(at).filter(|mark| mark.kind == TokenKind::Possessive)?;
    let next = tokens.get(at + 1).filter(|next| next.capital && lexicon.name_at(tokens, at + 1, text, false).is_none());
    next?;
    let together: Vec<Token> =
        tokens[at - len..at].iter().chain(tokens[at + 1..].iter().take(LONGEST_SURNAME)).cloned().collect();
    let (all, senses) = lexicon.name_at(&together, 0, text, false).filter(|(all, _)| *all > len)?;
    let actor = senses.iter().find_map(|sense| match sense.named {
        Sense::Actor(actor) if sense.form != NameForm::Short && actor != whole => Some(actor),
        _ => None,
    })?;
    Some((actor, all - len))
}

/// What a document says of names before any is recognised.
#[derive(Default)]
struct Named {
    /// The actors that it names in full.
    full: HashSet<usize>,
    /// The acronyms, folded, that it gives in parentheses after names of the ontology: "Harakat al-Nujaba (HHN)".
    acronyms: HashMap<String, usize>,
}

fn named(sentences: &[Sentence], text: &str, lexicon: &Lexicon) -> Named {
    let mut out = Named::default();
    for sentence in sentences {
        let shouted = is_shouted(sentence);
        let mut at = 0;
        while at < sentence.tokens.len() {
            let Some((len, senses)) = name_at(sentence, at, text, shouted, lexicon) else {
                at += 1;
                continue;
            };
            let actors = || {
                senses.iter().filter(|sense| sense.form != NameForm::Short).filter_map(|sense| match sense.named {
                    Sense::Actor(index) => Some((index, sense.form)),
                    Sense::Place(_) => None,
                })
            };
            out.full.extend(actors().map(|(index, _)| index));
            let own = actors().find(|(_, form)| *form == NameForm::Name);
            if let (Some((actor, _)), Some(acronym)) = (own, acronym_after(sentence, at..at + len, text, lexicon)) {
                out.acronyms.entry(acronym).or_insert(actor);
            }
            at += len;
        }
    }
    out
}

/// An acronym in parentheses after a name that the ontology does not know: capitals that stand in the name in this order.
fn acronym_after(sentence: &Sentence, name: Range<usize>, text: &str, lexicon: &Lexicon) -> Option<String> {
    let [open, acronym, close, ..] = sentence.tokens.get(name.end..)? else { return None };
    let written = open.folded == "(" && close.folded == ")" && acronym.upper && (2..=8).contains(&acronym.folded.len());
    if !written || lexicon.name_at(&sentence.tokens, name.end + 1, text, false).is_some() {
        return None;
    }
    let letters: String = sentence.tokens[name].iter().map(|token| token.folded.as_str()).collect();
    let mut rest = letters.chars();
    let first = acronym.folded.chars().next() == letters.chars().next();
    (first && acronym.folded.chars().all(|letter| rest.any(|other| other == letter))).then(|| acronym.folded.clone())
}

/// A short name inside a longer unknown one ("Peter Mason") is somebody else.
fn drop_parts_of_unknown_names(sentence: &Sentence, mentions: &mut Vec<Mention>, lexicon: &Lexicon) {
    let is_title = |at: usize| {
        let matches = lexicon.words_at(&sentence.tokens, at);
        matches.iter().any(|found| {
            found.len == 1
                && found
                    .senses
                    .iter()
                    .any(|sense| matches!(sense, WordSense::Class(WordClass::Title, _) | WordSense::Generic(..)))
        })
    };
    let covered: HashSet<usize> = mentions.iter().flat_map(|mention| mention.tokens.clone()).collect();
    mentions.retain(|mention| {
        if mention.form != NameForm::Short || mention.place.is_some() {
            return true;
        }
        let Some(before) = mention.tokens.start.checked_sub(1) else { return true };
        let word = &sentence.tokens[before];
        let first = before == 0 || sentence.tokens[before - 1].kind == TokenKind::Punctuation;
        covered.contains(&before) || first || !word.capital || word.upper || word.kind != TokenKind::Word || is_title(before)
    });
}

/// Whether letters have no case to tell names by: all capitals or none.
fn is_shouted(sentence: &Sentence) -> bool {
    let words = || sentence.tokens.iter().filter(|token| token.kind == TokenKind::Word);
    !words().any(|token| token.capital) && words().count() > 3
}
