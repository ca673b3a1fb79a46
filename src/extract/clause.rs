//! How far apart a deed and a phrase are in the tree of their sentence.
//!
//! What says when or where hangs on some word of the tree. The way from a deed to that word tells whether the phrase speaks
//! of the deed: each step has its price, and some steps no phrase takes, such as the one over "after".

use super::argument::Parsed;
use super::event::Event;
use crate::lexicon::Lexicon;
use crate::ontology::schema::WordClass;
use crate::syntax::Label;
use crate::text::Sentence;

/// Dearer than this, a phrase has nothing to do with the deed.
const DEAR: u32 = 12;
/// Dearer than this, a phrase is only likely to speak of the deed: it stands in the clause of the speech.
pub(super) const LIKELY: u32 = 4;

/// A sentence as dating and locating see it.
pub(super) struct Clauses<'a> {
    pub sentence: &'a Sentence,
    pub number: usize,
    pub lexicon: &'a Lexicon,
    pub parsed: Option<&'a Parsed<'a>>,
    /// First tokens of verbs that tell of speech rather than of deeds.
    pub speech: &'a [usize],
}

impl Clauses<'_> {
    /// What the way from a deed to a word costs; `None` when a phrase on that word speaks of something else.
    ///
    /// `named` phrases are part of the name of what they hang on ("Tuesday's", "the April raid") and go no further up.
    pub(super) fn way(&self, parsed: &Parsed<'_>, events: &[Event], at: usize, site: usize, named: bool) -> Option<u32> {
        let tree = &parsed.tree;
        let event = &events[at];
        let word = parsed.word(event.token)?;
        let own: Vec<usize> = std::iter::once(word).chain(tree.above(word)).collect();
        let path: Vec<usize> = std::iter::once(site).chain(tree.above(site)).collect();
        let (up, down) = own.iter().enumerate().find_map(|(up, at)| Some((up, path.iter().position(|other| other == at)?)))?;
        if named && down > 0 {
            return None;
        }
        let mut cost = 0;
        for (step, &child) in own[..up].iter().enumerate() {
            cost += self.up(parsed, child, step + 1 == up)?;
        }
        for &child in &path[..down] {
            cost += self.down(parsed, child, path[down] == word)?;
        }
        // What answers a deed has a day and a place of its own.
        let between = own[..=up].iter().chain(&path[..down]);
        for other in between.filter(|&&other| other != word) {
            let word_of = |event: &Event| parsed.word(event.token) == Some(*other);
            for (index, _) in events.iter().enumerate().filter(|(index, event)| *index != at && word_of(event)) {
                if events[index].causes.contains(&at) || event.causes.contains(&index) {
                    return None;
                }
                // "The raid came after an attack on Monday": what hangs below the other deed is its own.
                if path[..down].contains(other) && (events[index].apart.contains(&at) || event.apart.contains(&index)) {
                    return None;
                }
                cost += 1;
            }
            if self.speech.iter().any(|&token| parsed.word(token) == Some(*other)) {
                cost += LIKELY + 1;
            }
        }
        (cost <= DEAR).then_some(cost)
    }

    /// From a word to what it depends on.
    fn up(&self, parsed: &Parsed<'_>, child: usize, last: bool) -> Option<u32> {
        match parsed.tree.label(child) {
            Label::Ccomp | Label::Parataxis => Some(3),
            // The noun's own date is that of what is told of it; the clause around it speaks of another time.
            Label::Relcl | Label::Acl => last.then_some(2),
            Label::Advcl if self.is_apart(parsed, child) => None,
            Label::Advcl => Some(2),
            Label::Prep | Label::Mark if self.parts(parsed, child) => None,
            _ => Some(1),
        }
    }

    /// From what a date phrase hangs on, up to where the way to the deed begins.
    fn down(&self, parsed: &Parsed<'_>, child: usize, own: bool) -> Option<u32> {
        let verb = parsed.tree.tag(child).is_verb();
        match parsed.tree.label(child) {
            Label::Ccomp | Label::Parataxis => Some(3),
            Label::Relcl | Label::Acl => own.then_some(1),
            Label::Advcl if self.is_apart(parsed, child) => None,
            Label::Advcl => Some(2),
            Label::Conj if verb => Some(4),
            Label::Prep | Label::Mark if self.parts(parsed, child) => None,
            _ => Some(1),
        }
    }

    /// Whether a clause is set apart in time: "after …", "before …".
    fn is_apart(&self, parsed: &Parsed<'_>, clause: usize) -> bool {
        parsed.tree.with(clause, &[Label::Mark, Label::Advmod, Label::Prep]).any(|mark| mark < clause && self.parts(parsed, mark))
    }

    fn parts(&self, parsed: &Parsed<'_>, word: usize) -> bool {
        self.is_word(parsed, word, WordClass::Apart)
    }

    pub(super) fn is_word(&self, parsed: &Parsed<'_>, word: usize, class: WordClass) -> bool {
        parsed.token(word).is_some_and(|token| self.lexicon.is_word(&self.sentence.tokens[token], class))
    }
}
