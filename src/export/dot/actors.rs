//! Pictures of actors: at most one line for each relation between two of them, and each word on which it stands.

use std::collections::{BTreeMap, BTreeSet};

use super::label::{tooltip, url};
use super::picture::{Edge, Picture};
use super::{Cluster, DotView, Options, camp, words};
use crate::export::style::Line;
use crate::graph::{Actor, Attacked, Citation, IncidentRef, Relation, View};
use crate::vocabulary::Modality;

/// A line between two actors, by their ids.
struct Tie<'g> {
    from: &'g str,
    to: &'g str,
    line: Line,
    modality: Modality,
    count: usize,
    label: String,
    evidence: Vec<&'g Citation>,
}

/// Everybody between whom one of the relations holds.
pub(super) fn draw(view: &View, options: &Options, relations: &[Line], picture: &mut Picture) {
    let ties = ties(view, relations);
    draw_ties(view, options, &ties, picture);
}

/// Who has to do with one actor, and with those, to some depth.
pub(super) fn draw_around(view: &View, options: &Options, relations: &[Line], picture: &mut Picture) {
    let Some(party) = options.actor else { return draw(view, options, relations, picture) };
    let center = view.graph().get::<Actor>(&party.id).map_or(party.id.as_str(), |actor| view.account(actor));
    let mut ties = ties(view, relations);
    let mut reached = BTreeSet::from([center]);
    for _ in 0..options.depth {
        let next = |tie: &Tie<'_>| reached.contains(tie.from) || reached.contains(tie.to);
        let found: Vec<&str> = ties.iter().filter(|tie| next(tie)).flat_map(|tie| [tie.from, tie.to]).collect();
        reached.extend(found);
    }
    ties.retain(|tie| reached.contains(tie.from) && reached.contains(tie.to));
    let center = picture.actor(view.graph(), center);
    if let Some(node) = picture.nodes.get_mut(center) {
        node.marked = true;
    }
    draw_ties(view, options, &ties, picture);
}

fn draw_ties(view: &View, options: &Options, ties: &[Tie], picture: &mut Picture) {
    let graph = view.graph();
    for tie in ties {
        let (from, to) = (picture.actor(graph, tie.from), picture.actor(graph, tie.to));
        let evidence = || tie.evidence.iter().copied();
        picture.edges.push(Edge {
            from,
            to,
            line: tie.line,
            modality: tie.modality,
            count: tie.count,
            label: tie.label.clone(),
            tooltip: tooltip(graph, evidence()),
            url: url(graph, evidence()),
        });
    }
    let usual = if options.view == DotView::Map { Cluster::Camp } else { Cluster::None };
    camp::frame(view, options.cluster.unwrap_or(usual), picture);
}

fn ties<'g>(view: &View<'g>, relations: &[Line]) -> Vec<Tie<'g>> {
    let mut ties = Vec::new();
    for &relation in relations {
        match relation {
            Line::Attacked => deeds(relation, view.attacked(), &mut ties),
            Line::RetaliatedAgainst => deeds(relation, view.retaliated(), &mut ties),
            Line::Backs => standing(view, Relation::Backs, relation, &mut ties),
            Line::PartOf => standing(view, Relation::PartOf, relation, &mut ties),
            Line::Leads => standing(view, Relation::Leads, relation, &mut ties),
            // These end at incidents.
            Line::Did | Line::AimedAt | Line::InRetaliationFor => {}
        }
    }
    ties
}

fn deeds<'g>(line: Line, rows: Vec<Attacked<'g>>, ties: &mut Vec<Tie<'g>>) {
    for row in rows.into_iter().filter(|row| row.perpetrator != row.target) {
        let mut by_word: BTreeMap<Modality, Vec<IncidentRef>> = BTreeMap::new();
        for incident in row.incidents {
            by_word.entry(incident.modality).or_default().push(incident);
        }
        for (modality, incidents) in by_word {
            ties.push(Tie {
                from: row.perpetrator,
                to: row.target,
                line,
                modality,
                count: incidents.len(),
                label: words::deeds(line, &incidents),
                evidence: incidents.iter().flat_map(|incident| incident.incident().evidence()).collect(),
            });
        }
    }
}

fn standing<'g>(view: &View<'g>, relation: Relation, line: Line, ties: &mut Vec<Tie<'g>>) {
    for modality in view.modalities() {
        for row in view.clone().modality(modality).related(relation) {
            let documents = row.evidence.iter().map(|citation| &citation.document).collect::<BTreeSet<_>>().len();
            let contested = if row.denials.is_empty() { "" } else { " (contested)" };
            ties.push(Tie {
                from: row.subject,
                to: row.object,
                line,
                modality,
                count: documents,
                label: format!("{}{contested}", words::tally(line, documents)),
                evidence: row.evidence,
            });
        }
    }
}
