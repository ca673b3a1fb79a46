//! Answers: rows, each with the sentences that it stands on.

use jiff::civil::Date;
use serde::Serialize;

use crate::budget::Stop;
use crate::date::PartialDate;
use crate::extraction::{Evidence, Span, Voice, told_by};
use crate::graph::{Citation, KnowledgeGraph, Standing};
use crate::vocabulary::{Modality, Status};

/// What the graph says to a question.
///
/// ```
/// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
/// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
/// let answer = reprisal::query::ask(&graph, "Why did Israel attack the Houthis?")?;
/// let sentence = &answer.rows[0].evidence[0];
/// assert_eq!((sentence.document.as_str(), sentence.text.starts_with("Israeli jets")), ("hodeidah-night", true));
/// println!("{}", serde_json::to_string_pretty(&answer)?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Answer {
    /// The question as it was understood, in one standing form of words; a pattern, when that is what was asked.
    pub understood: String,
    /// The question as it was understood, as a pattern.
    pub pattern: String,
    /// What was not taken as it was typed: "read \"atacked\" as \"attacked\"".
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mended: Vec<String>,
    /// The answer in one line, where there is one: how many there are, whether it is so.
    pub summary: Option<String>,
    /// The rows; none when the graph has no answer.
    pub rows: Vec<Row>,
    /// How many rows there are, with those that are too many to show.
    pub total: usize,
    /// How many incidents would fit but for a date, which the documents do not give.
    pub undated: usize,
    /// How many incidents would fit, but no document says who did it, or to whom.
    pub unnamed: usize,
    /// Why the search was stopped before everything was looked at; absent when it was not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stopped: Option<Stop>,
    /// How many documents were asked.
    pub documents: usize,
    /// Other readings that have an answer.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub readings: Vec<Reading>,
}

/// Another reading of a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Reading {
    /// What it takes otherwise.
    pub otherwise: String,
    /// The pattern to ask it with.
    pub pattern: String,
    /// How many rows it has.
    pub rows: usize,
}

impl Answer {
    /// What else is to be said: what was left out, and which other readings there are.
    #[must_use]
    pub fn remarks(&self) -> Vec<String> {
        let mut remarks = Vec::new();
        if self.rows.is_empty() && self.summary.is_none() && self.stopped.is_none() {
            remarks.push(format!("no answer: nothing of that in {}", counted(self.documents, "document")));
        }
        if self.rows.len() < self.total {
            remarks.push(format!("only the first {} of {} rows are given", self.rows.len(), self.total));
        }
        remarks.extend(self.stopped.map(|stop| stop.to_string()));
        if self.undated > 0 {
            remarks.push(format!("left out for want of a date: {}", counted(self.undated, "incident")));
        }
        if self.unnamed > 0 {
            let incidents = counted(self.unnamed, "incident");
            remarks.push(format!("left out, for nobody says who did it or to whom: {incidents}, find 'list {}'", self.pattern));
        }
        for reading in &self.readings {
            remarks.push(format!("{}: {}, find '{}'", reading.otherwise, counted(reading.rows, "row"), reading.pattern));
        }
        remarks
    }
}

pub(super) fn counted(number: usize, one: &str) -> String {
    format!("{number} {one}{}", if number == 1 { "" } else { "s" })
}

/// One row of an answer.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Row {
    /// Who the variables of the question are.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub bindings: Vec<Binding>,
    /// What deeds are counted by: a month, a place, a name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
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

/// A variable of a question and who it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Binding {
    /// The name of the variable, without its question mark.
    pub variable: String,
    /// Who it is.
    pub actor: ActorName,
}

/// An actor by id and name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[non_exhaustive]
pub struct ActorName {
    /// Slug.
    pub id: String,
    /// Preferred name.
    pub name: String,
}

/// A sentence and the article behind it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
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
