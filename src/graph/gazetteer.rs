//! What is known of the actors and places of a ledger, each once, and by number which of them every report names.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::id::Id;
use super::ledger::Ledger;
use super::model::{Actor, Place, Report};
use crate::extraction::{ActorRecord, PlaceRecord};
use crate::vocabulary::{ActorKind, Origin};

/// Numbers of actors or places, in order.
pub(super) type Numbers = SmallVec<[u32; 4]>;

/// Whom and what reports name, by number: all in one list, as there are many reports.
#[derive(Clone, Debug, Default)]
pub(super) struct Named {
    numbers: Vec<u32>,
    /// Where the lists of every report end: those of perpetrators, targets, places and answered reports.
    ends: Vec<[usize; 4]>,
}

/// Whom and what one report names, by number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lists<'n> {
    pub(super) perpetrators: &'n [u32],
    pub(super) targets: &'n [u32],
    pub(super) places: &'n [u32],
    /// Reports of the same document.
    pub(super) answers: &'n [u32],
}

impl Named {
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// What the report of this number names.
    pub(super) fn of(&self, report: usize) -> Lists<'_> {
        let [perpetrators, targets, places, answers] = self.ranges(report).map(|range| &self.numbers[range]);
        Lists { perpetrators, targets, places, answers }
    }

    /// What every report names, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = Lists<'_>> {
        (0..self.len()).map(|report| self.of(report))
    }

    fn ranges(&self, report: usize) -> [Range<usize>; 4] {
        let [first, second, third, fourth] = self.ends[report];
        let start = report.checked_sub(1).map_or(0, |before| self.ends[before][3]);
        [start..first, first..second, second..third, third..fourth]
    }

    /// Adds the next report.
    fn push(
        &mut self,
        perpetrators: impl Iterator<Item = u32>,
        targets: impl Iterator<Item = u32>,
        places: impl Iterator<Item = u32>,
        answers: impl Iterator<Item = u32>,
    ) {
        let mut ends = [0; 4];
        let lists: [&mut dyn Iterator<Item = u32>; 4] =
            [&mut { perpetrators }, &mut { targets }, &mut { places }, &mut { answers }];
        for (end, list) in ends.iter_mut().zip(lists) {
            self.numbers.extend(list);
            *end = self.numbers.len();
        }
        self.ends.push(ends);
    }

    /// Puts new numbers of actors and places in the place of the old ones.
    fn renumber(&mut self, actors: &[u32], places: &[u32]) {
        for report in 0..self.len() {
            let [perpetrators, targets, located, _] = self.ranges(report);
            self.numbers[perpetrators.start..targets.end].iter_mut().for_each(|number| *number = actors[*number as usize]);
            self.numbers[located].iter_mut().for_each(|number| *number = places[*number as usize]);
        }
    }
}

/// What is known of the actors and places of a ledger, each once. The number of one is where it stands in its list.
#[derive(Clone, Debug, Default)]
pub(super) struct Gazetteer {
    /// By id.
    pub(super) actors: Vec<Actor>,
    /// By id.
    pub(super) places: Vec<Place>,
    /// What every report names, in the order of the ledger.
    pub(super) named: Named,
}

impl Gazetteer {
    pub(super) fn of(ledger: &Ledger) -> Gazetteer {
        let mut actors: Roll<ActorRecord> = Roll::default();
        let mut places: Roll<PlaceRecord> = Roll::default();
        let mut named = Named::default();
        for (document, entry) in &ledger.entries {
            for record in &entry.actors {
                actors.know(&record.id).hears(record, Some(document));
                // To whose account deeds go is an actor, too, even if nobody describes it.
                if record.principal != record.id {
                    actors.know(&record.principal).is_named_by(document);
                }
            }
            for record in &entry.places {
                places.know(&record.id).hears(record, Some(document));
            }
            // Ids that a document uses without a record of their own bear the id as their name.
            let first = named.len();
            let report = |id: &Id| entry.reports.binary_search_by(|report| report.id.cmp(id)).ok().map(|at| number(first + at));
            for told in &entry.reports {
                named.push(
                    told.perpetrators.iter().map(|id| actors.names(id, document)).collect::<Numbers>().into_iter(),
                    told.targets.iter().map(|id| actors.names(id, document)),
                    told.places.iter().map(|id| places.names(id, document)),
                    told.answers.iter().filter_map(report),
                );
            }
            for id in entry.relations.iter().flat_map(|stated| [&stated.subject, &stated.object]) {
                actors.know(id).is_named_by(document);
            }
        }
        for (id, record) in &ledger.standing.actors {
            actors.know(id).hears(record, None);
        }
        for (id, record) in &ledger.standing.places {
            places.know(id).hears(record, None);
        }
        let (actors, actor_numbers) = actors.in_order(Known::<ActorRecord>::actor);
        let (places, place_numbers) = places.in_order(Known::<PlaceRecord>::place);
        named.renumber(&actor_numbers, &place_numbers);
        Gazetteer { actors, places, named }
    }

    /// The number of the actor of this id.
    pub(super) fn actor(&self, id: &str) -> Option<u32> {
        self.actors.binary_search_by(|actor| actor.id.as_str().cmp(id)).ok().map(number)
    }

    /// The number of the place of this id.
    pub(super) fn place(&self, id: &str) -> Option<u32> {
        self.places.binary_search_by(|place| place.id.as_str().cmp(id)).ok().map(number)
    }

    /// Whom and what a report names, but for what it answers.
    pub(super) fn named(&self, report: &Report) -> Named {
        let mut named = Named::default();
        let actors = |ids: &'_ [Id]| -> Numbers { ids.iter().filter_map(|id| self.actor(id)).collect() };
        let places = report.places.iter().filter_map(|id| self.place(id));
        let (perpetrators, targets) = (actors(&report.perpetrators), actors(&report.targets));
        named.push(perpetrators.into_iter(), targets.into_iter(), places, std::iter::empty());
        named
    }

    /// The numbers of the place and of the places around it, smallest first.
    pub(super) fn around(&self, place: u32) -> impl Iterator<Item = u32> {
        let outer = |&place: &u32| self.place(self.places.get(place as usize)?.within.as_deref()?);
        // The bound keeps a circle of places from hanging the reader.
        std::iter::successors(Some(place), outer).take(16)
    }
}

/// The number of what stands at a place of a list. So many of anything would not fit into memory.
pub(super) fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Actors or places as they come.
struct Roll<'l, R> {
    known: Vec<(&'l str, Known<'l, R>)>,
    /// By id.
    numbers: HashMap<&'l str, usize>,
    /// By where the id lies in memory, and how long it is: most ids are shared, and to compare places is much quicker than
    /// to compare words.
    lying: FxHashMap<(usize, usize), usize>,
}

impl<R> Default for Roll<'_, R> {
    fn default() -> Self {
        Roll { known: Vec::new(), numbers: HashMap::new(), lying: FxHashMap::default() }
    }
}

impl<'l, R: Ord> Roll<'l, R> {
    fn number(&mut self, id: &'l str) -> usize {
        let Roll { known, numbers, lying } = self;
        *lying.entry((id.as_ptr() as usize, id.len())).or_insert_with(|| {
            *numbers.entry(id).or_insert_with(|| {
                known.push((id, Known { records: BTreeSet::new(), last: None, documents: Vec::new() }));
                known.len() - 1
            })
        })
    }

    fn know(&mut self, id: &'l str) -> &mut Known<'l, R> {
        let number = self.number(id);
        &mut self.known[number].1
    }

    /// The number, for now, of what a document names.
    fn names(&mut self, id: &'l str, document: &Id) -> u32 {
        let at = self.number(id);
        self.known[at].1.is_named_by(document);
        number(at)
    }

    /// What is made of each, by id, and the number there of every number so far.
    fn in_order<T>(self, make: impl Fn(Known<'l, R>, &str) -> T) -> (Vec<T>, Vec<u32>) {
        let mut known: Vec<_> = self.known.into_iter().enumerate().collect();
        known.sort_unstable_by_key(|(_, (id, _))| *id);
        let mut numbers = vec![0; known.len()];
        known.iter().enumerate().for_each(|(new, (old, _))| numbers[*old] = number(new));
        let made = known.into_iter().map(|(_, (id, mut known))| {
            known.documents.shrink_to_fit();
            make(known, id)
        });
        (made.collect(), numbers)
    }
}

/// Different records of one actor or place, and the documents that name it.
#[derive(Debug)]
struct Known<'l, R> {
    records: BTreeSet<&'l R>,
    /// The record that was heard last: most documents share it, and to compare its place is much quicker than its words.
    last: Option<&'l R>,
    documents: Vec<Id>,
}

impl<'l, R: Ord> Known<'l, R> {
    fn hears(&mut self, record: &'l R, document: Option<&Id>) {
        if !self.last.is_some_and(|last| std::ptr::eq(last, record)) {
            self.records.insert(record);
            self.last = Some(record);
        }
        document.into_iter().for_each(|document| self.is_named_by(document));
    }

    /// Documents come in order.
    fn is_named_by(&mut self, document: &Id) {
        // The id of a document lies in one place.
        if !self.documents.last().is_some_and(|last| std::ptr::eq(last.as_str(), document.as_str())) {
            self.documents.push(document.clone());
        }
    }
}

impl Known<'_, ActorRecord> {
    /// The least record gives name, kind and principal: ontology first, a bare id as name last, whoever serves another
    /// before whoever is not known to. The names of all become aliases.
    fn actor(self, id: &str) -> Actor {
        let head = |record: &ActorRecord| {
            let ActorRecord { name, principal, kind, origin, .. } = record.clone();
            (origin, name == record.id, principal == record.id, name, kind, principal)
        };
        let Some(first) = self.records.iter().min_by_key(|record| head(record)) else {
            return Actor {
                id: id.to_string(),
                name: id.to_string(),
                aliases: Vec::new(),
                kind: ActorKind::Generic,
                principal: id.to_string(),
                origin: Origin::Discovered,
                documents: self.documents,
            };
        };
        let names = self.records.iter().flat_map(|record| record.aliases.iter().chain([&record.name]));
        let aliases: BTreeSet<&String> = names.filter(|alias| **alias != first.name && **alias != first.id).collect();
        Actor {
            id: first.id.clone(),
            name: first.name.clone(),
            aliases: aliases.into_iter().cloned().collect(),
            kind: first.kind,
            principal: first.principal.clone(),
            origin: first.origin,
            documents: self.documents,
        }
    }
}

impl Known<'_, PlaceRecord> {
    fn place(self, id: &str) -> Place {
        let head = |record: &&&PlaceRecord| {
            let PlaceRecord { name, kind, within, .. } = (**record).clone();
            (kind.is_none(), within.is_none(), name == record.id, name, kind, within)
        };
        let first = self.records.iter().min_by_key(head);
        Place {
            id: id.to_string(),
            name: first.map_or_else(|| id.to_string(), |first| first.name.clone()),
            kind: first.and_then(|first| first.kind),
            within: first.and_then(|first| first.within.clone()),
            documents: self.documents,
        }
    }
}
