//! Noun groups: where one begins, what belongs to it, and where the next begins.

use super::{Chunk, Chunks, Compound, Group, slot_of};
use crate::extract::tag::{CueHit, Tag, Tagged};
use crate::lexicon::{Form, Lexicon, NameForm};
use crate::ontology::Ontology;
use crate::ontology::schema::{Act, Effect, Slot, WordClass};
use crate::recognize::Mention;
use crate::text::Sentence;
use crate::vocabulary::ActorKind;

/// Reads a noun group, with the owners before it, and says where it ends.
pub(super) fn group(
    sentence: &Sentence,
    tagged: &Tagged,
    mentions: &[Mention],
    lexicon: &Lexicon,
    ontology: &Ontology,
    start: usize,
    chunks: &mut Chunks,
) -> usize {
    let tags = &tagged.tags;
    let mut possessor = None;
    let mut at = start;
    loop {
        let from = at;
        let mut group = Group { possessor, ..Group::default() };
        let mut headed = false;
        while at < tags.len() {
            match tags[at] {
                Tag::Pronoun if at == from => {
                    group.pronoun = true;
                    group.plural = lexicon.is_word(&sentence.tokens[at], WordClass::PluralPronoun);
                    at += 1;
                    break;
                }
                Tag::Determiner | Tag::Possessive if !headed => {
                    group.definite |= lexicon.is_word(&sentence.tokens[at], WordClass::Definite) || tags[at] == Tag::Possessive;
                    group.pronoun_owner |= tags[at] == Tag::Possessive;
                    let end = at + tagged.words[at].as_ref().map_or(1, |word| word.start + word.len - at).max(1);
                    let single = lexicon.is_word(&sentence.tokens[at], WordClass::Single);
                    group.single |= end == at + 1 && single;
                    // "four of its soldiers"
                    let counts = end > at + 1 && !single;
                    group.number = group.number.or_else(|| lexicon.number(&sentence.tokens[at]).filter(|_| counts));
                    // "both units", not "both the X and the Y"
                    let pair = lexicon.is_word(&sentence.tokens[at], WordClass::Pair) && tags.get(end) == Some(&Tag::Noun);
                    group.number = group.number.or(pair.then_some(2));
                    at = end;
                }
                Tag::Number if !headed => {
                    if let Some((number, len)) = lexicon.count_at(&sentence.tokens, at).filter(|&(_, len)| len > 1) {
                        group.number = Some(number);
                        at += len;
                        continue;
                    }
                    // "a 35-year-old soldier" is one.
                    let counts = !sentence.tokens.get(at + 1).is_some_and(|next| next.glued);
                    group.number = lexicon.number(&sentence.tokens[at]).filter(|_| counts).or(group.number);
                    at += 1;
                }
                Tag::Adverb
                    if !headed
                        && at > from
                        && matches!(tags.get(at + 1), Some(Tag::Adjective | Tag::Number | Tag::Noun | Tag::Name(_))) =>
                {
                    at += 1
                }
                // "the October 7 attack", but not "strikes Hodeidah a day after drone hits Eilat"
                Tag::Time
                    if at > from
                        && !group.name_last
                        && !(headed && lexicon.is_word(&sentence.tokens[at], WordClass::Preposition))
                        && tags[at..]
                            .iter()
                            .find(|tag| **tag != Tag::Time)
                            .is_some_and(|tag| matches!(tag, Tag::Noun | Tag::Adjective)) =>
                {
                    at += 1
                }
                Tag::Mute
                    if at > from && matches!(tags.get(at + 1), Some(Tag::Adjective | Tag::Number | Tag::Noun | Tag::Name(_))) =>
                {
                    at += 1;
                }
                // "held X responsible"
                Tag::Adjective
                    if group.name_last
                        && !matches!(tags.get(at + 1), Some(Tag::Noun | Tag::Name(_) | Tag::Adjective | Tag::Number)) =>
                {
                    break;
                }
                // "fighters loyal to X"
                Tag::Adjective
                    if headed
                        && !matches!(
                            tags.get(at + 1),
                            Some(Tag::Noun | Tag::Name(_) | Tag::Adjective | Tag::Number | Tag::Conjunction | Tag::Comma)
                        ) =>
                {
                    break;
                }
                // "left three fighters dead"
                Tag::Adjective | Tag::Noun
                    if plural_before(&group, at) && lexicon.is_word(&sentence.tokens[at], WordClass::Adjective) =>
                {
                    break;
                }
                Tag::Adjective => {
                    group.words.extend(tagged.words[at].clone().filter(|word| word.start == at));
                    at += 1;
                }
                // "its deadliest wave of strikes"
                Tag::Noun if at > from && !headed && counts_deeds(sentence, tagged, lexicon, ontology, at) => at += 2,
                // "killed US troops days after": the days are not the troops'.
                Tag::Noun if headed && parts(tagged, at, ontology) => break,
                // "called the raid on Turkish troops payback for"
                Tag::Noun if plural_before(&group, at) && answers(tagged, at, ontology) => break,
                Tag::Noun => {
                    group.words.extend(tagged.words[at].clone().filter(|word| word.start == at));
                    headed = true;
                    group.name_last = false;
                    at += 1;
                }
                // "officers X killed", "the strike X carried out": a name that acts starts a group of its own.
                Tag::Name(index) if plural_before(&group, at) && acts(&mentions[index], ontology) => break,
                Tag::Name(index)
                    if group
                        .words
                        .last()
                        .is_some_and(|word| word.start + word.len == at && (word.is_plural() || word.tells_deed(ontology)))
                        && acts(&mentions[index], ontology)
                        && matches!(
                            tags.get(mentions[index].tokens.end),
                            Some(Tag::Auxiliary | Tag::Verb(Form::Past | Form::Third | Form::Base))
                        ) =>
                {
                    break;
                }
                // "In the afternoon Israeli jets bombed": the jets are not the afternoon's.
                Tag::Name(_) if headed && lexicon.is_word(&sentence.tokens[at - 1], WordClass::DayPart) => break,
                Tag::Name(index) => {
                    let end = mentions[index].tokens.end;
                    let glued_next = sentence.tokens.get(end).is_some_and(|token| token.glued);
                    if glued_next {
                        let effect = tagged.cues.iter().find(|hit| hit.start == end).map(|hit| ontology.cues()[hit.cue].effect);
                        group.compounds.push(Compound { mention: index, effect });
                        at = end;
                        if !matches!(tags.get(end), Some(Tag::Name(_))) {
                            at = end + 1;
                        }
                    } else {
                        group.mentions.push(index);
                        group.name_last = true;
                        headed = true;
                        at = end;
                    }
                }
                _ => break,
            }
        }
        while at > from + 1 && tags[at - 1] == Tag::Mute {
            at -= 1;
        }
        group.tokens = from..at.max(from + 1);
        let last = &sentence.tokens[group.tokens.end - 1];
        group.single &=
            group.number.is_none() && !plural_before(&group, group.tokens.end) && !lexicon.is_word(last, WordClass::Collective);
        group.nationals = group.mentions.last().is_some_and(|&last| {
            let mention = &mentions[last];
            mention.form == NameForm::Adjective && mention.tokens.end == at && !group.definite
        });
        group.distinct = sentence.tokens[group.tokens.clone()].iter().any(|token| lexicon.is_word(token, WordClass::Distinct));
        group.further = lexicon.is_word(&sentence.tokens[from], WordClass::Further)
            || from + 1 < group.tokens.end && lexicon.is_word(&sentence.tokens[from + 1], WordClass::Further);
        group.negated = lexicon.is_word(&sentence.tokens[from], WordClass::NegativeDeterminer);
        at = group.tokens.end;
        chunks.groups.push(group);
        let index = chunks.groups.len() - 1;
        let more = matches!(
            tags.get(at + 1),
            Some(Tag::Adjective | Tag::Noun | Tag::Name(_) | Tag::Number | Tag::Verb(Form::Ing | Form::Past))
        );
        // "Iran's most powerful proxy"
        let graded = matches!(tags.get(at + 1), Some(Tag::Determiner | Tag::Adverb)) && tags.get(at + 2) == Some(&Tag::Adjective);
        let more = more || graded;
        if tags.get(at) == Some(&Tag::PossessiveMark) && more {
            possessor = Some(index);
            at += 1;
            if matches!(tags[at], Tag::Verb(_)) {
                // "Israel's killing of": the tagger saw a verb; a possessor makes it a noun.
                let word = tagged.words[at].clone();
                let end = word.as_ref().map_or(at + 1, |word| word.start + word.len);
                chunks.groups.push(Group { tokens: at..end, possessor, words: word.into_iter().collect(), ..Group::default() });
                chunks.row.push(Chunk::Group(chunks.groups.len() - 1));
                return end;
            }
            continue;
        }
        chunks.row.push(Chunk::Group(index));
        return at;
    }
}

/// Whether a noun says no more than that what follows "of" was done time and again.
fn counts_deeds(sentence: &Sentence, tagged: &Tagged, lexicon: &Lexicon, ontology: &Ontology, at: usize) -> bool {
    let [noun, of, next, ..] = &sentence.tokens[at..] else { return false };
    // A name or an adjective may stand before the deeds.
    let plain = |tag: &Tag| matches!(tag, Tag::Noun | Tag::Name(_) | Tag::Adjective);
    let deeds = || {
        let words = tagged.words.get(at + 2..).unwrap_or_default();
        let row = words.iter().zip(&tagged.tags[at + 2..]).take_while(|(_, tag)| plain(tag));
        row.filter_map(|(word, _)| word.as_ref()).any(|word| word.noun_triggers(ontology).next().is_some())
    };
    lexicon.is_word(noun, WordClass::Series)
        && slot_of(&of.folded) == Some(Slot::Of)
        && tagged.words[at].as_ref().is_none_or(|word| word.len == 1)
        && !lexicon.is_word(next, WordClass::Determiner)
        && deeds()
}

/// Whether the word before token `at` is a plural generic noun of the group.
fn plural_before(group: &Group, at: usize) -> bool {
    group.words.last().is_some_and(|word| word.start + word.len == at && word.generic().is_some_and(|(_, plural)| plural))
}

/// Whether a phrase that sets two incidents apart begins at token `at`: "days after".
fn parts(tagged: &Tagged, at: usize, ontology: &Ontology) -> bool {
    let here = |hit: &CueHit| hit.start == at && hit.end - hit.start > 1 && ontology.cues()[hit.cue].effect == Effect::Parts;
    tagged.cues.iter().any(here)
}

/// Whether the noun at token `at` tells of an answer: "payback".
fn answers(tagged: &Tagged, at: usize, ontology: &Ontology) -> bool {
    let answer = |rule: usize| ontology.triggers()[rule].acts.contains(&Act::Answers);
    tagged.words[at].as_ref().is_some_and(|word| word.noun_triggers(ontology).any(answer))
}

/// Whether a mention names a state or a group, as it stands, rather than a person, a ship or a place.
fn acts(mention: &Mention, ontology: &Ontology) -> bool {
    let kind = mention.actor.map(|actor| ontology.actors()[actor].kind);
    matches!(kind, Some(ActorKind::State | ActorKind::ArmedGroup | ActorKind::Military)) && mention.form != NameForm::Adjective
}
