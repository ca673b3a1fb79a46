//! Verbs that the name of somebody stands in the way of.

use crate::extract::argument::Parsed;
use crate::lexicon::{Lexicon, NameForm, WordSense};
use crate::ontology::Ontology;
use crate::ontology::schema::{Pos, WordClass};
use crate::recognize::Mention;
use crate::text::{Sentence, Token};

/// Frees verbs that are the name of somebody as well: "X ships weapons to Y" names nobody who sails.
pub(super) fn free_verbs(
    named: &mut [Option<usize>],
    sentence: &Sentence,
    mentions: &[Mention],
    lexicon: &Lexicon,
    ontology: &Ontology,
    parsed: Option<&Parsed<'_>>,
) -> Vec<usize> {
    let tokens = &sentence.tokens;
    let mut freed = Vec::new();
    for at in 0..tokens.len() {
        let alone = named[at].is_some_and(|index| mentions[index].tokens.len() == 1);
        let verb = || parsed.is_some_and(|parsed| parsed.is_main_verb(at) && parsed.tag(at).is_some_and(|tag| tag.is_verb()));
        // "Iran ships missiles", where the parser sees three nouns; "Iranian ships" are ships.
        let sends = || {
            let before = at.checked_sub(1).and_then(|before| named[before]).map(|index| &mentions[index]);
            let owner = before.is_some_and(|name| name.form != NameForm::Adjective && name.actor.is_some());
            // A verb of a rule whose complement stands right after it.
            let completed = |sense: &WordSense| match *sense {
                WordSense::Trigger(index, _) => {
                    let trigger = &ontology.triggers()[index];
                    let next = tokens.get(at + 1).map(|token| &token.folded);
                    trigger.pos == Pos::Verb && next.is_some_and(|next| trigger.complements.contains(next))
                }
                _ => false,
            };
            owner && lexicon.words_at(tokens, at).iter().any(|found| found.senses.iter().any(completed))
        };
        if alone && !tokens[at].capital && (verb() || sends()) && has_verb(lexicon, ontology, tokens, at) {
            named[at] = None;
            freed.push(at);
        }
    }
    freed
}

/// Whether the language has a verb that begins at this token.
fn has_verb(lexicon: &Lexicon, ontology: &Ontology, tokens: &[Token], at: usize) -> bool {
    let verb = |sense: &WordSense| match *sense {
        WordSense::Class(WordClass::Verb, _) => true,
        WordSense::Trigger(index, _) => ontology.triggers()[index].pos == Pos::Verb,
        _ => false,
    };
    lexicon.words_at(tokens, at).iter().any(|found| found.senses.iter().any(verb))
}
