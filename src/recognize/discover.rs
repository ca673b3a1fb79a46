//! Names that the ontology lacks: persons, groups, organisations and ships that the document itself introduces.
//!
//! Two passes over the document. The first collects stretches of capitalised words and keeps those that something tells
//! to be an actor: a noun that describes them ("commander Khalil Nasir", "X, a militia"), a word that such names begin or
//! end with ("Brigade", "MV"), or what is done to them ("killed X"). The second finds every further mention, by the full
//! name, a surname or an acronym. All words are data: [`SignEntry`](crate::ontology::SignEntry), generic nouns, word classes.

mod coined;
mod evidence;
mod witness;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use super::{Mention, is_shouted};
use crate::document::BlockKind;
use crate::fold::fold;
use crate::lexicon::{Lexicon, NameForm};
use crate::ontology::{Ontology, WordClass};
use crate::text::{Sentence, Token, TokenKind};
use crate::vocabulary::ActorKind;
use witness::{Sort, Witness};

/// An actor that the document introduces.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Found {
    /// Slug of the name; no id of the ontology.
    pub id: String,
    /// As first written.
    pub name: String,
    /// Acronyms and longer or shorter spellings.
    pub aliases: Vec<String>,
    /// What sort of actor.
    pub kind: ActorKind,
    /// To whose account its deeds go by what it is: a merchant ship.
    pub principal: Option<String>,
}

/// What is known of a found actor while the document is searched.
struct Known {
    found: Found,
    /// The folded words of the name, articles left out.
    words: Vec<String>,
    /// Folded spellings by which it is called again: full name, surname.
    short: Vec<String>,
    acronym: Option<String>,
}

/// Finds the actors of a document that the ontology lacks, and adds their mentions to those of the ontology's names.
///
/// Also tells how many sentences may be read: of the next one a name is left out, since there are so many already. Those told by
/// what they are and those told by what befalls them count apart.
///
/// ```
/// use reprisal::lexicon::Lexicon;
/// use reprisal::recognize::{discover::discover, recognize};
/// use reprisal::text::sentences;
/// use reprisal::{DocumentReader, Ontology};
///
/// let ontology = Ontology::builtin()?;
/// let lexicon = Lexicon::new(ontology);
/// let document = DocumentReader::new(ontology).text("a", "The militia Qamar Brigade fired rockets at the town.");
/// let sentences = sentences(&document, &lexicon);
/// let mut mentions = recognize(&sentences, &document.text, &lexicon);
/// let (found, read) = discover(&sentences, &document.text, &lexicon, ontology, &mut mentions, 100);
/// assert_eq!((found[0].name.as_str(), read), ("Qamar Brigade", 1));
/// # Ok::<(), reprisal::ontology::OntologyError>(())
/// ```
#[must_use]
pub fn discover(
    sentences: &[Sentence],
    text: &str,
    lexicon: &Lexicon,
    ontology: &Ontology,
    mentions: &mut [Vec<Mention>],
    most: usize,
) -> (Vec<Found>, usize) {
    let lower: HashSet<&str> = sentences
        .iter()
        .flat_map(|sentence| &sentence.tokens)
        .filter(|token| token.kind == TokenKind::Word && !token.capital)
        .map(|token| token.folded.as_str())
        .collect();
    let mut known: Vec<Known> = Vec::new();
    let mut end = sentences.len();
    // What is told by what it is, before what is told by what befalls it.
    for strong in [true, false] {
        let mut listed = false;
        let room = known.len().saturating_add(most);
        'sentences: for (number, (sentence, mentions)) in sentences.iter().zip(&*mentions).take(end).enumerate() {
            if is_title_case(sentence, lexicon) || is_shouted(sentence) || is_capitals(sentence) {
                continue;
            }
            let witness = Witness { sentence, text, lexicon, ontology, mentions, lower: &lower };
            for (tokens, sort) in witness.names(strong, listed && sentence.kind == BlockKind::Item) {
                if !enter(&mut known, &witness, tokens, sort, room) {
                    end = number;
                    break 'sentences;
                }
            }
            listed = witness.announces() || listed && sentence.kind == BlockKind::Item;
        }
    }
    for at in 0..known.len() {
        known[at].found.id = free_id(&known[at].found.name, ontology, &known[..at]);
    }
    mention_all(sentences, text, lexicon, &known, mentions);
    (known.into_iter().map(|known| known.found).collect(), end)
}

/// Enters a name, or notes it for the actor that it names already; false when there is no room for it.
fn enter(known: &mut Vec<Known>, witness: &Witness<'_>, tokens: Range<usize>, sort: Sort, most: usize) -> bool {
    let all = &witness.sentence.tokens;
    let words = key(&all[tokens.clone()], witness.lexicon);
    let name = spelled(witness.text, &all[tokens.clone()]);
    let acronym = witness.acronym_after(tokens.end);
    let same = |other: &Known| {
        other.words == words
            || other.found.kind == ActorKind::Person && sort.kind == ActorKind::Person && extends(&other.words, &words)
    };
    if let Some(old) = known.iter_mut().find(|other| same(other)) {
        if old.words.len() < words.len() {
            old.found.aliases.push(std::mem::replace(&mut old.found.name, name));
            old.words = words;
        } else if old.found.name != name && !old.found.aliases.contains(&name) {
            old.found.aliases.push(name);
        }
        if old.acronym.is_none() {
            old.found.aliases.extend(acronym.clone());
            old.acronym = acronym;
        }
        return true;
    }
    if known.len() >= most {
        return false;
    }
    let short = if sort.kind == ActorKind::Person { surnames(&all[tokens], witness.lexicon) } else { Vec::new() };
    let found =
        Found { id: String::new(), name, aliases: acronym.iter().cloned().collect(), kind: sort.kind, principal: sort.principal };
    known.push(Known { found, words, short, acronym });
    true
}

/// Whether one name is the other with words left out in the middle or at the front: "Erik Kurilla", "Michael Erik Kurilla".
fn extends(one: &[String], other: &[String]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if short.len() < 2 || short.last() != long.last() || short.len() == long.len() {
        return false;
    }
    let mut rest = long.iter();
    short.iter().all(|word| rest.any(|other| other == word))
}

/// The folded words of a name without particles and initials.
fn key(tokens: &[Token], lexicon: &Lexicon) -> Vec<String> {
    let words: Vec<String> = tokens
        .iter()
        .filter(|token| {
            token.kind != TokenKind::Punctuation
                && (token.capital && !is_article(token, lexicon) || token.kind == TokenKind::Number)
        })
        .map(|token| token.folded.clone())
        .collect();
    words
}

/// "al", "El", "bin": a small word inside a name, however written.
fn is_article(token: &Token, lexicon: &Lexicon) -> bool {
    lexicon.is_word(token, WordClass::Particle) && token.folded.chars().count() == 2
}

/// How a person is called again: "al-Nasir", "Nasir"; of "Abu Ali al-Tunisi" also "Abu Ali".
fn surnames(tokens: &[Token], lexicon: &Lexicon) -> Vec<String> {
    let names: Vec<&Token> = tokens.iter().filter(|token| token.kind == TokenKind::Word && !is_article(token, lexicon)).collect();
    let by_son = |at: usize| names.get(at).is_some_and(|token| lexicon.is_word(token, WordClass::Particle));
    let mut out = Vec::new();
    if by_son(0) && names.len() == 2 {
        return out;
    }
    if let Some(last) = names.last().filter(|last| last.folded.chars().count() > 2) {
        out.push(last.folded.clone());
    }
    if by_son(0) && names.len() > 2 {
        out.push(format!("{} {}", names[0].folded, names[1].folded));
    }
    out
}

/// The name as written, its white space made single.
fn spelled(text: &str, tokens: &[Token]) -> String {
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return String::new() };
    let raw = text.get(first.span.start..last.span.end).unwrap_or_default();
    raw.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The slug of a name; a number keeps it from the ids of the ontology and of other names.
fn free_id(name: &str, ontology: &Ontology, known: &[Known]) -> String {
    let folded = fold(name);
    let slug = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-");
    let taken =
        |id: &str| ontology.actor(id).is_some() || ontology.place(id).is_some() || known.iter().any(|other| other.found.id == id);
    if !taken(&slug) {
        return slug;
    }
    (2..).map(|number| format!("{slug}-{number}")).find(|id| !taken(id)).unwrap_or(slug)
}

/// Adds the mentions of the found actors.
fn mention_all(sentences: &[Sentence], text: &str, lexicon: &Lexicon, known: &[Known], mentions: &mut [Vec<Mention>]) {
    if known.is_empty() {
        return;
    }
    // First words to the actors whose name begins with them.
    let mut full: HashMap<&str, Vec<(usize, &[String])>> = HashMap::new();
    let mut short: BTreeMap<Vec<&str>, Vec<usize>> = BTreeMap::new();
    let spellings: Vec<Vec<Vec<String>>> = known
        .iter()
        .map(|known| {
            std::iter::once(&known.found.name)
                .chain(&known.found.aliases)
                .filter(|name| Some(*name) != known.acronym.as_ref())
                .map(|name| crate::text::tokenize(name, 0).into_iter().map(|token| token.folded).collect())
                .collect()
        })
        .collect();
    for (at, spellings) in spellings.iter().enumerate() {
        for words in spellings.iter().filter(|words| !words.is_empty()) {
            full.entry(&words[0]).or_default().push((at, words));
        }
        for name in &known[at].short {
            short.entry(name.split(' ').collect()).or_default().push(at);
        }
    }
    let mut last_named: HashMap<usize, usize> = HashMap::new();
    let mut ontology_named: HashMap<usize, usize> = HashMap::new();
    let mut clock = 0;
    for (sentence, mentions) in sentences.iter().zip(mentions) {
        let headline = is_title_case(sentence, lexicon);
        let tokens = &sentence.tokens;
        let mut here: Vec<(Range<usize>, usize)> = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            clock += 1;
            for mention in mentions.iter().filter(|mention| mention.tokens.start == at && mention.form != NameForm::Short) {
                ontology_named.extend(mention.actor.map(|actor| (actor, clock)));
            }
            // "Lions of the Valley"
            let small = [WordClass::Particle, WordClass::Preposition, WordClass::Definite];
            let written = |token: &Token| {
                token.capital || token.kind != TokenKind::Word || small.iter().any(|&class| lexicon.is_word(token, class))
            };
            let long = full.get(tokens[at].folded.as_str()).into_iter().flatten().filter(|(_, words)| {
                let range = at..at + words.len();
                tokens.get(range.clone()).is_some_and(|here| {
                    here.iter().zip(*words).all(|(token, word)| &token.folded == word && written(token))
                        && here.iter().any(|token| token.capital)
                }) && (words.len() > 1 || headline || !is_inside(tokens, range, mentions, lexicon))
            });
            if let Some((index, words)) = long.max_by_key(|(_, words)| words.len()) {
                last_named.insert(*index, clock);
                here.push((at..at + words.len(), *index));
                at += words.len();
                continue;
            }
            let acronym = || known.iter().position(|known| is_acronym(known, &tokens[at], text));
            if let Some(index) = tokens[at].upper.then(acronym).flatten() {
                if !covered(mentions, at) {
                    here.push((at..at + 1, index));
                }
                at += 1;
                continue;
            }
            if let Some((range, index)) = surname(tokens, at, &short, &last_named, headline, mentions, lexicon, &ontology_named) {
                last_named.insert(index, clock);
                at = range.end;
                here.push((range, index));
                continue;
            }
            at += 1;
        }
        for (range, index) in here {
            mentions.retain(|mention| mention.tokens.end <= range.start || mention.tokens.start >= range.end);
            mentions.push(Mention { tokens: range, actor: None, place: None, form: NameForm::Name, found: Some(index) });
        }
        mentions.sort_by_key(|mention| mention.tokens.start);
    }
}

fn is_acronym(known: &Known, token: &Token, text: &str) -> bool {
    let Some(acronym) = &known.acronym else { return false };
    text.get(token.span.clone()).is_some_and(|spelling| &spelling.replace('.', "") == acronym)
}

fn covered(mentions: &[Mention], at: usize) -> bool {
    mentions.iter().any(|mention| mention.tokens.contains(&at))
}

/// A surname that stands alone: whom of those who bear it was named last, else the first one named at all.
#[allow(clippy::too_many_arguments)]
fn surname(
    tokens: &[Token],
    at: usize,
    short: &BTreeMap<Vec<&str>, Vec<usize>>,
    last_named: &HashMap<usize, usize>,
    headline: bool,
    mentions: &[Mention],
    lexicon: &Lexicon,
    ontology_named: &HashMap<usize, usize>,
) -> Option<(Range<usize>, usize)> {
    // "al-Nasir" is Nasir.
    let article = is_article(&tokens[at], lexicon) && tokens.get(at + 1).is_some_and(|next| next.glued && next.capital);
    let start = at + usize::from(article);
    let (len, bearers) = [2, 1].into_iter().find_map(|len| {
        let words: Vec<&str> = tokens.get(start..start + len)?.iter().map(|token| token.folded.as_str()).collect();
        short.get(&words).map(|bearers| (len, bearers))
    })?;
    let end = start + len;
    if !tokens[start].capital {
        return None;
    }
    let index = *bearers
        .iter()
        .filter(|index| last_named.contains_key(index))
        .max_by_key(|index| last_named[index])
        .or(bearers.first())?;
    for mention in mentions.iter().filter(|mention| mention.tokens.start < end && mention.tokens.end > at) {
        // A surname that somebody of the ontology bears as well is his who was named last.
        let named = mention.actor.and_then(|actor| ontology_named.get(&actor));
        if mention.form != NameForm::Short || mention.tokens.len() > end - at || last_named.get(&index) < named {
            return None;
        }
    }
    let range = at..end;
    (headline || !is_inside(tokens, range.clone(), mentions, lexicon)).then_some((range, index))
}

/// Whether words are part of somebody else's name.
fn is_inside(tokens: &[Token], range: Range<usize>, mentions: &[Mention], lexicon: &Lexicon) -> bool {
    let is_name = |at: usize| {
        tokens.get(at).is_some_and(|token| {
            token.kind == TokenKind::Word && token.capital && !is_common(token, lexicon) && !covered(mentions, at)
        })
    };
    let before = range.start.checked_sub(1).filter(|&before| before > 0 && !tokens[before].upper);
    before.is_some_and(is_name) || is_name(range.end)
}

/// Whether most words have a capital, so that capitals tell nothing.
fn is_title_case(sentence: &Sentence, lexicon: &Lexicon) -> bool {
    const SMALL: [WordClass; 6] = [
        WordClass::Determiner,
        WordClass::Preposition,
        WordClass::Conjunction,
        WordClass::Be,
        WordClass::Possessive,
        WordClass::Particle,
    ];
    let is_small = |token: &Token| lexicon.is_one_of(token, &SMALL);
    let words: Vec<&Token> = sentence
        .tokens
        .iter()
        .skip(1)
        .filter(|token| token.kind == TokenKind::Word && !token.glued && !is_small(token))
        .collect();
    let capitals = words.iter().filter(|token| token.capital).count();
    words.len() >= 2
        && capitals * 10 >= words.len() * 8
        && words.iter().filter(|token| token.capital && is_common(token, lexicon)).count() >= 2
}

/// Whether the language has the word beside names.
fn is_common(token: &Token, lexicon: &Lexicon) -> bool {
    lexicon.words_at(std::slice::from_ref(token), 0).iter().any(|found| !found.senses.is_empty())
}

fn is_capitals(sentence: &Sentence) -> bool {
    let words = || sentence.tokens.iter().filter(|token| token.kind == TokenKind::Word);
    words().count() > 3 && words().all(|token| token.upper || token.folded.len() < 3)
}
