//! What a picture says in words: its title, and how often and when things happened.

use super::label::count;
use super::{DotView, Options};
use crate::date::PartialDate;
use crate::export::style::Line;
use crate::graph::{IncidentRef, KnowledgeGraph};
use crate::vocabulary::Status;

/// What the picture shows, and how many articles of which days it is drawn from.
pub(super) fn title(graph: &KnowledgeGraph, options: &Options) -> String {
    let of = |words: &str| options.actor.map_or_else(|| words.to_owned(), |actor| format!("{words}: {}", actor.name));
    let what = match options.view {
        DotView::Actors => "Who attacked, retaliated against and backs whom".to_owned(),
        DotView::Incidents => "Incidents and what they answer".to_owned(),
        DotView::Chain => of("Blow by blow"),
        DotView::Around => of("Who has to do with whom"),
        DotView::Map => "Who backs, belongs to and leads whom".to_owned(),
    };
    let mut days: Vec<_> = graph.documents().filter_map(|info| info.published).collect();
    days.sort_unstable();
    let mut title = format!("{what}\n{}", count(graph.documents().count(), "article"));
    match (days.first(), days.last()) {
        (Some(first), Some(last)) if first != last => title.push_str(&format!(", {first} … {last}")),
        (Some(day), _) => title.push_str(&format!(", {day}")),
        _ => {}
    }
    title
}

/// "3 attacks".
pub(super) fn tally(line: Line, number: usize) -> String {
    match line {
        Line::Attacked => count(number, "attack"),
        Line::RetaliatedAgainst => count(number, "retaliation"),
        Line::Backs | Line::PartOf | Line::Leads => match number {
            0 => format!("{line} (standing)"),
            _ => format!("{line} ({})", count(number, "article")),
        },
        Line::Did | Line::AimedAt | Line::InRetaliationFor => String::new(),
    }
}

/// "3 attacks" and when: "2024-01-23 … 02-02".
pub(super) fn deeds(line: Line, incidents: &[IncidentRef]) -> String {
    let first = incidents.iter().filter_map(|incident| incident.date).min_by_key(|date| date.first_day());
    let last = incidents.iter().filter_map(|incident| incident.until.or(incident.date)).max_by_key(|date| date.last_day());
    let mut label = tally(line, incidents.len());
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
