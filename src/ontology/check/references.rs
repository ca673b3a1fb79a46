//! References to ids that no entry has.

use std::collections::BTreeMap;

use super::{At, Known, Report, Whole};
use crate::fold::fold;
use crate::ontology::diagnostic::Code;
use crate::ontology::locate::Step;
use crate::suggest::nearest;

use Step::{Item, Key};

pub(super) fn check(whole: &Whole<'_>, known: &Known<'_>, report: &mut Report<'_>) {
    let mut dangling: Vec<Dangling<'_>> = Vec::new();
    let mut refer = |at: At, field: &'static str, inner: Option<(usize, &'static str)>, id, wants| {
        let ids = if wants == Wants::Actor { &known.actors } else { &known.places };
        if !ids.contains(id) {
            dangling.push(Dangling { at, field, inner, id, wants });
        }
    };
    for actor in &whole.actors {
        let entry = actor.entry;
        for (field, id) in [("principal", &entry.principal), ("military", &entry.military), ("speaks_for", &entry.speaks_for)] {
            id.iter().for_each(|id| refer(actor.at, field, None, id.as_str(), Wants::Actor));
        }
        for (index, membership) in entry.part_of.iter().enumerate() {
            refer(actor.at, "part_of", Some((index, "of")), &membership.of, Wants::Actor);
        }
        for (index, backing) in entry.backed_by.iter().enumerate() {
            refer(actor.at, "backed_by", Some((index, "by")), &backing.by, Wants::Actor);
        }
        for (index, leading) in entry.leads.iter().enumerate() {
            refer(actor.at, "leads", Some((index, "of")), &leading.of, Wants::Actor);
        }
    }
    for place in &whole.places {
        let entry = place.entry;
        entry.within.iter().for_each(|id| refer(place.at, "within", None, id, Wants::Place));
        entry.state.iter().for_each(|id| refer(place.at, "state", None, id, Wants::Actor));
        for (index, hold) in entry.held_by.iter().enumerate() {
            refer(place.at, "held_by", Some((index, "by")), &hold.by, Wants::Actor);
        }
    }
    for generic in &whole.generics {
        generic.entry.alone.iter().for_each(|id| refer(generic.at, "alone", None, id, Wants::Actor));
    }
    for sign in &whole.signs {
        sign.entry.principal.iter().for_each(|id| refer(sign.at, "principal", None, id, Wants::Actor));
    }
    if !dangling.is_empty() {
        let names = IdsByName::new(whole);
        dangling.iter().for_each(|reference| tell(reference, known, &names, report));
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Wants {
    Actor,
    Place,
}

/// A reference that leads nowhere.
struct Dangling<'a> {
    at: At,
    field: &'static str,
    /// The position in the list and the field of the item there.
    inner: Option<(usize, &'static str)>,
    id: &'a str,
    wants: Wants,
}

/// Ids by folded name: authors write a name where the id is wanted.
struct IdsByName<'a> {
    actors: BTreeMap<String, &'a str>,
    places: BTreeMap<String, &'a str>,
}

impl<'a> IdsByName<'a> {
    fn new(whole: &Whole<'a>) -> IdsByName<'a> {
        let actors = whole.actors.iter().map(|actor| actor.entry);
        let places = whole.places.iter().map(|place| place.entry);
        IdsByName {
            actors: actors
                .flat_map(|actor| {
                    [&actor.name]
                        .into_iter()
                        .chain(&actor.aliases)
                        .chain(&actor.exact)
                        .map(|name| (fold(name), actor.id.as_str()))
                })
                .collect(),
            places: places
                .flat_map(|place| {
                    [&place.name]
                        .into_iter()
                        .chain(&place.aliases)
                        .chain(&place.exact)
                        .map(|name| (fold(name), place.id.as_str()))
                })
                .collect(),
        }
    }
}

fn tell(reference: &Dangling<'_>, known: &Known<'_>, names: &IdsByName<'_>, report: &mut Report<'_>) {
    let id = reference.id;
    let (noun, wanted, ids, other_ids, other_noun, by_name) = match reference.wants {
        Wants::Actor => ("actor", "an actor", &known.actors, &known.places, "a place", &names.actors),
        Wants::Place => ("place", "a place", &known.places, &known.actors, "an actor", &names.places),
    };
    let location = match reference.inner {
        Some((index, field)) => report.locate(reference.at, &[Key(reference.field), Item(index), Key(field)]),
        None => report.locate(reference.at, &[Key(reference.field)]),
    };
    let meant = by_name.get(&fold(id)).copied().or_else(|| nearest(id, ids.iter().copied())).map(str::to_owned);
    let message = format!("`{}` refers to the {noun} `{id}`, which does not exist", reference.field);
    let finding = report.add(Code::DanglingReference, location, message);
    finding.suggestion = meant;
    finding.help = other_ids.contains(id).then(|| format!("`{id}` is the id of {other_noun}, not of {wanted}"));
}
