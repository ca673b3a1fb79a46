//! The sentences of a view, each with what it states.

use super::{Content, NodeKey, Tie};
use crate::graph::{Citation, IncidentRef, NodeKind};

/// A sentence on an incident or on a relation between actors.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sentence<'g> {
    /// What it states.
    pub(super) about: About<'g>,
    /// Which of the sentences on it, from 1.
    pub(super) number: usize,
    /// The sentence and its document.
    pub(super) citation: &'g Citation,
}

/// What a sentence states.
#[derive(Clone, Copy, Debug)]
pub(super) enum About<'g> {
    Incident(IncidentRef<'g>),
    Relation(Tie<'g>),
}

impl<'g> Content<'g> {
    /// The sentences on incidents, by incident, then those on what relates actors.
    pub(super) fn sentences(&self) -> impl Iterator<Item = Sentence<'g>> {
        let on = |about: About<'g>, citations: &'g [Citation]| {
            citations.iter().enumerate().map(move |(at, citation)| Sentence { about, number: at + 1, citation })
        };
        let incidents = self.incidents().flat_map(move |one| on(About::Incident(one), one.incident().evidence()));
        let relations = self.ties().filter(|tie| tie.incident().is_none());
        incidents.chain(relations.flat_map(move |tie| on(About::Relation(tie), tie.edge.evidence())))
    }
}

impl Sentence<'_> {
    /// Its name among all sentences: what it is about, and its number there, `incident:article-7#i1/1`.
    pub(super) fn id(&self) -> String {
        format!("{}/{}", self.key(), self.number)
    }

    /// The name of what it is about, among all nodes and edges.
    pub(super) fn key(&self) -> String {
        match &self.about {
            About::Incident(incident) => NodeKey(NodeKind::Incident, &incident.incident().id).to_string(),
            About::Relation(tie) => tie.key().to_string(),
        }
    }
}
