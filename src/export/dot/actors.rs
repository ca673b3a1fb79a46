//! The picture of actors: at most one edge for each relation between two of them.

use std::collections::BTreeSet;

use super::label::{count, tooltip};
use super::palette;
use super::picture::Picture;
use crate::date::PartialDate;
use crate::graph::{Citation, IncidentRef, Relation, View};
use crate::vocabulary::Status;

pub(super) fn picture(view: &View) -> Picture {
    let graph = view.graph();
    let mut picture = Picture::new(graph, "Who attacked, retaliated against and backs whom");
    for row in view.attacked() {
        let ends = (picture.actor(graph, row.perpetrator), picture.actor(graph, row.target));
        let label = deeds(&row.incidents, "attack");
        picture.edge(ends.0, ends.1, palette::ATTACKED, label, tooltip(graph, evidence(&row.incidents)));
    }
    for row in view.retaliated().iter().filter(|row| row.perpetrator != row.target) {
        let ends = (picture.actor(graph, row.perpetrator), picture.actor(graph, row.target));
        let label = deeds(&row.incidents, "retaliation");
        picture.edge(ends.0, ends.1, palette::RETALIATED, label, tooltip(graph, evidence(&row.incidents)));
    }
    for row in view.related(Relation::Backs) {
        let ends = (picture.actor(graph, row.subject), picture.actor(graph, row.object));
        let sources = row.evidence.iter().map(|citation| &citation.document).collect::<BTreeSet<_>>().len();
        let label = if sources == 0 { "backs (standing)".to_owned() } else { format!("backs ({})", count(sources, "article")) };
        picture.edge(ends.0, ends.1, palette::BACKS, label, tooltip(graph, row.evidence));
    }
    picture
}

fn evidence<'g>(incidents: &[IncidentRef<'g>]) -> impl Iterator<Item = &'g Citation> {
    incidents.iter().flat_map(|incident| incident.incident().evidence())
}

/// "3 attacks" and when: "2024-01-23 … 02-02".
fn deeds(incidents: &[IncidentRef], one: &str) -> String {
    let first = incidents.iter().filter_map(|incident| incident.date).min_by_key(|date| date.first_day());
    let last = incidents.iter().filter_map(|incident| incident.until.or(incident.date)).max_by_key(|date| date.last_day());
    let mut label = count(incidents.len(), one);
    if incidents.iter().any(|incident| incident.status == Status::Contested) {
        let all = incidents.iter().all(|incident| incident.status == Status::Contested);
        label.push_str(if all { " (contested)" } else { " (contested in part)" });
    }
    if let (Some(first), Some(last)) = (first, last) {
        label.push('\n');
        label.push_str(&span(first, last));
    }
    label
}

/// A span of time; the year is said once.
fn span(first: PartialDate, last: PartialDate) -> String {
    let (from, to) = (first.to_string(), last.to_string());
    if from == to {
        return from;
    }
    match to.split_once('-') {
        Some((year, rest)) if from.starts_with(year) && from.contains('-') => format!("{from} … {rest}"),
        _ => format!("{from} … {to}"),
    }
}
