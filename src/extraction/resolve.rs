//! Who an actor is, in the words of another register.

use std::collections::BTreeMap;

use super::{ActorRecord, DocumentInfo, Evidence, Extraction};

/// Says who an actor of a document is, by a register of your own: Wikidata, a list of sanctions, a database of persons.
///
/// Names that the ontology lacks become actors of their own ([`Origin::Discovered`](crate::Origin)), told apart by their
/// words alone; a resolver may know better. A closure is one, too.
///
/// ```
/// use reprisal::ActorKind;
/// use reprisal::extraction::{ActorRecord, DocumentInfo, Resolver};
///
/// /// A register that knows one actor by its ids in other lists.
/// struct Register;
///
/// impl Resolver for Register {
///     fn resolve(&self, actor: &ActorRecord, _: &DocumentInfo) -> Option<ActorRecord> {
///         (actor.id == "Q123").then(|| ActorRecord::new("hill-guard", "Hill Guard", ActorKind::ArmedGroup))
///     }
/// }
/// ```
pub trait Resolver {
    /// The actor that this one is, in the words of the register; `None` where it says nothing.
    fn resolve(&self, actor: &ActorRecord, document: &DocumentInfo) -> Option<ActorRecord>;
}

impl<F: Fn(&ActorRecord, &DocumentInfo) -> Option<ActorRecord>> Resolver for F {
    fn resolve(&self, actor: &ActorRecord, document: &DocumentInfo) -> Option<ActorRecord> {
        self(actor, document)
    }
}

impl Extraction {
    /// Puts the actors that a resolver knows in the place of those that were read, wherever they stand. Two that are the same
    /// become one, with the mentions of both; a relation of one with itself goes.
    ///
    /// ```
    /// use reprisal::extraction::{ActorRecord, DocumentInfo, RelationRecord};
    /// use reprisal::{ActorKind, Extraction, Predicate};
    ///
    /// let mut said = Extraction::new(DocumentInfo::default());
    /// said.actors.push(ActorRecord::new("red-brigade", "Red Brigade", ActorKind::ArmedGroup));
    /// said.relations.push(RelationRecord::new("red-brigade", Predicate::PartOf, "front"));
    /// said.resolve(&|actor: &ActorRecord, _: &DocumentInfo| {
    ///     (actor.name == "Red Brigade").then(|| ActorRecord::new("Q77", "Red Brigade of the Front", ActorKind::ArmedGroup))
    /// });
    /// assert_eq!(said.relations[0].subject, "Q77");
    /// ```
    pub fn resolve(&mut self, resolver: &impl Resolver) {
        let mut ids: BTreeMap<String, String> = BTreeMap::new();
        for actor in &mut self.actors {
            let Some(mut known) = resolver.resolve(actor, &self.document) else { continue };
            known.mentions.append(&mut actor.mentions);
            ids.insert(std::mem::replace(actor, known).id, actor.id.clone());
        }
        if ids.is_empty() {
            return;
        }
        let rename = |id: &mut String| {
            if let Some(known) = ids.get(id) {
                id.clone_from(known);
            }
        };
        self.actors.iter_mut().for_each(|actor| rename(&mut actor.principal));
        self.join_actors();
        let cite = |evidence: &mut [Evidence]| {
            for evidence in evidence {
                evidence.attributed_to.iter_mut().for_each(rename);
                evidence.voices.iter_mut().filter_map(|voice| voice.actor.as_mut()).for_each(rename);
            }
        };
        for incident in &mut self.incidents {
            for actors in [&mut incident.perpetrators, &mut incident.targets, &mut incident.claimed_by, &mut incident.denied_by] {
                actors.iter_mut().for_each(rename);
                let mut seen = Vec::new();
                actors.retain(|actor| {
                    !seen.contains(actor) && {
                        seen.push(actor.clone());
                        true
                    }
                });
            }
            incident.attributed_to.iter_mut().for_each(rename);
            cite(&mut incident.evidence);
        }
        for relation in &mut self.relations {
            rename(&mut relation.subject);
            rename(&mut relation.object);
            cite(&mut relation.evidence);
        }
        self.relations.retain(|relation| relation.subject != relation.object);
    }

    /// Makes actors of one id one.
    fn join_actors(&mut self) {
        let mut joined: Vec<ActorRecord> = Vec::with_capacity(self.actors.len());
        for mut actor in self.actors.drain(..) {
            match joined.iter_mut().find(|known| known.id == actor.id) {
                Some(known) => {
                    known.mentions.append(&mut actor.mentions);
                    known.mentions.sort_unstable();
                    let new = actor.aliases.into_iter().filter(|alias| !known.aliases.contains(alias)).collect::<Vec<_>>();
                    known.aliases.extend(new);
                }
                None => joined.push(actor),
            }
        }
        self.actors = joined;
    }
}
