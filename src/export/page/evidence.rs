//! Documents and sentences of the page, each held once.

use std::collections::BTreeMap;

use super::PageOptions;
use super::content::{Document, Evidence, Sentence};
use crate::extraction::Span;
use crate::graph::{Citation, KnowledgeGraph};

/// Documents and sentences, as they come to be cited.
pub(super) struct Library<'g> {
    options: &'g PageOptions,
    numbers: BTreeMap<&'g str, usize>,
    pub(super) documents: Vec<Document>,
    quoted: BTreeMap<(usize, Span), usize>,
    pub(super) sentences: Vec<Sentence>,
}

impl<'g> Library<'g> {
    /// All documents of a graph, no sentence yet.
    pub(super) fn of(graph: &'g KnowledgeGraph, options: &'g PageOptions) -> Library<'g> {
        let mut library =
            Library { options, numbers: BTreeMap::new(), documents: Vec::new(), quoted: BTreeMap::new(), sentences: Vec::new() };
        for info in graph.documents() {
            library.numbers.insert(&info.id, library.documents.len());
            library.documents.push(Document {
                id: info.id.clone(),
                title: info.title.clone(),
                source: info.source.clone(),
                published: info.published,
            });
        }
        library
    }

    /// Evidence for the page, of something that is linked to what it answers or is answered by, or of something that is not.
    /// A sentence that fired two rules is quoted once, with the words of both marked.
    pub(super) fn cite<'c>(&mut self, citations: impl IntoIterator<Item = &'c Citation>, linked: bool) -> Vec<Evidence> {
        let mut all: Vec<Evidence> = Vec::new();
        for citation in citations {
            let Some(sentence) = self.sentence(citation) else { continue };
            let (marks, said) = (self.marks(citation, linked), &citation.evidence);
            let same = |evidence: &&mut Evidence| evidence.sentence == sentence && evidence.modality == said.modality;
            match all.iter_mut().find(same) {
                Some(known) => {
                    known.marks.extend(marks);
                    let new = said.voices.iter().filter(|voice| !known.voices.contains(voice)).cloned();
                    known.voices.extend(new.collect::<Vec<_>>());
                }
                None => all.push(Evidence { sentence, marks, modality: said.modality, voices: said.voices.clone() }),
            }
        }
        all.iter_mut().for_each(|evidence| evidence.marks = joined(std::mem::take(&mut evidence.marks)));
        all
    }

    fn sentence(&mut self, citation: &Citation) -> Option<usize> {
        let document = *self.numbers.get(citation.document.as_str())?;
        let sentences = &mut self.sentences;
        Some(*self.quoted.entry((document, citation.evidence.span)).or_insert_with(|| {
            sentences.push(Sentence { document, text: citation.evidence.text.clone() });
            sentences.len() - 1
        }))
    }

    fn marks(&self, citation: &Citation, linked: bool) -> Vec<[usize; 2]> {
        let text = &citation.evidence.text;
        let units = |bytes: usize| text.get(..bytes).map_or(0, |before| before.encode_utf16().count());
        let found = self.options.marks(&citation.evidence, linked).into_iter();
        found.map(|span| [units(span.start), units(span.end)]).collect()
    }
}

/// Stretches in order, those that touch made one.
fn joined(mut stretches: Vec<[usize; 2]>) -> Vec<[usize; 2]> {
    stretches.sort_unstable();
    let mut all: Vec<[usize; 2]> = Vec::new();
    for [start, end] in stretches {
        match all.last_mut() {
            Some(last) if start <= last[1] => last[1] = last[1].max(end),
            _ => all.push([start, end]),
        }
    }
    all
}
