//! The picture of incidents: each between who did it and to whom, and linked to those that it answers.

use std::collections::{BTreeMap, BTreeSet};

use super::label::{tooltip, wrap};
use super::palette;
use super::picture::Picture;
use crate::graph::{Actor, IncidentRef, View};
use crate::vocabulary::Status;

/// Characters of a place on one line.
const PLACE_WIDTH: usize = 24;

pub(super) fn picture(view: &View) -> Picture {
    let graph = view.graph();
    let mut picture = Picture::new(graph, "Incidents and what they answer");
    let mut nodes = BTreeMap::new();
    for incident in view.incidents() {
        let node = picture.incident(label(incident), tooltip(graph, incident.incident().evidence()));
        nodes.insert(&incident.incident().id, node);
        for actor in accounts(view, incident.perpetrators()) {
            let actor = picture.actor(graph, actor);
            picture.edge(actor, node, palette::DID, String::new(), tooltip(graph, incident.incident().evidence()));
        }
        for actor in accounts(view, incident.targets()) {
            let actor = picture.actor(graph, actor);
            picture.edge(node, actor, palette::HIT, String::new(), tooltip(graph, incident.incident().evidence()));
        }
    }
    for incident in view.incidents() {
        for answered in incident.answers() {
            if let (Some(&from), Some(&to)) = (nodes.get(&incident.incident().id), nodes.get(&answered.incident().id)) {
                picture.edge_back(from, to, palette::ANSWERS, tooltip(graph, incident.incident().evidence()));
            }
        }
    }
    picture
}

fn accounts<'g>(view: &View<'g>, actors: impl Iterator<Item = &'g Actor>) -> BTreeSet<&'g str> {
    actors.map(|actor| view.account(actor)).collect()
}

/// Kind, date, place, the dead and whether somebody denies it, a line each.
fn label(incident: IncidentRef) -> String {
    let mut lines = vec![incident.kind.as_str().replace('-', " ")];
    lines.push(incident.when());
    lines.push(wrap(&incident.place_names(), PLACE_WIDTH));
    if let Some(killed) = incident.killed.filter(|&killed| killed > 0) {
        lines.push(format!("{killed} killed"));
    }
    if matches!(incident.status, Status::Contested | Status::Retracted) {
        lines.push(incident.status.to_string());
    }
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}
