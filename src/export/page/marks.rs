//! The words of a sentence that told of a deed.

use std::ops::Range;

use crate::extraction::Evidence;
use crate::lexicon::{Lexicon, WordSense};
use crate::ontology::Ontology;
use crate::ontology::schema::Effect;
use crate::text::tokenize;

/// The words that rules fire on, so that they can be marked in a quoted sentence.
///
/// ```
/// use reprisal::Ontology;
/// use reprisal::export::page::Triggers;
/// use reprisal::extraction::Evidence;
///
/// let triggers = Triggers::of(Ontology::builtin()?);
/// let sentence = Evidence::new("Jets bombed the port.", "bomb.verb");
/// let marked: Vec<&str> = triggers.find(&sentence).into_iter().map(|span| &sentence.text[span]).collect();
/// assert_eq!(marked, ["bombed"]);
/// # Ok::<(), reprisal::ontology::OntologyError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Triggers {
    lexicon: Lexicon,
    triggers: Vec<String>,
    /// The id of each cue, and whether it tells what answers what.
    cues: Vec<(String, bool)>,
}

impl Triggers {
    /// Those of an ontology.
    #[must_use]
    pub fn of(ontology: &Ontology) -> Triggers {
        let links = |effect| matches!(effect, Effect::Answers | Effect::AnsweredBy | Effect::Replies);
        Triggers {
            lexicon: Lexicon::new(ontology),
            triggers: ontology.triggers().iter().map(|trigger| trigger.id.clone()).collect(),
            cues: ontology.cues().iter().map(|cue| (cue.id.clone(), links(cue.effect))).collect(),
        }
    }

    /// Where in the sentence, in bytes, words stand on which its rule fires.
    #[must_use]
    pub fn find(&self, evidence: &Evidence) -> Vec<Range<usize>> {
        self.longest(&evidence.text, |sense| match *sense {
            WordSense::Trigger(at, _) => self.triggers.get(at).is_some_and(|id| *id == evidence.rule),
            WordSense::Cue(at) => self.cues.get(at).is_some_and(|(id, _)| *id == evidence.rule),
            _ => false,
        })
    }

    /// Where in the sentence, in bytes, words stand that say what answers what: "in retaliation for".
    #[must_use]
    pub fn find_links(&self, evidence: &Evidence) -> Vec<Range<usize>> {
        self.longest(&evidence.text, |sense| match *sense {
            WordSense::Cue(at) => self.cues.get(at).is_some_and(|(_, links)| *links),
            _ => false,
        })
    }

    fn longest(&self, text: &str, fires: impl Fn(&WordSense) -> bool) -> Vec<Range<usize>> {
        let tokens = tokenize(text, 0);
        let mut found = Vec::new();
        let mut next = 0;
        while next < tokens.len() {
            let matches = self.lexicon.words_at(&tokens, next);
            // The longest: "in retaliation for", not "retaliation".
            let longest = matches.iter().rev().find(|found| found.senses.iter().any(&fires)).map(|found| found.len);
            if let (Some(len), Some(first)) = (longest, tokens.get(next))
                && let Some(last) = tokens.get(next + len - 1)
            {
                found.push(first.span.start..last.span.end);
                next += len;
            } else {
                next += 1;
            }
        }
        found
    }
}
