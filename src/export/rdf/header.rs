//! The words that are ours, explained: so that a browser of ontologies shows what they mean.

use std::io;

use super::word::{OWN_WORDS, Sort, common};
use super::{Object, Sink, Teller, together};
use crate::rdf::{OWN, Word};
use crate::vocabulary::IncidentKind;

const NAMESPACE: &str = "urn:reprisal:v:";
const KINDS: &str = "urn:reprisal:kind:";
const ABOUT: &str = "Who did what to whom in armed conflicts, and what answered what, as news articles tell it";

/// What follows from words of ours in common vocabularies, beside [`Word::wider`].
const WIDER: &[(Word, &str)] =
    &[(Word::AttributedTo, Word::AccordingTo.iri()), (Word::Evidence, common::DERIVED_FROM), (Word::Within, common::WITHIN)];

impl<S: Sink> Teller<'_, '_, S> {
    /// Explains our words.
    pub(super) fn header(&mut self) -> io::Result<()> {
        NAMESPACE.clone_into(&mut self.subject);
        self.say(common::TYPE, Object::Name(common::ONTOLOGY))?;
        self.say(common::LABEL, Object::Text("reprisal"))?;
        self.say(common::COMMENT, Object::Text(ABOUT))?;
        for word in Word::ALL {
            self.word(*word)?;
        }
        for word in OWN_WORDS {
            self.explain(word.iri, word.sort, word.meaning)?;
        }
        KINDS.clone_into(&mut self.subject);
        self.say(common::TYPE, Object::Name(common::CONCEPT_SCHEME))?;
        self.say(common::LABEL, Object::Text("kinds of incident"))?;
        for kind in IncidentKind::ALL {
            self.subject = together::kind(*kind);
            self.say(common::TYPE, Object::Name(common::EVENT_TYPE_CLASS))?;
            self.say(common::TYPE, Object::Name(common::CONCEPT))?;
            self.say(common::LABEL, Object::Text(&kind.as_str().replace('-', " ")))?;
            self.say(common::IN_SCHEME, Object::Name(KINDS))?;
        }
        Ok(())
    }

    fn word(&mut self, word: Word) -> io::Result<()> {
        if word.iri().starts_with(OWN) {
            self.explain(word.iri(), sort(word), word.meaning())?;
            let wider = word.wider().map(Word::iri);
            let more = WIDER.iter().filter(|(narrow, _)| *narrow == word).map(|(_, wide)| *wide);
            return wider.into_iter().chain(more).try_for_each(|wide| self.say(common::SUB_PROPERTY_OF, Object::Name(wide)));
        }
        // What RDF itself and SKOS say of their words every reader knows.
        if ["rdf:", "rdfs:", "skos:"].iter().any(|known| word.as_str().starts_with(known)) {
            return Ok(());
        }
        word.iri().clone_into(&mut self.subject);
        self.say(common::TYPE, Object::Name(class(sort(word))))
    }

    fn explain(&mut self, iri: &str, sort: Sort, meaning: &str) -> io::Result<()> {
        iri.clone_into(&mut self.subject);
        self.say(common::TYPE, Object::Name(class(sort)))?;
        self.say(common::LABEL, Object::Text(&in_words(iri.strip_prefix(NAMESPACE).unwrap_or(iri))))?;
        self.say(common::COMMENT, Object::Text(meaning))?;
        self.say(common::DEFINED_BY, Object::Name(NAMESPACE))
    }
}

fn class(sort: Sort) -> &'static str {
    match sort {
        Sort::Class => common::CLASS,
        Sort::Object => common::OBJECT_PROPERTY,
        Sort::Data => common::DATA_PROPERTY,
    }
}

/// What sort of word it is.
fn sort(word: Word) -> Sort {
    match word {
        Word::Actor | Word::Place | Word::Incident | Word::Document | Word::Entity | Word::Statement => Sort::Class,
        Word::Kind
        | Word::Date
        | Word::Until
        | Word::Earliest
        | Word::Latest
        | Word::Killed
        | Word::Wounded
        | Word::Weapon
        | Word::Status
        | Word::Modality
        | Word::Confidence
        | Word::Rule
        | Word::Origin
        | Word::Source
        | Word::Label
        | Word::AltLabel
        | Word::Quote
        | Word::Headline
        | Word::Published
        | Word::HasTimeStamp
        | Word::EarliestBegin
        | Word::LatestEnd => Sort::Data,
        _ => Sort::Object,
    }
}

/// `retaliatedFor` as "retaliated for".
fn in_words(local: &str) -> String {
    let mut words = String::new();
    for c in local.chars() {
        if c.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(c.to_lowercase());
    }
    words
}
