//! Where incidents happened, as far as their frames do not say.
//!
//! Frames know the places beside a trigger. What is left is found here, sentence by sentence:
//!
//! 1. a phrase of place goes to the deeds nearest to it in the tree ([`Clauses::way`]), unless it tells where somebody
//!    stood who did it, where it came from or where it was spoken of;
//! 2. "there" is the place named last;
//! 3. places are told from the inside out, "Bashiqa, Nineveh province", "the Yemeni port of Hodeidah", "Damascus airport":
//!    with the one hit come those around it.

use std::ops::Range;

use super::argument::Parsed;
use super::clause::{Clauses, LIKELY};
use super::event::{Event, extend};
use super::group::{Chunks, slot_of};
use super::reading::Reading;
use crate::fold::fold;
use crate::lexicon::NameForm;
use crate::ontology::Ontology;
use crate::ontology::schema::{Act, Makes, Slot, WordClass};
use crate::recognize::Mention;
use crate::syntax::Label;
use crate::text::{Sentence, Token, TokenKind};
use crate::vocabulary::{Modality, PlaceKind};

/// How many words may stand between a place and the place around it.
const REACH: usize = 7;

/// A sentence as locating sees it.
pub(super) struct Places<'a> {
    pub clauses: &'a Clauses<'a>,
    pub ontology: &'a Ontology,
    pub chunks: &'a Chunks,
    pub readings: &'a [Reading],
    pub mentions: &'a [Mention],
}

/// The places that a line like "Tikrit, June 2014" names, and the blocks for which it names them.
#[derive(Clone, Debug, Default)]
pub(super) struct Scene {
    blocks: Range<usize>,
    places: Vec<usize>,
}

impl Scene {
    /// Takes the places of such a line; else gives them to the deeds told under it that have neither a place nor a day.
    pub(super) fn set(&mut self, sentence: &Sentence, mentions: &[Mention], is_label: bool, events: &mut [Event]) {
        if is_label {
            let alone = sentence.tokens.last().is_none_or(|token| token.folded != ".");
            self.blocks = sentence.block..sentence.block + if alone { 2 } else { 1 };
            self.places = mentions.iter().filter_map(|mention| mention.place).collect();
        } else if self.blocks.contains(&sentence.block) {
            let open =
                |event: &&mut Event| event.modality == Modality::Asserted && event.places.is_empty() && event.date.is_none();
            events.iter_mut().filter(open).for_each(|event| extend(&mut event.places, &self.places));
        }
    }
}

/// What a name of a place hangs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Hang {
    site: usize,
    /// It is what was hit rather than where: it must be the deed's own.
    hit: bool,
}

impl Places<'_> {
    /// Adds the places of a sentence to its events, and remembers the last.
    pub(super) fn locate(&self, events: &mut [Event], last: &mut Option<usize>) {
        if let Some(parsed) = self.clauses.parsed {
            for (tokens, place) in self.named() {
                if events.iter().any(|event| event.places.contains(&place)) {
                    continue;
                }
                if let Some(hang) = self.hang(parsed, &tokens, place) {
                    self.give(parsed, events, hang, place);
                }
            }
            self.there(parsed, events, *last);
        }
        for event in events {
            let around = self.around(&event.places);
            extend(&mut event.places, &around);
        }
        *last = self.named().map(|(_, place)| place).filter(|&place| !self.is_land(place)).last().or(*last);
    }

    /// Gives a place to the deeds that are nearest to it.
    fn give(&self, parsed: &Parsed<'_>, events: &mut [Event], hang: Hang, place: usize) {
        let costs: Vec<Option<u32>> =
            (0..events.len()).map(|at| self.cost(parsed, events, at, hang).filter(|&cost| cost <= LIKELY)).collect();
        let Some(best) = costs.iter().flatten().min().copied() else { return };
        for (event, _) in events.iter_mut().zip(&costs).filter(|(_, cost)| **cost == Some(best)) {
            extend(&mut event.places, &[place]);
        }
    }

    /// "were killed there": where the text was last.
    fn there(&self, parsed: &Parsed<'_>, events: &mut [Event], last: Option<usize>) {
        let tree = &parsed.tree;
        let tokens = &self.clauses.sentence.tokens;
        for at in (0..tokens.len()).filter(|&at| self.clauses.lexicon.is_word(&tokens[at], WordClass::There)) {
            let before = self.named().filter(|(name, place)| name.end <= at && !self.is_land(*place)).last();
            let place = before.map(|(_, place)| place).or(last);
            let Some(word) = parsed.word(at).filter(|&word| tree.label(word) == Label::Advmod) else { continue };
            let (Some(place), Some(site)) = (place, tree.head(word)) else { continue };
            // "fell on a meeting there"
            let verb = std::iter::once(site).chain(tree.above(site)).take(4).find(|&word| tree.tag(word).is_verb());
            if let Some(site) = verb {
                self.give(parsed, events, Hang { site, hit: false }, place);
            }
        }
    }

    /// The names of places, with their tokens: those written as nouns, and the two lands of "the Iraqi-Syrian border".
    fn named(&self) -> impl Iterator<Item = (Range<usize>, usize)> {
        self.mentions.iter().enumerate().filter_map(|(index, mention)| {
            let place = match mention.place.filter(|_| mention.form != NameForm::Adjective) {
                Some(place) => place,
                None if self.bounds(index) || self.is_before(mention, WordClass::Land) => self.land_of(mention)?,
                None => return None,
            };
            Some((mention.tokens.clone(), place))
        })
    }

    /// The country whose adjective or state a name is.
    fn land_of(&self, mention: &Mention) -> Option<usize> {
        let state = &self.ontology.actors()[mention.actor?].id;
        self.ontology.places().iter().position(|place| place.state.as_ref() == Some(state))
    }

    /// Whether a country is one of two that a border lies between.
    fn bounds(&self, index: usize) -> bool {
        let joined = |first: &Mention, second: &Mention| {
            let between = first.tokens.end..second.tokens.start;
            between.len() <= 1
                && between.into_iter().all(|at| self.clauses.sentence.tokens[at].kind == TokenKind::Punctuation)
                && self.is_before(second, WordClass::Border)
        };
        let mention = |at: usize| self.mentions.get(at);
        let pair =
            |first: Option<&Mention>, second: Option<&Mention>| first.zip(second).is_some_and(|(one, two)| joined(one, two));
        pair(mention(index), mention(index + 1)) || index > 0 && pair(mention(index - 1), mention(index))
    }

    /// Whether a word of a class follows a name at once.
    fn is_before(&self, mention: &Mention, class: WordClass) -> bool {
        self.clauses.sentence.tokens.get(mention.tokens.end).is_some_and(|token| self.clauses.lexicon.is_word(token, class))
    }

    fn is_land(&self, place: usize) -> bool {
        matches!(self.ontology.places()[place].kind, PlaceKind::Country | PlaceKind::World | PlaceKind::Sea)
    }

    /// The word that a name of a place hangs on, over the nouns that it names: "the centre of Erbil", "the Natanz plant".
    fn hang(&self, parsed: &Parsed<'_>, name: &Range<usize>, place: usize) -> Option<Hang> {
        let tree = &parsed.tree;
        let mut word = parsed.word(name.end - 1)?;
        let alone = !self.is_word_before_land(name);
        let mut country = self.is_land(place);
        for _ in 0..6 {
            let head = tree.head(word)?;
            match tree.label(word) {
                Label::Compound | Label::Nmod | Label::Amod | Label::Poss | Label::Appos | Label::Conj | Label::Npadvmod => {
                    if country && alone && matches!(tree.label(word), Label::Compound | Label::Nmod | Label::Amod | Label::Poss) {
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
                        // "the mountains of northern Iraq"
                        Slot::Of if !self.acts(parsed, above) && tree.tag(above).is_noun() => (word, country) = (above, false),
                        // "north of Baghdad"
                        Slot::Of if matches!(tree.label(above), Label::Advmod | Label::Npadvmod) => {
                            let site = tree.head(above)?;
                            let nearer = self.reading(parsed, site).is_some_and(|reading| reading.place.is_some());
                            return (!nearer).then_some(Hang { site, hit: false });
                        }
                        slot if is_locative(slot) => return Some(Hang { site: above, hit: false }),
                        Slot::On | Slot::At | Slot::Against | Slot::Into | Slot::Onto if !(country && alone) => {
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

    /// "on Yemeni soil", "the Iraqi-Syrian border": the noun after the name stands for the place.
    fn is_word_before_land(&self, name: &Range<usize>) -> bool {
        let next = self.clauses.sentence.tokens.get(name.end);
        let land = [WordClass::Land, WordClass::Border];
        let noun = |token: &Token| land.iter().any(|&class| self.clauses.lexicon.is_word(token, class));
        next.is_some_and(noun)
            || self.mentions.iter().enumerate().any(|(index, mention)| mention.tokens == *name && self.bounds(index))
    }

    /// Whether a noun names people or what acts: "a Baghdad militia", "the residents of Aleppo".
    fn acts(&self, parsed: &Parsed<'_>, word: usize) -> bool {
        self.reading(parsed, word).is_some_and(|reading| {
            matches!(
                reading.makes,
                Some(
                    Makes::Forces | Makes::Group | Makes::Officials | Makes::Leader | Makes::People | Makes::Weapon | Makes::Part
                )
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
        let mut elsewhere = false;
        for word in std::iter::once(hang.site).chain(tree.above(hang.site)).take_while(|word| !above.contains(word)) {
            // "positions held by X in Y": what was hit lies there, whoever holds it.
            let deed = |event: &Event| parsed.word(event.token) == Some(word);
            if matches!(tree.label(word), Label::Acl | Label::Relcl) && !events.iter().any(deed) {
                elsewhere = false;
                continue;
            }
            let did =
                self.reading(parsed, word).is_some_and(|reading| reading.actors.iter().any(|one| event.agents.contains(one)));
            let begins = tree.label(word) == Label::Nsubj && !suffers;
            let source = tree.label(word) == Label::Agent
                || matches!(slot_of(parsed.lower(word)), Some(Slot::From | Slot::By | Slot::To)) && !tree.tag(word).is_noun();
            elsewhere |= did || begins || source;
        }
        if elsewhere {
            return None;
        }
        self.clauses.way(parsed, events, at, hang.site, false)
    }

    /// The places around these that stand beside them in the text, or in their very names.
    fn around(&self, places: &[usize]) -> Vec<usize> {
        let mut out: Vec<usize> = places.to_vec();
        let mut at = 0;
        while at < out.len() {
            let inner = out[at];
            for mention in self.mentions.iter().filter(|mention| mention.place == Some(inner)) {
                for other in self.mentions.iter().filter(|other| other.tokens != mention.tokens) {
                    let place = match other.form {
                        NameForm::Adjective => self.land_of(other).filter(|_| self.describes(other, mention)),
                        _ => other.place.filter(|_| self.is_beside(mention, other) && !self.is_origin(other)),
                    };
                    extend(&mut out, place.filter(|&place| place != inner && self.contains(place, inner)).as_slice());
                }
                extend(&mut out, &self.within_name(mention, inner));
            }
            at += 1;
        }
        out
    }

    /// "southern Lebanon", "Damascus airport": the places around a part or site that its name names.
    fn within_name(&self, mention: &Mention, inner: usize) -> Vec<usize> {
        let place = &self.ontology.places()[inner];
        let tokens = &self.clauses.sentence.tokens[mention.tokens.clone()];
        if matches!(place.kind, PlaceKind::City | PlaceKind::Country) {
            return Vec::new();
        }
        let said = |name: &str| {
            let name = fold(name);
            let words: Vec<&str> = name.split(' ').collect();
            tokens.windows(words.len()).any(|window| window.iter().zip(&words).all(|(token, word)| token.folded == *word))
        };
        let around = self.ontology.around(&place.id).skip(1).filter(|outer| said(&outer.name));
        around.filter_map(|outer| self.ontology.places().iter().position(|entry| entry.id == outer.id)).collect()
    }

    /// "the Iranian city of Zahedan": whether the adjective is that of the noun that the name explains.
    fn describes(&self, adjective: &Mention, name: &Mention) -> bool {
        let between = adjective.tokens.end..name.tokens.start;
        let of = |at: usize| slot_of(&self.clauses.sentence.tokens[at].folded) == Some(Slot::Of);
        let follows = adjective.tokens.start >= name.tokens.end && adjective.tokens.start - name.tokens.end <= 2;
        adjective.tokens.end == name.tokens.start
            || (1..=4).contains(&between.len()) && between.into_iter().last().is_some_and(of)
            || follows && self.clauses.sentence.tokens[name.tokens.end].folded == ","
    }

    fn contains(&self, outer: usize, inner: usize) -> bool {
        let (outer, inner) = (&self.ontology.places()[outer].id, &self.ontology.places()[inner].id);
        self.ontology.around(inner).any(|place| place.id == *outer)
    }

    /// "from Syria": whence something came.
    fn is_origin(&self, name: &Mention) -> bool {
        let before = name.tokens.start.checked_sub(1).and_then(|at| self.clauses.sentence.tokens.get(at));
        before.is_some_and(|token| slot_of(&token.folded) == Some(Slot::From))
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
        Slot::In
            | Slot::Near
            | Slot::Inside
            | Slot::Outside
            | Slot::Across
            | Slot::Around
            | Slot::Off
            | Slot::Over
            | Slot::Within
    )
}
