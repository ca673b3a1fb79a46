//! Sites and ships that the text told of before: "the base was attacked again", "a second missile at the vessel".

use super::cast::Cast;
use super::group::{Chunk, Chunks, Group};
use super::reading::Reading;
use crate::lexicon::{Lexicon, WordSense};
use crate::ontology::Ontology;
use crate::ontology::schema::{Makes, Slot, WordClass};
use crate::text::Sentence;
use crate::vocabulary::{ActorKind, PlaceKind};

/// How many sentences back "the base" still speaks of one.
const NEAR: usize = 6;

/// How many sentences back "the city" still speaks of one.
const NEAR_TOWN: usize = 3;

/// A site that has an owner or a name.
#[derive(Clone, Debug)]
struct Site {
    /// The words that name it, without plural endings.
    words: Vec<String>,
    actors: Vec<usize>,
    place: Option<usize>,
    sentence: usize,
}

/// The sites that a document told of so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Sites {
    sites: Vec<Site>,
    /// The last ship that was named, and in which sentence.
    ship: Option<(usize, usize)>,
    /// The last town that was named, and in which sentence.
    town: Option<(usize, usize)>,
}

/// A sentence with what its groups stand for.
pub(super) struct Groups<'a> {
    pub ontology: &'a Ontology,
    pub lexicon: &'a Lexicon,
    pub sentence: &'a Sentence,
    pub number: usize,
    pub chunks: &'a Chunks,
}

impl Sites {
    /// Lets "the base" and "the ship" stand for what the sentences before named.
    pub(super) fn recall(&self, of: &Groups<'_>, readings: &mut [Reading], cast: &Cast<'_>) {
        let mut town = self.town.filter(|&(_, sentence)| of.number - sentence <= NEAR_TOWN).map(|(town, _)| town);
        for (index, reading) in readings.iter_mut().enumerate() {
            town = of.town(index, reading).or(town);
            // "hit the city again"
            let bare = reading.place.is_none() && reading.actors.is_empty() && reading.triggers.is_empty();
            if bare && of.points_back(index) && of.is(index, WordClass::Town) {
                (reading.place, reading.referred) = (town, town.is_some());
            }
            if !of.points_back(index) || !reading.triggers.is_empty() || reading.place.is_some() {
                continue;
            }
            let near = |sentence: usize| of.number - sentence <= NEAR;
            let class = |actor: &usize| cast.kind(*actor) == ActorKind::Generic;
            if of.is_ship(index) && reading.actors.iter().all(class) {
                if let Some((ship, _)) = self.ship.filter(|&(_, sentence)| near(sentence)) {
                    (reading.actors, reading.referred) = (vec![ship], true);
                }
            } else if reading.makes == Some(Makes::Property) && reading.actors.is_empty() {
                let word = of.head(index);
                let any = of.is(index, WordClass::AnySite);
                let told = self.sites.iter().rev().take_while(|site| near(site.sentence));
                if let Some(site) = told.into_iter().find(|site| any || site.words.contains(&word)) {
                    reading.actors.clone_from(&site.actors);
                    (reading.place, reading.referred) = (site.place, true);
                }
            }
        }
    }

    /// Keeps the sites and ships that a sentence names.
    pub(super) fn note(&mut self, of: &Groups<'_>, readings: &[Reading], cast: &Cast<'_>) {
        for (index, reading) in readings.iter().enumerate() {
            let ship = |actor: &&usize| cast.kind(**actor) == ActorKind::Vessel;
            if let Some(&ship) = reading.actors.iter().rev().find(ship) {
                self.ship = Some((ship, of.number));
            }
            if let Some(town) = of.town(index, reading) {
                self.town = Some((town, of.number));
            }
            let known = !reading.actors.is_empty() || reading.place.is_some();
            // "the US embassy in Y": a name of its own.
            let named = reading.named && reading.actors.iter().all(|&actor| cast.kind(actor) == ActorKind::Government);
            let site = reading.makes == Some(Makes::Property) || named && of.has_site_noun(index);
            if site && known && !reading.referred && reading.triggers.is_empty() {
                let (actors, place) = (reading.actors.clone(), reading.place.or_else(|| of.named_before(index, readings)));
                self.sites.push(Site { words: of.words(index), actors, place, sentence: of.number });
            }
        }
    }
}

impl Groups<'_> {
    fn group(&self, index: usize) -> &Group {
        &self.chunks.groups[index]
    }

    /// Whether a group says no more than that its site was told of: "the base", not "the base in X" or "Iran's base".
    fn points_back(&self, index: usize) -> bool {
        let group = self.group(index);
        let owned = matches!(
            self.chunks.row.get(self.chunks.group_at[index] + 1),
            Some(Chunk::Preposition(Some(Slot::Of | Slot::In | Slot::Near | Slot::At), _) | Chunk::Relative)
        );
        group.definite
            && !group.pronoun
            && !group.pronoun_owner
            && !group.distinct
            && group.mentions.is_empty()
            && group.compounds.is_empty()
            && group.possessor.is_none()
            && !owned
    }

    /// The town that a group names, or the province, which may have the name of one.
    fn town(&self, index: usize, reading: &Reading) -> Option<usize> {
        let kind = |place: usize| self.ontology.places()[place].kind;
        let town = |place: &usize| matches!(kind(*place), PlaceKind::City | PlaceKind::District | PlaceKind::Province);
        reading.place.filter(town).filter(|_| self.group(index).name_last)
    }

    /// The words of a group, without plural endings.
    fn words(&self, index: usize) -> Vec<String> {
        let tokens = &self.sentence.tokens[self.group(index).tokens.clone()];
        tokens.iter().map(|token| singular(&token.folded)).collect()
    }

    fn head(&self, index: usize) -> String {
        singular(&self.sentence.tokens[self.group(index).tokens.end - 1].folded)
    }

    fn is(&self, index: usize, class: WordClass) -> bool {
        self.lexicon.is_word(&self.sentence.tokens[self.group(index).tokens.end - 1], class)
    }

    /// Whether one of its words is a noun of sites: "embassy", "consulate".
    fn has_site_noun(&self, index: usize) -> bool {
        let tokens = &self.sentence.tokens;
        let property = |sense: &WordSense| matches!(sense, WordSense::Generic(class, ..) if self.ontology.generics()[*class].makes == Makes::Property);
        self.group(index)
            .tokens
            .clone()
            .any(|at| self.lexicon.words_at(tokens, at).iter().any(|found| found.senses.iter().any(property)))
    }

    /// Whether its noun is one that tells the name of a ship.
    fn is_ship(&self, index: usize) -> bool {
        let word = &self.sentence.tokens[self.group(index).tokens.end - 1].folded;
        let mut signs = self.ontology.signs().iter().filter(|sign| sign.kind == ActorKind::Vessel);
        signs.any(|sign| sign.nouns.contains(word))
    }

    /// "Ain al-Asad, an air base": the name before it.
    fn named_before(&self, index: usize, readings: &[Reading]) -> Option<usize> {
        match &self.chunks.row[..self.chunks.group_at[index]] {
            [.., Chunk::Group(name), Chunk::Comma] => readings[*name].place,
            _ => None,
        }
    }
}

fn singular(word: &str) -> String {
    word.trim_end_matches('s').to_owned()
}
