//! The page of a document.

use reprisal::investigate::{DocumentPage, Mention};

use super::{line, told};
use crate::table::Row;
use crate::wording;

pub(super) fn rows(page: &DocumentPage) -> Vec<Row<'_>> {
    let mut rows = vec![line("document", page.info.id.as_str())];
    rows.extend(page.info.title.as_deref().map(|title| line("title", title)));
    rows.extend(page.info.source.as_deref().filter(|source| *source != page.info.id).map(|source| line("source", source)));
    rows.extend(page.info.published.map(|day| line("published", day.to_string())));
    for (about, mentions) in [("names actors", &page.actors), ("names places", &page.places)] {
        if !mentions.is_empty() {
            rows.push(line(about, names(mentions)));
        }
    }
    for deed in &page.deeds {
        let status = wording::status(deed.status);
        let what = format!("{} – {} ({})", deed.described, status.text, deed.id);
        rows.push(told("tells of", crate::table::Cell { text: what, ..status }, deed.sources).with_evidence(&deed.evidence));
    }
    for tie in &page.ties {
        rows.push(told("says", tie.said(), tie.sources).with_evidence(tie.evidence.iter().chain(&tie.denials)));
    }
    if page.deeds.is_empty() && page.ties.is_empty() {
        rows.push(line("tells of", "nothing"));
    }
    rows
}

fn names(mentions: &[Mention]) -> String {
    mentions.iter().map(|mention| mention.name.as_str()).collect::<Vec<_>>().join(", ")
}
