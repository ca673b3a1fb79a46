//! The page of an incident.

use std::collections::BTreeMap;

use reprisal::Stance;
use reprisal::investigate::{Deed, IncidentPage, ReportLine};

use super::{line, told};
use crate::table::Row;
use crate::wording::{self, counted};

pub(super) fn rows(page: &IncidentPage) -> Vec<Row<'_>> {
    let deed = &page.deed;
    let mut rows = vec![
        told("incident", format!("{} ({})", deed.described, deed.id), deed.sources),
        line("status", wording::status(deed.status)),
        line("reported", reported(deed)),
        line("sure of the parties", format!("{:.0}%", 100.0 * deed.confidence)),
    ];
    for (about, number) in [("killed", deed.killed), ("wounded", deed.wounded)] {
        rows.extend(number.map(|number| line(about, number.to_string())));
    }
    rows.extend(deed.weapon.as_deref().map(|weapon| line("weapon", weapon)));
    rows.extend(voices(page));
    rows.extend(page.joined.iter().map(|why| line("one deed", why.as_str())));
    rows.extend(page.corrected.iter().map(|reason| line("corrected", reason.as_str())));
    for versions in &page.differences {
        let said = versions.versions.iter().map(|version| format!("{} in {}", version.says, version.reports.join(", ")));
        rows.push(line(&format!("differs: {}", versions.detail), said.collect::<Vec<_>>().join("; ")));
    }
    rows.extend(links("answers", &page.answers));
    rows.extend(links("answered by", &page.answered_by));
    rows.extend(page.reports.iter().map(report));
    rows
}

/// From when to when it was reported, and by how many.
fn reported(deed: &Deed) -> String {
    let days = match (deed.first_reported, deed.last_reported) {
        (Some(first), Some(last)) if first != last => format!("{first} … {last}, "),
        (Some(day), _) | (None, Some(day)) => format!("{day}, "),
        (None, None) => String::new(),
    };
    let (documents, sources) = (counted(deed.documents, "document"), counted(deed.sources, "independent source"));
    format!("{days}{documents}, {sources}")
}

/// Who says so: a line for everything that is done with it.
fn voices(page: &IncidentPage) -> Vec<Row<'static>> {
    let mut said: BTreeMap<Stance, Vec<String>> = BTreeMap::new();
    for word in &page.voices {
        let documents = if word.documents.len() > 1 { format!(" ({} documents)", word.documents.len()) } else { String::new() };
        said.entry(word.stance).or_default().push(format!("{}{documents}", word.words));
    }
    said.into_iter().map(|(stance, words)| line(stance.as_str(), words.join("; "))).collect()
}

fn links<'p>(about: &'static str, deeds: &'p [Deed]) -> impl Iterator<Item = Row<'p>> {
    deeds.iter().map(move |deed| told(about, format!("{} ({})", deed.described, deed.id), deed.sources))
}

fn report(report: &ReportLine) -> Row<'_> {
    let details = report.details.iter().map(|(detail, says)| format!("{detail}: {says}")).collect::<Vec<_>>();
    line("report", format!("{} – {}", report.id, details.join("; "))).with_evidence(&report.evidence)
}
