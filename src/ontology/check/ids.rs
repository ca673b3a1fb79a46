//! Ids that are no slugs or are taken, and triggers without an example.

use std::collections::HashMap;

use super::{At, Entry, Report, Whole};
use crate::ontology::diagnostic::Code;
use crate::ontology::layers::SourceFile;
use crate::ontology::locate::Step;

pub(super) fn check(all: &Whole<'_>, sources: &[SourceFile], report: &mut Report<'_>) {
    section(&all.actors, |entry| &entry.id, "actor", false, sources, report);
    section(&all.places, |entry| &entry.id, "place", false, sources, report);
    section(&all.generics, |entry| &entry.id, "class of generic nouns", false, sources, report);
    section(&all.signs, |entry| &entry.id, "sign of names", false, sources, report);
    section(&all.triggers, |entry| &entry.id, "trigger", true, sources, report);
    section(&all.cues, |entry| &entry.id, "cue", true, sources, report);
    for trigger in all.triggers.iter().filter(|trigger| trigger.examples.is_empty()) {
        let location = report.locate(trigger.at, &[Step::Key("id")]);
        let finding = report.add(Code::MissingExample, location, format!("the trigger `{}` has no example", trigger.id));
        finding.help = Some(
            "add `examples: [(\"A sentence.\", [\"subject attacked object\"])]`, with an empty list where nothing must come out"
                .to_owned(),
        );
    }
}

/// Checks the ids of one section; the ids of rules may have parts: "strike.verb".
fn section<'a, T>(
    entries: &[Entry<'a, T>],
    id: impl Fn(&'a T) -> &'a String,
    noun: &str,
    parts: bool,
    sources: &[SourceFile],
    report: &mut Report<'_>,
) {
    let mut first: HashMap<(usize, &str), At> = HashMap::new();
    for entry in entries {
        let (at, id) = (entry.at, id(entry.entry).as_str());
        let good = if parts { id.split('.').all(is_slug) } else { is_slug(id) };
        if !good {
            let location = report.locate(at, &[Step::Key("id")]);
            let slug = slug(id, parts);
            let finding = report.add(
                Code::BadId,
                location,
                format!("`{id}` is no id: write lower-case letters, digits and single hyphens"),
            );
            finding.suggestion = (!slug.is_empty()).then_some(slug);
        }
        if let Some(&earlier) = first.get(&(sources[at.source].layer, id)) {
            let location = report.locate(at, &[Step::Key("id")]);
            let other = report.locate(earlier, &[Step::Key("id")]);
            let finding = report.add(Code::DuplicateId, location, format!("there is already a {noun} of the id `{id}`"));
            finding.help = Some("give it another id, or merge the two entries".to_owned());
            finding.other = Some(other);
        } else {
            first.insert((sources[at.source].layer, id), at);
        }
    }
}

fn is_slug(id: &str) -> bool {
    id.split('-').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()))
}

/// The slug that was probably meant.
fn slug(id: &str, parts: bool) -> String {
    let one = |text: &str| {
        let folded = crate::fold::fold(text);
        folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
    };
    let parts: Vec<&str> = if parts { id.split('.').collect() } else { vec![id] };
    parts.into_iter().map(one).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(".")
}
