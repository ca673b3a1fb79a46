//! Documents that tell of no incident: how they are told from others, and what is kept of them.

use super::Reader;
use super::cast::Cast;
use crate::document::Document;
use crate::extraction::Extraction;
use crate::recognize::Mention;
use crate::text::Sentence;

impl Reader<'_> {
    /// Whether a document may speak of armed conflict at all, by one sweep over its bytes.
    pub(super) fn speaks_of_conflict(&self, document: &Document) -> bool {
        self.subject.may_be_conflict(document.info.title.as_deref().unwrap_or_default(), &document.text)
    }

    /// What a document names that tells of nothing.
    pub(super) fn passed_over(&self, document: &Document, sentences: &[Sentence], mentions: &[Vec<Mention>]) -> Extraction {
        let mut cast = Cast::new(self.ontology(), Vec::new(), self.civilians);
        for (sentence, mentions) in sentences.iter().zip(mentions) {
            for mention in mentions {
                let Some([first, .., last] | [first @ last]) = sentence.tokens.get(mention.tokens.clone()) else { continue };
                let span = [first.span.start, last.span.end];
                if let Some(actor) = mention.actor {
                    cast.known(actor, Some(span));
                }
                if let Some(place) = mention.place {
                    cast.place(place, span);
                }
            }
        }
        let (actors, places) = cast.into_records();
        Extraction { actors, places, ..Extraction::new(document.info.clone()) }
    }
}
