//! Where the nodes of the page stand: one picture of actors and one of incidents, each for both roll-ups.

use std::collections::{BTreeMap, BTreeSet};

use super::content::{Actor, ByRollUp, Incident, Positions, Relationship};
use super::layout;
use crate::graph::{Relation, RollUp};

/// Lays out all four pictures.
pub(super) fn positions(actors: &[Actor], incidents: &[Incident], relations: &[Relationship]) -> Positions {
    let pictures = Pictures { actors, incidents, relations };
    Positions {
        actors: ByRollUp {
            principal: placed(&pictures.of_actors(RollUp::Principal)),
            named: placed(&pictures.of_actors(RollUp::Named)),
        },
        incidents: ByRollUp {
            principal: placed(&pictures.of_incidents(RollUp::Principal)),
            named: placed(&pictures.of_incidents(RollUp::Named)),
        },
    }
}

struct Pictures<'c> {
    actors: &'c [Actor],
    incidents: &'c [Incident],
    relations: &'c [Relationship],
}

type Lines = BTreeSet<(usize, usize)>;

impl Pictures<'_> {
    /// Lines between those who did something and those to whom it was done.
    fn of_actors(&self, roll_up: RollUp) -> Lines {
        let mut lines = self.related(roll_up);
        for incident in self.incidents {
            let (who, whom) = sides(incident, roll_up);
            lines.extend(who.iter().flat_map(|&who| whom.iter().map(move |&whom| line(who, whom))));
        }
        lines
    }

    /// Lines from an incident to those on both sides, and to what it answers. Incidents are numbered after the actors.
    fn of_incidents(&self, roll_up: RollUp) -> Lines {
        let mut lines = self.related(roll_up);
        for (number, incident) in self.incidents.iter().enumerate() {
            let node = self.actors.len() + number;
            let (who, whom) = sides(incident, roll_up);
            lines.extend(who.iter().chain(whom).map(|&actor| line(actor, node)));
            lines.extend(incident.answers.iter().map(|&answered| line(self.actors.len() + answered, node)));
            lines.insert((node, node));
        }
        lines
    }

    fn related(&self, roll_up: RollUp) -> Lines {
        let account = |actor: usize, relation: Relation| match self.actors.get(actor) {
            Some(found) if roll_up == RollUp::Principal && relation == Relation::Backs => found.principal,
            _ => actor,
        };
        let ends = |row: &Relationship| line(account(row.subject, row.relation), account(row.object, row.relation));
        self.relations.iter().map(ends).collect()
    }
}

fn sides(incident: &Incident, roll_up: RollUp) -> (&[usize], &[usize]) {
    let sides = match (roll_up, &incident.principal) {
        (RollUp::Principal, Some(sides)) => sides,
        _ => &incident.named,
    };
    (&sides.who, &sides.whom)
}

fn line(a: usize, b: usize) -> (usize, usize) {
    (a.min(b), a.max(b))
}

/// Number, x and y of every node that a line touches.
fn placed(lines: &Lines) -> Vec<i32> {
    let nodes: BTreeSet<usize> = lines.iter().flat_map(|&(a, b)| [a, b]).collect();
    let numbers: BTreeMap<usize, usize> = nodes.iter().enumerate().map(|(number, &node)| (node, number)).collect();
    let edges: Vec<(usize, usize)> =
        lines.iter().filter(|(a, b)| a != b).filter_map(|(a, b)| Some((*numbers.get(a)?, *numbers.get(b)?))).collect();
    let points = layout::layout(nodes.len(), &edges);
    let whole = |node: usize| i32::try_from(node).unwrap_or(i32::MAX);
    nodes.iter().zip(points).flat_map(|(&node, [x, y])| [whole(node), x.round() as i32, y.round() as i32]).collect()
}
