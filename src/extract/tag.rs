//! What each token does in its sentence, told from closed word classes, the ontology's words and the neighbours.
//!
//! This is the first form of the reader's grammar, for noun and verb groups; it stays for headlines and fragments.

mod decide;
mod freed;
mod mark;
mod mute;

use smallvec::SmallVec;

use super::argument::Parsed;
use crate::lexicon::{Form, Lexicon, NameForm, WordSense};
use crate::ontology::Ontology;
use crate::ontology::schema::{Act, Pos, WordClass};
use crate::recognize::Mention;
use crate::syntax::Tag as Xpos;
use crate::text::{Sentence, Token, TokenKind};

/// What a token does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    Determiner,
    Number,
    Adjective,
    Noun,
    /// Part of the mention of this index.
    Name(usize),
    Possessive,
    PossessiveMark,
    Pronoun,
    Preposition,
    /// "to" before an infinitive.
    To,
    Conjunction,
    Subordinator,
    Relative,
    /// "that" after a verb.
    Complementizer,
    Negation,
    Adverb,
    Modal,
    Be,
    Auxiliary,
    Verb(Form),
    Comma,
    Quote,
    /// Part of a date.
    Time,
    /// Inside parentheses or between dashes: passed over.
    Aside,
    /// Cuts nothing: quotes around a word or two, "and" between two modifiers of one noun.
    Mute,
    Break,
}

/// The word or phrase that a token belongs to.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Word {
    /// First token.
    pub start: usize,
    /// Number of tokens.
    pub len: usize,
    /// Readings, cues left out.
    pub senses: SmallVec<[WordSense; 3]>,
}

impl Word {
    /// The nominal triggers among its readings.
    pub(super) fn noun_triggers<'a>(&'a self, ontology: &'a Ontology) -> impl Iterator<Item = usize> + 'a {
        self.triggers(ontology, Pos::Noun)
    }

    /// The verbal triggers among its readings.
    pub(super) fn verb_triggers<'a>(&'a self, ontology: &'a Ontology) -> impl Iterator<Item = usize> + 'a {
        self.triggers(ontology, Pos::Verb)
    }

    fn triggers<'a>(&'a self, ontology: &'a Ontology, pos: Pos) -> impl Iterator<Item = usize> + 'a {
        self.senses.iter().filter_map(move |sense| match sense {
            WordSense::Trigger(index, _) if ontology.triggers()[*index].pos == pos => Some(*index),
            _ => None,
        })
    }

    /// Whether it is a noun that tells of a deed.
    pub(super) fn tells_deed(&self, ontology: &Ontology) -> bool {
        self.noun_triggers(ontology).any(|rule| ontology.triggers()[rule].incident.is_some())
    }

    /// Whether it is the plural of a nominal trigger.
    pub(super) fn is_plural(&self) -> bool {
        self.senses.iter().any(|sense| matches!(sense, WordSense::Trigger(_, Form::Plural)))
    }

    /// The class of generic nouns that it belongs to, and whether it is plural.
    pub(super) fn generic(&self) -> Option<(usize, bool)> {
        self.senses.iter().find_map(|sense| match sense {
            WordSense::Generic(index, form) => Some((*index, *form == Form::Plural)),
            _ => None,
        })
    }
}

/// A cue in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CueHit {
    /// Index into [`Ontology::cues`].
    pub cue: usize,
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
}

/// The tags of a sentence.
#[derive(Clone, Debug, Default)]
pub(super) struct Tagged {
    pub tags: Vec<Tag>,
    pub words: Vec<Option<Word>>,
    pub cues: Vec<CueHit>,
}

impl Tagged {
    /// With room for so many tokens.
    fn of(tokens: usize) -> Tagged {
        Tagged { tags: Vec::with_capacity(tokens), words: Vec::with_capacity(tokens), cues: Vec::new() }
    }
}

/// Tags a sentence. `is_time` tells the tokens that belong to a date.
pub(super) fn tag(
    sentence: &Sentence,
    mentions: &[Mention],
    lexicon: &Lexicon,
    ontology: &Ontology,
    parsed: Option<&Parsed<'_>>,
    is_time: impl Fn(usize) -> bool,
) -> Tagged {
    let tokens = &sentence.tokens;
    let mut named = vec![None; tokens.len()];
    for (index, mention) in mentions.iter().enumerate() {
        for at in mention.tokens.clone() {
            named[at] = Some(index);
        }
    }
    let freed = freed::free_verbs(&mut named, sentence, mentions, lexicon, ontology, parsed);
    let mut tagger =
        Tagger { sentence, lexicon, ontology, mentions, parsed, is_time: &is_time, named, freed, out: Tagged::of(tokens.len()) };
    let mut parenthesis = 0_usize;
    // Where the parentheses around a role close: "X (commander of Y)" reads as "X, commander of Y,".
    let mut role_ends = None;
    let dashes = tagger.paired_dashes();
    let brackets = mark::around(tokens);
    while tagger.out.tags.len() < tokens.len() {
        let at = tagger.out.tags.len();
        let token = &tokens[at];
        tagger.note_cues(at);
        let plain = match token.folded.as_str() {
            "(" if parenthesis == 0 && tagger.role_in_parentheses(at).is_some() => {
                role_ends = tagger.role_in_parentheses(at);
                Some(Tag::Comma)
            }
            ")" if role_ends == Some(at) => Some(Tag::Comma),
            _ if dashes.contains(&at) => Some(Tag::Comma),
            "(" | ")" if brackets.contains(&at) => Some(Tag::Mute),
            "(" | "[" => {
                parenthesis += 1;
                Some(Tag::Aside)
            }
            ")" | "]" => {
                parenthesis = parenthesis.saturating_sub(1);
                Some(Tag::Aside)
            }
            _ if parenthesis > 0 => Some(Tag::Aside),
            _ if is_time(at) => Some(Tag::Time),
            _ => None,
        };
        let tag = plain.or(tagger.named[at].map(Tag::Name)).or_else(|| match token.kind {
            TokenKind::Possessive => Some(Tag::PossessiveMark),
            TokenKind::Number => Some(Tag::Number),
            TokenKind::Punctuation => Some(mark::punctuation(&token.folded)),
            TokenKind::Word => None,
        });
        match tag {
            Some(tag) => tagger.push(tag, None),
            None => tagger.word(at),
        }
    }
    tagger.mute_quotes();
    tagger.mute_possessives();
    tagger.mute_conjunctions();
    tagger.out
}

struct Tagger<'a> {
    sentence: &'a Sentence,
    lexicon: &'a Lexicon,
    ontology: &'a Ontology,
    mentions: &'a [Mention],
    parsed: Option<&'a Parsed<'a>>,
    is_time: &'a dyn Fn(usize) -> bool,
    named: Vec<Option<usize>>,
    /// Verbs that somebody's name was taken for.
    freed: Vec<usize>,
    out: Tagged,
}

impl Tagger<'_> {
    fn push(&mut self, tag: Tag, word: Option<Word>) {
        self.out.tags.push(tag);
        self.out.words.push(word);
    }

    fn note_cues(&mut self, at: usize) {
        let words = self.lexicon.words_at(&self.sentence.tokens, at);
        // "next to" is where, not when.
        let beside = |sense: &WordSense| matches!(sense, WordSense::Class(WordClass::Beside, _));
        let place = words.iter().filter(|found| found.senses.iter().any(beside)).map(|found| found.len).max();
        for found in words.iter().filter(|found| place.is_none_or(|place| found.len > place)) {
            for sense in found.senses {
                if let WordSense::Cue(cue) = *sense {
                    self.out.cues.retain(|hit| !(hit.cue == cue && hit.start == at));
                    self.out.cues.push(CueHit { cue, start: at, end: at + found.len });
                }
            }
        }
    }

    /// Tags the longest word or phrase at `at`.
    fn word(&mut self, at: usize) {
        let matches = self.lexicon.words_at(&self.sentence.tokens, at);
        let chosen = matches.iter().rev().find(|found| {
            let free = self.named[at..at + found.len].iter().all(Option::is_none);
            // "were fired on Sunday": the preposition is that of the day.
            // "set up in 1982": the date has one of its own.
            let next = self.sentence.tokens.get(at + found.len);
            let own = next.is_some_and(|next| self.lexicon.is_word(next, WordClass::Preposition));
            // "took revenge the same evening"
            let led = self.lexicon.is_word(&self.sentence.tokens[at + found.len - 1], WordClass::Preposition);
            let reach = at + found.len + usize::from(led && !own);
            let dated = found.len > 1 && (at + 1..reach).any(|at| (self.is_time)(at));
            // "missile strikes tanker"
            let clause = found.len > 1
                && self.is_clause_verb(at + found.len - 1)
                && found.senses.iter().all(|sense| self.is_noun(*sense) || matches!(sense, WordSense::Cue(_)));
            free && !dated && !clause && found.senses.iter().any(|sense| !matches!(sense, WordSense::Cue(_)))
        });
        let Some(found) = chosen else {
            let tag = self.unknown(at);
            return self.push(tag, None);
        };
        let senses = found.senses.iter().copied().filter(|sense| !matches!(sense, WordSense::Cue(_))).collect();
        let word = Word { start: at, len: found.len, senses };
        let tag = self.decide(&word);
        for _ in 0..word.len {
            self.push(tag, Some(word.clone()));
        }
    }

    fn before(&self, at: usize) -> Option<Tag> {
        self.out.tags[..at].iter().rev().copied().find(|tag| !matches!(tag, Tag::Quote | Tag::Aside | Tag::Adverb | Tag::Time))
    }

    /// Whether a noun group may start at token `at`.
    fn opens_group(&self, at: usize) -> bool {
        let Some(token) = self.sentence.tokens.get(at) else { return false };
        if self.named[at].is_some() || token.kind == TokenKind::Number {
            return true;
        }
        if token.kind != TokenKind::Word {
            return matches!(token.folded.as_str(), "\"" | "“" | "‘") && self.opens_group(at + 1);
        }
        let matches = self.lexicon.words_at(&self.sentence.tokens, at);
        let Some(found) = matches.iter().rev().find(|found| found.senses.iter().any(|sense| !matches!(sense, WordSense::Cue(_))))
        else {
            return !token.folded.ends_with("ly");
        };
        found.senses.iter().any(|sense| match sense {
            WordSense::Class(class, _) => {
                matches!(class, WordClass::Determiner | WordClass::Possessive | WordClass::Adjective | WordClass::Pronoun)
            }
            WordSense::Generic(..) => true,
            WordSense::Trigger(index, _) => self.ontology.triggers()[*index].pos == Pos::Noun,
            WordSense::Cue(_) => false,
        })
    }

    fn decide(&self, word: &Word) -> Tag {
        let at = word.start;
        let next = at + word.len;
        let before = self.before(at);
        let has = |class: WordClass| word.senses.iter().any(|sense| matches!(sense, WordSense::Class(c, _) if *c == class));
        let text = self.sentence.tokens[at].folded.as_str();
        let forms = || word.senses.iter().filter_map(|sense| self.verb_form(*sense));
        // "hit", "cut": a past unless something asks for the base form.
        let base = matches!(before, Some(Tag::To | Tag::Modal | Tag::Auxiliary));
        let verb = forms().find(|form| *form == Form::Past && !base).or_else(|| forms().next());
        let noun = word.senses.iter().any(|sense| self.is_noun(*sense));

        if self.sentence.tokens[at].glued {
            return Tag::Adjective;
        }
        // "they'd strike": would; "they'd struck": had, whatever the parser says.
        let main = || self.parsed.and_then(|parsed| (next..next + 3).filter_map(|at| parsed.tag(at)).find(|tag| tag.is_verb()));
        if has(WordClass::Auxiliary)
            && self.parsed.is_some_and(|parsed| parsed.tag(at) == Some(Xpos::Md))
            && main() == Some(Xpos::Vb)
        {
            return Tag::Modal;
        }
        if has(WordClass::Relative) {
            let after_noun = matches!(
                before,
                Some(
                    Tag::Noun
                        | Tag::Name(_)
                        | Tag::Comma
                        | Tag::Preposition
                        | Tag::Number
                        | Tag::Conjunction
                        | Tag::Time
                        | Tag::Aside
                )
            );
            return match (text, before) {
                // "put its name to that attack"
                ("that", Some(Tag::Verb(_))) if self.is_determiner(at) && self.opens_group(next) => Tag::Determiner,
                ("that", Some(Tag::Verb(_) | Tag::Conjunction)) => Tag::Complementizer,
                ("that", Some(Tag::Noun | Tag::Name(_))) => Tag::Relative,
                // "It is noteworthy that"
                ("that", _) if matches!(self.out.tags[..], [.., Tag::Be, Tag::Adjective]) => Tag::Complementizer,
                ("that", _) if self.opens_group(next) => Tag::Determiner,
                ("that", _) => Tag::Pronoun,
                _ if after_noun => Tag::Relative,
                _ => Tag::Subordinator,
            };
        }
        if text == "to" {
            return if self.is_base_verb(next) { Tag::To } else { Tag::Preposition };
        }
        // "one person"
        let counts = || self.sentence.tokens.get(at).is_some_and(|token| self.lexicon.number(token).is_some());
        if has(WordClass::Pronoun) && counts() && self.opens_group(next) {
            return Tag::Number;
        }
        // "have both armed"
        let verb_next = || self.parsed.and_then(|parsed| parsed.tag(next)).is_some_and(|tag| tag.is_verb());
        if has(WordClass::Floating) && matches!(before, Some(Tag::Auxiliary | Tag::Be | Tag::Modal)) && verb_next() {
            return Tag::Adverb;
        }
        if has(WordClass::Determiner) && (!has(WordClass::Pronoun) || self.opens_group(next)) {
            return Tag::Determiner;
        }
        // "neither X nor Y"
        if has(WordClass::NegativeDeterminer) && has(WordClass::Negation) && self.opens_group(next) {
            return Tag::Determiner;
        }
        let classes = [
            (WordClass::Beside, Tag::Preposition),
            (WordClass::Agentive, Tag::Preposition),
            (WordClass::Possessive, Tag::Possessive),
            (WordClass::Pronoun, Tag::Pronoun),
            (WordClass::Be, Tag::Be),
            (WordClass::Auxiliary, Tag::Auxiliary),
            (WordClass::Modal, Tag::Modal),
            (WordClass::Negation, Tag::Negation),
            (WordClass::Conjunction, Tag::Conjunction),
            (WordClass::Subordinator, Tag::Subordinator),
        ];
        // "gets its weapons from", "has the backing of": no auxiliary.
        let main = (has(WordClass::Be) || has(WordClass::Auxiliary) && self.opens_group(next))
            && verb.is_some()
            && self.parsed.is_some_and(|parsed| parsed.is_main_verb(at));
        if let Some((_, tag)) = classes.into_iter().find(|(class, _)| has(*class) && !main) {
            return if tag == Tag::Modal && self.is_short_had(at) { Tag::Auxiliary } else { tag };
        }
        if has(WordClass::Preposition) && verb.is_none() {
            // "back in", "about 40", "over a hundred": an adverb where a number follows; "over a village" has none.
            let counts = |at: usize| self.sentence.tokens.get(at).is_some_and(|token| self.lexicon.number(token).is_some());
            let article = self.sentence.tokens.get(next).is_some_and(|token| self.lexicon.is_word(token, WordClass::Single));
            let number = counts(next) && (!article || counts(next + 1));
            return if has(WordClass::Adverb) && number { Tag::Adverb } else { Tag::Preposition };
        }
        if self.sentence.tokens.get(at).is_some_and(|token| self.lexicon.number(token).is_some()) && verb.is_none() {
            return Tag::Number;
        }
        // "bases that house troops": a relative clause has a verb.
        let finite = matches!(verb, Some(Form::Base | Form::Third));
        let clause = finite && self.opens_group(next) && before == Some(Tag::Relative);
        // "the militias which Tehran sponsors"
        if let Some(form) = verb.filter(|form| *form == Form::Third && self.is_relative_subject(at, next)) {
            return Tag::Verb(form);
        }
        // "which it says finances Y", "whom the Guards recruit and pay"
        let told = finite && self.opens_group(next) && self.is_told_by_relative(at);
        if let Some(form) = verb.filter(|_| told || finite && self.is_after_object_relative(at, next)) {
            return Tag::Verb(form);
        }
        if verb.is_some()
            && !clause
            && let Some(tag) = self.parsed_as(at, forms(), noun)
        {
            return tag;
        }
        // "Fire was opened on …"
        let auxiliary = |token: &Token| self.lexicon.is_word(token, WordClass::Be);
        if before.is_none() && finite && self.sentence.tokens.get(next).is_some_and(auxiliary) {
            return Tag::Noun;
        }
        match verb {
            Some(form) => self.verb_or_noun(form, noun, before, next),
            None if noun => Tag::Noun,
            // "was earlier claimed by X"
            None if has(WordClass::Adverb) && self.is_adverb(at) => Tag::Adverb,
            None if has(WordClass::Adjective) => Tag::Adjective,
            None if has(WordClass::Adverb) => Tag::Adverb,
            None => Tag::Noun,
        }
    }

    /// "X, which it says finances Y": whether a verb of speech stands right before, in a relative clause.
    fn is_told_by_relative(&self, at: usize) -> bool {
        let tags = &self.out.tags[..at];
        let speaks = |rule: usize| self.ontology.triggers()[rule].acts.contains(&Act::Speaks);
        let said = |at: usize| self.out.words[at].as_ref().is_some_and(|word| word.verb_triggers(self.ontology).any(speaks));
        match tags {
            [before @ .., Tag::Verb(_)] if said(at - 1) => {
                let inner = |tag: &&Tag| matches!(tag, Tag::Pronoun | Tag::Name(_) | Tag::Determiner | Tag::Noun);
                let subject = before.iter().rev().take_while(inner).count();
                subject > 0 && before.iter().rev().nth(subject) == Some(&Tag::Relative)
            }
            _ => false,
        }
    }

    /// Whether nothing but a name stands between a relative and a word that no verb follows: a relative clause has one.
    fn is_relative_subject(&self, at: usize, next: usize) -> bool {
        let name = match self.out.tags[..at] {
            [.., Tag::Relative, Tag::Name(name)] | [.., Tag::Relative, Tag::Determiner, Tag::Name(name)] => name,
            _ => return false,
        };
        let verb = self.parsed.and_then(|parsed| parsed.tag(next)).is_some_and(|tag| tag.is_verb() || tag == Xpos::Md);
        self.mentions[name].form != NameForm::Adjective && !verb
    }

    /// Whether nothing but a name stands between the relative of an object and a word that a conjunction follows.
    fn is_after_object_relative(&self, at: usize, next: usize) -> bool {
        let named = |tag: &&Tag| matches!(tag, Tag::Name(_) | Tag::Determiner);
        let subject = self.out.tags[..at].iter().rev().take_while(named).count();
        let relative = at.checked_sub(subject + 1).filter(|_| subject > 0);
        let whom = relative.is_some_and(|relative| {
            self.out.tags[relative] == Tag::Relative && self.lexicon.is_word(&self.sentence.tokens[relative], WordClass::Whom)
        });
        let joins = |token: &Token| self.lexicon.is_word(token, WordClass::Conjunction) || token.folded == ",";
        whom && self.sentence.tokens.get(next).is_some_and(joins)
    }

    /// "of allied militias": whether a participle modifies the noun right after it.
    fn modifies(&self, at: usize) -> bool {
        // "have since launched attacks" has a verb.
        let auxiliary = self.out.tags[at.saturating_sub(2)..at].iter().any(|tag| matches!(tag, Tag::Auxiliary | Tag::Be));
        // "Fired missiles at …" may open a line.
        let inside = !matches!(self.before(at), None | Some(Tag::Comma | Tag::Break | Tag::Name(_) | Tag::Noun | Tag::Pronoun));
        inside && !auxiliary && self.parsed.is_some_and(|parsed| parsed.modifies_next(at))
    }

    /// "they'd already shelled": "had", not "would".
    fn is_short_had(&self, at: usize) -> bool {
        let glued =
            at.checked_sub(1).is_some_and(|host| self.sentence.tokens[host].span.end == self.sentence.tokens[at].span.start);
        let adverb = |at: &usize| self.is_adverb(*at) || self.lexicon.is_word(&self.sentence.tokens[*at], WordClass::Negation);
        let Some(verb) = (at + 1..self.sentence.tokens.len()).find(|at| !adverb(at)).filter(|_| glued) else { return false };
        let tagged = matches!(self.parsed.and_then(|parsed| parsed.tag(verb)), Some(Xpos::Vbn | Xpos::Vbd));
        let senses = || self.lexicon.words_at(&self.sentence.tokens, verb).into_iter().flat_map(|found| found.senses);
        let mut forms = senses().filter_map(|sense| self.verb_form(*sense)).peekable();
        tagged || forms.peek().is_some() && forms.all(|form| matches!(form, Form::Past | Form::PastOnly | Form::Participle))
    }

    fn is_determiner(&self, at: usize) -> bool {
        self.parsed.and_then(|parsed| parsed.tag(at)) == Some(Xpos::Dt)
    }

    fn is_adverb(&self, at: usize) -> bool {
        matches!(self.parsed.and_then(|parsed| parsed.tag(at)), Some(Xpos::Rb | Xpos::Rbr | Xpos::Rbs))
    }

    /// Whether the parser sees the finite verb of a clause here.
    fn is_clause_verb(&self, at: usize) -> bool {
        matches!(self.parsed.and_then(|parsed| parsed.tag(at)), Some(Xpos::Vbz | Xpos::Vbp | Xpos::Vbd))
    }

    fn verb_form(&self, sense: WordSense) -> Option<Form> {
        match sense {
            WordSense::Class(WordClass::Verb, form) => Some(form),
            WordSense::Trigger(index, form) if self.ontology.triggers()[index].pos == Pos::Verb => Some(form),
            _ => None,
        }
    }

    fn is_noun(&self, sense: WordSense) -> bool {
        match sense {
            WordSense::Generic(..) => true,
            WordSense::Trigger(index, _) => self.ontology.triggers()[index].pos == Pos::Noun,
            _ => false,
        }
    }

    fn is_base_verb(&self, at: usize) -> bool {
        let tokens = &self.sentence.tokens;
        at < tokens.len()
            && self.named[at].is_none()
            && self.lexicon.words_at(tokens, at).iter().any(|found| {
                found.senses.iter().any(|sense| {
                    self.verb_form(*sense).is_some_and(|form| matches!(form, Form::Base | Form::Past))
                        || matches!(sense, WordSense::Class(WordClass::Be | WordClass::Auxiliary, _))
                })
            })
    }
}
