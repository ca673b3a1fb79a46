//! All that is known of an incident, report by report.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::extraction::DocumentInfo;
use crate::graph::{Actor, Id, IncidentRef, KnowledgeGraph, Report, View, WhySame};
use crate::investigate::deed::{Deed, name, sources};
use crate::query::Source;
use crate::vocabulary::{Stance, Status};

/// All that is known of an incident.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct IncidentPage {
    /// The best word of all reports.
    pub deed: Deed,
    /// What every document tells.
    pub reports: Vec<ReportLine>,
    /// Why the reports are taken to tell of one deed, in words; empty when there is one report.
    pub joined: Vec<String>,
    /// Why people corrected it, in their words.
    pub corrected: Vec<String>,
    /// Where the reports differ, detail by detail.
    pub differences: Vec<Versions>,
    /// Whose word it is.
    pub voices: Vec<Word>,
    /// What it answers.
    pub answers: Vec<Deed>,
    /// What answers it.
    pub answered_by: Vec<Deed>,
}

/// The incident as one document tells it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ReportLine {
    /// Id of the report.
    pub id: String,
    /// The document.
    pub document: DocumentInfo,
    /// What the document makes of it.
    pub status: Status,
    /// Every detail that it gives, in words: "killed", "3".
    pub details: Vec<(String, String)>,
    /// Its sentences.
    pub evidence: Vec<Source>,
}

/// A detail of which the reports say different things.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Versions {
    /// Which: "killed", "date", "perpetrator".
    pub detail: String,
    /// What they say of it, what most say first.
    pub versions: Vec<Version>,
}

/// One word on a detail, and the reports that say it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Version {
    /// In words.
    pub says: String,
    /// Ids of the reports.
    pub reports: Vec<String>,
}

/// Whose word an incident is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[non_exhaustive]
pub struct Word {
    /// What they do with it.
    pub stance: Stance,
    /// Who speaks, in the words of the text.
    pub words: String,
    /// Actor id of who speaks, where somebody is named.
    pub actor: Option<String>,
    /// Ids of the documents that give the word.
    pub documents: Vec<String>,
}

pub(super) fn page(view: &View, id: &str) -> Option<IncidentPage> {
    let graph = view.graph();
    let incident = graph.incident(id)?;
    let all = |others: &mut dyn Iterator<Item = IncidentRef>| others.map(|other| Deed::of(view, other)).collect();
    let reports: Vec<ReportLine> = incident.reports.iter().map(|report| line(graph, report)).collect();
    Some(IncidentPage {
        deed: Deed::of(view, incident),
        joined: graph.why_same(&incident.id).iter().map(joined).collect(),
        corrected: incident.corrected.as_ref().map_or_else(Vec::new, |corrected| corrected.reasons.clone()),
        differences: differences(&reports, &same_accounts(view, &incident)),
        reports,
        voices: voices(&incident),
        answers: all(&mut incident.answers()),
        answered_by: all(&mut incident.answered_by()),
    })
}

/// "b#i1 like a#i1: same day, same place".
fn joined(why: &WhySame) -> String {
    let grounds: Vec<String> = why.weighed.grounds.iter().map(|(ground, _)| ground.to_string()).collect();
    format!("{} like {}: {}", why.report, why.with, grounds.join(", "))
}

fn line(graph: &KnowledgeGraph, report: &Report) -> ReportLine {
    let info = graph.document(&report.document).cloned();
    ReportLine {
        id: report.id.to_string(),
        document: info.unwrap_or_else(|| DocumentInfo::new(report.document.to_string())),
        status: report.status,
        details: details(graph, report),
        evidence: sources(graph, &report.evidence),
    }
}

/// Every detail that a report gives, in words.
fn details(graph: &KnowledgeGraph, report: &Report) -> Vec<(String, String)> {
    let actors = |ids: &[Id]| ids.iter().map(|id| name(graph, id).name).collect::<Vec<_>>().join(", ");
    let place = |id: &Id| graph.get::<crate::graph::Place>(id).map_or_else(|| id.to_string(), |place| place.name.clone());
    let date = match (report.date, report.until) {
        (Some(date), Some(until)) if date != until => format!("{date} … {until}"),
        (date, until) => date.or(until).map(|date| date.to_string()).unwrap_or_default(),
    };
    let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
    let said = [
        ("kind", report.kind.to_string()),
        ("who", actors(&report.perpetrators)),
        ("whom", actors(&report.targets)),
        ("date", date),
        ("place", report.places.iter().map(place).collect::<Vec<_>>().join(", ")),
        ("killed", number(report.killed)),
        ("wounded", number(report.wounded)),
        ("weapon", report.weapon.clone().unwrap_or_default()),
        ("status", report.status.to_string()),
        ("claimed by", actors(&report.claimed_by)),
        ("denied by", actors(&report.denied_by)),
    ];
    said.into_iter().filter(|(_, says)| !says.is_empty()).map(|(detail, says)| (detail.to_owned(), says)).collect()
}

/// The sides of which the reports name different actors of the same accounts.
fn same_accounts(view: &View, incident: &IncidentRef) -> Vec<&'static str> {
    let accounts = |ids: &[Id]| -> BTreeSet<String> {
        let actors = ids.iter().filter_map(|id| view.graph().get::<Actor>(id));
        actors.map(|actor| view.account_on(actor, incident.date).to_owned()).collect()
    };
    let agree = |side: Side| {
        let told = incident.reports.iter().map(|report| accounts(side(report))).filter(|accounts| !accounts.is_empty());
        told.collect::<BTreeSet<_>>().len() < 2
    };
    let sides: [(&str, Side); 2] = [("who", |report| &report.perpetrators), ("whom", |report| &report.targets)];
    sides.into_iter().filter(|(_, side)| agree(*side)).map(|(detail, _)| detail).collect()
}

type Side = fn(&Report) -> &[Id];

/// The details, but for some, of which reports say different things. What a report leaves open contradicts nothing.
fn differences(reports: &[ReportLine], but: &[&str]) -> Vec<Versions> {
    let mut order: Vec<&str> = Vec::new();
    let mut said: BTreeMap<&str, BTreeMap<&str, Vec<String>>> = BTreeMap::new();
    for report in reports {
        for (detail, says) in &report.details {
            if !order.contains(&detail.as_str()) {
                order.push(detail);
            }
            said.entry(detail).or_default().entry(says).or_default().push(report.id.clone());
        }
    }
    let versions = |detail: &str| {
        let said = said.get(detail).filter(|said| said.len() > 1)?;
        let mut versions: Vec<Version> =
            said.iter().map(|(says, reports)| Version { says: (*says).to_owned(), reports: reports.clone() }).collect();
        versions.sort_by_key(|version| std::cmp::Reverse(version.reports.len()));
        Some(Versions { detail: detail.to_owned(), versions })
    };
    order.into_iter().filter(|detail| !but.contains(detail)).filter_map(versions).collect()
}

fn voices(incident: &IncidentRef) -> Vec<Word> {
    let mut words: BTreeMap<(Stance, &str, Option<&str>), Vec<String>> = BTreeMap::new();
    for citation in incident.evidence() {
        for voice in &citation.evidence.voices {
            let documents = words.entry((voice.stance, &voice.words, voice.actor.as_deref())).or_default();
            if documents.last().is_none_or(|last| *last != citation.document.as_str()) {
                documents.push(citation.document.to_string());
            }
        }
    }
    let word = |((stance, words, actor), documents): ((Stance, &str, Option<&str>), Vec<String>)| Word {
        stance,
        words: words.to_owned(),
        actor: actor.map(str::to_owned),
        documents,
    };
    words.into_iter().map(word).collect()
}
