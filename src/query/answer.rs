//! Answers: rows, each with the sentences that it stands on.

use jiff::civil::Date;
use serde::Serialize;

use crate::date::PartialDate;
use crate::extraction::{Evidence, Span, Voice, told_by};
use crate::graph::{Citation, KnowledgeGraph, Standing};
use crate::vocabulary::{Modality, Status};

/// What the graph says to a question.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Answer {
    /// The question as it was understood.
    pub understood: String,
    /// The rows; none when the graph has no answer.
    pub rows: Vec<Row>,
    /// How many incidents would fit but for a date, which the documents do not give.
    pub undated: usize,
}

/// One row of an answer.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Row {
    /// Who did it; several when they did it together, none when the documents do not say.
    pub who: Vec<ActorName>,
    /// To whom.
    pub whom: Vec<ActorName>,
    /// What was done, in words: the kinds of incident, or the role of a leader.
    pub what: Vec<String>,
    /// The answered incidents in words.
    pub for_what: Vec<String>,
    /// Where, in words.
    pub places: Vec<String>,
    /// When; the first day of a span.
    pub since: Option<PartialDate>,
    /// The last day of a span.
    pub until: Option<PartialDate>,
    /// How many deeds there are at least: several documents may tell of one.
    pub deeds: usize,
    /// Ids of the incidents.
    pub incidents: Vec<String>,
    /// What the documents make of it: the distinct statuses of the incidents, or that of the relation.
    pub status: Vec<Status>,
    /// How sure the reader is of the surest of them, from 0 to 1; absent when only the ontology says so.
    pub confidence: Option<f32>,
    /// How many documents say so.
    pub sources: usize,
    /// The sentences, by document and place in it.
    pub evidence: Vec<Source>,
    /// What the ontology says of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub standing: Vec<Standing>,
}

/// An actor by id and name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct ActorName {
    /// Slug.
    pub id: String,
    /// Preferred name.
    pub name: String,
}

/// A sentence and the article behind it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Source {
    /// Id of the document.
    pub document: String,
    /// Headline.
    pub title: Option<String>,
    /// Where it comes from.
    pub source: Option<String>,
    /// The day it was published.
    pub published: Option<Date>,
    /// Where the sentence stands in the document.
    pub span: Span,
    /// The sentence.
    pub text: String,
    /// The id of the trigger or construction that fired.
    pub rule: String,
    /// How the sentence holds it.
    pub modality: Modality,
    /// Actor id of who says it.
    pub attributed_to: Option<String>,
    /// On whose word it stands, the nearest voice first.
    pub voices: Vec<Voice>,
    /// How sure the reader is, from 0 to 1.
    pub confidence: f32,
}

impl Source {
    /// Whose word it is, in words: "accuses: Washington; denies: Tehran". Empty where the writer alone speaks.
    #[must_use]
    pub fn told_by(&self) -> String {
        told_by(&self.voices)
    }

    pub(crate) fn new(graph: &KnowledgeGraph, citation: &Citation) -> Source {
        let info = graph.document(&citation.document);
        let evidence = Evidence::clone(&citation.evidence);
        Source {
            document: citation.document.to_string(),
            title: info.and_then(|info| info.title.clone()),
            source: info.and_then(|info| info.source.clone()),
            published: info.and_then(|info| info.published),
            span: evidence.span,
            text: evidence.text,
            rule: evidence.rule,
            modality: evidence.modality,
            attributed_to: evidence.attributed_to,
            voices: evidence.voices,
            confidence: evidence.confidence,
        }
    }
}
