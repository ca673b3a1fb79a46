//! The picture of incidents: each between who did it and to whom, and linked to those that it answers.

use std::collections::{BTreeMap, BTreeSet};

use super::label::{tooltip, url, wrap};
use super::picture::{Edge, Node, Picture, Sort};
use crate::export::style::Line;
use crate::graph::{Actor, IncidentRef, View};
use crate::vocabulary::Status;

/// Characters of a place on one line.
const PLACE_WIDTH: usize = 24;

pub(super) fn draw(view: &View, picture: &mut Picture) {
    let graph = view.graph();
    let mut nodes = BTreeMap::new();
    for incident in view.incidents() {
        let node = node(&incident, Sort::Incident, lines(&incident), picture);
        nodes.insert(&incident.incident().id, node);
        for actor in accounts(view, &incident, incident.perpetrators()) {
            let actor = picture.actor(graph, actor);
            picture.edges.push(edge(&incident, actor, node, Line::Did));
        }
        for actor in accounts(view, &incident, incident.targets()) {
            let actor = picture.actor(graph, actor);
            picture.edges.push(edge(&incident, node, actor, Line::AimedAt));
        }
    }
    for incident in view.incidents() {
        for answered in incident.answers() {
            if let (Some(&from), Some(&to)) = (nodes.get(&incident.incident().id), nodes.get(&answered.incident().id)) {
                picture.edges.push(edge(&incident, from, to, Line::InRetaliationFor));
            }
        }
    }
}

/// Draws an incident, with these lines of text.
pub(super) fn node(incident: &IncidentRef, sort: Sort, mut lines: Vec<String>, picture: &mut Picture) -> usize {
    let (graph, evidence) = (incident.graph(), incident.incident().evidence());
    lines.retain(|line| !line.is_empty());
    picture.node(Node {
        sort,
        label: lines.join("\n"),
        tooltip: tooltip(graph, evidence),
        url: url(graph, evidence),
        frame: None,
        marked: false,
    })
}

/// A line that an incident tells of.
pub(super) fn edge(incident: &IncidentRef, from: usize, to: usize, line: Line) -> Edge {
    let (graph, evidence) = (incident.graph(), incident.incident().evidence());
    let (tooltip, url) = (tooltip(graph, evidence), url(graph, evidence));
    Edge { from, to, line, modality: incident.modality, count: 1, label: String::new(), tooltip, url }
}

fn accounts<'g>(view: &View<'g>, incident: &IncidentRef, actors: impl Iterator<Item = &'g Actor>) -> BTreeSet<&'g str> {
    actors.map(|actor| view.account_on(actor, incident.date)).collect()
}

/// Kind, date, place, the dead and whether somebody denies it.
fn lines(incident: &IncidentRef) -> Vec<String> {
    let mut lines = vec![incident.kind.as_str().replace('-', " "), incident.when()];
    lines.extend(circumstances(incident));
    lines
}

/// Place, the dead and whether somebody denies it, a line each; a line may be empty.
pub(super) fn circumstances(incident: &IncidentRef) -> Vec<String> {
    let mut lines = vec![wrap(&incident.place_names(), PLACE_WIDTH)];
    if let Some(killed) = incident.killed.filter(|&killed| killed > 0) {
        lines.push(format!("{killed} killed"));
    }
    if !matches!(incident.status, Status::Asserted | Status::Claimed | Status::Attributed) {
        lines.push(incident.status.to_string());
    }
    lines
}
