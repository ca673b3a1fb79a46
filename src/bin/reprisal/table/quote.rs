//! Sentences quoted below a row, each with who says so and its article.

use std::collections::BTreeMap;

use reprisal::query::Source;

use super::Note;

/// The first sentences of the evidence: one of every article before a second of any. What is left out is counted.
pub(super) fn of(evidence: &[&Source], most: usize) -> Vec<Note> {
    if most == 0 {
        return Vec::new();
    }
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut ranked: Vec<(usize, &Source)> = Vec::new();
    for &source in evidence {
        let rank = seen.entry(&source.document).or_default();
        ranked.push((*rank, source));
        *rank += 1;
    }
    ranked.sort_by_key(|(rank, _)| *rank);
    let mut quotes: Vec<Note> = ranked.iter().take(most).map(|(_, source)| quote(source)).collect();
    if let left @ 1.. = ranked.len().saturating_sub(most) {
        let sentences = if left == 1 { "sentence" } else { "sentences" };
        quotes.push(format!("… and {left} {sentences} more").into());
    }
    quotes
}

fn quote(source: &Source) -> Note {
    let text = source.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let voices = source.told_by();
    let below = if voices.is_empty() { article(source) } else { format!("{voices} – {}", article(source)) };
    Note { text: if text.is_empty() { text } else { format!("“{text}”") }, below }
}

/// Title, source and date of an article.
fn article(source: &Source) -> String {
    let place = source.source.as_ref().unwrap_or(&source.document);
    let parts = [source.title.clone(), Some(place.clone()), source.published.map(|day| day.to_string())];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
