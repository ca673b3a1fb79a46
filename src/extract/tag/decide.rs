//! Words that may be several things: verb or noun, and words that nothing knows.

use super::{Tag, Tagger};
use crate::lexicon::{Form, NameForm};
use crate::ontology::schema::{Makes, WordClass};
use crate::syntax::Tag as Xpos;

impl Tagger<'_> {
    pub(super) fn verb_or_noun(&self, form: Form, noun: bool, before: Option<Tag>, next: usize) -> Tag {
        let verb = Tag::Verb(form);
        let modified = matches!(
            before,
            Some(Tag::Determiner | Tag::Adjective | Tag::Possessive | Tag::PossessiveMark | Tag::Number | Tag::Preposition)
        );
        let adjective_before = match before {
            // "Iranian": a noun must follow.
            Some(Tag::Name(index)) => self.mentions[index].form == NameForm::Adjective,
            _ => false,
        };
        let object = self.opens_group(next);
        match form {
            Form::Past | Form::PastOnly | Form::Participle => {
                let inside = matches!(
                    before,
                    Some(Tag::Determiner | Tag::Possessive | Tag::PossessiveMark | Tag::Adjective | Tag::Number)
                );
                match (inside, noun) {
                    (true, true) if !object => Tag::Noun,
                    (true, _) if object => Tag::Adjective,
                    _ => verb,
                }
            }
            Form::Ing if noun => {
                let plain = matches!(before, None | Some(Tag::Noun | Tag::Name(_)));
                if modified && before != Some(Tag::Preposition) || plain && !object || before == Some(Tag::Preposition) && !object
                {
                    Tag::Noun
                } else {
                    verb
                }
            }
            Form::Ing => {
                if matches!(before, Some(Tag::Determiner | Tag::Adjective | Tag::PossessiveMark)) {
                    if object { Tag::Adjective } else { Tag::Noun }
                } else {
                    verb
                }
            }
            Form::Base | Form::Third => match before {
                Some(Tag::To | Tag::Modal | Tag::Auxiliary | Tag::Pronoun | Tag::Relative) => verb,
                _ if modified || adjective_before => Tag::Noun,
                Some(Tag::Name(_) | Tag::Noun) if noun => {
                    if object {
                        verb
                    } else {
                        Tag::Noun
                    }
                }
                Some(Tag::Name(_) | Tag::Noun | Tag::Conjunction | Tag::Comma | Tag::Quote) if !noun => verb,
                Some(Tag::Conjunction) if form == Form::Third && object => verb,
                Some(Tag::Verb(_) | Tag::Be) => Tag::Noun,
                None if noun => Tag::Noun,
                _ if noun => Tag::Noun,
                _ => verb,
            },
            Form::Singular | Form::Plural => Tag::Noun,
        }
    }

    /// A word that nothing knows: told by its ending.
    pub(super) fn unknown(&self, at: usize) -> Tag {
        let token = &self.sentence.tokens[at];
        let word = token.folded.as_str();
        let before = self.before(at);
        if token.glued {
            return Tag::Adjective;
        }
        if self.lexicon.number(token).is_some() {
            return Tag::Number;
        }
        if let Some(xpos) = self.parsed.and_then(|parsed| parsed.tag(at)) {
            return match xpos {
                Xpos::Vb | Xpos::Vbp => Tag::Verb(Form::Base),
                Xpos::Vbz => Tag::Verb(Form::Third),
                Xpos::Vbg => Tag::Verb(Form::Ing),
                Xpos::Vbd | Xpos::Vbn => Tag::Verb(Form::Past),
                Xpos::Jj | Xpos::Jjr | Xpos::Jjs => Tag::Adjective,
                Xpos::Rb | Xpos::Rbr | Xpos::Rbs => Tag::Adverb,
                _ => Tag::Noun,
            };
        }
        let capital = token.capital && at > 0;
        if capital || word.len() < 4 {
            return Tag::Noun;
        }
        let modified = matches!(before, Some(Tag::Determiner | Tag::Adjective | Tag::Possessive | Tag::PossessiveMark));
        if word.ends_with("ly") {
            return Tag::Adverb;
        }
        if word.ends_with("ed") {
            return if modified && self.opens_group(at + 1) { Tag::Adjective } else { Tag::Verb(Form::Past) };
        }
        if word.ends_with("ing") {
            return match (modified, self.opens_group(at + 1)) {
                (true, true) => Tag::Adjective,
                (true, false) => Tag::Noun,
                _ => Tag::Verb(Form::Ing),
            };
        }
        if ["ous", "ful", "ive", "ical", "able", "ible", "ern", "less"].iter().any(|end| word.ends_with(end)) {
            return Tag::Adjective;
        }
        Tag::Noun
    }

    /// Whether forces stand right before a word and a place right after it, or several of them before and a noun after.
    fn is_done_by_forces(&self, at: usize) -> bool {
        let forces = |before: usize| {
            let word = self.out.words[before].as_ref();
            let generic = word.and_then(|word| word.generic());
            generic.is_some_and(|(class, _)| self.ontology.generics()[class].makes == Makes::Forces)
        };
        // "when gunmen ambush soldiers"
        let several = |before: usize| {
            let generic = self.out.words[before].as_ref().and_then(|word| word.generic());
            generic.is_some_and(|(class, plural)| {
                plural && matches!(self.ontology.generics()[class].makes, Makes::Forces | Makes::Group)
            })
        };
        let crowd = at.checked_sub(1).is_some_and(|before| self.out.tags[before] == Tag::Noun && several(before));
        if crowd && self.opens_group(at + 1) {
            return true;
        }
        let place = self.named.get(at + 1).copied().flatten().is_some_and(|name| self.mentions[name].is_place_first());
        place && at.checked_sub(1).is_some_and(|before| self.out.tags[before] == Tag::Noun && forces(before))
    }

    /// Whether one of some forces stands right before a word and an article right after it.
    fn is_done_by_one(&self, at: usize) -> bool {
        let article = self.sentence.tokens.get(at + 1).is_some_and(|token| self.lexicon.is_word(token, WordClass::Determiner));
        let one = |before: usize| {
            let generic = self.out.words[before].as_ref().and_then(|word| word.generic());
            generic.is_some_and(|(class, plural)| {
                !plural && matches!(self.ontology.generics()[class].makes, Makes::Forces | Makes::Group)
            })
        };
        article && at.checked_sub(1).is_some_and(|before| self.out.tags[before] == Tag::Noun && one(before))
    }

    /// What the parser's tagger makes of a word that may be a verb.
    pub(super) fn parsed_as(&self, at: usize, forms: impl Iterator<Item = Form>, noun: bool) -> Option<Tag> {
        let xpos = self.parsed?.tag(at)?;
        let fits = |form: Form| match xpos {
            Xpos::Vb | Xpos::Vbp => form == Form::Base,
            Xpos::Vbz => form == Form::Third,
            Xpos::Vbg => form == Form::Ing,
            Xpos::Vbd => matches!(form, Form::Past | Form::PastOnly),
            Xpos::Vbn => matches!(form, Form::Past | Form::Participle),
            _ => false,
        };
        let mut forms = forms;
        // "X ships weapons to Y"
        if self.freed.contains(&at) {
            return forms.next().map(Tag::Verb);
        }
        if matches!(xpos, Xpos::Vbn | Xpos::Vbg) && self.modifies(at) {
            return Some(Tag::Adjective);
        }
        // "arms and funding from X"
        let listed = || {
            let joined = matches!(self.before(at), Some(Tag::Conjunction | Tag::Comma)) && at > 1;
            joined && self.out.tags[at - 2] == Tag::Noun && !self.opens_group(at + 1)
        };
        if noun && matches!(xpos, Xpos::Vbg | Xpos::Vbz) && listed() {
            return Some(Tag::Noun);
        }
        // "said that arms which …"
        let next = || self.sentence.tokens.get(at + 1);
        let relative = || next().is_some_and(|next| self.lexicon.is_word(next, WordClass::Relative));
        if noun && xpos == Xpos::Vbz && self.before(at) == Some(Tag::Complementizer) && relative() {
            return Some(Tag::Noun);
        }
        // "to train and arm the rebels"
        if noun && xpos == Xpos::Nn && self.before(at) == Some(Tag::Conjunction) && at > 1 && self.opens_group(at + 1) {
            let base = |tag: &Tag| *tag == Tag::Verb(Form::Base);
            if let Some(form) = forms.find(|form| *form == Form::Base).filter(|_| base(&self.out.tags[at - 2])) {
                return Some(Tag::Verb(form));
            }
            return Some(Tag::Noun);
        }
        // "Israeli aircraft bomb Hodeidah", "A warplane bombs the market"
        if noun && xpos == Xpos::Nn && self.is_done_by_forces(at) {
            return forms.find(|form| *form == Form::Base).map(Tag::Verb).or(Some(Tag::Noun));
        }
        if noun && xpos == Xpos::Nns && self.is_done_by_one(at) {
            return forms.find(|form| *form == Form::Third).map(Tag::Verb).or(Some(Tag::Noun));
        }
        // "Fighting between X and Y broke out"
        let acts = || self.parsed.is_some_and(|parsed| parsed.is_subject(at)) && !self.opens_group(at + 1);
        if noun && xpos == Xpos::Vbg && self.before(at).is_none() && acts() {
            return Some(Tag::Noun);
        }
        // "Iranian armed drones"
        let adjective = |mention: usize| self.mentions[mention].form == NameForm::Adjective;
        let owned = matches!(self.before(at), Some(Tag::Name(mention)) if adjective(mention));
        if xpos == Xpos::Jj && owned && self.parsed?.modifies_next(at) {
            return Some(Tag::Adjective);
        }
        if xpos.is_verb() {
            return forms.find(|&form| fits(form)).map(Tag::Verb);
        }
        (noun && matches!(xpos, Xpos::Nn | Xpos::Nns)).then_some(Tag::Noun)
    }
}
