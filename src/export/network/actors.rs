//! The network of actors: what they did to each other and are to each other, as the view counts it.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use jiff::civil::Date as Day;

use super::attribute::Sort::{Count, Date, Flag, List};
use super::attribute::{
    ALIASES, KILLED, KIND, MODALITY, NAME, PRINCIPAL, RELATION, SLUG, SOURCES, STANDING, STATUS, TYPE, WOUNDED,
};
use super::incidents::{spell, stroke};
use super::{Attribute, Edges, Item, Look, Nested, Options, passage};
use crate::date::PartialDate;
use crate::export::style::{Line, Style};
use crate::export::{Content, NodeKey, Summary};
use crate::graph::{Actor, Attacked, Citation, IncidentRef, NodeKind, Related, Relation, Standing, View};
use crate::vocabulary::Modality;

const INCIDENTS: Attribute = Attribute::new("incidents", List);
const DID: Attribute = Attribute::new("incidents_by", Count);
const SUFFERED: Attribute = Attribute::new("incidents_against", Count);
const WEIGHT: Attribute = Attribute::new("weight", Count);
const FIRST_DATE: Attribute = Attribute::new("first_date", Date);
const LAST_DATE: Attribute = Attribute::new("last_date", Date);
const CONTESTED: Attribute = Attribute::new("contested", Flag);

pub(super) const NODES: &[Attribute] = &[TYPE, SLUG, NAME, KIND, ALIASES, PRINCIPAL, passage::DOCUMENTS, DID, SUFFERED];

pub(super) const EDGES: &[Attribute] = &[
    RELATION,
    WEIGHT,
    FIRST_DATE,
    LAST_DATE,
    KILLED,
    WOUNDED,
    MODALITY,
    STATUS,
    CONTESTED,
    SOURCES,
    passage::EVIDENCE_COUNT,
    passage::DOCUMENTS,
    INCIDENTS,
    passage::QUOTE,
    passage::TOLD_BY,
    passage::DOCUMENT,
    passage::TITLE,
    passage::PUBLISHED,
    passage::OUTLET,
    passage::URL,
    STANDING,
    passage::EVIDENCE,
];

/// Actors, and what relates them.
pub(in crate::export) struct Actors<'c, 'g> {
    pub(super) content: &'c Content<'g>,
    style: &'c Style,
    ties: Vec<Tie<'g>>,
    /// How many incidents every actor did, and how many it suffered.
    nodes: BTreeMap<&'g str, [usize; 2]>,
    /// Incidents that no edge counts, for want of a side.
    one_sided: usize,
    /// Incidents that are denied or threatened, where the view looks at what is asserted.
    unasserted: usize,
}

/// An edge between two accounts.
struct Tie<'g> {
    from: &'g str,
    line: Line,
    to: &'g str,
    modality: Modality,
    told: Told<'g>,
    /// The one incident or document that it is about, where edges are not counted.
    part: Option<String>,
}

/// What is behind an edge.
enum Told<'g> {
    Deeds(Vec<IncidentRef<'g>>),
    Relation(Vec<&'g Citation>, bool, Vec<&'g Standing>),
}

impl<'c, 'g> Actors<'c, 'g> {
    pub(super) fn of(content: &'c Content<'g>, options: &Options<'c>) -> Actors<'c, 'g> {
        let view = content.view();
        let mut ties = Vec::new();
        deeds(Line::Attacked, view.attacked(), &mut ties);
        deeds(Line::RetaliatedAgainst, view.retaliated(), &mut ties);
        for (line, relation) in RELATIONS {
            relations(view, line, relation, &mut ties);
        }
        let mut nodes: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
        let mut counted: BTreeSet<&str> = BTreeSet::new();
        for tie in &ties {
            let count = match &tie.told {
                Told::Deeds(incidents) if tie.line == Line::Attacked => {
                    counted.extend(incidents.iter().map(|incident| incident.incident().id.as_str()));
                    incidents.len()
                }
                _ => 0,
            };
            nodes.entry(tie.from).or_default()[0] += count;
            nodes.entry(tie.to).or_default()[1] += count;
        }
        let one_sided = view.incidents().filter(|incident| !counted.contains(incident.incident().id.as_str())).count();
        let told = |incident: &IncidentRef| view.modalities().contains(&incident.modality);
        let unasserted = content.graph().incidents().filter(|incident| !told(incident)).count();
        if options.edges == Edges::All {
            ties = ties.into_iter().flat_map(Tie::apart).collect();
        }
        Actors { content, style: options.style, ties, nodes, one_sided, unasserted }
    }

    pub(super) fn nodes(&self, each: &mut dyn FnMut(Item) -> io::Result<()>) -> io::Result<()> {
        self.nodes.iter().try_for_each(|(&id, &counts)| each(self.node(id, counts)))
    }

    pub(super) fn edges(&self, each: &mut dyn FnMut(Item) -> io::Result<()>) -> io::Result<()> {
        self.ties.iter().try_for_each(|tie| each(self.edge(tie)))
    }

    pub(super) fn summary(&self) -> Summary {
        let mut summary = Summary::default();
        summary.wrote("actors", self.nodes.len());
        summary.wrote("edges", self.ties.len());
        summary.lost("incidents have no edge, as only one side is known or both are of one account", self.one_sided);
        summary.lost("incidents that are only denied or threatened are not counted: --status any", self.unasserted);
        summary
    }

    fn node<'v>(&'v self, id: &'g str, [did, suffered]: [usize; 2]) -> Item<'v> {
        let graph = self.content.graph();
        let mut item = Item::node(NodeKey(NodeKind::Actor, id).to_string(), graph.actor_name(id));
        item.put(TYPE, "actor");
        item.put(SLUG, id);
        item.put(NAME, graph.actor_name(id));
        let mut kind = crate::ActorKind::Generic;
        if let Some(actor) = graph.get::<Actor>(id) {
            kind = actor.kind;
            item.put(ALIASES, actor.aliases.as_slice());
            item.put(PRINCIPAL, actor.principal.as_str());
            item.put(passage::DOCUMENTS, actor.documents.len());
        }
        item.put(KIND, kind.as_str());
        item.put(DID, did);
        item.put(SUFFERED, suffered);
        let look = self.style.actor(kind);
        // Areas are read as amounts.
        let size = (10.0 + 3.0 * ((did + suffered) as f32).sqrt()).min(80.0);
        item.look = Look { fill: look.fill.as_str(), line: look.border.as_str(), stroke: "solid", size };
        item
    }

    fn edge<'v>(&'v self, tie: &'v Tie<'g>) -> Item<'v> {
        let graph = self.content.graph();
        let relation = relation(tie.line);
        let (from, to) = (NodeKey(NodeKind::Actor, tie.from).to_string(), NodeKey(NodeKind::Actor, tie.to).to_string());
        let mut kind = relation.to_owned();
        if tie.modality != Modality::Asserted {
            kind = format!("{kind} {}", tie.modality);
        }
        if let Some(part) = &tie.part {
            kind = format!("{kind} {part}");
        }
        let mut item = Item::edge(format!("{from} {kind} {to}"), tie.line.as_str(), from, to);
        item.kind = kind.into();
        item.put(RELATION, relation);
        item.put(MODALITY, tie.modality.as_str());
        let evidence = match &tie.told {
            Told::Deeds(incidents) => put_deeds(&mut item, incidents),
            Told::Relation(evidence, contested, standing) => {
                item.put(CONTESTED, *contested);
                item.put(STANDING, Nested::Standing(standing.clone()));
                evidence.clone()
            }
        };
        let weight = match &tie.told {
            Told::Deeds(incidents) => incidents.len(),
            Told::Relation(evidence, ..) => passage::documents(evidence.iter().copied()).max(1),
        };
        item.weight = Some(weight);
        item.put(WEIGHT, weight);
        let all: Vec<Citation> = evidence.iter().map(|&citation| citation.clone()).collect();
        if let Some(support) = graph.support_of(&all) {
            if let Told::Relation(..) = tie.told {
                item.put(STATUS, support.status.as_str());
            }
            item.put(SOURCES, support.sources);
        }
        passage::put(&mut item, graph, &evidence, tie.best());
        passage::put_all(&mut item, evidence);
        item.look = Look { line: self.style.line(tie.line).0, stroke: stroke(tie.modality), ..Look::default() };
        item
    }
}

/// Says which deeds an edge counts, and gives their sentences.
fn put_deeds<'v>(item: &mut Item<'v>, incidents: &'v [IncidentRef<'_>]) -> Vec<&'v Citation> {
    item.put(INCIDENTS, incidents.iter().map(|incident| incident.incident().id.as_str()).collect::<Vec<_>>());
    let dates = || incidents.iter().filter_map(|incident| incident.date);
    if let Some(first) = dates().min_by_key(|date| date.first_day()) {
        item.put(FIRST_DATE, first);
    }
    if let Some(last) =
        incidents.iter().filter_map(|incident| incident.until.or(incident.date)).max_by_key(|date: &PartialDate| date.last_day())
    {
        item.put(LAST_DATE, last);
    }
    for (attribute, toll) in [
        (KILLED, incidents.iter().filter_map(|incident| incident.killed).map(u64::from).sum::<u64>()),
        (WOUNDED, incidents.iter().filter_map(|incident| incident.wounded).map(u64::from).sum::<u64>()),
    ] {
        if toll > 0 {
            item.put(attribute, usize::try_from(toll).unwrap_or(usize::MAX));
        }
    }
    item.spells = apart(incidents.iter().filter_map(|incident| spell(&incident.incident().details)).collect());
    incidents.iter().flat_map(|incident| incident.incident().evidence()).collect()
}

/// Spells in order, those that overlap as one.
fn apart(mut spells: Vec<(Day, Day)>) -> Vec<(Day, Day)> {
    spells.sort_unstable();
    let mut apart: Vec<(Day, Day)> = Vec::new();
    for (start, end) in spells {
        match apart.last_mut() {
            Some((_, last)) if start <= *last => *last = end.max(*last),
            _ => apart.push((start, end)),
        }
    }
    apart
}

const RELATIONS: [(Line, Relation); 3] =
    [(Line::Backs, Relation::Backs), (Line::PartOf, Relation::PartOf), (Line::Leads, Relation::Leads)];

fn deeds<'g>(line: Line, rows: Vec<Attacked<'g>>, ties: &mut Vec<Tie<'g>>) {
    for row in rows {
        let mut by_word: BTreeMap<Modality, Vec<IncidentRef>> = BTreeMap::new();
        for incident in row.incidents {
            by_word.entry(incident.modality).or_default().push(incident);
        }
        for (modality, incidents) in by_word {
            ties.push(Tie { from: row.perpetrator, line, to: row.target, modality, told: Told::Deeds(incidents), part: None });
        }
    }
}

fn relations<'g>(view: &View<'g>, line: Line, relation: Relation, ties: &mut Vec<Tie<'g>>) {
    for modality in view.modalities() {
        for Related { subject, object, evidence, denials, standing, .. } in view.clone().modality(modality).related(relation) {
            let told = Told::Relation(evidence, !denials.is_empty(), standing);
            ties.push(Tie { from: subject, line, to: object, modality, told, part: None });
        }
    }
}

/// How the relation of a line is spelled.
fn relation(line: Line) -> &'static str {
    match line {
        Line::RetaliatedAgainst => "retaliated_against",
        Line::Backs => "backs",
        Line::PartOf => "part_of",
        Line::Leads => "leads",
        _ => "attacked",
    }
}

impl<'g> Tie<'g> {
    /// Of answers, a sentence that tells of one and of what it answers.
    fn best(&self) -> Option<&'g Citation> {
        let Told::Deeds(incidents) = &self.told else { return None };
        let answers = incidents.iter().filter(|_| self.line == Line::RetaliatedAgainst);
        answers
            .flat_map(|answer| answer.answers().map(move |answered| (answer.incident(), answered.incident())))
            .find_map(|(answer, answered)| passage::answering(answer.evidence(), answered.evidence()))
    }

    /// One for each incident, or for each document that states it.
    fn apart(self) -> Vec<Tie<'g>> {
        let Tie { from, line, to, modality, told, .. } = self;
        let one = |part: String, told| Tie { from, line, to, modality, told, part: Some(part) };
        match told {
            Told::Deeds(incidents) => {
                let key = |incident: &IncidentRef<'g>| NodeKey(NodeKind::Incident, &incident.incident().id).to_string();
                incidents.into_iter().map(|incident| one(key(&incident), Told::Deeds(vec![incident]))).collect()
            }
            Told::Relation(evidence, contested, standing) => {
                let mut by_document: BTreeMap<&str, Vec<&Citation>> = BTreeMap::new();
                for citation in evidence {
                    by_document.entry(&citation.document).or_default().push(citation);
                }
                let told = by_document.into_iter().map(|(document, evidence)| {
                    one(format!("document:{document}"), Told::Relation(evidence, contested, Vec::new()))
                });
                let facts =
                    (!standing.is_empty()).then(|| one("ontology".to_owned(), Told::Relation(Vec::new(), contested, standing)));
                told.chain(facts).collect()
            }
        }
    }
}
