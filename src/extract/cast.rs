//! The actors and places of one document.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use crate::extraction::{ActorRecord, PlaceRecord, Span};
use crate::ontology::schema::Makes;
use crate::ontology::{ActorEntry, Ontology};
use crate::recognize::discover::Found;
use crate::vocabulary::{ActorKind, Origin};

/// The actors of a document, each with its mentions.
pub(super) struct Cast<'o> {
    ontology: &'o Ontology,
    /// Actors that the document introduces; members once they are read.
    found: Vec<Found>,
    actors: Vec<ActorRecord>,
    index: HashMap<String, usize>,
    places: HashMap<usize, Vec<Span>>,
    /// Whom the persons of the list being read lead.
    pub(super) listed: Option<usize>,
    /// The class of people who bear no arms (index into [`Ontology::actors`]).
    unarmed: Option<usize>,
}

impl<'o> Cast<'o> {
    pub(super) fn new(ontology: &'o Ontology, found: Vec<Found>, unarmed: Option<usize>) -> Self {
        Cast { ontology, found, actors: Vec::new(), index: HashMap::default(), places: HashMap::default(), listed: None, unarmed }
    }

    /// The id of the class of people who bear no arms.
    pub(super) fn civilians(&self) -> Option<&'o str> {
        self.unarmed.map(|class| self.ontology.principal(&self.ontology.actors()[class].id))
    }

    /// The member for an actor of the ontology (index into [`Ontology::actors`]).
    pub(super) fn known(&mut self, actor: usize, span: Option<Span>) -> usize {
        let entry = &self.ontology.actors()[actor];
        let record = || ActorRecord {
            id: entry.id.clone(),
            name: entry.name.clone(),
            aliases: entry.aliases.iter().chain(&entry.exact).cloned().collect(),
            kind: entry.kind,
            principal: self.ontology.principal(&entry.id).to_owned(),
            origin: Origin::Ontology,
            mentions: Vec::new(),
        };
        let member = match self.index.get(&entry.id) {
            Some(&member) => member,
            None => {
                let record = record();
                self.enter(record)
            }
        };
        self.note(member, span);
        member
    }

    /// The id of an actor that the document introduces (index into what was found).
    pub(super) fn found_id(&self, found: usize) -> &str {
        &self.found[found].id
    }

    /// The member for an actor that the document introduces (index into what was found).
    pub(super) fn found(&mut self, found: usize, span: Option<Span>) -> usize {
        let Found { id, name, aliases, kind, principal } = self.found[found].clone();
        let member = self.made(&id, &name, kind, principal.as_deref(), Origin::Discovered, span);
        self.actors[member].aliases = aliases;
        member
    }

    /// Puts the deeds of an introduced actor to the account of the one that it serves, unless another was named before.
    pub(super) fn serves(&mut self, member: usize, whom: usize) {
        let actor = &self.actors[member];
        let principal = self.actors[whom].principal.clone();
        if actor.origin == Origin::Discovered && actor.principal == actor.id && self.actors[whom].kind != ActorKind::Person {
            self.actors[member].principal = principal;
        }
    }

    /// The member for an actor that the ontology lacks.
    pub(super) fn made(
        &mut self,
        id: &str,
        name: &str,
        kind: ActorKind,
        principal: Option<&str>,
        origin: Origin,
        span: Option<Span>,
    ) -> usize {
        let member = match self.index.get(id) {
            Some(&member) => member,
            None => self.enter(ActorRecord {
                id: id.to_owned(),
                name: name.to_owned(),
                aliases: Vec::new(),
                kind,
                principal: principal.unwrap_or(id).to_owned(),
                origin,
                mentions: Vec::new(),
            }),
        };
        self.note(member, span);
        member
    }

    fn enter(&mut self, record: ActorRecord) -> usize {
        self.index.insert(record.id.clone(), self.actors.len());
        self.actors.push(record);
        self.actors.len() - 1
    }

    fn note(&mut self, member: usize, span: Option<Span>) {
        let mentions = &mut self.actors[member].mentions;
        // Names come in reading order, each perhaps several times.
        if let Some(span) = span.filter(|span| mentions.last() != Some(span)) {
            mentions.push(span);
        }
    }

    pub(super) fn actor(&self, member: usize) -> &ActorRecord {
        &self.actors[member]
    }

    pub(super) fn kind(&self, member: usize) -> ActorKind {
        self.actors[member].kind
    }

    /// Whether this is an armed force that acts for a state.
    pub(super) fn is_state_army(&self, member: usize) -> bool {
        let actor = &self.actors[member];
        let state = |id: &str| self.ontology.actor(id).is_some_and(|principal| principal.kind == ActorKind::State);
        actor.kind == ActorKind::Military && state(&actor.principal)
    }

    /// Whether this bears arms by trade: an army or an armed group.
    pub(super) fn is_armed(&self, member: usize) -> bool {
        matches!(self.kind(member), ActorKind::ArmedGroup | ActorKind::Military)
    }

    /// Whether this wages war as a state does: a state, its army or government, or states together.
    pub(super) fn of_state(&self, member: usize) -> bool {
        matches!(self.kind(member), ActorKind::State | ActorKind::Military | ActorKind::Government | ActorKind::Coalition)
    }

    /// Whether this wages war, be it a state or a group.
    pub(super) fn fights(&self, member: usize) -> bool {
        self.kind(member) == ActorKind::ArmedGroup || self.of_state(member)
    }

    /// The member of this id, entered when the ontology has it.
    pub(super) fn by_id(&mut self, id: &str) -> Option<usize> {
        if let Some(&member) = self.index.get(id) {
            return Some(member);
        }
        let at = self.ontology.actors().binary_search_by(|entry| entry.id.as_str().cmp(id)).ok()?;
        Some(self.known(at, None))
    }

    /// The member of this id, if the document has named it.
    pub(super) fn member(&self, id: &str) -> Option<usize> {
        self.index.get(id).copied()
    }

    pub(super) fn same_side(&self, one: usize, other: usize) -> bool {
        self.actors[one].principal == self.actors[other].principal
    }

    /// Whether the ontology says that one actor backs the other.
    pub(super) fn is_backed(&self, member: usize, by: usize) -> bool {
        let backer = &self.actors[by].principal;
        self.ontology
            .actor(&self.actors[member].id)
            .is_some_and(|entry| entry.backed_by.iter().any(|backing| backing.by == *backer))
    }

    /// Whether the ontology says that one actor belongs to the other.
    pub(super) fn is_part(&self, part: usize, whole: usize) -> bool {
        let whole = &self.actors[whole].id;
        self.ontology
            .actor(&self.actors[part].id)
            .is_some_and(|entry| entry.part_of.iter().any(|membership| membership.of == *whole))
    }

    /// Whether the ontology says that an actor belongs to somebody of a side, at whatever remove.
    pub(super) fn belongs(&self, member: usize, side: usize) -> bool {
        let principal = &self.actors[side].principal;
        let (mut ids, mut at) = (vec![self.actors[member].id.as_str()], 0);
        while let Some(entry) = ids.get(at).map(|id| self.ontology.actor(id)) {
            let wholes = entry.iter().flat_map(|entry| entry.part_of.iter().map(|membership| membership.of.as_str()));
            let new: Vec<&str> = wholes.filter(|whole| !ids.contains(whole)).collect();
            ids.extend(new);
            at += 1;
        }
        ids.iter()
            .any(|id| self.ontology.actor(id).is_some_and(|entry| entry.principal.as_ref().unwrap_or(&entry.id) == principal))
    }

    /// Whether the ontology says that one of these backs the other, or belongs to its side.
    pub(super) fn are_friends(&self, one: usize, other: usize) -> bool {
        let friend = |one, other| self.is_backed(one, other) || self.belongs(one, other);
        friend(one, other) || friend(other, one)
    }

    /// Whether one is a class of groups that the other is among: "Iran-backed militias" and a militia that Iran backs.
    pub(super) fn covers(&self, class: usize, member: usize) -> bool {
        let (class, member) = (&self.actors[class], &self.actors[member]);
        let backers = |id: &str| self.ontology.actor(id).map(|entry| &entry.backed_by);
        class.kind == ActorKind::Generic
            && member.kind == ActorKind::ArmedGroup
            && backers(&class.id).is_some_and(|of_class| {
                of_class
                    .iter()
                    .any(|one| backers(&member.principal).is_some_and(|own| own.iter().any(|other| one.by == other.by)))
            })
    }

    /// Whether any of these is on the side of any of those.
    pub(super) fn share_side(&self, these: &[usize], those: &[usize]) -> bool {
        these.iter().any(|&one| those.iter().any(|&other| self.same_side(one, other)))
    }

    /// Whether any of these may be one of those, by side or as a class and one of its groups; `None` if either is unknown.
    pub(super) fn sides_agree(&self, these: &[usize], those: &[usize]) -> Option<bool> {
        let agree = |a: usize, b: usize| self.same_side(a, b) || self.covers(a, b) || self.covers(b, a);
        let any = || these.iter().any(|&one| those.iter().any(|&other| agree(one, other)));
        (!these.is_empty() && !those.is_empty()).then(any)
    }

    /// Notes a mention of a place (index into [`Ontology::places`]).
    pub(super) fn place(&mut self, place: usize, span: Span) {
        let mentions = self.places.entry(place).or_default();
        if mentions.last() != Some(&span) {
            mentions.push(span);
        }
    }

    /// The records of all members named or referred to, in id order.
    ///
    /// A principal that the text does not name, and the places around one that it names, are among them without mentions,
    /// so that a view can roll up to them.
    pub(super) fn into_records(mut self) -> (Vec<ActorRecord>, Vec<PlaceRecord>) {
        let principals: Vec<String> = self.actors.iter().map(|actor| actor.principal.clone()).collect();
        for principal in principals {
            self.by_id(&principal);
        }
        let mut actors = self.actors;
        for actor in &mut actors {
            actor.mentions.sort_unstable();
            actor.mentions.dedup();
        }
        actors.sort_by(|a, b| a.id.cmp(&b.id));
        let mut places: BTreeMap<&str, PlaceRecord> = BTreeMap::new();
        for (place, mut mentions) in self.places {
            mentions.sort_unstable();
            mentions.dedup();
            for entry in self.ontology.around(&self.ontology.places()[place].id) {
                places.entry(&entry.id).or_insert_with(|| PlaceRecord {
                    id: entry.id.clone(),
                    name: entry.name.clone(),
                    kind: Some(entry.kind),
                    within: entry.within.clone(),
                    mentions: Vec::new(),
                });
            }
            if let Some(record) = places.get_mut(self.ontology.places()[place].id.as_str()) {
                record.mentions = mentions;
            }
        }
        let places = places.into_values().collect();
        (actors, places)
    }
}

/// The actor among whose names are nouns of people: "residents", "villagers".
pub(super) fn civilians(ontology: &Ontology) -> Option<usize> {
    let people = ontology.generics().iter().filter(|class| class.makes == Makes::People);
    let nouns: HashSet<String> = people
        .flat_map(|class| &class.nouns)
        .map(|noun| noun.split_once('/').map_or_else(|| format!("{noun}s"), |(_, plural)| plural.to_owned()))
        .collect();
    let names = |entry: &ActorEntry| {
        let unarmed = matches!(entry.kind, ActorKind::Generic | ActorKind::Civilians) && entry.backed_by.is_empty();
        std::iter::once(&entry.name).chain(&entry.aliases).filter(|name| unarmed && nouns.contains(*name)).count()
    };
    let known = ontology.actors().iter().enumerate().map(|(at, entry)| (names(entry), std::cmp::Reverse(at)));
    known.max().filter(|(count, _)| *count > 0).map(|(_, std::cmp::Reverse(at))| at)
}
