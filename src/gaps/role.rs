//! Whether a name is an argument of a trigger.

use std::ops::Range;

use super::{GapReader, Weight};
use crate::document::Document;
use crate::lexicon::WordSense;
use crate::ontology::schema::Act;
use crate::syntax::{self, Label, Tree};
use crate::text::Sentence;

/// So many words at most lie between a name and the trigger that it belongs to: "the base of X's fighters in Y".
const REACH: usize = 6;

/// What the name at `name` stands by.
pub(super) fn weight(reader: &GapReader<'_>, document: &Document, sentence: &Sentence, name: &Range<usize>) -> Weight {
    let triggers = triggers(reader, sentence, name);
    if triggers.is_empty() {
        return Weight::Alone;
    }
    let Some(parser) = reader.parser else { return Weight::BesideTrigger };
    let cut = syntax::Sentence::new(&document.text, sentence.span.clone());
    let tree = parser.parse(&cut);
    let spans = cut.spans();
    let inside = |span: &Range<usize>, word: usize| spans[word].start < span.end && span.start < spans[word].end;
    let words: Vec<usize> = (0..spans.len()).filter(|&word| inside(name, word)).collect();
    // The word of the name that hangs on something outside it.
    let head = words.iter().copied().find(|&word| tree.head(word).is_none_or(|head| !words.contains(&head)));
    let is_trigger = |word: usize| triggers.iter().any(|span| inside(span, word));
    match head.is_some_and(|head| reaches(&tree, head, is_trigger)) {
        true => Weight::InRole,
        false => Weight::BesideTrigger,
    }
}

/// Whether the way up from a noun meets a trigger before it leaves the clause.
fn reaches(tree: &Tree, head: usize, is_trigger: impl Fn(usize) -> bool) -> bool {
    let mut below = head;
    for at in tree.above(head).take(REACH) {
        if is_trigger(at) {
            return true;
        }
        // What a verb that is no trigger has for subject or object is no argument of the verb above it.
        if tree.tag(at).is_verb() && !matches!(tree.label(below), Label::Prep | Label::Agent | Label::Xcomp) {
            return false;
        }
        below = at;
    }
    // "X, which shelled Y": the clause that hangs on the name.
    tree.with(head, &[Label::Relcl, Label::Acl]).any(is_trigger)
}

/// Where the words of a sentence stand that tell of incidents or relations, other than in the name itself.
fn triggers(reader: &GapReader<'_>, sentence: &Sentence, name: &Range<usize>) -> Vec<Range<usize>> {
    let tokens = &sentence.tokens;
    let tells = |sense: &WordSense| match sense {
        WordSense::Trigger(index, _) => {
            let acts = &reader.ontology.triggers()[*index].acts;
            !acts.contains(&Act::Speaks) && !acts.contains(&Act::Nothing)
        }
        _ => false,
    };
    (0..tokens.len())
        .flat_map(|at| {
            let found = reader.lexicon.words_at(tokens, at);
            let longest = found.iter().filter(|found| found.senses.iter().any(tells)).map(|found| found.len).max();
            longest.map(|len| tokens[at].span.start..tokens[at + len - 1].span.end)
        })
        .filter(|span| span.end <= name.start || name.end <= span.start)
        .collect()
}
