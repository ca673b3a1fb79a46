//! What may matter, told from single words before anything is tagged or parsed, so that most of what newspapers hold costs
//! little.

use rustc_hash::FxHashMap;

use crate::lexicon::{Lexicon, WordSense};
use crate::ontology::Ontology;
use crate::ontology::schema::{Act, Effect, Makes, Role, TriggerEntry};
use crate::recognize::Mention;
use crate::text::{Sentence, Token};

/// What a trigger asks of its sentence before it is worth a closer look.
#[derive(Clone, Debug)]
enum Asks {
    /// Nothing: it tells of a deed.
    Nothing,
    /// One of these phrases, by their last words: it tells of a deed only with them.
    Phrase(FxHashMap<String, Vec<Vec<String>>>),
    /// A weapon.
    Weapon,
    /// Somebody of whom it can tell.
    Somebody,
    /// A deed that it can speak of: a verb of speech or of intent.
    Deed,
    /// It never tells of anything.
    All,
}

/// Tells what may matter.
#[derive(Clone, Debug)]
pub(super) struct Skim {
    /// By trigger (index into [`Ontology::triggers`]).
    triggers: Vec<Asks>,
    /// By generic noun (index into [`Ontology::generics`]).
    generics: Vec<Makes>,
    /// By cue (index into [`Ontology::cues`]): whether it tells of what a whole consists.
    comprises: Vec<bool>,
}

/// What the words of a sentence show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Glance {
    /// Some word may tell of a deed.
    deed: bool,
    /// Some word may tell how two are related.
    relation: bool,
    /// Some word may tell what somebody says or means to do.
    word: bool,
    /// Somebody who acts is named or described.
    somebody: bool,
    somewhere: bool,
    /// Somebody is described by the part that they have in something: "leader".
    role: bool,
    /// How many are named.
    actors: usize,
    /// It may speak of armed conflict itself.
    conflict: bool,
}

/// How many sentences on, or back, a deed may be completed or spoken of.
const NEAR: usize = 2;

fn near(glances: &[Glance], at: usize, mut is: impl FnMut(usize, &Glance) -> bool) -> bool {
    let from = at.saturating_sub(NEAR);
    glances.iter().enumerate().skip(from).take(at + NEAR + 1 - from).any(|(at, glance)| is(at, glance))
}

/// Whether a sentence may tell of a deed with somebody or some place near it.
fn tells_of_deed(glances: &[Glance], at: usize) -> bool {
    glances.get(at).is_some_and(|glance| glance.deed) && near(glances, at, |_, glance| glance.somebody || glance.somewhere)
}

/// Whether a sentence is worth parsing: whether it may tell of a deed, of what is said of one near it, or how two of whom one is
/// in it are related.
pub(super) fn is_telling(glances: &[Glance], at: usize) -> bool {
    let Some(glance) = glances.get(at) else { return false };
    let deed = || tells_of_deed(glances, at) || glance.word && near(glances, at, |at, _| tells_of_deed(glances, at));
    let conflict = near(glances, at, |_, glance| glance.conflict);
    conflict && deed() || glance.relation && (glance.actors > 0 || conflict && glance.somebody)
}

/// Whether anything can come of a document.
pub(super) fn matters(glances: &[Glance]) -> bool {
    let related = |glance: &Glance| glance.actors > 1 || glance.actors > 0 && (glance.relation || glance.role);
    glances.iter().any(related) || (0..glances.len()).any(|at| tells_of_deed(glances, at))
}

impl Skim {
    pub(super) fn of(ontology: &Ontology) -> Skim {
        let asks = |trigger: &TriggerEntry| match trigger.incident {
            Some(_) if !trigger.complements.is_empty() => {
                let mut phrases: FxHashMap<String, Vec<Vec<String>>> = FxHashMap::default();
                for phrase in &trigger.complements {
                    let words: Vec<String> = phrase.split(' ').map(str::to_owned).collect();
                    phrases.entry(words.last().cloned().unwrap_or_default()).or_default().push(words);
                }
                Asks::Phrase(phrases)
            }
            Some(_) if trigger.needs.contains(&Role::Weapon) => Asks::Weapon,
            Some(_) => Asks::Nothing,
            None if trigger.acts.contains(&Act::Nothing) => Asks::All,
            None if trigger.relation.is_some() => Asks::Somebody,
            None => Asks::Deed,
        };
        Skim {
            triggers: ontology.triggers().iter().map(asks).collect(),
            generics: ontology.generics().iter().map(|generic| generic.makes).collect(),
            comprises: ontology.cues().iter().map(|cue| cue.effect == Effect::Comprises).collect(),
        }
    }

    /// Looks at every word once; `conflict` tells whether a sentence speaks of it.
    pub(super) fn glances(
        &self,
        sentences: &[Sentence],
        mentions: &[Vec<Mention>],
        lexicon: &Lexicon,
        conflict: impl Fn(&Sentence) -> bool,
    ) -> Vec<Glance> {
        let looked_at = sentences.iter().zip(mentions);
        let glance = |(sentence, mentions): (&Sentence, &Vec<Mention>)| Glance {
            conflict: conflict(sentence),
            ..self.glance(sentence, mentions, lexicon)
        };
        looked_at.map(glance).collect()
    }

    fn glance(&self, sentence: &Sentence, mentions: &[Mention], lexicon: &Lexicon) -> Glance {
        let actors = mentions.iter().filter(|mention| mention.actor.is_some() || mention.found.is_some()).count();
        let somewhere = mentions.iter().any(|mention| mention.place.is_some());
        let mut glance = Glance { somebody: actors > 0, somewhere, actors, ..Glance::default() };
        let (mut weapon, mut with_weapon) = (false, false);
        for at in 0..sentence.tokens.len() {
            for sense in lexicon.words_at(&sentence.tokens, at).iter().flat_map(|found| found.senses) {
                match *sense {
                    WordSense::Trigger(trigger, _) => match self.triggers.get(trigger) {
                        Some(Asks::Nothing) => glance.deed = true,
                        Some(Asks::Weapon) => with_weapon = true,
                        Some(Asks::Phrase(phrases)) if !glance.deed => glance.deed = has_phrase(&sentence.tokens, phrases),
                        Some(Asks::Somebody) => glance.relation = true,
                        Some(Asks::Deed) => glance.word = true,
                        _ => {}
                    },
                    WordSense::Generic(generic, _) => match self.generics.get(generic) {
                        Some(Makes::Weapon) => weapon = true,
                        Some(Makes::Thing | Makes::Property | Makes::People) | None => {}
                        Some(makes) => {
                            glance.somebody = true;
                            glance.role |= matches!(makes, Makes::Leader | Makes::Part);
                        }
                    },
                    WordSense::Cue(cue) if actors > 1 && self.comprises.get(cue) == Some(&true) => {
                        glance.relation |= !mentions.iter().any(|mention| mention.tokens.contains(&at));
                    }
                    _ => {}
                }
            }
        }
        glance.deed |= weapon && with_weapon;
        glance
    }
}

/// Whether a phrase stands somewhere among the tokens.
fn has_phrase(tokens: &[Token], phrases: &FxHashMap<String, Vec<Vec<String>>>) -> bool {
    let ends = |at: usize, phrase: &Vec<String>| {
        let from = (at + 1).checked_sub(phrase.len());
        from.is_some_and(|from| tokens[from..=at].iter().zip(phrase).all(|(token, word)| token.folded == *word))
    };
    let known = tokens.iter().enumerate().filter_map(|(at, token)| Some((at, phrases.get(&token.folded)?)));
    known.into_iter().any(|(at, phrases)| phrases.iter().any(|phrase| ends(at, phrase)))
}
