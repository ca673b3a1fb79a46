//! Headlines: "Turkey bombs shelters in the north" has a verb, which a tagger of prose takes for a noun.

use super::argument::Parsed;
use crate::lexicon::{Form, Lexicon, NameForm, WordSense};
use crate::ontology::Ontology;
use crate::ontology::schema::{Act, Makes, Pos, WordClass};
use crate::recognize::Mention;
use crate::syntax::Tag;
use crate::text::{Sentence, TokenKind};

/// A line that may be a headline.
pub(super) struct Headline<'a> {
    pub sentence: &'a Sentence,
    pub mentions: &'a [Mention],
    pub lexicon: &'a Lexicon,
    pub ontology: &'a Ontology,
    pub parsed: &'a Parsed<'a>,
}

impl Headline<'_> {
    /// The token of the verb that a line without one must have, and the tag of its form.
    pub(super) fn verb(&self) -> Option<(usize, Tag)> {
        let tokens = &self.sentence.tokens;
        let stops = tokens.last().is_some_and(|token| matches!(token.folded.as_str(), "." | "!" | "?"));
        if stops || (0..tokens.len()).any(|at| self.is_finite(at)) {
            return None;
        }
        (1..tokens.len()).find_map(|at| Some((at, self.candidate(at)?)))
    }

    fn senses(&self, at: usize, is: impl Fn(WordSense) -> bool) -> bool {
        self.lexicon.words_at(&self.sentence.tokens, at).iter().any(|found| found.senses.iter().any(|&sense| is(sense)))
    }

    /// Whether the parser sees the verb of a clause here, other than that of "…, army says".
    fn is_finite(&self, at: usize) -> bool {
        let finite = matches!(self.parsed.tag(at), Some(Tag::Vbz | Tag::Vbp | Tag::Vbd | Tag::Md));
        let speaks =
            |sense| matches!(sense, WordSense::Trigger(index, _) if self.ontology.triggers()[index].acts.contains(&Act::Speaks));
        finite && !self.senses(at, speaks)
    }

    fn named(&self, at: usize) -> Option<&Mention> {
        self.mentions.iter().find(|mention| mention.tokens.contains(&at))
    }

    /// "X bombs a", "drone hits the", "X, Y bomb two": a verb of deeds between who may do it and what it may be done to.
    fn candidate(&self, at: usize) -> Option<Tag> {
        let tokens = &self.sentence.tokens;
        let deed = |form: Form| {
            self.lexicon.words_at(tokens, at).iter().filter(|found| found.len == 1).any(|found| {
                found.senses.iter().any(|sense| match sense {
                    WordSense::Trigger(index, of) => {
                        let trigger = &self.ontology.triggers()[*index];
                        *of == form && trigger.pos == Pos::Verb && trigger.incident.is_some()
                    }
                    _ => false,
                })
            })
        };
        if self.named(at).is_some() || !self.is_opening(at + 1) {
            return None;
        }
        let subject = self.subject(at - 1)?;
        // "a Hamas rocket workshop"
        let thing = self.senses(at, |sense| matches!(sense, WordSense::Generic(..)));
        if thing && subject.of_name && self.named(at + 1).is_none() {
            return None;
        }
        if deed(Form::Third) && subject.one {
            Some(Tag::Vbz)
        } else if deed(Form::Base) && subject.several {
            Some(Tag::Vbp)
        } else {
            None
        }
    }

    /// What ends at this token and may do something.
    fn subject(&self, at: usize) -> Option<Subject> {
        let tokens = &self.sentence.tokens;
        if let Some(mention) = self.named(at) {
            let acts = mention.actor.is_some() && matches!(mention.form, NameForm::Name | NameForm::Metonym);
            // "US, UK bomb"
            let joined = mention.tokens.start.checked_sub(1).is_some_and(|before| {
                let mark = matches!(tokens[before].folded.as_str(), "," | "&" | "/");
                mark || self.lexicon.is_word(&tokens[before], WordClass::Conjunction)
            });
            // "Houthis attack", "Hamas attacks"
            let several = joined || tokens[at].folded.ends_with('s');
            return (acts && mention.tokens.end == at + 1).then_some(Subject { one: !joined, several, of_name: true });
        }
        let makes = |plural: bool| {
            self.senses(at, |sense| match sense {
                WordSense::Generic(index, form) => {
                    let acts = matches!(self.ontology.generics()[index].makes, Makes::Weapon | Makes::Forces | Makes::Group);
                    acts && plural == (form == Form::Plural)
                }
                _ => false,
            })
        };
        if makes(true) {
            return Some(Subject { one: false, several: true, of_name: false });
        }
        makes(false).then_some(Subject { one: true, several: false, of_name: false })
    }

    /// Whether what a verb acts on begins here.
    fn is_opening(&self, at: usize) -> bool {
        let Some(token) = self.sentence.tokens.get(at) else { return false };
        if self.named(at).is_some() || token.kind == TokenKind::Number {
            return true;
        }
        let noun = |sense| match sense {
            WordSense::Class(class, _) => {
                matches!(class, WordClass::Determiner | WordClass::Possessive | WordClass::Adjective | WordClass::Number)
            }
            WordSense::Generic(..) => true,
            _ => false,
        };
        // "ship" may be a verb, which takes nothing from the ship; "strikes" are no target.
        let deed = |sense| matches!(sense, WordSense::Trigger(index, _) if self.ontology.triggers()[index].pos == Pos::Noun);
        self.senses(at, noun) && !self.senses(at, deed)
    }
}

/// Who may do what a headline tells.
struct Subject {
    /// Whether the verb may be that of one.
    one: bool,
    /// Whether it may be that of several.
    several: bool,
    /// Whether it is a name.
    of_name: bool,
}
