//! The picture of one sequence of incidents in which each answers the one before, from left to right in time.

use std::collections::BTreeMap;

use super::Options;
use super::incidents::{circumstances, edge, node};
use super::label::wrap;
use super::picture::{Picture, Sort};
use crate::export::style::Line;
use crate::graph::{IncidentRef, View};
use crate::investigate::{Chain, Step, chains};
use crate::query::ActorName;

/// Characters of names on one line.
const NAMES_WIDTH: usize = 26;

pub(super) fn draw(view: &View, options: &Options, picture: &mut Picture) {
    let mut drawn: BTreeMap<String, usize> = BTreeMap::new();
    let mut days: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let found = chains(view, options.actor, options.chains.max(1));
    for chain in &found.chains {
        let mut before: Option<usize> = None;
        for (at, step) in chain.steps.iter().enumerate() {
            let Some(incident) = view.graph().incident(&step.deed.id) else { continue };
            let blow = *drawn.entry(step.deed.id.clone()).or_insert_with(|| {
                let blow = node(&incident, Sort::Blow(is_first_side(chain, step, at)), lines(&incident, step), picture);
                // What was answered on the same day stands before its answer, not above it.
                let day = incident.date.filter(|_| step.after.is_none_or(|gap| gap.most > 0));
                if let Some(day) = day {
                    days.entry(day.to_string()).or_default().push(blow);
                }
                blow
            });
            if let Some(before) = before
                && !picture.edges.iter().any(|edge| (edge.from, edge.to) == (blow, before))
            {
                let mut answer = edge(&incident, blow, before, Line::InRetaliationFor);
                answer.label = step.after.map(|gap| gap.to_string()).unwrap_or_default();
                picture.edges.push(answer);
            }
            before = Some(blow);
        }
    }
    picture.axis = days.into_iter().collect();
    if found.chains.is_empty() {
        picture.notes.push("no incident answers another".to_owned());
    } else if found.more {
        picture.notes.push("there are further chains".to_owned());
    }
}

/// Whether a blow is one of those who began: by who did it, or by turns where that does not tell.
fn is_first_side(chain: &Chain, step: &Step, at: usize) -> bool {
    let [first, second] = &chain.sides;
    let on = |side: &Vec<ActorName>| step.deed.who.iter().any(|who| side.contains(who));
    if on(first) == on(second) { at.is_multiple_of(2) } else { on(first) }
}

/// Who, what and to whom; where and how many died.
fn lines(incident: &IncidentRef, step: &Step) -> Vec<String> {
    let names = |actors: &[ActorName]| actors.iter().map(|actor| actor.name.as_str()).collect::<Vec<_>>().join(" and ");
    let kind = step.deed.kind.as_str().replace('-', " ");
    let whom = names(&step.deed.whom);
    let on = if whom.is_empty() { kind } else { format!("{kind} → {whom}") };
    let mut lines = vec![wrap(&names(&step.deed.who), NAMES_WIDTH), wrap(&on, NAMES_WIDTH), incident.when()];
    lines.extend(circumstances(incident));
    lines
}
