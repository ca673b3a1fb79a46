//! The page of an actor.

use reprisal::Status;
use reprisal::investigate::{ActorPage, Claim, Count, Tally, Tie};

use super::{line, told};
use crate::table::Row;
use crate::wording::{self, counted};

/// How many of those who were attacked, or attacked, are worth reading.
const OTHERS: usize = 8;

pub(super) fn rows(page: &ActorPage) -> Vec<Row<'_>> {
    let mut rows = vec![line("name", format!("{} ({})", page.name, page.id))];
    if !page.aliases.is_empty() {
        rows.push(line("also called", page.aliases.join("; ")));
    }
    rows.push(line("kind", format!("{}, known from the {}", page.kind, origin(page))));
    rows.extend(page.principal.iter().map(|principal| line("deeds count to", principal.name.as_str())));
    if !page.parts.is_empty() {
        rows.push(line("deeds counted to it", wording::actors(&page.parts)));
    }
    rows.extend(page.ties.iter().map(|tie| tied(page, tie)));
    rows.extend(tally("did", "to", &page.by));
    rows.extend(tally("suffered", "by", &page.against));
    rows.extend(tally("threatened", "to", &page.threatened));
    rows.extend(tally("only denied", "to", &page.denied));
    rows.push(line("named in", counted(page.documents.len(), "document")).with_notes(page.documents.iter().take(OTHERS).map(
        |info| {
            let parts = [info.title.clone().or_else(|| Some(info.id.clone())), info.published.map(|day| day.to_string())];
            parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
        },
    )));
    rows
}

fn origin(page: &ActorPage) -> &'static str {
    match page.origin {
        reprisal::Origin::Ontology => "ontology",
        _ => "articles",
    }
}

fn tied<'p>(page: &ActorPage, tie: &'p Tie) -> Row<'p> {
    let is_subject = tie.subject.id == page.id;
    let about = match (tie.claim, is_subject) {
        (Claim::Backs, true) => "backs",
        (Claim::Backs, false) => "backed by",
        (Claim::Leads, true) => "leads",
        (Claim::Leads, false) => "led by",
        (Claim::PartOf, true) => "part of",
        _ => "has as a part",
    };
    let other = if is_subject { &tie.object } else { &tie.subject };
    let mut said = vec![other.name.clone()];
    said.extend(tie.status.filter(|status| *status == Status::Contested).map(|status| format!("({status})")));
    said.extend(tie.standing.iter().map(|fact| format!("({})", wording::standing(fact))));
    told(about, said.join(" "), tie.sources).with_evidence(tie.evidence.iter().chain(&tie.denials))
}

/// What it did or suffered, in figures.
fn tally(verb: &str, link: &str, tally: &Tally) -> Vec<Row<'static>> {
    if tally.incidents == 0 {
        return Vec::new();
    }
    let mut said = vec![counted(tally.incidents, "incident")];
    said.extend(match (tally.first, tally.last) {
        (Some(first), Some(last)) if first != last => Some(format!("{first} … {last}")),
        (first, _) => first.map(|date| date.to_string()),
    });
    if tally.answers > 0 {
        said.push(format!("{} in answer to others", tally.answers));
    }
    if tally.killed > 0 {
        said.push(format!("{} killed", tally.killed));
    }
    let mut rows = vec![line(verb, said.join(", ")), line(&format!("{verb}, what"), counts(&tally.kinds))];
    if !tally.others.is_empty() {
        rows.push(line(&format!("{verb}, {link}"), counts(&tally.others)));
    }
    rows
}

fn counts(counts: &[Count]) -> String {
    let mut said: Vec<String> = counts.iter().take(OTHERS).map(|count| format!("{} {}", count.count, worded(count))).collect();
    if counts.len() > OTHERS {
        said.push(format!("{} others", counts.len() - OTHERS));
    }
    said.join(", ")
}

/// Actors by their names; kinds of deeds without hyphens.
fn worded(count: &Count) -> String {
    if count.id.is_some() { count.name.clone() } else { count.name.replace('-', " ") }
}
