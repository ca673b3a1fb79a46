//! The words of the RDF view: ours under [`OWN`], and those of SEM, PROV-O, ORG, schema.org, SKOS and RDF itself.

/// Everything that is ours begins so: the words, and the names of actors, places, incidents, documents and evidence.
///
/// ```
/// use reprisal::rdf::{OWN, PREFIXES, Word};
///
/// assert!(Word::RetaliatedFor.iri().starts_with(OWN));
/// assert!(PREFIXES.iter().any(|(_, namespace)| namespace.starts_with(OWN)));
/// ```
pub const OWN: &str = "urn:reprisal:";

/// The prefixes that stand for namespaces in questions and exports, in order.
///
/// ```
/// use reprisal::rdf::PREFIXES;
///
/// let header: String = PREFIXES.iter().map(|(short, long)| format!("PREFIX {short}: <{long}>\n")).collect();
/// assert!(header.starts_with("PREFIX a: <urn:reprisal:actor:>"));
/// ```
pub const PREFIXES: &[(&str, &str)] = &[
    ("a", "urn:reprisal:actor:"),
    ("d", "urn:reprisal:document:"),
    ("e", "urn:reprisal:evidence:"),
    ("i", "urn:reprisal:incident:"),
    ("org", "http://www.w3.org/ns/org#"),
    ("p", "urn:reprisal:place:"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("schema", "https://schema.org/"),
    ("sem", "http://semanticweb.cs.vu.nl/2009/11/sem/"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("v", "urn:reprisal:v:"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

macro_rules! words {
    (@namespace "org") => { "http://www.w3.org/ns/org#" };
    (@namespace "prov") => { "http://www.w3.org/ns/prov#" };
    (@namespace "rdf") => { "http://www.w3.org/1999/02/22-rdf-syntax-ns#" };
    (@namespace "rdfs") => { "http://www.w3.org/2000/01/rdf-schema#" };
    (@namespace "schema") => { "https://schema.org/" };
    (@namespace "sem") => { "http://semanticweb.cs.vu.nl/2009/11/sem/" };
    (@namespace "skos") => { "http://www.w3.org/2004/02/skos/core#" };
    (@namespace "v") => { "urn:reprisal:v:" };
    ($($variant:ident = $prefix:tt $local:literal $meaning:literal,)*) => {
        /// A word of the vocabulary: a property or a class.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Word {
            $(#[doc = concat!("`", $prefix, ":", $local, "`: ", $meaning, ".")] $variant,)*
        }

        impl Word {
            /// Every word, in the order of declaration.
            pub const ALL: &'static [Word] = &[$(Word::$variant,)*];

            /// The IRI in full.
            #[must_use]
            pub const fn iri(self) -> &'static str {
                match self { $(Word::$variant => concat!(words!(@namespace $prefix), $local),)* }
            }

            /// The IRI with its prefix: `v:perpetrator`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Word::$variant => concat!($prefix, ":", $local),)* }
            }

            /// What it says, in a few words.
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                match self { $(Word::$variant => $meaning,)* }
            }

            /// The word of an IRI.
            #[must_use]
            pub fn of_iri(iri: &str) -> Option<Word> {
                Word::ALL.iter().copied().find(|word| word.iri() == iri)
            }
        }
    };
}

words! {
    Perpetrator = "v" "perpetrator" "incident: the actor who did it",
    Target = "v" "target" "incident: the actor to whom it was done",
    OccurredIn = "v" "occurredIn" "incident: the place",
    RetaliatedFor = "v" "retaliatedFor" "incident: the incident that it answers",
    Kind = "v" "kind" "actor, place, incident: what sort",
    Date = "v" "date" "incident: xsd:date, xsd:gYearMonth or xsd:gYear, as exact as known",
    Until = "v" "until" "incident: the last day of a span",
    Earliest = "v" "earliest" "incident: the first day on which it may have been, always xsd:date",
    Latest = "v" "latest" "incident: the last day on which it may have been, always xsd:date",
    Killed = "v" "killed" "incident: people killed",
    Wounded = "v" "wounded" "incident: people wounded",
    Weapon = "v" "weapon" "incident: what it was done with",
    Status = "v" "status" "incident: what is made of it, and on whose word",
    Modality = "v" "modality" "incident, evidence: asserted, denied or threatened",
    Confidence = "v" "confidence" "incident, evidence: how sure the reader is, from 0 to 1",
    AttributedTo = "v" "attributedTo" "incident: the actor whose word it stands on",
    ClaimedBy = "v" "claimedBy" "incident: an actor who claimed it",
    DeniedBy = "v" "deniedBy" "incident: an actor who denied a part in it",
    ReportedIn = "v" "reportedIn" "incident: a document that tells of it",
    Evidence = "v" "evidence" "incident: a sentence that states it",
    Rule = "v" "rule" "evidence: the rule of reading that fired",
    Backs = "v" "backs" "actor: an actor whom it arms, funds, directs or supports",
    PartOf = "v" "partOf" "actor: an actor to whom it belongs",
    Leads = "v" "leads" "actor: an actor whom it leads",
    Principal = "v" "principal" "actor: to whose account its deeds go; itself when it stands alone",
    Origin = "v" "origin" "actor: ontology, composed or discovered",
    Within = "v" "within" "place: the smallest place around it",
    Source = "v" "source" "document: where it comes from",
    Attacked = "v" "attacked" "actor: whom it attacked, as asserted, both as named (a view)",
    RetaliatedAgainst = "v" "retaliatedAgainst" "actor: the target of an asserted answer of its own (a view)",
    ProvokedBy = "v" "provokedBy" "actor: who did what an asserted answer of its own answers (a view)",
    Label = "rdfs" "label" "actor, place: its name",
    AltLabel = "skos" "altLabel" "actor: another name",
    Type = "rdf" "type" "anything: its class",
    Quote = "prov" "value" "evidence: the sentence",
    QuotedFrom = "prov" "wasQuotedFrom" "evidence: the document",
    AccordingTo = "sem" "accordingTo" "evidence: the actor who says so",
    Subject = "rdf" "subject" "evidence of what relates two actors: the first of them",
    Predicate = "rdf" "predicate" "evidence of what relates two actors: v:backs, v:partOf or v:leads",
    Object = "rdf" "object" "evidence of what relates two actors: the second of them",
    Headline = "schema" "headline" "document: its title",
    Published = "schema" "datePublished" "document: the day it was published",
    SubPropertyOf = "rdfs" "subPropertyOf" "word: a wider word",
    Actor = "sem" "Actor" "class of actors",
    Place = "sem" "Place" "class of places",
    Incident = "sem" "Event" "class of incidents",
    Document = "schema" "NewsArticle" "class of documents",
    Entity = "prov" "Entity" "class of evidence",
    Statement = "rdf" "Statement" "class of evidence of what relates two actors",
    HasActor = "sem" "hasActor" "wider than v:perpetrator and v:target",
    HasPlace = "sem" "hasPlace" "wider than v:occurredIn",
    HasTimeStamp = "sem" "hasTimeStamp" "wider than v:date",
    EarliestBegin = "sem" "hasEarliestBeginTimeStamp" "wider than v:earliest",
    LatestEnd = "sem" "hasLatestEndTimeStamp" "wider than v:latest",
    SubOrganizationOf = "org" "subOrganizationOf" "wider than v:partOf",
    HeadOf = "org" "headOf" "wider than v:leads",
}

impl Word {
    /// The wider word of a common vocabulary, which readers of that vocabulary know.
    #[must_use]
    pub const fn wider(self) -> Option<Word> {
        Some(match self {
            Word::Perpetrator | Word::Target => Word::HasActor,
            Word::OccurredIn => Word::HasPlace,
            Word::Date => Word::HasTimeStamp,
            Word::Earliest => Word::EarliestBegin,
            Word::Latest => Word::LatestEnd,
            Word::PartOf => Word::SubOrganizationOf,
            Word::Leads => Word::HeadOf,
            _ => return None,
        })
    }

    /// Whether it says what follows from other statements; an export may leave it out.
    #[must_use]
    pub const fn is_view(self) -> bool {
        matches!(self, Word::Attacked | Word::RetaliatedAgainst | Word::ProvokedBy)
    }
}

impl std::fmt::Display for Word {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}
