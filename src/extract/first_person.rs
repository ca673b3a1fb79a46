//! Who speaks: "we", "our forces" and "I" stand for the speaker of a quotation, of a labelled line, or of the document.
//!
//! All of it is told from tokens, marks of quotation and names, before any sentence is read: a quotation often begins
//! sentences before the words that say whose it is.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::document::BlockKind;
use crate::lexicon::{Lexicon, WordSense};
use crate::ontology::Ontology;
use crate::ontology::schema::{Act, Effect, Makes, Pos, WordClass};
use crate::recognize::Mention;
use crate::text::{Sentence, Token, TokenKind};
use crate::vocabulary::ActorKind;

/// A name: the sentence, and the mention in it.
pub(super) type Source = (usize, usize);

/// So many tokens may stand between a verb of speech and a speaker named after it.
const INVERTED: usize = 14;
/// A label is at most so many tokens long: "Spokesman for the group:".
const LABEL: usize = 9;
/// "our supreme commander": the noun stands so near.
const ROLE: usize = 4;
/// The name of whoever issues a text stands in one of the first sentences, …
const HEAD: usize = 3;
/// … a signature in one of the last.
const FOOT: usize = 4;

/// The voices of a document.
#[derive(Clone, Debug, Default)]
pub(super) struct Voices {
    /// Who issues the document, where it says so.
    issuer: Option<Source>,
    /// Whose citizen writes it, as far as it shows: an index into [`Ontology::actors`].
    pub state: Option<usize>,
    turns: Vec<Turn>,
}

/// What a sentence says of its speaker.
#[derive(Clone, Debug, Default)]
struct Turn {
    block: usize,
    /// Whom a verb of speech names.
    speaker: Option<Source>,
    /// Whom a label names, with the token after it: "X: we hit the post".
    label: Option<(Source, usize)>,
    /// Stretches of tokens inside marks of quotation.
    quoted: Vec<Range<usize>>,
    /// Whether a quotation goes on from the sentence before.
    goes_on: bool,
}

impl Turn {
    fn is_quoted(&self, token: usize) -> bool {
        self.quoted.iter().any(|quote| quote.contains(&token))
    }
}

impl Voices {
    /// Finds the voices of a document.
    pub(super) fn of(sentences: &[Sentence], mentions: &[Vec<Mention>], lexicon: &Lexicon, ontology: &Ontology) -> Voices {
        let mut scout = Scout { sentences, mentions, lexicon, ontology, turns: Vec::new() };
        let mut open = None;
        for (number, sentence) in sentences.iter().enumerate() {
            if number.checked_sub(1).is_none_or(|before| sentences[before].block != sentence.block) {
                open = None;
            }
            let mut turn = Turn { block: sentence.block, goes_on: open.is_some(), ..Turn::default() };
            turn.quoted = quotations(&sentence.tokens, &mut open);
            turn.label = scout.label(number, &turn);
            turn.speaker = scout.speaker(number, &turn);
            scout.turns.push(turn);
        }
        let issuer = scout.issuer();
        let state = if issuer.is_none() { scout.state() } else { None };
        Voices { issuer, state, turns: scout.turns }
    }

    /// Whether "we" at this token is the writer's, whom nothing names.
    pub(super) fn is_writer(&self, sentence: usize, token: usize) -> bool {
        self.turns.get(sentence).is_some_and(|turn| !turn.is_quoted(token) && turn.label.is_none())
    }

    /// The token after the label that names the speaker of a sentence: "X: we hit the post".
    pub(super) fn label(&self, sentence: usize) -> Option<usize> {
        let turn = self.turns.get(sentence)?;
        turn.label.filter(|_| turn.speaker.is_none()).map(|(_, token)| token)
    }

    /// Who is meant by "we" at this token.
    pub(super) fn at(&self, sentence: usize, token: usize) -> Option<Source> {
        let turn = self.turns.get(sentence)?;
        if let Some((source, _)) = turn.label.filter(|(_, from)| token >= *from) {
            return Some(source);
        }
        if !turn.is_quoted(token) {
            return self.issuer;
        }
        let near = |at: Option<usize>| at.and_then(|at| self.turns.get(at)).filter(|other| other.block == turn.block);
        let before = || near(sentence.checked_sub(1)).and_then(|other| other.speaker.or(other.label.map(|(source, _)| source)));
        let after = || {
            let following = (sentence + 1..).map_while(|at| near(Some(at)));
            following.take(FOOT).find_map(|other| other.speaker.filter(|_| other.goes_on || !other.quoted.is_empty()))
        };
        let own = turn.speaker;
        let earlier = || sentence.checked_sub(1).and_then(|at| self.turns.get(at)).and_then(|other| other.speaker);
        if turn.goes_on {
            return before().or(own).or_else(after).or(self.issuer);
        }
        own.or_else(after).or_else(before).or_else(earlier).or(self.issuer)
    }
}

/// The stretches between marks of quotation; `open` is the mark that an earlier sentence of the block left open.
fn quotations(tokens: &[Token], open: &mut Option<char>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut from = 0;
    for (at, token) in tokens.iter().enumerate() {
        match (token.folded.as_str(), *open) {
            ("“" | "«" | "\"", None) => {
                *open = token.folded.chars().next();
                from = at;
            }
            ("”", Some('“')) | ("»", Some('«')) | ("\"", Some('"')) => {
                out.push(from..at + 1);
                *open = None;
            }
            _ => {}
        }
    }
    if open.is_some() {
        out.push(from..tokens.len());
    }
    out
}

/// Looks for speakers.
struct Scout<'a> {
    sentences: &'a [Sentence],
    mentions: &'a [Vec<Mention>],
    lexicon: &'a Lexicon,
    ontology: &'a Ontology,
    turns: Vec<Turn>,
}

impl Scout<'_> {
    fn kind(&self, (sentence, mention): Source) -> Option<ActorKind> {
        self.mentions[sentence][mention].actor.map(|actor| self.ontology.actors()[actor].kind)
    }

    /// Whether the actor is one that speaks: no ship, no class of people.
    fn may_speak(&self, source: Source) -> bool {
        self.kind(source).is_some_and(|kind| !matches!(kind, ActorKind::Vessel | ActorKind::Civilians | ActorKind::Generic))
    }

    fn is_speech(&self, tokens: &[Token], at: usize) -> bool {
        self.lexicon.words_at(tokens, at).iter().any(|found| {
            found.senses.iter().any(|sense| match sense {
                WordSense::Trigger(index, _) => self.ontology.triggers()[*index].acts.contains(&Act::Speaks),
                _ => false,
            })
        })
    }

    fn is_verb(&self, tokens: &[Token], at: usize) -> bool {
        self.lexicon.words_at(tokens, at).iter().any(|found| {
            found.senses.iter().any(|sense| match sense {
                WordSense::Trigger(index, _) => self.ontology.triggers()[*index].pos == Pos::Verb,
                WordSense::Class(class, _) => matches!(class, WordClass::Verb | WordClass::Be | WordClass::Auxiliary),
                _ => false,
            })
        })
    }

    /// The last name of those in these tokens.
    fn last_in(&self, number: usize, tokens: Range<usize>) -> Option<Source> {
        let inside = |mention: &Mention| mention.tokens.start >= tokens.start && mention.tokens.end <= tokens.end;
        let found = (0..self.mentions[number].len()).rev().filter(|&index| inside(&self.mentions[number][index]));
        found.map(|index| (number, index)).find(|&source| self.may_speak(source))
    }

    /// "Spokesman NAME: …", "NAME says: …" at the beginning of a block.
    fn label(&self, number: usize, turn: &Turn) -> Option<(Source, usize)> {
        let tokens = &self.sentences[number].tokens;
        let colon = tokens.iter().take(LABEL).position(|token| token.folded == ":")?;
        let first = number.checked_sub(1).is_none_or(|before| self.sentences[before].block != turn.block);
        let opens = tokens.get(colon + 1).is_some_and(|token| token.span.start > tokens[colon].span.end);
        let named = |at: usize| self.mentions[number].iter().any(|mention| mention.tokens.contains(&at));
        let deed = (0..colon).any(|at| !named(at) && self.is_verb(tokens, at) && !self.is_speech(tokens, at));
        let source = self.last_in(number, 0..colon).filter(|_| !deed)?;
        (first && opens && !turn.is_quoted(colon)).then_some((source, colon + 1))
    }

    /// Whom a verb of speech outside the quotations names.
    fn speaker(&self, number: usize, turn: &Turn) -> Option<Source> {
        let tokens = &self.sentences[number].tokens;
        let verbs = (0..tokens.len()).filter(|&at| !turn.is_quoted(at) && self.is_speech(tokens, at));
        verbs.into_iter().find_map(|verb| {
            // The clause that the verb stands in.
            let from = (0..verb).rev().find(|&at| turn.is_quoted(at) || tokens[at].folded == ";").map_or(0, |at| at + 1);
            let before = verb.checked_sub(1)?;
            let is = |class| self.lexicon.is_word(&tokens[before], class);
            if from <= before && (is(WordClass::PersonPronoun) || is(WordClass::ThingPronoun)) {
                return self.meant(number, before, is(WordClass::PersonPronoun));
            }
            let bare = (from..verb).all(|at| !tokens[at].folded.contains(char::is_alphanumeric));
            if bare && from > 0 {
                // "…,” said the group's spokesman X."
                let stop = |&at: &usize| turn.is_quoted(at) || tokens[at].folded == ".";
                let to = (verb + 1..tokens.len().min(verb + INVERTED)).find(stop).unwrap_or(tokens.len().min(verb + INVERTED));
                return self.last_in(number, verb + 1..to);
            }
            self.last_in(number, from..verb)
        })
    }

    /// Whom the pronoun before a verb of speech stands for: the last person, or whoever spoke last.
    fn meant(&self, number: usize, token: usize, person: bool) -> Option<Source> {
        let fits = |&source: &Source| self.may_speak(source) && (self.kind(source) == Some(ActorKind::Person)) == person;
        let before = |at: usize| {
            let count = self.mentions[at].len();
            (0..count)
                .rev()
                .filter(move |&index| at < number || self.mentions[at][index].tokens.end <= token)
                .map(move |index| (at, index))
        };
        let said = || self.turns.iter().rev().take(2).find_map(|turn| turn.speaker).filter(fits);
        said().or_else(|| (number.saturating_sub(2)..=number).rev().find_map(|at| before(at).find(fits)))
    }

    /// The state that a document in the first person speaks for: whose prime minister is "the prime minister", and
    /// whose people and bases it calls by no more than their nationality.
    fn state(&self) -> Option<usize> {
        let plural = |number: usize| {
            let tokens = &self.sentences[number].tokens;
            let own = |at: usize| !tokens[at].upper && self.lexicon.is_word(&tokens[at], WordClass::FirstPlural);
            (0..tokens.len()).filter(|&at| own(at) && !self.turns[number].is_quoted(at)).count()
        };
        if (0..self.sentences.len()).map(plural).sum::<usize>() < 3 {
            return None;
        }
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for (number, mentions) in self.mentions.iter().enumerate() {
            for mention in mentions {
                let Some(actor) = mention.actor else { continue };
                let entry = &self.ontology.actors()[actor];
                let office =
                    |of: &str| self.ontology.actor(of).filter(|led| led.kind == ActorKind::State).map(|led| led.id.clone());
                let (state, weight) = match entry.kind {
                    ActorKind::Person if self.has_bare_office(number, mention) => {
                        (entry.leads.iter().find_map(|leading| office(&leading.of)), 3)
                    }
                    ActorKind::State if self.owns_people(number, mention.tokens.end) => (Some(entry.id.clone()), 1),
                    // "US troops" as one name.
                    ActorKind::Military if !self.sentences[number].tokens[mention.tokens.end - 1].capital => {
                        (Some(self.ontology.principal(&entry.id).to_owned()), 1)
                    }
                    _ => (None, 0),
                };
                let at = state.and_then(|id| self.ontology.actors().binary_search_by(|entry| entry.id.cmp(&id)).ok());
                if let Some(at) = at {
                    *counts.entry(at).or_default() += weight;
                }
            }
        }
        let most = counts.values().copied().max()?;
        let mut first = counts.iter().filter(|(_, count)| **count == most);
        first.next().filter(|_| first.next().is_none()).map(|(&state, _)| state)
    }

    /// What a noun of these tokens makes, and of whom its class is.
    fn noun(&self, tokens: &[Token], at: usize) -> Option<(Makes, &[ActorKind])> {
        self.lexicon.words_at(tokens, at).into_iter().flat_map(|found| found.senses).find_map(|sense| match sense {
            WordSense::Generic(class, _) => {
                let class = &self.ontology.generics()[*class];
                Some((class.makes, class.refers.as_slice()))
            }
            _ => None,
        })
    }

    /// "American troops", "a US base": people and things of a state, known by its name alone.
    fn owns_people(&self, number: usize, end: usize) -> bool {
        let tokens = &self.sentences[number].tokens;
        let owned = |at: usize| {
            matches!(self.noun(tokens, at), Some((Makes::Forces | Makes::People | Makes::Property, _))) && !tokens[at].capital
        };
        (end..tokens.len().min(end + 2)).any(owned)
    }

    /// "the prime minister, X", "X, who is prime minister": an office of which nobody needs to say which.
    fn has_bare_office(&self, number: usize, mention: &Mention) -> bool {
        let tokens = &self.sentences[number].tokens;
        let heads =
            |at: usize| matches!(self.noun(tokens, at), Some((Makes::Leader, refers)) if refers.contains(&ActorKind::State));
        let named = |at: usize| self.mentions[number].iter().any(|mention| mention.tokens.contains(&at));
        let before = (mention.tokens.start.saturating_sub(4)..mention.tokens.start).rev();
        let mut before = before.take_while(|&at| !named(at) && !self.lexicon.is_word(&tokens[at], WordClass::Preposition));
        let office = before.find(|&at| heads(at));
        let bare =
            office.is_some_and(|at| at.checked_sub(1).is_some_and(|the| self.lexicon.is_word(&tokens[the], WordClass::Definite)));
        let end = mention.tokens.end;
        let who = tokens.get(end).is_some_and(|token| token.folded == ",")
            && tokens.get(end + 1).is_some_and(|token| self.lexicon.is_word(token, WordClass::Relative));
        let is = tokens.get(end + 2).is_some_and(|token| self.lexicon.is_word(token, WordClass::Be));
        bare || who && is && (end + 3..tokens.len().min(end + 5)).any(heads)
    }

    /// Who issues the document: "Statement by X", or the signature under a letter.
    fn issuer(&self) -> Option<Source> {
        let cue = |number: usize, effect: Effect| {
            let tokens = &self.sentences[number].tokens;
            (0..tokens.len()).find_map(|at| {
                self.lexicon.words_at(tokens, at).into_iter().find_map(|found| {
                    let fits =
                        |sense: &WordSense| matches!(sense, WordSense::Cue(cue) if self.ontology.cues()[*cue].effect == effect);
                    found.senses.iter().any(fits).then_some(at + found.len)
                })
            })
        };
        let head = 0..HEAD.min(self.sentences.len());
        let is_line = |number: &usize| !matches!(self.sentences[*number].kind, BlockKind::Caption | BlockKind::Item);
        let named = head.clone().filter(is_line).find_map(|number| {
            let end = cue(number, Effect::Issues)?;
            let first = (0..self.mentions[number].len()).find(|&index| self.mentions[number][index].tokens.start >= end)?;
            Some((number, first)).filter(|&source| self.may_speak(source))
        });
        let signed = || {
            head.clone().find_map(|number| cue(number, Effect::Signed))?;
            let foot = (self.sentences.len().saturating_sub(FOOT)..self.sentences.len()).rev();
            let mut lines = foot.filter(|&number| matches!(self.sentences[number].kind, BlockKind::Heading | BlockKind::Title));
            lines.find_map(|number| self.last_in(number, 0..self.sentences[number].tokens.len()))
        };
        named.or_else(signed).or_else(|| self.headed()).or_else(|| self.led())
    }

    /// Whether somebody who is not quoted says "we" or "our" at this token.
    fn is_own_plural(&self, number: usize, at: usize) -> bool {
        let token = &self.sentences[number].tokens[at];
        !token.upper && self.lexicon.is_word(token, WordClass::FirstPlural) && !self.turns[number].is_quoted(at)
    }

    /// Whose name alone stands at the head of a document in the first person.
    fn headed(&self) -> Option<Source> {
        let plural = |number: usize| (0..self.sentences[number].tokens.len()).any(|at| self.is_own_plural(number, at));
        let alone = |number: &usize| {
            let words = self.sentences[*number].tokens.iter().filter(|token| token.kind == TokenKind::Word).count();
            matches!(&self.mentions[*number][..], [name] if name.tokens.len() == words)
                && matches!(self.sentences[*number].kind, BlockKind::Heading | BlockKind::Title)
        };
        let source = (0..HEAD.min(self.sentences.len())).find(alone).map(|number| (number, 0));
        source.filter(|&source| self.may_speak(source) && (0..self.sentences.len()).any(plural))
    }

    /// "Our commander, X, …": whoever X commands.
    fn led(&self) -> Option<Source> {
        let in_sentence = |number: usize| {
            let tokens = &self.sentences[number].tokens;
            let leader = |at: usize| matches!(self.noun(tokens, at), Some((Makes::Leader, _)));
            let own = (0..tokens.len())
                .find(|&at| self.is_own_plural(number, at) && (at + 1..tokens.len().min(at + ROLE)).any(leader))?;
            let leads = |mention: &Mention| {
                let entry = mention.actor.map(|actor| &self.ontology.actors()[actor]);
                entry.is_some_and(|entry| entry.kind == ActorKind::Person && !entry.leads.is_empty())
            };
            let near = |mention: &Mention| {
                let between = own..mention.tokens.start;
                between.len() <= INVERTED / 2 && between.clone().all(|at| !self.is_verb(tokens, at) || leader(at))
            };
            let found = self.mentions[number].iter().position(|mention| mention.tokens.start > own)?;
            let mention = &self.mentions[number][found];
            (leads(mention) && near(mention)).then_some((number, found))
        };
        (0..self.sentences.len()).find_map(in_sentence)
    }
}
