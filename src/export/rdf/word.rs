//! Words that exports have beyond those that questions are asked in: what is needed to put every document's account together
//! again, and what others look for.

/// What sort of word it is, as ontologies tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Class,
    /// Its objects have a name.
    Object,
    /// Its objects are literals.
    Data,
}

/// A word that only exports have.
#[derive(Clone, Copy, Debug)]
pub(super) struct OwnWord {
    pub(super) iri: &'static str,
    pub(super) sort: Sort,
    pub(super) meaning: &'static str,
}

macro_rules! own {
    ($($name:ident = $local:literal $sort:ident $meaning:literal,)*) => {
        $(#[doc = $meaning] pub(crate) const $name: &str = concat!("urn:reprisal:v:", $local);)*
        /// Every word that only exports have.
        pub(super) const OWN_WORDS: &[OwnWord] =
            &[$(OwnWord { iri: $name, sort: Sort::$sort, meaning: $meaning },)*];
    };
}

own! {
    REPORT_CLASS = "Report" Class "class of reports: one incident as one document tells it",
    VOICE_CLASS = "Voice" Class "class of voices: somebody whose word a sentence gives",
    RECORD_CLASS = "Record" Class "class of records: an actor or a place as a document or the ontology describes it",
    FACT_CLASS = "Fact" Class "class of what the ontology states of two actors",
    CORRECTION_CLASS = "Correction" Class "class of what people corrected",
    REPORT = "report" Object "incident, in the graph of a document: a report of it there",
    ANSWERS = "answers" Object "report: a report of the same document whose deed it answers",
    NAMES = "names" Object "document, ontology: how it describes an actor or a place",
    DESCRIBES = "describes" Object "record: what it describes",
    VOICE = "voice" Object "evidence: on whose word it stands",
    ORDER = "order" Data "voice: how near it is to what is told, from 1",
    WORDS = "words" Data "voice: who speaks, in the words of the text",
    STANCE = "stance" Data "voice: what they do with what they speak of",
    FROM = "from" Data "evidence: the byte of the text at which the sentence begins",
    TO = "to" Data "evidence: the byte of the text before which the sentence ends",
    CONTENT_HASH = "contentHash" Data "document: what tells one version of its text from another (XXH3, 64 bits)",
    SINCE = "since" Data "fact: the first day, as exact as known",
    ROLE = "role" Data "fact: the title of a leader",
    CORRECTS = "corrects" Data "correction: what it does",
    OF = "of" Data "correction: the incident",
    SPLIT_FROM = "splitFrom" Data "correction: a report of the other incident",
    SIDE = "side" Data "correction: a side that it puts in the place of what is told",
    REASON = "reason" Data "correction: why",
}

/// Words of common vocabularies.
pub(crate) mod common {
    pub(crate) const TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
    pub(crate) const LABEL: &str = "http://www.w3.org/2000/01/rdf-schema#label";
    pub(crate) const COMMENT: &str = "http://www.w3.org/2000/01/rdf-schema#comment";
    pub(crate) const DEFINED_BY: &str = "http://www.w3.org/2000/01/rdf-schema#isDefinedBy";
    pub(crate) const SUB_PROPERTY_OF: &str = "http://www.w3.org/2000/01/rdf-schema#subPropertyOf";
    pub(crate) const ONTOLOGY: &str = "http://www.w3.org/2002/07/owl#Ontology";
    pub(crate) const CLASS: &str = "http://www.w3.org/2002/07/owl#Class";
    pub(crate) const OBJECT_PROPERTY: &str = "http://www.w3.org/2002/07/owl#ObjectProperty";
    pub(crate) const DATA_PROPERTY: &str = "http://www.w3.org/2002/07/owl#DatatypeProperty";
    pub(crate) const EVENT_TYPE: &str = "http://semanticweb.cs.vu.nl/2009/11/sem/eventType";
    pub(crate) const EVENT_TYPE_CLASS: &str = "http://semanticweb.cs.vu.nl/2009/11/sem/EventType";
    pub(crate) const CONCEPT: &str = "http://www.w3.org/2004/02/skos/core#Concept";
    pub(crate) const IN_SCHEME: &str = "http://www.w3.org/2004/02/skos/core#inScheme";
    pub(crate) const CONCEPT_SCHEME: &str = "http://www.w3.org/2004/02/skos/core#ConceptScheme";
    pub(crate) const ORGANIZATION: &str = "http://www.w3.org/ns/org#Organization";
    pub(crate) const MEMBER_OF: &str = "http://www.w3.org/ns/org#memberOf";
    pub(crate) const PERSON: &str = "https://schema.org/Person";
    pub(crate) const URL: &str = "https://schema.org/url";
    pub(crate) const IDENTIFIER: &str = "https://schema.org/identifier";
    pub(crate) const WITHIN: &str = "https://schema.org/containedInPlace";
    pub(crate) const DERIVED_FROM: &str = "http://www.w3.org/ns/prov#wasDerivedFrom";
}
