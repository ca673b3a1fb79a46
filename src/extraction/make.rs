//! Records made by hand or by another program: what must be said, and the rest left open.

use super::{
    ActorRecord, DocumentInfo, EXTRACTION_VERSION, Evidence, Extraction, IncidentRecord, PlaceRecord, RelationRecord, Voice,
};
use crate::vocabulary::{ActorKind, IncidentKind, Modality, Origin, Predicate, Stance};

impl Extraction {
    /// The extraction of a document that tells of nothing yet. An id in an incident or a relation needs no record of its own.
    ///
    /// ```
    /// use reprisal::extraction::{DocumentInfo, Evidence, IncidentRecord};
    /// use reprisal::{Extraction, IncidentKind, KnowledgeGraph};
    ///
    /// let mut said = Extraction::new(DocumentInfo::new("wire-7"));
    /// let mut raid = IncidentRecord::new("i1", IncidentKind::Raid);
    /// raid.perpetrators = vec!["hill-guard".into()];
    /// raid.targets = vec!["norvania".into()];
    /// raid.evidence = vec![Evidence::new("Hill Guard raided a Norvanian post.", "my-model")];
    /// said.incidents.push(raid);
    /// let graph = KnowledgeGraph::from_extractions([&said]);
    /// assert_eq!(graph.view().attacked()[0].perpetrator, "hill-guard");
    /// ```
    #[must_use]
    pub fn new(document: DocumentInfo) -> Extraction {
        Extraction {
            version: EXTRACTION_VERSION,
            document,
            actors: Vec::new(),
            places: Vec::new(),
            incidents: Vec::new(),
            relations: Vec::new(),
        }
    }
}

impl DocumentInfo {
    /// A document of which nothing more is known.
    #[must_use]
    pub fn new(id: impl Into<String>) -> DocumentInfo {
        DocumentInfo { id: id.into(), ..DocumentInfo::default() }
    }
}

impl Voice {
    /// Somebody's word, in the words of the text.
    #[must_use]
    pub fn new(words: impl Into<String>, stance: Stance) -> Voice {
        Voice { actor: None, words: words.into(), stance }
    }
}

impl ActorRecord {
    /// An actor that stands for itself and that the text names.
    #[must_use]
    pub fn new(id: impl Into<String>, name: impl Into<String>, kind: ActorKind) -> ActorRecord {
        let id = id.into();
        let (principal, origin) = (id.clone(), Origin::Discovered);
        ActorRecord { id, name: name.into(), aliases: Vec::new(), kind, principal, origin, mentions: Vec::new() }
    }
}

impl PlaceRecord {
    /// A place of which no more is known.
    #[must_use]
    pub fn new(id: impl Into<String>, name: impl Into<String>) -> PlaceRecord {
        PlaceRecord { id: id.into(), name: name.into(), kind: None, within: None, mentions: Vec::new() }
    }
}

impl IncidentRecord {
    /// A deed told as fact, of which no more is known than its sort.
    #[must_use]
    pub fn new(id: impl Into<String>, kind: IncidentKind) -> IncidentRecord {
        IncidentRecord {
            id: id.into(),
            kind,
            perpetrators: Vec::new(),
            targets: Vec::new(),
            places: Vec::new(),
            date: None,
            until: None,
            killed: None,
            wounded: None,
            weapon: None,
            modality: Modality::Asserted,
            status: None,
            confidence: 1.0,
            attributed_to: None,
            claimed_by: Vec::new(),
            denied_by: Vec::new(),
            retaliates_for: Vec::new(),
            evidence: Vec::new(),
        }
    }
}

impl RelationRecord {
    /// A relation told as fact.
    #[must_use]
    pub fn new(subject: impl Into<String>, predicate: Predicate, object: impl Into<String>) -> RelationRecord {
        RelationRecord {
            subject: subject.into(),
            predicate,
            object: object.into(),
            modality: Modality::Asserted,
            status: None,
            confidence: 1.0,
            evidence: Vec::new(),
        }
    }
}

impl Evidence {
    /// A sentence that states something as fact, and what found it: a rule, a model, a person. Its span is that of the sentence
    /// alone until it is set.
    #[must_use]
    pub fn new(text: impl Into<String>, rule: impl Into<String>) -> Evidence {
        let text = text.into();
        Evidence {
            span: [0, text.len()],
            text,
            rule: rule.into(),
            modality: Modality::Asserted,
            attributed_to: None,
            voices: Vec::new(),
            confidence: 1.0,
        }
    }
}
