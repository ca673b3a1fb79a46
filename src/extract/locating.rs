//! Where incidents happened, as far as their frames do not say.
//!
//! Frames know the places beside a trigger. What is left is found here, sentence by sentence:
//!
//! 1. a phrase of place goes to the deeds nearest to it in the tree ([`Clauses::way`]), unless it tells where somebody
//!    stood who did it, where it came from or where it was spoken of;
//! 2. places are told from the inside out, "Bashiqa, Nineveh province", "the Yemeni port of Hodeidah": with the one hit
//!    come those around it.

use super::argument::Parsed;
use super::clause::{Clauses, LIKELY};
use super::event::{Event, extend};
use super::group::{Chunks, slot_of};
use super::reading::Reading;
use crate::lexicon::NameForm;
use crate::ontology::Ontology;
use crate::ontology::schema::{Act, Makes, Slot};
use crate::recognize::Mention;
use crate::syntax::Label;

/// How many words may stand between a place and the place around it.
const REACH: usize = 5;

/// A sentence as locating sees it.
pub(super) struct Places<'a> {
    pub clauses: &'a Clauses<'a>,
    pub ontology: &'a Ontology,
    pub chunks: &'a Chunks,
    pub readings: &'a [Reading],
    pub mentions: &'a [Mention],
}

/// What a name of a place hangs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Hang {
    site: usize,
    /// It is what was hit rather than where: it must be the deed's own.
    hit: bool,
}

impl Places<'_> {
    /// Adds the places of a sentence to its events.
    pub(super) fn locate(&self, events: &mut [Event]) {
        if let Some(parsed) = self.clauses.parsed {
            for (mention, place) in self.named() {
                if events.iter().any(|event| event.places.contains(&place)) {
                    continue;
                }
                let Some(hang) = self.hang(parsed, mention) else { continue };
                let costs: Vec<Option<u32>> =
                    (0..events.len()).map(|at| self.cost(parsed, events, at, hang).filter(|&cost| cost <= LIKELY)).collect();
                let Some(best) = costs.iter().flatten().min().copied() else { continue };
                for (event, _) in events.iter_mut().zip(&costs).filter(|(_, cost)| **cost == Some(best)) {
                    extend(&mut event.places, &[place]);
                }
            }
        }
        for event in events {
            let around = self.around(&event.places);
            extend(&mut event.places, &around);
        }
    }

    /// The names of places, with the place.
    fn named(&self) -> impl Iterator<Item = (&Mention, usize)> {
        self.mentions.iter().filter(|mention| mention.form != NameForm::Adjective).filter_map(|mention| Some((mention, mention.place?)))
    }

    /// The word that a name of a place hangs on, over the nouns that it names: "the centre of Erbil", "the Natanz plant".
    fn hang(&self, parsed: &Parsed<'_>, mention: &Mention) -> Option<Hang> {
        let tree = &parsed.tree;
        let country = mention.actor.is_some();
        let mut word = parsed.word(mention.tokens.end - 1)?;
        for _ in 0..6 {
            let head = tree.head(word)?;
            match tree.label(word) {
                Label::Compound | Label::Nmod | Label::Amod | Label::Poss | Label::Appos | Label::Conj | Label::Npadvmod => {
                    if country && matches!(tree.label(word), Label::Compound | Label::Nmod | Label::Amod | Label::Poss) {
                        return None;
                    }
                    if self.acts(parsed, head) {
                        return None;
                    }
                    if tree.tag(head).is_verb() {
                        return None;
                    }
                    word = head;
                }
                Label::Pobj => {
                    let slot = slot_of(parsed.lower(head));
                    let above = tree.head(head)?;
                    match slot? {
                        Slot::Of if !self.acts(parsed, above) && tree.tag(above).is_noun() => word = above,
                        slot if is_locative(slot) => return Some(Hang { site: above, hit: false }),
                        Slot::On | Slot::At | Slot::Against | Slot::Into | Slot::Onto if !country => {
                            return Some(Hang { site: above, hit: false });
                        }
                        _ => return None,
                    }
                }
                Label::Dobj | Label::Nsubjpass if !country => return Some(Hang { site: head, hit: true }),
                _ => return None,
            }
        }
        None
    }

    /// Whether a noun names people or what acts: "a Baghdad militia", "the residents of Aleppo".
    fn acts(&self, parsed: &Parsed<'_>, word: usize) -> bool {
        self.reading(parsed, word).is_some_and(|reading| {
            matches!(
                reading.makes,
                Some(Makes::Forces | Makes::Group | Makes::Officials | Makes::Leader | Makes::People | Makes::Weapon | Makes::Part)
            )
        })
    }

    fn reading(&self, parsed: &Parsed<'_>, word: usize) -> Option<&Reading> {
        let token = parsed.token(word)?;
        let group = self.chunks.groups.iter().position(|group| group.tokens.contains(&token))?;
        self.readings.get(group)
    }

    /// What the way from a deed to where a place hangs costs.
    fn cost(&self, parsed: &Parsed<'_>, events: &[Event], at: usize, hang: Hang) -> Option<u32> {
        let tree = &parsed.tree;
        let event = &events[at];
        let own = parsed.word(event.token)?;
        if hang.hit && hang.site != own {
            return None;
        }
        let above: Vec<usize> = std::iter::once(own).chain(tree.above(own)).collect();
        let entry = &self.ontology.triggers()[event.rule];
        let suffers = event.noun || entry.acts.contains(&Act::Harms) && entry.frame.victim.contains(&Slot::Subject);
        for word in std::iter::once(hang.site).chain(tree.above(hang.site)).take_while(|word| !above.contains(word)) {
            let did = self.reading(parsed, word).is_some_and(|reading| reading.actors.iter().any(|one| event.agents.contains(one)));
            let begins = tree.label(word) == Label::Nsubj && !suffers;
            let source = tree.label(word) == Label::Agent
                || matches!(slot_of(parsed.lower(word)), Some(Slot::From | Slot::By | Slot::To)) && !tree.tag(word).is_noun();
            if did || begins || source {
                return None;
            }
        }
        self.clauses.way(parsed, events, at, hang.site, false)
    }

    /// The places around these that stand beside them in the text.
    fn around(&self, places: &[usize]) -> Vec<usize> {
        let mut out: Vec<usize> = places.to_vec();
        let mut at = 0;
        while at < out.len() {
            let inner = out[at];
            for mention in self.mentions.iter().filter(|mention| mention.place == Some(inner)) {
                let outer = self.mentions.iter().filter(|other| {
                    other.place.is_some_and(|place| place != inner && self.contains(place, inner)) && self.is_beside(mention, other)
                });
                let outer: Vec<usize> = outer.filter_map(|mention| mention.place).collect();
                extend(&mut out, &outer);
            }
            at += 1;
        }
        out
    }

    fn contains(&self, outer: usize, inner: usize) -> bool {
        let (outer, inner) = (&self.ontology.places()[outer].id, &self.ontology.places()[inner].id);
        self.ontology.around(inner).any(|place| place.id == *outer)
    }

    /// Whether two names stand beside each other, with no verb between.
    fn is_beside(&self, one: &Mention, other: &Mention) -> bool {
        let (first, last) = if one.tokens.start < other.tokens.start { (one, other) } else { (other, one) };
        let between = first.tokens.end..last.tokens.start;
        let verb = |token: usize| self.clauses.parsed.and_then(|parsed| parsed.tag(token)).is_some_and(|tag| tag.is_verb());
        between.len() <= REACH && !between.into_iter().any(verb)
    }
}

/// Whether a preposition says where.
pub(super) fn is_locative(slot: Slot) -> bool {
    matches!(
        slot,
        Slot::In | Slot::Near | Slot::Inside | Slot::Outside | Slot::Across | Slot::Around | Slot::Off | Slot::Over | Slot::Within
    )
}
