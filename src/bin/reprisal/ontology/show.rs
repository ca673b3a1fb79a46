//! `reprisal ontology show`.

use std::io::{self, Write};

use crate::report::{Failure, Outcome};
use crate::table::clean;
use reprisal::PartialDate;
use reprisal::ontology::{ActorEntry, Found, Ontology, PlaceEntry};

pub(super) fn run(ontology: &Ontology, name: &str, out: &mut dyn Write) -> Result<Outcome, Failure> {
    let found = ontology.find(name);
    if found.is_empty() {
        let meant = ontology.nearest_name(name).map(|meant| format!("; did you mean `{meant}`?")).unwrap_or_default();
        writeln!(io::stderr(), "{}", clean(&format!("no actor or place is called `{name}`{meant}")))?;
        return Ok(Outcome::Nothing);
    }
    for (at, entry) in found.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        match entry {
            Found::Actor(actor) => show_actor(ontology, actor, out)?,
            Found::Place(place) => show_place(ontology, place, out)?,
        }
    }
    Ok(Outcome::Found)
}

fn show_actor(ontology: &Ontology, actor: &ActorEntry, out: &mut dyn Write) -> io::Result<()> {
    let id = actor.id.as_str();
    writeln!(out, "{}", clean(&format!("{}: actor {id}, {}", actor.name, actor.kind)))?;
    line(out, "aliases", &actor.aliases)?;
    line(out, "only as", &actor.exact)?;
    line(out, "short", &actor.short)?;
    line(out, "adjectives", &actor.adjectives)?;
    line(out, "metonyms", &actor.metonyms)?;

    // The bound guards against a circle, which `check` reports.
    let principals =
        std::iter::successors(actor.principal.as_deref(), |&id| ontology.actor(id).and_then(|actor| actor.principal.as_deref()));
    chain(out, "deeds count for", principals.take(8))?;
    let everyone = || ontology.actors().iter();
    line(out, "counts deeds of", others(everyone(), |other| other.principal.as_deref() == Some(id)))?;
    line(out, "military", actor.military.as_deref())?;
    line(out, "military of", others(everyone(), |other| other.military.as_deref() == Some(id)))?;
    line(out, "speaks for", actor.speaks_for.as_deref())?;
    line(out, "voices", others(everyone(), |other| other.speaks_for.as_deref() == Some(id)))?;

    line(out, "part of", actor.part_of.iter().map(|part| dated(&part.of, None, part.since, part.until)))?;
    let members = everyone().flat_map(|other| other.part_of.iter().map(move |part| (other, part)));
    line(
        out,
        "members",
        members.filter(|(_, part)| part.of == id).map(|(other, part)| dated(&other.id, None, part.since, part.until)),
    )?;

    line(out, "backed by", actor.backed_by.iter().map(|backing| dated(&backing.by, None, backing.since, backing.until)))?;
    let backed = everyone().flat_map(|other| other.backed_by.iter().map(move |backing| (other, backing)));
    let backed = backed.filter(|(_, backing)| backing.by == id);
    line(out, "backs", backed.map(|(other, backing)| dated(&other.id, None, backing.since, backing.until)))?;

    line(out, "leads", actor.leads.iter().map(|post| dated(&post.of, post.role.as_deref(), post.since, post.until)))?;
    let leaders = everyone().flat_map(|other| other.leads.iter().map(move |post| (other, post)));
    let leaders = leaders.filter(|(_, post)| post.of == id);
    line(out, "led by", leaders.map(|(other, post)| dated(&other.id, post.role.as_deref(), post.since, post.until)))?;

    let everywhere = || ontology.places().iter();
    line(out, "state of", everywhere().filter(|place| place.state.as_deref() == Some(id)).map(|place| place.id.clone()))?;
    let held = everywhere().flat_map(|place| place.held_by.iter().map(move |hold| (place, hold)));
    line(out, "holds", held.filter(|(_, hold)| hold.by == id).map(|(place, hold)| dated(&place.id, None, hold.since, hold.until)))
}

fn show_place(ontology: &Ontology, place: &PlaceEntry, out: &mut dyn Write) -> io::Result<()> {
    let id = place.id.as_str();
    writeln!(out, "{}", clean(&format!("{}: place {id}, {}", place.name, place.kind)))?;
    line(out, "aliases", &place.aliases)?;
    line(out, "only as", &place.exact)?;
    chain(out, "within", ontology.around(id).skip(1).map(|place| place.id.as_str()))?;
    line(out, "state", place.state.as_deref())?;
    line(out, "held by", place.held_by.iter().map(|hold| dated(&hold.by, None, hold.since, hold.until)))?;
    let inside = ontology.places().iter().filter(|inside| inside.within.as_deref() == Some(id));
    line(out, "holds", inside.map(|inside| inside.id.clone()))
}

fn others<'o>(actors: impl Iterator<Item = &'o ActorEntry>, wanted: impl Fn(&ActorEntry) -> bool) -> Vec<&'o str> {
    actors.filter(|actor| wanted(actor)).map(|actor| actor.id.as_str()).collect()
}

/// "id (role, 2014 to 2020-01-03)".
fn dated(id: &str, role: Option<&str>, since: Option<PartialDate>, until: Option<PartialDate>) -> String {
    let range = match (since, until) {
        (None, None) => None,
        (Some(since), None) => Some(format!("since {since}")),
        (None, Some(until)) => Some(format!("until {until}")),
        (Some(since), Some(until)) => Some(format!("{since} to {until}")),
    };
    let details: Vec<String> = role.map(str::to_owned).into_iter().chain(range).collect();
    if details.is_empty() { id.to_owned() } else { format!("{id} ({})", details.join(", ")) }
}

fn chain<'a>(out: &mut dyn Write, label: &str, ids: impl Iterator<Item = &'a str>) -> io::Result<()> {
    let ids: Vec<&str> = ids.collect();
    line(out, label, (!ids.is_empty()).then(|| ids.join(" → ")))
}

/// One labelled line, left out when there is nothing to say.
fn line<T: AsRef<str>>(out: &mut dyn Write, label: &str, values: impl IntoIterator<Item = T>) -> io::Result<()> {
    let values: Vec<T> = values.into_iter().collect();
    if values.is_empty() {
        return Ok(());
    }
    let separator = if values.iter().any(|value| value.as_ref().contains(", ")) { "; " } else { ", " };
    let text = values.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(separator);
    writeln!(out, "  {label:<16}{}", clean(&text))
}
