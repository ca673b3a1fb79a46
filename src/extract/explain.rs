//! Puts what was seen while reading into an [`Explanation`]. It looks on: reading is the same with and without it.

use std::collections::BTreeMap;
use std::ops::Range;

use super::argument::Parsed;
use super::cast::Cast;
use super::event::Event;
use super::event::trace::{By, Site, Trace, Try, name};
use super::group::{Chunks, Group};
use super::merge::Incident;
use super::reading::Reading;
use super::relation::Relation;
use super::tag::{Tag, Tagged};
use crate::document::Document;
use crate::explain::{
    Change, Cue, EXPLANATION_VERSION, Explanation, Fate, Incident as Merged, Mention as Name, NoEdge, Nobody, Outcome, Passed,
    PassedOver, ReadAs, Relation as Stated, StandIn, Stands, Step, Told, Tried, Unread, Verb, Why, Word,
};
use crate::explain::{Group as NounGroup, Sentence as Explained};
use crate::extraction::{Extraction, IncidentRecord, Span};
use crate::lexicon::{Lexicon, WordSense};
use crate::ontology::Ontology;
use crate::ontology::schema::{Act, Effect, Makes, Pos};
use crate::recognize::Mention;
use crate::syntax::Parser;
use crate::text::Sentence;
use crate::vocabulary::{Modality, Predicate};

/// What was seen of a document so far.
#[derive(Debug, Default)]
pub(super) struct Notes {
    sentences: Vec<Explained>,
    /// Of each event: sentence, token and rule, by which it is known among the tellings of an incident.
    events: Vec<(usize, usize, usize)>,
    incidents: Vec<Merged>,
    /// Whether reading passes over the document.
    pub(super) passed_over: bool,
}

/// A sentence when all is read.
pub(super) struct Seen<'a> {
    pub document: &'a Document,
    pub ontology: &'a Ontology,
    pub lexicon: &'a Lexicon,
    pub parser: Option<&'a Parser>,
    pub sentence: &'a Sentence,
    pub number: usize,
    pub mentions: &'a [Mention],
    pub parsed: Option<&'a Parsed<'a>>,
    pub tagged: &'a Tagged,
    pub chunks: &'a Chunks,
    pub readings: &'a [Reading],
    /// The readings before the occupants of sites were found.
    pub before: &'a [Reading],
    pub cast: &'a Cast<'a>,
    pub question: bool,
    /// The events of the sentence.
    pub events: &'a [Event],
    /// How many events the document had before.
    pub base: usize,
    pub relations: &'a [Relation],
}

impl Notes {
    /// Notes how a sentence was read.
    pub(super) fn sentence(&mut self, seen: &Seen<'_>, trace: Trace) {
        self.events.extend(seen.events.iter().map(key));
        self.sentences.push(seen.explain(trace));
    }

    /// Notes what became of the events of the document.
    pub(super) fn merged(&mut self, incidents: &[Incident], kept: &[usize], records: &[IncidentRecord], cast: &Cast<'_>) {
        let id_of: BTreeMap<usize, &str> = kept.iter().copied().zip(records.iter().map(|record| record.id.as_str())).collect();
        let events = self.events.iter();
        let fates: Vec<(Vec<usize>, Fate)> = events
            .map(|event| {
                let of: Vec<usize> =
                    (0..incidents.len()).filter(|&at| incidents[at].told.iter().any(|told| key(told) == *event)).collect();
                let ids: Vec<String> = of.iter().filter_map(|at| id_of.get(at)).map(|&id| id.to_owned()).collect();
                let fate = match (of.is_empty(), ids.is_empty()) {
                    (true, _) => Fate::NothingResumed,
                    (false, true) => Fate::NoSides,
                    (false, false) => Fate::Incidents(ids),
                };
                (of, fate)
            })
            .collect();
        for (told, (_, fate)) in self.sentences.iter_mut().flat_map(|sentence| &mut sentence.told).zip(&fates) {
            if told.fate != Fate::NoPerpetrator {
                told.fate = fate.clone();
            }
        }
        for (&at, record) in kept.iter().zip(records) {
            let of: Vec<usize> = (0..fates.len()).filter(|&event| fates[event].0.contains(&at)).collect();
            let mut sentences: Vec<usize> = of.iter().map(|&event| self.events[event].0 + 1).collect();
            sentences.dedup();
            let own = |told: &&Told| of.iter().any(|&event| told.event == name(0, event));
            let mut told = self.sentences.iter().flat_map(|sentence| &sentence.told).filter(own);
            let outright: Vec<&String> = told.by_ref().flat_map(|told| &told.targets).collect();
            let is = |members: &[usize], actor: &String| members.iter().any(|&member| cast.actor(member).id == *actor);
            let stands = |actor: &String| {
                let incident = &incidents[at];
                match () {
                    () if incident.told.iter().any(|told| is(&told.victims, actor) || is(&told.bystanders, actor)) => {
                        Stands::Victim
                    }
                    () if is(&incident.event.holders, actor) => Stands::Holder,
                    () => Stands::Context,
                }
            };
            let stand_ins = record.targets.iter().filter(|actor| !outright.contains(actor));
            let stand_ins = stand_ins.map(|actor| StandIn { actor: actor.clone(), stands: stands(actor) }).collect();
            let events = of.iter().map(|&event| name(0, event)).collect();
            self.incidents.push(Merged { id: record.id.clone(), events, sentences, stand_ins, no_edge: no_edge(record, cast) });
        }
    }

    pub(super) fn finish(self, extraction: Extraction) -> Explanation {
        let Notes { sentences, incidents, passed_over, .. } = self;
        Explanation { version: EXPLANATION_VERSION, passed_over, sentences, incidents, extraction }
    }
}

fn key(event: &Event) -> (usize, usize, usize) {
    (event.sentence, event.token, event.rule)
}

fn no_edge(record: &IncidentRecord, cast: &Cast<'_>) -> Option<NoEdge> {
    let principal = |id: &String| cast.member(id).map(|member| &cast.actor(member).principal);
    let own = |agent: &String| record.targets.iter().all(|target| principal(target) == principal(agent));
    Some(match record.modality {
        Modality::Denied => NoEdge::Denied,
        Modality::Threatened => NoEdge::Threatened,
        _ if record.perpetrators.is_empty() => NoEdge::NoPerpetrator,
        _ if record.targets.is_empty() => NoEdge::NoTarget,
        _ if record.perpetrators.iter().all(own) => NoEdge::OwnSide,
        _ => return None,
    })
}

impl Seen<'_> {
    fn explain(&self, trace: Trace) -> Explained {
        let Trace { tries, changes, .. } = trace;
        let by =
            |who: By| -> Vec<Change> { changes.iter().filter(|(by, _)| *by == who).map(|(_, change)| change.clone()).collect() };
        let unread = match () {
            () if self.question => Some(Unread::Question),
            () if !self.lexicon.has_trigger(&self.sentence.tokens) => Some(Unread::NoTrigger),
            () => None,
        };
        let passed_over = self.passed_over(&tries);
        let cues = self.tagged.cues.iter().enumerate();
        let cues = cues.filter(|(_, hit)| !shapes_documents(self.ontology.cues()[hit.cue].effect)).map(|(number, hit)| {
            let entry = &self.ontology.cues()[hit.cue];
            let (text, span) = self.piece(hit.start..hit.end);
            Cue { rule: entry.id.clone(), text, span, effect: entry.effect, changes: by(By::Cue(number)) }
        });
        let mut steps: Vec<Step> = Vec::new();
        for (who, change) in &changes {
            let By::Step(what) = *who else { continue };
            match steps.iter_mut().find(|step| step.what == what) {
                Some(step) => step.changes.push(change.clone()),
                None => steps.push(Step { what, changes: vec![change.clone()] }),
            }
        }
        let (text, span) = self.piece(0..self.sentence.tokens.len());
        Explained {
            number: self.number + 1,
            span,
            text,
            unread,
            parsed: self.parsed.is_some(),
            words: self.words(),
            mentions: self.mentions.iter().map(|mention| self.mention(mention)).collect(),
            groups: (0..self.chunks.groups.len()).map(|group| self.group(group)).collect(),
            verbs: (0..self.chunks.verbs.len()).map(|verb| self.verb(verb)).collect(),
            cues: cues.collect(),
            steps,
            told: self.events.iter().enumerate().map(|(at, event)| self.told(at, event)).collect(),
            relations: self.relations.iter().map(|relation| self.relation(relation)).collect(),
            passed_over,
            tried: tries.into_iter().enumerate().map(|(at, tried)| self.tried(tried, by(By::Try(at)))).collect(),
        }
    }

    /// The text of some tokens, and where it stands.
    fn piece(&self, tokens: Range<usize>) -> (String, Span) {
        let tokens = self.sentence.tokens.get(tokens).unwrap_or_default();
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return (String::new(), [0, 0]) };
        let span = first.span.start..last.span.end;
        (self.document.text.get(span.clone()).unwrap_or_default().to_owned(), [span.start, span.end])
    }

    fn actors(&self, members: &[usize]) -> Vec<String> {
        members.iter().map(|&member| self.cast.actor(member).id.clone()).collect()
    }

    fn place(&self, place: Option<usize>) -> Option<String> {
        place.map(|place| self.ontology.places()[place].id.clone())
    }

    fn rules(&self, rules: impl Iterator<Item = usize>) -> Vec<String> {
        rules.map(|rule| self.ontology.triggers()[rule].id.clone()).collect()
    }

    fn words(&self) -> Vec<Word> {
        let read_as = |token: usize| self.tagged.tags.get(token).map_or(ReadAs::Mark, |tag| read_as(*tag));
        let Some(parsed) = self.parsed else {
            let tokens = 0..self.sentence.tokens.len();
            let word = |at: usize| {
                let (text, span) = self.piece(at..at + 1);
                Word { text, span, read_as: read_as(at), tag: None, lemma: None, label: None, head: None }
            };
            return tokens.map(word).collect();
        };
        let spans = parsed.sentence().spans();
        let mut first = vec![None; spans.len()];
        for token in (0..self.sentence.tokens.len()).rev() {
            if let Some(word) = parsed.word(token) {
                first[word] = Some(token);
            }
        }
        (0..spans.len())
            .map(|at| {
                let (text, tag) = (parsed.sentence().word(at), parsed.tree.tag(at));
                Word {
                    text: text.to_owned(),
                    span: [spans[at].start, spans[at].end],
                    read_as: first[at].map_or(ReadAs::Mark, read_as),
                    tag: Some(tag.name().to_owned()),
                    lemma: self.parser.map(|parser| parser.lemma(text, tag)),
                    label: Some(parsed.tree.label(at).name().to_owned()),
                    head: parsed.tree.head(at),
                }
            })
            .collect()
    }

    fn mention(&self, mention: &Mention) -> Name {
        let (text, span) = self.piece(mention.tokens.clone());
        let known = mention.actor.map(|actor| self.ontology.actors()[actor].id.clone());
        let found = mention.found.filter(|_| known.is_none());
        let actor = known.or_else(|| found.map(|found| self.cast.found_id(found).to_owned()));
        Name { text, span, actor, discovered: found.is_some(), place: self.place(mention.place), form: mention.form }
    }

    fn group(&self, index: usize) -> NounGroup {
        let (group, reading) = (&self.chunks.groups[index], &self.readings[index]);
        let (text, span) = self.piece(group.tokens.clone());
        NounGroup {
            text,
            span,
            actors: self.actors(&reading.actors),
            place: self.place(reading.place),
            makes: reading.makes,
            triggers: self.rules(reading.triggers.iter().copied()),
            referred: reading.referred,
            occupied: self.before.get(index).is_some_and(|before| before.actors != reading.actors),
            negated: group.negated,
            nobody: nobody(group, reading, self.tagged.tags.get(group.tokens.end - 1) == Some(&Tag::Noun)),
        }
    }

    fn verb(&self, index: usize) -> Verb {
        let verb = &self.chunks.verbs[index];
        let (text, span) = self.piece(verb.tokens.clone());
        let triggers = verb.main.as_ref().map(|word| self.rules(word.verb_triggers(self.ontology))).unwrap_or_default();
        let (passive, negated, modal, infinitive) = (verb.passive, verb.negated, verb.modal, verb.infinitive);
        Verb { text, span, triggers, passive, negated, modal, infinitive }
    }

    /// The tokens of a trigger.
    fn site(&self, site: Site) -> Range<usize> {
        let (word, tokens) = match site {
            Site::Noun(group) => (self.chunks.groups[group].words.last(), &self.chunks.groups[group].tokens),
            Site::Verb(verb) => (self.chunks.verbs[verb].main.as_ref(), &self.chunks.verbs[verb].tokens),
        };
        word.map_or(tokens.clone(), |word| word.start..word.start + word.len)
    }

    fn tried(&self, tried: Try, changes: Vec<Change>) -> Tried {
        let entry = &self.ontology.triggers()[tried.rule];
        let (word, span) = self.piece(self.site(tried.site));
        let outcome = match tried.event {
            Some(event) if self.events[event].lacking => Outcome::Nothing { why: tried.why.unwrap_or(Why::Empty) },
            Some(event) if tried.new => Outcome::Incident { event: name(self.base, event) },
            Some(event) => Outcome::Added { event: name(self.base, event) },
            None if !tried.pairs.is_empty() => Outcome::Relations { pairs: tried.pairs },
            None if !changes.is_empty() => Outcome::Changed,
            None => Outcome::Nothing {
                why: tried.why.unwrap_or(match () {
                    () if entry.relation.is_some() => Why::Unrelated,
                    () if entry.acts.contains(&Act::Nothing) => Why::NoDeed,
                    () if entry.acts.contains(&Act::Houses) => Why::Occupies,
                    () => Why::ChangedNothing,
                }),
            },
        };
        let Try { arguments, roles, .. } = tried;
        Tried { rule: entry.id.clone(), pos: entry.pos, word, span, arguments, roles, outcome, changes }
    }

    /// The words and phrases that could be triggers, with the rules that were not tried at them.
    fn passed_over(&self, tries: &[Try]) -> Vec<PassedOver> {
        let mut out = Vec::new();
        let mut next = 0;
        while next < self.sentence.tokens.len() {
            let at = next;
            next += 1;
            let found = self.lexicon.words_at(&self.sentence.tokens, at);
            let is_trigger = |sense: &WordSense| matches!(sense, WordSense::Trigger(..));
            let Some(found) = found.iter().rev().find(|found| found.senses.iter().any(is_trigger)) else { continue };
            let tokens = at..at + found.len;
            next = tokens.end;
            let here = |tried: &&Try| {
                let site = self.site(tried.site);
                site.start < tokens.end && tokens.start < site.end
            };
            let tried: Vec<usize> = tries.iter().filter(here).map(|tried| tried.rule).collect();
            for pos in [Pos::Noun, Pos::Verb] {
                let rules = found.senses.iter().filter_map(|sense| match sense {
                    WordSense::Trigger(rule, _) if self.ontology.triggers()[*rule].pos == pos => Some(*rule),
                    _ => None,
                });
                let mut rules: Vec<usize> = rules.filter(|rule| !tried.contains(rule)).collect();
                rules.sort_unstable();
                rules.dedup();
                if !rules.is_empty() {
                    let (word, span) = self.piece(tokens.clone());
                    let why = self.passed(tokens.clone(), pos);
                    out.push(PassedOver { word, span, rules: self.rules(rules.into_iter()), why });
                }
            }
        }
        out
    }

    fn passed(&self, tokens: Range<usize>, pos: Pos) -> Passed {
        let tag = self.tagged.tags[tokens.start];
        let as_read = Passed::ReadAs(read_as(tag));
        if matches!(tag, Tag::Name(_) | Tag::Time | Tag::Aside) {
            return as_read;
        }
        if let Some(word) = self.tagged.words[tokens.start].as_ref().filter(|word| word.len > tokens.len()) {
            return Passed::PartOf(self.piece(word.start..word.start + word.len).0);
        }
        if self.question {
            return Passed::Question;
        }
        let group = self.chunks.groups.iter().position(|group| group.tokens.contains(&tokens.start));
        match group.filter(|_| pos == Pos::Noun && !matches!(tag, Tag::Verb(_))) {
            Some(group) if self.chunks.groups[group].tokens.end > tokens.end => {
                Passed::NotHead(self.piece(self.chunks.groups[group].tokens.clone()).0)
            }
            Some(group) if !self.readings[group].triggers.is_empty() => Passed::Told,
            _ => as_read,
        }
    }

    fn told(&self, at: usize, event: &Event) -> Told {
        let tokens = match self.tagged.words.get(event.token) {
            Some(Some(word)) => word.start..word.start + word.len,
            _ => event.token..event.token + 1,
        };
        Told {
            event: name(self.base, at),
            rule: self.ontology.triggers()[event.rule].id.clone(),
            word: self.piece(tokens).0,
            kind: event.kind,
            modality: event.modality,
            perpetrators: self.actors(&event.agents),
            targets: self.actors(&event.targets),
            // Known when the whole document is read.
            fate: if event.lacking { Fate::NoPerpetrator } else { Fate::NoSides },
        }
    }

    fn relation(&self, relation: &Relation) -> Stated {
        let id = |member: usize| self.cast.actor(member).id.clone();
        let rule = relation.trigger.map_or(relation.rule, |trigger| self.ontology.triggers()[trigger].id.as_str());
        let predicate: Predicate = relation.predicate;
        Stated { rule: rule.to_owned(), subject: id(relation.subject), predicate, object: id(relation.object) }
    }
}

fn read_as(tag: Tag) -> ReadAs {
    match tag {
        Tag::Determiner | Tag::Possessive => ReadAs::Determiner,
        Tag::Number => ReadAs::Number,
        Tag::Adjective => ReadAs::Adjective,
        Tag::Noun => ReadAs::Noun,
        Tag::Name(_) => ReadAs::Name,
        Tag::Pronoun => ReadAs::Pronoun,
        Tag::Preposition => ReadAs::Preposition,
        Tag::Conjunction | Tag::Subordinator | Tag::Relative | Tag::Complementizer => ReadAs::Conjunction,
        Tag::Negation => ReadAs::Negation,
        Tag::Adverb => ReadAs::Adverb,
        Tag::To | Tag::Modal | Tag::Be | Tag::Auxiliary => ReadAs::Auxiliary,
        Tag::Verb(_) => ReadAs::Verb,
        Tag::Time => ReadAs::Date,
        Tag::Aside => ReadAs::Aside,
        Tag::PossessiveMark | Tag::Comma | Tag::Quote | Tag::Mute | Tag::Break => ReadAs::Mark,
    }
}

/// Whether a cue tells the reader of documents what is text.
fn shapes_documents(effect: Effect) -> bool {
    use Effect::{Aside, Boilerplate, Byline, Caption, Clock, Furniture, Headed, Issues, Signed, Timestamp};
    matches!(effect, Aside | Boilerplate | Byline | Caption | Clock | Furniture | Headed | Issues | Signed | Timestamp)
}

/// Why a group stands for no actor.
fn nobody(group: &Group, reading: &Reading, noun: bool) -> Option<Nobody> {
    if !reading.actors.is_empty() {
        return None;
    }
    let known = group.words.last().is_some_and(|word| word.start + word.len == group.tokens.end && word.generic().is_some());
    Some(match reading.makes {
        _ if !reading.triggers.is_empty() => Nobody::Trigger,
        _ if reading.place.is_some() => Nobody::Place,
        _ if group.pronoun => Nobody::Pronoun,
        Some(Makes::Thing) if !known && noun => Nobody::UnknownNoun,
        Some(Makes::Group | Makes::Forces) if group.definite => Nobody::NoReferent,
        Some(Makes::Thing) | None => Nobody::Thing,
        Some(_) => Nobody::NoOwner,
    })
}
