//! The ontology compiled for matching: names and words in token tries, verbs and nouns in all their forms.

mod count;
mod inflect;
mod subject;
mod trie;

pub use inflect::Form;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
pub use subject::Subject;
pub use trie::Matches;
use trie::Trie;

use crate::ontology::Ontology;
use crate::ontology::schema::{Pos, WordClass};
use crate::text::{Token, TokenKind, WordNumber, tokenize};
use crate::vocabulary::ActorKind;

/// How a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NameForm {
    /// The name itself.
    Name,
    /// An adjective or demonym: "Iranian".
    Adjective,
    /// A seat that stands for the actor: "Tehran".
    Metonym,
    /// A short name that needs the full name elsewhere in the document.
    Short,
}

/// What a name names: an index into [`Ontology::actors`] or [`Ontology::places`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Named {
    /// An actor.
    Actor(usize),
    /// A place.
    Place(usize),
}

/// One reading of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameSense {
    /// What it names.
    pub named: Named,
    /// How.
    pub form: NameForm,
    /// The only spelling that counts, for acronyms and names that are ordinary words.
    exact: Option<String>,
    /// Whether the name is written with a capital, so that the word in lower case is another word.
    capital: bool,
}

/// One reading of a word or phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WordSense {
    /// A structural word; verbs have a form.
    Class(WordClass, Form),
    /// A form of a trigger: index into [`Ontology::triggers`].
    Trigger(usize, Form),
    /// A form of a generic noun: index into [`Ontology::generics`].
    Generic(usize, Form),
    /// A cue: index into [`Ontology::cues`].
    Cue(usize),
}

/// What a word says of an unknown name: an index into [`Ontology::signs`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SignSense {
    /// A noun that describes such a name.
    Noun(usize),
    /// The name begins with it.
    First(usize),
    /// The name ends with it.
    Last(usize),
    /// The name ends with it, and the words before may be common ones.
    Coined(usize),
    /// It makes no name of a coined word.
    Plain(usize),
}

/// The compiled ontology.
///
/// ```
/// use reprisal::Ontology;
/// use reprisal::lexicon::Lexicon;
/// use reprisal::text::tokenize;
///
/// let lexicon = Lexicon::new(Ontology::builtin()?);
/// let text = "Red Sea shipping was attacked.";
/// let tokens = tokenize(text, 0);
/// let (length, senses) = lexicon.name_at(&tokens, 0, text, false).ok_or("a name")?;
/// assert_eq!((length, senses.len()), (2, 1));
/// assert!(lexicon.is_abbreviation("gen"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Lexicon {
    /// Every word that stands in a phrase or means something by itself, numbered.
    vocabulary: FxHashMap<String, u32>,
    names: Trie<NameSense>,
    words: Trie<WordSense>,
    signs: Trie<SignSense>,
    abbreviations: FxHashSet<String>,
    calendar: FxHashSet<String>,
    numbers: FxHashMap<String, u32>,
    /// The classes of each word by itself, by its number.
    classes: Vec<Classes>,
}

/// A set of word classes.
#[derive(Clone, Copy, Debug, Default)]
struct Classes(u128);

impl Classes {
    fn add(&mut self, class: WordClass) {
        self.0 |= 1 << class as u32;
    }

    fn has(self, class: WordClass) -> bool {
        self.0 >> class as u32 & 1 == 1
    }
}

/// A match in a sentence: the number of tokens covered and the readings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Match<'l, T> {
    /// How many tokens it covers.
    pub len: usize,
    /// Its readings.
    pub senses: &'l [T],
}

impl Lexicon {
    /// Compiles an ontology.
    #[must_use]
    pub fn new(ontology: &Ontology) -> Lexicon {
        let mut lexicon = Lexicon {
            vocabulary: FxHashMap::default(),
            names: Trie::default(),
            words: Trie::default(),
            signs: Trie::default(),
            abbreviations: ontology.words_of(WordClass::Abbreviation).map(crate::fold::fold).collect(),
            calendar: [WordClass::Month, WordClass::Weekday, WordClass::Season, WordClass::Holiday]
                .into_iter()
                .flat_map(|class| ontology.words_of(class))
                .flat_map(|entry| entry.split('/').skip(1))
                .map(crate::fold::fold)
                .collect(),
            numbers: FxHashMap::default(),
            classes: Vec::new(),
        };
        lexicon.add_actors(ontology);
        lexicon.add_places(ontology);
        lexicon.add_words(ontology);
        lexicon
    }

    /// The words of a phrase by their numbers; new words get one.
    fn phrase(&mut self, phrase: &str) -> Vec<WordNumber> {
        let mut number = |word: String| {
            let fresh = self.vocabulary.len() as u32;
            WordNumber(*self.vocabulary.entry(word).or_insert(fresh))
        };
        tokenize(phrase, 0).into_iter().map(|token| number(token.folded)).collect()
    }

    /// Adds a reading of a phrase; a structural word is known for one by itself, too.
    fn add_word(&mut self, phrase: &str, sense: WordSense) {
        let words = self.phrase(phrase);
        if let (&[word], WordSense::Class(class, Form::Base)) = (words.as_slice(), sense) {
            self.classes_of(word).add(class);
        }
        self.words.insert(&words, sense);
    }

    fn classes_of(&mut self, WordNumber(word): WordNumber) -> &mut Classes {
        let at = word as usize;
        if self.classes.len() <= at {
            self.classes.resize(at + 1, Classes::default());
        }
        &mut self.classes[at]
    }

    /// Gives the tokens of a text the numbers of their words, so that nothing needs to spell them again.
    pub(crate) fn look_up(&self, tokens: &mut [Token]) {
        for token in tokens {
            token.word = self.find(&token.folded);
        }
    }

    fn find(&self, folded: &str) -> WordNumber {
        self.vocabulary.get(folded).map_or(WordNumber::UNKNOWN, |&number| WordNumber(number))
    }

    fn word(&self, token: &Token) -> WordNumber {
        if token.word == WordNumber::UNSEEN { self.find(&token.folded) } else { token.word }
    }

    fn words_from<'t>(&self, tokens: &'t [Token], at: usize) -> impl Iterator<Item = WordNumber> + use<'t, '_> {
        tokens.get(at..).unwrap_or_default().iter().map(|token| self.word(token))
    }

    fn add_actors(&mut self, ontology: &Ontology) {
        for (at, actor) in ontology.actors().iter().enumerate() {
            let named = Named::Actor(at);
            let mut add = |names: &[String], form, exact| {
                for name in names {
                    self.add_name(name, named, form, exact);
                }
            };
            add(std::slice::from_ref(&actor.name), NameForm::Name, false);
            add(&actor.aliases, NameForm::Name, false);
            add(&actor.exact, NameForm::Name, true);
            add(&actor.adjectives, NameForm::Adjective, false);
            add(&actor.metonyms, NameForm::Metonym, false);
            add(&actor.short, NameForm::Short, false);
            if actor.kind == ActorKind::Person {
                // A surname means the person once the full name was given.
                if let Some((_, surname)) = actor.name.rsplit_once(' ') {
                    add(&[surname.to_owned()], NameForm::Short, false);
                    if let Some(bare) = surname.strip_prefix("al-") {
                        add(&[bare.to_owned()], NameForm::Short, false);
                    }
                }
            }
        }
    }

    fn add_places(&mut self, ontology: &Ontology) {
        for (at, place) in ontology.places().iter().enumerate() {
            for name in std::iter::once(&place.name).chain(&place.aliases) {
                self.add_name(name, Named::Place(at), NameForm::Name, false);
            }
            for name in &place.exact {
                self.add_name(name, Named::Place(at), NameForm::Name, true);
            }
        }
    }

    fn add_name(&mut self, name: &str, named: Named, form: NameForm, exact: bool) {
        let sense =
            NameSense { named, form, exact: exact.then(|| name.to_owned()), capital: name.chars().any(char::is_uppercase) };
        let words = self.phrase(name);
        self.names.insert(&words, sense);
    }

    fn add_words(&mut self, ontology: &Ontology) {
        let irregular = inflect::Irregular::of(ontology);
        // Words that may be inserted mean nothing by themselves.
        let means = |class: WordClass| !class.is_subject() && class != WordClass::Inserted;
        for entry in ontology.words().iter().filter(|entry| means(entry.class)) {
            for word in &entry.words {
                if let Some(value) = (entry.class == WordClass::Number).then(|| word.split_once('/')).flatten() {
                    let (figure, spellings) = value;
                    let Ok(figure) = figure.parse() else { continue };
                    self.numbers.extend(spellings.split('/').map(|spelling| (crate::fold::fold(spelling), figure)));
                } else if entry.class.is_mark() {
                    let fresh = self.vocabulary.len() as u32;
                    let word = *self.vocabulary.entry(crate::fold::fold(word)).or_insert(fresh);
                    self.classes_of(WordNumber(word)).add(entry.class);
                } else if word.contains('/') && entry.class != WordClass::Verb {
                    // Words that stand for a figure belong to dates alone.
                } else if entry.class == WordClass::Verb {
                    for (spelling, form) in inflect::verb(word) {
                        self.add_word(&spelling, WordSense::Class(WordClass::Verb, form));
                    }
                } else {
                    self.add_word(word, WordSense::Class(entry.class, Form::Base));
                }
            }
        }
        let be: Vec<&str> = ontology.words_of(WordClass::Be).collect();
        for (at, trigger) in ontology.triggers().iter().enumerate() {
            for lemma in &trigger.lemmas {
                let forms = match trigger.pos {
                    Pos::Verb => inflect::verb(&irregular.written_out(lemma)),
                    Pos::Noun => inflect::noun(lemma),
                };
                for (spelling, form) in forms {
                    self.add_word(&spelling, WordSense::Trigger(at, form));
                    // "was also responsible for"
                    if let Some((first, rest)) = spelling.split_once(' ').filter(|(first, _)| be.contains(first)) {
                        for adverb in ontology.words_of(WordClass::Inserted) {
                            self.add_word(&format!("{first} {adverb} {rest}"), WordSense::Trigger(at, form));
                        }
                    }
                }
            }
        }
        for (at, generic) in ontology.generics().iter().enumerate() {
            for noun in &generic.nouns {
                for (spelling, form) in inflect::noun(noun) {
                    self.add_word(&spelling, WordSense::Generic(at, form));
                }
            }
        }
        for (at, sign) in ontology.signs().iter().enumerate() {
            for (spelling, _) in sign.nouns.iter().flat_map(|noun| inflect::noun(noun)) {
                let words = self.phrase(&spelling);
                self.signs.insert(&words, SignSense::Noun(at));
            }
            let lists = [
                (&sign.first, SignSense::First(at)),
                (&sign.last, SignSense::Last(at)),
                (&sign.coined, SignSense::Last(at)),
                (&sign.coined, SignSense::Coined(at)),
                (&sign.plain, SignSense::Plain(at)),
            ];
            for (words, sense) in lists {
                for word in words {
                    let words = self.phrase(word);
                    self.signs.insert(&words, sense);
                }
            }
        }
        for (at, cue) in ontology.cues().iter().enumerate() {
            for phrase in &cue.phrases {
                self.add_word(phrase, WordSense::Cue(at));
            }
        }
    }

    /// Whether a full stop after this folded word may be part of it.
    #[must_use]
    pub fn is_abbreviation(&self, word: &str) -> bool {
        self.abbreviations.contains(word)
    }

    /// Whether a folded word is the name of a month, a day of the week, a season or a holiday.
    #[must_use]
    pub fn is_calendar(&self, word: &str) -> bool {
        self.calendar.contains(word)
    }

    /// The value of a number word or of digits.
    #[must_use]
    pub fn number(&self, token: &Token) -> Option<u32> {
        match token.kind {
            TokenKind::Number => {
                let digits = token.folded.replace(',', "");
                digits.parse().ok()
            }
            TokenKind::Word => self.numbers.get(&token.folded).copied(),
            _ => None,
        }
    }

    /// Whether a single word is of this class.
    #[must_use]
    pub fn is_word(&self, token: &Token, class: WordClass) -> bool {
        let WordNumber(word) = self.word(token);
        self.classes.get(word as usize).is_some_and(|classes| classes.has(class))
    }

    /// Whether a single word is of one of these classes.
    pub(crate) fn is_one_of(&self, token: &Token, classes: &[WordClass]) -> bool {
        let WordNumber(word) = self.word(token);
        self.classes.get(word as usize).is_some_and(|own| own.0 != 0 && classes.iter().any(|&class| own.has(class)))
    }

    /// Whether `len` words from token `at` on are a phrase of this class.
    #[must_use]
    pub fn has_class(&self, tokens: &[Token], at: usize, len: usize, class: WordClass) -> bool {
        let phrase = WordSense::Class(class, Form::Base);
        self.words_at(tokens, at).iter().any(|found| found.len == len && found.senses.contains(&phrase))
    }

    /// The longest name that starts at token `at`, with the readings that its spelling in `text` allows.
    #[must_use]
    pub fn name_at(&self, tokens: &[Token], at: usize, text: &str, shouted: bool) -> Option<(usize, Vec<&NameSense>)> {
        let spelling = |len: usize| text.get(tokens[at].span.start..tokens[at + len - 1].span.end).unwrap_or_default();
        self.names.prefixes(self.words_from(tokens, at)).into_iter().rev().find_map(|found| {
            let lower = !tokens[at].capital && tokens[at].kind == TokenKind::Word;
            let no_capital = lower && tokens[at..at + found.len].iter().all(|token| !token.capital);
            let senses: Vec<&NameSense> = found
                .senses
                .iter()
                .filter(|sense| match &sense.exact {
                    Some(exact) => spelling(found.len).replace('.', "") == exact.replace('.', ""),
                    None => !(sense.capital && no_capital && !shouted),
                })
                .collect();
            (!senses.is_empty()).then_some((found.len, senses))
        })
    }

    /// Whether some word or phrase of a sentence may be a trigger.
    #[must_use]
    pub fn has_trigger(&self, tokens: &[Token]) -> bool {
        (0..tokens.len()).any(|at| {
            let found = self.words_at(tokens, at);
            found.iter().any(|found| found.senses.iter().any(|sense| matches!(sense, WordSense::Trigger(..))))
        })
    }

    /// All words and phrases that say something of an unknown name and start at token `at`, shortest first.
    #[must_use]
    pub fn signs_at(&self, tokens: &[Token], at: usize) -> Matches<'_, SignSense> {
        self.signs.prefixes(self.words_from(tokens, at))
    }

    /// All words and phrases that start at token `at`, shortest first.
    #[must_use]
    pub fn words_at(&self, tokens: &[Token], at: usize) -> Matches<'_, WordSense> {
        self.words.prefixes(self.words_from(tokens, at))
    }
}

/// The single words of an ontology with the treebank tags that they can have, for the training of the syntax model.
#[doc(hidden)]
#[must_use]
pub fn tagged_words(ontology: &Ontology) -> Vec<(String, &'static str)> {
    let verb_tag = |form: Form| match form {
        Form::Base => &["VB"][..],
        Form::Third => &["VBZ"],
        Form::Ing => &["VBG"],
        Form::Past => &["VBD", "VBN"],
        Form::PastOnly => &["VBD"],
        Form::Participle => &["VBN"],
        Form::Singular => &["NN"],
        Form::Plural => &["NNS"],
    };
    let mut out: Vec<(String, &'static str)> = Vec::new();
    let mut verb = |entry: &str| {
        for (spelling, form) in inflect::verb(entry) {
            let first = spelling.split(' ').next().unwrap_or_default().to_owned();
            out.extend(verb_tag(form).iter().map(|&tag| (first.clone(), tag)));
        }
    };
    ontology.words_of(WordClass::Verb).for_each(&mut verb);
    let triggers = ontology.triggers();
    triggers.iter().filter(|t| t.pos == Pos::Verb).flat_map(|t| &t.lemmas).for_each(|lemma| verb(lemma));
    let nouns = triggers.iter().filter(|t| t.pos == Pos::Noun).flat_map(|t| &t.lemmas);
    for noun in nouns.chain(ontology.generics().iter().flat_map(|generic| &generic.nouns)) {
        for (spelling, form) in inflect::noun(noun) {
            let last = spelling.rsplit(' ').next().unwrap_or_default().to_owned();
            out.extend(verb_tag(form).iter().map(|&tag| (last.clone(), tag)));
        }
    }
    let actors = ontology.actors().iter();
    for actor in actors.clone() {
        out.extend(actor.adjectives.iter().filter(|name| !name.contains(' ')).map(|name| (name.clone(), "JJ")));
    }
    let names = actors.flat_map(|a| a.names()).chain(ontology.places().iter().flat_map(|p| p.names()));
    for word in names.flat_map(|name| name.split(' ')) {
        if word.starts_with(char::is_uppercase) {
            out.push((word.to_owned(), "NNP"));
        }
    }
    out
}
