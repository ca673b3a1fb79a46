//! The default graph: what all documents together say, and what readers of common vocabularies look for.

use std::io;

use petgraph::stable_graph::NodeIndex;

use super::word::{self, common};
use super::{Object, Sink, Teller, stated};
use crate::export::Tie;
use crate::export::address::encoded;
use crate::extraction::{DocumentInfo, Evidence};
use crate::graph::{Actor, IncidentRef, NodeKind, NodeWeight};
use crate::rdf::{Cited, Pattern, Term, Word};
use crate::vocabulary::{ActorKind, IncidentKind, Modality};

impl<'g, S: Sink> Teller<'_, 'g, S> {
    /// Tells what all documents together say.
    pub(in crate::export) fn together(&mut self) -> io::Result<()> {
        let content = self.content;
        self.header()?;
        let graph = content.graph().petgraph();
        for index in content.indices() {
            match graph.node_weight(index).map(|node| (node.kind(), Actor::of(node))) {
                Some((_, Some(actor))) => self.actor(index, actor)?,
                Some((NodeKind::Place, _)) => self.plain(Term::Node(index))?,
                _ => {}
            }
        }
        for info in content.documents() {
            self.document(info)?;
        }
        for incident in content.incidents() {
            self.incident(incident)?;
        }
        for tie in content.ties().filter(|tie| tie.relation().predicate().is_some()) {
            self.sentences_of(&tie)?;
        }
        self.views()
    }

    /// What is said of a subject, with the wider words that it follows from; gives back the objects of `v:evidence`.
    fn told(&mut self, subject: Term<'g>, member: bool) -> io::Result<Vec<Cited>> {
        self.about(subject);
        let mut sentences = Vec::new();
        let mut wider: Vec<(&str, Term<'g>)> = Vec::new();
        for quad in self.statements.matching(Pattern { subject: Some(subject), ..Pattern::default() }) {
            if !self.takes(&quad) {
                continue;
            }
            self.say_term(quad.predicate.iri(), quad.object)?;
            if let (Word::Evidence, Term::Evidence(cited)) = (quad.predicate, quad.object) {
                sentences.push(cited);
            }
            let wide = match quad.predicate {
                // People are no organisations.
                Word::PartOf if member => Some(common::MEMBER_OF),
                Word::Within => Some(common::WITHIN),
                predicate => predicate.wider().map(Word::iri),
            };
            // One actor may be on both sides.
            if let Some(wide) = wide.filter(|wide| !wider.contains(&(*wide, quad.object))) {
                wider.push((wide, quad.object));
            }
        }
        wider.into_iter().try_for_each(|(wide, object)| self.say_term(wide, object))?;
        Ok(sentences)
    }

    fn plain(&mut self, subject: Term<'g>) -> io::Result<()> {
        self.told(subject, false).map(drop)
    }

    fn actor(&mut self, index: NodeIndex, actor: &'g Actor) -> io::Result<()> {
        self.told(Term::Node(index), actor.kind == ActorKind::Person)?;
        match actor.kind {
            ActorKind::Person => self.say(common::TYPE, Object::Name(common::PERSON)),
            ActorKind::Civilians | ActorKind::Generic | ActorKind::Vessel => Ok(()),
            _ => self.say(common::TYPE, Object::Name(common::ORGANIZATION)),
        }
    }

    fn document(&mut self, info: &'g DocumentInfo) -> io::Result<()> {
        self.plain(Term::Document(&info.id))?;
        self.say(Word::Label.iri(), Object::Text(info.title.as_deref().unwrap_or(&info.id)))?;
        self.say(common::IDENTIFIER, Object::Text(&info.id))?;
        self.say_text(word::CONTENT_HASH, info.content.map(|hash| hash.to_string()).as_deref())?;
        info.url().and_then(address).map_or(Ok(()), |url| self.say(common::URL, Object::Name(&url)))
    }

    fn incident(&mut self, incident: IncidentRef<'g>) -> io::Result<()> {
        let sentences = self.told(Term::Node(incident.index()), false)?;
        self.say(Word::Label.iri(), Object::Text(&incident.describe()))?;
        self.say(common::EVENT_TYPE, Object::Name(&kind(incident.kind)))?;
        sentences.into_iter().try_for_each(|cited| self.sentence(cited))
    }

    fn sentences_of(&mut self, tie: &Tie<'g>) -> io::Result<()> {
        let many = u32::try_from(tie.edge.evidence().len()).unwrap_or(u32::MAX);
        (0..many).try_for_each(|number| self.sentence(Cited::OnEdge { edge: tie.index, number }))
    }

    fn sentence(&mut self, cited: Cited) -> io::Result<()> {
        self.plain(Term::Evidence(cited))?;
        let Some(citation) = self.statements.citation(cited) else { return Ok(()) };
        let unlisted = citation.evidence.attributed_to.as_deref().filter(|id| !self.is_listed(id));
        unlisted.map_or(Ok(()), |id| self.say_named(Word::AccordingTo.iri(), "actor", id))?;
        self.beyond_words(&citation.evidence)
    }

    /// Whether the graph has a node of this actor.
    pub(super) fn is_listed(&self, actor: &str) -> bool {
        self.content.graph().index(NodeKind::Actor, actor).is_some()
    }

    /// Where a sentence stands, and on whose word: of the sentence that is spoken of.
    pub(super) fn beyond_words(&mut self, evidence: &Evidence) -> io::Result<()> {
        let [from, to] = evidence.span;
        self.say_count(word::FROM, from)?;
        self.say_count(word::TO, to)?;
        if evidence.voices.is_empty() {
            return Ok(());
        }
        let sentence = self.subject.clone();
        let voice = |order: usize| format!("{}/{order}", sentence.replacen(":evidence:", ":voice:", 1));
        for order in 1..=evidence.voices.len() {
            self.say(word::VOICE, Object::Name(&voice(order)))?;
        }
        for (order, told) in (1..).zip(&evidence.voices) {
            self.subject = voice(order);
            self.say(common::TYPE, Object::Name(word::VOICE_CLASS))?;
            self.say_count(word::ORDER, order)?;
            self.say(word::WORDS, Object::Text(&told.words))?;
            self.say(word::STANCE, Object::Text(told.stance.as_str()))?;
            told.actor.as_deref().map_or(Ok(()), |id| self.say_named(Word::AccordingTo.iri(), "actor", id))?;
        }
        self.subject = sentence;
        Ok(())
    }

    /// Who attacked whom, who answered whom, and whom somebody's answers answer: each once.
    fn views(&mut self) -> io::Result<()> {
        let mut said: Vec<(NodeIndex, Word, NodeIndex)> = Vec::new();
        for incident in self.content.incidents().filter(|incident| incident.modality == Modality::Asserted) {
            let ends = |subject: NodeIndex, predicate: Word| {
                let subject = Some(Term::Node(subject));
                let pattern = Pattern { subject, predicate: Some(predicate), ..Pattern::default() };
                self.statements.matching(pattern).filter_map(|quad| match quad.object {
                    Term::Node(index) => Some(index),
                    _ => None,
                })
            };
            let index = incident.index();
            let answered: Vec<NodeIndex> = ends(index, Word::RetaliatedFor).filter(|&answered| self.holds(answered)).collect();
            let views = if answered.is_empty() { &[Word::Attacked][..] } else { &[Word::Attacked, Word::RetaliatedAgainst] };
            for who in ends(index, Word::Perpetrator) {
                let against = ends(index, Word::Target).flat_map(|whom| views.iter().map(move |view| (who, *view, whom)));
                said.extend(against);
                let provoking = answered.iter().flat_map(|&answered| ends(answered, Word::Perpetrator));
                said.extend(provoking.map(|whom| (who, Word::ProvokedBy, whom)));
            }
        }
        said.sort_unstable();
        said.dedup();
        for (who, view, whom) in said {
            self.about(Term::Node(who));
            self.say_term(view.iri(), Term::Node(whom))?;
        }
        Ok(())
    }

    /// The sentence of a relation that no edge holds is spoken of from now on.
    pub(super) fn about_dropped(&mut self, key: (&str, crate::graph::Relation, &str), document: &str, number: usize) {
        let (from, relation, to) = key;
        self.subject.clear();
        stated(&mut self.subject, "evidence", from, relation, to);
        self.subject.push('/');
        crate::rdf::encode(&mut self.subject, document);
        self.subject.push_str(&format!("/{number}"));
    }
}

/// The name of a sort of incident.
pub(super) fn kind(kind: IncidentKind) -> String {
    format!("urn:reprisal:kind:{}", kind.as_str())
}

/// An address as an IRI: what IRIs may not hold is percent-encoded. `None` of what is none even so.
fn address(url: &str) -> Option<String> {
    oxrdf::NamedNode::new(encoded(url)).ok().map(oxrdf::NamedNode::into_string)
}
