//! From a document to its [`Extraction`]: frames over groups, modality, references, causes.

mod argument;
mod cast;
mod clause;
mod confidence;
mod dating;
mod denial;
mod event;
mod explain;
mod first_person;
mod group;
mod headline;
mod home;
mod housing;
mod layout;
mod locating;
mod merge;
mod passed;
mod reading;
mod record;
mod relation;
mod sites;
mod skim;
mod speech;
mod standing;
mod status;
mod tag;
mod toll;

use rustc_hash::FxHashMap as HashMap;

use argument::{Arguments, ByGroups, ByTree, Nature, Parsed};
use cast::Cast;
use clause::Clauses;
use dating::Story;
use event::trace::Trace;
use event::{Event, EventReader};
use explain::{Notes, Seen};
use first_person::Voices;
use headline::Headline;
use housing::HousingReader;
use layout::{Layout, Line};
use locating::{Places, Scene};
use reading::{GroupReader, Named, Reading, Stated, Thing};
use relation::Relation;
use sites::{Groups, Sites};
use skim::{Glance, Skim};
use speech::Speech;
use standing::{Announced, Standing, StandingReader};
use tag::Word;

use crate::date::PartialDate;
use crate::document::{BlockKind, Cut, Document, Limits};
use crate::explain::Explanation;
use crate::extraction::{EXTRACTION_VERSION, Extraction};
use crate::held::Held;
use crate::lexicon::{Lexicon, Subject};
use crate::ontology::Ontology;
use crate::ontology::schema::{Act, Makes, Slot, WordClass};
use crate::recognize::discover::discover;
use crate::recognize::{Mention, recognize};
use crate::syntax::{Parser, Tag};
use crate::text::{Sentence, Token, sentences};
use crate::vocabulary::{Modality, Predicate};
use crate::when::{DateReader, Lead, When};

/// Reads documents with one ontology.
///
/// Compiling the ontology takes some milliseconds; make one reader and use it for all documents, from any thread.
///
/// ```
/// use reprisal::{DocumentReader, Ontology, Reader};
///
/// let ontology = Ontology::builtin()?;
/// let (documents, reader) = (DocumentReader::new(ontology), Reader::new(ontology));
/// let said = reader.read(&documents.text("wire-7", "Israel bombed Houthi depots in Hodeidah."));
/// assert_eq!((said.incidents[0].perpetrators[0].as_str(), said.incidents[0].targets[0].as_str()), ("israel", "houthis"));
/// # Ok::<(), reprisal::ontology::OntologyError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Reader<'o> {
    ontology: Held<'o, Ontology>,
    lexicon: Lexicon,
    dates: DateReader,
    /// None only if the model inside the crate were damaged, which its tests rule out; groups then serve alone.
    parser: Option<&'static Parser>,
    skim: Skim,
    subject: Subject,
    /// The class of those who bear no arms (index into [`Ontology::actors`]), if the ontology has one.
    civilians: Option<usize>,
    limits: Limits,
}

/// The first sentences of a document, which tell the news: title and lead.
const HEAD: usize = 2;
/// How many days before its publication what is no news any more happened.
const PAST: i32 = 21;

/// What a document has told up to a sentence.
struct Told<'o> {
    cast: Cast<'o>,
    named: Vec<Named>,
    things: Vec<Thing>,
    sites: Sites,
    events: Vec<Event>,
    relations: Vec<Relation>,
    /// The state that the document speaks of most, whose army "the army" is (index into [`Ontology::actors`]).
    home: Option<usize>,
    /// What the line before said of the list that is being read.
    announced: Option<Announced>,
    /// Who occupies each place, as far as the text says.
    housed: HashMap<usize, Vec<usize>>,
    /// What it said of time.
    story: Story,
    /// The place named last, smaller than a country (index into [`Ontology::places`]).
    place: Option<usize>,
    /// The places that stand over the text.
    scene: Scene,
    /// The last sentence that begins with a deed or its means.
    deed: Option<usize>,
    /// Who speaks in it.
    voices: Voices,
    /// What stands over the line being read.
    layout: Layout,
    /// Who spoke.
    speech: Speech,
    /// The sentence that is said to tell of an answer.
    awaiting: Option<usize>,
    /// What the words of each sentence show.
    glances: Vec<Glance>,
}

impl<'o> Reader<'o> {
    /// A reader over this ontology: `&ontology`, or an [`Arc`](std::sync::Arc) of it for a reader that borrows nothing.
    #[must_use]
    pub fn new(ontology: impl Into<Held<'o, Ontology>>) -> Reader<'o> {
        let held = ontology.into();
        let ontology: &Ontology = &held;
        let words = || (Lexicon::new(ontology), Subject::new(ontology));
        let (parser, (lexicon, subject)) = crate::parallel::both(|| Parser::builtin().ok(), words);
        let (dates, skim, civilians) = (DateReader::new(ontology), Skim::of(ontology), cast::civilians(ontology));
        Reader { ontology: held, lexicon, dates, parser, skim, subject, civilians, limits: Limits::default() }
    }

    /// What it reads with.
    #[must_use]
    pub fn ontology(&self) -> &Ontology {
        &self.ontology
    }

    /// With other limits than the [default](Limits::default). Those of the text are a matter of the [document](Document).
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Reader<'o> {
        self.limits = limits;
        self
    }

    /// Reads one document. It never fails: a text without incidents gives an empty extraction.
    #[must_use]
    pub fn read(&self, document: &Document) -> Extraction {
        self.read_within(document).0
    }

    /// Reads one document and says what of it goes beyond the [limits](Limits) and was left out.
    #[must_use]
    pub fn read_within(&self, document: &Document) -> (Extraction, Vec<Cut>) {
        let mut cuts = Vec::from_iter(document.cut);
        let extraction = self.tell(document, &mut cuts, None);
        (extraction, cuts)
    }

    /// Reads one document and says how: which rules were tried in each sentence, and what came of them.
    ///
    /// What it extracts is what [`Reader::read`] does, by the same code.
    #[must_use]
    pub fn explain(&self, document: &Document) -> Explanation {
        let mut notes = Notes::default();
        let told = self.tell(document, &mut Vec::new(), Some(&mut notes));
        let extraction = if notes.passed_over { self.read(document) } else { told };
        notes.finish(extraction)
    }

    fn tell(&self, document: &Document, cuts: &mut Vec<Cut>, mut notes: Option<&mut Notes>) -> Extraction {
        // Whoever asks how a document is read is shown what its words would give all the same.
        let is_passed_over = !self.speaks_of_conflict(document);
        if is_passed_over && notes.is_none() {
            return self.passed_over(document, &[], &[]);
        }
        let mut sentences = sentences(document, &self.lexicon);
        let mut mentions = recognize(&sentences, &document.text, &self.lexicon);
        let most = self.limits.names.unwrap_or(usize::MAX);
        let (found, end) = discover(&sentences, &document.text, &self.lexicon, self.ontology(), &mut mentions, most);
        if end < sentences.len() {
            // Whose name is not known would be taken for somebody else.
            cuts.push(Cut::Names { most, read: end, of: sentences.len() });
            sentences.truncate(end);
            mentions.truncate(end);
        }
        let conflict = |sentence: &Sentence| {
            let text = document.text.get(sentence.span.clone()).unwrap_or_default();
            self.subject.speaks_of_it(&document.text, text)
        };
        let glances = self.skim.glances(&sentences, &mentions, &self.lexicon, conflict);
        let is_passed_over = is_passed_over || !skim::matters(&glances);
        match &mut notes {
            Some(notes) => notes.passed_over = is_passed_over,
            None if is_passed_over => return self.passed_over(document, &sentences, &mentions),
            None => {}
        }
        let voices = Voices::of(&sentences, &mentions, &self.lexicon, self.ontology());
        let mut told = Told {
            cast: Cast::new(self.ontology(), found, self.civilians),
            named: Vec::new(),
            things: Vec::new(),
            sites: Sites::default(),
            events: Vec::new(),
            relations: Vec::new(),
            home: voices.state.or_else(|| home::home(self.ontology(), &mentions)),
            announced: None,
            housed: HashMap::default(),
            story: Story::new(&self.dates, &sentences, &document.text, document.info.published),
            voices,
            layout: Layout::default(),
            place: None,
            scene: Scene::default(),
            deed: None,
            speech: Speech::default(),
            awaiting: None,
            glances,
        };
        for number in 0..sentences.len() {
            self.sentence(document, &sentences, number, &mentions, &mut told, notes.as_deref_mut());
            if self.limits.deeds.is_some_and(|most| told.events.len() >= most) && number + 1 < sentences.len() {
                cuts.push(Cut::Deeds { told: told.events.len(), read: number + 1, of: sentences.len() });
                break;
            }
        }
        let Told { mut cast, events, relations, housed, story, .. } = told;
        let asserted = |relation: &&Relation| relation.predicate == Predicate::Leads && relation.modality == Modality::Asserted;
        for relation in relations.iter().filter(asserted) {
            cast.serves(relation.subject, relation.object);
        }
        let mut incidents = merge::merge(events, &housed, &mut cast, self.ontology());
        story.settle(&mut incidents, document.info.published);
        let records = record::records(&incidents, &sentences, document, &mut cast, self.ontology());
        if let Some(notes) = notes {
            notes.merged(&incidents, &record::kept(&incidents), &records, &cast);
        }
        let relations = relation::records(&relations, &sentences, document, &cast, self.ontology());
        let (actors, places) = cast.into_records();
        Extraction { version: EXTRACTION_VERSION, document: document.info.clone(), actors, places, incidents: records, relations }
    }

    fn sentence<'s>(
        &'s self,
        document: &Document,
        sentences: &[Sentence],
        number: usize,
        all: &[Vec<Mention>],
        told: &mut Told<'s>,
        notes: Option<&mut Notes>,
    ) {
        let Told {
            cast,
            named,
            events,
            relations,
            things,
            sites,
            home,
            announced,
            housed,
            story,
            voices,
            layout,
            awaiting,
            speech,
            place,
            scene,
            deed,
            glances,
        } = told;
        let known_relations = relations.len();
        let sentence = &sentences[number];
        let mentions = all[number].as_slice();
        let text = document.text.get(sentence.span.clone()).unwrap_or_default();
        let whens = story.find(&self.dates, sentence, text, document.info.published);
        let hour = dating::opening_hour(sentence, mentions, &self.lexicon);
        let is_time = |at: usize| {
            if hour.is_some_and(|end| at < end) {
                return true;
            }
            let Some(token) = sentence.tokens.get(at) else { return false };
            let from = token.span.start - sentence.span.start;
            // "for the April 1 airstrike": the preposition and the article are those of the strike.
            let outer = |when: &When| {
                when.lead == Lead::Noun
                    && [WordClass::Preposition, WordClass::Determiner].iter().any(|class| self.lexicon.is_word(token, *class))
            };
            whens.iter().any(|when| when.span.contains(&from) && !outer(when))
        };
        let from =
            dating::label(sentence, &whens).or_else(|| voices.label(number).map(|token| sentence.tokens[token].span.start));
        let from = from.or_else(|| placed(sentence, mentions)).or(hour.map(|end| sentence.tokens[end].span.start));
        let from = from.unwrap_or(sentence.span.start);
        let parser = self.parser.filter(|_| skim::is_telling(glances, number));
        let parsed = parser.map(|parser| {
            let mut parsed = Parsed::new(parser, &document.text, sentence, from);
            // "IS gunmen": a name of one word is no verb.
            let mistaken = |mention: &&Mention| {
                let verb = parsed.tag(mention.tokens.start).is_some_and(Tag::is_verb);
                mention.tokens.len() == 1 && verb
            };
            let names: Vec<_> = mentions.iter().filter(mistaken).map(|name| (name.tokens.start, Tag::Nnp)).collect();
            parsed.again(parser, &names);
            let headline = Headline { sentence, mentions, lexicon: &self.lexicon, ontology: self.ontology(), parsed: &parsed };
            if let Some((token, tag)) = headline.verb() {
                parsed.again(parser, &[(token, tag)]);
            }
            parsed
        });
        let tagged = tag::tag(sentence, mentions, &self.lexicon, self.ontology(), parsed.as_ref(), is_time);
        let chunks = group::chunk(sentence, &tagged, mentions, &self.lexicon, self.ontology());
        let mut reader = GroupReader {
            ontology: self.ontology(),
            lexicon: &self.lexicon,
            sentence,
            number,
            text: &document.text,
            mentions,
            tagged: &tagged,
            chunks: &chunks,
            cast,
            named,
            things,
            stated: Vec::new(),
            home: *home,
            voices,
            all,
        };
        let mut readings = reader.read();
        reader.towns(&mut readings, *place);
        let mut backings = Vec::new();
        for stated in reader.stated {
            let (subject, predicate, object, rule) = match stated {
                Stated::Backs(subject, object) => (subject, Predicate::Backs, object, "backs.modifier"),
                Stated::Leads(subject, object) => (subject, Predicate::Leads, object, "leads.role"),
                Stated::PartOf(subject, object) => (subject, Predicate::PartOf, object, "part-of.modifier"),
            };
            if let Stated::Backs(backer, backed) = stated {
                backings.push((backer, backed));
            }
            let (trigger, modality, voices) = (None, Modality::Asserted, Vec::new());
            relations.push(Relation { subject, predicate, object, sentence: number, rule, trigger, modality, voices });
        }
        let groups = Groups { ontology: self.ontology(), lexicon: &self.lexicon, sentence, number, chunks: &chunks };
        sites.recall(&groups, &mut readings, cast);
        let natures: Vec<Nature> = readings.iter().map(|reading| self.nature(reading)).collect();
        let harms = |verb: usize| {
            chunks.verbs[verb].main.as_ref().is_some_and(|word| {
                word.verb_triggers(self.ontology()).any(|trigger| {
                    let trigger = &self.ontology().triggers()[trigger];
                    trigger.acts.contains(&Act::Harms) && trigger.frame.victim.contains(&Slot::Object)
                })
            })
        };
        let causes = |token: usize| self.lexicon.is_word(&sentence.tokens[token], WordClass::Causative);
        let by_groups = ByGroups { chunks: &chunks, natures: &natures, harms: &harms, causes: &causes };
        let by_tree = parsed.as_ref().map(|parsed| ByTree::new(parsed, &by_groups));
        let arguments: &dyn Arguments = by_tree.as_ref().map_or(&by_groups as &dyn Arguments, |tree| tree);
        let standing = StandingReader {
            ontology: self.ontology(),
            lexicon: &self.lexicon,
            tokens: &sentence.tokens,
            mentions,
            chunks: &chunks,
            readings: &readings,
            arguments,
            cues: &tagged.cues,
            cast,
        };
        let described = standing.described();
        let mut stated = standing.read(&backings);
        if sentence.kind == BlockKind::Item {
            stated.extend(announced.and_then(|announced| standing.item(announced)));
        } else {
            *announced = standing.announces();
        }
        for told in stated {
            let Standing { rule: trigger, predicate, subject, object } = told;
            let rule = if predicate == Predicate::PartOf { "part-of.list" } else { "backs.list" };
            relations.push(Relation {
                subject,
                predicate,
                object,
                sentence: number,
                rule,
                trigger,
                modality: Modality::Asserted,
                voices: Vec::new(),
            });
        }
        let before = notes.as_ref().map(|_| readings.clone());
        let occupants = HousingReader { ontology: self.ontology(), chunks: &chunks, arguments }.read(&mut readings, housed);
        sites.note(&groups, &readings, cast);
        let open = |event: &&mut Event| event.site && event.targets.is_empty() && number - event.sentence <= 2;
        for event in events.iter_mut().rev().take(8).filter(open) {
            let theirs = |occupant: &&usize| !event.agents.iter().any(|&agent| cast.same_side(agent, **occupant));
            event.targets = occupants.iter().filter(theirs).copied().collect();
        }
        let holders: HashMap<usize, usize> = readings
            .iter()
            .filter_map(|reading| reading.place)
            .filter_map(|place| {
                let holder = self.ontology().holder(&self.ontology().places()[place].id, document.info.published)?;
                cast.by_id(holder).map(|member| (place, member))
            })
            .collect();
        let mut trace = notes.as_ref().map(|_| Trace::new(events.len()));
        let implied = layout.subjects(sentence).to_vec();
        let context = event::Context {
            ontology: self.ontology(),
            sentence: number,
            sentence_tokens: &sentence.tokens,
            chunks: &chunks,
            readings: &readings,
            described: &described,
            arguments,
            cues: &tagged.cues,
            cast,
            holders: &holders,
            implied: &implied,
            lexicon: &self.lexicon,
            carried: speech.carried(number),
            deed_before: number > 0 && *deed == Some(number - 1),
        };
        let mut reader = EventReader::new(context, trace.as_mut());
        // A question asserts nothing.
        let question = sentence.tokens.last().is_some_and(|last| last.folded == "?");
        if !question {
            reader.read();
        }
        let line = Line { number, sentence, mentions, chunks: &chunks, readings: &readings, arguments, cast };
        layout.complete(&line, &mut reader.events);
        if reader.begins_with_deed() {
            *deed = Some(number);
        }
        let base = events.len();
        let spoken: Vec<usize> = chunks
            .verbs
            .iter()
            .filter_map(|verb| verb.main.as_ref())
            .filter(|word| self.is_speech(word))
            .map(|word| word.start)
            .collect();
        let clauses = Clauses { sentence, number, lexicon: &self.lexicon, parsed: parsed.as_ref(), speech: &spoken };
        let verbs = reader.verbs_of_events();
        story.date(&clauses, &mut reader.events, &whens, &verbs);
        for event in &mut reader.events {
            let age = |date: PartialDate| document.info.published.map(|day| (day - date.last_day()).get_days());
            event.lead = number < HEAD && event.date.is_none();
            event.old = event.date.and_then(age).is_some_and(|days| days > PAST);
        }
        toll::lead_back(&clauses, &mut reader.events, self.ontology());
        let places = Places { clauses: &clauses, ontology: self.ontology(), chunks: &chunks, readings: &readings, mentions };
        places.locate(&mut reader.events, place);
        scene.set(sentence, mentions, dating::placed_label(sentence, &whens).is_some(), &mut reader.events);
        layout.note(&line, &reader.events);
        let voice = reader.voice;
        for told in reader.relations {
            let (subject, object, modality, voices) = (told.subject, told.object, told.modality, told.voices);
            let predicate = self.ontology().triggers()[told.rule].relation.unwrap_or(Predicate::Backs);
            let trigger = Some(told.rule);
            relations.push(Relation { subject, predicate, object, sentence: number, rule: "", trigger, modality, voices });
        }
        // "It did not go unanswered": by what the next sentence tells.
        if *awaiting == Some(number)
            && let Some(answer) = reader.events.iter_mut().find(|event| event.modality == Modality::Asserted && !event.lacking)
        {
            answer.replies = true;
        }
        *awaiting = reader.awaits.then_some(number + 1);
        // "This was in retaliation for …": the last deed told of before.
        let told = |event: &&mut Event| !event.lacking && event.modality == Modality::Asserted && number - event.sentence <= 2;
        let mut near: Vec<&mut Event> = events.iter_mut().rev().filter(told).collect();
        let answer = near.iter().position(|event| !event.agents.is_empty()).unwrap_or(0);
        if let Some(answer) = near.get_mut(answer) {
            answer.causes.extend(reader.provocations.iter().map(|cause| base + cause));
        }
        events.extend(reader.events.into_iter().map(|mut event| {
            event.entry = story.entry();
            for other in event.causes.iter_mut().chain(&mut event.apart).chain(&mut event.same) {
                *other += base;
            }
            event.headline = matches!(sentence.kind, BlockKind::Title | BlockKind::Heading | BlockKind::Caption);
            if let Some(deed) = &mut event.toll_of {
                *deed += base;
            }
            event
        }));
        if let Some(class) = self.civilians {
            let open = |event: &&mut Event| {
                let bare = event.targets.is_empty() && event.victims.is_empty() && event.bystanders.is_empty();
                event.people && bare && event.holders.is_empty() && !event.agents.is_empty()
            };
            for event in events[base..].iter_mut().filter(open) {
                event.targets.extend(cast.by_id(self.ontology().principal(&self.ontology().actors()[class].id)));
            }
        }
        speech.hear(sentence, number, voice, events, base, cast);
        if let (Some(notes), Some(trace)) = (notes, trace) {
            let seen = Seen {
                document,
                ontology: self.ontology(),
                lexicon: &self.lexicon,
                parser: self.parser,
                sentence,
                number,
                mentions,
                parsed: parsed.as_ref(),
                tagged: &tagged,
                chunks: &chunks,
                readings: &readings,
                before: before.as_deref().unwrap_or_default(),
                cast,
                question,
                events: &events[base..],
                base,
                relations: &relations[known_relations..],
            };
            notes.sentence(&seen, trace);
        }
    }

    fn nature(&self, reading: &Reading) -> Nature {
        // A noun of a standing relation is no deed: what follows it may be the verb's.
        let tells = |rule: &usize| self.ontology().triggers()[*rule].relation.is_none();
        Nature {
            place: reading.place.is_some() && reading.makes.is_none(),
            country: reading.place.is_some(),
            name: reading.named && !reading.actors.is_empty(),
            incident: reading.triggers.iter().any(tells),
            weapon: reading.makes == Some(Makes::Weapon),
            property: reading.makes == Some(Makes::Property),
        }
    }

    /// Whether a verb tells of words about deeds rather than of deeds.
    fn is_speech(&self, verb: &Word) -> bool {
        let speaks = |act: &Act| matches!(act, Act::Speaks | Act::Threatens | Act::Denies | Act::Attributes);
        verb.verb_triggers(self.ontology()).any(|trigger| self.ontology().triggers()[trigger].acts.iter().any(speaks))
    }
}

/// "Baghdad: drone kills two", "Mosul – Gunmen shot dead …": where a sentence begins that a place labels.
fn placed(sentence: &Sentence, mentions: &[Mention]) -> Option<usize> {
    let first = mentions.first().filter(|first| first.tokens.start == 0 && first.place.is_some())?;
    let is_dash = |token: &Token| matches!(token.folded.as_str(), "–" | "—" | "-");
    let end = sentence.tokens[first.tokens.end - 1].span.end;
    let one = sentence.tokens.iter().filter(|token| is_dash(token)).count() == 1;
    let labels = |token: &&Token| token.folded == ":" || one && is_dash(token) && token.span.start > end;
    let colon = sentence.tokens.get(first.tokens.end).filter(labels)?;
    sentence.tokens.iter().find(|token| token.span.start > colon.span.start).map(|token| token.span.start)
}
